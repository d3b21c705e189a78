from __future__ import annotations

from datetime import date

import pytest

from dashboard.state import View, from_params, to_params

FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)
USUAL = View(date(2023, 3, 7), "gn:1")
PLACES = {"gn:1", "gn:2"}


@pytest.mark.parametrize(
    "view",
    [
        View(date(2023, 3, 7)),
        View(date(2023, 1, 1), "gn:2", "about", "until", 90),
        View(date(2023, 5, 1), "gn:1", "said", "between", 30, date(2023, 4, 1)),
        View(date(2023, 5, 1), look_back=0),
    ],
)
def test_a_view_survives_its_address(view: View) -> None:
    assert from_params(to_params(view), USUAL, FIRST, LAST, PLACES) == (view, [])


def test_without_parameters_the_usual_view_is_shown() -> None:
    assert from_params({}, USUAL, FIRST, LAST, PLACES) == (USUAL, [])


@pytest.mark.parametrize(
    ("params", "note"),
    [
        ({"day": "2023-02-30"}, "not a date"),
        ({"day": "9999-12-31"}, "outside the days"),
        ({"place": "gn:999"}, "Nothing is claimed"),
        ({"clock": "published"}, "unknown clock"),
        ({"mode": ""}, "unknown mode"),
        ({"look_back": "1e9"}, "look-back"),
        ({"look_back": "٣"}, "look-back"),
        ({"look_back": "99999"}, "look-back"),
    ],
)
def test_what_cannot_be_followed_is_noted_and_the_rest_is(params: dict[str, str], note: str) -> None:
    if params == {"mode": ""}:
        params = {"mode": "?"}
    view, notes = from_params(params, USUAL, FIRST, LAST, PLACES)
    assert FIRST <= view.day <= LAST
    assert view.clock == "said" and view.mode == "on" and view.look_back == 30
    assert len(notes) == 1 and note in notes[0]


def test_a_linked_day_alone_does_not_open_the_usual_place() -> None:
    assert from_params({"day": "2023-02-01"}, USUAL, FIRST, LAST, PLACES)[0].place == ""


def test_a_period_that_begins_after_its_end_is_cut_to_its_end() -> None:
    view, _ = from_params(
        {"day": "2023-02-01", "mode": "between", "from": "2023-05-01"}, USUAL, FIRST, LAST, PLACES
    )
    assert (view.start, view.day) == (date(2023, 2, 1), date(2023, 2, 1))
