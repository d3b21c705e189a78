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
from dashboard.picture.compose import BADGES, Entry, Line, Mark, Picture
from dashboard.picture.layout import (
    FAMILY,
    MISSING,
    Flow,
    Page,
    Paragraph,
    Rect,
    Style,
    Text,
    drawable,
    label_spots,
    set_out,
    spread,
    width,
    wrapped,
)
from geo.changes import KINDS
from geo.errors import BadInput
from geo.layers import DISPUTED_COLOUR, LABELS

INK, SOFT, LINE = "#1d2530", "#505a66", "#c3c9d0"
SEA, LAND, RIVER, BORDER, REGION, URBAN = "#dbe6ec", "#f6f4ee", "#8fb4ca", "#7d7a75", "#c3beb2", "#e6e0d4"
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
TITLE_LINE, SENTENCE_LINE, MARKING_LINE, LEGEND_LINE = 27.0, 16.0, 14.0, 14.5  # heights
MOST_SENTENCE, MOST_FOOT = 4, 8  # lines; what is longer stands in the list
GLYPH, GAP = 18.0, 14.0  # room for a sign of the legend, and between its items
PLAIN = "#8a939c"  # of signs in the legend that mean any side
LOUD = ("disputed", "divided", "held", "partly_held", "fighting")
MOST_TOWNS = 26
URBAN_SPAN = (2.5, 12.0)  # degrees of latitude shown between which built-up areas are neither crude nor lost
LIST_BELOW = 0.56  # of the height for the map and its legend, where the list stands below
LEAST_MAP = 120.0  # height of the map
CORNER = 110.0  # room at the foot's right for the number of the page
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


@dataclass(frozen=True)
class Room:
    """Heights that a picture's words take around its map, in points; and what stands in the foot."""

    title: float
    head: float  # title and sentence
    legend: float
    foot: float

    def most(self, other: Room) -> Room:
        """Room for both."""
        return Room(
            max(self.title, other.title),
            max(self.head, other.head),
            max(self.legend, other.legend),
            max(self.foot, other.foot),
        )


def room(picture: Picture, size: Size) -> Room:
    """The room that a picture needs; pictures drawn in the same room have the same frame.

    Raises:
        BadInput: the marking is wider than the page.
    """
    if width(picture.marking, MARKING) > size.width - 2 * MARGIN:
        raise BadInput(f"--marking {picture.marking[:30]}…", "is longer than a line", "shorten it")
    title = len(_title(picture, size)) * TITLE_LINE + (MARKING_LINE if picture.marking else 0) + 8
    head = title + len(_sentence(picture, size)) * SENTENCE_LINE
    legend = len(_legend_rows(picture, _map_width(size))) * LEGEND_LINE + 8
    return Room(title, head, legend, len(_foot(picture, size)) * FOOT.size * 1.25 + 4)


def sheets(picture: Picture, size: Size, given: Room | None = None, rest: str = "") -> list[Sheet]:
    """All pages of a picture, the map on the first.

    `given` is room at least as large as it needs; `rest` is said on the first page where it alone is used.
    """
    given = given or room(picture, size)
    pages = _flowed(picture, size, given)
    made = []
    for number, page in enumerate(pages):
        corner = f"page {number + 1} of {len(pages)}" if len(pages) > 1 else ""
        sheet = _sheet(picture, size, page, number == 0, rest if rest and corner else corner)
        if number == 0:
            frame = _frame(size, given)
            _map(sheet, picture, frame)
            _legend(sheet, _legend_rows(picture, _map_width(size)), frame)
        made.append(sheet)
    return made


def _map_width(size: Size) -> float:
    return (size.width - 2 * MARGIN) * size.map_share


def _frame(size: Size, given: Room) -> Rect:
    """Where the map is."""
    top, bottom = MARGIN + given.head, size.height - MARGIN - given.foot
    high = bottom - top if size.map_share < 1 else (bottom - top) * LIST_BELOW
    return Rect(MARGIN, top, _map_width(size), max(LEAST_MAP, high - given.legend))


def _flowed(picture: Picture, size: Size, given: Room) -> list[Page]:
    """The list, beside or below the map and on as many pages as it needs."""
    frame, bottom = _frame(size, given), size.height - MARGIN - given.foot
    if size.map_share < 1:
        left = frame.right + 16
        columns = [Rect(left, frame.y - 2, size.width - MARGIN - left, bottom - frame.y)]
    else:
        below = frame.bottom + given.legend + 2
        columns = _columns(size, below, bottom, 2)
    pages = [Page()]

    def more() -> list[Rect]:
        pages.append(Page())
        return _columns(size, MARGIN + given.title, bottom, 3 if size.map_share < 1 else 2)

    flow = Flow(pages, columns, more)
    for paragraphs in _list(picture, size):
        flow.add(paragraphs)
    return pages


def _columns(size: Size, top: float, bottom: float, count: int) -> list[Rect]:
    each = (size.width - 2 * MARGIN - (count - 1) * 18) / count
    return [Rect(MARGIN + n * (each + 18), top, each, bottom - top) for n in range(count)]


# ---- words -------------------------------------------------------------------------------------------------


def _list(picture: Picture, size: Size) -> Iterator[list[Paragraph]]:
    """Everything that is read rather than looked at."""
    if not _sentence(picture, size):
        yield [Paragraph([(picture.sentence, BODY)])]
    if picture.nothing:
        yield [Paragraph([(picture.nothing, BODY)])]
    yield from (_paragraphs(entry) for entry in picture.entries)
    if picture.same:
        yield [Paragraph([("Not changed:", LEAD), (", ".join(picture.same), BODY)], before=8)]
    if picture.sources:
        yield [
            Paragraph([("Sources", HEAD)], before=9, keep=True),
            *(
                Paragraph([(f"[{number}] ", SMALL_BOLD), (words, SMALL)], before=1.5, kind="source")
                for number, words in enumerate(picture.sources, 1)
            ),
        ]
    if picture.link and picture.link not in _foot_words(picture, size):
        yield [Paragraph([("Link:", SMALL_BOLD), (picture.link, SMALL)], before=6, kind="source")]


def _lines(words: str, style: Style, wide: float) -> list[str]:
    return ["".join(part for part, _ in line) for line in wrapped([(words, style)], wide)]


def _title(picture: Picture, size: Size) -> list[str]:
    """The title in as few lines as it needs, of like length."""
    wide = size.width - 2 * MARGIN
    lines = _lines(picture.title, TITLE, wide)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9) if len(lines) > 1 else ():
        narrow = _lines(picture.title, TITLE, share * wide)
        if len(narrow) == len(lines):
            return narrow
    return lines


def _sentence(picture: Picture, size: Size) -> list[str]:
    """The sentence in lines, none where it is too long for the head."""
    lines = _lines(picture.sentence, SENTENCE, size.width - 2 * MARGIN)
    return lines if len(lines) <= MOST_SENTENCE else []


def _foot_words(picture: Picture, size: Size) -> str:
    """Dates and caveats, with the link where there is room for it."""
    lacks = f"{MISSING}: a letter that the picture's type lacks." if _lacks_letters(picture) else ""
    words = " ".join(filter(None, [picture.dates, *picture.caveats, lacks]))
    linked = f"{words} {picture.link}".rstrip()
    return linked if len(_lines(linked, FOOT, _foot_width(size))) <= MOST_FOOT else words


def _foot(picture: Picture, size: Size) -> list[str]:
    return _lines(_foot_words(picture, size), FOOT, _foot_width(size))


def _foot_width(size: Size) -> float:
    return size.width - 2 * MARGIN - CORNER


def _lacks_letters(picture: Picture) -> bool:
    said = [picture.title, picture.sentence, picture.marking, *picture.sources, *picture.same]
    for entry in picture.entries:
        said += [entry.name, *(f"{line.lead}{line.words}" for line in entry.lines)]
    return any(drawable(words, style) != words for words in said for style in (BODY, LEAD))


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
        runs, before=3 if alone else 1.5, indent=8, bar=line.colour, keep=alone
    )


def _sheet(picture: Picture, size: Size, page: Page, first: bool, corner: str) -> Sheet:
    """A page with its words; further ones bear the title without the sentence."""
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
        left = (size.width - width(picture.marking, MARKING)) / 2
        for at in (MARGIN - 4, size.height - 8):
            _write(sheet, Text(left, at, picture.marking, MARKING, "marking"))
        y += MARKING_LINE
    for words in _title(picture, size):
        _write(sheet, Text(MARGIN, y + 18, words, TITLE, "title"))
        y += TITLE_LINE
    for words in _sentence(picture, size) if first else ():
        _write(sheet, Text(MARGIN, y + 11, words, SENTENCE, "sentence"))
        y += SENTENCE_LINE
    foot = _foot(picture, size)
    y = size.height - MARGIN - (len(foot) - 1) * FOOT.size * 1.25
    for words in foot:
        _write(sheet, Text(MARGIN, y, words, FOOT, "foot"))
        y += FOOT.size * 1.25
    if corner:
        left = size.width - MARGIN - width(corner, FOOT)
        _write(sheet, Text(left, size.height - MARGIN, corner, FOOT, "foot"))
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
        drawable(text.words, text.style),
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


@dataclass(frozen=True)
class Sign:
    """A piece of the legend: where its words begin in their row, the mark before them, the words."""

    x: float
    mark: Mark | None
    words: list[tuple[str, Style]]


def _legend_rows(picture: Picture, wide: float) -> list[list[Sign]]:
    """What occurs, each with its definition: short items share rows, long ones are wrapped."""
    sides = [colour for _, colour in picture.sides]
    two = tuple(sides[:2]) if len(sides) > 1 else (*sides, shapes.DARK)
    items: list[tuple[Mark | None, str, str]] = [
        (_glyph("held", (colour,)), f"{name}-held, as claimed", "") for name, colour in picture.sides
    ]
    if any(mark.assessed for mark in picture.marks):
        items.append((replace(_glyph("held", (PLAIN,)), assessed=True), "dashed", "assessed, not asserted"))
    if any(mark.fighting for mark in picture.marks):
        items.append((replace(_glyph("", ()), fighting=True), "small cross", "others report fighting"))
    if picture.marks:
        rules = {"bigger": "more claims", "paler": "older", "number": "as in the list"}
        items += [(None, name, means) for name, means in rules.items()]
    items += [(None, BADGES[kind], KINDS[kind]) for kind in picture.changes]
    for state, means in picture.states:
        colours = two if state in ("disputed", "divided") else (PLAIN,)
        items.append((_glyph(state, colours), LABELS[state], means))
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


def _glyph(state: str, colours: tuple[str, ...]) -> Mark:
    return Mark(
        0, "", (0, 0), "settlement", state, colours, False, False, None, 0.45 if state == "silent" else 1, 1
    )


def _legend(sheet: Sheet, rows: Sequence[Sequence[Sign]], frame: Rect) -> None:
    y = frame.bottom + 13
    for row in rows:
        for sign in row:
            at = frame.x + sign.x
            if sign.mark and sign.mark.state:
                _draw_mark(sheet, sign.mark, at - GLYPH + 7, y, 5.0)
            elif sign.mark:
                _cross(sheet, at - GLYPH + 7, y)
            for x, words, style in set_out(sign.words, at):
                _write(sheet, Text(x, y + 3.2, words, style, "legend"))
        y += LEGEND_LINE


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
        box = text.box
        end = min(max(x, box.x - 1), box.right + 1), min(max(y, box.y), box.bottom)
        axes.plot([x, end[0]], [y, end[1]], color=SOFT, linewidth=0.6, zorder=8)
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
        for number, line in enumerate(reversed(_lines(words, SMALL, frame.right - left - 8))):
            at = frame.bottom - 7 - number * SMALL.size * 1.25
            _write(sheet, Text(left, at, line, SMALL, "outside"), halo=True)


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


def _cross(sheet: Sheet, x: float, y: float) -> None:
    for patch in shapes.cross(x, y):
        patch.set_zorder(10)
        sheet.figure.axes[0].add_patch(patch)


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
            wide = width(str(mark.number), ON_MARK)
            texts.append(Text(x - wide / 2, y + 3.1, str(mark.number), ON_MARK, "number"))
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
        named.add(name)
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
    for name, at_lon, at_lat, _ in basemap()["countries"]:
        if around.shows(at_lat, at_lon):
            x, y = around.xy(at_lat, at_lon)
            text = Text(x - width(name, COUNTRY) / 2, y, name, COUNTRY, "inset")
            if text.box.inside(box) and not any(text.box.overlaps(other) for other in taken):
                taken.append(text.box)
                _write(sheet, text, halo=True)
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
