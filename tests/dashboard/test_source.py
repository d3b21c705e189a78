"""The store under the page, in a file or on a server: filled once, shared, and back when the server is."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from dashboard import firststart, serve, source
from geo import pipeline
from geo.database import Address
from geo.errors import StoreError
from geo.store import Store
from tests.dashboard.conftest import ARTICLES, fill, reading
from tests.postgres import PASSWORD, Server

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def page_of(where: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GEO_STORE", where)
    return AppTest.from_file(APP, default_timeout=60)


def shown(app: AppTest) -> str:
    """What the page says in words of its own and of articles."""
    app.run()
    assert not app.exception, app.exception
    said = [*(one.value for one in app.error), *(one.value for one in app.code)]
    return "".join([*said, *(element.proto.body for element in app.get("html"))])


def test_a_first_start_shows_the_seeds(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page_of(where, monkeypatch)
    assert source.readable_store()
    assert "Bakhmut" in shown(app)
    with Store.open(where, readonly=True) as store:
        assert len(store.documents()) == len(list(source.SEEDS.glob("*.md")))
        revision = store.revision

    shown(app)
    assert source.revision() == str(revision)


def test_two_replicas_that_start_together_read_the_seeds_once(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, whole = [], pipeline.ingest
    together = threading.Barrier(2)

    def ingest(*arguments: object, **options: object) -> pipeline.Summary:
        reads.append(1)
        return whole(*arguments, **options)

    monkeypatch.setattr(pipeline, "ingest", ingest)

    def start() -> None:
        together.wait()
        source.ingest_seeds(where, lambda share, words: None)

    replicas = [threading.Thread(target=start) for _ in range(2)]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        replica.join()

    assert len(reads) == 1
    with Store.open(where, readonly=True) as store:
        assert len(store.documents()) == len(list(source.SEEDS.glob("*.md")))


def test_a_page_survives_a_restart_of_the_server_and_tells_no_password(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.schema()
    fill(url)
    app = page_of(url, monkeypatch)
    before = shown(app)
    assert "“We control the situation in the town.”" in before

    server.stop()
    try:
        away = shown(app)
        ready = serve.send_ready(None)
    finally:
        server.start()
    assert "The claims cannot be shown." in away
    assert "the server cannot be reached; start it" in app.code[0].value
    assert not any(PASSWORD in text or PASSWORD.replace(" ", "%20") in text for text in (before, away))
    assert (ready.status_code, json.loads(ready.body)["ready"]) == (503, False)

    assert "“We control the situation in the town.”" in shown(app)
    assert serve.send_ready(None).status_code == 200


def test_a_page_on_a_server_shows_what_another_process_stores(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.schema()
    fill(url)
    app = page_of(url, monkeypatch)
    shown(app)
    before = source.revision()
    with Store.open(url) as other:
        changed = reading(ARTICLES[0])
        other.put(replace(changed, document=replace(changed.document, title="An entirely new title")))
    shown(app)

    assert int(source.revision() or 0) == int(before or 0) + 1
    assert "An entirely new title" in {one.title for one in source.corpus().articles.values()}


def test_another_store_at_the_same_address_is_another_store(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database made anew, at the very revision of the one before, is not taken for it."""
    url = server.database()
    name = url.rpartition("/")[2]
    fill(url, ARTICLES[:1])
    app = page_of(url, monkeypatch)
    before = shown(app)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
    server.run(f"CREATE DATABASE {name}")
    fill(url, ARTICLES[1:2])
    after, corpus = shown(app), source.corpus()

    assert corpus.revision == "1"
    assert set(corpus.articles) == {reading(ARTICLES[1]).document.sha256}
    assert before != after


def test_a_first_start_goes_on_when_its_reader_leaves(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes next finds it further on, or done; nothing is begun anew."""
    begun, go_on, whole = [], threading.Event(), source.ingest_seeds

    def slowly(address: object, tell: Callable[[float, str], None]) -> None:
        begun.append(address)
        tell(0.1, "Waiting")
        assert go_on.wait(60)
        whole(address, tell)

    monkeypatch.setattr(source, "ingest_seeds", slowly)

    class Gone(Exception):
        """The reader's tab was closed: the run of the page ends where it stands."""

    def leave(*_: object, **__: object) -> None:
        raise Gone

    with monkeypatch.context() as patch:
        patch.setenv("GEO_STORE", where)
        patch.setattr("streamlit.progress", leave)
        with pytest.raises(Gone):
            source.corpus()
    go_on.set()

    assert "Bakhmut" in shown(page_of(where, monkeypatch))
    assert len(begun) == 1


def test_a_first_start_that_failed_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fails_once(address: Address, tell: Callable[[float, str], None]) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise StoreError(f"{address}: the disk is full; make room")
        fill(address, ARTICLES[:1])

    monkeypatch.setattr(source, "ingest_seeds", fails_once)
    app = page_of(str(tmp_path / "claims.sqlite"), monkeypatch)

    assert "the disk is full; make room" in shown(app)
    assert "the disk is full" not in shown(app)
    assert len(tries) == 2


def test_a_database_that_was_dropped_is_said_to_be_gone_and_filled_anew_once_it_is_made(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.database()
    name = url.rpartition("/")[2]
    fill(url)
    app = page_of(url, monkeypatch)
    shown(app)

    server.run(f"DROP DATABASE {name} WITH (FORCE)")
    assert "there is no such database; make it with: createdb" in shown(app)
    assert serve.send_ready(None).status_code == 503
    server.run(f"CREATE DATABASE {name}")
    after = shown(app)
    assert "cannot be shown" not in after
    assert f"{len(list(source.SEEDS.glob('*.md')))} articles" in after
    with Store.open(url, readonly=True) as store:
        assert len(store.documents()) == len(list(source.SEEDS.glob("*.md")))


def test_tables_that_were_dropped_are_filled_anew(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.database()
    fill(url)
    app = page_of(url, monkeypatch)
    shown(app)
    server.run("DROP SCHEMA public CASCADE", url)
    server.run("CREATE SCHEMA public", url)

    after = shown(app)
    assert "cannot be shown" not in after
    assert f"{len(list(source.SEEDS.glob('*.md')))} articles" in after


def test_opening_the_store_ahead_of_readers_warns_of_no_missing_script(caplog):
    """Streamlit warns of a thread without a script; the one that opens the store is meant to have none."""
    done = threading.Event()

    def work() -> None:
        get_script_run_ctx()
        done.set()

    firststart.in_background(work)

    assert done.wait(10)
    assert "missing ScriptRunContext" not in caplog.text
    get_script_run_ctx()  # others are still told
    assert "missing ScriptRunContext" in caplog.text
