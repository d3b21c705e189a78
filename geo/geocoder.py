"""The gazetteer as a geopy geocoder, and any geopy geocoder behind it as an opt-in fallback.

    geocoder = Geocoder(Gazetteer.open())
    geocoder.geocode("Chasov Yar").raw["place_id"]

Offline by default. With `fallback`, names that the gazetteer does not know are put to a geocoding service
(OpenStreetMap's Nominatim unless another geopy geocoder is given): its answers are kept on disk, asked
for at most once a second (https://operations.osmfoundation.org/policies/nominatim/), and an outage is an
error, never an answer. A request tells the service what is looked for, and nothing else of the article.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location
from geopy.point import Point

from .errors import GeocoderUnavailable
from .gazetteer import Gazetteer, cache_folder, distance_km
from .gazetteer_build import GEONAMES_PRECISION_KM
from .model import Candidate, Place
from .narrowing import ambiguous, namesakes

USER_AGENT = "geo-claims/1 (map of dated, attributed claims; offline gazetteer with opt-in fallback)"
#: Nominatim's policy: an absolute maximum of one request a second.
PAUSE_SECONDS = 1.0
#: Radius in which `reverse` looks for the nearest place.
REVERSE_KM = 50.0
#: So many places of one name are listed beside the likeliest.
MOST_NAMESAKES = 20
#: A service's point for a name without context may be a namesake's; never shown as exact.
FALLBACK_PRECISION_KM = 5.0


class Fallback:
    """A geopy geocoder with a disk cache and a pause between requests.

    `service` is any geopy geocoder; None makes a Nominatim with this project's user agent when it is first
    needed. `folder` keeps one JSON file per query, answers and "no such place" alike, failures never.
    """

    def __init__(
        self,
        service: Any = None,
        *,
        folder: str | os.PathLike[str] | None = None,
        pause: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._service = service
        self.folder = Path(folder) if folder else cache_folder() / "geocoder"
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._last: float | None = None
        self._lock = threading.Lock()

    @property
    def service(self) -> Any:
        """The geocoder asked."""
        if self._service is None:
            from geopy.geocoders import Nominatim

            self._service = Nominatim(user_agent=USER_AGENT)
        return self._service

    def geocode(self, query: str) -> dict[str, Any] | None:
        """Return {"address", "lat", "lon", "raw"} for a query, None when there is no such place.

        Raises GeocoderUnavailable when the service does not answer.
        """
        file = self._file(query)
        if file.exists():
            try:
                return json.loads(file.read_text(encoding="utf-8"))["answer"]  # a kept None is an answer too
            except (ValueError, KeyError, TypeError):
                file.unlink(missing_ok=True)  # half-written by a crash of another program: ask again
        answer = self._ask(query)
        self._keep(file, {"query": query, "service": type(self.service).__name__, "answer": answer})
        return answer

    def _ask(self, query: str) -> dict[str, Any] | None:
        with self._lock:
            if self._last is not None and (wait := self._last + self._pause - self._clock()) > 0:
                self._sleep(wait)
            try:
                location = self.service.geocode(query)
            except GeocoderQueryError:
                return None
            except (GeopyError, OSError) as fault:
                raise GeocoderUnavailable(
                    f"the geocoding service did not answer for {query!r}: {fault}"
                ) from fault
            finally:
                self._last = self._clock()
        if location is None:
            return None
        return {
            "address": location.address,
            "lat": location.latitude,
            "lon": location.longitude,
            "raw": location.raw,
        }

    def _file(self, query: str) -> Path:
        name = f"{type(self.service).__name__}|{' '.join(query.split()).casefold()}"
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"

    def _keep(self, file: Path, content: dict[str, Any]) -> None:
        """Write whole or not at all. A cache that cannot be written is no reason to lose the answer."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(content, out, ensure_ascii=False)
            os.replace(name, file)
        except OSError:
            return


class Geocoder(GeopyGeocoder):
    """geopy's interface over the gazetteer: `geocode`, `reverse`, `Location` with `raw`."""

    def __init__(self, gazetteer: Gazetteer, *, fallback: Fallback | None = None) -> None:
        super().__init__(user_agent=USER_AGENT)
        self.gazetteer, self.fallback = gazetteer, fallback

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 10, timeout: object = None
    ) -> Location | list[Location] | None:
        """Return the likeliest place of a name, or up to `limit` places, likeliest first; None for none.

        "Name, region or country" and "name near town" narrow. `raw["namesakes"]` lists the other places far
        away that the same words name, and `raw["ambiguous"]` says whether one of them is about as likely:
        a point alone would look surer than the name is. Raises GeocoderUnavailable when the fallback fails.
        """
        if not query.strip():
            return None
        candidates = self.gazetteer.search(query, max(limit, MOST_NAMESAKES + 1))
        found = [location(candidate, among=candidates) for candidate in candidates[:limit]]
        if not found and (place := self.ask(query)) is not None:
            found = [location(Candidate(place, query, "fuzzy", 0.0))]
        if exactly_one:
            return found[0] if found else None
        return found or None

    def reverse(
        self, query: Point | str | tuple[float, float], *, exactly_one: bool = True, timeout: object = None
    ) -> Location | list[Location] | None:
        """Return the nearest settlement within REVERSE_KM of a point (lat, lon), or the ten nearest.

        A village whose position is known to 15 km only may lie anywhere within them: it counts as that much
        farther away.
        """
        if query is None or (isinstance(query, tuple | list) and None in query[:2]):
            raise ValueError("reverse needs a latitude and a longitude")  # geopy would take None for 0.0
        point = Point(query)
        near = self.gazetteer.nearest(point.latitude, point.longitude, REVERSE_KM, ("settlement",))
        near.sort(key=lambda pair: pair[1] + max(pair[0].precision_km, GEONAMES_PRECISION_KM))
        found = [location(Candidate(place, place.name, "main", -km), km) for place, km in near[:10]]
        if exactly_one:
            return found[0] if found else None
        return found or None

    def ask(self, name: str) -> Place | None:
        """Put a name to the fallback; None without one. The place's id starts with "geo:"."""
        answer = self.fallback.geocode(name) if self.fallback else None
        if answer is None:
            return None
        service = type(self.fallback.service).__name__
        raw = answer["raw"] if isinstance(answer["raw"], dict) else {}
        licence = str(raw.get("licence", "")) or f"see {service}"
        ident = (
            raw.get("osm_id")
            or hashlib.sha256(repr((answer["lat"], answer["lon"])).encode()).hexdigest()[:10]
        )
        return Place(
            f"geo:{service.lower()}-{ident}", name, float(answer["lat"]), float(answer["lon"]),
            precision_km=FALLBACK_PRECISION_KM, source=f"{service}: {answer['address']}", licence=licence,
        )  # fmt: skip


def location(candidate: Candidate, km: float | None = None, among: Sequence[Candidate] = ()) -> Location:
    """Return a geopy Location; `raw` has the place's fields, how it matched, its namesakes `among` the other
    candidates of the name and, for `reverse`, km."""
    place = candidate.place
    others = namesakes(candidate, among, distance_km)
    raw = asdict(place) | {
        "matched_as": candidate.matched_as,
        "match": candidate.match,
        "score": candidate.score,
        "ambiguous": ambiguous(candidate, others),
        "namesakes": [
            {
                "place_id": other.place.place_id,
                "address": address(other.place),
                "lat": other.place.lat,
                "lon": other.place.lon,
                "km": round(apart, 1),
                "score": other.score,
            }
            for other, apart in others[:MOST_NAMESAKES]
        ],
    }
    if km is not None:
        raw["km"] = km
    return Location(address(place), Point(place.lat, place.lon), raw)


def address(place: Place) -> str:
    """Name, first-level region and country of a place, as far as known."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))
