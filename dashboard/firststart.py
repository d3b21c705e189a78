"""What a server does before any reader asks, or whether or not one stays: the first start, which reads the
shipped articles into an empty place, and the opening of a large store. Both run in threads of their own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from geo.database import Address

OPENING = "opening the store"  # name of the thread
#: Streamlit warns that this thread belongs to no reader's script, which is what it is for.
_SCRIPTS = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")

Tell = Callable[[float, str], None]
Make = Callable[[Address, Tell], None]


class Job:
    """One filling of one store, going on whoever watches it."""

    def __init__(self, address: Address, make: Make) -> None:
        self.share, self.words = 0.0, ""
        self.error: Exception | None = None
        self.done = threading.Event()
        self._address, self._make = address, make
        threading.Thread(target=self._run, name="first start", daemon=True).start()

    def _tell(self, share: float, words: str) -> None:
        self.share, self.words = min(1.0, share), words

    def _run(self) -> None:
        try:
            self._make(self._address, self._tell)
        except Exception as error:  # told to every reader who waits
            self.error = error
        finally:
            self.done.set()


_jobs: dict[str, Job] = {}
_lock = threading.Lock()


def job_for(address: Address, make: Make) -> Job:
    """The job that fills a store: the one that is going on, or a new one."""
    key = repr(address.url)
    with _lock:
        found = _jobs.get(key)
        if found is None or found.done.is_set():
            found = _jobs[key] = Job(address, make)
        return found


def in_background(work: Callable[[], object]) -> None:
    """Do something that readers will ask for, in a thread; where it fails, they will be told why."""

    def run() -> None:
        try:
            work()
        except Exception:  # the reader's own asking meets the same, and says so
            return

    _SCRIPTS.addFilter(_not_of_opening)
    threading.Thread(target=run, name=OPENING, daemon=True).start()


def _not_of_opening(record: logging.LogRecord) -> bool:
    return record.threadName != OPENING
