"""The gazetteer: names to candidate places, places by id, places near a point, known names in a text.

Coordinates are WGS 84 degrees (lat, lon), distances kilometres on a sphere of radius 6,371 km (GRS 80 mean).
The index is built once per version of the data and then opened through memory maps.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import sys
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import marisa_trie
import numpy as np

from . import gazetteer_build as index
from .model import PLACE_KINDS, Candidate, Place
from .names import consumed, key, scan_fold

EARTH_KM = 6371.0088
#: Environment variable that names the cache folder.
CACHE_VARIABLE = "GEO_CACHE"
#: Characters of text looked at from each possible beginning of a name; the longest names are shorter.
WINDOW = 64

_WORD_END = re.compile(r"[^\W_]")
#: Where a name may begin: a capital or Cyrillic letter after a non-letter, an Arabic article before a
#: capital, or the four digits of a route that is called by number alone.
_START = re.compile(
    r"(?<![^\W_])(?:[A-Z\u00c0-\u00de\u0100-\u017f\u0190-\u024f\u0400-\u052f\u1e00-\u1eff\u02bb\u2018]"
    r"|(?:al|el|an|ar|as|at|ash|az|ad)[-\u2011 ](?=[A-Z])|\d{4}(?=[ -]))"
)


def cache_folder() -> Path:
    """Return the folder for indexes: $GEO_CACHE, else the platform's cache folder for this user."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "geo-claims"


def data_version() -> str:
    """Return a hash of the curated files, of the installed GeoNames file's size and of the builder."""
    digest = hashlib.sha256(str(index.FORMAT).encode())
    names = index.geonames_file()
    digest.update(f"{names.stat().st_size}".encode())
    code = [Path(index.__file__), Path(index.__file__).with_name("names.py")]
    for path in code + sorted(index.data_folder().glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees."""
    a, b = radians(lat1), radians(lat2)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class Gazetteer:
    """An open index. Reading it from several threads is safe; it is never written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._meta = json.loads((folder / "meta.json").read_text())
        self.version: str = self._meta["version"]
        self._trie = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
        self._heads = _mapped(folder / "keys.bin")
        self._postings = _mapped(folder / "postings.bin")
        self._places = _mapped(folder / "places.bin")
        self._strings = _mapped(folder / "strings.bin")
        self._ids = np.memmap(folder / "ids.bin", dtype="<u4", mode="r").reshape(-1, 2)
        self._shapes = json.loads((folder / "shapes.json").read_text())
        layout = np.dtype({"names": ["lat", "lon", "kind"], "formats": ["<f8", "<f8", "u1"],
                           "offsets": [28, 36, 58], "itemsize": index.PLACE.size})  # fmt: skip
        self._points = np.memmap(folder / "places.bin", dtype=layout, mode="r")
        self.place = lru_cache(maxsize=20_000)(self._place)
        self._by_key = lru_cache(maxsize=20_000)(self._candidates)

    @classmethod
    def open(
        cls,
        cache: str | os.PathLike[str] | None = None,
        progress: index.Progress | None = None,
        corrections: str | os.PathLike[str] | None = None,
    ) -> Gazetteer:
        """Open the index, building it first when this version of the data has none yet.

        `cache` is the folder for indexes (default: `cache_folder()`), `progress` is called with a share
        from 0 to 1 and a few words, `corrections` is an analyst's CSV. Raises GazetteerMissing, BadInput.
        """
        version = data_version()
        folder = Path(cache or cache_folder()) / f"gazetteer-{version}"
        if not (folder / "meta.json").exists():
            index.build(folder, version, progress or (lambda share, words: None))
        return cls(folder)

    def __len__(self) -> int:
        return self._meta["places"]

    def _text(self, offset: int) -> str:
        length = int.from_bytes(self._strings[offset : offset + 2], "little")
        return self._strings[offset + 2 : offset + 2 + length].decode("utf-8")

    def _place(self, number: int) -> Place:
        record = index.PLACE.unpack_from(self._places, number * index.PLACE.size)
        (
            _,
            name,
            ident,
            admin1,
            source,
            licence,
            parent,
            lat,
            lon,
            people,
            precision,
            _,
            country,
            kind,
            drawn,
        ) = record
        place_id = self._text(ident)
        shape, paths = self._shapes[place_id] if drawn else ("point", ())
        return Place(
            place_id, self._text(name), lat, lon, PLACE_KINDS[kind], self._meta["countries"][country],
            self._text(admin1), people, round(precision, 3), self._text(source), self._text(licence),
            self._text(parent), shape, tuple(tuple(tuple(point) for point in path) for path in paths),
        )  # fmt: skip

    def _candidates(self, folded: str) -> tuple[Candidate, ...]:
        number = self._trie.get(folded)
        if number is None:
            return ()
        first, last = (head & ~index.SCAN_BIT for head in self._head_pair(number))
        listed = index.POSTING.iter_unpack(
            self._postings[first * index.POSTING.size : last * index.POSTING.size]
        )
        return tuple(
            Candidate(self.place(place), self._text(spelling), index.MATCHES[match], score)
            for place, spelling, score, match in listed
        )

    def _head_pair(self, number: int) -> tuple[int, int]:
        size = index.KEY.size
        (head,), (following,) = index.KEY.iter_unpack(self._heads[number * size : (number + 2) * size])
        return head, following

    def lookup(self, name: str) -> list[Candidate]:
        """Return the places that bear this name in any known spelling, the likeliest without context first."""
        return list(self._by_key(key(name)))

    def search(self, name: str, limit: int = 10) -> list[Candidate]:
        """Return candidates for a name as a person types it: exact, then folded."""
        return self.lookup(name)[:limit]

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        if place_id.startswith("gn:") and place_id[3:].isdecimal():
            number = int(place_id[3:])
            at = int(np.searchsorted(self._ids[:, 0], number))
            found = at < len(self._ids) and int(self._ids[at, 0]) == number
            return self.place(int(self._ids[at, 1])) if found else None
        number = self._meta["curated"].get(place_id)
        return None if number is None else self.place(number)

    def nearest(
        self, lat: float, lon: float, within_km: float, kinds: tuple[str, ...] | None = None
    ) -> list[tuple[Place, float]]:
        """Return (place, kilometres) for places within `within_km` of the point, nearest first."""
        reach = np.degrees(within_km / EARTH_KM)
        points = self._points
        near = np.abs(points["lat"] - lat) <= reach
        if kinds is not None:
            near &= np.isin(points["kind"], [PLACE_KINDS.index(kind) for kind in kinds])
        measured = []
        for number in np.flatnonzero(near).tolist():
            km = distance_km(lat, lon, float(points["lat"][number]), float(points["lon"][number]))
            if km <= within_km:
                measured.append((km, number))
        return [(self.place(number), km) for km, number in sorted(measured)]

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, words) of the longest known names in a text, in order, not overlapping.

        Only stretches that begin with a capital or Cyrillic letter (or are a route's number) are looked
        at. Offsets are code points. Whether a stretch is used as a place is for the recogniser to say.
        """
        found, done = [], 0
        for start in _START.finditer(text):
            at = start.start()
            if at < done:
                continue
            if (end := self._longest(text, at)) > at:
                found.append((at, end, text[at:end]))
                done = end
        return found

    def _longest(self, text: str, at: int) -> int:
        """Return the end of the longest known name that begins at `at`, -1 if none does."""
        window = text[at : at + WINDOW]
        for folded in reversed(self._trie.prefixes(scan_fold(window))):
            number = self._trie[folded]
            if not int.from_bytes(self._heads[number * 4 : number * 4 + 4], "little") & index.SCAN_BIT:
                continue
            end = at + len(folded)
            if scan_fold(text[at:end]) != folded:
                end = consumed(text, at, folded)
            if end > at and _ends_word(text, end):
                return end
        return -1


def _ends_word(text: str, end: int) -> bool:
    """Whether a word ends at `end`: no letter follows, and no apostrophe that goes on with the word but 's."""
    following = text[end : end + 3]
    if not following or not _WORD_END.match(following):
        return (
            not (following[:1] in "'’ʼ`" and following[1:2].isalpha() and not following[1:2] in "sS")
            if following
            else True
        )
    return False
