"""A period as one picture a step, all in the same frame: a folder of PNGs, a GIF, a PDF, or slides."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from pathlib import Path

import matplotlib
from PIL import Image
from pptx import Presentation
from pptx.util import Emu, Pt

from dashboard.corpus import Corpus
from dashboard.picture import files
from dashboard.picture.compose import Picture, bounds, compose, shown
from dashboard.picture.draw import Room, room, sheets
from dashboard.picture.paper import SIZES, Sheet, Size
from dashboard.state import View
from geo import layers, outputs
from geo.errors import BadInput

MOST_STEPS = 400
SECONDS = 1.5  # that a step of a GIF stays
EMU_PER_POINT = 12_700


def days(corpus: Corpus, look: layers.Look, first: date, last: date, step: str) -> list[date]:
    """The days to draw: every day, every seventh and the last one, or those on which anything changes.

    Raises:
        BadInput: more than MOST_STEPS.
    """
    if step == "claims":
        starts = {start for run in layers.runs_of(corpus.index, look).values() for start, _ in run}
        found = sorted(day for day in starts if first <= day <= last) or [first]
    else:
        length = {"day": 1, "week": 7}[step]
        count = (last - first).days // length
        found = [first + timedelta(days=length * number) for number in range(min(count, MOST_STEPS) + 1)]
        found += [last] if found[-1] != last and len(found) <= MOST_STEPS else []
    if len(found) > MOST_STEPS:
        raise BadInput(f"--step {step}", f"gives more than {MOST_STEPS} pictures", "take a longer step")
    return found


def pictures(
    corpus: Corpus, view: View, chosen: Sequence[date], made: date, link: str = "", marking: str = ""
) -> list[Picture]:
    """A picture for each day, all with the bounds of the whole period."""
    views = [replace(view, day=day) for day in chosen]
    whole = bounds(corpus, view, [shown(corpus, one) for one in views])
    return [
        replace(compose(corpus, one, made=made, link=link, marking=marking), bounds=whole) for one in views
    ]


def write(made: Sequence[Picture], path: Path, size: str = "16:9") -> list[Path]:
    """Write the pictures; the paths written.

    Raises:
        BadInput: the ending is none of a sequence.
        OSError: it cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ("", ".gif", ".pdf", ".pptx"):
        raise BadInput(ending, "is no format of a sequence", "name a folder, or a .gif, .pdf or .pptx file")
    if not made:
        raise BadInput("sequence", "has no step", "name a longer period")
    form = SIZES[size]
    rest = "the list goes on in the notes" if ending == ".pptx" else ""
    with files.drawing, matplotlib.rc_context(files.SETTINGS):
        common = reduce(Room.most, (room(one, form) for one in made))
        pages = [sheets(one, form, common, rest) for one in made]
        if not ending:
            return _folder(pages, path, form.dpi)
        data = {".gif": _gif, ".pdf": _pdf, ".pptx": _slides}[ending](made, pages, form)
    outputs.replace(path, data)
    return [path]


def _folder(pages: Sequence[Sequence[Sheet]], path: Path, dpi: int) -> list[Path]:
    path.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, steps in enumerate(pages, 1):
        for page, sheet in enumerate(steps, 1):
            paths.append(path / f"{number:03d}{f'-{page}' if page > 1 else ''}.png")
            outputs.replace(paths[-1], files.page(sheet, ".png", dpi))
    return paths


def _gif(_: Sequence[Picture], pages: Sequence[Sequence[Sheet]], form: Size) -> bytes:
    """Every page a frame: where a list goes on, its pages follow the map."""
    frames = [
        Image.open(io.BytesIO(files.page(sheet, ".png", form.dpi))).convert("RGB").quantize(128)
        for steps in pages
        for sheet in steps
    ]
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=int(1000 * SECONDS), loop=0, disposal=1
    )
    return out.getvalue()


def _pdf(_: Sequence[Picture], pages: Sequence[Sequence[Sheet]], form: Size) -> bytes:
    return files.pdf([sheet for steps in pages for sheet in steps])


def _slides(made: Sequence[Picture], pages: Sequence[Sequence[Sheet]], form: Size) -> bytes:
    """One slide a step, the picture on it; the words and sources stand in the speaker's notes."""
    book = Presentation()
    book.slide_width, book.slide_height = (
        Emu(int(form.width * EMU_PER_POINT)),
        Emu(int(form.height * EMU_PER_POINT)),
    )
    blank = book.slide_layouts[6]
    for picture, steps in zip(made, pages, strict=True):
        slide = book.slides.add_slide(blank)
        data = io.BytesIO(files.page(steps[0], ".png", form.dpi))
        drawn = slide.shapes.add_picture(data, 0, 0, width=book.slide_width, height=book.slide_height)
        drawn.name = "Map of claims"
        drawn._element.nvPicPr.cNvPr.set("descr", f"{picture.title}. {picture.sentence}")
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(notes(picture))
        for paragraph in frame.paragraphs:
            paragraph.font.size = Pt(11)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notes(picture: Picture) -> list[str]:
    """Everything that a picture says in words, line by line."""
    lines = [picture.title, picture.sentence, picture.dates, ""]
    for entry in picture.entries:
        lines.append(f"{entry.number} {entry.name}: {entry.label}")
        lines += [
            f"  {line.lead} {line.words}{f' [{line.source}]' if line.source else ''}" for line in entry.lines
        ]
    if picture.nothing:
        lines.append(picture.nothing)
    if picture.silent:
        lines += ["", f"{layers.LABELS['silent']}: {'; '.join(picture.silent)}"]
    lines += ["", "Sources", *(f"[{number}] {words}" for number, words in enumerate(picture.sources, 1))]
    return [*lines, "", *picture.caveats]
