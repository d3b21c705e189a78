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
from dataclasses import replace
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import corrections as analyst
from . import gazetteer_build as index
from .errors import BadInput, GazetteerMissing
from .filled import maker, waiting
from .model import PLACE_KINDS, Candidate, Place
from .names import (
    ARABIC,
    ARTICLE,
    ARTICLES,
    article_variants,
    beginnings,
    consumed,
    key,
    scan_fold,
    sounds,
    spellings,
)
from .narrowing import bare, narrowed, parts, seat
from .respelling import RESPELT
from .wordlists import is_word

EARTH_KM = 6371.0088
#: Environment variable that names the cache folder.
CACHE_VARIABLE = "GEO_CACHE"
#: Characters of text looked at from each possible beginning of a name; the longest names are shorter.
WINDOW = 64
#: A misspelt name is looked for only if it is this long, and may differ by one sound, or two from `LONG`.
SHORTEST_FUZZY, LONG = 6, 14
FUZZY_PENALTY = 0.2
#: Letters in which a misspelt name of another script may differ; elsewhere only a city this well known, of a
#: name this long, is offered.
MOST_LETTERS, LEAST_FUZZY_CITY, SHORTEST_FAR = 3, 0.6, 7

#: A query without a comma is split at so many words at most, before the name of one of these.
MOST_WORDS = 8
REGIONS = ("country", "region", "district")

#: First words, and first pairs of words, of which it is remembered whether names begin with them.
MOST_KEPT = 200_000
POSSESSIVE_MARKS = "'’ʼ"
_WORD_END = re.compile(r"[^\W_]")
_SECOND_WORD = re.compile(r"[ \u2011-]([A-Za-z0-9]+)(?![^\W_]|['’ʼ`])")
#: What is kept of a word with which no name begins.
_NOTHING = (False, False)
_JOINING = "-‐‑‒–—/_"
_INSIDE = frozenset("'`´‘’‚‛ʹʺʻʼʽʾʿˈ′″")
_ARTICLE_NAME = re.compile(
    r"(?:[AaEe]l[-\u2011 ]|[AaEe](?:n|r|s|t|d|z|sh|dh)[-\u2011])"
    r"[A-Z][^\W\d_]+(?:[-\u2011 ][A-Z][^\W\d_]+)?(?![^\W_])"
)
#: Where a name may begin: a capital or Cyrillic letter after a non-letter, an Arabic article before a
#: capital, or the four digits of a route that is called by number alone. Group 1 is the rest of its first
#: word where that is a capital and plain letters and digits. The first character comes before the look back,
#: so that it is sought fast.
_BIG = r"A-Z\u00c0-\u00de\u0100-\u017f\u0190-\u024f\u0400-\u052f\u1e00-\u1eff\u02bb\u2018"
_START = re.compile(
    rf"[{_BIG}ae\d](?<![^\W_].)(?:(?<=[A-Z])([A-Za-z0-9]*)(?![^\W_])|(?<=[{_BIG}])"
    r"|(?:(?<=a)(?:l|n|r|s|t|sh|z|d)|(?<=e)l)[-\u2011 ](?=[A-Z])|(?<=\d)\d{3}(?=[ -]))"
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
    for path in code + index.data_files():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees."""
    a, b = radians(lat1), radians(lat2)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def _mapped(path: Path) -> mmap.mmap:
    """Map a file; where the system can, read it ahead: page faults would triple the first look-ups' time."""
    with path.open("rb") as file:
        if hasattr(mmap, "MAP_POPULATE"):
            flags = mmap.MAP_SHARED | mmap.MAP_POPULATE
            return mmap.mmap(file.fileno(), 0, flags=flags, prot=mmap.PROT_READ)
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


_handed_over: dict[str, Gazetteer] = {}  # gazetteers that came from another process, by what they hold


def _reopened(folder: str, version: str, corrections: tuple[analyst.Corrections, ...]) -> Gazetteer:
    """The gazetteer of another process: its very files, or on another machine those of the same version."""
    key = repr((version, corrections))
    if key not in _handed_over:
        found = Gazetteer(Path(folder)) if (Path(folder) / "meta.json").exists() else Gazetteer.open()
        if found.version != version:
            raise GazetteerMissing(f"found version {found.version}, not {version}; install the same packages")
        for rows in corrections:
            found.correct(rows)
        _handed_over[key] = found
    return _handed_over[key]


_new_candidate = maker(Candidate)


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
        self._sounds = _mapped(folder / index.SOUNDS)
        self._countries: list[str] = self._meta["countries"]
        self._ids = np.asarray(np.memmap(folder / "ids.bin", dtype="<u4", mode="r").reshape(-1, 2))
        self._shapes = json.loads((folder / "shapes.json").read_text())
        layout = np.dtype({"names": ["lat", "lon", "kind"], "formats": ["<f8", "<f8", "u1"],
                           "offsets": index.POINT_OFFSETS, "itemsize": index.PLACE.size})  # fmt: skip
        self._points = np.asarray(np.memmap(folder / "places.bin", dtype=layout, mode="r"))
        self._waiting = waiting(Place, self._columns)
        self.place = lru_cache(maxsize=50_000)(self._waiting)
        self._by_key = lru_cache(maxsize=50_000)(self._candidates)
        self._shared: dict[int, str] = {}
        self._openings: dict[str, tuple[bool, bool]] = {}
        self._pairs: dict[tuple[str, str], bool] = {}
        self._amended: dict[str, Place] = {}
        self._added: dict[str, list[Candidate]] = {}
        #: What the corrections changed, one sentence each.
        self.changes: list[str] = []
        #: The analyst's resolutions: (key of the name, document id or "") to a place id, or "" for no place.
        self.resolutions: dict[tuple[str, str], str] = {}
        self._corrections: list[analyst.Corrections] = []

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process opens the same data from its own files; once, however often it is handed over."""
        return _reopened, (str(self.folder), self._meta["version"], tuple(self._corrections))

    @classmethod
    def open(
        cls,
        cache: str | os.PathLike[str] | None = None,
        progress: index.Progress | None = None,
        corrections: str | os.PathLike[str] | None = None,
    ) -> Gazetteer:
        """Open the index, building it first when this version of the data has none yet.

        `cache` is the folder for indexes (default: `cache_folder()`), `progress` is called with a share
        from 0 to 1 and a few words, `corrections` is an analyst's CSV (see `geo.corrections`).
        Raises GazetteerMissing, BadInput.
        """
        rows = analyst.read(corrections) if corrections else None
        version = data_version()
        folder = Path(cache or cache_folder()) / f"gazetteer-{version}"
        if not (folder / "meta.json").exists():
            index.build(folder, version, progress or (lambda share, words: None))
            index.remove_old(folder)
        gazetteer = cls(folder)
        if rows:
            gazetteer.correct(rows)
        return gazetteer

    def correct(self, corrections: analyst.Corrections) -> None:
        """Apply an analyst's corrections and note in `changes` what each did; BadInput on an unknown id."""
        for row in corrections.rows:
            if row.place_id and self.get(row.place_id) is None:
                cure = "find it with: python -m geo geocode NAME"
                raise BadInput(corrections.source, f"unknown place_id {row.place_id!r}", cure, row.line)
            self.changes.append(getattr(self, f"_{row.action}")(row))
        self._corrections.append(corrections)
        digest = hashlib.sha256(repr(corrections.rows).encode()).hexdigest()[:8]
        self.version += f"+{digest}" if corrections.rows else ""

    def version_for(self, doc_id: str) -> str:
        """What a reading of one article depends on: the version of the data, and the corrections less those
        that say what a name means in another article."""
        meant = [
            replace(row, line=0, note="")
            for one in self._corrections
            for row in one.rows
            if row.document in ("", doc_id) or row.action != "resolve"
        ]
        return f"{self._meta['version']} {hashlib.sha256(repr(meant).encode()).hexdigest()}"

    def _add(self, row: analyst.Correction) -> str:
        place = Place(
            f"cur:analyst-{key(row.name).replace(' ', '-')}-{row.lat:.3f}-{row.lon:.3f}", row.name,
            row.lat, row.lon, row.kind or "settlement", row.country, row.admin1,
            precision_km=row.precision_km or analyst.PRECISION_KM,
            source="analyst's corrections", licence="the analyst's",
        )  # fmt: skip
        self._amended[place.place_id] = place
        for spelling in (row.name, *row.aliases):
            self._note(place, spelling, analyst.SALIENCE if row.salience is None else row.salience)
        return f"added {place.name} at {place.lat}, {place.lon}"

    def _correct(self, row: analyst.Correction) -> str:
        old = self.get(row.place_id)
        cells = {
            c: getattr(row, c) for c in ("name", "lat", "lon", "kind", "country", "admin1", "precision_km")
        }
        cells = {c: v for c, v in cells.items() if v not in ("", None)}
        if "lat" in cells:
            cells["source"], cells["licence"] = "analyst's corrections", "the analyst's"
        self._amended[row.place_id] = replace(old, **cells)
        for spelling in filter(None, (row.name, *row.aliases)):
            self._note(self._amended[row.place_id], spelling, analyst.SALIENCE)
        listed = ", ".join(
            f"{c} {getattr(old, c)!r} to {v!r}" for c, v in cells.items() if c not in ("source", "licence")
        )
        return f"corrected {old.name} ({row.place_id}): {listed or 'aliases'}"

    def _alias(self, row: analyst.Correction) -> str:
        place = self.get(row.place_id)
        self._note(place, row.name, analyst.SALIENCE if row.salience is None else row.salience)
        return f"{row.name} is a name of {place.name} ({row.place_id})"

    def _resolve(self, row: analyst.Correction) -> str:
        self.resolutions[key(row.name), row.document] = row.place_id
        where = f" in {row.document}" if row.document else ""
        return f"{row.name}{where} means {self.get(row.place_id).name if row.place_id else 'no place'}"

    def _note(self, place: Place, spelling: str, score: float) -> None:
        match = "main" if spelling == place.name else "alternate"
        self._added.setdefault(key(spelling), []).append(Candidate(place, spelling, match, score))

    def __len__(self) -> int:
        return self._meta["places"]

    def _text(self, offset: int) -> str:
        strings, start = self._strings, offset + 2
        return strings[start : start + strings[offset] + 256 * strings[offset + 1]].decode()

    def _shared_text(self, offset: int) -> str:
        """The same for texts that many places share: regions, sources, licences."""
        text = self._shared.get(offset)
        if text is None:
            text = self._shared[offset] = self._text(offset)
        return text

    def _columns(self, number: int) -> tuple[Any, ...]:
        """The fields of a place, in their order."""
        (
            geonames, name, ident, admin1, source, licence, parent, lat, lon, people, precision, _,
            country, kind, drawn,
        ) = index.PLACE.unpack_from(self._places, number * index.PLACE.size)  # fmt: skip
        known, shared, strings = self._shared.get, self._shared_text, self._strings
        begins, ends = name + 2, name + 2 + strings[name] + 256 * strings[name + 1]
        place_id = f"gn:{geonames}" if geonames else self._text(ident)
        shape, paths = self._shape(place_id) if drawn else ("point", ())
        return (
            place_id, strings[begins:ends].decode(), lat, lon, PLACE_KINDS[kind], self._countries[country],
            known(admin1) or shared(admin1), people, precision, known(source) or shared(source),
            known(licence) or shared(licence), known(parent) or shared(parent), shape, paths,
        )  # fmt: skip

    def _shape(self, place_id: str) -> tuple[str, tuple]:
        shape, paths = self._shapes[place_id]
        return shape, tuple(tuple(tuple(point) for point in path) for path in paths)

    def _candidates(self, folded: str) -> tuple[Candidate, ...]:
        key_number = self._trie.get(folded)
        if key_number is None:
            return self._articled(folded)
        first, last = index.KEYS.unpack_from(self._heads, key_number * index.KEY.size)
        size, at, matches, text = index.POSTING.size, self._waiting, index.MATCHES, self._text
        rows = index.POSTING.iter_unpack(
            self._postings[(first & index.FIRST) * size : (last & index.FIRST) * size]
        )
        # the main name stands in the place's record, which is read later: the posting has the same words
        return tuple(
            _new_candidate(at(number), text(spelling), matches[match], score)
            for number, spelling, score, match in rows
        )

    def _articled(self, folded: str) -> tuple[Candidate, ...]:
        """Places of Arabic-speaking countries that bear the name with another article, or with none."""
        if not ARTICLE.search(folded):
            return ()
        for variant in article_variants(folded):
            if variant in self._trie:
                found = tuple(
                    replace(c, match="folded", score=c.score - FUZZY_PENALTY / 2)
                    for c in self._by_key(variant)
                    if c.place.country in ARABIC
                )
                if found:
                    return found
        return ()

    def lookup(self, name: str) -> list[Candidate]:
        """Return the places that bear this name in any known spelling, likeliest first.

        Without context: by kind, population and how often reports name the place. No guessing: a name
        that no source spells so gives [].
        """
        folded = key(name)
        found = self._by_key(folded)
        if self._amended:
            found = self._with_corrections(folded, found)
        return list(found)

    def _with_corrections(self, folded: str, found: tuple[Candidate, ...]) -> list[Candidate]:
        added = self._added.get(folded, [])
        ids = {candidate.place.place_id for candidate in added}
        kept = [
            replace(c, place=self._amended.get(c.place.place_id, c.place))
            for c in found
            if c.place.place_id not in ids
        ]
        return sorted(added + kept, key=lambda c: -c.score)

    def search(self, name: str, limit: int = 10) -> list[Candidate]:
        """Return candidates for a name as a person types it: exact, then by sound, then cautiously misspelt.

        "Name, region or country" keeps the candidates that lie there, "name near town" those around it,
        the nearest first; where none does, the answer is []. Words beside a name that no place bears
        narrow nothing. A word that resembles no name gives [].
        """
        if found := self.lookup(name):
            return found[:limit]
        wanted, beside = parts(name)
        found = self._typed(wanted)
        if not beside and (not found or found[0].match == "fuzzy"):
            found = self._unpunctuated(wanted) or found
        for near, words in beside:
            found = self._narrowed(found, words, near)
        return found[:limit]

    def _narrowed(self, found: list[Candidate], words: str, near: bool) -> list[Candidate]:
        """Keep the candidates that words beside a name allow; all of them where no place bears the words."""
        known = False
        for spelling in dict.fromkeys((words, seat(words))):
            meant = [c.place for c in self.lookup(spelling) or self._romanised(spelling)]
            known = known or bool(meant)
            if meant and (kept := narrowed(found, meant, near, distance_km)):
                return kept
        return [] if known else found

    def _unpunctuated(self, name: str) -> list[Candidate]:
        """Candidates of "name region" without a comma, or near a district."""
        words = name.split()[:MOST_WORDS]
        for at in range(len(words) - 1, 0, -1):
            areas = [c.place for c in self.lookup(" ".join(words[at:])) if c.place.kind in REGIONS]
            found = self.lookup(" ".join(words[:at])) if areas else []
            if found and (kept := narrowed(found, areas, False, distance_km)):
                return kept
        return []

    def _typed(self, name: str) -> list[Candidate]:
        """Candidates of a name alone, with or without the word for its kind."""
        exact = self.lookup(name) or self.lookup(bare(name)) or self._romanised(bare(name))
        return exact or self._like(key(name))

    def _romanised(self, name: str) -> list[Candidate]:
        """Look a Cyrillic name up by its romanisations."""
        found = {
            c.place.place_id: replace(c, match="folded")
            for s in reversed(spellings(name))
            for c in self.lookup(s)
        }
        return sorted(found.values(), key=lambda c: -c.score)

    def _like(self, folded: str) -> list[Candidate]:
        """Return prominent places whose names sound like `folded`, give or take a letter; none of an English
        word, which is no slip of the pen."""
        if len(folded) < SHORTEST_FUZZY or not folded.isascii() or is_word(folded):
            return []
        target = sounds(folded)
        if len(target) < SHORTEST_FUZZY:
            return []
        most = 1 if len(target) < LONG else 2
        found: dict[str, Candidate] = {}
        for first in beginnings(folded):
            for length in range(len(target) - most, len(target) + most + 1):
                keys, reduced = self._sounding.get((first, length), ((), ()))
                near = process.extract(target, reduced, scorer=OSA.distance, score_cutoff=most, limit=None)
                for _, distance, at in near:
                    letters = OSA.distance(folded, keys[at])
                    for c in self._by_key(keys[at]):
                        score = c.score - FUZZY_PENALTY * (1 + distance) / 2
                        known = found.get(c.place.place_id)
                        if _is_slip(c, letters, distance) and (known is None or score > known.score):
                            match = "fuzzy" if distance else "folded"
                            found[c.place.place_id] = replace(c, match=match, score=score)
        return sorted(found.values(), key=lambda c: -c.score)

    @cached_property
    def _sounding(self) -> dict[tuple[str, int], tuple[list[str], list[str]]]:
        """Keys of prominent places and their sounds, by the key's first letter and the sound's length."""
        grouped: dict[tuple[str, int], tuple[list[str], list[str]]] = {}
        for line in self._sounds[:].decode().splitlines():
            folded, _, sound = line.partition("\t")
            keys, reduced = grouped.setdefault((folded[:1], len(sound)), ([], []))
            keys.append(folded)
            reduced.append(sound)
        return grouped

    def is_common_word(self, name: str) -> bool:
        """Whether a name is also a common English word or given name: context must speak for a place."""
        return key(name) in self._common

    @cached_property
    def _common(self) -> frozenset[str]:
        return index.common_words()

    def get(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        if place_id in self._amended:
            return self._amended[place_id]
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
        ordered, eastings, order = self._by_latitude
        first, last = np.searchsorted(ordered, (lat - reach, lat + reach))
        numbers = order[first : last + 1]
        shrunk = cos(radians(min(abs(lat) + reach, 90.0)))  # of the parallel that lies nearest a pole
        if reach < 180 * shrunk:
            apart = np.abs(eastings[first : last + 1] - lon)
            numbers = numbers[np.minimum(apart, 360 - apart) <= reach / shrunk]
        points = self._points[numbers]
        if kinds is not None:
            wanted = np.zeros(len(PLACE_KINDS), bool)
            wanted[[PLACE_KINDS.index(kind) for kind in kinds]] = True
            chosen = np.flatnonzero(wanted[points["kind"]])
            points, numbers = points[chosen], numbers[chosen]
        lats, lons = (np.radians(points[axis]) for axis in ("lat", "lon"))
        half = np.sin((lats - radians(lat)) / 2) ** 2
        half += np.cos(lats) * cos(radians(lat)) * np.sin((lons - radians(lon)) / 2) ** 2
        kms = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
        measured = [(km, n) for km, n in zip(kms.tolist(), numbers.tolist(), strict=True) if km <= within_km]
        return [(self.place(number), km) for km, number in sorted(measured)]

    @cached_property
    def _by_latitude(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Latitudes of all places in order, and the longitudes and numbers of the places in that order."""
        lats = np.ascontiguousarray(self._points["lat"])
        order = np.argsort(lats, kind="stable").astype(np.uint32)
        return lats[order], self._points["lon"][order], order

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, words) of the longest known names in a text, in order, not overlapping.

        Only stretches that begin with a capital or Cyrillic letter (or are a route's number) are looked
        at. Offsets are code points. Whether a stretch is used as a place is for the recogniser to say.
        """
        found, done = [], 0
        openings, added = self._openings, self._added
        for start in _START.finditer(text):
            at = start.start()
            if at < done:
                continue
            word = start.group() if start[1] is not None else ""
            if word and text[at + len(word) : at + len(word) + 1] not in _INSIDE:
                opening = openings.get(word) or self._opening(word)
                if opening is _NOTHING and not added:
                    continue
                end = self._longest(text, at, at + len(word), opening)
            else:
                end = self._longest_any(text, at)
            if added:
                end = max(end, self._longest_added(text, at))
            if end > at:
                found.append((at, end, text[at:end]))
                done = end
        return found

    def _longest(self, text: str, at: int, end: int, opening: tuple[bool, bool]) -> int:
        """Return the end of the longest known name that begins at `at`, -1 if none does.

        Most beginnings are settled by their first word, text[at:end], or first two, whose answer is kept.
        """
        alone, more = opening
        if more:
            second = _SECOND_WORD.match(text, end)
            if second is None:
                more = text[end : end + 1].isspace() or text[end : end + 1] in _JOINING
            else:
                pair = (text[at:end], second[1])
                known = self._pairs.get(pair)
                more = self._pair(pair) if known is None else known
        if more:
            return self._longest_any(text, at)
        return end if alone and _ends_word(text, end) else -1

    def _opening(self, word: str) -> tuple[bool, bool]:
        """Whether a word is a name that `scan` reports, and whether longer names or articles begin so."""
        folded = scan_fold(word)
        found = self._scanned(folded), folded in ARTICLES or self._begins(folded + " ")
        if found == _NOTHING:
            found = _NOTHING
        if len(self._openings) >= MOST_KEPT:
            self._openings.clear()
        self._openings[word] = found
        return found

    def _pair(self, pair: tuple[str, str]) -> bool:
        """Whether longer names, or an article, begin with two words."""
        first, second = scan_fold(pair[0]), scan_fold(pair[1])
        found = first in ARTICLES or self._begins(f"{first} {second}")
        if len(self._pairs) >= MOST_KEPT:
            self._pairs.clear()
        self._pairs[pair] = found
        return found

    def _begins(self, prefix: str) -> bool:
        return next(self._trie.iterkeys(prefix), None) is not None

    def _longest_any(self, text: str, at: int) -> int:
        """The same as `_longest`, by all prefixes."""
        window = text[at : at + WINDOW]
        for folded in reversed(self._trie.prefixes(scan_fold(window))):
            number = self._trie[folded]
            if not int.from_bytes(self._heads[number * 4 : number * 4 + 4], "little") & index.SCAN_BIT:
                continue
            end = at + len(folded)
            if scan_fold(text[at:end]) != folded:
                end = consumed(text, at, folded)
            if end > at and _ends_word(text, end):
                return self._without_possessive(text, at, end)
        article = _ARTICLE_NAME.match(text, at)
        if article and _ends_word(text, article.end()) and self._by_key(key(article.group())):
            return article.end()
        return -1

    def _without_possessive(self, text: str, at: int, end: int) -> int:
        """The end of the name without 's where the rest is a name too: "Lille's", not a place "Lilles"."""
        if end - at > 3 and text[end - 1] in "sS" and text[end - 2] in POSSESSIVE_MARKS:
            return end - 2 if self._scanned(scan_fold(text[at : end - 2])) else end
        return end

    def _scanned(self, folded: str) -> bool:
        """Whether a key is one that `scan` reports."""
        number = self._trie.get(folded)
        if number is None:
            return False
        return bool(int.from_bytes(self._heads[number * 4 : number * 4 + 4], "little") & index.SCAN_BIT)

    def _longest_added(self, text: str, at: int) -> int:
        """The same as `_longest` for the names that the corrections add."""
        window = scan_fold(text[at : at + WINDOW])
        ends = [consumed(text, at, k) for k in self._added if window.startswith(k)]
        return max((end for end in ends if end > at and _ends_word(text, end)), default=-1)


def _is_slip(candidate: Candidate, letters: int, distance: int) -> bool:
    """Whether a name that differs in so many letters, and by `distance` in sound, may be a misspelt one.

    A name from another script is written in many ways; one in Latin letters has to be a city's, and all
    but one letter right. Beyond the Cyrillic countries only main names count: among the world's alternates
    something is near every word.
    """
    country = candidate.place.country
    if country not in index.ROMANISED and (
        candidate.match != "main" or len(candidate.matched_as) < SHORTEST_FAR
    ):
        return False
    if country in index.ROMANISED or country in RESPELT:
        return candidate.score >= index.LEAST_FUZZY_PRIOR and letters + distance <= MOST_LETTERS
    return candidate.score >= LEAST_FUZZY_CITY and letters <= 1


def _ends_word(text: str, end: int) -> bool:
    """Whether a word ends at `end`: no letter follows, nor an apostrophe within the word other than 's."""
    following = text[end : end + 3]
    if not following:
        return True
    if _WORD_END.match(following):
        return False
    inside = following[0] in "'’ʼ`" and following[1:2].isalpha()
    return not inside or following[1] in "sS"
