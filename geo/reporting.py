"""The words that tell who says what: reporting verbs and nouns, roles, titles, function words.

Everything is read once from `geo/data/lexicon/reporting.toml` and the name lists beside it, and is data:
adding a verb or a role there is enough.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.text import fold

LEXICON = Path(__file__).parent / "data" / "lexicon"


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb. A `sure` one is a reporting clause whenever a speaker is its subject."""

    lemma: str
    verb_class: str  # "say", "claim", "assess", "confirm", "deny", "warn", "predict", "ask"
    sure: bool
    shape: str  # "base", "s", "ed" (past or participle), "ing"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that tell speakers."""

    roles: dict[str, str]  # noun -> kind
    kinds: tuple[str, ...]  # order of precedence
    titles: frozenset[str]
    ranks: frozenset[str]
    institutions: frozenset[str]
    media: frozenset[str]
    given_names: frozenset[str]
    demonyms: frozenset[str]
    capitals: frozenset[str]
    common: frozenset[str]  # ordinary words, lower case


@lru_cache(maxsize=1)
def _table() -> dict[str, dict]:
    with (LEXICON / "reporting.toml").open("rb") as file:
        return tomllib.load(file)


def _lines(name: str) -> frozenset[str]:
    """First column of a word list, without comments; empty when the list is not there."""
    path = LEXICON / name
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    return frozenset(
        fold(row.split("\t")[0].strip()) for row in rows if row.strip() and not row.startswith("#")
    )


def grammar(name: str) -> frozenset[str]:
    """One list of function words."""
    return frozenset(_table()["grammar"][name].split())


def words_of(table: str, name: str) -> frozenset[str]:
    """One list of another table, such as the nouns of `adjuncts`."""
    return frozenset(_table()[table][name])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words that tell speakers."""
    table = _table()
    roles: dict[str, str] = {}
    for kind, nouns in table["roles"].items():
        for noun in nouns:
            roles.setdefault(noun, kind)
    return Lexicon(
        roles,
        tuple(table["roles"]),
        frozenset(table["titles"]["words"]),
        frozenset(table["titles"]["ranks"]),
        frozenset(table["institutions"]["words"]),
        frozenset(table["institutions"]["media"]),
        _lines("given_names.txt"),
        _lines("demonyms.txt"),
        _lines("capitals.txt"),
        _lines("words.txt"),
    )


@lru_cache(maxsize=1)
def verbs() -> dict[str, Verb]:
    """Every inflected form of the reporting verbs."""
    table = _table()
    irregular = table["irregular"]
    forms: dict[str, Verb] = {}
    for verb_class, lists in table["verbs"].items():
        for sure in ("sure", "unsure"):
            for lemma in lists[sure]:
                s, past, participle, ing = irregular.get(lemma) or _regular(lemma)
                for form, shape in (
                    (past, "ed"),
                    (participle, "ed"),
                    (s, "s"),
                    (ing, "ing"),
                    (lemma, "base"),
                ):
                    forms.setdefault(form, Verb(lemma, verb_class, sure == "sure", shape))
    return forms


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return s, lemma + "ed", lemma + "ed", lemma + "ing"


@lru_cache(maxsize=1)
def nouns() -> dict[str, str]:
    """Nouns for something said ("claim", "assessment") and the class of verb that each stands for."""
    return {noun: verb_class for verb_class, listed in _table()["nouns"].items() for noun in listed}


@lru_cache(maxsize=1)
def objects() -> dict[str, frozenset[str]]:
    """For verbs that report speech only with certain objects: lemma -> words, "*" for any object."""
    return {lemma: frozenset(listed) for lemma, listed in _table()["objects"].items()}
