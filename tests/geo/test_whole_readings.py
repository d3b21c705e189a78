"""Whole texts of our own through the whole path: who said it, whose the place is, and when.

What one sentence alone does not decide: names of places known to the gazetteer, sides of real wars, speakers
and days that carry over.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def claims():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[tuple[str, ...]]:
        """(place, extent, claimant, side of the claimant, predicate, modality, status, about, said)."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return [
            (
                names.get(link.place_id, link.place_id),
                link.extent,
                one.claimant,
                one.side,
                one.predicate,
                one.modality,
                one.status,
                one.about.edtf,
                one.said.edtf,
            )
            for one in reading.claims
            for link in one.links
        ]

    return read


def coloured(rows):
    """(place, side that holds it) of the claims that give a place to a side."""
    return {(row[0], row[6].removesuffix("_control")) for row in rows if row[6].endswith("_control")}


def test_rebels_in_a_country_are_not_its_government(claims):
    rows = claims(
        "Rebels in eastern Democratic Republic of Congo said on Sunday they seized the town of Masisi."
    )

    assert {(row[3], row[6]) for row in rows} == {("m23", "m23_control")}
    assert all(row[2].startswith("rebels") for row in rows)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Syrian army said the rebels met no resistance when they entered Saraqib.", "opposition"),
        ("The Syrian army said its troops met no resistance when they entered Saraqib.", "government"),
        ("The Syrian army said the rebels had fled when they entered Saraqib.", ""),
    ],
)
def test_they_in_what_is_said_of_the_others_are_not_surely_the_speakers(claims, text, side):
    assert coloured(claims(text)) == ({("Saraqib", side)} if side else set())


def test_the_centre_of_a_district_is_not_that_of_a_city_named_before(claims):
    rows = claims(
        "Russian troops shelled Kharkiv. The Ukrainian army retook the district of Chuhuiv and its outskirts."
    )

    assert coloured(rows) == {("Chuhuiv Raion", "ukraine")}


def test_it_after_a_region_is_no_city_named_before(claims):
    rows = claims(
        "The Sudanese army bombed Nyala. Services stopped in South Darfur state, where the RSF stayed on "
        "when it took it in October."
    )

    assert coloured(rows) == set()


def test_who_had_a_place_before_it_was_retaken_does_not_have_it_now(claims):
    rows = claims(
        "Last week, the government announced that its allies had recaptured Lalibela, which had fallen to "
        "Tigrayan rebels in August."
    )

    assert coloured(rows) == {("Lalibela", "ethiopia")}
    assert {row[8] for row in rows} == {"2025-03-03/2025-03-09"}


def test_what_fell_and_was_not_retaken_is_still_told(claims):
    assert coloured(claims("Lyman, which fell to Russian forces in May, was shelled on Monday.")) == {
        ("Lyman", "russia")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as of January 16 and February 21, 2025.", "2025-01-16/2025-02-21"),
        ("by Russian forces, which advanced from Kreminna.", "../2025-03-12"),
    ],
)
def test_what_was_claimed_previously_was_said_then(claims, text, said):
    rows = claims(
        f"Russian troops shelled Lyman. Russian milbloggers previously claimed the seizure of Lyman {text}"
    )

    assert {row[8] for row in rows if row[2] == "Russian milbloggers" and row[4] == "captured"} == {said}


RSF_TOLD = "The RSF said its fighters had captured Babanusa. "


@pytest.mark.parametrize(
    "reply",
    [
        "But army spokesman Nabil Abdallah told reporters the claim was “not true”.",
        "But army spokesman Nabil Abdallah said these reports were false.",
        "Army spokesman Nabil Abdallah rejected the claim.",
        "Army spokesman Nabil Abdallah denied these reports on Monday.",
    ],
)
def test_who_turns_down_what_was_told_denies_it_of_that_place(claims, reply):
    rows = claims(RSF_TOLD + reply)

    assert ("Babanusah", "Nabil Abdallah", "captured", "denied", "none") in {
        (row[0], row[2], row[4], row[5], row[6]) for row in rows
    }
    assert coloured(rows) == {("Babanusah", "rsf")}


@pytest.mark.parametrize(
    "text",
    [
        RSF_TOLD + "Army spokesman Nabil Abdallah rejected the claim that talks had begun.",
        RSF_TOLD + "The RSF denied these reports.",
        "The RSF said it had captured Babanusa and Bara. Army spokesman Nabil Abdallah rejected the claim.",
        RSF_TOLD + "Army spokesman Nabil Abdallah said the reports were being studied.",
    ],
)
def test_what_is_turned_down_must_be_plain(claims, text):
    assert not any(row[5] == "denied" for row in claims(text))


def test_an_army_still_in_place_is_there_and_a_curfew_is_not(claims):
    told = "Rebels seized Saraqib, activists said. The Syrian defence ministry said {} was still in place."

    army, curfew = claims(told.format("the army")), claims(told.format("a curfew"))

    assert ("Syrian Defence Ministry", "holds", "contested") in {(r[2], r[4], r[6]) for r in army}
    assert {row[2] for row in curfew} == {"activists"}


def test_the_government_is_no_town_council_met_before_and_its_troops_are_its_own(claims):
    rows = claims(
        "Local authorities of Bunia find the bodies of fighters.\n\n"
        "M23 rebels claim to have captured the town of Masisi in North Kivu Province. "
        "The government says its troops still hold the airport of Masisi and other key locations."
    )

    assert ("Congolese government", "part", "government_control") in {(r[2], r[1], r[6]) for r in rows}


def test_the_settlement_may_be_a_town_and_a_reaffirmed_control_is_claimed(claims):
    rows = claims(
        "Russian Defense Minister Andrei Belousov told officials that Ukrainian forces were trying to take "
        "control of Kupiansk, while also reaffirming Moscow's control over the settlement."
    )

    assert coloured(rows) == {("Kupiansk", "russia")}


@pytest.mark.parametrize(
    ("near", "word", "place"),
    [
        ("gain a foothold near Hlushkivka", "town", "Kupiansk"),
        ("gain a foothold near Hlushkivka", "village", "Hlushkivka"),
        ("break into Hlushkivka", "town", "Hlushkivka"),
        ("break into Hlushkivka", "city", "Kupiansk"),
    ],
)
def test_a_hamlet_that_only_tells_where_is_not_the_town(near, word, place, claims):
    rows = claims(
        "Russian troops are closing in on Kupiansk, officials said.\n\n"
        f"Petro Lysenko, a Ukrainian army spokesman, said the enemy tried to {near} on Monday. "
        f'"The {word} is under our control," he said.'
    )

    assert coloured(rows) == {(place, "ukraine")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bus to the coast stops in Pavlohrad.", set()),
        ("A convoy of lorries was stopped in Pavlohrad by snow.", set()),
        ("The enemy's assault was stopped in Pavlohrad.", {("Pavlohrad", "repelled")}),
        ("Russian troops were stopped near Pavlohrad.", {("Pavlohrad", "repelled")}),
        (
            "Two attempts to get in near Pavlohrad and Dobropillia were stopped.",
            {("Pavlohrad", "repelled"), ("Dobropillia", "repelled")},
        ),
        ("Russia's 2nd Army raised a flag over what it said was the mine.", set()),
    ],
)
def test_only_an_attack_is_stopped_and_it_that_speaks_is_no_place(sentence, expected, claims):
    rows = claims(f"Russian guns shelled Pavlohrad on Sunday. {sentence}")

    assert {(r[0], r[4]) for r in rows if r[4] != "struck"} == expected


def test_who_denies_a_loss_is_the_subject_and_not_the_loss(claims):
    rows = claims(
        "The Sudanese army said it had regained control of Sennar. The RSF, which has held much of the state "
        "for a year, denied losing the town and accused the army of bombing civilians."
    )

    assert ("Rapid Support Forces", "denied") in {(r[2], r[5]) for r in rows}
    assert {r[2] for r in rows} == {"Rapid Support Forces", "Sudanese army"}


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Petro Lysenko, who was wounded on Friday, said", "2025-03-12"),
        ("Petro Lysenko, who spoke on Friday, said", "2025-03-07"),
        ("Petro Lysenko on Friday said", "2025-03-07"),
        ("The Ukrainian army, which left Avdiivka on Friday, said", "2025-03-12"),
    ],
)
def test_a_time_in_the_life_of_the_speaker_is_not_that_of_the_saying(subject, said, claims):
    rows = claims(f"{subject} Russian troops had attacked Toretsk.")

    assert {(r[7], r[8]) for r in rows if r[0] == "Toretsk"} == {(said, said)}


def test_what_the_article_tells_of_a_speaking_group_is_its_own_claim(claims):
    rows = claims(
        "The RSF, which has held most of Sennar State since December last year, said it repelled an attack "
        "near Sennar."
    )

    assert {(r[2], r[4], r[1], r[7]) for r in rows} == {
        ("article", "holds", "most", "2024-12/.."),
        ("Rapid Support Forces", "repelled", "unstated", "2025-03-12"),
    }


@pytest.mark.parametrize("outlet", ["MRTV", "state-run MRTV", "pro-army Myawaddy TV"])
def test_who_is_told_an_outlet_of_the_state_is_not_part_of_what_is_said(outlet, claims):
    rows = claims(
        "The MNDAA said it had captured Lashio. "
        f"Junta spokesman Zaw Min Tun told {outlet} that the claim was untrue."
    )

    assert ("Lashio", "Zaw Min Tun", "denied") in {(r[0], r[2], r[5]) for r in rows}


def test_it_is_whoever_denied_the_claim_last(claims):
    rows = claims(
        "The Syrian Observatory for Human Rights said the insurgents had reached the northern gates of Hama, "
        "a claim the defence ministry dismissed. “Our forces are holding the outskirts,” it said."
    )

    assert {r[2] for r in rows if r[4] == "holds"} == {"defence ministry"}


@pytest.mark.parametrize(
    ("witness", "place"),
    [
        ("A resident who fled to Mandalay", "Lashio"),
        ("A resident of Mandalay", "Mandalay"),
    ],
)
def test_where_a_witness_has_fled_to_is_not_where_it_happens(witness, place, claims):
    rows = claims(
        f"The MNDAA said it had captured Lashio. {witness} spoke by phone. "
        f'{witness} said: "The junta still controls the town," and hung up.'
    )

    assert {r[0] for r in rows if r[4] == "holds"} == {place}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Congolese troops abandoned Masisi on Tuesday", {("Masisi", "part", "m23")}),
        ("Congolese troops shelled Masisi on Tuesday", set()),
    ],
)
def test_who_enters_as_the_others_leave_enters_that_place(first, expected, claims):
    rows = claims(f"{first} and M23 rebels entered without a fight, residents said.")

    assert {(r[0], r[1], r[6].removesuffix("_control")) for r in rows if r[4] == "advanced"} == expected


@pytest.mark.parametrize(
    ("verb", "modality", "status"),
    [("to have widened", "assessed", "contested"), ("to widen", "predicted", "none")],
)
def test_what_is_likely_to_have_been_done_is_assessed_and_not_predicted(verb, modality, status, claims):
    rows = claims(
        f"Russian forces shelled Krynky. Ukraine is highly likely {verb} its foothold near Krynky, "
        "the UK Ministry of Defence said."
    )

    assert {(r[5], r[6]) for r in rows if r[2] == "UK Ministry of Defence"} == {(modality, status)}


@pytest.mark.parametrize(
    ("before", "day", "about"),
    [
        ("On 3 July 1995", "11 July", "1995-07-11"),
        ("On 3 July 1995", "2 June", "2024-06-02"),  # not after it
        ("On 3 January 2022", "20 February", "2025-02-20"),  # it may be news
        ("On 3 July", "11 July", "2024-07-11"),
    ],
)
def test_a_day_may_have_the_year_of_the_one_told_before(before, day, about, claims):
    rows = claims(
        f"{before} Bosnian Serb forces were still shelling Srebrenica. "
        f"On {day} General Mladic's troops captured the town of Bratunac."
    )

    assert {r[7] for r in rows if r[4] == "captured"} == {about}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ukrainian troops still held the railway station.", {("Toretsk", "part", "ukraine")}),
        ("The main square remained in Ukrainian hands.", {("Toretsk", "part", "ukraine")}),
        ("Ukrainian troops still held the hospital's director.", set()),
        ("Ukrainian troops still held the station in Kramatorsk.", {("Kramatorsk", "part", "ukraine")}),
        ("Ukrainian troops still held a station.", set()),
    ],
)
def test_a_landmark_is_a_part_of_the_town_spoken_of(sentence, expected, claims):
    rows = claims(f"Russian troops stormed Toretsk. {sentence}")

    assert {(r[0], r[1], r[6].removesuffix("_control")) for r in rows if r[4] == "holds"} == expected


@pytest.mark.parametrize(
    ("witness", "place"),
    [
        ("A doctor in El Obeid", "El Obeid"),
        ("A resident of El Obeid", "El Obeid"),
        ("The health ministry in Khartoum", "El Fasher"),
    ],
)
def test_victims_that_a_witness_counts_are_those_of_the_witness_place(witness, place, claims):
    rows = claims(f"The RSF shelled El Fasher. {witness} said five people were killed by shelling.")

    assert {r[0] for r in rows if r[4] == "losses"} == {place}


@pytest.mark.parametrize(
    "sentence",
    [
        "Before the full-scale invasion about 4,500 people lived in Stepnohirsk.",
        "Take Stepnohirsk. It is a small town.",
    ],
)
def test_what_only_dates_or_opens_an_example_is_no_event(sentence, claims):
    rows = claims(f"Russian troops shelled Orikhiv. {sentence}")

    assert "Stepnohirsk" not in {r[0] for r in rows}


def test_one_of_the_last_footholds_of_others_is_no_advance(claims):
    rows = claims("The Sudanese army claims to have taken Bara, one of the last RSF footholds there.")

    assert {(r[4], r[6]) for r in rows} == {("captured", "saf_control")}


def test_a_place_taken_and_taken_again_is_told_of_twice(claims):
    rows = claims(
        "Russians shelled Orikhiv. Robotyne, captured by Russia in March 2022 and retaken by Ukraine in "
        "August 2023, was bombed on Monday."
    )

    assert {(r[6], r[7]) for r in rows if r[4] == "captured"} == {
        ("russia_control", "2022-03"),
        ("ukraine_control", "2023-08"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not clear who controlled the town.",
        "The governor would not say who held Soledar.",
        "Kyiv's General Staff listed Soledar among the places shelled; it did not say who controlled it.",
        "Officials disagree on which side controls Soledar.",
    ],
)
def test_who_controls_it_is_a_question(sentence, claims):
    rows = claims(f"Russian troops attacked Soledar. {sentence}")

    assert coloured(rows) == set()
    assert "holds" not in {r[4] for r in rows}


def test_officers_who_control_a_town_do(claims):
    rows = claims("Russian troops attacked Lyman. Wagner fighters, who control Soledar, were resting.")

    assert coloured(rows) == {("Soledar", "russia")}


@pytest.mark.parametrize(
    ("first", "claimant"),
    [
        ("Russian troops attacked Soledar.", "army"),
        ("The Russian army said it had attacked Soledar.", "Russian military"),
    ],
)
def test_the_army_is_not_that_of_the_troops_that_did_something_before(first, claimant, claims):
    rows = claims(f"{first} The army said it had captured Soledar.")

    assert {r[2] for r in rows if r[4] == "captured"} == {claimant}


def test_the_ends_of_a_road_are_not_held_with_it(claims):
    rows = claims(
        "Russian troops shelled Pokrovsk. Ukraine's army said it controlled the road between Rodynske and "
        "Dobropillia."
    )

    assert {(r[0], r[6]) for r in rows if r[0] != "Pokrovsk"} == {
        ("Rodynske", "none"),
        ("Dobropillia", "none"),
    }


def test_a_town_blocked_from_two_sides_is_being_encircled(claims):
    rows = claims(
        "Ukrainians fought on. The Russian defence ministry said airborne units had blocked Soledar from "
        "the north."
    )

    assert {(r[4], r[6]) for r in rows} == {("encircled", "contested")}


@pytest.mark.parametrize(
    ("listed", "places"),
    [
        ("Rodynske, north of Pokrovsk, and Udachne, a village to its west", {"Rodynske", "Udachne"}),
        ("Rodynske, north of Pokrovsk", {"Rodynske"}),
        ("Rodynske, which lies north of Pokrovsk, and fought near Udachne", {"Rodynske"}),
    ],
)
def test_a_list_goes_on_after_what_tells_where_its_first_place_lies(listed, places, claims):
    rows = claims(f"Ukrainian troops fought on. Russian troops captured {listed}.")

    assert {r[0] for r in rows if r[4] == "captured"} == places


def test_victims_are_where_the_sentence_is_set(claims):
    rows = claims("Armenian troops shelled Ganja. In Sotk, villagers said three people were killed.")

    assert {r[0] for r in rows if r[4] == "losses"} == {"Sotk"}


def test_it_that_acts_after_a_word_of_saying_is_the_speaker(claims):
    rows = claims(
        "Armenian troops shelled Ganja. The envoy was due in Barda. "
        "Russia's foreign ministry said it had brokered a truce."
    )

    assert {r[0] for r in rows} == {"Ganja"}


def test_an_ambush_that_was_set_is_not_ahead(claims):
    rows = claims("Malian rebels attacked Kidal. JNIM said it had set the ambush itself, near Tinzaouaten.")

    assert {(r[5], r[6]) for r in rows if r[0] == "Tinzaouaten"} == {("asserted", "contested")}


@pytest.mark.parametrize(
    ("denial", "said"),
    [
        ("Kyiv denied this on Monday.", "2025-03-10"),
        ("Kyiv rejected it in an evening statement.", "2025-03-12"),
    ],
)
def test_a_denial_with_its_time_turns_down_what_was_told(denial, said, claims):
    rows = claims(f"Russian troops attacked Toretsk. Russia said it had captured Toretsk. {denial}")

    assert ("Toretsk", "Ukrainian government", "denied", said) in {(r[0], r[2], r[5], r[8]) for r in rows}


def test_a_railway_station_is_no_stationing(claims):
    rows = claims(
        "On the Oskil river, Russian troops took control of Kruhliakivka railway station. "
        "Ukrainian troops shelled Kupiansk."
    )

    assert "fortified" not in {r[4] for r in rows}


def test_a_district_brings_its_seat_to_mind(claims):
    rows = claims(
        "Russian troops shelled Kupiansk. They also shelled Vovchansk.\n\n"
        "The governor ordered the evacuation of the Kupiansk district. "
        "He said Ukrainian forces still held the city."
    )

    assert coloured(rows) == {("Kupiansk", "ukraine")}


@pytest.mark.parametrize(
    ("listed", "city"),
    [
        ("Gisiza, Gasiza, Kinyamahura, Rubavu and Basare", False),
        ("Goma, Sake, Rubavu and Rutshuru", True),
        ("Rubavu", True),
    ],
)
def test_a_village_in_a_list_of_unknown_ones_is_no_city_abroad(claims, listed, city):
    rows = claims(
        f"The Congolese army said M23 rebels shelled {listed}. Congolese troops still hold Bunagana."
    )

    assert ("Gisenyi" in {row[0] for row in rows}) is city


@pytest.mark.parametrize(
    ("text", "place", "about"),
    [
        (
            "Tigrayan rebels mounted a comeback, recapturing most of Tigray by June.",
            "Tigray Region",
            "../2024-06",
        ),
        ("During the early days of the offensive, Houthi forces seized Taiz.", "Taiz", "../2025-03-12"),
        (
            "Before Russian forces rolled into central Lyman, they were stuck for weeks.",
            "Lyman",
            "../2025-03-12",
        ),
        ("Russian forces likely seized Lyman at an earlier date.", "Lyman", "../2025-03-12"),
    ],
)
def test_what_was_done_at_a_time_that_gives_no_day_is_not_of_today(claims, text, place, about):
    assert {row[7] for row in claims(text) if row[0] == place and row[6].endswith("_control")} == {about}


def test_each_place_of_a_list_has_the_day_that_stands_beside_it(claims):
    rows = claims("Russian forces captured Lyman over the weekend and Kupiansk on Monday.")

    assert {(row[0], row[7]) for row in rows} == {
        ("Lyman", "2025-03-08/2025-03-09"),
        ("Kupiansk", "2025-03-10"),
    }


def test_one_day_behind_a_list_is_that_of_all_its_places(claims):
    rows = claims("Russian forces captured Lyman and Kupiansk on Monday.")

    assert {(row[0], row[7]) for row in rows} == {("Lyman", "2025-03-10"), ("Kupiansk", "2025-03-10")}


def test_what_was_said_with_a_deed_was_said_on_its_day(claims):
    rows = claims(
        "Last week, the Iraqi army declared victory, saying 80 percent of Fallujah was under its control."
    )

    assert {row[8] for row in rows if row[5] == "asserted"} == {"2025-03-03/2025-03-09"}


def test_he_after_words_that_somebody_confirmed_is_who_confirmed_them(claims):
    rows = claims(
        "Willy Ngoma, the M23's military spokesman, said Masisi was theirs. His words were confirmed by a "
        "spokesperson for Wazalendo, an armed group. “The M23 is in Masisi,” he said."
    )

    assert [row[2] for row in rows if row[6] == "contested"] == ["spokesperson for Wazalendo"]


def test_fighting_that_goes_on_is_not_denied_with_a_loss(claims):
    rows = claims("The Ukrainian army denied that Kupiansk had changed hands and fighting continued there.")

    assert {(row[4], row[5], row[6]) for row in rows} == {
        ("captured", "denied", "none"),
        ("fighting", "asserted", "contested"),
    }


def test_what_a_move_led_to_is_of_its_time(claims):
    rows = claims(
        "Houthi forces made gains late last year after seizing Bayhan, a move that helped them attack Marib "
        "from the south."
    )

    assert {row[7] for row in rows if row[4] == "assaulted"} == {"2024-09~/2024-12~"}
