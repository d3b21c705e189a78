"""Sentences that a quick reader takes for more than they say: what gives no place to a side, and what does.

Untruth, what nobody could check, what had not come about yet, what was soon undone, whose words are not the
place's, and what is only beside it or part of it.
"""

from __future__ import annotations

import pytest

from geo.assertions import read
from geo.clauses import SideWords
from tests.geo.test_assertions import SUDAN, SYRIA, UKRAINE, marked, reading


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


@pytest.mark.parametrize(
    "sentence",
    [
        "SDF fighters entered [Alpha] before being driven out by ISIS.",
        "SDF fighters entered [Alpha] but were repelled.",
        "SDF units got into [Alpha] and seized it, only to be pushed back a day later.",
        "SDF fighters captured [Alpha] but later withdrew.",
        "SDF fighters took [Alpha], only to lose it hours later.",
        "SDF fighters seized [Alpha] for several hours.",
        "[Alpha] is gradually coming under SDF control.",
        "The SDF is taking control of [Alpha].",
        "SDF units have begun taking [Alpha].",
        "SDF fighters are entering [Alpha].",
        "SDF fighters are breaking into [Alpha].",
    ],
)
def test_what_did_not_last_or_is_only_coming_about_is_contested(sentence):
    assert coloured(sentence, SYRIA) == {}
    assert any("contested" in event for event in reading(sentence, SYRIA)["Alpha"])


@pytest.mark.parametrize(
    "sentence",
    [
        "SDF fighters held [Alpha] for three months.",
        "The SDF briefly controlled [Alpha].",
        "The SDF temporarily took control of [Alpha].",
        "The SDF controlled [Alpha] when the truce was signed.",
    ],
)
def test_what_was_held_for_a_while_is_over(sentence):
    (told,) = reading(sentence, SYRIA)["Alpha"]
    assert told.split()[1:] == ["asserted", "none", "unstated"]


def test_what_was_taken_back_is_not_held():
    sentence = "SDF fighters captured [Alpha] on Monday before ISIS retook it."
    assert reading(sentence, SYRIA)["Alpha"] == ["captured asserted none unstated"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("SDF units took [Alpha] but were repelled at [Beta].", {"Alpha": {("sdf", "unstated")}}),
        ("The SDF has held [Alpha] for three months.", {"Alpha": {("sdf", "unstated")}}),
        ("The SDF seized [Alpha], and ISIS fighters withdrew.", {"Alpha": {("sdf", "unstated")}}),
        ("The SDF has taken control of [Alpha].", {"Alpha": {("sdf", "unstated")}}),
    ],
)
def test_what_lasted_is_held(sentence, expected):
    assert coloured(sentence, SYRIA) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "ISIS took [Alpha], one of the last routes to [Beta] still under SDF control.",
            {"Alpha": {("isis", "unstated")}},
        ),
        ("ISIS captured SDF-held [Alpha].", {"Alpha": {("isis", "unstated")}}),
        ("ISIS advanced into SDF-held [Alpha].", {"Alpha": {("isis", "part")}}),
        ("ISIS captured [Alpha], held by the SDF since May.", {"Alpha": {("isis", "unstated")}}),
        ("The SDF lost [Alpha], the last town in the valley under its control.", {}),
        ("ISIS seized [Alpha], now under its control.", {"Alpha": {("isis", "unstated")}}),
        ("ISIS is nearing [Alpha], the last town under SDF control.", {"Alpha": {("sdf", "unstated")}}),
        ("ISIS attacked [Alpha], held by the SDF since May.", {"Alpha": {("sdf", "unstated")}}),
        ("The rout left the SDF in control of [Alpha].", {"Alpha": {("sdf", "unstated")}}),
    ],
)
def test_whose_a_place_was_is_not_whose_it_is(sentence, expected):
    assert coloured(sentence, SYRIA) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The RSF controls all of [Alpha|broad] except [Beta].", {"Alpha": {("rsf", "most")}}),
        (
            "The RSF holds every town in [Alpha|broad] other than [Beta] and [Gamma].",
            {"Alpha": {("rsf", "part")}},
        ),
        ("The RSF took the rest of the city of [Alpha].", {"Alpha": {("rsf", "part")}}),
        ("The army holds the remaining districts of [Alpha].", {"Alpha": {("army", "part")}}),
        ("The RSF took the border of [Alpha|broad] on Monday.", {}),
        ("The RSF holds the [Alpha] border.", {}),
        ("The RSF took the border town of [Alpha].", {"Alpha": {("rsf", "unstated")}}),
        ("The army has control of the skies over [Alpha].", {}),
        ("The RSF has control of the gold trade in [Alpha].", {}),
        ("The RSF took control of the market in [Alpha].", {"Alpha": {("rsf", "part")}}),
    ],
)
def test_what_is_beside_a_place_or_part_of_it_is_not_all_of_it(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


def test_what_another_claims_in_passing_is_not_the_speakers_word():
    sentence = "[Alpha], which the RSF claims to have captured, is under army control."
    assert coloured(sentence, SUDAN) == {"Alpha": {("army", "unstated")}}


@pytest.mark.parametrize(
    "sentence",
    [
        "The general came under fire in [Alpha] from lawmakers.",
        "The minister came under attack over the scandal in [Alpha].",
        "The play took [Alpha] by storm.",
        "The runner captured the gold medal in [Alpha].",
        "She captured first prize in [Alpha].",
        "The governor fought off criticism in [Alpha].",
        "A strike by teachers in [Alpha] goes on.",
    ],
)
def test_words_of_war_that_are_said_of_something_else_are_no_event(sentence):
    assert reading(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russian troops took [Alpha] by storm.", "russia_control unstated"),
        ("Russian forces seized the badly damaged town of [Alpha].", "russia_control unstated"),
        ("Russian forces captured the shattered city of [Alpha].", "russia_control unstated"),
        ("Russia took control of the ruins of [Alpha].", "russia_control unstated"),
        ("[Alpha] is now under Moscow's control.", "russia_control unstated"),
        ("Russian troops fully captured the regional headquarters in [Alpha].", "russia_control part"),
        ("Russian troops fully captured all barracks in [Alpha].", "russia_control part"),
    ],
)
def test_the_main_news_is_read_through_what_describes_the_place(sentence, expected):
    assert any(event.endswith(expected) for event in reading(sentence)["Alpha"]), reading(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("RSF fighters control six of the nine districts of [Alpha].", {"Alpha": {("rsf", "part")}}),
        (
            "The army took [Alpha], the last town in [Beta|broad] that the RSF still held.",
            {"Alpha": {("army", "unstated")}},
        ),
    ],
)
def test_a_count_of_districts_is_a_part_and_a_province_is_not_its_last_town(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Alpha] remains in the hands of the RSF or of the army.", {}),
        ("The RSF says it holds the [Alpha]-Omdurman corridor.", {}),
        ("The RSF holds most of the centre, and shots were heard near the border post with [Alpha].", {}),
        (
            "[Alpha], a rail junction that the RSF had held for a year, fell to the army.",
            {"Alpha": {("army", "unstated")}},
        ),
    ],
)
def test_what_is_left_open_or_only_named_beside_gives_no_place_to_a_side(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Alpha] is now almost entirely in RSF hands.", {"Alpha": {("rsf", "most")}}),
        ("RSF columns marched into [Alpha] without meeting resistance.", {"Alpha": {("rsf", "part")}}),
    ],
)
def test_almost_all_is_most_and_no_resistance_is_none(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


def test_who_keeps_a_foothold_has_one():
    assert "denied" not in reading("Marines keep their bridgehead at [Alpha].")["Alpha"][0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The army seized full control of the presidential palace in [Alpha].",
            {"Alpha": {("army", "part")}},
        ),
        ("RSF units crossed into [Alpha] and threaten the depots at [Beta].", {}),
        ("RSF units entered [Alpha] and threatens the depots at [Beta].", {"Alpha": {("rsf", "part")}}),
    ],
)
def test_a_palace_is_a_part_and_what_is_threatened_is_not_taken(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


def test_a_place_after_near_only_tells_where_another_lies():
    assert "Beta" not in reading("The army repelled an assault at [Alpha], near [Beta].", SUDAN)


def test_who_had_entered_need_not_be_there_still():
    events = reading("A group of the RSF, which had entered [Alpha], was wiped out.", SUDAN)["Alpha"]
    assert any("advanced asserted contested" in event for event in events)
    assert coloured("A group of the RSF, which had entered [Alpha], was wiped out.", SUDAN) == {}


def test_assaults_attempted_are_fighting_and_deals_struck_are_none():
    assert (
        "assaulted asserted contested unstated"
        in reading("They attempted six assaults near [Alpha].")["Alpha"]
    )
    assert reading("A deal was struck in [Alpha].") == {}


def test_what_is_being_handed_over_is_not_yet_the_others():
    assert coloured("The RSF has begun to hand [Alpha] over to the army.", SUDAN) == {}
    assert coloured("The RSF handed [Alpha] over to the army.", SUDAN) == {"Alpha": {("army", "unstated")}}


@pytest.mark.parametrize(
    "sentence",
    [
        "SDF control of [Alpha] is slipping.",
        "SDF control of [Alpha] ended on Friday.",
        "ISIS ended SDF control of [Alpha].",
        "The SDF controls the hills overlooking [Alpha].",
        "The SDF could have taken [Alpha].",
        "The SDF was wrongly reported to have taken [Alpha].",
        "The SDF was rumoured to have taken [Alpha].",
        "Unconfirmed reports said the SDF had taken [Alpha].",
        "The SDF holds [Alpha] on paper only.",
        "The SDF used to hold [Alpha].",
    ],
)
def test_what_is_ending_rumoured_or_only_overlooked_gives_no_place_to_a_side(sentence):
    assert coloured(sentence, SYRIA) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The SDF once again holds [Alpha].",
        "The SDF took [Alpha] for the first time since 2013.",
        "The SDF may have taken [Alpha].",
        "Videos show SDF fighters in control of [Alpha].",
        "SDF fighters stormed and captured [Alpha].",
        "The SDF managed to capture [Alpha].",
        "Having captured [Alpha], the SDF moved on.",
        "The SDF captured [Alpha] before moving on to [Beta].",
        "The SDF captured [Alpha], from which ISIS had withdrawn.",
        "The SDF captured [Alpha] until then held by ISIS.",
        "The SDF denied losing [Alpha] and said it still controlled [Alpha].",
        "The SDF took control of [Alpha] on Monday and began to clear mines.",
    ],
)
def test_what_is_plainly_asserted_stays_so(sentence):
    assert set(coloured(sentence, SYRIA).get("Alpha", set())) == {("sdf", "unstated")}


def test_a_report_that_is_confirmed_in_reported_words_is_asserted():
    text, mentions, _ = marked("The mayor confirmed reports that SDF fighters had captured [Alpha].")
    start = text.index("reports")
    [event] = read(text, start, len(text), mentions, SideWords(SYRIA))
    assert (event.modality, event.status) == ("asserted", "sdf_control")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army pushed the RSF into [Alpha].", {}),
        ("RSF men infiltrated [Alpha].", {}),
        ("The army pushed into [Alpha].", {"Alpha": {("army", "part")}}),
        ("The army has retaken most of old [Alpha].", {"Alpha": {("army", "part")}}),
        ("The RSF overran [Alpha]'s defences.", {"Alpha": {("rsf", "part")}}),
        ("The RSF holds all of [Alpha] but the barracks.", {"Alpha": {("rsf", "most")}}),
        ("The RSF controls [Alpha] but for the barracks.", {"Alpha": {("rsf", "most")}}),
        (
            "The RSF controls [Alpha] but the army holds [Beta].",
            {"Alpha": {("rsf", "unstated")}, "Beta": {("army", "unstated")}},
        ),
    ],
)
def test_how_far_somebody_has_come_and_what_is_left_out(sentence, expected):
    assert coloured(sentence, SUDAN) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The loss would be a blow as [Alpha] is its last base, leaving the RSF in control of {the area}.",
        "A defeat there could end the war, putting the RSF in control of [Alpha].",
        "Such a retreat might follow within days, leaving [Alpha] under the control of the RSF.",
    ],
)
def test_what_would_come_of_a_loss_gives_no_place_to_a_side(sentence):
    assert coloured(sentence, SUDAN) == {}


def test_what_came_of_a_retreat_is_so():
    sentence = "The army left its last base, leaving the RSF in control of [Alpha]."
    assert coloured(sentence, SUDAN) == {"Alpha": {("rsf", "unstated")}}


@pytest.mark.parametrize(
    "sentence",
    [
        "The RSF have already taken control of [Alpha] twice for a few days since the offensive began.",
        "The RSF has seized [Alpha] three times since 2023.",
        "The RSF held [Alpha] twice in the war.",
        "The RSF repeatedly took control of [Alpha] last year.",
        "The RSF took control of [Alpha] for a few hours.",
    ],
)
def test_what_was_taken_more_than_once_or_for_a_while_need_not_be_held_now(sentence):
    assert reading(sentence, SUDAN)["Alpha"]
    assert coloured(sentence, SUDAN) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The RSF has seized [Alpha] for the third time.",
        "The RSF have controlled [Alpha] for two weeks.",
        "The RSF have taken control of [Alpha].",
    ],
)
def test_what_was_taken_for_the_third_time_or_is_held_for_weeks_is_held_as_a_whole(sentence):
    assert coloured(sentence, SUDAN) == {"Alpha": {("rsf", "unstated")}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Fighting resumed when groups attacked army troops on a highway leading to [Alpha].",
        "Clashes went on along the road to [Alpha].",
        "Four towns form the backbone of the army's defences of [Alpha].",
        "Osman spoke for an armed group fighting the RSF, and named {it}.",
    ],
)
def test_where_a_road_leads_or_what_a_force_is_for_is_no_fight_at_a_place(sentence):
    events = reading(sentence, SUDAN)
    assert not any(" contested " in event for found in events.values() for event in found), events


def test_what_only_tells_where_another_place_lies_is_neither_taken_nor_fought_over():
    sentence = (
        "The army retook [Alpha] and its centre south of [Beta] city after nearly two weeks of fighting."
    )
    assert "Beta" not in reading(sentence, SUDAN)
    assert coloured(sentence, SUDAN) == {"Alpha": {("army", "unstated")}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody confirmed that [Alpha] had fallen to the rebels.",
        "Nothing suggests the rebels took [Alpha].",
        "Few believe the rebels control [Alpha].",
        "Hardly any of [Alpha] is held by the rebels.",
        "Little of [Alpha] remains under rebel control.",
        "Neither side proved that the rebels had captured [Alpha].",
    ],
)
def test_what_nobody_stands_for_gives_no_place_to_a_side(sentence):
    assert coloured(sentence, SYRIA) == {}


def test_weapons_that_stand_somewhere_strike_nothing():
    standing = reading("An artillery position of the army in [Alpha], seen in April.", SUDAN).get("Alpha", [])
    struck = reading("The RSF hit an artillery position of the army in [Alpha].", SUDAN)["Alpha"]

    assert not any(event.startswith("struck") for event in standing)
    assert any(event.startswith("struck") for event in struck)


@pytest.mark.parametrize(
    "sentence",
    [
        "The RSF captured a village in the vicinity of [Alpha].",
        "The RSF took control of hills in the vicinity of [Alpha].",
        "RSF fighters entered the vicinity of [Alpha].",
        "The RSF seized the environs of [Alpha].",
        "The RSF hold posts in close proximity to [Alpha].",
    ],
)
def test_what_is_taken_in_the_vicinity_of_a_town_is_not_the_town(sentence):
    assert coloured(sentence, SUDAN) == {}
