"""The order in which a person should check claims: those that matter most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from geo.asof import PlaceState
from geo.model import UNPLACED

Run = Sequence[tuple[date, PlaceState]]  # the states of one place, as geo.layers.runs_of gives them


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """What one claim does on the map, under one way of looking. More comes first."""

    disputed: int = 0  # days on which it takes part in a dispute
    states: int = 0  # days on which it is among those that give a place its state
    places: int = 0  # places that it is about
    claim_id: str = field(default="", compare=False)
    day: date | None = field(default=None, compare=False)  # the first on which it does so, a dispute's rather

    def words(self) -> str:
        """Why it stands where it stands, in words."""
        if self.disputed:
            return f"is part of a dispute on {_days(self.disputed)}"
        if self.states:
            return f"gives a place its state on {_days(self.states)}"
        return "changes no place's state"


def queue(runs: Iterable[Run], table: Iterable[tuple[str, str]]) -> list[Weight]:
    """Every claim of a table with its weight, disputed ones first, then by how many days they shape.

    `table` gives (claim id, place id) once per row. A state that nothing follows counts as one day. Claims of
    equal weight come in the order of the table.
    """
    disputed: dict[str, int] = defaultdict(int)
    states: dict[str, int] = defaultdict(int)
    seen: dict[str, tuple[bool, date]] = {}  # claim id -> (not disputed, day)
    for run in runs:
        ends = [start for start, _ in run[1:]]
        for number, (start, state) in enumerate(run):
            days = (ends[number] - start).days if number < len(ends) else 1
            for claim_id in state.claims:
                states[claim_id] += days
                disputed[claim_id] += days * (state.state == "disputed")
                here = (state.state != "disputed", start)
                seen[claim_id] = min(here, seen.get(claim_id, here))
    places: dict[str, set[str]] = {}
    for claim_id, place_id in table:
        about = places.setdefault(claim_id, set())
        if place_id and not place_id.startswith(UNPLACED):
            about.add(place_id)
    weights = [
        Weight(disputed[one], states[one], len(about), one, seen[one][1] if one in seen else None)
        for one, about in places.items()
    ]
    return sorted(weights, reverse=True)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
