"""What is sent packed is what was made."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import corpus
from geo import asof, conflicts, layers
from geo.packing import Packer, pack, unpack

STATES = st.lists(
    st.fixed_dictionaries(
        {"from": st.integers(-800_000, 800_000), "state": st.sampled_from(["held", "gone"])},
        optional={
            "last": st.integers(-800_000, 800_000),
            "line": st.text(max_size=12) | st.sampled_from(["A: x; B: y", "; ", ";", ""]),
            "sides": st.lists(st.integers(0, 3), max_size=2),
            "fighting": st.booleans(),
        },
    ),
    max_size=5,
)


def payload(*features: list[dict[str, Any]]) -> dict[str, Any]:
    made = [{"id": str(n), "properties": {"name": "x", "states": one}} for n, one in enumerate(features)]
    return {"first": 1, "places": {"type": "FeatureCollection", "features": made}}


@given(st.lists(STATES, max_size=3))
def test_a_payload_survives_being_packed(states: list[list[dict[str, Any]]]) -> None:
    made = payload(*states)

    assert unpack(json.loads(json.dumps(pack(made)))) == made


def test_packing_leaves_the_payload_as_it_was() -> None:
    made = payload([{"from": 3, "state": "held", "line": "A: x; B: y", "last": 2}])
    before = json.dumps(made)
    pack(made)

    assert json.dumps(made) == before


def test_packed_as_it_is_made_a_payload_is_the_same_and_takes_half_the_memory() -> None:
    index = asof.ClaimIndex(corpus.claims(4_000, days=60))
    held, lines = layers.runs_of(index, layers.Look()), layers.Lines(index.table, {})

    def make(packer: Packer | None) -> tuple[int, bytes]:
        given = index, corpus.places(), conflicts.load(), layers.Look()
        tracemalloc.start()
        made = layers.payload(*given, lines=lines, runs=held.items(), packer=packer)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return size, layers.encode(made)[1]

    make(None)  # the lines keep words that they were asked for
    (plain, one), (packed, other) = make(None), make(Packer())
    assert one == other
    assert packed < 0.5 * plain, (packed, plain)


def test_a_packed_payload_is_half_as_large() -> None:
    made = layers.payload(
        asof.ClaimIndex(corpus.claims(20_000, days=60)), corpus.places(), conflicts.load(), layers.Look()
    )
    plain = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    packed = layers.encode(made)[1]

    assert len(packed) < 0.5 * len(plain)
    assert len(gzip.compress(packed, 6)) < 0.6 * len(gzip.compress(plain, 6))
    assert unpack(json.loads(packed))["places"]["features"][0]["properties"]["states"][0]["from"] == min(
        one["from"] for one in made["places"]["features"][0]["properties"]["states"]
    )
    assert date.fromordinal(layers.EPOCH) == date(1970, 1, 1)
