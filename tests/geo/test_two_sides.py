"""Sentences about a place and two sides: which of them each gives the place to, in two wars.

A and B stand for the sides, P for the place. A capital letter: the sentence gives P, or a part of it, to that
side, and so must the reading. A small one: the reading may do so. To no other side may it give the place.
"""

from __future__ import annotations

import re

import pytest

WARS = {
    "A is Russia": ("Fighting went on near Pokrovsk on Monday.", "Russian", "Ukrainian", "Lyman", "russia"),
    "A is Ukraine": ("Fighting went on near Pokrovsk on Monday.", "Ukrainian", "Russian", "Lyman", "ukraine"),
    "A is Armenia": (
        "Fighting went on in Nagorno-Karabakh on Monday.",
        "Armenian",
        "Azerbaijani",
        "Shusha",
        "armenia",
    ),
}


@pytest.mark.parametrize("war", WARS)
@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A troops defeated B units and captured P.", "A"),
        ("A forces, after routing the B garrison, took P.", "A"),
        ("B troops fled as A forces took P.", "A"),
        ("B soldiers surrendered to A troops in P, which is now under A control.", "A"),
        ("A troops drove B forces from P.", "A"),
        ("A troops drove B forces out of P on Monday.", "A"),
        ("B forces lost P to A troops.", "A"),
        ("P fell to A forces after B troops pulled out.", "A"),
        ("After B troops withdrew, A forces entered P unopposed.", "a"),
        ("A forces hold P despite B attacks.", "A"),
        ("A forces hold P, which B troops have shelled for weeks.", "A"),
        ("B forces failed to take P from A troops.", "a"),
        ("B forces failed to dislodge A troops from P.", "a"),
        ("A troops beat back a B attempt to retake P.", "a"),
        ("B troops retook P from A forces, only to lose it again a day later.", "a"),
        ("A troops retook P a day after B forces seized it.", "A"),
        ("B forces, who had held P since May, were driven out by A troops.", "a"),
        ("P, held by B forces until Sunday, is now in A hands.", "A"),
        ("P, once a B stronghold, was captured by A forces.", "A"),
        ("A forces captured the B stronghold of P.", "A"),
        ("A forces captured P, a B stronghold.", "A"),
        ("The B-held town of P was shelled by A forces.", "B"),
        ("A forces shelled the B-held town of P.", "B"),
        ("A forces attacked P, which is held by B troops.", "B"),
        ("A forces besieging P say B troops still control the town.", "B"),
        ("A forces encircled P, where B soldiers are holding out.", ""),
        ("A forces are on the outskirts of P, still controlled by B troops.", "B"),
        ("A forces have surrounded P but B troops control it.", "B"),
        ("Neither A nor B forces fully control P.", ""),
        ("A and B forces are fighting for control of P.", ""),
        ("Both A and B forces claim to control P.", ""),
        ("It is unclear whether A or B forces control P.", ""),
        ("Control of P passed from B to A forces.", "A"),
        ("B forces handed P over to A troops under a deal.", "A"),
        ("B troops abandoned P, and A forces moved in.", "a"),
        ("A forces moved into P after B troops abandoned it.", "a"),
        ("A troops raised their flag over P.", "A"),
        ("A troops tore down the B flag in P.", "a"),
        ("B troops lowered their flag in P and left.", ""),
        ("A forces plan to capture P from B troops.", ""),
        ("A forces could capture P within weeks.", ""),
        ("If A forces capture P, B troops will be cut off.", ""),
        ("A forces did not capture P, B officials said.", ""),
        ("A forces captured P, B officials admitted.", "A"),
        ("A forces captured P, A officials said; B officials denied it.", "A"),
        ("A forces captured P, but B troops recaptured it hours later.", "B"),
        ("A forces briefly captured P before B troops recaptured it.", "B"),
        ("A forces captured P for a few hours and were then pushed out by B troops.", "b"),
        ("A forces captured half of P; B troops hold the rest.", "AB"),
        ("A forces hold the north of P and B forces the south.", "ab"),
        ("A forces bombed P after B troops captured it.", "B"),
        ("A forces bombed P after its capture by B troops.", "B"),
        ("A forces bombed P, captured by B troops last week.", "B"),
        ("A jets bombed B positions in P.", ""),
        ("A forces killed 30 B soldiers in P.", ""),
        ("A soldiers captured in P were shown on B television.", ""),
        ("B troops captured A soldiers in P.", ""),
        ("A troops in P were captured by B forces.", ""),
        ("A forces liberated P from B troops.", "A"),
        ("A forces said they liberated P from B occupiers.", "A"),
        ("P was liberated from B troops by A forces.", "A"),
        ("P was cleared of B troops by A forces.", "A"),
        ("A forces cleared P of B troops.", "A"),
        ("A forces cleared B mines in P.", ""),
        ("The A army reported the loss of P to B forces.", "B"),
        ("The A army admitted that P had been lost.", ""),
        ("The A army said P remained under its control.", "A"),
        ("The A army said its troops had left P, and the B army said it had entered it.", "b"),
        ("The A army said it had repelled B attacks on P.", "a"),
        ("The A army said B attacks on P had been repelled.", "a"),
        ("A commanders say P is theirs, but B commanders say the same.", "ab"),
        ("P is A territory.", "a"),
        ("P is the last town in B hands in the region; A forces hold all the others.", "B"),
        ("Only P is still held by B forces.", "B"),
        ("All of the region except P is held by A forces.", ""),
        ("A forces hold everything but P.", ""),
        ("Residents of P fled to A-held areas.", ""),
        ("Residents of A-held P fled to B-held areas.", "a"),
        ("A shelling of P killed ten B soldiers.", ""),
        ("A forces advanced 5 km towards P, held by B troops.", "B"),
        ("A forces advanced towards P from the A-held village of Zzz.", ""),
        ("A officials visited P, captured from B forces in March.", "a"),
        ("A forces, which B officials say captured P, deny it.", "a"),
        ("B officials say A forces captured P.", "A"),
        ("B officials say A forces did not capture P.", ""),
        ("B officials deny that A forces captured P.", ""),
        ("B officials say P is not under A control.", ""),
        ("B officials doubt that A forces captured P.", ""),
        ("B officials warned that A forces would capture P.", ""),
        ("A forces want P because B troops use it as a base.", ""),
        ("A forces took P's airport from B troops.", "A"),
        ("A forces took a hill near P from B troops.", ""),
        ("A forces took villages around P from B troops.", ""),
        ("A forces took control of the road to P.", ""),
        ("A forces cut the road between P and the B rear.", ""),
        ("A forces are preparing to leave P to B troops.", ""),
        ("A forces are said to have left P, and B troops to have taken it.", "b"),
        ("A-backed fighters captured P from B-backed fighters.", "a"),
        ("The capture of P by A forces was a blow to B troops.", "A"),
        ("The loss of P was a blow to B troops, and a triumph for A forces.", "a"),
        ("The recapture of P from B troops took A forces ten days.", "a"),
        ("The A defence of P against B attacks goes on.", "a"),
        ("The B siege of A-held P goes on.", "A"),
        ("The B advance on P has been halted by A troops.", ""),
        ("The B occupation of P ended when A forces entered the city.", "a"),
        ("The end of the B occupation of P was celebrated by A officials.", ""),
        ("The B governor of P fled as A forces approached.", ""),
        ("The B-appointed mayor of P said A shelling killed two.", ""),
        ("A deserters handed P to B forces.", "b"),
        ("A prisoners were marched through P by B troops.", ""),
        ("A forces, backed by B deserters, seized P.", "A"),
        ("A forces accuse B troops of holding civilians in P.", ""),
        ("A forces accused B troops of capturing P in breach of the truce.", "b"),
        ("B troops must leave P, A officials said.", ""),
        ("B troops will never take P, A officials said.", ""),
        ("B troops never took P, A officials said.", ""),
    ],
)
def test_to_whom_a_sentence_gives_a_place(claims, war, text, sides):
    lead, a, b, place, side = WARS[war]
    for letter, word in (("A", a), ("B", b), ("P", place)):
        text = re.sub(rf"\b{letter}\b", word, text)
    statuses = {
        claim.status
        for claim in claims(f"{lead} {text}")
        if claim.status.endswith("_control") and any(link.name.startswith(place) for link in claim.links)
    }
    given = {"A" if status == f"{side}_control" else "B" for status in statuses}
    assert given <= set(sides.upper())
    assert given >= {letter for letter in sides if letter.isupper()}


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (
            "Syrian rebel fighters and Syrian government forces fought near Aleppo on Monday. The "
            "government-held town of Idlib was shelled by rebel forces.",
            "Idlib",
            "government_control",
        ),
        (
            "Myanmar's junta and the Karenni rebels fought near Demoso on Monday. Junta forces shelled the "
            "rebel-held town of Loikaw.",
            "Loikaw",
            "resistance_control",
        ),
        (
            "M23 rebels and the Congolese army fought near Goma on Monday. The capture of Sake by M23 forces "
            "was a blow to Congolese troops.",
            "Sake",
            "m23_control",
        ),
        (
            "M23 rebels and the Congolese army fought near Goma on Monday. Sake, held by Congolese forces "
            "until Sunday, is now in M23 hands.",
            "Sake",
            "m23_control",
        ),
    ],
)
def test_who_has_it_by_a_word_before_it_or_beside_a_common_word(claims, text, place, status):
    told = {c.status for c in claims(text) for link in c.links if link.name == place}
    assert {one for one in told if one.endswith("_control")} == {status}


def test_a_command_is_not_in_its_own_hands(claims):
    text = (
        "Myanmar junta troops fled. The MNDAA declared on Saturday that the Northeastern Command in Lashio "
        "was in its hands."
    )
    assert {claim.status for claim in claims(text)} == {"resistance_control"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops entered Lyman, only to be met by Ukrainian fire. They withdrew.",
        "Russian troops entered Lyman. They withdrew an hour later.",
        "Russian troops captured Lyman. They pulled out of it a day later.",
        "Russian troops entered Lyman. They left an hour later.",
        '"The enemy says he took Lyman. That is a lie," a Ukrainian commander said.',
        '"Lyman was ours," a Ukrainian commander said.',
    ],
)
def test_what_gives_a_place_to_neither(claims, text):
    told = claims(f"Fighting went on near Pokrovsk and Kupiansk in Ukraine on Monday. {text}")
    statuses = {claim.status for claim in told if any(link.name == "Lyman" for link in claim.links)}
    assert statuses <= {"none", "contested"}
