"""A briefing in Markdown: the claims of a view by place, contradictions first, with numbered sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from geo import asof
from geo.exports.selection import LICENCE, Selection, records
from geo.layers import (
    AHEAD,
    DENIABLE,
    LABELS,
    age_words,
    dated_ahead,
    day_words,
    denied_by,
    in_marks,
    in_part,
    interval_words,
)
from geo.model import NO_STATUS
from geo.table import CHAIN_SEPARATOR, whose

#: What Markdown or HTML takes for markup inside a line (CommonMark 0.31; GitHub's tables and mathematics).
_INLINE = re.compile(r"([\\`*_{}\[\]<>&~|^$!#@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
#: What it takes for a list or a heading's underline where a line begins.
_LEADING = re.compile(r"^(\d{0,9})([-+=.)])")
_RANK = {state: rank for rank, state in enumerate(asof.STATES)}
EXTENTS = {"whole": ", all of it", "most": ", most of it", "part": ", in part"}
Row = dict[str, Any]


def plain(text: str) -> str:
    """Text as Markdown that shows it literally, on one line."""
    return _LEADING.sub(r"\1\\\2", _INLINE.sub(r"\\\1", " ".join(text.split())))


def encode(selection: Selection) -> bytes:
    """The file's bytes."""
    return ("\n".join(lines(selection)) + "\n").encode()


def lines(selection: Selection) -> Iterator[str]:
    """The briefing, line by line."""
    rows = list(records(selection))
    states = {state.place_id: state for state in selection.states}
    turns = {side["name"]: turn for turn, side in enumerate(selection.sides)}
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row["place_id"], []).append(row)
    places = {
        place_id: _told(by_place[place_id], states.get(place_id), turns)
        for place_id in sorted(by_place, key=lambda one: _order(one, states, by_place[one]))
    }
    sources = _sources([row for told in places.values() for row in told])
    yield "# Claims by place"
    yield ""
    yield plain(selection.sentence)
    yield ""
    as_of = f"As of {day_words(selection.day)}. " if selection.day else ""
    yield plain(f"{as_of}Produced {day_words(selection.made)} from corpus revision {selection.revision}.")
    yield ""
    yield plain(
        "Claims are reported as their sources made them, read by machine and not verified. "
        "Only verbatim words stand in quotation marks; our summaries say so."
    )
    if selection.since:
        yield ""
        yield f"## Changed since {plain(day_words(selection.since))}"
        yield ""
        yield from (f"- {plain(words)}" for words in selection.changes or ("nothing",))
    for place_id, told in places.items():
        yield from _place(told, states.get(place_id), sources)
    if silent := [state for state in selection.states if state.place_id not in by_place]:
        yield ""
        yield "## Silent"
        yield ""
        for state in silent:
            yield f"- {plain(state.name)}: last claim {age_words(state)} before"
    yield ""
    yield "## Sources"
    yield ""
    for row, number in sources.values():
        yield f"{number}. {_source(row)}"
    for note in selection.notes:
        yield ""
        yield plain(note)
    yield ""
    yield plain(LICENCE)


def _order(place_id: str, states: dict[str, asof.PlaceState], rows: list[Row]) -> tuple[int, int, str]:
    state = states.get(place_id)
    return (_RANK[state.state] if state else len(_RANK), -len(rows), rows[0]["place"] or "\uffff")


def _told(rows: list[Row], state: asof.PlaceState | None, turns: Mapping[str, int]) -> list[Row]:
    """The claims about one place as they are told, each once: of one weight the newest first."""
    deciding = set(state.claims) if state else set()
    once = {_key(row): row for row in reversed(rows)}.values()
    newest = sorted(once, key=lambda row: row["start"])
    newest.sort(key=lambda row: row["said_end"] or row["said_start"] or date.min, reverse=True)
    return sorted(newest, key=lambda row: _weight(row, deciding, turns))


def _place(
    rows: list[Row], state: asof.PlaceState | None, sources: dict[tuple, tuple[Row, int]]
) -> Iterator[str]:
    yield ""
    label = "; ".join(filter(None, (f": {LABELS[state.state]}", _denied(rows, state)))) if state else ""
    yield f"## {plain(rows[0]['place'] or 'Names that could not be placed')}{plain(label)}"
    yield ""
    for row in rows:
        yield f"- {_claim(row)} [{sources[_source_key(row)][1]}]"


def _denied(rows: list[Row], state: asof.PlaceState) -> str:
    """Who denies what gives the place its state, as `geo.layers.Lines` finds them."""
    deciding = [row for row in rows if row["claim_id"] in set(state.claims) and row["favours"]]
    given, givers = {side for side, _ in state.finding.by_side}, {_who(row) for row in deciding}
    return denied_by(
        _who(row)
        for row in rows
        if given and row["modality"] == "denied" and row["predicate"] in DENIABLE
        if row["side"] not in given and _who(row) not in givers
    )


def _who(row: Row) -> str:
    """Who says it."""
    own = f"{whose(row['publisher'], row['doc_id'])} (own words)"
    return own if row["claimant_kind"] == "article" else row["claimant"]


def _weight(row: Row, deciding: Set[str], turns: Mapping[str, int]) -> tuple[bool, bool, int, bool]:
    """Claims that decide the state come first, and of them those that give the place to a side, by the order
    of the sides.
    """
    favoured = row["favours"]
    decides = row["claim_id"] in deciding
    turn = turns.get(favoured, len(turns))
    return (not decides, not favoured, turn, row["status"] == NO_STATUS)


def _key(row: Row) -> tuple[str, str]:
    return row["claim_id"], row["part"]


def _claim(row: Row) -> str:
    who = _who(row)
    chain = [name for name in row["chain"].split(CHAIN_SEPARATOR) if name and name != row["claimant"]]
    relayed = f", relayed by {', '.join(chain)}" if chain else ""
    when = interval_words(row["said_start"], row["said_end"])
    said = f", said {when}" if row["said_start"] or row["said_end"] else f", {when}"
    about = row["about_start"], row["about_end"]
    if any(about) and about != (row["said_start"], row["said_end"]):
        said += f", about {interval_words(*about, 'since')}"
    if dated_ahead(about[0], row["said_end"], row["modality"]):
        said += f", {AHEAD}"
    extent = EXTENTS.get(row["extent"], "")
    if row["part"]:
        extent = f", {in_part(row['part'])}"
    gives = f"gives it to {row['favours']}" if row["favours"] else row["predicate"].replace("_", " ")
    kind = "" if row["modality"] == "asserted" else f", {row['modality']}"
    sure = ""
    if row["certainty"]:
        sure = f", “{row['certainty']}”" if row["evidence"] == "verbatim" else f", {row['certainty']}"
    words = in_marks(row["words"]) if row["evidence"] == "verbatim" else f"our summary: {row['words']}"
    checked = f"; {row['checked']} by a person" if row["checked"] else ""
    what = plain(gives + extent + kind + sure + checked)
    return f"**{plain(who)}**{plain(relayed + said)}: {what}. {plain(words)}"


def _sources(rows: list[Row]) -> dict[tuple, tuple[Row, int]]:
    """Source -> (a row of it, its number), in the order in which they come."""
    found: dict[tuple, tuple[Row, int]] = {}
    for row in rows:
        found.setdefault(_source_key(row), (row, len(found) + 1))
    return found


def _source_key(row: Row) -> tuple[str, str]:
    return row["sha256"], row["claimant"]


def _source(row: Row) -> str:
    who = "own words" if row["claimant_kind"] == "article" else row["claimant"]
    words = plain(f"{who} via {whose(row['publisher'], row['doc_id'])}: {row['title'] or row['doc_id']}")
    dated = row["published_start"] or row["published_end"]
    when = interval_words(row["published_start"], row["published_end"])
    published = plain(f", published {when}" if dated else ", publication day not known")
    return f"{words}{published}{_link(row['url'])}"


def _link(url: str) -> str:
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    return f" <{quote(url, safe=':/?#@!&*+,;=%~-._')}>" if web else ""
