"""The chosen place: found by name, with all that is claimed about it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import style
from dashboard.controls import change, choose, hold, if_now
from dashboard.corpus import Corpus
from dashboard.evidencebox import address
from dashboard.panel import MOST_CARDS, Panel, other_names
from dashboard.state import View, claim_link, linked_claim
from geo import asof, layers
from geo.table import OPEN_END, OPEN_START


def search_box(corpus: Corpus, view: View) -> None:
    """Find a place by any name that the sources or the gazetteer give it."""
    names = _names(corpus)
    key = hold("place_choice", view.place if view.place in names else None)
    st.selectbox(
        "Find a place by any of its names",
        list(names),
        key=key,
        format_func=names.get,
        placeholder="Type a name",
        on_change=lambda: if_now("place_choice", key, lambda: choose(st.session_state[key] or "", "table")),
        label_visibility="collapsed",
    )


def _names(corpus: Corpus) -> dict[str, str]:
    """Place id -> its name with the spellings of the sources, in order of names."""
    known = {}
    for place_id, spoken in corpus.spoken.items():
        name = corpus.places[place_id].name
        others = other_names(spoken, name)
        known[place_id] = layers.readable(name + (f" ({', '.join(others[:5])})" if others else ""))
    return dict(sorted(known.items(), key=lambda item: item[1].casefold()))


def place_panel(corpus: Corpus, view: View, states: Sequence[asof.PlaceState]) -> None:
    """What is claimed about the chosen place as of the day."""
    state = next((state for state in states if state.place_id == view.place), None)
    place = corpus.places.get(view.place)
    with st.container(key="panel", gap=None):
        if place is None:
            words = "Choose a mark, a row of the table, or a name to read what is claimed."
            if not states:
                limited = view.filters.active or view.only_disputed
                begun = "The filters leave" if limited else "There is"
                words = f"{begun} no claim as of {layers.day_words(view.day)}."
            st.html(f'<p class="cl soft">{words}</p>')
        elif state is None:
            limited = view.filters.active or view.only_disputed
            begun = "The filters leave no claim" if limited else "Nothing was claimed"
            words = f"{begun} about {place.name} by {layers.day_words(view.day)}."
            undated = {
                row["claim_id"]
                for row in corpus.rows(view.place, view.look.filters)
                if (row["said_start"], row["said_end"]) == (OPEN_START, OPEN_END)
            }
            if undated:
                words += (
                    f" {layers.plural(len(undated), 'claim')} about it without a day: see Not on the map."
                )
            name = style.safe(place.name)
            st.html(f'<section class="cl"><h2>{name}</h2><p>{style.safe(words)}</p></section>')
        else:
            opened = linked_claim(view.claim)
            chosen = opened.claim_id if opened else ""
            link = None if corpus.of_session else address
            _claims(Panel(corpus, view.look, view.day, place, state, link, chosen))


def _claims(panel: Panel) -> None:
    """The panel, with all of its claims once the reader has asked for them."""
    count, place = len(panel.listed()), panel.place.place_id
    everything = st.session_state.get("all_claims") == place
    # one element a claim: those that a move of the day leaves as they were are not sent again
    for part in panel.parts(count if everything else MOST_CARDS):
        st.html(part)
    if panel.corpus.of_session:
        _open_by_choice(panel)
    if count > MOST_CARDS and not everything:
        st.button(
            f"Show all {count} claims",
            key="all_claims_button",
            on_click=lambda: st.session_state.update(all_claims=place),
        )


def _open_by_choice(panel: Panel) -> None:
    """Open a claim in its document without a link, which would begin a new session, without its articles."""
    rows = {row["claim_id"]: row for row in panel.listed()}
    links = {one: claim_link(one, row["sha256"], row["start"], row["end"]) for one, row in rows.items()}
    chosen = panel.chosen if panel.chosen in rows else None
    key = hold("claim_choice", chosen)
    st.selectbox(
        "Read a claim in its document",
        list(rows),
        key=key,
        format_func=lambda one: layers.readable(f"{rows[one]['voice']}: {rows[one]['quote']}"[:120]),
        placeholder="Choose a claim",
        on_change=lambda: change(claim=links.get(st.session_state[key], "")),
    )
