"""The claim store: what is put comes out, once, whole, in any order, and damage is noticed."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import store as store_module
from geo.database import Address, default_address
from geo.decisions import Decision
from geo.errors import BadInput, StoreError, StoreTooNew
from geo.model import (
    UNDATED,
    Candidate,
    Carrier,
    Claim,
    DateInterval,
    Document,
    Link,
    Place,
    Resolution,
    Toponym,
    Trace,
    Zone,
    claim_id,
)
from geo.reading import LANGUAGE_NOT_READ, Reading
from geo.store import Refusal, Store
from tests.conftest import Spoil

MARCH_7 = DateInterval("2023-03-07", date(2023, 3, 7), date(2023, 3, 7), "given")
TOWN = Place("gn:1", "Town", 48.5, 38.0, paths=(((48.5, 38.0), (48.6, 38.1)),), shape="line")
SENTENCE = "Red forces hold the whole of Town, the ministry of defence said on Tuesday."


def claim_in(document: Document, **fields: object) -> Claim:
    """A claim whose evidence is the whole text of the document."""
    end = len(document.text)
    values: dict[str, object] = {
        "claim_id": claim_id(document.sha256, 0, end, 35, 29, 33),
        "doc_id": document.doc_id,
        "sha256": document.sha256,
        "start": 0,
        "end": end,
        "quote": document.text,
        "evidence": document.evidence,
        "claimant": "Ministry",
        "claimant_kind": "government",
        "side": "red",
        "chain": ("Agency", "Ministry"),
        "claimant_start": 35,
        "claimant_end": 43,
        "publisher": document.publisher,
        "links": (Link("gn:1", "Town", "Toun", "whole", "", 29, 33),),
        "predicate": "holds",
        "modality": "asserted",
        "status": "red_control",
        "certainty": "",
        "published": document.published,
        "said": document.published,
        "about": document.published,
    }
    return Claim(**{**values, **fields})  # type: ignore[arg-type]


def reading(text: str = SENTENCE, doc_id: str = "a", **fields: object) -> Reading:
    """One document with one claim; `fields` change the claim."""
    document = Document(
        doc_id,
        text,
        "A title",
        "Paper",
        published=MARCH_7,
        zones=(Zone(0, len(text), "body"),),
        origin=f"{doc_id}.txt",
    )
    return Reading(document, "war", (), (claim_in(document, **fields),), (TOWN,), ("a note",))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


def test_what_is_put_comes_out_equal(store: Store) -> None:
    one = reading(
        band=(55, 75),
        certainty="likely",
        yardstick="PHIA",
        flags=("headline_stronger",),
        about=UNDATED,
        carriers=(Carrier("a", "00", 1, 2, "headline"),),
        trace=(Trace("status", "hold", 11, 15, "a rule"),),
    )
    store.put(one)
    [claim] = store.claims([one.claims[0].claim_id])
    stored = store.document(one.document.sha256)

    assert (claim, claim.trace) == (one.claims[0], one.claims[0].trace)
    assert stored is not None
    assert (stored.document, stored.conflict, stored.notes) == (one.document, "war", ("a note",))
    assert store.places() == {"gn:1": TOWN}


def test_the_frame_holds_the_claim_table(store: Store) -> None:
    store.put(reading())
    [row] = store.claims_frame().to_dict("records")

    assert (row["place_id"], row["spoken"], row["voice"], row["chain"]) == (
        "gn:1",
        "Toun",
        "Ministry",
        "Agency > Ministry",
    )
    assert (date.fromordinal(row["said_start"]), row["said_edtf"], row["carriers"]) == (
        date(2023, 3, 7),
        "2023-03-07",
        0,
    )


def test_putting_the_same_reading_again_changes_nothing(store: Store) -> None:
    assert store.put(reading())
    revision = store.revision

    assert not store.put(reading())
    assert (store.revision, len(store.claims_frame())) == (revision, 1)


def test_a_new_reading_of_a_text_replaces_the_old_one(store: Store) -> None:
    store.put(reading())
    revision = store.revision
    again = reading()
    corrected = replace(again.document, title="Another title", published=replace(MARCH_7, reason="corrected"))
    store.put(replace(again, document=corrected, claims=(replace(again.claims[0], status="contested"),)))
    [row] = store.claims_frame().to_dict("records")

    assert store.revision > revision
    assert row["status"] == "contested"
    assert [one.document.title for one in store.documents()] == ["Another title"]
    assert store.published(corrected.sha256) == corrected.published


def test_a_revision_counts_every_kind_of_change(store: Store) -> None:
    seen = [store.revision]
    store.put(reading())
    seen.append(store.revision)
    store.reject([Refusal("b.txt", 0, "is empty", "delete it")])
    seen.append(store.revision)
    store.decide([decision()])
    seen.append(store.revision)
    store.reject([Refusal("b.txt", 0, "is empty", "delete it")])
    store.decide([decision()])
    seen.append(store.revision)

    assert seen == [0, 1, 2, 3, 3]


# Reposts


def test_a_repost_is_one_claim_with_two_carriers(store: Store) -> None:
    readings = [reading(), reading("As we read: " + SENTENCE, "b"), reading("Reprint. " + SENTENCE, "c")]
    for one in readings:
        store.put(one)
    [row] = store.claims_frame().to_dict("records")

    assert row["carriers"] == 2
    claims = [store.claim(one.claims[0].claim_id) for one in readings]
    assert {claim.claim_id for claim in claims if claim} == {row["claim_id"]}
    assert {carrier.doc_id for carrier in claims[0].carriers} == {"a", "b", "c"} - {row["doc_id"]}


def test_the_order_of_documents_does_not_matter(anew: Callable[[], str]) -> None:
    texts = [SENTENCE, "As we read: " + SENTENCE, "Something else is said about Town by somebody here."]
    frames = []
    for order in itertools.permutations(texts):
        with Store.open(anew()) as opened:
            for text in order:
                opened.put(reading(text, f"d{texts.index(text)}"))
            frames.append(
                opened.claims_frame()
                .sort_values("claim_id")[["claim_id", "doc_id", "carriers"]]
                .values.tolist()
            )

    assert len(frames[0]) == 2
    assert all(frame == frames[0] for frame in frames)


def test_a_document_asks_as_often_however_many_claims_it_makes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("run", "many", "rows", "value"):
        call = getattr(store._database, name)
        monkeypatch.setattr(
            store._database,
            name,
            lambda *args, _call=call, **more: asked.append(args[0]) or _call(*args, **more),
        )
    counts = []
    for number, count in enumerate((1, 2, 30), 1):
        made = f"{SENTENCE} {SENTENCE} {number}"
        one = reading(made)
        claims = [
            claim_in(one.document, claim_id=f"{number}-{n}", start=n, quote=made[n:]) for n in range(count)
        ]
        asked.clear()
        store.put(replace(one, claims=tuple(claims)))
        counts.append(len(asked))

    assert counts[1] == counts[2] <= counts[0] < 30  # few rows may be inserted one by one
    assert len(store.claims_frame()) == 3  # of one document they are one statement


def test_a_repost_stands_alone_when_the_original_goes(store: Store) -> None:
    first, second = reading(), reading("As we read: " + SENTENCE, "b")
    store.put(first)
    store.put(second)
    leader = store.claims_frame()["doc_id"].iloc[0]
    gone, kept = (first, second) if leader == "a" else (second, first)
    store.put(replace(gone, claims=()))

    assert store.claims_frame()[["doc_id", "carriers"]].values.tolist() == [[kept.document.doc_id, 0]]


MARCH_8 = DateInterval("2023-03-08", date(2023, 3, 8), date(2023, 3, 8), "given")
MARCH = DateInterval("2023-03", date(2023, 3, 1), date(2023, 3, 31), "given")


@pytest.mark.parametrize(
    ("fields", "statements"),
    [
        ({}, 1),
        ({"said": MARCH}, 1),
        ({"said": UNDATED}, 1),
        ({"said": MARCH_8}, 2),
        ({"claimant": "Another"}, 2),
        ({"status": "contested"}, 2),
        ({"links": (Link("gn:2", "Village", "Village"),)}, 2),
        ({"links": (Link("gn:1", "Town", "Town", "part", "east"),)}, 2),
    ],
)
def test_only_the_same_statement_is_a_repost(
    store: Store, fields: dict[str, object], statements: int
) -> None:
    store.put(reading())
    store.put(reading("As we read: " + SENTENCE, "b", **fields))

    assert len(store.claims_frame()) == statements


def test_a_vague_repost_does_not_join_two_days(store: Store) -> None:
    """The same words said on two days stay two claims; a repost of an unknown day joins one of them."""
    store.put(reading())
    store.put(reading(SENTENCE + " ", "b", said=MARCH_8))
    store.put(reading(SENTENCE + "  ", "c", said=MARCH))

    assert sorted(store.claims_frame()["carriers"]) == [0, 1]


def test_short_words_must_be_equal(store: Store) -> None:
    store.put(reading("It is hard."))
    store.put(reading("It is harder.", "b"))

    assert len(store.claims_frame()) == 2


def test_own_voices_of_two_publishers_are_one_syndicated_text(store: Store) -> None:
    own = {"claimant": "article", "claimant_kind": "article"}
    store.put(reading(**own))
    store.put(reading(SENTENCE + " ", "b", **own, publisher="Gazette", said=MARCH_8))
    store.put(reading(SENTENCE + "  ", "c", **own, said=MARCH_8))

    assert sorted(store.claims_frame()["carriers"]) == [0, 1]


# Decisions


def decision(
    action: str = "accept", field: str = "", value: str = "", day: int = 9, **other: str
) -> Decision:
    target = other.get("claim_id", reading().claims[0].claim_id)
    return Decision(target, action, field, value, "because", "A. Analyst", date(2023, 4, day))


def test_a_rejected_claim_is_listed_and_not_shown(store: Store) -> None:
    store.put(reading())
    store.decide([decision("reject")])

    assert len(store.claims_frame()) == 0
    assert store.tray().rejected_claims == ((reading().claims[0].claim_id, "because"),)


def test_a_decision_taken_back_is_as_if_never_made_and_can_be_made_again(store: Store) -> None:
    store.put(reading())
    store.decide([decision("reject"), decision("reject", day=10)])
    assert store.take_back(decision("reject")) and store.take_back(decision("reject", day=10))
    revision = store.revision

    assert not store.take_back(decision("reject"))
    assert store.revision == revision
    assert len(store.claims_frame()) == 1
    assert store.decide([decision("reject")]) == 1


def test_an_amended_claim_is_shown_so_and_its_raw_reading_kept(store: Store) -> None:
    store.put(reading())
    store.decide([decision("amend", "status", "contested"), decision("amend", "said", "2023-03-05", day=10)])
    [row] = store.claims_frame().to_dict("records")

    assert (row["status"], row["said_edtf"], row["checked"]) == ("contested", "2023-03-05", "amended")
    raw = store.claim(row["claim_id"], raw=True)
    assert raw == reading().claims[0]


def test_a_side_of_another_war_is_refused_with_every_decision_beside_it(store: Store) -> None:
    store.put(replace(reading(), conflict="myanmar"))
    foreign = [decision("amend", "status", "russia_control"), decision("amend", "side", "rsf")]
    for one in foreign:
        with pytest.raises(BadInput, match="another war than the claim, whose sides are junta, "):
            store.decide([decision("accept"), one])
    assert store.decisions() == []

    own = [decision("amend", "status", "junta_control"), decision("amend", "side", "resistance")]
    assert store.decide([*own, decision("amend", "status", "contested"), decision("amend", "side", "")]) == 4


def test_decisions_outlive_a_new_reading(store: Store) -> None:
    store.put(reading())
    store.decide([decision("amend", "status", "contested")])
    store.put(replace(reading(), notes=("read by newer rules",)))

    assert store.claims_frame()[["status", "checked"]].values.tolist() == [["contested", "amended"]]


def test_a_decision_on_a_repost_counts_for_the_statement(store: Store) -> None:
    first, second = reading(), reading("As we read: " + SENTENCE, "b")
    store.put(first)
    store.put(second)
    for target in (first, second):
        store.decide([decision("reject", claim_id=target.claims[0].claim_id)])

        assert len(store.claims_frame()) == 0


def test_the_latest_day_counts_whatever_the_order_of_arrival(store: Store) -> None:
    store.put(reading())
    store.decide([decision("accept", day=20)])
    store.decide([decision("reject", day=10)])

    assert store.claims_frame()["checked"].tolist() == ["accepted"]


# What is not on the map


def test_the_tray_lists_everything_that_is_not_on_the_map(store: Store) -> None:
    other = replace(TOWN, place_id="gn:9", name="Other")
    lost = Resolution(Toponym(29, 33, "Town"), None, "two places are as likely", (Candidate(other, "Town"),))
    found = Resolution(Toponym(0, 3, "Red"), TOWN, "the only one")
    alike = Resolution(Toponym(4, 10, "forces", use="organisation"), None, "an organisation")
    undated = reading(said=replace(UNDATED, reason="no day in the text"))
    undated = replace(
        undated, resolutions=(found, lost, alike), document=replace(undated.document, published=UNDATED)
    )
    store.put(undated)
    store.put(Reading(Document("ru", "Другий текст", language="uk"), outcome=LANGUAGE_NOT_READ))
    store.reject([Refusal("x.txt", 3, "is not JSON", "correct the line")])
    tray = store.tray()

    assert [(one.text, one.reason, one.considered) for one in tray.unmapped] == [
        ("Town", "two places are as likely", ("Other (gn:9)",))
    ]
    assert tray.undated == ((undated.claims[0].claim_id, "no day in the text"),)
    assert [doc_id for _, doc_id, _ in tray.undated_documents] == ["a", "ru"]
    assert [(doc_id, language) for _, doc_id, language in tray.not_read] == [("ru", "uk")]
    assert [str(one) for one in tray.rejected] == ["x.txt, line 3: is not JSON; correct the line"]
    assert [one["place_id"] for one in store.mentions(undated.document.sha256)] == ["gn:1", ""]


def test_a_later_success_clears_what_was_rejected(store: Store) -> None:
    store.reject([Refusal("x.txt", 0, "is empty", ""), Refusal("y.txt", 0, "is empty", "")])
    store.reject([], cleared=["x.txt"])

    assert [one.origin for one in store.rejected()] == ["y.txt"]


def test_text_with_lone_surrogates_and_markup_is_stored_as_it_is(store: Store) -> None:
    text = "Town \ud800 </script> {{7*7}} ${1} \x00 'quoted'"
    one = reading(text, "we\ud800ird", claimant="\udfffX")
    store.put(one)
    stored = store.document(one.document.sha256)

    assert stored is not None
    assert stored.document.text == text
    assert store.claims(store.claim_ids(one.document.sha256)) == list(one.claims)
    assert store.claims_frame()["quote"].tolist() == [
        text.replace("\ud800", "\ufffd").replace("\x00", "\ufffd")
    ]


# The database


def test_readers_see_what_the_writer_finished(store: Store) -> None:
    with Store.open(store.address, readonly=True) as reader:
        assert reader.revision == 0
        store.put(reading())

        assert (reader.revision, len(reader.claims_frame())) == (1, 1)
        with pytest.raises(StoreError, match="reading only"):
            reader.put(reading())


def test_a_failed_put_leaves_nothing(store: Store) -> None:
    twice = reading()
    with pytest.raises(StoreError):
        store.put(replace(twice, claims=twice.claims * 2))

    assert (store.revision, store.documents(), len(store.claims_frame())) == (0, [], 0)


def test_a_newer_store_is_refused_and_left_alone(where: str, spoil: Spoil) -> None:
    Store.open(where).close()
    newer = store_module.SCHEMA_VERSION + 1
    spoil(
        where,
        f"UPDATE meta SET value = '{newer}' WHERE key = 'schema'"
        if "://" in where
        else f"PRAGMA user_version = {newer}",
    )

    for readonly in (False, True):
        with pytest.raises(StoreTooNew, match=r"\S+: was written by a newer version .* update"):
            Store.open(where, readonly=readonly)


def test_another_programs_database_is_refused(where: str, spoil: Spoil) -> None:
    spoil(where, "CREATE TABLE something (x integer)")

    with pytest.raises(StoreError, match="another program"):
        Store.open(where)


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at as one" * 20, b"x"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(
        StoreError, match=r"notes.txt: is not a claim store; choose another path with --store"
    ):
        Store.open(path)


def test_a_missing_store_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no claim store; make one with: python -m geo ingest"):
        Store.open(tmp_path / "none.sqlite", readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_a_folder_or_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "claims.sqlite"):
        with pytest.raises(StoreError, match=r"--store"):
            Store.open(path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claim_rows SET status = 'blue_control'",
        "UPDATE claim_rows SET said_start = said_start + 1, said_end = said_end + 1",
        "UPDATE statements SET repeats = 'nothing'",
    ],
)
def test_a_damaged_row_is_noticed_before_it_is_shown(
    store: Store, where: str, spoil: Spoil, damage: str
) -> None:
    store.put(reading())
    assert store.verify() == []
    spoil(where, damage)

    with pytest.raises(StoreError, match="is damaged"):
        store.claims_frame()
    assert len(store.verify()) == 1


def test_a_damaged_text_is_noticed(store: Store, where: str, spoil: Spoil) -> None:
    store.put(reading())
    other = r"'\x42'::bytea || substr(text, 2)" if "://" in where else "replace(text, x'52', x'42')"
    spoil(where, f"UPDATE documents SET text = {other}")

    with pytest.raises(StoreError, match="is damaged"):
        store.documents()
    assert len(store.verify()) == 1


def test_a_missing_row_is_noticed_by_verify(store: Store, where: str, spoil: Spoil) -> None:
    store.put(reading())
    spoil(where, "DELETE FROM claim_rows")

    assert store.verify() == [f"claim {reading().claims[0].claim_id} lacks rows in the claim table"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named_with_the_cure(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(StoreError, match=r"--store"):
            Store.open(tmp_path / "claims.sqlite")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_killed_writer_leaves_whole_documents(tmp_path: Path) -> None:
    """A process that dies within a transaction leaves what it had acknowledged, and nothing half-written."""
    path = tmp_path / "claims.sqlite"
    with Store.open(path) as opened:
        opened.put(reading())
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('DELETE FROM claim_rows')\n"
        "os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 9

    with Store.open(path) as opened:
        assert (opened.verify(), len(opened.claims_frame())) == ([], 1)


def test_a_copy_of_the_file_reads_the_same(tmp_path: Path) -> None:
    with Store.open(tmp_path / "claims.sqlite") as store:
        store.put(reading())
    shutil.copy(tmp_path / "claims.sqlite", tmp_path / "copy.sqlite")

    with Store.open(tmp_path / "copy.sqlite", readonly=True) as copy:
        assert len(copy.claims_frame()) == 1


def test_the_default_path_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GEO_CACHE", str(tmp_path))
    monkeypatch.delenv("GEO_STORE", raising=False)
    assert default_address().path == tmp_path / "claims.sqlite"

    monkeypatch.setenv("GEO_STORE", str(tmp_path / "mine.sqlite"))
    assert default_address().path == tmp_path / "mine.sqlite"

    monkeypatch.setenv("GEO_STORE", f"sqlite:///{tmp_path / 'mine.sqlite'}")
    assert default_address().path == tmp_path / "mine.sqlite"
    monkeypatch.setenv("GEO_STORE", "postgresql://reader@maps.example.org/claims")
    assert str(default_address()) == "postgresql://reader@maps.example.org/claims"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://analyst:secret@host:port/claims", "cannot be read; write it as postgresql://USER"),
        ("postgresql://analyst:se@secret@host/claims", "cannot be read; write it as postgresql://USER"),
        ("mysql://analyst:secret@host/claims", "no database of that kind; give a path, sqlite:///PATH or"),
        ("sqlite://", "names no file; write it as sqlite:///PATH"),
        ("sqlite:///claims.sqlite?password=secret", "names no file; write it as sqlite:///PATH"),
    ],
)
def test_a_url_that_names_no_store_is_refused_without_its_password(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


def test_an_address_is_shown_without_its_password() -> None:
    for url in (
        "postgres://a:secret@host:5433/claims",
        "postgresql://a:secret@host:5433/claims?password=secret",
    ):
        address = Address.of(url)
        assert str(address) == f"{address}" == "postgresql://a:***@host:5433/claims"
        assert "secret" not in repr(address)


def test_a_text_that_claims_nothing_is_listed_with_the_reason(store: Store) -> None:
    """Notes of a reading reach the tray, and a text without a claim is never just absent."""
    document = reading().document
    store.put(Reading(document, notes=("2 possible claims withheld: it reads as sport",)))
    store.put(Reading(replace(document, doc_id="b", text="Nothing here.", zones=())))
    store.put(replace(reading("Red forces hold all of Town, the ministry of defence said.", "c"), notes=()))

    listed = {(doc_id, why) for _, doc_id, why in store.tray().withheld}

    assert listed == {
        ("a", "2 possible claims withheld: it reads as sport"),
        ("b", "no claim about a place was found in it"),
    }
