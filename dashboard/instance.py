"""Whether this instance is public or private: an instance is public unless its operator says otherwise.

A private instance lets its readers check claims and add articles of their own; a public one has neither.
"""

from __future__ import annotations

import os

from geo.errors import BadInput

VARIABLE = "GEO_INSTANCE"
KINDS = ("public", "private")


def private() -> bool:
    """Whether this instance is private.

    Raises:
        BadInput: the setting is neither "public" nor "private".
    """
    kind = os.environ.get(VARIABLE, "") or KINDS[0]
    if kind not in KINDS:
        raise BadInput(f"${VARIABLE}", f"{kind!r} is not a kind of instance", f"set {' or '.join(KINDS)}")
    return kind == KINDS[1]


def takes_files() -> bool:
    """Whether files may be sent here: to a private instance only, never where the setting is misspelt."""
    try:
        return private()
    except BadInput:
        return False
