"""Sentences that a quick reader takes for more than they say: what gives no place to a side, and what does.

Untruth, what nobody could check, what had not come about yet, what was soon undone, whose words are not the
place's, and what is only beside it or part of it.
"""

from __future__ import annotations

import pytest

from tests.geo.test_assertions import SUDAN, UKRAINE, reading


def coloured(sentence, conflict=UKRAINE, speaker=""):
    """Place -> (side, extent) of every event that gives it to a side."""
    found = {}
    for place, events in reading(sentence, conflict, speaker).items():
        for event in events:
            *_, status, extent = event.split()
            if status.endswith("_control"):
                found.setdefault(place, set()).add((status.removesuffix("_control"), extent))
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Any notion that the RSF had got into [Alpha] and taken it was untrue.",
        "The idea that the army has taken [Alpha] is simply wrong.",
        "The suggestion that the RSF had captured [Alpha] was nonsense.",
        "The army called reports that the RSF had captured [Alpha] propaganda.",
        "Videos showing RSF fighters in control of [Alpha] were staged.",
        "Observers questioned the RSF's claim of having seized [Alpha].",
        "Rivals challenged the claim that the army had retaken [Alpha].",
        "The army contested the RSF's claim to control [Alpha].",
        "RSF claims of the capture of [Alpha] were premature.",
        "There is no truth in reports that the RSF holds [Alpha].",
        "Contrary to claims that the RSF had captured [Alpha], nothing moved.",
        "Far from having captured [Alpha], the army is stuck outside.",
    ],
)
def test_what_is_called_untrue_is_denied(sentence):
    events = reading(sentence, SUDAN).get("Alpha", [])
    assert events
    assert all("denied none" in event for event in events if "captured" in event or "holds" in event), events
    assert coloured(sentence, SUDAN) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The agency could not verify reports that the RSF had captured [Alpha].",
        "It was impossible to confirm independently that the army had retaken [Alpha].",
        "Monitors have yet to confirm that the army holds [Alpha].",
        "There was no independent confirmation that [Alpha] had been captured by the RSF.",
        "Reports that the RSF had entered [Alpha] could not be verified.",
        "The claim that the army held [Alpha] was never verified.",
    ],
)
def test_what_nobody_could_check_is_no_claim(sentence):
    assert reading(sentence, SUDAN) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "There were reports that the RSF had captured [Alpha].",
        "Talk of the capture of [Alpha] by the RSF went round the camp.",
    ],
)
def test_what_is_told_by_nobody_in_particular_gives_no_place_to_a_side(sentence):
    assert reading(sentence, SUDAN)["Alpha"] == ["captured assessed none unstated"]


def test_a_report_that_somebody_bears_out_is_asserted():
    sentence = "The governor confirmed reports that the RSF had captured [Alpha]."
    assert coloured(sentence, SUDAN) == {"Alpha": {("rsf", "unstated")}}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The army vowed to turn round and take [Alpha].", "aim"),
        ("Army units will cross the canal and take [Alpha].", "predicted"),
        ('The commander said the army would go on to "liberate" [Alpha].', "conditional"),
    ],
)
def test_what_is_joined_to_an_aim_is_one(sentence, modality):
    assert reading(sentence, SUDAN)["Alpha"] == [f"captured {modality} none unstated"]


def test_a_claim_that_is_not_disputed_is_not_denied():
    assert coloured("RSF units moved along the canal and took [Alpha].", SUDAN) == {
        "Alpha": {("rsf", "unstated")}
    }
