"""What counts as a mention of a place: [[X]] marks one, {{X}} a look-alike that must not be one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.model import Document, Toponym, Zone
from geo.toponyms import recognise

MARK = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def wars() -> list[conflicts.Conflict]:
    return conflicts.load()


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks and the spans of its place mentions."""
    text, spans, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match[1] or match[2]
        if match[1]:
            spans.append((start, len(text)))
        at = match.end()
    return text + marked[at:], spans


def read(text: str, gazetteer: Gazetteer, wars: list[conflicts.Conflict], **fields: object) -> list[Toponym]:
    document = Document("d", text, **fields)  # type: ignore[arg-type]
    return recognise(document, gazetteer, conflicts.choose(document, wars))


def places(toponyms: list[Toponym]) -> list[str]:
    return [t.text for t in toponyms if t.use == "place"]


UKRAINE = "Russian forces and the Ukrainian army fought on in Ukraine.\n\n"

PLAIN = [
    "Fighting went on in [[Bakhmut]] and [[Soledar]].",
    "Troops entered the villages of [[Berkhivka]], [[Yahidne]] and [[Krasna Hora]].",
    "The assault on [[Velyka Novosilka]] failed, the general staff said.",
    "[[Bakhmut]]’s defenders held the western districts.",
    "Shells fell on [[Chasiv Yar]], a town west of [[Bakhmut]].",
    "Units moved along the [[Stepove]]-[[Orlivka]] road.",
    "The [[Izium]]/[[Lyman]] axis was quiet.",
    "Drones were shot down over [[Odesa]], [[Mykolaiv]] and [[Kherson]].",
    "Evacuation from [[Kupiansk]] has begun, the governor said.",
    "Capturing [[Lyman]] opened the way to [[Kreminna]].",
    "Near [[Vuhledar]] two columns were destroyed.",
    "On Monday [[Avdiivka]] was shelled again.",
    "[[Marinka]] lies in ruins, reporters said.",
    "About 4,000 people remain in [[Toretsk]], down from 30,000.",
    "They withdrew from [[Kherson]] to the east bank.",
    "[[Melitopol]] was hit by missiles overnight.",
    "The road to [[Kostiantynivka]] is under fire.",
    "Russian troops took [[Popasna]] after weeks of fighting.",
    "Heavy clashes near [[Kreminna]], [[Svatove]] and [[Bilohorivka]] were reported.",
    "The battle for [[Sievierodonetsk]] ended in June.",
    "[[Mariupol]] fell in May 2022.",
    "The mayor of [[Nikopol]] said that two people were hurt.",
    "Residents of [[Kramatorsk]] spent the night in cellars.",
    "An S-300 missile struck [[Zaporizhzhia]] before dawn.",
    "Russia shelled [[Sumy]] with mortars.",
    "The governor said [[Shebekino]] had been shelled from Ukraine's side.",
    "Бої тривають: fighters entered [[Бахмут]] on Friday.",
    "Civilians fled [[Orikhiv]], where no house is whole.",
    "Pro-Ukrainian fighters crossed into the [[Belgorod region]] near [[Grayvoron]].",
]

REGIONS = [
    "Shelling was heard in [[Kharkiv region]] all night.",
    "The whole of [[Donetsk Oblast]] is without water.",
    "Three villages in [[Sumy Oblast]] were hit.",
    "Rescue work continues in the [[Kherson]] and [[Zaporizhzhia]] regions.",
    "The governor of the region of [[Belgorod]] spoke of drones.",
    "Air defence worked in the [[Luhansk region]].",
    "Fighting was fiercest in eastern [[Ukraine]].",
    "Some 40 villages across southern [[Ukraine]] were freed.",
    "Cities inside [[Russia]] were hit for the first time.",
    "Their goal is the [[Donbas]], the president said.",
    "Missiles launched from occupied [[Crimea]] hit the port.",
]

METONYMS = [
    "In [[Bakhmut]], {{Russia}} said, the fighting was over.",
    "So {{Kyiv}} has begun to withdraw its units.",
    "{{Moscow}} said its troops had taken the town.",
    "{{Washington}}'s think tanks disagree.",
    "The {{Kremlin}} denied it.",
    "{{Ukraine}} said it had struck a depot.",
    "{{Russia}} launched 40 drones.",
    "{{Kyiv}}'s troops still hold the town.",
    "The US urged {{Kyiv}} to retreat from [[Bakhmut]].",
    "Talks between {{Kyiv}} and {{Moscow}} have stalled.",
    "Lavrov said {{Moscow}} would never refuse serious talks.",
    "{{Russia}}'s assault on [[Bakhmut]] is losing momentum.",
    "Weapons sent to {{Kyiv}} by {{London}} and {{Berlin}} arrived late.",
    "{{Beijing}} and {{Ankara}} offered to mediate.",
    "The area is controlled by {{Kyiv}}.",
    "{{Moscow}}-installed officials in [[Kherson]] left.",
    "A pro-{{Moscow}} blogger said so.",
    "It accused {{Moscow}} of using banned shells.",
    "Relations with {{Washington}} are poor.",
    "{{Kyiv}} officials confirmed the loss.",
    "Sanctions against {{Russia}} were extended.",
    "{{Germany}} and {{Poland}} will send tanks.",
    "{{Ukraine}} could still lose the city.",
    "An ally of {{Russia}} voted against.",
    "{{Kyiv}}, {{Paris}} and {{Brussels}} rejected the plan.",
    "Officials in {{Kyiv}} doubt it.",
]

CAPITAL_PLACES = [
    "Explosions rocked [[Kyiv]] before dawn.",
    "Debris fell on two houses in [[Kyiv]].",
    "[[Kyiv]] was hit by 30 drones.",
    "A drone fell near [[Moscow]].",
    "[[Kyiv]]'s western suburbs lost power.",
    "The attack on [[Kyiv]] was the largest yet.",
    "Air defences worked over [[Kyiv]] for hours.",
    "The column turned back 20 km from [[Kyiv]].",
    "People fled [[Kyiv]] by train.",
]

ORGANISATIONS = [
    "{{Somali}} and Malian troops came.",
    "An expert at the University of {{Oxford}} agreed.",
    "The {{Kharkiv}} Brigade held the line.",
    "The 72nd {{Chernihiv}} battalion took part.",
    "{{Kharkiv}} Tractor Plant FC won 2-0.",
    "The {{Donetsk}} People's Republic militia said it had advanced.",
    "Fans of Dynamo {{Kyiv}} sang.",
    "Shakhtar {{Donetsk}} play in exile.",
    "The {{Azov}} regiment fought on.",
    "The Institute for the Study of {{War}} said so.",
    "{{Wagner}} fighters led the assault.",
    "The {{Kherson}} Regional Military Administration reported two dead.",
    "A {{Luhansk}} State University lecturer was held.",
    "The Bank of {{England}} raised rates.",
    "The {{Odesa}} Philharmonic gave a concert.",
    "A {{Washington}}-based think tank counted the tanks.",
    "The {{Minsk}} agreements are dead.",
    "Soldiers of the {{Lviv}} Territorial Defence Brigade arrived.",
]

PEOPLE = [
    "Jack {{London}} wrote about the north.",
    "Paris {{Hilton}} tweeted her support.",
    "{{Chelsea}} {{Clinton}} visited a school.",
    "General {{Lyman}} told the newspaper so.",
    "Lloyd {{Austin}} played down the fight. Mr {{Austin}} did not comment.",
    "Boris {{Johnson}} promised more tanks.",
    "Dr {{Wellington}} treated the wounded.",
    "Ben {{Wallace}} said so. {{Wallace}} added that more would come.",
    "Col. {{Hama}} spoke to reporters.",
]

PUBLICATIONS = [
    "The {{Kyiv}} Independent reported the loss.",
    "He told the {{Washington}} Post that it was over.",
    "Komsomolskaya {{Pravda}} published an account.",
    "According to the {{Moscow}} Times, three died.",
    "The {{Kyiv}} Post ran the story.",
    "The {{Jerusalem}} Post quoted him.",
]

SPEAKERS = [
    "{{LVIV}}, {{Ukraine}} — A missile hit a house in [[Lviv]].",
    "Speaking alongside his counterpart in {{Ankara}}, he voiced concern.",
    "He told reporters in {{Brussels}} that tanks would follow.",
    "At a White House press briefing in {{Washington}} he said little.",
    "{{KYIV}}, {{Ukraine}} (AP) — Shells hit [[Bakhmut]] on Monday.",
    "{{LONDON}}, March 3 (Reuters) - Troops advanced near [[Bakhmut]].",
    "The leaders met at a summit in {{Vilnius}}.",
    "Leaders committed aid at talks in {{Hiroshima}}.",
]

WORDS = [
    "In March and May the front was still. On Sunday it moved.",
    "Nice weather helped. Reading the map was hard. Most roads were wet.",
    "Over the weekend the fight went on. Police said so.",
    "Eastern Command said so. Union members agreed.",
    "Christmas came. The Orthodox Church prayed.",
    "A Leopard and two Bradleys burned. Iskander missiles fell.",
    "He posted on Telegram and in Facebook groups.",
]

OTHER_WARS = [
    "Sudan's army entered [[Wad Madani]] while the RSF shelled [[El Fasher]] in [[Darfur]].",
    "Sudanese troops fought RSF fighters in [[Khartoum]] and [[Omdurman]], residents said.",
    "Syrian rebels took [[Aleppo]] and moved on [[Hama]] and [[Homs]].",
    "Israeli tanks reached the outskirts of [[Rafah]], Palestinian medics said.",
    "Strikes hit [[Khan Younis]] and [[Deir al-Balah]] in the [[Gaza Strip]].",
    "M23 rebels seized [[Goma]] and advanced on [[Bukavu]], Congolese officials said.",
    "Burmese junta jets bombed [[Lashio]]; Myanmar's army lost [[Myawaddy]].",
    "Tigrayan forces withdrew from [[Lalibela]] towards [[Mekelle]], Ethiopian media said.",
    "Azerbaijani troops entered [[Lachin]] and shelled [[Stepanakert]], Armenian officials said.",
    "Houthi drones struck [[Marib]], Yemeni officers said.",
    "Clashes broke out in [[Tripoli]], Libyan medics said, and at [[Zawiya]].",
]

UNKNOWN = [
    "Troops captured the village of [[Qwertivka]] on Monday.",
    "Fighting raged near [[Zzyzhne]] and [[Bakhmut]].",
    "They fled from the settlements of [[Abrakove]], [[Bzykivka]] and [[Toretsk]].",
    "Clashes continue in [[Bakhmut]], [[Xyzivka]] and [[Soledar]].",
]

NOT_UNKNOWN = [
    "He believed in Zelensky and in Christmas.",
    "In Parliament he spoke of Bismarck. The bill passed in Congress.",
    "They captured Ivan Petrov and shelled nobody.",
    "He posted in Telegram and wrote to Vladimir Putin.",
    "Outside Parliament, near President Macron, he wept.",
]

HEADLINES = [
    "[[Bakhmut]] Battle Rages As {{Kyiv}} Vows To Fight On\n\nFighting went on in [[Bakhmut]].",
    "RUSSIA SAYS IT HAS TAKEN [[BAKHMUT]]\n\nFighting went on in [[Bakhmut]], Ukraine said.",
    "Ukrainian Troops Pull Back From [[Lyman]], {{Moscow}} Says\n\nThe army left [[Lyman]].",
    "{{Moscow}} Says Troops Seize Village Near [[Kupiansk]]\n\nThe army was near [[Kupiansk]].",
]

SPORT = [
    "{{Chelsea}} attacked down the left and {{Arsenal}} defended deep. The striker scored two goals, the "
    "goalkeeper saved a penalty, the coach praised the defence and the league leaders won the match. "
    "{{Liverpool}} captured the cup. {{Newcastle}} were under siege; the stadium in [[Manchester]] was full.",
]


@pytest.mark.parametrize("marked", PLAIN + REGIONS + UNKNOWN)
def test_places_in_a_text_on_this_war(marked, gazetteer, wars):
    text, spans = unmark(UKRAINE.replace("in Ukraine", "on") + marked)

    found = [t for t in read(text, gazetteer, wars) if t.use == "place"]

    assert [text[s:e] for s, e in spans] == [t.text for t in found]


@pytest.mark.parametrize(
    "marked",
    METONYMS + CAPITAL_PLACES + ORGANISATIONS + PEOPLE + PUBLICATIONS + SPEAKERS + WORDS + NOT_UNKNOWN,
)
def test_lookalikes_are_no_places(marked, gazetteer, wars):
    text, spans = unmark(UKRAINE.replace("in Ukraine", "on") + marked)

    found = [t for t in read(text, gazetteer, wars) if t.use == "place"]

    assert [text[s:e] for s, e in spans] == [t.text for t in found]


@pytest.mark.parametrize("marked", OTHER_WARS + HEADLINES + SPORT)
def test_texts_without_help_from_the_beginning(marked, gazetteer, wars):
    text, spans = unmark(marked)

    found = [t for t in read(text, gazetteer, wars) if t.use == "place"]

    assert [text[s:e] for s, e in spans] == [t.text for t in found]


PARTS = [
    ("Fighting in eastern Bakhmut went on.", "Bakhmut", "east"),
    ("They hold the western part of Toretsk.", "Toretsk", "west"),
    ("Shells fell on the centre of Marinka.", "Marinka", "centre"),
    ("Shells fell on the city center of Kherson.", "Kherson", "centre"),
    ("Bakhmut city centre was shelled.", "Bakhmut", "centre"),
    ("They reached Avdiivka's northern outskirts.", "Avdiivka", "north outskirts"),
    ("Clashes in the southern suburbs of Kharkiv.", "Kharkiv", "south suburbs"),
    ("They seized the west bank of the Bakhmutka.", "Bakhmutka", "west bank"),
    ("Boats crossed to the left bank of the Dnipro.", "Dnipro", "left bank"),
    ("They hold the industrial zone of Avdiivka.", "Avdiivka", "industrial zone"),
    ("Fighting went on in Bakhmut.", "Bakhmut", ""),
]

OFFSETS = [
    ("Russian forces advanced south of Lyman on Monday.", "Lyman", (None, 180.0)),
    ("Fighting went on northwest of Lyman.", "Lyman", (None, 315.0)),
    ("Russian forces hold the north of Lyman.", "Lyman", None),
    ("It lies about 10 km north of Bakhmut.", "Bakhmut", (10, 0)),
    ("A post 15 kilometers (9 miles) south-west of Kupiansk fell.", "Kupiansk", (15, 225)),
    ("A village 5 miles east of Lyman burned.", "Lyman", (8, 90)),
    ("The front is 20 km from Kherson.", "Kherson", (20, None)),
    ("Just north of Soledar a tank burned.", "Soledar", (None, 0)),
    ("Troops are north-east of the city of Vuhledar.", "Vuhledar", (None, 45)),
    ("Some 10-14 km south of Orikhiv nothing moves.", "Orikhiv", (12, 180)),
    ("Ten days passed in Bakhmut.", "Bakhmut", None),
]


@pytest.mark.parametrize(("text", "name", "part"), PARTS)
def test_the_part_of_a_place_that_the_words_name(text, name, part, gazetteer, wars):
    found = read(UKRAINE + text, gazetteer, wars)

    assert [part] == [t.part for t in found if t.text == name]


@pytest.mark.parametrize(("text", "name", "offset"), OFFSETS)
def test_relative_positions(text, name, offset, gazetteer, wars):
    (found,) = [t for t in read(UKRAINE + text, gazetteer, wars) if t.text == name]

    assert offset == pytest.approx(found.offset) if offset and None not in offset else offset == found.offset


def test_boilerplate_is_not_read(gazetteer, wars):
    text = UKRAINE + "\nFighting in Bakhmut.\nMore news from Kherson and near Qwertivka."
    cut = text.index("More")
    zones = (Zone(0, cut, "body"), Zone(cut, len(text), "boilerplate"))

    assert places(read(text, gazetteer, wars, zones=zones)) == ["Ukraine", "Bakhmut"]


PIECES = st.sampled_from(
    [
        "Kyiv",
        "Bakhmut",
        "'s",
        "’",
        "-",
        "(",
        "\n",
        '"',
        "North",
        "of",
        "10 km",
        "S",
        "Gen.",
        ".",
        ",",
        "al-",
        "Ж",
        "é",
        "/",
        "@",
        "—",
        "said",
        "  ",
        "Jack",
        "London",
        "FC",
        "72nd",
        "region",
        "Qwertivka",
        "near",
        "\r\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=30))
def test_any_text_gives_ordered_spans_that_quote_it(parts, gazetteer, wars):
    text = "".join(piece + gap for piece, gap in parts)

    found = read(text, gazetteer, wars)

    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


OTHER_WARS = [
    "The {{Pretoria}} deal ended the war in [[Tigray]].",
    "The border was drawn by the Treaty of {{Lausanne}}.",
    "Allies met in the {{Ramstein}} format.",
    "The {{Gaza}} health ministry said that 40 people died in [[Rafah]].",
    "{{Bakhmut}}'s military administration said that [[Bakhmut]] was shelled.",
    'He read "A Farewell to {{Kherson}}" in the cellars of [[Bakhmut]].',
    "The {{Karabakh}} Armenians fled towards [[Goris]].",
    "A {{Molotov}} cocktail was thrown in [[Odesa]].",
    "{{Mosul}}, {{Iraq}}, May 15 – Soldiers advanced on Friday in western [[Mosul]].",
    "Fighters attacked the [[Zamzam camp]] near [[El Fasher]].",
    "{{Kigali}} denies backing the rebels who hold [[Goma]].",
    "In {{Kyiv}}, President Zelensky said that [[Bakhmut]] would hold.",
    "A source close to {{Moscow}} said that troops had captured [[Bakhmut]].",
    "He feared another {{Munich}}, and in [[Bakhmut]] a new {{Verdun}}.",
    "Troops have left the [[Kyiv]] and [[Chernihiv]] areas.",
    "Shells hit [[Al-Fasher]] and [[An-Nahud]].",
    "They lost the villages in the south of the [[Donetsk People's Republic]].",
    "A rocket hit [[Hama]]’s central prison in [[Homs]].",
]


@pytest.mark.parametrize("marked", OTHER_WARS)
def test_places_and_look_alikes_of_many_wars(marked, gazetteer, wars):
    """Treaties, offices, works, peoples and governments are no places; camps and articles are."""
    text, spans = unmark(marked)
    found = [(t.start, t.end) for t in read(text, gazetteer, wars) if t.use == "place"]
    assert found == spans


def test_a_facility_is_a_part_of_the_town_it_is_named_after(gazetteer, wars):
    """The airport of a town is not the town."""
    named = [t for t in read("The army remained at Donetsk airport.", gazetteer, wars) if t.use == "place"]
    assert [(t.text, t.part) for t in named] in ([("Donetsk", "airport")], [("Donetsk airport", "")])
