"""Names that are a land's or a town's, lists of villages, and ordinary words that are towns."""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2024-05-20", date(2024, 5, 20), date(2024, 5, 20), "given")


@pytest.fixture(scope="module")
def places():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[tuple[str, str, str]]:
        """(words, use, name and kind of the place or "") of each toponym."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        return [
            (r.toponym.text, r.toponym.use, f"{r.place.name}, {r.place.kind}" if r.place else "")
            for r in reading.resolutions
        ]

    return read


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Israeli troops killed Hamas fighters in Gaza's north on Monday.", "Gaza", "Gaza Strip, area"),
        ("The Israeli army struck Gaza and Rafah. Hamas fired back.", "Gaza", "Gaza Strip, area"),
        ("Israeli tanks entered Gaza City, Hamas said.", "Gaza City", "Gaza City, settlement"),
        ("Israeli strikes hit the city of Gaza, Hamas said.", "Gaza", "Gaza City, settlement"),
    ],
)
def test_a_land_and_the_city_named_after_it(places, text, name, place):
    assert (name, "place", place) in places(text)


def test_an_ordinary_word_is_a_town_beside_a_town_that_is_named(places):
    text = "M23 rebels shelled Goma. The army and the rebels clashed north of Sake, and people left Sake."

    assert [p for w, _, p in places(text) if w == "Sake"] == ["Sake, settlement"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels shelled Goma. They stopped for the Sake of peace, an elder said.",
        "Russian troops shelled Kherson. People clashed north of Sake on Monday.",
    ],
)
def test_an_ordinary_word_stays_one_elsewhere(places, text):
    assert not [p for w, _, p in places(text) if w == "Sake" and p]


def test_a_town_in_a_list_is_not_the_district_around_the_one_before_it(places):
    text = (
        "Russian guns shelled Tomyna Balka, Novodmytrivka, Beryslav, Mylove and Dudchany in Kherson region."
    )

    found = {w: p for w, _, p in places(text)}
    assert found["Tomyna Balka"] == "Tomyna Balka, settlement"
    assert found["Beryslav"] == "Beryslav, settlement"


def test_two_districts_named_together_are_both_districts(places):
    found = {w: p for w, _, p in places("Russian troops shelled the Kupiansk and Izium districts on Monday.")}

    assert found["Kupiansk"] == "Kupiansk Raion, district"


def test_an_article_before_a_list_belongs_to_its_last_word(places):
    text = "Russian troops shelled the Mariinka, Chasiv Yar, Soledar and Lyman communities on Monday."

    assert ("Mariinka", "place", "Marinka, settlement") in places(text)


def test_a_village_far_from_the_region_that_a_list_is_about_is_not_believed(places):
    text = (
        "Russian guns fired at Kherson region on Monday. They shelled Beryslav, Dudchany, Poniativka, "
        "Zmiivka and Mylove."
    )

    assert {w: p for w, _, p in places(text)}["Poniativka"] == ""


def test_the_region_named_in_the_text_vouches_for_a_town_in_it(places):
    text = (
        "Russian troops shelled Huliaipole, Mala Tokmachka and Orikhiv. Mykolaiv region: a fire broke out in "
        "Pervomaisk."
    )

    assert {w: p for w, _, p in places(text)}["Pervomaisk"].startswith("Pervomaisk")
