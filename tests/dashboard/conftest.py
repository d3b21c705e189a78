"""A small store of invented claims, and the app served from it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from geo.model import Claim, DateInterval, Document, Link, Place, claim_id
from geo.reading import Reading
from geo.store import Store
from tests.dashboard.reader import DESKTOP, PHONE, Reader

ROOT = Path(__file__).resolve().parents[2]
FIRST = date(2023, 3, 1)
PLACES = {
    place.place_id: place
    for place in (
        Place("gn:1", "Bakhmut", 48.5956, 37.9999, admin1="Donetsk Oblast", country="UA"),
        Place("gn:2", "Soledar", 48.682, 38.089, admin1="Donetsk Oblast", country="UA"),
        Place("gn:3", "Kramatorsk", 48.739, 37.584, admin1="Donetsk Oblast", country="UA"),
        Place("gn:4", "Avdiivka", 48.139, 37.742, admin1="Donetsk Oblast", country="UA"),
        Place(
            "cur:5",
            "Bakhmutka",
            48.6,
            38.01,
            kind="river",
            shape="line",
            paths=(((48.3, 38.0), (48.9, 38.05)),),
        ),
        Place("sector:6", "10 km north of Bakhmut", 48.69, 38.0, kind="sector", precision_km=4),
        Place(
            "cur:7",
            "Border district",
            50.6,
            36.6,
            kind="district",
            shape="polygon",
            paths=(((50.3, 36.0), (50.3, 37.0), (51.0, 37.0)),),
        ),
    )
}


@dataclass(frozen=True)
class Said:
    """One invented claim; `day` counts from FIRST."""

    place: str
    who: str
    words: str
    status: str = "none"
    day: int | None = 0  # None: undated
    kind: str = "government"
    side: str = ""
    predicate: str = "holds"
    modality: str = "asserted"
    extent: str = "unstated"
    part: str = ""
    certainty: str = ""
    spoken: str = ""
    evidence: str = "verbatim"
    until: int | None = None  # last day of a period that begins on `day`


@dataclass(frozen=True)
class Article:
    """One invented article made of its claims."""

    name: str
    said: tuple[Said, ...]
    title: str = "A title"
    publisher: str = "The Paper"
    url: str = "https://example.org/a"
    places: dict[str, Place] = field(default_factory=lambda: PLACES)
    conflict: str = "russia_ukraine"


U, R = "ukraine_control", "russia_control"
ARTICLES = (
    Article(
        "one",
        (
            Said("gn:2", "Official A", "Soledar holds, said A.", U, 0, side="ukraine"),
            Said(
                "gn:4",
                "Official A",
                "Attacks on Avdiivka were repelled.",
                "contested",
                2,
                predicate="repelled",
            ),
            Said(
                "gn:3",
                "Adviser B",
                "The next aim would be Kramatorsk.",
                "none",
                2,
                predicate="assessment",
                modality="aim",
            ),
            Said("cur:7", "Governor C", "Shells fell on the district.", "none", 4, predicate="struck"),
        ),
    ),
    Article(
        "two",
        (
            Said(
                "gn:1",
                "Ministry X",
                "They have highly likely moved into the centre.",
                R,
                9,
                "intelligence",
                predicate="advanced",
                modality="assessed",
                extent="part",
                part="centre",
                certainty="highly likely",
                spoken="Artyomovsk",
            ),
            Said("gn:1", "Spokesman Y", "We control the situation in the town.", U, 9, "military", "ukraine"),
            Said(
                "gn:1",
                "Institute Z",
                "Fighting went on in the north.",
                "contested",
                7,
                "analyst",
                predicate="fighting",
            ),
            Said(
                "gn:4",
                "Agency T",
                "The east of Avdiivka was taken.",
                R,
                9,
                "media",
                "russia",
                "captured",
                extent="part",
                part="east",
            ),
            Said(
                "gn:4",
                "Staff U",
                "The west of Avdiivka is ours.",
                U,
                8,
                "military",
                "ukraine",
                extent="part",
                part="west",
            ),
            Said(
                "cur:5",
                "Ministry X",
                "The east bank was taken.",
                R,
                8,
                "intelligence",
                predicate="captured",
                extent="part",
                part="east",
            ),
            Said(
                "sector:6",
                "Institute Z",
                "Clashes were seen ten kilometres north.",
                "contested",
                7,
                "analyst",
                predicate="fighting",
            ),
        ),
        title="Another title",
        publisher="The Gazette",
    ),
)


def reading(article: Article) -> Reading:
    """An article as if it had been read."""
    text, spans = "", []
    for said in article.said:
        start = len(text)
        text += said.words
        spans.append((start, len(text)))
        text += "\n"
    published = day(max((said.day or 0) for said in article.said) + 1)
    document = Document(
        article.name,
        text,
        article.title,
        article.publisher,
        article.url,
        published,
        origin=f"{article.name}.txt",
    )
    claims = tuple(claim(document, said, *span) for said, span in zip(article.said, spans, strict=True))
    links = {said.place for said in article.said}
    return Reading(
        document, article.conflict, (), claims, tuple(article.places[place] for place in sorted(links))
    )


def claim(document: Document, said: Said, start: int, end: int) -> Claim:
    """A claim whose evidence is document.text[start:end]."""
    place = next(p for p in (*PLACES.values(), *EXTRA.values()) if p.place_id == said.place)
    link = Link(said.place, place.name, said.spoken or place.name, said.extent, said.part, start, start + 1)
    return Claim(
        claim_id(document.sha256, start, end, start, start, start + 1),
        document.doc_id,
        document.sha256,
        start,
        end,
        document.text[start:end],
        said.evidence,
        said.who,
        said.kind,
        said.side,
        (),
        start,
        start + 1,
        document.publisher,
        (link,),
        said.predicate,
        said.modality,
        said.status,
        said.certainty,
        published=document.published,
        said=day(said.day, said.until),
        about=day(said.day, said.until),
    )


EXTRA: dict[str, Place] = {}  # places of a test's own


def day(number: int | None, until: int | None = None) -> DateInterval:
    """A day, or a period that begins on it, as an interval."""
    if number is None:
        return DateInterval("", None, None, "no date given")
    when = FIRST + timedelta(days=number)
    if until is not None:
        end = FIRST + timedelta(days=until)
        return DateInterval(f"{when.isoformat()}/{end.isoformat()}", when, end, "the days that it names")
    return DateInterval(when.isoformat(), when, when, "its date line")


Where = TypeVar("Where", Path, str)


def fill(path: Where, articles: tuple[Article, ...] = ARTICLES) -> Where:
    """A store at `path` with these articles."""
    with Store.open(path) as store:
        for article in articles:
            store.put(reading(article))
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the invented articles, which the app then opens."""
    path = fill(tmp_path / "claims.sqlite")
    monkeypatch.setenv("GEO_STORE", str(path))
    return path


def chromium() -> str:
    """Where Chromium is; without one browser tests are skipped, in CI they fail."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on the path, and CI is set")
    pytest.skip("no Chromium on the path")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for all tests."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = launch(playwright, path)
        yield started
        started.close()


def launch(playwright: Any, path: str) -> Any:
    """A Chromium that runs as root and asks nobody else for anything."""
    quiet = ["--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start the app as the README says, on a store, with further settings; gives its address."""
    started: list[subprocess.Popen[bytes]] = []

    def start(path: Path, **settings: str) -> str:
        process, address = start_app(path, tmp_path_factory.mktemp("log") / "app.log", **settings)
        started.append(process)
        return address

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=20)


def start_app(
    path: Path, log: Path, script: str = "dashboard/app.py", **settings: str
) -> tuple[subprocess.Popen[bytes], str]:
    """An app that serves a store: its process and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            stdout=file,
            stderr=file,
            env=os.environ | {"GEO_STORE": str(path)} | settings,
        )
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/ready", process)
    return process, address


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Until the address answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the app ended with {process.returncode} before it answered")
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the app did not answer")


@pytest.fixture
def fill_more() -> Callable[[Path], None]:
    """Adds one article to a store."""
    return lambda path: (
        fill(path, (Article("three", (Said("gn:3", "Mayor M", "Kramatorsk is calm.", U, 9),)),)) and None
    )


@pytest.fixture
def add_undated() -> Callable[[Path], None]:
    """Adds an article with an undated claim and one that is only about a period."""
    said = Said("gn:1", "Witness W", "At some time it was quiet here.", "none", None, predicate="reported")
    return lambda path: (
        fill(path, (Article("four", (said, Said("gn:1", "Mayor M", "So it is.", "none", 3))),)) and None
    )


@pytest.fixture
def period_store(tmp_path: Path) -> Path:
    """A store of one place with claims of days and of periods, the last one reaching its last day."""
    said = [
        Said("gn:1", "Institute Z", f"Words {n} on Bakhmut.", status, n, "analyst", until=until)
        for n, until, status in ((1, None, R), (0, 24, U), (24, 30, "contested"), (5, None, "none"))
    ]
    said.append(Said("gn:1", "Mayor M", "It is ours.", U, 1))
    said.append(Said("gn:1", "Mayor M", "They are shooting at us.", "contested", 1, predicate="fighting"))
    return fill(tmp_path / "periods.sqlite", (Article("periods", tuple(said)),))


@pytest.fixture
def two_wars_store(tmp_path: Path, extra_places: dict[str, Place]) -> Path:
    """The invented articles, and one about Sudan."""
    place = extra_places["gn:21"] = Place("gn:21", "Khartoum", 15.55, 32.53, admin1="Khartoum", country="SD")
    said = Said("gn:21", "Force F", "Khartoum is in our hands.", "rsf_control", 9)
    sudan = Article("sudan", (said,), places={place.place_id: place}, conflict="sudan")
    return fill(tmp_path / "wars.sqlite", (*ARTICLES, sudan))


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A store without a document."""
    return fill(tmp_path / "empty.sqlite", ())


HOSTILE = (
    "{{7*7}} {% raw %}",
    "${1} `${alert(1)}`",
    "</script><script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    "**bold** $x^2$ :smile: [link](javascript:window.pwned=1)",
    "\u202eright to left",
)


@pytest.fixture
def hostile_store(tmp_path: Path) -> Path:
    """A store whose titles, names, claimants and words are payloads."""
    places = {}
    said = []
    for number, words in enumerate(HOSTILE):
        place = Place(f"gn:9{number}", f"P{number} {words}", 48.0 + 0.3 * number, 37.5, admin1=words)
        EXTRA[place.place_id] = places[place.place_id] = place
        for status, who in ((U, f"A {words}"), (R, f"B {words}")):
            said.append(
                Said(
                    place.place_id,
                    who,
                    f"{words} says {who}",
                    status,
                    number,
                    "military",
                    certainty=words,
                    spoken=words,
                    part=words if number % 2 else "",
                )
            )
    bad = Article("bad", tuple(said), HOSTILE[2], HOSTILE[3], "javascript:window.pwned=1", places)
    return fill(tmp_path / "hostile.sqlite", (bad,))


@pytest.fixture
def hostile() -> tuple[str, ...]:
    """The payloads of the hostile store."""
    return HOSTILE


@pytest.fixture(scope="session")
def fill_store() -> Callable[[Path], Path]:
    """Makes a store of the invented articles."""
    return fill


@pytest.fixture
def new_reader(browser: Any) -> Iterator[Callable[..., Reader]]:
    """Opens pages; at the end nothing may have been asked of another host and nothing may have failed."""
    contexts, readers = [], []

    def make(address: str, viewport: dict[str, int] = DESKTOP) -> Reader:
        context = browser.new_context(viewport=viewport, has_touch=viewport is PHONE)
        reader = Reader(context.new_page(), address)

        def gate(route: Any) -> None:
            url = route.request.url
            if urlsplit(url).hostname in ("127.0.0.1", None):
                route.continue_()
            else:
                reader.outside.append(url)
                route.abort()

        context.route("**/*", gate)
        reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
        reader.page.on("dialog", lambda dialog: (reader.errors.append("dialog"), dialog.dismiss()))
        contexts.append(context)
        readers.append(reader)
        return reader

    yield make
    for reader in readers:
        assert reader.outside == []
        assert reader.errors == []
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def address(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory, fill_store) -> str:
    """The app on the invented articles."""
    return serve(fill_store(tmp_path_factory.mktemp("store") / "claims.sqlite"))


@pytest.fixture
def reader(new_reader: Callable[..., Reader], address: str) -> Reader:
    return new_reader(address).open()


@pytest.fixture(scope="session")
def first_sha256() -> str:
    """Hash of the first invented article."""
    return reading(ARTICLES[0]).document.sha256


@pytest.fixture
def extra_places() -> Iterator[dict[str, Place]]:
    """Places of a test's own, forgotten after it."""
    yield EXTRA
    EXTRA.clear()


@pytest.fixture
def make_article() -> Callable[[Path, dict[str, Place]], Path]:
    """Makes a store in which two sources dispute every one of some places."""

    def make(path: Path, places: dict[str, Place]) -> Path:
        said = [
            Said(place, who, f"{PLACES.get(place, EXTRA.get(place)).name} is ours, said {who}.", status, 9)
            for place in places
            for status, who in ((U, "Official A"), (R, "Staff B"))
        ]
        return fill(path, (Article("many", tuple(said), places=places),))

    return make


@pytest.fixture
def make_digest() -> Callable[[Path], Path]:
    """Makes a store of one claim that is our summary."""
    said = Said(
        "gn:1", "Official A", "The town was said to be held.", U, 9, certainty="likely", evidence="digest"
    )
    return lambda path: fill(path, (Article("digest", (said,)),))
