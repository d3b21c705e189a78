"""When an article was published, from its own text and address alone: a sure interval, or openly undated.

Evidence that says it: a label ("Published: 15 March 2023"), the address, a date line at the head, a dateline
with its year. A date without a year counts only when a picture's caption gives it the year. Evidence that
bounds it: the day in a picture's caption and past events dated in the text (published no earlier), "Last
updated" (no later). Nothing known from outside the text is used. When the bounds leave more than
`MOST_DAYS`, the article stays undated and the result is open at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.intervals import DAY, interval, month_span, undated, valid_day, words, year_span
from geo.model import DateInterval, Zone
from geo.timewords import TimeExpression, expressions
from geo.zones import zones as find_zones

MOST_DAYS = 60
#: A caption's date this shortly before a date line without a year gives it the year.
_JUST_BEFORE = timedelta(days=14)
#: With a weekday that fits, a caption's date may lie further back.
_WITHIN = timedelta(days=330)
_PARAGRAPH = 200  # characters; a line this long is the article itself: date lines stand above it
_LONGEST_LINE = 300  # characters
_MOST_FACTS = 2_000  # expressions of one zone that are weighed
_MONTH_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_YMD = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<sep>[/_-])(?P<m>[0-9]{1,2}"
    r"|[A-Za-z]{3})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])"
)
_COMPACT = re.compile(r"(?<=[/_-])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?=[/_.-]|$)")
_YM = re.compile(r"/((?:19|20)[0-9]{2})/([0-9]{2})/")
_ARCHIVE = re.compile(r"^https?://[^/]*archive\.[^/]+/.*?(?=https?://)")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,400}")
_ORIGINAL = re.compile(r"(?i)\b(?:original(?:ly)?|source|first (?:published|appeared)|permalink|canonical)\b")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STAMP = re.compile(
    rf"(?m)^[^\n.!?]{{0,80}}?(?P<w>{'|'.join(_WEEKDAYS)}), (?P<d>[0-9]{{1,2}}) "
    r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?P<y>(?:19|20)[0-9]{2}),? [0-9]{1,2}:[0-9]{2}[ \t]*$"
)
_STAMP_CHARS = 1_500  # characters; a byline stands near the top

#: The same without a weekday: such a line counts only among the first of the text.
_CLOCKED = re.compile(r"[^.!?]{0,60}?\b(?:19|20)[0-9]{2},? [0-9]{1,2}[:.][0-9]{2}(?: ?[A-Z]{2,4})?")
_HEAD_CHARS, _HEAD_LINE = 800, 120  # characters of the text's head, and of a line in it that is no prose
#: A line of a head that is signed: by whom, for which edition, or on which weekday.
_SIGNED = re.compile(
    r"(?i)\b(?:blog|staff|desk|team|by|programme|program|radio|correspondent|reporter|newsletter|edition|issue"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_OUTSIDE = re.compile(r"[^\W\d_]{4,}")  # a word beside a date that is no name of a time zone
_CLOCK = re.compile(r",? (?:at )?[0-9]{1,2}[:.][0-9]{2}(?![0-9])")
#: "Here is where things stand on Thursday, 2 May 2024": a list that a day's page opens with.
_STANDS = re.compile(r"(?i)\b(?:things|matters) (?:stand|stood) (?:on|as of) ")

_PUBLISHED = re.compile(
    r"(?i)\b(?:(?:first |originally )?(?:published|posted)|publication date|date(?: published)?|issued"
    r"|this (?:article|story|report) is from)\b"
)
_UPDATED = re.compile(r"(?i)\b(?:(?:last )?(?:updated|modified|revised))\b")
_REPORT = re.compile(
    r"(?i)\b(?:assessment|update|brief(?:ing)?|report|digest|sitrep|situation|bulletin|live|round-?up"
    r"|daily|summary|recap"
    r"|as of|operational information|communiqu[eé]|overview|log)\b"
)
#: A caption that owns to an old picture.
_FILED = re.compile(r"(?i)\bfile\b|archiv|\blibrary\b")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_FUTURE = re.compile(
    r"(?i)\b(?:will|would|shall|won['’]t|due|plan\w*|schedul\w*|expect\w*|expir\w*|until|till|by"
    r"|deadline|upcoming|next"
    r"|ahead of|set (?:to|for)|to be|may|might|could|should|if|unless|aim\w*|target\w*|through"
    r"|forecast\w*|project\w*"
    r"|predict\w*|hop(?:e|es|ed|ing)|intend\w*|promis\w*|vow\w*|pledg\w*|postpon\w*|delay\w*|going to"
    r"|before|extend\w*"
    r"|valid|elections?|no later|from|coming|imagine\w*|scenario|novel|film)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:was|were|had|did|began|took|fell|said|made|came|went|left|held|lost|won|broke|struck"
    r"|hit|gave|saw|led|met"
    r"|fought|became|shot|killed|wrote|told|since|has been|have been|\w{3,}ed)\b"
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """Days that the publication falls into ("is", "line" for a bare date line), does not precede ("from",
    "caption") or does not follow ("to").
    """

    kind: str
    start: date
    end: date
    reason: str


def publication(
    text: str, zones: Sequence[Zone] = (), url: str = "", hints: Sequence[str] = ()
) -> DateInterval:
    """The interval of at most `MOST_DAYS` days that surely holds the day of publication, else an undated
    result.

    url, hints: addresses of this article. An undated result has no end; its start is the earliest day
    possible when the text bounds it, and the reason says so in words.
    """
    parts = tuple(zones) or find_zones(text)
    floors = _floors(text, parts)
    facts = [f for address in (url, *hints) for f in _address(address)]
    facts += _original_address(text)
    facts += _labels(text, parts)
    facts += _bylines(text)
    facts += _head_lines(text)
    facts += _datelines(text, parts, [f for f in floors if f.kind == "caption"])
    return _weighed(facts, floors)


def narrowed(published: DateInterval, text: str, zones: Sequence[Zone] = ()) -> DateInterval:
    """A publication known to some weeks only, no earlier than the days of it that the text tells as past."""
    start, end = published.start, published.end
    if not start or not end or not timedelta(0) < end - start <= timedelta(days=MOST_DAYS):
        return published
    latest, words = start, ""
    for zone in tuple(zones) or find_zones(text):
        if zone.role in ("boilerplate", "dateline"):
            continue
        for e in expressions(text, zone.start, zone.end)[:_MOST_FACTS]:
            if (
                e.kind != "date"
                or e.day is None
                or e.month is None
                or e.relation not in ("", "since")
                or e.which
            ):
                continue
            years = (e.year,) if e.year else range(start.year, end.year + 1)
            days = [d for y in years if (d := valid_day(y, e.month, e.day)) and latest < d <= end]
            if len(days) == 1 and _told_as_past(text, zone, e):
                latest, words = days[0], _short(e.text)
    if latest == start:
        return published
    return interval(latest, end, f"{published.reason}; a past event is dated {words}")


def _bylines(text: str) -> Iterator[_Fact]:
    """A short line near the top that ends in weekday, date and clock: "A. Writer Friday, 2 May 2025, 03:34".

    The weekday must fit the date, else it is somebody's slip and proves nothing.
    """
    for match in _STAMP.finditer(text, 0, _STAMP_CHARS):
        day = valid_day(int(match["y"]), _MONTH_SHORT.index(match["m"][:3].lower()) + 1, int(match["d"]))
        if day and _WEEKDAYS[day.weekday()] == match["w"]:
            yield _Fact("is", day, day, f'the line "{match["w"]}, {match["d"]} {match["m"]} {match["y"]}"')


def _head_lines(text: str) -> Iterator[_Fact]:
    """Short lines at the head that a byline's date and clock end, or that say when it was issued; and the
    sentence that tells as of which day things stand."""
    lines = text[:_HEAD_CHARS].split("\n")
    for n, line in enumerate(lines if len(text) <= _HEAD_CHARS else lines[:-1]):
        line = line.strip()
        told = _STANDS.search(line)
        label = _PUBLISHED.search(line)
        if told and len(line) <= 2 * _HEAD_LINE:
            days = list(_full_dates(line[told.end() :]))[:1]
        elif not line or len(line) > _HEAD_LINE or line[-1] in ".!?" or _UPDATED.search(line):
            continue
        elif label or _CLOCKED.fullmatch(line) or (n and _SIGNED.search(line) and _ends_in_date(line)):
            days = list(_full_dates(line[label.end() :] if label else line))[:1]
        else:
            continue
        for start, end in days:
            yield _Fact("is", start, end, f'the line "{_short(line)}"')


def _ends_in_date(line: str) -> bool:
    """Whether a line ends with its only date, or begins with it and a clock."""
    found = [e for e in expressions(line) if e.kind == "date"]
    if len(found) != 1 or _day(found[0]) is None:
        return False
    return found[0].end == len(line) or (found[0].start == 0 and bool(_CLOCK.match(line, found[0].end)))


def _weighed(facts: list[_Fact], floors: list[_Fact]) -> DateInterval:
    floor = max(floors, key=lambda f: f.start, default=None)
    ceiling = min((f for f in facts if f.kind == "to"), key=lambda f: f.end, default=None)
    exact = [f for f in facts if f.kind == "is"] or [f for f in facts if f.kind == "line"]
    if exact:
        found = _agreed(exact)
        if found is None:
            return undated("the dates of publication disagree: " + "; ".join(f.reason for f in exact[:3]))
        if floor and floor.start > found.end + DAY:
            return _open(floor, f"{found.reason}, but {floor.reason}")
        if ceiling and ceiling.end + DAY < found.start:
            return undated(f"{found.reason}, but {ceiling.reason}")
        return interval(found.start, found.end, found.reason)
    if floor and ceiling and timedelta() <= ceiling.end - floor.start < timedelta(days=MOST_DAYS):
        return interval(floor.start, ceiling.end, f"{floor.reason}; {ceiling.reason}")
    if floor:
        return _open(floor, floor.reason + (f"; {ceiling.reason}" if ceiling else ""))
    if ceiling:
        return interval(None, ceiling.end, f"not dated; {ceiling.reason}: published no later")
    return undated("the text gives no date of publication")


def _open(floor: _Fact, reason: str) -> DateInterval:
    return interval(floor.start, None, f"not dated; {reason}: published no earlier than {words(floor.start)}")


def _agreed(facts: list[_Fact]) -> _Fact | None:
    """The narrowest of the facts when all of them allow it, a day's difference between clocks forgiven."""
    best = min(facts, key=lambda f: f.end - f.start)
    if all(f.start <= best.end + DAY and best.start <= f.end + DAY for f in facts):
        return best
    return None


# -- addresses


def _address(url: str) -> Iterator[_Fact]:
    """The date in an address: /2023/03/15/, /2023/mar/15/, -2023-03-15, /20230315/, /2023/03/."""
    url = _ARCHIVE.sub("", url[:2_000])  # an archive's own time stamp says when it was copied
    days = set()
    for match in _YMD.finditer(url):
        month = match["m"].lower()
        number = (
            _MONTH_SHORT.index(month) + 1 if month in _MONTH_SHORT else int(month) if month.isdigit() else 0
        )
        days.add(valid_day(int(match["y"]), number, int(match["d"])))
    for match in _COMPACT.finditer(url):
        days.add(valid_day(int(match[1]), int(match[2]), int(match[3])))
    days.discard(None)
    if len(days) == 1:
        day = days.pop()
        yield _Fact("is", day, day, f"the address names {words(day)}")
    elif not days and (match := _YM.search(url)) and 1 <= int(match[2]) <= 12:
        yield _Fact(
            "is", *month_span(int(match[1]), int(match[2])), f"the address names {match[1]}-{match[2]}"
        )


def _original_address(text: str) -> Iterator[_Fact]:
    """The address of the original in a line of credit: "Originally published at https://…/2023/03/15/…"."""
    lines = [line for line in (*text[:3_000].split("\n"), *text[-3_000:].split("\n")) if "http" in line]
    for line in dict.fromkeys(lines):
        addresses = _ADDRESS.findall(line) if len(line) < 400 and _ORIGINAL.search(line) else []
        if len(addresses) == 1:
            yield from _address(addresses[0])


# -- lines that state the date


def _labels(text: str, zones: Sequence[Zone]) -> Iterator[_Fact]:
    """Published: …; Last updated: …."""
    for zone in zones:
        line = text[zone.start : zone.end]
        if zone.role != "dateline" or len(line) > _LONGEST_LINE:
            continue
        updated, label = _UPDATED.search(line), _PUBLISHED.search(line)
        if label and (not updated or updated.start() > label.start()):
            for days in list(_full_dates(line[label.end() : updated.start() if updated else None]))[:1]:
                yield _Fact("is", *days, f'the line "{_short(line)}"')
        if updated:
            for days in list(_full_dates(line[updated.end() :]))[:1]:
                yield _Fact("to", *days, f'the line "{_short(line)}"')


def _full_dates(text: str) -> Iterator[tuple[date, date]]:
    """Days with their year; 07/03/2023 gives both readings as an interval."""
    for e in expressions(text):
        if e.relation or e.kind not in ("date", "numeric"):
            continue
        if e.kind == "numeric":
            both = sorted((date(e.year, e.month, e.day), date(e.year, e.day, e.month)))
            if (both[1] - both[0]).days < MOST_DAYS:
                yield both[0], both[1]
        elif (day := _day(e)) is not None:
            yield day, day


def _day(e: TimeExpression) -> date | None:
    """The day of an expression with year, month and day, unless its weekday belies it."""
    if e.kind != "date" or None in (e.year, e.month, e.day):
        return None
    day = valid_day(e.year, e.month, e.day)
    return None if day and e.weekday is not None and day.weekday() != e.weekday else day


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 60 else line[:57] + "..."


def _datelines(text: str, zones: Sequence[Zone], captions: list[_Fact]) -> Iterator[_Fact]:
    """Date lines and agency datelines at the head; a headline that dates a regular report.

    A text with date lines further down is a chronicle: its date lines date its entries.
    """
    above, lines, below, late = True, [], set(), []
    for zone in zones:
        line = text[zone.start : zone.end]
        bare = zone.role == "dateline" and not _UPDATED.search(line) and not _PUBLISHED.search(line)
        if above and bare:
            lines.append(line)
        elif bare:
            below.update(_full_dates(line[:_LONGEST_LINE]))
            late += [line] if zone.start < _HEAD_CHARS and _only_date(line) else []
        elif above and zone.role == "headline" and _REPORT.search(line):
            for start, end in list(_full_dates(line))[-1:]:
                yield _Fact("is", start, end + DAY, f"the headline of a regular report names {words(start)}")
        if zone.role == "body" and zone.end - zone.start > _PARAGRAPH:
            above = False
    if len(below) < 2:
        for line in lines or late:  # a summary may stand above the date
            yield from _dateline(line, captions)


def _only_date(line: str) -> bool:
    """Whether a line is one full date and nothing else."""
    found = expressions(line)
    return len(found) == 1 and _day(found[0]) is not None and not _OUTSIDE.search(_without(line, found[0]))


def _without(line: str, e: TimeExpression) -> str:
    return line[: e.start] + line[e.end :]


def _dateline(line: str, captions: list[_Fact]) -> Iterator[_Fact]:
    full = list(_full_dates(line))
    if full:
        yield _Fact("line", *full[0], f'the date line "{_short(line)}"')
        return
    for e in expressions(line):
        if e.kind == "date" and e.year is None and e.month and e.day:
            day, why = _year_from(e, captions)
            if day is not None:
                yield _Fact("line", day, day, f'the date line "{_short(line)}"; its year because {why}')
            return


def _year_from(e: TimeExpression, captions: list[_Fact]) -> tuple[date | None, str]:
    """A date line's day with the year that the newest caption leaves no doubt about.

    Dates in the prose give no year: they may be the anniversaries of which such texts are full.
    """
    newest = max(captions, key=lambda f: f.start, default=None)
    for year in (newest.start.year, newest.start.year + 1) if newest else ():
        day = valid_day(year, e.month, e.day)
        if day is None or (e.weekday is not None and day.weekday() != e.weekday):
            continue
        if timedelta() <= day - newest.start <= (_JUST_BEFORE if e.weekday is None else _WITHIN):
            return day, newest.reason
    return None, ""


# -- bounds


def _floors(text: str, zones: Sequence[Zone]) -> list[_Fact]:
    """What the text dates as past: pictures in captions, past events in the body and the headline."""
    floors: list[_Fact] = []
    for zone in zones:
        if zone.role in ("boilerplate", "dateline") or len(floors) >= _MOST_FACTS:
            continue
        for e in expressions(text, zone.start, zone.end)[:_MOST_FACTS]:
            fact = _floor(text, zone, e)
            if fact is not None:
                floors.append(fact)
    return floors


def _floor(text: str, zone: Zone, e: TimeExpression) -> _Fact | None:
    if e.year is None or e.kind not in ("date", "range") or e.relation not in ("", "since"):
        return None
    start = _first_day(e)
    if start is None:
        return None
    if zone.role == "caption":
        filed = _FILED.search(text[zone.start : zone.end])
        kind = "caption" if e.kind == "date" and e.day and not filed else "from"
        return _Fact(kind, start, start, f"a caption names {_short(e.text)}")
    if _told_as_past(text, zone, e):
        return _Fact("from", start, start, f"a past event is dated {_short(e.text)}")
    return None


def _first_day(e: TimeExpression) -> date | None:
    if e.day is not None:
        return _day(e) if e.kind == "date" else valid_day(e.year, e.month, e.day)
    return month_span(e.year, e.month)[0] if e.month else year_span(e.year)[0]


def _told_as_past(text: str, zone: Zone, e: TimeExpression) -> bool:
    """Whether the sentence around tells a past event and nothing in it looks ahead."""
    before = text[max(zone.start, e.start - 200) : e.start]
    cuts = [m.end() for m in _SENTENCE.finditer(before)]
    after = text[e.end : min(zone.end, e.end + 200)]
    cut = _SENTENCE.search(after)
    sentence = before[cuts[-1] if cuts else 0 :] + " " + (after[: cut.start()] if cut else after)
    return bool(_PAST.search(sentence)) and not _FUTURE.search(sentence)
