"""The long trials in short: enough to find what opens wide. `python -m tests.soak` runs them whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.soak import corruptions, faults, mutations, readers


def test_damage_of_the_store_is_noticed_before_anything_wrong_is_shown(tmp_path: Path) -> None:
    found = corruptions.run(tmp_path, 60, seed=3)

    assert found[corruptions.NOTICED] > 20
    assert set(found) <= {corruptions.NOTICED, corruptions.HARMLESS}


def test_without_the_hashes_damage_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.store.check", lambda *_: None)

    assert corruptions.run(tmp_path, 60, seed=3)[corruptions.WRONG] > 0


def test_a_spoilt_file_stops_nobody(tmp_path: Path) -> None:
    found = mutations.run(tmp_path, 120, seed=3)

    assert (found.crashes, found.lost) == ([], 0)
    assert min(found.outcomes["read"], found.outcomes["refused"]) > 5
    assert found.slowest < mutations.LONGEST


def test_a_full_disk_and_a_kill_at_a_write_lose_nothing(tmp_path: Path) -> None:
    if not faults.possible():
        pytest.skip("strace is not here, or may not trace")
    found = faults.run(tmp_path / "faults", every=70, calls=["pwrite64"], ways=["kill", "disk full"])

    assert found.wrong == []
    assert min(found.told, found.ended) > 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by Linux's /proc")
def test_readers_see_whole_revisions_while_articles_are_stored(where: str) -> None:
    found = readers.run(where, sessions=5, articles=40, seconds=2)

    assert (found.torn, found.errors) == ([], [])
    assert found.read > 10
