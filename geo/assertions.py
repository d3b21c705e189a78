"""What a sentence says of the places in it: predicate, modality, extent, status, certainty words.

A pure function over one sentence, its place mentions and the conflict's side words. The rules for what a
wording supports are those of the README's table of statuses: a side is given a place only where the
words assert that; attacks, encirclement, clashes and withdrawal under way are contested; conditions,
aims, forecasts, denials, strikes, losses, supplies and judgements of importance support no status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.agents import FREED
from geo.clauses import QUOTES, STRONG, Mention, SideWords
from geo.linking import LOOK_BACK
from geo.lookalikes import part_called
from geo.modality import COMING_NOT, HEARSAY, UNCHECKED
from geo.model import CONTESTED, NO_STATUS, Trace, control
from geo.outcomes import Outcomes
from geo.triggers import PlaceLink, Trigger

#: Modalities under which the words may support a status.
COLOURING = ("asserted", "assessed")
#: Relations by which a place is not itself what is taken, held or entered.
OUTSIDE = frozenset({"near", "toward", "from", "on"})
#: Words that tie a clause to the moment of saying, or part it from the time of the clause before.
NOW = frozenset({"now", "currently", "still"})
LATER = frozenset({"following", "later", "then", "next", "eventually", "afterwards", "since", "before"})
PARTED = frozenset({";", ":"})
GROUND = frozenset(
    ["territory", "base", "bases", "outpost", "outposts", "camp", "camps", "position", "positions",
     "stronghold", "strongholds", "bastion", "garrison", "headquarters", "battalion", "battalions"]
)  # fmt: skip
GAINING = frozenset(
    ["took", "taken", "gained", "regained", "retaken", "seized", "assumed", "won", "wrested", "reasserted"]
)
VISITORS = frozenset(
    ["minister", "ministers", "premier", "president", "spokesman", "spokeswoman", "leader", "official",
     "envoy", "envoys", "delegation", "ambassador", "chief", "secretary", "negotiators", "mayor"]
)  # fmt: skip
ARGUED = frozenset({"credit", "dispute", "disputes", "disagreement", "disagreements", "quarrel", "row"})
PLACING = frozenset(
    {
        "located",
        "situated",
        "lying",
        "perched",
        "nestled",
        "based",
        "lies",
        "lie",
        "sits",
        "straddles",
        "borders",
    }
)
#: Words for an attack that may be one from afar.
FIRE = frozenset({"fire", "strikes", "airstrikes", "strike", "airstrike", "shelling", "bombardment"})
GOES_ON = frozenset(
    ["is", "are", "has", "have", "continues", "continue", "remains", "remain", "goes", "go", "rages", "will"]
)
AFAR = frozenset({"attack", "raid", "assault"})
HAPPENING = frozenset({"happened", "occurred", "took", "came", "began", "started", "ended", "lasted"})
AIRCRAFT = frozenset(
    {"warplanes", "warplane", "jets", "aircraft", "planes", "bombers", "helicopters", "gunships"}
)
MOVING = frozenset({"captured", "holds", "advanced"})
#: Verbs of going away that are said of people and of forces.
VACATING = frozenset(
    {
        "flee",
        "evacuate",
        "order to leave",
        "order to evacuate",
        "tell to leave",
        "tell to evacuate",
    }
)
BEING = frozenset({"be", "is", "are", "was", "were", "been"})
#: Verbs of saying after "has not": what follows nobody says.
TELLING = frozenset(
    {"said", "say", "saying", "announced", "announce", "acknowledged", "acknowledge", "admitted", "admit",
     "commented", "conceded", "claimed"}
)  # fmt: skip
#: After "the capture of P was": it did not last.
#: What is done to those who are beaten: "defeated the rebels who had taken P".
BEATEN = frozenset({"defeated", "crushed", "vanquished", "overpowered", "overwhelmed"})
REVERSED = frozenset({"reversed", "undone", "short-lived", "brief", "annulled"})
#: "Their declared capture of P": who tells it does not assert it.
ALLEGED = frozenset({"declared", "claimed", "alleged", "supposed", "asserted", "self-declared", "so-called"})
TRIED = frozenset({"tried", "attempted"})
#: Beside words for people who go: that they are told to, which has been done.
#: Before these a side held what it may hold no longer; after them what is told has its own time.
WARS = frozenset(
    {"war", "invasion", "conflict", "hostilities", "uprising", "revolution", "coup", "offensive"}
)
ENDING_SO = frozenset({"ended", "ends", "stalled", "stopped", "reached", "is"})
KILLED = frozenset(
    {"killed", "destroyed", "eliminated", "liquidated", "neutralised", "neutralized", "captured", "kill"}
)
BEATEN_REACH = 9
#: What is over where it is broken, lifted or ended.
SIEGES = frozenset({"siege", "encirclement", "blockade", "semi-encirclement"})
SIEGE_ENDS = frozenset(
    {
        "break",
        "broke",
        "broken",
        "breaks",
        "breaking",
        "smashed",
        "relieve",
        "relieved",
        "lift",
        "lifted",
        "lifts",
        "lifting",
    }
    | {"end", "ended", "ends", "ending", "raised"}
)
ORDERING = frozenset(
    {"order", "ordered", "orders", "ordering", "urge", "urged", "urges", "urging", "told", "tell", "tells",
     "asked", "ask", "asks", "called", "calls", "advised", "instructed", "warned", "appealed"}
)  # fmt: skip
#: Verbs of moving that say of a place "in" which one moves only that there is an advance.
WITHIN = frozenset(
    {
        "advance",
        "progress",
        "gain ground",
        "make gains",
        "make progress",
        "make advances",
        "make headway",
        "push forward",
        "move forward",
        "press forward",
    }
)
#: Predicates for which the words for how much of a place count.
#: How words begin that tell of a threat to a road.
IMPERILLING = (
    "threat", "danger", "risk", "jeopard", "imperil", "attack", "shell", "strik", "struck", "hit",
    "pressur", "target", "bomb", "sever", "interdict", "chok", "squeez", "vulnerab", "expos", "contest",
    "drone", "last", "only", "remaining", "control", "seiz", "captur", "reach", "advanc", "clos",
    "disrupt", "harass", "besieg", "surround", "encircl", "cut",
)  # fmt: skip
#: Before "to say that": it is not said.
WITHHOLDING = frozenset({"refused", "refuses", "refusing", "declined", "declines", "declining"})
#: What fighting does when it goes on no longer.
ENDING = frozenset({"over", "ended", "finished", "ceased", "stopped", "subsided", "halted"})
#: What "between P and Q" says of neither.
ENTERED = frozenset({"captured", "holds", "withdrew"})
SIZED = frozenset({"captured", "holds", "advanced", "withdrew", "encircling", "assaulted"})

#: Nouns of what somebody does or means to do: "it" before them is who does it.
UNDERTAKEN = frozenset(
    {
        "operation",
        "plan",
        "effort",
        "campaign",
        "order",
        "step",
        "goal",
        "objective",
        "strategy",
        "counter-offensive plan",
    }
)
#: Objects of holding that are counted within a place: so many of them are not the place.
COUNTED = frozenset(
    {"settlements", "villages", "towns", "hamlets", "localities", "positions", "streets", "blocks"}
)
#: Before "of the defences of P": what matters to them, not a fight.
MAINSTAYS = frozenset(
    {"backbone", "core", "linchpin", "lynchpin", "pillar", "cornerstone", "centrepiece", "centerpiece",
     "heart", "bulwark"}
)  # fmt: skip
#: Nouns that sum up what a sentence has told: "..., a move that helped them attack P".
STEPS = frozenset({"move", "step", "advance", "gain", "gains", "shift", "push", "development", "feat"})
#: Shares of a place below most of it.
FRACTIONS = frozenset(
    {"third", "quarter", "fifth", "tenth", "half", "portion", "fraction", "swathes", "swaths"}
)

VOWED = frozenset(
    {"vowed", "promised", "pledged", "threatened", "ordered", "sworn", "plan", "intent", "want"}
)


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
    later: bool = False  # told as later than it: "..., before they retook P"
    earlier: bool = False  # told as earlier than what the sentence tells: "after they seized P"
    trace: tuple[Trace, ...] = ()


def read(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    sides: SideWords,
    speaker: str = "",
    subject: str = "",
    deeds: bool = False,
    taker: str = "",
    rebels: str = "",
    group: str = "",
) -> list[Event]:
    """Events of text[start:end], one sentence, that are tied to at least one of `mentions`.

    `speaker` is the side of whoever says it ("our troops", "the enemy"), `subject` the side that a bare
    noun of the clause belongs to when the words before it name it ("Russia claims | control of X").
    `deeds`: who says it tells what the own side has done ("X has been captured", said by its army).
    `taker` is the side that has a place which is said to have fallen: the other of two, where one admits it.
    `rebels` is whose "the rebels", "insurgent fighters" are in this text, `group` a bare "the group".
    """
    if not mentions:
        return []
    return _Sentence(
        text, start, end, mentions, sides, speaker, subject, deeds, taker, rebels, group
    ).events()


#: Words after which "who" and "whether" ask, or leave open, what follows.
ASKING = frozenset(
    [
        "ask",
        "asked",
        "asking",
        "clear",
        "comment",
        "commented",
        "confirm",
        "debate",
        "decide",
        "determine",
        "disagree",
        "disclose",
        "disputed",
        "establish",
        "know",
        "known",
        "knows",
        "question",
        "say",
        "says",
        "see",
        "specify",
        "specifying",
        "indicating",
        "saying",
        "clarifying",
        "disclosing",
        "sure",
        "tell",
        "uncertain",
        "unclear",
        "unknown",
        "verify",
        "wonder",
    ]
)


OPEN_QUESTIONS = frozenset(["whether", "who", "whom", "whose", "which", "what"])


class _Sentence(Outcomes):
    """All that is read from one sentence."""

    # --- events --------------------------------------------------------------------------------------------

    def events(self) -> list[Event]:
        """Events in order of their words."""
        if not self.triggers:
            return []
        for trigger in self.triggers:
            self._voice(trigger)
        for trigger in self.triggers:
            self._link(trigger)
            trigger.links = [x for x in trigger.links if not self._left_out(trigger, x.ref)]
        for trigger in self.triggers:
            self._inherit(trigger)
        self._settle()
        self._adopt()
        self._some_of()
        self._overtake()
        self._wage()
        self._exemplify()
        self._gapped()
        return _merged(
            self._superseded(
                [
                    event
                    for t in self.triggers
                    if t.links and not self._of_pact(t)
                    for event in self._events_of(t)
                ]
            )
        )

    def _superseded(self, events: list[Event]) -> list[Event]:
        """ "Entered P, a year after losing it to the rebels": what was before gives P to nobody now."""
        found = []
        for event in events:
            places = {self.mentions[x.ref].place or x.ref for x in event.links}
            later = (
                o
                for o in events
                if o is not event
                and not o.earlier
                and o.predicate in ("captured", "holds", "advanced")
                and o.modality in COLOURING
                and (o.agent or o.predicate == "captured")
                and (not o.agent or control(o.agent) != event.status)
            )
            taken_back = event.status not in (NO_STATUS, CONTESTED) and any(
                o.modality == "denied"
                and o.predicate == event.predicate
                and o.start > event.start
                and places & {self.mentions[x.ref].place or x.ref for x in o.links}
                for o in events
            )
            if taken_back:  # "we reported that P had fallen; it has not fallen"
                event = replace(event, status=NO_STATUS)
            left = event.agent and any(
                o.predicate == "withdrew"
                and o.agent == event.agent
                and o.start > event.start
                and (event.earlier or not o.earlier)
                and o.modality in COLOURING
                and places & {self.mentions[x.ref].place or x.ref for x in o.links if x.extent != "part"}
                for o in events
            )
            if left and event.predicate in ("captured", "advanced") and event.status != CONTESTED:
                event = replace(event, status=NO_STATUS)  # "troops who entered P on Monday have left it"
            over = event.earlier and event.status not in (NO_STATUS, CONTESTED)
            if over and any(places & {self.mentions[x.ref].place or x.ref for x in o.links} for o in later):
                event = replace(event, status=NO_STATUS)
            found.append(event)
        return found

    # --- status --------------------------------------------------------------------------------------------

    def _events_of(self, t: Trigger) -> Iterator[Event]:
        """One event for each way in which the places are tied to it: taken, or only near what was taken."""
        if self._unanswered(t) or self._low(self.size - 1) == "?":
            return  # a question asserts nothing
        if self._unsaid(t):
            return  # "has not said that it lost P"
        if t.noun and not ARGUED.isdisjoint(self.lows[max(0, t.first - 6) : t.first]):
            return  # "a dispute as to who deserves credit for its capture"
        if self._unproven(t):
            return  # "could not verify that": nobody is said to assert it
        side, side_at = self._agent(t)
        if t.entry.lemma == "be in" and (not side or self._visits(t)):
            return
        if t.entry.lemma == "leave" and t.links and self._leaves_so(t, side):
            return
        links = self._with_adverb_extent(t) if t.entry.predicate in SIZED else self._unsized(t.links)
        groups: dict[str, list[PlaceLink]] = {}
        if t.entry.predicate == "displaced" and self._predicate(t, side) == "withdrew":
            gone = [x for x in links if x.relation == "toward" or self._whither(t, x)]
            gone += [x for x in links if self._low(self.at_ref.get(x.ref, 0) - 1) == "for"]
            links = [x for x in links if x not in gone]  # "troops fled from P to Q": Q is not left
        for link in links:
            if self._fits(t, link):
                groups.setdefault(link.relation if link.relation in OUTSIDE else "", []).append(link)
        if t.entry.predicate not in MOVING:
            groups = {"": [x for group in groups.values() for x in group]}
        for group in groups.values():
            less_sure = [x for x in group[1:] if self._hedge_before(x.ref) >= 0]
            if less_sure:  # "took P and possibly Q"
                sure = [x for x in group if x not in less_sure]
                self.muted = frozenset(self._hedge_before(x.ref) for x in less_sure)
                yield self._event(t, sure, side, side_at)
                self.muted, group = frozenset(), less_sure
            if group:
                yield self._event(t, group, side, side_at)

    def _hedge_before(self, ref: int) -> int:
        """Token of a word of likelihood right before a place after "and": "and possibly Q", -1 for none."""
        j = self.at_ref[ref] - 1
        while j > 0 and (self._low(j) in ("the", "of") or self._is(j, "identity")):
            j -= 1
        joined = self._low(j - 1) in ("and", ",") or (
            self._low(j - 1) == "also" and self._low(j - 2) == "and"
        )
        level = next((lv for words, lv in self.lex.certainty.get(self._low(j), ()) if len(words) == 1), "")
        return j if joined and level == "assessed" else -1

    def _event(self, t: Trigger, links: list[PlaceLink], side: str, side_at: int) -> Event:
        modality, rule, at = self._modality(t)
        attempt = modality == "aim" and self._attempted(t, side)
        if attempt:
            modality, rule = "asserted", "it was tried"
        elif modality == "aim" and t.entry.predicate in ("displaced", "withdrew") and self._told_to_go(t):
            modality, rule = "asserted", "people are told to go"
        status, links, why = self._status(t, modality, side, links)
        if attempt:
            status, why = CONTESTED, "an attempt to take it, not taken"
        if t.entry.predicate == "captured" and side and status == control(side) and self._own(t, links, side):
            status, why = NO_STATUS, "what is taken is called the taker's own: by whom it is, is not clear"
        if status != NO_STATUS and t.entry.predicate == "holds" and self._answers_for(t):
            status, why = NO_STATUS, "what it answers for, not what it holds"
        if status not in (NO_STATUS, CONTESTED) and self._before_the_war(t):
            status, why = NO_STATUS, "as it was before the war"
        if status not in (NO_STATUS, CONTESTED) and self._those_beaten(t):
            status, why = CONTESTED, "those who came were beaten, as the same sentence tells"
        sure = self._certainty(t)
        if status != NO_STATUS and (rule == HEARSAY or (sure and sure[0].lower() in UNCHECKED)):
            status, why = NO_STATUS, HEARSAY
        predicate, certainty, clause = self._predicate(t, side), sure, self.clauses[t.clause]
        predicate = "assaulted" if attempt else predicate
        if (ended := self._siege_ended(t)) and modality in COLOURING:
            predicate, status, why = ended, NO_STATUS, "the siege is over"
        elif (
            ended and modality != "conditional"
        ):  # "has not lifted the siege", "tried to break it": it goes on
            modality, rule, status, why = "asserted", "it is to be ended", CONTESTED, "a siege that goes on"
        if predicate == "encircled" and self._not_all_round(t):
            predicate = "encircling"
        if predicate == "withdrew" and t.entry.predicate == "displaced" and modality == "asserted":
            told = t.entry.lemma.split()[0] in ORDERING  # "soldiers were ordered to leave P": have they left?
            modality, rule = ("aim", "told to go") if told else (modality, rule)
        if modality in COLOURING and self._not_quite(t):  # "all but surrounded", "nearly captured"
            predicate = {"captured": "advanced", "encircled": "encircling"}.get(predicate, predicate)
        if predicate in ENTERED and all(self._end_of_span(x.ref) for x in links):
            predicate, status, why = "reported", NO_STATUS, "it lies between them; neither is touched"
        actor = side_at if side_at >= 0 else t.first
        trace = [
            self._step("predicate", t.first, t.last, f"{t.entry.lemma}: {predicate}"),
            self._step("modality", at, at, f"{modality}: {rule}"),
            self._step("status", actor, max(actor, t.last if side_at < 0 else actor), why),
        ]
        if certainty:
            trace.append(self._step("certainty", certainty[2], certainty[2], certainty[1]))
        return Event(
            predicate,
            modality,
            status,
            certainty[0] if certainty else "",
            tuple(replace(x, part=part_called(x.part)) for x in links),
            self.tokens[t.first].start,
            self.tokens[t.last].end,
            self.tokens[clause.first].start,
            self.tokens[clause.last - 1].end,
            side,
            self._tense(t, modality),
            self._scope(t),
            self._later(t),
            self._earlier(t),
            tuple(trace),
        )

    def _end_of_span(self, ref: int) -> bool:
        """Whether a place is one end of "villages between P and Q"."""
        at = self.at_ref.get(ref, -1)
        while at > 0 and self._is(at - 1, "determiners", "identity", "compass"):
            at -= 1
        if self._low(at - 1) == "between":
            return True
        other = next((k for k in range(at - 2, max(-1, at - 8), -1) if self._place_at(k)), -1)
        if self._low(at - 1) != "and" or other < 0 or not self._low(at - 2):
            return False
        return self._end_of_span(self.tokens[other].ref)

    def _visits(self, t: Trigger) -> bool:
        """ "The side's deputy premier was in P for talks": somebody who holds no place."""
        return not VISITORS.isdisjoint(self.lows[max(0, t.first - 5) : t.first])

    def _own(self, t: Trigger, links: Sequence[PlaceLink], side: str) -> bool:
        """ "The army's seizure of junta territory in P": whether what is taken is told as the taker's own."""
        last = min((self.at_ref.get(x.ref, 0) for x in links), default=0)
        return any(
            self.tokens[j].side == side
            and any(self._low(k) in GROUND for k in range(j + 1, min(j + 4, last)))
            for j in range(t.last + 1, last)
        )

    def _later(self, t: Trigger) -> bool:
        """ "Was taken in July before they recaptured it"."""
        clause = self.clauses[t.clause]
        return t.clause > 0 and clause.opener == "before" and self._tense(t, "") == "past"

    def _attempted(self, t: Trigger, side: str) -> bool:
        """ "Troops tried twice to take P": an attack that there was."""
        if t.entry.predicate not in ("captured", "encircling", "advanced") or t.noun or not side:
            return False
        clause = self.clauses[t.clause]
        for j in range(t.first - 1, max(clause.first, t.first - 6) - 1, -1):
            if self._low(j) in TRIED:
                aux, negated, _ = self._auxiliaries(j)
                modal = any(w in self.lex.modals for w in aux)
                return not negated and not modal and "to" in self.lows[j + 1 : t.first]
        return False

    def _before_the_war(self, t: Trigger) -> bool:
        """ "Before the war X held P", "X held P before the invasion": of a time long past."""
        for j in range(self._part_start(t.first), min(self.size, t.last + LOOK_BACK)):
            if self._low(j) not in ("before", "prewar") or (j > t.last and "," in self.lows[t.last : j]):
                continue
            near = self.lows[j + 1 : j + 6]
            war = next((n for n, low in enumerate(near) if low in WARS), -1)
            if war >= 0 and not {",", "."} & set(near[:war]) and self._low(j + 2 + war) not in ENDING_SO:
                return True
        return False

    def _those_beaten(self, t: Trigger) -> bool:
        """ "Repelled the troops who entered P", "the fighters who took P had been killed"."""
        clause = self.clauses[t.clause]
        if clause.opener not in ("who", "that", "which") or t.noun:
            return False
        before = range(max(0, clause.first - BEATEN_REACH), clause.first)
        after = range(t.last + 1, min(self.size, t.last + BEATEN_REACH))
        beaten = any(self._is(j, "thrown_out") or self._low(j) in KILLED for j in before)
        return beaten or any(
            (self._is(j, "thrown_out") or self._low(j) in KILLED) and self._is(self._before(j), "be")
            for j in after
        )

    def _answers_for(self, t: Trigger) -> bool:
        """ "The western command, which controls P": whose area it is."""
        clause = self.clauses[t.clause]
        before = clause.first - 1 - (self._low(clause.first - 1) == ",")
        office = self._low(before).rpartition(" ")[2]
        return clause.opener in ("which", "that") and office in ("command", "headquarters", "directorate")

    def _siege_ended(self, t: Trigger) -> str:
        """Predicate of "broke the siege of P", "the siege of P has been lifted"; "" where a siege goes on."""
        if t.entry.lemma not in SIEGES:
            return ""
        near = [j for j in range(max(0, t.first - 4), t.first) if self._low(j) in SIEGE_ENDS]
        after = range(t.last + 1, min(self.clauses[t.clause].last, t.last + LOOK_BACK))
        near += [j for j in after if self._low(j) in SIEGE_ENDS and self._is(self._before(j), "be", "have")]
        if not near:
            return ""
        return "repelled" if self._low(near[0]).startswith(("br", "sm", "reliev")) else "reported"

    def _not_all_round(self, t: Trigger) -> bool:
        """ "Surrounded on three sides": not on all."""
        return any(
            self._low(j) in ("two", "three", "several")
            and self._low(j + 1) in ("sides", "flanks", "directions")
            for j in range(t.last + 1, min(self.size, t.last + 6))
        )

    def _told_to_go(self, t: Trigger) -> bool:
        """ "The governor ordered civilians to leave P": that has been ordered."""
        first = self.clauses[t.clause].first
        near = range(max(0, min(first, t.first - 8)), t.first)
        told = next((j for j in near if self._low(j) in ORDERING), -1)
        people = told >= 0 and any(
            self._is(j, "persons") or self._low(j) in ("people", "everyone", "everybody", "evacuees", "them")
            for j in range(told, t.first)
        )
        return people and self._auxiliaries(told)[1] is False and self._predicate(t, "") == "displaced"

    def _earlier(self, t: Trigger) -> bool:
        """ "Fled after they seized P", "since the capture of P", "a day after taking Q"."""
        n = t.clause
        first = self._auxiliaries(t.first)[2]
        if self._low(first - 1) == "to" and self._ranked(first - 1):
            return True  # "one of the first cities to fall": when, is not told
        if self.clauses[n].opener == "when" and n and self.clauses[n - 1].opener in ("who", "which", "whom"):
            return self._tense(t, "") == "past"  # "people who fled when P fell"
        while n and (
            self._during(n) or (self.clauses[n].kind == "joined" and self.clauses[n].opener == "and")
        ):
            n -= 1
            while n and self.clauses[n].kind == "aside" and not self.clauses[n].verbs:
                n -= 1
        if self.clauses[n].opener in ("after", "since", "following"):
            clause = self.clauses[n].opener != "since" or self.clauses[n].verbs or n == t.clause
            return self._open_main(n) and bool(clause)  # "since May" is none
        if n == 0 and self.clauses[n].opener == "before" and self._tense(t, "") == "past":
            return self._open_main(n)  # "Before they rolled into P, they were bogged down"
        if self.clauses[n].kind == "relative" and self.clauses[n].opener in ("which", "who", "whom"):
            perfect = {"has", "have", "is", "are"} & set(self._auxiliaries(t.first)[0])
            return not t.noun and t.entry.form in ("past", "past/pp", "pp") and not perfect
        first = self.clauses[t.clause].first
        near = range(max(first, t.first - 4), t.first)
        return (t.noun or t.entry.form == "ing") and any(
            self._low(j) in ("after", "since", "following")
            or (self._low(j) == "from" and self._low(j - 1) == "fresh")  # "fresh from the capture of P"
            for j in near
        )

    def _during(self, n: int) -> bool:
        """Whether clause n tells what happened in something named before: ", in which they took P"."""
        clause = self.clauses[n]
        lead = self._low(clause.first - 1)
        return n > 0 and clause.opener in ("which", "whom") and lead in ("in", "during")

    def _open_main(self, n: int) -> bool:
        """Whether the sentence tells something else that clause n is earlier than."""
        return any(m != n and clause.verbs for m, clause in enumerate(self.clauses))

    def _scope(self, t: Trigger) -> tuple[tuple[int, int], ...]:
        """Spans of the clauses in which the time of the event may stand: its own, then those beside it
        that have no event of their own."""
        busy = {
            o.clause
            for o in self.triggers
            if o.clause != t.clause
            and (
                o.links
                or (
                    self.clauses[o.clause].opener in ("since", "before") and o.entry.predicate != "assessment"
                )
            )
        }
        order = [t.clause]
        own = self.clauses[t.clause]
        if self._during(t.clause):
            order.append(t.clause - 1)  # "the attack in May, in which ten died"
        if NOW & {self._low(j) for j in range(own.first, own.last)}:
            return self._spans(order)
        happened = self._clause_that_tells_when(t)
        if happened >= 0:
            order.append(happened)
        for step in (1, -1):
            n = t.clause + step
            while (
                0 <= n < len(self.clauses)
                and n not in busy
                and self.clauses[max(n, n - step)].opener not in PARTED
            ):
                if step < 0 and self._since_of_another(n):
                    break
                if self._open_to(n, t.clause):
                    order.append(n)
                elif self.clauses[n].kind != "relative":
                    break
                n += step
        when = t.clause
        while when and self.clauses[when].kind == "joined" and not self.clauses[when - 1].verbs:
            when -= 1  # "when missiles | and drones hit P"
        if self.clauses[when].opener == "when" and when and (when < t.clause or when - 1 in busy):
            main = self.clauses[when - 1]  # "seven died on Monday when a bomb exploded"
            order.append(when - 1 if main.last - main.first or when < 2 else when - 2)
        n = t.clause - 1
        if own.kind == "relative" and n > 0 and self.clauses[n].kind == "aside":
            aside = self.clauses[n]
            if any(self._low(j) in STEPS for j in range(aside.first, aside.last)):
                order += [m for m in range(n - 1, -1, -1) if m not in order]  # "..., a move that let them"
        if n > 0 and n not in busy and own.kind == "aside":
            n -= 1  # over "an officer said"
        bare = t.entry.form == "ing" and not self._auxiliaries(t.first)[0]
        later = LATER & {self._low(j) for j in range(own.first, own.last)}
        soon = "later" in later and any(
            self._is(j, "spans") and self._low(j + 1) == "later" for j in range(own.first, own.last)
        )
        later = later - {"later"} if soon else later  # "took P in May but lost it days later"
        before = self.clauses[n]
        remark = before.kind == "relative" and not (before.opener == "that" and own.kind == "joined")
        goes_on = own.kind in ("joined", "main", "aside") and not later and not remark
        told = t.noun and not any(self._low(j) in GOES_ON for j in range(own.first, own.last))
        if n in busy and goes_on and (told or self._tense(t, "") == "past" or bare):
            order.append(n)  # "... was killed on Wednesday; another was wounded"
            if n == 1 and not self.clauses[0].verbs:
                order.append(0)  # "In August, A took P and B shelled Q"
            elif before.opener == "when" and n:
                order.append(n - 1)  # "died on Wednesday when a bomb hit P; another was wounded"
        return self._spans(order)

    def _clause_that_tells_when(self, t: Trigger) -> int:
        """The clause of "happened" behind asides of a noun: "the attack, blamed on X, happened on Sunday";
        -1 for none."""
        if not t.noun or self.clauses[t.clause].verbs:
            return -1
        for n in range(t.clause + 1, min(t.clause + 4, len(self.clauses))):
            clause = self.clauses[n]
            if clause.verbs and self._low(clause.verbs[0]) in HAPPENING:
                return n if clause.verbs[0] == clause.first else -1
            if clause.kind not in ("aside", "relative"):
                break
        return -1

    def _since_of_another(self, n: int) -> bool:
        """Whether clause n is a "since May" that tells since when something else goes on: "P, which they have
        held since May, was shelled"."""
        clause = self.clauses[n]
        return n > 0 and clause.opener == "since" and not clause.verbs and bool(self.clauses[n - 1].verbs)

    def _spans(self, order: list[int]) -> tuple[tuple[int, int], ...]:
        found = (self.clauses[n] for n in order)
        return tuple((self.tokens[c.first].start, self.tokens[c.last - 1].end) for c in found)

    def _open_to(self, n: int, own: int) -> bool:
        """Whether clause n may carry the time of a neighbouring one: an aside, or one without a verb."""
        clause = self.clauses[n]
        bare = clause.kind == "conditional" and not clause.verbs  # "until Monday"
        places = bool(clause.verbs) and all(self._low(v) in PLACING for v in clause.verbs)
        if clause.kind in ("relative", "conditional") and n > own and not bare and not places:
            return False  # but "the side that lies east of the river in May"
        return (
            all(self._low(v) in PLACING for v in clause.verbs)  # ", located 90 km to the west, in May"
            or clause.kind == "joined"
            or (n < own and clause.kind in ("main", "aside", "subordinate"))
        )

    def _unanswered(self, t: Trigger) -> bool:
        """ "did not say whether", "declined to comment on when": nothing is said of the event."""
        if OPEN_QUESTIONS.isdisjoint(self.present):
            return False
        for j in range(max(0, self._part_start(t.first) - 1), t.first):
            if self._low(j) == "whether":
                near = {self._low(k) for k in range(max(0, j - 8), j)}
                if near & {"comment", *ASKING}:
                    return True
            if self._low(j) in ("who", "whom", "whose", "which", "what"):
                before = j - 1
                while before > 0 and self._low(before) in (
                    "exactly",
                    "of",
                    "about",
                    "on",
                    "over",
                    "as",
                    "to",
                ):
                    before -= 1
                if self._low(before) in ASKING:
                    return True  # "it is not clear who controls P"
        return False

    def _unsaid(self, t: Trigger) -> bool:
        """ "Has not said that", "stopped short of saying that": nobody says it."""
        first = max(0, t.first - LOOK_BACK)
        for j in range(t.first - 1, first, -1):
            if self._low(j) in STRONG or self._low(j) in QUOTES:
                return False
            led = self._low(j + 1) in ("that", "it", "its", "the", "they", "their") or self._place_at(j + 1)
            if self._low(j) in TELLING and led:
                before = {self._low(k) for k in range(max(0, j - 4), j)}
                withheld = self._low(j - 1) == "to" and self._low(j - 2) in WITHHOLDING
                unsaid = withheld or bool(before & {"not", "never", "without", "neither"})
                return unsaid or {"yet", "to"} <= before
        return False

    def _was_the(self, t: Trigger) -> bool:
        """ "P was the biggest town under their control": what it was at some time, and not what it is."""
        first = self.clauses[t.clause].first
        noun = t.first - 1
        was = next((j for j in range(noun, first - 1, -1) if self._low(j) in ("was", "were")), noun)
        led = self._low(was + 1).split()[:1] in (["the"], ["one"])
        called = self._low(noun).startswith("the ") or self._is(noun, "identity", "plural", "settled")
        return was < noun and led and called

    def _unsized(self, links: list[PlaceLink]) -> list[PlaceLink]:
        """Without "how much": a strike on a building in P is not one on part of P; a named part stays."""
        return [x if self.mentions[x.ref].part else replace(x, extent="unstated", part="") for x in links]

    def _step(self, name: str, first: int, last: int, rule: str) -> Trace:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Trace(name, self.text[start:end], start, end, rule)

    def _fits(self, t: Trigger, link: PlaceLink) -> bool:
        kind = self.mentions[link.ref].kind
        if kind == "it" and t.entry.predicate == "assessment":
            return link.relation == "direct" and t.entry.lemma not in UNDERTAKEN
        if kind == "it":
            return link.relation in ("direct", "of") and t.entry.frame in ("object", "subject", "of")
        if kind == "there":
            return t.entry.frame in ("at", "path") or t.entry.predicate in ("holds", "withdrew", "encircling")
        return True

    def _predicate(self, t: Trigger, side: str) -> str:
        if t.entry.predicate == "advanced" and self._stalled(t):
            return "assessment"
        moves = t.entry.predicate == "advanced" and t.entry.effect != "rim" and not t.noun
        if moves and side and self._tried(t):
            return "assaulted"  # "is trying to advance": it may not have come a step farther
        if t.entry.predicate == "assaulted" and self._from_afar(t):
            return "struck"
        if t.entry.predicate == "withdrew" and (self._of_people(t) or self._nobody_leaves(t, side)):
            return "displaced"
        if t.entry.predicate == "displaced" and t.entry.lemma in VACATING and self._force_goes(t, side):
            return "withdrew"
        if t.entry.lemma == "refuse to leave" and self._force_goes(t, side):
            return "holds"  # "soldiers refused to leave P": they are there
        if self._live_there(t, side):
            return "displaced"
        if t.entry.effect == "remain" and not self._of_people(t) and (side or self._by_force(t)):
            return "holds"
        if t.entry.predicate == "advanced" and not t.noun and self._of_weapons(t):
            return "struck"
        if (
            t.entry.predicate == "advanced"
            and not t.noun
            and not side
            and (not self._by_force(t) or self._of_people(t))
        ):
            return "displaced" if self._of_people(t) else "reported"
        if t.entry.predicate == "encircling" and (
            t.passive or (t.entry.form in ("pp", "past/pp") and not t.noun)
        ):
            return "encircled"
        if t.entry.lemma == "relocate" and self._of_people(t):
            return "displaced"
        if t.entry.effect == "control" and t.noun:
            near = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
            gained = near & GAINING and not near & {"has", "have"}  # "has taken control": it has it now
            return "captured" if gained else t.entry.predicate
        if t.entry.predicate == "fire_control" and t.entry.lemma.endswith(" fire") and self._of_people(t):
            return "struck"  # "civilians under heavy fire": no road is closed
        if t.entry.predicate == "supply_threatened":
            near = {self._low(j) for j in range(max(0, t.first - 8), min(len(self.tokens), t.last + 9))}
            if near & {"cut", "severed", "blocked", "disrupted", "cutting"}:
                return "supply_cut"
            if "fire" in near:
                return "fire_control"
            if not any(low.startswith(IMPERILLING) for low in near):
                return "assessment"  # "P lies along their supply line"
        return t.entry.predicate

    def _force_goes(self, t: Trigger, side: str) -> bool:
        """ "Soldiers fled P", "units evacuated their positions", but not "the army evacuated civilians"."""
        around = range(self.clauses[t.clause].first, min(t.last + 6, self.size))
        if self._of_people(t) or any(
            self._is(j, "persons") or self._low(j) in ("wounded", "thousands", "hundreds") for j in around
        ):
            return False
        return bool(side) or any(self._is(j, "forces") for j in range(self.clauses[t.clause].first, t.first))

    def _live_there(self, t: Trigger, side: str) -> bool:
        """ "300 people are still in P": nobody defends it."""
        return t.entry.effect == "defend" and t.entry.words[0] in BEING and not side and self._of_people(t)

    def _leaves_so(self, t: Trigger, side: str) -> bool:
        """ "The plant was hit, leaving P without power": nobody goes away."""
        at = self.at_ref.get(t.links[0].ref, t.last) + 1
        reach = range(t.last + 1, min(self.size, t.last + LOOK_BACK))
        if any(self.at_token[j].entry.effect == "state" for j in reach if j in self.at_token):
            return True  # "leaving P in the hands of Q"
        if t.entry.form != "ing" or self._low(t.first - 1) != ",":
            return False
        cut_off = self._low(at) == "without" and any(self._is(j, "utilities") for j in (at + 1, at + 2))
        state = self._low(at) in ("without", "with", "in", "on", "exposed", "open")
        return cut_off or (state and self._nobody_leaves(t, side))

    def _nobody_leaves(self, t: Trigger, side: str) -> bool:
        """Whether it is not a force that leaves: no side and no word for one before the verb."""
        moved = any(self._is(j, "forces") for j in range(t.last + 1, min(t.last + 5, self.size)))
        return not (t.noun or moved or t.entry.effect == "lost" or side or self._by_force(t))

    def _from_afar(self, t: Trigger) -> bool:
        """ "Drones attacked P", "attacked P with missiles": a strike, if no troops or tanks are told of."""
        if t.entry.lemma not in AFAR:
            return False
        if (not t.noun and self._of_weapons(t)) or self._from_the_air(t):
            return True
        for j in range(t.last + 1, min(self.size, t.last + LOOK_BACK)):
            if self._low(j) in STRONG or (j in self.at_token and not self.at_token[j].noun):
                return False
            if self._low(j) in ("with", "using", "by"):
                group = range(j + 1, min(self.size, j + 6))
                armed = any(self._is(k, "weapons") or self._low(k) in FIRE for k in group)
                return armed and not any(self._is(k, "forces") and not self._is(k, "weapons") for k in group)
        return False

    def _from_the_air(self, t: Trigger) -> bool:
        """ "Warplanes launched raids on P", "jets attacked P": what flies takes no ground."""
        span = range(self.clauses[t.clause].first, t.first)
        fly = [j for j in span if self._low(j) in AIRCRAFT and not self._is(j + 1, "forces")]
        led = bool(fly) and self._low(fly[-1] - 1) not in ("by", "with", "of", "under", "and", "on", "at")
        return led and not any(
            self._is(j, "forces") or self.tokens[j].ref >= 0 for j in range(fly[-1] + 1, t.first)
        )

    def _of_weapons(self, t: Trigger) -> bool:
        """Whether the subject is what falls on a place: "rockets landed in"."""
        first = self.clauses[t.clause].first
        before = range(max(first, t.first - 4), t.first)
        return any(self._is(j, "weapons") and not self._is(j + 1, "forces") for j in before)

    def _of_people(self, t: Trigger) -> bool:
        after = t.last + 4 if t.entry.effect == "out" else t.first
        before = {self._low(j) for j in range(max(0, t.first - 9), after)} - {
            "men",
            "women",
            "officer",
            "officers",
        }
        return bool(
            before & {"civilians", "residents", "people", "families", "inhabitants", "children", "evacuees"}
        )

    def _shared_by(self, t: Trigger) -> str:
        """Extent by the words between a passive and who does it: "held at least partly by X"."""
        if not t.passive:
            return ""
        by = next((j for j in range(t.last + 1, min(t.last + 6, self.size)) if self._low(j) == "by"), -1)
        between = [self._low(j) for j in range(t.last + 1, by)]
        part = any(low in ("partly", "partially") for low in between) or between[-2:] == ["in", "part"]
        return "part" if part else ""  # "captured mostly by X" tells who most of those were

    def _with_adverb_extent(self, t: Trigger) -> list[PlaceLink]:
        """Extent by adverbs beside the verb: "largely controls", "has fully captured"."""
        words = [(j, self._low(j)) for j in range(max(self.clauses[t.clause].first, t.first - 4), t.first)]
        if t.entry.effect == "state" or len(t.entry.words) > 1:
            words += [(j, self._low(j)) for j in range(t.first, t.last + 1)]
        if t.entry.effect == "control" and t.noun:
            words = [(j, self._low(j)) for j in range(t.first - 2, t.first)]
        extent = self._shared_by(t)
        for j, low in words:
            if self._low(j + 1) == "by" or (low == "most" and self._low(j + 1) in ("likely", "probably")):
                continue
            for name in ("partial", "most", "whole"):
                if low in self.words[name] and low not in (
                    "some",
                    "several",
                    "all",
                    "much",
                    "almost",
                    "nearly",
                    "half",
                ):
                    extent = "part" if name == "partial" else name
                    if name == "whole" and self._low(j - 1) in (
                        "almost",
                        "nearly",
                        "virtually",
                        "practically",
                    ):
                        extent = "most"
        if not extent:
            return t.links
        found = [replace(x, extent=extent) if x.extent == "unstated" else x for x in t.links]
        if t.entry.effect != "control" or not t.noun:
            return found
        within = [x.relation in ("in", "at") for x in found]  # "full control of a base in P"
        return [replace(x, extent="part") if inside else x for x, inside in zip(found, within, strict=True)]

    def _is_over(self, t: Trigger) -> bool:
        """ "The offensive on P was over", "the fighting in P has ended"."""
        for j in range(t.last + 1, min(self.clauses[t.clause].last, t.last + 10)):
            if self._low(j) in ENDING:
                aux, negated, _ = self._auxiliaries(j)
                modal = any(w in self.lex.modals for w in aux)
                over = self._low(j + 1) not in ("in", "with", "at")
                if self._low(j) in ("over", "finished"):
                    over = bool(set(aux) & self.words["be"])
                return over and not negated and not modal
        return False

    def _held_fast(self, t: Trigger) -> bool:
        """ "Holding X under siege", "keep X under fire", "hold X in an encirclement"."""
        last = self.clauses[t.clause].last
        for j in range(t.last + 1, min(last, t.last + 12)):
            if self._low(j) in ("under", "in", "at") and any(
                self._low(k) in self.words["pressed"] for k in range(j + 1, min(last, j + 4))
            ):
                return True
        return False

    def _status(self, t: Trigger, modality: str, side: str, links: list[PlaceLink]):
        """(status, links with extent, rule in words)."""
        if modality not in COLOURING:
            return NO_STATUS, links, f"{modality}: supports no status"
        predicate, effect = t.entry.predicate, t.entry.effect
        if (
            effect == "expel"
            and not self._agent_after(t)[0]
            and {"been", "was", "were", "being", "are", "is"} & set(self._auxiliaries(t.first)[0])
        ):
            return CONTESTED, links, "one side driven out; by whom it is held is not said"
        relation = links[0].relation
        if self._importance(t):
            return NO_STATUS, links, "its importance is judged"
        if effect == "state" and self._was_the(t):
            return NO_STATUS, links, "told of what it was"
        if self._at_risk(t):
            return CONTESTED, links, "said to be at risk"
        if effect == "annexed":
            return NO_STATUS, links, "annexed: a claim in law, not control"
        taker = self._recipient(t)[0] if effect == "lost" else ""
        going_on = t.entry.form == "ing" and any(self._is_be(w) for w in self._auxiliaries(t.first)[0])
        if taker and taker != side and (self._begun(t.first) or going_on):
            return CONTESTED, links, "being handed over, not yet so"
        if taker and taker != side:
            return control(taker), links, f"lost to the side of {taker!r}"
        if t.entry.lemma in ("change hands", "change masters") and not side:
            return CONTESTED, links, "it changed hands; who has it now is not said"
        if effect in ("lost", "fall") and not side:
            return NO_STATUS, links, "no longer held; by whom it is held is not said"
        if effect == "lost":
            return NO_STATUS, links, "lost by one side; by whom it is held is not said"
        before = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
        if effect == "defend" and t.noun and before & MAINSTAYS:
            return NO_STATUS, links, "its importance is judged"
        if self._live_there(t, side):
            return NO_STATUS, links, "people are there"
        if effect == "defend":
            return CONTESTED, links, "defended: held against an attack"
        if predicate == "holds" and self._held_fast(t):
            return CONTESTED, links, "held under siege or fire: an attack, not control"
        if predicate == "assaulted" and self._from_afar(t):
            return NO_STATUS, links, "hit from afar: nobody contests the place"
        if t.noun and predicate in ("assaulted", "fighting", "encircling") and self._is_over(t):
            return NO_STATUS, links, "it is over"
        if predicate in ("assaulted", "repelled", "encircling", "fighting"):
            between = self.lows[t.last + 1 : self.at_ref.get(links[0].ref, t.last)]
            ahead = relation == "toward" and "direction" not in between  # "assaults in the direction of P"
            if t.entry.frame == "at" and ahead and predicate != "repelled":
                return NO_STATUS, links, "the place lies ahead"
            return CONTESTED, links, "attack, encirclement or fighting"
        if predicate == "withdrew" and (self._of_people(t) or self._nobody_leaves(t, side)):
            return NO_STATUS, links, "people leave"
        if t.entry.lemma == "patrol" and not side:
            return NO_STATUS, links, "patrolled; by which side is not said"
        if effect == "remain" and not self._of_people(t) and (side or self._by_force(t)):
            return CONTESTED, links, "a force stays there; how much it holds is not said"
        if effect == "distance" or (predicate == "assaulted" and relation == "from"):
            return NO_STATUS, links, "the place lies ahead or behind"
        if predicate == "withdrew":
            partial = self._under_way(t) or (relation != "from" and t.entry.frame == "path")
            return (
                (CONTESTED, links, "withdrawal under way")
                if partial
                else (NO_STATUS, links, "left by one side; by whom it is held is not said")
            )
        if predicate in ("captured", "holds"):
            return self._held(t, side, links, relation)
        if predicate == "advanced":
            return self._advanced(t, side, links, relation)
        return NO_STATUS, links, f"{predicate}: supports no status"

    def _held(self, t: Trigger, side: str, links: list[PlaceLink], relation: str):
        if relation == "near" and not (self.mentions[links[0].ref].offset and t.head in self.words["ground"]):
            return CONTESTED, links, "taken or held near the place, not the place"
        if self._bygone(t):
            return NO_STATUS, links, "held in a time that was over"
        if t.noun and self._low(t.first - 1) in ("brief", "short-lived", "temporary", "fleeting"):
            return NO_STATUS, links, "for a while only"
        if t.noun and self._low(t.first - 1) in ALLEGED:
            return NO_STATUS, links, "only claimed, as the words before it say"
        if t.entry.lemma == "grip" and any(
            self._low(j).startswith(("tighten", "squeez")) for j in range(max(0, t.first - 4), t.first)
        ):
            return CONTESTED, links, "pressed harder, not said to be held"
        if not side:
            return NO_STATUS, links, "by which side is not said"
        after = [self._low(j) for j in range(t.last + 1, min(self.size, t.last + LOOK_BACK))]
        if after[:2] in (["none", "of"], ["nothing", "of"], ["nothing", "in"]):
            return NO_STATUS, links, "none of it"
        if t.noun and {"was", "were", "been"} & set(after) and REVERSED & set(after):
            return NO_STATUS, links, "taken back, as the same sentence tells"
        in_it = t.entry.lemma.endswith((" in", " at"))  # "raised a flag in P"
        if "positions" in t.entry.words or t.head == "positions":  # "maintain positions in P"
            links = [replace(x, extent="part") if x.extent == "unstated" else x for x in links]
        if "flag" in t.entry.words and (in_it or relation in ("in", "near", "at", "on")):
            links = [replace(x, extent="part") if x.extent == "unstated" else x for x in links]
        broad = all(self.mentions[x.ref].broad for x in links)
        if t.entry.lemma == "claim" and (broad or "as" in after):
            return NO_STATUS, links, "a claim in law, not control"  # "claims the region as its own"
        if t.entry.effect == "state" and self._low(t.first - 1) in ("returning", "return"):
            return CONTESTED, links, "returning, not yet held"
        if self._unfinished(t):
            return CONTESTED, links, "coming about, not yet so"
        if any(self._low(j) == "on" and self._low(j + 1) == "paper" for j in range(t.last, t.last + 8)):
            return NO_STATUS, links, "held on paper"
        if self._of_ousted(t):
            return NO_STATUS, links, "of those who, as the same sentence tells, were driven out"
        ended = self._ended(t, links)
        if ended:
            return *ended[:1], links, ended[1]
        taking = t.entry.form == "ing" and t.entry.predicate == "captured"
        if t.entry.lemma in FREED and t.entry.form == "base" and self._low(t.first - 1) in NOW:
            return CONTESTED, links, "being taken, not yet taken"
        if t.entry.predicate == "captured" and self._not_quite(t):
            return CONTESTED, links, "nearly taken, not taken"
        if (
            taking
            and t.entry.effect != "flag"
            and {"is", "are", "was", "were", "been", "'re"} & set(self._auxiliaries(t.first)[0])
        ):
            return CONTESTED, links, "being taken, not yet taken"
        on_it = bool(t.head) and all(self.mentions[x.ref].thing for x in links)  # "the bridges over" a river
        if any(self.mentions[x.ref].kind == "there" for x in links) or t.head in COUNTED or on_it:
            # "hold 28 settlements there", "all their positions": as many places as that, not all of it
            links = [replace(x, extent="part") if x.extent in ("unstated", "whole") else x for x in links]
        share = self._share_after(t)
        if share:
            links = [replace(x, extent=share) if x.extent in ("unstated", "whole") else x for x in links]
        if relation == "in":
            between = self.lows[t.last + 1 : self.at_ref.get(links[0].ref, t.last)]
            if any(low in self.words["buildings"] for low in between):
                return CONTESTED, links, "a building in the place"
            seat = t.head in self.words["ground"] or t.head in self.words["premises"]
            if t.subject_place or (seat and t.head != "situation"):  # "the barracks in P are fully theirs"
                links = [replace(x, extent="part") if x.extent in ("whole", "most") else x for x in links]
            if t.head != "situation":  # "controls the situation in P" is said of P as a whole
                links = [replace(x, extent="part") if x.extent == "unstated" else x for x in links]
        return control(side), links, f"held by the side of {side!r}"

    def _of_ousted(self, t: Trigger) -> bool:
        """ "The army drove out the rebels who had taken P": they hold it no longer."""
        clause = self.clauses[t.clause]
        if clause.opener not in ("who", "that", "which") or t.clause == 0:
            return False
        main = self.clauses[t.clause - 1]
        for v in range(main.first, clause.first):
            if self._is(v, "thrown_out") or self._low(v) in BEATEN:
                return not self._is(v - 1, "be") and self._low(v - 1) not in ("to", "not", "n't")
            if self._is(v, "moved_out"):
                near = self.lows[v + 1 : clause.first]
                out = any(low in ("out", "back", "off", "away") for low in near)
                return out and self._low(v - 1) not in ("to", "not", "n't")
        return False

    def _ended(self, t: Trigger, links: list[PlaceLink]) -> tuple[str, str] | None:
        """(status, rule) of a place that the same sentence tells was lost again; None when it does not."""
        fate = self._undone(t, links[0])
        if fate == "retaken":
            return NO_STATUS, "taken back, as the same sentence tells"
        again = self._repeated(self.clauses[t.clause].first, t)
        over = NO_STATUS if t.entry.predicate == "holds" or again else CONTESTED
        if fate or self._brief(t):
            return (
                over,
                "driven out or left again, as the same sentence tells" if fate else "for a while only",
            )
        return None

    def _bygone(self, t: Trigger) -> bool:
        """ "Had held", "once controlled", "held until September": said of a time that had ended."""
        if t.noun or not (t.entry.predicate == "holds" or t.entry.lemma == "occupy"):
            return False
        aux = self._state_verb(t)[0] if t.entry.effect == "state" else self._auxiliaries(t.first)[0]
        clause = self.clauses[t.clause]
        if "had" in aux and (clause.kind == "relative" or not self.reported):
            return True
        before = {
            self._low(j)
            for j in range(max(clause.first, t.first - 4), t.first)
            if self._low(j + 1) != "again"  # "once again"
        }
        after = [self._low(j) for j in range(t.last + 1, min(self.size, t.last + LOOK_BACK))]
        past = t.entry.form in ("past", "past/pp", "pp") or bool({"was", "were"} & set(aux))
        begin = self._part_start(t.first)
        till = any(self._low(j) in ("until", "till") for j in (begin, begin + 1) if j < t.first)
        ended = past and (till or "until" in after or ("when" in after and not set(aux) & {"has", "have"}))
        return ended or bool(before & self.words["formerly"])

    def _not_quite(self, t: Trigger) -> bool:
        """ "Have almost captured", "all but taken": it has not come to that."""
        before = [
            self._low(j)
            for j in range(max(self.clauses[t.clause].first, t.first - 3), t.first)
            if self._low(j + 1) not in ("certainly", "definitely", "surely")  # "almost certainly captured"
        ]
        all_but = (self._low(t.first - 2), self._low(t.first - 1)) == ("all", "but")  # "but" opens a clause
        return bool(set(before) & self.words["nearly"]) or all_but

    def _share_after(self, t: Trigger) -> str:
        """How much of the place by words after: "for the most part", "of which it holds two thirds"."""
        words: list[str] = []
        for j in range(t.last + 1, min(self.size, t.last + 12)):
            if self._low(j) in STRONG or self._low(j) in (",", "and", "but"):
                break
            words.append(self._low(j))
        joined = f" {' '.join(words)} "
        if " for the most part " in joined:
            return "most"
        if any(
            token in joined for token in (" thirds ", " two-thirds ", " three quarters ", " three-quarters ")
        ):
            return "most"
        told = {w for w, after in zip(words, [*words[1:], ""], strict=False) if after != "time"}
        return "part" if told & FRACTIONS else ""  # "for the third time" is no third

    def _by_force(self, t: Trigger) -> bool:
        """Whether a side or a word for a force stands before the verb in its clause or an earlier one."""
        start = self.clauses[max(0, t.clause - 3)].first
        return any(
            self.tokens[j].side
            or self._is(j, "forces", "own")
            or self._low(j) in ("they", "it", "we")
            or (self._low(j) == "who" and not self._is(j - 1, "persons"))
            for j in range(start, t.first)
        )

    def _stalled(self, t: Trigger) -> bool:
        """ "Their gains near P have slowed": no advance is told."""
        return t.noun and any(
            self._is(j, "stalled")
            and (
                self._is(self._before(j), "have", "be")
                or self._low(j - 1) in ("to", "a")
                or j in self.clauses[t.clause].verbs
            )
            for j in range(t.last + 1, min(self.size, t.last + LOOK_BACK))
            if self.clause_of[j] == t.clause
        )

    def _advanced(self, t: Trigger, side: str, links: list[PlaceLink], relation: str):
        if self._stalled(t):
            return CONTESTED, links, "an advance that goes on no longer, or more slowly"
        if not t.noun and self._of_weapons(t):
            return NO_STATUS, links, "a weapon and no force comes to the place"
        if t.entry.effect == "rim" and (side or self._by_force(t)):
            return CONTESTED, links, "a force is beside the place"
        if relation == "toward" and t.entry.lemma == "return" and t.entry.form != "base" and side:
            return CONTESTED, links, "a force is back at the place"
        between = self.lows[t.last + 1 : self.at_ref.get(links[0].ref, t.last)]
        if relation == "toward" and any(low in self.words["threshold"] for low in between):
            return CONTESTED, links, "an advance as far as the place"
        if relation == "toward":
            return NO_STATUS, links, "the place lies ahead"
        if not side and not t.noun and (not self._by_force(t) or self._of_people(t)):
            return NO_STATUS, links, "not said of a force"
        if t.entry.frame == "path" and not t.noun and "back" in between:
            return CONTESTED, links, "one side driven back into the place"
        at_rim = t.entry.lemma == "reach" and any(low in self.words["rim"] for low in between)
        inside = relation in ("into", "in") or (t.entry.frame == "object" and t.entry.lemma != "reach")
        inside = inside or t.entry.lemma.endswith(" into")
        inside = inside or (t.entry.lemma == "reach" and links[0].extent == "part")
        inside = inside and not at_rim and self.words["rim"].isdisjoint(links[0].part.split())
        broad = all(self.mentions[x.ref].broad for x in links)
        done = not t.noun and t.entry.form != "ing" and not self._tried(t)
        loose = relation == "in" and t.entry.lemma in WITHIN and links[0].extent != "part"
        loose = loose or t.entry.lemma in ("cross", "infiltrate", "penetrate")
        if not t.noun and self._others_moved(t, side, links[0]):
            return CONTESTED, links, "one side driven to the place by the other"
        if self.clauses[t.clause].kind == "relative" and "had" in self._auxiliaries(t.first)[0]:
            return CONTESTED, links, "had come there; whether it stayed is not said"
        ended = self._ended(t, links) if inside and done else None
        if ended:
            return *ended[:1], links, ended[1]
        if side and inside and done and not broad and not loose:
            return (
                control(side),
                [replace(x, extent="part") for x in links],
                "advanced into part of the place",
            )
        return CONTESTED, links, "an advance at the place"

    def _others_moved(self, t: Trigger, side: str, link: PlaceLink) -> bool:
        """ "Pushed the rebels into P": it is they who are there."""
        between = range(t.last + 1, self.at_ref.get(link.ref, t.last))
        return any(
            self.tokens[j].side and self.sides.side(self.tokens[j].side, self.speaker) != side
            for j in between
        )

    def _tried(self, t: Trigger) -> bool:
        """ "tried overnight to get into P": it was attempted, no more is said."""
        before = [self._low(j) for j in range(max(self._part_start(t.first), t.first - 6), t.first)]
        return "to" in before and any(low.startswith(("try", "tri", "attempt", "struggl")) for low in before)

    def _importance(self, t: Trigger) -> bool:
        """ "the importance of the fight for P" """
        near = {self._low(j) for j in range(max(0, t.first - 4), t.first)}
        return t.noun and bool(near & self.words["worth"])

    def _at_risk(self, t: Trigger) -> bool:
        near = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
        return bool(
            near & {"risk", "risks", "threat", "danger", "threatened", "threatens", "threatening"}
        ) and (t.entry.predicate in ("encircling", "captured", "assaulted"))

    def _under_way(self, t: Trigger) -> bool:
        near = {self._low(j) for j in range(max(0, t.first - 5), t.first)}
        if near & {"completed", "complete", "completes", "finished", "after", "following", "since", "before"}:
            return False
        if t.noun or t.entry.form == "ing":
            return True
        near = {self._low(j) for j in range(max(0, t.first - 8), t.first)}
        return bool(
            near
            & {"some", "began", "begun", "begin", "started", "starting", "partially", "several", "beginning"}
        )

    def _ahead(self, t: Trigger) -> bool:
        """Whether an aim lies ahead of the saying: "plans to take P", "vowed to take P", not "wanted to"."""
        before = self._low(t.first - 2)
        deed = t.entry.predicate in ("captured", "assaulted", "advanced") and self._low(t.first - 1) == "to"
        return deed and (before in VOWED or not before.endswith(("ed", "t", "n")))

    def _tense(self, t: Trigger, modality: str) -> str:
        if modality == "predicted" or (modality == "aim" and self._ahead(t)):
            return "future"
        aux = self._auxiliaries(t.first)[0]
        if modality == "denied" and not COMING_NOT.isdisjoint(aux) and not {"have"} & set(aux):
            return "future"
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
            same = (event.predicate, event.modality, event.status) == (
                other.predicate,
                other.modality,
                other.status,
            )
            if same and event.clause_start == other.clause_start:
                refs = {link.ref for link in other.links}
                extra = tuple(link for link in event.links if link.ref not in refs)
                found[n] = replace(other, links=other.links + extra)
                break
        else:
            found.append(event)
    return found
