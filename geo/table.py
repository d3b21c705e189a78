"""The claim table: one row per (claim, link), its columns as data, and one guard at the door.

Days are whole numbers (`date.toordinal()`), naive calendar days as the source states them. An open side of
an interval is `OPEN_START` or `OPEN_END`; an interval open on both sides is undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from geo.conflicts import bodies
from geo.errors import BadInput
from geo.model import (
    CLAIMANT_KINDS,
    CONTESTED,
    EVIDENCE_KINDS,
    EXTENTS,
    MODALITIES,
    NO_STATUS,
    NOT_STORED,
    PREDICATES,
    UNDATED,
    Claim,
    DateInterval,
    Link,
    side_of,
)

OPEN_START = 0  # before every calendar day
OPEN_END = 4_000_000  # after date.max.toordinal(), and small enough for int32 arithmetic
CLOCKS = ("said", "about", "published")
CHECKED = ("", "accepted", "amended")
CHAIN_SEPARATOR = " > "
NO_PUBLISHER = "no publisher named"
LIST_SEPARATOR = "|"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL and lone surrogates: no database column holds them

OWN_VOICE = "article"  # kind of claimant: the article itself

#: Column -> (dtype, meaning). "category" columns hold strings.
CLAIM_COLUMNS: dict[str, tuple[str, str]] = {
    "claim_id": ("str", "identity of the claim, from its document and spans alone"),
    "doc_id": ("category", "name of the document: file stem or own id"),
    "sha256": ("category", "identity of the document: sha256 of its text"),
    "start": ("int32", "first code point of the evidence in the document's text"),
    "end": ("int32", "end of the evidence, exclusive"),
    "quote": ("str", "the evidence: text[start:end]"),
    "evidence": ("category", "verbatim, or digest when the text is our summary"),
    "claimant": ("category", "who says it: canonical name, 'article' for the article's own voice"),
    "claimant_kind": ("category", "government, military, ... article"),
    "voice": (
        "category",
        "the claimant as one speaker; own voices and unnamed speakers carry their publisher",
    ),
    "side": ("category", "the claimant's side in the conflict, '' for none"),
    "chain": ("category", "who relays whom, outermost first, joined by ' > '"),
    "publisher": ("category", "who published the document"),
    "place_id": ("category", "the place spoken of; 'name:' and the name when it could not be placed"),
    "place_name": ("category", "its name in the gazetteer"),
    "spoken": ("category", "its name as the source spells it"),
    "extent": ("category", "whole, most, part or unstated"),
    "part": ("category", "which part of the place, '' for none"),
    "mention_start": ("int32", "first code point of the place's mention, -1 for none"),
    "mention_end": ("int32", "end of the mention, exclusive, -1 for none"),
    "predicate": ("category", "what is said of the place"),
    "modality": ("category", "asserted, assessed, predicted, conditional, aim or denied"),
    "status": ("category", "<side>_control, contested or none"),
    "certainty": ("category", "the source's words of certainty, verbatim"),
    "yardstick": ("category", "the yardstick that the speaker uses for them, '' for none"),
    "band_low": ("int16", "lower end of the yardstick's band in per cent, -1 for none"),
    "band_high": ("int16", "upper end of the band, -1 for none"),
    "published_start": ("int32", "first day on which the document may have been published"),
    "published_end": ("int32", "last such day"),
    "published_edtf": ("category", "the interval as EDTF, '' when undated"),
    "published_reason": ("category", "where the day comes from, in words"),
    "said_start": ("int32", "first day on which the claimant may have said it"),
    "said_end": ("int32", "last such day"),
    "said_edtf": ("category", "the interval as EDTF, '' when undated"),
    "said_reason": ("category", "where the day comes from, in words"),
    "about_start": ("int32", "first day that the claim is about"),
    "about_end": ("int32", "last such day"),
    "about_edtf": ("category", "the interval as EDTF, '' when undated"),
    "about_reason": ("category", "where the day comes from, in words"),
    "role": ("category", "zone of the document: headline, body, caption, ..."),
    "flags": ("category", "warnings such as headline_stronger, joined by '|'"),
    "carriers": ("int32", "further places where the same statement stands"),
    "checked": ("category", "'' as read by machine, accepted or amended by a person"),
}
COLUMNS = tuple(CLAIM_COLUMNS)
NO_LINK = Link("", "", "")


def bounds(interval: DateInterval) -> tuple[int, int]:
    """Interval as a pair of days, with OPEN_START and OPEN_END for the open sides."""
    return (
        interval.start.toordinal() if interval.start else OPEN_START,
        interval.end.toordinal() if interval.end else OPEN_END,
    )


def day_of(ordinal: int) -> date | None:
    """The calendar day of a whole number; None for an open side."""
    return None if ordinal in (OPEN_START, OPEN_END) else date.fromordinal(int(ordinal))


def interval(row: Mapping[str, object], clock: str) -> DateInterval:
    """The interval of one row under a clock: the inverse of what `rows` writes."""
    start, end = day_of(row[f"{clock}_start"]), day_of(row[f"{clock}_end"])
    edtf, reason = str(row[f"{clock}_edtf"]), str(row[f"{clock}_reason"])
    return DateInterval(edtf, start, end, reason) if edtf or reason else UNDATED


def whose(publisher: str, doc_id: str) -> str:
    """In whose article something stands, in words; one that names no publisher is told by its document."""
    return publisher or f"an article without a named publisher ({doc_id})"


def voice(claimant: str, kind: str, publisher: str, doc_id: str) -> str:
    """Who speaks, as one speaker: two articles' own voices, or two unnamed residents, are two.

    A claimant in lower case ("a resident", "local officials") is described rather than named; the same
    description in another publisher's article may be of someone else. The head or spokesman of a body
    speaks for it, so that the two are one.
    """
    claimant = bodies().get(claimant, claimant)
    if kind == OWN_VOICE:
        return whose(publisher, doc_id)
    where = publisher or f"article {doc_id}, {NO_PUBLISHER}"
    return f"{claimant} ({where})" if claimant[:1].islower() else claimant


def rows(claim: Claim, checked: str = "") -> Iterator[tuple]:
    """The rows of one claim in the order of COLUMNS, one per link; a claim without links has one row."""
    speaker = voice(claim.claimant, claim.claimant_kind, claim.publisher, claim.doc_id)
    band = claim.band or (-1, -1)
    clocks = []
    for dates in (claim.published, claim.said, claim.about):
        clocks += [*bounds(dates), dates.edtf, dates.reason]
    head = (claim.claim_id, claim.doc_id, claim.sha256, claim.start, claim.end, claim.quote, claim.evidence)
    who = (claim.claimant, claim.claimant_kind, speaker, claim.side, CHAIN_SEPARATOR.join(claim.chain))
    what = (claim.predicate, claim.modality, claim.status, claim.certainty, claim.yardstick, *band)
    tail = (claim.role, LIST_SEPARATOR.join(claim.flags), len(claim.carriers), checked)
    for link in claim.links or (NO_LINK,):
        where = (
            link.place_id,
            link.name,
            link.spoken,
            link.extent,
            link.part,
            link.mention_start,
            link.mention_end,
        )
        yield (*head, *who, claim.publisher, *where, *what, *clocks, *tail)


def frame(claims: Iterable[Claim], checked: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The claim table of some claims; `checked` maps claim ids to "accepted" or "amended"."""
    checked = checked or {}
    return from_rows([row for claim in claims for row in rows(claim, checked.get(claim.claim_id, ""))])


def from_rows(tuples: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """The claim table of row tuples in the order of COLUMNS, guarded."""
    made = Builder()
    made.add(tuples)
    return made.frame()


class Builder:
    """A claim table that grows by rows; what has been added is held as columns, a few bytes a value."""

    def __init__(self) -> None:
        self.length = 0
        self._values = {name: _Values() for name, (dtype, _) in CLAIM_COLUMNS.items() if dtype == "category"}
        self._parts: dict[str, list[Any]] = {name: [] for name in COLUMNS}

    def add(self, tuples: Sequence[Sequence[Any]]) -> None:
        """Add rows in the order of COLUMNS."""
        columns = zip(*tuples, strict=True) if tuples else [()] * len(COLUMNS)
        for (name, (dtype, _)), values in zip(CLAIM_COLUMNS.items(), columns, strict=True):
            if dtype == "category":
                codes = map(self._values[name].__getitem__, values)
                part: Any = _narrow(np.fromiter(codes, dtype=np.int32, count=len(values)))
            else:
                part = _text(values) if dtype == "str" else np.array(values, dtype=dtype)
            self._parts[name].append(part)
        self.length += len(tuples)

    def frame(self, more: Mapping[str, np.ndarray] | None = None) -> pd.DataFrame:
        """The table of all rows, guarded; `more` is added to columns of numbers, one value per row."""
        columns = {}
        for name, (dtype, _) in CLAIM_COLUMNS.items():
            parts = self._parts.pop(name)
            if dtype == "category":
                columns[name] = self._values[name].column(np.concatenate(parts))
            elif dtype == "str":
                columns[name] = pd.concat(parts, ignore_index=True)
            else:
                columns[name] = np.concatenate(parts)
            if more and name in more:
                columns[name] += more[name].astype(dtype)
        table = pd.DataFrame(columns, copy=False)
        guard(table)
        return table


def _narrow(codes: np.ndarray) -> np.ndarray:
    """The same codes in as few bytes as they need."""
    return codes.astype(np.min_scalar_type(int(codes.max(initial=0))))


class _Values(dict[str, int]):
    """Value -> its code. Lone surrogates, which no UTF-8 column can hold, are shown as U+FFFD."""

    def __init__(self) -> None:
        self.distinct: list[str] = []

    def __missing__(self, value: str) -> int:
        try:
            value.encode()
        except UnicodeEncodeError:
            self[value] = self[UNSTORABLE.sub("\ufffd", value)]
        else:
            self[value] = len(self.distinct)
            self.distinct.append(value)
        return self[value]

    def column(self, codes: np.ndarray) -> pd.Categorical:
        """The column of some codes, its categories in order."""
        order = sorted(range(len(self.distinct)), key=self.distinct.__getitem__)
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        categories = pd.Index([self.distinct[one] for one in order], dtype="str")
        return pd.Categorical.from_codes(place[codes] if len(codes) else codes, categories)


def joined(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Two claim tables as one, `first` before `second`; further columns and attributes are left out."""
    if not len(first) or not len(second):
        return (first if len(first) else second)[list(COLUMNS)].reset_index(drop=True)
    columns = {
        name: union_categoricals([first[name], second[name]])
        if dtype == "category"
        else pd.concat([first[name], second[name]], ignore_index=True)
        for name, (dtype, _) in CLAIM_COLUMNS.items()
    }
    return pd.DataFrame(columns)


def not_stored(table: pd.DataFrame) -> np.ndarray:
    """One truth value per row: whether its claim was read for one session only and is in no store."""
    flagged = [flags for flags in table["flags"].unique() if NOT_STORED in flags.split(LIST_SEPARATOR)]
    return table["flags"].isin(flagged).to_numpy()


def _text(values: Sequence[str]) -> pd.Series:
    """A column of strings; lone surrogates, which no UTF-8 column can hold, are shown as U+FFFD."""
    try:
        return pd.Series(values, dtype="str")
    except UnicodeEncodeError:
        return pd.Series([UNSTORABLE.sub("\ufffd", value) for value in values], dtype="str")


def guard(table: pd.DataFrame) -> None:
    """Refuse a table that breaks the schema or the closed lists.

    Raises:
        BadInput: one error that lists all complaints.
    """
    if missing := [name for name in COLUMNS if name not in table]:
        raise BadInput("claim table", f"lacks the columns {', '.join(missing)}")
    complaints = [*_vocabulary_complaints(table), *_number_complaints(table)]
    if complaints:
        raise BadInput("claim table", "; ".join(complaints))


def _values(column: pd.Series) -> list[str]:
    return (
        list(column.cat.categories)
        if isinstance(column.dtype, pd.CategoricalDtype)
        else list(column.unique())
    )


def _vocabulary_complaints(table: pd.DataFrame) -> Iterator[str]:
    closed = {
        "predicate": PREDICATES,
        "modality": MODALITIES,
        "extent": EXTENTS,
        "claimant_kind": CLAIMANT_KINDS,
        "evidence": EVIDENCE_KINDS,
        "checked": CHECKED,
    }
    for name, allowed in closed.items():
        if unknown := sorted(set(_values(table[name])) - set(allowed)):
            yield f"{name} holds {', '.join(map(repr, unknown))}, not one of {', '.join(map(repr, allowed))}"
    for status in _values(table["status"]):
        if status not in (CONTESTED, NO_STATUS) and not side_of(status):
            yield f"status holds {status!r}, not <side>_control, contested or none"
    if not table["claim_id"].astype(bool).all():
        yield "a claim has no claim_id"


def _number_complaints(table: pd.DataFrame) -> Iterator[str]:
    for name in ("start", *(f"{clock}_start" for clock in CLOCKS)):
        end = name.replace("start", "end")
        if count := int((table[name] > table[end]).sum()):
            yield f"{count} rows have {name} after {end}"
    if count := int((table["quote"].str.len() != table["end"] - table["start"]).sum()):
        yield f"{count} rows have a quote that is not as long as its span"
    out = (table["band_low"] > table["band_high"]) | (table["band_high"] > 100)
    if count := int(out.sum()):
        yield f"{count} rows have a certainty band that is not within 0 to 100 per cent"
