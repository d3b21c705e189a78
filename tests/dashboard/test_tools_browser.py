"""Filters, links, evidence and access for every reader, in a real Chromium with outside hosts blocked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import axe_playwright_python
import pytest

from benchmarks import claims as many
from dashboard import source
from geo import layers
from geo.store import Store
from tests.dashboard.conftest import ARTICLES, Article, Said, U, fill
from tests.dashboard.reader import FRAME, IDLE, PHONE, Reader

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
SERIOUS = ("serious", "critical")


def open_filters(reader: Reader) -> None:
    reader.page.get_by_role("button", name=re.compile("^Filters")).click()


def pick(reader: Reader, label: str, option: str) -> None:
    reader.page.get_by_role("combobox", name=re.compile(label)).click()
    reader.page.get_by_role("option", name=option).click()
    reader.page.keyboard.press("Escape")
    reader.page.wait_for_selector(IDLE)


def wait_sentence(reader: Reader, words: str) -> None:
    reader.frame.locator(".cm-sentence", has_text=words).wait_for()


def test_a_filter_limits_map_panel_and_sentence_and_is_cleared_at_once(reader: Reader) -> None:
    """By Ukrainian speakers only, Bakhmut is held, as claimed; nobody contradicts."""
    open_filters(reader)
    pick(reader, "Side of the claimant", "Ukraine (3 claims)")
    wait_sentence(reader, "only those by claimants of the side Ukraine: 3 places, 0 disputed")
    assert reader.marks()["gn:1"]["state"] == "held"
    reader.page.wait_for_url(re.compile("side=ukraine"))
    reader.page.wait_for_selector(IDLE)
    assert "Ministry X" not in reader.panel().inner_text()

    reader.page.get_by_role("button", name="✕ only by claimants of the side Ukraine").click()
    wait_sentence(reader, "before: 7 places, 1 disputed")
    assert "side=" not in reader.page.url


def test_only_disputed_leaves_the_others_out_on_every_day(reader: Reader) -> None:
    open_filters(reader)
    reader.page.get_by_text("Only disputed places").click()
    wait_sentence(reader, "disputed places only: 1 place, 1 disputed")
    assert set(reader.marks()) == {"gn:1"}
    reader.frame.locator('input[type="range"]').press("Home")
    reader.wait_day("2023-03-01")
    assert reader.marks() == {}


def test_a_shared_link_opens_the_same_view(new_reader: Callable[..., Reader], address: str) -> None:
    query = "/?day=2023-03-09&place=gn%3A4&look_back=7&claimant=Staff+U&claimant=Agency+T&at=48.0%2C37.5%2C8"
    first = new_reader(address).open(query)
    first.page.wait_for_selector(IDLE)
    second = new_reader(address).open(first.page.url.removeprefix(address))
    second.page.wait_for_selector(IDLE)

    assert (
        "only those by Agency T or by Staff U" in first.sentence()
        or "by Staff U or by Agency T" in first.sentence()
    )
    assert first.sentence() == second.sentence()
    assert first.marks() == second.marks()
    assert first.page.url == second.page.url
    assert second.frame.evaluate("[claimsMap.map.getZoom(), Math.round(claimsMap.map.getCenter().lat)]") == [
        8,
        48,
    ]


def test_where_the_reader_moves_the_map_is_in_the_address(reader: Reader) -> None:
    box = reader.frame.locator(".cm-overlay").bounding_box()
    reader.page.mouse.move(box["x"] + 300, box["y"] + 200)
    reader.page.mouse.wheel(0, -300)
    reader.page.wait_for_url(re.compile(r"at=\d+\.\d+%2C\d+\.\d+%2C"))
    zoom = reader.frame.evaluate("claimsMap.map.getZoom()")
    reader.page.wait_for_selector(IDLE)

    assert reader.page.url.endswith(f"%2C{zoom:g}")
    assert reader.frame.evaluate("claimsMap.map.getZoom()") == zoom


def test_from_a_claim_to_its_document_and_back(reader: Reader) -> None:
    reader.panel().get_by_role("link", name="in its document").first.click()
    reader.page.wait_for_url(re.compile("claim="))
    evidence = reader.page.locator('section[aria-label="Evidence"]')
    evidence.wait_for()
    assert evidence.locator("mark.chosen").first.inner_text() in (
        "We control the situation in the town.",
        "They have highly likely moved into the centre.",
    )
    reader.page.get_by_text("Why was it read so?").click()
    reader.page.get_by_text("which words gave what").wait_for()
    reader.page.get_by_text("7 claims from this document").click()
    reader.page.get_by_role("link", name="Avdiivka").first.click()
    reader.page.locator("h2", has_text="Avdiivka").wait_for()


@pytest.mark.parametrize(
    ("claim", "words", "marked"),
    [
        ("0123456789ab~{sha}~0-22", "no longer read so", "Soledar holds, said A."),
        ("0123456789ab~000000000000~0-22", "not among these claims", ""),
    ],
)
def test_a_link_to_a_claim_that_is_gone_opens_its_document_at_the_words(
    claim: str, words: str, marked: str, new_reader: Callable[..., Reader], address: str, first_sha256: str
) -> None:
    reader = new_reader(address).open("/?claim=" + claim.format(sha=first_sha256[:12]))
    reader.page.get_by_text(words).wait_for()
    if marked:
        assert reader.page.locator("mark.chosen").first.inner_text() == marked


def test_a_bad_address_is_a_note_never_an_error_page(new_reader: Callable[..., Reader], address: str) -> None:
    hostile = "<img src=x onerror=document.title='acted'>**bold**"
    asked = {"day": "soon", "side": ["mars", hostile], "claim": "<img>", "at": "1,2", "compare": "x"}
    asked |= {"look_back": "-1", "clock": "no"}
    reader = new_reader(address).open("/?" + urlencode(asked, doseq=True))

    box = reader.page.get_by_role("alert")
    assert box.count() == 1
    words = box.inner_text()
    for note in (
        "The linked day is not a date",
        "The link asks for an unknown clock",
        "The linked look-back is not a number of days",
        f"what no claim here has (mars, {hostile})",
        "The linked claim's name is not one",
        "The day to compare with is not a date",
        "The linked position of the map is none",
    ):
        assert note in words
    assert box.locator("img, strong").count() == 0
    assert reader.page.title() != "acted"
    assert reader.marks()


def violations(frame, context: str) -> list[str]:
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found = frame.evaluate(f"axe.run({context}, {{resultTypes: ['violations']}})")
    return [
        f"{one['id']}: {json.dumps(one['nodes'][0]['target'])} {one['help']}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_our_own_markup(
    scheme: str, new_reader: Callable[..., Reader], address: str
) -> None:
    """axe-core over the map's frame and over the parts of the page that we write ourselves."""
    reader = new_reader(address)
    reader.page.emulate_media(color_scheme=scheme)
    reader.open()

    assert violations(reader.frame, "document") == []
    assert violations(reader.page, "{include: [['.cl'], ['.cl-top']]}") == []


def test_the_search_for_barriers_finds_one(reader: Reader) -> None:
    """A button without a name, put in by hand: were it not found, the tests above would be blind."""
    reader.frame.evaluate("document.body.append(document.createElement('button'))")

    assert any(one.startswith("button-name") for one in violations(reader.frame, "document"))


def test_a_phone_scrolls_down_only_and_its_controls_fit_a_thumb(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, PHONE).open()
    slider = reader.frame.locator('input[type="range"]').bounding_box()
    button = reader.frame.get_by_role("button", name="Next day with claims").bounding_box()

    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert slider["height"] >= 24 and button["height"] >= 40 and button["width"] >= 40
    assert reader.page.locator(FRAME).bounding_box()["y"] < reader.panel().locator("h2").bounding_box()["y"]


def test_at_double_size_nothing_is_cut_off(new_reader: Callable[..., Reader], address: str) -> None:
    """200 % zoom of a 1600 pixel window leaves 800 pixels of width (WCAG 1.4.4 and 1.4.10)."""
    reader = new_reader(address, {"width": 800, "height": 450}).open()

    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 800
    assert reader.frame.evaluate("document.querySelector('.cm-root').scrollWidth") <= 800


def rows(reader: Reader) -> list[list[str]]:
    """The table below the map, cell by cell."""
    each = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    return reader.page.locator("section.places tbody tr").evaluate_all(each)


def test_the_rows_below_the_map_say_what_the_marks_show_in_the_same_words(
    serve: Callable[..., str], new_reader: Callable[..., Reader], tmp_path: Path
) -> None:
    """On the day opened, one that the slider moves to, one moved to in the map; contradictions first."""
    deny = Said("gn:2", "Ministry N", "It is not theirs.", U, 9, modality="denied")
    path = fill(tmp_path / "claims.sqlite", (*ARTICLES, Article("three", (deny,))))
    with Store.open(path, readonly=True) as opened:
        corpus = source.read(opened)
    names = {side["id"]: side["name"] for side in corpus.sides}
    reader = new_reader(serve(path)).open("?day=2023-03-10")

    def expected(day: date) -> list[list[str]]:
        return [
            [
                corpus.places[one.place_id].name,
                corpus.lines.label(one),
                ", ".join(names[side] for side, _ in corpus.lines.in_order(one.finding)),
                corpus.lines.line(corpus.lines.sides_in_turn(one.claims) or one.mentions),
                str(one.count),
                layers.last_words(one),
            ]
            for one in corpus.known(corpus.look, day)
        ]

    assert rows(reader) == expected(date(2023, 3, 10))
    assert "denied by Ministry N" in str(rows(reader)) and rows(reader)[0][1] == "Disputed"
    reader.page.get_by_role("slider", name="Day").first.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.wait_for_url(re.compile("day=2023-03-09"))
    assert rows(reader) == expected(date(2023, 3, 9)) != expected(date(2023, 3, 10))
    reader.frame.get_by_label("Previous day with claims").click()
    reader.page.wait_for_url(re.compile("day=2023-03-08"))
    assert rows(reader) == expected(date(2023, 3, 8))


def test_of_many_rows_the_first_are_shown_and_all_when_asked_for(
    serve: Callable[..., str], new_reader: Callable[..., Reader], tmp_path: Path
) -> None:
    many.fill(tmp_path / "many.sqlite", 1_000)
    reader = new_reader(serve(tmp_path / "many.sqlite")).open("?day=2023-06-01")
    first = rows(reader)
    shown = reader.frame.evaluate("claimsMap.current.length")
    assert len(first) == 15 < shown
    reader.page.get_by_role("button", name=f"All {shown} places").click()
    assert len(rows(reader)) == shown and rows(reader)[:15] == first
    reader.page.get_by_role("button", name="Take away").click()  # the whole page is made anew
    reader.page.get_by_text("Size of pictures").wait_for()
    assert len(rows(reader)) == shown
    reader.page.get_by_role("button", name="Only the first 15").click()
    assert rows(reader) == first


def test_the_list_in_the_map_holds_everything_that_the_marks_show(reader: Reader) -> None:
    """A screen reader that cannot see the canvas finds each mark as a button with its words."""
    reader.frame.locator(".cm-list button").first.wait_for(state="attached")
    spoken = reader.frame.locator(".cm-list button").all_inner_texts()

    assert len(spoken) == reader.frame.evaluate("claimsMap.current.length")  # those out of sight too
    for mark in reader.marks().values():
        assert any(mark["name"] in words and mark["line"] in words for words in spoken)


def test_what_is_not_on_the_map_opens_at_its_words(
    serve: Callable[..., str], new_reader: Callable[..., Reader], fill_store, add_undated, tmp_path: Path
) -> None:
    store = fill_store(tmp_path / "claims.sqlite")
    add_undated(store)
    reader = new_reader(serve(store)).open()
    page = reader.page
    page.get_by_text("Not on the map: claims not dated 1").click()
    table = page.get_by_test_id("stExpander").get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 60, "y": 52})

    page.locator('section[aria-label="Evidence"] mark.chosen').first.wait_for()
    assert page.locator("mark.chosen").first.inner_text() == "At some time it was quiet here."
    assert page.get_by_text("no longer read so").count() == 0
