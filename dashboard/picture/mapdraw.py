"""The map of a picture: base, marks, labels, scale, north, locator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import cos, radians

import numpy as np
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.patches import Polygon as PolygonPatch

from dashboard.picture import marks as shapes
from dashboard.picture.base import Projection, scale_km
from dashboard.picture.compose import BADGES, Mark, Picture
from dashboard.picture.layout import Rect, Text, label_spots, spread, width
from dashboard.picture.paper import (
    COUNTRY,
    INK,
    LABEL,
    LABEL_QUIET,
    LINE,
    ON_MARK,
    SMALL,
    SMALL_BOLD,
    SOFT,
    TOWN,
    Sheet,
    broken,
    write,
)
from geo.layers import DISPUTED_COLOUR, plural

SEA, LAND, RIVER, BORDER, REGION, URBAN = "#dbe6ec", "#f6f4ee", "#8fb4ca", "#7d7a75", "#c3beb2", "#e6e0d4"
LOUD = ("disputed", "divided", "held", "partly_held", "fighting")
MOST_TOWNS = 26
ADJACENT = 8  # spots of a label right beside its mark, which need no lead
LEAD_STEPS = 12  # points at which a lead is held against what is there
URBAN_SPAN = (2.5, 12.0)  # degrees of latitude shown between which built-up areas are neither crude nor lost
INSET_SHARE = 0.2
SILENT_RADIUS, SILENT_LEVEL = 3.6, 7.5  # points; above shapes, below marks
SCALE_ROOM = 190.0  # points at the map's lower left for the scale bar and its words

Point = tuple[float, float]  # x, y on the page


def draw_map(sheet: Sheet, picture: Picture, frame: Rect) -> None:
    """Draw the map of a picture in a frame of its page."""
    sheet.frame = frame
    axes = sheet.figure.axes[0]
    clip = Rectangle((frame.x, frame.y), frame.width, frame.height, transform=axes.transData)
    projection = Projection.fit(frame, picture.bounds)
    _base(axes, projection, clip, frame)
    inside = [mark for mark in picture.marks if projection.shows(*mark.at)]
    shown, silent = [mark for mark in inside if mark.number], [mark for mark in inside if not mark.number]
    _shapes(axes, projection, clip, [mark for mark in picture.marks if mark.number])
    size = shapes.MOST if len(shown) <= 40 else shapes.MOST * max(0.55, (40 / len(shown)) ** 0.5)
    radii = [min(shapes.radius(mark), size) for mark in shown]
    points = [(*projection.xy(*mark.at), r + 2) for mark, r in zip(shown, radii, strict=True)]
    inset = _inset_box(frame, [_around(*point) for point in points])
    outside = _outside(picture.marks, projection, frame, inset, [_around(*point) for point in points])
    inner = Rect(frame.x + 4, frame.y + 4, frame.width - 8, frame.height - 8)
    places = spread(points, _clear(inner, outside))
    taken = [_around(x, y, r + 2) for (x, y), r in zip(places, radii, strict=True)]
    obstacles = [
        *taken,
        inset,
        *(text.box for text in outside),
        Rect(frame.x, frame.bottom - 26, SCALE_ROOM, 26),
        Rect(frame.right - 30, frame.y, 30, 44),
    ]
    reaches = [shapes.reach(mark, r) for mark, r in zip(shown, radii, strict=True)]
    labels, leads = _labels(shown, places, reaches, obstacles, frame)
    for (x, y), (x0, y0, _), mark, r in reversed(list(zip(places, points, shown, radii, strict=True))):
        if abs(x - x0) + abs(y - y0) > 3:
            axes.plot([x, x0], [y, y0], color=INK, linewidth=0.7, zorder=9)
            axes.add_patch(Circle((x0, y0), 1.4, facecolor=INK, edgecolor="none", zorder=9))
        shapes.draw_mark(sheet, mark, x, y, r)
    for (x, y), text in leads:
        end = _end(text.box, x, y)
        axes.plot([x, end[0]], [y, end[1]], color=SOFT, linewidth=0.6, zorder=8)
    for text in labels:
        write(sheet, text, halo=True)
        sheet.labels.append(text)
    occupied = [*obstacles, *(text.box for text in labels)]
    _silent(sheet, silent, projection, frame, occupied)
    _towns(sheet, projection, occupied, frame, inside)
    _furniture(sheet, projection, frame)
    _inset(sheet, inset, projection)
    axes.add_patch(
        Rectangle((frame.x, frame.y), frame.width, frame.height, fill=False, edgecolor=LINE, zorder=15)
    )
    for text in outside:
        write(sheet, text, halo=True)


def _around(x: float, y: float, r: float) -> Rect:
    """The box of a mark, with some air."""
    return Rect(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2)


def _clear(inner: Rect, texts: Sequence[Text]) -> Rect:
    """What of a frame stays free above or below lines at its edge."""
    if not texts:
        return inner
    top, bottom = min(text.box.y for text in texts), max(text.box.bottom for text in texts)
    if top - inner.y < inner.bottom - bottom:
        return Rect(inner.x, bottom + 2, inner.width, inner.bottom - bottom - 2)
    return Rect(inner.x, inner.y, inner.width, top - 2 - inner.y)


def _silent(
    sheet: Sheet, marks: Sequence[Mark], projection: Projection, frame: Rect, taken: list[Rect]
) -> None:
    """Silent places, small and below all others, named where there is room; the list names every one."""
    inner = Rect(frame.x + 2, frame.y + 2, frame.width - 4, frame.height - 4)
    for mark in marks:
        x, y = projection.xy(*mark.at)
        shapes.draw_mark(sheet, mark, x, y, SILENT_RADIUS, SILENT_LEVEL)
        box = Rect(x - SILENT_RADIUS, y - SILENT_RADIUS, 2 * SILENT_RADIUS, 2 * SILENT_RADIUS)
        for left, baseline in islice(
            label_spots(x, y, SILENT_RADIUS, width(mark.name, SMALL), SMALL.size), 4
        ):
            text = Text(left, baseline, mark.name, SMALL, "label")
            if text.box.inside(inner) and not any(text.box.overlaps(one) for one in taken):
                taken.append(text.box)
                sheet.labels.append(text)
                write(sheet, text, halo=True)
                break
        taken.append(box)


def _outside(
    marks: Sequence[Mark], projection: Projection, frame: Rect, inset: Rect, taken: Sequence[Rect]
) -> list[Text]:
    """What lies outside the map, by its numbers, where it covers the fewest marks."""
    far = [mark for mark in marks if not projection.shows(*mark.at)]
    silent = sum(not mark.number for mark in far)
    said = [ranges([mark.number for mark in far if mark.number])]
    said += [plural(silent, "silent place")] if silent else []
    if not far:
        return []
    words = f"Outside the map: {', '.join(filter(None, said))}"
    left, right = frame.x + SCALE_ROOM, frame.right - 36
    rows = [(frame.y + 13, 1), (frame.bottom - 7, -1)]  # first baseline, and the way that further lines go
    found = []
    for at, way in rows:
        low, high = left, right
        if inset.y < at < inset.bottom + SMALL.size:
            low, high = (low, inset.x - 6) if inset.x > frame.x + frame.width / 2 else (inset.right + 6, high)
        lines = broken(words, SMALL, high - low)
        lines = lines if way > 0 else lines[::-1]
        step = way * SMALL.size * 1.25
        found.append([Text(low, at + n * step, line, SMALL, "outside") for n, line in enumerate(lines)])
    return min(found, key=lambda texts: sum(text.box.overlaps(box) for text in texts for box in taken))


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers in words, neighbours joined: "2, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _base(axes, projection: Projection, clip: Rectangle, frame: Rect) -> None:
    base = projection.ground
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


def _labels(
    marks: Sequence[Mark],
    places: Sequence[tuple[float, float]],
    reaches: Sequence[float],
    obstacles: Sequence[Rect],
    frame: Rect,
) -> tuple[list[Text], list[tuple[tuple[float, float], Text]]]:
    """A label for every mark: number and name where both fit, else the number, at last on the mark; and leads
    to those that stand apart. A lead crosses no other mark and no other label: it would lead to that one.
    """
    taken, texts, leads = list(obstacles), [], []
    inner = Rect(frame.x + 2, frame.y + 2, frame.width - 4, frame.height - 4)
    waiting = []
    for mark, (x, y), r in zip(marks, places, reaches, strict=True):
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
        if not text.box.inside(inner) or any(text.box.overlaps(box) for box in taken):
            continue
        lead = [] if number < ADJACENT else _points(x, y, *_end(text.box, x, y))
        if any(box.holds(*at) and not box.holds(x, y) for at in lead for box in taken):
            continue
        if lead and any(
            _cross((lead[0], lead[-1]), (start, _end(other.box, *start))) for start, other in leads
        ):
            continue
        if any(
            text.box.holds(*at) for start, other in leads for at in _points(*start, *_end(other.box, *start))
        ):
            continue
        taken.append(text.box)
        texts.append(text)
        if lead:
            leads.append(((x, y), text))
        return True
    return False


def _end(box: Rect, x: float, y: float) -> tuple[float, float]:
    """Where a lead from a mark meets the box of its label."""
    return min(max(x, box.x - 1), box.right + 1), min(max(y, box.y), box.bottom)


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines between points cross."""

    def turn(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b)


def _points(x: float, y: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """Points along a lead, the last one short of its label."""
    return [
        (x + (x1 - x) * step / LEAD_STEPS, y + (y1 - y) * step / LEAD_STEPS) for step in range(LEAD_STEPS)
    ]


def _towns(
    sheet: Sheet, projection: Projection, taken: list[Rect], frame: Rect, marks: Sequence[Mark]
) -> None:
    """Names of the larger towns, where they keep clear of everything else."""
    named = {mark.name for mark in marks}
    axes = sheet.figure.axes[0]
    inner = Rect(frame.x + 3, frame.y + 3, frame.width - 6, frame.height - 6)
    count = 0
    for name, lon, lat, _ in projection.ground["towns"]:
        if count == MOST_TOWNS:
            return
        if name in named or not projection.shows(lat, lon):
            continue
        x, y = projection.xy(lat, lon)
        wide = width(name, TOWN)
        for left in (x + 4, x - 4 - wide):
            text = Text(left, y + 2.8, name, TOWN, "base")
            box = Rect(min(left, x - 3), text.box.y, text.box.width + 7, text.box.height)
            if box.inside(inner) and not any(box.overlaps(other) for other in taken):
                break
        else:
            continue
        taken.append(box)
        named.add(name)
        axes.add_patch(Circle((x, y), 1.3, facecolor=TOWN.colour, edgecolor="none", zorder=6))
        write(sheet, text, halo=True)
        count += 1


def _furniture(sheet: Sheet, projection: Projection, frame: Rect) -> None:
    """Scale bar and north."""
    axes = sheet.figure.axes[0]
    km = scale_km(projection.points_per_km, min(frame.width, 4 * (SCALE_ROOM - 60)))
    long = km * projection.points_per_km
    x, y = frame.x + 10, frame.bottom - 9
    axes.plot([x, x, x + long, x + long], [y - 4, y, y, y - 4], color=INK, linewidth=1.2, zorder=12)
    write(sheet, Text(x + long + 5, y + 1, f"{km} km", SMALL, "scale"), halo=True)
    north = shapes.arrow(frame.right - 15, frame.y + 17, 10)
    north.set_zorder(12)
    axes.add_patch(north)
    write(
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
    for layer, colour in (("land", LAND), ("lakes", SEA)):
        drawn = [PathPatch(path) for path in around.rings(layer)]
        axes.add_collection(PatchCollection(drawn, facecolor=colour, edgecolor="none", zorder=16.1))
    lines = LineCollection(
        list(around.lines(around.ground["borders"])), colors=BORDER, linewidths=0.5, zorder=16.2
    )
    axes.add_collection(lines)
    lines.set_clip_path(clip)
    taken: list[Rect] = []
    for name, at_lon, at_lat, _ in around.ground["countries"]:
        if around.shows(at_lat, at_lon):
            x, y = around.xy(at_lat, at_lon)
            text = Text(x - width(name, COUNTRY) / 2, y, name, COUNTRY, "inset")
            if text.box.inside(box) and not any(text.box.overlaps(other) for other in taken):
                taken.append(text.box)
                write(sheet, text, halo=True)
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
