"""RESULTS.md as sections, one for each stage, so that one can be measured again and the others stay."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.workers import cores

HEAD = """# Results

Written by `python -m benchmarks`; `--only STAGE` measures one stage again and leaves the others. Each says
on what machine, with what versions and at what load it was measured. Seconds are CPU time unless the clock is
named: where others work on the machine at the same time, the clock counts them too.
"""
_MARK = re.compile(r"^<!-- stage: (\w+) -->\n", re.MULTILINE)


def machine(packages: Sequence[str]) -> str:
    """What the figures of a stage depend on."""
    versions = ", ".join(filter(None, map(_version, packages)))
    return (
        f"{cores()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}, "
        f"{versions}. Load (1, 5, 15 minutes): {load()} at the start"
    )


def load() -> str:
    """The machine's load over 1, 5 and 15 minutes."""
    return ", ".join(f"{figure:.1f}" for figure in os.getloadavg())


def _version(name: str) -> str:
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return ""


def sections(path: Path) -> dict[str, str]:
    """Stage -> its section as it was written; none where there is no such file yet."""
    if not path.exists():
        return {}
    _, *parts = _MARK.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], (part.strip("\n") for part in parts[1::2]), strict=True))


def write(path: Path, found: Mapping[str, str], order: Sequence[str]) -> None:
    """Write the sections in an order; those of stages that are no more are left out."""
    parts = [f"<!-- stage: {name} -->\n{found[name]}\n" for name in order if name in found]
    path.write_text("\n".join([HEAD, *parts]), encoding="utf-8")


def said(title: str, module: str, *arguments: object) -> str:
    """What another benchmark prints, under a heading; its tables as they are, anything else as it was set.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip().splitlines()[-1:]}")
    blocks, printed = [], done.stdout.strip()
    for block in re.split(r"\n{2,}", printed):
        lines = block.splitlines()
        words = [line for line in lines if not line.startswith("|")]
        table = [line for line in lines if line.startswith("|")]
        if table:
            blocks += ["\n".join(words), "\n".join(table)]
        else:
            blocks.append("```\n" + block + "\n```")
    return f"## {title}\n\n" + "\n\n".join(filter(None, blocks))
