"""Names that stand where a place stands, found by their words alone, without the gazetteer.

They are proposals: the recogniser drops people and bodies of the text; the rest is listed as "not in the
gazetteer", so that nothing is lost in silence. Precision matters more than reach here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from geo.lookalikes import TOKEN, cued_place, governor_of
from geo.text import fold_word
from geo.wordlists import cue, is_word, pairs, words

_UPPER = "A-ZÀ-ÖØ-Þ\u0400-\u042fҐ"
_LOWER = "a-zß-öø-ÿ\u0100-\u024f\u0430-\u045fґ"  # Latin beyond Latin-1 alternates cases: taken as lower
_REST = rf"[{_LOWER}’'ʼ]*[{_LOWER}](?:-[{_UPPER}]?[{_LOWER}’']+)?"
_ARTICLE = r"(?:[ae]l|a[dnrstz]|ash|e[dnrstz]|esh)-"  # within an Arabic name
_CAP = rf"(?:[AE]l-|{_ARTICLE})?[{_UPPER}]{_REST}"
#: Words that begin with a capital; the first letter comes before the looks back, so that it is sought fast.
_RUN = re.compile(
    rf"[AaEe{_UPPER}](?<![^\W_].)(?<!['’-].)(?:(?<=[AaEe])l-[{_UPPER}]|(?<=[{_UPPER}])){_REST}"
    rf"(?: {_CAP}){{0,4}}(?![^\W_])"
)
_POSSESSIVE = re.compile(r"['’ʼ]s?\Z")
_AFTER = re.compile(r"['’]s\b|\s?(?:\w+(?:-\w+)?|[^\w\s])")
#: What happens to places alone: "X, besieged since May", "X was shelled".
_SUFFERS = re.compile(
    r",? (?:(?:was|were|is|are|has been|have been|had been|being) )?(?:\w+ly |again )?"
    rf"(?:{'|'.join(sorted(cue('only_places')))})\b(?! (?:the|an?|its|their|all|part|parts|most)\b)"
)
#: What tells that the name before it is a place: "X, a town near Lille,", "X, 5 km north of Lille".
_DESCRIBED = re.compile(
    r", (?:a|an|the|another) (?:[\w-]+ ){0,4}?(?:town|village|city|settlement|hamlet|suburb|township)"
    r"(?=[,.;]| (?:in|on|near|of|outside|about|some|around|at|that|which|with|just|where|between)\b"
    r"| (?:north|south|east|west))"
    r"|, (?:(?:about|some|just|around|roughly) )?(?:\d[\d.,]* ?(?:km|kilomet\w+|miles) )?"
    r"(?:to the )?(?:north|south|east|west)[\w-]* of\b"
)
#: "X, a rebel commander": what X is called.
_CALLED = re.compile(r", (?:a|an|the|its|their|his|one of its) (?P<who>(?:[\w-]+ ){0,3}[\w-]+)")
_LEADS = re.compile(
    r"\b(?:villages|towns|settlements|hamlets|localities|communities|cities)"
    r"(?: of| including| such as|:|,)? (?:the )?\Z"
)
_GAPS = frozenset([", ", " and ", ", and ", " or ", ", or ", "/", " & "])
_CLOSING = frozenset([" and ", ", and ", " or ", ", or "])
_AFTER_PLACES = frozenset(
    [
        "in",
        "on",
        "from",
        "near",
        "after",
        "before",
        "and",
        "last",
        "overnight",
        "this",
        "with",
        "where",
        "while",
    ]
)
_WEAK = frozenset(
    ["in", "at", "from", "to", "over", "by", "for", "on", "between", "via", "above", "off", "past"]
)
_HEADS = {
    "bridge": "bridge",
    "dam": "dam",
    "district": "district",
    "river": "river",
    "reservoir": "lake",
    "village": "settlement",
    "suburb": "settlement",
    "forest": "forest",
    "island": "island",
    "islands": "island",
    "neighbourhood": "",
    "neighborhood": "",
    "quarter": "",
    "camp": "",
    "hospital": "",
    "microdistrict": "",
    "steelworks": "",
    "airport": "",
    "airfield": "",
    "airbase": "",
    "refinery": "",
    "checkpoint": "",
    "crossing": "",
    "plant": "",
    "mine": "",
    "stadium": "",
    "valley": "area",
    "gorge": "area",
    "canyon": "area",
    "ravine": "area",
    "massif": "area",
    "mountains": "area",
    "crossroads": "",
    "direction": "",
    "directions": "",
    "front": "",
    "axis": "",
    "sector": "",
}
#: Heads that belong to the name: a bridge is no town.
_OWN = frozenset(
    [
        "bridge",
        "dam",
        "crossing",
        "checkpoint",
        "refinery",
        "airbase",
        "forest",
        "plant",
        "station",
        "hospital",
        "mine",
        "stadium",
        "islands",
        "valley",
        "gorge",
        "canyon",
        "ravine",
        "massif",
        "mountains",
    ]
)
_ARTICLE_HEADS = frozenset(["front", "axis", "sector", "direction", "quarter", "plant", "camp", "village"])
_BORDER_CROSSING = " border crossing"
_NAMED_AFTER = re.compile(r" (?:[Hh]ospital|[Bb]ridge|[Cc]amp|[Dd]istrict|[Aa]irport)\b")
_LEFT_CHARS = 60
_SAINTS = frozenset(["st", "ste", "mt", "ft"])
#: Adjectives made of a name: "Ostrian-occupied areas".
_OF_A_SIDE = tuple(
    "-" + word
    for word in ("occupied", "held", "controlled", "backed", "led", "annexed", "installed", "appointed",
                 "made",
                 "speaking", "born", "based", "affiliated", "aligned", "allied", "linked", "run", "majority",
                 "administered", "ruled", "supported", "sponsored", "trained", "supplied", "funded", "style")
)  # fmt: skip


class Proposal(NamedTuple):
    """A stretch that may name an unknown place, with the kind asked for.

    `facility`: it names a plant, a bridge, ... and so more than the town within its name.
    """

    start: int
    end: int
    hint: str = ""
    facility: bool = False


class _Run(NamedTuple):
    """A capitalised stretch; `cued` when the words beside it make it a place."""

    start: int
    end: int
    cued: bool
    hint: str = ""
    facility: bool = False
    known: bool = False


_GROUP = re.compile(r" \w+s")
_VILLAGE_AFTER = re.compile(r" (?:village|hamlet|town|settlement)\b(?! of\b)")


def proposals(text: str, known: Sequence[tuple[int, int]]) -> list[Proposal]:
    """Unknown names in order, not overlapping. `known`: spans of names already taken for places, in order."""
    runs = _runs(text, known)
    accepted = _listed(text, runs)
    return [Proposal(r.start, r.end, r.hint, r.facility) for r in accepted if not r.known]


def _runs(text: str, known: Sequence[tuple[int, int]]) -> list[_Run]:
    """Known places and capitalised stretches that may be names, in order of the text."""
    found: list[_Run] = []
    k, count = 0, len(known)
    for match in _RUN.finditer(text):
        start, end = match.span()
        while k < count and known[k][1] <= start:
            found.append(_Run(known[k][0], known[k][1], True, "", False, True))
            k += 1
        if k < count and known[k][0] < end and not (known[k][0] == start and known[k][1] < end):
            continue
        kept = _shaped(match.group())
        if kept is None and _NAMED_AFTER.match(text, end):
            word = match.group().rsplit(" ", 1)[-1]  # "the Nasser hospital": a person's name is its own
            if not word.lower().endswith(_OF_A_SIDE):
                kept = (end - start - len(word), end - start)
        if kept is None and _VILLAGE_AFTER.match(text, end):
            tokens = match.group().split(" ")  # "at Saki Jiki village": a person's name, too
            if len(tokens) == 2 and not any(_ordinary(t) or fold_word(t) in cue("titles") for t in tokens):
                kept = (0, end - start)
        if (
            kept is not None
            and text.startswith("the ", start - 4)
            and _GROUP.fullmatch(match.group(), kept[1])
        ):
            kept = None  # "the Tamil Tigers" are no place
        if kept is not None:
            first, last = kept
            run = _judged(text, start + first, start + last)
            if run is not None:
                found.append(run)
    found += [_Run(first, last, True, "", False, True) for first, last in known[k:]]
    return found


@lru_cache(maxsize=20_000)
def _shaped(name: str) -> tuple[int, int] | None:
    """The part (from, to) of a capitalised stretch that may be a name of a place, None for no part.

    Ordinary words that only begin a sentence, days and peoples at its edges are cut off.
    """
    tokens = name.split(" ")
    first, last = 0, len(tokens)
    while first < last and _ordinary(tokens[first]) and not (last - first == 2 and _head(tokens[last - 1])):
        if fold_word(tokens[first]) in cue("place_leads") and first + 1 < last:
            break
        first += 1
    while last > first and _ordinary(tokens[last - 1]) and not _head(tokens[last - 1]):
        last -= 1
    inner = tokens[first:last]
    lows = [fold_word(t) for t in inner]
    given = (
        bool(inner)
        and lows[0] in words("given_names")
        and not (lows[0] in cue("name_articles") and len(inner) > 1)
    )
    if not inner or _bodies(lows) or (given and not _head(inner[-1])):
        return None
    if lows[-1] in _SAINTS:
        return None  # "St. Paul's bridge"
    if len(inner) == 1 and (lows[0] in cue("not_places") or _head(inner[0]) or lows[0].endswith(_OF_A_SIDE)):
        return None
    if len(inner) == 1 and lows[0].endswith("ists"):
        return None  # "the Islamists", "the Maoists"
    if all(_ordinary(t) for t in inner) or len(inner) > 4:
        return None
    offset = sum(len(t) + 1 for t in tokens[:first])
    length = len(" ".join(inner))
    trimmed = _POSSESSIVE.search(inner[-1])
    return offset, offset + length - (len(trimmed.group()) if trimmed else 0)


def _ordinary(token: str) -> bool:
    low = fold_word(_POSSESSIVE.sub("", token))
    return is_word(low) or low in pairs("demonyms") or low in cue("calendar") or low in cue("stops")


def _head(token: str) -> bool:
    low = token.lower()
    return low in _HEADS or low in _OWN


def _bodies(lows: list[str]) -> bool:
    """Whether the words are part of an organisation's, a paper's or a person's name."""
    own = any(low in _OWN for low in lows[-1:])
    return any(
        ((low in cue("organisation_heads") or low in cue("publication_heads")) and not own)
        or low in cue("region_nouns")
        or low in cue("titles")
        or low in cue("posts")
        for low in lows
    )


def _judged(text: str, start: int, end: int) -> _Run | None:
    """The stretch with the verdict of the words beside it."""
    left = TOKEN.findall(text, max(0, start - _LEFT_CHARS), start)[:-12:-1]
    after = _AFTER.match(text, end)
    following = after.group() if after else ""
    low = following.strip().lower()
    if low in cue("organisation_heads"):
        return None
    called = _CALLED.match(text, end)
    if called and not cue("callings").isdisjoint(called["who"].lower().split()):
        return None  # a person
    tokens = text[start:end].split(" ")
    last = tokens[-1].lower()
    if len(tokens) > 1 and last in _OWN:
        return _Run(start, end, True, _HEADS.get(last, ""), True)
    governor = governor_of(left)
    if (
        len(tokens) > 1
        and fold_word(tokens[0]) in cue("place_leads")
        and not _said(low)
        and not low.startswith(("'", "’"))
    ):
        return _Run(start, end, True, "", True)
    led = governor.article or governor.word in cue("locative") | cue("take_verbs")
    if low in _HEADS and (led or low not in _ARTICLE_HEADS):
        own = low in _OWN
        return _Run(start, after.end() if own and after else end, True, _HEADS[low], own)
    if text.startswith(_BORDER_CROSSING, end):
        return _Run(start, end + len(_BORDER_CROSSING), True, "", True)
    if governor.article and governor.word in (
        "over",
        "across",
        "along",
        "crossed",
        "crossing",
        "cross",
        "of",
    ):
        water = governor.word != "of" or governor.head.lower() in ("bank", "banks", "shore", "mouth")
        if water and not (
            low.isalpha() and not low[:1].isupper() and is_word(low) and low not in _AFTER_WATER
        ):
            return _Run(start, end, True, "river")
    cued = cued_place(governor) and not _said(low)
    if governor.word == "under" and _LED.match(text, end):
        cued = False  # "under X's leadership"
    if governor.word == "for" and not _BOUND.intersection(governor.before[:2]):
        cued = False  # "are fighting for X": whoever that is
    if cued and governor.word in _WEAK:
        ended = not following or following[:1] in ",.;)…:" or low in _AFTER_PLACES
        cued = ended or (governor.word in ("in", "at") and len(tokens) == 1 and not following[1:2].isupper())
        cued = cued and not governor.article
    cued = cued or bool(_SUFFERS.match(text, end)) or bool(_DESCRIBED.match(text, end))
    hint = "settlement" if governor.word in cue("place_nouns") else ""
    noun = governor.before[0] if governor.word == "of" and governor.before else ""
    if noun in cue("region_nouns"):
        hint = "region"  # "the eastern region of X"
    return _Run(start, end, cued, hint)


_AFTER_WATER = frozenset(
    [
        "and",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "on",
        "in",
        "at",
        "near",
        "by",
        "to",
        "as",
        "from",
        "into",
        "with",
        "under",
        "river",
    ]
)


_LED = re.compile(r"['’]s? (?:\w+ )?(?:leadership|command|rule|orders?|presidency|control|guidance)\b")
_BOUND = frozenset(
    ["battle", "battles", "bound", "headed", "heading", "left", "leaving", "fight", "struggle"]
)


def _said(word: str) -> bool:
    """Whether a verb of saying follows: the name is a person's or a body's."""
    return word in cue("saying")


def _listed(text: str, runs: list[_Run]) -> list[_Run]:
    """Runs that are places, by their own words or as members of a list of places."""
    accepted: list[_Run] = []
    waiting: list[_Run] = []  # members of a list that began with a place, not yet sure
    previous: _Run | None = None
    led = False  # whether the list is led by "the villages of": then all its members are places
    for run in runs:
        gap = text[previous.end : run.start] if previous else ""
        led = (led and gap in _GAPS) or bool(_LEADS.search(text, max(0, run.start - 30), run.start))
        if led and not run.known and not run.cued:
            run = run._replace(cued=True)
        linked = previous is not None and gap in _GAPS and (bool(waiting) or previous in accepted[-1:])
        if run.cued:
            if linked:
                accepted += waiting
            elif run.known and previous is not None and gap in _GAPS and previous.end - previous.start > 3:
                accepted += [previous] if _begins_list(text, previous) else []
            waiting = []
            accepted.append(run)
        elif linked:
            waiting.append(run)
            if gap in _CLOSING:
                after = _AFTER.match(text, run.end)
                word = after.group().strip() if after else ""
                if word[:1] in ("", ".", ",", ";", ")", "…") or word.lower() in _AFTER_PLACES:
                    accepted += waiting
                waiting = []
        else:
            waiting = []
        previous = run
    return accepted


def _begins_list(text: str, run: _Run) -> bool:
    """Whether an uncued name before a known place begins a list of places: "of Unknown and Lille"."""
    before = text[max(0, run.start - 16) : run.start].split()
    word = before[-1].lower() if before else ""
    return (
        word in cue("locative")
        or word in cue("take_verbs")
        or word in ("of", "from", "to", "and", "villages")
    )
