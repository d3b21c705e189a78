"""Who says what: the stretches of an article that are somebody else's words, with their speakers.

`attribute` returns spans of text with a claimant. Text covered by none is the article's own voice.
Spans may nest; the innermost says whose claim it is, the outer ones are in its `chain`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from geo.claimants import DETERMINERS, MAX_PHRASE, PRONOUNS, UNKNOWN, Speaker
from geo.conflicts import Conflict
from geo.model import Document
from geo.phrases import (
    ADVERBS,
    AUX,
    DASH,
    HARD,
    JOINERS,
    LEAD_WORDS,
    NOT,
    QUOTE_MARKS,
    SPLITTERS,
    STOPPERS,
    Phrases,
    Subject,
)  # fmt: skip
from geo.reporting import Verb, grammar, nouns, objects
from geo.text import Quotation, Span, fold, paragraphs, sentences

MIN_QUOTE = 3  # words; shorter quotations outside a reporting clause are the article's own irony
NEAR_BULLETS = 8  # paragraphs in which bullets are a summary when no zone says so
NEAR_ARTICLE_START = 2  # paragraphs that may be a headline when no zone says so


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of somebody else: `text[start:end]` is what `claimant` says.

    (claimant_start, claimant_end) is the words for the claimant nearest to what is said: for "he added" the
    pronoun's own span, so that each claim points to the words that attribute it; -1, -1 when only the
    context tells (a quotation that goes on) or nobody is named ("is believed to").
    `chain` is who relays whom, outermost first, the claimant last; () when said directly.
    `frame` are the spans of the reporting clause around the words said; a time expression in them is
    the day on which it was said. `verb_class`: say, claim, assess, confirm, deny, warn, predict, ask.
    """

    start: int
    end: int
    claimant: str
    kind: str
    side: str = ""
    chain: tuple[str, ...] = ()
    claimant_start: int = -1
    claimant_end: int = -1
    direct: bool = False
    verb: str = ""
    verb_class: str = "say"
    yardstick: str = ""
    frame: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Frame:
    """A reporting clause found in a sentence. Offsets are characters, `verb` a token index."""

    form: str  # "before" the words said, "after" them, "inside" a sentence, "passive"
    speaker: Speaker
    start: int
    end: int
    verb: int
    word: Verb
    said: int = -1  # where the words said begin, for "before"
    relay: tuple[str, ...] = ()
    joined: bool = False  # a coordinator stands before it
    same: bool = False  # goes on with the speaker of the frame before
    relative: bool = False  # "which denies it": the clause around it goes on
    whole: bool = False  # its words are the whole paragraph (an interview's answer)


_STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}))?[\s:–—-]{1,4}")
_ING_LEADS = grammar("ing_leads")
_OPEN_QUESTIONS = grammar("open_questions")
_NEVER_INVERTED = grammar("never_inverted")
_FINITE = grammar("finite")
_NOT_LABELS = grammar("not_labels")
_SUBORDINATE = grammar("subordinate")
_VIEWS = grammar("views")
_NO_WORDS = ("", "it", "this", "that", "them", "as much", "so", "the same", "more")
_BILLING = re.compile(r"([A-Z][A-Z.'’ -]{3,40}),\s([A-Z][^:\n\"“]{2,80}):\s")
_COLON_ONLY = re.compile(r'[\s:“"«„]+')
_COLON_CUES = grammar("colon_cues")
_LABEL = re.compile(r"[^\s:.!?,;\"“][^\n:.!?,;\"“]{0,60}:\s")


def attribute(document: Document, conflict: Conflict) -> list[Attribution]:
    """Every stretch of the document that somebody else is said to say, in order of its start."""
    return _Reader(document, conflict).read()


# --- reading --------------------------------------------------------------------------------------


class _Reader(Phrases):
    """One pass over one document."""

    def __init__(self, document: Document, conflict: Conflict) -> None:
        super().__init__(document, conflict)
        self.nouns, self.objects = nouns(), objects()
        self.paragraphs = paragraphs(self.text)
        self.labels = self._count_labels()
        self.items = self._items_after_colon()
        self.found: list[Attribution] = []
        self.quote_speaker: dict[int, tuple[Speaker, _Frame]] = {}
        self.source: Speaker | None = None  # of a portal's "Source: ..."
        self.staff: set[str] = set()  # surnames of a transcript's own presenters
        self.pending: tuple[Speaker, _Frame, int] | None = None  # "X said:" at the end of a paragraph

    def read(self) -> list[Attribution]:
        """Headlines and summaries are read last: they use short forms of whom the body introduces."""
        late: list[tuple[int, Span]] = []
        for n, paragraph in enumerate(self.paragraphs):
            if self._role(n, paragraph) in ("headline", "summary"):
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
        claimant = self.cast.publishing_party()
        if claimant is None or not self.paragraphs:
            return
        begin = self.paragraphs[0][0]
        for attribution in self.found:
            if attribution.start == begin and attribution.end == self.paragraphs[-1][1]:
                return
        self._emit(begin, self.paragraphs[-1][1], claimant, Verb("", "say", True, "base"), (), False)

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
        last: tuple[Speaker, _Frame] | None = None
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
        self._loose_quotes(paragraph, first_quote, last)
        if last and self.text[paragraph[1] - 1] == ":":
            self.pending = (*last, paragraph[1])

    def _is_bullet(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at) + 1
        return bool(self.text[line:at].strip(" \t\u00a0"))

    def _carries(self, opening: tuple[Speaker, _Frame, int], paragraph: Span, quote: int) -> bool:
        """Whether "X said:" before this paragraph still covers it: bullets, or the one that follows."""
        quoted = quote < len(self.quotes) and self.quotes[quote].start == paragraph[0]
        if quoted:
            self._give_quote(quote, opening[0], opening[1])
            return False
        return self._is_bullet(paragraph[0]) or opening[2] + 3 >= paragraph[0]

    # -- sentences -------------------------------------------------------------------------------

    def _sentence(self, start: int, end: int, role: str) -> list[_Frame]:
        lo, hi = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if lo == hi:
            return []
        frames: list[_Frame] = []
        stamp = _STAMP.match(self.text, start, end)
        if stamp and stamp.end() < end:
            start = stamp.end()
            lo = bisect_left(self.starts, start)
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
        i = lo
        while i < hi:
            frame = self._frame_at(i, lo, hi, start, end, frames, role) if self.quote_of[i] < 0 else None
            if frame:
                self.cast.keep()
                frames.append(frame)
                i = max(i + 1, bisect_left(self.starts, frame.end))
            else:
                self.cast.drop()
                i += 1
        if not frames:
            introduced = self._introduced(lo, hi)
            frames += [introduced] if introduced else []
        if role in ("headline", "summary") and not frames:
            suffix = self._suffix(lo, hi)
            frames += [suffix] if suffix else []
        self._inner_frames(lo, hi)
        self._note_people(lo, hi, bool(frames))
        self._scope(start, end, frames)
        return frames

    def _frame_at(
        self, i: int, lo: int, hi: int, start: int, end: int, frames: list[_Frame], role: str
    ) -> _Frame | None:
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
        self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int, frames: list[_Frame], role: str
    ) -> _Frame | None:
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

    def _still_described(self, i: int, frame: _Frame) -> bool:
        """Whether the "who" at token `i` describes the speaker of an inverted clause right before it."""
        between = range(frame.verb + 1, i)
        plain = not any(self.fold[k] in AUX or self.quote_of[k] >= 0 for k in between)
        return frame.form == "after" and "," in self.cast.gap(i) and 0 < len(between) < 16 and plain

    def _pronoun_subject(self, i: int, lo: int, frames: list[_Frame]) -> Subject | None:
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

    def _call_sign(self, v: int, verb: Verb, lo: int, hi: int) -> _Frame | None:
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
        return _Frame("before", speaker, quote.start, said, v, verb, said, relay)

    def _goes_on(self, v: int, verb: Verb, hi: int, earlier: _Frame, sure: bool = False) -> _Frame | None:
        """ "X said A and warned that B": the speaker of the frame before goes on."""
        begin, relay, that = self.after_verb(v, hi, verb)
        if begin >= hi:
            return None
        quoted = ":" in self.cast.gap(begin) or self.opens_quote(begin)
        if not (sure or that or quoted or self._describes(v, verb, hi)):
            return None
        said = self._said_start(begin)
        return _Frame("before", earlier.speaker, self.tokens[v].start, said, v, verb, said, relay, True, True)

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
        frames: list[_Frame],
    ) -> _Frame | None:
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
            return _Frame(form, speaker, frame_start, frame_end, v, verb, -1, relay)
        cited = self._cited(begin, hi)
        if cited:
            source, after = cited
            frame_end = self.tokens[after - 1].end
            outlet = self.outlet(speaker.name)
            if said_before or after >= hi:
                return _Frame("after", source, frame_start, frame_end, v, verb, -1, outlet)
            said = self._said_start(after)
            return _Frame("before", source, frame_start, said, v, verb, said, outlet)
        if at_end:
            if self.text[end - 1] == ":":
                return _Frame("before", speaker, frame_start, end, v, verb, end, relay)
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
        return _Frame("before", speaker, frame_start, said, v, verb, said, relay, joined, relative=relative)

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
    ) -> _Frame:
        """ "A, as X noted on Monday, B": both parts are said."""
        frame_start, frame_end = self.tokens[first].start, self.tokens[begin - 1].end
        if first == lo and begin < hi:
            said = self._said_start(begin)
            return _Frame("before", speaker, frame_start, said, v, verb, said, relay)
        return _Frame(
            "after" if begin >= hi else "inside", speaker, frame_start, frame_end, v, verb, -1, relay
        )

    def _cites(self, begin: int, hi: int) -> bool:
        return begin + 1 < hi and self.fold[begin] in ("citing", "quoting")

    def _cited(self, begin: int, hi: int) -> tuple[Speaker, int] | None:
        """The source of "Reuters reported, citing X, that": the speaker and the token after it."""
        if not self._cites(begin, hi):
            return None
        k = begin + 1
        while k < hi and not (k > begin + 1 and self.parted(k)) and self.fold[k] not in STOPPERS - {"and"}:
            k += 1
        source = self.cast.resolve(begin + 1, k)
        if source is None:
            return None
        if k + 1 < hi and self.fold[k] == "as" and self.fold[k + 1] == "saying":
            k += 2
        if k < hi and self.fold[k] == "that":
            k += 1
        return source, k

    def _quoting(self, v: int, lo: int, hi: int) -> _Frame | None:
        """ "An agency quoted X as saying that": X speaks, the outlet relays."""
        stop = next((k for k in range(v + 2, min(v + 16, hi - 1)) if self.fold[k] == "as"), 0)
        if not stop or self.fold[stop + 1] != "saying":
            return None
        i, _, negated = self.before_verb(v, lo)
        if negated or i < lo:
            return None
        subject = self.subject(i, v, lo, [])
        outlet = self.cast.resolve(*subject[:3]) if subject else None
        source = self.cast.resolve(v + 1, stop)
        if source is None or subject is None:
            return None
        begin = self.that(stop + 2, hi) or stop + 2
        relay = self.outlet(outlet.name) if outlet else ()
        verb = Verb("quote", "say", True, "ed")
        if begin >= hi:
            first, last = self.tokens[subject[0]].start, self.tokens[hi - 1].end
            return _Frame("after", source, first, last, v, verb, -1, relay)
        said = self._said_start(begin)
        return _Frame("before", source, self.tokens[subject[0]].start, said, v, verb, said, relay)

    def _intransitive(
        self, speaker: Speaker, frame_start: int, v: int, verb: Verb, end: int, relay: tuple[str, ...]
    ) -> _Frame | None:
        """ "Smith said." with nothing before it in the sentence: the quotation before or after is meant."""
        return _Frame("before", speaker, frame_start, end, v, verb, end, relay) if verb.sure else None

    def _previous_end(self, i: int, start: int) -> int:
        return self.tokens[i - 1].end if i and self.tokens[i - 1].end > start else start

    def _said_start(self, begin: int) -> int:
        """Where the words said begin: at token `begin`, or at the mark of the quotation that it opens."""
        at = self.tokens[begin].start
        return self._mark_before(begin) if self.opens_quote(begin) else at

    def _mark_before(self, i: int) -> int:
        return self.quotes[self.quote_of[i]].start

    def _quote_follows(self, begin: int, hi: int, rest: str, gap: str) -> bool:
        """Whether the frame leads into a new quotation rather than closing the one before it."""
        if begin >= hi or any(c in QUOTE_MARKS for c in gap):
            return False
        return self.opens_quote(begin)

    def _interposed(self, lo: int, first: int, frames: list[_Frame]) -> bool:
        """Whether "A, X said, B" breaks one clause: A alone is no sentence."""
        if frames:
            return False
        if any(self.quote_of[i] >= 0 for i in range(lo, first)):
            return self.quote_of[first - 1] >= 0
        return first - lo <= 14 and not self.has_finite(lo, first)

    def _describes(self, v: int, verb: Verb, hi: int) -> bool:
        """Verbs that take "X as Y", "X of Y": described, accused, blamed."""
        wanted = self.objects.get(verb.lemma)
        if verb.lemma == "call":
            return any(self.opens_quote(i) for i in range(v + 1, min(v + 7, hi)))
        if wanted and "*" not in wanted:
            return any(self.fold[i] in wanted for i in range(v + 1, min(v + 14, hi)))
        if wanted:
            return v + 1 < hi and not self.parted(v + 1)
        if verb.verb_class in ("deny", "predict"):
            return v + 1 < hi
        return (
            verb.lemma in ("maintain", "vow", "promise", "pledge")
            and v + 1 < hi
            and self.fold[v + 1] in PRONOUNS
        )

    def _leads_to_quote(self, v: int, hi: int) -> bool:
        """Whether a colon and a quotation follow the verb's object: "dismissed such talk: “...”"."""
        for k in range(v + 1, min(v + 16, hi)):
            if self.quote_of[k] >= 0 or any(c in ";—" for c in self.cast.gap(k)):
                return self.opens_quote(k) and ":" in self.cast.gap(k)
        return False

    def _passive_voice(self, begin: int, hi: int) -> bool:
        return begin < hi and self.fold[begin] in AUX

    # -- left of the verb ------------------------------------------------------------------------

    # -- right of the verb -----------------------------------------------------------------------

    # -- other frames ----------------------------------------------------------------------------

    def _inverted(self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int) -> _Frame | None:
        """ "...," said X; "..., says X"."""
        if verb.lemma in _NEVER_INVERTED or v + 1 >= hi:
            return None
        many = verb.shape == "base" and verb.sure and self.fold[v + 1] in ("the", "its", "his", "their")
        if verb.shape not in ("s", "ed") and not many:
            return None
        gap = self.text[self._previous_end(v, start) : self.tokens[v].start]
        quoted = any(c in '"”»’' for c in gap) or self._after_unclosed(v)
        if not quoted and not ("," in gap and v > lo) and not DASH.search(gap):
            return None
        if self.quote_of[v + 1] >= 0 or any(c in HARD for c in self.cast.gap(v + 1)):
            return None
        k = v + 1
        while (
            k < hi and self.quote_of[k] < 0 and not (k > v + 1 and self.parted(k) and not self._initials(k))
        ):
            if k > v + 1 and (self.fold[k] in STOPPERS and self.fold[k] != "and"):
                break
            if k > v + 1 and self.adjunct(k, hi) > k and self.fold[k] not in ("of", "for", "from", "with"):
                break
            k += 1
        closed = (
            k >= hi
            or self.parted(k)
            or self.adjunct(k, hi) > k
            or self.fold[k] in ("who", "as", "when", "after")
        )
        if not closed or (not quoted and k < hi and not self.parted(k) and self.adjunct(k, hi) == k):
            return None
        apposition = (k, min(hi, k + 24)) if k < hi and "," in self.cast.gap(k) else None
        speaker = self.cast.resolve(v + 1, k, apposition, verb.sure and quoted)
        if speaker is None:
            return None
        stop = k
        if quoted:
            while stop < hi and self.quote_of[stop] < 0 and not self._participle_at(stop):
                stop += 1
        else:
            stop = max(k, self._adjuncts_from(k, hi))
        form = "after" if stop >= hi or not quoted else "inside"
        frame_end = self.tokens[stop - 1].end
        return _Frame(form, speaker, self.tokens[v].start, frame_end, v, verb)

    def _participle_at(self, i: int) -> bool:
        """Whether ", adding" begins at token `i`: the speaker goes on in other words."""
        verb = self.verbs.get(self.fold[i])
        return bool(verb and verb.shape == "ing" and "," in self.cast.gap(i))

    def _after_unclosed(self, v: int) -> bool:
        k = self.quote_of[v - 1] if v else -1
        return k >= 0 and not self.quotes[k].closed and self.quote_of[v] != k

    def _initials(self, k: int) -> bool:
        return "." in self.cast.gap(k) and self.tokens[k - 1].end - self.tokens[k - 1].start <= 3

    def _adjuncts_from(self, k: int, hi: int) -> int:
        while k < hi and not self.parted(k):
            end = self.adjunct(k, hi)
            if end == k:
                break
            k = end
        return k

    def _participle(
        self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int, frames: list[_Frame]
    ) -> _Frame | None:
        """ "..., adding that", "in a statement saying that": the speaker of the clause goes on."""
        if v == lo or v + 1 >= hi or self.fold[v] in self.lists["own"]:
            return None
        begin, relay, that = self.after_verb(v, hi, verb)
        if begin >= hi:
            return None
        rest = self.text[self.tokens[begin - 1].end : self.tokens[begin].start]
        quoted = ":" in rest or self.opens_quote(begin)
        led = self.parted(v) or self.fold[v - 1] in _ING_LEADS or self.fold[v - 1] in JOINERS | ADVERBS
        noun = self.fold[v - 1] in self.nouns or self.fold[v - 1] in self.lists["nouns"]
        if not (led or noun) or not (
            that or quoted or (verb.sure and self.parted(v)) or self._describes(v, verb, hi)
        ):
            return None
        if frames:
            speaker = frames[-1].speaker
        else:
            subject = self.clause_subject(lo, v, [])
            if subject is None:
                return None
            found = self.cast.resolve(subject[0], subject[1], subject[2], False)
            if found is None:
                return None
            speaker = found
        said = self._said_start(begin)
        frame_start = self.tokens[v].start
        return _Frame("before", speaker, frame_start, said, v, verb, said, relay, True, True)

    def _passive(self, v: int, verb: Verb, i: int, lo: int, hi: int, start: int, end: int) -> _Frame | None:
        """ "was quoted as saying", "is believed to", "it is reported that"."""
        following = self.fold[v + 1] if v + 1 < hi else ""
        if verb.lemma in ("quote", "cite") and following in ("as", "by") and i >= lo:
            return self._was_quoted(v, verb, i, lo, hi)
        if verb.lemma in ("tell", "inform") and following == "by" and i >= lo:
            return self._told_by(v, verb, i, hi)
        hearsay = verb.lemma in ("say", "report", "claim", "allege", "believe", "think")
        if not hearsay or verb.shape != "ed":
            return None
        if following == "to" and i >= lo and verb.verb_class != "assess":
            return _Frame("passive", UNKNOWN, self.tokens[v].start, self.tokens[v].end, v, verb)
        if following == "that" and i >= lo and self.fold[i] == "it" and v + 2 < hi:
            said = self._said_start(v + 2)
            return _Frame("before", UNKNOWN, self.tokens[i].start, said, v, verb, said)
        return None

    def _was_quoted(self, v: int, verb: Verb, i: int, lo: int, hi: int) -> _Frame | None:
        """ "X was quoted by an outlet as saying that"."""
        subject = self.subject(i, v, lo, [])
        speaker = self.cast.resolve(*subject[:3]) if subject else None
        stop = next((k for k in range(v + 1, min(v + 14, hi - 2)) if self.fold[k] == "as"), 0)
        if speaker is None or subject is None or not stop or self.fold[stop + 1] != "saying":
            return None
        relay: tuple[str, ...] = ()
        for hit in self.cast.hits_in(v + 1, stop):
            relay = self.outlet(hit.claimant.name)
        begin = self.that(stop + 2, hi) or stop + 2
        said = self._said_start(begin)
        return _Frame("before", speaker, self.tokens[subject[0]].start, said, v, verb, said, relay)

    def _as_said_by(self, v: int, lo: int, hi: int) -> _Frame | None:
        """ "As announced yesterday by X, ..."."""
        by = next((k for k in range(v + 1, min(v + 10, hi)) if self.fold[k] == "by"), 0)
        if not by or any(self.parted(k) for k in range(v + 1, by + 1)):
            return None
        return self._according(lo, by + 1, lo, hi)

    def _told_by(self, v: int, verb: Verb, i: int, hi: int) -> _Frame | None:
        """ "“...,” the agency was told by X"; "reporters were told by X that"."""
        k = v + 2
        while k < hi and self.quote_of[k] < 0 and not self.parted(k) and self.fold[k] not in STOPPERS:
            k += 1
        speaker = self.cast.resolve(v + 2, k) if k > v + 2 else None
        if speaker is None:
            return None
        if k + 1 < hi and self.fold[k] == "that":
            said = self._said_start(k + 1)
            return _Frame("before", speaker, self.tokens[i].start, said, v, verb, said)
        begin = i
        while begin > 0 and not self.parted(begin):
            begin -= 1
        return _Frame("after", speaker, self.tokens[begin].start, self.tokens[k - 1].end, v, verb)

    def _in_view(self, i: int, lo: int, hi: int) -> _Frame | None:
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
        closed = k + 1 >= hi or self.parted(k + 1)
        owner = self.fold[i + 1] if k == i + 2 else ""
        if not closed or not (owner in ("his", "her", "their") or self.cast.possessive(k - 1)):
            return None
        return self._viewed(i, k, lo, hi, owner)

    def _viewed(self, i: int, k: int, lo: int, hi: int, owner: str) -> _Frame | None:
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
            return _Frame("after", speaker, frame_start, frame_end, i, verb)
        said = self._said_start(k + 1)
        if i == lo or self.fold[i - 1] in SPLITTERS:
            return _Frame("before", speaker, frame_start, said, i, verb, said, joined=i > lo)
        return _Frame("inside", speaker, frame_start, frame_end, i, verb)

    def _according(self, i: int, first: int, lo: int, hi: int) -> _Frame | None:
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
        if k == first:
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
            if close - k > 1 and close < hi and "," in self.cast.gap(close):
                apposition, stop = (k, close), close
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
            return _Frame("before", speaker, frame_start, said, i, verb, said, joined=i > lo)
        inside = stop < hi and self._interposed(lo, i, [])
        return _Frame("inside" if inside else "after", speaker, frame_start, frame_end, i, verb)

    def _describing(self, k: int, close: int) -> bool:
        """Whether [k, close) is an apposition such as "a local think tank": a role and no verb."""
        if close >= len(self.fold) or any(self.fold[i] in AUX for i in range(k, close)):
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

    def _noun_frame(self, i: int, lo: int, hi: int, start: int, end: int) -> _Frame | None:
        """ "X's claim that", "claims by X that", "in X's assessment,"."""
        verb = Verb(self.fold[i], self.nouns[self.fold[i]], True, "noun")
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
                    return _Frame("before", speaker, self.tokens[i].start, said, i, verb, said, joined=True)
            return None
        if i == lo or not self.cast.possessive(i - 1):
            return None
        opens = i + 1 < hi and self.fold[i + 1] == "that" and self.quote_of[i + 1] < 0
        subject = self.walk_left(i - 1, lo, in_phrase=True)
        if subject is None:
            return None
        first = subject[0] + (self.fold[subject[0]] in ("in", "by", "on") and subject[0] < i - 1)
        view = first > lo and self.fold[first - 1] in ("in", "by", "on") and "," in self._gap_after(i, hi)
        if not opens and not view:
            return None
        if i + 2 >= hi:
            return None
        speaker = self.cast.resolve(first, i)
        if speaker is None:
            return None
        said = self._said_start(i + 2 if opens else i + 1)
        begin = self.tokens[first - 1 if view else first].start
        return _Frame("before", speaker, begin, said, i, verb, said, joined=True)

    def _gap_after(self, i: int, hi: int) -> str:
        return self.cast.gap(i + 1) if i + 1 < hi else ""

    def _introduced(self, lo: int, hi: int) -> _Frame | None:
        """ "An officer, on air last night: “...”"; "X made it official: ..."."""
        colon = 0
        for k in range(lo + 1, min(hi, lo + 24)):
            if self.quote_of[k] >= 0 and not self.opens_quote(k):
                continue
            if ":" in self.cast.gap(k) and not _COLON_ONLY.sub("", self.cast.gap(k)):
                colon = k
                break
        if not colon or any(c.isdigit() for c in self.fold[colon] + self.fold[colon - 1]):
            return None
        cued = not _COLON_CUES.isdisjoint(self.fold[lo:colon])
        if not (self.opens_quote(colon) or cued):
            return None
        subject = self.clause_subject(lo, colon, [])
        if subject is None:
            return None
        speaker = self.cast.resolve(subject[0], subject[1], subject[2], False)
        if speaker is None:
            self.cast.drop()
            return None
        self.cast.keep()
        verb = Verb(":", "say", True, "base")
        said = self._said_start(colon)
        return _Frame("before", speaker, self.tokens[subject[0]].start, said, lo, verb, said)

    def _billed(self, start: int, end: int, lo: int) -> _Frame | None:
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
        if kind == "media" or described & {"anchor", "host", "correspondent", "presenter"}:
            self.staff.add(self.fold[stop - 1])
            return None
        name = " ".join(self.text[self.tokens[first].start : match.end(1)].title().split())
        side = self.cast.side_in(stop, close)
        speaker = Speaker(name, kind, side, person=True).at(self.cast.span(first, stop))
        self.cast.remember(speaker, first, stop)
        said = self._said_start(close) if close < len(self.tokens) else match.end()
        verb = Verb(":", "say", True, "base")
        return _Frame("before", speaker, start, said, lo, verb, said, whole=True)

    def _portal_label(self, lo: int, hi: int) -> _Frame | None:
        """ "Source: X, ..." names a source; "Quote:", "Quote from X:" and "Details:" are its words."""
        word = self.fold[lo]
        if word not in ("source", "quote", "details") or lo + 1 >= hi:
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
        return _Frame("before", self.source, start, said, lo, verb, said, whole=True)

    def _source(self, lo: int, hi: int) -> Speaker | None:
        """The speaker of "Source: X, head of Y, on Telegram"."""
        last = self.phrase_end(lo, hi)
        if last <= lo:
            return None
        speaker = self.cast.resolve(lo, last, (last, hi) if last < hi and self.parted(last) else None)
        self.cast.keep()
        return speaker

    def _label(self, start: int, end: int, lo: int, hi: int, role: str) -> _Frame | None:
        """ "Oslo: ...", "UK: ...", an interview's "Lind: ..."."""
        match = _LABEL.match(self.text, start, min(end, start + 70))
        if not match or (role == "body" and self._dateline(match)):
            return None
        stop = bisect_left(self.starts, match.end() - 1)
        if (
            stop >= hi
            or stop == lo
            or stop - lo > 6
            or any(self.fold[i] in STOPPERS for i in range(lo, stop))
        ):
            return None
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
        if speaker is None:
            return None
        verb = Verb(":", "say", True, "base")
        said = self._said_start(stop)
        whole = self._interview_label(lo, stop)
        return _Frame("before", speaker, start, said, lo, verb, said, whole=whole)

    def _dateline(self, match: re.Match[str]) -> bool:
        """Whether "OSLO:" opens a report as its dateline, not as its speaker."""
        word = match[0].rstrip(": ")
        return word.isupper() and len(word) > 3 and fold(word) in self.cast.words.capitals

    def _suffix(self, lo: int, hi: int) -> _Frame | None:
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
            return _Frame("after", speaker, *span, i, verb) if speaker else None
        return None

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

    def _note_people(self, lo: int, hi: int, spoke: bool) -> None:
        """Make the first person whom a sentence names known as its topic; remember the others by name."""
        people: list[tuple[int, int]] = []
        for hit in self.cast.hits_in(lo, hi):
            if hit.claimant.person and self.quote_of[hit.first] < 0:
                people.append((hit.first, hit.last))
        i = lo
        names = self.cast.words.given_names
        while i < hi - 1:
            if (
                self.fold[i] in names
                and self.quote_of[i] < 0
                and self.cast.capital(i)
                and self.cast.capital(i + 1)
                and not self.cast.gap(i + 1).strip(" .")
                and self.fold[i + 1] not in self.cast.words.institutions
                and not self.cast.hits_in(i, i + 2)
            ):
                last = i + 2
                while last < hi and self.cast.capital(last) and not self.cast.gap(last).strip("- "):
                    last += 1
                people.append((i, last))
                i = last
            else:
                i += 1
        for i in range(lo + 1, hi - 1):
            named = self.fold[i] in names and self.cast.capital(i) and self.quote_of[i] < 0
            if named and "," in self.cast.gap(i) and "," in self.cast.gap(i + 1):
                people.append((i, i + 1))
        topic: Speaker | None = None
        for first, last in sorted(people):
            begin = first
            while (
                begin > lo
                and first - begin < 5
                and not self.parted(begin)
                and self.fold[begin - 1] not in STOPPERS
            ):
                begin -= 1
            apposition = None
            if last < hi and self.cast.gap(last).startswith(","):
                apposition = (last, min(hi, last + 14))
            speaker = self.cast.resolve(begin, last, apposition, False)
            self.cast.keep()
            if speaker and speaker.person and topic is None:
                topic = speaker
        if topic:
            self.cast.last_person = topic
        elif not spoke:
            self._note_group(lo, hi)

    def _note_group(self, lo: int, hi: int) -> None:
        """Make a group that a sentence begins with known: "it" or "one of them" may mean it."""
        for hit in self.cast.hits_in(lo, min(lo + 6, hi)):
            if hit.first <= lo + 1 and not hit.claimant.person and not self.cast.possessive(hit.last - 1):
                self.cast.resolve(hit.first, hit.last, None, False)
                self.cast.keep()
            return

    # -- scope -----------------------------------------------------------------------------------

    def _scope(self, start: int, end: int, frames: list[_Frame]) -> None:
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
                self._words_before(begin, frame, start)
                if frame.form == "inside" and frame.end < end:
                    stop = self._stop_before(frame, following, end)
                    rest = self._skip_marks(frame.end, end)
                    i = bisect_left(self.starts, rest)
                    if i < len(self.fold) and self.fold[i] not in SPLITTERS | {"where", "who", "which"}:
                        self._words_said(rest, stop, frame)
                    elif following is None:
                        self._and_also(frame, end)
                    cursor = stop
                else:
                    cursor = frame.end
                    if following is None:
                        self._and_also(frame, end)

    def _and_also(self, frame: _Frame, end: int) -> None:
        """ "A, X said, and B": B is X's too."""
        at = self._skip_marks(frame.end, end)
        i = bisect_left(self.starts, at)
        if i + 1 >= len(self.fold) or self.tokens[i].start >= end or self.fold[i] != "and":
            return
        if "," in self.cast.gap(i) and self.quote_of[i] < 0 and self._own_voice_from(at, end) == end:
            self._words_said(self.tokens[i + 1].start, end, frame)

    def _end_of(self, i: int) -> int:
        """End of token `i`, with the mark that closes a quotation right after it."""
        end = self.tokens[i].end
        while (
            self.quote_of[i] >= 0 and end < self.quotes[self.quote_of[i]].end and not self.text[end].isspace()
        ):
            end += 1
        return end

    def _skip_marks(self, at: int, end: int) -> int:
        while at < end and (self.text[at].isspace() or self.text[at] in ",;:.-–—)"):
            at += 1
        return at

    def _stop_before(self, frame: _Frame, following: _Frame | None, end: int) -> int:
        """End of the words said by a frame that stands before them."""
        begin = frame.said if frame.form == "before" else frame.end
        stop = end
        if following and frame.relative and following.start <= frame.start:
            stop = self._end_of(following.verb - 1)
        elif following and following.form == "before" and not self._nested(frame, following):
            stop = self._clause_begin(begin, following.start)
        elif following and following.form in ("after", "inside"):
            stop = self._last_splitter(begin, following.start) or following.start
        stop = self._own_voice_from(begin, stop)
        if frame.word.shape == "noun":
            stop = self._subject_clause_end(begin, stop)
        k = bisect_right(self.quote_starts, stop - 1) - 1
        if stop == end and k >= 0 and self.quotes[k].start >= begin and self.quotes[k].end > stop:
            stop = self.quotes[k].end
        return max(begin, stop)

    def _nested(self, frame: _Frame, following: _Frame) -> bool:
        """Whether the next frame is part of what this one says ("X said Y had claimed that")."""
        return not following.joined and following.speaker.name != frame.speaker.name

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
            if word in self.lists["own"]:
                return self._end_of(i - 1)
            if word in ("but", "although", "though", "while", "however"):
                rest_of = self.fold[i + 1 : min(hi, i + 16)]
                rest = set(rest_of)
                if rest & self.lists["verification"] or "no" in rest_of[:2]:
                    return self._end_of(i - 1)
        return stop

    def _begin_after(self, cursor: int, frame: _Frame, before: list[_Frame]) -> int:
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

    def _words_before(self, begin: int, frame: _Frame, sentence: int) -> None:
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

    def _words_said(self, begin: int, stop: int, frame: _Frame) -> None:
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
        tail = self._trailing_adjunct(begin, stop)
        spans = self._spans(frame)
        if tail < stop:
            spans = (*spans, (tail, stop))
            stop = self._trim_right(begin, tail)
        for n in range(bisect_left(self.quote_starts, begin), bisect_left(self.quote_starts, stop)):
            self.quote_speaker.setdefault(n, (frame.speaker, frame))
        self._emit(begin, stop, frame.speaker, frame.word, spans, False, frame.relay)

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

    def _next_quote(self, frame: _Frame) -> None:
        """ "X said:" or "Smith said." without words of its own: the quotation right after it is meant."""
        k = bisect_left(self.quote_starts, frame.said)
        if k < len(self.quotes) and not self.text[frame.said : self.quotes[k].start].strip(" :\t\u00a0"):
            self._give_quote(k, frame.speaker, frame)

    # -- quotations ------------------------------------------------------------------------------

    def _give_quote(self, k: int, speaker: Speaker, frame: _Frame) -> None:
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

    def _loose_quotes(self, paragraph: Span, first: int, last: tuple[Speaker, _Frame] | None) -> None:
        """Quotations of a paragraph that no frame holds: they go on with its speaker, or the one before."""
        earlier: tuple[Speaker, _Frame] | None = None
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
        self, k: int, paragraph: Span, last: tuple[Speaker, _Frame] | None
    ) -> tuple[Speaker, _Frame] | None:
        if last:
            return last
        if k and k - 1 in self.quote_speaker:
            between = self.text[self.quotes[k - 1].end : self.quotes[k].start]
            if between.count("\n") <= 2 and len(between) < 400:
                return self.quote_speaker[k - 1]
        person = self.cast.last_person or self.cast.last_other
        verb = Verb("", "say", True, "base")
        return (person or UNKNOWN), _Frame("before", person or UNKNOWN, -1, -1, -1, verb)

    # -- output ----------------------------------------------------------------------------------

    def _trim_right(self, begin: int, stop: int) -> int:
        while stop > begin and (self.text[stop - 1].isspace() or self.text[stop - 1] in ",;:–—-("):
            stop -= 1
        return stop

    def _spans(self, frame: _Frame) -> tuple[Span, ...]:
        return ((frame.start, frame.end),) if 0 <= frame.start < frame.end else ()

    def _say(self, begin: int, stop: int, speaker: Speaker, frame: _Frame) -> None:
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
        if stop <= begin or self.text[begin:stop].strip(" .,!?").casefold() in _NO_WORDS:
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


def replace_frame(frame: _Frame) -> _Frame:
    """The frame without spans and relays: it stands elsewhere and said nothing of this quotation's day."""
    return replace(frame, start=-1, end=-1)


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
