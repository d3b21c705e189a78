"""The errors that `geo` raises on purpose.

    GeoError
    ├── BadInput (ValueError)           a file, line or row that cannot be read: names it and the cure
    ├── GazetteerMissing (OSError)      no gazetteer index and no package to build it from
    ├── GeocoderUnavailable (OSError)   an opt-in geocoding service did not answer
    └── StoreError (OSError)            the claim store cannot be opened or written
        ├── StoreMissing                there is none yet
        └── StoreTooNew                 written by a newer version of this project

Errors of other libraries are turned into these once, where they enter.
"""

from __future__ import annotations


class GeoError(Exception):
    """Base of every error raised on purpose; its text is one line, fit to be shown to a person."""


class BadInput(GeoError, ValueError):
    """An input that cannot be read.

    `where` names the file (and line, 1-based), `what` the fault, `cure` what to do about it.
    """

    def __init__(self, where: str, what: str, cure: str = "", line: int | None = None) -> None:
        self.where, self.what, self.cure, self.line = where, what, cure, line
        spot = where if line is None else f"{where}, line {line}"
        super().__init__(f"{spot}: {what}" + (f"; {cure}" if cure else ""))


class GazetteerMissing(GeoError, OSError):
    """The gazetteer cannot be opened or built; the message says how to get it."""


class GeocoderUnavailable(GeoError, OSError):
    """A geocoding service did not answer. Unresolved toponyms stay unresolved."""


class StoreError(GeoError, OSError):
    """The claim store cannot be opened, read or written; nothing was half-written."""


class StoreMissing(StoreError):
    """There is no claim store yet where one was to be read; the cure is to fill one."""


class StoreTooNew(StoreError):
    """The claim store was written by a newer version; the cure is to update, not to overwrite."""
