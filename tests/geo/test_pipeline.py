"""The whole path: three tiny documents to exact claim rows, and what a run does when something goes wrong.

`GOLDEN=write python -m pytest tests/geo/test_pipeline.py` writes the golden rows anew; review the diff.
"""

from __future__ import annotations

import csv
import gc
import itertools
import os
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geo import claims as claims_module
from geo import conflicts, documents, pipeline
from geo.asof import view
from geo.gazetteer import Gazetteer
from geo.intervals import from_edtf
from geo.model import UNDATED, UNPLACED, DateInterval, Document
from geo.reading import LANGUAGE_NOT_READ, Reading
from geo.store import Store
from geo.table import frame

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "data" / "golden"
GOLDEN = TINY / "claims.csv"
COLUMNS = (
    *("doc_id", "claimant", "claimant_kind", "side", "place_name", "extent", "part", "predicate", "modality"),
    *("status", "certainty", "said_edtf", "about_edtf", "evidence", "quote"),
)
SUFFIXES = {".md", ".txt", ".jsonl"}
DAY = DateInterval("2024-05-10", date(2024, 5, 10), date(2024, 5, 10), "given")
NORTH = "Russian forces hold a village about 10 km north of Bakhmut, the UK Ministry of Defence said."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def wars() -> list[conflicts.Conflict]:
    return conflicts.load()


def read(folder: Path, gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> list[Reading]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    found = list(pipeline.readings(paths, gazetteer=gazetteer, conflicts=wars))
    assert [item for item in found if not isinstance(item, Reading)] == []
    return [item for item in found if isinstance(item, Reading)]


def test_golden_rows(gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> None:
    """Two sides of a dispute, an aim and a condition without a date, and another war give these claims."""
    table = frame([claim for reading in read(TINY, gazetteer, wars) for claim in reading.claims])
    rows = table[list(COLUMNS)].astype(str).to_dict("records")
    if os.environ.get("GOLDEN") == "write":
        with open(GOLDEN, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with open(GOLDEN, encoding="utf-8", newline="") as file:
        assert rows == list(csv.DictReader(file))


def test_the_golden_documents_are_a_dispute_on_the_day(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path
) -> None:
    with Store.open(tmp_path / "claims.sqlite") as store:
        pipeline.ingest([TINY / "dispute.md"], store=store, gazetteer=gazetteer, conflicts=wars)
        seen = view(store.claims_frame(), day=date(2023, 4, 7))
    [town] = seen.places.values()

    assert (town.name, town.state) == ("Bakhmut", "disputed")
    assert [side for side, _ in town.finding.by_side] == ["russia", "ukraine"]


@pytest.mark.parametrize("folder", [TINY, ROOT / "seeds"], ids=["golden", "seeds"])
def test_offsets_and_places_hold_together(
    folder: Path, gazetteer: Gazetteer, wars: list[conflicts.Conflict]
) -> None:
    for reading in read(folder, gazetteer, wars):
        text, known = reading.document.text, {place.place_id for place in reading.places}

        assert reading.claims
        assert len({claim.claim_id for claim in reading.claims}) == len(reading.claims)
        for claim in reading.claims:
            assert claim.quote == text[claim.start : claim.end]
            assert claim.evidence == reading.document.evidence
            assert {link.place_id for link in claim.links} <= known
            for link in claim.links:
                assert 0 <= link.mention_start < link.mention_end <= len(text)
        for one in reading.resolutions:
            assert one.toponym.text == text[one.toponym.start : one.toponym.end]


def test_process_is_pure(gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> None:
    document = Document("doc", NORTH)
    first, second = (pipeline.process(document, gazetteer=gazetteer, conflicts=wars) for _ in range(2))

    assert first == second


def test_a_relative_position_is_a_place_of_the_reading(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict]
) -> None:
    reading = pipeline.process(Document("doc", NORTH), gazetteer=gazetteer, conflicts=wars)

    assert {link.place_id for claim in reading.claims for link in claim.links} == {
        place.place_id for place in reading.places if place.kind == "sector"
    }
    assert [one.place.name for one in reading.mapped if one.place] == ["Bakhmut"]


def test_a_text_in_another_language_is_listed_not_empty(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_text(
        "Les forces russes ont pris la ville de Bakhmout, selon le ministère de la Défense russe."
    )
    with Store.open(tmp_path / "claims.sqlite") as store:
        summary = pipeline.ingest([path], store=store, gazetteer=gazetteer, conflicts=wars)

        assert [language for *_, language in store.tray().not_read] == ["fr"]
    assert summary.not_read == [f"{path}: language not read (fr); give a text in en"]
    assert (summary.documents, summary.claims) == (1, 0)
    assert pipeline.process(
        Document("doc", "Текст", language="uk"), gazetteer=gazetteer, conflicts=wars
    ).outcome == (LANGUAGE_NOT_READ)


def test_one_document_that_fails_is_rejected_and_the_rest_goes_on(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = claims_module.read_gated

    def failing(document: Document, *rest: object) -> tuple:
        if document.doc_id == "undated":
            raise RuntimeError("of two\nlines")
        return working(document, *rest)

    monkeypatch.setattr(claims_module, "read_gated", failing)
    with Store.open(tmp_path / "claims.sqlite") as store:
        summary = pipeline.ingest([TINY], store=store, gazetteer=gazetteer, conflicts=wars)

        assert {one.document.doc_id for one in store.documents()} == {"dispute", "elsewhere-1"}
        [refusal] = [one for one in store.rejected() if "undated" in one.origin]
    assert refusal in summary.refusals
    assert refusal.reason == "reading it failed (RuntimeError: of two lines)"


def test_the_order_of_files_does_not_matter(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path
) -> None:
    names = ["dispute.md", "undated.txt", "elsewhere.jsonl", "copy.md"]
    for name in names[:-1]:
        shutil.copy(TINY / name, tmp_path / name)
    text = (TINY / "dispute.md").read_text()
    (tmp_path / "copy.md").write_text(text.replace("The Example", "Reprint") + "\nMore follows.\n")
    tables: list[pd.DataFrame] = []
    for number, order in enumerate(itertools.permutations(names)):
        if number % 5:
            continue
        with Store.open(tmp_path / "stores" / f"{number}.sqlite") as store:
            paths = [tmp_path / name for name in order]
            pipeline.ingest(paths, store=store, gazetteer=gazetteer, conflicts=wars)
            tables.append(store.claims_frame().sort_values("claim_id", ignore_index=True).astype(str))

    assert all(table.equals(tables[0]) for table in tables)
    assert sorted(tables[0]["carriers"][tables[0]["doc_id"].isin(["dispute", "copy"])]) == ["1", "1"]


def test_what_was_rejected_from_a_path_is_forgotten_when_the_path_is_read_again(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_bytes(b"")
    (tmp_path / "articles.txt").write_bytes(b"")
    with Store.open(tmp_path / "claims.sqlite") as store:

        def refused(*paths: Path) -> list[str]:
            pipeline.ingest(paths, store=store, gazetteer=gazetteer, conflicts=wars)
            return [Path(one.origin).name for one in store.rejected()]

        assert set(refused(folder, tmp_path / "articles.txt")) == {"one.txt", "two.txt", "articles.txt"}
        (folder / "one.txt").unlink()

        assert set(refused(folder)) == {"two.txt", "articles.txt"}


def test_a_digest_keeps_its_evidence_kind(gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> None:
    found = read(ROOT / "seeds", gazetteer, wars)

    assert {claim.evidence for reading in found for claim in reading.claims} == {"digest"}
    assert all(reading.document.published.dated for reading in found)


def test_an_undated_document_has_undated_claims(gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> None:
    [item] = documents.read([TINY / "undated.txt"])
    assert isinstance(item, Document) and not item.published.dated
    reading = pipeline.process(item, gazetteer=gazetteer, conflicts=wars)

    assert reading.claims
    assert all((claim.said.start, claim.said.end) == (UNDATED.start, UNDATED.end) for claim in reading.claims)


@pytest.mark.parametrize(
    "sentence, claimant, status",
    [
        (
            "Ukraine dismissed the claim and said its forces still hold Vuhledar.",
            "Ukrainian government",
            "ukraine",
        ),
        ("Ukraine dismissed the claim that its forces had lost Vuhledar.", "Ukrainian government", ""),
    ],
)
def test_what_a_denier_goes_on_to_say_is_said(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], sentence: str, claimant: str, status: str
) -> None:
    """Turning a claim down denies that claim, not the one that follows."""
    text = f"The Russian army said that its troops had captured Vuhledar. {sentence}"
    reading = pipeline.process(Document("x", text), gazetteer=gazetteer, conflicts=wars)
    given = {c.claimant: c.status for c in reading.claims if c.status.endswith("_control")}

    assert given.get(claimant, "") == (f"{status}_control" if status else "")


def test_a_unit_is_never_a_person_named_before(gazetteer: Gazetteer, wars: list[conflicts.Conflict]) -> None:
    """ "The brigade said" does not put the words into an enemy leader's mouth."""
    text = "Prigozhin said Wagner would take Soledar. Ukrainian troops still hold Bakhmut, the brigade said."
    reading = pipeline.process(Document("x", text), gazetteer=gazetteer, conflicts=wars)

    assert [c.claimant for c in reading.claims if c.status == "ukraine_control"] == ["brigade"]


@pytest.mark.parametrize(
    ("published", "told"),
    [("2024-05-12", 1), ("2025", 1), ("2024-05-11", 0), ("2024-05-10", 0), ("2024-05", 0), ("", 0)],
)
def test_a_publication_day_ahead_of_today_is_told(published: str, told: int) -> None:
    """Tomorrow is allowed for time zones; an interval counts by its first day."""
    known = documents.read_published(published, "given") if published else UNDATED
    summary = pipeline.Summary(today=date(2024, 5, 10))
    summary.count(Reading(Document("d", "text", published=known)), changed=True)

    assert len(summary.ahead) == told
    assert all(line in summary.lines() and published in line for line in summary.ahead)


def test_a_claim_about_a_name_that_nobody_can_place_is_kept(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict], tmp_path: Path
) -> None:
    """It has no position and colours no map, but it is a claim, with its own name, and no other's."""
    text = (
        "Russian forces captured Vuhledar, the Ukrainian army said. The army also said that its troops had "
        "repelled an attack near Qqqville and another one near Zzzhorod."
    )
    read = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
    unplaced = {
        link.place_id for claim in read.claims for link in claim.links if link.place_id.startswith(UNPLACED)
    }

    assert unplaced == {"name:qqqville", "name:zzzhorod"}
    assert not any(place.place_id.startswith(UNPLACED) for place in read.places)

    with Store.open(tmp_path / "claims.sqlite") as store:
        store.put(read)
        table, places = store.claims_frame(), store.places()
    assert {"name:qqqville", "name:zzzhorod"} <= set(table["place_id"])
    assert not any(place.startswith(UNPLACED) for place in view(table, day=date(2024, 5, 30)).places)
    assert not any(place.startswith(UNPLACED) for place in places)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "The settlement of Kupiansk has been captured, the Russian Defence Ministry said.",
            "russia_control",
        ),
        ("The Ukrainian General Staff reported that Kupiansk had been completely taken.", "ukraine_control"),
        ("Kupiansk has been captured, the Ukrainian General Staff admitted.", "none"),
        ("Mayor Ihor Terekhov said that Kupiansk had been captured.", "none"),
        ("The Russian army denied that Kupiansk had been taken.", "none"),
        (
            "The Ukrainian General Staff said that Kupiansk had been captured by Russian forces.",
            "russia_control",
        ),
        ("If Kupiansk is taken, the Ukrainian army said, the road lies open.", "none"),
    ],
)
def test_who_took_a_place_is_told_by_whose_army_says_it(
    sentence: str, status: str, gazetteer: Gazetteer, wars: list[conflicts.Conflict]
) -> None:
    """Where nobody is named, an army tells of its own deeds; officials of a town, and who admits, do not."""
    text = f"Russian forces shelled Kharkiv, the Ukrainian army said on Monday. {sentence}"
    read = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert {claim.status for claim in read.claims if "Kupiansk" in claim.quote} == {status}


def test_what_was_hit_and_who_died_are_two_claims(
    gazetteer: Gazetteer, wars: list[conflicts.Conflict]
) -> None:
    text = "Russian drones struck Odesa overnight, killing three and wounding seven, the Ukrainian army said."
    read = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)

    assert {(claim.predicate, claim.links[0].name) for claim in read.claims} == {
        ("struck", "Odesa"),
        ("losses", "Odesa"),
    }


@pytest.mark.parametrize(
    ("sentence", "status", "extent"),
    [
        (
            "The army said that Russian soldiers tried overnight to get into Kupiansk.",
            "contested",
            "unstated",
        ),
        ("Kupiansk lies in Russian hands for the most part, a diplomat said.", "russia_control", "most"),
        (
            "Russian troops were in Kupiansk. Ukrainian soldiers were holding all their positions there.",
            "ukraine_control",
            "part",
        ),
        (
            "President Vladimir Putin said that Russia aimed to seize the whole of Kupiansk, "
            "of which it now holds about two thirds.",
            "russia_control",
            "most",
        ),
    ],
)
def test_as_much_of_a_place_as_the_words_say(
    sentence: str, status: str, extent: str, gazetteer: Gazetteer, wars: list[conflicts.Conflict]
) -> None:
    """An attempt is no advance; counted positions, shares and "for the most part" are not the whole place."""
    text = f"Russian forces shelled Kharkiv, the Ukrainian army said on Monday. {sentence}"
    read = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
    said = {
        (claim.status, link.extent)
        for claim in read.claims
        for link in claim.links
        if link.name == "Kupiansk"
    }

    assert (status, extent) in said
    assert ("russia_control", "unstated") not in said and ("ukraine_control", "whole") not in said


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The Israeli government said its troops had taken Quneitra.", ""),
        ("The Turkish government said the rebels had taken Manbij.", ""),
        ("The Syrian government said its troops had taken Hama.", "government"),
    ],
)
def test_a_third_states_government_is_of_no_side(sentence: str, side: str, gazetteer, wars) -> None:
    text = f"Syrian rebels and the Syrian army fought in Aleppo on Saturday. {sentence}"
    claims = pipeline.process(Document("x", text), gazetteer=gazetteer, conflicts=wars).claims
    last = [one for one in claims if one.quote == sentence]

    assert last and {one.side for one in last} == {side}
    assert side or "government_control" not in {one.status for one in last}


@pytest.mark.parametrize(
    ("sentence", "said", "about"),
    [
        ("Last winter the Syrian army said it had captured Hama.", "2023-12/2024-02", "2023-12/2024-02"),
        ("In late summer, the rebels said they had captured Hama.", "2024-08~", "2024-08~"),
        ("During Ramadan the rebels captured Hama.", "2024-12-08", "../2024-12-08"),
        ("The other day the rebels captured Hama.", "2024-12-08", "../2024-12-08"),
        ("On the eve of Eid the rebels captured Hama.", "2024-12-08", "../2024-12-08"),
        ("Before the rainy season the rebels captured Hama.", "2024-12-08", "../2024-12-08"),
    ],
)
def test_a_time_that_is_no_day_is_not_the_day_of_publication(
    sentence: str, said: str, about: str, gazetteer, wars
) -> None:
    text = f"Syrian rebels and the Syrian army fought near Aleppo. {sentence}"
    document = Document("x", text, published=from_edtf("2024-12-08", "given"))
    claims = pipeline.process(document, gazetteer=gazetteer, conflicts=wars).claims
    [(found, of)] = {(one.said.edtf, one.about.edtf) for one in claims if one.quote == sentence}

    assert (found, of) == (said, about)


def test_the_collector_is_as_it_was_after_a_reading_and_after_one_that_fails(gazetteer, wars, monkeypatch):
    document = Document("d", "Bakhmut has fallen, the UK Ministry of Defence said.")
    pipeline.process(document, gazetteer=gazetteer, conflicts=wars)
    assert gc.isenabled()
    monkeypatch.setattr(claims_module, "read_gated", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pipeline.process(document, gazetteer=gazetteer, conflicts=wars)
    assert gc.isenabled()
