from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard import serve

BASEMAP = Path(serve.ASSETS["basemap.json"][0])
PENINSULA = (32.4, 44.3, 36.6, 46.25)  # west, south, east, north: Crimea with its isthmus


@pytest.fixture(scope="module")
def base() -> dict:
    return json.loads(BASEMAP.read_text(encoding="utf-8"))


def points(packed: list[int], scale: int) -> list[tuple[float, float]]:
    """(lon, lat) of a packed line."""
    lon = lat = 0
    out = []
    for dlon, dlat in zip(packed[::2], packed[1::2], strict=True):
        lon, lat = lon + dlon, lat + dlat
        out.append((lon / scale, lat / scale))
    return out


def test_it_is_small_enough_to_be_sent() -> None:
    assert BASEMAP.stat().st_size < 1_500_000
    assert len(serve.asset("basemap.json").body) < 300_000


def test_no_border_is_drawn_between_crimea_and_the_rest_of_ukraine(base: dict) -> None:
    west, south, east, north = PENINSULA
    for border in base["borders"]:
        for lon, lat in points(border, base["scale"]):
            assert not (west < lon < east and south < lat < north)


def test_crimea_is_a_region_among_the_others(base: dict) -> None:
    names = [name for name, *_ in base["regionNames"]]
    assert "Autonomous Republic of Crimea" in names and "Kherson Oblast" in names
    west, south, east, north = PENINSULA
    line = [p for region in base["regions"] for p in points(region, base["scale"])]
    assert any(west < lon < east and south < lat < north for lon, lat in line)


@pytest.mark.parametrize("layer", ["land", "borders", "regions", "lakes", "urban"])
def test_every_line_is_on_earth(base: dict, layer: str) -> None:
    assert base[layer]
    for packed in base[layer]:
        for lon, lat in points(packed, base["scale"]):
            assert -180.01 <= lon <= 180.01 and -90.01 <= lat <= 90.01


def test_towns_come_by_population(base: dict) -> None:
    assert all(before[3] >= after[3] for before, after in pairwise(base["towns"]))


def test_no_town_is_named_twice_nor_by_its_neighbours_name(base: dict) -> None:
    places: dict[str, list[tuple[float, float]]] = {}
    for name, lon, lat, _ in base["towns"]:
        for other in places.get(name, ()):
            assert max(abs(lon - other[0]), abs(lat - other[1])) > 0.15, name
        places.setdefault(name, []).append((lon, lat))
    assert (31.336, 47.562) in places["Voznesensk"]
    assert (34.594, 49.604) in places["Podil"] and (34.554, 49.589) in places["Poltava"]


def test_its_sources_and_licences_stand_beside_it() -> None:
    words = (BASEMAP.parent / "SOURCES.md").read_text(encoding="utf-8")
    for source in ("Natural Earth", "GeoNames", "CC BY 4.0", "Crimea"):
        assert source in words
