"""Conflict files: what ships holds together, what a user writes is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.conflicts import NO_CONFLICT, begun, choose, load, read
from geo.errors import BadInput
from geo.model import CLAIMANT_KINDS, DateInterval, Document

GOOD = """
id = "hills"
name = "War of the hills"
[theatre]
countries = ["XX"]
admin1 = ["Upland"]
bbox = [1, 2, 3, 4]
[[sides]]
id = "north"
name = "Northland"
adjectives = ["Northern"]
governments = ["Northville"]
government = "Northern government"
[[sides]]
id = "south"
name = "Southland"
[[claimants]]
name = "Northern Staff"
kind = "military"
side = "north"
"""


def write(folder: Path, text: str, name: str = "hills.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_files_that_ship_hold_together() -> None:
    conflicts = load()
    assert {"russia_ukraine", "sudan"} <= {c.id for c in conflicts}
    for conflict in conflicts:
        ids = {side.id for side in conflict.sides}
        assert len(ids) >= 2
        assert all(c.kind in CLAIMANT_KINDS and (c.side in ids or not c.side) for c in conflict.claimants)
        lat_min, lon_min, lat_max, lon_max = conflict.theatre.bbox
        assert lat_min < lat_max and lon_min < lon_max


def test_no_alias_means_two_claimants_of_one_conflict() -> None:
    for conflict in load():
        own = [c for c in conflict.claimants if c.side]
        seen: dict[str, str] = {}
        for claimant in own:
            for alias in {claimant.name, *claimant.aliases}:
                assert seen.setdefault(alias, claimant.name) == claimant.name, (conflict.id, alias)


def test_a_users_file_is_read_with_the_common_claimants(tmp_path: Path) -> None:
    (conflict,) = load(write(tmp_path, GOOD))
    assert conflict.side("north").governments == ("Northville",)
    assert conflict.side("west") is None
    assert {"Northern Staff", "Reuters"} <= {c.name for c in conflict.claimants}


def test_a_conflict_file_replaces_a_common_claimant(tmp_path: Path) -> None:
    extra = '[[claimants]]\nname = "Reuters"\nkind = "media"\nside = "south"\n'
    (conflict,) = load(write(tmp_path, GOOD + extra))
    assert [c.side for c in conflict.claimants if c.name == "Reuters"] == ["south"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "hills"', 'id = "The Hills"', "no identifier"),
        ('id = "hills"', 'id = "none"', "no identifier"),
        ('name = "War of the hills"', "", "'name' must be a text"),
        ('kind = "military"', 'kind = "navy"', "unknown kind 'navy'"),
        ('side = "north"', 'side = "west"', "unknown side 'west'"),
        ('side = "north"', 'sides = "north"', "unknown key 'sides'"),
        ('side = "north"', 'yardstick = "guess"', "unknown yardstick"),
        ('side = "north"', 'person = "yes"', "must be true or false"),
        ('id = "south"', 'id = "north"', "same id"),
        ('["Northern"]', '"Northern"', "must be a list of texts"),
        ("[1, 2, 3, 4]", "[1, 2, 3]", "four numbers"),
        ("[1, 2, 3, 4]", "[3, 2, 1, 4]", "order is"),
        ("[1, 2, 3, 4]", "[1, 2, 300, 4]", "order is"),
        ("[1, 2, 3, 4]", "[1, 2, nan, 4]", "four numbers"),
        ('["XX"]', '["Xanadu"]', "country code"),
        ("[theatre]", "[theatre", "not valid TOML"),
    ],
)
def test_a_faulty_file_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput, match=said.replace("(", r"\(")) as caught:
        load(write(tmp_path, GOOD.replace(old, new, 1)))
    assert "hills.toml" in str(caught.value)


def test_one_side_alone_is_no_conflict(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="fewer than two sides"):
        load(write(tmp_path, 'id = "x"\nname = "X"\n[[sides]]\nid = "a"\nname = "A"\n'))


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.toml")
    with pytest.raises(BadInput, match="2 files have the id"):
        load(write(tmp_path, GOOD, "b.toml"))


def test_a_file_that_is_not_utf8_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(BadInput, match="UTF-8"):
        load(tmp_path)
    with pytest.raises(BadInput, match="no such folder"):
        load(tmp_path / "missing")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian troops entered Avdiivka, Ukrainian forces said.", "russia_ukraine"),
        ("The RSF shelled El Fasher while the Sudanese army held the camp.", "sudan"),
        ("Israeli troops entered Rafah; Hamas denied it.", "gaza_lebanon"),
        ("M23 rebels entered Goma as Congolese soldiers fled.", "drc_m23"),
        ("The junta lost Lashio to the MNDAA.", "myanmar"),
        ("Rebels led by HTS entered Hama as the Syrian army withdrew.", "syria"),
        ("The Russian said nothing.", "none"),
        ("The home side attacked and captured the title.", "none"),
        ("", "none"),
    ],
)
def test_the_conflict_is_the_one_that_the_text_names(text: str, expected: str) -> None:
    assert choose(text, load()).id == expected
    assert choose(Document("d", text), load()).id == expected


def test_without_files_there_is_no_conflict() -> None:
    assert choose("Russian troops entered Avdiivka.", []) is NO_CONFLICT
    assert NO_CONFLICT.sides == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban took Kunduz as Afghan soldiers fled.", "afghanistan"),
        ("Iraqi forces retook a street in Mosul from Islamic State militants.", "iraq_islamic_state"),
        ("Azerbaijani troops entered Hadrut; Armenian forces fell back towards Shusha.", "nagorno_karabakh"),
        ("The TPLF left Kobo, the Ethiopian army said.", "ethiopia_tigray"),
        ("Houthi fighters shelled Marib, held by pro-government forces.", "yemen"),
        ("Tuareg rebels ambushed a Malian army column near Kidal.", "sahel"),
        ("The LNA left Tarhuna and GNA forces entered it.", "libya"),
        ("Al-Shabab fighters left Adan Yabal, and Somali army troops entered it.", "somalia"),
        ("Boko Haram militants stormed Baga; Nigerian troops fled to Monguno.", "nigeria"),
        ("The SPLA retook Bor, and Machar's forces left Malakal.", "south_sudan"),
        ("Georgian troops left Gori before Russian tanks arrived.", "georgia"),
        ("The LTTE left Kilinochchi; Sri Lankan troops entered the town.", "sri_lanka"),
        ("Bosnian Serb forces shelled Bihac, and Croatian troops entered Knin.", "yugoslavia"),
        ("ELN fighters and FARC dissidents fought near Tibu in Catatumbo.", "colombia"),
        # one country and no force is no war
        ("Iraq beat Jordan in Baghdad; the Iraqi captain scored twice for Iraq.", "none"),
        ("Mali and Niger signed a trade deal in Bamako, and Mali will export mangoes.", "none"),
        ("Afghanistan grows saffron; Herat has a saffron market and Kabul a fair.", "none"),
        ("Azerbaijan holds a song contest in Baku, Azerbaijani television said.", "none"),
        ("Ethiopia won the marathon, and Ethiopian runners celebrated in Addis Ababa.", "none"),
    ],
)
def test_a_war_needs_a_force_or_two_sides(text: str, expected: str) -> None:
    assert choose(text, load()).id == expected


@pytest.mark.parametrize(
    ("text", "war"),
    [
        ("Russian forces seized Marn. Russian troops moved on, and Moscow denied it all.", ""),
        ("Russian forces seized Gori. Russian troops moved on, and Moscow denied it all.", "georgia"),
        ("Russian forces seized Soledar. Russian troops moved on Bakhmut.", "russia_ukraine"),
        ("Russian troops and Ukrainian soldiers fought on for hours, Kyiv said.", "russia_ukraine"),
    ],
)
def test_a_force_outside_its_theatre_is_another_war(text: str, war: str) -> None:
    assert choose(text, load()).id == (war or NO_CONFLICT.id)


def test_a_war_is_told_by_its_places_and_no_common_word_is_a_force() -> None:
    wars = load()
    libya = (
        "Khalifa Haftar is said to hold Sirte; it is sure that Benghazi is calm and Islamic State is gone."
    )
    town = "It is what it is: the bakery is shut, and the mayor is in Damascus."
    assert choose(libya, wars).id == "libya"
    assert choose(town, wars).id != "syria"
    manila = "Rebels loyal to Islamic State fought for the lake town; the army said most rebels were dead."
    assert choose(manila, wars) is NO_CONFLICT
    assert choose("The Houthis were driven from Mocha towards Taiz and Hodeidah.", wars).id == "yemen"


def test_no_text_is_about_a_war_that_began_after_it():
    text = (
        "Iraqi forces fought near Mosul and Tikrit on Monday. US officers said that Iraqi troops held Mosul."
    )
    year = DateInterval("2003-04", date(2003, 4, 1), date(2003, 4, 30), "given")
    later = DateInterval("2016-11", date(2016, 11, 1), date(2016, 11, 30), "given")
    wars = load()
    known = {one.id for one in begun(wars, Document("d", text, published=year))}
    assert "iraq_islamic_state" not in known
    assert "iraq_islamic_state" in {one.id for one in begun(wars, Document("d", text, published=later))}
    assert begun(wars, Document("d", text)) == wars


OLD_WARS = [
    (
        "ivory_coast",
        2002,
        "Rebels took Vavoua, and loyalist troops fell back to Yamoussoukro, the army said.",
    ),
    ("libya_2011", 2011, "Rebels entered Zlitan, and Gadhafi's forces shelled Misrata."),
    (
        "kosovo",
        1998,
        "Serbian police drove the KLA from Orahovac; ethnic Albanian guerrillas fled to Drenica.",
    ),
    ("chechnya", 1999, "Russian troops took Gudermes, and Chechen fighters left for the hills near Vedeno."),
    ("liberia", 2003, "LURD rebels took Ganta from government troops loyal to Charles Taylor."),
    ("sierra_leone", 1998, "ECOMOG troops drove the RUF from Makeni in Sierra Leone."),
    ("central_africa", 2012, "Seleka rebels seized Bria, and Central African soldiers fled to Bangui."),
    ("mozambique", 2021, "Rwandan troops and the Mozambican army retook Awasse from insurgents."),
    ("ethiopia_eritrea", 2000, "Ethiopian troops took Senafe, and Eritrean forces left Tserona."),
    ("congo", 1998, "RCD rebels took Kalemie; Kabila's Congolese army held Kabinda with Zimbabwean troops."),
    ("darfur", 2007, "JEM rebels seized Haskanita in Darfur from Sudanese government forces."),
    ("chad", 2008, "Rebels of the UFDD entered Biltine, and the Chadian army left Am Timan."),
    ("angola", 1999, "UNITA left Andulo, and the Angolan army entered it."),
    ("burundi", 2000, "FNL rebels held a suburb of Bujumbura, the Burundian army said."),
    ("iraq_2003", 2003, "US Marines took Kut, and British troops entered Basra; the Republican Guard fled."),
    ("philippines", 2017, "Philippine troops retook villages of Marawi from the Maute group."),
    ("pakistan", 2009, "The Pakistani army took Mingora from the Taliban."),
    ("iran_iraq", 1982, "Iranian troops retook Khorramshahr, and Iraqi forces crossed the Shatt al-Arab."),
    ("kuwait", 1991, "Saudi troops retook Khafji from Iraqi forces."),
    ("thailand_cambodia", 2025, "Thai troops took a hill at Chong Bok; Cambodian forces held Ta Krabey."),
    ("kashmir", 1999, "Indian troops took Tiger Hill above Dras from Pakistani soldiers."),
    ("haiti", 2024, "Gangs of Viv Ansanm took Solino, and Haitian police left Mirebalais."),
    ("haiti_2004", 2004, "Rebels entered Hinche, and Haitian police left Cap-Haitien."),
    (
        "cameroon",
        2018,
        "Separatist fighters of the Amba Boys held Batibo; Cameroonian troops entered Bamenda.",
    ),
    ("nepal", 2004, "Maoist rebels overran Beni, and the Royal Nepalese Army retook it."),
    (
        "tajikistan",
        1996,
        "Rebels of the United Tajik Opposition took Tavildara from Tajik government troops.",
    ),
    ("abkhazia", 1993, "Abkhaz forces took Sukhumi, and Georgian troops left Ochamchira."),
    ("aceh", 2003, "Indonesian troops took Bireuen from GAM rebels in Aceh."),
    ("el_salvador", 1984, "FMLN guerrillas took Perquin from the Salvadoran army."),
    ("macedonia", 2001, "Macedonian troops shelled Slupcane, held by the NLA, and left Aracinovo."),
    ("rwanda", 1994, "RPF rebels took Byumba, and the Rwandan army left Kabgayi."),
    ("sudan_south", 1999, "The SPLA took Kurmuk, and Sudanese government troops held Juba."),
    ("ethiopia_1991", 1990, "EPLF guerrillas took Massawa from the Ethiopian army."),
    ("cambodia", 1994, "Cambodian government troops took Pailin, and the Khmer Rouge took it back."),
    ("guinea_bissau", 1998, "Rebels held the Bra barracks in Bissau, and Senegalese troops held the port."),
    ("east_timor", 1999, "Interfet troops entered Liquica as pro-Jakarta militias left East Timor."),
    ("nicaragua", 1987, "Contra rebels took Siuna and Bluefields from Sandinista troops."),
    ("peru", 1990, "Shining Path rebels took Uchiza; Peruvian troops came by day."),
]


def told(text: str, year: int) -> str:
    """The war of a text that was published in a year."""
    day = date(year, 12, 1)
    document = Document("d", text, published=DateInterval(str(day), day, day, "given"))
    return choose(document, begun(load(), document)).id


@pytest.mark.parametrize(("war", "year", "text"), OLD_WARS)
def test_a_war_is_found_by_its_sides_and_towns(war: str, year: int, text: str) -> None:
    assert told(text, year) == war
    assert choose(text, load()).id == war  # undated


def test_of_two_wars_in_one_land_the_year_and_the_names_decide() -> None:
    both = "Rwandan troops and rebels entered Bukavu; the Congolese army left the town."
    assert told(both, 1998) == "congo"
    assert told(both, 2025) == "drc_m23"
    assert told("Gaddafi's forces held Sirte while rebels took Misrata, ten years ago.", 2021) == "libya_2011"
    assert (
        told("GNA forces took Sirte, and the LNA held Al-Jufra; Gaddafi's palace is in ruins.", 2020)
        == "libya"
    )
    assert (
        told("Iraqi troops and US forces moved on Mosul, held by Islamic State.", 2016)
        == "iraq_islamic_state"
    )
    assert told("Chechen fighters and Russian troops entered Rubizhne, Kyiv said.", 2022) == "russia_ukraine"
    south = "The SPLA took Bor, and government troops fell back to Juba."
    assert (told(south, 1992), told(south, 2014)) == ("sudan_south", "south_sudan")
    assert told("Cambodian troops and Thai troops fought near Preah Vihear.", 2011) == "thailand_cambodia"
    assert told("The NLA and KLA fought near Kosovo; Macedonian troops left Tetovo.", 2001) == "macedonia"


def test_while_a_war_goes_on_its_land_and_a_common_force_tell_it() -> None:
    text = "Insurgents took a village near Macomia in Cabo Delgado, the governor of Mozambique's north said."
    assert told(text, 2020) == "mozambique"
    assert told(text, 2010) == choose(text, load()).id == NO_CONFLICT.id
    assert told("Insurgents took a village near Macomia, its mayor said.", 2020) == NO_CONFLICT.id


@pytest.mark.parametrize(
    "text",
    [
        "India beat Pakistan in Lahore; the Indian captain praised Pakistan.",
        "Thailand drew with Cambodia; Thai and Cambodian fans sang in Bangkok.",
        "Eritrea and Ethiopia signed a treaty; the Eritrean and Ethiopian flags flew.",
        "Iran sold gas to Iraq, Iranian and Iraqi ministers said in Tehran.",
    ],
)
def test_a_match_or_treaty_of_two_states_is_no_war(text: str) -> None:
    assert choose(text, load()).id == NO_CONFLICT.id


def test_a_war_does_not_end_before_it_begins(tmp_path):
    write(tmp_path, GOOD.replace('name = "War of the hills"', 'name = "War"\nsince = 2014\nuntil = 2013'))
    with pytest.raises(BadInput, match="ends before it begins"):
        load(tmp_path)


def test_the_year_of_a_war_is_a_number(tmp_path):
    file = tmp_path / "war.toml"
    file.write_text(
        GOOD.replace('name = "War of the hills"', 'name = "War"\nsince = "2014"'), encoding="utf-8"
    )
    with pytest.raises(BadInput, match="write since = 2014"):
        read(file)


def test_rebels_long_after_a_war_are_not_its_rebels():
    text = "Rebels seized a mine near Goma. Government troops fled, a governor in Congo said."
    assert told(text, 2001) == "congo" and told(text, 2024) != "congo"
