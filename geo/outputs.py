"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Write a file beside the old one and put it in its place: a reader never sees half of it.

    Raises:
        OSError: it cannot be written; it names `path`, and what was there before stays.
    """
    building = path.with_name(f"{path.name}.new")
    try:
        building.write_bytes(data)
        building.replace(path)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
    finally:
        building.unlink(missing_ok=True)
