"""Taking the view away: a picture, a table, a map layer, a briefing; each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import picture
from dashboard.controls import drawer
from dashboard.corpus import Corpus
from dashboard.state import View, revision_of, to_params
from geo import asof, exports

#: Ending -> what it is called.
PICTURES = {
    ".png": "Picture (PNG), first page",
    ".svg": "Picture (SVG), first page",
    ".pdf": "All pages (PDF)",
}
FILES = {
    ".csv": "Table (CSV)",
    ".xlsx": "Workbook (XLSX)",
    ".geojson": "Map layer (GeoJSON)",
    ".kml": "Google Earth (KML)",
    ".md": "Briefing in words (Markdown)",
}


def take_away(corpus: Corpus, view: View, made: date) -> None:
    """A button that opens the list of what the view can be taken away as."""

    def draw() -> None:
        st.caption("The view as it is on screen, with its sentence, sources and the corpus revision.")
        size = st.selectbox("Size of pictures", list(picture.SIZES), key="picture-size")
        for ending, words in PICTURES.items():
            _button(words, ending, view, _picture(corpus, view, ending, size, made))
        states = corpus.known(view.look, view.day)
        for ending, words in FILES.items():
            _button(words, ending, view, _file(corpus, view, states, ending, made))

    drawer("Take away", "take-box", draw)


def _button(words: str, ending: str, view: View, make: Callable[[], bytes]) -> None:
    st.download_button(
        words,
        make,
        file_name=f"claims-{view.day.isoformat()}{ending}",
        mime="application/octet-stream",
        key=f"take{ending}",
        on_click="ignore",
        width="stretch",
    )


def composed(corpus: Corpus, view: View, made: date) -> picture.Picture:
    """The picture of a view, with the address that leads to it."""
    found = corpus.changes(view.look, view.since, view.day) if view.since else None
    return picture.compose(corpus, view, made=made, link=address(view, corpus.revision), changes=found)


def address(view: View, revision: str) -> str:
    """The view's address as far as it is the same on every server, at its revision of the corpus; not of the
    document open beside it.
    """
    at = revision_of(revision)  # none where articles of a session are among those of the store
    params = to_params(replace(view, claim="", brief=False, revision=at))
    pairs = [
        (name, value)
        for name, given in params.items()
        for value in (given if isinstance(given, list) else [given])
    ]
    return "?" + "&".join(f"{name}={value}" for name, value in pairs)


def _picture(corpus: Corpus, view: View, ending: str, size: str, made: date) -> Callable[[], bytes]:
    return lambda: picture.encode(composed(corpus, view, made), ending, size)[0]


def _file(
    corpus: Corpus, view: View, states: Sequence[asof.PlaceState], ending: str, made: date
) -> Callable[[], bytes]:
    return lambda: exports.encode(selection(corpus, view, states, made), ending)


def selection(corpus: Corpus, view: View, states: Sequence[asof.PlaceState], made: date) -> exports.Selection:
    """What the view shows, as an export holds it."""
    found = corpus.changes(view.look, view.since, view.day) if view.since else []
    return exports.in_view(
        corpus.table,
        view.look,
        view.day,
        states,
        places=corpus.places,
        articles=corpus.articles,
        sides=corpus.sides,
        sentence=corpus.sentence(view.look, view.day, states),
        revision=corpus.revision,
        made=made,
        since=view.since,
        changes=tuple(change.words for change in found),
    )
