"""The table beside the map: everything that the marks show, as rows."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from dashboard import style
from dashboard.controls import choose, control_key, if_now
from dashboard.corpus import Corpus
from dashboard.state import View
from geo import asof, layers

SCHEMA = pa.schema(
    [
        ("Place", pa.string()),
        ("State", pa.string()),
        ("Given to", pa.string()),
        ("Who says what", pa.string()),
        ("Claims", pa.int32()),
        ("Last claim", pa.date32()),
        ("Days since", pa.int32()),
    ]
)
MOST_PLACES = 15  # in the table until the reader asks for all: every move of the day sends it again


def place_table(corpus: Corpus, view: View, states: Sequence[asof.PlaceState]) -> None:
    """Everything that the marks show, as rows that the keyboard can choose."""
    words = corpus.sentence(view.look, view.day, states)
    hint = "Everything that the marks show. Choosing a cell, by mouse or arrow keys, opens its place above."
    st.html(f'<section class="cl follows"><h3>{style.safe(words)}</h3><p class="soft">{hint}</p></section>')
    names = {side["id"]: side["name"] for side in corpus.sides}
    count = len(states)
    states = states if st.session_state.get("all_places") else states[:MOST_PLACES]
    # Arrow without pandas' own description of each column, which would be a third of what is sent
    rows = pa.table(
        {
            "Place": [layers.readable(corpus.places[s.place_id].name) for s in states],
            "State": [layers.LABELS[s.state] for s in states],
            "Given to": [
                ", ".join(names.get(side, side) for side, _ in corpus.lines.in_order(s.finding))
                for s in states
            ],
            "Who says what": [_line(corpus.lines, s) for s in states],
            "Claims": [s.count for s in states],
            "Last claim": [s.last_day for s in states],
            "Days since": [s.age for s in states],
        },
        SCHEMA,
    )
    key = control_key("table")

    def chosen() -> None:
        picked = st.session_state[key].selection.cells
        if picked and picked[0][0] < len(states):
            choose(states[picked[0][0]].place_id, "place_choice")

    st.dataframe(
        rows,
        key=key,
        on_select=lambda: if_now("table", key, chosen),
        selection_mode="single-cell",
        hide_index=True,
        width="stretch",
        column_config={
            "Who says what": st.column_config.TextColumn(width="large"),
            "Last claim": st.column_config.DateColumn(format="D MMM YYYY"),
        },
    )
    if count > MOST_PLACES:
        st.toggle(f"All {count} places, not only the first {MOST_PLACES}", key="all_places")


def _line(lines: layers.Lines, state: asof.PlaceState) -> str:
    """Who says what, the sides in turn, as the map says it."""
    return lines.line(lines.sides_in_turn(state.claims) or state.mentions)
