"""Bytes to text: BOM, UTF-8, a declared encoding, or a legacy encoding that the text itself confirms.

The text is never altered beyond taking off the byte order mark.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"SQLite format", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_SHARE = 0.002
#: Encodings that a page may declare and that we take at its word when the bytes fit.
_DECLARABLE = re.compile(
    r"(?i)(?:windows-125\d|cp125\d|iso-8859-\d{1,2}|koi8-[ru]|utf-?8|utf-?16(?:le|be)?|macintosh"
    r"|ascii|us-ascii)"
)
_CONFIRM_SAMPLE = 65_536  # bytes
#: The commonest letters of Russian, Ukrainian and Bulgarian; in a wrong decoding other letters come out on
#: top.
_CYRILLIC_COMMON = frozenset("оеаинтсрвліклмдпуяь")
_CYRILLIC_ENOUGH = 0.72
_WESTERN = frozenset("‘’‚“”„†‡•…–—€£§©®°·«»¿¡´\xa0½¼¾²³×™")


class Undecodable(ValueError):
    """The bytes are not text in an encoding that we can be sure of; the message says what they look like."""


def decode(data: bytes, declared: str = "") -> str:
    """Text of a file's bytes. `declared`: an encoding named inside the file. Raises Undecodable."""
    for magic, kind in _SIGNATURES:
        if data.startswith(magic):
            raise Undecodable(f"it is {kind}, not text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            marked = _strict(data[len(mark) :], encoding)
            if marked is None:
                raise Undecodable(f"it is marked as {encoding} but is not")
            return _checked(marked)
    if b"\x00" in data:
        raise Undecodable("it holds NUL bytes, so it is not text")
    text = _strict(data, "utf-8")
    if text is None and declared and _DECLARABLE.fullmatch(declared):
        text = _strict(data, declared)
    if text is None:
        text = _legacy(data)
    if text is None:
        raise Undecodable("its encoding cannot be told")
    return _checked(text)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _checked(text: str) -> str:
    if "\x00" in text:
        raise Undecodable("it holds NUL characters, so it is not text")
    if len(_CONTROLS.findall(text)) > _CONTROLS_SHARE * len(text) + 2:
        raise Undecodable("it is full of control characters, so it is not text")
    return text


def _legacy(data: bytes) -> str | None:
    """The text in cp1252, cp1251 or koi8-r when its letters confirm one of them, else None."""
    western = _strict(data, "cp1252")
    if western is not None and _looks_western(western[:_CONFIRM_SAMPLE]):
        return western
    scored = []
    for encoding in ("cp1251", "koi8-r"):
        text = _strict(data, encoding)
        if text is not None:
            scored.append((_cyrillic_score(text[:_CONFIRM_SAMPLE]), text))
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _CYRILLIC_ENOUGH else None


def _looks_western(text: str) -> bool:
    """Mostly ASCII letters, and what is not stands as quotation marks or accents among Latin letters."""
    high = [i for i, c in enumerate(text) if c > "\x7f"]
    letters = sum(c.isalpha() for c in text)
    if not letters or len(high) > 0.2 * letters:
        return False
    odd = sum(1 for i in high if text[i] not in _WESTERN and not _accented(text, i))
    return odd <= 0.02 * len(high)


def _accented(text: str, i: int) -> bool:
    beside = text[max(0, i - 1) : i] + text[i + 1 : i + 2]
    upper_inside = text[i].isupper() and i > 0 and text[i - 1].islower()
    return text[i].isalpha() and not upper_inside and any(c.isascii() and c.isalpha() for c in beside)


def _cyrillic_score(text: str) -> float:
    """Share of common lower-case Cyrillic letters among all non-ASCII letters."""
    high = [c for c in text if c > "\x7f" and c.isalpha()]
    if len(high) < 20:
        return 0.0
    return sum(c in _CYRILLIC_COMMON for c in high) / len(high)
