"""The grammar of English time expressions: where they stand in a text and what they say, before any date is
known.

`expressions` finds them in one pass over the tokens, in time linear in the text. Each carries an explicit
granularity. What is not surely a time expression (the verb "march", the modal "may", a clock time without a
day, 30 February) is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geo.intervals import valid_day
from geo.timetokens import (
    AFTER_MODAL,
    APPROX,
    BREAK,
    CLAUSE_ENDS,
    COUNTED,
    DASHES,
    DAYTIME,
    DURATION_HEADS,
    HAVING,
    LINKS,
    LISTING,
    MAY_PERSON,
    MODAL,
    MONTH,
    MONTH_CUES,
    MONTH_SHORT,
    MOST,
    NEWSPAPER,
    NOT_WEEKDAY_AFTER,
    NUMBER,
    ORDINAL,
    PARTS,
    PAST_VERBS,
    RELATION,
    SEASON,
    SEASON_CUES,
    SEASONAL,
    UNIT,
    WEAK_MODAL,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR_CUES,
    Found,
    TimeExpression,
    Tokens,
)

__all__ = ["TimeExpression", "expressions"]


_ENDED = ("", ".", ",", ";", ":", ")", BREAK, "”", '"')  # what follows a time that counts from no event


class _Scan(Tokens):
    """The rules. Each takes the index of a token and gives the expression that begins there, or None."""

    # -- calendar dates

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
        if valid_day(year or 2000, month, day) is None:
            return None
        return self.make(first, after, "date", year=year, month=month, day=day, **more)

    def day_first(self, i: int) -> Found | None:
        """7 March, the 7th of March 2023, 4-5 March, 4 to 8 March, 4 and 5 March."""
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
        if month is None or self.word(month[1]) in AFTER_MODAL:
            return None
        year, after = self.year_after(month[1])
        end_day = self.calendar(first, after, year, month[0], last or day)
        if last is None or end_day is None:
            return end_day
        return self._day_range(first, after, self.calendar(first, after, year, month[0], day), end_day)

    def _glued(self, i: int) -> bool:
        return i > 0 and self.spans[i - 1][1] == self.spans[i][0]

    def _second_day(self, i: int) -> tuple[int | None, int]:
        if self.word(i) in DASHES or self.word(i) in ("to", "and", "or", "through"):
            j = self.skip(i + 1, "the")
            return self.day_number(j), j + 1
        return None, i

    def _day_range(self, first: int, after: int, begin: Found | None, end: Found) -> Found | None:
        one, two = begin and begin.expression, end.expression
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
            before == "the"
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

    # -- words counted from the day of speaking

    def plain_day(self, i: int) -> Found | None:
        """today, yesterday morning, tomorrow, tonight, this morning, last night, overnight."""
        word, after = self.word(i), self.word(i + 1)
        if word in ("today", "tonight"):
            named = self.raw[i].istitle() and self._name_before(i)
            return None if named else self.make(i, i + 1, "day")
        if word in ("yesterday", "tomorrow"):
            j = i + 2 if after in DAYTIME else i + 1
            return self.make(i, j, "day", offset=-1 if word == "yesterday" else 1)
        if (
            word == "the"
            and after == "day"
            and (self.word(i + 2), self.word(i + 3)) == ("before", "yesterday")
        ):
            return self.make(i, i + 4, "day", offset=-2)
        if word == "the" and after == "day" and (self.word(i + 2), self.word(i + 3)) == ("after", "tomorrow"):
            return self.make(i, i + 4, "day", offset=2)
        if word == "this" and after in DAYTIME:
            return self.make(i, i + 2, "day")
        if word == "last" and after == "night":
            return self.make(i, i + 2, "overnight", granularity="night")
        if (
            word == "the"
            and after == "night"
            and (self.word(i - 1) in ("during", "in", "through") or self.word(i + 2) == "before")
        ):
            before = self.word(i + 2) == "before"
            named = self.word(i + 2) in ("of", "from", "to") or (before and self.word(i + 3) not in _ENDED)
            return None if named else self.make(i, i + 2 + before, "overnight", granularity="night")
        return self.overnight(i) if word == "overnight" else None

    def _name_before(self, i: int) -> bool:
        """Whether a capitalised word stands right before, as in the name of a channel."""
        beside = i > 0 and self.spans[i][0] - self.spans[i - 1][1] == 1
        return beside and self.capital(i - 1) and self.raw[i - 1].isalpha()

    def overnight(self, i: int) -> Found | None:
        """overnight; overnight into Wednesday; overnight on Tuesday; overnight from Monday to Tuesday."""
        j = self.skip(i + 1, "into", "to", "on", "from")
        head = self.word(i + 1)
        found = (
            self.weekday(j) or self.day_first(j) or (self.month_first(j) if self.month_at(j, True) else None)
        )
        if found is None or found.expression.kind == "range":
            if found is not None:
                return self.stretch(i, found)
            return self.make(i, i + 1, "overnight", granularity="night")
        ranged = self._to_second(found)
        if ranged is not None:
            return self.stretch(i, ranged)
        sides = "before" if head in ("into", "to") else "either"
        return self.stretch(i, found, granularity="night", part=sides)

    def night_of(self, i: int) -> Found | None:
        """(the) night of 3 May, the night of 3-4 May, the night of May 3 to 4."""
        j = self.skip(i, "the")
        if self.word(j) != "night" or self.word(j + 1) not in ("of", "to", "between", "from"):
            return None
        found = self.simple_date(j + 2)
        if found is None or found.expression.granularity != "day":
            return None
        found = self._to_second(found) or found
        side = {"of": "after", "to": "before"}.get(self.word(j + 1), "either")
        if found.expression.kind == "range":
            return self.stretch(i, found)
        return self.stretch(i, found, granularity="night", part=side)

    def unit_phrase(self, i: int) -> Found | None:
        """last week, this month, next year, the weekend, this spring, last December, earlier this week."""
        first, part = i, ""
        if self.word(i) in ("earlier", "later"):
            part, i = self.word(i), self.skip(i + 1, "on", "in")
            if self.word(i) == "today":
                return self.make(first, i + 1, "day")
            if self.word(i) == "the" and self.word(i + 1) in ("week", "month", "year"):
                return self.make(
                    first, i + 2, "unit", unit=self.word(i + 1), part=part, granularity=self.word(i + 1)
                )
        elif self.word(i) in PARTS and self.word(i + 1) in ("this", "last", "next"):
            part, i = PARTS[self.word(i)], i + 1
        which = self.word(i)
        if which not in ("last", "this", "next"):
            return self._part_date(first, i, part) if part in ("earlier", "later") else None
        return self._named_unit(first, i + 1, which, part)

    def _part_date(self, first: int, i: int, part: str) -> Found | None:
        """earlier on Wednesday, later in March: the day itself, the month."""
        found = self.simple_date(self.skip(i, "the"))
        return found and self.stretch(first, found)

    def _named_unit(self, first: int, i: int, which: str, part: str) -> Found | None:
        word, offset = self.word(i), {"last": -1, "this": 0, "next": 1}[which]
        if word in ("week", "month", "year"):
            if which == "last" and self.word(i + 1) == "of" and self.word(i + 2) not in ("last", "this"):
                return None  # "the last week of the siege"
            days = self.skip(self.skip(i + 1, ","), "on")
            if word == "week" and self.word(days) in WEEKDAY and self.capital(days) and not part:
                weekday = WEEKDAY[self.word(days)]
                return self.make(first, days + 1, "weekday", weekday=weekday, which=which + " week")
            return self.make(
                first, i + 1, "unit", granularity=word, unit=word, offset=offset, part=part, which=which
            )
        if word == "weekend":
            return self.make(first, i + 1, "weekend", granularity="weekend", which=which)
        if word in SEASON:
            if word == "fall" and self.word(i + 1) == "of":
                return None
            return self.make(
                first, i + 1, "season", granularity="season", season=SEASON[word], which=which, part=part
            )
        found = self.weekday(i) or (self.bare_month(i, *m) if (m := self.month_at(i)) else None)
        if found is None:
            return None
        if found.expression.year is not None or found.expression.which:
            return self.stretch(first, found)
        return self.stretch(first, found, which=which, part=part)

    def weekend(self, i: int) -> Found | None:
        if self.word(i) == "the" and self.word(i + 1) == "weekend":
            return self.make(i, i + 2, "weekend", granularity="weekend")
        return None

    def window(self, i: int) -> Found | None:
        """the past 24 hours, the last two weeks, the past week, the next 48 hours, the coming days, recent
        weeks.
        """
        first = i
        i = self.skip(i, "the", "these")
        head = self.word(i)
        if head == "recent" and self.word(i + 1) in ("days", "weeks", "months", "years", "hours"):
            return self._vague(first, i + 2, self.word(i + 1), -1)
        way = (
            -1 if head in ("past", "last", "previous") else 1 if head in ("next", "coming", "upcoming") else 0
        )
        if not way or (first == i and head in ("past", "previous")):
            return None
        j = i + 1
        if self.word(j) in ("few", "several", "couple"):
            j = self.skip(j + 1, "of")
            return self._vague(first, j + 1, self.word(j), way) if self.word(j) in UNIT else None
        if self.word(j) in ("days", "weeks", "months", "years", "hours"):
            return self._vague(first, j + 1, self.word(j), way)
        count = self.number(j)
        if count is not None and self.word(count[2]) in UNIT:
            least, most, k = count
            if self.word(k + 1) == "of" and self._whole_unit(k + 2):
                return None  # "the last two weeks of March"
            return self._counted(first, k + 1, "window", least, most, self.word(k), offset=way)
        if head in ("past", "coming") and self.word(j) in ("day", "week", "month", "year"):
            return self._counted(first, j + 1, "window", 1, 1, self.word(j), offset=way)
        return None

    def _vague(self, first: int, after: int, unit: str, way: int) -> Found:
        return self.make(first, after, "vague", granularity="vague", unit=UNIT[unit], offset=way)

    def _counted(
        self, first: int, after: int, kind: str, least: int, most: int, unit: str, **fields: object
    ) -> Found | None:
        name, factor = {"fortnight": ("week", 2), "decade": ("year", 10)}.get(UNIT[unit], (UNIT[unit], 1))
        if least < 1 or most * factor > MOST[name]:
            return None
        return self.make(
            first,
            after,
            kind,
            granularity=name,
            unit=name,
            count=least * factor,
            most=most * factor,
            **fields,
        )

    def counted(self, i: int) -> Found | None:
        """two days ago, three weeks earlier, for more than seven months, after 10 months, two weeks from
        now.
        """
        first, rounding, relation = i, "", ""
        if self.word(i) in DURATION_HEADS:
            relation, i = self.word(i), i + 1
        j = self._rounding(i)
        if j != i:
            rounding = self._rounding_word(i)
        if relation in ("for", "over") and self.word(j) in ("days", "weeks", "months", "years", "decades"):
            if self.word(j + 1) in ("to", "ahead"):
                return None
            found = self._vague(first, j + 1, self.word(j), -1)
            return self.stretch(first, found, relation="for")
        count = self.number(j)
        if count is None:
            return None
        least, most, k = count
        k = self.skip(k, "full", "whole", "long")
        if self.word(k) not in UNIT:
            return None
        return self._counted_tail(first, i, k, least, most, relation, rounding)

    def loose_past(self, i: int) -> Found | None:
        """weeks ago, a few days earlier, several months before, recently: no count that could be used."""
        if self.word(i) == "recently":
            return self._vague(i, i + 1, "days", -1)
        j = self.skip(i, "several", "few", "some", "many")
        if self.word(j) not in ("days", "weeks", "months", "years", "decades"):
            return None
        tail = self.word(j + 1)
        ended = self.word(j + 2) in _ENDED
        if tail in ("ago", "back", "earlier") or (tail == "before" and ended):
            return self._vague(i, j + 2, self.word(j), -1)
        return None

    def then(self, i: int) -> Found | None:
        """at the time, back then: about when something told before was so."""
        if (self.word(i + 1), self.word(i + 2)) == ("the", "time") and self.word(i + 3) in _ENDED:
            return self.make(i, i + 3, "narrative", granularity="month", unit="month", which="same")
        return None

    def _rounding(self, i: int) -> int:
        if self.word(i + 1) == "than" and self.word(i) in ("more", "less", "fewer"):
            return i + 2
        if self.word(i) == "at" and self.word(i + 1) == "least":
            return i + 2
        return self.skip(
            i, "over", "about", "around", "some", "nearly", "almost", "roughly", "just", "only", "the"
        )

    def _rounding_word(self, i: int) -> str:
        word = self.word(i)
        if word in ("more", "over", "at"):
            return "more"
        return "less" if word in ("less", "fewer", "nearly", "almost") else ""

    def _counted_tail(
        self, first: int, i: int, k: int, least: int, most: int, relation: str, rounding: str
    ) -> Found | None:
        unit, tail, j = self.word(k), self.word(k + 1), k + 2
        kind = {"ago": "ago", "back": "ago", "hence": "ahead"}.get(tail, "")
        if tail == "back" and self.word(j) == "in":  # "for three months back in 2014"
            kind = tail = ""
        if tail == "from" and self.word(j) in ("now", "today"):
            kind, j = "ahead", j + 1
        if tail in ("earlier", "later", "before", "afterwards", "after") or (
            tail == "prior" and self.word(j) != "to"
        ):
            return self._narrative_tail(i, j, unit, tail, least, most)
        if kind:
            start = i if relation in ("for", "during", "over") else first
            relation = relation if relation in ("after", "within") else ""
            return self._counted(start, j, kind, least, most, unit, rounding=rounding, relation=relation)
        if relation not in ("for", "after", "over") or UNIT[unit] == "hour" or tail in ("old", "in"):
            return None
        part = "so far" if self._perfect(first) else ""
        fields = {"rounding": rounding, "relation": relation, "part": part}
        return self._counted(first, k + 1, "duration", least, most, unit, **fields)

    def _perfect(self, i: int) -> bool:
        """Whether the clause tells what goes on until now: "has raged for", "for weeks they have held"."""
        for near in (reversed(self.words[max(0, i - 12) : i]), self.words[i : i + 10]):
            for word in near:
                if word in HAVING:
                    return True
                if word in (".", "!", "?", ";", BREAK):
                    break
        return False

    def _narrative_tail(self, i: int, j: int, unit: str, tail: str, least: int, most: int) -> Found | None:
        if tail in ("before", "after") and self.word(j) not in _ENDED:
            return None  # "two days before the attack": counted from an event, not from a date
        way = -1 if tail in ("earlier", "before", "prior") else 1
        return self._counted(i, j, "narrative", least, most, unit, offset=way)

    def narrative(self, i: int) -> Found | None:
        """the previous day, the following week, the same day, that day, the following September."""
        if self.word(i) == "that":
            spoken = self.word(i + 1) == "day" and self.word(i - 1) in ("on", "later", "earlier")
            if spoken:
                return self.make(i, i + 2, "narrative", unit="day", which="same")
            unit = self.word(i + 1)
            led = self.word(i - 1) in ("of", "in", "during", "later", "earlier", "since", ",")
            if unit in ("week", "month", "year") and led:
                return self.make(i, i + 2, "narrative", granularity=unit, unit=unit, which="same")
            return None
        which = {"previous": "previous", "following": "following", "same": "same", "next": "following"}.get(
            self.word(i + 1)
        )
        unit = self.word(i + 2)
        if which is None:
            return None
        if unit in ("day", "week", "month", "year"):
            return self.make(i, i + 3, "narrative", granularity=unit, unit=unit, which=which)
        if which == "same" or self.word(i + 1) == "next":
            return None
        if (month := self.month_at(i + 2)) and self.day_number(month[1]) is None:
            return self.make(i, month[1], "narrative", granularity="month", month=month[0], which=which)
        if unit in WEEKDAY and self.capital(i + 2):
            return self.make(i, i + 3, "narrative", weekday=WEEKDAY[unit], which=which)
        if unit in SEASON and self.word(i + 3) != "of":
            return self.make(i, i + 3, "narrative", granularity="season", season=SEASON[unit], which=which)
        return None

    # -- parts of months and years, seasons

    def part_of(self, i: int) -> Found | None:
        """early March, mid-February, late 2022, the end of May, the end of the year, late last year."""
        first = i
        i = self.skip(i, "the")
        part = PARTS.get(self.word(i))
        if part is None:
            return None
        long = self.word(i) in ("middle", "start", "beginning", "end")
        if long and self.word(i + 1) != "of":
            return None
        j = i + 2 if long or self.word(i + 1) in DASHES else self.skip(i + 1, "in")
        found = self._whole_unit(j)
        if found is None:
            return None if long or part == "mid" else self._part_day(first, j)
        start = first if long else i
        return self.stretch(start, found, part=part)

    def _part_day(self, first: int, j: int) -> Found | None:
        """late on Tuesday, early Wednesday, late Monday night: the day itself."""
        j = self.skip(j, "on")
        found = (
            self.weekday(j) or self.day_first(j) or (self.month_first(j) if self.month_at(j, True) else None)
        )
        if found is None or found.expression.granularity != "day":
            return None
        return self.stretch(first, found)

    def _whole_unit(self, j: int) -> Found | None:
        if self.word(j) == "the" and self.word(j + 1) in ("week", "month", "year"):
            unit = self.word(j + 1)
            return self.make(j, j + 2, "unit", granularity=unit, unit=unit)
        if self.word(j) in ("this", "last", "next"):
            return self._named_unit(j, j + 1, self.word(j), "")
        month = self.month_at(j)
        if month is not None and self.day_number(month[1]) is None:
            year, after = self.year_after(month[1])
            return self.make(j, after, "date", granularity="month", year=year, month=month[0])
        season = self.season_named(self.skip(j, "the"), cued=True)
        if season is not None:
            return season
        year = self.year_number(j)
        return self.make(j, j + 1, "date", granularity="year", year=year) if year else None

    def season_named(self, i: int, cued: bool = False) -> Found | None:
        """spring 2023, the winter of 2022-23, the spring after in, over, since and the like."""
        i = self.skip(i, "the")
        word = self.word(i)
        if word not in SEASON:
            return None
        j = self.skip(i + 1, "of")
        year = self.year_number(j)
        if year is not None:
            after = j + 1
            if self.word(after) in DASHES and self.word(after + 1).isdecimal() and word == "winter":
                after += 2
                return self.make(
                    i, after, "season", granularity="season", season="winter", year=year, count=2
                )
            return self.make(i, after, "season", granularity="season", season=SEASON[word], year=year)
        the = self.word(i - 1) == "the"
        if not cued and self.word(i - 2 if the else i - 1) not in SEASON_CUES:
            return None
        if self._modifies(i + 1):
            return None
        if self.word(i + 1) == "of" and self.word(i + 2) not in ("last", "this", "next"):
            return None
        if word == "fall" and not the:
            return None
        return self.make(i, i + 1, "season", granularity="season", season=SEASON[word])

    def _modifies(self, i: int) -> bool:
        """Whether the noun goes on, so that the season only describes it: "the spring offensive"."""
        return self.word(i) in SEASONAL or (self.word(i) in DASHES and self.word(i + 1).isalpha())

    def fraction(self, i: int) -> Found | None:
        """Q3, Q3 2022, the third quarter of 2022, the first half of March, the first week of June."""
        word = self.word(i)
        if word == "q" and self.word(i + 1) in ("1", "2", "3", "4") and self._glued(i + 1):
            year, after = self.year_after(i + 2)
            return self.make(
                i, after, "quarter", granularity="quarter", index=int(self.word(i + 1)), year=year
            )
        first = i
        i = self.skip(i, "the")
        index = ORDINAL.get(self.word(i))
        kind = self.word(i + 1)
        if index is None or kind not in ("quarter", "half", "week", "days") or self.word(i + 2) != "of":
            return None
        if (kind == "half" and index not in (1, 2)) or (kind == "days" and index not in (1, -1)):
            return None
        base = self._whole_unit(i + 3)
        if (
            base is None
            or base.expression.kind not in ("date", "unit")
            or (kind != "half" and kind != "quarter" and (base.expression.granularity != "month"))
        ):
            return None
        if kind == "days":
            return self.stretch(first, base, part="early" if index == 1 else "late")
        if kind == "quarter" and base.expression.granularity != "year":
            return None
        return self.stretch(first, base, part=kind, index=index, granularity=kind)

    def week_of(self, i: int) -> Found | None:
        """the week of 6 March, the week beginning 6 March, the week to 12 March."""
        j = self.skip(i, "the")
        if self.word(j) != "week" or self.word(j + 1) not in ("of", "beginning", "starting", "to", "ending"):
            return None
        found = self.simple_date(j + 2)
        if found is None or found.expression.kind != "date" or found.expression.day is None:
            return None
        part = "week to" if self.word(j + 1) in ("to", "ending") else "week of"
        return self.stretch(i, found, granularity="week", part=part)

    def month_day_alone(self, i: int) -> Found | None:
        """on the 24th, when nothing follows that it could number."""
        if self.word(i - 1) not in ("on", "until", "by", "since") or self.word(i) != "the":
            return None
        day = self.ordinal_day(i + 1)
        if day is None or self.word(i + 2) not in ("", ".", ",", ";", ":", ")", BREAK):
            return None
        return self.make(i, i + 2, "date", day=day)

    # -- the whole

    def simple_date(self, i: int) -> Found | None:
        """A calendar date, weekday, month or year."""
        j = self.skip(i, "the")
        word = self.word(j)
        if word[:1].isdecimal() or (word[:1] in "'’‘" and word):
            return self.numeric(j) or self.day_first(i) or self.year_alone(j)
        if word in MONTH or word in MONTH_SHORT:
            return self.month_first(j)
        return self.weekday(j)

    def approximate(self, i: int) -> Found | None:
        """around 5 May, on or about 5 May, circa March 2023."""
        about = self.word(i) == "about" and self.word(i - 1) in (
            "on",
            "in",
            "from",
            "since",
            "until",
            "by",
            "or",
        )
        if self.word(i) not in APPROX and not about:
            return None
        found = self.simple_date(i + 1)
        if found is None or found.expression.kind != "date" or self.possessive(found.after - 1):
            month = self.month_at(i + 1)
            found = self.make(i + 1, month[1], "date", granularity="month", month=month[0]) if month else None
        if found is None or self.word(found.after) in COUNTED:
            return None
        return self.stretch(i, found, rounding="about")

    def simple(self, i: int) -> Found | None:
        """Any expression without a word of relation before it."""
        for rule in _RULES.get(self._class(i), ()):
            found = rule(self, i)
            if found is not None:
                return self._with_year(found)
        return None

    def _class(self, i: int) -> str:
        word = self.word(i)
        if word in _FIRST:
            return word
        if word[:1].isdecimal() or (word[:1] in "'’‘" and len(word) == 3):
            return "#"
        if word in MONTH or word in MONTH_SHORT:
            return "month"
        if word in WEEKDAY or word in WEEKDAY_SHORT:
            return "weekday"
        return "number" if word in NUMBER else ""

    def _to_second(
        self, found: Found, joins: tuple[str, ...] = ("to", "until", "till", "through", "into")
    ) -> Found | None:
        """The expression goes on to a second one of its kind: "3 May to 5 May", "Monday to Friday"."""
        one, j = found.expression, found.after
        if (self.word(j) not in joins and self.word(j) not in DASHES) or one.kind not in ("date", "weekday"):
            return None
        second = self.simple_date(j + 1)
        if (
            second is None
            and one.granularity == "day"
            and one.kind == "date"
            and self.day_number(j + 1)
            and joins[0] == "and"
        ):
            second = self.calendar(j + 1, j + 2, one.year, one.month, self.day_number(j + 1))
        if second is None or second.expression.granularity != one.granularity or one.part:
            return None
        if second.expression.kind != one.kind:
            return None
        start = one.start
        text = self.text[start : second.expression.end]
        return second._replace(
            expression=replace(
                one, kind="range", end=second.expression.end, text=text, second=second.expression
            )
        )

    def between(self, i: int) -> Found | None:
        """between 4 and 8 March, between March 3 and March 5, between Monday and Friday, between 2014 and
        2022.
        """
        pair = self.day_first(self.skip(i + 1, "the")) or (
            self.month_first(i + 1) if self.month_at(i + 1, True) else None
        )
        if pair is not None and pair.expression.kind == "range":
            return self.stretch(i, pair)
        found = self.simple_date(i + 1)
        ranged = found and self._to_second(found, ("and",))
        return ranged and self.stretch(i, ranged)

    def related(self, i: int) -> Found | None:
        """since May 2022, by 1 June, until Friday, after 5 May, from March 3 to March 5."""
        relation = RELATION[self.word(i)]
        if relation == "after" and (found := self.counted(i)):
            return found
        found = self.approximate(i + 1) or self.simple(i + 1)
        if found is None:
            return None
        if self.possessive(found.after - 1) or found.expression.kind in (
            "duration",
            "vague",
            "overnight",
            "narrative",
        ):
            return found  # "after Monday's attack": the day is inside another noun
        if relation == "from":
            ranged = found if found.expression.kind == "range" else self._to_second(found)
            if ranged is not None:
                return self.stretch(i, ranged)
        if (
            relation in ("by", "before") and found.expression.kind in ("window", "ago")
        ) or found.expression.relation:
            return found
        return self.stretch(i, found, relation=relation)

    def told(self, i: int) -> str:
        """The time that the verb right before token i tells: "will leave on", "it began in"."""
        near = []
        for j in range(i - 1, max(-1, i - 9), -1):
            word = self.words[j]
            if word in CLAUSE_ENDS:
                break
            if word in MODAL and self.word(j + 1) not in ("have", "not"):
                return "future"
            if word in WEAK_MODAL and self.raw[j].islower() and self.word(j + 1) not in ("have", "not"):
                return "open"
            near.append(word)
        verbs = [w for w in near[:3] if w not in LINKS][:1]
        return "past" if verbs and (verbs[0] in PAST_VERBS or verbs[0].endswith("ed")) else ""

    def read(self, i: int) -> Found | None:
        """The expression that begins at token i."""
        word = self.word(i)
        if word == "between":
            return self.between(i)
        if word in RELATION:
            return self.related(i)
        found = self.approximate(i) if word in APPROX or word == "about" else None
        found = found or self.simple(i)
        return found and (self._to_second(found) or found)

    def _with_year(self, found: Found) -> Found:
        """March last year, 7 March this year, the summer of last year."""
        e, j = found.expression, self.skip(found.after, "of")
        if e.kind not in ("date", "season") or e.year is not None or e.which or not (e.month or e.season):
            return found
        if (
            self.word(j) not in ("last", "this", "next")
            or self.word(j + 1) != "year"
            or self.possessive(j + 1)
        ):
            return found
        end = self.spans[j + 1][1]
        year = self.word(j) + " year"
        return Found(replace(e, end=end, text=self.text[e.start : end], which=year), j + 2)


_S = _Scan
#: Rules to try, by the first word.
_RULES = {
    "the": (
        _S.plain_day,
        _S.weekend,
        _S.night_of,
        _S.week_of,
        _S.fraction,
        _S.part_of,
        _S.window,
        _S.narrative,
        _S.month_day_alone,
        _S.day_first,
        _S.season_named,
    ),
    "#": (_S.numeric, _S.counted, _S.day_first, _S.year_alone),
    "month": (_S.month_first,),
    "weekday": (_S.weekday,),
    "number": (_S.counted,),
    "today": (_S.plain_day,),
    "tonight": (_S.plain_day,),
    "yesterday": (_S.plain_day,),
    "tomorrow": (_S.plain_day,),
    "overnight": (_S.plain_day,),
    "this": (_S.plain_day, _S.unit_phrase),
    "last": (_S.plain_day, _S.fraction, _S.unit_phrase, _S.window),
    "next": (_S.unit_phrase, _S.window),
    "earlier": (_S.unit_phrase,),
    "later": (_S.unit_phrase,),
    "early": (_S.unit_phrase, _S.part_of),
    "late": (_S.unit_phrase, _S.part_of),
    "mid": (_S.unit_phrase, _S.part_of),
    "end": (_S.part_of,),
    "start": (_S.part_of,),
    "beginning": (_S.part_of,),
    "middle": (_S.part_of,),
    "first": (_S.fraction,),
    "second": (_S.fraction,),
    "third": (_S.fraction,),
    "fourth": (_S.fraction,),
    "q": (_S.fraction,),
    "recent": (_S.window,),
    "coming": (_S.window,),
    "these": (_S.window,),
    "night": (_S.night_of,),
    "week": (_S.week_of,),
    "that": (_S.narrative,),
    "recently": (_S.loose_past,),
    "several": (_S.loose_past,),
    "few": (_S.loose_past,),
    "days": (_S.loose_past,),
    "weeks": (_S.loose_past,),
    "months": (_S.loose_past,),
    "years": (_S.loose_past,),
    "decades": (_S.loose_past,),
    "for": (_S.counted,),
    "over": (_S.counted,),
    "during": (_S.counted,),
    "within": (_S.counted,),
    "more": (_S.counted,),
    "less": (_S.counted,),
    "nearly": (_S.counted,),
    "almost": (_S.counted,),
    "about": (_S.counted,),
    "some": (_S.counted, _S.loose_past),
    "many": (_S.loose_past,),
    "at": (_S.counted, _S.then),
} | dict.fromkeys(SEASON, (_S.season_named,))
_FIRST = frozenset(_RULES) - {"#", "month", "weekday", "number"}


def expressions(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The time expressions in text[start:end], in order, not overlapping. Offsets are into `text`."""
    scan = _Scan(text, start, len(text) if end is None else end)
    found: list[TimeExpression] = []
    i, count = 0, len(scan.words)
    while i < count:
        hit = scan.read(i)
        if hit is None:
            i += 1
        else:
            found.append(replace(hit.expression, told=scan.told(i)))
            i = hit.after
    return found
