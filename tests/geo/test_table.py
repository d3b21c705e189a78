"""The claim table: its columns, its days, and the guard that lists every complaint at once."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.errors import BadInput
from geo.filters import FIELDS, Filters, with_regions
from geo.model import UNDATED, Claim, DateInterval, Link, Place
from geo.table import (
    CLAIM_COLUMNS,
    COLUMNS,
    OPEN_END,
    OPEN_START,
    bounds,
    frame,
    guard,
    interval,
    joined,
    not_stored,
    voice,
)

MARCH = DateInterval("2023-03", date(2023, 3, 1), date(2023, 3, 31), "said in March")
SINCE = DateInterval("2023-03-07/..", date(2023, 3, 7), None, "since Tuesday")
UNTIL = DateInterval("../2023-03-07", None, date(2023, 3, 7), "until Tuesday")


def claim(**fields: object) -> Claim:
    values: dict[str, object] = {
        "claim_id": "c1",
        "doc_id": "doc",
        "sha256": "00",
        "start": 3,
        "end": 8,
        "quote": "words",
        "evidence": "verbatim",
        "claimant": "Ministry",
        "claimant_kind": "government",
        "side": "red",
        "chain": ("Agency", "Ministry"),
        "claimant_start": 0,
        "claimant_end": 1,
        "publisher": "Paper",
        "links": (Link("gn:1", "Town", "Toun"), Link("gn:2", "Village", "Village", "part", "east")),
        "predicate": "holds",
        "modality": "asserted",
        "status": "red_control",
        "certainty": "",
        "said": MARCH,
        "about": SINCE,
    }
    return Claim(**{**values, **fields})  # type: ignore[arg-type]


def test_one_row_per_claim_and_link_in_the_order_of_the_schema() -> None:
    table = frame([claim()], {"c1": "amended"})

    assert tuple(table.columns) == COLUMNS
    assert table[["claim_id", "place_id", "spoken", "extent", "part", "checked"]].values.tolist() == [
        ["c1", "gn:1", "Toun", "unstated", "", "amended"],
        ["c1", "gn:2", "Village", "part", "east", "amended"],
    ]


def test_a_claim_without_a_place_has_a_row() -> None:
    assert frame([claim(links=())])["place_id"].tolist() == [""]


def test_an_empty_table_has_all_columns_with_their_types() -> None:
    table = frame([])

    assert len(table) == 0
    assert {name: str(table[name].dtype) for name in COLUMNS} == {
        name: dtype for name, (dtype, _) in CLAIM_COLUMNS.items()
    }


@pytest.mark.parametrize(
    "dates", [MARCH, SINCE, UNTIL, UNDATED, DateInterval("", None, None, "no day in it")]
)
def test_a_day_is_the_same_day_after_the_table(dates: DateInterval) -> None:
    [row] = frame([claim(said=dates, links=())]).to_dict("records")

    assert interval(row, "said") == dates
    assert bounds(dates) == (row["said_start"], row["said_end"])


def test_undated_is_open_on_both_sides() -> None:
    assert bounds(UNDATED) == (OPEN_START, OPEN_END)
    assert date.min.toordinal() > OPEN_START and date.max.toordinal() < OPEN_END


@pytest.mark.parametrize(
    ("claimant", "kind", "publisher", "expected"),
    [
        ("Ministry", "government", "Paper", "Ministry"),
        ("J. Doe", "unknown", "Paper", "J. Doe"),
        ("article", "article", "Paper", "Paper"),
        ("article", "article", "", "an article without a named publisher (doc)"),
        ("a resident", "witness", "Paper", "a resident (Paper)"),
        ("local officials", "government", "", "local officials (article doc, no publisher named)"),
        ("", "unknown", "Paper", ""),
    ],
)
def test_a_voice_is_one_speaker(claimant: str, kind: str, publisher: str, expected: str) -> None:
    assert voice(claimant, kind, publisher, "doc") == expected


def test_the_guard_lists_all_complaints_in_one_error() -> None:
    table = frame([claim()])
    broken = table.astype({"predicate": "object", "status": "object", "extent": "object"})
    broken.loc[0, "predicate"] = "conquers"
    broken.loc[0, "status"] = "control"
    broken.loc[1, "extent"] = "half"
    broken.loc[1, "said_start"] = broken.loc[1, "said_end"] + 1
    broken.loc[0, "quote"] = "other words"
    broken.loc[0, "band_high"] = 120
    broken.loc[0, "claim_id"] = ""

    with pytest.raises(BadInput) as caught:
        guard(broken)
    for complaint in (
        "conquers",
        "'control'",
        "half",
        "said_start after said_end",
        "as long as",
        "band",
        "no claim_id",
    ):
        assert complaint in str(caught.value)


def test_the_guard_names_missing_columns() -> None:
    with pytest.raises(BadInput, match=r"lacks the columns .*place_id, .*checked"):
        guard(pd.DataFrame({"claim_id": ["c1"]}))


def test_lone_surrogates_are_shown_as_replacement_characters() -> None:
    assert frame([claim(quote="wo\ud800ds", claimant="\udc00X")])["quote"].tolist() == ["wo\ufffdds"] * 2


@pytest.mark.parametrize(("column", "field"), [(column, field) for column, field, _ in FIELDS])
def test_every_filter_selects_and_speaks(column: str, field: str) -> None:
    other = claim(
        claim_id="c2",
        links=(Link("gn:3", "Other", "Other"),),
        claimant="Other",
        claimant_kind="media",
        side="",
        publisher="Gazette",
        predicate="fighting",
        modality="assessed",
        certainty="likely",
    )
    table = with_regions(
        frame([claim(), other]), {"gn:3": Place("gn:3", "Other", 1, 2, admin1="A region of its own")}
    )
    table["war"] = pd.Categorical(["War of A", "War of A", "War of B"])
    value = str(table[column].iloc[-1])
    chosen = Filters(**{field: (value,)})

    assert table["claim_id"][chosen.mask(table)].tolist() == ["c2"]
    assert (value or "no side") in chosen.words()
    assert Filters().mask(table).all() and Filters().words() == ""
    assert isinstance(table["region"].dtype, pd.CategoricalDtype)  # one byte or two a row


def test_checked_only_keeps_what_a_person_saw() -> None:
    table = frame([claim(), claim(claim_id="c2")], {"c2": "accepted"})

    assert set(table["claim_id"][Filters(checked_only=True).mask(table)]) == {"c2"}
    assert (
        Filters(sides=("red",), checked_only=True).words()
        == "by claimants of the side red, checked by a person"
    )


def test_two_tables_joined_are_the_table_of_both() -> None:
    one, two = claim(), claim(claim_id="c2", flags=("odd",), publisher="Other", links=())

    assert joined(frame([one]), frame([two])).equals(frame([one, two]))
    assert joined(frame([one]), frame([])).equals(frame([one]))
    assert joined(frame([]), frame([two])).equals(frame([two]))


def test_claims_of_one_session_are_told_by_their_flag() -> None:
    table = frame([claim(links=()), claim(claim_id="c2", links=(), flags=("odd", "not_in_the_store"))])
    assert not_stored(table).tolist() == [False, True]
