"""Shares of a town in figures, sources within sources, appositions, and what is only geography."""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2024-05-20", date(2024, 5, 20), date(2024, 5, 20), "given")


@pytest.fixture(scope="module")
def claims():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[tuple[str, ...]]:
        """(place, extent, part, claimant, chain, predicate, status) of each link."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return [
            (
                names.get(link.place_id, link.place_id),
                link.extent,
                link.part,
                one.claimant,
                " > ".join(one.chain),
                one.predicate,
                one.status,
            )
            for one in reading.claims
            for link in one.links
        ]

    return read


@pytest.mark.parametrize(
    ("share", "extent"),
    [
        ("About 40 per cent", "part"),
        ("Around 70%", "most"),
        ("More than half", "most"),
        ("About a third", "part"),
        ("Some 30 percent", "part"),
    ],
)
def test_a_share_is_measured_whatever_word_leads_it(claims, share, extent):
    rows = claims(f"{share} of Vovchansk is controlled by Russian troops, the police chief said.")

    assert [(r[0], r[1], r[5], r[6]) for r in rows] == [("Vovchansk", extent, "holds", "russia_control")]


def test_talks_about_a_town_are_no_share_of_it(claims):
    rows = claims(
        "Russian shells hit Vovchansk on Monday. Talks about Vovchansk were held by Russian officers."
    )

    assert not [r for r in rows if r[6].endswith("_control")]


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        (
            "Reuters reported that, according to a military official, Russian troops had taken Vovchansk.",
            "military official",
            "Reuters > military official",
        ),
        (
            "The Ukrainian General Staff said that according to local residents, Russian troops had "
            "shelled Vovchansk.",
            "local residents",
            "Ukrainian General Staff > local residents",
        ),
    ],
)
def test_a_source_named_within_a_report_speaks(claims, text, speaker, chain):
    assert {(r[3], r[4]) for r in claims(text)} == {(speaker, chain)}


def test_a_name_described_twice_speaks(claims):
    text = (
        "Pavel Orlov, a member of the State Duma, Russia's lower house of parliament, told reporters that "
        "Russian troops had entered Vovchansk."
    )

    assert {r[3] for r in claims(text)} == {"Pavel Orlov"}


def test_a_day_before_a_description_is_no_speaker(claims):
    text = (
        "On Monday, a member of the State Duma, Russia's parliament, said Russian troops had left Vovchansk."
    )

    assert not [r for r in claims(text) if "Monday" in r[3]]


@pytest.mark.parametrize(
    "told",
    ["a factory town Russia captured in February", "a town that Russian troops captured in February"],
)
def test_what_an_apposition_tells_of_a_town_is_read(claims, told):
    rows = claims(f"Ukrainian drones hit a depot in Avdiivka, {told}.")

    assert ("Avdiivka", "captured", "russia_control") in {(r[0], r[5], r[6]) for r in rows}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian drones hit a depot in Avdiivka, a town Russia wants to capture.",
        "Ukrainian guns hit the road north-west of Avdiivka, a factory town Russia captured in February.",
    ],
)
def test_an_apposition_gives_away_no_more_than_it_says(claims, text):
    assert not [r for r in claims(text) if r[6].endswith("_control")]


def test_a_region_and_the_towns_in_it_are_all_fought_over(claims):
    rows = claims(
        "Russian troops clashed with Ukrainian forces in Kharkiv region near Vovchansk and Hlyboke."
    )

    assert {r[0] for r in rows} == {"Kharkiv Oblast", "Vovchansk", "Hlyboke"}
    assert {r[5] for r in rows} == {"fighting"}


def test_two_sides_of_a_town_are_not_one_of_them(claims):
    rows = claims(
        "Clashes between the army and the RSF went on on the northern and southern outskirts of El Fasher."
    )

    assert {(r[1], r[2]) for r in rows} == {("part", "outskirts")}


def test_weapons_of_a_fight_are_no_strike(claims):
    rows = claims("Clashes between the Sudanese army and the RSF in El Fasher involved heavy artillery.")

    assert {r[5] for r in rows} == {"fighting"}


def test_the_area_that_is_named_next_is_that_place(claims):
    rows = claims(
        "Two settlements north of Kharkiv were shelled by Russian guns. Ukraine's General Staff said its "
        "forces had repelled ten Russian attacks in the area, including Vovchansk."
    )

    assert {r[0] for r in rows if r[5] == "repelled"} == {"Vovchansk"}


def test_where_a_town_lies_is_no_claim(claims):
    rows = claims(
        "Russian guns shelled Vovchansk on Monday. Vovchansk is located about 60 km north-east of Kharkiv "
        "and 5 km from Russia."
    )

    assert {(r[0], r[5]) for r in rows} == {("Vovchansk", "struck")}
