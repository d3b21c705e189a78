"""The claim table as arrays, in the order in which the as-of view asks for it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.filters import Filters
from geo.model import CONTESTED, UNPLACED, side_of
from geo.table import OPEN_END, OPEN_START, day_of

CLOCKS = ("said", "about")
LOOK_BACK = 30  # days; a reader can change it
COUNTING_MODALITIES = ("asserted", "assessed")
COVERING_EXTENTS = ("whole", "unstated")  # a claim of this extent speaks of every part of the place too
_HASHED = 1 << 15  # ids that are hashed at once
_AT_ONCE = 100_000  # ids that are strings at once
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Clock(NamedTuple):
    low: np.ndarray  # first day of each row's interval, OPEN_END when undated
    high: np.ndarray  # last day, OPEN_START when undated
    rank: np.ndarray  # order of the rows in time, equal for equal intervals
    open: (
        np.ndarray
    )  # 1 where the last day is not known ("on or after"), -1 where the first is not ("by"), else 0


class ClaimIndex:
    """The claim table as arrays, made once per revision so that a view of any day costs milliseconds.

    Rows are ordered by (place, part, claimant), `order` has their positions in the table; codes are positions
    in `places`, `voices`, `sides`, `parts`. Names without a position have claims, but no state on any map:
    they are left out.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        place, self.places = _coded(table["place_id"])
        voice, self.voices = _coded(table["voice"])
        part, self.parts = _coded(table["part"])
        is_part = _among(table["extent"], ("part",)) | (part != _position(self.parts, ""))
        part = np.where(is_part, part + 1, 0).astype(np.int32)  # 0 is the place as a whole
        unplaced = np.array([not one or one.startswith(UNPLACED) for one in self.places], dtype=bool)
        rows = np.flatnonzero(~unplaced[place]) if unplaced.any() else np.arange(len(place))
        widths = len(self.parts) + 1, len(self.voices) + 1
        group = (place.astype(np.int64) * widths[0] + part) * widths[1] + voice
        self.order = rows[_sorted(group[rows])].astype(np.int32)
        self.places = [one for one, out in zip(self.places, unplaced, strict=True) if not out]
        place = (np.cumsum(~unplaced) - 1).astype(np.int32)[place] if len(place) else place
        self.place, self.voice, self.part = place[self.order], voice[self.order], part[self.order]
        self.group = group[self.order]
        self.at = np.searchsorted(self.place, np.arange(len(self.places) + 1))  # place p: at[p]:at[p + 1]
        heads = self.order[self.at[:-1]]
        self.names = table["place_name"].iloc[heads].astype("object").tolist()
        self.named = np.array([False, *map(bool, self.parts)])[self.part]  # whether it is of a named part

        status = table["status"].astype("category")
        codes = status.cat.codes.to_numpy()[self.order]
        kinds = status.cat.categories.tolist()
        sides = [side_of(name) for name in kinds]
        self.statuses = [kinds[code] for code in np.unique(codes)]
        self.sides = tuple(sorted({"", *sides}))
        self.side = np.array([self.sides.index(side) for side in sides] or [0], dtype=np.int32)[codes]
        counts = np.array([bool(side_of(name)) or name == CONTESTED for name in kinds] or [False])
        counting = counts[codes] & _among(table["modality"], COUNTING_MODALITIES)[self.order]
        whole = _among(table["extent"], COVERING_EXTENTS)[self.order]
        self.covers = (self.side > 0) & (self.part == 0) & whole & counting
        claim, several = _claims(table["claim_id"])
        self.claim = claim[self.order].astype(np.int32)  # equal for rows of one claim
        #: True for the first row of each claim on each place.
        self.first = np.ones(len(self.order), dtype=bool)
        if several:
            self.first = _first(self.claim, self.place)
        self.clocks = {clock: _clock(table, clock, self.order) for clock in CLOCKS}
        self._undated: dict[str, tuple[str, ...]] = {}
        over = self.clocks["about"].high < self.clocks["said"].low - LOOK_BACK
        over &= self.clocks["about"].low != OPEN_END
        self.counts = {
            "said": counting & ~(over & (self.side == 0)),
            "about": counting,
        }  # what decides a state
        #: By clock, what was over long before it was said: it counts where nothing newer does.
        self.past = {"said": over & (self.side > 0), "about": np.zeros(len(self.order), dtype=bool)}

    @cached_property
    def by_id(self) -> np.ndarray:
        """The order of the rows' claim ids, equal for rows of one claim."""
        rank = np.empty(len(self.table), dtype=np.int32)
        rank[self.table["claim_id"].array.argsort(kind="stable")] = np.arange(len(rank), dtype=np.int32)
        return rank[self.order]

    @cached_property
    def _every_id(self) -> np.ndarray:
        return as_bytes(self.table["claim_id"])

    def ids(self, rows: np.ndarray) -> list[str]:
        """The claim ids of some rows, each once, in the order of the rows."""
        return list(dict.fromkeys(self.every_id(rows)))

    def every_id(self, rows: np.ndarray) -> list[str]:
        """The claim id of each of some rows."""
        return [one.decode() for one in self._every_id[self.order[rows]].tolist()]

    def part_name(self, part: int) -> str:
        """The name of a code in `part`, "" for the place as a whole and for a part without a name."""
        return self.parts[part - 1] if part else ""

    def mask(self, filters: Filters | None) -> np.ndarray:
        """One truth value per row: whether a filter keeps it."""
        if filters is None:
            return np.ones(len(self.order), dtype=bool)
        return filters.mask(self.table)[self.order]

    def undated(self, clock: str) -> tuple[str, ...]:
        """Ids of the claims that this clock gives no day at all."""
        if clock not in self._undated:
            self._undated[clock] = tuple(self.ids(np.flatnonzero(self.clocks[clock].low == OPEN_END)))
        return self._undated[clock]

    def days(self, clock: str) -> tuple[date, date] | None:
        """First and last day that claims reach under a clock, None when nothing is dated."""
        low, high, *_ = self.clocks[clock]
        dated = low != OPEN_END
        if not dated.any():
            return None
        return day_of(int(low[dated].min())), day_of(int(high[dated & (high != OPEN_START)].max()))


def as_bytes(ids: pd.Series) -> np.ndarray:
    """The ids as bytes, a third of what they take as strings; no more than a few are strings at once."""
    parts = [_as_bytes(ids.iloc[at : at + _AT_ONCE]) for at in range(0, len(ids), _AT_ONCE)]
    return np.concatenate(parts) if parts else np.array([], dtype=bytes)


def _as_bytes(ids: pd.Series) -> np.ndarray:
    every = ids.to_numpy(dtype=object)
    try:
        return every.astype(bytes)
    except UnicodeEncodeError:  # an id that is not ASCII
        return np.array([one.encode() for one in every], dtype=bytes)


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """A column of strings as positions in the sorted list of its values."""
    made = column.astype("category")
    codes, held = made.cat.codes.to_numpy(), made.cat.categories
    used = np.flatnonzero(np.bincount(codes, minlength=len(held))) if len(codes) else []
    values = held[used].tolist()
    order = sorted(range(len(values)), key=values.__getitem__)
    place = np.zeros(len(held) + 1, dtype=np.int32)
    for position, one in enumerate(order):
        place[used[one]] = position
    return place[codes], [values[one] for one in order]


def _position(values: list[str], value: str) -> int:
    return values.index(value) if value in values else -1


def _among(column: pd.Series, values: tuple[str, ...]) -> np.ndarray:
    return column.isin(values).to_numpy()


def _claims(ids: pd.Series) -> tuple[np.ndarray, bool]:
    """A number for each row, equal for rows of one claim, and whether any claim has several rows.

    Rows of one claim stand together nearly always: where the ids at the heads of these runs have different
    hashes, nothing else need be compared and no table of ids is made (160 bytes a row).
    """
    every = pa.array(ids.array)
    if isinstance(every, pa.ChunkedArray):
        every = every.combine_chunks()
    heads = np.ones(len(every), dtype=bool)
    heads[1:] = pc.not_equal(every[1:], every[:-1]).to_numpy(zero_copy_only=False)
    hashes = _hashes(every)[heads]
    hashes.sort()
    if (hashes[1:] == hashes[:-1]).any():
        claim, distinct = pd.factorize(ids.array)
        return claim, len(distinct) < len(claim)
    return np.cumsum(heads, dtype=np.int32) - 1, not heads.all()


def _hashes(words: pa.Array) -> np.ndarray:
    """64 bits for each word, the same for the same word."""
    made = np.zeros(len(words), dtype=np.uint64)
    _, offsets, data = words.buffers()
    wide = np.int64 if pa.types.is_large_string(words.type) else np.int32
    at = np.frombuffer(offsets, dtype=wide)[words.offset : words.offset + len(words) + 1]
    content = np.frombuffer(data or b"", dtype=np.uint8)
    for start in range(0, len(words), _HASHED):
        begin, end = at[start : start + _HASHED], at[start + 1 : start + _HASHED + 1]
        begin = begin[: len(end)]
        length = end - begin
        for size in np.unique(length).tolist():
            rows = np.flatnonzero(length == size)
            block = np.zeros((len(rows), size // 8 + 1), dtype=np.uint64)
            block.view(np.uint8)[:, :size] = content[begin[rows][:, None] + np.arange(size, dtype=np.int32)]
            mixed = np.full(len(rows), size, dtype=np.uint64)
            for column in block.T:
                mixed = (mixed ^ column) * _ODD
                mixed ^= mixed >> np.uint64(29)
            made[start + rows] = mixed
    return made


def _first(claim: np.ndarray, place: np.ndarray) -> np.ndarray:
    pair = claim * (np.int64(place.max(initial=0)) + 1) + place
    order = _sorted(pair)
    ordered = pair[order]
    first = np.zeros(len(claim), dtype=bool)
    first[order[np.r_[True, ordered[1:] != ordered[:-1]]]] = True
    return first


def _clock(table: pd.DataFrame, clock: str, order: np.ndarray) -> Clock:
    """Intervals with their open sides closed, as `geo.asof` says."""
    low, high = (table[f"{clock}_{side}"].to_numpy(dtype=np.int32) for side in ("start", "end"))
    for closing in ("said", "published") if clock == "about" else ("published",):
        if len(open_rows := np.flatnonzero((high == OPEN_END) & (low != OPEN_START))):
            limit = table[f"{closing}_end"].to_numpy(dtype=np.int32)[open_rows]
            known, high = limit != OPEN_END, high.copy()
            high[open_rows[known]] = np.maximum(limit, low[open_rows])[known]
    undated = (low == OPEN_START) & (high == OPEN_END)
    unknown = np.where(undated, 0, (high == OPEN_END) * 1 - (low == OPEN_START)).astype(np.int8)
    low, high = np.where(low == OPEN_START, high, low), np.where(high == OPEN_END, low, high)
    low[undated], high[undated] = OPEN_END, OPEN_START
    rank = _ranked(high * np.int64(OPEN_END + 1) + low)
    return Clock(low[order], high[order], rank[order], unknown[order])


def _sorted(group: np.ndarray) -> np.ndarray:
    """The positions of the values in order, equal ones as they came."""
    count = len(group)
    if int(group.max(initial=0)) > np.iinfo(np.int64).max // max(1, count) - 1:
        return np.argsort(group, kind="stable")
    keys = group.astype(np.int64) * count + np.arange(count)  # all different: a sort of values, much faster
    keys.sort()
    return keys % max(1, count)


def _ranked(values: np.ndarray) -> np.ndarray:
    """The position of each value among the different ones in order."""
    codes, distinct = pd.factorize(values)
    place = np.empty(len(distinct), dtype=np.int32)
    place[np.argsort(distinct)] = np.arange(len(distinct), dtype=np.int32)
    return place[codes]
