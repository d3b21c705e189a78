"""What tests of pictures share: pictures of the invented articles, their pages, and boxes as drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import matplotlib

from dashboard import picture, source
from dashboard.corpus import Corpus
from dashboard.picture import draw
from dashboard.picture.files import SETTINGS
from dashboard.picture.layout import Rect
from dashboard.picture.paper import SIZES, Sheet
from dashboard.state import View
from geo.store import Store

MADE = date(2024, 2, 3)
BUSY, QUIET, EMPTY = date(2023, 3, 10), date(2023, 3, 1), date(2023, 2, 1)


def corpus_of(path: Path) -> Corpus:
    """The corpus of a store."""
    with Store.open(path, readonly=True) as opened:
        return source.read(opened)


def compose(corpus: Corpus, day: date = BUSY, **changes: object) -> picture.Picture:
    """The picture of a day; `changes` are of its view."""
    return picture.compose(
        corpus, replace(View(day), **changes), made=MADE, marking="FOR TRAINING", link="http://x/?day"
    )


def sheets(made: picture.Picture, size: str = "16:9") -> list[Sheet]:
    """The pages of a picture."""
    with matplotlib.rc_context(SETTINGS):
        return draw.sheets(made, SIZES[size])


def said_on(pages: Iterable[Sheet]) -> str:
    """All words on pages."""
    return " ".join(text.words for page in pages for text in page.texts)


def drawn_boxes(sheet: Sheet) -> list[tuple[str, Rect]]:
    """Words with the boxes that the renderer itself measures, in points from the top left."""
    renderer = sheet.figure.canvas.get_renderer()
    high = sheet.figure.bbox.height
    scale = 72 / sheet.figure.dpi
    found = []
    for text in sheet.figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        place = Rect(box.x0 * scale, (high - box.y1) * scale, box.width * scale, box.height * scale)
        found.append((text.get_text(), place))
    return found
