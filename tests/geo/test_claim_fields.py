"""Fields of claims that words beside a place decide: where something was bound for, what a road joins, since
when the like was last seen, and whose words they are.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest

LEAD = "Russian troops shelled Lyman on Monday. "


def tied(found, but=("Lyman",)):
    """(name of a place, predicate) of claims of other places than that of the lead."""
    return {
        (link.name, claim.predicate) for claim in found for link in claim.links if link.name not in but
    } - {(name, "reported") for claim in found for name in [link.name for link in claim.links]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian troops ambushed a convoy on its way to Izium.",
        "Russian troops attacked a convoy on the way to Izium.",
        "Russian drones struck a bus bound for Izium.",
        "Russian troops hijacked a column of trucks heading for Izium.",
        "Russian troops attacked vehicles that were headed to Izium.",
        "Ukrainian soldiers were ambushed en route to Izium.",
        "Russian troops fought Ukrainian soldiers on the Kyiv-Izium highway.",
        "Russian troops fought Ukrainian soldiers on the Kupiansk-Izium road.",
        "Russian troops built trenches on the road from Izium to Kupiansk.",
    ],
)
def test_where_something_was_bound_for_is_not_where_it_happened(claims, sentence):
    assert tied(claims(LEAD + sentence)) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russian troops attacked Izium on their way to Kupiansk.", {("Izium", "assaulted")}),
        ("Russian troops captured Izium on the way to Kupiansk.", {("Izium", "captured")}),
        ("On the way to Kupiansk, Russian troops captured Izium.", {("Izium", "captured")}),
        ("Russian soldiers bound for Kupiansk captured Izium.", {("Izium", "captured")}),
        ("Russian troops took the road to Kupiansk and attacked Izium.", {("Izium", "assaulted")}),
        ("Russian troops shelled Izium and troops heading to Kupiansk.", {("Izium", "struck")}),
        ("The Russian army fled Izium, headed for Kupiansk.", {("Izium", "withdrew")}),
        ("Russian drones struck a convoy in Izium.", {("Izium", "struck")}),
        ("Russian drones struck the bus station of Izium.", {("Izium", "struck")}),
    ],
)
def test_what_happened_on_the_way_is_told_of_its_own_place(claims, sentence, expected):
    assert tied(claims(LEAD + sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Russian troops entered Izium for the first time since 2022.", "2024-05-22"),
        ("For the first time since 2022, Russian troops shelled Izium.", "2024-05-22"),
        ("It was the heaviest shelling of Izium since March.", "2024-05-22"),
        ("Russian troops shelled Izium for the first time since March on Tuesday.", "2024-05-21"),
        ("Russian troops have shelled Izium since March.", "2024-03/2024-05-22"),
        ("Russian troops have held Izium since March.", "2024-03/.."),
        ("Russian troops shelled Izium for the third day since Monday.", "2024-05-20/2024-05-22"),
    ],
)
def test_since_when_the_like_was_last_seen_is_no_time_of_it(claims, sentence, about):
    assert {c.about.edtf for c in claims(sentence) if c.links[0].name == "Izium"} == {about}


def test_the_town_after_two_towns_is_neither(claims):
    text = "Russian troops captured Izium and Kupiansk on Monday. The town was shelled on Tuesday."
    assert tied(claims(text)) == {("Izium", "captured"), ("Kupiansk", "captured")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russian troops captured Izium on Monday. The town was shelled on Tuesday.", "Izium"),
        ("Russian troops left Izium and attacked Kupiansk. Izium was calm. The town was shelled.", "Izium"),
        ("Russian troops took Izium, the city, and Siversk, the town. The town was shelled.", "Siversk"),
    ],
)
def test_the_town_after_one_is_that(claims, text, name):
    assert (name, "struck") in {
        (link.name if link.name[0] != "t" else name, c.predicate) for c in claims(text) for link in c.links
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Russian troops took the town (Siversk) on Tuesday.", "Siversk"),
        ("Russian troops took the town [Siversk] on Tuesday.", "Siversk"),
        ("Russian troops captured it (Siversk) on Tuesday.", "Siversk"),
        ("“The town (Siversk) is under our control,” the Russian army said.", "Siversk"),
    ],
)
def test_a_name_in_brackets_says_what_the_town_is(claims, sentence, name):
    found = [c for c in claims(LEAD + sentence) if c.status == "russia_control"]
    assert [[link.name for link in c.links] for c in found] == [[name]]


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("A UN spokesman in Kyiv", ""),
        ("A U.N. official in Moscow", ""),
        ("A Red Cross official in Moscow", ""),
        ("A senior NATO diplomat in Kyiv", ""),
        ("A US defence official in Kyiv", ""),
        ("A military spokesman in Kyiv", "ukraine"),
        ("A Defence Ministry spokesman in Moscow", "russia"),
        ("A Ukrainian official in Donetsk", "ukraine"),
        ("A Russian official in Kherson", "russia"),
    ],
)
def test_whoever_is_sent_to_a_capital_is_not_of_its_side(claims, speaker, side):
    found = claims(f"{LEAD}{speaker} said Russian troops were shelling Kherson.")
    assert [c.side for c in found if c.links[0].name == "Kherson"] == [side]


@pytest.mark.parametrize(
    "tail",
    [
        "by satellite phone from an undisclosed location",
        "by telephone from a village in the north",
        "from a hiding place in the mountains",
    ],
)
def test_where_a_speaker_telephones_from_takes_no_words_away(claims, tail):
    text = f"Rebel fighters seized Mekelle on Monday, TPLF spokesman Hagos Tesfay told Reuters {tail}."
    assert [c.claimant for c in claims(text)] == ["Hagos Tesfay"]


def test_what_a_place_was_used_for_is_not_told_as_done(claims):
    text = f"{LEAD}Ukrainian troops took a hill used by Russian troops to launch mortar attacks on Izium."
    assert [c.modality for c in claims(text) if c.links[0].name == "Izium"] == ["aim"]
    text = f"{LEAD}Russian troops used mortars to shell Izium."
    assert [c.modality for c in claims(text) if c.links[0].name == "Izium"] == ["asserted"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Al-Shabab fights to rule the Horn of Africa country.",
        "Al-Shabab attacked the army in the Horn of Africa nation.",
    ],
)
def test_a_country_that_a_region_describes_is_not_the_region(claims, sentence):
    found = claims("Al-Shabab fighters attacked Jowhar on Monday. " + sentence)
    assert {link.name for c in found for link in c.links} == {"Jawhar"}


def test_whom_people_flee_from_do_nothing_in_the_sentence(claims):
    text = f"{LEAD}In Izium, Ukrainian officials said people had fled their homes from advancing Russians."
    assert "advanced" not in {c.predicate for c in claims(text)}
