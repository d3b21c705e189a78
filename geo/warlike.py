"""Whether a text is about armed conflict at all: a football report may "storm", "besiege" and "capture" too.

Only words that war has and sport, films, elections and business have not are counted, each a few times at
most, against the words of those other subjects.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

GATE = Path(__file__).parent / "data" / "lexicon" / "predicates_gate.toml"
READ_CHARS = 60_000  # characters; the beginning of a long text tells its subject
CAP = 3  # one word counts at most this often
MIN_POINTS = 2  # war words that a text needs
_WAR, _OTHER = "war", "other"


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _subjects() -> dict[str, str]:
    """Word or phrase -> the subject that it tells."""
    lists = tomllib.loads(GATE.read_text(encoding="utf-8"))
    return {word: name for name in (_OTHER, _WAR) for word in lists[name]}


@cache
def _longest() -> int:
    return max(phrase.count(" ") for phrase in _subjects()) + 1


def about_conflict(text: str, named_forces: int = 0) -> bool:
    """Whether claims may be read from the text. `named_forces`: how often it names a force of a known conflict."""
    subjects = _subjects()
    words = _WORD.findall(text[:READ_CHARS].lower())
    counts: Counter[str] = Counter()
    for size in range(1, _longest() + 1):
        phrases = words if size == 1 else (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
        counts.update(phrase for phrase in phrases if phrase in subjects)
    points: Counter[str] = Counter()
    for phrase, n in counts.items():
        points[subjects[phrase]] += min(n, CAP)
    war = points[_WAR] + min(named_forces, CAP)
    return war >= MIN_POINTS and war > points[_OTHER]
