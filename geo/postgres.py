"""The claim store in PostgreSQL: how it is reached, its one writer, and what errors mean for a person.

One writer at a time holds an advisory lock, so revisions have no gaps; readers see one state of the database
(REPEATABLE READ). A connection that the server closed is opened anew at the next transaction. The text of
PostgreSQL's own errors is in the server's language and may hold what was typed, so little of it is shown.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from geo import schema
from geo.database import WAIT_SECONDS, Address, Database
from geo.errors import StoreError

APPLICATION = "geo-claims"  # in `meta`: tells our tables from others
WRITER_LOCK = 0x67656F63  # "geoc": key of the advisory lock
CONNECT_SECONDS = 10
_SETTINGS: dict[str, Any] = {
    "client_encoding": "utf8",
    "connect_timeout": CONNECT_SECONDS,
    "application_name": APPLICATION,
    # a server that is gone is noticed within a minute
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
#: Version of a schema -> the command that leads from it to the next; none was older than 2.
UPDATES = {
    2: """
CREATE TABLE inputs (
    sha256 TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL, names BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL, hash TEXT COLLATE "C" NOT NULL, stands BIGINT NOT NULL,
    PRIMARY KEY (sha256, key))"""
}
_BATCH = 10_000  # rows of a large query that are held at once

_AGAIN = "try again in a moment"
#: SQLSTATE, or its class, -> what it means for the person at the keyboard.
MEANINGS = {
    "3D000": "there is no such database; make it with: createdb --encoding=UTF8 DATABASE",
    "28": "user or password is wrong; correct the URL, $PGPASSWORD or the file ~/.pgpass",
    "08": "the server cannot be reached; start it, or correct host and port in the URL",
    "57": f"the server is starting or stopping; {_AGAIN}",
    "53300": f"the server has no connection left; {_AGAIN}, or raise its max_connections",
    "53": "the server lacks room; make room and run the command again, what is stored is safe",
    "3F000": "there is no such schema; make it with: CREATE SCHEMA NAME, or correct the URL",
    "42501": "this user may not do that; grant it the right, or name another user in the URL",
    "42P01": "is not a claim store any more; name another database with --store",
    "57014": "the server ended a command that took too long; raise its statement_timeout",
    "55P03": "another program is writing to it; try again when it has finished",
    "25006": "cannot be written: this server or user may only read; name the primary server with --store",
    "XX": "is damaged; restore it from a copy",
}
#: What an error says that comes without a SQLSTATE, because there was no connection yet -> SQLSTATE.
_SAID = (
    (re.compile(r"password|authentication|pg_hba\.conf|role .* does not exist"), "28000"),
    (re.compile(r"database .* does not exist"), "3D000"),
    (re.compile(r"starting up|shutting down|in recovery"), "57P03"),
    (re.compile(r"too many (?:clients|connections)|remaining connection slots"), "53300"),
)
_UNKNOWN_SETTING = re.compile(r"invalid (?:URI query parameter|connection option)")


class Postgres(Database):
    """A connection to a server."""

    @classmethod
    def open(cls, address: Address, *, readonly: bool) -> Postgres:
        """A connection to the database at an address; the server lets a `readonly` one write nothing."""
        engine = create_engine(
            address.url.set(drivername="postgresql+psycopg"),
            connect_args=_SETTINGS,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",  # transactions begin where the store begins them
            use_native_hstore=False,
            hide_parameters=True,
        )
        with cls.translated(address):
            return cls(address, engine, readonly=readonly)

    def _connect(self) -> None:
        super()._connect()
        # as with a file: on the disk before it is acknowledged, whatever the server's default
        self.rows(
            "SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )
        if self.readonly:
            self.run("SET default_transaction_read_only = on")

    def run(self, command: str, *values: object) -> int:
        return super().run(_marked(command), *map(_storable, values))

    def many(self, command: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with self.driver.cursor() as cursor:
            cursor.executemany(_marked(command), list(rows))

    def insert(
        self, name: str, rows: Iterable[tuple[Any, ...]], *, columns: str = "", more: str = ""
    ) -> None:
        rows = list(rows)
        if more or len(rows) < 2:
            super().insert(name, rows, columns=columns, more=more)
            return
        into = f"COPY {name} ({columns or schema.COLUMNS[name]}) FROM STDIN"
        with self.driver.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def together(self) -> Iterator[None]:
        with self.driver.pipeline():
            yield

    def rows(self, command: str, *values: object) -> list[tuple[Any, ...]]:
        return super().rows(_marked(command), *map(_storable, values))

    def value(self, command: str, *values: object) -> Any:
        return super().value(_marked(command), *map(_storable, values))

    def stream(self, command: str) -> Generator[tuple[Any, ...], None, None]:
        with self.driver.cursor(name="stream") as cursor:
            cursor.itersize = _BATCH
            yield from cursor.execute(command)

    @property
    def in_transaction(self) -> bool:
        return self.driver.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def begin_reading(self) -> None:
        self._begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self) -> None:
        # READ COMMITTED: what is read once the lock is held is what the last writer left
        self._begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        try:
            with self.together():
                self.run(f"SET LOCAL lock_timeout = '{WAIT_SECONDS:.0f}s'")
                self.run(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        except BaseException:
            self.roll_back()
            raise

    def _begin(self, command: str) -> None:
        """Begin a transaction, over a new connection where the server has closed this one."""
        try:
            self.driver.execute(command)
        except psycopg.Error:
            if not self.driver.closed:
                raise
            if self._pooled.is_valid:
                self._pooled.invalidate()
            self._connect()
            self.driver.execute(command)

    def roll_back(self) -> None:
        if not self.driver.closed:  # a closed one was rolled back by the server
            super().roll_back()

    def version(self) -> int | None:
        names = {name for (name,) in self.rows(_TABLES)}
        if not names:
            return None
        marks = dict(self.rows("SELECT key, value FROM meta")) if "meta" in names else {}
        if marks.get("application") != APPLICATION:
            raise StoreError(
                f"{self.address}: is a database of another program; name one of its own with --store"
            )
        return int(marks["schema"])

    def make_ready(self) -> None:
        if (encoding := self.value("SHOW server_encoding")) != "UTF8":
            raise StoreError(
                f"{self.address}: is in {encoding}, which cannot hold every text; "
                "make a database with: createdb --encoding=UTF8 --template=template0 DATABASE"
            )

    def lay_out(self) -> None:
        super().lay_out()
        # SQLite numbers the rows of every table by itself
        self.run("ALTER TABLE claim_rows ADD rowid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        marks = {
            "application": APPLICATION,
            "schema": str(schema.SCHEMA_VERSION),
            "identity": secrets.token_hex(8),
        }
        self.insert("meta", list(marks.items()))

    def update(self, version: int) -> None:
        self.run(UPDATES[version])
        self.run("UPDATE meta SET value = ? WHERE key = 'schema'", str(version + 1))

    @classmethod
    def meaning(cls, error: BaseException) -> str | None:
        if isinstance(error, UnicodeDecodeError):
            return MEANINGS["XX"]
        if not isinstance(error, psycopg.Error):
            return None
        said = str(error)
        state = error.sqlstate or next((state for words, state in _SAID if words.search(said)), "")
        if not state and _UNKNOWN_SETTING.search(said):
            return "there is a setting in the URL that PostgreSQL does not know; correct what follows the ?"
        if not state and isinstance(error, psycopg.OperationalError):
            state = "08000"
        return (
            MEANINGS.get(state)
            or MEANINGS.get(state[:2])
            or f"cannot be used ({state or type(error).__name__})"
        )


_TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"


@cache
def _marked(command: str) -> str:
    return command.replace("?", "%s")


def _storable(value: object) -> object:
    """A value to ask for; no text in the database has a NUL in it."""
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value
