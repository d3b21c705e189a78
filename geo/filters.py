"""A filter over the claim table that selects and speaks: the mask and its sentence come from one list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims a view is limited to; empty fields limit nothing, values of one field are alternatives."""

    places: tuple[str, ...] = ()  # place ids
    voices: tuple[str, ...] = ()  # who speaks, as in the table's `voice` column
    claimant_kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()  # sides of the claimants; "" selects claimants of no side
    publishers: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()  # certainty words, verbatim
    checked_only: bool = False

    def mask(self, table: pd.DataFrame) -> np.ndarray:
        """One truth value per row of the claim table."""
        keep = np.ones(len(table), dtype=bool)
        for column, field, _ in FIELDS:
            if values := getattr(self, field):
                keep &= table[column].isin(values).to_numpy()
        if self.checked_only:
            keep &= (table["checked"] != "").to_numpy()
        return keep

    def words(self) -> str:
        """What the filter does, in English, "" when it does nothing."""
        parts = [
            phrase.format(" or ".join(value or "none" for value in values))
            for _, field, phrase in FIELDS
            if (values := getattr(self, field))
        ]
        return ", ".join(parts + ["checked by a person"] * self.checked_only)


#: (column of the table, field of Filters, phrase)
FIELDS = (
    ("place_id", "places", "about {}"),
    ("voice", "voices", "by {}"),
    ("claimant_kind", "claimant_kinds", "by claimants of the kind {}"),
    ("side", "sides", "by claimants of the side {}"),
    ("publisher", "publishers", "published by {}"),
    ("predicate", "predicates", "saying {}"),
    ("modality", "modalities", "{}"),
    ("certainty", "certainties", "in the words {}"),
)
