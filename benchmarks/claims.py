"""Generated claims with a fixed seed: hundreds of places over 400 days, contradictions, vague dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from geo.model import Claim, DateInterval, Document, Link, Place, claim_id
from geo.reading import Reading
from geo.store import Store

FIRST, DAYS, PLACES, PER_DOCUMENT = date(2023, 1, 1), 400, 400, 20
VAGUE = 0.2  # share of claims dated to several days
STATUSES = ("ukraine_control", "russia_control", "contested", "none", "none")
VOICES = tuple((f"Speaker {n}", ("ukraine", "russia", "")[n % 3]) for n in range(60))


def places() -> list[Place]:
    """A grid of settlements, about five kilometres apart."""
    return [
        Place(
            f"gn:9{n:03d}",
            f"Village {n}",
            47.5 + 0.05 * (n // 20),
            36.5 + 0.07 * (n % 20),
            country="UA",
            admin1="Donetsk Oblast",
        )
        for n in range(PLACES)
    ]


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Documents of PER_DOCUMENT claims each, as if they had been read."""
    rng, known = Random(seed), places()
    for number in range(-(-claims // PER_DOCUMENT)):
        start = FIRST + timedelta(days=rng.randrange(DAYS))
        chosen = [rng.choice(known) for _ in range(min(PER_DOCUMENT, claims - number * PER_DOCUMENT))]
        sentences = [f"Report {number}.{n}: forces were seen at {one.name}." for n, one in enumerate(chosen)]
        published = DateInterval(start.isoformat(), start, start, "generated")
        document = Document(
            f"generated-{number:06d}",
            " ".join(sentences),
            f"Report {number}",
            f"Paper {number % 30}",
            published=published,
        )
        made, at = [], 0
        for place, sentence in zip(chosen, sentences, strict=True):
            made.append(_claim(rng, document, place, at, at + len(sentence)))
            at += len(sentence) + 1
        yield Reading(
            document, "russia_ukraine", (), tuple(made), tuple({one.place_id: one for one in chosen}.values())
        )


def _claim(rng: Random, document: Document, place: Place, at: int, end: int) -> Claim:
    who, side = rng.choice(VOICES)
    status = rng.choice(STATUSES)
    start = document.published.start
    last = start + timedelta(days=rng.randrange(1, 9)) if rng.random() < VAGUE else start
    edtf = f"{start}/{last}" if last > start else start.isoformat()
    when = DateInterval(edtf, start, last, "generated")
    extent = rng.choice(("unstated", "unstated", "part"))
    return Claim(
        claim_id(document.sha256, at, end, at, at, at + 1),
        document.doc_id,
        document.sha256,
        at,
        end,
        document.text[at:end],
        "verbatim",
        who,
        "military",
        side,
        (),
        at,
        at + 1,
        document.publisher,
        (Link(place.place_id, place.name, place.name, extent, "", at, at + 1),),
        "holds" if status.endswith("control") else "fighting",
        "asserted",
        status,
        "",
        published=document.published,
        said=when,
        about=when,
    )


def fill(where: Path | str, claims: int) -> None:
    """A store of generated claims."""
    with Store.open(where) as store:
        for reading in readings(claims):
            store.put(reading)
