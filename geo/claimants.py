"""Who is who in a text: from the words for a speaker to a canonical claimant with kind and side.

Names come from the conflict's data file and from the text itself: a person met once in full is known by
surname afterwards, an institution by its initials and its short forms ("the institute", "the ministry").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.conflicts import Claimant, Conflict, Side
from geo.reporting import grammar, lexicon
from geo.text import PhraseIndex, Span, Token, fold, words

MAX_NAME = 80  # characters of a claimant that is named by description only
REMEMBERED = 60  # speakers; how many of the latest a short form may stand for
NEAR_SURNAME, NEAR_LONG_SURNAME = 5, 8  # letters from which one or two slips are forgiven
DATELINE_CHARS = 600  # characters in which a dateline may stand
_DATELINE = re.compile(r"^([A-Z][A-Z-]{2,20})(?:,| \(|/| - | — )", re.MULTILINE)
NEAR_GROUP = 120  # tokens before "the group" in which an armed group is looked for
MAX_PHRASE = 32  # tokens; a longer phrase is no name or description of a speaker
DESCRIPTION = 24  # tokens of an apposition that are read for kind and side

DETERMINERS = grammar("determiners")
_COUNTS = grammar("counts")
PREPOSITIONS = grammar("prepositions")
PARTICLES = grammar("particles")
PRONOUNS = grammar("pronouns")
_GENERIC = grammar("generic_roles")
_SPEAKS_FOR = grammar("speaks_for")
_PAPERS = grammar("papers")
_OFFICES = {("press", w) for w in ("service", "office", "centre", "center", "secretariat", "department")}
_OF_THEM = {
    ("one", "of", "them"),
    ("another",),
    ("one",),
    ("others",),
    ("some",),
    ("a", "third"),
    ("the", "other"),
}
_GROUP_NOUNS = grammar("group_nouns")
_ARMED_NOUNS = grammar("armed_nouns")
_ITS_VOICE = _PAPERS | (_SPEAKS_FOR - {"officials", "leadership", "intelligence"})
_NO_PERSON = _GROUP_NOUNS | _PAPERS | grammar("no_person")
_SAME_WORD = {"defense": "defence", "center": "centre", "mod": "ministry", "organization": "organisation"}
_FIGHTERS = ("military", "armed_group")
_TIMES = grammar("times")
_AUTHORS = (*_FIGHTERS, "government", "intelligence")


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
    by_alias = {tuple(t.folded for t in words(alias)): claimant for alias, (_, claimant) in reversed(phrases)}
    short = {tuple(t.folded for t in words(form)): c for c in conflict.claimants for form in c.short}
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


class Cast:
    """The speakers of one document, in reading order. Token indices are into `tokens`."""

    def __init__(self, text: str, tokens: Sequence[Token], conflict: Conflict, publisher: str = "") -> None:
        self.text, self.tokens, self.conflict = text, tokens, conflict
        self.words = lexicon()
        known = _known(conflict)
        self._surnames, self._metonyms = known.surnames, known.metonyms
        self.hits = [
            Hit(i, j, claimant)
            for i, j, (alias, claimant) in known.aliases.scan(tokens)
            if _case_fits(alias, text[tokens[i].start : tokens[j - 1].end])
            and not self._second_half(i)
            and not (claimant.person and self._first_half(j))
        ]
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
                return self._from(claimant)
        return None

    # -- helpers ---------------------------------------------------------------------------------

    def raw(self, i: int) -> str:
        """Token `i` as written."""
        return self.text[self.tokens[i].start : self.tokens[i].end]

    def gap(self, i: int) -> str:
        """What stands between token `i - 1` and token `i`, a possessive 's included."""
        within = 0 < i < len(self.tokens)
        return self.text[self.tokens[i - 1].end : self.tokens[i].start] if within else ""

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
            if i and self.tokens[i - 1].folded == "anti":
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
        if "administration" in found:
            return "government"
        specific = {self.words.roles[w] for w in found if w in self.words.roles and w not in _GENERIC}
        for kind in self.words.kinds:
            if kind in specific and kind != "unknown":
                return kind
        for hit in hits:
            if not hit.claimant.person:
                return hit.claimant.kind
        generic = {self.words.roles[w] for w in found if w in self.words.roles}
        return next((k for k in self.words.kinds if k in generic and k != "unknown"), "")

    # -- remembering -----------------------------------------------------------------------------

    def remember(self, speaker: Speaker, first: int, last: int, also: Iterable[str] = ()) -> None:
        """Make the speaker known for what follows, by the words of [first, last) and its name."""
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
            if head in self.words.roles and head not in _NO_PERSON and not head.endswith("s"):
                self.last_person = speaker  # "he" may mean "a senior official"

    def _content(self, name: str, also: Iterable[str] = ()) -> frozenset[str]:
        """Words by which a short form may point back to a name."""
        content = {fold(w) for w in re.findall(r"\w+", name)} | set(also)
        return frozenset(content | {_SAME_WORD.get(w, w) for w in content})

    def pronoun(self, word: str, span: Span) -> Speaker | None:
        """Speaker that he, she, it or they stands for; the mention is the pronoun's own span."""
        if word in ("he", "she", "him", "her"):
            found = self.last_person
        elif word == "it":
            found = self.last_other or self.last_person
        else:
            found = self.last_plural or self.last_other or self.last_person
        return found.at(span) if found else None

    # -- resolving -------------------------------------------------------------------------------

    def resolve(
        self, first: int, last: int, apposition: Span | None = None, sure: bool = True, owner: bool = False
    ) -> Speaker | None:
        """Claimant that the noun phrase [first, last) means, None when it is no speaker.

        `apposition` are the token indices of words that describe it; `sure` tells that the verb is one
        that only speakers have, so that an unlisted noun ("a masked man") is taken for one.
        `owner` allows a possessive ("the army's count").
        """
        if first >= last or last - first > MAX_PHRASE:
            return None
        if last - first == 1 and self.tokens[first].folded in PRONOUNS:
            return self.pronoun(self.tokens[first].folded, self.span(first, last))
        if self.tokens[first].folded in ("neither", "no", "nobody", "none", "nothing"):
            return None
        if self.tokens[self.head(first, last)].folded in _TIMES:
            return None
        pointing = self._pointing(first, last)
        if pointing is not None:
            named = self._person_in_apposition(first, last, apposition)
            if named and apposition:  # "one of them, Ada Lind,"
                return self._drafted(named, first, apposition[1], self.span(first, last))
            return pointing[0].at(self.span(first, last)) if pointing else None
        last = self._without_office(first, last)
        whole = last
        last = self._without_paper(first, last)
        first = self._after_paper(first, last)
        dangling = self.possessive(last - 1) and last < len(self.tokens) and not self.capital(last - 1)
        if dangling and last == whole and not owner:
            return None
        both = self.tokens[first].folded == "both" and any(
            self.tokens[i].folded == "and" for i in range(first, last)
        )
        speaker = (
            (self._joint(first + 1, last) if both and last - first > 3 else None)
            or self._by_collective(first, last)
            or self._by_known_person(first, last)
            or self._office_holder(first, last, apposition)
            or self._by_seat(first, last)
            or self._by_known_group(first, last, apposition)
            or self._by_name(first, last, apposition)
            or self._by_short_form(first, last)
            or self._by_role(first, last, sure)
        )
        if speaker is None:
            return None
        return self._drafted(speaker, first, apposition[1] if apposition else last, self.span(first, last))

    def _drafted(self, speaker: Speaker, first: int, end: int, span: Span) -> Speaker:
        """The speaker mentioned at `span`, to be remembered by the words of [first, end) if it does speak."""
        self._drafts.append((speaker.at(span), first, end))
        return self._drafts[-1][0]

    def keep(self) -> None:
        """Remember the speakers resolved since the last `keep` or `drop`: they do speak, or are the topic."""
        for speaker, first, end in self._drafts:
            self.remember(speaker, first, end)
        self._drafts.clear()

    def drop(self) -> None:
        """Forget them: the words around them were no reporting clause."""
        self._drafts.clear()

    def _pointing(self, first: int, last: int) -> tuple[Speaker, ...] | None:
        """Speakers that words point back to: "his office", "one of them"; () when none is known.

        "Our reporter" is the article itself, so nobody else.
        """
        found = tuple(self.tokens[i].folded for i in range(first, last))
        if found[0] in ("our", "my"):
            return ()
        if found[0] in ("its", "their") and len(found) <= 4 and found[-1] in _ITS_VOICE:
            return (self.last_other,) if self.last_other else ()
        owned = found[0] in ("his", "her") and len(found) <= 4
        if owned and (found[-1] == "office" or found[-1] in _GROUP_NOUNS):
            return (self.last_person,) if self.last_person else ()
        if found in _OF_THEM or found[-2:] == ("of", "them"):
            return (self.last_plural,) if self.last_plural else ()
        return None

    def _without_office(self, first: int, last: int) -> int:
        """Leave out "press service" and the like: "the 24th Brigade's press service" is the brigade."""
        tail = tuple(self.tokens[i].folded for i in range(max(first, last - 2), last))
        return last - 2 if tail in _OFFICES and last - first > 2 else last

    def _without_paper(self, first: int, last: int) -> int:
        """Leave out the paper that carries the words: "the ministry's bulletin", "an army statement"."""
        if last - first < 2 or self.tokens[last - 1].folded not in _PAPERS:
            return last
        kind = self.words.roles.get(self.tokens[last - 2].folded, "")
        carried = self.possessive(last - 2) or (kind in _AUTHORS and not self.capital(last - 2))
        return last - 1 if carried and self.tokens[last - 2].folded not in _PAPERS else last

    def _after_paper(self, first: int, last: int) -> int:
        """The author of "statements from the army" and "a report by the ministry"."""
        for i in range(first + 1, min(first + 5, last - 1)):
            if self.tokens[i].folded in ("from", "by") and self.tokens[i - 1].folded in _PAPERS:
                return i + 1
        return first

    def _by_collective(self, first: int, last: int) -> Speaker | None:
        """A side or its force by a lone word: "the Norwegians", "the army" where only one has one."""
        while first < last - 1 and self.tokens[first].folded in ("the", "an", "a"):
            first += 1
        if self.tokens[first].folded == "country" and first < last - 1 and self.possessive(first):
            first += 1
        found = tuple(self.tokens[i].folded for i in range(first, last))
        while len(found) > 1 and found[-1] in _PAPERS:
            found = found[:-1]
        if len(found) > 3 and found[1] in ("for", "of") and found[0] in _SPEAKS_FOR:
            found = found[3:] if found[2] == "the" else found[2:]
        claimant = self._short.get(found)
        named = claimant and self.last_other and found[-1] in fold(self.last_other.name).split()
        if claimant is not None:
            other = self.last_other if named and self.last_other.name != claimant.name else None
            return other or self._from(claimant)
        word = self.tokens[first].folded
        if len(found) == 1 and word in self._terms:
            return self._terms[word]
        people = last - first == 1 and self.capital(first) and word.endswith("s")
        if people and (word in self.words.demonyms or self.side_in(first, last)):
            side = self.side_in(first, last)
            known = any(hit.last == last for hit in self.hits_in(first, last))
            if side and not known:
                return Speaker(self.raw(first), "unknown", side, plural=True)
        return None

    def _office_holder(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """The person named after an office: "the mayor of X, Y Z," is Y Z."""
        if apposition is None or self.tokens[self.head(first, last)].folded not in self.words.roles:
            return None
        return self._person_in_apposition(first, last, apposition)

    def _by_seat(self, first: int, last: int) -> Speaker | None:
        """A side's institution told by its capital: "the General Staff in Oslo"."""
        if last - first < 3 or self.tokens[last - 2].folded != "in":
            return None
        first += self.tokens[first].folded in DETERMINERS
        content = [self.tokens[i].folded for i in range(first, last - 2)]
        if content[-1] in _GENERIC:
            return None
        for side in self.conflict.sides:
            if self.tokens[last - 1].folded in (fold(name) for name in side.governments):
                claimant = next(
                    (c for a in side.adjectives[:1] if (c := self._by_alias.get((fold(a), *content)))), None
                )
                return self._from(claimant) if claimant else None
        return None

    def _from(self, claimant: Claimant) -> Speaker:
        plural = fold(claimant.name).endswith("s") and not claimant.person and claimant.kind != "media"
        return Speaker(
            claimant.name, claimant.kind, claimant.side, claimant.yardstick, claimant.person, plural
        )

    def _by_known_person(self, first: int, last: int) -> Speaker | None:
        for hit in reversed(self.hits_in(first, last)):
            if (
                self._anti(hit.first)
                or not hit.claimant.person
                or (self.possessive(hit.last - 1) and hit.last < last)
            ):
                continue
            if hit.first > first and self.tokens[hit.first - 1].folded in PREPOSITIONS:
                continue
            if hit.last - hit.first == 1 and not self._given_name_fits(hit, first):
                continue
            return self._from(hit.claimant)
        return None

    def _anti(self, i: int) -> bool:
        """Whether token `i` is the second half of "anti-X" or "ex-X"."""
        return i > 0 and self.tokens[i - 1].folded in ("anti", "non", "ex") and self.gap(i) == "-"

    def _given_name_fits(self, hit: Hit, first: int) -> bool:
        """Whether a given name before a known surname is that person's."""
        i = hit.first - 1
        if i < first or not self.capital(i) or self.gap(hit.first).strip():
            return True
        word = self.tokens[i].folded
        lists = self.words
        known = word in lists.titles or word in lists.roles or word in lists.demonyms or word in DETERMINERS
        other = known or self._ordinary(word) or word in lists.institutions or word in lists.capitals
        if word not in lists.given_names and (other or self.possessive(i) or self.side_in(i, i + 1)):
            return True
        return distance(word, fold(hit.claimant.name.split()[0]), 2) <= 2

    def _by_known_group(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        hits = [h for h in self.hits_in(first, last) if not h.claimant.person and not self._anti(h.first)]
        if not hits:
            return None
        hit = hits[-1]
        if len(hits) > 1 and any(self.tokens[i].folded == "and" for i in range(hits[0].last, hit.first)):
            joined = hits[0].last == hits[0].first or hits[0].first <= first + 1
            if joined and not self.possessive(hits[0].last - 1):
                return self._from(hits[0].claimant)
        b = hit.first - 1
        if b - 1 > first and self.tokens[b].folded == "the":
            b -= 1  # "General Lind of the army"
        before = self.tokens[b].folded if hit.first > first else ""
        if hit.last == last and before == "and" and hit.first - 2 >= first:
            return self._joint(first, last)
        if hit.last == last and before not in PREPOSITIONS:
            if before and hit.last - hit.first == 1 and self._inside_name(hit.first, first):
                return None
            return self._from(hit.claimant)
        if hit.last == last:
            heads = {self.tokens[i].folded for i in range(first, hit.first)}
            if heads & (_SPEAKS_FOR - {"officials"}) and "in" not in heads:
                return self._from(hit.claimant)
            return None
        rest = {self.tokens[i].folded for i in range(hit.last, last)}
        if self._person_run(first, last)[0] < last:
            return None
        others = hit.claimant.kind == "government" and "officials" in rest
        others = others or (
            hit.claimant.kind in _FIGHTERS and "analysts" in rest
        )  # "Norwegian military analysts"
        if rest <= _SPEAKS_FOR | {"a", "its"} and not others:
            return self._from(hit.claimant)
        if (
            hits[0].first == first
            and hits[0].last < last
            and self.tokens[hits[0].last].folded in ("and", "or")
        ):
            return self._joint(first, last)
        return None

    def _inside_name(self, at: int, first: int) -> bool:
        """Whether the word before token `at` belongs to one longer name with it."""
        word = self.tokens[at - 1].folded
        return (
            self.capital(at - 1)
            and not self.gap(at).strip()
            and word not in self.words.titles
            and word not in self.words.demonyms
            and word not in self.words.roles
            and word not in DETERMINERS
            and at - 1 >= first
            and self.tokens[at - 1].folded not in self.words.common
        )

    def _joint(self, first: int, last: int) -> Speaker:
        name = self._described(first, last)
        return Speaker(name, self.kind_in(first, last) or "unknown", "", plural=True)

    def _person_run(self, first: int, last: int) -> Span:
        """Token indices of the capitalised run that ends [first, last), titles stripped; empty if none."""
        i = last
        while i > first and (self.capital(i - 1) or (self.tokens[i - 1].folded in PARTICLES and i < last)):
            if i < last and self.gap(i).strip(" -\u2010\u2011.'’‘ʼ`\u00a0"):
                break
            if i < last and self.possessive(i - 1):
                break
            i -= 1
        while i < last and self.tokens[i].folded in PARTICLES and not self.capital(i):
            i += 1
        for k in range(last - 1, i - 1, -1):
            word = self.tokens[k].folded
            if word in self.words.titles or word in self.words.demonyms or word in DETERMINERS:
                return k + 1, last
            if word in self.words.roles and k < last - 1 and word not in self.words.given_names:
                return k + 1, last
        return i, last

    def _by_name(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """Someone or something that no list names."""
        stop = self.head(first, last) + 1
        if stop < last and self.capital(stop - 1) and self._named_head(first, stop):
            return self._by_name(first, stop, apposition or (stop, last))
        start, end = self._person_run(first, last)
        if start >= end or self._described_by_office(first, stop, start):
            return self._person_in_apposition(first, last, apposition)
        if self._led(start, first) and not self._after_of(start, first):
            return self._person_in_apposition(first, last, apposition)
        words = [self.tokens[i].folded for i in range(start, end)]
        described = self._description(first, start, last, apposition)
        if any(w in self.words.institutions for w in words) or self._after_of(start, first):
            return self._institution(first, last, start, apposition)
        name = _one_line(self.text[self.tokens[start].start : self.tokens[end - 1].end])
        titled = start > first and (
            self.tokens[start - 1].folded in self.words.titles | {"named", "called"}
            or self.tokens[start - 1].folded in self.words.roles
        )
        if len(words) == 1:
            return self._by_single_name(words[0], name, titled, described, first, start)
        seen = self.seen.get(fold(name)) or self._same_person(words)
        if seen:
            return seen
        definite = start > first and self.tokens[start - 1].folded in DETERMINERS
        if definite and words[0] not in self.words.given_names and not titled:
            return self._institution(first, last, start, apposition)
        kind, side = described
        return Speaker(_cased(name), kind or "unknown", side, person=True)

    def _described_by_office(self, first: int, stop: int, start: int) -> bool:
        """Whether a person without a name speaks: "a gunner of the 9th Brigade" is not the brigade."""
        word = self.tokens[stop - 1].folded
        lower = not self.capital(stop - 1) or stop - 1 == first
        return stop <= start and lower and word in self.words.roles and word not in _SPEAKS_FOR | _NO_PERSON

    def _named_head(self, first: int, stop: int) -> bool:
        """Whether [first, stop) ends with a person's name of two words: "Governor Ada Lind" of somewhere."""
        start, end = self._person_run(first, stop)
        names = [self.tokens[i].folded for i in range(start, end)]
        if len(names) < 2 or any(w in self.words.institutions or w in self.words.roles for w in names):
            return False
        ordinary = any(self._ordinary(w) or w in self.words.demonyms for w in names)
        return start > first or names[0] in self.words.given_names or not ordinary

    def _by_single_name(
        self, word: str, name: str, titled: bool, described: tuple[str, str], first: int, start: int
    ) -> Speaker | None:
        seen = self.seen.get(word) or self._near_name(word)
        if seen:
            return seen
        kind, side = described
        if titled or (word in self.words.given_names and start == first):
            return Speaker(_cased(name), kind or ("witness" if not titled else "unknown"), side, person=True)
        definite = start > first and self.tokens[start - 1].folded == "the"
        if self._ordinary(word) and not name.isupper():
            return None
        if word in self.words.capitals:
            return Speaker(name, "government", side)
        if start > first and not definite:
            return None
        return self._acronym(name) or Speaker(name, kind or "unknown", side)

    def _ordinary(self, word: str) -> bool:
        """Whether the word is an ordinary noun, which only its place at the beginning made a capital."""
        return bool({word, word.removesuffix("s"), word.removesuffix("es")} & self.words.common) or (
            word in self.words.roles
        )

    def _acronym(self, name: str) -> Speaker | None:
        """A remembered institution whose initials the name is."""
        if not (name.isupper() and 2 <= len(name) <= 8):
            return None
        for speaker, _ in reversed(self._recent):
            initials = "".join(w[0] for w in re.findall(r"\w+", speaker.name) if w[0].isupper())
            if initials == name or (len(name) > 2 and initials.endswith(name)):
                return speaker
        return None

    def _led(self, start: int, first: int) -> bool:
        """Whether a preposition stands before the name, which then is not who speaks."""
        i = start - 1
        while i > first and self.tokens[i].folded in DETERMINERS:
            i -= 1
        return i > first and self.tokens[i].folded in PREPOSITIONS

    def _after_of(self, start: int, first: int) -> bool:
        """Whether the run is the tail of "Institute for the Study of War"."""
        i = start - 1
        while i > first and self.tokens[i].folded in DETERMINERS:
            i -= 1
        if i <= first or self.tokens[i].folded not in ("of", "for", "on", "against"):
            return False
        return self.capital(i - 1) and self.tokens[i - 1].folded in self.words.institutions | {"study"}

    def _institution(self, first: int, last: int, start: int, apposition: Span | None) -> Speaker | None:
        """An unlisted institution: the whole capitalised phrase, "of" and "for" inside it included."""
        short = self._by_short_form(first, last)
        if short:
            return short
        i = start
        while i > first:
            word = self.tokens[i - 1].folded
            inner = (
                word in ("of", "for", "and", "the", "on", "against")
                and i - 2 >= first
                and self.capital(i - 2)
            )
            if inner and word == "the":
                inner = self.tokens[i - 2].folded in ("of", "for")
            ordinal = word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th"))
            if not (self.capital(i - 1) and word not in DETERMINERS) and not inner and not ordinal:
                break
            if self.gap(i).strip("-–'’s \u00a0&."):
                break
            i -= 1
        name = _one_line(self.text[self.tokens[i].start : self.tokens[last - 1].end])[:MAX_NAME]
        head = {self.tokens[k].folded for k in range(i, last)}
        kind = "media" if head & self.words.media and not head & {"service", "ministry"} else ""
        kind = kind or self.kind_in(first, apposition[1] if apposition else last)
        return Speaker(name, kind or "unknown", self.side_in(first, last))

    def _person_in_apposition(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """Take "the commander of the X, Major General Y Z," for Y Z."""
        if not apposition:
            return None
        end = apposition[0]
        while (
            end < apposition[1]
            and end - apposition[0] < 8
            and (self.capital(end) or self.tokens[end].folded in self.words.titles | PARTICLES)
        ):
            if end > apposition[0] and self.gap(end).strip(" -.\u00a0'’"):
                break
            end += 1
        known = self._by_known_person(apposition[0], end)
        if known:
            return known
        start, stop = self._person_run(apposition[0], end)
        words = [self.tokens[i].folded for i in range(start, stop)]
        single = len(words) == 1 and (words[0] in self.words.given_names or words[0] in self.seen)
        if (len(words) < 2 and not single) or any(w in self.words.institutions for w in words):
            return None
        name = _one_line(self.text[self.tokens[start].start : self.tokens[stop - 1].end])
        kind = self.kind_in(first, first + 1) if last - first == 1 else self.kind_in(first, last)
        return self.seen.get(fold(name)) or Speaker(
            name, kind or "unknown", self.side_in(first, start), person=True
        )

    def _description(self, first: int, start: int, last: int, apposition: Span | None) -> tuple[str, str]:
        """Kind and side that the words before and after a name tell."""
        kind, side = self.kind_in(first, start), self.side_in(first, start)
        if apposition:
            stop = min(apposition[1], apposition[0] + DESCRIPTION)
            kind = kind or self.kind_in(apposition[0], stop)
            side = side or self.side_in(apposition[0], stop)
        if any(self.tokens[i].folded in self.words.ranks for i in range(first, start)):
            kind = kind or "military"
        return kind, side

    def _same_person(self, words: Sequence[str]) -> Speaker | None:
        """A person met before, or a listed one, whose given name and surname are spelt almost so."""
        near = self._near_name(words[-1]) or self._listed_near(words[-1])
        if near and len(near.name.split()) > 1 and distance(words[0], fold(near.name.split()[0]), 2) <= 2:
            return near
        return None

    def _listed_near(self, word: str) -> Speaker | None:
        """A listed person whose surname is nearly `word`; a given name must confirm it."""
        key = nearest(word, self._surnames)
        return self._from(self._surnames[key]) if key else None

    def _near_name(self, word: str) -> Speaker | None:
        """A person whose surname is `word`, or `word` with a slip of the pen."""
        if word not in self._near:
            known = self._surnames
            self._near[word] = word if word in self.seen or word in known else self._slip(word, known)
        key = self._near[word]
        if key is None:
            if self.seen:  # people met since may be meant
                key = nearest(word, self._latest)
            if key is None:
                return None
        return self.seen.get(key) or (self._from(self._surnames[key]) if key in self._surnames else None)

    def _slip(self, word: str, known: Iterable[str]) -> str | None:
        """The surname that `word` misspells: of somebody met here, or a long one of somebody listed."""
        near = nearest(word, self._latest)
        if near or len(word) < NEAR_LONG_SURNAME:
            return near
        near = nearest(word, known)
        return near if near and distance(word, near, 1) == 1 else None

    def _by_short_form(self, first: int, last: int) -> Speaker | None:
        """A remembered speaker that "the ministry", "the think tank" or "the Defence Ministry" stands for."""
        definite = self.tokens[first].folded in ("the", "this", "that")
        if definite and first + 1 < last and self.tokens[first + 1].folded == "same":
            first += 1
        owner = next((i for i in range(first, last - 1) if self.possessive(i)), -1)
        if definite and owner > first and {t.folded for t in self.tokens[owner + 1 : last]} <= _SPEAKS_FOR:
            last = owner + 1
        content = [self.tokens[i].folded for i in range(first + definite, last)]
        if not content or any(w in PREPOSITIONS or w in _COUNTS or w in DETERMINERS for w in content):
            return None
        if not definite and not self._bare_allowed(first, last):
            return None
        head = content[-1]
        if head not in self.words.roles and head not in self.words.institutions:
            return None
        if any(self.possessive(i) and not self.capital(i) for i in range(first, last - 1)):
            return None  # "the town's council" is no council met before
        wanted = {_SAME_WORD.get(w, w) for w in content}
        owner = next((self.tokens[i].folded for i in range(first, last - 1) if self.possessive(i)), "")
        for speaker, known in reversed(self._recent):
            if owner and owner not in fold(speaker.name):
                continue  # "Norway's army" is no other army that spoke of Norway
            if wanted <= known and not (
                speaker.person and head in self.words.institutions - self.words.titles
            ):
                return speaker
        if owner:
            return None
        return (
            self._by_home(content)
            or self._by_sort(head, len(content))
            or (self._by_group_met(first) if definite and head in _ARMED_NOUNS else None)
        )

    def _by_group_met(self, first: int) -> Speaker | None:
        """The only armed group named shortly before token `first`: "Aa took Osk. The group said ..."."""
        found: dict[str, Claimant] = {}
        for k in range(bisect_left(self._hit_starts, first) - 1, -1, -1):
            hit = self.hits[k]
            if first - hit.first > NEAR_GROUP:
                break
            if hit.claimant.kind == "armed_group" and not hit.claimant.person:
                found[hit.claimant.name] = hit.claimant
        return self._from(next(iter(found.values()))) if len(found) == 1 else None

    def _by_home(self, content: Sequence[str]) -> Speaker | None:
        """The home side's own "Defence Ministry" in a text that is published by or dated from that side."""
        if not self.home or len(content) < 2:
            return None
        for adjective in self.home.adjectives[:1]:
            claimant = self._by_alias.get((fold(adjective), *content))
            if claimant:
                return self._from(claimant)
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
        dateline = _DATELINE.search(self.text[:DATELINE_CHARS])
        for side in self.conflict.sides if dateline else ():
            if fold(dateline[1]) in (fold(name) for name in side.governments):
                return side
        return None

    def _bare_allowed(self, first: int, last: int) -> bool:
        """Whether a phrase without "the" may point back: headlines leave it out, plurals never point."""
        return last - first <= 2 and not self.tokens[last - 1].folded.endswith("s")

    def _by_sort(self, head: str, length: int) -> Speaker | None:
        """The last speaker of the sort that a lone noun names: "the warlord", "the report"."""
        kind = self.words.roles.get(head, "")
        if head in _GROUP_NOUNS and length <= 2:
            return next((s for s, _ in reversed(self._recent) if not s.person and s.kind == kind), None)
        if length > 1:
            return None
        for speaker, _ in reversed(self._recent):
            if not speaker.person and fold(speaker.name).split()[-1] == head:
                return speaker
        if head in _PAPERS:
            return next((s for s, _ in reversed(self._recent) if not s.person), None)
        if head in self.words.institutions - self.words.titles:
            return None  # "the brigade" is nobody's surname
        if head in _GENERIC or head in self.words.titles or kind in _FIGHTERS:
            wanted = _FIGHTERS if kind in _FIGHTERS else (kind,)
            return next((s for s, _ in reversed(self._recent) if s.person and s.kind in wanted), None)
        return None

    def _by_role(self, first: int, last: int, sure: bool) -> Speaker | None:
        """A speaker known by description only: "local residents", "a spokesman for the 110th brigade"."""
        head = self.head(first, last)
        word = self.tokens[head].folded
        if last - first == 1 and word.endswith("s") and word in self.words.demonyms and self.capital(first):
            return Speaker(self.raw(first), "unknown", self.side_in(first, last), plural=True)
        listed = word in self.words.roles
        lone = last - first == 1 or word.isdigit() or word in _COUNTS
        if not listed and (
            not sure or lone or self.tokens[first].folded not in ("a", "an", "another", "two", "one")
        ):
            return None
        if not listed and not self._ordinary(word):
            return None
        following = self.tokens[head + 1].folded if head + 1 < last else ""
        described = following.endswith(("ing", "ed")) or following in ("who", "whose")
        end = head + 1 if described else last  # "commander reached by telephone"
        name = self._described(first, end)
        if not name:
            return None
        plural = word.endswith("s") or word in ("people", "police", "men", "women", "troops")
        kind, side = self.kind_in(first, last) or "unknown", self.side_in(first, last)
        joint = any(self.tokens[i].folded == "and" for i in range(first, last))
        return Speaker(name, kind, "" if joint else side, plural=plural)

    def head(self, first: int, last: int) -> int:
        """Index of the head noun: the word before the first preposition or participle, else the last word."""
        for i in range(first + 1, last):
            word = self.tokens[i].folded
            if word.endswith("ing") and i + 1 < last and self.tokens[i + 1].folded in self.words.roles:
                continue  # "peacekeeping experts"
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
            self.tokens[first].folded in DETERMINERS | _COUNTS or self.tokens[first].folded.isdigit()
        ):
            first += 1
        name = _one_line(self.text[self.tokens[first].start : self.tokens[last - 1].end])[:MAX_NAME].strip()
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


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _cased(name: str) -> str:
    """A person's name that is written all in capitals, as a name."""
    return name.title() if name.isupper() and len(name) > 4 else name


def distance(a: str, b: str, limit: int) -> int:
    """Edit distance (one swap of neighbours counts once), or `limit + 1` when it is more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before, row = [], list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that `word` misspells: same first letter, one slip, two in a long name. None if none fits."""
    limit = 0 if len(word) < NEAR_SURNAME else 1 if len(word) < NEAR_LONG_SURNAME else 2
    if not limit:
        return None
    best: tuple[int, str] | None = None
    for name in names:
        if name[0] == word[0] and abs(len(name) - len(word)) <= limit and " " not in name:
            d = distance(word, name, limit)
            if d <= limit and (best is None or d < best[0]):
                best = (d, name)
    return best[1] if best else None
