"""Decisions: the file's format with good and bad rows, and what a decision does to a claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import decisions
from geo.decisions import AMENDABLE, Decision
from geo.errors import BadInput
from geo.model import UNDATED, Claim, Link

HEADER = "claim_id,action,field,value,reason,who,day\n"
CLAIM = Claim(
    claim_id="c1",
    doc_id="doc",
    sha256="00",
    start=0,
    end=5,
    quote="words",
    evidence="verbatim",
    claimant="Ministry",
    claimant_kind="government",
    side="red",
    chain=(),
    claimant_start=0,
    claimant_end=1,
    publisher="Paper",
    links=(Link("gn:1", "Town", "Town"), Link("gn:2", "Village", "Village")),
    predicate="holds",
    modality="asserted",
    status="red_control",
    certainty="likely",
    yardstick="PHIA",
    band=(55, 75),
)


def read(tmp_path: Path, rows: str) -> list[Decision]:
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return decisions.read(path)


GOOD = [
    ("c1,accept,,,read it,A. Analyst,2023-04-09", ("accept", "", "")),
    ("c1,reject,,,football,A. Analyst,2023-04-09", ("reject", "", "")),
    ('c1,amend,status,contested,"at risk, not held",A. Analyst,2023-04-09', ("amend", "status", "contested")),
    ("c1,amend,status,ukraine_control,wrong side,A,2023-04-09", ("amend", "status", "ukraine_control")),
    ("c1,amend,status,government_control,as said,A,2023-04-09", ("amend", "status", "government_control")),
    ("c1,amend,side,syria_opposition,wrong war,A,2023-04-09", ("amend", "side", "syria_opposition")),
    ("c1,amend,side,,of no side,A,2023-04-09", ("amend", "side", "")),
    ("c1,amend,said,2023-03-04/2023-03-05,weekend,A,2023-04-09", ("amend", "said", "2023-03-04/2023-03-05")),
    ("c1,amend,said,,no day in it,A,2023-04-09", ("amend", "said", "")),
    (" c1 , amend , extent , part , partly , A , 2023-04-09 ", ("amend", "extent", "part")),
]


@pytest.mark.parametrize(("row", "expected"), GOOD)
def test_good_rows(tmp_path: Path, row: str, expected: tuple[str, str, str]) -> None:
    [one] = read(tmp_path, row + "\n\n")

    assert (one.action, one.field, one.value) == expected
    assert (one.claim_id, one.day) == ("c1", date(2023, 4, 9))


BAD = [
    ("c1,accept,,,read it,A. Analyst", "has 6 cells instead of 7"),
    ("c1,approve,,,read it,A,2023-04-09", "'approve' is not one of accept, amend, reject"),
    ("c1,accept,status,contested,why,A,2023-04-09", "field and value belong to amend"),
    ("c1,amend,quote,other words,why,A,2023-04-09", "field 'quote' is not one of"),
    ("c1,amend,status,control,why,A,2023-04-09", "status 'control' is not <side>_control"),
    ("c1,amend,status,rusia_control,why,A,2023-04-09", "names no known side; the sides are "),
    ("c1,amend,side,hobbit,why,A,2023-04-09", "side 'hobbit' is not known; the sides are "),
    ("c1,amend,modality,sure,why,A,2023-04-09", "modality 'sure' is not one of asserted"),
    ("c1,amend,said,05/03/2023,why,A,2023-04-09", "said: "),
    ("c1,amend,claimant,,why,A,2023-04-09", "claimant is empty"),
    ("c1,accept,,,read it,A,9 April", "day '9 April' is not a date such as"),
    (",accept,,,,,2023-04-09", "claim_id is empty; reason is empty; who is empty"),
    ('c1,accept,,,"read it,A,2023-04-09', "is not valid CSV"),
]


@pytest.mark.parametrize(("row", "fault"), BAD)
def test_bad_rows_name_the_file_the_line_and_the_fault(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "c1,accept,,,fine,A,2023-04-09\n" + row)

    assert fault in str(caught.value)
    assert "decisions.csv" in str(caught.value)
    assert "line 3" in str(caught.value) or "CSV" in fault


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"\xff\xfe\x00c"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=r"decisions\.csv"):
        decisions.read(path)
    with pytest.raises(BadInput, match=r"missing\.csv: No such file"):
        decisions.read(tmp_path / "missing.csv")


def made(action: str, field: str = "", value: str = "") -> Decision:
    return Decision("c1", action, field, value, "because", "A. Analyst", date(2023, 4, 9))


@pytest.mark.parametrize(
    ("actions", "checked"),
    [
        ([], ""),
        ([made("accept")], "accepted"),
        ([made("reject")], "rejected"),
        ([made("amend", "status", "none")], "amended"),
        ([made("amend", "status", "none"), made("accept")], "amended"),
        ([made("reject"), made("accept")], "accepted"),
        ([made("accept"), made("reject")], "rejected"),
    ],
)
def test_the_latest_decision_counts(actions: list[Decision], checked: str) -> None:
    assert decisions.apply(CLAIM, actions)[1] == checked


@pytest.mark.parametrize("field", AMENDABLE)
def test_every_amendable_field_is_amended(field: str) -> None:
    value = {"extent": "part", "claimant_kind": "media", "predicate": "fighting", "modality": "aim"}.get(
        field, ""
    )
    value = value or (
        "2023-03-05" if field in ("said", "about") else "new_control" if field == "status" else "new"
    )
    amended, _ = decisions.apply(CLAIM, [made("amend", field, value)])

    holder = amended.links[1] if field in ("extent", "part") else amended
    found = getattr(holder, field)
    assert (found.edtf if field in ("said", "about") else found) == value
    assert amended.claim_id == CLAIM.claim_id


def test_new_certainty_words_lose_the_band_of_the_old_ones() -> None:
    amended, _ = decisions.apply(CLAIM, [made("amend", "certainty", "perhaps")])

    assert (amended.certainty, amended.yardstick, amended.band) == ("perhaps", "", None)


def test_an_amended_day_says_who_set_it_and_an_empty_one_is_undated() -> None:
    dated, _ = decisions.apply(CLAIM, [made("amend", "said", "2023-03-05")])
    undated, _ = decisions.apply(dated, [made("amend", "said", "")])

    assert dated.said.reason == "set by A. Analyst: because"
    assert not undated.said.dated and CLAIM.said == UNDATED


@pytest.mark.parametrize(
    "reason", ["plain", "=1+1", "'quoted'", "'=x", "two\nlines, and a comma", "-", "@home"]
)
def test_what_is_written_is_read_again_and_computes_nothing(reason: str) -> None:
    made = [Decision("c1", "reject", "", "", reason, "A. Analyst", date(2023, 4, 9))]
    data = decisions.encode(made)
    assert decisions.decode(data, "file") == made
    assert not any(f",{sign}" in data.decode() for sign in "=+-@")


def test_an_apostrophe_of_the_writer_stays() -> None:
    (one,) = decisions.decode((HEADER + "c1,accept,,,'tis so,A,2023-04-09\n").encode(), "file")
    assert one.reason == "'tis so"
