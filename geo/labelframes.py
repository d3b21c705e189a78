"""Speakers set before or after their words with a mark: "Oslo: ...", "... - governor", transcripts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from geo.adjuncts import DASH, STOPPERS
from geo.frames import Frame, Frames
from geo.reporting import Verb, grammar
from geo.speakers import UNKNOWN, Speaker
from geo.text import fold

_NOT_LABELS = grammar("not_labels")
_BILLING = re.compile(r"([A-Z][A-Z.'’ -]{3,40}),\s([A-Z][^:\n\"“]{2,80}):\s")
_COLON_ONLY = re.compile(r'[\s:“"«„]+')
_COLON_CUES = grammar("colon_cues")
_LABEL = re.compile(r"[^\s:.!?,;\"“][^\n:.!?,;\"“]{0,60}:\s")


class LabelFrames(Frames):
    """Labels, headline suffixes and words led in by a colon."""

    def _label(self, start: int, end: int, lo: int, hi: int, role: str) -> Frame | None:
        """ "Oslo: ...", "UK: ...", an interview's "Lind: ..."."""
        match = _LABEL.match(self.text, start, min(end, start + 70))
        if not match or (role == "body" and self._dateline(match)):
            return None
        stop = bisect_left(self.starts, match.end() - 1)
        forwarded = self.fold[lo : lo + 2] == ["forwarded", "from"]
        lo += 2 * forwarded
        if (
            stop >= hi
            or stop <= lo
            or stop - lo > 6
            or any(self.fold[i] in STOPPERS for i in range(lo, stop))
        ):
            return None
        if self.fold[lo:stop] == ["a"] and ("a",) in self.labels and ("q",) in self.labels:
            return self._answer(start, lo, stop)
        if any(self.fold[i] in self.verbs for i in range(lo, stop)) or any(
            self.quote_of[i] >= 0 for i in range(lo, stop)
        ):
            return None
        if self.fold[stop - 1] in _NOT_LABELS or self.fold[stop - 1] in self.staff:
            return None
        hits = self.cast.hits_in(lo, stop)
        whole = any(h.first <= lo + 1 and h.last == stop for h in hits)
        known = (
            whole
            or self._interview_label(lo, stop)
            or self.fold[stop - 1] in self.cast.seen
            or self._speaker_noun(stop - 1)
        )
        if not known:
            return None
        speaker = self.cast.resolve(lo, stop, None, False)
        if speaker is None and self._interview_label(lo, stop):
            span = self.cast.span(lo, stop)
            speaker = Speaker(
                self.text[span[0] : span[1]], "unknown", person=True, start=span[0], end=span[1]
            )
        whole = forwarded or self._interview_label(lo, stop)
        if speaker is None or (speaker.kind == "unknown" and not speaker.person and not whole):
            return None  # "Ethiopia: Rebels take P": where it is
        verb = Verb(":", "say", True, "base")
        said = self._said_start(stop)
        return Frame("before", speaker, start, said, lo, verb, said, whole=whole)

    def _answer(self, start: int, lo: int, stop: int) -> Frame:
        """The "A:" of questions and answers: whoever was introduced speaks, else nobody known."""
        person = self.cast.last_person or UNKNOWN
        speaker, verb = person.at(self.cast.span(lo, stop)), Verb(":", "say", True, "base")
        said = self._said_start(stop)
        return Frame("before", speaker, start, said, lo, verb, said, whole=True)

    def _hosts(self) -> set[str]:
        """Last words of the labels under which most paragraphs ask something, where others answer."""
        asked: Counter[str] = Counter()
        all_of: Counter[str] = Counter()
        for start, end in self.paragraphs:
            match = _LABEL.match(self.text, start, min(end, start + 70))
            for label in fold(match[0].strip(": ")).split()[-1:] if match else ():
                all_of[label] += 1
                asked[label] += "?" in self.text[match.end() : end]
        hosts = {w for w, n in asked.items() if n > 1 and 2 * n > all_of[w]}
        answered = any(n > 1 and w not in hosts for w, n in all_of.items())
        return hosts - _NOT_LABELS if answered and len(hosts) == 1 else set()

    def _interview_label(self, lo: int, stop: int) -> bool:
        """Whether the words are a name that opens two paragraphs or more, as an interview's speakers do."""
        if stop - lo > 3 or not all(self.cast.capital(i) for i in range(lo, stop)):
            return False
        key = tuple(self.fold[lo:stop])
        if key not in self.labels or key[-1] in _NOT_LABELS:
            return False
        return self.labels[key] > 1 or ("q",) in self.labels

    def _count_labels(self) -> Counter[tuple[str, ...]]:
        """How often each "Name:" opens a paragraph."""
        found: Counter[tuple[str, ...]] = Counter()
        for start, end in self.paragraphs:
            match = _LABEL.match(self.text, start, min(end, start + 70))
            if match:
                lo, stop = bisect_left(self.starts, start), bisect_left(self.starts, match.end() - 1)
                found[tuple(self.fold[lo:stop])] += 1
        return found

    def _speaker_noun(self, i: int) -> bool:
        word = self.fold[i]
        kind = self.cast.words.roles.get(word, "")
        return kind not in ("", "unknown") and word not in ("state", "news", "office", "general", "media")

    def _dateline(self, match: re.Match[str]) -> bool:
        """Whether "OSLO:" opens a report as its dateline, not as its speaker."""
        word = match[0].rstrip(": ")
        return word.isupper() and len(word) > 3 and fold(word) in self.cast.words.capitals

    def _suffix(self, lo: int, hi: int) -> Frame | None:
        """The source after a headline's dash: "Troops leave the town - governor"."""
        for i in range(hi - 1, max(lo + 1, hi - 7), -1):
            if not DASH.search(self.cast.gap(i)):
                continue
            whole = any(h.first <= i + 1 and h.last == hi for h in self.cast.hits_in(i, hi))
            if not whole and self.fold[hi - 1] not in self.cast.seen and not self._speaker_noun(hi - 1):
                return None
            speaker = self.cast.resolve(i, hi, None, False)
            span = self.cast.span(i, hi)
            verb = Verb("-", "say", True, "base")
            return Frame("after", speaker, *span, i, verb) if speaker else None
        return None

    def _introduced(self, lo: int, hi: int) -> Frame | None:
        """ "An officer, on air last night: “...”"; "X made it official: ..."."""
        colon = 0
        for k in range(lo + 1, min(hi, lo + 24)):
            if self.quote_of[k] >= 0 and not self.opens_quote(k):
                continue
            gap = self.cast.gap(k)
            if ":" in gap and not _COLON_ONLY.sub("", gap):
                colon = k
                break
        if not colon or any(c.isdigit() for c in self.fold[colon] + self.fold[colon - 1]):
            return None
        cued = not _COLON_CUES.isdisjoint(self.fold[lo:colon])
        if not (self.opens_quote(colon) or cued):
            return None
        beside = self.walk_left(colon - 1, lo)  # "Speaking there on Monday, Ada Lind: “...”"
        found = self.cast.resolve(*beside[:3], False) if beside and self.parted(beside[0]) else None
        person = found is not None and found.person
        subject = beside if person else self.clause_subject(lo, colon, [])
        if subject is None:
            return None
        speaker = found if person else self.cast.resolve(subject[0], subject[1], subject[2], False)
        if speaker is None:
            self.cast.drop()
            return None
        self.cast.keep()
        verb = Verb(":", "say", True, "base")
        said = self._said_start(colon)
        return Frame("before", speaker, self.tokens[subject[0]].start, said, lo, verb, said)

    def _billed(self, start: int, end: int, lo: int) -> Frame | None:
        """A transcript's "ADA LIND, MAYOR OF OSK (voice-over): ..."; its own staff are the article."""
        match = _BILLING.match(self.text, start, end)
        if not match or not match[1].isupper():
            return None
        stop = bisect_left(self.starts, match.end(1))
        first = lo
        while first < stop - 1 and (self.fold[first] in self.cast.words.titles or self.fold[first] == "ret"):
            first += 1
        close = bisect_left(self.starts, match.end() - 1)
        described = {self.fold[i] for i in range(stop, close)}
        kind = self.cast.kind_in(lo, close) or "unknown"
        described_so = any(self.fold[i] in self.cast.words.roles for i in range(lo, close))
        if stop - first < 2 and not described_so:
            return None  # "OSLO, Norway: ..." is a dateline
        if kind == "media" or described & {"anchor", "host", "correspondent", "presenter"}:
            self.staff.add(self.fold[stop - 1])
            return None
        name = " ".join(self.text[self.tokens[first].start : match.end(1)].title().split())
        side = self.cast.side_in(stop, close)
        speaker = Speaker(name, kind, side, person=True).at(self.cast.span(first, stop))
        self.cast.remember(speaker, first, stop)
        said = self._said_start(close) if close < len(self.tokens) else match.end()
        verb = Verb(":", "say", True, "base")
        return Frame("before", speaker, start, said, lo, verb, said, whole=True)

    def _portal_label(self, lo: int, hi: int) -> Frame | None:
        """ "Source: X, ..." names a source; "Quote:", "Quote from X:" and "Details:" are its words."""
        word = self.fold[lo] if lo + 1 < hi else ""
        if word not in ("source", "quote", "details"):
            return None
        colon = next((k for k in range(lo + 1, min(lo + 12, hi)) if ":" in self.cast.gap(k)), 0)
        if not colon:
            return None
        if word == "source" and colon == lo + 1:
            self.source = self._source(colon, hi)
            return None
        if word == "quote" and colon > lo + 2 and self.fold[lo + 1] in ("from", "by", "of"):
            self.source = self.cast.resolve(lo + 2, colon) or self.source
        elif colon != lo + 1:
            return None
        if self.source is None:
            return None
        verb = Verb(":", "say", True, "base")
        start, said = self.tokens[lo].start, self._said_start(colon)
        return Frame("before", self.source, start, said, lo, verb, said, whole=True)

    def _source(self, lo: int, hi: int) -> Speaker | None:
        """The speaker of "Source: X, head of Y, on Telegram"."""
        last = self.phrase_end(lo, hi)
        if last <= lo:
            return None
        speaker = self.cast.resolve(lo, last, (last, hi) if last < hi and self.parted(last) else None)
        self.cast.keep()
        return speaker
