"""Many readers at once, without a browser."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks import sessions

pytestmark = pytest.mark.browser  # the app is served


def test_every_move_of_every_session_is_answered(address: str) -> None:
    with ThreadPoolExecutor(1) as pool:  # a thread of its own: a browser's loop may run in this one
        times = pool.submit(sessions.reruns, address, sessions=3, moves=2, every=0).result()
    assert len(times) == 6 and min(times) > 0.001
    assert sessions.quantile(times, 0.95) == max(times)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert sessions.quantile([4, 1, 3, 2], 0.5) == 3
    assert sessions.quantile(range(100), 0.95) == 95
