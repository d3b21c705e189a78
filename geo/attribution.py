"""Who says what: the stretches of an article that are somebody else's words, with their speakers.

`attribute` returns spans of text with a claimant. Text covered by none is the article's own voice.
Spans may nest; the innermost says whose claim it is, the outer ones are in its `chain`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from geo.backframes import BackFrames
from geo.conflicts import Conflict
from geo.frames import Attribution, Frame, Sentence
from geo.labelframes import LabelFrames
from geo.model import Document
from geo.reporting import Verb
from geo.scope import Scope
from geo.speakers import AUTHORS, PAPERS, Speaker
from geo.text import Span, fold, paragraphs, sentences
from geo.verbframes import VerbFrames

NEAR_BULLETS = 8  # paragraphs in which bullets are a summary when no zone says so
HEAD_CHARS = 140  # characters of a first line that says whose text it is
#: What may stand before the name there.
HEADING = frozenset(
    {"latest", "daily", "evening", "morning", "operational", "situation", "situational", "official",
     "regular", "weekly", "the", "a", "of", "by", "from", "intelligence", "press", "special", "full", "text"}
)  # fmt: skip
NEAR_ARTICLE_START = 2  # paragraphs that may be a headline when no zone says so
_STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}))?[\s:–—-]{1,4}")
_LABEL = re.compile(r"[^\s:.!?,;\"“][^\n:.!?,;\"“]{0,60}:\s")


def attribute(document: Document, conflict: Conflict) -> list[Attribution]:
    """Every stretch of the document that somebody else is said to say, in order of its start."""
    return _Reader(document, conflict).read()


class _Reader(VerbFrames, LabelFrames, Scope, BackFrames):
    """One pass over one document."""

    def __init__(self, document: Document, conflict: Conflict) -> None:
        super().__init__(document, conflict)
        self.paragraphs = paragraphs(self.text)
        self.labels = self._count_labels()
        self.items = self._items_after_colon()
        self.datelines = {z.start: z.end for z in document.zones if z.role == "dateline"}
        self.found: list[Attribution] = []
        self.heading = False  # whether a headline is read
        self.quote_speaker: dict[int, tuple[Speaker, Frame]] = {}
        self.source: Speaker | None = None  # of a portal's "Source: ..."
        self.staff = self._hosts()  # surnames of a transcript's own presenters
        self.pending: tuple[Speaker, Frame, int] | None = None  # "X said:" at the end of a paragraph

    def read(self) -> list[Attribution]:
        """Headlines and summaries are read last: they use short forms of whom the body introduces."""
        late: list[tuple[int, Span]] = []
        for n, paragraph in enumerate(self.paragraphs):
            portal = self.text.startswith("Source:", paragraph[0])  # it tells whose words follow
            if self._role(n, paragraph) in ("headline", "summary") and not portal:
                late.append((n, paragraph))
            else:
                self._paragraph(paragraph, self._role(n, paragraph))
        for n, paragraph in late:
            self.pending = None
            self._paragraph(paragraph, self._role(n, paragraph))
        self._own_voice()
        return _chained(self.found)

    def _own_voice(self) -> None:
        """A communique speaks for the army, ministry or group that publishes it: all of it is their word."""
        if not self.paragraphs:
            return
        claimant, begin = self.cast.publishing_party(), self.paragraphs[0][0]
        if claimant is None and len(self.paragraphs) > 1:
            claimant, begin = self._letterhead(), self.paragraphs[1][0]
        if claimant is None:
            return
        for attribution in self.found:
            if attribution.start == begin and attribution.end == self.paragraphs[-1][1]:
                return
        self._emit(begin, self.paragraphs[-1][1], claimant, Verb("", "say", True, "base"), (), False)

    def _letterhead(self) -> Speaker | None:
        """Whose words all of the text is by its first line: "Ada Lind, governor of Osk:", "Latest update of
        the Osk army"; None for any other line."""
        start, end = self.paragraphs[0]
        lo, hi = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if end - start > HEAD_CHARS or not lo < hi or self.has_finite(lo, hi):
            return None
        if self.text[end - 1] == ":" and self._is_bullet(self.paragraphs[1][0]):
            return None  # only the items are theirs
        if self.text[end - 1] == ":":
            last = next((i for i in range(lo + 1, hi) if self.parted(i)), hi)
            found = self.cast.resolve(lo, last, (last, hi) if last < hi else None, False)
            self.cast.drop()
            return found if found and found.kind in AUTHORS else None
        for hit in self.cast.hits_in(lo, hi):
            before = range(lo, hit.first)
            of = hit.first - 1 - (self.fold[hit.first - 1] == "the")
            led = of > lo and self.fold[of] in ("of", "by", "from") and self.fold[of - 1] in PAPERS
            paper = led or not PAPERS.isdisjoint(self.fold[hit.last - 1 : min(hit.last + 1, hi)])
            plain = all(self.fold[i] in PAPERS | HEADING for i in before)
            if paper and plain and hit.claimant.kind in AUTHORS and not hit.claimant.person:
                return self.cast.speaker_of(hit.claimant)
        return None

    def _role(self, n: int, paragraph: Span) -> str:
        for zone in self.document.zones:
            if zone.start <= paragraph[0] < zone.end:
                return zone.role
        if n in self.items:
            return "body"
        if n < NEAR_BULLETS and not self.document.zones and self._is_bullet(paragraph[0]):
            return "summary"
        short = paragraph[1] - paragraph[0] < 200 and self.text[paragraph[1] - 1] not in '.!?”":'
        return "headline" if short and n < NEAR_ARTICLE_START and not self.document.zones else "body"

    def _items_after_colon(self) -> set[int]:
        """Indices of the paragraphs that are items of a list that "X reports:" opens."""
        found: set[int] = set()
        opened = False
        for n, (start, end) in enumerate(self.paragraphs):
            if not self._is_bullet(start):
                opened = self.text[end - 1] == ":"
            elif opened:
                found.add(n)
        return found

    def _paragraph(self, paragraph: Span, role: str) -> None:
        last: tuple[Speaker, Frame] | None = None
        first_quote = bisect_left(self.quote_starts, paragraph[0])
        opening = self.pending
        self.pending = None
        spans = sentences(self.text, *paragraph)
        if opening and self._carries(opening, paragraph, first_quote):
            speaker, frame, _ = opening
            self._say(paragraph[0], paragraph[1], speaker, frame)
            if self._is_bullet(paragraph[0]):
                self.pending = opening
        for start, end in spans:
            frames = self._sentence(start, end, role)
            if frames and frames[0].whole and end < paragraph[1]:
                self._say(self._skip_marks(end, paragraph[1]), paragraph[1], frames[0].speaker, frames[0])
            if frames:
                last = frames[-1].speaker, frames[-1]
            if role == "body":
                lo, hi = bisect_left(self.starts, start), bisect_left(self.starts, end)
                self._points_back(start, lo, hi, paragraph, frames)
                if not frames:
                    self._goes_on_telling(start, end, lo)
        if role == "body":
            self.earlier = paragraph
        self._loose_quotes(paragraph, first_quote, last)
        if last and self.text[paragraph[1] - 1] == ":":
            self.pending = (*last, paragraph[1])

    def _is_bullet(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at) + 1
        return bool(self.text[line:at].strip(" \t\u00a0"))

    def _carries(self, opening: tuple[Speaker, Frame, int], paragraph: Span, quote: int) -> bool:
        """Whether "X said:" before this paragraph still covers it: bullets, or the one that follows."""
        quoted = quote < len(self.quotes) and self.quotes[quote].start == paragraph[0]
        if quoted:
            self._give_quote(quote, opening[0], opening[1])
            return False
        return self._is_bullet(paragraph[0]) or opening[2] + 3 >= paragraph[0]

    def _sentence(self, start: int, end: int, role: str) -> list[Frame]:
        lo, hi = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if lo == hi:
            return []
        frames: list[Frame] = []
        stamp = _STAMP.match(self.text, start, end)
        begin = stamp.end() if stamp else self.datelines.get(start, end)
        if begin < end:
            start = begin
            lo = bisect_left(self.starts, start)
        if lo >= hi:
            return []
        label = (
            self._billed(start, end, lo)
            or self._portal_label(lo, hi)
            or self._label(start, end, lo, hi, role)
        )
        if label is None and self.staff:
            spoken = _LABEL.match(self.text, start, min(end, start + 70))
            if spoken and fold(spoken[0].strip(": ")).split()[-1:] in [[name] for name in self.staff]:
                start = min(spoken.end(), end - 1)
                lo = bisect_left(self.starts, start)
        if label:
            self.cast.keep()
            frames.append(label)
            start = label.said
            lo = bisect_left(self.starts, start)
        at = Sentence(lo, hi, start, end, role, frames, self.text[start:end].isupper())
        i, dropped = lo, False
        while i < hi:
            frame = None
            if self.quote_of[i] < 0 and self._may_report(self.fold[i]):
                frame, dropped = self._frame_at(i, at), False
            if frame:
                self.cast.keep()
                frames.append(frame)
                i = max(i + 1, bisect_left(self.starts, frame.end))
            else:
                if not dropped:
                    self.cast.drop()
                dropped = True
                i += 1
        if frames:
            self.spoke = frames[-1].speaker, hi
            last = frames[-1]
            if last.word.verb_class == "deny":
                self.cast.denied = last.speaker.name
            elif not last.speaker.person and last.speaker.kind != "unknown":
                self.cast.last_voice = last.speaker
        if not frames:
            introduced = self._introduced(lo, hi)
            frames += [introduced] if introduced else []
        if role in ("headline", "summary") and not frames:
            suffix = self._suffix(lo, hi)
            frames += [suffix] if suffix else []
        self._relayed(frames)
        self._inner_frames(lo, hi)
        self.heading = role == "headline"
        told = frames[0].speaker if frames and frames[0].form == "before" else None
        self._note_people(lo, hi, bool(frames), told)
        self._scope(start, end, frames)
        return frames

    def _relayed(self, frames: list[Frame]) -> None:
        """ "A, X said, Reuters reported": X speaks, the outlet relays."""
        if len(frames) < 2 or frames[-1].form != "after" or frames[-2].form not in ("after", "inside"):
            return
        last, said = frames[-1], frames[-2]
        between = self.text[said.end : last.start].strip(" \n\t,;")
        if last.speaker.kind == "media" and not between and said.speaker.name != last.speaker.name:
            frames.pop()
            said.form, said.end = "after", last.end
            said.relay = said.relay or self.outlet(last.speaker.name)


def _chained(found: list[Attribution]) -> list[Attribution]:
    """In order of start, outer before inner; inner ones get the outer speakers into their chain."""
    ordered = sorted(set(found), key=lambda a: (a.start, -a.end))
    stack: list[Attribution] = []
    result: list[Attribution] = []
    for attribution in ordered:
        while stack and stack[-1].end <= attribution.start:
            stack.pop()
        outer = stack[-1] if stack else None
        if outer and attribution.end > outer.end:
            attribution = replace(attribution, end=outer.end)
        if (
            outer
            and outer.claimant == attribution.claimant
            and (outer.start, outer.end)
            == (
                attribution.start,
                attribution.end,
            )
        ):
            continue
        if outer and outer.claimant != attribution.claimant and outer.kind != "unknown":
            above = outer.chain or (outer.claimant,)
            own = attribution.chain or (attribution.claimant,)
            attribution = replace(attribution, chain=(*above, *(c for c in own if c not in above)))
        elif outer and outer.claimant == attribution.claimant:
            attribution = replace(attribution, chain=outer.chain)
        result.append(attribution)
        stack.append(attribution)
    return result
