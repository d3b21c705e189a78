"""Reading in limited processes: what one document does to its process is its own affair."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from geo import conflicts, pipeline
from geo.documents import Rejected
from geo.gazetteer import Gazetteer
from geo.model import Document
from geo.reading import Reading
from geo.store import Store
from geo.workers import AHEAD, Workers

ROOT = Path(__file__).parents[2]
FOREVER = 600.0
SHORT = 1.0
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals are Linux's")


def behave(document: Document) -> Reading | Rejected:
    """Does what the text says."""
    match document.text.split():
        case ["hang", *_]:
            time.sleep(FOREVER)
        case ["die", *_]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["leave", *_]:
            os._exit(3)
        case ["eat", *_]:
            try:
                bytearray(4_000_000_000)
            except MemoryError:
                return Rejected(document.origin, None, "no memory", "")
    return Reading(document)


def documents(*texts: str) -> list[Document]:
    return [Document(f"doc-{n}", text, origin=f"{n}.txt") for n, text in enumerate(texts)]


def outcomes(workers: Workers, items: Iterable[Document | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else one.document.text for one in workers.map(items)]


def seconds(document: Document) -> float:
    return SHORT if document.text.startswith("hang") else FOREVER


def test_a_document_that_hangs_dies_or_eats_memory_is_refused_and_its_neighbours_are_read() -> None:
    texts = ["a", "hang", "b", "die", "c", "leave", "d", "eat", "e", "hang 2", "f"]
    with Workers(behave, 2, seconds=seconds) as workers:
        found = outcomes(workers, documents(*texts))
    lost = "the process that read it ended ({}), perhaps for lack of memory"
    slow = "reading it took longer than 1 s"

    assert found == [
        *("a", slow, "b", lost.format("signal 9"), "c", lost.format("exit code 3"), "d"),
        *("no memory", "e", slow, "f"),
    ]


def test_a_refusal_names_its_file() -> None:
    with Workers(behave, 1) as workers:
        [found] = workers.map(documents("die"))

    assert isinstance(found, Rejected)
    assert (found.origin, found.line) == ("0.txt", None)


def test_results_come_in_order_and_refusals_pass() -> None:
    items: list[Document | Rejected] = list(documents(*map(str, range(50))))
    items.insert(20, Rejected("x", None, "refused before", ""))
    with Workers(behave, 3) as workers:
        found = outcomes(workers, items)

    assert found == [*map(str, range(20)), "refused before", *map(str, range(20, 50))]


def test_inputs_are_taken_as_results_are() -> None:
    """Whatever the corpus, only a few documents are held."""
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"doc-{taken}", f"text {taken}")

    with Workers(behave, 2) as workers:
        results = workers.map(endless())
        for given in range(1, 30):
            next(results)
            assert taken <= given + 2 * AHEAD + 1


def test_a_text_met_again_waits_for_the_reading_before_it_to_be_taken() -> None:
    """What is known of a text when it is met again includes its first reading."""
    given: list[str] = []
    known: list[list[str]] = []

    def prepare(document: Document) -> Document:
        known.append(list(given))
        return document

    items = [Document("one", "same"), Document("other", "else"), Document("two", "same")]
    with Workers(behave, 2) as workers:
        for result in workers.map(items, prepare):
            assert isinstance(result, Reading)
            given.append(result.document.doc_id)

    assert "one" in known[2]


def test_no_process_is_left_behind() -> None:
    with Workers(behave, 2) as workers:
        outcomes(workers, documents("a", "b", "c"))
        processes = [worker.process for worker in workers.workers]
        assert processes

    assert not any(process.is_alive() for process in processes)


def test_an_ingest_by_many_processes_is_the_ingest_by_one(tmp_path: Path) -> None:
    wars, gazetteer, tables = conflicts.load(), Gazetteer.open(), []
    for jobs in (0, 2):
        with Store.open(tmp_path / f"{jobs}.sqlite") as store:
            summary = pipeline.ingest(
                [ROOT / "seeds"], store=store, gazetteer=gazetteer, conflicts=wars, jobs=jobs
            )
            tables.append(store.claims_frame())
            assert store.verify() == []
        assert summary.refusals == []

    assert len(tables[0]) > 0
    assert tables[0].equals(tables[1])
