"""What changed between two days: places whose claims appeared, changed side, became or ceased to be disputed,
or went silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo import layers
from geo.asof import PlaceState, View

#: Kind of change -> what it means, in the order in which changes are told.
KINDS = {
    "became_disputed": "disputed now, not before",
    "ceased_disputed": "disputed before, not now",
    "changed_side": "given to another side than before, by the claims of either day",
    "appeared": "current claims now, none before",
    "went_silent": "every claim is older than the look-back now",
    "changed": "in another state than before",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One place that is not as it was."""

    place_id: str
    name: str
    kind: str  # one of KINDS
    before: str  # who said what, in one line
    now: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return KINDS[self.kind]

    @property
    def words(self) -> str:
        """The whole change in one line."""
        return f"{self.name}: {self.label}. Before: {self.before}. Now: {self.now}"


def changes(before: View, now: View, lines: layers.Lines) -> list[Change]:
    """The changes from one view to another of the same clock, most telling first."""
    found = []
    for place_id in dict.fromkeys([*now.places, *before.places]):
        old, new = before.places.get(place_id), now.places.get(place_id)
        if kind := _kind(old, new):
            name = (new or old).name
            found.append(Change(place_id, name, kind, _words(old, lines), _words(new, lines)))
    order = list(KINDS)
    return sorted(found, key=lambda change: (order.index(change.kind), change.name, change.place_id))


def by_place(found: list[Change]) -> Mapping[str, str]:
    """Place id -> kind of change."""
    return {change.place_id: change.kind for change in found}


def _kind(old: PlaceState | None, new: PlaceState | None) -> str:
    was, is_ = old.state if old else "", new.state if new else ""
    if not is_ or (was in ("", "silent") and is_ == "silent"):
        return ""
    if is_ == "disputed" and was != "disputed":
        return "became_disputed"
    if was == "disputed" and is_ != "disputed":
        return "went_silent" if is_ == "silent" else "ceased_disputed"
    if is_ == "silent":
        return "went_silent"
    if was in ("", "silent"):
        return "appeared"
    if old and new and old.side and new.side and old.side != new.side:
        return "changed_side"
    sides = [[side for side, _ in one.finding.by_side] for one in (old, new) if one]
    return "changed" if was != is_ or sides[0] != sides[-1] else ""


def _words(state: PlaceState | None, lines: layers.Lines) -> str:
    if state is None:
        return "nothing claimed"
    label = layers.LABELS[state.state].lower()
    if state.state == "silent":
        return f"silent, last claim {layers.age_words(state)} before"
    said = lines.line(lines.sides_in_turn(state.claims) or state.mentions)
    return f"{label}; {said}" if said else label
