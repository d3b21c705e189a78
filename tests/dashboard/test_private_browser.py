"""A private instance in a real Chromium: checking claims by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.store import Store
from tests.dashboard.reader import IDLE, Reader

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
