"""The long trials, by hand: `python -m tests.soak [corruptions|mutations|readers] [--count N] [--seed N]`.

Each prints its figures and what n tries prove; exit code 1 when anything was lost, wrong or torn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import corruptions, mutations, readers

COUNTS = {"corruptions": 1_000, "mutations": 10_000, "readers": 1_000}
SESSIONS, MINUTES = 20, 10.0


def main() -> int:
    """Run what is asked for, or all of it."""
    command = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    command.add_argument("what", nargs="?", choices=COUNTS, help="one trial; all of them unless given")
    command.add_argument("--count", type=int, help=f"corruptions, files or articles ({COUNTS})")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--minutes", type=float, default=MINUTES, help="of the readers' trial")
    asked = command.parse_args()
    sound = True
    for what in [asked.what] if asked.what else COUNTS:
        count = asked.count or COUNTS[what]
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            good, lines = TRIALS[what](Path(folder), count, asked)
        print(f"{what}: {'sound' if good else 'NOT SOUND'} ({time.monotonic() - start:.0f} s)")
        print(*(f"  {line}" for line in lines), sep="\n", flush=True)
        sound &= good
    return 0 if sound else 1


def bound(tries: int) -> str:
    """What no failure in n tries proves (rule of three)."""
    return f"the true share is below {300 / tries:.2g} % with 95 % confidence"


def _corruptions(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    found = corruptions.run(folder, count, asked.seed)
    good = set(found) <= {corruptions.NOTICED, corruptions.HARMLESS}
    return good, [f"{outcome}: {times}" for outcome, times in found.most_common()] + [bound(count)] * good


def _mutations(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    found = mutations.run(folder, count, asked.seed)
    return found.sound, [
        *(f"{outcome}: {times}" for outcome, times in found.outcomes.most_common()),
        f"slowest {found.slowest:.1f} s, most memory {found.megabytes} MB, lost {found.lost}",
        *found.crashes,
        *[bound(count)] * found.sound,
    ]


def _readers(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    found = readers.run(
        folder / "claims.sqlite", sessions=SESSIONS, articles=count, seconds=60 * asked.minutes
    )
    return found.sound and found.growth < readers.GROWTH, [
        f"{SESSIONS} sessions read {found.read} revisions while {found.stored} documents were stored",
        f"torn {len(found.torn)}, errors {len(found.errors)}",
        f"memory {found.before / 1e6:.0f} MB, then {found.after / 1e6:.0f} MB ({found.growth:+.1%})",
        *found.torn[:5],
        *found.errors[:5],
    ]


TRIALS = {"corruptions": _corruptions, "mutations": _mutations, "readers": _readers}

if __name__ == "__main__":
    sys.exit(main())
