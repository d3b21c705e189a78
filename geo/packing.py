"""A payload as it is sent: states by column, and each piece of a line once.

A large corpus has a state for every place and day. As a list of objects these are named and spelt out each
time; as columns, days counted from the state before, they take a quarter of the bytes, and under half once
compressed. `unpacked` in mapview/map.js undoes it as `unpack` does here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

BETWEEN = "; "  # what joins the pieces of a line
State = dict[str, Any]


class Packer:
    """Packs the states of place after place, so that those of one place at a time are objects."""

    def __init__(self) -> None:
        self._pieces: dict[str, int] = {}
        self._sides: dict[tuple[int, ...], tuple[int, ...]] = {}  # each combination once

    def states(self, states: Sequence[State]) -> dict[str, list[Any]]:
        """The states of one place, by column."""
        columns = _columns(states, self._pieces)
        if "sides" in columns:
            columns["sides"] = [
                None if one is None else self._sides.setdefault(tuple(one), tuple(one))
                for one in columns["sides"]
            ]
        return columns

    @property
    def lines(self) -> list[str]:
        """The pieces that the lines of all places so far are made of."""
        return list(self._pieces)


def pack(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload with packed states, and `lines`, the pieces that their lines are made of."""
    packer = Packer()
    features = [
        {**one, "properties": {**one["properties"], "states": packer.states(one["properties"]["states"])}}
        for one in payload["places"]["features"]
    ]
    return {**payload, "places": {**payload["places"], "features": features}, "lines": packer.lines}


def _columns(states: Sequence[State], pieces: dict[str, int]) -> dict[str, list[Any]]:
    """Field -> its values, None where a state lacks it; `from` as days since the state before, `last` as days
    before `from`, `line` as numbers of pieces.
    """
    names = list(dict.fromkeys(name for state in states for name in state))
    columns = {name: [state.get(name) for state in states] for name in names}
    days = columns.get("from", [])
    columns["from"] = [day - before for day, before in zip(days, [0, *days], strict=False)]
    if "last" in columns:
        columns["last"] = [
            None if last is None else day - last for day, last in zip(days, columns["last"], strict=True)
        ]
    if "line" in columns:
        columns["line"] = [
            None
            if line is None
            else tuple(pieces.setdefault(one, len(pieces)) for one in line.split(BETWEEN))
            for line in columns["line"]
        ]
    return columns


def unpack(packed: Mapping[str, Any]) -> dict[str, Any]:
    """The payload that was packed; a state's fields that were None are left out."""
    lines = packed["lines"]
    features = [
        {**one, "properties": {**one["properties"], "states": _states(one["properties"]["states"], lines)}}
        for one in packed["places"]["features"]
    ]
    rest = {name: value for name, value in packed.items() if name != "lines"}
    return {**rest, "places": {**packed["places"], "features": features}}


def _states(columns: Mapping[str, Sequence[Any]], lines: Sequence[str]) -> list[State]:
    day, states = 0, []
    for number, step in enumerate(columns["from"]):
        day += step
        state = {name: column[number] for name, column in columns.items() if column[number] is not None}
        state["from"] = day
        if "last" in state:
            state["last"] = day - state["last"]
        if "line" in state:
            state["line"] = BETWEEN.join(lines[one] for one in state["line"])
        states.append(state)
    return states
