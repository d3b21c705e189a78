"""What the page reads: one store at one revision, opened once and shared by all sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard import serve
from geo import asof, layers
from geo.changes import Change, changes
from geo.conflicts import Conflict
from geo.filters import FIELDS, WAR, Filters, with_regions
from geo.model import Place, side_of
from geo.packing import Packer
from geo.review import Weight, queue
from geo.table import OPEN_END, not_stored

TITLE = "Claims by place and day"
STATE_RANK = {state: rank for rank, state in enumerate(asof.STATES)}
MOST_WARS = 4  # named in the title; of more, the first three and how many others there are
MOST_KEPT = 256  # views, and places' rows, kept for readers who ask for the same
MOST_ROWS = 20_000  # rows of places that are kept as dicts, some 2 kB each
MOST_HELD = 20_000  # rows of a table whose states of all days are kept; of a larger one a view is worked out
MOST_COMPARED = 50  # disputes whose claims are compared day by day to find the sharpest


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
    link: str = ""  # where its words stand, as state.claim_link writes it; "" when they were not kept


class Opening(NamedTuple):
    """Where to look first."""

    day: date
    place: str


Dispute = tuple[str, date, asof.PlaceState]  # place id, first day, state


class _Disputes:
    """The disputes about places that are known in which most speak, as every place's states pass by."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places, self.most = places, 0
        self.loudest: list[Dispute] = []

    def passing(self, each: layers.EachRun) -> layers.EachRun:
        """The same states, one place after the other."""
        for place_id, run in each:
            if place_id in self.places:
                for start, state in run:
                    if state.state == "disputed":
                        self._note(place_id, start, state)
            yield place_id, run

    def _note(self, place_id: str, start: date, state: asof.PlaceState) -> None:
        voices = _voices(state)
        if voices > self.most:
            self.most, self.loudest = voices, []
        if voices == self.most:
            self.loudest.append((place_id, start, state))
            if len(self.loudest) > 4 * MOST_COMPARED:
                self.loudest = _latest(self.loudest)


@dataclass
class Corpus:
    """A revision of the store as the page needs it. Nothing here changes after it was made."""

    revision: str
    table: pd.DataFrame
    places: Mapping[str, Place]
    conflicts: Sequence[Conflict]
    articles: Mapping[str, Article] = field(default_factory=dict)  # by sha256
    tray: Mapping[str, Sequence[LeftOut]] = field(default_factory=dict)  # by heading
    unmapped: int = 0  # names that could not be placed
    served: serve.Payloads | serve.SessionPayloads = serve.payloads
    _payloads: dict[layers.Look, str] = field(default_factory=dict)
    _views: dict[tuple[layers.Look, date], asof.View] = field(default_factory=dict)
    _rows: dict[tuple[str, Filters | None], list[dict[str, Any]]] = field(default_factory=dict)
    _tails: dict[Filters | None, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _making: Lock = field(default_factory=Lock)  # of a payload: who asks for one meanwhile waits for it
    _usual: serve.Packed | None = None  # the payload of the usual look, where it was saved

    def __post_init__(self) -> None:
        self.table = with_regions(self.table, self.places)
        if WAR not in self.table:
            self.table[WAR] = pd.Categorical.from_codes(
                np.zeros(len(self.table), np.int8), pd.Index([""], dtype="str")
            )

    @property
    def of_session(self) -> bool:
        """Whether it holds articles of one session, which must not be shown to another."""
        return self.served is not serve.payloads

    @cached_property
    def index(self) -> asof.ClaimIndex:
        """The claim table as arrays."""
        return asof.ClaimIndex(self.table)

    @cached_property
    def _positions(self) -> dict[str, np.ndarray]:
        """Place id -> positions of its rows in the table."""
        return dict(self.table.groupby("place_id", observed=True, sort=False).indices)

    def rows(self, place_id: str, filters: Filters | None = None) -> list[dict[str, Any]]:
        """Rows about a place that a filter keeps, as plain dicts, in the table's order."""
        key = (place_id, filters)
        with self._lock:
            if key in self._rows:
                return self._rows[key]
        positions = self._positions.get(place_id)
        chosen = self.table.iloc[[] if positions is None else positions]
        found = chosen[filters.mask(chosen) if filters else slice(None)].to_dict("records")
        with self._lock:
            held = sum(map(len, self._rows.values())) + len(found)
            if len(self._rows) >= MOST_KEPT or held > MOST_ROWS:
                self._rows.clear()
            self._rows[key] = found
        return found

    def row(self, claim_id: str) -> dict[str, Any] | None:
        """The first row of a claim, of a place that is known where there is one; None for no such claim."""
        rows = self.table[self.table["claim_id"] == claim_id].to_dict("records")
        return next((row for row in rows if row["place_id"] in self.places), rows[0] if rows else None)

    @cached_property
    def unchecked(self) -> list[Weight]:
        """Claims that nobody has checked, those that matter most first."""
        waiting = set(self.table.loc[self.table["checked"] == "", "claim_id"])
        pairs = self.table[["claim_id", "place_id"]].astype(str).itertuples(index=False, name=None)
        runs = (run for _, run in self._each_run(self.look))
        return [one for one in queue(runs, pairs) if one.claim_id in waiting]

    def place_of(self, claim_id: str) -> str:
        """The first place that a claim is about, "" when it is about none that is known."""
        row = self.row(claim_id)
        return row["place_id"] if row and row["place_id"] in self.places else ""

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the ids that a filter may hold: places and sides."""
        return layers.names_of(self.places, [{"id": i, "name": n} for i, n in self.claimant_sides.items()])

    @cached_property
    def choices(self) -> dict[str, dict[str, int]]:
        """Field of Filters -> value -> number of claims that have it, the most frequent first."""
        found = {}
        for column, name, _ in FIELDS:
            pairs = self.table[["claim_id", column]].drop_duplicates()
            counts = pairs[column].astype(str).value_counts()
            found[name] = {value: int(count) for value, count in counts.items() if count}
        found["places"] = {one: count for one, count in found["places"].items() if one in self.places}
        found["regions"].pop("", None)  # no region, not a region without a name
        return found

    def tail(self, look: layers.Look) -> str:
        """The end of the sentence of a way of looking: what is not mapped, undated, checked."""
        with self._lock:
            if look.filters in self._tails:
                return self._tails[look.filters]
        table = self.table[look.filters.mask(self.table)] if look.filters else self.table
        own = table.loc[not_stored(table), "claim_id"].nunique()
        made = layers.tail_of(table, self.unmapped, own)
        with self._lock:
            if len(self._tails) >= MOST_KEPT:
                self._tails.clear()
            self._tails[look.filters] = made
        return made

    def sentence(self, look: layers.Look, day: date, states: Sequence[asof.PlaceState]) -> str:
        """The sentence of the whole view, word for word as the map says it."""
        return layers.sentence(look, day, [one.state for one in states], self.tail(look), self.names)

    @cached_property
    def spoken(self) -> dict[str, list[str]]:
        """Place id -> its names in the sources, of the places that have a position."""
        pairs = self.table[["place_id", "spoken"]].drop_duplicates().astype(str)
        names: dict[str, list[str]] = {}
        for place_id, name in pairs.itertuples(index=False):
            if place_id in self.places:
                names.setdefault(place_id, []).append(name)
        return names

    @cached_property
    def title(self) -> str:
        """What the page is headed by."""
        names = [conflict.name for conflict in self.conflicts]
        if len(names) > MOST_WARS:
            names = [*names[: MOST_WARS - 1], f"{len(names) - MOST_WARS + 1} more"]
        head = ", ".join(names[:-1])
        return TITLE + (f": {f'{head} and ' if head else ''}{names[-1]}" if names else "")

    @cached_property
    def claims(self) -> int:
        """How many claims there are."""
        return self.table["claim_id"].nunique()

    @cached_property
    def checked(self) -> int:
        """How many of them a person has checked."""
        return self.table.loc[self.table["checked"] != "", "claim_id"].nunique()

    @cached_property
    def lines(self) -> layers.Lines:
        """Who says what, in one line, for any of the claims."""
        return layers.Lines(self.table, {side["id"]: side["name"] for side in self.sides})

    @cached_property
    def sides(self) -> list[dict[str, str]]:
        """Sides that any claim favours, with names and colours."""
        return layers.sides_of(self.conflicts, self.table["status"].unique())

    @cached_property
    def claimant_sides(self) -> dict[str, str]:
        """Name of every side of the conflicts, by id."""
        return {side.id: side.name for conflict in self.conflicts for side in conflict.sides}

    def sides_in(self, war: str) -> list[str]:
        """Ids of the sides of the war of this name, of every war when there is none."""
        here = [one for one in self.conflicts if one.name == war] or self.conflicts
        return [side.id for one in here for side in one.sides]

    def payload(self, look: layers.Look) -> str:
        """Name under which the map fetches the payload of a way of looking."""
        with self._making:
            known = self._payloads.get(look)
            if known is None or self.served.get(known) is None:
                if self._usual is not None and look == self.look:
                    known = serve.payloads.offer_packed(self._usual)
                else:
                    known = self.served.offer(*layers.encode(self.make_payload(look, packer=Packer())))
                self._payloads[look] = known
        return known

    def packed(self) -> serve.Packed:
        """The payload of the usual look, as it is sent."""
        name = self.payload(self.look)
        packed = self._usual or self.served.get(name)
        assert packed is not None  # it has just been offered
        return packed

    def keep(self, tail: str, usual: serve.Packed) -> None:
        """Take the end of the sentence and the payload of the usual look as given."""
        self._tails[None], self._usual = tail, usual

    def make_payload(
        self, look: layers.Look, runs: layers.Runs | None = None, packer: Packer | None = None
    ) -> dict[str, Any]:
        """The payload of a way of looking; `runs` are taken as given where the caller has them. With a
        `packer` its states are packed as they are made.
        """
        each = self._each_run(look) if runs is None else runs.items()
        disputes = _Disputes(self.places) if look == self.look and runs is None else None
        made = self._payload_of(look, disputes.passing(each) if disputes else each, packer)
        if disputes:
            self.__dict__.setdefault("_disputes", disputes)
        return made

    def _payload_of(self, look: layers.Look, each: layers.EachRun, packer: Packer | None) -> dict[str, Any]:
        return layers.payload(
            self.index,
            self.places,
            self.conflicts,
            look,
            lines=self.lines,
            runs=each,
            end=self.tail(look),
            names=self.names,
            packer=packer,
        )

    @cached_property
    def clock(self) -> str | None:
        """The usual clock, or the one that gives any claim a day when the usual one gives none."""
        return next((clock for clock in asof.CLOCKS if self.days(clock)), None)

    @cached_property
    def look(self) -> layers.Look:
        """The usual way of looking."""
        return layers.Look(self.clock or asof.CLOCKS[0])

    def view(self, look: layers.Look, day: date) -> asof.View:
        """What is claimed as of a day, kept as the same days are asked for again."""
        key = (look, day)
        with self._lock:
            if key in self._views:
                return self._views[key]
        found = self._seen(look, day)
        with self._lock:
            if len(self._views) >= MOST_KEPT:
                self._views.clear()
            self._views[key] = found
        return found

    def _seen(self, look: layers.Look, day: date) -> asof.View:
        """A view, from the states of all days where these are known."""
        if "_usual_runs" in self.__dict__ and replace(look, only_disputed=False) == self.look:
            undated = self.index.undated(look.clock)
            return asof.view_of(
                self._usual_runs, undated, day=day, clock=look.clock, look_back=look.look_back
            )
        return asof.view(
            self.index,
            day=day,
            clock=look.clock,
            mode=look.mode,
            start=look.start,
            look_back=look.look_back,
            filters=look.filters,
        )

    def known(self, look: layers.Look, day: date) -> list[asof.PlaceState]:
        """Places with a position in a view, contradictions first; in a period only those spoken of."""
        seen = self.view(look, day)
        states = [state for state in seen.places.values() if state.place_id in self.places]
        if seen.mode == "between":
            states = [state for state in states if state.count]
        if look.only_disputed:
            states = [state for state in states if state.state == "disputed"]
        return sorted(states, key=lambda state: (STATE_RANK[state.state], -state.count, state.name))

    def changes(self, look: layers.Look, before: date, now: date) -> list[Change]:
        """What changed between two days; places without a position are left out, as on the map."""
        found = changes(self.view(look, before), self.view(look, now), self.lines)
        return [change for change in found if change.place_id in self.places]

    def days(self, clock: str) -> tuple[date, date] | None:
        """First and last day that claims reach under a clock, None when nothing is dated."""
        return self.index.days(clock)

    @cached_property
    def opening(self) -> Opening | None:
        """The sharpest contradiction: most claimants, nearest in time, latest; else the busiest day.

        Sharp is a dispute in which many speak, whose two sides last spoke on the same day.
        """
        loud = self._disputes.loudest
        if not loud:
            return self._busiest()
        place_id, start, _ = max(_latest(loud), key=lambda dispute: (*self._nearness(*dispute), dispute[1]))
        return Opening(start, place_id)

    def _nearness(self, place_id: str, start: date, state: asof.PlaceState) -> tuple[bool, int]:
        """How near in time a dispute's sides are: whether a word begins it, and minus the days between them.

        A dispute may also begin on the day on which some old claim ends; then nobody has just spoken.
        """
        chosen = self.table.iloc[self._positions[place_id]]
        rows = chosen[["claim_id", "said_start", "said_end", "status"]].to_dict("records")
        begun = any((row["said_start"] or row["said_end"]) == start.toordinal() for row in rows)
        return begun, -_gap([row for row in rows if row["claim_id"] in state.claims])

    def _each_run(self, look: layers.Look) -> layers.EachRun:
        """Every place's states; those of the usual way of looking are kept, where the table is not large."""
        if look == self.look and len(self.table) <= MOST_HELD:
            return self._usual_runs.items()
        return layers.each_run(self.index, look)

    @cached_property
    def _usual_runs(self) -> layers.Runs:
        return layers.runs_of(self.index, self.look)

    @cached_property
    def _disputes(self) -> _Disputes:
        """The disputes of the usual way of looking in which most speak."""
        found = _Disputes(self.places)
        for _ in found.passing(self._each_run(self.look)):
            pass
        return found

    def _busiest(self) -> Opening | None:
        histogram = asof.histogram(self.index, clock=self.look.clock)
        if histogram.empty:
            return None
        day = histogram.loc[
            (histogram["exact"] * 1000 + histogram["vague"] + histogram["open"]).idxmax(), "day"
        ]
        states = self.view(self.look, day).places
        placed = [state for state in states.values() if state.place_id in self.places]
        busiest = max(placed, key=lambda state: state.count, default=None)
        return Opening(day, busiest.place_id if busiest else "")


def _latest(disputes: list[Dispute]) -> list[Dispute]:
    return sorted(disputes, key=lambda dispute: dispute[1])[-MOST_COMPARED:]


def _voices(state: asof.PlaceState) -> int:
    """How many contradict each other, at most two a side."""
    return sum(min(2, len(names)) for _, names in state.finding.by_side)


def _gap(rows: Sequence[Mapping[str, Any]]) -> int:
    """Days between the newest claims of the two sides that spoke last."""
    newest: dict[str, int] = {}
    for row in rows:
        if side := side_of(row["status"]):
            last = row["said_end"] if row["said_end"] != OPEN_END else row["said_start"]
            newest[side] = max(newest.get(side, 0), last)
    days = sorted(newest.values(), reverse=True)
    return days[0] - days[1] if len(days) > 1 else OPEN_END
