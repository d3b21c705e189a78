"""Where somebody denies what gives a place its state, that is said wherever the state is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.corpus import Corpus
from dashboard.panel import Panel
from geo import exports, layers
from geo.exports.selection import in_view
from tests.dashboard.conftest import FIRST, Article, R, Said, fill
from tests.dashboard.pictured import MADE, compose, corpus_of

DAY = FIRST + timedelta(days=3)
HOLD = Said("gn:1", "Staff B", "The town is ours.", R, 2, "military", "russia", predicate="captured")
DENY = replace(HOLD, who="State television", words="It is not.", status="none", side="", modality="denied")


def corpus(path: Path, *said: Said) -> Corpus:
    return corpus_of(fill(path / "denials.sqlite", (Article("one", said),)))


def label(made: Corpus) -> str:
    return made.lines.label(made.view(made.look, DAY).places["gn:1"])


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (DENY, "Held, as claimed; denied by State television"),
        (replace(DENY, who="Governor C", side="ukraine"), "Held, as claimed; denied by Governor C"),
        (replace(DENY, predicate="struck"), "Held, as claimed"),  # of something else than control
        (replace(DENY, modality="aim"), "Held, as claimed"),
        (replace(DENY, who="General D", side="russia"), "Held, as claimed"),  # denies the other side's claim
        (replace(DENY, who="Staff B"), "Held, as claimed"),  # who gives it to a side denies another's claim
        (replace(DENY, place="gn:2"), "Held, as claimed"),
    ],
)
def test_who_denies_it_stands_beside_the_state(tmp_path: Path, other: Said, words: str) -> None:
    assert label(corpus(tmp_path, HOLD, other)) == words


def test_of_many_who_deny_it_the_first_are_named(tmp_path: Path) -> None:
    many = [replace(DENY, who=f"Official {n}", words=f"No, said {n}.") for n in "ABCDE"]
    words = label(corpus(tmp_path, HOLD, *many))
    assert words.startswith("Held, as claimed; denied by Official ")
    assert words.endswith(" and 3 more")


def test_panel_map_picture_and_briefing_say_it(tmp_path: Path) -> None:
    made = corpus(tmp_path, HOLD, DENY)
    state = made.view(made.look, DAY).places["gn:1"]
    words = "Held, as claimed; denied by State television"
    shown = made.make_payload(made.look)["places"]["features"][0]["properties"]["states"][0]
    entry = compose(made, DAY).entries[0]
    rest = {"sentence": "s", "revision": "1", "made": MADE, "sides": made.sides}
    view = in_view(made.table, made.look, DAY, [state], places=made.places, articles=made.articles, **rest)

    assert words in Panel(made, made.look, DAY, made.places["gn:1"], state).state_line()
    assert (shown["state"], shown["denied"]) == ("held", "denied by State television")
    assert entry.label == words
    assert "“It is not.”" in [line.words for line in entry.lines]
    assert f"## Bakhmut: {words}" in exports.encode(view, ".md").decode().replace("\\", "")
    assert layers.denied_by([]) == ""
