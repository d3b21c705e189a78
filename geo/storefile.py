"""The claim store's file: its schema, how it is opened, and what SQLite's errors mean for a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo import table
from geo.errors import StoreError

SCHEMA_VERSION = 2
APPLICATION_ID = 0x67656F63  # "geoc": tells our files from other databases
WAIT_SECONDS = 30.0  # how long a writer waits for another
_SQLITE_MAGIC = b"SQLite format 3\x00"

_SQL_TYPES = {"str": "TEXT", "category": "TEXT", "int32": "INTEGER", "int16": "INTEGER"}
_ROW_COLUMNS = ", ".join(
    f'"{name}" {_SQL_TYPES[dtype]} NOT NULL' for name, (dtype, _) in table.CLAIM_COLUMNS.items()
)
SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY, doc_id TEXT NOT NULL, origin TEXT NOT NULL, body TEXT NOT NULL,
    text BLOB NOT NULL, outcome TEXT NOT NULL, dated INTEGER NOT NULL, reading TEXT NOT NULL,
    revision INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
    hash TEXT NOT NULL);
CREATE TABLE claim_rows ({_ROW_COLUMNS}, hash TEXT NOT NULL);
CREATE TABLE statements (
    span INTEGER NOT NULL, digest INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    published INTEGER NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL, claim_id TEXT PRIMARY KEY,
    publisher TEXT NOT NULL, words TEXT NOT NULL, own_voice INTEGER NOT NULL, block TEXT NOT NULL,
    repeats TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE mentions (
    sha256 TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, place_id TEXT NOT NULL,
    body TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE places (place_id TEXT PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE rejected (
    origin TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL, cure TEXT NOT NULL,
    PRIMARY KEY (origin, line));
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY, body TEXT NOT NULL, claim_id TEXT NOT NULL, revision INTEGER NOT NULL,
    hash TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX decisions_in_force ON decisions (body) WHERE withdrawn = 0;
CREATE TABLE past (
    kind TEXT NOT NULL, name TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
    body BLOB NOT NULL, hash TEXT NOT NULL);
CREATE INDEX past_of_name ON past (kind, name);
CREATE INDEX claims_of_document ON claims (sha256);
CREATE INDEX rows_of_document ON claim_rows (sha256);
CREATE INDEX rows_of_claim ON claim_rows (claim_id);
CREATE INDEX statements_of_block ON statements (block, start, "end");
CREATE INDEX statements_of_document ON statements (sha256);
CREATE INDEX repeats_of_claim ON statements (repeats);
CREATE INDEX mentions_of_document ON mentions (sha256);
"""

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
CREATE INDEX past_of_name ON past (kind, name)"""
}


def may_be_database(path: Path) -> bool:
    """SQLite takes a very short file for an empty database, and would write over it."""
    with open(path, "rb") as file:
        return file.read(len(_SQLITE_MAGIC)) in (b"", _SQLITE_MAGIC)


def connect(path: Path, mode: str, extra: str = "") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}{extra}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def connect_readonly(path: Path) -> sqlite3.Connection:
    """A reader; on a medium where not even the write-ahead log's index can be made, nobody writes either."""
    try:
        connection = connect(path, "ro")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        if os.access(path.parent, os.W_OK):
            raise
        connection = connect(path, "ro", "&immutable=1")
    return connection


#: SQLite's error codes (primary) -> what it means for the person at the keyboard.
FAULTS = {
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy, or delete it and ingest again",
    sqlite3.SQLITE_NOTADB: "is not a claim store; choose another path with --store",
    sqlite3.SQLITE_READONLY: "cannot be written; choose a writable path with --store",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; choose a path in a folder that you may write to with --store",
    sqlite3.SQLITE_FULL: "the disk is full; make room and run the command again, what is stored is safe",
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when it has finished",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into StoreError, once."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        fault = FAULTS.get(code & 0xFF) if code is not None else None
        raise StoreError(f"{path}: {fault or f'cannot be used ({error})'}") from error
    except StoreError:
        raise
    except UnicodeDecodeError as error:  # a column's bytes are no longer text
        raise StoreError(f"{path}: {FAULTS[sqlite3.SQLITE_CORRUPT]}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; choose another path with --store") from error
