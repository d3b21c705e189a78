"""The word lists of `geo/data/lexicon` that claims are read with, loaded once.

predicates.toml: words for what happens at a place, and word classes. modality.toml: words that say whether
it is asserted at all. certainty.toml: words for how sure a speaker is, and yardsticks.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "lexicon"
VOWELS = "aeiou"
#: A word in several lists of governors belongs to the first of these.
GOVERNOR_ORDER = ("denied", "predicted", "aim", "assessed", "fact")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase that may say what happens at a place."""

    words: Words  # as written, in one inflection, lower case
    lemma: str
    form: str  # "base", "s", "past", "pp", "past/pp", "ing", "noun"
    predicate: str
    frame: str
    effect: str = ""
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables; keys are lower-case words with straight apostrophes."""

    entries: dict[str, tuple[Entry, ...]]  # by first word, longest first
    classes: dict[str, frozenset[str]]
    governors: dict[str, str]  # word -> "aim", "predicted", "denied", "fact", "assessed"
    modals: dict[str, str]
    epistemic: frozenset[str]
    conditional: frozenset[str]
    conditional_phrases: dict[str, tuple[Words, ...]]  # by first word
    subordinate: frozenset[str]
    doubt: dict[str, tuple[tuple[Words, str], ...]]  # by first word
    certainty: dict[str, tuple[tuple[Words, str], ...]]  # by first word, longest first; (words, level)
    yardsticks: dict[str, dict[str, tuple[int, int]]]


@cache
def load() -> Lexicon:
    """The lexicon of this package."""
    predicates, modality, certainty = (_read(name) for name in ("predicates", "modality", "certainty"))
    governors: dict[str, str] = {}
    for category in reversed(GOVERNOR_ORDER):
        governors |= dict.fromkeys(modality["governors"][category], category)
    modals: dict[str, str] = {}
    for category in ("aim", "conditional", "predicted"):
        modals |= dict.fromkeys(modality["modals"][category], category)
    levels = [
        (tuple(p.split()), level)
        for level in ("assessed", "sure", "open")
        for p in certainty[level]["phrases"]
    ]
    doubts = [(tuple(p.split()), level) for level, phrases in modality["doubt"].items() for p in phrases]
    openers = modality["openers"]
    return Lexicon(
        entries=_by_first(_entries(predicates), key=lambda e: e.words),
        classes={name: frozenset(words) for name, words in predicates["words"].items()},
        governors=governors,
        modals=modals,
        epistemic=frozenset(modality["modals"]["epistemic"]),
        conditional=frozenset(openers["conditional"]),
        conditional_phrases=_by_first(
            [tuple(p.split()) for p in openers["phrases_conditional"]], key=lambda p: p
        ),
        subordinate=frozenset(openers["subordinate"]),
        doubt=_by_first(doubts, key=lambda item: item[0]),
        certainty=_by_first(levels, key=lambda item: item[0]),
        yardsticks={
            name: {words: (low, high) for words, (low, high) in bands.items()}
            for name, bands in certainty["yardstick"].items()
        },
    )


@cache
def class_names() -> dict[str, frozenset[str]]:
    """Word -> names of the word classes that it is in."""
    found: dict[str, set[str]] = {}
    for name, words in load().classes.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def deeds(base: bool = False) -> frozenset[str]:
    """Finite forms of the verbs for what happens at a place; with `base` also those of a plural subject."""
    forms = ("s", "past", "past/pp", "base") if base else ("s", "past", "past/pp")
    return frozenset(
        first for first, entries in load().entries.items() if any(entry.form in forms for entry in entries)
    )


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _by_first(items, key) -> dict:
    """Items grouped by the first word of their key, longest key first, file order among equals."""
    grouped: dict[str, list] = {}
    for item in items:
        grouped.setdefault(key(item)[0], []).append(item)
    return {first: tuple(sorted(group, key=lambda i: -len(key(i)))) for first, group in grouped.items()}


def _entries(predicates: dict) -> list[Entry]:
    found = []
    for kind in ("verb", "noun"):
        for group in predicates[kind]:
            for lemma in group["lemmas"]:
                forms = verb_forms(lemma, predicates["irregular"]) if kind == "verb" else noun_forms(lemma)
                found += [
                    Entry(
                        tuple(words.split()),
                        lemma,
                        form,
                        group["predicate"],
                        group["frame"],
                        group.get("effect", ""),
                        group.get("strict", False),
                    )
                    for words, form in forms
                ]
    return found


def verb_forms(lemma: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(words, form) for each inflection of a verb, whose further words stay as they are."""
    verb, _, rest = lemma.partition(" ")
    if verb in irregular:
        past, participle, ing = irregular[verb]
    else:
        stem = verb.removesuffix("e") if not verb.endswith(("ee", "ye", "oe")) else verb
        past = participle = (verb[:-1] + "ied") if _consonant_y(verb) else stem + "ed"
        ing = stem + "ing"
    base = [(verb, "base"), (_with_s(verb), "s"), (ing, "ing")]
    if verb == "be":
        base = [(word, "base") for word in ("be", "is", "are", "were")] + [(ing, "ing")]
    if verb == "have":
        base[1] = ("has", "s")
    forms = [*base, (past, "past/pp")] if past == participle else [*base, (past, "past"), (participle, "pp")]
    return [(f"{word} {rest}".strip(), form) for word, form in forms]


def noun_forms(lemma: str) -> list[tuple[str, str]]:
    """(words, "noun") for singular and plural."""
    return [(lemma, "noun"), (_with_s(lemma), "noun")]


def _with_s(word: str) -> str:
    if _consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS
