"""What a picture says where little, much, or nothing usual is to be shown."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from matplotlib.patches import FancyBboxPatch

from dashboard import picture
from dashboard.corpus import Corpus
from dashboard.picture import draw, mapdraw, sequence
from dashboard.picture.compose import Mark
from dashboard.picture.layout import MISSING, Flow, Page, Paragraph, Rect, Style, wrapped
from dashboard.picture.paper import SIZES, left_to_right, overlaps
from dashboard.state import View
from geo import conflicts
from geo.model import Place
from tests.dashboard.conftest import Article, R, Said, U, fill
from tests.dashboard.pictured import (
    BUSY,
    EMPTY,
    MADE,
    QUIET,
    compose,
    corpus_of,
    drawn_boxes,
    said_on,
    sheets,
)

READABLE = 1 / 50  # of a slide's height, letters that carry the message
LEAST = 1 / 64  # any other, but for countries in the locator


@pytest.fixture
def corpus(store: Path) -> Corpus:
    return corpus_of(store)


@pytest.fixture
def told(tmp_path: Path, extra_places: dict[str, Place]) -> Callable[..., Corpus]:
    """A corpus of one place of this name and position, and what is said of it."""

    def make(*said: Said, name: str = "Far Town", lat: float = 48.0, lon: float = 37.0) -> Corpus:
        place = Place("gn:77", name, lat, lon)
        extra_places["gn:77"] = place
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
        return corpus_of(fill(path, (Article("told", said, places={"gn:77": place}),)))

    return make


def headings(made: picture.Picture) -> list[str]:
    return [line.lead for entry in made.entries for line in entry.lines if line.colour]


def test_words_can_be_read_from_the_back_of_a_room(corpus: Corpus) -> None:
    form = SIZES["16:9"]
    for text in [text for sheet in sheets(compose(corpus)) for text in sheet.texts]:
        share = text.style.size / form.height
        if text.kind in ("title", "sentence", "label") or (text.kind == "list" and "[" not in text.words):
            assert share >= READABLE, text
        elif text.kind != "inset":
            assert share >= LEAST, text


def test_a_heading_gives_a_side_no_more_than_its_claims_do(told: Callable[..., Corpus]) -> None:
    """Most of a place and a part of it, by two claimants, is not the place."""
    most = Said("gn:77", "Correspondent K", "It is largely ours.", R, 9, extent="most")
    part = Said("gn:77", "Editor B", "They took the east.", R, 9, extent="part", part="eastern")
    whole = Said("gn:77", "Staff S", "The town is ours.", R, 9, extent="whole")

    assert headings(compose(told(most, part))) == ["Said to be held by Russia in part or for the most part"]
    assert headings(compose(told(most))) == ["Said to be held by Russia for the most part"]
    assert headings(compose(told(most, part, whole))) == ["Said to be held by Russia"]


def test_a_part_is_worded_as_on_the_map(told: Callable[..., Corpus]) -> None:
    part = Said("gn:77", "Editor B", "They took the east.", R, 9, extent="part", part="eastern")

    assert "Editor B, in its eastern part:" in said_on(sheets(compose(told(part))))


def test_an_empty_day_shows_where_the_claims_are_and_when(told: Callable[..., Corpus]) -> None:
    corpus = told(Said("gn:77", "Staff S", "The town is ours.", R, 9), lat=13.6, lon=25.3)  # Darfur
    made = compose(corpus, EMPTY)
    west, south, east, north = made.bounds

    assert south < 13.6 < north and west < 25.3 < east and north - south < 10
    assert "No place is spoken of in this view. Claims reach from 10 March 2023 to 10 March 2023." in said_on(
        sheets(made)
    )


def test_a_chosen_place_of_which_nothing_is_said_is_told_of(corpus: Corpus) -> None:
    made = compose(corpus, date(2023, 3, 2), place="gn:1")

    assert "gn:1" not in corpus.view(View(date(2023, 3, 2)).look, date(2023, 3, 2)).places
    assert "Nothing is claimed about Bakhmut in this view." in said_on(sheets(made))


def test_a_title_counts_the_other_places_of_its_list(corpus: Corpus) -> None:
    made = compose(corpus, place="gn:1")

    assert made.title == "What is claimed about Bakhmut and 6 other places, 10 March 2023"
    assert len(made.entries) == 7


def two_fronts(tmp_path: Path, extra: dict[str, Place]) -> Corpus:
    """A dispute, a far place in another country of which much is claimed, and a place gone silent."""
    far = {f"gn:8{n}": Place(f"gn:8{n}", f"Nile {n}", 15.5 + 0.1 * n, 32.5, country="SD") for n in range(5)}
    old = Place("gn:90", "Old Silence", 48.9, 38.4, country="UA")
    near = Place("gn:91", "Near Town", 48.6, 38.0, country="UA")
    extra |= {**far, "gn:90": old, "gn:91": near}
    said = (
        Said("gn:91", "Staff S", "Near Town is ours.", R, 80, side="russia"),
        Said("gn:91", "Official A", "We hold Near Town.", U, 80, side="ukraine"),
        *(Said(one, "Officer N", f"Shells fell on {one}.", "contested", 80) for one in far),
        Said("gn:90", "Staff S", "Old Silence was shelled.", "contested", 0),
    )
    return corpus_of(fill(tmp_path / "fronts.sqlite", (Article("fronts", said, places=dict(extra)),)))


@pytest.mark.parametrize("size", picture.SIZES)
def test_the_frame_lies_around_the_dispute_and_what_is_far_is_told(
    tmp_path: Path, extra_places: dict[str, Place], size: str
) -> None:
    corpus = two_fronts(tmp_path, extra_places)
    made = compose(corpus, date(2023, 5, 20))
    west, south, east, north = made.bounds
    pages = sheets(made, size)

    assert made.marks[0].name == "Near Town"
    assert west < 38.0 < east and south < 48.6 < north and south > 40
    assert "Outside the map: 2\u20136" in said_on(pages)
    assert [(a.words, b.words) for page in pages for a, b in overlaps(page.texts)] == []


def test_sides_of_two_wars_with_one_colour_stand_with_their_wars(two_wars_store: Path) -> None:
    corpus = corpus_of(two_wars_store)
    sides = dict(compose(corpus, BUSY).sides)
    (rsf,) = [name for name in sides if name.startswith("Rapid Support Forces")]

    assert rsf == "Rapid Support Forces (War in Sudan)"
    assert sides[rsf] in [colour for name, colour in sides.items() if name != rsf]
    assert {name for name, _ in compose(corpus, QUIET).sides} == {"Ukraine"}


@pytest.fixture
def wars(tmp_path: Path, extra_places: dict[str, Place]) -> Corpus:
    """Seven disputed places, each of another war, a hundred kilometres apart, in one picture."""
    articles = []
    for number, war in enumerate(conflicts.load()[:7]):
        one, two = (f"{side.id}_control" for side in war.sides[:2])
        place = extra_places[f"gn:6{number}"] = Place(f"gn:6{number}", f"Town {number}", 48.0, 30.0 + number)
        said = tuple(Said(place.place_id, f"Staff {s}", f"It is ours, said {s}.", s, 9) for s in (one, two))
        articles.append(Article(war.id, said, places={place.place_id: place}, conflict=war.id))
    return corpus_of(fill(tmp_path / "seven.sqlite", tuple(articles)))


@pytest.mark.parametrize("size", SIZES)
def test_the_legend_names_the_sides_on_the_map_and_stays_off_the_foot(wars: Corpus, size: str) -> None:
    world = compose(wars)
    near = replace(world, bounds=(29.9, 47.9, 30.1, 48.1))
    long = replace(near, title="long " * 40, sentence="long " * 90)
    legends = []
    for made in (world, near, long):
        page = sheets(made, size)[0]
        assert [(a.words, b.words) for a, b in overlaps(page.texts)] == []
        legends.append(" ".join(text.words for text in page.texts if text.kind == "legend"))

    assert len(world.sides) > 10 and "said to be held" not in legends[0]
    assert "colour: the side that the list names at the number" in legends[0]
    assert {name for name, _ in near.sides if name in legends[1]} == set(near.marks[0].sides)
    assert all(f"said to be held by {name}" in legends[1] for name in near.marks[0].sides)


def test_silent_places_are_named_in_one_list_and_take_no_number(
    tmp_path: Path, extra_places: dict[str, Place]
) -> None:
    made = compose(two_fronts(tmp_path, extra_places), date(2023, 5, 20))

    assert made.silent == ("Old Silence (last claim 1 March 2023)",)
    assert [mark.number for mark in made.marks] == [1, 2, 3, 4, 5, 6, 0]
    assert "Old Silence (last claim 1 March 2023)." in said_on(sheets(made))
    assert "Old Silence" not in [entry.name for entry in made.entries]


def test_a_chosen_place_that_is_silent_is_told_of_first(
    tmp_path: Path, extra_places: dict[str, Place]
) -> None:
    made = compose(two_fronts(tmp_path, extra_places), date(2023, 5, 20), place="gn:90")

    assert made.title == "Nothing is claimed about Old Silence (6 other places shown), 20 May 2023"
    assert made.entries[0].name == "Old Silence"
    assert made.entries[0].lines[0].words == "Last claim 80 days before, on 1 March 2023."


def test_all_steps_of_a_sequence_have_the_frame_of_what_is_live_in_it(
    tmp_path: Path, extra_places: dict[str, Place]
) -> None:
    corpus = two_fronts(tmp_path, extra_places)
    days = [date(2023, 5, 20), date(2023, 5, 25)]
    made = sequence.pictures(corpus, View(days[0]), days, MADE)

    assert len({one.bounds for one in made}) == 1
    assert made[0].bounds[1] > 40  # the dispute's south, not the Nile


def test_a_title_names_the_wars_whose_sides_speak(corpus: Corpus) -> None:
    further = next(one for one in conflicts.load() if one.id == "sudan")
    made = compose(replace(corpus, conflicts=[*corpus.conflicts, further]))

    assert made.title == "What is claimed: Russia's war against Ukraine, 10 March 2023"


def test_numbers_that_follow_each_other_are_joined() -> None:
    assert mapdraw.ranges([]) == ""
    assert mapdraw.ranges([2]) == "2"
    assert mapdraw.ranges([2, 5, 6, 7, 9, 10]) == "2, 5\u20137, 9\u201310"


def test_a_heading_stands_with_the_words_that_follow_it() -> None:
    words = Style(10)
    pages = [Page()]
    columns = [Rect(0, 0, 200, 100), Rect(220, 0, 200, 100)]
    flow = Flow(pages, columns, lambda: columns)
    flow.add([Paragraph([("filler " * 25, words)])])
    flow.add(
        [
            Paragraph([("Town", words)], keep=True),
            Paragraph([("Said to be held by A", words)], keep=True),
            Paragraph([("word " * 18, words)]),
        ]
    )
    set_in = {text.words.split()[0]: text.x for text in pages[0].texts}

    assert set_in["filler"] == 0
    assert set_in["Town"] == set_in["Said"] == set_in["word"] == 220


def compared(corpus: Corpus, since: date, day: date = BUSY, **changes: object) -> picture.Picture:
    view = replace(View(day), compare=since, **changes)
    return picture.compose(corpus, view, made=MADE, changes=corpus.changes(view.look, since, day))


def test_a_comparison_counts_its_changes_and_names_what_stayed(corpus: Corpus) -> None:
    made = compared(corpus, date(2023, 3, 8))
    said = said_on(sheets(made))
    numbers = {entry.number for entry in made.entries} | {int(words.split()[0]) for words in made.same}

    assert "3 places changed since 8 March 2023: 1 disputed now, 1 new, 1 changed" in said
    assert len(made.entries) == 3 and len(made.same) == len(made.marks) - 3 > 0
    assert numbers == {mark.number for mark in made.marks}
    assert "Not changed:" in said


def test_what_ceased_to_be_disputed_is_told_where_only_disputes_are_shown(
    told: Callable[..., Corpus],
) -> None:
    corpus = told(
        Said("gn:77", "Staff S", "The town is ours.", R, 5),
        Said("gn:77", "Official A", "We hold the town.", U, 5),
        Said("gn:77", "Official A", "We left the town.", R, 9),
    )
    made = compared(corpus, date(2023, 3, 7), only_disputed=True)

    assert [entry.lines[0].lead for entry in made.entries] == ["disputed before, not now"]
    assert [mark.change for mark in made.marks] == ["ceased_disputed"]


@pytest.mark.parametrize("size", SIZES)
def test_long_words_of_every_kind_stay_on_the_page_and_are_not_dropped(corpus: Corpus, size: str) -> None:
    form = SIZES[size]
    long = replace(
        compose(corpus, place="gn:1"),
        sentence="On this day, " + ", ".join(f"only claimant {n}" for n in range(120)) + ".",
        link="?" + "&".join(f"claimant=Somebody+{n}" for n in range(200)),
        sides=((names := "A coalition of very many names " * 6, "#0072b2"), ("B", "#d55e00")),
    )
    long = replace(long, marks=tuple(replace(mark, sides=(names,)) for mark in long.marks))
    pages = sheets(long, size)
    said = {
        kind: "".join(text.words for page in pages for text in page.texts if text.kind == kind)
        for kind in ("list", "source", "legend")
    }

    for sheet in pages:
        page = Rect(0, 0, form.width, form.height)
        assert [words for words, box in drawn_boxes(sheet) if not box.inside(page)] == []
        assert [(a.words, b.words) for a, b in overlaps(sheet.texts)] == []
    assert pages[0].frame.height >= draw.LEAST_MAP * SIZES[size].height
    for kind, words in (("list", long.sentence), ("source", long.link), ("legend", long.sides[0][0])):
        assert words.replace(" ", "") in said[kind].replace(" ", "")


def test_a_letter_that_the_type_lacks_is_marked_and_the_mark_explained(told: Callable[..., Corpus]) -> None:
    corpus = told(Said("gn:77", "官员", "城镇 is ours, قالت الوزارة.", R, 9), name="Far 镇")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pages = sheets(compose(corpus))
        [data, *_] = picture.encode(compose(corpus), ".svg")
    drawn = " ".join(words for words, _ in drawn_boxes(pages[0]))

    assert f"Far {MISSING}" in drawn and f"{MISSING}{MISSING} is ours, قالت الوزارة." in drawn
    assert f"{MISSING}: a letter that the picture's type lacks." in drawn
    assert "镇" not in data.decode()
    assert MISSING not in said_on(sheets(compose(told(Said("gn:77", "Staff S", "Ours.", R, 9)))))


def test_a_word_of_ten_thousand_letters_is_broken_without_measuring_it_whole() -> None:
    lines = wrapped([("x" * 10_000, Style(11))], 300)

    assert "".join(words for line in lines for words, _ in line) == "x" * 10_000
    assert len(lines) > 100


def test_a_long_word_is_broken_at_its_hyphens() -> None:
    lines = wrapped([("Upper-Sukha-Volnovakha-on-the-Sea", Style(11))], 120)

    assert all(words.endswith("-") for line in lines[:-1] for words, _ in line)


def test_a_lead_crosses_no_other_mark_label_or_lead() -> None:
    """In a crowd the number stands on its mark rather than at the end of a line that misleads."""
    frame, radius = Rect(0, 0, 400, 300), 9.0
    places = [(90 + 25.0 * (n % 8), 60 + 25.0 * (n // 8)) for n in range(56)]
    marks = [dense_mark(n + 1) for n in range(56)]
    boxes = [Rect(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in places]
    texts, leads = mapdraw._labels(marks, places, [radius] * 56, boxes, frame)
    lines = [(start, mapdraw._end(text.box, *start)) for start, text in leads]

    assert len(texts) == 56 and leads and any(text.kind == "number" for text in texts)
    for (start, text), line in zip(leads, lines, strict=True):
        others = [box for box in boxes if not box.holds(*start)]
        others += [other.box for other in texts if other is not text and other.kind == "label"]
        assert not [at for at in mapdraw._points(*start, *line[1]) for box in others if box.holds(*at)]
        assert not [other for other in lines if other[0] != start and mapdraw._cross(line, other)]


def dense_mark(number: int) -> Mark:
    return Mark(
        number,
        f"Village {number}",
        (0.0, 0.0),
        "settlement",
        "held",
        ("#000000",),
        False,
        False,
        None,
        1.0,
        1,
    )


def test_a_label_keeps_clear_of_a_long_mark(corpus: Corpus) -> None:
    """A river's mark is longer than it is high."""
    for sheet in sheets(compose(corpus)):
        label = next((text for text in sheet.labels if "Bakhmutka" in text.words), None)
        if label is None:
            continue
        pills = [p for p in sheet.figure.axes[0].patches if isinstance(p, FancyBboxPatch)]
        assert pills
        for pill in pills:
            box = pill.get_path().get_extents(pill.get_patch_transform())
            assert label.box.right <= box.x0 or label.box.x >= box.x1
        return
    raise AssertionError("no label of the river")


def test_the_locator_names_the_countries_around_it(corpus: Corpus) -> None:
    words = {text.words for sheet in sheets(compose(corpus)) for text in sheet.texts if text.kind == "inset"}

    assert {"Ukraine", "Russia", "Belarus"} <= words


def test_whose_crimea_is_stands_on_the_picture_that_shows_it(told: Callable[..., Corpus]) -> None:
    corpus = told(Said("gn:77", "Staff S", "The town is ours.", R, 9), name="Dzhankoi", lat=45.71, lon=34.39)

    assert "Borders follow the United Nations: Crimea is Ukraine's." in said_on(sheets(compose(corpus))[:1])


def test_a_line_of_two_directions_is_read_from_the_left() -> None:
    assert left_to_right("4  \u05d7\u05e8\u05e1\u05d5\u05df") == "\u200e4  \u05d7\u05e8\u05e1\u05d5\u05df"
    for words in ("4  Kherson", "\u05d7\u05e8\u05e1\u05d5\u05df.", "\u0425\u0435\u0440\u0441\u043e\u043d 4"):
        assert left_to_right(words) == words
