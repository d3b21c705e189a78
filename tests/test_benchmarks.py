"""The one command of the benchmarks: a stage that is measured again leaves the others as they stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as measuring
from benchmarks import suite
from benchmarks.__main__ import STAGES, doubled

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_one_stage_measured_again_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    views = "## As of a day\n\n| claims |\n| --- |\n| 7 |\n\n*measured before*"
    suite.write(path, {"store": "## Store\n\nold", "views": views, "forgotten": "gone"}, list(STAGES))
    done = run("--only", "store", "--stored", 40, 80, "--output", path)
    assert done.returncode == 0, done.stderr
    found = suite.sections(path)

    assert list(found) == ["store", "views"]
    assert found["views"] == views
    assert "| 40 |" in found["store"] and "| 80 |" in found["store"] and "old" not in found["store"]
    assert "Load (1, 5, 15 minutes)" in found["store"] and "Python 3" in found["store"]


def test_a_stage_that_fails_keeps_its_table_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    suite.write(path, {"opening": "## Opening\n\nold"}, list(STAGES))
    done = run("--only", "opening", "--pages", tmp_path / "nothing.sqlite", "--output", path)

    assert done.returncode == 1
    assert "opening: failed, its old table stays" in done.stderr
    assert suite.sections(path) == {"opening": "## Opening\n\nold"}


def test_a_store_is_measured_in_rounds_and_the_median_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seconds = {20: iter((9.0, 1.0, 1.0, 1.1)), 40: iter((2.0, 2.0, 8.0))}  # the first of 20 warms up
    monkeypatch.setattr(measuring, "WARM", 20)
    monkeypatch.setattr(measuring, "_filled", lambda where, count: (next(seconds[count]), 1.0, 1.0, 1.0))
    words = measuring.stored("Store", (20, 40), lambda: tmp_path)

    assert "| 20 | 20 |  |" in words and "| 40 | 20 | 2.00 |" in words
    assert "in single rounds from 2.00 to 7.27 going in" in words


def test_what_is_repeated_is_warmed_up_first() -> None:
    calls: list[int] = []
    clock = iter((0.0, 5.0, 10.0, 11.0, 20.0, 23.0))
    taken = measuring.timed(lambda: calls.append(1), 3, lambda: next(clock))

    assert (taken, len(calls)) == (3.0, 4)


def test_growth_is_told_of_doubled_sizes_only() -> None:
    assert doubled((10, 20, 100), (1.0, 2.2, 50.0)) == ["", "2.20", ""]


def test_what_another_benchmark_prints_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "printing.py").write_text("print('load 1.0\\n| a |\\n| --- |\\n| 1 |\\n\\n  speed  7.1')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert suite.said("Title", "printing") == (
        "## Title\n\nload 1.0\n\n| a |\n| --- |\n| 1 |\n\n```\n  speed  7.1\n```"
    )
    (tmp_path / "failing.py").write_text("raise SystemExit('no browser')")
    with pytest.raises(RuntimeError, match="no browser"):
        suite.said("Title", "failing")
