"""How fast names are recognised and resolved, on two kinds of text and two lengths.

    python benchmarks/toponyms.py [FOLDER]

FOLDER holds .txt articles (default: the gold texts that rule writers may read). "repeated" joins whole
articles; "varied" joins their sentences in random order with a word changed in each, so that nothing read
before helps. Prints megabytes of text per second of this process's CPU time.
"""

from __future__ import annotations

import random
import re
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo import conflicts
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.resolve import resolve
from geo.toponyms import recognise

DEFAULT = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold" / "dev"
SIZES = (1_000_000, 2_000_000)  # characters
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


def main() -> None:
    """Print one line per text."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    articles = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    print(f"{len(articles)} articles of {folder.name}; MB of text per CPU-second")
    for name, make in (("repeated", repeated), ("varied", varied)):
        for size in SIZES:
            document = Document("benchmark", make(articles, size))
            war = conflicts.choose(document, wars)
            times = [time.process_time()]
            gazetteer.scan(document.text)
            times.append(time.process_time())
            toponyms = recognise(document, gazetteer, war)
            times.append(time.process_time())
            resolve(document, toponyms, gazetteer, war)
            times.append(time.process_time())
            scan, found, placed = (size / 1e6 / (b - a) for a, b in pairwise(times))
            print(
                f"{name:9}{size / 1e6:4.0f} MB   scan alone {scan:5.1f}   "
                f"recognise (scan included) {found:5.1f}   resolve {placed:5.1f}   {len(toponyms)} names"
            )


if __name__ == "__main__":
    main()
