"""Briefing pictures, checked by what stands on them and where."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pypdf
import pytest
from lxml import etree
from matplotlib.figure import Figure
from PIL import Image

from dashboard import picture
from dashboard.__main__ import main
from dashboard.corpus import Corpus
from dashboard.picture.compose import Mark
from dashboard.picture.layout import Rect, Style, width, wrapped
from dashboard.picture.marks import draw_mark
from dashboard.picture.paper import SIZES, Sheet, overlaps
from dashboard.state import View
from geo.cli import FAILED, OK
from geo.model import Place
from tests.dashboard.pictured import (
    BUSY,
    EMPTY,
    MADE,
    QUIET,
    compose,
    corpus_of,
    drawn_boxes,
    sheets,
)

LONG = "Novomykhailivka-on-the-Upper-Sukha-Volnovakha"  # forty-five letters


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


@pytest.mark.parametrize("size", picture.SIZES)
@pytest.mark.parametrize("day", [BUSY, QUIET, EMPTY])
def test_nothing_leaves_the_page_and_no_words_lie_on_others(corpus: Corpus, size: str, day: date) -> None:
    form = SIZES[size]
    for sheet in sheets(compose(corpus, day), size):
        page = Rect(0, 0, form.width, form.height)
        assert [words for words, box in drawn_boxes(sheet) if not box.inside(page)] == []
        assert [(a.words, b.words) for a, b in overlaps(sheet.texts)] == []


@pytest.mark.parametrize("size", picture.SIZES)
def test_sixty_disputed_places_keep_their_numbers_and_their_words(sixty: Corpus, size: str) -> None:
    """What does not fit beside its mark is a number in the list, and the list goes on over pages."""
    made = compose(sixty)
    pages = sheets(made, size)
    labels = pages[0].labels

    assert {int(label.words.split()[0]) for label in labels} == set(range(1, 61))
    assert [(a.words, b.words) for a, b in overlaps([one for one in labels if one.kind == "label"])] == []
    assert all(label.box.inside(pages[0].frame) for label in labels)
    said = " ".join(text.words for page in pages for text in page.texts if text.kind == "list")
    for entry in made.entries:
        assert f"{entry.number}.{entry.name}".replace(" ", "") in said.replace(
            " ", ""
        )  # a long one is broken
    for sheet in pages:
        assert [(a.words, b.words) for a, b in overlaps([t for t in sheet.texts if t.kind != "number"])] == []


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
        "Ministry X, in its centre, “highly likely”:",
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


def stripes(mark: Mark) -> int:
    """How often a line through the middle of a mark turns from light to dark or back, in greyscale."""
    figure = Figure(figsize=(1, 1), dpi=200)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 72)
    axes.set_ylim(72, 0)
    draw_mark(Sheet(figure, [], [], Rect(0, 0, 0, 0)), mark, 36, 36, 14)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    grey = np.asarray(Image.open(out).convert("L"))[100, 66:134]  # inside the outline
    return int(np.count_nonzero(np.diff((grey > 180).astype(int))))


def test_disputed_marks_read_without_colour(corpus: Corpus) -> None:
    """In greyscale a dispute is striped, and what one side alone is said to hold is not."""
    disputed = next(mark for mark in compose(corpus).marks if mark.state == "disputed")
    held = replace(disputed, state="held", fighting=False)

    assert stripes(replace(disputed, fighting=False)) >= 4
    assert stripes(held) == 0


def test_a_comparison_tells_what_changed_with_the_words_of_both_days(corpus: Corpus) -> None:
    view = replace(View(BUSY), compare=date(2023, 3, 8))
    found = corpus.changes(view.look, view.compare, view.day)
    made = picture.compose(corpus, view, made=MADE, changes=found)
    said = " ".join(text.words for sheet in sheets(made) for text in sheet.texts)

    assert {(change.name, change.kind) for change in found} == {
        ("Bakhmut", "became_disputed"),
        ("Avdiivka", "changed"),
        ("Bakhmutka", "appeared"),
    }
    assert "Before: fighting reported; Institute Z: fighting" in said
    assert "(disputed now)" in said
    assert "changes from 8 March 2023 to 10 March 2023" in said


def test_the_command_line_draws(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "day.svg"
    assert main(["picture", "--date", "2023-03-10", "--place", "bakhmut", "-o", str(out)]) == OK
    assert "What is claimed about Bakhmut" in out.read_text(encoding="utf-8")
    assert (
        main(["sequence", "--from", "2023-03-01", "--to", "2023-03-10", "-o", str(tmp_path / "days")]) == OK
    )
    assert (tmp_path / "days" / "001.png").is_file()


def test_a_picture_is_limited_to_a_war(
    two_wars_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--war", "war in sudan", "--store", str(two_wars_store), "-o", str(tmp_path / "day.svg")]
    assert main(["picture", "--date", "2023-03-10", *asked]) == OK
    assert "only those of War in Sudan: 1 place" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["picture", "--war", "Nowhere", "-o", "x.png"], "--war Nowhere: needs a day; add --date DAY"),
        (["picture", "--war", "No", "--date", "2023-03-10", "-o", "x.png"], "no claim has this war"),
        (["picture", "--date", "soon", "-o", "x.png"], "soon: is not a day"),
        (["picture", "--between", "2023-03-09", "2023-03-01", "-o", "x.png"], "ends before it starts"),
        (["picture", "--place", "Atlantis", "-o", "x.png"], "no claim names this place"),
        (["picture", "--compare", "2023-03-09", "2023-03-01", "-o", "x.png"], "ends before it starts"),
        (["picture", "--marking", "W" * 120, "-o", "x.png"], "is longer than a line"),
        (
            ["picture", "-o", "missing/x.png"],
            "error: missing/x.png: No such file or directory; make its folder",
        ),
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
