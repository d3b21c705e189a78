"""What stands on a briefing picture: words and marks, nothing about paper yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.corpus import Corpus
from dashboard.panel import days_words
from dashboard.state import View
from geo import asof, layers
from geo.changes import Change
from geo.layers import LABELS, day_words, plural, readable
from geo.model import Place, Point, side_of

MOST_WORDS = 600  # code points of one claim's words on a picture; the document has the rest
MOST_QUIET = 3  # claims listed of a place that nobody gives to a side or reports fighting at
RANK = {state: rank for rank, state in enumerate(asof.STATES)}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """One place on the picture's map. `alpha` fades with the age of the last claim, 1 is new."""

    number: int
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


@dataclass(frozen=True)
class Line:
    """One paragraph of the list: `lead` in bold, then words; `colour` marks a side, `source` its number."""

    lead: str = ""
    words: str = ""
    colour: str = ""
    source: int = 0
    indent: int = 0


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
    notes: tuple[str, ...] = field(default=())


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
        return row["voice"], row["publisher"] or row["doc_id"], said, title

    def words(self) -> tuple[str, ...]:
        """All sources in words."""
        return tuple(
            readable(
                f"{who}{f' via {publisher}' if publisher != who else ' (own words)'}, said {said}: {title}"
            )
            for who, publisher, said, title in self.numbers
        )


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
    states = _shown(corpus, view, seen)
    if changes is not None:
        states = _changed_first(states, changes)
    numbers = {state.place_id: number for number, state in enumerate(states, 1)}
    changed = {change.place_id: change for change in changes or ()}
    sources = Sources(corpus)
    colours = {side["id"]: side["colour"] for side in corpus.sides}
    marks = [
        _mark(corpus, view, state, numbers[state.place_id], colours, changed.get(state.place_id))
        for state in states
    ]
    entries = [
        _entry(corpus, view, state, numbers[state.place_id], colours, sources, changed.get(state.place_id))
        for state in states
        if changes is None or state.place_id in changed
    ]
    focus = corpus.places.get(view.place)
    box = layers.bounds([corpus.places[state.place_id] for state in states], focus) or [[20, 44], [42, 53]]
    (west, south), (east, north) = box
    kinds = [state.state for state in states]
    return Picture(
        _title(corpus, view, changes is not None),
        corpus.sentence(view.look, view.day, states) + ".",
        f"As of {day_words(view.day)}. Produced {day_words(made)}.",
        tuple(marks),
        tuple(entries),
        sources.words(),
        tuple(
            (readable(side["name"]), side["colour"]) for side in corpus.sides if _speaks(states, side["id"])
        ),
        tuple((state, means) for state, means in asof.STATES.items() if state in kinds),
        _caveats(corpus, view),
        (west, south, east, north),
        readable(marking),
        readable(link),
        tuple(dict.fromkeys(change.kind for change in changes or ())),
    )


def _shown(corpus: Corpus, view: View, seen: asof.View) -> list[asof.PlaceState]:
    """Places with a position, the chosen one first, then contradictions."""
    states = [state for state in seen.places.values() if state.place_id in corpus.places]
    if view.mode == "between":
        states = [state for state in states if state.count]
    if view.only_disputed:
        states = [state for state in states if state.state == "disputed"]
    return sorted(
        states, key=lambda s: (s.place_id != view.place, RANK[s.state], -s.count, s.name, s.place_id)
    )


def _changed_first(states: list[asof.PlaceState], changes: Sequence[Change]) -> list[asof.PlaceState]:
    order = {change.place_id: number for number, change in enumerate(changes)}
    return sorted(states, key=lambda state: order.get(state.place_id, len(order)))


def _speaks(states: Iterable[asof.PlaceState], side: str) -> bool:
    return any(side == given for state in states for given, _ in state.finding.by_side)


def _title(corpus: Corpus, view: View, comparison: bool) -> str:
    place = corpus.places.get(view.place)
    named = listed_wars(corpus)
    about = f"What is claimed about {place.name}" if place else f"What is claimed{named}"
    if comparison and view.compare:
        return readable(f"{about}: changes from {day_words(view.compare)} to {day_words(view.day)}")
    if view.mode == "between" and view.start:
        return readable(f"{about}, {day_words(view.start)} to {day_words(view.day)}")
    return readable(f"{about}, {'up to ' if view.mode == 'until' else ''}{day_words(view.day)}")


def listed_wars(corpus: Corpus) -> str:
    """ ": " and the conflicts that the claims are about, "" when there is none."""
    names = [conflict.name for conflict in corpus.conflicts]
    return f": {', '.join(names)}" if names else ""


def _caveats(corpus: Corpus, view: View) -> tuple[str, ...]:
    articles = plural(len(corpus.articles), "article")
    tray = sum(len(rows) for rows in corpus.tray.values())
    rest = f"; {plural(tray, 'item')} not on the map, listed in the tray" if tray else ""
    return (
        f"{layers.CAVEAT} Read by machine from {articles}; "
        f"{corpus.checked} of {plural(corpus.claims, 'claim')} checked by a person{rest}.",
        "Words in quotation marks are verbatim; all others are our summary. [n]: numbered source.",
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
    change: Change | None,
) -> Mark:
    place: Place = corpus.places[state.place_id]
    window = view.look_back if view.mode == "on" and view.look_back else 90
    age = 0.0 if view.mode == "between" else min(1.0, state.age / window)
    return Mark(
        number,
        readable(place.name),
        (place.lat, place.lon),
        place.kind,
        state.state,
        tuple(colours.get(side, "#767676") for side, _ in state.finding.by_side),
        corpus.lines.certainty(state.claims) == "assessed",
        bool(state.finding.fighting_by) and state.state != "fighting",
        layers.bearing(state),
        0.45 if state.state == "silent" else 1 - 0.55 * age,
        state.count,
        place.paths if place.shape != "point" else (),
        place.shape == "polygon",
        place.precision_km if place.kind == "sector" or place.precision_km >= 5 else 0.0,
        change.kind if change else "",
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
            Line("Before:", readable(change.before)),
            Line("Now:", readable(change.now)),
        ]
    label = LABELS[state.state]
    if state.state == "silent":
        lines.append(
            Line("", f"Last claim {plural(state.age, 'day')} before, on {day_words(state.last_day)}.")
        )
    current = [rows[claim] for claim in state.claims if claim in rows]
    for side, _ in state.finding.by_side:
        giving = [row for row in current if side_of(row["status"]) == side]
        name = corpus.names.get(side, side)
        lines.append(
            Line(readable(f"Said to be held by {name}{_degree(giving)}"), colour=colours.get(side, ""))
        )
        lines += _once([_line(row, sources, 1) for row in giving])
    fighting = [row for row in current if not side_of(row["status"])]
    if fighting and state.state == "fighting":
        lines += _once([_line(row, sources, 0) for row in fighting])
    elif fighting:
        who = dict.fromkeys(f"{row['voice']} [{sources.number(row)}]" for row in fighting)
        lines.append(Line("Fighting or pressure also reported by:", readable(", ".join(who))))
    if not current:
        others = [rows[claim] for claim in state.mentions if claim in rows]
        lines += _once([_line(row, sources, 0) for row in others[:MOST_QUIET]])
        if len(others) > MOST_QUIET:
            lines.append(
                Line("", f"and {plural(len(others) - MOST_QUIET, 'more claim')} that give it to nobody")
            )
    return Entry(number, readable(state.name), label, tuple(lines))


def _once(lines: Iterable[Line]) -> list[Line]:
    """Lines without repeats: two claims of one sentence may be told in the same words."""
    return list(dict.fromkeys(lines))


def _degree(rows: Sequence[Row]) -> str:
    extents = {"part" if row["part"] else row["extent"] for row in rows}
    return " in part" if extents == {"part"} else " for the most part" if extents == {"most"} else ""


def _line(row: Row, sources: Sources, indent: int) -> Line:
    """One claim: who, how surely, in which words, from which source."""
    verbatim = row["evidence"] == "verbatim"
    sure = f", “{row['certainty']}”" if row["certainty"] and verbatim else ""
    sure = sure or (f", {row['certainty']}" if row["certainty"] else "")
    part = f", its {row['part']}" if row["part"] else ""
    kind = f", {row['modality']}" if row["modality"] not in ("asserted", "assessed") else ""
    checked = ", checked" if row["checked"] else ""
    quote = " ".join(readable(row["quote"]).split())
    if len(quote) > MOST_WORDS:
        quote = quote[: MOST_WORDS - 1] + "…"
    words = f"“{quote}”" if verbatim else f"our summary: {quote}"
    return Line(
        readable(f"{row['voice']}{part}{kind}{sure}{checked}:"), words, "", sources.number(row), indent
    )
