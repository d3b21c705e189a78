"""A view of several wars, limited to one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from geo.filters import Filters
from tests.dashboard.conftest import FIRST
from tests.dashboard.pictured import corpus_of


def test_a_view_is_limited_to_a_war(two_wars_store: Path) -> None:
    corpus = corpus_of(two_wars_store)
    day = FIRST + timedelta(days=9)
    look = replace(corpus.look, filters=Filters(wars=("War in Sudan",)))

    assert corpus.choices["wars"] == {"Russia's war against Ukraine": 11, "War in Sudan": 1}
    assert [state.name for state in corpus.known(look, day)] == ["Khartoum"]
    assert "only those of War in Sudan" in corpus.sentence(look, day, [])
