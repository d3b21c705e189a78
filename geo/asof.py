"""What is claimed as of a day: one truth table over the claim table.

A claim counts towards the state of a place on day D when its modality is asserted or assessed, its status is
not `none`, and its interval under the chosen clock meets the days [D - look_back, D]. Per claimant and place
(or named part of it) only the latest such claim is current, by the end of its interval, then by its start;
claims of equal rank are all current. A newer claim on the place as a whole also replaces the same claimant's
older claims on its parts. What a claim dates to days over by more than 30 days when it was said is told of,
not going on: under the clock *said* such fighting counts as status `none`, and such control counts only where
no claim counts that is of newer days ("captured in 2014", said in 2016, contradicts no news of 2016).

States, in the order in which they are tried:

=============  ===========================================================================================
disputed       one claimant gives the place (whole, most or unstated) to one side, another claimant gives it
               or a part of it to another side; or two claimants give the same named part to different sides
divided        different sides are each said to hold a part, and nobody claims more
held           the place (whole, most or unstated) is given to one side only
partly_held    only a part is given to a side
fighting       only contested
mentioned      only claims that give the place to nobody: status none, aims, forecasts, conditions, denials
silent         every claim is older than the look-back
=============  ===========================================================================================

One speaker who gives the whole place to two sides disputes with nobody: the later of these claims counts, by
this clock and then by the other; if they are of one time, the speaker says that the place is divided.

Open sides of an interval are closed by what must hold: nobody speaks after publication, and what "since May"
reports reaches no further than the day it was said. Where nothing closes it, the known bound stands alone.
A claim with neither bound is undated: it appears on no day, and is listed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from operator import itemgetter

import numpy as np
import pandas as pd

from geo.claimindex import CLOCKS, COUNTING_MODALITIES, LOOK_BACK, ClaimIndex
from geo.filters import Filters
from geo.judging import (
    NAMES,
    SILENT,
    STATES,
    Finding,
    Lazy,
    PartState,
    Said,
    decide,
    judge,
    judge_parts,
)
from geo.sweep import Stretches, ids_on, stretches
from geo.table import OPEN_END, day_of

__all__ = [
    "CLOCKS",
    "COUNTING_MODALITIES",
    "LOOK_BACK",
    "MODES",
    "STATES",
    "ClaimIndex",
    "Finding",
    "PartState",
    "PlaceState",
    "Run",
    "Said",
    "View",
    "change_points",
    "histogram",
    "judge",
    "view",
    "view_of",
]

MODES = ("on", "until", "between")


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What is claimed about one place in a view."""

    place_id: str
    name: str
    finding: Finding
    parts: Sequence[PartState]
    claims: Sequence[str]  # ids of the current claims, newest first
    mentions: Sequence[str]  # ids of the other claims in the window, newest first
    count: int  # independent claims in the window; the same statement carried twice is one
    last_day: date  # the last day that the interval of any claim begun by the view's day reaches
    age: int  # days from `last_day` to the view's day, 0 while an interval still runs
    open: bool = (
        False  # whether the last claim may be of a later day: one is only said to be on or after its day
    )

    @property
    def state(self) -> str:
        """One of STATES."""
        return self.finding.state

    @property
    def side(self) -> str:
        """The side that the place, or a part of it, is said to be held by; "" unless held or partly_held."""
        return self.finding.side


@dataclass(frozen=True, slots=True)
class View:
    """The places that anything was claimed about by the end of a period, and the claims that have no day."""

    clock: str
    mode: str
    start: date | None  # first day of "between"
    day: date
    look_back: int
    places: dict[str, PlaceState]
    undated: tuple[str, ...]


def view(
    table: pd.DataFrame | ClaimIndex,
    *,
    day: date,
    clock: str = "said",
    mode: str = "on",
    start: date | None = None,
    look_back: int = LOOK_BACK,
    filters: Filters | None = None,
) -> View:
    """What is claimed as of `day`.

    `mode` "on" looks back `look_back` days; "until" looks back without limit; "between" takes all
    claims whose interval meets [start, day] and asks the truth table about all of them.

    Raises:
        ValueError: unknown clock or mode, "between" without a start, or a period that ends before it starts.
    """
    index = table if isinstance(table, ClaimIndex) else ClaimIndex(table)
    _check(clock, mode, start, day, look_back)
    places = {
        state.place_id: state
        for state in _states(_Window(index, clock, mode, start, day, look_back, filters))
    }
    return View(clock, mode, start, day, look_back, places, index.undated(clock))


class _Window:
    """The rows of an index that a view looks at, in the index's order: those that decide states, the others,
    and what is said of each place."""

    def __init__(
        self,
        index: ClaimIndex,
        clock: str,
        mode: str,
        start: date | None,
        day: date,
        look_back: int,
        filters: Filters | None,
    ) -> None:
        low, high, self._rank, unknown = index.clocks[clock]
        self.past = index.past[clock]
        self.index, self.day = index, day.toordinal()
        self._other = index.clocks["about" if clock == "said" else "said"].rank
        begun = low <= self.day
        if filters is not None:
            begun &= index.mask(filters)
        #: Per place the last day that a claim begun by the view's day reaches, 0 where none has begun.
        self.last = np.maximum.reduceat(high * begun, index.at[:-1]) if len(high) else high
        later = begun & (unknown > 0)
        self.open = np.logical_or.reduceat(later, index.at[:-1]) if len(high) else later
        first = {"on": self.day - look_back, "between": start.toordinal() if start else 0}.get(mode, 0)
        rows = np.flatnonzero(begun & (high >= first)).astype(np.int32)
        self.count = np.bincount(index.place[rows[index.first[rows]]], minlength=len(index.places))
        counting = index.counts[clock][rows]
        self.current, self.others = rows[counting], rows[~counting]
        if mode != "between":
            self.current = _latest(index, self._rank, self.current)
        self._at = {
            kind: np.searchsorted(index.place[chosen], np.arange(len(index.places) + 1))
            for kind, chosen in (("current", self.current), ("others", self.others))
        }

    def _rows(self, kind: str, place: int) -> np.ndarray:
        at = self._at[kind]
        return getattr(self, kind)[at[place] : at[place + 1]]

    def said(self, place: int) -> tuple[Said, ...]:
        """What the current claims say of a place, in the index's order."""
        index, rows = self.index, self._rows("current", place)
        columns = (index.voice, index.side, index.part, self._rank, self._other, self.past)
        return tuple(
            Said(
                index.voices[voice], index.sides[side], part == 0, index.part_name(part), (time, other), past
            )
            for voice, side, part, time, other, past in zip(*(c[rows].tolist() for c in columns), strict=True)
        )

    def parts(self, place: int) -> tuple[PartState, ...]:
        """The state of each part of a place that current claims speak of."""
        return judge_parts(self.said(place))

    def claims(self, key: tuple[str, int]) -> tuple[str, ...]:
        """Ids of the current claims on a place, or of the others, newest first; of one time, by their ids."""
        rows = self._rows(*key)
        return newest_first(self.index, self._rank, rows)


def newest_first(index: ClaimIndex, rank: np.ndarray, rows: np.ndarray) -> tuple[str, ...]:
    """Ids of the claims of some rows, each once, newest first; of one time in the order of their ids."""
    times = (-rank[rows].astype(np.int64)).tolist()
    return tuple(dict.fromkeys(one for _, one in sorted(zip(times, index.every_id(rows), strict=True))))


def _states(window: _Window) -> Iterator[PlaceState]:
    """The state of every place of which anything was claimed by the window's day."""
    index, rows = window.index, window.current
    columns = (index.voice, index.side, index.part, index.named, window.past)
    decided = decide(index.place[rows], len(index.places), *(one[rows] for one in columns))
    count, last = window.count.tolist(), window.last.tolist()
    state = np.where(window.count > 0, decided.state, SILENT).tolist()
    side, unsure = decided.side.tolist(), decided.unsure.tolist()
    for code in np.flatnonzero(window.last).tolist():
        said = Lazy(window.said, code)
        yield PlaceState(
            index.places[code],
            index.names[code],
            judge(said) if unsure[code] else Finding(NAMES[state[code]], index.sides[side[code]], said),
            Lazy(window.parts, code),
            Lazy(window.claims, ("current", code)),
            Lazy(window.claims, ("others", code)),
            count[code],
            date.fromordinal(last[code]),
            max(0, window.day - last[code]),
            bool(window.open[code]),
        )


def _check(clock: str, mode: str, start: date | None, day: date, look_back: int) -> None:
    if clock not in CLOCKS:
        raise ValueError(f"clock must be one of {CLOCKS}, got {clock!r}")
    if mode not in MODES:
        raise ValueError(f"mode must be one of {MODES}, got {mode!r}")
    if look_back < 0:
        raise ValueError(f"look_back must not be negative, got {look_back}")
    if mode == "between" and (start is None or start > day):
        raise ValueError(f"between needs a start that is not after {day}, got {start}")


def _latest(index: ClaimIndex, rank: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Of rows in the index's order the current ones: each claimant's latest of each place and part, less
    those on a part whose claimant has since spoken of the whole place."""
    if not len(rows):
        return rows
    times = rank[rows]
    latest = np.flatnonzero(times == _greatest(index.group[rows], times))
    rows, times = rows[latest], times[latest]
    speaker = index.place[rows] * np.int64(len(index.voices)) + index.voice[rows]
    whole, part = np.flatnonzero(index.covers[rows]), np.flatnonzero(index.part[rows] > 0)
    speakers, since = speaker[whole], times[whole]  # in order; all of one speaker's are of one rank
    if not len(whole) or not len(part):
        return rows
    at = np.minimum(np.searchsorted(speakers, speaker[part]), len(whole) - 1)
    return np.delete(rows, part[(speakers[at] == speaker[part]) & (since[at] > times[part])])


def _greatest(group: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """For each row the greatest rank within its group; groups are runs of equal values."""
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    return np.repeat(np.maximum.reduceat(rank, starts), np.diff(np.r_[starts, len(group)]))


def _split(ordered: np.ndarray) -> Iterator[tuple[int, slice]]:
    """Runs of equal values, each with its value."""
    if len(ordered):
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]).tolist()
        for start, end in zip(starts, [*starts[1:], len(ordered)], strict=True):
            yield int(ordered[start]), slice(start, end)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of days on which nothing that a view of one place shows changes but its age.

    `end` is the last day of the stretch; None for a stretch that lasts.
    """

    start: date
    end: date | None
    place: PlaceState  # as on `start`


def change_points(
    table: pd.DataFrame | ClaimIndex,
    *,
    clock: str = "said",
    look_back: int = LOOK_BACK,
    filters: Filters | None = None,
    states_only: bool = False,
) -> dict[str, list[Run]]:
    """Every place's runs in order of time, for mode "on": all that a map needs to show any day.

    With `states_only` a new run begins only where the state, its sides or its claimants change; else also
    where the current claims, the other claims, the number of claims or the last day do.
    """
    index = table if isinstance(table, ClaimIndex) else ClaimIndex(table)
    return dict(
        each_change_point(index, clock=clock, look_back=look_back, filters=filters, states_only=states_only)
    )


def each_change_point(
    index: ClaimIndex,
    *,
    clock: str = "said",
    look_back: int = LOOK_BACK,
    filters: Filters | None = None,
    states_only: bool = False,
) -> Iterator[tuple[str, list[Run]]]:
    """What `change_points` gives, place by place: only one place's runs are held at a time."""
    made = stretches(index, clock, look_back, index.mask(filters))
    for code in range(len(index.places)):
        if found := list(_runs(_Place(index, clock, code, *made), states_only=states_only)):
            ends = [date.fromordinal(after[0] - 1) for after in found[1:]]
            yield (
                index.places[code],
                [
                    Run(date.fromordinal(day), end, state)
                    for (day, state), end in zip(found, [*ends, None], strict=True)
                ],
            )


def view_of(
    runs: Mapping[str, Sequence[tuple[date, PlaceState]]],
    undated: tuple[str, ...],
    *,
    day: date,
    clock: str = "said",
    look_back: int = LOOK_BACK,
) -> View:
    """What `view` gives in mode "on", read from every place's states, each with the day from which it holds.

    That costs a look into each place's days, however many claims there are. `undated` is the index's.
    """
    places = {}
    for place_id, states in runs.items():
        at = bisect_right(states, day, key=itemgetter(0)) - 1
        if at >= 0:
            state = states[at][1]
            places[place_id] = replace(state, age=max(0, (day - state.last_day).days))
    return View(clock, "on", None, day, look_back, places, undated)


def _runs(place: _Place, *, states_only: bool) -> Iterator[tuple[int, PlaceState]]:
    """The states of one place, each with the day from which it holds."""
    before: PlaceState | None = None
    for day, changes in place.days():
        moved = place.change(changes, day)
        state = place.state(day)
        if before is not None and (before.finding, before.parts) == (state.finding, state.parts):
            told = (before.last_day, before.open, before.count) == (state.last_day, state.open, state.count)
            if states_only or (told and not moved):
                continue
        before = state
        yield day, state


class _Place:
    """One place in a sweep over its days: what is current, kept up to date change by change."""

    CURRENT, OTHER, SEEN = range(3)

    def __init__(
        self, index: ClaimIndex, clock: str, code: int, current: Stretches, others: Stretches, seen: Stretches
    ) -> None:
        self.index, self.code, self.current, self.others = index, code, current, others
        self.rank = index.clocks[clock].rank
        self.high, self.past = index.clocks[clock].high, index.past[clock]
        self.unknown, self.open = index.clocks[clock].open, False
        self.other_rank = index.clocks["about" if clock == "said" else "said"].rank
        self.kinds = (current, others, seen)
        self.rows: dict[tuple[int, int], set[int]] = defaultdict(set)  # (group, side) -> rows
        self.said: dict[tuple[int, int], Said] = {}
        self.carried: tuple[dict[int, int], ...] = ({}, {})  # claim -> its rows, as current, as other
        self.count = self.last = 0
        self.finding: Finding = Finding("silent")
        self.parts: tuple[PartState, ...] = ()
        self.current_ids = partial(ids_on, index, current, code)
        self.other_ids = partial(ids_on, index, others, code)
        self.stale = False  # whether the finding is of an earlier day

    def days(self) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Days on which anything begins or ends, each with (kind, row, +1 or -1)."""
        columns = []
        for kind, made in enumerate(self.kinds):
            part = slice(int(made.at[self.code]), int(made.at[self.code + 1]))
            row = made.row[part]
            for day, step in ((made.start[part], 1), (made.end[part] + 1, -1)):
                columns.append((day, np.full(len(row), kind), row, np.full(len(row), step)))
        day, kind, row, step = (np.concatenate(column) for column in zip(*columns, strict=True))
        order = np.argsort(day, kind="stable")
        order = order[day[order] <= date.max.toordinal()]
        changes = list(zip(*(column[order].tolist() for column in (kind, row, step)), strict=True))
        for ordinal, at in _split(day[order]):
            yield ordinal, changes[at]

    def change(self, changes: Iterable[tuple[int, int, int]], day: int) -> bool:
        """Take the changes of a day in; whether other claims than before are current, or mentioned."""
        index, flipped, touched = self.index, (set(), set()), set()
        for kind, row, step in changes:
            if kind == self.SEEN:
                self.count += step * int(index.first[row])
                self.last = max(self.last, int(self.high[row]))
                self.open |= bool(self.unknown[row] > 0)
                continue
            claim, carried = int(index.claim[row]), self.carried[kind]
            rows = carried.get(claim, 0) + step
            if rows == (step > 0):  # the first row has come, or the last one has gone
                flipped[kind].symmetric_difference_update({claim})
            if rows:
                carried[claim] = rows
            else:
                carried.pop(claim, None)
            if kind == self.CURRENT:
                key = int(index.group[row]), int(index.side[row])
                (self.rows[key].add if step > 0 else self.rows[key].discard)(row)
                touched.add(key)
        for key in touched:
            self._speak(key)
        return bool(flipped[0] or flipped[1])

    def _speak(self, key: tuple[int, int]) -> None:
        """What one claimant says of one side, after its rows changed."""
        index, rows, before = self.index, self.rows[key], self.said.get(key)
        if not rows:
            self.said.pop(key, None)
            self.stale |= before is not None
            return
        row = max(rows, key=lambda one: (self.rank[one], self.other_rank[one]))
        part = int(index.part[row])
        time = int(self.rank[row]), int(self.other_rank[row])
        voice, side = index.voices[index.voice[row]], index.sides[key[1]]
        after = Said(voice, side, part == 0, index.part_name(part), time, bool(self.past[row]))
        if after != before:
            self.said[key] = after
            self.stale = True

    def state(self, day: int) -> PlaceState:
        """The state on a day whose changes have been taken in."""
        if self.stale:
            here = [self.said[key] for key in sorted(self.said)]
            self.finding, self.parts, self.stale = judge(here), judge_parts(here), False
        finding = self.finding if self.said else Finding("mentioned" if self.count else "silent")
        return PlaceState(
            self.index.places[self.code],
            self.index.names[self.code],
            finding,
            self.parts,
            Lazy(self.current_ids, day),
            Lazy(self.other_ids, day),
            self.count,
            date.fromordinal(self.last),
            max(0, day - self.last),
            self.open,
        )


def histogram(
    table: pd.DataFrame | ClaimIndex, *, clock: str = "said", filters: Filters | None = None
) -> pd.DataFrame:
    """Claims per calendar day, from the first day that any claim meets to the last.

    Columns: `day` (date), `exact` (claims dated to that one day), `vague` (claims whose longer interval meets
    it), `open` (claims of which only this end is known: on or after the day, or by it). A claim about several
    places counts once.
    """
    index = table if isinstance(table, ClaimIndex) else ClaimIndex(table)
    low, high, _, unknown = index.clocks[clock]
    rows = np.flatnonzero((low != OPEN_END) & index.mask(filters))
    rows = rows[np.unique(index.claim[rows], return_index=True)[1]]
    if not len(rows):
        none = np.array([], int)
        return pd.DataFrame({"day": [], "exact": none, "vague": none, "open": none})
    low, high, unknown = low[rows], high[rows], unknown[rows]
    first, length = low.min(), high.max() - low.min() + 1
    single = low == high
    exact, open_ = (
        np.bincount(low[single & kind] - first, minlength=length) for kind in (unknown == 0, unknown != 0)
    )
    edges = np.bincount(low[~single] - first, minlength=length + 1)
    edges -= np.bincount(high[~single] - first + 1, minlength=length + 1)
    days = [day_of(ordinal) for ordinal in range(first, first + length)]
    return pd.DataFrame({"day": days, "exact": exact, "vague": np.cumsum(edges)[:length], "open": open_})
