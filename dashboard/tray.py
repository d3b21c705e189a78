"""What is on no map, and why: gathered from the store or from readings, listed, each opened at its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.controls import control_key, if_now
from dashboard.corpus import LeftOut
from dashboard.state import claim_link
from dashboard.style import safe
from geo.documents import Rejected
from geo.layers import readable
from geo.model import UNPLACED as UNPLACED_ID
from geo.reading import LANGUAGE_NOT_READ, Reading
from geo.store import Store
from geo.table import OPEN_END, OPEN_START

UNPLACED = "names not placed"
ABOUT_UNPLACED = "claims about names not placed"
UNDATED = "claims not dated"
UNDATED_ARTICLES = "articles not dated"
REFUSED = "files refused"
NOT_READ = "language not read"
WITHHELD = "claims withheld"
REJECTED = "claims rejected by a person"
HEADINGS = (
    UNPLACED,
    ABOUT_UNPLACED,
    UNDATED,
    UNDATED_ARTICLES,
    REFUSED,
    NOT_READ,
    WITHHELD,
    REJECTED,
)
Tray = Mapping[str, Sequence[LeftOut]]


def of_store(store: Store, claims: pd.DataFrame) -> Tray:
    """What of a store is on no map; `claims` is its claim table."""
    tray = store.tray()
    titles = dict(tray.titles)
    found = _of_claims(claims)
    found[UNPLACED] = [
        LeftOut(one.text, one.doc_id, one.reason, claim_link("", one.sha256, one.start, one.end))
        for one in tray.unmapped
    ]
    found[UNDATED_ARTICLES] = [
        LeftOut(titles.get(sha256, name), name, reason, claim_link("", sha256, 0, 0))
        for sha256, name, reason in tray.undated_documents
    ]
    found[REFUSED] = [
        LeftOut(_file(one.origin), f"line {one.line}" if one.line else "", f"{one.reason}; {one.cure}")
        for one in tray.rejected
    ]
    found[NOT_READ] = [
        LeftOut(titles.get(sha256, name), name, _language(code), claim_link("", sha256, 0, 0))
        for sha256, name, code in tray.not_read
    ]
    found[WITHHELD] = [
        LeftOut(titles.get(sha256, name), name, why, claim_link("", sha256, 0, 0))
        for sha256, name, why in tray.withheld
    ]
    why = dict(tray.rejected_claims)
    found[REJECTED] = [
        LeftOut(one.quote, one.doc_id, why.get(one.claim_id, ""), _link(one)) for one in store.claims(why)
    ]
    return _ordered(found)


def of_readings(readings: Iterable[Reading], refused: Iterable[Rejected], claims: pd.DataFrame) -> Tray:
    """What of readings that are in no store is on no map; `claims` is their claim table."""
    found = _of_claims(claims)
    for one in readings:
        document = one.document
        whole = claim_link("", document.sha256, 0, 0)
        title = document.title or document.doc_id
        for name in one.unmapped:
            at = (name.toponym.start, name.toponym.end)
            words = document.text[slice(*at)]
            link = claim_link("", document.sha256, *at)
            found.setdefault(UNPLACED, []).append(LeftOut(words, document.doc_id, name.reason, link))
        if not document.published.dated:
            reason = document.published.reason
            found.setdefault(UNDATED_ARTICLES, []).append(LeftOut(title, document.doc_id, reason, whole))
        if one.outcome == LANGUAGE_NOT_READ:
            found.setdefault(NOT_READ, []).append(
                LeftOut(title, document.doc_id, _language(document.language), whole)
            )
        for note in one.notes:
            found.setdefault(WITHHELD, []).append(LeftOut(title, document.doc_id, note, whole))
    found[REFUSED] = [
        LeftOut(_file(one.origin), f"line {one.line}" if one.line else "", f"{one.reason}; {one.cure}")
        for one in refused
    ]
    return _ordered(found)


def joined(first: Tray, second: Tray) -> Tray:
    """Two trays as one."""
    return {heading: [*first.get(heading, ()), *second.get(heading, ())] for heading in HEADINGS}


def show(tray: Tray, open_words: Callable[[str], None] | None) -> None:
    """The lists, with counts; choosing a cell calls `open_words`, where there is one, with its claim link."""
    counts = " · ".join(f"{heading} {len(rows)}" for heading, rows in tray.items() if rows)
    if not counts:
        st.html('<p class="cl soft">Not on the map: nothing.</p>')
        return
    with st.expander(f"Not on the map: {counts}"):
        for heading, rows in tray.items():
            if rows:
                _list(heading, rows, open_words)


def _list(heading: str, rows: Sequence[LeftOut], open_words: Callable[[str], None] | None) -> None:
    opens = open_words is not None and any(one.link for one in rows)
    hint = "Choosing a cell opens its document above." if opens else ""
    st.html(f'<section class="cl"><h3>{safe(heading)}: {len(rows)}</h3><p class="soft">{hint}</p></section>')
    shown = pd.DataFrame(
        [[readable(part) for part in (one.what, one.where, one.reason)] for one in rows],
        columns=["What", "Where", "Why"],
    )
    name = f"tray-{heading}"
    key = control_key(name)

    def chosen() -> None:
        picked = st.session_state[key].selection.cells
        if picked and picked[0][0] < len(rows) and (link := rows[picked[0][0]].link):
            open_words(link)

    st.dataframe(
        shown,
        key=key,
        hide_index=True,
        width="stretch",
        on_select=(lambda: if_now(name, key, chosen)) if opens else "ignore",
        selection_mode="single-cell",
    )


def _of_claims(claims: pd.DataFrame) -> dict[str, list[LeftOut]]:
    unplaced = claims[claims["place_id"].astype(str).str.startswith(UNPLACED_ID)]
    undated = claims[(claims["said_start"] == OPEN_START) & (claims["said_end"] == OPEN_END)]
    return {
        ABOUT_UNPLACED: [
            LeftOut(
                f"{row.spoken}: {row.quote}",
                row.doc_id,
                f"{row.voice}, {row.said_edtf or 'undated'}",
                _link(row),
            )
            for row in unplaced.itertuples()
        ],
        UNDATED: [
            LeftOut(row.quote, row.doc_id, row.said_reason, _link(row))
            for row in undated.drop_duplicates("claim_id").itertuples()
        ],
    }


def _link(claim: Any) -> str:
    """The link of a claim, or of a row of the claim table as a named tuple."""
    return claim_link(claim.claim_id, claim.sha256, claim.start, claim.end)


def _file(origin: str) -> str:
    """The name of a file without its folders, which are no reader's business."""
    return re.split(r"[/\\]", origin.rstrip("/\\"))[-1]


def _language(code: str) -> str:
    return f"language: {code or 'not told'}"


def _ordered(found: Mapping[str, Sequence[LeftOut]]) -> Tray:
    return {heading: found.get(heading, []) for heading in HEADINGS}
