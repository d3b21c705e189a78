from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard import serve
from dashboard.picture.base import Projection, basemap
from dashboard.picture.layout import Rect

BASEMAP = Path(serve.ASSETS["basemap.json"][0])
WORLD = Path(serve.ASSETS["world.json"][0])
PENINSULA = (32.4, 44.3, 36.6, 46.25)  # west, south, east, north: Crimea with its isthmus


@pytest.fixture(scope="module")
def base() -> dict:
    return json.loads(BASEMAP.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world() -> dict:
    return json.loads(WORLD.read_text(encoding="utf-8"))


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
    assert WORLD.stat().st_size < 400_000


def test_no_border_is_drawn_between_crimea_and_the_rest_of_ukraine(base: dict, world: dict) -> None:
    west, south, east, north = PENINSULA
    for drawn in (base, world):
        for border in drawn["borders"]:
            for lon, lat in points(border, drawn["scale"]):
                assert not (west < lon < east and south < lat < north)


def test_crimea_is_a_region_among_the_others(base: dict) -> None:
    names = [name for name, *_ in base["regionNames"]]
    assert "Autonomous Republic of Crimea" in names and "Kherson Oblast" in names
    west, south, east, north = PENINSULA
    line = [p for region in base["regions"] for p in points(region, base["scale"])]
    assert any(west < lon < east and south < lat < north for lon, lat in line)


@pytest.mark.parametrize("layer", ["land", "borders", "lakes", "rivers"])
def test_every_line_of_the_world_is_on_earth(world: dict, layer: str) -> None:
    assert world[layer]
    for packed in world[layer]:
        for lon, lat in points(packed, world["scale"]):
            assert -180.01 <= lon <= 180.01 and -90.01 <= lat <= 90.01


def test_the_border_of_a_small_theatre_keeps_its_towns_on_their_side(world: dict) -> None:
    # Jabalia, 3 km from it, lies between the coast and the border
    lat, lon = 31.528, 34.483
    edges = [pair for line in world["borders"] for pair in pairwise(points(line, world["scale"]))]
    crossings = [
        a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges if (a[1] > lat) != (b[1] > lat)
    ]
    assert [at for at in crossings if lon < at < 34.6] and not [at for at in crossings if 34.0 < at < lon]


def test_towns_of_other_wars_are_named_and_no_district_for_its_city(base: dict, world: dict) -> None:
    towns = {name for name, *_ in world["towns"]}
    assert {"El Fasher", "Sittwe", "Goma", "Kinshasa", "Brazzaville"} <= towns | {
        name for name, *_ in base["towns"]
    }
    assert all(people < 400 for *_, people in world["towns"])  # the larger ones are in the base map
    near_donetsk = {name for name, lon, lat, _ in base["towns"] if 37.6 < lon < 38.1 and 47.9 < lat < 48.1}
    assert {"Donetsk", "Makiivka"} <= near_donetsk and not near_donetsk & {"Khanzhonkivskyi", "Tekstylnyk"}


def test_a_city_beside_a_larger_one_is_named_abroad(base: dict) -> None:
    towns = {(name, round(lat)) for name, _, lat, _ in base["towns"]}
    assert {("Howrah", 23), ("Callao", -12), ("Manhattan", 41)} <= towns


def test_a_country_is_named_on_its_mainland_and_again_where_it_reaches_into_the_detailed_box(
    base: dict,
) -> None:
    """Russia's Wrangel Island and Fiji lie on both sides of 180 degrees, and are not the largest for it."""
    named = [(lon, lat) for name, lon, lat, _ in base["countries"] if name == "Russia"]
    assert len(named) == 2
    (lon, lat), (near_lon, near_lat) = named
    assert 80 < lon < 120 and 55 < lat < 70
    assert 30 < near_lon < 45 and 45 < near_lat < 55.5
    assert all(size < 200 for name, _, _, size in base["countries"] if name != "Antarctica")


@pytest.mark.parametrize("drawn", ["base", "world"])
def test_the_caspian_sea_is_water(request: pytest.FixtureRequest, base: dict, drawn: str) -> None:
    """Natural Earth's land has it as a hole."""

    def around(rings: list[list[int]], scale: int, lon: float, lat: float) -> int:
        edges = [pair for ring in rings for pair in pairwise(points(ring, scale))]
        far = [
            a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            for a, b in edges
            if (a[1] > lat) != (b[1] > lat)
        ]
        return sum(at > lon for at in far) % 2

    land = request.getfixturevalue(drawn)
    assert around(land["land"], land["scale"], 51.0, 39.0) == 1  # one outline, no hole that is filled
    assert around(base["lakes"], base["scale"], 51.0, 39.0) == 1


def test_a_picture_of_another_war_is_drawn_on_the_world_and_one_of_ukraine_is_not() -> None:
    frame = Rect(0, 0, 400, 300)
    bakhmut, darfur = (37.5, 48.3, 38.5, 48.9), (24.0, 11.5, 31.0, 14.0)
    assert Projection.fit(frame, bakhmut).ground is basemap()
    ground = Projection.fit(frame, darfur).ground
    assert next(row for row in ground["towns"] if row[0] == "El Fasher")[1:3] == pytest.approx(
        [25.35, 13.63], abs=0.02
    )


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
    assert (34.554, 49.589) in places["Poltava"] and (37.859, 48.127) in places["Yasynuvata"]


def test_its_sources_and_licences_stand_beside_it() -> None:
    words = (BASEMAP.parent / "SOURCES.md").read_text(encoding="utf-8")
    for source in ("Natural Earth", "GeoNames", "CC BY 4.0", "Crimea"):
        assert source in words
