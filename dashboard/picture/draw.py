"""The pages of a picture as matplotlib figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.patches import Polygon as PolygonPatch
from matplotlib.patheffects import Stroke

from dashboard.picture import marks as shapes
from dashboard.picture.base import Projection, basemap, scale_km
from dashboard.picture.compose import Entry, Line, Mark, Picture
from dashboard.picture.layout import (
    FAMILY,
    Flow,
    Page,
    Paragraph,
    Rect,
    Style,
    Text,
    label_spots,
    spread,
    width,
    wrapped,
)
from geo.changes import KINDS
from geo.layers import DISPUTED_COLOUR, LABELS

INK, SOFT, LINE = "#1d2530", "#505a66", "#c3c9d0"
SEA, LAND, RIVER, BORDER, REGION, URBAN = "#dbe6ec", "#f6f4ee", "#8fb4ca", "#7d7a75", "#c3beb2", "#e6e0d4"
MARGIN = 22.0
TITLE, SENTENCE = Style(20, bold=True), Style(11)
HEAD, BODY, LEAD = Style(11, bold=True), Style(9.5), Style(9.5, bold=True)
SMALL, SMALL_BOLD = Style(8, colour=INK), Style(8, bold=True)
FOOT = Style(8, colour=SOFT)
LABEL, LABEL_QUIET, TOWN = Style(10.5, bold=True), Style(9.5), Style(8, colour="#6a6862")
BADGES = {
    "became_disputed": "disputed now",
    "ceased_disputed": "no longer disputed",
    "changed_side": "other side",
    "appeared": "new",
    "went_silent": "silent now",
    "changed": "changed",
}
LOUD = ("disputed", "divided", "held", "partly_held", "fighting")
MOST_TOWNS = 45
URBAN_SPAN = (2.5, 12.0)  # degrees of latitude shown between which built-up areas are neither crude nor lost
INSET_SHARE = 0.2
SCALE_ROOM = 190.0  # points at the map's lower left for the scale bar and its words


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


def sheets(picture: Picture, size: Size) -> list[Sheet]:
    """All pages of a picture, the map on the first."""
    top = MARGIN + _head_height(picture, size)
    foot = _foot(picture, size)
    bottom = size.height - MARGIN - len(foot) * FOOT.size * 1.25 - 4
    legend = _legend_rows(picture, (size.width - 2 * MARGIN) * (size.map_share if size.map_share < 1 else 1))
    high = len(legend) * 13.5 + 4
    if size.map_share < 1:
        wide = (size.width - 2 * MARGIN) * size.map_share
        frame = Rect(MARGIN, top, wide, bottom - top - high - 4)
        columns = [Rect(frame.right + 16, top - 2, size.width - MARGIN - frame.right - 16, bottom - top)]
    else:
        wide = size.width - 2 * MARGIN
        frame = Rect(MARGIN, top, wide, (bottom - top) * 0.56 - high)
        below = frame.bottom + high + 8
        half = (wide - 16) / 2
        columns = [Rect(MARGIN + n * (half + 16), below, half, bottom - below) for n in (0, 1)]
    pages = [Page()]

    def more() -> list[Rect]:
        pages.append(Page())
        count = 3 if size.map_share < 1 else 2
        each = (size.width - 2 * MARGIN - (count - 1) * 18) / count
        return [Rect(MARGIN + n * (each + 18), top - 2, each, bottom - top) for n in range(count)]

    flow = Flow(pages, columns, more)
    for entry in picture.entries:
        flow.add(_paragraphs(entry))
    if not picture.entries:
        flow.add([Paragraph([("No place is spoken of in this view.", BODY)])])
    if picture.sources:
        flow.add(
            [
                Paragraph([("Sources", HEAD)], before=9, keep=True),
                *(
                    Paragraph([(f"[{number}] ", SMALL_BOLD), (words, SMALL)], before=1.5, kind="source")
                    for number, words in enumerate(picture.sources, 1)
                ),
            ]
        )
    made = []
    for number, page in enumerate(pages):
        sheet = _sheet(picture, size, page, foot, number, len(pages))
        if number == 0:
            _map(sheet, picture, frame)
            _legend(sheet, legend, frame)
        made.append(sheet)
    return made


# ---- words -------------------------------------------------------------------------------------------------


def _head_height(picture: Picture, size: Size) -> float:
    lines = wrapped([(picture.title, TITLE)], size.width - 2 * MARGIN)
    said = wrapped([(picture.sentence, SENTENCE)], size.width - 2 * MARGIN)
    marking = 14 if picture.marking else 0
    return marking + len(lines) * 25 + len(said) * 14 + 8


def _foot(picture: Picture, size: Size) -> list[str]:
    link = f" {picture.link}" if picture.link else ""
    words = " ".join([picture.dates, *picture.caveats]) + link
    lines = wrapped([(words, FOOT)], size.width - 2 * MARGIN - 60)
    return ["".join(words for words, _ in line) for line in lines]


def _paragraphs(entry: Entry) -> list[Paragraph]:
    label = replace(BODY, colour=SOFT, italic=False)
    head = [(f"{entry.number}. {entry.name}", HEAD), (entry.label, label)]
    made = [Paragraph(head, before=8, keep=bool(entry.lines))]
    for line in entry.lines:
        made.append(_paragraph(line))
    return made


def _paragraph(line: Line) -> Paragraph:
    runs = [(words, style) for words, style in ((line.lead, LEAD), (line.words, BODY)) if words]
    if line.source:
        runs.append((f"[{line.source}]", SMALL_BOLD))
    alone = bool(line.colour) or (bool(line.lead) and not line.words)
    return Paragraph(
        runs, before=3 if alone else 1.5, indent=10 if line.indent else 8, bar=line.colour, keep=alone
    )


def _sheet(picture: Picture, size: Size, page: Page, foot: Sequence[str], number: int, count: int) -> Sheet:
    figure = Figure(figsize=(size.width / 72, size.height / 72), dpi=size.dpi)
    FigureCanvasAgg(figure)
    figure.patch.set_facecolor("#ffffff")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, size.width)
    axes.set_ylim(size.height, 0)
    axes.set_axis_off()
    sheet = Sheet(figure, [], [], Rect(0, 0, 0, 0))
    y = MARGIN
    if picture.marking:
        wide = width(picture.marking, SMALL_BOLD)
        for at in (MARGIN - 4, size.height - 8):
            _write(
                sheet,
                Text((size.width - wide) / 2, at, picture.marking, replace(SMALL_BOLD, size=9), "marking"),
            )
        y += 14
    for line in wrapped([(picture.title, TITLE)], size.width - 2 * MARGIN):
        _write(sheet, Text(MARGIN, y + 17, "".join(words for words, _ in line), TITLE, "title"))
        y += 25
    for line in wrapped([(picture.sentence, SENTENCE)], size.width - 2 * MARGIN):
        _write(sheet, Text(MARGIN, y + 10, "".join(words for words, _ in line), SENTENCE, "sentence"))
        y += 14
    y = size.height - MARGIN - (len(foot) - 1) * FOOT.size * 1.25
    for words in foot:
        _write(sheet, Text(MARGIN, y, words, FOOT, "foot"))
        y += FOOT.size * 1.25
    if count > 1:
        words = f"page {number + 1} of {count}"
        _write(
            sheet, Text(size.width - MARGIN - width(words, FOOT), size.height - MARGIN, words, FOOT, "foot")
        )
    for box, colour in page.bars:
        axes.add_patch(Rectangle((box.x, box.y), box.width, box.height, facecolor=colour, edgecolor="none"))
    for text in page.texts:
        _write(sheet, text)
    return sheet


def _write(sheet: Sheet, text: Text, halo: bool = False) -> None:
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
        text.words,
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


# ---- legend ------------------------------------------------------------------------------------------------


def _legend_rows(picture: Picture, wide: float) -> list[list[tuple[Mark | None, str, str]]]:
    """(glyph, name, definition) of what occurs, packed into rows."""
    sides = [colour for _, colour in picture.sides]
    two = tuple(sides[:2]) if len(sides) > 1 else (*sides, shapes.DARK)
    items: list[tuple[Mark | None, str, str]] = [
        (_glyph("held", (colour,)), f"{name}-held, as claimed", "") for name, colour in picture.sides
    ]
    if any(mark.assessed for mark in picture.marks):
        items.append(
            (replace(_glyph("held", ("#9aa3ad",)), assessed=True), "dashed", ": assessed, not asserted")
        )
    if any(mark.fighting for mark in picture.marks):
        items.append(
            (replace(_glyph("mentioned", ()), fighting=True), "small cross", ": others report fighting")
        )
    items.append((None, "bigger", ": more claims"))
    items.append((None, "paler", ": older"))
    items.append((None, "number", ": place in the list"))
    items += [(None, BADGES[kind], f": {KINDS[kind]}") for kind in picture.changes]
    items += [(_glyph(state, two), LABELS[state], f": {means}") for state, means in picture.states]
    rows: list[list[tuple[Mark | None, str, str]]] = [[]]
    at = 0.0
    for item in items:
        need = _item_width(item)
        if at and at + need > wide:
            rows.append([])
            at = 0.0
        rows[-1].append(item)
        at += need
    return rows


def _item_width(item: tuple[Mark | None, str, str]) -> float:
    mark, name, means = item
    return (18 if mark else 0) + width(name, SMALL_BOLD) + width(means, SMALL) + 10


def _glyph(state: str, colours: tuple[str, ...]) -> Mark:
    return Mark(
        0, "", (0, 0), "settlement", state, colours, False, False, None, 0.45 if state == "silent" else 1, 1
    )


def _legend(sheet: Sheet, rows: Sequence[Sequence[tuple[Mark | None, str, str]]], frame: Rect) -> None:
    y = frame.bottom + 12
    for row in rows:
        x = frame.x
        for mark, name, means in row:
            if mark:
                _draw_mark(sheet, mark, x + 7, y, 4.6)
                x += 18
            _write(sheet, Text(x, y + 3, name, SMALL_BOLD, "legend"))
            x += width(name, SMALL_BOLD)
            if means:
                _write(sheet, Text(x, y + 3, means, SMALL, "legend"))
            x += width(means, SMALL) + 10
        y += 13.5


# ---- map ---------------------------------------------------------------------------------------------------


def _map(sheet: Sheet, picture: Picture, frame: Rect) -> None:
    sheet.frame = frame
    axes = sheet.figure.axes[0]
    clip = Rectangle((frame.x, frame.y), frame.width, frame.height, transform=axes.transData)
    projection = Projection.fit(frame, picture.bounds)
    _base(axes, projection, clip, frame)
    shown = [mark for mark in picture.marks if projection.shows(*mark.at)]
    _shapes(axes, projection, clip, picture.marks)
    size = shapes.MOST if len(shown) <= 40 else shapes.MOST * max(0.55, (40 / len(shown)) ** 0.5)
    radii = [min(shapes.radius(mark), size) for mark in shown]
    points = [(*projection.xy(*mark.at), r + 2) for mark, r in zip(shown, radii, strict=True)]
    inner = Rect(frame.x + 4, frame.y + 4, frame.width - 8, frame.height - 8)
    places = spread(points, inner)
    taken = [
        Rect(x - r - 3, y - r - 3, 2 * r + 6, 2 * r + 6) for (x, y), r in zip(places, radii, strict=True)
    ]
    inset = _inset_box(frame, taken)
    obstacles = [
        *taken,
        inset,
        Rect(frame.x, frame.bottom - 26, SCALE_ROOM, 26),
        Rect(frame.right - 30, frame.y, 30, 44),
    ]
    labels, leads = _labels(shown, places, radii, obstacles, frame)
    for (x, y), (x0, y0, _), mark, r in reversed(list(zip(places, points, shown, radii, strict=True))):
        if abs(x - x0) + abs(y - y0) > 3:
            axes.plot([x, x0], [y, y0], color=INK, linewidth=0.7, zorder=9)
            axes.add_patch(Circle((x0, y0), 1.4, facecolor=INK, edgecolor="none", zorder=9))
        _draw_mark(sheet, mark, x, y, r)
    for (x, y), text in leads:
        middle = text.box.x + text.box.width / 2, text.box.y + text.box.height / 2
        axes.plot([x, middle[0]], [y, middle[1]], color=SOFT, linewidth=0.6, zorder=8)
    for text in labels:
        _write(sheet, text, halo=True)
        sheet.labels.append(text)
    _towns(sheet, projection, [*obstacles, *(text.box for text in labels)], frame, shown)
    _furniture(sheet, projection, frame)
    _inset(sheet, inset, projection)
    axes.add_patch(
        Rectangle((frame.x, frame.y), frame.width, frame.height, fill=False, edgecolor=LINE, zorder=15)
    )
    outside = [str(mark.number) for mark in picture.marks if not projection.shows(*mark.at)]
    if outside:
        words = f"Outside the map: {', '.join(outside)}"
        left = frame.x + SCALE_ROOM
        for number, line in enumerate(reversed(wrapped([(words, SMALL)], frame.right - left - 8))):
            at = frame.bottom - 7 - number * SMALL.size * 1.25
            _write(sheet, Text(left, at, "".join(word for word, _ in line), SMALL, "outside"), halo=True)


def _base(axes, projection: Projection, clip: Rectangle, frame: Rect) -> None:
    base = basemap()
    axes.add_patch(
        Rectangle((frame.x, frame.y), frame.width, frame.height, facecolor=SEA, edgecolor="none", zorder=0)
    )
    span = projection.north - projection.south
    areas = [("land", LAND, 1), ("urban", URBAN, 2), ("lakes", SEA, 3)]
    if not URBAN_SPAN[0] < span < URBAN_SPAN[1]:
        del areas[1]
    for name, colour, level in areas:
        for path in projection.rings(name):
            axes.add_patch(PathPatch(path, facecolor=colour, edgecolor="none", zorder=level))
    near = span < 12
    layers = [("borders", BORDER, 1.1, "solid", base["borders"])]
    if near:
        layers.insert(0, ("regions", REGION, 0.8, (0, (4, 3)), base["regions"]))
        layers.insert(0, ("rivers", RIVER, 0.9, "solid", [river["line"] for river in base["rivers"]]))
    for level, (_, colour, wide, dash, lines) in enumerate(layers):
        made = LineCollection(
            list(projection.lines(lines)), colors=colour, linewidths=wide, linestyles=[dash], zorder=4 + level
        )
        axes.add_collection(made)
        made.set_clip_path(clip)  # adding it would set another


def _shapes(axes, projection: Projection, clip: Rectangle, marks: Sequence[Mark]) -> None:
    """Rivers, roads, regions and the reach of approximate positions, all dashed: none is exact."""
    for mark in marks:
        water = shapes.SHAPES.get(mark.kind) == "pill"
        plain = "#5b93b8" if water else SOFT
        colour = DISPUTED_COLOUR if mark.state == "disputed" else plain
        if mark.state == "held" and mark.colours:
            colour = mark.colours[0]
        style = {
            "color": colour,
            "alpha": mark.alpha,
            "linewidth": 1.3,
            "linestyle": (0, (4, 3)),
            "zorder": 7,
        }
        for path in mark.paths:
            line = np.array([(lon, lat) for lat, lon in ((*path, path[0]) if mark.closed else path)])
            for stretch in projection.stretches(line):
                (drawn,) = axes.plot(stretch[:, 0], stretch[:, 1], **style)
                drawn.set_clip_path(clip)
        if mark.radius_km and not mark.paths:
            x, y = projection.xy(*mark.at)
            reach = mark.radius_km * projection.points_per_km
            ring = Circle(
                (x, y), reach, fill=False, edgecolor=colour, linewidth=0.8, linestyle=(0, (4, 3)), zorder=7
            )
            axes.add_patch(ring)
            ring.set_clip_path(clip)


def _draw_mark(sheet: Sheet, mark: Mark, x: float, y: float, r: float) -> None:
    axes = sheet.figure.axes[0]
    for patch, clip in shapes.patches(mark, x, y, r):
        patch.set_zorder(10)
        axes.add_patch(patch)
        if clip is not None:
            clip.set_transform(axes.transData)
            patch.set_clip_path(clip)


def _labels(
    marks: Sequence[Mark],
    places: Sequence[tuple[float, float]],
    radii: Sequence[float],
    obstacles: Sequence[Rect],
    frame: Rect,
) -> tuple[list[Text], list[tuple[tuple[float, float], Text]]]:
    """A label for every mark: number and name where both fit, else the number; and leads to far ones."""
    taken, texts, leads = list(obstacles), [], []
    inner = Rect(frame.x + 2, frame.y + 2, frame.width - 4, frame.height - 4)
    waiting = []
    for mark, (x, y), r in zip(marks, places, radii, strict=True):
        badge = f" ({BADGES[mark.change]})" if mark.change else ""
        style = LABEL if mark.state in LOUD else LABEL_QUIET
        if not _place(f"{mark.number}  {mark.name}{badge}", style, x, y, r, taken, inner, texts, leads, 16):
            waiting.append((mark, style, x, y, r))
    for mark, style, x, y, r in waiting:
        if not _place(str(mark.number), style, x, y, r, taken, inner, texts, leads, 99):
            small = Style(7.5, bold=True)
            wide = width(str(mark.number), small)
            texts.append(Text(x - wide / 2, y + 2.7, str(mark.number), small, "number"))
    return texts, leads


def _place(words, style, x, y, r, taken, inner, texts, leads, most) -> bool:
    wide = width(words, style)
    for number, (left, baseline) in enumerate(label_spots(x, y, r, wide, style.size)):
        if number >= most:
            return False
        text = Text(left, baseline, words, style, "label")
        if text.box.inside(inner) and not any(text.box.overlaps(box) for box in taken):
            taken.append(text.box)
            texts.append(text)
            if number >= 8:
                leads.append(((x, y), text))
            return True
    return False


def _towns(
    sheet: Sheet, projection: Projection, taken: list[Rect], frame: Rect, marks: Sequence[Mark]
) -> None:
    """Names of the larger towns, where they keep clear of everything else."""
    named = {mark.name for mark in marks}
    axes = sheet.figure.axes[0]
    inner = Rect(frame.x + 3, frame.y + 3, frame.width - 6, frame.height - 6)
    count = 0
    for name, lon, lat, _ in basemap()["towns"]:
        if count == MOST_TOWNS:
            return
        if name in named or not projection.shows(lat, lon):
            continue
        x, y = projection.xy(lat, lon)
        text = Text(x + 4, y + 2.8, name, TOWN, "base")
        box = Rect(x - 3, text.box.y, text.box.width + 7, text.box.height)
        if not box.inside(inner) or any(box.overlaps(other) for other in taken):
            continue
        taken.append(box)
        axes.add_patch(Circle((x, y), 1.3, facecolor=TOWN.colour, edgecolor="none", zorder=6))
        _write(sheet, text, halo=True)
        count += 1


def _furniture(sheet: Sheet, projection: Projection, frame: Rect) -> None:
    """Scale bar and north."""
    axes = sheet.figure.axes[0]
    km = scale_km(projection.points_per_km, min(frame.width, 4 * (SCALE_ROOM - 60)))
    long = km * projection.points_per_km
    x, y = frame.x + 10, frame.bottom - 9
    axes.plot([x, x, x + long, x + long], [y - 4, y, y, y - 4], color=INK, linewidth=1.2, zorder=12)
    _write(sheet, Text(x + long + 5, y + 1, f"{km} km", SMALL, "scale"), halo=True)
    north = shapes.arrow(frame.right - 15, frame.y + 17, 10)
    north.set_zorder(12)
    axes.add_patch(north)
    _write(
        sheet,
        Text(frame.right - 15 - width("N", SMALL_BOLD) / 2, frame.y + 36, "N", SMALL_BOLD, "north"),
        halo=True,
    )


def _inset_box(frame: Rect, taken: Sequence[Rect]) -> Rect:
    """The corner for the locator in which the fewest marks lie."""
    wide = frame.width * INSET_SHARE
    high = wide * 0.72
    corners = [
        Rect(frame.x + 5, frame.y + 5, wide, high),
        Rect(frame.right - wide - 5, frame.bottom - high - 5, wide, high),
        Rect(frame.right - wide - 36, frame.y + 5, wide, high),
        Rect(frame.x + 5, frame.bottom - high - 30, wide, high),
    ]
    return min(corners, key=lambda box: sum(box.overlaps(other) for other in taken))


def _inset(sheet: Sheet, box: Rect, projection: Projection) -> None:
    """Where on earth the map lies: its frame among the countries around it."""
    axes = sheet.figure.axes[0]
    lat, lon = (projection.south + projection.north) / 2, (projection.west + projection.east) / 2
    high = max(16.0, (projection.north - projection.south) * 2.4)
    wide = high / max(0.3, cos(radians(lat)))
    around = Projection.fit(box, (lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2))
    clip = Rectangle((box.x, box.y), box.width, box.height, transform=axes.transData)
    axes.add_patch(
        Rectangle((box.x, box.y), box.width, box.height, facecolor=SEA, edgecolor="none", zorder=16)
    )
    land = [PathPatch(path) for path in around.rings("land")]
    axes.add_collection(PatchCollection(land, facecolor=LAND, edgecolor="none", zorder=16.1))
    lines = LineCollection(
        list(around.lines(basemap()["borders"])), colors=BORDER, linewidths=0.5, zorder=16.2
    )
    axes.add_collection(lines)
    lines.set_clip_path(clip)
    taken: list[Rect] = []
    style = Style(6.8, colour="#6f6b64")
    for name, at_lon, at_lat, _ in basemap()["countries"]:
        if around.shows(at_lat, at_lon):
            x, y = around.xy(at_lat, at_lon)
            text = Text(x - width(name, style) / 2, y, name, style, "inset")
            if text.box.inside(box) and not any(text.box.overlaps(other) for other in taken):
                taken.append(text.box)
                axes.text(
                    text.x,
                    text.y,
                    name,
                    fontsize=style.size,
                    color=style.colour,
                    zorder=16.3,
                    parse_math=False,
                )
    corners = [(projection.north, projection.west), (projection.south, projection.east)]
    (x1, y1), (x2, y2) = (around.xy(*corner) for corner in corners)
    axes.add_patch(
        PolygonPatch(
            [(x1, y1), (x2, y1), (x2, y2), (x1, y2)],
            fill=False,
            edgecolor="#b00020",
            linewidth=1.4,
            zorder=17,
        )
    )
    axes.add_patch(Rectangle((box.x, box.y), box.width, box.height, fill=False, edgecolor=BORDER, zorder=18))


def overlaps(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs of texts whose boxes share area."""
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            if one.box.overlaps(other.box):
                yield one, other
