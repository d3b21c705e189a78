from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from geo import asof, conflicts, layers, table
from geo.filters import Filters
from geo.layers import Look
from geo.model import Claim, DateInterval, Link, Place, claim_id

DAY = date(2023, 3, 1)
TOWN = Place("gn:1", "Town", 48.6, 38.0)
ROAD = Place("cur:2", "Road", 48.5, 37.9, kind="road", shape="line", paths=(((48.4, 37.8), (48.6, 38.0)),))
AREA = Place(
    "cur:3",
    "Area",
    50.6,
    36.6,
    kind="region",
    shape="polygon",
    paths=(((50.3, 36.0), (50.3, 37.0), (51.0, 37.0)),),
)
FAR = Place("gn:4", "Far", 10.0, -60.0)
PLACES = {place.place_id: place for place in (TOWN, ROAD, AREA, FAR)}


def claim(number: int, place: Place, who: str, status: str, day: int, **other: object) -> Claim:
    when = DAY + timedelta(days=day)
    said = DateInterval(when.isoformat(), when, when, "date line")
    extent, part = str(other.pop("extent", "unstated")), str(other.pop("part", ""))
    fields = {"predicate": "holds", "modality": "asserted", "certainty": "", "evidence": "verbatim"} | other
    words = "these words"
    return Claim(
        claim_id("sha", number, number + 1, number, 0, 1),
        "doc",
        "sha",
        0,
        len(words),
        words,
        str(fields["evidence"]),
        who,
        "military",
        "",
        (),
        0,
        1,
        "Paper",
        (Link(place.place_id, place.name, place.name, extent, part, 0, 1),),
        str(fields["predicate"]),
        str(fields["modality"]),
        status,
        str(fields["certainty"]),
        published=said,
        said=said,
        about=said,
    )


def make(claims: list[Claim], look: Look | None = None) -> dict:
    index = asof.ClaimIndex(table.frame(claims))
    return layers.payload(index, PLACES, conflicts.load(), look or Look())


def states(payload: dict, place_id: str) -> list[dict]:
    return next(f for f in payload["places"]["features"] if f["id"] == place_id)["properties"]["states"]


TWO_SAY = [
    claim(
        1,
        TOWN,
        "X",
        "russia_control",
        2,
        modality="assessed",
        certainty="likely",
        extent="part",
        part="north-east",
    ),
    claim(2, TOWN, "Y", "ukraine_control", 5),
]


def test_states_change_on_the_days_of_claims_and_of_their_end() -> None:
    rows = states(make(TWO_SAY), "gn:1")
    assert [(row["from"] - layers.number(DAY), row["state"]) for row in rows] == [
        (2, "partly_held"),
        (5, "disputed"),
        (33, "held"),
        (36, "silent"),
    ]


def test_a_state_says_sides_certainty_bearing_and_who() -> None:
    first, second, *_ = states(make(TWO_SAY), "gn:1")
    assert (first["sides"], first["certainty"], first["bearing"]) == ([1], "assessed", 45)
    assert first["line"] == "X: Russia, in its north-east, “likely”"
    assert (second["sides"], second["certainty"], second["bearing"]) == ([0, 1], "asserted", None)
    assert second["line"] == "Y: Ukraine; X: Russia, in its north-east, “likely”"


def test_only_verbatim_certainty_stands_in_quotation_marks() -> None:
    (row, *_) = states(
        make([claim(1, TOWN, "X", "russia_control", 0, certainty="likely", evidence="digest")]), "gn:1"
    )
    assert row["line"] == "X: Russia, likely"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Gorlitz is ours.", "“Gorlitz is ours.”"),
        ("“Gorlitz is ours.”", "“Gorlitz is ours.”"),
        ('"Gorlitz is ours."', "“Gorlitz is ours.”"),
        ("“Gorlitz is ours,” said Lind.", "“‘Gorlitz is ours,’ said Lind.”"),
        ('"It is ours," she said, "all of it."', "“‘It is ours,’ she said, ‘all of it.’”"),
        ('They hold ("in full") the town of the "Reds".', "“They hold (‘in full’) the town of the ‘Reds’.”"),
        ('Gorlitz is ours," she said.', "“Gorlitz is ours,’ she said.”"),
        ("It isn't «ours».", "“It isn't «ours».”"),
        ("", "“”"),
    ],
)
def test_marks_within_a_quotation_are_single_ones(words: str, shown: str) -> None:
    assert layers.in_marks(words) == shown


def test_an_aim_is_named_as_one_and_colours_nothing() -> None:
    (row, *_) = states(make([claim(1, TOWN, "X", "none", 0, modality="aim", predicate="assessment")]), "gn:1")
    assert (row["state"], row["sides"], row["line"]) == ("mentioned", [], "X: assessment, aim")


def test_many_voices_are_cut_with_their_count() -> None:
    (row, *_) = states(make([claim(n, TOWN, f"V{n}", "contested", 0) for n in range(9)]), "gn:1")
    assert row["line"].count(";") == 4 and row["line"].endswith("; and 5 more")
    assert row["claims"] == 9


def test_coordinates_are_longitude_first_and_rings_are_closed() -> None:
    claims = [claim(n, place, "X", "contested", 0) for n, place in enumerate((TOWN, ROAD, AREA))]
    shapes = {f["id"]: f["geometry"] for f in make(claims)["places"]["features"]}
    assert shapes["gn:1"] == {"type": "Point", "coordinates": [38.0, 48.6]}
    assert shapes["cur:2"] == {"type": "MultiLineString", "coordinates": [[[37.8, 48.4], [38.0, 48.6]]]}
    ring = shapes["cur:3"]["coordinates"][0][0]
    assert ring[0] == ring[-1] == [36.0, 50.3] and len(ring) == 4


def test_a_place_without_a_position_is_left_out() -> None:
    nowhere = Place("gn:9", "Nowhere", 0, 0)
    payload = make([claim(1, nowhere, "X", "contested", 0), *TWO_SAY])
    assert [f["id"] for f in payload["places"]["features"]] == ["gn:1"]


def test_days_do_not_shift() -> None:
    payload = make(TWO_SAY)
    assert payload["first"] == (date(2023, 3, 3) - date(1970, 1, 1)).days
    assert payload["last"] == (date(2023, 3, 6) - date(1970, 1, 1)).days
    assert payload["histogram"] == [[payload["first"], 1, 0], [payload["last"], 1, 0]]


def test_the_first_frame_shows_what_is_fought_over_and_not_what_is_far() -> None:
    claims = [
        *TWO_SAY,
        claim(3, FAR, "X", "none", 0, predicate="reported"),
        claim(4, AREA, "X", "contested", 0),
    ]
    assert make(claims)["bounds"] == [[37.75, 48.35], [38.25, 48.85]]


def test_sides_have_the_colours_of_their_place_in_the_conflict_and_strangers_others() -> None:
    sides = make([*TWO_SAY, claim(3, TOWN, "Z", "atlantis_control", 5)])["sides"]
    assert [(side["id"], side["colour"]) for side in sides] == [
        ("ukraine", "#0072B2"),
        ("russia", "#D55E00"),
        ("atlantis", "#009E73"),
    ]


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (Look(), "On 6 March 2023, by claims said in the 30 days before: 1 place, 1 disputed"),
        (Look(look_back=1), "On 6 March 2023, by claims said in the day before: 1 place, 1 disputed"),
        (Look(look_back=0), "On 6 March 2023, by claims said on the day itself: 1 place, 1 disputed"),
        (Look("about"), "On 6 March 2023, by claims about the 30 days before: 1 place, 1 disputed"),
        (Look(mode="until"), "Until 6 March 2023, by all claims said so far: 1 place, 1 disputed"),
        (
            Look("said", "between", 30, date(2023, 3, 2), date(2023, 3, 6)),
            "Between 2 March 2023 and 6 March 2023, by claims said in these days: 1 place, 1 disputed",
        ),
    ],
)
def test_the_sentence_says_how_one_looks(look: Look, words: str) -> None:
    assert layers.sentence(look, date(2023, 3, 6), ["disputed"]) == words


def test_silent_places_are_counted_apart() -> None:
    assert layers.sentence(Look(), DAY, ["silent", "held", "silent"]).endswith(
        ": 1 place, 0 disputed; 2 places silent"
    )


def test_until_a_day_nothing_falls_silent() -> None:
    assert [row["state"] for row in states(make(TWO_SAY, Look(mode="until")), "gn:1")] == [
        "partly_held",
        "disputed",
    ]


def test_a_side_of_several_wars_stands_where_most_of_the_sides_shown_do() -> None:
    """Russia fights in two conflict files; with Ukraine beside it the order is that of their war."""
    sides = make(TWO_SAY)["sides"]

    assert [side["id"] for side in sides] == ["ukraine", "russia"]


def test_between_two_days_takes_the_claims_of_the_period() -> None:
    look = Look("said", "between", 30, date(2023, 3, 4), date(2023, 3, 8))
    (row,) = states(make(TWO_SAY, look), "gn:1")
    assert (row["state"], row["sides"]) == ("held", [0])


def test_text_that_would_change_its_neighbours_is_made_harmless() -> None:
    assert layers.readable("a\u202eb\x00c\ud800d\u200fe\u0301") == "abc\ufffdde\u0301"


def test_the_name_of_a_payload_follows_its_content_and_its_bytes_are_plain_json() -> None:
    one, data = layers.encode(make(TWO_SAY))
    assert layers.encode(make(TWO_SAY))[0] == one
    assert layers.encode(make(TWO_SAY[:1]))[0] != one
    assert json.loads(data)["places"]["type"] == "FeatureCollection"


def test_an_empty_table_makes_an_empty_map() -> None:
    payload = make([])
    assert payload["places"]["features"] == [] and payload["bounds"] is None


def test_a_filter_that_leaves_nothing_keeps_the_days_and_the_place_of_the_map() -> None:
    usual, empty = make(TWO_SAY), make(TWO_SAY, layers.Look(filters=Filters(publishers=("None",))))
    assert empty["places"]["features"] == [] and empty["histogram"] == []
    assert (empty["first"], empty["last"]) == (usual["first"], usual["last"])
    assert empty["bounds"] == usual["bounds"]


def test_a_claim_is_found_by_an_id_of_any_letters():
    rows = layers._Rows(pd.Series(["b", "ü-2", "a", "b"]), np.array([0, 1, 0, 1]), ["one", "two"])
    assert [rows[one] for one in ("a", "b", "ü-2")] == ["one", "one", "two"]
    with pytest.raises(KeyError):
        rows["c"]
