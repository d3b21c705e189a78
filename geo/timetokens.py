"""Words of English time expressions, the tokens of a text, and what one or two tokens say.

The grammar over them is in `geo.timewords`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from geo.intervals import MONTHS, WEEKDAYS

BREAK = "\n\n"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTH = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_SHORT = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1) if name != "May"} | {"sept": 9}
WEEKDAY = {name.lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_SHORT = {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)} | {"tues": 1, "thur": 3, "thurs": 3}
NUMBERS = (
    "a/an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen "
    "eighteen nineteen twenty"
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBER = {word: max(n, 1) for n, words in enumerate(NUMBERS.split()) for word in words.split("/")} | TENS
ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
UNIT = {
    word: unit
    for unit in ("hour", "day", "week", "fortnight", "month", "year", "decade")
    for word in (unit, unit + "s")
}
SEASON = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
SEASON_CUES = _set("in over during by until since before")
#: What a season only describes: "the spring offensive".
SEASONAL = _set("offensive counteroffensive counter campaign break thaw mud water weather")
DAYTIME = _set("morning afternoon evening night midday noon midnight lunchtime dawn")
PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "start": "start",
    "beginning": "start",
    "end": "end",
}
RELATION = {word: word for word in ("since", "by", "until", "before", "after", "from")} | {"till": "until"}
APPROX = _set("around circa roughly approximately")
LISTING = _set("and or , & to through - – —")
#: Words before a month's bare name that make it a month, and before four digits that make them a year.
MONTH_CUES = _set(
    "in since until till by from during of before after this last next early late mid between "
    "throughout end start "
    "beginning"
)
YEAR_CUES = _set(
    "in since until till by from through during of before after early late mid between throughout year"
)
#: Words after a number or year that show it to count things.
COUNTED = _set(
    "people soldiers troops men women children civilians homes houses buildings villages towns "
    "cities settlements cases "
    "tanks drones missiles shells rockets vehicles hectares km kilometres kilometers metres meters "
    "miles m percent per "
    "square tonnes tons dollars euros others dead wounded fighters prisoners residents households "
    "attacks strikes "
    "personnel members pieces units"
)
#: Words after "10 May" that show the modal verb.
AFTER_MODAL = _set("have be not never also still well soon even")
NOT_WEEKDAY_AFTER = _set("every each black good easter palm ash bloody super maundy")
NEWSPAPER = _set("times telegraph express mirror mail post herald sun independent")
MAY_PERSON = _set("government cabinet administration premiership ministry")
DURATION_HEADS = _set("for after during over within")
CLAUSE_ENDS = _set(", ; : . ! ? ( ) — –") | {BREAK}
MODAL = _set("will would shall ll")
WEAK_MODAL = _set("could may might can must should")
LINKS = _set(
    "in on at of from to during over by since until for up out down away back off it there early late"
)
PAST_VERBS = _set(
    "began fell took came went left broke fled lost won saw held met struck hit gave led fought "
    "became shot told said "
    "was were had did withdrew retook overran drove sent cut set put shut quit burnt built"
)
HAVING = _set("has have been ve")
#: Longest counts that are taken for times.
MOST = {"day": 40_000, "hour": 10_000, "week": 6_000, "month": 1_200, "year": 500}

TOKEN = re.compile(
    r"\n[ \t\r]*\n"  # a paragraph ends: no expression runs across
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
    r"|[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{4}|[0-9]{2})(?![0-9./]*[0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    r"|[0-9]{1,2}[:.][0-9]{2}(?![0-9])"
    r"|[0-9]+(?:st|nd|rd|th)(?!\w)"
    r"|[0-9]+"
    r"|['’‘][0-9]{2}(?![0-9\w])"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|[^\w\s]"
)
DASHES = {"-", "–", "—"}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, as parsed; `geo.dates.resolve` turns them into days.

    start, end: code points in the text, end exclusive; `text` is what stands there.
    kind: "date" (year, month, day, weekday: those that the words give), "numeric" (day and month in either
    order), "weekday", "day" (`offset` days from the day of speaking), "overnight", "night", "weekend",
    "unit" (the calendar week, month, year or season `offset` from now), "season", "quarter", "half",
    "decade", "ago", "ahead", "window" (the past or next n units), "duration" (for n units), "vague" (recent
    or coming time), "narrative" (counted from another time in the text), "range" (this one to `second`).
    relation: "", "since", "from", "by", "until", "before", "after", "for", "within".
    granularity: the unit that the words are exact to.
    """

    start: int
    end: int
    text: str
    kind: str
    granularity: str = "day"
    relation: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    unit: str = ""
    count: int = 1
    most: int = 1  # upper end of a loose count ("a couple of" is 2 to 3)
    offset: int = 0
    index: int = 0  # which quarter, half or week (-1 is the last)
    part: str = ""  # "early", "mid", "late"; "earlier", "later" for this week and the like
    which: str = ""  # "last", "this", "next" before a weekday, month or season
    season: str = ""
    rounding: str = ""  # "more", "less", "about"
    told: str = ""  # "past" or "future" when the verb right before says so, "open" when it is "could"
    second: TimeExpression | None = None

    @property
    def absolute(self) -> bool:
        """Whether the words alone, without a day of speaking, give calendar bounds on both sides."""
        if self.kind == "range":
            return bool(self.second and self.second.absolute and (self.absolute_itself or self.second.year))
        return self.absolute_itself

    @property
    def absolute_itself(self) -> bool:
        """Whether the first part is bound to a year."""
        return self.kind == "numeric" or (self.year is not None and not self.relation)


class Found(NamedTuple):
    expression: TimeExpression
    after: int  # index of the token after it


class _Words(dict[int, str]):
    def __missing__(self, i: int) -> str:
        return ""


class Tokens:
    """Tokens of a stretch of text, and the rules that read them. A rule takes a token index and gives Found
    or None.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        matches = list(TOKEN.finditer(text, start, end))
        self.spans: list[tuple[int, int]] = [match.span() for match in matches]
        self.raw: list[str] = [BREAK if text[at] == "\n" else text[at:stop] for at, stop in self.spans]
        self.words: list[str] = [
            low[:-2] if low[-2:] in ("'s", "’s") and len(low) > 2 else low
            for low in [token.lower() for token in self.raw]
        ]
        #: The word with this number, "" outside the stretch: asked more than anything else.
        self.word = _Words(enumerate(self.words)).__getitem__

    # -- tokens

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.raw) and self.raw[i][0].isupper()

    def possessive(self, i: int) -> bool:
        return 0 <= i < len(self.raw) and self.raw[i][-2:].lower() in ("'s", "’s")

    def make(self, first: int, after: int, kind: str, **fields: object) -> Found:
        start, end = self.spans[first][0], self.spans[after - 1][1]
        if self.possessive(after - 1):
            end -= 2
        return Found(TimeExpression(start, end, self.text[start:end], kind, **fields), after)

    def stretch(self, first: int, found: Found, **fields: object) -> Found:
        """The same expression, begun at an earlier token, with some fields changed."""
        start, end = self.spans[first][0], found.expression.end
        return found._replace(
            expression=replace(found.expression, start=start, text=self.text[start:end], **fields)
        )

    def skip(self, i: int, *words: str) -> int:
        return i + 1 if self.word(i) in words else i

    # -- numbers

    def number(self, i: int) -> tuple[int, int, int] | None:
        """(least, most, index after) of a count at i: "3", "twenty-four", "a couple of", "two to three"."""
        if self.word(i) == "a" and self.word(i + 1) == "couple":
            return 2, 3, self.skip(i + 2, "of")
        if self.word(i) == "a" and self.word(i + 1) == "dozen":
            return 12, 12, i + 2
        least = self.one_number(i)
        if least is None:
            return None
        value, j = least
        most = self.one_number(j + 1) if self.word(j) in ("to", "or", *DASHES) else None
        return (value, most[0], most[1]) if most and most[0] > value else (value, value, j)

    def one_number(self, i: int) -> tuple[int, int] | None:
        word = self.word(i)
        if word.isascii() and word.isdecimal() and len(word) <= 5:
            return int(word), i + 1
        if word in TENS and self.word(i + 1) in DASHES and 0 < NUMBER.get(self.word(i + 2), 0) < 10:
            return TENS[word] + NUMBER[self.word(i + 2)], i + 3
        return (NUMBER[word], i + 1) if word in NUMBER else None

    def day_number(self, i: int) -> int | None:
        word = self.word(i)
        digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
        if digits.isascii() and digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31:
            return int(digits)
        return None

    def ordinal_day(self, i: int) -> int | None:
        return self.day_number(i) if self.word(i)[-2:] in ("st", "nd", "rd", "th") else None

    def year_number(self, i: int) -> int | None:
        word = self.word(i)
        if len(word) == 4 and word.isascii() and word.isdecimal() and 1800 <= int(word) < 2100:
            counts = self.word(i + 1) in COUNTED and self.raw[i + 1] != "M"  # "by 2024 M23 rebels"
            return None if counts else int(word)
        if len(word) == 3 and word[0] in "'’‘" and word[1:].isdecimal():
            return int(word[1:]) + (2000 if int(word[1:]) < 50 else 1900)
        return None

    def month_at(self, i: int, day_beside: bool = False) -> tuple[int, int] | None:
        """(month, index after) of a month's name at i. Short forms need a day or year beside them."""
        word = self.word(i)
        if word in MONTH:
            if self.capital(i) or (day_beside and word not in ("may", "march")):
                return MONTH[word], i + 1
            return None
        if word in MONTH_SHORT and self.capital(i) and (day_beside or self.year_number(i + 1)):
            return MONTH_SHORT[word], self.skip(i + 1, ".")
        dotted = word in MONTH_SHORT and self.capital(i) and self.word(i + 1) == "."
        numbered = dotted and (self.year_number(i + 2) or self.day_number(i + 2))
        return (MONTH_SHORT[word], i + 2) if numbered else None

    def year_after(self, i: int) -> tuple[int | None, int]:
        """A year that follows a month or a day and month: "2023", ", 2023", "of 2023"."""
        j = self.skip(i, ",", "of")
        year = self.year_number(j)
        clock = self.word(j + 1) == "h" or (self.word(j + 1) == ":" and self.word(j + 2).isdecimal())
        if year is None or (j == i and clock):
            return None, i
        return year, j + 1
