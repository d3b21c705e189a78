"""A page: its formats, the looks of its words, and setting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from matplotlib.figure import Figure
from matplotlib.patheffects import Stroke

from dashboard.picture.layout import FAMILY, Rect, Style, Text, drawable, wrapped

INK, SOFT, LINE = "#1d2530", "#505a66", "#c3c9d0"
MARGIN = 22.0
# Points on a page 540 high: words that carry the message take at least 1/50 of the height, all others 1/64,
# but for the names of countries in the locator.
TITLE, SENTENCE = Style(22, bold=True), Style(12.5)
HEAD, BODY, LEAD = Style(13, bold=True), Style(11), Style(11, bold=True)
SMALL, SMALL_BOLD = Style(9, colour=INK), Style(9, bold=True)
FOOT, MARKING = Style(8.5, colour=SOFT), Style(9, bold=True)
LABEL, LABEL_QUIET, TOWN = Style(13, bold=True), Style(11), Style(8.5, colour="#6a6862")
ON_MARK = Style(8.5, bold=True)  # a number for which there is no room beside its mark
COUNTRY = Style(7, colour="#5d5a54")  # in the locator
LEFT_TO_RIGHT = "\u200e"  # has no width


@dataclass(frozen=True)
class Size:
    """A format: width and height in points, dots per inch of its PNG, the map's share of the width."""

    width: float
    height: float
    dpi: int
    map_share: float  # of the width; 1 puts the list below the map


SIZES = {
    "16:9": Size(960, 540, 144, 0.6),  # 1920 x 1080
    "a4": Size(841.89, 595.28, 300, 0.58),  # landscape
    "square": Size(720, 720, 150, 1.0),  # 1500 x 1500
}


@dataclass
class Sheet:
    """A page as drawn: its figure, and every text with its box, for those who check it."""

    figure: Figure
    texts: list[Text]
    labels: list[Text]
    frame: Rect  # of the map, empty on further pages


def broken(words: str, style: Style, wide: float) -> list[str]:
    """Words of one style as lines no wider than `wide`."""
    return ["".join(part for part, _ in line) for line in wrapped([(words, style)], wide)]


def write(sheet: Sheet, text: Text, halo: bool = False) -> None:
    """Set words; a halo is drawn apart, below them, so that the words stay text in SVG and PDF."""
    style = text.style
    if halo:
        _text(sheet, text, style.colour, 19, [Stroke(linewidth=2.4, foreground="#ffffffe6")])
    _text(sheet, text, style.colour, 20)
    sheet.texts.append(text)


def _text(sheet: Sheet, text: Text, colour: str, level: float, effects: list | None = None) -> None:
    sheet.figure.axes[0].text(
        text.x,
        text.y,
        left_to_right(drawable(text.words, text.style)),
        fontsize=text.style.size,
        fontfamily=FAMILY,
        fontweight="bold" if text.style.bold else "normal",
        fontstyle="italic" if text.style.italic else "normal",
        color=colour,
        verticalalignment="baseline",
        parse_math=False,
        zorder=level,
        path_effects=effects,
    )


def left_to_right(words: str) -> str:
    """Words of two directions as a line of an English page; those of one direction as they are."""
    kinds = {bidirectional(letter) for letter in words} if not words.isascii() else set()
    return f"{LEFT_TO_RIGHT}{words}" if kinds & {"R", "AL"} and kinds & {"L", "EN"} else words


def overlaps(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs of texts whose boxes share area."""
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            if one.box.overlaps(other.box):
                yield one, other
