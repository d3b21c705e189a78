"""Speakers by name: people with their titles and offices, institutions that no list has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.shortforms import ShortForms
from geo.speakers import (
    DESCRIPTION,
    DETERMINERS,
    DUTIES,
    MAX_NAME,
    NO_PERSON,
    PARTICLES,
    PREPOSITIONS,
    SPEAKS_FOR,
    Hit,
    Speaker,
    one_line,
)
from geo.spelling import NEAR_LONG_SURNAME, distance, nearest
from geo.text import Span, fold

#: What opens words about something else beside a name.
_TURNS = frozenset(
    {"after", "as", "when", "while", "before", "since", "until", "following", "amid", "despite", "during",
     "citing", "referring", "adding", "speaking", "but", "although", "though", "because", "if", "where"}
)  # fmt: skip
#: Offices that are a government's, for whomever they speak.
_CIVIL = frozenset(
    {"envoy", "ambassador", "diplomat", "minister", "governor", "mayor", "senator", "lawmaker"}
)


class NameForms(ShortForms):
    """People and institutions named in the text."""

    def _by_known_person(self, first: int, last: int) -> Speaker | None:
        for hit in reversed(self.hits_in(first, last)):
            if (
                self._anti(hit.first)
                or not hit.claimant.person
                or (self.possessive(hit.last - 1) and hit.last < last)
            ):
                continue
            lead = hit.first
            while lead - 1 > first and self.tokens[lead - 1].folded in self.words.titles:
                lead -= 1  # "an adviser of President Lind" is not the president
            if lead > first and self.tokens[lead - 1].folded in PREPOSITIONS | {"to"}:
                continue
            if hit.last - hit.first == 1 and not self._given_name_fits(hit, first):
                continue
            return self.speaker_of(hit.claimant)
        return None

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

    def _office_holder(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """The person named after an office: "the mayor of X, Y Z," is Y Z."""
        if apposition is None or self.tokens[self.head(first, last)].folded not in self.words.roles:
            return None
        return self._person_in_apposition(first, last, apposition)

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
            surname = k == last - 1 > i and not self._qualifies(k - 1)  # "Ada Danish"
            people = word in self.words.demonyms and not surname
            if word in self.words.titles or people or word in DETERMINERS:
                return k + 1, last
            if word in self.words.roles and k < last - 1 and word not in self.words.given_names:
                return k + 1, last
        return i, last

    def _qualifies(self, i: int) -> bool:
        """Whether token `i` before a name is a title, a role, a people or an article, and no given name."""
        word, lists = self.tokens[i].folded, self.words
        known = word in lists.titles or word in lists.roles or word in lists.demonyms or word in DETERMINERS
        return (known or word in lists.institutions or self._ordinary(word)) and word not in lists.given_names

    def _by_name(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """Someone or something that no list names."""
        stop = self.head(first, last) + 1
        if stop < last and self.capital(stop - 1) and self._named_head(first, stop):
            return self._by_name(first, stop, (stop, apposition[1] if apposition else last))
        start, end = self._person_run(first, last)
        if start >= end or self._described_by_office(first, stop, start):
            return self._person_in_apposition(first, last, apposition)
        if self._led(start, first) and not self._after_of(start, first):
            return self._person_in_apposition(first, last, apposition)
        words = [self.tokens[i].folded for i in range(start, end)]
        described = self._description(first, start, last, apposition)
        if any(w in self.words.institutions for w in words) or self._after_of(start, first):
            return self._institution(first, last, start, apposition)
        name = one_line(self.text[self.tokens[start].start : self.tokens[end - 1].end])
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
        return stop <= start and lower and word in self.words.roles and word not in SPEAKS_FOR | NO_PERSON

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
        seen = self.seen.get(word) or self._near_name(word) or self._by_middle_name(word)
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

    def _by_middle_name(self, word: str) -> Speaker | None:
        """The only person met whose middle name stands alone: "Ada Lind Berg ... Lind said"."""
        if word in self.words.given_names or word in self.words.common:
            return None
        found = {s.name: s for s in self.seen.values() if word in fold(s.name).split()[1:-1]}
        return next(iter(found.values())) if len(found) == 1 else None

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
        name = one_line(self.text[self.tokens[i].start : self.tokens[last - 1].end])[:MAX_NAME]
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
        if end > apposition[0] and self.possessive(end - 1):
            return None  # "residents of Osk, Lind's stronghold,"
        known = self._by_known_person(apposition[0], end)
        if known:
            return known
        start, stop = self._person_run(apposition[0], end)
        words = [self.tokens[i].folded for i in range(start, stop)]
        single = len(words) == 1 and (words[0] in self.words.given_names or words[0] in self.seen)
        if (len(words) < 2 and not single) or any(w in self.words.institutions for w in words):
            return None
        name = one_line(self.text[self.tokens[start].start : self.tokens[stop - 1].end])
        kind = self.kind_in(first, first + 1) if last - first == 1 else self.kind_in(first, last)
        return self.seen.get(fold(name)) or Speaker(
            name, kind or "unknown", self.side_in(first, start), person=True
        )

    def _description(self, first: int, start: int, last: int, apposition: Span | None) -> tuple[str, str]:
        """Kind and side that the words before and after a name tell."""
        kind, side = self.kind_in(first, start), self.side_in(first, start)
        if apposition and self._tells_what(apposition):
            stop = self._description_end(apposition)
            head = next((i for i in range(*apposition) if self.tokens[i].folded in PREPOSITIONS), stop)
            civil = any(self.tokens[i].folded in _CIVIL for i in range(apposition[0], min(head, stop)))
            kind = kind or ("government" if civil else "")  # "the envoy for the coalition"
            kind = kind or self.kind_in(apposition[0], stop)
            side = side or self.side_in(apposition[0], stop)
        if any(self.tokens[i].folded in self.words.ranks for i in range(first, start)):
            kind = kind or "military"
        return kind, side

    def _description_end(self, apposition: Span) -> int:
        """Where words that describe end: before what happened meanwhile, ", after the rebels took Osk"."""
        stop = min(apposition[1], apposition[0] + DESCRIPTION)
        turns = (
            i
            for i in range(apposition[0] + 1, stop)
            if "," in self.gap(i) and (self.tokens[i].folded in _TURNS or not self._tells_what((i, stop)))
        )
        return next(turns, stop)

    def _tells_what(self, apposition: Span) -> bool:
        """Whether words beside a name say what the person is: not "who had resettled people"."""
        first = apposition[0]
        if self.tokens[first].folded in _TURNS:
            return False
        if self.tokens[first].folded != "who":
            return True
        return any(self.tokens[i].folded in DUTIES for i in range(first + 1, min(first + 4, apposition[1])))

    def _same_person(self, words: Sequence[str]) -> Speaker | None:
        """A person met before, or a listed one, whose given name and surname are spelt almost so."""
        near = self._near_name(words[-1]) or self._listed_near(words[-1])
        if near and len(near.name.split()) > 1 and distance(words[0], fold(near.name.split()[0]), 2) <= 2:
            return near
        return None

    def _listed_near(self, word: str) -> Speaker | None:
        """A listed person whose surname is nearly `word`; a given name must confirm it."""
        key = nearest(word, self._surnames)
        return self.speaker_of(self._surnames[key]) if key else None

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
        return self.seen.get(key) or (self.speaker_of(self._surnames[key]) if key in self._surnames else None)

    def _slip(self, word: str, known: Iterable[str]) -> str | None:
        """The surname that `word` misspells: of somebody met here, or a long one of somebody listed."""
        near = nearest(word, self._latest)
        if near or len(word) < NEAR_LONG_SURNAME:
            return near
        near = nearest(word, known)
        return near if near and distance(word, near, 1) == 1 else None


def _cased(name: str) -> str:
    """A person's name that is written all in capitals, as a name."""
    return name.title() if name.isupper() and len(name) > 4 else name
