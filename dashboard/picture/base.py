"""The base map in a frame: projection, land, borders, rivers, towns, scale."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, log10, radians
from typing import Any

import numpy as np
from matplotlib.path import Path

from dashboard import serve
from dashboard.picture.layout import Rect

KM_PER_DEGREE = 111.195  # of latitude, mean earth radius 6371.0088 km
PAD = 0.09  # of the frame, around the marks


@cache
def basemap() -> dict[str, Any]:
    """The base map's file; its format is described in scripts/make_basemap.py."""
    return json.loads(serve.ASSETS["basemap.json"][0].read_bytes())


@cache
def world() -> dict[str, Any]:
    """The base map with the finer lines and towns of the world beyond its detailed box, in its own form."""
    base, far = basemap(), json.loads(serve.ASSETS["world.json"][0].read_bytes())
    times, scale = base["scale"] // far["scale"], far["scale"]

    def lines(packed_lines: Sequence[Sequence[int]]) -> list[list[int]]:
        return [[value * times for value in packed] for packed in packed_lines]

    towns = [[name, lon / scale, lat / scale, people * 1000] for name, lon, lat, people in far["towns"]]
    rivers = [{"name": "", "rank": 5, "line": line} for line in lines(far["rivers"])]
    return base | {
        "land": lines(far["land"]),
        "borders": lines(far["borders"]),
        "lakes": base["lakes"] + lines(far["lakes"]),
        "rivers": base["rivers"] + rivers,
        "towns": sorted(base["towns"] + towns, key=lambda row: -row[3]),
    }


def unpack(packed: Sequence[int], scale: int) -> np.ndarray:
    """[n, 2] array of (lon, lat) of a running sum over [dlon, dlat] pairs."""
    return np.cumsum(np.asarray(packed, dtype=float).reshape(-1, 2), axis=0) / scale


@dataclass(frozen=True)
class Projection:
    """Equirectangular, true to scale along the middle latitude of the frame."""

    frame: Rect
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def fit(cls, frame: Rect, bounds: tuple[float, float, float, float]) -> Projection:
        """The projection that shows bounds (west, south, east, north) within the frame, with some room."""
        west, south, east, north = bounds
        middle, lon = (south + north) / 2, (west + east) / 2
        shrink = max(0.15, cos(radians(middle)))
        high = max(
            (north - south) / (1 - 2 * PAD),
            (east - west) * shrink / (1 - 2 * PAD) * frame.height / frame.width,
        )
        wide = high * frame.width / frame.height / shrink
        return cls(frame, lon - wide / 2, middle - high / 2, lon + wide / 2, middle + high / 2)

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Points on the page of a position."""
        x = self.frame.x + (lon - self.west) / (self.east - self.west) * self.frame.width
        y = self.frame.y + (self.north - lat) / (self.north - self.south) * self.frame.height
        return x, y

    def line(self, lon_lat: np.ndarray) -> np.ndarray:
        """Points on the page of an array of (lon, lat)."""
        scale = (self.frame.width / (self.east - self.west), -self.frame.height / (self.north - self.south))
        return (lon_lat - (self.west, self.north)) * scale + (self.frame.x, self.frame.y)

    @property
    def ground(self) -> dict[str, Any]:
        """What to draw below: the base map, or the world's where the middle lies beyond its detailed box."""
        west, south, east, north = basemap()["detail"]
        lon, lat = (self.west + self.east) / 2, (self.south + self.north) / 2
        return basemap() if west <= lon <= east and south <= lat <= north else world()

    @property
    def points_per_km(self) -> float:
        """Points on the page for a kilometre."""
        return self.frame.height / ((self.north - self.south) * KM_PER_DEGREE)

    def shows(self, lat: float, lon: float) -> bool:
        """Whether a position lies within the frame."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def near(self, lon_lat: np.ndarray) -> bool:
        """Whether the box of a line meets the frame."""
        low, high = lon_lat.min(axis=0), lon_lat.max(axis=0)
        return low[0] <= self.east and high[0] >= self.west and low[1] <= self.north and high[1] >= self.south

    def rings(self, name: str) -> Iterator[Path]:
        """Areas of a layer of the base map, cut to the frame."""
        base, frame = self.ground, self.frame
        box = _box(frame)
        for packed in base[name]:
            ring = unpack(packed, base["scale"])
            if len(ring) > 2 and self.near(ring):
                path = Path(self.line(ring), closed=False).clip_to_bbox(box, inside=True)
                if len(path.vertices):
                    yield path

    def lines(self, packed_lines: Sequence[Sequence[int]]) -> Iterator[np.ndarray]:
        """Stretches of lines that come near the frame, as points on the page."""
        scale = basemap()["scale"]
        for packed in packed_lines:
            line = unpack(packed, scale)
            if len(line) > 1 and self.near(line):
                yield from self.stretches(line)

    def stretches(self, line: np.ndarray) -> Iterator[np.ndarray]:
        """The stretches of a line of (lon, lat) that come near the frame."""
        wide, high = self.east - self.west, self.north - self.south
        inside = (
            (line[:, 0] > self.west - wide)
            & (line[:, 0] < self.east + wide)
            & (line[:, 1] > self.south - high)
            & (line[:, 1] < self.north + high)
        )
        for part in np.split(np.arange(len(line)), np.flatnonzero(np.diff(inside.astype(int))) + 1):
            if len(part) > 1 and inside[part[0]]:
                yield self.line(line[part])


def _box(frame: Rect):
    from matplotlib.transforms import Bbox

    return Bbox([[frame.x, frame.y], [frame.right, frame.bottom]])


def scale_km(points_per_km: float, wide: float) -> int:
    """A round length in kilometres whose bar is at most a quarter of `wide` points long."""
    most = wide / 4 / points_per_km
    power = 10 ** int(log10(max(1, most)))
    return int(max(step * power for step in (1, 2, 5) if step * power <= max(1, most)))
