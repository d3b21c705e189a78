"""The table below the map: everything that the marks show, as rows, each with a link that opens its place.

The page says what the rows are of. The rows are drawn in the browser (mapview/frame.js) from what the map has
of the day, so that a move sends none of them.
"""

from __future__ import annotations

from dashboard.corpus import Corpus
from dashboard.state import View
from dashboard.style import safe

ROWS = '<section class="cl places" aria-label="Places" tabindex="0"></section>'


def sentence(corpus: Corpus, view: View, state: str) -> str:
    """What the rows are of, in the map's words; with it the map's state, as letters and digits (map.word)."""
    words = corpus.sentence(view.look, view.day, corpus.known(view.look, view.day))
    hint = "Everything that the marks show. The name of a place opens it above."
    return (
        f'<section class="cl follows" data-map-state="{safe(state)}">'
        f'<h3>{safe(words)}</h3><p class="soft">{hint}</p></section>'
    )
