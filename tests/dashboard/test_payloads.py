"""A hundred hostile texts in every field, through app, published page and picture, in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import picture
from dashboard.__main__ import main
from dashboard.state import View
from geo.cli import OK
from tests.dashboard.conftest import start_app
from tests.dashboard.pictured import corpus_of
from tests.soak import payloads

COUNT = 100
Stored = tuple[Path, list[payloads.Stored]]

#: The app with the page's escaping switched off before anything else is imported.
UNESCAPED = """
import sys
from pathlib import Path
import streamlit as st
sys.path.insert(0, {root!r})
from dashboard import style
style.safe = lambda text: str(text)
style.literal = lambda text: text
if __name__ == "__main__":
    from dashboard import page
    page.render()
else:
    from dashboard import serve
    app = st.App(Path(__file__), routes=serve.routes())
"""


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    path = tmp_path_factory.mktemp("payloads") / "claims.sqlite"
    return path, payloads.fill(path, payloads.payloads(COUNT, seed=1))


@pytest.mark.browser
def test_a_hundred_payloads_are_words_in_the_app(
    hundred: Stored, serve: Callable[..., str], browser: Any
) -> None:
    path, stored = hundred
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    found = payloads.visit_all(context, serve(path), stored)
    context.close()

    assert (found.acted, found.missing, found.dead) == ([], [], [])
    assert found.visits == len(stored) == -(-COUNT // payloads.FIELDS)


@pytest.mark.browser
def test_a_hundred_payloads_are_words_in_the_published_page(
    hundred: Stored, browser: Any, tmp_path: Path
) -> None:
    path, stored = hundred
    page = tmp_path / "map.html"
    assert main(["publish", "--single-file", "--store", str(path), "-o", str(page)]) == OK
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    found = payloads.visit_page(context, page, stored)
    context.close()

    assert (found.acted, found.missing, found.dead) == ([], [], [])
    assert found.visits == len(stored)


@pytest.mark.browser
def test_with_escaping_switched_off_payloads_are_found(hundred: Stored, browser: Any, tmp_path: Path) -> None:
    path, stored = hundred
    script = tmp_path / "app.py"
    script.write_text(UNESCAPED.format(root=str(Path(__file__).resolve().parents[2])))
    process, address = start_app(path, tmp_path / "log", str(script))
    try:
        context = browser.new_context(viewport={"width": 1600, "height": 900})
        found = payloads.visit_all(context, address, stored[:3])
        context.close()
    finally:
        process.terminate()
        process.wait(timeout=20)

    assert len(found.missing) + len(found.acted) > 0


def test_a_hundred_payloads_are_words_in_a_picture(hundred: Stored) -> None:
    path, stored = hundred
    corpus = corpus_of(path)
    for day in sorted({day for _, day, _, _ in stored})[:5]:
        made = picture.compose(corpus, View(day), made=date(2024, 1, 1))
        assert [list(payloads.svg_markup(page)) for page in picture.encode(made, ".svg", "16:9")] == [
            []
        ] * len(picture.encode(made, ".svg", "16:9"))
