"""A reading as rows of the claim store's tables, each with the hash that tells damage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo import reposts, table
from geo.errors import StoreError
from geo.reading import Reading
from geo.serialise import claim_to_json, dates_to_json, dumps, place_to_json, unmapped_report, zones_to_json


def row_hash(values: Iterable[object]) -> str:
    """Hash of a row's content: enough to notice damage, not meant against an attacker."""
    return _hash(_joined(values))


def _joined(values: Iterable[object]) -> str:
    return "\x1f".join(map(str, values))


def _hash(joined: str) -> str:
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def check(stored: str, values: Iterable[object], where: str) -> None:
    if row_hash(values) != stored:
        raise StoreError(f"{where} is damaged: its content is not what was stored; ingest its document again")


def storable(text: str) -> str:
    """Text that a column can hold in any database: NUL and lone surrogates become U+FFFD."""
    return table.UNSTORABLE.sub("\ufffd", text)


def storable_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(storable(value) if isinstance(value, str) else value for value in row)


class Content:
    """A reading as rows of the store's tables."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sha256 = reading.document.sha256
        self.statements = [reposts.statement(claim) for claim in reading.claims]
        self.claim_bodies = [dumps(claim_to_json(claim)) for claim in reading.claims]
        self.place_bodies = {place.place_id: dumps(place_to_json(place)) for place in reading.places}
        self.mention_rows = list(self._mention_rows())
        self.body = self._document_body()
        parts = (
            self.body,
            reading.outcome,
            self.claim_bodies,
            sorted(self.place_bodies.items()),
            self.mention_rows,
        )
        self.identity = hashlib.sha256(dumps(parts).encode()).hexdigest()

    def _document_body(self) -> str:
        document = self.reading.document
        data = {
            name: getattr(document, name)
            for name in ("doc_id", "title", "publisher", "url", "language", "evidence", "origin")
        }
        data["published"] = dates_to_json(document.published)
        data["zones"] = zones_to_json(document.zones)
        data["conflict"], data["notes"] = self.reading.conflict, self.reading.notes
        return dumps(data)

    def document(self, revision: int) -> tuple[Any, ...]:
        document = self.reading.document
        text = document.text.encode("utf-8", "surrogatepass")
        head = (self.sha256, storable(document.doc_id), storable(document.origin), self.body)
        tail = (self.reading.outcome, int(document.published.dated), self.identity, revision)
        return (*head, text, *tail, row_hash([*head, *tail]))

    def claims(self) -> Iterator[tuple[Any, ...]]:
        for claim, body in zip(self.reading.claims, self.claim_bodies, strict=True):
            values = (claim.claim_id, claim.sha256, claim.start, body)
            yield (*values, row_hash(values))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        for claim in self.reading.claims:
            for values in table.rows(claim):
                joined = _joined(values)
                if table.UNSTORABLE.search(joined):
                    values = storable_row(values)
                    joined = _joined(values)
                yield (*values, _hash(joined))

    def statement_rows(self, repeats: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
        """`repeats` is by claim id."""
        for one in self.statements:
            values = (*one, repeats[one.claim_id])
            yield (*values, row_hash(values))

    def _mention_rows(self) -> Iterator[tuple[Any, ...]]:
        for one in (*self.reading.mapped, *self.reading.unmapped):
            report = unmapped_report(one)
            considered = [
                f"{candidate.place.name} ({candidate.place.place_id})" for candidate in one.considered
            ]
            body = dumps({"text": report["text"], "reason": one.reason, "considered": considered})
            place_id = one.place.place_id if one.place else ""
            yield self.sha256, one.toponym.start, one.toponym.end, place_id, body

    def mentions(self) -> Iterator[tuple[Any, ...]]:
        for values in self.mention_rows:
            yield (*values, row_hash(values))

    def places(self) -> Iterator[tuple[str, str, str]]:
        for place_id, body in self.place_bodies.items():
            yield place_id, body, row_hash([place_id, body])
