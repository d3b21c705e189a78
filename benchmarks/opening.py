"""How long a reader waits for the page of a store: made from the store's rows, and opened as it was saved."""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.claims import fill

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
HEAD = (
    *("claims", "made from the store", "most memory", "saved", "opened", "first reader", "by the clock"),
    *("next reader", "most memory"),
)


def opening(stores: Sequence[str]) -> list[tuple[object, ...]]:
    """A row for each store: a number of claims to be generated, or path or URL of a store that is there."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GEO_CACHE"] = folder
        for one in stores:
            where = str(Path(folder, f"{one}.sqlite")) if one.isdecimal() else one
            if one.isdecimal():
                fill(where, int(one))
            made, opened = _alone(_make, where), _alone(_open, where)
            rows.append(
                (
                    f"{made['claims']:,}",
                    f"{made['seconds']:.1f} s",
                    f"{made['memory']:.0f} MB",
                    f"{made['bytes'] / 1e6:.0f} MB",
                    f"{opened['load']:.2f} s",
                    f"{opened['first']:.2f} s",
                    f"{opened['clock']:.2f} s",
                    f"{opened['next']:.2f} s",
                    f"{opened['memory']:.0f} MB",
                )
            )
    return rows


def _alone(work: Callable[[str], dict[str, Any]], where: str) -> dict[str, Any]:
    """What a function gives in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, where).result()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _make(where: str) -> dict[str, Any]:
    from dashboard import prepared, source
    from geo.store import Store

    with Store.open(where, readonly=True) as store:
        begun = time.process_time()
        corpus = source.read(store)
        folder = prepared.folder_of(store)
    assert folder is not None, "a store of an older version: ingest anything into it"
    prepared.save(corpus, folder)
    seconds = time.process_time() - begun
    size = sum(one.stat().st_size for one in folder.iterdir())
    return {"claims": corpus.claims, "seconds": seconds, "memory": _memory(), "bytes": size}


def _open(where: str) -> dict[str, Any]:
    from streamlit.testing.v1 import AppTest

    from dashboard import page, prepared  # noqa: F401  (a server has imported it before a reader comes)
    from geo.store import Store

    with Store.open(where, readonly=True) as store:
        folder = prepared.folder_of(store)
        assert folder is not None
        begun = time.process_time()
        assert prepared.load(folder) is not None
        found = {"load": time.process_time() - begun}
    os.environ["GEO_STORE"] = where
    for name in ("first", "next"):
        reader = AppTest.from_file(str(APP), default_timeout=600)
        begun, clock = time.process_time(), time.perf_counter()
        reader.run()
        found[name] = time.process_time() - begun
        found.setdefault("clock", time.perf_counter() - clock)
        assert not reader.exception and not reader.error
    return found | {"memory": _memory()}
