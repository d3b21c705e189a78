"""A sentence as tokens and clauses: which words stand for a side, where a clause begins, and what opens it.

No parser: word lists and word order, in one pass, so that it stays linear and needs no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from geo.conflicts import CAPITALS, Conflict, Side
from geo.lexicon import Lexicon, load
from geo.reporting import lexicon
from geo.text import fold, fold_word
from geo.wordlists import pairs

_TOKEN = re.compile(r"\d+(?:[.,]\d+|:\d\d)*%?|\w+(?:[-\u2010\u2011'’.]\w+)*|…|\.{2,}|[^\w\s]")
_APOSTROPHE = str.maketrans("’ʼ‘`\u2010\u2011", "''''--")
STRONG = frozenset(";:—–()[]|•")
QUOTES = frozenset('"“”„«»')
HELD = (
    "held",
    "controlled",
    "occupied",
    "seized",
    "captured",
    "ruled",
    "administered",
    "dominated",
    "liberated",
)
RELATIVES = frozenset({"which", "who", "whom", "whose", "where", "that"})
GATE_CHARS = 20_000  # characters; the beginning of a long text tells its subject
INSERTED = 8  # tokens of an editor's insertion in square brackets
SHORT_QUOTE = 12  # tokens from mark to mark
OWN, ENEMY = "@own", "@enemy"
#: Words for those who fight a state, and nouns for them as a body.
REBELS = frozenset(
    ["rebels", "insurgents", "militants", "separatists", "guerrillas", "jihadists", "paramilitaries",
     "extremists", "islamists"]
)  # fmt: skip
REBEL_KINDS = frozenset(
    {"rebel", "insurgent", "militant", "separatist", "guerrilla", "jihadist", "paramilitary", "extremist",
     "islamist", "ethnic", "armed", "takfiri", "islamic", "maoist"}
)  # fmt: skip
#: Words for those who fight for a faith.
FAITH = frozenset({"jihadist", "jihadists", "jihadi", "islamist", "islamists", "islamic", "takfiri"})
#: What a state's land may own: "Norway's army"; not "forces", which is a verb as well.
OF_LANDS = frozenset({"army", "military", "troops", "soldiers"})
BODIES = frozenset({"fighters", "group", "movement", "militia", "alliance", "coalition", "faction"})
FORCES = frozenset({"forces", "troops", "soldiers", "army"})  # "armed forces" are a state's
#: Before such words they are others than those told of, or nobody knows who.
NOBODYS = frozenset(["unknown", "unidentified", "suspected", "alleged", "rival", "local", "other", "fellow"])
OTHERS = NOBODYS | frozenset(
    ["a", "an", "another", "others", "some", "various", "former", "ex", "different", "many", "several",
     "smaller", "no", "foreign", "two", "three", "both", "all", "allied", "and", "or", "pro-government"]
)  # fmt: skip
BACKED = ("-backed", "-led", "-linked", "-allied", "-aligned", "-affiliated", "-inspired", "-supported")
#: Nouns that stand for one side alone only where its file says so: "X militants" are not all militants.
ANYBODYS = frozenset({"militants", "jihadists"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a sentence speaks of.

    `kind`: "name"; "noun" for "the city"; "there" and "it" for pronouns. `broad` is a region, country or
    the like, `thing` a road, river or facility. `part` and `offset` are the toponym's.
    """

    start: int
    end: int
    kind: str = "name"
    part: str = ""
    offset: bool = False
    broad: bool = False
    thing: bool = False
    place: str = ""  # identity of what it stands for, to tell whether two mentions are of one place


@dataclass(slots=True)
class Token:
    """A word, a mark, a place mention or a phrase that stands for a side."""

    start: int
    end: int
    low: str  # lower case, straight apostrophes, without possessive "'s"
    possessive: bool = False
    ref: int = -1  # index of the mention, -1 for none
    side: str = ""  # a side's id, OWN or ENEMY
    side_kind: str = ""  # "adjective", "force", "government"
    capital: bool = False

    @property
    def word(self) -> bool:
        """Whether it is a word or number and not a mark."""
        return self.low[:1].isalnum() or self.ref >= 0


@dataclass(slots=True)
class Clause:
    """Tokens [first, last) with the word that opens it ("" for none) and the kind of that word."""

    first: int
    last: int
    opener: str = ""
    kind: str = "main"  # "main", "conditional", "relative", "purpose", "subordinate", "joined", "aside"
    parent: int = -1
    verbs: list[int] = field(default_factory=list)


#: Who rules, and what tells that others do so for a while: "interim government forces" may be anybody's.
RULES = frozenset({"government", "regime"})
PASSING = frozenset(
    {"interim", "provisional", "transitional", "caretaker", "former", "ousted", "parallel", "rival", "exiled"}
)
#: Before a side's name they turn it: "anti-X forces" are not X's.
TURNING = frozenset({"anti", "non", "ex"})


@lru_cache(maxsize=65_536)
def _side_key(word: str) -> tuple[str, str]:
    """(word without a possessive "'s", its folded form); a capital's name alone stands for no side."""
    word = word.removesuffix("'s").removesuffix("’s")
    key = fold_word(word)
    return word, "" if key in CAPITALS and not word.isupper() else key


class SideWords:
    """Words of a conflict that stand for a side, and whose side a word like "the enemy" means."""

    def __init__(self, conflict: Conflict) -> None:
        self.ids = tuple(side.id for side in conflict.sides)
        self.states = frozenset(s.id for s in conflict.sides if s.countries and s.government)
        owned = [(code, side.id) for side in conflict.sides if side.government for code in side.countries]
        codes = [code for code, _ in owned]
        #: Country -> the only side whose state it is.
        self.lands = {code: side for code, side in owned if codes.count(code) == 1}
        self.actors = frozenset(fold(name) for side in conflict.sides for name in side.governments)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for side in conflict.sides:
            for kind, names in (
                ("government", (side.name, *side.governments)),
                ("adjective", side.adjectives),
                ("force", (*side.forces, *side.demonyms, *side.terms)),
            ):
                for name in names:
                    self._add(name, side.id, kind)
                    if name.startswith("government "):
                        self._add(f"governmental {name.removeprefix('government ')}", side.id, kind)
        for side in conflict.sides:
            for name in self._of_the_land(side):
                self._add(name, side.id, "force")
        self.rebels = frozenset(side.id for side in conflict.sides if self._rebel(side, conflict))
        #: Sides whose names tell of a faith that they fight for.
        self.zealots = frozenset(side.id for side in conflict.sides if self._zealous(side))
        self.colours = {fold(word): side.id for side in conflict.sides for word in side.colours}
        self.bare: set[str] = set()  # common nouns that need "the" before them: others are called so as well
        self.generic = self._generic(conflict)
        for name in ("the enemy", "enemy", "the enemy's"):
            self._add(name, ENEMY, "force")
        for group in self._by_first.values():
            group.sort(key=lambda item: -len(item[0]))
        self._mentioned = lru_cache(maxsize=256)(self._mentioned_in)  # sentences are asked again soon

    def _of_the_land(self, side: Side) -> Iterator[str]:
        """ "Norway army" (of "Norway's army") for each "Norwegian army" of a side whose state Norway is."""
        known = pairs("countries")
        countries = [name for name, code in known.items() if self.lands.get(code) == side.id]
        countries = [name for name in countries if not any(other.endswith(f" {name}") for other in known)]
        for name in side.forces:
            people, _, noun = name.rpartition(" ")
            if noun in OF_LANDS and self.lands.get(pairs("demonyms").get(fold(people), "")) == side.id:
                yield from (f"{country} {noun}" for country in countries)

    def _zealous(self, side: Side) -> bool:
        names = (*side.names, *side.adjectives, *side.demonyms, *side.forces, *side.terms)
        return any(not FAITH.isdisjoint(fold(name).replace("-", " ").split()) for name in names)

    def _rebel(self, side: Side, conflict: Conflict) -> bool:
        """Whether the file calls a side rebels: by that word alone; one that is no state, in any name."""
        told = (name for c in conflict.claimants if c.side == side.id for name in (*c.aliases, *c.short))
        names = [fold(name).split() for name in (*side.names, *side.adjectives, *told)]
        if side.id in self.states:
            return any(len(words) == 1 and words[0] in REBELS for words in names)
        return any(not REBELS.isdisjoint(words) for words in names)

    def _generic(self, conflict: Conflict) -> frozenset[str]:
        """Common nouns ("the army") that end names of one side alone; they are added to its words."""
        found = set()
        for noun in load().classes["generic"]:
            owners = [
                side.id
                for side in conflict.sides
                if any(
                    noun in fold(name).split()[-2:]
                    for name in ((side.name, *side.forces) if noun not in ANYBODYS else ()) + side.demonyms
                )
            ]
            told = {c.side for c in conflict.claimants if c.side and noun in c.short}
            if len(told) == 1:
                if owners != list(told):
                    self.bare.add(noun)
                owners = list(told)  # the file says whose "the army" is, whatever else is called one
            others = self.zealots - set(owners)
            if noun in REBELS and others and not self.zealots & set(owners) and noun not in self._by_first:
                continue  # "the rebels" may be those who fight for a faith as well
            if len(owners) == 1:
                self._add(noun, owners[0], "force")
                found.add(noun)
        return frozenset(found)

    def _add(self, name: str, side: str, kind: str) -> None:
        words = tuple(fold(w.removesuffix("'s").removesuffix("’s")) for w in name.split())
        if words and words[0] == "the" and len(words) > 1 and side != ENEMY:
            words = words[1:]
        if words:
            self._by_first.setdefault(words[0], []).append((words, side, kind))

    @property
    def openers(self) -> Set[str]:
        """Folded first words of side phrases."""
        return self._by_first.keys()

    def longest(self, keys: Sequence[str], at: int) -> tuple[int, str, str] | None:
        """(number of words, side, kind) of the longest side phrase that begins at `at`."""
        if keys[at] not in self._by_first:
            return None
        for words, side, kind in self._by_first.get(keys[at], ()):
            if tuple(keys[at : at + len(words)]) == words:
                return len(words), side, kind
        return None

    def named(self, name: str) -> str:
        """Side that a speaker's name tells ("Ukrainian 7th Corps"), "" for none or more than one."""
        found = self.mentioned(name)
        return found.pop() if len(found) == 1 else ""

    def mentioned(self, text: str) -> set[str]:
        """Sides that a stretch of text names; "the enemy" is none."""
        return set(self._mentioned(text))

    def _mentioned_in(self, text: str) -> frozenset[str]:
        raw = _TOKEN.findall(text)
        words, keys = zip(*map(_side_key, raw), strict=True) if raw else ((), ())
        begun = [at for at, key in enumerate(keys) if key in self._by_first]
        hits = ((at, hit) for at in begun if (hit := self.longest(keys, at)))
        return frozenset(
            side
            for at, (length, side, _) in hits
            if side != ENEMY
            and not (at and keys[at - 1] in TURNING)
            and not (at and keys[at] in RULES and keys[at - 1] in PASSING)
            and not (length == 1 and keys[at] in self.generic and self._of_another(raw, words, at))
        )

    def _of_another(self, raw: Sequence[str], words: Sequence[str], at: int) -> bool:
        """Whether a name stands before a common noun: "the Turkish army", "Chad's army"."""
        before = words[at - 1] if at else ""
        if self.other(fold(words[at]), fold(before)):
            return True
        if not before:
            return False
        people = fold(before) in lexicon().demonyms and fold(before) not in self._by_first
        return before != raw[at - 1] or people or (before[:1].isupper() and at > 1)

    def other(self, noun: str, before: str) -> bool:
        """Whether a common noun is another's: "the ethnic army", "an army"."""
        return noun in self.bare and before not in ("", "the", "national", "federal")

    def side(self, side: str, speaker: str) -> str:
        """The side that a word means in the mouth of a speaker of side `speaker`, "" for unknown."""
        if side == OWN:
            return speaker
        if side == ENEMY:
            others = [s for s in self.ids if s != speaker]
            return others[0] if speaker and len(others) == 1 else ""
        return side

    def named_forces(self, text: str) -> int:
        """How many forces of the sides the text names by words that stand for nothing else."""
        folded = fold(text[:GATE_CHARS])
        names = set()
        for words, side, kind in (item for group in self._by_first.values() for item in group):
            if side == ENEMY:
                continue
            if kind == "force" and len(words) > 1:
                names.add(" ".join(words))
            elif kind == "adjective":
                names |= {
                    f"{' '.join(words)} {noun}"
                    for noun in ("forces", "troops", "army", "military", "soldiers")
                }
        return sum(1 for name in names if name in folded)

    def held_prefix(self, word: str) -> str:
        """Side in "Xian-held"; "" for other words."""
        head, _, tail = word.rpartition("-")
        if tail not in HELD or not head:
            return ""
        found = self._by_first.get(fold(head).split("-")[0], ())
        return next((side for words, side, _ in found if len(words) == 1 and side != ENEMY), "")


@lru_cache(maxsize=64)
def side_words(conflict: Conflict) -> SideWords:
    """The words of a conflict's sides; made once a conflict, and only read."""
    return SideWords(conflict)


def tokenise(text: str, start: int, end: int, mentions: Sequence[Mention], sides: SideWords) -> list[Token]:
    """Tokens of text[start:end]; each mention is one token, each side phrase is one token."""
    raw = _with_mentions(text, start, end, mentions)
    keys = [fold_word(t.low) for t in raw]
    found: list[Token] = []
    i = 0
    openers = sides.openers
    while i < len(raw):
        if keys[i] not in openers:
            found.append(raw[i])
            i += 1
            continue
        word = keys[i] in CAPITALS and not text[raw[i].start : raw[i].end].isupper()
        hit = None if raw[i].ref >= 0 or word else sides.longest(keys, i)
        foreign = hit is not None and keys[i] in sides.generic and hit[0] == 1 and _of_another(raw, i)
        foreign |= hit is not None and hit[0] == 1 and sides.other(keys[i], keys[i - 1] if i else "")
        foreign |= hit is not None and keys[i] in RULES and i > 0 and keys[i - 1] in PASSING
        if hit is None or foreign or any(t.ref >= 0 for t in raw[i + 1 : i + hit[0]]):
            found.append(raw[i])
            i += 1
            continue
        last = raw[i + hit[0] - 1]
        found.append(
            Token(
                raw[i].start, last.end, " ".join(keys[i : i + hit[0]]), last.possessive, raw[i].ref, *hit[1:]
            )
        )
        i += hit[0]
    return _without_abbreviations(_without_short_quotes(found))


def tag_rebels(tokens: list[Token], side: str, group: str = "", faith: bool = True) -> None:
    """Let "the rebels", "insurgent fighters", "X-backed militants" stand for `side`: the only one that is
    called so of those that the text has named; `group` is the side of a bare "the group". Without `faith`
    "jihadist fighters" are others."""
    for i, token in enumerate(tokens):
        if token.side or token.ref >= 0 or token.low not in REBELS | BODIES | FORCES:
            continue
        first = i
        while first and (tokens[first - 1].low in REBEL_KINDS or tokens[first - 1].low.endswith(BACKED)):
            first -= 1
        if not faith and any(t.low in FAITH for t in tokens[first : i + 1]):
            continue
        kinds = {t.low for t in tokens[first:i]} & REBEL_KINDS - ({"armed"} if token.low in FORCES else set())
        before = tokens[first - 1] if first else None
        led = before is None or not (
            before.ref >= 0
            or before.side
            or before.possessive
            or before.low in OTHERS
            or before.low in COMPASS
            or (before.capital and first > 1 and before.low not in load().classes["times"])
            or before.low in lexicon().demonyms
        )
        the = before is not None and before.low == "the" and first == i
        if group and the and token.low in ("group", "movement", "militia"):
            token.side, token.side_kind = group, "force"
            continue
        body = kinds and (token.low == "fighters" or (before is not None and before.low in ("the", "these")))
        if led and (token.low in REBELS or body):
            token.side, token.side_kind = side, "force"


def _without_abbreviations(tokens: list[Token]) -> list[Token]:
    """A short form in brackets, "(DRC)", does not part a name from what follows."""
    dropped: set[int] = set()
    for i, token in enumerate(tokens[:-2]):
        if (
            token.low == "("
            and tokens[i + 2].low == ")"
            and tokens[i + 1].ref < 0
            and (tokens[i + 1].capital or tokens[i + 1].side)
        ):
            dropped |= {i, i + 2} if tokens[i + 1].side else {i, i + 1, i + 2}
        if i and token.low == "(" and tokens[i + 1].ref >= 0 and tokens[i + 2].low == ")":
            dropped |= {i, i + 2} if tokens[i - 1].low in NAMED_BY_NOUN else set()  # "took the town (P)"
    for i, token in enumerate(tokens):
        if token.low == "[":  # "most of the city [Osk] is held"
            end = next((k for k in range(i + 1, min(i + INSERTED, len(tokens))) if tokens[k].low == "]"), -1)
            dropped |= {i, end} if end > 0 else set()
    return [t for i, t in enumerate(tokens) if i not in dropped] if dropped else tokens


BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "not", "still", "now", "also"})
#: Before a place's name in brackets that says what they stand for.
NAMED_BY_NOUN = frozenset(
    {"city", "town", "village", "settlement", "hamlet", "area", "district", "it", "there", "place", "region"}
)
COMPASS = frozenset(["northern", "southern", "eastern", "western", "south", "north"])


def _of_another(raw: Sequence[Token], i: int) -> bool:
    """Whether a name stands before a common noun: "the Turkish army", "Chad's army"."""
    before = raw[i - 1] if i else None
    if before is not None and before.low in COMPASS | NOBODYS:
        return True  # "southern rebels": not those whom the war knows by that word
    return before is not None and (before.possessive or (before.capital and i > 1) or "-" in before.low)


def _without_short_quotes(tokens: list[Token]) -> list[Token]:
    """Marks around a few words ("practically encircled") do not part them from their sentence."""
    marks = [i for i, t in enumerate(tokens) if t.low in QUOTES or t.low in ("‘", "'", "’")]
    dropped: set[int] = set()
    for one, two in pairwise(marks):
        if (
            one not in dropped
            and two - one <= SHORT_QUOTE
            and not any(tokens[j].low in (",", ".", "!", "?") for j in range(one + 1, two - 1))
            and tokens[two - 1].low not in (",", "!", "?")
        ):
            dropped |= {one, two}
    return [t for i, t in enumerate(tokens) if i not in dropped] if dropped else tokens


def _with_mentions(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    spans = iter(
        sorted((m.start, m.end, ref) for ref, m in enumerate(mentions) if start <= m.start < m.end <= end)
    )
    found: list[Token] = []
    mention = next(spans, None)
    position = start
    while position < end:
        stop = mention[0] if mention else end
        for match in _TOKEN.finditer(text, position, stop):
            low, possessive, capital = _form(match.group())
            found.append(Token(match.start(), match.end(), low, possessive, -1, "", "", capital))
        if not mention:
            break
        found.append(Token(mention[0], mention[1], text[mention[0] : mention[1]].lower(), ref=mention[2]))
        position = mention[1]
        if text[position : position + 2] in ("'s", "’s"):
            found[-1].possessive = True
            position += 2
        mention = next(spans, None)
    return found


@lru_cache(maxsize=65_536)
def _form(word: str) -> tuple[str, bool, bool]:
    """(lower case without a possessive "'s", whether it has one, whether a capital begins it) of a word."""
    low = word.lower().translate(_APOSTROPHE)
    possessive = low.endswith("'s") and low not in ("it's", "that's", "there's", "he's", "she's", "let's")
    return low[:-2] if possessive else low, possessive, word[:1].isupper()


#: What opens a clause before the main one, and verbs that are no events of war.
SIDE_OPENERS = frozenset(
    {"after", "when", "as", "while", "since", "before", "once", "although", "though", "because", "until"}
)
FINITE = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "will", "came", "fell", "remained", "remains", "saw",
     "stayed", "went", "became", "followed", "soon", "quickly", "also", "then", "still"]
)  # fmt: skip


def clauses(tokens: Sequence[Token], lexicon: Lexicon, verbs: frozenset[int]) -> list[Clause]:
    """The sentence cut into clauses. `verbs` are the tokens known to be verbs or auxiliaries."""
    cuts: dict[int, tuple[str, str]] = {0: ("", "main")}
    for i, token in enumerate(tokens):
        if token.ref >= 0 or token.side:
            continue
        found = _cut(tokens, i, lexicon, verbs)
        if found is not None:
            at, opener, kind = found
            if at not in cuts or cuts[at][1] in ("aside", "main"):
                cuts[at] = (opener, kind)
    starts = sorted(at for at in cuts if at < len(tokens))
    found_clauses = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        opener, kind = cuts[first]
        clause = Clause(first, last, opener, kind, verbs=[v for v in range(first, last) if v in verbs])
        found_clauses.append(clause)
    return found_clauses


def _cut(
    tokens: Sequence[Token], i: int, lexicon: Lexicon, verbs: frozenset[int]
) -> tuple[int, str, str] | None:
    """(first token of the new clause, opener, kind) when token i begins or ends a clause."""
    low = tokens[i].low
    if low in STRONG or low in QUOTES or (low == "-" and _spaced(tokens, i)):
        return i + 1, low, "aside" if low == "(" else "main"
    if low == ",":
        listed = _ends_subject(tokens, i, verbs) or (
            _in_list(tokens, i) and not _starts_anew(tokens, i, verbs)
        )
        if i + 2 < len(tokens) and _closes_side_clause(tokens, i, verbs):
            return i + 1, ",", "main"
        return None if listed else (i + 1, ",", "aside")
    if low == "once" and i + 1 < len(tokens) and tokens[i + 1].low in ("again", "more"):
        return None
    if low == "once" and 0 < i < len(tokens) - 1 and i + 1 in verbs and tokens[i - 1].word:
        return None  # "which once held", no condition
    if low == "since" and i and tokens[i - 1].low in ("has", "have", "had"):
        return None  # "has since retaken"
    if low in lexicon.conditional:
        return (
            None
            if low == "if" and i + 1 < len(tokens) and tokens[i + 1].low == "not"
            else (i, low, "conditional")
        )
    if low in RELATIVES:
        return i, low, "relative"
    if low in ("and", "but", "or", "nor", "while", "yet"):
        return (i, low, "joined") if _joins(tokens, i, verbs) else None
    if low == "as":
        return (i, low, "subordinate") if _as_clause(tokens, i) else None
    if low == "following" and i and tokens[i - 1].low in ("the", "these"):
        return None  # "liberated the following villages"
    if low in lexicon.subordinate and low not in ("with", "than", "so"):
        return i, low, "subordinate"
    return None


def _spaced(tokens: Sequence[Token], i: int) -> bool:
    return (
        0 < i < len(tokens) - 1
        and tokens[i - 1].end < tokens[i].start
        and tokens[i].end < tokens[i + 1].start
    )


def _in_list(tokens: Sequence[Token], i: int) -> bool:
    """Whether the comma at i only parts members of a list, or is part of a date."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if after.low in ("and", "or") and i + 2 < len(tokens):
        at = i + 3 if tokens[i + 2].low in ("even", "also", "the") and i + 3 < len(tokens) else i + 2
        if tokens[at].ref >= 0 and before.ref >= 0:
            return at + 1 >= len(tokens) or tokens[at + 1].low in (",", ".", "and", "in")
        return False
    if before.ref >= 0 and after.ref >= 0:
        return True
    return before.low.isdigit() and after.low.isdigit()


def _ends_subject(tokens: Sequence[Token], i: int, verbs: frozenset[int]) -> bool:
    """Whether the comma at i stands before the last of a verb's subjects: "P, Q, and R were captured"."""
    if (
        not 0 < i < len(tokens) - 3
        or tokens[i + 1].low != "and"
        or tokens[i + 3].low not in ("were", "are", "have", "had")
    ):
        return False
    opens = next((j + 1 for j in range(i - 1, -1, -1) if tokens[j].low in STRONG | {"that"}), 0)
    places = [j for j in range(opens, i) if tokens[j].ref >= 0]
    joined = len(places) > 1 and places[-1] == i - 1 and tokens[i + 2].ref >= 0
    return joined and not any(v in verbs for v in range(opens, i))


def _starts_anew(tokens: Sequence[Token], i: int, verbs: frozenset[int]) -> bool:
    """Whether a sentence of its own follows the comma at i: "They fight in P, Q is under our control"."""
    if _closes_side_clause(tokens, i, verbs):
        return True
    verb = i + 2 < len(tokens) and tokens[i + 2].low in ("is", "was", "has", "remains")
    return verb and tokens[i + 1].ref >= 0 and any(v in verbs for v in range(max(0, i - 8), i))


def _closes_side_clause(tokens: Sequence[Token], i: int, verbs: frozenset[int]) -> bool:
    """Whether the comma at i closes what the sentence opens with: "After they took P, Q came under fire"."""
    opens = next((j + 1 for j in range(i - 1, -1, -1) if tokens[j].low in STRONG | {",", "that"}), 0)
    side = next((j for j in range(opens, i) if tokens[j].low in SIDE_OPENERS), -1)
    if side < 0 or any(v in verbs for v in range(opens, side)) or tokens[i + 1].ref < 0:
        return False
    at = i + 2
    while at + 1 < len(tokens) and tokens[at].low in ("and", ",") and tokens[at + 1].ref >= 0:
        at += 2
    if at + 1 < len(tokens) and tokens[at].low == "," and tokens[at + 1].low in ("which", "where"):
        return True
    return at < len(tokens) and (at in verbs or tokens[at].low in FINITE)


def _lists_subjects(tokens: Sequence[Token], last: int, verbs: frozenset[int]) -> bool:
    """Whether the list of places that ends at token `last` opens a clause: "but P, Q and R remain"."""
    first = last
    while first > 1 and tokens[first - 1].low == "," and tokens[first - 2].ref >= 0:
        if _closes_side_clause(tokens, first - 1, verbs):
            return True
        first -= 2
    return first > 0 and tokens[first - 1].low in SIDE_OPENERS | {"but", "whereas"}


def _joins(tokens: Sequence[Token], i: int, verbs: frozenset[int]) -> bool:
    """Whether "and", "but", "or" joins clauses and not nouns: a verb on both sides, no list of places."""
    if i == 0 or i + 1 >= len(tokens) or _ends_subject(tokens, i - 1, verbs):
        return False
    if tokens[i].low in ("but", "while", "yet"):
        return True
    before, after = tokens[i - 1], tokens[i + 1]
    if after.low in ("if", "when", "after", "before", "that", "which"):
        return False
    left = any(v in verbs for v in range(max(0, i - 25), i))
    if before.ref >= 0 and after.ref >= 0:
        both = i > 2 and tokens[i - 2].low == "," and _closes_side_clause(tokens, i - 2, verbs)
        both = both or _lists_subjects(tokens, i - 1, verbs)
        return left and i + 2 in verbs and not both  # "When they took P, Q and R fell"
    for j in range(i + 1, min(len(tokens), i + 12)):
        if tokens[j].low in STRONG or tokens[j].low in (",", "and", "or"):
            return False
        if j > i + 1 and tokens[j].low in ("since", "after", "before"):
            return False  # "killed soldiers and rebels after taking P": nouns
        if j == i + 1 and tokens[j].low == "allied" and tokens[j + 1 : j + 2] and tokens[j + 1].side:
            continue  # "X forces and allied army units": nouns
        if j in verbs and j > i + 1 and tokens[j].low.endswith("ing") and tokens[j - 1].low not in BEING:
            continue  # "rebels and some officials confirming it": nouns
        if j in verbs:
            return left or j == i + 1
    return False


def _as_clause(tokens: Sequence[Token], i: int) -> bool:
    if i + 1 >= len(tokens) or (
        i and tokens[i - 1].low in ("such", "well", "known", "same", "as", "seen", "described")
    ):
        return False
    after = tokens[i + 1]
    return bool(after.side or after.ref >= 0) or (
        after.low
        in (
            "the",
            "they",
            "he",
            "she",
            "it",
            "we",
            "its",
            "their",
            "his",
            "fighting",
            "clashes",
            "more",
            "both",
            "of",
        )
        and after.low != "of"
    )
