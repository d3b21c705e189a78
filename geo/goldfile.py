"""Gold annotations: files that say what an honest reader finds in a text (format: docs/gold-format.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from geo.errors import BadInput
from geo.model import CLAIMANT_KINDS, CONTESTED, CONTROL_SUFFIX, EXTENTS, MODALITIES, NO_STATUS, PREDICATES

FORMAT = 1
SLACK = timedelta(days=1)  # by how much a date may be wider than the gold interval on each side
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Allowed:
    """One accepted reading of a date.

    Right is an interval that contains [start, end] and stays within [earliest, latest] (`SLACK` beyond
    start and end unless given); a bound of None must be open. `loose` accepts any closed interval within
    [earliest, latest]; `undated` accepts only no date at all.
    """

    start: date | None = None
    end: date | None = None
    earliest: date | None = None
    latest: date | None = None
    loose: bool = False
    undated: bool = False

    def contains(self, start: date | None, end: date | None) -> bool:
        """Whether the interval is right but for its width."""
        if self.undated:
            return start is None and end is None
        if start is None and end is None:
            return False
        if self.loose:
            return start is not None and end is not None and start <= self.latest and end >= self.earliest
        return _at_most(start, self.start) and _at_least(end, self.end)

    def accepts(self, start: date | None, end: date | None) -> bool:
        """Whether the interval is right and not padded."""
        if self.undated or not self.contains(start, end):
            return self.undated and start is None and end is None
        if self.loose:
            return start >= self.earliest and end <= self.latest
        low = self.start and (self.earliest or self.start - SLACK)
        high = self.end and (self.latest or self.end + SLACK)
        return (
            (low is None) == (start is None)
            and (high is None) == (end is None)
            and ((low is None or start >= low) and (high is None or end <= high))
        )


def _at_most(day: date | None, bound: date | None) -> bool:
    """Whether an interval that starts on `day` (None is open) begins by `bound`."""
    return day is None or (bound is not None and day <= bound)


def _at_least(day: date | None, bound: date | None) -> bool:
    """Whether an interval that ends on `day` (None is open) lasts to `bound`."""
    return day is None or (bound is not None and day >= bound)


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text. `why` is empty, or what a look-alike is. Coordinates only for place mentions."""

    start: int
    end: int
    text: str
    why: str = ""
    key: str = ""
    lat: float = 0.0
    lon: float = 0.0
    kind: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place that a claim is about; `names` are its spellings, `extents` those that the words support."""

    key: str
    names: frozenset[str]
    lat: float
    lon: float
    kind: str
    extents: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim with every reading that the words support. `spans` are its evidence and its repetitions."""

    spans: tuple[tuple[int, int], ...]
    claimants: tuple[str, ...]
    claimant_kind: str
    side: str
    chain: tuple[str, ...]
    places: tuple[GoldPlace, ...]
    predicates: tuple[str, ...]
    modalities: tuple[str, ...]
    statuses: tuple[str, ...]
    certainty: str
    said: tuple[Allowed, ...]
    about: tuple[Allowed, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated text. `published` is the true day, or the interval that is known to hold it."""

    doc_id: str
    file: Path
    text: str
    title: str
    publisher: str
    url: str
    published: tuple[date, date]
    dateable: bool  # whether the text alone tells its day to within 60 days
    about_conflict: bool
    sides: dict[str, tuple[str, ...]]
    mentions: tuple[Spot, ...]
    lookalikes: tuple[Spot, ...]
    ambiguous: tuple[Spot, ...]
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A gold file whose text is not here, with the reason."""

    doc_id: str
    reason: str


def load(folder: Path) -> list[GoldText | Skipped]:
    """Every gold file in a folder, by name. Raises BadInput for a missing folder or a broken file."""
    if not folder.is_dir():
        raise BadInput(
            str(folder), "is not a folder", "name a folder of gold files, such as tests/data/gold/dev"
        )
    files = sorted(folder.glob("*.json"))
    if not files:
        raise BadInput(str(folder), "holds no gold files", "gold files end in .json; see docs/gold-format.md")
    return [read(file) for file in files]


def read(file: Path) -> GoldText | Skipped:
    """One gold file. Raises BadInput when it is broken."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise BadInput(str(file), f"has gold format {data['format']}", f"this version reads {FORMAT}")
        source = file.parent / data["text_file"]
        if not source.is_file():
            return Skipped(data["doc_id"], f"its text is not here ({source.name})")
        text = source.read_bytes().decode("utf-8-sig")
        if hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
            return Skipped(
                data["doc_id"], f"{source.name} is not the text that was annotated (sha256 differs)"
            )
        return _gold(data, source, text)
    except (KeyError, TypeError, ValueError) as fault:
        if isinstance(fault, BadInput):
            raise
        raise BadInput(str(file), f"is not a gold file ({fault!r})", "see docs/gold-format.md") from fault


def _gold(data: Json, source: Path, text: str) -> GoldText:
    places = {
        key: GoldPlace(key, _names(key, data), p["lat"], p["lon"], p["kind"], ())
        for key, p in data["places"].items()
    }
    published = data["published"]
    return GoldText(
        doc_id=data["doc_id"],
        file=source,
        text=text,
        title=data["title"],
        publisher=data["publisher"],
        url=data["url"],
        published=(date.fromisoformat(published["start"]), date.fromisoformat(published["end"])),
        dateable="undated" not in data["publication_from_text"],
        about_conflict=data["about_conflict"],
        sides={side: tuple(ids) for side, ids in data["sides"].items()},
        mentions=tuple(_spot(item) for item in data["mentions"]),
        lookalikes=tuple(_spot(item) for item in data["lookalikes"]),
        ambiguous=tuple(_spot(item) for item in data["ambiguous"]),
        claims=tuple(_claim(item, places) for item in data["claims"]),
    )


def _names(key: str, data: Json) -> frozenset[str]:
    """The name of a place and how the text spells it."""
    return frozenset({data["places"][key]["name"], *(m["text"] for m in data["mentions"] if m["key"] == key)})


def _spot(item: Json) -> Spot:
    return Spot(**{name: item[name] for name in Spot.__slots__ if name in item})


def _claim(item: Json, places: dict[str, GoldPlace]) -> GoldClaim:
    linked = []
    for place in item["places"]:
        known = places[place["name"]]
        linked.append(
            GoldPlace(
                known.key,
                known.names,
                known.lat,
                known.lon,
                known.kind,
                tuple(place["extent"]),
                place["part"],
            )
        )
    return GoldClaim(
        spans=((item["start"], item["end"]), *((c["start"], c["end"]) for c in item["carriers"])),
        claimants=tuple(item["claimant"]),
        claimant_kind=item["claimant_kind"],
        side=item["side"],
        chain=tuple(item["chain"]),
        places=tuple(linked),
        predicates=tuple(item["predicate"]),
        modalities=tuple(item["modality"]),
        statuses=tuple(item["status"]),
        certainty=item["certainty"],
        said=tuple(_allowed(one) for one in item["said"]),
        about=tuple(_allowed(one) for one in item["about"]),
        optional=item["optional"],
    )


def _allowed(item: Json) -> Allowed:
    if item.get("undated"):
        return Allowed(undated=True)
    if "within" in item:
        earliest, latest = (date.fromisoformat(day) for day in item["within"])
        return Allowed(earliest=earliest, latest=latest, loose=True)
    days = {
        "start": item["start"],
        "end": item["end"],
        "earliest": item.get("min_start"),
        "latest": item.get("max_end"),
    }
    return Allowed(**{name: date.fromisoformat(day) if day else None for name, day in days.items()})


def faults(gold: GoldText) -> list[str]:
    """What is wrong with an annotation: offsets, vocabularies, dates. Empty when nothing is."""
    found = [
        f"{spot.start}-{spot.end} is {gold.text[spot.start : spot.end]!r}, not {spot.text!r}"
        for spot in (*gold.mentions, *gold.lookalikes, *gold.ambiguous)
        if gold.text[spot.start : spot.end] != spot.text
    ]
    keys = {place.key for claim in gold.claims for place in claim.places}
    words = gold.text.casefold()
    found += [  # "the region", "the river" may stand for a place whose name is used otherwise
        f"claims name {key!r}, of which the text has no word"
        for key in keys - {m.key for m in gold.mentions}
        if not any(word.casefold() in words for word in key.split() if word[0].isupper())
    ]
    return found + [fault for claim in gold.claims for fault in _claim_faults(claim, len(gold.text))]


def _claim_faults(claim: GoldClaim, length: int) -> list[str]:
    where = f"claim at {claim.spans[0]}"
    checks = {
        "span": all(0 <= start < end <= length for start, end in claim.spans),
        "claimant": bool(claim.claimants) and claim.claimant_kind in CLAIMANT_KINDS,
        "places": bool(claim.places)
        and all(p.extents and set(p.extents) <= set(EXTENTS) for p in claim.places),
        "predicate": bool(claim.predicates) and set(claim.predicates) <= set(PREDICATES),
        "modality": bool(claim.modalities) and set(claim.modalities) <= set(MODALITIES),
        "status": bool(claim.statuses)
        and all(s in (CONTESTED, NO_STATUS) or s.endswith(CONTROL_SUFFIX) for s in claim.statuses),
        "dates": all(_ordered(one) for one in (*claim.said, *claim.about))
        and bool(claim.said and claim.about),
    }
    return [f"{where}: {name}" for name, right in checks.items() if not right]


def _ordered(one: Allowed) -> bool:
    days = [day for day in (one.earliest, one.start, one.end, one.latest) if day]
    return days == sorted(days)
