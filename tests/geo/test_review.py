"""The order of the queue for checking."""

from __future__ import annotations

from datetime import date

from geo.asof import Finding, PlaceState
from geo.review import queue


def state(name: str, *claims: str, mentions: tuple[str, ...] = ()) -> PlaceState:
    return PlaceState("p", "P", Finding(name), (), claims, mentions, len(claims), date(2023, 3, 1), 0)


def day(number: int) -> date:
    return date(2023, 3, number)


def test_disputed_comes_first_then_the_widest_effect() -> None:
    runs = {
        "p": [(day(1), state("held", "long")), (day(29), state("silent"))],
        "q": [(day(1), state("held", "short")), (day(2), state("disputed", "short", "other"))],
    }
    rows = [("none", "p"), ("long", "p"), ("other", "q"), ("short", "q")]

    found = queue(runs.values(), rows)

    assert [one.claim_id for one in found] == ["short", "other", "long", "none"]
    assert [one.words() for one in found] == [
        "is part of a dispute on 1 day",
        "is part of a dispute on 1 day",
        "gives a place its state on 28 days",
        "changes no place's state",
    ]
    assert [one.day for one in found] == [day(2), day(2), day(1), None]


def test_a_mention_has_no_effect_and_equal_weights_keep_the_order_of_the_table() -> None:
    runs = {"p": [(day(1), state("mentioned", mentions=("b", "a")))]}

    assert [one.claim_id for one in queue(runs.values(), [("b", "p"), ("a", "p")])] == ["b", "a"]


def test_of_equal_effect_the_claim_about_more_places_comes_first() -> None:
    assert [one.claim_id for one in queue([], [("a", "p"), ("b", "p"), ("b", "q"), ("a", "name:x")])] == [
        "b",
        "a",
    ]
