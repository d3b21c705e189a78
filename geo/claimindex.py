"""The claim table as arrays, in the order in which the as-of view asks for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.model import CONTESTED, UNPLACED, side_of
from geo.table import OPEN_END, OPEN_START, day_of

CLOCKS = ("said", "about")
LOOK_BACK = 30  # days; a reader can change it
COUNTING_MODALITIES = ("asserted", "assessed")
COVERING_EXTENTS = ("whole", "unstated")  # a claim of this extent speaks of every part of the place too


def _unplaced(table: pd.DataFrame) -> list[str]:
    """Ids of names without a position: they have claims, but no state on any map."""
    return [
        one
        for one in table["place_id"].astype("category").cat.categories
        if not one or one.startswith(UNPLACED)
    ]


class Clock(NamedTuple):
    low: np.ndarray  # first day of each row's interval, OPEN_END when undated
    high: np.ndarray  # last day, OPEN_START when undated
    rank: np.ndarray  # order of the rows in time, equal for equal intervals


class ClaimIndex:
    """The claim table as arrays, made once per revision so that a view of any day costs milliseconds.

    Rows are ordered by (place, part, claimant); codes are positions in `places`, `voices`, `sides`, `parts`.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        table = table[~table["place_id"].astype("category").isin(_unplaced(table))]
        is_part = ((table["extent"] == "part") | (table["part"] != "")).to_numpy()
        place, self.places = _coded(table["place_id"])
        voice, self.voices = _coded(table["voice"])
        part, self.parts = _coded(table["part"])
        part = np.where(is_part, part + 1, 0)  # 0 is the place as a whole
        order = np.lexsort((voice, part, place))
        self.table = table.iloc[order].reset_index(drop=True)
        self.place, self.voice, self.part = place[order], voice[order], part[order]
        first = np.unique(self.place, return_index=True)[1]
        self.names = self.table["place_name"].astype("object").to_numpy()[first].tolist()
        self.group = ((self.place * (len(self.parts) + 1) + self.part) * (len(self.voices) + 1)) + self.voice

        status = self.table["status"].astype("category")
        sides = [side_of(name) for name in status.cat.categories]
        self.sides = tuple(sorted({"", *sides}))
        self.side = np.array([self.sides.index(side) for side in sides] or [0])[status.cat.codes.to_numpy()]
        counts = np.array(
            [bool(side_of(name)) or name == CONTESTED for name in status.cat.categories] or [False]
        )
        modality = self.table["modality"].isin(COUNTING_MODALITIES).to_numpy()
        counting = counts[status.cat.codes.to_numpy()] & modality
        self.covers = (
            (self.side > 0)
            & (self.part == 0)
            & self.table["extent"].isin(COVERING_EXTENTS).to_numpy()
            & counting
        )
        self.claim = self.table["claim_id"].to_numpy(dtype=object)
        self.by_id = np.empty(len(self.claim), dtype=np.int64)  # order of the ids
        self.by_id[self.table["claim_id"].array.argsort(kind="stable")] = np.arange(len(self.claim))
        self.first = ~self.table.duplicated(["claim_id", "place_id"]).to_numpy()
        self.clocks = {clock: _clock(self.table, clock) for clock in CLOCKS}
        self._undated: dict[str, tuple[str, ...]] = {}
        over = (self.side == 0) & (self.clocks["about"].high < self.clocks["said"].low - LOOK_BACK)
        over &= self.clocks["about"].low != OPEN_END
        self.counts = {"said": counting & ~over, "about": counting}  # by clock: what decides a state

    def undated(self, clock: str) -> tuple[str, ...]:
        """Ids of the claims that this clock gives no day at all."""
        if clock not in self._undated:
            self._undated[clock] = tuple(dict.fromkeys(self.claim[self.clocks[clock].low == OPEN_END]))
        return self._undated[clock]

    def days(self, clock: str) -> tuple[date, date] | None:
        """First and last day that claims reach under a clock, None when nothing is dated."""
        low, high, _ = self.clocks[clock]
        dated = low != OPEN_END
        if not dated.any():
            return None
        return day_of(int(low[dated].min())), day_of(int(high[dated & (high != OPEN_START)].max()))


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """A column of strings as positions in the sorted list of its values."""
    codes, values = pd.factorize(column.astype("object"), sort=True)
    return codes, values.tolist()


def _clock(table: pd.DataFrame, clock: str) -> Clock:
    """Intervals with their open sides closed, as `geo.asof` says."""
    low, high = (table[f"{clock}_{side}"].to_numpy(dtype=np.int64) for side in ("start", "end"))
    for closing in ("said", "published") if clock == "about" else ("published",):
        limit = table[f"{closing}_end"].to_numpy(dtype=np.int64)
        close = (high == OPEN_END) & (low != OPEN_START) & (limit != OPEN_END)
        high = np.where(close, np.maximum(limit, low), high)
    undated = (low == OPEN_START) & (high == OPEN_END)
    low, high = np.where(low == OPEN_START, high, low), np.where(high == OPEN_END, low, high)
    low, high = np.where(undated, OPEN_END, low), np.where(undated, OPEN_START, high)
    rank = np.unique(high * (OPEN_END + 1) + low, return_inverse=True)[1]
    return Clock(low, high, rank)
