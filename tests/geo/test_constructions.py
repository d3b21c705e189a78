"""Ways of telling who holds what, and beside each what looks alike and says less.

Sentences of our own. Places are marked as in `test_assertions`; the later tests run the whole path.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from tests.geo.test_assertions import SUDAN, SYRIA, UKRAINE, reading

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def told():
    """Text -> rows (claimant, place as spoken, predicate, modality, status, extent)."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def whole(text: str, published: DateInterval = DAY) -> list[tuple[str, ...]]:
        document = Document("d", text, published=published)
        found = pipeline.process(document, gazetteer=gazetteer, conflicts=wars)
        return [
            (c.claimant, link.name, c.predicate, c.modality, c.status, link.extent)
            for c in found.claims
            for link in c.links
        ]

    return whole


@pytest.mark.parametrize(
    ("sentence", "conflict", "speaker", "place", "expected"),
    [
        (
            "About 70% of {the city} has been liberated by our units.",
            UKRAINE,
            "russia",
            "the city",
            "captured asserted russia_control most",
        ),
        (
            "[Alpha] is in the hands of its defenders.",
            UKRAINE,
            "ukraine",
            "Alpha",
            "holds asserted ukraine_control unstated",
        ),
        (
            "In [Gamma|broad] the RSF holds [Alpha].",
            SUDAN,
            "",
            "Alpha",
            "holds asserted rsf_control unstated",
        ),
    ],
)
def test_a_side_has_a_place(sentence, conflict, speaker, place, expected):
    assert expected in reading(sentence, conflict, speaker)[place]


@pytest.mark.parametrize(
    "sentence",
    [
        "[Alpha] is in the hands of its defenders.",  # nobody's mouth: whose defenders is not said
        "About 300 men of the army were seen in {the city}.",
    ],
)
def test_whose_is_not_said(sentence):
    assert not any("_control" in event for event in reading(sentence, UKRAINE).get("Alpha", []))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Russian forces in the area around [Alpha] are likely being cut off.",
            "encircled assessed contested",
        ),
        ("The army's last battalions in [Alpha] have been encircled.", "encircled asserted contested"),
        ("It had encircled about 2,000 Ukrainian troops in [Alpha].", "encircled asserted contested"),
        ("Russian forces carried out assaults in the direction of [Alpha].", "assaulted asserted contested"),
        ("Russian forces advanced in the direction of [Alpha].", "advanced asserted none"),
        ("Ukrainian marines patrol the streets of [Alpha].", "holds asserted contested"),
        ("Pockets of resistance remain in [Alpha].", "repelled asserted contested"),
        ("Some 300 civilians remain in [Alpha].", "displaced asserted none"),
    ],
)
def test_what_goes_on_at_a_place(sentence, expected):
    events = reading(sentence, UKRAINE)["Alpha"]
    assert [event.rpartition(" ")[0] for event in events] == [expected]


def test_an_event_somewhere_encircles_no_place():
    assert "Alpha" not in reading("The president was surrounded by reporters in [Alpha].", UKRAINE)


@pytest.mark.parametrize("sentence", ["Police patrol the market of [Alpha].", "Crowds patrol [Alpha]."])
def test_a_patrol_of_nobodys_force_is_no_fight(sentence):
    assert not any("contested" in event for event in reading(sentence, SYRIA).get("Alpha", []))


def test_parts_are_counted(told):
    rows = told(
        "The RSF attacked El Fasher on Monday, residents said. “They hold three streets in the east. "
        "The rest is ours,” said Ali Adam, a spokesman for the Sudanese army."
    )

    assert ("Ali Adam", "El Fasher", "holds", "asserted", "rsf_control", "part") in rows
    assert ("Ali Adam", "El Fasher", "holds", "asserted", "saf_control", "part") in rows


def test_towns_named_as_examples_of_what_is_counted(told):
    rows = told("In Darfur the RSF holds four of the five state capitals, including Nyala and El Geneina.")

    held = {place: status for _, place, predicate, _, status, _ in rows if predicate == "holds"}
    assert held.get("Nyala") == "rsf_control"
    assert held.get("El Geneina", held.get("Geneina")) == "rsf_control"


def test_districts_that_a_leading_place_has(told):
    rows = told(
        "Rockets fell on the town of Nyala. In Nyala, the RSF says it controls 12 of 14 districts; the army "
        "denies this. Soldiers fled."
    )

    assert ("Rapid Support Forces", "Nyala", "holds", "asserted", "rsf_control", "part") in rows
    assert ("Sudanese army", "Nyala", "holds", "denied", "none", "unstated") in rows


def test_what_a_clause_tells_of_whoever_speaks_is_the_articles(told):
    rows = told(
        "Iraqi forces are fighting for Mosul. The jihadists, who have held Mosul since June 2014, struck "
        "back with car bombs and claimed to have retaken a village near Sinjar.",
        DateInterval("2016-12-12", date(2016, 12, 12), date(2016, 12, 12), "given"),
    )

    assert ("article", "Mosul", "holds", "asserted", "islamic_state_control", "unstated") in rows


def test_who_installed_a_speaker_tells_nothing_of_the_region(told):
    rows = told(
        "Vladimir Saldo, whom Moscow has put in charge of occupied Kherson region, admitted on Monday that "
        "Ukrainian soldiers were in Krynky."
    )

    assert not any(place.startswith("Kherson") and "control" in status for _, place, _, _, status, _ in rows)
