"""Which place is meant: names that are longer than a town's, words that stand for a place, and places that
are only spoken of beside another.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from geo.reading import Reading

DAY = DateInterval("2024-05-22", date(2024, 5, 22), date(2024, 5, 22), "given")  # a Wednesday


@pytest.fixture(scope="module")
def reading():
    """Text -> how it is read."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def whole(text: str) -> Reading:
        document = Document("d", text, published=DAY)
        return pipeline.process(document, gazetteer=gazetteer, conflicts=wars)

    return whole


def named(reading: Reading) -> dict[str, str]:
    """Names that are used for places -> the place, "" where none could be chosen."""
    return {
        r.toponym.text: r.place.name if r.place else ""
        for r in reading.resolutions
        if r.toponym.use == "place"
    }


def claimed(reading: Reading, predicate: str = "") -> list[str]:
    """Names of the places of the claims, of one kind or of all."""
    return [link.name for c in reading.claims if predicate in ("", c.predicate) for link in c.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian jets bombed rebel positions in the Argun and Vedeno gorges on Monday.",
            {"Argun": "", "Vedeno gorges": ""},
        ),
        ("Russian troops fought rebels near the Argun gorge on Monday.", {"Argun gorge": ""}),
        ("Fighting went on in the Kherson forest on Monday.", {"Kherson forest": ""}),
        ("The Taliban shelled the Panjshir valley on Monday.", {"Panjshir valley": "Panjshir Valley"}),
    ],
)
def test_a_gorge_is_not_the_town_of_its_name(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian troops took Gekhi-Chu on Monday, rebels said.", {"Gekhi-Chu": ""}),
        (
            "Hezbollah shelled Israeli troops in Ayta ash-Shaab on Monday.",
            {"Ayta ash-Shaab": "Aita al-Shaab"},
        ),
        ("Syrian troops shelled Homs ash-Shimal on Monday, rebels said.", {"Homs ash-Shimal": ""}),
        (
            "Russian troops attacked on the Lyman-Kreminna axis on Monday.",
            {"Lyman": "Lyman", "Kreminna": "Kreminna"},
        ),
    ],
)
def test_a_name_is_not_cut_to_its_first_half(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israeli tanks advanced into the northern Gaza city of Jabalia on Monday, Hamas said.", "Jabalia"),
        ("Russian forces advanced into the Kherson city of Beryslav on Monday.", "Beryslav"),
    ],
)
def test_the_city_of_a_region_has_a_name_of_its_own(reading, text, place):
    assert claimed(reading(text)) == [place]
