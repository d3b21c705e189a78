"""Command line: python -m dashboard COMMAND."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli import (
    OK,
    Parser,
    add_command,
    opened,
    positive,
    revision_option,
    run_safely,
    store_option,
    war_option,
)
from geo.errors import BadInput

if TYPE_CHECKING:
    from dashboard.corpus import Corpus
    from dashboard.state import View

DESCRIPTION = """\
Hand the map over.

  python -m dashboard picture --date 2023-03-07 -o day.png   a briefing picture (.png, .svg, .pdf)
  python -m dashboard sequence --from 2023-03-01 --to 2023-03-31 --step week -o march.pptx
  python -m dashboard publish -o site/                       a static site for any web server
  python -m dashboard publish --single-file -o map.html      one file that opens by a double click
  python -m dashboard prepare                                make a large store open at once
"""


def parser() -> Parser:
    """All commands with their options."""
    top = Parser(
        prog="python -m dashboard",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    picture = add_command(
        commands,
        "picture",
        run_picture,
        "draw a view as a briefing picture",
        "picture --date 2023-03-07 -o day.png",
    )
    days = picture.add_mutually_exclusive_group()
    days.add_argument("--date", metavar="DAY", help="as of a day (default: the sharpest contradiction's)")
    days.add_argument("--until", metavar="DAY", help="everything until a day")
    days.add_argument("--between", nargs=2, metavar="DAY", help="a period")
    days.add_argument("--compare", nargs=2, metavar="DAY", help="what changed from a day to another")
    _view_options(picture)
    picture.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=".png, .svg or .pdf"
    )
    sequence = add_command(
        commands,
        "sequence",
        run_sequence,
        "draw one picture a step, all in the same frame",
        "sequence --from 2023-03-01 --to 2023-03-31 --step week -o march.pptx",
    )
    sequence.add_argument("--from", dest="first", required=True, metavar="DAY", help="first day")
    sequence.add_argument("--to", dest="last", required=True, metavar="DAY", help="last day")
    sequence.add_argument("--step", choices=("day", "week", "claims"), default="claims", help="(%(default)s)")
    _view_options(sequence)
    sequence.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="folder, .gif, .pdf or .pptx"
    )
    publish = add_command(
        commands, "publish", run_publish, "write the map as a static page", "publish -o site/"
    )
    publish.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="folder, or file with --single-file"
    )
    publish.add_argument("--single-file", action="store_true", help="one HTML file, complete in itself")
    publish.add_argument("--without-texts", action="store_true", help="leave out the texts of the documents")
    store_option(publish)
    revision_option(publish)
    prepare = add_command(
        commands,
        "prepare",
        run_prepare,
        "make what the page needs of a large store, so that it opens at once",
        "prepare",
    )
    store_option(prepare)
    return top


def _view_options(command: argparse.ArgumentParser) -> None:
    from dashboard.picture import SIZES
    from geo.asof import CLOCKS, LOOK_BACK

    command.add_argument("--clock", choices=CLOCKS, default=CLOCKS[0], help="what the day means")
    command.add_argument(
        "--look-back", type=positive, default=LOOK_BACK, metavar="DAYS", help="(%(default)s)"
    )
    command.add_argument("--place", metavar="NAME", help="the place that it is about")
    war_option(command)
    command.add_argument("--checked-only", action="store_true", help="only claims that a person checked")
    command.add_argument("--size", choices=tuple(SIZES), default="16:9", help="(%(default)s)")
    command.add_argument("--marking", default="", metavar="WORDS", help="a line at head and foot")
    command.add_argument("--link", default="", metavar="ADDRESS", help="where the view can be found")
    store_option(command)
    revision_option(command)


def _corpus(options: argparse.Namespace) -> Corpus:
    from dashboard import source

    with opened(options) as store:
        corpus = source.read(store)
    if corpus.clock is None:
        raise BadInput("picture", "the store holds no dated claim", "ingest articles first")
    return corpus


def _view(corpus: Corpus, options: argparse.Namespace, day: date) -> View:
    """The view that the options ask for, as of a day."""
    from dashboard.state import View
    from geo.exports.choose import place_ids, wars
    from geo.filters import Filters

    places = place_ids(options.place, corpus.table, corpus.places) if options.place else []
    return View(
        day,
        places[0] if places else "",
        options.clock,
        look_back=options.look_back,
        filters=Filters(wars=wars(options, corpus.table), checked_only=options.checked_only),
    )


def run_picture(options: argparse.Namespace) -> int:
    """Draw one view, or what changed between two days."""
    from dashboard import picture
    from geo.exports.choose import day

    if options.war and not (options.date or options.until or options.between or options.compare):
        raise BadInput(f"--war {options.war[0]}", "needs a day", "add --date DAY")
    corpus = _corpus(options)
    opening = corpus.opening
    view = _view(corpus, options, day(options.date) if options.date else opening.day)
    if options.until:
        view = replace(view, mode="until", day=day(options.until))
    if options.between:
        start, end = map(day, options.between)
        if start > end:
            raise BadInput(f"--between {start} {end}", "ends before it starts", "give the earlier day first")
        view = replace(view, mode="between", start=start, day=end)
    found = None
    if options.compare:
        before, now = map(day, options.compare)
        if before > now:
            raise BadInput(f"--compare {before} {now}", "ends before it starts", "give the earlier day first")
        view = replace(view, day=now, compare=before)
        found = corpus.changes(view.look, before, now)
    made = picture.compose(
        corpus, view, made=date.today(), link=options.link, marking=options.marking, changes=found
    )
    for path in picture.write(made, options.output, options.size):
        print(path)
    print(made.sentence)
    return OK


def run_sequence(options: argparse.Namespace) -> int:
    """Draw one picture for each step of a period."""
    from dashboard.picture import sequence
    from geo.exports.choose import day

    corpus = _corpus(options)
    first, last = day(options.first), day(options.last)
    if first > last:
        raise BadInput(f"--from {first} --to {last}", "ends before it starts", "give the earlier day first")
    view = _view(corpus, options, first)
    days = sequence.days(corpus, view.look, first, last, options.step)
    made = sequence.pictures(corpus, view, days, date.today(), options.link, options.marking)
    for path in sequence.write(made, options.output, options.size):
        print(path)
    return OK


def run_publish(options: argparse.Namespace) -> int:
    """Write the page of the store at its present revision."""
    from dashboard import publish, source

    with opened(options) as store:
        corpus = source.read(store)
        documents = {} if options.without_texts else publish.documents(store, corpus)
    content = publish.content(corpus, corpus.title, publish.facts(corpus, date.today()), documents)
    if options.single_file:
        size = publish.write_file(content, options.output)
    else:
        size = sum(path.stat().st_size for path in publish.write_folder(content, options.output))
    print(f"{options.output}: {size / 1e6:.1f} MB, revision {corpus.revision}")
    return OK


def run_prepare(options: argparse.Namespace) -> int:
    """Save the corpus of the store's present state, unless it is there already."""
    from dashboard import prepared, source
    from geo.store import Store

    with Store.open(options.store, readonly=True) as store, store.snapshot():
        folder = prepared.folder_of(store)
        if folder is None:
            cure = "ingest anything into it: a newer version marks its states"
            raise BadInput(str(store.address), "was last written by an older version", cure)
        if (corpus := prepared.load(folder)) is None:
            corpus = source.read(store)
            prepared.save(corpus, folder)
    if not folder.exists():
        raise BadInput(str(folder), "cannot be written", "make room, or name another folder in $GEO_CACHE")
    print(f"{folder}: {corpus.claims:,} claims, revision {corpus.revision}")
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every error is one line on standard error."""
    return run_safely(parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
