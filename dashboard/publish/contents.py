"""What a published page holds, as JSON chunks that the page reads when it needs them.

    site.json     {title, first, last, base, opening: {day, place}, looks, places, tray}
        looks     [{id, clock, mode, only, way, words, payload}]: ways of looking, the usual one first;
                  `payload` is the chunk that the map draws, the same as the dashboard's (geo/layers.py)
        places    {place id: {name, names, chunk}}
        tray      [{heading, rows: [[what, where, why]]}]
    p-NUMBER      one place: {title, lanes, speakers, spans, claims, looks}
        claims    newest first: {id, say, card, side, extent, gives, voice, colours, said, about, dated,
                  document}; said and about are [first day, last day], gives is the extent in words
        looks     {look id: {runs, only}}: `runs` are [from, numbers in claims that decide the state, numbers
                  of the others], `only` the numbers of the claims that the look takes, absent for all
    d-HASH        one document: {markup}
    b-HASH.json   the base map; HASH.json: payloads

`title`, `lanes`, `speakers`, `say`, `card`, `markup` are markup made by the dashboard's own panel, every word
of an article in it escaped. Days are whole numbers of days since 1970-01-01.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard import evidence, serve
from dashboard.corpus import Corpus
from dashboard.panel import Panel, other_names
from geo import asof, layers
from geo.errors import BadInput
from geo.filters import Filters
from geo.layers import EPOCH, Look
from geo.model import CONTESTED, side_of

if TYPE_CHECKING:
    from geo.store import Store

MOST_CHOICES = 12  # publishers, and claimants, that the page can be limited to: the most frequent ones
WAYS = (
    ("said", "on", "On a day, by when it was said"),
    ("about", "on", "On a day, by what it is about"),
    ("said", "until", "Until a day, by when it was said"),
)


@dataclass(frozen=True)
class Choice:
    """One way of looking that the page offers."""

    id: str
    look: Look
    only: str  # name in the page's address, "" for all claims
    way: str
    words: str


@dataclass
class Content:
    """Everything that a page reads, by name, as JSON bytes."""

    title: str
    facts: str
    about: str
    chunks: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, value: Any) -> str:
        """Add a chunk; its name."""
        self.chunks[name] = _json(value)
        return name


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def content(corpus: Corpus, title: str, facts: str, documents: Mapping[str, str]) -> Content:
    """The content of a page about a corpus. `documents` maps sha256 to markup of the document's text.

    Raises:
        BadInput: no claim has a day.
    """
    if corpus.clock is None:
        raise BadInput("publish", "the store holds no dated claim", "ingest articles first")
    made = Content(title, facts, layers.ABOUT)
    choices = list(_choices(corpus))
    runs = {choice.id: layers.runs_of(corpus.index, choice.look) for choice in choices}
    looks = []
    for choice in choices:
        name, data = layers.encode(corpus.make_payload(choice.look, runs[choice.id]))
        made.chunks[f"{name}.json"] = data
        looks.append(
            {
                "id": choice.id,
                "clock": choice.look.clock,
                "mode": choice.look.mode,
                "only": choice.only,
                "way": choice.way,
                "words": choice.words,
                "payload": f"{name}.json",
            }
        )
    for sha256, markup in documents.items():
        made.add(f"d-{sha256[:16]}", {"markup": markup})
    takes = {choice.id: _takes(corpus, choice.look) for choice in choices}
    places = {}
    shown = dict.fromkeys(place_id for run in runs.values() for place_id in run if place_id in corpus.places)
    for number, place_id in enumerate(shown):
        chunk = made.add(f"p-{number}", _place(corpus, place_id, choices, runs, takes, documents))
        name = corpus.places[place_id].name
        spoken = [layers.readable(one) for one in other_names(corpus.spoken.get(place_id, ()), name)]
        places[place_id] = {"name": layers.readable(name), "names": spoken, "chunk": chunk}
    base = serve.ASSETS["basemap.json"][0].read_bytes()
    made.chunks[f"b-{serve.asset('basemap.json').tag}.json"] = base
    west, south, east, north = json.loads(base)["detail"]
    inside = (west <= one.lon <= east and south <= one.lat <= north for one in map(corpus.places.get, shown))
    world = "" if all(inside) else f"b-{serve.asset('world.json').tag}.json"
    if world:
        made.chunks[world] = serve.ASSETS["world.json"][0].read_bytes()
    first, last = corpus.days(choices[0].look.clock)
    opening = corpus.opening
    made.add(
        "site.json",
        {
            "title": title,
            "first": layers.number(first),
            "last": layers.number(last),
            "base": f"b-{serve.asset('basemap.json').tag}.json",
            "world": world,  # "" when every place lies where the base map is drawn in detail
            "opening": {
                "day": layers.number(opening.day if opening else last),
                "place": opening.place if opening else "",
            },
            "looks": looks,
            "places": places,
            "tray": [
                {"heading": heading, "rows": [[layers.readable(part) for part in row[:3]] for row in rows]}
                for heading, rows in corpus.tray.items()
            ],
        },
    )
    return made


def documents(store: Store, corpus: Corpus) -> dict[str, str]:
    """sha256 -> markup of every document's text with its claims."""
    found = ((sha256, evidence.of_store(store, sha256, corpus.places)) for sha256 in corpus.articles)
    return {sha256: markup for sha256, markup in found if markup}


def _choices(corpus: Corpus) -> Iterator[Choice]:
    """Every way that gives any claim a day; of the usual one also what it can be limited to."""
    usual = corpus.look
    for clock, mode, words in WAYS:
        if corpus.days(clock):
            look = replace(usual, clock=clock, mode=mode)
            yield Choice(f"{clock}-{mode}", look, "", words, f"All {layers.plural(corpus.claims, 'claim')}")
    way = next(words for clock, mode, words in WAYS if (clock, mode) == (usual.clock, usual.mode))
    for only, words, filters in _limits(corpus):
        yield Choice(f"{usual.clock}-{usual.mode}-{only}", replace(usual, filters=filters), only, way, words)


def _limits(corpus: Corpus) -> Iterator[tuple[str, str, Filters]]:
    """(name, words, filter) of what the page can be limited to, each with its number of claims."""
    table = corpus.table
    named = corpus.claimant_sides
    kinds = (
        ("side", "side", lambda value: f"speakers of the side {named.get(value, value)}", "sides", 9),
        ("publisher", "publisher", lambda value: f"published by {value}", "publishers", MOST_CHOICES),
        ("claimant", "voice", lambda value: f"said by {value}", "voices", MOST_CHOICES),
    )
    if corpus.checked:
        words = f"Checked by a person ({layers.plural(corpus.checked, 'claim')})"
        yield "checked", words, Filters(checked_only=True)
    for kind, column, phrase, field_, most in kinds:
        counts = table.drop_duplicates("claim_id")[column].value_counts()
        for number, (value, count) in enumerate(counts[counts > 0].head(most).items()):
            if value == "" or len(counts[counts > 0]) < 2:
                continue
            words = layers.readable(f"{phrase(value)} ({layers.plural(int(count), 'claim')})")
            yield f"{kind}-{number}", words[0].upper() + words[1:], Filters(**{field_: (value,)})


def _takes(corpus: Corpus, look: Look) -> set[str] | None:
    """Ids of the claims that a look takes, None for all."""
    if look.filters is None:
        return None
    return set(corpus.table["claim_id"].astype(str)[look.filters.mask(corpus.table)])


def _place(
    corpus: Corpus,
    place_id: str,
    choices: Sequence[Choice],
    runs: Mapping[str, layers.Runs],
    takes: Mapping[str, set[str] | None],
    documents: Mapping[str, str],
) -> dict[str, Any]:
    panels = {clock: _panel(corpus, place_id, replace(corpus.look, clock=clock)) for clock in asof.CLOCKS}
    panel = panels[corpus.look.clock]
    numbers: dict[str, list[int]] = {}
    for number, row in enumerate(panel.rows):
        numbers.setdefault(row["claim_id"], []).append(number)
    looks = {}
    for choice in choices:
        if place_id in runs[choice.id]:
            looks[choice.id] = {
                "runs": [
                    [layers.number(start), _numbers(state.claims, numbers), _numbers(state.mentions, numbers)]
                    for start, state in runs[choice.id][place_id]
                ]
            }
            taken = takes[choice.id]
            if taken is not None:
                looks[choice.id]["only"] = _numbers([row for row in numbers if row in taken], numbers)
    return {
        "title": panel.title(),
        "lanes": {clock: panels[clock].lanes() + panels[clock].ends() for clock in asof.CLOCKS},
        "speakers": panel.speakers(),
        "spans": {clock: _ends(panels[clock]) for clock in asof.CLOCKS},
        "claims": [_claim(panels, panel, row, documents) for row in panel.rows],
        "looks": looks,
    }


def _panel(corpus: Corpus, place_id: str, look: Look) -> Panel:
    """The place's panel when all is said: every claim among those looked at, none deciding."""
    rows = corpus.rows(place_id)
    ids = tuple(dict.fromkeys(row["claim_id"] for row in rows))
    days = corpus.days(look.clock) or corpus.days(corpus.look.clock)
    last = days[1]
    place = corpus.places[place_id]
    state = asof.PlaceState(place_id, place.name, asof.Finding("mentioned"), (), (), ids, len(ids), last, 0)
    return Panel(corpus, look, last, place, state)


def _numbers(ids: Sequence[str], numbers: Mapping[str, list[int]]) -> list[int]:
    return sorted(number for one in ids for number in numbers.get(one, ()))


def _ends(panel: Panel) -> list[int]:
    """First and last day of the lanes' axis."""
    first, last = panel.axis()
    return [first - EPOCH, last - EPOCH]


def _claim(
    panels: Mapping[str, Panel], panel: Panel, row: Mapping[str, Any], documents: Mapping[str, str]
) -> dict[str, Any]:
    spans = {clock: one.span(row) for clock, one in panels.items()}
    counts = row["modality"] in asof.COUNTING_MODALITIES
    return {
        "id": row["claim_id"],
        "say": panel.saying(row),
        "card": panel.card(row),
        "side": side_of(row["status"]) if counts else "",
        "extent": "part" if row["part"] else row["extent"],
        "gives": panel.extent(row),
        "voice": row["voice"],
        "colours": counts and bool(side_of(row["status"]) or row["status"] == CONTESTED),
        **{clock: [low - EPOCH, high - EPOCH] for clock, (low, high) in spans.items()},
        "dated": {clock: low <= high for clock, (low, high) in spans.items()},
        "document": f"d-{row['sha256'][:16]}" if row["sha256"] in documents else "",
    }


def facts(corpus: Corpus, made: date) -> str:
    """What the page holds, in one line."""
    return (
        f"{layers.plural(len(corpus.articles), 'article')} · {layers.plural(corpus.claims, 'claim')} · "
        f"{corpus.checked} checked by a person · corpus revision {corpus.revision} · "
        f"published {layers.day_words(made)}"
    )
