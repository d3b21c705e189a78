"""The brief view: the briefing picture alone, fitted to the window at 16:9; arrow keys step by days."""

from __future__ import annotations

import base64
from datetime import date

import streamlit as st

from dashboard import handover, picture
from dashboard.controls import change
from dashboard.corpus import Corpus
from dashboard.state import View
from dashboard.style import safe
from geo import layers

SHEET = """<style>
[data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
html, body, [data-testid="stApp"], [data-testid="stMain"] { overflow: hidden; }
.brief { position: fixed; inset: 0; z-index: 5; display: grid; place-items: center; background: #fff; }
.brief img { width: min(100vw, calc(100vh * 16 / 9)); height: min(100vh, calc(100vw * 9 / 16)); }
/* The keys are seen while the pointer moves or one has the focus: never in a picture of the screen. */
.st-key-brief-keys { position: fixed; left: 0; bottom: 0; width: auto; opacity: 0; height: 1px; }
.st-key-brief-keys { overflow: hidden; }
.st-key-brief-keys:is(:focus-within, :hover), [data-pointer-moves] .st-key-brief-keys {
  opacity: 1; height: auto; z-index: 9; background: #fff; padding: 8px; border-radius: 0 8px 0 0;
  box-shadow: 0 0 12px #0005;
}
@media print { .st-key-brief-keys { display: none; } }
/* Upright: as high as the window, to be read and moved sideways by a finger; keys that can be touched. */
@media (max-aspect-ratio: 1/1) {
  .brief { inset: 0 0 60px; display: block; overflow: auto; }
  .brief img { height: 100%; width: auto; max-width: none; }
  .st-key-brief-keys { right: 0; opacity: 1; height: 60px; z-index: 9; background: #fff; padding: 8px; }
  .st-key-brief-keys { overflow-x: auto; flex-wrap: nowrap; }
  .st-key-brief-keys > * { flex: none; }
  .st-key-brief-keys button { min-height: 44px; white-space: nowrap; }
}
</style>"""
#: Our own code: says for a moment that the pointer has moved; one that rests over a new picture has not.
MOVES = """<script>(() => {
  if (window.claimsBrief) return;
  window.claimsBrief = true;
  const root = document.documentElement, MOMENT = 2500; // milliseconds
  let timer = 0;
  addEventListener("pointermove", (event) => {
    if (!event.movementX && !event.movementY) return;
    clearTimeout(timer);
    root.toggleAttribute("data-pointer-moves", true);
    timer = setTimeout(() => root.toggleAttribute("data-pointer-moves", false), MOMENT);
  });
})();</script>"""
KEPT = 64  # pictures


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _pages(revision: str, view: View, made: date, _corpus: Corpus) -> list[bytes]:
    """PNGs of all pages of a view at a revision."""
    return picture.encode(handover.composed(_corpus, view, made), ".png")


def render(corpus: Corpus, view: View, made: date) -> None:
    """The picture, and keys that move it: left and right by days with claims, up and down by pages."""
    st.html(SHEET)
    st.html(MOVES, unsafe_allow_javascript=True)
    pages = _pages(corpus.revision, view, made, corpus)
    page = min(st.session_state.get("brief-page", 0), len(pages) - 1)
    data = base64.b64encode(pages[page]).decode("ascii")
    words = safe(f"{corpus.title}. {handover.composed(corpus, view, made).sentence}")
    st.html(f'<div class="brief"><img alt="{words}" src="data:image/png;base64,{data}"></div>')
    with st.container(key="brief-keys", horizontal=True):
        _key("Earlier day with claims", "Left", lambda: _step(corpus, view, -1))
        _key("Later day with claims", "Right", lambda: _step(corpus, view, 1))
        _key("Next page", "Down", lambda: _turn(page, 1, len(pages)))
        _key("Page before", "Up", lambda: _turn(page, -1, len(pages)))
        _key("Leave the brief view", "Esc", lambda: change(brief=False))


def _key(words: str, key: str, act) -> None:
    st.button(words, key=f"brief-{key}", shortcut=key, on_click=act)


def _turn(page: int, way: int, count: int) -> None:
    st.session_state["brief-page"] = (page + way) % count


def _step(corpus: Corpus, view: View, way: int) -> None:
    days = days_with_claims(corpus, view)
    following = [day for day in days if (day > view.day if way > 0 else day < view.day)]
    if following:
        st.session_state["brief-page"] = 0
        change(day=following[0] if way > 0 else following[-1], start=None)


def days_with_claims(corpus: Corpus, view: View) -> list[date]:
    """Days on which any claim of the view was made, in order."""
    histogram = layers.asof.histogram(corpus.index, clock=view.clock, filters=view.look.filters)
    exact = histogram[histogram["exact"] + histogram["open"] > 0]
    return list((exact if len(exact) else histogram)["day"])
