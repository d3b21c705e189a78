"""What is said not to be, not to come, or only not to be ruled out; and what only looks so."""

from __future__ import annotations

import pytest

CONTEXT = {
    "Kupiansk": ("Fighting between Russian and Ukrainian forces went on near Lyman.", "Russian"),
    "Sake": ("Fighting between M23 and the Congolese army went on near Rutshuru.", "M23"),
    "Nyala": ("Fighting between the RSF and the Sudanese army went on near Khartoum.", "RSF"),
}


@pytest.fixture(params=CONTEXT)
def told(request, claims):
    """Sentence with P for the place and A for a side -> (predicate, modality, status, day) of its claims."""
    context, side = CONTEXT[request.param]

    def read(sentence: str) -> set[tuple[str, str, str, str]]:
        text = sentence.replace("P", request.param).replace("A ", f"{side} ")
        found = claims(f"{context}\n\n{text}")
        return {(c.predicate, c.modality, c.status, c.about.edtf) for c in found if c.start > len(context)}

    return read


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("A troops will not take P.", "captured"),
        ("A troops won't take P.", "captured"),
        ("A troops would not take P, a general said.", "captured"),
        ("A troops could not enter P.", "advanced"),
        ("A troops couldn't take P.", "captured"),
        ("A troops cannot take P, residents said.", "captured"),
        ("A troops can not take P, residents said.", "captured"),
        ("A troops may not take P.", "captured"),
        ("A troops could not yet take P.", "captured"),
        ("A troops cannot have taken P.", "captured"),
        ("A troops might not hold P.", "holds"),
        ("A troops could no longer hold P.", "holds"),
        ("A troops will never leave P.", "withdrew"),
        ("The army said it would not abandon P.", "withdrew"),
        ("P will not be surrendered.", "withdrew"),
        ("P will not fall, the governor said.", "captured"),
        ("P could not be taken by A troops.", "captured"),
        ("P cannot be held, soldiers said.", "holds"),
        ("A troops will not launch an assault on P.", "assaulted"),
        ("A troops could not launch an attack on P.", "assaulted"),
        ("There will be no withdrawal from P.", "withdrew"),
        ("There would be no assault on P, he said.", "assaulted"),
        ("A troops failed to enter P.", "advanced"),
        ("Not all of P is under A control.", "holds"),
        ("The army has no plans to withdraw from P.", "withdrew"),
        ("The army does not plan to withdraw from P.", "withdrew"),
        ("The army no longer plans to hold P.", "holds"),
        ("The army made no attempt to hold P.", "holds"),
        ("The deal does not require the army to withdraw from P.", "withdrew"),
        ("Attempts by A troops to capture P have failed.", "captured"),
        ("Efforts to encircle P were unsuccessful.", "encircling"),
        ("A troops lack the tanks to capture P.", "captured"),
        ("A troops did not have enough men to capture P.", "captured"),
        ("A troops were too few to hold P.", "holds"),
        ("Instead of capturing P, A troops turned south.", "captured"),
        ("A troops in P had given up fighting.", "fighting"),
        ("“We can't say that P is fully liberated,” a general said.", "captured"),
        ("The ministry ruled out a withdrawal from P.", "withdrew"),
        ("He ruled out that A troops had entered P.", "advanced"),
    ],
)
def test_what_is_denied_of_now_or_of_what_comes_is_no_forecast_of_it(told, sentence, predicate):
    assert {(found[0], *found[1:3]) for found in told(sentence)} == {(predicate, "denied", "none")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Without shells, A troops would not hold P.",
        "If the bridge fell, A troops would not hold P.",
        "A troops could not have taken P by then.",
        "It could not be ruled out that A troops had entered P.",
        "He did not rule out that A troops had entered P.",
        "The ministry refused to rule out a withdrawal from P.",
        "They cannot exclude that A troops are in P.",
        "Nobody ruled out a withdrawal from P.",
        "Once P is taken, the troops will move on.",
        "Until P is taken, the army will not rest.",
        "When P falls, the troops will move on.",
        "When A troops enter P, residents will flee.",
        "Residents will flee when A troops enter P.",
        "The commander said the war would end when A troops captured P.",
        "After A troops capture P, they will turn south.",
    ],
)
def test_what_hangs_on_a_condition_or_is_held_possible_is_neither_denied_nor_asserted(told, sentence):
    assert {found[1:3] for found in told(sentence)} == {("conditional", "none")}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The fall of P is only a matter of time, analysts say.", "predicted"),
        ("The capture of P is a priority.", "aim"),
        ("The capture of P remains the main objective of the offensive.", "aim"),
        ("The capture of P is a success for the army.", "asserted"),
        ("The president called the capture of P an unparalleled victory.", "asserted"),
        ("The president called for the capture of P.", "aim"),
        ("In taking P on Monday, A troops lost ten tanks.", "asserted"),
        ("In taking P, A troops would lose many tanks.", "conditional"),
        ("It took A troops a month to capture P.", "asserted"),
        ("The army has not given up attempts to capture P.", "aim"),
    ],
)
def test_a_capture_that_is_called_near_or_an_aim_has_not_come(told, sentence, modality):
    assert {found[1] for found in told(sentence) if found[0] == "captured"} == {modality}


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("The deal provides for a withdrawal of A troops from P.", "withdrew"),
        ("Commanders discussed a withdrawal from P.", "withdrew"),
        ("Soldiers were ordered to leave P.", "withdrew"),
        ("The army's priority is holding P.", "holds"),
    ],
)
def test_what_is_agreed_ordered_or_discussed_has_not_been_done(told, sentence, predicate):
    assert {found[:3] for found in told(sentence)} == {(predicate, "aim", "none")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither side commented on reports that P had fallen.",
        "Nobody in the capital would comment on reports that P had fallen.",
    ],
)
def test_what_nobody_comments_on_is_not_denied(told, sentence):
    assert {found[1] for found in told(sentence)} == {"assessed"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army broke the encirclement of P.", ("repelled", "asserted", "none")),
        ("The siege of P was broken, residents said.", ("repelled", "asserted", "none")),
        ("In February the army reported having broken the siege of P.", ("repelled", "asserted", "none")),
        ("The siege of P has been lifted.", ("reported", "asserted", "none")),
        ("The siege of P continues.", ("assaulted", "asserted", "contested")),
        ("The army tried to break the siege of P.", ("assaulted", "asserted", "contested")),
        ("A troops have not lifted the siege of P.", ("assaulted", "asserted", "contested")),
        ("The army could not break the encirclement of P.", ("encircling", "asserted", "contested")),
        ("P is surrounded on three sides.", ("encircling", "asserted", "contested")),
        ("P is surrounded on all sides.", ("encircled", "asserted", "contested")),
    ],
)
def test_a_siege_that_is_broken_is_over_and_one_that_is_not_goes_on(told, sentence, expected):
    assert {found[:3] for found in told(sentence)} == {expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Before the war A troops held P.",
        "A troops held P before the war.",
        "A year before the invasion A troops controlled P.",
        "Before the war began, A troops controlled P.",
    ],
)
def test_who_held_it_before_the_war_does_not_hold_it_by_that(told, sentence):
    assert {found[2] for found in told(sentence)} == {"none"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The army said it had repelled A troops who entered P.",
        "The army said that the A fighters who entered P had been killed.",
        "The army destroyed a group of A troops that entered P.",
    ],
)
def test_troops_that_were_beaten_where_they_came_have_no_part_of_it(told, sentence):
    assert {found[2] for found in told(sentence)} == {"contested"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said A forces lied about holding P.",
        "The mayor accused A forces of lying about the capture of P.",
    ],
)
def test_what_is_called_a_lie_is_denied(told, sentence):
    assert {found[1:3] for found in told(sentence)} == {("denied", "none")}


def test_troops_that_refuse_to_leave_are_no_people_who_fled(told):
    assert {found[0] for found in told("A troops refused to leave P.")} == {"holds"}


@pytest.mark.parametrize(
    "sentence",
    [
        "When A troops captured P, they could see the river.",
        "Once A troops had captured P, they moved on.",
        "The road was closed until A troops captured P.",
        "After A troops captured P, they said they would move on.",
    ],
)
def test_what_came_about_is_asserted_although_a_time_is_told_by_it(told, sentence):
    assert ("captured", "asserted") in {found[:2] for found in told(sentence)}


def test_more_than_that_is_no_denial(told):
    assert ("captured", "predicted") in {
        found[:2] for found in told("A troops will not only take P but hold it.")
    }


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("A troops could not enter P on Monday.", "2024-05-20"),
        ("A troops will not enter P on Friday.", "2024-05-24"),
    ],
)
def test_a_denial_of_what_was_is_of_a_day_past_and_of_what_comes_of_a_day_ahead(told, sentence, day):
    assert {found[3] for found in told(sentence)} == {day}


@pytest.mark.parametrize(
    "sentence",
    [
        "He would not say how many died in the attack on P.",
        "He could not tell how many died in the attack on P.",
    ],
)
def test_what_is_not_spoken_of_happened_all_the_same(told, sentence):
    assert ("assaulted", "asserted") in {found[:2] for found in told(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "A troops took up positions outside P.",
        "A troops have taken up new defensive positions near P.",
        "A troops took positions near P.",
    ],
)
def test_positions_taken_up_are_no_capture(told, sentence):
    assert {found[:3] for found in told(sentence)} == {("fortified", "asserted", "none")}


@pytest.mark.parametrize(
    "inserted", ["(who fight the army)", "(known by other names too)", "[whom it accuses]"]
)
def test_what_stands_in_brackets_does_not_turn_a_statement_into_a_condition(told, inserted):
    """ "The rebels (...) had taken P" is not "Had they taken P"."""
    found = told(f"A troops {inserted} had taken P by noon, residents said.")
    assert {one[:2] for one in found} == {("captured", "asserted")}


@pytest.mark.parametrize(
    ("sentence", "predicate", "status"),
    [
        ("A troops have almost certainly captured P.", "captured", "assessed"),
        ("A troops almost certainly surrounded P.", "encircled", "assessed"),
        ("A troops have almost captured P.", "advanced", "asserted"),
        ("A troops very nearly captured P.", "advanced", "asserted"),
    ],
)
def test_almost_certainly_is_a_likelihood_and_almost_is_not_yet(told, sentence, predicate, status):
    assert {found[:2] for found in told(sentence)} == {(predicate, status)}
