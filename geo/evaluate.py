"""How well texts are read: the pipeline's answers against gold, as `python -m geo evaluate FOLDER` prints.

What each measure counts is in docs/gold-format.md. Every figure comes with a 95 % interval: texts (not
claims, which are not independent within one text) are drawn anew with replacement, 2,000 times, from a
fixed seed.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import BadInput
from geo.goldfile import GoldText, Skipped, load
from geo.model import Claim, DateInterval, Place
from geo.scoring import Json, Scored, known_names, score

if TYPE_CHECKING:
    from geo.conflicts import Conflict
    from geo.gazetteer import Gazetteer

DRAWS, SEED, TAIL = 2_000, 20230307, 0.025


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its 95 % interval; None where nothing was there to count."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    over: int  # how many things the figure is a share of


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one folder."""

    folder: str
    texts: tuple[Scored, ...]
    skipped: tuple[Skipped, ...]
    measures: tuple[Measure, ...]
    gold_claims: int
    read_claims: int


def evaluate(
    folder: Path | str,
    *,
    read: Callable[[GoldText], Json],
    dated: Callable[[GoldText], DateInterval] | None = None,
    conflicts: Sequence[Conflict] = (),
) -> Evaluation:
    """Score a folder of gold files.

    `read` tells what was read in a gold text, in the shape that `extract` prints (`pipeline_reader` asks the
    pipeline, `printed_reader` takes printed lines). `dated` tells the publication date from the text alone;
    without it that is not scored. The claimants of `conflicts` give other names of one claimant.
    Raises BadInput for a folder or a file that cannot be read.
    """
    folder = Path(folder)
    items = load(folder)
    texts, aliases = [], known_names(conflicts)
    for gold in items:
        if isinstance(gold, GoldText):
            texts.append(score(gold, read(gold), dated(gold) if dated else None, aliases))
    skipped = tuple(item for item in items if isinstance(item, Skipped))
    return _summed(folder.name, texts, skipped)


def run(
    folder: Path | str,
    *,
    gazetteer: Gazetteer,
    conflicts: Sequence[Conflict],
    details: bool = False,
    json_output: bool = False,
    extracted: Iterable[str] | None = None,
) -> int:
    """Score and print one folder; 0 when any text could be scored.

    `extracted` are lines printed by `extract` (with the gold publication dates given); they are then scored
    instead of a fresh reading.
    """
    if extracted is not None:
        result = evaluate(folder, read=printed_reader(extracted), conflicts=conflicts)
    else:
        reader = pipeline_reader(gazetteer, conflicts)
        result = evaluate(folder, read=reader, dated=publication_from_text, conflicts=conflicts)
    print(json.dumps(as_json(result), ensure_ascii=False) if json_output else report(result, details=details))
    return 0 if result.texts else 1


# What was read: the pipeline, or its printed lines.


def pipeline_reader(gazetteer: Gazetteer, conflicts: Sequence[Conflict]) -> Callable[[GoldText], Json]:
    """The pipeline on the gold text, with the gold publication date."""
    from geo import pipeline
    from geo.documents import read as read_files

    def answer(gold: GoldText) -> Json:
        found = next(iter(read_files([gold.file])))
        start, end = gold.published
        days = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
        published = DateInterval(days, start, end, "given with the text")
        document = replace(
            found,
            title=gold.title or found.title,
            publisher=gold.publisher,
            url=gold.url,
            published=published,
        )
        reading = pipeline.process(document, gazetteer=gazetteer, conflicts=conflicts)
        places = {place.place_id: place for place in reading.places}
        return {
            "text": document.text,
            "places": [_mention(one.toponym, one.place) for one in reading.mapped],
            "unmapped": [{"start": one.toponym.start, "end": one.toponym.end} for one in reading.unmapped],
            "claims": [_claim(claim, places) for claim in reading.claims],
        }

    return answer


def _mention(toponym: Any, place: Place) -> Json:
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "place_id": place.place_id,
    } | _where(place)


def _where(place: Place) -> Json:
    return {"name": place.name, "lat": place.lat, "lon": place.lon, "kind": place.kind}


def _claim(claim: Claim, places: dict[str, Place]) -> Json:
    """A claim as `extract` prints it, its links with names and coordinates."""
    from geo.serialise import claim_report

    row = claim_report(claim)
    for link, one in zip(row["links"], claim.links, strict=True):
        link["spoken"] = one.spoken
        link |= _where(places[one.place_id]) if one.place_id in places else {"name": one.name}
    return row


def printed_reader(lines: Iterable[str]) -> Callable[[GoldText], Json]:
    """Printed lines by document; a text without a line was read as empty."""
    rows: dict[str, Json] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                rows[row["doc_id"]] = row
            except (ValueError, KeyError, TypeError) as fault:
                raise BadInput(
                    "extract lines", "is not what extract prints", "print them anew", number
                ) from fault
    for row in rows.values():
        _locate_links(row)
    return lambda gold: rows.get(gold.doc_id, {"places": [], "claims": []})


def _locate_links(row: Json) -> None:
    """Add names and, where the text names the place itself, coordinates to the links of printed claims."""
    known = {
        place["place_id"]: {k: place[k] for k in ("name", "lat", "lon", "kind")} for place in row["places"]
    }
    for claim in row["claims"]:
        for link, name in zip(claim["links"], claim["places"], strict=True):
            link |= known.get(link["place_id"], {"name": name})


def publication_from_text(gold: GoldText) -> DateInterval:
    """The publication date that the reader finds when it has nothing but the text."""
    from geo.documents import read as read_files

    return next(iter(read_files([gold.file]))).published


# The figures.


def _share(top: str, bottom: str) -> Callable[[Counter[str]], float | None]:
    return lambda counts: counts[top] / counts[bottom] if counts[bottom] else None


def _f1(right: str, gold: str, read: Callable[[Counter[str]], int]) -> Callable[[Counter[str]], float | None]:
    def value(counts: Counter[str]) -> float | None:
        both = counts[gold] + read(counts)
        return 2 * counts[right] / both if both else None

    return value


def _mentions_read(counts: Counter[str]) -> int:
    return counts["mention_right"] + counts["mention_wrong"]


#: Name, how it is worked out, and which count says over how many things.
MEASURES: tuple[tuple[str, Callable[[Counter[str]], float | None], str], ...] = (
    ("place mentions F1", _f1("mention_right", "mention_gold", _mentions_read), "mention_gold"),
    (
        "  precision",
        lambda c: c["mention_right"] / _mentions_read(c) if _mentions_read(c) else None,
        "mention_right",
    ),
    ("  recall", _share("mention_right", "mention_gold"), "mention_gold"),
    ("  settlements within 5 km", _share("settlement_near", "settlement_gold"), "settlement_gold"),
    ("look-alikes taken for places", _share("lookalike_taken", "lookalike_gold"), "lookalike_gold"),
    ("  without adjectives", _share("lookalike_noun_taken", "lookalike_noun_gold"), "lookalike_noun_gold"),
    ("claims F1, one to one", _f1("claim_matched", "claim_gold", lambda c: c["claim_read"]), "claim_gold"),
    ("  precision", _share("claim_matched", "claim_read"), "claim_read"),
    ("  recall", _share("claim_matched", "claim_gold"), "claim_gold"),
    ("claimant right", _share("right_claimant", "claim_matched"), "claim_matched"),
    ("date (about) right, not padded", _share("right_about", "claim_matched"), "claim_matched"),
    ("  right but padded", _share("padded", "claim_matched"), "claim_matched"),
    ("  day of saying right", _share("right_said", "claim_matched"), "claim_matched"),
    ("status supported by the words", _share("right_status", "claim_matched"), "claim_matched"),
    ("  predicate", _share("right_predicate", "claim_matched"), "claim_matched"),
    ("  modality", _share("right_modality", "claim_matched"), "claim_matched"),
    ("  extent", _share("right_extent", "claim_matched"), "claim_matched"),
    ("  kind of claimant", _share("right_kind", "claim_matched"), "claim_matched"),
    ("false colour, of all claims read", _share("false_colour", "claim_read"), "claim_read"),
    ("  of the coloured ones", _share("false_colour", "coloured"), "coloured"),
    ("control found where it is asserted", _share("colour_right", "colour_gold"), "colour_gold"),
    ("complete claims F1", _f1("right_complete", "claim_gold", lambda c: c["claim_read"]), "claim_gold"),
    ("publication date wrong", _share("dating_wrong", "dating_texts"), "dating_texts"),
    ("  found, of those the text tells", _share("dating_right", "dating_possible"), "dating_possible"),
    (
        "claims in a text without conflict",
        _share("claims_without_conflict", "texts_without_conflict"),
        "texts_without_conflict",
    ),
)


def _summed(folder: str, texts: list[Scored], skipped: tuple[Skipped, ...]) -> Evaluation:
    total = _total(texts)
    draws = [_total(draw) for draw in _draws(texts)]
    measures = tuple(_measure(name, value, total, draws, over) for name, value, over in MEASURES)
    return Evaluation(folder, tuple(texts), skipped, measures, total["claim_gold"], total["claim_read"])


def _total(texts: Iterable[Scored]) -> Counter[str]:
    total: Counter[str] = Counter()
    for text in texts:
        total.update(text.counts)
    return total


def _draws(texts: list[Scored]) -> Iterator[list[Scored]]:
    """Resampled folders; none when one text or fewer gives nothing to resample."""
    if len(texts) > 1:
        chance = random.Random(SEED)
        for _ in range(DRAWS):
            yield chance.choices(texts, k=len(texts))


def _measure(
    name: str,
    value: Callable[[Counter[str]], float | None],
    total: Counter[str],
    draws: list[Counter[str]],
    over: str,
) -> Measure:
    drawn = sorted(found for draw in draws if (found := value(draw)) is not None)
    if not drawn:
        return Measure(name, value(total), None, None, total[over])
    last = len(drawn) - 1
    return Measure(
        name, value(total), drawn[round(TAIL * last)], drawn[round((1 - TAIL) * last)], total[over]
    )


def report(result: Evaluation, *, details: bool = False) -> str:
    """The figures as a table in plain text, with what was missed or wrong, text by text, when asked."""
    lines = [
        f"{result.folder}: {len(result.texts)} texts, {result.gold_claims} gold claims, "
        f"{result.read_claims} read (optional gold claims count neither way)",
        f"{'measure':36} {'value':>7}  {'95 % interval':>15}  {'over':>5}",
    ]
    for one in result.measures:
        value = "-" if one.value is None else f"{one.value:.3f}"
        spread = "-" if one.low is None else f"{one.low:.3f} - {one.high:.3f}"
        lines.append(f"{one.name:36} {value:>7}  {spread:>15}  {one.over:>5}")
    lines += [f"skipped {one.doc_id}: {one.reason}" for one in result.skipped]
    if details:
        for text in result.texts:
            lines += ["", f"== {text.doc_id}", *text.details]
    return "\n".join(lines)


def as_json(result: Evaluation) -> Json:
    """The same as JSON: measures with bounds, counts per text, details."""
    return {
        "folder": result.folder,
        "texts": [
            {"doc_id": t.doc_id, "counts": dict(sorted(t.counts.items())), "details": t.details}
            for t in result.texts
        ],
        "skipped": [{"doc_id": one.doc_id, "reason": one.reason} for one in result.skipped],
        "gold_claims": result.gold_claims,
        "read_claims": result.read_claims,
        "measures": [
            {"name": name, "value": m.value, "low": m.low, "high": m.high, "over": m.over}
            for name, m in zip(_full_names(), result.measures, strict=True)
        ],
    }


def _full_names() -> Iterator[str]:
    """Names of the measures; an indented one is led by the one that it belongs to."""
    head = ""
    for name, _, _ in MEASURES:
        head = head if name.startswith(" ") else name
        yield name if name == head else f"{head}: {name.strip()}"
