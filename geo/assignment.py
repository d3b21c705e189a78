"""Best one-to-one pairing of two lists: the Hungarian algorithm with potentials (Kuhn 1955)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """(row, column) pairs of the greatest total weight, in order of rows; weights of 0 or less never pair.

    Cubic in the longer side: fit for the claims of one text, not for those of a corpus.
    """
    rows, columns = len(weights), max((len(row) for row in weights), default=0)
    if not rows or not columns:
        return []
    if rows > columns:
        turned = [[weights[i][j] for i in range(rows)] for j in range(columns)]
        return sorted((i, j) for j, i in best_pairs(turned))
    cost = [[-max(weight, 0.0) for weight in row] for row in weights]
    column_of = _assign(cost, columns)
    return [(i, j) for i, j in enumerate(column_of) if weights[i][j] > 0]


def _assign(cost: list[list[float]], columns: int) -> list[int]:
    """Column of each row at the least total cost; there are at least as many columns as rows."""
    row_price, column_price = [0.0] * (len(cost) + 1), [0.0] * (columns + 1)
    row_at, came_from = [0] * (columns + 1), [0] * (columns + 1)  # 1-based, 0 is "none"
    for row in range(1, len(cost) + 1):
        row_at[0], column = row, 0
        slack, done = [inf] * (columns + 1), [False] * (columns + 1)
        while row_at[column]:
            done[column] = True
            column = _widen(
                cost, row_at[column], column, row_price, column_price, slack, done, came_from, row_at
            )
        while column:
            row_at[column] = row_at[came_from[column]]
            column = came_from[column]
    found = [0] * len(cost)
    for column in range(1, columns + 1):
        if row_at[column]:
            found[row_at[column] - 1] = column - 1
    return found


def _widen(
    cost: list[list[float]],
    row: int,
    column: int,
    row_price: list[float],
    column_price: list[float],
    slack: list[float],
    done: list[bool],
    came_from: list[int],
    row_at: list[int],
) -> int:
    """One step of the search for a free column: adjust the prices, return the column reached."""
    step, nearest = inf, 0
    for j in range(1, len(slack)):
        if done[j]:
            continue
        reduced = cost[row - 1][j - 1] - row_price[row] - column_price[j]
        if reduced < slack[j]:
            slack[j], came_from[j] = reduced, column
        if slack[j] < step:
            step, nearest = slack[j], j
    for j in range(len(slack)):
        if done[j]:
            row_price[row_at[j]] += step
            column_price[j] -= step
        else:
            slack[j] -= step
    return nearest
