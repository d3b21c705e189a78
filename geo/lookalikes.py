"""How the words around a name use it: for a place, or for a government, an organisation, a person, ...

`judge` is a pure function of one name and a few tokens on either side. Levels say how sure it is:
CERTAIN when words beside the name decide, LIKELY when only the name itself does, OPEN when nothing does
and the rest of the document must.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.text import fold_word
from geo.wordlists import cue, is_word, pairs, words

OPEN, LIKELY, CERTAIN = 0, 1, 2
#: Words and marks; each line break, as EDGE, too. The first branch takes most words in half the time.
TOKEN = re.compile(r"[A-Za-z0-9]+(?=[ ,.\n])|[^\W_]+(?:[-‑’'ʼ][^\W_]+)*|[^\w\s]|\n")
EDGE = "\n"  # token that stands for the beginning or end of a paragraph

# The lists of place_cues.toml, bound once: they are looked into a dozen times a name.
_ADDRESS_VERBS = cue("address_verbs")
_BODY_NOUNS = cue("body_nouns")
_CALENDAR = cue("calendar")
_DISTANCES = cue("distances")
_DISTRICT_NOUNS = cue("district_nouns")
_TERRITORY_NOUNS = cue("territory_nouns")
_ENTERING = cue("entering")
_FACILITY_NOUNS = cue("facility_nouns")
_FRONT_NOUNS = cue("front_nouns")
_FIRE_WORDS = cue("fire_words")
_GOODS_NOUNS = cue("goods_nouns")
_GOVERNMENT_NOUNS = cue("government_nouns")
_LAKE_NOUNS = cue("lake_nouns")
_LOCATIVE = cue("locative")
_DEEDS = cue("deeds")
_MEETING = cue("meeting")
_MODIFIERS = cue("modifiers")
_MOTION = cue("motion")
_NOT_PLACES = cue("not_places")
_OF_BODIES = cue("of_bodies")
_OF_CAPITAL_BODIES = cue("of_capital_bodies")
_OF_COUNTRY = cue("of_country")
_OF_NOUNS = cue("of_nouns")
_OF_PLACES = cue("of_places")
_OFFICES = cue("offices")
_OFFICE_KINDS = cue("office_kinds")
_OFFICIALS = cue("officials")
_ON_NOUNS = cue("on_nouns")
_ORGANISATION_HEADS = cue("organisation_heads")
_ORGANISATION_OPENERS = cue("organisation_openers")
_OVER_ISSUES = cue("over_issues")
_OVER_NOUNS = cue("over_nouns")
_PAPERS = cue("papers")
_PART_NOUNS = cue("part_nouns")
_PLACE_HEADS = cue("place_heads")
_PLACE_NOUNS = cue("place_nouns")
_PLACE_OPENERS = cue("place_openers")
_PLACE_STATES = cue("place_states")
_POSTS = cue("posts")
_PUBLICATION_HEADS = cue("publication_heads")
_REGION_NOUNS = cue("region_nouns")
_REPUBLIC_WORDS = cue("republic_words")
_RIVER_NOUNS = cue("river_nouns")
_SAYING = cue("saying")
_SHIP_WORDS = cue("ship_words")
_SPEAKING = cue("speaking")
_SPEECH_VERBS = cue("speech_verbs")
_SPORT_NOUNS = cue("sport_nouns")
_STATE_NOUNS = cue("state_nouns")
_STOPS = cue("stops")
_TAKE_VERBS = cue("take_verbs")
_TITLES = cue("titles")
_TOWN_NOUNS = cue("town_nouns")
_TREATY_HEADS = cue("treaty_heads")
_UNIT_NOUNS = cue("unit_nouns")
_FORCE_NOUNS = cue("force_nouns")
_HOUSES_OF_NAME = frozenset(
    ["building", "tower", "towers", "hotel", "restaurant", "cafe", "café", "cinema", "mall"]
)
_HEADS_OF = frozenset(["governor", "head", "chief", "leader", "commander", "spokesman", "spokeswoman"])
_WORK_HEADS = cue("work_heads")
_WRITERS = cue("writers")
_GIVEN = words("given_names")
_DEMONYMS = pairs("demonyms")

_ENDS = frozenset('.!?;…\n"“”‘«»•–—|')
_QUOTES = frozenset('"“”‘«»')
_MAX_RUN = 6  # capitalised tokens looked at on the right of a name
_MAX_ADJECTIVES = 4
_ABOUT = 12  # tokens to the left in which a speaking word may stand

_DIRECTIONS = {
    "north": "north", "northern": "north", "northernmost": "north",
    "south": "south", "southern": "south", "southernmost": "south",
    "east": "east", "eastern": "east", "easternmost": "east",
    "west": "west", "western": "west", "westernmost": "west",
    "northeast": "north-east", "northeastern": "north-east", "north-east": "north-east",
    "north-eastern": "north-east", "northwest": "north-west", "northwestern": "north-west",
    "north-west": "north-west", "north-western": "north-west", "southeast": "south-east",
    "southeastern": "south-east", "south-east": "south-east", "south-eastern": "south-east",
    "southwest": "south-west", "southwestern": "south-west", "south-west": "south-west",
    "south-western": "south-west",
}  # fmt: skip
#: How a word ends that tells in whose hands a place is.
_WHOSE = re.compile(
    "[-\u2011](?:held|occupied|controlled|run|ruled|administered|governed|annexed|seized|captured|liberated"
    "|besieged|dominated|claimed)$"
)
_CENTRES = {
    "central": "centre",
    "downtown": "centre",
    "centre": "centre",
    "center": "centre",
    "heart": "centre",
}
_FRINGES = {
    "outskirts": "outskirts", "outskirt": "outskirts", "suburbs": "suburbs", "suburb": "suburbs",
    "bank": "bank", "shore": "bank", "banks": "banks", "approaches": "approaches",
}  # fmt: skip
_SOURCES = frozenset(
    ["source", "sources", "official", "officials", "circles", "aide", "aides", "media", "people"]
)
_STREETS = frozenset({"streets", "avenues", "boulevards", "lanes"})
_NATIONS = frozenset({"country", "countries", "nation", "nations"})
_BEING = frozenset(
    [
        "was",
        "is",
        "were",
        "has",
        "remains",
        "had",
        "came",
        "comes",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
    ]
)
#: Heads of the names of bodies that speak: "the War Institute in X".
_HOUSES = cue("speaking_houses")
_GOALS = cue("goals")  # "their goal is X"
_RULE = frozenset(
    ["occupation", "control", "rule", "authority", "hands", "possession"]
)  # "under the rule of X"
_BANK_SIDES = frozenset({"left", "right"})
_REGION_FRONTS = frozenset(
    ["direction", "directions", "front", "fronts", "axis", "sector", "countryside", "incursion"]
)
_TOWN_CENTRE = frozenset({"city", "town"})


class Name(NamedTuple):
    """What the gazetteer and the lists know of a name before its context is read."""

    folded: str
    country: bool = False  # a country's name
    government: bool = False  # a country, a capital or a seat of government: may stand for a government
    palace: bool = False  # a seat of government that is no town
    force: bool = False  # an army or group that a conflict file lists
    region: bool = False  # may be a first-level region
    settlement: bool = False
    river: bool = False
    natural: bool = False  # only rivers, seas, roads, facilities, ...: no settlement, region or country
    theatre: bool = False  # has a candidate in the theatre
    ordinary: bool = False  # an ordinary word of English
    never: bool = False  # in the list of words that are never places
    given: bool = False
    surname: bool = False
    population: int = 0  # of the biggest place whose main name this is
    bare: bool = False  # may be taken for a place with no word beside it that says so
    province: bool = False  # may be a first-level region with people enough to have a front of its own


class Verdict(NamedTuple):
    """How a name is used; `hint` and `part` as in Toponym; `wide` when the span should take the next word."""

    use: str
    level: int
    hint: str = ""
    part: str = ""
    wide: int = 0  # tokens to the right that belong to the name ("region" in "Lille region")
    person: bool = False


class Governor(NamedTuple):
    """The word that governs a name, with what stood between."""

    word: str  # preposition, verb or noun nearest on the left, "" at the start of a sentence
    head: str  # the noun before that word, as written
    before: list[str]  # tokens to the left of that word, nearest first
    part: str
    article: bool  # whether "the" stands between


def judge(
    name: Name, left: list[str], right: list[str], possessive: bool, joined: tuple[str, str]
) -> Verdict:
    """Verdict on one use of a name.

    `left`: tokens before the name, nearest first; `right`: tokens after it and after any possessive ending.
    `joined`: the characters directly before and after the name ("-", " ", ...).
    """
    if name.never:
        return Verdict("other", CERTAIN)
    if name.force:
        governor = governor_of(left)
        located = name.region and (governor.word in _LOCATIVE or _side_of(governor))
        return Verdict("place", CERTAIN, "region") if located else Verdict("organisation", CERTAIN)
    if name.folded in _DEMONYMS and not name.country and not (right and right[0].lower() in _REGION_NOUNS):
        return Verdict("adjective", CERTAIN)
    verdict = _hyphenated(name, left, right, joined)
    if verdict:
        return verdict
    if len(right) > 1 and right[1].lower() == "airport" and right[0].lower() == "international":
        right = ["airport", *right[2:]]
    run = _capitalised_run(right) if joined[1] == " " and not possessive else []
    verdict = _from_right(name, left, right, run, possessive) or _from_left(name, left, joined)
    if verdict:
        return verdict
    if _likened(left, right):
        return Verdict("other", CERTAIN)
    governor = governor_of(left)
    verdict = _of_body(name, governor)
    if verdict:
        return verdict
    if name.government:
        return _government(name, governor, left, right, possessive)
    return _plain_place(name, governor, left, right, run, possessive)


# --- beside the name --------------------------------------------------------------------------------------


def _likened(left: list[str], right: list[str]) -> bool:
    """ "another Munich", "a new Verdun": what happened there once, not the place."""
    low = left[0].lower() if left else EDGE
    likened = low == "another" or (
        low in ("new", "second", "modern") and len(left) > 1 and left[1].lower() == "a"
    )
    return likened and (not right or not right[0][0].isalpha() or right[0] in _STOPS)


def _hyphenated(name: Name, left: list[str], right: list[str], joined: tuple[str, str]) -> Verdict | None:
    """ "Paris-backed", "pro-Paris", and the end of an unknown "Deir al-Balah"."""
    if joined[0] in "-‑" and len(left) > 1 and left[1][0].islower():
        return Verdict("metonym" if name.government else "other", CERTAIN)
    if joined[1] in "-‑" and len(right) > 1 and right[1][0].islower():
        if right[1] in _FRONT_NOUNS or right[1] in _REGION_NOUNS:
            return None
        if right[1] == "based":
            return Verdict("adjective", CERTAIN)
        return Verdict("metonym" if name.government else "adjective", CERTAIN)
    return None


def _capitalised_run(right: list[str]) -> list[str]:
    """Capitalised tokens that follow with nothing but blanks between, as far as they may be one name."""
    run: list[str] = []
    if not right or not right[0][0].isupper():
        return run
    for token in right[:_MAX_RUN]:
        if token[0].isupper():
            if not run and _breaks_name(token):
                break
            run.append(token)
        elif token in ("of", "for", "and", "the") and run:
            run.append(token)
        else:
            break
    while run and not run[-1][0].isupper():
        run.pop()
    return run


def _breaks_name(token: str) -> bool:
    """Whether a capitalised token beside a name belongs to the next phrase: "in Lille French troops"."""
    low = fold_word(token)
    return low in _DEMONYMS or low in _STOPS or low in _CALENDAR


def _from_right(
    name: Name, left: list[str], right: list[str], run: list[str], possessive: bool
) -> Verdict | None:
    """What the word after the name makes of it: a region, a unit, a newspaper, a person, ..."""
    first = right[0].lower() if right else EDGE
    if not possessive and first in _REPUBLIC_WORDS:
        governor = governor_of(left)
        placed = governor.word in _LOCATIVE or _side_of(governor)
        if len(right) > 1 and right[1].lower() == "republic":
            if placed and not (len(right) > 2 and right[2].lower() in _UNIT_NOUNS):
                return Verdict("place", CERTAIN, hint="region", wide=2)
            return Verdict("organisation", CERTAIN)
    if run:
        verdict = _from_run(name, left, run)
        if verdict:
            return verdict
    second = right[1].lower() if len(right) > 1 else EDGE
    if first in _OFFICE_KINDS and _office_within(right):  # "Lille's city council", "the Lille health office"
        return Verdict("metonym" if name.government else "organisation", CERTAIN)
    if possessive:
        sport = any(t.lower() in _SPORT_NOUNS for t in right[:4])
        land = name.region and not (name.settlement or name.country)
        if land and _force_within(right):  # "X's Y forces attacked P"
            return Verdict("organisation", CERTAIN)
        return Verdict("organisation", CERTAIN) if sport else None
    ordinal = bool(left) and left[0][0].isdigit() and left[0][-2:] in ("st", "nd", "rd", "th")
    if first in _UNIT_NOUNS or (
        (ordinal or second in _UNIT_NOUNS) and _unit_within(right) and first not in _STOPS
    ):
        if name.government and first in ("unit", "units", "group"):
            return Verdict("metonym", CERTAIN)
        return Verdict("organisation", CERTAIN)
    if first in _HOUSES_OF_NAME and name.government and not name.theatre and not possessive:
        return Verdict("organisation", CERTAIN)  # "the Warsaw building": what a house is called
    if first in _FORCE_NOUNS and right[0].islower():
        word = governor_of(left).word
        if not (word in _LOCATIVE or word in _TAKE_VERBS or word in ("of", "from", "to", "on")):
            return Verdict("metonym" if name.government else "organisation", CERTAIN)
    if first in _TREATY_HEADS:
        return Verdict("other", CERTAIN)
    if first in ("separatist", "rebel") and len(right) > 1 and right[1].islower() and not possessive:
        governor = governor_of(left)  # "the Donetsk separatist leader"
        if governor.article or governor.word not in _LOCATIVE:
            return Verdict("adjective", CERTAIN)
    if not possessive and _of_streets(left, right):
        return Verdict("other", CERTAIN)  # "along X and Y streets"
    if first in _GOODS_NOUNS or (first in _NATIONS and right[0].islower()):
        return Verdict("adjective", CERTAIN)  # "the Horn of Africa country"
    if first[-1] == "s" and right[0][0].isupper() and first[:-1] in _DEMONYMS and not possessive:
        located = governor_of(left).word in _LOCATIVE
        return None if located else Verdict("adjective", CERTAIN)  # "the Corsica Italians"
    if first in _PAPERS:
        return Verdict("publication", CERTAIN)
    if first in _BODY_NOUNS or (first in _POSTS and (second in _BODY_NOUNS or second in _HEADS_OF)):
        return Verdict("metonym" if name.government else "organisation", CERTAIN)
    return None


def _of_streets(left: list[str], right: list[str]) -> bool:
    """Whether a name is one of those of two or more streets."""
    at = next((k for k, t in enumerate(right[:_MAX_RUN]) if t.lower() in _STREETS), -1)
    if at < 0 or not all(t[0].isupper() or t in ("and", ",") for t in right[:at]):
        return False
    begins = next((t for t in left[:_MAX_RUN] if not (t[0].isupper() or t in ("and", ",", "the"))), "")
    return "and" in (*left[:3], *right[:at]) and begins in ("along", "on", "between", "at", "of")


def _side_of(governor: Governor) -> bool:
    """ "in the south of X", "residents of X"."""
    last = governor.before[0] if governor.before else ""
    return governor.word == "of" and (last in _DIRECTIONS or last in _OF_PLACES)


def _office_within(right: list[str]) -> bool:
    """Whether the name's own office follows: "regional health department"."""
    for at, token in enumerate(right[:4]):
        low = token.lower()
        if at and low in _OFFICES:
            return True
        if low not in _OFFICE_KINDS:
            return False
    return False


def _force_within(right: list[str]) -> bool:
    """Whether a force or a spokesman that a land calls its own follows within four words."""
    for token in right[:4]:
        low = token.lower()
        if low in _FORCE_NOUNS or low.startswith("spokes"):
            return True
        if not low[0].isalpha() or low in _STOPS or low in _LOCATIVE:
            return False
    return False


def _unit_within(right: list[str]) -> bool:
    """Whether a unit follows within three words: "mechanised brigade"."""
    for token in right[:3]:
        low = token.lower()
        if low in _UNIT_NOUNS:
            return True
        if not low[0].isalpha() or low in _STOPS:
            return False
    return False


def _from_run(name: Name, left: list[str], run: list[str]) -> Verdict | None:
    """Capitalised words after the name."""
    lows = [fold_word(token) for token in run]
    first = lows[0]
    heads = _ORGANISATION_HEADS
    if any(low in heads for low in lows[1:]) or (first in heads and first not in _PLACE_HEADS):
        return Verdict("organisation", CERTAIN)
    if first in _PUBLICATION_HEADS and first not in _PLACE_HEADS:
        return Verdict("publication", CERTAIN)
    if first in _REGION_NOUNS or first in _PLACE_HEADS or first in _DISTRICT_NOUNS:
        return None
    if first in _RIVER_NOUNS or first in _LAKE_NOUNS or first in _STATE_NOUNS:
        return None
    if first in _WORK_HEADS:
        return Verdict("other", CERTAIN)
    if first in _POSTS or first in _TITLES or first in _FRONT_NOUNS:
        return None
    if first in _WORK_HEADS or first in _TREATY_HEADS:
        return Verdict("other", CERTAIN)
    if name.given and not is_word(first):
        return Verdict("person", CERTAIN, person=True)
    if len(run[0]) > 1 and run[0].isupper():  # an acronym begins the next phrase, or ends a body's name
        body = governor_of(left).article and governor_of(left).word not in _LOCATIVE and len(run) == 1
        return Verdict("organisation", LIKELY) if body else None
    if first in _GIVEN:
        return None  # "in Lille Jean Martin said", a missing comma
    if not is_word(first) and governor_of(left).word in _LOCATIVE:
        return None
    return Verdict("other", LIKELY)


def _from_left(name: Name, left: list[str], joined: tuple[str, str]) -> Verdict | None:
    """What a capitalised word or a title before the name makes of it."""
    if not left or joined[0] not in " \u00a0":
        return None
    token = left[0]
    low = fold_word(token)
    if low == "." and len(left) > 1 and fold_word(left[1]) in _TITLES and left[1][0].isupper():
        return Verdict("person", CERTAIN, person=True)
    starts = len(left) < 2 or left[1] in _ENDS or left[1] in ":'’"
    if len(token) > 2 and low[-1] == "s" and token[-2] in "'’ʼ":
        return None  # a possessor: "X province's Y"
    if not token[0].isupper():
        if low in _SHIP_WORDS:
            return Verdict("other", CERTAIN)
        return None
    if _WHOSE.search(token):
        return None  # "Russian-held Lyman"
    if low in _STOPS or low in _DEMONYMS or low in _DIRECTIONS or low in _LOCATIVE:
        return None
    if low in _ORGANISATION_OPENERS:
        return Verdict("organisation", CERTAIN)
    if low in _TITLES:
        return Verdict("person", CERTAIN, person=True)
    if low in _GIVEN and not (starts and is_word(low)):
        return Verdict("person", CERTAIN, person=True)
    if low in _NOT_PLACES or low in _CALENDAR or low in _PLACE_OPENERS:
        return None
    if starts and (is_word(low) or low.endswith("ing")):
        return None
    if token.isupper() and len(token) > 1:
        return None
    if is_word(low):
        return None if low in _PLACE_NOUNS or low in _PLACE_HEADS else Verdict("other", LIKELY)
    return Verdict("person", LIKELY, person=True)


def part_called(word: str) -> str:
    """One name for a part of a place: "southern" and "south" are one part, "heart" and "centre" are."""
    return _DIRECTIONS.get(word) or _CENTRES.get(word) or word


# --- the governing word -----------------------------------------------------------------------------------


def governor_of(left: list[str]) -> Governor:
    """Skip adjectives and articles to the word that governs the name."""
    part, article, i = "", False, 0
    lows = list(map(str.lower, left))
    size = len(lows)
    while i < size and i < _MAX_ADJECTIVES:
        low = lows[i]
        if low in _DIRECTIONS and not (i + 1 < len(left) and lows[i + 1] in ("to", "the")):
            part = part or _DIRECTIONS[low]
        elif low in _CENTRES and low not in ("centre", "center", "heart"):
            part = part or "centre"
        elif low == "the":
            article = True
        elif (
            not (
                low in _MODIFIERS
                or fold_word(low) in _DEMONYMS
                or ("-" in low and low.endswith(("ed", "held", "n", "torn")))
            )
            or _acted(lows, i)
            or (low in ("and", "city", "town", "village", "settlement") and i + 1 < size and i)
        ):
            break
        i += 1
    word = lows[i] if i < size else ""
    if word in _ENDS or word == ":":
        word = ""
    head, i = "", i + 1
    if i < size and lows[i] not in _STOPS:
        head = left[i]
    elif i + 1 < size and lows[i + 1] not in _STOPS:
        head = left[i + 1]
    return Governor(word, head, lows[i:], part, article)


def _acted(lows: list[str], i: int) -> bool:
    """Whether a word that may describe a place is a verb: "fighters recaptured X", no "the recaptured X"."""
    if lows[i] not in _MODIFIERS or lows[i] not in _TAKE_VERBS or i + 1 >= len(lows):
        return False
    before = lows[i + 1]
    if before in ("have", "has", "had"):
        return True
    describes = before in _STOPS or before in _LOCATIVE or before in _MODIFIERS or before in _TAKE_VERBS
    return before.isalpha() and not describes


#: "The Movement for the Salvation of X".
_CAUSES = frozenset(
    ["salvation", "liberation", "defence", "defense", "unity", "independence", "reunification", "freedom"]
)


def _of_body(name: Name, governor: Governor) -> Verdict | None:
    """ "University of X", "the government of X"."""
    if governor.word not in ("of", "for") or not governor.before:
        return None
    causes = governor.head[:1].isupper() and governor.head.lower() in _CAUSES
    if causes or governor.head.lower() in _OF_BODIES or governor.head in _OF_CAPITAL_BODIES:
        return Verdict("metonym" if name.government else "organisation", CERTAIN)
    return None


def _part_of(governor: Governor) -> str:
    """Part named by "the eastern part of", "the centre of", "the west bank of" before a name."""
    if governor.word != "of":
        return ""
    before = governor.before
    noun = before[0] if before else ""
    side = before[1] if len(before) > 1 else ""
    if noun in _CENTRES:
        return "centre"
    direction = _DIRECTIONS.get(side, side if side in _BANK_SIDES and noun in _FRINGES else "")
    if before[2:3] in (["and"], ["or"]) and any(word in _DIRECTIONS for word in before[3:5]):
        direction = side = ""  # "the northern and southern outskirts of": neither alone
    if noun in _FRINGES:
        if "(" in before[1:4] or ")" in before[1:4]:
            direction = next((_DIRECTIONS[t] for t in before[1:6] if t in _DIRECTIONS), direction)
        return f"{direction} {_FRINGES[noun]}".strip()
    if noun == "zone" and side == "industrial":
        return "industrial zone"
    if noun in _PART_NOUNS:
        return _DIRECTIONS.get(side, "centre" if side == "central" else "")
    if (
        noun in _DIRECTIONS
        and side == "and"
        and before[2:3]
        and before[2] in _DIRECTIONS
        and "the" in before[3:4]
    ):
        return f"{before[2]} and {noun}"  # "the south and east of X"
    return ""


#: What a part named right after a name begins with.
_PART_OPENERS = frozenset([*_CENTRES, *_TOWN_CENTRE, "industrial", *_FACILITY_NOUNS, *_FRINGES])


def _part_after(right: list[str], possessive: bool) -> str:
    """Part named after a name: "X's western outskirts", "X city centre"."""
    if not possessive and (not right or right[0].lower() not in _PART_OPENERS):
        return ""
    low = [t.lower() for t in right[:3]] + [EDGE] * 3
    direction = _DIRECTIONS.get(low[0], "")
    if low[0] in _CENTRES or (low[0] in _TOWN_CENTRE and low[1] in ("centre", "center")):
        return "centre"
    if low[0] == "industrial" and low[1] == "zone":
        return "industrial zone"
    if low[0] in _FACILITY_NOUNS and (possessive or right[0] == low[0]):
        return low[0]  # "Lille airport", where only Lille is known
    if low[0] in _FRINGES:
        return _FRINGES[low[0]] if low[0] not in ("bank", "banks", "shore") else ""
    if not possessive:
        return ""
    if low[1] in _FRINGES:
        side = direction or (low[0] if low[0] in _BANK_SIDES else "")
        return f"{side} {_FRINGES[low[1]]}".strip()
    if direction and (low[1] in _PART_NOUNS or not low[1][0].isalpha()):
        return direction
    return ""


# --- places and governments -------------------------------------------------------------------------------


#: Nouns after a name that tell its kind.
_KIND_NOUNS = frozenset().union(
    _REGION_NOUNS, _STATE_NOUNS, _DISTRICT_NOUNS, _TERRITORY_NOUNS, _RIVER_NOUNS, _LAKE_NOUNS, _REGION_FRONTS
)


def _hint_and_width(name: Name, governor: Governor, right: list[str], possessive: bool) -> tuple[str, int]:
    """The kind that the words ask for, and how many words of it belong to the name."""
    first = right[0].lower() if right and not possessive else EDGE
    area = governor.word == "of" and governor.before[:1] and governor.before[0] in _AREA_UNITS
    if area and name.province and name.settlement and "square" in governor.before[1:3]:
        return "region", 0  # "386 square miles of X"
    nouns = governor.before[:2] if governor.word == "of" else ()
    if first == "peninsula":
        return "region", 1
    if first in _KIND_NOUNS:
        if first in _REGION_NOUNS:
            plural = first.endswith("s")
            return "region", 0 if plural else 1
        if first in _STATE_NOUNS:
            return "region", 1 if first == "state" else 0
        if first in _DISTRICT_NOUNS:
            return "district", 1
        if first in _TERRITORY_NOUNS and not name.country:
            return "territory", 0
        if first in _RIVER_NOUNS:
            return "river", 1
        if first in _LAKE_NOUNS:
            return "lake", 1
        if first in _REGION_FRONTS and name.province and name.settlement:
            return "region", 0  # fronts named after a region's chief town face the region
    if first in _TOWNS and governor.article and name.region and not name.settlement:
        return "", 0  # "the Donbas town": a town in it
    if first == "city" or governor.word in ("city", "town", "village", "settlement"):
        return "settlement", 0
    named = (
        len(nouns) > 1 and nouns[1] not in _STOPS and nouns[1] not in _MODIFIERS
    )  # "the Old district of X"
    # "the Lille region of X" has a name of its own, "the oil-rich province of X" has none
    own = named and not is_word(nouns[1]) and "-" not in nouns[1]
    for noun in nouns:
        if noun in ("region", "province", "oblast", "governorate", "governor") and not own:
            return "region", 0
        if noun in ("district", "raion") and not named:
            return "district", 0
        if noun in _TERRITORY_NOUNS and not named and not name.country:
            return "territory", 0
        if noun in (
            "city",
            "town",
            "village",
            "settlement",
            "villages",
            "towns",
            "settlements",
            "mayor",
            "suburb",
        ):
            return "settlement", 0
        if noun in ("bank", "banks", "mouth") and name.natural:
            return "river", 0
    if name.river and governor.article and not (right and not possessive and _noun(first)):
        return "river", 0
    called = _TOWNS & {t.lower() for t in right[:6]}  # "parts of X, the country's largest city"
    asked = _asks_region(governor, name) and not (governor.word == "of" and called)
    if name.region and name.settlement and (asked or _counted_region(right)):
        return "region", 0
    if name.region and governor.word == "of" and governor.before[:1] == ["capital"]:
        own = name.settlement and name.folded in pairs("capitals")
        return ("settlement" if own else "region"), 0  # "the capital of Sanaa" is Sanaa
    if name.province and governor.word == "of" and governor.before[:1] and governor.before[0] in _WHOLE:
        return "region", 0  # "the whole of X" is said of a province
    return ("country" if name.country else ""), 0


_TOWNS = frozenset({"city", "town", "village", "settlement", "hamlet"})
_WHOLE = frozenset(["whole", "entirety"])


def _asks_region(governor: Governor, name: Name) -> bool:
    """ "several cities in X", "across X", but "parts of southern X" is said of a capital."""
    if governor.word in ("across", "throughout"):
        return not governor.article
    if "incursion" in (governor.word, *governor.before[:4]) and name.province:
        return True  # "an incursion into Russia's X"
    if governor.word in ("in", "inside", "of"):
        wider = ("cities", "towns", "villages", "settlements", "" if name.government else "parts")
        wider += ("village", "settlement", "hamlet") if governor.word == "in" else ()
        return any(
            t in wider or (t == "districts" and governor.word != "of")  # "districts of X": of the city
            for t in governor.before[:1]
        )
    return False


def _counted_region(right: list[str]) -> bool:
    """ "X is one of four provinces"."""
    if not right or right[0].lower() not in ("is", "was"):
        return False
    low = [t.lower() for t in right[:5]]
    return "of" in low and low[-1] in _REGION_NOUNS


_AREA_UNITS = frozenset({"miles", "kilometres", "kilometers", "km"})
_OWNED = frozenset({"its", "their", "our", "his", "s"})


def _place(
    name: Name, governor: Governor, right: list[str], possessive: bool, level: int = CERTAIN
) -> Verdict:
    hint, wide = _hint_and_width(name, governor, right, possessive)
    part = governor.part or _part_of(governor) or _part_after(right, possessive)
    if (
        (hint == "region" or (name.region and not name.settlement))
        and governor.part
        and (governor.article or governor.word in _OWNED or governor.word.endswith(("'s", "’s", "s'")))
    ):
        part = ""  # "the eastern X province" tells where the province is, not which part of it
    return Verdict("place", level, hint, part, wide)


def _spoken_in(name: Name, governor: Governor) -> bool:
    """Whether the name is where someone spoke: "told reporters in X", "a summit in X"."""
    if governor.word not in ("in", "at", "from", "to"):
        return False
    if governor.word == "from" and governor.before[:1] == ["reporting"]:
        return True
    if governor.word in ("in", "at") and governor.before[:1] == ["headquarters"]:
        ends = next((k for k, t in enumerate(governor.before) if t in _ENDS), len(governor.before))
        if any(t in _TAKE_VERBS for t in governor.before[:ends]):
            return False  # "captured the army's headquarters in X"
    if governor.word == "in" and governor.before[:1] == ["ministry"]:
        return True
    house = governor.head[:1].isupper() and governor.head.lower() in _HOUSES
    if governor.word in ("in", "at") and house and (name.government or not name.theatre):
        return True
    speaking = _SPEAKING
    if governor.word == "in" and governor.before and governor.before[0] in _WRITERS:
        return True
    near = [t for t in governor.before[:3] if t not in _STOPS]
    if near and near[0] in speaking and not (near[0] in ("said", "says", "arrived") and not name.government):
        return True
    if not name.government and name.theatre:
        return False
    for token in governor.before[:_ABOUT]:
        if token in _ENDS and token not in _QUOTES:
            return False
        if token in speaking and token not in ("said", "says", "told", "announced", "statement", "tells"):
            return True
    return False


def _happened(governor: Governor) -> bool:
    """ "Gunmen attacked two posts in X on Monday, officials said": the deed was done there."""
    return any(t in _DEEDS for t in governor.before[:_ABOUT])


def _meeting(right: list[str]) -> bool:
    """ "In Stockholm, EU ministers met"."""
    return any(t.lower() in _MEETING for t in right)


def _government(
    name: Name, governor: Governor, left: list[str], right: list[str], possessive: bool
) -> Verdict:
    """A name that may stand for a government: a place only where the words say so."""
    word = governor.word
    first = right[0].lower() if right else EDGE
    if possessive:
        return _governments_own(name, governor, right)
    if left and left[0].lower() == "capital" and not name.country and first not in _SAYING:
        return _place(name, governor, right, possessive)  # "the Osk capital P fell"
    if _located(name, governor):
        near = word == "to" and governor.before[:1] == ["close"]
        if _officials_in(governor) or (near and any(t in _SOURCES for t in governor.before[1:4])):
            return Verdict("metonym", CERTAIN)
        if name.palace:
            return Verdict("speaker_location", CERTAIN)
        if _voice(name, governor, right) or (not name.theatre and governor.before[:1] == ["based"]):
            return Verdict("speaker_location", CERTAIN)
        abroad = not name.theatre and (
            word == "to" or (word in ("in", "at") and _meeting(right) and not _happened(governor))
        )  # "took a flag to Washington"
        if not name.country and (abroad or _spoken_in(name, governor)):
            return Verdict("speaker_location", CERTAIN)
        return _place(name, governor, right, possessive)
    if name.palace:
        return Verdict("speaker_location" if word == "a" else "metonym", CERTAIN)
    if governor.part and word not in ("",):
        return _place(name, governor, right, possessive)
    if first in _REGION_NOUNS or first in _DISTRICT_NOUNS or first in _FRONT_NOUNS:
        return _place(name, governor, right, possessive)
    if first in _PLACE_HEADS and not name.country:
        return _place(name, governor, right, possessive)
    if not name.country and first in _BEING and _suffers(right):
        return _place(name, governor, right, possessive)
    if not name.country and first in ("fell", "falls") and right[1:2] == ["to"]:
        return _place(name, governor, right, possessive)
    if not name.country and first == "," and "capital" in right[2:5] and right[1] in ("the", "a", "its"):
        return _place(name, governor, right, possessive)  # "P, the capital, fell"
    if word == "," and not name.country and governor.before and governor.before[0] in ("capital", "city"):
        return _place(name, governor, right, possessive)
    if word in ("capital", "city"):
        return _place(name, governor, right, possessive)
    if word.endswith(("'s", "’s")) and left[0].lower() == "capital" and first not in _SAYING:
        return _place(name, governor, right, possessive)  # "bore down on X's capital P"
    if word in ("and", "or", ",", "/", "&") or not word:
        level = LIKELY if first in _SPEECH_VERBS or first in _GOVERNMENT_NOUNS else OPEN
        return Verdict("metonym", level)
    return Verdict("metonym", CERTAIN)


def _voice(name: Name, governor: Governor, right: list[str]) -> bool:
    """ "In Paris, President X said", "diplomats in Paris say"."""
    if governor.word != "in" or not right:
        return False
    first = right[0].lower()
    if governor.before[:1] == [","] and first == "," and not name.theatre and len(right) > 1:
        return right[1].lower() in _SAYING or right[1].lower() in (
            "predicted",
            "promised",
            "vowed",
            "described",
        )
    if not governor.before:
        return first == "," and not name.country and right[1:2] != [] and fold_word(right[1]) in _TITLES
    return first in _SAYING and governor.before[0].endswith("s")


def _governments_own(name: Name, governor: Governor, right: list[str]) -> Verdict:
    """ "Paris's troops" against "Paris's suburbs"."""
    nouns = [t.lower() for t in right[:3] if t[0].isalpha()]
    if name.palace or not nouns:
        return Verdict("metonym", CERTAIN)
    if nouns[0] in _TOWN_NOUNS and (
        not name.country or (nouns[0] in _DIRECTIONS and (len(nouns) < 2 or not is_word(nouns[1])))
    ):
        strong = nouns[0] not in _DIRECTIONS or any(n in _TOWN_NOUNS for n in nouns[1:])
        if strong or len(nouns) < 2:
            return _place(name, governor, right, True)
    return Verdict("metonym", CERTAIN)


def _suffers(right: list[str]) -> bool:
    """Whether what follows is said of a town: "was hit", "is under fire", "has been shelled"."""
    return any(t.lower() in _PLACE_STATES for t in right[1:4])


def _officials_in(governor: Governor) -> bool:
    """ "officials in Paris"."""
    return governor.word == "in" and bool(governor.before) and governor.before[0] in _OFFICIALS


def _located(name: Name, governor: Governor) -> bool:
    """Whether a government-capable name stands where a place stands."""
    word, before = governor.word, governor.before
    last = before[0] if before else ""
    nearby = before[:4]
    if word in ("into", "across", "inside", "throughout", "near", "outside", "around", "toward", "towards"):
        return True
    if word in _ENTERING and name.country:
        return True
    if word in ("is", "was") and not name.country and not _GOALS.isdisjoint(nearby[:2]):
        return True
    if word in ("in", "within", "at", "via"):
        return last not in ("confidence", "trust", "believe", "faith", "interest")
    if word in ("under", "behind", "through", "by", "above", "off", "onto", "beyond", "opposite"):
        return word in ("above", "onto", "beyond", "through") and not name.country
    if word == "of":
        if name.country and last in _RULE and ("under" in nearby or "in" in nearby):
            return False
        if last in _DIRECTIONS or last in _OF_PLACES:
            return True
        return last in _OF_NOUNS and (not name.country or last in _OF_COUNTRY)
    if word == "on":
        return not name.country and any(t in _ON_NOUNS for t in nearby[:2])
    if word == "from" and any(t in _FIRE_WORDS for t in before[:5]):
        return True
    if word in ("from", "to"):
        return any(t in _MOTION for t in (nearby[:2] if name.country else nearby)) or (
            "from" in nearby and word == "to" and not name.country
        )
    if word == "for":
        return not name.country and last in ("battle", "battles", "fight", "bound", "headed", "left")
    if word == "over":
        return last in _OVER_NOUNS or (not name.country and last not in _OVER_ISSUES)
    if word in ("with", "between"):
        return "border" in nearby or "frontier" in nearby
    if word in _LOCATIVE and not name.country:
        return word not in _DIRECTIONS
    return not name.country and word in _TAKE_VERBS and word not in _ADDRESS_VERBS


def _plain_place(
    name: Name, governor: Governor, left: list[str], right: list[str], run: list[str], possessive: bool
) -> Verdict:
    """A name that stands for no government."""
    first = right[0].lower() if right else EDGE
    word = governor.word
    described = _described(right) and not possessive
    strong = cued_place(governor) or _kind_follows(name, right, possessive) or _measured(right) or described
    if strong and name.ordinary and not (_kind_named(governor, right) or _measured(right) or described):
        near = word in ("in", "near", "outside", "to", "from") or (name.theatre and word in _TAKE_VERBS)
        strong = not governor.article and (name.population >= 50_000 or name.theatre) and near
    if (
        strong
        and (name.given or name.surname)
        and not name.theatre
        and word in ("by", "from", "to", "at", "for")
    ):
        strong = name.population >= 100_000
    if strong:
        if _spoken_in(name, governor):
            return Verdict("speaker_location", CERTAIN)
        return _place(name, governor, right, possessive)
    camp = name.folded.endswith(" camp")  # "the Lille refugee camp"
    townlike = name.settlement and not (name.river or name.natural or name.region or camp)
    listed = first in ("/", "-", "–", "and", "or", "&")
    if governor.article and townlike and not listed and not _noun(first):
        return Verdict("other", LIKELY)
    if first in _SAYING and not name.natural:
        return Verdict("person" if name.given or name.surname else "metonym", OPEN)
    if governor.part and (name.bare or name.theatre):
        return _place(name, governor, right, possessive, CERTAIN if name.bare else LIKELY)
    if name.bare:
        return _place(name, governor, right, possessive, LIKELY)
    return Verdict("place", OPEN, *_hint_and_width(name, governor, right, possessive)[:1])


def _described(right: list[str]) -> bool:
    """ "X, the capital of Y", "X, a small town near Y"."""
    if not right or right[0] != ",":
        return False
    low = [t.lower() for t in right]
    if low[1:2] not in (["a"], ["an"], ["the"], ["another"]):
        return False
    at = next((k for k in range(2, len(low)) if low[k] in _TOWN_KINDS), 0)
    return 0 < at < len(low) - 1 and all(t[0].isalpha() for t in low[2:at]) and low[at + 1] in _AFTER_KIND


_TOWN_KINDS = frozenset(
    ["capital", "city", "town", "village", "settlement", "hamlet", "port", "township", "suburb"]
)
_AFTER_KIND = frozenset(
    ["of", "in", "on", "near", "outside", "about", "some", "around", "at", "that", "which", "where", "with",
     "just", "between", "north", "south", "east", "west", "northeast", "northwest", "southeast",
     "southwest", ",", "."]
)  # fmt: skip


def _measured(right: list[str]) -> bool:
    """ "X, 60 km to the west"."""
    if len(right) < 3 or right[0] != "," or not right[1][0].isdigit():
        return False
    return right[1].lstrip("0123456789") in _DISTANCES or (
        right[1].isdigit() and right[2].lower() in _DISTANCES
    )


def _noun(token: str) -> bool:
    """Whether a token may be the noun that an article belongs to: "the Lille direction"."""
    return (
        token[0].isalpha() and token not in _STOPS and token not in _SPEECH_VERBS and token not in _LOCATIVE
    )


def _kind_named(governor: Governor, right: list[str]) -> bool:
    """Whether a noun says that the name is a place: "the village of X", "X region"."""
    nouns = _PLACE_NOUNS
    if governor.word in nouns or (
        governor.word == "of" and bool(governor.before) and governor.before[0] in nouns
    ):
        return True
    return bool(right) and right[0].lower() in _REGION_NOUNS


def _kind_follows(name: Name, right: list[str], possessive: bool) -> bool:
    if not right:
        return False
    first = right[0].lower()
    if possessive:
        return first in _TOWN_NOUNS and first in _PLACE_HEADS and name.bare
    return (
        first in _REGION_NOUNS
        or first in _RIVER_NOUNS
        or first in _DISTRICT_NOUNS
        or ((name.bare or name.theatre) and (first in _FRONT_NOUNS or first in _PLACE_HEADS))
    )


def cued_place(governor: Governor) -> bool:
    """Whether the governing word makes a plain name a place."""
    word, before = governor.word, governor.before
    last = next((t for t in before[:3] if t not in _QUOTES), "")
    if word in _LOCATIVE or word in _PLACE_NOUNS:
        return True
    if word == "of":
        left = last == "out" and any(t in _MOTION or t in _TAKE_VERBS for t in before[1:4])
        return left or last in _OF_NOUNS or last in _PLACE_NOUNS or last in _DIRECTIONS
    if word == "on":
        return any(t in _ON_NOUNS for t in before[:2])
    if word in ("for", "from", "to"):
        return any(t in _MOTION or t in _TAKE_VERBS for t in before[:4])
    if word in ("over", "against"):
        return last in _ON_NOUNS or last in _OF_NOUNS
    if word in ("between", "and") and word == "between":
        return True
    return word in _TAKE_VERBS
