"""Calendar arithmetic on intervals of days, and their Extended Date/Time Format.

Everything here is naive calendar days, ends inclusive. EDTF strings are those of ISO 8601-2 up to level 1:
day, month, year, "~" for approximate, ".." for an open end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from geo.model import DateInterval

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = timedelta(days=1)
#: EDTF season codes, read as northern meteorological seasons.
_SEASON_CODES = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_EDTF_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
_EARLIEST_YEAR = 1000  # a year below this in our inputs is a typing error

Span = tuple[date, date]


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def season_span(year: int, season: str) -> Span:
    """First and last day of a northern meteorological season; a winter begins in December of `year`."""
    first = date(year, _SEASON_FIRST_MONTH[season], 1)
    return first, add_months(first, 3) - DAY


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day. Raises OverflowError out of range."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is out of range")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week_start(day: date) -> date:
    """Monday of the week."""
    return day - timedelta(days=day.weekday())


def valid_day(year: int, month: int, day: int) -> date | None:
    """The date, or None for one that does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def words(day: date) -> str:
    """A day as a person writes it: "7 March 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _point(day: date, grain: str) -> str:
    return {"year": f"{day.year:04}", "month": f"{day.year:04}-{day.month:02}"}.get(grain, day.isoformat())


def _grain(start: date, end: date) -> str:
    """The coarsest unit whose whole units the interval consists of."""
    if (end + DAY if end < date.max else end).day != 1 or start.day != 1:
        return "day"
    return "year" if (start.month, end.month) == (1, 12) else "month"


def edtf(start: date | None, end: date | None, approx: str = "", grain: str = "day") -> str:
    """EDTF of an interval. `approx`: "", "start", "end" or "both"; `grain` is that of an open interval's
    end.
    """
    head = "~" if approx in ("start", "both") else ""
    tail = "~" if approx in ("end", "both") else ""
    if start is None and end is None:
        return ""
    if start is None:
        return f"../{_point(end, grain)}{tail}"
    if end is None:
        return f"{_point(start, grain)}{head}/.."
    grain = _grain(start, end)
    first, last = _point(start, grain), _point(end, grain)
    return f"{first}{head or tail}" if first == last else f"{first}{head}/{last}{tail}"


def interval(
    start: date | None, end: date | None, reason: str, approx: str = "", grain: str = "day"
) -> DateInterval:
    """A DateInterval with the EDTF that belongs to it."""
    return DateInterval(edtf(start, end, approx, grain), start, end, reason)


def undated(reason: str) -> DateInterval:
    """No date at all, with the reason in words."""
    return DateInterval("", None, None, reason)


def _read_point(text: str) -> Span:
    match = _EDTF_POINT.fullmatch(text)
    if not match or int(match[1]) < _EARLIEST_YEAR:
        raise ValueError(f"{text!r} is not a day, month or year such as 2023-03-15, 2023-03 or 2023")
    year, month, day = int(match[1]), match[2], match[3]
    if month is None:
        return year_span(year)
    if day is None:
        if month in _SEASON_CODES and year < MAXYEAR:
            return season_span(year, _SEASON_CODES[month])
        if not 1 <= int(month) <= 12:
            raise ValueError(f"{text!r} has no such month")
        return month_span(year, int(month))
    found = valid_day(year, int(month), int(day))
    if found is None:
        raise ValueError(f"{text!r} is a day that does not exist")
    return found, found


def from_edtf(text: str, reason: str) -> DateInterval:
    """Read an EDTF day, month, season, year or interval of them. Raises ValueError, the fault in words."""
    text = text.strip()
    first, slash, last = text.partition("/")
    if not slash:
        start, end = _read_point(text)
        return DateInterval(text, start, end, reason)
    start = None if first in ("", "..") else _read_point(first)[0]
    end = None if last in ("", "..") else _read_point(last)[1]
    if start is None and end is None:
        raise ValueError(f"{text!r} is open at both ends")
    if start and end and start > end:
        raise ValueError(f"{text!r} ends before it starts")
    return DateInterval(f"{first or '..'}/{last or '..'}", start, end, reason)


def intersect(a: DateInterval, b: DateInterval) -> DateInterval | None:
    """The days that both allow (an open end allows all), or None when there are none."""
    start = max((d for d in (a.start, b.start) if d), default=None)
    end = min((d for d in (a.end, b.end) if d), default=None)
    if start and end and start > end:
        return None
    for one, other in ((a, b), (b, a)):
        if (one.start, one.end) == (start, end):
            return one if one.reason == other.reason or not other.dated else _joined(one, other)
    return interval(start, end, f"{a.reason}; {b.reason}")


def _joined(one: DateInterval, other: DateInterval) -> DateInterval:
    return DateInterval(one.edtf, one.start, one.end, f"{one.reason}; {other.reason}")


def hull(*intervals: DateInterval) -> DateInterval:
    """The shortest interval that holds all of them. One that is open or undated opens the result."""
    if not intervals:
        return undated("no date given")
    if len({(i.start, i.end) for i in intervals}) == 1:
        return intervals[0]
    start = None if any(i.start is None for i in intervals) else min(i.start for i in intervals)
    end = None if any(i.end is None for i in intervals) else max(i.end for i in intervals)
    reasons = list(dict.fromkeys(i.reason for i in intervals))
    return interval(start, end, "; ".join(reasons))
