"""All benchmarks, as tables in benchmarks/RESULTS.md.

    python -m benchmarks [--only STAGE ...] [--most 1000000] [--articles 400] [--stored 10000 20000 40000]
                         [--pages 100000 1000000] [--texts FOLDER] [--map 1000 10000 100000]
                         [--output benchmarks/RESULTS.md]

Stages: reading, gazetteer, toponyms, ingest, store, postgresql, million, views, opening, map (with many
sessions), publish. Each runs in a process of its own; a stage that fails, as it lacks a program or a package,
says so and keeps its old table. Every size is twice, or ten times, the one before it; "growth" is how much
longer the doubled input takes. Inputs are generated with a fixed seed.

What takes less than seconds is done once unmeasured, so that memory and caches are as in a process that is at
work, and then several times, garbage collected before each: the median counts.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks import corpus, opening, suite
from benchmarks.claims import PER_DOCUMENT, readings
from geo import asof, conflicts, layers, pipeline
from geo.filters import Filters
from geo.gazetteer import Gazetteer
from geo.store import Store
from geo.workers import cores

REPEATS = 5
ROUNDS = 3  # over all sizes of a store
WARM = 1_000  # claims, or articles of an ingest, before anything is measured
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
    """Median seconds of a call, of this process's own CPU time unless another clock is given; where it is
    repeated, the first call does not count."""
    taken = []
    if repeats > 1:
        work()
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


def cpu() -> float:
    """CPU-seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def ingest(articles: int) -> str:
    """Articles by the clock and by CPU-second of all processes, again where all is known, and memory."""
    gazetteer, wars, rows = Gazetteer.open(), conflicts.load(), []
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, cores()):
            seconds = []
            sizes = (articles // 4, articles // 2, articles)
            for count in (min(WARM, articles // 8), *sizes):
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
                if count in sizes:
                    speeds = (f"{count / figure:.0f}" for figure in (clock, seconds[-1], again))
                    rows.append((jobs, count, *speeds, growing(seconds[1:])[-1]))
    used = [
        resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    words = f"\nMost memory so far: {used[0]:.0f} MB here, {used[1]:.0f} MB in one reading process.\n"
    head = ("processes", "articles", "per second", "per CPU-second", "again, all known", "growth")
    return table("Ingest", head, rows) + words


def stored(title: str, counts: Sequence[int], fresh: Callable[[], Path | str]) -> str:
    """Claims per CPU-second of this process into a store and out of it as the claim table, and by the clock;
    each document also waits for the disk once. In every round each size is filled into a `fresh` place."""
    _filled(fresh(), WARM)
    rounds = [[_filled(fresh(), count) for count in counts] for _ in range(ROUNDS)]
    into, out, clock, waited = ([median(each) for each in zip(*one, strict=True)] for one in _turned(rounds))
    growth = doubled(counts, into), doubled(counts, out)
    lines: list[Row] = [
        (
            f"{count:,}",
            f"{count / into[n]:,.0f}",
            growth[0][n],
            f"{count / out[n]:,.0f}",
            growth[1][n],
            f"{clock[n]:.1f} s",
            f"{waited[n]:.1f} s",
        )
        for n, count in enumerate(counts)
    ]
    head = ("claims", "in per second", "growth", "out per second", "growth", "in, clock", "out, clock")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    single = [float(one) for each in _turned(rounds)[0] for one in doubled(counts, each) if one]
    told = f", in single rounds from {min(single):.2f} to {max(single):.2f} going in" if single else ""
    words = f"Medians of {ROUNDS} rounds over all sizes; the growth is of the medians{told}."
    return table(title, head, lines) + f"\n{words} Most memory: {memory:.0f} MB.\n"


def _filled(where: Path | str, count: int) -> tuple[float, float, float, float]:
    """Seconds of CPU to fill a store and to read all of it, and both by the clock."""
    gc.collect()
    with Store.open(where) as store:
        into, clock = 0.0, 0.0
        for one in readings(count):
            began, at = time.process_time(), time.perf_counter()
            store.put(one)
            into += time.process_time() - began
            clock += time.perf_counter() - at
        gc.collect()
        at = time.perf_counter()
        out = timed(store.claims_frame, 1)
        waited = time.perf_counter() - at
    if isinstance(where, Path):
        where.unlink()
    return into, out, clock, waited


def _turned(rounds: Sequence[Sequence[tuple[float, ...]]]) -> list[list[list[float]]]:
    """Rounds of sizes of figures as figures of rounds of sizes."""
    return [[[size[n] for size in one] for one in rounds] for n in range(len(rounds[0][0]))]


def doubled(counts: Sequence[int], seconds: Sequence[float]) -> list[str]:
    """How much longer each takes than the one before it, where that is half as large."""
    pairs = zip(pairwise(counts), pairwise(seconds), strict=True)
    return ["", *(f"{after / before:.2f}" if b == 2 * a else "" for (a, b), (before, after) in pairs)]


def in_files(counts: Sequence[int]) -> str:
    """The store in a file of SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        numbers = count()
        return stored("Store in a file", counts, lambda: Path(folder, f"{next(numbers)}.sqlite"))


def on_a_server(counts: Sequence[int]) -> str:
    """The store in PostgreSQL: a server on the loopback, started as the tests start theirs."""
    from tests.postgres import Server, programs

    found = programs()
    if found is None:
        raise RuntimeError("no PostgreSQL is installed")
    server = Server(found)
    try:
        made = stored("Store in PostgreSQL", counts, server.schema)
    finally:
        server.remove()
    return made + "\nThe server's own CPU is not counted, and it does not wait for its disk (fsync off).\n"


def whole_on_a_server(claims: int) -> str:
    """A large store in PostgreSQL: filled, and its page prepared and opened."""
    from tests.postgres import Server, programs

    found = programs()
    if found is None:
        raise RuntimeError("no PostgreSQL is installed")
    server = Server(found)
    try:
        url, rows, before, seconds = server.schema(), [], server.cpu(), [0.0, 0.0]
        with Store.open(url) as store:
            for number, one in enumerate(readings(claims), 1):
                began, at = time.process_time(), time.perf_counter()
                store.put(one)
                seconds[0] += time.process_time() - began
                seconds[1] += time.perf_counter() - at
                if number * PER_DOCUMENT in (claims // 4, claims // 2, claims):
                    rows.append(
                        (number * PER_DOCUMENT, *seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
                    )
            size = store._database.value("SELECT pg_database_size(current_database())")
        served = server.cpu() - before
        growth = doubled([row[0] for row in rows], [row[1] for row in rows])
        filled: list[Row] = [
            (
                f"{count:,}",
                f"{own:.0f} s",
                f"{count / own:,.0f}",
                grown,
                f"{clock:.0f} s",
                f"{memory / 1000:.0f} MB",
            )
            for (count, own, clock, memory), grown in zip(rows, growth, strict=True)
        ]
        opened = opening.opening([url])
    finally:
        server.remove()
    head = ("claims", "in", "per CPU-second", "growth", "by the clock", "most memory")
    words = f"The server took {served:.0f} s of CPU to fill it and holds {size / 1e9:.1f} GB (fsync off).\n"
    filling = table("A large store in PostgreSQL", head, filled)
    return f"{filling}\n{words}\n{table('Opening its page', opening.HEAD, opened)}"


def sizes(most: int) -> Iterator[int]:
    """1,000 and its tenfolds below a quarter of the last, its half and itself, to see what doubling costs."""
    size = 1_000
    while size < most // 4:
        yield size
        size *= 10
    yield from (most // 4, most // 2, most)


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
    made = timed(lambda: asof.ClaimIndex(claims))
    index = asof.ClaimIndex(claims)
    view = timed(lambda: asof.view(index, day=DAY))
    filtered = max(timed(partial(asof.view, index, day=DAY, filters=one)) for one in FILTERS)
    plain = timed(grouped(claims))
    begun = time.process_time()
    runs = layers.runs_of(index, look)
    days = time.process_time() - begun
    read = timed(lambda: asof.view_of(runs, index.undated("said"), day=DAY))
    begun = time.process_time()
    data = layers.encode(layers.payload(index, places, wars, look, runs=runs.items()))[1]
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
    last = found[-3:]
    counts = [one.claims for one in last]
    grown = {
        name: doubled(counts, [getattr(each, name) for each in last])[1:]
        for name in ("index", "view", "filtered", "days", "payload")
    }
    told = "; ".join(f"{name} {', '.join(each)}" for name, each in grown.items())
    note = f"\nGrowth from {most // 4:,} to {most // 2:,} and to {most:,} claims: {told}.\n"
    yield table("All days at once", head, rows) + note


STAGES: dict[str, Callable[[argparse.Namespace], str]] = {
    "reading": lambda o: suite.said("Reading, against other programs", "benchmarks.reading", *o.texts),
    "gazetteer": lambda o: suite.said("Gazetteer", "benchmarks.gazetteer"),
    "toponyms": lambda o: suite.said("Toponyms", "benchmarks.toponyms", *o.texts),
    "ingest": lambda o: ingest(o.articles),
    "store": lambda o: in_files(o.stored),
    "postgresql": lambda o: on_a_server(o.stored),
    "million": lambda o: whole_on_a_server(o.most),
    "views": lambda o: "\n".join(views(o.most)),
    "opening": lambda o: table("Opening the page", opening.HEAD, opening.opening(o.pages)),
    "map": lambda o: suite.said("Map in a browser", "benchmarks.map", "--claims", *o.map),
    "publish": lambda _: suite.said("Published page", "benchmarks.publish"),
}


def measure(name: str, options: argparse.Namespace) -> str:
    """One stage's section."""
    begun = suite.machine(PACKAGES)
    words = STAGES[name](options).strip("\n")
    return f"{words}\n\n*{begun}, {suite.load()} at the end.*"


def main() -> int:
    """Measure the stages that were asked for, each in a process of its own, and write down each at once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", nargs="+", choices=STAGES, metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--most", type=int, default=1_000_000, help="claims of the largest table")
    parser.add_argument("--articles", type=int, default=1_600)
    parser.add_argument(
        "--stored", type=int, nargs="+", default=[20_000, 40_000, 80_000], help="claims of a store"
    )
    pages = "claims, or path or URL of a store, whose page is opened"
    parser.add_argument("--pages", nargs="+", default=["100000", "1000000"], help=pages)
    parser.add_argument("--texts", nargs=1, default=[], metavar="FOLDER", help="articles to read (.txt)")
    parser.add_argument(
        "--map", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="claims on the map"
    )
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    chosen = options.only or list(STAGES)
    if options.here:
        print(measure(chosen[0], options))
        return 0
    failed = 0
    for name in chosen:
        arguments = [one for one in sys.argv[1:] if one != "--only" and one not in STAGES]
        command = [sys.executable, "-m", "benchmarks", "--here", *arguments, "--only", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            failed = 1
            print(f"{name}: failed, its old table stays", file=sys.stderr)
            continue
        print(done.stdout, file=sys.stderr)
        found = suite.sections(options.output) | {name: done.stdout.strip("\n")}
        suite.write(options.output, found, list(STAGES))
    return failed


if __name__ == "__main__":
    sys.exit(main())
