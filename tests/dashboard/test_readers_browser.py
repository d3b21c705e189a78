"""Every reader: keyboard alone, screen reader, no colours, less motion, double size, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.reader import FRAME, IDLE, Reader
from tests.dashboard.test_tools_browser import violations

pytestmark = pytest.mark.browser

MOST_STOPS = 120  # presses of Tab until the end of the page must have been reached
#: What has the focus: its role or element, its name, and whether anything shows that it has it.
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const name = e.getAttribute("aria-label") || e.innerText || e.title || "";
  return [e.getAttribute("role") || e.tagName, name, ring];
}"""


def stops(reader: Reader) -> list[tuple[str, str, bool]]:
    """Everything that Tab reaches, page and map, from the top."""
    found: list[tuple[str, str, bool]] = []
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press("Tab")
        here = tuple(reader.page.evaluate(FOCUSED))
        if here[0] == "IFRAME":
            here = tuple(reader.frame.evaluate(FOCUSED))
        if here[0] == "BODY" and found:
            break
        found.append(here)
    return found


def reached(found: list[tuple[str, str, bool]], kind: str, name: str) -> tuple[str, str, bool]:
    hits = [stop for stop in found if stop[0].upper() == kind.upper() and re.search(name, stop[1])]
    assert hits, f"Tab does not reach {kind} {name}: {found}"
    return hits[0]


def test_tab_alone_reaches_every_part_and_shows_where_it_is(reader: Reader) -> None:
    found = stops(reader)

    for kind, name in (
        ("BUTTON", "Filters"),
        ("BUTTON", "Zoom in"),
        ("BUTTON", "Bakhmut"),
        ("BUTTON", "Play"),
        ("A", "in its document"),
        ("SUMMARY", "dates and source"),
    ):
        reached(found, kind, name)
    framework = re.compile("Skip to main content")  # not drawn by us, shown in another way
    ours = [stop for stop in found if stop[0] in ("A", "SUMMARY") or stop[1] in ("Play the days", "Zoom in")]
    assert [stop for stop in ours if not stop[2] and not framework.search(stop[1])] == []


def test_headings_and_regions_have_names(reader: Reader) -> None:
    page = reader.page
    assert page.locator("h1").all_inner_texts() == ["Claims by place and day: Russia's war against Ukraine"]
    assert page.locator("header.cl-top").count() == 1
    assert page.get_by_role("region", name="Place").get_by_role("heading", name="Bakhmut").count() == 1
    assert page.locator(FRAME).get_attribute("aria-label") == "Map of claims"
    assert reader.frame.get_by_role("slider").first.get_attribute("aria-label")


def test_what_changed_is_spoken(reader: Reader) -> None:
    """The sentence of the map is announced when it changes, though not at every day of a play."""
    live = reader.frame.locator(".cm-sentence")
    assert live.get_attribute("aria-live") == "polite"
    reader.frame.locator('input[type="range"]').press("Home")
    reader.wait_day("2023-03-01")
    assert "1 March 2023" in live.inner_text()

    reader.frame.get_by_role("combobox", name="Speed").select_option("2")
    reader.frame.get_by_role("button", name="Play the days").click()
    assert live.get_attribute("aria-live") == "off"
    reader.frame.get_by_role("button", name="Pause").click()
    assert live.get_attribute("aria-live") == "polite"


def test_with_less_motion_nothing_moves_by_itself(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address)
    reader.page.emulate_media(reduced_motion="reduce")
    reader.open()
    reader.frame.get_by_role("button", name="Previous day with claims").click()

    for place in (reader.page, reader.frame):
        assert (
            place.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
            == 0
        )


@pytest.mark.parametrize("width", [390, 640, 800, 1000])
def test_at_every_width_controls_can_be_read_and_nothing_is_cut_off(
    width: int, new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, {"width": width, "height": 800}).open()
    page = reader.page

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(FRAME).bounding_box()["y"] < reader.panel().locator("h2").bounding_box()["y"]
    for box in page.locator('.st-key-controls [data-baseweb="select"]').all():
        assert box.bounding_box()["width"] >= 90
    assert page.locator(FRAME).bounding_box()["width"] >= 0.85 * width


def grey(reader: Reader) -> dict[str, Any]:
    return reader.frame.evaluate("claimsMap.describe().map((mark) => [mark.state, mark.line])")


def test_without_colour_every_side_is_still_told_in_words(reader: Reader) -> None:
    """Hatching, form and words carry what colour does: each mark's line names the side that it favours."""
    for state, line in grey(reader):
        if state in ("held", "partly_held"):
            assert re.search("Ukraine|Russia", line)
        if state in ("disputed", "divided"):
            assert "Ukraine" in line and "Russia" in line


def test_no_serious_barrier_with_a_document_and_filters_open(reader: Reader) -> None:
    reader.panel().get_by_role("link", name="in its document").first.click()
    reader.page.locator('section[aria-label="Evidence"]').wait_for()
    reader.page.wait_for_selector(IDLE)
    reader.page.get_by_text("The whole document with its claims").click()

    assert violations(reader.page, "{include: [['.cl'], ['.cl-top']]}") == []
