"""Reposts: which statements are the same, and that the outcome does not depend on the order of reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reposts import Statement, first_of_all, repeated, same

DAY = 738_000
SENTENCE = "red forces hold the whole of the town the ministry of defence said on tuesday morning"


def statement(
    words: str = SENTENCE, day: int = DAY, span: int = 0, own: int = 0, **fields: object
) -> Statement:
    values: dict[str, object] = {
        "span": span,
        "digest": 0,
        "start": day,
        "end": day + span,
        "published": day,
        "sha256": "00",
        "at": 0,
        "claim_id": "c",
        "publisher": "Paper",
        "words": words,
        "own_voice": own,
        "block": "b",
    }
    return Statement(**{**values, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (statement(), True),
        (statement(SENTENCE.replace("tuesday", "tuesdays")), True),
        (statement("it said " + SENTENCE), True),
        (statement(SENTENCE.replace("hold the whole of the town", "were driven out of it")), False),
        (statement(SENTENCE + " of 9 march"), False),
        (statement(block="another"), False),
        (statement(day=DAY - 20, span=30), True),
        (statement(day=DAY + 1), False),
        (statement("red forces hold"), False),
    ],
)
def test_same_statement(other: Statement, expected: bool) -> None:
    assert same(statement(), other) is same(other, statement()) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (statement(own=1, day=DAY + 3, publisher="Gazette"), True),
        (statement(own=1, day=DAY + 8, publisher="Gazette"), False),
        (statement(own=1, day=DAY + 3), False),
        (statement("a short one in our own words", own=1, day=DAY + 3, publisher="Gazette"), False),
    ],
)
def test_an_agency_text_is_printed_days_apart(other: Statement, expected: bool) -> None:
    first = statement(other.words, own=1)

    assert same(first, other) is same(other, first) is expected


def test_the_sources_own_words_come_before_our_summary() -> None:
    digest, verbatim = statement(digest=1, claim_id="d", published=DAY - 5), statement(claim_id="v")

    assert repeated(digest, [verbatim, digest]) == "v"
    assert repeated(verbatim, [verbatim, digest]) == ""


def test_chains_lead_to_the_first_of_all() -> None:
    assert first_of_all({"c": "b", "b": "a", "e": "d"}) == {"c": "a", "b": "a", "e": "d"}


VARIANTS = [
    SENTENCE,
    SENTENCE + " again",
    "it said " + SENTENCE,
    "something else was said about the town by others",
]


@settings(max_examples=200)
@given(
    st.lists(
        st.builds(
            statement,
            st.sampled_from(VARIANTS),
            st.integers(DAY, DAY + 12),
            st.sampled_from([0, 0, 5]),
            st.integers(0, 1),
            publisher=st.sampled_from(["Paper", "Gazette"]),
        ),
        max_size=8,
    ),
    st.randoms(),
)
def test_the_order_of_reading_does_not_matter(statements: list[Statement], random: object) -> None:
    named = [one._replace(claim_id=f"c{number}") for number, one in enumerate(statements)]
    shuffled = sorted(named, key=lambda one: random.random())  # type: ignore[attr-defined]
    first, second = (
        first_of_all({one.claim_id: found for one in order if (found := repeated(one, order))})
        for order in (named, shuffled)
    )

    assert first == second
    assert not set(first) & set(first.values())
