"""What a document is read from, as one key: its text, what is known about it, the rules, and their data.

A document whose key is the one that it was last read under need not be read again. The key covers the code
and data of this package, the libraries that reading asks, the gazetteer, the conflicts, and of an analyst's
corrections all but those that hold for other articles alone.

Of several documents of the very same text the last one of a run stands. The keys of those that it replaced
are kept too, so that the same run again reads none of them.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.conflicts import Conflict
from geo.model import Document
from geo.reading import Known, Reading
from geo.serialise import dates_to_json, dumps

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.store import Store

PACKAGE = Path(__file__).parent
LIBRARIES = ("marisa-trie", "rapidfuzz")  # that a reading asks


@cache
def rules() -> str:
    """A hash over the code and data of this package and the versions of what reading asks besides."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(
                f"{path.relative_to(PACKAGE)}\n{path.stat().st_size}\n".encode() + path.read_bytes()
            )
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


class Keys:
    """The keys of documents that are read with one gazetteer and these conflicts."""

    def __init__(self, gazetteer: Gazetteer, conflicts: Sequence[Conflict]) -> None:
        self._gazetteer = gazetteer
        told = [*map(asdict, conflicts)]
        self._common = hashlib.sha256(dumps([rules(), told]).encode()).hexdigest()

    def of(self, document: Document) -> str:
        """The key of a document as it is about to be read."""
        told = asdict(replace(document, text="")) | {"published": dates_to_json(document.published)}
        parts = [self._common, self._gazetteer.version_for(document.doc_id), document.sha256, told]
        return hashlib.sha256(dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Run:
    """One run over documents: which of them need reading."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys = store, keys
        self._seen: set[bytes] = set()
        self._waiting: dict[str, Known] = {}  # by text: replaced before, by one that has not come yet
        self._ending = False
        self.replaced: list[Known] = []  # what a later document of the same text stands for, as before

    def prepare(self, document: Document) -> Document | Known | None:
        """The document with the date that is known for its text; what is known of it, if it need not be read;
        None where that depends on what is still to come."""
        dated = with_known_date(document, self._store)
        sha256 = dated.sha256
        if sha256 in self._waiting:
            self.replaced.append(self._waiting.pop(sha256))
        known = self._store.known(dated, self._keys.of(dated))
        if known is None or (self._ending and not known.stands):
            return dated
        self._seen.add(_short(sha256))
        if known.stands:
            return known
        self._waiting[sha256] = known
        return None

    def left(self) -> Iterator[Document]:
        """Documents that were replaced before, and in this run by none: they stand now."""
        self._ending = True
        while self._waiting:
            yield self._waiting.pop(next(iter(self._waiting))).document

    def put(self, reading: Reading) -> bool:
        """Store a reading; whether that changed anything."""
        short = _short(reading.document.sha256)
        again = short in self._seen
        self._seen.add(short)
        return self._store.put(reading, self._keys.of(reading.document), again=again)


def _short(sha256: str) -> bytes:
    return bytes.fromhex(sha256[:16])


def with_known_date(document: Document, store: Store) -> Document:
    """The document, with the date that the store knows for its text where that is the more exact one.

    So a text once ingested with its date keeps it when it is read again without.
    """
    known, found = store.published(document.sha256), document.published
    if known is None or not known.dated:
        return document
    finer = (
        known.days is not None
        and (found.start is None or (known.start is not None and known.start >= found.start))
        and (found.end is None or (known.end is not None and known.end <= found.end))
    )
    return replace(document, published=known) if finer or not found.dated else document
