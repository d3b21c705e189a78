"""Sequences of pictures, re-read by other libraries than those that wrote them."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from dashboard.corpus import Corpus
from dashboard.picture import draw, sequence
from dashboard.picture.draw import Room, room
from dashboard.picture.paper import SIZES, Size
from dashboard.state import View
from geo import layers
from tests.dashboard.pictured import BUSY, MADE, QUIET, corpus_of, sheets


@pytest.fixture
def corpus(store: Path) -> Corpus:
    return corpus_of(store)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_step_has_the_same_frame_and_scale(corpus: Corpus, size: Size) -> None:
    """Though each alone would need another room: a legend of other length, a sentence of other lines."""
    days = sequence.days(corpus, layers.Look(), QUIET, BUSY, "claims")
    made = sequence.pictures(corpus, View(BUSY), days, MADE)
    common = reduce(Room.most, (room(one, size) for one in made))

    assert len({room(one, size) for one in made}) > 1
    assert len({draw.sheets(one, size, common)[0].frame for one in made}) == 1
    assert len({one.bounds for one in made}) == 1


def test_a_slide_a_step_and_its_notes_hold_the_words(corpus: Corpus, tmp_path: Path) -> None:
    days = sequence.days(corpus, View(BUSY).look, QUIET, BUSY, "claims")
    made = sequence.pictures(corpus, View(BUSY), days, MADE)
    [path] = sequence.write(made, tmp_path / "march.pptx")
    slides = Presentation(str(path)).slides
    notes = slides[len(days) - 1].notes_slide.notes_text_frame.text

    assert len(slides) == len(days) == 6
    assert "“We control the situation in the town.”" in notes
    assert "[1] " in notes and "Sources" in notes


@pytest.mark.parametrize(
    ("step", "expected"),
    [("day", 10), ("week", 3)],
)
def test_steps_cover_both_ends(corpus: Corpus, step: str, expected: int) -> None:
    days = sequence.days(corpus, layers.Look(), QUIET, BUSY, step)

    assert len(days) == expected
    assert (days[0], days[-1]) == (QUIET, BUSY)


def test_a_moving_picture_has_every_page(corpus: Corpus, tmp_path: Path) -> None:
    days = sequence.days(corpus, layers.Look(), QUIET, BUSY, "week")
    made = sequence.pictures(corpus, View(BUSY), days, MADE)
    [path] = sequence.write(made, tmp_path / "march.gif")

    with Image.open(path) as image:
        assert image.n_frames == sum(len(sheets(one)) for one in made) > len(days)


def test_a_pdf_has_the_pages_of_every_step(corpus: Corpus, tmp_path: Path) -> None:
    days = sequence.days(corpus, layers.Look(), QUIET, BUSY, "week")
    made = sequence.pictures(corpus, View(BUSY), days, MADE)
    [path] = sequence.write(made, tmp_path / "march.pdf")
    words = [page.extract_text() for page in pypdf.PdfReader(path).pages]

    for day in days:
        assert any(f"As of {layers.day_words(day)}." in page for page in words)


def test_a_slide_tells_where_its_list_goes_on(corpus: Corpus) -> None:
    """No slide is page 1 of 2 of which the second is nowhere."""
    [made] = sequence.pictures(corpus, View(BUSY), [BUSY], MADE)
    alone = draw.sheets(made, SIZES["16:9"], rest="the list goes on in the notes")[0]
    said = " ".join(text.words for text in alone.texts)

    assert "the list goes on in the notes" in said and "page 1 of" not in said
