"""Whether what an event brings about had come about, and lasted, as far as its sentence tells."""

from __future__ import annotations

from dataclasses import replace

from geo.clauses import STRONG
from geo.linking import LOOK_BACK
from geo.modality import RANKED, Modality
from geo.triggers import RELATION, TELLING_WHEN, PlaceLink, Trigger

#: Words that lead from a deed to what became of it.
TURNS = frozenset({"before", "but", "until", "till", "only", "then", "yet", "though", "although", "and"})
TURN_REACH = 9  # tokens from such a word to the word for what became of it
#: After a verb of taking or holding: it lasted so long and no longer.
SHORT_WHILES = frozenset({"minutes", "hours", "hour", "days", "day", "night", "time", "while", "spell"})
LONG_WHILES = frozenset({"nights", "week", "weeks", "month", "months", "year", "years", "decade", "decades"})
NTH = frozenset({"first", "second", "third", "fourth", "last", "only", "umpteenth"})  # "for the first time"
PERFECT = frozenset({"have", "has", "'ve"})
GAINED = frozenset(
    {"took", "taken", "gained", "seized", "regained", "retook", "retaken", "assumed", "won", "established"}
)
TIMES_TOLD = TELLING_WHEN - {"on", "."}
HERE = frozenset({"it", "them", "control", "there"})
RETREATS = frozenset({"retreat", "withdrawal", "pullout", "exit", "departure"})
#: Beside a state without a verb: it is that of the moment of saying.
NOWADAYS = frozenset({"now", "again", "today", "currently"})
BEGINNING = frozenset(
    {"began", "begun", "begin", "begins", "beginning", "start", "starts", "started", "starting", "continue",
     "continues", "continued", "continuing", "kept", "keep", "keeps"}
)  # fmt: skip
COMING = frozenset(
    {"coming", "falling", "passing", "slipping", "going", "moving", "sliding", "returning", "reverting"}
)


class Outcomes(Modality):
    """Reads what became of a place that was taken or entered."""

    # --- it did not last ----------------------------------------------------------------------------------

    def _undone(self, t: Trigger, link: PlaceLink) -> str:
        """What became of it by the words after it: "gone" for driven out or left, "retaken", else ""."""
        for j in range(t.last + 1, self.size):
            dateless = self._low(j) == ";" and not self._timed(t, j)
            if self._low(j) in STRONG and not dateless:
                return ""
            if self._low(j) not in TURNS and not dateless:
                continue
            if self._low(j + 1).endswith("ing") and self._others_before(t, j):
                continue  # "entered P, where the army had regrouped before retreating": the army
            for k in range(j + 1, min(j + TURN_REACH, self.size)):
                if self._low(k) in STRONG or self._low(k) in TURNS:
                    break
                fate = self._fate(t, j, k)
                if fate and not self._of_elsewhere(k, link) and (fate == "retaken" or not dateless):
                    return fate
            if dateless:
                return ""
        return ""

    def _timed(self, t: Trigger, turn: int) -> bool:
        """Whether the words before token `turn` give the event a time of its own, which it then keeps."""
        return any(
            not TIMES_TOLD.isdisjoint(self._low(j).split("-"))
            or self._low(j).isdigit()
            or self._is(j, "times")
            for j in range(self.clauses[t.clause].first, turn)
        )

    def _others_before(self, t: Trigger, turn: int) -> bool:
        """Whether the last side named between the event and token `turn` is another than whoever did it."""
        done = self._agent(t)[0]
        last = next((j for j in range(turn - 1, t.last, -1) if self.tokens[j].side), -1)
        return last > 0 and self.sides.side(self.tokens[last].side, self.speaker) != done

    def _fate(self, t: Trigger, turn: int, k: int) -> str:
        """Whether token k says that who had come was driven out or left ("gone"), or it was "retaken"."""
        low, before = self._low(k), self._before(k)
        passive = self._is(before, "be")
        newcomer = any(self.tokens[i].side or self._is(i, "forces") for i in range(turn + 1, k))
        back = any(self._low(i) in ("out", "back", "off", "away", "from") for i in range(k + 1, k + 5))
        moved = self._is(k, "moved_out")
        if moved or self._is(k, "thrown_out"):
            them = self._low(k + 1) == "them"
            if self._low(k + 1) in ("their", "its") and self._low(k + 2) in RETREATS:
                return "gone"  # "before a counteroffensive forced their retreat"
            return "gone" if (passive or (them and newcomer)) and (back or not moved) else ""
        if self._is(k, "retaken"):
            if self._low(k - 1) == "to" and self._low(k - 2) not in ("managed", "able"):
                return ""  # "but the army tried to retake it"
            again = passive or (newcomer and (self._low(k + 1) in HERE or self._same_place(k, t)))
            return "retaken" if again and (self._low(turn) != "and" or not self._timed(t, turn)) else ""
        if newcomer or passive:
            return ""
        if any(
            self._is(i, "articles", "persons", "officials") or self._low(i) == "that"
            for i in range(turn + 1, k)
        ):
            return ""  # "fell to the rebels, and that the governor had fled"
        if self._is(k, "gone_again"):
            return "gone"
        if self._low(k) in ("pulled", "pulling", "pull", "moved", "moving") and self._low(k + 1) in (
            "out",
            "back",
        ):
            return "gone"
        if low in ("lost", "lose", "losing", "abandoned", "abandoning", "abandon", "left", "leaving"):
            return "gone" if self._low(k + 1) in HERE or self._same_place(k, t) else ""
        return ""

    def _same_place(self, k: int, t: Trigger) -> bool:
        """Whether the words right after token k are a place that the event is tied to."""
        taken = {self.mentions[x.ref].place or x.ref for x in t.links}
        for i in range(k + 1, min(k + 5, self.size)):
            if self._place_at(i):
                return (self.mentions[self.tokens[i].ref].place or self.tokens[i].ref) in taken
        return False

    def _of_elsewhere(self, k: int, link: PlaceLink) -> bool:
        """Whether who was driven out or left again was so at another place: "but were repelled at Q"."""
        own = self.mentions[link.ref]
        for i in range(k + 1, min(k + TURN_REACH, self.size)):
            if self._low(i) in STRONG:
                return False
            if self._place_at(i):
                other = self.mentions[self.tokens[i].ref]
                lead = next((self._low(n) for n in range(i - 1, k, -1) if self._low(n) in RELATION), "")
                here = other is own or (own.place and other.place == own.place)
                return not here and RELATION.get(lead) not in ("toward", "into")
        return False

    def _brief(self, t: Trigger) -> bool:
        """ "Briefly held", "took P for a few hours": it was so for a while."""
        first = self.clauses[t.clause].first
        fleeting = {self._low(j) for j in range(max(first, t.first - 4), t.first)} & self.words["fleeting"]
        now = not t.noun and self._tense(t, "") == "present"
        if fleeting == {"temporarily"} and now:
            fleeting = set()  # "is temporarily occupied": it is so now
        if fleeting:
            return True
        past = t.entry.form in ("past", "past/pp", "pp") and not PERFECT & set(self._auxiliaries(t.first)[0])
        taken = t.entry.predicate == "captured" and t.finite and not t.noun
        if t.noun and t.entry.effect == "control":
            taken = any(self._low(j) in GAINED for j in range(max(first, t.first - 5), t.first))
        if (taken or past) and self._repeated(first, t):
            return True
        past = past or taken  # "have taken control of P for a few days"
        whiles = SHORT_WHILES | (LONG_WHILES if t.entry.predicate == "holds" else frozenset())
        for j in range(t.last + 1, min(self.size, t.last + LOOK_BACK)):
            if self._low(j) in STRONG or self._low(j) in (",", "and", "but"):
                return False
            if self._low(j) == "for" and past:
                near = [self._low(k) for k in range(j + 1, j + 6)]
                end = next((n for n, low in enumerate(near) if low in RELATION or low in STRONG), len(near))
                return bool(whiles & set(near[:end])) and not NTH & set(near[:end])
        return False

    def _repeated(self, first: int, t: Trigger) -> bool:
        """ "Has taken P twice", "took P three times": whether they have it still is not told."""
        for j in range(first, min(self.size, t.last + LOOK_BACK)):
            low = self._low(j)
            if j > t.last and (low in STRONG or low in (",", "and", "but")):
                return False
            if low in ("twice", "thrice", "repeatedly"):
                return self._low(j + 1) not in ("as", "the")
            if low == "times" and (self._is(j - 1, "counts") or self._low(j - 1) in ("several", "many")):
                return True
        return False

    # --- it had not come about ------------------------------------------------------------------------------

    def _unfinished(self, t: Trigger) -> bool:
        """ "Is coming under their control", "began taking P", "are regaining control of P"."""
        first = self.clauses[t.clause].first
        before = [self._low(j) for j in range(max(first, t.first - 5), t.first)]
        if t.entry.effect == "state":
            return bool(COMING & set(before[-4:])) or bool(
                BEGINNING & set(before) and {"come", "fall"} & set(before)
            )
        if t.noun and t.entry.effect == "control":
            verb = next(
                (j for j in range(t.first - 1, max(first, t.first - 6), -1) if self._is(j, "gaining")), -1
            )
            if verb < 0:
                return False
            aux = self._auxiliaries(verb)[0]
            return any(self._is_be(w) for w in aux) or self._begun(verb)
        if t.noun or t.entry.predicate != "captured":
            return False
        return self._begun(t.first)

    def _begun(self, verb: int) -> bool:
        """Whether a verb in its base or -ing form at token `verb` is said to begin or go on."""
        j = self._auxiliaries(verb)[2] - 1
        j -= self._low(j) == "to"
        base = self._low(verb).endswith("ing") or self._low(j + 1) == "to"
        return base and self._low(self._before(j + 1)) in BEGINNING

    def _is_be(self, word: str) -> bool:
        return word in self.words["be"]

    # --- whose it was before --------------------------------------------------------------------------------

    def _wage(self) -> None:
        """ "Launched an assault to retake P", "in heavy fighting to recapture P": the assault is on P, the
        taking is what it is for. One that is itself only planned stays an aim."""
        for t in self.triggers:
            if t.entry.predicate != "captured" or t.noun or not t.links or self._low(t.first - 1) != "to":
                continue
            waged = self.at_token.get(t.first - 2)
            if waged is None or waged.links or waged.entry.predicate not in ("assaulted", "fighting"):
                continue
            if self._modality(waged)[0] == "asserted":
                relation = "at" if waged.noun else "in"
                waged.links = [replace(link, relation=relation) for link in t.links]
                t.links = []

    def _gapped(self) -> None:
        """ "P is held by X and Q by Y", "X holds the north of P and Y the south": the verb goes for both."""
        for t in tuple(self.triggers):
            plain = not t.noun and t.links and t.entry.predicate in ("holds", "captured")
            if not plain or self._modality(t)[0] != "asserted" or not self._agent(t)[0]:
                continue
            at = self._agent(t)[1] if t.passive else max(self.at_ref.get(x.ref, -1) for x in t.links)
            found = self._gap_by(t, at) if t.passive else self._gap_of(t, at)
            if at > t.last and found is not None:
                link, word = found
                entry = replace(
                    t.entry, frame="subject", effect="state", form="noun", words=(self._low(word),)
                )
                more = Trigger(word, word, entry, noun=False, agent_word=word, links=[link])
                more.clause = self.clause_of[word]
                self.triggers.append(more)

    def _past_forces(self, j: int) -> int:
        """The token after token j, past words for a force and a mark that joins."""
        j += 1
        while self._is(j, "forces") and j < self.size:
            j += 1
        return j

    def _gap_by(self, t: Trigger, at: int) -> tuple[PlaceLink, int] | None:
        """(what, whose) of "... (by X) and Q by Y" where the side X is token `at`."""
        j = self._past_forces(at)
        if self._low(j) not in ("and", ","):
            return None
        while self._low(j) in ("and", ",", "the", "while"):
            j += 1
        link = self._gap_what(t, j)
        by = self._low(j + 1) == "by"
        word = j + 2 + self._is(j + 2, "articles")
        other = word < self.size and self.tokens[word].side and self.tokens[word].side_kind != "adjective"
        return (link, word) if link and by and other and not self._or_another(word) else None

    def _gap_of(self, t: Trigger, at: int) -> tuple[PlaceLink, int] | None:
        """(what, whose) of "... (X holds the north of P) and Y the south" where P is token `at`."""
        j = at + 1
        if self._low(j) not in ("and", ",", "while"):
            return None
        while self._low(j) in ("and", ",", "the", "while"):
            j += 1
        if j >= self.size or not self.tokens[j].side or self.tokens[j].possessive:
            return None
        k = self._past_forces(j)
        k += self._low(k) == "the"
        ends = self._low(k + 1) in ("", ".", ",", ";")
        link = self._gap_what(t, k) if ends else None
        return (link, j) if link else None

    def _gap_what(self, t: Trigger, j: int) -> PlaceLink | None:
        """The place at token j, or a quarter of the one that `t` tells of a part of."""
        if self._place_at(j):
            return self._placed(j, "direct", [])
        part = t.links[0].extent == "part" and self._is(j, "quarters", "compass")
        return replace(t.links[0], relation="direct", extent="part", part=self._low(j)) if part else None

    def _exemplify(self) -> None:
        """ "Seized several towns west of P, including Q and R": Q and R are seized, each as such."""
        for t in self.triggers:
            if t.noun or t.entry.predicate not in ("captured", "holds", "withdrew"):
                continue
            end = next((k for k in range(t.last + 1, self.size) if self._low(k) in STRONG), self.size)
            at = next((k for k in range(t.last + 1, end) if self._low(k) in ("including", "among")), -1)
            many = any(self._is(k, "plural") or self._low(k) == "places" for k in range(t.last, at))
            share = any(self._is(k, "most", "parts") for k in range(t.last, min(at, t.last + 4)))
            if at < 0 or self._low(at - 1) != "," or not (many or share):
                continue
            if self._low(at) == "among":
                if self._low(at + 1) != "them":
                    continue
                at += 1  # "several towns, among them P"
            if any(o is not t and not o.noun and t.last < o.first < at for o in self.triggers):
                continue
            named: list[PlaceLink] = []
            for k in range(at + 1, end):
                if self.tokens[k].ref >= 0 and not self.mentions[self.tokens[k].ref].broad:
                    named.append(PlaceLink(self.tokens[k].ref, "direct"))
                elif self._low(k) not in (",", "and"):
                    break
            refs = {link.ref for link in named}
            for other in self.triggers if named else ():
                other.links = [link for link in other.links if link.ref not in refs]
            t.links += named
            t.head = "" if named else t.head

    def _overtake(self) -> None:
        """ "Took P, the last town under their control", "rebel-held P fell": who had it has it no longer."""
        for t in self.triggers:
            if t.entry.predicate != "holds" or not t.links or not self._verbless(t):
                continue
            gone = {
                self.mentions[x.ref].place or x.ref
                for o in self.triggers
                if o is not t and self._takes(o)
                for x in o.links
                if x.relation not in ("near", "toward", "from")
            }
            t.links = [x for x in t.links if (self.mentions[x.ref].place or x.ref) not in gone]

    def _verbless(self, t: Trigger) -> bool:
        """Whether a state has no verb of its own that tells when it is: "held by", "still under control"."""
        clause = self.clauses[t.clause]
        if {self._low(j) for j in range(clause.first, clause.last)} & NOWADAYS:
            return False
        if t.entry.frame == "modifier" or ("-" in t.entry.lemma and self._low(t.first - 1) in RANKED):
            return True  # "P was the first rebel-held town to fall"
        past = t.entry.form in ("past", "past/pp") and not self._auxiliaries(t.first)[0]
        if past and clause.kind == "relative" and self._low(t.first - 1) == "still":
            return True  # "the last town that they still held"
        start = max(
            (self.at_ref[x.ref] for x in t.links if self.at_ref.get(x.ref, t.last) < t.first), default=-1
        )
        if t.entry.effect == "state":
            return not any(
                self._is(j, "be", "have") or self._low(j) in self.lex.modals
                for j in range(start + 1, t.first)
            )
        return t.entry.form in ("pp", "past/pp") and t.passive and not self._auxiliaries(t.first)[0]

    def _takes(self, t: Trigger) -> bool:
        """Whether an event takes places from whoever had them, or loses them."""
        if t.entry.frame == "modifier" or t.entry.effect == "annexed" or not t.links:
            return False
        if t.entry.effect == "state":  # "the first held town to fall into their hands"
            return t.entry.words[0] == "into" and self._modality(t)[0] in ("asserted", "assessed")
        inside = t.entry.predicate == "advanced" and any(x.relation in ("into", "in") for x in t.links)
        lost = t.entry.predicate == "withdrew" and t.entry.effect == "lost"
        if not (t.entry.predicate == "captured" or inside or lost):
            return False
        return self._modality(t)[0] in ("asserted", "assessed")
