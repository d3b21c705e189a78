"""Claims as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it as such).

A spreadsheet takes a cell that begins with = + - @ for a formula. Such text gets an apostrophe before it, and
so does text that begins with an apostrophe: `read` takes one away, so that nothing is lost on the way back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from geo.cells import guarded, unguarded
from geo.errors import BadInput
from geo.exports.selection import COLUMNS, Selection, records

_FIELD_LIMIT = (
    100_000_000  # code points; the csv module's own 131,072 is less than one long sentence may have
)


def encode(selection: Selection) -> bytes:
    """The file's bytes: one header line, one line per row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in records(selection):
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else repr(value)


def read(data: bytes, name: str = "export.csv") -> Iterator[dict[str, Any]]:
    """The rows of an export: what `records` gave when it was written.

    Raises:
        BadInput: not an export of ours.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    header = next(lines, [])
    if header != list(COLUMNS):
        raise BadInput(name, "has other columns than an export", "give a file that `geo export` wrote", 1)
    for cells in lines:
        yield {
            column: _value(cell, kind)
            for cell, (column, (kind, _)) in zip(cells, COLUMNS.items(), strict=True)
        }


def _value(cell: str, kind: str) -> Any:
    if kind == "text":
        return unguarded(cell)
    if not cell:
        return None
    if kind == "day":
        return date.fromisoformat(cell)
    return int(cell) if kind == "int" else float(cell)
