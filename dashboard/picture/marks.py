"""Marks of places as matplotlib patches, in the shapes, colours and patterns of the map (mapview/map.js)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon, Rectangle, RegularPolygon, Wedge

from dashboard.picture.compose import Mark
from dashboard.picture.paper import Sheet
from geo.layers import DISPUTED_COLOUR

GREY, DARK, PAPER = "#767676", "#2b2f36", "#ffffff"
SHAPES = {
    "settlement": "circle",
    "district": "square",
    "region": "square",
    "country": "square",
    "area": "square",
    "river": "pill",
    "lake": "pill",
    "sea": "pill",
    "canal": "pill",
    "road": "diamond",
    "facility": "triangle",
    "bridge": "triangle",
    "dam": "triangle",
    "island": "hexagon",
    "hill": "hexagon",
    "forest": "hexagon",
    "sector": "ring",
}
REACH = {"pill": 1.35, "diamond": 1.2, "triangle": 1.3, "hexagon": 1.08}  # of a shape, in radii of the circle
LEAST, MOST, LEAST_DISPUTED, MOST_QUIET = 7.5, 14.0, 10.0, 5.5  # radii in points


def radius(mark: Mark) -> float:
    """Size by the number of independent claims, as on the map."""
    size = min(MOST, LEAST + 1.9 * max(0, mark.claims - 1) ** 0.5)
    if mark.state == "disputed":
        return max(size, LEAST_DISPUTED)
    return min(size, MOST_QUIET) if mark.state in ("silent", "mentioned") else size


def reach(mark: Mark, r: float) -> float:
    """How far to its side a mark of radius `r` reaches."""
    return r * REACH.get(SHAPES.get(mark.kind, "circle"), 1.0)


def outline(shape: str, x: float, y: float, r: float, **style: object) -> Patch:
    """The outline of a mark."""
    if shape == "square":
        return Rectangle((x - 0.9 * r, y - 0.9 * r), 1.8 * r, 1.8 * r, **style)
    if shape == "pill":
        box = f"round,pad=0,rounding_size={0.72 * r}"
        return FancyBboxPatch(
            (x - REACH[shape] * r, y - 0.72 * r), 2 * REACH[shape] * r, 1.44 * r, boxstyle=box, **style
        )
    if shape in ("diamond", "triangle", "hexagon"):
        sides = {"diamond": 4, "triangle": 3, "hexagon": 6}[shape]
        turn = pi if sides == 3 else 0  # y grows downwards
        return RegularPolygon((x, y), sides, radius=REACH[shape] * r, orientation=turn, **style)
    return Circle((x, y), r, **style)


def patches(mark: Mark, x: float, y: float, r: float) -> Iterator[tuple[Patch, Patch | None]]:
    """(patch, patch that clips it) from below to above."""
    shape = SHAPES.get(mark.kind, "circle")
    yield outline(shape, x, y, r + 1.6, facecolor=PAPER, edgecolor="none"), None
    clip = outline(shape, x, y, r, facecolor="none", edgecolor="none")
    yield outline(shape, x, y, r, facecolor=PAPER, edgecolor="none"), None
    first = mark.colours[0] if mark.colours else GREY
    inner = {"facecolor": first, "edgecolor": "none", "alpha": mark.alpha}
    if mark.state == "held":
        yield outline(shape, x, y, r, **inner), None
    elif mark.state == "disputed":
        yield from ((one, clip) for one in _split(mark.colours or (GREY, DARK), x, y, r, mark.alpha))
    elif mark.state == "divided":
        second = mark.colours[1] if len(mark.colours) > 1 else GREY
        yield Rectangle((x - 1.4 * r, y - 2 * r), 1.05 * r, 4 * r, **inner), clip
        yield Rectangle((x + 0.35 * r, y - 2 * r), 1.05 * r, 4 * r, **{**inner, "facecolor": second}), clip
    elif mark.state == "partly_held":
        if mark.bearing is None:
            yield Circle((x, y), 0.55 * r, **inner), clip
        else:
            middle = mark.bearing - 90  # y grows downwards, so angles run clockwise
            yield Wedge((x, y), 1.6 * r, middle - 53, middle + 53, **inner), clip
    elif mark.state == "fighting":
        yield from ((one, None) for one in _cross(x, y, 0.5 * r, max(1.2, 0.2 * r)))
    elif mark.state == "mentioned":
        yield Circle((x, y), max(1.4, 0.26 * r), facecolor=GREY, edgecolor="none"), None
    quiet = mark.state in ("silent", "mentioned")
    dashes = (0, (1.2, 1.8)) if shape == "ring" else (0, (2.6, 1.8)) if mark.assessed else "solid"
    edge = GREY if quiet else first if mark.state == "partly_held" else DARK
    yield (
        outline(
            shape, x, y, r, fill=False, edgecolor=edge, linewidth=0.9 if quiet else 1.3, linestyle=dashes
        ),
        None,
    )
    if mark.state == "disputed":
        yield outline(shape, x, y, r + 2.1, fill=False, edgecolor=DISPUTED_COLOUR, linewidth=2.2), None
    if mark.fighting:
        yield from ((one, None) for one in cross(x + 0.85 * r, y - 0.85 * r))


def cross(x: float, y: float) -> Iterator[Patch]:
    """The small cross at a mark: fighting is reported too."""
    yield Circle((x, y), 4.6, facecolor=PAPER, edgecolor=DARK, linewidth=0.8)
    yield from _cross(x, y, 2.1, 1.3)


def _split(colours: Sequence[str], x: float, y: float, r: float, alpha: float) -> Iterator[Patch]:
    count = max(2, len(colours))
    wide = 2.7 * r / count
    for number in range(count):
        colour = colours[number] if number < len(colours) else GREY
        yield Rectangle(
            (x - 1.35 * r + number * wide, y - 2 * r),
            wide,
            4 * r,
            facecolor=colour,
            edgecolor="none",
            alpha=alpha,
        )
    for step in range(-3, 4):  # hatched, so that it reads without colour
        a = x + step * 0.62 * r
        yield Polygon(
            [(a - 1.5 * r, y + 1.5 * r), (a + 1.5 * r, y - 1.5 * r)],
            closed=False,
            fill=False,
            edgecolor="#ffffffd8",
            linewidth=max(1.0, 0.13 * r),
        )


def _cross(x: float, y: float, size: float, wide: float) -> Iterator[Patch]:
    for way in (1, -1):
        ends = [(x - size, y - way * size), (x + size, y + way * size)]
        yield Polygon(ends, closed=False, fill=False, edgecolor=DARK, linewidth=wide, capstyle="round")


def arrow(x: float, y: float, size: float) -> Polygon:
    """A north arrow, its tip upwards."""
    points = [(x + size * sin(a), y - size * cos(a)) for a in (0, 2.5, pi, 2 * pi - 2.5)]
    points[2] = (x, y + 0.35 * size)
    return Polygon(points, facecolor=DARK, edgecolor="none")


def draw_mark(sheet: Sheet, mark: Mark, x: float, y: float, r: float, level: float = 10) -> None:
    """Draw a mark of radius r at a point; `level` is higher for what lies above."""
    axes = sheet.figure.axes[0]
    for patch, clip in patches(mark, x, y, r):
        patch.set_zorder(level)
        axes.add_patch(patch)
        if clip is not None:
            clip.set_transform(axes.transData)
            patch.set_clip_path(clip)


def draw_cross(sheet: Sheet, x: float, y: float) -> None:
    """Draw a small cross alone."""
    for patch in cross(x, y):
        patch.set_zorder(10)
        sheet.figure.axes[0].add_patch(patch)
