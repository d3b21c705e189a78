"""The grammar of English time expressions: where they stand in a text and what they say, before any date is
known.

`expressions` finds them in one pass over the tokens, in time linear in the text. Each carries an explicit
granularity. What is not surely a time expression (the verb "march", the modal "may", a clock time without a
day, 30 February) is left out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from geo.timeparts import PartWords
from geo.timetokens import (
    APPROX,
    CLAUSE_ENDS,
    COUNTED,
    DASHES,
    LINKS,
    MODAL,
    MONTH,
    MONTH_SHORT,
    NUMBER,
    PAST_VERBS,
    RELATION,
    SEASON,
    WEAK_MODAL,
    WEEKDAY,
    WEEKDAY_SHORT,
    Found,
    TimeExpression,
)

__all__ = ["TimeExpression", "expressions"]


class _Scan(PartWords):
    """The rules. Each takes the index of a token and gives the expression that begins there, or None."""

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
        for rule in _RULES.get(_class(self.word(i)), ()):
            found = rule(self, i)
            if found is not None:
                return self._in_brackets(found) or self._with_year(found)
        return None

    def _in_brackets(self, found: Found) -> Found | None:
        """ "this morning (Monday 23 March)", "yesterday (Tuesday)": the day that the brackets name."""
        if found.expression.kind not in ("day", "overnight") or self.word(found.after) != "(":
            return None
        named = self.simple_date(found.after + 1)
        day = named and named.expression.granularity == "day" and named.expression.kind in ("date", "weekday")
        if not day or self.word(named.after) != ")":
            return None
        start = found.expression.start
        text = self.text[start : named.expression.end]
        return named._replace(expression=replace(named.expression, start=start, text=text))

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
    "hours": (_S.hours_on,),
    "minutes": (_S.hours_on,),
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
    "back": (_S.then,),
} | dict.fromkeys(SEASON, (_S.season_named,))
_FIRST = frozenset(_RULES) - {"#", "month", "weekday", "number"}


@lru_cache(maxsize=65_536)
def _class(word: str) -> str:
    """Under which entry of _RULES a word's rules stand, "" for no rule."""
    if word in _FIRST:
        return word
    if word[:1].isdecimal() or (word[:1] in "'’‘" and len(word) == 3):
        return "#"
    if word in MONTH or word in MONTH_SHORT:
        return "month"
    if word in WEEKDAY or word in WEEKDAY_SHORT:
        return "weekday"
    return "number" if word in NUMBER else ""


@lru_cache(maxsize=65_536)
def _begins(word: str) -> bool:
    """Whether an expression may begin with a word."""
    return bool(_class(word)) or word in RELATION or word in APPROX or word in ("between", "about")


def expressions(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The time expressions in text[start:end], in order, not overlapping. Offsets are into `text`."""
    scan = _Scan(text, start, len(text) if end is None else end)
    found: list[TimeExpression] = []
    i, count = 0, len(scan.words)
    while i < count:
        hit = scan.read(i) if _begins(scan.words[i]) else None
        if hit is None:
            i += 1
        else:
            found.append(replace(hit.expression, told=scan.told(i)))
            i = hit.after
    return found
