"""An analyst's corrections: a plain CSV of places, aliases and resolutions that overrule the gazetteer.

Columns (UTF-8, header row; columns that an action does not need may be left out or empty):

    action      add      a place that the gazetteer lacks: name, lat, lon; optional kind, country, admin1,
                         aliases (split by |), precision_km, salience
                correct  a place: place_id and the cells that change
                alias    a further spelling: name, place_id
                resolve  what a name means: name, place_id (empty: no place); optional document, the id of
                         the one article that it holds for (empty: all)
    name, place_id, lat, lon, kind, country, admin1, aliases, precision_km, salience, document, note

Lines that begin with # are comments. `lat` and `lon` are WGS 84 degrees.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from .errors import BadInput
from .model import PLACE_KINDS
from .names import key

_PLACE_COLUMNS = ("name", "lat", "lon", "kind", "country", "admin1", "precision_km")
COLUMNS = frozenset(("action", "place_id", "aliases", "salience", "document", "note", *_PLACE_COLUMNS))
ACTIONS = ("add", "correct", "alias", "resolve")
#: An analyst's own point is taken to be the place's; where it is not, precision_km says so.
PRECISION_KM = 1.0
#: An analyst adds a place because reports name it: it outranks all namesakes but great cities.
SALIENCE = 0.75


@dataclass(frozen=True, slots=True)
class Correction:
    """One row, checked. `line` is its line in the file, 1-based."""

    line: int
    action: str
    name: str = ""
    place_id: str = ""
    lat: float | None = None
    lon: float | None = None
    kind: str = ""
    country: str = ""
    admin1: str = ""
    aliases: tuple[str, ...] = ()
    precision_km: float | None = None
    salience: float | None = None
    document: str = ""
    note: str = ""


@dataclass(slots=True)
class Corrections:
    """The rows of a file and where they came from."""

    source: str = ""
    rows: list[Correction] = field(default_factory=list)


def read(path: str | os.PathLike[str]) -> Corrections:
    """Read and check a file; BadInput names the first bad line and its cure."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise BadInput(
            str(path), f"cannot be read ({fault.strerror})", "check the path and its rights"
        ) from fault
    except UnicodeDecodeError as fault:
        raise BadInput(str(path), "is not UTF-8", "save it as CSV UTF-8") from fault
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        return Corrections(str(path))
    numbers = [n for n, _ in lines]
    table = csv.reader(line for _, line in lines)
    header = [cell.strip().lower() for cell in next(table)]
    if "action" not in header or not set(header) <= COLUMNS:
        odd = ", ".join(sorted(set(header) - COLUMNS)) or "no column action"
        raise BadInput(
            str(path), f"unknown header ({odd})", f"use columns from: {', '.join(sorted(COLUMNS))}", 1
        )
    found = Corrections(str(path))
    for number, cells in zip(numbers[1:], table, strict=False):
        if len(cells) > len(header):
            raise BadInput(str(path), "more cells than columns", "quote names that hold a comma", number)
        row = {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
        found.rows.append(_checked(str(path), number, row))
    return found


def _checked(where: str, line: int, row: dict[str, str]) -> Correction:
    """Check one row."""
    action, name, place_id = row.get("action", "").lower(), row.get("name", ""), row.get("place_id", "")
    if action not in ACTIONS:
        raise BadInput(where, f"unknown action {action!r}", f"use one of: {', '.join(ACTIONS)}", line)
    if action != "correct" and not key(name):
        raise BadInput(where, f"{action} needs a name", "fill in the column name", line)
    if action in ("correct", "alias") and not place_id:
        raise BadInput(where, f"{action} needs a place_id", "find it with: python -m geo geocode NAME", line)
    lat, lon = _degrees(where, line, row, "lat", 90), _degrees(where, line, row, "lon", 180)
    if (lat is None) != (lon is None) or (action == "add" and lat is None):
        raise BadInput(where, "needs both lat and lon", "fill in both, decimal degrees", line)
    kind, country = row.get("kind", ""), row.get("country", "").upper()
    if kind and (kind not in PLACE_KINDS or kind == "sector"):
        kinds = ", ".join(k for k in PLACE_KINDS if k != "sector")
        raise BadInput(where, f"unknown kind {kind!r}", f"use one of: {kinds}", line)
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise BadInput(where, f"country {country!r} is no ISO code", "use two letters such as UA", line)
    aliases = tuple(part.strip() for part in row.get("aliases", "").split("|") if part.strip())
    precision = _number(where, line, row, "precision_km", 0, 2000)
    salience = _number(where, line, row, "salience", 0, 1)
    return Correction(
        line,
        action,
        name,
        place_id,
        lat,
        lon,
        kind,
        country,
        row.get("admin1", ""),
        aliases,
        precision,
        salience,
        row.get("document", ""),
        row.get("note", ""),
    )


def _number(
    where: str, line: int, row: dict[str, str], column: str, least: float, most: float
) -> float | None:
    cell = row.get(column, "")
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and least <= value <= most):
        raise BadInput(
            where,
            f"{column} {cell!r} is no number from {least:g} to {most:g}",
            "write 48.59, not 48,59",
            line,
        )
    return value


def _degrees(where: str, line: int, row: dict[str, str], column: str, most: float) -> float | None:
    return _number(where, line, row, column, -most, most)
