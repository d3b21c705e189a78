"""Parts of months and years: "early March", "the end of the year", "Q3", "last spring"."""

from __future__ import annotations

from geo.timecounts import CountedWords
from geo.timetokens import BREAK, DASHES, ORDINAL, PARTS, SEASON, SEASON_CUES, SEASONAL, Found


class PartWords(CountedWords):
    """Parts of calendar units, quarters, seasons and named weeks."""

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
