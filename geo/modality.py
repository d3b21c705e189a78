"""Whether an event is asserted, and with which words of likelihood: the gate before any status."""

from __future__ import annotations

import re
from itertools import pairwise

from geo.agents import Agents
from geo.clauses import ENEMY, QUOTES, STRONG, Clause
from geo.linking import LOOK_BACK
from geo.triggers import RELATION, Trigger

AT_RISK = frozenset({"risk", "risks", "threat", "danger", "threatened", "threatens"})
#: Words before "of" that make what follows something yet to come.
AHEAD = frozenset({"fear", "fears", "threat", "prospect", "risk", "danger", "possibility"})
#: "Want P taken": who wants it so.
WANTING = frozenset({"want", "wants", "wanted", "wanting", "need", "needs", "needed", "wish", "wishes"})
#: Before a claim or report: whoever told it tells it no longer.
TAKEN_BACK = frozenset(
    {"withdrew", "withdraws", "withdrawn", "withdrawing", "retracted", "retracts", "retracting"}
)
#: Words of what is kept from happening, and of who cannot keep it from happening.
STOPPING = frozenset({"stop", "prevent", "block", "avoid", "deter", "halt"})
FAILING = frozenset({"fail", "fails", "failed", "failing", "unable", "failure", "powerless", "cannot"})
COMING = frozenset({"will", "would", "could", "may", "might", "should", "'ll"})
SPANS_OF_TIME = frozenset(
    {
        "year",
        "month",
        "week",
        "night",
        "spring",
        "summer",
        "autumn",
        "winter",
        "day",
        "days",
        "weeks",
        "months",
    }
)
#: Verbs with which somebody tells of the own deeds: "claims to hold P".
CLAIMING = frozenset({"claim", "claims", "claimed"})
#: What governs "to take P" or "the capture of P" but only describes a noun right after it.
WEIGHTY = frozenset({"key", "important", "best", "better"})
#: After a noun for what others say: what it is that they say.
LEADS = frozenset(
    {
        "that",
        "of",
        "to",
        "about",
        "over",
        "as",
        "showing",
        "show",
        "shows",
        "purporting",
        "claiming",
        "saying",
    }
)
#: A new clause with one of these is no longer part of what others say.
PART_ENDS = frozenset({";", ":", "but"})
PARTING = frozenset({"while", "but", "yet", "which", "who", "where", "whose", "whom", ";", ":"})
#: Before "who" and a verb: nobody knows.
ASKING = frozenset(
    {"ascertain", "determine", "establish", "unclear", "clear", "verify", "know", "knows", "knew"}
)
NEARING = frozenset({"near", "imminent", "close", "nearing", "looming", "inevitable", "approaching"})
TOLD_OF = frozenset(
    {"information", "reports", "report", "claims", "claim", "statements", "statement", "allegations",
     "rumours", "rumors", "news", "data", "messages"}
)  # fmt: skip
UNTRUE = frozenset({"false", "untrue", "fake", "wrong", "baseless", "groundless", "unfounded", "fabricated"})
ASKED_REACH = 10  # tokens from that "who" to the verb
HEADWAY = frozenset({"progress", "headway", "gains", "advances"})
COST_REACH = 8  # tokens from what a deed cost to "in doing" it
DENIALS = frozenset({"denial", "denials"})
DENIAL_REACH = 22  # tokens from "denials" by somebody to what they deny
#: With "to", "in", "with": what stands before came to what follows.
LED_TO = frozenset({"led", "resulted", "ended", "culminated"})
#: What has come about: "won a string of victories, including capturing P".
WINS = frozenset(
    {"victory", "victories", "success", "successes", "win", "wins", "gains", "feat", "feats", "achievement",
     "achievements", "breakthrough", "breakthroughs"}
)  # fmt: skip
#: What somebody means to do, as the subject of "is to do".
PLANS = frozenset(
    {"plan", "plans", "goal", "goals", "aim", "aims", "objective", "objectives", "intention", "task"}
)
LEADING = 8  # tokens from such a noun to that word
TURNING = 10  # tokens before such a noun in which it is turned down
UNPROVEN_REACH = 6  # tokens from "not" to "verify"
#: Nouns of which "no" before them already says that nothing is asserted.
NOT_PROVEN = frozenset({"confirmation", "verification", "corroboration"})
#: After "no", before a claim: there is nothing in it.
GROUNDS = frozenset(
    {"truth", "evidence", "substance", "basis", "foundation", "proof", "merit", "independent", *NOT_PROVEN}
)
#: Adverbs of telling what is not so.
WRONGLY = frozenset({"wrongly", "falsely", "erroneously", "mistakenly", "incorrectly", "prematurely"})
#: Words for how sure somebody is that leave it to others whether it is so.
UNCHECKED = frozenset({"rumoured", "rumored", "unconfirmed", "unverified", "purported", "purportedly"})
#: Before "to" and whoever somebody is one of: no infinitive follows.
OWNED = frozenset({"belonging", "loyal", "allied", "linked", "answering", "aligned"})
#: Nouns for fighting, of which a participle tells that it goes on: "battles raging in P".
FOUGHT = frozenset({"battle", "battles", "fight", "fights", "fighting"})
NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
PUTTING_INTO = frozenset(
    {"put", "bring", "leave", "place", "keep", "return", "deliver", "hand", "get", "take"}
)
BARELY = frozenset({"hardly", "scarcely", "barely", "little"})
NOBODY_REACH = 14  # tokens from what is said back to who does not say it
DOUBTS = frozenset(
    {"doubt", "doubts", "doubted", "dispute", "disputes", "disputed", "deny", "denies", "denied"}
)
STANDING_FOR = frozenset(
    {"confirmed", "confirm", "confirms", "suggests", "suggested", "believe", "believes", "believed", "shows"}
    | {
        "think",
        "thinks",
        "thought",
        "indicates",
        "indicated",
        "claims",
        "claimed",
        "proves",
        "proved",
        "showed",
    }
)
HEARSAY = "told by nobody in particular"
#: After "if": what is told is told with that reserve.
CONFIRMED = frozenset({"confirmed", "true", "verified", "correct", "accurate"})
#: Before an infinitive: "the second city to fall" has fallen.
RANKED = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next-to-last"})
#: Verbs of holding or showing something to be so.
SHOWING = frozenset(
    {"believe", "believes", "believed", "think", "thought", "assess", "assessed", "observe", "observed",
     "see", "seen", "show", "shown", "indicate", "indicated", "suggest", "suggested", "demonstrate",
     "demonstrated", "prove", "proven", "proved", "appear", "seem", "consider", "considered", "known"}
)  # fmt: skip
MENTIONING = frozenset({"mention", "mentioned", "word", "comment", "commented"})
#: What is made in order to take a place: "led an attack on Thursday to retake P".
ATTACKS = frozenset(
    {"attack", "attacks", "assault", "assaults", "raid", "raids", "counterattack", "counterattacks",
     "counteroffensive", "counter-attack", "counter-offensive", "incursion", "thrust"}
)  # fmt: skip
#: After "no": nothing of a place.
NO_PART = frozenset(
    {"part", "parts", "piece", "inch", "corner", "portion", "ground", "territory", "village", "settlement",
     "town", "city", "position", "positions"}
)  # fmt: skip
#: "Could be heard": it was.
PERCEIVED = frozenset({"heard", "seen", "felt", "observed", "smelled"})
NOT_ALONE = frozenset({"limited", "only", "just", "merely", "solely", "confined", "least"})
STATED = frozenset({"say", "confirm", "report", "announce"})  # "we can confirm": it is confirmed
#: Before a noun they say that it goes on: "keep their bridgehead".
AIMING = frozenset({"focus", "focused", "focusing", "focuses", "concentrating", "concentrated"})
KEEPING = frozenset({"keep", "keeps", "kept", "keeping"})
#: Participles that tell what comes of something: ", leaving X in control".
LEAVING_SO = frozenset({"leaving", "putting", "placing", "making", "bringing"})
#: Verbs that open a condition when they stand before their subject.
WORKS = frozenset({"documentary", "book", "memoir", "exhibition", "musical", "opera", "sequel", "feature"})
WORK_TITLE = 10  # tokens from a work's kind to the verb that says what it tells
MOCK = frozenset({"mock", "simulated", "fictional", "fictitious", "imaginary", "notional"})
INVERTED = frozenset({"had", "should", "were"})
ALL_OF_IT = frozenset({"all", "every", "everything", "everywhere"})  # "not all of P is held"
TIMES_AHEAD = frozenset({"when", "after", "whenever", "before"})  # "when P falls, they will go on"
TOO_FEW = frozenset(
    {"too", "lack", "lacks", "lacked", "lacking", "enough", "insufficient"}
)  # "lacks the men to take P"
FAILED_SO = frozenset(
    {
        "failed",
        "fail",
        "unsuccessful",
        "thwarted",
        "foiled",
        "repelled",
        "repulsed",
        "faltered",
        "stalled",
        "collapsed",
    }
    | {"futile", "abandoned", "defeated", "vain", "nothing"}
)
PRESENT = frozenset({"have", "has", "is", "are", "'s", "'re", "'ve", "be"})  # "once P is taken"
#: "The fall of P is a matter of days", "the capture of P is a priority".
MATTERS, AIMED_AT = (
    frozenset({"matter", "question"}),
    frozenset({"priority", "goal", "aim", "objective", "task", "target"}),
)
#: What is only spoken or thought of is no less so for a modal verb.
SPOKEN_OF = frozenset(
    {"comment", "say", "tell", "discuss", "speak", "talk", "know", "answer", "respond", "explain", "describe"}
    | {
        "investigate",
        "examine",
        "forget",
        "forgive",
        "remember",
        "celebrate",
        "mark",
        "mourn",
        "recall",
        "estimate",
    }
)
GIVING = frozenset({"give", "gives", "gave", "given", "giving"})
LYING = frozenset({"lied", "lying", "lies", "lie"})
RULING = frozenset({"rule", "rules", "ruled", "ruling"})
EXCLUDING = frozenset({"exclude", "excludes", "excluded"})
UNRULING = frozenset(
    {
        "refuse",
        "refused",
        "refuses",
        "declined",
        "decline",
        "unwise",
        "impossible",
        "hard",
        "difficult",
        "early",
        "unable",
    }
)
#: "Will not take P", "could not enter P" deny it; "must not", "should not" demand.
NEGATED = frozenset(
    {
        "will",
        "'ll",
        "ll",
        "wo",
        "won't",
        "shall",
        "may",
        "might",
        "can",
        "can't",
        "cannot",
        "could",
        "couldn't",
    }
    | {"would", "wouldn't", "'d"}
)
SUPPOSING = frozenset({"would", "wouldn't", "'d", "could", "couldn't"})
SUPPOSED = frozenset({"if", "without", "unless", "otherwise", "were", "lest"})
#: What tells of a time ahead although it is denied.
COMING_NOT = frozenset(
    {"will", "'ll", "ll", "wo", "won't", "shall", "may", "might", "can", "can't", "cannot"}
)
#: Words of likelihood before "that": of something done or going on they make an assessment, not a forecast.
EVEN_ODDS = frozenset({"possibility", "chance"})


_LAID_CLAIM = re.compile(r"\b(?:claim(?:s|ed|ing)?|profess(?:es|ed)?|purport(?:s|ed)?)\W*$")


class Modality(Agents):
    """Reads modality and certainty words of an event."""

    # --- how surely ----------------------------------------------------------------------------------------

    def _modality(self, t: Trigger) -> tuple[str, str, int]:
        """(modality, rule, token that decides it)."""
        for test in (
            self._conditional,
            self._ruled_out,
            self._not_that,
            self._lied,
            self._doubted,
            self._verb_group,
            self._noun_group,
            self._hedged,
            self._rumoured,
        ):
            found = test(t)
            if found is not None:
                return found
        return "asserted", "plain statement", t.first

    def _conditional(self, t: Trigger):
        n = t.clause
        while n >= 0:
            clause = self.clauses[n]
            if clause.kind == "conditional":
                past = (
                    clause.opener in ("until", "till", "once")
                    and t.entry.form in ("past", "past/pp", "pp")
                    and PRESENT.isdisjoint(self._auxiliaries(t.first)[0])
                )
                return None if past else ("conditional", "condition", clause.first)
            if clause.opener in TIMES_AHEAD and self._when_it_comes(t, clause):
                return "conditional", "when it comes about", clause.first
            if clause.kind in ("joined",) or (
                clause.kind == "aside" and n and self._low(clause.first - 1) != ","
            ):
                n -= 1
                continue
            break
        film = self._made_up()
        if film >= 0:
            return "conditional", "told in a work or played, not as news", film
        others = self._others_say(t)
        if others >= 0:
            return "conditional", "what others are said to say", others
        untrue = next(
            (j for j in range(t.last + 1, self.size - 1) if self._is(j, "be") and self._low(j + 1) in UNTRUE),
            -1,
        )
        if untrue >= 0 and TOLD_OF & set(self.lows[:4]):
            return "denied", "called untrue", untrue  # "the reports that P had fallen are false"
        asked = next(
            (
                j
                for j in range(max(2, t.first - ASKED_REACH), t.first)
                if self._low(j) in ("who", "which", "whose") and ASKING & set(self.lows[j - 2 : j])
            ),
            -1,
        )
        if asked >= 0:
            return "conditional", "an open question", asked  # "could not ascertain who controls P"
        unless = -1
        if "if" in self.present:
            unless = next(
                (j for j in range(self.size - 1) if self._low(j) == "if" and self._low(j + 1) in CONFIRMED),
                -1,
            )
        if unless >= 0:
            return "conditional", "only if it is confirmed", unless
        first = self.clauses[t.clause].first
        if self._low(first) in INVERTED and not self._place_at(first) and self._sentence_start(first):
            return "conditional", "condition", first  # "Had they captured P, ..."
        phrases = self.lex.conditional_phrases
        for j in range(max(0, first - 1), t.first):
            for words in phrases.get(self.lows[j], ()):
                if all(self._low(j + k) == w for k, w in enumerate(words)):
                    return "conditional", "condition", j
        return None

    def _others_say(self, t: Trigger) -> int:
        """Token of "says" in "The enemy says he took P", within one's own words; -1 for none."""
        if not self.speaker:
            return -1
        return next(
            (
                j + 1
                for j in range(t.first - 1)
                if self.tokens[j].side == ENEMY
                and self._low(j + 1) in ("says", "say", "said", "claims", "claimed")
            ),
            -1,
        )

    def _made_up(self) -> int:
        """Token of "film", "exercise" where a sentence begins "In a film, ...", "The film shows how ..." or
        ends so, -1 elsewhere."""
        if self.reported:
            return -1
        work = next(
            (j for j in range(1, min(5, self.size)) if self._is(j, "fiction") or self._low(j) in WORKS), -1
        )
        if work > 0 and self._is(0, "determiners"):
            told = next(
                (j for j in range(work + 1, min(work + WORK_TITLE, self.size)) if self._is(j, "depicting")),
                -1,
            )
            if told > 0 and not any(self.tokens[j].side for j in range(work)):
                return work
        last = self.size - 1 - (not self.tokens[-1].word)
        if self._is(last, "fiction") and self._is(last - 1, "determiners") and self._low(last - 3) == ",":
            return last if self._low(last - 2) in ("in", "during") else -1
        mock = next((j for j in range(self.size) if self._low(j) in MOCK), -1)
        if mock >= 0 and self._is_fight(mock + 1):
            return mock
        if self._low(0) not in ("in", "during", "at"):
            return -1
        start = 1 + self._is(1, "determiners")
        return next(
            (
                j
                for j in range(start, min(start + 3, self.size))
                if self._is(j, "fiction") and not self._is(j - 1, "factual")
            ),
            -1,
        )

    def _sentence_start(self, j: int) -> bool:
        before = self._low(j - 1)
        return j == 0 or (before in STRONG and before != ")") or before in QUOTES

    def _present(self, t: Trigger) -> bool:
        """Whether a verb stands in the present tense: "falls", "is taken", "have entered"."""
        aux = self._auxiliaries(t.first)[0]
        return not t.noun and (not PRESENT.isdisjoint(aux) if aux else t.entry.form in ("base", "s"))

    def _when_it_comes(self, t: Trigger, clause: Clause) -> bool:
        """Whether the clause of an event tells when something else will be: "when P falls, they will ...",
        "it would end when they took P"."""
        opening = self._sentence_start(clause.first)
        beside = (
            range(clause.last, self.size) if opening else range(self._part_start(clause.first), clause.first)
        )
        modals = {self._low(j) for j in beside if self._low(j) in self.lex.modals and not self._perceived(j)}
        if self._present(t):
            return bool(modals)
        return clause.opener == "when" and not opening and "would" in modals

    def _ruled_out(self, t: Trigger):
        """ "Ruled out a withdrawal from P" denies it, "did not rule out" holds it possible."""
        for j in range(t.first - 1, self._part_start(t.first) - 1, -1):
            out = self._low(j) in RULING and self._low(j + 1) == "out"
            if not (out or self._low(j) in EXCLUDING) or self._behind_remark(j, t):
                continue
            named = any(self.tokens[k].ref >= 0 for k in range(j + 1, t.first))
            if named and "that" not in self.lows[j + 1 : t.first]:
                return None  # "were excluded from P, where fighting went on"
            if self._auxiliaries(j)[1] or self._nobody_rules(j):
                return "conditional", "held possible", j
            return "denied", "ruled out", j
        return None

    def _lied(self, t: Trigger):
        """ "Lied about holding P", "accused X of lying about its capture of P": held to be untrue."""
        for j in range(t.first - 1, self._part_start(t.first) - 1, -1):
            if self._low(j) in LYING and self._low(j + 1) in ("about", "when", "that"):
                return "denied", "called a lie", j
        return None

    def _not_that(self, t: Trigger):
        """ "Rather than storm P", "instead of capturing P"; not "rather than" of a number."""
        for j in range(t.first - 1, max(self.clauses[t.clause].first, t.first - LOOK_BACK) - 1, -1):
            pair = self._low(j), self._low(j + 1)
            if pair in (("rather", "than"), ("instead", "of")) and not t.noun:
                doing = t.entry.form in ("base", "ing") or self._low(j + 2).endswith("ing")
                return ("denied", "something else was done", j) if doing else None
        return None

    def _nobody_rules(self, j: int) -> bool:
        """ "Refused to rule out", "nobody ruled out", "would be unwise to rule out"."""
        near = self.lows[max(0, j - 5) : j]
        return not NOBODY.isdisjoint(near) or any(w in UNRULING for w in near)

    def _doubted(self, t: Trigger):
        """A word before "that", or before the clause, which makes it a doubt, fear or order."""
        sentence_part = self._part_start(t.first)
        doubt = self.lex.doubt
        for j in range(t.first - 1, sentence_part - 1, -1):
            for words, category in doubt.get(self.lows[j], ()):
                if not all(self._low(j + k) == w for k, w in enumerate(words)):
                    continue
                after = j + len(words)
                if (words[0].startswith("doubt") or words[0] in DOUBTS) and self._undoubted(j):
                    continue  # "there is no doubt that", "nobody doubts that", "nobody disputes that" asserts
                if category == "denied" and any(self._is(i, "counters") for i in range(after, t.first)):
                    continue  # "rejected the claim and said that it still holds P"
                told = next((k for k in range(after, after + 4) if self._is(k, "hearsay")), -1)
                if told >= 0 and self._low(told + 1) == "that":
                    after = told + 1  # "denied the claim that", "denies Russian reports that"
                if self._behind_remark(j, t):
                    continue  # "X, who denied that, fights in P"
                direct = self._low(after) == "that" or (
                    self.clause_of[j] == t.clause and self._starts_clause(after, t) and not t.noun
                )
                done = category == "predicted" and (
                    t.passive
                    or {"has", "have", "had"} & set(self._auxiliaries(t.first)[0])
                    or (t.entry.form == "ing" and not t.noun)
                    or t.noun
                )
                if (
                    direct
                    and category in ("denied", "predicted", "aim")
                    and not (done and words[0] in EVEN_ODDS)
                ):
                    return category, "what is said to be so", j
        unmentioned = self._unmentioned(t)
        if unmentioned >= 0:
            return "conditional", "not mentioned", unmentioned
        unsaid = self._not_shown(t)
        if unsaid >= 0:
            return "denied", "not held or shown to be so", unsaid
        told = self._told(t)
        if told >= 0 and self._turned_down(t, told):
            return "denied", "a claim that is turned down", told
        wrongly = next(
            (j for j in range(self.clauses[t.clause].first, t.first) if self._low(j) in WRONGLY), -1
        )
        return ("denied", "said to be told wrongly", wrongly) if wrongly >= 0 else None

    def _unmentioned(self, t: Trigger) -> int:
        """Token of "mention" in "made no mention of P falling", "did not mention its fall"; -1 for none."""
        if MENTIONING.isdisjoint(self.present) or self.clauses[t.clause].kind == "relative":
            return -1
        for j in range(t.first - 1, self._part_start(t.first) - 1, -1):
            if self._low(j) in MENTIONING and self._not_so(self._verb_group_start(j)):
                return j
        return -1

    def _not_shown(self, t: Trigger) -> int:
        """Token of the verb in "it is not believed that", "has not observed evidence that", "does not show
        that", under which an event stands; -1 for none."""
        if "that" not in self.present:
            return -1
        for that in range(t.first - 1, self._part_start(t.first) - 1, -1):
            if self._low(that) != "that" or any(
                self.clauses[n].kind == "subordinate" or self.clauses[n].opener in PARTING
                for n in range(self.clause_of[that] + 1, t.clause + 1)
            ):
                continue
            shown = next((j for j in range(that - 1, max(-1, that - 5), -1) if self._low(j) in SHOWING), -1)
            if shown >= 0 and self._not_so(self._verb_group_start(shown)):
                return shown
        return -1

    def _verb_group_start(self, j: int) -> int:
        """Token j, or the first of the auxiliaries right before it behind a negation."""
        while j > 1 and self._is(j - 1, "be", "have", "do", "adverbs") and not self._is(j - 1, "negative"):
            j -= 1
        return j

    def _behind_remark(self, j: int, t: Trigger) -> bool:
        """Whether a remark that holds token j ("X, who denied that A, ...") is over before the event."""
        n = self.clause_of[j]
        if self.clauses[n].opener not in ("who", "which") or self._low(self.clauses[n].first - 1) != ",":
            return False
        return any(
            clause.opener == ","
            and clause.verbs
            and clause.verbs[0] == clause.first
            and not self._low(clause.first).endswith("ing")
            for clause in self.clauses[n + 1 : t.clause + 1]
        )

    def _undoubted(self, j: int) -> bool:
        """Whether the doubt at token j is nobody's: "without doubt", "few doubt", "nobody doubts"."""
        if self._low(j - 1) in ("little", "without", "beyond"):
            return True
        near = [self._low(k) for k in range(max(0, j - 4), j)]
        one = ("no", "one") in pairwise(near)
        return (
            one or any(w in NOBODY or w in BARELY or w == "few" for w in near) or self._is(j - 1, "negative")
        )

    def _told(self, t: Trigger) -> int:
        """Token of the noun for what others say under which an event stands: "the notion that P had fallen",
        "its claim of taking P"; -1 for none."""
        if "hearsay" not in self.kinds and CLAIMING.isdisjoint(self.present):
            return -1
        for j in range(t.first - 1, self._part_start(t.first) - 1, -1):
            if self._is(j, "counters"):
                return -1  # "rejected the claim and said that it still holds P"
            if (
                self._is(j, "hearsay")
                and not self._behind_remark(j, t)
                and self._leads_to(j, t)
                and not self._says(j, t)
            ):
                return j
            remark = j and self.clauses[t.clause].opener in ("which", "whom", "that")
            if (
                remark
                and self.clause_of[j] == t.clause
                and self._low(j) in CLAIMING
                and self.tokens[j - 1].side
                and self._low(j + 1) == "to"
            ):
                return j  # "P, which X claims to have taken"
        return -1

    def _says(self, j: int, t: Trigger) -> bool:
        """Whether "claims", "reports" at token j is a verb: "the rebels claim to hold P"."""
        before = self.tokens[j - 1] if j else None
        actor = before is not None and before.side_kind in ("force", "government") and not before.possessive
        verb = self._low(j) in ("claims", "claim", "reports", "report") and self._low(j + 1) != "of"
        return actor and verb and not any(self._judged(k, t) for k in range(t.last + 1, self.size))

    def _leads_to(self, j: int, t: Trigger) -> bool:
        """Whether the noun at token j tells what it is that somebody says: "claims that", "a report of"."""
        at = next((k for k in range(j + 1, min(j + LEADING, t.first)) if self._low(k) in LEADS), -1)
        if at < 0 or any(v in self.clauses[self.clause_of[j]].verbs for v in range(j + 1, at)):
            return False
        if self._low(at) in ("of", "to", "about", "over", "as") and not t.noun and t.entry.form != "ing":
            beside = self._auxiliaries(t.first)[2] - 1 == at  # "its claim to control P"
            if not beside and not self._is(j, "pictured"):
                return False
        for n in range(self.clause_of[at] + 1, t.clause + 1):
            clause = self.clauses[n]
            if clause.kind in ("subordinate", "conditional") or clause.opener in PARTING:
                return False
        return True

    def _turned_down(self, t: Trigger, told: int) -> bool:
        """Whether what is told is called untrue: "claims of taking P were rejected", "a false report of"."""
        if any(self._low(j) in TAKEN_BACK for j in range(max(0, told - 4), told)):
            return True
        first = self._part_start(told)
        if any(
            self._low(j) == "no" and self._low(j + 1) in GROUNDS for j in range(max(first, told - 5), told)
        ):
            return True  # "no truth in the reports that"
        if self._is(told, "spurned") or self._low(told - 1) in ("no", "without"):
            return True
        before = range(max(first, told - TURNING), told)
        after = range(told + 1, self.size)
        if any(self._is(j, "spurned") for j in before) and not self._answers(before):
            return True
        if any(self._is(j, "debunked") for j in before):
            return True
        return any(self._judged(j, t) for j in after)

    def _answers(self, span: range) -> bool:
        """ "Did not dispute the claim": it is not turned down."""
        return any(
            self._is(j, "spurned")
            and self._is(self._before(j), "negative", "do")
            and self._is(j - 1, "negative")
            for j in span
        )

    def _judged(self, j: int, t: Trigger) -> bool:
        """Whether token j calls what was told untrue: a word for it, or a verb of turning down behind it."""
        if self._is(j, "debunked"):
            return not (
                self._low(j) == "lies" and (self._low(j + 1) in RELATION or self._is(j + 1, "compass"))
            )
        if not self._is(j, "spurned"):
            return False
        return j > t.last and (self._is(self._before(j), "be", "have") or self._low(j + 1) == "by")

    def _starts_clause(self, after: int, t: Trigger) -> bool:
        """Whether a subject stands between a word such as "feared" and the trigger's verb group."""
        group = self._auxiliaries(t.first)[2]
        return t.finite and any(
            self.tokens[j].side or self.tokens[j].ref >= 0 or self._is(j, "pronouns", "forces")
            for j in range(after, min(group, after + 5))
        )

    def _part_start(self, i: int) -> int:
        low, j = self._low, i
        while j > 0 and low(j) not in PART_ENDS:
            j -= 1
        return j

    def _verb_group(self, t: Trigger):
        if t.noun or t.entry.frame == "modifier":
            return None
        aux, negated, first = self._auxiliaries(t.first)
        if t.entry.effect == "state":
            left_so = self._left_so(t)
            if left_so:
                return left_so
            aux, negated, first = self._state_verb(t)
        negated = negated or self._nobody(t)
        before = self._low(first - 1)
        perfect = any(w in self.words["have"] for w in aux)
        if before == "to":
            done = perfect or bool({"be", "being"} & set(aux) and t.entry.form == "ing")
            attack = t.entry.predicate in ("assaulted", "advanced") and t.entry.effect != "rim"
            return self._infinitive(first - 1, done, attack, t)
        if t.entry.form == "ing" and not self.words["be"].isdisjoint(aux) and self._aim_named(first):
            return "aim", "called an aim", first
        if before == "from" and self._low(first - 2) in ("far", "apart", "away"):
            return "denied", "far from it", first - 2
        if t.entry.form == "base" and not aux and before in ("and", "or", "then"):
            governed = self._joined_infinitive(first - 1)
            if governed is not None:
                return governed
        if before == "yet" or (negated and not any(w in self.lex.modals for w in aux)):
            return "denied", "negation", first
        if self._none_of_it(t):
            return "denied", "negation", t.last + 1
        modal = next((w for w in aux if w in self.lex.modals), "")
        if modal:
            return self._modal(modal, aux, t, first, negated)
        if negated:
            return "denied", "negation", first
        if t.entry.form == "ing" and not any(w in self.words["be"] for w in aux):
            return self._gerund(t, first)
        if t.entry.form in ("pp", "past/pp") and not aux and self._place_at(first - 1):
            wanted = next(
                (j for j in range(first - 2, max(-1, first - 7), -1) if self._low(j) in WANTING), -1
            )
            if wanted >= 0:
                return "aim", "wanted so", wanted
        if t.entry.form == "base" and not aux and self._bare_infinitive(first):
            return self._category(self._bare_infinitive(first), first - 1)
        return None

    def _aim_named(self, first: int) -> bool:
        """ "Their priority is holding P"."""
        return self._low(first - 1) in AIMED_AT

    def _none_of_it(self, t: Trigger) -> bool:
        """ "Took neither P nor Q", "holds no part of P"."""
        if self._low(t.last + 1) == "neither":
            return True
        return self._low(t.last + 1) == "no" and self._low(t.last + 2) in NO_PART

    def _joined_infinitive(self, joint: int):
        """What governs "take" in "vowed to go on and take P", "will regroup and take P"; None for nothing."""
        first = self.clauses[self.clause_of[joint - 1]].first if joint else 0
        for j in range(joint - 1, max(first, joint - LOOK_BACK) - 1, -1):
            low = self._low(j)
            if low in self.lex.modals:
                return self.lex.modals[low], "modal verb", j
            if low == "to" and j + 1 < joint and not self._place_at(j + 1) and self._plain(j + 1):
                return self._infinitive(j, False)
        return None

    def _plain(self, j: int) -> bool:
        """Whether the word after "to" can be a verb in its base form."""
        token = self.tokens[j]
        return (
            token.word
            and token.ref < 0
            and not token.side
            and not self._is(j, "determiners", "identity", "compass")
        )

    def _nobody(self, t: Trigger) -> bool:
        """Whether the subject is denied: "not one gunman had", "no Russian troops", "neither side"."""
        first = self.clauses[t.clause].first
        opening = [self._low(j) for j in range(first, min(first + 3, t.first))]
        sure = any(self._low(j) in DOUBTS for j in range(first, t.first))
        if sure:
            return False
        return (
            any(w in NOBODY for w in opening)
            or any(w in BARELY and self._low(first + n + 1) in ("any", "of") for n, w in enumerate(opening))
            or ("not" in opening and "a" in opening)
            or ("not" in opening and "one" in opening)
            or any(w == "not" and self._low(first + n + 1) in ALL_OF_IT for n, w in enumerate(opening))
            or self._nobody_says(t)
        )

    def _nobody_says(self, t: Trigger) -> bool:
        """ "Nobody confirmed that P had fallen", "few believe the rebels hold P": nobody, or hardly anybody,
        stands for it; but "nobody doubts that"."""
        said = False
        for j in range(t.first - 1, max(-1, t.first - NOBODY_REACH), -1):
            low = self._low(j)
            if low in STRONG or low in DOUBTS or low.startswith(("comment", "respon", "react")):
                return False  # "neither side commented on reports that P fell" says nothing of them
            said = said or low == "that" or low in STANDING_FOR
            hardly = low in ("anyone", "anybody") and self._low(j - 1) in BARELY
            if low in NOBODY or low == "few" or hardly:
                return said
        return False

    def _bare_infinitive(self, first: int) -> str:
        for j in range(first - 1, max(-1, first - 6), -1):
            if self._low(j) in (
                "help",
                "helped",
                "helping",
                "let",
                "make",
                "made",
                "see",
                "seen",
                "seeing",
                "watch",
            ):
                return "aim" if self._low(j) in ("help", "let", "helping", "make", "see", "watch") else ""
            if self._low(j) in STRONG or self._low(j) == ",":
                return ""
        return ""

    def _left_so(self, t: Trigger):
        """ "The loss would be a blow, leaving X in control": what would come of it; None where it has."""
        clause = self.clauses[t.clause]
        if not any(self._low(j) in LEAVING_SO for j in range(clause.first, min(clause.first + 3, t.first))):
            return None
        for n in range(t.clause - 1, -1, -1):
            for j in reversed(self.clauses[n].verbs):
                if self._low(j) in self.lex.modals and self._low(j) != "can":
                    return self.lex.modals[self._low(j)], "modal verb of the main clause", j
            if self.clauses[n].kind == "main":
                break
        return None

    def _state_verb(self, t: Trigger) -> tuple[list[str], bool, int]:
        """Verb group before "under ... control", passing over "brought", "fallen", "come" and a place."""
        j = t.first - 1
        while j > self.clauses[t.clause].first and not (
            self._low(j) in self.words["be"]
            or self._low(j) in self.words["have"]
            or self._low(j) in self.lex.modals
            or self._low(j) == "to"
            or self.tokens[j].ref >= 0
        ):
            j -= 1
        between = {self._low(k) for k in range(max(j, 0), t.first)}
        outside = bool(between & self.words["negative"]) or "outside" in between
        if self.tokens[j].ref >= 0:
            put = self._put_into(j, self.clauses[t.clause].first)
            aux, negated, first = self._auxiliaries(t.first if put < 0 else put)
            return aux, negated or outside, first
        if self._low(j) == "to":
            return [], False, j + 1
        aux, negated, first = self._auxiliaries(j + 1)
        return aux, negated or outside, first

    def _put_into(self, j: int, first: int) -> int:
        """The verb of "will put (all of) P in X's hands" before the place at token j, -1 for none."""
        k = j - 1
        while k > first and (self._is(k, "whole", "articles", "identity") or self._low(k) in ("of", "most")):
            k -= 1
        return k if k >= first and self._low(k) in PUTTING_INTO else -1

    def _modal(self, modal: str, aux: list[str], t: Trigger, at: int, negated: bool):
        category = self.lex.modals[modal]
        continuing = t.entry.form == "ing" and "be" in aux
        perfect = "have" in aux and t.entry.form in ("pp", "past/pp")
        stative = t.entry.predicate == "holds" and t.entry.form == "base" and modal in ("may", "might")
        if modal == "could" and perfect:
            return "conditional", "it could have been", at
        if negated and modal in NEGATED and not self._not_alone(at, t.first):
            supposed = modal in SUPPOSING and not SUPPOSED.isdisjoint(self.present)
            return ("conditional" if supposed else "denied"), "modal verb, negated", at
        if modal in self.lex.epistemic and (continuing or perfect or stative):
            return "assessed", "a modal of likelihood", at
        return category, "modal verb", at

    def _not_alone(self, first: int, last: int) -> bool:
        """ "Will not only take P but": no denial."""
        return any(self._low(j) == "not" and self._low(j + 1) in NOT_ALONE for j in range(first, last))

    def _infinitive(self, to: int, perfect: bool, attack: bool = False, t: Trigger | None = None):
        """What governs "to" + verb: the nearest listed word to its left. Trying to attack is attacking."""
        if to == 0 and (perfect or (t and t.entry.predicate == "holds" and _LAID_CLAIM.search(self.lead))):
            return None  # "claims | to have won", "claims | to hold P": the verb of saying stands outside
        if self._low(to - 1) in ("close", "closer", "near", "nearer") and to and not perfect:
            return "predicted", "close to it, and not there", to - 1
        if not perfect and self._ranked(to):
            ahead = self._auxiliaries_of_ranked(to)
            return (self.lex.modals[ahead], "modal verb", to) if ahead else None
        if self._is(to - 1, "be"):  # "their plan remains to be to take P"
            planned = next(
                (j for j in range(to - 2, max(-1, to - LOOK_BACK), -1) if self._low(j) in PLANS), -1
            )
            if planned >= 0:
                return "aim", f"governed by {self._low(planned)!r}", planned
        for j in range(to - 1, max(-1, to - LOOK_BACK), -1):
            low = self._low(j)
            category = self.lex.governors.get(low)
            if low in STRONG or low in QUOTES:
                break
            if low in self.lex.modals and not perfect:
                return self.lex.modals[low], "modal verb", j  # "would go on to take P"
            if low == "about" and j == to - 1:
                return self._category("predicted", j)
            purpose = low == "went" and self._low(j + 1) != "on"  # "went in to secure P"
            purpose = purpose or (low == "to" and self._plain(j + 1) and not attack)  # "began to move in to"
            if purpose or (low in ATTACKS and not attack):
                return "aim", "infinitive of purpose", to
            if low in SHOWING and j == to - 1 and self._not_so(j):
                return "denied", "held not to be so", j
            if category is None or low in RELATION or self.tokens[j].side or self.tokens[j].ref >= 0:
                continue
            if low in ("last", "during") or (low == "recent" and self._low(j - 1) not in ("most", "the")):
                continue  # "in recent months stepped up attacks to take P", "began last year to take P"
            if low == "since" and (self._is(j + 1, "times") or self._low(j + 1).isdigit()):
                continue  # "had fought since June to drive them out of P"
            if category == "fact" or (attack and low.startswith(("try", "tri", "attempt"))):
                return self._outer(j)
            if category in ("assessed", "predicted") and (self._not_so(j) or self._not_so(to)):
                return "denied", "held not to be so", j
            if category == "predicted" and perfect:
                return "assessed", "likelihood of something done", j
            if category == "denied" and low == "yet":
                return "denied", "not yet", j
            if low == "used" and self._low(j + 1) == "by" and not self._auxiliaries(j)[0]:
                return "aim", "what it is used for", j  # "a hill used by rebels to shell P"
            if low in ("used", "using", "uses") and self._low(j + 1) != "to":
                return self._outer(j)  # "used warplanes to bombard P"
            if category == "aim" and self._no_such(j):
                return "denied", "negation", j
            if category == "aim" and t and self._came_to_nothing(t, j):
                return "denied", "it failed", j
            return self._category(category, j)
        short = next((j for j in range(max(0, to - LOOK_BACK), to) if self._low(j) in TOO_FEW), -1)
        if short >= 0 and (self._low(short) != "enough" or self._not_enough(short)):
            return "denied", "not enough for it", short
        first = self.clauses[t.clause].first if t else to
        if self._low(first) == "it" and self._low(first + 1) == "took":
            return None  # "it took them a month to capture P": they did
        return "aim", "infinitive of purpose", to

    def _not_enough(self, enough: int) -> bool:
        """ "Does not have enough troops to"."""
        return any(self._is(j, "negative") for j in range(max(0, enough - 4), enough))

    def _no_such(self, j: int) -> bool:
        """ "No plans to leave P", "does not plan to leave P", "never tried to take P"."""
        before = [self._low(k) for k in range(max(0, j - 3), j)]
        if "no" in before or ("any" in before and self._is(j - 3, "negative", "have")):
            return "doubt" not in before
        return self._auxiliaries(j)[1] and not self._not_alone(max(0, j - 3), j)

    def _came_to_nothing(self, t: Trigger, j: int) -> bool:
        """ "Attempts to take P have failed"."""
        if not self._low(j).startswith(
            ("attempt", "effort", "bid", "push", "drive", "offensive", "campaign", "tri")
        ):
            return False
        after = range(t.last + 1, min(self.clauses[t.clause].last, t.last + LOOK_BACK))
        return any(self._low(k) in FAILED_SO for k in after)

    def _ranked(self, to: int) -> bool:
        """Whether "to" at token `to` tells which of several it was: "the third capital to fall"."""
        if self.lex.governors.get(self._low(to - 1)) == "aim" and self._low(to - 2) not in RANKED:
            return False  # "the latest gains in their drive to take P"
        return any(
            not RANKED.isdisjoint(self._low(j).split()) and self._low(j + 1) not in SPANS_OF_TIME
            for j in range(max(0, to - 6), to)
        )

    def _auxiliaries_of_ranked(self, to: int) -> str:
        """A modal verb before "the second city to fall", "" for none: it may become that."""
        return next(
            (self._low(j) for j in range(max(0, to - LOOK_BACK), to) if self._low(j) in self.lex.modals), ""
        )

    def _outer(self, j: int):
        """A verb such as "managed to", "continue to": as sure as its own verb group."""
        aux, negated, first = self._auxiliaries(j)
        if self._low(first - 1) == "to":
            return self._infinitive(first - 1, False)
        if negated:
            return "denied", "negation", first
        modal = next((w for w in aux if w in self.lex.modals), "")
        if modal:
            return self.lex.modals[modal], "modal verb", first
        clause = self.clauses[self.clause_of[j]]
        if clause.kind == "conditional":
            return "conditional", "condition", clause.first
        return None

    def _category(self, category: str, at: int):
        return (category, f"governed by {self._low(at)!r}", at) if category else None

    def _gerund(self, t: Trigger, first: int):
        """ "Capturing P would", "chance of capturing P", "after capturing P", ", capturing P"."""
        j = first - 1
        while j > 0 and (self._low(j) in ("either", "both") or self._low(j).endswith("ively")):
            j -= 1
        if self._low(j) == "or" and "either" in self.lows[:j]:  # "either taking P or advancing on Q"
            j = max(k for k in range(j) if self._low(k) == "either") - 1
        low = self._low(j)
        if low == "up" and self._low(j - 1) in GIVING:
            return "denied", "given up", j
        if low == "in" and self._sentence_start(j):
            return self._later_modal(t.last)  # "In taking P, they lost ten tanks": they took it
        clause = self.clauses[t.clause]
        if low == "to" and (ahead := self._earlier_modal(j)):
            return ahead  # "will give priority to attacking P"
        if low == "up" and self._low(j - 1) in ("gave", "give", "gives", "giving", "given"):
            return "denied", "given up", j
        if low in RELATION or low in ("after", "before", "since", "without", "while", "when"):
            if low in ("after", "since", "by", "despite", "while", "when", "following", "upon", "before"):
                ahead = self._earlier_modal(j) if low in ("after", "following", "upon", "before") else None
                return ahead or self._later_modal(t.last)
            if low in ("without", "from"):
                return "denied", "not done", j
            if low == "including" and self._achieved(j):
                return self._later_modal(t.last)  # "has won victories, including capturing P"
            if low == "as" and self._low(j - 1) == "well":
                return self._later_modal(t.last)  # "as well as taking P, they entered Q"
            if low in ("in", "towards", "toward") and self._low(j - 1) in HEADWAY:
                return "aim", "made headway, not there", j - 1  # "made progress in taking P"
            if low == "in" and self._cost(j):
                return self._later_modal(t.last)  # "5,000 died in taking P"
            for k in range(j - 1, max(-1, j - 5), -1):
                category = self.lex.governors.get(self._low(k))
                if category == "fact" and self._low(k) not in RELATION:
                    return self._outer(k)
                if category and category != "fact":
                    return self._category(category, k)
            if self.reported and low == "of" and not self._verbs_before(j):
                return None  # "accused | the army of shelling P"
            return "conditional", "a possibility", j
        if low in ("keep", "keeps", "kept", "keeping"):
            return self._outer(j)  # "keep attacking" goes on; "keep from attacking" does not
        feared = self._feared(clause.first, first)
        if feared >= 0:
            return "predicted", "feared", feared
        category = self.lex.governors.get(low)
        if category == "fact":
            return self._outer(j)
        if category and not (t.entry.predicate == "fighting" and low in FOUGHT):
            return self._category(category, j)
        if first == 0 and self.reported:
            return self._later_modal(t.last)  # "denied | losing P": the verb of saying stands outside
        if (first == clause.first and clause.first == 0) or low in QUOTES or first == 0:
            subject_first = (
                self._low(self.clauses[t.clause].last) != "," and self._low(clause.last - 1) != ","
            )
            return ("conditional", "a possibility", first) if subject_first else self._later_modal(t.last)
        if low in self.words["determiners"] or low == "that":
            return "conditional", "a possibility", first
        if t.clause and clause.kind in ("aside", "joined", "main"):
            own = next((k for k in range(t.last + 1, clause.last) if self._low(k) in self.lex.modals), -1)
            if first == clause.first and own >= 0:  # "for them, losing P would mean"
                return self.lex.modals[self._low(own)], "modal verb of the main clause", own
            return self._main_modal(t)
        return None

    def _achieved(self, j: int) -> bool:
        """Whether what stands before token j tells of wins that have come about."""
        first = next((k + 1 for k in range(j - 1, -1, -1) if self._low(k) in STRONG), 0)
        near = range(max(first, j - COST_REACH), j)
        meant = any(
            self._low(k) in self.lex.modals
            or self._is(k, "negative")
            or self._low(k) == "to"
            or self.lex.governors.get(self._low(k), "fact") != "fact"
            for k in range(first, j)
        )
        return not meant and any(self._low(k) in WINS for k in near)

    def _cost(self, j: int) -> bool:
        """Whether what stands before token j tells what a deed cost, or a duty that was done."""
        near = range(max(self.clauses[self.clause_of[j]].first, j - COST_REACH), j)
        return any(self._is(k, "cost") for k in near) and not any(
            self._low(k) in self.lex.modals or self._is(k, "negative") for k in near
        )

    def _verbs_before(self, j: int) -> bool:
        return any(v < j for clause in self.clauses for v in clause.verbs)

    def _feared(self, first: int, last: int) -> int:
        """Token of "fears", "threat", "prospect" before "of (somebody) doing", -1 for none."""
        return next(
            (
                j
                for j in range(last - 1, max(first, last - 8) - 1, -1)
                if self._low(j) in AHEAD and self._low(j + 1) == "of"
            ),
            -1,
        )

    def _later_modal(self, after: int):
        for j in range(after + 1, len(self.tokens)):
            if self._low(j) in self.lex.modals:
                return self.lex.modals[self._low(j)], "modal verb of the main clause", j
        return None

    def _earlier_modal(self, at: int):
        """ "Would have to choose after capturing P": what comes first there is not said to have happened."""
        for j in range(at - 1, max(-1, at - 3 * LOOK_BACK), -1):
            low = self._low(j)
            if low in STRONG or low in ("but", "which", "who", "that", "because", "when"):
                return None
            if low in COMING:
                return "conditional", "modal verb of the main clause", j
        return None

    def _main_modal(self, t: Trigger):
        """Modality of the verb that a participle hangs on."""
        for n in range(t.clause - 1, max(-1, t.clause - 4), -1):
            for j in reversed(self.clauses[n].verbs):
                if self._low(j) in self.lex.modals and self._low(j) != "can":
                    return self.lex.modals[self._low(j)], "modal verb of the main clause", j
                if self._low(j - 1) == "to":
                    return self._infinitive(j - 1, False)
                if j in self.at_token or self._low(j) in self.words["be"]:
                    return None
        return None

    def _noun_group(self, t: Trigger):
        """What governs a noun: "risk of encirclement", "will launch an assault", "denied control"."""
        if not t.noun or t.entry.frame == "modifier":
            return None
        if t.entry.predicate in ("assessment", "reported"):
            clause = self.clauses[t.clause]
            at = next((j for j in range(clause.first, clause.last) if self._low(j) in self.lex.modals), -1)
            return (self.lex.modals[self._low(at)], "modal verb", at) if at >= 0 else None
        left_so = self._left_so(t)
        if left_so:
            return left_so
        category, word, at = self._governor(t)
        if word == "set" and self._low(at + 1) not in ("to", "for"):
            category = ""  # "had set the ambush"
        if self._real_whatever_governs(t, word):
            return None
        after = range(t.last + 1, min(self.clauses[t.clause].last, t.last + LOOK_BACK))
        if any(self._is(j, "averted") and self._is(self._before(j), "be") for j in after):
            return "denied", "it was averted", t.first
        near = next((j for j in after if self._is(j, "be") and self._low(j + 1) in NEARING), -1)
        if near >= 0 and t.entry.predicate in ("captured", "holds", "withdrew", "encircled"):
            return "predicted", "near, and not there", near + 1  # "the liberation of P is near"
        ahead = self._called_ahead(t)
        if ahead is not None:
            return ahead
        kept = next((j for j in range(t.first - 3, t.first - 1) if self._low(j) == "from"), -1)
        if kept > 0 and self._low(kept + 1).endswith("ing"):
            return "denied", "not done", kept  # "kept X from taking control of P"
        tried = t.entry.predicate == "assaulted" and word.startswith(("attempt", "try", "tri"))
        if category == "predicted" and self._low(at + 1) == "to" and self._low(at + 2) == "have":
            return "assessed", "likelihood of something done", at  # "is likely to have widened its foothold"
        if category == "aim" and not tried and self._no_such(at):
            return "denied", "negation", at
        ongoing = self._ongoing(t) and word != "up"
        if category in ("predicted", "aim", "denied") and not ongoing and not tried:
            return category, f"governed by {word!r}", at
        return self._noun_verb(t) or self._noun_prepared(t) or self._noun_hypothetical(t)

    def _called_ahead(self, t: Trigger):
        """ "The fall of P is only a matter of days", "the recapture of P remains a priority"."""
        if t.entry.predicate not in ("captured", "withdrew", "encircled", "holds"):
            return None
        for j in range(t.last + 1, min(self.clauses[t.clause].last, t.last + LOOK_BACK)):
            if not self._is(j, "be") or self._low(j) in ("was", "were"):
                continue
            called = self.lows[j + 1 : j + 6]
            if not MATTERS.isdisjoint(called) and "of" in called:
                return "predicted", "near, and not there", j
            if not AIMED_AT.isdisjoint(called):
                return "aim", "called an aim", j
        return None

    def _real_whatever_governs(self, t: Trigger, word: str) -> bool:
        """A threat of encirclement, a threatened road and an ordered evacuation are there, not ahead."""
        predicate = t.entry.predicate
        if predicate in ("encircling", "captured") and word in AT_RISK:
            return True
        if word in WEIGHTY and self._low(t.first - 1) == word:
            return True  # "a key stronghold" is one
        return (predicate == "supply_threatened" and word.startswith("threat")) or (
            predicate == "displaced" and word.startswith("order")
        )

    def _noun_verb(self, t: Trigger):
        """A modal or a negation of the clause before the noun: "may launch an assault"."""
        for j in range(self.clauses[t.clause].first, t.first):
            low = self._low(j)
            if low in self.lex.modals and not self._perceived(j):
                if not SPOKEN_OF.isdisjoint(self.lows[j + 1 : j + 5]):
                    return None  # "will not comment on the attack on P"
                if low in NEGATED and self._refused(j):
                    return "denied", "modal verb, negated", j
                done = self._low(j + 1) == "have"
                going_on = self._low(j + 1) == "be" and self._low(j + 2).endswith("ing")
                so = self._low(j + 1) in ("already", "now", "still")  # "may already be in control of P"
                likely = low in self.lex.epistemic and (done or going_on or so)
                return ("assessed" if likely else self.lex.modals[low]), "modal verb", j
            if low == "no" and j < t.first - 4:
                continue
            if low in FAILING and STOPPING & set(self.lows[j + 1 : j + 4]):
                return None  # "failed to stop a breakthrough"
            if low == "not" and self._low(j + 1) in NOT_ALONE:
                continue  # "not limited to the capture of P"
            if low == "no" or (low in self.words["negative"] and t.entry.effect != "lost"):
                return "denied", "negation", j
        return None

    def _refused(self, j: int) -> bool:
        """Whether the modal verb j is negated: "will not", "won't", "would be no"."""
        after = j + 1 + (self._low(j + 1) in ("also", "still", "likely", "probably", "be"))
        negated = self._is(j, "negative") or self._is(after, "negative")
        supposed = self._low(j) in SUPPOSING and not SUPPOSED.isdisjoint(self.present)
        return negated and not supposed and not self._not_alone(j, after + 1)

    def _perceived(self, j: int) -> bool:
        """ "Gunfire could (clearly) be heard": there was gunfire."""
        near, told = self.lows[j + 1 : j + 4], self._low(j - 1) in ("we", "i", "now")
        if self._low(j) == "can" and told and not STATED.isdisjoint(near):
            return not self._is(j + 1, "negative")
        return self._low(j) in ("could", "can") and not PERCEIVED.isdisjoint(near)

    def _noun_prepared(self, t: Trigger):
        """ "an attack which they are preparing", "to continue its advances"."""
        led = next(
            (j for j in (t.first - 1, t.first - 2) if self._low(j) in ("after", "following", "upon")), -1
        )
        if led > 0 and t.entry.predicate == "captured" and (ahead := self._earlier_modal(led)):
            return ahead  # "will likely culminate following the capture of P"
        if t.entry.predicate == "assaulted":
            after = {self._low(j) for j in range(t.last + 1, min(len(self.tokens), t.last + LOOK_BACK))}
            if after & {"preparing", "planning", "planned", "prepared", "plotting"}:
                return "aim", "an attack in preparation", t.last
        near = range(max(self.clauses[t.clause].first, t.first - 6), t.first - 1)
        ahead = next((j for j in near if self._low(j) in ("conditions", "postured", "shaping")), -1)
        if ahead >= 0 and "for" in self.lows[ahead + 1 : t.first]:
            return "aim", "prepared, not begun", ahead  # "is setting conditions for an offensive on P"
        for j in range(t.first - 1, max(self.clauses[t.clause].first, t.first - 6), -1):
            named = self.tokens[j + 1].side or self.tokens[j + 1].ref >= 0 or self._is(j + 1, "determiners")
            failed = self._low(j + 1) in STOPPING and self._low(j - 1) in FAILING
            named = named or self._low(j - 1) in OWNED  # "soldiers belonging to X launched an attack"
            if self._low(j) == "to" and j + 1 < t.first and not named and not failed:
                return self._infinitive(j, False)
            if self._low(j) in RELATION:
                break
        return None

    def _noun_hypothetical(self, t: Trigger):
        """ "The capture of P would ...", "an assault on P could ...": not said to have happened."""
        before = [self._low(j) for j in range(max(0, t.first - 4), t.first)]
        definite = bool({"the", "this", "its", "their", "his", "our"} & set(before))
        given = definite or self._agent_before_noun(t)[1] >= 0
        if given and t.entry.predicate not in ("captured", "withdrew"):
            return None
        reach = self.clauses[t.clause].last + 1
        if {"a", "an", "any"} & set(before[-3:]):
            reach = self.clauses[min(t.clause + 2, len(self.clauses) - 1)].last
        for j in range(t.last + 1, min(reach, len(self.tokens))):
            if self._low(j) in self.lex.modals and not self._perceived(j):
                return "conditional", "what would follow from it", j
        return None

    def _ongoing(self, t: Trigger) -> bool:
        """Fighting and assaults that are tried, led or continued go on."""
        return t.entry.predicate in ("fighting", "struck", "losses")

    def _ongoing_attack(self, t: Trigger) -> bool:
        return t.noun and t.entry.predicate in ("assaulted", "struck", "fighting")

    def _governor(self, t: Trigger) -> tuple[str, str, int]:
        """(category, word, index) of the word that governs a noun, "" when none is near."""
        for j in range(t.first - 1, max(self.clauses[t.clause].first - 1, t.first - 7), -1):
            low = self._low(j)
            if self.tokens[j].ref >= 0 or low in STRONG or low == ",":
                break
            category = self.lex.governors.get(low)
            if low.startswith("call") and self._low(j + 1) not in ("for", "on", "upon"):
                continue  # "called the capture of P a victory"
            if low == "up" and self._low(j - 1) in GIVING:
                return "denied", "up", j  # "had given up fighting"
            if low in LED_TO and self._low(j + 1) in ("to", "in", "with"):
                break  # "the operation led to the capture of P"
            if low == "likely" and self._low(j + 1) == "in" and t.entry.effect == "control":
                break  # "are likely in control": they may have it now
            effort = low in ("effort", "efforts") and not AIMING.isdisjoint(self.lows[max(0, j - 4) : j])
            aimed = effort or (low in AIMING and self._low(j + 1) in self.words["determiners"])
            if aimed and self._ongoing_attack(t):
                continue  # "focused its attacks on P": there are attacks
            if category == "denied" and low in STOPPING and FAILING & set(self.lows[max(0, j - 4) : j]):
                break  # "failed to stop a breakthrough"
            if (
                category
                and low not in KEEPING
                and low not in RELATION
                and category != "fact"
                and low not in self.words["determiners"]
            ):
                return category, low, j
        return "", "", -1

    def _hedged(self, t: Trigger):
        phrase = self._certainty(t)
        if phrase is None:
            return None
        _, level, at = phrase
        if level == "assessed" and self._not_so(at):
            return "denied", "held not to be so", at
        if level == "open":
            return "predicted", "left open by the speaker", at
        if level == "assessed":
            return "assessed", "words of likelihood", at
        return None

    def _not_so(self, at: int) -> bool:
        """ "It does not appear that", "are not believed to have": the likelihood is turned round."""
        return any(
            self._is(j, "negative") and self._low(j + 1) not in ("only", "just", "merely")
            for j in (at - 1, at - 2)
            if j >= 0
        )

    def _rumoured(self, t: Trigger):
        """ "Rumours of the fall of P", "there were claims that P fell": told by nobody in particular."""
        if not DENIALS.isdisjoint(self.present):
            span = range(t.first - 1, max(-1, t.first - DENIAL_REACH), -1)
            denial = next((j for j in span if self._low(j) in DENIALS), -1)
            between = self.lows[denial + 1 : t.first] if denial >= 0 else []
            if "that" in between and STRONG.isdisjoint(between):
                return "denied", "what others deny", denial  # "despite X's denials that P was held"
        told = self._told(t)
        if told < 0 and "rumours" in self.kinds:
            told = next((j for j in range(t.first) if self._is(j, "rumours")), -1)
        sure = any(self._is(j, "borne_out") for j in range(max(0, told - TURNING), told))
        sure = sure or (told >= 0 and self._is(told, "pictured"))
        if told in (0, 1) and self.reported:  # "confirmed | the reports that"
            sure = sure or self._led_by() in self.words["borne_out"]
        return ("assessed", HEARSAY, told) if told >= 0 and not sure else None

    def _led_by(self) -> str:
        """The word right before words said within a sentence, "" for none."""
        start = self.tokens[0].start if self.tokens else 0
        return (self.text[max(0, start - 20) : start].split() or [""])[-1].lower()

    def _unproven(self, t: Trigger) -> bool:
        """ "Could not verify that P had fallen", "there was no confirmation of the fall of P"."""
        if "proving" not in self.kinds:
            return False
        first = self._part_start(t.first)
        for j in range(first, self.size):
            if not self._is(j, "proving") or (self._low(j) in NOT_PROVEN and self._low(j - 1) == "no"):
                continue
            near = range(max(first, j - UNPROVEN_REACH), j)
            if not any(self._is(k, "negative", "unable") for k in near):
                continue
            if j > t.last:
                held = t.noun and t.entry.predicate in ("captured", "holds") and self._low(j - 1) != "to"
                held = held and any(self._is(k, "negative") for k in range(j - 4, j))
                plain = not any(o is not t and t.last < o.first < j for o in self.triggers)
                if self._told(t) >= 0 or (held and plain and self._is(self._before(j), "be")):
                    return True  # "X's control of P has not been confirmed"
            elif self._governs(j, t):
                return True
        return False

    def _governs(self, j: int, t: Trigger) -> bool:
        """Whether what the word at token j is said of is the event: "confirm that", "verification of"."""
        if self._told(t) > j:
            return True
        ahead = range(j + 1, min(j + LEADING, t.first + 1))
        at = next((k for k in ahead if self._low(k) in ("that", "whether", "if", "of")), -1)
        if at < 0 or self._low(at) == "of":
            close = t.first - j <= LEADING and t.noun and self.clause_of[j] == t.clause
            return close or (
                at < 0 and self.clause_of[j] == t.clause and t.finite and t.first - j <= LOOK_BACK
            )
        return all(
            self.clauses[n].kind not in ("subordinate",) and self.clauses[n].opener not in PARTING
            for n in range(self.clause_of[at] + 1, t.clause + 1)
        )

    def _certainty(self, t: Trigger) -> tuple[str, str, int] | None:
        """(words, level, token) of the certainty phrase of the clause, else of the clauses that govern it."""
        clause = self.clauses[t.clause]
        found = self._certainty_in(clause.first, clause.last, t.first)
        if found:
            return found
        n = t.clause
        apart = False
        while n > 0 and self.clauses[n].kind in ("relative", "joined", "aside"):
            governing = self.clauses[n].opener == "that" or self.clauses[n].kind in ("joined", "aside")
            if not governing:
                break
            apart = apart or self._says_for_itself(n)
            n -= 1
            found = self._certainty_in(self.clauses[n].first, self.clauses[n].last, t.first)
            if found and not (apart and self._of_its_verb(found, n)):
                return found
        return None

    def _says_for_itself(self, n: int) -> bool:
        """Whether a joined clause has a verb group of its own: "..., and has taken Q", "and they left Q"."""
        clause = self.clauses[n]
        if clause.kind != "joined" or clause.opener not in ("and", "but", "while"):
            return False
        verb = next((v for v in clause.verbs if v > clause.first), -1)
        finite = verb >= 0 and (self._is(verb, "be", "have") or self._low(verb) in self.lex.modals)
        subject = any(
            self.tokens[j].side or self._place_at(j) or self._is(j, "pronouns")
            for j in range(clause.first + 1, verb)
        )
        return finite or subject

    def _of_its_verb(self, found: tuple[str, str, int], n: int) -> bool:
        """Whether words of likelihood go with the verb beside them alone: no "that", "it is" or "to" of
        theirs governs what follows."""
        words, _, at = found
        after = at + len(words.split())
        clause = self.clauses[n]
        governs = any(self._low(j) == "that" for j in range(clause.first, min(after + 1, self.size)))
        return not (governs or self._low(after) == "to" or self._low(at - 1) == "it")

    def _certainty_in(self, first: int, last: int, near: int) -> tuple[str, str, int] | None:
        best = None
        if not self.hedged:
            return None
        j, low, hedges = first, self._low, self.lex.certainty
        while j < last:
            size = 1
            if j in self.muted:
                j += 1
                continue
            for words, level in hedges.get(low(j), ()):
                if all(self._low(j + k) == w for k, w in enumerate(words)) and self._hedge_fits(words, j):
                    size = len(words)
                    span = self.text[self.tokens[j].start : self.tokens[j + size - 1].end]
                    if best is None or abs(j - near) < abs(best[2] - near):
                        best = (span, level, j)
                    break
            j += size
        return best

    def _hedge_fits(self, words: tuple[str, ...], j: int) -> bool:
        """ "estimate", "assess", "believe" hedge only before a clause; "possible" not in "as possible"."""
        if words[0] in self.words["opinion"]:
            after = self._low(j + len(words))
            return after == "that" or bool(j + 1 < len(self.tokens) and self.tokens[j + 1].side)
        if words[0].startswith("doubt") and self._undoubted(j):
            return False
        if words[0] in ("could", "can") and self._perceived(j):
            return False
        if words == ("certain",):  # "is certain that", "is certain": no "certain parts of P"
            return self._low(j + 1) in ("that", "to", "of") or not self.tokens[min(j + 1, self.size - 1)].word
        return not (words == ("possible",) and self._low(j - 1) in ("as", "everything", "soon"))
