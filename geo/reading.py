"""What reading one document gives, and what a run over many files amounts to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geo.model import Claim, Document, Place, Resolution

READ = "read"
LANGUAGE_NOT_READ = "language not read"


class Tally(NamedTuple):
    """How much was read from one document."""

    claims: int
    undated: int  # claims without a day of saying
    unmapped: int  # names used for a place and not placed


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was read before, by the same rules from the same input, and what came of it then."""

    document: Document
    tally: Tally
    notes: tuple[str, ...]
    outcome: str
    stands: bool = True  # False: what was read of another document of the very same text stands instead


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one document. `places` holds every place that its claims link to.

    `conflict` is the id of the conflict file that was used, "" for none. A document in a language that is
    not read has the outcome LANGUAGE_NOT_READ and nothing else.
    """

    document: Document
    conflict: str = ""
    resolutions: tuple[Resolution, ...] = ()
    claims: tuple[Claim, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: str = READ

    @property
    def tally(self) -> Tally:
        """How much there is."""
        undated = sum(not claim.said.dated for claim in self.claims)
        return Tally(len(self.claims), undated, len(self.unmapped))

    @property
    def mapped(self) -> tuple[Resolution, ...]:
        """Names used for a place, with the place found."""
        return tuple(one for one in self.resolutions if one.toponym.use == "place" and one.place)

    @property
    def unmapped(self) -> tuple[Resolution, ...]:
        """Names used for a place, with the reason why none was found."""
        return tuple(one for one in self.resolutions if one.toponym.use == "place" and not one.place)
