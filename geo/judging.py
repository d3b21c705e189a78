"""The truth table of `geo.asof`: what current claims on a place amount to, one place at a time in words
(`judge`), and for many at once as arrays (`decide`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np

#: State -> its definition, as shown in the legend, in the order in which they are tried.
STATES = {
    "disputed": "one claimant gives the place to one side, another gives it or a part of it to another side",
    "divided": "different sides are each said to hold a part, and nobody claims more",
    "held": "the place, or most of it, is said to be under one side's control, and nobody gives it to "
    "another; who denies it is named beside",
    "partly_held": "a side is said to hold a part of the place, and nobody claims more",
    "fighting": "fighting is reported, and nobody says who controls the place",
    "mentioned": "the place is spoken of, but nobody says who controls it or that it is fought over",
    "silent": "every claim about the place is older than the look-back",
}
NAMES = tuple(STATES)
DISPUTED, DIVIDED, HELD, PARTLY_HELD, FIGHTING, MENTIONED, SILENT = range(len(NAMES))
DENSE = 16  # numbers up to so many times their count are counted in a table, others by sorting
Item = TypeVar("Item")


class Lazy(Sequence[Item], Generic[Item]):
    """A sequence that is made when it is asked for, and equals a tuple of its items."""

    __slots__ = ("_key", "_make")

    def __init__(self, make: Callable[[Any], tuple[Item, ...]], key: Any) -> None:
        self._make, self._key = make, key

    def _items(self) -> tuple[Item, ...]:
        return self._make(self._key)

    @overload
    def __getitem__(self, key: int) -> Item: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, key: int | slice) -> Item | tuple[Item, ...]:
        return self._items()[key]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items())

    def __eq__(self, other: object) -> bool:
        return self._items() == tuple(other) if isinstance(other, (tuple, Lazy)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items())

    def __repr__(self) -> str:
        return repr(self._items())


class Said(NamedTuple):
    """One current claim on one place, reduced to what the truth table asks."""

    voice: str  # who says it
    side: str  # the side that it gives the place to, "" for contested
    full: bool = True  # the place (whole, most or unstated) rather than a part
    part: str = ""  # which part, when named
    rank: tuple[int, int] = (0, 0)  # time under this clock, then under the other
    past: bool = False  # of days long over when it was said


class Finding:
    """What current claims amount to. `side` is set for held and partly_held only; who says so is gathered
    from the claims when it is asked for."""

    __slots__ = ("_said", "_told", "side", "state")

    def __init__(self, state: str, side: str = "", said: Sequence[Said] = ()) -> None:
        self.state, self.side, self._said = state, side, said
        self._told: tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]] | None = None

    def _tell(self) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
        if self._told is None:
            sides: dict[str, set[str]] = defaultdict(set)
            for said in _present(self._said):
                sides[said.side].add(said.voice)
            fighting = tuple(sorted(sides.pop("", ())))
            self._told = tuple((side, tuple(sorted(sides[side]))) for side in sorted(sides)), fighting
            self._said = ()  # a sweep has many findings, each with all that is said
        return self._told

    @property
    def by_side(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(side, claimants who give it any of the place), by the sides' ids."""
        return self._tell()[0]

    @property
    def fighting_by(self) -> tuple[str, ...]:
        """Claimants who say contested."""
        return self._tell()[1]

    def _facts(self) -> tuple[object, ...]:
        return self.state, self.side, self.by_side, self.fighting_by

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        return (self.state, self.side) == (other.state, other.side) and self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash(self._facts())

    def __repr__(self) -> str:
        return f"Finding{self._facts()}"


@dataclass(frozen=True, slots=True)
class PartState:
    """The state of one named part of a place, from the claims about that part alone; "" is a part unnamed."""

    part: str
    finding: Finding


def judge(current: Sequence[Said]) -> Finding:
    """The truth table: current claims on one place -> its state. No claim at all is "mentioned"."""
    current = _present(current)
    sides: dict[str, set[str]] = {}  # side -> claimants who give it any of the place
    full: dict[str, set[str]] = {}  # side -> claimants who give it the place
    for said in current:
        if said.side:
            sides.setdefault(said.side, set()).add(said.voice)
            if said.full:
                full.setdefault(said.side, set()).add(said.voice)
    if not sides:
        return Finding("fighting" if current else "mentioned", "", current)
    if len(sides) == 1:
        return Finding("held" if full else "partly_held", next(iter(sides)), current)
    if _disputed(full, sides) or _part_disputed(current):
        return Finding("disputed", "", current)
    holders = set(full)
    if len(holders) > 1:  # one speaker only, or it were disputed
        last = max(said.rank for said in current if said.side and said.full)
        holders = {said.side for said in current if said.side and said.full and said.rank == last}
    if len(holders) == 1:
        return Finding("held", holders.pop(), current)
    return Finding("divided", "", current)


def _present(current: Sequence[Said]) -> Sequence[Said]:
    """The claims less those on days long over, where there are others: history contradicts no news."""
    return [said for said in current if not said.past] or current


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


def judge_parts(current: Sequence[Said]) -> tuple[PartState, ...]:
    """The state of each part that current claims speak of, by name."""
    parts: dict[str, list[Said]] = defaultdict(list)
    for said in _present(current):
        if not said.full:
            parts[said.part].append(Said(said.voice, said.side, bool(said.part), said.part, said.rank))
    return tuple(PartState(part, judge(parts[part])) for part in sorted(parts))


class Decided(NamedTuple):
    """The truth table's answers for many places."""

    state: np.ndarray  # position in NAMES
    side: np.ndarray  # code of the side of what is held or partly held, 0 for none
    unsure: np.ndarray  # True where one speaker gives the whole to several sides: for `judge` to decide


def decide(
    key: np.ndarray,
    size: int,
    voice: np.ndarray,
    side: np.ndarray,
    part: np.ndarray,
    named: np.ndarray,
    past: np.ndarray,
) -> Decided:
    """`judge` for `size` places at once: for each current claim its place's number `key`, the codes of its
    voice, its side (0 for contested) and its part (0 for the place as a whole), whether the part has a name,
    and whether it is of days long over."""
    if past.any():
        present = ~past | (np.bincount(key[~past], minlength=size) == 0)[key]
        key, voice, side, part, named = (one[present] for one in (key, voice, side, part, named))
    sided = side > 0
    fighting = np.bincount(key[~sided], minlength=size) > 0
    key, voice, side, part, named = (one[sided] for one in (key, voice, side, part, named))
    width = int(side.max(initial=0)) + 1
    cell = key * np.int64(width) + side
    given = (np.bincount(cell, minlength=size * width) > 0).reshape(size, width)
    whole = (np.bincount(cell[part == 0], minlength=size * width) > 0).reshape(size, width)
    sides, holders = given.sum(axis=1), whole.sum(axis=1)
    disputed = np.zeros(size, dtype=bool)
    several = sides[key] > 1
    key, voice, side, part, named = (one[several] for one in (key, voice, side, part, named))
    disputed[key[(part == 0) & contradicted(key, side, voice)]] = True
    key, voice, side, part = (one[named] for one in (key, voice, side, part))
    of_part = key * (np.int64(part.max(initial=0)) + 1) + part
    disputed[key[contradicted(of_part, side, voice)]] = True
    state = np.select(
        [sides == 0, sides == 1, disputed, holders == 1],
        [
            np.where(fighting, FIGHTING, MENTIONED),
            np.where(holders > 0, HELD, PARTLY_HELD),
            DISPUTED,
            HELD,
        ],
        DIVIDED,
    )
    held_by = np.where(sides == 1, given.argmax(axis=1), whole.argmax(axis=1))
    known = (state == HELD) | (state == PARTLY_HELD)
    return Decided(state, np.where(known, held_by, 0), (sides > 1) & ~disputed & (holders > 1))


def contradicted(key: np.ndarray, side: np.ndarray, voice: np.ndarray) -> np.ndarray:
    """For each claim whether another of the same key is of another side and of another voice."""
    sides, voices = np.int64(side.max(initial=0)) + 1, np.int64(voice.max(initial=0)) + 1
    of_side, of_voice = key * sides + side, key * voices + voice
    return _count(key) - _count(of_side) > _count(of_voice) - _count(of_voice * sides + side)


def _count(values: np.ndarray) -> np.ndarray:
    """For each value how many there are of it; values are not negative."""
    if values.max(initial=0) < DENSE * len(values):
        return np.bincount(values)[values]
    _, where, count = np.unique(values, return_inverse=True, return_counts=True)
    return count[where]
