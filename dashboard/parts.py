"""Parts of the page that follow the day, each a fragment, so that a move draws anew only what it changes.

A move of the day runs one fragment, that of the slider: it also fills the head of the place panel and the
sentence, which carries the map's new state, in slots made for it; the map then draws the rows of the table
too. The panel's claims are asked for where they are not as they were drawn; that costs a run more, as the
slider's own run ends for it. All else (buttons, choices, lists that know no day) is neither made nor sent nor
drawn by the browser again.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import placebox, placetable
from dashboard.controls import open_drawers
from dashboard.corpus import Corpus
from dashboard.state import View

DAY, MAP, CLAIMS = (f"part-{name}" for name in ("day", "map", "claims"))
DRAWN = "claims-drawn"  # the panel's claims as the browser has them


def rerun(*parts: str) -> None:
    """Run these parts, or the whole page where none is named, once the calling callback has ended."""
    st.rerun(list(parts) if parts else "app")


def moved(corpus: Corpus, *, by_slider: bool = False) -> None:
    """Draw what a change of the day alone has changed; the last statement of a callback, of the slider's
    own or another's."""
    view = st.session_state.view
    if view.compare or view.mode == "between" or open_drawers():
        rerun()
    if st.session_state.get(DRAWN) != placebox.claims(corpus, view):
        rerun(DAY, CLAIMS)
    elif not by_slider:
        rerun(DAY)


def fill(corpus: Corpus, view: View, head: DeltaGenerator, sentence: DeltaGenerator, state: str) -> None:
    """Fill the slots: name, state and contradiction of the chosen place; what the map shows."""
    with head.container(gap=None):
        for piece in placebox.head(corpus, view):
            st.html(piece)
    sentence.html(placetable.sentence(corpus, view, state))


@st.fragment(key=CLAIMS)
def panel_claims(corpus: Corpus) -> None:
    """The chosen place: voices over time, who speaks, its claims. One element a piece: those that a run
    leaves as they were are not sent again.
    """
    made = st.session_state[DRAWN] = placebox.claims(corpus, st.session_state.view)
    for piece in made:
        st.html(piece)
    placebox.claim_controls(corpus, st.session_state.view)
