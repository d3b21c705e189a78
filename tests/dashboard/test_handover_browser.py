"""Taking the view away, comparing days, and the brief view, in a real Chromium."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

from tests.dashboard.reader import IDLE, PHONE, Reader

pytestmark = pytest.mark.browser


def download(reader: Reader, words: str) -> bytes:
    reader.page.get_by_role("button", name="Take away").click()
    with reader.page.expect_download() as waited:
        reader.page.get_by_role("button", name=words).click()
    with open(waited.value.path(), "rb") as file:
        return file.read()


def test_the_picture_of_the_view_is_one_click_away(reader: Reader) -> None:
    image = Image.open(io.BytesIO(download(reader, "Picture (PNG)")))

    assert image.size == (1920, 1080)


def test_a_table_of_the_view_is_one_click_away(reader: Reader) -> None:
    data = download(reader, "Table (CSV)").decode("utf-8-sig")

    assert "We control the situation in the town." in data
    assert data.startswith("claim_id,place,")


def test_two_days_are_compared_in_list_marks_and_address(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address).open("/?day=2023-03-10&compare=2023-03-08")
    listed = reader.page.locator('section[aria-label="What changed"]').inner_text()

    assert "Bakhmut: disputed now, not before." in listed
    assert "8 March 2023: fighting reported; Institute Z: fighting" in listed
    assert any(
        label.endswith("(disputed now)")
        for label in reader.frame.evaluate("claimsMap.labels.map(l => l.words)")
    )
    reader.page.get_by_role("button", name="Compared with 8 Mar 2023").click()
    reader.page.get_by_role("button", name="Stop comparing").click()
    reader.page.locator('section[aria-label="What changed"]').wait_for(state="detached")
    reader.page.wait_for_url(lambda url: "compare" not in url)


def test_the_day_that_a_reader_picks_is_the_one_compared_with(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address).open("/?day=2023-03-10")
    page = reader.page
    page.get_by_role("button", name="What changed?").click()
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").last.click()
    page.get_by_role("button", name=re.compile("March 8, 2023")).click()
    page.wait_for_selector(IDLE)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("button", name="Compared with 8 Mar 2023").wait_for()
    page.wait_for_url(re.compile("compare=2023-03-08"))


def test_in_a_period_it_is_said_why_nothing_can_be_compared(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address).open("/?day=2023-03-10&mode=between&from=2023-03-05")
    asked = reader.page.get_by_role("button", name="What changed?")
    assert asked.is_disabled()
    box = asked.bounding_box()
    reader.page.mouse.move(box["x"] + 10, box["y"] + 10)
    reader.page.get_by_text("Two days are compared, not periods").wait_for()


@pytest.mark.parametrize("window", [(1600, 900), (1000, 900), (900, 400)])
def test_the_brief_view_is_one_picture_and_nothing_else(
    window: tuple[int, int], new_reader: Callable[..., Reader], address: str
) -> None:
    """Exactly 16:9, wholly on screen, no scrollbar, no control in sight."""
    reader = new_reader(address, {"width": window[0], "height": window[1]})
    reader.page.goto(address + "/?day=2023-03-10&view=brief")
    reader.page.wait_for_selector(".brief img", timeout=60_000)
    reader.page.wait_for_selector(IDLE)
    box = reader.page.locator(".brief img").bounding_box()

    assert box["width"] / box["height"] == pytest.approx(16 / 9, abs=0.01)
    assert min(box["x"], box["y"]) >= -0.5
    assert box["x"] + box["width"] <= window[0] + 0.5 and box["y"] + box["height"] <= window[1] + 0.5
    assert reader.page.evaluate("document.documentElement.scrollHeight") <= window[1]
    assert reader.page.get_by_role("slider").count() == 0


def test_in_the_brief_view_the_keys_are_seen_while_the_pointer_moves_and_one_leaves_it(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address)
    page = reader.page
    page.goto(address + "/?day=2023-03-10&view=brief")
    page.wait_for_selector(".brief img", timeout=60_000)
    page.wait_for_selector(IDLE)
    keys = page.locator(".st-key-brief-keys")
    seen = "e => getComputedStyle(e).opacity === '1' && e.getBoundingClientRect().height > 20"
    assert not keys.evaluate(seen)  # nor in a picture that is taken of the screen

    page.mouse.move(500, 300)
    page.mouse.move(520, 310)
    leave = keys.get_by_role("button", name=re.compile("Leave the brief view"))
    assert keys.evaluate(seen) and "Esc" in leave.inner_text()
    assert leave.bounding_box()["x"] + leave.bounding_box()["width"] < 1600
    page.wait_for_function("!document.documentElement.hasAttribute('data-pointer-moves')")
    assert not keys.evaluate(seen)
    page.mouse.move(540, 320)
    leave.click()
    page.wait_for_url(lambda url: "view=brief" not in url)


def test_arrow_keys_step_through_the_days_with_claims(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address)
    reader.page.goto(address + "/?day=2023-03-10&view=brief")
    reader.page.wait_for_selector(".brief img", timeout=60_000)
    reader.page.wait_for_selector(IDLE)
    reader.page.keyboard.press("ArrowLeft")
    reader.page.wait_for_url(re.compile("day=2023-03-09"))
    reader.page.wait_for_selector(IDLE)
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_url(re.compile("day=2023-03-10"))
    assert "view=brief" in reader.page.url
    reader.page.wait_for_selector(IDLE)
    reader.page.keyboard.press("Escape")
    reader.page.wait_for_url(lambda url: "view=brief" not in url)


def test_on_a_phone_the_brief_picture_is_legible_and_can_be_left(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, PHONE)
    reader.page.goto(address + "/?day=2023-03-10&view=brief")
    picture = reader.page.locator(".brief img")
    picture.wait_for(timeout=60_000)
    assert picture.bounding_box()["height"] > 700
    reader.page.locator(".brief").evaluate("e => e.scrollTo(9999, 0)")
    box = picture.bounding_box()
    assert box["x"] + box["width"] <= PHONE["width"] + 1  # its right edge can be reached
    leave = reader.page.get_by_role("button", name=re.compile("Leave the brief view"))
    leave.scroll_into_view_if_needed()
    assert leave.bounding_box()["height"] >= 44
    leave.click()
    reader.page.wait_for_url(lambda url: "view=brief" not in url)
