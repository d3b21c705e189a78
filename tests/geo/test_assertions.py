"""What sentences say of places: our own sentences, in the manner of many outlets and of several wars.

Places are marked [name]; {the city}, {there}, {it} are words that stand for one; [name|broad] is a region,
[name|thing] a road or river, [name|east] a part that the recogniser has read.
"""

from __future__ import annotations

import re

import pytest

from geo.assertions import read
from geo.clauses import Mention, SideWords
from geo.conflicts import Conflict, Side

UKRAINE = Conflict(
    "ua",
    "a war",
    (
        Side("ukraine", "Ukraine", ("Ukrainian",), ("Ukrainians",), ("Azov", "AFU"), ("Kyiv",)),
        Side(
            "russia",
            "Russia",
            ("Russian", "pro-Russian"),
            ("Russians",),
            ("Wagner", "Wagner Group"),
            ("Moscow",),
            ("occupiers", "invaders"),
        ),
    ),
)
SUDAN = Conflict(
    "sd",
    "a war",
    (
        Side("army", "Sudanese army", (), (), ("Sudanese army", "SAF", "the army", "Sudanese Armed Forces")),
        Side("rsf", "RSF", (), (), ("RSF", "Rapid Support Forces", "paramilitary RSF", "Janjaweed")),
    ),
)
SYRIA = Conflict(
    "sy",
    "a war",
    (
        Side(
            "government",
            "Syrian government",
            ("Syrian", "regime"),
            (),
            ("Syrian army", "regime forces"),
            ("Damascus",),
        ),
        Side("isis", "Islamic State", (), (), ("Islamic State", "ISIS", "IS", "Daesh")),
        Side("sdf", "SDF", ("Kurdish",), ("Kurds",), ("SDF", "Syrian Democratic Forces")),
    ),
)
NONE = Conflict("none", "no conflict")

_MARK = re.compile(r"\[([^\]|]+)(?:\|([^\]]*))?\]|\{([^}]+)\}")


def marked(sentence: str) -> tuple[str, list[Mention], list[str]]:
    """Text without marks, its mentions, their names."""
    text, mentions, names, last = "", [], [], 0
    for match in _MARK.finditer(sentence):
        text += sentence[last : match.start()]
        name, note, nominal = match.groups()
        spoken = name or nominal
        kind = "name" if name else nominal.lower() if nominal.lower() in ("there", "it") else "noun"
        part = note if note and note not in ("broad", "thing") else ""
        mentions.append(
            Mention(
                len(text), len(text) + len(spoken), kind, part, broad=note == "broad", thing=note == "thing"
            )
        )
        names.append(spoken)
        text += spoken
        last = match.end()
    return text + sentence[last:], mentions, names


def reading(sentence: str, conflict: Conflict = UKRAINE, speaker: str = "") -> dict[str, list[str]]:
    """Place -> "predicate modality status extent" for each event."""
    text, mentions, names = marked(sentence)
    found: dict[str, list[str]] = {}
    for event in read(text, 0, len(text), mentions, SideWords(conflict), speaker):
        for link in event.links:
            said = f"{event.predicate} {event.modality} {event.status} {link.extent}"
            found.setdefault(names[link.ref], []).append(said)
    return found


RU, UA = "russia_control", "ukraine_control"

HELD = [
    ("Russian forces have captured [Toretsk].", "Toretsk", f"captured asserted {RU} unstated"),
    (
        "Russia has seized the villages of [Alpha] and [Beta] near [Gamma].",
        "Alpha",
        f"captured asserted {RU} unstated",
    ),
    (
        "Russia has seized the villages of [Alpha] and [Beta] near [Gamma].",
        "Beta",
        f"captured asserted {RU} unstated",
    ),
    ("[Vuhledar] fell to Russian forces in October.", "Vuhledar", f"captured asserted {RU} unstated"),
    (
        "It is now confirmed that [Delta], a mining town, has fallen into Russian control.",
        "Delta",
        f"captured asserted {RU} unstated",
    ),
    ("Ukrainian troops liberated [Izium] last week.", "Izium", f"captured asserted {UA} unstated"),
    ("[Lyman] was recaptured by Ukrainian forces on Saturday.", "Lyman", f"captured asserted {UA} unstated"),
    ("[Alpha], captured by the Russians in May, lies in ruins.", "Alpha", f"captured asserted {RU} unstated"),
    ("The Russian capture of [Alpha] last month shocked Kyiv.", "Alpha", f"captured asserted {RU} unstated"),
    (
        "After the fall of [Alpha] to Russian forces, shops reopened.",
        "Alpha",
        f"captured asserted {RU} unstated",
    ),
    ("Russian forces fully control [Alpha].", "Alpha", f"holds asserted {RU} whole"),
    ("Russian forces likely control most if not all of [Soledar].", "Soledar", f"holds assessed {RU} most"),
    ("{The city} is largely under Russian control.", "The city", f"holds asserted {RU} most"),
    ("[Alpha] is under the full control of Ukrainian forces.", "Alpha", f"holds asserted {UA} whole"),
    ("[Alpha] remains in Ukrainian hands.", "Alpha", f"holds asserted {UA} unstated"),
    ("Ukraine still controlled the situation in [Alpha].", "Alpha", f"holds asserted {UA} unstated"),
    ("Moscow claimed full control over [Alpha].", "Alpha", f"holds asserted {RU} whole"),
    (
        "Russian troops have taken control of about 70 percent of [Alpha].",
        "Alpha",
        f"holds asserted {RU} most",
    ),
    ("Wagner fighters seized the eastern part of [Alpha].", "Alpha", f"captured asserted {RU} part"),
    ("Russian troops seized half of [Alpha].", "Alpha", f"captured asserted {RU} part"),
    (
        "Russia has highly likely advanced into the centre of [Alpha].",
        "Alpha",
        f"advanced assessed {RU} part",
    ),
    ("The Ukrainian flag was raised and Azov holds [Alpha].", "Alpha", f"holds asserted {UA} unstated"),
    ("Russian forces very likely seized the center of [Alpha].", "Alpha", f"captured assessed {RU} part"),
    ("Russian forces moved on, capturing [Alpha].", "Alpha", f"captured asserted {RU} unstated"),
    ("Ukrainian forces managed to retake [Alpha].", "Alpha", f"captured asserted {UA} unstated"),
    ("Russian troops captured positions in [Alpha].", "Alpha", f"captured asserted {RU} part"),
    ("Russia captured [Alpha] after months of fighting.", "Alpha", f"captured asserted {RU} unstated"),
    ("Russian forces appear to have taken [Alpha].", "Alpha", f"captured assessed {RU} unstated"),
    ("Russian forces may have captured [Alpha].", "Alpha", f"captured assessed {RU} unstated"),
    ("Ukraine's army entered [Alpha] on Friday.", "Alpha", f"advanced asserted {UA} part"),
    ("[Alpha] and [Beta] were captured by Russia.", "Alpha", f"captured asserted {RU} unstated"),
    ("Most of [Alpha] is controlled by Ukrainian forces.", "Alpha", f"holds asserted {UA} most"),
    ("Ukrainian forces pushed Russian troops out of [Alpha].", "Alpha", f"captured asserted {UA} unstated"),
    ("The Russian-held town of [Alpha] has no water.", "Alpha", f"holds asserted {RU} unstated"),
    ("Pro-Russian separatists seized [Alpha] in 2014.", "Alpha", f"captured asserted {RU} unstated"),
    (
        "Russian forces captured [Alpha], which Ukraine had defended for months.",
        "Alpha",
        f"captured asserted {RU} unstated",
    ),
    ("Russian forces, backed by artillery, captured [Alpha].", "Alpha", f"captured asserted {RU} unstated"),
    (
        "Ukraine seized about 1,300 square km of [Kursk region|broad] last August.",
        "Kursk region",
        f"captured asserted {UA} part",
    ),
    (
        "Ukrainian forces took several villages, including [Zolota Balka], he said.",
        "Zolota Balka",
        f"captured asserted {UA} unstated",
    ),
    ("He claimed {the city} is largely under Russian control.", "the city", f"holds asserted {RU} most"),
    (
        "Western analysts counted 80 settlements in [Kursk region|broad] under Ukrainian control.",
        "Kursk region",
        f"holds asserted {UA} part",
    ),
    (
        "Russian forces advanced in [Toretsk|north] and along the railway south of [Selydove].",
        "Toretsk",
        f"advanced asserted {RU} part",
    ),
    (
        "[Alpha] and [Beta], the last big towns in Ukrainian hands, are far away.",
        "Beta",
        f"holds asserted {UA} unstated",
    ),
    (
        "Russian forces have practically the whole of [Alpha] under their control.",
        "Alpha",
        f"holds asserted {RU} most",
    ),
    ("[Alpha] remains Russian, the ministry said.", "Alpha", f"holds asserted {RU} unstated"),
    ("The gate at [Alpha] is still the Ukrainians', traders say.", "Alpha", f"holds asserted {UA} part"),
    ("Wagner was in command of [Alpha] on Tuesday.", "Alpha", f"holds asserted {RU} unstated"),
    (
        "Ukrainian soldiers raised their flag in the centre of [Alpha].",
        "Alpha",
        f"captured asserted {UA} part",
    ),
    ("Wagner briefly occupied [Rostov] in 2023.", "Rostov", f"captured asserted {RU} unstated"),
]


@pytest.mark.parametrize(("sentence", "place", "expected"), HELD)
def test_a_side_is_given_the_place_where_the_words_assert_it(sentence, place, expected):
    assert expected in reading(sentence).get(place, [])


CONTESTED = [
    ("Russian forces stormed [Alpha] from three sides.", "Alpha"),
    ("Heavy fighting continues in [Alpha].", "Alpha"),
    ("Fierce clashes were reported near [Alpha] and [Beta].", "Beta"),
    ("Ukrainian troops repelled 14 attacks near [Alpha], [Beta] and [Gamma].", "Gamma"),
    ("[Alpha] is encircled.", "Alpha"),
    ("[Alpha] has been practically surrounded by Wagner fighters.", "Alpha"),
    ("Russian troops are encircling [Alpha].", "Alpha"),
    ("Russia's assault on [Alpha] is losing momentum.", "Alpha"),
    ("The battle for [Alpha] has raged for months.", "Alpha"),
    ("Ukrainian forces may be conducting a limited withdrawal from [Alpha].", "Alpha"),
    ("Ukrainian units have begun to withdraw from [Alpha].", "Alpha"),
    ("Some units have withdrawn from [Alpha].", "Alpha"),
    ("The defence of [Alpha] remains at risk of envelopment.", "Alpha"),
    ("Ukrainian forces continue to defend [Alpha].", "Alpha"),
    ("Russian forces are advancing on [Alpha].", "Alpha"),
    ("The enemy continues to try to storm [Alpha].", "Alpha"),
    ("Russian forces attacked in the direction of [Alpha].", None),
    ("Russian forces captured a village near [Alpha].", "Alpha"),
    ("In [Alpha], street battles were under way on Sunday.", "Alpha"),
    ("The siege of [Alpha] entered its third month.", "Alpha"),
    ("Russian troops were driven out of [Alpha].", "Alpha"),
    ("Russian forces advanced in [Toretsk|north] and along the railway south of [Selydove].", "Selydove"),
    ("Ukrainian forces reached the outskirts of [Alpha].", "Alpha"),
    ("Ukrainian forces regained lost positions near [Alpha].", "Alpha"),
    ("Russian assault units were repelled near [Alpha].", "Alpha"),
    ("There is a realistic possibility that the Russian assault on [Alpha] is losing momentum.", "Alpha"),
    ("Ukrainian soldiers raised their flag at the entrance to [Alpha].", None),
    ("{The city} is returning to Ukrainian control.", "The city"),
]


@pytest.mark.parametrize(("sentence", "place"), CONTESTED)
def test_attack_encirclement_clashes_and_withdrawal_under_way_are_contested(sentence, place):
    found = {name: said[0].split()[2] for name, said in reading(sentence).items()}

    assert (found.get(place) if place else "contested") == "contested"


NOTHING_HELD = [
    # aims
    ("Russian forces aim to encircle [Alpha].", "aim"),
    ("Russia wants to capture [Alpha] by March.", "aim"),
    ("Russian forces are trying to seize [Alpha].", "aim"),
    ("Russia's efforts to take {the city} seem to be losing momentum.", "aim"),
    ("The enemy is concentrating maximum efforts to capture [Alpha].", "aim"),
    ("Wagner was ordered to take [Alpha].", "aim"),
    ("Russian forces pushed west in order to seize [Alpha].", "aim"),
    ("Russia's attempts to capture [Alpha] have cost thousands of lives.", "aim"),
    ("Two militias tried to capture [Alpha] this week.", "aim"),
    ("Kyiv plans an offensive to retake [Alpha].", "aim"),
    # forecasts
    ("Russia will capture [Alpha] within weeks.", "predicted"),
    ("Russian forces could take [Alpha] soon.", "predicted"),
    ("[Alpha] is expected to fall to Russian forces.", "predicted"),
    ("Russian forces are likely to capture [Alpha].", "predicted"),
    ("This is unlikely to portend an imminent Russian encirclement of [Alpha].", "predicted"),
    ("Ukraine could still lose {the city}.", "predicted"),
    ("He feared Russian forces would seize [Alpha].", "predicted"),
    ("Ukraine may soon withdraw from [Alpha].", "predicted"),
    # conditions
    ("Even if Russian forces captured [Alpha], it would not matter.", "conditional"),
    ("If [Alpha] falls to Russia, the road is open.", "conditional"),
    ("Capturing [Alpha] would give Russia a platform.", "conditional"),
    ("Taking [Alpha] could disrupt supply lines.", "conditional"),
    ("Failing to capture {the city} would be a blow.", "denied"),
    ("The value of capturing [Alpha] is symbolic.", "conditional"),
    ("Troops would retreat from [Alpha] if they came under risk of encirclement.", "conditional"),
    ("Russian forces would have taken [Alpha] by now.", "conditional"),
    ("Unless Ukraine retakes [Alpha], winter will be hard.", "conditional"),
    ("The capture of [Alpha] would open a path west.", "conditional"),
    ("The attack on [Alpha] which Kyiv was preparing would be a crime.", "aim"),
    # denials
    ("The map showed [Alpha] outside the area under Ukrainian control.", "denied"),
    ("Russian forces have not captured [Alpha].", "denied"),
    ("Russia failed to take [Alpha].", "denied"),
    ("He denied that [Alpha] had fallen to Russian forces.", "denied"),
    ("Russia does not control [Alpha].", "denied"),
    ("[Alpha] has yet to fall to Russian forces.", "denied"),
    ("Ukraine no longer controls [Alpha].", "denied"),
    ("[Alpha] is not under Russian control.", "denied"),
    ("Russian forces were unable to seize [Alpha].", "denied"),
    ("There is no evidence that Russian forces have taken [Alpha].", "denied"),
    ("Ukraine's army prevented Russia from capturing [Alpha].", "denied"),
]


@pytest.mark.parametrize(("sentence", "modality"), NOTHING_HELD)
def test_aims_forecasts_conditions_and_denials_support_no_status(sentence, modality):
    [(_, said)] = reading(sentence).items()

    assert {(modality, "none")} == {tuple(s.split()[1:3]) for s in said}


NO_STATUS = [
    ("A Russian missile hit [Alpha], killing three people.", "struck"),
    ("Russian forces shelled [Alpha] and [Beta] overnight.", "struck"),
    ("Three people were killed in a drone attack on [Alpha].", "struck"),
    ("Ukrainian forces have left [Alpha].", "withdrew"),
    ("Ukraine has lost [Alpha].", "withdrew"),
    ("Ukrainian troops withdrew from [Alpha] on Saturday.", "withdrew"),
    ("[Alpha] has fallen.", "captured"),
    ("[Alpha] was captured on Friday.", "captured"),
    ("Thousands of residents fled [Alpha].", "displaced"),
    ("[Alpha] has huge symbolic importance.", "assessment"),
    ("{The city} will be renamed.", "renamed"),
    ("Ukraine has heavily fortified [Alpha].", "fortified"),
    ("Russian forces are advancing towards [Alpha].", "advanced"),
    ("The fall of [Alpha] is a big victory for the general.", "captured"),
    ("Russian forces captured a Ukrainian tank near [Alpha].", None),
    ("He took a flag from [Alpha] to parliament.", None),
    ("Ukrainian forces have withdrawn from the mining town of [Alpha].", "withdrew"),
    ("A convoy of nine lorries reached [Alpha].", "reported"),
    ("The importance of the fight for [Alpha] is symbolic.", None),
    ("He did not comment on whether Russian forces had taken [Alpha].", None),
    ("The Herald is printed in [Alpha] for displaced readers.", None),
    ("Russia lost the battle for public opinion after its troops shelled [Alpha].", "struck"),
    ("Russian forces captured 40 Ukrainian soldiers in [Alpha].", None),
]


@pytest.mark.parametrize(("sentence", "predicate"), NO_STATUS)
def test_strikes_losses_departures_and_importance_support_no_status(sentence, predicate):
    found = [s for said in reading(sentence).values() for s in said]

    assert all(s.split()[2] == "none" for s in found)
    assert predicate is None or predicate in {s.split()[0] for s in found}


OTHER_WARS = [
    (
        SUDAN,
        "The RSF has seized [El Fasher], the army's last stronghold in Darfur.",
        "El Fasher",
        "captured asserted rsf_control unstated",
    ),
    (
        SUDAN,
        "The Sudanese army said it had retaken [Wad Madani] from the RSF.",
        "Wad Madani",
        "captured asserted army_control unstated",
    ),
    (
        SUDAN,
        "SAF soldiers recaptured the presidential palace in [Khartoum].",
        "Khartoum",
        "captured asserted army_control part",
    ),
    (
        SUDAN,
        "RSF fighters attacked [Kadugli] on Tuesday.",
        "Kadugli",
        "assaulted asserted contested unstated",
    ),
    (SYRIA, "ISIS overran [Palmyra] in May 2015.", "Palmyra", "captured asserted isis_control unstated"),
    (
        SYRIA,
        "Syrian army troops retook [Palmyra] from Islamic State.",
        "Palmyra",
        "captured asserted government_control unstated",
    ),
    (
        SYRIA,
        "The SDF has driven Islamic State fighters out of [Manbij].",
        "Manbij",
        "captured asserted sdf_control unstated",
    ),
    (SYRIA, "Kurdish fighters lost [Afrin].", "Afrin", "withdrew asserted none unstated"),
    (NONE, "Rebels captured [Goma] on Monday.", "Goma", "captured asserted none unstated"),
    (NONE, "Rebels and soldiers clashed in [Goma].", "Goma", "fighting asserted contested unstated"),
]


@pytest.mark.parametrize(("conflict", "sentence", "place", "expected"), OTHER_WARS)
def test_other_wars_read_alike(conflict, sentence, place, expected):
    assert expected in reading(sentence, conflict).get(place, [])


SPEAKERS = [
    ("ukraine", "[Alpha] has been cleared of Russian troops.", f"captured asserted {UA} unstated"),
    ("russia", "[Alpha] has been cleared.", f"captured asserted {RU} unstated"),
    ("", "[Alpha] has been cleared of Russian troops.", "captured asserted none unstated"),
    ("ukraine", "The enemy has captured the eastern part of [Alpha].", f"captured asserted {RU} part"),
    ("russia", "The enemy has captured [Alpha].", f"captured asserted {UA} unstated"),
    ("", "The enemy has captured [Alpha].", "captured asserted none unstated"),
    ("ukraine", "Our troops hold [Alpha].", f"holds asserted {UA} unstated"),
    ("russia", "We have taken [Alpha].", f"captured asserted {RU} unstated"),
    ("", "We have taken [Alpha].", "captured asserted none unstated"),
    ("ukraine", "The occupiers seized [Alpha].", f"captured asserted {RU} unstated"),
]


@pytest.mark.parametrize(("speaker", "sentence", "expected"), SPEAKERS)
def test_words_like_enemy_and_ours_mean_a_side_by_the_speaker(speaker, sentence, expected):
    assert [expected] == reading(sentence, UKRAINE, speaker)["Alpha"]


def test_questions_assert_nothing():
    assert reading("Have Russian forces captured [Alpha]?") == {}


def test_two_events_of_a_sentence_stay_two():
    found = reading("Russian forces took [Alpha] and [Beta], and are advancing towards [Gamma].")

    assert [f"captured asserted {RU} unstated"] == found["Alpha"] == found["Beta"]
    assert found["Gamma"] == ["advanced asserted none unstated"]


def test_place_of_a_relative_clause_is_what_it_stands_beside():
    found = reading("[Soledar] lies north of [Alpha], which Russian forces aim to encircle.")

    assert found["Alpha"] == ["encircling aim none unstated"]


def test_certainty_words_are_kept_verbatim():
    text, mentions, _ = marked("Russia has highly likely advanced into [Alpha].")
    [event] = read(text, 0, len(text), mentions, SideWords(UKRAINE))

    assert event.certainty == "highly likely"
