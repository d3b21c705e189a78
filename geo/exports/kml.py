"""Claims as KML 2.2 for Google Earth, one placemark per row in a folder per place, with its time slider.

Days are written as calendar days. A placemark without a time would show on every day, so undated claims stand
in a folder of their own that is switched off. Balloons are read as HTML: their words are escaped for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from geo.exports.selection import COLUMNS, Selection, records
from geo.layers import geometry, in_marks, in_part
from geo.model import Place, side_of
from geo.table import whose

NAMESPACE = "http://www.opengis.net/kml/2.2"
GREY = "#767676"
FULL, LESS, SMALLER = "ff", "80", "0.7"  # opacity of a claim on the whole, and of one on a part or assessed
#: Everything that XML 1.0 does not allow (section 2.2), besides what `readable` takes out.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encode(selection: Selection) -> bytes:
    """The file's bytes. Nothing in it is fetched from elsewhere."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}kml")
    document = _add(root, "Document")
    _add(document, "name", "Claims by place and day")
    _add(document, "description", escape(f"{selection.sentence} Corpus revision {selection.revision}."))
    colours = {side["id"]: side["colour"] for side in selection.sides}
    for name, colour in [("none", GREY), *colours.items()]:
        _style(document, f"side-{_word(name)}", colour, FULL)
        _style(document, f"less-{_word(name)}", colour, LESS)
    dated: dict[str, list[dict[str, Any]]] = {}
    undated, unplaced = [], []
    for row in records(selection):
        if not row["place_id"] or row["place_id"] not in selection.places:
            unplaced.append(row)
        elif _when(row, selection.clock) is None:
            undated.append(row)
        else:
            dated.setdefault(row["place_id"], []).append(row)
    for place_id, rows in dated.items():
        _folder(document, selection.places[place_id].name, rows, selection, colours)
    if undated:
        _folder(document, "Undated claims (they belong to no day)", undated, selection, colours, shown=False)
    if unplaced:
        _folder(
            document, "Claims about names that could not be placed", unplaced, selection, colours, shown=False
        )
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _folder(
    parent: ET.Element,
    name: str,
    rows: Iterable[dict[str, Any]],
    selection: Selection,
    colours: dict[str, str],
    *,
    shown: bool = True,
) -> None:
    folder = _add(parent, "Folder")
    _add(folder, "name", name)
    _add(folder, "visibility", "1" if shown else "0")
    for row in rows:
        _placemark(folder, row, selection, colours, shown)


def _placemark(
    folder: ET.Element, row: dict[str, Any], selection: Selection, colours: dict[str, str], shown: bool
) -> None:
    mark = _add(folder, "Placemark")
    publisher = whose(row["publisher"], row["doc_id"])
    who = row["claimant"] if row["claimant_kind"] != "article" else f"{publisher} (own words)"
    said = row["favours"] or row["predicate"].replace("_", " ")
    kind = row["modality"] if row["modality"] != "asserted" else ""
    told = ", ".join(filter(None, (said, extent_words(row), kind, row["certainty"])))
    _add(mark, "name", f"{row['place'] or row['spoken']}: {who}: {told}")
    _add(mark, "visibility", "1" if shown else "0")
    words = in_marks(row["words"]) if row["evidence"] == "verbatim" else f"our summary: {row['words']}"
    _add(mark, "description", escape(f"{words} ({publisher})"))
    when = _when(row, selection.clock)
    if when and when[0] == when[1]:
        _add(_add(mark, "TimeStamp"), "when", when[0].isoformat())
    elif when:
        span = _add(mark, "TimeSpan")
        for name, day in zip(("begin", "end"), when, strict=True):
            if day:
                _add(span, name, day.isoformat())
    side = side_of(row["status"])
    whole = not extent_words(row) and row["modality"] == "asserted"
    _add(mark, "styleUrl", f"#{'side' if whole else 'less'}-{_word(side) if side in colours else 'none'}")
    data = _add(mark, "ExtendedData")
    for name in COLUMNS:
        value = row[name]
        text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        _add(_add(data, "Data", name=name), "value", text)
    if place := selection.places.get(row["place_id"]):
        _geometry(mark, place)


def _when(row: dict[str, Any], clock: str) -> tuple[date | None, date | None] | None:
    days = row[f"{clock}_start"], row[f"{clock}_end"]
    return days if any(days) else None


def _geometry(mark: ET.Element, place: Place) -> None:
    made = geometry(place)
    if made["type"] == "Point":
        _add(_add(mark, "Point"), "coordinates", _coordinates([made["coordinates"]]))
        return
    many = _add(mark, "MultiGeometry")
    _add(_add(many, "Point"), "coordinates", f"{place.lon:.4f},{place.lat:.4f}")
    for part in made["coordinates"]:
        if made["type"] == "MultiLineString":
            _add(_add(many, "LineString"), "coordinates", _coordinates(part))
        else:
            ring = _add(_add(_add(many, "Polygon"), "outerBoundaryIs"), "LinearRing")
            _add(ring, "coordinates", _coordinates(part[0]))


def _coordinates(points: Iterable[Iterable[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _style(document: ET.Element, name: str, colour: str, opacity: str) -> None:
    style = _add(document, "Style", id=name)
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    line = {"IconStyle": ("scale", SMALLER), "LineStyle": ("width", "1")}
    for kind, (measure, less) in line.items():
        part = _add(style, kind)
        _add(part, "color", f"{opacity}{blue}{green}{red}".lower())
        if opacity == LESS:
            _add(part, measure, less)
    polygon = _add(style, "PolyStyle")
    _add(polygon, "fill", "0")


def extent_words(row: dict[str, Any]) -> str:
    """How much of the place a claim is about, "" for all of it or what it leaves open."""
    return (
        in_part(row["part"])
        if row["part"]
        else {"part": "in part", "most": "most of it"}.get(row["extent"], "")
    )


def _word(name: str) -> str:
    """A side's id as part of an XML id."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    if text is not None:
        made.text = _NO_XML.sub("\ufffd", text)
    return made
