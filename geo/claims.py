"""Claims: who said what about which place, when, how surely. Composes what the earlier steps found.

Per sentence: places (by name or by a word that stands for one), events (`geo.assertions`), whoever says
them (`geo.attribution`), and the three clocks. Repetitions within the document become carriers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.assertions import COLOURING, Event, read
from geo.attribution import Attribution
from geo.claimants import REBELS, RIVAL_NAMES
from geo.clauses import ENEMY, Mention, side_words
from geo.clocks import ARTICLE, UNTIMELY, Clocks, Statement, ahead, innermost, over
from geo.conflicts import Conflict
from geo.gazetteer import Gazetteer
from geo.lexicon import load
from geo.mentions import Discourse, Spoken, aftermath, implied, seats, spoken, subject, tells_of_more
from geo.model import (
    NO_STATUS,
    Claim,
    Document,
    Link,
    Place,
    Resolution,
    Trace,
    Zone,
    claim_id,
    side_of,
)
from geo.repeats import settle
from geo.speakers import OPPOSED
from geo.text import fold, sentences
from geo.triggers import PlaceLink
from geo.warlike import judge, sift
from geo.wordlists import pairs

#: "rejected the claim and said its forces still hold P": what follows is said, not denied.
_GOES_ON = re.compile(r"\b(?:and|but) (?:said|says|insist(?:ed|s)|maintain(?:ed|s)|added|stated)\b")
#: "Denied that P had fallen and fighting continued there": what goes on is said, not denied.
_GOING_ON = re.compile(
    r"(?:\band|, as|, while) (?:\w+ ){0,2}(?:fighting|clashes|battles|combat) "
    r"(?:(?:was|is|were|are) (?:still )?)?"
    r"(?:continu(?:es|ed|e|ing)|goes on|went on|going on|ongoing|under way|intensif\w+|rag(?:es|ed|ing))\b"
)
#: How a sentence goes on about the side that the one before names.
_OPENING = re.compile(
    r"\W*(?:They|It|The (?:group|movement|militia|militants|insurgents|faction))\b"
    r"|\W*(?:By|On|In|At|After|Since|Later|Then|Now|But|And|Last|Earlier|Also|Instead|Meanwhile|Today|Yesterday"
    r"|Overnight|Eventually|Soon|Still|So|However|Within|For|That|This|Before|Until|During|As|When|While|With)\b,?"
    r" (?:\w+,? ){0,2}(?:it (?!is\b|was\b)|they )\w"
)
#: "The rebels “control P”": who acts stands before the quotation, what they do within it.
_SUBJECT_ALONE = re.compile(r"(?:The )?(?:[\w’'-]+ ){0,3}[\w’'-]+")
_DOES = re.compile(
    r"\W*(?:now |still |already )?(?:control|hold|have|has|are|took|seized|captured|occupy)\w*\b"
)
_HIS_FORCES = re.compile(
    r"(?<=referring to )(?:his|her|its|their) (?:own )?(?:forces|troops|army|soldiers|fighters|men)\b"
)
#: A state's office by the name of its land.
_OF_LAND = re.compile(
    r"(?:the )?([A-Z][\w ]+)['’]s (?:[\w-]+ ){0,3}?"
    r"(?i:president|premier|prime minister|minister|ministry|government|army|military|armed forces)\b"
)
_WATCHERS = re.compile(
    r"(?i)\b(?:monitor(?:s|ing)?|rights|observatory|institute|think[ -]tank|aid|medical|charity|crisis group"
    r"|humanitarian|advocacy|activist|ethnic group|wagner)\b"
)
_FIGHTERS = re.compile(r"\W*The (?:militants|insurgents)\b")
#: How a sentence goes on about whoever acted in the one before; those whom it names itself are the others.
_ITSELF = re.compile(
    r"\W*(?:They|It) (?:(?:had|has|have|also|then|later|now|still) )*"
    r"(?!(?:is|was|were|are|seems?|appears?|took|takes|remains?)\b)\w"
)
_REMARK = re.compile(
    r", (?:(?:in |during |for |to )?(?:which|who|whom|whose|where)"
    r"|(?:the|an?) (?:[\w-]+ ){0,4}(?:capital|city|town|village)(?= (?:that|[A-Z])))\b"
)
_THEIRS = re.compile(r"\b(?:its|their) (?:hands|control)\b")
CHAIN = 4  # sentences
_IN_THE_FIGHTING = re.compile(r"\b(?:in|during) (?:the|these|those) (?:fighting|clashes|battles?|combat)\b")
_TOLD = r"(?:claims?|reports?|allegations?|announcements?|assertions?|accounts?|rumou?rs)"
#: Words said that turn down what others told just before: "these reports were false".
_UNTRUE = re.compile(
    rf"(?i)\W*(?:that )?(?:the|this|that|these|those|such|both|all) (?:\w+ )?{_TOLD} "
    r"(?:was|were|is|are|had been) (?:(?:all|completely|totally|entirely|simply|absolutely) )?\W?"
    r"(?:not true|not correct|untrue|false|fake|wrong|incorrect|baseless|unfounded|groundless|fabricated"
    r"|nonsense|lies|a lie|fake news|propaganda|misinformation|disinformation)\b"
)
#: After "denied", "rejected": what others told just before.
_DENIED = re.compile(
    rf"(?i)\W*(?:(?:[\w’'.-]+ ){{0,3}}{_TOLD}|this|that|it|which|something)\b"
    r"(?! (?:of|that|about|to|it|was|is|has|had)\b)"
)
_PLACES = r"(?:villages|settlements|towns|localities|hamlets|communities|cities)"
#: Places that are only counted, and a sentence that then names them.
_COUNTED = re.compile(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|several|more|some|many|dozens of|\d+) "
    rf"(?:more |other |\w+ )?{_PLACES}\b"
)
_NAMES_THEM = re.compile(
    rf"(?i)\W*(?:(?:the|these|those)(?: two| three| four| \w+ed)? {_PLACES}|they|these|those) "
    r"(?:are|were|include|included)\b"
)
_OUTRIGHT = re.compile(rf"(?i)\W*(?:the )?(?:(?:\w+ )?(?:village|town|city|{_PLACES}) of )?")
#: Where a place lies: geography, of which nobody reports anything.
_LIES = re.compile(
    r"\b(?:located|situated|lies|lay|sits"
    r"|(?:is|are|was)(?: just| only| about| around| some| roughly)*(?= \d))\b"
    r"[^.;]{0,40}?\d[\d.,]*[ -]?(?:km|kilomet\w+|miles?)\b"
)
_WITHIN = re.compile(r"\b(?:in|near|of|outside) (?:the )?(?:\w+ern )?\Z")
_MANY_TOLD = re.compile(rf"(?i)\W*(?:the|these|those|such|both|all) (?:\w+ )?{_TOLD}(?<=s)\b")
#: "Norwegian-held" before a place.
_HELD = re.compile(r"(?i)\w-(?:held|controlled|occupied)\s|^(?:held|controlled|occupied)\s")
#: How a sentence goes on about those who fight a state.
_GROUP = re.compile(
    r"\W*(?:[^,.;]{1,40}, )?[Tt]he (?:(?:rebel|armed|ethnic|militant|paramilitary|jihadist|insurgent"
    r"|extremist|separatist|[Ii]slamist) (?:group|movement|militia|alliance|faction|fighters|forces))\b"
)
_PRONOUN = re.compile(r"\b(?:[Tt]hey|[Tt]heir|[Ii]ts?)\b")
GROUP_REACH = 12  # sentences before in which it is named
BY_DAY = 30  # characters behind a place in which its own day may be named
TURNED_BACK = 2  # sentences from what is told to the words that turn it down
TOLD = frozenset({"captured", "holds", "withdrew", "advanced"})
#: In somebody's own words "they" are the others: so speak those who are held down.
_THEY = re.compile(r"\W*(?:They|It)\b")
_THEY_HOLD = re.compile(
    r"\bThey(?:['’]ve|['’]re| have| had| are)? (?:(?:now|still|already|fully|all|only|also|just) )?"
    r"(?:hold|holding|held|control|controlling|controlled|occupy|occupied|captured|took|taken|seized|own)\b"
    r"|\bThey(?:['’]re| are) (?:(?:now|still|already|all|everywhere) )?in\b"
)
_OURS = re.compile(r"\b[Oo]ur (?:\w+ )?(?:soldiers|troops|forces|men|fighters|army|units|boys)\b")
FIGHTERS = frozenset({"military", "armed_group"})  # kinds of claimant that tell their own side's deeds
#: Zones that repeat what the body says.
BRIEF_ROLES = ("headline", "summary", "caption")
#: Classes of verbs of saying under which the words said are not asserted.
SAYING = {"deny": "denied", "predict": "predicted", "ask": "conditional"}
#: Verbs of judging under which a claim is called into question.
DOUBTING = frozenset(
    {"question", "questions", "questioned", "questioning", "doubt", "doubts", "doubted", "doubting"}
)
LEAST_SENTENCE = 40  # characters: shorter ones without an event are headings
OFFICE_CHARS = 70  # characters beside a speaker's name in which an office is told
#: Offices of a town or region.
#: Who tells what has been corrected since, or was never so: "an earlier version of this article".
_TAKEN_BACK = re.compile(
    r"(?i)\b(?:earlier|previous|original|initial)\s+(?:version|entry|headline|post|article|story|tweet|caption"
    r"|edition|draft|subheading|alert)s?\b|\b(?:fake|faked|doctored|hoax|fabricated|forged|staged)\b"
)
_POSTED = re.compile(r"(?i)\b(?:post|tweet|message|video|clip|report|story)s?$")
_DELETED = re.compile(
    r"(?i)[^.!?\n]{0,400}?\b(?:was|were|been)\s+(?:\w+\s+)?"
    r"(?:deleted|removed|retracted|withdrawn|taken down)\b"
)
_SENT_TO = re.compile(r"(.+?) (?:in|at|from) (?=[A-Z])")
#: Capitalised words of an office that any state has.
OFFICES_OF_STATE = frozenset(
    ["defence", "defense", "foreign", "interior", "ministry", "minister", "army", "military", "government",
     "security", "police", "general", "chief", "national", "presidential", "president", "prime", "state",
     "information", "staff", "the", "a", "senior", "deputy", "spokesman", "spokeswoman", "spokesperson",
     "official", "officials", "council"]
)  # fmt: skip
_AGAINST = re.compile(rf"(?i)\b(?:{'|'.join(sorted(OPPOSED))})\b")
_LOCAL_OFFICE = re.compile(
    r"(?i)\b(?:mayor|governor|head of (?:the )?(?:[\w’'-]+ ){0,4}?(?:administration|council|community)"
    r"|(?:regional|local|city|town|village|district|municipal) (?:military )?(?:administration|council"
    r"|officials?|authorities|chief|head))\b"
)
_PUT_THERE = re.compile(
    r"(?i)\b(?:installed|appointed|backed|imposed|occup\w+|separatists?|de facto|breakaway|self-\w+|puppet"
    r"|pro-\w+|rebel|exiled?|named by|put in)\b"
)
#: Beside words for rebels in the name of who speaks, words that make nobody else of them.
OF_REBELS = frozenset(
    ["the", "fighters", "forces", "group", "movement", "leader", "leaders", "commander", "commanders", "for",
     "of", "spokesman", "spokesperson", "spokeswoman", "spokesmen", "official", "officials", "sources",
     "source", "a"]
)  # fmt: skip
OPENING = 40  # characters in which a sentence names who acts
_CLAUSE_END = re.compile(r"[,;:]| (?:after|when|while|as|because|before|since|although|though|but) ")
_UNDERGOES = re.compile(r"\b(?:was|were|been|being|be|got|by|said|says?)\b")
LONG_FRAME = 80  # characters: one as long tells more of whoever speaks: "X, who have held P since May, said"
LEAST_WORDS = 12  # characters: fewer beside what others say tell nothing of their own
JUDGED = "assessment"
HITTING = frozenset({"struck", "losses", "assaulted", "fighting"})
#: Under these verbs "they" are as well the others.
CONCEDING = ("conced", "admit", "acknowledg")
ADMITTING = (*CONCEDING, "confirm", "recogni", "admits", "lament")
#: Under these a government tells what its own side has done.
HERALDING = ("announc", "declar", "proclaim", "hail", "celebrat", "congratulat")
BOASTING = ("claim", "hail", "celebrat", "proclaim", "boast")
#: How the next sentence tells that they left again.
_GONE_AGAIN = re.compile(
    r"(?i)[\s”\"’]*((?:but |then |later |(?:a|one|two|hours) (?:(?:hour|day|week)s? )?later,? )?(?:they|it) "
    r"(?:later |soon |then |quickly |quietly )?(?:left|withdrew|pulled (?:out|back)|retreated|fled|moved on"
    r"|(?:were|was) (?:soon |later |quickly )?(?:driven|pushed|forced|thrown|beaten) (?:out|back)"
    r"|were (?:expelled|ousted|dislodged|repelled)))\b"
)
ENTERING = ("captured", "advanced")
LEFT_CHARS = 200  # characters after a sentence in which the next may tell that they left again
ATTACKS = {"assaulted", "fighting", "repelled"}
NOT_READ = ("boilerplate", "dateline")


def read_claims(
    document: Document,
    resolutions: Sequence[Resolution],
    attributions: Sequence[Attribution],
    gazetteer: Gazetteer | None,
    conflict: Conflict,
) -> list[Claim]:
    """The claims of a document in order of their words; none where the text is not about armed conflict.

    `resolutions` and `attributions` are those of this document. Spans are code points into its text and
    never cross its zones.
    """
    return read_gated(document, resolutions, attributions, conflict)[0]


def read_gated(
    document: Document,
    resolutions: Sequence[Resolution],
    attributions: Sequence[Attribution],
    conflict: Conflict,
) -> tuple[list[Claim], tuple[str, ...]]:
    """(claims as of `read_claims`, notes on those withheld because their words are not about a war and on
    those told as done but dated later)."""
    sides = side_words(conflict)
    neutral = frozenset(fold(claimant.name) for claimant in conflict.claimants if not claimant.side)
    own_side = _publisher_side(document, conflict)
    reader = _Reader(document, resolutions, attributions, sides, own_side, neutral)
    reader.land = _lands(conflict)
    kept, notes = sift(reader.claims(), judge(document, conflict))
    read = settle([reader.left_again(claim) for claim in kept], document)
    late = sum(UNTIMELY in claim.about.reason and ahead(claim.about, claim.said) for claim in read)
    if late:
        told = "1 claim tells" if late == 1 else f"{late} claims tell"
        note = f"{told} as done what is dated later than it was told; check the day of publication"
        notes = (*notes, note)
    return read, notes


def _left(claim: Claim, start: int, end: int) -> Claim:
    """The claim without colour: characters [start, end) tell that whoever came left again."""
    why = Trace("status", "", start, end, "left again, by the same words")
    return replace(claim, status=NO_STATUS, trace=(*claim.trace, why))


def _lands(conflict: Conflict) -> dict[str, str]:
    """Country -> the side that is its state; empty unless every side is a state with a land of its own."""
    owned = [(country, side.id) for side in conflict.sides for country in side.countries]
    states = all(side.countries for side in conflict.sides) and len({c for c, _ in owned}) == len(owned)
    return dict(owned) if states else {}


def _publisher_side(document: Document, conflict: Conflict) -> str:
    """Side of the publisher where it is itself one of the conflict's claimants."""
    name = fold(document.publisher)
    for claimant in conflict.claimants if name else ():
        if name in {fold(claimant.name), *map(fold, claimant.aliases)}:
            return claimant.side
    return ""


def _sentences(document: Document) -> Iterator[Statement]:
    zones = document.zones or (Zone(0, len(document.text), "body"),)
    number = 0
    for zone in zones:
        if zone.role in NOT_READ:
            continue
        for start, end in sentences(document.text, zone.start, zone.end):
            yield Statement(start, end, zone.role, number)
            number += 1


class _Reader(Clocks):
    def __init__(self, document, resolutions, attributions, sides, own_side, neutral) -> None:
        self.neutral = neutral  # folded names of claimants that are known to be of no side
        self.land: dict[str, str] = {}  # country -> side, where the sides are states
        self.officials: dict[str, str] = {}  # names of local officials -> the side that their office told
        self.own_side = own_side  # of the article's own voice: "our troops" in a general staff's bulletin
        self.sides = sides
        self.resolutions = sorted(resolutions, key=lambda r: r.toponym.start)
        self.starts = [r.toponym.start for r in self.resolutions]
        self.attributions = sorted(attributions, key=lambda a: (a.start, -a.end))
        super().__init__(document, list(_sentences(document)))
        self.sha256 = document.sha256
        sure, likely = seats(self.text, resolutions)
        self.discourse = Discourse(subject=subject(resolutions), seats=sure, likely=likely)
        self.used_ids: dict[str, int] = {}
        self._first_open = 0
        self.fought: tuple[int, dict[str, Place]] = (-1, {})  # the last sentence that told of fighting
        self.hit: tuple[int, dict[str, Place]] = (-1, {})  # sentence, and the places struck in it by id
        self.told: list[tuple[int, Claim, Place]] = []  # who is said to hold a place, by sentence
        self.left: list[
            tuple[int, str, str, frozenset[str]]
        ] = []  # where, side, claimant, places that it left
        self.named: dict[int, frozenset[str]] = {}  # the sides that a sentence names, by its number
        self.told_else = -1  # number of the last sentence in which somebody tells of something else

    def claims(self) -> Iterator[Claim]:
        for sentence in self.sentences:
            low, high = (bisect_left(self.starts, at) for at in (sentence.start, sentence.end))
            places = spoken(
                self.text,
                sentence.start,
                sentence.end,
                sentence.number,
                self.resolutions[low:high],
                self.discourse,
                self.sides.actors,
                [span for a in self._said_in(sentence) for span in a.frame],
            )
            if sentence.role == "headline":
                self.discourse.headline = [p for s in places for p in s.places]
            nothing_named = not any(r.toponym.use == "place" for r in self.resolutions[low:high])
            if not places and nothing_named and sentence.role == "body":
                one = implied(sentence.number, self.discourse, self.text, sentence.start, sentence.end)
                if _IN_THE_FIGHTING.search(self.text, sentence.start, sentence.end):
                    one = None  # told of where it was fought
                places = [spot for spot in (one, self._aftermath(sentence)) if spot]
            elif places and sentence.role == "body" and self._only_told_from(sentence, places):
                spot = self._witnessed(sentence, places) or self._aftermath(sentence)
                places = [*places, spot] if spot else places
            counted = self._named_next(sentence)
            places = [*places, counted] if counted else places
            if places:
                for claim in self._sentence_claims(sentence, places):
                    self._note_hit(sentence, claim, places)
                    self._note_told(sentence, claim, places)
                    yield claim
            yield from self._turned_down(sentence)

    def _named_next(self, sentence: Statement) -> Spoken | None:
        """ "They captured two villages. The villages are P and Q": the places that the next sentence names
        for those that this one counts."""
        if sentence.role != "body" or sentence.number + 1 >= len(self.sentences):
            return None
        after = self.sentences[sentence.number + 1]
        told = _NAMES_THEM.match(self.text, after.start, after.end)
        counts = list(_COUNTED.finditer(self.text, sentence.start, sentence.end)) if told else []
        if len(counts) != 1:
            return None
        low, high = (bisect_left(self.starts, at) for at in (after.start, after.end))
        named = spoken(
            self.text, after.start, after.end, after.number, self.resolutions[low:high], Discourse()
        )
        first = next((one.mention.start for one in named if one.named), after.end)
        if told is None or not _OUTRIGHT.fullmatch(self.text, told.end(), first):
            return None  # "the towns are near P"
        places = tuple(
            p
            for one in named
            if one.named
            and not one.mention.broad
            and not _WITHIN.search(self.text, max(after.start, one.mention.start - BY_DAY), one.mention.start)
            for p in one.places
        )
        if not places:
            return None
        start, end = counts[0].span()
        return Spoken(Mention(start, end, "noun"), places, self.text[start:end], False)

    def _note_hit(self, sentence: Statement, claim: Claim, places: list[Spoken]) -> None:
        """Remember where something was struck or somebody hit, for the sentence after."""
        if claim.predicate in HITTING and claim.modality in COLOURING:
            linked = {link.place_id for link in claim.links}
            hit = [p for one in places for p in one.places if p.place_id in linked]
            self.hit = (sentence.number, {p.place_id: p for p in hit} | self._hit_in(sentence.number))
            if claim.predicate in ATTACKS and hit:
                before = self.fought[1] if self.fought[0] == sentence.number else {}
                self.fought = (sentence.number, {p.place_id: p for p in hit} | before)

    def _note_told(self, sentence: Statement, claim: Claim, places: list[Spoken]) -> None:
        """Remember who is said to have taken, to hold or to have left a place, for whoever turns it down."""
        if claim.modality not in COLOURING or sentence.role != "body":
            return
        if claim.predicate in TOLD:
            linked = {link.place_id for link in claim.links}
            self.told += [
                (sentence.number, claim, p) for s in places for p in s.places if p.place_id in linked
            ]
        elif claim.claimant_start >= 0:
            self.told_else = sentence.number

    def _turned_down(self, sentence: Statement) -> Iterator[Claim]:
        """ "X said these reports were false", "X denied the claim": denied is what others told of the only
        place that the sentence before, or this one, says is taken, held or left; "the claims" of several."""
        if sentence.role != "body":
            return
        said_here = self._said_in(sentence)
        for speaker in said_here:
            pattern = _DENIED if speaker.verb_class == "deny" else _UNTRUE
            if speaker.start < sentence.start or not pattern.match(self.text, speaker.start, speaker.end):
                continue
            others = [
                told
                for told in self.told
                if sentence.number - told[0] <= TURNED_BACK and told[1].claimant != speaker.claimant
            ]
            if not others or others[-1][0] < self.told_else:
                continue  # something else was told since
            newest = [told for told in others if told[0] == others[-1][0]]
            newest = [told for told in newest if told[1].status != NO_STATUS] or newest
            denied = {told[2].place_id: told for told in reversed(newest)}  # one for each place
            many = _MANY_TOLD.match(self.text, speaker.start, speaker.end)
            if not denied or (len(denied) > 1 and not many):
                continue
            for _, claim, place in reversed(denied.values()):
                yield self._denial(sentence, speaker, claim, place, said_here)

    def _denial(self, sentence, speaker: Attribution, claim: Claim, place: Place, said_here) -> Claim:
        """What `claim` tells of a place, denied by `speaker`."""
        at, end = speaker.start, speaker.end
        why = Trace("modality", self.text[at:end], at, end, f"denied: turns down what {claim.claimant} told")
        mention = Mention(at, end, "implied", place=place.place_id)
        link = PlaceLink(0, "direct", "unstated")
        event = Event(claim.predicate, "denied", NO_STATUS, "", (link,), at, end, at, end, trace=(why,))
        return self._claim(sentence, event, speaker, [Spoken(mention, (place,), "", False)], said_here)

    def _only_told_from(self, sentence: Statement, places: list[Spoken]) -> bool:
        """Whether all places only tell who speaks: "according to the health ministry in Gaza"."""
        said_here = self._said_in(sentence)
        frames = [(s, e) for a in said_here for s, e in a.frame]
        if said_here and self._set_in(sentence, places):
            return True
        return all(any(s <= one.mention.start < e for s, e in frames) for one in places)

    def _set_in(self, sentence: Statement, places: list[Spoken]) -> bool:
        """ "In P, officials said": the only place stands before whoever speaks."""
        at = places[0].mention
        lead = self.text[sentence.start : at.start].lower()
        return len(places) == 1 and lead in ("in ", "at ", "near ") and self.text[at.end : at.end + 1] == ","

    def _witnessed(self, sentence: Statement, places: list[Spoken]) -> Spoken | None:
        """Where a witness counts victims: "a doctor in P said five were killed", "In P, he said"."""
        met = {p.place_id: p for one in places for p in one.places}
        seen = {a.kind for a in self._said_in(sentence)} == {"witness"} or self._set_in(sentence, places)
        only = next(iter(met.values())) if len(met) == 1 and seen else None
        return aftermath(sentence.start, only) if only and only.kind == "settlement" else None

    def _ours_before(self, sentence: Statement) -> bool:
        """Whether the sentence before, in the same words said, tells of the speaker's own forces."""
        if not sentence.number:
            return False
        before = self.sentences[sentence.number - 1]
        return _OURS.search(self.text, before.start, before.end) is not None

    def _fought(self, number: int) -> tuple[Place, ...]:
        """The places of the last sentence that told of fighting, for one of who died in it."""
        return tuple(self.fought[1].values()) if 0 < number - self.fought[0] <= CHAIN else ()

    def _hit_in(self, number: int) -> dict[str, Place]:
        return self.hit[1] if self.hit[0] == number else {}

    def _aftermath(self, sentence: Statement) -> Spoken | None:
        """The one place that the sentence before tells was hit, for one that counts the victims."""
        if tells_of_more(self.text, sentence.start, sentence.end):
            return None
        places = tuple(self._hit_in(sentence.number - 1).values())
        if _IN_THE_FIGHTING.search(self.text, sentence.start, sentence.end):
            places = self._fought(sentence.number)
        return aftermath(sentence.start, places[0]) if len(places) == 1 else None

    def _said_in(self, sentence: Statement) -> list[Attribution]:
        """Attributions that touch a sentence (attributions come sorted, sentences in order)."""
        while (
            self._first_open < len(self.attributions)
            and self.attributions[self._first_open].end <= sentence.start
        ):
            self._first_open += 1
        found = []
        for at in range(self._first_open, len(self.attributions)):
            attribution = self.attributions[at]
            if attribution.start >= sentence.end:
                break
            if attribution.end > sentence.start:
                found.append(attribution)
        return found

    def _sentence_claims(self, sentence: Statement, places: list[Spoken]) -> Iterator[Claim]:
        said_here = self._said_in(sentence)
        mentions = [s.mention for s in places]
        events: list[tuple[Event, Attribution | None]] = []
        before = self._side_before(sentence) or self._group_before(sentence)
        rebels = self._rebels(sentence.number)
        group = self._group(sentence.number, rebels)
        speakers = (None, *said_here) if self._own_words(sentence, said_here) else said_here
        for speaker in speakers:
            start, end, side, subject = sentence.start, sentence.end, self.own_side, before
            deeds, taker = False, ""
            if speaker:
                start, end, side = max(start, speaker.start), min(end, speaker.end), self._side(speaker)
                conceded = speaker.verb.lower().startswith(CONCEDING)
                told_of = self._sides_before(sentence) - {side} if conceded else set()
                theirs = told_of.pop() if len(told_of) == 1 else ""  # "admitted that they hold P": the others
                if speaker.direct and self._begun_outside(sentence.start, start):
                    start = sentence.start  # "The rebels “control P”", X said
                own_words = speaker.direct or speaker.verb == ":"  # a transcript's answer is one's own words
                subject = theirs if conceded else "" if own_words else side
                if subject and not conceded and self._told_behind(speaker, start):
                    told_of = self._sides_before(sentence)  # "The rebels came. They hold P, the army said"
                    subject = told_of.pop() if len(told_of) == 1 else "" if told_of - {side} else side
                others = self.sides.mentioned(self.text[start:end]) - {side}
                if own_words and not others and _THEY_HOLD.search(self.text, start, end):
                    told_of = self._sides_before(sentence) if not side else set()
                    only = told_of.pop() if len(told_of) == 1 else ""
                    subject = self.sides.side(ENEMY, side) or only  # "They hold our town"
                    if self._ours_before(sentence):  # "Our soldiers are there. They hold the town"
                        subject = side
                if own_words and side and _HIS_FORCES.search(self.text, end, sentence.end):
                    subject = side  # "“They took P,” he said, referring to his forces"
                admitted = side and not others and speaker.verb.lower().startswith(ADMITTING)
                taker = self.sides.side(ENEMY, side) if admitted else ""
                watches = speaker.kind in ("media", "analyst", "witness")  # of their side, and no part of it
                boasts = side and not others and not watches
                if boasts and speaker.verb.lower().startswith(BOASTING):
                    taker = side  # "claimed that P had fallen"
                deeds = (
                    (
                        speaker.kind in FIGHTERS
                        or "Defence" in speaker.claimant
                        or (speaker.kind == "government" and speaker.verb.lower().startswith(HERALDING))
                    )
                    and not others
                    and not speaker.verb.lower().startswith(ADMITTING)
                )
            for event in read(
                self.text, start, end, mentions, self.sides, side, subject, deeds, taker, rebels, group
            ):
                if innermost(said_here, event.start) is speaker and not (
                    speaker is None
                    and (self._only_says(event, said_here) or self._of_speaker(event, places, said_here))
                ):
                    events.append((event, None if self._writers_word(event, speaker) else speaker))
        events.sort(key=lambda item: item[0].start)
        self.free_time = None if any(speaker is None for _, speaker in events) else sentence
        for event, speaker in combined(events, places) or self._rest(sentence, places, said_here):
            for one in self._by_day(event, places):
                yield self._claim(sentence, one, speaker, places, said_here)

    def _told_behind(self, speaker: Attribution, start: int) -> bool:
        """Whether reported words begin with "they" or "it" and say only after them whose words they are."""
        behind = all(first > start for first, _ in speaker.frame) and bool(speaker.frame)
        return behind and _THEY.match(self.text, start) is not None

    def _begun_outside(self, first: int, start: int) -> bool:
        """Whether all that stands before words in quotation marks is who acts in them."""
        lead = self.text[first:start].strip(' “"«„')
        short = 0 < len(lead) < OPENING and _DOES.match(self.text, start) is not None
        return short and len(self.sides.mentioned(lead)) == 1 and _SUBJECT_ALONE.fullmatch(lead) is not None

    def _writers_word(self, event: Event, speaker: Attribution | None) -> bool:
        """Whether "Norwegian-held P" in reported words of the other side is the reporter's own word."""
        own = speaker is None or speaker.direct or speaker.verb == ":"
        held_by, side = side_of(event.status), "" if speaker is None else self._side(speaker)
        return (
            not own
            and bool(held_by and side and held_by != side)
            and _HELD.search(self.text, event.start, event.end + 1) is not None
        )

    def _only_says(self, event: Event, said_here: Sequence[Attribution]) -> bool:
        """Whether the word of an event is somebody's verb of saying: "claims that P has fallen"."""
        word = self.text[event.start : event.end].lower()
        return any(
            a.verb and word.startswith(a.verb) and any(s < event.start < e for s, e in a.frame)
            for a in said_here
        )

    def _of_speaker(self, event: Event, places: list[Spoken], said_here: Sequence[Attribution]) -> bool:
        """Whether an event only tells who speaks, and of no place: "the coalition fighting X said A"."""
        refs = [places[link.ref].mention.start for link in event.links]
        return any(
            s <= event.start < e <= a.start and all(a.start <= at < a.end for at in refs)
            for a in said_here
            for s, e in a.frame
        )

    def _by_day(self, event: Event, places: list[Spoken]) -> list[Event]:
        """One event for each day of a list of places that names several: "P on Sunday and Q on Monday"."""
        links = sorted(event.links, key=lambda x: places[x.ref].mention.start)
        groups: list[list[PlaceLink]] = [[]]
        spans: list[tuple[int, int]] = []
        for n, link in enumerate(links):
            mention = places[link.ref].mention
            groups[-1].append(link)
            after = places[links[n + 1].ref].mention.start if n + 1 < len(links) else mention.end + BY_DAY
            if self._times(mention.end, min(after, mention.end + BY_DAY)):
                spans.append((places[groups[-1][0].ref].mention.start, min(after, event.clause_end)))
                groups.append([])
        if len(spans) < 2 or groups[-1] or not all(places[x.ref].named for x in links):
            return [event]
        return [
            replace(event, links=tuple(group), scope=(span,))
            for group, span in zip(groups, spans, strict=False)
        ]

    def _rest(
        self, sentence: Statement, places: list[Spoken], said_here: Sequence[Attribution]
    ) -> Iterator[tuple[Event, Attribution | None]]:
        """Places named in a sentence of the body that tells no event: something else is reported of them,
        by each speaker; in the article's own voice only where it names a side or a force."""
        if sentence.role != "body" or sentence.end - sentence.start < LEAST_SENTENCE:
            return
        told: dict[int, tuple[Attribution | None, list[int]]] = {}
        for ref, one in enumerate(places):
            told_by = any(
                s <= one.mention.start < e for a in said_here for s, e in a.frame
            )  # "medics in X said"
            if one.named and not one.mention.broad and not told_by:
                speaker = innermost(said_here, one.mention.start)
                told.setdefault(id(speaker), (speaker, []))[1].append(ref)
        words = self.text[sentence.start : sentence.end]
        warlike = self.sides.mentioned(words) and not _LIES.search(words)
        for speaker, refs in told.values():
            if speaker or warlike:
                mentions = [(ref, places[ref].mention) for ref in refs]
                links = tuple(
                    PlaceLink(ref, "", "part" if m.part else "unstated", m.part) for ref, m in mentions
                )
                clause = (speaker or sentence).start, (speaker or sentence).end
                at = mentions[0][1]
                remark = _REMARK.search(self.text, at.end, clause[1])
                clause = clause[0], remark.start() if remark else clause[1]  # its time is that of the remark
                yield (
                    Event(
                        "reported",
                        "asserted",
                        NO_STATUS,
                        "",
                        links,
                        at.start,
                        at.end,
                        *clause,
                        scope=(clause,),
                    ),
                    speaker,
                )

    def _own_words(self, sentence: Statement, said_here: Sequence[Attribution]) -> bool:
        """Whether a sentence has more in the article's own voice than the clauses that report."""
        spans = sorted(
            (s, e)
            for a in said_here
            for s, e in (
                (a.start, a.end),
                *(f for f in a.frame if f[1] - f[0] < LONG_FRAME or a.kind not in FIGHTERS),
            )
        )
        free, at = 0, sentence.start
        for start, end in spans:
            free += max(0, min(start, sentence.end) - at)
            at = max(at, end)
        return free + max(0, sentence.end - at) > LEAST_WORDS

    def _sides_before(self, sentence: Statement) -> set[str]:
        """Sides that the sentence before names."""
        at = self.sentences[sentence.number - 1] if sentence.number else None
        return self.sides.mentioned(self.text[at.start : at.end]) if at else set()

    def _main_actor(self, sentence: str) -> set[str]:
        """The side that a sentence begins with and whose deed its first clause tells: "The rebels took P,
        a day after the army left"."""
        clause = _CLAUSE_END.split(sentence, maxsplit=1)[0]
        named = self.sides.mentioned(clause)
        acts = not _UNDERGOES.search(clause)
        first = self.sides.mentioned(clause[:OPENING])
        return named if acts and len(named) == 1 and first == named else {"", "?"}

    def _side_before(self, sentence: Statement) -> str:
        """Whose "they" is: the only side that the sentence before names, if this one names none. A sentence
        that itself goes on with "they" passes on the side of the one before it."""
        at, others = sentence.number, set[str]()
        fighters = _FIGHTERS.match(self.text, sentence.start, sentence.end) is not None
        for _ in range(CHAIN):
            here = self.text[self.sentences[at].start : self.sentences[at].end]
            named = self.sides.mentioned(here)
            goes_on = _ITSELF.match(here) is not None
            if named and not goes_on:
                if at != sentence.number and len(named) > 1:
                    named = self._main_actor(here)
                if fighters:
                    named &= self.sides.rebels  # "the militants" are no state's
                return "" if at == sentence.number or len(named) != 1 else (named - others or {""}).pop()
            others |= named  # "it drove the rebels out": it is none of those whom its sentence names
            if at == 0 or not (goes_on or _OPENING.match(here) or _THEIRS.search(here)):
                return ""
            at -= 1
        return ""

    def _group_before(self, sentence: Statement) -> str:
        """Whose "the rebel group" at the beginning of a sentence is: the only side that is no state's of
        those which the text names before."""
        here = self.text[sentence.start : sentence.end]
        if not _GROUP.match(here) or _PRONOUN.search(here):
            return ""
        named: set[str] = set()
        for one in self.sentences[max(0, sentence.number - GROUP_REACH) : sentence.number]:
            named |= self.sides.mentioned(self.text[one.start : one.end])
        others = named - self.sides.states
        theirs = self.sides.mentioned(here) - self.sides.states
        return others.pop() if len(others) == 1 and not theirs else ""

    def _named(self, number: int) -> frozenset[str]:
        """The sides that sentence `number` names; sought once."""
        found = self.named.get(number)
        if found is None:
            one = self.sentences[number]
            found = self.named[number] = frozenset(self.sides.mentioned(self.text[one.start : one.end]))
        return found

    def _rebels(self, number: int) -> str:
        """The only side called rebels that sentence `number` and those before name, "" for none or more."""
        if not self.sides.rebels:
            return ""
        near = range(max(0, number - GROUP_REACH), number + 1)
        theirs = {side for n in near for side in self._named(n)} & self.sides.rebels
        return theirs.pop() if len(theirs) == 1 else ""

    def _group(self, number: int, rebels: str) -> str:
        """Whose a bare "the group" in sentence `number` is: the rebels', where it or the one before names
        them and neither speaks of a group of watchers."""
        near = range(max(0, number - 1), number + 1)
        named = {side for n in near for side in self._named(n)} if rebels else set()
        if rebels not in named or named - {rebels} - self.sides.states:
            return ""
        told = (self.text[self.sentences[n].start : self.sentences[n].end] for n in near)
        return "" if any(_WATCHERS.search(words) for words in told) else rebels

    def _claim(
        self, sentence, event: Event, speaker: Attribution | None, places: list[Spoken], said_here
    ) -> Claim:
        modality, status, why = _as_said(event, speaker, self.text)
        if status == NO_STATUS and modality == "asserted":
            status, why = self._taken_as_told(event, speaker, sentence, places) or (status, why)
        said = self._said(speaker, sentence.number, said_here)
        about, about_step = self._about(event, speaker, said, said_here, sentence)
        seas = [place.kind == "sea" for x in event.links for place in places[x.ref].places]
        if side_of(status) and seas and all(seas):  # what is held lies in it: rigs, waters, a coast
            status, why = NO_STATUS, (*why, Trace("status", "", -1, -1, "nobody holds a sea"))
        if event.predicate == "holds" and over(about, said):
            status, why = NO_STATUS, (*why, Trace("status", "", -1, -1, "held in a time that was over"))
        if event.tense != "future" and side_of(status) and ahead(about, said):
            status, why = NO_STATUS, (*why, Trace("status", "", -1, -1, "dated after it was told"))
        links = tuple(_links(event, places))
        if event.predicate == "withdrew" and modality == "asserted" and event.agent:
            left = frozenset(link.place_id for link in links)
            self.left.append((event.start, event.agent, speaker.claimant if speaker else ARTICLE, left))
        yardstick, band = _yardstick(event, speaker)
        first = links[0]
        claimant_start = speaker.claimant_start if speaker else -1
        trace = (*event.trace, *why, *_place_steps(event, places), *self._speaker_step(speaker), *about_step)
        return Claim(
            claim_id=self._id(sentence, claimant_start, first),
            doc_id=self.document.doc_id,
            sha256=self.sha256,
            start=sentence.start,
            end=sentence.end,
            quote=self.text[sentence.start : sentence.end],
            evidence=self.document.evidence,
            claimant=speaker.claimant if speaker else ARTICLE,
            claimant_kind=speaker.kind if speaker else ARTICLE,
            side=self._side(speaker) if speaker else "",
            chain=tuple(speaker.chain) if speaker else (),
            claimant_start=claimant_start,
            claimant_end=speaker.claimant_end if speaker else -1,
            publisher=self.document.publisher,
            links=links,
            predicate=event.predicate,
            modality=modality,
            status=status,
            certainty=event.certainty,
            yardstick=yardstick,
            band=band,
            published=self.document.published,
            said=said,
            about=about,
            role=sentence.role,
            trace=trace,
        )

    def left_again(self, claim: Claim) -> Claim:
        """A claim that a side came into a place, without colour where the same words go on that it left."""
        side = side_of(claim.status)
        if not side or claim.predicate not in ENTERING or claim.modality != "asserted":
            return claim
        here = {link.place_id for link in claim.links}
        for at, who, claimant, left in self.left:
            soon = claim.end <= at <= claim.end + LEFT_CHARS
            if soon and who == side and claimant == claim.claimant and here <= left:
                return _left(claim, at, at)
        gone = _GONE_AGAIN.match(self.text, claim.end)
        if gone and self.sides.mentioned(claim.quote) == {side}:
            return _left(claim, gone.start(1), gone.end(1))
        return claim

    def _taken_as_told(
        self, event: Event, speaker: Attribution | None, sentence: Statement, places: Sequence[Spoken]
    ) -> tuple[str, tuple[Trace, ...]] | None:
        """ "Oslo confirmed the capture of P": by whom, as was told of P just before; None for what is not
        told or told of several sides."""
        confirms = speaker and not event.agent and speaker.verb.lower().startswith(("confirm", "acknowledg"))
        if not confirms or event.predicate != "captured":
            return None
        here = {p.place_id for x in event.links for p in places[x.ref].places}
        told = {
            claim.status
            for number, claim, place in self.told
            if sentence.number - number <= CHAIN and place.place_id in here and side_of(claim.status)
        }
        if len(told) != 1:
            return None
        return told.pop(), (Trace("status", "", -1, -1, "taken by the side that was told just before"),)

    def _id(self, sentence: Statement, claimant_start: int, first: Link) -> str:
        """The model's identity; a second event with the same spans gets an ordinal."""
        base = claim_id(
            self.sha256, sentence.start, sentence.end, claimant_start, first.mention_start, first.mention_end
        )
        self.used_ids[base] = self.used_ids.get(base, 0) + 1
        n = self.used_ids[base]
        return base if n == 1 else f"{base}-{n}"

    def _side(self, speaker: Attribution) -> str:
        """The speaker's side: the attribution's, else the one that its name tells; a third state's government
        has none."""
        if speaker.side or speaker.kind not in ("military", "government", "armed_group"):
            return speaker.side
        first = fold(speaker.claimant).partition(" ")[0]
        if fold(speaker.claimant) in self.neutral or first in RIVAL_NAMES:
            return ""  # "the Free Norwegian Army" is not Norway's
        words = set(fold(speaker.claimant).split())
        if not REBELS.isdisjoint(words):
            at = bisect_right(self.sentence_starts, max(0, speaker.start)) - 1
            return self._rebels(max(0, at)) if words <= REBELS | OF_REBELS else ""
        name = _AGAINST.split(speaker.claimant)[0]  # "the coalition against X" is not X's
        guest = _SENT_TO.match(name)
        if guest and any(
            word[0].isupper() and fold(word) not in OFFICES_OF_STATE for word in guest[1].split()
        ):
            name = guest[1]  # "a UN official in Oslo" is not Norway's
        return self.sides.named(name) or self._of_land(speaker.claimant) or self._official_of(speaker)

    def _of_land(self, name: str) -> str:
        """Side of "Norway's president", "Norway's army": the one whose state it is."""
        told = _OF_LAND.match(name)
        code = pairs("countries").get(fold(told[1])) if told else ""
        return self.sides.lands.get(code, "") if code else ""

    def _official_of(self, speaker: Attribution) -> str:
        """Side of a mayor, a governor, where the sides are states: that of the country of the places that the
        sentence names, unless another one is said to have put them there."""
        if speaker.kind != "government" or not self.land or speaker.claimant_start < 0:
            return ""
        first = max(0, bisect_right(self.sentence_starts, speaker.claimant_start) - 1)
        sentence = self.sentences[first]
        begin = max(sentence.start, speaker.claimant_start - OFFICE_CHARS)
        office = self.text[begin : min(sentence.end, speaker.claimant_end + OFFICE_CHARS)]
        if not _LOCAL_OFFICE.search(office) or _PUT_THERE.search(self.text, sentence.start, sentence.end):
            return self.officials.get(speaker.claimant, "")  # "The mayor, X, said ... X added"
        low, high = (bisect_left(self.starts, at) for at in (sentence.start, sentence.end))
        countries = {r.place.country for r in self.resolutions[low:high] if r.place and r.place.country}
        side = self.land.get(countries.pop(), "") if len(countries) == 1 else ""
        if speaker.claimant.count(" ") and speaker.claimant.istitle():
            self.officials.setdefault(speaker.claimant, side)
        return side

    def _speaker_step(self, speaker: Attribution | None) -> tuple[Trace, ...]:
        if speaker is None:
            return ()
        if speaker.claimant_start < 0:
            return (Trace("claimant", "", -1, -1, f"{speaker.claimant}: {speaker.verb}"),)
        start, end = speaker.claimant_start, speaker.claimant_end
        return (Trace("claimant", self.text[start:end], start, end, f"{speaker.claimant}: {speaker.verb}"),)


def combined(
    events: Sequence[tuple[Event, Attribution | None]], places: Sequence[Spoken]
) -> list[tuple[Event, Attribution | None]]:
    """Events of one sentence and speaker that make one statement: conditions with what would follow from
    them, strikes with their victims, a judgement with the event that it judges."""
    found: list[tuple[Event, Attribution | None]] = []
    for event, speaker in events:
        for n, (other, its_speaker) in enumerate(found):
            if its_speaker is speaker and _one_statement(other, event, places):
                found[n] = (_joined(other, event), speaker)
                break
        else:
            found.append((event, speaker))
    return found


def _one_statement(one: Event, two: Event, places: Sequence[Spoken]) -> bool:
    shared = _place_ids(one, places) & _place_ids(two, places)
    if one.modality not in COLOURING and two.modality not in COLOURING:
        return one.modality != "denied" != two.modality or bool(shared)
    if not shared:
        return False
    if {one.predicate, two.predicate} == {"struck", "losses"}:
        return False  # what was hit and who died are two statements
    if one.status == two.status == NO_STATUS and one.modality in COLOURING and two.modality in COLOURING:
        refs = {x.ref for x in one.links} & {x.ref for x in two.links}
        return bool(refs) or one.clause_start == two.clause_start
    if JUDGED in (one.predicate, two.predicate):
        return True
    return one.status == two.status and {one.predicate, two.predicate} <= ATTACKS


def _joined(one: Event, two: Event) -> Event:
    """The more telling event with the places of both."""
    lead, other = (two, one) if _weight(two) > _weight(one) else (one, two)
    refs = {link.ref for link in lead.links}
    extra = tuple(link for link in other.links if link.ref not in refs) if lead.status == NO_STATUS else ()
    return replace(lead, links=lead.links + extra, certainty=lead.certainty or other.certainty)


def _weight(event: Event) -> int:
    """How much an event tells: a judgement least, then what is built or waits at a place."""
    return {JUDGED: 0, "reported": 0, "fortified": 1, "supply_threatened": 1}.get(event.predicate, 2)


def _place_ids(event: Event, places: Sequence[Spoken]) -> set[str]:
    return {p.place_id for link in event.links for p in places[link.ref].places}


def _as_said(event: Event, speaker: Attribution | None, text: str) -> tuple[str, str, tuple[Trace, ...]]:
    """(modality, status, trace) with what the verb of saying adds: "denied that", "vowed to"."""
    meant = event.modality in ("aim", "predicted")
    if speaker is not None and speaker.verb_class == "deny" and meant and not speaker.direct:
        return "denied", NO_STATUS, (Trace("modality", speaker.verb, -1, -1, "denied: verb of saying"),)
    if speaker is None or event.modality not in COLOURING or speaker.direct:
        return event.modality, event.status, ()
    gone = _POSTED.search(speaker.claimant) and _DELETED.match(text, speaker.start)
    if (gone or _TAKEN_BACK.search(speaker.claimant)) and event.status != NO_STATUS:
        return (
            event.modality,
            NO_STATUS,
            (Trace("status", speaker.claimant, -1, -1, "said earlier or faked"),),
        )
    category = SAYING.get(speaker.verb_class, "")
    if not category and event.status != NO_STATUS and speaker.verb.lower() in DOUBTING:
        category = "denied"
    going_on = (
        category == "denied"
        and event.predicate == "fighting"
        and _GOING_ON.search(text, speaker.start, speaker.end)
    )
    if going_on and going_on.start() <= event.start < going_on.end():
        return event.modality, event.status, ()
    if not category or (category == "denied" and _GOES_ON.search(text, speaker.start, event.start)):
        return event.modality, event.status, ()
    return category, NO_STATUS, (Trace("modality", speaker.verb, -1, -1, f"{category}: verb of saying"),)


def _links(event: Event, places: Sequence[Spoken]) -> Iterator[Link]:
    seen: set[str] = set()
    for link in event.links:
        one = places[link.ref]
        for place in one.places:
            if place.place_id not in seen:
                seen.add(place.place_id)
                yield Link(
                    place.place_id,
                    place.name,
                    one.text,
                    link.extent,
                    link.part,
                    one.mention.start,
                    one.mention.end,
                )


def _place_steps(event: Event, places: Sequence[Spoken]) -> Iterator[Trace]:
    for link in event.links:
        one = places[link.ref]
        names = ", ".join(p.name for p in one.places)
        rule = f"names {names}" if one.named else f"stands for {names}"
        yield Trace("place", one.text, one.mention.start, one.mention.end, rule)
        if link.extent != "unstated":
            yield Trace(
                "extent", one.text, one.mention.start, one.mention.end, f"{link.extent} {link.part}".strip()
            )


def _yardstick(event: Event, speaker: Attribution | None) -> tuple[str, tuple[int, int] | None]:
    """(yardstick, band in per cent) where the speaker uses one and the words are of it."""
    if not speaker or not speaker.yardstick or not event.certainty:
        return "", None
    band = load().yardsticks.get(speaker.yardstick, {}).get(event.certainty.lower())
    return (speaker.yardstick, band) if band else ("", None)
