"""Basic segmentation of text: paragraphs, sentences, quotations, folded names, phrases from lists.

Everything here is linear in the length of the text, because inputs may be hostile and up to 1 MB.
All offsets are code points, end exclusive, into the text that was passed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

MAX_SENTENCE = 4000  # characters; a longer stretch without an end mark is cut at a blank
MAX_WRAP_WIDTH = 110  # characters; lines longer than this are not hard-wrapped text
MIN_WRAP_WIDTH = 45

Span = tuple[int, int]

APOSTROPHES = "'’‘ʼʹʻ`´′＇‛ʾʿ"
_LETTERS_WITHOUT_DECOMPOSITION = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"}


class _FoldTable(dict[int, str]):
    """One character's folded form, worked out once; per character, so runs of marks stay cheap."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in APOSTROPHES:
            folded = ""
        else:
            parts = unicodedata.normalize("NFKD", char.casefold())
            folded = "".join(
                _LETTERS_WITHOUT_DECOMPOSITION.get(p, "-" if unicodedata.category(p) == "Pd" else p)
                for p in parts
                if not unicodedata.combining(p) and unicodedata.category(p) != "Cf" and p not in APOSTROPHES
            )
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold(s: str) -> str:
    """Name without case, diacritics and apostrophes of any kind; dashes become "-". Not length-preserving."""
    if s.isascii():
        return s.lower().replace("'", "").replace("`", "")
    return s.translate(_FOLD)


#: The same for single words, which come again and again.
fold_word = lru_cache(maxsize=65_536)(fold)


# --- paragraphs -----------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"[ \t\u00a0]*(?:[•●▪◦‣∙·■►▶★☆*]+|[-–—](?=[ \t]))[ \t\u00a0]*")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Stretches that a line break ends, trimmed, leading bullets left out.

    A line break inside hard-wrapped text (mail, agency copy) does not end a paragraph: it is one where
    the next line's first word would not have fitted into the widest line, or goes on in lower case.
    """
    end = len(text) if end is None else end
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    found: list[Span] = []
    for block in _blocks(text, lines):
        for first, last in _unwrapped(text, block):
            found.extend(_trimmed(text, block[first][0], block[last][1]))
    return found


def _blocks(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them."""
    block: list[Span] = []
    for span in lines:
        blank = not text[span[0] : span[1]].strip()
        if block and (blank or text.count("\n", block[-1][1], span[0]) > 1):
            yield block
            block = []
        if not blank:
            block.append(span)
    if block:
        yield block


def _unwrapped(text: str, block: list[Span]) -> Iterator[tuple[int, int]]:
    """Index pairs (first line, last line) of each paragraph of a block."""
    width = max(e - s for s, e in block)
    wrapped = len(block) > 2 and MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH and _fits(text, block, width)
    first = 0
    for i in range(len(block) - 1):
        line = text[block[i][0] : block[i][1]].rstrip()
        following = text[block[i + 1][0] : block[i + 1][1]].lstrip()
        goes_on = (
            MIN_WRAP_WIDTH <= len(line) <= MAX_WRAP_WIDTH
            and following[:1].islower()
            and line[-1] not in ".!?:"
        )
        if (wrapped or goes_on) and not _BULLET.match(following):
            continue
        yield first, i
        first = i + 1
    yield first, len(block) - 1


def _fits(text: str, block: list[Span], width: int) -> bool:
    """Whether every line but the last is as full as wrapping at `width` would have made it."""
    for (s, e), (s2, e2) in pairwise(block):
        word = text[s2:e2].split(None, 1)[0]
        if e - s + 1 + len(word) <= width - 2:
            return False
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while True:
        bullet = _BULLET.match(text, start, end)
        if not bullet or bullet.end() == start:
            break
        start = bullet.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


# --- sentences ------------------------------------------------------------------------------------

_TITLES = frozenset(
    """
    gen lt col maj capt sgt cpl pvt brig adm cmdr cdr rear vice mr mrs ms dr prof sen rep gov pres rev
    hon st sec supt insp det sr jr fr amb msgr mx messrs pte lieut comdr atty
    """.split()  # noqa: SIM905
)
_BEFORE_NUMBER = frozenset(
    """
    no nos art fig jan feb mar apr jun jul aug sep sept oct nov dec approx ca c para sec ch vol p pp nr
    cf tel est
    """.split()  # noqa: SIM905
)
_INNER = frozenset(
    """
    e.g i.e etc vs viz al incl inc ltd co corp dept univ govt min max avg km m kg ft mi sq cm mm
    """.split()  # noqa: SIM905
)
_STARTERS = frozenset(
    """
    the a an he she it they we i you this that these those in on at but and or as if when while since
    after before for from by with there here its his her their our my no not however meanwhile also
    according earlier later last some many most one two three several both another other all officials
    what who why how where so then yet still such although though despite during until unlike because
    given under over more mr
    """.split()  # noqa: SIM905
)
_END = re.compile(
    r"(?P<mark>[.!?]+|…)(?P<close>[\"”’»')\]]*(?:\[\d{1,4}\])*)(?=(?P<gap>\s*)[^\s])"
    r"|(?P<bullet>[ \t\u00a0][•●▪■►][ \t\u00a0])"
)
_TOKEN_BEFORE = 24  # characters; how far back an abbreviation may reach
_LEAD = "\"“‘'(«[„¿¡—–- \t\n\r\u00a0*#"


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]` in order, trimmed, without leading bullets.

    A quotation's inner sentences are sentences of their own; the closing mark stays with the sentence
    that it ends, and a reporting clause in lower case ("...!” he said.") stays too.
    """
    known = _split.of(text)
    found: list[Span] = []
    for span in paragraphs(text, start, end):
        if span not in known:
            known[span] = _sentences_of(text, *span)
        found += known[span]
    return found


class _Split(threading.local):
    """Sentences of the paragraphs of the text split last: several steps of a reading ask for them."""

    text: str | None = None
    found: dict[Span, list[Span]]

    def of(self, text: str) -> dict[Span, list[Span]]:
        """What is known of this very text."""
        if self.text is not text:
            self.text, self.found = text, {}
        return self.found


_split = _Split()


def _sentences_of(text: str, first: int, last: int) -> list[Span]:
    """Sentences of one paragraph."""
    found: list[Span] = []
    at = first
    for match in _END.finditer(text, first, last):
        if match.end() <= at:
            continue
        if match["bullet"] is not None:
            cut, resume = match.start(), match.end()
        elif _ends_sentence(text, match, at, last):
            cut = resume = match.end("close")
        else:
            continue
        found.extend(_capped(text, at, cut))
        at = resume
    found.extend(_capped(text, at, last))
    return found


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    """The trimmed stretch, in pieces of at most MAX_SENTENCE characters cut at blanks."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends_sentence(text: str, match: re.Match[str], at: int, last: int) -> bool:
    """Whether an end mark with something after it in the same paragraph ends its sentence."""
    mark, close, gap = match["mark"], match["close"], match["gap"]
    after = match.end("close") + len(gap)
    word_at = after
    while word_at < last and text[word_at] in _LEAD:
        word_at += 1
    following = text[word_at : word_at + 1]
    if not following:
        return False
    if not gap and not (following.isupper() and _run_on(text, match, at, last)):
        return False
    dots = mark == "…" or mark.startswith("..")
    if dots and text[match.start() - 1 : match.start()].isspace():
        return False  # an omission inside a sentence
    if following.islower():
        return mark[-1] != "." and text[after] in '“"«' and not close
    if mark != "." or close.strip("'’"):
        return True
    return not _abbreviation(text, match.start(), word_at, following, at)


def _run_on(text: str, match: re.Match[str], at: int, last: int) -> bool:
    """Whether "found.The" lacks its blank, as opposed to an address, a number or initials."""
    i = match.start()
    before = text[max(at, i - 2) : i]
    if len(before) < 2 or not before.isalpha() or not before[1].islower():
        return match["mark"] == "…" or bool(match["close"])
    after = text[match.end("close") : match.end("close") + 2]
    token = text[max(at, i - _TOKEN_BEFORE) : i].rsplit(None, 1)[-1]
    ahead = text[match.end("close") : match.end("close") + _TOKEN_BEFORE].split(None, 1)[0]
    return after[1:].islower() and not any(c in token + ahead for c in "/@:")


def _abbreviation(text: str, dot: int, word_at: int, following: str, at: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation that goes on with the word at `word_at`."""
    before = text[max(at, dot - _TOKEN_BEFORE) : dot]
    token = re.split(r"[\s(\[“\"‘—–-]", before)[-1]
    low = token.lower()
    word = re.match(r"\w{1,20}", text[word_at : word_at + 20])
    starter = bool(word) and word[0].lower() in _STARTERS
    if low in _TITLES:
        return True
    if following.isdigit():
        return low in _BEFORE_NUMBER
    if low in _INNER:
        return low in ("vs", "e.g", "i.e", "al", "inc", "ltd", "co", "corp", "etc", "dept") and not starter
    if len(token) == 1 and token.isalpha() and token.isupper():
        return not starter or (token != "I" and dot - at < 4)
    if "." in token and all(len(part) <= 2 for part in token.split(".")):  # U.S, a.m, D.C
        return not starter
    return low in ("jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec") and not starter


# --- quotations -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks: `text[start:end]`; `inner_start`, `inner_end` leave the marks out.

    `closed` is False where no closing mark stands in the paragraph; the quotation then ends with the
    paragraph, or before the next opening mark. `continues` tells that the next paragraph opens with a mark
    and so goes on with the same speaker.
    """

    start: int
    end: int
    closed: bool
    inner_start: int
    inner_end: int
    continues: bool = False


_OPENERS = {"“": "”“", "«": "»", "„": "“”", '"': '"', "‟": "”", "〝": "〞"}
_MARK = re.compile("[“”«»„\"‘’‟〝〞']")


def quotations(text: str) -> list[Quotation]:
    """Outermost quotations in order; marks inside words (Slov'yansk) and stray closing marks are none."""
    found: list[Quotation] = []
    spans = paragraphs(text)
    for i, (first, last) in enumerate(spans):
        quotes = _paragraph_quotations(text, first, last)
        if quotes and not quotes[-1].closed and quotes[-1].end == last and i + 1 < len(spans):
            following = text[spans[i + 1][0]]
            opener = text[quotes[-1].start]
            if following == opener or (opener in '“"' and following in '“"'):
                q = quotes[-1]
                quotes[-1] = Quotation(q.start, q.end, q.closed, q.inner_start, q.inner_end, True)
        found.extend(quotes)
    return found


def _paragraph_quotations(text: str, first: int, last: int) -> list[Quotation]:
    marks = [m.start() for m in _MARK.finditer(text, first, last)]
    pairs = _pairs(text, marks, first, last)
    found: list[Quotation] = []
    i = 0
    while i < len(marks):
        at = marks[i]
        char = text[at]
        if char in "‘'":
            close = _single_close(text, marks, i, last)
            if close is not None:
                found.append(Quotation(at, marks[close] + 1, True, at + 1, marks[close]))
                i = close
        elif char in _OPENERS and _opens(text, at, first, last):
            i, quote = _double(text, marks, pairs, i, first, last)
            found.append(quote)
            continue
        i += 1
    return found


def _pairs(text: str, marks: list[int], first: int, last: int) -> dict[int, int]:
    """Index of the mark that closes each “ of a paragraph; a “ that nothing closes is left out."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for i, at in enumerate(marks):
        if text[at] == "“" and _opens(text, at, first, last):
            opened.append(i)
        elif text[at] == "”" and opened:
            pairs[opened.pop()] = i
    return pairs


def _double(
    text: str, marks: list[int], pairs: dict[int, int], i: int, first: int, last: int
) -> tuple[int, Quotation]:
    """The quotation opened by mark `i` and the index of the mark to go on with."""
    at, closers = marks[i], _OPENERS[text[marks[i]]]
    if i in pairs:
        close = pairs[i]
        return close + 1, Quotation(at, marks[close] + 1, True, at + 1, marks[close])
    depth_openers = "“" if text[at] == "“" else text[at]
    for j in range(i + 1, len(marks)):
        p = marks[j]
        c = text[p]
        reopens = c == depth_openers and _opens(text, p, first, last)
        if c in closers and not reopens:
            return j + 1, Quotation(at, p + 1, True, at + 1, p)
        if reopens:  # never closed: it ends with its last full sentence before the new one
            stop = _last_end(text, at, p)
            return j, Quotation(at, stop, False, at + 1, stop)
    return len(marks), Quotation(at, last, False, at + 1, last)


def _last_end(text: str, start: int, end: int) -> int:
    """End of the first sentence after `start`, at most `end`."""
    for match in re.finditer(r"[.!?…]+(?=\s)", text[start:end]):
        return start + match.end()
    return start + len(text[start:end].rstrip())


def _opens(text: str, at: int, first: int, last: int) -> bool:
    if at + 1 >= last:
        return False
    before = text[at - 1] if at > first else " "
    if text[at] in "“«„‟〝":
        return not (before.isalnum() and not text[at + 1].isalnum())
    return (before.isspace() or before in "([{—–-/:…>“‘'") and not text[at + 1].isspace()


def _single_close(text: str, marks: list[int], i: int, last: int) -> int | None:
    """Index of the mark that closes the single quotation opened by mark `i`, None when it opens none."""
    at = marks[i]
    curly = text[at] == "‘"
    before = text[at - 1] if at else " "
    if (
        before.isalnum()
        or before in ".,!?"
        or at + 1 >= last
        or not (text[at + 1].isalnum() or text[at + 1] in '…["“')
    ):
        return None
    first_found: int | None = None
    for j in range(i + 1, len(marks)):
        p = marks[j]
        c = text[p]
        if (c == text[at] and curly) or (c == "'" and not curly and _opens(text, p, at, last)):
            break
        if c != ("’" if curly else "'") or text[p - 1].isspace():
            continue
        following = text[p + 1] if p + 1 < last else " "
        if following.isalnum():
            continue
        if text[p - 1] in ".,!?…":
            return j
        if first_found is None:
            first_found = j
    return first_found


# --- tokens and phrases ---------------------------------------------------------------------------


class Token(NamedTuple):
    """A word of a text: `text[start:end]` and its folded form."""

    start: int
    end: int
    folded: str


#: The first branch takes most words in half the time.
_WORD = re.compile(
    r"[A-Za-z0-9]+(?=[ ,\n])"
    r"|[^\W_]+(?:(?:[\u0300-\u036f]|[.&](?=[^\W_])|['’‘ʼ`](?=[^\W_]))[^\W_]*)*"
)


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words in order; a possessive 's is left out of the word ("Norway's" gives "Norway")."""
    found: list[Token] = []
    known: dict[str, str] = {}
    new = tuple.__new__  # a named tuple's own way costs double
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        s, e = match.span()
        if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’‘ʼ`":
            e -= 2
            word = word[:-2]
        folded = known.get(word)
        if folded is None:
            folded = known[word] = fold(word)
        found.append(new(Token, (s, e, folded)))
    return found


class _Spelt(threading.local):
    """Words of the text asked for last."""

    text: str | None = None
    found: tuple[Token, ...] = ()


_spelt = _Spelt()


def all_words(text: str) -> tuple[Token, ...]:
    """`words` of a whole text, kept until those of another one are asked for: several steps need them."""
    if _spelt.text is not text:
        _spelt.found = tuple(words(text))
        _spelt.text = text
    return _spelt.found


@lru_cache(maxsize=50_000)
def phrase_key(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of a list; many lists share their phrases."""
    return tuple(token.folded for token in words(phrase))


def positions(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Folded word -> indices of the tokens that are it."""
    found: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        found.setdefault(token[2], []).append(i)
    return found


Value = TypeVar("Value")


class PhraseIndex(Generic[Value]):
    """Finds phrases of a list in a text, whole words only, longest first, in one pass."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        """`phrases` are (phrase, value); the first of several equal phrases wins."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in phrases:
            key = phrase_key(phrase)
            if key and key not in seen:
                seen.add(key)
                self._by_first.setdefault(key[0], []).append((key, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def may_be_in(self, folded: Set[str]) -> bool:
        """Whether the first word of any phrase is among these words."""
        return not self._by_first.keys().isdisjoint(folded)

    def scan(
        self, tokens: Sequence[Token], where: Mapping[str, Sequence[int]] | None = None
    ) -> Iterator[tuple[int, int, Value]]:
        """Non-overlapping matches as (first token index, index after the last, value).

        `where`: the indices of each word (see `positions`), for who seeks many lists in the same tokens.
        """
        free, n = 0, len(tokens)  # `free`: first token after the last match
        by_first = self._by_first
        if where is None:
            begun = [i for i, token in enumerate(tokens) if token[2] in by_first]
        else:
            begun = sorted(i for word in by_first.keys() & where.keys() for i in where[word])
        for i in begun:
            if i < free:
                continue
            after = tokens[i + 1][2] if i + 1 < n else ""
            for key, value in by_first[tokens[i][2]]:
                size = len(key)
                if size == 1 or (
                    key[1] == after
                    and i + size <= n
                    and all(tokens[i + k][2] == key[k] for k in range(2, size))
                ):
                    yield i, i + size, value
                    free = i + size
                    break


def within(spans: Sequence[Span], at: int) -> int | None:
    """Index of the span of a sorted, non-overlapping list that holds offset `at`, None when none does."""
    i = bisect_right(spans, (at, float("inf"))) - 1
    return i if i >= 0 and spans[i][0] <= at < spans[i][1] else None


def first_from(starts: Sequence[int], at: int) -> int:
    """Index of the first of the sorted `starts` that is not before `at`."""
    return bisect_left(starts, at)
