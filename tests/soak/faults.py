"""Let every write, flush and truncation of the store's files fail in turn, or end the process there.

`strace` injects the fault (Debian's package of that name). A run that meets no fault any more ends the trial.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.claims import readings
from geo.store import Store

ROOT = Path(__file__).resolve().parents[2]
CALLS = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate")
WAYS = {"kill": "signal=KILL", "disk full": "error=ENOSPC", "disk broken": "error=EIO"}
CLAIMS = 60  # three documents
FEWEST = 20  # claims of the store that is there before
#: Stores documents and acknowledges each; an error for people is told in one line.
WRITER = """
import sys
from benchmarks.claims import readings
from geo.errors import GeoError
from geo.store import Store
try:
    with Store.open(sys.argv[1]) as store:
        for reading in readings({claims}):
            store.put(reading)
            print(reading.document.sha256, flush=True)
except GeoError as error:
    sys.exit(f"error: {{error}}")
"""


@dataclass
class Found:
    """What the faults did."""

    faults: int = 0
    told: int = 0  # runs that ended with a clear message
    ended: int = 0  # runs that were killed
    borne: int = 0  # runs that went on to the end all the same
    wrong: list[str] = field(default_factory=list)  # lost, half-written, or unclear

    @property
    def sound(self) -> bool:
        """Whether nothing acknowledged was lost and every message was clear."""
        return self.faults > 0 and not self.wrong


def possible() -> bool:
    """Whether strace is here and may trace."""
    tried = ["strace", "-qq", "-o", "/dev/null", "true"]
    return bool(shutil.which("strace")) and subprocess.run(tried, capture_output=True).returncode == 0


def run(
    folder: Path, *, every: int = 1, calls: Sequence[str] = CALLS, ways: Sequence[str] = tuple(WAYS)
) -> Found:
    """A fault of each way at each call, or at every so many of them."""
    found = Found()
    expected = {one.document.sha256: len(one.claims) for one in readings(CLAIMS)}
    for begun in (False, True):  # a new store, and one that is there
        for call in calls:
            for way in ways:
                number = 1
                while _one(folder, begun, call, way, f"{WAYS[way]}:when={number}", expected, found):
                    number += every
    return found


def _one(
    folder: Path, begun: bool, call: str, way: str, inject: str, expected: dict[str, int], found: Found
) -> bool:
    """Run the writer with one fault; whether there was one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path, log = folder / "claims.sqlite", folder / "trace"
    if begun:
        with Store.open(path) as store:
            for reading in readings(FEWEST):
                store.put(reading)
    files = [part for suffix in ("", "-wal", "-shm", "-journal") for part in ("-P", f"{path}{suffix}")]
    trace = ["strace", "-f", "-qq", "-o", str(log), *files, "-e", f"trace={call}"]
    process = subprocess.run(
        [
            *trace,
            "-e",
            f"inject={call}:{inject}",
            sys.executable,
            "-c",
            WRITER.format(claims=CLAIMS),
            str(path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if "INJECTED" not in log.read_text() and "killed by SIGKILL" not in log.read_text():
        return False
    found.faults += 1
    where = f"{way} at {call} {inject.rpartition('=')[2]}, {'begun' if begun else 'new'} store"
    last = process.stderr.strip().splitlines()[-1:] or [""]
    if process.returncode == 0:
        found.borne += 1
    elif last[0].startswith("error: "):
        found.told += 1
    elif way == "kill":
        found.ended += 1
    else:
        found.wrong.append(f"{where}: {last[0]}")
    acknowledged = set(process.stdout.split())
    try:
        found.wrong += [f"{where}: {fault}" for fault in _faults(path, acknowledged, expected)]
    except Exception as error:
        found.wrong.append(f"{where}: {type(error).__name__}: {error}")
    return True


def _faults(path: Path, acknowledged: set[str], expected: dict[str, int]) -> list[str]:
    """What is not as it was acknowledged, and what another run does not mend."""
    with Store.open(path) as store:
        stored = {one.document.sha256 for one in store.documents()}
        wrong = store.verify() + [f"lost {one}" for one in acknowledged - stored]
        wrong += [f"half of {one}" for one in stored if len(store.claim_ids(one)) != expected[one]]
        for reading in readings(CLAIMS):
            store.put(reading)
        again = {one: len(store.claim_ids(one)) for one in expected}
    return wrong + ["another run gives another store"] * (again != expected)
