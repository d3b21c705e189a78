from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import (
    FILTER_PARAMS,
    View,
    Words,
    claim_link,
    from_params,
    linked_claim,
    position,
    to_params,
)
from geo.asof import CLOCKS
from geo.filters import FIELDS, Filters

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
    view, notes = from_params(
        {"day": "2023-02-01", "mode": "between", "from": "2023-05-01"}, USUAL, FIRST, LAST, PLACES
    )
    assert notes == ["The linked period begins after it ends; its last day alone is shown."]
    assert (view.start, view.day) == (date(2023, 2, 1), date(2023, 2, 1))


days = st.dates(FIRST, LAST)
texts = st.lists(st.text(max_size=12).filter(lambda text: text != "-"), max_size=3, unique=True).map(tuple)
filters = st.builds(Filters, **dict.fromkeys(FILTER_PARAMS, texts), checked_only=st.booleans())
claims = st.just("") | st.builds(
    claim_link,
    st.just("") | st.text("0123456789abcdef", min_size=12, max_size=12),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.integers(0, 10**9 - 1),
    st.integers(0, 10**9 - 1),
)
positions = st.none() | st.builds(
    lambda lat, lon, zoom: position([lat, lon, zoom]),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(0, 40).map(lambda half: half / 2),
)
views = st.builds(
    View,
    day=days,
    place=st.sampled_from(["", *sorted(PLACES)]),
    clock=st.sampled_from(CLOCKS),
    mode=st.sampled_from(["on", "until"]),
    look_back=st.integers(0, 3650),
    claim=claims,
    filters=filters,
    only_disputed=st.booleans(),
    compare=st.none() | days,
    at=positions,
    brief=st.booleans(),
    revision=st.none() | st.integers(0, 10**12 - 1),
)


@given(views, st.booleans(), days)
def test_any_view_survives_its_address(view: View, between: bool, other: date) -> None:
    if between:
        view = replace(view, mode="between", start=min(view.day, other))

    assert from_params(to_params(view), USUAL, FIRST, LAST, PLACES) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                {
                    *FILTER_PARAMS.values(),
                    *to_params(USUAL),
                    "at",
                    "revision",
                    "claim",
                    "compare",
                    "view",
                    "from",
                    "mode",
                    "x",
                }
            )
        ),
        st.text(max_size=30) | st.lists(st.text(max_size=8), max_size=3),
    )
)
def test_no_address_is_an_error(params: dict[str, str | list[str]]) -> None:
    """Whatever somebody types, there is a view within the days, and it has an address of its own."""
    known = {field: {"red"} for field in FILTER_PARAMS}
    view, _ = from_params(params, USUAL, FIRST, LAST, PLACES, known)

    assert FIRST <= view.day <= LAST
    assert from_params(to_params(view), USUAL, FIRST, LAST, PLACES, known) == (view, [])


def test_every_filter_has_a_parameter() -> None:
    assert set(FILTER_PARAMS) == {field for _, field, _ in FIELDS}
    assert len(set(FILTER_PARAMS.values())) == len(FILTER_PARAMS)


@pytest.mark.parametrize(
    ("params", "note"),
    [
        ({"claimant": ["Nobody"]}, "no claim here has (Nobody)"),
        ({"claim": "../../etc/passwd"}, "claim's name"),
        ({"compare": "yesterday"}, "compare with"),
        ({"at": "91,0,5"}, "position"),
        ({"at": "nan,0,5"}, "position"),
        ({"at": "1,2"}, "position"),
    ],
)
def test_a_limit_that_nothing_meets_is_noted(params: dict[str, str | list[str]], note: str) -> None:
    known = {field: set() for field in FILTER_PARAMS}
    view, notes = from_params(params, USUAL, FIRST, LAST, PLACES, known)

    assert view == USUAL
    assert len(notes) == 1 and note in notes[0]


def test_a_link_to_a_claim_names_its_words() -> None:
    link = claim_link("0123456789ab-2", "f" * 64, 3, 17)

    assert linked_claim(link) == Words("0123456789ab-2", "f" * 12, 3, 17)
    assert linked_claim("0123456789ab") == Words("0123456789ab")


def test_words_that_are_no_claims_have_a_link_too() -> None:
    assert linked_claim(claim_link("", "f" * 64, 3, 17)) == Words("", "f" * 12, 3, 17)


@pytest.mark.parametrize("text", ["", "~", "-", "0123456789ab~", "~fff~0-1", "0123456789AB"])
def test_what_is_no_link_to_words_is_none(text: str) -> None:
    assert linked_claim(text) is None


@pytest.mark.parametrize(
    ("compare", "mode", "since"),
    [
        (date(2023, 3, 6), "on", date(2023, 3, 6)),
        (date(2023, 3, 7), "on", None),
        (date(2023, 4, 7), "on", None),
        (date(2023, 3, 6), "between", None),
        (None, "on", None),
    ],
)
def test_a_view_is_compared_with_an_earlier_day_only(
    compare: date | None, mode: str, since: date | None
) -> None:
    assert replace(USUAL, compare=compare, mode=mode).since == since


def test_parts_of_an_address_that_mean_nothing_are_named():
    params = {"day": "2023-03-01", "embed": "true", "layers": "roads", "x" * 50: "1"}
    view, notes = from_params(params, USUAL, FIRST, LAST, PLACES)

    assert view.day == date(2023, 3, 1)
    assert notes == [f"The link has parts that mean nothing here (layers, {'x' * 20}); they are left out."]


def test_a_note_repeats_of_long_and_many_values_only_the_begin() -> None:
    known = dict.fromkeys(FILTER_PARAMS, frozenset())
    values = ["y" * 300, "a", "b", "c", "d"]
    _, [note] = from_params({"claimant": values}, USUAL, FIRST, LAST, PLACES, known)

    assert f"({'y' * 60}…, a, b and 2 more)" in note


def test_the_first_day_of_a_linked_period_that_is_none_is_noted() -> None:
    view, notes = from_params({"mode": "between", "from": "soon"}, USUAL, FIRST, LAST, PLACES)

    assert view.start == FIRST
    assert notes == ["The first day of the linked period is not a date (year-month-day)."]
