"""A reader's own articles on a private instance: read for one session, kept in its memory and in no store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import union_categoricals

from dashboard import serve, source, tray
from dashboard.controls import renew
from dashboard.corpus import Corpus
from dashboard.placebox import gazetteer
from dashboard.state import claim_link
from dashboard.style import literal
from geo import conflicts, reposts, table
from geo.documents import Rejected
from geo.errors import GeoError
from geo.filters import WAR, Filters
from geo.gazetteer import Gazetteer
from geo.intervals import from_edtf
from geo.layers import plural, readable
from geo.model import NOT_STORED, Claim, DateInterval, Document
from geo.pipeline import readings
from geo.reading import LANGUAGE_NOT_READ, Reading
from geo.sides import told_apart
from geo.table import day_of
from geo.texts import Texts, Unstored

MOST_ARTICLES = 50  # of one session
MOST_CHARACTERS = 2_000_000  # of one session, code points
KINDS = ("txt", "md", "html", "htm", "jsonl")
REASON = "given by who added the article"
PASTED = "pasted text"
NO_PUBLISHER = "an own article"
WHAT_HAPPENS = (
    "They are read on this server and shown to you alone, until this page is closed or loaded anew. "
    "Nothing is stored. A date that an article has of its own goes before the one given for a file."
)
_ODD = re.compile(r"[^\w .()-]")
_reading = Lock()  # one article is read at a time, whoever added it


@dataclass(frozen=True)
class Given:
    """A file or a pasted text as the reader gave it. What is empty is left to the text itself."""

    name: str
    data: bytes
    published: date | None = None
    title: str = ""
    publisher: str = ""

    @property
    def dates(self) -> DateInterval | None:
        """The given day of publication."""
        return from_edtf(self.published.isoformat(), REASON) if self.published else None


@dataclass
class Own:
    """What one session added. Dropped with the session, and with it the names of its payloads."""

    readings: dict[str, Reading] = field(default_factory=dict)  # by sha256 of the text
    refused: list[Rejected] = field(default_factory=list)
    served: serve.SessionPayloads = field(default_factory=serve.SessionPayloads)
    _made: tuple[Corpus, int, Corpus] | None = None  # the corpus beneath, how much was added, both as one

    def add(self, given: Iterable[Given], stored: Corpus, gazetteer: Gazetteer) -> str:
        """Read articles; what came of it, in words."""
        read, known = [], 0
        for one in self._read(given, gazetteer):
            if isinstance(one, Rejected):
                self.refused.append(one)
            elif one.document.sha256 in stored.articles:
                known += 1
            elif error := self._full(one.document):
                self.refused.append(error)
            else:
                self.readings[one.document.sha256] = one
                read.append(one)
        self._made = None
        unread = [one for one in read if one.outcome == LANGUAGE_NOT_READ]
        read = [one for one in read if one not in unread]
        claims = sum(len(one.claims) for one in read)
        undated = sum(not claim.said.dated for one in read for claim in one.claims)
        unplaced = sum(len(one.unmapped) for one in read)
        words = [f"{plural(len(read), 'article')} read, {plural(claims, 'claim')}"]
        words += [f"{undated} of them on no day, as nothing tells when: say when it was published"] * bool(
            undated
        )
        words += [f"{plural(len(unread), 'article')} not read for the language"] if unread else []
        words += [f"{plural(unplaced, 'name')} not placed"] if unplaced else []
        words += [f"{plural(known, 'article')} already in the store"] if known else []
        told = "; ".join(words) + ". They are in this session only, and in no store."
        return "\n".join([told, *(f"Refused: {one}" for one in self.refused)])

    def _read(self, given: Iterable[Given], gazetteer: Gazetteer) -> Iterator[Reading | Rejected]:
        for number, one in enumerate(given):
            with TemporaryDirectory(prefix="own-") as folder, _reading:
                path = Path(folder) / str(number) / file_name(one.name)
                path.parent.mkdir()
                path.write_bytes(one.data)
                for item in readings(
                    [path],
                    gazetteer=gazetteer,
                    conflicts=conflicts.load(),
                    published=one.dates,
                    prepare=lambda document, one=one: facts(document, one),
                ):
                    if isinstance(item, Rejected):
                        yield replace(item, origin=readable(one.name))
                    else:
                        yield replace(item, claims=tuple(map(marked, item.claims)))

    def _full(self, document: Document) -> Rejected | None:
        """Why there is no room for one more article."""
        length = sum(len(one.document.text) for one in self.readings.values()) + len(document.text)
        if len(self.readings) < MOST_ARTICLES and length <= MOST_CHARACTERS:
            return None
        limit = f"a session holds {MOST_ARTICLES} articles of {MOST_CHARACTERS:,} characters in all"
        return Rejected(document.doc_id, None, limit, "ingest more with: python -m geo ingest PATH")

    def texts(self, under: Texts) -> Texts:
        """Texts of the store and of this session."""
        return Unstored(self.readings, under)

    def over(self, stored: Corpus) -> Corpus:
        """The store's corpus with the own claims in it, for this session alone.

        A claim that repeats a stored one, or another own one, counts once, as in the store.
        """
        if not self.readings and not self.refused:
            return stored
        size = len(self.readings) + len(self.refused)
        if self._made and self._made[:2] == (stored, size):
            return self._made[2]
        made = self._joined(stored)
        self._made = (stored, size, made)
        return made

    def _joined(self, stored: Corpus) -> Corpus:
        added = list(self.readings.values())
        claims = distinct((claim for one in added for claim in one.claims), stored)
        wars = {one.document.sha256: one.conflict for one in added}
        mine, every = told_apart(table.frame(claims), wars, conflicts.load())
        known = {conflict.id for conflict in stored.conflicts}
        further = {one.conflict for one in added if one.claims} - known
        left_out = tray.joined(stored.tray, tray.of_readings(added, self.refused, mine))
        both = table.joined(stored.table, mine)
        both[WAR] = union_categoricals([stored.table[WAR], mine[WAR]])
        return Corpus(
            stored.revision + (f" and {plural(len(added), 'article')} not in the store" if added else ""),
            both,
            {place.place_id: place for one in added for place in one.places} | dict(stored.places),
            [*stored.conflicts, *(one for one in every if one.id in further)],
            {sha256: source.article(one.document) for sha256, one in self.readings.items()}
            | dict(stored.articles),
            left_out,
            len(left_out[tray.UNPLACED]),
            self.served,
        )


def file_name(name: str) -> str:
    """A given name as that of a file in an empty folder: no folder, no odd characters, not too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem, suffix = PurePosixPath(_ODD.sub("_", last)).stem, PurePosixPath(last).suffix.lower()
    safe_suffix = suffix if suffix.removeprefix(".") in KINDS else ".txt"
    return (stem[:80].strip(" .") or "article") + safe_suffix


def facts(document: Document, given: Given) -> Document:
    """A document with what its reader said of it: of a pasted text this goes before its own words, of a file
    after them.
    """
    said = {"title": given.title, "publisher": given.publisher}
    own = {"title": document.title, "publisher": document.publisher}
    first, second = (said, own) if given.name == PASTED else (own, said)
    changes = {name: first[name] or second[name] for name in said}
    changes["publisher"] = changes["publisher"] or NO_PUBLISHER
    dates = given.dates if given.name == PASTED and given.dates else document.published
    return replace(document, origin=readable(given.name), published=dates, **changes)


def marked(claim: Claim) -> Claim:
    """A claim that says of itself that it is in no store."""
    return replace(claim, flags=(*claim.flags, NOT_STORED))


def distinct(claims: Iterable[Claim], stored: Corpus) -> list[Claim]:
    """Claims without those that repeat a stored one or an earlier one."""
    kept: list[Claim] = []
    texts = source.store()
    for claim in claims:
        one = reposts.statement(claim)
        others = [*kept, *texts.claims(alike(one, claim, stored.table))]
        if not any(reposts.same(one, reposts.statement(other)) for other in others):
            kept.append(claim)
    return kept


def alike(one: reposts.Statement, claim: Claim, rows: pd.DataFrame) -> list[str]:
    """Ids of the stored claims that may make the same statement: what must be equal is, the days are near."""
    near = rows["place_id"].isin([link.place_id for link in claim.links])
    for column in ("predicate", "modality", "claimant_kind"):
        near &= rows[column] == getattr(claim, column)
    if not one.own_voice:
        near &= rows["claimant"] == claim.claimant
    near &= rows["said_start"] <= one.end + reposts.SYNDICATION_DAYS
    near &= rows["said_end"] >= one.start - reposts.SYNDICATION_DAYS
    return list(rows.loc[near, "claim_id"].drop_duplicates())


def articles() -> Own:
    """What this session added."""
    return st.session_state.setdefault("own", Own())


def note() -> None:
    """What came of adding, and the way to forget it."""
    if words := st.session_state.get("own_note"):
        with st.container(border=True, key="own-note"):
            st.info("  \n".join(map(literal, words.splitlines())))
            st.button("Forget my articles", key="own-forget", on_click=_forget)


def add_button(stored: Corpus) -> None:
    """A button that opens the form for own articles."""
    turn = st.session_state.setdefault("own_turn", 0)
    with st.popover("Add articles", width="content", key=f"own-add-{turn}"):  # a new one is closed
        st.caption(WHAT_HAPPENS)
        with st.form(f"own-{turn}", border=False):
            files = st.file_uploader("Files", type=KINDS, accept_multiple_files=True, key=f"own-files-{turn}")
            text = st.text_area("Or a text", key=f"own-text-{turn}", height=140)
            day = st.date_input("Published on", None, key=f"own-day-{turn}", min_value=date(1900, 1, 1))
            title = st.text_input("Title", key=f"own-title-{turn}", max_chars=200)
            publisher = st.text_input("Publisher", key=f"own-publisher-{turn}", max_chars=200)
            pressed = st.form_submit_button("Read", key=f"own-read-{turn}")
        if pressed:
            given = [Given(file.name, file.getvalue(), day, title, publisher) for file in files or ()]
            if text.strip():
                given.append(Given(PASTED, text.encode("utf-8", "replace"), day, title, publisher))
            _add(given, stored)
            st.rerun()


def _add(given: Sequence[Given], stored: Corpus) -> None:
    if not given:
        st.session_state.own_note = "Neither a file nor a text was given."
        return
    mine = articles()
    before = set(mine.readings)
    mine.refused.clear()
    try:
        with st.spinner("Reading"):
            st.session_state.own_note = mine.add(given, stored, gazetteer())
    except GeoError as error:
        st.session_state.own_note = str(error)
        return
    st.session_state.own_turn += 1
    _look_at([mine.readings[sha256] for sha256 in mine.readings if sha256 not in before], mine.over(stored))


def _look_at(added: Sequence[Reading], corpus: Corpus) -> None:
    """Turn to the first added claim that the map shows, else to the words of the first that there is."""
    view = st.session_state.get("view")
    rows = [row for one in added for claim in one.claims if (row := corpus.row(claim.claim_id))]
    if view is None or not rows:
        return
    first, last = corpus.days(corpus.clock)
    dated = [(row, day) for row in rows if row["place_id"] in corpus.places and (day := _day(row))]
    if dated:
        row, day = dated[0]
        changes = {"day": min(max(day, first), last), "place": row["place_id"], "claim": ""}
        changes |= {"mode": "on", "start": None, "clock": corpus.clock, "filters": Filters()}
    else:
        row = rows[0]
        changes = {"claim": claim_link(row["claim_id"], row["sha256"], row["start"], row["end"])}
    st.session_state.view = replace(view, **changes)
    renew("place_choice", "day_choice", "mode_choice", "clock_choice")


def _day(row: dict[str, Any]) -> date | None:
    """The last day on which it may have been said, the first when that is open."""
    return day_of(row["said_end"]) or day_of(row["said_start"])


def _forget() -> None:
    st.session_state.own = Own()
    st.session_state.own_note = ""
