"""Whether a text, and each stretch of it, is about armed conflict: sport reports "storm" and "capture" too.

Evidence of war (who fights, with what, what it does to people, who holds what, what else a war brings) is
weighed against words of the subjects that borrow its words, for the document and for each of its passages.
Where subjects that tell of battles without there being any now (films, games, drills, remembrance) are dense,
and where a past generation's years are, nothing counts. What is closed says why.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from geo.conflicts import Conflict
from geo.model import Claim, Document
from geo.text import fold_word, sentences

GATE = Path(__file__).parent / "data" / "lexicon" / "predicates_gate.toml"
READ_CHARS = 60_000  # characters; the beginning of a long text tells its subject
PASSAGE_SENTENCES = 5  # of a paragraph; a longer one is more than one passage
STRONG, PLAIN = 2.0, 1.0  # points of each different word
BORROWED = 0.4  # points of a word of war that any subject borrows
MEETING, MEETING_NAMED = 1.0, 2.0  # points of a sentence in which someone armed meets what war does
MEETINGS_MOST = 6.0
FORCES_MOST, SIDES_MOST = 3, 2  # names of a conflict file that count at most
MIN_POINTS = 1.6
MIN_CLASSES = 2
ASIDE_POINTS = 4.0  # of one other subject that make a passage of a war report one about something else
REAL_POINTS, REAL_CLASSES, REAL_RATIO = 9, 3, 3  # a war report within a page about something else
TALE_WORDS = 4  # different words of a tale
TALE_DENSITY = 0.02  # different words of a tale, of all words of a text
TALE_LONG = 600  # words; in longer texts the density is counted as if they had as many
GENERATION = 30  # years; what lies further back is history
LEAST_YEAR = 1990  # a text without a date is taken to be no older
OLD_YEARS = 2  # mentions that make a text one about history

NO_WAR = "no sign of an armed conflict"
DECIDING = 4  # words that are named as what a text reads as
FIRST_CHARS = 90  # of the first sentence that was withheld, as a note shows it
OTHER_SUBJECT = "words of war, but it reads as {subject}"
HISTORY = "it tells of events generations before its publication"
SUBJECTS = {
    "sport": "sport",
    "politics": "party politics",
    "business": "business",
    "society": "police, courts or protest",
    "nature": "disaster or disease",
    "fiction": "a review of a work of fiction",
    "game": "a game",
    "remembrance": "remembrance or history",
    "drill": "an exercise or a ceremony of an army",
    "trade": "a report on the arms trade",
}

_WORD = re.compile(r"[A-Za-z]+(?=[ ,.\n])|[^\W\d_]+(?:-[^\W\d_]+)*")
_WHEN = (
    r"(?i:in|during|until|early|late|mid|between|spring|summer|autumn|winter|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)"
)
_YEAR = re.compile(  # no "Operation 1027", no "of 1800 men"
    rf"\b{_WHEN}[ -](?:the )?(1[0-9]{{3}})s?\b|\bof (1[0-9]{{3}})\b(?! [a-z])|\b(20[0-9]{{2}})\b"
)
_FIGURE = re.compile(r"[0-9]")
_SCORE = re.compile(
    r"\b(?:won|win|lost|beat|beaten|leads?|led|draw|drew|defeat|victory)\b[^.\n]{0,30}? "
    r"[0-9]{1,3}[-–][0-9]{1,3}(?=[.,;!)\n]| to | on | in | at | against | over | win| defeat| victory)"
)
#: Whoever attacks the police in their houses is no burglar.
_STORMED = re.compile(
    r"\b(?:attack(?:s|ed|ing)?|storm(?:s|ed|ing)?|overr[au]n|torched|seized|besieged|ambushed|raided|captured|"
    r"razed|burned|attacks? (?:on|against)|assaults? on|raids? on)\b[^.;\n]{0,40}?"
    r"\b(?:police (?:\w+ )?(?:stations?|posts?|outposts?|checkpoints?|headquarters|barracks)|barracks)\b"
)
_BY_POLICE = re.compile(r"\b(?:[Pp]rotest\w*|[Dd]emonstrat\w*|[Rr]iot\w*|[Ss]tudents?|[Ff]ans)\b")
POLICE = ("police", "policeman", "policemen", "gang")
#: "Scored a victory in its border war": no match.
_WON_WAR = re.compile(
    r"\b(?:scor|win|won|claim|hail|declar)\w* (?:an?|its|their|another) (?:[\w-]+ ){0,3}victor(?:y|ies)\b"
    r"[^.\n]{0,60}?\b(?:war|troops|soldiers|rebels|insurgents|militants|offensive)\b"
)
_WINNING = ("scored", "score", "victory", "won", "win", "winning")
SCORE_POINTS = 3.0
RATIO = 1.25  # war to other subjects, at least
STRAY = 0.5  # of the points of subjects besides the foremost
THEATRE_POINTS = 2.0  # of a text that is of a known conflict by its names
NEAR_POINTS = 1.0  # of a text that names a place of a war and nothing else of it
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\btoday\b|\byesterday\b")
_ARMED, _SIDE = "actor", "side"
_DEEDS = frozenset({"weapon", "violence", "control"})


@dataclass(frozen=True, slots=True)
class _Term:
    group: str  # "war", "other", "tale"
    kind: str
    points: float


@dataclass(slots=True)
class _Evidence:
    """What a stretch of text holds: (group, kind) -> different words with their points."""

    found: dict[tuple[str, str], dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    meetings: float = 0.0
    words: int = 0
    old_years: int = 0
    now: int = 0  # mentions of recent years and of weekdays
    near: bool = False  # a place of a known war is named

    def add(self, other: _Evidence) -> None:
        for key, words in other.found.items():
            self.found[key].update(words)
        self.meetings += other.meetings
        self.words += other.words
        self.old_years += other.old_years
        self.now += other.now

    def points(self, group: str) -> float:
        return sum(sum(words.values()) for (its_group, _), words in self.found.items() if its_group == group)

    @property
    def war(self) -> float:
        return self.points("war") + min(self.meetings, MEETINGS_MOST)

    @property
    def classes(self) -> int:
        return sum(1 for (group, kind), words in self.found.items() if group == "war" and words)

    @property
    def anchored(self) -> bool:
        """Whether there is more than words that anybody borrows."""
        deeds = {kind for (group, kind), words in self.found.items() if group == "war" and words}
        return self.armed or self.meetings > 0 or (self.near and "weapon" in deeds and len(deeds) > 1)

    @property
    def armed(self) -> bool:
        """Whether there is a word that hardly any other subject borrows, or the name of a force."""
        return any(
            points >= STRONG
            for (group, kind), words in self.found.items()
            if group == "war" and kind != _SIDE
            for points in words.values()
        )

    @property
    def plainly_other(self) -> bool:
        """Whether there is a word that belongs to another subject alone."""
        others = (words for (group, _), words in self.found.items() if group == "other")
        return any(points >= STRONG for words in others for points in words.values())

    @property
    def other(self) -> float:
        """Points of other subjects; stray words of many subjects make none of them."""
        totals = sorted(sum(w.values()) for (group, _), w in self.found.items() if group == "other")
        return totals[-1] + STRAY * sum(totals[:-1]) if totals else 0.0

    def subject(self) -> str:
        """The subject with the most points other than war, "" for none."""
        rest = {kind: sum(w.values()) for (group, kind), w in self.found.items() if group == "other" and w}
        return max(rest, key=rest.__getitem__) if rest else ""

    def told_by(self, group: str, kind: str) -> str:
        """The words that told a subject, the weightiest first: ' ("goal", "striker")'."""
        found = self.found.get((group, kind), {})
        foremost = sorted(found, key=lambda word: (-found[word], word))[:DECIDING]
        return f" ({', '.join(f'“{word}”' for word in foremost)})" if foremost else ""

    def tale(self) -> str:
        """The kind of tale that is told, "" for none."""
        least = max(TALE_WORDS, TALE_DENSITY * min(self.words, TALE_LONG))
        told = {
            kind: len(w) for (group, kind), w in self.found.items() if group == "tale" and len(w) >= least
        }
        return max(told, key=told.__getitem__) if told else ""


@cache
def _terms() -> dict[str, tuple[_Term, ...]]:
    """Word or phrase -> what it tells, of each subject that has it."""
    lists = tomllib.loads(GATE.read_text(encoding="utf-8"))
    found: dict[str, list[_Term]] = defaultdict(list)
    for group in ("war", "other", "tale"):
        for kind, words in lists[group].items():
            for strength, points in (("strong", STRONG), ("plain", PLAIN), ("words", PLAIN)):
                worth = BORROWED if group == "war" and points == PLAIN else points
                for word in words.get(strength, ()):
                    found[word].append(_Term(group, kind, worth))
    return {word: tuple(terms) for word, terms in found.items()}


@cache
def _longest() -> int:
    return max(phrase.count(" ") for phrase in _terms()) + 1


@cache
def _openers() -> frozenset[str]:
    """First words of the phrases."""
    return frozenset(phrase.split()[0] for phrase in _terms() if " " in phrase)


class _Names:
    """Names of forces and sides of a conflict file, by first word."""

    def __init__(self, conflict: Conflict) -> None:
        self.by_first: dict[str, list[tuple[str, _Term]]] = defaultdict(list)
        sides = (word for side in conflict.sides for word in (*side.forces, *side.adjectives, *side.demonyms))
        spoken = (word for claimant in conflict.claimants if claimant.side for word in claimant.short)
        #: Common nouns that are a side's in this war, whatever else they tell of: "gangs", "police".
        self.common = frozenset(w.removesuffix("s") for w in (*sides, *spoken) if w.isalpha() and w.islower())
        for side in conflict.sides:
            for name in side.forces:
                self._add(name, _Term("war", _ARMED, STRONG))
            for name in (side.name, *side.adjectives, *side.governments, *side.demonyms):
                self._add(name, _Term("war", _SIDE, BORROWED))
        for names in self.by_first.values():
            names.sort(key=lambda item: -len(item[0]))

    def _add(self, name: str, term: _Term) -> None:
        words = [fold_word(word) for word in _WORD.findall(name)]
        if words:
            self.by_first[words[0]].append((" ".join(words), term))

    def at(self, words: Sequence[str], i: int) -> tuple[str, _Term] | None:
        """The longest name that begins at word `i` of a text, and what it tells."""
        for phrase, term in self.by_first.get(fold_word(words[i]), ()):
            if " ".join(map(fold_word, words[i : i + phrase.count(" ") + 1])) == phrase:
                return phrase, term
        return None


def _sentence_evidence(text: str, names: _Names, newest: int) -> _Evidence:
    evidence = _Evidence()
    raw = _WORD.findall(text)
    words = [word.lower() for word in raw]
    evidence.words = len(words)
    longest, openers, terms = _longest(), _openers(), _terms()
    covered = 0  # words before this one belong to a phrase of war: "under fire" is no fire
    firsts = names.by_first
    for i, word in enumerate(words):
        if raw[i][0].isupper() and fold_word(word) in firsts and (named := names.at(words, i)):
            phrase, term = named
            known = evidence.found[term.group, term.kind]
            known.setdefault(phrase, term.points)
        phrases = (word,)
        if word in openers:
            phrases = (word, *(" ".join(words[i : i + size]) for size in range(2, longest + 1)))
        elif word not in terms and (word[-1] != "s" or word[:-1] not in terms):
            continue
        for phrase in phrases:
            lemma = phrase if phrase in terms else phrase.removesuffix("s")
            for term in terms.get(lemma, ()):
                if term.group == "war":
                    covered = max(covered, i + phrase.count(" ") + 1)
                elif (i < covered and phrase == word) or lemma.removesuffix("s") in names.common:
                    continue
                evidence.found[term.group, term.kind].setdefault(lemma, term.points)
    if "victor" in text and _WON_WAR.search(text):
        for word in _WINNING:
            evidence.found["other", "sport"].pop(word, None)
    figures = _FIGURE.search(text) is not None
    if figures and _SCORE.search(text):
        evidence.found["other", "sport"]["a score"] = SCORE_POINTS
    if "station" in text or "post" in text or "barracks" in text:
        stormed = _STORMED.search(text)
        if stormed and not _BY_POLICE.search(text, 0, stormed.start()):
            evidence.found["war", _ARMED]["an attack on a police station"] = STRONG
            for word in POLICE:
                evidence.found["other", "society"].pop(word, None)
    kinds = {kind for (group, kind), found in evidence.found.items() if group == "war" and found}
    armed = _ARMED in kinds or _SIDE in kinds
    if armed and kinds & _DEEDS and evidence.points("other") < STRONG:
        plain = all(points < STRONG for points in evidence.found["war", _ARMED].values())
        evidence.meetings = MEETING if plain else MEETING_NAMED
    for match in _YEAR.finditer(text) if figures else ():
        if int(match[1] or match[2] or match[3]) < newest - GENERATION:
            evidence.old_years += 1
        else:
            evidence.now += 1
    evidence.now += sum(1 for _ in _DAY.finditer(text))
    return evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence [start, end); `reason` says why no claims are read from it, "" when they are."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate decided. `reason` is that of the whole document, "" when it is about a war."""

    reason: str
    passages: tuple[Passage, ...]
    newest: int  # the year from which a generation is counted back

    def reason_at(self, start: int) -> str:
        """Why nothing is read at an offset, "" when it is."""
        at = bisect_right(self.passages, start, key=lambda passage: passage.start) - 1
        return self.passages[at].reason if at >= 0 else self.reason


def judge(document: Document, conflict: Conflict | None = None) -> Gate:
    """Weigh a document and each of its passages. `conflict` lends the names of its sides and forces."""
    names = _names(conflict or Conflict("", ""))
    newest = _newest_year(document)
    spans = _passages(document)
    weighed, past = [], []
    for passage in spans:
        evidence, told = _Evidence(), []
        for start, end in passage:
            one = _sentence_evidence(document.text[start:end], names, newest)
            told.append(one)
            evidence.add(one)
        weighed.append(evidence)
        past.append(_past(told))
    whole = _Evidence()
    for evidence, passage in zip(weighed, spans, strict=True):
        if passage[0][0] < READ_CHARS:
            whole.add(evidence)
    _cap_names(whole, names)
    if whole.plainly_other and not whole.armed:
        whole.meetings = 0.0  # countries at war also play, trade and arrest
    elif conflict and conflict.sides and whole.classes:
        whole.found["war", _SIDE]["the theatre"] = THEATRE_POINTS
    elif conflict and conflict.near and not whole.other and whole.classes:
        whole.near, whole.found["war", _SIDE]["the theatre"] = True, NEAR_POINTS
    reason = _closed(whole)
    reasons = _within_closed(weighed, reason) if reason else _within_open(weighed)
    passages = tuple(
        Passage(start, end, why or (HISTORY if old else ""))
        for passage, olds, why in zip(spans, past, reasons, strict=True)
        for (start, end), old in zip(passage, olds, strict=True)
    )
    return Gate(reason, passages, newest)


def _past(told: Sequence[_Evidence]) -> list[bool]:
    """Which sentences of a passage tell of a past generation: from its year until a day or year of now."""
    found, past = [], False
    for one in told:
        past = not one.now and (past or one.old_years > 0)
        found.append(past)
    return found


@lru_cache(maxsize=32)
def _names(conflict: Conflict) -> _Names:
    return _Names(conflict)


def _cap_names(evidence: _Evidence, names: _Names) -> None:
    """Names of a conflict file count up to a limit, lest a long file outweigh the text."""
    for kind, most in ((_ARMED, FORCES_MOST), (_SIDE, SIDES_MOST)):
        known = evidence.found.get(("war", kind), {})
        named = [word for word in known if any(word == n for n, _ in names.by_first.get(word.split()[0], ()))]
        for word in named[most:]:
            del known[word]


def _newest_year(document: Document) -> int:
    """Year of publication, else the latest year that the text names."""
    published = document.published.end or document.published.start
    if published:
        return published.year
    years = [int(m[1] or m[2] or m[3]) for m in _YEAR.finditer(document.text[:READ_CHARS])]
    return max([LEAST_YEAR + GENERATION, *years])


def _passages(document: Document) -> list[list[tuple[int, int]]]:
    """Sentences of the document by paragraph, at most PASSAGE_SENTENCES together."""
    found: list[list[tuple[int, int]]] = []
    text, last = document.text, -1
    for start, end in sentences(text):
        new = last < 0 or "\n" in text[last:start]
        if new or len(found[-1]) == PASSAGE_SENTENCES:
            found.append([])
        found[-1].append((start, end))
        last = end
    return found


def _closed(whole: _Evidence) -> str:
    """Why a document is not about an armed conflict of its time, "" when it is."""
    if whole.old_years >= OLD_YEARS and whole.old_years > whole.now:
        return HISTORY
    war, other = whole.war, whole.other
    tale = whole.tale()
    if war and tale:
        return OTHER_SUBJECT.format(subject=SUBJECTS[tale]) + whole.told_by("tale", tale)
    enough = war >= MIN_POINTS and (whole.classes >= MIN_CLASSES or not other)
    if enough and whole.anchored and war > RATIO * other:
        return ""
    subject = whole.subject()
    if not (war and subject):
        return NO_WAR
    return OTHER_SUBJECT.format(subject=SUBJECTS[subject]) + whole.told_by("other", subject)


def _within_open(weighed: Sequence[_Evidence]) -> list[str]:
    """Passages of a war report that are about something else: a teaser, another story of the page."""
    reasons = []
    for one in weighed:
        subject = one.subject()
        other = sum(one.found.get(("other", subject), {}).values())
        kind = one.tale() or (subject if other >= ASIDE_POINTS and other > one.war else "")
        by = one.told_by("tale" if one.tale() else "other", kind) if kind else ""
        reasons.append(OTHER_SUBJECT.format(subject=SUBJECTS[kind]) + by if kind else "")
    return reasons


def _within_closed(weighed: Sequence[_Evidence], reason: str) -> list[str]:
    """Passages of a page about something else that make a war report of their own."""
    reasons = [reason] * len(weighed)
    first, best = 0, (0, 0, 0)
    total = 0
    for i, one in enumerate(weighed):
        if total <= 0:
            first, total = i, 0
        total += one.war - REAL_RATIO * (one.points("other") + one.points("tale"))
        best = max(best, (total, first, i + 1))
    _, start, end = best
    run = _Evidence()
    for one in weighed[start:end]:
        run.add(one)
    apart = run.war >= REAL_POINTS and run.classes >= REAL_CLASSES and run.meetings > 1 and run.now > 0
    if apart and run.words * 3 > sum(one.words for one in weighed) and not _closed(run):
        reasons[start:end] = [""] * (end - start)
    return reasons


def about_conflict(text: str, conflict: Conflict | None = None) -> bool:
    """Whether claims may be read from a text as a whole."""
    return not judge(Document("", text), conflict).reason


def sift(claims: Iterable[Claim], gate: Gate) -> tuple[list[Claim], tuple[str, ...]]:
    """(claims that may be kept, notes on those withheld with number and reason)."""
    kept: list[Claim] = []
    withheld: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        why = gate.reason_at(claim.start) or _long_ago(claim, gate.newest)
        if why:
            withheld[why].append(claim)
        else:
            kept.append(claim)
    if gate.reason and not kept:
        every = [claim for claims_ in withheld.values() for claim in claims_]
        words = f"{_possible(len(every))} withheld from the whole text" if every else "no claims"
        return kept, (f"{words}: {gate.reason}{_first(every)}",)
    notes = (f"{_possible(len(some))} withheld: {why}{_first(some)}" for why, some in withheld.items())
    return kept, tuple(notes)


def _first(withheld: Sequence[Claim]) -> str:
    """The beginning of the first sentence withheld, for a note."""
    if not withheld:
        return ""
    quote = " ".join(min(withheld, key=lambda claim: claim.start).quote.split())
    return f"; first: “{quote[:FIRST_CHARS].rstrip()}{'…' if len(quote) > FIRST_CHARS else ''}”"


def _possible(count: int) -> str:
    return f"{count} possible claim{'' if count == 1 else 's'}"


def _long_ago(claim: Claim, newest: int) -> str:
    end = claim.about.end
    return HISTORY if end and end.year < newest - GENERATION else ""
