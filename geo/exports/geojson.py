"""Claims as GeoJSON (RFC 7946): one feature per row with its place's own geometry, null where it has none."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

from geo.exports.selection import Selection, records
from geo.layers import geometry
from geo.model import Place


def encode(selection: Selection) -> bytes:
    """The file's bytes. What is said of all rows stands beside `features` as foreign members."""
    features = [
        {
            "type": "Feature",
            "id": f"{row['claim_id']}/{row['place_id']}/{row['mention_start']}",
            "geometry": shape(place) if (place := selection.places.get(row["place_id"])) else None,
            "properties": {
                name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
            },
        }
        for row in records(selection)
    ]
    content = {
        "type": "FeatureCollection",
        "description": selection.sentence,
        "revision": selection.revision,
        "made": selection.made.isoformat(),
        "notes": list(selection.notes),
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def shape(place: Place) -> dict[str, Any]:
    """A place's geometry in [lon, lat], outer rings counterclockwise as RFC 7946 asks."""
    made = geometry(place)
    if made["type"] == "MultiPolygon":
        made = {
            **made,
            "coordinates": [[counterclockwise(ring) for ring in rings] for rings in made["coordinates"]],
        }
    return made


def counterclockwise(ring: list[list[float]]) -> list[list[float]]:
    """A closed ring of [lon, lat], turned round where it runs clockwise (shoelace formula)."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if doubled >= 0 else ring[::-1]
