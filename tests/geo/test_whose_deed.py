"""Whose deed a sentence tells, where others stand between who acts and what is done.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest

LIBYA = "The GNA and the Libyan National Army have fought in Libya since spring. "
SUDAN = "The Sudanese army and the RSF have fought in Sudan for a year. "


def told(found, place):
    """(claimant, status, extent) of each claim on a place by name."""
    return [
        (claim.claimant, claim.status, link.extent)
        for claim in found
        for link in claim.links
        if link.name == place
    ]


@pytest.mark.parametrize(
    "who",
    [
        "A GNA officer, who gave no name, said Haftar's forces, who came from the south, had seized Gharyan.",
        "A GNA officer, a colonel, said Haftar's forces, backed by Egypt, had seized Gharyan.",
    ],
)
def test_those_told_of_before_an_aside_do_not_speak(claims, who):
    (claim,) = told(claims(LIBYA + who), "Gharyan")
    assert claim[0] not in ("article", "Libyan National Army")
    assert claim[1:] == ("lna_control", "unstated")


@pytest.mark.parametrize(
    "sentence",
    [
        "Forces loyal to General Khalifa Haftar took Gharyan.",
        "Gharyan is in the hands of forces loyal to General Haftar.",
    ],
)
def test_whom_troops_are_loyal_to_may_bear_a_title(claims, sentence):
    assert [one[1] for one in told(claims(LIBYA + sentence), "Gharyan")] == ["lna_control"]


@pytest.mark.parametrize(
    ("sentences", "status"),
    [
        (
            "RSF fighters entered Singa on Monday. They control the town, the Sudanese army said.",
            "rsf_control",
        ),
        ("RSF fighters drove the army from Singa. They control the town, the Sudanese army said.", "none"),
        ("Soldiers of the Sudanese army entered Singa. It controls the town, the army said.", "saf_control"),
        ("Singa was quiet. It controls the town, the Sudanese army said.", "saf_control"),
    ],
)
def test_they_before_who_says_it_are_those_told_of(claims, sentences, status):
    assert told(claims(SUDAN + sentences), "Singa")[-1][:2] == ("Sudanese army", status)


def test_a_place_that_tells_how_far_off_another_lies_is_not_the_town(claims):
    found = claims(SUDAN + "RSF fighters took Singa, 20 km from Sennar, and burned half of the town.")
    assert not [one for one in told(found, "Sennar") if one[1] != "none"]
    assert {link.name for claim in found for link in claim.links if claim.predicate == "struck"} == {"Singa"}


@pytest.mark.parametrize("words", ["except for a few streets", "apart from the market"])
def test_all_of_a_town_except_is_most_of_it(claims, words):
    found = claims(SUDAN + f"The Sudanese army said it was in complete control of Singa, {words}.")
    assert told(found, "Singa") == [("Sudanese army", "saf_control", "most")]


@pytest.mark.parametrize("verb", ["drove out", "have routed", "expelled", "defeated"])
def test_those_driven_out_hold_nothing(claims, verb):
    found = claims(SUDAN + f"Army troops {verb} the RSF fighters who had seized Singa, a radio said.")
    assert "rsf_control" not in {one[1] for one in told(found, "Singa")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Singa is under the complete control of UNMIS and the RSF has fled the town, a radio said.",
        "Singa is “under the control of UNMIS” as the RSF leaves, a radio said.",
    ],
)
def test_whose_control_it_is_ends_with_its_name(claims, sentence):
    assert "rsf_control" not in {one[1] for one in told(claims(SUDAN + sentence), "Singa")}


def test_a_bridge_between_two_towns_is_neither(claims):
    found = claims(SUDAN + "The RSF announced the capture of a bridge linking Singa with Sennar.")
    assert {"none"} >= {one[1] for place in ("Singa", "Sennar") for one in told(found, place)}


@pytest.mark.parametrize("what", ["40-tank oil farm", "old grain silos"])
def test_a_thing_of_a_town_is_a_part_of_it(claims, what):
    found = claims(SUDAN + f"The RSF said that it had captured Singa's {what}.")
    assert [one[1:] for one in told(found, "Singa")] == [("rsf_control", "part")]


def test_where_somebody_speaks_nothing_else_happens(claims):
    found = claims(
        SUDAN + "An RSF general, speaking at his base in the town of Nyala, called himself the victor. "
        "The RSF held the airport and a cargo station, a diplomat said."
    )
    assert "rsf_control" not in {one[1] for one in told(found, "Nyala")}


@pytest.mark.parametrize("who", ["Interim", "Former", "Provisional"])
def test_another_government_than_the_wars_is_no_side(claims, who):
    text = "Syrian rebels and the Syrian army fought near Hama in Syria on Monday. "
    found = claims(text + f"{who} government troops took Saraqib, residents said.")
    assert {one[1] for one in told(found, "Saraqib")} == {"none"}


def test_a_former_capital_is_not_the_capital(claims):
    found = claims(
        "The Taliban entered the capital, Kabul, on Monday, and Afghan troops fled. "
        "The Afghan army holds Kandahar, the former capital and largest city of the south."
    )
    assert {link.name for c in found for link in c.links if c.status == "government_control"} == {"Kandahar"}


@pytest.mark.parametrize(
    ("how", "extent"),
    [("at least partly by", "part"), ("in part by", "part"), ("mostly by", "unstated")],
)
def test_what_is_held_partly_by_somebody_is_a_part(claims, how, extent):
    found = claims(SUDAN + f"Singa was held {how} RSF fighters, residents said.")
    assert told(found, "Singa") == [("residents", "rsf_control", extent)]


def test_it_is_we_who_hold_it(claims):
    found = claims(SUDAN + "“The army has fled and it is we who control Singa,” an RSF commander said.")
    assert [one[1] for one in told(found, "Singa")] == ["rsf_control"]


def test_a_force_is_no_place(claims):
    found = claims(
        "The Moro Islamic Liberation Front and the Philippine army fought in the Philippines on Monday. "
        "Government troops overran a stronghold of the Moro Islamic Liberation Front in Basilan."
    )
    assert {link.name for claim in found for link in claim.links} == {"Province of Basilan"}


def test_peace_talks_are_nobody_who_speaks(claims):
    found = claims(SUDAN + "The RSF took Singa on Monday, prompting the army to pull out of peace talks.")
    assert told(found, "Singa") == [("article", "rsf_control", "unstated")]


def test_those_attacked_still_hold_what_they_took(claims):
    found = claims(SUDAN + "Army troops attacked the RSF fighters who had seized Singa, a radio said.")
    assert "rsf_control" in {one[1] for one in told(found, "Singa")}


@pytest.mark.parametrize("what", ["a Darfur town", "a key Darfur town", "another Darfur village"])
def test_a_town_of_a_region_is_not_the_region(claims, what):
    found = claims(SUDAN + f"The RSF said that it had seized {what} from the Sudanese army.")
    assert {one[1:] for one in told(found, "Darfur")} == {("rsf_control", "part")}


def test_a_street_of_a_town_is_not_the_town(claims):
    found = claims(SUDAN + "The RSF seized an Omdurman street from the Sudanese army on Monday.")
    assert {one[2] for one in told(found, "Omdurman") if one[1] == "rsf_control"} == {"part"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The RSF held a village near Omdurman; the army took it.",
        "The RSF held a hamlet outside Omdurman; the army took it.",
    ],
)
def test_what_lies_near_a_town_is_not_the_town(claims, sentence):
    assert not [c for c in told(claims(SUDAN + sentence), "Omdurman") if c[1].endswith("_control")]
