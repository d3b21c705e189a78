"""Days on which each claim is current: the rules of `geo.asof` solved once for every day.

Within one group (place, part, claimant) a claim of higher rank ends no earlier than one of lower rank, so
once it has begun it stays until the lower one has left the window. A claim is thus current from its first day
until it leaves the window or a claim of higher rank begins, whichever comes first: one stretch of days. Only
a claim on a part may have several, with days between on which its claimant's newer claim on the whole place
covers it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.claimindex import ClaimIndex
from geo.table import OPEN_END


class Stretches(NamedTuple):
    """Rows of an index, each with the first and the last day of a stretch; ordered by place, newest first."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray  # inclusive
    at: np.ndarray  # place code p has the stretches at[p]:at[p + 1]


def ids_on(index: ClaimIndex, found: Stretches, place: int, day: int) -> tuple[str, ...]:
    """Ids of the claims on a place whose stretch holds on a day, newest first."""
    part = slice(int(found.at[place]), int(found.at[place + 1]))
    row, start, end, _ = found
    return tuple(index.ids(row[part][(start[part] <= day) & (day <= end[part])]))


def stretches(
    index: ClaimIndex, clock: str, look_back: int, keep: np.ndarray
) -> tuple[Stretches, Stretches, Stretches]:
    """Stretches of the kept rows as current claims, as other claims in the window, and as either of them."""
    low, high, rank, _ = index.clocks[clock]
    inside = np.flatnonzero(keep & (low != OPEN_END))
    counting = index.counts[clock][inside]
    rows, others = inside[counting], inside[~counting]
    window = high + np.int64(look_back)
    end = np.minimum(window[rows], _next_begin(index.group[rows], rank[rows], low[rows]) - 1)
    alive = low[rows] <= end
    rows, end = rows[alive], end[alive]
    current = _uncovered(index, rank, rows, low[rows], end)
    return (
        _ordered(index, rank, *current),
        _ordered(index, rank, others, low[others], window[others]),
        _ordered(index, rank, inside, low[inside], window[inside]),
    )


def _next_begin(group: np.ndarray, rank: np.ndarray, low: np.ndarray) -> np.ndarray:
    """For each row the first day of any row of its group with a higher rank, OPEN_END + OPEN_END for none."""
    never = 2 * OPEN_END
    if not len(group):
        return low
    order = np.lexsort((rank, group))
    codes = np.cumsum(np.r_[False, group[order][1:] != group[order][:-1]])
    # The least day from here to the end of the group, as one accumulation: later groups lie lower.
    lifted = (low[order] + (codes[-1] - codes) * -never)[::-1]
    lifted = np.minimum.accumulate(lifted)[::-1]
    return _strictly_after(codes, rank[order], lifted + (codes[-1] - codes) * never, order, never)


def _strictly_after(
    codes: np.ndarray, rank: np.ndarray, least: np.ndarray, order: np.ndarray, never: int
) -> np.ndarray:
    """`least` at the first row of the next rank of the same group, in the rows' own order."""
    step = np.r_[True, (codes[1:] != codes[:-1]) | (rank[1:] != rank[:-1])]
    run = np.cumsum(step) - 1
    first = np.r_[np.flatnonzero(step), len(codes)][run + 1]
    inside = np.minimum(first, len(codes) - 1)
    after = np.where((first < len(codes)) & (codes[inside] == codes), least[inside], never)
    out = np.empty_like(after)
    out[order] = after
    return out


def _uncovered(
    index: ClaimIndex, rank: np.ndarray, rows: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Stretches less the days on which the claimant's newer claim on the whole place covers a part."""
    part = index.part[rows] > 0
    speaker = index.place[rows] * np.int64(len(index.voices) + 1) + index.voice[rows]
    covers = index.covers[rows]
    if not part.any() or not covers.any():
        return rows, start, end
    # One speaker's covers of different ranks are never current together: in order of rank is in order of day.
    order = np.flatnonzero(covers)
    order = order[np.lexsort((end[order], rank[rows][order], speaker[order]))]
    span = np.int64(rank.max()) + 2
    place_in_time = speaker[order] * span + rank[rows][order]
    parts = np.flatnonzero(part)
    first = np.searchsorted(place_in_time, speaker[parts] * span + rank[rows][parts], side="right")
    last = np.searchsorted(place_in_time, (speaker[parts] + 1) * span, side="left")
    count = last - first
    owner = np.repeat(np.arange(len(parts)), count)
    at = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begun, ended = start[order][at], end[order][at]
    meets = (begun <= end[parts][owner]) & (ended >= start[parts][owner])
    owner, begun, ended = owner[meets], begun[meets], ended[meets]
    # Gaps: from the claim's first day to the first cover, between covers, and from the last one to its end.
    owners = np.r_[owner, np.arange(len(parts))]
    opens = np.r_[begun, end[parts] + 1]  # a cover, or the end, closes a gap
    closes = np.r_[ended, end[parts]]
    sequence = np.lexsort((closes, opens, owners))
    owners, opens, closes = owners[sequence], opens[sequence], closes[sequence]
    fresh = np.r_[True, owners[1:] != owners[:-1]]
    since = np.where(fresh, start[parts][owners], np.r_[0, closes[:-1] + 1])
    until = opens - 1
    open_ = since <= until
    return (
        np.r_[rows[~part], rows[parts][owners[open_]]],
        np.r_[start[~part], since[open_]],
        np.r_[end[~part], until[open_]],
    )


def _ordered(
    index: ClaimIndex, rank: np.ndarray, row: np.ndarray, start: np.ndarray, end: np.ndarray
) -> Stretches:
    order = np.lexsort((index.by_id[row], -rank[row], index.place[row]))
    at = np.searchsorted(index.place[row[order]], np.arange(len(index.places) + 1))
    return Stretches(row[order], start[order], end[order], at)
