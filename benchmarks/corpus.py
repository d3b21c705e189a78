"""Generated claim tables and articles with a fixed seed: many places over many days, with contradictions,
reposts, vague and open dates, parts of towns, aims and forecasts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geo.model import Place
from geo.table import CLAIM_COLUMNS, OPEN_END, OPEN_START, guard

SEED = 20230310
FIRST = date(2022, 2, 24)
PLACES, DAYS, VOICES = 400, 400, 60
VAGUE, OPEN, UNDATED = 0.12, 0.03, 0.01  # shares of claims by how they are dated
LONGEST_VAGUE = 14  # days


def claims(count: int, *, places: int = PLACES, days: int = DAYS, seed: int = SEED) -> pd.DataFrame:
    """A claim table of `count` rows, one per claim."""
    draw = np.random.default_rng(seed)
    first = FIRST.toordinal()
    start = first + draw.integers(0, days, count)
    how = draw.random(count)
    length = np.where(how < VAGUE, draw.integers(1, LONGEST_VAGUE, count), 0)
    end = np.minimum(start + length, first + days - 1)
    published = end.copy()
    said_start = np.where(how > 1 - OPEN, OPEN_START, start)
    said_end = end.copy()
    undated = how > 1 - UNDATED
    said_end[undated] = OPEN_END
    about_start = np.maximum(first, start - draw.integers(0, 3, count))
    voice = draw.integers(0, VOICES, count)
    part = draw.choice(["", "", "", "", "", "", "north", "east", "south", "centre"], count)
    extent = np.where(part != "", "part", draw.choice(["unstated", "unstated", "whole", "most"], count))
    status = draw.choice(["none", "none", "red_control", "blue_control", "contested", "contested"], count)
    modality = draw.choice(["asserted"] * 6 + ["assessed", "assessed", "aim", "predicted"], count)
    certainty = np.where(
        modality == "assessed", draw.choice(["likely", "very likely", "probably"], count), ""
    )
    place = draw.integers(0, places, count)
    document = draw.integers(0, max(1, count // 12), count)
    text = {
        "claim_id": np.array([f"{n:020x}" for n in draw.permutation(count)]),
        "doc_id": _named("article-{}", document),
        "sha256": _named("{:064x}", document),
        "quote": np.array(["Forces were said to hold the town."] * count),
        "evidence": "verbatim",
        "claimant": _named("Ministry {}", voice),
        "claimant_kind": "government",
        "voice": _named("Ministry {}", voice),
        "side": _chosen(["red", "blue", ""], voice % 3),
        "chain": "",
        "publisher": _named("Paper {}", document % 40),
        "place_id": _named("bench:{}", place),
        "place_name": _named("Town {}", place),
        "spoken": _named("Town {}", place),
        "extent": extent,
        "part": part,
        "predicate": np.where(status == "contested", "fighting", "holds"),
        "modality": modality,
        "status": status,
        "certainty": certainty,
        "yardstick": "",
        "role": "body",
        "flags": "",
        "checked": "",
    }
    numbers = {
        "start": np.zeros(count),
        "end": np.full(count, len("Forces were said to hold the town.")),
        "mention_start": np.full(count, -1),
        "mention_end": np.full(count, -1),
        "band_low": np.full(count, -1),
        "band_high": np.full(count, -1),
        "published_start": published,
        "published_end": np.where(undated, OPEN_END, published),
        "said_start": said_start,
        "said_end": said_end,
        "about_start": about_start,
        "about_end": np.maximum(end, about_start),
        "carriers": np.zeros(count),
    }
    numbers["published_start"] = np.where(undated, OPEN_START, published)
    dates = {
        f"{clock}_{field}": "" for clock in ("published", "said", "about") for field in ("edtf", "reason")
    }
    columns = text | numbers | dates
    table = pd.DataFrame(
        {name: _column(columns[name], dtype, count) for name, (dtype, _) in CLAIM_COLUMNS.items()}
    )
    guard(table)
    return table


def _chosen(names: list[str], codes: np.ndarray) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, names)


def _named(words: str, codes: np.ndarray) -> pd.Categorical:
    return _chosen([words.format(code) for code in range(int(codes.max(initial=0)) + 1)], codes)


def _column(values: object, dtype: str, count: int) -> object:
    if dtype == "category":
        if isinstance(values, str):
            return pd.Categorical.from_codes(np.zeros(count, dtype=np.int8), [values])
        if isinstance(values, pd.Categorical):
            return values
        return pd.Categorical(values)
    return pd.Series(values, dtype="str") if dtype == "str" else np.asarray(values).astype(dtype)


def places(count: int = PLACES) -> dict[str, Place]:
    """The places of `claims`, on a grid."""
    return {
        f"bench:{n}": Place(
            place_id=f"bench:{n}", name=f"Town {n}", lat=46 + n // 20 / 5, lon=30 + n % 20 / 2
        )
        for n in range(count)
    }


SENTENCES = (
    "{who} said on {when} that Russian forces had captured {where}.",
    "{who} said on {when} that Ukrainian forces still controlled {where}.",
    "On {when}, {who} reported heavy fighting in {where}.",
    "Russian troops have likely advanced into the eastern part of {where}, {who} said on {when}.",
    "{who} denied that {where} had fallen.",
    "If {where} falls, the road to {other} would be open, {who} said.",
    "Since early {month}, shelling near {where} has not stopped, residents said.",
    "{who} said that its next aim was {where}.",
)
SPEAKERS = (
    "The UK Ministry of Defence",
    "The Ukrainian General Staff",
    "The Russian Ministry of Defence",
    "The Institute for the Study of War",
    "Yevgeny Prigozhin",
    "A Ukrainian military spokesman",
)


def articles(
    count: int, names: list[str], *, sentences: int = 12, days: int = DAYS, seed: int = SEED
) -> Iterator[tuple[str, str]]:
    """(file name, Markdown text) of news-like articles about places of these names; every tenth repeats
    most of the one before it under another publisher.
    """
    draw = random.Random(seed)
    body: list[str] = []
    for number in range(count):
        day = FIRST + timedelta(draw.randrange(days))
        if number % 10 != 9 or not body:
            body = [_sentence(draw, names, day) for _ in range(sentences)]
        head = f"---\ntitle: Day {number} of the war\npublisher: Paper {draw.randrange(40)}\n"
        text = f"{head}published: {day.isoformat()}\n---\n\n" + "\n\n".join(
            " ".join(body[at : at + 3]) for at in range(0, len(body), 3)
        )
        yield f"article-{number:06}.md", text + "\n"


def _sentence(draw: random.Random, names: list[str], day: date) -> str:
    said = day - timedelta(draw.randrange(4))
    return draw.choice(SENTENCES).format(
        who=draw.choice(SPEAKERS),
        when=f"{said.day} {said:%B}",
        where=draw.choice(names),
        other=draw.choice(names),
        month=f"{said:%B}",
    )
