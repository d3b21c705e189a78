"""The legend: what occurs on the map, each with its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.picture import marks as shapes
from dashboard.picture.base import Projection
from dashboard.picture.compose import BADGES, Mark, Picture
from dashboard.picture.layout import Rect, Style, Text, set_out, width, wrapped
from dashboard.picture.paper import SMALL, SMALL_BOLD, Sheet, write
from geo.changes import KINDS
from geo.layers import LABELS

LEGEND_LINE = 14.5  # height of a row
GLYPH, GAP = 18.0, 14.0  # room for a sign of the legend, and between its items
PLAIN = "#8a939c"  # of signs in the legend that mean any side
MOST_SIDES = 6  # that the legend names; more share so few colours that only the list tells them apart
BROAD = (1.0, 4.0)  # least and most width of a map to its height


@dataclass(frozen=True)
class Sign:
    """A piece of the legend: where its words begin in their row, the mark before them, the words."""

    x: float
    mark: Mark | None
    words: list[tuple[str, Style]]


def rows_of(picture: Picture, wide: float, most_sides: int = MOST_SIDES) -> list[list[Sign]]:
    """What occurs, each with its definition: short items share rows, long ones are wrapped.

    Where more sides than these have marks on a map of this width, their names are left to the list.
    """
    sides = _on_map(picture, wide)
    colours = [colour for _, colour in sides]
    two = tuple(colours[:2]) if len(colours) > 1 else (*colours, shapes.DARK)
    items: list[tuple[Mark | None, str, str]] = [
        (_glyph("held", (colour,)), f"said to be held by {name}", "") for name, colour in sides
    ]
    if len(sides) > most_sides:
        items = [(None, "colour", "the side that the list names at the number")]
    if any(mark.assessed for mark in picture.marks):
        items.append((replace(_glyph("held", (PLAIN,)), assessed=True), "dashed", "assessed, not asserted"))
    if any(mark.fighting for mark in picture.marks):
        items.append((replace(_glyph("", ()), fighting=True), "small cross", "others report fighting"))
    if picture.marks:
        rules = {"bigger": "more claims", "paler": "older", "number": "as in the list"}
        items += [(None, name, means) for name, means in rules.items()]
    items += [(None, BADGES[kind], KINDS[kind]) for kind in picture.changes]
    for state, means in picture.states:
        shown = two if state in ("disputed", "divided") else (PLAIN,)
        items.append((_glyph(state, shown), LABELS[state], means))
    rows: list[list[Sign]] = []
    at = wide
    for mark, name, means in items:
        indent = GLYPH if mark else 0.0
        runs = [(f"{name}:", SMALL_BOLD), (means, SMALL)] if means else [(name, SMALL_BOLD)]
        lines = wrapped(runs, wide - indent)
        for number, line in enumerate(lines):
            need = indent + sum(width(words, style) for words, style in line)
            if number or at + need > wide:
                rows.append([])
                at = 0.0
            rows[-1].append(Sign(at + indent, None if number else mark, line))
            at = wide if len(lines) > 1 else at + need + GAP  # nothing stands beside a wrapped one
    return rows


def _on_map(picture: Picture, wide: float) -> list[tuple[str, str]]:
    """Names and colours of the sides that have a mark on a map of this width, whatever its height."""
    maps = [Projection.fit(Rect(0, 0, wide, wide / broad), picture.bounds) for broad in BROAD]
    here = {
        side
        for mark in picture.marks
        if any(one.shows(*at) for one in maps for at in (mark.at, *chain(*mark.paths)))
        for side in mark.sides
    }
    return [(name, colour) for name, colour in picture.sides if name in here]


def _glyph(state: str, colours: tuple[str, ...]) -> Mark:
    return Mark(
        0, "", (0, 0), "settlement", state, colours, False, False, None, 0.45 if state == "silent" else 1, 1
    )


def draw_legend(sheet: Sheet, rows: Sequence[Sequence[Sign]], frame: Rect) -> None:
    """Draw rows below the frame of the map."""
    y = frame.bottom + 13
    for row in rows:
        for sign in row:
            at = frame.x + sign.x
            if sign.mark and sign.mark.state:
                shapes.draw_mark(sheet, sign.mark, at - GLYPH + 7, y, 5.0)
            elif sign.mark:
                shapes.draw_cross(sheet, at - GLYPH + 7, y)
            for x, words, style in set_out(sign.words, at):
                write(sheet, Text(x, y + 3.2, words, style, "legend"))
        y += LEGEND_LINE
