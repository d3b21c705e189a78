"""Reading on a Dask cluster: documents go out, readings come back in order, the store stays with one writer.

A worker that dies loses nothing: the scheduler gives its documents to another. Once as many workers have died
as Dask allows, it blames every document that was on them; each is then read once more with nothing else under
way, and only one that ends its workers alone is refused. The memory of a worker is limited by Dask's own
--memory-limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from geo.errors import BadInput
from geo.model import Document
from geo.workers import LEAST_SECONDS, Read, Readers, Task, cores, seconds_for

if TYPE_CHECKING:
    from distributed import Client

OPTION = "--cluster"
LOCAL = "local"
CONNECT_SECONDS = 10


class Cluster(Readers):
    """The workers of the scheduler at `address` ("tcp://host:8786"), or "local": one per core of this
    machine; a context manager.

    `seconds` is how long the first document in the queue is waited for before it is refused.

    Raises:
        BadInput: Dask is not installed, no scheduler answers there, or it has no workers.
    """

    def __init__(
        self, read: Read, address: str, *, seconds: Callable[[Document], float] = seconds_for
    ) -> None:
        self.read, self.seconds = read, seconds
        self.client = _connect(address)
        self.count = sum(self.client.nthreads().values())
        if not self.count:
            self.client.close()
            raise BadInput(OPTION, f"the scheduler at {address} has no workers", "start some: dask worker")
        self._futures: dict[int, Any] = {}

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        cluster = self.client.cluster
        self.client.close()
        if cluster is not None:  # made here, for "local"
            cluster.close()

    def start(self, task: Task) -> None:
        """Hand a task to the scheduler, which has room for all that are sent ahead."""
        self._futures[id(task)] = self._submit(task)

    def _submit(self, task: Task) -> Any:
        return self.client.submit(self.read, task.document, pure=False)

    def wait(self, queue: Iterable[Task]) -> None:
        """Wait for the first task without a result: results are taken in order."""
        from distributed import KilledWorker

        task = next(task for task in queue if task.result is None)
        try:
            self._take(task, self._futures.pop(id(task)))
        except KilledWorker:  # perhaps for what another document did on the same workers
            self._settle()
            try:
                self._take(task, self._submit(task))
            except KilledWorker:
                task.refuse("each process that read it ended, perhaps for lack of memory")

    def _take(self, task: Task, future: Any) -> None:
        """Wait for a task's result.

        Raises:
            KilledWorker: Dask blames the task for the workers that died with it.
        """
        from distributed import KilledWorker, TimeoutError

        assert task.document is not None
        allowed = self.seconds(task.document)
        try:
            task.result = future.result(timeout=allowed)
        except KilledWorker:
            raise
        except TimeoutError:
            if not self.client.nthreads():
                raise BadInput(OPTION, "the cluster has no workers left", "start some: dask worker") from None
            task.refuse(f"reading it took longer than {allowed:.0f} s")
            future.cancel()
        except Exception as error:
            raise BadInput(OPTION, f"the cluster failed ({type(error).__name__}: {error})") from error

    def _settle(self) -> None:
        """Wait until every other task that was handed over has been read or is blamed; one that hangs is
        waited for no longer than a document may take."""
        from distributed import TimeoutError, wait

        others = [future for future in self._futures.values() if not future.done()]
        with suppress(TimeoutError):
            wait(others, timeout=LEAST_SECONDS)


def _connect(address: str) -> Client:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise BadInput(OPTION, "needs Dask", "pip install distributed") from None
    if address == LOCAL:
        made = LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=":0")
        return Client(made)
    try:
        return Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        words = " ".join(str(error).split())[:200] or type(error).__name__
        cure = "start one: dask scheduler"
        raise BadInput(OPTION, f"no scheduler answers at {address} ({words})", cure) from None
