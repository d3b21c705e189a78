"""The chosen place: found by name, with all that is claimed about it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import style
from dashboard.controls import change, choose, hold, if_now
from dashboard.corpus import Corpus
from dashboard.evidencebox import address
from dashboard.panel import Panel, other_names
from dashboard.state import View, claim_link, linked_claim
from geo import layers
from geo.gazetteer import Gazetteer
from geo.table import OPEN_END, OPEN_START

LONGEST_NAME = 80  # of what is asked for in the gazetteer
MORE_CARDS = 200  # that one press of the button adds: some thousand at once take half a minute


def search_box(corpus: Corpus, view: View) -> None:
    """Find a place by any name that the sources or the gazetteer give it: a name that is none of those listed
    is asked for in the gazetteer.
    """
    names = _names(corpus)
    key = hold("place_choice", view.place if view.place in names else None)
    st.selectbox(
        "Find a place by any of its names",
        list(names),
        key=key,
        format_func=lambda one: names.get(one, one),
        placeholder="Type a name; Enter for one that is not listed",
        accept_new_options=True,
        on_change=lambda: if_now("place_choice", key, lambda: _find(names, st.session_state[key] or "")),
    )
    place, note = st.session_state.get("find_note", ("", ""))
    if note and place == view.place:
        st.caption(style.literal(note))


def _find(names: Mapping[str, str], typed: str) -> None:
    """Choose a listed place, one whose name begins so, or the one that the gazetteer knows by this name; say
    what came of the name.
    """
    here = st.session_state.view.place
    if typed in names or not typed:
        st.session_state.find_note = ("", "")
        choose(typed)
        return
    name = typed[:LONGEST_NAME]
    if begun := [one for one, words in names.items() if words.casefold().startswith(name.casefold())]:
        st.session_state.find_note = ("", "")
        choose(begun[0], "place_choice")
        return
    found = [candidate.place for candidate in gazetteer().search(name)]
    shown = [place.place_id for place in found if place.place_id in names]
    if shown:
        note = f"“{name}” is a name of {names[shown[0]]}."
    elif found:
        called = f"{found[0].name} ({found[0].country})"
        note = f"Nothing is claimed here about {called}, which “{name}” is a name of."
    else:
        note = f"No place is known by the name “{name}”."
    place = shown[0] if shown else here
    st.session_state.find_note = (place, note)
    choose(place, "place_choice")


@st.cache_resource(show_spinner="Opening the gazetteer")
def gazetteer() -> Gazetteer:
    """The place names that are known, opened when first asked for."""
    return Gazetteer.open()


def _names(corpus: Corpus) -> dict[str, str]:
    """Place id -> its name with the spellings of the sources, in order of names."""
    known = {}
    for place_id, spoken in corpus.spoken.items():
        name = corpus.places[place_id].name
        others = other_names(spoken, name)
        known[place_id] = layers.readable(name + (f" ({', '.join(others[:5])})" if others else ""))
    return dict(sorted(known.items(), key=lambda item: item[1].casefold()))


def head(corpus: Corpus, view: View) -> list[str]:
    """Markup of the chosen place as of the day, piece by piece; what to do or why there is nothing, else."""
    panel = _panel(corpus, view)
    if panel is not None:
        return panel.head()
    place = corpus.places.get(view.place)
    limited = view.filters.active or view.only_disputed
    day = layers.day_words(view.day)
    if place is None:
        words = "Choose a mark, a row of the table, or a name to read what is claimed."
        if not corpus.known(view.look, view.day):
            words = f"{'The filters leave' if limited else 'There is'} no claim as of {day}."
        return [f'<p class="cl soft">{words}</p>']
    begun = "The filters leave no claim" if limited else "Nothing was claimed"
    words = f"{begun} about {place.name} by {day}."
    undated = {
        row["claim_id"]
        for row in corpus.rows(view.place, view.look.filters)
        if (row["said_start"], row["said_end"]) == (OPEN_START, OPEN_END)
    }
    if undated:
        words += f" {layers.plural(len(undated), 'claim')} about it without a day: see Not on the map."
    return [
        f'<section class="cl"><h2>{style.safe(place.name)}</h2><p>{style.safe(words)}</p></section>',
    ]


def claims(corpus: Corpus, view: View) -> list[str]:
    """Markup of voices over time, speakers and claims of the chosen place, as many as were asked for."""
    panel = _panel(corpus, view)
    return [] if panel is None else panel.body(_cards_asked(view))


def claim_controls(corpus: Corpus, view: View) -> None:
    """What can be done with the claims beside reading them."""
    panel = _panel(corpus, view)
    if panel is None:
        return
    if corpus.of_session:
        _open_by_choice(panel)
    count, asked, place = len(panel.listed()), _cards_asked(view) or panel.usual(), view.place
    if count > asked:
        more = f"Show {MORE_CARDS} more of {count} claims"
        st.button(
            f"Show all {count} claims" if count <= asked + MORE_CARDS else more,
            key="all_claims_button",
            on_click=lambda: st.session_state.update(cards_asked=(place, asked + MORE_CARDS)),
        )


def _cards_asked(view: View) -> int:
    """How many claims of the chosen place the reader wants to see in full, 0 for as many as usual."""
    place, asked = st.session_state.get("cards_asked", ("", 0))
    return asked if place == view.place else 0


def _panel(corpus: Corpus, view: View) -> Panel | None:
    """The chosen place as of the day, None when nothing is claimed about it; kept while both are the same."""
    kept = st.session_state.get("panel_kept")
    if kept and kept[0] is corpus and kept[1] == view:
        return kept[2]
    state = next((one for one in corpus.known(view.look, view.day) if one.place_id == view.place), None)
    panel = None
    if state is not None:
        opened = linked_claim(view.claim)
        chosen, link = opened.claim_id if opened else "", None if corpus.of_session else address
        panel = Panel(corpus, view.look, view.day, corpus.places[view.place], state, link, chosen)
    st.session_state.panel_kept = (corpus, view, panel)
    return panel


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
        on_change=lambda: (change(claim=links.get(st.session_state[key], "")), st.rerun()),
    )
