"""Briefing pictures, checked by what stands on them and where."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import matplotlib
import numpy as np
import pypdf
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from dashboard import picture, source
from dashboard.__main__ import main
from dashboard.corpus import Corpus
from dashboard.picture import draw, sequence
from dashboard.picture.files import SETTINGS
from dashboard.picture.layout import Rect, Style, width, wrapped
from dashboard.state import View
from geo import layers
from geo.cli import FAILED, OK
from geo.model import Place
from geo.store import Store

MADE = date(2024, 2, 3)
BUSY, QUIET, EMPTY = date(2023, 3, 10), date(2023, 3, 1), date(2023, 2, 1)
LONG = "Novomykhailivka-on-the-Upper-Sukha-Volnovakha"  # forty-five letters


def corpus_of(path: Path) -> Corpus:
    with Store.open(path, readonly=True) as opened:
        return source.read(opened)


@pytest.fixture
def corpus(store: Path) -> Corpus:
    return corpus_of(store)


@pytest.fixture
def sixty(tmp_path: Path, make_article: Callable, extra_places: dict[str, Place]) -> Corpus:
    """Sixty disputed places close to each other, one with a very long name."""
    places = {}
    for number in range(60):
        name = LONG if number == 30 else f"Village {number}"
        place = Place(f"gn:7{number:02d}", name, 48.3 + 0.045 * (number // 8), 37.6 + 0.07 * (number % 8))
        places[place.place_id] = extra_places[place.place_id] = place
    return corpus_of(make_article(tmp_path / "sixty.sqlite", places))


def sheets(made: picture.Picture, size: str = "16:9") -> list[draw.Sheet]:
    with matplotlib.rc_context(SETTINGS):
        return draw.sheets(made, draw.SIZES[size])


def drawn_boxes(sheet: draw.Sheet) -> list[tuple[str, Rect]]:
    """Words with the boxes that the renderer itself measures, in points from the top left."""
    renderer = sheet.figure.canvas.get_renderer()
    high = sheet.figure.bbox.height
    scale = 72 / sheet.figure.dpi
    found = []
    for text in sheet.figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        found.append(
            (
                text.get_text(),
                Rect(box.x0 * scale, (high - box.y1) * scale, box.width * scale, box.height * scale),
            )
        )
    return found


def compose(corpus: Corpus, day: date = BUSY, **changes: object) -> picture.Picture:
    return picture.compose(
        corpus, replace(View(day), **changes), made=MADE, marking="FOR TRAINING", link="http://x/?day"
    )


@pytest.mark.parametrize("size", picture.SIZES)
@pytest.mark.parametrize("day", [BUSY, QUIET, EMPTY])
def test_nothing_leaves_the_page_and_no_words_lie_on_others(corpus: Corpus, size: str, day: date) -> None:
    form = draw.SIZES[size]
    for sheet in sheets(compose(corpus, day), size):
        page = Rect(0, 0, form.width, form.height)
        assert [words for words, box in drawn_boxes(sheet) if not box.inside(page)] == []
        assert [(a.words, b.words) for a, b in draw.overlaps(sheet.texts)] == []


@pytest.mark.parametrize("size", picture.SIZES)
def test_sixty_disputed_places_keep_their_numbers_and_their_words(sixty: Corpus, size: str) -> None:
    """What does not fit beside its mark is a number in the list, and the list goes on over pages."""
    made = compose(sixty)
    pages = sheets(made, size)
    labels = pages[0].labels

    assert {int(label.words.split()[0]) for label in labels} == set(range(1, 61))
    assert [
        (a.words, b.words) for a, b in draw.overlaps([one for one in labels if one.kind == "label"])
    ] == []
    assert all(label.box.inside(pages[0].frame) for label in labels)
    said = " ".join(text.words for page in pages for text in page.texts if text.kind == "list")
    for entry in made.entries:
        assert f"{entry.number}.{entry.name}".replace(" ", "") in said.replace(
            " ", ""
        )  # a long one is broken
    for sheet in pages:
        assert [
            (a.words, b.words) for a, b in draw.overlaps([t for t in sheet.texts if t.kind != "number"])
        ] == []


def test_all_that_a_briefing_needs_is_on_the_picture(corpus: Corpus) -> None:
    made = compose(corpus)
    said = " ".join(text.words for sheet in sheets(made) for text in sheet.texts)

    for words in (
        "What is claimed: Russia's war against Ukraine, 10 March 2023",
        "7 places, 1 disputed",
        "As of 10 March 2023. Produced 3 February 2024.",
        "FOR TRAINING",
        "http://x/?day",
        "Corpus revision 2.",
        "one claimant gives the place to one side",
        "Said to be held by Ukraine",
        "Said to be held by Russia in part",
        "Ministry X, its centre, “highly likely”:",
        "“We control the situation in the town.”",
        "Borders follow the United Nations: Crimea is Ukraine's.",
        "0 of 11 claims checked by a person",
        "Ministry X via The Gazette, said 10 March 2023",
        " km",
        "N",
    ):
        assert words in said


def test_only_verbatim_words_are_quoted(tmp_path: Path, make_digest: Callable[[Path], Path]) -> None:
    corpus = corpus_of(make_digest(tmp_path / "digest.sqlite"))
    said = " ".join(
        text.words for sheet in sheets(compose(corpus)) for text in sheet.texts if text.kind == "list"
    )

    assert "our summary: The town was said to be held." in said
    assert "“" not in said


@pytest.mark.parametrize("ending", picture.ENDINGS)
def test_the_same_view_gives_the_same_bytes(corpus: Corpus, ending: str) -> None:
    assert picture.encode(compose(corpus), ending) == picture.encode(compose(corpus), ending)


def test_a_png_is_as_large_as_a_projector(corpus: Corpus) -> None:
    for size, (wide, high) in {"16:9": (1920, 1080), "a4": (3507, 2480), "square": (1500, 1500)}.items():
        image = Image.open(io.BytesIO(picture.encode(compose(corpus), ".png", size)[0]))
        assert abs(image.width - wide) <= 1 and abs(image.height - high) <= 1


def test_words_of_a_pdf_and_an_svg_are_text(corpus: Corpus) -> None:
    made = compose(corpus)
    pages = pypdf.PdfReader(io.BytesIO(picture.encode(made, ".pdf")[0])).pages
    read = " ".join(page.extract_text() for page in pages)
    svg = etree.fromstring(picture.encode(made, ".svg")[0])
    words = " ".join(svg.xpath("//svg:text/text()", namespaces={"svg": "http://www.w3.org/2000/svg"}))

    for said in ("Bakhmut", "Said to be held by Ukraine", "As of 10 March 2023"):
        assert said in read and said in words


def test_payloads_are_words_on_a_picture(hostile_store: Path, hostile: tuple[str, ...]) -> None:
    """Neither mathematics, nor markup of an SVG, nor marks that turn the line."""
    made = compose(corpus_of(hostile_store))
    pages = [etree.fromstring(page) for page in picture.encode(made, ".svg")]
    text = "".join("".join(page.itertext()) for page in pages)
    names = {etree.QName(one).localname for page in pages for one in page.iter() if isinstance(one.tag, str)}

    assert names.isdisjoint({"script", "image", "a", "foreignObject"})
    assert "$x^2$" in text and "<img" in text and "\u202e" not in text
    assert picture.encode(made, ".png") and picture.encode(made, ".pdf")


def test_disputed_marks_read_without_colour(corpus: Corpus) -> None:
    """In greyscale the mark of a dispute differs from every plain one: it holds light and dark stripes."""
    [sheet, *_] = sheets(compose(corpus))
    data = picture.encode(compose(corpus), ".png")[0]
    image = np.asarray(Image.open(io.BytesIO(data)).convert("L")).astype(int)
    made = compose(corpus)
    number = next(mark.number for mark in made.marks if mark.state == "disputed")
    label = next(label for label in sheet.labels if label.words.startswith(f"{number} "))
    scale = 2.0
    x, y = label.box.x * scale, label.box.y * scale
    around = image[int(y) - 60 : int(y) + 80, max(0, int(x) - 90) : int(x) + 260]

    assert around.min() < 110 and around.max() > 240


def test_a_comparison_tells_what_changed_with_the_words_of_both_days(corpus: Corpus) -> None:
    view = replace(View(BUSY), compare=date(2023, 3, 8))
    found = corpus.changes(view.look, view.compare, view.day)
    made = picture.compose(corpus, view, made=MADE, changes=found)
    said = " ".join(text.words for sheet in sheets(made) for text in sheet.texts)

    assert {(change.name, change.kind) for change in found} == {
        ("Bakhmut", "became_disputed"),
        ("Avdiivka", "changed"),
        ("Bakhmutka", "appeared"),
    } or {change.kind for change in found} >= {"became_disputed"}
    assert "Before: fighting reported; Institute Z: fighting" in said
    assert "(disputed now)" in said
    assert "changes from 8 March 2023 to 10 March 2023" in said


def test_a_sequence_keeps_its_frame_and_its_notes_hold_the_words(corpus: Corpus, tmp_path: Path) -> None:
    days = sequence.days(corpus, View(BUSY).look, QUIET, BUSY, "claims")
    made = sequence.pictures(corpus, View(BUSY), days, MADE)
    [path] = sequence.write(made, tmp_path / "march.pptx")
    slides = Presentation(str(path)).slides
    notes = slides[len(days) - 1].notes_slide.notes_text_frame.text

    assert len({one.bounds for one in made}) == 1
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


def test_a_moving_picture_has_a_frame_a_step(corpus: Corpus, tmp_path: Path) -> None:
    days = sequence.days(corpus, layers.Look(), QUIET, BUSY, "week")
    [path] = sequence.write(sequence.pictures(corpus, View(BUSY), days, MADE), tmp_path / "march.gif")

    with Image.open(path) as image:
        assert image.n_frames == len(days)


def test_the_command_line_draws(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "day.svg"
    assert main(["picture", "--date", "2023-03-10", "--place", "bakhmut", "-o", str(out)]) == OK
    assert "What is claimed about Bakhmut" in out.read_text(encoding="utf-8")
    assert (
        main(["sequence", "--from", "2023-03-01", "--to", "2023-03-10", "-o", str(tmp_path / "days")]) == OK
    )
    assert (tmp_path / "days" / "001.png").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["picture", "--date", "soon", "-o", "x.png"], "soon: is not a day"),
        (["picture", "--between", "2023-03-09", "2023-03-01", "-o", "x.png"], "ends before it starts"),
        (["picture", "--place", "Atlantis", "-o", "x.png"], "no claim names this place"),
        (["picture", "-o", "x.bmp"], ".bmp: is no format of a picture"),
        (
            ["sequence", "--from", "2023-03-01", "--to", "2023-03-10", "-o", "x.mp4"],
            "no format of a sequence",
        ),
        (
            ["sequence", "--from", "1900-01-01", "--to", "2023-03-10", "--step", "day", "-o", "x"],
            "more than 400",
        ),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    arguments: list[str],
    words: str,
    store: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == FAILED
    [line] = capsys.readouterr().err.splitlines()
    assert words in line


def test_words_are_broken_only_where_they_must_be() -> None:
    style = Style(10)
    lines = wrapped([("one two three " + "x" * 200, style)], 120)

    assert all(width(words, style) <= 120 for line in lines for words, _ in line)
    assert "".join(words for line in lines for words, _ in line).replace(" ", "") == "onetwothree" + "x" * 200


SNAPSHOTS = Path(__file__).parent / "snapshots"
SMALL = (160, 90)
MOST_OFF = 6.0  # mean difference of grey values, of 255: fonts and libraries may differ a little


@pytest.mark.parametrize("name", ["busy", "quiet", "compared"])
def test_a_picture_looks_as_it_did(name: str, corpus: Corpus) -> None:
    """`SNAPSHOT=write python -m pytest tests/dashboard/test_picture.py` writes them anew: look at them."""
    view = View(QUIET if name == "quiet" else BUSY, compare=date(2023, 3, 8) if name == "compared" else None)
    found = corpus.changes(view.look, view.compare, view.day) if view.compare else None
    data = picture.encode(picture.compose(corpus, view, made=MADE, changes=found), ".png")[0]
    small = Image.open(io.BytesIO(data)).convert("L").resize(SMALL, Image.Resampling.BOX)
    path = SNAPSHOTS / f"{name}.png"
    if os.environ.get("SNAPSHOT") == "write":
        small.save(path, optimize=True)
    with Image.open(path) as kept:
        off = np.abs(np.asarray(small).astype(int) - np.asarray(kept.convert("L")).astype(int)).mean()

    assert off < MOST_OFF


def test_snapshots_tell_pictures_apart() -> None:
    """Were the difference between two days below what is let pass, the test above would be blind."""
    with Image.open(SNAPSHOTS / "busy.png") as one, Image.open(SNAPSHOTS / "quiet.png") as two:
        off = np.abs(
            np.asarray(one.convert("L")).astype(int) - np.asarray(two.convert("L")).astype(int)
        ).mean()

    assert off > MOST_OFF
