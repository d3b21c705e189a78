"""Whose words a sentence is: side clauses, relative clauses, asides, joint speakers, bodies, sides."""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2024-05-20", date(2024, 5, 20), date(2024, 5, 20), "given")


@pytest.fixture(scope="module")
def told():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> set[tuple[str, ...]]:
        """(claimant, place, predicate, modality, status) of each link."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return {
            (one.claimant, names.get(link.place_id, link.place_id), one.predicate, one.modality, one.status)
            for one in reading.claims
            for link in one.links
        }

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Though Kigali claims its troops are at home, the fighting has led to the M23 seizing control of Masisi.",
            {("article", "Masisi", "holds", "asserted", "m23_control")},
        ),
        (
            "While Moscow denies using mercenaries, Russian troops took Vovchansk.",
            {("article", "Vovchansk", "captured", "asserted", "russia_control")},
        ),
        (
            "Hours after the RSF said it had taken Um Ruwaba, the army entered Singa, residents said.",
            {
                ("Rapid Support Forces", "Um Ruwaba", "captured", "asserted", "rsf_control"),
                ("residents", "Singa", "advanced", "asserted", "saf_control"),
            },
        ),
        (
            "As the army says it holds Singa, Um Ruwaba and Sennar, the RSF has left Kosti.",
            {
                ("Sudanese army", "Singa", "holds", "asserted", "saf_control"),
                ("Sudanese army", "Um Ruwaba", "holds", "asserted", "saf_control"),
                ("Sudanese army", "Sennar", "holds", "asserted", "saf_control"),
                ("article", "Kosti", "withdrew", "asserted", "none"),
            },
        ),
        (
            "The army said that after the RSF announced it had left, its troops entered Singa.",
            {
                ("Sudanese army", "Singa", "advanced", "asserted", "saf_control"),
                ("Rapid Support Forces", "Singa", "withdrew", "asserted", "none"),
            },
        ),
        (
            "While Moscow claims Lyman and Torske have fallen, Kyiv said Ukrainian troops still held Lyman.",
            {
                ("Russian government", "Lyman", "captured", "asserted", "none"),
                ("Russian government", "Torske", "captured", "asserted", "none"),
                ("Ukrainian government", "Lyman", "holds", "asserted", "ukraine_control"),
            },
        ),
        # its words go on where no main clause follows
        (
            "As the army said on Monday, the RSF has taken Um Ruwaba.",
            {("Sudanese army", "Um Ruwaba", "captured", "asserted", "rsf_control")},
        ),
    ],
)
def test_who_speaks_in_a_side_clause_does_not_say_the_main_clause(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Last week separatists who Kiev says were backed by a Russian column took the town of Novoazovsk.",
            {("article", "Novoazovsk", "captured", "asserted", "none")},
        ),
        (
            "Fighters who the army says were trained abroad seized Um Ruwaba. The RSF kept silent.",
            {("article", "Um Ruwaba", "captured", "asserted", "none")},
        ),
        (
            "A man who fled Um Ruwaba said the RSF had taken it. The army kept silent.",
            {("man", "Um Ruwaba", "captured", "asserted", "rsf_control")},
        ),
    ],
)
def test_who_says_something_of_those_who_act_neither_acts_nor_reports_it(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor of Lyman, Ada Lind, after denying that troops had left the town, said shells had hit Lyman.",
            {("Ada Lind", "withdrew", "denied"), ("Ada Lind", "struck", "asserted")},
        ),
        (
            "The army, while admitting that the rebels were in Singa, said it held the bridge.",
            {("army", "holds", "asserted")},
        ),
    ],
)
def test_who_admits_something_aside_is_who_then_speaks(told, text, expected):
    assert {(claimant, what, how) for claimant, _, what, how, _ in told(text)} == expected


def test_a_place_that_the_reporter_calls_held_is_not_given_away_by_the_other_side(told):
    rows = told(
        "The Russian Defence Ministry said that two villages were under its control, "
        "including Yampil, east of the Ukrainian-held city of Sloviansk."
    )
    assert {r for r in rows if r[1] == "Sloviansk"} == {
        ("article", "Sloviansk", "holds", "asserted", "ukraine_control")
    }
