"""The places that each sentence speaks of: by name, and by words that stand for a name ("the city", "there").

A word such as "the town" is taken for the last fitting settlement, the one that its sentence began with
before others, and the text's main one when the last named is only one of a list. When none fits it stays
without a place: a missing claim is better than one about the wrong town.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from geo.clauses import Mention
from geo.model import PLACE_KINDS, UNPLACED, Place, Resolution
from geo.reporting import verbs
from geo.resolve import same_region, sector
from geo.text import fold
from geo.toponyms import relative_position
from geo.wordlists import pairs

NOMINALS = Path(__file__).parent / "data" / "lexicon" / "predicates_nominals.toml"
REACH = 6  # sentences back that "the city" may point to
CONTAINER_REACH = 90  # characters between a place and the region that it lies in
CONTAINER_WORDS = 48  # characters before a region's name that tell whether it only says where
#: Words before "the area" that make it the place spoken of, and words after it that make it one of its own.
OF_PLACE = (" in", " into", " from", " around", " near", " of")
OWN_AREA = ("under", "of ", "where", "around", "between", "that", "which", "near", "held", "outside", "along")
PRONOUN_REACH = 120  # characters before "it" in which a building may be what it means
_THING = re.compile(
    r"\b(?:headquarters|base|airport|airfield|barracks|building|bridge|plant|prison|offices?)\b",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"(?i)\b(?:stadium|hospital|barracks|headquarters|prison|airport|compound|complex|factory|plant|mosque|base)\b"
    r"[^.]*\b(?:most|all|half|part|parts|rest|much) of \Z"
)
FAR_OFF = 30.0  # km: a place so far from what is spoken of only tells where that lies
AFTER_ALL = 100  # order of a place that only tells how far off another one lies
NEAR_CHARS = 70
TOLD_FROM = 200  # and of one where whoever speaks only stands
NEAR_REACH = 2  # sentences back for "there", "it", "the area"
IMPLIED_LOOK = 12  # last mentions looked at for a sentence without a place
TOPIC_MIN = 3  # names of one settlement that make it a text's topic
BROAD = frozenset({"region", "country", "area", "district", "sea", "island"})
THINGS = frozenset({"road", "river", "canal", "lake", "bridge", "dam", "facility", "hill", "forest"})
_OTHERWISE = re.compile(
    r",? (?:the (?:\w+ )?(?:capital|seat|cent(?:re|er)) of"
    r"|(?:just |far |lying )?(?:north|south|east|west)\w* of)\b"
)
_APPOSED = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]{1,40}(?: city| town| village)?, \Z")
_REGIONS_TOWN = re.compile(r"['’]s (?:[a-z][\w-]* ){0,2}(?:city|town|village|settlement|capital)[,.;)]")
_OF_A_NAME = re.compile(r"\s+of\s+(?:(?:the|an?|[\w-]+ern|\w*central) ){0,2}(?:[a-z]+ ){0,2}[A-Z]")
_NAMELY = re.compile(
    r",? (?:including|such as|among them|notably|namely|mostly|chiefly)(?: in| near| around)?"
    r" (?:the \w+ of )?[A-Z]"
)
#: Nouns by which a text may call one settlement and not another, and where they stand beside its name.
CALLED = frozenset({"city", "town", "village", "settlement", "hamlet"})
CALLED_REACH = 48  # characters
_CALLED_BEFORE = re.compile(r"(?i)\b(city|town|village|settlement|hamlet)(?:,| of)? \Z")
_CALLED_AFTER = re.compile(
    r"(?i)(?: (city|town|village)\b|,? (?:an?|the) (?:[\w-]+ ){0,4}?(city|town|village|settlement|hamlet)\b)"
)
#: A noun after "the city", "the state" of which that word only tells more.
_HEADED = re.compile(
    r" (?:capitals?|media|television|TV|radio|broadcaster|news|agency|council(?:lors?)?|hall|police|"
    r"government|authorit(?:y|ies)|officials?|administration|elders?|leaders?|mayor|governor|head|parliament|"
    r"department|of (?:emergency|siege|war|affairs|things))\b"
)
#: What may stand between "the" and "area" where it is the place named before: no "the front-line area".
_SAME_AREA = re.compile(
    r"\s+(?:(?:same|whole|surrounding|besieged|embattled|affected|contested|disputed|general)\s+)?",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\w+ (?:former|one-?time|future|erstwhile|ancient|old|would-be)\b", re.IGNORECASE)
_SPEAKING = re.compile(
    r"\b(?:speaking|spoke|reporters|journalists|reached|contacted|interviewed)\b[^.,;]{0,40}?"
    r"\b(?:in|from|at) (?:the (?:[\w-]+ ){0,2}(?:city|town|village|capital|port) of )?\Z"
)  # "the general, speaking at his base in the town of P, said", "told reporters in P"
_SPEAKS_IN = re.compile(r"\b(?:in|from|at|near) \Z")  # "an officer in P said", no "the mayor of P said"
#: What tells of a whole country, of a war or of years, where no place is named: no news of the place before.
_WIDER = re.compile(
    r"\b(?:the|this) (?:[\w-]+ ){0,3}(?:country|nation)\b(?!['’]s)|\b(?:nationwide|countrywide)\b"
    r"|\belsewhere\b"
    r"|\b(?:call(?:ed|s|ing)?|appeal(?:ed|s|ing)?|urg(?:ed|es|ing)|demand(?:ed|s|ing)?)"
    r" (?:for |on )?[^.;]{0,60}?\b(?:end|halt|cease-?fire|truce|cessation|restraint|pause)\b"
    r"|\b(?:the|this) (?:[\w-]+ ){0,3}(?:conflict|war|insurgency|crisis)\b,?"
    r"(?= (?:has|have|had|which|began|between)\b)"
    r"|\b(?:the|this) (?:[\w-]+ ){0,3}(?:enclave|territory|strip)\b(?!['’]s)|\bdeath toll\b[^.]* to\b"
    r"|\bsince (?:\w+ )?(?:19|20)\d\d\b|\b(?:from|in|across|throughout) the (?:[\w-]+ )?region\b"
    r"|\b(?:fled|fleeing|flee) the (?:[\w-]+ ){0,2}(?:advance|offensive|fighting|violence)\b",
    re.IGNORECASE,
)
#: "X is the fourth regional capital to fall": of X, whatever X is, and no place named before.
_IS_ONE = re.compile(
    r"\b(?:is|was|becomes?|became|remains?|remained|makes it)(?: (?:now|also|still|only|thus|just|already))?"
    r" (?:the|one of the) (?:[\w-]+ ){0,4}?"
    r"(?:capital|city|town|village|settlement)(?:s|es)?\b"
)
#: A word for a place that the text leaves open: no other one is meant.
_THE_TOWN = re.compile(
    r"\b(?:the|this|that) (?:city|town|village|capital)\b(?! (?:of|council|hall|officials?)\b)"
)
_ROUND_UP = re.compile(
    r"\b(?:in|over|during) the (?:past|last|previous|preceding) (?:24|48|\w+-four) hours\b"
)
_TO_ONE_SIDE = re.compile(
    r",? (?:just |immediately |some \w+ \w+ )?to (?:the|its) (?:north|south|east|west)[\w-]*\b(?! of)"
)
_QUARTER_LED = re.compile(
    r"[A-Z][\w-]{1,40}['’]s (?:[\w-]{1,20}ern )?(?:[A-Z][\w-]{1,40},? (?:and )?){0,2}\Z"
)
_QUARTER = re.compile(
    r"(?:,? (?:and )?[A-Z][\w-]+){0,2} (?:districts?|neighbou?rhoods?|quarters?|suburbs?)\b"
)
_PROPER = re.compile(r"\b[A-Z][\w-]* ?")
_LOCATED = re.compile(
    r"\b(?:in|near|on|at|from|of|to|around|over|outside|towards?|into|across|city|capital,?|region|for|against|inside)"
    r"(?: the)?(?: \w+ern)? ?\Z",
    re.IGNORECASE,
)
#: What is done to a capital as a town, before its name and after it.
_TAKES = re.compile(
    r"\b(?:(?:re)?captur(?:ed?|es|ing)|seiz(?:ed?|es|ing)|re(?:took|take[sn]?|taking)|over(?:ran|run|running)"
    r"|storm(?:ed|ing|s)?|enter(?:ed|ing|s)?|shell(?:ed|ing|s)|bombard(?:ed|ing|s)?|pound(?:ed|ing|s)?"
    r"|besieg(?:ed?|es|ing)|encircl(?:ed?|es|ing)|surround(?:ed|ing|s)?|liberat(?:ed?|es|ing)"
    r"|occup(?:y|ied|ies|ying)|reach(?:ed|ing|es)?|took control of)"
    r"(?: (?:all|most|much|parts?|half) of)? \Z",
    re.IGNORECASE,
)
_IS_TAKEN = re.compile(
    r" (?:(?:was|were|is|has been|had been|is being|was being)(?: \w+ly)?"
    r" (?:(?:re)?captured|seized|retaken|overrun|stormed|shelled|bombarded|besieged|encircled|surrounded"
    r"|liberated|occupied)|fell to|has fallen|had fallen|falls to)\b"
)
_IS_CAPITAL = re.compile(r", (?:the|a|their|its) (?:[\w-]+ ){0,3}capital\b")
_FORCE_OF = re.compile(
    r"['’]s\b|-| (?:army|force|forces|government|troops?|soldiers?|regime|positions?|units?|bases?"
    r"|fighters?)\b"
)
#: "A village near P ... took it": the village, which has no name here.
_SOMETHING_NEAR = re.compile(
    r"(?i)\ban? (?:[\w-]+ ){0,3}?(?:village|hamlet|settlement|hill|ridge|mine|base|camp|post|outpost"
    r"|checkpoint|position|bridge|dam|airfield|airstrip|barracks)"
    r" (?:near|nearby|outside|close to) (?:the \w+ of )?\Z"
)
_ASIDE = re.compile(r"\b(?:near|nearby|outside|around|beyond|close to|towards?) \Z", re.IGNORECASE)
#: Where somebody who speaks has gone: "a resident who fled to P said".
_REFUGE = re.compile(
    r"\bwho\b[^,.;]{0,40}?\b(?:fled|escaped|evacuated|moved|relocated|crossed|displaced|refuge|living|lives|based)\b"
    r"(?: \w+){0,3}? (?:to|for|into|across|now in|exile in|refuge in)(?: the)? \Z",
    re.IGNORECASE,
)
#: So much of a region is spoken of, which then does not only tell where another place lies.
_SHARE_OF = re.compile(
    r"\b(?:all|most|much|half|part|parts|rest|majority|thirds?|quarters?|swathes|whole|per ?cent) of"
    r"(?: the)?(?: \w+ern)? ?\Z"
)
#: Between a named place and the town by which it is told where it lies.
_LIES_WEST = re.compile(
    r"(?: (?:supply |main )?(?:route|road|highway|line))?,? (?:just )?(?:to the )?(?:due )?"
    r"(?:north|south|east|west)[a-z-]* of "
)
#: Where people went: "the governor fled to P" speaks of the place that they left.
_FLED_TO = re.compile(
    r"\b(?:fled|flee|flees|fleeing|flew|flown|escaped|evacuated|airlifted)\b(?: \w+){0,3}? "
    r"(?:to|for|into)(?: the)? \Z"
)
#: Where a government or its head sits: "the government headed by X in P".
_SEATED = re.compile(
    r"\b(?:headed by (?:[\w.-]+ ){1,5}|(?:government|administration|cabinet|authorities|parliament)"
    r" (?:led by (?:[\w.-]+ ){1,5}|based |seated |sitting ))in (?:the )?\Z"
)
#: "Attacks away from P", not "pulled back away from P".
_AWAY = re.compile(r"\baway from (?:the )?(?:[\w-]+ern )?\Z")
_MOVES = re.compile(
    r"(?i)\b(?:mov|withdr|retreat|pull|driv|drove|push|forc|fle[de]|ran|run|turn|back|flew|fly|fall|fell|km|kilomet|mile|far)"
)
#: Losses of a whole army.
_ARMY_LOSSES = re.compile(
    r"\b(?:[Dd]ozens|[Ss]cores|[Hh]undreds|[Tt]housands) of [A-Z]\w+ (?:government )?"
    r"(?:troops|soldiers|servicemen)\b"
)
#: Premises of which one word stands for the other, and how they are spoken of and first named.
PREMISES = frozenset({"base", "camp", "post", "barracks", "garrison", "outpost"})
_PREMISES = re.compile(
    r"(?i)\bthe (?:(?:army|military|air) )?"
    r"(base|camp|post|barracks|garrison|outpost|airport|airfield|airbase|prison)\b(?! (?:of|in|at|near)\b)"
)
_PREMISES_NAMED = re.compile(
    r"(?i)\b(base|camp|post|barracks|garrison|outpost|airport|airfield|airbase|prison)\b"
)
#: The word that leads to "it", and how "it" goes on when it does something and is no place that undergoes it.
_LED_BY = re.compile(r"\b(\w+) (?:that )?\Z")
_ACTS = re.compile(r"(?:had|has|would|will|could|may|might) (?!be|fall|remain|change|now|already|also|not)")
PREDICATE_CHARS = 24  # characters before "the fourth town" in which "is" may stand
REFUGE_CHARS = 90  # characters before a place in which that is told


SIDE_REACH = 120  # characters between a place and the one to whose side it lies
#: "P northeast of the capital Q", "P, one of its biggest towns, 20 km north of Q": Q tells where P lies.
_BESIDE = re.compile(
    r"(?: in (?:[A-Z][\w-]* ){0,2}[A-Z][\w-]*)?,? (?:(?:an?|one of|the) [^,;.:]{0,60}?,? ?)?"
    r"(?:(?:which|that) (?:lies|is|sits|lay|was) )?"
    r"(?:(?:strategically|lying|located|situated|just|about|some|around|roughly|only|nearly|almost|far) "
    r"|\d[\d.,]*(?: |-)(?:km|kilomet\w+|miles?|m|met\w+) (?:\([^)]{1,20}\) )?)*"
    r"(?:to the )?(?:north|south|east|west)[\w-]* of (?:the )?(?:[a-z][\w-]* ){0,3}"
)
_ITS_TOWN = re.compile(
    r" (?:city|town|village|settlement)\b(?! (?:of|council|hall|cent(?:er|re)|administration|police)\b)"
)
_TOWN_OF = re.compile(
    r" (?:[a-z][\w-]* ){0,2}(?:city|town|village|settlement|hamlet|suburb|township|capital"
    r"|regional district)(?: of|,)? "
)
_OWN_PART = re.compile(
    r"['’]s (?:[\w-]+ ){0,3}(?:districts?|townships?|towns?|villages?|suburbs?|areas?|neighbou?rhoods?) of "
)
#: "The village on the shores of L": L tells where it lies.
_ASHORE = re.compile(
    r"\b(?:city|town|village|settlement|port|base|camp),? (?:[a-z]+ )?(?:on|along|near|by) the (?:[a-z]+ )?"
    r"(?:shores?|banks?|coast|edge) of (?:the )?\Z"
)
#: "In the eastern province of R, ...": of what the sentence tells.
_SET_IN = re.compile(r"\W{0,4}(?:\w[\w-]{0,30},? ){0,2}?[Ii]n (?:the )?(?:\w[\w-]{0,30} ){0,3}?(?:of )?\Z")

_SEAT = re.compile(
    r"(?i)\b(?:provincial|state|regional|district|county|local)\b"
)  # of a region, not of a state
_CAPITAL_OF = re.compile(r"\b(?:capital|seat|administrative cent(?:er|re)) of (?:the )?(?:\w+ern )?\Z")
#: "The city, capital of X": told by what follows.
_CAPITAL_APPOSED = re.compile(r",? (?:(?:the|a) )?(?:[a-z]+ )?(?:capital|seat) of (?:the )?(?:[a-z]+ern )?")
_NAMED = re.compile(r" [A-Z][\w-]* [A-Z][\w-]*\Z")
_CAPITAL_CITY = re.compile(r"(?i)\bcapital (?:city|town)\Z")
#: "The X state capital", "X's capital", not "the X capital of P" or "the X capital, P".
_SEAT_AFTER = re.compile(
    r"(?:['’]s)? (?:(?:state|provincial|regional|province|region|district|county) )?capital\b"
    r"(?! (?:of|city of)\b|,? (?:[ae]l-)?[A-Z])"
)
_CALLED_SEAT_BEFORE = re.compile(r"(?i)(?<!the )\bcapital(?: city)?(?:,| of)? \Z")
_CALLED_SEAT_AFTER = re.compile(
    r"(?:,| is| was)? (?:the |its )?(?:[a-z]+ )?(?:[A-Z][\w-]+ ){0,2}"
    r"(?:(?:state|provincial|regional|province) )?capital\b"
)
#: What a sentence tells to have come before that of which the text tells.
_PASSING = re.compile(
    r"\W*(?:It|This|That|The \w+|[A-Z]\w+['’]s \w+) (?:also )?(?:comes?|came|follow(?:s|ed))\b"
)
_ANOTHER = re.compile(r"(?i)\b(?:next|other)\b")
#: "In a small town south of P": a town that has no name here.
_UNNAMED = re.compile(
    r"(?i)\b(?:in|near|into|from|to|at|outside|around) an? (?:[\w-]+ ){0,3}?"
    r"(town|village|settlement|hamlet)\b"
    r"(?!,? (?:of|called|named|known|centre|center)\b|,? (?:[ae]l-)?(?-i:[A-Z]))"
)
#: "PLACE:", "PLACE and PLACE:" at the beginning of a paragraph.
_LABEL = re.compile(r"[\W\d]{0,6}(?P<names>[A-Z][\w'’-]+(?: (?:and )?[A-Z][\w'’-]+){0,4}): ")
_NAMED_TOWN = re.compile(r", the (?:[a-z][\w-]* ){0,2}(?:city|town|village|settlement|hamlet|port) (?:of )?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place mention of a sentence and the places that it means (several for "the two cities")."""

    mention: Mention
    places: tuple[Place, ...]
    text: str
    named: bool


@dataclass(slots=True)
class _Said:
    """A settlement or other place as last named."""

    place: Place
    sentence: int
    order: int  # 0 for the first place of its sentence
    listed: bool  # one of several joined by "and" or commas
    aside: bool = False  # it only tells where something else lies: "near P"
    off: bool = False  # it lies to one side of the town spoken of: "P to the north"
    passing: bool = False  # its sentence only tells what another followed


@dataclass(slots=True)
class Discourse:
    """What has been named so far in a document."""

    history: list[_Said] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    foremost: str = ""  # place_id of the settlement named most
    second: int = 0  # how often the next is named
    headline: list[Place] = field(default_factory=list)
    by_kind: dict[str, dict[str, Place]] = field(default_factory=dict)  # kind -> place_id -> place
    called: dict[str, set[str]] = field(default_factory=dict)  # place_id -> "town", "city" as it was called
    frames: Sequence[tuple[int, int]] = ()  # stretches of the sentence in hand that say who speaks
    within: int = -1  # the last sentence that named a region to say where a place lies
    subject: str = ""  # place_id of the settlement that the whole text is about, "" for none
    seats: Mapping[str, Place] = field(default_factory=dict)  # of `seats`
    likely: Mapping[str, Place] = field(default_factory=dict)  # those of `seats` that count once named
    scope: Resolution | None = None  # "in R province, ...": the region that the sentence is set in
    regions: Mapping[int, Place] = field(default_factory=dict)  # of the sentence in hand, by where named
    passing: bool = False  # the sentence in hand only tells what another followed: "It comes after ..."
    premises: dict[str, Place] = field(default_factory=dict)  # "base" -> where one was last named
    unnamed: dict[str, int] = field(default_factory=dict)  # "town" -> last sentence that told of one unnamed

    def begin(self) -> None:
        """Begin a topic of its own: what was named before is not meant from here on."""
        self.history.clear()
        self.counts.clear()
        self.headline = []
        self.foremost, self.second, self.subject = "", 0, ""

    def seat(self, region: Place) -> Place | None:
        """The town that the text tells to be the capital of a region; None when it tells of none."""
        sure = next((p for key, p in self.seats.items() if _lies_in(p, region, key)), None)
        named = self.by_kind.get("settlement", {})
        likely = (p for key, p in self.likely.items() if p.place_id in named and _lies_in(p, region, key))
        return sure or next(likely, None)

    def topic(self) -> str:
        """place_id of the settlement that the text is mostly about so far, "" when there is none."""
        most = self.counts[self.foremost] if self.foremost else 0
        return self.foremost if most >= max(TOPIC_MIN, 2 * self.second) else ""

    def _count(self, place_id: str) -> None:
        """Count a settlement named once more."""
        most = self.counts[self.foremost] if self.foremost else 0
        count = self.counts[place_id] = self.counts[place_id] + 1
        if place_id != self.foremost:
            if count > most:
                self.foremost, self.second = place_id, most
            else:
                self.second = max(self.second, count)

    def add(
        self, place: Place, sentence: int, order: int, listed: bool, aside: bool = False, off: bool = False
    ) -> None:
        """Note that a place was named."""
        self.history.append(_Said(place, sentence, order, listed, aside, off, self.passing))
        self.by_kind.setdefault(place.kind, {})[place.place_id] = place
        if place.kind == "settlement":
            self._count(place.place_id)
        elif place.kind == "district":  # "the P district ... the city": its seat, if named before
            seats = self.by_kind.get("settlement", {}).values()
            name = fold(place.name)
            seat = next((s for s in seats if name.startswith(fold(s.name) + " ")), None)
            if seat is not None:
                self.touch(seat, sentence, order + 1)

    def touch(self, place: Place, sentence: int, order: int) -> None:
        """Note that a word stood for a place: it stays in mind, though it was not named."""
        self.history.append(_Said(place, sentence, order, False))

    def last(self, noun: str, sentence: int) -> Place | None:
        """The place that `noun` ("city", "there", "it") stands for, None when it cannot be told."""
        words = nominals()
        if sentence - self.unnamed.get(noun, -REACH - 1) <= REACH:
            return None
        if noun in words["industry"]:
            plants = self.by_kind.get("facility", {})
            return next(iter(plants.values())) if len(plants) == 1 else None
        reach = NEAR_REACH if noun in ("there", "it") or noun in words["any"] else REACH
        fitting = [
            s
            for s in self._recent(sentence, reach)
            if _fits(s.place, noun) or noun in self.called.get(s.place.place_id, ())
        ]
        if noun in words["region"] and len(self.by_kind.get("region", {})) > 1:
            fitting = [
                s for s in fitting if s.sentence >= sentence - 1
            ]  # with two regions about, only the last
        if noun in words["urban"]:  # "a foothold near the hamlet of P ... the town is ours": not P
            fitting = [s for s in fitting if not (s.aside and _hamlet(s.place))] or fitting
        if noun in CALLED:  # "took P to the north ... 15% of the town": not P
            fitting = [s for s in fitting if not s.off or s.sentence == sentence] or fitting
        if noun == "it":
            fitting = [s for s in fitting if s.order < AFTER_ALL]  # "3 km north of P": not P
        if noun == "city":  # "massed at Q, 30 km from P ... the city": no Q that no list knows
            fitting = [
                s
                for s in fitting
                if not s.place.place_id.startswith(UNPLACED) or noun in self.called.get(s.place.place_id, ())
            ]
        if not fitting:
            return next((p for p in self.headline if _fits(p, noun)), None) if reach == REACH else None
        if noun in CALLED:
            so_called = [s for s in fitting if noun in self.called.get(s.place.place_id, ())]
            otherwise = [s for s in fitting if s not in so_called]
            if so_called and otherwise and all(self.called.get(s.place.place_id) for s in otherwise):
                fitting = so_called  # "the city of P ... the town of Q ...": "the city" is P
        newest = max(s.sentence for s in fitting)
        same = [s for s in fitting if s.sentence == newest]
        if noun in CALLED and len({s.place.place_id for s in same}) > 1:
            same = [s for s in same if noun in self.called.get(s.place.place_id, ())] or same
        if (
            newest == sentence
        ):  # the last before the word, but "took P, 20 km from Q, and half of the town": P
            return next((s for s in same if s.order < AFTER_ALL), same[0]).place
        if noun in CALLED and all(s.passing for s in same):
            known = self.by_kind.get("settlement", {}).get(self.topic() or self.subject)
            if known is not None and _fits(known, noun):
                return known
        ids = {s.place.place_id for s in same}
        if len(ids) == 1:
            return same[0].place
        topic = self.topic()
        chosen = next((s for s in same if s.place.place_id == topic), None)
        if chosen is None and topic and all(s.listed for s in same):
            chosen = next((s for s in fitting if s.place.place_id == topic), None)
        if chosen is None and noun in CALLED and all(s.listed for s in same):
            return None  # "took P and Q. ... the town": nobody tells which
        return (chosen or min(same, key=lambda s: s.order)).place

    def newest(self, sentence: int) -> Place | None:
        """The place that a sentence spoke of last so far, None for none."""
        said = self.history[-1] if self.history else None
        return said.place if said and said.sentence == sentence else None

    def last_group(self, sentence: int) -> tuple[Place, ...]:
        """The last two or more settlements that were named together."""
        listed = [s for s in self._recent(sentence, NEAR_REACH) if s.listed and s.place.kind == "settlement"]
        if not listed:
            return ()
        newest = max(s.sentence for s in listed)
        found = {s.place.place_id: s.place for s in listed if s.sentence == newest}
        return tuple(found.values()) if len(found) > 1 else ()

    def _recent(self, sentence: int, reach: int) -> list[_Said]:
        found = []
        for said in reversed(self.history):
            if said.sentence < sentence - reach:
                break
            found.append(said)
        return found


@cache
def nominals() -> dict:
    """Nouns by the kind of place that they may stand for."""
    table = tomllib.loads(NOMINALS.read_text(encoding="utf-8"))
    return {name: frozenset(v) if isinstance(v, list) else v for name, v in table.items()}


@cache
def _nominal_pattern() -> re.Pattern[str]:
    words = nominals()
    nouns = sorted(
        {
            n
            for kind in words
            if kind not in ("part", "people", "settled", "hamlet", "urban", "metropolitan")
            for n in words[kind]
        }
        | {"capital"}
    )
    adjective = r"(?:(?!the\b|this\b|that\b|a\b|of\b|in\b|and\b|to\b)\w+(?:-\w+)?\s+){0,2}?"
    return re.compile(
        rf"\b(?P<det>the|this|that|both|these|those|our)\s+{adjective}(?P<noun>{'|'.join(nouns)})\b"
        r"(?!\s+(?:city|town|village|settlement)\b)"
        r"(?P<part>\s+cent(?:er|re))?(?P<possessive>['’]s)?|\b(?P<pronoun>there|it)\b"
        r"|\b(?P<both>both|the two|all three)(?= (?:(?:still|now) )?(?:remain|are|were|have|had|fell)\b)"
        r"|\b(?P<its>its)(?=\s+(?:capture|recapture|fall|liberation|seizure|encirclement|defenders|loss)\b"
        r"|\s+(?:[\w-]+\s+(?:and\s+)?){0,3}?(?:quarters|outskirts|streets|suburbs|cent(?:er|re)"
        r"|neighbou?rhoods|districts|edges?|half)\b)",
        re.IGNORECASE,
    )


def _fits(place: Place, noun: str) -> bool:
    """Whether a noun may stand for a place of this kind and size."""
    words = nominals()
    if noun in ("there", "it") or noun in words["any"]:
        return place.kind != "country" and (noun != "it" or place.kind == "settlement")
    if noun == "capital":
        return place.kind == "settlement" and _national(place)
    if noun in words["settlement"]:
        if place.kind != "settlement":
            return False
        limit = words["settled"] if noun == "settlement" else words["people"]
        if noun in words["small"] and place.population > limit:
            return False
        if noun == "town" and place.population > words["metropolitan"] and _national(place):
            return False
        if noun in words["large"]:
            return not (_hamlet(place) or 0 < place.population < words["people"])
        return True
    if noun in words["facility"]:
        return place.kind == noun or (place.kind in THINGS and noun in place.name.lower())
    return any(
        noun in words[kind] and place.kind == kind
        for kind in ("region", "district", "river", "road", "island")
    )


def _national(place: Place) -> bool:
    """Whether a settlement bears the name of a country's capital."""
    return fold(place.name) in pairs("capitals")


def _hamlet(place: Place) -> bool:
    """Whether a settlement is too small to be "the town" beside a bigger one.

    Curated places without a count of people are those that the world's gazetteer, from 500 people on, lacks.
    """
    if place.population == 0:
        return place.place_id.startswith("cur:")
    return place.population < nominals()["hamlet"]


def named(resolution: Resolution, text: str, actors: frozenset[str]) -> tuple[Mention, Place] | None:
    """The mention and place of a toponym; None for look-alikes and countries. A name that could not be placed
    stands for a place without a position.

    `actors` are folded names of places that stand for a side: one without a preposition acts, it is no place.
    """
    toponym, place = resolution.toponym, resolution.place or _unplaced(resolution)
    if toponym.use != "place" or place.kind == "country":
        return None
    labels = text[toponym.end : toponym.end + 2] == ": "
    if (
        fold(toponym.text) in actors
        and not labels
        and not _befalls_town(text, toponym.start, toponym.end)
        and not _LOCATED.search(text[max(0, toponym.start - 24) : toponym.start])
    ):
        return None
    if toponym.offset is not None and place.kind != "sector" and resolution.place:
        place = _relative(place, toponym.offset)
    mention = Mention(
        toponym.start,
        toponym.end,
        "name",
        toponym.part,
        offset=place.kind == "sector",
        broad=place.kind in BROAD,
        thing=place.kind in THINGS,
        place=(resolution.place or place).place_id,
    )
    return mention, place


def _befalls_town(text: str, start: int, end: int) -> bool:
    """Whether what is said of a capital befalls the town: "shelled P", "P was captured", no "P's troops"."""
    if _FORCE_OF.match(text, end):
        return False
    if _IS_CAPITAL.match(text, end):
        return True
    return bool(_TAKES.search(text[max(0, start - 32) : start]) or _IS_TAKEN.match(text, end))


def _unplaced(resolution: Resolution) -> Place:
    """A name that could not be placed, as a place without a position: its lat and lon mean nothing."""
    toponym = resolution.toponym
    kind = toponym.hint if toponym.hint in PLACE_KINDS else "settlement"
    if toponym.hint == "territory":
        kind = "district"  # "a town in the territory of P": P is not what was taken, nor "the town"
    if not toponym.hint and fold(toponym.text).split()[-1] in nominals()["facility"]:
        kind = "facility"
    return Place(f"{UNPLACED}{fold(toponym.text)}", toponym.text, 0.0, 0.0, kind, source="not placed")


def _relative(place: Place, offset: tuple[float | None, float | None]) -> Place:
    try:
        return sector(place, *offset)
    except ValueError:
        return place


def implied(number: int, discourse: Discourse, text: str, start: int, end: int) -> Spoken | None:
    """The settlement that a sentence without any place must be about; None when it cannot be told.

    It must be the only place of the sentence before, the only settlement of the last two, or the one that
    the text is mostly about.
    """
    if any(of_others.search(text, start, end) for of_others in (_WIDER, _ARMY_LOSSES, _IS_ONE, _THE_TOWN)):
        return None
    premises = _PREMISES.search(text, start, end)
    told = discourse.premises.get(premises[1].lower()) if premises else None
    if told is not None:  # "they took the base": where a base was named
        return Spoken(Mention(start, start, "implied", place=told.place_id), (told,), "", False)
    recent = [s for s in discourse.history[-IMPLIED_LOOK:] if s.sentence >= number - NEAR_REACH]
    recent = [s for s in recent if s.order < TOLD_FROM]  # "an officer in P said": of another place
    settlements = {s.place.place_id: s.place for s in recent if s.place.kind == "settlement"}
    topic = discourse.topic()
    last = {s.place.place_id: s.place for s in recent if s.sentence == number - 1}
    if len(last) == 1 and next(iter(last.values())).kind == "settlement":
        (place,) = last.values()
    elif topic in settlements:
        place = settlements[topic]
    elif len(settlements) == 1 and all(s.place.kind == "settlement" for s in recent):
        (place,) = settlements.values()
    else:
        return None
    return Spoken(Mention(start, start, "implied", place=place.place_id), (place,), "", False)


def tells_of_more(text: str, start: int, end: int) -> bool:
    """Whether victims are counted of a whole day or war: not those of the one place named before."""
    wider = _WIDER.search(text, start, end) or _ARMY_LOSSES.search(text, start, end)
    return bool(wider or _ROUND_UP.search(text, start, end))


def aftermath(start: int, place: Place) -> Spoken:
    """The place that the sentence before tells was hit, as the place of a sentence that names none."""
    return Spoken(Mention(start, start, "aftermath", place=place.place_id), (place,), "", False)


def spoken(
    text: str,
    start: int,
    end: int,
    number: int,
    resolutions: Sequence[Resolution],
    discourse: Discourse,
    actors: frozenset[str] = frozenset(),
    frames: Sequence[tuple[int, int]] = (),
) -> list[Spoken]:
    """Places of sentence `number`, text[start:end], in order; `resolutions` are those that lie in it.

    `frames`: stretches that say who speaks; a place named there is spoken of after the others.
    """
    discourse.frames = frames
    discourse.passing = _PASSING.match(text, start, end) is not None
    _label(text, start, end, resolutions, discourse)
    every = [
        (*pair, r)
        for r in resolutions
        if (pair := named(r, text, actors))
        and not _quarter_of(text, r.toponym.start, r.toponym.end)
        and not _region_of_town(text, r)
        and not _away(text, start, r.toponym.start)
        and not _SEATED.search(text, max(start, r.toponym.start - REFUGE_CHARS), r.toponym.start)
        and not _REFUGE.search(text, max(start, r.toponym.start - REFUGE_CHARS), r.toponym.start)
    ]
    discourse.scope = next((r for r in resolutions if _sets(text, start, r)), None)
    discourse.regions = {r.toponym.start: p for r in resolutions if (p := _region(r))}
    every = [_at_its_seat(text, item, discourse) for item in every]
    names = _without_containers(text, every, resolutions)
    for mention, place, _ in (item for item in every if item not in names):
        discourse.add(place, number, len(every), mention.broad)
        discourse.within = number
    found = [Spoken(m, (p,), text[m.start : m.end], True) for m, p, _ in names]
    taken = [(r.toponym.start, r.toponym.end) for r in resolutions if not _region_of_town(text, r)]
    order = 0
    queue = sorted(names, key=lambda item: item[0].start)
    for match in _nominal_pattern().finditer(text, start, end):
        while queue and queue[0][0].end <= match.start():
            order = _note(text, queue.pop(0), names, number, order, discourse)
        nominal = _nominal(text, match, number, taken, discourse)
        if nominal:
            found.append(nominal)
            discourse.unnamed.pop("it", None)
            for place in nominal.places:
                discourse.touch(place, number, order)
    while queue:
        order = _note(text, queue.pop(0), names, number, order, discourse)
    towns = {p.place_id: p for _, p, _ in names if p.kind == "settlement"}
    for noun in _PREMISES_NAMED.finditer(text, start, end) if len(towns) == 1 else ():
        told = PREMISES if noun[1].lower() in PREMISES else {noun[1].lower()}
        discourse.premises |= dict.fromkeys(told, next(iter(towns.values())))
    for noun in _UNNAMED.finditer(text, start, end):
        discourse.unnamed[noun[1].lower()] = number
    return sorted(found, key=lambda s: s.mention.start)


def _label(text: str, start: int, end: int, resolutions: Sequence[Resolution], discourse: Discourse) -> None:
    """A paragraph that begins "PLACE: ..." is about that place alone."""
    label = _LABEL.match(text, start, end) if text[max(0, start - 1) : start].strip() == "" else None
    names = [r for r in resolutions if label and r.toponym.end <= label.end("names")]
    if names and all(r.toponym.use == "place" for r in names):
        discourse.begin()


def _sets(text: str, start: int, resolution: Resolution) -> bool:
    """Whether a sentence is set in the region that a name means, placed or not."""
    toponym, place = resolution.toponym, resolution.place
    region = place.kind in ("region", "district") if place else toponym.hint in ("region", "district")
    return region and toponym.use == "place" and bool(_SET_IN.fullmatch(text, start, toponym.start))


def _outside(place: Place, scope: Resolution) -> bool:
    """Whether a place is not known to lie in the region that its sentence is set in."""
    if scope.place is None:
        return True
    key = f"{place.country}/{place.admin1}"
    return bool(place.admin1) and not _lies_in(place, scope.place, key)


def _region(resolution: Resolution) -> Place | None:
    """The region that a name means, also where it stands for whoever rules it."""
    if resolution.toponym.use == "place":
        found = [resolution.place] if resolution.place else []
    else:
        found = [c.place for c in resolution.toponym.candidates[:1]]
    return next((p for p in found if p.kind in ("region", "district")), None)


def _at_its_seat(text: str, item: tuple, discourse: Discourse) -> tuple:
    """ "The Upper Nile state capital" is a town, where the text tells which; the region is not meant."""
    mention, place, resolution = item
    told = _SEAT_AFTER.match(text, mention.end) if place.kind in ("region", "district") else None
    if told is None:
        return item
    seat = discourse.seat(place)
    if seat is None:
        name = f"capital of {place.name}"
        seat = Place(f"{UNPLACED}{fold(name)}", name, 0.0, 0.0, source="not placed")
    return replace(mention, end=told.end(), broad=False, place=seat.place_id), seat, resolution


def seats(text: str, resolutions: Sequence[Resolution]) -> tuple[dict[str, Place], dict[str, Place]]:
    """Regions by "country/name" -> the town that a text tells to be their capital, by its words or by a name
    that both share; and the only large town of the region that the text names, which may be it."""
    told: dict[str, Place] = {}
    namesakes: dict[str, Place] = {}
    large: dict[str, dict[str, Place]] = {}
    for r in resolutions:
        place, t = r.place, r.toponym
        if place is None or place.kind != "settlement" or t.use != "place" or not place.admin1:
            continue
        key = f"{place.country}/{place.admin1}"
        if _CALLED_SEAT_BEFORE.search(text, max(0, t.start - CALLED_REACH), t.start) or (
            _CALLED_SEAT_AFTER.match(text, t.end)
        ):
            told.setdefault(key, place)
        if same_region(place.name, place.admin1) and not _hamlet(place):
            namesakes.setdefault(key, place)
        if place.population >= nominals()["settled"]:
            large.setdefault(key, {})[place.place_id] = place
    only = {key: next(iter(found.values())) for key, found in large.items() if len(found) == 1}
    return namesakes | told, only


def subject(resolutions: Sequence[Resolution]) -> str:
    """place_id of the settlement that a text names by far the most, "" for none."""
    counts = Counter(
        r.place.place_id
        for r in resolutions
        if r.place and r.place.kind == "settlement" and r.toponym.use == "place" and not r.toponym.offset
    )
    most = [*counts.most_common(2), ("", 0), ("", 0)]
    return most[0][0] if most[0][1] >= max(TOPIC_MIN, 2 * most[1][1]) else ""


def _lies_in(place: Place, region: Place, key: str) -> bool:
    country, _, name = key.partition("/")
    return country == region.country and same_region(name, region.admin1 or region.name)


def _region_of_town(text: str, resolution: Resolution) -> bool:
    """ "It holds the Donetsk Oblast town": the region only tells which town is meant."""
    start, end, place = resolution.toponym.start, resolution.toponym.end, resolution.place
    return bool(
        place is not None
        and place.kind in ("region", "area")
        and text[max(0, start - 4) : start].lower() == "the "
        and _ITS_TOWN.match(text, end)
    )


def _away(text: str, first: int, start: int) -> bool:
    """ "Intensified attacks away from P": P is where they are not."""
    away = _AWAY.search(text, max(first, start - CONTAINER_WORDS), start)
    return away is not None and not _MOVES.search(text, max(first, away.start() - REFUGE_CHARS), away.start())


def _quarter_of(text: str, start: int, end: int) -> bool:
    """ "Mosul's Aden and Karama districts": the name is that of a quarter, whatever town is called so."""
    return bool(
        _QUARTER_LED.search(text, max(0, start - CONTAINER_WORDS), start) and _QUARTER.match(text, end)
    )


def _without_containers(text: str, names: list[tuple], resolutions: Sequence[Resolution]) -> list[tuple]:
    """Names but regions that only say where another place lies: "Korenevo in the Kursk region"."""
    kept = []
    unknown = [r.toponym for r in resolutions if r.place is None and r.toponym.use == "place"]
    for mention, place, resolution in names:
        before = text[max(0, mention.start - CONTAINER_WORDS) : mention.start].lower()
        inside = re.search(
            r"(?:\bin|\bof|,)(?: the)?(?: \w+['’]s)?(?: \w+ern| occupied| restive| troubled| volatile"
            r"| neighbou?ring| \w+-(?:held|occupied|controlled|rich|producing|torn))? ?\Z",
            before,
        )
        inside = inside and not _SHARE_OF.search(before)  # "controls P and most of Q"
        smaller = [m for m, *_ in kept if not m.broad and mention.start - m.end < CONTAINER_REACH]
        smaller += [t for t in unknown if 0 < mention.start - t.end < CONTAINER_REACH]
        if mention.broad and ((inside and smaller) or _CAPITAL_OF.search(before)):
            continue
        owns = _OWN_PART.match(text, mention.end)
        if _of_town(text, mention.end, names) and (mention.broad or owns or before.endswith("in ")):
            continue
        if place.kind in ("lake", "sea", "river") and _ASHORE.search(before):
            continue
        ends = [m.end for m, *_ in kept if not m.broad] + [t.end for t in unknown]
        if any(
            e < mention.start <= e + SIDE_REACH and _BESIDE.fullmatch(text, e, mention.start) for e in ends
        ):
            continue
        kept.append((mention, place, resolution))
    return kept


def _of_town(text: str, end: int, names: list[tuple]) -> bool:
    """ "The Homs province city of Rastan", "its last base in Luhansk, the city of Lysychansk": what is
    named up to `end` only tells where the town lies."""
    starts = {m.start for m, *_ in names if not m.broad}
    told = _TOWN_OF.match(text, end) or _NAMED_TOWN.match(text, end)
    if told is not None and told.end() in starts:
        return True
    smaller = {m.start for m, place, *_ in names if not m.broad or place.kind == "district"}
    own = _OWN_PART.match(text, end)  # "P's key district of Q"
    if own is not None and own.end() in {m.start for m, *_ in names}:
        return True
    return text[end : end + 2] in ("'s", "’s") and end + 3 in smaller  # "Rakhine State's Ann township"


def _note(text: str, item: tuple, names: list[tuple], number: int, order: int, discourse: Discourse) -> int:
    mention, place, resolution = item
    words = _CALLED_BEFORE.search(text[max(0, mention.start - CALLED_REACH) : mention.start])
    words = words or _CALLED_AFTER.match(text[mention.end : mention.end + CALLED_REACH])
    if words and resolution.place and not resolution.toponym.offset:
        discourse.called.setdefault(resolution.place.place_id, set()).add(words[words.lastindex].lower())
    base = resolution.place or place  # "10 km north of X" speaks of X for "the town"
    km = resolution.toponym.offset[0] if resolution.toponym.offset else None
    if place.kind == "sector" and km is not None and km >= FAR_OFF:
        return order + 1  # "P is a town 240 km from the capital"
    near = [m for m, _, _ in names if m is not mention]
    listed = any(_joined(text, mention, other) for other in near)
    told_from = _SPEAKS_IN.search(text, max(0, mention.start - 8), mention.start) and any(
        s <= mention.start < e for s, e in discourse.frames
    )
    told_from = told_from or _SPEAKING.search(text, max(0, mention.start - 90), mention.start)
    fled = _FLED_TO.search(text, max(0, mention.start - REFUGE_CHARS), mention.start) is not None
    told_from = told_from or fled
    locator = TOLD_FROM if told_from else AFTER_ALL if place.kind == "sector" else 0
    aside = locator > 0 or _ASIDE.search(text[max(0, mention.start - 16) : mention.start]) is not None
    off = fled or _TO_ONE_SIDE.match(text, mention.end) is not None
    if not aside:
        discourse.unnamed.clear()
    elif _SOMETHING_NEAR.search(text, max(0, mention.start - NEAR_CHARS), mention.start):
        discourse.unnamed["it"] = number
    discourse.add(base if base.kind != "sector" else place, number, order + locator, listed, aside, off)
    return order + 1


def _joined(text: str, one: Mention, other: Mention) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    gap = text[first.end : second.start].strip().lower()
    return gap in (",", "and", "or", "&", ", and", "and the", "and also", "/")


def _nominal(
    text: str, match: re.Match[str], number: int, taken: list[tuple[int, int]], discourse: Discourse
) -> Spoken | None:
    start, end = match.start(), match.end("noun") if match["noun"] else match.end()
    if match["part"]:
        end = match.end("part")
    if any(s < end and start < e for s, e in taken) or any(
        0 <= s - end <= 4 and "of" in text[end:s] + " " for s, _ in taken
    ):
        return None
    if any(0 <= s - end <= 1 for s, _ in taken):  # "the town Bakhmut"
        return None
    if text[end : end + 2] in (" (", " [") and any(
        s == end + 2 and text[e : e + 1] in ")]" for s, e in taken
    ):
        return None  # "the town (Bakhmut)", "took it [Bakhmut]"
    if match["noun"] and text[end : end + 2] == ", ":
        named_next = next((e for s, e in taken if s == end + 2), -1)
        if named_next > 0 and text[named_next : named_next + 1] in ",.;)":
            return None  # "took the provincial capital, Kunduz, on Sunday"
    if (match["noun"] or "").lower() == "capital" and _FORMER.match(text, start):
        return None  # "P, the former capital": not the capital
    newest = discourse.newest(number)
    region_meant = newest is not None and newest.kind in BROAD  # "the district of P and its centre"
    if match["its"]:
        place = None if region_meant else discourse.last("it", number)
        if place is None:
            return None
        mention = Mention(start, match.end(), "noun", place=place.place_id)
        return Spoken(mention, (place,), text[start : match.end()], False)
    if match["both"]:
        group = discourse.last_group(number)
        counted = 3 if match["both"].lower() == "all three" else 2
        mention = Mention(start, match.end(), "noun")
        return Spoken(mention, group, text[start : match.end()], False) if len(group) == counted else None
    pronoun = (match["pronoun"] or "").lower()
    if pronoun:
        if pronoun == "it" and region_meant:
            return None  # "in the district, which they disrupted when they took it"
        return _pronoun(text, match, pronoun, number, discourse)
    noun = match["noun"].lower()
    if match["noun"][0].isupper() and _NAMED.search(text, start, end):
        return None  # "the Islamic State"
    if noun in ("city", "town") and _CAPITAL_CITY.search(text, start, end):
        noun = "capital"
    if noun in nominals()["plural"]:
        if match["det"].lower() == "the" and "two" not in match.group().lower():
            return None
        group = discourse.last_group(number)
        return Spoken(Mention(start, end, "noun"), group, text[start:end], False) if group else None
    if noun in (*CALLED, "capital") and _ANOTHER.search(text, start, end):
        return None
    subject_of = _IS_ONE.search(text, max(0, start - PREDICATE_CHARS), end)
    if subject_of and subject_of.end() == end and not (newest and newest.kind == "settlement"):
        return None
    if _HEADED.match(text, end):
        return None  # "the state capitals", "the city council", "the village elders"
    if _APPOSED.search(text[max(0, start - 48) : start]) and text[end : end + 1] in ",.;)":
        return None  # "P, the provincial capital, fell": P, named beside it
    if _REGIONS_TOWN.match(text, end) and _APPOSED.search(text[max(0, start - 48) : start]):
        return None  # "P, the state's second-largest city, fell": P
    if _OF_A_NAME.match(text, end):
        return None  # "the capital of P", "the provincial capital of eastern P"
    if noun in nominals()["facility"] and _PROPER.search(text, start + 1, match.start("noun")):
        return None  # "the T4 air base"
    if noun in nominals()["any"] and not (
        _stands_for_place(text, start, end)
        and _SAME_AREA.fullmatch(text, match.end("det"), match.start("noun"))
    ):
        return None
    if noun in nominals()["any"] and _GROUNDS.search(text, max(0, start - PRONOUN_REACH), start):
        return None  # "took the stadium after clearing most of the area": of what was taken
    if noun in nominals()["any"] and _NAMELY.match(text, end):
        return None  # "in the area, including P": P
    seat = noun == "capital" and _SEAT.search(text, start, end)
    apposed = _CAPITAL_APPOSED.match(text, end)
    if apposed and noun in (*CALLED, "capital"):  # "the city, capital of X"
        region = discourse.regions.get(apposed.end())
        place = discourse.seat(region) if region else None
    elif _OTHERWISE.match(text, end):
        return None  # "the region just south of X": told by what follows
    elif seat and (regions := [p for at, p in discourse.regions.items() if at < start]):
        place = discourse.seat(regions[-1])  # "an official of X said they took the provincial capital"
    else:
        place = discourse.last("city" if seat else noun, number)
        scope = discourse.scope
        if place and scope and scope.toponym.start < start and noun in (*CALLED, "capital"):
            here = place.kind != "settlement" or not _outside(place, scope)
            place = place if here else scope.place and discourse.seat(scope.place)
    if place is None or _elsewhere(match.group(), place):
        return None
    if noun in CALLED:
        discourse.called.setdefault(place.place_id, set()).add(noun)
    placed = place.kind == "settlement" and not place.place_id.startswith(UNPLACED)
    offset = relative_position(text, start) if placed else None
    if offset and any(_LIES_WEST.fullmatch(text, e, start) for _, e in taken):
        return None  # "the T0506 route to the west of the town": where that lies
    part = "centre" if match["part"] else ""
    mention = Mention(
        start,
        end,
        "noun",
        part,
        offset=offset is not None,
        broad=place.kind in BROAD,
        thing=place.kind in THINGS,
        place=place.place_id,
    )
    spot = _relative(place, offset) if offset else place  # "a village south of the city"
    return Spoken(mention, (spot,), text[start:end], False)


def _elsewhere(words: str, place: Place) -> bool:
    """Whether "the Syrian city" names another land than that of a place."""
    lands = {code for word in words.lower().split()[1:-1] if (code := pairs("demonyms").get(word))}
    return bool(lands and place.country) and place.country not in lands


def _stands_for_place(text: str, start: int, end: int) -> bool:
    """Whether "the area" is the place spoken of ("in the area") and not one of its own ("the area under")."""
    before = text[max(0, start - 8) : start].lower().rstrip()
    after = text[end : end + 9].lower().lstrip()
    return before.endswith(OF_PLACE) and not after.startswith(OWN_AREA)


def _pronoun(
    text: str, match: re.Match[str], pronoun: str, number: int, discourse: Discourse
) -> Spoken | None:
    after = text[match.end() : match.end() + 12].lstrip().lower()
    if pronoun == "there" and after.startswith(
        ("is", "are", "was", "were", "has", "have", "will", "may", "had", "'", "’", "seem")
    ):
        return None
    before = text[max(0, match.start() - PRONOUN_REACH) : match.start()]
    word = re.match(r"[a-z]*", after)[0]
    if pronoun == "it" and (word in verbs() and verbs()[word].sure):
        return None  # "over what it said was the mine": whoever speaks
    led = _LED_BY.search(before)
    if pronoun == "it" and led and led[1].lower() in verbs() and _ACTS.match(after):
        return None  # "the ministry said it had brokered a truce"
    if pronoun == "it" and _THING.search(before):
        return None  # "the last half of the headquarters ... seize it"
    place = discourse.last(pronoun, number)
    if place is None:
        return None
    return Spoken(
        Mention(match.start(), match.end(), pronoun, place=place.place_id), (place,), match.group(), False
    )
