"""Claims as an Excel workbook: a sheet of claims, one of what the file is, one of what its columns mean.

Days are date cells, which have no time and no zone; everything else that came from an article is a text cell,
never a formula and never a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from geo.errors import BadInput
from geo.exports.selection import COLUMNS, LICENCE, Selection, records

MOST_ROWS = 1_048_575  # below the header (Excel specifications and limits)
MOST_CHARACTERS = 32_767  # UTF-16 code units in a cell (the same)
_CUT = " [cut here; whole in the CSV]"
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year; earlier days are written as text


def encode(selection: Selection) -> bytes:
    """The file's bytes; the same selection gives the same bytes.

    Raises:
        BadInput: more rows than a sheet holds.
    """
    if len(selection.table) > MOST_ROWS:
        raise BadInput(
            "workbook",
            f"{len(selection.table)} rows do not fit a sheet ({MOST_ROWS})",
            "narrow the view, or write CSV",
        )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {"title": "Claims by place and day", "created": datetime(*selection.made.timetuple()[:3])}
    )
    bold = book.add_format({"bold": True})
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet = book.add_worksheet("claims")
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(records(selection), 1):
        for column, value in enumerate(row.values()):
            _put(sheet, line, column, value, days)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(selection.table)), len(COLUMNS) - 1)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    sheet.set_column(list(COLUMNS).index("words"), list(COLUMNS).index("words"), 80)
    about = book.add_worksheet("about")
    about.set_column(0, 0, 120)
    for line, words in enumerate(
        (
            selection.sentence,
            f"Corpus revision {selection.revision}",
            f"Made {selection.made.isoformat()}",
            LICENCE,
            *selection.notes,
        )
    ):
        about.write_string(line, 0, fitting(words))
    meanings = book.add_worksheet("columns")
    meanings.set_column(0, 1, 40)
    for line, (name, (_, meaning)) in enumerate(COLUMNS.items()):
        meanings.write_string(line, 0, name, bold)
        meanings.write_string(line, 1, meaning)
    book.close()
    return out.getvalue()


def _put(sheet: Any, line: int, column: int, value: Any, days: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        if value >= _FIRST_DAY:
            sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), days)
        else:
            sheet.write_string(line, column, value.isoformat())
    elif isinstance(value, str):
        sheet.write_string(line, column, fitting(value))
    else:
        sheet.write_number(line, column, value)


def fitting(text: str) -> str:
    """Text that a cell holds; longer text is cut, and says so."""
    if len(text.encode("utf-16-le", "replace")) // 2 <= MOST_CHARACTERS:
        return text
    room = MOST_CHARACTERS - len(_CUT)
    return text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore") + _CUT
