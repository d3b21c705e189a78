"""The published page: opened from a disk and from a server, all hosts blocked, as a reader meets it."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard import publish, source
from dashboard.__main__ import main
from geo import layers
from geo.cli import FAILED, OK
from geo.store import Store
from tests.dashboard.conftest import Article, Said, U, fill

DAY = layers.number(date(2023, 3, 10))


@dataclass
class Visit:
    """A published page in a browser, with everything that went wrong on it."""

    page: Any
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> Visit:
        self.page.goto(url)
        self.page.wait_for_selector("html[data-ready]")
        return self

    def wait(self, day: int, place: str) -> None:
        self.page.wait_for_selector(f'html[data-ready$=".json {day} {place}"]')

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()

    def marks(self) -> dict[str, Any]:
        return {mark["id"]: mark for mark in self.page.evaluate("claimsPage.view().describe()")}


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    opened = []

    def start(**options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1600, "height": 900}, **options})
        opened.append(context)
        page = context.new_page()
        made = Visit(page)

        def only_here(route: Any) -> None:
            made.asked.append(route.request.url)
            if route.request.url.startswith(("file:", "http://127.0.0.1:")):
                route.continue_()
            else:
                route.abort()

        context.route("**/*", only_here)
        page.on("pageerror", lambda error: made.errors.append(str(error)))
        page.on("console", lambda line: made.errors.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: made.errors.append(f"dialog {dialog.message}"))
        return made

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def one_file(store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "map.html"
    assert main(["publish", "--single-file", "-o", str(path)]) == OK
    return path


@pytest.fixture
def folder(store: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a published folder on a plain file server."""
    assert main(["publish", "-o", str(tmp_path / "site")]) == OK
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def content(store: Path) -> tuple[publish.Content, Any]:
    with Store.open(store, readonly=True) as opened:
        corpus = source.read(opened)
        documents = publish.documents(opened, corpus)
    return publish.content(corpus, "Title", "facts", documents), corpus


def test_the_map_draws_the_dashboards_own_payload(store: Path) -> None:
    """Published and served, a view is the same bytes: there is no second way from claims to marks."""
    made, corpus = content(store)
    site = json.loads(made.chunks["site.json"])
    name, data = layers.encode(corpus.make_payload(corpus.look))

    assert site["looks"][0]["payload"] == f"{name}.json"
    assert made.chunks[f"{name}.json"] == data


def test_every_claim_of_every_place_is_in_the_page(store: Path) -> None:
    made, corpus = content(store)
    site = json.loads(made.chunks["site.json"])
    held = {
        (place_id, claim["id"])
        for place_id, place in site["places"].items()
        for claim in json.loads(made.chunks[place["chunk"]])["claims"]
    }
    rows = corpus.table[["place_id", "claim_id"]].astype(str)

    assert held == set(rows.itertuples(index=False, name=None))


def test_the_runs_of_a_place_are_the_change_points(store: Path) -> None:
    made, corpus = content(store)
    site = json.loads(made.chunks["site.json"])
    chunk = json.loads(made.chunks[site["places"]["gn:1"]["chunk"]])
    runs = layers.runs_of(corpus.index, corpus.look)["gn:1"]
    ids = [claim["id"] for claim in chunk["claims"]]
    written = chunk["looks"][site["looks"][0]["id"]]["runs"]

    assert [run[0] for run in written] == [layers.number(start) for start, _ in runs]
    for (_, deciding, others), (_, state) in zip(written, runs, strict=True):
        assert {ids[number] for number in deciding} == set(state.claims)
        assert {ids[number] for number in others} == set(state.mentions)


@pytest.mark.browser
def test_one_file_works_from_a_disk_alone(one_file: Path, visit: Callable[..., Visit]) -> None:
    """Opened by a double click: the contradiction is there, the slider moves, a place and a document open."""
    seen = visit().open(one_file.as_uri())

    assert seen.marks()["gn:1"]["state"] == "disputed"
    assert "They contradict each other" in seen.panel()
    assert "“We control the situation in the town.”" in seen.panel()

    seen.page.get_by_role("slider", name="Day").focus()
    seen.page.keyboard.press("Home")
    seen.wait(DAY - 9, "gn:1")
    assert seen.marks().keys() == {"gn:2"}
    assert "Nothing was claimed about it by 1 March 2023" in seen.panel()

    seen.page.get_by_role("button", name="Soledar", exact=True).click()
    seen.wait(DAY - 9, "gn:2")
    assert "Soledar holds, said A." in seen.panel()

    seen.page.get_by_role("button", name="in its document").click()
    assert seen.page.locator("#document mark.chosen").inner_text() == "Soledar holds, said A."
    assert seen.errors == []
    assert {url.partition(":")[0] for url in seen.asked} <= {"file", "blob", "data"}


@pytest.mark.browser
def test_a_link_into_the_page_opens_that_view(one_file: Path, visit: Callable[..., Visit]) -> None:
    seen = visit().open(f"{one_file.as_uri()}#day=2023-03-04&place=gn%3A4&clock=about")

    assert seen.page.locator("#panel h2").inner_text() == "Avdiivka"
    assert "4 March 2023" in seen.page.locator(".cm-sentence").inner_text()
    assert "claims about" in seen.page.locator(".cm-sentence").inner_text()
    assert seen.page.evaluate("location.hash") == "#day=2023-03-04&place=gn%3A4&clock=about"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("link", "note"),
    [
        ("#day=soon", "not a date"),
        ("#day=1999-01-01", "nearest one"),
        ("#place=<img src=x onerror=alert(1)>", "Nothing is claimed"),
        ("#mode=between", "does not hold"),
    ],
)
def test_a_bad_link_falls_back_with_a_note(
    link: str, note: str, one_file: Path, visit: Callable[..., Visit]
) -> None:
    seen = visit().open(one_file.as_uri() + link)

    assert note in seen.page.locator("#notice").inner_text()
    assert seen.marks()
    assert seen.errors == []


@pytest.mark.browser
def test_back_undoes_what_a_reader_chose_to_see(one_file: Path, visit: Callable[..., Visit]) -> None:
    seen = visit().open(one_file.as_uri() + "#day=2023-03-09&place=gn:1")
    seen.page.get_by_role("combobox", name="Show").select_option(label="Until a day, by when it was said")
    seen.page.locator(".cm-sentence", has_text="Until 9 March 2023").wait_for()
    seen.page.go_back()
    seen.page.locator(".cm-sentence", has_text="On 9 March 2023").wait_for()
    assert seen.page.get_by_role("combobox", name="Show").input_value() == "said|on"
    assert seen.errors == []


@pytest.mark.browser
def test_back_leads_to_the_place_looked_at_before_and_to_its_day(
    one_file: Path, visit: Callable[..., Visit]
) -> None:
    seen = visit().open(one_file.as_uri() + "#day=2023-03-04&place=gn:4")
    entries = seen.page.evaluate("history.length")
    seen.page.locator('input[type="range"]').press("ArrowRight")
    seen.wait(DAY - 5, "gn:4")
    assert seen.page.evaluate("history.length") == entries  # a move of the day is no entry of its own
    seen.page.locator("#places").get_by_role("button", name="Soledar").click()
    seen.wait(DAY - 5, "gn:2")
    seen.page.locator('input[type="range"]').press("ArrowRight")
    seen.wait(DAY - 4, "gn:2")

    seen.page.go_back()
    seen.wait(DAY - 5, "gn:4")
    assert seen.page.evaluate("location.hash") == "#day=2023-03-05&place=gn%3A4"
    assert "Avdiivka" in seen.panel()
    seen.page.go_forward()
    seen.wait(DAY - 4, "gn:2")
    assert seen.errors == []


def test_a_state_of_the_whole_history_is_not_told_as_one_of_its_last_day(
    one_file: Path, visit: Callable[..., Visit]
) -> None:
    reader = visit().open(f"{one_file.as_uri()}#day=2023-03-10&place=gn%3A1&mode=until")
    assert "by all claims until 10 March 2023" in reader.panel()
    assert "on 10 March 2023" in visit().open(f"{one_file.as_uri()}#day=2023-03-10&place=gn%3A1").panel()


def test_a_choice_limits_map_panel_and_table(one_file: Path, visit: Callable[..., Visit]) -> None:
    """By Ukrainian speakers only, nothing disputes Bakhmut."""
    seen = visit().open(one_file.as_uri())
    seen.page.get_by_label("Only").select_option(label="Speakers of the side Ukraine (3 claims)")
    seen.page.wait_for_selector("#panel h3:text-is('1 claim')")

    assert seen.marks()["gn:1"]["state"] == "held"
    assert "Ministry X" not in seen.panel()
    assert "Ministry X" not in seen.page.locator("#places").inner_text()


@pytest.mark.browser
def test_the_folder_works_on_a_plain_web_server_and_in_a_frame(
    folder: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    seen = visit().open(folder)
    assert seen.marks()["gn:1"]["state"] == "disputed"
    assert seen.errors == []
    assert all(url.startswith("http://127.0.0.1:") for url in seen.asked if not url.startswith("data:"))

    host = tmp_path / "site" / "host.html"
    host.write_text(f'<iframe src="{folder}" width="900" height="700"></iframe>')
    seen.page.goto(folder.replace("index.html", "host.html"))
    seen.page.frame_locator("iframe").locator("#panel h2").wait_for()


@pytest.mark.browser
def test_a_play_moves_the_days_and_the_panel_follows(one_file: Path, visit: Callable[..., Visit]) -> None:
    seen = visit().open(one_file.as_uri() + "#day=2023-03-01&place=gn%3A2")
    seen.page.get_by_label("Speed").select_option("30")
    seen.page.get_by_role("button", name="Play the days").click()
    last = seen.page.evaluate("claimsPage.view().data.last")
    seen.wait(last, "gn:2")


#: Whether the words of a control's chosen option fit between its rim and its arrow.
FITS = """node => {
  const pen = document.createElement("canvas").getContext("2d"), style = getComputedStyle(node);
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText(node.selectedOptions[0].label).width < node.clientWidth - 30;
}"""


@pytest.mark.browser
def test_on_a_phone_every_choice_can_be_read_in_full(one_file: Path, visit: Callable[..., Visit]) -> None:
    seen = visit(viewport={"width": 390, "height": 844}, has_touch=True).open(one_file.as_uri())
    form = seen.page.locator("#choices")
    choice = form.get_by_role("combobox", name="Show")
    for words in choice.locator("option").all_inner_texts():
        choice.select_option(label=words)
        assert choice.evaluate(FITS), words
    boxes = [node.bounding_box() for node in form.locator("select, input").all()]
    assert {round(box["width"]) for box in boxes} == {374}
    assert all(box["height"] >= 44 for box in boxes)


@pytest.mark.browser
def test_a_place_with_many_claims_shows_four_until_more_are_asked_for(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    said = tuple(Said("gn:1", f"Official {n}", f"Bakhmut is ours, said {n}.", U, 9) for n in range(9))
    store = fill(tmp_path / "many.sqlite", (Article("many", said),))
    path = tmp_path / "map.html"
    assert main(["publish", "--single-file", "--store", str(store), "-o", str(path)]) == OK
    seen = visit().open(path.as_uri())
    cards = seen.page.locator("#panel article")

    assert cards.count() == 4
    seen.page.get_by_role("button", name="Show all 9 claims").click()
    seen.page.locator("#panel article").nth(8).wait_for()


@pytest.mark.browser
def test_legend_and_marks_are_those_of_the_dashboard(
    two_wars_store: Path, tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    """Only sides in view are named, and a mark that gives way to another stays on its true side."""
    path = tmp_path / "map.html"
    assert main(["publish", "--single-file", "--store", str(two_wars_store), "-o", str(path)]) == OK
    seen = visit(viewport={"width": 390, "height": 844}).open(path.as_uri())
    for lat, lon, sides in ((48.6, 38.0, ["Ukraine", "Russia"]), (15.6, 32.5, ["Rapid Support Forces"])):
        seen.page.evaluate(
            "([lat, lon]) => { claimsPage.view().map.setView([lat, lon], 8, {animate: false}); }", [lat, lon]
        )
        named = seen.page.locator(".cm-sides .cm-item").all_inner_texts()
        assert named == sides
    seen.page.evaluate("void claimsPage.view().map.setView([48.6, 38], 8, {animate: false})")
    assert seen.marks()["cur:5"]["x"] - seen.marks()["gn:1"]["x"] > 3


@pytest.mark.browser
def test_nothing_of_an_article_runs(
    hostile_store: Path, tmp_path: Path, visit: Callable[..., Visit], hostile: tuple[str, ...]
) -> None:
    """Payloads in titles, names, speakers, words and addresses are shown, not executed, in every part."""
    path = tmp_path / "map.html"
    assert main(["publish", "--single-file", "--store", str(hostile_store), "-o", str(path)]) == OK
    seen = visit().open(path.as_uri())
    for number in range(len(hostile)):
        day = date(2023, 3, 1 + number)
        seen.page.evaluate(f"location.hash = '#day={day}&place=gn%3A9{number}'")
        seen.wait(layers.number(day), f"gn:9{number}")
        assert layers.readable(hostile[number]).strip() in seen.panel()
    seen.page.get_by_role("button", name="in its document").first.click()

    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.locator("#panel img, #panel script, #document img, #places img").count() == 0
    assert seen.errors == []


@pytest.mark.browser
def test_the_page_fits_a_phone(one_file: Path, visit: Callable[..., Visit]) -> None:
    seen = visit(viewport={"width": 390, "height": 844}, has_touch=True).open(one_file.as_uri())

    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    tops = [seen.page.locator(one).first.bounding_box()["y"] for one in ("#map", "#panel .words", "#choices")]
    assert tops == sorted(tops) and tops[1] < 844 - 20  # the words are on the first screen
    words, summary = (
        seen.page.locator(f"#panel {name}").first.bounding_box() for name in (".versus .words", ".summary")
    )
    assert words["y"] + words["height"] < 844 and words["y"] < summary["y"]  # on the first screen
    assert summary["y"] < seen.page.locator("#panel .lanes").bounding_box()["y"]


def test_a_folder_that_holds_something_else_is_left_alone(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")

    assert main(["publish", "-o", str(tmp_path / "mine")]) == FAILED
    assert "holds something that is no published page" in capsys.readouterr().err
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_publishing_again_replaces_the_page(store: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["publish", "-o", str(tmp_path / "site")]) == OK

    assert {path.name for path in tmp_path.iterdir()} >= {"site"}
    assert not list(tmp_path.glob("site.*"))


def test_without_texts_no_document_is_in_the_page(store: Path, tmp_path: Path) -> None:
    assert main(["publish", "--without-texts", "-o", str(tmp_path / "site")]) == OK

    assert not list((tmp_path / "site" / "data").glob("d-*"))


def test_a_store_without_dated_claims_says_so(
    empty_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--store", str(empty_store), "-o", str(tmp_path / "site")]) == FAILED
    assert "no dated claim" in capsys.readouterr().err
