"""Reporting clauses in plain order: a speaker, a verb of saying, and the words said."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from geo.adjuncts import (
    ADVERBS,
    AUX,
    CLAUSE_LEADS,
    DASH,
    JOINERS,
    LEAD_WORDS,
    QUOTE_MARKS,
    SPLITTERS,
    STOPPERS,
    TIME_LEADS,
    TIMES,
)
from geo.frames import Frame, Sentence
from geo.lexicon import deeds
from geo.phrases import Subject
from geo.reporting import Verb, grammar
from geo.speakers import DETERMINERS, FIGHTERS, MAX_PHRASE, PRONOUNS, UNKNOWN, Speaker
from geo.turnedframes import TurnedFrames

CLAIMED = 6  # tokens of the places that somebody "claims"
RECENT = 4  # reporting clauses of the sentence behind which a subject may begin
_OPEN_QUESTIONS = grammar("open_questions")
_IDIOMS = (("let", "it", "be"), ("made", "it"), ("makes", "it"), ("made",), ("makes",))
_MAPPING, _EVIDENCE = grammar("mapping"), grammar("evidence")
_SHOWN = grammar("shown")
_NO_SAYING = grammar("no_saying")
_SUBORDINATE = grammar("subordinate")


#: What may be confirmed, before "in P": by pictures, and not by whoever has it.
_PROVEN = frozenset({"positions", "presence", "gains", "advances", "footholds"})
_MEANWHILE = frozenset({"after", "amid", "despite", "following", "hours", "days", "shortly"})
_SAY = frozenset({"say", "tell", "state"})
_WHERE = frozenset({"on", "in", "near", "at", "along", "outside", "around"})
_TROOPS = frozenset(
    {"troops", "forces", "soldiers", "fighters", "units", "rebels", "militants", "gunmen", "marines"}
)
_OF_REPORTS = frozenset(
    {
        "conflicting",
        "contradictory",
        "competing",
        "unconfirmed",
        "rival",
        "differing",
        "earlier",
        "recent",
        "several",
    }
)
_HAVE = frozenset({"had", "has", "have", "having"})
_HAD = frozenset({"seen", "heard", "read", "got", "had", "made", "found", "sent", "given", "put"})
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_MAY_LEAD = LEAD_WORDS | ADVERBS | TIMES | TIME_LEADS | {"shortly", "soon", "long", "even"}
_FIGHTING = frozenset({"fighting", "shelling", "shooting", "bombing", "clashes", "battles", "combat"})
_GOING_ON = frozenset(
    {
        "goes",
        "go",
        "went",
        "rages",
        "rage",
        "raged",
        "continues",
        "continue",
        "continued",
        "persists",
        "persisted",
    }
)
#: What leads a clause that the main one follows.
_LED_BY = frozenset(
    {"though", "although", "while", "whereas", "after", "before", "since", "as", "when", "because"}
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A speaker with a verb of saying, and what stands around them. Indices are of tokens."""

    v: int
    verb: Verb
    speaker: Speaker
    first: int  # of the speaker's words
    start: int  # character where they begin
    begin: int  # token after the verb and its adjuncts
    relay: tuple[str, ...]
    that: bool  # a "that" opens the words said
    gap: str  # marks before the speaker
    rest: str  # marks after the verb and its adjuncts
    stops: bool  # the clause ends there
    said_before: bool  # something that can be the words said stands before it


_LEADS_IN = frozenset(["according", "per", "by", "in", "on", "known", "clear", "plain"])


#: Verbs by which people are only taken for somebody: "men believed to be rebels".
_TAKEN_FOR = frozenset({"suspect", "believe", "think", "know", "presume", "assume", "report", "allege"})
#: What is declared and tells nothing else: "declared war on X".
_PLEDGED = frozenset({"allegiance", "loyalty", "war", "jihad", "independence", "solidarity", "neutrality"})


class VerbFrames(TurnedFrames):
    """Finds the reporting clause at a word, if there is one."""

    def _may_report(self, word: str) -> bool:
        """Whether `_frame_at` may find anything at a word."""
        return word in self.verbs or word in _LEADS_IN or word in self.nouns or word.endswith("ed")

    def _contrary(self, i: int, lo: int) -> bool:
        """Whether token i stands in words that somebody else is only set against."""
        for k in range(i, max(lo, i - MAX_PHRASE) - 1, -1):
            if self.fold[k] == "contrary" and k < i and self.fold[k + 1] == "to":
                return True
            if "," in self.cast.gap(k) and k > lo:
                return False
        return False

    def _frame_at(self, i: int, at: Sentence) -> Frame | None:
        """The reporting clause whose verb, noun or preposition is token `i`, if there is one."""
        word = self.fold[i]
        if self._contrary(i, at.lo):
            return None  # "Contrary to claims by X, Y said"
        if word == "according" and i + 1 < at.hi and self.fold[i + 1] == "to":
            return self._according(i, i + 2, at.lo, at.hi)
        late = i + 1 < at.hi and self.parted(i) and (self.cast.capital(i + 1) or self.fold[i + 1] == "the")
        if word == "per" and (i == at.lo or late):
            return self._according(i, i + 1, at.lo, at.hi)
        if word in ("by", "in", "on"):
            return self._in_view(i, at.lo, at.hi)
        if word in ("known", "clear", "plain"):
            return self._made_known(i, at)
        verb = self.verbs.get(word)
        if verb is None and word.endswith("ed") and not self.cast.capital(i):
            return self._any_verb(i, at)
        frame = self._verb_frame(i, verb, at) if verb else None
        if frame is None and word in self.nouns:
            return self._noun_frame(i, at.lo, at.hi, at.start, at.end)
        return frame

    def _verb_frame(self, v: int, verb: Verb, at: Sentence) -> Frame | None:
        """The reporting clause of the verb at token `v`: turned round, passive, going on, or plain."""
        if self._no_verb(v, verb, at) or self._only_describes(v, at):
            return None
        if self.fold[v] in self.nouns and self.turned_down_by(v, at.lo) >= 0:
            return None  # "X said, dismissing rebel claims they held Osk"
        turned = self._turned(v, verb, at)
        if turned:
            return turned
        if v == at.lo + 1 and self.fold[at.lo] == "as" and verb.shape == "ed":
            return self._as_said_by(v, at.lo, at.hi)
        i, passive, negated = self.before_verb(v, at.lo)
        if negated or (i < at.lo and verb.shape != "ing"):
            return None
        if verb.shape == "ing" and self.fold[v - 1] in _SHOWN:
            return self._shown(v, verb, at)
        if verb.shape == "ing" and not passive:
            return self._participle(v, verb, at.lo, at.hi, at.start, at.end, at.frames)
        if passive and verb.shape == "ed" and verb.verb_class == "deny" and at.frames:
            by = v + 1 < at.hi and self.fold[v + 1] == "by"
            noun = any(f.verb > at.lo and self.fold[f.verb] in self.nouns for f in at.frames[-1:])
            if by and noun and at.frames[-1].form == "before" and not at.frames[-1].speaker.person:
                at.frames.pop()  # "X's claims about P were denied by Y": Y's words
        if passive and verb.shape == "ed":
            return self._passive(v, verb, i, at.lo, at.hi, at.start, at.end)
        if verb.shape == "s" and self.fold[i].endswith("s") and not self.name_like(i):
            return None
        if self._told_of(v, verb, at) or self._taken_for(v, verb, at):
            return None
        reduced = verb.shape == "ed" and v + 1 < at.hi and self.fold[v + 1] == "by" and i == v - 1
        if reduced and self.fold[i] in self.nouns and verb.verb_class == "deny":
            self._seconded(v, verb, i, at.lo, at.hi)  # "..., a claim denied by X"
            return None
        if self.fold[i] in JOINERS and at.frames and at.frames[-1].form == "before":
            return self._goes_on(v, verb, at.hi, at.frames[-1])
        if self.fold[i] == "who" and at.frames and self._still_described(i, at.frames[-1]):
            return self._goes_on(v, verb, at.hi, at.frames[-1], verb.sure)
        subject = self._subject_of(i, v, verb, at)
        if subject is None:
            return None
        first, last, apposition, _ = subject
        first += self.fold[first] == "something" and last - first > 1  # "..., something Osk denied"
        infers = self.fold[i] == "which" and verb.verb_class == "assess"
        named = any(True for _ in self.cast.hits_in(first, last))
        if infers and not named and _EVIDENCE.isdisjoint(self.fold[first:last]):
            return None  # "opened an office, which suggests that": what was done suggests it
        speaker = self.cast.resolve(first, last, apposition, verb.sure and verb.shape != "base")
        if speaker is None and self.fold[first] in ("he", "she") and self._beside_quote(first, v, at):
            speaker = UNKNOWN.at(self.cast.span(first, last))  # whoever it is, the article does not say it
        if speaker is None:
            return None
        clause = self._clause(v, verb, speaker, first, at)
        source = self._cited_before(first, last, v, at.lo)
        if source is None:
            placed = self._placed(clause, at)
            if placed and placed.form == "before" and self.fold[i] in JOINERS and self.has_finite(last, i):
                placed.start = self.tokens[i].start  # "X took Osk in May but said that": X has done something
            return placed
        after = clause.said_before and clause.stops and not clause.that
        return self._sourced(replace(clause, said_before=after), source, clause.begin, at)

    def _beside_quote(self, first: int, v: int, at: Sentence) -> bool:
        """Whether a quotation ends right before the clause of tokens [first, v], or begins after it."""
        before = first > at.lo and self.quote_of[first - 1] >= 0
        return before or (v + 1 < at.hi and self.opens_quote(v + 1))

    def _only_describes(self, v: int, at: Sentence) -> bool:
        """ "Have confirmed positions", "made confirmed gains": nobody confirms anything."""
        after = self.fold[v + 1] if v + 1 < at.hi else ""
        before = self.fold[v - 1] if v > at.lo else ""
        return self.fold[v] == "confirmed" and after in _PROVEN and before in ("have", "has", "made", "make")

    def _told_of(self, v: int, verb: Verb, at: Sentence) -> bool:
        """ "The group, accused by X of looting, took Osk": others speak of it, it does not."""
        if verb.shape != "ed" or not self.parted(v) or v + 2 >= at.hi or self.fold[v + 1] != "by":
            return False
        named = any(hit.first <= v + 3 for hit in self.cast.hits_in(v + 2, at.hi))
        led = self.fold[v + 2] in DETERMINERS and self.fold[v + 3 : v + 4] not in (
            ["end"],
            ["time"],
            ["start"],
        )
        return named or led or self.cast.capital(v + 2)

    def _taken_for(self, v: int, verb: Verb, at: Sentence) -> bool:
        """ "Men, believed to be rebels, entered Osk": others believe it of them."""
        held = verb.lemma in ("believe", "think", "say", "presume", "suspect") and verb.shape == "ed"
        return held and self.parted(v) and v + 1 < at.hi and self.fold[v + 1] == "to"

    def _made_known(self, v: int, at: Sentence) -> Frame | None:
        """ "X let it be known that", "X made clear that", "X has made it plain that"."""
        for idiom in _IDIOMS:
            first = v - len(idiom)
            if first > at.lo and tuple(self.fold[first:v]) == idiom:
                break
        else:
            return None
        verb = Verb(self.fold[v], "say", True, "ed")
        i, _, negated = self.before_verb(first, at.lo)
        subject = None if negated or i < at.lo else self._subject_of(i, first, verb, at)
        speaker = self.cast.resolve(*subject[:3]) if subject else None
        if speaker is None or subject is None:
            return None
        return self._placed(self._clause(v, verb, speaker, subject[0], at), at)

    def _any_verb(self, v: int, at: Sentence) -> Frame | None:
        """A verb of saying that no list has, told by a quotation that it closes ("“...,” barked X") or by
        the "that" after it ("X wailed that")."""
        if v + 1 < at.hi and self.fold[v + 1] == "that" and self.quote_of[v + 1] < 0:
            return self._wailed(v, at)
        if v + 1 < at.hi and ":" in self.cast.gap(v + 1) and self.opens_quote(v + 1):
            return self._wailed(v, at)  # "X laughed: “...”"
        first = v
        while first > at.lo and v - first < 8 and self.quote_of[first - 1] < 0 and not self.parted(first):
            first -= 1
        k = self.quote_of[first - 1] if first > at.lo else -1
        if (
            k < 0
            or not self.quotes[k].closed
            or "," not in self.text[self.quotes[k].inner_end - 1 : self.tokens[first].start]
        ):
            return None
        verb = Verb(self.fold[v], "say", True, "ed")
        if first == v:
            return self._inverted(v, verb, at.lo, at.hi, at.start, at.end)
        closed = v + 1 >= at.hi or self.parted(v + 1) or self.time_phrase(v + 1, at.hi) > v + 1
        speaker = self.cast.resolve(first, v, None, False) if closed else None
        if speaker is None:
            return None
        return self._placed(self._clause(v, verb, speaker, first, at), at)

    def _wailed(self, v: int, at: Sentence) -> Frame | None:
        """ "X wailed that B", for a verb that no list has."""
        i, passive, negated = self.before_verb(v, at.lo)
        if passive or negated or i < at.lo or self.fold[v] in _NO_SAYING:
            return None
        verb = Verb(self.fold[v], "say", False, "ed")
        subject = self._subject_of(i, v, verb, at)
        speaker = self.cast.resolve(*subject[:3], False) if subject else None
        if speaker is None or subject is None:
            return None
        return self._placed(self._clause(v, verb, speaker, subject[0], at), at)

    def _shown(self, v: int, verb: Verb, at: Sentence) -> Frame | None:
        """ "“...,” an officer was shown telling the president"; "X was heard saying that"."""
        i, passive, negated = self.before_verb(v - 1, at.lo)
        subject = self._subject_of(i, v - 1, verb, at) if passive and not negated and i >= at.lo else None
        speaker = self.cast.resolve(*subject[:3]) if subject else None
        if speaker is None or subject is None:
            return None
        clause = self._clause(v, verb, speaker, subject[0], at)
        if not clause.that and self.quote_of[at.lo] >= 0:
            return Frame("after", speaker, clause.start, at.end, v, verb, -1, clause.relay)
        return self._placed(clause, at)

    def _no_verb(self, v: int, verb: Verb, at: Sentence) -> bool:
        """Whether the word is part of a compound, a name or a noun phrase, not a verb."""
        if (v > at.lo and self.cast.gap(v) == "-") or (v + 1 < at.hi and self.cast.gap(v + 1) == "-"):
            return True  # "self-proclaimed"
        capital = self.cast.capital(v) and v > at.lo and at.role != "headline"
        if capital and not at.shouted:
            return True
        following = self.fold[v + 1] if v + 1 < at.hi else ""
        if self.fold[v] == "state" and self.cast.capital(v - 1) and v > at.lo:
            return True  # "Osk state"
        if verb.shape == "base" and v > at.lo and self.fold[v - 1] in ("the", "a", "an"):
            return True  # "the state of siege"
        named = verb.lemma in ("name", "identify", "describe") and verb.shape == "ed" and following == "as"
        if named and v > at.lo and self.fold[v - 1] in self.cast.words.roles:
            return True  # "an officer named as Lind"
        says = v + 2 < at.hi and self.fold[v + 2] in self.verbs  # "continued to insist that"
        if verb.lemma in ("continue", "begin") and following == "to" and not says:
            return True  # "its forces continue to hold P despite evidence that"
        if verb.lemma == "think" and following in ("tank", "tanks"):
            return True
        if verb.lemma == "talk" and verb.shape == "s" and (not following or self.parted(v + 1)):
            return True  # "to pull out of peace talks."
        after = self.fold[v + 2] if v + 2 < at.hi else ""
        if verb.lemma in _TAKEN_FOR and verb.shape == "ed" and following == "to" and after in ("be", "have"):
            return v > at.lo and self.fold[v - 1] not in AUX  # "gunmen suspected to be rebels attacked P"
        if verb.lemma in ("declare", "proclaim", "announce") and {following, after} & _PLEDGED:
            return True  # "fighters who have declared allegiance to X hold P"
        if verb.shape == "s" and self.fold[v] in self.nouns and v == at.lo + 1 and self._no_name(at.lo):
            return True  # "Competing claims", "Early reports"
        if verb.shape == "s" and self.fold[v] in self.nouns and self.fold[v - 1] in _OF_REPORTS and v > at.lo:
            return True  # "as both present conflicting reports, ..."
        object_of = verb.shape == "s" and self.fold[v] in self.nouns and self._had_done(v, at.lo)
        if object_of:
            return True  # "they had received intelligence reports that"
        people = v > at.lo and self.fold[v - 1] in self.cast.words.demonyms
        if verb.shape == "s" and self.fold[v] in self.nouns and people and self.fold[v - 1][-1] != "s":
            return True  # "despite Danish claims to have taken P"
        if verb.shape == "ed" and self.fold[v - 1] in ("a", "an") and v > at.lo and self.quote_of[v] < 0:
            return True  # "with a reported 3,000 troops"
        verb_next = self.verbs.get(following)
        finite = verb_next is not None and verb_next.shape in ("s", "ed")
        noun = self.fold[v] in self.nouns or self.fold[v] in self.cast.words.roles or verb.shape == "base"
        return finite and noun and verb.shape in ("base", "s")  # "the report said", not "denies reports"

    def _had_done(self, v: int, lo: int) -> bool:
        """Whether "had" and a participle stand right before the noun phrase that ends at token `v`."""
        for k in range(v - 1, max(lo, v - 4), -1):
            if self.parted(k + 1) or self.quote_of[k] >= 0:
                return False
            if self.fold[k - 1] in _HAVE and (self.fold[k].endswith("ed") or self.fold[k] in _HAD):
                return True
        return False

    def _no_name(self, i: int) -> bool:
        """Whether token `i` at the beginning of a sentence is an ordinary adjective."""
        word = self.fold[i]
        if self.cast.hits_in(i, i + 1) or word in PRONOUNS or word in self.cast.words.roles:
            return False
        return word.endswith(("ing", "ed")) or word in self.cast.words.common

    def _turned(self, v: int, verb: Verb, at: Sentence) -> Frame | None:
        """Clauses whose subject does not stand plainly before the verb."""
        by = v + 1 < at.hi and self.fold[v + 1] == "by"
        quoting = self._quoting(v, at.lo, at.hi) if verb.lemma in ("quote", "cite") and not by else None
        return (
            quoting
            or self._inverted(v, verb, at.lo, at.hi, at.start, at.end)
            or self._call_sign(v, verb, at.lo, at.hi)
        )

    def _subject_of(self, i: int, v: int, verb: Verb, at: Sentence) -> Subject | None:
        """The subject that ends at token `i`, if it agrees with the verb and no question stands before it."""
        subject = self.subject(i, v, at.lo, [f.end for f in at.frames[-RECENT:] if not f.relative])
        if subject and self.fold[subject[0]] in PRONOUNS:
            subject = self._pronoun_subject(subject[0], at.lo, at.frames)
        if subject is None:
            return None
        first, last = subject[0], subject[1]
        if first > at.lo and self.fold[first - 1] in ("neither", "nor"):
            return None  # "neither the army nor the mayor confirmed that"
        closing = first > at.lo + 2 and self.parted(first)  # "The army holds P, its commander said"
        if self.fold[first] in ("its", "their") and not at.frames and (closing or self._turns(at.lo, first)):
            self.cast.last_other = None if closing else self.cast.last_other
            self._note_group(at.lo, first)  # "The army kept silent; its bulletin said"
        would = verb.shape == "base" and "would" in self.fold[i + 1 : v]  # "would say only that"
        plural = would or self.plural(self.cast.head(first, last))
        if (verb.shape == "base" and not plural) or (verb.shape == "s" and self._many(first, last)):
            return None
        asked = not verb.sure and first > at.lo and self.fold[first - 1] in _OPEN_QUESTIONS
        return None if asked else subject

    def _still_described(self, i: int, frame: Frame) -> bool:
        """Whether the "who" at token `i` describes the speaker of an inverted clause right before it."""
        between = range(frame.verb + 1, i)
        plain = not any(self.fold[k] in AUX or self.quote_of[k] >= 0 for k in between)
        return frame.form == "after" and "," in self.cast.gap(i) and 0 < len(between) < 16 and plain

    def _pronoun_subject(self, i: int, lo: int, frames: list[Frame]) -> Subject | None:
        """Whom a pronoun means that has no earlier sentence to point to.

        In "A fell, X said, after they had claimed it" it is A's subject, not X; in "Y was proud: B fell, he
        said" the person that the sentence begins with.
        """
        after = frames and frames[-1].form == "after" and i > lo and self.fold[i - 1] in _SUBORDINATE
        if after and not self.parted(i):
            found = self.clause_subject(lo, i, [])
            return found if found and self.quote_of[found[0]] < 0 else None
        if not frames and self.fold[i] in ("he", "she") and lo < i < lo + MAX_PHRASE:
            self._note_people(lo, i, True)
        if not frames and self.fold[i] == "it" and lo < i - 1 and self._goes_on_speaking(i, lo):
            return i, i + 1, None, i  # "The ministry said A. The rebels took Osk, it added"
        if not frames and self.fold[i] == "it" and lo < i - 1:
            self._note_group(lo, i)  # "The army kept silent, but it said", "The army took Osk, it said"
        elif not frames and self.fold[i] == "it" and self._turns(lo, i):
            self._note_group(lo, i)
        return i, i + 1, None, i

    def _goes_on_speaking(self, i: int, lo: int) -> bool:
        """Whether "it" after the words said is who spoke in the sentence before: no person, no outlet."""
        spoke, at = self.spoke
        group = spoke is not None and not spoke.person and spoke == self.cast.last_other
        return bool(group and "," in self.cast.gap(i) and lo - at <= 1)

    def _turns(self, lo: int, i: int) -> bool:
        """Whether a colon or semicolon stands shortly before token `i`: "X kept silent; in May it said"."""
        return any(c in ";:" for k in range(max(lo + 1, i - 10), i + 1) for c in self.cast.gap(k))

    def _many(self, first: int, last: int) -> bool:
        """Whether a lower-case plural heads the phrase: "people under orders" has no verb."""
        head = self.cast.head(first, last)
        return not self.cast.capital(head) and self.fold[head] in ("people", "men", "women", "troops", "they")

    def _call_sign(self, v: int, verb: Verb, lo: int, hi: int) -> Frame | None:
        """ "From the field, “Thirteenth” writes: “...”": a short name in quotation marks speaks."""
        k = self.quote_of[v - 1] if v > lo else -1
        if k < 0 or not verb.sure or verb.shape not in ("s", "ed"):
            return None
        quote = self.quotes[k]
        first = bisect_left(self.starts, quote.start)
        begin, relay, that = self.after_verb(v, hi, verb)
        if v - first > 3 or not self.cast.capital(first) or begin >= hi or not quote.closed:
            return None
        if not (that or self.opens_quote(begin)) or any(
            c in ",.!?" for c in self.text[quote.start : quote.end]
        ):
            return None
        name = self.text[quote.inner_start : quote.inner_end]
        speaker = Speaker(name, "unknown", person=True, start=quote.inner_start, end=quote.inner_end)
        said = self._said_start(begin)
        return Frame("before", speaker, quote.start, said, v, verb, said, relay)

    def _clause(self, v: int, verb: Verb, speaker: Speaker, first: int, at: Sentence) -> _Clause:
        """What stands around a subject from token `first` and its verb at token `v`."""
        start = self.tokens[first].start
        gap = self.text[self._previous_end(first, at.start) : start]
        parted = "," in gap or any(c in QUOTE_MARKS for c in gap) or bool(DASH.search(gap))
        begin, relay, that = self.after_verb(v, at.hi, verb)
        rest = "" if begin >= at.hi else self.text[self.tokens[begin - 1].end : self.tokens[begin].start]
        quoted = any(c in QUOTE_MARKS for c in rest) and ":" not in rest
        stops = begin >= at.hi or quoted or any(c in ",;.—–)" for c in rest)
        told_before = first > at.lo and "," in gap and begin < at.hi and not that and not at.frames
        stops = stops or (told_before and self.fold[begin] in _MEANWHILE)  # "A, X said after claims by Y"
        told = verb.lemma == "tell" and begin < at.hi and self.fold[begin] in AUX
        said_before = first > at.lo and parted and not (self.only_lead(at.lo, first) and "," not in rest)
        return _Clause(
            v, verb, speaker, first, start, begin, relay, that, gap, rest, stops or told, said_before
        )

    def _placed(self, c: _Clause, at: Sentence) -> Frame | None:
        """The frame of a clause in plain order: after the words said, amid them, or before them."""
        if c.verb.verb_class == "deny" and c.stops and self._pointed_at(c, at):
            return None
        if self._claimed_before(c, at):
            return None
        relays = c.speaker.kind in ("media", "unknown")  # "a ministry said, citing reports": the ministry
        if not relays and c.said_before and self._cites(c.begin, at.hi):
            c = replace(c, begin=at.hi, stops=True)
        if c.stops and not c.that:
            first = c.first - 1
            if c.first > at.lo and self.fold[first] == "as" and (first == at.lo or self.parted(first)):
                return self._aside(c, first, at)
        cites = relays and self._cites(c.begin, at.hi)
        if c.said_before and c.stops and not c.that and not cites and not self._quote_follows(c, at):
            amid = c.begin < at.hi and self._interposed(at.lo, c.first, at.frames)
            end = self.tokens[c.begin - 1].end
            return Frame("inside" if amid else "after", c.speaker, c.start, end, c.v, c.verb, -1, c.relay)
        cited = self._cited(c.begin, at.hi) if relays else None
        if cited:
            return self._sourced(c, *cited, at)
        if c.begin >= at.hi:
            opens = self.text[at.end - 1] == ":" or (c.verb.sure and (c.first == at.lo or not c.said_before))
            if opens:  # "Smith said:", "Smith said.": the quotation after or before it is meant
                return Frame("before", c.speaker, c.start, at.end, c.v, c.verb, at.end, c.relay)
            return None
        return self._before(c, at)

    def _pointed_at(self, c: _Clause, at: Sentence) -> bool:
        """Whether what X denies stands before X: "A, which X denied", "A, a claim X denies"."""
        k = c.first - 1
        if k > at.lo and self.fold[k] == "that":
            k -= 1
        first = k - 1 if k > at.lo and self.fold[k] in self.nouns else k
        pointing = self.fold[k] in ("which", "something") or (
            self.fold[k] in self.nouns and self.fold[first] in DETERMINERS
        )
        if first <= at.lo or not pointing or "," not in self.cast.gap(first):
            return False
        frame = ((c.start, self.tokens[c.v].end),)
        self._emit(self.tokens[first].start, self.tokens[k].end, c.speaker, c.verb, frame, False)
        self.cast.keep()
        return True

    def _sourced(self, c: _Clause, source: Speaker, after: int, at: Sentence) -> Frame:
        """ "A, an agency reported, citing X": X speaks, the agency relays."""
        outlet = self.outlet(c.speaker.name)
        if c.said_before or after >= at.hi:
            end = self.tokens[after - 1].end
            return Frame("after", source, c.start, end, c.v, c.verb, -1, outlet)
        said = self._said_start(after)
        return Frame("before", source, c.start, said, c.v, c.verb, said, outlet)

    def _before(self, c: _Clause, at: Sentence) -> Frame | None:
        """The frame of a clause that leads into the words said, if its verb takes them."""
        word = self.fold[c.begin]
        if word == "according" and c.that and (source := self._source_of(c, at)):
            return source
        if word in ("otherwise", "so", "nothing", "little") or (word == "as" and c.verb.lemma == "write"):
            return None
        quoted = ":" in c.rest or self.opens_quote(c.begin)
        if c.verb.lemma == "record" and c.speaker.kind in FIGHTERS and not (c.that or ":" in c.rest):
            return None  # "forces recorded “partial success” near P"
        maps = c.verb.lemma in _MAPPING and (
            c.speaker.kind == "analyst" or not _EVIDENCE.isdisjoint(self.fold[c.first : c.v])
        )
        added = c.verb.lemma == "add" and c.speaker.person  # "Lind added the army was in Osk"
        reported = c.verb.sure or added or c.that or quoted or maps or self._describes(c.v, c.verb, at.hi)
        if not reported and not self._leads_to_quote(c.v, at.hi):
            return None
        if c.verb.lemma == "tell" and not (c.relay or c.that or quoted) and c.begin == c.v + 1:
            return None
        acts = c.verb.lemma not in _SAY and not (c.that or quoted) and word != "to"
        if acts and self._posted(c.first, c.v):
            return None
        said = self._said_start(c.begin)
        if self._lays_claim(c, at):
            said = self.tokens[c.v].start  # "Oslo claims P": the claim is that it has it
        k = c.v - 1
        while k > at.lo and self.fold[k] in AUX | ADVERBS:
            k -= 1  # "which had warned of that"
        relative = self.fold[k] in ("who", "which") and k > at.lo
        joined = self.joined(c.first, at.lo)
        closes = self._relative_end(c, relative, at) or self._main_clause(c, at)
        return Frame(
            *("before", c.speaker, c.start, said, c.v, c.verb, said, c.relay, joined),
            relative=relative,
            closes=closes,
            led=0 if closes else self._side_clause(c, at),
        )

    def _lays_claim(self, c: _Clause, at: Sentence) -> bool:
        """Whether a place alone is what is claimed: "Oslo claims P and Q"."""
        place = self.cast.capital(c.begin) or self.fold[c.begin] == "it"
        if c.verb.lemma != "claim" or c.that or not place:
            return False
        end = next((k for k in range(c.begin + 1, at.hi) if self._list_ends(k)), at.hi)
        return end - c.begin <= CLAIMED and not self.has_finite(c.begin, end)

    def _list_ends(self, k: int) -> bool:
        """Whether no further name of a list follows the mark before token `k`: "P, Q and R"."""
        listed = self.cast.gap(k).strip() == "," and self.cast.capital(k)
        after = k + 1 < len(self.fold) and (self.fold[k + 1] == "and" or self.parted(k + 1))
        return self.parted(k) and not (listed and after)

    def _claimed_before(self, c: _Clause, at: Sentence) -> bool:
        """ "P, which Oslo claims": it is Oslo's claim."""
        k = c.first - 1
        if c.verb.lemma != "claim" or k <= at.lo or self.fold[k] not in ("which", "that"):
            return False
        ends = c.v + 1 >= at.hi or self.parted(c.v + 1)
        first = k
        while first > at.lo and self.cast.capital(first - 1) and (first == k or not self.parted(first)):
            first -= 1
        if not ends or first == k:
            return False
        self._emit(self.tokens[first].start, self.tokens[c.v].end, c.speaker, c.verb, (), False)
        self.cast.keep()
        return True

    def _source_of(self, c: _Clause, at: Sentence) -> Frame | None:
        """ "X reported that, according to Y, A": Y speaks, X relays."""
        if c.begin + 2 >= at.hi or self.fold[c.begin + 1] != "to":
            return None
        found = self._according(c.begin, c.begin + 2, c.begin, at.hi)
        if found is None or found.form != "before":
            return None
        relay = c.relay or (self.outlet(c.speaker.name) if c.speaker.kind == "media" else (c.speaker.name,))
        return replace(found, start=c.start, relay=relay, joined=self.joined(c.first, at.lo))

    def _relative_end(self, c: _Clause, subject: bool, at: Sentence) -> int:
        """Where a relative clause around a reporting one ends: "a group that X says is armed, | took Osk".

        `subject`: "which", "who" is itself the subject of the verb. 0 where there is none or it ends with
        the sentence.
        """
        before = c.first - 1
        related = before > at.lo and self.fold[before] in _RELATIVES and self.quote_of[before] < 0
        lead = self.fold[before - 1] if related else ""
        complement = related and self.fold[before] == "that" and (lead in self.verbs or lead in self.nouns)
        if not (subject or (related and not complement)):
            return 0
        for k in range(c.begin, at.hi):
            if self.quote_of[k] >= 0:
                return 0
            if "," not in self.cast.gap(k):
                continue
            verb = k
            while verb + 1 < at.hi and (self.fold[verb] in ADVERBS or self.fold[verb].endswith("ly")):
                verb += 1
            word = self.fold[verb]
            known = self.verbs.get(word)
            finite = word in AUX or (known is not None and known.shape in ("s", "ed")) or word in deeds()
            by = verb + 1 < at.hi and self.fold[verb + 1] == "by"
            finite = finite or (subject and verb == k and word.endswith("ed") and len(word) > 4 and not by)
            if finite and not self.cast.capital(verb):
                return self._end_of(k - 1)
        return 0 if subject else self._told_of_subject(c, before, at)

    def _told_of_subject(self, c: _Clause, who: int, at: Sentence) -> int:
        """Where "who X says were armed" ends when no comma does: "men who X says were armed | took Osk"."""
        if self.fold[who] not in ("who", "which", "that") or self.cast.gap(who).strip():
            return 0
        told = next((k for k in range(c.begin, at.hi) if self._finite(k)), at.hi)
        for k in range(told + 1, at.hi):
            if self.parted(k) or self.quote_of[k] >= 0 or self.fold[k] in ("who", "which", "that"):
                return 0
            verbs_in_a_row = all(self._finite(n) or self.fold[n] in ADVERBS for n in range(told, k))
            done = k + 1 < at.hi and self.fold[k + 1] == "by"  # "a column sent by Oslo"
            if self._finite(k) and not verbs_in_a_row and not done:
                return self._end_of(k - 1)
        return 0

    def _main_clause(self, c: _Clause, at: Sentence) -> int:
        """Where what is said ends in a clause that the main one follows: "Though X says A, | the rebels took
        Osk", "Hours after X said A, | ..."; 0 where X's clause is the main one."""
        k = c.first - 1
        while k > at.lo and self.fold[k] in ADVERBS:
            k -= 1
        if k < at.lo or self.fold[k] not in _LED_BY or self.quote_of[k] >= 0:
            return 0
        if not all(self._leads(n) for n in range(at.lo, k)) and not (self.parted(k) or self._turn(k - 1)):
            return 0
        ends = 0
        told = False  # whether what is said has its verb
        aside = k > at.lo and self.parted(k) and not self.has_finite(at.lo, k)
        for n in range(c.begin, at.hi):
            if aside and told and ", " in self.cast.gap(n) and self.quote_of[n] < 0 and self._finite(n):
                return self._end_of(n - 1)  # "The rebels, while X said A, | took Osk"
            comma = ", " in self.cast.gap(n) and self.quote_of[n] < 0 and self._list_ends(n)
            if comma and self._opens_clause(n, at.hi):
                ends = self._end_of(n - 1)
                if told:
                    return ends
            told = told or self._finite(n)
        return ends

    def _side_clause(self, c: _Clause, at: Sentence) -> int:
        """Where a side clause with its own speaker begins behind the main one: "The army left, | days after X
        said A, Y reported"; 0 where X's clause is none."""
        k = c.first - 1
        while k > at.lo and self.fold[k] in ADVERBS:
            k -= 1
        if k <= at.lo or self.fold[k] not in _LED_BY or self.quote_of[k] >= 0 or at.frames:
            return 0
        while k > at.lo + 1 and not self.parted(k) and (self._leads(k - 1) or self.fold[k - 1].isdigit()):
            k -= 1
        return self.tokens[k].start if self.has_finite(at.lo, k) else 0

    def _leads(self, n: int) -> bool:
        """Whether token `n` may stand between the beginning of a sentence and "after": "But just hours"."""
        return self.fold[n] in _MAY_LEAD

    def _turn(self, n: int) -> bool:
        return self.fold[n] in ("but", "and", "that")

    def _finite(self, n: int) -> bool:
        """Whether token `n` looks like a finite verb."""
        if self.cast.capital(n):
            return False
        word, known = self.fold[n], self.verbs.get(self.fold[n])
        said = known is not None and known.shape in ("s", "ed") and word not in self.nouns
        return word in AUX or said or word in deeds() or (word.endswith("ed") and len(word) > 4)

    def _opens_clause(self, n: int, hi: int) -> bool:
        """Whether a clause with its own subject and verb begins at token `n`."""
        word = self.fold[n]
        if word in _FIGHTING and any(self._fought_on(k) for k in range(n + 1, min(n + 3, hi))):
            return True  # ", fighting goes on", ", clashes were reported"
        if word in STOPPERS or word in SPLITTERS or word in self.nouns or self._finite(n):
            return False
        if word.endswith(("ing", "ly")) and not self.cast.capital(n):
            return False
        end = next((k for k in range(n + 1, hi) if ", " in self.cast.gap(k)), hi)
        spoken = (k for k in range(n + 1, end) if self.quote_of[k] < 0)
        return any(self._finite(k) or self.fold[k] in deeds(base=True) for k in spoken)

    def _fought_on(self, k: int) -> bool:
        return self._finite(k) or self.fold[k] in _GOING_ON

    def _posted(self, first: int, v: int) -> bool:
        """Whether the subject is troops told by where they stand: "troops on the left bank claim a hill"."""
        return any(
            self.fold[k] in _WHERE and self.fold[k - 1] in _TROOPS and self.time_phrase(k, v) == k
            for k in range(first + 1, min(v, first + 6))
        )

    def _aside(self, c: _Clause, first: int, at: Sentence) -> Frame:
        """ "A, as X noted on Monday, B": both parts are said."""
        start, end = self.tokens[first].start, self.tokens[c.begin - 1].end
        if first == at.lo and c.begin < at.hi:
            said = self._said_start(c.begin)
            return Frame("before", c.speaker, start, said, c.v, c.verb, said, c.relay)
        form = "after" if c.begin >= at.hi else "inside"
        return Frame(form, c.speaker, start, end, c.v, c.verb, -1, c.relay)

    def _quote_follows(self, c: _Clause, at: Sentence) -> bool:
        """Whether the clause leads into a new quotation rather than closing what stands before it."""
        hi = at.hi
        if c.begin >= hi or any(mark in QUOTE_MARKS for mark in c.gap):
            return False
        amid = "," in c.gap and "," in c.rest and self.fold[at.lo] not in _SUBORDINATE | CLAUSE_LEADS
        return self.opens_quote(c.begin) and not amid
