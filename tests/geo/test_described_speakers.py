"""Who a speaker is, where the words beside the name speak of somebody else.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

import pytest

from geo import conflicts
from geo.attribution import attribute
from geo.model import Document
from geo.zones import zones


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "The Joint Command coordinating the fight against the Islamic State said its forces had retaken "
            "Ramadi.",
            "Joint Command",
        ),
        (
            "A spokesman for the coalition against the Islamic State said its forces had retaken Ramadi.",
            "spokesman for the coalition against the Islamic State",
        ),
        (
            "The alliance fighting the Islamic State said its forces had retaken Ramadi.",
            "alliance",
        ),
    ],
)
def test_who_is_against_a_group_is_not_that_group(claims, text, claimant):
    (claim,) = claims(text)
    assert (claim.claimant, claim.side, claim.status) == (claimant, "", "none")


@pytest.mark.parametrize(
    "text",
    [
        "“People in Goma were shelled,” said Ada Lind, following the city's capture by M23 rebels.",
        "“Shells hit Goma,” said Ada Lind, a nurse in the town, after M23 rebels moved in.",
        "“Shells hit Goma,” said Ada Lind, a nurse, as M23 rebels advanced.",
    ],
)
def test_what_went_on_meanwhile_does_not_describe_the_speaker(claims, text):
    assert {(claim.claimant, claim.side) for claim in claims(text)} == {("Ada Lind", "")}


@pytest.mark.parametrize(
    "lead",
    [
        "According to the head of the “Luhansk People's Republic” Leonid Pasechnik,",
        "Leonid Pasechnik, head of the “Luhansk People's Republic”, said",
        "The so-called head of the “LPR”, Leonid Pasechnik, said",
    ],
)
def test_a_name_in_quotation_marks_is_a_name(claims, lead):
    (claim,) = claims(f"{lead} Russian forces took Kreminna on Monday.")
    assert (claim.claimant, claim.side) == ("Leonid Pasechnik", "russia")


def test_a_body_called_so_is_part_of_who_speaks(claims):
    (claim,) = claims(
        "According to the deputy head of the so-called “civil administration” of Kharkiv region, "
        "Russian troops took Kupiansk."
    )
    assert claim.claimant == "deputy head of the so-called “civil administration” of Kharkiv region"


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("M23 rebels are trying to advance on Goma, the army said.", "assaulted"),
        ("Russian forces attempted to advance near Chasiv Yar.", "assaulted"),
        ("Russian forces advanced near Chasiv Yar.", "advanced"),
    ],
)
def test_who_tries_to_advance_may_not_have_come_farther(claims, text, predicate):
    assert [claim.predicate for claim in claims(text)] == [predicate]


def test_a_town_that_is_also_a_state_may_stand_in_a_list(claims):
    (claim,) = claims(
        "The army said it had recaptured Wad Madani, Sennar, Singa, Dinder and Suki from the RSF."
    )
    assert {"Wad Madani", "Sennar", "Singa", "Dinder"} <= {link.spoken for link in claim.links}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "GOMA, Democratic Republic of Congo: Rebels on Sunday seized the town of Sake, witnesses said, "
            "despite saying last week they would stop.",
            "witnesses",
        ),
        ("Rebels had taken Goma, their operations chief Ada Lind told BBC Afrique.", "Ada Lind"),
        ("Ada Lind of the rescue team told dpa that M23 rebels had taken Goma.", "Ada Lind"),
        ("Rwandan and Congolese troops have recaptured Goma, the two countries said.", "countries"),
        (
            "Colonel Ada Lind spoke. Last week the soldiers reported that M23 rebels had taken Goma.",
            "soldiers",
        ),
    ],
)
def test_who_is_told_and_who_tells(claims, text, claimant):
    assert {claim.claimant for claim in claims(text)} == {claimant}


def test_the_government_is_no_official_of_somebody_else(claims):
    told = claims(
        "A United Nations official confirmed the fall of Goma. The government said its army had shelled Goma."
    )
    assert "government" in {claim.claimant for claim in told}


def test_towns_that_are_districts_too_may_stand_in_a_list(claims):
    (claim,) = claims(
        "Azerbaijan's president said the towns of Fizuli, Jabrayil, Zangilan and the settlement of Hadrut "
        "were liberated by Azerbaijani forces."
    )
    names = {link.spoken: link.place_id for link in claim.links}
    assert not any(place.startswith("name:") for place in names.values()), names


@pytest.mark.parametrize(
    "lead",
    ["The rebel group involved, the Hills Union for Change,", "A rebel group, the Hills Union for Change,"],
)
def test_a_group_that_is_named_beside_its_description_is_that_group(claims, lead):
    (claim,) = claims(f"{lead} said its men took Bambari in the Central African Republic.")
    assert (claim.claimant, claim.claimant_kind) == ("Hills Union for Change", "armed_group")


def test_initials_behind_a_name_leave_the_group_what_it_is(claims):
    (claim,) = claims("The Arakan Army (AA) says it has seized the city of Mrauk U.")
    assert (claim.claimant, claim.claimant_kind) == ("Arakan Army", "armed_group")


def test_who_heads_emergency_work_of_a_body_is_no_government(claims):
    (claim,) = claims("“Goma was shelled,” says Ada Lind, head of MSF’s emergency operations.")
    assert (claim.claimant, claim.claimant_kind) == ("Ada Lind", "witness")


def test_whom_somebody_is_taken_for_is_nobodys_word(claims):
    (claim,) = claims("Videos showed armed men, believed to be M23 fighters, walking through Goma.")
    assert (claim.claimant, claim.modality, claim.certainty) == ("article", "assessed", "believed to")


@pytest.mark.parametrize(
    ("text", "claimant", "kind"),
    [
        (
            "The LNA has attacked Gharyan, a high-ranking LNA officer told AFP.",
            "high-ranking LNA officer",
            "military",
        ),
        (
            "M23 rebels took Goma, confirmed a witness on the scene contacted by AFP.",
            "witness on the scene",
            "witness",
        ),
        (
            "A tweet from AMISOM confirmed that Al-Shabaab attacked Marka.",
            "African Union mission in Somalia",
            "military",
        ),
        (
            "Ada Lind, Moscow's civilian envoy, said Russian forces had shelled Lyman.",
            "Ada Lind",
            "government",
        ),
    ],
)
def test_what_describes_a_speaker_is_read_whole(claims, text, claimant, kind):
    (claim,) = claims(text)
    assert (claim.claimant, claim.claimant_kind) == (claimant, kind)


def test_whom_brackets_name_did_not_say_the_rest(claims):
    (claim,) = claims(
        "The Congolese army says M23 rebels remain in Goma, with many (or more according to rebels) gone."
    )
    assert claim.claimant == "Congolese army"


def test_what_an_earlier_report_said_was_said_before(claims):
    (claim,) = claims("M23 rebels shelled Goma, said OCHA in a previous report.")
    assert claim.said.edtf == "../2024-05-22"


@pytest.mark.parametrize(
    "text",
    [
        "The Libyan National Army had made progress in recapturing Gharyan.",
        "Tuareg rebels will likely give priority to preemptively attacking Malian troops in Kidal.",
    ],
)
def test_headway_and_what_comes_first_later_colour_nothing(claims, text):
    assert {claim.status for claim in claims(text)} == {"none"}


def test_what_came_before_the_last_of_two_years_was_by_then(claims):
    told = claims(
        "Russia withdrew its troops from Chechnya in 1996, but the army returned in September 1999, after "
        "incursions by rebels into neighbouring Dagestan."
    )
    assert [claim.about.edtf for claim in told] == ["1996", "../1999-09-30"]


@pytest.mark.parametrize(
    ("lead", "claimant"),
    [
        ("Ivan “Ghost” Petrenko, a Ukrainian soldier, said", "Ivan “Ghost” Petrenko"),
        ("Ukraine's “East” military group said", "Ukraine's “East” military group"),
        ("The self-declared “interior minister” of the region said", "“interior minister” of the region"),
        ("The head of the “Donetsk People's Republic” said", "head of the “Donetsk People's Republic”"),
    ],
)
def test_marks_around_a_part_of_who_speaks_quote_nobody(claims, lead, claimant):
    (claim,) = claims(f"{lead} Russian troops had attacked Lyman.")
    assert claim.claimant == claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Islamic State left Palmyra, the Syrian Observatory for Human Rights, a war monitor, said.",
            "Syrian Observatory for Human Rights",
        ),
        ("Syrian television quoted a military source saying rebels took Palmyra.", "military source"),
        ("Syrian rebels on Wednesday claim they took Palmyra.", "Syrian rebels"),
        ("Col. Ada Lind, the spokesperson (SPLA) told AFP that rebels had left Malakal.", "Ada Lind"),
        (
            "JUBA – 21 May [Osk] - Speaking on Monday, the rebels’ spokesman Omar Lind: “We took Malakal.”",
            "Omar Lind",
        ),
        (
            "Sources from Lind's office told AFP that M23 rebels had entered Goma.",
            "sources from Lind's office",
        ),
    ],
)
def test_who_is_named_late_or_in_passing_still_speaks(claims, text, claimant):
    assert {claim.claimant for claim in claims(text)} == {claimant}


def test_a_dateline_is_no_part_of_who_speaks():
    text = (
        "Rebels hold Malakal\n\nMay 19, 2024 (JUBA) – Rebel forces led by Omar Lind, say they hold Malakal."
    )
    document = Document("d", text, zones=zones(text))
    war = next(war for war in conflicts.load() if war.id == "south_sudan")
    assert {a.claimant for a in attribute(document, war)} == {"rebel forces"}


def test_who_holds_it_is_an_open_question(claims):
    told = claims("The UN could not ascertain who between the rebels and government forces controls Malakal.")
    assert {claim.status for claim in told} == {"none"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Syrian troops fought Islamic State militants who hold Palmyra.", "islamic_state_control"),
        ("The army in Syria bombed Islamic State, which holds Palmyra.", "islamic_state_control"),
        ("The Congolese army attacked M23 rebels that have held Goma since Monday.", "m23_control"),
        ("Ukrainian troops fought Russian soldiers who control Lyman.", "russia_control"),
        ("SPLA forces advanced to flush out the rebels that have held Bor.", "opposition_control"),
    ],
)
def test_who_has_it_is_whom_the_clause_describes(claims, text, status):
    assert {claim.status for claim in claims(text) if claim.predicate == "holds"} == {status}


def test_who_tells_of_a_war_takes_nothing(claims):
    told = claims("Tamilnet.com, a pro-LTTE website, claimed the Tigers had moved before Kilinochchi fell.")
    assert {claim.status for claim in told} == {"none"}


@pytest.mark.parametrize(
    ("text", "claimant", "kind"),
    [
        (
            "Lt. Gen. Ada Lind and Lt. Col. Omar Berg told AP that M23 rebels had attacked Goma.",
            "Ada Lind and Omar Berg",
            "military",
        ),
        (
            "Ada Lind and Omar Berg, residents of Goma, said M23 rebels had shelled Goma.",
            "Ada Lind and Omar Berg",
            "witness",
        ),
        (
            "Brett Lind, the envoy for the coalition against ISIS said M23 held Goma.",
            "Brett Lind",
            "government",
        ),
    ],
)
def test_two_people_and_an_envoy(claims, text, claimant, kind):
    assert {(claim.claimant, claim.claimant_kind) for claim in claims(text)} == {(claimant, kind)}


def test_what_is_near_is_not_there(claims):
    told = claims("Iraq's prime minister announced that the liberation of Mosul from Islamic State is near.")
    assert {(claim.modality, claim.status) for claim in told} == {("predicted", "none")}


@pytest.mark.parametrize(
    ("text", "claimant", "status"),
    [
        (
            "“Mekelle is ours,” Ada Lind, a spokesperson for the Tigray People's Liberation Front (TPLF), "
            "said. "
            "“The TPLF holds Mekelle,” she added.",
            "Ada Lind",
            "tigray_control",
        ),
        (
            "The UN spoke of panic among its people and Congo's government said M23 rebels had taken Goma.",
            "Congolese government",
            "m23_control",
        ),
    ],
)
def test_whose_office_or_people_are_named_beside_does_not_speak(claims, text, claimant, status):
    told = claims(text)
    assert {claim.claimant for claim in told} == {claimant}
    assert status in {claim.status for claim in told}


def test_what_is_called_untrue_in_its_own_sentence_is_denied(claims):
    told = claims(
        "“The information that Azerbaijani forces captured Shusha is false,” a statement released by the "
        "Armenian Defence Ministry said."
    )
    assert {(claim.claimant, claim.modality) for claim in told} == {
        ("Armenian Ministry of Defence", "denied")
    }


def test_against_whom_a_drive_is_takes_nothing_in_it(claims):
    told = claims(
        "Libya's government announced another victory in its drive against eastern-based strongman Khalifa "
        "Haftar, overrunning his last stronghold Tarhuna."
    )
    assert "lna_control" not in {claim.status for claim in told}
