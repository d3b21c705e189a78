"""Power fails while documents are stored: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.claims import readings
from geo.store import Store

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
FEWER_KILLS = 15  # of a writer to a server, which has nothing of its own that a kill could break
CLAIMS = 20_000  # a thousand documents: more than are stored between two kills
MOST_AT_ONCE = 15  # documents acknowledged before a kill
#: Stores document after document and acknowledges each once `put` has returned.
WRITER = """
import sys
from benchmarks.claims import readings
from geo.store import Store
with Store.open(sys.argv[1]) as store:
    print("ready", flush=True)
    for reading in readings({claims}, seed=int(sys.argv[2])):
        store.put(reading)
        print(reading.document.sha256, flush=True)
"""


def killed(where: Path | str, after: int, seed: int = 1) -> list[str]:
    """Run the writer and kill it after so many acknowledgements; everything that it acknowledged."""
    command = [sys.executable, "-c", WRITER.format(claims=CLAIMS), str(where), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        heard = [process.stdout.readline().strip() for _ in range(after)]
        process.kill()
        heard += [line.strip() for line in process.stdout if len(line) == 65]
    return heard


@dataclass
class Kills:
    """What came of killing the writer again and again."""

    acknowledged: int
    wrong: list[str]


def kills(where: Path | str, count: int, seed: int) -> Kills:
    """Kill the writer `count` times at random moments, each time among documents that are new to the store;
    everything that is lost, half-written or damaged.
    """
    rng, acknowledged, wrong, stored = Random(seed), set[str](), [], set[str]()
    expected: dict[str, int] = {}
    for number in range(count):
        acknowledged |= set(killed(where, rng.randrange(1, MOST_AT_ONCE), number))
        new = islice(readings(CLAIMS, seed=number), 2 * MOST_AT_ONCE)
        expected |= {reading.document.sha256: len(reading.claims) for reading in new}
        with Store.open(where, readonly=True) as store:
            stored = {one.document.sha256 for one in store.documents()}
            wrong += [f"kill {number}: lost {one}" for one in acknowledged - stored]
            wrong += [f"kill {number}: {damage}" for damage in store.verify()]
    with Store.open(where, readonly=True) as store:
        wrong += [f"half of {one}" for one in stored if len(store.claim_ids(one)) != expected.get(one)]
    return Kills(len(acknowledged), wrong)


def test_kills_lose_nothing_and_leave_nothing_half_written(where: str) -> None:
    times = FEWER_KILLS if "://" in where else KILLS
    found = kills(where, times, seed=7)

    assert found.wrong == []
    assert found.acknowledged > 5 * times


def test_going_on_after_a_kill_gives_the_same_claims_as_never_stopping(anew: Callable[[], str]) -> None:
    broken = anew()
    killed(broken, 15)
    few = list(readings(800))
    tables = []
    for where in (broken, anew()):
        with Store.open(where) as store:
            for reading in few:
                store.put(reading)
            wanted = {reading.document.sha256 for reading in few}
            table = store.claims_frame()
            tables.append(table[table["sha256"].isin(wanted)].sort_values("claim_id").reset_index(drop=True))

    rows = [table.drop(columns="carriers").astype(str).to_dict("records") for table in tables]
    assert rows[0] == rows[1]
