"""The controls of time: which day, which way of looking, by which clock, how far back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import parts
from dashboard.controls import change, hold, if_now
from dashboard.corpus import Corpus
from dashboard.state import View
from geo import layers

MODE_WORDS = {"on": "On a day", "until": "Until a day", "between": "Between two days"}
CLOCK_WORDS = {"said": "when it was said", "about": "what it is about"}
LOOK_BACKS = (0, 7, 14, 30, 60, 90, 180, 365)


def time_choices(corpus: Corpus, view: View) -> None:
    """Mode, clock and look-back."""
    mode_key = hold("mode_choice", view.mode)
    st.selectbox(
        "Show",
        list(MODE_WORDS),
        format_func=MODE_WORDS.get,
        key=mode_key,
        on_change=lambda: change(mode=st.session_state[mode_key], start=None),
        help="On a day: the latest claim of each source within the look-back. Until a day: the "
        "same without a limit. Between two days: all claims of a period.",
    )
    clock_key = hold("clock_choice", view.clock)
    st.selectbox(
        "Day means",
        [clock for clock in CLOCK_WORDS if corpus.days(clock)],
        format_func=CLOCK_WORDS.get,
        key=clock_key,
        on_change=lambda: change(clock=st.session_state[clock_key]),
        help="Said: the day on which the source spoke. About: the day that the source spoke of.",
    )
    back_key = hold("back_choice", view.look_back)
    st.selectbox(
        "Looking back",
        sorted({*LOOK_BACKS, view.look_back}),
        key=back_key,
        format_func=lambda days: layers.plural(days, "day"),
        disabled=view.mode != "on",
        on_change=lambda: change(look_back=st.session_state[back_key]),
        help="A claim older than this no longer colours its place; the place falls silent.",
    )


def day_slider(corpus: Corpus, view: View) -> None:
    """The day, or the period."""
    first, last = corpus.days(view.clock)
    if first == last:
        st.html(f'<p class="cl">All claims are of {layers.day_words(first)}.</p>')
    elif view.mode == "between":
        key = hold("period_choice", (view.start or first, view.day))
        st.slider(
            "Period",
            first,
            last,
            key=key,
            format="D MMM YYYY",
            on_change=lambda: _period(st.session_state[key]),
        )
    else:
        key = hold("day_choice", view.day)
        st.slider(
            "Day",
            first,
            last,
            key=key,
            format="D MMM YYYY",
            on_change=lambda: if_now("day_choice", key, lambda: _day(corpus, st.session_state[key])),
        )


def _period(days: tuple[date, date]) -> None:
    change(start=days[0], day=days[1])
    parts.rerun()


def _day(corpus: Corpus, day: date) -> None:
    change(day=day)
    parts.moved(corpus, by_slider=True)
