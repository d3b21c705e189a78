"""What the store held before: every version that a newer one replaced, so that an old revision can be shown
again as it was.

A version is kept when it is replaced, with the revision at which that happened. Kinds: "document"
(all rows that came of one reading, by sha256) and "place" (its body, by place id).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from geo.errors import StoreError
from geo.storerows import row_hash

DOCUMENT, PLACE = "document", "place"
#: Tables that hold what one reading gave, in the order in which they are filled.
TABLES = ("documents", "claims", "claim_rows", "statements", "mentions")


def row(kind: str, name: str, since: int, until: int, content: Any) -> tuple[Any, ...]:
    """A row of the table `past`: what was valid from revision `since` on, until `until` replaced it."""
    body = zlib.compress(json.dumps(content, default=_binary, ensure_ascii=True).encode("ascii"))
    return kind, name, since, until, body, row_hash([kind, name, since, until, body.hex()])


def valid(found: Iterable[tuple[Any, ...]], revision: int, where: str) -> dict[tuple[str, str], Any]:
    """(kind, name) -> what was valid at a revision, of rows of `past`.

    Raises:
        StoreError: a row is damaged.
    """
    chosen: dict[tuple[str, str], tuple[int, bytes]] = {}
    for kind, name, since, until, body, stored in found:
        check(kind, name, since, until, body, stored, where)
        if since <= revision < until:
            known = chosen.get((kind, name))
            if known is None or until < known[0]:
                chosen[kind, name] = until, body
    return {key: json.loads(zlib.decompress(body), object_hook=_bytes) for key, (_, body) in chosen.items()}


def check(kind: str, name: str, since: int, until: int, body: bytes, stored: str, where: str) -> None:
    """Raises StoreError when a row of `past` is not what was stored."""
    content = body.hex() if isinstance(body, bytes) else body
    if row_hash([kind, name, since, until, content]) != stored:
        raise StoreError(f"{where}: what was stored before of {kind} {name} is damaged")


def _binary(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    raise TypeError(type(value).__name__)


def _bytes(value: dict[str, Any]) -> Any:
    return bytes.fromhex(value["bytes"]) if value.keys() == {"bytes"} else value
