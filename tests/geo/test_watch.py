"""Watching folders: what counts as new, and when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo.watch import watch


def watched(folder: Path, *steps: Callable[[], object]) -> list[list[str]]:
    """Names that were ingested, one list a time, as the steps are done between the looks."""
    told: list[list[str]] = []
    left = [*steps, lambda: None, lambda: None]

    def wait() -> bool:
        if not left:
            return False
        left.pop(0)()
        return True

    watch([folder], ingest=lambda paths: told.append([path.name for path in paths]), wait=wait)
    return told


def test_a_new_file_is_ingested_once(tmp_path: Path) -> None:
    told = watched(tmp_path, lambda: (tmp_path / "a.txt").write_text("one"))

    assert told == [[tmp_path.name], ["a.txt"]]


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    told = watched(tmp_path, *(lambda n=n: path.write_text("word " * n) for n in range(1, 4)))

    assert told == [[tmp_path.name], ["a.txt"]]


def test_a_changed_file_is_ingested_again_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("one")
    told = watched(tmp_path, lambda: (tmp_path / "b.txt").write_text("another"))

    assert told == [[tmp_path.name], ["b.txt"]]


def test_a_changed_manifest_makes_its_neighbours_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.txt").write_text("one")
    told = watched(tmp_path, lambda: (tmp_path / "manifest.csv").write_text("file,published\na.txt,2023\n"))

    assert told == [[tmp_path.name], ["a.txt"]]


def test_links_hidden_files_and_files_that_go_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")

    def change() -> None:
        (tmp_path / "loop").symlink_to(tmp_path)
        (tmp_path / "link.txt").symlink_to(path)
        (tmp_path / ".b.txt.swp").write_text("half")
        path.unlink()

    assert watched(tmp_path, change) == [[tmp_path.name]]
