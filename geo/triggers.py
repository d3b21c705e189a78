"""Words of a sentence that name an event: found by the lexicon, told from look-alikes by their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from geo.clauses import OWN, QUOTES, STRONG, Token, clauses, tag_rebels, tokenise
from geo.intervals import MONTHS, WEEKDAYS
from geo.lexicon import Entry, Lexicon, class_names, load

#: What each preposition makes of the place that follows.
#: What ends the words for whose control it is.
ENDING = STRONG | {",", "and", "but", "or", "while", "as", "after", "when", "since", "which", "who", "where"}
RELATION = {
    "in": "in", "inside": "in", "within": "in", "at": "in", "across": "in", "throughout": "in", "on": "on",
    "upon": "on", "against": "on", "for": "on", "over": "of", "of": "of", "into": "into", "onto": "into",
    "through": "in", "from": "from", "to": "toward", "toward": "toward", "towards": "toward", "near": "near",
    "around": "near", "outside": "near", "beyond": "near", "past": "near", "behind": "near", "beside": "near",
    "between": "near", "along": "near", "approaching": "near", "with": "with", "by": "by",
    "about": "with", "as": "with", "off": "near", "under": "with", "like": "with", "besides": "with",
    "including": "same", "namely": "same", "overlooking": "near", "facing": "near", "adjoining": "near",
    "than": "with", "via": "with", "without": "with", "despite": "with", "amid": "with", "alongside": "near",
    "above": "near", "opposite": "near",
}  # fmt: skip
MONTH = "month"  # for "May" and "March", which are no verbs
#: What may stand before a place of a list, and what tells the day of the list.
LIST_LEADS = frozenset(
    {"near", "around", "at", "in", "outside", "along", "towards", "toward", "of", "itself", "and", "or", ",",
     "within", "the", "direction", "area", "central", "north", "south", "east", "west", "northern",
     "southern", "eastern", "western", "northeast", "northwest", "southeast", "southwest", "northeastern",
     "northwestern", "southeastern", "southwestern"}
)  # fmt: skip
TELLING_WHEN = frozenset({"on", ".", MONTH, *(m.lower() for m in MONTHS), *(d.lower() for d in WEEKDAYS)})
#: Verbs before "under X forces", and what may follow where nothing else of theirs is meant.
COMING_UNDER = frozenset(
    {"came", "come", "comes", "coming", "fell", "fallen", "remained", "remains", "still"}
)
UNDER_ENDS = frozenset(
    {"on", "in", "after", "following", "since", "for", "until", "when", "while", "yesterday"}
)
RETURNED = frozenset({"returned", "back", "restored", "return", "returning", "returns", "reverted"})
#: Words beside those of the lexicon that may name a state: "under control", "in their hands", "occupied".
STATE_WORDS = frozenset(
    {"occupation", "control", "hands", "grip", "rule", "ours", "theirs", "occupied", "lines", "free"}
)
LEAD_CHARS = 40  # characters before words said within a sentence that tell how they are said
#: Before an event that is remembered: "the World War II battle of P".
LONG_AGO = frozenset(
    {"historic", "historical", "famous", "legendary", "epic", "great", "1,000-day", "months-long", "infamous"}
)
LED, COMPARED = 5, 10  # tokens before a noun of war: those that describe it, those in which it is compared
FREEING = frozenset({"liberation", "deoccupation", "freeing", "release", "rescue", "cleansing", "clearing"})
ENDS = frozenset({"end", "ends", "ended", "ending"})
SCANT = frozenset({"little", "scant", "minimal", "token", "any", "hardly", "only"})
FIGURED = 8  # tokens after a word of war in which its sense is told
UNDER_FIRE = frozenset(
    {"come under fire", "come under attack", "under fire", "under heavy fire", "under constant fire"}
)
#: What stands before "March" the month.
MONTH_LEADS = frozenset(
    [
        "in",
        "until",
        "till",
        "since",
        "by",
        "of",
        "early",
        "late",
        "mid",
        "from",
        "last",
        "this",
        "before",
        "after",
    ]
)
NOT_VERBS = frozenset(
    {
        "neighbouring",
        "neighboring",
        "outlying",
        "according",
        "regarding",
        "during",
        "hundred",
        "morning",
        "evening",
        "nothing",
        "anything",
    }
)
TITLE_SHARE = 0.7  # of the words in capitals: a headline in title case
_VERBISH = re.compile(
    r"[a-z]{3,}(?:ed|ing)\Z|(?:said|says|told|came|went|made|gave|became|began|sent|met|put|took|led|ran|saw|say|"
    r"said|stood|wrote|knows?|remains?|continues?|suffers?|faces?|needs?|wants?|helps?|shows?|allows?|includes?)\Z"
)

#: Adjectives that rate what they stand before, and what may be said for a place.
RATED = frozenset({"key", "main", "biggest", "important", "vital", "crucial", "significant", "strategic"})
POINTS = frozenset(
    {"hub", "hubs", "point", "points", "prize", "target", "targets", "goal", "objective", "priority",
     "location", "logistics", "logistical", "rail", "railway", "transport", "supply", "importance", "value",
     "significance", "gateway", "link", "node", "foothold", "springboard", "role", "symbol", "battle",
     "battleground", "victory", "defeat", "loss", "success", "setback", "axis", "direction", "sector",
     "military", "tactical", "position"}
)  # fmt: skip
#: Where two armies meet, and words that tell which front it is.
FRONTS = frozenset({"front line", "frontline", "line of contact"})
WHOSE_FRONT = frozenset({"current", "eastern", "southern", "northern", "western", "active", "main"})
#: Weapons whose name alone tells of a strike, and what they stand in or are served by.
ARMS = frozenset({"artillery", "rocket", "drone", "missile"})
MEANS = frozenset({"involving", "involved", "with", "using"})
FIGHTS = frozenset({"fighting", "assaulted", "repelled"})
REMEMBERED = FIGHTS | {"captured", "encircled", "encircling", "holds"}
FOUGHT_REACH = 24  # tokens from a fight to its means
POSTED = frozenset(
    {"position", "positions", "battery", "batteries", "unit", "units", "piece", "pieces", "crew", "crews",
     "base", "bases", "school", "academy", "range", "barracks",
     "regiment", "brigade", "launcher", "launchers", "depot", "depots", "operators", "troops"}
)  # fmt: skip


#: What is launched on the ground.
MOUNTED = frozenset(
    {"incursion", "offensive", "counteroffensive", "counter-offensive", "invasion", "assault"}
)
UPROOTED = frozenset({"people", "persons", "civilians", "families", "residents", "villagers", "children"})
#: "The mining area", "a police station": no mines are laid and nobody is stationed.
MINING = frozenset(
    {"area", "areas", "town", "towns", "region", "district", "site", "sites", "company", "companies", "hub",
     "city", "sector", "firm", "firms", "industry", "concession", "concessions", "operation", "operations",
     "community"}
)  # fmt: skip
STATIONS = frozenset(
    {
        "police",
        "radio",
        "television",
        "tv",
        "railway",
        "train",
        "bus",
        "power",
        "gas",
        "petrol",
        "metro",
        "polling",
    }
)


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A mention that an event is tied to: by which relation, how much of the place, which part of it."""

    ref: int
    relation: str
    extent: str = "unstated"
    part: str = ""


@dataclass(slots=True)
class Trigger:
    """A word that names an event, with what has been found out about it."""

    first: int
    last: int
    entry: Entry
    noun: bool
    clause: int = -1
    passive: bool = False
    finite: bool = False
    links: list[PlaceLink] = field(default_factory=list)
    agent: str = ""
    agent_word: int = -1
    head: str = ""  # head noun of a direct object that is not a place
    subject_place: bool = False
    apposed: bool = False  # tells more of a place beside it: "P, a town the army captured"


AUXILIARY, VERBISH = 1, 2


@lru_cache(maxsize=65_536)
def _verb_kind(low: str) -> int:
    """AUXILIARY for a form of "be", "have" or a modal verb, VERBISH for what looks like a verb, else 0."""
    lexicon = load()
    if low in lexicon.classes["be"] or low in lexicon.classes["have"] or low in lexicon.modals:
        return AUXILIARY
    plain = low in RELATION or low in NOT_VERBS or _VERBISH.match(low) is None
    return 0 if plain else VERBISH


def _letter_before(text: str, at: int) -> bool:
    """Whether a letter stands before an offset, blanks aside."""
    while at and text[at - 1].isspace():
        at -= 1
    return at > 0 and text[at - 1].isalpha()


class _Lows(dict[int, str]):
    def __missing__(self, i: int) -> str:
        return ""


#: After "combat": what troops wear, use or are, no fighting.
EQUIPMENT = frozenset(
    {"fatigues", "gear", "uniform", "uniforms", "boots", "vehicle", "vehicles", "experience", "units", "unit",
     "medic", "medics", "aircraft", "helicopter", "helicopters", "engineers", "training", "veterans"}
)  # fmt: skip


def _semicolons(tokens: list[Token]) -> frozenset[int]:
    """Semicolons that only part places, "near P itself; north of P near Q; and west of P near R on 10 May",
    turned into commas; their numbers."""
    marks = [i for i, token in enumerate(tokens) if token.low == ";"]
    found = set()
    for i, end in pairwise([*marks, len(tokens)]):
        part = [t for t in tokens[i + 1 : end] if t.ref < 0]
        places = end - i - 1 - len(part)
        if places and all(t.low in LIST_LEADS | TELLING_WHEN or t.low.isdigit() for t in part):
            tokens[i].low = ","
            found.add(i)
    return frozenset(found)


class Triggers:
    """A sentence as tokens, clauses and the words that name events."""

    def __init__(
        self, text, start, end, mentions, sides, speaker, subject, deeds=False, taker="", rebels="", group=""
    ) -> None:
        self.text, self.mentions, self.sides = text, mentions, sides
        self.speaker, self.subject, self.deeds, self.taker = speaker, subject, deeds, taker
        self.reported = _letter_before(text, start)  # words said within a sentence: "denied | losing P"
        self.lead = text[max(0, start - LEAD_CHARS) : start].lower() if self.reported else ""
        self.lex: Lexicon = load()
        self.words = self.lex.classes
        self.tokens = tokenise(text, start, end, mentions, sides)
        if rebels:
            tag_rebels(self.tokens, rebels, group, not sides.zealots - {rebels} or rebels in sides.zealots)
        for before, token in pairwise(self.tokens):
            if token.low in ("may", "march") and token.capital:
                dated = before.low in MONTH_LEADS or before.low.isdigit()
                if token.low == "may" or dated:
                    token.low = MONTH
        self.listing = _semicolons(self.tokens)  # commas that were semicolons of a list of places
        self.lows = [t.low for t in self.tokens]
        self.size = len(self.lows)
        self.present = frozenset(self.lows)
        named = class_names()
        #: Names of the word classes of which the sentence has a word: where one is missing, none is sought.
        self.kinds = frozenset().union(*[named[low] for low in self.present if low in named])
        self.hedged = any(low in self.lex.certainty for low in self.present)
        #: Words of the token with this number, "" outside the sentence: asked more than anything else.
        self._low = _Lows(enumerate(self.lows)).__getitem__
        capitals = [t.capital for t in self.tokens if t.low.isalpha()]
        self.title_case = bool(capitals) and sum(capitals) > TITLE_SHARE * len(capitals)
        self.muted: frozenset[int] = frozenset()  # words of likelihood that go with other places
        self.spent: set[int] = set()  # tokens of words of war that are said of something else
        self.recalled: set[int] = set()  # tokens of events that are only remembered or compared with
        self.triggers = self._find_triggers()
        self.at_token = {t.first: t for t in self.triggers}
        self.at_ref = {t.ref: i for i, t in enumerate(self.tokens) if t.ref >= 0}
        self.clauses = clauses(self.tokens, self.lex, self._verb_tokens()) if self.triggers else []
        self.clause_of = [0] * len(self.tokens)
        for n, clause in enumerate(self.clauses):
            self.clause_of[clause.first : clause.last] = [n] * (clause.last - clause.first)
        for trigger in self.triggers:
            trigger.clause = self.clause_of[trigger.first]

    # --- triggers ------------------------------------------------------------------------------------------

    def _is(self, i: int, *names: str) -> bool:
        low, words = self._low(i), self.words
        for name in names:  # noqa: SIM110 - a generator costs double
            if low in words[name]:
                return True
        return False

    def _find_triggers(self) -> list[Trigger]:
        found: list[Trigger] = []
        i = 0
        entries, colours = self.lex.entries, self.sides.colours
        while i < self.size:
            token, low = self.tokens[i], self.lows[i]
            trigger = None
            if token.ref < 0:
                if token.side:
                    trigger = self._under_force(i) or self._belongs(i)
                    trigger = trigger or (self._modifier(i) if "-" in low else None)
                elif low in entries or low in STATE_WORDS or "-" in low or low in colours:
                    trigger = self._trigger_at(i)
            if trigger:
                found.append(trigger)
            i = trigger.last + 1 if trigger else i + 1
        return found

    def _under_force(self, i: int) -> Trigger | None:
        """ "P came under X forces", "is under the X": the side has it; "under X fire" is something else."""
        under = i - 1 - (self._low(i - 1) == "the")
        if self._low(under) != "under" or self.tokens[i].possessive:
            return None
        after = i + 1
        while self._is(after, "forces"):
            after += 1
        force = after > i + 1 or self.tokens[i].side_kind == "force"
        ends = after >= self.size or self._is(after, "ends", "times") or self._low(after) in UNDER_ENDS
        verb = self._before(under)
        if not (force and ends and (self._is(verb, "be") or self._low(verb) in COMING_UNDER)):
            return None
        entry = Entry(("under", self._low(i)), "under control", "noun", "holds", "subject", "state")
        return Trigger(under, after - 1, entry, noun=False, agent_word=i)

    def _belongs(self, i: int) -> Trigger | None:
        """ "P is still the rebels'", "P remains Russian": a side alone after a verb of being."""
        token, after = self.tokens[i], i + 1
        if self._low(after) == "'":
            after += 1
        elif not token.possessive and token.side_kind != "adjective":
            return None
        verb = self._before(i)
        verb -= self._low(verb) == "the"
        verb = self._before(verb + 1)
        ends = after >= self.size or self._low(after) in (
            ",",
            ".",
            ";",
            "and",
            "but",
            "since",
            "until",
            "for",
            "again",
            "now",
        )
        if not ends or not self._is(verb, "be"):
            return None
        rated = token.side_kind == "adjective" and not token.possessive and self._low(i + 1) != "'"
        inside = (
            rated
            and self._place_at(verb - 1)
            and self._low(verb - 2)
            in (
                "in",
                "at",
                "near",
                "from",
                "for",
                "with",
            )
        )
        if inside and not self._is(verb - 3, "ground", "parts", "quarters", "plural", "premises"):
            return None  # "the menu in P is Ukrainian"
        entry = Entry((token.low,), token.low, "noun", "holds", "subject", "state")
        return Trigger(i, i, entry, noun=False, agent_word=i)

    def _trigger_at(self, i: int) -> Trigger | None:
        low = self.lows[i]
        if low in self.sides.colours:
            return self._on_map(i)
        if i in self.spent:
            return None
        if self.tokens[i].low in ("control", "hands", "grip", "rule", "occupation") and self._under(i):
            return self._state(i)
        if self.tokens[i].low == "ours":
            if self._low(i - 1) in ("was", "were"):
                return None  # "P was ours": it may be theirs now
            entry = Entry(("ours",), "ours", "noun", "holds", "subject", "state")
            return Trigger(i, i, entry, noun=False, agent=OWN, agent_word=i)
        if low == "free" and self._freed(i):
            entry = Entry(("free",), "free", "noun", "holds", "subject", "state")
            return Trigger(i, i, entry, noun=False, agent=OWN, agent_word=i)
        if low == "theirs" and self.subject and self._is(self._before(i), "be"):
            entry = Entry(("theirs",), "theirs", "noun", "holds", "subject", "state")
            return Trigger(i, i, entry, noun=False, agent=self.subject, agent_word=i)
        if low == "lines":
            return self._behind_lines(i)
        modifier = self._modifier(i)
        if modifier:
            return modifier
        if low.startswith("rul") and self._low(i + 1) == "out":
            return None  # "ruled out", no rule over P
        if low in ("drive", "march") and self._is(i - 1, "spans"):
            return None  # "an hour's drive from P"
        after = self._low(i + 1)
        matches = [
            e
            for e in self.lex.entries.get(self.tokens[i].low, ())
            if (len(e.words) == 1 or (e.words[1] == after and self._matches(e, i)))
            and (e.form == "noun" or self._apt(e, i + len(e.words)))
        ]
        if not matches or self._part_of_name(i, matches):
            return None
        size = len(matches[0].words)
        matches = [e for e in matches if len(e.words) == size]
        if (
            low == "free"
            and self._place_at(i - 1)
            and any(self._is(j, "declaring") for j in range(max(0, i - 8), i))
        ):
            return Trigger(i, i, replace(matches[0], form="pp"), noun=False)  # "declared P free"
        verbs = self._by_auxiliary([e for e in matches if e.form != "noun"], i)
        nouns = [e for e in matches if e.form == "noun"]
        if verbs and nouns:
            noun = self._noun_like(i, size, verbs[0].form)
        elif (verbs and verbs[0].form == "base" and size == 1 and self._noun_like(i, size, "base")) or (
            verbs and verbs[0].form == "s" and size == 1 and self._low(i + size) == "of"
        ):
            return None  # a noun that the lexicon does not know as one
        elif not verbs and not nouns:
            return None
        else:
            noun = bool(nouns)
        chosen = self._noun_sense(nouns[0], i) if noun else verbs[0]
        if chosen is None or (noun and (self._dates_only(i, chosen) or self._one_of_the_last(i, chosen))):
            return None
        if noun and chosen.predicate in REMEMBERED and chosen.lemma != "attack" and self._recalled(i):
            self.recalled.add(i)
            return None
        if not noun:
            chosen = self._verb_sense(verbs, i + size)
            if self._describes(i, i + size, chosen):
                return None
            thing = (
                chosen.form == "ing" and self._is(i - 1, "determiners") and self._low(i + size) in RELATION
            )
            if thing and chosen.frame in ("path", "object") and self._low(i + size) != "of":
                return None
            if chosen.lemma == "build" and chosen.form == "ing" and not self._is(self._before(i), "be"):
                return None  # "the TV building in P"
            if i == 0 and self.tokens[i].capital and self._low(i + size) == "," and chosen.form != "ing":
                return None  # "Hit, in Iraq, was taken": a name
            if chosen.lemma == "take" and chosen.form == "base" and self._given_as_example(i):
                return None
            if chosen.lemma == "fall" and self._low(i - 1) == "it" and self._low(i + size) == "to":
                return None  # "it fell to the minister to admit"
            if chosen.effect == "flag" and not any(
                self._is(j, "flags") for j in range(max(0, i - 8), i + size + 5)
            ):
                return None
            if chosen.effect == "out" and not {"out", "back"} & {
                self._low(j) for j in range(i + size, i + size + 6)
            }:
                return None
            if (chosen.effect == "expel" and not self._driven_out(i + size)) or self._plural_force(
                i, chosen.form
            ):
                return None
        if self._figurative(chosen, i, i + size):
            self.spent.update(range(i, i + size))
            return None
        return Trigger(i, i + size - 1, chosen, noun)

    def _figurative(self, entry: Entry, first: int, after: int) -> bool:
        """Whether words of war are said of something else: "under fire from critics", "took P by storm"."""
        near = range(after, min(after + FIGURED, self.size))
        if entry.lemma in UNDER_FIRE:
            at = next((j for j in near if self._low(j) in ("from", "by", "over", "for")), -1)
            named = any(self._is(j, "scolding") for j in near)
            whose = self._low(at + 1) in ("his", "her", "its", "their") and self._low(at) in ("over", "for")
            return at >= 0 and (named or whose)
        if entry.predicate == "captured" and entry.frame == "object":
            stormed = any(self._low(j) == "by" and self._low(j + 1) == "storm" for j in near)
            fought = any(
                self.tokens[j].side or self._is(j, "forces") for j in range(max(0, first - 8), first)
            )
            return (stormed and not fought) or any(self._is(j, "trophies") for j in self._objects(after))
        if entry.lemma in ("strike", "walkout") and entry.form == "noun":
            by = self._low(after) in ("by", "of") and any(self._is(j, "workers") for j in near)
            return by or self._is(first - 1, "labour")
        if entry.predicate in ("fighting", "repelled", "assaulted", "struck"):
            return any(self._is(j, "ills") for j in self._objects(after))
        return False

    def _objects(self, after: int) -> range:
        """Tokens of what may be an object or stand after "against", up to a place, a side or a mark."""
        for j in range(after, min(after + FIGURED, self.size)):
            token = self.tokens[j]
            stop = (
                token.ref >= 0
                or token.side
                or self._low(j) in STRONG
                or self._low(j) in (",", ".", "in", "at")
            )
            if stop or self._is(j, "be", "have"):
                return range(after, j)
        return range(after, min(after + FIGURED, self.size))

    def _part_of_name(self, i: int, matches: list[Entry]) -> bool:
        """Whether a word is part of a name ("Resistance Front") or describes a group ("assault units")."""
        size = len(matches[0].words)
        noun = any(e.form == "noun" for e in matches)
        if noun and (
            self._is(i + size, "forces", "schools")
            or self._low(i + size) in ("ministry", "minister", "minister's")
        ):
            return True
        if not self.tokens[i].capital or self.title_case or i == 0:
            return False
        beside = [self.tokens[j] for j in (i - 1, i + size) if 0 <= j < len(self.tokens)]
        return any(
            t.capital and t.ref < 0 and not t.side and t.low not in self.words["determiners"] for t in beside
        )

    def _describes(self, first: int, after: int, entry: Entry) -> bool:
        """Whether a participle only describes a noun: "displaced readers", "the mining town", "left bank"."""
        following, before = self._low(after), self._low(first - 1)
        if entry.form == "ing":
            return before in self.words["articles"] and self._is(after, "identity", "ground", "forces")
        if entry.form not in ("pp", "past/pp") or entry.frame == "path":
            return False
        if following in ("bank", "side", "flank", "hand"):
            return True
        led = first - 1
        while self._is(led, "adverbs") or self._low(led).endswith("ly"):
            led -= 1
        if entry.predicate == "struck" and led < first - 1 and self._is(led, "determiners"):
            return True  # "the badly damaged town"
        held_back = (
            before in self.words["forces"]
            or before in self.words["pronouns"]
            or before in self.words["adverbs"]
        )
        actor = self.tokens[first - 1].ref >= 0 or (
            self.tokens[first - 1].side_kind in ("force", "government")
        )
        if (
            entry.lemma == "fortify"
            and self._is(after, "ground")
            and not (held_back or actor or self._is(first - 1, "have", "be"))
        ):
            return True  # "a large fortified area"
        listing = self._is(after, "plural") and (
            self._is(after + 1, "be") or self._low(after + 1).startswith("includ")
        )
        if entry.predicate == "captured" and listing:
            return False  # "the liberated villages are P and Q"
        freed = entry.predicate == "captured" and self._is(led, "articles")
        if freed and (self._place_at(after) or self._is(after, "identity")):
            return True  # "shelled the liberated P", "in the recently captured town of P"
        if not following.isalpha() or following in RELATION or self._place_at(after):
            return False
        verb = before in self.lex.entries and before not in self.words["have"]
        after_verb = verb and self._is(after, "ground")  # "regained lost positions"
        return after_verb or before in self.words["determiners"] or before in ("for", "of", "with", "in")

    def _by_auxiliary(self, verbs: list[Entry], i: int) -> list[Entry]:
        """Of a verb whose base and participle look alike ("overrun"), the participle after be or have."""
        if len(verbs) > 1 and self._is(self._before(i), "be", "have"):
            return [e for e in verbs if e.form in ("pp", "past/pp")] or verbs
        return verbs

    def _apt(self, entry: Entry, after: int) -> bool:
        """Whether a verb that counts only of some objects has such a one: troops, weapons, a road, a side."""
        if entry.effect == "remain" and any(
            self._low(j) == "resistance" for j in range(max(0, after - 6), after)
        ):
            return False  # "pockets of resistance remain in P": a fight
        if entry.effect == "have":
            return self._low(after - 2) == "still" and self._place_at(after) and self._is(after + 1, "ends")
        if entry.lemma == "claim" and self._low(after) in ("to", "that"):
            return False
        if entry.lemma in ("concentrate", "mass") and any(
            self._is(j, "attacks") or self._low(j) in ("strikes", "shelling", "fighting", "efforts")
            for j in range(max(0, after - 6), after)
        ):
            return False  # "attacks are concentrated in P": no troops are massed
        if entry.lemma == "secure" and "from" in {self._low(j) for j in range(after, after + 4)}:
            return False  # "secured it from attacks"
        if entry.lemma == "march" and entry.form != "ing" and self._is(self._before(after - 1), "be"):
            return False  # "prisoners were marched through P"
        if entry.lemma == "march" and self._low(after) in ("against", "for"):
            return any(
                self._place_at(j) or self.tokens[j].side for j in range(after, min(after + 3, self.size))
            )
        if entry.lemma == "displace" and (
            self._low(after - 2) == "internally"
            or (self._low(after) in UPROOTED and not self._is(self._before(after - 1), "be", "have"))
        ):
            return False  # "a camp of internally displaced people": who they are
        if entry.lemma == "mine" and self._low(after) in MINING:
            return False
        if entry.lemma == "station" and self._low(after - 2) in STATIONS:
            return False
        away = self._low(after) in ("it", "them") and self._low(after + 1) in (
            "down",
            "off",
            "away",
            "up",
            "on",
        )
        if entry.lemma == "take" and away:
            return False  # "raised a flag, then took it down"
        if entry.lemma == "take" and self._low(after) in ("place", "shape", "refuge", "shelter", "advantage"):
            return False
        if entry.lemma == "launch" and any(self._low(j) in MOUNTED for j in range(after, after + 5)):
            return False  # "launched a ground offensive": the offensive tells it
        if entry.lemma in ("strike", "hit", "fire", "launch"):
            passive = entry.form in ("pp", "past/pp") and self._is(self._before(after - 1), "be")
            if any(self._is(j, "idle") for j in range(after, after + 3)) or (
                passive and any(self._is(j, "idle") for j in range(max(0, after - 6), after))
            ):
                return False  # "strike a blow", "hit headlines", "a deal was struck"
        if entry.effect == "forces":
            return any(self._is(j, "forces", "materiel") for j in range(after, after + 5))
        if entry.effect == "men":
            near = next((j for j in range(after, after + 7) if self._is(j, "forces", "materiel")), -1)
            return (
                near >= 0
                and not self._is(near + 1, "seats", "premises")
                and not any(
                    self._place_at(j) or (j < self.size and self.tokens[j].side) for j in range(after, near)
                )
            )
        if entry.effect == "road":
            passive = entry.form in ("pp", "past/pp") and self._is(self._before(after - 1), "be")
            near = range(max(0, after - 12), after) if passive else range(after, after + 6)
            return any(self._is(j, "roads") for j in near)
        if entry.lemma.endswith("in place"):  # a force, no truce and no curfew
            near = range(max(0, after - len(entry.words) - 6), after)
            return any(self.tokens[j].side or self._is(j, "forces") for j in near)
        if entry.effect == "remain":
            return not any(self._low(j) in ("hands", "control", "grip") for j in range(after, after + 4))
        if entry.lemma == "be in":
            return self._place_at(after) or any(
                self._place_at(j)
                and self._low(j - 1) == "of"
                and (self._is(j - 2, "settled", "quarters") or self._low(j - 2) == "street")
                for j in range(after, after + 5)
            )
        if entry.effect == "pass":
            return self._low(after) in ("to", "into") and any(
                self.tokens[j].side for j in range(after + 1, min(after + 4, self.size))
            )
        return True

    def _freed_of(self, i: int) -> bool:
        """ "The liberation from X occupation of P": the occupation at token i is what P is freed from."""
        start = next((j for j in range(i - 1, max(0, i - 5), -1) if self._low(j) == "from"), 0)
        return start > 0 and self._low(start - 1) in FREEING

    def _noun_sense(self, entry: Entry, i: int) -> Entry | None:
        """A noun as its neighbours turn it: control that is lost; a road of which nothing is said (None)."""
        before = range(max(0, i - 4), i)
        if entry.lemma == "control" and self._fought_over(i):
            return None
        after = range(i + 1, min(self.size, i + 9))
        gone = "slipping" in self.kinds and any(
            self._is(j, "slipping")
            and (self._is(self._before(j), "be", "have") or self._place_at(self._before(j)))
            for j in after
        )
        if entry.lemma == "occupation" and self._freed_of(i):
            return None
        if entry.lemma == "occupation" and (gone or any(self._low(j) in ENDS for j in (*before, *after))):
            return replace(entry, predicate="withdrew", effect="lost")
        if entry.effect == "control" and (gone or any(self._is(j, "losing") for j in before)):
            return replace(entry, predicate="withdrew", effect="lost")
        if entry.lemma in ("bridgehead", "foothold") and self._given_up(i):
            return replace(entry, predicate="withdrew", effect="lost")
        if entry.lemma == "resistance" and any(
            self._is(j, "negative") or self._low(j) in SCANT for j in before
        ):
            return None  # "without meeting resistance"
        if entry.lemma == "resistance" and any(
            self._low(j) in ("stronghold", "bastion", "symbol", "citadel", "hub", "heart") for j in before
        ):
            return None  # "the last stronghold of resistance in P": what P is called
        if entry.lemma == "reach" and self._low(i + 1) == "by" and self._low(i) == "reached":
            return None  # "residents reached by telephone": nobody comes to the place
        if entry.lemma == "combat" and self._low(i + 1) in EQUIPMENT:
            return None  # "troops in combat fatigues"
        if entry.lemma == "hand" and self._low(i) == "hands" and "in" in self.lows[max(0, i - 4) : i]:
            return None  # "remains in Aa hands": nobody hands it over
        if entry.lemma in ("displacement", "refugee") and self._low(i + 1) in (
            "camp",
            "camps",
            "site",
            "sites",
        ):
            return None  # "shelled a displacement camp in P": nobody flees
        falling = entry.lemma == "fall" and entry.form == "noun" and self._low(i + 1) == "on"
        if falling and (self._is(i - 1, "weapons") or self._is(i - 2, "weapons")):
            return None  # "shells now fall on the market of P": no fall of P
        if entry.lemma == "prize" and any(
            e.predicate == "captured" for j in before for e in self._entries(j)
        ):
            return None  # "captured first prize"
        if entry.lemma == "prisoner" and self._low(i + 1) in ("exchange", "exchanges", "swap", "swaps"):
            return None
        if entry.lemma == "siege" and self.lows[max(0, i - 2) : i] == ["state", "of"]:
            return None  # a law, not a siege
        if entry.predicate == "struck" and self._is(i + len(entry.words), "warnings"):
            self.spent.update(range(i, i + len(entry.words)))
            return None  # "an air raid alert in P": nothing is struck
        hit = any(e.predicate == "struck" for j in range(max(0, i - 6), i) for e in self._entries(j))
        if entry.lemma in ARMS and self._low(i + 1) in POSTED and not hit:
            return None  # "an artillery position in P": nothing is struck
        if entry.lemma in ARMS and not hit and self._fought_with(i):
            return None  # "clashes involving artillery": how they fight
        if entry.lemma == "ruin" and self._low(i - 1) == "the" and self._low(i + 1) == "of":
            return None  # "took the ruins of P": P
        owner = i > 0 and self._place_at(i - 1) and self.tokens[i - 1].possessive
        if entry.lemma in RATED and (owner or self._of_a_thing(i + 1)):
            return None  # "a key road near P", "the biggest gain in the P region"
        if entry.lemma in FRONTS and self._only_near(i):
            return None  # "lies close to the front line": no fight
        if entry.effect == "defend" and self._is_works(i):
            return None
        bare = entry.words[-1] in ("road", "highway", "roads", "highways")
        if entry.predicate == "supply_threatened" and (
            (bare and not any(low in self.words["peril"] for low in self.lows))
            or self._low(i + len(entry.words)) in ("hub", "hubs", "centre", "center", "minister", "chief")
        ):
            return None
        return entry

    def _given_up(self, i: int) -> bool:
        """ "Gave up their bridgehead at P", "the foothold in P was abandoned"."""
        lost = [j for j in range(max(0, i - 4), min(self.size, i + 7)) if self._is(j, "given_up")]
        return any(j < i or self._is(self._before(j), "be", "have") for j in lost)

    def _fought_with(self, i: int) -> bool:
        """Whether the weapon at token i only says how they fight: "clashes with drones and artillery"."""
        means = next((j for j in range(i - 1, max(-1, i - 6), -1) if self._low(j) in MEANS), -1)
        return means > 0 and any(
            e.predicate in FIGHTS
            for j in range(max(0, means - FOUGHT_REACH), means)
            for e in self._entries(j)
        )

    def _is_works(self, i: int) -> bool:
        """Whether the word "defence" at token i means works or a line of troops and not that P is defended:
        "its defences across P", "broke through the defence of the army"."""
        of = self._low(i + 1) == "of"
        whose = next(
            (self.tokens[j] for j in range(i + 2, min(i + 4, self.size)) if self.tokens[j].side), None
        )
        return (whose is not None) if of else self._low(i) in ("defences", "defenses")

    def _of_a_thing(self, i: int) -> bool:
        """Whether an adjective before token i is said of something that is no place: "a key road"."""
        low = self._low(i)
        plain = low.isalpha() and low not in RELATION and not self._place_at(i) and not self.tokens[i].side
        ground = self._is(i, "identity", "settled", "parts", "ground", "be", "have", "adverbs")
        return plain and (self._is(i, "roads") or not (ground or low in POINTS or low in ("and", "or")))

    def _only_near(self, i: int) -> bool:
        """Whether the word at token i is only what something is near to: "10 km from the front line"."""
        j = i - 1
        while j > 0 and (self._is(j, "determiners") or self._low(j) in WHOSE_FRONT or self.tokens[j].side):
            j -= 1
        return self._low(j) in ("to", "from", "near", "behind", "toward", "towards", "for", "off")

    def _entries(self, j: int) -> tuple[Entry, ...]:
        return self.lex.entries.get(self._low(j), ())

    def _fought_over(self, i: int) -> bool:
        """ "Battles for control of P", "a struggle over the control of P": nobody is said to have it."""
        lead = i - 1
        while lead > 0 and (
            self._low(lead) in ("the", "full", "complete", "overall", "total") or self.tokens[lead].side
        ):
            lead -= 1
        before = range(max(0, lead - 12), lead)
        return self._low(lead) in ("for", "over") and any(
            self._is(j, "struggles") or self._is_fight(j) for j in before
        )

    def _is_fight(self, j: int) -> bool:
        return any(e.predicate in ("fighting", "assaulted") for e in self.lex.entries.get(self._low(j), ()))

    def _matches(self, entry: Entry, i: int) -> bool:
        return len(entry.words) == 1 or all(self._low(i + k) == w for k, w in enumerate(entry.words))

    def _verb_sense(self, verbs: list[Entry], after: int) -> Entry:
        """Between readings of one verb ("drive"): a path if a preposition follows, else the first listed."""
        moved = next((e for e in verbs if e.effect == "out"), None)
        back = next((j for j in range(after, after + 6) if self._low(j) == "back"), -1)
        if moved and moved.lemma == "take" and back > after and self._place_at(back - 1):
            moved = None  # "took P back"
        if moved and {"out", "back"} & {self._low(j) for j in range(after, after + 6)}:
            return moved
        verbs = [e for e in verbs if e.effect != "out"] or verbs
        sent = next((e for e in verbs if e.effect in ("forces", "road", "men", "pass")), None)
        if sent:
            return sent
        shut = next((e for e in verbs if e.predicate == "encircling"), None)
        if shut and self._place_at(after):
            return shut  # "blocked P from the north", not an attack
        path = self._low(after) in RELATION
        expel = next((e for e in verbs if e.effect == "expel"), None)
        passive = expel and expel.form in ("pp", "past/pp") and self._is(self._before(after - 1), "be")
        thrown = (
            passive
            and self._low(after) in ("from", "out")
            and any(self.tokens[j].side or self._is(j, "forces") for j in range(max(0, after - 6), after))
        )
        if expel and (not path or thrown) and self._driven_out(after):
            return expel
        return next((e for e in verbs if (e.frame == "path") == path and e.effect != "expel"), verbs[0])

    def _given_as_example(self, i: int) -> bool:
        """ "Take P.", "Or take P itself": an example that somebody gives."""
        opens = i == 0 or (i == 1 and self._low(0) in ("or", "but", "and", "just", "now"))
        return opens and self._place_at(i + 1)

    def _dates_only(self, i: int, entry: Entry) -> bool:
        """ "Before the full-scale invasion 4,500 people lived in P": only the time of something else."""
        if entry.lemma not in self.words["loose"] or self._low(i + 1) in ("of", "on", "against"):
            return False
        first = i - 1
        while first >= 0 and (self._is(first, "determiners") or self.tokens[first].side or first > i - 3):
            if self._low(first) in ("before", "since", "until", "after", "during"):
                return True
            first -= 1
        return first >= 0 and self._low(first) in ("before", "since", "until", "after", "during")

    def _recalled(self, i: int) -> bool:
        """ "A book on the battle of P", "the worst since the siege of P", "like the fall of P": what is
        remembered or compared with, not what is reported."""
        lead = i - 1
        while lead >= i - LED and self._low(lead) != "since":
            described = self._is(lead, "determiners", "adverbs", "spans") or self._low(lead) in LONG_AGO
            if not described and not self.tokens[lead].side:
                break
            lead -= 1
        low = self._low(lead)
        if low in ("like", "unlike", "than", "resembles", "resembled", "recalls", "recalled", "recalling"):
            return True
        if low == "since":
            return self._low(i + 1) in ("of", "for") and any(
                self._is(j, "superlatives") for j in range(max(0, lead - COMPARED), lead)
            )
        near = range(max(0, lead - 3), lead)
        if low in ("with", "to") and any(
            self._is(j, "comparing") for j in range(max(0, lead - COMPARED), lead)
        ):
            return True
        if low not in ("of", "on", "about", "from", "during", "in"):
            return False
        return any(self._is(j, "keepsakes") or self._is(j, "fiction") for j in near)

    def _one_of_the_last(self, i: int, entry: Entry) -> bool:
        """ "P, one of the last footholds of theirs": what P was, not that somebody goes forward there."""
        near = [self._low(j) for j in range(max(0, i - 6), i)]
        last = "last" in near and (
            "of" in near or self._low(i + 1) == "of" or self._low(i - 1) in ("last", "remaining", "major")
        )
        return entry.lemma in ("foothold", "stronghold", "bastion") and last

    def _driven_out(self, after: int) -> bool:
        return bool({"out", "from"} & {self._low(j) for j in range(after, after + 7)})

    def _plural_force(self, i: int, form: str) -> bool:
        """Whether a word like "forces" names a force and is not a verb."""
        return (
            form in ("base", "s")
            and self._is(i, "forces")
            and not (self._low(self._before(i)) == "to" or self._low(self._before(i)) in self.lex.modals)
        )

    def _noun_like(self, i: int, size: int, form: str) -> bool:
        """Whether a word that may be noun or verb is a noun here, by its neighbours."""
        before = self._before(i)
        low = self._low(before)
        following = self._low(i + size)
        token = self.tokens[before] if before >= 0 else None
        if low == "to" or low in self.lex.modals or low in self.words["do"] or low in self.words["pronouns"]:
            return False
        if form == "ing":
            return following in ("of", "in", "on", "near", "for", "around", "between", "at") or not (
                following in self.words["articles"] or self._place_at(i + size)
            )
        if form in ("past", "pp", "past/pp"):
            return False
        if token is None:
            return following in RELATION
        if token.possessive or low in self.words["determiners"] or low in RELATION:
            return True
        if token.side:
            if token.side_kind == "adjective":
                object_follows = self._place_at(i + size) or self._is(
                    i + size, "articles", "most", "whole", "parts"
                )
                return not (form == "s" and self._low(before - 1) == "the" and object_follows)
            return token.side_kind == "government" and form == "base"
        if low in self.words["forces"]:
            return following in ("on", "against", "near") and form == "s"
        if token.ref >= 0:
            return form == "base" and following not in self.words["determiners"]
        if form == "base" and following in ("", ".", ",", ";"):
            return True  # "took the railway station."
        return following in RELATION or low.endswith(("ian", "al", "ive", "ed", "ing", "ous", "ly"))

    def _before(self, i: int) -> int:
        """Index of the token before i, adverbs passed over."""
        j = i - 1
        while (
            j >= 0
            and self._low(j) in self.words["adverbs"]
            and self._low(j) not in ("to", "no", "most", "all")
        ):
            j -= 2 if self._low(j) == "longer" else 1
        return j

    def _place_at(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].ref >= 0

    def _under(self, i: int) -> bool:
        """Whether "control", "hands" stands in "under Russian control", "in the hands of"."""
        low = self._low(i)
        for j in range(i - 1, max(-1, i - 7), -1):
            here = self._low(j)
            if here in ("under", "within") or (here in ("in", "into") and low in ("hands", "grip")):
                return True
            if low == "control" and (
                here in ("outside", "beyond") or (here == "of" and self._low(j - 1) == "out")
            ):
                return True
            if here == "to" and low in ("control", "hands", "rule") and self._low(j - 1) in RETURNED:
                return True
            token = self.tokens[j]
            loose = (
                token.side
                or here in self.words["adverbs"]
                or here in self.words["forces"]
                or token.possessive
            )
            if not (
                loose
                or here in self.words["determiners"]
                or here in self.words["whole"]
                or here
                in (
                    "de",
                    "facto",
                    "operational",
                    "military",
                    "of",
                    "and",
                    "effective",
                    "government",
                    "state",
                    "fire",
                )
            ):
                return False
        return False

    def _state(self, i: int) -> Trigger:
        """ "under (whose) control", "in (whose) hands": the place is its subject."""
        first = i
        while first > 0 and self._low(first) not in (
            "under",
            "within",
            "in",
            "into",
            "to",
            "outside",
            "beyond",
            "out",
        ):
            first -= 1
        if self._low(first) in ("outside", "beyond", "out"):
            entry = Entry((self._low(i),), "out of control", "noun", "withdrew", "subject", "lost")
            return Trigger(first, i, entry, noun=False)
        words = tuple(self._low(j) for j in range(first, i + 1))
        fire = "fire" in words
        entry = Entry(words, "under control", "noun", "fire_control" if fire else "holds", "subject", "state")
        trigger = Trigger(first, i, entry, noun=False)
        reach = 9 if self._low(i + 4) == "to" else 6  # "in the hands of troops loyal to President X"
        for j in [*range(first, i + 1), *range(i + 1, min(i + reach, len(self.tokens)))]:
            if j == i + 1 and self._low(j) not in ("of", "by"):
                break
            if j > i and (self._low(j) in ENDING or self._low(j) in QUOTES):
                break  # "under the control of X and the rebels fled"
            if self.tokens[j].side:
                trigger.agent_word = j
            elif self._low(j) in self.words["own"]:
                trigger.agent, trigger.agent_word = OWN, j
            elif self._low(j) in ("country", "nation") and self.tokens[j].possessive:
                trigger.agent, trigger.agent_word = OWN, j  # "under the control of the country's forces"
            elif self._low(j) in ("its", "their") and self._is(j + 1, "protectors"):
                trigger.agent, trigger.agent_word = OWN, j  # "in the hands of its defenders"
        return trigger

    def _behind_lines(self, i: int) -> Trigger | None:
        """ "P is now behind Russian lines": the side whose lines they are has the place."""
        behind = next((j for j in range(i - 1, max(-1, i - 4), -1) if self._low(j) == "behind"), -1)
        if behind < 0 or not self._is(self._before(behind), "be"):
            return None
        entry = Entry(("behind", "lines"), "behind lines", "noun", "holds", "subject", "state")
        for j in range(behind + 1, i):
            if self.tokens[j].side:
                return Trigger(behind, i, entry, noun=False, agent_word=j)
            if self._low(j) in self.words["own"]:
                return Trigger(behind, i, entry, noun=False, agent=OWN, agent_word=j)
        return None

    def _freed(self, i: int) -> bool:
        """ "P is free", "P is now free of soldiers": as whoever speaks of an own town says."""
        be, after = self._before(i), self._low(i + 1)
        told = after in ("", ".", ",", "again", "now", "from", "and", "!")
        told = told or (
            after == "of" and any(self.tokens[j].side for j in range(i + 2, min(i + 5, self.size)))
        )
        lead, town = self._low(be - 2), self._low(be - 2) == "of" and self._is(be - 3, "identity")
        subject = self._place_at(be - 1) and (lead not in RELATION or town)
        return told and subject and self._is(be, "be")

    def _on_map(self, i: int) -> Trigger | None:
        """ "The map shows P in red", "painted P red", "P is now red on the map": the side of that colour."""
        told = (*self.lead.split(), *self.lows)  # "X painted | P red"
        mapped = any(low in self.words["mapped"] for low in told)
        lead = i - 1 - (self._low(i - 1) in ("in", "as", "now", "already"))
        if not mapped or not (self._place_at(lead) or self._is(lead, "be")) or self._place_at(i + 1):
            return None
        entry = Entry((self._low(i),), self._low(i), "noun", "holds", "subject", "state")
        side = self.sides.colours[self._low(i)]
        return Trigger(i, i, entry, noun=False, agent=side, agent_word=i)

    def _modifier(self, i: int) -> Trigger | None:
        """ "Russian-held P", "occupied P": an adjective before a place."""
        low = self._low(i)
        tail = low.rpartition("-")[2]
        hyphen = "-" in low and tail in ("held", "controlled", "occupied")
        if low in ("held", "controlled", "occupied") and self._low(i - 1) == "-" and i > 1:
            owner = next((j for j in (i - 2, i - 3) if j >= 0 and self.tokens[j].side), -1)
            if self._modified_place(i):  # "the Free Army (FA)-controlled P": nobody else's
                entry = Entry((low,), low, "noun", "holds", "modifier", "modifier")
                side = self.tokens[owner].side if owner >= 0 else ""
                return Trigger(i, i, entry, True, agent=side, agent_word=owner if owner >= 0 else i)
        if not hyphen and low != "occupied":
            return None
        owner = i - 2 if low in ("held", "controlled") and self._low(i - 1) == "-" else i
        if any(self._is(j, "formerly") for j in (owner - 1, owner - 2)):
            return None  # "the formerly rebel-held town of P"
        before = self._before(i)
        plain = low == "occupied" and (
            before < 0
            or self._is(before, "determiners")
            or self._low(before) in RELATION
            or self._low(before) in ("and", ",")
            or self.tokens[before].side_kind == "adjective"
            or (
                self._place_at(i + 1)
                and not self._is(before, "have", "be")
                and any(e.form != "noun" for e in self.lex.entries.get(self._low(before), ()))
            )
        )
        apposed = self._low(before) == "," and self._place_at(before - 1)
        if hyphen and not self._modified_place(i) and (apposed or self._is(before, "be")):
            side = self.sides.held_prefix(low)
            entry = Entry((low,), low, "noun", "holds", "subject", "state")
            return Trigger(i, i, entry, noun=False, agent=side, agent_word=i)
        kind = hyphen and self._is(i + 1, "identity") and self._low(before) in ("a", "the", "another")
        if kind and not self._modified_place(i) and self._is(self._before(before), "be"):
            entry = Entry((low,), low, "noun", "holds", "subject", "state")  # "P is a rebel-held town"
            return Trigger(i, i, entry, noun=False, agent=self.sides.held_prefix(low), agent_word=i)
        if not (hyphen or plain) or not self._modified_place(i):
            return None
        side = self.sides.held_prefix(low) if hyphen else ""
        word = -1
        if plain and i and self.tokens[i - 1].side_kind == "adjective":
            word = i - 1
        entry = Entry((low,), low, "noun", "holds", "modifier", "modifier")
        return Trigger(i, i, entry, True, agent=side, agent_word=word if word >= 0 else (i if side else -1))

    def _modified_place(self, i: int) -> bool:
        for j in range(i + 1, min(i + 7, len(self.tokens))):
            if self._place_at(j):
                return True
            low = self._low(j)
            if low in STRONG or low in QUOTES or (low in RELATION and low != "of") or low in self.words["be"]:
                return False
        return False

    def _verb_tokens(self) -> frozenset[int]:
        """Tokens that show a clause: verbs of events, auxiliaries, other verbs by their look."""
        found = {t.first for t in self.triggers if not t.noun}
        nouns = {t.first for t in self.triggers if t.noun}
        determiners = self.words["determiners"]
        for i, token in enumerate(self.tokens):
            if token.ref >= 0 or token.side:
                continue
            kind = _verb_kind(token.low)
            if kind == AUXILIARY or (kind and i not in nouns and self._low(i - 1) not in determiners):
                found.add(i)
        return frozenset(found)

    def _auxiliaries(self, i: int) -> tuple[list[str], bool, int]:
        """(auxiliaries left of i, negated, index of the first token of the verb group)."""
        found, negated, j = [], False, i - 1
        while j >= 0:
            low = self._low(j)
            if self.tokens[j].ref >= 0 or self.tokens[j].side:
                break
            if low in self.words["negative"]:
                negated = True
            if (
                low in self.words["be"]
                or low in self.words["have"]
                or low in self.words["do"]
                or low in self.lex.modals
            ):
                found.append(low)
            elif low == "yet" and self._is(j - 1, "negative"):
                pass  # "has not yet been able to"
            elif (
                low not in self.words["adverbs"] and low not in self.words["negative"] and low != "t"
            ) or low == "to":
                break
            if low == "longer" and self._low(j - 1) == "no":
                negated = True
            j -= 1
        return found, negated, j + 1
