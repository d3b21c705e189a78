"""Other spellings that newspapers give a name written in Arabic, Amharic, Burmese or another script.

A gazetteer has some of them, seldom all: "Tarhouna" and "Tarhuna" are one town. Only spellings that differ in
the rendering of one sound, or of two, are tried; whoever looks them up must still ask where the place lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: Countries that write in another script, so that newspapers transliterate; then others whose spellings vary.
TRANSLITERATED = frozenset(
    ["AE", "AF", "AM", "BD", "BH", "BT", "CN", "DJ", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR",
     "JO", "JP", "KH", "KP", "KR", "KW", "LA", "LB", "LK", "LY", "MA", "MM", "MN", "MR", "NP", "OM", "PK",
     "PS", "QA", "SA", "SD", "SS", "SY", "TH", "TJ", "TN", "YE"]
)  # fmt: skip
RESPELT = TRANSLITERATED | {"AZ", "BF", "CD", "CF", "CM", "ML", "NE", "RW", "SO", "TD"}
LEAST_LETTERS = 5  # of a name that is respelt; shorter ones meet too many others
MOST = 60  # spellings of one name

#: Renderings of one sound: French and English of Arabic first, then those of Amharic, Persian, Burmese.
_SOUNDS = (
    ("ou", "u"), ("oo", "u"), ("u", "ou"), ("o", "u"), ("u", "o"), ("ee", "i"), ("i", "ee"), ("ai", "ay"),
    ("ay", "ai"), ("ei", "ay"), ("ay", "ei"), ("ei", "i"), ("e", "i"), ("i", "e"), ("e", "a"), ("a", "e"),
    ("y", "i"), ("i", "y"), ("q", "k"), ("k", "q"), ("q", "g"), ("gh", "g"), ("g", "gh"), ("kh", "k"),
    ("k", "kh"),
    ("dh", "d"), ("d", "dh"), ("dh", "z"), ("th", "t"), ("t", "th"), ("dj", "j"), ("j", "dj"), ("sh", "ch"),
    ("ch", "sh"), ("ou", "w"), ("w", "ou"), ("v", "w"), ("w", "v"), ("aa", "a"), ("a", "aa"), ("tch", "ch"),
    ("ts", "s"),
)  # fmt: skip
_ENDS = (
    ("a", "ah"),
    ("ah", "a"),
    ("eh", "a"),
    ("a", "eh"),
    ("eh", "ah"),
    ("ah", "eh"),
    ("e", "a"),
    ("i", "y"),
)
_DOUBLE = re.compile(r"([bcdfgklmnprstz])\1")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az)[- ](?=\w)", re.IGNORECASE)


def _once(name: str) -> Iterator[str]:
    """Spellings that differ in one sound, lower case."""
    for match in _DOUBLE.finditer(name):
        yield name[: match.start()] + name[match.start() + 1 :]
    for old, new in _ENDS:
        if name.endswith(old):
            yield name[: -len(old)] + new
    for old, new in _SOUNDS:
        at = name.find(old, 1)
        while at > 0:
            yield name[:at] + new + name[at + len(old) :]
            at = name.find(old, at + 1)
    if match := _ARTICLE.match(name):
        yield name[match.end() :]


@lru_cache(maxsize=2000)
def respelt(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(spellings that differ in one sound, spellings that differ in two), each at most MOST, lower case."""
    name = name.lower()
    if sum(c.isalpha() for c in name) < LEAST_LETTERS:
        return (), ()
    one = tuple(dict.fromkeys(s for s in _once(name) if s != name))[:MOST]
    two = dict.fromkeys(other for s in one for other in _ends_of(s) if other != name and other not in one)
    return one, tuple(two)[:MOST]


def _ends_of(name: str) -> Iterator[str]:
    """The name with another ending or without a doubled letter: what goes together with another sound."""
    for match in _DOUBLE.finditer(name):
        yield name[: match.start()] + name[match.start() + 1 :]
    for old, new in _ENDS:
        if name.endswith(old):
            yield name[: -len(old)] + new
