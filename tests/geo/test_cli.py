"""The command line as a person or a script meets it: output, messages, exit codes; never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.cli import FAILED, INTERRUPTED, OK, USAGE
from geo.store import SCHEMA_VERSION, Store

ROOT = Path(__file__).parents[2]
ARTICLE = (
    "Russian forces have captured the eastern part of Bakhmut, the UK Ministry of Defence said Thursday.\n\n"
    '"We still control Soledar," President Volodymyr Zelensky said. Shelling was also reported in Qqqville.\n'
)
DATES = {"edtf", "start", "end", "reason"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "article.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "elsewhere" / "claims.sqlite"
    monkeypatch.setenv("GEO_STORE", str(path))
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_ingest_and_a_briefing_tell_what_is_dated_after_it_was_said(
    article: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(
        "Ukrainian troops shelled Soledar on 16 August 2023, the ministry said.", encoding="utf-8"
    )
    assert run("ingest", article, "--published", "2023-03-01") == OK
    out = capsys.readouterr().out
    assert "article: claims told as facts and dated after they were said: 1; first: said 2023-03-01, " in out
    assert run("export", "-o", article.parent / "all.md") == OK
    words = "said 1 March 2023, about 16 August 2023, dated after it was said: "
    assert words in (article.parent / "all.md").read_text(encoding="utf-8")

    capsys.readouterr()
    assert run("ingest", article, "--published", "2023-08-17") == OK
    assert "dated after" not in capsys.readouterr().out


def test_extract_prints_the_documented_shape(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", article, "--published", "2023-04-07", "--with-text") == OK
    [line] = capsys.readouterr().out.splitlines()
    report = json.loads(line)

    assert set(report) == {
        "doc_id",
        "title",
        "publisher",
        "published",
        "places",
        "unmapped",
        "claims",
        "text",
    }
    assert report["doc_id"] == "article"
    assert {key: report["published"][key] for key in ("edtf", "start", "end")} == {
        "edtf": "2023-04-07",
        "start": "2023-04-07",
        "end": "2023-04-07",
    }
    assert report["text"] == ARTICLE
    for place in report["places"]:
        assert set(place) == {
            *("start", "end", "text", "place_id", "name", "lat", "lon", "kind", "country", "admin1"),
        }
        assert place["text"] == ARTICLE[place["start"] : place["end"]]
    assert [place["text"] for place in report["places"]] == ["Bakhmut", "Soledar"]
    for name in report["unmapped"]:
        assert set(name) == {"start", "end", "text", "reason"} and name["reason"]
    assert report["claims"]
    for claim in report["claims"]:
        assert set(claim) == {
            *("id", "start", "end", "quote", "evidence", "claimant", "claimant_kind", "side", "chain"),
            *("places", "links", "predicate", "modality", "status", "certainty", "said", "about"),
        }
        assert claim["quote"] == ARTICLE[claim["start"] : claim["end"]]
        assert set(claim["said"]) == set(claim["about"]) == DATES
        assert len(claim["places"]) == len(claim["links"])
        assert all(set(link) == {"place_id", "extent"} for link in claim["links"])


def test_extract_stores_nothing_and_omits_the_text(
    article: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", article) == OK
    report = json.loads(capsys.readouterr().out)

    assert "text" not in report
    assert not store.exists()


def test_a_document_is_one_line_whatever_its_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"doc_id": "odd", "text": "Bakhmut \u2028 \x85 \x0b was calm."}))
    assert run("extract", path, "--with-text") == OK
    [line] = capsys.readouterr().out.splitlines()

    assert json.loads(line)["text"] == "Bakhmut \u2028 \x85 \x0b was calm."


def test_geocode_prints_candidates_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("geocode", "Bakhmut", "Qqqville", "Київ") == OK
    found, none, cyrillic = map(json.loads, capsys.readouterr().out.splitlines())

    assert (found["query"], found["candidates"][0]["name"]) == ("Bakhmut", "Bakhmut")
    assert set(found["candidates"][0]) == {
        *("place_id", "name", "lat", "lon", "country", "admin1", "kind", "matched_as", "precision_km"),
    }
    assert (none["candidates"], none["ambiguous"]) == ([], False)
    assert (cyrillic["query"], found["ambiguous"]) == ("Київ", False)


def test_geocode_says_that_a_name_is_ambiguous(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("geocode", "Andriivka", "--limit", "1") == OK
    [line] = capsys.readouterr().out.splitlines()

    assert json.loads(line)["ambiguous"]


def test_ingest_sums_up_and_is_idempotent(
    article: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ingest", article, "--published", "2023-04-07") == OK
    first = capsys.readouterr()
    assert run("ingest", article, "--published", "2023-04-07") == OK
    second = capsys.readouterr()

    assert "documents: 1 (1 new or changed, 0 not read)" in first.out
    assert "documents: 1 (0 new or changed, 0 not read)" in second.out
    for words in ("claims: ", "unmapped place names: ", "undated documents: 0", "rejected: 0"):
        assert words in first.out
    assert (first.err, second.err) == ("", "")


def test_a_bad_file_is_named_with_its_cure_and_the_rest_goes_on(
    article: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = article.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (folder / "rows.jsonl").write_text('{"doc_id": "a", "text": "Bakhmut."}\n{"doc_id": \n')
    (folder / "other.txt").write_text(
        "Сьогодні російські війська знову обстріляли місто, повідомили у міністерстві оборони України."
    )

    assert run("ingest", folder, folder / "missing.txt") == FAILED
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("error: ") and ";" in line for line in lines)
    for name in (
        "empty.txt",
        "binary.txt",
        "rows.jsonl, line 2",
        "missing.txt",
        "other.txt: language not read",
    ):
        assert any(name in line for line in lines), name
    with Store.open(store, readonly=True) as opened:
        assert {one.document.doc_id for one in opened.documents()} == {"article", "a", "other"}
        assert len(opened.tray().rejected) == 3  # a path that leads nowhere is no input

    (folder / "empty.txt").write_text("Bakhmut was quiet.")
    run("ingest", folder / "empty.txt")
    with Store.open(store, readonly=True) as opened:
        assert not any("empty.txt" in one.origin for one in opened.tray().rejected)


def test_a_date_once_given_is_kept(article: Path, store: Path) -> None:
    run("ingest", article, "--published", "2023-04-07")
    run("ingest", article)
    with Store.open(store, readonly=True) as opened:
        assert opened.documents()[0].document.published.edtf == "2023-04-07"

    run("ingest", article, "--published", "2023-05-07")
    with Store.open(store, readonly=True) as opened:
        assert opened.documents()[0].document.published.edtf == "2023-05-07"


def test_explain_shows_words_and_decisions(
    article: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ingest", article, "--published", "2023-04-07")
    with Store.open(store, readonly=True) as opened:
        claim_id = opened.claims_frame()["claim_id"].iloc[0]
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        "claim_id,action,field,value,reason,who,day\n"
        f"{claim_id},amend,certainty,reportedly,as the original has it,A. Analyst,2023-04-09\n"
        "000000000000,accept,,,read it,A. Analyst,2023-04-09\n"
    )
    assert run("decide", decisions) == OK
    told = capsys.readouterr()
    assert "decisions: 2 read, 2 new" in told.out
    assert "note: there is no claim 000000000000" in told.err

    assert run("explain", claim_id) == OK
    out = capsys.readouterr().out
    for words in (
        f"claim {claim_id}",
        "which words gave what",
        "claimant",
        '"reportedly"',
        "A. Analyst: amend",
    ):
        assert words in out
    assert run("verify") == OK


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["explain", "nothing"], "no claim store"),
        (["verify"], "no claim store"),
        (["decide", "missing.csv"], "missing.csv"),
        (["extract", "missing.txt"], "missing.txt"),
        (["extract", "missing.txt", "--published", "yesterday"], "--published"),
        (["evaluate", "missing"], "missing"),
        (["export", "-o", "claims.csv"], "no claim store"),
    ],
)
def test_what_fails_fails_with_one_line(
    arguments: list[str], words: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == FAILED
    told = capsys.readouterr()

    [line] = told.err.splitlines()
    assert line.startswith("error: ") and words in line
    assert told.out == ""


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["ingest"], ["geocode", "X", "--limit", "0"]])
def test_wrong_usage_is_one_line_and_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)

    assert caught.value.code == USAGE
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ") and "--help" in line


@pytest.mark.parametrize(
    "command", ["ingest", "extract", "geocode", "explain", "evaluate", "decide", "export", "verify"]
)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(command, "--help")

    assert caught.value.code == OK
    assert f"example: python -m geo {command}" in capsys.readouterr().out


def test_a_newer_store_is_one_line(article: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    Store.open(store).close()
    raw = sqlite3.connect(store)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()

    assert run("ingest", article) == FAILED
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {store}: was written by a newer version")


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "geo", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        # As from a terminal: a shell's background jobs, and so tests run as one, ignore an interrupt.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_a_reader_that_leaves_is_no_error(article: Path) -> None:
    """As in `python -m geo extract ... | head -1`."""
    process = start("geocode", *["Київ"] * 5_000)
    assert process.stdout and process.stderr
    first = process.stdout.readline()
    process.stdout.close()

    assert json.loads(first)["query"] == "Київ"
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_an_interrupt_is_one_line() -> None:
    process = start("geocode", *["Bakhmut"] * 5_000)
    assert process.stdout
    process.stdout.readline()  # it is at work, and will wait on the full pipe
    process.send_signal(signal.SIGINT)
    err = process.communicate()[1]

    assert process.returncode == INTERRUPTED
    assert err.decode().startswith("error: interrupted")
    assert len(err.splitlines()) == 1


def test_a_correction_decides_what_a_name_means_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An analyst's rows overrule the reading, for all articles or for one, and are listed when applied."""
    text = "Russian forces hold Soledar. Ukrainian forces hold Kramatorsk, the General Staff said."
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(text)
    rows = tmp_path / "corrections.csv"
    rows.write_text("action,name,place_id,document\nresolve,Soledar,gn:704508,\nresolve,Kramatorsk,,two\n")

    assert run("extract", tmp_path / "one.txt", tmp_path / "two.txt", "--corrections", rows) == OK
    printed = capsys.readouterr()
    one, two = map(json.loads, printed.out.splitlines())

    assert [p["place_id"] for p in one["places"]] == ["gn:704508", "gn:704508"]
    assert [p["place_id"] for p in two["places"]] == ["gn:704508"]
    assert [(u["text"], u["reason"]) for u in two["unmapped"]] == [
        ("Kramatorsk", "no place, by a correction")
    ]
    assert printed.err.count("correction: ") == 2


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".geojson", ".kml", ".md"])
def test_export_writes_every_format(
    ending: str, article: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ingest", article, "--published", "2023-04-07")
    capsys.readouterr()

    path = tmp_path / f"claims{ending}"
    assert run("export", "-o", path, "--date", "2023-04-08") == OK
    assert "On 8 April 2023" in capsys.readouterr().out
    assert b"Bakhmut" in path.read_bytes() or ending == ".xlsx"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--date", "7 April"], "7 April: is not a day; write year-month-day"),
        (["--between", "2023-04-08", "2023-04-07"], "ends before it starts"),
        (["--since", "2023-04-01"], "needs a view to compare; add --date DAY"),
        (["--place", "Bachmut"], "no claim names this place; did you mean bakhmut?"),
        (["--claimant", "Nobody"], "no claim has this claimant"),
        (["--war", "Ukraine"], "no claim has this war; did you mean russia's war against ukraine?"),
        (["-o", "claims.doc"], ".doc: is no format of an export"),
        (["-o", "no/such/folder/claims.csv"], "claims.csv: No such file or directory; make its folder"),
        (["--date", "2023-04-08", "--since", "2023-04-08", "-o", "claims.md"], "is not before 2023-04-08"),
        (["--date", "2023-04-08", "--since", "2023-04-01"], "is told in a briefing only; write to a file in"),
        (["--look-back", "5"], "counts back from a day; add --date DAY"),
    ],
)
def test_an_export_that_cannot_be_made_is_one_line(
    arguments: list[str],
    words: str,
    article: Path,
    store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    run("ingest", article, "--published", "2023-04-07")
    capsys.readouterr()

    assert run("export", *(["-o", "claims.csv"] if "-o" not in arguments else []), *arguments) == FAILED
    [line] = capsys.readouterr().err.splitlines()
    assert words in line
    assert not list(tmp_path.glob("claims.*"))


def test_an_export_is_limited_to_a_place_by_any_of_its_names(
    article: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ingest", article, "--published", "2023-04-07")
    assert run("export", "-o", tmp_path / "claims.geojson", "--place", "soledar") == OK

    rows = json.loads((tmp_path / "claims.geojson").read_text(encoding="utf-8"))["features"]
    assert {row["properties"]["place"] for row in rows} == {"Soledar"}


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (["--place", "Soledar"], {"Soledar"}),
        (["--claimant", "Volodymyr Zelensky"], {"Soledar"}),
        (["--checked-only"], set()),
    ],
)
@pytest.mark.parametrize("days", [["--date", "2023-04-08"], ["--between", "2023-04-01", "2023-04-08"]])
def test_a_day_and_filters_limit_an_export_together(
    filters: list[str], kept: set[str], days: list[str], article: Path, store: Path, tmp_path: Path
) -> None:
    run("ingest", article, "--published", "2023-04-07")
    assert run("export", "-o", tmp_path / "claims.geojson", *days, *filters) == OK

    rows = json.loads((tmp_path / "claims.geojson").read_text(encoding="utf-8"))["features"]
    assert {row["properties"]["place"] for row in rows} == kept


def test_an_export_is_limited_to_a_war_and_names_it(article: Path, store: Path, tmp_path: Path) -> None:
    sudan = tmp_path / "sudan.txt"
    sudan.write_text("The Sudanese army said on Monday that the RSF had captured Singa.", encoding="utf-8")
    run("ingest", article, sudan, "--published", "2024-07-01")

    def wars(*filters: str) -> dict[str, set[str]]:
        out = tmp_path / "claims.geojson"
        assert run("export", "-o", out, *filters) == OK
        found: dict[str, set[str]] = {}
        for row in json.loads(out.read_text(encoding="utf-8"))["features"]:
            found.setdefault(row["properties"]["war"], set()).add(row["properties"]["place"])
        return found

    every = wars()
    assert set(every) == {"Russia's war against Ukraine", "War in Sudan"}
    assert wars("--war", "war in sudan") == {"War in Sudan": {"Singa"}}
    assert wars("--war", "War in Sudan", "--date", "2024-07-01") == {"War in Sudan": {"Singa"}}
    assert wars("--war", "War in Sudan", "--war", "Russia's war against Ukraine") == every


def test_watching_ends_when_told_and_has_stored_what_came(article: Path, store: Path) -> None:
    """A file that comes while watching is stored; the end is no error."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [
        sys.executable,
        "-m",
        "geo",
        "ingest",
        "--watch",
        str(article.parent),
        "--published",
        "2023-04-07",
    ]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "watching" not in process.stderr.readline():
            assert process.poll() is None
        (article.parent / "second.txt").write_text(
            "Russian forces captured Soledar, the army said.", encoding="utf-8"
        )
        while "watching" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == OK

    with Store.open(store, readonly=True) as opened:
        assert [one.document.doc_id for one in opened.documents()] == ["article", "second"]


def test_a_briefing_tells_what_changed_since_a_day(
    article: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ingest", article, "--published", "2023-04-07")
    path = tmp_path / "day.md"
    assert run("export", "-o", path, "--date", "2023-04-08", "--since", "2023-03-01") == OK

    text = path.read_text(encoding="utf-8")
    assert "## Changed since 1 March 2023" in text
    assert "- Soledar: current claims now, none before. Before: nothing claimed. Now: held, as cl" in text
