"""Calendar dates and weekdays in a text: "7 March", "March 7, 2023", "in 2014", "on Wednesday"."""

from __future__ import annotations

import re
from datetime import date

from geo.intervals import valid_day
from geo.timetokens import (
    AFTER_MODAL,
    COUNTED,
    DASHES,
    DAYTIME,
    LISTING,
    MAY_PERSON,
    MONTH,
    MONTH_CUES,
    NEWSPAPER,
    NOT_WEEKDAY_AFTER,
    RELATION,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR_CUES,
    Found,
    Tokens,
)

#: What a day and month may name: "the 23 March Movement".
BODIES = frozenset(
    {"movement", "brigade", "brigades", "division", "front", "group", "revolution", "intifada", "coalition",
     "alliance", "party", "square", "street", "bridge", "hospital", "university", "committee", "organization",
     "organisation", "martyrs"}
)  # fmt: skip


class DateWords(Tokens):
    """Dates as a calendar has them."""

    def numeric(self, i: int) -> Found | None:
        """2023-03-15, 07/03/2023, 07.03.2023."""
        word = self.word(i)
        if len(word) == 10 and word[4] == "-":
            found = valid_day(int(word[:4]), int(word[5:7]), int(word[8:]))
            return found and self.dated(i, i + 1, found)
        pieces = re.split(r"[./]", word)
        if len(pieces) != 3 or not all(p.isascii() and p.isdecimal() for p in pieces):
            return None
        first, second, year = map(int, pieces)
        year += 0 if len(pieces[2]) == 4 else 2000 if year < 50 else 1900
        by_day, by_month = valid_day(year, second, first), valid_day(year, first, second)
        if "." in word or by_month is None or by_day == by_month:  # dots are used with the day first
            return by_day and self.dated(i, i + 1, by_day)
        if by_day is None:
            return self.dated(i, i + 1, by_month)
        return self.make(i, i + 1, "numeric", year=year, month=second, day=first)

    def dated(self, first: int, after: int, day: date) -> Found:
        return self.make(first, after, "date", year=day.year, month=day.month, day=day.day)

    def calendar(
        self, first: int, after: int, year: int | None, month: int, day: int, **more: object
    ) -> Found | None:
        if valid_day(year or 2000, month, day) is None:  # "31 February": some day that the words do not tell
            return self.make(first, after, "vague", granularity="vague", unit="day", offset=-1)
        return self.make(first, after, "date", year=year, month=month, day=day, **more)

    def day_first(self, i: int) -> Found | None:
        """7 March, the 7th of March 2023, 4-5 March, 4/5 March, 4 to 8 March, 4 and 5 March."""
        first = i
        i = self.skip(i, "the")
        day = self.day_number(i)
        if day is None or (self.word(i - 1) in (".", ":", "/") and i == first and self._glued(i)):
            return None
        last, j = self._second_day(i + 1)
        month = self.month_at(self.skip(j, "of"), day_beside=True)
        if last is None or month is None:
            j = i + 1
            month, last = self.month_at(self.skip(j, "of"), day_beside=True), None
        if month is None or self.word(month[1]) in AFTER_MODAL or self._names(month[1]):
            return None
        year, after = self.year_after(month[1])
        end_day = self.calendar(first, after, year, month[0], last or day)
        if last is None or end_day is None:
            return end_day
        return self._day_range(first, after, self.calendar(first, after, year, month[0], day), end_day)

    def _names(self, i: int) -> bool:
        """Whether a day and month before token i name a body: "the 23 March Movement"."""
        return self.word(i) in BODIES and self.capital(i)

    def _glued(self, i: int) -> bool:
        return i > 0 and self.spans[i - 1][1] == self.spans[i][0]

    def _second_day(self, i: int) -> tuple[int | None, int]:
        if self.word(i) in DASHES or self.word(i) in ("to", "and", "or", "through", "/"):
            j = self.skip(i + 1, "the")
            return self.day_number(j), j + 1
        return None, i

    def _day_range(self, first: int, after: int, begin: Found | None, end: Found) -> Found | None:
        one, two = begin and begin.expression, end.expression
        if two.kind != "date":
            return end
        if one is None or one.day >= two.day:
            return None
        return self.make(first, after, "range", year=two.year, month=one.month, day=one.day, second=two)

    def month_first(self, i: int) -> Found | None:
        """March 7, 2023; March 7th; March 4-5; May 2022; in May; the first half of March is elsewhere."""
        counted = self.word(i - 1) == "in" and self.word(i + 2).isalpha() and self.word(i + 2) not in RELATION
        month = self.month_at(i, day_beside=self.day_number(i + 1) is not None or self.word(i + 1) == ".")
        if month is None:
            return None
        number, j = month
        day = self.day_number(self.skip(j, "the"))
        if (
            day is not None
            and not self._names(self.skip(j, "the") + 1)
            and not (counted and self.word(i + 2).islower())
            and (self.word(i - 1) == "on" or self.word(j + 1) not in COUNTED)
        ):
            return self._month_day(i, number, day, self.skip(j, "the") + 1)
        return self.bare_month(i, number, j)

    def _month_day(self, i: int, month: int, day: int, j: int) -> Found | None:
        last, k = self._second_day(j)
        if last is not None and last > day and self.month_at(self.skip(k, "of")) is None:
            year, after = self.year_after(k)
            end = self.calendar(i, after, year, month, last)
            begin = self.calendar(i, after, year, month, day)
            if end is not None and not (self.word(j) in ("and", "or") and self.word(k) in COUNTED):
                return self._day_range(i, after, begin, end)
        year, after = self.year_after(j)
        return self.calendar(i, after, year, month, day)

    def bare_month(self, i: int, month: int, j: int) -> Found | None:
        """A month without a day; without a year it needs a word before it that makes it a month."""
        if self.day_number(i - 1) is not None or self.word(i - 1) in ("st", "nd", "rd", "th"):
            return None  # an impossible day such as 30 February
        year, after = self.year_after(j)
        cue = self.word(i - 1) in MONTH_CUES or (self.word(i - 1) in DASHES and self.word(i - 2) == "mid")
        listed = self.word(i - 1) in LISTING and self._month_before(i - 2)
        noun = (
            self.word(i - 1) == "the"
            and self.raw[j : j + 1]
            and self.raw[j].islower()
            and self.raw[j].isalpha()
        )
        if month == 5 and self.word(j) in MAY_PERSON:
            noun = False
        if year is None and not (cue or listed or noun):
            return None
        if year is None and self.day_number(j) is not None and self.word(i - 1) != "in":
            return None
        return self.make(i, after, "date", granularity="month", year=year, month=month)

    def _month_before(self, i: int) -> bool:
        return (self.word(i) in MONTH and self.capital(i)) or (
            self.year_number(i) is not None and self.word(i - 1) in MONTH
        )

    def year_alone(self, i: int) -> Found | None:
        """in 2014, since '22, the 2022 invasion, the 1990s."""
        word, before = self.word(i), self.word(i - 1)
        decade = len(word) == 4 and word.isdecimal() and word[3] == "0" and 1800 <= int(word) < 2100
        if decade and before == "the" and self.word(i + 1) == "s" and self._glued(i + 1):
            return self.make(i, i + 2, "decade", granularity="decade", year=int(word))
        year = self.year_number(i)
        if year is None or self.word(i + 1) == "%":
            return None
        noun = (
            before in ("the", "a", "an", "its", "their")
            and self.raw[i + 1 : i + 2]
            and self.raw[i + 1].islower()
            and self.raw[i + 1].isalpha()
        )
        listed = before in LISTING and self.year_number(i - 2) is not None
        if before not in YEAR_CUES and not listed and not (noun and year % 100):
            return None
        j = i + 1
        if self.word(j) in DASHES and len(self.word(j + 1)) in (2, 4) and self.word(j + 1).isdecimal():
            tail = int(self.word(j + 1))
            last = tail if tail >= 1800 else year // 100 * 100 + tail
            if year < last < 2100:
                second = self.make(i, j + 2, "date", granularity="year", year=last).expression
                return self.make(i, j + 2, "range", granularity="year", year=year, second=second)
        return self.make(i, j, "date", granularity="year", year=year)

    # -- weekdays

    def weekday(self, i: int) -> Found | None:
        """Wednesday; Wednesday night; Wednesday, March 15, 2023; Wednesday of last week."""
        word = self.word(i)
        number = WEEKDAY.get(word)
        if number is None or not self.capital(i):
            return self._short_weekday(i)
        if self.word(i - 1) in NOT_WEEKDAY_AFTER or (self.word(i - 2), self.word(i - 1)) == ("mail", "on"):
            return None
        if self.word(i + 1) in NEWSPAPER and self.capital(i + 1):
            return None
        j = i + 1
        if self.word(j) in DAYTIME and not self.possessive(i):
            j += 1
        with_date = self._weekday_date(i, j, number)
        if with_date is not None:
            return with_date
        k = self.skip(j, "of")
        if self.word(k) in ("last", "this", "next") and self.word(k + 1) == "week":
            return self.make(i, k + 2, "weekday", weekday=number, which=self.word(k) + " week")
        return self.make(i, j, "weekday", weekday=number)

    def _weekday_date(self, i: int, j: int, number: int) -> Found | None:
        k = self.skip(j, ",", "(", ".")
        k = self.skip(k, "the")
        found = self.month_first(k) if self.month_at(k, True) else self.day_first(k) or self.numeric(k)
        if found is None or found.expression.kind != "date" or found.expression.day is None:
            return None
        return self.stretch(i, found, weekday=number)

    def _short_weekday(self, i: int) -> Found | None:
        number = WEEKDAY_SHORT.get(self.word(i))
        if number is None or not self.capital(i):
            return None
        return self._weekday_date(i, self.skip(i + 1, "."), number)
