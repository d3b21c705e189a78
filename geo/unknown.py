"""Names that stand where a place stands, found by their words alone, without the gazetteer.

They are proposals: the recogniser drops those that the gazetteer knows already, people of the text and
the like; the rest is listed as "not in the gazetteer", so that nothing is lost in silence. Precision
matters more than reach here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.text import fold
from geo.wordlists import cue, is_word

_UPPER = "A-ZÀ-ÖØ-Þ\u0400-\u042fҐ"
_LOWER = "a-zß-öø-ÿ\u0100-\u024f\u0430-\u045fґ"  # Latin beyond Latin-1 alternates cases: taken as lower
_CAP = rf"(?:[AaEe]l-)?[{_UPPER}][{_LOWER}’'ʼ]*[{_LOWER}](?:-[{_UPPER}]?[{_LOWER}’']+)?"
_NAME = rf"{_CAP}(?: {_CAP}){{0,2}}"
_KIND = (
    r"(?:villages?|towns?|settlements?|hamlets?|suburbs?|localit(?:y|ies)|cit(?:y|ies)|communit(?:y|ies)"
    r"|townships?|stronghold|outpost|areas?|vicinity|outskirts|capital)"
)
_SURE = (
    r"[Nn]ear|[Oo]utside|[Tt]owards?|[Cc]aptured?|[Ss]eized?|[Ll]iberat(?:ed?|ing)|[Rr]ecaptur(?:ed?|ing)|[Rr]etook"
    r"|[Ss]tormed|[Ss]helled|[Ee]ntered|[Cc]apturing|[Ss]eizing|[Aa]round|[Rr]eached|[Bb]esieged"
    r"|(?:[Nn]orth|[Ss]outh)?-?(?:[Ee]ast|[Ww]est|[Nn]orth|[Ss]outh|east|west) of|[Cc]ontrol of|[Cc]apture of"
    r"|[Ff]ighting for|[Bb]attle (?:of|for)|[Mm]ost of|[Mm]uch of|[Pp]arts? of|[Cc]ent(?:re|er) of"
    r"|[Ss]iege of|[Ff]all of|[Bb]ombed"
)
_WEAK = (
    r"[Ii]n|[Aa]t|[Ff]rom|to|took|take|takes|taken|retaken|lost|attacked|hit|struck|fled|left|hold|holds|held"
    r"|defended|over"
)
_CUED = re.compile(
    rf"\b(?:(?P<sure>{_SURE})|(?P<kind>{_KIND})(?: of)?|(?P<weak>{_WEAK})) (?:the )?"
    rf"(?:(?:nearby|neighbouring|neighboring|occupied|central|northern|southern|eastern|western) )?"
    rf"(?:(?P<kind2>{_KIND}) (?:of |around )?)?"
    rf"(?P<list>{_NAME}(?:(?:, and | and |, | or ){_NAME}){{0,12}})(?=(?P<after>\W{{0,3}}\w*))"
)
_HEADS = (
    r"[Nn]uclear (?:[Pp]ower )?(?:[Pp]lant|[Ss]tation)|[Pp]ower (?:[Pp]lant|[Ss]tation)"
    r"|[Cc]oke (?:[Pp]lant|[Ff]actory)"
    r"|[Pp]lant|[Rr]efinery|[Bb]ridge|[Dd]am|[Bb]order [Cc]rossing|[Cc]heckpoint|[Aa]irbase|[Aa]ir [Bb]ase"
    r"|[Aa]irfield|[Aa]irport|[Rr]eservoir|[Cc]amp|[Ff]orest|[Dd]istrict|[Nn]eighbou?rhood|[Qq]uarter|[Ss]uburb"
    r"|[Vv]illage|[Rr]iver|[Vv]alley|[Ii]sland|[Cc]rossroads?|[Hh]ospital|directions?|front|axis|sector"
)
_FACILITY = re.compile(rf"\b(?P<name>{_CAP}(?: {_CAP}){{0,3}}) (?P<head>{_HEADS})\b(?! [A-Z])")
_WATER = re.compile(
    rf"\b(?:[Cc]ross(?:ed|es|ing)?|[Aa]cross|[Oo]ver|[Aa]long|[Bb]anks? of) the (?P<name>{_CAP})"
    r"(?= (?:and|was|were|is|are|has|have|had|on|in|at|near|by|to|as|from|into|with|under|river)\b|[,.;:)])"
)
_PIECE = re.compile(_NAME)
_NEXT = re.compile(rf"(?P<gap>, and |, or | and | or |, |/)(?P<name>{_NAME})(?P<after>\W{{0,2}}\w*)")
_BEFORE = re.compile(rf"(?P<lead>\w+ )(?P<name>{_NAME})(?:, and |, or | and | or |, |/)\Z")
_OWN = frozenset(
    {"bridge", "dam", "border crossing", "checkpoint", "refinery", "airbase", "air base", "forest"}
)
_HINTS = {
    "district": "district",
    "river": "river",
    "reservoir": "lake",
    "bridge": "bridge",
    "dam": "dam",
    "village": "settlement",
    "suburb": "settlement",
    "forest": "forest",
    "island": "island",
}
_MAX_CHAIN = 12
_AFTER_PLACES = frozenset(["in", "on", "from", "near", "after", "before", "and", "last", "overnight", "this"])


class Proposal(NamedTuple):
    """A stretch that may name an unknown place, with the kind asked for.

    `facility`: it names a plant, a bridge, ... and so more than the town within its name.
    """

    start: int
    end: int
    hint: str = ""
    facility: bool = False


def proposals(text: str, known: Sequence[tuple[int, int]]) -> list[Proposal]:
    """Unknown names in order, not overlapping. `known`: spans of names already taken for places."""
    found = [*_cued(text), *_headed(text), *_waters(text), *_beside(text, known)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Proposal] = []
    for proposal in found:
        if not kept or proposal.start >= kept[-1].end:
            kept.append(proposal)
    return kept


def _cued(text: str) -> Iterator[Proposal]:
    """After "near", "the village of", "captured", "in"."""
    for match in _CUED.finditer(text):
        pieces = list(_PIECE.finditer(text, match.start("list"), match.end("list")))
        sure = bool(match["sure"] or match["kind"] or match["kind2"])
        if not sure and not _weakly(match["list"], match["after"], match["weak"]):
            continue
        if len(pieces) > 1 and _subject_follows(match["after"]):
            pieces.pop()
        hint = "settlement" if match["kind"] or match["kind2"] else ""
        for piece in pieces:
            if name_like(piece.group()):
                yield Proposal(piece.start(), piece.end(), hint)


def _subject_follows(after: str) -> bool:
    """Whether a verb follows, so that the last name may be a person: "near Bakhmut, Petrenko said"."""
    return after.strip(" ,").lower() in cue("saying")


def _weakly(name: str, after: str, cue_word: str) -> bool:
    """Whether a weak cue may make a name a place: by what follows it."""
    ended = after[:1] in (",", ".", ";", "", ")") or after.strip().lower() in _AFTER_PLACES
    if cue_word.lower() in ("in", "at"):
        return ended or " " not in name
    return ended


def _headed(text: str) -> Iterator[Proposal]:
    """Before "bridge", "power plant", "district"."""
    for match in _FACILITY.finditer(text):
        if not name_like(match["name"]):
            continue
        head = match["head"].lower()
        own = head in _OWN or "plant" in head or "station" in head or match["head"][0].isupper()
        end = match.end("head") if own else match.end("name")
        yield Proposal(_trimmed_start(text, match), end, _HINTS.get(head, ""), own)


def _trimmed_start(text: str, match: re.Match[str]) -> int:
    """Start of a headed name without an ordinary word that only begins the sentence: "Near Kakhovka dam"."""
    start = match.start("name")
    first = _PIECE.match(text, start)
    word = text[start:].split(" ", 1)[0] if first else ""
    if is_word(word.lower()) and len(match["name"].split()) > 1:
        return start + len(word) + 1
    return start


def _waters(text: str) -> Iterator[Proposal]:
    """Rivers with their article: "bridges over the Seym"."""
    for match in _WATER.finditer(text):
        if name_like(match["name"]):
            yield Proposal(match.start("name"), match.end("name"), "river")


def _beside(text: str, known: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
    """Members of a list whose other members are known places."""
    starts = {start for start, _ in known}
    for start, end in known:
        at, open_list = end, []
        for _ in range(_MAX_CHAIN):
            match = _NEXT.match(text, at)
            if not match:
                break
            if match.start("name") in starts:
                yield from open_list
                break
            if not name_like(match["name"]):
                break
            open_list.append(Proposal(match.start("name"), match.end("name")))
            at = match.end("name")
            if "and" in match["gap"] or "or" in match["gap"]:
                after = match["after"].strip(" ,")
                if (
                    not after
                    or after[0] in ".;)"
                    or match["after"][0] == ","
                    or after in cue("locative")
                    or after == "on"
                ):
                    yield from open_list
                break
        before = _BEFORE.search(text, max(0, start - 64), start)
        if before and before["lead"].strip().islower() and name_like(before["name"]):
            lead = before["lead"].strip()
            if lead in cue("locative") or lead in cue("take_verbs") or lead in ("of", "from", "to", "and"):
                yield Proposal(before.start("name"), before.end("name"))


def name_like(name: str) -> bool:
    """Whether a capitalised stretch may name a place: not made of ordinary words, no body's head."""
    tokens = [fold(t) for t in name.replace("-", " ").split()]
    if any(t in cue("organisation_heads") or t in cue("publication_heads") for t in tokens):
        return False
    if any(t in cue("region_nouns") or t in cue("calendar") for t in tokens):
        return False
    return not all(is_word(t) for t in tokens)
