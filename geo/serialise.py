"""Claims, places and documents as JSON: the full form of the store, and what the command line prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from geo.model import Candidate, Carrier, Claim, DateInterval, Link, Place, Resolution, Trace, Zone

Json = dict[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def dumps(value: object) -> str:
    """Canonical JSON: ASCII, sorted keys, no blanks; equal values give equal text, surrogates survive."""
    return _ENCODER.encode(value)


def dates_to_json(interval: DateInterval) -> Json:
    """{edtf, start, end, reason}; days are ISO 8601 or None."""
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    return {"edtf": interval.edtf, "start": start, "end": end, "reason": interval.reason}


def dates_from_json(data: Mapping[str, Any]) -> DateInterval:
    """The inverse of `dates_to_json`."""
    start, end = (date.fromisoformat(data[side]) if data[side] else None for side in ("start", "end"))
    return DateInterval(data["edtf"], start, end, data["reason"])


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _flat(value: Any) -> Any:
    """A dataclass without nested ones as a plain dict."""
    return {name: getattr(value, name) for name in _names(type(value))}


def place_to_json(place: Place) -> Json:
    """All fields; paths are lists of [lat, lon]."""
    return _flat(place)


def place_from_json(data: Mapping[str, Any]) -> Place:
    """The inverse of `place_to_json`."""
    paths = tuple(tuple((lat, lon) for lat, lon in path) for path in data["paths"])
    return Place(**{**data, "paths": paths})


def zones_to_json(zones: tuple[Zone, ...]) -> list[list[Any]]:
    """[[start, end, role], ...]."""
    return [[zone.start, zone.end, zone.role] for zone in zones]


def claim_to_json(claim: Claim) -> Json:
    """All fields of a claim, its links, carriers and trace, so that nothing of the raw reading is lost."""
    data = _flat(claim)
    for name in ("published", "said", "about"):
        data[name] = dates_to_json(data[name])
    for name in ("links", "carriers", "trace"):
        data[name] = [_flat(item) for item in data[name]]
    return data


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The inverse of `claim_to_json`."""
    values = dict(data)
    for name in ("published", "said", "about"):
        values[name] = dates_from_json(values[name])
    for name, kind in (("links", Link), ("carriers", Carrier), ("trace", Trace)):
        values[name] = tuple(kind(**item) for item in values[name])
    for name in ("chain", "flags"):
        values[name] = tuple(values[name])
    values["band"] = tuple(values["band"]) if values["band"] else None
    return Claim(**values)


def claim_report(claim: Claim) -> Json:
    """A claim as `extract` prints it."""
    return {
        "id": claim.claim_id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "evidence": claim.evidence,
        "claimant": claim.claimant,
        "claimant_kind": claim.claimant_kind,
        "side": claim.side,
        "chain": list(claim.chain),
        "places": [link.name for link in claim.links],
        "links": [{"place_id": link.place_id, "extent": link.extent} for link in claim.links],
        "predicate": claim.predicate,
        "modality": claim.modality,
        "status": claim.status,
        "certainty": claim.certainty,
        "said": dates_to_json(claim.said),
        "about": dates_to_json(claim.about),
    }


def mention_report(start: int, end: int, text: str, place: Place) -> Json:
    """A resolved mention as `extract` prints it."""
    return {
        "start": start,
        "end": end,
        "text": text,
        "place_id": place.place_id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
    }


def unmapped_report(resolution: Resolution) -> Json:
    """A mention that could not be placed, as `extract` prints it."""
    name = resolution.toponym
    return {"start": name.start, "end": name.end, "text": name.text, "reason": resolution.reason}


def candidate_report(candidate: Candidate) -> Json:
    """A candidate as `geocode` prints it."""
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "kind": place.kind,
        "matched_as": candidate.matched_as,
        "precision_km": place.precision_km,
    }
