"""Checking claims on a private instance: a queue by keyboard, undo, decisions as a file and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import source
from dashboard.controls import renew
from dashboard.corpus import Corpus
from dashboard.state import View, claim_link
from dashboard.style import literal, safe
from geo import decisions
from geo.decisions import AMENDABLE, CLOSED, Decision
from geo.errors import BadInput, GeoError
from geo.filters import WAR
from geo.layers import in_marks, plural, readable
from geo.model import CONTESTED, NO_STATUS, control
from geo.review import Weight
from geo.table import day_of

ACCEPTED = "read beside its words"
REASONS = (
    "the words do not say this",
    "another place is meant",
    "another speaker is meant",
    "another time is meant",
    "not about this war",
)
#: Columns of the claim table that the reviewer checks against the words.
SHOWN = ("claimant", "side", "predicate", "modality", "status", "extent", "part", "certainty")
LONGEST_NAME = 100
LARGE = 3000  # claims; reading so many anew takes longer than a decision should


def review_button() -> None:
    """Opens and closes the queue."""
    opened = st.session_state.get("reviewing", False)
    words = "End the review" if opened else "Review"
    st.button(
        words,
        key="review-open",
        on_click=lambda: st.session_state.update(reviewing=not opened, review_form=""),
        help="Check claims against their words, those that matter most first.",
    )


def held() -> Corpus | None:
    """The claims as they were when the review began, None when they are to be read from the store.

    A decision is in the store at once. Of a large store it shows on the map when the review ends: reading
    all claims anew after each key would make the reviewer wait.
    """
    kept: Corpus | None = st.session_state.get("review_corpus")
    if st.session_state.get("reviewing") and kept is not None and kept.claims >= LARGE:
        return kept
    st.session_state.update(review_corpus=None, review_done=set())
    return None


def hold_while_reviewed(corpus: Corpus) -> None:
    """Keep the claims that the review began with."""
    if st.session_state.get("reviewing") and corpus.claims >= LARGE:
        st.session_state.review_corpus = corpus


def review_box(corpus: Corpus, view: View) -> None:
    """The claim whose turn it is, and what can be decided about it."""
    if not st.session_state.get("reviewing"):
        return
    with st.container(border=True, key="review"):
        if note := st.session_state.get("review_note"):
            st.info(literal(note))
        waiting = _waiting(corpus)
        if not waiting:
            st.html('<section class="cl" aria-label="Review"><h3>Every claim is checked</h3></section>')
        else:
            _one(corpus, view, waiting)
        if done := len(st.session_state.review_done):
            st.caption(f"The map will show {plural(done, 'decision')} when the review ends.")
        st.session_state.review_note = ""  # told, in a run that went on to here
        _files()


def _waiting(corpus: Corpus) -> list[Weight]:
    """Claims that nobody has checked; those put off come last."""
    later = st.session_state.setdefault("review_later", [])
    order = {claim_id: number for number, claim_id in enumerate(later, 1)}
    done = st.session_state.setdefault("review_done", set())
    waiting = [one for one in corpus.unchecked if one.claim_id not in done]
    return sorted(waiting, key=lambda one: order.get(one.claim_id, 0))


def _one(corpus: Corpus, view: View, waiting: Sequence[Weight]) -> None:
    ids = [one.claim_id for one in waiting]
    wanted = st.session_state.get("review_at")
    at = ids.index(wanted) if wanted in ids else 0
    weight = waiting[at]
    row = corpus.row(weight.claim_id)
    after = waiting[at + 1] if at + 1 < len(waiting) else waiting[0]
    if st.session_state.get("review_shown") != weight.claim_id:
        _turn_to(corpus, weight)
        st.rerun()
    st.html(_markup(row, weight, len(waiting)))
    who = st.text_input(
        "Your name", key="review-who", max_chars=LONGEST_NAME, help="Stands beside each decision."
    ).strip()
    decide = _Decide(corpus, row["claim_id"], who, after)
    with st.container(horizontal=True, gap="small"):
        ready = bool(who)
        st.button("Accept", shortcut="A", disabled=not ready, on_click=decide.accept, key="review-accept")
        st.button("Reject …", shortcut="X", disabled=not ready, on_click=_form("reject"), key="review-reject")
        st.button("Amend …", shortcut="E", disabled=not ready, on_click=_form("amend"), key="review-amend")
        if not view.claim.startswith(weight.claim_id):
            st.button("Show it", shortcut="S", on_click=_turn_to, args=(corpus, weight), key="review-show")
        st.button("Later", shortcut="L", on_click=decide.later, key="review-later-button")
        made = st.session_state.get("review_made")
        st.button("Undo", shortcut="U", disabled=not made, on_click=lambda: _undo(corpus), key="review-undo")
    if not who:
        st.caption("Give your name to decide. Keys: A accept, X reject, E amend, L later, U undo.")
    form = st.session_state.get("review_form")
    if form == "reject":
        _reject(decide)
    elif form == "amend":
        _amend(corpus, row, decide)


def _markup(row: dict[str, Any], weight: Weight, count: int) -> str:
    days = [
        (name, row[f"{name}_edtf"] or "not dated") for name in ("said", "about")
    ]  # the reasons stand in the claim's card
    facts = [("place", row["place_name"] or row["spoken"]), *((name, row[name]) for name in SHOWN), *days]
    listed = "".join(
        f"<dt>{safe(name)}</dt><dd>{safe(str(value).replace('_', ' '))}</dd>"
        for name, value in facts
        if value
    )
    words = in_marks(row["quote"]) if row["evidence"] == "verbatim" else f"our summary: {row['quote']}"
    return (
        '<section class="cl" aria-label="Review">'
        f"<h3>To check: {plural(count, 'claim')}</h3>"
        f'<p class="soft">This one {safe(weight.words())}.</p>'
        f'<span class="words">{safe(words)}</span><dl>{listed}</dl></section>'
    )


def _form(name: str) -> Callable[[], None]:
    return lambda: st.session_state.update(review_form=name)


def _reject(decide: _Decide) -> None:
    st.html('<section class="cl"><h3>Why is it rejected?</h3></section>')
    for number, reason in enumerate(REASONS, 1):
        st.button(
            literal(reason),
            key=f"review-reason-{number}",
            shortcut=str(number),
            on_click=decide.reject,
            args=(reason,),
        )
    key = "review-reason"
    st.text_input(
        "Another reason, then Enter",
        key=key,
        on_change=lambda: decide.reject(st.session_state[key]),
    )
    st.button("Do not reject", shortcut="Esc", on_click=_form(""), key="review-cancel")


def _amend(corpus: Corpus, row: dict[str, Any], decide: _Decide) -> None:
    field = st.selectbox(
        "What is wrong", AMENDABLE, key="review-field", format_func=lambda f: f.replace("_", " ")
    )
    held = row[f"{field}_edtf"] if field in decisions.CLOCKS else row[field]
    options, sides = CLOSED.get(field), corpus.sides_in(row[WAR])
    if field == "status":
        options = (*map(control, sides), CONTESTED, NO_STATUS)
    elif field == "side":
        options = ("", *sides)
    if options:
        options = tuple(dict.fromkeys((*options, held)))
        value = st.selectbox("Right is", options, index=options.index(held), key=f"review-value-{field}")
    else:
        hint = "A day or interval such as 2023-03-07 or 2023-03-04/2023-03-05; empty for undated."
        shown = hint if field in decisions.CLOCKS else None
        value = st.text_input("Right is", held, key=f"review-value-{field}-{row['claim_id']}", help=shown)
    reason = st.text_input("Reason", key="review-amend-reason")
    if st.button("Amend", type="primary", disabled=not reason.strip(), key="review-save"):
        decide.amend(field, value, reason)
        st.rerun()
    st.button("Do not amend", shortcut="Esc", on_click=_form(""), key="review-cancel")


class _Decide:
    """What can be done about one claim. A key pressed twice decides the same claim, never the next."""

    def __init__(self, corpus: Corpus, claim_id: str, who: str, after: Weight) -> None:
        self.corpus, self.claim_id, self.who, self.after = corpus, claim_id, who, after

    def accept(self) -> None:
        self._add(["accept", "", "", ACCEPTED])

    def reject(self, reason: str) -> None:
        if reason.strip():
            self._add(["reject", "", "", reason])

    def amend(self, field: str, value: str, reason: str) -> None:
        self._add(["amend", field, value, reason])

    def later(self) -> None:
        later = st.session_state.review_later
        st.session_state.review_later = [one for one in later if one != self.claim_id] + [self.claim_id]
        _turn_to(self.corpus, self.after)

    def _add(self, cells: list[str]) -> None:
        row = [self.claim_id, *(" ".join(cell.split()) for cell in cells), self.who, date.today().isoformat()]
        try:
            made = decisions.parse(row, "this decision")
            added = source.decide([made])
        except GeoError as error:
            st.session_state.review_note = error.what if isinstance(error, BadInput) else str(error)
            return
        if added:
            st.session_state.setdefault("review_made", []).append(made)
        if st.session_state.get("review_corpus"):
            st.session_state.review_done.add(self.claim_id)
        _turn_to(self.corpus, self.after)


def _undo(corpus: Corpus) -> None:
    """Take back the last decision of this session, and turn to its claim."""
    made: list[Decision] = st.session_state.review_made
    last = made[-1]
    try:
        source.take_back(last)
    except GeoError as error:
        st.session_state.review_note = str(error)
        return
    made.pop()
    if all(one.claim_id != last.claim_id for one in made):
        st.session_state.review_done.discard(last.claim_id)
    st.session_state.update(review_at=last.claim_id, review_form="")
    st.session_state.review_note = f"Taken back: {last.action} ({last.reason})."


def _turn_to(corpus: Corpus, weight: Weight) -> None:
    """Let the whole page show a claim: its place, a day on which it counts, its words."""
    row = corpus.row(weight.claim_id)
    if row is None:
        return
    view = st.session_state.view
    days = corpus.days(corpus.clock)
    counts = weight.day or day_of(row["said_start"]) or day_of(row["said_end"]) or view.day
    place = row["place_id"] if row["place_id"] in corpus.places else ""
    link = claim_link(row["claim_id"], row["sha256"], row["start"], row["end"])
    usual = {"mode": "on", "start": None, "clock": corpus.clock}
    st.session_state.view = replace(
        view, day=min(max(counts, days[0]), days[1]), place=place, claim=link, **usual
    )
    st.session_state.update(review_at=weight.claim_id, review_shown=weight.claim_id, review_form="")
    renew("place_choice", "day_choice", "mode_choice", "clock_choice")


def _files() -> None:
    """All decisions as a file, and decisions from one."""
    with st.expander("Decisions as a file"):
        held = source.store().decisions()
        st.download_button(
            f"Download {plural(len(held), 'decision')} (CSV)",
            decisions.encode(held),
            "decisions.csv",
            "text/csv",
            on_click="ignore",
            key="review-download",
        )
        turn = st.session_state.setdefault("review_turn", 0)
        given = st.file_uploader("Add decisions from a CSV file", type="csv", key=f"review-upload-{turn}")
        if given is not None:
            st.session_state.review_note = _import(given.getvalue(), given.name)
            st.session_state.review_corpus = None
            st.session_state.review_turn = turn + 1
            st.rerun()


def _import(data: bytes, name: str) -> str:
    """Add the decisions of a file; what came of it, in words."""
    try:
        read = decisions.decode(data, readable(name))
        added = source.decide(read)
    except GeoError as error:
        return str(error)
    store = source.store()
    missing = sum(store.claim(one) is None for one in {one.claim_id for one in read})
    kept = f"; {plural(missing, 'claim')} not in this store, kept for when read" if missing else ""
    return f"{plural(len(read), 'decision')} read, {added} new{kept}."
