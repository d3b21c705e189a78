"""The view that a reader looks at, and its form in the page's address."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from geo.asof import CLOCKS, LOOK_BACK, MODES
from geo.filters import Filters
from geo.layers import Look

MOST_LOOK_BACK = 3650  # days
MOST_DIGITS = 12  # of a revision
MOST_VALUES = 50  # of one filter, taken from an address
#: Field of Filters -> its parameter in the address.
FILTER_PARAMS = {
    "places": "only_place",
    "wars": "war",
    "regions": "region",
    "voices": "claimant",
    "claimant_kinds": "kind",
    "sides": "side",
    "publishers": "publisher",
    "predicates": "predicate",
    "modalities": "modality",
    "certainties": "certainty",
}
#: Every name that an address may have.
KNOWN_PARAMS = frozenset(FILTER_PARAMS.values()) | {
    "day", "place", "clock", "mode", "look_back", "from", "checked", "disputed", "claim", "compare", "at",
    "view", "revision",
}  # fmt: skip
LONGEST_NAME, LONGEST_VALUE, MOST_NAMES = 20, 60, 3  # of those that a note repeats: characters and how many
NO_VALUE = "-"  # stands for "" in the address: claimants of no side, claims without words of certainty
NO_FILTERS = Filters()
#: A claim with where its words stand, so that a link to a claim that is gone still finds them:
#: id ~ first 12 digits of the document's sha256 ~ start - end.
#: Without an id: words that no claim was read from.
_CLAIM = re.compile(
    r"(?P<id>[0-9a-f]{12}(?:-[0-9]{1,3})?|(?=~))"
    r"(?:~(?P<sha>[0-9a-f]{12})~(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9}))?"
)

Params = Mapping[str, str | Sequence[str]]
Position = tuple[float, float, float]  # lat, lon, zoom


@dataclass(frozen=True, slots=True)
class View:
    """Everything that decides what is shown. `day` is the last day of "between", `start` its first."""

    day: date
    place: str = ""  # place id, "" for none
    clock: str = "said"
    mode: str = "on"
    look_back: int = LOOK_BACK
    start: date | None = None
    claim: str = ""  # as `claim_link` writes it, "" for none
    filters: Filters = NO_FILTERS
    only_disputed: bool = False
    compare: date | None = None  # a day to compare with, once it is the earlier one
    at: Position | None = None  # where the map looks, None for its own choice
    brief: bool = False  # the page as a picture
    revision: int | None = None  # an earlier one of the corpus, None for the present one

    @property
    def since(self) -> date | None:
        """The day that the view is compared with: one before its own, and a day is what it shows."""
        earlier = self.compare is not None and self.compare < self.day and self.mode != "between"
        return self.compare if earlier else None

    @property
    def look(self) -> Look:
        """What the map's payload depends on: not the day, and not the place."""
        limits = {
            "filters": self.filters if self.filters.active else None,
            "only_disputed": self.only_disputed,
        }
        if self.mode == "between":
            return Look(self.clock, self.mode, LOOK_BACK, self.start, self.day, **limits)
        return Look(self.clock, self.mode, self.look_back if self.mode == "on" else LOOK_BACK, **limits)


@dataclass(frozen=True, slots=True)
class Words:
    """Where a linked claim's words stand: document by the beginning of its sha256, code points."""

    claim_id: str  # "" when the words are no claim's
    sha256: str = ""
    start: int = 0
    end: int = 0


def claim_link(claim_id: str, sha256: str, start: int, end: int) -> str:
    """A claim as the address names it."""
    return f"{claim_id}~{sha256[:12]}~{start}-{end}"


def linked_claim(text: str) -> Words | None:
    """The inverse of `claim_link`; None when it is none."""
    found = _CLAIM.fullmatch(text)
    if not found:
        return None
    return Words(found["id"], found["sha"] or "", int(found["start"] or 0), int(found["end"] or 0))


def to_params(view: View) -> dict[str, str | list[str]]:
    """The view as parameters of the address; what is as usual is left out."""
    usual = View(view.day)
    params: dict[str, str | list[str]] = {"day": view.day.isoformat()}
    if view.place:
        params["place"] = view.place
    for name, value in (("clock", view.clock), ("mode", view.mode), ("look_back", str(view.look_back))):
        if value != str(getattr(usual, name)):
            params[name] = value
    if view.mode == "between" and view.start:
        params["from"] = view.start.isoformat()
    for field, name in FILTER_PARAMS.items():
        if values := getattr(view.filters, field):
            params[name] = [value or NO_VALUE for value in values]
    if view.filters.checked_only:
        params["checked"] = "1"
    if view.only_disputed:
        params["disputed"] = "1"
    if view.claim:
        params["claim"] = view.claim
    if view.compare:
        params["compare"] = view.compare.isoformat()
    if view.at:
        params["at"] = "{:.4f},{:.4f},{:g}".format(*view.at)
    if view.brief:
        params["view"] = "brief"
    if view.revision is not None:
        params["revision"] = str(view.revision)
    return params


def _unknown_names(params: Params) -> list[str]:
    """Names in an address that mean nothing here, shortened; not what Streamlit itself reads."""
    strange = (n for n in params if n not in KNOWN_PARAMS and not n.startswith("embed"))
    return [name[:LONGEST_NAME] for name in strange][:MOST_NAMES]


def _shortened(values: Sequence[str]) -> str:
    """The first few of an address's values, each cut short, for a note."""
    cut = [one if len(one) <= LONGEST_VALUE else f"{one[:LONGEST_VALUE]}…" for one in values[:MOST_NAMES]]
    return ", ".join(cut) + (f" and {len(values) - MOST_NAMES} more" if len(values) > MOST_NAMES else "")


def from_params(
    params: Params,
    usual: View,
    first: date,
    last: date,
    places: Collection[str],
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[View, list[str]]:
    """The view that an address asks for, and a note for each part of it that could not be followed.

    `known` are the values that each field of Filters may have here, all when it is not given.
    """
    one = {
        name: value if isinstance(value, str) else (value[-1] if value else "")
        for name, value in params.items()
    }
    view, notes = usual, []
    if "day" in one:
        view, notes = _day_of(one["day"], view, first, last)
    if place := one.get("place"):
        found = place in places
        view = replace(view, place=place if found else "")
        if not found:
            notes.append("Nothing is claimed about the linked place here.")
    for name, allowed in (("clock", CLOCKS), ("mode", MODES)):
        if value := one.get(name):
            if value in allowed:
                view = replace(view, **{name: value})
            else:
                notes.append(f"The link asks for an unknown {name}; the usual one is used.")
    if value := one.get("look_back"):
        if value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= MOST_LOOK_BACK:
            view = replace(view, look_back=int(value))
        else:
            notes.append(f"The linked look-back is not a number of days up to {MOST_LOOK_BACK}.")
    if view.mode == "between":
        asked = one.get("from", "")
        start = _day(asked) or first
        if asked and not _day(asked):
            notes.append("The first day of the linked period is not a date (year-month-day).")
        if start > view.day:
            notes.append("The linked period begins after it ends; its last day alone is shown.")
        view = replace(view, start=min(max(start, first), view.day))
    filters, unknown = _filters(params, known)
    view = replace(
        view, filters=filters, only_disputed=one.get("disputed") == "1", brief=one.get("view") == "brief"
    )
    if unknown:
        notes.append(
            f"The link limits the view to what no claim here has ({_shortened(unknown)}); that is left out."
        )
    if strange := _unknown_names(params):
        notes.append(f"The link has parts that mean nothing here ({', '.join(strange)}); they are left out.")
    if claim := one.get("claim"):
        if linked_claim(claim):
            view = replace(view, claim=claim)
        else:
            notes.append("The linked claim's name is not one.")
    if compare := one.get("compare"):
        day = _day(compare)
        view = replace(view, compare=min(max(day, first), last) if day else None)
        if not day:
            notes.append("The day to compare with is not a date (year-month-day).")
    if value := one.get("revision"):
        view = replace(view, revision=revision_of(value))
        if view.revision is None:
            digits = value.isascii() and value.isdigit()
            what = "The corpus has no such revision" if digits else "The linked revision is not a number"
            notes.append(f"{what}; the present one is shown.")
    if at := one.get("at"):
        view = replace(view, at=position(at.split(",")))
        if view.at is None:
            notes.append("The linked position of the map is none (latitude,longitude,zoom).")
    return view, notes


def revision_of(text: str) -> int | None:
    """The number of a revision, None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _day_of(text: str, view: View, first: date, last: date) -> tuple[View, list[str]]:
    notes = []
    if day := _day(text):
        view = replace(view, day=min(max(day, first), last))
        if view.day != day:
            notes.append("The linked day lies outside the days with claims; the nearest one is shown.")
    else:
        notes.append("The linked day is not a date (year-month-day); another day is shown.")
    return replace(view, place=""), notes


def _filters(params: Params, known: Mapping[str, Collection[str]] | None) -> tuple[Filters, list[str]]:
    """The filters of an address, and the values that no claim has."""
    found: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for field, name in FILTER_PARAMS.items():
        given = params.get(name, ())
        values = [given] if isinstance(given, str) else list(given)
        values = ["" if value == NO_VALUE else value for value in values[:MOST_VALUES]]
        if known is not None:
            unknown += [value or NO_VALUE for value in values if value not in known[field]]
            values = [value for value in values if value in known[field]]
        found[field] = tuple(dict.fromkeys(values))
    return Filters(**found, checked_only=params.get("checked") in ("1", ["1"])), unknown


def position(values: Sequence[object]) -> Position | None:
    """(lat, lon, zoom) of three numbers or their digits, None when they are no place on the map."""
    try:
        lat, lon, zoom = (float(value) for value in values)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    if not (isfinite(lat) and isfinite(lon) and isfinite(zoom)):
        return None
    inside = abs(lat) <= 90 and abs(lon) <= 180 and 0 <= zoom <= 22
    return (round(lat, 4), round(lon, 4), round(zoom, 2)) if inside else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
