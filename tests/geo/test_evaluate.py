"""Scoring: gold files are sound, and the measures count what docs/gold-format.md says."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from geo import goldfile
from geo.assignment import best_pairs
from geo.conflicts import Claimant, Conflict
from geo.errors import BadInput
from geo.evaluate import MEASURES, as_json, evaluate, printed_reader, report
from geo.goldfile import Allowed, GoldText, Skipped
from geo.model import DateInterval

GOLD = Path(__file__).parents[1] / "data" / "gold"
FILES = sorted(GOLD.glob("*/*.json"))
TEXT = "Aville fell on Monday, the Bland army said. Kyiv protested. Rebels hold half of Beton, Ann Lee said."
AVILLE = {
    "name": "Aville",
    "lat": 10.0,
    "lon": 20.0,
    "kind": "settlement",
    "country": "UA",
    "approximate": False,
}
BETON = AVILLE | {"name": "Beton", "lat": 11.0}


def day(text: str) -> dict[str, object]:
    return {"edtf": text, "start": text, "end": text, "reason": ""}


def span(words: str) -> dict[str, object]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def gold_claim(words: str, place: str, **changes: object) -> dict[str, object]:
    claim = {
        **span(words),
        "quote": words,
        "carriers": [],
        "claimant": ["Bland army", "army of Bland"],
        "claimant_kind": "military",
        "side": "bland",
        "chain": [],
        "places": [{"name": place, "extent": ["unstated"], "part": ""}],
        "predicate": ["captured"],
        "modality": ["asserted"],
        "status": ["bland_control"],
        "certainty": "",
        "said": [{"start": "2024-05-07", "end": "2024-05-07"}],
        "about": [{"start": "2024-05-06", "end": "2024-05-06"}],
        "optional": False,
    }
    return claim | changes


FIRST = "Aville fell on Monday, the Bland army said."
LAST = "Rebels hold half of Beton, Ann Lee said."
GOLD_FILE = {
    "format": 1,
    "doc_id": "tiny",
    "text_file": "tiny.txt",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "committed_text": True,
    "title": "Tiny",
    "publisher": "",
    "url": "",
    "published": {"start": "2024-05-07", "end": "2024-05-07"},
    "publication_from_text": {"undated": True},
    "about_conflict": True,
    "sides": {"bland": ["bland", "blandland"]},
    "mentions": [
        span("Aville") | {"text": "Aville", "key": "Aville"} | AVILLE,
        span("Beton") | {"text": "Beton", "key": "Beton"} | BETON,
    ],
    "lookalikes": [span("Kyiv") | {"text": "Kyiv", "why": "metonym"}],
    "ambiguous": [],
    "places": {"Aville": AVILLE, "Beton": BETON},
    "claims": [
        gold_claim(FIRST, "Aville"),
        gold_claim(
            LAST,
            "Beton",
            claimant=["Ann Lee", "Lee"],
            claimant_kind="witness",
            places=[{"name": "Beton", "extent": ["part"], "part": ""}],
            status=["rebels_control"],
            about=[{"start": "2024-05-07", "end": "2024-05-07"}],
        ),
    ],
}
READ_FIRST = {
    **span(FIRST),
    "quote": FIRST,
    "claimant": "the Bland Army",
    "claimant_kind": "military",
    "places": ["Aville"],
    "links": [{"place_id": "gn:1", "extent": "unstated"}],
    "predicate": "captured",
    "modality": "asserted",
    "status": "blandland_control",
    "said": day("2024-05-07"),
    "about": day("2024-05-06"),
}
READ_LAST = READ_FIRST | {
    **span(LAST),
    "claimant": "Colonel Ann Lee",
    "claimant_kind": "witness",
    "places": ["Beton"],
    "links": [{"place_id": "gn:2", "extent": "part"}],
    "predicate": "holds",
    "status": "rebels_control",
    "about": day("2024-05-07"),
}
MONTH = {"edtf": "2024-05", "start": "2024-05-01", "end": "2024-05-31", "reason": ""}
PLACES = [
    span(name)
    | {"text": name, "place_id": place_id, "name": name, "lat": lat, "lon": 20.0, "kind": "settlement"}
    for name, place_id, lat in (("Aville", "gn:1", 10.0), ("Beton", "gn:2", 11.0))
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one gold file and its text."""
    write(tmp_path, GOLD_FILE)
    return tmp_path


def write(folder: Path, gold: dict[str, object]) -> None:
    (folder / "tiny.txt").write_text(TEXT, encoding="utf-8")
    (folder / "tiny.json").write_text(json.dumps(gold), encoding="utf-8")


def scores(
    folder: Path, claims: list[dict], places: list[dict] | None = None, **how: object
) -> dict[str, float | None]:
    """Every measure by name, for what was read."""
    line = json.dumps({"doc_id": "tiny", "places": PLACES if places is None else places, "claims": claims})
    result = evaluate(folder, read=printed_reader([line]), **how)
    return {one["name"]: one["value"] for one in as_json(result)["measures"]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_gold_file_is_sound(file: Path) -> None:
    """Offsets give back their words, vocabularies are the model's, dates are in order."""
    gold = goldfile.read(file)
    if isinstance(gold, Skipped):
        pytest.skip(gold.reason)

    assert goldfile.faults(gold) == []


def test_texts_that_are_not_ours_are_quoted_in_few_words() -> None:
    """At most 25 words of a text that is not committed stand in its gold file."""
    foreign = [data for file in FILES if not (data := json.loads(file.read_text("utf-8")))["committed_text"]]

    assert foreign
    assert all(len(claim["quote"].split()) <= 25 for data in foreign for claim in data["claims"])


def test_a_perfect_reading_scores_one(folder: Path) -> None:
    """Names behind titles and articles, and sides by another id, count as right."""
    found = scores(folder, [READ_FIRST, READ_LAST])

    assert (
        found["place mentions F1"],
        found["claims F1, one to one"],
        found["complete claims F1"],
    ) == (1.0, 1.0, 1.0)
    assert (
        found["false colour, of all claims read"],
        found["control found where it is asserted"],
    ) == (0.0, 1.0)


def test_an_empty_reading_scores_nothing(folder: Path) -> None:
    """Nothing read: no recall, and no share of nothing."""
    found = scores(folder, [], [])

    assert (found["claims F1, one to one"], found["claimant right"]) == (0.0, None)


@pytest.mark.parametrize(
    ("measure", "change"),
    [
        ("claimant right", {"claimant": "Bland army council"}),
        ("claimant right", {"claimant": "article"}),
        ("date (about) right, not padded", {"about": MONTH}),
        ("date (about) right, not padded", {"about": day("2024-05-08")}),
        ("date (about) right, not padded", {"about": {"edtf": "", "start": None, "end": None}}),
        ("status supported by the words", {"status": "contested"}),
    ],
)
def test_one_wrong_field_makes_the_claim_incomplete(folder: Path, measure: str, change: dict) -> None:
    """The pair stays a pair; the field and the complete claim are wrong."""
    found = scores(folder, [READ_FIRST | change])

    assert (
        found["claims F1, one to one: precision"],
        found[measure],
        found["complete claims F1"],
    ) == (1.0, 0.0, 0.0)


def test_right_but_too_wide_date_is_padded(folder: Path) -> None:
    """A month for a day holds the day, but is padded."""
    found = scores(folder, [READ_FIRST | {"about": MONTH}])

    assert found["date (about) right, not padded: right but padded"] == 1.0


@pytest.mark.parametrize(
    ("claim", "false"),
    [
        (READ_FIRST, 0.0),
        (READ_FIRST | {"status": "rebels_control"}, 1.0),
        (READ_FIRST | {"status": "contested"}, 0.0),
        (READ_LAST | {"links": [{"place_id": "gn:2", "extent": "whole"}]}, 1.0),
        (READ_LAST | {"links": [{"place_id": "gn:2", "extent": "unstated"}]}, 1.0),
        (READ_FIRST | span("Kyiv protested."), 1.0),
    ],
)
def test_false_colour_is_control_that_the_words_do_not_give(folder: Path, claim: dict, false: float) -> None:
    """Another side, the whole for a part, and a sentence without such a claim are false colour."""
    assert false == scores(folder, [claim])["false colour, of all claims read"]


def test_claims_need_a_shared_place_and_shared_evidence(folder: Path) -> None:
    """The right sentence about another place is no match; nor is the right place in another sentence."""
    elsewhere = READ_FIRST | {"places": ["Beton"], "links": [{"place_id": "gn:2", "extent": "unstated"}]}
    other_words = READ_FIRST | span("Kyiv protested.")

    assert scores(folder, [elsewhere, other_words])["claims F1, one to one"] == 0.0


def test_a_repeated_claim_is_one_too_many(folder: Path) -> None:
    """One gold claim pairs with one read claim only."""
    assert scores(folder, [READ_FIRST, READ_FIRST])["claims F1, one to one: precision"] == 0.5


def test_an_optional_claim_counts_neither_way(folder: Path) -> None:
    """Read or not, it changes neither precision nor recall."""
    claims = [GOLD_FILE["claims"][0], GOLD_FILE["claims"][1] | {"optional": True}]
    write(folder, GOLD_FILE | {"claims": claims})

    assert scores(folder, [READ_FIRST])["claims F1, one to one"] == 1.0
    assert scores(folder, [READ_FIRST, READ_LAST])["claims F1, one to one"] == 1.0


def test_a_look_alike_taken_for_a_place_is_counted(folder: Path) -> None:
    """It costs precision of mentions too, unless gold leaves the spot open."""
    kyiv = span("Kyiv") | {
        "text": "Kyiv",
        "place_id": "gn:3",
        "name": "Kyiv",
        "lat": 50.0,
        "lon": 30.0,
        "kind": "settlement",
    }
    found = scores(folder, [], [*PLACES, kyiv])

    assert (found["look-alikes taken for places"], found["place mentions F1: precision"]) == (1.0, 2 / 3)

    write(folder, GOLD_FILE | {"lookalikes": [], "ambiguous": [span("Kyiv") | {"text": "Kyiv"}]})

    assert scores(folder, [], [*PLACES, kyiv])["place mentions F1: precision"] == 1.0


def test_a_settlement_far_off_is_not_near(folder: Path) -> None:
    """The mention is right, its place is not."""
    found = scores(folder, [], [PLACES[0] | {"lat": 10.1}, PLACES[1]])

    assert found["place mentions F1: settlements within 5 km"] == 0.5


def test_other_names_in_the_conflict_files_are_the_same_claimant(folder: Path) -> None:
    """An alias of the claimant is the claimant."""
    war = Conflict("x", "X", claimants=(Claimant("Ministry of War", "military", aliases=("Bland army",)),))
    claim = READ_FIRST | {"claimant": "Ministry of War"}

    assert scores(folder, [claim])["claimant right"] == 0.0
    assert scores(folder, [claim], conflicts=[war])["claimant right"] == 1.0


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2024-05-01", "2024-05-31", 0.0),
        ("2024-05-08", "2024-05-31", 1.0),
        ("2024-04-01", "2024-06-30", 1.0),
        ("2024-05-01", None, 0.0),
        (None, None, 0.0),
    ],
)
def test_dating_is_wrong_when_it_excludes_the_day_or_is_too_long(folder: Path, start, end, wrong) -> None:
    """An open interval or none is an honest "cannot tell"."""
    first, last = (value and date.fromisoformat(value) for value in (start, end))
    found = scores(folder, [], dated=lambda gold: DateInterval("", first, last, ""))

    assert wrong == found["publication date wrong"]


DAYS = [date(2024, 5, day) for day in range(1, 32)]


@pytest.mark.parametrize(
    ("allowed", "start", "end", "right"),
    [
        (Allowed(DAYS[9], DAYS[11]), DAYS[9], DAYS[11], True),
        (Allowed(DAYS[9], DAYS[11]), DAYS[8], DAYS[12], True),
        (Allowed(DAYS[9], DAYS[11]), DAYS[7], DAYS[11], False),
        (Allowed(DAYS[9], DAYS[11]), DAYS[10], DAYS[11], False),
        (Allowed(DAYS[9], DAYS[11]), None, DAYS[11], False),
        (Allowed(DAYS[9], DAYS[11], DAYS[0], DAYS[30]), DAYS[0], DAYS[30], True),
        (Allowed(DAYS[9], None), DAYS[9], None, True),
        (Allowed(DAYS[9], None), DAYS[9], DAYS[11], False),
        (Allowed(None, DAYS[9]), None, DAYS[9], True),
        (Allowed(earliest=DAYS[0], latest=DAYS[9], loose=True), DAYS[3], DAYS[3], True),
        (Allowed(earliest=DAYS[0], latest=DAYS[9], loose=True), DAYS[3], DAYS[10], False),
        (Allowed(earliest=DAYS[0], latest=DAYS[9], loose=True), DAYS[3], None, False),
        (Allowed(undated=True), None, None, True),
        (Allowed(undated=True), DAYS[0], None, False),
        (Allowed(DAYS[9], DAYS[11]), None, None, False),
    ],
)
def test_accepted_dates(allowed: Allowed, start: date | None, end: date | None, right: bool) -> None:
    """The gold days are contained, and the interval is not padded."""
    assert right is allowed.accepts(start, end)


@pytest.mark.parametrize(
    "weights",
    [
        [[1.0]],
        [[0.0]],
        [[3.0, 2.0], [2.0, 0.0]],
        [[1.0, 2.0, 3.0], [3.0, 1.0, 0.0]],
        [[5.0], [6.0], [7.0]],
        [[0.5, 0.0, 1.5], [2.5, 2.0, 0.1], [2.4, 0.3, 1.4], [0.0, 0.0, 0.9]],
    ],
)
def test_pairs_have_the_greatest_total(weights: list[list[float]]) -> None:
    """As good as trying every order."""
    rows, columns = len(weights), len(weights[0])
    square = [[weights[i][j] if i < rows and j < columns else 0.0 for j in range(9)] for i in range(9)][
        : max(rows, columns)
    ]
    best = max(
        sum(square[i][j] for i, j in enumerate(order)) for order in permutations(range(max(rows, columns)))
    )
    pairs = best_pairs(weights)

    assert best == pytest.approx(sum(weights[i][j] for i, j in pairs))
    assert len(pairs) == len({i for i, _ in pairs}) == len({j for _, j in pairs})


def test_figures_come_with_intervals_once_there_are_two_texts(folder: Path) -> None:
    """One text gives a figure but no interval; the same folder gives the same interval twice."""
    line = json.dumps({"doc_id": "tiny", "places": PLACES, "claims": [READ_FIRST]})
    one = evaluate(folder, read=printed_reader([line]))
    (folder / "second.json").write_text(
        (folder / "tiny.json").read_text("utf-8").replace('"tiny"', '"second"'), "utf-8"
    )
    two = evaluate(folder, read=printed_reader([line]))

    assert all(measure.low is None for measure in one.measures)
    assert (two.measures[0].low, two.measures[0].high) == (0.0, 1.0)
    assert two == evaluate(folder, read=printed_reader([line]))


def test_report_names_every_measure_and_lists_details_when_asked(folder: Path) -> None:
    """The table is short; details quote the sentence."""
    line = json.dumps({"doc_id": "tiny", "places": PLACES, "claims": [READ_FIRST | {"claimant": "nobody"}]})
    result = evaluate(folder, read=printed_reader([line]))

    assert all(name in report(result) for name, _, _ in MEASURES)
    assert FIRST not in report(result)
    assert FIRST in report(result, details=True) and "wrong claimant" in report(result, details=True)


def test_a_missing_or_changed_text_is_skipped_with_a_reason(folder: Path) -> None:
    """Gold about another text says nothing about this one."""
    (folder / "tiny.txt").write_text(TEXT + " More.", encoding="utf-8")
    [changed] = goldfile.load(folder)
    (folder / "tiny.txt").unlink()
    [missing] = goldfile.load(folder)

    assert "sha256" in changed.reason and "not here" in missing.reason


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 1}', '{"format": 99}', json.dumps(GOLD_FILE | {"claims": [{}]})]
)
def test_a_broken_gold_file_is_named(folder: Path, text: str) -> None:
    """Bad files stop the run with the name and the cure."""
    (folder / "tiny.json").write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=r"tiny\.json"):
        goldfile.load(folder)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    """Nothing to score is not a score."""
    with pytest.raises(BadInput, match="no gold files"):
        evaluate(tmp_path, read=lambda gold: {})
    with pytest.raises(BadInput, match="not a folder"):
        evaluate(tmp_path / "nowhere", read=lambda gold: {})


def test_lines_that_extract_did_not_print_are_an_error(folder: Path) -> None:
    """The line is named."""
    with pytest.raises(BadInput, match="line 2"):
        printed_reader(["", "{nonsense"])


def test_faults_of_a_gold_file_are_found(folder: Path) -> None:
    """A wrong word, an unknown vocabulary word and dates out of order are named."""
    broken = gold_claim(
        FIRST, "Aville", status=["bland"], about=[{"start": "2024-05-06", "end": "2024-05-01"}]
    )
    mention = GOLD_FILE["mentions"][0] | {"text": "Bville"}
    write(folder, GOLD_FILE | {"claims": [broken], "mentions": [mention]})
    [gold] = goldfile.load(folder)
    assert isinstance(gold, GoldText)
    found = " ".join(goldfile.faults(gold))

    assert "Bville" in found and "status" in found and "dates" in found
