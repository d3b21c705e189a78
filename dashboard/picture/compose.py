"""What stands on a briefing picture: words and marks, nothing about paper yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.corpus import Corpus
from dashboard.panel import DECIDED_WORDS, days_words
from dashboard.state import View
from geo import asof, layers
from geo.changes import KINDS, Change
from geo.layers import LABELS, LARGE_KINDS, day_words, in_marks, in_part, plural
from geo.model import Place, Point, side_of
from geo.table import whose

MOST_WORDS = 600  # code points of one claim's words on a picture; the document has the rest
MOST_NAME, MOST_WARS = 60, 3  # letters of a place and number of wars in a title
MOST_QUIET = 3  # claims listed of a place that nobody gives to a side or reports fighting at
WORLD = [[-170, -55], [180, 75]]  # shown where nothing says which part of it matters
#: Kind of change -> its word beside a mark.
BADGES = {
    "became_disputed": "disputed now",
    "ceased_disputed": "no longer disputed",
    "changed_side": "other side",
    "appeared": "new",
    "went_silent": "silent now",
    "changed": "changed",
}
RANK = {state: rank for rank, state in enumerate(asof.STATES)}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """One place on the picture's map. `alpha` fades with the age of the last claim, 1 is new."""

    number: int  # in the list; 0 for a silent place, which is named there without one
    name: str
    at: Point  # (lat, lon)
    kind: str
    state: str
    colours: tuple[str, ...]
    assessed: bool
    fighting: bool
    bearing: float | None  # of the part that is held, degrees from north
    alpha: float
    claims: int
    paths: tuple[tuple[Point, ...], ...] = ()
    closed: bool = False  # whether paths are rings
    radius_km: float = 0.0  # of an approximate position
    change: str = ""  # what changed, for a comparison
    sides: tuple[str, ...] = ()  # to which any of it is given, as the legend names them


@dataclass(frozen=True)
class Line:
    """One paragraph of the list: `lead` in bold, then words; `colour` marks a side, `source` its number."""

    lead: str = ""
    words: str = ""
    colour: str = ""
    source: int = 0


@dataclass(frozen=True)
class Entry:
    """One place in the list beside the map."""

    number: int
    name: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Picture:
    """Everything on the page."""

    title: str
    sentence: str
    dates: str  # as of, and produced
    marks: tuple[Mark, ...]
    entries: tuple[Entry, ...]
    sources: tuple[str, ...]  # from number 1
    sides: tuple[tuple[str, str], ...]  # (name, colour)
    states: tuple[tuple[str, str], ...]  # (state, definition) of the states that occur
    caveats: tuple[str, ...]
    bounds: tuple[float, float, float, float]  # west, south, east, north
    marking: str = ""
    link: str = ""
    changes: tuple[str, ...] = ()  # kinds of change that occur, for the legend
    same: tuple[str, ...] = ()  # of a comparison: what did not change
    silent: tuple[str, ...] = ()  # places about which every claim is older than the look-back
    nothing: str = ""  # what is said where nothing can be shown


class Sources:
    """Sources by number, in the order in which they are first spoken of."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.numbers: dict[tuple[str, ...], int] = {}

    def number(self, row: Row) -> int:
        """The number of a row's source: who, through whom, when."""
        return self.numbers.setdefault(self._key(row), len(self.numbers) + 1)

    def _key(self, row: Row) -> tuple[str, ...]:
        said = days_words(row["said_start"], row["said_end"])
        article = self.corpus.articles.get(row["sha256"])
        title = article.title if article else row["doc_id"]
        return row["voice"], whose(row["publisher"], row["doc_id"]), said, title

    def words(self) -> tuple[str, ...]:
        """All sources in words."""
        return tuple(
            one_line(
                f"{who}{f' via {publisher}' if publisher != who else ' (own words)'}, said {said}"
                f"{f': {title}' if title else ''}"
            )
            for who, publisher, said, title in self.numbers
        )


def one_line(text: str) -> str:
    """Text of an article as it may be drawn: readable, and without line breaks."""
    return " ".join(layers.readable(text).split())


def compose(
    corpus: Corpus,
    view: View,
    *,
    made: date,
    link: str = "",
    marking: str = "",
    changes: Sequence[Change] | None = None,
) -> Picture:
    """The picture of a view. `made` is the day of production; `changes` make it one of a comparison."""
    seen = corpus.view(view.look, view.day)
    states = _shown(corpus, view, seen, {change.place_id for change in changes or ()})
    if changes is not None:
        states = _changed_first(states, changes)
    changed = {change.place_id: change for change in changes or ()}
    silent = [
        state
        for state in states
        if state.state == "silent" and state.place_id not in changed and state.place_id != view.place
    ]
    told = [state for state in states if state not in silent]
    numbers = {state.place_id: number for number, state in enumerate(told, 1)}
    sources = Sources(corpus)
    colours = {side["id"]: side["colour"] for side in corpus.sides}
    sides = _legend([side for side in corpus.sides if _speaks(states, side["id"])])
    marks = [
        _mark(
            corpus, view, state, numbers.get(state.place_id, 0), colours, sides, changed.get(state.place_id)
        )
        for state in (*told, *silent)
    ]
    entries = [
        _entry(corpus, view, state, numbers[state.place_id], colours, sources, changed.get(state.place_id))
        for state in told
        if changes is None or state.place_id in changed
    ]
    west, south, east, north = bounds(corpus, view, [states], frozenset(changed))
    kinds = [state.state for state in states]
    count = f" {_told(changes, view)}." if changes is not None else ""
    return Picture(
        _title(corpus, view, told or silent, changes is not None),
        f"{corpus.sentence(view.look, view.day, states)}.{count}",
        f"As of {day_words(view.day)}. Produced {day_words(made)}.",
        tuple(marks),
        tuple(entries),
        sources.words(),
        tuple(sides.values()),
        tuple((state, _meaning(state, view)) for state in asof.STATES if state in kinds),
        _caveats(corpus, view),
        (west, south, east, north),
        one_line(marking),
        one_line(link),
        tuple(dict.fromkeys(change.kind for change in changes or ())),
        tuple(
            f"{numbers[state.place_id]} {one_line(state.name)} ({LABELS[state.state].lower()})"
            for state in told
            if changes is not None and state.place_id not in changed
        ),
        tuple(
            f"{one_line(state.name)} (last claim {layers.last_words(state)})"
            for state in sorted(silent, key=lambda one: (one.age, one.name))
        ),
        _nothing(corpus, view, [state.place_id for state in told]),
    )


def shown(corpus: Corpus, view: View) -> list[asof.PlaceState]:
    """The places of a view's picture in the order of their numbers."""
    return _shown(corpus, view, corpus.view(view.look, view.day), frozenset())


def bounds(
    corpus: Corpus,
    view: View,
    steps: Sequence[Sequence[asof.PlaceState]],
    changed: Set[str] = frozenset(),
) -> tuple[float, float, float, float]:
    """(west, south, east, north) of what is spoken of on any of the steps, each in the order of its numbers.

    It lies around the chosen place, else around the place that most often comes first. Places that are
    silent, and those of another war far away, do not widen it.
    """
    live = [
        state.place_id
        for states in steps
        for state in states
        if (state.place_id in changed if changed else state.state != "silent")
    ]
    every = live or [state.place_id for states in steps for state in states] or list(corpus.places)
    around = [corpus.places[place_id] for place_id in dict.fromkeys(every)]
    focus = corpus.places.get(view.place) or _leading(corpus, steps, set(every))
    (west, south), (east, north) = layers.bounds(around, focus) or WORLD
    return west, south, east, north


def _leading(corpus: Corpus, steps: Sequence[Sequence[asof.PlaceState]], among: Set[str]) -> Place | None:
    """The place that most often comes first; a country is led by any place that can be pointed at."""
    firsts = []
    for states in steps:
        known = [corpus.places[state.place_id] for state in states if state.place_id in among]
        firsts += [next((one for one in known if one.kind not in LARGE_KINDS), *known[:1])] if known else []
    return Counter(firsts).most_common(1)[0][0] if firsts else None


def _told(changes: Sequence[Change], view: View) -> str:
    """How many places changed in which way."""
    kinds = Counter(change.kind for change in changes)
    ways = ", ".join(f"{count} {BADGES[kind]}" for kind in KINDS if (count := kinds[kind]))
    since = f" since {day_words(view.since)}" if view.since else ""
    return f"{plural(len(changes), 'place')} changed{since}{f': {ways}' if ways else ''}"


def _meaning(state: str, view: View) -> str:
    """The definition of a state, the look-back with its length."""
    length = f" of {plural(view.look_back, 'day')}" if state == "silent" and view.look_back else ""
    return asof.STATES[state] + length


def _nothing(corpus: Corpus, view: View, shown: Sequence[str]) -> str:
    """What to say where there is nothing to show, "" where there is."""
    if not shown:
        days = corpus.days(view.clock)
        reach = f" Claims reach from {day_words(days[0])} to {day_words(days[1])}." if days else ""
        return f"No place is spoken of in this view.{reach}"
    place = corpus.places.get(view.place)
    if place and view.place not in shown:
        return f"Nothing is claimed about {one_line(place.name)} in this view."
    return ""


def _shown(corpus: Corpus, view: View, seen: asof.View, changed: Set[str]) -> list[asof.PlaceState]:
    """Places with a position, the chosen one first, then contradictions; none of `changed` is left out."""
    states = [state for state in seen.places.values() if state.place_id in corpus.places]
    if view.mode == "between":
        states = [state for state in states if state.count]
    if view.only_disputed:
        states = [state for state in states if state.state == "disputed" or state.place_id in changed]
    return sorted(
        states, key=lambda s: (s.place_id != view.place, RANK[s.state], -s.count, s.name, s.place_id)
    )


def _changed_first(states: list[asof.PlaceState], changes: Sequence[Change]) -> list[asof.PlaceState]:
    order = {change.place_id: number for number, change in enumerate(changes)}
    return sorted(states, key=lambda state: order.get(state.place_id, len(order)))


def _legend(sides: Sequence[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Id of a side -> its name and colour; where two wars share a colour, each name with its war."""
    shared = len({side["colour"] for side in sides}) < len(sides)
    return {
        side["id"]: (
            one_line(side["name"] + (f" ({side['war']})" if shared and side["war"] else "")),
            side["colour"],
        )
        for side in sides
    }


def _speaks(states: Iterable[asof.PlaceState], side: str) -> bool:
    return any(side == given for state in states for given, _ in state.finding.by_side)


def _title(corpus: Corpus, view: View, states: Sequence[asof.PlaceState], comparison: bool) -> str:
    about = _subject(corpus, view, states)
    if comparison and view.since:
        return one_line(f"{about}: changes from {day_words(view.since)} to {day_words(view.day)}")
    if view.mode == "between" and view.start:
        return one_line(f"{about}, {day_words(view.start)} to {day_words(view.day)}")
    return one_line(f"{about}, {'up to ' if view.mode == 'until' else ''}{day_words(view.day)}")


def _subject(corpus: Corpus, view: View, states: Sequence[asof.PlaceState]) -> str:
    """The chosen place and how many others there are, or the wars that the claims are about."""
    if place := corpus.places.get(view.place):
        name = place.name if len(place.name) <= MOST_NAME else place.name[: MOST_NAME - 1] + "…"
        others = sum(state.place_id != view.place for state in states)
        if not any(state.place_id == view.place and state.state != "silent" for state in states):
            more = f" ({plural(others, 'other place')} shown)" if others else ""
            return f"Nothing is claimed about {name}{more}"
        return f"What is claimed about {name}" + (f" and {plural(others, 'other place')}" if others else "")
    names = _wars(corpus, view, states)
    more = len(names) - MOST_WARS
    listed = ", ".join(names[:MOST_WARS]) + (f" and {more} more" if more > 0 else "")
    return "What is claimed" + (f": {listed}" if names else "")


def _wars(corpus: Corpus, view: View, states: Iterable[asof.PlaceState]) -> list[str]:
    """Names of the wars whose sides speak, or are given a place, in the claims shown; else of all of them."""
    sides = set()
    for state in states:
        claims = {*state.claims, *state.mentions}
        for row in corpus.rows(state.place_id, view.look.filters):
            if row["claim_id"] in claims:
                sides |= {row["side"], side_of(row["status"])}
    found = [one.name for one in corpus.conflicts if any(side.id in sides for side in one.sides)]
    return found or [one.name for one in corpus.conflicts]


def _caveats(corpus: Corpus, view: View) -> tuple[str, ...]:
    articles = plural(len(corpus.articles), "article")
    tray = sum(len(rows) for rows in corpus.tray.values())
    rest = f"; {plural(tray, 'item')} not on the map, listed in the tray" if tray else ""
    return (
        f"{layers.CAVEAT} Read by machine from {articles}; "
        f"{corpus.checked} of {plural(corpus.claims, 'claim')} checked by a person{rest}.",
        "Words in “ ” are the article's own; those after “our summary” are not, nor are quotation marks "
        "within them. [n]: numbered source.",
        "Borders follow the United Nations: Crimea is Ukraine's. Places bear their gazetteer names. "
        "Base map: Natural Earth, GeoNames (CC BY 4.0).",
        f"Corpus revision {corpus.revision}.",
    )


def _mark(
    corpus: Corpus,
    view: View,
    state: asof.PlaceState,
    number: int,
    colours: Mapping[str, str],
    sides: Mapping[str, tuple[str, str]],
    change: Change | None,
) -> Mark:
    place: Place = corpus.places[state.place_id]
    window = view.look_back if view.mode == "on" and view.look_back else 90
    age = 0.0 if view.mode == "between" else min(1.0, state.age / window)
    return Mark(
        number,
        one_line(place.name),
        (place.lat, place.lon),
        place.kind,
        state.state,
        tuple(colours.get(side, "#767676") for side in _sides(state, colours)),
        corpus.lines.certainty(state.claims) == "assessed",
        bool(state.finding.fighting_by) and state.state != "fighting",
        layers.bearing(state),
        0.45 if state.state == "silent" else 1 - 0.55 * age,
        state.count,
        place.paths if place.shape != "point" else (),
        place.shape == "polygon",
        place.precision_km if place.kind == "sector" or place.precision_km >= 5 else 0.0,
        change.kind if change else "",
        tuple(sides[side][0] for side in _sides(state, colours) if side in sides),
    )


def _entry(
    corpus: Corpus,
    view: View,
    state: asof.PlaceState,
    number: int,
    colours: Mapping[str, str],
    sources: Sources,
    change: Change | None,
) -> Entry:
    rows = {}
    for row in corpus.rows(state.place_id, view.look.filters):
        rows.setdefault(row["claim_id"], row)
    lines: list[Line] = []
    if change:
        lines += [
            Line(change.label),
            Line("Before:", one_line(change.before)),
            Line("Now:", one_line(change.now)),
        ]
    label = one_line(corpus.lines.label(state))
    if state.state == "silent":
        day = f"{'' if state.open else 'on '}{layers.last_words(state)}"
        lines.append(Line("", f"Last claim {layers.age_words(state)} before, {day}."))
    current = [rows[claim] for claim in state.claims if claim in rows]
    for side in _sides(state, colours):
        giving = [row for row in current if side_of(row["status"]) == side]
        name = corpus.names.get(side, side)
        lines.append(
            Line(one_line(f"Said to be held by {name}{_degree(giving)}"), colour=colours.get(side, ""))
        )
        lines += _once([_line(row, sources) for row in giving])
    fighting = [row for row in current if not side_of(row["status"])]
    if fighting and state.state == "fighting":
        lines += _once([_line(row, sources) for row in fighting])
    elif fighting:
        who = dict.fromkeys(f"{row['voice']} [{sources.number(row)}]" for row in fighting)
        lines.append(Line("Fighting or pressure also reported by:", one_line(", ".join(who))))
    denials = [rows[claim] for claim in corpus.lines.deniers(state) if claim in rows]
    if denials:
        lines += [Line("Denied:"), *_once([_line(row, sources) for row in denials[:MOST_QUIET]])]
    if not current:
        others = [rows[claim] for claim in state.mentions if claim in rows]
        lines += _once([_line(row, sources) for row in others[:MOST_QUIET]])
        if len(others) > MOST_QUIET:
            lines.append(
                Line("", f"and {plural(len(others) - MOST_QUIET, 'more claim')} that give it to nobody")
            )
    return Entry(number, one_line(state.name), label, tuple(lines))


def _sides(state: asof.PlaceState, order: Mapping[str, Any]) -> list[str]:
    """The sides that are given any of a place, in the order of their conflict."""
    given = {side for side, _ in state.finding.by_side}
    return [side for side in order if side in given] + sorted(given - set(order))


def _once(lines: Iterable[Line]) -> list[Line]:
    """Lines without repeats: two claims of one sentence may be told in the same words."""
    return list(dict.fromkeys(lines))


def _degree(rows: Sequence[Row]) -> str:
    """How much of the place all claims together give at most: never more than any of them says."""
    extents = {"part" if row["part"] else row["extent"] for row in rows}
    if extents == {"part", "most"}:
        return " in part or for the most part"
    return " in part" if extents == {"part"} else " for the most part" if extents == {"most"} else ""


def _line(row: Row, sources: Sources) -> Line:
    """One claim: who, how surely, in which words, from which source."""
    verbatim = row["evidence"] == "verbatim"
    sure = f", “{row['certainty']}”" if row["certainty"] and verbatim else ""
    sure = sure or (f", {row['certainty']}" if row["certainty"] else "")
    part = f", {in_part(row['part'])}" if row["part"] else ""
    kind = f", {row['modality']}" if row["modality"] not in ("asserted", "assessed") else ""
    checked = f", {words}" if (words := DECIDED_WORDS[row["checked"]]) else ""
    quote = one_line(row["quote"])
    if len(quote) > MOST_WORDS:
        quote = quote[: MOST_WORDS - 1] + "…"
    words = in_marks(quote) if verbatim else f"our summary: {quote}"
    return Line(one_line(f"{row['voice']}{part}{kind}{sure}{checked}:"), words, "", sources.number(row))
