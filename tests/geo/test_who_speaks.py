"""Whose words a sentence is: side clauses, relative clauses, asides, joint speakers, bodies, sides."""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.errors import BadInput
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from geo.table import voice

DAY = DateInterval("2024-05-20", date(2024, 5, 20), date(2024, 5, 20), "given")


@pytest.fixture(scope="module")
def told():
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> set[tuple[str, ...]]:
        """(claimant, place, predicate, modality, status) of each link."""
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return {
            (one.claimant, names.get(link.place_id, link.place_id), one.predicate, one.modality, one.status)
            for one in reading.claims
            for link in one.links
        }

    return read


@pytest.mark.parametrize(
    ("text", "claimant", "kind"),
    [
        ("Unconfirmed reports say Russian forces shelled Lyman.", "unconfirmed reports", "unknown"),
        ("Local media reports said Russian forces shelled Lyman.", "local media", "media"),
        ("The Danish army's Facebook page said Russian forces shelled Lyman.", "Danish army", "military"),
    ],
)
def test_reports_are_not_the_article_s_own_words(claims, text, claimant, kind):
    (claim,) = claims(text)
    assert (claim.claimant, claim.claimant_kind) == (claimant, kind)


def test_another_nation_s_army_is_not_the_army_that_spoke_before(claims):
    told = claims(
        "The Ethiopian army said its troops had shelled Mekele, and the Eritrean army said that it had shelled "
        "Adigrat. Later the army said that it had shelled Adwa."
    )
    assert [claim.claimant for claim in told] == ["Ethiopian army", "Eritrean army", "Eritrean army"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Though Kigali claims its troops are at home, the fighting has led to the M23 seizing control of Masisi.",
            {("article", "Masisi", "holds", "asserted", "m23_control")},
        ),
        (
            "While Moscow denies using mercenaries, Russian troops took Vovchansk.",
            {("article", "Vovchansk", "captured", "asserted", "russia_control")},
        ),
        (
            "Hours after the RSF said it had taken Um Ruwaba, the army entered Singa, residents said.",
            {
                ("Rapid Support Forces", "Um Ruwaba", "captured", "asserted", "rsf_control"),
                ("residents", "Singa", "advanced", "asserted", "saf_control"),
            },
        ),
        (
            "As the army says it holds Singa, Um Ruwaba and Sennar, the RSF has left Kosti.",
            {
                ("Sudanese army", "Singa", "holds", "asserted", "saf_control"),
                ("Sudanese army", "Um Ruwaba", "holds", "asserted", "saf_control"),
                ("Sudanese army", "Sennar", "holds", "asserted", "saf_control"),
                ("article", "Kosti", "withdrew", "asserted", "none"),
            },
        ),
        (
            "The army said that after the RSF announced it had left, its troops entered Singa.",
            {
                ("Sudanese army", "Singa", "advanced", "asserted", "saf_control"),
                ("Rapid Support Forces", "Singa", "withdrew", "asserted", "none"),
            },
        ),
        (
            "While Moscow claims Lyman and Torske have fallen, Kyiv said Ukrainian troops still held Lyman.",
            {
                ("Russian government", "Lyman", "captured", "asserted", "russia_control"),
                ("Russian government", "Torske", "captured", "asserted", "russia_control"),
                ("Ukrainian government", "Lyman", "holds", "asserted", "ukraine_control"),
            },
        ),
        (
            "The RSF, while the army said it was winning, took Singa.",
            {
                ("article", "Singa", "captured", "asserted", "rsf_control"),
            },
        ),
        (
            "The RSF, after the army announced it had left, has taken Singa.",
            {
                ("Sudanese army", "Singa", "withdrew", "asserted", "none"),
                ("article", "Singa", "captured", "asserted", "rsf_control"),
            },
        ),
        # its words go on where no main clause follows
        (
            "As the army said on Monday, the RSF has taken Um Ruwaba.",
            {("Sudanese army", "Um Ruwaba", "captured", "asserted", "rsf_control")},
        ),
    ],
)
def test_who_speaks_in_a_side_clause_does_not_say_the_main_clause(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Last week separatists who Kiev says were backed by a Russian column took the town of Novoazovsk.",
            {("article", "Novoazovsk", "captured", "asserted", "none")},
        ),
        (
            "Fighters who the army says were trained abroad seized Um Ruwaba. The RSF kept silent.",
            {("article", "Um Ruwaba", "captured", "asserted", "none")},
        ),
        (
            "A man who fled Um Ruwaba said the RSF had taken it. The army kept silent.",
            {("man", "Um Ruwaba", "captured", "asserted", "rsf_control")},
        ),
    ],
)
def test_who_says_something_of_those_who_act_neither_acts_nor_reports_it(told, text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor of Lyman, Ada Lind, after denying that troops had left the town, said shells had hit Lyman.",
            {("Ada Lind", "withdrew", "denied"), ("Ada Lind", "struck", "asserted")},
        ),
        (
            "The army, while admitting that the rebels were in Singa, said it held the bridge.",
            {("army", "holds", "asserted")},
        ),
    ],
)
def test_who_admits_something_aside_is_who_then_speaks(told, text, expected):
    assert {(claimant, what, how) for claimant, _, what, how, _ in told(text)} == expected


def test_a_place_that_the_reporter_calls_held_is_not_given_away_by_the_other_side(told):
    rows = told(
        "The Russian Defence Ministry said that two villages were under its control, "
        "including Yampil, east of the Ukrainian-held city of Sloviansk."
    )
    assert {r for r in rows if r[1] == "Sloviansk"} == {
        ("article", "Sloviansk", "holds", "asserted", "ukraine_control")
    }


@pytest.mark.parametrize(
    "denial",
    [
        "“There is fighting in Singa,” army spokesman Nabil Lind said, dismissing rebel claims they had taken the town.",
        "“There is fighting in Singa,” army spokesman Nabil Lind said, rejecting rebel claims that they had taken Singa.",
        "Officer Nabil Lind dismissed claims by the rebels that they had taken Singa.",
        "Officer Nabil Lind denied the rebels' claim that they had taken Singa.",
    ],
)
def test_who_turns_down_a_claim_denies_it_and_its_owner_makes_it(told, denial):
    rows = {(claimant, how) for claimant, _, what, how, _ in told(denial) if what == "captured"}
    assert rows == {("rebels", "asserted"), ("Nabil Lind", "denied")}


def test_whose_claim_is_turned_down_by_the_word_for_a_people(told):
    rows = told("Kyiv denied Russian claims on Monday that Moscow's troops had taken Lyman.")
    assert rows == {
        ("Ukrainian government", "Lyman", "captured", "denied", "none"),
        ("Russian government", "Lyman", "captured", "asserted", "russia_control"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ukrainian forces have retaken Lyman, 11 days after Moscow said it had captured it, witnesses said on Sunday.",
            {("witnesses", "ukraine_control"), ("Russian government", "russia_control")},
        ),
        (
            "Ukrainian forces have retaken Lyman, days after Moscow said it held it, according to residents.",
            {("residents", "ukraine_control"), ("Russian government", "russia_control")},
        ),
        (
            "It was announced on Monday that Russian troops had captured Lyman.",
            {("unknown", "russia_control")},
        ),
        (
            "Hours later it was announced that Russian troops had captured Lyman.",
            {("unknown", "russia_control")},
        ),
        (
            "Kyiv denied losing Lyman. “Russian troops have captured Lyman,” the report says.",
            {("Ukrainian government", "none"), ("report", "russia_control")},
        ),
        (
            "Rebels who took Russian money last year and are now backing Lind said on Monday they had taken Singa.",
            {("rebels", "none")},
        ),
        (
            "Russian troops fled, said Ada Lind, an analyst, who pointed out that Ukrainian troops already hold Lyman.",
            {("Ada Lind", "ukraine_control")},
        ),
        (
            "The Syrian Observatory for Human Rights said the army fled. HTS took Saraqib, said the Britain-based group which relies on activists.",
            {("Syrian Observatory for Human Rights", "opposition_control")},
        ),
    ],
)
def test_who_speaks_at_the_end_says_the_main_clause(told, text, expected):
    assert {(claimant, status) for claimant, _, _, _, status in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Although Russia claims to have taken Kupiansk, fighting goes on.",
            {("Russian government", "captured", "russia_control"), ("article", "fighting", "contested")},
        ),
        (
            "While Moscow says it holds Kupiansk, clashes were reported in Lyman on Monday.",
            {("Russian government", "holds", "russia_control"), ("article", "fighting", "contested")},
        ),
        ("Moscow claims to hold Kupiansk.", {("Russian government", "holds", "russia_control")}),
        (
            "While Moscow claimed to control Kupiansk, Ukraine said it still held the town.",
            {
                ("Russian government", "holds", "russia_control"),
                ("Ukrainian government", "holds", "ukraine_control"),
            },
        ),
        ("Moscow vowed to hold Kupiansk.", {("article", "holds", "none")}),
    ],
)
def test_what_somebody_claims_to_hold_is_claimed_and_the_main_clause_is_not_his(claims, text, expected):
    context = "Fighting between Russian and Ukrainian forces went on near Izium."
    found = claims(f"{context}\n\n{text}")
    assert {(c.claimant, c.predicate, c.status) for c in found if c.start > len(context)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "South Sudanese rebels loyal to former vice president Riek Machar said they have captured Malakal from government forces.",
            {"opposition_control"},
        ),
        ("Iraqi militants said they had taken Mosul. Iraqi troops fled.", {"none"}),
        ("The RSF fled. An RSF ally, the Denga Front, already controls Kadugli.", {"none"}),
        (
            "The army fled from Malakal. “We have captured Malakal from government forces,” the South Sudanese army said.",
            {"none"},
        ),
    ],
)
def test_whose_people_or_friends_they_are_is_not_their_side(told, text, expected):
    assert {status for *_, status in told(text)} == expected


def test_a_group_is_not_of_the_side_of_the_city_where_it_is_based(told):
    rows = told("The army fled. South Sudanese troops hold Bor, the Juba-based group said.")
    assert {(claimant, status) for claimant, *_, status in rows} == {
        ("Juba-based group", "government_control")
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nigeria says it has ousted Boko Haram from Bama.", ("Nigerian government", "government_control")),
        (
            "Sri Lanka said its troops have captured Kilinochchi. LTTE fighters fled.",
            ("Sri Lankan government", "government_control"),
        ),
        ("Eritrea says its army took Zalambessa.", ("Eritrean government", "eritrea_control")),
        (
            "In eastern Nigeria residents said Boko Haram held Bama. The army fled.",
            ("residents", "boko_haram_control"),
        ),
        (
            "Bosnian radio said Srebrenica had fallen to the Serbs. The Bosnian army fled.",
            ("Bosnian radio", "serbs_control"),
        ),
        (
            "Councilman Ghulam Lind said the Taliban held Kunduz. Afghan troops fled.",
            ("Ghulam Lind", "taliban_control"),
        ),
        (
            "Colonel Ada Lind, Ukrainian Joint Forces spokesman confirmed that Russian troops held Lyman.",
            ("Ada Lind", "russia_control"),
        ),
        (
            "A second rebel bastion was bombed by the Syrian army. “The army took Saraqib,” he said.",
            ("unknown", "government_control"),
        ),
        (
            "Russian forces hold Lyptsi. This is according to the ISW, which cited footage.",
            ("Institute for the Study of War", "russia_control"),
        ),
        (
            "Russian forces hold Lyptsi.\n\nThis is according to the ISW.",
            ("Institute for the Study of War", "russia_control"),
        ),
    ],
)
def test_who_is_named_for_the_words(told, text, speaker):
    assert {(claimant, status) for claimant, _, _, _, status in told(text) if status != "contested"} - {
        ("article", "none")
    } == {speaker}


def test_two_who_are_named_together_speak_together(told):
    for text in (
        "Rebels have taken Saraqib, according to SANA and the Observatory. The Syrian army fled.",
        "SANA and the Observatory said rebels had taken Saraqib. The Syrian army fled.",
    ):
        assert {row[0] for row in told(text)} == {"SANA and the Observatory"}


def test_joint_speakers_have_the_side_that_all_of_them_have():
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    sides = {}
    for speakers in ("SANA and the Observatory", "SANA and the Syrian army"):
        text = f"{speakers} said HTS had taken Saraqib from the army."
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        sides |= {claim.claimant: claim.side for claim in reading.claims}
    assert sides == {"SANA and the Observatory": "", "SANA and the Syrian army": "government"}


def test_the_head_of_a_body_is_one_voice_with_it(told):
    body = "Syrian Observatory for Human Rights"
    for speaker in ("The head of the Observatory", "The Observatory's director"):
        assert {row[0] for row in told(f"{speaker} said rebels held Saraqib. The Syrian army fled.")} == {
            body
        }
    assert (
        voice("Rami Abdel Rahman", "analyst", "Osk Post", "d")
        == voice(body, "analyst", "Osk Post", "d")
        == body
    )


def test_who_speaks_for_nobody_known_is_refused(tmp_path):
    sides = "".join(f'[[sides]]\nid = "{side}"\nname = "{side}"\n' for side in ("north", "south"))
    person = '[[claimants]]\nname = "Ada Lind"\nkind = "military"\nperson = true\nspeaks_for = "Nobody"\n'
    (tmp_path / "war.toml").write_text(f'id = "war"\nname = "War"\n[theatre]\n{sides}{person}')
    with pytest.raises(BadInput, match="speaks for"):
        conflicts.read(tmp_path / "war.toml")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The RSF attacked Singa. The paramilitary group then captured Um Ruwaba.", "rsf_control"),
        (
            "Houthi rebels fled. On Friday, the rebel group captured Sirwah amid fighting against government forces.",
            "houthi_control",
        ),
        (
            "The Syrian army and HTS fought. Civilians fled. The rebel group has taken Saraqib.",
            "opposition_control",
        ),
        # a state's side is none of theirs, and of two groups it may be either
        ("The Congolese army fled Goma. The militants have taken Sake.", "none"),
        ("The Syrian army, HTS and ISIS fought. Civilians fled. The armed group has taken Saraqib.", "none"),
    ],
)
def test_whose_the_rebel_group_is(told, text, status):
    assert {row[-1] for row in told(text) if row[2] == "captured"} <= {status}
    assert status == "none" or status in {row[-1] for row in told(text)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Afghan troops fled. Locals are terrified, said Sayed Asadullah Danish, a member of the council. The Taliban have entered Kunduz, he added.",
            "Sayed Asadullah Danish",
        ),
        (
            "An al-Qaeda linked group, Jama'a Nusrat ul-Islam wa al-Muslimin (JNIM), has claimed it took Timbuktu. Malian troops fled.",
            "JNIM",
        ),
        ("Rebels said they had taken Saraqib. The Syrian army fled.", "rebels"),
    ],
)
def test_who_is_meant_by_a_name(told, text, speaker):
    assert {row[0] for row in told(text) if row[2] in ("captured", "advanced", "assaulted")} == {speaker}


def test_tanks_say_nothing_unless_they_think(told):
    from geo.attribution import attribute

    war = next(one for one in conflicts.load() if one.id == "gaza_lebanon")
    text = "Hezbollah fired at an Israeli tank, a tank said. A think tank said Hezbollah fled."
    assert {found.claimant for found in attribute(Document("d", text), war)} == {"think tank"}


@pytest.mark.parametrize(
    ("officer", "status"),
    [("Haider Lind of the special forces", "iraq_control"), ("Paul Lind of the US Army", "none")],
)
def test_an_officer_named_after_a_commander_of_a_side_spoke_is_of_that_side(told, officer, status):
    rows = told(
        "A senior Iraqi commander says Islamic State has fled.\n\n"
        f"Brig. Gen. {officer} said on Thursday his men have retaken Mosul."
    )
    assert {row[-1] for row in rows if row[2] == "captured"} == {status}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Iraq's minister of information, Ada Saeed al-Lind, told reporters that Iraqi troops held Mosul. Islamic State fled.",
            "Ada Saeed al-Lind",
        ),
        ("General Malak Ruvik Ajok said the RSF fled. Ruvik said the army held Singa.", "Malak Ruvik Ajok"),
    ],
)
def test_a_name_with_an_article_or_by_its_middle_part(told, text, speaker):
    assert {row[0] for row in told(text) if row[2] == "holds"} == {speaker}


def test_a_force_beside_the_governments_is_a_side_of_its_own(told):
    rows = told(
        "Peshmerga fighters took Sinjar from Islamic State, and Iraqi forces hold Mosul. Barzani said his forces had taken Sinjar."
    )
    assert {(row[0], row[1], row[-1]) for row in rows} == {
        ("article", "Sinjar", "kurdistan_control"),
        ("article", "Mosul", "iraq_control"),
        ("Massoud Barzani", "Sinjar", "kurdistan_control"),
    }


@pytest.mark.parametrize(
    ("text", "claimant", "side"),
    [
        ("Wagner controls most of Bakhmut, its founder said.", "Wagner Group", "russia"),
        ("Iraqi special forces reached eastern Mosul, their spokesman said.", "spokesman", ""),
        ("M23 rebels were seen in Goma, UN peacekeepers said.", "UN peacekeepers", ""),
    ],
)
def test_the_chief_of_those_spoken_of_is_not_the_article(claims, text, claimant, side):
    assert {(claim.claimant, claim.side) for claim in claims(text)} == {(claimant, side)}


def test_an_official_keeps_the_side_that_his_office_told(claims):
    told = claims(
        "The mayor of Kupiansk, Ivan Osk, said Russian troops had reached the outskirts of the Ukrainian town. "
        "“We are not leaving Kupiansk,” he added. Osk said Kupiansk was being shelled."
    )
    assert [(claim.claimant, claim.side) for claim in told] == [("Ivan Osk", "ukraine")] * 3


@pytest.mark.parametrize(
    ("text", "claimant", "status"),
    [
        (
            "Syrian government forces fought rebels near Aleppo. The Free Syrian Army said it had taken Homs.",
            "Free Syrian Army",
            "opposition_control",
        ),
        (
            "Afghan troops fought the Taliban. The Free Afghan Army said it had taken Kunduz.",
            "Free Afghan Army",
            "none",
        ),
    ],
)
def test_an_army_that_bears_another_s_name_is_not_it(claims, text, claimant, status):
    (found,) = (claim for claim in claims(text) if claim.predicate == "captured")
    assert (found.claimant, found.status) == (claimant, status)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The RSF and the army said on Friday that they controlled Kosti.", {""}),
        ("The RSF and the army both said on Friday that they controlled Kosti.", {""}),
        ("The Sudanese army and the RSF each said they had captured Kosti.", {""}),
        ("Troops fought the RSF and the army said it controlled Kosti.", {"saf"}),
    ],
)
def test_what_two_sides_say_each_of_itself_is_neither_s_alone(claims, text, sides):
    told = claims(f"Troops of the Sudanese army fought the RSF near Nyala. {text}")
    found = [claim for claim in told if any(link.name == "Kosti" for link in claim.links)]
    assert {claim.side for claim in found} == sides
    assert {claim.status for claim in found} == {"saf_control" if side else "none" for side in sides}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Ukraine's president said Russian troops had taken Debaltseve.", "Ukrainian president"),
        ("A Kremlin spokesman said Ukrainian troops had left Debaltseve.", "Kremlin spokesman"),
        ("The NATO chief said Russian troops had taken Debaltseve from Ukraine.", "NATO Secretary General"),
    ],
)
def test_an_office_is_nobody_by_name(claims, text, claimant):
    assert {claim.claimant for claim in claims(text)} == {claimant}


def test_claims_of_a_people_are_no_verb(claims):
    told = claims(
        "Ukrainian forces maintain positions in Kupiansk despite Russian claims to have seized the town."
    )
    assert {(claim.claimant, claim.predicate, claim.status, claim.links[0].extent) for claim in told} == {
        ("article", "holds", "ukraine_control", "part"),
        ("article", "captured", "none", "unstated"),
    }


def test_who_laughs_before_a_quotation_says_it(claims):
    told = claims(
        "The governor of Donetsk region insisted that Russian troops had taken Lyman, but a Ukrainian commander "
        "reached by phone laughed: “We still hold Lyman.”"
    )
    assert [(claim.claimant, claim.side, claim.status) for claim in told] == [
        ("governor of Donetsk region", "ukraine", "russia_control"),
        ("Ukrainian commander", "ukraine", "ukraine_control"),
    ]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "The Taliban fled. Ada Lind, head of the council, says the insurgents attacked the town of Kunduz.",
            "Ada Lind",
        ),
        ("The Houthis shelled Marib, said Marib provincial Governor Sheikh Omar al Osk.", "Omar al Osk"),
        (
            "The Saudi Arabia-led coalition fighting the Houthis said it had struck Marib.",
            "Saudi-led coalition",
        ),
        (
            "Army commanders said they had received intelligence reports that M23 rebels were attacking Goma.",
            "army commanders",
        ),
    ],
)
def test_who_speaks_is_neither_whom_they_fight_nor_what_they_read(told, text, claimant):
    assert {row[0] for row in told(text)} == {claimant}
