"""Which side is said to have a place, and where no side is.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest


def held(found, place):
    """(status, extent) of each claim on a place by name that gives it to a side."""
    return [
        (claim.status, link.extent)
        for claim in found
        for link in claim.links
        if link.name == place and claim.status.endswith("_control")
    ]


def test_a_share_of_a_region_is_held_beside_a_town(claims):
    found = claims("The Sudanese army said the RSF controls most of Khartoum and nearly all of Darfur.")
    assert held(found, "Khartoum") == [("rsf_control", "most")]
    assert held(found, "Darfur") == [("rsf_control", "most")]


def test_what_a_command_answers_for_is_not_what_it_holds(claims):
    found = claims(
        "Myanmar's junta fought the Arakan Army. The Arakan Army said it had taken all outposts except the "
        "army's western command, which controls Rakhine."
    )
    assert held(found, "Rakhine State") == []


def test_a_land_of_the_theatre_is_no_misspelt_town(claims):
    found = claims(
        "Croatian troops fought Serb forces near Zagreb and Krapina. Croatian troops swept through Krajina, "
        "the army said."
    )
    assert held(found, "Krapina") == []


def test_a_village_in_a_region_is_not_its_city(claims):
    found = claims(
        "Russian and Ukrainian troops fought in the city of Donetsk. Another village in Donetsk was "
        "recaptured by Russian troops."
    )
    assert held(found, "Donetsk Oblast") == [("russia_control", "part")]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("M23 seized Goma; the army recaptured it on Tuesday.", ["government_control"]),
        ("M23 seized Goma and the army recaptured it on Tuesday.", ["government_control"]),
        ("M23 seized Goma on Monday; the army recaptured it.", ["m23_control", "government_control"]),
        ("M23 seized Goma; the army retook Sake.", ["m23_control"]),
        ("M23 seized Goma; the army tried to retake it and was beaten off.", ["m23_control"]),
    ],
)
def test_what_was_retaken_in_the_same_breath_was_not_kept_unless_it_has_its_day(claims, text, given):
    found = claims(f"M23 rebels fought the Congolese army near Rutshuru. {text}")
    assert [status for status, _ in held(found, "Goma")] == given


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (
            "Myanmar's junta and the Arakan Army fought on Monday. The ethnic rebel army has seized 170 "
            "junta bases and has full control of Mrauk-U.",
            "Mrauk U",
            {"resistance_control"},
        ),
        (
            "Fighting went on near Pokrovsk and Kupiansk in Ukraine on Monday. Russia said its forces had "
            "taken two settlements in the east, the latest gains in their drive to secure the Donbas.",
            "Donbas",
            {"none"},
        ),
        (
            "Fighting went on near Pokrovsk and Kupiansk in Ukraine on Monday. Russia said its forces had "
            "taken control of two settlements.",
            "Kupiansk",
            {"contested"},
        ),
        (
            "Fighting went on near Pokrovsk in Ukraine on Monday. Ukraine's General Staff made no mention of "
            "Vyshneve falling into Russian hands.",
            "Vyshneve",
            {"none"},
        ),
    ],
)
def test_what_a_sentence_does_not_give(claims, text, place, status):
    assert {c.status for c in claims(text) for link in c.links if link.name == place} == status


@pytest.mark.parametrize(
    ("people", "extent"),
    [("mainly Moslem", "unstated"), ("largely Serb", "unstated"), ("most of the", "most")],
)
def test_who_lives_in_a_town_is_no_extent(claims, people, extent):
    told = claims(
        "Bosnian Serb forces and Bosnian government troops fought near Srebrenica on Monday. Serb forces "
        f"captured {'' if extent == 'most' else 'the '}{people} town of Gorazde, the UN said."
    )
    assert {link.extent for c in told if c.predicate == "captured" for link in c.links} == {extent}


def test_a_number_of_villages_is_a_part(claims):
    told = claims(
        "Fighting went on in Nagorno-Karabakh on Monday. The total number of Karabakh settlements declared "
        "occupied by Azerbaijani troops has reached 97."
    )
    assert {link.extent for c in told if c.predicate == "captured" for link in c.links} == {"part"}


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        (
            "The M23 movement left the talks. It grew worse when the Rwanda-backed rebels seized Bukavu.",
            "Bukavu",
            "m23_control",
        ),
        (
            "The Taliban shelled Ghazni. On Sunday insurgent fighters took control of Sheberghan.",
            "Shibirghan",
            "taliban_control",
        ),
        (
            "Taliban men shelled Ghazni. Zaranj was the first town to fall into the hands of the militants.",
            "Zaranj",
            "taliban_control",
        ),
        (
            "The Taliban shelled Ghazni. The insurgents said on Sunday that they had captured Taloqan.",
            "Taloqan",
            "taliban_control",
        ),
        ("By taking control of Walikale, the M23 rebels cut the road.", "Walikale", "m23_control"),
        (
            "A spokesman for the Libyan National Army said Zliten had fallen to his fighters.",
            "Zliten",
            "lna_control",
        ),
        (
            "Forces aligned with the Tigray People's Liberation Front took control of Weldiya.",
            "Weldiya",
            "tigray_control",
        ),
        (
            "A clerk said that Kunduz had fallen to the Taliban, and that the governor had fled to Kabul.",
            "Kunduz",
            "taliban_control",
        ),
        ("Syrian forces, backed by air strikes, captured Saraqib.", "Saraqib", "government_control"),
    ],
)
def test_who_took_it_has_it(claims, text, place, status):
    assert set(held(claims(text), place)) == {(status, "unstated")}


def test_who_forced_a_way_into_it_has_a_part(claims):
    told = claims("Sri Lankan troops forced their way into Kilinochchi on Friday.")
    assert held(told, "Kilinochchi") == [("government_control", "part")]


@pytest.mark.parametrize(
    "text",
    [
        "The Libyan National Army was pushed from its last positions in Tarhuna.",
        "The loss of Tarhuna was a heavy blow to the Libyan National Army.",
        "After the RSF's declared capture of Bara its troops rested.",
        "The Taliban shelled Ghazni. Local militants took control of Sheberghan.",
        "The Taliban shelled Ghazni. Unidentified insurgents took control of Sheberghan.",
        "Kurdish forces shelled Raqqa. The militants took control of Tabqa.",
    ],
)
def test_who_lost_it_or_is_somebody_else_has_not(claims, text):
    assert not [claim for claim in claims(text) if claim.status.endswith("_control")]


@pytest.mark.parametrize(
    ("text", "place", "status", "extent"),
    [
        (
            "The Islamic State group sealed its capture of Ramadi after a hasty pullout by Iraqi forces.",
            "Ramadi",
            "islamic_state_control",
            "unstated",
        ),
        (
            "Srebrenica was the first government-held enclave to fall into Serbian hands.",
            "Srebrenica",
            "serbs_control",
            "unstated",
        ),
        ("Gorazde fell on Wednesday, the Bosnian Serb army claimed.", "Goražde", "serbs_control", "unstated"),
        (
            "The army's spokesman said Malakal was divided, with the rebels controlling the southern part "
            "and the SPLA controlling the north.",
            "Malakal",
            "opposition_control",
            "part",
        ),
        ("Most parts of Lalibela came under Fano forces on Wednesday.", "Lalibela", "fano_control", "most"),
        (
            "Clashes broke out, with Fano eventually seizing control of much of Lalibela, residents said.",
            "Lalibela",
            "fano_control",
            "part",
        ),
        (
            "“Now we can say we have taken control of the whole of Myitkyina,” a KIA spokesman said.",
            "Myitkyina",
            "resistance_control",
            "whole",
        ),
        (
            "Azerbaijan's defence ministry said Shusha “has been liberated from Armenian occupation.”",
            "Shusha",
            "azerbaijan_control",
            "unstated",
        ),
        (
            "The Ukrainian army fled. Russian units liberated Robotyne as well as Verbove.",
            "Verbove",
            "russia_control",
            "unstated",
        ),
        (
            "South Sudan's rebels fled. South Sudan's president said his soldiers had seized Malakal.",
            "Malakal",
            "government_control",
            "unstated",
        ),
        (
            "The SPLA shelled Bentiu. “They took Malakal,” the South Sudanese army's spokesman said, "
            "referring to his forces.",
            "Malakal",
            "government_control",
            "unstated",
        ),
    ],
)
def test_whose_it_is_told_to_be(claims, text, place, status, extent):
    told = held(claims(text), place)
    assert (status, extent) in told
    assert len({one for one, _ in told}) == 1 or extent == "part"


def test_who_controls_it_is_not_told_by_who_does_not_say_so(claims):
    told = claims("Russian troops dug in near Robotyne without indicating who controlled the village.")
    assert not held(told, "Robotyne")


def test_what_is_under_fire_is_not_under_a_side(claims):
    told = claims("The Sudanese army fled. Kadugli has been under RSF shelling since June.")
    assert not held(told, "Kadugli")


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        ("RSF men fled Nyala. The capture of Bara was announced by the RSF.", "Bara", "rsf_control"),
        ("RSF men fled Nyala. The group's capture of Bara was swift.", "Bara", "rsf_control"),
    ],
)
def test_who_announces_a_capture_or_is_the_group_has_it(claims, text, place, status):
    assert held(claims(text), place) == [(status, "unstated")]


def test_who_storms_into_a_place_has_a_part(claims):
    told = claims("Russian troops stormed into Lyman.")
    assert held(told, "Lyman") == [("russia_control", "part")]


@pytest.mark.parametrize(
    "text",
    [
        "The RSF fled Nyala. The Eagle Brigade, an ally of the army, captured Bara.",
        "The RSF shelled Nyala. A rights group spoke. The group's capture of Bara is on film.",
    ],
)
def test_an_ally_and_a_group_of_watchers_are_not_the_side(claims, text):
    assert not held(claims(text), "Bara")


def test_all_towns_of_a_region_are_not_the_region(claims):
    told = held(claims("The RSF now controls all five capitals of Darfur, including Nyala."), "Darfur")
    assert told == [("rsf_control", "part")]


def test_which_was_denied_by_somebody_is_their_denial(claims):
    told = claims("The RSF fled Nyala. The RSF said it had captured Bara, which was denied by the army.")
    assert [(claim.side, claim.modality) for claim in told if claim.links[0].name == "Bara"] == [
        ("rsf", "asserted"),
        ("saf", "denied"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "status", "extent"),
    [
        ("M23, an anti‑government group, seized Uvira in December.", "Uvira", "m23_control", "unstated"),
        (
            "Opposition forces took Idlib as pro-government troops fled, and captured Hama on Friday.",
            "Hama",
            "opposition_control",
            "unstated",
        ),
        (
            "The US-backed Syrian Free Army took control of Palmyra.",
            "Palmyra",
            "opposition_control",
            "unstated",
        ),
        (
            "The army shelled Uvira. A Congolese army spokesman announced the city's full recapture.",
            "Uvira",
            "government_control",
            "whole",
        ),
        ("The RSF has control of parts of Khartoum and nearby Omdurman.", "Omdurman", "rsf_control", "part"),
    ],
)
def test_who_has_it_and_how_much_of_it(claims, text, place, status, extent):
    assert held(claims(text), place) == [(status, extent)]


def test_who_took_it_and_then_said_something_took_it_when_it_did(claims):
    told = claims("The Congolese army fled. M23 seized Uvira in December but said on Thursday it may go.")
    (took,) = [claim for claim in told if claim.status == "m23_control"]
    assert (took.claimant, took.about.edtf) == ("article", "2023-12")


@pytest.mark.parametrize(
    ("text", "place", "status"),
    [
        ("ISIS took Hit. The Kurds maintain they seized control of Kirkuk.", "Kirkuk", "kurdistan_control"),
        (
            "ISIS went on with the seizure of Mosul on 9 June and Tikrit on 11 June.",
            "Tikrit",
            "islamic_state_control",
        ),
        (
            "The Myanmar military regime recaptured Kyaukme on October 1 and Nawnghkio on July 16.",
            "Nawnghkio",
            "junta_control",
        ),
        (
            "TPLF men fled. The Ethiopian government said Alamata has been taken from Tigrayan control.",
            "Alamata",
            "ethiopia_control",
        ),
        ("TPLF men fled. Ethiopia's national army captured Alamata.", "Alamata", "ethiopia_control"),
        (
            "Russian troops fled. Ukraine's President Poroshenko said Lyman was under state control.",
            "Lyman",
            "ukraine_control",
        ),
        ("Houthis shelled Marib. The fall of Seiyun to the STC was a blow.", "Seiyun", "stc_control"),
        ("TNLA men fled. The Karenni resistance seized Demoso.", "Demoso", "resistance_control"),
        (
            "The Sudanese army made significant gains, seizing control of Kadugli after battles.",
            "Kadugli",
            "saf_control",
        ),
    ],
)
def test_which_of_several_has_it(claims, text, place, status):
    assert {one for one, _ in held(claims(text), place)} == {status}


def test_who_was_forced_to_retreat_has_it_no_longer(claims):
    told = claims("KNDF men captured most of Loikaw before a regime counteroffensive forced their retreat.")
    assert not held(told, "Loikaw")


def test_what_is_not_limited_to_a_capture_denies_none(claims):
    told = claims("Zelensky said the success of Ukrainian soldiers is not limited to the capture of Lyman.")
    assert {claim.modality for claim in told} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "place", "status", "extent"),
    [
        (
            "Russian troops fled. Georgia said its forces were in control of the capital of the breakaway "
            "region of South Ossetia.",
            "South Ossetia",
            "georgia_control",
            "part",
        ),
        (
            "Georgian troops fled. “Most of the city [Tskhinvali] is controlled by Russian forces,” the "
            "Russian army said.",
            "Tskhinvali",
            "russia_control",
            "most",
        ),
        (
            "Russian forces entered Gori, where Georgian forces had regrouped before retreating to Tbilisi.",
            "Gori",
            "russia_control",
            "part",
        ),
        (
            "Russian troops attacked. Oleksandr Syrskyi said Chasiv Yar remains under the control of the "
            "country's Defence Forces.",
            "Chasiv Yar",
            "ukraine_control",
            "unstated",
        ),
    ],
)
def test_what_is_held_by_whom_and_how_much_of_it(claims, text, place, status, extent):
    assert held(claims(text), place) == [(status, extent)]


def test_ground_that_controls_a_river_gives_it_to_nobody(claims):
    told = claims("The Syrian army seized Tabqa because of a dam that controls the Euphrates River.")
    assert not held(told, "Euphrates")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("RSF men attacked. By night the SAF fought to retain control of southern parts of Singa.", "Singa"),
        ("Syrian Democratic Forces had fought since June to drive Islamic State out of Manbij.", "Manbij"),
        ("Russian troops battled for weeks to take Lyman.", "Lyman"),
    ],
)
def test_what_is_fought_for_is_not_had(claims, text, place):
    assert not held(claims(text), place)


def test_with_control_over_a_place_they_have_it(claims):
    told = claims("RSF men left Singa. With control over Dinder, the SAF has now encircled Singa.")
    assert held(told, "Dinder") == [("saf_control", "unstated")]


@pytest.mark.parametrize(
    ("text", "place", "status", "extent"),
    [
        (
            "Russian troops attacked. Fighting continues in Lyman, Torske is completely under the control of "
            "the Ukrainian authorities.",
            "Torske",
            "ukraine_control",
            "whole",
        ),
        ("The army fled Nyala. The RSF claimed the capture of Bara.", "Bara", "rsf_control", "unstated"),
        (
            "Most of Luhansk oblast is temporarily occupied by Russia.",
            "Luhansk Oblast",
            "russia_control",
            "most",
        ),
        (
            "Russian forces “control a large part of Lyman. It is sad,” said Serhiy Haidai.",
            "Lyman",
            "russia_control",
            "part",
        ),
        (
            "Haftar's LNA fled. Forces allied to Libya's internationally-recognized government took Gharyan.",
            "Gharyan",
            "gna_control",
            "unstated",
        ),
    ],
)
def test_what_is_theirs_by_its_own_clause(claims, text, place, status, extent):
    assert held(claims(text), place) == [(status, extent)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian troops attacked. Fighting continues in Lyman, Torske is under Ukrainian control.", "Lyman"),
        ("Croat troops pressed toward Jajce, and the capture of Donji Vakuf opened a road.", "Donji Vakuf"),
        ("Afghan forces recaptured the Helmand province district of Musa Qala from the Taliban.", "Helmand"),
    ],
)
def test_what_stands_beside_it_is_not_theirs(claims, text, place):
    assert not held(claims(text), place)


@pytest.mark.parametrize(
    "text",
    [
        "Lyman, Kupiansk, and Izium were captured by Russian forces.",
        "He said that Lyman, Kupiansk, and Izium were captured by Russian forces.",
        "Several towns, including Lyman, Kupiansk and Izium, were captured by Russian forces.",
        "The entire region, including Lyman, Kupiansk, and Izium, was captured by Russian forces.",
        "Three towns, Lyman, Kupiansk and Izium, were captured by Russian forces.",
    ],
)
def test_a_list_before_the_verb_is_captured_whole(claims, text):
    found = claims(text)
    assert all(
        held(found, place) == [("russia_control", "unstated")] for place in ("Lyman", "Kupiansk", "Izium")
    )


def test_a_sentence_joined_by_and_keeps_its_own_place(claims):
    found = claims("Russian forces entered Kupiansk, and Izium was captured by Ukrainian forces.")
    assert held(found, "Izium") == [("ukraine_control", "unstated")]
    assert ("ukraine_control", "unstated") not in held(found, "Kupiansk")
