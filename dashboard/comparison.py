"""What changed since an earlier day: a day to compare with, and the list of what is not as it was."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dashboard.controls import change, drawer
from dashboard.corpus import Corpus
from dashboard.state import View
from dashboard.style import safe
from geo.layers import day_words, plural

USUAL_DAYS = 7  # back, where the comparison begins
MOST_LISTED = 40
OF_A_PERIOD = "Two days are compared, not periods: choose “On a day” or “Until a day” first."


def compare_control(corpus: Corpus, view: View) -> None:
    """A button that opens the choice of a day to compare with."""
    first, last = corpus.days(view.clock)
    label = f"Compared with {view.compare:%-d %b %Y}" if view.compare else "What changed?"

    def draw() -> None:
        st.caption(
            "Places whose claims appeared, changed side, became or ceased to be disputed, or fell silent."
        )
        start = view.compare or min(max(view.day - timedelta(days=USUAL_DAYS), first), last)
        key = f"compare-day-{start.isoformat()}"  # what is picked stays until another day is compared with
        st.session_state.setdefault(key, start)
        st.date_input("Since", key=key, min_value=first, max_value=last)
        st.button(
            "Compare",
            key="compare-go",
            on_click=lambda: change(compare=st.session_state[key]),
            type="primary",
        )
        if view.compare:
            st.button("Stop comparing", key="compare-stop", on_click=lambda: change(compare=None))

    drawer(label, "compare-box", draw, disabled=OF_A_PERIOD if view.mode == "between" else "")


def changes_list(corpus: Corpus, view: View) -> None:
    """What changed, each with the words of both days."""
    if not view.since:
        if view.compare and view.mode != "between":
            st.info(f"Nothing is compared: {day_words(view.compare)} is not before {day_words(view.day)}.")
        return
    found = corpus.changes(view.look, view.since, view.day)
    items = "".join(
        f"<li><strong>{safe(one.name)}</strong>: {safe(one.label)}."
        f'<div class="soft">{safe(day_words(view.since))}: {safe(one.before)}</div>'
        f'<div class="soft">{safe(day_words(view.day))}: {safe(one.now)}</div></li>'
        for one in found[:MOST_LISTED]
    )
    more = f"<p>and {len(found) - MOST_LISTED} more</p>" if len(found) > MOST_LISTED else ""
    head = f"{plural(len(found), 'place')} changed from {day_words(view.since)} to {day_words(view.day)}"
    listed = f'<ul class="changes">{items}</ul>{more}'
    st.html(f'<section class="cl" aria-label="What changed"><h3>{safe(head)}</h3>{listed}</section>')
