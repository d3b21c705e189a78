"""The page: controls, map, place panel, table and tray. One View is the only owner of what is shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import address, brief, instance, own, parts, placetable, source, style, tray
from dashboard import map as map_frame
from dashboard.comparison import changes_list, compare_control
from dashboard.controls import change, choose, renew
from dashboard.corpus import TITLE, Corpus
from dashboard.evidencebox import evidence_box
from dashboard.filterbar import filter_bar
from dashboard.handover import take_away
from dashboard.placebox import search_box
from dashboard.review import held, hold_while_reviewed, review_box, review_button
from dashboard.state import View, from_params, linked_claim, position, revision_of
from dashboard.timebar import day_slider, time_choices
from geo import asof, layers
from geo.changes import by_place
from geo.errors import GeoError

#: Our own code: the browser keeps that the three lines were read, and page.css hides them then.
REMEMBER_READ = """<script>(() => {
  const root = document.documentElement, key = "claims-how-read";
  try {
    root.toggleAttribute("data-how-read", localStorage.getItem(key) === "yes");
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".st-key-how_close")) localStorage.setItem(key, "yes");
    }, true);
  } catch { /* a browser that keeps nothing shows them at each visit */ }
})();</script>"""
HOW_TO_READ = (
    "**A mark is a place that sources speak of**, its colour the side that claims favour, not the truth.  \n"
    "**Split and hatched is a contradiction**: one source gives it to one side, another to the other.  \n"
    "**Move the day** under the map, **click a mark**: who says what, how surely, in which words."
)
BRIEF_HELP = "The briefing picture alone, for a projector: arrow keys step through the days, Escape ends it."
WATCH_SECONDS = 10


def render() -> None:
    """Draw the page for one reader, once."""
    st.set_page_config(page_title=TITLE, layout="wide", initial_sidebar_state="collapsed")
    st.html(style.CSS + style.DARK if _dark() else style.CSS)
    past = _revision()
    try:
        private = instance.private() and past is None
        stored = (held() if past is None else None) or source.corpus(past)
        texts = source.store(past)
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
        _empty(corpus, private, past)
        return
    if "view" not in st.session_state:
        _start(corpus)
    elif address.gone_back():
        _follow(corpus)
    view = _fitting(corpus, st.session_state.view)
    st.session_state.view = view
    address.keep(view)
    if view.brief:
        brief.render(corpus, view, date.today())
        address.write(view)
        return
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="medium"):
        _top(corpus)
        filter_bar(corpus, view)
        compare_control(corpus, view)
        take_away(corpus, view, date.today())
        if private:
            review_button()
            own.add_button(stored)
        st.button("Brief view", key="brief-open", on_click=lambda: change(brief=True), help=BRIEF_HELP)
    with st.container(key="notes"):  # always there, so that what follows keeps its place
        if notes := st.session_state.get("notes", ()):  # words of the address: shown literally
            st.warning("  \n".join(style.literal(note) for note in notes))
        _told_past(view)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        controls = st.container(key="controls", horizontal=True, vertical_alignment="bottom")
        _map(corpus)
    with right:
        _how_to_read()
        search_box(corpus, view)
        changes_list(corpus, view)
        if private:
            own.note()
            review_box(stored, view)
        evidence_box(corpus, view, texts)
        with st.container(key="panel", gap=None):
            head = st.empty()
            parts.panel_claims(corpus)
    sentence = st.empty()
    with controls:
        _day(corpus, head, sentence)
        time_choices(corpus, view)
    st.html(placetable.ROWS)
    tray.show(corpus.tray, lambda link: change(claim=link))
    if past is None and not held():
        _watch(stored.revision)


def _revision() -> int | None:
    """The earlier revision that is to be shown, None for the present one."""
    view = st.session_state.get("view")
    if view is not None and not address.gone_back():
        return view.revision
    asked, present = revision_of(str(address.asked().get("revision", ""))), source.revision()
    return asked if asked is not None and present is not None and asked < int(present) else None


def _told_past(view: View) -> None:
    """Say that an earlier revision is shown, and offer the present one."""
    if view.revision is None:
        return
    with st.container(border=True, key="past"):
        st.info(
            f"The claims as they stood at corpus revision {view.revision}; it is at {source.revision()} now. "
            "Inputs that were refused are listed as of today."
        )
        st.button("Show the present", key="past-leave", on_click=lambda: change(revision=None))


@st.fragment(run_every=WATCH_SECONDS)
def _watch(revision: str) -> None:
    """Show a new ingest without being asked."""
    if source.revision() not in (revision, None):
        st.rerun()


def _dark() -> bool:
    """Whether the reader's theme is a dark one."""
    return st.context.theme.type == "dark"


def _empty(corpus: Corpus, private: bool, past: int | None) -> None:
    """What to say when there is nothing to show on any day."""
    st.title(TITLE)
    if past is not None:
        st.info(f"At corpus revision {past} the store held no dated claim; it is at {source.revision()} now.")
        st.html('<p class="cl"><a href="?" target="_self">Show the present</a></p>')
        return
    st.info("The store holds no dated claim yet. Add articles with `python -m geo ingest PATH` and reload.")
    if private:
        own.note()
        own.add_button(corpus)
    tray.show(corpus.tray, None)


def _start(corpus: Corpus) -> None:
    """The first view: what the address asks for, else the sharpest contradiction."""
    view, notes = _asked(corpus)
    if (words := linked_claim(view.claim)) and "place" not in st.query_params:
        view = replace(view, place=corpus.place_of(words.claim_id))
    if not view.place:
        states = corpus.known(view.look, view.day)
        view = replace(view, place=states[0].place_id if states else "")
    st.session_state.view, st.session_state.notes = view, notes
    st.session_state.ack = None
    st.session_state.session = token_hex(8)


def _asked(corpus: Corpus) -> tuple[View, list[str]]:
    """The view that the address asks for, and what of it could not be followed."""
    clock = address.asked().get("clock")
    days = corpus.days(clock) if clock in asof.CLOCKS else None
    first, last = days or corpus.days(corpus.clock)
    opening = corpus.opening
    usual = View(opening.day if opening else last, opening.place if opening else "", corpus.clock)
    view, notes = from_params(address.asked(), usual, first, last, corpus.places, corpus.choices)
    if view.revision is not None and str(view.revision) != source.revision():
        if str(view.revision) == corpus.revision:
            return view, notes
        notes.append(f"The corpus has no revision {view.revision} yet; the present one is shown.")
    return replace(view, revision=None), notes


def _follow(corpus: Corpus) -> None:
    """The reader went back or forward, or followed a link of this page: the address is what is wanted."""
    st.session_state.view, st.session_state.notes = _asked(corpus)
    renew("day_choice", "place_choice")


def _fitting(corpus: Corpus, view: View) -> View:
    """The view within the days of its clock; a new ingest may have moved them."""
    if corpus.days(view.clock) is None:
        view = replace(view, clock=corpus.clock)
    first, last = corpus.days(view.clock)
    day = min(max(view.day, first), last)
    start = min(max(view.start or day - timedelta(days=asof.LOOK_BACK), first), day)
    place = view.place if view.place in corpus.places else ""
    return replace(view, day=day, place=place, start=start if view.mode == "between" else None)


def _top(corpus: Corpus) -> None:
    facts = (
        f"{layers.plural(len(corpus.articles), 'article')} · {layers.plural(corpus.claims, 'claim')} · "
        f"{corpus.checked} checked by a person · corpus revision {corpus.revision}"
    )
    st.html(
        f'<header class="cl-top"><h1 title="{style.safe(corpus.title)}">{style.safe(corpus.title)}</h1>'
        f'<p title="{style.safe(facts)}">{style.safe(facts)}</p></header>',
        width="content",
    )


def _how_to_read() -> None:
    """Three lines for a first visit; the browser remembers that they were read."""
    if st.session_state.get("how_read"):
        return
    st.html(REMEMBER_READ, unsafe_allow_javascript=True)
    with st.container(border=True, key="how"):
        st.markdown(HOW_TO_READ)
        st.button("Got it", key="how_close", on_click=lambda: st.session_state.update(how_read=True))


@st.fragment(key=parts.MAP)
def _map(corpus: Corpus) -> None:
    """The map, in its frame."""
    view = st.session_state.view = _fitting(corpus, st.session_state.view)
    map_frame.show(_map_state(corpus, view), lambda: _from_map(corpus))


@st.fragment(key=parts.DAY)
def _day(corpus: Corpus, head: DeltaGenerator, sentence: DeltaGenerator) -> None:
    """The slider, and what a move of it changes: map, slots and address."""
    view = st.session_state.view = _fitting(corpus, st.session_state.view)
    day_slider(corpus, view)
    parts.fill(corpus, view, head, sentence, map_frame.word(_map_state(corpus, view)))
    address.write(view)


def _map_state(corpus: Corpus, view: View) -> dict[str, Any]:
    """What the map is to show (mapview/frame.js); `turn` rises from state to state of a session."""
    between = view.mode == "between" and view.start
    st.session_state.turn = st.session_state.get("turn", 0) + 1
    return {
        "data": corpus.payload(view.look),
        "day": layers.number(view.day),
        "place": view.place,
        "dark": _dark(),
        "at": view.at,
        "changes": by_place(corpus.changes(view.look, view.since, view.day)) if view.since else None,
        "range": [layers.number(view.start), layers.number(view.day)] if between else None,
        "session": st.session_state.session,
        "ack": st.session_state.get("ack"),
        "turn": st.session_state.turn,
    }


def _from_map(corpus: Corpus) -> None:
    """The reader changed something in the map: follow, and acknowledge, so that nothing echoes."""
    message = map_frame.message(st.session_state)
    if not message:
        return
    st.session_state.ack = {"epoch": message.get("epoch"), "seq": message.get("seq")}
    before = st.session_state.view
    day, place = message.get("day"), message.get("place")
    if isinstance(day, int) and before.mode != "between":
        with suppress(ValueError, OverflowError):
            change(day=date.fromordinal(day + layers.EPOCH))
            change(day=_fitting(corpus, st.session_state.view).day)
            renew("day_choice")
    if isinstance(message.get("at"), list) and (at := position(message["at"])):
        change(at=at)
    if isinstance(place, str) and place != before.place:
        choose(place, "place_choice")
        parts.rerun()
    if st.session_state.view.day != before.day:
        parts.moved(corpus)
    parts.rerun(parts.DAY)
