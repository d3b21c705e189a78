"""A reader's own articles on a private instance: read at once, shown in this session, kept nowhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import instance
from dashboard.corpus import Article, Corpus, LeftOut
from geo import conflicts, table
from geo.errors import GeoError
from geo.layers import plural, readable
from geo.reading import Reading

NOT_STORED = "not_in_the_store"  # flag of every claim that only this session knows
SUFFIXES = ("txt", "md", "html", "htm", "jsonl")
MOST_FILES = 20


@st.cache_resource(show_spinner="Opening the gazetteer")
def _gazetteer():
    from geo.gazetteer import Gazetteer

    return Gazetteer.open()


def own_articles() -> None:
    """Where articles are dropped or pasted, on a private instance."""
    if not instance.private():
        return
    held: dict[str, Reading] = st.session_state.get("own", {})
    with st.expander("Your own articles"):
        count = plural(len(held), "text")
        st.caption(f"{count} in this session. They are read on this server, shown to you alone, not stored.")
        with st.form("own-form", clear_on_submit=True, border=False):
            files = st.file_uploader("Files", type=list(SUFFIXES), accept_multiple_files=True)
            pasted = st.text_area("or a text", height=120)
            title = st.text_input("Its publisher")
            day = st.text_input(
                "Published on", placeholder="2023-03-07, or 2023-03 when only the month is known"
            )
            if st.form_submit_button("Read"):
                _take(files[:MOST_FILES], pasted, title, day)
                st.rerun()
        for words in st.session_state.pop("own-refused", ()):
            st.warning("Something was not read.")
            st.code(readable(words), language=None, wrap_lines=True)
        if held:
            st.button("Forget them", key="own-forget", on_click=lambda: st.session_state.update(own={}))


def _take(files, pasted: str, publisher: str, day: str) -> None:
    """Read what was given; nothing but the session keeps it."""
    from geo import pipeline

    refused: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, given in enumerate(files):
            path = Path(folder, f"{number}-{Path(given.name).name[-80:]}")
            path.write_bytes(given.getvalue())
            paths.append(path)
        if pasted.strip():
            path = Path(folder, "pasted.txt")
            path.write_text(pasted, encoding="utf-8", errors="replace")
            paths.append(path)
        try:
            found = list(
                pipeline.readings(
                    paths,
                    gazetteer=_gazetteer(),
                    conflicts=conflicts.load(),
                    published=day.strip() or None,
                )
            )
        except GeoError as error:
            refused.append(str(error))
            found = []
    held = dict(st.session_state.get("own", {}))
    for one in found:
        if isinstance(one, Reading):
            held[one.document.sha256] = _named(one, publisher)
        else:
            refused.append(f"{Path(one.origin).name}: {one.reason}; {one.cure}")
    st.session_state.own = held
    st.session_state["own-refused"] = refused


def _named(reading: Reading, publisher: str) -> Reading:
    from dataclasses import replace

    name = publisher.strip() or reading.document.publisher or "your own text"
    claims = tuple(
        replace(one, publisher=one.publisher or name, flags=(*one.flags, NOT_STORED))
        for one in reading.claims
    )
    return replace(reading, document=replace(reading.document, publisher=name), claims=claims)


def with_own(corpus: Corpus) -> Corpus:
    """The corpus with the session's own articles; the corpus itself when there are none."""
    held: dict[str, Reading] = st.session_state.get("own", {})
    if not held or not instance.private():
        return corpus
    key = (corpus.revision, tuple(held))
    if st.session_state.get("own-key") != key:
        st.session_state["own-corpus"] = joined(corpus, held)
        st.session_state["own-key"] = key
    return st.session_state["own-corpus"]


def joined(corpus: Corpus, held: dict[str, Reading]) -> Corpus:
    """A corpus of its own for one session: stored claims and those of `held`, each told apart by its flag."""
    from dashboard.source import published_words

    own = table.frame(claim for one in held.values() for claim in one.claims)
    both = pd.concat(
        [corpus.table[list(table.COLUMNS)].astype("object"), own.astype("object")], ignore_index=True
    )
    rows = table.from_rows(list(both.itertuples(index=False, name=None)))
    places = {place.place_id: place for one in held.values() for place in one.places}
    articles = {
        sha256: Article(
            one.document.title,
            f"{one.document.publisher} (your own, not in the store)",
            one.document.url,
            published_words(one.document.published),
            one.document.evidence,
        )
        for sha256, one in held.items()
    }
    used = {one.conflict for one in held.values()}
    known = {conflict.id for conflict in corpus.conflicts}
    more = [conflict for conflict in conflicts.load() if conflict.id in used - known]
    unmapped = [
        LeftOut(one.toponym.text, reading.document.doc_id, one.reason)
        for reading in held.values()
        for one in reading.unmapped
    ]
    tray = {**corpus.tray, "names of your own articles not placed": unmapped}
    return Corpus(
        f"{corpus.revision}, with {plural(len(held), 'text')} of your own",
        rows,
        {**corpus.places, **places},
        [*corpus.conflicts, *more],
        {**corpus.articles, **articles},
        tray,
        corpus.unmapped + len(unmapped),
        dict(held),
    )
