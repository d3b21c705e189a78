"""Parts of the page that follow the day, each a fragment, so that a move draws anew only what it changes.

A move of the day runs one fragment, that of the slider: it also fills the head of the place panel and the
sentence, which carries the map's new state, in slots made for it. The panel's claims and the table are asked
for where they are not as they were drawn; that costs a run more, as the slider's own run ends for it. All
else (buttons, choices, lists that know no day) is neither made nor sent nor drawn by the browser again.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import placebox, placetable
from dashboard.controls import open_drawers
from dashboard.corpus import Corpus
from dashboard.state import View

DAY, MAP, CLAIMS, TABLE = (f"part-{name}" for name in ("day", "map", "claims", "table"))


def rerun(*parts: str) -> None:
    """Run these parts, or the whole page where none is named, once the calling callback has ended."""
    st.rerun(list(parts) if parts else "app")


def moved(corpus: Corpus, *, by_slider: bool = False) -> None:
    """Draw what a change of the day alone has changed; the last statement of a callback, of the slider's
    own or another's."""
    view = st.session_state.view
    if view.compare or view.mode == "between" or open_drawers():
        rerun()
    later = {CLAIMS: lambda: placebox.claims(corpus, view), TABLE: lambda: placetable.rows(corpus, view)}
    changed = [part for part, made in later.items() if st.session_state.get(f"{part}-drawn") != made()]
    if changed or not by_slider:
        rerun(DAY, *changed)


def _draw(part: str, made: list[str]) -> None:
    """One element a piece: those that a run leaves as they were are not sent again."""
    st.session_state[f"{part}-drawn"] = made
    for piece in made:
        st.html(piece)


def fill(corpus: Corpus, view: View, head: DeltaGenerator, sentence: DeltaGenerator, state: str) -> None:
    """Fill the slots: name, state and contradiction of the chosen place; what the map shows."""
    with head.container(gap=None):
        for piece in placebox.head(corpus, view):
            st.html(piece)
    sentence.html(placetable.sentence(corpus, view, state))


@st.fragment(key=CLAIMS)
def panel_claims(corpus: Corpus) -> None:
    """The chosen place: voices over time, who speaks, its claims."""
    _draw(CLAIMS, placebox.claims(corpus, st.session_state.view))
    placebox.claim_controls(corpus, st.session_state.view)


@st.fragment(key=TABLE)
def table(corpus: Corpus) -> None:
    """Every place that the map shows, as a row."""
    _draw(TABLE, placetable.rows(corpus, st.session_state.view))
    placetable.more(corpus, st.session_state.view)
