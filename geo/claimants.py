"""Who is who in a text: from the words for a speaker to a canonical claimant with kind and side.

Names come from the conflict's data file and from the text itself: a person met once in full is known by
surname afterwards, an institution by its initials and its short forms ("the institute", "the ministry").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.conflicts import Claimant
from geo.nameforms import NameForms
from geo.speakers import (
    AUTHORS,
    COUNTS,
    DETERMINERS,
    FIGHTERS,
    GROUP_NOUNS,
    GUESTS,
    MAX_PHRASE,
    OFFICES,
    OPPOSED,
    PAPERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    PUT_OUT,
    QUARTERS,
    SPEAKS_FOR,
    TIMES,
    Hit,
    Speaker,
)
from geo.text import Span, fold

#: Who heads a region or town, and what is headed.
HEADS = frozenset({"head", "governor", "mayor", "chief", "leader"})
#: Who heads an armed group, as the conflict's file may name them: "Osk chief".
CHIEFS = frozenset({"head", "chief", "boss", "leader", "founder", "owner", "commander", "spokesman"})
SEATS = frozenset(
    {"region", "oblast", "district", "city", "town", "administration", "republic", "province", "community"}
)
#: Between whoever publishes and "report".
REGULAR = frozenset(
    {"daily", "evening", "morning", "nightly", "latest", "last", "regular", "weekly", "monthly", "official",
     "recent", "newest", "new", "final", "previous", "annual", "quarterly", "joint", "internal", "own"}
)  # fmt: skip
#: Behind the name of an outlet or observer, what it is.
KIND_WORDS = frozenset(
    {"war", "monitor", "monitoring", "group", "watchdog", "news", "agency", "network", "think", "tank",
     "outlet", "channel", "newspaper", "website", "broadcaster"}
)  # fmt: skip
#: Who heads a body that tells of a war.
HEADING = frozenset({"head", "director", "chief", "founder", "chairman", "chairwoman", "president"})
#: How somebody who speaks was met.
REACHED = frozenset({"reached", "contacted", "interviewed", "quoted", "cited", "questioned", "approached"})
LOYAL = frozenset({"loyal", "allied", "affiliated", "linked", "aligned", "close", "sympathetic", "belonging"})
#: Those who fight a state of their own.
REBELS = frozenset(
    {
        "rebel",
        "rebels",
        "insurgent",
        "insurgents",
        "separatist",
        "separatists",
        "guerrilla",
        "guerrillas",
        "mutineers",
        "secessionists",
        "militant",
        "militants",
    }
)
#: Words for whoever counts and maps a war from outside, and those of their names.
MONITORS = frozenset({"monitor", "monitoring", "watchdog"})
WATCHING = frozenset({"observatory", "monitor", "monitoring", "watch"})


#: Words of nobody in particular.
HEARSAY = frozenset({"reports", "rumours", "rumors", "accounts"})
#: Before the name of an army they make it that of another: "the Free Norwegian Army".
RIVAL_NAMES = frozenset({"free", "new", "real", "popular"})
#: Before "page", "channel": where somebody's words stand.
PLATFORMS = frozenset(
    {"facebook", "telegram", "twitter", "x", "instagram", "vkontakte", "web", "official", "media"}
)


class Cast(NameForms):
    """The speakers of one document, in reading order. Token indices are into `tokens`."""

    _monitors: dict[str, Claimant] | None = None  # by name, those who count and map the war in this text

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
        first = self._after_place(first, last)
        while last - first > 1 and self.tokens[last - 1].folded in ("both", "each"):
            last -= 1  # "X and Y each said"
        if last - first == 1 and self.tokens[first].folded in PRONOUNS:
            return self.pronoun(self.tokens[first].folded, self.span(first, last))
        if self.tokens[first].folded in ("neither", "no", "nobody", "none", "nothing"):
            return None
        if self.tokens[self.head(first, last)].folded in TIMES:
            return None
        pointing = self._pointing(first, last)
        if pointing is not None:
            named = self._person_in_apposition(first, last, apposition)
            if named and apposition:  # "one of them, Ada Lind,"
                return self._drafted(named, first, apposition[1], self.span(first, last))
            return pointing[0].at(self.span(first, last)) if pointing else None
        whole = last
        last = self._without_office(first, last)
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
            or self._two_people(first, last, apposition)
            or self._two_sides(first, last)
            or self._by_collective(first, last)
            or self._by_country(first, last)
            or self._loyal_to(first, last, sure)
            or self._by_known_person(first, last)
            or self._chief_of(first, last)
            or self._office_holder(first, last, apposition)
            or self._by_seat(first, last)
            or self._by_known_group(first, last, apposition)
            or self._by_name(first, last, apposition)
            or self._named_beside(first, last, apposition)
            or self._by_short_form(first, last)
            or self._seated(first, last)
            or self._only_monitor(first, last)
            or self._reports(first, last)
            or self._by_role(first, last, sure)
        )
        if speaker is None:
            return None
        if speaker.side and (other := self._joined_before(first, speaker)):
            speaker = Speaker(f"{other} and {speaker.name}", "unknown", plural=True)
        rival = speaker.name.partition(" ")[0].lower() in RIVAL_NAMES
        if speaker.side and rival and all(c.name != speaker.name for c in self.conflict.claimants):
            speaker = replace(speaker, side="")  # "the Free Norwegian Army" is not Norway's
        if speaker.side and self.tokens[self.head(first, last)].folded in GUESTS:
            speaker = replace(speaker, side="")  # "diplomats in Osk" are not Osk's
        if speaker.side and apposition and self._sent_there(speaker, *apposition):
            speaker = replace(speaker, side="")  # "Ada Lind, the UN spokesman in Osk," is not Osk's
        if not speaker.side and speaker.person and speaker.kind == "military":
            speaker = replace(
                speaker, side=self._side_of_officer(first, apposition[1] if apposition else last)
            )
        return self._drafted(speaker, first, apposition[1] if apposition else last, self.span(first, last))

    def _loyal_to(self, first: int, last: int, sure: bool) -> Speaker | None:
        """ "Forces loyal to Ada Lind": they, of the side that she is of."""
        at = next((i for i in range(first + 1, last - 2) if self.tokens[i].folded in LOYAL), 0)
        if not at or self.tokens[at + 1].folded not in ("to", "with"):
            return None
        people = [hit for hit in self.hits_in(at + 1, last) if hit.claimant.person]
        if not people or self.words.roles.get(self.tokens[at - 1].folded) not in FIGHTERS:
            return None
        found = self._by_role(first, last, sure)
        return replace(found, side=people[0].claimant.side) if found and not found.side else found

    def _two_people(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """ "Gen. Ada Lind and Col. Omar Berg": both, each of whom may speak again."""
        at = next((i for i in range(first + 2, last - 2) if self.tokens[i].folded == "and"), 0)
        if not at or not (self._full_name(first, at) and self._full_name(at + 1, last)):
            return None
        two = [
            self._by_known_person(i, j) or self._by_name(i, j, None) for i, j in ((first, at), (at + 1, last))
        ]
        if not all(one is not None and one.person for one in two):
            return None
        for one, begin, end in zip(two, (first, at + 1), (at, last), strict=True):
            self._drafted(one, begin, end, self.span(begin, end))
        kinds, sides = {one.kind for one in two}, {one.side for one in two}
        kind = kinds.pop() if len(kinds) == 1 else "unknown"
        if kind == "unknown" and apposition:
            kind = self.kind_in(*apposition) or kind
        name = " and ".join(one.name for one in two)
        return Speaker(name, kind, sides.pop() if len(sides) == 1 else "", plural=True)

    def _two_sides(self, first: int, last: int) -> Speaker | None:
        """ "The rebels and the army said": both, so that the words are of neither side alone."""
        at = next((i for i in range(first + 1, last - 1) if self.tokens[i].folded == "and"), 0)
        if not at or sum(self.tokens[i].folded in ("and", ",") for i in range(first, last)) != 1:
            return None
        one, two = self.resolve(first, at), self.resolve(at + 1, last)
        if one is None or two is None or not one.side or not two.side or one.side == two.side:
            return None
        return Speaker(f"{one.name} and {two.name}", "unknown", plural=True)

    def _joined_before(self, first: int, speaker: Speaker) -> str:
        """Name of somebody of another side with whom a sentence begins, "and" the one at `first`: "The rebels
        and the army said"; "" for none."""
        at = first - 1
        if at < 1 or self.tokens[at].folded != "and":
            return ""
        hits = [hit for hit in self.hits_in(max(0, at - 5), at) if hit.last == at]
        if not hits or hits[-1].claimant.side in ("", speaker.side):
            return ""
        begin = hits[-1].first - (self.tokens[hits[-1].first - 1].folded == "the")
        led = begin < 1 or any(mark in self.gap(begin) for mark in ".\n!?")
        return hits[-1].claimant.name if led else ""

    def _full_name(self, first: int, last: int) -> bool:
        """Whether a title or a given name, and nothing but capitals, is in [first, last)."""
        words = self.words.titles | self.words.given_names
        led = any(self.tokens[i].folded in words for i in range(first, last - 1))
        plain = all(self.capital(i) or self.tokens[i].folded in PARTICLES for i in range(first, last))
        return led and plain and last - first > 1

    def _side_of_officer(self, first: int, end: int) -> str:
        """The side of an officer named right after "a senior Norwegian commander" spoke, of whom nothing else
        is told."""
        if not self._recent or self.tokens[first].folded not in self.words.ranks:
            return ""
        before = self._recent[-1][0]
        told = before.name[:1].islower() and before.kind == "military" and not before.person
        named = first
        while named < end and self.capital(named):
            named += 1
        plain = not any(self.capital(i) for i in range(named, end))
        return before.side if told and plain and not before.plural else ""

    def _drafted(self, speaker: Speaker, first: int, end: int, span: Span) -> Speaker:
        """The speaker mentioned at `span`, to be remembered by the words of [first, end) if it does speak."""
        self._drafts.append((speaker.at(span), first, end))
        return self._drafts[-1][0]

    def keep(self, acting: bool = False) -> None:
        """Remember the speakers resolved since the last `keep` or `drop`: they do speak, or are the topic.

        `acting`: a force that only does something. "It" may mean it, "the army said" may mean the other's.
        """
        for speaker, first, end in self._drafts:
            self.remember(speaker, first, end, named=not (acting and speaker.kind == "military"))
        self._drafts.clear()

    def drop(self) -> None:
        """Forget them: the words around them were no reporting clause."""
        self._drafts.clear()

    def _without_office(self, first: int, last: int) -> int:
        """Leave out "press service" and the like: "the 24th Brigade's press service" is the brigade."""
        tail = tuple(self.tokens[i].folded for i in range(max(first, last - 2), last))
        within = any(self.tokens[i].folded in PREPOSITIONS for i in range(first + 1, last - 1))
        if (
            tail[-1:] == ("office",)
            and not within  # "sources from Lind's office"
            and last - first > 2
            and self.possessive(last - 2)
            and self.capital(last - 2)
        ):
            return last - 1  # "Lind's office" speaks for Lind
        return last - 2 if tail in OFFICES and last - first > 2 else last

    def _without_paper(self, first: int, last: int) -> int:
        """Leave out the paper that carries the words: "the ministry's bulletin", "an army statement"."""
        online = last - first > 2 and self.tokens[last - 1].folded in (
            "page",
            "account",
            "channel",
            "website",
        )
        if online and self.tokens[last - 2].folded in PLATFORMS and self.possessive(last - 3):
            return last - 2  # "the army's Facebook page"
        if last - first < 2 or self.tokens[last - 1].folded not in PAPERS:
            return last
        if self.tokens[last - 2].folded in REGULAR and last - first > 2:
            return last - 2 if self.possessive(last - 3) else last  # "the ministry's daily report"
        kind = self.words.roles.get(self.tokens[last - 2].folded, "")
        carried = self.possessive(last - 2) or (kind in AUTHORS and not self.capital(last - 2))
        return last - 1 if carried and self.tokens[last - 2].folded not in PAPERS else last

    def _after_place(self, first: int, last: int) -> int:
        """The speakers of "In Osk former rebels say": what follows the place where they do."""
        if self.tokens[first].folded not in ("in", "at", "near") or not self.capital(first):
            return first
        named = first + 1
        while named < last and self.tokens[named].folded in QUARTERS:
            named += 1
        k = named
        while k < last and self.capital(k):
            k += 1
        return k if named < k < last else first

    def _after_paper(self, first: int, last: int) -> int:
        """The author of "statements from the army" and "a report by the ministry"."""
        for i in range(first + 1, min(first + 5, last - 1)):
            put_out = self.tokens[i - 1].folded in PUT_OUT
            paper = i - 1 - (put_out and i - 2 >= first)  # "a statement released by the ministry"
            if self.tokens[i].folded in ("from", "by") and self.tokens[paper].folded in PAPERS:
                return i + 1
        return first

    def _named_beside(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        """The group named after words for what it is: "a war monitor, the Osk Observatory," is that, and "the
        rebel group involved, the Front for Osk," is that."""
        if apposition is None or self.tokens[first].folded not in ("a", "an", "the"):
            return None
        if self.tokens[last - 1].folded not in GROUP_NOUNS | {
            "outlet",
            "broadcaster",
            "newspaper",
            "channel",
        }:
            return None
        begin, end = apposition[0], apposition[0] + 1
        while end < apposition[1] and "," not in self.gap(end):
            end += 1
        named = begin + (self.tokens[begin].folded == "the")
        if end - named < 2 or not self.capital(named):
            return None
        known = self._by_known_group(begin, end, None)
        if known:
            return known
        found = self._by_name(begin, end, None)
        kind = self.kind_in(first, last) if found else ""
        return replace(found, kind=kind) if found and kind else found

    def _seated(self, first: int, last: int) -> Speaker | None:
        """ "The head of the region", "the region's governor": the last official introduced by name."""
        words = [self.tokens[i].folded for i in range(first, last)]
        of = words[0] == "the" and words[2:4] == ["of", "the"] and len(words) == 5 and words[4] in SEATS
        own = words[0] == "the" and len(words) == 3 and words[1] in SEATS and self.possessive(first + 1)
        if not (of and words[1] in HEADS) and not (own and words[2] in HEADS):
            return None
        return next((s for s, _ in reversed(self._recent) if s.person and s.kind == "government"), None)

    def _chief_of(self, first: int, last: int) -> Speaker | None:
        """ "The head of Osk" where the conflict's file knows the "Osk head"."""
        at = first + (self.tokens[first].folded in DETERMINERS)
        if at + 2 >= last or self.tokens[at].folded not in CHIEFS or self.tokens[at + 1].folded != "of":
            return None
        of = at + 2 + (self.tokens[at + 2].folded == "the")
        known = self._by_alias.get(
            (*(self.tokens[i].folded for i in range(of, last)), self.tokens[at].folded)
        )
        return self.speaker_of(known) if known and known.person else None

    def _reports(self, first: int, last: int) -> Speaker | None:
        """ "Reports say", "unconfirmed local reports said": they are not the article's own words."""
        words = [self.tokens[i].folded for i in range(first, last)]
        plain = not any(self.capital(i) or self.possessive(i) for i in range(first + 1, last))
        if words[-1] not in HEARSAY or words[0] in DETERMINERS or not plain:
            return None
        kind = "media" if {"media", "press", "news", "newspaper"} & set(words) else "unknown"
        return Speaker(" ".join(words), kind, plural=True)

    def _only_monitor(self, first: int, last: int) -> Speaker | None:
        """ "A war monitor", "a monitoring group": the only one of that sort that the text names."""
        words = {self.tokens[i].folded for i in range(first, last)}
        if self.tokens[first].folded not in ("a", "an") or not words & MONITORS or last - first > 6:
            return None
        if self._monitors is None:
            self._monitors = {
                hit.claimant.name: hit.claimant
                for hit in self.hits
                if hit.claimant.kind == "analyst"
                and not hit.claimant.person
                and WATCHING & set(fold(hit.claimant.name).split())
            }
        return self.speaker_of(next(iter(self._monitors.values()))) if len(self._monitors) == 1 else None

    def _another(self, at: int, first: int) -> bool:
        """Whether a name that begins at `at` is only the end of another's: "the Free Norwegian Army"."""
        return at > first and self.capital(at - 1) and self.tokens[at - 1].folded in RIVAL_NAMES

    def _by_known_group(self, first: int, last: int, apposition: Span | None) -> Speaker | None:
        hits = [
            h
            for h in self.hits_in(first, last)
            if not h.claimant.person and not self._anti(h.first) and not self._another(h.first, first)
        ]
        sided = [hit for hit in hits if not self.opposed(hit.first)]
        if not sided:
            return None
        if len(hits) > 1 and sided[0].first <= first + 1 and self.opposed(hits[1].first):
            return self.speaker_of(sided[0].claimant)  # "the rebels fighting the army say"
        hits = sided
        hit = hits[-1]
        if len(hits) > 1 and any(self.tokens[i].folded == "and" for i in range(hits[0].last, hit.first)):
            joined = hits[0].last == hits[0].first or hits[0].first <= first + 1
            if joined and not self.possessive(hits[0].last - 1):
                return self._all_of(hits, first, last) or self.speaker_of(hits[0].claimant)
        b = hit.first - 1
        if b - 1 > first and self.tokens[b].folded == "the":
            b -= 1  # "General Lind of the army"
        while b - 1 >= first and (self.tokens[b].folded in self.words.demonyms | DETERMINERS | QUARTERS):
            b -= 1  # "a fighter with the Kurdish militia", "gunmen in eastern Norway"
        before = self.tokens[b].folded if hit.first > first else ""
        if hit.last == last and before == "and" and hit.first - 2 >= first:
            return self._joint(first, last)
        if hit.last == last and before not in PREPOSITIONS:
            if before and hit.last - hit.first == 1 and self._inside_name(hit.first, first):
                return None
            return self.speaker_of(hit.claimant)
        if hit.last == last:
            heads = {self.tokens[i].folded for i in range(first, hit.first)}
            headed = heads <= HEADING | DETERMINERS | {"of"} and hit.claimant.kind in ("analyst", "media")
            if headed or (heads & (SPEAKS_FOR - {"officials"}) and "in" not in heads):
                return self.speaker_of(hit.claimant)
            return None
        rest = {self.tokens[i].folded for i in range(hit.last, last)}
        if self._person_run(first, last)[0] < last:
            return None
        others = hit.claimant.kind == "government" and "officials" in rest
        others = others or (
            hit.claimant.kind in FIGHTERS and "analysts" in rest
        )  # "Norwegian military analysts"
        if rest <= HEADING and hit.first <= first + 1 and hit.claimant.kind in ("analyst", "media"):
            return self.speaker_of(hit.claimant)  # "the Observatory's director" speaks for it
        if rest <= KIND_WORDS and hit.first <= first + 1 and hit.claimant.kind == "analyst":
            return self.speaker_of(hit.claimant)  # "the Observatory war monitor"
        if rest <= SPEAKS_FOR | {"a", "its"} and not others:
            return self.speaker_of(hit.claimant)
        if (
            hits[0].first == first
            and hits[0].last < last
            and self.tokens[hits[0].last].folded in ("and", "or")
        ):
            return self._joint(first, last)
        return None

    def _all_of(self, hits: Sequence[Hit], first: int, last: int) -> Speaker | None:
        """ "The agency and the army" together, where nothing but their names stands there; their side is the
        one that all of them have."""
        named = {i for hit in hits for i in range(hit.first, hit.last)}
        others = {self.tokens[i].folded for i in range(first, last) if i not in named}
        claimants = list({hit.claimant.name: hit.claimant for hit in hits}.values())
        if len(claimants) < 2 or not others <= DETERMINERS | {"and", "both"}:
            return None
        sides = {c.side for c in claimants}
        one, kind = len(sides) == 1, claimants[0].kind
        name = self._described(first, last)
        return Speaker(name, kind if one else "unknown", sides.pop() if one else "", plural=True)

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

    def _sent_there(self, speaker: Speaker, first: int, last: int) -> bool:
        """Whether a person has a side only by the capital where somebody else's body has sent them."""
        at = next((i for i in range(first, last) if self.tokens[i].folded in ("in", "at", "from")), -1)
        if at <= first or not speaker.person or self.side_in(first, at):
            return False
        return self.side_in(at, last) == speaker.side and self._of_others(first, at)

    def _of_others(self, first: int, head: int) -> bool:
        """Whether a name that is no side's stands before the noun at `head`: "a Red Cross official"."""
        sides = {i for at, end, _ in self._sides for i in range(at, end)}
        return any(
            self.capital(i)
            and i not in sides
            and (i > first or self.tokens[i].folded not in self.words.common)
            and self.tokens[i].folded not in self.words.roles
            and self.tokens[i].folded not in DETERMINERS
            for i in range(first, head)
        )

    def _rebels(self, head: int) -> bool:
        """Whether the noun says that they fight a state: "Norwegian rebels" are not Norway's."""
        return self.tokens[head].folded in REBELS

    def _rebels_side(self, first: int, head: int, last: int) -> str:
        """Side of "Norwegian rebels": never of the state whose people they are; "" where words differ."""
        found: set[str] = set()
        for i, j, side_id in self._sides:
            of = i - 1 - (self.tokens[i - 1].folded == "the")
            theirs = head < i < last and of > head - 1 and self.tokens[of].folded == "of"  # "rebels of the X"
            if not (first <= i <= head or theirs) or self.opposed(i):
                continue
            side = self.conflict.side(side_id)
            people = j <= head and "-" not in self.text[self.tokens[i].start : self.tokens[j - 1].end]
            if not (people and side is not None and side.countries):
                found.add(side_id)
        return found.pop() if len(found) == 1 else ""

    def _by_role(self, first: int, last: int, sure: bool) -> Speaker | None:
        """A speaker known by description only: "local residents", "a spokesman for the 110th brigade"."""
        while last - first > 1 and self.tokens[last - 1].folded in REACHED:
            last -= 1  # "a witness in Osk reached by telephone"
        head = self.head(first, last)
        word = self.tokens[head].folded
        if word in ("tank", "tanks") and self.tokens[head - 1].folded != "think":
            return None
        if last - first == 1 and word.endswith("s") and word in self.words.demonyms and self.capital(first):
            return Speaker(self.raw(first), "unknown", self.side_in(first, last), plural=True)
        listed = word in self.words.roles
        lone = last - first == 1 or word.isdigit() or word in COUNTS
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
        name = "both sides" if name == "sides" else name
        plural = word.endswith("s") or word in ("people", "police", "men", "women", "troops")
        loyal = next((i for i in range(head + 1, last) if self.tokens[i].folded in LOYAL), last)
        if loyal < last and self.words.roles.get(self.tokens[loyal - 1].folded) in FIGHTERS:
            head = loyal - 1  # "rebels loyal to a former president"
        if not described:
            based = (i + 1 for i in range(first, head) if self.tokens[i].folded == "based")
            first = next(based, first)  # "the Oslo-based group" is not Norway's
        kind = self.kind_in(first, loyal) or "unknown"
        side = self._rebels_side(first, head, last) if self._rebels(head) else self.side_in(first, last)
        if any(self.tokens[i].folded in OPPOSED for i in range(head + 1, last)):
            side = ""  # "forces opposed to X" are not X's
        of_itself = self.kind_in(first, head + 1)
        placed = following == "in" or (of_itself == "witness" and following in PREPOSITIONS)
        if of_itself in ("armed_group", "witness") and placed:
            side = self.side_in(first, head + 1)  # "rebels in eastern Norway" are not Norway's
        if following in ("in", "at", "from") and self._of_others(first, head):
            side = self.side_in(first, head + 1)  # "a UN official in Oslo" is not Norway's
        joint = any(self.tokens[i].folded == "and" for i in range(first, last))
        return Speaker(name, kind, "" if joint else side, plural=plural)
