"""Filters: what the view is limited to, said in words, with counts, each cleared at once."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.controls import change, drawer, hold
from dashboard.corpus import Corpus
from dashboard.state import View
from dashboard.style import literal
from geo.filters import Filters
from geo.layers import plural, readable
from geo.table import NO_PUBLISHER

#: Field of Filters -> (label of the control, what it does).
FIELDS = {
    "wars": ("War", "Which war the article is about."),
    "voices": ("Claimant", "Who says it."),
    "sides": ("Side of the claimant", "Which side of the conflict speaks, as the conflict's data file says."),
    "claimant_kinds": ("Kind of claimant", "Government, military, intelligence, analyst, media and so on."),
    "publishers": ("Publisher", "In whose article it stands."),
    "places": ("Place", "What is claimed about these places only."),
    "regions": ("Region", "What is claimed about places in these first-level regions."),
    "predicates": ("What is said", "Captured, struck, fighting and so on."),
    "modalities": ("How it is said", "Asserted, assessed, predicted, conditional, aim or denied."),
    "certainties": ("Words of certainty", "The source's own words."),
}
NOTHING = {
    "sides": "no side",
    "certainties": "no words of certainty",
    "publishers": NO_PUBLISHER,
    "wars": "no known war",
}


def filter_bar(corpus: Corpus, view: View) -> None:
    """A button that opens the filters, and a button for each that is on, which clears it."""
    with st.container(
        key="filters", horizontal=True, vertical_alignment="center", gap="small", width="content"
    ):
        active = len(view.filters.active) + view.only_disputed
        label = f"Filters ({active} on)" if active else "Filters"
        drawer(label, "filters-box", lambda: _controls(corpus, view))
        for field, words in view.filters.parts(corpus.names).items():
            _chip(field, f"only {words}", _clear, field)
        if view.only_disputed:
            _chip("only_disputed", "disputed places only", lambda: change(only_disputed=False))
        if active > 1:
            st.button("Clear all", key="clear-all", on_click=_clear_all, type="tertiary")


def _chip(name: str, words: str, clear, *arguments: str) -> None:
    shown = readable(words if len(words) <= 60 else f"{words[:59]}…")
    st.button(
        literal(f"✕ {shown}"),
        key=f"clear-{name}",
        help=literal(f"The view shows {words}. Press to clear."),
        on_click=clear,
        args=arguments,
    )


def _clear(field: str) -> None:
    view = st.session_state.view
    change(filters=replace(view.filters, **{field: getattr(Filters(), field)}))


def _clear_all() -> None:
    change(filters=Filters(), only_disputed=False)


def _controls(corpus: Corpus, view: View) -> None:
    disputed = hold("filter-disputed", view.only_disputed)
    st.toggle(
        "Only disputed places",
        key=disputed,
        on_change=lambda: change(only_disputed=st.session_state[disputed]),
        help="Leaves out every place that is not disputed on the day.",
    )
    checked = hold("filter-checked", view.filters.checked_only)
    st.toggle(
        f"Only claims checked by a person ({corpus.checked})",
        key=checked,
        on_change=lambda: _set("checked_only", st.session_state[checked]),
        help="Leaves out what was read by machine only.",
    )
    left, right = st.columns(2)
    for number, (field, (label, words)) in enumerate(FIELDS.items()):
        with left if number % 2 == 0 else right:
            _choice(corpus, view, field, label, words)


def _choice(corpus: Corpus, view: View, field: str, label: str, words: str) -> None:
    counts = corpus.choices[field]
    chosen = [value for value in getattr(view.filters, field) if value in counts]
    key = hold(f"filter-{field}", chosen)

    def shown(value: str) -> str:
        name = corpus.names.get(value, value).replace("_", " ") or NOTHING.get(field, "none")
        return readable(f"{name} ({plural(counts.get(value, 0), 'claim')})")

    st.multiselect(
        label,
        list(counts),
        key=key,
        format_func=shown,
        on_change=lambda: _set(field, tuple(st.session_state[key])),
        help=f"{words} Several are alternatives.",
        placeholder="All",
    )


def _set(field: str, value: object) -> None:
    change(filters=replace(st.session_state.view.filters, **{field: value}))
