"""Where the words of a reporting clause begin and end in its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from geo.adjuncts import LEAD_WORDS, NOT, POINTING, SPLITTERS, WHEN
from geo.frames import Frame
from geo.lexicon import deeds
from geo.quoted import Quoted
from geo.reporting import grammar

_TOLD = grammar("told_nouns")
_FINITE = grammar("finite")


class Scope(Quoted):
    """Turns the reporting clauses of a sentence into attributions."""

    def _scope(self, start: int, end: int, frames: list[Frame]) -> None:
        """Turn the frames of one sentence into attributions: where each one's words begin and end."""
        cursor = start
        for n, frame in enumerate(frames):
            following = frames[n + 1] if n + 1 < len(frames) else None
            if frame.form == "before":
                stop = self._stop_before(frame, following, end)
                if frame.said < end:
                    self._words_said(frame.said, stop, frame)
                    cursor = stop if following and stop <= following.start else cursor
                else:
                    self._next_quote(frame)
            elif frame.form == "passive":
                if not any(a.start <= frame.start < a.end for a in self.found[-4:]):
                    self._emit(
                        cursor,
                        self._trim_right(cursor, end),
                        frame.speaker,
                        frame.word,
                        ((frame.start, frame.end),),
                        False,
                    )
            else:
                begin = self._begin_after(cursor, frame, frames[:n])
                if n == 1 and frames[0].led:
                    self._words_said(self._skip_marks(start, end), frames[0].led, frame)  # the main clause
                else:
                    self._words_before(begin, frame, start)
                if frame.form == "inside" and frame.end < end:
                    stop = self._stop_before(frame, following, end)
                    rest = self._skip_marks(frame.end, end)
                    i = bisect_left(self.starts, rest)
                    doing = self._while_doing(frame, i)  # "“...,” she said, sweeping glass"
                    if (
                        i < len(self.fold)
                        and self.fold[i] not in SPLITTERS | {"where", "who", "which"}
                        and not doing
                    ):
                        self._words_said(rest, stop, frame)
                    elif following is None:
                        self._and_also(frame, end)
                    cursor = stop
                else:
                    cursor = frame.end
                    if following is None:
                        self._and_also(frame, end)

    def _while_doing(self, frame: Frame, i: int) -> bool:
        """Whether token `i` begins what the speaker of a quotation did: "“...,” she said, sweeping glass"."""
        if i >= len(self.fold) or not self.fold[i].endswith("ing") or self.quote_of[i] >= 0:
            return False
        before = bisect_left(self.starts, frame.start) - 1
        return before >= 0 and self.quote_of[before] >= 0 and self.fold[i] not in self.lists["nouns"]

    def _and_also(self, frame: Frame, end: int) -> None:
        """ "A, X said, and B": B is X's too."""
        at = self._skip_marks(frame.end, end)
        i = bisect_left(self.starts, at)
        if i + 1 >= len(self.fold) or self.tokens[i].start >= end or self.fold[i] != "and":
            return
        if "," in self.cast.gap(i) and self.quote_of[i] < 0 and self._own_voice_from(at, end) == end:
            self._words_said(self.tokens[i + 1].start, end, frame)

    def _stop_before(self, frame: Frame, following: Frame | None, end: int) -> int:
        """End of the words said by a frame that stands before them."""
        begin = frame.said if frame.form == "before" else frame.end
        stop = end
        if following and following.start <= frame.start:
            stop = self._end_of(following.verb - 1)
        elif following and following.form == "before" and self._opens_with(begin, following):
            pass  # "X said that, after Y denied A, B": both are in what X says
        elif following and following.form == "before" and not self._nested(frame, following):
            stop = self._clause_begin(begin, following.start)
        elif following and following.form in ("after", "inside"):
            stop = self._last_splitter(begin, following.start) or following.start
        if frame.closes:
            stop = min(stop, max(begin, frame.closes))
        if self.heading and frame.form == "before":
            stop = self._meanwhile(begin, stop)
        stop = self._own_voice_from(begin, stop)
        if frame.word.shape == "noun":
            stop = self._subject_clause_end(begin, stop)
        k = bisect_right(self.quote_starts, stop - 1) - 1
        if stop == end and k >= 0 and self.quotes[k].start >= begin and self.quotes[k].end > stop:
            stop = self.quotes[k].end
        return max(begin, stop)

    def _meanwhile(self, begin: int, stop: int) -> int:
        """Where a headline goes on in its own voice: "Osk says A | as rebels take B"."""
        lo, hi = bisect_left(self.starts, begin), bisect_left(self.starts, stop)
        for i in range(lo + 2, hi - 2):
            if (
                self.fold[i] == "as"
                and self.quote_of[i] < 0
                and self.fold[i + 1] not in ("of", "a", "the", "an")
            ):
                happens = any(self.fold[k] in deeds(base=True) for k in range(i + 2, min(i + 7, hi)))
                if happens and not any(self.fold[k] == "as" for k in range(max(lo, i - 2), i)):
                    return self._end_of(i - 1)
        return stop

    def _nested(self, frame: Frame, following: Frame) -> bool:
        """Whether the next frame is part of what this one says ("X said Y had claimed that")."""
        return not following.joined and following.speaker.name != frame.speaker.name

    def _opens_with(self, begin: int, following: Frame) -> bool:
        """Whether what is said from `begin` opens with a side clause of which the next frame tells."""
        first = bisect_left(self.starts, begin)
        ahead = range(first, bisect_left(self.starts, following.start))
        return bool(following.closes and ahead) and all(self.fold[k] in SPLITTERS | LEAD_WORDS for k in ahead)

    def _clause_begin(self, begin: int, at: int) -> int:
        """Where the clause of a frame at `at` begins, its comma and coordinator included."""
        i = bisect_left(self.starts, at)
        while (
            i
            and self.tokens[i - 1].start >= begin
            and (self.fold[i - 1] in SPLITTERS | LEAD_WORDS and not self.parted(i))
        ):
            i -= 1
        return self._end_of(i - 1) if i and self.tokens[i - 1].end > begin else at

    def _last_splitter(self, begin: int, at: int) -> int:
        """Offset of the last ", but" or ", while" in [begin, at), 0 for none."""
        lo, hi = bisect_left(self.starts, begin), bisect_left(self.starts, at)
        for i in range(hi - 1, lo, -1):
            gap, word = self.cast.gap(i), self.fold[i]
            turn = word == "but" or ("," in gap and word in ("while", "whereas", "although", "though"))
            if (turn and self.quote_of[i] < 0) or ";" in gap:
                return self._end_of(i - 1)
        return 0

    def _new_actor(self, i: int, hi: int) -> bool:
        """Whether a clause at token `i` tells of somebody else's words: "; Oslo called it void"."""
        k = i + 1 if self.fold[i] in SPLITTERS else i
        for hit in self.cast.hits_in(k, min(k + 6, hi)):
            if hit.first > k + 1 or hit.last >= hi:
                continue
            word = self.fold[hit.last]
            if (word in self.verbs and self.verbs[word].shape in ("s", "ed")) or word in NOT:
                return True
        return False

    def _denied_by(self, i: int, hi: int) -> bool:
        """Whether a clause from token `i` tells only that somebody denies it: ", which Oslo has denied"."""
        at = next((k for k in range(i + 1, min(i + 6, hi)) if self.fold[k] in self.verbs), hi)
        if at == hi or self.verbs[self.fold[at]].verb_class != "deny":
            return False
        return at + 1 >= hi or self.parted(at + 1)

    def _own_voice_from(self, begin: int, stop: int) -> int:
        """Cut what the article adds in its own voice: ", suggesting that", ", but there was no comment"."""
        lo, hi = bisect_left(self.starts, begin), bisect_left(self.starts, stop)
        for i in range(lo + 1, hi):
            gap = self.cast.gap(i)
            if self.quote_of[i] >= 0 or not ("," in gap or ";" in gap):
                continue
            if (";" in gap or self.fold[i] in SPLITTERS) and self._new_actor(i, hi):
                return self._end_of(i - 1)
            word = self.fold[i]
            if word in self.lists["own"] or (word in ("which", "something") and self._denied_by(i + 1, hi)):
                return self._end_of(i - 1)
            told = i + 2 < hi and "," in gap and self.fold[i + (word in ("a", "an"))]
            if (
                told
                and (told in self.nouns or told in _TOLD)
                and (word != told or self.fold[i + 1] == "that")
            ):
                return self._end_of(i - 1)  # ", a claim that the army rejected", ", claims that Oslo denied"
            if word in ("but", "although", "though", "while", "however"):
                rest_of = self.fold[i + 1 : min(hi, i + 16)]
                rest = set(rest_of)
                if rest & self.lists["verification"] or "no" in rest_of[:2]:
                    return self._end_of(i - 1)
        return stop

    def _begin_after(self, cursor: int, frame: Frame, before: list[Frame]) -> int:
        """Where the words before a frame that follows them begin."""
        if not before:
            return self._skip_lead_marks(cursor, frame.start)
        split = self._last_splitter(cursor, frame.start)
        if split:
            i = bisect_left(self.starts, split)
            return self.tokens[i + 1].start if i + 1 < len(self.tokens) else split
        return self._skip_lead_marks(cursor, frame.start)

    def _subject_clause_end(self, begin: int, stop: int) -> int:
        """End of the clause of "the claim that A was B" before the verb of the whole sentence."""
        lo, hi = bisect_left(self.starts, begin), bisect_left(self.starts, stop)
        seen = False
        for i in range(lo, hi):
            word = self.fold[i]
            if word in SPLITTERS or word in ("that", "which", "who"):
                seen = False
            elif word in _FINITE:
                judged = not self.lists["verification"].isdisjoint(self.fold[i + 1 : i + 5])
                if (seen or judged) and self.quote_of[i] < 0:
                    return self._end_of(i - 1)
                seen = True
        return stop

    def _skip_lead_marks(self, at: int, end: int) -> int:
        while at < end and (self.text[at].isspace() or self.text[at] in ",;:.-–—"):
            at += 1
        return at

    def _words_before(self, begin: int, frame: Frame, sentence: int) -> None:
        """Attribute what stands before the frame; a quotation there is taken from its own beginning."""
        stop = self._trim_right(begin, frame.start)
        i = bisect_left(self.starts, frame.start) - 1
        k = self.quote_of[i] if i >= 0 else -1
        if k >= 0:
            quote = self.quotes[k]
            if quote.start <= begin + 1:
                self._give_quote(k, frame.speaker, frame)
                return
            stop = min(stop, quote.end)
        if stop > begin:
            self._say(begin, stop, frame.speaker, frame)

    def _words_said(self, begin: int, stop: int, frame: Frame) -> None:
        """Attribute [begin, stop); a quotation that makes it up is given as such."""
        stop = self._trim_right(begin, stop)
        if stop <= begin:
            return
        k = bisect_right(self.quote_starts, begin) - 1
        if k >= 0 and self.quotes[k].start == begin and self.quotes[k].end >= stop - 1:
            self._give_quote(k, frame.speaker, frame)
            return
        for n in range(bisect_left(self.quote_starts, begin + 1), bisect_left(self.quote_starts, stop)):
            colon = self.text[begin : self.quotes[n].start].rstrip()
            if colon.endswith(":"):
                self._give_quote(n, frame.speaker, replace(frame, word=replace(frame.word, verb_class="say")))
                stop = self._trim_right(begin, begin + len(colon))
                break
        tail = self._after_pointing(begin, stop, frame) or self._trailing_adjunct(begin, stop)
        spans = self._spans(frame)
        if tail < stop:
            spans = (*spans, (tail, stop))
            stop = self._trim_right(begin, tail)
        for n in range(bisect_left(self.quote_starts, begin), bisect_left(self.quote_starts, stop)):
            self.quote_speaker.setdefault(n, (frame.speaker, frame))
        self._emit(begin, stop, frame.speaker, frame.word, spans, False, frame.relay)

    def _after_pointing(self, begin: int, stop: int, frame: Frame) -> int:
        """Start of the time in "denied this on Monday", 0 for none."""
        i = bisect_left(self.starts, begin)
        if frame.word.verb_class != "deny" or i + 1 >= len(self.fold) or self.tokens[i + 1].start >= stop:
            return 0
        pointing = self.fold[i] in POINTING and self.fold[i + 1] in WHEN
        return self.tokens[i + 1].start if pointing else 0

    def _trailing_adjunct(self, begin: int, stop: int) -> int:
        """Start of "in its daily update on Sunday" at the end of the words said, else `stop`."""
        lo, hi = bisect_left(self.starts, begin), bisect_left(self.starts, stop)
        for i in range(max(lo + 3, hi - 12), hi - 1):
            led = self.fold[i] == "in" and self.fold[i + 1] in ("its", "his", "her", "their", "a", "an")
            if led and self.quote_of[i] < 0 and self._adjunct_until(i, hi):
                return self.tokens[i].start
        return stop

    def _adjunct_until(self, i: int, hi: int) -> bool:
        if not any(self.fold[k] in self.lists["nouns"] for k in range(i + 2, min(i + 6, hi))):
            return False
        k = self.adjunct(i, hi)
        while i < k < hi:
            after = self.adjunct(k, hi)
            if after == k:
                break
            k = after
        return k >= hi
