"""Command line: python -m geo COMMAND."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.cli import (
    FAILED,
    OK,
    Parser,
    add_command,
    opened,
    positive,
    progress_bar,
    revision_option,
    run_safely,
    say,
    store_option,
    war_option,
)
from geo.errors import BadInput

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.reading import Reading
    from geo.store import Store

MAX_CANDIDATES = 10
WATCH_SECONDS = 1.0  # between two looks at watched folders
#: Characters that some readers of lines take for the end of one, escaped as JSON allows.
LINE_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}

DESCRIPTION = """\
Turn news articles about a war into dated, attributed claims about places.

  python -m geo ingest articles/ --published 2023-03-07   read articles into the claim store
  python -m geo extract article.txt                       print what is read from an article, store nothing
  python -m geo geocode Bakhmut                           what a place name may mean
  python -m geo explain 6f1d0c2a9b3e                      why a claim was read so
  python -m geo export -o claims.csv                      claims for other programs

Exit code: 0 all is well, 1 something was rejected, not read or failed, 2 no such command or option.
"""


def parser() -> Parser:
    """All commands with their options."""
    top = Parser(
        prog="python -m geo", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    ingest = add_command(
        commands,
        "ingest",
        run_ingest,
        "read articles into the claim store",
        "ingest articles/ --published 2023-03-07",
    )
    _reading_options(ingest)
    store_option(ingest)
    ingest.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help='read on the Dask cluster of the scheduler there; "local": a new one on this machine',
    )
    ingest.add_argument(
        "--jobs", type=positive, metavar="N", help="processes that read at once (default: one per core)"
    )
    ingest.add_argument(
        "--watch", action="store_true", help="go on: ingest what is new or changed there, until interrupted"
    )

    extract = add_command(
        commands,
        "extract",
        run_extract,
        "print what is read from articles as JSON lines",
        "extract article.txt",
    )
    _reading_options(extract)
    extract.add_argument("--with-text", action="store_true", help="add the text that the offsets count in")

    geocode = add_command(
        commands,
        "geocode",
        run_geocode,
        "print what place names may mean as JSON lines",
        "geocode Bakhmut 'Чорне море'",
    )
    geocode.add_argument("names", nargs="+", metavar="NAME", help="name of a place in any spelling")
    geocode.add_argument(
        "--limit", type=positive, default=MAX_CANDIDATES, help="most candidates (%(default)s)"
    )
    _gazetteer_options(geocode)

    explain = add_command(
        commands, "explain", run_explain, "show why a claim was read so", "explain 6f1d0c2a9b3e"
    )
    explain.add_argument("claim_id", metavar="CLAIM_ID", help="id as extract and the dashboard show it")
    store_option(explain)

    evaluate = add_command(
        commands,
        "evaluate",
        run_evaluate,
        "score the reading against gold files",
        "evaluate tests/data/gold/dev",
    )
    evaluate.add_argument("folder", type=Path, metavar="FOLDER", help="folder of gold files")
    evaluate.add_argument("--details", action="store_true", help="list what was missed, wrong or too much")
    evaluate.add_argument("--json", action="store_true", help="print the measures as one JSON object")
    evaluate.add_argument(
        "--extracted", type=Path, metavar="FILE.jsonl", help="score lines that extract printed, read nothing"
    )
    _gazetteer_options(evaluate)

    decide = add_command(
        commands,
        "decide",
        run_decide,
        "accept, amend, reject or withdraw by a CSV file",
        "decide decisions.csv",
    )
    decide.add_argument(
        "file", type=Path, metavar="FILE.csv", help="claim_id,action,field,value,reason,who,day"
    )
    store_option(decide)

    export = add_command(
        commands,
        "export",
        run_export,
        "write claims as .csv, .xlsx, .geojson, .kml, or as a briefing in .md",
        "export -o claims.kml --date 2023-03-07",
    )
    _export_options(export)
    store_option(export)
    revision_option(export)

    verify = add_command(commands, "verify", run_verify, "check every hash in the claim store", "verify")
    store_option(verify)
    return top


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="file (.txt, .md, .html, .jsonl) or folder"
    )
    command.add_argument(
        "--published",
        metavar="DATE",
        help="publication day, month or interval (2023-03-07, 2023-03) of texts that tell none",
    )
    _gazetteer_options(command)


def _gazetteer_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cache", type=Path, metavar="FOLDER", help="folder of the place index (built once)"
    )
    command.add_argument("--corrections", type=Path, metavar="FILE.csv", help="your own places and aliases")


def _export_options(command: argparse.ArgumentParser) -> None:
    from geo.asof import CLOCKS, LOOK_BACK

    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the ending tells the format"
    )
    period = command.add_mutually_exclusive_group()
    period.add_argument("--date", metavar="DAY", help="the view as of a day (default: all claims)")
    period.add_argument("--until", metavar="DAY", help="the view of everything until a day")
    period.add_argument("--between", nargs=2, metavar="DAY", help="the view of a period")
    command.add_argument("--clock", choices=CLOCKS[:2], default=CLOCKS[0], help="what the day means")
    command.add_argument(
        "--look-back", type=positive, metavar="DAYS", help=f"of the view of a day ({LOOK_BACK})"
    )
    command.add_argument("--since", metavar="DAY", help="in a briefing: what changed since that day")
    command.add_argument("--place", action="append", default=[], metavar="NAME", help="only this place")
    war_option(command)
    command.add_argument("--claimant", action="append", default=[], metavar="NAME", help="only this claimant")
    command.add_argument(
        "--publisher", action="append", default=[], metavar="NAME", help="only this publisher"
    )
    command.add_argument("--checked-only", action="store_true", help="only claims that a person checked")


# Commands


def run_ingest(options: argparse.Namespace) -> int:
    """Read files into the store, with a progress bar on a terminal and a summary at the end."""
    from geo.store import Store

    with Store.open(options.store) as store:
        gazetteer = open_gazetteer(options)
        if options.watch:
            return watch_paths(options, store, gazetteer)
        return ingest_paths(options.paths, options, store, gazetteer)


def ingest_paths(
    paths: Sequence[Path], options: argparse.Namespace, store: Store, gazetteer: Gazetteer
) -> int:
    """Read these paths once and say what came of it."""
    from geo import conflicts, pipeline, workers

    with progress_bar("reading", " documents") as advance:
        summary = pipeline.ingest(
            paths,
            store=store,
            gazetteer=gazetteer,
            conflicts=conflicts.load(),
            published=options.published,
            progress=lambda origin: advance(1, ""),
            jobs=options.jobs or workers.cores(),
            cluster=options.cluster,
        )
    for refusal in summary.refusals:
        say(f"error: {refusal}")
    for words in summary.not_read:
        say(f"error: {words}")
    print("\n".join([*summary.lines(), f"store: {store.address} (revision {store.revision})"]), flush=True)
    return FAILED if summary.refusals or summary.not_read else OK


def watch_paths(options: argparse.Namespace, store: Store, gazetteer: Gazetteer) -> int:
    """Ingest, and again what changes, until interrupted or told to end; each document is stored whole."""
    from geo.watch import watch

    ended = threading.Event()
    before = {name: signal.signal(name, lambda *_: ended.set()) for name in (signal.SIGINT, signal.SIGTERM)}

    def ingest(paths: list[Path]) -> None:
        ingest_paths(paths, options, store, gazetteer)
        say("watching; end with Ctrl+C")

    try:
        watch(options.paths, ingest=ingest, wait=lambda: not ended.wait(WATCH_SECONDS))
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    say("ended; what is stored is whole")
    return OK


def run_extract(options: argparse.Namespace) -> int:
    """Print one JSON object per document; nothing is stored."""
    from geo import conflicts, pipeline
    from geo.reading import LANGUAGE_NOT_READ, Reading

    code = OK
    for item in pipeline.readings(
        options.paths,
        gazetteer=open_gazetteer(options),
        conflicts=conflicts.load(),
        published=options.published,
    ):
        if not isinstance(item, Reading):
            say(f"error: {item}")
            code = FAILED
            continue
        if item.outcome == LANGUAGE_NOT_READ:
            say(f"error: {pipeline.not_read_words(item.document)}")
            code = FAILED
        print_json(extract_report(item, with_text=options.with_text))
    return code


def extract_report(reading: Reading, *, with_text: bool = False) -> dict[str, Any]:
    """What `extract` prints of one document. A text that was not read says so under `not_read`."""
    from geo.reading import READ
    from geo.serialise import claim_report, dates_to_json, mention_report, unmapped_report

    document = reading.document
    report: dict[str, Any] = {
        "doc_id": document.doc_id,
        "title": document.title,
        "publisher": document.publisher,
        "published": dates_to_json(document.published),
        "places": [
            mention_report(one.toponym.start, one.toponym.end, one.toponym.text, one.place)
            for one in reading.mapped
            if one.place
        ],
        "unmapped": [unmapped_report(one) for one in reading.unmapped],
        "claims": [claim_report(claim) for claim in reading.claims],
    }
    if reading.outcome != READ:
        report["not_read"] = f"{reading.outcome} ({document.language})"
    if with_text:
        report["text"] = document.text
    return report


def run_geocode(options: argparse.Namespace) -> int:
    """Print one JSON object per name; `ambiguous` when a place far away is about as likely as the first."""
    from geo.gazetteer import distance_km
    from geo.narrowing import ambiguous, namesakes
    from geo.serialise import candidate_report

    gazetteer = open_gazetteer(options)
    for name in options.names:
        listed = gazetteer.search(name, limit=max(options.limit, MAX_CANDIDATES))
        found = listed[: options.limit]
        others = namesakes(listed[0], listed[1:], distance_km) if listed else []
        report = {"query": name, "ambiguous": bool(listed) and ambiguous(listed[0], others)}
        print_json(report | {"candidates": [candidate_report(candidate) for candidate in found]})
    return OK


def run_explain(options: argparse.Namespace) -> int:
    """Print how a claim of the store was read, and what people decided about it."""
    from geo.explain import explain
    from geo.store import Store

    with Store.open(options.store, readonly=True) as store:
        lines = explain(store, options.claim_id)
        if lines is None:
            raise BadInput(
                options.claim_id,
                f"is no claim in {store.address}",
                "give an id as ingest or the dashboard show it",
            )
        print("\n".join(lines))
    return OK


def run_evaluate(options: argparse.Namespace) -> int:
    """Score the reading against gold files."""
    from geo import conflicts, evaluate

    printed = read_lines(options.extracted) if options.extracted else None
    return evaluate.run(
        options.folder,
        gazetteer=open_gazetteer(options),
        conflicts=conflicts.load(),
        details=options.details,
        json_output=options.json,
        extracted=printed,
    )


def run_decide(options: argparse.Namespace) -> int:
    """Add the decisions of a file to the store."""
    from geo import decisions
    from geo.store import Store

    read = decisions.read(options.file)
    with Store.open(options.store) as store:
        added = store.decide(read)
        for claim_id in dict.fromkeys(one.claim_id for one in read):
            if store.claim(claim_id) is None:
                say(f"note: there is no claim {claim_id} in the store; its decision is kept")
        print(f"decisions: {len(read)} read, {added} new")
    return OK


def run_export(options: argparse.Namespace) -> int:
    """Write the claims of a view, or all of them, to a file."""
    from datetime import date

    from geo import exports
    from geo.exports.choose import choose

    with opened(options) as store:
        selection = choose(store, options, made=date.today())
    count = exports.write(selection, options.output)
    print(f"{options.output}: {count} rows, revision {selection.revision}; {selection.sentence}")
    for note in selection.notes:
        say(f"note: {note}")
    return OK


def run_verify(options: argparse.Namespace) -> int:
    """Say what is damaged in the store."""
    from geo.store import Store

    with Store.open(options.store, readonly=True) as store:
        damage = store.verify()
        for line in damage:
            say(f"error: {line}")
        print(f"damaged: {len(damage)} (revision {store.revision})")
    return FAILED if damage else OK


# Shared


def open_gazetteer(options: argparse.Namespace) -> Gazetteer:
    """The gazetteer; building its index the first time is shown."""
    from geo.gazetteer import Gazetteer

    with progress_bar("building the place index", "%", total=100) as advance:
        done = 0.0

        def progress(share: float, words: str) -> None:
            nonlocal done
            advance(max(0.0, 100 * share - done), words)
            done = max(done, 100 * share)

        gazetteer = Gazetteer.open(options.cache, progress=progress, corrections=options.corrections)
    for change in gazetteer.changes:
        say(f"correction: {change}")
    return gazetteer


def read_lines(path: Path) -> list[str]:
    """Lines of a UTF-8 file. Raises BadInput, OSError."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BadInput(str(path), "is not UTF-8 text", "give what extract printed") from error


def print_json(value: object) -> None:
    """One JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False).translate(LINE_BREAKS), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every error is one line on standard error."""
    return run_safely(parser().parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
