"""The real app, run without a browser."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import parts, serve, source
from dashboard.corpus import Corpus
from dashboard.panel import Panel
from geo import conflicts, layers
from geo.model import DateInterval
from geo.store import Store
from tests.dashboard.conftest import ARTICLES, Article, R, Said, fill, reading

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


@pytest.fixture(autouse=True)
def whole_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run is of the whole page: of a run of parts, the test harness would show those parts alone."""
    monkeypatch.setattr(parts, "rerun", lambda *_: None)


@pytest.fixture
def app(store: Path) -> AppTest:
    """The app after its first run."""
    return run(AppTest.from_file(APP, default_timeout=60))


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    """All of the page's own markup."""
    return "".join(element.proto.body for element in app.get("html"))


def map_state(app: AppTest) -> dict:
    """The state that the map is given."""
    (word,) = re.findall(r'data-map-state="([A-Za-z0-9+/=]*)"', markup(app))
    return json.loads(base64.b64decode(word))


def map_arguments(app: AppTest) -> dict:
    return json.loads(app.get("component_instance")[0].proto.json_args)


def test_opens_on_the_contradiction_with_both_sides_words_and_sureness(app: AppTest) -> None:
    page = markup(app)
    assert map_state(app)["place"] == "gn:1"
    assert map_state(app)["day"] == layers.number(date(2023, 3, 10))
    assert "Disputed" in page
    assert "“They have highly likely moved into the centre.”" in page
    assert "“We control the situation in the town.”" in page
    assert "“highly likely”" in page


def test_the_as_of_sentence_names_day_clock_look_back_and_counts(app: AppTest) -> None:
    assert "On 10 March 2023, by claims said in the 30 days before: 7 places, 1 disputed" in markup(app)


def test_moving_the_slider_changes_sentence_panel_and_map(app: AppTest) -> None:
    app.slider(key="day_choice").set_value(date(2023, 3, 8))
    run(app)
    assert map_state(app)["day"] == layers.number(date(2023, 3, 8))
    assert "On 8 March 2023" in markup(app)
    assert "Fighting reported" in markup(app)
    assert "“We control the situation in the town.”" not in markup(app)


def test_a_move_sends_a_day_and_keeps_the_map_in_its_place(app: AppTest) -> None:
    before = app.get("component_instance")[0].proto
    app.slider(key="day_choice").set_value(date(2023, 3, 8))
    run(app)
    after = app.get("component_instance")[0].proto
    assert before.id == after.id
    assert json.loads(before.json_args)["script"] == json.loads(after.json_args)["script"]
    assert len(after.json_args) < 10_000
    assert map_state(app)["day"] == layers.number(date(2023, 3, 8))


def test_a_move_that_changes_no_state_sends_no_claim_again(app: AppTest) -> None:
    def pieces() -> list[str]:
        return [element.proto.body for element in app.get("html")]

    app.selectbox(key="place_choice").set_value("gn:4")
    run(app)
    app.slider(key="day_choice").set_value(date(2023, 3, 5))
    run(app)
    before = pieces()
    app.slider(key="day_choice").set_value(date(2023, 3, 6))
    run(app)
    changed = [new for old, new in zip(before, pieces(), strict=True) if old != new]
    state, sentence = changed
    assert "on 6 March 2023" in state and "--now" in state and "On 6 March 2023" in sentence
    assert max(map(len, changed)) < 600


def test_the_map_is_given_no_word_of_an_article(app: AppTest) -> None:
    arguments = json.dumps(map_arguments(app))
    for words in ("Bakhmut", "Ministry", "Gazette", "situation"):
        assert words not in arguments


def test_every_file_of_the_map_is_our_own(app: AppTest) -> None:
    arguments = map_arguments(app)
    for url in (*arguments["js_links"], *arguments["css_links"]):
        assert url.startswith("../../map/")
    assert "//" not in arguments["header"].replace("</", "")


def test_the_payload_of_the_state_is_on_offer(app: AppTest) -> None:
    assert serve.payloads.get(map_state(app)["data"]) is not None


@pytest.fixture
def changed(store: Path) -> Path:
    """The store, after an article came in another version and one claim was rejected."""
    two = reading(ARTICLES[1])
    with Store.open(store) as opened:
        opened.put(replace(two, claims=two.claims[1:]))
        opened.put(replace(reading(ARTICLES[0]), claims=()))
    return store


def asked(revision: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update({"day": "2023-03-10", "place": "gn:1", "revision": revision})
    return run(app)


def test_a_link_with_a_revision_shows_what_was_shown_then(changed: Path) -> None:
    words = "“They have highly likely moved into the centre.”"
    now = run(AppTest.from_file(APP, default_timeout=60))
    then = asked("2")

    assert words not in markup(now)
    assert words in markup(then)
    assert "corpus revision 2; it is at 4 now" in then.info[0].value
    assert then.query_params["revision"] == "2"

    then.button(key="past-leave").click()
    run(then)
    assert words not in markup(then)
    assert "revision" not in then.query_params


@pytest.mark.parametrize(
    ("revision", "note"),
    [("99", "no revision 99 yet"), ("x", "is not a number"), ("9" * 30, "The corpus has no such revision")],
)
def test_a_link_with_a_revision_that_is_none_shows_the_present_one(
    changed: Path, revision: str, note: str
) -> None:
    app = asked(revision)

    assert note in app.warning[0].value
    assert "corpus revision 4" in markup(app)
    assert not app.info


def test_a_revision_without_a_claim_says_so_and_leads_to_the_present(changed: Path) -> None:
    app = asked("0")

    assert app.info[0].value == "At corpus revision 0 the store held no dated claim; it is at 4 now."
    assert '<a href="?" target="_self">Show the present</a>' in markup(app)


def test_a_past_revision_can_be_neither_reviewed_nor_added_to(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_INSTANCE", "private")
    keys = [{button.key for button in app.button} for app in (asked("2"), asked("4"))]
    drawers = [len(app.get("popover")) for app in (asked("2"), asked("4"))]

    assert ["review-open" in each for each in keys] == [False, True]
    assert drawers[0] == drawers[1] - 1  # the one for own articles


def test_a_place_found_by_the_spelling_of_a_source_opens(app: AppTest) -> None:
    assert any("Artyomovsk" in option for option in app.selectbox(key="place_choice").options)
    app.selectbox(key="place_choice").set_value("gn:4")
    run(app)
    assert "<h2>Avdiivka</h2>" in markup(app)
    assert "Each holds a part, as claimed" in markup(app)
    assert map_state(app)["place"] == "gn:4"


def test_look_back_clock_and_mode_change_the_view_and_the_address(app: AppTest) -> None:
    app.selectbox(key="back_choice").set_value(7)
    run(app)
    assert "said in the 7 days before: 6 places, 1 disputed; 1 place silent" in markup(app)
    app.selectbox(key="clock_choice").set_value("about")
    run(app)
    assert "claims about the 7 days before" in markup(app)
    app.selectbox(key="mode_choice").set_value("until")
    run(app)
    assert "Until 10 March 2023, by all claims" in markup(app)
    assert app.query_params == {
        "day": "2023-03-10",
        "place": "gn:1",
        "clock": "about",
        "mode": "until",
        "look_back": "7",
    }


def test_between_two_days_takes_a_period(app: AppTest) -> None:
    app.selectbox(key="mode_choice").set_value("between")
    run(app)
    app.slider(key="period_choice").set_value((date(2023, 3, 8), date(2023, 3, 9)))
    run(app)
    assert "Between 8 March 2023 and 9 March 2023, by claims said in these days: 4 places" in markup(app)
    assert map_state(app)["range"] == [layers.number(date(2023, 3, 8)), layers.number(date(2023, 3, 9))]


def test_a_linked_view_opens(store: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["day"] = "2023-03-03"
    app.query_params["place"] = "gn:4"
    run(app)
    assert "On 3 March 2023" in markup(app)
    assert "<h2>Avdiivka</h2>" in markup(app)
    assert not app.warning


def test_a_bad_link_falls_back_with_notes(store: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in (
        ("day", "soon"),
        ("place", "{{7*7}}"),
        ("clock", "x"),
        ("mode", "<b>"),
        ("look_back", "-1"),
        ("![x](//a.example)", "1"),
        ("claimant", "[a](javascript:b)"),
    ):
        app.query_params[name] = value
    run(app)
    [notes] = app.warning  # one box, a line for each
    assert notes.value.count("\n") == 6
    assert r"\!\[x\]\(//a\.example\)" in notes.value
    assert r"\[a\]\(javascript\:b\)" in notes.value
    assert "{{7*7}}" not in json.dumps(map_arguments(app))


@pytest.mark.parametrize(
    ("day", "quiet"),
    [(date(2023, 3, 6), True), (date(2023, 3, 2), False)],
)
def test_a_move_draws_only_the_parts_that_it_changes(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, day: date, quiet: bool
) -> None:
    app.selectbox(key="place_choice").set_value("gn:4")
    run(app)
    app.slider(key="day_choice").set_value(date(2023, 3, 5))
    run(app)
    drawn: list[str] = []
    monkeypatch.setattr(parts, "rerun", lambda *named: drawn.extend(named))
    app.slider(key="day_choice").set_value(day)
    run(app)
    assert drawn == ([] if quiet else [parts.DAY, parts.CLAIMS])


def test_a_move_with_an_open_box_draws_the_whole_page(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, ...]] = []
    monkeypatch.setattr(parts, "rerun", lambda *named: drawn.append(named))
    app.session_state["take-box"] = True
    run(app)
    app.slider(key="day_choice").set_value(date(2023, 3, 8))
    run(app)
    assert drawn[0] == ()


def test_the_first_visit_is_told_how_to_read_and_can_dismiss_it(app: AppTest) -> None:
    assert any("Split and hatched is a contradiction" in block.value for block in app.markdown)
    app.button(key="how_close").click()
    run(app)
    assert not app.markdown


def test_a_new_ingest_shows_at_the_next_run(app: AppTest, store: Path, fill_more) -> None:
    assert "2 articles · 11 claims" in markup(app)
    fill_more(store)
    run(app)
    assert "3 articles · 12 claims" in markup(app)


def test_an_undated_claim_is_listed_with_its_place_and_in_the_tray(
    app: AppTest, store: Path, add_undated
) -> None:
    add_undated(store)
    run(app)
    assert "“At some time it was quiet here.”" in markup(app)
    assert "day not known" in markup(app)
    assert "claims not dated 1" in app.expander[0].label


def test_a_place_without_dated_claims_yet_tells_of_its_undated_ones(store: Path, add_undated) -> None:
    add_undated(store)
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["day"], app.query_params["place"] = "2023-03-01", "gn:1"
    run(app)
    assert "Nothing was claimed about Bakhmut by 1 March 2023. 1 claim about it without a day" in markup(app)


def test_every_place_opens_in_every_mode_and_clock(app: AppTest) -> None:
    for mode in ("on", "until", "between"):
        for clock in ("said", "about"):
            app.selectbox(key="mode_choice").set_value(mode)
            app.selectbox(key="clock_choice").set_value(clock)
            run(app)
            for place in ("gn:1", "gn:2", "gn:3", "gn:4", "cur:5", "sector:6", "cur:7"):
                app.selectbox(key="place_choice").set_value(place)
                run(app)


def test_a_store_that_cannot_be_read_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database" * 100)
    monkeypatch.setenv("GEO_STORE", str(broken))
    app = run(AppTest.from_file(APP, default_timeout=60))
    assert app.error[0].value == "The claims cannot be shown."
    assert "broken.sqlite" in app.code[0].value


def test_an_empty_store_says_how_to_fill_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_store
) -> None:
    monkeypatch.setenv("GEO_STORE", str(empty_store))
    app = run(AppTest.from_file(APP, default_timeout=60))
    assert "python -m geo ingest" in app.info[0].value


def test_a_day_that_is_not_earlier_is_compared_with_nothing_and_said_so(store: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["day"], app.query_params["compare"] = "2023-03-07", "2023-03-08"
    run(app)
    [note] = app.info
    assert note.value == "Nothing is compared: 8 March 2023 is not before 7 March 2023."
    assert "changes" not in map_state(app)


def test_filters_that_leave_nothing_keep_the_day_and_say_so(store: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["day"], app.query_params["checked"] = "2023-03-08", "1"
    run(app)
    assert "The filters leave no claim as of 8 March 2023." in markup(app)
    payload = map_state(app)
    assert payload["day"] == (date(2023, 3, 8) - date(1970, 1, 1)).days


def panel_of(corpus: Corpus, place_id: str, on: date) -> Panel:
    state = corpus.view(corpus.look, on).places[place_id]
    return Panel(corpus, corpus.look, on, corpus.places[place_id], state)


def test_no_day_makes_the_lanes_be_sent_again(store: Path) -> None:
    with Store.open(store, readonly=True) as opened:
        corpus = source.read(opened)
    first, _ = corpus.days("said")
    days = [first - timedelta(days=9), first, first + timedelta(days=2), first + timedelta(days=300)]
    state = corpus.view(corpus.look, first + timedelta(days=9)).places["gn:1"]
    panels = [Panel(corpus, corpus.look, day, corpus.places["gn:1"], state) for day in days]

    assert len({one.lanes() for one in panels}) == 1 and "dot" in panels[0].lanes()
    assert len({one.scale() for one in panels}) == len(days)
    assert "--now:0.00%" in panels[0].scale() and "--now:100.00%" in panels[-1].scale()
    assert len({one.ends() for one in panels}) > 1  # the axis's days in words stand on their own


def test_what_looks_the_same_in_a_lane_is_drawn_once(tmp_path: Path) -> None:
    said = [Said("gn:1", "Ministry M", f"Sentence {n}.", R, n // 5) for n in range(10)]
    with Store.open(fill(tmp_path / "c.sqlite", (Article("a", tuple(said)),)), readonly=True) as opened:
        corpus = source.read(opened)
    made = panel_of(corpus, "gn:1", date(2023, 3, 3))
    assert len(made.rows) == 10
    assert made.lanes().count('class="dot"') == 2


def test_the_sentence_of_a_state_says_how_much_each_claimant_gives(tmp_path: Path) -> None:
    said = [
        Said("gn:1", who, f"Words of {who}.", R, 9, extent=extent, part=part)
        for who, extent, part in (
            ("Ministry M", "most", ""),
            ("Agency T", "unstated", ""),
            ("Institute Z", "part", "east"),
            ("Staff U", "part", ""),
            ("Channel C", "unstated", ""),
        )
    ]
    with Store.open(fill(tmp_path / "c.sqlite", (Article("a", tuple(said)),)), readonly=True) as opened:
        corpus = source.read(opened)
    assert panel_of(corpus, "gn:1", date(2023, 3, 10)).summary() == (
        "Given to Russia by Agency T and Channel C, for the most part by Ministry M, in part by Staff U, "
        "in its east by Institute Z. "
    )


def test_sides_have_one_order_in_sentence_contradiction_table_line_and_speakers(store: Path) -> None:
    with Store.open(store, readonly=True) as opened:
        corpus = source.read(opened)
    on = date(2023, 3, 10)
    panel = panel_of(corpus, "gn:1", on)
    state = corpus.view(corpus.look, on).places["gn:1"]
    places = corpus.make_payload(corpus.look)["places"]["features"]
    runs = next(one["properties"]["states"] for one in places if one["id"] == "gn:1")
    run = next(one for one in runs if one["state"] == "disputed")
    told = [
        panel.summary(),
        panel.contradiction(),
        " ".join(side for side, _ in corpus.lines.in_order(state.finding)),
        corpus.lines.line(corpus.lines.sides_in_turn(state.claims)),
        run["line"],
        " ".join(corpus.sides[number]["name"] for number in run["sides"]),
    ]
    for words in told:
        assert 0 <= words.casefold().index("ukraine") < words.casefold().index("russia"), words


def test_speakers_stand_in_the_order_of_the_sides_not_of_their_counts(tmp_path: Path) -> None:
    said = [
        Said("gn:1", who, f"Words of {who}.", R, 9, side=side)
        for who, side in (("A", "russia"), ("B", "russia"), ("C", "ukraine"), ("D", ""))
    ]
    with Store.open(fill(tmp_path / "c.sqlite", (Article("a", tuple(said)),)), readonly=True) as opened:
        corpus = source.read(opened)
    words = panel_of(corpus, "gn:1", date(2023, 3, 10)).speakers()
    assert "Claims by side of the speaker: Ukraine 1, Russia 2, neither side 1" in words


def test_a_title_names_four_wars_at_most(store: Path) -> None:
    with Store.open(store, readonly=True) as opened:
        corpus = source.read(opened)
    wars = conflicts.load()
    titles = [replace(corpus, conflicts=wars[:count]).title for count in (1, 4, 6)]

    assert titles[0] == f"Claims by place and day: {wars[0].name}"
    assert titles[1].endswith(f"{wars[2].name} and {wars[3].name}")
    assert titles[2].endswith(f"{wars[1].name}, {wars[2].name} and 3 more")


def test_a_day_is_followed_within_the_days_of_the_clock_that_the_link_names(tmp_path, monkeypatch) -> None:
    """What a claim is about may lie long before anything was said."""
    one = reading(ARTICLES[0])
    early = DateInterval("2022-08-20", date(2022, 8, 20), date(2022, 8, 20), "given")
    path = tmp_path / "claims.sqlite"
    with Store.open(path) as opened:
        opened.put(replace(one, claims=tuple(replace(claim, about=early) for claim in one.claims)))
    monkeypatch.setenv("GEO_STORE", str(path))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update({"day": "2022-08-20", "clock": "about"})
    run(app)

    assert app.session_state.view.day == date(2022, 8, 20)
    assert not app.warning
