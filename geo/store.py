"""The claim store: documents, claims, what could not be read, and people's decisions, in one SQLite file.

One writer and any number of readers (write-ahead log). Each document is one transaction, on disk before `put`
returns; the revision rises with every change, so that a reader can tell whether anything is new. Every row
carries a hash of its content, and a document's identity is the hash of its text: damage is noticed when a row
is read, before it is shown.

Tables: `meta`, `documents`, `claims` (full JSON), `claim_rows` (the claim table, one row per claim and link),
`statements` (which claims repeat another), `mentions` (every name used for a place, mapped or not), `places`,
`rejected`, `decisions` (never deleted: withdrawn), `past` (what newer readings replaced, see `geo.history`).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from geo import decisions as person
from geo import history, reposts, table
from geo.decisions import Decision
from geo.errors import StoreError, StoreTooNew
from geo.gazetteer import CACHE_VARIABLE
from geo.model import Carrier, Claim, DateInterval, Document, Place, Zone
from geo.reading import LANGUAGE_NOT_READ, Reading
from geo.reposts import Statement
from geo.serialise import claim_from_json, dates_from_json, dumps, place_from_json
from geo.storefile import (
    APPLICATION_ID,
    FAULTS,
    SCHEMA,
    SCHEMA_VERSION,
    UPDATES,
    connect,
    connect_readonly,
    may_be_database,
    translated,
)
from geo.storerows import Content, check, row_hash, storable, storable_row

STORE_VARIABLE = "GEO_STORE"
FILE_NAME = "claims.sqlite"
NO_CLAIM = "no claim about a place was found in it"
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not taken: where, why, and what to do about it. `line` 0 is the file as a whole."""

    origin: str
    line: int
    reason: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.origin}, line {self.line}" if self.line else self.origin
        return f"{where}: {self.reason}" + (f"; {self.cure}" if self.cure else "")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A name that is used for a place and could not be placed."""

    doc_id: str
    sha256: str
    start: int
    end: int
    text: str
    reason: str
    considered: tuple[str, ...]  # names of the candidates turned down


@dataclass(frozen=True, slots=True)
class Tray:
    """Everything that is not on the map, with its reasons."""

    unmapped: tuple[Unmapped, ...]
    undated: tuple[tuple[str, str], ...]  # (claim id, reason) of claims that have no day of saying
    undated_documents: tuple[tuple[str, str, str], ...]  # (sha256, doc_id, reason)
    rejected: tuple[Refusal, ...]
    not_read: tuple[tuple[str, str, str], ...]  # (sha256, doc_id, language)
    rejected_claims: tuple[tuple[str, str], ...]  # (claim id, reason) rejected by a person
    withheld: tuple[tuple[str, str, str], ...] = ()  # (sha256, doc_id, why no or fewer claims came of it)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as stored, with what reading it came to."""

    document: Document
    conflict: str
    outcome: str
    notes: tuple[str, ...]
    revision: int


def _withheld(stored: Iterable[StoredDocument], speaking: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Notes of the reading, and every document that was read and claims nothing."""
    for one in stored:
        sha256, doc_id = one.document.sha256, one.document.doc_id
        yield from ((sha256, doc_id, note) for note in one.notes)
        if one.outcome != LANGUAGE_NOT_READ and not one.notes and sha256 not in speaking:
            yield sha256, doc_id, NO_CLAIM


def default_path() -> Path:
    """Where the store is unless a path is given: $GEO_STORE, in $GEO_CACHE, or the user's data folder."""
    if chosen := os.environ.get(STORE_VARIABLE):
        return Path(chosen)
    if cache := os.environ.get(CACHE_VARIABLE):
        return Path(cache) / FILE_NAME
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "geo-claims" / FILE_NAME


class Store:
    """The claim store. Open it with `Store.open`; usable from several threads; a context manager.

    Every method raises StoreError when the file cannot be read or written, or when a row is damaged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, readonly: bool = False) -> None:
        self.path, self.readonly = path, readonly
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path | str | None = None, *, readonly: bool = False) -> Store:
        """Open the store at `path` (default: `default_path()`), making it first unless `readonly`.

        Raises:
            StoreTooNew: it was written by a newer version.
            StoreError: it is missing, damaged, of another program, or cannot be written.
        """
        path = Path(path) if path is not None else default_path()
        with translated(path):
            if path.is_file() and not may_be_database(path):
                raise StoreError(f"{path}: {FAULTS[sqlite3.SQLITE_NOTADB]}")
            if readonly:
                if not path.is_file():
                    raise StoreError(
                        f"{path}: there is no claim store; make one with: python -m geo ingest PATH"
                    )
                connection = connect_readonly(path)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                connection = connect(path, "rwc")
            store = cls(path, connection, readonly=readonly)
            try:
                store._prepare()
            except BaseException:
                connection.close()
                raise
        return store

    def _prepare(self) -> None:
        """Check that the file is ours and of our version; lay out a new one."""
        found = self._value("PRAGMA application_id")
        version = self._value("PRAGMA user_version")
        if not found and not version and not self._value("SELECT count(*) FROM sqlite_master"):
            if self.readonly:
                raise StoreError(f"{self.path}: is empty; fill it with: python -m geo ingest PATH")
            self._connection.execute("PRAGMA journal_mode = WAL")
            with self._writing():
                if not self._value("SELECT count(*) FROM sqlite_master"):
                    self._lay_out()
        elif found != APPLICATION_ID:
            raise StoreError(
                f"{self.path}: is a database of another program; choose another path with --store"
            )
        elif version in UPDATES:
            self._update()
        elif version > SCHEMA_VERSION:
            raise StoreTooNew(
                f"{self.path}: was written by a newer version (schema {version}, this one reads "
                f"{SCHEMA_VERSION}); update this program or choose another path with --store"
            )

    def _update(self) -> None:
        """Bring a file of an older version up to date; one opened for reading is opened for writing once."""
        if self.readonly:
            with Store.open(self.path):
                return
        with self._writing():
            while (version := self._value("PRAGMA user_version")) in UPDATES:
                self._run(UPDATES[version])
                self._connection.execute(f"PRAGMA user_version = {version + 1}")

    def _run(self, commands: str) -> None:
        for command in commands.split(";\n"):
            if command.strip():
                self._connection.execute(command)

    def _lay_out(self) -> None:
        self._run(SCHEMA)
        self._connection.execute("INSERT INTO meta VALUES ('revision', '0')")
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """A number that rises with every change."""
        with self.snapshot():
            return self._revision()

    # Writing

    def put(self, reading: Reading) -> bool:
        """Store what was read from one document, replacing what an older reading of its text gave.

        Whether anything changed: the same reading again changes nothing.
        """
        content = Content(reading)
        with self._writing():
            if (
                self._value("SELECT reading FROM documents WHERE sha256 = ?", content.sha256)
                == content.identity
            ):
                return False
            revision = self._revision() + 1
            self._keep(content, revision)
            orphans = self._remove(content.sha256)
            self._insert(content, revision)
            self._join_reposts(content.statements, orphans)
            self._set_revision(revision)
        return True

    def _keep(self, content: Content, revision: int) -> None:
        """Set aside the older reading of the document, and places that the new one describes otherwise."""
        past, where = [], "WHERE sha256 = ?"
        since = self._value(f"SELECT revision FROM documents {where}", content.sha256)
        if since is not None:
            rows = {
                name: self._rows(f"SELECT * FROM {name} {where}", content.sha256) for name in history.TABLES
            }
            past.append(history.row(history.DOCUMENT, content.sha256, since, revision, rows))
        for place_id, body in content.place_bodies.items():
            [*known] = self._rows("SELECT body, hash FROM places WHERE place_id = ?", place_id)
            if known and known[0][0] != body:
                past.append(history.row(history.PLACE, place_id, 0, revision, list(known[0])))
        self._connection.executemany(f"INSERT INTO past VALUES ({_marks(6)})", past)

    def _remove(self, sha256: str) -> list[Statement]:
        """Delete what an older reading gave; the statements of other documents that repeated any of it."""
        orphans = self._statements(
            "WHERE sha256 != ? AND repeats IN (SELECT claim_id FROM claims WHERE sha256 = ?)", sha256, sha256
        )
        for name in ("documents", "claims", "claim_rows", "statements", "mentions"):
            self._connection.execute(f"DELETE FROM {name} WHERE sha256 = ?", (sha256,))
        return orphans

    def _insert(self, content: Content, revision: int) -> None:
        many = self._connection.executemany
        many(f"INSERT INTO documents VALUES ({_marks(10)})", [content.document(revision)])
        many(f"INSERT INTO claims VALUES ({_marks(5)})", content.claims())
        many(f"INSERT INTO claim_rows VALUES ({_marks(len(table.COLUMNS) + 1)})", content.rows())
        many(f"INSERT INTO statements VALUES ({_marks(14)})", content.statement_rows())
        many(f"INSERT INTO mentions VALUES ({_marks(6)})", content.mentions())
        many(f"INSERT OR REPLACE INTO places VALUES ({_marks(3)})", content.places())

    def _join_reposts(self, new: Sequence[Statement], orphans: Sequence[Statement]) -> None:
        """Decide which statements the new ones repeat, and which others now repeat them."""
        touched = {one.claim_id: one for one in (*new, *orphans)}
        for one in new:
            touched |= {x.claim_id: x for x in self._near(one) if one < x and reposts.same(one, x)}
        for one in touched.values():
            repeats = reposts.repeated(one, self._near(one))
            self._connection.execute(
                "UPDATE statements SET repeats = ?, hash = ? WHERE claim_id = ?",
                (repeats, row_hash([*one, repeats]), one.claim_id),
            )

    def _near(self, one: Statement) -> list[Statement]:
        """Statements that may be the same, by what they say and when."""
        days = reposts.SYNDICATION_DAYS
        where = 'WHERE block = ? AND start <= ? AND "end" >= ?'
        return self._statements(where, one.block, one.end + days, one.start - days)

    def _statements(self, where: str, *values: object) -> list[Statement]:
        found = self._rows(f"SELECT {_STATEMENT_COLUMNS} FROM statements {where}", *values)
        return [Statement(*row) for row in found]

    def reject(self, refusals: Iterable[Refusal], *, cleared: Iterable[str] = ()) -> None:
        """List inputs that were not taken; forget what was listed for the origins in `cleared`."""
        refusals = list(refusals)
        with self._writing():
            before = self._rejected()
            for origin in cleared:
                self._connection.execute("DELETE FROM rejected WHERE origin = ?", (storable(origin),))
            self._connection.executemany(
                "INSERT OR REPLACE INTO rejected VALUES (?, ?, ?, ?)",
                [
                    (storable(one.origin), one.line, storable(one.reason), storable(one.cure))
                    for one in refusals
                ],
            )
            if self._rejected() != before:
                self._set_revision(self._revision() + 1)

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Add people's decisions, in order; how many were new. Nothing is overwritten."""
        with self._writing():
            revision = self._revision() + 1
            before = self._value("SELECT count(*) FROM decisions")
            for one in decisions:
                body = _decision_body(one)
                self._connection.execute(
                    "INSERT OR IGNORE INTO decisions (body, claim_id, revision, hash) VALUES (?, ?, ?, ?)",
                    (body, one.claim_id, revision, row_hash([body, one.claim_id])),
                )
            added = self._value("SELECT count(*) FROM decisions") - before
            if added:
                self._set_revision(revision)
        return added

    def take_back(self, decision: Decision) -> bool:
        """Withdraw a decision that was a slip; whether it was in force. Older revisions still show it."""
        with self._writing():
            revision = self._revision() + 1
            found = self._connection.execute(
                "UPDATE decisions SET withdrawn = ? WHERE body = ? AND withdrawn = 0",
                (revision, _decision_body(decision)),
            )
            if not found.rowcount:
                return False
            self._set_revision(revision)
        return True

    # Reading

    def claims_frame(self) -> pd.DataFrame:
        """The claim table: every statement once, as decided, without what a person rejected.

        `frame.attrs["revision"]` is the revision that it shows.
        """
        names = ", ".join(f'"{name}"' for name in table.COLUMNS)
        with self.snapshot():
            repeats = self._repeats()
            decided = self._decided(repeats)
            carried: dict[str, dict[str, int]] = defaultdict(dict)
            rows, seen = [], set()
            for *values, stored in self._connection.execute(
                f"SELECT {names}, hash FROM claim_rows ORDER BY rowid"
            ):
                claim_id = values[0]
                seen.add(claim_id)
                check(stored, values, f"{self.path}: claim {claim_id}")
                if claim_id in repeats:
                    carried[repeats[claim_id]][claim_id] = 1 + values[_CARRIERS]
                elif claim_id not in decided:
                    rows.append(values)
            if len(seen) != self._value("SELECT count(*) FROM statements NOT INDEXED"):
                raise self._lost("claims")
            for values in rows:
                values[_CARRIERS] += sum(carried.get(values[0], {}).values())
            for claim, checked in decided.values():
                if checked != REJECTED:
                    rows += map(storable_row, table.rows(self._with_carriers(claim), checked))
            revision = self._revision()
        frame = table.from_rows(rows)
        frame.attrs["revision"] = revision
        return frame

    def claim(self, claim_id: str, *, raw: bool = False) -> Claim | None:
        """One claim as decided, with the carriers that repeat it; None when there is none of this id.

        The id of a repeat gives the claim that it repeats. `raw` gives the machine's own reading.
        """
        with self.snapshot():
            if raw:
                return next(iter(self._raw_claims([claim_id])), None)
            leader = claim_id
            while earlier := self._value("SELECT repeats FROM statements WHERE claim_id = ?", leader):
                leader = earlier
            claims = self._raw_claims([leader])
            if not claims:
                if self._value("SELECT 1 FROM statements WHERE claim_id = ?", leader):
                    raise self._lost("claims")
                return None
            claim, _ = person.apply(claims[0], self._decisions_on(self._members(leader)))
            return self._with_carriers(claim)

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Claims in the order of their ids; ids that are not there are left out."""
        with self.snapshot():
            return [claim for claim_id in claim_ids if (claim := self.claim(claim_id))]

    def document(self, sha256: str) -> StoredDocument | None:
        """A document with its text, None when there is none."""
        with self.snapshot():
            for row in self._rows("SELECT * FROM documents WHERE sha256 = ?", sha256):
                return self._document(row)
            if self._value("SELECT 1 FROM documents NOT INDEXED WHERE sha256 = ?", sha256):
                raise self._lost("documents")
        return None

    def documents(self) -> list[StoredDocument]:
        """All documents, by the order of their names."""
        with self.snapshot():
            return self._documents("ORDER BY doc_id, sha256")

    def published(self, sha256: str) -> DateInterval | None:
        """The publication date stored for a text, None for a text that is not stored."""
        with self.snapshot():
            body = self._value("SELECT body FROM documents WHERE sha256 = ?", sha256)
        return dates_from_json(json.loads(body)["published"]) if body else None

    def claim_ids(self, sha256: str) -> list[str]:
        """Ids of the claims read from a document, in the order of its text, repeats included."""
        with self.snapshot():
            found = self._rows("SELECT claim_id FROM claims WHERE sha256 = ? ORDER BY at, claim_id", sha256)
        return [claim_id for (claim_id,) in found]

    def mentions(self, sha256: str) -> list[dict[str, Any]]:
        """Names used for places in a document, as dicts: start, end, text, reason, considered, and place_id,
        "" for a name that could not be placed."""
        with self.snapshot():
            return list(self._mentions("WHERE sha256 = ? ORDER BY start", sha256))

    def places(self) -> dict[str, Place]:
        """Every place that a claim links to or a name was resolved to, by its id."""
        with self.snapshot():
            found = {}
            rows = self._rows("SELECT place_id, body, hash FROM places")
            self._each_once((place_id for place_id, _, _ in rows), "places")
            for place_id, body, stored in rows:
                check(stored, [place_id, body], f"{self.path}: place {place_id}")
                found[place_id] = place_from_json(json.loads(body))
        return found

    def decisions(self) -> list[Decision]:
        """People's decisions in the order in which they count: by day, then as they came."""
        with self.snapshot():
            return self._decisions()

    def rejected(self) -> list[Refusal]:
        """Inputs that were not taken."""
        with self.snapshot():
            return self._rejected()

    def tray(self) -> Tray:
        """Everything that is not on the map, with its reasons."""
        with self.snapshot():
            stored = self._documents()
            names = {one.document.sha256: one.document.doc_id for one in stored}
            # From the table: a damaged index would tell of a document that it claims nothing.
            speaking = {sha256 for (sha256,) in self._rows("SELECT DISTINCT sha256 FROM claims NOT INDEXED")}
            unmapped = tuple(
                Unmapped(
                    names[one["sha256"]],
                    one["sha256"],
                    one["start"],
                    one["end"],
                    one["text"],
                    one["reason"],
                    tuple(one["considered"]),
                )
                for one in self._mentions("WHERE place_id = '' ORDER BY sha256, start")
            )
            repeats = self._repeats()
            decided = self._decided(repeats)
            return Tray(
                unmapped,
                tuple(self._undated(repeats, decided)),
                tuple(
                    (one.document.sha256, one.document.doc_id, one.document.published.reason)
                    for one in stored
                    if not one.document.published.dated
                ),
                tuple(self._rejected()),
                tuple(
                    (one.document.sha256, one.document.doc_id, one.document.language)
                    for one in stored
                    if one.outcome == LANGUAGE_NOT_READ
                ),
                tuple(self._turned_down(decided, repeats)),
                tuple(_withheld(stored, speaking)),
            )

    def verify(self) -> list[str]:
        """Everything in the file that is damaged, in words; an empty list when all hashes agree."""
        damage: list[str] = []
        with self.snapshot():
            damage += [
                f"database: {line}" for (line,) in self._rows("PRAGMA integrity_check") if line != "ok"
            ]
            for row in self._rows("SELECT * FROM documents"):
                _note(damage, lambda row=row: self._document(row))
            for row in self._rows("SELECT claim_id, sha256, at, body, hash FROM claims"):
                _note(damage, lambda row=row: check(row[-1], row[:-1], f"claim {row[0]}"))
            for name in ("claim_rows", "statements", "mentions", "places"):
                for row in self._rows(f"SELECT * FROM {name}"):
                    _note(damage, lambda row=row, name=name: check(row[-1], row[:-1], f"{name} {row[0]}"))
            for body, claim_id, stored in self._rows("SELECT body, claim_id, hash FROM decisions"):
                _note(damage, lambda b=body, c=claim_id, s=stored: check(s, [b, c], f"decision on {c}"))
            for row in self._rows(f"SELECT {history.COLUMNS} FROM past"):
                _note(damage, lambda row=row: history.check(*row, str(self.path)))
            damage += self._holes()
        return damage

    def _holes(self) -> Iterator[str]:
        """Rows that should be there and are not."""
        for claim_id, body in self._rows("SELECT claim_id, body FROM claims"):
            links = max(1, len(json.loads(body)["links"]))
            if self._value("SELECT count(*) FROM claim_rows WHERE claim_id = ?", claim_id) != links:
                yield f"claim {claim_id} lacks rows in the claim table"
            if not self._value("SELECT count(*) FROM statements WHERE claim_id = ?", claim_id):
                yield f"claim {claim_id} lacks its statement"

    def as_of(self, revision: int) -> Store:
        """A store in memory that holds what this one held at an earlier revision; inputs turned down are
        those of today.

        Raises:
            StoreError: there is no such revision, or what was stored is damaged.
        """
        made = Store(self.path, sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
        with self.snapshot():
            if not 0 <= revision <= self._revision():
                raise StoreError(
                    f"{self.path}: has no revision {revision}; name one from 0 to {self._revision()}"
                )
            rows = self._rows_at(revision)
        with made._writing():
            made._lay_out()
            for name, filled in rows.items():
                if filled:
                    made._connection.executemany(
                        f"INSERT INTO {name} VALUES ({_marks(len(filled[0]))})", filled
                    )
            made._connection.execute("UPDATE statements SET repeats = ''")
            made._join_reposts(made._statements(""), ())
            made._set_revision(revision)
        made.readonly = True
        return made

    def _rows_at(self, revision: int) -> dict[str, list[tuple[Any, ...]]]:
        """Table -> its rows at a revision."""
        past = history.valid(self._rows(f"SELECT {history.COLUMNS} FROM past"), revision, str(self.path))
        there = "WHERE sha256 IN (SELECT sha256 FROM documents WHERE revision <= ?)"
        rows = {name: self._rows(f"SELECT * FROM {name} {there}", revision) for name in history.TABLES}
        for (kind, _), before in past.items():
            for name in history.TABLES if kind == history.DOCUMENT else ():
                rows[name] += map(tuple, before[name])
        places = {row[0]: row for row in self._rows("SELECT place_id, body, hash FROM places")}
        places |= {name: (name, *before) for (kind, name), before in past.items() if kind == history.PLACE}
        rows["places"] = list(places.values())
        rows["rejected"] = self._rows("SELECT * FROM rejected")
        rows["decisions"] = self._rows(
            "SELECT number, body, claim_id, revision, hash, 0 FROM decisions "
            "WHERE revision <= ? AND (withdrawn = 0 OR withdrawn > ?)",
            revision,
            revision,
        )
        return rows

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the file for all that is read within, whoever writes meanwhile; may be nested."""
        with self._lock, translated(self.path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.rollback()

    # Within a transaction

    def _documents(self, order: str = "") -> list[StoredDocument]:
        found = [self._document(row) for row in self._rows(f"SELECT * FROM documents {order}")]
        self._each_once((one.document.sha256 for one in found), "documents")
        return found

    def _each_once(self, keys: Iterable[object], what: str) -> None:
        """A page of the file that was written over another repeats some rows and loses others."""
        if any(count > 1 for count in Counter(keys).values()):
            raise self._lost(what)

    def _lost(self, what: str) -> StoreError:
        return StoreError(
            f"{self.path}: is damaged, some {what} in it are lost; restore it from a copy, or delete it and "
            "ingest again"
        )

    def _document(self, row: Sequence[Any]) -> StoredDocument:
        sha256, doc_id, origin, body, text, outcome, dated, reading, revision, stored = row
        where = f"{self.path}: document {doc_id}"
        check(stored, [sha256, doc_id, origin, body, outcome, dated, reading, revision], where)
        if not isinstance(text, bytes) or hashlib.sha256(text).hexdigest() != sha256:
            raise StoreError(f"{where} is damaged: its text is not what was stored; ingest it again")
        data = json.loads(body)
        conflict, notes = data.pop("conflict"), tuple(data.pop("notes"))
        data["published"] = dates_from_json(data["published"])
        data["zones"] = tuple(Zone(*zone) for zone in data["zones"])
        document = Document(text=text.decode("utf-8", "surrogatepass"), **data)
        return StoredDocument(document, conflict, outcome, notes, revision)

    def _raw_claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        claims = []
        for claim_id in claim_ids:
            for row in self._rows(
                "SELECT claim_id, sha256, at, body, hash FROM claims WHERE claim_id = ?", claim_id
            ):
                check(row[-1], row[:-1], f"{self.path}: claim {claim_id}")
                claims.append(claim_from_json(json.loads(row[3])))
        return claims

    def _repeats(self) -> dict[str, str]:
        """Claim id -> id of the first claim of the same statement, for claims that are not the first."""
        found = {}
        rows = self._rows(f"SELECT {_STATEMENT_COLUMNS}, repeats, hash FROM statements")
        self._each_once((row[_CLAIM_ID] for row in rows), "statements")
        for *values, stored in rows:
            claim_id, repeats = values[_CLAIM_ID], values[-1]
            check(stored, values, f"{self.path}: statement of claim {claim_id}")
            if repeats:
                found[claim_id] = repeats
        return reposts.first_of_all(found)

    def _members(self, leader: str) -> list[str]:
        """The claims of one statement, the first of all first."""
        chain = (
            "WITH RECURSIVE chain (claim_id) AS (SELECT ? UNION SELECT statements.claim_id "
            "FROM statements JOIN chain ON statements.repeats = chain.claim_id) SELECT claim_id FROM chain"
        )
        return [leader, *sorted(claim_id for (claim_id,) in self._rows(chain, leader) if claim_id != leader)]

    def _with_carriers(self, claim: Claim) -> Claim:
        carriers = list(claim.carriers)
        for other in self._raw_claims(self._members(claim.claim_id)[1:]):
            carriers += [
                Carrier(other.doc_id, other.sha256, other.start, other.end, other.role),
                *other.carriers,
            ]
        return replace(claim, carriers=tuple(carriers))

    def _decisions(self) -> list[Decision]:
        found = []
        for body, claim_id, stored in self._rows(
            "SELECT body, claim_id, hash FROM decisions WHERE withdrawn = 0 ORDER BY number"
        ):
            check(stored, [body, claim_id], f"{self.path}: decision on {claim_id}")
            *cells, day = json.loads(body)
            found.append(Decision(*cells, date.fromisoformat(day)))
        return sorted(found, key=lambda decision: decision.day)

    def _decisions_on(self, claim_ids: Iterable[str]) -> list[Decision]:
        wanted = set(claim_ids)
        return [decision for decision in self._decisions() if decision.claim_id in wanted]

    def _decided(self, repeats: dict[str, str]) -> dict[str, tuple[Claim, str]]:
        """Claim id -> the claim as decided; a decision on a repeat counts for the claim that it repeats."""
        by_claim: dict[str, list[Decision]] = defaultdict(list)
        for decision in self._decisions():
            by_claim[repeats.get(decision.claim_id, decision.claim_id)].append(decision)
        claims = self._raw_claims(sorted(by_claim))
        return {claim.claim_id: person.apply(claim, by_claim[claim.claim_id]) for claim in claims}

    def _turned_down(
        self, decided: dict[str, tuple[Claim, str]], repeats: dict[str, str]
    ) -> Iterator[tuple[str, str]]:
        reasons = {
            repeats.get(one.claim_id, one.claim_id): one.reason
            for one in self._decisions()
            if one.action == "reject"
        }
        for claim_id, (_, checked) in decided.items():
            if checked == REJECTED:
                yield claim_id, reasons[claim_id]

    def _undated(
        self, repeats: dict[str, str], decided: dict[str, tuple[Claim, str]]
    ) -> Iterator[tuple[str, str]]:
        found = self._rows(
            "SELECT DISTINCT claim_id, said_reason FROM claim_rows WHERE said_start = ? AND said_end = ?",
            table.OPEN_START,
            table.OPEN_END,
        )
        yield from ((one, reason) for one, reason in found if one not in repeats and one not in decided)
        for claim, checked in decided.values():
            if checked != REJECTED and not claim.said.dated:
                yield claim.claim_id, claim.said.reason

    def _mentions(self, where: str, *values: object) -> Iterator[dict[str, Any]]:
        rows = self._rows(f'SELECT sha256, start, "end", place_id, body, hash FROM mentions {where}', *values)
        self._each_once((row[:-1] for row in rows), "mentions")
        for row in rows:
            check(row[-1], row[:-1], f"{self.path}: a mention in document {row[0]}")
            yield {"sha256": row[0], "start": row[1], "end": row[2], "place_id": row[3], **json.loads(row[4])}

    def _rejected(self) -> list[Refusal]:
        return [Refusal(*row) for row in self._rows("SELECT * FROM rejected ORDER BY origin, line")]

    def _revision(self) -> int:
        value = self._value("SELECT value FROM meta WHERE key = 'revision'")
        if not isinstance(value, str) or not value.isdecimal():
            raise StoreError(f"{self.path}: {FAULTS[sqlite3.SQLITE_CORRUPT]}")
        return int(value)

    def _set_revision(self, revision: int) -> None:
        self._connection.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (str(revision),))

    def _rows(self, command: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(command, values).fetchall()

    def _value(self, command: str, *values: object) -> Any:
        row = self._connection.execute(command, values).fetchone()
        return row[0] if row else None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        if self.readonly:
            raise StoreError(f"{self.path}: was opened for reading only")
        with self._lock, translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.commit()
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()


_STATEMENT_COLUMNS = ", ".join(f'"{name}"' for name in Statement._fields)
_CLAIM_ID = Statement._fields.index("claim_id")
_CARRIERS = table.COLUMNS.index("carriers")


def _decision_body(one: Decision) -> str:
    return dumps([getattr(one, name) for name in person.HEADER[:-1]] + [one.day.isoformat()])


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _note(damage: list[str], check: Any) -> None:
    try:
        check()
    except (StoreError, ValueError, KeyError, TypeError) as error:
        damage.append(str(error))
