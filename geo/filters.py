"""A filter over the claim table that selects and speaks: the mask and its sentence come from one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from geo.model import Place

REGION = "region"  # column of the table that `with_regions` adds
WAR = "war"  # column that `geo.sides.told_apart` adds


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims a view is limited to; empty fields limit nothing, values of one field are alternatives."""

    places: tuple[str, ...] = ()  # place ids
    wars: tuple[
        str, ...
    ] = ()  # names of the conflicts that articles are about; asks for a table `told_apart`
    regions: tuple[str, ...] = ()  # first-level regions by name; asks for a table `with_regions`
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
                keep &= _among(table[column], values)
        if self.checked_only:
            keep &= ~_among(table["checked"], ("",))
        return keep

    def words(self, names: Mapping[str, str] | None = None) -> str:
        """What the filter does, in English, "" when it does nothing; `names` are names of ids."""
        return ", ".join([*self.parts(names).values()])

    def parts(self, names: Mapping[str, str] | None = None) -> dict[str, str]:
        """Field -> what it does, in English, for the fields that limit anything."""
        names = names or {}
        parts = {
            field: " or ".join(_said(field, phrase, value, names) for value in values)
            for _, field, phrase in FIELDS
            if (values := getattr(self, field))
        }
        return parts | ({"checked_only": "checked by a person"} if self.checked_only else {})

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the fields that limit anything."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


def _among(column: pd.Series, values: Sequence[str]) -> np.ndarray:
    """One truth value per row: whether its value is one of these. Each category is looked up once."""
    made = column.astype("category").cat
    found = made.categories.isin(values)
    return np.append(found, False)[made.codes.to_numpy()]  # the last for a missing value, code -1


#: (column of the table, field of Filters, phrase)
FIELDS = (
    ("place_id", "places", "about {}"),
    (WAR, "wars", "of {}"),
    (REGION, "regions", "in {}"),
    ("voice", "voices", "by {}"),
    ("claimant_kind", "claimant_kinds", "by claimants of the kind {}"),
    ("side", "sides", "by claimants of the side {}"),
    ("publisher", "publishers", "published by {}"),
    ("predicate", "predicates", "saying {}"),
    ("modality", "modalities", "{}"),
    ("certainty", "certainties", "in the words {}"),
)


#: What an empty value of a field is called.
EMPTY = {
    "sides": "by claimants of no side",
    "certainties": "without words of certainty",
    "publishers": "of no named publisher",
    "wars": "of no known war",
}


def _said(field: str, phrase: str, value: str, names: Mapping[str, str]) -> str:
    return phrase.format(names.get(value, value)) if value else EMPTY.get(field, phrase.format("none"))


def with_regions(table: pd.DataFrame, places: Mapping[str, Place]) -> pd.DataFrame:
    """The claim table with one more column: the first-level region of each row's place, "" for none.

    A region's own row counts as in it, by its name.
    """
    ids = table["place_id"].astype("category")
    named = [region_of(places[one]) if one in places else "" for one in ids.cat.categories]
    distinct = sorted({*named, ""})
    code = {name: number for number, name in enumerate(distinct)}
    codes = np.array([code[name] for name in (*named, "")], dtype=np.int16)  # the last for a missing place
    made = table.assign(**{REGION: pd.Categorical.from_codes(codes[ids.cat.codes.to_numpy()], distinct)})
    made.attrs = dict(table.attrs)
    return made


def region_of(place: Place) -> str:
    """Name of the first-level region that a place is in, or is."""
    return place.admin1 or (place.name if place.kind == "region" else "")
