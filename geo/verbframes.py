"""Reporting clauses in plain order: a speaker, a verb of saying, and the words said."""

from __future__ import annotations

from bisect import bisect_left

from geo.claimants import MAX_PHRASE, PRONOUNS, Speaker
from geo.frames import Frame
from geo.phrases import AUX, DASH, JOINERS, QUOTE_MARKS, Subject
from geo.reporting import Verb, grammar
from geo.turnedframes import TurnedFrames

_OPEN_QUESTIONS = grammar("open_questions")
_SUBORDINATE = grammar("subordinate")


class VerbFrames(TurnedFrames):
    """Finds the reporting clause at a word, if there is one."""

    def _frame_at(
        self, i: int, lo: int, hi: int, start: int, end: int, frames: list[Frame], role: str
    ) -> Frame | None:
        word = self.fold[i]
        if word == "according" and i + 1 < hi and self.fold[i + 1] == "to":
            return self._according(i, i + 2, lo, hi)
        if word == "per" and i == lo:
            return self._according(i, i + 1, lo, hi)
        if word in ("by", "in", "on"):
            return self._in_view(i, lo, hi)
        verb = self.verbs.get(word)
        if verb:
            frame = self._verb_frame(i, verb, lo, hi, start, end, frames, role)
            if frame:
                return frame
        if word in self.nouns:
            return self._noun_frame(i, lo, hi, start, end)
        return None

    def _verb_frame(
        self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int, frames: list[Frame], role: str
    ) -> Frame | None:
        if (v > lo and self.cast.gap(v) == "-") or (v + 1 < hi and self.cast.gap(v + 1) == "-"):
            return None  # "self-proclaimed"
        if self.cast.capital(v) and v > lo and role != "headline" and not self.text[start:end].isupper():
            return None
        following = self.fold[v + 1] if v + 1 < hi else ""
        if (
            following in self.verbs
            and self.verbs[following].shape in ("s", "ed")
            and verb.shape in ("base", "s")
        ):
            return None  # "the report said"
        if verb.lemma in ("quote", "cite") and following != "by":
            quoting = self._quoting(v, lo, hi)
            if quoting:
                return quoting
        inverted = self._inverted(v, verb, lo, hi, start, end)
        if inverted:
            return inverted
        call_sign = self._call_sign(v, verb, lo, hi)
        if call_sign:
            return call_sign
        if v == lo + 1 and self.fold[lo] == "as" and verb.shape == "ed":
            return self._as_said_by(v, lo, hi)
        i, passive, negated = self.before_verb(v, lo)
        if (
            negated
            or (i < lo and verb.shape != "ing")
            or (verb.lemma == "think" and following in ("tank", "tanks"))
        ):
            return None
        if verb.shape == "ing" and not passive:
            return self._participle(v, verb, lo, hi, start, end, frames)
        if passive and verb.shape == "ed":
            return self._passive(v, verb, i, lo, hi, start, end)
        if verb.shape == "s" and self.fold[i].endswith("s") and not self.name_like(i):
            return None
        if self.fold[i] in JOINERS and frames and frames[-1].form == "before":
            return self._goes_on(v, verb, hi, frames[-1])
        if self.fold[i] == "who" and frames and self._still_described(i, frames[-1]):
            return self._goes_on(v, verb, hi, frames[-1], verb.sure)
        subject = self.subject(i, v, lo, [f.end for f in frames if not f.relative])
        if subject is None:
            return None
        first, last, apposition, left = subject
        if self.fold[first] in PRONOUNS:
            subject = self._pronoun_subject(first, lo, frames)
            if subject is None:
                return None
            first, last, apposition, left = subject
        plural = self.plural(self.cast.head(first, last))
        if verb.shape == "base" and "would" in self.fold[i + 1 : v]:
            plural = True  # "would say only that"
        if (verb.shape == "base" and not plural) or (verb.shape == "s" and self._many(first, last)):
            return None
        if not verb.sure and first > lo and self.fold[first - 1] in _OPEN_QUESTIONS:
            return None
        speaker = self.cast.resolve(first, last, apposition, verb.sure and verb.shape != "base")
        if speaker is None:
            return None
        return self._placed(v, verb, speaker, first, left, lo, hi, start, end, frames)

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
        return i, i + 1, None, i

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

    def _placed(
        self,
        v: int,
        verb: Verb,
        speaker: Speaker,
        first: int,
        left: int,
        lo: int,
        hi: int,
        start: int,
        end: int,
        frames: list[Frame],
    ) -> Frame | None:
        """The frame of a subject and its verb: after the words said, or before them."""
        frame_start = self.tokens[first].start
        gap = self.text[self._previous_end(first, start) : frame_start]
        comma = "," in gap or any(c in QUOTE_MARKS for c in gap) or bool(DASH.search(gap))
        begin, relay, that = self.after_verb(v, hi, verb)
        at_end = begin >= hi
        rest = self.text[self.tokens[begin - 1].end : self.tokens[begin].start] if not at_end else ""
        stops = (
            at_end
            or any(c in ",;.—–)" for c in rest)
            or (any(c in QUOTE_MARKS for c in rest) and ":" not in rest)
        )
        said_before = first > lo and comma and not (self.only_lead(lo, first) and "," not in rest)
        if verb.lemma == "tell" and not stops and self._passive_voice(begin, hi):
            stops = True
        as_told = first > lo and self.fold[first - 1] == "as" and (first - 1 == lo or self.parted(first - 1))
        if as_told and stops and not that:
            return self._aside(v, verb, speaker, first - 1, begin, lo, hi, relay)
        if (
            said_before
            and stops
            and not that
            and not self._cites(begin, hi)
            and not self._quote_follows(begin, hi, rest, gap)
        ):
            form = "after" if at_end or not self._interposed(lo, first, frames) else "inside"
            frame_end = self.tokens[begin - 1].end
            return Frame(form, speaker, frame_start, frame_end, v, verb, -1, relay)
        cited = self._cited(begin, hi)
        if cited:
            source, after = cited
            frame_end = self.tokens[after - 1].end
            outlet = self.outlet(speaker.name)
            if said_before or after >= hi:
                return Frame("after", source, frame_start, frame_end, v, verb, -1, outlet)
            said = self._said_start(after)
            return Frame("before", source, frame_start, said, v, verb, said, outlet)
        if at_end:
            if self.text[end - 1] == ":":
                return Frame("before", speaker, frame_start, end, v, verb, end, relay)
            if first == lo or not said_before:
                return self._intransitive(speaker, frame_start, v, verb, end, relay)
        if self.fold[begin] in ("otherwise", "so", "nothing", "little") or (
            self.fold[begin] == "as" and verb.lemma == "write"
        ):
            return None
        said = self._said_start(begin)
        relative = self.fold[v - 1] in ("who", "which") and v - 1 > lo
        quoted = ":" in rest or self.opens_quote(begin)
        reported = verb.sure or that or quoted or self._describes(v, verb, hi)
        if not reported and not self._leads_to_quote(v, hi):
            return None
        if verb.lemma == "tell" and not relay and not that and begin == v + 1 and not quoted:
            return None
        joined = self.joined(first, lo)
        return Frame("before", speaker, frame_start, said, v, verb, said, relay, joined, relative=relative)

    def _aside(
        self,
        v: int,
        verb: Verb,
        speaker: Speaker,
        first: int,
        begin: int,
        lo: int,
        hi: int,
        relay: tuple[str, ...],
    ) -> Frame:
        """ "A, as X noted on Monday, B": both parts are said."""
        frame_start, frame_end = self.tokens[first].start, self.tokens[begin - 1].end
        if first == lo and begin < hi:
            said = self._said_start(begin)
            return Frame("before", speaker, frame_start, said, v, verb, said, relay)
        return Frame(
            "after" if begin >= hi else "inside", speaker, frame_start, frame_end, v, verb, -1, relay
        )

    def _intransitive(
        self, speaker: Speaker, frame_start: int, v: int, verb: Verb, end: int, relay: tuple[str, ...]
    ) -> Frame | None:
        """ "Smith said." with nothing before it in the sentence: the quotation before or after is meant."""
        return Frame("before", speaker, frame_start, end, v, verb, end, relay) if verb.sure else None

    def _passive_voice(self, begin: int, hi: int) -> bool:
        return begin < hi and self.fold[begin] in AUX

    def _quote_follows(self, begin: int, hi: int, rest: str, gap: str) -> bool:
        """Whether the frame leads into a new quotation rather than closing the one before it."""
        if begin >= hi or any(c in QUOTE_MARKS for c in gap):
            return False
        return self.opens_quote(begin)
