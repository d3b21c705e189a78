"""Where a claim store is, and one connection to it. What differs between databases is in `geo.sqlite` and
`geo.postgres`, each a `Database`; the store speaks to that, in SQL that both understand.

Commands go to the driver's own cursor: SQLAlchemy finds the driver, opens and reopens connections and writes
the tables' definitions, but a command through it takes several times as long as SQLite does.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from geo import schema
from geo.errors import GeoError, StoreError
from geo.gazetteer import CACHE_VARIABLE

STORE_VARIABLE = "GEO_STORE"
FILE_NAME = "claims.sqlite"
WAIT_SECONDS = 30.0  # how long a writer waits for another
SQLITE, POSTGRES = "sqlite", "postgresql"
NOT_OURS = "is not a claim store; choose another path with --store"
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9.+-]*)://")
_SCHEMES = {
    "sqlite": SQLITE,
    "sqlite+pysqlite": SQLITE,
    "postgres": POSTGRES,
    "postgresql": POSTGRES,
    "postgresql+psycopg": POSTGRES,
}
_HOW = (
    "write it as postgresql://USER@HOST:PORT/DATABASE, in a password @ as %40, : as %3A, / as %2F, ? as %3F"
)


@dataclass(frozen=True)
class Address:
    """Where a claim store is: a file of SQLite, or a database by its URL. As text it holds no password."""

    url: URL

    @classmethod
    def of(cls, where: Address | Path | str | None) -> Address:
        """The address that a path or URL names; None: the default one.

        Raises:
            StoreError: it is a URL that cannot be read, or of no database that can hold a store.
        """
        if isinstance(where, Address):
            return where
        if where is None:
            return default_address()
        scheme = _URL.match(where) if isinstance(where, str) else None
        if scheme is None:
            return cls(URL.create(SQLITE, database=os.fspath(where)))
        kind = _SCHEMES.get(scheme["scheme"].lower())
        if kind is None:
            raise StoreError(
                f"{scheme['scheme']}://...: a store is in no database of that kind; give a path, "
                "sqlite:///PATH or postgresql://USER@HOST/DATABASE"
            )
        try:
            url = make_url(where).set(drivername=kind)
        except (ArgumentError, ValueError):  # its words may hold a password: they go no further
            raise StoreError(f"{kind}://...: this URL cannot be read; {_HOW}") from None
        if kind == SQLITE and (not url.database or url.query or url.host):
            raise StoreError("sqlite://...: this URL names no file; write it as sqlite:///PATH")
        if "@" in f"{url.host or ''}{url.database or ''}":
            raise StoreError(f"{kind}://...: this URL cannot be read; {_HOW}")
        return cls(url)

    @cached_property
    def path(self) -> Path | None:
        """The file of a store in SQLite, None for another database."""
        return Path(self.url.database or "") if self.url.drivername == SQLITE else None

    @property
    def key(self) -> str:
        """A hash that tells what is there from anything else; another file at the same path has another."""
        try:
            inode = os.stat(self.path).st_ino if self.path else 0
        except OSError:
            inode = 0
        where = f"{self.url.render_as_string(hide_password=False)} {inode}"
        return hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()

    @cached_property
    def _shown(self) -> str:
        return str(self.path or self.url.set(query={}).render_as_string(hide_password=True))

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"


def default_address() -> Address:
    """Where the store is unless told: $GEO_STORE, a path or URL; in $GEO_CACHE; or the user's data folder."""
    if chosen := os.environ.get(STORE_VARIABLE):
        return Address.of(chosen)
    if cache := os.environ.get(CACHE_VARIABLE):
        return Address.of(Path(cache) / FILE_NAME)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Address.of(base / "geo-claims" / FILE_NAME)


def connect(address: Address, *, readonly: bool) -> Database:
    """A connection to the database at an address; SQLite's file is made unless `readonly`.

    Raises:
        StoreMissing: there is no such file.
        StoreError: it cannot be opened.
    """
    if address.path is not None:
        from geo.sqlite import Sqlite

        return Sqlite.open(address, readonly=readonly)
    try:
        from geo.postgres import Postgres
    except ImportError as error:
        raise StoreError(
            f"{address}: PostgreSQL needs the package psycopg; install it with: pip install 'psycopg[binary]'"
        ) from error
    return Postgres.open(address, readonly=readonly)


class Database(ABC):
    """One connection. Commands mark their values by `?`. Not for two threads at once."""

    #: Written after a table's name, makes a query read the table itself and none of its indexes.
    unindexed = ""

    def __init__(self, address: Address, engine: Engine, *, readonly: bool = False) -> None:
        self.address, self.engine, self.readonly = address, engine, readonly
        self._connect()

    def _connect(self) -> None:
        self._pooled = self.engine.raw_connection()
        self.driver: Any = self._pooled.driver_connection

    def close(self) -> None:
        """Close the connection."""
        self._pooled.close()

    def run(self, command: str, *values: object) -> int:
        """Run a command; how many rows it touched."""
        return self.driver.execute(command, values).rowcount

    def many(self, command: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a command for each of many rows of values."""
        self.driver.executemany(command, rows)

    def insert(
        self, name: str, rows: Iterable[tuple[Any, ...]], *, columns: str = "", more: str = ""
    ) -> None:
        """Insert rows that hold all columns of a table, or those named."""
        columns = columns or schema.COLUMNS[name]
        marks = ", ".join("?" * (columns.count(",") + 1))
        self.many(f"INSERT INTO {name} ({columns}) VALUES ({marks}) {more}", rows)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commands within may be sent together: what each did is not known before the end."""
        yield

    def rows(self, command: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.driver.execute(command, values).fetchall()

    def value(self, command: str, *values: object) -> Any:
        """The first value of the first row of a query, None for none."""
        row = self.driver.execute(command, values).fetchone()
        return row[0] if row else None

    def stream(self, command: str) -> Generator[tuple[Any, ...], None, None]:
        """Rows of a query of all of a large table, as they come; to be closed."""
        yield from self.driver.execute(command)

    def lay_out(self) -> None:
        """Make the tables, within a transaction."""
        for command in schema.commands(self.engine.dialect):
            self.run(command)
        self.run("INSERT INTO meta VALUES ('revision', '0')")

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether a transaction has begun."""

    @abstractmethod
    def begin_reading(self) -> None:
        """Begin a transaction that sees one state of the database."""

    @abstractmethod
    def begin_writing(self) -> None:
        """Begin the only writing transaction, waiting for another to end first."""

    def commit(self) -> None:
        """Keep what the transaction wrote: on the disk before this returns."""
        self.driver.commit()

    def roll_back(self) -> None:
        """End the transaction without what it wrote."""
        self.driver.rollback()

    @abstractmethod
    def version(self) -> int | None:
        """Version of the store's schema, None for an empty database.

        Raises:
            StoreError: the database is another program's.
        """

    @abstractmethod
    def make_ready(self) -> None:
        """Set or check what an empty database must be before it is laid out."""

    @abstractmethod
    def update(self, version: int) -> None:
        """Bring the tables from a version to the next, within a transaction."""

    def faults(self) -> Iterator[str]:
        """Damage that the database itself knows of, in words."""
        yield from ()

    @classmethod
    @abstractmethod
    def meaning(cls, error: BaseException) -> str | None:
        """What an error of the driver means for the person at the keyboard, with the cure; None for an error
        that is not the driver's."""

    @classmethod
    @contextmanager
    def translated(cls, address: Address) -> Iterator[None]:
        """Turn errors of the driver and of the file system into StoreError, once."""
        try:
            yield
        except GeoError:
            raise
        except Exception as error:
            cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
            if words := cls.meaning(cause):
                raise StoreError(f"{address}: {words}") from cause
            raise
