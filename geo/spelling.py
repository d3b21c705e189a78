"""Names with slips of the pen."""

from __future__ import annotations

from collections.abc import Iterable

NEAR_SURNAME, NEAR_LONG_SURNAME = 5, 8  # letters from which one or two slips are forgiven


def distance(a: str, b: str, limit: int) -> int:
    """Edit distance (one swap of neighbours counts once), or `limit + 1` when it is more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, row = [], list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that `word` misspells: same first letter, one slip, two in a long name. None if none fits."""
    limit = 0 if len(word) < NEAR_SURNAME else 1 if len(word) < NEAR_LONG_SURNAME else 2
    if not limit:
        return None
    best: tuple[int, str] | None = None
    for name in names:
        if name[0] == word[0] and abs(len(name) - len(word)) <= limit and " " not in name:
            d = distance(word, name, limit)
            if d <= limit and (best is None or d < best[0]):
                best = (d, name)
    return best[1] if best else None
