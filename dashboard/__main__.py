"""Command line: python -m dashboard COMMAND."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from geo.cli import OK, Parser, add_command, run_safely, store_option

DESCRIPTION = """\
Hand the map over.

  python -m dashboard publish -o site/                    a static site for any web server
  python -m dashboard publish --single-file -o map.html   one file that opens by a double click
"""


def parser() -> Parser:
    """All commands with their options."""
    top = Parser(
        prog="python -m dashboard",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    publish = add_command(
        commands, "publish", run_publish, "write the map as a static page", "publish -o site/"
    )
    publish.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="folder, or file with --single-file"
    )
    publish.add_argument("--single-file", action="store_true", help="one HTML file, complete in itself")
    publish.add_argument("--without-texts", action="store_true", help="leave out the texts of the documents")
    store_option(publish)
    return top


def run_publish(options: argparse.Namespace) -> int:
    """Write the page of the store at its present revision."""
    from dashboard import publish, source
    from geo.store import Store

    with Store.open(options.store, readonly=True) as store:
        corpus = source.read(store)
        documents = {} if options.without_texts else publish.documents(store, corpus)
    content = publish.content(corpus, corpus.title, publish.facts(corpus, date.today()), documents)
    if options.single_file:
        size = publish.write_file(content, options.output)
    else:
        size = sum(path.stat().st_size for path in publish.write_folder(content, options.output))
    print(f"{options.output}: {size / 1e6:.1f} MB, revision {corpus.revision}")
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every error is one line on standard error."""
    return run_safely(parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
