"""The pages of a picture: what stands where, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dashboard.picture.compose import Entry, Line, Picture
from dashboard.picture.layout import (
    MISSING,
    Flow,
    Page,
    Paragraph,
    Rect,
    Text,
    drawable,
    width,
)
from dashboard.picture.legend import LEGEND_LINE, Sign, draw_legend, rows_of
from dashboard.picture.mapdraw import draw_map
from dashboard.picture.paper import (
    BODY,
    FOOT,
    HEAD,
    LEAD,
    MARGIN,
    MARKING,
    SENTENCE,
    SMALL,
    SMALL_BOLD,
    SOFT,
    TITLE,
    Sheet,
    Size,
    broken,
    write,
)
from geo.errors import BadInput
from geo.layers import LABELS

TITLE_LINE, SENTENCE_LINE, MARKING_LINE = 27.0, 16.0, 14.0  # heights
MOST_SENTENCE, MOST_FOOT = 4, 8  # lines; what is longer stands in the list
LIST_BELOW = 0.56  # of the height for the map and its legend, where the list stands below
LEAST_MAP = 0.3  # of the page's height for the map
CORNER = 110.0  # room at the foot's right for the number of the page


@dataclass(frozen=True)
class Room:
    """Heights that a picture's words take around its map, in points; and what stands in the foot."""

    title: float
    head: float  # title and sentence
    legend: float
    foot: float

    def most(self, other: Room) -> Room:
        """Room for both."""
        return Room(
            max(self.title, other.title),
            max(self.head, other.head),
            max(self.legend, other.legend),
            max(self.foot, other.foot),
        )


def room(picture: Picture, size: Size) -> Room:
    """The room that a picture needs; pictures drawn in the same room have the same frame.

    Raises:
        BadInput: the marking is wider than the page.
    """
    if width(picture.marking, MARKING) > size.width - 2 * MARGIN:
        raise BadInput(f"--marking {picture.marking[:30]}…", "is longer than a line", "shorten it")
    title = len(_title(picture, size)) * TITLE_LINE + (MARKING_LINE if picture.marking else 0) + 8
    head = title + len(_sentence(picture, size)) * SENTENCE_LINE
    foot = len(_foot(picture, size)) * FOOT.size * 1.25 + 4
    left = size.height * (1 - LEAST_MAP) - 2 * MARGIN - head - foot
    legend = len(_legend(picture, size, left)) * LEGEND_LINE + 8
    return Room(title, head, legend, foot)


def sheets(picture: Picture, size: Size, given: Room | None = None, rest: str = "") -> list[Sheet]:
    """All pages of a picture, the map on the first.

    `given` is room at least as large as it needs; `rest` is said on the first page where it alone is used.
    """
    given = given or room(picture, size)
    pages = _flowed(picture, size, given)
    made = []
    for number, page in enumerate(pages):
        corner = f"page {number + 1} of {len(pages)}" if len(pages) > 1 else ""
        sheet = _sheet(picture, size, page, number == 0, rest if rest and corner else corner)
        if number == 0:
            frame = _frame(size, given)
            draw_map(sheet, picture, frame)
            draw_legend(sheet, _legend(picture, size, given.legend), frame)
        made.append(sheet)
    return made


def _legend(picture: Picture, size: Size, left: float) -> list[list[Sign]]:
    """Rows of the legend; where they leave the map less than its least height, without names of sides."""
    rows = rows_of(picture, _map_width(size))
    return rows if len(rows) * LEGEND_LINE + 8 <= left else rows_of(picture, _map_width(size), 0)


def _map_width(size: Size) -> float:
    return (size.width - 2 * MARGIN) * size.map_share


def _frame(size: Size, given: Room) -> Rect:
    """Where the map is."""
    top, bottom = MARGIN + given.head, size.height - MARGIN - given.foot
    high = bottom - top if size.map_share < 1 else (bottom - top) * LIST_BELOW
    return Rect(MARGIN, top, _map_width(size), max(LEAST_MAP * size.height, high - given.legend))


def _flowed(picture: Picture, size: Size, given: Room) -> list[Page]:
    """The list, beside or below the map and on as many pages as it needs."""
    frame, bottom = _frame(size, given), size.height - MARGIN - given.foot
    if size.map_share < 1:
        left = frame.right + 16
        columns = [Rect(left, frame.y - 2, size.width - MARGIN - left, bottom - frame.y)]
    else:
        below = frame.bottom + given.legend + 2
        columns = _columns(size, below, bottom, 2)
    pages = [Page()]

    def more() -> list[Rect]:
        pages.append(Page())
        return _columns(size, MARGIN + given.title, bottom, 3 if size.map_share < 1 else 2)

    flow = Flow(pages, columns, more)
    for paragraphs in _list(picture, size):
        flow.add(paragraphs)
    return pages


def _columns(size: Size, top: float, bottom: float, count: int) -> list[Rect]:
    each = (size.width - 2 * MARGIN - (count - 1) * 18) / count
    return [Rect(MARGIN + n * (each + 18), top, each, bottom - top) for n in range(count)]


# ---- words -------------------------------------------------------------------------------------------------


def _list(picture: Picture, size: Size) -> Iterator[list[Paragraph]]:
    """Everything that is read rather than looked at."""
    if not _sentence(picture, size):
        yield [Paragraph([(picture.sentence, BODY)])]
    if picture.nothing:
        yield [Paragraph([(picture.nothing, BODY)])]
    yield from (_paragraphs(entry) for entry in picture.entries)
    if picture.same:
        yield [Paragraph([("Not changed:", LEAD), (", ".join(picture.same), BODY)], before=8)]
    if picture.silent:
        meaning = dict(picture.states).get("silent", "")
        words = f"{'; '.join(picture.silent)}."
        head = Paragraph([(f"{LABELS['silent']}:", LEAD), (f"{meaning}.", BODY)], before=8, keep=True)
        yield [head, Paragraph([(words, BODY)], before=1.5, indent=8)]
    if picture.sources:
        yield [
            Paragraph([("Sources", HEAD)], before=9, keep=True),
            *(
                Paragraph([(f"[{number}] ", SMALL_BOLD), (words, SMALL)], before=1.5, kind="source")
                for number, words in enumerate(picture.sources, 1)
            ),
        ]
    if picture.link and picture.link not in _foot_words(picture, size):
        yield [Paragraph([("Link:", SMALL_BOLD), (picture.link, SMALL)], before=6, kind="source")]


def _title(picture: Picture, size: Size) -> list[str]:
    """The title in as few lines as it needs, of like length."""
    wide = size.width - 2 * MARGIN
    lines = broken(picture.title, TITLE, wide)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9) if len(lines) > 1 else ():
        narrow = broken(picture.title, TITLE, share * wide)
        if len(narrow) == len(lines):
            return narrow
    return lines


def _sentence(picture: Picture, size: Size) -> list[str]:
    """The sentence in lines, none where it is too long for the head."""
    lines = broken(picture.sentence, SENTENCE, size.width - 2 * MARGIN)
    return lines if len(lines) <= MOST_SENTENCE else []


def _foot_words(picture: Picture, size: Size) -> str:
    """Dates and caveats, with the link where there is room for it."""
    lacks = f"{MISSING}: a letter that the picture's type lacks." if _lacks_letters(picture) else ""
    words = " ".join(filter(None, [picture.dates, *picture.caveats, lacks]))
    linked = f"{words} {picture.link}".rstrip()
    return linked if len(broken(linked, FOOT, _foot_width(size))) <= MOST_FOOT else words


def _foot(picture: Picture, size: Size) -> list[str]:
    return broken(_foot_words(picture, size), FOOT, _foot_width(size))


def _foot_width(size: Size) -> float:
    return size.width - 2 * MARGIN - CORNER


def _lacks_letters(picture: Picture) -> bool:
    said = [
        picture.title,
        picture.sentence,
        picture.marking,
        *picture.sources,
        *picture.same,
        *picture.silent,
    ]
    for entry in picture.entries:
        said += [entry.name, *(f"{line.lead}{line.words}" for line in entry.lines)]
    return any(drawable(words, style) != words for words in said for style in (BODY, LEAD))


def _paragraphs(entry: Entry) -> list[Paragraph]:
    label = replace(BODY, colour=SOFT, italic=False)
    head = [(f"{entry.number}. {entry.name}", HEAD), (entry.label, label)]
    made = [Paragraph(head, before=8, keep=bool(entry.lines))]
    for line in entry.lines:
        made.append(_paragraph(line))
    return made


def _paragraph(line: Line) -> Paragraph:
    runs = [(words, style) for words, style in ((line.lead, LEAD), (line.words, BODY)) if words]
    if line.source:
        runs.append((f"[{line.source}]", SMALL_BOLD))
    alone = bool(line.colour) or (bool(line.lead) and not line.words)
    return Paragraph(runs, before=3 if alone else 1.5, indent=8, bar=line.colour, keep=alone)


def _sheet(picture: Picture, size: Size, page: Page, first: bool, corner: str) -> Sheet:
    """A page with its words; further ones bear the title without the sentence."""
    figure = Figure(figsize=(size.width / 72, size.height / 72), dpi=size.dpi)
    FigureCanvasAgg(figure)
    figure.patch.set_facecolor("#ffffff")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, size.width)
    axes.set_ylim(size.height, 0)
    axes.set_axis_off()
    sheet = Sheet(figure, [], [], Rect(0, 0, 0, 0))
    y = MARGIN
    if picture.marking:
        left = (size.width - width(picture.marking, MARKING)) / 2
        for at in (MARGIN - 4, size.height - 8):
            write(sheet, Text(left, at, picture.marking, MARKING, "marking"))
        y += MARKING_LINE
    for words in _title(picture, size):
        write(sheet, Text(MARGIN, y + 18, words, TITLE, "title"))
        y += TITLE_LINE
    for words in _sentence(picture, size) if first else ():
        write(sheet, Text(MARGIN, y + 11, words, SENTENCE, "sentence"))
        y += SENTENCE_LINE
    foot = _foot(picture, size)
    y = size.height - MARGIN - (len(foot) - 1) * FOOT.size * 1.25
    for words in foot:
        write(sheet, Text(MARGIN, y, words, FOOT, "foot"))
        y += FOOT.size * 1.25
    if corner:
        left = size.width - MARGIN - width(corner, FOOT)
        write(sheet, Text(left, size.height - MARGIN, corner, FOOT, "foot"))
    for box, colour in page.bars:
        axes.add_patch(Rectangle((box.x, box.y), box.width, box.height, facecolor=colour, edgecolor="none"))
    for text in page.texts:
        write(sheet, text)
    return sheet
