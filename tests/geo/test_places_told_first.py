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


@pytest.mark.parametrize(
    ("text", "places", "about"),
    [
        (
            "Russian forces attacked near Toretsk itself; north of Toretsk near Krymske; and west of Toretsk "
            "near Shcherbynivka on May 20 and 21.",
            {"Toretsk", "Krymske", "Shcherbynivka"},
            "2024-05-20/2024-05-21",
        ),
        (
            "Russian forces attacked near Toretsk, Krymske, and Shcherbynivka on May 20.",
            {"Toretsk", "Krymske", "Shcherbynivka"},
            "2024-05-20",
        ),
        (
            "Russian forces attacked in the Kupiansk direction and near Toretsk on May 20.",
            {"Kupiansk", "Toretsk"},
            "2024-05-20",
        ),
        (
            "Russian forces attacked Toretsk, a town near Kostiantynivka, on May 20.",
            {"Toretsk"},
            "2024-05-20",
        ),
        ("On the Kupiansk axis Russian forces attacked near Toretsk on May 20.", {"Toretsk"}, "2024-05-20"),
        ("Russian forces attacked Toretsk on May 20; Lyman was calm.", {"Toretsk"}, "2024-05-20"),
    ],
)
def test_a_list_of_places_goes_on_over_commas_and_semicolons(claims, text, places, about):
    found = [c for c in claims(f"Ukrainian troops fought near Siversk. {text}") if c.predicate == "assaulted"]
    named = {link.name for claim in found for link in claim.links}
    assert {name for name in named if " of " not in name} == places
    assert {claim.about.edtf for claim in found} == {about}


def test_two_statements_of_a_sentence_keep_their_stretches_of_the_front(claims):
    found = claims(
        "Russian forces recently advanced in the Kupiansk direction and Ukrainian forces recently advanced "
        "near Toretsk."
    )
    assert [[link.name for link in claim.links] for claim in found] == [["Kupiansk"], ["Toretsk"]]


def test_of_a_region_told_first_a_part_is_taken(claims):
    found = claims("In the Kharkiv region, Russian troops captured two Ukrainian villages on Monday.")
    (link,) = (link for claim in found for link in claim.links)
    assert (link.name, link.extent) == ("Kharkiv Oblast", "part")
    assert {claim.status for claim in found} == {"russia_control"}
