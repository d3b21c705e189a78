"""Shares of a town in figures, sources within sources, appositions, and what is only geography."""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2024-05-20", date(2024, 5, 20), date(2024, 5, 20), "given")


@pytest.fixture(scope="module")
def claims():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[tuple[str, ...]]:
        """(place, extent, part, claimant, chain, predicate, status) of each link."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return [
            (
                names.get(link.place_id, link.place_id),
                link.extent,
                link.part,
                one.claimant,
                " > ".join(one.chain),
                one.predicate,
                one.status,
            )
            for one in reading.claims
            for link in one.links
        ]

    return read


@pytest.mark.parametrize(
    ("share", "extent"),
    [
        ("About 40 per cent", "part"),
        ("Around 70%", "most"),
        ("More than half", "most"),
        ("About a third", "part"),
        ("Some 30 percent", "part"),
    ],
)
def test_a_share_is_measured_whatever_word_leads_it(claims, share, extent):
    rows = claims(f"{share} of Vovchansk is controlled by Russian troops, the police chief said.")

    assert [(r[0], r[1], r[5], r[6]) for r in rows] == [("Vovchansk", extent, "holds", "russia_control")]


def test_talks_about_a_town_are_no_share_of_it(claims):
    rows = claims(
        "Russian shells hit Vovchansk on Monday. Talks about Vovchansk were held by Russian officers."
    )

    assert not [r for r in rows if r[6].endswith("_control")]


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        (
            "Reuters reported that, according to a military official, Russian troops had taken Vovchansk.",
            "military official",
            "Reuters > military official",
        ),
        (
            "The Ukrainian General Staff said that according to local residents, Russian troops had "
            "shelled Vovchansk.",
            "local residents",
            "Ukrainian General Staff > local residents",
        ),
    ],
)
def test_a_source_named_within_a_report_speaks(claims, text, speaker, chain):
    assert {(r[3], r[4]) for r in claims(text)} == {(speaker, chain)}


def test_a_name_described_twice_speaks(claims):
    text = (
        "Pavel Orlov, a member of the State Duma, Russia's lower house of parliament, told reporters that "
        "Russian troops had entered Vovchansk."
    )

    assert {r[3] for r in claims(text)} == {"Pavel Orlov"}


def test_a_day_before_a_description_is_no_speaker(claims):
    text = (
        "On Monday, a member of the State Duma, Russia's parliament, said Russian troops had left Vovchansk."
    )

    assert not [r for r in claims(text) if "Monday" in r[3]]


@pytest.mark.parametrize(
    "told",
    ["a factory town Russia captured in February", "a town that Russian troops captured in February"],
)
def test_what_an_apposition_tells_of_a_town_is_read(claims, told):
    rows = claims(f"Ukrainian drones hit a depot in Avdiivka, {told}.")

    assert ("Avdiivka", "captured", "russia_control") in {(r[0], r[5], r[6]) for r in rows}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian drones hit a depot in Avdiivka, a town Russia wants to capture.",
        "Ukrainian guns hit the road north-west of Avdiivka, a factory town Russia captured in February.",
    ],
)
def test_an_apposition_gives_away_no_more_than_it_says(claims, text):
    assert not [r for r in claims(text) if r[6].endswith("_control")]


def test_a_region_and_the_towns_in_it_are_all_fought_over(claims):
    rows = claims(
        "Russian troops clashed with Ukrainian forces in Kharkiv region near Vovchansk and Hlyboke."
    )

    assert {r[0] for r in rows} == {"Kharkiv Oblast", "Vovchansk", "Hlyboke"}
    assert {r[5] for r in rows} == {"fighting"}


def test_two_sides_of_a_town_are_not_one_of_them(claims):
    rows = claims(
        "Clashes between the army and the RSF went on on the northern and southern outskirts of El Fasher."
    )

    assert {(r[1], r[2]) for r in rows} == {("part", "outskirts")}


def test_weapons_of_a_fight_are_no_strike(claims):
    rows = claims("Clashes between the Sudanese army and the RSF in El Fasher involved heavy artillery.")

    assert {r[5] for r in rows} == {"fighting"}


def test_the_area_that_is_named_next_is_that_place(claims):
    rows = claims(
        "Two settlements north of Kharkiv were shelled by Russian guns. Ukraine's General Staff said its "
        "forces had repelled ten Russian attacks in the area, including Vovchansk."
    )

    assert {r[0] for r in rows if r[5] == "repelled"} == {"Vovchansk"}


def test_where_a_town_lies_is_no_claim(claims):
    rows = claims(
        "Russian guns shelled Vovchansk on Monday. Vovchansk is located about 60 km north-east of Kharkiv "
        "and 5 km from Russia."
    )

    assert {(r[0], r[5]) for r in rows} == {("Vovchansk", "struck")}


def test_a_capital_named_beside_a_town_is_that_town(claims):
    rows = claims(
        "M23 rebels fought in Kigali. M23 rebels seized Goma, the provincial capital of eastern North Kivu "
        "province, on Monday."
    )

    assert {r[0] for r in rows if r[5] == "captured"} == {"Goma"}


def test_a_road_between_two_towns_is_neither(claims):
    rows = claims("Russian forces shelled the Pokrovsk-Pavlohrad highway on Monday.")

    assert not [r for r in rows if r[5] == "struck"]


@pytest.mark.parametrize(
    ("arms", "predicate"),
    [
        ("with Shahed UAVs", "struck"),
        ("with tank fire and air strikes", "struck"),
        ("with drones and artillery", "struck"),
        ("with three battalions and tanks", "assaulted"),
        ("with infantry and artillery", "assaulted"),
    ],
)
def test_an_attack_is_a_strike_where_only_weapons_take_part(claims, arms, predicate):
    rows = claims(f"Russian troops went on. Russian forces attacked Kupiansk {arms}.")

    assert {r[5] for r in rows} == {predicate}


def test_a_count_of_a_whole_day_is_not_of_the_place_hit_last(claims):
    rows = claims(
        "Israeli tanks shelled Bureij. The Gaza health ministry said 207 people were killed in the past 24 "
        "hours, bringing the death toll of the war to more than 22,000."
    )

    assert {r[5] for r in rows} == {"struck"}


def test_a_camp_of_displaced_people_tells_of_no_flight(claims):
    rows = claims("M23 rebels shelled a camp for internally displaced people near Goma on Monday.")

    assert {r[5] for r in rows} == {"struck"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The front stayed where it was, with Oleksandr Syrskii, Ukraine's commander-in-chief, stating "
            "that Ukrainian troops still held Pokrovsk.",
            "Oleksandr Syrskyi",
        ),
        (
            "The fighting goes on, with military observer Ada Lind reporting that Kyiv's troops had ambushed "
            "Russian soldiers in Selydove.",
            "Ada Lind",
        ),
    ],
)
def test_who_says_something_by_the_way_speaks(claims, text, speaker):
    assert speaker in {r[3] for r in claims(text)}


def test_rebels_told_by_whom_they_fight_are_themselves(claims):
    rows = claims("M23 rebels fighting Congolese government forces claim taking over Goma city.")

    assert {(r[3], r[6]) for r in rows} == {("M23", "m23_control")}


def test_located_footage_does_not_speak(claims):
    rows = claims(
        "Russian forces attacked. Meanwhile, geolocated footage reveals Russian groups in "
        "central Pokrovsk on Sunday."
    )

    assert {(r[0], r[3]) for r in rows} == {("Pokrovsk", "article")}


def test_a_witness_is_of_no_side_by_the_country_of_the_street(claims):
    rows = claims("Residents in Ukraine said Russian troops shelled Nikopol on Monday.")

    assert {r[3] for r in rows} == {"residents in Ukraine"}


@pytest.mark.parametrize(
    ("text", "place", "predicate"),
    [
        ("Russian drones attacked Odesa overnight.", "Odesa", "struck"),
        ("Russian forces captured the villages of Ulanok and Goncharovka on Monday.", "Ulanok", "captured"),
        ("Israeli tanks entered Khan Younis on Monday.", "Khan Younis", "advanced"),
    ],
)
def test_one_sentence_with_one_side_is_of_the_war_of_its_places(claims, text, place, predicate):
    assert (place, predicate) in {(r[0], r[5]) for r in claims(text)}


@pytest.mark.parametrize(
    "text",
    ["Russian tourists visited Odesa last summer.", "The Russian ambassador opened a school in Kharkiv."],
)
def test_a_visit_is_of_no_war(claims, text):
    assert claims(text) == []


def test_certain_parts_are_not_certain(claims):
    text = "It seems that Russian troops are in control of certain parts of Vovchansk, a deacon told AFP."

    assert [(r[1], r[6]) for r in claims(text)] == [("part", "russia_control")]


def test_a_force_that_is_met_by_another_does_not_hold_what_the_other_holds(claims):
    rows = claims("Russia's army was met by Ukrainian soldiers, who hold the centre of Vovchansk.")

    assert {r[6] for r in rows if r[5] == "holds"} == {"ukraine_control"}


def test_the_day_that_opens_a_sentence_is_that_of_all_it_tells(claims):
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    text = "In August 2023, Russian forces captured Robotyne and Ukrainian troops shelled Tokmak."
    reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert {c.about.edtf for c in reading.claims} == {"2023-08"}


def test_what_goes_on_is_not_of_the_day_that_opens_the_sentence(claims):
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    text = "On May 4, Russian guns killed two people in Nikopol and shelling continues in Kherson."
    reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert {c.about.edtf for c in reading.claims if c.predicate == "struck"} == {"2024-05-20"}


def test_the_army_is_no_apposition_of_its_ministry(claims):
    rows = claims(
        "According to a statement by the Russian Defense Ministry, the Russian forces retook Sudzha, located "
        "16 kilometers from the Ukrainian border."
    )

    assert [(r[0], r[6]) for r in rows] == [("Sudzha", "russia_control")]


def test_an_office_suggests_nothing(claims):
    rows = claims(
        "Zelensky said Ukraine's army was setting up a command office in Sudzha, which suggests that Ukraine "
        "might hold on to the Kursk region for long."
    )

    assert "office" not in " ".join(r[3] for r in rows)


@pytest.mark.parametrize(
    "words", ["to enter its western Kursk region", "to enter Russia's western Kursk region"]
)
def test_where_a_region_lies_is_no_part_of_it(claims, words):
    rows = claims(f"Russia's defence ministry said its forces had repelled Ukrainian attempts {words}.")

    assert {(r[0], r[1]) for r in rows} == {("Kursk Oblast", "unstated")}


def test_square_miles_are_of_a_region(claims):
    rows = claims("Ukrainian officials say troops have taken 386 square miles of Kursk from Russian forces.")

    assert {r[0] for r in rows} == {"Kursk Oblast"}


def test_a_militia_is_of_the_side_that_its_own_war_gives_it(claims):
    rows = claims(
        "Fano militiamen fought the Ethiopian army in Lalibela. It seems that the Fano are in control of "
        "parts of the town, a deacon told AFP."
    )

    assert {r[6] for r in rows if r[5] == "holds"} == {"fano_control"}


def test_whoever_backs_an_army_has_not_taken_what_its_foes_take(claims):
    rows = claims(
        "Houthi rebels fought the army in Yemen. On Friday, the rebel group captured a number of areas in "
        "Marib amid fighting against government forces, backed by the Saudi-led coalition."
    )

    assert not [r for r in rows if r[6] == "yemen_government_control"]


def test_those_who_clash_with_our_soldiers_are_not_our_soldiers(claims):
    rows = claims(
        'Rebels stormed Hama. "After clashes between our soldiers and terrorist groups these groups were '
        'able to breach our lines in the city and entered it," the Syrian army said.'
    )

    assert not [r for r in rows if r[6] == "syria_government_control"]


@pytest.mark.parametrize(
    "text",
    [
        "In recent months, Houthi rebels have stepped up attacks to take control of Marib province.",
        "In recent weeks, Russian troops have sent in reserves to capture Vovchansk.",
    ],
)
def test_attacks_to_take_a_place_have_not_taken_it(claims, text):
    assert not [r for r in claims(text) if r[6].endswith("_control")]


def test_the_oil_rich_province_of_a_name_is_no_town(claims):
    rows = claims("Houthi rebels seized a district in Yemen's oil-rich province of Marib on Sunday.")

    assert {r[0] for r in rows} == {"Marib Governorate"}


@pytest.mark.parametrize("what", ["war monitor", "monitoring group"])
def test_an_observer_with_what_it_is_behind_its_name_is_itself(claims, what):
    rows = claims(f"Syrian rebels entered Hama, said the Syrian Observatory for Human Rights {what}.")

    assert {r[3] for r in rows} == {"Syrian Observatory for Human Rights"}


@pytest.mark.parametrize(
    ("named", "speaker"),
    [
        ("Nazar Voloshyn, spokesman for the army group, told television.", "Nazar Voloshyn"),
        ("Vladyslav Voloshyn told television.", "Vladyslav Voloshyn"),
    ],
)
def test_a_surname_is_whoever_the_text_calls_so(claims, named, speaker):
    rows = claims(
        f"Ukrainian forces fight Russian troops for Toretsk, {named} "
        "Voloshyn said the enemy had entered Orikhiv."
    )

    assert {r[3] for r in rows if r[0] == "Orikhiv"} == {speaker}


def test_the_southern_region_is_all_of_it(claims):
    rows = claims(
        "Eight people were wounded in Russian attacks in the southern Odesa region, Kyiv's army said."
    )

    assert {(r[0], r[1]) for r in rows} == {("Odesa Oblast", "unstated")}


def test_a_people_that_occupies_something_is_no_place(claims):
    rows = claims(
        "Separatist rebels fought the Malian army. "
        "Tuaregs occupied the camp in Kidal, a local official confirmed."
    )

    assert {r[0] for r in rows} == {"Kidal"}
