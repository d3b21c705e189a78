"""Where words fit: measured text, wrapped paragraphs, columns that flow over pages, labels that keep clear.

All lengths are points (1/72 inch), y grows downwards from the top of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import hypot

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"  # comes with matplotlib; Latin, Cyrillic, Greek
SLACK = 0.985  # of a line's width is filled: a renderer's hinting may make words a little wider than measured
BOLD_SLACK = 1.018  # the same of bold words, which hinting widens more
LEADING = 1.28  # distance of lines, in font sizes
PARTS = re.compile(r"[^-/]+[-/]*|[-/]+")
MOST_LETTERS = 200  # of a word that are measured at once: measuring takes longer than in proportion
MOST_WHOLE = 0.5  # of a column's height that a paragraph takes which is not parted
LEAST_LINES = 2  # of a parted paragraph that stand together
MISSING = "\u25af"  # stands for a letter that the font lacks
KEPT_WIDTHS = 50_000  # words whose widths are kept
SPREAD_ROUNDS = 40
MOST_SHIFT = 30.0  # how far a mark may be moved from its place, with a line back to it


@dataclass(frozen=True, slots=True)
class Rect:
    """A box on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        """Whether the boxes share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the box."""
        return self.x < x < self.right and self.y < y < self.bottom

    def inside(self, other: Rect) -> bool:
        """Whether this box lies wholly in the other one."""
        return (
            other.x <= self.x
            and self.right <= other.right
            and other.y <= self.y
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How words look."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "#1d2530"


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place: x of their left edge, y of their baseline."""

    x: float
    y: float
    words: str
    style: Style
    kind: str = "list"  # what it is for: title, list, legend, label, base, ...

    @property
    def box(self) -> Rect:
        """The box that the words take."""
        size = self.style.size
        return Rect(self.x, self.y - 0.93 * size, width(self.words, self.style), 1.17 * size)


@cache
def _font(bold: bool, italic: bool) -> FontProperties:
    return FontProperties(
        family=FAMILY, weight="bold" if bold else "normal", style="italic" if italic else "normal"
    )


@cache
def _letters(bold: bool, italic: bool) -> frozenset[int]:
    return frozenset(get_font(findfont(_font(bold, italic))).get_charmap())


def drawable(words: str, style: Style) -> str:
    """The words with MISSING for every letter that the font lacks."""
    if words.isascii():
        return words
    known = _letters(style.bold, style.italic)
    return "".join(one if ord(one) in known or one.isspace() else MISSING for one in words)


@lru_cache(maxsize=KEPT_WIDTHS)
def _unit_width(words: str, bold: bool, italic: bool) -> float:
    wide, _, _ = text_to_path.get_text_width_height_descent(words, _font(bold, italic), False)
    return wide / _font(bold, italic).get_size_in_points()


def width(words: str, style: Style) -> float:
    """Width of words in points."""
    drawn = drawable(words, style)
    return _unit_width(drawn, style.bold, style.italic) * style.size * (BOLD_SLACK if style.bold else 1)


def wrapped(runs: Iterable[tuple[str, Style]], wide: float) -> list[list[tuple[str, Style]]]:
    """Runs of words, joined by blanks, as lines no wider than `wide`; a word wider than a line is broken."""
    wide *= SLACK
    lines: list[list[tuple[str, Style]]] = [[]]
    at = 0.0
    for words, style in runs:
        space = width("x x", style) - width("xx", style)
        for word in words.split():
            smaller = bool(lines[-1]) and style.size < lines[-1][-1][1].size
            blanks = "  " if smaller else " "  # a small number keeps clear of the words before it
            gap = len(blanks) * space if at else 0.0
            for piece in _pieces(word, style, wide):
                need = width(piece, style)
                if at and at + gap + need > wide:
                    lines.append([])
                    at = gap = 0.0
                joined = (blanks if gap else "") + piece
                if lines[-1] and lines[-1][-1][1] == style:
                    lines[-1][-1] = (lines[-1][-1][0] + joined, style)
                else:
                    lines[-1].append((joined, style))
                at += gap + need
                gap = 0.0
    return [line for line in lines if any(words.strip() for words, _ in line)]


def _pieces(word: str, style: Style, wide: float) -> Iterator[str]:
    """The word, or what it is broken into: after a hyphen or stroke, else between any letters."""
    if len(word) <= MOST_LETTERS and width(word, style) <= wide:
        yield word
        return
    for part in PARTS.findall(word):
        while part:
            cut = _cut(part[:MOST_LETTERS], style, wide)
            yield part[:cut]
            part = part[cut:]


def _cut(part: str, style: Style, wide: float) -> int:
    """How many letters of a part go into a line, at least one."""
    if width(part, style) <= wide:
        return len(part)
    fits, too_many = 1, len(part)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if width(part[:middle], style) <= wide:
            fits = middle
        else:
            too_many = middle
    return fits


def set_out(line: Sequence[tuple[str, Style]], x: float) -> Iterator[tuple[float, str, Style]]:
    """(left edge, words, style) of a line's runs, set from x on; blanks at a run's begin become room."""
    for words, style in line:
        lead = len(words) - len(words.lstrip())
        yield x + lead * (width("x x", style) - width("xx", style)), words.strip(), style
        x += width(words, style)


@dataclass
class Paragraph:
    """Words that flow: runs, space before, indent, and whether the next one must begin in the same column."""

    runs: list[tuple[str, Style]]
    before: float = 0.0
    indent: float = 0.0
    bar: str = ""  # colour of a bar at its left, "" for none
    keep: bool = False
    kind: str = "list"


@dataclass
class Page:
    """What one page holds; `bars` are (box, colour)."""

    texts: list[Text] = field(default_factory=list)
    bars: list[tuple[Rect, str]] = field(default_factory=list)


class Flow:
    """Fills columns with paragraphs; where they end, `more` gives the columns of a further page."""

    def __init__(self, pages: list[Page], columns: Sequence[Rect], more) -> None:
        self.pages, self.columns, self.more = pages, list(columns), more
        self.column = 0
        self.page = len(pages) - 1
        self.y = columns[0].y

    def add(self, paragraphs: Sequence[Paragraph]) -> None:
        """Set paragraphs; those marked `keep` stand in one column with the begin of what follows them."""
        for number, one in enumerate(paragraphs):
            lines = wrapped(one.runs, self._room(one))
            high = _height(lines)
            need = self._need(paragraphs[number:])
            if self.y > self.columns[self.column].y and self.y + need > self.columns[self.column].bottom:
                self._next()
                lines = wrapped(one.runs, self._room(one))
            self.y += one.before if self.y > self.columns[self.column].y else 0
            while lines:
                if self.y + high > self.columns[self.column].bottom:
                    before = self._room(one)
                    self._next()
                    if self._room(one) != before:
                        lines = wrapped([run for line in lines for run in line], self._room(one))
                self._set(lines.pop(0), one, high)

    def _need(self, paragraphs: Sequence[Paragraph]) -> float:
        """Room for the first paragraph, and with one marked `keep` for the begin of what follows."""
        need, column = 0.0, self.columns[self.column]
        for one in paragraphs:
            lines = wrapped(one.runs, self._room(one))
            parted = _height(lines) * len(lines) > MOST_WHOLE * column.height
            need += one.before + _height(lines) * (LEAST_LINES if parted else len(lines))
            if not one.keep:
                break
        return min(need, column.height)

    def _room(self, one: Paragraph) -> float:
        return self.columns[self.column].width - one.indent

    def _set(self, line: list[tuple[str, Style]], one: Paragraph, high: float) -> None:
        column = self.columns[self.column]
        baseline = self.y + 0.78 * high
        if one.bar:
            self.pages[self.page].bars.append((Rect(column.x + one.indent - 6, self.y, 2.5, high), one.bar))
        for x, words, style in set_out(line, column.x + one.indent):
            self.pages[self.page].texts.append(Text(x, baseline, words, style, one.kind))
        self.y += high

    def _next(self) -> None:
        self.column += 1
        if self.column == len(self.columns):
            self.columns = list(self.more())
            self.column, self.page = 0, len(self.pages) - 1
        self.y = self.columns[self.column].y


def _height(lines: Sequence[Sequence[tuple[str, Style]]]) -> float:
    """Height of one line of a paragraph."""
    return max((style.size for line in lines for _, style in line), default=0) * LEADING


def spread(points: Sequence[tuple[float, float, float]], frame: Rect) -> list[tuple[float, float]]:
    """Move marks (x, y, radius) apart that lie on each other, at most by MOST_SHIFT, within the frame."""
    at = [[x, y] for x, y, _ in points]
    for _ in range(SPREAD_ROUNDS):
        moved = False
        for i, (_, _, r) in enumerate(points):
            for j in range(i + 1, len(points)):
                want = (r + points[j][2]) * 0.95 + 2
                dx, dy = at[j][0] - at[i][0], at[j][1] - at[i][1]
                far = hypot(dx, dy)
                if far >= want:
                    continue
                if far < 0.5:
                    dx, dy, far = (1.0, 0.3 * (j % 5 - 2), 1.0)
                push = (want - far) / 2
                for k, way in ((i, -1), (j, 1)):
                    at[k][0] += way * push * dx / far
                    at[k][1] += way * push * dy / far
                moved = True
        for (x, y, r), now in zip(points, at, strict=True):
            far = hypot(now[0] - x, now[1] - y)
            if far > MOST_SHIFT:
                now[0], now[1] = x + (now[0] - x) * MOST_SHIFT / far, y + (now[1] - y) * MOST_SHIFT / far
            now[0] = min(max(now[0], frame.x + r), frame.right - r)
            now[1] = min(max(now[1], frame.y + r), frame.bottom - r)
        if not moved:
            break
    return [(x, y) for x, y in at]


def label_spots(x: float, y: float, radius: float, wide: float, size: float) -> Iterator[tuple[float, float]]:
    """Where a label of this width may stand around a mark, best first: left edge and baseline."""
    gap, drop = radius + 4, 0.36 * size
    for far in (0.0, 9.0, 20.0, 34.0):
        g = gap + far
        yield from (
            (x + g, y + drop),
            (x - g - wide, y + drop),
            (x - wide / 2, y - g - 0.2 * size),
            (x - wide / 2, y + g + 0.9 * size),
            (x + 0.75 * g, y - 0.75 * g),
            (x + 0.75 * g, y + 0.75 * g + 0.75 * size),
            (x - 0.75 * g - wide, y - 0.75 * g),
            (x - 0.75 * g - wide, y + 0.75 * g + 0.75 * size),
        )
