"""Claims that are only known to be of some day on or after a day, as the page and the picture tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.corpus import Corpus
from dashboard.panel import Panel
from dashboard.source import published_words
from geo import layers
from geo.model import DateInterval
from geo.store import Store
from tests.dashboard.conftest import FIRST, Article, Said, U, reading
from tests.dashboard.pictured import compose, corpus_of

ON_OR_AFTER = DateInterval(f"{FIRST.isoformat()}/..", FIRST, None, "a day in the text")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """One claim of an article without a date, that names a day."""
    made = reading(Article("open", (Said("gn:1", "Mayor M", "It is ours.", U, 0),)))
    claim = replace(made.claims[0], said=ON_OR_AFTER, about=ON_OR_AFTER, published=ON_OR_AFTER)
    document = replace(made.document, published=ON_OR_AFTER)
    with Store.open(tmp_path / "open.sqlite") as store:
        store.put(replace(made, claims=(claim,), document=document))
    return corpus_of(tmp_path / "open.sqlite")


def panel(corpus: Corpus, day: date) -> Panel:
    state = corpus.view(corpus.look, day).places["gn:1"]
    return Panel(corpus, corpus.look, day, corpus.places["gn:1"], state)


def test_the_panel_says_on_or_after_and_draws_no_dot_of_a_day(corpus: Corpus) -> None:
    made = panel(corpus, FIRST)
    words = " ".join([*made.head(), *made.body()])

    assert "on or after 1 March 2023 · " in words
    assert "<dt>About<dd>on or after 1 March 2023" in words
    assert "on 1 March 2023, of no exact day" in words
    assert "published on or after 2023-03-01" in words
    assert "since" not in words
    assert 'class="dot vague"' in made._dot(made.rows[0])
    assert ";--to:var(--last)" in made._dot(made.rows[0])  # to the end of the axis, wherever that is


def test_a_day_ahead_of_today_is_told_to_be_so(corpus: Corpus) -> None:
    later = date.today() + timedelta(days=400)
    assert "a day ahead of today" in panel(corpus, later).state_line()
    assert "ahead" not in panel(corpus, FIRST).state_line()


def test_a_state_of_the_whole_history_is_not_told_as_one_of_its_last_day(corpus: Corpus) -> None:
    later = FIRST + timedelta(days=300)
    look = replace(corpus.look, mode="until")
    state = corpus.view(look, later).places["gn:1"]
    words = Panel(corpus, look, later, corpus.places["gn:1"], state).state_line()

    assert "by all claims until 26 December 2023" in words and "on 26 December" not in words


def test_how_long_ago_it_was_said_is_an_upper_bound(corpus: Corpus) -> None:
    later = FIRST + timedelta(days=60)
    state = corpus.view(corpus.look, later).places["gn:1"]

    assert "Silent: last claim at most 60 days before" in panel(corpus, later).state_line()
    assert state.open and layers.last_words(state) == "on or after 1 March 2023"
    assert "Bakhmut (last claim on or after 1 March 2023)" in compose(corpus, later).silent
    chosen = compose(corpus, later, place="gn:1").entries[0]
    assert chosen.lines[0].words == "Last claim at most 60 days before, on or after 1 March 2023."


def test_the_map_counts_it_on_no_day(corpus: Corpus) -> None:
    made = corpus.make_payload(corpus.look)
    days = [[day - made["first"], *counts] for day, *counts in made["histogram"]]

    assert days == [[0, 0, 0, 1]]
    assert all(one["open"] for one in made["places"]["features"][0]["properties"]["states"])


def test_a_day_of_publication_with_one_end_is_told_with_it() -> None:
    by = DateInterval(f"../{FIRST.isoformat()}", None, FIRST, "a caption")
    assert published_words(by) == "published by 2023-03-01 (a caption)"
