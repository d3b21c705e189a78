"""The tables of the claim store: the same in every database."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from geo import table

SCHEMA_VERSION = 3

#: Text sorts by code points everywhere, whatever the language of the database.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")
BYTES = LargeBinary()
_TYPES = {"str": TEXT, "category": TEXT, "int32": NUMBER, "int16": NUMBER}
_metadata = MetaData()


def _table(name: str, /, *parts: PrimaryKeyConstraint, **columns: Text | BigInteger | LargeBinary) -> Table:
    made = (Column(column, kind, nullable=False) for column, kind in columns.items())
    return Table(name, _metadata, *made, *parts)


_table("meta", PrimaryKeyConstraint("key"), key=TEXT, value=TEXT)
_table(
    "documents",
    PrimaryKeyConstraint("sha256"),
    sha256=TEXT,
    doc_id=TEXT,
    origin=TEXT,
    body=TEXT,
    text=BYTES,
    outcome=TEXT,
    dated=NUMBER,
    reading=TEXT,
    revision=NUMBER,
    hash=TEXT,
)
_claims = _table(
    "claims", PrimaryKeyConstraint("claim_id"), claim_id=TEXT, sha256=TEXT, at=NUMBER, body=TEXT, hash=TEXT
)
_rows = _table(
    "claim_rows", **{name: _TYPES[dtype] for name, (dtype, _) in table.CLAIM_COLUMNS.items()}, hash=TEXT
)
_statements = _table(
    "statements",
    PrimaryKeyConstraint("claim_id"),
    span=NUMBER,
    digest=NUMBER,
    start=NUMBER,
    end=NUMBER,
    published=NUMBER,
    sha256=TEXT,
    at=NUMBER,
    claim_id=TEXT,
    publisher=TEXT,
    words=TEXT,
    own_voice=NUMBER,
    block=TEXT,
    repeats=TEXT,
    hash=TEXT,
)
_mentions = _table("mentions", sha256=TEXT, start=NUMBER, end=NUMBER, place_id=TEXT, body=TEXT, hash=TEXT)
_table("places", PrimaryKeyConstraint("place_id"), place_id=TEXT, body=TEXT, hash=TEXT)
_table(
    "inputs",
    PrimaryKeyConstraint("sha256", "key"),
    sha256=TEXT,
    key=TEXT,
    names=NUMBER,
    body=TEXT,
    hash=TEXT,
    stands=NUMBER,
)
_table("rejected", origin=TEXT, line=NUMBER, reason=TEXT, cure=TEXT)
_decisions = Table(
    "decisions",
    _metadata,
    Column("number", NUMBER, Identity(), primary_key=True),
    Column("body", TEXT, nullable=False),
    Column("claim_id", TEXT, nullable=False),
    Column("revision", NUMBER, nullable=False),
    Column("hash", TEXT, nullable=False),
    Column("withdrawn", NUMBER, nullable=False, server_default=text("0")),
)
_past = _table("past", kind=TEXT, name=TEXT, since=NUMBER, until=NUMBER, body=BYTES, hash=TEXT)

Index(
    "decisions_in_force",
    _decisions.c.hash,  # of the body, which may be too long for an index
    unique=True,
    sqlite_where=_decisions.c.withdrawn == 0,
    postgresql_where=_decisions.c.withdrawn == 0,
)
Index("past_of_name", _past.c.kind, _past.c.name)
Index("claims_of_document", _claims.c.sha256)
Index("rows_of_document", _rows.c.sha256)
Index("rows_of_claim", _rows.c.claim_id)
Index("statements_of_block", _statements.c.block, _statements.c.start, _statements.c.end)
Index("statements_of_document", _statements.c.sha256)
Index("repeats_of_claim", _statements.c.repeats)
Index("mentions_of_document", _mentions.c.sha256)

#: Table -> its columns as a query names them, in the order in which rows are hashed and kept.
COLUMNS = {
    one.name: ", ".join(f'"{column.name}"' for column in one.columns) for one in _metadata.sorted_tables
}


def commands(dialect: Dialect) -> Iterator[str]:
    """What lays out an empty database."""
    for one in _metadata.sorted_tables:
        yield str(CreateTable(one).compile(dialect=dialect))
        for index in sorted(one.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
