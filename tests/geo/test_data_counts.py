"""The counts that the READMEs state of the curated data are those of the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo import gazetteer_build as build

ROOT = Path(__file__).parents[2]
DATA = ROOT / "geo" / "data"
FILES = {name: list(build.rows(DATA / name)) for name in (path.name for path in DATA.glob("*.csv"))}
SETTLEMENTS, FEATURES, WORLD = (FILES[f"places_{name}.csv"] for name in ("settlements", "features", "world"))
CURATED = [row for name, rows in FILES.items() if name.startswith("places_") for row in rows]


def unverified(rows: list[dict[str, str]]) -> int:
    """How many rows no document was opened for."""
    return sum(row["source"] == "unverified" for row in rows)


def stated(text: str, pattern: str) -> list[int]:
    """The numbers that the first match of a pattern states; the text's line breaks do not matter."""
    match = re.search(pattern, " ".join(text.split()))
    assert match, pattern
    return [int(number.replace(",", "")) for number in match.groups()]


def test_the_root_readme_counts_curated_and_unverified_rows():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pattern = (
        r"Of ([\d,]+) curated rows, (\d+) are `unverified` \((\d+) settlements near the front, (\d+) features"
        r",.*? and (\d+) places of other wars\)"
    )
    parts = [unverified(SETTLEMENTS), unverified(FEATURES), unverified(WORLD)]

    assert stated(text, pattern) == [len(CURATED), unverified(CURATED), *parts]


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_table_of_the_data_readme_counts_the_rows_of_each_file(name):
    text = (DATA / "README.md").read_text(encoding="utf-8")
    cells = next(line.split("|") for line in text.splitlines() if line.startswith(f"| {name} "))

    assert int(cells[3].replace(",", "")) == len(FILES[name])


@pytest.mark.parametrize(
    ("pattern", "rows", "source"),
    [
        (r"postal codes of Ukraine and Russia \(([\d,]+)\)", SETTLEMENTS, "GeoNames postal codes"),
        (r"OpenStreetMap \((\d+), ODbL", SETTLEMENTS, "OpenStreetMap"),
        (r"\*\*unverified \((\d+)\)\*\*", SETTLEMENTS, "unverified"),
        (r"\*\*unverified \((\d+) of \d+\)\*\*", FEATURES, "unverified"),
        (r"\*\*(\d+) unverified\*\*", WORLD, "unverified"),
        (r"Names of Ukraine \((\d+), CC BY", FEATURES, "State Register of Geographical Names"),
        (r"OurAirports \((\d+) airfields", FEATURES, "OurAirports"),
        (r"WRI Global Power Plant Database \((\d+),", FEATURES, "WRI Global Power Plant"),
    ],
)
def test_the_data_readme_counts_the_sources(pattern, rows, source):
    text = (DATA / "README.md").read_text(encoding="utf-8")

    assert stated(text, pattern) == [sum(row["source"].startswith(source) for row in rows)]
