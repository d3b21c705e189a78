"""The app in a real Chromium, all outside hosts blocked: what a person would see and do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks.claims import fill
from geo.layers import EPOCH, in_marks
from geo.model import Place
from tests.dashboard import conftest
from tests.dashboard.conftest import Article, Said
from tests.dashboard.reader import DESKTOP, FRAME, IDLE, PHONE, Reader

pytestmark = pytest.mark.browser
#: Returns nothing: a map that is sent to the test takes seconds.
LOOK_AT = "([lat, lon, zoom]) => { map.setView([lat, lon], zoom, {animate: false}); }"


def test_opens_on_a_contradiction_and_shows_both_sides(reader: Reader) -> None:
    assert reader.sentence() == (
        "On 10 March 2023, by claims said in the 30 days before: 7 places, 1 disputed; "
        "0 of 11 claims checked by a person"
    )
    assert reader.marks()["gn:1"]["state"] == "disputed"
    assert reader.marks()["gn:1"]["colours"] == ["#0072B2", "#D55E00"]
    assert reader.panel().get_by_text("“We control the situation in the town.”").first.is_visible()
    assert reader.panel().get_by_text("“They have highly likely moved into the centre.”").first.is_visible()
    assert reader.page.get_by_text(reader.sentence()).count() >= 1  # the page says what the map says


def test_the_page_slider_moved_by_keyboard_changes_the_marks(reader: Reader) -> None:
    reader.page.get_by_role("slider", name="Day").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.wait_day("2023-03-09")
    assert reader.marks()["gn:1"]["state"] == "fighting"
    assert reader.sentence().startswith("On 9 March 2023")
    reader.page.wait_for_url(re.compile("day=2023-03-09"))


def test_the_map_follows_the_pages_slider_while_it_is_dragged(
    new_reader: Callable[..., Reader], address: str
) -> None:
    """Nothing is sent meanwhile; what the page says follows on release."""
    reader, sent = new_reader(address), []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(data)))
    reader.open()
    box = reader.page.locator('[data-testid="stSlider"] [data-testid="stSliderThumbValue"]').bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] + 8
    reader.page.mouse.move(*at)
    reader.page.mouse.down()
    sent.clear()
    first = reader.frame.evaluate("claimsMap.day")
    for step in range(1, 5):
        reader.page.mouse.move(at[0] - 40 * step, at[1])
    reader.frame.wait_for_function("first => claimsMap.painted.day < first", arg=first)
    reader.page.wait_for_function("document.documentElement.hasAttribute('data-map-ahead')")
    assert not sent and "day=2023-03-10" in reader.page.url
    reader.page.mouse.up()
    reader.page.wait_for_url(re.compile("day=2023-03-0"))
    reader.page.wait_for_selector(IDLE)
    assert reader.page.get_by_text(reader.sentence()).count() >= 1
    assert not reader.page.evaluate("document.documentElement.hasAttribute('data-map-ahead')")


def test_quick_moves_of_the_pages_slider_are_never_taken_back(reader: Reader) -> None:
    reader.frame.evaluate(
        "() => { window.days = []; const { show } = claimsMap;"
        " claimsMap.show = function (day) { days.push(day); return show.call(this, day); }; }"
    )
    reader.page.get_by_role("slider", name="Day").focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowLeft"):
        reader.page.keyboard.press(key)
    reader.page.wait_for_url(re.compile("day=2023-03-07"))
    reader.page.wait_for_selector(IDLE)
    reader.wait_day("2023-03-07")
    day = reader.frame.evaluate("claimsMap.day")
    days = reader.frame.evaluate("days")
    steps = [one for one, _ in groupby(days)]
    assert steps == [day + 2, day + 1, day + 2, day + 1, day]


def test_the_maps_own_slider_moved_by_keyboard_moves_the_page(reader: Reader) -> None:
    slider = reader.frame.locator('input[type="range"]')
    slider.focus()
    slider.press("Home")
    reader.wait_day("2023-03-01")
    assert set(reader.marks()) == {"gn:2"}
    reader.page.wait_for_url(re.compile("day=2023-03-01"))
    reader.page.locator('input[aria-valuetext="1 Mar 2023"]').wait_for(state="attached")
    slider.press("PageDown")  # the next day with claims
    reader.wait_day("2023-03-03")
    reader.page.wait_for_url(re.compile("day=2023-03-03"))
    reader.page.wait_for_selector(IDLE)
    assert reader.frame.evaluate("claimsMap.day") == reader.frame.evaluate("Number(claimsMap.range.value)")


def test_playing_runs_in_the_map_and_the_page_follows_at_the_end(reader: Reader) -> None:
    reader.frame.locator('input[type="range"]').press("Home")
    reader.page.wait_for_url(re.compile("day=2023-03-01"))
    reader.frame.get_by_label("Speed").select_option("30")
    reader.frame.get_by_role("button", name="Play the days").click()
    reader.wait_day("2023-03-10")
    reader.page.wait_for_url(re.compile("day=2023-03-10"))
    assert reader.frame.get_by_role("button", name="Play the days").is_visible()


def test_while_the_days_play_the_page_says_that_it_is_behind(reader: Reader) -> None:
    reader.frame.locator('input[type="range"]').press("Home")
    reader.page.wait_for_url(re.compile("day=2023-03-01"))
    table = reader.page.locator("section.follows")
    before = table.locator("h3").evaluate("e => getComputedStyle(e, '::before').content")
    reader.frame.get_by_label("Speed").select_option("2")
    reader.frame.get_by_role("button", name="Play the days").click()
    reader.page.locator("html[data-map-ahead]").wait_for(state="attached")
    assert before == "none"
    assert "this follows when it stops" in table.locator("h3").evaluate(
        "e => getComputedStyle(e, '::before').content"
    )
    assert table.evaluate("e => getComputedStyle(e).opacity") == "0.5"
    reader.frame.get_by_role("button", name="Pause").click()
    reader.page.locator("html:not([data-map-ahead])").wait_for(state="attached")
    reader.page.wait_for_selector(IDLE)
    assert table.locator("h3").inner_text() == reader.sentence()


def test_a_clicked_mark_opens_its_words_and_the_view_stays(reader: Reader) -> None:
    reader.frame.evaluate("void map.setZoom(10, {animate: false})")
    reader.frame.evaluate("void map.panBy([12, 7], {animate: false})")
    centre = reader.frame.evaluate("map.getCenter()")
    reader.click("gn:2")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    assert reader.panel().get_by_text("“Soledar holds, said A.”").is_visible()
    reader.page.wait_for_selector(IDLE)
    assert reader.frame.evaluate("map.getZoom()") == 10
    assert reader.frame.evaluate("map.getCenter()") == centre
    reader.page.get_by_role("slider", name="Day").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.wait_day("2023-03-09")
    assert reader.frame.evaluate("map.getZoom()") == 10
    reader.click("gn:1")
    reader.panel().get_by_role("heading", name="Bakhmut").wait_for()
    assert reader.panel().get_by_text("“Fighting went on in the north.”").first.is_visible()


def test_moves_leave_nothing_behind_in_the_frame(reader: Reader) -> None:
    def nodes() -> int:
        return reader.frame.evaluate("document.querySelectorAll('*').length")

    def move_away_and_back() -> None:
        for key, day in (("ArrowLeft", "2023-03-09"), ("ArrowRight", "2023-03-10")):
            reader.page.keyboard.press(key)
            reader.wait_day(day)
            reader.page.wait_for_url(re.compile(f"day={day}"))
        reader.frame.wait_for_function("claimsMap.list.childElementCount === claimsMap.current.length")

    reader.page.get_by_role("slider", name="Day").focus()
    move_away_and_back()
    before = nodes()
    for _ in range(5):
        move_away_and_back()
    assert nodes() == before


def test_a_move_among_a_thousand_claims_sends_ten_kilobytes_at_most(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    fill(tmp_path / "many.sqlite", 1_000)
    reader = new_reader(serve(tmp_path / "many.sqlite"))
    received: list[int] = []
    reader.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data)))
    )
    reader.open()
    reader.page.get_by_role("slider", name="Day").focus()
    sizes = []
    for _ in range(5):
        received.clear()
        day = date.fromordinal(EPOCH + reader.frame.evaluate("claimsMap.day") - 1).isoformat()
        reader.page.keyboard.press("ArrowLeft")
        reader.wait_day(day)
        reader.page.wait_for_url(re.compile(f"day={day}"))
        reader.page.wait_for_selector(IDLE)
        sizes.append(sum(received))
    assert 1_000 < median(sizes[1:]) < 10_000, sizes


def test_a_mark_once_drawn_is_put_down_as_a_picture_where_it_belongs(reader: Reader) -> None:
    """Paths of marks are not drawn anew on a day looked at before; what is seen is the same."""
    drawn = """async () => {
      const real = CanvasRenderingContext2D.prototype.clip;
      let clipped = 0;
      CanvasRenderingContext2D.prototype.clip = function (...given) {
        if (this.canvas === claimsMap.overlay) clipped++;
        return real.apply(this, given);
      };
      const day = claimsMap.day, look = async () => {
        for (const other of [day - 1, day]) { claimsMap.show(other); await 0; }
        return claimsMap.stamps.kept.size;
      };
      return [await look() - await look(), clipped];
    }"""
    assert reader.frame.evaluate(drawn) == [0, 0]
    mark = reader.marks()["gn:1"]
    left, right = (colour_at(reader, mark["x"] + step, mark["y"]) for step in (-5, 5))
    blue, red = (0, 0x72, 0xB2), (0xD5, 0x5E, 0)
    assert all(far(one, to) < 90 for one, to in ((left, blue), (right, red))), (left, right)


def colour_at(reader: Reader, x: float, y: float) -> tuple[float, ...]:
    """The middle one of the colours along a short line, past hatching."""
    rows = [pixel(reader, x, y + step / 2) for step in range(-9, 10)]
    return tuple(sorted(row[part] for row in rows)[len(rows) // 2] for part in range(3))


def far(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def pixel(reader: Reader, x: float, y: float) -> list[int]:
    """Red, green and blue of what is drawn over the map at a point."""
    return reader.frame.evaluate(
        "([x, y]) => Array.from(claimsMap.overlay.getContext('2d')"
        ".getImageData(x * claimsMap.scale, y * claimsMap.scale, 1, 1).data).slice(0, 3)",
        [x, y],
    )


def test_a_moment_draws_the_marks_once_whatever_changes_in_it(reader: Reader) -> None:
    drawn = """async () => {
      const { layOut } = claimsMap;
      let drawn = 0;
      claimsMap.layOut = function () { drawn++; return layOut.call(this); };
      map.setView([48.6, 38], 9, { animate: false });
      claimsMap.show(claimsMap.day - 1);
      await 0;
      return drawn;
    }"""
    assert reader.frame.evaluate(drawn) == 1


def test_the_base_map_is_drawn_once_it_is_known_where_the_claims_are(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader, held = new_reader(address), []
    reader.page.route("**/claims/*.json", lambda route: held.append(route))
    reader.page.goto(address)
    reader.page.wait_for_selector(FRAME)
    reader.frame.wait_for_function("window.claimsMap && claimsMap.base")
    assert reader.frame.evaluate("Boolean(claimsMap.baseLayer)") is False
    held[0].continue_()
    reader.frame.wait_for_function("claimsMap.painted.base && claimsMap.painted.day !== null")
    reader.page.unroute_all(behavior="wait")
    reader.open()
    reader.page.route("**/claims/*.json", lambda route: route.abort())
    reader.page.reload()
    reader.page.wait_for_selector(FRAME)
    reader.frame.wait_for_function("window.claimsMap && claimsMap.painted.base")  # also without claims
    assert reader.frame.get_by_role("alert").is_visible()


def test_the_list_of_marks_is_of_the_day_as_soon_as_it_is_looked_at(reader: Reader) -> None:
    """Else it waits until the days stand still."""
    read = """() => {
      claimsMap.show(claimsMap.day - 1);
      const before = claimsMap.list.textContent;
      claimsMap.list.querySelector("button").focus();
      return [before, claimsMap.list.textContent];
    }"""
    reader.frame.wait_for_function("claimsMap.list.childElementCount === claimsMap.current.length")
    before, now = reader.frame.evaluate(read)
    assert "Bakhmut: Disputed" in before
    assert "Bakhmut: Disputed" not in now


def test_hover_and_focus_say_who_says_what(reader: Reader) -> None:
    mark = reader.marks()["gn:1"]
    box = reader.frame.locator(".cm-overlay").bounding_box()
    reader.page.mouse.move(box["x"] + mark["x"], box["y"] + mark["y"])
    tip = reader.frame.locator(".cm-tip")
    tip.wait_for()
    assert "Ministry X: Russia, in its centre, “highly likely”" in tip.inner_text()
    assert "Spokesman Y: Ukraine" in tip.inner_text()
    reader.page.mouse.move(5, 5)
    reader.frame.get_by_role("button", name=re.compile("^Bakhmut: Disputed")).focus()
    tip.wait_for()
    reader.page.keyboard.press("ArrowRight")
    reader.frame.wait_for_function("document.activeElement.textContent.startsWith('Avdiivka')")
    reader.page.keyboard.press("Enter")
    reader.panel().get_by_role("heading", name="Avdiivka").wait_for()


def test_a_quick_click_during_a_move_is_not_undone(reader: Reader) -> None:
    slider = reader.frame.locator('input[type="range"]')
    for place, name in (("gn:4", "Avdiivka"), ("gn:2", "Soledar"), ("gn:1", "Bakhmut")):
        slider.press("End")
        reader.page.wait_for_url(re.compile("day=2023-03-10"))
        for _ in range(2):  # faster than the page follows
            slider.press("ArrowLeft")
        reader.click(place)
        reader.panel().get_by_role("heading", name=name).wait_for()
        reader.page.wait_for_url(re.compile(f"day=2023-03-08&place={place.replace(':', '%3A')}"))
        reader.page.wait_for_selector(IDLE)
        reader.wait_day("2023-03-08")


def test_a_state_that_is_out_of_date_is_not_applied_and_a_new_session_is(reader: Reader) -> None:
    outcome = reader.frame.evaluate(
        """() => {
            const view = claimsMap, send = view.options.onChange, first = view.data.first;
            view.options.onChange = () => {};  // the host has not answered yet
            view.show(first + 4);
            view.emit({day: view.day});
            view.setState({...view.wanted, day: first, ack: {epoch: view.epoch, seq: view.seq - 1}});
            const kept = view.day - first;
            view.setState({...view.wanted, day: first + 1, ack: {epoch: view.epoch, seq: view.seq}});
            const answered = view.day - first;
            view.emit({day: view.day});
            view.setState({...view.wanted, day: first + 2, session: "another", ack: null});
            view.options.onChange = send;
            return [kept, answered, view.day - first];
        }"""
    )
    assert outcome == [4, 1, 2]


def test_legend_scale_and_definitions_are_on_the_map(reader: Reader) -> None:
    legend = reader.frame.locator(".cm-legend")
    for words in ("Said to be held by", "Ukraine", "Russia", "Disputed", "Divided", "Silent"):
        assert legend.get_by_text(words, exact=True).is_visible()
    assert reader.frame.locator(".leaflet-control-scale-line").is_visible()
    legend.get_by_role("button", name="What do these mean?").click()
    assert reader.frame.get_by_text("one claimant gives the place to one side", exact=False).is_visible()
    reader.page.keyboard.press("Escape")
    assert not reader.frame.locator(".cm-keys").is_visible()


def test_the_legend_names_only_the_sides_of_the_war_in_view(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], two_wars_store: Path
) -> None:
    reader = new_reader(serve(two_wars_store)).open()
    legend = reader.frame.locator(".cm-legend")
    sides = legend.locator(".cm-sides .cm-item")

    def named_at(lat: float, lon: float, zoom: int) -> list[str]:
        reader.frame.evaluate(LOOK_AT, [lat, lon, zoom])
        return sides.all_inner_texts()

    assert named_at(48.6, 38.0, 8) == ["Ukraine", "Russia"]
    assert named_at(15.6, 32.5, 8) == ["Rapid Support Forces"]
    assert legend.locator(".cm-war").count() == 0  # no colour stands for two sides
    assert named_at(35, 35, 3) == ["Ukraine", "Russia", "Rapid Support Forces"]
    told = legend.locator(".cm-war").all_inner_texts()
    assert told == ["Russia's war against Ukraine:", "War in Sudan:", "One colour, another side in each war."]
    reader.frame.evaluate("claimsMap.choose('gn:21')")
    reader.panel().get_by_role("heading", name="Khartoum").wait_for()
    reader.page.wait_for_selector(IDLE)
    assert sides.first.inner_text() == "Rapid Support Forces"
    assert named_at(-40, -30, 6) == []
    assert legend.get_by_text("Disputed", exact=True).is_visible()


def test_labels_and_marks_do_not_collide(reader: Reader) -> None:
    assert reader.frame.evaluate("claimsMap.labels.length") >= 5
    shifted = reader.frame.evaluate(
        """() => claimsMap.marks.flatMap((a, i) => claimsMap.marks.slice(i + 1)
            .map(b => Math.hypot(a.x - b.x, a.y - b.y) / (a.r + b.r)))"""
    )
    assert min(shifted) > 0.85


#: Marks that stand more than 60 degrees off their true direction from a neighbour without a line in front.
TURNED = """() => claimsMap.marks.flatMap((a, i) => claimsMap.marks.slice(i + 1).filter((b) => {
  const [tx, ty] = [b.place.latlng.lng - a.place.latlng.lng, (a.place.latlng.lat - b.place.latlng.lat) * 1.5];
  const [dx, dy] = [b.x - a.x, b.y - a.y], far = Math.hypot(dx, dy);
  return far < 60 && (tx * dx + ty * dy) < 0.45 * far * Math.hypot(tx, ty) && !(a.turned && b.turned);
}).map((b) => [a.place.name, b.place.name]))"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_mark_that_gives_way_stays_on_its_true_side(
    new_reader: Callable[..., Reader], address: str, viewport: dict[str, int]
) -> None:
    reader = new_reader(address, viewport).open()
    for zoom in (5, 6, 7, 7.5, 8, 8.5, 9, 10):
        reader.frame.evaluate(LOOK_AT, [48.6, 38, zoom])
        marks = reader.marks()
        assert marks["cur:5"]["x"] - marks["gn:1"]["x"] > 3, zoom  # the river is east of the town
        assert reader.frame.evaluate(TURNED) == []


def test_a_claim_about_a_period_is_a_dashed_bar_within_its_lane(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], period_store: Path
) -> None:
    reader = new_reader(serve(period_store)).open()
    lane = reader.panel().locator(".lane", has_text="Institute Z")
    axis = lane.bounding_box()
    dots = {dot.get_attribute("title")[:6]: dot for dot in lane.locator(".dot").all()}
    day, period, last = dots["2 Marc"], dots["1 to 2"], dots["25 to "]
    style = "e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).borderTopLeftRadius]"
    assert day.evaluate(style) == ["solid", "6px"]
    assert period.evaluate(style) == ["dashed", "2px"]
    assert period.bounding_box()["width"] > 10 * day.bounding_box()["width"]
    for dot in (period, last):
        box = dot.bounding_box()
        assert box["x"] + box["width"] <= axis["x"] + axis["width"]


def test_in_a_lane_a_part_differs_from_the_whole_and_what_gives_a_side_lies_on_top(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], period_store: Path, address: str
) -> None:
    panel = new_reader(address).open("?place=gn:1").panel()
    dots = {
        who: panel.locator(".lane", has_text=who).locator(".dot") for who in ("Ministry X", "Spokesman Y")
    }
    images = {who: dot.evaluate("e => getComputedStyle(e).backgroundImage") for who, dot in dots.items()}
    assert "gradient" in images["Ministry X"] and images["Spokesman Y"] == "none"
    assert dots["Ministry X"].get_attribute("title").endswith("given to Russia in its centre")
    assert "a part of it" in panel.locator(".lanekey").inner_text()
    mayor = (
        new_reader(serve(period_store)).open().panel().locator(".lane", has_text="Mayor M").locator(".dot")
    )
    assert [dot.get_attribute("title").endswith("given to Ukraine") for dot in mayor.all()] == [False, True]


def test_an_opened_document_comes_into_sight_and_the_guide_once_read_stays_away(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, {"width": 1280, "height": 480}).open("?place=gn:1")
    page = reader.page
    page.get_by_role("button", name="Got it").click()
    page.locator(".st-key-how").wait_for(state="detached")
    page.get_by_role("link", name="in its document").last.click()
    page.wait_for_selector(".st-key-evidence")
    page.wait_for_function(
        "() => { const top = document.querySelector('.st-key-evidence').getBoundingClientRect().top;"
        " return top >= 0 && top < 200; }"
    )
    page.reload()
    page.locator(".st-key-how").wait_for(state="hidden")


def test_the_world_is_fetched_when_the_map_looks_beyond_its_detailed_box(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], two_wars_store: Path
) -> None:
    reader = new_reader(serve(two_wars_store))
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.open("?place=gn:1")
    assert [url for url in asked if "basemap.json" in url] and not [
        url for url in asked if "world.json" in url
    ]
    reader.frame.evaluate(LOOK_AT, [15.0, 32.5, 8])
    reader.frame.wait_for_function("claimsMap.named.some((name) => name.words === 'Wad Medani')")
    assert len([url for url in asked if "world.json" in url]) == 1
    reader.frame.evaluate(LOOK_AT, [48.6, 38.0, 8])
    reader.frame.wait_for_function("claimsMap.named.some((name) => name.words === 'Donetsk')")
    assert reader.frame.evaluate("claimsMap.ground === claimsMap.base")


def test_a_row_of_the_table_opens_its_place_by_keyboard(reader: Reader) -> None:
    reader.page.get_by_role("link", name="Avdiivka", exact=True).focus()
    reader.page.keyboard.press("Enter")
    reader.panel().get_by_role("heading", name="Avdiivka").wait_for()
    reader.frame.wait_for_function("claimsMap.painted.place === 'gn:4'")
    reader.page.keyboard.press("Tab")  # focus has stayed in the table
    assert reader.page.evaluate("document.activeElement.closest('.places') !== null")
    reader.page.keyboard.press("Enter")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()


def test_a_move_of_the_slider_leaves_buttons_and_choices_untouched(reader: Reader) -> None:
    kept = "e => { e.dataset.kept = '1'; }"
    button = reader.page.get_by_role("button", name="Brief view")
    button.evaluate(kept)
    sent = []
    reader.page.on("websocket", lambda _: sent.append("new connection"))
    slider = reader.page.get_by_role("slider", name="Day").first
    slider.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.wait_day("2023-03-09")
    reader.page.get_by_role("heading", name=re.compile("^On 9 March 2023")).wait_for()
    assert reader.panel().get_by_text("on 9 March 2023").is_visible()
    assert "day=2023-03-09" in reader.page.url
    assert button.get_attribute("data-kept") == "1" and not sent


def test_a_distance_is_measured_and_escape_ends_it(reader: Reader) -> None:
    reader.frame.get_by_role("button", name=re.compile("^Measure a distance")).click()
    reader.click("gn:1")
    reader.click("gn:2")
    reader.frame.wait_for_function("claimsMap.distance > 5 && claimsMap.distance < 25")
    assert reader.panel().get_by_role("heading", name="Bakhmut").is_visible()  # nothing was chosen
    reader.page.keyboard.press("Escape")
    assert reader.frame.evaluate("claimsMap.measured") is None


def test_a_new_ingest_shows_without_reload_or_restart(
    new_reader: Callable[..., Reader],
    serve: Callable[[Path], str],
    store: Path,
    fill_more: Callable[[Path], None],
) -> None:
    reader = new_reader(serve(store)).open()
    assert reader.marks()["gn:3"]["state"] == "mentioned"
    fill_more(store)
    reader.frame.wait_for_function(
        "claimsMap.describe().some(m => m.id === 'gn:3' && m.state === 'held')", timeout=60_000
    )


def test_between_two_days_from_the_controls(reader: Reader) -> None:
    reader.page.get_by_role("combobox", name=re.compile("Show")).click()
    reader.page.get_by_role("option", name="Between two days").click()
    reader.frame.wait_for_function("claimsMap.painted.day !== null && claimsMap.data.mode === 'between'")
    assert reader.sentence().startswith("Between ")
    assert reader.frame.locator('input[type="range"]').is_disabled()


def test_a_dispute_of_a_period_is_drawn_within_it(
    new_reader: Callable[..., Reader], serve: Callable[[Path], str], period_store: Path
) -> None:
    reader = new_reader(serve(period_store)).open("/?mode=between&from=2023-03-02&day=2023-03-20")
    first, last = reader.frame.evaluate("claimsMap.between")
    assert reader.frame.evaluate("claimsMap.data.last") > last
    assert reader.frame.evaluate("claimsMap.disputedDays()") == [[first, last]]


def test_a_link_opens_its_view(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address).open("/?day=2023-03-03&place=gn:4")
    assert reader.sentence().startswith("On 3 March 2023")
    assert reader.panel().get_by_role("heading", name="Avdiivka").is_visible()


def test_on_a_phone_map_and_words_share_the_first_screen(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, PHONE).open()
    frame = reader.page.locator(FRAME).bounding_box()
    assert frame["y"] < 200 and frame["width"] <= 390
    state = reader.panel().locator(".state").bounding_box()
    words = reader.panel().locator(".versus .who").first.bounding_box()
    assert frame["y"] + frame["height"] < state["y"] < words["y"] < PHONE["height"] - words["height"]
    lanes = reader.panel().locator(".lanes").bounding_box()
    assert words["y"] < reader.page.locator(".st-key-controls").bounding_box()["y"] < lanes["y"]
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.frame.evaluate("document.querySelector('.cm-time').scrollWidth <= innerWidth")
    assert reader.frame.locator(".cm-day").bounding_box()["width"] > 60


def test_on_a_phone_a_finger_beside_the_knob_holds_it(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address, PHONE).open("/?day=2023-03-05")
    box = reader.frame.locator('input[type="range"]').bounding_box()
    knob = box["x"] + 22 + (box["width"] - 44) * 4 / 9, box["y"] + box["height"] / 2
    for dx, dy, day in ((20, 0, 4), (-20, 0, 4), (0, 20, 4), (0, -20, 4), (25, 0, 5)):
        reader.page.mouse.move(knob[0] + dx, knob[1] + dy)
        reader.page.mouse.down()  # on the knob it takes hold, beside it the day jumps there
        assert reader.frame.evaluate("claimsMap.day - claimsMap.data.first") == day, (dx, dy)
        reader.page.mouse.up()
    for button in reader.frame.get_by_role("button", name=re.compile("^(Zoom|Measure)")).all():
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 44


def test_on_a_phone_definitions_have_room_to_be_read(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address, PHONE).open()
    reader.frame.get_by_role("button", name="What do these mean?").click()
    keys = reader.frame.locator(".cm-keys")
    frame, box = reader.page.locator(FRAME).bounding_box(), keys.bounding_box()
    assert box["height"] > 0.9 * frame["height"]
    assert keys.locator("dd").first.bounding_box()["width"] > 0.7 * box["width"]
    reader.frame.get_by_role("button", name="Close").click()
    assert not keys.is_visible()


def test_no_name_lies_under_a_control(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address, PHONE).open()
    for zoom in (6, 8, 9, 10):
        reader.frame.evaluate(LOOK_AT, [48.9, 38.2, zoom])
        assert reader.frame.evaluate("claimsMap.named.length") > 0
        under = reader.frame.evaluate(
            """() => claimsMap.named.filter((name) => claimsMap.controlBoxes().some(
                (box) => name.x1 < box.x2 && box.x1 < name.x2 && name.y1 < box.y2 && box.y1 < name.y2))"""
        )
        assert under == []


def test_in_the_dark_the_maps_buttons_are_dark(new_reader: Callable[..., Reader], address: str) -> None:
    reader = new_reader(address)
    reader.page.emulate_media(color_scheme="dark")
    reader.open()
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    for name in ("Zoom in", "Zoom out", "Play the days"):
        button = reader.frame.get_by_role("button", name=name)
        assert button.evaluate(colours) == ["rgb(18, 23, 29)", "rgb(232, 236, 240)"]


def test_payloads_in_an_article_are_seen_as_plain_text(
    new_reader: Callable[..., Reader],
    serve: Callable[[Path], str],
    hostile_store: Path,
    hostile: tuple[str, ...],
) -> None:
    reader = new_reader(serve(hostile_store)).open()
    for number, words in enumerate(hostile[:5]):
        reader.page.get_by_role("combobox", name=re.compile("Find a place")).click()
        reader.page.keyboard.type(f"P{number}")
        reader.page.get_by_role("option", name=re.compile(f"^P{number} ")).click()
        heading = reader.panel().get_by_role("heading", level=2)
        heading.filter(has_text=f"P{number} ").wait_for()
        assert heading.inner_text() == f"P{number} {words}"
        assert in_marks(f"{words} says A {words}") in reader.panel().inner_text()
        reader.page.wait_for_selector(IDLE)
        reader.frame.wait_for_function("id => claimsMap.painted.place === id", arg=f"gn:9{number}")
        if mark := reader.marks().get(f"gn:9{number}"):
            assert mark["name"] == f"P{number} {words}"
    assert not reader.page.evaluate("Boolean(window.pwned)")
    assert not reader.frame.evaluate("Boolean(window.pwned)")
    assert reader.page.locator("img[src='x']").count() == 0
    assert reader.page.locator("a[href^='javascript']").count() == 0


def test_in_the_dark_a_place_that_nobody_gives_to_a_side_is_no_bright_mark(
    new_reader: Callable[..., Reader], address: str
) -> None:
    reader = new_reader(address).open()
    quiet = [mark for mark in reader.marks().values() if mark["state"] in ("silent", "mentioned")]
    assert quiet
    assert brightness(reader, quiet[0]) > 240
    reader.page.emulate_media(color_scheme="dark")
    reader.open()
    assert brightness(reader, reader.marks()[quiet[0]["id"]]) < 80


def brightness(reader: Reader, mark: dict[str, Any]) -> float:
    """Mean of red, green and blue, 0 to 255, inside a mark: halfway between its centre and its rim."""
    return sum(pixel(reader, mark["x"] - mark["r"] / 2, mark["y"])) / 3


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_first_frame_lies_around_the_chosen_place_wherever_most_claims_are(
    new_reader: Callable[..., Reader],
    serve: Callable[[Path], str],
    tmp_path: Path,
    extra_places: dict[str, Place],
    viewport: dict[str, int],
) -> None:
    far = {f"gn:8{n}": Place(f"gn:8{n}", f"Nile {n}", 15.5 + 0.1 * n, 32.5) for n in range(5)}
    places = far | {
        "gn:91": Place("gn:91", "Near Town", 48.6, 38.0),
        "gn:92": Place("gn:92", "Next Town", 48.9, 38.6),
    }
    extra_places |= places
    said = [Said(one, "Officer N", f"Shells fell on {one}.", "contested", 3) for one in places]
    store = conftest.fill(tmp_path / "fronts.sqlite", (Article("fronts", tuple(said), places=places),))
    reader = new_reader(serve(store), viewport).open("/?day=2023-03-04&place=gn:91")
    box = reader.frame.locator(".cm-overlay").bounding_box()
    shown = {
        name
        for name, mark in reader.marks().items()
        if 0 < mark["x"] < box["width"] and 0 < mark["y"] < box["height"]
    }

    assert shown == {"gn:91", "gn:92"}
