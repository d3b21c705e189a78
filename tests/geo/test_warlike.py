"""The gate: which texts and sentences are about an armed conflict of their time, and what it says.

tests/data/gate/war and notwar hold articles written for this; those named late_ were set aside and measured
once, before the last two rules were added.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import conflicts, documents, pipeline
from geo.conflicts import Conflict, Side
from geo.gazetteer import Gazetteer
from geo.model import UNDATED, DateInterval, Document
from geo.reading import Reading
from geo.warlike import HISTORY, NO_WAR, about_conflict, judge

GATE = Path(__file__).parents[1] / "data" / "gate"
WAR = sorted((GATE / "war").glob("*.txt"))
NOT_WAR = sorted((GATE / "notwar").glob("*.txt"))
MAY_2024 = DateInterval("2024-05-10", date(2024, 5, 10), date(2024, 5, 10), "given")

REPORT = """Alandian troops captured Marn on Tuesday, the army said, after weeks of heavy fighting.

Artillery shelled Oster in the night, killing two civilians. Soldiers near Pell were short of ammunition."""
TEASER = """Rovers stormed Marn on Saturday and captured three points when the striker scored a late goal. The
goalkeeper repelled a penalty, and the fans besieged the team bus."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(path: Path, gazetteer: Gazetteer) -> Reading:
    [document] = documents.read([path])
    return pipeline.process(document, gazetteer=gazetteer, conflicts=conflicts.load())


def closed_at(text: str, words: str, published: DateInterval = UNDATED) -> str:
    return judge(Document("d", text, published=published)).reason_at(text.index(words))


@pytest.mark.parametrize("path", NOT_WAR, ids=lambda path: path.stem)
def test_other_subjects_in_words_of_war_make_no_claims_and_say_why(path: Path, gazetteer: Gazetteer):
    reading = read(path, gazetteer)

    assert reading.claims == ()
    assert len(reading.notes) == 1


@pytest.mark.parametrize("path", WAR, ids=lambda path: path.stem)
def test_reports_of_war_with_little_violence_pass_whole(path: Path, gazetteer: Gazetteer):
    assert read(path, gazetteer).notes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers shelled the town.", True),
        ("Rebels captured Marn.", True),
        ("He said that his country's forces had taken Marn. Officials denied the claim.", True),
        ("Marn has been under occupation for a year.", True),
        ("Missiles hit the football stadium in Marn, killing two players and wounding soldiers.", True),
        ("Alandian forces reached the centre of Marn.", True),
        ("Troops pulled out of Marn.", True),
        ("Market forces moved into Marn.", False),
        ("The Army side reached the final in Marn.", False),
        ("The war of words went on.", False),
        ("Her forces captured the league title with a goal in the second half.", False),
        ("The candidate lost control of Marn, and his troops retreated before the second round.", False),
        ("The fire took Marn; firefighters held the western front line.", False),
        ("Marn is a town with a market.", False),
        ("", False),
    ],
)
def test_a_few_words_tell_war_from_what_borrows_them(text: str, expected: bool):
    assert about_conflict(text) is expected


def test_forces_that_a_conflict_file_names_are_evidence():
    text = "Redcaps took Marn."
    known = Conflict("ab", "a war", (Side("aland", "Aland", forces=("Redcaps",)),))

    assert (about_conflict(text), about_conflict(text, known)) == (False, True)


def test_common_nouns_that_a_conflict_file_gives_a_side_are_no_other_subject():
    sides = (Side("state", "State", forces=("Marnish police",)), Side("gangs", "Gangs", demonyms=("gangs",)))
    text = "Gangs left the town of Pell, and the police said that Marnish police had regained control of it."
    assert about_conflict(text, Conflict("marn", "War in Marn", sides))
    assert not about_conflict("A gang was caught by police in Pell, who regained control of the car.")


def test_a_victory_in_a_war_is_no_match():
    war = (
        "Alandia scored a major victory in its border war with Marn, and its troops seized the town of Pell."
    )
    assert about_conflict(war)
    assert not about_conflict(
        "Alandia scored a major victory in Marn on Monday by seizing the cup from Pell."
    )


@pytest.mark.parametrize("text", [f"{REPORT}\n\n{TEASER}", f"{TEASER}\n\n{REPORT}"])
def test_a_report_of_war_survives_a_football_teaser_which_stays_closed(text: str):
    assert closed_at(text, "Alandian troops") == closed_at(text, "Artillery shelled") == ""
    assert "sport" in closed_at(text, "Rovers stormed")


def test_a_war_that_a_football_report_mentions_opens_no_other_sentence():
    moved = "The club moved when soldiers shelled its stadium in Pell."
    text = f"{TEASER}\n\n{moved}\n\n{TEASER.replace('Marn', 'Oster')}"

    assert closed_at(text, "captured three points")
    assert closed_at(text, "Oster")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Soldiers of another army captured Oster in October 1941.", HISTORY),
        ("Soldiers have held Oster since 1967.", ""),
        ("Rebels took Oster in Operation 1027 with 1500 men.", ""),
        ("Rebels captured Oster in 2014.", ""),
    ],
)
def test_only_what_lies_generations_back_is_history(sentence: str, reason: str):
    assert closed_at(f"{REPORT} {sentence}", sentence, MAY_2024) == reason


def test_history_goes_on_until_a_day_of_now():
    text = f"{REPORT}\n\nIn 1943 tanks took Oster. The garrison was captured. On Friday soldiers took Pell."

    assert closed_at(text, "The garrison", MAY_2024) == HISTORY
    assert closed_at(text, "On Friday", MAY_2024) == ""


def test_a_year_is_old_or_new_by_the_day_of_publication():
    text = "Soldiers shelled Marn in 1943. By May 1943 the army had captured Oster."
    then = DateInterval("1943-06-01", date(1943, 6, 1), date(1943, 6, 1), "given")

    assert judge(Document("d", text, published=then)).reason == ""
    assert judge(Document("d", text, published=MAY_2024)).reason == HISTORY


def test_a_peaceful_text_says_that_there_is_no_sign_of_war():
    assert judge(Document("d", "The bakery opened on Monday.")).reason == NO_WAR


def test_what_is_withheld_names_the_words_that_decided_and_its_first_sentence(gazetteer: Gazetteer):
    text = (
        "Rovers captured Lyon in the second half, and their striker scored. "
        "The goalkeeper had besieged nobody, but the league title was held."
    )

    [note] = pipeline.process(Document("d", text), gazetteer=gazetteer, conflicts=conflicts.load()).notes

    assert "sport (“goalkeeper”, “second half”, “striker”" in note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Croatian forwards attacked, and Serbian midfielders retreated in Zagreb.", False),
        ("Sri Lankan batsmen collapsed in Colombo; the Tigers seized control and captured wickets.", False),
        ("Armenia said that Azerbaijan had captured Hadrut.", True),
        ("Croatian army troops entered Knin, and Serb police fled.", True),
    ],
)
def test_countries_at_war_play_and_arrest_as_well(text: str, expected: bool, gazetteer: Gazetteer):
    reading = pipeline.process(Document("d", text), gazetteer=gazetteer, conflicts=conflicts.load())

    assert bool(reading.claims) is expected
