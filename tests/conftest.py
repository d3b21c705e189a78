"""Stores in every database that a store may be in."""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Server, programs

# A test asserts facts, not how fast a busy machine makes up examples.
settings.register_profile("facts", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("facts")

Spoil = Callable[[str, str], None]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL server for all tests; skipped where there is none, failed where CI is set."""
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL is installed, and CI is set")
        pytest.skip("no PostgreSQL is installed")
    made = Server(found)
    yield made
    made.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def anew(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of another place for a store, where nothing is yet."""
    if request.param == "postgresql":
        return request.getfixturevalue("server").schema
    numbers = itertools.count()
    return lambda: str(tmp_path / "deep" / f"claims-{next(numbers)}.sqlite")


@pytest.fixture
def where(anew: Callable[[], str]) -> str:
    """The address of one place for a store."""
    return anew()


@pytest.fixture
def spoil(request: pytest.FixtureRequest) -> Spoil:
    """Runs a command in a store's database behind its back."""

    def run(where: str, command: str) -> None:
        if "://" in where:
            request.getfixturevalue("server").run(command, where)
            return
        Path(where).parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(where)) as raw, raw:
            raw.execute(command)

    return run
