"""Reading in processes of their own, limited in time and memory: an article that hangs, eats memory or brings
its process down is refused with the reason, and the rest goes on.

Results come in the order of the inputs, and no more than a few inputs are held at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from geo.documents import Rejected
from geo.model import Document

if TYPE_CHECKING:
    from geo.reading import Known, Reading

Read = Callable[[Document], "Reading | Rejected"]

LEAST_SECONDS = 60.0  # an article takes well under one
CHARACTERS_PER_SECOND = 5_000  # a tenth of what one core reads
MOST_MEMORY = 1_000_000_000  # bytes of a reading process beyond what it starts with
AHEAD = 4  # documents per process that are taken before the first of them is done


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def seconds_for(document: Document) -> float:
    """How long reading a document may take."""
    return LEAST_SECONDS + len(document.text) / CHARACTERS_PER_SECOND


@dataclass(slots=True, eq=False)
class Task:
    """One document on its way; `result` is set once it has come."""

    document: Document | None
    result: Reading | Known | Rejected | None = None

    def refuse(self, reason: str) -> None:
        """Set the result of a document whose reading came to no end."""
        assert self.document is not None
        origin = self.document.origin or self.document.doc_id
        self.result = Rejected(origin, None, reason, "split it into articles or leave it out")


class Readers(ABC):
    """Something that reads documents elsewhere, `count` at once."""

    count: int

    @abstractmethod
    def start(self, task: Task) -> None:
        """Hand a task over, waiting until there is room for it."""

    @abstractmethod
    def wait(self, queue: Iterable[Task]) -> None:
        """Wait until a result has come to any of the tasks begun; `queue` holds them in order."""

    def map(
        self,
        items: Iterable[Document | Rejected],
        prepare: Callable[[Document], Document | Known | None] = lambda document: document,
    ) -> Iterator[Reading | Known | Rejected]:
        """Readings in the order of the items; what comes rejected stays so.

        `prepare` is called here, once the reading of any earlier document of the same text has been taken;
        what it says is known is not read, and what it gives None for is left out.
        """
        queue: deque[Task] = deque()

        def first() -> Reading | Known | Rejected:
            while queue[0].result is None:
                self.wait(queue)
            result = queue.popleft().result
            assert result is not None
            return result

        for item in items:
            if isinstance(item, Rejected):
                queue.append(Task(None, item))
            else:
                while any(task.document and task.document.sha256 == item.sha256 for task in queue):
                    yield first()
                if (prepared := prepare(item)) is None:
                    continue
                task = Task(prepared) if isinstance(prepared, Document) else Task(None, prepared)
                queue.append(task)
                if task.document:
                    self.start(task)
            while queue and (queue[0].result or len(queue) > AHEAD * self.count):
                yield first()
        while queue:
            yield first()


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: Task | None = None
    deadline: float = 0.0


class Workers(Readers):
    """Up to `count` processes of this machine, each started when it is first needed; a context manager.

    `read` is what reads one document, `seconds` how long one may take.
    """

    def __init__(
        self,
        read: Read,
        count: int,
        *,
        seconds: Callable[[Document], float] = seconds_for,
        memory: int = MOST_MEMORY,
    ) -> None:
        self.read, self.count, self.seconds, self.memory = read, count, seconds, memory
        # A fork shares the gazetteer's pages; elsewhere it is opened anew from its files.
        self.method = "fork" if sys.platform == "linux" else "spawn"
        self.context = multiprocessing.get_context(self.method)
        self.workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            _end(worker)
        self.workers.clear()

    def start(self, task: Task) -> None:
        """Give the task to a process, waiting for one to be free."""
        while (worker := self._free()) is None:
            self.wait(())
        assert task.document is not None
        worker.task, worker.deadline = task, time.monotonic() + self.seconds(task.document)
        try:
            worker.connection.send(task.document)
        except OSError:
            self._lost(worker)

    def _free(self) -> _Worker | None:
        free = next((worker for worker in self.workers if worker.task is None), None)
        if free is None and len(self.workers) < self.count:
            ours, theirs = self.context.Pipe()
            open_here = [*(worker.connection for worker in self.workers), ours]
            inherited = open_here if self.method == "fork" else []
            process = self.context.Process(
                target=_serve, args=(theirs, self.read, self.memory, inherited), daemon=True
            )
            process.start()
            theirs.close()
            free = _Worker(process, ours)
            self.workers.append(free)
        return free

    def wait(self, queue: Iterable[Task]) -> None:
        """Take results as they come; end what takes too long."""
        busy = [worker for worker in self.workers if worker.task]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        handles = {worker.connection: worker for worker in busy}
        sentinels = {worker.process.sentinel: worker for worker in busy}
        ready = wait([*handles, *sentinels], max(0.0, left))
        for worker in dict.fromkeys((handles | sentinels)[one] for one in ready):
            assert worker.task is not None
            try:
                if not worker.connection.poll():
                    raise EOFError
                worker.task.result, worker.task = worker.connection.recv(), None
            except (EOFError, OSError):
                self._lost(worker)
        for worker in busy:
            if worker.task and time.monotonic() >= worker.deadline:
                assert worker.task.document is not None
                allowed = self.seconds(worker.task.document)
                self._refuse(worker, f"reading it took longer than {allowed:.0f} s")

    def _lost(self, worker: _Worker) -> None:
        worker.process.join(1)
        code = worker.process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self._refuse(worker, f"the process that read it ended ({how}), perhaps for lack of memory")

    def _refuse(self, worker: _Worker, reason: str) -> None:
        """Refuse what a process was reading, and let the process go."""
        assert worker.task is not None
        worker.task.refuse(reason)
        worker.task = None
        self.workers.remove(worker)
        _end(worker)


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()


def _serve(connection: Connection, read: Read, memory: int, inherited: list[Connection]) -> None:
    """A reading process: documents in, readings out, until the other side closes."""
    for other in inherited:  # else this process would keep its siblings' pipes, and its own, open
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit(memory)
    with suppress(EOFError, OSError):
        while True:
            connection.send(read(connection.recv()))


def _limit(memory: int) -> None:
    """Let this process take so many bytes more than it has; without effect where the system has no limits."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory, held + memory))
