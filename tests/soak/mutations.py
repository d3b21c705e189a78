"""Spoil article files at random and read each beside a good neighbour."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from geo import conflicts, pipeline
from geo.documents import Rejected
from geo.gazetteer import Gazetteer
from geo.reading import Reading

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LONGEST = 10.0  # seconds that one file may take
MOST_MEMORY = 512  # MB that all of it may take
FAILED = "reading it failed"  # how the pipeline words an error in the reading itself
GOOD = "BAKHMUT, 7 March 2023. Ukrainian officials said that Ukrainian forces still held Bakhmut on Tuesday."

DATED = '<meta property="article:published_time" content="2023-03-07T08:00:00Z">'
HEAD = f"<html><head>{DATED}<title>A</title></head>"


@dataclass
class Found:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    lost: int = 0  # files without any outcome, or whose good neighbour gave no claim
    slowest: float = 0.0  # seconds
    megabytes: int = 0  # most that this process ever held

    @property
    def sound(self) -> bool:
        """Whether nothing crashed, nothing was lost, and no limit was passed."""
        return not self.crashes and not self.lost and self.slowest < LONGEST and self.megabytes < MOST_MEMORY


def run(folder: Path, count: int, seed: int) -> Found:
    """Spoil `count` files and read them."""
    rng, found, gazetteer, known = Random(seed), Found(), Gazetteer.open(), conflicts.load()
    originals = list(_originals())
    for number in range(count):
        suffix, content = rng.choice(originals)
        for _ in range(rng.choice((1, 1, 2, 4))):
            content = rng.choice(SPOILERS)(content, rng)
        bad, good = folder / f"bad{suffix}", folder / "good.txt"
        bad.write_bytes(content)
        good.write_text(f"{GOOD} {number}")
        start = time.perf_counter()
        try:
            items = list(pipeline.readings([bad, good], gazetteer=gazetteer, conflicts=known))
        except Exception as error:
            found.crashes.append(f"{suffix}, number {number}: {type(error).__name__}: {error}")
            continue
        finally:
            found.slowest = max(found.slowest, time.perf_counter() - start)
        found.lost += _count(items, good, found, number)
    found.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _count(items: list[Reading | Rejected], good: Path, found: Found, number: int) -> bool:
    """Note the outcomes; whether anything is missing."""
    neighbour, others = False, 0
    for item in items:
        if isinstance(item, Rejected):
            others += 1
            found.outcomes["refused"] += 1
            if FAILED in item.reason:
                found.crashes.append(f"number {number}: {item}")
        elif item.document.origin == str(good):
            neighbour = bool(item.claims)
        else:
            others += 1
            found.outcomes["read"] += 1
    return not (neighbour and others)


def _originals() -> Iterator[tuple[str, bytes]]:
    """(suffix, content) of sound files of every kind."""
    for path in sorted(SEEDS.glob("*.md")):
        content = path.read_text(encoding="utf-8")
        body = content.split("---", 2)[-1].strip()
        yield ".md", content.encode()
        yield ".txt", body.encode()
        yield ".txt", body.encode("utf-16")
        yield (
            ".jsonl",
            "\n".join(
                json.dumps({"id": f"{path.stem}-{n}", "text": part, "published": "2023-03-07"})
                for n, part in enumerate(body.split("\n\n"))
            ).encode(),
        )
        paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        yield ".html", f"{HEAD}<body><article><h1>A</h1>{paragraphs}</article></body></html>".encode()


def _flip(content: bytes, rng: Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.choice((1, 10, 200))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _cut(content: bytes, rng: Random) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _take_out(content: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(content) + 1)
    return content[:start] + content[start + rng.choice((1, 20, 500)) :]


def _insert(content: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice(INSERTED) * rng.choice((1, 1, 30, 1000)) + content[at:]


def _shuffle(content: bytes, rng: Random) -> bytes:
    """Words in another order: every construction meets every other."""
    words = content.split(b" ")
    start = rng.randrange(len(words))
    part = words[start : start + 40]
    rng.shuffle(part)
    return b" ".join(words[:start] + part + words[start + 40 :])


def _number(content: bytes, rng: Random) -> bytes:
    """Impossible days and figures."""
    figures = rng.choice((b"0", b"-1", b"99999999999999999999", b"2023-02-30", b"1e400", b"NaN"))
    spots = [at for at, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    at = rng.choice(spots or [0])
    return content[:at] + figures + content[at + 1 :]


SPOILERS: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _cut, _take_out, _insert, _shuffle, _number)
INSERTED = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate
    "\u202e\u2066".encode(),
    b"---\n",
    b"&a [*a, *a, *a]\n",
    b"<script>alert(1)</script>",
    b"<div>",
    b"{[",
    b'"',
    "“".encode(),
    b"\n\n\n",
    b"said that, according to, who said that ",
    b"Bakhmut, ",
    b"10 km north of ",
    b"(",
    b"Gen. Col. Dr. ",
    "e\u0301\u0301\u0301".encode(),
)
