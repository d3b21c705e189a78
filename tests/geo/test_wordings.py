"""More wordings of the same things, in the manner of agencies, communiques, live blogs and monitors.

Written after the tables of `test_assertions.py`, to see which forms of a sentence its rules had not met:
what had nearly happened, what would have, who took over, what was listed, and how near "within 5 km" is.
"""

from __future__ import annotations

import pytest

from geo.assertions import read
from geo.clauses import SideWords
from tests.geo.test_assertions import SUDAN, SYRIA, UKRAINE, marked, reading, supported

#: conflict, side of the speaker, sentence, place, what is supported: alternatives parted by "|".
SAID = [
    (
        UKRAINE,
        "russia",
        "The ministry listed [Alpha] among the settlements liberated over the past week.",
        "Alpha",
        "russia_control",
    ),
    (
        UKRAINE,
        "",
        "Twelve villages, among them [Alpha] and [Beta], have come under Russian control.",
        "Beta",
        "russia_control",
    ),
    (
        UKRAINE,
        "",
        "Twelve villages have come under Russian control: [Alpha], [Beta] and [Gamma].",
        "Gamma",
        "russia_control",
    ),
    (UKRAINE, "ukraine", "[Alpha] is ours.", "Alpha", "ukraine_control"),
    (UKRAINE, "ukraine", "The Ukrainian flag flies over [Alpha] again.", "Alpha", "ukraine_control"),
    (UKRAINE, "", "The Ukrainian flag is flying over [Alpha].", "Alpha", "ukraine_control"),
    (UKRAINE, "", "Russian troops now occupy two thirds of [Alpha].", "Alpha", "russia_control most"),
    (UKRAINE, "", "Roughly 90% of [Alpha] is in Russian hands.", "Alpha", "russia_control most"),
    (
        UKRAINE,
        "",
        "Russian forces hold roughly 60 per cent of [Alpha].",
        "Alpha",
        "russia_control most|russia_control part",
    ),
    (
        UKRAINE,
        "",
        "The railway station of [Alpha] is held by Ukrainian troops.",
        "Alpha",
        "ukraine_control part",
    ),
    (UKRAINE, "", "Russian forces control the railway station in [Alpha].", "Alpha", "russia_control part"),
    (
        UKRAINE,
        "",
        "Everything south of the river in [Alpha] is Russian-controlled.",
        "Alpha",
        "russia_control part|none",
    ),
    (
        UKRAINE,
        "",
        "[Alpha] has been lost, a Ukrainian officer said.",
        "Alpha",
        "none|contested|russia_control",
    ),
    (UKRAINE, "ukraine", "We lost [Alpha] last night.", "Alpha", "russia_control|none|contested"),
    (UKRAINE, "", "Kyiv conceded that [Alpha] was lost to the Russians.", "Alpha", "russia_control"),
    (UKRAINE, "", "Kyiv acknowledged the loss of [Alpha].", "Alpha", "none|contested|russia_control"),
    (
        UKRAINE,
        "",
        "Ukrainian forces have been pushed out of [Alpha] by the Russians.",
        "Alpha",
        "russia_control|contested",
    ),
    (UKRAINE, "", "Ukrainian troops were forced out of [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces failed to capture [Alpha].", "Alpha", "none|contested"),
    (UKRAINE, "", "Russian forces are on the verge of capturing [Alpha].", "Alpha", "none|contested"),
    (UKRAINE, "", "Russian forces came close to capturing [Alpha].", "Alpha", "none|contested"),
    (
        UKRAINE,
        "",
        "Russian forces have almost captured [Alpha].",
        "Alpha",
        "none|contested|russia_control most",
    ),
    (UKRAINE, "", "Russian forces have nearly taken [Alpha].", "Alpha", "none|contested|russia_control most"),
    (UKRAINE, "", "Russian forces have yet to capture [Alpha].", "Alpha", "none|contested"),
    (UKRAINE, "", "[Alpha] has not fallen, he said.", "Alpha", "none|contested"),
    (UKRAINE, "", "Contrary to Russian claims, [Alpha] has not been captured.", "Alpha", "none"),
    (UKRAINE, "", "Claims that Russia has captured [Alpha] are false.", "Alpha", "none"),
    (UKRAINE, "", "It is untrue that [Alpha] is in Russian hands.", "Alpha", "none"),
    (UKRAINE, "", "No Russian soldier is in [Alpha].", "Alpha", "none"),
    (UKRAINE, "", "The Russians captured [Alpha] in 1943.", "Alpha", "russia_control"),
    (UKRAINE, "", "Had the Russians captured [Alpha], the road would be cut.", "Alpha", "none"),
    (UKRAINE, "", "Russian forces were supposed to capture [Alpha] by May.", "Alpha", "none"),
    (UKRAINE, "", "After Russia captured [Alpha], the front moved west.", "Alpha", "russia_control"),
    (UKRAINE, "", "Before Russia captured [Alpha], 10,000 people lived there.", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "Since capturing [Alpha] in May, Russian forces have pushed west.",
        "Alpha",
        "russia_control",
    ),
    (UKRAINE, "", "Having captured [Alpha], Russian forces turned north.", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "Russian forces, who captured [Alpha] last week, are regrouping.",
        "Alpha",
        "russia_control",
    ),
    (UKRAINE, "", "The capture of [Alpha] by Russian forces was confirmed.", "Alpha", "russia_control"),
    (UKRAINE, "", "With [Alpha] in Russian hands, the road is open.", "Alpha", "russia_control"),
    (UKRAINE, "", "Russian-occupied [Alpha] was hit by drones.", "Alpha", "russia_control"),
    (UKRAINE, "", "Explosions shook occupied [Alpha].", "Alpha", "struck none"),
    (UKRAINE, "", "In Ukrainian-controlled [Alpha], shops are open.", "Alpha", "ukraine_control"),
    (UKRAINE, "", "[Alpha] is a Russian-held town.", "Alpha", "russia_control"),
    (UKRAINE, "", "[Alpha] is in the grey zone.", "Alpha", "contested"),
    (UKRAINE, "", "[Alpha] is a grey zone: neither side controls it.", "Alpha", "contested"),
    (UKRAINE, "", "[Alpha] is contested.", "Alpha", "contested"),
    (UKRAINE, "", "Control of [Alpha] is disputed.", "Alpha", "contested|none"),
    (UKRAINE, "", "The fate of [Alpha] remains unclear.", "Alpha", "none|contested"),
    (UKRAINE, "", "Russian troops gained a foothold in [Alpha].", "Alpha", "contested|russia_control part"),
    (
        UKRAINE,
        "",
        "Russian forces have dug in at the northern edge of [Alpha].",
        "Alpha",
        "contested|none|russia_control part",
    ),
    (UKRAINE, "", "Russian assault groups infiltrated [Alpha].", "Alpha", "contested|russia_control part"),
    (UKRAINE, "", "Russian forces are inside [Alpha].", "Alpha", "contested|russia_control part"),
    (UKRAINE, "", "The Russians are 3 km from [Alpha].", "Alpha", "contested|none"),
    (UKRAINE, "", "The front line runs through [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "Russian forces moved to within 5 km of [Alpha].", "Alpha", "contested"),
    (SUDAN, "", "The RSF tightened its grip on [Alpha].", "Alpha", "contested|rsf_control|none"),
    (
        SUDAN,
        "",
        "RSF fighters swept through [Alpha], looting shops.",
        "Alpha",
        "contested|rsf_control|rsf_control part|none",
    ),
    (
        SUDAN,
        "",
        "The army re-entered [Alpha] on Thursday.",
        "Alpha",
        "army_control part|contested|army_control",
    ),
    (SUDAN, "", "The army seized back [Alpha] from the RSF.", "Alpha", "army_control"),
    (SUDAN, "", "The army wrested control of [Alpha] from the RSF.", "Alpha", "army_control"),
    (SUDAN, "", "[Alpha] fell into RSF hands in October.", "Alpha", "rsf_control"),
    (SUDAN, "", "[Alpha] has been under siege by the RSF since May.", "Alpha", "contested"),
    (SUDAN, "", "The RSF has besieged [Alpha] for 500 days.", "Alpha", "contested"),
    (
        SUDAN,
        "",
        "[Alpha], the army's last stronghold in the region, was shelled.",
        "Alpha",
        "army_control|none",
    ),
    (SUDAN, "", "[Alpha] is the last major city held by the army in Darfur.", "Alpha", "army_control"),
    (SUDAN, "", "The army is in full control of [Alpha], its spokesman said.", "Alpha", "army_control whole"),
    (SUDAN, "", "The army has cleared [Alpha] of RSF fighters.", "Alpha", "army_control"),
    (SUDAN, "", "The army said it had purged [Alpha] of rebels.", "Alpha", "army_control"),
    (SUDAN, "", "The RSF handed [Alpha] over to the army.", "Alpha", "army_control"),
    (SUDAN, "", "The army recaptured the market and the bridge in [Alpha].", "Alpha", "army_control part"),
    (SUDAN, "", "The RSF claims to have captured [Alpha].", "Alpha", "rsf_control"),
    (SUDAN, "", "The RSF declared that it was in control of [Alpha].", "Alpha", "rsf_control"),
    (SUDAN, "", "The RSF, which controls most of [Alpha], denied it.", "Alpha", "rsf_control most"),
    (SUDAN, "", "The RSF set up checkpoints in [Alpha].", "Alpha", "none|rsf_control part|contested"),
    (SUDAN, "", "Drones struck the power station in [Alpha].", "Alpha", "struck none"),
    (SUDAN, "", "An attack on a camp near [Alpha] killed at least 40 people.", "Alpha", "contested|none"),
    (SYRIA, "", "The ISIS flag was raised over [Alpha].", "Alpha", "isis_control"),
    (SYRIA, "", "[Alpha] has returned to government control.", "Alpha", "government_control"),
    (SYRIA, "", "[Alpha] was returned to government control.", "Alpha", "government_control"),
    (SYRIA, "", "ISIS lost [Alpha] to the SDF in 2017.", "Alpha", "sdf_control"),
    (SYRIA, "", "ISIS was driven out of [Alpha] by the SDF in 2017.", "Alpha", "sdf_control"),
    (SYRIA, "", "SDF fighters have driven ISIS from [Alpha].", "Alpha", "sdf_control"),
    (SYRIA, "", "ISIS fighters are holed up in [Alpha].", "Alpha", "isis_control part|contested|none"),
    (SYRIA, "", "[Alpha]'s fall to ISIS stunned the region.", "Alpha", "isis_control"),
    (SYRIA, "", "ISIS advanced to the gates of [Alpha].", "Alpha", "contested"),
    (UKRAINE, "", "She denies reports that [Alpha] has fallen to the Russians.", "Alpha", "none"),
    (UKRAINE, "", "She denies reports that [Alpha] is lost.", "Alpha", "none"),
    (
        UKRAINE,
        "",
        "The ministry retracted its statement that [Alpha] had been captured by Russian forces.",
        "Alpha",
        "none",
    ),
    (
        UKRAINE,
        "",
        "The ministry withdrew an earlier report of the capture of [Alpha] by Russian troops.",
        "Alpha",
        "none",
    ),
    (
        UKRAINE,
        "",
        "Ukrainian forces entered [Alpha], which the Russians had occupied for six months.",
        "Alpha",
        "ukraine_control part",
    ),
    (
        UKRAINE,
        "",
        "[Alpha], which Russian forces had held since May, was retaken by Ukraine on Friday.",
        "Alpha",
        "ukraine_control",
    ),
    (UKRAINE, "", "Russian forces held [Alpha] until September, when the front moved.", "Alpha", "none"),
    (UKRAINE, "", "Ukraine once controlled [Alpha].", "Alpha", "none"),
    (
        UKRAINE,
        "",
        "Rumours of the fall of [Alpha] to Russian forces spread quickly.",
        "Alpha",
        "assessed none",
    ),
    (UKRAINE, "", "Russian forces want [Alpha] captured by May.", "Alpha", "aim none"),
    (UKRAINE, "", "[Alpha] is about to fall to Russia.", "Alpha", "predicted none"),
    (UKRAINE, "", "The town hall of [Alpha] was seized by Russian forces.", "Alpha", "russia_control part"),
    (UKRAINE, "", "Russian forces seized the entire city of [Alpha].", "Alpha", "russia_control whole"),
    (UKRAINE, "", "Russian forces seized the mining town of [Alpha].", "Alpha", "russia_control unstated"),
    (UKRAINE, "", "Russian forces shelled [Alpha], a town near [Beta], on Monday.", "Alpha", "struck none"),
    (UKRAINE, "", "In [Alpha], Russian forces hold the centre.", "Alpha", "russia_control part"),
    (
        UKRAINE,
        "",
        "In [Alpha], the northern districts are under Ukrainian control.",
        "Alpha",
        "ukraine_control part",
    ),
    (
        SYRIA,
        "",
        "ISIS still controls [Alpha], 60 km to the west, [Beta], south of [Gamma], and the town of [Delta].",
        "Delta",
        "isis_control",
    ),
    (SYRIA, "", "If confirmed, the SDF now controls [Alpha].", "Alpha", "conditional none"),
    (SYRIA, "", "[Alpha] is the second city to fall to ISIS this month.", "Alpha", "isis_control"),
    (SYRIA, "", "[Alpha] would be the second city to fall to ISIS this month.", "Alpha", "none"),
    (SYRIA, "", "The regime regained full control of [Alpha].", "Alpha", "government_control whole"),
    (SYRIA, "", "The SDF controls 14 of [Alpha|broad]'s 17 townships.", "Alpha", "sdf_control part"),
    (SYRIA, "isis", "The group said the movement was in full control of [Alpha].", "Alpha", "none"),
    (SUDAN, "", "RSF forces withdrew from [Alpha] and the army took over.", "Alpha", "army_control"),
    (
        SUDAN,
        "",
        "The camp lies an hour's drive from [Alpha], where the army was attacked.",
        "Alpha",
        "!advanced",
    ),
    (
        SUDAN,
        "",
        "Battles erupted between the army and the RSF over control of [Alpha].",
        "Alpha",
        "fighting contested",
    ),
    (
        SUDAN,
        "",
        "The fight between the army and the RSF for control of [Alpha] goes on.",
        "Alpha",
        "contested",
    ),
    (
        SUDAN,
        "",
        "The army repelled an assault by the Rapid Support Forces (RSF) on [Alpha].",
        "Alpha",
        "repelled contested",
    ),
    (SUDAN, "", "The army used warplanes to bombard [Alpha].", "Alpha", "struck asserted none"),
    (SYRIA, "", "IS managed to enter [Alpha].", "Alpha", "isis_control part|contested"),
    (
        SYRIA,
        "",
        "The road is closed and it is not known when [Alpha] will be reached.",
        "Alpha",
        "predicted none",
    ),
    (
        SYRIA,
        "",
        "Kurdish forces backed by air strikes expelled ISIS from [Alpha] in January.",
        "Alpha",
        "sdf_control",
    ),
    (SYRIA, "", "ISIS has tightened the noose on [Alpha].", "Alpha", "encircling contested"),
    (
        UKRAINE,
        "",
        "[Alpha], a former military stronghold, was seized on Sunday by the Russians.",
        "Alpha",
        "russia_control unstated",
    ),
    (
        UKRAINE,
        "",
        "Ukrainian forces liberated three villages - [Alpha], [Beta] and [Gamma].",
        "Gamma",
        "ukraine_control unstated",
    ),
    (UKRAINE, "ukraine", "The national flag is once again waving over [Alpha].", "Alpha", "ukraine_control"),
    (
        UKRAINE,
        "",
        "[Alpha], another village, is now securely under Ukrainian control.",
        "Alpha",
        "ukraine_control",
    ),
    (
        UKRAINE,
        "",
        "The governor thanked the Ukrainian marines for liberating [Alpha].",
        "Alpha",
        "ukraine_control",
    ),
    (
        UKRAINE,
        "",
        "Some 125,000 people once lived in [Alpha] but most have fled.",
        "Alpha",
        "displaced asserted",
    ),
    (UKRAINE, "", "The fall of [Alpha] would strike a blow to morale.", "Alpha", "!struck"),
    (UKRAINE, "", "The front was quiet as Russian forces took [Alpha].", "Alpha", "russia_control"),
    (
        UKRAINE,
        "",
        "Russian forces have fully taken control of the [Alpha] chemical and coke plant.",
        "Alpha",
        "russia_control part",
    ),
    (UKRAINE, "", "Russian forces hold [Alpha] railway station.", "Alpha", "russia_control part"),
    (
        UKRAINE,
        "",
        "Wagner forces have taken control of most of the eastern part of [Alpha].",
        "Alpha",
        "russia_control part|russia_control most",
    ),
    (UKRAINE, "", "Ukrainian forces hold the west of [Alpha].", "Alpha", "ukraine_control part"),
    (UKRAINE, "", "Ukrainian forces hold positions west of [Alpha].", "Alpha", "contested|none"),
    (
        UKRAINE,
        "",
        "Russian forces seized the [Gamma|broad] town of [Alpha].",
        "Alpha",
        "russia_control unstated",
    ),
    (
        UKRAINE,
        "",
        "Russian forces seized [Alpha], occupied by them once before, on Monday.",
        "Alpha",
        "russia_control",
    ),
    (UKRAINE, "", "The Russian military currently clear [Alpha] of Ukrainian troops.", "Alpha", "contested"),
    (
        UKRAINE,
        "",
        "Russian forces captured a Ukrainian fortified position in [Alpha].",
        "Alpha",
        "russia_control part",
    ),
    (SUDAN, "", "The army chief pronounced [Alpha] free.", "Alpha", "army_control"),
    (SUDAN, "", "The army still has [Alpha], as well as the crossing at [Beta].", "Alpha", "army_control"),
    (SUDAN, "", "The RSF has the whole of [Alpha].", "Alpha", "rsf_control whole"),
    (
        UKRAINE,
        "",
        "The council said [Alpha] was under the full occupation of Russia.",
        "Alpha",
        "russia_control whole",
    ),
    (
        UKRAINE,
        "",
        "In the [Alpha|broad] region 74 settlements are under Ukrainian control.",
        "Alpha",
        "ukraine_control part",
    ),
    (
        UKRAINE,
        "",
        "The Northeastern Command in [Alpha] was completely in Ukrainian hands.",
        "Alpha",
        "ukraine_control part",
    ),
    (
        UKRAINE,
        "",
        "Wagner forces have taken control of most of the eastern part of the Donbas town of [Alpha].",
        "Alpha",
        "russia_control part",
    ),
    (UKRAINE, "", "His troops withdrew to safer positions outside [Alpha].", "Alpha", "withdrew"),
    (
        UKRAINE,
        "",
        "DeepState wrote: “The Russian army has occupied [Alpha] and advanced in [Beta].”",
        "Alpha",
        "russia_control unstated",
    ),
]


@pytest.mark.parametrize(("conflict", "speaker", "sentence", "place", "expected"), SAID)
def test_a_wording_is_read_as_far_as_it_goes_and_no_farther(conflict, speaker, sentence, place, expected):
    found = reading(sentence, conflict, speaker).get(place, [])
    coloured = {word for one in found for word in one.split() if word.endswith("_control")}
    assert found, "no event"
    assert supported(expected, found), found
    assert all(any(side in one for one in expected.split("|")) for side in coloured), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian forces captured the commander of [Alpha].",
        "Russian forces captured the mayor of [Alpha].",
        "The governor withdrew the claim that [Alpha] was safe.",
        "The official spoke on condition of anonymity to discuss intelligence about [Alpha].",
        "The story of [Alpha] captured the world's attention.",
        "Russia still has [Alpha] in its sights.",
    ],
)
def test_what_is_no_event_at_a_place_gives_none(sentence):
    assert reading(sentence) == {}


def test_words_said_within_a_sentence_begin_with_their_verb():
    text, mentions, names = marked("The rebels deny losing [Alpha].")
    start = text.index("losing")
    [event] = read(text, start, len(text), mentions, SideWords(UKRAINE), "russia", "russia")

    assert (event.predicate, event.modality, names) == ("withdrew", "asserted", ["Alpha"])


def test_a_place_that_tells_where_another_lies_is_not_hit():
    assert "Beta" not in reading("Russian forces shelled [Alpha], a town near [Beta], on Monday.")


def test_a_stretch_of_the_front_is_not_where_the_attacks_were():
    found = reading("On the [Alpha] axis Ukrainian troops repelled six attacks near [Beta] and [Gamma].")

    assert set(found) == {"Beta", "Gamma"}
    assert "Alpha" in reading("Ukrainian troops repelled six attacks on the [Alpha] axis.")


def test_a_place_southwest_of_which_an_unknown_one_lies_is_not_fought_over():
    assert reading("Fierce clashes raged in Moadamiyet al-Sham southwest of [Alpha].") == {}


def test_a_short_name_in_capitals_is_no_verb():
    assert reading("It is [Alpha] that is under IS control.", SYRIA)["Alpha"] == [
        "holds asserted isis_control unstated"
    ]
    assert "isis_control" not in str(reading("The town is under siege and so is [Alpha].", SYRIA))


@pytest.mark.parametrize(
    ("sentence", "place", "word"),
    [
        (
            "Russian troops pushed the front line away from [Alpha] and secured it from attacks.",
            "Alpha",
            "russia_control",
        ),
        ("Russian units were driven out of [Alpha] by fighters from [Beta].", "Beta", "captured"),
        ("The troops had retreated to an airport in [Alpha].", "Alpha", "withdrew"),
    ],
)
def test_a_place_is_not_drawn_into_what_is_said_of_another(sentence, place, word):
    assert word not in " ".join(reading(sentence).get(place, []))
