"""What a sentence does not assert, asserts of a part only, or gives to nobody.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest

from geo import conflicts
from geo.gazetteer import Gazetteer


@pytest.mark.parametrize(
    "text",
    [
        "It does not appear that Russian forces entered Lyman.",
        "It is not believed that Russian forces control Lyman.",
        "The institute has not observed evidence that Russian forces seized Lyman.",
        "Geolocated footage does not show that Russian forces control Lyman.",
        "Russian forces are not believed to have captured Lyman.",
        "Russian forces do not seem to have captured Lyman.",
        "Russian forces appear not to have captured Lyman.",
        "Russian forces are not known to have captured Lyman.",
        "The move kept Russian forces from taking control of Lyman.",
    ],
)
def test_what_is_held_not_to_be_so_is_denied(claims, text):
    assert {(claim.modality, claim.status) for claim in claims(text)} == {("denied", "none")}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("It appears that Russian forces have captured Lyman.", "assessed"),
        ("Russian forces have not captured Torske but appear to have captured Lyman.", "assessed"),
        ("Nobody disputes that Russian forces hold Lyman.", "asserted"),
        ("Kunduz was the third provincial capital to be overrun by the Taliban.", "asserted"),
        ("Russian forces went on to capture Lyman.", "asserted"),
    ],
)
def test_what_is_held_to_be_so_is_not(claims, text, modality):
    assert claims(text)[-1].modality == modality
    assert claims(text)[-1].status in ("russia_control", "taliban_control")


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces led a major attack on Thursday to recapture Lyman.",
        "Russian troops started to move in to take control of Lyman.",
        "Russian troops went in to secure Lyman.",
        "Russian forces may now be prioritising either surrounding Lyman or taking Torske.",
        "Russian forces are setting conditions for an offensive into Lyman.",
        "Russian forces would need to regroup before advancing on Lyman.",
    ],
)
def test_what_is_meant_to_come_about_has_not(claims, text):
    assert {claim.status for claim in claims(text)} == {"none"}
    assert {claim.modality for claim in claims(text)} <= {"aim", "conditional", "predicted"}


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army shelled Homs, where some areas are still in rebel hands.",
        "The Syrian army bombed Homs, half of which is held by rebels.",
        "Russian troops shelled Lyman, parts of which are under Ukrainian control.",
        "Russian strikes hit the remaining Ukrainian-controlled districts of Lyman.",
        "Russian soldiers were filmed raising a flag in Lyman.",
    ],
)
def test_a_part_is_not_the_place(claims, text):
    held = [claim for claim in claims(text) if claim.status.endswith("_control")]
    assert [link.extent for claim in held for link in claim.links] == ["part"]


@pytest.mark.parametrize(
    ("text", "extent", "part"),
    [
        ("Russian forces captured ministries and other buildings in central Kharkiv.", "part", ""),
        ("Russian forces captured a new area in eastern Kharkiv.", "part", ""),
        ("Russian forces captured eastern Kharkiv.", "part", "east"),
        ("Russian forces captured the largely destroyed city of Kupiansk.", "unstated", ""),
        ("Russian forces captured nearly all of Kupiansk.", "most", ""),
    ],
)
def test_how_much_of_it(claims, text, extent, part):
    (claim,) = claims(text)
    assert (claim.links[0].extent, claim.links[0].part) == (extent, part)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Until this morning, Russian forces controlled Lyman.", ("holds", "none")),
        ("Russian forces took several villages between Kupiansk and Lyman.", ("reported", "none")),
        ("Both Russia and Ukraine say they control Lyman.", ("holds", "none")),
        ("The fighting in Lyman is over.", ("fighting", "none")),
        ("The fighting in Lyman is not over.", ("fighting", "contested")),
        ("Russian forces are tightening their grip on Lyman.", ("holds", "contested")),
        ("Russian attacks are concentrated in Lyman.", ("assaulted", "contested")),
        ("Ukrainian troops foiled Russian attempts to break through near Lyman.", ("repelled", "contested")),
        ("Gunfire could be heard in Lyman.", ("fighting", "contested")),
    ],
)
def test_what_a_sentence_gives_to_nobody(claims, text, told):
    last = claims("The war in Ukraine went on, and Russian troops fought. " + text)[-1]
    assert (last.predicate, last.status) == told


def test_a_road_that_lies_there_is_not_threatened(claims):
    told = claims("Russian forces seized Lyman, one of four towns that lie along a supply line.")
    assert {claim.predicate for claim in told} == {"captured"}


def test_who_still_holds_what_is_left(claims):
    told = claims("Russian forces entered Lyman, with Ukrainian troops still holding the station.")
    assert [claim.status for claim in told if claim.predicate == "holds"] == ["ukraine_control"]


def test_another_country_s_army_is_of_no_side(claims):
    told = claims(
        "The Malaysian military said it has taken back control of Lahad Datu from fighters of the Islamic "
        "State in Iraq and Syria."
    )
    assert {(claim.side, claim.status) for claim in told} == {("", "none")}


def test_a_war_is_told_by_names_as_they_are_written():
    wars = conflicts.load()
    text = "Syrian government forces struck the northern province of Aleppo, where rebels hold the north."
    assert conflicts.choose(text, wars).id == "syria"
    assert not conflicts.choose("Government troops and rebels fought in the bay for unity.", wars).sides


def test_a_war_is_not_that_of_a_force_where_all_towns_lie_elsewhere(claims):
    (claim,) = claims(
        "The Islamic State was beaten. Iraq's central government forces launched an advance into territory "
        "held by Kurds, capturing Kirkuk."
    )
    assert claim.status in ("none", "iraq_control")


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces controlled neither Lyman nor Torske, the Ukrainian army said.",
        "Russian forces hold no part of Lyman, the governor said.",
        "Hardly anyone thinks Russian troops captured Lyman.",
        "Russian troops have not yet been able to fully surround Lyman.",
        "Russia denied on Monday that it wanted to take Lyman from Ukrainian troops.",
        "Ukrainian troops gave up defending Lyman, Russian officers said.",
    ],
)
def test_none_of_it(claims, text):
    assert {(claim.modality, claim.status) for claim in claims(text)} == {("denied", "none")}


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article said that Lyman had been captured by Russian forces.",
        "A fake video says Russian troops captured Lyman.",
        "A post claiming that Russian forces had taken Lyman was deleted.",
        "We reported that Russian forces had taken Lyman; it has not fallen.",
        "Russian troops refused to say they held Lyman.",
        "By summer, Russian forces had recaptured Lyman, in the scenario.",
    ],
)
def test_what_is_taken_back_or_made_up_gives_a_place_to_nobody(claims, text):
    assert {claim.status for claim in claims(text)} == {"none"}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Russian forces had all but surrounded Lyman.", "encircling"),
        ("Russian forces nearly captured Lyman.", "advanced"),
        ("Russian forces entered the northern outskirts of Lyman.", "advanced"),
    ],
)
def test_nearly_is_not_quite(claims, text, predicate):
    (claim,) = claims(text)
    assert (claim.predicate, claim.status) == (predicate, "contested")


def test_what_was_taken_instead(claims):
    (claim,) = claims("The mayor of Goma said M23 rebels had taken the airport but not the city.")
    assert (claim.links[0].extent, claim.links[0].part) == ("part", "airport")


def test_what_is_in_its_hands_with_more(claims):
    told = claims("The Russian army said four villages were now under its control, including Lyman.")
    assert {(claim.links[0].name, claim.status) for claim in told} == {("Lyman", "russia_control")}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (
            "Iraqi forces fought. The Islamic State took Fallujah, which lies 50 km (31 miles) west of "
            "Baghdad, in 2014, months before the terror organisation seized Mosul.",
            ["islamic_state_control", "none"],
        ),
        (
            "Afghan anti-Taliban forces said they were routing the Taliban, capturing the city of Taloqan.",
            ["none"],
        ),
        ("Russian forces routed the Ukrainian troops, capturing Lyman.", ["russia_control"]),
    ],
)
def test_who_did_it_is_not_whoever_is_named_nearby(claims, text, statuses):
    assert [claim.status for claim in claims(text) if claim.predicate == "captured"] == statuses


def test_what_goes_on_meanwhile_is_not_denied(claims):
    told = claims(
        "Houthi rebels denied that coalition forces seized Hodeidah, as fighting raged around the city."
    )
    assert {(claim.predicate, claim.modality) for claim in told} == {
        ("captured", "denied"),
        ("fighting", "asserted"),
    }


def test_who_leaves_a_pact_leaves_no_place(claims):
    told = claims("Russian forces fought. They withdrew from the Minsk peace deal and took Lyman.")
    assert {claim.predicate for claim in told} == {"captured"}


def test_one_of_the_first_to_fall_fell_some_day_before(claims):
    told = claims("Fallujah was one of the first Iraqi cities to fall to the Islamic State.")
    assert {claim.about.edtf for claim in told} == {"../2024-05-22"}


def test_the_attack_that_was_beaten_back_was_there(claims):
    told = claims(
        "The RSF said it had seized the army's headquarters in Babanusa, while a military source said that "
        "troops had repulsed the attack."
    )
    assert [claim.predicate for claim in told] == ["captured", "repelled"]
    assert {link.name for claim in told for link in claim.links} == {"Babanusah"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Ukrainian forces still hold the southern part of Lyman.", "south"),
        ("Ukrainian forces still hold southern Lyman.", "south"),
        ("Ukrainian forces control the heart of Lyman.", "centre"),
    ],
)
def test_one_part_has_one_name(claims, text, part):
    (claim,) = claims(text)
    assert claim.links[0].part == part


def test_a_place_in_somebody_s_hands_is_a_place(claims):
    told = claims("Ukrainian troops fought on. Ukrainian drones hit Russian-held Lyman.")
    assert {(claim.links[0].name, claim.predicate) for claim in told} == {
        ("Lyman", "struck"),
        ("Lyman", "holds"),
    }


def test_a_group_and_a_quarter_of_a_land_are_no_places(claims):
    told = claims("Sri Lanka's army fought. Its troops have captured the capital of the Tamil Tigers.")
    assert "Tamil" not in {link.name for claim in told for link in claim.links}
    told = claims(
        "Fano militia withdrew from Lalibela town in North Ethiopia as government soldiers recaptured it."
    )
    assert {link.name for claim in told for link in claim.links} == {"Lalibela"}


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (
            "The war goes on between the Ethiopian federal government and the rebel TPLF party, which holds "
            "the Tigray region.",
            "Tigray Region",
            "tigray_control",
        ),
        (
            "Taliban fighters attacked Kunduz after last September's brief capture of the city.",
            "Kunduz",
            "none",
        ),
    ],
)
def test_who_has_it_is_whoever_is_said_to(claims, text, place, status):
    (told,) = [
        claim
        for claim in claims(text)
        if claim.predicate in ("holds", "captured") and place in claim.links[0].name
    ]
    assert told.status == status


def test_what_was_seized_in_a_sea_and_meanwhile_gives_neither_to_anybody(claims):
    told = claims(
        "Ukrainian forces shelled drilling rigs in the Black Sea seized by Russia during the occupation of "
        "Crimea in 2014."
    )
    assert {claim.status for claim in told} == {"none"}


def test_most_parts_of_a_place_are_most_of_it(claims):
    (claim,) = claims("Most parts of Wad Madani are under the control of the RSF, residents said.")
    assert (claim.links[0].extent, claim.status) == ("most", "rsf_control")


def test_de_facto_rule_is_rule(claims):
    (claim,) = claims("The Tigray region is under the de facto rule of the TPLF.")
    assert claim.status == "tigray_control"


def test_what_troops_wear_is_no_fighting(claims):
    told = claims("Rebels shelled Monrovia. Troops in combat fatigues rallied in Monrovia.")
    assert {claim.predicate for claim in told} - {"reported"} == {"struck"}


def test_a_country_is_not_an_old_name_of_other_lands():
    assert [one.place.kind for one in Gazetteer.open().lookup("Sudan")][:2] == ["country", "settlement"]


def test_who_was_driven_out_has_it_no_longer(claims):
    told = claims("M23 rebels seized Rutshuru. By noon, government troops had driven them out.")
    assert [(claim.links[0].extent, claim.status) for claim in told] == [
        ("unstated", "m23_control"),
        ("unstated", "government_control"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan and Armenia clashed on Monday, with battles raging in the region of Nagorno-Karabakh.",
        "“Soldiers belonging to Seleka launched their first attack on the town of Bambari,” said a soldier.",
    ],
)
def test_what_goes_on_is_no_aim(claims, text):
    assert {claim.modality for claim in claims(text)} == {"asserted"}


def test_a_mining_company_lays_no_mines(claims):
    told = claims("Civilians fled Goma. M23 rebels robbed gold mining companies in the area.")
    assert "fortified" not in {claim.predicate for claim in told}


@pytest.mark.parametrize(
    "text",
    [
        "The battle of Bakhmut goes on.",
        "The military spoke of a battle for Bakhmut.",
        "Ukrainian survivors of the attack on Bakhmut said that fighting goes on there.",
        "Since the battle for Bakhmut began in August, thousands have died.",
    ],
)
def test_a_battle_that_is_reported_is_one(claims, text):
    read = claims("A Russian drone hit Kherson on Monday. " + text)
    assert "contested" in {c.status for c in read for link in c.links if link.name == "Bakhmut"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops improved their position, defeated Ukrainian units and captured Zahryzove.",
        "The Russian army hit three Ukrainian brigades near Lozova, destroyed two tanks, and took Zahryzove.",
        "Units of the Zapad group of forces shelled Lozova, routed Ukrainian units and liberated Zahryzove.",
    ],
)
def test_whoever_is_beaten_takes_nothing(claims, text):
    told = claims(text)
    assert [c.status for c in told if c.predicate == "captured"] == ["russia_control"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ukraine's bridgehead at Krynky was given up in April, it emerged.", {("withdrew", "none")}),
        ("Ukraine abandoned its bridgehead at Krynky.", {("withdrew", "none")}),
        ("Ukrainian marines defend a bridgehead at Krynky.", {("advanced", "contested")}),
        ("A prisoner exchange took place near Krynky.", set()),
    ],
)
def test_what_becomes_of_a_bridgehead(claims, text, told):
    read = claims("Russian troops shelled Sumy. " + text)
    assert {(c.predicate, c.status) for c in read for link in c.links if link.name == "Krynky"} == told


def test_what_was_seen_elsewhere_was_not_struck(claims):
    (claim,) = claims("Monitors heard explosions near Kupiansk and saw ten tanks parked in Svatove.")
    assert (claim.predicate, [link.name for link in claim.links]) == ("struck", ["Kupiansk"])


def test_what_losing_a_place_would_mean_is_no_loss(claims):
    told = claims("A Russian drone hit Kherson on Monday. For Kyiv, losing Odesa would mean losing the sea.")
    assert {c.modality for c in told for link in c.links if link.name == "Odesa"} == {"conditional"}


@pytest.mark.parametrize(
    "text",
    [
        "An air raid alert was declared in Kyiv at dawn.",
        "Rocket sirens wailed in Kharkiv.",
        "A missile threat was announced in Odesa.",
        "In Lviv, deputies voted on the state of siege in Kherson.",
        "In Lviv, opposition leaders marched against the state of emergency in Kherson.",
    ],
)
def test_a_warning_or_a_law_is_no_attack(claims, text):
    read = claims("Russian troops shelled Kherson on Monday. " + text)
    assert {claim.predicate for claim in read} <= {"struck", "reported"}
    assert {link.name for c in read if c.predicate == "struck" for link in c.links} == {"Kherson"}


def test_it_is_what_was_told_last(claims):
    told = "Russian troops took Lyman on Sunday, the Russian army said. "
    (denied,) = [c for c in claims(told + "Kyiv denied it.") if c.modality == "denied"]
    assert (denied.claimant, denied.links[0].name) == ("Ukrainian government", "Lyman")
    since = claims(told + "On Monday it said that Belgorod had been shelled; Kyiv denied it.")
    assert "denied" not in {claim.modality for claim in since}


@pytest.mark.parametrize(
    "text",
    [
        "He spoke on the anniversary of the Battle of Stalingrad.",
        "Veterans of the battle for Mariupol met in Dnipro.",
        "Her book on the siege of Mariupol appears in May.",
        "He wrote a novel about the fighting in Grozny.",
        "A play about the fall of Lysychansk opened in Lviv.",
        "Scholars of the battle of Poltava met in Kyiv.",
        "He compared it with the siege of Leningrad.",
        "It looked like the fall of Lysychansk.",
        "It was the worst fighting in Europe since the Battle of Berlin.",
        "A missile struck the theatre in Odesa, where a film about the Battle of Stalingrad was shown.",
        "The film shows how Ukrainian troops hold Bakhmut.",
        "The documentary, A Month in Mariupol, tells how Russian troops took the city.",
        "Soldiers at an exercise near Rivne repelled a mock attack.",
        "During drills outside Chernihiv, troops retook the village of Ivanivka.",
    ],
)
def test_a_battle_that_is_remembered_or_played_is_none(claims, text):
    read = claims("A Russian drone hit Kherson on Monday. " + text)
    assert {claim.status for claim in read} == {"none"}
    struck = {link.name for claim in read if claim.predicate == "struck" for link in claim.links}
    assert struck <= {"Kherson", "Odesa"}


def test_who_is_close_to_control_has_none(claims):
    told = claims(
        "Sudan's army is close to taking control of the Presidential Palace in Khartoum from the RSF."
    )
    assert {(claim.modality, claim.status) for claim in told} == {("predicted", "none")}


def test_an_aside_between_dashes_does_not_tell_who_holds(claims):
    told = claims(
        "This leaves the internationally recognised government – based in the south after the Houthis ousted "
        "it from power in 2014 – in control of Marib City."
    )
    assert {(claim.status, claim.about.edtf) for claim in told} == {("government_control", "2024-05-22")}
