"""What a sentence names beside the place that it is about, and whose words and days are whose.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ukrainian forces liberated Izium, located some 90 km from Luhansk, in 2022.", "2022"),
        (
            "In 2011 Idlib was first to rise; it was captured by rebels the following year.",
            "2012",
        ),
        ("Goma was an M23 stronghold during a 2012 revolt that shook the provincial government.", "2012"),
        ("M23 rebels took Goma in 2012 before the Congolese army drove them out the following year.", "2012"),
    ],
)
def test_a_time_belongs_to_what_it_is_told_of(claims, text, about):
    assert {claim.about.edtf for claim in claims(text)} == {about}


@pytest.mark.parametrize(
    ("text", "claimant", "kind"),
    [
        ("The M23 issued a statement on Monday saying it controlled Goma.", "M23", "armed_group"),
        ("The defence ministry released a video saying Goma had fallen.", "defence ministry", "government"),
        (
            "An Ansar al-Sharia spokesman said the army had taken Jaar.",
            "Ansar al-Sharia spokesman",
            "unknown",
        ),
        ("A spokesman for the interior ministry said rebels had taken Goma.", None, "government"),
    ],
)
def test_who_puts_out_a_statement(claims, text, claimant, kind):
    (claim,) = claims(text)
    assert claim.claimant_kind == kind
    assert claimant in (None, claim.claimant)


def test_a_short_form_points_to_one_of_two_who_spoke(claims):
    told = claims(
        "The army has retaken Jaar, Yemen's defence ministry and residents said on Tuesday. "
        "The defence ministry said the army shelled the town on Tuesday."
    )
    assert [claim.claimant for claim in told] == [
        "Yemen's defence ministry and residents",
        "Yemen's defence ministry",
    ]


def test_he_may_be_a_source(claims):
    told = claims(
        "A reporter said Goma was empty. The security source said the army held part of Goma.\n\n"
        "He admitted that rebels had shelled Goma."
    )
    assert {claim.claimant for claim in told[-2:]} == {"security source"}


def test_an_article_before_a_verb_of_saying_makes_it_an_adjective(claims):
    (claim,) = claims(
        "Russia launched a new offensive with a reported 30,000 troops, targeting Kharkiv Oblast."
    )
    assert claim.claimant == "article"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Government forces recaptured Jobar northeast of the capital Damascus on Thursday.", {"Jobar"}),
        ("Russian forces shelled Lyman, 20 km northwest of Sloviansk, on Monday.", {"Lyman"}),
        ("Russian forces shelled Lyman, one of the busiest towns north of Sloviansk, on Monday.", {"Lyman"}),
        ("Syrian government forces shelled the Homs province city of Rastan.", {"Ar Rastan"}),
        (
            "Russian troops shelled the last Ukrainian base in Luhansk, the city of Lysychansk.",
            {"Lysychansk"},
        ),
        ("Russian and Ukrainian forces fought on north of Bakhmut.", {"north of Bakhmut"}),
        ("Russian troops shelled Lyman, and people in Russian-occupied areas fled.", {"Lyman"}),
    ],
)
def test_a_place_that_only_tells_where_another_lies(claims, text, places):
    assert {link.name for claim in claims(text) for link in claim.links} == places


def test_elsewhere_is_not_the_place_before(claims):
    told = claims("Rebels took Haffa. Fighting raged elsewhere as well, opposition activists said.")
    assert [claim.predicate for claim in told] == ["captured"]


def test_the_city_is_the_one_that_was_called_so(claims):
    told = claims(
        'Goma is a city. "Our troops took the city of Bunagana," M23 spokesman Willy Ngoma said.\n\n'
        "He said that they had shelled the city."
    )
    assert {link.name for claim in told for link in claim.links} == {"Bunagana"}


def test_civilians_under_fire_close_no_road(claims):
    (claim,) = claims(
        "Ukrainian troops reached civilians in Lyman who live under heavy fire from the Russian army."
    )
    assert claim.predicate == "struck"


def test_a_stronghold_of_resistance_is_no_fight(claims):
    told = claims(
        "Last week Russia captured the last stronghold of Ukrainian resistance in Luhansk Oblast, Lysychansk."
    )
    assert "repelled" not in {claim.predicate for claim in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Arakan Army took complete control of a base in Rakhine State's Buthidaung Township.",
            {("Buthidaung", "captured", "resistance_control", "part")},
        ),
        (
            "Government forces regained control of Khartoum in March 2023, and the RSF fled.",
            {("Khartoum", "captured", "saf_control", "unstated")},
        ),
        (
            "The Arakan Army celebrated the junta army's seizure of the last junta territory in Mrauk-U.",
            {("Mrauk U", "captured", "none", "part")},
        ),
        (
            "The RSF seized a base in Darfur, where famine was declared in a displacement camp last year.",
            {("Darfur", "captured", "rsf_control", "part")},
        ),
        (
            "The Russian army focused its attacks on Lyman and forced Ukrainian forces back.",
            {("Lyman", "assaulted", "contested", "unstated")},
        ),
        (
            "He told the Russian military command to postpone the capture of Lyman.",
            {("Lyman", "captured", "none", "unstated")},
        ),
    ],
)
def test_no_more_is_taken_than_is_told(claims, text, expected):
    found = {(x.name, c.predicate, c.status, x.extent) for c in claims(text) for x in c.links}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The RSF shelled El Fasher on Sunday. He called for an immediate halt to hostilities.",
        "The RSF shelled El Fasher. It has besieged the city, the capital of Darfur, since May.",
    ],
)
def test_what_is_called_for_and_what_a_town_is_capital_of(claims, text):
    assert {c.predicate for c in claims(text)} - {"encircled", "encircling"} == {"struck"}
    assert {x.name for c in claims(text) for x in c.links} == {"El Fasher"}


def test_a_resident_told_by_age(claims):
    told = claims("The RSF shelled Omdurman; a 65-year-old resident said shells had hit Omdurman's market.")
    assert "resident" in {claim.claimant for claim in told}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ukrainian troops withdrew from the city of Soledar in Donbas.", {"Soledar"}),
        ("Ukrainian troops withdrew from Bakhmut in the Donbas region.", {"Bakhmut"}),
        ("RSF fighters attacked El Fasher in Darfur.", {"El Fasher"}),
        ("Tuareg rebels and Malian troops fought in Menaka in Azawad.", {"Ménaka"}),
        ("Ukrainian troops left Soledar. Russia said its forces had shelled the Donbas city.", {"Soledar"}),
        ("Ukrainian troops left Soledar, and Russia shelled the Donetsk Oblast town.", {"Soledar"}),
    ],
)
def test_a_town_in_an_area_without_bounds(claims, text, places):
    assert {link.name for claim in claims(text) for link in claim.links} == places


def test_a_village_abroad_is_not_the_one_listed_for_a_region(claims):
    told = claims("Ukrainian drones attacked two villages in the Belgorod region: Dronovka and Grafovka.")
    assert "Dronivka" not in {link.name for claim in told for link in claim.links}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian forces are likely in control of Soledar as of May 20, British intelligence said.",
            {("Soledar", "holds", "assessed", "russia_control", "unstated")},
        ),
        (
            'Ukrainian troops "most likely withdrew" from Soledar.',
            {("Soledar", "withdrew", "assessed", "none", "unstated")},
        ),
        (
            "The south and east of Bakhmut continued to be shelled by Russian forces.",
            {("Bakhmut", "struck", "asserted", "none", "part")},
        ),
        (
            "A dispute arose between the Russian army and Wagner over credit for the capture of Soledar.",
            set(),
        ),
        (
            "The Russian invaders are concentrating their main efforts on offensive actions near Lyman.",
            {("Lyman", "assaulted", "asserted", "contested", "unstated")},
        ),
        (
            "Russian troops shelled Lyman. Residents were relocated from Lyman, the governor said.",
            {
                ("Lyman", "struck", "asserted", "none", "unstated"),
                ("Lyman", "displaced", "asserted", "none", "unstated"),
            },
        ),
    ],
)
def test_how_sure_and_how_much(claims, text, expected):
    found = {
        (x.name, c.predicate, c.modality, c.status, x.extent)
        for c in claims(text)
        for x in c.links
        if c.predicate != "reported"
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "claimant", "place", "status"),
    [
        (
            "An officer in Kabul said police in Taleqan city had left the provincial capital to the Taliban.",
            "officer in Kabul",
            "Taloqan",
            None,
        ),
        (
            "Fights raged in Lyman, where Russia's top general, Valery Gerasimov, said his men hold it.",
            "Valery Gerasimov",
            "Lyman",
            "russia_control",
        ),
        (
            'Donald Trump spoke.\n\n"In Lyman, assaults go on," the Ukrainian military\'s taskforce said.',
            "Ukrainian military's taskforce",
            "Lyman",
            None,
        ),
        (
            "As Ukraine and Russia present conflicting reports, Russian forces shelled Lyman on Monday.",
            "article",
            "Lyman",
            "none",
        ),
    ],
)
def test_who_speaks_of_which_place(claims, text, claimant, place, status):
    last = claims(text)[-1]
    assert (last.claimant, last.links[0].name) == (claimant, place)
    assert status in (None, last.status)


def test_an_operation_of_last_year_to_take_a_town_has_not_taken_it(claims):
    told = claims(
        "Iraqi forces launched an operation, the largest in years, in May last year to retake Mosul."
    )
    assert {(claim.modality, claim.status) for claim in told} == {("aim", "none")}


def test_a_time_behind_where_a_part_lies_is_that_of_the_deed(claims):
    told = claims("Iraqi forces retook the side of Mosul that lies east of the river in January.")
    assert {claim.about.edtf for claim in told} == {"2024-01"}


def test_the_settlement_is_no_city_that_was_called_one(claims):
    told = claims(
        "Most of the city of Pokrovsk is under Russian control. They attacked nearby Rodynske, but the "
        "settlement was retaken by Russian forces. Ukrainian troops shelled the city centre."
    )
    assert told[-1].links[0].name == "Pokrovsk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The RSF now holds all five Darfur state capitals.", {("Darfur", "rsf_control", "part")}),
        (
            "Myanmar's junta attacked the Arakan Army (AA)-controlled Kyaukme.",
            {("Kyaukme", "contested", "unstated"), ("Kyaukme", "resistance_control", "unstated")},
        ),
        (
            "Iraqi forces eye the liberation of Kirkuk from the Islamic State.",
            {("Kirkuk", "none", "unstated")},
        ),
        (
            "The M23 is extending its control in the Rutshuru and Masisi areas.",
            {("Rutshuru", "contested", "unstated"), ("Masisi", "contested", "unstated")},
        ),
        (
            "Russian forces would have to choose between two roads after capturing Bakhmut.",
            {("Bakhmut", "none", "unstated")},
        ),
        (
            "Russian forces will likely culminate following the capture of Bakhmut.",
            {("Bakhmut", "none", "unstated")},
        ),
        (
            "Ukraine has offered no comment on who controls Lyman, seized by Russian forces in May.",
            {("Lyman", "none", "unstated")},
        ),
    ],
)
def test_no_side_is_given_what_it_is_not_said_to_have(claims, text, expected):
    assert {(x.name, c.status, x.extent) for c in claims(text) for x in c.links} == expected


def test_the_city_is_the_one_named_with_that_word_last(claims):
    told = claims(
        "Israeli forces shelled the city of Rafah. Israel said it killed militants in Gaza's second city, "
        "Khan Younis, a day after its troops entered the city."
    )
    assert {link.name for claim in told[1:] for link in claim.links} == {"Khan Younis"}


def test_the_year_of_a_war_is_not_that_of_a_later_month(claims):
    told = claims(
        "The village fell at the outset of the February 2022 invasion. Russian forces have shelled villages "
        "since seizing the city of Avdiivka in February."
    )
    (claim,) = (
        claim for claim in told if claim.predicate == "captured" and claim.links[0].name == "Avdiivka"
    )
    assert claim.about.edtf == "2024-02"


def test_who_visits_a_town_does_not_hold_it_and_what_was_not_stopped_came(claims):
    told = claims(
        "The LNA shelled Tripoli. The GNA deputy prime minister was in Moscow for talks with Russia."
    )
    assert "contested" not in {claim.status for claim in told}
    (claim,) = claims("South of Pokrovsk, Ukrainian forces failed to stop a Russian breakthrough.")
    assert claim.modality == "asserted"


def test_a_town_in_the_hands_of_a_side_has_not_been_handed_over(claims):
    told = claims("The coalition shelled Taiz, which remains in Al Houthi hands.")
    assert ("holds", "houthi_control") in {(claim.predicate, claim.status) for claim in told}


@pytest.mark.parametrize(
    "share", ["at least 45 percent of", "between 40 to 45 percent of", "around 45 percent of"]
)
def test_a_share_that_is_measured_is_a_part(claims, share):
    told = claims(f"British intelligence says that Russian forces now occupy {share} Bakhmut.")
    assert {(c.status, x.extent) for c in told for x in c.links} == {("russia_control", "part")}


@pytest.mark.parametrize(
    ("text", "said", "about"),
    [
        (
            "The army said on Monday that it held Goma, a month after M23 rebels claimed they held Goma.",
            "2024-04-05/2024-05-05",
            "2024-04-05/2024-05-05",
        ),
        (
            "Kherson fell to Russian forces in 2022, but Ukraine retook the city several months later.",
            "2024-05-22",
            "../2024-05-22",
        ),
        (
            "War, which began in November 2023, turned on Monday, when M23 claimed to have captured Goma.",
            "2024-05-20",
            "2024-05-20",
        ),
    ],
)
def test_when_it_was_said_and_when_it_was_so(claims, text, said, about):
    last = claims(text)[-1]
    assert (last.said.edtf, last.about.edtf) == (said, about)


def test_a_bulletin_goes_on_in_the_voice_of_whoever_issued_it(claims):
    told = claims(
        "Russian forces shelled Lyman.\n\nThis is reported by the Ukrainian General Staff.\n\n"
        "Our troops repelled attacks near Terny. The enemy shelled Kupiansk. Rain fell as shells hit Izium."
    )
    who = {claim.links[0].name: claim.claimant for claim in told}
    assert who["Terny"] == who["Kupiansk"] == who["Lyman"] == "Ukrainian General Staff"
    assert who.get("Izium", "article") == "article"


def test_a_blog_on_the_military_is_not_the_military(claims):
    (claim,) = claims(
        "One Ukrainian military blog, Aa Bb, said Ukrainian forces had pulled out of Urozhaine."
    )
    assert (claim.claimant_kind, claim.claimant) == ("media", "Aa Bb")


def test_who_is_reached_by_telephone_goes_nowhere(claims):
    told = claims("Junta troops shelled Bhamo, two residents reached by telephone said on Monday.")
    assert {claim.predicate for claim in told} == {"struck"}


def test_shells_that_fall_take_no_town(claims):
    told = claims(
        "Russian troops shelled Lyman. Residents who left Druzhkivka last week say shells now fall on "
        "the market."
    )
    assert "captured" not in {claim.predicate for claim in told}


def test_the_town_is_the_one_that_lies_there(claims):
    told = claims(
        "M23 rebels fought. Clashes broke out in Rutshuru in North Kivu, 25 km west of Goma, as M23 rebels "
        "tried to take the town."
    )
    assert {link.name for claim in told for link in claim.links} == {"Rutshuru"}
