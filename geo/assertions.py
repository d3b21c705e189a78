"""What a sentence says of the places in it: predicate, modality, extent, status, certainty words.

A pure function over one sentence, its place mentions and the conflict's side words. The rules for what a
wording supports are those of the README's table of statuses: a side is given a place only where the
words assert that; attacks, encirclement, clashes and withdrawal under way are contested; conditions,
aims, forecasts, denials, strikes, losses, supplies and judgements of importance support no status.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.clauses import ENEMY, OWN, QUOTES, STRONG, Clause, Mention, SideWords, Token, clauses, tokenise
from geo.lexicon import Entry, Lexicon, load
from geo.model import CONTESTED, NO_STATUS, Trace, control

#: Modalities under which the words may support a status.
COLOURING = ("asserted", "assessed")
#: What each preposition makes of the place that follows.
RELATION = {
    "in": "in", "inside": "in", "within": "in", "at": "in", "across": "in", "throughout": "in", "on": "on",
    "upon": "on", "against": "on", "for": "on", "over": "of", "of": "of", "into": "into", "onto": "into",
    "through": "in", "from": "from", "to": "toward", "toward": "toward", "towards": "toward", "near": "near",
    "around": "near", "outside": "near", "beyond": "near", "past": "near", "behind": "near", "beside": "near",
    "between": "near", "along": "near", "approaching": "near", "with": "with", "by": "by",
    "about": "with", "as": "with", "off": "near", "under": "with", "like": "with", "besides": "with",
    "including": "same", "namely": "same",
    "than": "with", "via": "with", "despite": "with", "amid": "with", "alongside": "near", "above": "near",
}  # fmt: skip
#: Nouns of fighting too loose to be tied to a place that they do not name.
VAGUE_FIGHT = frozenset({"offensive", "counteroffensive", "counter-offensive", "frontline", "front line", "invasion",
                         "war of attrition", "warfare", "fight", "attack", "raid", "standoff"})  # fmt: skip
#: Predicates for which the words for how much of a place count.
SIZED = frozenset({"captured", "holds", "advanced", "withdrew", "encircling", "assaulted"})
RETURNED = frozenset({"returned", "back", "restored", "return", "returning", "returns", "reverted"})
ABSENT = "-"  # head of a trigger that turned out to name no event
#: Words beside those of the lexicon that may name a state: "under control", "in their hands", "occupied".
STATE_WORDS = frozenset({"control", "hands", "rule", "ours", "occupied"})
#: Parts at the rim of a place: who reaches them is not yet in it.
EDGES = frozenset({"outskirts", "edge", "edges", "suburb", "suburbs", "entrance", "approaches", "fringes", "limits",
                   "periphery", "rim"})  # fmt: skip
#: Words of likelihood before "that": of something done or going on they make an assessment, not a forecast.
EVEN_ODDS = frozenset({"possibility", "chance"})
#: Events that may take a place which the words beside it do not tie to any.
ADOPTING = frozenset({"fighting", "struck", "losses", "assaulted", "repelled", "displaced", "fortified", "assessment"})
MOST_PERCENT, WHOLE_PERCENT = 51, 100
TITLE_SHARE = 0.7  # of the words in capitals: a headline in title case
LOOK_BACK = 12  # tokens searched for the word that governs an infinitive
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?\Z")
_VERBISH = re.compile(
    r"[a-z]{3,}(?:ed|ing)\Z|(?:said|says|told|came|went|made|gave|became|began|sent|met|put|took|led|ran|saw|say|"
    r"said|stood|wrote|knows?|remains?|continues?|suffers?|faces?|needs?|wants?|helps?|shows?|allows?|includes?)\Z"
)


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A mention that an event is tied to: by which relation, how much of the place, which part of it."""

    ref: int
    relation: str
    extent: str = "unstated"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a sentence says of one or more places."""

    predicate: str
    modality: str
    status: str
    certainty: str
    links: tuple[PlaceLink, ...]
    start: int  # the words that name the event
    end: int
    clause_start: int
    clause_end: int
    agent: str = ""
    tense: str = ""  # "past", "present", "future"
    scope: tuple[tuple[int, int], ...] = ()  # where its time may be named, nearest first
    trace: tuple[Trace, ...] = ()


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


def read(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    sides: SideWords,
    speaker: str = "",
    subject: str = "",
) -> list[Event]:
    """Events of text[start:end], one sentence, that are tied to at least one of `mentions`.

    `speaker` is the side of whoever says it ("our troops", "the enemy"), `subject` the side that a bare
    noun of the clause belongs to when the words before it name it ("Russia claims | control of X").
    """
    if not mentions:
        return []
    return _Sentence(text, start, end, mentions, sides, speaker, subject).events()


class _Sentence:
    def __init__(self, text, start, end, mentions, sides, speaker, subject) -> None:  # noqa: PLR0913
        self.text, self.mentions, self.sides = text, mentions, sides
        self.speaker, self.subject = speaker, subject
        self.lex: Lexicon = load()
        self.words = self.lex.classes
        self.tokens = tokenise(text, start, end, mentions, sides)
        self.lows = [t.low for t in self.tokens]
        self.size = len(self.lows)
        words = [t for t in self.tokens if t.word and t.low.isalpha()]
        self.title_case = bool(words) and sum(t.capital for t in words) > TITLE_SHARE * len(words)
        self.triggers = self._find_triggers()
        self.at_token = {t.first: t for t in self.triggers}
        self.clauses = clauses(self.tokens, self.lex, self._verb_tokens())
        self.clause_of = [0] * len(self.tokens)
        for n, clause in enumerate(self.clauses):
            self.clause_of[clause.first : clause.last] = [n] * (clause.last - clause.first)
        for trigger in self.triggers:
            trigger.clause = self.clause_of[trigger.first]

    # --- triggers ------------------------------------------------------------------------------------------

    def _low(self, i: int) -> str:
        return self.lows[i] if 0 <= i < self.size else ""

    def _is(self, i: int, *names: str) -> bool:
        low = self._low(i)
        return any(low in self.words[name] for name in names)

    def _find_triggers(self) -> list[Trigger]:
        found: list[Trigger] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            trigger = None
            if token.ref < 0 and not token.side:
                trigger = self._trigger_at(i)
            elif token.ref < 0 and token.side_kind == "force":
                trigger = None
            if trigger:
                found.append(trigger)
            i = trigger.last + 1 if trigger else i + 1
        return found

    def _trigger_at(self, i: int) -> Trigger | None:
        low = self.lows[i]
        if low not in self.lex.entries and low not in STATE_WORDS and "-" not in low:
            return None
        if self.tokens[i].low in ("control", "hands", "rule") and self._under(i):
            return self._state(i)
        if self.tokens[i].low == "ours":
            entry = Entry(("ours",), "ours", "noun", "holds", "subject", "state")
            return Trigger(i, i, entry, noun=False, agent=OWN, agent_word=i)
        modifier = self._modifier(i)
        if modifier:
            return modifier
        matches = [e for e in self.lex.entries.get(self.tokens[i].low, ()) if self._matches(e, i)]
        if not matches or self._part_of_name(i, matches):
            return None
        size = len(matches[0].words)
        matches = [e for e in matches if len(e.words) == size]
        verbs = [e for e in matches if e.form != "noun"]
        nouns = [e for e in matches if e.form == "noun"]
        if verbs and nouns:
            noun = self._noun_like(i, size, verbs[0].form)
        elif verbs and verbs[0].form == "base" and size == 1 and self._noun_like(i, size, "base"):
            return None  # a noun that the lexicon does not know as one
        else:
            noun = bool(nouns)
        chosen = nouns[0] if noun else verbs[0]
        if not noun:
            chosen = self._verb_sense(verbs, i + size)
            if self._describes(i, i + size, chosen):
                return None
            thing = chosen.form == "ing" and self._is(i - 1, "determiners") and self._low(i + size) in RELATION
            if thing and chosen.frame in ("path", "object") and self._low(i + size) != "of":
                return None
            if chosen.effect == "forces" and not any(self._is(j, "forces") for j in range(i + size, i + size + 5)):
                return None
            if chosen.effect == "out" and not {"out", "back"} & {self._low(j) for j in range(i + size, i + size + 6)}:
                return None
            if chosen.effect == "expel" and not self._driven_out(i + size) or self._plural_force(i, chosen.form):
                return None
        return Trigger(i, i + size - 1, chosen, noun)

    def _part_of_name(self, i: int, matches: list[Entry]) -> bool:
        """Whether a word is part of a name ("Resistance Committee") or only describes a group ("assault units")."""
        size = len(matches[0].words)
        noun = any(e.form == "noun" for e in matches)
        if noun and (self._is(i + size, "forces") or self._low(i + size) in ("ministry", "minister", "minister's")):
            return True
        if not self.tokens[i].capital or self.title_case or i == 0:
            return False
        beside = [self.tokens[j] for j in (i - 1, i + size) if 0 <= j < len(self.tokens)]
        return any(t.capital and t.ref < 0 and not t.side and t.low not in self.words["determiners"] for t in beside)

    def _describes(self, first: int, after: int, entry: Entry) -> bool:
        """Whether a participle only describes a noun: "displaced readers", "the destroyed city", "left bank"."""
        if entry.form not in ("pp", "past/pp") or entry.frame == "path":
            return False
        following, before = self._low(after), self._low(first - 1)
        if following in ("bank", "side", "flank", "hand"):
            return True
        noun_follows = following and following.isalpha() and following not in RELATION and not self._place_at(after)
        return bool(noun_follows) and (before in self.words["determiners"] or before in ("for", "of", "with", "in"))

    def _matches(self, entry: Entry, i: int) -> bool:
        return all(self._low(i + k) == w for k, w in enumerate(entry.words))

    def _verb_sense(self, verbs: list[Entry], after: int) -> Entry:
        """Between readings of one verb ("drive"): a path if a preposition follows, else the first in the list."""
        moved = next((e for e in verbs if e.effect == "out"), None)
        if moved and {"out", "back"} & {self._low(j) for j in range(after, after + 6)}:
            return moved
        verbs = [e for e in verbs if e.effect != "out"] or verbs
        sent = next((e for e in verbs if e.effect == "forces"), None)
        if sent and any(self._is(j, "forces") for j in range(after, after + 5)):
            return sent
        verbs = [e for e in verbs if e.effect != "forces"] or verbs
        path = self._low(after) in RELATION
        expel = next((e for e in verbs if e.effect == "expel"), None)
        if expel and not path and self._driven_out(after):
            return expel
        return next((e for e in verbs if (e.frame == "path") == path and e.effect != "expel"), verbs[0])

    def _driven_out(self, after: int) -> bool:
        return bool({"out", "from"} & {self._low(j) for j in range(after, after + 7)})

    def _plural_force(self, i: int, form: str) -> bool:
        """Whether a word like "forces" names a force and is not a verb."""
        return form in ("base", "s") and self._is(i, "forces") and not (
            self._low(self._before(i)) == "to" or self._low(self._before(i)) in self.lex.modals)  # fmt: skip

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
                return True
            return token.side_kind == "government" and form == "base"
        if low in self.words["forces"]:
            return following in ("on", "against", "near") and form == "s"
        if token.ref >= 0:
            return form == "base" and following not in self.words["determiners"]
        return following in RELATION or low.endswith(("ian", "al", "ive", "ed", "ing", "ous", "ly"))

    def _before(self, i: int) -> int:
        """Index of the token before i, adverbs passed over."""
        j = i - 1
        while j >= 0 and self._low(j) in self.words["adverbs"] and self._low(j) not in ("to", "no", "most", "all"):
            j -= 2 if self._low(j) == "longer" else 1
        return j

    def _place_at(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].ref >= 0

    def _under(self, i: int) -> bool:
        """Whether "control", "hands" stands in "under Russian control", "in the hands of"."""
        low = self._low(i)
        for j in range(i - 1, max(-1, i - 7), -1):
            here = self._low(j)
            if here == "under" or (here in ("in", "into") and low == "hands"):
                return True
            if here == "to" and low == "control" and self._low(j - 1) in RETURNED:
                return True
            token = self.tokens[j]
            loose = token.side or here in self.words["adverbs"] or here in self.words["forces"] or token.possessive
            if not (loose or here in self.words["determiners"] or here in self.words["whole"] or here in (
                "operational", "military", "of", "and", "effective", "government", "fire")):  # fmt: skip
                return False
        return False

    def _state(self, i: int) -> Trigger:
        """ "under (whose) control", "in (whose) hands": the place is its subject."""
        first = i
        while first > 0 and self._low(first) not in ("under", "in", "into", "to"):
            first -= 1
        words = tuple(self._low(j) for j in range(first, i + 1))
        fire = "fire" in words
        entry = Entry(words, "under control", "noun", "fire_control" if fire else "holds", "subject", "state")
        trigger = Trigger(first, i, entry, noun=False)
        for j in [*range(first, i + 1), *range(i + 1, min(i + 6, len(self.tokens)))]:
            if j == i + 1 and self._low(j) not in ("of", "by"):
                break
            if self.tokens[j].side:
                trigger.agent_word = j
            elif self._low(j) in self.words["own"]:
                trigger.agent, trigger.agent_word = OWN, j
        return trigger

    def _modifier(self, i: int) -> Trigger | None:
        """ "Russian-held P", "occupied P": an adjective before a place."""
        low = self._low(i)
        tail = low.rpartition("-")[2]
        hyphen = "-" in low and tail in ("held", "controlled", "occupied")
        before = self._before(i)
        plain = low == "occupied" and (
            before < 0
            or self._is(before, "determiners")
            or self._low(before) in RELATION
            or self._low(before) in ("and", ",")
            or self.tokens[before].side_kind == "adjective"
        )
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
            if low in STRONG or low in QUOTES or low in RELATION and low != "of" or low in self.words["be"]:
                return False
        return False

    def _verb_tokens(self) -> frozenset[int]:
        """Tokens that show a clause: verbs of events, auxiliaries, other verbs by their look."""
        found = {t.first for t in self.triggers if not t.noun}
        nouns = {t.first for t in self.triggers if t.noun}
        for i, token in enumerate(self.tokens):
            if token.ref >= 0 or token.side:
                continue
            low = token.low
            if low in self.words["be"] or low in self.words["have"] or low in self.lex.modals:
                found.add(i)
            elif i not in nouns and _VERBISH.match(low) and not self._is(i - 1, "determiners"):
                found.add(i)
        return frozenset(found)

    # --- events --------------------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        """Events in order of their words."""
        for trigger in self.triggers:
            self._voice(trigger)
        for trigger in self.triggers:
            self._link(trigger)
        for trigger in self.triggers:
            self._inherit(trigger)
        self._settle()
        self._adopt()
        found = [self._event(t) for t in self.triggers if t.links]
        return _merged([e for e in found if e is not None])

    def _voice(self, t: Trigger) -> None:
        if t.noun or t.entry.effect == "state":
            return
        if t.entry.effect == "attack" and not self._of_attack(t):
            t.head = ABSENT
        aux = self._auxiliaries(t.first)[0]
        form = t.entry.form
        be = [w for w in aux if w in self.words["be"]]
        if form in ("pp", "past/pp"):
            t.passive = bool(be) and not (t.entry.frame in ("path", "subject"))
            following = self._low(t.last + 1)
            reduced = not aux and (
                following == "by"
                or (t.entry.frame == "object" and self._reduced(t))
            )
            t.passive = t.passive or reduced
        t.finite = form in ("s", "past", "base") or (form in ("pp", "past/pp") and bool(aux or not t.passive))

    def _of_attack(self, t: Trigger) -> bool:
        clause = self.clauses[t.clause]
        words = {self._low(j) for j in range(clause.first, clause.last)}
        return bool(words & {"attack", "attacks", "attempt", "attempts", "assault", "assaults", "advance", "offensive",
                             "incursion", "breakthrough", "counterattack", "counterattacks", "enemy", "raid"})  # fmt: skip

    def _reduced(self, t: Trigger) -> bool:
        """A participle after a place and without an object of its own: "P, captured in May, ..."."""
        following = self._low(t.last + 1)
        j = t.first - 1
        comma = self._low(j) == ","
        j -= comma
        if not (0 <= j and self.tokens[j].ref >= 0):
            return False
        return following in ("by", "in", "on", "last", "earlier", "during", "from", ",", "this", "") or comma and (
            following in RELATION
        )

    def _auxiliaries(self, i: int) -> tuple[list[str], bool, int]:
        """(auxiliaries left of i, negated, index of the first token of the verb group)."""
        found, negated, j = [], False, i - 1
        while j >= 0:
            low = self._low(j)
            if self.tokens[j].ref >= 0 or self.tokens[j].side:
                break
            if low in self.words["negative"]:
                negated = True
            if low in self.words["be"] or low in self.words["have"] or low in self.words["do"] or low in self.lex.modals:
                found.append(low)
            elif low not in self.words["adverbs"] and low not in self.words["negative"] and low != "t":
                break
            elif low == "to":
                break
            if low == "longer" and self._low(j - 1) == "no":
                negated = True
            j -= 1
        return found, negated, j + 1

    # --- places of a trigger -------------------------------------------------------------------------------

    def _link(self, t: Trigger) -> None:
        frame = t.entry.frame
        own = self.clauses[t.clause].verbs
        stands = any(self._is(v, "be", "have") for v in own) and self._subject_in(self.clauses[t.clause].first, t.first)[0]
        if t.head == ABSENT or t.entry.effect == "distance" and not stands:
            return
        right = self._right(t)
        if frame == "modifier":
            t.links = [replace(x, relation="direct") for x in right[:1]]
        elif frame == "subject" or t.passive:
            t.links = self._left(t) or (self._anywhere(t, right) if frame == "at" else [])
            t.subject_place = bool(t.links)
        elif frame == "object":
            t.links = self._object(t, right)
        elif frame == "path":
            allowed = ("from", "in", "near") if t.entry.predicate == "withdrew" else None
            if t.entry.effect == "into":
                allowed = ("into", "in")
            if t.entry.effect == "expel":
                allowed = ("from",)
            t.links = [x for x in right if (x.relation in allowed if allowed else x.relation not in ("from", "with", "by"))]
        elif frame == "of":
            t.links = [x for x in right if x.relation in ("of", "direct")] or self._owner(t)
            if not t.links and t.entry.predicate in ("holds", "captured", "withdrew"):
                t.links = [x for x in right if x.relation == "in"]
        else:
            t.links = self._anywhere(t, right)

    def _object(self, t: Trigger, right: list[PlaceLink]) -> list[PlaceLink]:
        direct = [x for x in right if x.relation in ("direct", "of", "same")]
        if t.entry.lemma == "claim" and direct and self._clause_follows(direct[-1].ref):
            return []
        if direct and not t.head:
            return direct
        if t.head in self.words["people"] and t.entry.predicate != "assaulted":
            return []
        if t.head in self.words["ground"] or t.head in self.words["identity"]:
            return [x for x in right if x.relation in ("direct", "of", "in", "near", "same", "on")]
        if direct and t.head and not t.entry.strict:
            return direct
        if t.entry.predicate == "assaulted":
            return [x for x in right if x.relation in ("in", "near", "toward", "on")] or [
                x for x in right if x.relation == "from"]  # fmt: skip
        if not t.entry.strict and not t.head and t.entry.predicate in ("encircling", "holds"):
            return [x for x in right if x.relation in ("in", "near")]
        return []

    def _clause_follows(self, ref: int) -> bool:
        """ "claimed the city is ...": the place begins a clause and is no object."""
        at = next(i for i, token in enumerate(self.tokens) if token.ref == ref)
        return self._is(at + 1, "be", "have") or self._low(at + 1) in self.lex.modals or at + 1 in self.at_token

    def _anywhere(self, t: Trigger, right: list[PlaceLink]) -> list[PlaceLink]:
        if t.entry.predicate == "assessment":
            return self._owner(t) or self._left(t, anywhere=True) or [x for x in right if x.relation not in ("by",)]
        usable = [x for x in right if x.relation not in ("by", "with")]
        if t.entry.predicate in ("fighting", "struck", "losses"):
            usable = [x for x in usable if x.relation not in ("from", "toward")]
        if t.entry.predicate == "withdrew":
            usable = [x for x in usable if x.relation in ("from", "of", "in", "near")]
        if t.entry.predicate == "supply_threatened":
            return self._owner(t) + usable or self._left(t, anywhere=True)
        left = usable or self._owner(t) or self._left(t, anywhere=True)
        return [x for x in left if x.relation != "toward" or t.entry.predicate in ("displaced", "fortified", "repelled", "assaulted")]

    def _owner(self, t: Trigger) -> list[PlaceLink]:
        """ "P's capture", "the Bakhmut offensive": a place right before a noun."""
        if not t.noun:
            return []
        j = t.first - 1
        while j >= 0 and (self._low(j) in self.words["adverbs"] or self.tokens[j].side_kind == "adjective"):
            j -= 1
        if j >= 0 and self._place_at(j) and (self.tokens[j].possessive or j == t.first - 1):
            return [self._placed(j, "of", [])]
        return []

    def _right(self, t: Trigger) -> list[PlaceLink]:
        """Places after the trigger with the relation that the words between give them."""
        found: list[PlaceLink] = []
        relation, between, after_place, heads = ("direct" if not t.noun else "none"), [], False, []
        new_relation = relation
        for j in range(t.last + 1, len(self.tokens)):
            if self._stops(t, j, bool(found)):
                break
            token, low = self.tokens[j], self._low(j)
            if token.ref >= 0:
                if after_place == "modifier":
                    after_place = True
                    continue
                relation = new_relation
                found.append(self._placed(j, relation, between))
                if heads and relation != "direct" and len(found) == 1:
                    t.head = heads[-1]
                elif relation == "direct":
                    t.head = ""
                between, after_place = [], True
                continue
            if low in ("about", "around", "over", "some") and _NUMBER.match(self._low(j + 1)):
                pass
            elif low in RELATION or low in self.words["compass"] and self._low(j + 1) == "of":
                adjacent = self.tokens[j - 1].ref >= 0
                new = self._relation(low, j, new_relation, heads)
                if adjacent and low in ("in", "near", "of", "outside", "at", "on", "north", "south", "east", "west"):
                    after_place = "modifier"
                    continue
                new_relation = new
            elif token.word and low not in self.words["determiners"] and low not in ("and", "or", "both"):
                if not found and new_relation in ("direct",) and low not in self.words["times"] and low not in self.words["adverbs"] and not token.side:
                    heads.append(low)
            between.append(j)
        if not found and heads:
            t.head = t.head or heads[-1]
        return found

    def _relation(self, low: str, j: int, current: str, heads: list[str]) -> str:
        if low in self.words["compass"]:
            return "near"
        if low in ("of", "over"):
            before = self._low(j - 1)
            if before in self.words["compass"] or before == "outside":
                return "near"
            if before == "direction":
                return "toward"
            if before == "out":
                return "from"
            return current if current not in ("none",) else "of"
        if low == "to" and self._low(j - 1) in ("close", "next", "adjacent"):
            return "near"
        if low == "to" and self._low(j - 1) in ("fire", "damage", "threat", "approaches", "entrance"):
            return "on"
        if low == "in" and self._low(j + 2) == "direction":
            return "toward"
        return RELATION[low] if RELATION[low] != "same" else current

    def _stops(self, t: Trigger, j: int, found: bool) -> bool:
        """Whether the search for places right of a trigger ends before token j."""
        low = self._low(j)
        if low in STRONG or low in QUOTES:
            return True
        other = self.at_token.get(j)
        if other is not None and not other.noun:
            return True
        if other is not None and other.entry.frame != "modifier" and t.entry.predicate not in ("repelled",):
            nested = other.entry.predicate not in ("assessment", "fortified", "displaced", "losses")
            if nested and not (t.noun and j == t.last + 1):
                return True
        if found and (low in self.words["be"] or low in self.words["have"] or low in self.lex.modals):
            return True
        if self.clause_of[j] == t.clause:
            return found and j in self.clauses[t.clause].verbs and other is None
        clause = self.clauses[self.clause_of[j]]
        if clause.kind == "joined" and not clause.verbs:
            return False
        if j == clause.first and clause.kind == "aside":
            return found and not self._place_at(j) or bool(clause.verbs) or (not found and not low in RELATION)
        return clause.kind != "aside" or bool(clause.verbs)

    def _left(self, t: Trigger, anywhere: bool = False) -> list[PlaceLink]:
        """Places before the trigger: its subject, or where it happens when `anywhere`."""
        clause = self.clauses[t.clause]
        found = self._span_places(clause.first, t.first, anywhere)
        if found:
            return found
        if clause.kind == "relative" or (t.passive and not self._auxiliaries(t.first)[0]):
            return self._antecedent(clause.first, t)
        if not anywhere and clause.kind in ("aside", "joined"):
            return self._earlier_subject(t.clause)
        if anywhere and clause.kind == "aside" and t.clause and not self.clauses[t.clause - 1].verbs:
            before = self.clauses[t.clause - 1]
            return self._span_places(before.first, before.last, True)
        return []

    def _span_places(self, first: int, last: int, anywhere: bool) -> list[PlaceLink]:
        """Places of a stretch before a verb: the subject's, else (or if `anywhere`) those of its adjuncts."""
        subjects, others, relation, between = [], [], "direct", []
        opens = self.clauses[self.clause_of[first]] if first < len(self.tokens) else None
        if opens and opens.first == first and opens.kind == "subordinate":
            first += 1
        for j in range(first, last):
            token, low = self.tokens[j], self._low(j)
            if token.ref >= 0:
                if self._low(j - 1) in ("and", "or", ",") and (subjects or others) and self._place_at(j - 2):
                    pass
                elif token.possessive and not (self._is(j + 1, "parts", "ground")):
                    relation = "in" if anywhere else "with"
                link = self._placed(j, "in" if relation == "inside" else relation, between)
                if relation == "inside":
                    subjects.append(link)
                    between = []
                    continue
                (subjects if relation in ("direct", "of") else others).append(link)
                between = []
                continue
            if low in RELATION and low != "as":
                before = "of" if relation == "direct" else relation
                after_place = j > first and self.tokens[j - 1].ref >= 0
                relation = "with" if after_place and low in ("in", "near", "of") else self._relation(low, j, before, [])
                relation = "direct" if relation == "of" else relation
                if low in ("in", "at") and not subjects and self._low(j - 1) in self.words["ground"]:
                    relation = "inside"
            elif low in self.words["times"] and relation in ("on", "in", "near") and not anywhere:
                relation = "direct"
            elif low in ("and", "or", ",") and not self._place_at(j + 1):
                relation = "direct" if low == "," else relation
            elif low in self.words["compass"] and self._low(j + 1) == "of":
                relation = "near"
            elif self.at_token.get(j) is not None and not anywhere:
                relation = "with" if self.at_token[j].entry.predicate != "assessment" else relation
            between.append(j)
        others = [x for x in others if x.relation in ("in", "near", "on", "into", "toward")]
        if anywhere:
            return subjects or others
        return subjects

    def _antecedent(self, first: int, t: Trigger) -> list[PlaceLink]:
        """The place that a relative clause or a participle stands beside, with its list if the verb is plural."""
        j = first - 1
        while j >= 0 and (self._low(j) in (",", "in", "of", "from", "to", "(") or self._low(j) in self.words["ground"]):
            j -= 1
        if j < 0 or not self._place_at(j):
            return []
        if self.mentions[self.tokens[j].ref].offset:  # "P, 25 km west of Q, which": P
            earlier = next((k for k in range(j - 1, max(-1, j - 9), -1) if self._place_at(k) and self._low(k + 1) == ","), j)
            j = earlier
        found = [self._placed(j, "direct", [])]
        if {"were", "are", "have"} & set(self._auxiliaries(t.first)[0]):
            while j > 1 and self._low(j - 1) in ("and", ",") and self._place_at(j - 2):
                j -= 2
                found.insert(0, self._placed(j, "direct", []))
        return found

    def _earlier_subject(self, clause: int) -> list[PlaceLink]:
        """Subject place of the nearest earlier clause, for a verb without a subject of its own."""
        for n in range(clause - 1, max(-1, clause - 6), -1):
            if self.clauses[n].kind == "relative" and self.clauses[n].opener != "that":
                continue
            first, last = self.clauses[n].first, self.clauses[n].last
            verbs = self.clauses[n].verbs
            found = self._span_places(first, verbs[0] if verbs else last, False)
            if found:
                return found[-1:] if not verbs and n == clause - 1 and len(found) > 1 else found
            if self._subject_in(first, verbs[0] if verbs else last)[1] >= 0:
                return []
        return []

    def _placed(self, j: int, relation: str, between: list[int]) -> PlaceLink:
        """The mention at token j with extent and part by the words before it (and after, "P's east")."""
        mention = self.mentions[self.tokens[j].ref]
        extent, part = "unstated", mention.part
        if part:
            extent = "part"
        words = [self._low(k) for k in between[-8:]]
        if self.tokens[j].possessive:
            after = [self._low(j + k) for k in (1, 2, 3)]
            if any(w in self.words["parts"] or w in self.words["compass"] for w in after):
                extent, part = "part", part or next(
                    w for w in after if w in self.words["parts"] or w in self.words["compass"])  # fmt: skip
        extent, part = self._extent(words, extent, part)
        if mention.offset:
            relation = "near" if relation in ("in", "direct", "of", "on") and False else relation
        return PlaceLink(self.tokens[j].ref, relation, extent, part)

    def _extent(self, words: list[str], extent: str, part: str) -> tuple[str, str]:
        if not words:
            return extent, part
        if words[-1] in ("centre", "center", "downtown") or words[-1] in self.words["compass"]:
            return "part", part or words[-1]
        of = len(words) - 1 - words[::-1].index("of") if "of" in words else -1
        head = words[max(0, of - 4) : of] if of > 0 else []
        percent = next((float(w.rstrip("%")) for w in head if _NUMBER.match(w)), None)
        if percent is not None and ({"percent", "cent"} & set(head) or any(w.endswith("%") for w in head)):
            return ("whole" if percent >= WHOLE_PERCENT else "most" if percent >= MOST_PERCENT else "part"), part
        if extent != "part":
            if "half" in head and "than" in head and "less" not in head or "two-thirds" in head or "thirds" in head:
                return "most", part
            named = [w for w in head if w in self.words["parts"] and not (
                head[-1] in self.words["identity"] and w in (head[-1], "some"))]  # fmt: skip
            if named:
                where = [w for w in head if w in self.words["compass"]]
                return "part", part or (where[0] if where else named[-1])
            if any(w in self.words["most"] for w in words):
                return "most", part
            if any(w in self.words["whole"] for w in words):
                return "whole", part
            if any(w in self.words["parts"] and w not in ("some",) for w in words) and "in" in words:
                return "part", part
        return extent, part

    # --- inheritance and competition -----------------------------------------------------------------------

    def _inherit(self, t: Trigger) -> None:
        """Places from outside the trigger's clause: relative pronouns and "where"."""
        if t.links or t.head == ABSENT or t.head in self.words["people"] or t.entry.predicate == "assessment":
            return
        clause = self.clauses[t.clause]
        if clause.kind == "relative" and clause.opener in ("which", "that", "where"):
            if t.entry.frame == "object" and t.head and t.entry.predicate != "assaulted":
                return
            if clause.opener != "where" and t.entry.frame in ("path", "at") and t.noun:
                return
            t.links = self._antecedent(clause.first, t)
            if clause.opener == "where":
                t.links = [replace(x, relation="in") for x in t.links]

    def _settle(self) -> None:
        """One event for each mention in a clause: the word nearest to it, special pairs aside."""
        for t in self.triggers:
            if t.entry.predicate == "repelled" and t.links:
                self._absorb(t, ("assaulted", "fighting", "advanced", "struck"))
            if t.entry.predicate == "losses" and self._low(t.last + 1) in ("in", "during") and t.noun:
                other = next((o for o in self.triggers if 0 < o.first - t.last <= 4 and o.entry.predicate == "fighting"), None)
                if other:
                    other.links, t.links = [], other.links or t.links
            if t.entry.effect == "control" and self._governor(t)[1] in ("fight", "battle", "struggle", "fighting", "battles"):
                other = self._trigger_near(t, "fighting")
                if other and not other.links:
                    other.links, t.links = t.links, []
        claimed: dict[int, list[Trigger]] = {}
        for t in self.triggers:
            for link in t.links:
                claimed.setdefault(link.ref, []).append(t)
        for ref, rivals in claimed.items():
            if len(rivals) > 1:
                self._choose(ref, rivals)

    def _adopt(self) -> None:
        """Mentions that no word took go to the nearest event that has room for them; events without a place
        of their own take the sentence's only place, else the one that the text is about."""
        taken = {link.ref for t in self.triggers for link in t.links}
        for i, token in enumerate(self.tokens):
            if token.ref >= 0 and token.ref not in taken and self.mentions[token.ref].kind in ("name", "noun"):
                self._adopt_mention(i)
        linked = {link.ref for t in self.triggers for link in t.links}
        named = [m for m in self.mentions if m.kind != "implied"]
        self._follow_on()
        if len({m.place or str(m.start) for m in named}) > 1:
            return
        ref = min(linked, default=0)
        here = [t.ref for t in self.tokens if t.ref >= 0]
        if here and not linked:
            return
        for t in self.triggers:
            if not t.links and self._stands_alone(t, bool(here)) and not (here and self._echo(t, ref)):
                t.links = [PlaceLink(ref, "in")]

    def _follow_on(self) -> None:
        """ "... advanced near P and had repelled four attacks": a joined clause without a place goes on at P."""
        for n, t in enumerate(self.triggers):
            joined = self.clauses[t.clause].kind == "joined" and t.entry.predicate == "repelled"
            if joined and not t.links and n:
                earlier = [o for o in self.triggers[:n] if o.links and o.clause == t.clause - 1]
                t.links = [replace(x, relation="near") for x in earlier[-1].links] if earlier else []

    def _adopt_mention(self, i: int) -> None:
        before = next((j for j in range(i - 1, max(-1, i - 4), -1) if self._low(j) not in (",", "and", "the", "or")), -1)
        if before >= 0 and before < i - 1 and self._place_at(before):
            for t in self.triggers:
                if t.links and t.links[-1].ref == self.tokens[before].ref and t.entry.frame in ("at", "path"):
                    t.links = [*t.links, self._placed(i, t.links[-1].relation, [])]
                    return
        relation = RELATION.get(self._low(i - 1), RELATION.get(self._low(i - 2), ""))
        if self.mentions[self.tokens[i].ref].offset:
            return
        near = [
            t for t in self.triggers
            if t.entry.frame == "at" and t.entry.predicate in ADOPTING and t.head not in self.words["people"]
            and (not t.links or t.entry.predicate != "assessment"
                 and all(self.mentions[x.ref].start < self.tokens[i].start for x in t.links))
            and relation in (("in", "near", "on", "of", "into") if t.entry.predicate not in ("displaced", "fortified")
                             else ("in", "near", "on", "of", "into", "toward"))
        ]  # fmt: skip
        if near:
            best = min(near, key=lambda t: abs(i - t.first) + (LOOK_BACK if t.first > i else 0))
            best.links = [*best.links, self._placed(i, relation, [])]

    def _stands_alone(self, t: Trigger, named: bool) -> bool:
        """Whether an event without a place of its own may be taken to happen at the place spoken of.

        `named`: the sentence names that place for another event; then only what plainly goes on there.
        """
        if t.head == ABSENT or t.entry.effect == "lost":
            return False
        predicate, lemma = t.entry.predicate, t.entry.lemma
        if self.clauses[t.clause].opener in ("after", "following", "since", "before", "despite"):
            return False
        if predicate == "withdrew":
            if t.entry.lemma == "leave" and not t.head and not named:
                return self._by_force(t)
            return t.entry.frame == "path" and t.entry.effect != "out" or t.noun and not named
        if predicate == "advanced":
            return t.entry.form == "ing" or t.noun and not named and lemma in ("advance", "breakthrough")
        if lemma in VAGUE_FIGHT:
            return False
        if predicate == "fighting":
            return t.noun and (not named or lemma in ("fighting", "clash"))
        return predicate in ("encircling", "supply_threatened", "fire_control") or (
            predicate == "assaulted" and t.noun and not named
        )

    def _echo(self, t: Trigger, ref: int) -> bool:
        """Whether an event that has the place already says as much, in the same clause."""
        return any(
            o.links and o.links[0].ref == ref and (o.clause == t.clause or o.entry.predicate == t.entry.predicate)
            for o in self.triggers
            if o is not t
        )

    def _trigger_near(self, t: Trigger, predicate: str) -> Trigger | None:
        near = [o for o in self.triggers if o.entry.predicate == predicate and 0 < t.first - o.first < LOOK_BACK]
        return near[-1] if near else None

    def _absorb(self, t: Trigger, predicates: tuple[str, ...]) -> None:
        for other in self.triggers:
            if other is not t and other.clause == t.clause and other.entry.predicate in predicates:
                other.links, other.head = [], ABSENT

    def _choose(self, ref: int, rivals: list[Trigger]) -> None:
        """Of the words that one mention may belong to within a clause, keep the telling one."""
        by_clause: dict[int, list[Trigger]] = {}
        for t in rivals:
            by_clause.setdefault(t.clause, []).append(t)
        for group in by_clause.values():
            best = min(group, key=lambda t: (self._weak(t), self._distance(t, ref)))
            for t in group:
                if t is not best and not self._separate(t, best):
                    t.links = [x for x in t.links if x.ref != ref]
        if len(by_clause) > 1:
            strong = [t for t in rivals if t.links and not self._weak(t)]
            for t in rivals:
                if self._weak(t) and strong:
                    t.links = [x for x in t.links if x.ref != ref]

    def _weak(self, t: Trigger) -> int:
        if t.entry.predicate == "assessment":
            return 3
        if t.entry.frame == "modifier":
            return 2
        return 1 if t.entry.predicate in ("displaced", "fortified", "supply_threatened", "losses") else 0

    def _separate(self, t: Trigger, best: Trigger) -> bool:
        """Whether two words of a clause are two events: both finite verbs."""
        return t.finite and best.finite and not self._weak(t)

    def _distance(self, t: Trigger, ref: int) -> int:
        at = next(i for i, token in enumerate(self.tokens) if token.ref == ref)
        return at - t.last if at > t.last else t.first - at

    # --- who -----------------------------------------------------------------------------------------------

    def _agent(self, t: Trigger) -> tuple[str, int]:
        """(side that acts, its token) or ("", -1)."""
        if t.agent_word >= 0:
            token = self.tokens[t.agent_word]
            side = t.agent or token.side
            return self.sides.side(side, self.speaker), t.agent_word
        if t.entry.effect == "state":
            return "", -1
        if t.entry.frame == "modifier":
            return "", -1
        after = self._agent_after(t)
        if t.passive and not after[0] and t.entry.lemma == "liberate" and self._low(t.last + 1) != "by":
            return self.speaker, t.first
        if after[0] or t.passive:
            return after
        if t.entry.frame == "subject" or t.entry.effect == "fall":
            return self._recipient(t)
        if t.noun:
            return self._agent_before_noun(t)
        return self._subject(t)

    def _agent_after(self, t: Trigger) -> tuple[str, int]:
        for j in range(t.last + 1, min(len(self.tokens), t.last + 14)):
            low = self._low(j)
            if low in STRONG or low in QUOTES or (self.at_token.get(j) and not self.at_token[j].noun):
                break
            if low == "by":
                return self._side_from(j + 1, 6)
        return "", -1

    def _recipient(self, t: Trigger) -> tuple[str, int]:
        """ "fell to Russian forces", "fell into Russian hands"."""
        for j in range(t.last + 1, min(len(self.tokens), t.last + 8)):
            if self._low(j) in ("to", "into", "under") and self._low(j + 1) not in self.lex.entries:
                return self._side_from(j + 1, 5)
            if self._low(j) in STRONG or self._low(j) == ",":
                break
        return "", -1

    def _side_from(self, first: int, length: int) -> tuple[str, int]:
        """First side named in a noun phrase that begins at `first`; opponents of that side do not count."""
        for j in range(first, min(len(self.tokens), first + length)):
            token, low = self.tokens[j], self._low(j)
            if token.side:
                return (self.sides.side(token.side, self.speaker), j) if not self._opposed(j) else ("", -1)
            if low in self.words["own"]:
                return self.speaker, j
            if low in STRONG or low == "," or token.ref >= 0 or low.startswith("anti"):
                break
        return "", -1

    def _opposed(self, j: int) -> bool:
        """Whether a side's adjective stands with a word that turns it: rebels, "anti-"."""
        near = [self._low(k) for k in (j - 1, j + 1, j + 2)]
        if any(w.startswith(("anti", "non-")) for w in near):
            return True
        return self.tokens[j].side_kind == "adjective" and bool(
            {"rebel", "rebels", "opposition", "dissident", "dissidents", "partisans", "resistance", "volunteers",
             "citizens", "exiles", "activists", "saboteurs"} & set(near[1:])
        )  # fmt: skip

    def _agent_before_noun(self, t: Trigger) -> tuple[str, int]:
        for j in range(t.first - 1, max(-1, t.first - 6), -1):
            token, low = self.tokens[j], self._low(j)
            if token.side and (token.possessive or token.side_kind == "adjective" or j == t.first - 1):
                return (self.sides.side(token.side, self.speaker), j) if not self._opposed(j) else ("", -1)
            if low in self.words["own"]:
                return self.speaker, j
            if low in STRONG or low in RELATION or token.ref >= 0 or (self.at_token.get(j) and not self.at_token[j].noun):
                break
        if t.entry.effect in ("control", "defend", "lost", "") and t.entry.predicate in ("holds", "advanced", "captured"):
            found = self._subject(t)
            if found[0]:
                return found
        begins = not any(self.tokens[j].side or self._low(j) in self.words["be"] for j in range(t.first))
        if self.subject and self.clause_of[t.first] == 0 and begins:
            return self.subject, -1
        return "", -1

    def _subject(self, t: Trigger) -> tuple[str, int]:
        """Side of the subject: in the clause, else what a relative clause or a joined verb takes it from."""
        n = t.clause
        limit = t.first
        for _ in range(5):
            clause = self.clauses[n]
            found = self._subject_in(clause.first, limit)
            if found[1] >= 0 or found[0] == "?":
                return found if found[0] != "?" else ("", -1)
            if n == 0:
                break
            if clause.kind == "subordinate" and any(
                self._low(j) in self.words["pronouns"] for j in range(clause.first + 1, limit)
            ):
                break
            n -= 1
            limit = self.clauses[n].last
        return "", -1

    def _subject_in(self, first: int, last: int) -> tuple[str, int]:
        """The first side in a stretch that no locative preposition governs; "?" for another subject."""
        blocked = False
        for j in range(first, last):
            token, low = self.tokens[j], self._low(j)
            if low in self.words["own"]:
                return (self.speaker or "?"), j
            if token.side:
                if blocked:
                    blocked = False
                    continue
                if self._opposed(j):
                    return "?", -1
                if token.side_kind != "adjective" or self._names_force(j):
                    if token.possessive and not self._names_force(j):
                        continue
                    return (self.sides.side(token.side, self.speaker) or "?"), j
            elif low in ("it", "they", "its", "their") and self.subject and not blocked:
                return self.subject, j
            elif low in RELATION and low not in ("of", "by", "with"):
                blocked = True
            elif low in ("against", "with", "by"):
                blocked = True
            elif low in self.words["forces"] and not blocked and not self._side_near(j):
                return "?", -1
        return "", -1

    def _side_near(self, j: int) -> bool:
        return any(self.tokens[k].side for k in range(max(0, j - 4), min(len(self.tokens), j + 5)))

    def _names_force(self, j: int) -> bool:
        """Whether an adjective or possessive at j leads to a word for a force."""
        return any(
            self._low(k) in self.words["forces"] or self.tokens[k].side_kind == "force"
            for k in range(j + 1, min(len(self.tokens), j + 5))
        )

    # --- how surely ----------------------------------------------------------------------------------------

    def _modality(self, t: Trigger) -> tuple[str, str, int]:
        """(modality, rule, token that decides it)."""
        for test in (self._question, self._conditional, self._doubted, self._verb_group, self._noun_group, self._hedged):
            found = test(t)
            if found is not None:
                return found
        return "asserted", "plain statement", t.first

    def _question(self, t: Trigger):
        if self.tokens and self._low(len(self.tokens) - 1) == "?":
            return "conditional", "a question asserts nothing", len(self.tokens) - 1
        return None

    def _conditional(self, t: Trigger):
        n = t.clause
        while n >= 0:
            clause = self.clauses[n]
            if clause.kind == "conditional":
                past = clause.opener in ("until", "till", "once") and t.entry.form in ("past", "past/pp", "pp") and (
                    "have" not in self._auxiliaries(t.first)[0] and "has" not in self._auxiliaries(t.first)[0])  # fmt: skip
                return None if past else ("conditional", "condition", clause.first)
            if clause.kind in ("joined",) or (clause.kind == "aside" and n and self._low(clause.first - 1) != ","):
                n -= 1
                continue
            break
        first = self.clauses[t.clause].first
        for j in range(max(0, first - 1), t.first):
            for words in self.lex.conditional_phrases.get(self.lows[j], ()):
                if all(self._low(j + k) == w for k, w in enumerate(words)):
                    return "conditional", "condition", j
        return None

    def _doubted(self, t: Trigger):
        """A word before "that", or before the clause, which makes it a doubt, fear or order."""
        sentence_part = self._part_start(t.first)
        for j in range(t.first - 1, sentence_part - 1, -1):
            for words, category in self.lex.doubt.get(self._low(j), ()):
                if not all(self._low(j + k) == w for k, w in enumerate(words)):
                    continue
                after = j + len(words)
                direct = self._low(after) == "that" or (
                    self.clause_of[j] == t.clause and self._starts_clause(after, t) and not t.noun
                )
                done = category == "predicted" and (t.passive or {"has", "have", "had"} & set(self._auxiliaries(t.first)[0])
                                                    or t.entry.form == "ing" and not t.noun or t.noun)  # fmt: skip
                if direct and category in ("denied", "predicted", "aim") and not (done and words[0] in EVEN_ODDS):
                    return category, "what is said to be so", j
        return None

    def _starts_clause(self, after: int, t: Trigger) -> bool:
        """Whether a subject stands between a word such as "feared" and the trigger's verb group."""
        group = self._auxiliaries(t.first)[2]
        return t.finite and any(self.tokens[j].side or self.tokens[j].ref >= 0 or self._is(j, "pronouns", "forces")
                                for j in range(after, min(group, after + 5)))  # fmt: skip

    def _part_start(self, i: int) -> int:
        j = i
        while j > 0 and self._low(j) not in (";", ":") and self._low(j) != "but":
            j -= 1
        return j

    def _verb_group(self, t: Trigger):
        if t.noun or t.entry.frame == "modifier":
            return None
        aux, negated, first = self._auxiliaries(t.first)
        if t.entry.effect == "state":
            aux, negated, first = self._state_verb(t)
        before = self._low(first - 1)
        perfect = any(w in self.words["have"] for w in aux)
        if before == "to":
            done = perfect or bool({"be", "being"} & set(aux) and t.entry.form == "ing")
            return self._infinitive(first - 1, done, attack=t.entry.predicate in ("assaulted", "advanced"))
        if before == "yet" or (negated and not any(w in self.lex.modals for w in aux)):
            return "denied", "negation", first
        modal = next((w for w in aux if w in self.lex.modals), "")
        if modal:
            return self._modal(modal, aux, t, first)
        if negated:
            return "denied", "negation", first
        if t.entry.form == "ing" and not any(w in self.words["be"] for w in aux):
            return self._gerund(t, first)
        if t.entry.form == "base" and not aux and self._bare_infinitive(first):
            return self._category(self._bare_infinitive(first), first - 1)
        return None

    def _bare_infinitive(self, first: int) -> str:
        for j in range(first - 1, max(-1, first - 6), -1):
            if self._low(j) in ("help", "helped", "helping", "let", "make", "made", "see", "seen", "seeing", "watch"):
                return "aim" if self._low(j) in ("help", "let", "helping", "make", "see", "watch") else ""
            if self._low(j) in STRONG or self._low(j) == ",":
                return ""
        return ""

    def _state_verb(self, t: Trigger) -> tuple[list[str], bool, int]:
        """Verb group before "under ... control", passing over "brought", "fallen", "come" and a place."""
        j = t.first - 1
        while j > self.clauses[t.clause].first and not (
            self._low(j) in self.words["be"] or self._low(j) in self.words["have"] or self._low(j) in self.lex.modals
            or self._low(j) == "to" or self.tokens[j].ref >= 0
        ):  # fmt: skip
            j -= 1
        if self.tokens[j].ref >= 0 or j < 0:
            return self._auxiliaries(t.first)
        if self._low(j) == "to":
            return [], False, j + 1
        aux, negated, first = self._auxiliaries(j + 1)
        return aux, negated or any(self._low(k) in self.words["negative"] for k in range(j, t.first)), first

    def _modal(self, modal: str, aux: list[str], t: Trigger, at: int):
        category = self.lex.modals[modal]
        continuing = t.entry.form == "ing" and "be" in aux
        perfect = "have" in aux and t.entry.form in ("pp", "past/pp")
        stative = t.entry.predicate == "holds" and t.entry.form == "base" and modal in ("may", "might")
        if modal in self.lex.epistemic and (continuing or perfect or stative):
            return "assessed", "a modal of likelihood", at
        return category, "modal verb", at

    def _infinitive(self, to: int, perfect: bool, attack: bool = False):
        """An attempt to attack is an attack. What governs "to" + verb: the nearest word of a list to its left, within the clause."""
        for j in range(to - 1, max(-1, to - LOOK_BACK), -1):
            low = self._low(j)
            category = self.lex.governors.get(low)
            if low in STRONG or low in QUOTES:
                break
            if category is None or low in RELATION or self.tokens[j].side or self.tokens[j].ref >= 0:
                continue
            if category == "fact" or (attack and low.startswith(("try", "tri", "attempt"))):
                return self._outer(j)
            if category == "predicted" and perfect:
                return "assessed", "likelihood of something done", j
            if category == "denied" and low == "yet":
                return "denied", "not yet", j
            if category == "aim" and low in ("used",):
                continue
            return self._category(category, j)
        return "aim", "infinitive of purpose", to

    def _outer(self, j: int):
        """A verb such as "managed to", "continue to": as sure as its own verb group."""
        aux, negated, first = self._auxiliaries(j)
        if self._low(first - 1) == "to":
            return self._infinitive(first - 1, False)
        if negated:
            return "denied", "negation", first
        modal = next((w for w in aux if w in self.lex.modals), "")
        if modal:
            return self.lex.modals[modal], "modal verb", first
        clause = self.clauses[self.clause_of[j]]
        if clause.kind == "conditional":
            return "conditional", "condition", clause.first
        return None

    def _category(self, category: str, at: int):
        return (category, f"governed by {self._low(at)!r}", at) if category else None

    def _gerund(self, t: Trigger, first: int):
        """ "Capturing P would", "chance of capturing P", "after capturing P", ", capturing P"."""
        j = first - 1
        low = self._low(j)
        clause = self.clauses[t.clause]
        if low in RELATION or low in ("after", "before", "since", "without", "while", "when"):
            if low in ("after", "since", "by", "despite", "while", "when", "following", "upon", "before"):
                return self._later_modal(t.last)
            if low in ("without", "from"):
                return "denied", "not done", j
            for k in range(j - 1, max(-1, j - 5), -1):
                category = self.lex.governors.get(self._low(k))
                if category == "fact" and self._low(k) not in RELATION:
                    return self._outer(k)
                if category:
                    return self._category(category, k)
            return "conditional", "a possibility", j
        category = self.lex.governors.get(low)
        if category == "fact":
            return self._outer(j)
        if category:
            return self._category(category, j)
        if first == clause.first and clause.first == 0 or low in QUOTES or first == 0:
            subject_first = self._low(self.clauses[t.clause].last) != "," and self._low(clause.last - 1) != ","
            return ("conditional", "a possibility", first) if subject_first else self._later_modal(t.last)
        if low in self.words["determiners"] or low == "that":
            return "conditional", "a possibility", first
        if t.clause and clause.kind in ("aside", "joined", "main"):
            return self._main_modal(t)
        return None

    def _later_modal(self, after: int):
        for j in range(after + 1, len(self.tokens)):
            if self._low(j) in self.lex.modals:
                return self.lex.modals[self._low(j)], "modal verb of the main clause", j
        return None

    def _main_modal(self, t: Trigger):
        """Modality of the verb that a participle hangs on."""
        for n in range(t.clause - 1, max(-1, t.clause - 4), -1):
            for j in reversed(self.clauses[n].verbs):
                if self._low(j) in self.lex.modals and self._low(j) != "can":
                    return self.lex.modals[self._low(j)], "modal verb of the main clause", j
                if self._low(j - 1) == "to":
                    return self._infinitive(j - 1, False)
                if j in self.at_token or self._low(j) in self.words["be"]:
                    return None
        return None

    def _noun_group(self, t: Trigger):
        """What governs a noun of an event: "risk of encirclement", "will launch an assault", "denied control"."""
        if not t.noun or t.entry.frame == "modifier":
            return None
        if t.entry.predicate in ("assessment", "reported"):
            clause = self.clauses[t.clause]
            at = next((j for j in range(clause.first, clause.last) if self._low(j) in self.lex.modals), -1)
            return (self.lex.modals[self._low(at)], "modal verb", at) if at >= 0 else None
        category, word, at = self._governor(t)
        threatened = word in ("risk", "threat", "danger", "risks", "threatened", "threatens") and t.entry.predicate in (
            "encircling", "captured")  # fmt: skip
        if threatened:
            return None
        if word.startswith("threat") and t.entry.predicate == "supply_threatened":
            return None
        if category in ("predicted", "aim", "denied") and not self._ongoing(t):
            return category, f"governed by {word!r}", at
        clause = self.clauses[t.clause]
        for j in range(clause.first, t.first):
            low = self._low(j)
            if low in self.lex.modals:
                likely = low in self.lex.epistemic and (
                    self._low(j + 1) == "have" or self._low(j + 1) == "be" and self._low(j + 2).endswith("ing"))  # fmt: skip
                return ("assessed" if likely else self.lex.modals[low]), "modal verb", j
            if low in self.words["negative"] and low != "no" and t.entry.effect != "lost":
                return "denied", "negation", j
            if low == "no" and j >= t.first - 4:
                return "denied", "negation", j
        if t.entry.predicate == "assaulted":
            after = {self._low(j) for j in range(t.last + 1, min(len(self.tokens), t.last + LOOK_BACK))}
            if after & {"preparing", "planning", "planned", "prepared", "plotting"}:
                return "aim", "an attack in preparation", t.last
        for j in range(t.first - 1, max(clause.first, t.first - 6), -1):
            named = self.tokens[j + 1].side or self.tokens[j + 1].ref >= 0 or self._is(j + 1, "determiners")
            if self._low(j) == "to" and j + 1 < t.first and not named:
                return self._infinitive(j, False)
            if self._low(j) in RELATION:
                break
        definite = any(self._low(j) in ("the", "this", "its", "their", "his", "our") for j in range(t.first - 4, t.first))
        hypothetical = t.entry.predicate in ("captured", "withdrew") or not (definite or self._agent_before_noun(t)[1] >= 0)
        if hypothetical:
            indefinite = any(self._low(j) in ("a", "an", "any") for j in range(max(0, t.first - 3), t.first))
            reach = self.clauses[min(t.clause + 2, len(self.clauses) - 1)].last if indefinite else clause.last + 1
            for j in range(t.last + 1, min(reach, len(self.tokens))):
                if self._low(j) in self.lex.modals:
                    return "conditional", "what would follow from it", j
        return None

    def _ongoing(self, t: Trigger) -> bool:
        """Fighting and assaults that are tried, led or continued go on."""
        return t.entry.predicate in ("fighting", "struck", "losses")

    def _governor(self, t: Trigger) -> tuple[str, str, int]:
        """(category, word, index) of the word that governs a noun, "" when none is near."""
        for j in range(t.first - 1, max(self.clauses[t.clause].first - 1, t.first - 7), -1):
            low = self._low(j)
            if self.tokens[j].ref >= 0 or low in STRONG or low == ",":
                break
            category = self.lex.governors.get(low)
            if category and low not in RELATION and category != "fact" and low not in self.words["determiners"]:
                return category, low, j
        return "", "", -1

    def _hedged(self, t: Trigger):
        phrase = self._certainty(t)
        if phrase is None:
            return None
        words, level, at = phrase
        if level == "open":
            return "predicted", "left open by the speaker", at
        if level == "assessed":
            return "assessed", "words of likelihood", at
        return None

    def _certainty(self, t: Trigger) -> tuple[str, str, int] | None:
        """(words, level, token) of the certainty phrase of the trigger's clause, else of the clauses that govern it."""
        clause = self.clauses[t.clause]
        found = self._certainty_in(clause.first, clause.last, t.first)
        if found:
            return found
        n = t.clause
        while n > 0 and self.clauses[n].kind in ("relative", "joined", "aside"):
            governing = self.clauses[n].opener == "that" or self.clauses[n].kind in ("joined", "aside")
            if not governing:
                break
            n -= 1
            found = self._certainty_in(self.clauses[n].first, self.clauses[n].last, t.first)
            if found:
                return found
        return None

    def _certainty_in(self, first: int, last: int, near: int) -> tuple[str, str, int] | None:
        best = None
        j = first
        while j < last:
            size = 1
            for words, level in self.lex.certainty.get(self._low(j), ()):
                if all(self._low(j + k) == w for k, w in enumerate(words)) and self._hedge_fits(words, j):
                    size = len(words)
                    span = self.text[self.tokens[j].start : self.tokens[j + size - 1].end]
                    if best is None or abs(j - near) < abs(best[2] - near):
                        best = (span, level, j)
                    break
            j += size
        return best

    def _hedge_fits(self, words: tuple[str, ...], j: int) -> bool:
        """"estimate", "assess", "believe" hedge only before a clause; "possible" not in "as possible"."""
        if words[0] in ("believe", "believes", "estimate", "estimates", "assess", "assesses", "assessed", "suggest",
                        "suggests", "indicate", "indicates", "suggesting", "indicating"):  # fmt: skip
            after = self._low(j + len(words))
            return after == "that" or bool(j + 1 < len(self.tokens) and self.tokens[j + 1].side)
        return not (words == ("possible",) and self._low(j - 1) == "as")

    # --- status --------------------------------------------------------------------------------------------

    def _event(self, t: Trigger) -> Event | None:
        modality, rule, at = self._modality(t)
        if self._unanswered(t):
            return None
        side, side_at = self._agent(t)
        links = self._with_adverb_extent(t) if t.entry.predicate in SIZED else self._unsized(t.links)
        links = [x for x in links if self._fits(t, x)]
        if not links:
            return None
        status, links, why = self._status(t, modality, side, links)
        predicate = self._predicate(t, side)
        certainty = self._certainty(t)
        clause = self.clauses[t.clause]
        start, end = self.tokens[t.first].start, self.tokens[t.last].end
        trace = [
            self._step("predicate", t.first, t.last, f"{t.entry.lemma}: {predicate}"),
            self._step("modality", at, at, f"{modality}: {rule}"),
            self._step("status", side_at if side_at >= 0 else t.first, side_at if side_at >= 0 else t.last, why),
        ]
        if certainty:
            trace.append(self._step("certainty", certainty[2], certainty[2], certainty[1]))
        return Event(
            predicate,
            modality,
            status,
            certainty[0] if certainty else "",
            tuple(links),
            start,
            end,
            self.tokens[clause.first].start,
            self.tokens[clause.last - 1].end,
            side,
            self._tense(t, modality),
            self._scope(t),
            tuple(trace),
        )

    def _scope(self, t: Trigger) -> tuple[tuple[int, int], ...]:
        """Spans of the clauses in which the time of the event may stand: its own, then those beside it
        that have no event of their own."""
        busy = {o.clause for o in self.triggers if o is not t and o.links and o.clause != t.clause}
        order = [t.clause]
        for step in (1, -1):
            n = t.clause + step
            while 0 <= n < len(self.clauses) and n not in busy:
                if self._open_to(n, t.clause):
                    order.append(n)
                elif self.clauses[n].kind != "relative":
                    break
                n += step
        n = t.clause - 1
        bare = t.entry.form == "ing" and not self._auxiliaries(t.first)[0]
        if n in busy and (self._tense(t, "") == "past" or bare) and self.clauses[t.clause].kind in ("joined", "main", "aside"):
            order.append(n)  # "... was killed on Wednesday; another was wounded"
        return tuple((self.tokens[c.first].start, self.tokens[c.last - 1].end) for c in (self.clauses[n] for n in order))

    def _open_to(self, n: int, own: int) -> bool:
        """Whether clause n may carry the time of a neighbouring clause: an aside, or a time clause without a verb."""
        clause = self.clauses[n]
        if clause.kind in ("relative", "conditional") and n > own:
            return False
        return not clause.verbs or clause.kind == "joined" or n < own and clause.kind in ("main", "aside", "subordinate")

    def _unanswered(self, t: Trigger) -> bool:
        """ "did not say whether", "declined to comment on when": nothing is said of the event."""
        for j in range(self._part_start(t.first), t.first):
            if self._low(j) == "whether":
                near = {self._low(k) for k in range(max(0, j - 8), j)}
                if near & {"comment", "say", "clear", "known", "asked", "unclear", "know"}:
                    return True
        return False

    def _unsized(self, links: list[PlaceLink]) -> list[PlaceLink]:
        """Without "how much": a strike on a building in P is not a strike on part of P; a named part stays."""
        return [x if self.mentions[x.ref].part else replace(x, extent="unstated", part="") for x in links]

    def _step(self, name: str, first: int, last: int, rule: str) -> Trace:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Trace(name, self.text[start:end], start, end, rule)

    def _fits(self, t: Trigger, link: PlaceLink) -> bool:
        kind = self.mentions[link.ref].kind
        if kind == "it" and t.entry.predicate == "assessment":
            return link.relation == "direct"
        if kind == "it":
            return link.relation in ("direct", "of") and t.entry.frame in ("object", "subject", "of")
        if kind == "there":
            return t.entry.frame in ("at", "path") or t.entry.predicate in ("holds", "withdrew")
        return True

    def _predicate(self, t: Trigger, side: str) -> str:
        if t.entry.predicate == "withdrew" and self._of_people(t):
            return "displaced"
        if t.entry.predicate == "advanced" and not t.noun and not side and (not self._by_force(t) or self._of_people(t)):
            return "displaced" if self._of_people(t) else "reported"
        if t.entry.predicate == "encircling" and (t.passive or t.entry.form in ("pp", "past/pp") and not t.noun):
            return "encircled"
        if t.entry.predicate == "supply_threatened":
            near = {self._low(j) for j in range(max(0, t.first - 8), min(len(self.tokens), t.last + 9))}
            if near & {"cut", "severed", "blocked", "disrupted", "cutting"}:
                return "supply_cut"
            if "fire" in near:
                return "fire_control"
        return t.entry.predicate

    def _of_people(self, t: Trigger) -> bool:
        before = {self._low(j) for j in range(max(0, t.first - 9), t.first)} - {"men", "women", "officer", "officers"}
        return bool(before & {"civilians", "residents", "people", "families", "inhabitants", "children", "evacuees"})

    def _with_adverb_extent(self, t: Trigger) -> list[PlaceLink]:
        """Extent by adverbs beside the verb: "largely controls", "has fully captured"."""
        words = [(j, self._low(j)) for j in range(max(self.clauses[t.clause].first, t.first - 4), t.first)]
        if t.entry.effect == "state":
            words += [(j, self._low(j)) for j in range(t.first, t.last + 1)]
        if t.entry.effect == "control" and t.noun:
            words = [(j, self._low(j)) for j in range(t.first - 2, t.first)]
        extent = ""
        for j, low in words:
            if self._low(j + 1) == "by":
                continue
            for name in ("partial", "most", "whole"):
                if low in self.words[name] and low not in ("some", "several", "all", "much", "almost", "nearly", "half"):
                    extent = "part" if name == "partial" else name
        if not extent:
            return t.links
        return [replace(x, extent=extent) if x.extent == "unstated" else x for x in t.links]

    def _status(self, t: Trigger, modality: str, side: str, links: list[PlaceLink]):
        """(status, links with extent, rule in words)."""
        if modality not in COLOURING:
            return NO_STATUS, links, f"{modality}: supports no status"
        predicate, effect = t.entry.predicate, t.entry.effect
        if effect == "expel" and {"been", "was", "were", "being", "are", "is"} & set(self._auxiliaries(t.first)[0]):
            return CONTESTED, links, "one side driven out; by whom it is held is not said"
        relation = links[0].relation
        if self._importance(t):
            return NO_STATUS, links, "its importance is judged"
        if self._at_risk(t):
            return CONTESTED, links, "said to be at risk"
        if effect in ("lost", "fall") and not side:
            return NO_STATUS, links, "no longer held; by whom it is held is not said"
        if effect == "lost":
            return NO_STATUS, links, "lost by one side; by whom it is held is not said"
        if effect == "defend":
            return CONTESTED, links, "defended: held against an attack"
        if predicate in ("assaulted", "repelled", "encircling", "fighting"):
            if t.entry.frame == "at" and relation == "toward" and predicate != "repelled":
                return NO_STATUS, links, "the place lies ahead"
            return CONTESTED, links, "attack, encirclement or fighting"
        if predicate == "withdrew" and self._of_people(t):
            return NO_STATUS, links, "people leave"
        if effect == "distance" or predicate == "assaulted" and relation == "from":
            return NO_STATUS, links, "the place lies ahead or behind"
        if predicate == "withdrew":
            partial = self._under_way(t) or relation != "from" and t.entry.frame == "path"
            return (CONTESTED, links, "withdrawal under way") if partial else (
                NO_STATUS, links, "left by one side; by whom it is held is not said")  # fmt: skip
        if predicate in ("captured", "holds"):
            return self._held(t, side, links, relation)
        if predicate == "advanced":
            return self._advanced(t, side, links, relation)
        return NO_STATUS, links, f"{predicate}: supports no status"

    def _held(self, t: Trigger, side: str, links: list[PlaceLink], relation: str):
        if relation == "near" and not (self.mentions[links[0].ref].offset and t.head in self.words["ground"]):
            return CONTESTED, links, "taken or held near the place, not the place"
        if not side:
            return NO_STATUS, links, "by which side is not said"
        if t.entry.effect == "state" and self._low(t.first - 1) in ("returning", "return"):
            return CONTESTED, links, "returning, not yet held"
        if t.entry.form == "ing" and {"is", "are", "was", "were"} & set(self._auxiliaries(t.first)[0]):
            if t.entry.predicate == "captured":
                return CONTESTED, links, "being taken, not yet taken"
        if relation == "in":
            situation = t.head == "situation"
            links = links if situation else [replace(x, extent="part") if x.extent == "unstated" else x for x in links]
        return control(side), links, f"held by the side of {side!r}"

    def _by_force(self, t: Trigger) -> bool:
        """Whether a side or a word for a force stands before the verb in its clause or an earlier one."""
        start = self.clauses[max(0, t.clause - 3)].first
        return any(
            self.tokens[j].side or self._is(j, "forces", "own") or self._low(j) in ("they", "it", "who", "we")
            for j in range(start, t.first)
        )

    def _advanced(self, t: Trigger, side: str, links: list[PlaceLink], relation: str):
        if relation == "toward":
            return NO_STATUS, links, "the place lies ahead"
        if not side and not t.noun and (not self._by_force(t) or self._of_people(t)):
            return NO_STATUS, links, "not said of a force"
        inside = relation in ("into", "in") or (t.entry.frame == "object" and t.entry.lemma != "reach")
        inside = inside or (t.entry.lemma == "reach" and links[0].extent == "part")
        inside = inside and links[0].part not in EDGES
        broad = all(self.mentions[x.ref].broad for x in links)
        done = not t.noun and not (t.entry.form == "ing")
        if side and inside and done and not broad:
            return control(side), [replace(x, extent="part") for x in links], "advanced into part of the place"
        return CONTESTED, links, "an advance at the place"

    def _importance(self, t: Trigger) -> bool:
        """ "the importance of the fight for P" """
        near = {self._low(j) for j in range(max(0, t.first - 4), t.first)}
        return t.noun and bool(near & {"importance", "significance", "value", "meaning", "relevance"})

    def _at_risk(self, t: Trigger) -> bool:
        near = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
        return bool(near & {"risk", "risks", "threat", "danger", "threatened", "threatens", "threatening"}) and (
            t.entry.predicate in ("encircling", "captured", "assaulted")
        )

    def _under_way(self, t: Trigger) -> bool:
        near = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
        if near & {"completed", "complete", "completes", "finished", "after", "following", "since", "before"}:
            return False
        if t.noun or t.entry.form == "ing":
            return True
        near = {self._low(j) for j in range(max(0, t.first - 8), t.first)}
        return bool(near & {"some", "began", "begun", "begin", "started", "starting", "partially", "several", "beginning"})

    def _tense(self, t: Trigger, modality: str) -> str:
        if modality == "predicted":
            return "future"
        aux = self._auxiliaries(t.first)[0]
        if {"was", "were", "had", "did"} & set(aux):
            return "past"
        if {"is", "are", "has", "have", "'s", "'re", "'ve"} & set(aux):
            return "past" if t.entry.form in ("pp", "past/pp") and {"has", "have"} & set(aux) else "present"
        return "past" if t.entry.form in ("past", "past/pp") else "present"


def _merged(events: list[Event]) -> list[Event]:
    """Events of one clause with the same predicate, modality and status become one with all their links."""
    found: list[Event] = []
    for event in events:
        for n, other in enumerate(found):
            same = (event.predicate, event.modality, event.status) == (other.predicate, other.modality, other.status)
            if same and event.clause_start == other.clause_start:
                refs = {link.ref for link in other.links}
                extra = tuple(link for link in event.links if link.ref not in refs)
                found[n] = replace(other, links=other.links + extra)
                break
        else:
            found.append(event)
    return found
