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
]


@pytest.mark.parametrize(("sentence", "place", "expected"), HELD)
def test_a_side_is_given_the_place_where_the_words_assert_it(sentence, place, expected):
    assert expected in reading(sentence).get(place, [])


CONTESTED = [
    ("Wagner briefly occupied [Rostov] in 2023.", "Rostov"),
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


# Words of many outlets: what any one of the alternatives (parted by "|") asks for must be read: words among
# predicate, status and extent; "!word" is a predicate that must not be read.
WORDINGS = [
    (UKRAINE, "", "Russian forces hold [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is in the hands of Russian troops.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is firmly in Ukrainian hands.", "Alpha", "ukraine_control"),
    (UKRAINE, "", "The Russian flag flies over [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "Russia flies its flag over [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] was overrun by Russian forces on Monday.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] passed to the Russians in May.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] passed into Russian hands in May.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] came under Russian control in May.", "Alpha", "russia_control"),
    (UKRAINE, "ukraine", "[Alpha] is ours.", "Alpha", "ukraine_control"),
    (UKRAINE, "russia", "[Alpha] is ours again, the commander wrote.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] remains under Ukrainian control.", "Alpha", "ukraine_control"),
    (UKRAINE, "", "[Alpha] has been Russian-held since 2022.", "Alpha", "russia_control"),
    (UKRAINE, "", "The town of [Alpha], Russian-held since 2022, was quiet.", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "[Alpha], which is under the Russian army's control, was quiet.",
        "Alpha",
        "russia_control",
    ),
    (
        UKRAINE,
        "",
        "[Alpha], which remains under the control of Ukraine, was quiet.",
        "Alpha",
        "ukraine_control",
    ),
    (
        UKRAINE,
        "",
        "Residents of the Russian-occupied town of [Alpha] were told to leave.",
        "Alpha",
        "russia_control",
    ),
    (UKRAINE, "", "Traders in Ukrainian-held [Alpha] said prices had doubled.", "Alpha", "ukraine_control"),
    (
        UKRAINE,
        "",
        "[Alpha] was cleared of Ukrainian troops by Russian paratroopers.",
        "Alpha",
        "russia_control",
    ),
    (UKRAINE, "", "Russian paratroopers cleared [Alpha] of the last defenders.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is now behind Russian lines.", "Alpha", "russia_control"),
    (UKRAINE, "", "The Ukrainian garrison of [Alpha] surrendered.", "Alpha", "none|contested"),
    (UKRAINE, "", "Russian soldiers walked into [Alpha] without a fight.", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "Russian troops are mopping up the last defenders in [Alpha].",
        "Alpha",
        "contested|russia_control",
    ),
    (UKRAINE, "", "Ukrainian marines have consolidated in [Alpha].", "Alpha", "ukraine_control|contested"),
    (
        UKRAINE,
        "",
        "Russian troops established control over two streets of [Alpha].",
        "Alpha",
        "russia_control part",
    ),
    (UKRAINE, "", "Ukrainian units pushed the Russian army out of [Alpha].", "Alpha", "ukraine_control"),
    (UKRAINE, "", "Ukrainian troops drove the Russians from [Alpha].", "Alpha", "ukraine_control"),
    (UKRAINE, "", "[Alpha] was liberated by Ukrainian troops.", "Alpha", "ukraine_control"),
    (UKRAINE, "ukraine", "[Alpha] has been liberated, the commander said.", "Alpha", "ukraine_control"),
    (UKRAINE, "", "[Alpha] has changed hands three times this week.", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces retook [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian forces have entered and hold [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "ukraine", "We have entered [Alpha].", "Alpha", "ukraine_control part"),
    (UKRAINE, "russia", "Our units have entered [Alpha].", "Alpha", "russia_control part"),
    (UKRAINE, "russia", "We own every square metre of [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "ukraine", "The enemy controls [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "ukraine", "They hold our town of [Alpha].", "Alpha", "russia_control|none"),
    (UKRAINE, "", "The Russians had the whole of [Alpha] by April.", "Alpha", "russia_control whole"),
    (UKRAINE, "", "The Russians sit in [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "Ukrainian marines still sit in a third of [Alpha].", "Alpha", "ukraine_control part"),
    (
        UKRAINE,
        "",
        "Ukrainian marines keep a strip of [Alpha] along the water.",
        "Alpha",
        "ukraine_control part",
    ),
    (UKRAINE, "", "Ukraine still has a foothold in [Alpha].", "Alpha", "ukraine_control part|contested"),
    (UKRAINE, "", "Russian troops are in full control of [Alpha].", "Alpha", "russia_control whole"),
    (UKRAINE, "", "Russian troops were in command of [Alpha] on Tuesday.", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian troops completed the capture of [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "The Russian army announced the capture of [Alpha] on Sunday.", "Alpha", "russia_control"),
    (UKRAINE, "", "The Russian takeover of [Alpha] was complete by noon.", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian forces gained control over [Alpha] and [Beta].", "Beta", "russia_control"),
    (UKRAINE, "", "Russian forces assumed control of [Alpha].", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian forces have wrested [Alpha] from Ukraine.", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "Ukrainian troops recovered [Alpha] and [Beta] in a counterattack.",
        "Alpha",
        "ukraine_control",
    ),
    (UKRAINE, "", "Ukrainian forces won back [Alpha].", "Alpha", "ukraine_control"),
    (UKRAINE, "", "Ukrainian forces are back in [Alpha].", "Alpha", "ukraine_control|contested"),
    (UKRAINE, "", "Ukrainian soldiers raised their flag in [Alpha].", "Alpha", "ukraine_control"),
    (
        UKRAINE,
        "",
        "Russian troops hoisted the flag over the town hall of [Alpha].",
        "Alpha",
        "russia_control|russia_control part",
    ),
    (UKRAINE, "", "[Alpha] went to the Russians in March.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha], taken by Russia in May, lies in ruins.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha], seized by the Russians last year, lies in ruins.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha], which Russian forces captured in May, lies in ruins.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha], which fell to Russia in May, lies in ruins.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is controlled by Russian forces.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is occupied by Russian forces.", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian forces control the eastern half of [Alpha].", "Alpha", "russia_control part"),
    (UKRAINE, "", "Russian forces control more than 80 percent of [Alpha].", "Alpha", "russia_control most"),
    (UKRAINE, "", "Russian forces have taken most of [Alpha].", "Alpha", "russia_control most"),
    (UKRAINE, "", "Russian forces hold much of [Alpha].", "Alpha", "russia_control part"),
    (UKRAINE, "", "Almost all of [Alpha] is under Russian control.", "Alpha", "russia_control most"),
    (UKRAINE, "", "The western part of [Alpha] is still Ukrainian.", "Alpha", "ukraine_control part"),
    (UKRAINE, "", "The Ukrainian army lost control of [Alpha].", "Alpha", "none|contested"),
    (UKRAINE, "", "Ukraine has ceded [Alpha].", "Alpha", "none|contested"),
    (UKRAINE, "", "Ukraine gave up [Alpha] in February.", "Alpha", "none|contested"),
    (UKRAINE, "", "Ukraine lost [Alpha] to Russian forces in February.", "Alpha", "russia_control"),
    (UKRAINE, "", "Ukrainian forces surrendered [Alpha] to the Russians.", "Alpha", "russia_control"),
    (UKRAINE, "", "Ukraine denied that [Alpha] had fallen.", "Alpha", "none"),
    (UKRAINE, "", "Russia annexed [Alpha|broad] in 2022.", "Alpha", "none"),
    (UKRAINE, "", "Russia has formally annexed four regions including [Alpha|broad].", "Alpha", "none"),
    (UKRAINE, "", "Russian forces advanced in the [Alpha] area.", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces advanced in the [Alpha] direction.", "Alpha", "contested|none"),
    (UKRAINE, "", "Russian forces advance in [Alpha] area.", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces pushed forward on the [Alpha] front.", "Alpha", "contested"),
    (UKRAINE, "", "Ukrainian troops pushed the Russians back into [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "Ukrainian troops reached the northern outskirts of [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces broke into the centre of [Alpha].", "Alpha", "russia_control part"),
    (UKRAINE, "", "Russian forces pushed into northern parts of [Alpha].", "Alpha", "russia_control part"),
    (UKRAINE, "", "Street battles are under way in [Alpha].", "Alpha", "fighting contested"),
    (UKRAINE, "", "[Alpha] is surrounded on three sides.", "Alpha", "contested"),
    (UKRAINE, "", "Russian troops have all but surrounded [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "The ring around [Alpha] has closed.", "Alpha", "contested"),
    (
        UKRAINE,
        "",
        "Russian troops have severed the road to [Alpha].",
        "Alpha",
        "supply_cut none|supply_cut contested",
    ),
    (UKRAINE, "", "The highway to [Alpha] has been cut.", "Alpha", "supply_cut none|supply_cut contested"),
    (UKRAINE, "", "The road to [Alpha] is within reach of Russian artillery.", "Alpha", "fire_control none"),
    (
        UKRAINE,
        "",
        "He drove along the highway to [Alpha] with two Russian soldiers.",
        "Alpha",
        "!supply_threatened",
    ),
    (UKRAINE, "", "Families fled to [Alpha] as shells fell near [Beta].", "Alpha", "displaced none"),
    (
        UKRAINE,
        "",
        "With shells falling near residential areas, families headed towards [Alpha].",
        "Alpha",
        "!struck",
    ),
    (
        UKRAINE,
        "",
        "More than 12 million people have been driven from their homes in [Alpha].",
        "Alpha",
        "displaced none",
    ),
    (UKRAINE, "", "Some 2,200 people have stayed put in [Alpha].", "Alpha", "displaced none"),
    (UKRAINE, "", "An order to leave covers 213 settlements around [Alpha].", "Alpha", "displaced none"),
    (UKRAINE, "", "A guided bomb fell on [Alpha].", "Alpha", "struck none"),
    (UKRAINE, "", "Explosions were heard in [Alpha] overnight.", "Alpha", "struck none"),
    (UKRAINE, "", "Five people died when missiles hit [Alpha].", "Alpha", "none"),
    (UKRAINE, "", "The enemy lost up to 250 men near [Alpha].", "Alpha", "losses none"),
    (UKRAINE, "", "The hospital in [Alpha] admitted 370 wounded.", "Alpha", "losses none"),
    (UKRAINE, "", "The attack on [Alpha] left dozens dead.", "Alpha", "none|contested"),
    (
        UKRAINE,
        "",
        "Ukrainian troops beat the assault on [Alpha] back.",
        "Alpha",
        "repelled contested|assaulted contested",
    ),
    (
        UKRAINE,
        "",
        "Ukrainian units fell back from [Alpha] to new lines.",
        "Alpha",
        "withdrew none|withdrew contested",
    ),
    (
        UKRAINE,
        "",
        "He decided to withdraw his units from [Alpha].",
        "Alpha",
        "withdrew none|withdrew contested",
    ),
    (
        UKRAINE,
        "",
        "Ukrainian troops left certain areas of [Alpha].",
        "Alpha",
        "withdrew none|withdrew contested",
    ),
    (
        UKRAINE,
        "",
        "Russian soldiers slipped out of [Alpha] at night.",
        "Alpha",
        "withdrew none|withdrew contested",
    ),
    (UKRAINE, "", "Trenches have been dug around [Alpha].", "Alpha", "fortified none"),
    (
        UKRAINE,
        "",
        "The occupiers brought more lorries into [Alpha].",
        "Alpha",
        "fortified none|reported none",
    ),
    (UKRAINE, "", "Fears of Russian troops advancing on [Alpha] grew.", "Alpha", "none"),
    (UKRAINE, "", "Encirclement of [Alpha] was prevented.", "Alpha", "none"),
    (UKRAINE, "", "Russian claims of capturing [Alpha] were rejected by Kyiv.", "Alpha", "none"),
    (SUDAN, "", "[Alpha], which is under the army's control, has been shelled.", "Alpha", "army_control"),
    (SUDAN, "", "The army remained in control of [Alpha].", "Alpha", "army_control"),
    (SUDAN, "", "RSF fighters stormed and took [Alpha].", "Alpha", "rsf_control"),
    (SUDAN, "rsf", "Our forces have liberated [Alpha].", "Alpha", "rsf_control"),
    (SUDAN, "", "The RSF has been in control of [Alpha] since April.", "Alpha", "rsf_control"),
    (SUDAN, "", "RSF-controlled [Alpha] was bombed by the army.", "Alpha", "rsf_control"),
    (SUDAN, "", "The army pushed the RSF out of [Alpha].", "Alpha", "army_control"),
    (SUDAN, "", "The army has broken the siege of [Alpha].", "Alpha", "contested|none|army_control"),
    (SYRIA, "", "Damascus lost control of [Alpha] to the SDF.", "Alpha", "sdf_control"),
    (SYRIA, "", "Syria's army admitted it had lost control of [Alpha].", "Alpha", "none|contested"),
    (SYRIA, "", "The SDF seized [Alpha] from ISIS.", "Alpha", "sdf_control"),
    (SYRIA, "", "Islamic State militants overran [Alpha].", "Alpha", "isis_control"),
    (SYRIA, "", "[Alpha] is now an ISIS stronghold.", "Alpha", "isis_control|none"),
    (SYRIA, "", "Kurdish fighters have established themselves in [Alpha].", "Alpha", "sdf_control|contested"),
    (SYRIA, "", "ISIS still clings to a few blocks of [Alpha].", "Alpha", "isis_control part"),
    (SYRIA, "sdf", "The city of [Alpha] was freed this morning.", "Alpha", "sdf_control"),
    (SYRIA, "", "The SDF declared [Alpha] liberated.", "Alpha", "sdf_control"),
    (SYRIA, "", "The SDF proclaimed the liberation of [Alpha].", "Alpha", "sdf_control"),
    (
        SYRIA,
        "",
        "Government forces moved into [Alpha] on Sunday.",
        "Alpha",
        "government_control part|contested",
    ),
    (SYRIA, "", "Regime forces have restored control over [Alpha].", "Alpha", "government_control"),
    (SYRIA, "", "The Syrian army extended its control to [Alpha].", "Alpha", "government_control"),
    (SYRIA, "", "ISIS governs [Alpha].", "Alpha", "isis_control"),
    (SYRIA, "", "ISIS rules [Alpha] and [Beta].", "Beta", "isis_control"),
    (SYRIA, "", "ISIS is entrenched in [Alpha].", "Alpha", "isis_control|contested|none"),
    (SYRIA, "", "[Alpha] is held by the SDF.", "Alpha", "sdf_control"),
    (SYRIA, "", "[Alpha], held by the SDF since 2016, was bombed.", "Alpha", "sdf_control"),
    (SYRIA, "", "[Alpha] and [Beta] fell within days to ISIS.", "Alpha", "isis_control"),
]


def supported(expected: str, found: list[str]) -> bool:
    """Whether one of the alternatives is among what was read of the place."""
    read_words = [set(one.split()) for one in found]
    for alternative in expected.split("|"):
        wanted = set(alternative.split())
        if alternative.startswith("!"):
            if not any(alternative[1:] in one for one in read_words):
                return True
        elif any(wanted <= one for one in read_words):
            return True
        if wanted == {"none"} and all("none" in one for one in read_words):
            return True
    return False


@pytest.mark.parametrize(("conflict", "speaker", "sentence", "place", "expected"), WORDINGS)
def test_wordings_of_many_outlets_are_read_and_give_no_place_to_another_side(
    conflict, speaker, sentence, place, expected
):
    found = reading(sentence, conflict, speaker).get(place, [])
    coloured = {word for one in found for word in one.split() if word.endswith("_control")}
    assert supported(expected, found), found
    assert all(status in expected for status in coloured) or any(s in expected for s in coloured), found
