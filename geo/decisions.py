"""A person has the last word: decisions about claims, read from a CSV file and laid over the raw reading.

The file has a header and the columns

    claim_id,action,field,value,reason,who,day
    6f1d0c2a9b3e,accept,,,read against the original,A. Analyst,2023-04-09
    0a55bb7312cd,amend,status,contested,"the sentence says at risk, not held",A. Analyst,2023-04-09
    91ee02d7a4f0,reject,,,a football report,A. Analyst,2023-04-09

`action` is accept, amend or reject. `field` and `value` belong to amend: one row per amended field, the field
one of AMENDABLE. `said` and `about` take a day or interval in Extended Date/Time Format ("2023-03-07",
"2023-03-04/2023-03-05"), "" for undated. `reason` and `who` are required; `day` is the day of the decision.
`status` and `side` name a side by its id in geo/data/conflicts, one of the war that the claim's article is
about; an id that sides of several wars have may be told apart by its war ("syria_opposition").
The latest decision on a claim (or on a field of it) counts; earlier ones are kept. An apostrophe before
= + - @ keeps a spreadsheet from computing the cell; it is no part of the text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo import conflicts
from geo.cells import guarded, unguarded
from geo.errors import BadInput
from geo.intervals import from_edtf, undated
from geo.model import (
    CLAIMANT_KINDS,
    CONTESTED,
    EXTENTS,
    MODALITIES,
    NO_STATUS,
    PREDICATES,
    Claim,
    side_of,
)

HEADER = ("claim_id", "action", "field", "value", "reason", "who", "day")
ACTIONS = ("accept", "amend", "reject")
CLOSED = {
    "claimant_kind": CLAIMANT_KINDS,
    "predicate": tuple(PREDICATES),
    "modality": MODALITIES,
    "extent": EXTENTS,
}
CLOCKS = ("said", "about")
LINK_FIELDS = ("extent", "part")  # amended on every link of the claim
AMENDABLE = ("claimant", "side", "status", "certainty", *CLOSED, "part", *CLOCKS)


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the file, valid in itself."""

    claim_id: str
    action: str
    field: str
    value: str
    reason: str
    who: str
    day: date


def read(path: Path | str) -> list[Decision]:
    """The decisions of a CSV file, in order.

    Raises:
        BadInput: the file cannot be read, or a row is not valid; names the line and the cure.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadInput(str(path), error.strerror or str(error), "give a readable CSV file") from error
    return decode(data, str(path))


def decode(data: bytes, where: str) -> list[Decision]:
    """The decisions of a CSV file's bytes, in order; `where` names the file in errors.

    Raises:
        BadInput: a row is not valid; names the line and the cure.
    """
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        header = next(lines, [])
        if tuple(cell.strip() for cell in header) != HEADER:
            raise BadInput(where, f"the header is {','.join(header)!r}", f"write {','.join(HEADER)}", 1)
        return [
            parse([unguarded(cell.strip()) for cell in row], where, lines.line_num)
            for row in lines
            if any(cell.strip() for cell in row)
        ]
    except UnicodeDecodeError as error:
        raise BadInput(where, "is not UTF-8 text", "save it as UTF-8") from error
    except csv.Error as error:
        raise BadInput(
            where, f"is not valid CSV: {error}", "quote cells that hold commas or quotation marks"
        ) from error


def encode(decisions: Iterable[Decision]) -> bytes:
    """Decisions as the bytes of such a file: what `decode` reads."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(HEADER)
    for one in decisions:
        cells = [one.claim_id, one.action, one.field, one.value, one.reason, one.who]
        lines.writerow([*map(guarded, cells), one.day.isoformat()])
    return out.getvalue().encode("utf-8-sig")


def parse(row: Sequence[str], where: str, line: int | None = None) -> Decision:
    """One row as a decision.

    Raises:
        BadInput: with all that is wrong with the row.
    """
    cells = [cell.strip() for cell in row]
    if len(cells) != len(HEADER):
        raise BadInput(
            where, f"has {len(cells)} cells instead of {len(HEADER)}", f"write {','.join(HEADER)}", line
        )
    claim_id, action, field, value, reason, who, day = cells
    complaints = [
        f"{name} is empty" for name in ("claim_id", "reason", "who") if not cells[HEADER.index(name)]
    ]
    if action not in ACTIONS:
        complaints.append(f"action {action!r} is not one of {', '.join(ACTIONS)}")
    elif action == "amend":
        complaints += _amendment_complaints(field, value)
    elif field or value:
        complaints.append(f"field and value belong to amend, not to {action}")
    try:
        decided = date.fromisoformat(day)
    except ValueError:
        complaints.append(f"day {day!r} is not a date such as 2023-04-09")
    if complaints:
        raise BadInput(where, "; ".join(complaints), "correct the row", line)
    return Decision(claim_id, action, field, value, reason, who, decided)


@cache
def known_sides(war: str = "") -> tuple[str, ...]:
    """Ids of the sides of a war, of every war for ""; one that several wars give to different sides also with
    its war.
    """
    every = [(one.id, side) for one in conflicts.load() for side in one.sides]
    names: dict[str, set[str]] = {}
    for _, side in every:
        names.setdefault(side.id, set()).add(side.name)
    here = [(one, side.id) for one, side in every if one == war or not war]
    told_apart = {f"{one}_{side}" for one, side in here if len(names[side]) > 1}
    return (*sorted({side for _, side in here}), *sorted(told_apart))


def of_another_war(decision: Decision, war: str) -> str:
    """What is wrong with a decision about a claim of this war ("" for none that is known), "" for nothing."""
    side = side_of(decision.value) if decision.field == "status" else decision.value
    here = known_sides(war) or known_sides()
    if decision.field not in ("side", "status") or not side or side in here:
        return ""
    told = ", ".join(here)
    return f"{decision.field} {decision.value!r} is of another war than the claim, whose sides are {told}"


def _amendment_complaints(field: str, value: str) -> list[str]:
    if field not in AMENDABLE:
        return [f"field {field!r} is not one of {', '.join(AMENDABLE)}"]
    if field in CLOSED and value not in CLOSED[field]:
        return [f"{field} {value!r} is not one of {', '.join(CLOSED[field])}"]
    if field == "status" and value not in (CONTESTED, NO_STATUS):
        if not side_of(value):
            return [f"status {value!r} is not <side>_control, {CONTESTED} or {NO_STATUS}"]
        if side_of(value) not in known_sides():
            return [f"status {value!r} names no known side; the sides are {', '.join(known_sides())}"]
    if field == "side" and value and value not in known_sides():
        return [f"side {value!r} is not known; the sides are {', '.join(known_sides())}"]
    if field == "claimant" and not value:
        return ["claimant is empty"]
    if field in CLOCKS and value:
        try:
            from_edtf(value, "")
        except ValueError as error:
            return [f"{field}: {error}"]
    return []


def apply(claim: Claim, decisions: Iterable[Decision]) -> tuple[Claim, str]:
    """A claim as decided, and "accepted", "amended", "rejected" or "".

    `decisions` are those about this claim, oldest first. A later accept of an amended claim keeps the
    amendments; a later amend or accept takes back a reject.
    """
    checked = ""
    for decision in decisions:
        if decision.action == "reject":
            checked = "rejected"
        elif decision.action == "amend":
            claim, checked = _amended(claim, decision), "amended"
        elif checked != "amended":
            checked = "accepted"
    return claim, checked


def _amended(claim: Claim, decision: Decision) -> Claim:
    field, value = decision.field, decision.value
    if field in LINK_FIELDS:
        return replace(claim, links=tuple(replace(link, **{field: value}) for link in claim.links))
    amended: Any = value
    if field in CLOCKS:
        reason = f"set by {decision.who}: {decision.reason}"
        amended = from_edtf(value, reason) if value else undated(reason)
    changes = {field: amended}
    if field == "certainty":  # the band belongs to the words that it was read from
        changes |= {"yardstick": "", "band": None}
    return replace(claim, **changes)
