"""Time expressions to days: `resolve` turns words into an interval, counted from the day on which they were
said.

The rules, in order of weight. No expression becomes more exact than its words: a month stays a whole month, a
duration starts approximately, "recent weeks" has no first day. Tense decides between past and coming; where
it does not, both are covered. The day of speaking may itself be an interval: the result covers every day
that it may mean. What cannot be told stays open, with the reason in words. Seasons are northern and
meteorological, weeks run from Monday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.intervals import (
    DAY,
    MONTHS,
    WEEKDAYS,
    add_months,
    from_edtf,
    hull,
    intersect,
    interval,
    month_span,
    season_span,
    undated,
    valid_day,
    week_start,
    words,
    year_span,
)
from geo.model import DateInterval
from geo.publication import publication
from geo.timewords import TimeExpression, expressions

__all__ = [
    "TimeExpression",
    "expressions",
    "from_edtf",
    "hull",
    "intersect",
    "interval",
    "publication",
    "resolve",
]

_MONTHS = timedelta(days=62)  # of an interval of speaking within which a day and month are one day
#: A day this soon after the day of speaking still counts as past: datelines and time zones differ by a day.
SLACK = DAY
#: With no tense, a coming date this near beats a past one this far only by doubt: both are covered.
_NEAR, _FAR = timedelta(days=100), timedelta(days=200)
#: A date told as coming that was just over, and comes again only much later, may be either.
_JUST_OVER, _MUCH_LATER = timedelta(days=60), timedelta(days=270)
#: Half a unit: what rounding to whole units hides.
_HALF_DAYS = {"day": 0, "week": 3, "month": 15, "year": 183}
_HALF_OF_FEW_YEARS = 92  # "a year ago" is said of nine to fifteen months
_ABOUT = {"day": 2, "month": 15, "year": 183}  # days on either side of "around 5 May"
_THIRDS = {"early": (0, 1), "start": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}
_WEEK_PARTS = {"early": (0, 2), "start": (0, 2), "mid": (2, 4), "late": (3, 6), "end": (3, 6)}
_PART_WORDS = {"start": "the start of", "mid": "the middle of", "end": "the end of"}


@dataclass(frozen=True, slots=True)
class _Days:
    """What an expression means for one day of speaking."""

    start: date | None
    end: date | None
    words: str  # what was chosen, for the reason
    approx: str = ""
    grain: str = "day"


class _Unknown(Exception):
    """The expression cannot be turned into days; its text is the reason."""


def resolve(
    expression: TimeExpression,
    anchor: DateInterval,
    tense: str = "",
    *,
    context: DateInterval | None = None,
    anchor_name: str = "publication",
) -> DateInterval:
    """The days that an expression means.

    anchor: when the words were said or published, a day or an interval, perhaps open or UNDATED.
    tense: "past", "present", "future", or "" when unknown.
    context: the last date that the text named before, for "two days later" and "the previous week".
    anchor_name: what the reason calls the anchor.
    """
    tense = _tense(expression, tense)
    base = context if expression.kind == "narrative" and context is not None else anchor
    name = "the date named before" if base is not anchor else anchor_name
    try:
        if _bound_to_calendar(expression):
            return _finish(expression, _meaning(expression, date(2000, 1, 1), tense), "")
        if not base.dated:
            return undated(f'"{_quoted(expression)}": no {anchor_name} date to count from')
        return _from_anchor(expression, base, tense, name, context is not None)
    except _Unknown as unknown:
        why = str(unknown).replace("{anchor}", name)
        return undated(f'"{_quoted(expression)}": {why}')
    except (OverflowError, ValueError):
        return undated(f'"{_quoted(expression)}": outside the calendar')


def _tense(e: TimeExpression, tense: str) -> str:
    """The tense to count with: the one given, or that of the verb right before where none is given.

    A deadline set in the past ("it would fall by June") still lay ahead.
    """
    if e.told == "open":
        return "future" if e.relation in ("by", "until") else tense
    if e.told and (tense not in ("past", "future") or (e.told == "future" and e.relation in ("by", "until"))):
        return e.told
    return tense


def _quoted(expression: TimeExpression) -> str:
    return " ".join(expression.text.split())


def _bound_to_calendar(e: TimeExpression) -> bool:
    """Whether the meaning does not depend on the day of speaking."""
    if e.relation in ("by", "until", "after") or e.kind == "numeric":
        return False
    return e.year is not None and (e.second is None or e.second.year is not None)


def _from_anchor(e: TimeExpression, base: DateInterval, tense: str, name: str, counted: bool) -> DateInterval:
    if e.kind == "narrative" and not counted:
        return _uncounted(e, base, tense, name)
    if base.start and base.start == base.end:
        return _finish(e, _meaning(e, base.start, tense), f"{name} ({base.start})")
    inside = _inside(e, base)
    if inside:
        return _finish(e, _meaning(e, inside, tense), f"{name} between {base.start} and {base.end}")
    low = _meaning(e, base.start, tense) if base.start else None
    high = _meaning(e, base.end, tense) if base.end else None
    spread = f"{name} between {base.start or '?'} and {base.end or '?'}"
    if low and high:
        if (low.start, low.end) == (high.start, high.end):
            return _finish(e, low, spread)
        both = replace(
            low, end=high.end, grain="day", words=low.words if low.words == high.words else _kind_words(e)
        )
        return _finish(e, both, spread)
    if low:
        return _finish(e, replace(low, end=None, words=_kind_words(e)), f"{name} not before {base.start}")
    return _finish(e, replace(high, start=None, words=_kind_words(e)), f"{name} not after {base.end}")


def _inside(e: TimeExpression, base: DateInterval) -> date | None:
    """The day that a day and month without a year are in an interval of some weeks that holds it, else None.

    Nobody leaves out the year of a day that lay a year before the month of speaking.
    """
    yearless = e.kind == "date" and e.day is not None and e.month is not None and e.year is None
    if not yearless or e.which or not base.start or not base.end or base.end - base.start > _MONTHS:
        return None
    years = range(base.start.year, base.end.year + 1)
    days = [d for y in years if (d := valid_day(y, e.month, e.day)) and base.start <= d <= base.end]
    return days[0] if len(days) == 1 else None


def _finish(e: TimeExpression, days: _Days, source: str) -> DateInterval:
    if days.start is None and days.end is None:
        raise _Unknown("the words give no bound")
    return interval(days.start, days.end, days.words.replace("{anchor}", source), days.approx, days.grain)


def _kind_words(e: TimeExpression) -> str:
    return f'"{_quoted(e)}", counted from {{anchor}}'


def _uncounted(e: TimeExpression, base: DateInterval, tense: str, name: str) -> DateInterval:
    """ "Two days later" with nothing to count from: at best, not after the day of speaking."""
    why = f'"{_quoted(e)}" is counted from another time in the text'
    if tense == "past" and base.end:
        return interval(None, base.end, f"{why}; no later than {name} ({base.end})")
    if tense == "future" and base.start:
        return interval(base.start, None, f"{why}; no earlier than {name} ({base.start})")
    return undated(why)


# -- one day of speaking


def _meaning(e: TimeExpression, day: date, tense: str) -> _Days:
    """What `e` means when said on `day`. Both bounds never fall as `day` rises."""
    relation = e.relation
    if relation in ("since", "from", "by", "until", "before", "after") and e.kind != "duration":
        return _related(replace(e, relation=""), relation, day, tense)
    days = _KINDS[e.kind](e, day, tense)
    return _about(e, days) if e.rounding == "about" else days


def _related(e: TimeExpression, relation: str, day: date, tense: str) -> _Days:
    inner_tense = tense
    if relation == "since":
        inner_tense = "past"
    elif relation in ("by", "until") and tense != "past":
        inner_tense = "future"
    inner = _meaning(e, day, inner_tense)
    grain = e.granularity if e.granularity in ("month", "year") and not e.part else "day"
    if relation in ("since", "from"):
        return replace(inner, end=None, words=f"{relation} {inner.words}", grain=grain)
    if relation == "after":
        first = inner.end + DAY if grain != "day" and inner.end else inner.end
        end = day if tense == "past" and first and first <= day else None
        return replace(inner, start=first, end=end, words=f"after {inner.words}", grain=grain)
    last, first = inner.end, day if tense == "future" else None
    if e.part == "end":  # the end of March is a day to be reached, though "at the end of March" is not
        inner = replace(inner, approx="")
    if relation == "before":
        last, grain = (inner.start - DAY if inner.start else None), "day"
    if first and last and first > last:
        first = None
    return replace(inner, start=first, end=last, words=f"{relation} {inner.words}", grain=grain)


def _about(e: TimeExpression, days: _Days) -> _Days:
    if days.start is None or days.end is None or e.kind not in ("date", "season"):
        return days
    # The EDTF says "approximately"; the days leave room for it.
    room = timedelta(days=_ABOUT.get(e.granularity, 2))
    return _Days(
        days.start - room, days.end + room, f"about {days.words}, give or take {room.days} days", "both"
    )


def _pick(e: TimeExpression, day: date, tense: str, spans: list[tuple[date, date]], name: str) -> _Days:
    """Choose among the yearly occurrences of a day, month or season."""
    past = max((s for s in spans if s[0] <= day + SLACK), default=None)
    coming = min((s for s in spans if s[1] >= day), default=None)
    if past is None or coming is None:
        chosen = past or coming
        if chosen is None:
            raise _Unknown(f"{name} does not occur in the years around")
        return _Days(*chosen, f"{name} nearest to {{anchor}}")
    if past == coming:
        return _Days(*past, f"{name} around {{anchor}}")
    if tense == "past":
        return _Days(*past, f"{name} on or before {{anchor}}")
    if tense == "future":
        if day - past[1] <= _JUST_OVER and coming[0] - day >= _MUCH_LATER:
            return _Days(
                past[0], coming[1], f"{name} just before or after {{anchor}}: the words do not say which"
            )
        return _Days(*coming, f"{name} on or after {{anchor}}")
    if coming[0] - day <= _NEAR and day - past[1] >= _FAR:
        return _Days(past[0], coming[1], f"{name} before or after {{anchor}}: the words do not say which")
    return _Days(*past, f"{name} on or before {{anchor}}")


def _which(day: date, which: str, spans: list[tuple[date, date]], name: str, week: bool = False) -> _Days:
    """last X, next X: the nearest one when it lies in another week or year, else that one or the one
    beyond.
    """

    def same(other: date) -> bool:
        return week_start(other) == week_start(day) if week else other.year == day.year

    if which == "last":
        over = [s for s in spans if s[1] < day]
        first, beyond = over[-1], over[-2]
        chosen = first if not same(first[0]) else (beyond[0], first[1])
        tail = "last before" if not same(first[0]) else "one or two before"
    else:
        ahead = [s for s in spans if s[0] > day]
        first, beyond = ahead[0], ahead[1]
        chosen = first if not same(first[0]) else (first[0], beyond[1])
        tail = "first after" if not same(first[0]) else "first or second after"
    return _Days(*chosen, f"{name}, {tail} {{anchor}}")


# -- kinds


def _date(e: TimeExpression, day: date, tense: str) -> _Days:
    if e.which.endswith(" year"):
        days = _date(replace(e, which="", year=_year_of(e, day)), day, tense)
        return replace(days, words=f"{days.words}, counting years from {{anchor}}")
    if e.granularity == "year" or (e.month is None and e.day is None):
        return _parted(e, *year_span(e.year), str(e.year))
    if e.month is None:
        return _day_of_month(e, day, tense)
    if e.day is None:
        return _month(e, day, tense)
    name = f"{e.day} {MONTHS[e.month - 1]}"
    if e.weekday is not None:
        name = f"{WEEKDAYS[e.weekday]} {name}"
    if e.year is not None:
        found = valid_day(e.year, e.month, e.day)
        if e.weekday is not None and found.weekday() != e.weekday:
            wrong = f"{words(found)} was a {WEEKDAYS[found.weekday()]}, the words say {WEEKDAYS[e.weekday]}"
            raise _Unknown(wrong)
        return _sided(e, found, f"{name} {e.year}")
    reach = 8 if (e.month, e.day) == (2, 29) else 1
    years = range(max(1, day.year - reach), min(9999, day.year + reach) + 1)
    spans = [(d, d) for y in years if (d := valid_day(y, e.month, e.day))]
    if e.weekday is not None:
        spans = [s for s in spans if s[0].weekday() == e.weekday and abs(s[0] - day) <= _FAR]
        if not spans:
            raise _Unknown(f"no {name} lies within {_FAR.days} days of {{anchor}}")
    picked = _pick(e, day, tense, spans, name)
    return replace(_sided(e, picked.start, picked.words), end=_sided(e, picked.end, "").end)


def _year_of(e: TimeExpression, day: date) -> int:
    """Last, this or next year."""
    return day.year + {"last": -1, "this": 0, "next": 1}[e.which[:4]]


def _sided(e: TimeExpression, day: date, name: str) -> _Days:
    """A day, or the night or week that the words hang on it."""
    if e.part == "week of":
        return _Days(day, day + 6 * DAY, f"seven days from {name}")
    if e.part == "week to":
        return _Days(day - 6 * DAY, day, f"seven days to {name}")
    if e.granularity == "night":
        before, after = {"before": (1, 0), "after": (0, 1), "either": (1, 1)}[e.part]
        return _Days(day - before * DAY, day + after * DAY, f"night of {name}")
    return _Days(day, day, name)


def _day_of_month(e: TimeExpression, day: date, tense: str) -> _Days:
    first = day.replace(day=1)
    months = [add_months(first, n) for n in (-2, -1, 0, 1, 2)]
    spans = [(d, d) for m in months if (d := valid_day(m.year, m.month, e.day))]
    past = max(s for s in spans if s[0] <= day)
    coming = min(s for s in spans if s[0] >= day)
    chosen = coming if tense == "future" else past
    if tense in ("", "present") and past != coming:
        return _Days(past[0], coming[0], f"day {e.day} of a month, before or after {{anchor}}")
    return _Days(*chosen, f"day {e.day} of a month, nearest to {{anchor}}")


def _month(e: TimeExpression, day: date, tense: str) -> _Days:
    name = MONTHS[e.month - 1]
    if e.year is not None:
        return _parted(e, *month_span(e.year, e.month), f"{name} {e.year}")
    years = range(max(1, day.year - 3), min(9999, day.year + 3) + 1)
    spans = [month_span(y, e.month) for y in years]
    if e.which in ("last", "next"):
        picked = _which(day, e.which, spans, name)
    elif e.which == "this":
        picked = _Days(*month_span(day.year, e.month), f"{name} of the year of {{anchor}}")
    else:
        picked = _pick(e, day, tense, spans, name)
    first = _parted(e, *month_span(picked.start.year, picked.start.month), picked.words)
    return replace(first, end=_parted(e, *month_span(picked.end.year, picked.end.month), "").end)


def _parted(e: TimeExpression, start: date, end: date, name: str) -> _Days:
    """A month or year, or the part of it that the words name: thirds are approximate, halves and weeks are
    not.
    """
    if e.part in _THIRDS:
        return _third(start, end, e.part, name)
    if e.part == "half":
        middle = add_months(start, 6) if (end - start).days > 31 else start + 15 * DAY
        return (
            _Days(start, middle - DAY, f"first half of {name}")
            if e.index == 1
            else _Days(middle, end, f"second half of {name}")
        )
    if e.part == "quarter":
        return _quarter_of(start, e.index, name)
    if e.part == "week":
        if e.index == -1:
            return _Days(end - 6 * DAY, end, f"last seven days of {name}")
        first = start + 7 * (e.index - 1) * DAY
        return _Days(first, min(first + 6 * DAY, end), f"week {e.index} of {name}", "both")
    return _Days(start, end, name)


def _third(start: date, end: date, part: str, name: str) -> _Days:
    """The first, second or last third: ten days of a month, four months of a year, a month of a season."""
    low, high = _THIRDS[part]
    length = (end - start).days + 1
    if length > 300 and part in ("start", "end"):
        first, last = (start, add_months(start, 2) - DAY) if part == "start" else (add_months(start, 10), end)
    elif length > 80:
        step = 4 if length > 300 else 1
        first, last = add_months(start, low * step), add_months(start, high * step) - DAY
    elif length > 20:
        first, last = start + 10 * low * DAY, end if high == 3 else start + (10 * high - 1) * DAY
    else:
        first, last = (start + n * DAY for n in _WEEK_PARTS[part])
    return _Days(first, last, f"{_PART_WORDS.get(part, part + ' in')} {name}", "both")


def _quarter_of(start: date, index: int, name: str) -> _Days:
    number = 4 if index == -1 else index
    first = add_months(start, 3 * (number - 1))
    return _Days(first, add_months(first, 3) - DAY, f"quarter {number} of {name}")


def _quarter(e: TimeExpression, day: date, tense: str) -> _Days:
    if e.year is not None:
        return _quarter_of(date(e.year, 1, 1), e.index, str(e.year))
    spans = []
    for year in (day.year - 1, day.year, day.year + 1):
        found = _quarter_of(date(year, 1, 1), e.index, "")
        spans.append((found.start, found.end))
    return _pick(e, day, tense, spans, f"quarter {e.index}")


def _decade(e: TimeExpression, day: date, tense: str) -> _Days:
    return _Days(date(e.year, 1, 1), date(e.year + 9, 12, 31), f"the {e.year}s")


def _season(e: TimeExpression, day: date, tense: str) -> _Days:
    if e.which.endswith(" year"):
        return _season(replace(e, which="", year=_year_of(e, day)), day, tense)
    label = f"{e.season} in the northern hemisphere"
    if e.year is not None:
        if e.season == "winter" and e.count == 1:
            if e.part == "":
                return _Days(
                    date(e.year - 1, 12, 1),
                    season_span(e.year, "winter")[1],
                    f"either winter that reaches into {e.year}",
                )
            raise _Unknown(f"two winters reach into {e.year}")
        return _parted(e, *season_span(e.year, e.season), f"{label}, {e.year}")
    spans = [season_span(y, e.season) for y in range(max(1, day.year - 3), min(9998, day.year + 2) + 1)]
    if e.which in ("last", "next"):
        picked = _which(day, e.which, spans, label)
    elif e.which == "this" and tense in ("", "present"):
        nearest = min(spans, key=lambda s: max((s[0] - day).days, (day - s[1]).days, 0))
        picked = _Days(*nearest, f"{label} nearest to {{anchor}}")
    else:
        picked = _pick(e, day, tense, spans, label)
    first = _parted(e, picked.start, add_months(picked.start, 3) - DAY, picked.words)
    return replace(first, end=_parted(e, add_months(picked.end + DAY, -3), picked.end, "").end)


def _numeric(e: TimeExpression, day: date, tense: str) -> _Days:
    """07/03/2023: day or month first. Past tense rules out the one that lies ahead."""
    both = sorted((date(e.year, e.month, e.day), date(e.year, e.day, e.month)))
    if tense == "past" and day is not date.min and both[0] <= day < both[1]:
        return _Days(both[0], both[0], f"{words(both[0])}, the reading that is not after {{anchor}}")
    if tense == "future" and both[0] < day <= both[1]:
        return _Days(both[1], both[1], f"{words(both[1])}, the reading that is not before {{anchor}}")
    return _Days(
        *both, f"either {words(both[0])} or {words(both[1])}: the order of day and month is not told"
    )


def _weekday(e: TimeExpression, day: date, tense: str) -> _Days:
    name, which = WEEKDAYS[e.weekday], e.which
    if which.endswith(" week"):
        shift = {"last": -7, "this": 0, "next": 7}[which[:4]]
        found = week_start(day) + timedelta(days=e.weekday + shift)
        label = {"last": "before that of", "this": "of", "next": "after that of"}[which[:4]]
        return _sided(e, found, f"{name} of the week {label} {{anchor}}")
    if which in ("last", "next"):
        offset = (e.weekday - day.weekday()) % 7
        nearest = day + timedelta(days=offset)
        spans = [(d, d) for n in range(-3, 4) if (d := nearest + timedelta(days=7 * n))]
        return _which(day, which, spans, name, week=True)
    if which == "this" and tense in ("", "present"):
        return _sided(e, week_start(day) + e.weekday * DAY, f"{name} of the week of {{anchor}}")
    if tense == "future":
        found = day + timedelta(days=(e.weekday - day.weekday()) % 7)
        return _sided(e, found, f"{name} on or after {{anchor}}")
    found = day - timedelta(days=(day.weekday() - e.weekday) % 7)
    return _sided(e, found, f"{name} on or before {{anchor}}")


def _day(e: TimeExpression, day: date, tense: str) -> _Days:
    found = day + e.offset * DAY
    label = {0: "the day of", -1: "the day before", 1: "the day after"}.get(
        e.offset, f"{abs(e.offset)} days from"
    )
    return _Days(found, found, f"{label} {{anchor}}")


def _overnight(e: TimeExpression, day: date, tense: str) -> _Days:
    if tense == "future":
        return _Days(day, day + DAY, "the night after {anchor}")
    return _Days(day - DAY, day, "the night before {anchor}")


def _weekend(e: TimeExpression, day: date, tense: str) -> _Days:
    saturday = week_start(day) + 5 * DAY
    resting = day.weekday() >= 5
    if e.which == "next":
        last = saturday + 8 * DAY
        return _Days(
            saturday + (7 * DAY if resting else timedelta()),
            last,
            "the first or second weekend after {anchor}",
        )
    if tense == "future" or (e.which == "this" and tense != "past"):
        return _Days(saturday, saturday + DAY, "the weekend on or after {anchor}")
    if e.which == "last" or not resting:
        return _Days(saturday - 7 * DAY, saturday - 6 * DAY, "the last weekend before {anchor}")
    if day.weekday() == 6:
        return _Days(saturday, day, "the weekend of {anchor}")
    return _Days(saturday - 7 * DAY, day, "the weekend of {anchor} or the one before")


def _unit(e: TimeExpression, day: date, tense: str) -> _Days:
    start, end = _unit_span(_shift(day, e.offset, e.unit), e.unit)
    label = {-1: "before that of", 0: "of", 1: "after that of"}[e.offset]
    name = f"the {e.unit} {label} {{anchor}}"
    if e.part not in ("", "earlier", "later"):
        return _parted(e, start, end, name)
    if e.offset == -1 and e.unit == "week" and day.weekday() == 6:
        return _Days(start, day - DAY, f"{name}, or the days before it if weeks begin on Sunday")
    if e.offset:
        return _Days(start, end, name)
    return _current_unit(e, day, tense, start, end, name)


def _unit_span(day: date, unit: str) -> tuple[date, date]:
    """The calendar day, week, month or year of a day."""
    if unit == "week":
        return week_start(day), week_start(day) + 6 * DAY
    if unit == "month":
        return month_span(day.year, day.month)
    return year_span(day.year) if unit == "year" else (day, day)


def _current_unit(e: TimeExpression, day: date, tense: str, start: date, end: date, name: str) -> _Days:
    """This week, earlier this month, later this year: up to the day of speaking, or from it."""
    if e.part == "earlier":
        if start == day:  # on a Monday or on the first, "earlier" reaches back a little
            return _Days(day - DAY, day, f"{name}, before {{anchor}}")
        return _Days(start, day - DAY, f"{name}, before {{anchor}}")
    if e.part == "later":
        return _Days(day, end, f"{name}, from {{anchor}} on")
    if tense == "past":
        return _Days(start if start < day else day - DAY, day, f"{name}, up to {{anchor}}")
    if tense == "future":
        return _Days(day, end if end > day else day + DAY, f"{name}, from {{anchor}} on")
    return _Days(start, end, name)


def _shift(day: date, n: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=n * (7 if unit == "week" else 1))
    return add_months(day, n * (12 if unit == "year" else 1))


def _around(e: TimeExpression, base: date, way: int, name: str) -> _Days:
    """n units before or after a day, to within half a unit."""
    if e.unit == "hour":
        days = -(-e.most // 24) * DAY
        return _Days(base - days, base, name) if way < 0 else _Days(base, base + days, name)
    near, far = _shift(base, way * e.count, e.unit), _shift(base, way * e.most, e.unit)
    few = e.unit == "year" and e.most <= 2
    room = timedelta(days=_HALF_OF_FEW_YEARS if few else _HALF_DAYS[e.unit])
    start, end = min(near, far) - room, max(near, far) + room
    if e.rounding == "more":
        start, end = (start - room, end - room) if way < 0 else (start + room, end + room)
    if e.rounding == "less":
        start, end = (start + room, end + room) if way < 0 else (start - room, end - room)
    if way < 0:
        end = min(end, base)
    else:
        start = max(start, base)
    return _Days(start, end, name, "" if start == end else "both")


def _ago(e: TimeExpression, day: date, tense: str) -> _Days:
    return _around(e, day, -1, f"{_loose(e)} before {{anchor}}")


def _ahead(e: TimeExpression, day: date, tense: str) -> _Days:
    return _around(e, day, 1, f"{_loose(e)} after {{anchor}}")


def _loose(e: TimeExpression) -> str:
    number = str(e.count) if e.count == e.most else f"{e.count} to {e.most}"
    return f"{number} {e.unit}{'' if e.most == 1 else 's'}"


def _window(e: TimeExpression, day: date, tense: str) -> _Days:
    unit, count = (e.unit, e.most) if e.unit != "hour" else ("day", -(-e.most // 24))
    if e.offset < 0:
        return _Days(_shift(day, -count, unit), day, f"{_loose(e)} up to {{anchor}}")
    return _Days(day, _shift(day, count, unit), f"{_loose(e)} from {{anchor}} on")


def _duration(e: TimeExpression, day: date, tense: str) -> _Days:
    """For n units, after n units: from about n units ago to now."""
    if tense == "future":
        raise _Unknown("a length of time, not a date")
    if tense == "past" and e.part != "so far":
        return _Days(None, day, f'"{_quoted(e)}": a length of time that need not reach {{anchor}}')
    start = _around(e, day, -1, "").start
    return _Days(start, day, f"about {_loose(e)} up to {{anchor}}", "start")


def _vague(e: TimeExpression, day: date, tense: str) -> _Days:
    if e.offset < 0:
        return _Days(None, day, f'"{_quoted(e)}": up to {{anchor}}, the words give no first day')
    return _Days(day, None, f'"{_quoted(e)}": from {{anchor}} on, the words give no last day')


def _narrative(e: TimeExpression, day: date, tense: str) -> _Days:
    """Two days later, the previous week, the following September: counted from a day that the text named."""
    side = "before" if e.which == "previous" or e.offset < 0 else "after"
    if not e.which:
        return _around(e, day, e.offset, f"{_loose(e)} {side} {{anchor}}")
    step = {"previous": -1, "same": 0, "following": 1}[e.which]
    if e.unit:
        start, end = _unit_span(_shift(day, step, e.unit), e.unit)
        start -= DAY * (e.part == "before")
        end += DAY * (e.part == "after" or e.granularity == "night")
        return _Days(start, end, f"the {e.unit} {side if step else 'of'} {{anchor}}")
    if e.weekday is not None:
        gap = (e.weekday - day.weekday()) % 7 or 7
        found = day + timedelta(days=gap if step > 0 else gap - 7 or -7)
        return _Days(found, found, f"{WEEKDAYS[e.weekday]} {side} {{anchor}}")
    years = range(max(1, day.year - 2), min(9998, day.year + 2) + 1)
    spans = [month_span(y, e.month) if e.month else season_span(y, e.season) for y in years]
    if step == 0:
        found = season_span(day.year - (e.season == "winter" and day.month < 4), e.season)
        return _Days(*found, f"{e.season} of the year of {{anchor}}")
    chosen = min(s for s in spans if s[0] > day) if step > 0 else max(s for s in spans if s[1] < day)
    return _Days(*chosen, f"{MONTHS[e.month - 1] if e.month else e.season} {side} {{anchor}}")


def _range(e: TimeExpression, day: date, tense: str) -> _Days:
    first, second = replace(e, kind=e.second.kind, second=None), e.second
    if first.year is None and second.year is not None and first.kind == "date":
        last = _meaning(second, day, tense)
        first = replace(first, year=second.year)
        begin = _meaning(first, day, tense)
        if begin.start > last.end:
            begin = _meaning(replace(first, year=second.year - 1), day, tense)
    elif tense == "future" and second.year is None:
        begin = _meaning(first, day, tense)
        last = _meaning(second, begin.start, "future")
    else:
        last = _meaning(second, day, tense)
        begin = _meaning(first, last.end, "past")
    if begin.start > last.end:
        raise _Unknown("it ends before it begins")
    name = f'"{_quoted(e)}"'
    return _Days(begin.start, last.end, f"{name}: {last.words}" if "{" in last.words else name)


_KINDS: dict[str, Callable[[TimeExpression, date, str], _Days]] = {
    "date": _date,
    "numeric": _numeric,
    "decade": _decade,
    "quarter": _quarter,
    "season": _season,
    "weekday": _weekday,
    "day": _day,
    "overnight": _overnight,
    "weekend": _weekend,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "window": _window,
    "duration": _duration,
    "vague": _vague,
    "narrative": _narrative,
    "range": _range,
}
