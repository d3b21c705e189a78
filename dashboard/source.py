"""Where the corpus comes from: the store, opened once and shared; a new revision shows at the next rerun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from dashboard import firststart, prepared, tray
from dashboard.corpus import Article, Corpus
from geo import conflicts
from geo.database import Address, default_address
from geo.decisions import Decision
from geo.errors import GeoError, StoreMissing
from geo.model import DateInterval, Document
from geo.sides import told_apart
from geo.store import Store

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PAST_KEPT = 4  # earlier revisions that are kept while readers ask for them
LOOK_SECONDS = 0.2  # between two looks at how far a first start is


def corpus(revision: int | None = None) -> Corpus:
    """The corpus at the store's present revision, or at an earlier one; a first start fills an empty place
    with the shipped seeds. A revision that is not there yet is the present one.

    Raises:
        GeoError: the store cannot be read, or not be made.
    """
    try:
        return _corpus(revision)
    except StoreMissing:
        _fill(default_address())
    return _corpus(revision)


def _corpus(revision: int | None) -> Corpus:
    key, present, opened = _present()
    return (
        _read_past(key, revision, opened)
        if revision is not None and revision < present
        else _read(key, present, opened)
    )


def store(revision: int | None = None) -> Store:
    """The store itself, for what the corpus does not hold: texts, names, readings, decisions.

    Raises:
        GeoError: it cannot be read.
    """
    key, present, opened = _present()
    return opened if revision is None or revision >= present else _past(key, revision, opened)


def revision() -> str | None:
    """The store's present revision, None while it cannot be read."""
    try:
        return str(_present().revision)
    except GeoError:
        return None


def readable_store() -> bool:
    """Whether the store can be read, or is still to be made by the first start."""
    try:
        _present()
    except StoreMissing:
        return True
    except GeoError:
        return False
    return True


def decide(decisions: Sequence[Decision]) -> int:
    """Add people's decisions to the store; how many were new. The page shows them at its next run.

    Raises:
        StoreError: the store cannot be written.
    """
    with Store.open() as written:
        return written.decide(decisions)


def take_back(decision: Decision) -> None:
    """Forget a decision that was a slip.

    Raises:
        StoreError: the store cannot be written.
    """
    with Store.open() as written:
        written.take_back(decision)


def _fill(address: Address) -> None:
    """Read the shipped seeds into a new store, once for all sessions, and show how far it is. That goes on
    when the reader leaves."""
    job = firststart.job_for(address, ingest_seeds)
    with st.status("First start: reading the shipped articles. This happens once.", expanded=True):
        bar = st.progress(0.0)
        while not job.done.wait(LOOK_SECONDS):
            bar.progress(job.share, text=job.words)
    if job.error:
        raise job.error
    st.rerun()


def warm() -> None:
    """Open the store before the first reader comes, and make what every reader asks for. A place that is
    still empty is left to the first reader.

    Raises:
        GeoError: the store cannot be read.
    """
    with suppress(StoreMissing):
        made = _corpus(None)
        if made.clock is not None:
            made.payload(made.look)
            _ = made.opening, made.lines


def ingest_seeds(where: Address | Path | str, tell: Callable[[float, str], None]) -> None:
    """Make a store from the seeds, whole or not at all; nothing where another process was first."""
    from geo import pipeline
    from geo.gazetteer import Gazetteer

    tell(0.05, "Opening the gazetteer")
    gazetteer = Gazetteer.open(progress=lambda share, words: tell(0.05 + 0.25 * share, words))
    files = sorted(SEEDS.glob("*.md"))
    done = iter(range(1, len(files) + 1))

    def read(origin: str) -> None:
        share = next(done, len(files)) / max(1, len(files))
        tell(0.3 + 0.7 * share, f"Read {Path(origin).name}")

    def fill(store: Store) -> None:
        pipeline.ingest(files, store=store, gazetteer=gazetteer, conflicts=conflicts.load(), progress=read)

    Store.open(where, fill=fill).close()


class _Present(NamedTuple):
    """What tells the store from any other, its present revision, and the store."""

    key: str
    revision: int
    store: Store


def _present() -> _Present:
    address = default_address()
    try:
        return _at(address)
    except StoreMissing:
        raise
    except GeoError:
        _store.clear(address.key, address)  # what was there may have been taken away, or made anew
        return _at(address)


def _at(address: Address) -> _Present:
    opened = _store(address.key, address)
    with opened.snapshot():
        return _Present(f"{address.key} {opened.identity}", opened.revision, opened)


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(key: str, _address: Address) -> Store:
    """The store, open for reading."""
    return Store.open(_address, readonly=True)


@st.cache_resource(max_entries=2, show_spinner="Reading the claims")
def _read(key: str, revision: int, _store: Store) -> Corpus:
    """The corpus at one revision."""
    return prepared.corpus_of(_store, read)


@st.cache_resource(max_entries=PAST_KEPT, show_spinner="Reading an earlier revision")
def _past(key: str, revision: int, _store: Store) -> Store:
    """The store as it was at a revision."""
    return _store.as_of(revision)


@st.cache_resource(max_entries=PAST_KEPT, show_spinner="Reading an earlier revision")
def _read_past(key: str, revision: int, _store: Store) -> Corpus:
    """The corpus of an earlier revision."""
    return read(_past(key, revision, _store))


def read(store: Store) -> Corpus:
    """The corpus of a store: all of it as of one revision, whoever writes meanwhile.

    Raises:
        StoreError: the store cannot be read, or is damaged.
    """
    wars, articles = {}, {}
    with store.snapshot():
        for stored in store.each_document():
            sha256 = stored.document.sha256
            wars[sha256], articles[sha256] = stored.conflict, article(stored.document)
        table, places = store.claims_frame(), store.places()
        left_out = tray.of_store(store, table)
        revision = store.revision
    table, every = told_apart(table, wars, conflicts.load())
    used = {wars.get(sha256) for sha256 in table["sha256"].unique()}  # a war without claims is not shown
    chosen = [conflict for conflict in every if conflict.id in used]
    return Corpus(str(revision), table, places, chosen, articles, left_out, len(left_out[tray.UNPLACED]))


def article(document: Document) -> Article:
    """What the page says of a document."""
    return Article(
        document.title,
        document.publisher,
        document.url,
        published_words(document.published),
        document.evidence,
    )


def published_words(dates: DateInterval) -> str:
    """A publication date in words, with its reason."""
    if not dates.dated:
        return f"publication day not known ({dates.reason})"
    if dates.start == dates.end:
        return f"published {dates.start.isoformat()} ({dates.reason})"
    if dates.start and dates.end:
        return f"published between {dates.start.isoformat()} and {dates.end.isoformat()} ({dates.reason})"
    words = f"on or after {dates.start.isoformat()}" if dates.start else f"by {dates.end.isoformat()}"
    return f"published {words} ({dates.reason})"
