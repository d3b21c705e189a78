"""Whether a text is about armed conflict at all: a football report may "storm", "besiege" and "capture" too.

Each different word counts once: words that war alone has fully, words that others borrow half, against the
words of those other subjects. Without a word that war alone has there are no claims.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

GATE = Path(__file__).parent / "data" / "lexicon" / "predicates_gate.toml"
READ_CHARS = 60_000  # characters; the beginning of a long text tells its subject
WEIGHTS = {"war": 2, "borrowed": 1, "other": -2}  # of each different word
NAMED_MOST = 2  # named forces of a known conflict count as this many words of war at most
MIN_POINTS = 2


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _subjects() -> dict[str, str]:
    """Word or phrase -> the subject that it tells."""
    lists = tomllib.loads(GATE.read_text(encoding="utf-8"))
    return {word: name for name in WEIGHTS for word in lists[name]}


@cache
def _longest() -> int:
    return max(phrase.count(" ") for phrase in _subjects()) + 1


def about_conflict(text: str, named_forces: int = 0) -> bool:
    """Whether claims may be read from the text, which names `named_forces` forces of a known conflict."""
    subjects = _subjects()
    words = _WORD.findall(text[:READ_CHARS].lower())
    found: set[str] = set()
    for size in range(1, _longest() + 1):
        phrases = (
            words if size == 1 else (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
        )
        found.update(phrase for phrase in phrases if phrase in subjects)
    counts = Counter(subjects[phrase] for phrase in found)
    counts["war"] += min(named_forces, NAMED_MOST)
    return counts["war"] > 0 and sum(WEIGHTS[name] * n for name, n in counts.items()) >= MIN_POINTS
