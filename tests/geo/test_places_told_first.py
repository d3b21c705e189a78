""" "In P, X attacked": the place stands before all else, and what is told behind it happens there."""

from __future__ import annotations

import pytest

CONTEXT = {
    "Kupiansk": ("Fighting between Russian and Ukrainian forces went on near Siversk.", "Russian", "russia"),
    "Nyala": ("Fighting between the RSF and the Sudanese army went on near Khartoum.", "RSF", "rsf"),
}


@pytest.fixture(params=CONTEXT)
def told(request, claims):
    """Sentence with P for the place and A for a side -> (place, extent, predicate, status) of its claims."""
    context, side, known = CONTEXT[request.param]

    def read(sentence: str) -> set[tuple[str, str, str, str]]:
        found = claims(f"{context}\n\n{sentence.replace('P', request.param).replace('A ', side + ' ')}")
        return {
            (
                link.name.replace(request.param, "P"),
                link.extent,
                claim.predicate,
                claim.status.replace(known, "A"),
            )
            for claim in found
            for link in claim.links
            if claim.start > len(context)
        }

    return read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In P, A forces attacked five times.", ("P", "unstated", "assaulted", "contested")),
        ("Near P, A forces attacked again.", ("P", "unstated", "assaulted", "contested")),
        ("Around P A forces attacked again.", ("P", "unstated", "assaulted", "contested")),
        ("In the P sector, A troops advanced.", ("P", "unstated", "advanced", "contested")),
        ("In the P direction, the enemy tried to advance.", ("P", "unstated", "advanced", "contested")),
        ("In P, A forces hold the centre.", ("P", "part", "holds", "A_control")),
        ("Around P, A forces captured two villages.", ("P", "unstated", "captured", "contested")),
        ("In P, A troops withdrew to the western bank.", ("P", "part", "withdrew", "contested")),
        ("In P, A soldiers killed three people.", ("P", "unstated", "losses", "none")),
    ],
)
def test_what_is_told_behind_a_place_happens_there(told, sentence, expected):
    assert expected in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In P, the ministry said A troops had captured two villages.",
        "In P, A forces attacked Geneva by radio.",
        "In P, where he lives, A forces captured two villages.",
    ],
)
def test_nothing_is_taken_where_somebody_only_speaks_or_lives(told, sentence):
    assert not {
        found for found in told(sentence) if found[0] == "P" and found[2] in ("captured", "assaulted")
    }


def test_of_a_region_told_first_a_part_is_taken(claims):
    found = claims("In the Kharkiv region, Russian troops captured two Ukrainian villages on Monday.")
    (link,) = (link for claim in found for link in claim.links)
    assert (link.name, link.extent) == ("Kharkiv Oblast", "part")
    assert {claim.status for claim in found} == {"russia_control"}
