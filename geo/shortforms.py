"""Speakers by what points back to them: "he", "the ministry", "the group", "its bulletin"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from geo.conflicts import Claimant
from geo.speakers import (
    ARMED_NOUNS,
    AUTHORS,
    COUNTS,
    DETERMINERS,
    FIGHTERS,
    GENERIC,
    GROUP_NOUNS,
    ITS_VOICE,
    MAX_PHRASE,
    NEAR_GROUP,
    NO_PERSON,
    OF_THEM,
    PAPERS,
    PREPOSITIONS,
    SAME_WORD,
    SPEAKS_FOR,
    UNKNOWN,
    Roster,
    Speaker,
)
from geo.text import Span, fold, phrase_key
from geo.wordlists import pairs

#: Who heads those spoken of: "its founder said" is the group's word.
OWN_CHIEFS = frozenset({"head", "chief", "boss", "leader", "leaders", "founder", "commander", "commanders"})

#: Words for whose a body is.
PARTISAN = frozenset(
    {"government", "opposition", "insurgent", "separatist", "loyalist", "federal", "junta", "regime"}
)

#: Kinds of those who tell of a war and do not fight it.
OBSERVING = frozenset({"analyst", "media", "witness"})


class ShortForms(Roster):
    """Short forms of speakers that the text or the conflict's file has."""

    def pronoun(self, word: str, span: Span) -> Speaker | None:
        """Speaker that he, she, it or they stands for; the mention is the pronoun's own span."""
        if word in ("he", "she", "him", "her"):
            found = self.last_person
        elif word == "it":
            found = self.last_other or self.last_person
        else:
            found = self.last_plural or self.last_other or self.last_person
            voice = self.last_voice
            spoke = (
                voice is not None
                and found is not None
                and voice.name != found.name
                and voice is self.last_other
            )
            if spoke and found is self.last_plural and found.kind in FIGHTERS and voice.kind in AUTHORS:
                found = UNKNOWN  # "The rebels shelled P, the army said. They said": either of the two
        return found.at(span) if found else None

    def _pointing(self, first: int, last: int) -> tuple[Speaker, ...] | None:
        """Speakers that words point back to: "his office", "one of them"; () when none is known.

        "Our reporter" is the article itself, so nobody else.
        """
        found = tuple(self.tokens[i].folded for i in range(first, last))
        if found[0] in ("our", "my"):
            return ()
        if found[0] in ("its", "their") and len(found) <= 4 and found[-1] in ITS_VOICE | OWN_CHIEFS:
            if self.last_other:
                return (self.last_other,)
            if found[-1] in PAPERS:
                return ()
            return (Speaker(found[-1], "unknown", person=True),)
        owned = found[0] in ("his", "her") and len(found) <= 4
        if owned and (found[-1] == "office" or found[-1] in GROUP_NOUNS):
            return (self.last_person,) if self.last_person else ()
        if found == ("another",) and self._recent and self._recent[-1][0].name.islower():
            return (self._recent[-1][0],)  # "a nurse said. Another recalled"
        if found in OF_THEM or found[-2:] == ("of", "them"):
            return (self.last_plural,) if self.last_plural else ()
        return None

    def _by_collective(self, first: int, last: int) -> Speaker | None:
        """A side or its force by a lone word: "the Norwegians", "the army" where only one has one."""
        while first < last - 1 and self.tokens[first].folded in ("the", "an", "a"):
            first += 1
        if self.tokens[first].folded == "country" and first < last - 1 and self.possessive(first):
            first += 1
        found = tuple(self.tokens[i].folded for i in range(first, last))
        while len(found) > 1 and found[-1] in PAPERS:
            found = found[:-1]
        if len(found) > 3 and found[1] in ("for", "of") and found[0] in SPEAKS_FOR:
            found = found[3:] if found[2] == "the" else found[2:]
        claimant = self._short.get(found)
        named = claimant and self.last_other and found[-1] in fold(self.last_other.name).split()
        if claimant is not None:
            if claimant.kind == "military" and (foreign := self._foreign_force(first)):
                return Speaker(f"{foreign} {found[-1]}", "military")
            other = self.last_other if named and self.last_other.name != claimant.name else None
            return other or self.speaker_of(claimant)
        word = self.tokens[first].folded
        if len(found) == 1 and word in self._terms:
            return self._terms[word]
        people = last - first == 1 and self.capital(first) and word.endswith("s")
        people = people and word not in self.words.roles
        if people and (word in self.words.demonyms or self.side_in(first, last)):
            side = self.side_in(first, last)
            known = any(hit.last == last for hit in self.hits_in(first, last))
            if side and not known:
                return Speaker(self.raw(first), "unknown", side, plural=True)
        return None

    def _by_country(self, first: int, last: int) -> Speaker | None:
        """The government of a country by the country's name alone: "Norway says it has taken Osk"."""
        first += self.tokens[first].folded == "the" and last - first > 1
        if not self.capital(first) or last - first > 5 or self.hits_in(first, last):
            return None
        words = [self.tokens[i].folded for i in range(first, last)]
        code = pairs("countries").get(" ".join(words))
        ours = any(code in side.countries for side in self.conflict.sides)
        if not code or words[-1] in self.seen or (words[0] in self.words.given_names and not ours):
            return None  # "Georgia said" may be a woman's word
        people = next((word for word, of in pairs("demonyms").items() if of == code), "")
        for side in self.conflict.sides:
            if side.countries == (code,) and people and people in fold(side.government):
                known = self._by_alias.get(phrase_key(side.government))
                return self.speaker_of(known) if known else Speaker(side.government, "government", side.id)
        return Speaker(f"{people.title()} government", "government") if people else None

    def _foreign_force(self, first: int) -> str:
        """The people of no side whose forces begin the sentence: "Danish jets hit Osk, the army said"."""
        i = first
        while i > 0 and first - i < MAX_PHRASE and not any(c in ".!?\n" for c in self.gap(i)):
            i -= 1
        word = self.tokens[i]
        people = word.folded in self.words.demonyms and self.capital(i) and not self.side_in(i, i + 1)
        return self.raw(i) if people and i + 1 < first and not self.capital(i + 1) else ""

    def _by_seat(self, first: int, last: int) -> Speaker | None:
        """A side's institution told by its capital: "the General Staff in Oslo"."""
        if last - first < 3 or self.tokens[last - 2].folded != "in":
            return None
        first += self.tokens[first].folded in DETERMINERS
        content = [self.tokens[i].folded for i in range(first, last - 2)]
        if not content or content[-1] in GENERIC:
            return None
        for side in self.conflict.sides:
            if self.tokens[last - 1].folded in (fold(name) for name in side.governments):
                claimant = next(
                    (c for a in side.adjectives[:1] if (c := self._by_alias.get((fold(a), *content)))), None
                )
                return self.speaker_of(claimant) if claimant else None
        return None

    def _by_short_form(self, first: int, last: int) -> Speaker | None:
        """A remembered speaker that "the ministry", "the think tank" or "the Defence Ministry" stands for."""
        definite = self.tokens[first].folded in ("the", "this", "that")
        if definite and first + 1 < last and self.tokens[first + 1].folded == "same":
            first += 1
        owner = next((i for i in range(first, last - 1) if self.possessive(i)), -1)
        if definite and owner > first and {t.folded for t in self.tokens[owner + 1 : last]} <= SPEAKS_FOR:
            last = owner + 1
        content = [self.tokens[i].folded for i in range(first + definite, last)]
        based = "based" in content[1:-1]  # "the Oslo-based group"
        if based:
            content = content[content.index("based") + 1 :]
        if not content or any(w in PREPOSITIONS or w in COUNTS or w in DETERMINERS for w in content):
            return None
        if not definite and not self._bare_allowed(first, last):
            return None
        head = content[-1]
        if head not in self.words.roles and head not in self.words.institutions:
            return None
        if any(self.possessive(i) and not self.capital(i) for i in range(first, last - 1)):
            return None  # "the town's council" is no council met before
        wanted = {SAME_WORD.get(w, w) for w in content}
        owner = next((self.tokens[i].folded for i in range(first, last - 1) if self.possessive(i)), "")
        for speaker, known in reversed(self._recent):
            if owner and owner not in fold(speaker.name):
                continue  # "Norway's army" is no other army that spoke of Norway
            if wanted <= known and not (
                speaker.person and head in self.words.institutions - self.words.titles
            ):
                return self._one_of(speaker, wanted)
        if owner:
            return None
        whose = [i for i in range(first + definite, last - 1) if self.capital(i)]
        if any(self.tokens[i].folded in self.words.demonyms for i in whose):
            return self._by_home(content)  # "the Danish army" is not the army that spoke before
        partisan = content[0] in PARTISAN or (content[0] == "rebel" and head == "army")
        if partisan and len(content) > 1:
            return self._by_home(content)  # "the rebel army" is not the army that spoke before
        told = next((k for w in content[:-1] if (k := self.words.roles.get(w, "")) in OBSERVING), "")
        told = "analyst" if based and content == ["group"] else told  # who watches a war from elsewhere
        return (
            self._by_home(content)
            or self._by_sort(head, len(content), told)
            or (self._by_group_met(first) if definite and self._armed(content) and not told else None)
        )

    def _armed(self, content: Sequence[str]) -> bool:
        """Whether a short form is of an armed group: "the group", "the ethnic alliance"."""
        fights = content[-1] in ("alliance", "coalition") and content[0] in ("ethnic", "rebel", "armed")
        return content[-1] in ARMED_NOUNS or fights

    def _one_of(self, speaker: Speaker, wanted: set[str]) -> Speaker:
        """The one of "the ministry and residents" that words point back to, else the speaker."""
        parts = speaker.name.split(" and ") if speaker.plural else ()
        for part in parts if len(parts) > 1 else ():
            words = [fold(w).removesuffix("'s") for w in part.split()]
            if wanted <= {SAME_WORD.get(w, w) for w in words}:
                kind = next((k for w in reversed(words) if (k := self.words.roles.get(w))), speaker.kind)
                return replace(speaker, name=part, kind=kind, plural=words[-1].endswith("s"))
        return speaker

    def _by_group_met(self, first: int) -> Speaker | None:
        """The only armed group named shortly before token `first`: "Aa took Osk. The group said ..."."""
        found: dict[str, Claimant] = {}
        for k in range(bisect_left(self._hit_starts, first) - 1, -1, -1):
            hit = self.hits[k]
            if first - hit.first > NEAR_GROUP:
                break
            if hit.claimant.kind == "armed_group" and not hit.claimant.person:
                found[hit.claimant.name] = hit.claimant
        return self.speaker_of(next(iter(found.values()))) if len(found) == 1 else None

    def _by_home(self, content: Sequence[str]) -> Speaker | None:
        """The home side's own "Defence Ministry" in a text that is published by or dated from that side."""
        if not self.home or len(content) < 2:
            return None
        for adjective in self.home.adjectives[:1]:
            claimant = self._by_alias.get((fold(adjective), *content))
            if claimant:
                return self.speaker_of(claimant)
        return None

    def _bare_allowed(self, first: int, last: int) -> bool:
        """Whether a phrase without "the" may point back: headlines leave it out, plurals never point."""
        return last - first <= 2 and not self.tokens[last - 1].folded.endswith("s")

    def _by_sort(self, head: str, length: int, told: str = "") -> Speaker | None:
        """The last speaker of the sort that a lone noun names: "the warlord", "the report"; `told` is the
        kind that a word before it names ("the watchdog group")."""
        kind = told or self.words.roles.get(head, "")
        if head in GROUP_NOUNS and length <= 2:
            return next(
                (
                    s
                    for s, _ in reversed(self._recent)
                    if not s.person
                    and (s.kind == kind or ({s.kind, kind} <= {*FIGHTERS} and head in fold(s.name).split()))
                    and self._body(s)
                    and (not s.name[:1].islower() or head in s.name)
                ),
                None,  # "local authorities of Osk" are no government
            )
        if length > 1:
            return None
        if kind in FIGHTERS and head.endswith("s"):
            return None  # "the soldiers" are no officer met before
        for speaker, _ in reversed(self._recent):
            if not speaker.person and fold(speaker.name).split()[-1] == head:
                return speaker
        if head in PAPERS:
            told = (s for s, _ in reversed(self._recent) if not s.person and s.name != self.denied)
            return self.last_voice or next(told, None)
        if head in self.words.institutions - self.words.titles:
            return None  # "the brigade" is nobody's surname
        if head in GENERIC or head in self.words.titles or kind in FIGHTERS:
            wanted = FIGHTERS if kind in FIGHTERS else (kind,)
            return next((s for s, _ in reversed(self._recent) if s.person and s.kind in wanted), None)
        return None

    def _body(self, speaker: Speaker) -> bool:
        """Whether a speaker without a name of its own is a body: "a UN official" is no government."""
        word = fold(speaker.name).split()[-1]
        many = word.endswith("s") or word in self.words.institutions | NO_PERSON
        return many or word not in self.words.roles

    def _acronym(self, name: str) -> Speaker | None:
        """A remembered institution whose initials the name is."""
        if not (name.isupper() and 2 <= len(name) <= 8):
            return None
        for speaker, _ in reversed(self._recent):
            initials = "".join(w[0] for w in re.findall(r"\w+", speaker.name) if w[0].isupper())
            if initials == name or (len(name) > 2 and initials.endswith(name)):
                return speaker
        return None
