"""What a reader meets at once, in a real Chromium: on a phone, with many wars, in Arabic, at the last day."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.claims import fill as many_claims
from geo.model import Place
from tests.dashboard.conftest import ARTICLES, Article, R, Said, U, fill
from tests.dashboard.reader import FRAME, IDLE, PHONE, Reader

pytestmark = pytest.mark.browser
Serve = Callable[..., str]
Open = Callable[..., Reader]


def test_where_only_periods_lie_ahead_the_next_button_goes_to_the_first_day_of_one(
    new_reader: Open, serve: Serve, period_store: Path
) -> None:
    reader = new_reader(serve(period_store)).open("/?day=2023-03-06")
    following = reader.frame.get_by_role("button", name="Next day with claims")
    following.click()
    reader.wait_day("2023-03-25")
    reader.page.wait_for_url(re.compile("day=2023-03-25"))
    assert following.get_attribute("aria-disabled") == "true"
    previous = reader.frame.get_by_role("button", name="Previous day with claims")
    previous.click()
    reader.wait_day("2023-03-06")
    assert following.get_attribute("aria-disabled") == previous.get_attribute("aria-disabled") == "false"


def test_a_click_and_another_size_of_the_window_are_no_move_of_the_map(reader: Reader) -> None:
    """Only where a reader has moved the map to does the address name; else it frames its places anew."""
    reader.click("gn:2")
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    before = reader.frame.evaluate("[claimsMap.width, claimsMap.map.getZoom()]")
    reader.page.set_viewport_size({"width": 1000, "height": 700})
    reader.frame.wait_for_function("wide => claimsMap.width !== wide", arg=before[0])
    reader.page.set_viewport_size({"width": 1600, "height": 900})
    reader.frame.wait_for_function("wide => claimsMap.width === wide", arg=before[0])

    assert reader.frame.evaluate("[claimsMap.positionTimer, claimsMap.at]") == [None, None]
    assert reader.frame.evaluate("claimsMap.map.getZoom()") == before[1]


def test_what_a_reader_looks_at_stays_in_the_middle_of_a_larger_map(reader: Reader) -> None:
    reader.frame.evaluate("void map.setView([48.7, 37.9], 9, {animate: false})")
    wide = reader.frame.evaluate("claimsMap.width")
    reader.page.set_viewport_size({"width": 1000, "height": 700})
    reader.frame.wait_for_function("wide => claimsMap.width !== wide", arg=wide)

    lat, lng = reader.frame.evaluate("[map.getCenter().lat, map.getCenter().lng]")
    assert (round(lat, 1), round(lng, 1)) == (48.7, 37.9)


def test_on_a_phone_the_words_of_a_contradiction_are_on_the_first_screen(
    new_reader: Open, address: str
) -> None:
    reader = new_reader(address, PHONE).open()
    words = reader.panel().locator(".versus .words").first.bounding_box()
    summary = reader.panel().locator(".summary").bounding_box()

    assert words["y"] + words["height"] < PHONE["height"]
    versus = reader.panel().locator(".versus").bounding_box()
    assert versus["y"] + versus["height"] <= summary["y"]
    assert summary["y"] < reader.page.locator(".st-key-controls").bounding_box()["y"]


def test_on_a_phone_every_button_of_a_private_instance_is_in_sight(
    new_reader: Open, serve: Serve, fill_store: Callable[[Path], Path], tmp_path: Path
) -> None:
    reader = new_reader(serve(fill_store(tmp_path / "p.sqlite"), GEO_INSTANCE="private"), PHONE).open()
    bar = reader.page.locator(".st-key-top")

    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for name in ("Filters", "What changed?", "Take away", "Review", "Add articles"):
        box = bar.get_by_role("button", name=re.compile(re.escape(name))).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], name


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [(0, 650, {"2023", "2024"}), (300, 330, {"2023", "2024"}), (-60, 650, {"2023", "2024"})],
)
def test_every_year_of_the_axis_is_named_once(
    first: int, last: int, years: set[str], new_reader: Open, serve: Serve, tmp_path: Path
) -> None:
    said = tuple(Said("gn:1", "Official A", f"It is ours, he said, day {n}.", U, n) for n in (first, last))
    reader = new_reader(serve(fill(tmp_path / "years.sqlite", (Article("years", said),)))).open()
    told = reader.frame.evaluate(
        """() => {
            const told = [], put = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (words, ...at) {
                if (this.canvas === claimsMap.bars) told.push(words);
                put.call(this, words, ...at);
            };
            claimsMap.drawBars();
            CanvasRenderingContext2D.prototype.fillText = put;
            return told;
        }"""
    )
    named = [found[0] for words in told if (found := re.search(r"[0-9]{4}$", words))]
    assert sorted(named) == sorted(years)


@pytest.fixture
def wars(tmp_path: Path, extra_places: dict[str, Place]) -> Path:
    """Claims about five wars."""
    articles = []
    for number, (conflict, side) in enumerate(
        {"sudan": "rsf", "drc_m23": "m23", "gaza_lebanon": "israel", "myanmar": "junta"}.items()
    ):
        place = Place(f"gn:8{number}", f"Town {number}", 10.0 + number, 20.0)
        extra_places[place.place_id] = place
        said = Said(place.place_id, "Army", f"Town {number} is ours.", f"{side}_control", 9)
        articles.append(Article(conflict, (said,), places={place.place_id: place}, conflict=conflict))
    return fill(tmp_path / "wars.sqlite", (*ARTICLES, *articles))


def test_a_title_of_many_wars_leaves_the_buttons_beside_it(
    new_reader: Open, serve: Serve, wars: Path
) -> None:
    reader = new_reader(serve(wars)).open()
    title = reader.page.locator("h1")
    rows = {
        round(reader.page.get_by_role("button", name=name).bounding_box()["y"])
        for name in ("Filters", "What changed?", "Take away", "Brief view")
    }

    assert title.get_attribute("title").endswith("and 2 more")  # in full, where it is cut short
    assert len(rows) == 1 and title.bounding_box()["height"] < 45


@pytest.mark.parametrize("width", [1600, 1280])
def test_while_days_are_compared_every_button_stays_in_the_first_line(
    width: int, new_reader: Open, serve: Serve, wars: Path
) -> None:
    reader = new_reader(serve(wars), {"width": width, "height": 900})
    reader.open("/?day=2023-03-10&compare=2023-03-08")
    names = ("Filters", "Compared with 8 Mar 2023", "Take away", "Brief view")
    boxes = [reader.page.get_by_role("button", name=name).bounding_box() for name in names]

    assert len({round(box["y"]) for box in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width
    assert reader.page.locator("h1").bounding_box()["width"] > 250


def test_a_sentence_that_quotes_is_not_put_into_a_second_pair_of_marks(
    new_reader: Open, serve: Serve, tmp_path: Path
) -> None:
    said = (
        Said("gn:1", "Official A", '"Bakhmut is ours," said A.', U, 9),
        Said("gn:1", "Staff B", "“Bakhmut is taken.”", R, 9),
    )
    reader = new_reader(serve(fill(tmp_path / "quotes.sqlite", (Article("quotes", said),)))).open()
    words = reader.panel().locator(".versus .words")

    assert words.all_inner_texts() == ["“‘Bakhmut is ours,’ said A.”", "“Bakhmut is taken.”"]


@pytest.mark.parametrize(
    ("title", "told"), [("Two days", "“Two days”, no publisher named"), ("", "no publisher named")]
)
def test_an_article_without_a_publisher_is_not_told_by_the_name_of_its_file(
    title: str, told: str, new_reader: Open, serve: Serve, tmp_path: Path
) -> None:
    said = (
        Said("gn:1", "article", "Bakhmut was held.", U, 9, "article"),
        Said("gn:1", "Staff B", "Bakhmut is taken.", R, 9),
    )
    article = Article("notes_0417", said, title=title, publisher="", url="")
    reader = new_reader(serve(fill(tmp_path / "unnamed.sqlite", (article,)))).open()
    sayings = reader.panel().locator(".versus .say")

    assert sayings.first.locator(".who").inner_text().startswith("an article without a named publisher")
    assert sayings.locator(".soft").all_inner_texts() == [f"10 March 2023 · {told}"] * 2


def test_the_legend_of_many_wars_names_a_few_and_tells_where_all_are(
    new_reader: Open, serve: Serve, wars: Path
) -> None:
    reader = new_reader(serve(wars)).open()
    reader.frame.evaluate("void map.setView([30, 30], 2, {animate: false})")
    legend = reader.frame.locator(".cm-legend")
    assert legend.locator(".cm-war").count() == 3
    assert legend.bounding_box()["height"] < 150

    legend.get_by_role("button", name="and 2 wars more, in the same colours").click()
    told = reader.frame.locator(".cm-keys dl").first.inner_text()
    for name in ("Ukraine", "War in Sudan", "Rapid Support Forces", "War in Myanmar", "Israel"):
        assert name in told
    reader.page.keyboard.press("Escape")
    assert reader.frame.evaluate("document.activeElement.textContent").startswith("and 2 wars")


def test_on_a_phone_the_legend_names_both_sides_in_full(
    new_reader: Open, serve: Serve, extra_places: dict[str, Place], tmp_path: Path
) -> None:
    place = extra_places["gn:70"] = Place("gn:70", "Town", 13.0, 30.0)
    said = (
        Said("gn:70", "Official A", "The town is ours.", "saf_control", 9),
        Said("gn:70", "Staff B", "The town is taken.", "rsf_control", 9),
    )
    article = Article("town", said, places={"gn:70": place}, conflict="sudan")
    reader = new_reader(serve(fill(tmp_path / "town.sqlite", (article,))), PHONE).open()
    names = reader.frame.locator(".cm-sides .cm-item")

    assert names.count() == 2
    for box in [name.bounding_box() for name in names.all()]:
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] - 8
    why = reader.frame.get_by_role("button", name="What do these mean?").bounding_box()
    frame = reader.page.locator(FRAME).bounding_box()
    assert why["y"] + why["height"] <= frame["y"] + frame["height"]


def test_far_out_a_crowd_of_marks_is_not_covered_by_lines(
    new_reader: Open, serve: Serve, extra_places: dict[str, Place], tmp_path: Path
) -> None:
    """Close by every mark that was turned round its neighbours keeps its line in front; far out few do."""
    told = []
    for number in range(24):
        name = f"Village {number}"
        key = f"gn:6{number:02d}"
        lat, lon = 48 + 0.004 * (number * 7 % 24), 37 + 0.006 * (number * 5 % 24)
        extra_places[key] = Place(key, name, lat, lon)
        told.append(Said(key, "Official A", f"{name} is ours, said A.", U, 9))
    told.append(Said("gn:600", "Staff B", "Village 0 is taken, said B.", R, 9))
    article = Article("crowd", tuple(told), places=extra_places)
    reader = new_reader(serve(fill(tmp_path / "crowd.sqlite", (article,)))).open("/?day=2023-03-10")

    def lines(zoom: float) -> list[list[str]]:
        """Marks that stand off their true direction, and those with a line in front of all marks."""
        return reader.frame.evaluate(
            """zoom => {
                map.setView([48.05, 37.07], zoom, {animate: false});
                claimsMap.drawn();
                const names = (marks) => marks.map((mark) => mark.place.name).sort();
                return [names(claimsMap.marks.filter((mark) => mark.turned)), names(claimsMap.inFront)];
            }""",
            zoom,
        )

    turned, in_front = lines(7)
    assert turned and turned == in_front
    turned, in_front = lines(5)
    assert turned and set(in_front) <= {"Village 0"}  # the chosen one, which is disputed


def test_a_link_to_a_position_of_the_map_shows_it_though_the_chosen_place_lies_elsewhere(
    new_reader: Open, address: str
) -> None:
    reader = new_reader(address).open("/?day=2023-03-10&place=gn:1&at=46.5000,30.7000,9")
    lat, lng = reader.frame.evaluate("[map.getCenter().lat, map.getCenter().lng]")

    assert (round(lat, 1), round(lng, 1)) == (46.5, 30.7)
    assert reader.panel().get_by_role("heading", name="Bakhmut").count() == 1


def test_an_opened_document_says_which_article_it_is(reader: Reader) -> None:
    reader.panel().get_by_role("link", name="in its document").first.click()
    opened = reader.page.get_by_role("region", name="Evidence")
    opened.get_by_text("Another title · The Gazette, published 11 March 2023", exact=True).wait_for()
    assert opened.get_by_role("link", name="The Gazette").first.get_attribute("href").startswith("https:")


def test_on_a_phone_what_a_day_means_can_be_read_in_full(new_reader: Open, address: str) -> None:
    reader = new_reader(address, PHONE).open()
    chosen = reader.page.get_by_role("combobox", name="Day means")
    fits = """node => {
        const pen = document.createElement("canvas").getContext("2d"), style = getComputedStyle(node);
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        return pen.measureText("when it was said").width < node.getBoundingClientRect().width;
    }"""
    assert chosen.evaluate(fits)


def test_words_in_arabic_are_set_from_the_right_with_their_quotation_marks(
    new_reader: Open, serve: Serve, tmp_path: Path
) -> None:
    said = (
        Said("gn:1", "المتحدث", "المدينة لنا.", U, 9),
        Said("gn:1", "Staff B", "The town is ours.", R, 9),
    )
    reader = new_reader(serve(fill(tmp_path / "arabic.sqlite", (Article("a", said),)))).open()
    places = """e => {
      const text = e.firstChild, range = document.createRange();
      return [0, text.length - 1].map((i) => {
        range.setStart(text, i); range.setEnd(text, i + 1);
        return range.getBoundingClientRect().x; });
    }"""
    for words, first_is_right in (("المدينة", True), ("The town", False)):
        first, last = reader.panel().locator(".versus .words", has_text=words).evaluate(places)
        assert (first > last) == first_is_right


def test_a_tray_with_nothing_in_it_does_not_open(reader: Reader) -> None:
    assert reader.page.get_by_text("Not on the map: nothing.").count() == 1
    assert reader.page.locator("summary", has_text="Not on the map").count() == 0


def test_a_distance_is_read_where_names_are(reader: Reader) -> None:
    """Its words lie within the map, also at its edge."""
    reader.frame.get_by_role("button", name=re.compile("Measure")).click()
    box: Any = reader.frame.locator(".cm-overlay").bounding_box()
    drawn = """() => {
      const ctx = claimsMap.overlay.getContext("2d"), real = ctx.fillText;
      window.said = [];
      ctx.fillText = (words, x, y) => {
        window.said.push([words, x, y, ctx.measureText(words).width]);
        real.call(ctx, words, x, y); };
    }"""
    reader.frame.evaluate(drawn)
    reader.page.mouse.click(box["x"] + 300, box["y"] + 300)
    reader.page.mouse.click(box["x"] + box["width"] - 90, box["y"] + 300)
    reader.frame.wait_for_function("said.some(([words]) => / km$/.test(words))")
    words, x, y, wide = next(one for one in reversed(reader.frame.evaluate("said")) if one[0].endswith(" km"))
    assert x >= 0 and x + wide <= box["width"] and 0 < y < box["height"], words


def test_one_claim_is_not_sorted(new_reader: Open, serve: Serve, tmp_path: Path) -> None:
    said = Said("gn:1", "Official A", "The town is ours.", U, 9)
    reader = new_reader(serve(fill(tmp_path / "one.sqlite", (Article("a", (said,)),)))).open()
    reader.page.wait_for_selector(IDLE)

    assert reader.panel().get_by_role("heading", name="1 claim", exact=True).count() == 1
    assert reader.page.get_by_text("All claims are of 10 March 2023.").is_visible()


def test_in_a_crowd_the_chosen_place_is_named_over_marks_that_say_less(
    new_reader: Open, serve: Serve, tmp_path: Path
) -> None:
    many_claims(tmp_path / "crowd.sqlite", 1_000)
    reader = new_reader(serve(tmp_path / "crowd.sqlite")).open()
    chosen = reader.frame.evaluate("claimsMap.place")
    labels = {one["id"]: one for one in reader.frame.evaluate("claimsMap.labels")}

    assert chosen in labels
    loud = [one for one in reader.marks().values() if one["state"] not in ("silent", "mentioned")]
    x, y = labels[chosen]["x"], labels[chosen]["y"]
    assert not [one for one in loud if x < one["x"] < x + 60 and abs(one["y"] - y) < one["r"] - 2]


def test_thousands_of_claims_are_opened_in_steps(new_reader: Open, serve: Serve, tmp_path: Path) -> None:
    said = tuple(Said("gn:1", f"Speaker {n}", f"Statement {n} on the town.", day=n % 9) for n in range(230))
    reader = new_reader(serve(fill(tmp_path / "many.sqlite", (Article("a", said),)))).open(
        "/?day=2023-03-09&place=gn:1"
    )
    cards = reader.panel().locator(".claim")
    assert cards.count() == 4
    reader.page.get_by_role("button", name="Show 200 more of 230 claims").click()
    rest = reader.page.get_by_role("button", name="Show all 230 claims")
    rest.wait_for()
    reader.page.wait_for_selector(IDLE)
    assert cards.count() == 204
    rest.click()
    rest.wait_for(state="detached")
    reader.page.wait_for_selector(IDLE)
    assert cards.count() == 230


def test_on_a_phone_a_claim_is_checked_above_its_document(
    new_reader: Open, serve: Serve, fill_store: Callable[[Path], Path], tmp_path: Path
) -> None:
    reader = new_reader(serve(fill_store(tmp_path / "p.sqlite"), GEO_INSTANCE="private"), PHONE).open()
    reader.page.get_by_role("button", name="Review").click()
    reader.page.locator(".st-key-evidence").wait_for()
    reader.page.wait_for_selector(IDLE)
    boxes = [
        reader.page.locator(name).bounding_box() for name in (FRAME, ".st-key-review", ".st-key-evidence")
    ]

    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    assert boxes[2]["y"] < reader.panel().locator("h2").bounding_box()["y"]


def test_at_double_size_the_map_is_on_the_first_screen(new_reader: Open, address: str) -> None:
    """A window of 1600 by 900 at 200 % is one of 800 by 450."""
    reader = new_reader(address, {"width": 800, "height": 450}).open()
    frame = reader.page.locator(FRAME).bounding_box()

    assert frame["y"] < 225
    assert frame["y"] + frame["height"] <= reader.page.locator(".st-key-controls").bounding_box()["y"]


def test_the_words_at_a_mark_follow_the_day_and_leave_with_the_pointer(reader: Reader) -> None:
    reader.click("gn:1")
    tip = reader.frame.locator(".cm-tip")
    tip.get_by_text("Disputed.", exact=False).wait_for()
    reader.page.wait_for_selector(IDLE)
    reader.frame.evaluate("claimsMap.stepClaims(-1)")  # the pointer stays where it is
    reader.wait_day("2023-03-09")
    tip.get_by_text("Institute Z: fighting", exact=False).wait_for()
    assert "Disputed" not in tip.inner_text()
    reader.page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    reader.page.wait_for_selector(IDLE)
    reader.frame.evaluate("claimsMap.preview('gn:1')")
    tip.wait_for(state="visible")
    reader.frame.evaluate("claimsMap.show(claimsMap.data.first)")
    tip.wait_for(state="hidden")  # nothing is said of the place yet


def test_places_outside_the_map_are_told_of_and_shown_when_asked_for(reader: Reader) -> None:
    away = reader.frame.locator(".cm-away")
    reader.frame.evaluate("() => { map.setView([48.6, 38.0], 11, {animate: false}); }")
    assert away.inner_text() == "3 of 7 places outside the map: show all"
    reader.frame.evaluate("() => { map.setView([10, 10], 8, {animate: false}); }")
    assert away.inner_text() == "7 of 7 places outside the map: show all"
    away.click()
    assert not away.is_visible()
    assert len(reader.marks()) == 7
    reader.page.wait_for_url(re.compile("at="))


def test_a_place_is_found_by_a_name_that_only_the_gazetteer_knows(
    new_reader: Open, serve: Serve, tmp_path: Path, extra_places: dict[str, Place]
) -> None:
    place = extra_places["gn:701822"] = Place("gn:701822", "Mariupol", 47.0971, 37.5434, country="UA")
    said = Said(place.place_id, "Mayor M", "It is ours.", U, 9)
    articles = (*ARTICLES, Article("more", (said,), places={place.place_id: place}))
    reader = new_reader(serve(fill(tmp_path / "names.sqlite", articles))).open()

    def ask(name: str) -> None:
        box = reader.page.get_by_role("combobox", name=re.compile("Find a place"))
        box.fill(name)
        box.press("Enter")

    ask("Zhdanov")  # its name until 1989, which no article here gives it
    reader.panel().get_by_role("heading", name="Mariupol").wait_for()
    reader.page.get_by_text("“Zhdanov” is a name of Mariupol.").wait_for()
    ask("sole")  # as the first of the listed ones would be taken
    reader.panel().get_by_role("heading", name="Soledar").wait_for()
    ask("Mariu")
    reader.panel().get_by_role("heading", name="Mariupol").wait_for()
    ask("Aleppo")
    reader.page.get_by_text("Nothing is claimed here about Aleppo (SY)", exact=False).wait_for()
    ask("Xyzzyqqq")
    reader.page.get_by_text("No place is known by the name “Xyzzyqqq”.").wait_for()
    assert reader.panel().get_by_role("heading", name="Mariupol").is_visible()
