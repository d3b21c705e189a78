"""Which side acts: the subject, a passive's "by", the receiver of what falls, an adjective before a noun."""

from __future__ import annotations

from geo.clauses import QUOTES, REBELS, STRONG
from geo.linking import Linking
from geo.reporting import lexicon, verbs
from geo.triggers import RELATION, Trigger
from geo.wordlists import cue, pairs

FIGHTING_MEN = frozenset(
    {"militants", "rebels", "insurgents", "gunmen", "fighters", "jihadists", "guerrillas", "separatists"}
)
CONFIRMING = ("confirm", "acknowledg", "admit", "conced")
LIBERATING = frozenset({"liberation", "recapture", "reconquest", "retaking"})
#: Verbs of taking that a speaker uses of the own side alone.
FREED = frozenset({"liberate", "free", "clear", "cleanse", "purge"})
#: Verbs that say only that a place was taken; by whom, if nobody is named, is told by who speaks.
TAKEN = frozenset(
    {"capture", "seize", "take", "recapture", "retake", "secure", "regain", "take back", "win back"}
)
#: Words that with a number say how many, and not where.
#: Between a side's name and "which": "the X party, which holds P".
BODIES = frozenset({",", "party", "group", "movement", "militia", "front", "alliance", "coalition"})
#: Before a noun they tell when something else was: "during the occupation of P".
MEANWHILE = frozenset({"during", "since", "after", "before", "amid", "despite", "following", "until"})
ABOUT = frozenset({"at", "over", "about", "around", "between", "under", "above"})
#: What befalls those who enter: "the rebels met nobody when they entered P".
MET = frozenset({"encounter", "encountered", "meet", "met", "face", "faced", "find", "found"})
SIDE_CLAUSES = frozenset({"as", "while", "after", "when", "because", "although", "though", "since"})
FROM_REACH = 10  # tokens from a verb of taking to "from"
#: Words for those who fight a state, and for those of the state.
REBELLIOUS = frozenset(
    {"rebel", "rebels", "insurgent", "insurgents", "militant", "militants", "separatist", "separatists",
     "guerrilla", "guerrillas", "jihadist", "jihadists", "paramilitary", "paramilitaries", "extremist",
     "extremists", "terrorist", "terrorists", "islamist", "islamists", "ethnic", "armed"}
)  # fmt: skip
OFFICIAL = frozenset({"government", "regime", "state", "federal", "national", "loyalist", "army", "police"})
#: Who is beside a side, not the side.
BESIDE = frozenset(
    {"ally", "allies", "partner", "partners", "rival", "rivals", "enemy", "enemies", "foe", "foes",
     "opponent", "opponents", "critic", "critics", "supporter", "supporters"}
)  # fmt: skip
_SAYS = {word: verb for word, verb in verbs().items() if verb.sure and verb.shape in ("s", "ed")}
#: How words begin by which a side tells of what it has done.
PROCLAIMING = ("inform", "announc", "report", "congratulat", "celebrat", "hail")
UNITS = frozenset(
    {"division", "divisions", "brigade", "brigades", "battalion", "battalions", "regiment", "regiments",
     "corps", "company", "companies", "unit", "units"}
)  # fmt: skip
BY_REACH = 7  # tokens from "by" to the "who" behind whom it leads to
UNIT_REACH = 9  # tokens of "troops of the 3rd and 7th Divisions"
SOLDIERS = frozenset({"troops", "soldiers"})
#: After a state's people: those who fight it ("paramilitaries" may be its own).
AGAINST_IT = REBELS - {"paramilitaries"} | {"terrorists", "gunmen", "bandits"}
DASHES = frozenset({"-", "–", "—"})
ASIDE = 30  # tokens of an aside between dashes


#: "This leaves X in control of P": X, who is not the subject.
PUTTING = frozenset({"leave", "leaves", "left", "put", "puts", "keep", "keeps", "kept"})
#: What looks like a verb and describes who follows: "armed rebels".
RANKED = frozenset(
    {"armed", "masked", "unidentified", "allied", "combined", "united", "alleged", "suspected", "attacking",
     "advancing", "retreating", "remaining", "besieged", "surrounded", "reinforced", "mechanised",
     "mechanized", "motorised", "motorized", "opposing", "warring", "invading", "occupying", "defending"}
)  # fmt: skip


class Agents(Linking):
    """Finds the side that does what an event says."""

    # --- who -----------------------------------------------------------------------------------------------

    def _agent(self, t: Trigger) -> tuple[str, int]:
        """(side that acts, its token) or ("", -1); never the side from which a place is taken."""
        found = self._acting(t)
        taken = t.entry.predicate == "captured" and found[0] and found[0] == self._loser(t)
        return ("", -1) if taken else found

    def _loser(self, t: Trigger) -> str:
        """The side of "captured P from the rebels", "" for none."""
        for j in range(t.last + 1, min(t.last + FROM_REACH, self.size)):
            low = self._low(j)
            if low in STRONG or low == "," or (self.at_token.get(j) and not self.at_token[j].noun):
                return ""
            if low == "from":
                side, word = self._side_from(j + 1, 4)
                troops = side and (self.tokens[word].side_kind == "force" or self._names_force(word))
                return side if troops else ""
        return ""

    def _acting(self, t: Trigger) -> tuple[str, int]:
        """(side that acts, its token) or ("", -1)."""
        if t.agent_word >= 0:
            token = self.tokens[t.agent_word]
            side = t.agent or token.side
            if self._or_another(t.agent_word):
                return "", -1
            return self.sides.side(side, self.speaker), t.agent_word
        if t.entry.effect == "state":
            theirs = next((j for j in range(t.first, t.last + 1) if self._low(j) in ("its", "their")), -1)
            if theirs < 0:
                # "the army said P was under full control", "the president said P was under state control"
                own = self.deeds and t.entry.lemma == "under control"
                state = self.speaker in self.sides.states and self._low(t.last - 1) in ("state", "government")
                return (self.speaker, t.first) if own or state else ("", -1)
            found = self._subject(t)
            if found[1] >= 0 and self.clause_of[found[1]] == t.clause and self._is_held(found[1], t):
                return self.subject, theirs  # "the Northern Command was in its hands": not in its own
            owner = found[1] >= 0 and self.tokens[found[1]].possessive  # "the regime's base is in its hands"
            return found if found[0] and not (owner and self.subject) else (self.subject, theirs)
        if t.entry.frame == "modifier":
            return "", -1
        if "flag" in t.entry.words or t.entry.effect == "flag":
            return self._flag_of(t)
        undergone = any(self._is(j, "be") for j in range(self._auxiliaries(t.first)[2], t.first))
        acts = t.finite and not (t.passive or t.noun or undergone)  # "entered P, only to be met by X"
        after = ("", -1) if acts else self._agent_after(t)
        if (
            t.passive
            and not after[0]
            and t.entry.lemma in ("clear", "cleanse", "purge")
            and self._low(t.last + 1) == "of"
        ):
            return self._cleared(t)
        freed = t.entry.lemma in FREED and self._low(t.last + 1) not in ("by", "of")
        if t.passive and not after[0] and self._declared(t):
            return self._subject(t)
        if t.passive and not after[0] and freed:
            return self.speaker, t.first
        if t.passive and not after[0] and self.deeds and t.entry.lemma in TAKEN:
            return self.speaker, t.first
        if t.passive and not after[0] and t.entry.lemma in TAKEN and self._from_other(t):
            return self.speaker, t.first
        if after[0] or t.passive:
            return after
        if t.entry.frame == "subject" or t.entry.effect == "fall":
            return self._recipient(t)
        if t.noun:
            return self._passed_to(t) or self._agent_before_noun(t)
        return self._subject(t)

    def _passed_to(self, t: Trigger) -> tuple[str, int] | None:
        """ "Control of P passed from X to Y": Y, None where nobody is named to whom it passed."""
        if t.entry.effect != "control":
            return None
        span = range(t.last + 1, min(self.size, t.last + 9))
        verb = next((j for j in span if self._is(j, "passing")), self.size)
        to = next((j for j in range(verb, min(self.size, verb + 7)) if self._low(j) == "to"), self.size)
        found = self._side_from(to + 1, 4)
        return found if found[0] else None

    def _is_held(self, j: int, t: Trigger) -> bool:
        """Whether the side at token j is itself what is said to be in somebody's hands."""
        verbs = [k for k in range(j + 1, t.first) if self._is(k, "be", "have")]
        return bool(verbs) and all(self._is(k, "be") for k in verbs)

    def _declared(self, t: Trigger) -> bool:
        """ "declared P liberated": who declares it has done it."""
        near = range(max(self.clauses[t.clause].first, t.first - 7), t.first)
        return not self._auxiliaries(t.first)[0] and any(self._is(j, "declaring") for j in near)

    def _flag_of(self, t: Trigger) -> tuple[str, int]:
        """Whose flag it is: the side beside the word, else who raises it."""
        clause = self.clauses[t.clause]
        at = next((j for j in range(clause.first, clause.last) if self._is(j, "flags")), -1)
        for j in (at - 1, at - 2, at + 1, at + 2, at + 3):
            if 0 <= j < self.size and at >= 0 and self.tokens[j].side:
                return self.sides.side(self.tokens[j].side, self.speaker), j
        if self.speaker and any(self._low(j) in ("national", "our") for j in (at - 1, at - 2)):
            return self.speaker, at
        owner = self._low(at - 1).removesuffix("'s")
        code = pairs("demonyms").get(owner) or pairs("countries").get(owner)
        if at > 0 and code:  # "Norway's flag": its state's, whoever raises it
            side = self.sides.lands.get(code, "")
            return (side, at - 1) if side else ("", -1)
        return self._subject(t)

    def _cleared(self, t: Trigger) -> tuple[str, int]:
        """ "was cleared of Russian troops", said by the other of two sides: that side holds it."""
        if len(self.sides.ids) != 2:
            return "", -1
        gone, word = self._side_from(t.last + 2, 4)
        return (self.speaker, word) if gone and self.speaker not in ("", gone) else ("", -1)

    def _agent_after(self, t: Trigger) -> tuple[str, int]:
        for j in range(t.last + 1, min(len(self.tokens), t.last + 14)):
            low = self._low(j)
            if low in STRONG or low in QUOTES or (self.at_token.get(j) and not self.at_token[j].noun):
                break
            if t.noun and self._is(j, "be"):
                break  # "the seizure of P was denied by X"
            if t.noun and low in MEANWHILE:
                break  # "its capture of P after a pullout by Y"
            if low == "by":
                before = self._low(j - 1)
                other = j - 1 > t.last and (before.endswith("ed") or before in ("held", "run", "led"))
                if (band := self._band_that_retook(t, j + 1)) >= 0:
                    theirs = self.speaker in self.sides.states and self._low(band) in SOLDIERS
                    return (self.speaker, band) if theirs else ("", -1)
                return ("", -1) if other else self._side_from(j + 1, 6)  # "..., backed by Y"
        return "", -1

    def _band_that_retook(self, t: Trigger, first: int) -> int:
        """Token of the force in "P was retaken by troops from X": from X it was, and whose they are is not
        said; -1 for other words, as "taken by fighters from X"."""
        band = first + self._is(first, "articles")
        back = t.entry.lemma.startswith(("re", "liberat", "free", "wrest")) or t.entry.lemma.endswith("back")
        if not back or not self._is(band, "forces") or self._low(band + 1) != "from":
            return -1
        whose = self._fighters_of(band)
        state = whose >= 0 and self.tokens[whose].side in self.sides.states
        return -1 if state and self._low(band) in SOLDIERS else band  # "soldiers from the X army"

    def _recipient(self, t: Trigger) -> tuple[str, int]:
        """ "fell to Russian forces", "fell into Russian hands"."""
        for j in range(t.last + 1, min(len(self.tokens), t.last + 8)):
            if self._low(j) in ("to", "into", "under") and self._low(j + 1) not in self.lex.entries:
                hands = self._low(j + 2) == "hands"  # "into the hands of the X-led Y group"
                return self._side_from(j + 1, 5 + 3 * hands)
            if self._low(j) in STRONG or self._low(j) == "," or (t.noun and self._is(j, "be")):
                break  # "the loss of P was a blow to X"
        return (self.taker, t.first) if self.taker and t.entry.lemma == "fall" else ("", -1)

    def _side_from(self, first: int, length: int) -> tuple[str, int]:
        """First side named in a noun phrase that begins at `first`; opponents of that side do not count."""
        if (unit := self._unit_of(first)) >= 0:
            first = unit  # "by troops of the 7th Division of the X army"
        troops = first + self._is(first, "articles")
        if self._is(troops, "forces") and (of := self._fighters_of(troops)) >= 0:
            first = of  # "in the hands of fighters loyal to President X"
        for j in range(first, min(len(self.tokens), first + length)):
            token, low = self.tokens[j], self._low(j)
            if token.side and self._yields(j):
                continue
            if token.side:
                known = not self._opposed(j) and not self._or_another(j)
                return (self.sides.side(token.side, self.speaker), j) if known else ("", -1)
            if low in self.words["own"]:
                return self.speaker, j
            if low in ("its", "their") and self.subject:
                return self.subject, j
            if low in ("his", "her") and self.speaker and self._is(j + 1, "forces"):
                return self.speaker, j  # "said the town had fallen to his fighters"
            if low in STRONG or low == "," or token.ref >= 0 or low.startswith("anti"):
                break
        return "", -1

    def _or_another(self, j: int) -> bool:
        """Whether it is left open who: "in the hands of rebels or of Turkey"."""
        at = next((k for k in range(j + 1, j + 4) if self._low(k) == "or"), -1)
        near = range(at + 1, min(at + 5, self.size)) if at >= 0 else range(0)
        return any(self.tokens[k].side or (self.tokens[k].capital and self.tokens[k].ref < 0) for k in near)

    def _opposed(self, j: int) -> bool:
        """Whether a side's adjective stands with a word that turns it: rebels, "anti-"."""
        near = [self._low(k) for k in (j - 1, j + 1, j + 2)]
        if any(w.startswith(("anti", "non-")) for w in near):
            return True
        if self.tokens[j].side_kind != "adjective":
            return False
        own = [self.tokens[k].side == self.tokens[j].side for k in (j + 1, j + 2) if k < self.size]
        if self._of_its_land(j) and not AGAINST_IT.isdisjoint(near[1:]):
            return True  # "Somali militants" are not Somalia's
        return any(w in self.words["turned"] and not o for w, o in zip(near[1:], own, strict=False))

    def _of_its_land(self, j: int) -> bool:
        """Whether the adjective at token j is that of a state whom rebels fight, and of its people."""
        token = self.tokens[j]
        people = token.low in lexicon().demonyms and token.side in self.sides.states
        return people and bool(self.sides.rebels - {token.side})

    def _agent_before_noun(self, t: Trigger) -> tuple[str, int]:
        for j in range(t.first - 1, max(-1, t.first - 6), -1):
            token, low = self.tokens[j], self._low(j)
            if token.side and (token.possessive or token.side_kind == "adjective" or j == t.first - 1):
                return (self.sides.side(token.side, self.speaker), j) if not self._opposed(j) else ("", -1)
            if low in self.words["own"]:
                return self.speaker, j
            if self._is(j, "have"):
                break  # "seized X bases and has control of P": not X
            if (
                low in STRONG
                or low in RELATION
                or token.ref >= 0
                or (self.at_token.get(j) and not self.at_token[j].noun)
            ):
                break
        if t.entry.effect in ("control", "defend", "lost", "") and t.entry.predicate in (
            "holds",
            "advanced",
            "captured",
        ):
            aside = self._low(t.first - 1 - self._is(t.first - 1, "articles")) in MEANWHILE
            aside = aside and not self._low(t.first).endswith("ing")
            aside = aside or self._opens_joined(t)
            found = self._subject(t) if not aside and not self._left_before(t) else ("", -1)
            if found[0] and (self._only_confirms(t, found[1]) or self._of_others_named(t, found[1])):
                return "", -1
            if found[0]:
                return found
        if t.entry.predicate == "captured" and t.entry.effect == "" and self._freed_from(t):
            return self.speaker, t.first
        if t.entry.lemma == "liberation" and self._proclaimed(t):
            return self.speaker, t.first
        by_others = self.taker not in ("", self.speaker)
        if by_others and t.entry.predicate == "captured" and t.entry.lemma not in LIBERATING:
            return "", -1  # "confirmed the capture of P": by whom is told elsewhere
        begins = not any(self.tokens[j].side or self._low(j) in self.words["be"] for j in range(t.first))
        if self.subject and self.clause_of[t.first] == 0 and begins:
            return self.subject, -1
        return "", -1

    def _of_others_named(self, t: Trigger, j: int) -> bool:
        """ "Where the army holds out, a sign of what the rebels can do after their capture of P": "their"
        tells whose capture it is, and others than the army are named before it."""
        their = next((k for k in range(t.first - 1, max(-1, t.first - 4), -1) if self._low(k) == "their"), -1)
        if their < 0 or t.entry.predicate != "captured":
            return False
        return any(
            (self.tokens[k].side and self.sides.side(self.tokens[k].side, self.speaker) != self._side_at(j))
            or (not self.tokens[k].side and self._low(k) in FIGHTING_MEN)
            for k in range(max(0, j + 1), their)
        )

    def _side_at(self, j: int) -> str:
        return self.sides.side(self.tokens[j].side, self.speaker) if j >= 0 and self.tokens[j].side else ""

    def _only_confirms(self, t: Trigger, j: int) -> bool:
        """ "Rebels and officials confirmed the recapture of P": by whom is not told; nor in "the army's men
        confirmed the capture of P"."""
        if t.entry.predicate != "captured":
            return False
        confirming = [k for k in range(max(0, j + 1), t.first) if self._low(k).startswith(CONFIRMING)]
        if not confirming or self._low(t.last + 1) == "by":
            return False
        before = range(max(0, j - 4), confirming[-1])
        return t.entry.lemma not in LIBERATING or any(self._low(k) == "and" for k in before)

    def _opens_joined(self, t: Trigger) -> bool:
        """ "X pressed on P, and the capture of Q helped": the capture is a subject of its own."""
        first = self.clauses[t.clause].first
        if self._low(first) not in ("and", "but", "while") or t.entry.predicate != "captured":
            return False
        return all(self._is(j, "articles", "determiners") for j in range(first + 1, t.first))

    def _proclaimed(self, t: Trigger) -> bool:
        """ "I inform you of the liberation of P", said by a side: its own deed."""
        lead = range(max(self.clauses[t.clause].first, t.first - 6), t.first)
        told = any(self._low(j).startswith(PROCLAIMING) for j in lead) or self._low(t.first - 2) == "with"
        named = any(token.side and not token.possessive for token in self.tokens[: t.first])
        meant = any(low in self.lex.modals or low == "to" for low in self.lows[: t.first])
        return bool(self.speaker) and told and self._low(t.first - 1) == "the" and not (named or meant)

    def _freed_from(self, t: Trigger) -> bool:
        """ "The liberation of P from the X army", said by the other of two sides."""
        if not self.speaker or len(self.sides.ids) != 2:
            return False
        at = next((j for j in range(t.last + 1, min(t.last + 9, self.size)) if self._low(j) == "from"), -1)
        gone = self._side_from(at + 1, 4)[0] if at >= 0 else ""
        return gone not in ("", self.speaker)

    def _from_other(self, t: Trigger) -> bool:
        """ "P has been taken from X control", said by the other of two sides."""
        if not self.speaker or len(self.sides.ids) != 2 or self._low(t.last + 1) != "from":
            return False
        return self._side_from(t.last + 2, 4)[0] not in ("", self.speaker)

    def _left_before(self, t: Trigger) -> bool:
        """ "The gunmen fled after the liberation of P": who left did not do it."""
        opened = self.clauses[t.clause].opener in ("after", "following", "since")
        return any(
            o.first < t.first
            and 0 <= t.clause - o.clause <= opened
            and o.entry.predicate in ("withdrew", "displaced")
            and not any(self.tokens[j].side for j in range(o.last + 1, t.first))
            for o in self.triggers
        )

    def _subject(self, t: Trigger) -> tuple[str, int]:
        """Side of the subject: in the clause, else what a relative clause or a joined verb takes it from."""
        n = t.clause
        limit = t.first
        if (beside := self._with_doing(t)) is not None:
            return beside
        for _ in range(5):
            clause = self.clauses[n]
            found = self._subject_in(clause.first, limit)
            if found[1] >= 0 or found[0] == "?":
                return found if found[0] != "?" else ("", -1)
            alone = t.entry.form == "ing" or t.noun or t.entry.lemma == "claim"
            meant = self._low(0) == "to" or (t.first == 0 and alone)
            first = t.entry.form == "ing" and self._low(0).endswith(
                "ing"
            )  # "announced | entering and taking P"
            meant = meant or (first and self._low(t.first - 1) == "and" and not self._sides_before(t.first))
            if n == 0 and self.subject and self.reported and meant:
                return (
                    self.subject,
                    0,
                )  # "claimed | to have entered P", "denied | losing P", "X has | claimed P"
            if n == 0:
                return self._subject_ahead(t)
            subordinate = n == t.clause and clause.kind == "subordinate"
            if subordinate and self._own_subject(clause.first + 1, limit, t):
                return "", -1
            if clause.kind == "subordinate" and any(
                self._low(j) in self.words["pronouns"] for j in range(clause.first + 1, limit)
            ):
                return self._only_side(clause.first, limit)
            if clause.opener in ("who", "which", "that") and (beside := self._force_beside(clause.first)):
                return beside
            if clause.opener == "who" and (doer := self._by_whom(clause.first)) >= 0:
                own = self._low(doer) in self.words["own"] and self.speaker
                return (self.speaker, doer) if own else ("", -1)  # "beaten by our forces who took P"
            if clause.opener in ("who", "that") and self._low(clause.first - 1) in ("we", "us"):
                return (self.speaker, clause.first - 1) if self.speaker else ("", -1)  # "it is we who hold P"
            at = clause.first - 1
            nobodys = self._low(at) in REBELLIOUS and not any(
                self.tokens[j].side for j in (at, at - 1, at - 2)
            )
            if clause.opener in ("who", "which", "that") and nobodys:
                return "", -1  # "the army drove out the rebels that had held P": whose they are is not told
            if clause.opener in ("that", "which") and self._of_ground(clause.first, t):
                return "", -1
            opened = self._dash_before(clause.first)
            n = self.clause_of[opened - 1] if opened > 0 else n - 1  # "the army – driven out by X – holds P"
            if clause.opener == "and" and n and self._parted_off(n):
                n -= 1  # "the rebels took P as the army fled, and captured Q"
            if clause.opener == "," and clause.kind == "aside" and n and self._remark(n):
                n -= 1  # "the rebels, which X says are armed, took P"
            limit = self._limit(n)
        return "", -1

    def _sides_before(self, at: int) -> bool:
        return any(token.side for token in self.tokens[:at])

    def _parted_off(self, n: int) -> bool:
        """Whether clause n is a side clause that a comma closes before the main one goes on."""
        clause = self.clauses[n]
        side = clause.kind == "subordinate" and clause.opener in SIDE_CLAUSES
        return side and self._low(clause.last - 1) == ","

    def _of_ground(self, first: int, t: Trigger) -> bool:
        """ "A dam that controls the river", "P, which controls the road": ground is who does it, no side."""
        before = first - 1 - (self._low(first - 1) == ",")
        ground = self._place_at(before) or self._is(before, "premises", "roads", "identity", "landmarks")
        return ground and not t.noun and not t.passive and self._auxiliaries(t.first)[2] == first + 1

    def _own_subject(self, first: int, last: int, t: Trigger) -> bool:
        """Whether somebody unknown does it: "before the organisation seized P"."""
        finite = not t.noun and not t.passive and t.entry.form in ("past", "past/pp", "s")
        return finite and any(self._is(j, "articles") for j in range(first, last))

    def _dash_before(self, first: int) -> int:
        """The dash that opens an aside which ends right before the clause at token `first`, -1 for none."""
        closed = next((j for j in (first, first - 1) if j > 0 and self._low(j) in DASHES), -1)
        for j in range(closed - 1, max(0, closed - ASIDE), -1):
            if self._low(j) in DASHES:
                return j
            if self._low(j) in STRONG:
                return -1
        return -1

    def _limit(self, n: int) -> int:
        """How far the subject of clause n may reach: "they routed X, taking P" is not said of X."""
        clause = self.clauses[n]
        opens = clause.first + (clause.opener not in ("", ",") and self._low(clause.first) == clause.opener)
        if n and opens in clause.verbs and self._low(opens) not in RANKED:
            return opens  # "they took P, routed X and took Q": not X
        return next((v for v in clause.verbs if v > clause.first and not self._as_adjective(v)), clause.last)

    def _as_adjective(self, v: int) -> bool:
        """Whether a verb does not part who acts from who follows: "armed rebels", "leaves X in control"."""
        low, before = self._low(v), self._low(v - 1)
        led = self._is(v - 1, "determiners") or before.endswith("ly")
        return low in RANKED | PUTTING or low.endswith("ing") or (low.endswith("ed") and led)

    def _with_doing(self, t: Trigger) -> tuple[str, int] | None:
        """Who does it in "..., with the rebels still holding P"."""
        verb = next((j for j in (t.first - 1, t.first - 2) if t.noun and self._is(j, "gaining")), t.first)
        if not self._low(verb).endswith("ing"):
            return None
        j = verb - 1
        while j > 0 and (self._is(j, "adverbs") or self._low(j).endswith("ly")):
            j -= 1
        j -= self._is(j, "forces") and not self.tokens[j].side
        lead = j - 1 - (self._low(j - 1) == "the")
        if j < 1 or not self.tokens[j].side or self._low(lead) != "with":
            return None
        return self.sides.side(self.tokens[j].side, self.speaker), j

    def _force_beside(self, at: int) -> tuple[str, int] | None:
        """The force right before a "who" at token `at`: "met by the rebels, who hold P"."""
        j = at - 1
        fighters = BODIES | REBELLIOUS | {"fighters", "gunmen"}
        while j > 0 and not self.tokens[j].side and (self._low(j) in fighters or self._is(j, "forces")):
            j -= 1
        token = self.tokens[j]
        whole = self._low(j + 1) != "," or token.side not in self.sides.states  # no town called so
        kinds = ("force", "adjective", "government") if whole else ("force", "adjective")
        named = token.side and token.side_kind in kinds and not token.possessive
        force = token.side_kind == "force" or j < at - 1
        side = self.sides.side(token.side, self.speaker) if named and force else ""
        return (side, j) if side else None

    def _by_whom(self, who: int) -> int:
        """The first token of a force of no side that "by" leads to, right before the "who" at a token, -1 for
        none: "was defeated by our defence forces who took P"."""
        if not self._is(who - 1, "forces"):
            return -1
        by = next((j for j in range(who - 2, max(-1, who - BY_REACH), -1) if self._low(j) == "by"), -1)
        span = range(by + 1, who)
        return by + 1 if by >= 0 and not any(self.tokens[j].side or self._place_at(j) for j in span) else -1

    def _remark(self, n: int) -> bool:
        """Whether clause n only tells more of what stands before it: "which ...", "a group that ..."."""
        clause, opener = self.clauses[n], self.clauses[n].opener
        beside = clause.kind in ("subordinate", "joined") and opener not in ("", ",", "and", "or", "but")
        if beside and n and not self.clauses[n - 1].verbs:
            return True  # "the rebels, after X said A, took P"
        return opener in ("which", "who", "whom", "whose") or (
            opener == "that" and self.clauses[n - 1].kind == "aside"
        )

    def _subject_ahead(self, t: Trigger) -> tuple[str, int]:
        """Subject of the main clause that a leading participle hangs on: "Having taken P, the army"."""
        leading = t.entry.form == "ing" or self._low(t.first - 1) == "having"
        leading = leading or (t.noun and any(self._is(j, "gaining") for j in (t.first - 1, t.first - 2)))
        leading = leading or (t.noun and t.entry.effect == "control" and self._low(t.first - 1) == "with")
        ahead = t.clause + 1
        if not leading or ahead >= len(self.clauses) or self.clauses[ahead].opener != ",":
            return "", -1
        clause = self.clauses[ahead]
        verb = next((v for v in clause.verbs if v > clause.first), -1)
        return self._subject_in(clause.first, verb) if verb >= 0 else ("", -1)

    def _only_side(self, first: int, limit: int) -> tuple[str, int]:
        """Whose "they" is in a clause that begins at `first`: the only side named before it."""
        if not any(self._low(j) == "they" for j in range(first + 1, limit)):
            return "", -1
        before = [j for j in range(first) if self.tokens[j].side and not self._ground_of(j)]
        sides = {self.sides.side(self.tokens[j].side, self.speaker) for j in before}
        return (sides.pop(), before[-1]) if len(sides) == 1 and not self._opposed(before[-1]) else ("", -1)

    def _ground_of(self, j: int) -> bool:
        """ "Their biggest victory in X since they took P": a land in which something is, and nobody."""
        return self._low(j - 1) in ("in", "across", "inside") and not self._names_force(j)

    def _subject_in(self, first: int, last: int) -> tuple[str, int]:
        """The first side in a stretch that no locative preposition governs; "?" for another subject."""
        blocked = beside = False
        opener = self.clauses[self.clause_of[first]].opener if first < self.size else ""
        for j in range(first + (bool(opener) and self._low(first) == opener), last):
            token, low = self.tokens[j], self._low(j)
            if low in self.words["own"]:
                if blocked and not self._named_before(j) and self._low(j - 1) != ",":
                    continue  # "after clashes with our troops they entered P"
                return (self.speaker or "?"), j
            if token.side:
                if blocked:  # "against the eastern-based leader X": X as well
                    near = range(j + 1, min(j + 4, last))
                    whose = next((self.tokens[k].side for k in near if self.tokens[k].side), "")
                    blocked = token.side_kind == "adjective" and whose == token.side
                    continue
                ally = j - 1 - self._is(j - 1, "articles")
                if self._low(ally) in ("of", "to", "with") and self._low(ally - 1) in BESIDE:
                    beside = True  # "the Front, an ally of the army, holds P": not the army
                    continue
                if self._opposed(j) or self._says_of(j, last):
                    return "?", -1
                if self._low(j + 1) in BESIDE:
                    beside = True  # "an RSF ally, the Denga Front, holds P": not the RSF
                    continue
                if self._yields(j):
                    continue
                if token.side_kind != "adjective" or self._names_force(j) or self._as_noun(j):
                    if self._joint(j):
                        return "?", -1  # "X and Y say they hold P"
                    if token.possessive and not self._names_force(j):
                        continue
                    return (self.sides.side(token.side, self.speaker) or "?"), j
            elif low in ABOUT and (self._low(j + 1) in ("least", "most") or self._low(j + 1)[:1].isdigit()):
                continue  # "at least 300 soldiers", "over 1,000 rebels"
            elif blocked and low == "the" and self._named_before(j):
                blocked = False  # "in P the rebels hold Q"
            elif blocked and self._is(j, "times", "hours"):
                blocked = False  # "by Friday the rebels had"
            elif self.subject and (not blocked or low == "they") and self._refers_back(j):
                return self._they(j)
            elif (low in RELATION and low not in ("of", "by", "with")) or low in ("against", "with", "by"):
                blocked = True
            elif low == "of" and self._is(j - 1, "compass"):
                blocked = True  # "50 km west of X"
            elif low in self.words["forces"] and not blocked and (of := self._fighters_of(j)) >= 0:
                return self.sides.side(self.tokens[of].side, self.speaker) or "?", of
            elif low == "forces" and not blocked and self._ours_by_name(j, last):
                return self.speaker, j
            elif low in self.words["forces"] and not blocked and not self._side_near(j, last):
                own = (
                    j == first
                    or self._low(j - 1) == "that"
                    or self.tokens[j - 1].possessive
                    or self._the_forces(j)
                )
                own = (own or self._the_group(j, first)) and self._of_that_sort(j, first)
                return (self.subject, j) if own and self.subject else ("?", -1)
        return ("?" if beside else ""), -1

    def _says_of(self, j: int, last: int) -> bool:
        """Whether the side at token j, before the verb at `last`, only says something of who acts: "men who
        the army says were armed"."""
        before = j - 1
        while before > 0 and (self._is(before, "articles") or self.tokens[before].side_kind == "adjective"):
            before -= 1
        if self._low(before) not in ("who", "whom", "which", "that") or before < 1:
            return False
        return any(_SAYS.get(self._low(k)) is not None for k in range(j + 1, min(j + 4, last)))

    def _joint(self, j: int) -> bool:
        """Whether another side stands beside the one at token j: "both X and Y"."""
        k = j + 1 + (self._low(j + 1) in ("forces", "troops", "fighters", "units"))
        k += 1 + (self._low(k + 1) in ("the", "their", "its")) if self._low(k) == "and" else 0
        k += self._low(k) in ("allied", "loyal")  # "X and allied Y"
        other = self.tokens[k].side if j < k < self.size else ""
        return k > j + 1 and bool(other) and self.sides.side(other, self.speaker) != self.tokens[j].side

    def _named_before(self, j: int) -> bool:
        """Whether a name ends right before token j, so that what a preposition leads to ends there."""
        token = self.tokens[j - 1] if j else None
        return token is not None and not token.possessive and (token.ref >= 0 or token.capital)

    def _yields(self, j: int) -> bool:
        """Whether an adjective only tells where a named force of another side is: "Congolese M23 rebels"."""
        token = self.tokens[j]
        after = self.tokens[j + 1] if j + 1 < self.size else None
        return (
            token.side_kind == "adjective"
            and after is not None
            and after.side_kind == "force"
            and self.text[after.start].isupper()
            and after.side != token.side
        )

    def _as_noun(self, j: int) -> bool:
        """Whether an adjective stands for its side: "the junta retains P"."""
        after = self.at_token.get(j + 1)
        verb = self._is(j + 1, "be", "have") or (after is not None and not after.noun)
        before = j - 1 - (j > 1 and self._place_at(j - 1))  # "the Karenni resistance seized P"
        return self._low(before) == "the" and verb and not self.tokens[j].possessive

    def _the_forces(self, j: int) -> bool:
        """ "(Said) the forces were in control": the speaker's, where no side is named beside them."""
        opens = (
            self.reported
            and j == 1
            and self._low(0) == "the"
            and self._low(j) in ("forces", "troops", "fighters")
        )
        return opens and not any(token.side for token in self.tokens)

    def _the_group(self, j: int, first: int) -> bool:
        """Whether "the rebel group", "the ethnic alliance" ends at token j and opens its clause."""
        k = j
        while k > first and k > j - 3 and (self._low(k) in REBELLIOUS or k == j):
            k -= 1
        opens = k == first or self._low(k - 1) in (",", "that")
        rebels = any(self._low(n) in REBELLIOUS for n in range(k + 1, j + 1))
        return opens and rebels and self._low(k) == "the"

    def _of_that_sort(self, j: int, first: int) -> bool:
        """Whether the force at token j may be the side that was told of before: rebels are no state's, the
        government's are no rebels."""
        near = {self._low(n) for n in range(max(first, j - 2), j + 1)}
        state = self.subject in self.sides.states
        return near.isdisjoint(REBELLIOUS) if state else near.isdisjoint(OFFICIAL)

    def _refers_back(self, j: int) -> bool:
        """Whether token j means the side of whoever is quoted: "it", "they", "his country's forces"."""
        low = self._low(j)
        forces = any(self._is(k, "forces") for k in (j + 1, j + 2))
        if self._is(j, "selves") and self._low(j - 1) in ("the", "its", "their"):
            return True  # "said the movement was in control"
        return low in ("it", "they", "its", "their") or (low in ("his", "her") and forces)

    def _they(self, j: int) -> tuple[str, int]:
        """Whose "they" or "it" at token j of what somebody says is: the speaker's, unless the clause that it
        hangs on tells of another side ("said | the rebels met nobody when they entered P"); "?" where it
        may be either."""
        n = self.clause_of[j]
        if self._low(j) not in ("they", "it") or self.clauses[n].kind != "subordinate" or not n:
            return self.subject, j
        main = self.clauses[n - 1]
        verb = next((v for v in main.verbs if v > main.first), main.last)
        side, word = self._subject_in(main.first, verb)
        if side in ("", "?", self.subject):
            return self.subject, j
        met = any(self._low(k) in MET for k in range(verb, main.last))
        return (side, word) if met else ("?", -1)

    def _unit_of(self, j: int) -> int:
        """Token of the force whose units the words from token j name: "troops of the 3rd and 7th Divisions
        of the X army"; -1 for none."""
        for k in range(j, min(j + UNIT_REACH, self.size - 1)):
            if self.tokens[k].side or self._place_at(k) or k in self.at_token or self._low(k) in STRONG:
                return -1
            if self._low(k) in UNITS and self._low(k + 1) == "of":
                at = k + 2 + self._is(k + 2, "articles")
                return at if at < self.size and self.tokens[at].side else -1
        return -1

    def _fighters_of(self, j: int) -> int:
        """Token of the force that "fighters in a P Brigade", "units of the army" are of, -1 for none."""
        loyal = self._low(j + 1) in ("loyal", "allied", "aligned", "affiliated", "faithful") and self._low(
            j + 2
        ) in ("to", "with")
        if self._low(j + 1) not in ("in", "of", "from", "with") and not loyal:
            return -1
        if not loyal and (unit := self._unit_of(j)) >= 0:
            return unit if self.tokens[unit].side_kind == "force" and not self._or_another(unit) else -1
        at = j + 2 + loyal
        at += self._is(at, "articles")
        while loyal and at < self.size and not self.tokens[at].side and self._low(at) in cue("titles"):
            at += 1  # "troops loyal to President X"
        if loyal and at < self.size and not self.tokens[at].side and self.tokens[at].possessive:
            at += 1  # "forces allied to Libya's recognised government"
        if loyal and at < self.size and self.tokens[at].side_kind in ("government", "adjective"):
            return at if not self._or_another(at) else -1
        token = self.tokens[at] if at < self.size else None
        named = token and (
            token.side_kind == "force" or (self._low(j + 1) == "from" and token.side_kind == "government")
        )  # "fighters from the X": a force that is known as a government, too
        return at if named and not token.possessive and not self._or_another(at) else -1

    def _ours_by_name(self, j: int, verb: int) -> bool:
        """ "The armed forces have taken P", said by a state's army: its own."""
        named = (
            self._low(j - 1) == "armed" and self._low(j - 2) in ("the", "our") and self._low(j + 1) != "of"
        )
        sides = any(self.tokens[k].side for k in range(max(0, j - 4), verb))
        return named and not sides and self.speaker in self.sides.states

    def _side_near(self, j: int, verb: int) -> bool:
        """Whether a side stands beside the force at token j; behind the verb of a state's "(said) troops
        drove X out" only the state's own would leave open whose the troops are."""
        near = [k for k in range(max(0, j - 4), min(self.size, j + 5)) if self.tokens[k].side]
        states = self.reported and self.subject in self.sides.states and self._low(j) in SOLDIERS
        states = states and self._low(j + 1) not in RELATION  # "troops of the neighbours"
        if states and near and near[0] > verb:
            near = [k for k in near if self.sides.side(self.tokens[k].side, self.speaker) == self.subject]
        return bool(near)

    def _names_force(self, j: int) -> bool:
        """Whether an adjective or possessive at j leads to a word for a force."""
        return any(
            self._low(k) in self.words["forces"] or self.tokens[k].side_kind == "force"
            for k in range(j + 1, min(len(self.tokens), j + 5))
        )
