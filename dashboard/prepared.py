"""A corpus as it was made from the store, on disk: opening it takes a second where making it takes minutes.

It is a cache of what `source.read` and the corpus's own properties give, for one state of one store under one
version of this program: whatever does not agree with that, or is not byte for byte what was written, is
passed over and made anew from the store. What a store held was checked row by row when it was made.

A folder `corpus-STORE-STATE` in the cache holds `table.arrow` (the claim table, mapped into memory), `map.gz`
(the payload of the usual look), `rest.json`, and `manifest.json` with the sha256 of each, written last.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard import serve
from dashboard.corpus import Article, Corpus, LeftOut, Opening
from geo import conflicts
from geo.gazetteer import cache_folder
from geo.inputs import rules
from geo.serialise import place_from_json, place_to_json
from geo.sides import told_apart
from geo.store import Store
from geo.table import frame

HERE = Path(__file__).parent
TABLE, MAP, REST, MANIFEST = "table.arrow", "map.gz", "rest.json", "manifest.json"
LIBRARIES = ("pandas", "pyarrow")
PREFIX, UNFINISHED = "corpus-", ".corpus-"
STALE_SECONDS = 3600.0
LEAST = 20_000  # rows of the claim table; fewer are read in a second
_CHUNK = 1 << 20  # bytes


@cache
def version() -> str:
    """A hash over the code, the data and the libraries that make a corpus what it is."""
    digest = hashlib.sha256(rules().encode())
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name} {importlib.metadata.version(name)}".encode())
    return digest.hexdigest()


def folder_of(store: Store) -> Path | None:
    """Where the corpus of a store's present state is, or will be; None for a store whose states have no
    names, as it was last written by an older version."""
    with store.snapshot():
        state, identity, revision = store.state, store.identity, store.revision
    if not state:
        return None
    own = hashlib.sha256(f"{store.address.key} {identity}".encode()).hexdigest()[:16]
    now = hashlib.sha256(f"{revision} {state} {version()}".encode()).hexdigest()[:16]
    return cache_folder() / f"{PREFIX}{own}-{now}"


def save(corpus: Corpus, folder: Path) -> None:
    """Write a corpus, whole or not at all, and remove those of other states of the same store."""
    with suppress(OSError):  # a full disk, or a cache that may not be written: it is made anew next time
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear(folder.parent)
        made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
        try:
            _write_table(corpus.table, made / TABLE)
            packed = corpus.packed()
            (made / MAP).write_bytes(packed.body)
            rest = _rest(corpus) | {"map": packed.tag}
            (made / REST).write_text(json.dumps(rest), encoding="utf-8")
            hashes = {name: _hash(made / name) for name in (TABLE, MAP, REST)}
            (made / MANIFEST).write_text(
                json.dumps({"folder": folder.name, "files": hashes}), encoding="utf-8"
            )
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        own = folder.name.rpartition("-")[0]
        for other in folder.parent.glob(f"{own}-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)


def load(folder: Path) -> Corpus | None:
    """The corpus that was saved in a folder; None where there is none, or not what was saved."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["folder"] != folder.name:
            return None
        for name in (TABLE, MAP, REST):
            if _hash(folder / name) != manifest["files"][name]:
                return None
        rest = json.loads((folder / REST).read_text(encoding="utf-8"))
        return _corpus(_read_table(folder / TABLE), rest, (folder / MAP).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def corpus_of(store: Store, read: Callable[[Store], Corpus], *, least: int = LEAST) -> Corpus:
    """The corpus of a store: the one that was saved, or what `read` makes of the store, which is then saved
    in the background where it has at least so many rows.

    Raises:
        StoreError: the store cannot be read, or is damaged.
    """
    with store.snapshot():
        folder = folder_of(store)
        if folder and (found := load(folder)):
            return found
        corpus = read(store)
    if folder and len(corpus.table) >= least:
        threading.Thread(target=save, args=(corpus, folder), daemon=True).start()
    return corpus


def _clear(parent: Path) -> None:
    """Remove what processes left that ended while they wrote."""
    for left in parent.glob(f"{UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(left)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _write_table(table: pd.DataFrame, path: Path) -> None:
    # in one piece: what is in several is copied when it is read
    made = pa.Table.from_pandas(table, preserve_index=False).combine_chunks()
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, made.schema) as writer:
        writer.write_table(made)


def _read_table(path: Path) -> pd.DataFrame:
    """The table over the file's own pages: what no view asks for is not read."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all().to_pandas(split_blocks=True)


def _rest(corpus: Corpus) -> dict[str, Any]:
    opening = corpus.opening
    return {
        "revision": corpus.revision,
        "places": [place_to_json(place) for place in corpus.places.values()],
        "wars": [conflict.id for conflict in corpus.conflicts],
        "articles": corpus.articles,
        "tray": corpus.tray,
        "unmapped": corpus.unmapped,
        "opening": [opening.day.isoformat(), opening.place] if opening else None,
        "tail": corpus.tail(corpus.look),
        "kept": {name: getattr(corpus, name) for name in KEPT},
    }


#: Properties of a corpus that ask for all of its table, and are plain data.
KEPT = ("choices", "spoken", "claims", "checked")


def _corpus(table: pd.DataFrame, rest: Mapping[str, Any], packed: bytes) -> Corpus:
    opening = rest["opening"]
    _, every = told_apart(frame(()), {}, conflicts.load())
    made = Corpus(
        rest["revision"],
        table,
        {place.place_id: place for place in map(place_from_json, rest["places"])},
        [conflict for conflict in every if conflict.id in rest["wars"]],
        {sha256: Article(*cells) for sha256, cells in rest["articles"].items()},
        {heading: [LeftOut(*cells) for cells in rows] for heading, rows in rest["tray"].items()},
        rest["unmapped"],
    )
    made.__dict__.update(rest["kept"])
    made.__dict__["opening"] = Opening(date.fromisoformat(opening[0]), opening[1]) if opening else None
    made.keep(rest["tail"], serve.Packed(packed, serve.JSON, rest["map"]))
    return made
