"""Parts of the page that follow the day, each a fragment, so that a move draws anew only what it changes.

A move of the day runs the map, the head of the place panel and the sentence; the panel's claims and the table
where they are not as they were drawn; the page's own slider where the day was changed in the map. All else
(buttons, choices, lists that know no day) is neither made nor sent nor drawn by the browser again.
"""

from __future__ import annotations

import streamlit as st

from dashboard import placebox, placetable
from dashboard.controls import open_drawers
from dashboard.corpus import Corpus

DAY, MAP, HEAD, CLAIMS, SENTENCE, TABLE = (
    f"part-{name}" for name in ("day", "map", "head", "claims", "sentence", "table")
)


def rerun(*parts: str) -> None:
    """Run these parts, or the whole page where none is named, once the calling callback has ended."""
    st.rerun(list(parts) if parts else "app")


def moved(corpus: Corpus, *others: str) -> None:
    """Draw what a change of the day alone has changed, and `others`; the last statement of a callback."""
    view = st.session_state.view
    if view.compare or view.mode == "between" or open_drawers():
        rerun()
    later = {CLAIMS: lambda: placebox.claims(corpus, view), TABLE: lambda: placetable.rows(corpus, view)}
    changed = [part for part, made in later.items() if st.session_state.get(f"{part}-drawn") != made()]
    rerun(MAP, HEAD, SENTENCE, *changed, *others)


def _draw(part: str, made: list[str]) -> None:
    """One element a piece: those that a run leaves as they were are not sent again."""
    st.session_state[f"{part}-drawn"] = made
    for piece in made:
        st.html(piece)


@st.fragment(key=HEAD)
def panel_head(corpus: Corpus) -> None:
    """The chosen place: its name, its state on the day, its contradiction."""
    _draw(HEAD, placebox.head(corpus, st.session_state.view))


@st.fragment(key=CLAIMS)
def panel_claims(corpus: Corpus) -> None:
    """The chosen place: voices over time, who speaks, its claims."""
    _draw(CLAIMS, placebox.claims(corpus, st.session_state.view))
    placebox.claim_controls(corpus, st.session_state.view)


@st.fragment(key=SENTENCE)
def sentence(corpus: Corpus) -> None:
    """What the map shows, in one sentence."""
    _draw(SENTENCE, [placetable.sentence(corpus, st.session_state.view)])


@st.fragment(key=TABLE)
def table(corpus: Corpus) -> None:
    """Every place that the map shows, as a row."""
    _draw(TABLE, placetable.rows(corpus, st.session_state.view))
    placetable.more(corpus, st.session_state.view)
