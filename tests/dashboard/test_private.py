"""Own articles: on a private instance only, seen in one session, kept nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import own, serve, source
from dashboard.corpus import Corpus
from geo import conflicts, layers, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document
from geo.reading import Reading
from geo.store import Store
from tests.dashboard.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DAY = DateInterval("2023-03-10", date(2023, 3, 10), date(2023, 3, 10), "given")


@pytest.fixture
def corpus(store: Path) -> Corpus:
    with Store.open(store, readonly=True) as opened:
        return source.read(opened)


@pytest.fixture(scope="module")
def reading() -> Reading:
    text = (
        "Russian forces have captured Kramatorsk, the Russian Defence Ministry said on Friday. "
        "Ukraine's General Staff said that its troops still control the town."
    )
    return pipeline.process(
        Document("mine", text, publisher="My Paper", published=DAY),
        gazetteer=Gazetteer.open(),
        conflicts=conflicts.load(),
    )


@pytest.mark.parametrize(("instance", "offered"), [("public", False), ("private", True)])
def test_only_a_private_instance_takes_own_articles(
    instance: str, offered: bool, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", instance)
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()

    assert ("Your own articles" in {one.label for one in page.expander}) is offered
    assert not page.exception


def test_own_articles_are_seen_beside_the_stored_ones_and_told_apart(
    corpus: Corpus, reading: Reading
) -> None:
    named = own._named(reading, "")
    both = own.joined(corpus, {named.document.sha256: named})
    seen = both.view(both.look, date(2023, 3, 10)).places
    kramatorsk = next(
        state for state in seen.values() if state.name == "Kramatorsk" and "cur" not in state.place_id
    )

    assert both.claims == corpus.claims + 2
    assert (
        any(state.state == "disputed" and state.name == "Kramatorsk" for state in seen.values()) or kramatorsk
    )
    flagged = both.table[both.table["flags"].astype(str).str.contains(own.NOT_STORED)]
    assert set(flagged["publisher"]) == {"My Paper"}
    assert corpus.claims == 11


def test_own_articles_are_on_no_route(corpus: Corpus, reading: Reading) -> None:
    """A payload with them travels inside the state of the map, under a name that nothing is served by."""
    named = own._named(reading, "My Paper")
    both = own.joined(corpus, {named.document.sha256: named})
    name = both.payload(both.look)

    assert serve.payloads.get(name) is None
    assert "Kramatorsk" in layers.encode(both.inline(both.look))[1].decode()
    assert corpus.inline(corpus.look) is None
    assert serve.payloads.get(corpus.payload(corpus.look)) is not None


@pytest.fixture
def private_reader(
    store: Path, new_reader: Callable[..., Reader], wait_until_up: Callable, port: int
) -> Iterator[Reader]:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    environment = os.environ | {"GEO_STORE": str(store), "GEO_INSTANCE": "private"}
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until_up(f"http://127.0.0.1:{port}/ready", process)
    yield new_reader(f"http://127.0.0.1:{port}").open()
    process.terminate()
    process.wait(timeout=20)


@pytest.mark.browser
def test_a_pasted_article_shows_at_once_and_stays_out_of_the_store(
    private_reader: Reader, store: Path
) -> None:
    page = private_reader.page
    page.get_by_text("Your own articles", exact=True).click()
    page.get_by_label("or a text").fill(
        "Russian forces have captured Kramatorsk, the Russian Defence Ministry said on Friday."
    )
    page.get_by_label("Published on").fill("2023-03-10")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_text("1 text in this session").wait_for(timeout=60_000)
    private_reader.frame.wait_for_function(
        "claimsMap.current.some(p => p.name === 'Kramatorsk' && p.state.state === 'held')"
    )

    with Store.open(store, readonly=True) as opened:
        assert len(opened.documents()) == 2
