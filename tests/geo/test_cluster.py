"""Reading on a real Dask scheduler with two workers, one of which is killed meanwhile."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import corpus
from geo import conflicts, pipeline
from geo.__main__ import main
from geo.cluster import Cluster
from geo.documents import Rejected
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.reading import Reading
from geo.store import Store

dask = pytest.importorskip("dask", reason="Dask is not installed")
distributed = pytest.importorskip("distributed", reason="Dask is not installed")

NAMES = ["Bakhmut", "Soledar", "Kupiansk", "Lyman", "Izium"]
COUNT = 40
KILL_AFTER = 5


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def test_a_worker_killed_meanwhile_loses_nothing_and_doubles_nothing(scheduler: str, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in corpus.articles(COUNT, NAMES):
        (folder / name).write_text(text, encoding="utf-8")
    wars, gazetteer, killed = conflicts.load(), Gazetteer.open(), []

    def kill_one(origin: str) -> None:
        done.append(origin)
        if len(done) == KILL_AFTER:
            with distributed.Client(scheduler) as client:
                victim = min(client.run(os.getpid).values())
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    done: list[str] = []
    tables = []
    for name, options in (("cluster", {"cluster": scheduler, "progress": kill_one}), ("here", {})):
        with Store.open(tmp_path / f"{name}.sqlite") as store:
            summary = pipeline.ingest([folder], store=store, gazetteer=gazetteer, conflicts=wars, **options)
            assert (summary.documents, summary.changed, summary.refusals) == (COUNT, COUNT, [])
            assert store.verify() == []
            tables.append(store.claims_frame())

    assert killed
    assert len(done) == len(set(done)) == COUNT
    assert len(tables[0]) > COUNT
    assert tables[0].equals(tables[1])


def misbehave(document: Document) -> Reading | Rejected:
    if document.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(document)


def test_a_document_that_ends_its_workers_is_refused_and_no_other_with_it() -> None:
    """The first death is blamed on every document that was on the worker."""
    texts = ["a", "die", "b", "c", "d", "e", "f"]
    items = [Document(f"doc-{n}", text, origin=f"{n}.txt") for n, text in enumerate(texts)]
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as touchy,
        Cluster(misbehave, touchy.scheduler_address) as cluster,
    ):
        found = list(cluster.map(items))

    read = [one.document.text for one in found if isinstance(one, Reading)]
    assert read == ["a", "b", "c", "d", "e", "f"]
    refused = [(one.origin, one.reason) for one in found if isinstance(one, Rejected)]
    assert refused == [("1.txt", "each process that read it ended, perhaps for lack of memory")]


def test_no_scheduler_is_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.cluster.CONNECT_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    (tmp_path / "a.txt").write_text("Russian forces hold Bakhmut.")
    command = ["ingest", str(tmp_path / "a.txt"), "--store", str(tmp_path / "s.sqlite"), "--cluster", address]

    assert main(command) == 1
    assert f"error: --cluster: no scheduler answers at {address}" in capfd.readouterr().err
