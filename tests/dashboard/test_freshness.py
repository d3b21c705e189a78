"""What changed in the store shows at the next run, in map, panel, table and files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import claims as generated
from dashboard import handover, source
from dashboard.corpus import Corpus
from dashboard.state import View
from geo import exports
from geo.model import Place
from geo.store import Store
from tests.dashboard.conftest import Article, R, Said, fill

MANY = 60_000
APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def shown(corpus: Corpus, place: str, day: date) -> dict[str, object]:
    """What each part of the page makes of the store."""
    view = View(day, place)
    states = list(corpus.view(view.look, day).places.values())
    selection = handover.selection(corpus, view, states, day)
    return {
        "map": corpus.payload(view.look),
        "panel": corpus.rows(place),
        "table": corpus.view(view.look, day).places[place],
        "csv": exports.encode(selection, ".csv"),
        "geojson": exports.encode(selection, ".geojson"),
    }


def test_one_claim_of_sixty_thousand_that_changed_shows_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.sqlite"
    monkeypatch.setenv("GEO_STORE", str(path))
    generated.fill(path, MANY)
    one = next(islice(generated.readings(MANY), 1000, None))
    first = one.claims[0]
    place, day = first.links[0].place_id, first.said.end
    before = shown(source.corpus(), place, day)
    status = "contested" if first.status != "contested" else "russia_control"
    changed = replace(first, status=status, claimant="Somebody new")
    with Store.open(path) as store:
        assert store.put(replace(one, claims=(changed, *one.claims[1:])))
    after = shown(source.corpus(), place, day)

    assert len(source.corpus().table) == MANY
    assert [part for part in before if before[part] == after[part]] == []
    assert [row["claimant"] for row in after["panel"] if row["claim_id"] == first.claim_id] == [
        "Somebody new"
    ]
    assert b"Somebody new" in after["csv"] and b"Somebody new" in after["geojson"]


def test_places_whose_ids_differ_after_an_underscore_are_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra_places: dict[str, Place]
) -> None:
    places = {f"cur:x_{n}": Place(f"cur:x_{n}", f"Town {n}", 48.0 + n, 37.0) for n in (1, 2)}
    extra_places |= places
    said = tuple(Said(one, f"Speaker {one[-1]}", f"Words about {one[-1]}.", R) for one in places)
    path = fill(tmp_path / "claims.sqlite", (Article("two", said, places=places),))
    monkeypatch.setenv("GEO_STORE", str(path))
    for number in (1, 2, 1):
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update({"day": "2023-03-01", "place": f"cur:x_{number}"})
        app.run()
        panel = "".join(element.proto.body for element in app.get("html"))
        assert f"Words about {number}." in panel and f"Words about {3 - number}." not in panel
