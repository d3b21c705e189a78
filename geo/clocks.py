"""The clocks of a claim: when it was said and when what it tells was so.

Neither is ever more exact than the words: a time without a first day stays open, and what goes on with a
day named before lies between that day and the saying.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo import dates, timelinks
from geo.assertions import COLOURING, Event
from geo.attribution import Attribution
from geo.datedparts import NEWS_DAYS, day_headings, items
from geo.intervals import add_months, year_span
from geo.model import UNDATED, DateInterval, Document, Trace
from geo.publication import narrowed

ARTICLE = "article"
UNTIMELY = "though not told as to come"  # of a time later than that of saying it
LONG_OVER = 30  # days, the default look-back of a view: a state told of longer ago is no state of now
SAME_SAYING = 2  # sentences within which a speaker goes on with the same statement
DONE = ("captured", "withdrew", "struck", "losses", "displaced", "renamed")
YEAR_REACH = 2  # sentences back from which a day may have its year
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = frozenset(
    ["they", "it", "he", "she", "then", "there", "its", "their", "his", "her", "both"]
)  # first words
RANKING_CHARS = 60  # characters before "since" in which it may be said that something is the first since
TAIL_CHARS = 24  # characters behind a clause to which words for its time may run
#: "As they did" before words for a time: that of another deed.
_AS_BEFORE = re.compile(r"(?i)\bas (?:\w+ ){1,3}(?:did|had|have done|has done|had done) \Z")
#: Words between an event and a time that make it the time of something longer.
_BEGUN = re.compile(
    r"(?i)\b(?:operation|offensive|counteroffensive|campaign|war|invasion|conflict|push|incursion|uprising"
    r"|rebellion|insurgency|blockade|truce|ceasefire|deal|agreement|coup)s?,? (?:(?:that|which) )?"
    r"(?:(?:was|were|had|has|have|been) ){0,2}(?:launched|begun|began|started|declared|announced|signed"
    r"|agreed|unleashed|mounted|erupted|broke out)(?: \w+){0,2}? \Z"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Words between a deed and a time that make it the time of what came of it.
#: After a date that only names a war: "the May 2014 uprising".
_OF_A_WAR = re.compile(
    r" (?:\w+ )?(?:invasion|war|offensive|uprising|revolt|coup|conflict|truce|ceasefire|deal)\b"
)
_DURING = re.compile(r"(?i)\b(?:in|during|since|amid)(?: the)? ?\Z")
_PLAIN = re.compile(r"[\w -]{1,40}")
_POPULATION = re.compile(r"\b(?:population|census|had [\d,.]+ (?:people|inhabitants|residents))\b")
_AND_LATER = re.compile(
    r"(?i)\bbefore (?:being|they|it|(?:[\w.'’-]+ ){0,5}?(?:forces|troops|army|military|rebels|militants"
    r"|fighters|soldiers|insurgents|militias?|police))\b(?! on\b)[^,;.]{0,80}\Z"
)
_NAMED_BY_YEAR = re.compile(r"(?i)\b(?:since|after|before|from|of|under|by|despite) (?:the|a) \Z")
A_MONTH = 31  # days
NEAREST = 12  # times of a sentence that may date a deed from elsewhere in it
_HAD = re.compile(r"\bhad (?:\w+ )?\Z")  # "had held it since May": until something else came
FOOTAGE_CHARS = 90  # characters before words for a time in which they may be said to date a picture
_FOOTAGE = re.compile(
    r"(?i)\b(?:footage|videos?|images?|imagery|photos?|photographs?|pictures?|clips?)\b[^.;:]{0,40}?"
    r"\b(?:published|posted|released|shared|uploaded|circulated|aired|taken|filmed|dated|collected)\b"
    r"(?: online)?(?: on| from)? \Z"
)
_PREVIOUSLY = re.compile(
    r"(?i)\b(?:previously|earlier(?= [a-z]+(?:ed|d|t)\b)"
    r"|in (?:a|an|its|his|her|their) (?:previous|earlier|prior) (?:\w+ )?"
    r"(?:report|statement|update|briefing|post|interview|bulletin|assessment))"
)
_DAYS_LISTED = re.compile(r"(?i)\bas of\b")
LEAD_CHARS = 12  # characters before words for a time that lead a sentence
#: A saying that shares the time of the deed it goes with: "declared victory last week, saying".
_SAYING_SO = re.compile(
    r"(?i)\W*(?:saying|adding|claiming|announcing|declaring|reporting|accusing|alleging|stating|insisting|warning"
    r"|confirming|denying|vowing|blaming|calling|describing|rejecting|dismissing)\b"
)
#: Before a time that is that of a clause, not of what is said behind it.
_OF_A_CLAUSE = re.compile(
    r"(?i)\b(?:since|after|when|because|while|before|although|though)\b"
    r"(?! (?:asked|speaking|pressed|reached)) [^,;:.]{3,}\Z"
)
_RANKS = frozenset(
    ["first", "second", "third", "only", "last", "worst", "largest", "biggest", "heaviest", "deadliest",
     "fiercest", "most", "latest", "greatest", "bloodiest", "longest", "furthest", "farthest", "closest"]
)  # fmt: skip
#: Before "since" where it tells of what was long ago the last of its kind.
_UNMATCHED = re.compile(
    r"(?i)\b(?:(?:first|second|third|only) time|first|worst|largest|biggest|heaviest|deadliest|fiercest"
    r"|greatest|bloodiest|furthest|farthest|closest)\b[^,;:.]{0,40}\Z"
)
_WARS = (
    "war|conflict|invasion|offensive|uprising|revolt|fighting|campaign|siege|operation|battle|truce|ceasefire"
    "|rebellion|season"
)
_COUNTS = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|some|\\d+"
_UNITS = "hours?|days?|weeks?|months?|years?"
#: Words for a time that give no day.
_FEASTS = "Ramadan|Eid|Easter|Christmas|Passover|Nowruz|Meskel|Diwali|Ashura|Orthodox Easter|New Year"
_NO_DAY = re.compile(
    r"(?i)\b(?:early|first|opening|initial|last|final|closing) (?:days?|weeks?|months?|hours?|phase|stages?)"
    r" of (?:the|this|its|their)\b"
    r"|\b(?:start|beginning|outset|onset|height|end|course|outbreak) of (?:the|this|its|their)"
    rf" (?:[\w-]+ ){{0,2}}(?:{_WARS})\b"
    rf"|\b(?:early|earlier|late|later) in the (?:[\w-]+ )?(?:{_WARS})\b"
    rf"|\bin the same (?:[\w-]+ )?(?:{_WARS})\b"
    rf"|\bduring (?:the|last|a|an) (?:[\w-]+ ){{0,2}}(?:{_WARS})\b"
    r"|\bat (?:a|an|some) (?:prior|earlier|previous|unknown|unspecified) (?:date|time|point|day)\b"
    rf"|\bfor (?:(?:{_COUNTS}) )?(?:{_UNITS})\b"
    r"|\b(?:shortly|soon|not long|immediately|long) (?:afterwards?|thereafter|after(?=,| that\b))"
    r"|\bthe other (?:day|night|week)\b"
    r"|\b(?:(?:several|some|a few|many) )?(?:hours|days|weeks|months|years) (?:later|afterwards)\b"
    rf"|\b(?:during|before|after|over|at|around|on the eve of|ahead of) (?:{_FEASTS})\b"
    rf"|\bon (?:{_FEASTS})\b|\bon (?-i:(?:[A-Z][\w’']+ ){{1,3}}(?:Day|Eve))\b"
    r"|\bon the (?:day|eve|morning|night|anniversary) (?:of|before|after) (?:the|his|her|its|their|a)\b"
    r"|\b(?:hours|minutes|moments|shortly|just) (?:before|ahead of) (?:the|a|an|his|her|its|their)\b"
    r"|\b(?:during|before|after|in|throughout) (?:the|this) (?:rainy|dry|wet|monsoon|harvest|planting|lean)"
    r" season\b|\bbefore the rains\b|\bduring the (?:rains|monsoon|holidays)\b"
)
#: How long before: "two days after they seized P".
_BEFORE = re.compile(
    rf"(?i)\b(?P<count>{_COUNTS}) (?P<unit>days?|weeks?|months?|years?) (?:after|since)\b[^.;]{{0,90}}\Z"
)
#: Right before a reporting clause: how long before the rest of the sentence it was said.
_AFTER_SAYING = re.compile(
    r"(?i)\b(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r" (?P<unit>days?|weeks?|months?|years?) after(?: the)? \Z"
)
_LENGTHS = {
    "day": (1, 0),
    "week": (7, 3),
    "month": (30, 15),
    "year": (365, 183),
}  # days, and half of what rounds
_NUMBERS = {word: number for number, word in enumerate(_COUNTS.split("|")[2:14], 1)}
#: A clause about the speaker that is still open: "X, who fled in May", but not "X, who spoke on Friday".
_OF_SPEAKER = re.compile(
    r"(?i),? (?:who|whom|whose|appointed|named|elected|dismissed|sacked|promoted|wounded|captured|freed"
    r"|released|arrested|installed)\b(?! (?:\w+ )?(?:spoke|speak(?:s|ing)|talk(?:ed|ing)|address(?:ed|ing)"
    r"|briefed|posted|wrote|told|said)\b)[^,]*\Z"
)
_OF_WHOM = re.compile(r"\b(?:who|which|that|whom|whose|said|says|told)\b")
_JOINT = re.compile(r",?\s+(?:(?:the|a|an)\s+)?")  # between a time and who speaks
OPENING_CHARS = 8  # before the time that opens a sentence: "Back in "
_LOOSE = ("vague", "duration", "narrative")  # kinds of time that need not give a first day


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence: characters [start, end), the role of its zone, and its number in the document."""

    start: int
    end: int
    role: str
    number: int


class Clocks:
    """Dates the statements of one document, in reading order."""

    def __init__(self, document: Document, sentences: Sequence[Statement]) -> None:
        self.document, self.text, self.sentences = document, document.text, sentences
        self.sentence_starts = [sentence.start for sentence in sentences]
        self.said_of: dict[str, tuple[int, DateInterval]] = {}  # claimant -> (sentence, day) as last told
        self.led: dict[int, tuple[list[tuple[int, int]], list[re.Match[str]]]] = {}  # by sentence
        self.sayings: dict[object, DateInterval] = {}  # by sentence and speaker, told once
        self.times: dict[int, list[dates.TimeExpression]] = {}  # by sentence, read when first asked for
        self.free_time: Statement | None = None  # the sentence, when its own voice tells no event
        self.told_day: tuple[int, str, DateInterval] = (-2, ARTICLE, UNDATED)  # sentence, claimant, time
        self.day_said: tuple[int, str] = (-1, "")  # sentence and claimant of the last saying with its own day
        self.last_about: DateInterval | None = None  # the date named before, for "the following month"
        self.parts = day_headings(document, self.sentence_starts)
        self.part_starts = [start for start, _ in self.parts]
        self.published = narrowed(document.published, document.text, document.zones)
        self.items = items(document, self.published)
        self.item_starts = [item.start for item in self.items]
        self.last_day: DateInterval | None = None  # the same, where it is no longer than a month

    def _published(self, at: int) -> DateInterval:
        """The day from which times at an offset are counted: that of the item or of the part's heading, else
        the publication."""
        return self._item(at) or self._part(at)

    def _part(self, at: int) -> DateInterval:
        """The day of the heading over an offset, else the publication."""
        n = bisect_right(self.part_starts, at) - 1
        return self.parts[n][1] if n >= 0 else self.published

    def _item(self, at: int) -> DateInterval | None:
        """The day at the head of the item in which an offset lies."""
        n = bisect_right(self.item_starts, at) - 1
        return self.items[n].day if n >= 0 and at < self.items[n].end else None

    def _counted_from(self, anchor: DateInterval) -> str:
        """What a reason calls the day counted from."""
        if anchor is self.published:
            return "publication"
        return "the heading" if any(anchor is day for _, day in self.parts) else "the head of this item"

    def _said(
        self, speaker: Attribution | None, number: int, said_here: Sequence[Attribution] = ()
    ) -> DateInterval:
        """When it was said, never later than the publication."""
        key = (number, speaker and (speaker.claimant, speaker.start, tuple(speaker.frame)))
        if key not in self.sayings:
            found, last = self._told_when(speaker, number, said_here), self.published.end
            if found.end and last and found.end > last:
                if found.start and found.start > last:
                    reason = f"not on {found.edtf} ({found.reason}), which is after the publication"
                    found = replace(self.published, reason=f"{self.published.reason}; {reason}")
                else:
                    reason = f"{found.reason}; not after the publication ({last})"
                    found = dates.interval(found.start, last, reason)
                if speaker and speaker.claimant in self.said_of:
                    self.said_of[speaker.claimant] = number, found
            self.sayings[key] = found
        return self.sayings[key]

    def _told_when(
        self, speaker: Attribution | None, number: int, said_here: Sequence[Attribution]
    ) -> DateInterval:
        """The saying's own time, else that of what the same speaker said just before, else the day of the
        item or the publication; of the article's own voice in an item, the publication."""
        first = self.sentence_starts[number]
        published = self._published(first) if speaker else self._part(first)
        after = self._said_after(speaker, number, published) if speaker else None
        if after:
            self.said_of[speaker.claimant] = number, after
            return after
        for start, end in speaker.frame if speaker else ():
            for expression in self._times(start, end):
                if _OF_SPEAKER.search(self.text, start, expression.start) or self._of_thing(expression):
                    continue
                name = self._counted_from(published)
                found = dates.resolve(
                    expression, published, "past", context=self.last_about, anchor_name=name
                )
                if found.dated or not published.dated:
                    found = found if found.dated else replace(UNDATED, reason=found.reason)
                    self.said_of[speaker.claimant] = number, found
                    self.day_said = number, speaker.claimant
                    return found
        found = self._free_saying(speaker, said_here) if speaker else None
        found = found or (self._said_in_opening(speaker, number, published) if speaker else None)
        found = found or (self._said_before(speaker, published) if speaker else None)
        found = found or (self._said_with(speaker, number, published) if speaker else None)
        if found:
            self.said_of[speaker.claimant] = number, found
            return found
        before = self.said_of.get(speaker.claimant) if speaker else None
        if before and number - before[0] <= SAME_SAYING:
            self.said_of[speaker.claimant] = number, before[1]
            return before[1]
        before = self._said_first(speaker, number, published, said_here) if speaker else None
        if before:
            return before
        if published.dated:
            return published
        return replace(published, reason=published.reason or UNDATED.reason)

    def _said_first(
        self,
        speaker: Attribution,
        number: int,
        published: DateInterval,
        said_here: Sequence[Attribution],
    ) -> DateInterval | None:
        """ "They conceded on Monday that it was lost, after the army claimed it": claimed by Monday."""
        first, at = self.sentence_starts[number], speaker.claimant_start
        if at <= first or not timelinks.AFTER_SAYING.search(self.text, first, at):
            return None
        for other in said_here:
            for start, end in other.frame if other is not speaker and other.start < at else ():
                for e in self._times(start, end):
                    day = dates.resolve(e, published, "past")
                    if day.start and day.end and start < at:
                        reason = f"before what was said then: {day.reason}"
                        return dates.interval(None, day.end, reason)
        return None

    def _said_after(self, speaker: Attribution, number: int, published: DateInterval) -> DateInterval | None:
        """ "Oslo denied it on Monday, a day after the army said": so long before what else was said there."""
        begin = min((start for start, _ in speaker.frame), default=-1)
        first = self.sentence_starts[number]
        lead = _AFTER_SAYING.search(self.text, first, begin) if begin > first else None
        if lead is None:
            return None
        others = [found for name, (n, found) in self.said_of.items() if n == number]
        base = others[-1] if others else self.told_day[2] if self.told_day[0] == number else published
        if base.start is None or base.start != base.end:
            return None
        count = lead["count"].lower()
        step = int(count) if count.isdigit() else _NUMBERS.get(count, 1)
        length, half = _LENGTHS[lead["unit"].lower().rstrip("s")]
        day = base.start - timedelta(days=length * step)
        words, spread = " ".join(lead.group().split()), timedelta(days=half)
        return dates.interval(day - spread, day + spread, f'"{words}": so long before {base.start}')

    def _said_in_opening(
        self, speaker: Attribution, number: int, published: DateInterval
    ) -> DateInterval | None:
        """The long time that opens a sentence right before who speaks: "Last winter the army said"."""
        first = self.sentence_starts[number]
        begins = [start for start, _ in speaker.frame]
        begin = min(
            [*begins, speaker.claimant_start] if speaker.claimant_start >= 0 else begins, default=first
        )
        for expression in self._times(first, begin):
            opens = expression.start - first <= OPENING_CHARS and expression.kind in ("season", "ago", "unit")
            if expression.relation == "by" and expression.kind in ("weekday", "date", "day"):
                opens, expression = expression.start == first, replace(expression, relation="")
            if opens and _JOINT.fullmatch(self.text, expression.end, begin):
                found = dates.resolve(expression, published, "past")
                return found if found.dated and found.end else None
        return None

    def _said_with(self, speaker: Attribution, number: int, published: DateInterval) -> DateInterval | None:
        """The one time named before ", saying ..." in its sentence: what somebody did, saying so."""
        first = self.sentence_starts[number]
        if not any(_SAYING_SO.match(self.text, start) for start, _ in speaker.frame[:1]):
            return None
        times = [
            e
            for e in self._times(first, speaker.start)
            if e.kind in ("weekday", "day", "overnight", "date", "unit") and not e.relation
        ]
        found = dates.resolve(times[0], published, "past") if len(times) == 1 else UNDATED
        return found if found.start and found.end else None

    def _said_before(self, speaker: Attribution, published: DateInterval) -> DateInterval | None:
        """When something "previously" claimed was said: on the days "as of" which it was so, else at a time
        up to the publication that is not told."""
        words = [self.text[start:end] for start, end in speaker.frame]
        if not any(_PREVIOUSLY.search(one) for one in words):
            return None
        listed = _DAYS_LISTED.search(self.text, speaker.start, speaker.end)
        if listed:
            days = [
                dates.resolve(e, published, "past")
                for e in self._times(listed.start(), speaker.end)
                if e.kind == "date"
            ]
            if days and all(d.start and d.end for d in days):
                first, last = min(d.start for d in days), max(d.end for d in days)
                return dates.interval(first, last, f'"{" ".join(listed.group().split())}": said then')
        if not published.end:
            return None
        reason = f"said previously, on a day that is not told; not after the publication ({published.end})"
        return dates.interval(None, published.end, reason)

    def _free_saying(self, speaker: Attribution, said_here: Sequence[Attribution]) -> DateInterval | None:
        """The time named before the words said, in a sentence that tells nothing else in the article's own
        voice and in which nobody else speaks before: "gave an account on Monday, stating that ..."."""
        if self.free_time is None or speaker.start <= self.free_time.start:
            return None
        first = self.free_time.start
        if any(a.claimant != speaker.claimant and first <= a.start < speaker.start for a in said_here):
            return None
        for expression in reversed(self._times(self.free_time.start, speaker.start)):
            if _OF_SPEAKER.search(self.text, first, expression.start) or self._of_thing(expression):
                continue
            if _OF_A_CLAUSE.search(self.text, first, expression.start):
                continue  # "the biggest assault since a truce collapsed last week, residents said"
            if expression.kind in ("weekday", "day", "overnight", "date", "unit", "narrative"):
                found = dates.resolve(
                    expression, self._published(speaker.start), "past", context=self.last_day
                )
                if found.dated and found.start and found.end:
                    return found
        return None

    def _times(self, start: int, end: int) -> list[dates.TimeExpression]:
        """Time expressions of text[start:end], each read with the whole of its sentence."""
        found = []
        first = max(0, bisect_right(self.sentence_starts, start) - 1)
        for n in range(first, bisect_left(self.sentence_starts, end)):
            sentence = self.sentences[n]
            if n not in self.times:
                self.times[n] = dates.expressions(self.text, sentence.start, sentence.end)
            found += [e for e in self.times[n] if start <= e.start < end]
        return found

    def _about(
        self,
        event: Event,
        speaker: Attribution | None,
        said: DateInterval,
        said_here: list[Attribution],
        sentence: Statement,
    ):
        """(when it is about, trace): the event's own time counted from the saying, else the day of saying;
        what goes on with an earlier day ("They then took") lies between the two."""
        said = (None if speaker else self._item(sentence.start)) or said
        found, trace = self._when(event, speaker, said, said_here, sentence)
        last, first = said.end, found.start
        if not last or not found.end or event.tense == "future" or event.modality not in COLOURING:
            return found, trace
        if first and first > last and event.predicate not in ("reported", "assessment"):
            warning = f"after the saying ({last}), {UNTIMELY}"
            found = replace(found, reason=f"{found.reason}; {warning}")
        elif first == last < found.end and event.tense == "past" and event.predicate in DONE:
            # "retook P as the country prepares for a vote later this year"
            found = dates.interval(first, last, f"{found.reason}; not after the saying ({last})")
        elif not first and found.end > last and (event.tense == "past" or event.predicate in DONE):
            found = dates.interval(None, last, f"{found.reason}; not after the saying ({last})")
        return found, trace

    def _when(
        self,
        event: Event,
        speaker: Attribution | None,
        said: DateInterval,
        said_here: list[Attribution],
        sentence: Statement,
    ) -> tuple[DateInterval, tuple[Trace, ...]]:
        """The words' own time, else one that they are bound by, else the day of saying."""
        saying = [span for a in said_here for span in a.frame]
        bound: tuple[DateInterval, dates.TimeExpression] | None = None
        since, after = self._clauses(sentence)
        free = self._free_times(event, speaker, said_here, sentence)
        for start, expression in self._candidates(event, free, since):
            then = timelinks.when_deed(self.text, expression, event.start)
            expression = replace(expression, relation="") if then else expression
            if timelinks.of_a_concession(self.text, sentence.start, expression, event.start):
                continue  # "Although there were raids last week, it holds P"
            if timelinks.of_an_aside(self.text, sentence.start, expression, event.start):
                continue  # "P, a stronghold for two years, has fallen"
            deed = (event.start, event.end)
            if not event.earlier and timelinks.after_deed(self.text, sentence.start, after, expression, deed):
                continue  # "two days after taking P on 12 May, they attacked Q"
            clause = self._since(expression, event, since)
            if clause is not None:
                expression = expression if expression.relation else replace(expression, relation="since")
            elif timelinks.of_another(self.text, sentence.start, expression, event.start):
                continue  # "took P after a vote last month"
            if expression.relation == "after" and self.text.startswith(" of ", expression.end):
                continue  # "fell after three weeks of fighting": when that began is not told
            anchor = said if said.dated else self._published(sentence.start)
            name = self._counted_from(self._published(sentence.start))
            expression = self._of_year_before(expression, anchor)
            ranked = self._ranked(expression, event.clause_start)
            if clause is not None and timelinks.compared(self.text, sentence.start, clause):
                continue  # "the first city that it has taken since the offensive began in May"
            if ranked and event.predicate == "holds":
                continue  # "holds P for the first time since May": it holds it now
            if self._unmatched(expression, sentence.start):
                continue  # "entered P for the first time since 2016": when is not told
            done = event.tense == "past" or (
                event.tense != "future" and event.predicate in DONE and event.modality in COLOURING
            )
            told_now = event.modality in COLOURING and event.tense != "future"
            past = done and expression.relation in ("until", "by")
            past = past or (told_now and expression.kind == "numeric")
            tense = "past" if past else event.tense
            if expression.granularity == "year" and _NAMED_BY_YEAR.search(
                self.text, max(start, expression.start - LEAD_CHARS), expression.start
            ):
                continue  # "the largest since the 2021 coup"
            if _BEGUN.search(self.text, event.end, expression.start):
                continue  # "entered P in an operation launched last month"
            if event.modality not in COLOURING and _AS_BEFORE.search(self.text, start, expression.start):
                continue  # "will take P as it did last year"
            if _AND_LATER.search(self.text, event.end, expression.start):
                return self._earlier(event, said), ()  # "took P before they left it the following year"
            context = self._named_before(expression, sentence, anchor)
            found = dates.resolve(expression, anchor, tense, context=context, anchor_name=name)
            shown = found.end and event.modality in COLOURING and self._shown(expression, sentence.start)
            if shown and bound and bound[1].kind == "vague":
                words = self.text[expression.start : expression.end]
                found = dates.interval(None, found.end, f"shown by then: {found.reason}")
                self.last_about = found
                return found, (Trace("about", words, expression.start, expression.end, found.reason),)
            if found.dated and (found.start or event.tense == "future"):
                found = self._with_next(found, expression, free, anchor, tense)
                had = event.tense == "past" and _HAD.search(self.text, event.clause_start, event.start)
                found = _closed(found, expression, event, said, ranked or bool(had))
                self.last_about = found
                if found.start and found.end and (found.end - found.start).days <= A_MONTH:
                    self.last_day = found
                self.told_day = sentence.number, speaker.claimant if speaker else ARTICLE, found
                words = self.text[expression.start : expression.end]
                return found, (Trace("about", words, expression.start, expression.end, found.reason),)
            loose = expression.kind in _LOOSE and expression.relation != "after"
            loose = loose or (expression.relation in ("until", "by", "before") and done)
            if found.dated and loose and event.modality in COLOURING:
                bound = bound or (found, expression)
        linked = self._linked(event, said, free, bound, sentence)
        if linked:
            return linked
        if bound:  # "in recent months": no day is as exact as these words
            words = self.text[bound[1].start : bound[1].end]
            return bound[0], (Trace("about", words, bound[1].start, bound[1].end, bound[0].reason),)
        number, _, told = self.told_day
        if event.later and number == sentence.number and told.start and said.end and told.start <= said.end:
            reason = f"later than the time named ({told.start}), not after the saying ({said.end})"
            return dates.interval(told.start, said.end, reason), ()
        untold = self._untold(event, speaker, said)
        if untold:
            return untold
        since = self._goes_on_from(event, speaker, said, sentence)
        if since:
            reason = f"not before the time named just before ({since}), not after the saying ({said.end})"
            return dates.interval(since, said.end, reason), ()
        if speaker and self.day_said == (sentence.number, speaker.claimant) and said.start == said.end:
            self.last_day = self.last_about = said if said.dated else self.last_about
        if not said.dated or said is self._item(sentence.start):
            return said, ()
        others = [
            e
            for e in self._times(sentence.start, sentence.end)
            if not any(s < e.end and e.start < t for s, t in saying)
        ]
        why = "no day of its own is named" if others else "no other day is named"
        return replace(said, reason=f"{why}: {said.reason}"), ()

    def _clauses(self, sentence: Statement) -> tuple[list[tuple[int, int]], list[re.Match[str]]]:
        """The clauses of a sentence that tell since when, and after what deed; found once."""
        if sentence.number not in self.led:
            span = (self.text, sentence.start, sentence.end)
            self.led[sentence.number] = timelinks.since_clauses(*span), timelinks.after_clauses(*span)
        return self.led[sentence.number]

    def _free_times(
        self,
        event: Event,
        speaker: Attribution | None,
        said_here: Sequence[Attribution],
        sentence: Statement,
    ) -> list[dates.TimeExpression]:
        """The times of a sentence in the words said with the event, those of the sayings left out."""
        saying = [span for a in said_here for span in a.frame]
        return [
            e
            for e in self._times(sentence.start, sentence.end)
            if not any(s < e.end and e.start < t for s, t in saying)
            and _same_speaker(e, event, said_here, speaker)
        ]

    def _candidates(
        self,
        event: Event,
        free: Sequence[dates.TimeExpression],
        since: Sequence[tuple[int, int]],
    ) -> list[tuple[int, dates.TimeExpression]]:
        """(begin of its span, time) of the times that may be the event's own, nearest first: those of its
        clauses, those behind an aside, those since when it has been so."""
        found: list[tuple[int, dates.TimeExpression]] = []
        for n, (start, end) in enumerate(event.scope):
            if (event.earlier or event.later) and start < event.clause_start:
                continue  # the time of the news is not that of what came before it
            that = timelinks.THAT_TIME.match(self.text, end)
            end = that.end() if that else end
            times = [e for e in free if start <= e.start < end]
            found += [(start, e) for e in sorted(times, key=lambda e: _gap(e, event))]
            if n == 0:
                found += [(start, e) for e in free if timelinks.across_aside(self.text, event.end, e)]
        found = [(e.start, e) for e in free if timelinks.when_deed(self.text, e, event.start)] + found
        if not event.earlier:
            found += [(e.start, e) for e in free if self._since(e, event, since)]
        seen: set[int] = set()
        own = [(at, e) for at, e in found if not self._of_thing(e, event.start)]
        return [(at, e) for at, e in own if not (e.start in seen or seen.add(e.start))]

    def _of_thing(self, e: dates.TimeExpression, deed: int = -1) -> bool:
        """Whether a time is only that of a thing: "the winner of last November's poll", "after last year's
        offensive"; not "Monday's attack" of the attack itself, nor "in Monday's attack"."""
        if not self.text.startswith(("'s ", "’s "), e.end) or _DURING.search(self.text, 0, e.start):
            return False
        return not (deed > e.end and _PLAIN.fullmatch(self.text, e.end + 2, deed))

    def _with_next(
        self,
        found: DateInterval,
        expression: dates.TimeExpression,
        free: Sequence[dates.TimeExpression],
        anchor: DateInterval,
        tense: str,
    ) -> DateInterval:
        """With the day that goes with the one found: "on Monday and in the early hours of Tuesday"."""
        for other in free:
            one, two = sorted((expression, other), key=lambda e: e.start)
            if other.start != expression.start and timelinks.both(self.text, one, two):
                beside = dates.resolve(other, anchor, tense)
                if beside.start and beside.end and found.start and found.end:
                    return dates.hull(found, beside)
        return found

    def _linked(
        self,
        event: Event,
        said: DateInterval,
        free: Sequence[dates.TimeExpression],
        bound: tuple[DateInterval, dates.TimeExpression] | None,
        sentence: Statement,
    ) -> tuple[DateInterval, tuple[Trace, ...]] | None:
        """The time of what is done that the rest of the sentence bounds: by a later deed that ends it, by an
        earlier one that it follows, by the day of another that shares it, by something that came before or
        after it."""
        done = event.tense == "past" or event.predicate in (*DONE, "fighting", "assaulted")
        if event.modality not in COLOURING or event.tense == "future" or not done:
            return None
        text, first, last = self.text, sentence.start, said.end
        anchor, deed = (said if said.dated else self._published(first)), (event.start, event.end)

        def given(found: DateInterval, e: dates.TimeExpression):
            words = text[e.start : e.end]
            return found, (Trace("about", words, e.start, e.end, found.reason),)

        def day(e: dates.TimeExpression) -> DateInterval:
            e = self._of_year_before(e, anchor)
            found = dates.resolve(e, anchor, "past", context=self._named_before(e, sentence, anchor))
            late = last and found.start and found.start > last
            return UNDATED if late or not found.end else found

        at = timelinks.ended_by(text, event.end, sentence.end) if not event.earlier else -1
        for e in free if at >= 0 else ():
            found = day(e) if e.start >= at else UNDATED
            if found.end and last and found.end <= last:
                return given(dates.interval(None, found.end, f"before a later deed: {found.reason}"), e)
        if bound or event.earlier or event.later:
            return None
        near, after = sorted(free, key=lambda e: _gap(e, event))[:NEAREST], self._clauses(sentence)[1]
        for e in near:
            gap = timelinks.after_deed(text, first, after, e, deed)
            found = day(e) if gap else UNDATED
            if found.start and last:
                return given(_so_long_after(found, *gap, last), e)
        sides = {e.start: timelinks.of_another(text, first, e, event.start) for e in near}
        for e in near:
            how = timelinks.shared(text, first, deed, event.clause_start, e)
            other = sides[e.start] or _BEGUN.search(text, first, e.start)
            if not how or other or timelinks.of_an_aside(text, first, e, event.start):
                continue
            found = day(e)
            if how == "same" and found.start:
                self.last_about = self.last_day = found
                return given(replace(found, reason=f"the day of its sentence: {found.reason}"), e)
            if found.start and last:
                reason = f"later than the time named ({found.start}), not after the saying ({last})"
                return given(dates.interval(found.start, last, reason), e)
        for e in near:
            found = (
                day(e) if sides[e.start] and not timelinks.of_an_aside(text, first, e, deed[0]) else UNDATED
            )
            if sides[e.start] == "after" and found.start and last:
                return given(dates.interval(found.start, last, f"after what is dated {found.reason}"), e)
            if sides[e.start] == "before" and found.end and last and found.end <= last:
                return given(dates.interval(None, found.end, f"before what is dated {found.reason}"), e)
        return None

    def _named_before(
        self, expression: dates.TimeExpression, sentence: Statement, anchor: DateInterval
    ) -> DateInterval | None:
        """The date from which "the following year" is counted: the one that its sentence names before, if
        only as "the 2012 revolt", else that of what was told last."""
        day = expression.granularity in ("day", "week")
        if expression.text.lower() in ("back then", "at that time") and sentence.number:
            told = self.sentences[sentence.number - 1]
            for one in reversed(self._times(told.start, told.end)):
                found = dates.resolve(one, anchor, "past")
                if found.start and found.end:
                    return found
        if expression.kind != "narrative" or not expression.which or day:
            return self.last_day if day else self.last_about
        for one in reversed(self._times(sentence.start, expression.start)):
            found = dates.resolve(one, anchor, "past") if one.kind in ("date", "numeric") else UNDATED
            if found.start:
                return found
        years = _YEAR.findall(self.text, sentence.start, expression.start)
        if not years:
            return self.last_about
        return dates.interval(*year_span(int(years[-1])), "the year named before")

    def _of_year_before(self, expression: dates.TimeExpression, anchor: DateInterval) -> dates.TimeExpression:
        """ "On 3 July 1995 they were near P. On 11 July they entered it": the day has the year told before,
        unless it may well be news: it then lies less than NEWS_DAYS before the saying."""
        e = expression
        if e.kind in ("date", "season") and (e.month or e.season) and e.year is None:
            year = self._that_year(e) if timelinks.OF_THAT_YEAR.match(self.text, e.end) else None
            if year:
                return replace(e, year=year)
        bare = (e.kind == "date" and e.month is not None) or e.kind == "season"
        if not bare or e.year is not None or e.which or not anchor.start:
            return e
        here = max(0, bisect_right(self.sentence_starts, e.start) - 1)
        first = self.sentence_starts[max(0, here - YEAR_REACH)]
        told = [
            x
            for x in self._times(first, e.start)
            if x.kind == "date"
            and x.year
            and (x.month or not x.relation)
            and not _OF_A_WAR.match(self.text, x.end)
            and (x.month or not self._census(x.start))
        ]
        if not told:
            return e
        since = (told[-1].month, told[-1].day or 1) if told[-1].month else (1, 1)
        if e.kind == "date" and (e.month, e.day or 31) < since:
            return e
        nearest = dates.resolve(e, anchor, "past").start
        news = nearest is None or (anchor.start - nearest).days < NEWS_DAYS
        return e if news or told[-1].year >= nearest.year else replace(e, year=told[-1].year)

    def _census(self, at: int) -> bool:
        """Whether a sentence counts who lives at a place: its year is not that of events."""
        told = self.sentences[max(0, bisect_right(self.sentence_starts, at) - 1)]
        return _POPULATION.search(self.text, told.start, told.end) is not None

    def _that_year(self, e: dates.TimeExpression) -> int | None:
        """The year named last before a time "of that year"."""
        here = max(0, bisect_right(self.sentence_starts, e.start) - 1)
        first = self.sentence_starts[max(0, here - YEAR_REACH)]
        named = [x.year for x in self._times(first, e.start) if x.year]
        about = self.last_about
        if not named and about and about.start and about.end and about.start.year == about.end.year:
            named = [about.start.year]
        return named[-1] if named else None

    def _shown(self, expression: dates.TimeExpression, first: int) -> bool:
        """Whether a time is that of a picture: "footage published on 3 May shows that X recently took P"."""
        begin = max(first, expression.start - FOOTAGE_CHARS)
        return _FOOTAGE.search(self.text, begin, expression.start) is not None

    def _since(self, e: dates.TimeExpression, event: Event, since: Sequence[tuple[int, int]]) -> int | None:
        """Offset of the clause with a time that tells since when an event has been so, None for none."""
        if e.relation == "since":
            return None
        deed = (event.start, event.end)
        return next((s for s, t in since if timelinks.of_since(self.text, deed, e.start, (s, t))), None)

    def _ranked(self, expression: dates.TimeExpression, first: int) -> bool:
        """Whether "since 2016" only compares: "for the first time since 2016", "the worst attack since"."""
        near = self.text[max(first, expression.start - RANKING_CHARS) : expression.start].lower()
        near = near.replace("most of ", "")  # an extent: "has held most of P since May"
        return expression.relation == "since" and not _RANKS.isdisjoint(_WORD.findall(near))

    def _unmatched(self, expression: dates.TimeExpression, first: int) -> bool:
        """Whether "since" only tells when the like was last seen: "for the first time since 2016"."""
        begin = max(first, expression.start - RANKING_CHARS)
        return expression.relation == "since" and bool(_UNMATCHED.search(self.text, begin, expression.start))

    def _untold(
        self, event: Event, speaker: Attribution | None, said: DateInterval
    ) -> tuple[DateInterval, tuple[Trace, ...]] | None:
        """The time of what is told as earlier than the rest of its sentence ("after they seized P"), or by
        words that give no day ("in the early days of the war", "for a week before that"): up to the saying.
        """
        if not said.dated or not said.end or event.tense == "future" or event.modality not in COLOURING:
            return None
        own = event.scope[0][0] if event.scope else 0
        for start, end in event.scope:
            match = _NO_DAY.search(self.text, start, min(self.text_end(end), end + TAIL_CHARS))
            leads = match and start < own and match.start() - start <= LEAD_CHARS  # "During the .."
            if match and match.start() < end and (start == own or leads):
                reason = f'"{" ".join(match.group().split())}": no day that can be told'
                found = dates.interval(None, said.end, f"{reason}, not after the saying ({said.end})")
                return found, (Trace("about", match.group(), match.start(), match.end(), reason),)
        first = self.sentence_starts[max(0, bisect_right(self.sentence_starts, event.start) - 1)]
        before = timelinks.told_as_earlier(self.text, first, event.clause_start, event.start)
        told = speaker is None and event.tense == "past"
        before = before or (told and _HAD.search(self.text, event.clause_start, event.start))
        if event.earlier or before:
            return self._earlier(event, said), ()
        return None

    def _earlier(self, event: Event, said: DateInterval) -> DateInterval:
        """Up to the time that the sentence has named, or the saying; so many days before it where told."""
        number, _, told = self.told_day
        here = max(0, bisect_right(self.sentence_starts, event.start) - 1)
        last, name = (told.end, "the time named") if number == here and told.end else (said.end, "the saying")
        first = self.sentence_starts[here]
        named = self._times(first, event.start) if name == "the time named" else ()
        if name == "the saying" and (main := self._main_time(first, event, said)):
            last, name = main, "the time of its sentence"
        for e in named:  # "left in 1996 and came back in 1999, after they had taken P": by 1999
            found = dates.resolve(e, said, "past")
            if e.year and found.end and found.end > last and (not said.end or found.end <= said.end):
                last = found.end
        before = _BEFORE.search(self.text, self.sentence_starts[here], event.start)
        count = before["count"].lower() if before else ""
        number_of = int(count) if count.isdigit() else _NUMBERS.get(count, 1 if count in ("a", "an") else 0)
        if before and number_of:
            months = {"m": 1, "y": 12}.get(before["unit"][:1].lower(), 0) * number_of
            if months:
                day, words = add_months(last, -months), " ".join(before.group().split()[:3])
                spread = timedelta(days=15 if months < 12 else 183)
                reason = f'"{words}": so long before {name} ({last}), give or take {spread.days} days'
                return dates.interval(day - spread, min(day + spread, last), reason)
            gap = timedelta(days=number_of * (7 if before["unit"].lower().startswith("week") else 1))
            words = " ".join(before.group().split()[:3])
            day, exact = last - gap, number == here and told.start == told.end
            exact = exact and before["unit"].lower().startswith("day")
            reason = f'"{words}": so long before {name} ({last})'
            return dates.interval(day if exact else None, day, reason)
        return dates.interval(
            None, last, f"earlier than what its sentence tells, no day is named; not after {name} ({last})"
        )

    def _main_time(self, first: int, event: Event, said: DateInterval) -> date | None:
        """Last day of the long past time of a sentence before "after they had taken P", of nobody's aside."""
        for e in reversed(self._times(first, event.clause_start or event.start)):
            found = dates.resolve(e, said, "past") if e.kind in ("date", "numeric") else UNDATED
            if (
                found.end
                and said.end
                and found.end < said.end
                and not _OF_WHOM.search(self.text, first, e.start)
            ):
                return found.end
        return None

    def text_end(self, at: int) -> int:
        """End of the sentence in which offset `at` lies."""
        n = max(0, bisect_left(self.sentence_starts, at) - 1)
        return self.sentences[n].end

    def _goes_on_from(
        self, event: Event, speaker: Attribution | None, said: DateInterval, sentence: Statement
    ) -> date | None:
        """First day of the time that the sentence before in the paragraph names, where a past event without
        a time of its own goes on with it in the same voice; None otherwise."""
        number, claimant, found = self.told_day
        if number != sentence.number - 1 or event.tense != "past" or not found.start or not found.end:
            return None
        if (
            claimant != (speaker.claimant if speaker else ARTICLE)
            or not said.start
            or found.end >= said.start
        ):
            return None
        first = _WORD.search(self.text, sentence.start, sentence.end)
        if first is None or first.group().lower() not in _GOES_ON:
            return None
        between = self.text[self.sentences[number].end : sentence.start]
        return found.start if "\n" not in between else None


def over(about: DateInterval, said: DateInterval) -> bool:
    """Whether what was so had ended when it was told: "held it until May", "held it two years ago"."""
    if not about.end or not said.start or about.end >= said.start:
        return False
    return about.start is None or (said.start - about.end).days > LONG_OVER


def ahead(about: DateInterval, said: DateInterval) -> bool:
    """Whether what is told as done is dated later than it was told, and more than time zones explain."""
    return bool(about.start and said.end and about.start - said.end > dates.SLACK)


def innermost(attributions: Sequence[Attribution], at: int) -> Attribution | None:
    """The shortest attribution that holds offset `at`."""
    holding = [a for a in attributions if a.start <= at < a.end]
    return min(holding, key=lambda a: a.end - a.start) if holding else None


def _same_speaker(
    expression, event: Event, said_here: Sequence[Attribution], speaker: Attribution | None
) -> bool:
    """Whether a time expression belongs to the same words said as the event."""
    own = innermost(said_here, expression.start)
    return own is speaker or (own is not None and speaker is not None and own.claimant == speaker.claimant)


def _closed(
    found: DateInterval, expression, event: Event, said: DateInterval, ranked: bool = False
) -> DateInterval:
    """ "Since" of something done runs to the day of saying; of something that goes on it stays open.

    `ranked`: it is the first, or the worst, of its kind since then.
    """
    open_since = expression.relation == "since" and found.start and found.end is None
    done = event.predicate in DONE or ranked
    if not open_since or not done or not said.end or said.end < found.start:
        return found
    edtf = f"{found.edtf.partition('/')[0]}/{said.end}"
    return DateInterval(edtf, found.start, said.end, f"{found.reason}; done by the day of saying")


def _so_long_after(found: DateInterval, count: str, unit: str, last: date) -> DateInterval:
    """The time of a deed that came so long after another, up to `last`; no length told: any time after."""
    if not count:
        return dates.interval(found.start, last, f"after another deed: {found.reason}")
    number = int(count) if count.isdigit() else _NUMBERS.get(count.lower(), 1)
    length, half = _LENGTHS[unit.lower().rstrip("s")]
    begin = found.start + timedelta(days=length * number - half)
    end = (found.end or last) + timedelta(days=length * number + half)
    reason = f'"{count} {unit}" after another deed: {found.reason}'
    return dates.interval(min(begin, last), min(end, last), reason)


def _gap(expression, event: Event) -> int:
    return expression.start - event.end if expression.start >= event.end else event.start - expression.end
