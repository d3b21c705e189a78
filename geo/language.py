"""Which language a text is in: English by its function words, others by script and a language identifier."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_SAMPLE = 4_000  # characters from each of three places
_WORD = re.compile(r"[^\W\d_]+")
#: Words that English prose cannot do without and that few other languages share.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "it",
        "with",
        "as",
        "his",
        "on",
        "be",
        "at",
        "by",
        "had",
        "not",
        "are",
        "but",
        "from",
        "or",
        "have",
        "they",
        "which",
        "were",
        "their",
        "an",
        "has",
        "been",
        "said",
        "this",
        "will",
        "its",
        "would",
        "who",
        "he",
        "she",
        "after",
        "when",
        "there",
        "more",
        "than",
        "into",
        "about",
    ]
)
_ENGLISH_ENOUGH = 0.2  # share of words; English prose has 0.3 to 0.5, headlines less
_FEW_WORDS = 6
_LATIN_SHARE = 0.5
_SURE, _LIKELY = 0.9, 0.4
_BEYOND_LATIN = "\u0250"


def language(text: str) -> str:
    """ISO 639-1 code of the language of most of the text, "" when it cannot be told."""
    sample = _sampled(text)
    found = _WORD.findall(sample)
    if not found:
        return ""
    latin = sum(w[0] < _BEYOND_LATIN for w in found) >= _LATIN_SHARE * len(found)
    share = sum(w.lower() in _ENGLISH for w in found) / len(found)
    if latin and share >= _ENGLISH_ENOUGH:
        return "en"
    code, sure = _identifier().classify(sample)
    if not latin:
        return "" if code == "en" else code  # whatever it is, it is not English
    if code == "en" or (len(found) >= _FEW_WORDS and sure >= (_SURE if share else _LIKELY)):
        return code
    return ""


def _sampled(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, rarely needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
