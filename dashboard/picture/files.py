"""A picture as PNG, SVG or PDF. The same picture gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Lock

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages

from dashboard.picture.compose import Picture
from dashboard.picture.draw import sheets
from dashboard.picture.paper import SIZES, Sheet
from geo import outputs
from geo.errors import BadInput

drawing = Lock()  # matplotlib's settings are global: one reader's picture at a time
ENDINGS = (".png", ".svg", ".pdf")
#: Text stays text in SVG and PDF, ids come from the content, and nothing of an article is mathematics.
SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "claims",
    "pdf.fonttype": 42,
    "text.parse_math": False,
    "hatch.linewidth": 0.6,
    "axes.unicode_minus": False,
}


def encode(picture: Picture, ending: str, size: str = "16:9") -> list[bytes]:
    """The picture's pages as files; a PDF is one file with all of them.

    Raises:
        BadInput: no such ending or size.
    """
    if ending not in ENDINGS:
        raise BadInput(ending or "no ending", "is no format of a picture", f"use one of {', '.join(ENDINGS)}")
    if size not in SIZES:
        raise BadInput(f"--size {size}", "is no size of a picture", f"use one of {', '.join(SIZES)}")
    with drawing, matplotlib.rc_context(SETTINGS):
        pages = sheets(picture, SIZES[size])
        if ending == ".pdf":
            return [pdf(pages)]
        return [page(one, ending, SIZES[size].dpi) for one in pages]


def page(sheet: Sheet, ending: str, dpi: int) -> bytes:
    """A page as a PNG or an SVG."""
    out = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if ending == ".svg" else {"Software": None}
    sheet.figure.savefig(out, format=ending[1:], dpi=dpi, metadata=metadata)
    return out.getvalue()


def pdf(pages: list[Sheet]) -> bytes:
    """Pages as one PDF."""
    out = io.BytesIO()
    with PdfPages(
        out, metadata={"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None}
    ) as book:
        for page in pages:
            book.savefig(page.figure)
    return out.getvalue()


def write(picture: Picture, path: Path, size: str = "16:9") -> list[Path]:
    """Write a picture; further pages go beside it as NAME-2, NAME-3. The paths written, the first one first.

    Raises:
        BadInput: the ending or size is none.
        OSError: it cannot be written.
    """
    pages = encode(picture, path.suffix.lower(), size)
    paths = [
        path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(1, len(pages) + 1)
    ]
    for one, data in zip(paths, pages, strict=True):
        outputs.replace(one, data)
    return paths
