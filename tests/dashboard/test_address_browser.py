"""The address in a real Chromium: Back leads out of what was opened, links are right in every tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.dashboard.reader import IDLE, Reader

pytestmark = pytest.mark.browser


def asked(reader: Reader) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(reader.page.url).query).items()}


def step(reader: Reader, key: str, day: str) -> None:
    reader.page.keyboard.press(key)
    reader.wait_day(day)
    reader.page.wait_for_url(re.compile(f"day={day}"))


def test_the_first_view_and_its_moves_are_one_entry_of_the_history(reader: Reader) -> None:
    reader.page.wait_for_url(re.compile("day=2023-03-10&place=gn%3A1"))
    entries = reader.page.evaluate("history.length")
    reader.page.get_by_role("slider", name="Day").focus()
    for day in ("2023-03-09", "2023-03-08", "2023-03-07"):
        step(reader, "ArrowLeft", day)
    reader.frame.locator('input[type="range"]').press("End")
    reader.page.wait_for_url(re.compile("day=2023-03-10"))
    assert reader.page.evaluate("history.length") == entries
    reader.page.go_back(wait_until="commit")
    assert reader.page.url == "about:blank"


def test_back_leads_to_the_place_looked_at_before_and_to_its_day(reader: Reader) -> None:
    reader.page.get_by_role("slider", name="Day").focus()
    step(reader, "ArrowLeft", "2023-03-09")
    reader.click("gn:2")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    reader.page.wait_for_url(re.compile("place=gn%3A2"))
    reader.page.wait_for_selector(IDLE)
    reader.page.get_by_role("slider", name="Day").focus()
    step(reader, "ArrowLeft", "2023-03-08")

    reader.page.go_back()
    reader.panel().get_by_role("heading", name="Bakhmut").wait_for()
    reader.wait_day("2023-03-09")
    assert (asked(reader)["day"], asked(reader)["place"]) == ("2023-03-09", "gn:1")
    reader.page.wait_for_selector(IDLE)
    assert reader.page.get_by_role("slider", name="Day").get_attribute("aria-valuetext") == "9 Mar 2023"

    reader.page.go_forward()
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    reader.wait_day("2023-03-08")


def test_a_document_opens_without_a_new_page_and_escape_closes_it(reader: Reader) -> None:
    reader.page.evaluate("window.before = true")
    reader.page.get_by_role("slider", name="Day").focus()
    step(reader, "ArrowLeft", "2023-03-09")
    reader.click("gn:2")
    link = reader.panel().get_by_role("link", name="in its document")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    link.first.focus()
    reader.page.keyboard.press("Enter")
    opened = reader.page.locator(".st-key-evidence")
    opened.get_by_role("heading", name="In its document").wait_for()
    assert "claim=" in reader.page.url and asked(reader)["day"] == "2023-03-09"
    reader.page.wait_for_selector(IDLE)

    reader.page.keyboard.press("Escape")
    opened.wait_for(state="detached")
    reader.page.wait_for_url(re.compile(r"\?day=2023-03-09&place=gn%3A2$"))
    reader.page.go_back()
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    assert reader.page.evaluate("window.before")  # never loaded anew


def test_back_undoes_a_mode_a_filter_and_a_comparison_one_at_a_time(reader: Reader) -> None:
    page = reader.page

    def chosen(*names: str) -> None:
        """Wait for an address that names these choices and no other."""
        page.wait_for_function(
            """names => [...new URLSearchParams(location.search).keys()]
            .filter((name) => name !== "day" && name !== "place").join() === names""",
            arg=",".join(names),
        )
        page.wait_for_selector(IDLE)

    page.get_by_role("combobox", name="Show").click()
    page.get_by_role("option", name="Until a day").click()
    chosen("mode")
    page.get_by_role("button", name="Filters").click()
    page.get_by_text("Only disputed places", exact=True).click()
    chosen("mode", "disputed")
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="Day").focus()
    step(reader, "ArrowLeft", "2023-03-09")
    page.get_by_role("button", name="What changed?").click()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("region", name="What changed").wait_for()
    chosen("mode", "disputed", "compare")

    page.go_back()
    page.get_by_role("region", name="What changed").wait_for(state="detached")
    chosen("mode", "disputed")
    page.go_back()
    page.get_by_role("button", name="disputed places only").wait_for(state="detached")
    chosen("mode")
    page.go_back()
    chosen()
    reader.frame.get_by_text("by claims said in the 30 days before").wait_for()
    assert page.get_by_role("combobox", name="Show").get_attribute("value") == "On a day"
    page.go_forward()
    chosen("mode")
    reader.frame.get_by_text("Until 10 March 2023").wait_for()


def test_a_period_that_is_dragged_is_one_entry_of_the_history_that_back_leaves(reader: Reader) -> None:
    page = reader.page
    page.get_by_role("combobox", name="Show").click()
    page.get_by_role("option", name="Between two days").click()
    page.wait_for_url(re.compile("mode=between"))
    entries = page.evaluate("history.length")
    for day in ("2023-03-09", "2023-03-08"):
        page.get_by_role("slider", name="Period").last.focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(re.compile(f"day={day}"))
        page.wait_for_selector(IDLE)
    assert page.evaluate("history.length") == entries
    page.go_back()
    reader.frame.get_by_text("On 10 March 2023").first.wait_for()
    assert "mode" not in asked(reader)


def test_back_after_a_document_is_closed_undoes_what_was_chosen_before_it(reader: Reader) -> None:
    reader.click("gn:2")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    reader.page.wait_for_selector(IDLE)
    reader.panel().get_by_role("link", name="in its document").first.click()
    opened = reader.page.locator(".st-key-evidence")
    opened.wait_for()
    reader.page.wait_for_selector(IDLE)
    reader.page.keyboard.press("Escape")
    opened.wait_for(state="detached")
    reader.page.wait_for_url(re.compile("place=gn%3A2$"))

    reader.page.go_back()
    reader.panel().get_by_role("heading", name="Bakhmut").wait_for()
    assert opened.count() == 0


def test_a_link_in_a_new_tab_opens_the_document_in_the_same_view(reader: Reader) -> None:
    reader.page.get_by_role("slider", name="Day").focus()
    step(reader, "ArrowLeft", "2023-03-09")
    link = reader.panel().get_by_role("link", name="in its document").first
    with reader.page.context.expect_page() as fresh:
        link.click(modifiers=["ControlOrMeta"])
    tab = fresh.value
    tab.locator(".st-key-evidence").get_by_role("heading", name="In its document").wait_for()
    query = parse_qs(urlsplit(tab.url).query)
    assert (query["day"], query["place"]) == (["2023-03-09"], ["gn:1"]) and "claim" in query
    assert reader.page.locator(".st-key-evidence").count() == 0


def test_a_note_that_goes_leaves_the_map_as_it_is(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address).open("/?day=soon")
    assert reader.page.get_by_role("alert").count() == 1
    reader.frame.evaluate("window.before = true")
    reader.panel().get_by_role("link", name="in its document").first.click()
    reader.page.locator(".st-key-evidence").wait_for()
    reader.page.wait_for_selector(IDLE)
    assert reader.page.get_by_role("alert").count() == 0
    assert reader.frame.evaluate("window.before")


def test_the_brief_view_is_left_by_back(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Brief view").click()
    reader.page.locator(".brief img").wait_for()
    reader.page.wait_for_url(re.compile("view=brief"))
    reader.page.go_back()
    reader.panel().get_by_role("heading", name="Bakhmut").wait_for()
