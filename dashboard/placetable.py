"""The table below the map: everything that the marks show, as rows, each with a link that opens its place."""

from __future__ import annotations

import streamlit as st

from dashboard.address import query
from dashboard.corpus import Corpus
from dashboard.state import View
from dashboard.style import safe
from geo import asof, layers

HEADS = ("Place", "State", "Given to", "Who says what", "Claims", "Last claim")
MOST_PLACES = 15  # in the table until the reader asks for all


def sentence(corpus: Corpus, view: View, state: str) -> str:
    """What the rows are of, in the map's words; with it the map's state, as letters and digits (map.word)."""
    words = corpus.sentence(view.look, view.day, corpus.known(view.look, view.day))
    hint = "Everything that the marks show. The name of a place opens it above."
    return (
        f'<section class="cl follows" data-map-state="{safe(state)}">'
        f'<h3>{safe(words)}</h3><p class="soft">{hint}</p></section>'
    )


def rows(corpus: Corpus, view: View) -> list[str]:
    """The table as markup. Nothing in it changes with the day alone, so that a quiet day sends none of it."""
    states = corpus.known(view.look, view.day)
    if not states:
        return []
    names = {side["id"]: side["name"] for side in corpus.sides}
    shown = states if st.session_state.get("all_places") else states[:MOST_PLACES]
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    body = "".join(_row(corpus, names, state) for state in shown)
    return [
        '<section class="cl places" aria-label="Places" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"
    ]


def more(corpus: Corpus, view: View) -> None:
    """A switch to all rows, where there are more."""
    count = len(corpus.known(view.look, view.day))
    if count > MOST_PLACES:
        st.toggle(f"All {count} places, not only the first {MOST_PLACES}", key="all_places")


def _row(corpus: Corpus, names: dict[str, str], state: asof.PlaceState) -> str:
    link = safe(query({"place": state.place_id, "claim": ""}))
    name = safe(corpus.places[state.place_id].name)
    given = ", ".join(names.get(side, side) for side, _ in corpus.lines.in_order(state.finding))
    last = layers.last_words(state) if state.last_day else ""
    cells = (corpus.lines.label(state), given, _line(corpus.lines, state), state.count, last)
    return (
        f'<tr><th scope="row"><a href="{link}" target="_self">{name}</a></th>'
        f"{''.join(f'<td>{safe(cell)}</td>' for cell in cells)}</tr>"
    )


def _line(lines: layers.Lines, state: asof.PlaceState) -> str:
    """Who says what, the sides in turn, as the map says it."""
    return lines.line(lines.sides_in_turn(state.claims) or state.mentions)
