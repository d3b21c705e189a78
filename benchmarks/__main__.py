"""The benchmarks of the core, as tables in benchmarks/RESULTS.md.

    python -m benchmarks [--most 1000000] [--articles 400] [--output benchmarks/RESULTS.md]

Reading against other programs is benchmarks.reading, the map in a browser is benchmarks.map, the published
page benchmarks.publish: each prints a table of its own. Every size is twice, or ten times, the one before it;
"growth" is how much longer the doubled input takes. Inputs are generated with a fixed seed.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import importlib.metadata
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks import corpus
from benchmarks.claims import readings
from geo import asof, conflicts, layers, pipeline
from geo.filters import Filters
from geo.gazetteer import Gazetteer
from geo.store import Store
from geo.workers import cores

REPEATS = 3
DAY = date(2023, 1, 15)
FILTERS = (Filters(voices=("Ministry 3", "Ministry 4")), Filters(predicates=("fighting",)))
PACKAGES = ("pandas", "numpy", "pyarrow", "streamlit", "folium")
NAMES = (
    *("Bakhmut", "Soledar", "Avdiivka", "Vuhledar", "Kreminna", "Kupiansk", "Lyman", "Izium"),
    *("Sievierodonetsk", "Lysychansk", "Mariupol", "Kherson", "Orikhiv", "Huliaipole", "Robotyne"),
)
Row = tuple[object, ...]


def timed(
    work: Callable[[], object], repeats: int = REPEATS, clock: Callable[[], float] = time.process_time
) -> float:
    """Median seconds of a call, of this process's own CPU time unless another clock is given."""
    taken = []
    for _ in range(repeats):
        gc.collect()
        begun = clock()
        work()
        taken.append(clock() - begun)
    return median(taken)


def table(title: str, head: Row, rows: list[Row]) -> str:
    """A Markdown table under a heading."""
    lines = [head, tuple("---" for _ in head), *rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def growing(figures: list[float]) -> list[str]:
    """How much longer each takes than the one before it."""
    return ["", *(f"{after / before:.2f}" for before, after in pairwise(figures))]


def machine() -> str:
    """What the figures depend on."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    return (
        f"{cores()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}, "
        f"{versions}. Load at the start (1, 5, 15 minutes): {load}. Seconds are CPU time; where they are the "
        'clock\'s, in the column "per second", others who work at the same time count.\n'
    )


def cpu() -> float:
    """CPU-seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def ingest(articles: int) -> str:
    """Articles by the clock and by CPU-second of all processes, again where all is known, and memory."""
    gazetteer, wars, rows = Gazetteer.open(), conflicts.load(), []
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, cores()):
            seconds = []
            for count in (articles // 2, articles):
                source, path = Path(folder, f"{count}"), Path(folder, f"{jobs}-{count}.sqlite")
                if not source.exists():
                    source.mkdir()
                    for name, text in corpus.articles(count, list(NAMES)):
                        (source / name).write_text(text, encoding="utf-8")
                with Store.open(path) as store:

                    def run(source: Path = source, store: Store = store, jobs: int = jobs) -> object:
                        return pipeline.ingest(
                            [source], store=store, gazetteer=gazetteer, conflicts=wars, jobs=jobs
                        )

                    begun = time.perf_counter()
                    seconds.append(timed(run, 1, cpu))
                    clock = time.perf_counter() - begun
                    again = timed(run, 1, cpu)
                speeds = (f"{count / figure:.0f}" for figure in (clock, seconds[-1], again))
                rows.append((jobs, count, *speeds, growing(seconds)[-1]))
    used = [
        resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    words = f"\nMost memory so far: {used[0]:.0f} MB here, {used[1]:.0f} MB in one reading process.\n"
    head = ("processes", "articles", "per second", "per CPU-second", "again, all known", "growth")
    return table("Ingest", head, rows) + words


def stored() -> str:
    """Claims per CPU-second into the store and out of it as the claim table; each document also waits for the
    disk once.
    """
    rows, into, out = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for count in (10_000, 20_000, 40_000):
            with Store.open(Path(folder, f"{count}.sqlite")) as store:
                made = list(readings(count))
                into.append(timed(lambda store=store, made=made: [store.put(one) for one in made], 1))
                out.append(timed(store.claims_frame))
        for n, (count, a, b) in enumerate(zip((10_000, 20_000, 40_000), into, out, strict=True)):
            growth = growing(into)[n], growing(out)[n]
            rows.append((f"{count:,}", f"{count / a:,.0f}", growth[0], f"{count / b:,.0f}", growth[1]))
    return table("Store", ("claims", "in per second", "growth", "out per second", "growth"), rows)


def sizes(most: int) -> Iterator[int]:
    """1,000 and its tenfolds, and before the last its half, to see what doubling costs."""
    size = 1_000
    while size < most:
        yield size
        size *= 10
    yield most // 2
    yield most


def grouped(claims: pd.DataFrame) -> Callable[[], object]:
    """The latest claim of each claimant on each place by plain pandas: what a notebook would do. It knows
    no parts, no covering claims, no vague dates, and gives no states.
    """
    day = DAY.toordinal()

    def run() -> object:
        seen = claims[(claims["said_start"] <= day) & (claims["said_end"] >= day - asof.LOOK_BACK)]
        seen = seen[seen["modality"].isin(["asserted", "assessed"]) & (seen["status"] != "none")]
        return seen.sort_values("said_end").groupby(["place_id", "voice"], observed=True).last()

    return run


@dataclass(slots=True)
class Figures:
    """Seconds, and what is sent, for one size."""

    claims: int
    index: float
    view: float
    read: float  # a view of the usual look, once all days are known
    filtered: float
    plain: float
    days: float
    payload: float
    states: int
    sent: int  # bytes
    compressed: int  # bytes


def measured(count: int) -> Figures:
    """One day's view, with filters, all days at once, and the payload that a browser gets."""
    claims, wars, places, look = corpus.claims(count), conflicts.load(), corpus.places(), layers.Look()
    begun = time.process_time()
    index = asof.ClaimIndex(claims)
    made = time.process_time() - begun
    view = timed(lambda: asof.view(index, day=DAY))
    filtered = max(timed(partial(asof.view, index, day=DAY, filters=one)) for one in FILTERS)
    plain = timed(grouped(claims))
    begun = time.process_time()
    runs = layers.runs_of(index, look)
    days = time.process_time() - begun
    read = timed(lambda: asof.view_of(runs, index.undated("said"), day=DAY))
    begun = time.process_time()
    data = layers.encode(layers.payload(index, places, wars, look, runs=runs))[1]
    payload = time.process_time() - begun
    states, small = sum(map(len, runs.values())), len(gzip.compress(data, 6))
    return Figures(count, made, view, read, filtered, plain, days, payload, states, len(data), small)


def views(most: int) -> Iterator[str]:
    """The as-of view and its payload at every size."""
    found = [measured(count) for count in sizes(most)]
    yield table(
        "As of a day",
        ("claims", "index, once", "view of a day", "when all days are known", "slowest filter", "pandas"),
        [
            (
                f"{one.claims:,}",
                f"{one.index:.2f} s",
                *(f"{seconds * 1000:.0f} ms" for seconds in (one.view, one.read, one.filtered, one.plain)),
            )
            for one in found
        ],
    )
    head = ("claims", "all days", "payload", "states", "bytes", "compressed")
    rows: list[Row] = [
        (
            f"{one.claims:,}",
            f"{one.days:.1f} s",
            f"{one.payload:.1f} s",
            f"{one.states:,}",
            f"{one.sent / 1e6:.1f} MB",
            f"{one.compressed / 1e6:.2f} MB",
        )
        for one in found
    ]
    half, full = found[-2:]
    doubled = ", ".join(
        f"{name} {getattr(full, name) / getattr(half, name):.2f}"
        for name in ("index", "view", "days", "payload")
    )
    note = f"\nGrowth from {half.claims:,} to {full.claims:,} claims: {doubled}.\n"
    yield table("All days at once", head, rows) + note


def main() -> None:
    """Measure everything and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--most", type=int, default=1_000_000, help="claims of the largest table")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    options = parser.parse_args()
    parts = ["# Results\n", f"Written by `python -m benchmarks`. {machine()}"]
    for part in (lambda: [ingest(options.articles)], lambda: [stored()], lambda: views(options.most)):
        for words in part():
            print(words, file=sys.stderr)
            parts.append(words)
    options.output.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
