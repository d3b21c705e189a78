"""Who may speak in a text: claimants of the conflict's file found by name, and the speakers met so far.

Token indices are into the document's words; phrases are half-open [first, last).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from geo.conflicts import Claimant, Conflict, Side
from geo.reporting import grammar, lexicon
from geo.text import PhraseIndex, Span, Token, fold, phrase_key

MAX_NAME = 80  # characters of a claimant that is named by description only
REMEMBERED = 60  # speakers; how many of the latest a short form may stand for
_MARKS = re.compile('["“”„«»]')
DATELINE_CHARS = 600  # characters in which a dateline may stand
DATELINE = re.compile(r"^([A-Z][A-Z-]{2,20})(?:,| \(|/| - | — )", re.MULTILINE)
NEAR_GROUP = 120  # tokens before "the group" in which an armed group is looked for
MAX_PHRASE = 32  # tokens; a longer phrase is no name or description of a speaker
DESCRIPTION = 24  # tokens of an apposition that are read for kind and side

DETERMINERS = grammar("determiners")
COUNTS = grammar("counts")
PREPOSITIONS = grammar("prepositions")
PARTICLES = grammar("particles")
PRONOUNS = grammar("pronouns")
DUTIES = grammar("duties")
#: Words for a part of a country: "in eastern Norway" is in Norway.
QUARTERS = frozenset(
    {"northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern",
     "southwestern", "central", "north-eastern", "north-western", "south-eastern", "south-western"}
)  # fmt: skip
GENERIC = grammar("generic_roles")
SPEAKS_FOR = grammar("speaks_for")
PAPERS = grammar("papers")
GUESTS = grammar("guests")
#: What whoever speaks does with a paper.
PUT_OUT = frozenset({"released", "issued", "published", "posted", "signed", "written"})
OFFICES = {("press", w) for w in ("service", "office", "centre", "center", "secretariat", "department")}
OF_THEM = {
    ("one", "of", "them"),
    ("another",),
    ("one",),
    ("others",),
    ("some",),
    ("a", "third"),
    ("the", "other"),
}
GROUP_NOUNS = grammar("group_nouns")
ARMED_NOUNS = grammar("armed_nouns")
ITS_VOICE = PAPERS | (SPEAKS_FOR - {"officials", "leadership", "intelligence"})
NO_PERSON = GROUP_NOUNS | PAPERS | grammar("no_person")
SAME_WORD = {"defense": "defence", "center": "centre", "mod": "ministry", "organization": "organisation"}
FIGHTERS = ("military", "armed_group")
#: After words for a force: against whom it is.
OPPOSED = frozenset({"opposed", "against", "fighting", "battling", "opposing", "hostile"})
TIMES = grammar("times")
#: Beside "emergency": those who are sent where help is needed.
_RESCUE = frozenset(
    {"service", "services", "ministry", "minister", "agency", "department", "situations", "management",
     "workers", "official", "officials", "committee", "authority", "authorities", "responders", "crews",
     "centre", "center"}
)  # fmt: skip
#: Behind a name and a hyphen: who is with those that bear it.
_LED = frozenset(
    {
        "led",
        "backed",
        "allied",
        "aligned",
        "affiliated",
        "supported",
        "sponsored",
        "linked",
        "funded",
        "armed",
    }
)
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
AUTHORS = (*FIGHTERS, "government", "intelligence")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A claimant as a text brings it in. (start, end) is the mention, end exclusive."""

    name: str
    kind: str
    side: str = ""
    yardstick: str = ""
    person: bool = False
    plural: bool = False
    start: int = -1
    end: int = -1

    def at(self, span: Span) -> Speaker:
        """The same speaker, mentioned elsewhere."""
        return replace(self, start=span[0], end=span[1])


UNKNOWN = Speaker("unknown", "unknown")


@dataclass(frozen=True, slots=True)
class _Known:
    """What a conflict file knows, arranged for look-up."""

    aliases: PhraseIndex[tuple[str, Claimant]]
    sides: PhraseIndex[tuple[str, str]]  # word -> (word, side id)
    surnames: dict[str, Claimant]
    metonyms: dict[str, Claimant]
    by_alias: dict[tuple[str, ...], Claimant]
    short: dict[tuple[str, ...], Claimant]


@lru_cache(maxsize=32)
def _known(conflict: Conflict) -> _Known:
    phrases: list[tuple[str, tuple[str, Claimant]]] = []
    surnames: dict[str, Claimant] = {}
    by_name = {fold(c.name): c for c in conflict.claimants}
    for claimant in conflict.claimants:
        phrases += [(alias, (alias, claimant)) for alias in (claimant.name, *claimant.aliases)]
        if claimant.person:
            for alias in (claimant.name, *claimant.aliases):
                if alias[0].isupper() and len(alias.split()) <= 2:
                    surnames.setdefault(fold(alias.split()[-1]), claimant)
    side_words: list[tuple[str, tuple[str, str]]] = []
    metonyms: dict[str, Claimant] = {}
    for side in conflict.sides:
        for word in (*side.adjectives, *side.demonyms, *side.forces, *side.governments, side.name):
            side_words.append((word, (word, side.id)))
        speaker = by_name.get(fold(side.government)) or Claimant(side.government, "government", side.id)
        if side.government:
            for word in (side.name, *side.governments):
                metonyms.setdefault(fold(word), by_name.get(fold(word), speaker))
                phrases.append((word, (word, metonyms[fold(word)])))
    by_alias = {phrase_key(alias): claimant for alias, (_, claimant) in reversed(phrases)}
    short = {phrase_key(form): c for c in conflict.claimants for form in c.short}
    return _Known(PhraseIndex(phrases), PhraseIndex(side_words), surnames, metonyms, by_alias, short)


@dataclass(frozen=True, slots=True)
class Hit:
    """A known claimant's name in the text, as token indices [first, last)."""

    first: int
    last: int
    claimant: Claimant


def _case_fits(alias: str, found: str) -> bool:
    """Whether the text writes the alias as a name: "US" is not "us"."""
    head = alias.split()[0]
    letters = head.replace(".", "")
    if letters.isupper() and len(letters) <= 5:
        return found.split()[0].replace(".", "").startswith(letters) or (
            found[0].isupper() and len(letters) > 3
        )
    if len(alias.split()) > 1 and any(c.isupper() for c in found):
        return True
    return not head[0].isupper() or found[0].isupper()


class Roster:
    """The speakers of one document, in reading order."""

    def __init__(self, text: str, tokens: Sequence[Token], conflict: Conflict, publisher: str = "") -> None:
        self.text, self.tokens, self.conflict = text, tokens, conflict
        self.words = lexicon()
        self._gaps = ["", *(text[one.end : two.start] for one, two in pairwise(tokens))]
        known = _known(conflict)
        self._surnames, self._metonyms = known.surnames, known.metonyms
        self.hits = [
            Hit(i, j, claimant)
            for i, j, (alias, claimant) in known.aliases.scan(tokens)
            if _case_fits(alias, text[tokens[i].start : tokens[j - 1].end])
            and not self._second_half(i)
            and not self._led_by(j)
            and not (claimant.person and (self._first_half(j) or self._follower(i)))
        ]
        given = self.words.given_names
        named: dict[str, set[str]] = {}  # surname -> given names that stand before it
        for one, two in pairwise(tokens):
            if one.folded in given and text[one.end : two.start] == " ":
                named.setdefault(two.folded, set()).add(one.folded)
        self.hits = [hit for hit in self.hits if not self._namesake(hit, named)]
        self._hit_starts = [hit.first for hit in self.hits]
        self._sides = [
            (i, j, side)
            for i, j, (word, side) in known.sides.scan(tokens)
            if not word[0].isupper() or text[tokens[i].start].isupper()
        ]
        self._side_starts = [i for i, _, _ in self._sides]
        self.seen: dict[str, Speaker] = {}  # folded surname or full name -> person
        self._recent: list[tuple[Speaker, frozenset[str]]] = []
        self.last_person: Speaker | None = None
        self.last_other: Speaker | None = None
        self.last_plural: Speaker | None = None
        self.last_voice: Speaker | None = None  # the group or body that spoke last, not only was spoken of
        self.denied = ""  # who last only denied something: "the report says" is no report of theirs
        self._drafts: list[tuple[Speaker, int, int]] = []
        self._latest: list[str] = []  # surnames met last, for misspellings
        self._near: dict[str, str | None] = {}
        self.publisher = publisher
        self._by_alias, self._short = known.by_alias, known.short
        self._terms = {
            fold(term): Speaker(side.military or side.name, "military", side.id, plural=True)
            for side in conflict.sides
            for term in side.terms
            if fold(term).endswith("s")
        }
        self.home = self._home_side()
        if publisher:
            self._recent.append((Speaker(publisher, "media"), self._content(publisher)))

    def publishing_party(self) -> Speaker | None:
        """The party to the conflict, or an official body, that publishes the document itself; else None.

        Media, analysts and witnesses who publish speak as an article does.
        """
        name = fold(re.sub(r"\([^)]*\)", " ", self.publisher).strip()).removeprefix("the ")
        for claimant in self.conflict.claimants:
            party = claimant.kind in ("government", "military", "armed_group", "intelligence") and name
            if party and name in (fold(alias) for alias in (claimant.name, *claimant.aliases)):
                return self.speaker_of(claimant)
        return None

    def _home_side(self) -> Side | None:
        """The side that the publisher belongs to, or whose capital the dateline names."""
        publisher = self.publisher.casefold()
        for claimant in self.conflict.claimants:
            if (
                claimant.side
                and publisher
                and publisher in (n.casefold() for n in (claimant.name, *claimant.aliases))
            ):
                return self.conflict.side(claimant.side)
        dateline = DATELINE.search(self.text[:DATELINE_CHARS])
        for side in self.conflict.sides if dateline else ():
            if fold(dateline[1]) in (fold(name) for name in side.governments):
                return side
        return None

    def raw(self, i: int) -> str:
        """Token `i` as written."""
        return self.text[self.tokens[i].start : self.tokens[i].end]

    def gap(self, i: int) -> str:
        """What stands between token `i - 1` and token `i`, a possessive 's included."""
        return self._gaps[i] if 0 < i < len(self._gaps) else ""

    def unmark(self, first: int, last: int) -> None:
        """Forget the quotation marks around the name [first, last)."""
        for i in (first, last):
            self._gaps[i] = _MARKS.sub("", self._gaps[i])

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return self.text[self.tokens[i].start].isupper()

    def possessive(self, i: int) -> bool:
        """Whether token `i` carries a possessive mark."""
        after = self.text[self.tokens[i].end : self.tokens[i].end + 2]
        return after[:1] in "'’‘ʼ`" and bool(after) and (after[1:2] in "sS" or self.raw(i)[-1] in "sz")

    def span(self, first: int, last: int) -> Span:
        """Character span of the tokens [first, last)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def _second_half(self, i: int) -> bool:
        """Whether token `i` ends a hyphenated name: "Radio-Norway" is not Norway."""
        joined = i > 0 and self.gap(i) in ("-", "\u2011") and self.capital(i - 1)
        return joined and self.tokens[i - 1].folded not in PARTICLES | {"anti", "ex", "non"}

    def _first_half(self, j: int) -> bool:
        """Whether a name that ends before token `j` goes on: "Ada Lind-Berg" is not Ada Lind."""
        return j < len(self.tokens) and self.gap(j) in ("-", "\u2011") and self.capital(j)

    def _led_by(self, j: int) -> bool:
        """Whether "-led" or "-backed" follows a name that ends before token `j`: others than it are meant."""
        return j < len(self.tokens) and self.gap(j) in ("-", "\u2011") and self.tokens[j].folded in _LED

    def _namesake(self, hit: Hit, named: dict[str, set[str]]) -> bool:
        """Whether the text knows the surname as somebody else's: "Nazar Voloshyn said ... Voloshyn added"."""
        found = named.get(self.tokens[hit.first].folded)
        if not found or not hit.claimant.person or hit.last - hit.first > 1:
            return False
        names = (hit.claimant.name, *hit.claimant.aliases)
        return found.isdisjoint(fold(word) for name in names for word in name.split())

    def _follower(self, i: int) -> bool:
        """Whether token `i` is the second half of "pro-X": of those who are for X, not X."""
        return i > 0 and self.tokens[i - 1].folded in ("pro", "anti") and self.gap(i) in ("-", "\u2011")

    def _anti(self, i: int) -> bool:
        """Whether token `i` is the second half of "anti-X" or "ex-X"."""
        return i > 0 and self.tokens[i - 1].folded in ("anti", "non", "ex") and self.gap(i) == "-"

    def opposed(self, i: int) -> bool:
        """Whether token `i` names whom a force is against: "the coalition fighting the rebels"."""
        k = i - 1
        while k > 0 and self.tokens[k].folded in DETERMINERS:
            k -= 1
        return k >= 0 and self.tokens[k].folded in OPPOSED

    def hits_in(self, first: int, last: int) -> list[Hit]:
        """Known claimants named wholly within [first, last)."""
        found = []
        for k in range(bisect_left(self._hit_starts, first), len(self.hits)):
            hit = self.hits[k]
            if hit.first >= last:
                break
            if hit.last <= last:
                found.append(hit)
        return found

    def side_in(self, first: int, last: int) -> str:
        """Side that the words name: a compound ("X-installed") wins over a plain name, then the first."""
        best = ""
        for k in range(bisect_left(self._side_starts, first), len(self._sides)):
            i, j, side = self._sides[k]
            if i >= last:
                break
            if i and (self.tokens[i - 1].folded == "anti" or self.opposed(i)):
                continue
            if j - i > 1 and "-" in self.text[self.tokens[i].start : self.tokens[j - 1].end]:
                return side
            best = best or side
        return best

    def kind_in(self, first: int, last: int) -> str:
        """Kind that the description's nouns tell, "" for none; generic nouns ("head") leave it to names."""
        hits = self.hits_in(first, last)
        named = {i for hit in hits for i in range(hit.first, hit.last)}
        found = {self.tokens[i].folded for i in range(first, last) if i not in named}
        if "press" in found and found & {"secretary", "service", "office", "officer", "spokesman"}:
            found.discard("press")
        if "think" not in found:
            found -= {"tank", "tanks"}
        if {"armed", "forces"} <= found:
            found.discard("armed")
        if "civilian" in found and any(w in self.words.roles for w in found - {"civilian"}):
            found.discard("civilian")  # "a civilian envoy"
        if "emergency" in found and found.isdisjoint(_RESCUE):
            found.discard("emergency")  # "head of emergency operations" of whoever it is
        if "administration" in found:
            return "government"
        specific = {self.words.roles[w] for w in found if w in self.words.roles and w not in GENERIC}
        for kind in self.words.kinds:
            if kind in specific and kind != "unknown":
                return kind
        for hit in hits:
            if not hit.claimant.person and not self.opposed(hit.first):
                return hit.claimant.kind
        if found & _VOICES and self._of_unknown(first, last, named):
            return ""  # "a Lions of Denga spokesman": of what, is not known
        generic = {self.words.roles[w] for w in found if w in self.words.roles}
        return next((k for k in self.words.kinds if k in generic and k != "unknown"), "")

    def _of_unknown(self, first: int, last: int, named: set[int]) -> bool:
        """Whether a phrase has a name that no list knows: neither a people nor an institution."""
        lists = self.words
        known = lists.roles.keys() | lists.institutions | lists.titles | lists.demonyms | lists.capitals
        return not named and any(
            self.capital(i) and self.tokens[i].folded not in known | lists.common for i in range(first, last)
        )

    def remember(
        self, speaker: Speaker, first: int, last: int, also: Iterable[str] = (), named: bool = True
    ) -> None:
        """Make the speaker known for what follows, by the words of [first, last) if `named`."""
        if named:
            content = {self.tokens[i].folded for i in range(first, min(last, first + DESCRIPTION))}
            content.update(also)
            self._recent.append((speaker, self._content(speaker.name, content)))
            del self._recent[:-REMEMBERED]
        if speaker.person:
            self.last_person = speaker
            self.seen.setdefault(fold(speaker.name), speaker)
            surname = fold(speaker.name.split()[-1])
            if surname not in self.seen:
                self._latest.append(surname)
                del self._latest[:-REMEMBERED]
            self.seen[surname] = speaker
        else:
            self.last_other = speaker
            if speaker.plural:
                self.last_plural = speaker
            head = self.tokens[self.head(first, min(last, first + MAX_PHRASE))].folded
            if head in self.words.roles and head not in NO_PERSON and not head.endswith("s"):
                self.last_person = speaker  # "he" may mean "a senior official"

    def _content(self, name: str, also: Iterable[str] = ()) -> frozenset[str]:
        """Words by which a short form may point back to a name."""
        content = {fold(w) for w in re.findall(r"\w+", name)} | set(also)
        return frozenset(content | {SAME_WORD.get(w, w) for w in content})

    def speaker_of(self, claimant: Claimant) -> Speaker:
        plural = fold(claimant.name).endswith("s") and not claimant.person and claimant.kind != "media"
        return Speaker(
            claimant.name, claimant.kind, claimant.side, claimant.yardstick, claimant.person, plural
        )

    def _joint(self, first: int, last: int) -> Speaker:
        name = self._described(first, last)
        return Speaker(name, self.kind_in(first, last) or "unknown", "", plural=True)

    def head(self, first: int, last: int) -> int:
        """Index of the head noun: the word before the first preposition or participle, else the last word."""
        for i in range(first + 1, last):
            word = self.tokens[i].folded
            if word.endswith("ing") and i + 1 < last and self.tokens[i + 1].folded in self.words.roles:
                continue  # "peacekeeping experts"
            if self.gap(i) in ("-", "\u2011"):
                continue  # "a high-ranking officer"
            if word in PREPOSITIONS | {"who", "whose"} or (word.endswith("ing") and len(word) > 5):
                if self.capital(i):
                    return last - 1
                if self.capital(i - 1) and i - 1 > first:
                    return i - 1
                nouns = (k for k in range(i - 1, first - 1, -1) if self.tokens[k].folded in self.words.roles)
                return next(nouns, i - 1)
        return last - 1

    def _described(self, first: int, last: int) -> str:
        """The phrase without articles and counts, in lower case where only its place made it a capital."""
        while first < last - 1 and (
            self.tokens[first].folded in DETERMINERS | COUNTS
            or self.tokens[first].folded.isdigit()
            or [t.folded for t in self.tokens[first : first + 2]] == ["year", "old"]
            or (self.tokens[first].folded == "old" and self.tokens[first - 1].folded == "year")
        ):
            first += 1
        end = self.tokens[last - 1].end
        name = one_line(self.text[self.tokens[first].start : end])[:MAX_NAME].strip()
        if name.count("“") > name.count("”") and self.text[end : end + 1] == "”":
            name += "”"
        if name.count("”") > name.count("“") and self.text[self.tokens[first].start - 1] == "“":
            name = f"“{name}"
        word = self.tokens[first].folded
        ordinary = word in self.words.roles or (word in self.words.common and word not in self.words.demonyms)
        proper = word in self.words.institutions and any(w[:1].isupper() for w in name.split()[1:])
        if (
            ordinary
            and not proper
            and name[:1].isupper()
            and not name[:2].isupper()
            and word not in ("western", "eastern")
        ):
            following = name.split()[1:2]
            if not following or following[0][:1].islower():
                name = name[0].lower() + name[1:]
        return name

    def _ordinary(self, word: str) -> bool:
        """Whether the word is an ordinary noun, which only its place at the beginning made a capital."""
        return bool({word, word.removesuffix("s"), word.removesuffix("es")} & self.words.common) or (
            word in self.words.roles
        )


def one_line(name: str) -> str:
    return " ".join(name.split())
