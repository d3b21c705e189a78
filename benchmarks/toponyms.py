"""How fast names are recognised and resolved, on two kinds of text and two lengths.

    python benchmarks/toponyms.py [FOLDER]

FOLDER holds .txt articles (default: the gold texts that rule writers may read). "repeated" joins whole
articles; "varied" joins their sentences in random order with a word changed in each, so that nothing read
before helps. Prints megabytes of text per second of this process's CPU time, for four stages:

found      every known name of the text with its candidate places: what flashgeotext does with its own list of
           cities and countries, and the fair peer of it (`pip install flashgeotext`); it judges no name
recognised the same, and each name judged by the words around it (place, government, person, ...), and unknown
           names that stand where a place stands: all that `geo.toponyms.recognise` does
resolved   the names decided between their candidates, on top
best       of CHUNKS equal parts of the text, the fastest: on a busy machine nearer to what an idle core does
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.model import Candidate, Document
from geo.resolve import resolve
from geo.toponyms import recognise

DEFAULT = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold" / "dev"
SIZES = (1_000_000, 2_000_000)  # characters
CHUNKS = 50
SEED = 7


def repeated(articles: list[str], size: int) -> str:
    """Whole articles over and over."""
    joined = "\n\n".join(articles) + "\n\n"
    return (joined * (size // len(joined) + 1))[:size]


def varied(articles: list[str], size: int) -> str:
    """Sentences in random order, one word changed in each."""
    chance = random.Random(SEED)
    sentences = [s for a in articles for s in re.split(r"(?<=[.!?])\s+", a) if s]
    pieces: list[str] = []
    length = 0
    while length < size:
        words = chance.choice(sentences).split(" ")
        words[chance.randrange(len(words))] += chance.choice(["s", "ed", "ing", "ly"])
        pieces.append(" ".join(words) + chance.choice([" ", " ", "\n\n"]))
        length += len(pieces[-1])
    return "".join(pieces)[:size]


class Rates:
    """Megabytes a CPU-second of `work` on equal parts of a text: the whole, and the fastest part."""

    def __init__(self, text: str, work: Callable[[str], object]) -> None:
        step = len(text) // CHUNKS
        rates = []
        for at in range(0, step * CHUNKS, step):
            part = text[at : at + step]
            begun = time.process_time()
            work(part)
            rates.append(step / 1e6 / max(time.process_time() - begun, 1e-9))
        self.whole, self.best = len(rates) / sum(1 / rate for rate in rates), max(rates)

    def __str__(self) -> str:
        return f"{self.whole:5.2f} (best {self.best:5.2f})"


def names_with_candidates(gazetteer: Gazetteer, text: str) -> list[tuple[int, int, list[Candidate]]]:
    """(start, end, candidates) of every known name of a text."""
    return [(start, end, gazetteer.lookup(name)) for start, end, name in gazetteer.scan(text)]


def flash_pipeline() -> Callable[[str], object] | None:
    """flashgeotext's reader; None when it is not installed."""
    try:
        from flashgeotext.geotext import GeoText
    except ImportError:
        return None
    return GeoText().extract


def main() -> None:
    """Print one line per text."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    articles = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    gazetteer, wars, flash = Gazetteer.open(), conflicts.load(), flash_pipeline()
    print(f"{len(articles)} articles of {folder.name}; MB of text per CPU-second")
    for name, make in (("repeated", repeated), ("varied", varied)):
        for size in SIZES:
            document = Document("benchmark", make(articles, size))
            war = conflicts.choose(document, wars)
            found = Rates(document.text, lambda part: names_with_candidates(gazetteer, part))
            peer = flash and Rates(document.text, flash)
            times = [time.process_time()]
            toponyms = recognise(document, gazetteer, war)
            times.append(time.process_time())
            resolve(document, toponyms, gazetteer, war)
            times.append(time.process_time())
            recognised, resolved = (size / 1e6 / (b - a) for a, b in pairwise(times))
            print(
                f"{name:9}{size / 1e6:4.0f} MB   found {found}   recognised {recognised:5.2f}   "
                f"resolved {resolved:5.2f}   {len(toponyms)} names"
            )
            if peer:
                print(f"{'':16} flashgeotext {peer}; found to it {found.whole / peer.whole:.1f} x")


if __name__ == "__main__":
    main()
