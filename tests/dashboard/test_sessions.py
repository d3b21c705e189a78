"""Many readers at once, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks import claims, sessions

pytestmark = pytest.mark.browser  # the app is served


def test_every_move_of_every_session_is_answered(address: str) -> None:
    with ThreadPoolExecutor(1) as pool:  # a thread of its own: a browser's loop may run in this one
        times = pool.submit(sessions.reruns, address, sessions=3, moves=2, every=0).result()
    assert len(times) == 6 and min(times) > 0.001
    assert sessions.quantile(times, 0.95) == max(times)


def test_a_move_sends_ten_kilobytes_at_most_however_many_claims_a_day_has(
    serve: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifteen claims a day about each place, as in two million over 400 days: a day changes all parts."""
    monkeypatch.setattr(claims, "PLACES", 6)
    monkeypatch.setattr(claims, "DAYS", 30)
    claims.fill(tmp_path / "dense.sqlite", 2_700)
    address = serve(tmp_path / "dense.sqlite")
    days = [*range(-40, 45, 5), *range(40, -40, -5)]  # beyond the ends too, and back
    with ThreadPoolExecutor(1) as pool:
        sizes = pool.submit(sessions.sizes, address, days).result()
    assert 3_000 < max(sizes) <= 10_000, sizes


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert sessions.quantile([4, 1, 3, 2], 0.5) == 3
    assert sessions.quantile(range(100), 0.95) == 95
