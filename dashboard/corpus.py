"""What the page reads: one store at one revision, opened once and shared by all sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import pandas as pd

from dashboard import serve
from geo import asof, layers
from geo.conflicts import Conflict
from geo.model import Place
from geo.table import OPEN_END, OPEN_START, day_of


class Article(NamedTuple):
    """What the page says of one document."""

    title: str
    publisher: str
    url: str
    published: str  # in words, with its reason
    evidence: str


class LeftOut(NamedTuple):
    """One thing that is on no map, and why."""

    what: str
    where: str
    reason: str


class Opening(NamedTuple):
    """Where to look first."""

    day: date
    place: str


@dataclass
class Corpus:
    """A revision of the store as the page needs it. Nothing here changes after it was made."""

    revision: str
    table: pd.DataFrame
    places: Mapping[str, Place]
    conflicts: Sequence[Conflict]
    articles: Mapping[str, Article] = field(default_factory=dict)  # by sha256
    tray: Mapping[str, Sequence[LeftOut]] = field(default_factory=dict)  # by heading
    _payloads: dict[layers.Look, str] = field(default_factory=dict)
    _views: dict[tuple[layers.Look, date], asof.View] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def index(self) -> asof.ClaimIndex:
        """The claim table as arrays."""
        return asof.ClaimIndex(self.table)

    @cached_property
    def by_claim(self) -> dict[str, list[dict[str, Any]]]:
        """Claim id -> its rows (one per place), as plain dicts of plain values."""
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in self.table.to_dict("records"):
            rows.setdefault(row["claim_id"], []).append(row)
        return rows

    @cached_property
    def by_place(self) -> dict[str, list[dict[str, Any]]]:
        """Place id -> rows about it, in the table's order."""
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in self.table[self.table["place_id"] != ""].to_dict("records"):
            rows.setdefault(row["place_id"], []).append(row)
        return rows

    @cached_property
    def sides(self) -> list[dict[str, str]]:
        """Sides that any claim favours, with names and colours."""
        return layers.sides_of(self.conflicts, self.table["status"].unique())

    @cached_property
    def claimant_sides(self) -> dict[str, str]:
        """Name of every side of the conflicts, by id."""
        return {side.id: side.name for conflict in self.conflicts for side in conflict.sides}

    def payload(self, look: layers.Look) -> str:
        """Name under which the map fetches the payload of a way of looking."""
        with self._lock:
            known = self._payloads.get(look)
        if known is None or serve.payloads.get(known) is None:
            known, data = layers.encode(layers.payload(self.index, self.places, self.conflicts, look))
            serve.payloads.offer(known, data)
            with self._lock:
                self._payloads[look] = known
        return known

    def view(self, look: layers.Look, day: date) -> asof.View:
        """What is claimed as of a day, kept as the same days are asked for again."""
        key = (look, day)
        with self._lock:
            if key in self._views:
                return self._views[key]
        found = asof.view(
            self.index, day=day, clock=look.clock, mode=look.mode, start=look.start, look_back=look.look_back
        )
        with self._lock:
            if len(self._views) > 512:
                self._views.clear()
            self._views[key] = found
        return found

    def days(self, clock: str) -> tuple[date, date] | None:
        """First and last day that claims reach under a clock, None when nothing is dated."""
        low, high, _ = self.index.clocks[clock]
        dated = low != OPEN_END
        if not dated.any():
            return None
        return day_of(int(low[dated].min())), day_of(int(high[dated & (high != OPEN_START)].max()))

    @cached_property
    def opening(self) -> Opening | None:
        """The sharpest contradiction: most claimants, nearest in time, latest; else the busiest day.

        Sharp is a dispute in which many speak, whose two sides last spoke on the same day.
        """
        runs = asof.change_points(self.index)
        best: tuple[tuple[int, int, int], Opening] | None = None
        for place_id, stretch in runs.items():
            for run in stretch:
                finding = run.place.finding
                if finding.state != "disputed" or place_id not in self.places:
                    continue
                if run.start.toordinal() not in self._starts(place_id):
                    continue  # only an old claim's end, not a new word
                voices = sum(min(2, len(names)) for _, names in finding.by_side)
                score = (voices, -self._gap(place_id, run.place.claims), run.start.toordinal())
                if best is None or score > best[0]:
                    best = (score, Opening(run.start, place_id))
        return best[1] if best else self._busiest()

    def _starts(self, place_id: str) -> set[int]:
        """Days on which a claim about a place begins."""
        return {row["said_start"] or row["said_end"] for row in self.by_place.get(place_id, [])}

    def _gap(self, place_id: str, claims: Sequence[str]) -> int:
        """Days between the newest claims of the two sides that spoke last."""
        newest: dict[str, int] = {}
        for claim in claims:
            for row in self.by_claim[claim]:
                if row["place_id"] == place_id and row["status"].endswith("_control"):
                    last = row["said_end"] if row["said_end"] != OPEN_END else row["said_start"]
                    newest[row["status"]] = max(newest.get(row["status"], 0), last)
        days = sorted(newest.values(), reverse=True)
        return days[0] - days[1] if len(days) > 1 else OPEN_END

    def _busiest(self) -> Opening | None:
        histogram = asof.histogram(self.index)
        if histogram.empty:
            return None
        day = histogram.loc[(histogram["exact"] * 1000 + histogram["vague"]).idxmax(), "day"]
        states = self.view(layers.Look(), day).places
        placed = [state for state in states.values() if state.place_id in self.places]
        busiest = max(placed, key=lambda state: state.count, default=None)
        return Opening(day, busiest.place_id if busiest else "")
