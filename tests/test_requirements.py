"""The lock holds what the ranges ask for, each file by its hash, and names no place to fetch it from."""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
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


#: Oldest versions without a hole that is known and reachable here, with the advisory that says so.
ADVISORIES = {
    "tornado": ("6.5.5", "GHSA-qjxf-f2mg-c6mc: any number of multipart parts"),
    "starlette": ("1.3.1", "GHSA-7f5h-v6xp-fcq8: Range headers; CVE-2026-54283: form limits"),
    "jinja2": ("3.1.6", "GHSA-cpwx-vrp4-4pq7: out of the sandbox by the attr filter"),
    "requests": ("2.32.4", "CVE-2024-47081: credentials of .netrc"),
    "lxml-html-clean": ("0.4.0", "CVE-2024-52595: markup of other contexts is let through"),
}


@pytest.mark.parametrize("name", ADVISORIES)
def test_no_version_with_a_known_hole_is_locked_or_installed(name: str) -> None:
    floor = Version(ADVISORIES[name][0])

    assert LOCKED.get(canonicalize_name(name), floor) >= floor
    with suppress(PackageNotFoundError):
        assert Version(version(name)) >= floor
