"""What was shown under an earlier revision can be shown again."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from geo.errors import StoreError
from geo.model import Place
from geo.reading import Reading
from geo.sqlite import UPDATES
from geo.store import Refusal, Store
from tests.conftest import Spoil
from tests.geo.test_store import SENTENCE, TOWN, decision, reading

TEXTS = (SENTENCE, "As we read: " + SENTENCE, "Something else is said about Town by somebody here.")


def shown(store: Store) -> dict[str, object]:
    """All that is shown of a store, without what is a matter of order."""
    frame = store.claims_frame()
    ids = sorted(set(frame["claim_id"]))
    tray, places = store.tray(), store.places()
    return {
        "rows": sorted(map(json.dumps, frame.astype(str).to_dict("records"))),
        "places": {place_id: places[place_id] for place_id in set(frame["place_id"])},
        "documents": store.documents(),
        "claims": store.claims(ids),
        "tray": (tray.unmapped, sorted(tray.rejected_claims), sorted(tray.withheld), sorted(tray.undated)),
        "decisions": store.decisions(),
        "revision": store.revision,
    }


def versions(number: int) -> list[Reading]:
    """One text read in several ways."""
    first = reading(TEXTS[number], "abc"[number])
    moved = replace(TOWN, lat=TOWN.lat + 0.5)
    return [
        first,
        replace(first, places=(moved,)),
        replace(first, claims=()),
        replace(first, claims=tuple(replace(one, status="contested") for one in first.claims)),
        replace(first, document=replace(first.document, title="Mended title")),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_every_revision_can_be_shown_again_as_it_was(where: str, seed: int) -> None:
    rng, remembered = Random(seed), {}
    with Store.open(where) as store:
        for _ in range(30):
            act = rng.randrange(4)
            made = decision(rng.choice(("reject", "accept")), day=rng.randrange(9, 12))
            if act < 2:
                store.put(rng.choice(versions(rng.randrange(3))))
            elif act == 2:
                store.decide([made])
            else:
                store.take_back(made)
            remembered[store.revision] = shown(store)

    assert len(remembered) > 10
    with Store.open(where, readonly=True) as store:
        assert store.verify() == []
        for revision, before in remembered.items():
            with store.as_of(revision) as past:
                found = shown(past)
                assert past.verify() == []
            assert found == before


def test_a_revision_that_never_was_is_told(where: str) -> None:
    with Store.open(where) as store:
        store.put(reading())
        with pytest.raises(StoreError, match="has no revision 2; name one from 0 to 1"):
            store.as_of(2)
        with pytest.raises(StoreError, match="has no revision -1"):
            store.as_of(-1)


def test_a_past_revision_cannot_be_written(where: str) -> None:
    with Store.open(where) as store:
        store.put(reading())
        with store.as_of(0) as past, pytest.raises(StoreError, match="for reading only"):
            past.put(reading())


def test_damage_of_what_was_stored_before_is_noticed(where: str, spoil: Spoil) -> None:
    with Store.open(where) as store:
        store.put(reading())
        store.put(versions(0)[4])
    spoil(where, "UPDATE past SET until = 9")
    with Store.open(where, readonly=True) as store:
        assert "what was stored before" in store.verify()[0]
        with pytest.raises(StoreError, match="is damaged"):
            store.as_of(1)


@pytest.mark.parametrize("readonly", [True, False])
def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path, readonly: bool) -> None:
    path = tmp_path / "claims.sqlite"
    with Store.open(path) as store:
        store.put(reading())
        store.decide([decision("reject")])
        store.reject([Refusal("b.txt", 0, "is empty", "delete it")])
        expected = shown(store)
    first_version(path)
    with Store.open(path, readonly=readonly) as store:
        assert shown(store) == expected
        assert store.verify() == []
    with Store.open(path) as store:
        assert store.take_back(decision("reject"))
        assert shown(store.as_of(2))["decisions"] == expected["decisions"]


def first_version(path: Path) -> None:
    """Make a store's file what the first version would have written."""
    raw = sqlite3.connect(path)
    raw.executescript(
        """
        DROP TABLE past;
        DROP TABLE inputs;
        ALTER TABLE decisions RENAME TO d;
        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, claim_id TEXT NOT NULL,
            revision INTEGER NOT NULL, hash TEXT NOT NULL);
        INSERT INTO decisions SELECT number, body, claim_id, revision, hash FROM d;
        DROP TABLE d;
        PRAGMA user_version = 1;
        """
    )
    raw.close()


def test_updates_lead_from_each_version_to_the_next() -> None:
    assert sorted(UPDATES) == list(range(1, max(UPDATES) + 1))


def test_a_place_is_shown_where_it_was_put_then(where: str) -> None:
    with Store.open(where) as store:
        for one in versions(0)[:2]:
            store.put(one)
        now: Place = store.places()[TOWN.place_id]
        with store.as_of(1) as past:
            then = past.places()[TOWN.place_id]

    assert (then.lat, now.lat) == (TOWN.lat, TOWN.lat + 0.5)
