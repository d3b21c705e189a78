"""What is claimed as of a day: one truth table over the claim table.

A claim counts towards the state of a place on day D when its modality is asserted or assessed, its status is
not `none`, and its interval under the chosen clock meets the days [D - look_back, D]. Per claimant and place
(or named part of it) only the latest such claim is current, by the end of its interval, then by its start;
claims of equal rank are all current. A newer claim on the place as a whole also replaces the same claimant's
older claims on its parts. Fighting that a claim dates to days over by more than 30 days when it was said is
told of, not going on: under the clock *said* such a claim counts as one of status `none`.

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
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.claimindex import CLOCKS, COUNTING_MODALITIES, LOOK_BACK, ClaimIndex
from geo.filters import Filters
from geo.sweep import Ids, Stretches, stretches
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

#: State -> its definition, as shown in the legend.
STATES = {
    "disputed": "one claimant gives the place to one side, another gives it or a part of it to another side",
    "divided": "different sides are each said to hold a part, and nobody claims more",
    "held": "the place, or most of it, is said to be under one side's control, and no other claimant "
    "contradicts",
    "partly_held": "a side is said to hold a part of the place, and nobody claims more",
    "fighting": "fighting is reported, and nobody says who controls the place",
    "mentioned": "the place is spoken of, but nobody says who controls it or that it is fought over",
    "silent": "every claim about the place is older than the look-back",
}


class Said(NamedTuple):
    """One current claim on one place, reduced to what the truth table asks."""

    voice: str  # who says it
    side: str  # the side that it gives the place to, "" for contested
    full: bool = True  # the place (whole, most or unstated) rather than a part
    part: str = ""  # which part, when named
    rank: tuple[int, int] = (0, 0)  # time under this clock, then under the other


@dataclass(frozen=True, slots=True)
class Finding:
    """What current claims amount to. `side` is set for held and partly_held only."""

    state: str
    side: str = ""
    by_side: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (side, claimants who give it any of the place)
    fighting_by: tuple[str, ...] = ()  # claimants who say contested


@dataclass(frozen=True, slots=True)
class PartState:
    """The state of one named part of a place, from the claims about that part alone; "" is a part unnamed."""

    part: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What is claimed about one place in a view."""

    place_id: str
    name: str
    finding: Finding
    parts: tuple[PartState, ...]
    claims: Sequence[str]  # ids of the current claims, newest first
    mentions: Sequence[str]  # ids of the other claims in the window, newest first
    count: int  # independent claims in the window; the same statement carried twice is one
    last_day: date  # the last day that the interval of any claim begun by the view's day reaches
    age: int  # days from `last_day` to the view's day, 0 while an interval still runs

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


def judge(current: Sequence[Said]) -> Finding:
    """The truth table: current claims on one place -> its state. No claim at all is "mentioned"."""
    sides: dict[str, set[str]] = {}  # side -> claimants who give it any of the place
    full: dict[str, set[str]] = {}  # side -> claimants who give it the place
    fighting: set[str] = set()
    for said in current:
        if not said.side:
            fighting.add(said.voice)
            continue
        sides.setdefault(said.side, set()).add(said.voice)
        if said.full:
            full.setdefault(said.side, set()).add(said.voice)
    by_side = tuple((side, tuple(sorted(sides[side]))) for side in sorted(sides))
    fighting_by = tuple(sorted(fighting))
    if not sides:
        return Finding("fighting" if fighting else "mentioned", "", (), fighting_by)
    if len(sides) == 1:
        return Finding("held" if full else "partly_held", by_side[0][0], by_side, fighting_by)
    if _disputed(full, sides) or _part_disputed(current):
        return Finding("disputed", "", by_side, fighting_by)
    holders = set(full)
    if len(holders) > 1:  # one speaker only, or it were disputed
        last = max(said.rank for said in current if said.side and said.full)
        holders = {said.side for said in current if said.side and said.full and said.rank == last}
    if len(holders) == 1:
        return Finding("held", holders.pop(), by_side, fighting_by)
    return Finding("divided", "", by_side, fighting_by)


def _disputed(full: Mapping[str, set[str]], sides: Mapping[str, set[str]]) -> bool:
    """Whether a claimant gives the whole to one side and another claimant any of it to another side."""
    return any(
        len(voices | against) > 1
        for side, voices in full.items()
        for other, against in sides.items()
        if other != side
    )


def _part_disputed(current: Iterable[Said]) -> bool:
    """Whether two claimants give the same named part to different sides; unnamed parts may be two."""
    parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for said in current:
        if said.side and not said.full and said.part:
            parts[said.part][said.side].add(said.voice)
    return any(_disputed(sides, sides) for sides in parts.values())


def judge_parts(current: Iterable[Said]) -> tuple[PartState, ...]:
    """The state of each part that current claims speak of, by name."""
    parts: dict[str, list[Said]] = defaultdict(list)
    for said in current:
        if not said.full:
            parts[said.part].append(Said(said.voice, said.side, bool(said.part), said.part, said.rank))
    return tuple(PartState(part, judge(parts[part])) for part in sorted(parts))


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
    keep = None if filters is None else filters.mask(index.table)
    window = _Window(index, clock, mode, start, day, look_back, keep)
    places = {state.place_id: state for state in _states(window)}
    return View(clock, mode, start, day, look_back, places, index.undated(clock))


class _Window:
    """The rows of an index that a view looks at."""

    def __init__(
        self,
        index: ClaimIndex,
        clock: str,
        mode: str,
        start: date | None,
        day: date,
        look_back: int,
        keep: np.ndarray | None,
    ) -> None:
        low, high, _ = index.clocks[clock]
        self.index, self.clock, self.day = index, clock, day.toordinal()
        self.supersede = mode != "between"
        self.begun = low <= self.day
        if keep is not None:
            self.begun &= keep
        inside = self.begun
        if mode == "on":
            inside = inside & (high >= self.day - look_back)
        elif mode == "between" and start is not None:
            inside = inside & (high >= start.toordinal())
        self.rows = np.flatnonzero(inside)  # in the index's order

    def last(self) -> np.ndarray:
        """Per place the last day that a claim begun by the view's day reaches, 0 where none has begun."""
        last = np.zeros(len(self.index.places), dtype=np.int64)
        np.maximum.at(last, self.index.place[self.begun], self.index.clocks[self.clock].high[self.begun])
        return last


def _states(window: _Window) -> Iterator[PlaceState]:
    """The state of every place of which anything was claimed by the window's day."""
    index = window.index
    current, others = _current(window)
    said = _said(window, current)
    claims, mentions = _ids(window, current), _ids(window, others)
    count = np.bincount(
        index.place[window.rows], weights=index.first[window.rows], minlength=len(index.places)
    ).tolist()
    last = window.last()
    for code in np.flatnonzero(last).tolist():
        here = said.get(code, ())
        reached = int(last[code])
        yield PlaceState(
            index.places[code],
            index.names[code],
            judge(here) if count[code] else Finding("silent"),
            judge_parts(here),
            claims.get(code, ()),
            mentions.get(code, ()),
            int(count[code]),
            date.fromordinal(reached),
            max(0, window.day - reached),
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


def _current(window: _Window) -> tuple[np.ndarray, np.ndarray]:
    """Split the rows of a window into those that decide states and the others."""
    index = window.index
    counting = index.counts[window.clock][window.rows]
    rows, others = window.rows[counting], window.rows[~counting]
    if window.supersede and len(rows):
        rank = index.clocks[window.clock].rank
        rows = rows[rank[rows] == _greatest(index.group[rows], rank[rows])]
        rows = rows[~_covered(index, rank, rows)]
    return rows, others


def _greatest(group: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """For each row the greatest rank within its group; groups are runs of equal values."""
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    return np.repeat(np.maximum.reduceat(rank, starts), np.diff(np.r_[starts, len(group)]))


def _covered(index: ClaimIndex, rank: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Rows on a part whose claimant has since spoken of the whole place."""
    speaker = index.place[rows] * np.int64(len(index.voices)) + index.voice[rows]
    whole, part = index.covers[rows], index.part[rows] > 0
    order = np.lexsort((rank[rows], ~whole, speaker))  # each speaker's claims on the whole first
    speakers, first = np.unique(speaker[order], return_index=True)
    head = order[first]  # the claims on the whole that are current are of one rank
    since = np.where(whole[head], rank[rows][head], -1)
    return part & (since[np.searchsorted(speakers, speaker)] > rank[rows])


def _split(ordered: np.ndarray) -> Iterator[tuple[int, slice]]:
    """Runs of equal values, each with its value."""
    if len(ordered):
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]).tolist()
        for start, end in zip(starts, [*starts[1:], len(ordered)], strict=True):
            yield int(ordered[start]), slice(start, end)


def _said(window: _Window, rows: np.ndarray) -> dict[int, list[Said]]:
    """Place code -> the distinct things said by its current claims, each at its latest time."""
    index = window.index
    other = index.clocks["about" if window.clock == "said" else "said"].rank
    rank = index.clocks[window.clock].rank
    key = index.group[rows] * len(index.sides) + index.side[rows]
    order = rows[np.lexsort((-other[rows], -rank[rows], key))]
    key = index.group[order] * len(index.sides) + index.side[order]
    rows = order[np.flatnonzero(np.r_[True, key[1:] != key[:-1]])] if len(order) else order
    said: dict[int, list[Said]] = defaultdict(list)
    columns = (index.place, index.voice, index.side, index.part, rank, other)
    for place, voice, side, part, time, other_time in zip(*(c[rows].tolist() for c in columns), strict=True):
        named = index.parts[part - 1] if part else ""
        said[place].append(Said(index.voices[voice], index.sides[side], part == 0, named, (time, other_time)))
    return said


def _ids(window: _Window, rows: np.ndarray) -> dict[int, tuple[str, ...]]:
    """Place code -> claim ids, newest first; claims of one time in the order of their ids."""
    index = window.index
    order = rows[np.lexsort((index.by_id[rows], -index.clocks[window.clock].rank[rows], index.place[rows]))]
    split = _split(index.place[order])
    return {code: tuple(dict.fromkeys(index.claim[order[run]].tolist())) for code, run in split}


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
    keep = np.ones(len(index.place), dtype=bool) if filters is None else filters.mask(index.table)
    made = stretches(index, clock, look_back, keep)
    runs: dict[str, list[Run]] = {}
    for code in range(len(index.places)):
        if found := list(_runs(_Place(index, clock, code, *made), states_only=states_only)):
            ends = [date.fromordinal(after[0] - 1) for after in found[1:]]
            runs[index.places[code]] = [
                Run(date.fromordinal(day), end, state)
                for (day, state), end in zip(found, [*ends, None], strict=True)
            ]
    return runs


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
            told = (before.last_day, before.count) == (state.last_day, state.count)
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
        self.high = index.clocks[clock].high
        self.other_rank = index.clocks["about" if clock == "said" else "said"].rank
        self.kinds = (current, others, seen)
        self.rows: dict[tuple[int, int], set[int]] = defaultdict(set)  # (group, side) -> rows
        self.said: dict[tuple[int, int], Said] = {}
        self.carried: tuple[dict[str, int], ...] = ({}, {})  # claim id -> its rows, as current, as other
        self.count = self.last = 0
        self.finding: Finding = Finding("silent")
        self.parts: tuple[PartState, ...] = ()
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
                continue
            claim, carried = index.claim[row], self.carried[kind]
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
        after = Said(voice, side, part == 0, index.parts[part - 1] if part else "", time)
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
            Ids(self.index.claim, self.current, self.code, day),
            Ids(self.index.claim, self.others, self.code, day),
            self.count,
            date.fromordinal(self.last),
            max(0, day - self.last),
        )


def histogram(
    table: pd.DataFrame | ClaimIndex, *, clock: str = "said", filters: Filters | None = None
) -> pd.DataFrame:
    """Claims per calendar day, from the first day that any claim meets to the last.

    Columns: `day` (date), `exact` (claims dated to that one day), `vague` (claims whose longer interval meets
    it). A claim about several places counts once.
    """
    index = table if isinstance(table, ClaimIndex) else ClaimIndex(table)
    low, high, _ = index.clocks[clock]
    keep = low != OPEN_END
    if filters is not None:
        keep &= filters.mask(index.table)
    rows = np.flatnonzero(keep)
    rows = rows[np.unique(index.claim[rows].astype(str), return_index=True)[1]] if len(rows) else rows
    if not len(rows):
        return pd.DataFrame({"day": [], "exact": np.array([], int), "vague": np.array([], int)})
    low, high = low[rows], high[rows]
    first, length = low.min(), high.max() - low.min() + 1
    single = low == high
    exact = np.bincount(low[single] - first, minlength=length)
    edges = np.bincount(low[~single] - first, minlength=length + 1)
    edges -= np.bincount(high[~single] - first + 1, minlength=length + 1)
    days = [day_of(ordinal) for ordinal in range(first, first + length)]
    return pd.DataFrame({"day": days, "exact": exact, "vague": np.cumsum(edges)[:length]})
