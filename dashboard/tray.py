"""The tray: what is on no map, with reasons and counts, each openable where it has a text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.corpus import Corpus, LeftOut
from dashboard.evidencebox import address_of
from dashboard.state import View
from dashboard.style import safe

MOST_LISTED = 300  # of one heading; the exports hold all


def tray(corpus: Corpus, view: View | None) -> None:
    """Everything that is left out, by heading; without a view nothing can be opened."""
    counts = [f"{heading} {len(rows)}" for heading, rows in corpus.tray.items() if rows]
    with st.expander(f"Not on the map: {' · '.join(counts) if counts else 'nothing'}"):
        for heading, rows in corpus.tray.items():
            if rows:
                st.html(_part(heading, rows, view))


def _part(heading: str, rows: Sequence[LeftOut], view: View | None) -> str:
    lines = "".join(_line(row, view) for row in rows[:MOST_LISTED])
    more = f"<p>and {len(rows) - MOST_LISTED} more</p>" if len(rows) > MOST_LISTED else ""
    head = f"<h3>{safe(heading)}: {len(rows)}</h3>"
    names = "".join(f'<th scope="col">{name}</th>' for name in ("What", "Where", "Why"))
    table = f'<table class="tray"><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>'
    return f'<section class="cl" aria-label="{safe(heading)}">{head}{table}{more}</section>'


def _line(row: LeftOut, view: View | None) -> str:
    what = safe(row.what)
    if row.opens and view is not None:
        what = f'<a href="{safe(address_of(view, row.opens))}" target="_self">{what}</a>'
    return f"<tr><td>{what}</td><td>{safe(row.where)}</td><td>{safe(row.reason)}</td></tr>"
