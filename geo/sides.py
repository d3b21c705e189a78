"""Sides of several wars in one table: an id such as "government" names a side within its own war only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from geo.conflicts import Conflict
from geo.filters import WAR
from geo.model import CONTROL_SUFFIX


def told_apart(
    table: pd.DataFrame, wars: Mapping[str, str], conflicts: Sequence[Conflict]
) -> tuple[pd.DataFrame, list[Conflict]]:
    """The claim table and the conflicts; an id that several wars give to sides of other names gets its war.

    `wars` is sha256 of a document -> id of its conflict; `conflicts` are all that are known, so that a side
    keeps its id whatever else is stored. `side` and `status` change, a column tells the war, and what the
    table bears besides stays.
    """
    shared = _shared(conflicts)
    new = {(war, old): f"{war}_{old}" for war, ids in shared.items() for old in ids}
    made = table.copy(deep=False)
    made.attrs = dict(table.attrs)
    documents = table["sha256"].astype("category")
    of_document = pd.Series([wars.get(one, "") for one in documents.cat.categories], dtype="object")
    war = of_document.iloc[documents.cat.codes.to_numpy()].to_numpy() if len(table) else []
    for column, suffix in (("side", ""), ("status", CONTROL_SUFFIX)):
        held = set(table[column].unique())
        wanted = {key: one for key, one in new.items() if key[1] + suffix in held}
        if wanted:
            values = table[column].astype("object").to_numpy(copy=True)
            for (name, old), one in wanted.items():
                values[(war == name) & (values == old + suffix)] = one + suffix
            made[column] = pd.Series(values, index=table.index).astype("category")
    called = {one.id: one.name for one in conflicts}
    names = pd.Categorical(pd.array([called.get(one, "") for one in of_document], dtype="str"))
    codes = names.codes[documents.cat.codes.to_numpy()] if len(table) else []
    made[WAR] = pd.Categorical.from_codes(codes, names.categories)
    return made, [_renamed(one, shared.get(one.id, frozenset())) for one in conflicts]


def _shared(conflicts: Sequence[Conflict]) -> dict[str, frozenset[str]]:
    """Id of a conflict -> those of its sides' ids that another conflict gives to a side of another name."""
    names: dict[str, set[str]] = defaultdict(set)
    for conflict in conflicts:
        for side in conflict.sides:
            names[side.id].add(side.name)
    return {
        conflict.id: frozenset(side.id for side in conflict.sides if len(names[side.id]) > 1)
        for conflict in conflicts
    }


def _renamed(conflict: Conflict, shared: frozenset[str]) -> Conflict:
    def name(old: str) -> str:
        return f"{conflict.id}_{old}" if old in shared else old

    return replace(
        conflict,
        sides=tuple(replace(side, id=name(side.id)) for side in conflict.sides),
        claimants=tuple(replace(one, side=name(one.side)) for one in conflict.claimants),
    )
