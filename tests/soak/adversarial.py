"""Texts made to be slow to read, at one, two and four times their length: time must grow with the length."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import dashboard
import geo

MOST_RATIO = 2.5  # of the time per doubling
LEAST_SECONDS = 0.002  # shorter times tell nothing of growth
ROUNDS = 3  # the fastest of so many counts
#: Pieces that, repeated, lead a backtracking matcher or a careless loop astray.
PIECES = (
    "a",
    " ",
    "\n",
    "\t ",
    "-",
    "–",
    ".",
    ". ",
    ",",
    "'",
    "’s ",
    "“",
    "“a” ",
    '"a" said ',
    "(",
    "()",
    "[",
    "<",
    "<div>",
    "&amp;",
    "1",
    "1,",
    "1-2-",
    "2023-01-01/",
    "e\u0301",
    "\u0301",
    "\u200b",
    "A. B. ",
    "Gen. ",
    "Mr. A ",
    "A-b-",
    "and ",
    "A and ",
    "the ",
    "of the ",
    "km north of ",
    "10 km north of ",
    "said that ",
    "that said ",
    "who said ",
    "according to ",
    "on Monday ",
    "3 March ",
    "Bakhmut, ",
    "Bakhmut and ",
    "near Bakhmut near ",
    "eastern Bakhmut ",
    "Russian forces ",
    "captured ",
    "did not deny that ",
    "likely ",
    "between Bakhmut and ",
    "http://a.b/",
    "@a ",
    "#a ",
    "* a\n",
    "---\n",
    "a: b\n",
    "| a ",
    "БАХМУТ ",
)

SOURCES = {  # by the name of the module
    ".".join(path.relative_to(Path(package.__path__[0]).parent).with_suffix("").parts): path.read_text(
        "utf-8"
    )
    for package in (geo, dashboard)
    for path in sorted(Path(package.__path__[0]).rglob("*.py"))
}


@dataclass(frozen=True)
class Growth:
    """How long something took at each length, in seconds of this process."""

    what: str
    piece: str
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The worst growth per doubling, of times long enough to tell."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        return max((after / before for before, after in pairs if before >= LEAST_SECONDS), default=0.0)


def grown(what: str, piece: str, act: Callable[[str], object], length: int, longest: float = 60.0) -> Growth:
    """Times of an act on a piece repeated to one, two and four times a length in characters."""
    seconds = []
    for times in (1, 2, 4):
        text = (piece * (times * length // len(piece) + 1))[: times * length]
        best = float("inf")
        for _ in range(ROUNDS):
            start = process_time()
            act(text)
            best = min(best, process_time() - start)
            if best > longest / 10:
                break
        seconds.append(best)
    return Growth(what, piece, tuple(seconds))


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression of our modules, by module and name."""
    for package in (geo, dashboard):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if info.name.rpartition(".")[2] in ("__main__", "app"):
                continue
            module = importlib.import_module(info.name)
            for name, value in sorted(vars(module).items()):
                yield from _within(f"{info.name}.{name}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _within(f"{name}[{key!r}]", one)
    elif isinstance(value, list | tuple) and not isinstance(value, str):
        for number, one in enumerate(value):
            yield from _within(f"{name}[{number}]", one)


def used(name: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    """What our modules do with a pattern: match it at a place, or look for it anywhere in a text."""
    module, _, short = name.rpartition(".")
    private = short.startswith("_")
    where = [path for path in SOURCES if not private or path == module]
    looks = re.compile(rf"\b{re.escape(short)}\.(?:search|finditer|findall|sub|split)\b")
    if "[" not in short and not any(looks.search(SOURCES[path]) for path in where):
        return pattern.match
    return lambda text: sum(1 for _ in pattern.finditer(text))


def slow_patterns(length: int) -> list[Growth]:
    """Expressions whose time grows by more than MOST_RATIO per doubling on any of the pieces."""
    found = {pattern.pattern: (name, pattern) for name, pattern in patterns()}
    growths = (
        grown(name, piece, used(name, pattern), length)
        for name, pattern in found.values()
        for piece in PIECES
    )
    measured = [again(one, found, length) for one in growths if one.ratio > MOST_RATIO]
    return [one for one in measured if one.ratio > MOST_RATIO]


def again(one: Growth, found: dict[str, tuple[str, re.Pattern[str]]], length: int) -> Growth:
    """The same measured at twice the length, where noise counts less."""
    name, pattern = next(pair for pair in found.values() if pair[0] == one.what)
    return grown(name, one.piece, used(name, pattern), 2 * length)


def slow_texts(read: Callable[[str], object], length: int, pieces: Sequence[str] = PIECES) -> list[Growth]:
    """Texts whose reading grows by more than MOST_RATIO per doubling, measured again at twice the length."""
    growths = (grown("the reader", piece, read, length) for piece in pieces)
    measured = [
        grown(one.what, one.piece, read, 2 * length, 120.0) for one in growths if one.ratio > MOST_RATIO
    ]
    return [one for one in measured if one.ratio > MOST_RATIO]
