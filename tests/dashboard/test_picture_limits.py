"""What a picture says where little, much, or nothing usual is to be shown."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import picture
from dashboard.corpus import Corpus
from dashboard.picture import draw
from dashboard.picture.layout import MISSING, Rect, Style, wrapped
from dashboard.picture.paper import SIZES, overlaps
from dashboard.state import View
from geo.model import Place
from tests.dashboard.conftest import Article, R, Said, U, fill
from tests.dashboard.pictured import BUSY, EMPTY, MADE, compose, corpus_of, drawn_boxes, said_on, sheets

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
        sides=(("A coalition of very many names " * 6, "#0072b2"), ("B", "#d55e00")),
    )
    pages = sheets(long, size)
    said = {
        kind: "".join(text.words for page in pages for text in page.texts if text.kind == kind)
        for kind in ("list", "source", "legend")
    }

    for sheet in pages:
        page = Rect(0, 0, form.width, form.height)
        assert [words for words, box in drawn_boxes(sheet) if not box.inside(page)] == []
        assert [(a.words, b.words) for a, b in overlaps(sheet.texts)] == []
    assert pages[0].frame.height >= draw.LEAST_MAP
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
