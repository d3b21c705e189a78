"""The as-of view: truth table, superseding, intervals, modes, change points, and a slow second opinion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import claimindex
from geo.asof import STATES, ClaimIndex, PlaceState, Said, change_points, histogram, judge, view, view_of
from geo.filters import Filters
from geo.model import UNDATED, Claim, DateInterval, Link, side_of
from geo.table import frame

TOWN = "gn:1"


def days(edtf: str) -> DateInterval:
    """A small reader of "2023-03-07", "2023-03-04/2023-03-05", "2022-05-01/..", "../2023-03-07" and ""."""
    if not edtf:
        return UNDATED
    start, _, end = edtf.partition("/")
    first, last = (None if side == ".." else date.fromisoformat(side) for side in (start, end or start))
    return DateInterval(edtf, first, last, "given by the test")


def claim(
    claimant: str,
    status: str,
    said: str = "2023-03-07",
    *,
    extent: str = "unstated",
    part: str = "",
    about: str | None = None,
    place: str = TOWN,
    number: list[int] = [0],  # noqa: B006 - a counter on purpose: every claim gets its own id
    **fields: object,
) -> Claim:
    number[0] += 1
    values: dict[str, object] = {
        "claim_id": f"c{number[0]:05}",
        "doc_id": "doc",
        "sha256": "00",
        "start": 0,
        "end": 5,
        "quote": "words",
        "evidence": "verbatim",
        "claimant": claimant,
        "claimant_kind": "military",
        "side": "",
        "chain": (),
        "claimant_start": 0,
        "claimant_end": 1,
        "publisher": "Paper",
        "links": (Link(place, "Town", "Town", "part" if part else extent, part),),
        "predicate": "reported",
        "modality": "asserted",
        "status": status,
        "certainty": "",
        "said": days(said),
        "about": days(said if about is None else about),
    }
    return Claim(**{**values, **fields})  # type: ignore[arg-type]


def on(day: str, claims: Iterable[Claim], **options: object):
    """The state of the town in a view of `day`."""
    return view(frame(claims), day=date.fromisoformat(day), **options).places[TOWN]  # type: ignore[arg-type]


A, B, C = "Aland", "Bland", "Cland"
TRUTH_TABLE = [
    # (what holds, current claims, state, side)
    ("nothing counts", [], "mentioned", ""),
    ("one claimant, one side", [Said(A, "red")], "held", "red"),
    ("two claimants agree", [Said(A, "red"), Said(B, "red")], "held", "red"),
    ("two claimants contradict", [Said(A, "red"), Said(B, "blue")], "disputed", ""),
    ("whole against a part", [Said(A, "red"), Said(B, "blue", False, "east")], "disputed", ""),
    ("a part against whole", [Said(A, "red", False), Said(B, "blue")], "disputed", ""),
    ("three sides", [Said(A, "red"), Said(B, "blue"), Said(C, "green")], "disputed", ""),
    ("a third agrees with one", [Said(A, "red"), Said(B, "blue"), Said(C, "red")], "disputed", ""),
    ("held, others report fighting", [Said(A, "red"), Said(B, "")], "held", "red"),
    ("contested alone is no half of a dispute", [Said(A, ""), Said(B, "")], "fighting", ""),
    ("a part only", [Said(A, "red", False, "east")], "partly_held", "red"),
    ("two parts of one side", [Said(A, "red", False, "east"), Said(B, "red", False)], "partly_held", "red"),
    ("a part and fighting", [Said(A, "red", False, "east"), Said(B, "")], "partly_held", "red"),
    ("two parts", [Said(A, "red", False, "east"), Said(B, "blue", False, "west")], "divided", ""),
    (
        "one claimant divides it",
        [Said(A, "red", False, "east"), Said(A, "blue", False, "west")],
        "divided",
        "",
    ),
    ("two unnamed parts", [Said(A, "red", False), Said(B, "blue", False)], "divided", ""),
    ("one part for both", [Said(A, "red", False, "east"), Said(B, "blue", False, "east")], "disputed", ""),
    (
        "one claimant, one part for both",
        [Said(A, "red", False, "e"), Said(A, "blue", False, "e")],
        "divided",
        "",
    ),
    ("most and the rest, one claimant", [Said(A, "red"), Said(A, "blue", False, "west")], "held", "red"),
    ("one claimant changes its word", [Said(A, "red"), Said(A, "blue", rank=(1, 0))], "held", "blue"),
    ("on one day, about another", [Said(A, "red", rank=(1, 7)), Said(A, "blue", rank=(1, 3))], "held", "red"),
    ("one claimant says both at once", [Said(A, "red"), Said(A, "blue")], "divided", ""),
    ("old news and new", [Said(A, "red", past=True), Said(B, "blue")], "held", "blue"),
    ("old news and fighting", [Said(A, "red", past=True), Said(B, "")], "fighting", ""),
    ("an old part and a new whole", [Said(A, "red", False, "e", past=True), Said(B, "blue")], "held", "blue"),
    ("old news only", [Said(A, "red", past=True), Said(B, "blue", past=True)], "disputed", ""),
    ("both at once, and another", [Said(A, "red"), Said(A, "blue"), Said(B, "blue")], "disputed", ""),
]


@pytest.mark.parametrize(
    ("current", "state", "side"), [row[1:] for row in TRUTH_TABLE], ids=[r[0] for r in TRUTH_TABLE]
)
def test_truth_table(current: list[Said], state: str, side: str) -> None:
    """Each row of the table, in either order of the claims."""
    for ordered in (current, current[::-1]):
        finding = judge(ordered)

        assert (state, side) == (finding.state, finding.side)
    assert state in STATES


def test_a_finding_names_the_claimants_of_each_side() -> None:
    finding = judge([Said(B, "red"), Said(A, "red", False, "east"), Said(C, "blue"), Said(A, "")])

    assert finding.by_side == (("blue", (C,)), ("red", (A, B)))
    assert finding.fighting_by == (A,)


SUPERSEDING = [
    # (what holds, claims, day, state, side)
    (
        "a newer claim replaces the claimant's own older one",
        [claim(A, "red_control", "2023-03-01"), claim(A, "blue_control", "2023-03-05")],
        "2023-03-07",
        ("held", "blue"),
    ),
    (
        "but not yet on the day before it",
        [claim(A, "red_control", "2023-03-01"), claim(A, "blue_control", "2023-03-05")],
        "2023-03-04",
        ("held", "red"),
    ),
    (
        "never another's",
        [claim(A, "red_control", "2023-03-01"), claim(B, "blue_control", "2023-03-05")],
        "2023-03-07",
        ("disputed", ""),
    ),
    (
        "contested replaces control",
        [claim(A, "red_control", "2023-03-01"), claim(A, "contested", "2023-03-05")],
        "2023-03-07",
        ("fighting", ""),
    ),
    (
        "none replaces nothing",
        [claim(A, "red_control", "2023-03-01"), claim(A, "none", "2023-03-05")],
        "2023-03-07",
        ("held", "red"),
    ),
    (
        "an aim, a forecast, a condition, a denial replaces nothing and gives nothing",
        [
            claim(A, "red_control", "2023-03-01"),
            *(
                claim(A, "blue_control", "2023-03-05", modality=modality)
                for modality in ("aim", "predicted", "conditional", "denied")
            ),
        ],
        "2023-03-07",
        ("held", "red"),
    ),
    (
        "an aim alone is a mention",
        [claim(A, "red_control", modality="aim")],
        "2023-03-07",
        ("mentioned", ""),
    ),
    ("an assessment counts", [claim(A, "red_control", modality="assessed")], "2023-03-07", ("held", "red")),
    (
        "a newer claim on one part leaves the older on another",
        [
            claim(A, "red_control", "2023-03-01", part="east"),
            claim(A, "blue_control", "2023-03-05", part="west"),
        ],
        "2023-03-07",
        ("divided", ""),
    ),
    (
        "a newer claim on the whole replaces the claimant's older one on a part",
        [
            claim(A, "red_control", "2023-03-01", part="east"),
            claim(A, "blue_control", "2023-03-05"),
            claim(B, "blue_control", "2023-03-05"),
        ],
        "2023-03-07",
        ("held", "blue"),
    ),
    (
        "a newer claim on a part leaves the older on the whole",
        [claim(A, "red_control", "2023-03-01"), claim(A, "blue_control", "2023-03-05", part="east")],
        "2023-03-07",
        ("held", "red"),
    ),
    (
        "fighting in the whole does not take back a part",
        [claim(A, "red_control", "2023-03-01", part="east"), claim(A, "contested", "2023-03-05")],
        "2023-03-07",
        ("partly_held", "red"),
    ),
    (
        "two claims of one day are both current",
        [claim(A, "red_control"), claim(A, "contested")],
        "2023-03-07",
        ("held", "red"),
    ),
    (
        "two own voices are two claimants",
        [
            claim("article", "red_control", claimant_kind="article", publisher="Paper"),
            claim("article", "blue_control", claimant_kind="article", publisher="Gazette"),
        ],
        "2023-03-07",
        ("disputed", ""),
    ),
    (
        "one publisher's own voice is one claimant",
        [
            claim("article", "red_control", "2023-03-01", claimant_kind="article"),
            claim("article", "blue_control", "2023-03-05", claimant_kind="article", doc_id="other"),
        ],
        "2023-03-07",
        ("held", "blue"),
    ),
]


@pytest.mark.parametrize(
    ("claims", "day", "expected"), [row[1:] for row in SUPERSEDING], ids=[row[0] for row in SUPERSEDING]
)
def test_superseding(claims: list[Claim], day: str, expected: tuple[str, str]) -> None:
    """Which claims are current does not depend on the order in which they were read."""
    for ordered in (claims, claims[::-1]):
        place = on(day, ordered)

        assert expected == (place.state, place.side)


def test_both_sides_of_one_day_stand_side_by_side() -> None:
    """One says that red has advanced into the centre, the other that blue controls the town."""
    centre = claim("Ministry", "red_control", "2023-04-07", part="centre", modality="assessed")
    town = claim("Spokesman", "blue_control", "2023-04-07", side="blue")
    place = on("2023-04-07", [centre, town])

    assert place.state == "disputed"
    assert place.finding.by_side == (("blue", ("Spokesman",)), ("red", ("Ministry",)))
    assert [(p.part, p.finding.state, p.finding.side) for p in place.parts] == [("centre", "held", "red")]
    assert {centre.claim_id, town.claim_id} == set(place.claims)


WINDOWS = [
    # (said, day, state, age); look-back 30 days
    ("2023-03-07", "2023-03-07", "held", 0),
    ("2023-03-07", "2023-04-06", "held", 30),
    ("2023-03-07", "2023-04-07", "silent", 31),
    ("2023-03-07/2023-03-12", "2023-03-07", "held", 0),  # a vague day shows during its interval
    ("2023-03-07/2023-03-12", "2023-03-12", "held", 0),
    ("2023-03-07/2023-03-12", "2023-03-14", "held", 2),
    ("2023-03-07/2023-03-12", "2023-04-12", "silent", 31),
    ("../2023-03-07", "2023-03-07", "held", 0),  # by that day at the latest: from then on it is known
    ("2023-03-07/..", "2023-03-07", "held", 0),
    ("2023-03-07/..", "2024-03-07", "silent", 366),  # nothing says that it was still being said a year later
]


@pytest.mark.parametrize(("said", "day", "state", "age"), WINDOWS)
def test_look_back_is_inclusive_and_intervals_show_while_they_run(
    said: str, day: str, state: str, age: int
) -> None:
    place = on(day, [claim(A, "red_control", said)])

    assert (state, age) == (place.state, place.age)


@pytest.mark.parametrize("said", ["2023-03-08", "2023-03-08/2023-03-12", "../2023-03-08", ""])
def test_a_claim_is_absent_before_its_first_day_and_an_undated_one_always(said: str) -> None:
    assert view(frame([claim(A, "red_control", said)]), day=date(2023, 3, 7)).places == {}


def test_undated_claims_are_listed_and_appear_on_no_day() -> None:
    lost = claim(A, "red_control", "", about="2023-03-01")
    table = frame([lost, claim(B, "blue_control")])

    for day in (date(1, 1, 1), date(2023, 3, 7), date(9999, 12, 31)):
        seen = view(table, day=day)

        assert (lost.claim_id,) == seen.undated
        assert all(lost.claim_id not in place.claims for place in seen.places.values())
    assert view(table, day=date(2023, 3, 7), clock="about").undated == ()


def test_since_may_is_about_every_day_until_it_was_said() -> None:
    """ "Since May 2022" said in March 2023 vouches for no day after March 2023."""
    shelling = [claim(A, "contested", "2023-03-07", about="2022-05-01/..")]

    assert on("2022-08-01", shelling, clock="about").state == "fighting"
    assert on("2023-03-07", shelling, clock="about").age == 0
    assert on("2023-04-06", shelling, clock="about").state == "fighting"
    assert on("2023-04-07", shelling, clock="about").state == "silent"


def test_an_open_day_of_saying_ends_with_publication() -> None:
    vague = [claim(A, "red_control", "2023-03-07/..", published=days("2023-03-20/2023-03-25"))]

    assert on("2023-03-25", vague).age == 0
    assert on("2023-03-30", vague).age == 5


def test_later_end_is_newer_then_later_start() -> None:
    wide = claim(A, "red_control", "2023-03-01/2023-03-06")
    late = claim(A, "blue_control", "2023-03-05/2023-03-06")
    early = claim(A, "green_control", "2023-03-05")

    assert on("2023-03-07", [wide, late, early]).side == "blue"


def test_the_clocks_order_the_same_claims_differently() -> None:
    old_news = claim(A, "red_control", "2023-03-07", about="2023-01-05")
    claims = [claim(A, "blue_control", "2023-03-01"), old_news]

    assert on("2023-03-07", claims).side == "red"
    assert on("2023-03-07", claims, clock="about").side == "blue"
    assert on("2023-01-07", claims, clock="about").side == "red"


def test_until_looks_back_without_limit() -> None:
    claims = [claim(A, "red_control", "2022-01-01"), claim(B, "none", "2023-03-01")]

    assert on("2023-03-07", claims).state == "mentioned"
    assert on("2023-03-07", claims, mode="until").state == "held"


def test_between_asks_the_table_about_all_claims_of_the_period() -> None:
    """A claim that its claimant replaced within the period still contradicts another's."""
    claims = [
        claim(A, "blue_control", "2023-03-01"),
        claim(B, "red_control", "2023-03-04"),
        claim(A, "red_control", "2023-03-06"),
        claim(A, "blue_control", "2023-02-01"),
    ]
    period = {"mode": "between", "start": date(2023, 3, 1)}
    place = on("2023-03-07", claims, **period)

    assert on("2023-03-07", claims).state == "held"
    assert place.state == "disputed"
    assert 3 == len(place.claims) == place.count


def test_between_without_contradiction_takes_the_claimants_last_word() -> None:
    claims = [claim(A, "blue_control", "2023-03-01"), claim(A, "red_control", "2023-03-06")]

    assert (
        (place := on("2023-03-07", claims, mode="between", start=date(2023, 2, 1))).state,
        place.side,
    ) == ("held", "red")


def test_claims_are_listed_newest_first_and_others_apart() -> None:
    red = claim(A, "red_control", "2023-03-01")
    fight = claim(B, "contested", "2023-03-05")
    aim = claim(A, "red_control", "2023-03-06", modality="aim")
    place = on("2023-03-07", [red, aim, fight])

    assert (fight.claim_id, red.claim_id) == place.claims
    assert (aim.claim_id,) == place.mentions
    assert (3, date(2023, 3, 6), 1) == (place.count, place.last_day, place.age)
    assert place.finding.fighting_by == (B,)


def test_a_claim_about_two_places_stands_at_both_and_its_rows_count_once() -> None:
    both = claim(A, "red_control")
    links = (*both.links, Link("gn:2", "Village", "Village"), Link(TOWN, "Town", "Town", "part", "east"))
    seen = view(frame([claim(A, "red_control", links=links)]), day=date(2023, 3, 7))

    assert {key: place.count for key, place in seen.places.items()} == {TOWN: 1, "gn:2": 1}
    assert [part.part for part in seen.places[TOWN].parts] == ["east"]


def test_a_claim_without_a_place_is_in_no_view() -> None:
    assert view(frame([claim(A, "red_control", links=())]), day=date(2023, 3, 7)).places == {}


def test_an_empty_table_has_an_empty_view_no_runs_and_no_histogram() -> None:
    table = frame([])

    assert ((seen := view(table, day=date(2023, 3, 7))).places, seen.undated) == ({}, ())
    assert change_points(table) == {}
    assert len(histogram(table)) == 0


def test_filters_change_what_is_claimed() -> None:
    table = frame([claim(A, "red_control", side="red"), claim(B, "blue_control", side="blue")])
    seen = view(table, day=date(2023, 3, 7), filters=Filters(sides=("red",)))

    assert (seen.places[TOWN].state, seen.places[TOWN].side) == ("held", "red")
    assert Filters(sides=("red",)).words() == "by claimants of the side red"


@pytest.mark.parametrize(
    "options",
    [
        {"clock": "published"},
        {"mode": "after"},
        {"mode": "between"},
        {"mode": "between", "start": date(2023, 3, 8)},
        {"look_back": -1},
    ],
)
def test_nonsense_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must|needs"):
        view(frame([]), day=date(2023, 3, 7), **options)  # type: ignore[arg-type]


def test_change_points_of_a_dispute() -> None:
    table = frame([claim(A, "red_control", "2023-03-01"), claim(B, "blue_control", "2023-03-05")])
    runs = change_points(table, states_only=True)[TOWN]

    assert [
        (date(2023, 3, 1), date(2023, 3, 4), "held", "red"),
        (date(2023, 3, 5), date(2023, 3, 31), "disputed", ""),
        (date(2023, 4, 1), date(2023, 4, 4), "held", "blue"),
        (date(2023, 4, 5), None, "silent", ""),
    ] == [(run.start, run.end, run.place.state, run.place.side) for run in runs]


def test_a_place_remembers_that_a_claim_is_only_known_to_be_on_or_after_a_day() -> None:
    table = frame([claim(A, "red_control", "2023-03-01"), claim(B, "none", "2023-03-03/..")])
    index = ClaimIndex(table)
    runs = {one: [(run.start, run.place) for run in many] for one, many in change_points(index).items()}

    for day, open_ in ((date(2023, 3, 2), False), (date(2023, 3, 3), True), (date(2023, 6, 1), True)):
        assert view(index, day=day).places[TOWN].open is open_
        assert view_of(runs, (), day=day).places[TOWN].open is open_
    closed = frame([claim(A, "red_control", "2023-03-01/..", published=days("2023-03-09"))])
    assert not view(closed, day=date(2023, 3, 9)).places[TOWN].open


def test_histogram_tells_exact_days_from_vague_ones() -> None:
    two_places = (Link(TOWN, "Town", "Town"), Link("gn:2", "Village", "Village"))
    table = frame(
        [
            claim(A, "red_control", "2023-03-01", links=two_places),
            claim(B, "none", "2023-03-02/2023-03-03"),
            claim(B, "none", "2023-03-03"),
            claim(B, "none", ""),
            claim(B, "none", "2023-03-02/.."),
        ]
    )

    assert [
        (date(2023, 3, 1), 1, 0, 0),
        (date(2023, 3, 2), 0, 1, 1),  # on or after it: no claim of that day
        (date(2023, 3, 3), 1, 1, 0),
    ] == list(histogram(table).itertuples(index=False, name=None))


# A second opinion, written as the rules read: one claim at a time, no arrays.

FIRST = date(2023, 1, 1)
claims_strategy = st.lists(
    st.builds(
        lambda voice, status, start, length, extent, part, place, modality, before: claim(
            voice,
            status,
            f"{FIRST + timedelta(start)}/{FIRST + timedelta(start + length)}",
            about=f"{FIRST + timedelta(start - before)}/{FIRST + timedelta(start + length - before)}",
            extent=extent,
            part=part if extent == "part" else "",
            place=place,
            modality=modality,
        ),
        st.sampled_from([A, B, C]),
        st.sampled_from(["red_control", "blue_control", "contested", "none"]),
        st.integers(0, 60),
        st.sampled_from([0, 0, 0, 5, 40]),
        st.sampled_from(["unstated", "most", "whole", "part"]),
        st.sampled_from(["east", "west"]),
        st.sampled_from([TOWN, "gn:2"]),
        st.sampled_from(["asserted", "asserted", "assessed", "aim"]),
        st.sampled_from([0, 0, 3, 30, 31, 90]),
    ),
    max_size=25,
)


def plainly(claims: list[Claim], day: date, look_back: int) -> dict[str, tuple[str, str]]:
    """State and side of each place by rules 1 and 2, the slow way."""
    states = {}
    for place in {claim.links[0].place_id for claim in claims}:
        begun = [c for c in claims if c.links[0].place_id == place and c.said.start <= day]
        shown = [c for c in begun if (day - c.said.end).days <= look_back]
        counting = [c for c in shown if c.status != "none" and c.modality in ("asserted", "assessed")]
        counting = [c for c in counting if side_of(c.status) or not long_over(c)]
        current = []
        for c in counting:
            own = [o for o in counting if o.claimant == c.claimant]
            same = [o for o in own if o.links[0].part == c.links[0].part]
            since = [
                o
                for o in own
                if c.links[0].part and o.links[0].extent in ("whole", "unstated") and side_of(o.status)
            ]
            since = [o for o in since if not any(order(s) > order(o) for s in own if not s.links[0].part)]
            if not any(order(o) > order(c) for o in [*same, *since]):
                current.append(c)
        news = [c for c in current if not long_over(c)] or current
        said = [
            Said(
                c.claimant, side_of(c.status), not c.links[0].part, c.links[0].part, (order(c), since_when(c))
            )
            for c in news
        ]
        if begun:
            finding = judge(said)
            states[place] = (finding.state, finding.side) if shown else ("silent", "")
    return states


def order(claim: Claim) -> tuple[int, int]:
    return claim.said.end.toordinal(), claim.said.start.toordinal()


def since_when(claim: Claim) -> tuple[int, int]:
    return claim.about.end.toordinal(), claim.about.start.toordinal()


def long_over(claim: Claim) -> bool:
    return (claim.said.start - claim.about.end).days > 30


@settings(max_examples=150, deadline=None)
@given(claims_strategy, st.integers(0, 120), st.sampled_from([0, 7, 30]))
def test_arrays_agree_with_the_rules_as_they_read(claims: list[Claim], offset: int, look_back: int) -> None:
    day = FIRST + timedelta(offset)
    seen = view(frame(claims), day=day, look_back=look_back).places

    assert plainly(claims, day, look_back) == {key: (place.state, place.side) for key, place in seen.items()}


LOOKS = st.sampled_from(
    [
        {},
        {"look_back": 0},
        {"look_back": 7, "clock": "about"},
        {"filters": Filters(voices=(A, C))},
        {"look_back": date.max.toordinal()},
    ]
)


@settings(max_examples=150, deadline=None)
@given(claims_strategy, LOOKS)
def test_runs_show_every_day_as_the_view_of_that_day_does(
    claims: list[Claim], look: dict[str, object]
) -> None:
    index = ClaimIndex(frame(claims))
    runs = change_points(index, **look)  # type: ignore[arg-type]

    for offset in range(140):
        day = FIRST + timedelta(offset)
        shown = {
            place: run.place
            for place, stretch in runs.items()
            for run in stretch
            if run.start <= day and (run.end is None or day <= run.end)
        }
        seen = view(index, day=day, **look).places  # type: ignore[arg-type]

        assert {key: facts(p) for key, p in shown.items()} == {key: facts(p) for key, p in seen.items()}


@settings(max_examples=100, deadline=None)
@given(claims_strategy, st.sampled_from(["said", "about"]), st.sampled_from([0, 7, 30]))
def test_a_view_read_from_the_runs_is_the_view(claims: list[Claim], clock: str, look_back: int) -> None:
    index = ClaimIndex(frame(claims))
    found = change_points(index, clock=clock, look_back=look_back)
    runs = {place: [(run.start, run.place) for run in stretch] for place, stretch in found.items()}

    for offset in range(0, 140, 3):
        day = FIRST + timedelta(offset)
        read = view_of(runs, index.undated(clock), day=day, clock=clock, look_back=look_back)
        assert read == view(index, day=day, clock=clock, look_back=look_back)
        assert list(read.places) == list(view(index, day=day, clock=clock, look_back=look_back).places)


def facts(place: PlaceState) -> tuple[object, ...]:
    """What a run promises to hold for all its days; age is counted from its last day."""
    claims, mentions = tuple(place.claims), tuple(place.mentions)
    return place.finding, place.parts, claims, mentions, place.count, place.last_day


@settings(max_examples=100, deadline=None)
@given(claims_strategy, st.booleans())
def test_each_run_differs_from_the_one_before_it(claims: list[Claim], states_only: bool) -> None:
    for stretch in change_points(frame(claims), states_only=states_only).values():
        for before, after in pairwise(stretch):
            assert before.end == after.start - timedelta(1)
            states = [(one.place.finding, one.place.parts) for one in (before, after)]
            assert states[0] != states[1] if states_only else facts(before.place) != facts(after.place)


def test_fighting_that_was_long_over_when_it_was_told_is_mentioned_not_going_on() -> None:
    """ "The fighting grew in August", said in April: April's map has no fighting for it, August's has."""
    told = frame(
        [
            claim("Paper", "contested", "2023-04-07", about="2022-08-01/2022-08-31"),
            claim("UK", "red_control", "2023-04-01"),
        ]
    )
    april = view(told, day=date(2023, 4, 7)).places[TOWN]
    assert april.state == "held" and len(april.mentions) == 1
    august = view(told, day=date(2022, 8, 15), clock="about").places[TOWN]
    assert august.state == "fighting"


def test_fighting_of_the_weeks_before_it_was_told_counts_and_an_old_capture_still_holds() -> None:
    told = frame([claim("Paper", "contested", "2023-04-07", about="2023-03-10")])
    assert view(told, day=date(2023, 4, 7)).places[TOWN].state == "fighting"
    told = frame([claim("Paper", "red_control", "2023-04-07", about="2022-08-01/2022-08-31")])
    assert view(told, day=date(2023, 4, 7)).places[TOWN].state == "held"


def test_an_old_capture_contradicts_no_news_and_stands_in_its_own_time() -> None:
    """ "The rebels had captured it in August", and "the army took it back": no dispute in April."""
    told = frame(
        [
            claim("Paper", "red_control", "2023-04-07", about="2022-08-01/2022-08-31"),
            claim("UK", "blue_control", "2023-04-06"),
        ]
    )
    april = view(told, day=date(2023, 4, 7)).places[TOWN]
    assert (april.state, april.side) == ("held", "blue")
    assert dict(april.finding.by_side) == {"blue": ("UK",)}
    august = view(told, day=date(2022, 8, 15), clock="about").places[TOWN]
    assert (august.state, august.side) == ("held", "red")


def test_rows_keep_their_order_within_a_group_however_large_its_number() -> None:
    for largest in (3, np.iinfo(np.int64).max // 2):
        group = np.array([largest, 0, 2, 0, largest, 2], dtype=np.int64)

        assert claimindex._sorted(group).tolist() == [1, 3, 2, 5, 0, 4]
    assert claimindex._sorted(np.array([], dtype=np.int64)).tolist() == []


@pytest.mark.parametrize(
    "ids",
    [
        [],
        ["a", "b", "c"],
        ["a", "a", "b"],  # rows of one claim together, as they are put
        ["a", "b", "a"],  # and apart
        ["ab", "a", "b", "abc", "abcdefgh", "abcdefghi", "\u0451", "abcdefgh", ""],
    ],
)
def test_rows_of_one_claim_have_one_number_and_all_ids_come_back(ids: list[str]) -> None:
    for column in (pd.Series(ids, dtype="str"), pd.Series(["x", *ids], dtype="str").iloc[1:]):
        codes, several = claimindex._claims(column)

        assert codes.tolist() == [[*dict.fromkeys(ids)].index(one) for one in ids]
        assert several == (len(set(ids)) < len(ids))
        assert [one.decode() for one in claimindex.as_bytes(column).tolist()] == ids


def test_ids_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimindex, "_hashes", lambda every: np.zeros(len(every), dtype=np.uint64))
    codes, several = claimindex._claims(pd.Series(["a", "b", "c"], dtype="str"))

    assert (codes.tolist(), several) == ([0, 1, 2], False)


def test_the_numbers_of_claims_take_no_table_of_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("ids are compared by their hashes")

    monkeypatch.setattr(claimindex.pd, "factorize", refuse)
    ids = [f"{n:020x}" for n in range(1_000) for _ in range(1 + (n % 3 == 0))]

    assert claimindex._claims(pd.Series(ids, dtype="str"))[0].max() == 999
