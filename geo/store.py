"""The claim store: documents, claims, what could not be read, and people's decisions, in one SQLite file or
one PostgreSQL database.

One writer and any number of readers. Each document is one transaction, on disk before `put` returns; the
revision rises with every change, so that a reader can tell whether anything is new. Every row carries a hash
of its content, and a document's identity is the hash of its text: damage is noticed when a row is read,
before it is shown.

Tables: `meta`, `documents`, `inputs` (what each was read from and by which rules, see `geo.inputs`), `claims`
(full JSON), `claim_rows` (the claim table, one row per claim and link), `statements` (which claims repeat
another), `mentions` (every name used for a place, mapped or not), `places`, `rejected`, `decisions` (never
deleted: withdrawn), `past` (what newer readings replaced, see `geo.history`).
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo import decisions as person
from geo import history, reposts, table
from geo.database import Address, Database, connect
from geo.decisions import Decision
from geo.errors import BadInput, StoreError, StoreMissing, StoreTooNew
from geo.model import Carrier, Claim, DateInterval, Document, Place, Zone
from geo.reading import LANGUAGE_NOT_READ, Known, Reading, Tally
from geo.reposts import Statement
from geo.schema import COLUMNS, SCHEMA_VERSION
from geo.serialise import claim_from_json, dates_from_json, dumps, place_from_json
from geo.sqlite import Sqlite
from geo.storerows import Content, check, row_hash, storable, storable_row

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
    titles: tuple[tuple[str, str], ...] = ()  # (sha256, title) of the documents that have one


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as stored, with what reading it came to."""

    document: Document
    conflict: str
    outcome: str
    notes: tuple[str, ...]
    revision: int


def _withheld(stored: StoredDocument, speaks: bool) -> Iterator[str]:
    """Notes of a reading, and of a document that was read and claims nothing that this is so."""
    yield from stored.notes
    if stored.outcome != LANGUAGE_NOT_READ and not stored.notes and not speaks:
        yield NO_CLAIM


class Store:
    """The claim store. Open it with `Store.open`; usable from several threads; a context manager.

    Every method raises StoreError when the database cannot be read or written, or when a row is damaged.
    """

    def __init__(self, database: Database, *, readonly: bool = False) -> None:
        self.address, self.readonly = database.address, readonly
        self._database = database
        self._lock = threading.RLock()
        self._filling = False

    @classmethod
    def open(
        cls,
        where: Address | Path | str | None = None,
        *,
        readonly: bool = False,
        fill: Callable[[Store], None] | None = None,
    ) -> Store:
        """Open the store at `where`, a path or URL (default: `default_address()`), making it first unless
        `readonly`. A new one is made and filled by `fill` in one transaction: it is there whole or not at
        all, and once, however many processes start together.

        Raises:
            StoreMissing: there is none, and `readonly`.
            StoreTooNew: it was written by a newer version.
            StoreError: it is damaged, of another program, or cannot be reached or written.
        """
        store = cls(connect(Address.of(where), readonly=readonly), readonly=readonly)
        try:
            with store._database.translated(store.address):
                store._prepare(fill)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, fill: Callable[[Store], None] | None = None) -> None:
        """Check that the database is ours and of our version; lay out a new one."""
        version = self._database.version()
        if version is None:
            if self.readonly:
                raise StoreMissing(f"{self.address}: is empty; fill it with: python -m geo ingest PATH")
            self._database.make_ready()
            with self._writing():
                if self._database.version() is None:
                    self._lay_out(fill)
                    return
            self._prepare()  # another process was first
        elif version > SCHEMA_VERSION:
            raise StoreTooNew(
                f"{self.address}: was written by a newer version (schema {version}, this one reads "
                f"{SCHEMA_VERSION}); update this program or choose another path with --store"
            )
        elif version < SCHEMA_VERSION:
            self._update()

    def _lay_out(self, fill: Callable[[Store], None] | None) -> None:
        self._database.lay_out()
        if fill:
            self._filling = True
            try:
                fill(self)
            finally:
                self._filling = False

    def _update(self) -> None:
        """Bring a store of an older version up to date; one opened for reading is opened for writing once."""
        if self.readonly:
            with Store.open(self.address):
                return
        with self._writing():
            while (version := self._database.version() or SCHEMA_VERSION) < SCHEMA_VERSION:
                self._database.update(version)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def identity(self) -> str:
        """What tells this store from another that took its place; "" where the file's inode does."""
        with self.snapshot():
            return self._database.value("SELECT value FROM meta WHERE key = 'identity'") or ""

    @property
    def state(self) -> str:
        """A word that no other state of this or another store has, so that what was made of one is not taken
        for what comes of another, even where a copy was put back; "" when it was last written before there
        were such words.
        """
        with self.snapshot():
            return self._database.value("SELECT value FROM meta WHERE key = 'state'") or ""

    @property
    def revision(self) -> int:
        """A number that rises with every change."""
        with self.snapshot():
            return self._revision()

    # Writing

    def put(self, reading: Reading, key: str = "", *, again: bool = False) -> bool:
        """Store what was read from one document, replacing what an older reading of its text gave; `key` is
        that of what it was read from, "" when it is to be read again whatever comes. `again` when another
        document of the same text came before it in the same run.

        Whether anything changed: the same reading again changes nothing, unless what was stored of it is
        damaged.
        """
        content = Content(reading)
        with self._writing():
            self._note_input(content, key, again)
            revision = since = self._revision() + 1
            [*stored] = self._database.rows(
                "SELECT reading, revision FROM documents WHERE sha256 = ?", content.sha256
            )
            if stored and stored[0][0] == content.identity:
                if self._sound(content.sha256):
                    return False
                since = min(since, stored[0][1])  # mended: it has been so since then
            places = self._places([*content.place_bodies])
            if since == revision:
                self._keep(content, stored, places, revision)
            orphans = self._remove(content.sha256)
            joined = self._joined(content.statements, orphans)
            new = {one.claim_id: joined[one.claim_id][1] for one in content.statements}
            self._insert(content, since, new, places)
            with self._database.together():
                self._join(value for claim_id, value in joined.items() if claim_id not in new)
                self._set_revision(revision)
        return True

    def _keep(
        self,
        content: Content,
        stored: Sequence[tuple[Any, ...]],
        places: Mapping[str, tuple[str, str]],
        revision: int,
    ) -> None:
        """Set aside the older reading of the document, and places that the new one describes otherwise."""
        past, where = [], "WHERE sha256 = ?"
        for _, since in stored:
            rows = {name: self._all_of(name, where, content.sha256) for name in history.TABLES}
            past.append(history.row(history.DOCUMENT, content.sha256, since, revision, rows))
        for place_id, body, _ in content.places():
            if place_id in places and places[place_id][0] != body:
                past.append(history.row(history.PLACE, place_id, 0, revision, list(places[place_id])))
        self._database.insert("past", past)

    def _remove(self, sha256: str) -> list[Statement]:
        """Delete what an older reading gave; the statements of other documents that repeated any of it."""
        orphans = self._statements(
            "WHERE sha256 != ? AND repeats IN (SELECT claim_id FROM claims WHERE sha256 = ?)", sha256, sha256
        )
        with self._database.together():
            for name in ("documents", "claims", "claim_rows", "statements", "mentions"):
                self._database.run(f"DELETE FROM {name} WHERE sha256 = ?", sha256)
        return orphans

    def _places(self, place_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Body and hash of those of some places that are stored."""
        found = {}
        for some in _by(_ASKED, place_ids):
            for place_id, *rest in self._all_of("places", f"WHERE place_id IN ({_marks(some)})", *some):
                found[place_id] = tuple(rest)
        return found

    def _insert(
        self,
        content: Content,
        revision: int,
        repeats: Mapping[str, str],
        places: Mapping[str, tuple[str, str]],
    ) -> None:
        insert = self._database.insert
        changed = [row for row in content.places() if places.get(row[0]) != row[1:]]
        newer = "ON CONFLICT (place_id) DO UPDATE SET body = excluded.body, hash = excluded.hash"
        with self._database.together():
            insert("documents", [content.document(revision)])
            insert("places", changed, more=newer)
        insert("claims", content.claims())
        insert("claim_rows", content.rows())
        insert("statements", content.statement_rows(repeats))
        insert("mentions", content.mentions())

    def _joined(
        self, new: Sequence[Statement], others: Sequence[Statement]
    ) -> dict[str, tuple[Statement, str]]:
        """Claim id -> a statement and which it repeats, of new ones, which are in no table yet, and of the
        others: those given, and those that now repeat a new one."""
        of_block: dict[str, list[Statement]] = defaultdict(list)
        for one in new:
            of_block[one.block].append(one)
        near = self._near(new)
        waiting = {one.claim_id: one for one in others}
        found = {}
        for one in new:
            found[one.claim_id] = one, reposts.repeated(one, [*near[one.claim_id], *of_block[one.block]])
            waiting |= {x.claim_id: x for x in near[one.claim_id] if one < x and reposts.same(one, x)}
        near = self._near([*waiting.values()])
        for one in waiting.values():
            candidates = [*near[one.claim_id], *of_block.get(one.block, ())]
            found[one.claim_id] = one, reposts.repeated(one, candidates)
        return found

    def _join(self, joined: Iterable[tuple[Statement, str]]) -> None:
        """Write down what statements of the table repeat."""
        self._database.many(
            "UPDATE statements SET repeats = ?, hash = ? WHERE claim_id = ?",
            [(repeats, row_hash([*one, repeats]), one.claim_id) for one, repeats in joined],
        )

    def _near(self, ones: Sequence[Statement]) -> dict[str, list[Statement]]:
        """Claim id -> statements of the table that may be the same, by what they say and when."""
        found: dict[str, list[Statement]] = {one.claim_id: [] for one in ones}
        days = reposts.SYNDICATION_DAYS
        for some in _by(_ASKED, ones):
            asked = [
                value
                for number, one in enumerate(some)
                for value in (number, one.block, one.start - days, one.end + days)
            ]
            marks = ", ".join(["(?, ?, ?, ?)"] * len(some))
            for number, *row in self._database.rows(_NEAR.format(marks), *asked):
                found[some[number].claim_id].append(Statement(*row))
        return found

    def _statements(self, where: str, *values: object) -> list[Statement]:
        found = self._database.rows(f"SELECT {_STATEMENT_COLUMNS} FROM statements {where}", *values)
        return [Statement(*row) for row in found]

    def reject(self, refusals: Iterable[Refusal], *, cleared: Iterable[str] = ()) -> None:
        """List inputs that were not taken; forget what was listed for the origins in `cleared`."""
        refusals = list(refusals)
        with self._writing():
            before = self._rejected()
            for origin in cleared:
                self._database.run("DELETE FROM rejected WHERE origin = ?", storable(origin))
            for one in refusals:
                key = storable(one.origin), one.line
                self._database.run("DELETE FROM rejected WHERE origin = ? AND line = ?", *key)
                self._database.insert("rejected", [(*key, storable(one.reason), storable(one.cure))])
            if self._rejected() != before:
                self._set_revision(self._revision() + 1)

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Add people's decisions, in order; how many were new. Nothing is overwritten.

        Raises:
            BadInput: one names a side of another war than its claim's; none is added.
        """
        with self._writing():
            revision = self._revision() + 1
            before = self._database.value("SELECT count(*) FROM decisions")
            for one in decisions:
                if fault := person.of_another_war(one, self._war_of(one.claim_id)):
                    raise BadInput(one.claim_id, fault, "correct the row")
                body = _decision_body(one)
                self._database.insert(
                    "decisions",
                    [(body, one.claim_id, revision, row_hash([body, one.claim_id]))],
                    columns="body, claim_id, revision, hash",
                    more="ON CONFLICT DO NOTHING",
                )
            added = self._database.value("SELECT count(*) FROM decisions") - before
            if added:
                self._set_revision(revision)
        return added

    def take_back(self, decision: Decision) -> bool:
        """Withdraw a decision that was a slip; whether it was in force. Older revisions still show it."""
        with self._writing():
            revision = self._revision() + 1
            body = _decision_body(decision)
            of_it = "WHERE hash = ? AND body = ? AND withdrawn = 0"
            key = row_hash([body, decision.claim_id]), body
            if not self._database.run(f"UPDATE decisions SET withdrawn = ? {of_it}", revision, *key):
                return False
            self._set_revision(revision)
        return True

    # Reading

    def claims_frame(self) -> pd.DataFrame:
        """The claim table: every statement once, as decided, without what a person rejected.

        `frame.attrs["revision"]` is the revision that it shows.
        """
        with self.snapshot():
            repeats = self._repeats()
            decided, leaders = self._decided(repeats), set(repeats.values())
            carried: dict[str, dict[str, int]] = defaultdict(dict)
            leading: list[tuple[int, str]] = []  # (row, claim id) of claims that others repeat
            made, rows, seen = table.Builder(), [], _Distinct()
            with closing(self._database.stream(_ALL_ROWS)) as every:
                for *values, stored in every:
                    claim_id = values[0]
                    seen.add(claim_id)
                    check(stored, values, f"{self.address}: claim {claim_id}")
                    if claim_id in repeats:
                        carried[repeats[claim_id]][claim_id] = 1 + values[_CARRIERS]
                    elif claim_id not in decided:
                        if claim_id in leaders:
                            leading.append((made.length + len(rows), claim_id))
                        rows.append(values)
                        if len(rows) == _BATCH:
                            made.add(rows)
                            rows.clear()
            if seen.count() != self._database.value(
                f"SELECT count(*) FROM statements {self._database.unindexed}"
            ):
                raise self._lost("claims")
            for claim, checked in decided.values():
                if checked != REJECTED:
                    rows += map(storable_row, table.rows(self._with_carriers(claim), checked))
            made.add(rows)
            revision = self._revision()
        further = np.zeros(made.length, dtype=np.int32)
        for row, claim_id in leading:
            further[row] = sum(carried[claim_id].values())
        frame = made.frame({"carriers": further})
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
            while earlier := self._database.value(
                "SELECT repeats FROM statements WHERE claim_id = ?", leader
            ):
                leader = earlier
            claims = self._raw_claims([leader])
            if not claims:
                if self._database.value("SELECT 1 FROM statements WHERE claim_id = ?", leader):
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
            for row in self._all_of("documents", "WHERE sha256 = ?", sha256):
                return self._document(row)
            unindexed = self._database.unindexed
            if self._database.value(f"SELECT 1 FROM documents {unindexed} WHERE sha256 = ?", sha256):
                raise self._lost("documents")
        return None

    def documents(self) -> list[StoredDocument]:
        """All documents, by the order of their names."""
        with self.snapshot():
            return list(self.each_document())

    def each_document(self) -> Iterator[StoredDocument]:
        """All documents, by the order of their names, one at a time; to be read within a `snapshot`."""
        seen = _Distinct()
        every = f"SELECT {COLUMNS['documents']} FROM documents ORDER BY doc_id, sha256"
        with closing(self._database.stream(every)) as rows:
            for row in rows:
                seen.add(row[0])
                yield self._document(row)
        if seen.repeated:
            raise self._lost("documents")

    def published(self, sha256: str) -> DateInterval | None:
        """The publication date stored for a text, None for a text that is not stored."""
        with self.snapshot():
            body = self._database.value("SELECT body FROM documents WHERE sha256 = ?", sha256)
        return dates_from_json(json.loads(body)["published"]) if body else None

    def known(self, document: Document, key: str) -> Known | None:
        """What a document was read as before; None when that was from another input or by other rules, and
        when any of it is damaged."""
        sha256 = document.sha256
        with self.snapshot():
            for *values, stored, stands in self._all_of(
                "inputs", "WHERE sha256 = ? AND key = ?", sha256, key
            ):
                if key and row_hash(values) == stored and (not stands or self._sound(sha256)):
                    tally, notes, outcome = json.loads(values[-1])
                    return Known(document, Tally(*tally), tuple(notes), outcome, bool(stands))
        return None

    def _note_input(self, content: Content, key: str, again: bool) -> None:
        sha256, reading = content.sha256, content.reading
        earlier = "UPDATE inputs SET stands = 0" if again else "DELETE FROM inputs"
        body = dumps([reading.tally, reading.notes, reading.outcome])
        values = (sha256, key, len(content.mention_rows), body)
        newer = "names = excluded.names, body = excluded.body, hash = excluded.hash, stands = 1"
        with self._database.together():
            self._database.run(f"{earlier} WHERE sha256 = ?", sha256)
            self._database.insert(
                "inputs",
                [(*values, row_hash(values), 1)],
                more=f"ON CONFLICT (sha256, key) DO UPDATE SET {newer}",
            )

    def _sound(self, sha256: str) -> dict[str, list[tuple[Any, ...]]] | None:
        """Table -> all that is stored of a document; None when any of it is damaged or missing."""
        found = {name: self._all_of(name, "WHERE sha256 = ?", sha256) for name in history.TABLES}
        names = self._database.value("SELECT names FROM inputs WHERE sha256 = ? AND stands = 1", sha256)
        if len(found["documents"]) != 1 or len(found["mentions"]) != names:
            return None
        try:
            self._document(found["documents"][0])
            for name in history.TABLES[1:]:
                for row in found[name]:
                    check(row[-1], row[:-1], name)
        except _DAMAGE:
            return None
        claims = {row[0] for row in found["claims"]}
        links = sum(max(1, len(json.loads(row[3])["links"])) for row in found["claims"])
        in_table, stating = ({row[at] for row in found[name]} for name, at in _CLAIM_IDS.items())
        return found if claims == in_table == stating and len(found["claim_rows"]) == links else None

    def claim_ids(self, sha256: str) -> list[str]:
        """Ids of the claims read from a document, in the order of its text, repeats included."""
        with self.snapshot():
            found = self._database.rows(
                "SELECT claim_id FROM claims WHERE sha256 = ? ORDER BY at, claim_id", sha256
            )
        return [claim_id for (claim_id,) in found]

    def mentions(self, sha256: str) -> list[dict[str, Any]]:
        """Names used for places in a document, as dicts: start, end, text, reason, considered, and place_id,
        "" for a name that could not be placed."""
        with self.snapshot():
            return list(self._mentions('WHERE sha256 = ? ORDER BY start, "end"', sha256))

    def places(self) -> dict[str, Place]:
        """Every place that a claim links to or a name was resolved to, by its id."""
        with self.snapshot():
            found = {}
            rows = self._all_of("places")
            self._each_once((place_id for place_id, _, _ in rows), "places")
            for place_id, body, stored in rows:
                check(stored, [place_id, body], f"{self.address}: place {place_id}")
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
            names, titles, undated, not_read, withheld = {}, [], [], [], []
            # From the table: a damaged index would tell of a document that it claims nothing.
            claiming = f"SELECT DISTINCT sha256 FROM claims {self._database.unindexed}"
            speaking = {sha256 for (sha256,) in self._database.rows(claiming)}
            for one in self.each_document():
                document = one.document
                key = sha256, doc_id = document.sha256, document.doc_id
                names[sha256] = doc_id
                if document.title:
                    titles.append((sha256, document.title))
                if not document.published.dated:
                    undated.append((*key, document.published.reason))
                if one.outcome == LANGUAGE_NOT_READ:
                    not_read.append((*key, document.language))
                withheld += [(*key, reason) for reason in _withheld(one, sha256 in speaking)]
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
                for one in self._mentions("WHERE place_id = '' ORDER BY sha256, start, \"end\"")
            )
            repeats = self._repeats()
            decided = self._decided(repeats)
            return Tray(
                unmapped,
                tuple(self._undated(repeats, decided)),
                tuple(undated),
                tuple(self._rejected()),
                tuple(not_read),
                tuple(self._turned_down(decided, repeats)),
                tuple(withheld),
                tuple(titles),
            )

    def verify(self) -> list[str]:
        """Everything in the store that is damaged, in words; an empty list when all hashes agree."""
        damage: list[str] = []
        with self.snapshot():
            damage += [f"database: {line}" for line in self._database.faults()]
            for row in self._all_of("documents"):
                _note(damage, lambda row=row: self._document(row))
            for row in self._all_of("claims"):
                _note(damage, lambda row=row: check(row[-1], row[:-1], f"claim {row[0]}"))
            for name in ("claim_rows", "statements", "mentions", "places"):
                for row in self._all_of(name):
                    _note(damage, lambda row=row, name=name: check(row[-1], row[:-1], f"{name} {row[0]}"))
            for body, claim_id, stored in self._database.rows("SELECT body, claim_id, hash FROM decisions"):
                _note(damage, lambda b=body, c=claim_id, s=stored: check(s, [b, c], f"decision on {c}"))
            for row in self._all_of("past"):
                _note(damage, lambda row=row: history.check(*row, str(self.address)))
            damage += self._holes()
        return damage

    def _holes(self) -> Iterator[str]:
        """Rows that should be there and are not."""
        for claim_id, body in self._database.rows("SELECT claim_id, body FROM claims"):
            links = max(1, len(json.loads(body)["links"]))
            if self._database.value("SELECT count(*) FROM claim_rows WHERE claim_id = ?", claim_id) != links:
                yield f"claim {claim_id} lacks rows in the claim table"
            if not self._database.value("SELECT count(*) FROM statements WHERE claim_id = ?", claim_id):
                yield f"claim {claim_id} lacks its statement"

    def as_of(self, revision: int) -> Store:
        """A store in memory that holds what this one held at an earlier revision; inputs turned down are
        those of today.

        Raises:
            StoreError: there is no such revision, or what was stored is damaged.
        """
        made = Store(Sqlite.in_memory(self.address))
        with self.snapshot():
            if not 0 <= revision <= self._revision():
                raise StoreError(
                    f"{self.address}: has no revision {revision}; name one from 0 to {self._revision()}"
                )
            rows = self._rows_at(revision)
        with made._writing():
            made._database.lay_out()
            for name, filled in rows.items():
                made._database.insert(name, filled)
            made._database.run("UPDATE statements SET repeats = ''")
            made._join(made._joined((), made._statements("")).values())
            made._set_revision(revision)
        made.readonly = True
        return made

    def _rows_at(self, revision: int) -> dict[str, list[tuple[Any, ...]]]:
        """Table -> its rows at a revision."""
        past = history.valid(self._all_of("past"), revision, str(self.address))
        there = "WHERE sha256 IN (SELECT sha256 FROM documents WHERE revision <= ?)"
        rows = {name: self._all_of(name, there, revision) for name in history.TABLES}
        for (kind, _), before in past.items():
            for name in history.TABLES if kind == history.DOCUMENT else ():
                rows[name] += map(tuple, before[name])
        places = {row[0]: row for row in self._all_of("places")}
        places |= {name: (name, *before) for (kind, name), before in past.items() if kind == history.PLACE}
        rows["places"] = list(places.values())
        rows["rejected"] = self._all_of("rejected")
        rows["decisions"] = self._database.rows(
            "SELECT number, body, claim_id, revision, hash, 0 FROM decisions "
            "WHERE revision <= ? AND (withdrawn = 0 OR withdrawn > ?)",
            revision,
            revision,
        )
        return rows

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the store for all that is read within, whoever writes meanwhile; may be nested."""
        with self._lock, self._database.translated(self.address):
            if self._database.in_transaction:
                yield
                return
            self._database.begin_reading()
            try:
                yield
            finally:
                self._database.roll_back()

    # Within a transaction

    def _all_of(self, name: str, where: str = "", *values: object) -> list[tuple[Any, ...]]:
        """Rows of a table with all columns; those of the claim table as they were put."""
        if name == "claim_rows":
            where += " ORDER BY rowid"
        return self._database.rows(f"SELECT {COLUMNS[name]} FROM {name} {where}", *values)

    def _each_once(self, keys: Iterable[object], what: str) -> None:
        """A page of the file that was written over another repeats some rows and loses others."""
        if any(count > 1 for count in Counter(keys).values()):
            raise self._lost(what)

    def _lost(self, what: str) -> StoreError:
        return StoreError(
            f"{self.address}: is damaged, some {what} in it are lost; restore it from a copy, or delete it "
            "and ingest again"
        )

    def _document(self, row: Sequence[Any]) -> StoredDocument:
        sha256, doc_id, origin, body, text, outcome, dated, reading, revision, stored = row
        where = f"{self.address}: document {doc_id}"
        check(stored, [sha256, doc_id, origin, body, outcome, dated, reading, revision], where)
        if not isinstance(text, bytes) or hashlib.sha256(text).hexdigest() != sha256:
            raise StoreError(f"{where} is damaged: its text is not what was stored; ingest it again")
        data = json.loads(body)
        conflict, notes = data.pop("conflict"), tuple(data.pop("notes"))
        data["published"] = dates_from_json(data["published"])
        data["zones"] = tuple(Zone(*zone) for zone in data["zones"])
        document = Document(text=text.decode("utf-8", "surrogatepass"), **data)
        return StoredDocument(document, conflict, outcome, notes, revision)

    def _war_of(self, claim_id: str) -> str:
        """Id of the conflict that a claim's article is about, "" for none."""
        of_claim = "SELECT sha256 FROM claims WHERE claim_id = ?"
        for row in self._all_of("documents", f"WHERE sha256 IN ({of_claim})", claim_id):
            return self._document(row).conflict
        return ""

    def _raw_claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        claims = []
        for claim_id in claim_ids:
            for row in self._all_of("claims", "WHERE claim_id = ?", claim_id):
                check(row[-1], row[:-1], f"{self.address}: claim {claim_id}")
                claims.append(claim_from_json(json.loads(row[3])))
        return claims

    def _repeats(self) -> dict[str, str]:
        """Claim id -> id of the first claim of the same statement, for claims that are not the first."""
        found, seen = {}, _Distinct()
        every = f"SELECT {_STATEMENT_COLUMNS}, repeats, hash FROM statements"
        with closing(self._database.stream(every)) as rows:
            for *values, stored in rows:
                claim_id, repeats = values[_CLAIM_ID], values[-1]
                seen.add(claim_id)
                check(stored, values, f"{self.address}: statement of claim {claim_id}")
                if repeats:
                    found[claim_id] = repeats
        if seen.repeated:
            raise self._lost("statements")
        return reposts.first_of_all(found)

    def _members(self, leader: str) -> list[str]:
        """The claims of one statement, the first of all first."""
        found, ahead = {leader}, [leader]
        while ahead:
            repeating = "SELECT claim_id FROM statements WHERE repeats = ?"
            new = {claim_id for (claim_id,) in self._database.rows(repeating, ahead.pop())} - found
            found |= new
            ahead += new
        return [leader, *sorted(found - {leader})]

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
        for body, claim_id, stored in self._database.rows(
            "SELECT body, claim_id, hash FROM decisions WHERE withdrawn = 0 ORDER BY number"
        ):
            check(stored, [body, claim_id], f"{self.address}: decision on {claim_id}")
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
        found = self._database.rows(
            "SELECT claim_id, said_reason FROM claim_rows WHERE said_start = ? AND said_end = ? "
            "ORDER BY rowid",
            table.OPEN_START,
            table.OPEN_END,
        )
        yield from (
            (one, reason) for one, reason in dict.fromkeys(found) if one not in repeats and one not in decided
        )
        for claim, checked in decided.values():
            if checked != REJECTED and not claim.said.dated:
                yield claim.claim_id, claim.said.reason

    def _mentions(self, where: str, *values: object) -> Iterator[dict[str, Any]]:
        rows = self._all_of("mentions", where, *values)
        self._each_once((row[:-1] for row in rows), "mentions")
        for row in rows:
            check(row[-1], row[:-1], f"{self.address}: a mention in document {row[0]}")
            yield {"sha256": row[0], "start": row[1], "end": row[2], "place_id": row[3], **json.loads(row[4])}

    def _rejected(self) -> list[Refusal]:
        found = [Refusal(*row) for row in self._all_of("rejected", "ORDER BY origin, line")]
        for one in found:  # rows of another table, written over these, have no line number
            if not isinstance(one.line, int) or not isinstance(one.cure, str):
                raise self._lost("refused inputs")
        return found

    def _revision(self) -> int:
        value = self._database.value("SELECT value FROM meta WHERE key = 'revision'")
        if not isinstance(value, str) or not value.isdecimal():
            raise StoreError(
                f"{self.address}: is damaged; restore it from a copy, or delete it and ingest again"
            )
        return int(value)

    def _set_revision(self, revision: int) -> None:
        self._database.run("UPDATE meta SET value = ? WHERE key = 'revision'", str(revision))
        newer = "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        self._database.insert("meta", [("state", secrets.token_hex(8))], more=newer)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        if self.readonly:
            raise StoreError(f"{self.address}: was opened for reading only")
        if self._filling:  # a part of the transaction in which the store is made
            yield
            return
        with self._lock, self._database.translated(self.address):
            self._database.begin_writing()
            try:
                yield
                self._database.commit()
            finally:
                if self._database.in_transaction:
                    self._database.roll_back()


class _Distinct:
    """How many different words there are among many, by 64 bits of each."""

    def __init__(self) -> None:
        self._seen = array("q")

    def add(self, word: object) -> None:
        self._seen.append(hash(word))

    def count(self) -> int:
        """How many different ones have come."""
        return len(np.unique(np.frombuffer(self._seen, dtype=np.int64)))

    @property
    def repeated(self) -> bool:
        """Whether any has come twice."""
        return self.count() != len(self._seen)


_BATCH = 10_000  # rows of the claim table that are held as they were read
_STATEMENT_COLUMNS = ", ".join(f'"{name}"' for name in Statement._fields)
_NEAR = (
    'WITH wanted (number, block, "from", "to") AS (VALUES {}) '
    f"SELECT number, {', '.join(f's.{one}' for one in _STATEMENT_COLUMNS.split(', '))} "
    "FROM wanted w CROSS JOIN statements s "  # in this order: each is sought in the index
    'WHERE s.block = w.block AND s.start <= w."to" AND s."end" >= w."from"'
)
_ASKED = 200  # values, or rows of values, of one query
_ALL_ROWS = f"SELECT {COLUMNS['claim_rows']} FROM claim_rows ORDER BY rowid"
_CLAIM_ID = Statement._fields.index("claim_id")
_CARRIERS = table.COLUMNS.index("carriers")
_CLAIM_IDS = {"claim_rows": 0, "statements": _CLAIM_ID}  # table -> where its rows name their claim
_DAMAGE = (StoreError, ValueError, KeyError, TypeError)  # what reading a damaged row raises


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _by(count: int, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values in their order, so many at a time."""
    return (values[at : at + count] for at in range(0, len(values), count))


def _decision_body(one: Decision) -> str:
    return dumps([getattr(one, name) for name in person.HEADER[:-1]] + [one.day.isoformat()])


def _note(damage: list[str], check: Any) -> None:
    try:
        check()
    except _DAMAGE as error:
        damage.append(str(error))
