"""Times counted from the day of speaking or from another: "yesterday", "two weeks ago", "that week"."""

from __future__ import annotations

from geo.timedates import DateWords
from geo.timetokens import BREAK, DAYTIME, DURATION_HEADS, HAVING, MOST, PARTS, SEASON, UNIT, WEEKDAY, Found

#: What a season before it belongs to: "that summer offensive" is another time's.
SEASONAL = (
    "offensive",
    "counteroffensive",
    "counter-offensive",
    "campaign",
    "fighting",
    "rains",
    "season",
    "battle",
)
ENDED = ("", ".", ",", ";", ":", ")", BREAK, "”", '"')  # what follows a time that counts from no event


class CountedWords(DateWords):
    """Days, weeks and nights counted from a day, and lengths of time."""

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
            named = self.word(i + 2) in ("of", "from", "to") or (before and self.word(i + 3) not in ENDED)
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
        """the past 24 hours, the last two weeks, the past week, the last month, the next 48 hours, the coming
        days, recent weeks.
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
        led = head == "last" and self.word(first) == "the" and self.word(j + 1) != "of"  # not "last month"
        if (head in ("past", "coming") or led) and self.word(j) in ("day", "week", "month", "year"):
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
        ended = self.word(j + 2) in ENDED
        if tail in ("ago", "back", "earlier") or (tail == "before" and ended):
            return self._vague(i, j + 2, self.word(j), -1)
        return None

    def then(self, i: int) -> Found | None:
        """at the time, back then: about when something told before was so."""
        phrase = (self.word(i), self.word(i + 1))
        timely = phrase in (("at", "the"), ("at", "that")) and self.word(i + 2) == "time"
        after = i + 3 if timely else i + 2 if phrase == ("back", "then") else 0
        if not after or self.word(after) not in ENDED:
            return None
        return self.make(i, after, "narrative", granularity="month", unit="month", which="same")

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
        if tail in ("before", "after") and self.word(j) not in ENDED:
            return None  # "two days before the attack": counted from an event, not from a date
        way = -1 if tail in ("earlier", "before", "prior") else 1
        return self._counted(i, j, "narrative", least, most, unit, offset=way)

    def _daytime(self, i: int, k: int, which: str) -> Found:
        """The same evening, the following night: a part of a day counted from another time."""
        night = "night" if self.word(k) == "night" else "day"
        return self.make(i, k + 1, "narrative", granularity=night, unit="day", which=which)

    def hours_on(self, i: int) -> Found | None:
        """hours later, minutes earlier: on the day told of, or the one beside it."""
        tail = self.word(i + 1)
        way = 1 if tail in ("later", "afterwards") else -1 if tail == "earlier" else 0
        if self.word(i) not in ("hours", "minutes") or not way or self.number(i - 1) is not None:
            return None
        part = "after" if way > 0 else "before"
        return self.make(i, i + 2, "narrative", granularity="hour", unit="day", which="same", part=part)

    def narrative(self, i: int) -> Found | None:
        """the previous day, the following week, the same day, that day, the following September."""
        if self.word(i) == "that":
            spoken = self.word(i + 1) == "day" and self.word(i - 1) in ("on", "later", "earlier")
            if spoken:
                return self.make(i, i + 2, "narrative", unit="day", which="same")
            unit = self.word(i + 1)
            if unit in DAYTIME:
                return self._daytime(i, i + 1, "same")  # "that night"
            led = self.word(i - 1) in ("of", "in", "during", "later", "earlier", "since", ",")
            if unit in ("week", "month", "year") and led:
                return self.make(i, i + 2, "narrative", granularity=unit, unit=unit, which="same")
            if unit in SEASON and not self.possessive(i + 1) and self.word(i + 2) not in SEASONAL:
                return self.make(
                    i, i + 2, "narrative", granularity="season", season=SEASON[unit], which="same"
                )
            return None
        if self.word(i + 1) in ("day", "week", "month", "year") and self.word(i + 2) == "before":
            unit, ended = self.word(i + 1), self.word(i + 3) in ENDED  # no "the day before the attack"
            fields = {"granularity": unit, "unit": unit, "which": "previous"}
            return self.make(i, i + 3, "narrative", **fields) if ended else None
        which = {"previous": "previous", "following": "following", "same": "same", "next": "following"}.get(
            self.word(i + 1)
        )
        unit = self.word(i + 2)
        if which is None:
            return None
        if unit in ("day", "week", "month", "year"):
            return self.make(i, i + 3, "narrative", granularity=unit, unit=unit, which=which)
        if unit in DAYTIME:
            return self._daytime(i, i + 2, which)
        if which == "same" or self.word(i + 1) == "next":
            return None
        if (month := self.month_at(i + 2)) and self.day_number(month[1]) is None:
            return self.make(i, month[1], "narrative", granularity="month", month=month[0], which=which)
        if unit in WEEKDAY and self.capital(i + 2):
            return self.make(i, i + 3, "narrative", weekday=WEEKDAY[unit], which=which)
        if unit in SEASON and self.word(i + 3) != "of":
            return self.make(i, i + 3, "narrative", granularity="season", season=SEASON[unit], which=which)
        return None
