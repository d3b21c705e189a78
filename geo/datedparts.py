"""Parts of a text with a day of their own: under a day as a heading, under the stamp of a live page, and
items that a day opens ("8 Apr: ...").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from geo import dates
from geo.intervals import undated, valid_day, words, year_span
from geo.model import DateInterval, Document

HEADING_CHARS = 60  # characters of the longest line that is a day as a heading
AS_OF_CHARS = 600  # characters in which a bulletin says as of when it is
HEAD_CHARS = 60  # characters in which the day at the head of an item ends
NEWS_DAYS = 60  # a day without a year lies no longer than this before the saying where it is news
_AS_OF = re.compile(r"(?im)^[^.\n]{0,80}\bas of\b[^.\n]{4,60}$")
_STAMP = re.compile(r"(?i)publish|updat|post|modif|issue|creat")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?(?! ?\w)"
#: A line that only tells when something was put on a live page, with the clock before or after the day.
_POSTED = re.compile(
    r"(?im)^[ \t]*(?:published|posted)?(?: at)? ?(?P<first>\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?"
    r"(?: \(?[a-z]{2,12}\)?){0,3},? )?(?:on )?(?P<day>\d{1,2} [a-z]{3,9}\.?(?:,? \d{4})?"
    r"|[a-z]{3,9}\.? \d{1,2}(?:,? \d{4})?)(?P<last>,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?"
    r"(?: \(?[a-z]{2,12}\)?){0,3})?[ \t]*$"
)
_ITEM = re.compile(
    rf"(?m)^[ \t]*(?:(?:[•‣◦▪●∙■►▶*–—-]|\d{{1,3}}[.)])[ \t]+)?(?:\*\*|__)?(?:{_CLOCK},? )?(?:[Oo]n |[Ii]n )?"
    r"(?=\d|[JFMASOND](?:[a-z]|[A-Z]{2})|[TWEL][a-z]{3}|the night\b|[Yy]esterday|[Oo]vernight|[Ee]arl"
    r"|[Ll]ate)"
)
_HEAD_END = re.compile(
    rf"(?:,? (?:at )?{_CLOCK})?(?:\*\*|__)?(?:[ \t]*:(?:\*\*|__)?(?=\s)|[ \t]+[-–—|][ \t])"
)
_DAY_MONTH = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?![\d./])")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*:\s)")
_ITEM_END = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[•‣◦▪●∙■►▶*–—-]|\d{1,3}[.)])[ \t])")
_KINDS = frozenset(["date", "numeric", "weekday", "day", "overnight", "range", "season"])


@dataclass(frozen=True, slots=True)
class Item:
    """Characters [start, end) of an item and the day at its head."""

    start: int
    end: int
    day: DateInterval


def day_headings(document: Document, starts: Sequence[int]) -> list[tuple[int, DateInterval]]:
    """(offset, day) of the parts of a text that days as headings divide, as in a live page or a chronicle.

    `starts` are the offsets of the sentences. A line "as of 18:00 on 14 March" near the beginning dates all
    that follows. Days after the publication, or of a lone heading, divide nothing.
    """
    text, published = document.text, document.published
    told = _AS_OF.search(text, 0, AS_OF_CHARS)
    stamps = [] if told else _stamps(document)
    if stamps:
        return stamps
    found: list[tuple[int, DateInterval]] = []
    spans = [(z.start, z.end) for z in document.zones if z.role == "dateline"]
    lines = [told.span()] if told else [s for s in spans if s[1] - s[0] <= HEADING_CHARS]
    for start, end in lines:
        times = dates.expressions(text, start, end)
        if len(times) != 1 or times[0].kind != "date" or times[0].day is None:
            continue
        if not told and _STAMP.search(text, start, end):
            continue
        day = dates.resolve(times[0], published, "past")
        if not day.start or (published.end and day.start > published.end):
            continue
        day = replace(day, reason=f"heading of this part of the text: {day.reason}")
        if found and bisect_left(starts, found[-1][0]) == bisect_left(starts, start):
            found.pop()  # nothing stands under the heading before
        found.append((start, day))
    return found if told or len({day.start for _, day in found}) > 1 else []


def _stamps(document: Document) -> list[tuple[int, DateInterval]]:
    """(offset, day) of the entries of a live page that lines with a clock and a day stamp, two at least. The
    title of an entry stands in the line right above its stamp."""
    text, published = document.text, document.published
    found = []
    for match in _POSTED.finditer(text):
        times = dates.expressions(text, match.start("day"), match.end("day"))
        if bool(match["first"]) == bool(match["last"]) or len(times) != 1 or times[0].kind != "date":
            continue
        day = dates.resolve(times[0], published, "past")
        if not day.start or (published.end and day.start > published.end):
            continue
        title = text.rfind("\n\n", 0, match.start()) + 2 if match.start() else 0
        start = title if "\n" not in text[title : match.start()].rstrip("\n") else match.start()
        found.append((max(0, start), replace(day, reason=f"stamp of this entry: {day.reason}")))
    return found if len(found) > 1 else []


def items(document: Document, published: DateInterval) -> list[Item]:
    """The items of a list or log that a day opens: "8 Apr: ...", "Mon 10 April: ...", "10.04: ..."."""
    text, found = document.text, []
    dotted: list[bool] = []  # of "10.04": whether each may be a day of the news, and no clock
    for match in _ITEM.finditer(text):
        day, end = _named(text, match.end(), published, dotted)
        if day is None or (day.start and published.end and day.start > published.end):
            continue
        stop = _ITEM_END.search(text, end)
        found.append(Item(match.start(), stop.start() if stop else len(text), day))
    if not all(dotted):
        found = [item for item in found if "day and month in figures" not in item.day.reason]
    return found


def _named(
    text: str, at: int, published: DateInterval, dotted: list[bool]
) -> tuple[DateInterval | None, int]:
    """(day at the head of an item whose words begin at `at`, where the head ends)."""
    limit = text.find("\n", at)
    limit = min(at + HEAD_CHARS, limit if limit >= 0 else len(text))
    bare, figures = _BARE_YEAR.match(text, at), _DAY_MONTH.match(text, at)
    if bare:
        day = dates.interval(*year_span(int(bare.group())), bare.group())
        return _headed(day), bare.end()
    if figures and _HEAD_END.match(text, figures.end()):
        day = _in_figures(figures, published)
        if figures["mark"] == ".":
            dotted.append(day is not None)
        return day and _headed(day), figures.end()
    times = dates.expressions(text, at, limit)[:1]
    if not times or times[0].start != at or times[0].kind not in _KINDS or times[0].relation:
        return None, at
    if not _HEAD_END.match(text, times[0].end):
        return None, at
    return _headed(dates.resolve(times[0], published, "past")), times[0].end


def _headed(day: DateInterval) -> DateInterval:
    return replace(day, reason=f"head of this item: {day.reason}")


def _in_figures(match: re.Match[str], published: DateInterval) -> DateInterval | None:
    """A day and a month without a year, in either order where a stroke parts them; None for what is no day of
    the news (it may be a clock)."""
    one, two = int(match["first"]), int(match["second"])
    if not published.start or not published.end:
        return (
            undated(f'"{match.group()}": no publication date to count from') if "/" in match.group() else None
        )
    orders = {(one, two), (two, one)} if match["mark"] == "/" else {(one, two)}
    last, days = published.end, []
    for day, month in orders:
        for year in (published.start.year - 1, *range(published.start.year, last.year + 1)):
            found = valid_day(year, month, day) if 1 <= month <= 12 else None
            if found and published.start - timedelta(days=NEWS_DAYS) <= found <= last:
                days.append(found)
    if not days:
        return None
    told = " or ".join(words(d) for d in sorted(days))
    return dates.interval(
        min(days), max(days), f"{told}, a day and month in figures within {NEWS_DAYS} days of publication"
    )
