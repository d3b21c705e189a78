"""A private instance in a real Chromium: checking claims by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.store import Store
from tests.dashboard.reader import IDLE, Reader
from tests.dashboard.test_tools_browser import violations

pytestmark = pytest.mark.browser


def name_of(page: Any) -> Any:
    return page.get_by_role("textbox", name="Your name")


@pytest.fixture
def private(
    serve: Callable[..., str], new_reader: Callable[..., Reader], fill_store, tmp_path: Path
) -> tuple[Reader, Path]:
    """A reader at a private instance, and its store."""
    store = fill_store(tmp_path / "claims.sqlite")
    return new_reader(serve(store, GEO_INSTANCE="private")).open(), store


def test_a_queue_is_checked_by_keyboard_alone(private: tuple[Reader, Path]) -> None:
    reader, path = private
    page = reader.page
    page.get_by_role("button", name="Review").press("Enter")
    page.get_by_text("To check: 11 claims").wait_for()
    page.wait_for_url(re.compile("claim="))
    name_of(page).fill("A. Analyst")
    name_of(page).press("Enter")
    page.locator(".st-key-review-accept button:not([disabled])").wait_for()
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("a")
    page.get_by_text("To check: 10 claims").wait_for()
    page.wait_for_selector(IDLE)
    page.keyboard.press("x")
    page.get_by_text("Why is it rejected?").wait_for()
    page.wait_for_selector(IDLE)
    page.keyboard.press("2")
    page.get_by_text("To check: 9 claims").wait_for()
    page.wait_for_selector(IDLE)
    page.keyboard.press("u")
    page.get_by_text("To check: 10 claims").wait_for()

    assert violations(page, "{include: [['.cl'], ['.cl-top']]}") == []
    with Store.open(path, readonly=True) as store:
        assert [one.action for one in store.decisions()] == ["accept"]


def test_letters_typed_into_a_field_decide_nothing(private: tuple[Reader, Path]) -> None:
    reader, path = private
    page = reader.page
    page.get_by_role("button", name="Review").click()
    name_of(page).fill("A")
    name_of(page).press("Enter")
    page.locator(".st-key-review-accept button:not([disabled])").wait_for()
    name_of(page).press_sequentially("axeul")
    name_of(page).press("Enter")
    page.wait_for_selector(IDLE)

    assert name_of(page).input_value() == "Aaxeul"
    assert page.get_by_text("To check: 11 claims").count() == 1
    with Store.open(path, readonly=True) as store:
        assert store.decisions() == []


def test_a_pasted_article_is_on_the_map_of_its_session_only(
    private: tuple[Reader, Path], new_reader: Callable[..., Reader]
) -> None:
    reader, path = private
    page = reader.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Add articles").click()
    page.get_by_role("textbox", name="Or a text").fill(
        "Russian forces captured Kupiansk, the Russian Defence Ministry said on 9 March 2023."
        "<script>alert(1)</script>"
    )
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("heading", name="Kupiansk").wait_for(timeout=120_000)
    reader.frame.wait_for_function("claimsMap.describe().some((mark) => mark.name === 'Kupiansk')")
    page.wait_for_selector(IDLE)

    assert "1 claim of own articles, not in the store" in reader.sentence()
    assert page.locator(".cl .own").count() >= 1
    (secret,) = {url for url in asked if "/claims/" in url}
    other = new_reader(reader.address).open()
    assert "own articles" not in other.sentence()
    assert "Kupiansk" not in {mark["name"] for mark in other.marks().values()}
    assert secret.rsplit("/", 1)[1] not in other.page.content()
    with Store.open(path, readonly=True) as store:
        assert store.revision == 2  # the two articles of the test's own store


def test_an_article_dropped_as_a_file_is_read(private: tuple[Reader, Path], tmp_path: Path) -> None:
    reader, _ = private
    page = reader.page
    article = tmp_path / "an article.md"
    article.write_text(
        "---\npublished: 2023-03-09\npublisher: The Paper\n---\nWagner captured Kupiansk, Prigozhin said.",
        encoding="utf-8",
    )
    page.get_by_role("button", name="Add articles").click()
    page.locator('input[type="file"]').set_input_files(article)
    page.get_by_text("an article.md").wait_for()
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("heading", name="Kupiansk").wait_for(timeout=120_000)
    assert "The Paper" in reader.panel().inner_text() and "not in the store" in reader.panel().inner_text()


def test_reading_an_own_claim_in_its_document_keeps_the_session(private: tuple[Reader, Path]) -> None:
    """A link would load the page anew; here a control opens the document."""
    reader, _ = private
    page = reader.page
    page.get_by_role("button", name="Add articles").click()
    page.get_by_role("textbox", name="Or a text").fill(
        "Wagner captured Kupiansk, Prigozhin said on 9 March 2023."
    )
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("heading", name="Kupiansk").wait_for(timeout=120_000)
    page.wait_for_selector(IDLE)
    assert page.get_by_role("link", name="in its document").count() == 0

    page.get_by_role("combobox", name=re.compile("Read a claim")).click()
    page.get_by_role("option", name=re.compile("Prigozhin")).click()
    page.locator('section[aria-label="Evidence"] mark.chosen').first.wait_for()
    page.get_by_text("Why was it read so?").click()
    page.get_by_text("which words gave what").wait_for()
    assert "1 claim of own articles" in reader.sentence()
