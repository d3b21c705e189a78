"""What a query says beside a name: "Andriivka near Bakhmut", "Stepne, Zaporizhzhia"; and namesakes.

Distances are kilometres, points (lat, lon) in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from .model import Candidate, Place

#: "near Y" is within this distance of Y; the nearest comes first, and others hardly farther off.
NEAR_KM = 60.0
HARDLY_KM = 10.0
#: Candidates nearer than this to each other are one place, or a town and its station.
APART_KM = 25.0
#: A namesake whose score falls short by less than this may as well be meant: the name alone decides nothing.
CLOSE_SCORE = 0.2
AREA_KINDS = ("country", "region", "district", "area")
MOST_PARTS = 6

_JOINT = re.compile(r" ?[,()] ?| (near|nearby|outside|close to|next to|in) ", re.IGNORECASE)

_KIND_BEFORE = re.compile(
    r"^(?:(?:the )?(?:city|town|village|settlement) of "
    r"|(?:місто|село|смт|селище|город|посёлок|пгт) |[смгпд]\. ?)",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(r" (?:city|town|village)$", re.IGNORECASE)
_DISTRICT = re.compile(r" (?:raion|district|район)$", re.IGNORECASE)

Distance = Callable[[float, float, float, float], float]


def parts(query: str) -> tuple[str, list[tuple[bool, str]]]:
    """Split a query into the name and what narrows it, each with whether it is only near that.

    parts("Andriivka near Bakhmut, Ukraine") == ("Andriivka", [(True, "Bakhmut"), (False, "Ukraine")])
    """
    pieces = _JOINT.split(" ".join(query.split()))[: 2 * MOST_PARTS]
    words = zip(pieces[1::2], pieces[2::2], strict=False)
    beside = [((joint or "in").lower() != "in", words.strip()) for joint, words in words]
    return pieces[0].strip(), [(near, words) for near, words in beside if words]


def bare(words: str) -> str:
    """A name without the word for its kind: "village of X", "X city", "с. X"."""
    return _KIND_AFTER.sub("", _KIND_BEFORE.sub("", words)) or words


def seat(district: str) -> str:
    """The town that a district of that name lay about, which may have been abolished: "Lyman raion"."""
    return _DISTRICT.sub("", district)


def narrowed(
    found: Sequence[Candidate], meant: Iterable[Place], near: bool, distance_km: Distance
) -> list[Candidate]:
    """Keep the candidates within one of the countries or regions that `meant`, likeliest first, may be; else
    those in the first other area, or near the first other place, the nearest first, that has any."""
    meant = list(meant)
    wide = [] if near else [place for place in meant if place.kind in ("country", "region")]
    held = [c for c in found if any(lies_in(c.place, area, distance_km) for area in wide)]
    if held:
        return held
    for place in meant:
        if place.kind in AREA_KINDS and not near:
            held = [c for c in found if place not in wide and lies_in(c.place, place, distance_km)]
        else:
            kms = [(distance_km(c.place.lat, c.place.lon, place.lat, place.lon), c) for c in found]
            nearest = min((km for km, _ in kms), default=NEAR_KM)
            within = min(NEAR_KM, nearest + HARDLY_KM)
            held = [c for km, c in sorted(kms, key=lambda pair: pair[0]) if km <= within]
        if held:
            return held
    return []


def lies_in(place: Place, area: Place, distance_km: Distance) -> bool:
    """Whether a place lies in a country, region, district or area, or is it."""
    if place.place_id == area.place_id:
        return True
    if area.kind == "country":
        return place.country == area.country
    if area.kind == "region" and place.country == area.country and place.admin1 in (area.admin1, area.name):
        return True
    if area.shape == "polygon":
        return any(_encloses(path, place.lat, place.lon) for path in area.paths)
    return area.kind != "region" and (
        distance_km(place.lat, place.lon, area.lat, area.lon) <= area.precision_km
    )


def _encloses(ring: Sequence[tuple[float, float]], lat: float, lon: float) -> bool:
    inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise((*ring, ring[0])):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            inside = not inside
    return inside


def namesakes(
    chosen: Candidate, found: Iterable[Candidate], distance_km: Distance
) -> list[tuple[Candidate, float]]:
    """The other places, far from the chosen one, that the same words name; with kilometres.

    No misspelt ones, and no region for a place in it: "Kharkiv" is the city or its oblast.
    """
    here = chosen.place
    others = []
    for other in found:
        place = other.place
        around = place.kind in AREA_KINDS and lies_in(here, place, distance_km)
        around = around or (here.kind in AREA_KINDS and lies_in(place, here, distance_km))
        km = distance_km(here.lat, here.lon, place.lat, place.lon)
        if other.match != "fuzzy" and km > APART_KM and not around:
            others.append((other, km))
    return others


def ambiguous(chosen: Candidate, others: Iterable[tuple[Candidate, float]]) -> bool:
    """Whether one of the namesakes is about as likely as the chosen place."""
    return any(other.score > chosen.score - CLOSE_SCORE for other, _ in others)
