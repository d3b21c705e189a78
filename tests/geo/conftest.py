"""Sentences read by the whole path, as of one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import Claim, DateInterval, Document

#: When the sentences of tests are published, if they say nothing else: a Wednesday.
DAY = DateInterval("2024-05-22", date(2024, 5, 22), date(2024, 5, 22), "given")


@pytest.fixture(scope="session")
def claims() -> Callable[[str], list[Claim]]:
    """Text published on DAY -> its claims."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[Claim]:
        document = Document("d", text, published=DAY)
        return list(pipeline.process(document, gazetteer=gazetteer, conflicts=wars).claims)

    return read
