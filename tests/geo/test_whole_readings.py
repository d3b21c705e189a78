"""Whole texts of our own through the whole path: who said it, whose the place is, and when.

What one sentence alone does not decide: names of places known to the gazetteer, sides of real wars, speakers
and days that carry over.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def claims():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[tuple[str, ...]]:
        """(place, extent, claimant, side of the claimant, predicate, modality, status, about, said)."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return [
            (
                names[link.place_id],
                link.extent,
                one.claimant,
                one.side,
                one.predicate,
                one.modality,
                one.status,
                one.about.edtf,
                one.said.edtf,
            )
            for one in reading.claims
            for link in one.links
        ]

    return read


def coloured(rows):
    """(place, side that holds it) of the claims that give a place to a side."""
    return {(row[0], row[6].removesuffix("_control")) for row in rows if row[6].endswith("_control")}


def test_rebels_in_a_country_are_not_its_government(claims):
    rows = claims(
        "Rebels in eastern Democratic Republic of Congo said on Sunday they seized the town of Masisi."
    )

    assert {(row[3], row[6]) for row in rows} == {("m23", "m23_control")}
    assert all(row[2].startswith("rebels") for row in rows)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Syrian army said the rebels met no resistance when they entered Saraqib.", "opposition"),
        ("The Syrian army said its troops met no resistance when they entered Saraqib.", "government"),
        ("The Syrian army said the rebels had fled when they entered Saraqib.", ""),
    ],
)
def test_they_in_what_is_said_of_the_others_are_not_surely_the_speakers(claims, text, side):
    assert coloured(claims(text)) == ({("Saraqib", side)} if side else set())


def test_the_centre_of_a_district_is_not_that_of_a_city_named_before(claims):
    rows = claims(
        "Russian troops shelled Kharkiv. The Ukrainian army retook the district of Chuhuiv and its outskirts."
    )

    assert coloured(rows) == {("Chuhuiv Raion", "ukraine")}


def test_it_after_a_region_is_no_city_named_before(claims):
    rows = claims(
        "The Sudanese army bombed Nyala. Services stopped in South Darfur state, where the RSF stayed on "
        "when it took it in October."
    )

    assert coloured(rows) == set()


def test_who_had_a_place_before_it_was_retaken_does_not_have_it_now(claims):
    rows = claims(
        "Last week, the government announced that its allies had recaptured Lalibela, which had fallen to "
        "Tigrayan rebels in August."
    )

    assert coloured(rows) == {("Lalibela", "ethiopia")}
    assert {row[8] for row in rows} == {"2025-03-03/2025-03-09"}


def test_what_fell_and_was_not_retaken_is_still_told(claims):
    assert coloured(claims("Lyman, which fell to Russian forces in May, was shelled on Monday.")) == {
        ("Lyman", "russia")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as of January 16 and February 21, 2025.", "2025-01-16/2025-02-21"),
        ("by Russian forces, which advanced from Kreminna.", "../2025-03-12"),
    ],
)
def test_what_was_claimed_previously_was_said_then(claims, text, said):
    rows = claims(
        f"Russian troops shelled Lyman. Russian milbloggers previously claimed the seizure of Lyman {text}"
    )

    assert {row[8] for row in rows if row[2] == "Russian milbloggers" and row[4] == "captured"} == {said}
