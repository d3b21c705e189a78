"""What a person did about a claim, and a day that cannot be, stand beside it: on card and picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dashboard.panel import Panel
from geo.decisions import Decision
from geo.model import DateInterval
from geo.store import Store
from tests.dashboard.conftest import FIRST, Article, Said, U, fill, reading
from tests.dashboard.pictured import compose, corpus_of


def test_an_amended_claim_is_told_from_an_accepted_one(tmp_path: Path) -> None:
    said = (Said("gn:1", "Mayor M", "It is ours.", U), Said("gn:2", "Mayor N", "So is it.", U))
    path = fill(tmp_path / "decided.sqlite", (Article("one", said),))
    with Store.open(path) as store:
        ids = dict(
            zip(*(store.claims_frame()[name].astype(str) for name in ("place_id", "claim_id")), strict=True)
        )
        what = ("A. Analyst", date(2023, 4, 9))
        amended = Decision(ids["gn:1"], "amend", "status", "russia_control", "the other side", *what)
        store.decide([amended, Decision(ids["gn:2"], "accept", "", "", "read it", *what)])
    corpus = corpus_of(path)

    def card(place: str) -> str:
        state = corpus.view(corpus.look, FIRST).places[place]
        made = Panel(corpus, corpus.look, FIRST, corpus.places[place], state)
        return "".join(made.card(row) + made.saying(row) for row in made.rows)

    leads = [line.lead for entry in compose(corpus, FIRST).entries for line in entry.lines]
    assert card("gn:1").count("amended by a person") == 2
    assert "<li>checked by a person" in card("gn:2") and "amended" not in card("gn:2")
    assert {"Mayor M, amended by a person:", "Mayor N, checked by a person:"} <= set(leads)


def test_a_card_says_that_a_claim_is_dated_after_it_was_said(tmp_path: Path) -> None:
    made = reading(Article("one", (Said("gn:1", "Mayor M", "It is ours.", U),)))
    day = FIRST + timedelta(days=20)
    later = replace(made.claims[0], about=DateInterval(day.isoformat(), day, day, "a date in the text"))
    with Store.open(tmp_path / "ahead.sqlite") as store:
        store.put(replace(made, claims=(later,)))
    corpus = corpus_of(tmp_path / "ahead.sqlite")
    state = corpus.view(corpus.look, FIRST).places["gn:1"]
    panel = Panel(corpus, corpus.look, FIRST, corpus.places["gn:1"], state)

    assert "<li>dated after it was said" in panel.card(panel.rows[0])
    assert "dated after" not in panel.card({**panel.rows[0], "modality": "predicted"})
