"""The claim store in a file of SQLite: how it is opened, its versions, and what errors mean for a person.

One writer and any number of readers (write-ahead log), each transaction on the disk before it is
acknowledged.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from geo import schema
from geo.database import NOT_OURS, WAIT_SECONDS, Address, Database
from geo.errors import StoreError, StoreMissing

APPLICATION_ID = 0x67656F63  # "geoc": tells our files from other databases
PAUSE_SECONDS = 0.02
_MAGIC = b"SQLite format 3\x00"

#: Version of a schema -> commands that lead from it to the next.
UPDATES = {
    1: """
ALTER TABLE decisions RENAME TO decisions_before;
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY, body TEXT NOT NULL, claim_id TEXT NOT NULL, revision INTEGER NOT NULL,
    hash TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0);
INSERT INTO decisions (number, body, claim_id, revision, hash)
    SELECT number, body, claim_id, revision, hash FROM decisions_before;
DROP TABLE decisions_before;
CREATE UNIQUE INDEX decisions_in_force ON decisions (body) WHERE withdrawn = 0;
CREATE TABLE past (
    kind TEXT NOT NULL, name TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
    body BLOB NOT NULL, hash TEXT NOT NULL);
CREATE INDEX past_of_name ON past (kind, name)""",
    2: """
CREATE TABLE inputs (
    sha256 TEXT NOT NULL, key TEXT NOT NULL, names INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL,
    stands INTEGER NOT NULL, PRIMARY KEY (sha256, key))""",
}

#: SQLite's error codes (primary) -> what it means for the person at the keyboard.
MEANINGS = {
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy, or delete it and ingest again",
    sqlite3.SQLITE_NOTADB: NOT_OURS,
    sqlite3.SQLITE_READONLY: "cannot be written; choose a writable path with --store",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; choose a path in a folder that you may write to with --store",
    sqlite3.SQLITE_FULL: "the disk is full; make room and run the command again, what is stored is safe",
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when it has finished",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk",
}


class Sqlite(Database):
    """A connection to a file, or to a store in memory."""

    unindexed = "NOT INDEXED"

    @classmethod
    def open(cls, address: Address, *, readonly: bool) -> Sqlite:
        """A connection to the file at an address, which is made unless `readonly`."""
        path = address.path
        assert path is not None
        with cls.translated(address):
            if path.is_file() and not _may_be_database(path):
                raise StoreError(f"{path}: {NOT_OURS}")
            if not readonly:
                path.parent.mkdir(parents=True, exist_ok=True)
                return cls._over(address, lambda: _connect(path, "rwc"))
            if not path.is_file():
                raise StoreMissing(
                    f"{path}: there is no claim store; make one with: python -m geo ingest PATH"
                )
            return cls._over(address, lambda: _connect_readonly(path))

    @classmethod
    def in_memory(cls, address: Address) -> Sqlite:
        """An empty database in memory; `address` is what its errors name."""
        return cls._over(
            address, lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        )

    @classmethod
    def _over(cls, address: Address, creator: Callable[[], sqlite3.Connection]) -> Sqlite:
        return cls(address, create_engine("sqlite://", creator=creator, poolclass=NullPool))

    @property
    def in_transaction(self) -> bool:
        return self.driver.in_transaction

    def begin_reading(self) -> None:
        self.driver.execute("BEGIN")

    def begin_writing(self) -> None:
        self.driver.execute("BEGIN IMMEDIATE")

    def version(self) -> int | None:
        found, version = self.value("PRAGMA application_id"), self.value("PRAGMA user_version")
        if not found and not version and not self.value("SELECT count(*) FROM sqlite_master"):
            return None
        if found != APPLICATION_ID:
            raise StoreError(
                f"{self.address}: is a database of another program; choose another path with --store"
            )
        return version

    def make_ready(self) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while True:  # for this one command SQLite does not wait while another process does the same
            try:
                self.run("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(PAUSE_SECONDS)

    def lay_out(self) -> None:
        super().lay_out()
        self.run(f"PRAGMA application_id = {APPLICATION_ID}")
        self.run(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")

    def update(self, version: int) -> None:
        for command in UPDATES[version].split(";\n"):
            self.run(command)
        self.run(f"PRAGMA user_version = {version + 1}")

    def faults(self) -> Iterator[str]:
        yield from (line for (line,) in self.rows("PRAGMA integrity_check") if line != "ok")

    @classmethod
    def meaning(cls, error: BaseException) -> str | None:
        if isinstance(error, sqlite3.Error):
            code = getattr(error, "sqlite_errorcode", None)
            words = MEANINGS.get(code & 0xFF) if code is not None else None
            return words or f"cannot be used ({error})"
        if isinstance(error, UnicodeDecodeError):  # a column's bytes are no longer text
            return MEANINGS[sqlite3.SQLITE_CORRUPT]
        if isinstance(error, OSError):
            return f"{error.strerror or error}; choose another path with --store"
        return None


def _may_be_database(path: Path) -> bool:
    """SQLite takes a very short file for an empty database, and would write over it."""
    with open(path, "rb") as file:
        return file.read(len(_MAGIC)) in (b"", _MAGIC)


def _connect(path: Path, mode: str, extra: str = "") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}{extra}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _connect_readonly(path: Path) -> sqlite3.Connection:
    """A reader; on a medium where not even the write-ahead log's index can be made, nobody writes either."""
    try:
        connection = _connect(path, "ro")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        if os.access(path.parent, os.W_OK):
            raise
        connection = _connect(path, "ro", "&immutable=1")
    return connection
