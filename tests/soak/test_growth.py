"""Adversarial text takes time in proportion to its length: every expression, and the whole reader."""

from __future__ import annotations

import re

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import Document
from tests.soak import adversarial

HEAD = "KYIV, 7 March 2023. Russian forces captured Bakhmut, Ukraine said. "
PIECES = ("a", " ", "\n", "-", "“", "(", "A. B. ", "A-b-", "who said ", "Bakhmut, ", "* a\n", "1,")


@pytest.fixture(scope="module")
def reader() -> object:
    gazetteer, known = Gazetteer.open(), conflicts.load()
    return lambda text: pipeline.process(Document("x", HEAD + text), gazetteer=gazetteer, conflicts=known)


def test_no_expression_is_slow() -> None:
    assert adversarial.slow_patterns(400) == []


def test_the_whole_reader_is_not_slow(reader: object) -> None:
    assert adversarial.slow_texts(reader, 3_000, PIECES) == []


def test_a_slow_expression_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = ("geo.text._SLOW[0]", re.compile(r"\s+x"))
    monkeypatch.setattr(adversarial, "patterns", lambda: iter([slow]))

    assert {one.piece for one in adversarial.slow_patterns(800)} >= {" ", "\n"}
