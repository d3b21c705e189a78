"""Which place is meant: names that are longer than a town's, words that stand for a place, and places that
are only spoken of beside another.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from geo.reading import Reading

DAY = DateInterval("2024-05-22", date(2024, 5, 22), date(2024, 5, 22), "given")  # a Wednesday


@pytest.fixture(scope="module")
def reading():
    """Text -> how it is read."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def whole(text: str) -> Reading:
        document = Document("d", text, published=DAY)
        return pipeline.process(document, gazetteer=gazetteer, conflicts=wars)

    return whole


def named(reading: Reading) -> dict[str, str]:
    """Names that are used for places -> the place, "" where none could be chosen."""
    return {
        r.toponym.text: r.place.name if r.place else ""
        for r in reading.resolutions
        if r.toponym.use == "place"
    }


def claimed(reading: Reading, predicate: str = "") -> list[str]:
    """Names of the places of the claims, of one kind or of all."""
    return [link.name for c in reading.claims if predicate in ("", c.predicate) for link in c.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian jets bombed rebel positions in the Argun and Vedeno gorges on Monday.",
            {"Argun": "", "Vedeno gorges": ""},
        ),
        ("Russian troops fought rebels near the Argun gorge on Monday.", {"Argun gorge": ""}),
        ("Fighting went on in the Kherson forest on Monday.", {"Kherson forest": ""}),
        ("The Taliban shelled the Panjshir valley on Monday.", {"Panjshir valley": "Panjshir Valley"}),
    ],
)
def test_a_gorge_is_not_the_town_of_its_name(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters overran Ghazni. The governor fled to Kabul. Government forces held the airport.",
        "The Taliban attacked Ghazni on Sunday. Thousands of people fled to Kabul. The city is surrounded.",
        "Russian troops shelled Lyman on Sunday. Hundreds were evacuated to Kharkiv. The town is surrounded.",
    ],
)
def test_where_people_fled_to_is_not_the_place_that_is_spoken_of(reading, text):
    first = claimed(reading(text))[0]
    assert claimed(reading(text), "holds") + claimed(reading(text), "encircled") == [first]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Russian troops advanced in Bakhmut. Ukraine's T0504 supply route to the west of the town "
            "was cut.",
            ["T0504"],
        ),
        ("Russian troops advanced in Bakhmut. They shelled Ivanivske, west of the town.", ["Ivanivske"]),
        ("Russian troops advanced in Bakhmut. They shelled villages west of the town.", ["west of Bakhmut"]),
    ],
)
def test_a_sector_that_tells_where_a_named_place_lies_is_no_place_of_its_own(reading, text, places):
    assert claimed(reading(text))[1:] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian troops took Gekhi-Chu on Monday, rebels said.", {"Gekhi-Chu": ""}),
        (
            "Hezbollah shelled Israeli troops in Ayta ash-Shaab on Monday.",
            {"Ayta ash-Shaab": "Aita al-Shaab"},
        ),
        ("Syrian troops shelled Homs ash-Shimal on Monday, rebels said.", {"Homs ash-Shimal": ""}),
        (
            "Russian troops attacked on the Lyman-Kreminna axis on Monday.",
            {"Lyman": "Lyman", "Kreminna": "Kreminna"},
        ),
    ],
)
def test_a_name_is_not_cut_to_its_first_half(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israeli tanks advanced into the northern Gaza city of Jabalia on Monday, Hamas said.", "Jabalia"),
        ("Russian forces advanced into the Kherson city of Beryslav on Monday.", "Beryslav"),
    ],
)
def test_the_city_of_a_region_has_a_name_of_its_own(reading, text, place):
    assert claimed(reading(text)) == [place]


GOMA = "M23 rebels shelled Goma on Monday. People fled Goma. An aid group said Goma was short of water. "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (  # told by the apposition
            "M23 rebels shelled Goma on Monday. On Sunday the rebels took the city of Bukavu. "
            "The rebels had besieged the city, capital of North Kivu province, since May.",
            "Goma",
        ),
        (  # told by what the text is about
            GOMA + "The attack came after the rebels took Bukavu on Sunday. Rebels entered the city at dawn.",
            "Goma",
        ),
        (  # the news of another city is news
            GOMA + "The rebels also took Bukavu on Sunday. The rebels entered the city at dawn.",
            "Bukavu",
        ),
        (  # a metropolis is no town
            "Libyan government troops took Gharyan on Monday. Haftar's forces attacked Tripoli in April. "
            "The troops shelled the town at dawn.",
            "Gharyan",
        ),
        (
            "Russian tanks reached Kharkiv on Monday. Shells fell near Ukraine's capital Kyiv on Monday. "
            "Russian troops shelled Kharkiv. Russian troops shelled the capital city at dawn.",
            "Kyiv",
        ),
        (  # a paragraph with a label
            "Kharkiv: Russian troops shelled the suburbs on Monday.\n\n"
            "Kyiv: Shells fell on Monday. Russian troops have encircled the city.",
            "Kyiv",
        ),
        ("Taliban fighters took Kunduz on Monday. Clashes went on south of the city.", "south of Kunduz"),
        ('Taliban fighters said "clashes broke out at dawn" north of Kunduz.', "north of Kunduz"),
        (  # of the province that is named, not of the last one
            "Taliban fighters entered Mazar-i-Sharif on Sunday and Kunduz on Monday. A council member of "
            "Balkh province said the fighters had seized the provincial capital.",
            "Mazar-e Sharif",
        ),
        (
            "South Sudanese rebels took Malakal, the capital of Upper Nile state, on Monday. Rebels attacked "
            "Bentiu. The army said it had recaptured the Upper Nile state capital.",
            "Malakal",
        ),
    ],
)
def test_the_city_is_the_one_that_is_spoken_of(reading, text, place):
    assert claimed(reading(text))[-1] == place


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters entered Kunduz on Monday. The army fled to a small town in the hills. "
        "Taliban fighters shelled the town at dawn.",
        "Taliban fighters entered Kunduz on Monday. A council member of Balkh province said the fighters had "
        "seized the provincial capital.",
    ],
)
def test_a_town_that_the_text_does_not_name_is_not_the_last_one(reading, text):
    last = text.rindex(". ", 0, -1)
    assert not [c for c in reading(text).claims if c.start > last]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a land of its own, and one that no list has
            "Georgian troops shelled villages in South Ossetia and in South Tavush on Monday.",
            {"South Ossetia": "South Ossetia", "South Tavush": ""},
        ),
        ("Rebels shelled West Aleppo on Monday.", {"Aleppo": "Aleppo"}),
        (  # the region after a list holds for all its members, wherever they are named
            "Russian forces took Stupochky and Otradne in Donetsk region. Otradne was shelled before.",
            {"Stupochky": "Stupochky", "Otradne": "", "Donetsk region": "Donetsk Oblast"},
        ),
        (
            "Ukrainian troops began an incursion into Russia's Kursk on Monday.",
            {"Kursk": "Kursk Oblast"},
        ),
        (
            "Ukrainian troops shelled the Kursk region on Monday. Clashes went on in Russia's Kursk.",
            {"Kursk region": "Kursk Oblast", "Kursk": ""},
        ),
        (  # nothing of a list is dropped in silence
            "The villages of Hadrut, Chayli and Gorazilli have been taken over by Azerbaijani forces.",
            {"Hadrut": "Hadrut", "Chayli": "", "Gorazilli": ""},
        ),
        ("Iraqi forces seized the Daesh-held district near Mosul on Monday.", {"Mosul": "Mosul"}),
        (  # whose forces they are, not where
            "Kurdistan's battle-hardened Peshmerga forces attacked Sinjar on Monday.",
            {"Sinjar": "Sinjar"},
        ),
    ],
)
def test_what_a_name_is_taken_for(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (  # no region is called the Islamic State
            "Iraqi jets shelled Raqqa province on Monday. The onslaught was to cut a supply line of the "
            "Islamic State militia.",
            ["Raqqa"],
        ),
        (  # where a government sits
            "Libyan government troops took Gharyan on Monday. Since the killing of Gaddafi in 2011 Libya has "
            "been split between a government headed by Fayez Sarraj in Tripoli and another one.",
            ["Gharyan"],
        ),
    ],
)
def test_where_it_happens(reading, text, places):
    assert claimed(reading(text)) == places


def test_the_base_is_where_a_base_was_named(reading):
    text = (
        "Militants attacked a base in Gao on Sunday, the Malian army said. Soldiers in Timbuktu were "
        "attacked on Monday. A local source said the jihadists had captured the camp."
    )
    assert claimed(reading(text), "captured") == ["Gao"]


def test_losses_of_an_army_are_not_those_of_one_town(reading):
    text = "Russian troops shelled Kharkiv on Monday. Dozens of {} were killed, the ministry said."

    assert claimed(reading(text.format("people")), "losses") == ["Kharkiv"]
    assert claimed(reading(text.format("Ukrainian troops")), "losses") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the village of that name elsewhere is not the one in the list
            "Hezbollah stopped Israeli troops near Maroun al-Ras, Ainata and Haris on Monday.",
            {"Maroun al-Ras": "Maroun al-Ras", "Ainata": "Ainata", "Haris": ""},
        ),
        (  # a town that no other is called like is, however far off
            "Russian forces attacked in Donetsk region on Monday. They attacked Pokrovsk and Myrnohrad. The "
            "army said it held Pokrovsk and Kupiansk.",
            {"Donetsk region": "Donetsk Oblast", "Pokrovsk": "Pokrovsk", "Myrnohrad": "Myrnohrad",
             "Kupiansk": "Kupiansk"},
        ),
        ("Russian forces in Chechnya attacked rebels on Monday.", {"Chechnya": "Chechnya"}),
    ],
)  # fmt: skip
def test_how_far_the_places_of_a_list_lie_apart(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russian forces shelled Chernihiv and Sumy. Both remain under Ukrainian control, the army said.",
         {"Chernihiv", "Sumy"}),
        ("Both remain under Ukrainian control, the Ukrainian army said.", set()),
    ],
)  # fmt: skip
def test_both_are_the_two_named_before(reading, text, places):
    assert set(claimed(reading(text), "holds")) == places


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Russia intensified attacks away from the Kharkiv region, the Ukrainian army said.", "assaulted"),
        ("The Tamil Tigers are withdrawing inland towards Mullaitivu area, the army said.", "withdrew"),
    ],
)
def test_where_they_are_not_and_where_they_go(reading, text, predicate):
    assert not claimed(reading(text), predicate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kurdish forces took Mount Sinjar on Monday, Islamic State said.", {"Mount Sinjar": "Mount Sinjar"}),
        ("Kurdish forces took Mount Karbala on Monday, Islamic State said.", {"Mount Karbala": ""}),
        ("M23 rebels reached Lake Tanganyika.", {"Lake Tanganyika": "Lake Tanganyika"}),
        ("M23 rebels reached Lake Bukavu near Uvira.", {"Lake Bukavu": "", "Uvira": "Uvira"}),
        (  # a namesake five hundred kilometres off is not near
            "The Arakan Army took Pauktaw town, which is also near Sittwe, on Monday.",
            {"Pauktaw": "", "Sittwe": "Sittwe"},
        ),
        (
            "Donetsk regional governor Vadym Filashkin said Russian troops had shelled Vuhledar.",
            {"Vuhledar": "Vuhledar"},
        ),
    ],
)
def test_a_name_that_another_word_makes_another_place_s(reading, text, expected):
    assert named(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (  # a city that only tells how far off a village lies is not "the city"
            "Gostre is a village 30 kilometres west of Donetsk city. Russian troops tried to enter Vuhledar, "
            "a mining town, the Donetsk governor said. Russian groups entered the city on Monday.",
            {"Vuhledar"},
        ),
        (
            "Boko Haram attacked Baga in Nigeria. The village on the shore of Lake Chad was shelled at dawn.",
            {"Baga"},
        ),
        (
            "Syrian rebels took Hama on Monday. In the eastern province of Deir el-Zour, rebels attacked the "
            "government-held city.",
            set(),
        ),
        ("Boko Haram fighters shelled the Borno state capital, Maiduguri.", {"Maiduguri"}),
    ],
)
def test_the_last_sentence_is_of_this_place(reading, text, places):
    last = text.rfind(". ", 0, -1)
    ids = {link.place_id for c in reading(text).claims if c.start > last for link in c.links}
    assert {p.name for p in reading(text).places if p.place_id in ids} == places


def test_who_died_in_the_fighting_died_where_it_was(reading):
    text = (
        "Tuareg rebels said they attacked troops in Tessalit. The rebels also said a helicopter that they "
        "hit crashed in Kidal. Mali's army said two soldiers were killed in the fighting."
    )
    assert claimed(reading(text), "losses") == ["Tessalit"]


def test_they_are_the_soldiers_that_the_speaker_calls_ours(reading):
    text = (
        "Boko Haram attacked Baga last week. A Nigerian military officer said, “Our soldiers entered Baga on "
        "Monday. They are in total control of the town.”"
    )
    assert [c.status for c in reading(text).claims if c.predicate == "holds"] == ["government_control"]


def test_the_area_is_that_of_what_was_taken(reading):
    text = (
        "Kurdish-led forces attacked Raqqa. They took the stadium after clearing most of the area on Monday."
    )

    assert {link.extent for c in reading(text).claims if c.predicate == "captured" for link in c.links} == {
        "part"
    }


def test_who_is_repelled_is_repelled_where_the_officer_who_says_so_stands(reading):
    text = (
        "Captain Ali Omar, a Somali military officer in Adan Yabaal, said government forces had repelled the "
        "militants. Al-Shabaab said it had taken the town."
    )
    assert [(c.predicate, c.status) for c in reading(text).claims] == [
        ("repelled", "contested"),
        ("captured", "al_shabaab_control"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the Sassandra river in Ivory Coast.", {"Sassandra river": ""}),
        ("Russian troops shelled the Dnipro river on Monday.", {"Dnipro river": "Dnipro"}),
        (
            "Boko Haram attacked soldiers on the Baga lake in Nigeria.",
            {"Baga lake": "", "Nigeria": "Nigeria"},
        ),
    ],
)
def test_a_river_is_not_the_town_of_its_name(reading, text, expected):
    found = reading(text)
    assert {name: place for name, place in named(found).items() if name in expected} == {
        name: place for name, place in expected.items() if name in named(found)
    }
    assert "settlement" not in {r.place.kind for r in found.resolutions if r.place}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (  # of a town that no list knows
            "Shells hit Sibut in the Central African Republic. Kaga-Odro is the fourth regional capital to "
            "be attacked by rebels.",
            set(),
        ),
        (
            "A military source in Bangui, Central African Republic, said they had met. The Seleka rebels "
            "refused to pull back from their positions.",
            set(),
        ),
        ("Russia launched air strikes on parts of Aleppo - Syria's second largest city.", {"Aleppo"}),
        (
            "On Wednesday a unit in the capital, Sittwe, shelled Lonk Taung village, the Arakan Army said.",
            {"Lonk Taung"},
        ),
    ],
)
def test_the_last_sentence_is_of_no_other_place(reading, text, places):
    last = text.rfind(". ", 0, -1)
    assert {link.name for c in reading(text).claims if c.start > last for link in c.links} == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels shelled Houston, Texas, and a base in California on Monday.",
            {"Houston": "settlement", "Texas": "region", "California": "region"},
        ),
        ("Russian troops shelled Kherson on Monday.", {"Kherson": "settlement"}),
        ("The Taliban shelled Kunduz on Monday.", {"Kunduz": "settlement"}),
    ],
)
def test_a_great_region_is_meant_before_a_village_of_its_name(reading, text, expected):
    kinds = {r.toponym.text: r.place.kind for r in reading(text).mapped}
    assert kinds == expected


def test_the_largest_town_of_its_name_may_lie_far_from_all_others(reading):
    text = (
        "Russian troops attacked Lyman on Monday. A missile alert sounded in Kyiv. A strike killed two in "
        "Odesa. Another one cut off the power in Sumy."
    )
    assert named(reading(text))["Lyman"] == "Lyman"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "It is hot. The Liberian capital Monrovia fell to rebels from Ivory Coast.",
            {"Monrovia"},
        ),
        (
            "One spoke. The Taliban seized a district in Kunduz province, where they took the provincial "
            "capital last year, and will attack Khan Abad.",
            {"Kunduz", "Khanabad"},
        ),
        (
            "One spoke. The Taliban attacked the district of Dashti Osk in Kunduz province before seizing "
            "full control of the area.",
            {"Dashti Osk"},
        ),
        ("An official spoke. The Houthis attacked Marib's key district of Abdosk in Yemen.", {"Abdosk"}),
        (
            "M23 rebels massed at Keyosk, 38 km northwest of Goma. Ten were killed in attacks on the city.",
            set(),
        ),
    ],
)
def test_the_last_sentence_is_of_what_it_names(reading, text, places):
    last = text.rfind(". ", 0, -1)
    assert {link.name for c in reading(text).claims if c.start > last for link in c.links} == places


def test_who_braces_for_an_attack_is_not_attacked(reading):
    (claim,) = reading("Goma braced for a fresh attack by M23 rebels on Monday.").claims
    assert claim.modality == "predicted"


def test_a_country_is_no_town_that_is_called_so_elsewhere(reading):
    text = "Rebels took Palmyra, after they ruled areas of Syria and Iraq under their control in 2014."
    assert "Arak" not in {place.name for place in reading(text).places}


def test_a_people_is_no_place(reading):
    text = "Sri Lanka's army captured the Tamil Tigers' northern stronghold of Kilinochchi."
    assert named(reading(text)) == {"Kilinochchi": "Kilinochchi"}


def test_the_city_of_one_land_lies_in_no_other(reading):
    text = "Iraqi forces took Mosul from Islamic State. Troops have surrounded the Syrian city."
    assert claimed(reading(text), "encircled") == []
