"""Places and their look-alikes in the manner of many outlets, about thirteen wars.

Each row: conflict, text, names that are places, names that must not be taken for one.
"""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

import pytest

from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.toponyms import recognise

ROWS = [
    # an unknown name that is taken or described as a town
    (
        "iraq_islamic_state",
        "Peshmerga fighters recaptured Zinavar, a town near Mosul.",
        ["Zinavar"],
        [],
    ),
    ("iraq_islamic_state", "Tel Harran, east of Mosul, was captured by Iraqi troops.", ["Tel Harran"], []),
    ("iraq_islamic_state", "Iraqi forces have liberated Zorava from Islamic State.", ["Zorava"], []),
    ("syria", "Rebels seized the village of Khan Bazur on Monday.", ["Khan Bazur"], []),
    ("syria", "Rebels captured Zarour, a senior army officer, near Saraqib.", ["Saraqib"], ["Zarour"]),
    ("russia_ukraine", "The Azov Brigade held the plant in Mariupol.", ["Mariupol"], ["Azov"]),
    ("russia_ukraine", "Shakhtar Donetsk drew 1-1 with Dynamo Kyiv in Lviv.", ["Lviv"], ["Donetsk", "Kyiv"]),
    (
        "russia_ukraine",
        "The Kyiv Independent and the Moscow Times reported fighting near Bakhmut.",
        ["Bakhmut"],
        ["Kyiv", "Moscow"],
    ),
    ("russia_ukraine", "Kharkiv National University moved its staff to Poltava.", ["Poltava"], ["Kharkiv"]),
    (
        "russia_ukraine",
        "The 92nd Kharkiv Brigade and the Kholodnyi Yar Brigade fought near Kreminna.",
        ["Kreminna"],
        ["Kharkiv", "Kholodnyi Yar"],
    ),
    (
        "russia_ukraine",
        "The Minsk agreements and the Istanbul talks changed nothing in Donetsk.",
        ["Donetsk"],
        ["Minsk", "Istanbul"],
    ),
    ("russia_ukraine", "Kyiv said it had struck Engels; Moscow denied it.", ["Engels"], ["Kyiv", "Moscow"]),
    ("russia_ukraine", "Moscow's forces entered Avdiivka, the Kremlin said.", ["Avdiivka"], ["Moscow"]),
    ("russia_ukraine", "On Odesa Street in Bakhmut, shells hit the bakery.", ["Bakhmut"], ["Odesa"]),
    (
        "russia_ukraine",
        "Analysts in Washington and a diplomat in Brussels said Kupiansk would hold.",
        ["Kupiansk"],
        ["Washington", "Brussels"],
    ),
    (
        "russia_ukraine",
        "KYIV, March 14 (Reuters) - Russian troops shelled Nikopol, officials said.",
        ["Nikopol"],
        ["KYIV"],
    ),
    (
        "russia_ukraine",
        "Chernihiv beer and Odesa jokes helped the soldiers in Chasiv Yar.",
        ["Chasiv Yar"],
        ["Chernihiv", "Odesa"],
    ),
    (
        "russia_ukraine",
        "Israel Katz and Chad Wilson met Michael Jordan; meanwhile shells hit Kherson.",
        ["Kherson"],
        ["Israel", "Chad", "Jordan"],
    ),
    ("russia_ukraine", "Odessa Rae, the film's producer, filmed in Lyman.", ["Lyman"], ["Odessa"]),
    (
        "russia_ukraine",
        "The cruiser Moskva and the corvette Askold sank; Sevastopol was hit.",
        ["Sevastopol"],
        ["Moskva"],
    ),
    ("russia_ukraine", "Azovstal and the Motor Sich plant in Zaporizhzhia burned.", ["Zaporizhzhia"], []),
    (
        "russia_ukraine",
        "The pro-Kyiv government and Moscow-backed fighters clashed over Izium.",
        ["Izium"],
        ["Kyiv", "Moscow"],
    ),
    (
        "russia_ukraine",
        "Tu-22M3 bombers from Mozdok fired Kh-22 missiles at Dnipro.",
        ["Mozdok", "Dnipro"],
        [],
    ),
    (
        "russia_ukraine",
        "The Dnipro flows past Kherson; across the Dnipro, Oleshky is held by Russia.",
        ["Kherson", "Oleshky"],
        [],
    ),
    (
        "russia_ukraine",
        "The Institute of International Relations in Prague and King's College London assess the front at Robotyne.",
        ["Robotyne"],
        ["Prague", "London"],
    ),
    (
        "russia_ukraine",
        "Residents of Saltivka, a district of Kharkiv, fled; Northern Saltivka was shelled.",
        ["Saltivka", "Kharkiv"],
        [],
    ),
    (
        "russia_ukraine",
        "Ukraine's Dnipro operational command said the village of Zherebianky was shelled.",
        ["Zherebianky"],
        ["Dnipro"],
    ),
    (
        "russia_ukraine",
        "The Operational Group Luhansk and the Kharkiv tactical group repelled attacks at Synkivka.",
        ["Synkivka"],
        ["Luhansk", "Kharkiv"],
    ),
    (
        "sudan",
        "KHARTOUM — The army shelled Bahri and Omdurman from Khartoum's Kafouri district.",
        ["Bahri", "Omdurman"],
        ["KHARTOUM"],
    ),
    (
        "sudan",
        "The RSF stormed Abu Shouk camp north of El Fasher and the village of Um Kadada.",
        ["El Fasher", "Um Kadada"],
        [],
    ),
    (
        "sudan",
        "The Port Sudan government rejected the Jeddah talks; fighting raged in Babanusa.",
        ["Babanusa"],
        ["Jeddah"],
    ),
    (
        "sudan",
        "The Sudan Tribune reported shelling in El Obeid, North Kordofan.",
        ["El Obeid", "North Kordofan"],
        ["Sudan"],
    ),
    ("sudan", "Al-Hilal Omdurman played in Nouakchott while the RSF bombed Kosti.", ["Kosti"], ["Omdurman"]),
    (
        "syria",
        "The Damascus government lost Saraqib; Ankara denied involvement.",
        ["Saraqib"],
        ["Damascus", "Ankara"],
    ),
    ("syria", "Al-Nusra and Ahrar al-Sham took Jisr al-Shughur and Ariha.", ["Jisr al-Shughur", "Ariha"], []),
    (
        "myanmar",
        "YANGON - The Arakan Army seized Ann and Thandwe, residents of Sittwe said.",
        ["Ann", "Thandwe", "Sittwe"],
        ["YANGON", "Arakan"],
    ),
    (
        "myanmar",
        "The Kachin Independence Army took Laiza's outposts and advanced on Bhamo.",
        ["Laiza", "Bhamo"],
        ["Kachin"],
    ),
    (
        "myanmar",
        "The Mandalay PDF attacked Thabeikkyin; the Karen National Union fought in Myawaddy.",
        ["Thabeikkyin", "Myawaddy"],
        ["Mandalay", "Karen"],
    ),
    (
        "drc_m23",
        "M23 rebels entered Masisi-Centre and Sake, the Congo River Alliance said.",
        ["Sake"],
        ["Congo"],
    ),
    (
        "drc_m23",
        "Kinshasa accused Kigali of arming the M23, which holds Bunagana.",
        ["Bunagana"],
        ["Kinshasa", "Kigali"],
    ),
    (
        "drc_m23",
        "Heavy fighting in Minova, on Lake Kivu, cut the road to Goma and Bukavu.",
        ["Minova", "Goma", "Bukavu"],
        [],
    ),
    (
        "gaza_lebanon",
        "Israeli tanks reached Beit Lahia and the Jabalia refugee camp; Tel Aviv said nothing.",
        ["Beit Lahia"],
        ["Tel Aviv"],
    ),
    (
        "gaza_lebanon",
        "Rockets hit Kiryat Shmona and Metula; Hezbollah fought in Aitaroun, Khiam and Maroun al-Ras.",
        ["Kiryat Shmona", "Metula", "Khiam", "Maroun al-Ras", "Aitaroun"],
        [],
    ),
    (
        "gaza_lebanon",
        "The Beirut daily An-Nahar said raids hit Nabatieh and Tyre.",
        ["Nabatieh", "Tyre"],
        ["Beirut"],
    ),
    (
        "ethiopia_tigray",
        "Federal troops took Shire, Axum and Adwa; the Addis Standard reported shelling in Adigrat.",
        ["Shire", "Axum", "Adwa", "Adigrat"],
        ["Addis"],
    ),
    (
        "nagorno_karabakh",
        "Azerbaijan's army took Hadrut; Stepanakert was shelled, Yerevan said.",
        ["Hadrut", "Stepanakert"],
        ["Yerevan"],
    ),
    (
        "nagorno_karabakh",
        "The Minsk Group's co-chairs met in Geneva while Shusha fell.",
        ["Shusha"],
        ["Minsk", "Geneva"],
    ),
    (
        "yemen",
        "The Aden-based government lost Bayhan; the Stockholm Agreement froze the front at Hodeidah.",
        ["Bayhan", "Hodeidah"],
        ["Aden", "Stockholm"],
    ),
    ("yemen", "Houthi fighters took al-Jubah, Harib and Hays district.", ["Harib"], []),
    (
        "libya",
        "Haftar's LNA left Tarhuna; the Misrata brigades entered Bani Walid, Tripoli said.",
        ["Tarhuna", "Bani Walid"],
        ["Misrata", "Tripoli"],
    ),
    (
        "sahel",
        "Jihadists attacked Djibo and Kaya; Ouagadougou sent troops from Kaya to Dori.",
        ["Djibo", "Kaya", "Dori"],
        ["Ouagadougou"],
    ),
    (
        "sahel",
        "The Wagner Group fought near Tinzaouaten; the Sahel Institute called it a defeat.",
        ["Tinzaouaten"],
        ["Sahel"],
    ),
    (
        "afghanistan",
        "The Taliban took Zaranj and Sheberghan; Kabul vowed to retake Kunduz.",
        ["Zaranj", "Sheberghan", "Kunduz"],
        ["Kabul"],
    ),
    (
        "afghanistan",
        "The Kandahar Air Wing bombed Lashkar Gah, and the Doha talks stalled.",
        ["Lashkar Gah"],
        ["Kandahar", "Doha"],
    ),
    (
        "drc_m23",
        "The governor died on Friday of wounds he had received at Kasengezi, in North Kivu.",
        ["Kasengezi"],
        [],
    ),
    (
        "drc_m23",
        "Some 300,000 people have left the camps of Kanyaruchinya and Bulengo near Goma, according to the UN.",
        ["Kanyaruchinya", "Bulengo"],
        [],
    ),
    ("drc_m23", "Nangaa has said in Goma that his goal is Kinshasa.", ["Kinshasa"], []),
    (
        "russia_ukraine",
        "Attempts to land near Krynky and on the Antonivskyi islands were foiled.",
        ["Antonivskyi islands"],
        [],
    ),
    (
        "myanmar",
        "Junta loses command headquarters in Lashio, ethnic army says\n\nFriday, July 26, 2024\n\nThe alliance captured the town of Lashio, it said.",
        ["Lashio"],
        [],
    ),
    (
        "russia_ukraine",
        "A glide bomb killed two men at a well in Zabalka, a quarter in Toretsk's south.",
        ["Zabalka"],
        [],
    ),
    (
        "gaza_lebanon",
        "The Israeli army announced that its 91st Division had attained “operational control” over Aitaroun and was carrying out raids in Bint Jbeil.",
        ["Aitaroun", "Bint Jbeil"],
        [],
    ),
    (
        "gaza_lebanon",
        "UNIFIL accused the army of demolishing property near its post at Ras Naqoura. “Our blue helmets are not leaving Shamaa,” a spokesperson said.",
        ["Ras Naqoura", "Shamaa"],
        [],
    ),
    (
        "gaza_lebanon",
        "Tanks were seen on a hill near Tyre, something the mayor of Tyre, Hassan Dbouk, called a rumour.",
        ["Tyre"],
        [],
    ),
    (
        "sahel",
        "A nurse in Kidal says looters have been at work in Étambar, the western quarter.",
        ["Étambar"],
        [],
    ),
    (
        "sahel",
        "The same group might be in control of several villages around Ber, a locality which the army says it wrested.",
        ["Ber"],
        [],
    ),
    (
        "russia_ukraine",
        "'Take Kreminna and Svatove is next,' a soldier told us.",
        ["Kreminna", "Svatove"],
        [],
    ),
    (
        "yemen",
        "With the fall of Al Jubah and Jabal Murad in late October, the Houthis stand at three sides of Marib city.",
        ["Al Jubah", "Jabal Murad"],
        [],
    ),
    (
        "yemen",
        "Its southern approaches are contested daily around Umm Rish, a former army camp.",
        ["Umm Rish"],
        [],
    ),
    (
        "yemen",
        "Al Abdiyah, besieged since 23 September and entered by them in mid-October, had 35,000 inhabitants.",
        ["Al Abdiyah"],
        [],
    ),
    (
        "sudan",
        "The RSF overran Jebel Moya and the villages of Wad al-Noura and Al-Seriha in Gezira.",
        ["Jebel Moya", "Wad al-Noura", "Al-Seriha"],
        [],
    ),
    (
        "sudan",
        "The army retook Al-Dali and Al-Mazmoum, and drones hit Kenana airport.",
        ["Al-Dali", "Al-Mazmoum"],
        [],
    ),
    (
        "sudan",
        "Residents of Tuti Island and the Al-Kalakla neighbourhood fled to Jebel Aulia.",
        ["Jebel Aulia"],
        [],
    ),
    (
        "ethiopia_tigray",
        "Shelling hit Hawzen, Wukro and Idaga Hamus, aid workers said.",
        ["Hawzen", "Wukro", "Idaga Hamus"],
        [],
    ),
    (
        "nagorno_karabakh",
        "Fighting continued in the directions of Martuni and Askeran, and around Karmir Shuka.",
        ["Martuni", "Askeran", "Karmir Shuka"],
        [],
    ),
    (
        "myanmar",
        "Resistance fighters seized Pinlebu, Kawlin and Tigyaing; airstrikes hit Namhkam's market.",
        ["Pinlebu", "Kawlin", "Tigyaing", "Namhkam"],
        [],
    ),
    (
        "drc_m23",
        "Wazalendo fighters recaptured Kitshanga and attacked Bwito; shells fell on Mugunga camp.",
        ["Kitshanga"],
        [],
    ),
    (
        "syria",
        "Clashes in Tel Rifaat, Manbij and the Tishreen Dam area killed 12; Kobani was shelled.",
        ["Tel Rifaat", "Manbij", "Kobani"],
        [],
    ),
    (
        "gaza_lebanon",
        "Tanks pushed into Shujaiya, Zeitoun and Tal al-Hawa in Gaza City.",
        ["Shujaiya", "Zeitoun", "Tal al-Hawa"],
        [],
    ),
    (
        "iraq_islamic_state",
        "Militiamen took Tal Abtah and Hatra's outskirts; jets bombed Hawija.",
        ["Tal Abtah", "Hawija"],
        [],
    ),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def wars() -> dict[str, conflicts.Conflict]:
    return {war.id: war for war in conflicts.load()}


@pytest.mark.parametrize(("war", "text", "places", "others"), ROWS)
def test_places_and_look_alikes(war, text, places, others, gazetteer, wars):
    found = {t.text for t in recognise(Document("d", text), gazetteer, wars[war]) if t.use == "place"}

    assert found >= set(places)
    assert not found & set(others)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The rebels hold Goma International Airport.", "airport"),
    ],
)
def test_an_airport_that_no_list_has_is_a_part_of_its_town(text, part, gazetteer, wars):
    [goma] = [t for t in recognise(Document("d", text), gazetteer, wars["drc_m23"]) if t.use == "place"]

    assert (goma.text, goma.part) == ("Goma", part)


FACTBOX = """Who controls what

* GOMA: Taken by M23 rebels in January.
* BUKAVU: Fell in February.
* KAZIBA: The army retook it on Monday.
"""


def test_heading_of_an_item_among_places_is_a_place(gazetteer, wars):
    found = recognise(Document("d", FACTBOX), gazetteer, wars["drc_m23"])

    assert [t.text for t in found if t.use == "place"] == ["GOMA", "BUKAVU", "KAZIBA"]


def test_heading_of_an_item_among_other_things_is_none(gazetteer, wars):
    text = FACTBOX.replace("BUKAVU", "FUEL").replace("GOMA", "FOOD")
    found = recognise(Document("d", text), gazetteer, wars["drc_m23"])

    assert "KAZIBA" not in [t.text for t in found if t.use == "place"]
