"""Reporting without a verb of saying: "according to X", "in X's words", "X's claim that"."""

from __future__ import annotations

from geo.adjuncts import AUX, SPLITTERS, STOPPERS
from geo.frames import Frame, Frames
from geo.lexicon import deeds
from geo.reporting import Verb, grammar
from geo.speakers import DETERMINERS, MAX_PHRASE, PRONOUNS, Speaker

_VIEWS = grammar("views")
OWNER = 6  # tokens for whose claim it is


class ViewFrames(Frames):
    """Phrases that name whose words or view a sentence is."""

    def _in_view(self, i: int, lo: int, hi: int) -> Frame | None:
        """ "by the account of X", "in the words of X", "in his words", "by X's count"."""
        if i > lo and not self.parted(i) and self.fold[i - 1] not in SPLITTERS | AUX | {"where", "which"}:
            return None
        k = i + 1
        while k < hi and k < i + 9 and self.quote_of[k] < 0 and not self.parted(k):
            if self.fold[k] in _VIEWS:
                break
            if self.fold[k] in AUX or self.fold[k] in STOPPERS:
                return None
            k += 1
        if k >= hi or k == i + 1 or self.fold[k] not in _VIEWS or self.quote_of[k] >= 0:
            return None
        if k + 2 < hi and self.fold[k + 1] == "of" and self.fold[i + 1] in ("the", "an", "a"):
            return self._according(i, k + 2, lo, hi)
        closed = k + 1 >= hi or self.parted(k + 1) or (i == lo and self.fold[k] in ("map", "maps"))
        owner = self.fold[i + 1] if k == i + 2 else ""
        if not closed or not (owner in ("his", "her", "their") or self.cast.possessive(k - 1)):
            return None
        return self._viewed(i, k, lo, hi, owner)

    def _viewed(self, i: int, k: int, lo: int, hi: int, owner: str) -> Frame | None:
        """The frame of "in his words" and "by X's count", which ends with the noun at token `k`."""
        if owner in ("his", "her", "their"):
            self._note_people(lo, min(i, lo + MAX_PHRASE), True)
            speaker = self.cast.pronoun("they" if owner == "their" else "he", self.cast.span(i + 1, i + 2))
        else:
            speaker = self.cast.resolve(i + 1, k, owner=True)
        if speaker is None:
            return None
        verb = Verb(self.fold[k], "say", True, "noun")
        frame_start, frame_end = self.tokens[i].start, self.tokens[k].end
        if k + 1 >= hi:
            return Frame("after", speaker, frame_start, frame_end, i, verb)
        said = self._said_start(k + 1)
        if i == lo or self.fold[i - 1] in SPLITTERS:
            return Frame("before", speaker, frame_start, said, i, verb, said, joined=i > lo)
        return Frame("inside", speaker, frame_start, frame_end, i, verb)

    def _according(self, i: int, first: int, lo: int, hi: int) -> Frame | None:
        """ "according to X": the words for X begin at token `first`."""
        k = first
        while (
            k < hi
            and self.quote_of[k] < 0
            and not (k > first and self.parted(k) and not self.bracketed_inside(k))
        ):
            if k > first and self.fold[k] in STOPPERS - {"and", "who"}:
                break
            if k > first and self.time_phrase(k, hi) > k:
                break
            if self.fold[k] in ("according", "said") or k - first > MAX_PHRASE:
                break
            k += 1
        if k == first or self._bracketed(i):
            return None
        apposition = None
        stop = k
        if k < hi and "," in self.cast.gap(k) and self.fold[k] in DETERMINERS | {"who", "which"}:
            close = k + 1
            while close < hi and "," not in self.cast.gap(close):
                close += 1
            if self.fold[k] in ("who", "which") or self._describing(k, close):
                apposition = (k, close)
                stop = close if close < hi else k
        elif k < hi and "," in self.cast.gap(k) and self.fold[k - 1] in self.cast.words.roles:
            close = k
            while (
                close < hi
                and close - k < 5
                and self.cast.capital(close)
                and (close == k or not self.parted(close))
            ):
                close += 1
            if close - k > 1 and (close >= hi or "," in self.cast.gap(close)):
                apposition, stop = (k, close), close
        if self.fold[first] in ("his", "her"):
            self._note_people(lo, min(i, lo + MAX_PHRASE), True)  # "Lind went there, according to his office"
        speaker = self.cast.resolve(first, k, apposition) or self._first_part(first, k)
        if speaker is None:
            return None
        while stop < hi and not self.parted(stop) and self.time_phrase(stop, hi) > stop:
            stop = self.time_phrase(stop, hi)
        verb = Verb("according to", "say", True, "base")
        frame_start = self.tokens[i].start
        frame_end = self.tokens[stop - 1].end
        fronted = i == lo or self.only_lead(lo, i) or (self.fold[i - 1] in SPLITTERS and i > lo)
        if fronted and stop < hi:
            said = self._said_start(stop)
            return Frame("before", speaker, frame_start, said, i, verb, said, joined=i > lo)
        inside = stop < hi and self._interposed(lo, i, [])
        return Frame("inside" if inside else "after", speaker, frame_start, frame_end, i, verb)

    def _bracketed(self, i: int) -> bool:
        """Whether token `i` stands in brackets: "hundreds (thousands, according to the rebels) fled"."""
        for k in range(i, max(0, i - MAX_PHRASE), -1):
            gap = self.cast.gap(k)
            if ")" in gap:
                return False
            if "(" in gap:
                return True
        return False

    def _describing(self, k: int, close: int) -> bool:
        """Whether [k, close) is an apposition such as "a local think tank": a role and no verb."""
        if close >= len(self.fold):
            return False
        if any(self.fold[i] in AUX or self.fold[i] in deeds() for i in range(k, close)):
            return False
        return any(self.fold[i] in self.cast.words.roles for i in range(k, min(close, k + 8)))

    def _first_part(self, first: int, last: int) -> Speaker | None:
        """The speaker at the beginning of a longer phrase ("a report by X", "the account of X")."""
        for hit in self.cast.hits_in(first, last):
            speaker = self.cast.resolve(hit.first, hit.last)
            if speaker:
                return speaker
        for k in range(first + 1, last):
            if self.fold[k] in ("by", "from", "of") and k + 1 < last:
                return self.cast.resolve(k + 1, last)
        return None

    def turned_down_by(self, i: int, lo: int) -> int:
        """The verb that turns down the claim at token `i`: "rejected RSF claims"; -1 for none."""
        if self.nouns.get(self.fold[i]) not in ("claim", "say"):
            return -1
        for k in range(i - 1, max(lo - 1, i - OWNER - 2), -1):
            verb = self.verbs.get(self.fold[k])
            if self.quote_of[k] >= 0 or self.parted(k + 1):
                return -1
            if verb and verb.verb_class == "deny" and verb.shape != "base" and not self.cast.capital(k):
                return k
            if verb and not self.cast.capital(k) and self.fold[k] not in self.nouns:
                return -1
        return -1

    def _turned_claim(self, i: int, turned: int, verb: Verb, hi: int) -> Frame | None:
        """The frame of "(S rejected) X's claims that B", "(S dismissed) claims by X that B": B is X's word,
        and what S turns down ends with the claim."""
        begin, last, k = turned + 1, i, i + 1
        if k < hi and self.fold[k] in ("by", "from"):
            begin, k = k + 1, k + 1
            while k < hi and k - begin < OWNER and self.fold[k] not in STOPPERS and not self.parted(k):
                k += 1
            last = k
        k = self.time_phrase(k, hi) if k < hi else k
        if k + 1 >= hi or self.parted(k) or self.quote_of[k] >= 0 or last <= begin:
            return None
        opens = self.fold[k] == "that" or (self.fold[k] == "of" and self.fold[k + 1].endswith("ing"))
        they = self.fold[k] in PRONOUNS or self.fold[k] in DETERMINERS
        if not opens and not (they and self.has_finite(k, min(hi, k + OWNER))):
            return None
        said = self._said_start(k + (self.fold[k] == "that"))
        start = self.tokens[k].start
        speaker = self._owner(begin, last)
        return Frame("before", speaker, start, said, i, verb, said, joined=True) if speaker else None

    def _owner(self, first: int, last: int) -> Speaker | None:
        """Whose claim it is: "rebel claims", "Norwegian claims", "the army's claim"."""
        span, word = self.cast.span(first, last), self.fold[last - 1]
        side = self.cast.conflict.side(self.cast.side_in(first, last))
        named = any(True for _ in self.cast.hits_in(first, last))
        if last - first == 1 and not named and self.cast.capital(first) and side and side.government:
            return Speaker(side.government, "government", side.id).at(span)
        if last - first == 1 and not named and not self.cast.capital(first):
            kind = self.cast.words.roles.get(word, "")
            if not (kind or side):
                return None  # "persistent allegations"
            name = word if word.endswith("s") or kind != "armed_group" else f"{word}s"
            return Speaker(name, kind or "unknown", side.id if side else "", plural=True).at(span)
        return self.cast.resolve(first, last, owner=True)

    def _noun_frame(self, i: int, lo: int, hi: int, start: int, end: int) -> Frame | None:
        """ "X's claim that", "claims by X that", "in X's assessment,"."""
        verb = Verb(self.fold[i], self.nouns[self.fold[i]], True, "noun")
        turned = self.turned_down_by(i, lo)
        if turned >= 0 and (frame := self._turned_claim(i, turned, verb, hi)):
            return frame
        if i + 1 < hi and self.fold[i + 1] in ("by", "from", "of") and self.quote_of[i + 1] < 0:
            k = i + 2
            while k < hi and self.fold[k] not in STOPPERS and not self.parted(k) and k - i < 12:
                k += 1
            last = k
            if k < hi and "," in self.cast.gap(k):  # "of the spokesman, X Y, that"
                k = next((n for n in range(k, min(k + 6, hi)) if self.fold[n] == "that"), k)
            if k + 1 < hi and self.fold[k] == "that" and k > i + 2:
                speaker = self.cast.resolve(i + 2, last, (last, k) if k > last else None)
                if speaker:
                    said = self._said_start(k + 1)
                    return Frame("before", speaker, self.tokens[i].start, said, i, verb, said, joined=True)
            return None
        if i == lo or not self.cast.possessive(i - 1):
            return None
        after = self.time_phrase(i + 1, hi) if i + 1 < hi else hi  # "X's claim last week that"
        opens = after < hi and self.fold[after] == "that" and self.quote_of[after] < 0
        subject = self.walk_left(i - 1, lo, in_phrase=True)
        if subject is None:
            return None
        first = subject[0] + (self.fold[subject[0]] in ("in", "by", "on") and subject[0] < i - 1)
        view = first > lo and self.fold[first - 1] in ("in", "by", "on") and "," in self._gap_after(i, hi)
        if not opens and not view:
            return None
        if i + 2 >= hi or after + 1 >= hi:
            return None
        speaker = self.cast.resolve(first, i)
        if speaker is None:
            return None
        said = self._said_start(after + 1 if opens else i + 1)
        begin = self.tokens[first - 1 if view else first].start
        return Frame("before", speaker, begin, said, i, verb, said, joined=True)
