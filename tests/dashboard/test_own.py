"""Own articles on a private instance: seen at once, in this session only, marked, and in no store."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import own, serve, source
from dashboard.corpus import Corpus
from dashboard.own import MOST_ARTICLES, NO_PUBLISHER, PASTED, Given, Own
from dashboard.state import linked_claim
from geo.explain import explain
from geo.gazetteer import Gazetteer
from geo.model import NOT_STORED
from geo.store import Store
from geo.table import not_stored
from tests.dashboard.test_serve import Client

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
TEXT = (
    "Ukrainian forces have liberated Kupiansk, the General Staff of Ukraine said on Thursday. "
    "Fighting continued near Nowhereville, it added."
)
DAY = date(2023, 3, 9)
HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} Russian forces captured Kupiansk, Wagner said."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def stored(store: Path) -> Corpus:
    """The corpus of the invented articles."""
    return source.read(Store.open(store, readonly=True))


def published(app: AppTest) -> Any:
    (found,) = [one for one in app.date_input if one.label == "Published on"]
    return found


def pasted(text: str = TEXT, **facts: object) -> Given:
    return Given(PASTED, text.encode(), DAY, **facts)


def test_a_pasted_text_is_on_the_map_beside_the_stored_ones(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    words = mine.add([pasted(publisher="The Paper")], stored, gazetteer)
    corpus = mine.over(stored)

    added = corpus.table[not_stored(corpus.table)]
    assert "1 article read" in words and "in no store" in words
    assert set(added["publisher"]) == {"The Paper"} and "Kupiansk" in set(added["place_name"])
    assert len(corpus.table) == len(stored.table) + len(added)
    assert set(corpus.table["war"]) == {"Russia's war against Ukraine"}
    assert (added["said_edtf"] == "2023-03-09").all()


def test_the_sentence_tells_what_is_not_in_the_store(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    mine.add([pasted()], stored, gazetteer)
    corpus = mine.over(stored)
    own_claims = corpus.table.loc[not_stored(corpus.table), "claim_id"].nunique()

    assert own_claims >= 1
    assert corpus.sentence(corpus.look, DAY, []).endswith(
        f"; {own_claims} claim{'s' * (own_claims > 1)} of own articles, not in the store"
    )
    assert "own articles" not in stored.sentence(stored.look, DAY, [])
    assert "not in the store" in corpus.revision


def test_nothing_of_it_reaches_the_store_or_the_shared_corpus(
    stored: Corpus, store: Path, gazetteer: Gazetteer
) -> None:
    before, rows = source.store().revision, len(stored.table)
    mine = Own()
    mine.add([pasted()], stored, gazetteer)
    corpus = mine.over(stored)
    corpus.payload(corpus.look)

    assert source.store().revision == before
    assert len(stored.table) == rows
    assert set(stored.articles) < set(corpus.articles)


def test_its_payload_has_a_name_of_the_session_and_goes_with_it(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    mine.add([pasted()], stored, gazetteer)
    name = mine.over(stored).payload(stored.look)
    client = Client()
    answer = client.get(f"/claims/{name}.json")

    assert answer.status_code == 200 and b"Kupiansk" in answer.content
    assert answer.headers["cache-control"] == "private, no-store"
    assert serve.payloads.get(name) is None
    assert len(name) > 60

    del mine
    gc.collect()
    assert client.get(f"/claims/{name}.json").status_code == 404


def test_two_sessions_never_share_a_name(stored: Corpus, gazetteer: Gazetteer) -> None:
    names = []
    for mine in (Own(), Own()):
        mine.add([pasted()], stored, gazetteer)
        names.append(mine.over(stored).payload(stored.look))
    assert names[0] != names[1]


def test_a_claim_opens_in_its_document_and_says_why(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    mine.add([pasted()], stored, gazetteer)
    texts = mine.texts(source.store())
    (reading,) = mine.readings.values()
    claim = reading.claims[0]

    assert texts.document(claim.sha256).document.text.startswith("Ukrainian forces")
    assert texts.claim(claim.claim_id).flags[-1] == NOT_STORED
    assert any("Kupiansk" in line for line in explain(texts, claim.claim_id))
    assert texts.claim_ids(claim.sha256)
    assert {one["text"] for one in texts.mentions(claim.sha256)} >= {"Kupiansk"}


def test_what_is_not_on_the_map_is_listed_and_opens(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    given = [Given("undated.txt", b"Russian forces captured Kupiansk, Wagner said."), Given("empty.txt", b"")]
    given.append(Given("other.txt", "Російські війська захопили Куп'янськ, повідомив речник.".encode()))
    words = mine.add(given, stored, gazetteer).splitlines()
    assert words[0].startswith("1 article read, 1 claim; 1 of them on no day, as nothing tells when")
    assert "; 1 article not read for the language" in words[0]
    assert [line.startswith("Refused: empty.txt") for line in words[1:]] == [True]
    left_out = mine.over(stored).tray

    assert [one.what for one in left_out["articles not dated"]] == ["undated", "other"]
    assert linked_claim(left_out["articles not dated"][0].link).sha256 in "".join(mine.readings)
    assert [one.what for one in left_out["files refused"]] == ["empty.txt"]


def test_a_text_of_the_store_is_not_added_again(stored: Corpus, store: Path, gazetteer: Gazetteer) -> None:
    sha256 = next(iter(stored.articles))
    text = source.store().document(sha256).document.text
    mine = Own()
    assert "1 article already in the store" in mine.add([pasted(text)], stored, gazetteer)
    assert mine.readings == {}


def test_a_statement_given_twice_counts_once(stored: Corpus, gazetteer: Gazetteer) -> None:
    once, twice = Own(), Own()
    once.add([pasted()], stored, gazetteer)
    twice.add([pasted(), pasted(TEXT + " More was not said.")], stored, gazetteer)
    assert len(twice.readings) == 2
    assert len(twice.over(stored).table) == len(once.over(stored).table)


def test_a_session_holds_so_many_and_says_so(stored: Corpus, gazetteer: Gazetteer) -> None:
    mine = Own()
    rows = "\n".join(
        json.dumps({"doc_id": f"d{n}", "text": f"Nothing happened in Kupiansk on day {n}."})
        for n in range(MOST_ARTICLES + 1)
    )
    words = mine.add([Given("many.jsonl", rows.encode())], stored, gazetteer)
    assert len(mine.readings) == MOST_ARTICLES
    assert f"a session holds {MOST_ARTICLES} articles" in words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\x\\y.HTML", "y.html"),
        ("manifest.csv", "manifest.txt"),
        ("\x00<b>\n.md", "__b__.md"),
        ("", "article.txt"),
        ("..", "article.txt"),
        ("x" * 500 + ".jsonl", "x" * 80 + ".jsonl"),
    ],
)
def test_a_files_name_leads_nowhere(name: str, expected: str) -> None:
    assert own.file_name(name) == expected


def test_a_file_keeps_its_own_date_and_a_pasted_text_takes_the_given_one(
    stored: Corpus, gazetteer: Gazetteer
) -> None:
    text = "---\npublished: 2023-03-01\n---\nRussian forces captured Kupiansk, Wagner said."
    mine = Own()
    mine.add(
        [Given("a.md", text.encode(), DAY), pasted("Published 1 March 2023.\n" + TEXT)], stored, gazetteer
    )
    dates = [one.document.published.edtf for one in mine.readings.values()]
    assert dates == ["2023-03-01", "2023-03-09"]
    assert {one.document.publisher for one in mine.readings.values()} == {NO_PUBLISHER}


def test_the_page_reads_a_pasted_text_and_forgets_it(
    store: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", "private")
    app = AppTest.from_file(APP, default_timeout=60)

    def run() -> str:
        app.run()
        assert not app.exception, app.exception
        return "".join(element.proto.body for element in app.get("html"))

    run()
    app.text_area[0].set_value(HOSTILE)
    published(app).set_value(DAY)
    (read,) = [button for button in app.button if button.label == "Read"]
    read.click()
    page = run()

    assert "<h2>Kupiansk</h2>" in page and "not in the store" in page
    assert "<img src=x" not in page
    assert "1 article read" in app.info[0].value
    app.button(key="own-forget").click()
    page = run()
    assert "<h2>Kupiansk</h2>" not in page and "not in the store" not in page


def test_an_empty_private_instance_can_be_given_an_article(
    empty_store: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", "private")
    monkeypatch.setenv("GEO_STORE", str(empty_store))
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    app.text_area[0].set_value(TEXT)
    published(app).set_value(DAY)
    (read,) = [button for button in app.button if button.label == "Read"]
    read.click()
    app.run()
    assert not app.exception, app.exception
    assert any("Kupiansk" in element.proto.body for element in app.get("html"))


def test_a_war_without_claims_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer, empty_store: Path
) -> None:
    monkeypatch.setenv("GEO_STORE", str(empty_store))
    text = "The Sudanese army and the RSF named new spokesmen on Monday. Their names were not told."
    beneath = Own()
    beneath.add([pasted(text)], source.read(Store.open(empty_store, readonly=True)), gazetteer)
    (reading,) = beneath.readings.values()
    assert reading.conflict and not reading.claims
    assert not beneath.over(source.read(Store.open(empty_store, readonly=True))).conflicts
    with Store.open(empty_store) as written:
        written.put(reading)
    assert not source.read(Store.open(empty_store, readonly=True)).conflicts


def test_a_claim_that_the_store_has_is_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer, empty_store: Path
) -> None:
    """The same words of the same speaker on the same day, in another article."""
    monkeypatch.setenv("GEO_STORE", str(empty_store))
    beneath = Own()
    beneath.add([pasted()], source.read(Store.open(empty_store, readonly=True)), gazetteer)
    with Store.open(empty_store) as written:
        written.put(next(iter(beneath.readings.values())))
    stored = source.read(Store.open(empty_store, readonly=True))

    mine = Own()
    mine.add([pasted(TEXT + " Nothing else was said.")], stored, gazetteer)
    assert len(mine.readings) == 1
    assert len(mine.over(stored).table) == len(stored.table)
