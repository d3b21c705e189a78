"""Repetitions within one document: headlines, bullet summaries and captions that repeat the body.

A repeated statement is one claim with carriers; a headline that is surer than the source it rests on is
flagged on both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.assertions import COLOURING
from geo.lexicon import load
from geo.model import CONTESTED, NO_STATUS, Carrier, Claim, Document, Trace

ARTICLE = "article"
STRONGER = "headline_stronger"
BRIEF_ROLES = ("headline", "summary", "caption")
#: Predicates that one statement may be worded as.
KIN = (
    {"captured", "holds", "advanced"},
    {"assaulted", "fighting", "repelled", "encircling", "encircled", "advanced", "assessment"},
    {"struck", "losses", "reported"},
    {"withdrew", "displaced"},
    {"supply_cut", "supply_threatened", "fire_control"},
    {"assessment", "reported"},
)
SHARED_WORDS = 0.5  # of the shorter sentence's words: a caption with fewer says something of its own
CERTAIN, UNKNOWN_HEDGE = 100, 60  # per cent: no hedge at all; a hedge that no yardstick lists
MOST_COMPARED = 200  # claims about one place that a headline or caption is compared with
_WORD = re.compile(r"\w+")


def settle(claims: list[Claim], document: Document) -> list[Claim]:
    """Claims in order, each statement once: repetitions folded into carriers, stronger headlines flagged."""
    kept: list[Claim] = []
    seen: dict[tuple, int] = {}
    carriers: dict[int, dict[Carrier, None]] = {}
    for claim in claims:
        if claim.role in BRIEF_ROLES:
            continue
        key = (
            " ".join(_WORD.findall(claim.quote.lower())),
            claim.claimant,
            claim.predicate,
            claim.status,
            _ids(claim),
        )
        if key in seen:
            carriers.setdefault(seen[key], {})[_carrier(claim)] = None
        else:
            seen[key] = len(kept)
            kept.append(claim)
    at_place: dict[str, list[int]] = {}
    for n, claim in enumerate(kept):
        _index(at_place, claim, n)
    for claim in (c for c in claims if c.role in BRIEF_ROLES):
        beside = sorted({n for place in _ids(claim) for n in at_place.get(place, [])[:MOST_COMPARED]})
        at = _same_statement(claim, kept, beside)
        if at is None:
            _index(at_place, claim, len(kept))
            kept.append(claim)
            continue
        if claim.role == "headline":
            _flag(claim, kept, beside)
        carriers.setdefault(at, {})[_carrier(claim)] = None
    for n, found in carriers.items():
        kept[n] = replace(kept[n], carriers=tuple(found))
    return sorted(kept, key=lambda c: (c.start, min(link.mention_start for link in c.links)))


def _ids(claim: Claim) -> frozenset[str]:
    return frozenset(link.place_id for link in claim.links)


def _index(at_place: dict[str, list[int]], claim: Claim, n: int) -> None:
    for place in _ids(claim):
        at_place.setdefault(place, []).append(n)


def _same_statement(brief: Claim, kept: Sequence[Claim], beside: Sequence[int]) -> int | None:
    """Index of the claim that a headline, bullet or caption repeats, None when it says something of its own.

    `beside` are the indexes of claims about the same places.
    """
    best, score = None, 0
    alike = [n for n in beside if _alike(brief, kept[n])]
    if not alike and brief.role == "headline":
        alike = [n for n in beside if _sums_up(brief, kept[n])]
    for n in alike:
        claim = kept[n]
        points = 2 * (brief.claimant == claim.claimant) + 2 * (brief.predicate == claim.predicate)
        points += 2 * (brief.status == claim.status) + (_ids(brief) <= _ids(claim)) + (claim.role == "body")
        if points > score:
            best, score = n, points
    return best


def _alike(brief: Claim, claim: Claim) -> bool:
    same_voice = brief.claimant in (claim.claimant, ARTICLE, *claim.chain)
    same_side = brief.role == "headline" and brief.side and brief.side == claim.side
    if not same_voice and not same_side:
        return False
    kin = brief.predicate == claim.predicate or any(
        {brief.predicate, claim.predicate} <= group for group in KIN
    )
    both = (brief.modality in COLOURING) == (claim.modality in COLOURING)
    if brief.role == "caption" and not _worded_alike(brief.quote, claim.quote):
        return False
    return kin and both and brief.status == claim.status


def _sums_up(headline: Claim, claim: Claim) -> bool:
    """Whether a headline without a speaker may be no more than a short word for what the body tells."""
    kin = headline.predicate == claim.predicate or any(
        {headline.predicate, claim.predicate} <= group for group in KIN
    )
    same_status = headline.status == claim.status or claim.status not in (NO_STATUS, CONTESTED)
    return headline.claimant == ARTICLE and claim.role == "body" and (kin or same_status)


def _worded_alike(one: str, two: str) -> bool:
    """Whether two sentences share most of their words."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(two.lower()))
    return len(first & second) > SHARED_WORDS * min(len(first), len(second))


def _carrier(claim: Claim) -> Carrier:
    return Carrier(claim.doc_id, claim.sha256, claim.start, claim.end, claim.role)


def strength(claim: Claim) -> int:
    """How sure the words are at most, in per cent: the upper end of the band in any yardstick."""
    if not claim.certainty:
        return CERTAIN
    words = claim.certainty.lower()
    tops = [bands[words][1] for bands in load().yardsticks.values() if words in bands]
    return max(tops, default=UNKNOWN_HEDGE)


def _flag(headline: Claim, kept: list[Claim], beside: Sequence[int]) -> None:
    """Claims of a named source on the same matter that are less sure than the headline get a flag."""
    for n in beside:
        claim = kept[n]
        hedged = claim.claimant != ARTICLE and claim.certainty and _alike(headline, claim)
        if hedged and strength(claim) < strength(headline):
            step = Trace("certainty", headline.quote, headline.start, headline.end, "the headline is surer")
            flags = claim.flags if STRONGER in claim.flags else (*claim.flags, STRONGER)
            kept[n] = replace(claim, flags=flags, trace=(*claim.trace, step))
