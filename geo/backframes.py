"""Sentences that tell only whose words stood before them: "This was reported by X", "X said this on air"."""

from __future__ import annotations

import re
from bisect import bisect_left

from geo.adjuncts import AUX, TIMES
from geo.frames import Frame, Frames
from geo.reporting import Verb
from geo.speakers import AUTHORS, Speaker
from geo.text import Span, sentences

#: Participles after "this was", and after "the statement was", before "by X" or "in X's update".
STATED = frozenset({"stated", "said", "reported", "announced", "written", "posted", "confirmed"})
ISSUED = frozenset({"published", "released", "issued", "posted", "made", "shared"})
PAPER = frozenset({"statement", "information", "report", "message", "data", "announcement"})
#: How a side's own bulletin speaks of its troops and of the others.
_OF_THEIR_OWN = re.compile(
    r"\b[Oo]ur (?:\w+ )?(?:defenders|troops|soldiers|forces|units|aviation|pilots|gunners|artillery)\b"
    r"|\b[Tt]he (?:enemy|occupiers|occupants|invaders|aggressors?)\b(?!['’]s\b)"
)
FOUND_LATELY = 60  # attributions looked at for one that covers a sentence
BY_REACH = 12  # tokens from such a participle to "by"


class BackFrames(Frames):
    """Gives what stands before such a sentence to its speaker, and what "it is noted that" later to them."""

    teller: Speaker | None = None  # whose statement the text goes through, as such a sentence tells
    earlier: Span = (0, 0)  # the paragraph before the one that is read

    def _points_back(self, start: int, lo: int, hi: int, paragraph: Span, frames: list[Frame]) -> None:
        """Attribute the sentences before the one at tokens [lo, hi), in its paragraph or the one before."""
        found = self._said_this(hi, frames) or self._this_is_said(lo, hi)
        if found is None:
            return
        speaker, frame = found
        self.teller = speaker
        begin, end = (paragraph[0], start) if start > paragraph[0] else self.earlier
        for first, last in sentences(self.text, begin, end):
            if not any(a.start < last and a.end > first for a in self.found[-FOUND_LATELY:]):
                self._emit(first, last, speaker.at((-1, -1)), Verb("say", "say", True, "ed"), frame, False)

    def _goes_on_telling(self, start: int, end: int, lo: int) -> None:
        """ "Our troops repelled an attack; the enemy shelled P": so goes on whoever the text repeats."""
        teller = self.teller
        if teller is None or not teller.side or teller.kind not in AUTHORS or self.quote_of[lo] >= 0:
            return
        if _OF_THEIR_OWN.search(self.text, start, end) and not any(
            a.start < end and a.end > start for a in self.found[-FOUND_LATELY:]
        ):
            self._emit(start, end, teller.at((-1, -1)), Verb("say", "say", True, "ed"), (), False)

    def _said_this(self, hi: int, frames: list[Frame]) -> tuple[Speaker, tuple[Span, ...]] | None:
        """ "X said this on air": the speaker, and the span that tells it."""
        for frame in frames:
            begin = bisect_left(self.starts, frame.said) if frame.form == "before" else hi
            if frame.form == "before" and self.fold[frame.verb + 1 : frame.verb + 2] == ["this"]:
                dated = frame.verb + 2 < hi and self.fold[frame.verb + 2] in TIMES  # "said this week"
                begin = begin if dated else frame.verb + 1
            if begin >= hi or self.fold[begin] != "this" or frame.word.verb_class != "say":
                continue
            if begin + 1 >= hi or self.parted(begin + 1) or self.adjunct(begin + 1, hi) > begin + 1:
                return frame.speaker, ((frame.start, self.tokens[begin].end),)
        return None

    def _this_is_said(self, lo: int, hi: int) -> tuple[Speaker, tuple[Span, ...]] | None:
        """ "This is stated in the update of X", "The statement was published today by X"."""
        according = self.fold[lo + 2 : lo + 4] == ["according", "to"]
        if according and lo < hi and self.fold[lo] in ("this", "that"):
            return self._backed(lo, lo + 4, hi)  # "This is according to X"
        v = next((k for k in range(lo + 2, min(lo + 6, hi)) if self.fold[k] in STATED | ISSUED), 0)
        if not v or self.fold[v - 1] not in AUX or self.quote_of[lo] >= 0:
            return None
        this = v == lo + 2 and self.fold[lo] in ("this", "that") and self.fold[v] in STATED
        paper = self.fold[v - 2] in PAPER and self.fold[lo] in ("the", "this") and self.fold[v] in ISSUED
        if not (this or paper):
            return None
        led = next((k for k in range(v + 1, min(v + BY_REACH, hi)) if self.fold[k] in ("by", "in")), 0)
        if not led or led + 1 >= hi or (paper and self.fold[led] != "by"):
            return None
        return self._backed(lo, led + 1, hi, named=self.fold[led] == "by")

    def _backed(
        self, lo: int, first: int, hi: int, named: bool = True
    ) -> tuple[Speaker, tuple[Span, ...]] | None:
        """The speaker whose words begin at token `first`, and the span from token `lo` on."""
        end = next((k for k in range(first + 1, hi) if self.parted(k)), hi)
        apposition = (end, hi) if end < hi else None
        speaker = self.cast.resolve(first, end, apposition) if named and first < end else None
        speaker = speaker or self._first_part(first, end)
        if speaker is None:
            return None
        self.cast.keep()
        return speaker, ((self.tokens[lo].start, self.tokens[end - 1].end),)
