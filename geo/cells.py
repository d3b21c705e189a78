"""Text as cells of CSV files that no spreadsheet takes for formulas, and back."""

from __future__ import annotations

#: First characters that make a cell a formula in some spreadsheet (OWASP, CSV Injection), and our own mark.
FORMULA = frozenset("=+-@＝＋－＠\t\r\n'")


def guarded(text: str) -> str:
    """Text as a cell that no spreadsheet computes."""
    lead = text.lstrip(" \u00a0\u3000")[:1]
    return f"'{text}" if lead in FORMULA and lead else text


def unguarded(cell: str) -> str:
    """The inverse of `guarded`; a cell that it did not write stays as it is."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell
