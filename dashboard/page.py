"""The page: controls, map, place panel, table and tray. One View is the only owner of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from secrets import token_hex

import pandas as pd
import streamlit as st

from dashboard import brief, instance, own, source, style, tray
from dashboard import map as map_frame
from dashboard.comparison import changes_list, compare_control
from dashboard.controls import change, control_key, hold, if_now, renew
from dashboard.corpus import TITLE, Corpus
from dashboard.evidencebox import address, evidence_box
from dashboard.filterbar import filter_bar
from dashboard.handover import take_away
from dashboard.panel import MOST_CARDS, Panel, other_names
from dashboard.review import held, hold_while_reviewed, review_box, review_button
from dashboard.state import FILTER_PARAMS, View, claim_link, from_params, linked_claim, position, to_params
from geo import asof, layers
from geo.changes import by_place
from geo.errors import GeoError

MODE_WORDS = {"on": "On a day", "until": "Everything until a day", "between": "Between two days"}
CLOCK_WORDS = {"said": "when it was said", "about": "what it is about"}
LOOK_BACKS = (0, 7, 14, 30, 60, 90, 180, 365)
HOW_TO_READ = (
    "**A mark is a place that sources speak of**, its colour the side that claims favour, not the truth.  \n"
    "**Split and hatched is a contradiction**: one source gives it to one side, another to the other.  \n"
    "**Move the day** under the map, **click a mark**: who says what, how surely, in which words."
)
BRIEF_HELP = "The briefing picture alone, for a projector: arrow keys step through the days, Escape ends it."
MOST_PLACES = 15  # in the table until the reader asks for all: every move of the day sends it again
WATCH_SECONDS = 10
STATE_RANK = {state: rank for rank, state in enumerate(asof.STATES)}


def render() -> None:
    """Draw the page for one reader, once."""
    st.set_page_config(page_title=TITLE, layout="wide", initial_sidebar_state="collapsed")
    st.html(style.CSS)
    if _dark():
        st.html(style.DARK)
    try:
        private = instance.private()
        stored, texts = held() or source.corpus(), source.store()
    except GeoError as error:
        st.html(f"<h1>{TITLE}</h1>")
        st.error("The claims cannot be shown.")
        st.code(layers.readable(str(error)), language=None, wrap_lines=True)
        return
    hold_while_reviewed(stored)
    mine = own.articles() if private else None
    corpus = mine.over(stored) if mine else stored
    texts = mine.texts(texts) if mine else texts
    if corpus.clock is None:
        _empty(corpus, private)
        return
    if "view" not in st.session_state:
        _start(corpus)
    view = _fitting(corpus, st.session_state.view)
    st.session_state.view = view
    states = _known(corpus, corpus.view(view.look, view.day), view.only_disputed)
    if view.brief:
        brief.render(corpus, view, date.today())
        _write_address(view)
        return
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="medium"):
        _top(corpus)
        filter_bar(corpus, view)
        compare_control(corpus, view)
        take_away(corpus, view, states, date.today())
        if private:
            review_button()
            own.add_button(stored)
        st.button("Brief view", key="brief-open", on_click=lambda: change(brief=True), help=BRIEF_HELP)
    for note in st.session_state.get("notes", ()):
        st.warning(note)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        with st.container(key="controls"):
            _controls(corpus, view)
        _map(corpus, view)
    with right:
        _how_to_read()
        _search(corpus, view)
        changes_list(corpus, view)
        if private:
            own.note()
            review_box(stored, view)
        evidence_box(corpus, view, texts)
        _panel(corpus, view, states)
    _table(corpus, view, states)
    tray.show(corpus.tray, lambda link: change(claim=link))
    if not held():
        _watch(stored.revision)
    _write_address(view)


def _write_address(view: View) -> None:
    params = to_params(view)
    if _address() != params:
        st.query_params.from_dict(params)


@st.fragment(run_every=WATCH_SECONDS)
def _watch(revision: str) -> None:
    """Show a new ingest without being asked."""
    if source.revision() not in (revision, None):
        st.rerun()


def _dark() -> bool:
    """Whether the reader's theme is a dark one."""
    return st.context.theme.type == "dark"


def _empty(corpus: Corpus, private: bool) -> None:
    """What to say when there is nothing to show on any day."""
    st.title(TITLE)
    st.info("The store holds no dated claim yet. Add articles with `python -m geo ingest PATH` and reload.")
    if private:
        own.note()
        own.add_button(corpus)
    tray.show(corpus.tray, None)


def _start(corpus: Corpus) -> None:
    """The first view: what the address asks for, else the sharpest contradiction."""
    first, last = corpus.days(corpus.clock)
    opening = corpus.opening
    usual = View(opening.day if opening else last, opening.place if opening else "", corpus.clock)
    view, notes = from_params(_address(), usual, first, last, corpus.places, corpus.choices)
    if (words := linked_claim(view.claim)) and "place" not in st.query_params:
        view = replace(view, place=corpus.place_of(words.claim_id))
    if not view.place:
        states = _known(corpus, corpus.view(view.look, view.day))
        view = replace(view, place=states[0].place_id if states else "")
    st.session_state.view, st.session_state.notes = view, notes
    st.session_state.ack = None
    st.session_state.session = token_hex(8)


def _address() -> dict[str, str | list[str]]:
    """The page's address as `to_params` writes it: a list for what may be given more than once."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    lists = set(FILTER_PARAMS.values())
    return {name: values if name in lists else values[-1] for name, values in given.items() if values}


def _fitting(corpus: Corpus, view: View) -> View:
    """The view within the days of its clock; a new ingest may have moved them."""
    if corpus.days(view.clock) is None:
        view = replace(view, clock=corpus.clock)
    first, last = corpus.days(view.clock)
    day = min(max(view.day, first), last)
    start = min(max(view.start or day - timedelta(days=asof.LOOK_BACK), first), day)
    place = view.place if view.place in corpus.places else ""
    return replace(view, day=day, place=place, start=start if view.mode == "between" else None)


# ---- parts of the page -------------------------------------------------------------------------------------


def _top(corpus: Corpus) -> None:
    facts = (
        f"{layers.plural(len(corpus.articles), 'article')} · {layers.plural(corpus.claims, 'claim')} · "
        f"{corpus.checked} checked by a person · corpus revision {corpus.revision}"
    )
    st.html(
        f'<header class="cl-top"><h1>{style.safe(corpus.title)}</h1><p>{style.safe(facts)}</p></header>',
        width="content",
    )


def _how_to_read() -> None:
    """Three lines for a first visit."""
    if st.session_state.get("how_read"):
        return
    with st.container(border=True, key="how"):
        st.markdown(HOW_TO_READ)
        st.button("Got it", key="how_close", on_click=lambda: st.session_state.update(how_read=True))


def _controls(corpus: Corpus, view: View) -> None:
    first, last = corpus.days(view.clock)
    days, mode, clock, back = st.columns([3.2, 1.5, 1.2, 1.0], vertical_alignment="bottom")
    with days:
        _day_slider(view, first, last)
    mode_key = hold("mode_choice", view.mode)
    mode.selectbox(
        "Show",
        list(MODE_WORDS),
        format_func=MODE_WORDS.get,
        key=mode_key,
        on_change=lambda: change(mode=st.session_state[mode_key], start=None),
        help="On a day: the latest claim of each source within the look-back. Everything until a day: the "
        "same without a limit. Between two days: all claims of a period.",
    )
    clock_key = hold("clock_choice", view.clock)
    clock.selectbox(
        "Day means",
        [clock for clock in CLOCK_WORDS if corpus.days(clock)],
        format_func=CLOCK_WORDS.get,
        key=clock_key,
        on_change=lambda: change(clock=st.session_state[clock_key]),
        help="Said: the day on which the source spoke. About: the day that the source spoke of.",
    )
    back_key = hold("back_choice", view.look_back)
    back.selectbox(
        "Looking back",
        sorted({*LOOK_BACKS, view.look_back}),
        key=back_key,
        format_func=lambda days: layers.plural(days, "day"),
        disabled=view.mode != "on",
        on_change=lambda: change(look_back=st.session_state[back_key]),
        help="A claim older than this no longer colours its place; the place falls silent.",
    )


def _day_slider(view: View, first: date, last: date) -> None:
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
            on_change=lambda: change(start=st.session_state[key][0], day=st.session_state[key][1]),
        )
    else:
        key = hold("day_choice", view.day)
        st.slider(
            "Day",
            first,
            last,
            key=key,
            format="D MMM YYYY",
            on_change=lambda: if_now("day_choice", key, lambda: change(day=st.session_state[key])),
        )


def _map(corpus: Corpus, view: View) -> None:
    between = view.mode == "between" and view.start
    state = {
        "data": corpus.payload(view.look),
        "day": layers.number(view.day),
        "place": view.place,
        "dark": _dark(),
        "at": view.at,
        "changes": by_place(corpus.changes(view.look, view.compare, view.day)) if view.compare else None,
        "range": [layers.number(view.start), layers.number(view.day)] if between else None,
        "session": st.session_state.session,
        "ack": st.session_state.get("ack"),
    }
    map_frame.show(state, _from_map)


def _from_map() -> None:
    """The reader changed something in the map: follow, and acknowledge, so that nothing echoes."""
    message = map_frame.message(st.session_state)
    if not message:
        return
    st.session_state.ack = {"epoch": message.get("epoch"), "seq": message.get("seq")}
    day, place = message.get("day"), message.get("place")
    if isinstance(day, int) and st.session_state.view.mode != "between":
        try:
            change(day=date.fromordinal(day + layers.EPOCH))
        except (ValueError, OverflowError):
            return
        renew("day_choice")
    if isinstance(message.get("at"), list) and (at := position(message["at"])):
        change(at=at)
    if isinstance(place, str):
        _choose(place, "table", "place_choice")


def _choose(place: str, *others: str) -> None:
    """Choose a place, and renew the other controls that show which one is chosen."""
    change(place=place, claim="")
    renew(*others)


def _known(corpus: Corpus, seen: asof.View, only_disputed: bool = False) -> list[asof.PlaceState]:
    """Places with a position, contradictions first."""
    states = [state for state in seen.places.values() if state.place_id in corpus.places]
    if seen.mode == "between":
        states = [state for state in states if state.count]
    if only_disputed:
        states = [state for state in states if state.state == "disputed"]
    return sorted(states, key=lambda state: (STATE_RANK[state.state], -state.count, state.name))


def _search(corpus: Corpus, view: View) -> None:
    """Find a place by any name that the sources or the gazetteer give it."""
    names = _names(corpus)
    key = hold("place_choice", view.place if view.place in names else None)
    st.selectbox(
        "Find a place by any of its names",
        list(names),
        key=key,
        format_func=names.get,
        placeholder="Type a name",
        on_change=lambda: if_now("place_choice", key, lambda: _choose(st.session_state[key] or "", "table")),
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


def _panel(corpus: Corpus, view: View, states: Sequence[asof.PlaceState]) -> None:
    state = next((state for state in states if state.place_id == view.place), None)
    place = corpus.places.get(view.place)
    with st.container(key="panel", gap=None):
        if place is None:
            words = "Choose a mark, a row of the table, or a name to read what is claimed."
            st.html(f'<p class="cl soft">{words}</p>')
        elif state is None:
            limited = view.filters.active or view.only_disputed
            begun = "The filters leave no claim" if limited else "Nothing was claimed"
            words = f"{begun} about {place.name} by {layers.day_words(view.day)}."
            name = style.safe(place.name)
            st.html(f'<section class="cl"><h2>{name}</h2><p>{style.safe(words)}</p></section>')
        else:
            opened = linked_claim(view.claim)
            chosen = opened.claim_id if opened else ""
            link = None if corpus.of_session else lambda row: address(view, row)
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


def _table(corpus: Corpus, view: View, states: Sequence[asof.PlaceState]) -> None:
    """Everything that the marks show, as rows that the keyboard can choose."""
    words = corpus.sentence(view.look, view.day, states)
    hint = "Everything that the marks show. Choosing a cell, by mouse or arrow keys, opens its place above."
    st.html(f'<section class="cl"><h3>{style.safe(words)}</h3><p class="soft">{hint}</p></section>')
    names = {side["id"]: side["name"] for side in corpus.sides}
    count = len(states)
    states = states if st.session_state.get("all_places") else states[:MOST_PLACES]
    rows = pd.DataFrame(
        {
            "Place": [layers.readable(corpus.places[s.place_id].name) for s in states],
            "State": [layers.LABELS[s.state] for s in states],
            "Given to": [", ".join(names.get(side, side) for side, _ in s.finding.by_side) for s in states],
            "Who says what": [_line(corpus.lines, s) for s in states],
            "Claims": [s.count for s in states],
            "Last claim": [s.last_day for s in states],
            "Days since": [s.age for s in states],
        }
    )
    key = control_key("table")

    def chosen() -> None:
        picked = st.session_state[key].selection.cells
        if picked and picked[0][0] < len(states):
            _choose(states[picked[0][0]].place_id, "place_choice")

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
