"""Claims as files for other programs: CSV, GeoJSON, KML, XLSX, and a briefing in Markdown.

Every format is written from one `Selection` (selection.py) whose rows are `records`: the same columns, the
same words, the same days. `write` picks the format by the file's ending.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo import outputs
from geo.errors import BadInput
from geo.exports import briefing, csvfile, geojson, kml, xlsx
from geo.exports.selection import Selection, everything, in_view

__all__ = ["FORMATS", "Selection", "encode", "everything", "in_view", "write"]

#: Ending -> (what the format is, media type, how its bytes are made).
FORMATS: dict[str, tuple[str, str, Callable[[Selection], bytes]]] = {
    ".csv": ("table", "text/csv", csvfile.encode),
    ".xlsx": (
        "workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx.encode,
    ),
    ".geojson": ("map layer", "application/geo+json", geojson.encode),
    ".kml": ("Google Earth", "application/vnd.google-earth.kml+xml", kml.encode),
    ".md": ("briefing in words", "text/markdown", briefing.encode),
}


def encode(selection: Selection, ending: str) -> bytes:
    """The bytes of a file in one of FORMATS.

    Raises:
        BadInput: no such format, or the claims do not fit it.
    """
    if ending not in FORMATS:
        raise BadInput(ending or "no ending", "is no format of an export", f"use one of {', '.join(FORMATS)}")
    return FORMATS[ending][2](selection)


def write(selection: Selection, path: Path) -> int:
    """Write a selection to a file, whole or not at all; how many rows it holds.

    Raises:
        BadInput: the ending names no format, or the claims do not fit it.
        OSError: the file cannot be written; what was there before stays.
    """
    data = encode(selection, path.suffix.lower())
    outputs.replace(path, data)
    return len(selection.table)
