"""Fields of claims that words beside a place decide: where something was bound for, what a road joins, since
when the like was last seen, and whose words they are.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest

from geo import conflicts

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
        "Russian troops attacked a bus en route Izium.",
        "Russian troops attacked a bus travelling from Kupiansk to Izium.",
        "Russian troops attacked an Izium-bound convoy.",
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
        ("Russian troops travelling from Siversk to Kupiansk attacked Izium.", {("Izium", "assaulted")}),
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


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("Russian warplanes launched three raids on Izium.", "struck"),
        ("Russian jets attacked Izium.", "struck"),
        ("Russian jets carried out raids on Izium.", "struck"),
        ("Russian troops launched a raid on Izium.", "assaulted"),
        ("Russian troops backed by warplanes launched an attack on Izium.", "assaulted"),
        ("Russian helicopter troops attacked Izium.", "assaulted"),
        ("Russian jets circled as troops attacked Izium.", "assaulted"),
    ],
)
def test_what_flies_takes_no_ground(claims, sentence, predicate):
    assert tied(claims(LEAD + sentence)) == {("Izium", predicate)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ukrainian soldiers fled from Izium to Kupiansk.", {("Izium", "withdrew")}),
        ("Ukrainian soldiers left their positions in Izium, fleeing to Kupiansk.", {("Izium", "withdrew")}),
        ("Ukrainian soldiers fled to Kupiansk.", set()),
        ("Ukrainian units evacuated Izium for Kupiansk.", {("Izium", "withdrew")}),
        ("Residents fled to Kupiansk.", {("Kupiansk", "displaced")}),
        ("Ukrainian soldiers fled Izium.", {("Izium", "withdrew")}),
    ],
)
def test_where_a_force_flees_to_is_not_what_it_leaves(claims, sentence, expected):
    assert tied(claims(LEAD + sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Islamic State has killed soldiers and government forces since capturing Rutba.", "islamic_state"),
        ("Islamic State killed Iraqi soldiers and Iraqi forces after capturing Rutba.", "islamic_state"),
        ("Iraqi troops killed rebels and Islamic State fighters before capturing Rutba.", "iraq"),
        ("Iraqi troops left Hawija and Islamic State captured Rutba.", "islamic_state"),
        ("Iraqi troops shelled Hawija and rebels, and Islamic State took Rutba.", "islamic_state"),
    ],
)
def test_who_is_named_last_before_since_is_not_who_took_it(claims, sentence, side):
    text = "Iraqi troops fought Islamic State near Ramadi on Monday. " + sentence
    found = [c.status for c in claims(text) if c.predicate == "captured"]
    assert found == [f"{side}_control"]


def test_who_confirms_a_recapture_with_the_others_has_not_taken_it(claims):
    text = (
        "Iraqi troops fought Islamic State near Ramadi on Monday. Fighting goes on in Rutba, despite "
        "militants and some government officials confirming the town's recapture."
    )
    assert {c.status for c in claims(text)} <= {"contested", "none"}
    text = "Iraqi troops fought near Ramadi on Monday. The Iraqi army confirmed its recapture of Rutba."
    assert "iraq_control" in {c.status for c in claims(text)}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Russian troops advanced along Kolosova and Lermontov streets.", set()),
        ("Fighting went on along Kharkivska and Poltava Streets.", set()),
        ("Russian troops advanced through Izium streets.", {"Izium"}),
        ("Fighting raged in Izium and Kupiansk streets.", {"Izium", "Kupiansk"}),
        ("Russian troops shelled Kupiansk and its streets.", {"Kupiansk"}),
    ],
)
def test_streets_are_not_the_towns_of_their_names(claims, sentence, places):
    assert {link.name for c in claims(LEAD + sentence) for link in c.links} - {"Lyman"} == places


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The attack, carried out by Russian troops, happened early Sunday in Izium.", "2024-05-19"),
        ("The bombing, blamed on Russian troops, occurred on Sunday in Izium.", "2024-05-19"),
        ("The attack, which Russian troops deny, took place on Sunday in Izium.", "2024-05-19"),
    ],
)
def test_when_it_happened_is_told_behind_an_aside(claims, sentence, about):
    assert {c.about.edtf for c in claims(LEAD + sentence) if c.links[0].name == "Izium"} == {about}


@pytest.mark.parametrize(
    ("sentence", "claimant", "side"),
    [
        ("Forces loyal to strongman Khalifa Haftar say they took Surman.", "orces loyal to", "lna"),
        ("Khalifa Haftar says his men took Surman.", "Khalifa Haftar", "lna"),
        (
            "Haftar's men took Surman, local officials and tribesmen said.",
            "local officials and tribesmen",
            "",
        ),
    ],
)
def test_the_loyal_are_not_the_person(claims, sentence, claimant, side):
    (claim,) = [
        c for c in claims("The LNA shelled Tripoli on Monday. " + sentence) if c.links[0].name == "Surman"
    ]
    assert claimant in claim.claimant and claim.side == side


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "“Surman is ours, the road to Surman that reaches Zuwara is under our control,” an officer said.",
            set(),
        ),
        ("LNA troops that reached Zuwara on Sunday dug in.", {"advanced"}),
        ("Rebels broke the dam holding back the water at Zuwara.", set()),
        ("GNA troops held back the LNA at Zuwara.", {"repelled"}),
    ],
)
def test_roads_do_not_advance_and_dams_do_not_fight(claims, sentence, expected):
    found = claims("The LNA shelled Tripoli on Monday. " + sentence)
    assert {c.predicate for c in found if c.links[0].name == "Zuwarah"} & {"advanced", "repelled"} == expected


def test_a_name_that_no_list_has_is_known_again_at_the_head_of_a_sentence(claims):
    text = (
        "Islamic State seized the town of al-Zab, 45 km from Kirkuk, on Saturday. It fights for Ramadi. "
        "Al-Zab fell in a surprise attack. Iraqi soldiers have left the town."
    )
    assert [c.links[0].place_id for c in claims(text) if c.predicate == "withdrew"] == ["name:al-zab"]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Azerbaijani troops took Hadrut. Armenian army spokesman Aram Petrosyan said this on Friday.",
            "Aram Petrosyan",
        ),
        (
            "The Armenian Defence Ministry said Shusha was shelled. It was noted that Hadrut was shelled.",
            "Ministry",
        ),
        (
            "Azerbaijani troops took Hadrut. Armenian army spokesman Aram Petrosyan said this week was hard.",
            "article",
        ),
        (
            "The Armenian Defence Ministry said Shusha was hit. Some fled. It was noted that Hadrut was hit.",
            "article",
        ),
    ],
)
def test_whose_words_stood_before(claims, text, claimant):
    assert [claimant in c.claimant for c in claims(text) if c.links[0].name == "Hadrut"] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian troops shelled the following settlements: Izium, Kupiansk and the city of Siversk.",
        "The following settlements were shelled: Izium, Kupiansk and the town of Siversk.",
        "The following settlements came under artillery fire: Izium, Kupiansk and Siversk.",
    ],
)
def test_all_that_a_list_names_is_hit(claims, sentence):
    assert {name for name, _ in tied(claims(LEAD + sentence))} == {"Izium", "Kupiansk", "Siversk"}


def test_the_capital_of_a_land_named_behind_it_is_no_other(claims):
    text = (
        "in Moscow, and agencies\n\nRussian troops took Tskhinvali, the battered capital of the breakaway "
        "Georgian region of South Ossetia, on Monday after Georgian troops withdrew."
    )
    assert {link.name for c in claims(text) for link in c.links} == {"Tskhinvali"}


@pytest.mark.parametrize(
    ("sentence", "claimant", "modality"),
    [
        ("Gunmen suspected to be rebels attacked a post in Gwoza.", "article", "asserted"),
        ("Fighters thought to be insurgents took Gwoza.", "article", "assessed"),
        ("Boko Haram gangs said they had taken Gwoza.", "Boko Haram gangs", "asserted"),
        (
            "Rebels, who have declared allegiance to Boko Haram, hold Gwoza, the army said.",
            "army",
            "asserted",
        ),
        ("Rebels, who say they will go on, attacked Gwoza.", "article", "asserted"),
    ],
)
def test_whom_people_are_taken_for_and_what_they_swear_is_no_saying(claims, sentence, claimant, modality):
    found = claims("Boko Haram insurgents attacked Bama on Monday. " + sentence)
    (claim,) = [c for c in found if c.links[0].name == "Gwoza"][:1]
    assert claimant in claim.claimant


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army in Izium is ready to respond to any attack.", set()),
        ("A foiled attack in Izium made news.", set()),
        ("A perpetrator of a foiled terrorist attack in Izium was named.", set()),
        ("The army denied any attack on Izium.", {("assaulted", "denied")}),
        ("The attack on Izium failed.", {("assaulted", "asserted")}),
    ],
)
def test_an_attack_that_may_come_or_came_to_nothing_is_none(claims, sentence, expected):
    found = [c for c in claims(LEAD + sentence) if c.links[0].name == "Izium"]
    assert {(c.predicate, c.modality) for c in found if c.predicate in ("assaulted", "struck")} == expected


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Yesterday at about 8:00 p.m., rebels, dressed in robes, attacked Gwoza.", "2024-05-21"),
        ("On Sunday, the gunmen, riding on motorcycles, stormed Gwoza.", "2024-05-19"),
        ("On Sunday at 20:30, rebels attacked Gwoza.", "2024-05-19"),
    ],
)
def test_an_hour_parts_no_day_from_its_deed(claims, sentence, about):
    found = claims("Boko Haram insurgents attacked Bama on Monday. " + sentence)
    assert {c.about.edtf for c in found if c.links[0].name == "Gwoza"} == {about}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Rebels shelled Kano Luru town.", {"name:kano luru"}),
        ("Rebels stormed Sokoto Biri village on Sunday.", {"name:sokoto biri"}),
        ("Rebels shelled Gwoza Monday.", {"Gwoza"}),
        ("Rebels shelled Gwoza town.", {"Gwoza"}),
        ("Rebels shelled Dikwa and Gwoza town.", {"Dikwa", "Gwoza"}),
    ],
)
def test_a_village_of_two_words_is_not_the_town_of_the_first(claims, sentence, places):
    found = claims("Boko Haram insurgents attacked Bama on Monday. " + sentence)
    named = {x.place_id if x.place_id.startswith("name:") else x.name for c in found for x in c.links}
    assert named - {"Bama"} == places


def test_a_village_of_two_words_is_not_the_town_of_the_first_where_its_district_follows(claims):
    text = (
        "Boko Haram insurgents attacked Bama on Monday. Rebels killed nine officers at their post "
        "in Mora Zanko village of Gwoza district."
    )
    assert "Mora" not in {x.name for c in claims(text) for x in c.links}


def test_prisoners_who_are_let_go_are_no_losses(claims):
    found = claims(LEAD + "Russian troops set prisoners free from the prison in Izium.")
    assert "losses" not in {c.predicate for c in found}
    found = claims(LEAD + "Russian troops took 40 prisoners in Izium.")
    assert "losses" in {c.predicate for c in found}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("The Serbs' assault around Suva Reka, 15 miles south of Kosovo's capital of Pristina, began.", 1),
        ("The Serbs' assault around Suva Reka and Klina began.", 2),
        ("The Serbs' assault on Suva Reka, in the south, and on Klina began.", 2),
    ],
)
def test_where_a_place_lies_is_measured_from_another(claims, sentence, places):
    found = claims(
        "Serb forces shelled rebels of the Kosovo Liberation Army in Prizren on Monday. " + sentence
    )
    assert len({x.name for c in found for x in c.links} & {"Suva Reka", "Pristina", "Klina"}) == places


@pytest.mark.parametrize(
    ("sentence", "predicates"),
    [
        ("The Taliban seized five provinces surrounding Herat.", set()),
        ("The Taliban shelled the villages surrounding Herat.", set()),
        ("The Taliban are surrounding Herat.", {"encircling"}),
        ("The Taliban took the hills and are surrounding Herat.", {"encircling"}),
    ],
)
def test_what_surrounds_a_town_does_not_besiege_it(claims, sentence, predicates):
    found = claims("Taliban fighters attacked army posts in Kunduz on Monday. " + sentence)
    named = {c.predicate for c in found if c.links[0].name == "Herat"}
    assert named & {"encircling", "encircled"} == predicates


def test_a_war_is_told_by_its_land_where_both_wars_name_the_same_forces():
    text = (
        "Kurdish forces retook the northern Iraqi town of Rabia from Islamic State insurgents on Saturday. "
        "Islamic State's advance in Iraq and neighbouring Syria has gone on since June. Kurdish officials in "
        "the Iraqi town said Islamic State had fled."
    )
    assert conflicts.choose(text, conflicts.load()).id == "iraq_islamic_state"


def test_territories_are_not_the_towns_of_their_names(claims):
    found = claims("M23 rebels attacked Goma on Monday. M23 rebels attacked Masisi and Walikale territories.")
    assert {x.place_id for c in found for x in c.links if x.name != "Goma"} == {
        "name:masisi",
        "name:walikale",
    }


def test_an_operation_is_no_person(claims):
    text = (
        "The Iraqi army said it had taken Hawija. Operation Strong Shield said it had struck Baiji. It also "
        "said it had struck Mosul."
    )
    assert [c.claimant for c in claims(text) if c.links[0].name == "Mosul"] == ["Operation Strong Shield"]


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("MAY 18:", "2024-05-18"),
        ("18 MAY:", "2024-05-18"),
        ("May 18:", "2024-05-18"),
        ("MAYOR:", "2024-05-22"),
    ],
)
def test_a_day_in_capitals_heads_an_item_too(claims, head, about):
    text = f"Russian troops shelled Lyman.\n\n{head} Russian troops hit Izium.\n\nMAY 17: Siversk was hit."
    assert {c.about.edtf for c in claims(text) if c.links[0].name == "Izium"} == {about}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "In the biggest push since a truce ended last week, residents said troops entered Izium.",
            "2024-05-22",
        ),
        ("After talks failed on Sunday, residents said Russian troops had shelled Izium.", "2024-05-22"),
        ("On Sunday, residents said Russian troops had shelled Izium.", "2024-05-19"),
        ("When asked on Sunday, residents said Russian troops had shelled Izium.", "2024-05-19"),
    ],
)
def test_the_time_of_a_clause_is_not_that_of_what_is_said_behind_it(claims, sentence, said):
    assert {c.said.edtf for c in claims(LEAD + sentence) if c.links[0].name == "Izium"} == {said}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The fall of Vavuniya will put all of Mannar in government hands.", set()),
        ("The capture of Vavuniya would bring Mannar under army control.", set()),
        ("The truce puts Mannar in rebel hands.", {"ltte_control"}),
        ("Government troops have brought Mannar under their control.", {"government_control"}),
    ],
)
def test_what_would_put_a_town_in_somebodys_hands_has_not(claims, sentence, expected):
    found = claims("Sri Lankan troops shelled Tamil Tigers in Kilinochchi on Monday. " + sentence)
    assert {c.status for c in found for x in c.links if x.name == "Mannar"} - {"none"} == expected


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("Contrary to claims by Russian state television, residents said Izium had not fallen.", "residents"),
        ("Contrary to what the Russian army said, Izium has not fallen, residents said.", "residents"),
        ("The Russian army said that Izium had fallen.", "Russian military"),
    ],
)
def test_whom_words_are_set_against_does_not_say_them(claims, sentence, claimant):
    assert {c.claimant for c in claims(LEAD + sentence) if c.links[0].name == "Izium"} == {claimant}


def test_eight_days_before_are_counted_like_two(claims):
    text = f"{LEAD}The raid comes eight days after the Russian army announced the capture of Izium."
    assert [c.said.edtf for c in claims(text) if c.links[0].name == "Izium"] == ["2024-05-14"]


def test_a_peninsula_is_not_the_town_of_its_name(claims):
    text = "Sri Lankan troops shelled Kilinochchi on Monday. The Tigers hold the Jaffna peninsula."
    assert [x.place_id for c in claims(text) if c.predicate == "holds" for x in c.links] == ["name:jaffna"]


def test_a_town_that_no_list_knows_is_not_the_region_of_its_name(claims):
    text = (
        "Libyan rebels fought Gaddafi forces near Brega on Monday. Rebels hold the town of Kufra. Gaddafi "
        "forces are shelling Kufra."
    )
    kufra = {x.place_id for c in claims(text) for x in c.links if x.name != "Brega"}
    assert kufra == {"name:kufra"}


def test_a_siege_that_is_played_again_is_none(claims):
    text = (
        "The siege of York will be brought back to life this weekend when it is re-enacted by royalists and "
        "roundheads. York was at the centre of a battle and its garrison was besieged by rebel forces."
    )
    assert claims(text) == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "Fighting goes on near a base, where government forces are holed up, showing the threat the "
            "militants pose after their swift capture of Kunduz.",
            "none",
        ),
        ("The Taliban are dug in after their swift capture of Kunduz.", "taliban_control"),
        ("Government forces are dug in after their swift capture of Kunduz.", "government_control"),
    ],
)
def test_their_capture_is_of_those_named_last(claims, sentence, status):
    found = claims("Taliban fighters attacked Afghan troops near Herat on Monday. " + sentence)
    assert {c.status for c in found if c.predicate == "captured"} == {status}


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Ada Lind, the UN spokesman in Kyiv,", ""),
        ("Ada Lind, a Red Cross official in Moscow,", ""),
        ("Ada Lind, a defence ministry spokesman in Moscow,", "russia"),
    ],
)
def test_a_person_sent_to_a_capital_is_not_of_its_side(claims, speaker, side):
    found = claims(f"{LEAD}{speaker} said Russian troops were shelling Kherson.")
    assert [c.side for c in found if c.links[0].name == "Kherson"] == [side]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("The Russian army answered with shelling from its base west of Izium.", 0),
        ("Russian troops attacked from positions north of Izium.", 0),
        ("Russian troops shelled positions north of Izium.", 1),
        ("Russian troops shelled a base west of Izium.", 1),
    ],
)
def test_where_the_guns_stand_is_not_what_they_hit(claims, sentence, places):
    found = claims(LEAD + sentence)
    hit = {x.name for c in found for x in c.links if "Izium" in x.name and c.predicate != "reported"}
    assert len(hit) == places


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Syrian rebels shelled Salamiyah, the army said. They said soldiers had left Homs.", "unknown"),
        ("Syrian rebels said they shelled Salamiyah. They said soldiers had left Homs.", "Syrian rebels"),
        ("Syrian rebels shelled Salamiyah, residents said. They said soldiers had left Homs.", "residents"),
    ],
)
def test_they_may_be_those_who_acted_or_those_who_spoke(claims, text, claimant):
    found = claims("Syrian rebels attacked Hama on Monday. " + text)
    assert {c.claimant for c in found if c.links[0].name == "Homs"} == {claimant}


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("Russian forces and allied Ukrainian units", "none"),
        ("Russian fighters and their allied Ukrainian units", "none"),
        ("Russian forces and allied units", "russia_control"),
        ("Russian forces and allied militiamen", "russia_control"),
        ("The shelling ended and Russian units", "russia_control"),
    ],
)
def test_a_side_and_the_others_unit_allied_with_it_took_no_town_for_either(claims, subject, status):
    found = claims(f"{LEAD}{subject} captured Izium on Wednesday.")
    assert {c.status for c in found if c.predicate == "captured"} == {status}


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Fighting erupted on Monday on the road linking the cities of Izium and Balakliia.", set()),
        ("Fighting erupted on Monday on the road between the towns of Izium and Balakliia.", set()),
        ("Fighting erupted on Monday in the cities of Izium and Balakliia.", {"Izium", "Balakliia"}),
    ],
)
def test_a_road_between_two_towns_is_in_neither(claims, sentence, places):
    found = claims(LEAD + sentence)
    assert {x.name for c in found for x in c.links if c.predicate == "fighting"} == places


@pytest.mark.parametrize(
    ("sentence", "hit"),
    [
        ("Drones struck Izium, the region's second-largest city, on Monday.", False),
        ("Drones struck Izium, the region's main town, on Monday.", False),
        ("Drones struck the region's power plants on Monday.", True),
        ("Drones struck the region on Monday.", True),
    ],
)
def test_a_town_told_by_its_region_is_the_town_alone(claims, sentence, hit):
    found = claims("Russian troops attacked Kharkiv, the capital of Kharkiv region. " + sentence)
    struck = {x.name for c in found for x in c.links if c.predicate == "struck"}
    assert any("Kharkiv" in name for name in struck) == hit


@pytest.mark.parametrize(
    "post",
    [
        "leader of the Tigray People's Liberation Front (TPLF)",
        "head of the TPLF",
        "a spokesman for the Tigray People's Liberation Front (TPLF)",
    ],
)
def test_who_heads_a_body_with_initials_speaks_and_not_the_body(claims, post):
    text = f"Ethiopian forces bombed Mekelle on Monday, Debretsion Gebremichael, {post}, told Reuters."
    assert [(c.claimant, c.side) for c in claims(text)] == [("Debretsion Gebremichael", "tigray")]


def test_a_review_of_a_documentary_tells_of_no_war(claims):
    text = (
        "This gripping documentary offers a portrait of the battle for Homs. The city is torn apart by war "
        "between government forces and rebels. The story unfolds through the eyes of a filmmaker who films "
        "the bombing of the besieged quarters."
    )
    assert claims(text) == []


def test_whom_people_flee_from_do_nothing_in_the_sentence(claims):
    text = f"{LEAD}In Izium, Ukrainian officials said people had fled their homes from advancing Russians."
    assert "advanced" not in {c.predicate for c in claims(text)}
