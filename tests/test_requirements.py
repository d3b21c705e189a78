"""The lock holds what the ranges ask for, each file by its hash, and names no place to fetch it from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.MULTILINE)
}
RANGES = [
    Requirement(line.partition("#")[0])
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line.partition("#")[0].strip()
]


@pytest.mark.parametrize("asked", RANGES, ids=lambda asked: asked.name)
def test_a_locked_version_lies_within_its_range(asked: Requirement) -> None:
    assert LOCKED[canonicalize_name(asked.name)] in asked.specifier


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]

    assert len(entries) == len(LOCKED) > 40
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_source_of_packages_is_named() -> None:
    assert not re.search(r"https?://|--(?:index-url|find-links|extra-index-url|trusted-host)", LOCK)
