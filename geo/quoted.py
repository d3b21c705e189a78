"""Quotations: which speaker each belongs to, across sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from geo.adjuncts import ADVERBS, AUX
from geo.frames import Attribution, Frame, Frames
from geo.reporting import Verb
from geo.speakers import UNKNOWN, Speaker
from geo.text import Quotation, Span

MIN_QUOTE = 3  # words; shorter quotations outside a reporting clause are the article's own irony
#: What others told just before, where somebody denies it.
_DENIED = ("it", "this", "that")
_NO_WORDS = ("", "it", "this", "that", "them", "as much", "so", "the same", "more")


def replace_frame(frame: Frame) -> Frame:
    """The frame without spans and relays: it stands elsewhere and said nothing of this quotation's day."""
    return replace(frame, start=-1, end=-1)


class Quoted(Frames):
    """Gives quotations to speakers and records what is said."""

    def _next_quote(self, frame: Frame) -> None:
        """ "X said:" or "Smith said." without words of its own: the quotation right after it is meant."""
        k = bisect_left(self.quote_starts, frame.said)
        if k < len(self.quotes) and not self.text[frame.said : self.quotes[k].start].strip(" :\t\u00a0"):
            self._give_quote(k, frame.speaker, frame)

    def _give_quote(self, k: int, speaker: Speaker, frame: Frame) -> None:
        """Attribute quotation `k`, and those before and after it that it goes on with."""
        first = k
        while first > 0 and self.quotes[first - 1].continues:
            first -= 1
        last = k
        while self.quotes[last].continues and last + 1 < len(self.quotes):
            last += 1
        for n in range(first, last + 1):
            if n in self.quote_speaker:
                continue
            self.quote_speaker[n] = speaker, frame
            quote = self.quotes[n]
            end = quote.inner_end
            end = self._trim_right(quote.inner_start, end)
            if end > quote.inner_start:
                self._emit(quote.inner_start, end, speaker, frame.word, self._spans(frame), True, frame.relay)

    def _loose_quotes(self, paragraph: Span, first: int, last: tuple[Speaker, Frame] | None) -> None:
        """Quotations of a paragraph that no frame holds: they go on with its speaker, or the one before."""
        earlier: tuple[Speaker, Frame] | None = None
        for k in range(first, len(self.quotes)):
            quote = self.quotes[k]
            if quote.start >= paragraph[1]:
                break
            if k in self.quote_speaker:
                earlier = self.quote_speaker[k]
                continue
            if quote.continues:
                continue  # whoever speaks its last paragraph speaks this one
            if k and self.quotes[k - 1].continues and k - 1 in self.quote_speaker:
                speaker, frame = self.quote_speaker[k - 1]
            elif not self._stands_alone(quote, paragraph):
                continue
            else:
                found = self._speaker_near(k, paragraph, earlier or last)
                if found is None:
                    continue
                speaker, frame = found
            quiet = replace_frame(frame)
            self._give_quote(k, speaker.at((-1, -1)), quiet)
            earlier = speaker, frame

    def _stands_alone(self, quote: Quotation, paragraph: Span) -> bool:
        """Whether the quotation is sentences of its own, not words inside someone else's sentence."""
        n = bisect_left(self.starts, quote.end) - bisect_left(self.starts, quote.start)
        at = quote.start
        while at > paragraph[0] and self.text[at - 1].isspace():
            at -= 1
        before = self.text[max(paragraph[0], at - 1) : at]
        ends = quote.end >= paragraph[1] - 1 or self.text[quote.inner_end - 1] in ".!?…,"
        return n >= MIN_QUOTE and ends and (not before or before[-1] in '.!?:”"…,')

    def _speaker_near(
        self, k: int, paragraph: Span, last: tuple[Speaker, Frame] | None
    ) -> tuple[Speaker, Frame] | None:
        if last:
            return last
        if k and k - 1 in self.quote_speaker:
            between = self.text[self.quotes[k - 1].end : self.quotes[k].start]
            if between.count("\n") <= 2 and len(between) < 400:
                return self.quote_speaker[k - 1]
        person = self.cast.last_person or self.cast.last_other
        verb = Verb("", "say", True, "base")
        return (person or UNKNOWN), Frame("before", person or UNKNOWN, -1, -1, -1, verb)

    def _inner_frames(self, lo: int, hi: int) -> None:
        """Named speakers inside a quotation: someone quoted quotes somebody else."""
        inner: Speaker | None = None
        for i in range(lo, hi):
            k = self.quote_of[i]
            if k < 0 or i == lo:
                continue
            verb = self.verbs.get(self.fold[i])
            if (
                not verb
                or not verb.sure
                or verb.shape not in ("s", "ed", "base")
                or self.quote_of[i - 1] != k
            ):
                continue
            speaker = None
            for hit in self.cast.hits_in(max(lo, i - 8), i):
                if hit.last == i or (hit.last == i - 1 and self.fold[i - 1] in AUX | ADVERBS):
                    speaker = Speaker(
                        hit.claimant.name,
                        hit.claimant.kind,
                        hit.claimant.side,
                        hit.claimant.yardstick,
                        start=self.tokens[hit.first].start,
                        end=self.tokens[hit.last - 1].end,
                    )
                inner = Speaker(
                    hit.claimant.name, hit.claimant.kind, hit.claimant.side, hit.claimant.yardstick
                )
            if speaker is None and self.fold[i - 1] == "they" and inner and inner.kind != "media":
                speaker = inner.at((self.tokens[i - 1].start, self.tokens[i - 1].end))
            if speaker is None or (verb.shape == "base" and self.fold[i - 1] != "they"):
                continue
            begin, _, _ = self._inner_start(i + 1, k)
            stop = min(self.quotes[k].inner_end, self.tokens[hi - 1].end)
            if begin < len(self.tokens) and self.quote_of[begin] == k and self.tokens[begin].start < stop:
                at = self.tokens[begin].start
                self._emit(at, stop, speaker, verb, ((speaker.start, at),), False)

    def _inner_start(self, i: int, k: int) -> tuple[int, int, int]:
        if i < len(self.tokens) and self.fold[i] == "that" and self.quote_of[i] == k:
            i += 1
        return i, 0, 0

    def _skip_marks(self, at: int, end: int) -> int:
        while at < end and (self.text[at].isspace() or self.text[at] in ",;:.-–—)"):
            at += 1
        return at

    def _end_of(self, i: int) -> int:
        """End of token `i`, with the mark that closes a quotation right after it."""
        end = self.tokens[i].end
        while (
            self.quote_of[i] >= 0 and end < self.quotes[self.quote_of[i]].end and not self.text[end].isspace()
        ):
            end += 1
        return end

    def _trim_right(self, begin: int, stop: int) -> int:
        while stop > begin and (self.text[stop - 1].isspace() or self.text[stop - 1] in ",;:–—-("):
            stop -= 1
        return stop

    def _spans(self, frame: Frame) -> tuple[Span, ...]:
        """The reporting clause without what the article tells of it: "X, which took Osk in May, said"."""
        if not 0 <= frame.start < frame.end:
            return ()
        lo, hi = bisect_left(self.starts, frame.start), bisect_left(self.starts, frame.end)
        for i in range(lo + 1, hi - 1):
            if self.fold[i] != "which" or not self.parted(i) or self.quote_of[i] >= 0:
                continue
            if i > frame.verb:
                closes = next((j for j in range(i + 1, hi) if self.parted(j)), hi)
            else:
                closes = next((j for j in range(frame.verb, i, -1) if self.parted(j)), i)
            if closes > i + 1:
                rest = ((self.tokens[closes].start, frame.end),) if closes < hi else ()
                return ((frame.start, self._end_of(i - 1)), *rest)
        return ((frame.start, frame.end),)

    def _say(self, begin: int, stop: int, speaker: Speaker, frame: Frame) -> None:
        for n in range(bisect_left(self.quote_starts, begin), bisect_left(self.quote_starts, stop)):
            self.quote_speaker.setdefault(n, (speaker, frame))
        self._emit(begin, stop, speaker, frame.word, self._spans(frame), False, frame.relay)

    def _emit(
        self,
        begin: int,
        stop: int,
        speaker: Speaker,
        verb: Verb,
        frame: tuple[Span, ...],
        direct: bool,
        relay: tuple[str, ...] = (),
    ) -> None:
        words = self.text[begin:stop].strip(" .,!?").casefold()
        if stop <= begin or (words in _NO_WORDS and not (verb.verb_class == "deny" and words in _DENIED)):
            return
        chain = (*relay, speaker.name) if relay else ()
        self.found.append(
            Attribution(
                begin,
                stop,
                speaker.name,
                speaker.kind,
                speaker.side,
                chain,
                speaker.start,
                speaker.end,
                direct,
                verb.lemma,
                verb.verb_class,
                speaker.yardstick,
                frame,
            )
        )
