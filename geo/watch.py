"""Watch folders: what is new or changed in them is ingested once it is at rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.documents import MANIFEST

State = tuple[int, int, int]  # size in bytes, modification time in nanoseconds, inode


def snapshot(paths: Iterable[Path]) -> dict[Path, State]:
    """Every regular file at or below the paths, with what tells a change; links are not followed,
    hidden files not seen.

    What vanishes while it is looked at, or may not be looked at, is left for the next time.
    """
    found: dict[Path, State] = {}
    for path in paths:
        if path.is_dir():
            for folder, below, names in os.walk(path):
                below[:] = [name for name in below if not name.startswith(".")]
                for name in names:
                    if not name.startswith("."):
                        _note(Path(folder, name), found)
        else:
            _note(path, found)
    return found


def _note(path: Path, found: dict[Path, State]) -> None:
    try:
        seen = path.lstat()
    except OSError:
        return
    if stat.S_ISREG(seen.st_mode):
        found[path] = (seen.st_size, seen.st_mtime_ns, seen.st_ino)


def watch(paths: Iterable[Path], *, ingest: Callable[[list[Path]], None], wait: Callable[[], bool]) -> None:
    """Ingest the paths, then again whatever in them is new or changed, until `wait` says that it is enough.

    `wait` pauses between two looks. A file counts when two looks in a row find it the same, so that none is
    read while it is still being written. A changed manifest makes every file beside it count. A file that was
    removed leaves its claims in the store.
    """
    paths = list(paths)
    before = snapshot(paths)
    ingest(paths)
    known = dict(before)
    while wait():
        now = snapshot(paths)
        rested = {
            path for path, state in now.items() if before.get(path) == state and known.get(path) != state
        }
        beside = {path.parent for path in rested if path.name == MANIFEST}
        chosen = sorted(rested | {path for path in now if path.parent in beside})
        if chosen:
            ingest([path for path in chosen if path.name != MANIFEST])
            known |= {path: now[path] for path in chosen}
        before = now
