"""The view that a reader looks at, and its form in the page's address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geo.asof import CLOCKS, LOOK_BACK, MODES
from geo.layers import Look

MOST_LOOK_BACK = 3650  # days


@dataclass(frozen=True, slots=True)
class View:
    """Everything that decides what is shown. `day` is the last day of "between", `start` its first."""

    day: date
    place: str = ""  # place id, "" for none
    clock: str = "said"
    mode: str = "on"
    look_back: int = LOOK_BACK
    start: date | None = None

    @property
    def look(self) -> Look:
        """What the map's payload depends on: not the day, and not the place."""
        if self.mode == "between":
            return Look(self.clock, self.mode, LOOK_BACK, self.start, self.day)
        return Look(self.clock, self.mode, self.look_back if self.mode == "on" else LOOK_BACK)


def to_params(view: View) -> dict[str, str]:
    """The view as parameters of the address; what is as usual is left out."""
    usual = View(view.day)
    params = {"day": view.day.isoformat()}
    if view.place:
        params["place"] = view.place
    for name, value in (("clock", view.clock), ("mode", view.mode), ("look_back", str(view.look_back))):
        if value != str(getattr(usual, name)):
            params[name] = value
    if view.mode == "between" and view.start:
        params["from"] = view.start.isoformat()
    return params


def from_params(
    params: Mapping[str, str], usual: View, first: date, last: date, places: Collection[str]
) -> tuple[View, list[str]]:
    """The view that an address asks for, and a note for each part of it that could not be followed."""
    view, notes = usual, []
    if "day" in params:
        if day := _day(params["day"]):
            view = replace(view, day=min(max(day, first), last))
            if view.day != day:
                notes.append("The linked day lies outside the days with claims; the nearest one is shown.")
        else:
            notes.append("The linked day is not a date (year-month-day); another day is shown.")
        view = replace(view, place="")
    if place := params.get("place"):
        known = place in places
        view = replace(view, place=place if known else "")
        if not known:
            notes.append("Nothing is claimed about the linked place here.")
    for name, allowed in (("clock", CLOCKS), ("mode", MODES)):
        if value := params.get(name):
            if value in allowed:
                view = replace(view, **{name: value})
            else:
                notes.append(f"The link asks for an unknown {name}; the usual one is used.")
    if value := params.get("look_back"):
        if value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= MOST_LOOK_BACK:
            view = replace(view, look_back=int(value))
        else:
            notes.append(f"The linked look-back is not a number of days up to {MOST_LOOK_BACK}.")
    if view.mode == "between":
        start = _day(params.get("from", "")) or first
        view = replace(view, start=min(max(start, first), view.day))
    return view, notes


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
