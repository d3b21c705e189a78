"""As-of views -> the JSON payload of the map. The only place that writes [lon, lat].

One payload holds one way of looking (clock, mode, look-back, filters) at one revision, for every day at once;
the map looks a day up in it and computes nothing. Days are whole numbers of days since 1970-01-01.

    clock, mode, lookback   as in geo/asof.py; lookback null means without limit
    first, last             first and last day that the map can show
    histogram               [[day, claims of that day, claims whose longer interval meets it, claims that are
                            known to be of some day on or after it, or by it, where there are any], ...]
    bounds                  [[west, south], [east, north]] of what to show first, or null
    sentence                the as-of sentence up to its counts, with "{day}" for the day
    tail                    the end of that sentence after its counts
    caveat, about           what the map does not claim; sources and policies
    sides                   [{id, name, colour, war}], colours by place in the conflict's own order, so that
                            sides of two wars may have one
    legend                  [{state, label, means}] for every state, in the order of the truth table
    predicates              [[words, meaning], ...]
    places                  GeoJSON FeatureCollection. Feature: id (place id), geometry, properties:
        name, label         name and the words beside the mark
        kind                one of model.PLACE_KINDS: gives the mark its shape
        at                  [lon, lat] of the mark
        approx_km           radius within which the true position is believed to lie
        rough               whether geometry is an approximation, drawn dashed
        states              in order of time; each holds from its day until the next one's:
            from            day
            state           one of asof.STATES, or "gone" where nothing is known any more
            sides           numbers in `sides` that current claims give any of the place to
            certainty       "asserted", or "assessed" when no current claim is more than that; "" for neither
            claims          independent claims in the window: size
            fighting        whether claimants report fighting beside a state of control
            bearing         degrees from north of the part that is held, null when not a part with a direction
            last            last day that any claim reaches: age, silence
            denied          "denied by X": who denies what gives the place its state, where anybody does
            open            true where the last claim may be of a later day: only "on or after" is known
            line            who says what, in one line
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from geo import asof
from geo.claimindex import as_bytes
from geo.conflicts import Conflict
from geo.filters import Filters
from geo.model import CONTESTED, PREDICATES, Place, Point, side_of
from geo.packing import Packer, pack
from geo.table import OPEN_END, OPEN_START

AT_HAND = 50_000  # claims whose words are kept unpacked
EPOCH = date(1970, 1, 1).toordinal()
UNLIMITED = date.max.toordinal()  # days; longer than any look back can be
#: Okabe and Ito's colours, told apart by colour-blind readers. The colour of dispute is not among them.
SIDE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9")
DISPUTED_COLOUR = "#CC79A7"
AHEAD = "dated after it was said"
LABELS = {
    "disputed": "Disputed",
    "divided": "Divided",
    "held": "Held, as claimed",
    "partly_held": "Partly held, as claimed",
    "fighting": "Fighting reported",
    "mentioned": "Mentioned",
    "silent": "Silent",
}
CAVEAT = "Claims as reported, not verified here. Colour is the side that claims favour, not the truth."
ABOUT = (
    "Claims come from the articles listed beside the map, each with its claimant and words. "
    "Base map: made with Natural Earth (public domain), its towns from GeoNames (CC BY 4.0). "
    "Borders follow the United Nations: Crimea is Ukraine's. Borders 1 to 3 km off are to be expected."
)
BEARINGS = {
    name: index * 45
    for index, name in enumerate(
        ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
    )
}
MOST_VOICES_IN_LINE = 4
FOCUS_DEGREES = 4.0  # half the side of the box that bounds may cover
LEAST_HALF_BOX = 0.25  # degrees
LARGE_KINDS = frozenset({"country", "region", "area", "sea", "river"})
QUIET = frozenset({"mentioned", "silent"})
DENIABLE = frozenset({"holds", "captured", "advanced", "withdrew"})  # what a denial of it says of control
MOST_DENIERS = 3
#: Characters that would change how their neighbours are shown: controls, and marks that turn the direction.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: A straight mark that opens: nothing, or a space, a bracket, a dash or another mark before it.
_OPENING = re.compile(r'(?<![^\s(\[{—–/‘-])"')


def readable(text: str) -> str:
    """Text of an article as it may be shown: no control characters, nothing that turns what is beside it."""
    return LONE_SURROGATE.sub("\ufffd", UNSHOWN.sub("", text))


def in_marks(words: str) -> str:
    """Words of an article in quotation marks: its own double ones within them become single ones, and words
    that it quotes from the first to the last get no second pair."""
    if len(words) > 1 and (words[0], words[-1]) in (("“", "”"), ('"', '"')):
        within = words[1:-1]
        words = words if any(mark in within for mark in '“”"') else within
    words = _OPENING.sub("‘", words.replace("“", "‘")).replace('"', "’").replace("”", "’")
    return f"“{words}”"


#: Place id -> its states, each with the day from which it holds, in order of time.
Runs = dict[str, list[tuple[date, asof.PlaceState]]]
EachRun = Iterable[tuple[str, list[tuple[date, asof.PlaceState]]]]


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at the claims: what a payload is made for."""

    clock: str = "said"
    mode: str = "on"
    look_back: int = asof.LOOK_BACK
    start: date | None = None  # of mode "between"
    end: date | None = None
    filters: Filters | None = None
    only_disputed: bool = False  # places that are not disputed on a day are left out of it


def number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def day_words(day: date) -> str:
    """A day as people write it: 7 March 2023."""
    return f"{day.day} {day:%B} {day.year}"


def interval_words(start: date | None, end: date | None, onward: str = "on or after") -> str:
    """Days in words, None for an open side: "7 March 2023", "3 to 6 April 2023", "on or after 1 May 2022".

    `onward` is "since" for what goes on from then, not of some day from then on.
    """
    if start is None and end is None:
        return "day not known"
    if end is None:
        return f"{onward} {day_words(start)}"
    if start is None:
        return f"by {day_words(end)}"
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_words(end)}"
    return f"{day_words(start)} to {day_words(end)}"


def dated_ahead(about: date | None, said: date | None, modality: str) -> bool:
    """Whether what is told as a fact begins later than it was told, by more than time zones explain."""
    told = modality in asof.COUNTING_MODALITIES and about is not None and said is not None
    return told and about - said > timedelta(days=1)


def denied_by(names: Iterable[str]) -> str:
    """ "denied by A, B and 2 more", "" for nobody."""
    names = [readable(name) for name in dict.fromkeys(names)]
    if len(names) > MOST_DENIERS:
        names = [*names[: MOST_DENIERS - 1], f"{len(names) - MOST_DENIERS + 1} more"]
    return f"denied by {' and '.join(filter(None, (', '.join(names[:-1]), *names[-1:])))}" if names else ""


def last_words(state: asof.PlaceState) -> str:
    """ "5 February 2024", or "on or after 5 February 2024": the day of the last claim about a place."""
    return interval_words(state.last_day, None if state.open else state.last_day)


def age_words(state: asof.PlaceState) -> str:
    """ "99 days", or "at most 99 days": how long ago the last claim about a place is."""
    return f"{'at most ' * state.open}{plural(state.age, 'day')}"


def opening(look: Look, names: Mapping[str, str] | None = None) -> str:
    """The as-of sentence up to its counts, "{day}" standing for the day; `names` are names of ids."""
    only = look.filters.words(names) if look.filters else ""
    limits = [f"only those {readable(only)}"] * bool(only) + ["disputed places only"] * look.only_disputed
    return f"{', '.join([_period(look), *limits])}:"


def _period(look: Look) -> str:
    verb = look.clock
    if look.mode == "between" and look.start and look.end:
        period = f"Between {day_words(look.start)} and {day_words(look.end)}"
        return f"{period}, by claims {verb} {'in ' if verb == 'said' else ''}these days"
    if look.mode == "until":
        return f"Until {{day}}, by all claims {'said so far' if verb == 'said' else 'about days so far'}"
    days = {0: "the day itself", 1: "the day before"}.get(look.look_back, f"the {look.look_back} days before")
    into = "" if verb == "about" else "on " if look.look_back == 0 else "in "
    return f"On {{day}}, by claims {verb} {into}{days}"


def tail(*, claims: int, checked: int, unmapped: int, undated: int, own: int = 0) -> str:
    """The end of the as-of sentence: what is not on the map, what a person has checked, and how many claims
    are of a reader's own articles, which are in no store.
    """
    missing = [
        f"{count} {words}" for count, words in ((unmapped, "not mapped"), (undated, "undated")) if count
    ]
    mine = [f"{plural(own, 'claim')} of own articles, not in the store"] * bool(own)
    checked_words = f"{checked} of {plural(claims, 'claim')} checked by a person"
    return "".join(f"; {words}" for words in [*missing, checked_words, *mine])


def tail_of(table: pd.DataFrame, unmapped: int, own: int = 0) -> str:
    """The `tail` of a claim table: `unmapped` names could not be placed, `own` claims are not stored."""
    undated = (table["said_start"] == OPEN_START) & (table["said_end"] == OPEN_END)
    return tail(
        claims=table["claim_id"].nunique(),
        checked=table.loc[table["checked"] != "", "claim_id"].nunique(),
        unmapped=unmapped,
        undated=table.loc[undated, "claim_id"].nunique(),
        own=own,
    )


def sentence(
    look: Look, day: date, states: Iterable[str], end: str = "", names: Mapping[str, str] | None = None
) -> str:
    """The whole as-of sentence, word for word as the map says it. `end` is what `tail` gives."""
    states = list(states)
    silent = states.count("silent")
    shown = len(states) - silent
    quiet = f"; {plural(silent, 'place')} silent" if silent else ""
    begun = opening(look, names).replace("{day}", day_words(day))
    return f"{begun} {plural(shown, 'place')}, {states.count('disputed')} disputed{quiet}{end}"


def plural(count: int, noun: str) -> str:
    """1 place, 2 places."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def sides_of(conflicts: Sequence[Conflict], statuses: Iterable[str]) -> list[dict[str, str]]:
    """Sides that statuses favour, each with its name and the colour of its place in its conflict: the one
    that most of them belong to, where several know a side."""
    wanted = {side_of(status) for status in statuses} - {""}
    out = []
    for conflict in sorted(conflicts, key=lambda c: -len(wanted & {side.id for side in c.sides})):
        for index, side in enumerate(conflict.sides):
            if side.id in wanted:
                wanted.discard(side.id)
                colour = SIDE_COLOURS[index % len(SIDE_COLOURS)]
                out.append({"id": side.id, "name": side.name, "colour": colour, "war": conflict.name})
    spare = SIDE_COLOURS[2:]
    unknown = enumerate(sorted(wanted))
    return out + [
        {"id": s, "name": s.title(), "colour": spare[i % len(spare)], "war": ""} for i, s in unknown
    ]


def payload(
    index: asof.ClaimIndex,
    places: Mapping[str, Place],
    conflicts: Sequence[Conflict],
    look: Look,
    *,
    lines: Lines | None = None,
    runs: EachRun | None = None,
    end: str = "",
    names: Mapping[str, str] | None = None,
    packer: Packer | None = None,
) -> dict[str, Any]:
    """The payload of a way of looking; places that `places` lacks are left out.

    `lines` and `runs` are taken as given where the caller has them already; `end` is the sentence's `tail`,
    `names` are names of the ids in its filters. With a `packer` it is made as `encode` sends it, which takes
    far less memory where there are many states.
    """
    runs = each_run(index, look) if runs is None else runs
    sides = sides_of(conflicts, index.statuses)
    lines = lines or Lines(index.table, {side["id"]: side["name"] for side in sides})
    order = {side["id"]: i for i, side in enumerate(sides)}
    features: list[dict[str, Any]] = []
    shown: list[Place] = []
    loud: list[Place] = []  # ever said to be held or fought over
    for place_id, run in runs:
        if place_id not in places or (look.only_disputed and not any(map(_disputed, run))):
            continue
        place = places[place_id]
        shown.append(place)
        if any(state.state not in QUIET for _, state in run):
            loud.append(place)
        states = [
            _state(start, state, order, lines)
            if _disputed((start, state)) or not look.only_disputed
            else {"from": number(start), "state": "gone"}
            for start, state in run
        ]
        features.append(_feature(place, packer.states(states) if packer else states))
    histogram = asof.histogram(index, clock=look.clock, filters=look.filters)
    days = [number(day) for day in histogram["day"]]
    first, last = map(number, index.days(look.clock) or (date.fromordinal(EPOCH),) * 2)
    if look.mode == "between" and look.start and look.end:
        first, last = min(first, number(look.start)), max(last, number(look.end))
    return {
        "clock": look.clock,
        "mode": look.mode,
        "lookback": look.look_back if look.mode == "on" else None,
        "first": first,
        "last": last,
        "histogram": [
            [day, *map(int, (exact, vague, *[open_] * bool(open_)))]
            for day, exact, vague, open_ in zip(
                days, histogram["exact"], histogram["vague"], histogram["open"], strict=True
            )
            if exact or vague or open_
        ],
        "bounds": bounds(loud or shown or [places[one] for one in index.places if one in places]),
        "sentence": opening(look, names or names_of(places, sides)),
        "tail": end,
        "caveat": CAVEAT,
        "about": ABOUT,
        "sides": sides,
        "legend": [
            {"state": state, "label": LABELS[state], "means": means} for state, means in asof.STATES.items()
        ],
        "predicates": [[name.replace("_", " "), means] for name, means in PREDICATES.items()],
        "places": {"type": "FeatureCollection", "features": features},
        **({"lines": packer.lines} if packer else {}),
    }


def _disputed(run: tuple[date, asof.PlaceState]) -> bool:
    return run[1].state == "disputed"


def names_of(places: Mapping[str, Place], sides: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Names of the ids that a filter may hold."""
    return {place.place_id: place.name for place in places.values()} | {s["id"]: s["name"] for s in sides}


def encode(content: Mapping[str, Any]) -> tuple[str, bytes]:
    """A payload's name, which is a hash of its content, and its bytes, packed as `geo.packing` says."""
    packed = content if "lines" in content else pack(content)
    text = json.dumps(packed, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    data = text.encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()[:24], data


def runs_of(index: asof.ClaimIndex, look: Look) -> Runs:
    """Place id -> its states with the day from which each holds."""
    return dict(each_run(index, look))


def each_run(index: asof.ClaimIndex, look: Look) -> EachRun:
    """What `runs_of` gives, place by place, once: only one place's states are held at a time."""
    if look.mode == "between":
        if look.end is None:
            raise ValueError("between needs an end")
        seen = asof.view(
            index, day=look.end, clock=look.clock, mode="between", start=look.start, filters=look.filters
        )
        return ((place_id, [(date.min, state)]) for place_id, state in seen.places.items() if state.count)
    back = UNLIMITED if look.mode == "until" else look.look_back
    found = asof.each_change_point(index, clock=look.clock, look_back=back, filters=look.filters)
    return ((place_id, [(run.start, run.place) for run in runs]) for place_id, runs in found)


def _state(start: date, state: asof.PlaceState, order: Mapping[str, int], lines: Lines) -> dict[str, Any]:
    """One entry of a feature's states."""
    finding = state.finding
    return {
        "from": number(start),
        "state": state.state,
        "sides": sorted(order[side] for side, _ in finding.by_side),
        "certainty": lines.certainty(state.claims),
        "claims": state.count,
        "fighting": bool(finding.fighting_by),
        "bearing": bearing(state),
        "last": number(state.last_day),
        **({"open": True} if state.open else {}),
        **({"denied": denied} if (denied := lines.denied(state)) else {}),
        "line": lines.line(lines.sides_in_turn(state.claims) or state.mentions),
    }


def bearing(state: asof.PlaceState) -> float | None:
    """Degrees from north of the one part that is held, None when that has no direction or is not all."""
    parts = [part.part for part in state.parts if part.part and part.finding.side]
    if state.state != "partly_held" or len(parts) != 1:
        return None
    return BEARINGS.get(parts[0].replace("-", "").replace(" ", ""))


def in_part(part: str) -> str:
    """ "in its centre", "in its eastern part", "on its west bank": a named part of a place in words."""
    where = "on" if part.endswith("bank") else "in"
    return f"{where} its {part}{' part' if part.endswith('ern') else ''}"


class Said(NamedTuple):
    """What the lines ask of a claim; claims that say the same in the same words share one."""

    voice: str
    status: str
    extent: str
    part: str
    certainty: str
    modality: str
    predicate: str
    evidence: str


class _Rows:
    """Claim id -> what the claim's first row says; a few bytes a claim, and those asked for last at hand."""

    def __init__(self, ids: pd.Series, code: np.ndarray, said: Sequence[Said]) -> None:
        self._ids, first = np.unique(as_bytes(ids), return_index=True)
        self._code, self._said = code[first].astype(np.int32), said
        self._at_hand: dict[str, Said] = {}

    def __getitem__(self, claim_id: str) -> Said:
        found = self._at_hand.get(claim_id)
        if found is None:
            key = claim_id.encode()
            at = int(np.searchsorted(self._ids, key))
            if at == len(self._ids) or self._ids[at] != key:
                raise KeyError(claim_id)
            if len(self._at_hand) >= AT_HAND:
                self._at_hand = {}
            found = self._at_hand[claim_id] = self._said[self._code[at]]
        return found


class Lines:
    """One line that says who claims what, for the claims of one table."""

    def __init__(self, table: pd.DataFrame, sides: Mapping[str, str]) -> None:
        code, firsts = _combined([table[name].astype("category") for name in Said._fields], len(table))
        distinct = table[list(Said._fields)].iloc[firsts].astype(str).itertuples(index=False, name=None)
        said = [Said(*row) for row in distinct]
        self.rows = _Rows(table["claim_id"], code, said)
        self.sides = sides
        self._ranks = {side: rank for rank, side in enumerate(sides)}
        self.side = {one.status: side_of(one.status) for one in said}
        self._spoken: dict[Said, str] = {}
        said_no = table[(table["modality"] == "denied") & table["predicate"].isin(DENIABLE)]
        self._denied_at = frozenset(said_no["place_id"].astype(str))
        columns = said_no[["claim_id", "voice", "side"]].astype(str).itertuples(index=False, name=None)
        self._denials = {claim: (voice, side) for claim, voice, side in columns}

    def deniers(self, state: asof.PlaceState) -> list[str]:
        """Claims that deny what gives a place its state: of speakers who give it to nobody themselves and are
        not of a side that it is given to, as these deny what the other side claims.
        """
        given = {side for side, _ in state.finding.by_side}
        if not given or state.place_id not in self._denied_at:
            return []
        givers = {voice for _, voices in state.finding.by_side for voice in voices}
        denials = {claim: self._denials[claim] for claim in state.mentions if claim in self._denials}
        return [one for one, (voice, side) in denials.items() if voice not in givers and side not in given]

    def denied(self, state: asof.PlaceState) -> str:
        """ "denied by A and B", "" where nobody does."""
        return denied_by(self._denials[claim][0] for claim in self.deniers(state))

    def label(self, state: asof.PlaceState) -> str:
        """The state in words, with who denies what gives it: "Held, as claimed; denied by A"."""
        return "; ".join(filter(None, (LABELS[state.state], self.denied(state))))

    def certainty(self, claims: Sequence[str]) -> str:
        """ "asserted" when any of the claims is, "assessed" when they are no more than that."""
        modalities = {self.rows[claim].modality for claim in claims}
        return "asserted" if "asserted" in modalities else "assessed" if modalities else ""

    def in_order(self, finding: asof.Finding) -> list[tuple[str, tuple[str, ...]]]:
        """The sides of a finding with their claimants, in the order that sides have everywhere."""
        return sorted(finding.by_side, key=lambda pair: self._rank(pair[0]))

    def _rank(self, side: str) -> tuple[int, str]:
        return self._ranks.get(side, len(self._ranks)), side

    def sides_in_turn(self, claims: Sequence[str]) -> list[str]:
        """Claims that give the place to a side, one of each side in turn, before the others."""
        by_side: dict[str, list[str]] = {}
        for claim in claims:
            by_side.setdefault(self.side[self.rows[claim].status], []).append(claim)
        others = by_side.pop("", [])
        turns = zip_longest(*(by_side[side] for side in sorted(by_side, key=self._rank)))
        return [claim for turn in turns for claim in turn if claim is not None] + others

    def line(self, claims: Sequence[str]) -> str:
        """Each voice once, in the order of the claims: "Ministry of X: Y, in part, “likely”"."""
        said: dict[str, str] = {}
        for claim in claims:
            row = self.rows[claim]
            if row.voice not in said:
                said[row.voice] = self._voiced(row)
        spoken = list(said.values())
        more = len(spoken) - MOST_VOICES_IN_LINE
        rest = [f"and {more} more"] if more > 0 else []
        return "; ".join(spoken[:MOST_VOICES_IN_LINE] + rest)

    def _voiced(self, row: Said) -> str:
        if row not in self._spoken:
            self._spoken[row] = f"{readable(row.voice)}: {self.words(row)}"
        return self._spoken[row]

    def words(self, row: Said) -> str:
        """What one claim says, with its words of certainty; only verbatim ones in quotation marks."""
        side = side_of(row.status)
        part = (
            in_part(row.part) if row.part else {"part": "in part", "most": "most of it"}.get(row.extent, "")
        )
        what = self.sides.get(side, side) if side else row.predicate.replace("_", " ")
        if row.status == CONTESTED and row.predicate == "fighting":
            what = "fighting"
        sure = f"“{row.certainty}”" if row.certainty and row.evidence == "verbatim" else row.certainty
        kind = row.modality if row.modality not in asof.COUNTING_MODALITIES else ""
        return readable(", ".join(filter(None, (what, part, sure, kind))))


def _combined(columns: Sequence[pd.Series], length: int) -> tuple[np.ndarray, np.ndarray]:
    """Codes of the distinct combinations of categories, one per row, and the first row of each."""
    code = np.zeros(length, dtype=np.int64)
    for column in columns:
        wide = code * (len(column.cat.categories) + 1) + column.cat.codes.to_numpy()
        code = pd.factorize(wide)[0]
    firsts = np.zeros(code.max(initial=-1) + 1, dtype=np.int64)
    firsts[code[::-1]] = np.arange(length)[::-1]
    return code, firsts


def _feature(place: Place, states: list[dict[str, Any]] | dict[str, list[Any]]) -> dict[str, Any]:
    """A GeoJSON feature of one place with its states, packed or not."""
    return {
        "type": "Feature",
        "id": place.place_id,
        "geometry": geometry(place),
        "properties": {
            "name": readable(place.name),
            "label": readable(place.name),
            "kind": place.kind,
            "at": lon_lat((place.lat, place.lon)),
            "approx_km": round(place.precision_km, 1),
            "rough": place.shape != "point",
            "states": states,
        },
    }


def geometry(place: Place) -> dict[str, Any]:
    """GeoJSON geometry of a place: its point, its lines, or one polygon per ring."""
    if place.shape == "line" and place.paths:
        return {
            "type": "MultiLineString",
            "coordinates": [[lon_lat(p) for p in path] for path in place.paths],
        }
    if place.shape == "polygon" and place.paths:
        rings = [[lon_lat(p) for p in closed(path)] for path in place.paths]
        return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Point", "coordinates": lon_lat((place.lat, place.lon))}


def closed(path: Sequence[Point]) -> Sequence[Point]:
    """A ring whose last point is its first."""
    return path if path[0] == path[-1] else (*path, path[0])


def lon_lat(point: Point) -> list[float]:
    """[lon, lat] of a (lat, lon) point, to about 10 m."""
    return [round(point[1], 4), round(point[0], 4)]


def bounds(places: Sequence[Place], focus: Place | None = None) -> list[list[float]] | None:
    """[[west, south], [east, north]] of the places near the focus, or near the middle of them all.

    A claim about a place far from the others does not shrink the rest to a dot: it lies outside.
    """
    near = [place for place in places if place.kind not in LARGE_KINDS] or list(places)
    if not near:
        return None
    lat = focus.lat if focus else median(place.lat for place in near)
    lon = focus.lon if focus else median(place.lon for place in near)
    inside = [
        p for p in near if abs(p.lat - lat) <= FOCUS_DEGREES and abs(p.lon - lon) <= 1.5 * FOCUS_DEGREES
    ]
    lats = [p.lat for p in inside] or [lat]
    lons = [p.lon for p in inside] or [lon]
    south, north = min(*lats, lat - LEAST_HALF_BOX), max(*lats, lat + LEAST_HALF_BOX)
    west, east = min(*lons, lon - LEAST_HALF_BOX), max(*lons, lon + LEAST_HALF_BOX)
    return [lon_lat((south, west)), lon_lat((north, east))]
