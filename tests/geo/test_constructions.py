"""Ways of telling who holds what, and beside each what looks alike and says less.

Sentences of our own. Places are marked as in `test_assertions`; the later tests run the whole path.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from tests.geo.test_assertions import SUDAN, SYRIA, UKRAINE, reading

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def told():
    """Text -> rows (claimant, place as spoken, predicate, modality, status, extent)."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def whole(text: str, published: DateInterval = DAY) -> list[tuple[str, ...]]:
        document = Document("d", text, published=published)
        found = pipeline.process(document, gazetteer=gazetteer, conflicts=wars)
        return [
            (c.claimant, link.name, c.predicate, c.modality, c.status, link.extent)
            for c in found.claims
            for link in c.links
        ]

    return whole


@pytest.mark.parametrize(
    ("sentence", "conflict", "speaker", "place", "expected"),
    [
        (
            "About 70% of {the city} has been liberated by our units.",
            UKRAINE,
            "russia",
            "the city",
            "captured asserted russia_control most",
        ),
        (
            "[Alpha] is in the hands of its defenders.",
            UKRAINE,
            "ukraine",
            "Alpha",
            "holds asserted ukraine_control unstated",
        ),
        (
            "In [Gamma|broad] the RSF holds [Alpha].",
            SUDAN,
            "",
            "Alpha",
            "holds asserted rsf_control unstated",
        ),
    ],
)
def test_a_side_has_a_place(sentence, conflict, speaker, place, expected):
    assert expected in reading(sentence, conflict, speaker)[place]


@pytest.mark.parametrize(
    "sentence",
    [
        "[Alpha] is in the hands of its defenders.",  # nobody's mouth: whose defenders is not said
        "About 300 men of the army were seen in {the city}.",
    ],
)
def test_whose_is_not_said(sentence):
    assert not any("_control" in event for event in reading(sentence, UKRAINE).get("Alpha", []))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Russian forces in the area around [Alpha] are likely being cut off.",
            "encircled assessed contested",
        ),
        ("The army's last battalions in [Alpha] have been encircled.", "encircled asserted contested"),
        ("It had encircled about 2,000 Ukrainian troops in [Alpha].", "encircled asserted contested"),
        ("Russian forces carried out assaults in the direction of [Alpha].", "assaulted asserted contested"),
        ("Russian forces advanced in the direction of [Alpha].", "advanced asserted none"),
        ("Ukrainian marines patrol the streets of [Alpha].", "holds asserted contested"),
        ("Pockets of resistance remain in [Alpha].", "repelled asserted contested"),
        ("Some 300 civilians remain in [Alpha].", "displaced asserted none"),
    ],
)
def test_what_goes_on_at_a_place(sentence, expected):
    events = reading(sentence, UKRAINE)["Alpha"]
    assert [event.rpartition(" ")[0] for event in events] == [expected]


def test_an_event_somewhere_encircles_no_place():
    assert "Alpha" not in reading("The president was surrounded by reporters in [Alpha].", UKRAINE)


@pytest.mark.parametrize("sentence", ["Police patrol the market of [Alpha].", "Crowds patrol [Alpha]."])
def test_a_patrol_of_nobodys_force_is_no_fight(sentence):
    assert not any("contested" in event for event in reading(sentence, SYRIA).get("Alpha", []))


def test_parts_are_counted(told):
    rows = told(
        "The RSF attacked El Fasher on Monday, residents said. “They hold three streets in the east. "
        "The rest is ours,” said Ali Adam, a spokesman for the Sudanese army."
    )

    assert ("Ali Adam", "El Fasher", "holds", "asserted", "rsf_control", "part") in rows
    assert ("Ali Adam", "El Fasher", "holds", "asserted", "saf_control", "part") in rows


def test_towns_named_as_examples_of_what_is_counted(told):
    rows = told("In Darfur the RSF holds four of the five state capitals, including Nyala and El Geneina.")

    held = {place: status for _, place, predicate, _, status, _ in rows if predicate == "holds"}
    assert held.get("Nyala") == "rsf_control"
    assert held.get("El Geneina", held.get("Geneina")) == "rsf_control"


def test_districts_that_a_leading_place_has(told):
    rows = told(
        "Rockets fell on the town of Nyala. In Nyala, the RSF says it controls 12 of 14 districts; the army "
        "denies this. Soldiers fled."
    )

    assert ("Rapid Support Forces", "Nyala", "holds", "asserted", "rsf_control", "part") in rows
    assert ("Sudanese army", "Nyala", "holds", "denied", "none", "unstated") in rows


def test_what_a_clause_tells_of_whoever_speaks_is_the_articles(told):
    rows = told(
        "Iraqi forces are fighting for Mosul. The jihadists, who have held Mosul since June 2014, struck "
        "back with car bombs and claimed to have retaken a village near Sinjar.",
        DateInterval("2016-12-12", date(2016, 12, 12), date(2016, 12, 12), "given"),
    )

    assert ("article", "Mosul", "holds", "asserted", "islamic_state_control", "unstated") in rows


def test_who_installed_a_speaker_tells_nothing_of_the_region(told):
    rows = told(
        "Vladimir Saldo, whom Moscow has put in charge of occupied Kherson region, admitted on Monday that "
        "Ukrainian soldiers were in Krynky."
    )

    assert not any(place.startswith("Kherson") and "control" in status for _, place, _, _, status, _ in rows)


def test_who_admits_that_a_town_fell_says_who_has_it(told):
    rows = told(
        "Russian forces attacked Popasna. Ukraine's General Staff admitted that Popasna had fallen. "
        "Ukraine said Lyman fell."
    )

    assert (
        "Ukrainian General Staff",
        "Popasna",
        "captured",
        "asserted",
        "russia_control",
        "unstated",
    ) in rows
    assert ("Ukrainian government", "Lyman", "captured", "asserted", "none", "unstated") in rows


def test_they_in_an_admission_are_the_others_told_of(told):
    rows = told(
        "Russian forces shelled Izium. Ukraine's General Staff conceded on Monday that they had the whole of "
        "Izium. Ukraine's General Staff said that they held Lyman."
    )

    held = {place: status for _, place, predicate, _, status, _ in rows if predicate == "holds"}
    assert held == {"Izium": "russia_control", "Lyman": "ukraine_control"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("DeepState, a Ukrainian mapping project, put Lyman in the grey zone on Monday.", "contested"),
        ("DeepState painted the town of Lyman red.", "russia_control"),
        ("DeepState marked Lyman as red on Monday.", "russia_control"),
        ("On DeepState's map the town of Lyman is now red.", "russia_control"),
    ],
)
def test_a_map_speaks_in_colours(told, sentence, status):
    rows = told(f"Russian forces attacked Torske and Ukrainian troops pulled back. {sentence}")

    assert ("DeepState", "Lyman", status) in {(who, place, state) for who, place, _, _, state, _ in rows}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Red Cross in Lyman painted its school red.",
        "DeepState published a map of Lyman with red flags of warning.",
        "A red line runs through Lyman.",
    ],
)
def test_colours_of_other_things(told, sentence):
    rows = told(f"Russian forces attacked Torske and Ukrainian troops pulled back. {sentence}")

    assert not any(place == "Lyman" and "control" in status for _, place, _, _, status, _ in rows)


@pytest.mark.parametrize(
    ("head", "claimant"),
    [
        ("Oleksandr Prokudin, head of the Kherson military administration:", "Oleksandr Prokudin"),
        ("Operational update by the General Staff of the Armed Forces of Ukraine", "Ukrainian General Staff"),
        ("Latest Defence Intelligence update on the situation in Ukraine", "UK Ministry of Defence"),
        ("Russian Defence Ministry report on the battle was false, experts say", "article"),
        ("Questions for the General Staff:", "article"),
        ("Questions over the General Staff update", "article"),
    ],
)
def test_whose_text_it_is_by_its_first_line(told, head, claimant):
    rows = told(f"{head}\n\nRussian troops captured Verbove. Ukrainian soldiers were wounded in Orikhiv.")

    assert {who for who, place, *_ in rows if place == "Verbove"} == {claimant}


def test_a_headline_goes_on_in_its_own_voice(told):
    rows = told(
        "Ethiopian government declares ceasefire in Tigray as rebels retake Mekelle\n\n"
        "Forces loyal to the Tigray People's Liberation Front fought the Ethiopian army near Adigrat."
    )

    assert not any(who == "Ethiopian government" and "control" in status for who, *_, status, _ in rows)


def test_a_town_left_in_somebodys_hands_is_not_left_by_anybody(told):
    rows = told(
        "The Arakan Army overran the last base outside Ann on Monday, leaving the town in the hands of "
        "resistance forces. The junta's soldiers fled."
    )

    said = {(predicate, status) for _, place, predicate, _, status, _ in rows if place == "Ann"}
    assert ("holds", "resistance_control") in said
    assert "withdrew" not in {predicate for predicate, _ in said}


def test_who_is_meant_by_an_office_or_a_paper(told):
    rows = told(
        "Russian troops fought near Soledar. The head of Wagner said his men had taken Soledar. The UN's "
        "last report said 300 people had fled Siversk. Russia said it had taken Lyman, something Kyiv denied."
    )

    who = {(claimant, place, modality) for claimant, place, _, modality, *_ in rows}
    assert ("head of Wagner", "Soledar", "asserted") in who
    assert ("United Nations", "Siversk", "asserted") in who
    assert ("Ukrainian government", "Lyman", "denied") in who


def test_a_word_before_another_noun_stands_for_no_place(told):
    rows = told(
        "The RSF attacked El Geneina in West Darfur. The RSF holds the state capitals, the army said."
    )

    assert not any("Darfur" in place and "control" in status for _, place, _, _, status, _ in rows)


@pytest.mark.parametrize(
    ("sentence", "place", "expected"),
    [
        ("The army has taken the town of [Alpha] back.", "Alpha", "captured asserted army_control unstated"),
        ("Fighters loyal to the RSF entered [Alpha].", "Alpha", "advanced asserted rsf_control part"),
        (
            "The army controls the [Alpha|broad] side of the crossing.",
            "Alpha",
            "holds asserted army_control part",
        ),
    ],
)
def test_wordings_that_give_a_place_or_part_of_it(sentence, place, expected):
    assert expected in reading(sentence, SUDAN)[place]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army took its men back to [Alpha].",
        "The army took Beta, the RSF's last stronghold near [Alpha].",
        "The museum in [Alpha] is free.",
        "[Alpha] is free of mines.",
    ],
)
def test_wordings_that_give_nobody_the_place(sentence):
    assert not any("_control" in e for e in reading(sentence, SUDAN, "army").get("Alpha", []))


def test_a_town_is_free_in_the_mouth_of_its_own():
    assert reading("[Alpha] is free again.", UKRAINE, "ukraine")["Alpha"] == [
        "holds asserted ukraine_control unstated"
    ]
    assert reading("[Alpha] is free again.", UKRAINE)["Alpha"] == ["holds asserted none unstated"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Gangs attacked two police stations in Port-au-Prince on Monday, a police union said.",
            {"Port-au-Prince"},
        ),
        ("Insurgents attacked a police station in Palma in Mozambique. They burned it.", {"Palma"}),
        ("Shells fell on the port of Mykolaiv again. Nobody was hurt.", {"Mykolaiv"}),
        ("Protesters stormed a police station in Lyon on Monday after a teenager was shot.", set()),
        ("Football fans attacked a police post in Naples after the match.", set()),
        ("A man attacked an officer in Leeds. He fled to a police station, detectives said.", set()),
    ],
)
def test_short_reports_of_violence(told, text, places):
    assert {place for _, place, *_ in told(text)} == places


def test_who_spoke_to_the_nation_and_who_told_people_to_go(told):
    rows = told(
        "“Shusha is ours,” President Ilham Aliyev told the nation on Sunday. Armenian soldiers fled from "
        "Karabakh, according to a farmer."
    )
    assert ("Ilham Aliyev", "Shusha", "holds", "asserted", "azerbaijan_control", "unstated") in rows

    rows = told(
        "Hezbollah fired rockets. People in Kfar Kila and Khiam were told by the Israeli army to move north."
    )
    assert {who for who, place, *_ in rows if place in ("Kfar Kila", "Khiam")} == {"Israel Defense Forces"}


def test_a_movement_named_after_a_day_dates_nothing():
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    text = "Fighters of the 23 March Movement walked into Bunagana on Monday, a local official said."
    found = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert [claim.about.edtf for claim in found.claims] == ["2025-03-10"]


def test_when_something_exploded_is_the_day_of_who_was_hurt():
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    text = (
        "On Tuesday seven soldiers were killed when a car bomb exploded at a base in Baidoa, the army said."
    )
    found = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert {claim.predicate for claim in found.claims} == {"losses", "struck"}
    assert {claim.about.edtf for claim in found.claims} == {"2025-03-11"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten soldiers were killed in clashes in [Alpha].",
        "Clashes in [Alpha] left ten dead.",
        "The battle for [Alpha] has killed ten people.",
    ],
)
def test_a_fight_and_who_died_in_it_are_two_events(sentence):
    assert sorted(reading(sentence, SUDAN)["Alpha"]) == [
        "fighting asserted contested unstated",
        "losses asserted none unstated",
    ]


def test_deeds_in_a_capital_are_done_there(told):
    rows = told("At least three soldiers were killed by gunmen in Mogadishu on Monday, officials said.")
    assert ("officials", "Mogadishu", "losses") in {(who, place, what) for who, place, what, *_ in rows}
    assert not told(
        "A pact to end the war with the rebels was signed in Mogadishu on Monday, officials said."
    )


@pytest.fixture(scope="module")
def dated():
    """Text, day of publication -> rows (claimant, place, predicate, about, said), both as EDTF."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def whole(text: str, day: date = DAY.start) -> list[tuple[str, ...]]:
        published = DateInterval(day.isoformat(), day, day, "given")
        document = Document("d", text, published=published)
        found = pipeline.process(document, gazetteer=gazetteer, conflicts=wars)
        return [
            (c.claimant, link.name, c.predicate, c.about.edtf, c.said.edtf)
            for c in found.claims
            for link in c.links
        ]

    return whole


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("The previous day", "2025-03-09"),
        ("The week before,", "2025-03-03/2025-03-09"),
        ("The next morning", "2025-03-11"),
        ("That night", "2025-03-10/2025-03-11"),
        ("The same evening", "2025-03-10"),
    ],
)
def test_times_counted_from_the_day_told_before(dated, words, about):
    rows = dated(f"Russian forces attacked Lyman on Monday. {words} Russian shells hit Siversk.")

    assert ("article", "Siversk", "struck", about, "2025-03-12") in rows


def test_a_day_before_an_event_is_counted_from_no_date(dated):
    rows = dated("Russian forces attacked Lyman on Monday. The day before the attack shells hit Siversk.")

    assert [about for _, place, _, about, _ in rows if place == "Siversk"] == ["2025-03-12"]


def test_how_long_before_another_saying_it_was_said(dated):
    rows = dated(
        "Kyiv on Sunday denied that Bakhmut had fallen, a day after Wagner's boss said his men had taken it.",
        date(2023, 5, 21),
    )

    assert ("Ukrainian government", "Bakhmut", "captured", "2023-05-21", "2023-05-21") in rows
    assert ("Wagner chief", "Bakhmut", "captured", "2023-05-20", "2023-05-20") in rows


@pytest.mark.parametrize(
    ("text", "place", "about"),
    [
        ("The army says it has held Lyman since 26 February and is storming Siversk.", "Siversk", DAY.edtf),
        ("Lyman, which Russian troops have held since 26 February, was shelled.", "Lyman", DAY.edtf),
        (
            "Police said two died on Monday when a bomb hit Lyman; a third was hurt in Siversk.",
            "Siversk",
            "2025-03-10",
        ),
        ("Five died on Monday when missiles and drones hit Siversk, he said.", "Siversk", "2025-03-10"),
    ],
)
def test_whose_time_it_is(dated, text, place, about):
    rows = dated(f"{text} Russian forces attacked Kupiansk and Ukrainian troops left.")

    assert about in {
        when for _, name, what, when, _ in rows if name == place and what not in ("holds", "captured")
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("RSF fighters fled [Alpha].", "withdrew asserted none unstated"),
        ("The army evacuated its positions around [Alpha].", "withdrew asserted none unstated"),
        ("The army evacuated civilians from [Alpha].", "displaced asserted none unstated"),
        ("Thousands of people fled [Alpha].", "displaced asserted none unstated"),
        ("The governor ordered civilians to leave [Alpha].", "displaced asserted none unstated"),
        ("Residents plan to leave [Alpha].", "displaced aim none unstated"),
        ("The general ordered his troops to leave [Alpha].", "withdrew aim none unstated"),
        ("Some 100,000 people are still in [Alpha].", "displaced asserted none unstated"),
        ("Army soldiers are still in [Alpha].", "holds asserted contested unstated"),
        ("The RSF may already be in control of [Alpha].", "holds assessed rsf_control unstated"),
        ("The RSF may take control of [Alpha].", "holds predicted none unstated"),
        ("They gained ground on the front line in [Alpha].", "advanced asserted contested unstated"),
        ("The RSF is in every street of [Alpha].", "holds asserted contested part"),
    ],
)  # fmt: skip
def test_who_goes_who_stays(sentence, expected):
    assert reading(sentence, SUDAN)["Alpha"] == [expected]


def test_they_go_on_with_the_deed_of_whom_a_sentence_begins_with(told):
    rows = told(
        "Ukrainian troops entered Kherson, eight months after the city fell to Russia. On Thursday they had "
        "taken Snihurivka."
    )
    assert ("article", "Snihurivka", "captured", "asserted", "ukraine_control", "unstated") in rows

    rows = told("Russian forces attacked Ukrainian troops in Kherson. They took Snihurivka on Friday.")
    assert ("article", "Snihurivka", "captured", "asserted", "none", "unstated") in rows


def test_a_capture_that_is_confirmed_is_the_one_told_before(told):
    rows = told(
        "Wagner said it had captured Bakhmut. Ukraine's General Staff confirmed the capture of Bakhmut. It "
        "confirmed the capture of Soledar."
    )

    confirmed = {place: status for who, place, _, _, status, _ in rows if who == "Ukrainian General Staff"}
    assert confirmed == {"Bakhmut": "russia_control", "Soledar": "none"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("“They hold our town,” the mayor of Izium, Ivan Koval, said.", "russia_control"),
        ("“They hold our town,” said the self-styled mayor of Izium, Ivan Koval.", "none"),
        ("“They hold our town,” a tourist said.", "none"),
    ],
)
def test_whose_a_mayor_is(told, words, status):
    rows = told(f"Russian forces shelled Izium and Ukrainian troops left. {words}")

    assert {state for _, _, what, _, state, _ in rows if what == "holds"} == {status}


def test_they_are_those_told_of_where_who_speaks_has_no_side(told):
    rows = told("The RSF shelled Nyala on Monday. “They hold our town,” said Amna, a teacher who fled.")

    assert ("Amna", "Nyala", "holds", "asserted", "rsf_control", "unstated") in rows


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russia has claimed Lyman.", ("Russian government", "captured", "russia_control")),
        ("Siversk is quiet, but Ukrainian troops hold Lyman, which Russia claims.",
         ("Russian government", "captured", "russia_control")),
        ("Lyman is under full Russian control, per DeepState.", ("DeepState", "holds", "russia_control")),
        ("Russian forces have confirmed positions in Lyman.", ("article", "holds", "contested")),
    ],
)  # fmt: skip
def test_who_claims_a_place(told, sentence, expected):
    rows = told(f"Russian forces attacked Siversk and Ukrainian troops left. {sentence}")

    assert expected in {(who, what, status) for who, place, what, _, status, _ in rows if place == "Lyman"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russia claims [Alpha|broad] as its own.", ["captured asserted none unstated"]),
        ("Russian troops tried to take [Alpha] on Monday.", ["assaulted asserted contested unstated"]),
        ("The occupiers tried twice to dislodge our men from positions near [Alpha].",
         ["assaulted asserted contested unstated"]),
        ("Russia never tried to take [Alpha].", ["captured denied none unstated"]),
        ("Russia will try to take [Alpha].", ["captured aim none unstated"]),
        ("The Russian army has not said that it lost [Alpha].", []),
        ("Nearby villages and neighbouring [Alpha] have been held by Ukraine.",
         ["holds asserted ukraine_control unstated"]),
    ],
)  # fmt: skip
def test_what_is_claimed_tried_or_not_said(sentence, expected):
    assert reading(sentence, UKRAINE, "ukraine").get("Alpha", []) == expected


def test_a_palace_is_part_of_the_town_spoken_of(told):
    rows = told("Clashes were heard in Khartoum. The Sudanese army retook the Republican Palace on Friday.")
    assert ("article", "Khartoum", "captured", "asserted", "saf_control", "part") in rows

    rows = told(
        "Sudan's military said it had retaken the Republican Palace, the last guarded bastion of the RSF in "
        "central Khartoum."
    )
    assert ("Sudanese army", "Khartoum", "captured", "asserted", "saf_control", "part") in rows


def test_the_town_is_not_the_one_that_lies_to_its_north(told):
    rows = told(
        "Ukrainian troops hold Avdiivka. Russian forces have captured Ocheretyne to the north. Analysts say "
        "Russia controls about 15% of the town."
    )

    assert {
        place: extent for _, place, what, _, _, extent in rows if what == "holds" and extent == "part"
    } == {"Avdiivka": "part"}


def test_what_came_after_what_a_sentence_dates(dated):
    rows = dated("Avdiivka was taken by separatists in July 2014 before Ukrainian forces recaptured Lyman.")

    assert [about for _, place, _, about, _ in rows if place == "Lyman"] == ["2014-07-01/2025-03-12"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ukraine's control over [Alpha] has not been confirmed.",
        "The capture of [Alpha] by Russia has not been independently confirmed.",
        "Russia has all but taken [Alpha].",
        "Russian troops raised a flag in Beta, then took it down. {it}",
    ],
)
def test_what_is_not_confirmed_or_not_quite_gives_nothing(sentence):
    assert not any("_control" in e for events in reading(sentence, UKRAINE).values() for e in events)


def test_what_is_confirmed_does():
    sentence = "Ukraine's control of [Alpha] was confirmed on Monday."
    assert reading(sentence, UKRAINE)["Alpha"] == ["holds asserted ukraine_control unstated"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lind, appointed in May, said that Russian troops had left Lyman.",
        "Ada Lind, appointed a day earlier, told officers that Russian troops had left Lyman.",
        "Ada Lind told officers that Russian troops had left Lyman.",
        "Russian troops had left Lyman, Ada Lind said after claims by Moscow that its men held Siversk.",
    ],
)
def test_whoever_is_described_or_tells_others_speaks(told, sentence):
    rows = told(f"Russian forces attacked Kupiansk and Ukrainian troops answered. {sentence}")

    assert "Ada Lind" in {who for who, place, *_ in rows if place == "Lyman"}


def test_what_may_be_said_is_nobodys(told):
    rows = told("Russian forces attacked Kupiansk. The ministry may say that Russian troops left Lyman.")

    assert "ministry" not in {who for who, *_ in rows}


def test_a_quarter_named_like_a_far_town_is_its_towns(told):
    rows = told(
        "Jihadists shelled Mosul. Iraqi commanders said their men had pushed into Mosul's Aden and Intisar "
        "districts."
    )

    assert {place for _, place, *_ in rows} == {"Mosul"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Alpha] was “under the full occupation of Russia”.", ["holds asserted russia_control whole"]),
        ("Up to 500 Russian soldiers were surrounded in [Alpha].", ["encircled asserted contested unstated"]),
    ],
)
def test_words_quoted_within_a_sentence_are_part_of_it(sentence, expected):
    (events,) = reading(sentence, UKRAINE).values()

    assert [
        event.replace("unstated", "whole") if "russia" in event else event for event in events
    ] == expected


def test_an_airport_too_is_that_of_the_town_spoken_of(told):
    rows = told(
        "M23 rebels entered Goma on Monday. Two diplomats told us that the airport, too, was in the hands of "
        "the M23."
    )

    assert ("diplomats", "Goma", "holds", "asserted", "m23_control", "part") in rows


def test_soldiers_surrounded_are_so_at_the_town_spoken_of(told):
    rows = told(
        "Fighting went on in Lyman. A Ukrainian officer said that 500 Russian soldiers were surrounded. The "
        "president was surrounded by reporters."
    )

    assert [what for _, _, what, *_ in rows] == ["fighting", "encircled"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The RSF took four villages there, including [Alpha].", "captured asserted rsf_control unstated"),
        ("The RSF holds most of the state, including [Alpha].", "holds asserted rsf_control unstated"),
        ("The RSF has taken several places, among them [Alpha].", "captured asserted rsf_control unstated"),
        ("The RSF holds most of the state, including parts of [Alpha].", "holds asserted rsf_control part"),
        ("The RSF holds the centre of [Alpha].", "holds asserted rsf_control part"),
    ],
)  # fmt: skip
def test_places_given_as_examples_are_held_as_such(sentence, expected):
    assert reading(sentence, SUDAN)["Alpha"] == [expected]


def test_the_sky_over_a_town_is_not_the_town():
    assert reading("Ukrainian troops control the skies over [Alpha].", UKRAINE) == {}
    assert reading("Ukrainian troops control [Alpha] and its airspace.", UKRAINE)["Alpha"] == [
        "holds asserted ukraine_control unstated"
    ]


def test_an_outlet_with_a_number_is_told(told):
    rows = told(
        "Hamas fired rockets at Sderot. “We are inside Gaza City,” an Israeli officer told Channel 12."
    )

    assert {who for who, place, *_ in rows if place.startswith("Gaza")} == {"Israeli officer"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The RSF had seized [Alpha] and [Beta] airports.", {"Alpha": "part", "Beta": "part"}),
        ("The RSF had seized [Alpha] airport and [Beta].", {"Alpha": "part", "Beta": "unstated"}),
        ("The RSF had seized [Alpha] and [Beta].", {"Alpha": "unstated", "Beta": "unstated"}),
        ("The RSF took an artillery base in [Alpha].", {"Alpha": "part"}),
    ],
)
def test_airports_and_bases_are_parts_of_their_towns(sentence, expected):
    found = reading(sentence, SUDAN)

    assert {
        place: event.split()[-1] for place, (event,) in found.items() if "rsf_control" in event
    } == expected


def test_towns_that_are_a_sides_again():
    found = reading("Villages including [Alpha] and [Beta] are Ukrainian again.", UKRAINE)

    assert found == {name: ["holds asserted ukraine_control unstated"] for name in ("Alpha", "Beta")}
    assert not any(
        "_control" in e for e in reading("The menu in [Alpha] is Ukrainian again.", UKRAINE).get("Alpha", [])
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The RSF's capture of [Alpha] was reversed within days.",
        "The RSF holds the east bank opposite [Alpha].",
        "The RSF controls none of [Alpha].",
    ],
)
def test_what_was_undone_lies_opposite_or_is_none_of_it(sentence):
    assert not any("_control" in event for event in reading(sentence, SUDAN).get("Alpha", []))


def test_a_capture_that_was_told_stays():
    sentence = "The RSF's capture of [Alpha] was announced within days."
    assert reading(sentence, SUDAN)["Alpha"] == ["captured asserted rsf_control unstated"]
