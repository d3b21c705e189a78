"""The same statement carried by several articles is one claim with several carriers.

Two claims are one statement when the same claimant says the same thing about the same places, their days of
saying meet, and their words are nearly the same. An article's own voice speaks under its publisher's name,
so the own voices of different publishers are compared too, within `SYNDICATION_DAYS`: agencies' texts are
printed days apart. Each claim repeats the first that it equals, the most exactly dated and earliest; so a
vaguely dated repost joins one day's statement and never two days' into one. The outcome depends on the
claims alone, never on the order in which they were read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from geo.model import Claim
from geo.table import OPEN_END, OPEN_START, OWN_VOICE, UNSTORABLE, bounds
from geo.text import fold

SIMILAR = 90.0  # per cent of equal characters in the folded words of two quotations
SHORT_WORDS = 5  # quotations of fewer words must be equal: "it is difficult" is said by many
SYNDICATION_DAYS = 7  # one agency text is printed by others within a week
LONG_WORDS = 12  # own voices match by long sentences only

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+")


class Statement(NamedTuple):
    """What decides whether two claims are one statement. Sorting puts the most exact and earliest first."""

    span: int  # days of the interval of saying, less one
    digest: int  # 1 for our summary, which comes after the source's own words
    start: int  # first day of saying
    end: int
    published: int
    sha256: str
    at: int
    claim_id: str
    publisher: str
    words: str
    own_voice: int  # 1 for the article's own voice
    block: str  # what must be equal for two claims to be compared at all


def statement(claim: Claim) -> Statement:
    """The statement that a claim makes; an undated one meets every day."""
    start, end = bounds(claim.said)
    return Statement(
        end - start,
        int(claim.evidence == "digest"),
        start,
        end,
        bounds(claim.published)[0] or OPEN_END,
        claim.sha256,
        claim.start,
        claim.claim_id,
        UNSTORABLE.sub("\ufffd", claim.publisher),
        " ".join(_WORD.findall(fold(claim.quote))),
        int(claim.claimant_kind == OWN_VOICE),
        _block(claim),
    )


def _block(claim: Claim) -> str:
    who = OWN_VOICE if claim.claimant_kind == OWN_VOICE else claim.claimant
    where = sorted((link.place_id, link.extent, link.part) for link in claim.links)
    key = repr((who, claim.predicate, claim.modality, claim.status, where))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def repeated(one: Statement, others: Iterable[Statement]) -> str:
    """Id of the first of `others` that comes before `one` and is the same statement, "" for none."""
    return next((other.claim_id for other in sorted(others) if other < one and same(other, one)), "")


def same(one: Statement, other: Statement) -> bool:
    """Whether two claims are one statement."""
    if one.block != other.block:
        return False
    apart = max(one.start, other.start) - min(one.end, other.end)
    length = min(one.words.count(" "), other.words.count(" ")) + 1
    if apart > 0:
        syndicated = one.own_voice and one.publisher != other.publisher and length >= LONG_WORDS
        if not syndicated or apart > SYNDICATION_DAYS or OPEN_START in (one.start, other.start):
            return False
    if length < SHORT_WORDS or _figures(one.words) != _figures(other.words):
        return one.words == other.words
    return fuzz.ratio(one.words, other.words, score_cutoff=SIMILAR) > 0


def _figures(words: str) -> list[str]:
    """Numbers in a text: "70 were killed" and "90 were killed" are two statements in like words."""
    return _FIGURE.findall(words)


def first_of_all(repeats: dict[str, str]) -> dict[str, str]:
    """Claim id -> the claim at the end of its chain of repeats; each link leads to an earlier statement."""
    found: dict[str, str] = {}
    for claim_id in repeats:
        leader = claim_id
        while leader in repeats:
            leader = repeats[leader]
        found[claim_id] = leader
    return found
