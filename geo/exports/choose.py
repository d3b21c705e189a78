"""From the command line's options to a selection of a store's claims."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from geo import asof, conflicts, layers
from geo.changes import changes
from geo.errors import BadInput
from geo.exports.selection import Selection, everything, in_view
from geo.filters import WAR, Filters
from geo.layers import Look
from geo.model import Place
from geo.sides import told_apart
from geo.table import OPEN_END, OPEN_START

if TYPE_CHECKING:
    from geo.store import Store

RANK = {state: rank for rank, state in enumerate(asof.STATES)}


def day(text: str) -> date:
    """A calendar day.

    Raises:
        BadInput: it is not year-month-day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(text, "is not a day", "write year-month-day, as in 2023-03-07") from None


def look_of(options: Namespace, filters: Filters | None) -> tuple[Look, date | None]:
    """The way of looking that the options ask for and its day; no day for all claims.

    Raises:
        BadInput: a day that is none, or a period that ends before it starts.
    """
    if options.look_back and not options.date:
        raise BadInput(f"--look-back {options.look_back}", "counts back from a day", "add --date DAY")
    if options.between:
        start, end = map(day, options.between)
        if start > end:
            raise BadInput(f"--between {start} {end}", "ends before it starts", "give the earlier day first")
        return Look(options.clock, "between", asof.LOOK_BACK, start, end, filters), end
    if options.until:
        return Look(options.clock, "until", filters=filters), day(options.until)
    look = Look(options.clock, "on", options.look_back or asof.LOOK_BACK, filters=filters)
    return look, day(options.date) if options.date else None


def choose(store: Store, options: Namespace, *, made: date) -> Selection:
    """The claims that the options ask for. `made` is the day of production.

    Raises:
        BadInput: an option names nothing in the store.
        StoreError: the store cannot be read.
    """
    with store.snapshot():
        table, places, documents = store.claims_frame(), store.places(), store.documents()
        unmapped = len(store.tray().unmapped)
    revision = str(table.attrs["revision"])
    wars = {stored.document.sha256: stored.conflict for stored in documents}
    table, every = told_apart(table, wars, conflicts.load())
    known = [conflict for conflict in every if conflict.id in wars.values()]
    filters = filters_of(options, table, places)
    look, as_of = look_of(options, filters)
    rest = {
        "places": places,
        "articles": {stored.document.sha256: stored.document for stored in documents},
        "sides": layers.sides_of(known, table["status"].unique()),
        "revision": revision,
        "made": made,
    }
    if as_of is None:
        if options.since:
            raise BadInput(f"--since {options.since}", "needs a view to compare", "add --date DAY")
        kept = table if filters is None else table[filters.mask(table)]
        return everything(kept, sentence=all_words(kept, filters, places), **rest)
    seen = asof.view(
        table,
        day=as_of,
        clock=look.clock,
        mode=look.mode,
        start=look.start,
        look_back=look.look_back,
        filters=filters,
    )
    states = sorted(
        (
            state
            for state in seen.places.values()
            if state.place_id and (state.count or look.mode != "between")
        ),
        key=lambda state: (RANK[state.state], -state.count, state.name),
    )
    since, told = None, ()
    if options.since:
        since = day(options.since)
        if options.output.suffix.lower() != ".md":
            raise BadInput(f"--since {since}", "is told in a briefing only", "write to a file in .md")
        if since >= as_of:
            raise BadInput(f"--since {since}", f"is not before {as_of}", "give an earlier day")
        before = asof.view(table, day=since, clock=look.clock, look_back=look.look_back, filters=filters)
        lines = layers.Lines(table, {side["id"]: side["name"] for side in rest["sides"]})
        told = tuple(one.words for one in changes(before, seen, lines) if one.place_id in places)
    kept = table if filters is None else table[filters.mask(table)]
    end = layers.tail_of(kept, unmapped)
    names = layers.names_of(places, rest["sides"])
    return in_view(
        table,
        look,
        as_of,
        states,
        sentence=layers.sentence(look, as_of, [state.state for state in states], end, names),
        notes=left_out(table, look.clock, places),
        since=since,
        changes=told,
        **rest,
    )


def filters_of(options: Namespace, table: pd.DataFrame, places: Mapping[str, Place]) -> Filters | None:
    """The filter that the options ask for, None for none.

    Raises:
        BadInput: a place, war, claimant or publisher that no claim of the table names.
    """
    wanted = Filters(
        places=tuple(dict.fromkeys(one for name in options.place for one in place_ids(name, table, places))),
        wars=wars(options, table),
        voices=tuple(named(name, "claimant", "voice", table) for name in options.claimant),
        publishers=tuple(named(name, "publisher", "publisher", table) for name in options.publisher),
        checked_only=options.checked_only,
    )
    return None if wanted == Filters() else wanted


def place_ids(name: str, table: pd.DataFrame, places: Mapping[str, Place]) -> list[str]:
    """Ids of the places that claims call by a name, in the gazetteer's spelling or in a source's."""
    pairs = table[["place_id", "place_name", "spoken"]].drop_duplicates().astype(str)
    names: dict[str, set[str]] = {}
    for place_id, main, spoken in pairs.itertuples(index=False):
        if place_id in places:
            for one in (main, spoken, place_id):
                names.setdefault(one.casefold(), set()).add(place_id)
    if name.casefold() not in names:
        raise BadInput(f"--place {name}", "no claim names this place", _near(name, names))
    return sorted(names[name.casefold()])


def wars(options: Namespace, table: pd.DataFrame) -> tuple[str, ...]:
    """Names of the wars that the options limit a table to, which `told_apart` made."""
    return tuple(dict.fromkeys(named(name, "war", WAR, table) for name in options.war))


def named(name: str, option: str, column: str, table: pd.DataFrame) -> str:
    """The value of a column that a name means, whatever its case."""
    values = {str(value).casefold(): str(value) for value in table[column].unique()}
    if name.casefold() not in values:
        raise BadInput(f"--{option} {name}", f"no claim has this {option}", _near(name, values))
    return values[name.casefold()]


def _near(name: str, known: Mapping[str, object]) -> str:
    name = name.casefold()
    close = get_close_matches(name, known, n=3, cutoff=0.6) or [one for one in known if name in one][:3]
    return f"did you mean {' or '.join(close)}?" if close else "see the names in an export of all claims"


def all_words(table: pd.DataFrame, filters: Filters | None, places: Mapping[str, Place]) -> str:
    """What an export without a day holds, in words."""
    claims = layers.plural(table["claim_id"].nunique(), "claim")
    known = layers.plural(table.loc[table["place_id"].isin(places), "place_id"].nunique(), "place")
    words = f" {filters.words()}" if filters else ""
    return f"All {claims}{words}, of every day, about {known}"


def left_out(table: pd.DataFrame, clock: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """What a view cannot show, with counts."""
    undated = (table[f"{clock}_start"] == OPEN_START) & (table[f"{clock}_end"] == OPEN_END)
    unplaced = ~table["place_id"].isin(places)
    counts = (
        (undated, "that belong to no day"),
        (unplaced, "about names that could not be placed"),
    )
    return tuple(
        f"Not in this view: {layers.plural(count, 'claim')} {words}. An export without a day holds them."
        for which, words in counts
        if (count := table.loc[which, "claim_id"].nunique())
    )
