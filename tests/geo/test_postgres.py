"""What only a server can do to a store: be away, refuse, restart, and have many writers and readers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from geo import postgres
from geo.__main__ import main
from geo.cli import FAILED, OK
from geo.errors import StoreError, StoreMissing
from geo.reading import Reading
from geo.store import Store
from tests.geo.test_store import SENTENCE, decision, reading
from tests.postgres import PASSWORD, Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def url(server: Server) -> str:
    return server.schema()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


# Errors and their cures


def test_what_is_wrong_with_the_address_is_told_with_the_cure_and_without_the_password(
    server: Server,
) -> None:
    secret = "hunter2"
    for url, words in {
        server.url("nowhere"): "there is no such database; make it with: createdb",
        server.url("postgres", password=secret): "user or password is wrong; correct the URL, \\$PGPASSWORD",
        server.url("postgres", user="nobody"): "user or password is wrong",
        f"postgresql://a:{secret}@127.0.0.1:1/claims": "the server cannot be reached; start it, or correct",
        f"postgresql://a:{secret}@127.0.0.1:1/claims?colour={secret}": "a setting in the URL that PostgreSQL",
    }.items():
        for readonly in (False, True):
            with pytest.raises(StoreError, match=words) as caught:
                Store.open(url, readonly=readonly)
            assert not {secret, PASSWORD} & set(str(caught.value).replace(":", " ").replace("@", " ").split())
            assert str(caught.value).startswith("postgresql://") and ":***@127.0.0.1" in str(caught.value)


def test_an_empty_database_is_left_alone_by_a_reader(url: str) -> None:
    with pytest.raises(StoreMissing, match=r"is empty; fill it with: python -m geo ingest PATH"):
        Store.open(url, readonly=True)
    with psycopg.connect(url) as raw:
        assert raw.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        ).fetchone() == (0,)


def test_a_database_that_cannot_hold_every_text_is_refused(server: Server) -> None:
    url = server.database("ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc")

    with pytest.raises(StoreError, match=r"is in LATIN1, which cannot hold every text; .* createdb"):
        Store.open(url)


def test_a_user_without_rights_is_told_so_and_one_who_may_read_reads(server: Server) -> None:
    url = server.database()
    with Store.open(url) as store:
        store.put(reading())
    name = url.rpartition("/")[2]
    server.run("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    try:
        guest = server.url(name, user="guest", password="guest")
        with pytest.raises(StoreError, match="this user may not do that; grant it the right"):
            Store.open(guest, readonly=True)

        server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest", url)
        with Store.open(guest, readonly=True) as reader:
            assert len(reader.claims_frame()) == 1
        with Store.open(guest) as writer, pytest.raises(StoreError, match="this user may not do that"):
            writer.put(reading("Another text."))
    finally:
        server.run("DROP OWNED BY guest", url)
        server.run("DROP ROLE guest", url)


def test_the_server_lets_a_reader_write_nothing(store: Store, url: str) -> None:
    with Store.open(url, readonly=True) as reader, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        reader._database.run("DELETE FROM meta")


def test_a_writer_that_waits_too_long_is_told_why(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 1)
    busy = pytest.raises(StoreError, match=r"another program is writing to it; try again when it has")
    with Store.open(url) as other, other._writing(), busy:
        store.put(reading())
    assert store.put(reading())


def test_ids_that_no_text_can_hold_are_of_no_claim(store: Store) -> None:
    assert (store.claim("a\x00b"), store.document("\x00"), store.claim_ids("\x00")) == (None, None, [])


def test_names_sort_by_code_points_whatever_the_language_of_the_server(store: Store) -> None:
    names = ["a", "B", "É", "z"]
    for name in names:
        store.put(reading(f"{SENTENCE} {name}", name))

    assert [one.document.doc_id for one in store.documents()] == sorted(names)


def test_a_commit_waits_for_the_disk_whatever_the_server_says(server: Server) -> None:
    url = server.database()
    name = url.rpartition("/")[2]
    server.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
    with Store.open(url) as store:
        assert store._database.value("SHOW synchronous_commit") == "on"


def test_schemas_of_one_database_hold_a_store_each(server: Server) -> None:
    url = server.database()
    addresses = [f"{url}?options=-csearch_path%3D{name}" for name in ("one", "other")]
    with pytest.raises(StoreError, match="there is no such schema; make it with: CREATE SCHEMA"):
        Store.open(addresses[0])
    for name, address in zip(("one", "other"), addresses, strict=True):
        server.run(f"CREATE SCHEMA {name}", url)
        with Store.open(address) as store:
            store.put(reading(f"{SENTENCE} {name}", name))
            assert [one.document.doc_id for one in store.documents()] == [name]


def test_the_command_line_takes_a_url_and_prints_no_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Russian forces have captured Bakhmut, the UK Ministry of Defence said Thursday.\n")
    assert main(["ingest", str(article), "--published", "2023-04-07", "--store", url]) == OK
    monkeypatch.setenv("GEO_STORE", url)
    assert main(["verify"]) == OK
    assert main(["export", "-o", str(tmp_path / "claims.csv")]) == OK
    assert main(["explain", "nothing"]) == FAILED
    assert main(["verify", "--store", url.replace("@", "0@")]) == FAILED
    said = "".join(capsys.readouterr())

    assert "Bakhmut" in (tmp_path / "claims.csv").read_text()
    assert "damaged: 0 (revision 1)" in said and "user or password is wrong" in said
    assert said.count("postgresql://analyst:***@127.0.0.1") == 3
    assert PASSWORD not in said and PASSWORD.replace(" ", "%20") not in said


# Many at once


def test_replicas_show_the_same_revision(store: Store, url: str) -> None:
    with Store.open(url, readonly=True) as one, Store.open(url, readonly=True) as other:
        store.put(reading())
        store.decide([decision("reject")])
        assert one.revision == other.revision == 2
        for revision in range(3):
            with one.as_of(revision) as here, other.as_of(revision) as there:
                assert here.claims_frame().equals(there.claims_frame())
                assert here.documents() == there.documents()
        assert one.identity == other.identity != ""


def test_a_snapshot_is_one_state_whoever_writes(store: Store, url: str) -> None:
    store.put(reading())
    with Store.open(url, readonly=True) as reader:
        with reader.snapshot():
            assert reader.revision == 1
            store.put(reading("Another text about something else.", "b"))
            assert (reader.revision, len(reader.documents()), len(reader.claims_frame())) == (1, 1, 1)
        assert (reader.revision, len(reader.documents())) == (2, 2)


def test_writers_take_turns_and_revisions_have_no_gaps(url: str) -> None:
    each, writers = 12, 4
    revisions: list[int] = []

    def write(number: int) -> None:
        with Store.open(url) as store:
            for turn in range(each):
                with store._writing():
                    store._set_revision(store._revision() + 1)
                    revisions.append(store._revision())
                store.put(reading(f"{SENTENCE} {number} {turn}", f"{number}-{turn}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Store.open(url, readonly=True) as store:
        assert store.revision == 2 * each * writers
        assert len(set(revisions)) == each * writers
        assert len(store.documents()) == each * writers
        assert store.verify() == []


FIRST = """
import sys
from geo.store import Store
from tests.geo.test_store import reading
def fill(store):
    print("filled", flush=True)
    store.put(reading())
    store.put(reading("Another text about something else.", "b"))
print("ready", flush=True)
sys.stdin.readline()
with Store.open(sys.argv[1], fill=fill) as store:
    print(store.revision, flush=True)
"""


def test_a_first_start_fills_once_though_replicas_start_together(where: str) -> None:
    replicas = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST, where],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for replica in replicas:
        assert replica.stdout is not None
        assert replica.stdout.readline() == "ready\n"
    for replica in replicas:
        assert replica.stdin is not None
        replica.stdin.write("\n")
        replica.stdin.flush()
    said = [replica.communicate()[0].split() for replica in replicas]

    assert sorted(said) == [["2"], ["2"], ["filled", "2"]]


def test_a_first_start_that_breaks_off_leaves_nothing(where: str) -> None:
    def fill(store: Store) -> None:
        store.put(reading())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Store.open(where, fill=fill)
    with pytest.raises(StoreMissing):
        Store.open(where, readonly=True)
    with Store.open(where, fill=lambda store: store.reject([])) as store:
        assert (store.revision, store.documents()) == (0, [])


# A server that goes and comes


def test_reader_and_writer_survive_a_restart_of_the_server(server: Server, store: Store, url: str) -> None:
    with Store.open(url, readonly=True) as reader:
        store.put(reading())
        assert reader.revision == 1
        server.stop()
        try:
            for one in (store, reader):
                with pytest.raises(StoreError, match="server"):
                    len(one.claims_frame())
        finally:
            server.start()

        assert (reader.revision, len(reader.claims_frame())) == (1, 1)
        assert store.put(reading("Another text about something else.", "b"))
        assert reader.revision == 2


def test_a_server_that_goes_within_a_transaction_keeps_none_of_it(server: Server, store: Store) -> None:
    store.put(reading())
    with pytest.raises(StoreError, match="server"), store._writing():
        store._database.run("DELETE FROM claim_rows")
        server.stop()
        server.start()
        store._set_revision(9)

    assert (store.revision, len(store.claims_frame()), store.verify()) == (1, 1, [])


def other_readings() -> list[Reading]:
    return [reading(f"{SENTENCE} {number}", f"d{number}") for number in range(3)]


def test_a_store_reads_the_same_in_either_database(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "claims.sqlite") as other:
        for one in (store, other):
            for read in (*other_readings(), reading()):
                one.put(read)
            one.decide([decision("amend", "status", "contested")])

        assert store.claims_frame().equals(other.claims_frame())
        assert (store.documents(), store.places()) == (other.documents(), other.places())
        assert store.tray() == other.tray()


def test_a_database_of_the_version_before_is_brought_up_to_date(server: Server) -> None:
    url = server.schema()
    with Store.open(url) as store:
        store.put(reading())
        expected = store.claims_frame()
    server.run("DROP TABLE inputs; UPDATE meta SET value = '2' WHERE key = 'schema'", url)

    with Store.open(url, readonly=True) as store:
        assert store.claims_frame().equals(expected)
    with Store.open(url) as store:
        assert store.put(reading("Another text about something else.", "b"))
        assert store.verify() == []
