"""A corpus that was saved opens as it was made, and nothing else is ever taken for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.claims import readings
from dashboard import corpus as corpus_module
from dashboard import prepared, serve, source
from dashboard.__main__ import main
from dashboard.corpus import Corpus
from geo.decisions import Decision
from geo.errors import StoreError
from geo.filters import Filters
from geo.layers import Look
from geo.store import Refusal, Store
from tests.conftest import Spoil

CLAIMS = 400
FILES = (prepared.TABLE, prepared.MAP, prepared.REST, prepared.MANIFEST)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepared, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def filled(where: str, cache: Path) -> str:
    """A store with reposts, a decision, a refused file, and claims without a day and without a place."""
    made = list(readings(CLAIMS))
    with Store.open(where) as store:
        for number, one in enumerate(made):
            odd = {3: "name:nowhere", 4: "gn:9001"}.get(number)
            claims = tuple(
                replace(claim, links=(replace(claim.links[0], place_id=odd),)) if odd else claim
                for claim in one.claims
            )
            store.put(replace(one, claims=claims))
        store.reject([Refusal("b.txt", 3, "is no \ud800 text", "mend it")])
        first = made[0].claims[0]
        store.decide([Decision(first.claim_id, "reject", "", "", "not said", "me", date(2024, 1, 1))])
    return where


def saved(where: str) -> tuple[Corpus, Path]:
    """The corpus of a store, saved, and its folder."""
    with Store.open(where, readonly=True) as store:
        folder = prepared.folder_of(store)
        assert folder is not None
        corpus = source.read(store)
    prepared.save(corpus, folder)
    return corpus, folder


def everything(corpus: Corpus) -> dict[str, object]:
    """All that the page takes from a corpus."""
    first, last = corpus.days("said")
    looks = (corpus.look, Look("about"), Look(filters=Filters(sides=("ukraine",))))
    days = [first + timedelta(n) for n in range(0, (last - first).days, 40)]
    return {
        "rows": corpus.table.astype(str).to_dict("records"),
        "columns": [*map(str, corpus.table.dtypes)],
        "places": corpus.places,
        "conflicts": corpus.conflicts,
        "articles": corpus.articles,
        "tray": {heading: list(rows) for heading, rows in corpus.tray.items()},
        "facts": (corpus.revision, corpus.unmapped, corpus.opening, corpus.claims, corpus.checked),
        "choices": {name: list(counts.items()) for name, counts in corpus.choices.items()},
        "spoken": corpus.spoken,
        "tails": [corpus.tail(look) for look in looks],
        "payloads": [corpus.payload(look) for look in looks],
        "views": [corpus.view(look, day) for look in looks for day in days],
        "queue": corpus.unchecked,
    }


def test_a_saved_corpus_opens_as_it_was_made(filled: str) -> None:
    made, folder = saved(filled)
    opened = prepared.load(folder)

    assert opened is not None
    assert everything(opened) == everything(made)
    pd.testing.assert_frame_equal(opened.table, made.table)
    packed = serve.payloads.get(opened.payload(opened.look))
    assert packed is not None and packed.body == made.packed().body


def test_it_is_not_read_from_the_store_again(filled: str) -> None:
    made, _ = saved(filled)

    def never(store: Store) -> Corpus:
        raise AssertionError("read again")

    with Store.open(filled, readonly=True) as store:
        assert prepared.corpus_of(store, never).revision == made.revision


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_noticed_wherever_it_is_damaged(filled: str, name: str) -> None:
    made, folder = saved(filled)
    whole, rng = (folder / name).read_bytes(), Random(name)
    for _ in range(40):
        content = bytearray(whole)
        at = rng.randrange(len(content))
        content[at] ^= rng.randrange(1, 256)
        (folder / name).write_bytes(content)
        assert prepared.load(folder) is None or name == prepared.MANIFEST
        with Store.open(filled, readonly=True) as store:
            corpus = prepared.corpus_of(store, source.read)
        assert corpus.table.equals(made.table)
    for broken in (whole[: len(whole) // 2], b""):
        (folder / name).write_bytes(broken)
        assert prepared.load(folder) is None
    (folder / name).unlink()
    assert prepared.load(folder) is None


def test_another_state_of_the_store_is_another_corpus(filled: str) -> None:
    """After a change, and after another one that bears the very same number."""
    _, folder = saved(filled)
    with Store.open(filled) as store:
        revision = store.revision
        store.reject([Refusal("c.txt", 0, "is empty", "delete it")])
        assert (changed := prepared.folder_of(store)) != folder
        store._set_revision(revision)
        assert prepared.folder_of(store) not in (folder, changed)
        assert prepared.load(folder) is not None
        assert prepared.corpus_of(store, source.read).tray["files refused"][-1].what == "c.txt"


def test_a_copy_that_was_put_back_and_went_another_way_is_another_corpus(cache: Path, tmp_path: Path) -> None:
    path, copy = tmp_path / "claims.sqlite", tmp_path / "copy.sqlite"
    first, second, third = list(readings(60))
    with Store.open(path) as store:
        store.put(first)
    shutil.copyfile(path, copy)
    with Store.open(path) as store:
        store.put(second)
    _, folder = saved(str(path))
    path.write_bytes(copy.read_bytes())  # the same file, in the same place
    with Store.open(path) as store:
        store.put(third)
        assert store.revision == 2
        corpus = prepared.corpus_of(store, source.read)

    assert folder.exists()
    assert set(corpus.articles) == {first.document.sha256, third.document.sha256}


def test_another_version_of_the_program_reads_anew(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = saved(filled)
    monkeypatch.setattr(prepared, "version", lambda: "another")
    with Store.open(filled, readonly=True) as store:
        assert prepared.folder_of(store) != folder


def test_a_store_that_is_damaged_later_shows_what_it_held(filled: str, spoil: Spoil) -> None:
    made, _ = saved(filled)
    spoil(filled, "UPDATE claim_rows SET status = 'russia_control'")
    with Store.open(filled, readonly=True) as store:
        assert prepared.corpus_of(store, source.read).table.equals(made.table)


def test_a_damaged_store_is_not_saved(filled: str, spoil: Spoil, cache: Path) -> None:
    spoil(filled, "UPDATE claim_rows SET status = 'russia_control'")
    with (
        Store.open(filled, readonly=True) as store,
        pytest.raises(StoreError, match="is damaged"),
    ):
        prepared.corpus_of(store, source.read, least=0)
    assert not list(cache.glob("*"))


def test_a_new_state_takes_the_place_of_the_old_one(filled: str, cache: Path) -> None:
    _, old = saved(filled)
    with Store.open(filled) as store:
        store.reject([Refusal("c.txt", 0, "is empty", "delete it")])
    _, new = saved(filled)

    assert [one.name for one in cache.iterdir()] == [new.name] != [old.name]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    filled: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(prepared, "cache_folder", lambda: tmp_path / "file" / "cache")
    with Store.open(filled, readonly=True) as store:
        assert len(prepared.corpus_of(store, source.read, least=0).table) > CLAIMS / 2


def test_the_command_prepares_a_store(
    filled: str, cache: Path, capsys: pytest.CaptureFixture[str], anew: Callable[[], str]
) -> None:
    assert main(["prepare", "--store", filled]) == 0
    [folder] = cache.iterdir()
    manifest = json.loads((folder / prepared.MANIFEST).read_text())

    assert set(manifest["files"]) == set(FILES) - {prepared.MANIFEST}
    assert str(folder) in capsys.readouterr().out


def test_a_large_table_gives_the_same_place_by_place(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(filled, readonly=True) as store:
        held = source.read(store)
        monkeypatch.setattr(corpus_module, "MOST_HELD", 0)
        passing = source.read(store)
    assert passing.make_payload(passing.look) == held.make_payload(held.look)
    assert (passing.opening, passing.unchecked) == (held.opening, held.unchecked)
    assert passing.opening is not None
    day = passing.opening.day
    assert passing.view(passing.look, day).places == held.view(held.look, day).places
    assert "_usual_runs" not in passing.__dict__  # no state of any day was kept


def test_a_claim_of_which_a_table_does_not_tell_has_no_line(filled: str) -> None:
    with Store.open(filled, readonly=True) as store:
        lines = source.read(store).lines
    with pytest.raises(KeyError):
        lines.line(["no such claim"])


def test_a_table_that_was_made_in_pieces_is_read_where_it_lies_in_the_file(filled: str, cache: Path) -> None:
    corpus, _ = saved(filled)
    path = cache / "pieces.arrow"
    prepared._write_table(pd.concat([corpus.table, corpus.table], ignore_index=True), path)
    before = pa.total_allocated_bytes()
    table = prepared._read_table(path)

    assert len(table) == 2 * len(corpus.table)
    with pa.memory_map(str(path)) as file:
        assert pa.ipc.open_file(file).num_record_batches == 1
    quotes = table["quote"].str.len().sum()
    assert pa.total_allocated_bytes() - before < quotes
