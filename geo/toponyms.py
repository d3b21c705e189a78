"""Toponym recognition: the names in a text that may be places, and how the text uses each.

Three steps: the gazetteer's known names are judged one by one by the words beside them; then by the rest
of the document (lists, other uses of the same name, people's surnames); then names that stand where a
place stands but that the gazetteer does not know are added, so that they are not dropped in silence.
Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.gazetteer import distance_km
from geo.lookalikes import CERTAIN, LIKELY, OPEN, TOKEN, Name, Verdict, judge
from geo.model import Candidate, Document, Place, Toponym
from geo.resolve import territory
from geo.text import fold, paragraphs
from geo.unknown import Proposal, proposals
from geo.wordlists import cue, is_word, pairs, peoples, phrases, words

if TYPE_CHECKING:
    from geo.conflicts import Conflict
    from geo.gazetteer import Gazetteer

LEFT_CHARS, RIGHT_CHARS = 80, 44  # how much text beside a name is read
LEFT_TOKENS, RIGHT_TOKENS = 15, 7
REGION_TOWN = 20_000  # people: a smaller town gives no first-level region its name
BIG_CITY = 100_000  # people: a main name that needs no theatre to be believed
FOCUS_CHARS = 40_000  # characters of a text from which the countries it is about are told
FOCUS_MIN = 2  # uses of names that point to a country
FOCUS_NAMES, FOCUS_CAP = 200, 4  # names looked up, times that one name counts
FOCUS_CITY = 50_000  # people: a city that points to its country
SHORT_NAME = 3  # letters: shorter names need a cue
SPORT_MIN = 6  # sport words in the beginning of a text
SHOUT_CHARS = 200  # longest line that may be a headline

#: Words with which the gazetteer may write a name of that kind.
_KIND_WORDS = {
    "region": ("Oblast", "region", "Province", "State", "Governorate", "Krai"),
    "district": ("district", "Raion", "County"),
    "river": ("River",),
    "lake": ("Lake", "Reservoir"),
}
_POSSESSIVE = re.compile(r"['’ʼ]s\b|(?<=s)['’](?=\s)")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_][\w’'ʼ-]*")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ](?<![\w’'-].)[\w’'ʼ-]*")
WATERS = ("river", "lake")
_LIST_GAP = re.compile(
    r"(?:'s|’s)?(?:\s*[,/;&–—-]\s*(?:and |or )?(?:the )?|\s+(?:and|or|to) (?:the |of )?)\Z"
)
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][\w.'’ -]{1,30}(?:/[A-Z][\w.'’ -]{1,30})?(?:, [A-Z][\w. ]{1,30})?)"
    r"(?P<day>, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?\.?\s?"
    r"(?:\([A-Z\d][\w /.:]{1,30}\)\s*[-—–_]|[—–]\s|--\s|-\s|/[A-Z]{2,8}/)",
    re.MULTILINE,
)
#: The same without an agency or a dash: "PARIS, France" and the first sentence.
_PLAIN_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z'’ -]{2,30}, [A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=\s+(?:[A-Z][a-z]*|[\"“\d]))",
    re.MULTILINE,
)

#: "* KAZIBA: Held by the army": a place as the heading of an item.
_HEADINGS = re.compile(
    r"^[ \t]*(?:[*•▪–-][ \t]*)?(?P<name>[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]+){0,2}):[ \t]", re.MULTILINE
)

_SIDES = frozenset(["north", "south", "east", "west", "centre"])
_AGENCIES = re.compile(r" and agencies\b")
#: People: a smaller first-level region gives no front its name.
PROVINCE = 300_000
_REGION_WORDS = ("regions", "oblasts", "provinces", "governorates", "states")
#: "four regions - ", "the provinces of ": a list of regions follows.
_REGIONS_BEFORE = re.compile(
    rf"\b(?:{'|'.join(_REGION_WORDS)})"
    r"(?: of |,? (?:including |namely |such as )?| ?[:(]| (?:--?|[–—])) ?\Z"
)
#: A title in quotation marks: "Farewell to Lille".
_QUOTED = re.compile(r"[\"“«]([A-Z][^\"“”«».!?\n]{3,70})[\"”»]")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])

_UNITS = {"km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609, "mi": 1.609}
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "a": 1,
}  # fmt: skip
_BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}
_POSITION = re.compile(r"[nN]orth|[sS]outh|[eE]ast|[wW]est|km|kilom|mile")
#: What tells a distance or a bearing ends right before "of" or "from".
_MEASURES = (
    *("north", "south", "east", "west", "ern", "km", "kms", "kilometer", "kilometers", "kilometre"),
    *("kilometres", "mile", "miles", "mi", ",", ")", " "),
)
_OFFSET = re.compile(
    r"(?<!\w)(?! )"
    r"(?:(?P<low>\d{1,3}(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|a)(?:\s?(?:-|–|to)\s?(?P<high>\d{1,3}))?[\s-]?"
    r"(?P<unit>kms?|kilomet(?:er|re)s?|miles?|mi)\b[ ,]*(?:\([^()]{1,30}\)\s?)?)?"
    r"(?:(?:to the|due|away|further|just|directly|immediately) ){0,2}"
    r"(?P<ns>north|south)?[- ]?(?P<ew>east|west)?(?:ern)?"
    r"(?:[- ](?:north|south|east|west)(?:east|west)?)?"
    r"\s(?:of|from)\s(?:the |its )?(?:\w+ )?"
    r"(?:(?:capital|stronghold|hub|port|cit(?:y|ies)|towns?|villages?|settlements?)(?: of |,? )){0,2}\Z",
    re.IGNORECASE,
)


#: Between an ordinary word that is a town's name too and a town that the text names.
NEARBY_KM = 60
_LEADS_TO = re.compile(
    r"(?:\b(?:in|into|near|outside|around|left|leave|fled|entered|reached|towards?|from|to)"
    r"|(?:north|south|east|west)\w* of) \Z"
)
#: Before a name of two words that is no person's.
_VILLAGE = re.compile(r" (?:village|district|township)\b")
_PLACED_IN = re.compile(r"\b(?:district|town|village|city|township|settlement) of \Z")
_PLACED = re.compile(r"\b(?:in|near|outside|into|around|(?:town|village|city) of) \Z")


_OPENS_LINE = re.compile(r"(?:\A|\n)[ *•–-]*\Z")
_CITY_OF = re.compile(r" of (?:[ae]l-)?[A-Z]")
_SIDE_NAMES = ("North", "South", "East", "West")
_SIDE_NAME = re.compile(r"(?<![\w-])(North|South|East|West|Lake|Mount|Mt) (?=[A-Z]|\Z)")
#: What belongs to a name that the gazetteer knows a piece of: "-Bas", "Haut-", " ash-Shams".
_PIECES_AFTER = re.compile(r"(?:[-‑][^\W\d_a-zß-öø-ÿ][\w’'ʼ]+)+")
_PIECES_BEFORE = re.compile(
    r"(?<![\w-])(?:[^\W\d_a-zß-öø-ÿ][\w’'ʼ]+[-‑])*(?P<last>[^\W\d_a-zß-öø-ÿ][\w’'ʼ]+)[-‑]\Z"
)
_TWO_WORDS = re.compile(r" (?P<own>[A-Z][\w’'ʼ]+) (?:village|town|hamlet|settlement)\b")
_ARTICLED = re.compile(
    r" (?P<name>(?:[ae]l|a[dnrstz]|ash|e[dnrstz]|esh)-(?P<own>[A-Z][\w’'ʼ]+(?:-[A-Z][\w’'ʼ]+)?))"
)


@dataclass(slots=True)
class _Draft:
    """A known name in the text while it is being judged."""

    start: int
    end: int
    name: Name
    verdict: Verdict
    candidates: tuple[Candidate, ...]
    landform: str = ""  # "gorge", "valley": the name is that of one, not of a town


def recognise(document: Document, gazetteer: Gazetteer, conflict: Conflict) -> list[Toponym]:
    """Names of the document that may be places, in order, not overlapping; look-alikes with their `use`.

    A name that stands where a place stands but is not in the gazetteer has no candidates. Text with the
    role "boilerplate" is not read.
    """
    text = _flat(document.text)
    recogniser = _Recogniser(text, gazetteer, conflict)
    spans = _read_spans(document)
    drafts = recogniser.drafts(spans)
    recogniser.settle(drafts)
    known = [recogniser.toponym(d) for d in drafts]
    kept = [t for t in known if t is not None]
    return _merged(kept, recogniser.unknown(kept, spans), document.text)


def _merged(known: list[Toponym], unknown: list[Toponym], text: str) -> list[Toponym]:
    """Known and unknown names in order; an unknown name replaces look-alikes that it covers."""
    covered = [(t.start, t.end) for t in unknown]
    starts = [s for s, _ in covered]

    def hidden(t: Toponym) -> bool:
        at = bisect_right(starts, t.start) - 1
        return at >= 0 and covered[at][1] > t.start

    both = sorted([t for t in known if not hidden(t)] + unknown, key=lambda t: t.start)
    return [replace(t, text=text[t.start : t.end]) if t.text != text[t.start : t.end] else t for t in both]


def _flat(text: str) -> str:
    """The text with the line breaks inside hard-wrapped paragraphs as blanks; offsets stay."""
    if "\r" in text:
        text = text.replace("\r", "\n")
    pieces, at = [], 0
    for start, end in paragraphs(text):
        if "\n" in (inner := text[start:end]):
            pieces += [text[at:start], inner.replace("\n", " ")]
            at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _read_spans(document: Document) -> list[tuple[int, int]]:
    """Stretches that are not boilerplate."""
    if not document.zones:
        return [(0, len(document.text))]
    return [(z.start, z.end) for z in document.zones if z.role != "boilerplate"]


def _at_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, for a pattern that begins a line: tried there and nowhere else."""
    at, free = 0, 0
    while at >= 0:
        if at >= free and (match := pattern.match(text, at)):
            free = match.end()
            yield match
        at = text.find("\n", at) + 1 or -1


def _datelines(text: str) -> list[tuple[int, int]]:
    """Spans of the places that paragraphs say they were written in."""
    found = [
        m.span("place")
        for m in _at_lines(_DATELINE, text)
        if m["place"].split(",")[0].isupper() or m["day"] or "(" in m.group() or "/" in m.group()
    ]
    return sorted(found + [m.span("place") for m in _at_lines(_PLAIN_DATELINE, text)])


def _titles(text: str) -> list[tuple[int, int]]:
    """Spans of quoted titles: several words, all capitalised but the small ones."""
    found = []
    for match in _QUOTED.finditer(text):
        tokens = match[1].split(" ")
        if len(tokens) > 2 and all(t[:1].isupper() or t in _SMALL for t in tokens) and "'" not in match[1]:
            small = sum(t in _SMALL for t in tokens)
            if small:
                found.append(match.span(1))
    return found


def _loud(text: str) -> list[tuple[int, int]]:
    """Lines where capitals tell nothing: all capitals, or nearly every word capitalised."""
    found = []
    for line in _LINE.finditer(text):
        if line.end() - line.start() > SHOUT_CHARS:
            continue
        tokens = _WORD.findall(line.group())
        long = [w for w in tokens if len(w) > 3]
        if len(tokens) < 4 or len(long) < 3:
            if tokens and line.group().isupper():
                found.append(line.span())
            continue
        lower = sum(1 for w in long if w[0].islower())
        if lower * 5 > len(long):
            continue
        plain = sum(1 for w in tokens[1:] if w[0].isupper() and is_word(w.lower()))
        ended = line.group().rstrip().endswith(".")
        if (plain > 1 and not ended) or line.group().isupper():
            found.append(line.span())
    return found


class _Recogniser:
    """State of one document's recognition."""

    def __init__(self, text: str, gazetteer: Gazetteer, conflict: Conflict) -> None:
        self.text, self.gazetteer, self.conflict = text, gazetteer, conflict
        self.war_places = frozenset(map(fold, conflict.theatre.places))
        self.theatre = conflict.theatre
        self.focus = frozenset(self.theatre.countries)
        self.governments = frozenset(fold(w) for side in conflict.sides for w in side.governments)
        self.forces = frozenset(fold(w) for side in conflict.sides for w in side.forces)
        movements = [side for side in conflict.sides if not side.countries]
        #: Names of armed movements of several words, by the first of them.
        self.movements: dict[str, list[str]] = {}
        for name in (fold(w) for side in movements for w in side.forces if w.istitle() and " " in w):
            self.movements.setdefault(name.partition(" ")[0], []).append(name)
        self.names: dict[str, tuple[Name, tuple[Candidate, ...]]] = {}
        self.verdicts: dict[tuple[str, str, str, bool], Verdict] = {}
        self.scans: dict[str, list[tuple[int, int, str]]] = {}
        self.loud = _loud(text)
        self.loud_starts = [s for s, _ in self.loud]
        self.datelines = _datelines(text)
        self.dateline_starts = [s for s, _ in self.datelines]
        self.titles = _titles(text)
        self.title_starts = [s for s, _ in self.titles]
        self.persons: set[str] = set()
        sport = cue("sport")
        head = _WORD.findall(text[:FOCUS_CHARS].lower())
        self.sport = sum(1 for w in head if w in sport) >= max(SPORT_MIN, len(head) // 80)

    # --- one name -----------------------------------------------------------------------------------------

    def name(self, surface: str) -> tuple[Name, tuple[Candidate, ...]]:
        """What is known of a name, with its candidates; worked out once a document."""
        found = self.names.get(surface)
        if found is None:
            found = self.names[surface] = self._describe(surface)
        return found

    def _describe(self, surface: str) -> tuple[Name, tuple[Candidate, ...]]:
        candidates = tuple(self.gazetteer.lookup(surface))
        folded = fold(surface).removeprefix("the ")
        candidates += self._regions(surface, candidates)
        kinds = {c.place.kind for c in candidates}
        country = "country" in kinds
        palace = folded in phrases("palaces")
        force = folded in self.forces
        republic = "region" in kinds and "republic" in folded
        government = not force and (
            country or palace or republic or folded in pairs("capitals") or folded in self.governments
        )
        theatre = any(self.in_theatre(c) for c in candidates)
        single = " " not in folded and "-" not in folded
        ordinary = single and is_word(folded) and not country and folded not in self.war_places
        never = not country and not government and (folded in cue("not_places") or folded in cue("calendar"))
        given = folded in words("given_names")
        surname = folded in words("surnames")
        mains = [c.place.population for c in candidates if c.match == "main" and c.place.kind == "settlement"]
        population = max(mains, default=0)
        settlement = "settlement" in kinds
        region = bool(kinds & {"region", "area"})
        province = any(c.place.kind == "region" and c.place.population >= PROVINCE for c in candidates)
        natural = bool(kinds) and not kinds & {"settlement", "region", "country", "district"}
        curated = any(not c.place.place_id.startswith("gn:") for c in candidates)
        bare = not (never or ordinary or force) and (
            (theatre and len(folded) > SHORT_NAME and not given)
            or (curated and natural)
            or (
                population >= BIG_CITY
                and not self.theatre.countries
                and not given
                and not surname
                and len(folded) > SHORT_NAME
            )
            or (country and folded not in words("given_names"))
            or (region and not given and not surname)
        )
        return (
            Name(folded, country, government, palace, force, region, settlement, "river" in kinds, natural,
                 theatre, ordinary, never, given, surname, population, bare, province),
            candidates,
        )  # fmt: skip

    def _regions(self, surface: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """First-level regions that bear a town's name where the gazetteer files them under a longer one."""
        towns = [
            c.place for c in candidates if c.place.kind == "settlement" and c.place.population >= REGION_TOWN
        ]
        if not towns or any(c.place.kind == "region" for c in candidates):
            return ()
        countries = {town.country for town in towns}
        found = [c for word in _KIND_WORDS["region"] for c in self.gazetteer.lookup(f"{surface} {word}")]
        once = {
            c.place.place_id: c for c in found if c.place.kind == "region" and c.place.country in countries
        }
        return tuple(replace(c, score=c.score - 0.5) for c in once.values())

    def in_theatre(self, candidate: Candidate) -> bool:
        """Whether a candidate lies in the conflict's theatre or in a country that the text is about."""
        place, box = candidate.place, self.theatre.bbox
        if self.focus and place.country not in self.focus:
            return False
        if box is None:
            return bool(self.focus) or place.country in self.theatre.countries
        return box[0] <= place.lat <= box[2] and box[1] <= place.lon <= box[3]

    # --- first step: each name by the words beside it -----------------------------------------------------

    def drafts(self, spans: list[tuple[int, int]]) -> list[_Draft]:
        """Every known name of the spans with the verdict of the words beside it."""
        scanned: list[tuple[int, int, str]] = []
        for first, last in spans:
            scanned += [one for one in self._scan(first, last) if not self._of_movement(*one)]
        if not self.focus:
            self.focus = self._focus([surface for _, _, surface in scanned])
        found = (self.draft(start, end, surface) for start, end, surface in scanned)
        return self._uncut([draft for draft in found if draft is not None])

    def _of_movement(self, start: int, end: int, surface: str) -> bool:
        """Whether a name is only the first word of an armed movement's: "under Ansar Dine control"."""
        names = self.movements.get(fold(surface), ())
        return any(fold(self.text[start : start + len(name)]) == name for name in names)

    def _uncut(self, drafts: list[_Draft]) -> list[_Draft]:
        """Names that the gazetteer holds only a piece of, "Lille-Bas", "Lille ash-Shams", as the whole name
        that it does not know; "the Lille-Paris road" is two."""
        kept: list[_Draft] = []
        starts = {d.start for d in drafts}
        for d in drafts:
            start, end = self._whole(d, starts)
            if kept and kept[-1].end > d.start:
                continue
            if (start, end) == (d.start, d.end):
                kept.append(d)
            elif d.verdict.level > OPEN and not self.gazetteer.lookup(self.text[start:end]):
                while kept and kept[-1].end > start:
                    kept.pop()
                name = d.name._replace(folded=fold(self.text[start:end]), bare=False)
                kept.append(_Draft(start, end, name, d.verdict, ()))
        return kept

    def _own_word(self, match: re.Match[str], starts: set[int]) -> bool:
        """Whether the second word of a village's name is no name, people or word of its own."""
        low = fold(match["own"])
        ordinary = is_word(low) or low in pairs("demonyms") or low in cue("stops") or low in self.forces
        ordinary = ordinary or low in cue("calendar")
        return not ordinary and match.start("own") not in starts

    def _whole(self, d: _Draft, starts: set[int]) -> tuple[int, int]:
        """Where the whole name begins and ends of which a draft is a piece."""
        text = self.text
        if d.verdict.use != "place" or d.name.government:
            return d.start, d.end
        start, end = d.start, d.end
        if ahead := _PIECES_AFTER.match(text, end):
            end = ahead.end()
        behind = _PIECES_BEFORE.search(text, max(0, start - LEFT_CHARS), start)
        if behind and fold(behind["last"]) not in cue("name_articles"):
            start = behind.start()
        if (start, end) == (d.start, d.end):
            if (village := _TWO_WORDS.match(text, end)) and self._own_word(village, starts):
                return start, village.end("own")  # "Osk Jiki village": not Osk
            articled = None if d.name.region and not d.name.settlement else _ARTICLED.match(text, end)
            known = articled and (articled.start("name") in starts or fold(articled["name"]) in self.forces)
            return (start, articled.end()) if articled and not known else (start, end)
        following = _WORD.match(text, end + 1, end + 30)
        low = following.group().lower() if following else ""
        if low in cue("joining_nouns") or low in cue("front_nouns") or low in cue("plural_areas"):
            return d.start, d.end
        cuts = [start, *(m.end() for m in re.finditer("[-‑]", text[start:end]))]
        pieces = {start, *(start + cut for cut in cuts[1:])}
        return (d.start, d.end) if pieces <= starts and d.name.bare else (start, end)

    def _scan(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Known names of a stretch; a line that comes again is scanned once."""
        found: list[tuple[int, int, str]] = []
        for line in _LINE.finditer(self.text, first, last):
            words_ = line.group()
            names = self.scans.get(words_)
            if names is None:
                names = self.scans[words_] = list(self.gazetteer.scan(words_))
            at = line.start()
            found += [(at + start, at + end, surface) for start, end, surface in names]
        return [self._with_side(*self._own_words(*one)) for one in found]

    def _with_side(self, start: int, end: int, surface: str) -> tuple[int, int, str]:
        """ "South X" is a land of its own where X is one; "South" before a town is a part of it. "Lake X",
        "Mount X" are no X."""
        side = _SIDE_NAME.search(self.text, max(0, start - 8), start)
        if side is None or surface.isupper() or self.is_loud(start):
            return start, end, surface
        if side[1] not in _SIDE_NAMES:
            return side.start(), end, self.text[side.start() : end]
        best = next(iter(self.gazetteer.lookup(surface)), None)
        if best is None or best.place.kind not in ("area", "region", "country"):
            return start, end, surface
        whole = self.text[side.start() : end]
        if best.place.kind == "country" and not any(True for _ in self.gazetteer.lookup(whole)):
            return start, end, surface  # "North Ethiopia" is no land of its own
        return side.start(), end, whole

    def _own_words(self, start: int, end: int, surface: str) -> tuple[int, int, str]:
        """ "The Donbas city", "the Lille city of P": a town there, though a gazetteer may list a town so
        called."""
        own = surface.removesuffix(" city")
        if own == surface or own.isupper():
            return start, end, surface
        if _CITY_OF.match(self.text, end):
            return start, start + len(own), own
        best = next(iter(self.gazetteer.lookup(own)), None)
        area = best is not None and best.place.kind == "area" and best.match == "main"
        return (start, start + len(own), own) if area else (start, end, surface)

    def _focus(self, surfaces: list[str]) -> frozenset[str]:
        """ISO codes of the countries that a text about no known conflict is about.

        Told by the names of countries, of peoples and of well-known cities.
        """
        counts = Counter(peoples(self.text[:FOCUS_CHARS]))
        for surface, times in Counter(surfaces).most_common(FOCUS_NAMES):
            best = next(iter(self.gazetteer.lookup(surface)), None)
            if best is None or best.match != "main" or is_word(fold(surface)):
                continue
            if best.place.kind == "country" or best.place.population >= FOCUS_CITY:
                counts[best.place.country] += min(times, FOCUS_CAP)
        counts.pop("", None)
        most = max(counts.values(), default=0)
        return frozenset(c for c, n in counts.items() if n >= FOCUS_MIN and 2 * n >= most)

    def draft(self, start: int, end: int, surface: str) -> _Draft | None:
        """One known name judged by its neighbours; None for what is no name at all."""
        text = self.text
        name, candidates = self.name(surface)
        own = None if candidates else _SIDE_NAME.match(surface)
        if own:  # "South X", which no list has: it is not X
            known = self.name(surface[own.end() :])[0]
            name = known._replace(folded=name.folded, country=False, government=False)
        if (not candidates and not name.palace and not own) or surface.endswith(("'s", "’s")):
            return None  # "Assad's" is no town called Assads
        before = text[start - 1] if start else "\n"
        if before in "@_" or (before == "/" and text[start - 2 : start - 1] in "/:."):
            return None
        loud = self.is_loud(start)
        big = len(surface) > SHORT_NAME and (name.theatre or name.population >= BIG_CITY)
        if not (loud or name.country or big) and surface.isupper() and len(surface) <= SHORT_NAME + 1:
            return None  # an acronym
        window = (surface, text[max(0, start - LEFT_CHARS) : start], text[end : end + RIGHT_CHARS], loud)
        verdict = self.verdicts.get(window)
        if verdict is None:
            verdict = self.verdicts[window] = self.verdict(name, start, end, loud, window[1])
        if self.is_title(start) and not name.country:
            verdict = Verdict("publication", CERTAIN)
        if self.is_dateline(start):
            verdict = Verdict("speaker_location", CERTAIN)
        if verdict.use == "place" and verdict.part in _SIDES and not verdict.hint and territory(candidates):
            verdict = verdict._replace(hint="region")
        if loud and name.ordinary and verdict.use == "place" and not verdict.hint:
            verdict = Verdict("place", OPEN)
        if verdict.use == "place" and _AGENCIES.match(text, end):
            verdict = Verdict("speaker_location", CERTAIN)  # the byline of a reporter
        if verdict.person:
            self.persons.add(name.folded.rsplit(" ", 1)[-1])
        return _Draft(start, end, name, verdict, candidates)

    def verdict(self, name: Name, start: int, end: int, loud: bool, before: str) -> Verdict:
        """What the words beside a name make of it; `before` are the LEFT_CHARS characters before it."""
        text = self.text
        left = TOKEN.findall(before)[: -LEFT_TOKENS - 1 : -1]
        possessive = _POSSESSIVE.match(text, end)
        after = possessive.end() if possessive else end
        right = TOKEN.findall(text, after, end + RIGHT_CHARS)[:RIGHT_TOKENS]
        if loud:
            left, right = [_hushed(t) for t in left], [_hushed(t) for t in right]
        joined = (text[start - 1] if start else "\n", text[end : end + 1] or "\n")
        return judge(name, left, right, possessive is not None, joined)

    def is_loud(self, at: int) -> bool:
        """Whether capitals tell nothing at this offset."""
        i = bisect_right(self.loud_starts, at) - 1
        return i >= 0 and self.loud[i][1] > at

    def is_dateline(self, at: int) -> bool:
        """Whether a name stands in "PARIS, France (AP) —" at the beginning of a paragraph."""
        i = bisect_right(self.dateline_starts, at) - 1
        return i >= 0 and at < self.datelines[i][1]

    def is_title(self, at: int) -> bool:
        """Whether a name stands in the quoted title of a work."""
        i = bisect_right(self.title_starts, at) - 1
        return i >= 0 and at < self.titles[i][1]

    # --- second step: the document decides ----------------------------------------------------------------

    def settle(self, drafts: list[_Draft]) -> None:
        """Let lists, other uses of the same name and the people of the text decide what is open."""
        self._contained(drafts)
        self._spread(drafts)
        self._spread_back(drafts)
        self._regions_listed(drafts)
        self._landforms(drafts)
        self._labels(drafts)
        self._ordinary_nearby(drafts)
        certain = Counter(
            d.name.folded for d in drafts if d.verdict.use == "place" and d.verdict.level == CERTAIN
        )
        for d in drafts:
            verdict = d.verdict
            if verdict.level == CERTAIN:
                if verdict.use == "place" and self.sport and not d.name.country:
                    d.verdict = self._in_sport(d)
                continue
            folded = d.name.folded
            if folded.split()[-1] in self.persons and not certain[folded]:
                d.verdict = Verdict("person", LIKELY)
            elif self.sport and verdict.use == "place":
                d.verdict = Verdict("organisation", LIKELY)
            elif verdict.use == "place" and verdict.level == OPEN and certain[folded]:
                d.verdict = verdict._replace(level=LIKELY)
            elif verdict.level == OPEN and not d.name.government and certain[folded] and not d.name.ordinary:
                d.verdict = Verdict("place", LIKELY)

    def _ordinary_nearby(self, drafts: list[_Draft]) -> None:
        """ "North of Sake": an ordinary word with a capital, after a word that leads to a place, is one where
        the gazetteer has it within NEARBY_KM of a town that the text surely names."""
        open_ = [
            d
            for d in drafts
            if d.name.ordinary and d.verdict.use == "place" and d.verdict.level == OPEN and not d.name.never
        ]
        open_ = [
            d
            for d in open_
            if not self.is_loud(d.start) and _LEADS_TO.search(self.text, max(0, d.start - 24), d.start)
        ]
        if not open_:
            return
        towns = [
            d.candidates[0].place
            for d in drafts
            if d.verdict.use == "place" and d.verdict.level == CERTAIN and d.candidates
        ]
        towns = [place for place in towns if place.kind == "settlement"]
        for d in open_:
            for one in d.candidates:
                if any(
                    distance_km(one.place.lat, one.place.lon, t.lat, t.lon) < NEARBY_KM
                    for t in towns
                    if t.place_id != one.place.place_id
                ):
                    d.verdict = d.verdict._replace(level=LIKELY)
                    break

    def _contained(self, drafts: list[_Draft]) -> None:
        """ "Alexandria, Virginia": a name followed by the region or country that it lies in is a place."""
        for one, two in pairwise(drafts):
            if self.text[one.end : two.start] not in (", ", " ("):
                continue
            inside = [c.place for c in two.candidates if c.place.kind in ("region", "country")]
            held = any(_lies_in(c.place, outer) for c in one.candidates for outer in inside)
            if not held or "speaker_location" in (one.verdict.use, two.verdict.use):
                continue
            if two.verdict.use != "place" and two.verdict.level > OPEN:
                continue  # "In Lyon, France said ..."
            for d in (one, two):
                if d.verdict.use != "place" or d.verdict.level < CERTAIN:
                    d.verdict = Verdict("place", CERTAIN, "country" if d.name.country else "")

    def _in_sport(self, d: _Draft) -> Verdict:
        """In a text about sport a town's name is its team unless it says "in"."""
        left = TOKEN.findall(self.text, max(0, d.start - 40), d.start)[-2:]
        located = any(t.lower() in ("in", "near", "outside", "of", "from") for t in left)
        return d.verdict if located else Verdict("organisation", LIKELY)

    def _spread(self, drafts: list[_Draft]) -> None:
        """Carry a place forward through a list: "in Paris, Lyon and Lille"."""
        for one, two in pairwise(drafts):
            if two.verdict.level == CERTAIN or not self._listed(one, two):
                continue
            if one.verdict.use == "place" and one.verdict.level >= LIKELY:
                if two.verdict.use == "place" or two.verdict.level == OPEN:
                    keep = two.verdict if two.verdict.use == "place" else Verdict("place", OPEN)
                    two.verdict = keep._replace(level=max(one.verdict.level, two.verdict.level))
            elif one.verdict.use in ("metonym", "speaker_location") and two.name.government:
                two.verdict = Verdict(one.verdict.use, LIKELY)

    def _spread_back(self, drafts: list[_Draft]) -> None:
        """Carry a place and the kind asked for backward: "X and Y regions", "X and Y districts"."""
        inherits = False  # whether the later name has taken its kind from a plural further on
        plural = False  # whether a plural that belongs to all names of the list follows it
        for one, two in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=False):
            if two.verdict.use != "place" or not self._listed(one, two):
                inherits = plural = False
                continue
            kind = two.verdict.hint
            asks = kind in ("region", "district", "territory") and (inherits or self._plural(two.end))
            inherits = False
            plural = plural or self._plural_area(two.end)
            if plural and one.verdict.use == "other" and one.verdict.level < CERTAIN:
                one.verdict = Verdict("place", LIKELY)  # "the X, Y and Z communities"
            if one.verdict.use == "place" and one.verdict.level == OPEN and two.verdict.level >= LIKELY:
                one.verdict = one.verdict._replace(level=LIKELY)
            if one.verdict.use == "metonym" and self._plural_area(two.end):
                one.verdict = Verdict("place", LIKELY)
            fits = one.name.region or kind in ("district", "territory")
            if asks and fits and one.verdict.use == "place" and not one.verdict.hint:
                one.verdict = one.verdict._replace(hint=kind)
                inherits = True

    def _regions_listed(self, drafts: list[_Draft]) -> None:
        """ "the provinces of X, Y and Z", and lists of names that are all regions' and some first of all."""
        at = 0
        while at < len(drafts):
            end = at + 1
            while end < len(drafts) and self._listed(drafts[end - 1], drafts[end]):
                end += 1
            members = [d for d in drafts[at:end] if d.verdict.use == "place"]
            if len(members) == end - at and all(d.name.region for d in members):
                before = self.text[max(0, members[0].start - 24) : members[0].start]
                told = any(word in before for word in _REGION_WORDS) and bool(_REGIONS_BEFORE.search(before))
                sure = len(members) > 2 and sum(_region_first(d.candidates) for d in members) > 1
                for d in members if told or sure else ():
                    if not d.verdict.hint:
                        d.verdict = d.verdict._replace(hint="region", level=max(d.verdict.level, LIKELY))
            at = end

    def _labels(self, drafts: list[_Draft]) -> None:
        """ "Kyiv: Shells fell ...", "Kharkiv: ...": towns as labels of paragraphs, where one surely is a
        town."""
        text = self.text
        found = [
            d
            for d in drafts
            if d.name.settlement
            and text[d.end : d.end + 2] == ": "
            and _OPENS_LINE.search(text, max(0, d.start - 6), d.start)
        ]
        if len(found) > 1 and any(d.verdict.use == "place" and d.verdict.level > OPEN for d in found):
            for d in found:
                if d.verdict.use == "metonym":
                    d.verdict = Verdict("place", CERTAIN)

    def _landforms(self, drafts: list[_Draft]) -> None:
        """ "The Lille gorge", "the A and B valleys": no towns of these names."""
        carried = ""
        for d, after in zip(reversed(drafts), [None, *reversed(drafts[1:])], strict=False):
            following = _WORD.match(self.text, d.end + 1, d.end + 30)
            low = following.group().lower() if following and self.text[d.end] == " " else ""
            if low in cue("landforms"):
                carried = low if low.endswith("s") else ""
                d.landform = low
            elif carried and after is not None and self._listed(d, after):
                d.landform = carried
            else:
                carried = ""

    def _plural(self, end: int) -> bool:
        following = _WORD.match(self.text, end + 1, end + 30)
        return bool(following) and following.group().lower() in cue("plural_regions")

    def _plural_area(self, end: int) -> bool:
        """Whether a plural that belongs to all names of a list follows: "X and Y areas"."""
        following = _WORD.match(self.text, end + 1, end + 30)
        return bool(following) and following.group().lower() in cue("plural_areas")

    def _listed(self, one: _Draft, two: _Draft) -> bool:
        """Whether two names stand beside each other in a list."""
        gap = two.start - one.end
        return 0 < gap <= 10 and _LIST_GAP.match(self.text, one.end, two.start) is not None

    # --- results ------------------------------------------------------------------------------------------

    def toponym(self, d: _Draft) -> Toponym | None:
        """The draft as a Toponym; None for a name that nothing supports."""
        verdict, name = d.verdict, d.name
        if verdict.use == "place":
            if verdict.level == OPEN:
                return None
            if d.landform and (d.name.settlement or d.name.country) and not self._known_water(d):
                return self._landform(d)
            end, candidates = self._widened(d)
            text = self.text[d.start : end]
            hint = "sea" if text.lower().endswith(" sea") else verdict.hint
            return Toponym(
                d.start,
                end,
                text,
                "place",
                verdict.part,
                relative_position(self.text, d.start),
                hint,
                candidates,
            )
        known = name.theatre or name.government or name.population >= BIG_CITY or verdict.level == CERTAIN
        if not known or name.never or (verdict.use == "other" and name.ordinary):
            return None
        return Toponym(d.start, d.end, self.text[d.start : d.end], verdict.use, candidates=d.candidates)

    def _known_water(self, d: _Draft) -> bool:
        """Whether "the X river" is one that the gazetteer has."""
        kind = d.landform.rstrip("s")
        if kind not in WATERS:
            return False
        named = [
            c for form in _KIND_WORDS[kind] for c in self.name(f"{self.text[d.start : d.end]} {form}")[1]
        ]
        return any(c.place.kind in (kind, "sea") for c in (*d.candidates, *named))

    def _landform(self, d: _Draft) -> Toponym:
        """A gorge, a valley, a forest by its own name: the town that is called so is none."""
        own = f" {d.landform}"
        follows = self.text[d.end : d.end + len(own)].lower() == own
        end = d.end + len(own) if follows else d.end
        name = self.text[d.start : end] if follows else f"{self.text[d.start : end]}{own.rstrip('s')}"
        towns = ("settlement", "district", "region", "country")
        found = [c for c in (*self.gazetteer.lookup(name), *d.candidates) if c.place.kind not in towns]
        kind = d.landform.rstrip("s")
        hint = "forest" if kind in ("forest", "wood") else kind if kind in WATERS else "area"
        part = d.verdict.part
        return Toponym(
            d.start,
            end,
            self.text[d.start : end],
            "place",
            part,
            relative_position(self.text, d.start),
            hint,
            tuple(found),
        )

    def _widened(self, d: _Draft) -> tuple[int, tuple[Candidate, ...]]:
        """End of the span with the kind word that belongs to the name, and the candidates of that kind."""
        hint, end = d.verdict.hint, d.end
        if hint not in _KIND_WORDS:
            return end, d.candidates
        for _ in range(d.verdict.wide):
            following = TOKEN.search(self.text, end, end + 40)
            end = following.end() if following else end
        surface = self.text[d.start : d.end]
        tried = [self.text[d.start : end], *(f"{surface} {word}" for word in _KIND_WORDS[hint])]
        of_kind = [c for c in d.candidates if c.place.kind == hint]
        for name in tried:
            of_kind += [c for c in self.name(name)[1] if c.place.kind == hint]
        if not of_kind:
            return d.end, d.candidates
        once = {c.place.place_id: c for c in reversed(of_kind)}
        return end, tuple(sorted(once.values(), key=lambda c: -c.score)) + tuple(
            c for c in d.candidates if c.place.place_id not in once
        )

    # --- third step: names that the gazetteer does not know -----------------------------------------------

    def _proposals(self, places: list[tuple[int, int]], spans: list[tuple[int, int]]) -> Iterator[Proposal]:
        """Proposals of every line; a line that comes again with the same places is judged once."""
        made: dict[tuple[str, tuple[tuple[int, int], ...]], list[Proposal]] = {}
        i = 0
        for first, last in spans:
            for line in _LINE.finditer(self.text, first, last):
                at, end = line.span()
                while i < len(places) and places[i][1] <= at:
                    i += 1
                j = i
                while j < len(places) and places[j][0] < end:
                    j += 1
                inside = tuple((s - at, e - at) for s, e in places[i:j])
                key = (line.group(), inside)
                if key not in made:
                    made[key] = proposals(*key)
                yield from (p._replace(start=p.start + at, end=p.end + at) for p in made[key])

    def unknown(self, known: list[Toponym], spans: list[tuple[int, int]]) -> list[Toponym]:
        """Names that stand where a place stands and that no place, body or person of the text has taken."""
        taken = [(t.start, t.end, t.use) for t in known]
        starts = [s for s, _, _ in taken]
        found: list[Toponym] = []
        places = [(t.start, t.end) for t in known if t.use == "place"]
        found += self._headings(known)
        for proposal in self._proposals(places, spans):
            if fold(self.text[proposal.start : proposal.end]) in self.forces:
                continue  # "a stronghold of the Liberation Front": no place is called so
            at = bisect_right(starts, proposal.end - 1) - 1
            overlapping = at >= 0 and taken[at][1] > proposal.start
            longer = overlapping and proposal.start < taken[at][0] and taken[at][2] == "person"
            longer = longer and (
                _PLACED.search(self.text, max(0, proposal.start - 12), proposal.start)
                or _PLACED_IN.search(self.text, max(0, proposal.start - 14), proposal.start)
                or _VILLAGE.match(self.text, proposal.end)
            )
            if overlapping and not proposal.facility and taken[at][2] != "other" and not longer:
                continue  # "in Shewa Rem", where a Rem is known: no person of that name
            if overlapping and taken[at][0] <= proposal.start and taken[at][1] >= proposal.end:
                continue
            if self.is_loud(proposal.start) or not self._may_be_place(proposal.start, proposal.end):
                continue
            text = self.text[proposal.start : proposal.end]
            candidates = self.gazetteer.lookup(text)
            found.append(
                Toponym(
                    proposal.start,
                    proposal.end,
                    text,
                    hint=proposal.hint,
                    offset=relative_position(self.text, proposal.start),
                    candidates=tuple(candidates),
                )
            )
        return sorted(found + self._again(found, known, spans), key=lambda t: t.start)

    def _again(
        self, found: list[Toponym], known: list[Toponym], spans: list[tuple[int, int]]
    ) -> list[Toponym]:
        """The same unknown names where they stand alone, once words beside one tell it for a place."""
        names = [t for t in found if len(t.text) > SHORT_NAME and not is_word(fold(t.text))]
        by_first: dict[str, dict[str, Toponym]] = {}
        for t in names:
            for text in {t.text, t.text[0].upper() + t.text[1:]}:  # "al-Osk" at the head of a sentence
                by_first.setdefault(_WORD.match(text)[0] if _WORD.match(text) else text, {})[text] = t
        taken = sorted((t.start, t.end) for t in (*known, *found))
        starts = [s for s, _ in taken]
        more: list[Toponym] = []
        for first, last in spans if by_first else ():
            for match in _CAPITALISED.finditer(self.text, first, last):
                bare = match[0]
                if not bare.isalpha():
                    bare = _POSSESSIVE.sub("", bare)
                if bare not in by_first:
                    continue
                for text, t in by_first[bare].items():
                    start, end = match.start(), match.start() + len(text)
                    at = bisect_right(starts, end - 1) - 1
                    covered = at >= 0 and taken[at][1] > start
                    if self.text.startswith(text, start) and not covered and self._stands_alone(start, end):
                        offset = relative_position(self.text, start)
                        here = replace(t, text=text, hint="", part="", offset=offset)
                        more.append(replace(here, start=start, end=end))
                        break
        return more

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a name is neither part of another one nor of a body's, and nobody who speaks."""
        if self.is_loud(start) or self.text[end : end + 1].isalnum() or self.text[end : end + 1] in "-‑":
            return False
        before = TOKEN.findall(self.text, max(0, start - LEFT_CHARS), start)
        after = TOKEN.findall(self.text, end, end + RIGHT_CHARS)
        last = before[-1] if before else "\n"
        named = last[0].isupper() and not is_word(last.lower()) and fold(last) not in cue("stops")
        if named or fold(last) in cue("titles") or fold(last) in cue("organisation_openers"):
            return False
        following = after[0] if after else ""
        if following[:1].isupper() and following.lower() not in cue("calendar"):
            return False
        bodies = ("unit_nouns", "force_nouns", "saying", "organisation_heads")
        return not any(following.lower() in cue(name) for name in bodies)

    def _headings(self, known: list[Toponym]) -> list[Toponym]:
        """Headings of items that no list has, where most of their like are places: "KAZIBA: ..."."""
        spans = [m.span("name") for m in _at_lines(_HEADINGS, self.text)]
        uses = {t.start: t.use for t in known}
        places = sum(uses.get(start) == "place" for start, _ in spans)
        if 2 * places <= len(spans) or places < 2:
            return []
        free = [(s, e) for s, e in spans if s not in uses and self._may_be_place(s, e)]
        return [Toponym(s, e, self.text[s:e]) for s, e in free if not is_word(fold(self.text[s:e]))]

    def _may_be_place(self, start: int, end: int) -> bool:
        tokens = [fold(t) for t in _WORD.findall(self.text, start, end)]
        village = _VILLAGE.match(self.text, end) is not None
        village = village or _PLACED_IN.search(self.text, max(0, start - 14), start) is not None
        led = len(tokens) > 1 and (tokens[0] in cue("place_leads") or village)
        named = tokens and tokens[0] in words("given_names") and tokens[0] not in cue("name_articles")
        if not tokens or ((tokens[-1] in self.persons or named) and not led):
            return False
        if any(t in self.forces or t in pairs("demonyms") for t in tokens):
            return False
        if any(t in cue("titles") for t in tokens):
            return False
        return not (len(tokens) == 1 and tokens[0] in cue("not_places"))


def relative_position(text: str, start: int) -> tuple[float | None, float | None] | None:
    """Relative position that the words before a name or a "the city" state: (kilometres, bearing)."""
    near = text[max(0, start - 60) : start]
    if (" of " not in near[-26:] and " from " not in near[-26:]) or not _POSITION.search(near):
        return None
    before = text[max(0, start - 110) : start]
    if not _measured(before):
        return None
    match = _OFFSET.search(before)
    if match and not match["unit"] and _PART_LED.search(before[: match.start()]):
        return None  # "the north of P", "the south and east of P" are parts of it
    return _relative(match) if match else None


#: Before "east of P": what makes it a part of P.
_PART_LED = re.compile(
    r"(?i)\bthe (?:(?:far )?(?:north|south|east|west|cent(?:er|re))[\w-]* (?:and|or) (?:the )?)?\Z"
)


def _lies_in(place: Place, outer: Place) -> bool:
    """Whether a place lies in a region or country, by the gazetteer's own columns."""
    if place.country != outer.country or place.kind not in ("settlement", "district", "region"):
        return False
    if outer.kind == "country":
        return place.kind == "settlement"
    return place.kind != "region" and fold(place.admin1) in (fold(outer.admin1), fold(outer.name))


def _region_first(candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name is a region's before it is a town's."""
    return bool(candidates) and candidates[0].place.kind == "region"


def _hushed(token: str) -> str:
    """A token of a line where capitals tell nothing: ordinary words in lower case."""
    low = token.lower()
    if is_word(low) or low in cue("locative") or low in cue("front_nouns") or low in cue("region_nouns"):
        return low
    return token.capitalize() if token.isupper() and len(token) > SHORT_NAME else token


def _measured(before: str) -> bool:
    """Whether words that tell a distance or a bearing may stand right before an "of" or "from"."""
    if not before.isprintable():
        return True  # blanks of other kinds: the slow search may tell
    low = before.lower()
    for word in (" of ", " from "):
        at = low.find(word)
        while at >= 0:
            if low.endswith(_MEASURES, 0, at):
                return True
            at = low.find(word, at + 1)
    return False


def _relative(match: re.Match[str]) -> tuple[float | None, float | None] | None:
    north, east = (match["ns"] or "").lower()[:1], (match["ew"] or "").lower()[:1]
    bearing = _BEARINGS.get(north + east)
    km = None
    if match["unit"]:
        unit = match["unit"].lower()
        factor = _UNITS.get(unit, _UNITS.get(unit.rstrip("s"), 1.0))
        low = _amount(match["low"])
        high = _amount(match["high"]) if match["high"] else low
        km = round((low + high) / 2 * factor, 1)
    return None if km is None and bearing is None else (km, bearing)


def _amount(words_: str) -> float:
    low = words_.lower()
    return float(_NUMBERS[low]) if low in _NUMBERS else float(low.replace(",", "."))
