"""Readers read the store again and again while articles are stored: each sees one revision, whole."""

from __future__ import annotations

import gc
import resource
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.claims import PER_DOCUMENT, readings
from dashboard import source
from dashboard.corpus import Corpus
from geo.reading import Reading
from geo.store import Store

GROWTH = 0.05  # of memory, over the run, that is no leak


@dataclass
class Found:
    """What the readers saw."""

    read: int = 0  # revisions, by all readers together
    stored: int = 0  # documents, counting each time that one was stored anew
    torn: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    before: int = 0  # bytes held when every article was there once
    after: int = 0

    @property
    def growth(self) -> float:
        """Share by which memory grew after every article was there."""
        return (self.after - self.before) / self.before if self.before else 0.0

    @property
    def sound(self) -> bool:
        """Whether every reader saw whole revisions only."""
        return not self.torn and not self.errors and self.read > 0


def run(where: Path | str, *, sessions: int, articles: int, seconds: float = 0.0) -> Found:
    """Store `articles` documents, then store them changed until `seconds` are over, while `sessions` readers
    that share one connection read every revision that they come by and draw its last day."""
    found, over = Found(), threading.Event()
    documents = list(readings(articles * PER_DOCUMENT))
    with Store.open(where) as writer:
        changing = _changing(documents)
        writer.put(next(changing))
        with Store.open(where, readonly=True) as shared:
            threads = [threading.Thread(target=_read, args=(shared, over, found)) for _ in range(sessions)]
            for thread in threads:
                thread.start()
            try:
                _write(writer, changing, articles, seconds, found)
            finally:
                over.set()
                for thread in threads:
                    thread.join()
    found.after = _memory()
    return found


def _write(writer: Store, changing: Iterator[Reading], articles: int, seconds: float, found: Found) -> None:
    start = time.monotonic()
    for number, reading in enumerate(changing, start=1):
        if number >= articles and time.monotonic() - start > seconds:
            return
        writer.put(reading)
        found.stored += 1
        if number == articles + articles // 5:  # caches are as full as they get
            found.before = _memory()


def _changing(documents: list[Reading]) -> Iterator[Reading]:
    """Each document as it is; then each again and again, with another title."""
    turn = 0
    while True:
        for reading in documents:
            yield replace(reading, document=replace(reading.document, title=f"Report, edition {turn}"))
        turn += 1


def _read(store: Store, over: threading.Event, found: Found) -> None:
    while not over.is_set():
        try:
            corpus = source.read(store)
            _, last = corpus.days(corpus.look.clock) or (None, None)
            shown = corpus.view(corpus.look, last).places if last else {}
        except Exception as error:
            found.errors.append(f"{type(error).__name__}: {error}")
            return
        found.torn += _tears(corpus, set(shown))
        found.read += 1


def _tears(corpus: Corpus, shown: set[str]) -> Iterator[str]:
    """What does not belong to the revision that the corpus names."""
    stored = sum(1 + int(article.title.split()[-1]) for article in corpus.articles.values())
    if stored != int(corpus.revision):
        yield f"revision {corpus.revision}: its documents were stored {stored} times"
    if set(corpus.table["sha256"]) != set(corpus.articles):
        yield f"revision {corpus.revision}: claims of documents that are not there, or none of some that are"
    if len(corpus.table) != PER_DOCUMENT * len(corpus.articles):
        yield f"revision {corpus.revision}: {len(corpus.table)} claims of {len(corpus.articles)} documents"
    if not shown <= set(corpus.places):
        yield f"revision {corpus.revision}: places that are not there"


def _memory() -> int:
    """Bytes that this process holds in memory now (Linux)."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
