"""What the command lines share: parser, messages of one line, exit codes, progress."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from geo.errors import GeoError

if TYPE_CHECKING:
    from geo.store import Store

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
CURES = {  # errno -> what to do
    errno.ENOENT: "make its folder first",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "a part of its path is a file",
    errno.ENOSPC: "make room on the disk",
}
Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all errors of the command lines."""

    def error(self, message: str) -> NoReturn:
        say(f"error: {message}; see {self.prog} --help")
        raise SystemExit(USAGE)


def say(line: str) -> None:
    """One line for the person at the keyboard; standard output is for data."""
    print(" ".join(line.splitlines()), file=sys.stderr)


def add_command(commands: Any, name: str, run: Run, words: str, example: str) -> argparse.ArgumentParser:
    """A command with its help; `example` is what follows the program's name."""
    command = commands.add_parser(
        name,
        help=words,
        description=words[0].upper() + words[1:] + ".",
        epilog=f"example: {commands._prog_prefix} {example}",
    )
    command.set_defaults(run=run)
    return command


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def store_option(command: argparse.ArgumentParser) -> None:
    """--store."""
    command.add_argument(
        "--store",
        metavar="STORE",
        help="claim store: a file, or postgresql://USER@HOST/DATABASE (default: $GEO_STORE, else a file in "
        "your data folder)",
    )


def revision_option(command: argparse.ArgumentParser) -> None:
    """--revision."""
    command.add_argument(
        "--revision", type=int, metavar="NUMBER", help="the store as it was then (default: as it is)"
    )


def war_option(command: argparse.ArgumentParser) -> None:
    """--war."""
    command.add_argument(
        "--war", action="append", default=[], metavar="NAME", help="only articles about this war"
    )


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Store]:
    """The store that --store and --revision name, for reading."""
    from geo.store import Store

    with Store.open(options.store, readonly=True) as store:
        if options.revision is None:
            yield store
        else:
            with store.as_of(options.revision) as past:
                yield past


@contextmanager
def progress_bar(words: str, unit: str, total: float | None = None) -> Iterator[Callable[[float, str], None]]:
    """A bar on standard error, made at the first step; none when that is not a terminal."""
    from tqdm import tqdm

    bars: list[tqdm] = []

    def advance(step: float, note: str) -> None:
        if not bars:
            bars.append(tqdm(desc=words, unit=unit, total=total, disable=None, leave=False, file=sys.stderr))
        bars[0].update(step)
        bars[0].set_postfix_str(note, refresh=False)

    try:
        yield advance
    finally:
        for bar in bars:
            bar.close()


def run_safely(options: argparse.Namespace) -> int:
    """Run the command that was asked for; every error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # a lone surrogate becomes \udXXX, which is also how JSON writes it
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return options.run(options)
    except GeoError as error:
        say(f"error: {error}")
    except KeyboardInterrupt:
        say("error: interrupted; what is stored is whole, run the command again to go on")
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has had enough; nothing more can be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        cure = CURES.get(error.errno or 0, "check its rights")
        say(f"error: {error.filename or 'input or output'}: {error.strerror or error}; {cure}")
    return FAILED
