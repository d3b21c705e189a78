"""Texts and claims as they are asked for, by id: those of a store, and those of readings that are in none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from geo.decisions import Decision
from geo.model import Claim
from geo.reading import Reading
from geo.store import StoredDocument
from geo.storerows import Content


class Texts(Protocol):
    """The part of `Store` that shows a claim in its document, and why it was read so."""

    def document(self, sha256: str) -> StoredDocument | None: ...

    def claim(self, claim_id: str, *, raw: bool = False) -> Claim | None: ...

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]: ...

    def claim_ids(self, sha256: str) -> list[str]: ...

    def mentions(self, sha256: str) -> list[dict[str, Any]]: ...

    def decisions(self) -> list[Decision]: ...


class Unstored:
    """Readings laid over the texts of a store, which is neither changed nor told of them."""

    def __init__(self, readings: Mapping[str, Reading], under: Texts) -> None:
        """`readings` by the sha256 of their texts."""
        self._readings, self._under = readings, under
        self._claims = {claim.claim_id: claim for one in readings.values() for claim in one.claims}

    def document(self, sha256: str) -> StoredDocument | None:
        """A document with its text, None when there is none."""
        if one := self._readings.get(sha256):
            return StoredDocument(one.document, one.conflict, one.outcome, one.notes, 0)
        return self._under.document(sha256)

    def claim(self, claim_id: str, *, raw: bool = False) -> Claim | None:
        """One claim, None when there is none of this id."""
        return self._claims.get(claim_id) or self._under.claim(claim_id, raw=raw)

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Claims in the order of their ids; ids that are not there are left out."""
        return [claim for claim_id in claim_ids if (claim := self.claim(claim_id))]

    def claim_ids(self, sha256: str) -> list[str]:
        """Ids of the claims read from a document, in the order of its text."""
        if one := self._readings.get(sha256):
            return [claim.claim_id for claim in sorted(one.claims, key=lambda claim: claim.start)]
        return self._under.claim_ids(sha256)

    def mentions(self, sha256: str) -> list[dict[str, Any]]:
        """Names used for places in a document, as Store.mentions gives them."""
        if one := self._readings.get(sha256):
            return [
                {"sha256": sha256, "start": start, "end": end, "place_id": place_id, **json.loads(body)}
                for _, start, end, place_id, body in Content(one).mention_rows
            ]
        return self._under.mentions(sha256)

    def decisions(self) -> list[Decision]:
        """People's decisions; nobody decides about what is in no store."""
        return self._under.decisions()
