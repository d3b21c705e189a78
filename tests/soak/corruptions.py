"""Damage a store's file at random, read all that the page shows of it, and compare with the whole store."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.claims import readings
from dashboard import source
from dashboard.corpus import Corpus
from geo.errors import GeoError
from geo.store import Refusal, Store

CLAIMS = 240
NOTICED, HARMLESS, WRONG, CRASHED = "noticed", "harmless", "shown wrongly", "crashed"
Shown = tuple[object, ...]


def run(folder: Path, count: int, seed: int) -> Counter[str]:
    """What became of `count` corruptions: noticed, harmless (what is shown is what was stored), shown
    wrongly, or crashed with an error that is not for people."""
    rng, whole, broken = Random(seed), folder / "whole.sqlite", folder / "broken.sqlite"
    _fill(whole)
    wanted = _shown(whole)
    found: Counter[str] = Counter()
    for _ in range(count):
        shutil.copyfile(whole, broken)
        rng.choice(DAMAGES)(broken, rng)
        try:
            outcome = HARMLESS if _shown(broken) == wanted else WRONG
        except GeoError:
            outcome = NOTICED
        except Exception as error:
            found[f"{CRASHED}: {type(error).__name__}: {error}"] += 1
            continue
        found[outcome] += 1
    return found


def _fill(path: Path) -> None:
    with Store.open(path) as store:
        for reading in readings(CLAIMS):
            store.put(reading)
        store.reject([Refusal("b.txt", 0, "is empty", "delete it")])
        store._database.run("PRAGMA journal_mode = DELETE")  # all of it in one file


def _shown(path: Path) -> Shown:
    """All that the page takes from a store."""
    with Store.open(path, readonly=True) as store:
        corpus: Corpus = source.read(store)
        texts = [store.document(sha256) for sha256 in sorted(corpus.articles)]
        claims = store.claims(sorted(set(corpus.table["claim_id"])))
    rows = sorted(map(str, corpus.table.astype(str).to_dict("records")))
    tray = {heading: tuple(items) for heading, items in corpus.tray.items()}
    return corpus.revision, rows, dict(corpus.places), corpus.articles, tray, texts, claims


def _flip(path: Path, rng: Random) -> None:
    """One to forty bytes, anywhere."""
    with open(path, "r+b") as file:
        size = path.stat().st_size
        for _ in range(rng.choice((1, 1, 5, 40))):
            at = rng.randrange(size)
            file.seek(at)
            old = file.read(1)[0]
            file.seek(at)
            file.write(bytes([old ^ rng.randrange(1, 256)]))


def _truncate(path: Path, rng: Random) -> None:
    with open(path, "r+b") as file:
        file.truncate(rng.randrange(path.stat().st_size))


def _blank(path: Path, rng: Random) -> None:
    """A stretch of zeros, as a disk leaves it."""
    with open(path, "r+b") as file:
        file.seek(rng.randrange(path.stat().st_size))
        file.write(bytes(rng.choice((64, 512, 4096))))


def _copy_page(path: Path, rng: Random, size: int = 4096) -> None:
    """One page over another: each is sound by itself."""
    pages = path.stat().st_size // size
    with open(path, "r+b") as file:
        file.seek(rng.randrange(pages) * size)
        page = file.read(size)
        file.seek(rng.randrange(pages) * size)
        file.write(page)


def _letters(path: Path, rng: Random) -> None:
    """Words changed where they stand: the file stays a sound database."""
    content = bytearray(path.read_bytes())
    old, new = rng.choice(
        ((b"ukraine", b"russia_"), (b"Village 1", b"Village 2"), (b"2023-0", b"2024-0"), (b"holds", b"fight"))
    )
    spots = [at for at in range(len(content)) if content.startswith(old, at)]
    at = rng.choice(spots)
    content[at : at + len(old)] = new
    path.write_bytes(content)


DAMAGES: tuple[Callable[[Path, Random], None], ...] = (_flip, _truncate, _blank, _copy_page, _letters)
