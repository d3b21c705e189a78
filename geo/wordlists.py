"""Word lists that tell names of places from everything else: ordinary words, given names, cue words.

All of it is data in `geo/data/lexicon/`; each file states its source. Read once, on first use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from geo.text import fold

FOLDER = Path(__file__).parent / "data" / "lexicon"

#: Endings that words.txt leaves out, with what stands in their place in the base form.
_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("er", ("", "e")),
    ("est", ("", "e")),
)
_MIN_STEM = 3  # letters


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of one plain list, such as "words" or "given_names"."""
    return frozenset(fold(line.strip()) for line in _lines(f"{name}.txt"))


@cache
def pairs(name: str) -> dict[str, str]:
    """A list of word and ISO country code ("" for none), folded word first."""
    split = (line.split("\t") for line in _lines(f"{name}.txt"))
    return {fold(cells[0].strip()): cells[1].strip() if len(cells) > 1 else "" for cells in split}


_PEOPLE = re.compile(r"\b(?:(?:South|North) )?[A-Z][a-z]+")


def peoples(text: str) -> Iterator[str]:
    """ISO codes of the countries whose people or adjective a text names, one for each time that it does."""
    demonyms = pairs("demonyms")
    for word in _PEOPLE.findall(text):
        low = word.lower()
        if code := demonyms.get(low) or demonyms.get(low.rpartition(" ")[2]):
            yield code


@cache
def _cue_table() -> dict[str, str]:
    return tomllib.loads((FOLDER / "place_cues.toml").read_text("utf-8"))


@cache
def cue(name: str) -> frozenset[str]:
    """One list of place_cues.toml as a set of lower-case words."""
    return frozenset(_cue_table()[name].split())


@cache
def phrases(name: str) -> frozenset[str]:
    """One list of place_cues.toml that has a phrase per line."""
    return frozenset(line.strip() for line in _cue_table()[name].splitlines() if line.strip())


@lru_cache(maxsize=50_000)
def is_word(token: str) -> bool:
    """Whether a lower-case token is an ordinary English word or a regular form of one."""
    base = words("words")
    if token in base:
        return True
    for ending, replacements in _ENDINGS:
        if not token.endswith(ending):
            continue
        stem = token[: -len(ending)]
        if len(stem) < _MIN_STEM:
            continue
        if any(stem + r in base for r in replacements):
            return True
        if ending in ("ed", "ing") and stem[-1] == stem[-2] and stem[:-1] in base:
            return True
    return False
