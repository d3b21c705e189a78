"""What nobody contradicts: the words that give a place its state stand at the head of its panel, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from dashboard.__main__ import main
from dashboard.panel import Panel
from geo.cli import OK
from tests.dashboard.conftest import FIRST, Article, R, Said, U, fill
from tests.dashboard.pictured import corpus_of
from tests.dashboard.reader import PHONE, Reader

OURS = Said("gn:1", "Official A", "The town is ours.", U, 9)
TOO = replace(OURS, who="Institute Z", words="They hold the town.")
PART = replace(OURS, who="Mayor M", words="Its north is ours.", extent="part", part="north")
DENY = replace(OURS, who="State television", words="It is not.", status="none", modality="denied")
SHELLS = replace(OURS, who="Witness W", words="Shells fell.", status="contested", predicate="fighting")
OLDER = replace(OURS, who="Staff B", words="It was taken.", status="none", predicate="reported", day=1)


@pytest.mark.parametrize(
    ("said", "title", "words"),
    [
        ((OURS, TOO), "They agree", [["“The town is ours.”", "“They hold the town.”"]]),
        ((OURS, PART), "They agree on the side", [["“The town is ours.”", "“Its north is ours.”"]]),
        ((OURS, OLDER), "One source says so", [["“The town is ours.”"]]),
        ((OURS, SHELLS), "One source says so", [["“The town is ours.”"]]),
        ((OURS, DENY), "Claimed, and denied", [["“The town is ours.”"], ["“It is not.”"]]),
        ((SHELLS, OLDER), "In their words", [["“Shells fell.”"]]),
        (
            (OURS, replace(TOO, status=R)),
            "They contradict each other",
            [["“The town is ours.”"], ["“They hold the town.”"]],
        ),
        ((OURS,), "", []),  # its words stand right below
    ],
)
def test_the_words_that_give_a_place_its_state_head_its_panel(
    said: tuple[Said, ...], title: str, words: list[list[str]], tmp_path: Path
) -> None:
    made = corpus_of(fill(tmp_path / "agreed.sqlite", (Article("agreed", said),)))
    day = FIRST + timedelta(days=9)
    state = made.view(made.look, day).places["gn:1"]
    tree = etree.HTML("<div/>" + Panel(made, made.look, day, made.places["gn:1"], state).contradiction())

    assert tree.xpath("string(//h3)") == title
    parties = tree.xpath("//*[@class='party']")
    assert [sorted(one.xpath(".//*[@class='words']/text()")) for one in parties] == [
        sorted(one) for one in words
    ]


def test_every_speaker_is_heard_before_anybody_twice(tmp_path: Path) -> None:
    said = [*(replace(OURS, words=f"The town is ours, day {n}.") for n in range(8)), replace(TOO, day=8)]
    made = corpus_of(fill(tmp_path / "often.sqlite", (Article("often", tuple(said)),)))
    day = FIRST + timedelta(days=9)
    state = made.view(made.look, day).places["gn:1"]
    shown = Panel(made, made.look, day, made.places["gn:1"], state).contradiction()

    assert "They hold the town." in shown and shown.count('class="words"') == 3


@pytest.mark.browser
def test_where_sources_agree_their_words_are_on_the_first_screen(
    new_reader: Callable[..., Reader], serve: Callable[..., str], browser: object, tmp_path: Path
) -> None:
    store = fill(tmp_path / "agreed.sqlite", (Article("agreed", (OURS, TOO, OLDER)),))
    page = tmp_path / "map.html"
    assert main(["publish", "--single-file", "--store", str(store), "-o", str(page)]) == OK
    reader = new_reader(serve(store), PHONE).open()
    first = reader.panel().locator(".versus .words").first
    box = first.bounding_box()

    assert reader.panel().get_by_role("heading", name="They agree", exact=True).is_visible()
    assert first.inner_text() in ("“The town is ours.”", "“They hold the town.”")
    assert box["y"] + box["height"] < PHONE["height"]
    reader.page.goto(page.as_uri())
    panel = reader.page.locator("#panel")
    panel.get_by_role("heading", name="They agree", exact=True).wait_for()
    assert len(panel.locator(".versus .words").all_inner_texts()) == 2
