"""What an export holds: the claims of a view, or all claims, as rows of plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
import pandas as pd

from geo import asof
from geo.filters import WAR
from geo.layers import Look, readable
from geo.model import Place, side_of
from geo.table import CLOCKS, day_of

LICENCE = (
    "Claims as reported, read by machine and not verified. Place positions: GeoNames (CC BY 4.0) and curated "
    "facts with a source each. Quoted words belong to their publishers."
)

#: Column -> (type, meaning). Types: text, day (ISO 8601 calendar day, empty for an open side), int, float.
COLUMNS: dict[str, tuple[str, str]] = {
    "claim_id": ("text", "identity of the claim"),
    "place": ("text", "the place's name in the gazetteer, empty when the name could not be placed"),
    "place_id": ("text", "the place's id"),
    "kind": ("text", "kind of place"),
    "country": ("text", "ISO 3166-1 code"),
    "region": ("text", "first-level region"),
    "lat": ("float", "latitude, WGS 84 degrees"),
    "lon": ("float", "longitude, WGS 84 degrees"),
    "precision_km": ("float", "radius within which the true position is believed to lie"),
    "spoken": ("text", "the place's name as the source spells it"),
    "extent": ("text", "whole, most, part or unstated"),
    "part": ("text", "which part of the place"),
    "war": ("text", "the war that the document is about, empty for none"),
    "predicate": ("text", "what is said of the place"),
    "modality": ("text", "asserted, assessed, predicted, conditional, aim or denied"),
    "status": ("text", "<side>_control, contested or none"),
    "favours": ("text", "name of the side that the status gives the place to"),
    "claimant": ("text", "who says it; 'article' for the article's own voice"),
    "claimant_kind": ("text", "government, military, ... article"),
    "side": ("text", "the claimant's side"),
    "chain": ("text", "who relays whom, outermost first"),
    "publisher": ("text", "who published the document"),
    "title": ("text", "title of the document"),
    "url": ("text", "its address"),
    "words": ("text", "the evidence: the sentence, or our summary when evidence is 'digest'"),
    "evidence": ("text", "verbatim: the source's words; digest: our summary"),
    "certainty": ("text", "the source's words of certainty"),
    "yardstick": ("text", "the yardstick that the speaker uses for them"),
    "band_low": ("int", "lower end of the yardstick's band in per cent, empty for none"),
    "band_high": ("int", "upper end of the band, empty for none"),
    **{
        f"{clock}_{field_}": (kind, f"{words}{meaning}")
        for clock, words in (
            ("said", "when the claimant said it: "),
            ("about", "when it is said to have happened: "),
            ("published", "when the document was published: "),
        )
        for field_, kind, meaning in (
            ("edtf", "text", "interval in Extended Date/Time Format, empty when undated"),
            ("start", "day", "first day"),
            ("end", "day", "last day"),
            ("reason", "text", "where the day comes from"),
        )
    },
    "role": ("text", "zone of the document: headline, body, caption, ..."),
    "flags": ("text", "warnings, joined by '|'"),
    "carriers": ("int", "further places where the same statement stands"),
    "checked": ("text", "empty as read by machine; accepted or amended by a person"),
    "doc_id": ("text", "name of the document"),
    "sha256": ("text", "hash of the document's text"),
    "start": ("int", "first code point of the words in that text"),
    "end": ("int", "end of the words, exclusive"),
    "mention_start": ("int", "first code point of the place's name, empty for none"),
    "mention_end": ("int", "end of the name, exclusive"),
    "revision": ("text", "revision of the claim store"),
    "licence": ("text", "what may be done with the row"),
}
#: Columns that other names in the claim table give.
_RENAMED = {"words": "quote", "place": "place_name"}


class Titled(Protocol):
    """What an export says of a document."""

    title: str
    url: str


@dataclass(frozen=True)
class Selection:
    """Rows to be exported, and what is said of them as a whole."""

    table: pd.DataFrame  # rows of the claim table, in its order
    places: Mapping[str, Place]
    articles: Mapping[str, Titled]  # by sha256
    sides: Sequence[Mapping[str, str]]  # id, name, colour as geo.layers.sides_of gives them
    sentence: str  # what the rows are, in words
    revision: str
    made: date  # day of production
    clock: str = "said"
    day: date | None = None  # as of
    states: tuple[asof.PlaceState, ...] = ()  # of the places in view, contradictions first
    changes: tuple[str, ...] = ()  # what changed since a day, in lines of plain text
    since: date | None = None
    notes: tuple[str, ...] = field(default=())  # what is not in the file, and why


def everything(table: pd.DataFrame, **rest: Any) -> Selection:
    """All rows, dated or not, placed or not."""
    return Selection(table, **rest)


def in_view(
    table: pd.DataFrame, look: Look, day: date, states: Sequence[asof.PlaceState], **rest: Any
) -> Selection:
    """The rows that a view counts: of each place what decides its state, and the rest of its days."""
    wanted = {(state.place_id, claim) for state in states for claim in (*state.claims, *state.mentions)}
    ids, places = table["claim_id"].astype(str), table["place_id"].astype(str)
    likely = ids.isin({claim for _, claim in wanted}).to_numpy()
    if look.filters is not None:
        likely = likely & look.filters.mask(table)
    keep = np.zeros(len(table), dtype=bool)
    for at in np.flatnonzero(likely):
        keep[at] = (places.iat[at], ids.iat[at]) in wanted
    return Selection(table[keep], clock=look.clock, day=day, states=tuple(states), **rest)


def records(selection: Selection) -> Iterator[dict[str, Any]]:
    """The rows as plain values in the order of COLUMNS: str, int, float, `date`, or None for the unknown.

    Text is as it may be shown (`geo.layers.readable`): no control characters, nothing that turns what is
    beside it.
    """
    names = {side["id"]: side["name"] for side in selection.sides}
    nowhere, untitled = None, _Untitled()
    taken = [
        _RENAMED.get(name, name) for name in COLUMNS if _RENAMED.get(name, name) in selection.table.columns
    ]
    for values in selection.table[taken].itertuples(index=False, name=None):
        row = dict(zip(taken, values, strict=True))
        place = selection.places.get(row["place_id"], nowhere)
        article = selection.articles.get(row["sha256"], untitled)
        favoured = side_of(row["status"])
        made = {
            "favours": names.get(favoured, favoured),
            "war": row.get(WAR, ""),
            "title": article.title,
            "url": article.url,
            "kind": place.kind if place else "",
            "country": place.country if place else "",
            "region": place.admin1 if place else "",
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "precision_km": place.precision_km if place else None,
            "revision": selection.revision,
            "licence": LICENCE,
        }
        for clock in CLOCKS:
            for end in ("start", "end"):
                made[f"{clock}_{end}"] = day_of(int(row[f"{clock}_{end}"]))
        yield {
            name: _plain(made[name] if name in made else row[_RENAMED.get(name, name)], kind)
            for name, (kind, _) in COLUMNS.items()
        }


@dataclass(frozen=True, slots=True)
class _Untitled:
    title: str = ""
    url: str = ""


def _plain(value: Any, kind: str) -> Any:
    if value is None or kind == "day":
        return value
    if kind == "int":
        return int(value) if value >= 0 else None  # the claim table's -1 stands for none
    return float(value) if kind == "float" else readable(str(value))
