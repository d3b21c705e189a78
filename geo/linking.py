"""Which places an event is tied to, by word order and prepositions, and how much of each."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.clauses import QUOTES, STRONG
from geo.triggers import FRONTS, LIST_LEADS, RELATION, PlaceLink, Trigger, Triggers

ABSENT = "-"  # head of a trigger that turned out to name no event
#: Events that may take a place which the words beside it do not tie to any.
ADOPTING = frozenset(
    {"fighting", "struck", "losses", "assaulted", "repelled", "displaced", "fortified", "assessment"}
)
MOST_PERCENT, WHOLE_PERCENT = 51, 100
LOSER = 5  # tokens of whom a place is taken from
OCCUPIERS = frozenset({"occupation", "occupiers", "invaders", "enemy"})
LISTED = 7  # tokens from "villages captured by X" to the verb before their names
APPOSED = 10  # tokens of an apposition within a list of places
APPOSED_DEEDS = frozenset({"captured", "holds", "withdrew", "advanced", "assaulted", "encircled"})
PLURAL_AREAS = frozenset({"areas", "directions", "sectors", "axes", "fronts"})
#: Between the possessive of a place and what was done to it: "the city's swift capture".
QUICK = frozenset({"swift", "rapid", "sudden", "quick", "recent", "reported", "apparent", "eventual"})
#: Within a day: "on the night of 9 June".
DAY_WORDS = frozenset({"the", "night", "morning", "evening", "early", "late", "mid", "of", "month"})
NEIGHBOURING = frozenset({"and", "neighbouring", "neighboring", "nearby", "adjacent", "adjoining"})
LOOK_BACK = 12  # tokens searched for the word that governs an infinitive
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?\Z")


#: Marks before a list of the places that a sentence counted.
LISTING = frozenset({":", "-", "–", "—"})
#: Between two places: where the first lies, unless it is a region and the second is in it.
HEADING = 3  # tokens before a stretch of the front that a sentence is about: "On the P axis, ..."
BY_A_PLACE = frozenset({"in", "near", "of", "outside", "at", "on", "north", "south", "east", "west"})
CLOSER = frozenset({"near", "outside", "at"})
#: Shares of a place that are measured: "about a third of P", "more than half of P".
SHARES = frozenset(
    {"half", "third", "thirds", "two-thirds", "quarter", "quarters", "three-quarters", "fifth", "tenth"}
)
#: Nouns that make of a town's name a stretch of the front.
STRETCHES = frozenset({"direction", "directions", "axis", "axes", "sector", "sectors"})
#: Nouns for people hit, and the words before them that make them the outcome of what hit them.
HARMED = frozenset({"dead", "wounded", "injured", "casualty", "victim"})
LEAVING = frozenset({"left", "leaving", "leaves", "caused", "causing", "claimed", "claiming"})


#: What a town is divided into, and words that count them.
STAYING = frozenset({"remain", "remains", "remained", "stay", "stays", "fell", "fall"})
PACTS = frozenset({"deal", "agreement", "accord", "accords", "treaty", "pact", "talks", "truce", "ceasefire"})
ATTEMPTS = frozenset({"attempt", "attempts", "effort", "efforts", "bid", "bids", "plan", "plans"})
#: What lies in a part of a town and is not all of it.
PIECES = frozenset(
    {"area", "areas", "neighbourhood", "neighbourhoods", "neighborhood", "neighborhoods", "district",
     "districts", "quarter", "quarters", "street", "streets", "block", "blocks", "building", "buildings",
     "ministries", "ministry", "offices", "complex", "compound", "position", "positions", "posts", "houses",
     "suburb", "suburbs"}
)  # fmt: skip
DESOLATE = frozenset({"empty", "deserted", "ruined", "residential", "rural", "urban", "flat", "quiet"})
QUARTERED = frozenset(
    {"districts", "neighbourhoods", "neighborhoods", "quarters", "wards", "suburbs", "blocks", "streets"}
)
COUNTS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
     "several", "some", "dozen", "most", "half", "many", "few"]
)  # fmt: skip
#: Events by which a place is held, taken or entered.
TAKING = frozenset({"captured", "holds", "advanced"})
#: Before a place that is not meant, alone or in two words.
EXCEPT = frozenset({"except", "excepting", "excluding", "barring", "minus", "save"})
EXCEPT_PAIRS = frozenset(
    {("than", "other"), ("from", "apart"), ("from", "aside"), ("of", "exception"), ("for", "but"),
     ("for", "except"), ("for", "save"), ("but", "everything"), ("but", "all"), ("but", "anything"),
     ("but", "everywhere"), ("but", "nothing")}
)  # fmt: skip
EXCEPT_REACH = 10  # tokens
HURTING = frozenset({"struck", "assaulted", "fighting"})
ALOFT = frozenset({"sky", "skies", "airspace"})
VICTIMS_REACH = 2  # clauses from what hit somebody to who was hit
#: Before "of" a place: what is beside it, not it.
BESIDE = frozenset(
    {"outside", "vicinity", "environs", "surroundings", "proximity", "hinterland", "countryside"}
)
SURROUNDING = frozenset({"surrounding", "neighbouring", "neighboring", "adjoining", "adjacent", "nearby"})
#: Events that are where a road is, not where it leads.
ASIDE_REACH = 14  # tokens that "P, a town north of R, and Q" may span
FOUGHT = frozenset({"fighting", "assaulted", "repelled", "struck", "losses"})
#: What else may befall somebody or something on its way.
MET = frozenset({"captured", "holds", "fortified", "displaced"})
LET_GO = frozenset(
    {"free", "freed", "freeing", "released", "release", "releasing", "exchanged", "exchange", "swapped"}
)
#: Before an attack that was none.
UNREAL = frozenset({"foiled", "thwarted", "averted", "aborted", "hypothetical"})
TWO_TOWNS = frozenset((kind, "of") for kind in ("cities", "towns", "villages"))
#: What is done to an attack that may come.
ANSWERED = frozenset({"respond", "response", "answer", "retaliate", "reply", "confront", "counter"})
BASES = frozenset({"base", "bases", "position", "positions", "camp", "camps", "barracks", "emplacements"})
LANDS = frozenset(
    [
        "provinces",
        "regions",
        "areas",
        "area",
        "hills",
        "heights",
        "mountains",
        "countryside",
        "fields",
        "roads",
        "land",
    ]
)
LENGTHS = frozenset({"km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "metres"})
WATERS = frozenset(
    {"water", "waters", "flood", "floods", "floodwater", "floodwaters", "river", "sea", "tears"}
)
LEFT = frozenset({"withdrew", "displaced"})
#: Before where somebody or something goes, and who and what goes.
BOUND = frozenset(
    {"bound", "heading", "headed", "travelling", "traveling", "en-route", "destined", "driving"}
)
TRAVELLING = frozenset(
    ["convoy", "vehicle", "truck", "lorry", "lorries", "bus", "buses", "car", "ship", "vessel", "tanker",
     "train", "plane", "aircraft", "helicopter", "boat", "shipment", "delivery", "supplies", "reinforcements",
     "column", "motorcade", "ambulance", "minibus", "minibuses", "passengers", "travellers", "travelers",
     "aid", "flight", "freighter", "barge"]
)  # fmt: skip
#: Before "fighting" and whom: what a force is for, not what goes on.
BANDS = frozenset(
    {"group", "groups", "militia", "militias", "fighters", "forces", "coalition", "alliance", "movement",
     "rebels", "army", "troops", "factions", "faction"}
)  # fmt: skip
REGIONS = frozenset({"region", "oblast", "province", "governorate", "state"})
FRONTED, FRONTED_REACH = frozenset({"in", "near", "around", "at", "outside", "inside", "on"}), 6
DASHES = frozenset({"-", "–", "—", "‑", "‐"})
TRACKS = frozenset({"rail", "track", "tracks", "street", "section", "stretch"})
SPANS = frozenset({"bridge", "bridges", "tunnel", "canal", "pipeline", "line"})
BORDERS = frozenset({"border", "borders", "frontier", "frontiers", "borderline"})


class Linking(Triggers):
    """Ties the events of a sentence to its place mentions."""

    def _voice(self, t: Trigger) -> None:
        near = self.lows[max(0, t.first - 3) : t.last + 3]
        if t.entry.predicate == "losses" and "prisoner" in t.entry.lemma and not LET_GO.isdisjoint(near):
            t.head = ABSENT  # "set prisoners free", "exchanged prisoners"
        if t.noun and t.entry.predicate in FOUGHT and self._no_real_attack(t.first):
            t.head = ABSENT  # "ready to respond to any attack", "a foiled attack in P"
        if t.noun or t.entry.effect == "state":
            return
        if t.entry.effect == "attack" and not self._of_attack(t):
            t.head = ABSENT
        around = t.entry.lemma == "surround" and t.entry.form == "ing"
        if around and (self._is(t.first - 1, "plural") or self._low(t.first - 1) in LANDS):
            t.head = ABSENT  # "took the villages surrounding P"
        if t.entry.predicate == "repelled" and not WATERS.isdisjoint(self.lows[t.last + 1 : t.last + 5]):
            t.head = ABSENT  # "a dam holding back the river"
        if t.entry.lemma == "ride" and self._low(t.last + 1) in ("on", "in") and t.entry.form == "ing":
            t.head = ABSENT  # "gunmen riding on motorcycles"
        if t.entry.predicate == "advanced" and self._of_a_road(t):
            t.head = ABSENT  # "the road that reaches P"
        if t.entry.form == "ing" and self._low(t.first - 1) == "from" and self._flown_from(t.last + 1):
            t.head = ABSENT
        aux = self._auxiliaries(t.first)[0]
        form = t.entry.form
        be = [w for w in aux if w in self.words["be"]]
        if form in ("pp", "past/pp"):
            t.passive = bool(be) and t.entry.frame not in ("path", "subject")
            following = self._low(t.last + 1)
            reduced = not aux and (following == "by" or (t.entry.frame == "object" and self._reduced(t)))
            t.passive = t.passive or reduced
        t.finite = form in ("s", "past", "base") or (form in ("pp", "past/pp") and bool(aux or not t.passive))

    def _of_a_road(self, t: Trigger) -> bool:
        """Whether what comes to a place is a road: "the road from Q that reaches P"."""
        clause = self.clauses[t.clause]
        if clause.opener not in ("that", "which") or any(
            self.tokens[j].side for j in range(clause.first, t.first)
        ):
            return False
        before = range(max(0, clause.first - 5), clause.first)
        road = [j for j in before if self._is(j, "roads")]
        return bool(road) and not any(
            self.tokens[j].side or self._is(j, "forces") for j in range(road[-1], clause.first)
        )

    def _no_real_attack(self, i: int) -> bool:
        """Whether the attack at token i is one that may come, or that came to nothing."""
        before = self.lows[max(0, i - 2) : i]
        if not UNREAL.isdisjoint(before):
            return True
        return "any" in before and not ANSWERED.isdisjoint(self.lows[max(0, i - 6) : i])

    def _flown_from(self, j: int) -> bool:
        """ "Fled from advancing troops": what the troops do says who they are."""
        if j >= self.size or self._place_at(j):
            return False
        return bool(self.tokens[j].side) or self._is(j, "forces")

    def _of_attack(self, t: Trigger) -> bool:
        """Whether an attack is spoken of, in the clause or before: "14 assaults, all of them stopped"."""
        clause = self.clauses[t.clause]
        passive = t.entry.form in ("pp", "past/pp")
        words = {self._low(j) for j in range(0 if passive else clause.first, clause.last)}
        halted = passive and any(
            self.tokens[j].side or self._is(j, "forces") for j in range(clause.first, t.first)
        )  # "their troops were stopped at P"
        return halted or bool(words & self.words["attacks"])

    def _reduced(self, t: Trigger) -> bool:
        """A participle after a place and without an object of its own: "P, captured in May, ..."."""
        following = self._low(t.last + 1)
        j = t.first - 1
        comma = self._low(j) == ","
        j -= comma
        if not (j >= 0 and self.tokens[j].ref >= 0):
            return False
        return following in ("by", "in", "on", "last", "earlier", "during", "from", ",", "this", "", ".") or (
            comma and (following in RELATION)
        )

    # --- places of a trigger -------------------------------------------------------------------------------

    def _link(self, t: Trigger) -> None:
        frame = t.entry.frame
        own = self.clauses[t.clause].verbs
        stands = (
            any(self._is(v, "be", "have") for v in own)
            and self._subject_in(self.clauses[t.clause].first, t.first)[0]
        )
        if t.head == ABSENT or (t.entry.effect == "distance" and not stands):
            return
        right = self._right(t)
        if not right and not t.noun and not t.passive and frame in ("object", "path"):
            right = self._fronted(t)
        if frame == "modifier":
            t.links = [replace(x, relation="direct") for x in right[:1]]
        elif t.passive and t.entry.predicate == "captured" and self._somebody_freed(t):
            t.head = ABSENT
        elif frame == "subject" or t.passive:
            t.links = (
                self._left(t) or self._listed_among(t) or (self._anywhere(t, right) if frame == "at" else [])
            )
            t.subject_place = bool(t.links)
            if not t.links and t.passive and t.entry.predicate == "encircling":
                t.links = self._shut_in(t, right)
        elif frame == "object":
            t.links = self._listed_among(t) or self._object(t, right) or self._apposed_object(t)
        elif frame == "path":
            allowed = ("from", "in", "near") if t.entry.predicate == "withdrew" else None
            if t.entry.effect == "into":
                allowed = ("into", "in")
            if t.entry.effect == "expel":
                allowed = ("from",)
                right = [
                    x for x in right if "by" not in self.lows[t.last + 1 : self.at_ref.get(x.ref, t.last)]
                ]
            if t.entry.predicate == "withdrew":
                right = [x for x in right if not self._whither(t, x)]
            if t.entry.effect == "expel" and right and right[0].relation == "near":
                between = self.lows[t.last + 1 : self.at_ref.get(right[0].ref, t.last)]
                allowed = ("from", "near") if "from" in between else allowed  # "from positions near P"
            t.links = [
                x
                for x in right
                if (x.relation in allowed if allowed else x.relation not in ("from", "with", "by"))
            ]
        elif frame == "of":
            t.links = [x for x in right if x.relation in ("of", "direct")] or self._owner(t)
            if t.entry.effect == "control" and self._of_something_else(t):
                t.links = []
            elif not t.links and t.entry.predicate in ("holds", "captured", "withdrew"):
                close = ("in", "near") if t.entry.effect == "control" else ("in",)
                if any(self._low(j).startswith(("exten", "expan")) for j in range(t.first - 3, t.first)):
                    close = ("in", "near", "toward", "on")
                elif t.entry.lemma in ("grip", "hold"):
                    close = ("in", "near", "on")
                t.links = [x for x in right if x.relation in close]
        else:
            t.links = self._anywhere(t, right)

    def _fronted(self, t: Trigger) -> list[PlaceLink]:
        """ "In the P region, X captured two villages", "Near P X attacked": where, told first. Of what is
        taken or held there only a part is told."""
        if self._low(0) not in FRONTED:
            return []
        at = next((j for j in range(1, min(FRONTED_REACH, self.size)) if self._place_at(j)), 0)
        if not at or any(
            self._content(j) for j in range(1, at) if not self._is(j, "identity", "compass", "parts")
        ):
            return []
        after = at + 1
        while self._is(after, "around", "identity") or self._low(after) in REGIONS:
            after += 1
        comma = self._low(after) == ","
        if not (comma or self.tokens[min(after, self.size - 1)].side) or self.tokens[at].possessive:
            return []
        if after + comma >= t.first or self.clause_of[min(after + comma, self.size - 1)] != t.clause:
            return []
        if any(self._place_at(j) for j in range(at + 1, t.first)):
            return []
        relation = "in" if self._low(0) in ("in", "inside", "at", "on") else "near"
        link = self._placed(at, relation, list(range(at)))
        if t.entry.predicate in ("captured", "holds", "withdrew"):
            told = t.head or t.entry.predicate == "withdrew"
            link = replace(link, extent="part" if relation == "in" else link.extent) if told else None
        return [link] if link else []

    def _shut_in(self, t: Trigger, right: list[PlaceLink]) -> list[PlaceLink]:
        """ "The troops in P are being cut off", "a garrison was surrounded near P": it is P that is."""
        clause = self.clauses[t.clause]
        force = any(self.tokens[j].side or self._is(j, "forces") for j in range(clause.first, t.first))
        near = [x for x in right if x.relation in ("in", "near")]
        return (near or self._left(t, anywhere=True)) if force else []

    def _of_something_else(self, t: Trigger) -> bool:
        """ "Control of the skies over P", "control of the gold trade in P": not of a place."""
        if self._low(t.last + 1) not in ("of", "over"):
            return False
        head = ""
        for j in range(t.last + 2, min(self.size, t.last + 2 + LOOK_BACK)):
            low = self._low(j)
            if self._place_at(j) or low in STRONG or low == ",":
                return False
            if low in RELATION and low != "of":
                ground = any(
                    head in self.words[name]
                    for name in ("ground", "identity", "parts", "premises", "most", "whole")
                )
                if head in self.words["ground"] or head in self.words["premises"]:
                    t.head = head  # "control of the palace in P"
                return bool(head) and not ground and not head.isdigit()
            if self._content(j):
                head = low
        return False

    def _listed_among(self, t: Trigger) -> list[PlaceLink]:
        """ "Listed P among the villages taken", "added P to the list of captured villages"."""
        beside = self._is(t.first - 1, "plural") or self._is(t.last + 1, "plural")
        participle = t.entry.form in ("pp", "past/pp") and not self._auxiliaries(t.first)[0]
        if not beside or not participle or t.entry.predicate not in ("captured", "withdrew"):
            return []
        first = self.clauses[t.clause].first
        joined = next((j for j in range(first, t.first) if self._low(j) in ("among", "list")), first)
        verb = next((k for k in range(t.last + 1, min(self.size, t.last + LISTED)) if self._lists(k)), -1)
        if verb > 0 and not any(k in self.at_token or self._place_at(k) for k in range(t.last + 1, verb)):
            listed = self._listed_from(verb + 1 + (self._low(verb + 1) == ":"))
            t.passive = t.passive or bool(listed)
            return listed  # "the villages captured (by X) are P, Q and R"
        found = [self._placed(j, "direct", []) for j in range(first, joined) if self._place_at(j)]
        t.passive = t.passive or bool(found)
        return found

    def _lists(self, k: int) -> bool:
        """Whether token k leads from some places to their names: "are", "include"."""
        return self._is(k, "be") or self._low(k) in ("include", "included", "includes")

    def _listed_from(self, j: int) -> list[PlaceLink]:
        """The places of a list that begins at token j."""
        found = []
        while self._place_at(j):
            found.append(self._placed(j, "direct", []))
            j += 1
            while self._low(j) in (",", "and"):
                j += 1
        return found

    def _whither(self, t: Trigger, link: PlaceLink) -> bool:
        """ "Retreated to an airport in P", "towards the P area": P is where they went."""
        between = self.lows[t.last + 1 : self.at_ref.get(link.ref, t.last)]
        if link.relation not in ("in", "near") or "outside" in between:
            return False  # "to positions outside P" is out of P
        return any(low in ("to", "into", "toward", "towards") for low in between)

    def _somebody_freed(self, t: Trigger) -> bool:
        """ "in which two hostages were freed": what is taken or freed is no place."""
        clause = self.clauses[t.clause]
        return clause.kind == "relative" and any(
            self._is(j, "people") for j in range(clause.first + 1, t.first)
        )

    def _object(self, t: Trigger, right: list[PlaceLink]) -> list[PlaceLink]:
        direct = [x for x in right if x.relation in ("direct", "of", "same")]
        if t.entry.predicate == "holds" and any(
            self._low(j) in ALOFT for j in range(t.last + 1, min(self.size, t.last + 4))
        ):
            return []  # "controls the skies over P"
        if t.entry.lemma == "claim" and direct and self._clause_follows(direct[-1].ref):
            return []
        if direct and not t.head:
            return direct
        if t.entry.predicate == "encircling" and not direct and self._is_force(t.head):
            return [x for x in right if x.relation in ("in", "near")]  # "encircled two battalions in P"
        if self._is_person(t.head) and t.entry.predicate != "assaulted":
            return []
        if t.head in self.words["ground"] or t.head in self.words["identity"]:
            return [x for x in right if x.relation in ("direct", "of", "in", "near", "same", "on")]
        if direct and t.head and not t.entry.strict:
            return direct
        if t.entry.predicate == "assaulted":
            return [x for x in right if x.relation in ("in", "near", "toward", "on")] or [
                x for x in right if x.relation == "from"
            ]
        if not t.entry.strict and not t.head and t.entry.predicate in ("encircling", "holds"):
            return [x for x in right if x.relation in ("in", "near")]
        return []

    def _apposed_object(self, t: Trigger) -> list[PlaceLink]:
        """ "P, a factory town (that) the army captured": what an apposition to P says was done to it."""
        if t.noun or t.passive or t.entry.predicate not in APPOSED_DEEDS:
            return []
        j = t.first - 1
        while j > 0 and (
            self.tokens[j].side
            or self._is(j, "forces", "adverbs", "have")
            or self._low(j) in ("the", "its", "still", "now", "that", "which", "first", "also", "briefly")
        ):
            j -= 1
        comma = next((k for k in range(j, max(0, j - APPOSED), -1) if self._low(k) == ","), 0)
        noun = (
            j < t.first - 1
            and self._is(j, "identity")
            and comma
            and self._low(comma + 1) in ("a", "an", "the")
        )
        if not noun or any(k in self.at_token for k in range(comma, j)) or not self._place_at(comma - 1):
            return []
        if self._locates(comma - 1) or self.mentions[self.tokens[comma - 1].ref].offset:
            return []
        t.apposed = True
        return [self._placed(comma - 1, "direct", [])]

    def _clause_follows(self, ref: int) -> bool:
        """ "claimed the city is ...": the place begins a clause and is no object."""
        at = self.at_ref[ref]
        if self._low(at + 1) == ",":  # "claimed P, another village, was theirs"
            ends = next((j for j in range(at + 1, self.size) if self._low(j) in STRONG), self.size)
            return any(
                self._is(j, "be", "have") or self._low(j) in self.lex.modals for j in range(at + 1, ends)
            )
        return (
            self._is(at + 1, "be", "have") or self._low(at + 1) in self.lex.modals or at + 1 in self.at_token
        )

    def _anywhere(self, t: Trigger, right: list[PlaceLink]) -> list[PlaceLink]:
        if t.entry.predicate == "assessment":
            return (
                self._owner(t)
                or self._left(t, anywhere=True)
                or [x for x in right if x.relation not in ("by",)]
            )
        usable = [x for x in right if x.relation not in ("by", "with")]
        if t.entry.predicate in ("fighting", "struck", "losses"):
            usable = [x for x in usable if x.relation not in ("from", "toward")]
        if t.entry.predicate == "withdrew":
            usable = [x for x in usable if x.relation in ("from", "of", "in", "near")]
        if t.entry.effect == "attack" and not t.passive:
            return usable
        if t.entry.predicate == "supply_threatened":
            return self._owner(t) + usable or self._left(t, anywhere=True)
        past = {self._low(j) for j in range(max(0, t.first - 5), t.first)} & {
            "during",
            "since",
            "after",
            "before",
            "until",
        }
        if t.noun and past and not usable and t.entry.predicate in ("fighting", "assaulted"):
            return self._owner(t)
        left = usable or self._owner(t) or self._left(t, anywhere=True)
        return [
            x
            for x in left
            if x.relation != "toward"
            or t.entry.predicate
            in ("displaced", "fortified", "repelled", "assaulted", "supply_cut", "fire_control")
        ]

    def _owner(self, t: Trigger) -> list[PlaceLink]:
        """ "P's capture", "the Bakhmut offensive": a place right before a noun."""
        if not t.noun:
            return []
        j = t.first - 1
        while j >= 0 and (
            self._is(j, "adverbs", "whole")
            or self.tokens[j].side_kind == "adjective"
            or (self._low(j) in QUICK and self.tokens[j - 1].possessive)
        ):
            j -= 1
        if j >= 0 and self._place_at(j) and (self.tokens[j].possessive or j == t.first - 1):
            return [self._placed(j, "of", [])]
        return []

    def _right(self, t: Trigger) -> list[PlaceLink]:
        """Places after the trigger with the relation that the words between give them."""
        found: list[PlaceLink] = []
        relation, between, after_place, heads = ("direct" if not t.noun else "none"), [], False, []
        new_relation, resume = relation, 0
        for j in range(t.last + 1, len(self.tokens)):
            if j < resume:
                continue
            if found and relation == "direct" and (resume := self._past_apposition(j)):
                continue
            if found and self.lows[j : j + 3] == ["as", "well", "as"]:
                between, resume = [], j + 3  # "took P as well as Q"
                continue
            if self._stops(t, j, bool(found)):
                break
            token, low = self.tokens[j], self._low(j)
            if token.ref >= 0:
                if after_place == "modifier":
                    after_place = True
                    continue
                owner = token.possessive and any(self._is(k, "settled") for k in range(j + 1, j + 4))
                where = self._is(j + 1, "settled", "identity") and self._low(j + 2) == "of"
                if owner or where:
                    between.append(j)  # "the state's capital, P", "the Donbas town of P": not the state
                    continue
                relation = new_relation
                if self._locates(j):
                    continue
                found.append(self._placed(j, relation, between))
                if len(found) > 1 and found[-1].extent == "unstated" and self._shares_extent(between):
                    found[-1] = replace(found[-1], extent=found[-2].extent, part="")
                if heads and relation != "direct" and len(found) == 1:
                    t.head = heads[-1]
                elif relation == "direct":
                    t.head = heads[-1] if heads and self._is_person(heads[-1]) else ""
                between, after_place = [], True
                continue
            if low == "than" or self._measures(j):
                pass
            elif (
                not found
                and low == "from"
                and new_relation in ("direct", "none")
                and (after := self._past_loser(t, j))
            ):
                resume = after  # "took from X the town of P"
                between = []
                continue
            elif found and low in ("on", "in") and (after := self._past_day(j)):
                resume = after  # "took P on 1 May and Q on 3 May"
                between, after_place = [], False
                continue
            elif low in RELATION or self._beyond(j):
                adjacent = self.tokens[j - 1].ref >= 0
                new = self._relation(low, j, new_relation, heads)
                before = self.mentions[self.tokens[j - 1].ref] if adjacent else None
                narrows = before is not None and low in CLOSER and (before.broad or before.offset)
                if (
                    adjacent and low in BY_A_PLACE and not narrows
                ):  # "P near Q": P; "the P region near Q": Q too
                    after_place = "modifier"
                    continue
                new_relation = new
            elif new_relation == "direct" and not found and self._content(j):
                heads.append(low)
            elif new_relation == "direct" and not found and token.side and self._is_base(j):
                heads.append(token.low.rpartition(" ")[2])
            between.append(j)
        if not found and heads:
            t.head = t.head or heads[-1]
        return found

    def _past_loser(self, t: Trigger, j: int) -> int:
        """Where the places begin that are taken "from" somebody at token j ("took from X the town of P"), 0
        where none follow whom they are taken from."""
        if t.entry.predicate != "captured" or j != t.last + 1:
            return 0
        span = range(j + 1, min(j + LOSER, self.size))
        ends = [k for k in span if self.tokens[k].side or self._low(k) in OCCUPIERS]
        if not ends:
            return 0
        first = ends[0] + 1
        while first < self.size and (self._is(first, "forces") or self._low(first) in OCCUPIERS):
            first += 1
        if t.noun and self._low(first) != "of":
            return 0  # "the liberation from X occupation of P"
        at = first
        while at < first + LOSER and (
            self._is(at, "articles", "identity", "plural") or self._low(at) in ("of", "key", "strategic")
        ):
            at += 1
        if not self._place_at(at):
            return 0
        for k in range(j + 1, first):
            if k in self.at_token:
                self.at_token[k].head = ABSENT  # "freed from X occupation the town of P": X has it no longer
        return first

    def _past_day(self, j: int) -> int:
        """Token of the "and" behind a day that begins at token j and before another place; 0 for none."""
        k = j + 1
        while k < j + 8 and (self._is(k, "times") or self._low(k).isdigit() or self._low(k) in DAY_WORDS):
            k += 1
        goes_on = k > j + 1 and self._low(k) == "and" and self._place_at(k + 1)
        return k if goes_on and self._is_day_behind(k + 1) else 0

    def _is_day_behind(self, j: int) -> bool:
        """Whether a day of its own stands behind the place at token j."""
        return self._low(j + 1) in ("on", "in") and (
            self._is(j + 2, "times") or self._low(j + 2).isdigit() or self._low(j + 2) in DAY_WORDS
        )

    def _shares_extent(self, between: list[int]) -> bool:
        """Whether "parts of", "most of" before the place before goes for this one too: "parts of P and Q"."""
        joint = between[0] if between else 0
        at = joint - 2
        while at > 0 and self._is(at, "determiners", "identity"):
            at -= 1
        share = self._low(at) == "of" and self._is(at - 1, "parts", "most", "partial")
        plain = all(self._low(k) in NEIGHBOURING or self._is(k, "identity", "determiners") for k in between)
        return bool(between) and self._low(joint) == "and" and share and plain

    def _is_person(self, noun: str) -> bool:
        return noun in self.words["people"] or noun in self.words["officials"]

    def _is_force(self, noun: str) -> bool:
        return noun in self.words["forces"]

    def _is_base(self, j: int) -> bool:
        """Whether the name of a force at token j is that of what it sits in: "the Eastern Command in P"."""
        return self.tokens[j].low.rpartition(" ")[2] in self.words["seats"]

    def _past_apposition(self, j: int) -> int:
        """Where a list of places goes on after words on one of them ("P, 60 km to the west, Q and R"), that
        begin at token j; 0 where they are none or it does not go on."""
        n = self.clause_of[j]
        clause = self.clauses[n]
        words = j == clause.first and clause.kind == "aside" and not clause.verbs and not self._place_at(j)
        if not words or n + 1 >= len(self.clauses) or clause.last - clause.first > APPOSED:
            return 0
        after = self.clauses[n + 1]
        at = after.first
        while at < after.last and (self._low(at) in ("and", "the", "of") or self._is(at, "identity")):
            at += 1
        return at if not after.verbs and self._place_at(at) and self._low(clause.last - 1) == "," else 0

    def _beyond(self, j: int) -> bool:
        """ "North of" a place: near it; "the north of" it is a part."""
        return self._low(j + 1) == "of" and self._is(j, "compass") and self._low(j - 1) != "the"

    def _content(self, j: int) -> bool:
        """Whether token j may be the head of an object: no mark, article, adverb, time word or side."""
        token, low = self.tokens[j], self._low(j)
        empty = self._is(j, "determiners", "times", "adverbs") or low in ("and", "or", "both")
        return token.word and not empty and not token.side

    def _relation(self, low: str, j: int, current: str, heads: list[str]) -> str:
        if low in self.words["compass"]:
            return "near"
        if low in ("of", "over"):
            before = self._low(j - 1)
            if self._beyond(j - 1) or before in BESIDE:
                return "near"
            if before in ("area", "areas") and self._low(j - 2) in SURROUNDING:
                return "near"
            if before == "direction":
                return "toward"
            if before == "out":
                return "from"
            return current if current not in ("none",) else "of"
        if low == "to" and self._low(j - 1) in ("close", "next", "adjacent", "proximity"):
            return "near"
        if low == "within" and (_NUMBER.match(self._low(j + 1)) or self._is(j + 1, "reaching")):
            return "near"  # "moved to within 5 km of P"
        if low == "to" and self._low(j - 1) in ("fire", "damage", "threat", "approaches", "entrance"):
            return "on"
        if low == "in" and self._low(j + 2) == "direction":
            return "toward"
        return RELATION[low] if RELATION[low] != "same" else current

    def _stops(self, t: Trigger, j: int, found: bool) -> bool:
        """Whether the search for places right of a trigger ends before token j."""
        low = self._low(j)
        if low in STRONG or low in QUOTES or low == "while":
            return True
        other = self.at_token.get(j)
        if other is not None and not other.noun:
            return True
        if other is not None and other.entry.frame != "modifier" and t.entry.predicate not in ("repelled",):
            nested = other.entry.predicate not in ("assessment", "fortified", "displaced", "losses")
            nested = nested and (t.noun or t.entry.predicate != "advanced" or other.entry.lemma not in FRONTS)
            if nested and not (t.noun and j == t.last + 1):
                return True
        goes_on = found and self._low(j - 1) in ("and", "but") and low.endswith(("s", "ed")) and low.isalpha()
        if goes_on and self._is(j + 1, "articles") and not self.tokens[j].capital and not self.tokens[j].side:
            return True  # "entered P and threatens the plant at Q"
        if found and (low in self.words["be"] or low in self.words["have"] or low in self.lex.modals):
            return True
        if self.clause_of[j] == t.clause:
            return found and j in self.clauses[t.clause].verbs and other is None
        clause = self.clauses[self.clause_of[j]]
        if clause.kind == "joined" and not clause.verbs:
            return False
        if j == clause.first and clause.kind == "aside":
            if not found and self._place_at(j) and self._is(j - 2, "identity"):
                return False  # "the region's capital, P"
            return (
                (found and not self._lists_on(j)) or bool(clause.verbs) or (not found and low not in RELATION)
            )
        return clause.kind != "aside" or bool(clause.verbs)

    def _lists_on(self, j: int) -> bool:
        """Whether a list of places goes on at token j, behind a comma: "near P, and near R", "near P; north
        of Q near R"; but ", near Q" alone tells where P lies."""
        joined = self._low(j) in ("and", "or")
        if not joined and j - 1 not in self.listing:
            return self._place_at(j)
        j += joined
        while self._low(j) in LIST_LEADS or self._is(j, "compass"):
            j += 1
        return self._place_at(j)

    def _left(self, t: Trigger, anywhere: bool = False) -> list[PlaceLink]:
        """Places before the trigger: its subject, or where it happens when `anywhere`."""
        clause = self.clauses[t.clause]
        beside = self._before(t.first)
        if t.entry.effect == "state" and self._place_at(beside) and beside > clause.first:
            taken = any(o.first < beside and o.clause == t.clause and not o.noun for o in self.triggers)
            if taken:  # "to retake districts of P still under rebel control"
                return [self._placed(beside, "direct", list(range(max(clause.first, beside - 5), beside)))]
        found = self._span_places(clause.first, t.first, anywhere)
        if found:
            return found
        if t.entry.effect == "state" and self._place_at(t.first - 1) and self._with_it(t.first - 1):
            return [self._placed(t.first - 1, "direct", [])]
        if clause.kind == "relative" or (t.passive and not self._auxiliaries(t.first)[0]):
            return self._antecedent(clause.first, t)
        if t.entry.effect == "state" and self._low(clause.first) != "in":
            inside = [x for x in self._span_places(clause.first, t.first, True) if x.relation == "in"]
            if inside:
                return inside
        bare = all(v == t.first for v in clause.verbs)
        if t.entry.effect == "state" and clause.kind == "aside" and bare:
            return self._antecedent(clause.first, t, listed=True) or self._earlier_subject(t.clause)
        if not anywhere and clause.kind in ("aside", "joined"):
            return self._earlier_subject(t.clause)
        if anywhere and clause.kind == "aside" and t.clause and not self.clauses[t.clause - 1].verbs:
            before = self.clauses[t.clause - 1]
            return self._span_places(before.first, before.last, True)
        return []

    def _with_it(self, j: int) -> bool:
        """ "With P in their hands", "with the town of P under control"."""
        while j > 0 and (
            self.tokens[j].ref >= 0 or self._low(j) in ("of", "the", ",", "and") or self._is(j, "identity")
        ):
            j -= 1
        return self._low(j) == "with"

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
            if low in RELATION and low != "as" and not self._measures(j):
                before = "of" if relation == "direct" else relation
                after_place = j > first and self.tokens[j - 1].ref >= 0
                relation = (
                    "with"
                    if after_place and low in ("in", "near", "of")
                    else self._relation(low, j, before, [])
                )
                relation = "direct" if relation == "of" else relation
                if low in ("in", "at") and not subjects and self._low(j - 1) in self.words["ground"]:
                    relation = "inside"
            elif low in self.words["times"] and relation in ("on", "in", "near") and not anywhere:
                relation = "direct"
            elif low == "and" and subjects and relation == "with" and self._is(j - 1, "containers"):
                relation = "direct"  # "P in the X district and Q in the Y district are"
            elif low in ("and", "or", ",") and not self._place_at(j + 1):
                relation = "direct" if low == "," else relation
            elif self._beyond(j):
                relation = "near"
            elif (
                self.at_token.get(j) is not None and not anywhere and self.at_token[j].entry.lemma != "claim"
            ):
                relation = "with" if self.at_token[j].entry.predicate != "assessment" else relation
            between.append(j)
        others = [x for x in others if x.relation in ("in", "near", "on", "into", "toward")]
        if anywhere:
            return subjects or others
        return subjects

    def _measures(self, j: int) -> bool:
        """ "About 60 per cent of", "more than half of": a share is measured, nothing is put in relation."""
        here, after = self._low(j), self._low(j + 1)
        if here == "at" and after in ("least", "most"):
            return bool(_NUMBER.match(self._low(j + 2))) or self._low(j + 2) in SHARES
        if here == "to":  # "45 to 52 percent of"
            return bool(_NUMBER.match(self._low(j - 1)) and _NUMBER.match(after))
        if here not in ("about", "around", "over", "than", "between"):
            return False
        k = j + 1 + (after in ("a", "one", "two", "three"))
        low = self._low(k)
        return bool(_NUMBER.match(low)) or (low in SHARES and self._low(k + 1) == "of")

    def _antecedent(self, first: int, t: Trigger, listed: bool = False) -> list[PlaceLink]:
        """The place that a relative clause stands beside, with its list if the verb is plural."""
        j = first - 1
        while j >= 0 and (
            self._low(j) in (",", "in", "of", "from", "to", "(") or self._low(j) in self.words["ground"]
        ):
            j -= 1
        if j < 0 or not self._place_at(j) or self._locates(j):
            return []
        if self.mentions[self.tokens[j].ref].offset:  # "P, 25 km west of Q, which": P
            earlier = next(
                (
                    k
                    for k in range(j - 1, max(-1, j - 9), -1)
                    if self._place_at(k) and self._low(k + 1) == ","
                ),
                j,
            )
            if earlier == j and t.entry.predicate in TAKING:
                return []  # "east of P, which they took": P, not the ground east of it
            j = earlier
        outer = self._lies_within(j)
        if outer is not None:
            return outer
        found = [self._placed(j, "direct", [])]
        both = self._low(t.first - 1) in ("both", "all")  # "P and Q, both seized by"
        if listed or both or {"were", "are", "have"} & set(self._auxiliaries(t.first)[0]):
            while (before := self._listed_before(j)) >= 0:
                j = before
                found.insert(0, self._placed(j, "direct", []))
        parts = {x.ref for o in self.triggers if o.first < t.first for x in o.links if x.extent == "part"}
        return [
            replace(x, extent="part") if x.ref in parts else x for x in found
        ]  # "took a district of P that X had held": the district

    def _listed_before(self, j: int) -> int:
        """Token of the place before that at token j in a list ("P and the village of Q"), else -1."""
        k = j - 1
        while k > 1 and (self._low(k) in ("the", "of", "nearby") or self._is(k, "identity")):
            k -= 1
        return k - 1 if k >= 1 and self._low(k) in ("and", ",") and self._place_at(k - 1) else -1

    def _lies_within(self, j: int) -> list[PlaceLink] | None:
        """For "P, the last city in the province that they held" P, where token j is the province; None where
        the place at j does not only say where another lies."""
        lead = j - 1
        while lead > 0 and self._is(lead, "determiners", "identity", "compass"):
            lead -= 1
        if self._low(lead) not in ("in", "of") or not self._is(lead - 1, "settled", "plural"):
            return None
        if self._low(lead) == "of" and self._place_at(j) and self._is(lead - 1, "settled"):
            return None  # "the city of P that"
        start = lead - 1
        while start > 0 and self._low(start) != ",":
            if self._place_at(start) or start < lead - APPOSED:
                return []
            start -= 1
        return [self._placed(start - 1, "direct", [])] if self._place_at(start - 1) else []

    def _earlier_subject(self, clause: int) -> list[PlaceLink]:
        """Subject place of the nearest earlier clause, for a verb without a subject of its own."""
        skipped = -1
        for n in range(clause - 1, max(-1, clause - 6), -1):
            joined = self._low(self.clauses[n].first - 1) in ("and", "or", "but", ",")
            apposed = n and self.clauses[n - 1].kind == "aside" and not self.clauses[n - 1].verbs
            apposed = apposed and not joined
            if self.clauses[n].kind == "relative" and (self.clauses[n].opener != "that" or apposed):
                continue
            if skipped == n:
                continue
            if self._far_capital(n):
                skipped = n - 1
                continue
            first, last = self.clauses[n].first, self.clauses[n].last
            verbs = self.clauses[n].verbs
            found = self._span_places(first, verbs[0] if verbs else last, False)
            if found and self._tells_where(n, found):
                continue  # "P, a town in Q, was taken": P
            if found:
                members = self._low(first) == "including" or self._low(first - 2) in self.words["plural"]
                last_only = not verbs and n == clause - 1 and len(found) > 1 and not members
                return found[-1:] if last_only else found
            if self._subject_in(first, verbs[0] if verbs else last)[1] >= 0 and not self._says_what(n):
                return []
        return []

    def _far_capital(self, n: int) -> bool:
        """Whether clause n names the town of "a town 90 km from the capital, P, was taken"."""
        clause = self.clauses[n]
        alone = n > 0 and self._place_at(clause.first) and clause.last - clause.first <= 2
        if not alone or not self._is(clause.first - 2, "settled", "identity"):
            return False
        before = range(self.clauses[n - 1].first, clause.first - 2)
        return any(self._low(j) in ("from", "of", "near") for j in before)

    def _tells_where(self, n: int, found: list[PlaceLink]) -> bool:
        """Whether the places of clause n only tell where the one before its comma lies."""
        clause = self.clauses[n]
        aside = clause.kind == "aside" and not clause.verbs and self._is(clause.first, "articles")
        return aside and self._place_at(clause.first - 2) and all(x.relation == "in" for x in found)

    def _says_what(self, n: int) -> bool:
        """Whether clause n tells what the place before it is: "P, the rebels' garrison town, was taken"."""
        clause = self.clauses[n]
        noun = clause.last - 1 - (self._low(clause.last - 1) == ",")
        aside = clause.kind == "aside" and not clause.verbs and self._is(clause.first, "articles")
        return aside and self._is(noun, "identity", "ground") and self._place_at(clause.first - 2)

    def _placed(self, j: int, relation: str, between: list[int]) -> PlaceLink:
        """The mention at token j with extent and part by the words before it (and after, "P's east")."""
        mention = self.mentions[self.tokens[j].ref]
        extent, part = "unstated", mention.part
        if part:
            extent = "part"
        words = [self._low(k) for k in between[-8:]]
        owned = len(between) > 1 and (words[-2] in ("its", "their") or self.tokens[between[-2]].possessive)
        called = self.text[mention.start : mention.end].rpartition(" ")[2].lower()
        owned = owned or (words[-2:-1] == ["the"] and called in REGIONS)
        if mention.broad and owned and words[-1] in self.words["compass"]:
            words.pop()  # "its western P region", "the southern P region": where the region is
        bare = words[:-1] if words[-1:] == ["the"] else words
        if mention.broad and extent != "part" and "capital of" in " ".join(words):
            return PlaceLink(self.tokens[j].ref, relation, "part", part)  # "the capital of the region of P"
        towns = bare[-1:] == ["of"] and any(w in self.words["plural"] for w in bare[-2:-1])
        if mention.broad and extent != "part" and (towns or self._towns_of(j)):
            return PlaceLink(self.tokens[j].ref, relation, "part", part)  # "all five P state capitals"
        if self.tokens[j].possessive:
            after = [self._low(j + k) for k in (1, 2, 3)]
            if any(
                w in self.words["parts"] or w in self.words["compass"] or w in self.words["plural"]
                for w in after
            ):
                extent, part = (
                    "part",
                    part
                    or next((w for w in after if w in self.words["parts"] or w in self.words["compass"]), ""),
                )
            elif extent == "unstated" and any(
                self._is(j + k, "seats", "premises", "bulwarks") for k in (1, 2)
            ):
                extent = "part"  # "P's defences"
            elif extent == "unstated" and relation == "direct" and not mention.broad and self._owns(j):
                extent = "part"  # "P's old tank farm"
        elif extent == "unstated" and self._is(j + 1, "parts") and self._one_of(j):
            extent, part = "part", self._low(j + 1)  # "a P street"
        if extent == "unstated" and self._low(j + 1) in ("side", "end") and self._low(j + 2) in ("of", "to"):
            extent, part = "part", part or "side"  # "the P side of the crossing"
        building = self._named_after(j)
        if not building and self._low(j + 1) == "and" and self._place_at(j + 2):
            shared = self._named_after(j + 2)  # "P and Q airports"
            building = shared if shared.endswith("s") else ""
        if building and extent != "part":
            return PlaceLink(self.tokens[j].ref, relation, "part", building)
        extent, part = self._extent(words, extent, part)
        if extent == "unstated" and not mention.broad and words[-2:] == ["districts", "of"]:
            extent = "part"
        if extent == "unstated" and relation in ("direct", "of") and self._piece(words):
            extent, part = "part", self._piece(words)
        if extent == "part" and self._within(words):
            part = ""  # "a district in eastern P": not all of the east
        shared = self._low(j + 1) == "and" and self._place_at(j + 2) and self._low(j + 3) in PLURAL_AREAS
        if relation in ("in", "into", "on", "toward") and (self._is(j + 1, "around") or shared):
            relation = "near"  # "in the P area", "in the P and Q areas"
        return PlaceLink(self.tokens[j].ref, relation, extent, part)

    def _owns(self, j: int) -> bool:
        """Whether what follows "P's" at token j is a thing that ends there and no deed: "P's tank farm"."""
        k = j + 1
        while k < min(self.size, j + 5) and self.tokens[k].word and k not in self.at_token:
            if self._low(k) in RELATION or self.tokens[k].ref >= 0 or self.tokens[k].side:
                break
            k += 1
        deed = any(n in self.at_token for n in range(j + 1, min(k + 1, self.size)))
        return k > j + 1 and not deed and not self._is(k - 1, "identity", "people", "forces")

    def _towns_of(self, j: int) -> bool:
        """Whether it is towns of a region that are spoken of: "P state capitals", "P villages"."""
        at = j + 1 + (self._low(j + 1) in ("state", "provincial", "regional", "district"))
        one = self._low(at) in self.words["settled"] and self._one_of(j)  # "a P town", "a key P village"
        many = self._low(at) in ("capitals", "cities", "towns", "villages")
        return not self.tokens[j].possessive and (many or one)

    def _one_of(self, j: int) -> bool:
        """Whether the name at token j stands within "a P ...", "another strategic P ..."."""
        k = j - 1 - (not self._is(j - 1, "articles") and not self._place_at(j - 1))
        return self._low(k) in ("a", "an", "another", "one")

    def _named_after(self, j: int) -> str:
        """A building or ground that bears the place's name: "P chemical and coke plant", "" for none."""
        if self.tokens[j].possessive or self.mentions[self.tokens[j].ref].thing:
            return ""
        for k in range(j + 1, min(self.size, j + 5)):
            low, token = self._low(k), self.tokens[k]
            if self._is(k, "premises") or low.removesuffix("s") in self.words["premises"]:
                return low
            bare = (
                token.word and low.isalpha() and token.ref < 0 and not token.side and k not in self.at_token
            )
            if (
                not bare
                or low in RELATION
                or self._is(k, "determiners", "be", "have", "pronouns", "times")
                or low in ("which", "where", "who", "that", "but")
            ):
                return ""
        return ""

    def _piece(self, words: list[str]) -> str:
        """What is spoken of when it is neither the place nor a word for one: "the town hall of P"."""
        of = len(words) - 1 - words[::-1].index("of") if "of" in words else 0
        noun = words[of - 1] if of else ""
        own = ("identity", "compass", "determiners", "adverbs", "most", "whole", "parts", "entirely")
        known = any(noun in self.words[name] for name in own) or noun in RELATION or noun in self.lex.entries
        bare = words[of + 1 :] in ([], ["the"])
        return noun if noun.isalpha() and bare and not known else ""

    def _extent(self, words: list[str], extent: str, part: str) -> tuple[str, str]:
        if not words:
            return extent, part
        if (
            words[-1] in ("centre", "center", "downtown", "old", "inner")
            or words[-1] in self.words["compass"]
        ):
            return "part", part or words[-1]
        of = len(words) - 1 - words[::-1].index("of") if "of" in words else -1
        head = words[max(0, of - 4) : of] if of > 0 else []
        outer = len(words[:of]) - 1 - words[:of][::-1].index("of") if of > 0 and "of" in words[:of] else -1
        if outer > 0 and head[-1] in self.words["identity"]:  # "most of the eastern part of the town of P"
            found = self._extent(words[: outer + 1], extent, part)
            if found != (extent, part):
                return found
        if head and head[-1] in self.words["compass"] and "the" in head:
            return "part", part or head[-1]
        if head and head[-1] == "number":
            return "part", part  # "the total number of P's villages that they hold"
        percent = next((float(w.rstrip("%").replace(",", "")) for w in head if _NUMBER.match(w)), None)
        if percent is not None and ({"percent", "cent"} & set(head) or any(w.endswith("%") for w in head)):
            return (
                "whole" if percent >= WHOLE_PERCENT else "most" if percent >= MOST_PERCENT else "part"
            ), part
        if extent != "part" and head and head[-1] in QUARTERED and any(w in COUNTS for w in words):
            return "part", part or head[-1]  # "nine of the ten districts of P"
        if extent != "part":
            if (
                ("half" in head and "than" in head and "less" not in head)
                or "two-thirds" in head
                or "thirds" in head
            ):
                return "most", part
            named = [
                w
                for w in head
                if w in self.words["parts"]
                and not (head[-1] in self.words["identity"] and w in (head[-1], "some"))
            ]
            if named and words[max(0, words.index(named[-1]) - 1)] in self.words["most"]:
                return "most", part  # "most parts of P"
            if named:
                where = [w for w in head if w in self.words["compass"]]
                unit = named[-1] in ("km", "kilometres", "kilometers", "miles", "hectares")
                return "part", part or (where[0] if len(where) == 1 else "" if unit else named[-1])
            if any(self._most(words, n) for n in range(len(words))):
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
        if t.entry.effect == "state" and self.lows[t.last + 1 : t.last + 3] == [",", "including"]:
            t.links = self._listed_from(t.last + 3)
            return
        if clause.kind == "relative" and clause.opener in ("which", "that", "where"):
            if t.entry.frame == "object" and t.head and t.entry.predicate != "assaulted":
                return
            if clause.opener != "where" and t.entry.frame in ("path", "at") and t.noun:
                return
            t.links = self._antecedent(clause.first, t)
            if clause.opener == "where":
                t.links = [replace(x, relation="in") for x in t.links]

    def _within(self, words: list[str]) -> bool:
        """Whether the words before a part are for something that lies in it: "an area in eastern P"."""
        at = len(words) - 1
        while at >= 0 and words[at] in self.words["compass"]:
            at -= 1
        if at < 1 or words[at] not in ("in", "inside", "within"):
            return False
        thing = words[at - 1]
        return thing in PIECES or thing.removesuffix("s") in self.words["premises"]

    def _left_out(self, t: Trigger, ref: int) -> bool:
        """Whether a place is named as one that it was not: "took the airport but not the city"."""
        at = self.at_ref.get(ref, -1)
        if t.entry.predicate == "withdrew" and not PACTS.isdisjoint(self.lows[at + 1 : at + 3]):
            return True  # "withdrew from the P peace deal"
        return any(
            self._low(j) == "not" and self._low(j - 1) in ("but", "though", ",")
            for j in range(t.last + 2, at)
            if not any(self._place_at(k) for k in range(j, at))
        )

    def _listed_from(self, j: int) -> list[PlaceLink]:
        """The places of a list that begins at token j: "four towns are in its hands, including P and Q"."""
        found = []
        while j < self.size and (
            self._place_at(j) or self._low(j) in (",", "and", "the", "of") or self._is(j, "identity")
        ):
            if self._place_at(j):
                found.append(self._placed(j, "direct", []))
            j += 1
        return found

    def _foiled(self, t: Trigger) -> None:
        """ "Foiled attempts to break through near P": what was tried there was beaten back."""
        for o in self.triggers:
            between = self.lows[t.last + 1 : o.first]
            if o.links and 2 <= len(between) <= 6 and between[-1] == "to" and between[-2] in ATTEMPTS:
                t.links, o.links = o.links, []
                return

    def _most(self, words: list[str], n: int) -> bool:
        """Whether word n says that it is most of the place: not "the largely destroyed city"."""
        following = words[n + 1] if n + 1 < len(words) else ""
        if words[n] in ("mainly", "mostly", "largely") and following not in ("of", "in", "the", "under"):
            return False  # "the mainly Moslem town of P": who lives there
        state = words[n].endswith("ly") and (following.endswith(("ed", "ing")) or following in DESOLATE)
        return words[n] in self.words["most"] and not (state and words[n] != "nearly")

    def _some_of(self) -> None:
        """Narrow what is said of a part only: "P, where some areas are still held", "P, half of which"."""
        for t in self.triggers:
            clause = self.clauses[t.clause]
            if clause.kind != "relative" or t.entry.predicate not in ("holds", "captured"):
                continue
            first, last = clause.first + 1, t.first
            if clause.opener in ("which", "whom") and self._low(clause.first - 1) == "of":
                last = clause.first
                first = next((j for j in range(last - 1, 0, -1) if self._low(j) == ","), 0) + 1
            elif clause.opener != "where":
                continue
            first = max([first, *(k + 1 for k in self.at_ref.values() if first <= k < last)])
            verb = next(
                (j for j in range(first, last) if self._is(j, "be", "have") or self._low(j) in STAYING), last
            )
            words = [self._low(j) for j in range(first, verb)]
            extent, _ = self._extent(words if words[-1:] == ["of"] else [*words, "of"], "unstated", "")
            if extent != "unstated":
                t.links = [replace(x, extent=extent) if x.extent == "unstated" else x for x in t.links]

    def _settle(self) -> None:
        """One event for each mention in a clause: the word nearest to it, special pairs aside."""
        for t in self.triggers:
            if t.entry.predicate == "repelled" and not t.links:
                self._foiled(t)
            if t.entry.predicate == "repelled" and t.links:
                self._absorb(t, ("assaulted", "fighting", "advanced", "struck"))
            if t.entry.predicate == "losses" and self._low(t.last + 1) in ("in", "during") and t.noun:
                other = next(
                    (
                        o
                        for o in self.triggers
                        if 0 < o.first - t.last <= 4 and o.entry.predicate == "fighting"
                    ),
                    None,
                )
                if other:
                    other.links, t.links = [], other.links or t.links
            if t.entry.effect == "control" and self._governor(t)[1] in (
                "fight",
                "battle",
                "struggle",
                "fighting",
                "battles",
            ):
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
            if (
                token.ref >= 0
                and token.ref not in taken
                and self.mentions[token.ref].kind in ("name", "noun")
                and self._low(i - 1) != "not"
            ):
                self._adopt_mention(i)
        linked = {link.ref for t in self.triggers for link in t.links}
        named = [m for m in self.mentions if m.kind not in ("implied", "aftermath")]
        self._listed_after_colon()
        self._exempt()
        self._drop_headings()
        self._follow_on()
        self._taken_again()
        self._victims()
        if len({m.place or str(m.start) for m in named}) > 1:
            return
        here = [t.ref for t in self.tokens if t.ref >= 0]
        if any(self._road_to(i) for i in self.at_ref.values()):
            return
        self._parts_of(next((n for n, m in enumerate(self.mentions) if m.kind != "aftermath"), -1))
        if here and not linked:
            return
        for t in self.triggers:
            ref = min(linked, default=self._unspoken(t))
            alone = ref >= 0 and not t.links and self._stands_alone(t, bool(here))
            if alone and not (here and self._echo(t, ref)):
                relation = "from" if t.entry.effect == "expel" else "of" if t.entry.frame == "of" else "in"
                t.links = [PlaceLink(ref, relation)]

    def _parts_of(self, ref: int) -> None:
        """ "The army holds the centre, the rebels the east": parts of the only place spoken of."""
        for t in self.triggers:
            if (
                ref < 0
                or t.links
                or t.entry.predicate not in ("captured", "holds")
                or t.entry.lemma == "change hands"
            ):
                continue
            if t.entry.frame == "subject" or t.passive:
                first = t.clause
                while first > 1 and self.clauses[first].kind == "aside" and self._too(first - 1):
                    first -= 2  # "the airport, too, was in their hands"
                span = range(self.clauses[first].first, t.first)
            elif t.entry.frame in ("object", "of") or t.entry.effect == "flag":
                span = range(t.last + 1, min(self.clauses[t.clause].last, t.last + 6))
            else:
                continue
            at = next((j for j in span if self._is(j, "quarters") and self._low(j + 1) != "of"), -1)
            landmark = self._landmark(span)
            if landmark >= 0 and not self.mentions[ref].broad and not self._named_aside(ref, t):
                t.links = [PlaceLink(ref, "direct", "part", self._low(landmark))]
                continue
            counted = next((j for j in span if self._is(j, "plural") and _NUMBER.match(self._low(j - 1))), -1)
            if (
                counted >= 0
                and self.mentions[ref].broad
                and not any(self._place_at(j) for j in span if j > counted)
            ):
                t.links = [PlaceLink(ref, "direct", "part")]  # "in the Q region ... 74 settlements are under"
            if self._named_aside(ref, t):
                continue
            if (
                at >= 0
                and self._is(at, "compass")
                and self._low(at - 2) == "of"
                and self._is(at - 3, "most", "parts")
            ):
                continue  # "large parts of the south": of the country
            counts = _NUMBER.match(self._low(at - 1)) or self._low(at - 1) in COUNTS
            led = counts or self._is(at - 1, "determiners", "compass")
            if at >= 0 and led and not self._place_at(at + 2):
                t.links = [PlaceLink(ref, "direct", "part", self._low(at))]

    def _too(self, n: int) -> bool:
        clause = self.clauses[n]
        return clause.last - clause.first <= 2 and self._low(clause.first) in ("too", "meanwhile", "however")

    def _landmark(self, span: range) -> int:
        """Token of "the airport", "the main square" where nothing tells of which town, -1 for none."""
        for j in span:
            if not self._is(j, "premises", "landmarks") or self.tokens[j].possessive:
                continue
            lead = next((k for k in range(j - 1, max(-1, j - 4), -1) if self._low(k) == "the"), -1)
            between = [self.tokens[k] for k in range(lead + 1, j)]
            named = any(x.ref >= 0 or (x.capital and not self.tokens[j].capital) for x in between)
            after = "" if self._is(j + 2, "times") else self._low(j + 1)  # "the palace on Friday"
            if (
                lead >= 0
                and not named
                and after not in ("of", "in", "at", "near", "on", "outside", "between")
            ):
                return j
        return -1

    def _named_aside(self, ref: int, t: Trigger) -> bool:
        """Whether a place named after the event in another clause is not the one whose parts are meant."""
        at = self.at_ref.get(ref, -1)
        n = self.clause_of[at] if at > t.last else t.clause
        told = n == t.clause + 1 and self.clauses[n].kind == "aside" and not self.mentions[ref].broad
        if told and self._low(self.clauses[n].first) in ("the", "a", "an") and self._low(t.last + 1) == "the":
            return False  # "took the palace, the last post of theirs in P"
        return n != t.clause

    def _unspoken(self, t: Trigger) -> int:
        """Index of the mention that a sentence without a place stands for, -1 for none: victims are counted
        where the sentence before tells of a strike."""
        if t.entry.predicate == "losses":
            kinds = ("aftermath",) if not t.entry.effect and self._counts(t) else ()
        else:
            kinds = ("name", "noun", "there", "it", "implied")
        return next((n for n, m in enumerate(self.mentions) if m.kind in kinds), -1)

    def _exempt(self) -> None:
        """ "All of P except Q": not Q, and not the whole of P; "the border of P": not P; "since the battle of
        P": not P."""
        recalled = {self.tokens[i].ref for i in self.at_ref.values() if self._of_recalled(i)}
        for t in self.triggers if recalled else ():
            t.links = [x for x in t.links if x.ref not in recalled]
        ahead = {self.tokens[i].ref for i in self.at_ref.values() if self._road_to(i)}
        for t in self.triggers if ahead else ():
            if t.entry.predicate in FOUGHT or t.entry.predicate in TAKING or t.entry.predicate == "fortified":
                t.links = [x for x in t.links if x.ref not in ahead]
        bound = {i: begin for i in self.at_ref.values() if (begin := self._bound_for(i)) >= 0}
        for t in self.triggers if bound else ():
            if t.entry.predicate in FOUGHT | MET:
                t.links = [x for x in t.links if not 0 <= t.last < bound.get(self.at_ref.get(x.ref, -1), -1)]
        fired = {i for i in self.at_ref.values() if self._fired_from(i)}
        for t in self.triggers if fired else ():
            if t.entry.predicate in FOUGHT:
                t.links = [x for x in t.links if self.at_ref.get(x.ref, -1) not in fired]
        for t in self.triggers:
            if t.entry.predicate in LEFT:
                t.links = [x for x in t.links if not self._makes_for(self.at_ref.get(x.ref, -1))]
        spared = {self.tokens[i].ref for i in self.at_ref.values() if self._excepted(i)}
        beside = {self.tokens[i].ref for i in self.at_ref.values() if self._at_border(i)}
        for t in self.triggers:
            if t.entry.predicate not in TAKING or not t.links:
                continue
            refs = {x.ref for x in t.links}
            kept = [x for x in t.links if x.ref not in spared | beside]
            first = min((self.at_ref[r] for r in spared if r in self.at_ref), default=-1)
            excepting = (
                bool(refs & spared) or t.first < first <= t.last + EXCEPT_REACH or 0 <= first < t.first
            )
            if excepting and kept:
                kept = [replace(x, extent="most") if x.extent == "whole" else x for x in kept]
            t.links = [
                replace(x, extent="most") if x.extent != "part" and self._save_for(x.ref) else x for x in kept
            ]

    def _of_pact(self, t: Trigger) -> bool:
        """ "Prompting them to pull out of peace talks": they leave no place."""
        after = self.lows[t.last + 1 : t.last + 5]
        near = any(self._place_at(j) for j in range(t.last + 1, t.last + 5) if j < self.size)
        return t.entry.predicate == "withdrew" and not near and not PACTS.isdisjoint(after)

    def _of_recalled(self, i: int) -> bool:
        """Whether the place at token i is that of an event only remembered: "a film on the siege of P"."""
        j = i - 1
        while (
            self.recalled
            and j > 0
            and (self._is(j, "determiners", "identity") or self._low(j) in ("of", "for", "in"))
        ):
            j -= 1
        return j in self.recalled

    def _road_to(self, i: int) -> bool:
        """Whether the place at token i only tells where a road leads: "on a highway leading to P", "the road
        between P and Q"."""
        if "roads" not in self.kinds and (TRACKS | SPANS).isdisjoint(self.present):
            return False
        if self._road_between(i):
            return True
        j = i - 1
        while j > 0 and (self._is(j, "determiners", "identity", "compass") or self.tokens[j].possessive):
            j -= 1
        if self._low(j) not in ("to", "into", "toward", "towards"):
            return False
        j -= self._low(j - 1) in ("leading", "leads", "led", "running", "runs", "going")
        return self._is(j - 1, "roads")

    def _bound_for(self, i: int) -> int:
        """First token of words that make the place at token i where something goes: "a convoy on its way to
        P", "a lorry bound for P"; -1 where there are none."""
        j = i - 1
        while j > 0 and (
            self._is(j, "determiners", "identity") or self._low(j) in ("of", "city", "town", "village")
        ):
            j -= 1
        low, before = self._low(j), self._low(j - 1)
        if low == "route" and before == "en":
            return j - 1  # "en route P"
        if self._low(i + 1) == "-" and self._low(i + 2) == "bound":
            return i
        if low in ("to", "toward", "towards", "into"):
            if before in ("way", "route"):
                return j - 1
            k = j - 1
            while k > 0 and (self._place_at(k) or self._low(k) in ("from", "the")):
                k -= 1
            if k < j - 1 and self._low(k) in BOUND and self._low(k + 1) == "from" and self._goods(k - 1):
                return k  # "a bus travelling from Q to P"
            return j - 1 if before in BOUND and j - 2 >= 0 and self._goods(j - 2) else -1
        return j - 1 if low == "for" and before in BOUND and self._goods(j - 2) else -1

    def _fired_from(self, i: int) -> bool:
        """ "Shelled it from its base west of P": P only says where the guns stand."""
        if self._low(i - 1) != "of" or not self._is(i - 2, "compass") or self._low(i - 3) not in BASES:
            return False
        return "from" in self.lows[max(0, i - 6) : i - 3]

    def _makes_for(self, i: int) -> bool:
        """ "Left P, headed for Q": Q is not what was left."""
        return i > 1 and self._low(i - 1) == "for" and self._low(i - 2) in BOUND

    def _goods(self, j: int) -> bool:
        """Whether the noun at token j, or right before "that was", is something that travels."""
        while j > 0 and self._low(j) in ("that", "which", "was", "were", "is", "are"):
            j -= 1
        return self._low(j) in TRAVELLING or self._low(j).rstrip("s") in TRAVELLING

    def _road_between(self, i: int) -> bool:
        last = i + 2 if self._low(i + 1) in DASHES and self._place_at(i + 2) else i
        before = self.tokens[i - 2]  # "the Moscow-P highway": a capital stands for a side
        named = self._place_at(i - 2) or before.capital or before.side != ""
        first = i - 2 if self._low(i - 1) in DASHES and named else i
        if first < last and (self._is(last + 1, "roads") or self._low(last + 1) in TRACKS):
            return True  # "the P-Q highway"
        j = i - 1
        if self._low(j) in ("and", "to", "with") and self._place_at(j - 1):
            j -= 2
        if (self._low(j - 1), self._low(j)) in TWO_TOWNS:
            j -= 2 + (self._low(j - 2) == "the")  # "the road linking the towns of P and Q"
        near = (j, j - 1) if self._low(j) in ("linking", "connecting", "joining") else (j,)
        return self._low(j) in ("between", "from", "linking", "connecting", "joining") and any(
            self._is(k - 1, "roads") or self._low(k - 1) in SPANS for k in near
        )

    def _save_for(self, ref: int) -> bool:
        """ "Holds P but for the barracks", "all of P except the port": most of it."""
        j = self.at_ref.get(ref, self.size) + 1
        low, after = self._low(j), self._low(j + 1)
        if low == "," and (after in EXCEPT or (self._low(j + 2) == "from" and after in ("apart", "aside"))):
            return True  # "in control of P, except for some streets"
        if low in EXCEPT or (after, low) in EXCEPT_PAIRS:
            return True
        ends = next(
            (k for k in range(j, min(j + 8, self.size)) if self._low(k) in (",", ".") or k in self.at_token),
            j,
        )
        verbs = {v for clause in self.clauses for v in clause.verbs}
        return low == "but" and self._is(j + 1, "articles") and not verbs & set(range(j, ends + 1))

    def _excepted(self, i: int) -> bool:
        """Whether the place at token i is named as one not meant: "except Q", "other than P and Q"."""
        for j in range(i - 1, max(-1, i - EXCEPT_REACH), -1):
            low, before = self._low(j), self._low(j - 1)
            if low in EXCEPT or (low, before) in EXCEPT_PAIRS:
                return True
            plain = self._place_at(j) or self._is(j, "determiners", "identity", "parts", "compass")
            if not (plain or low in (",", "and", "of", "in", "for", "from", "than")):
                return False
        return False

    def _at_border(self, i: int) -> bool:
        """Whether only the border of the place at token i is spoken of: "the P border", "the border of P"."""
        if self._low(i + 1) in BORDERS and not self._is(i + 2, "settled", "identity"):
            return True
        after = self.text[self.tokens[i].end : self.tokens[i].end + 2]
        if after[:1] in ("-", "–") and after[1:].isupper():
            return True  # "the P-Q corridor"
        j = i - 1
        while j > 0 and (
            self._place_at(j)
            or self._is(j, "determiners", "identity", "compass", "containers")
            or self._low(j) == "and"
        ):
            j -= 1
        crossing = self._low(j) in ("of", "with", "between", "to")
        post = self._low(j - 1) in ("post", "posts", "crossing", "crossings") and self._low(j - 2) in BORDERS
        return crossing and (post or self._low(j - 1) in BORDERS)

    def _drop_headings(self) -> None:
        """ "On the P axis they attacked near Q and R": P only says on which stretch of the front."""
        headings = {
            self.tokens[i].ref
            for i in self.at_ref.values()
            if self._low(i + 1) in STRETCHES and not (self._low(i + 2) == "and" and self._lists_on(i + 2))
        }
        linked = {x.ref for t in self.triggers for x in t.links if self.mentions[x.ref].kind == "name"}
        first = {ref for ref in headings if self.at_ref[ref] <= HEADING} if linked - headings else set()
        for t in self.triggers if headings else ():
            kept = [x for x in t.links if x.ref not in headings]
            if any(self.mentions[x.ref].kind == "name" for x in kept):
                t.links = kept
            else:
                t.links = [x for x in t.links if x.ref not in first]

    def _listed_after_colon(self) -> None:
        """ "Three villages have come under rebel control: P, Q and R": the places are those villages."""
        mark = next((i for i, low in enumerate(self.lows) if low in LISTING and self._place_at(i + 1)), -1)
        if mark < 0:
            return
        last = next((i for i in range(mark + 1, self.size) if self._low(i) in STRONG), self.size)
        listed = [i for i in range(mark + 1, last) if self._place_at(i)]
        for t in self.triggers:
            clause = self.clauses[t.clause]
            counted = any(self._is(j, "plural") for j in range(clause.first, min(clause.last, t.last + 6)))
            among = {self.at_ref.get(x.ref, -1) for x in t.links} <= set(listed)  # "P, Q and the city of R"
            if among and t.head != ABSENT and clause.last in (mark, mark + 1) and counted:
                t.links, t.head = [self._placed(i, "direct", []) for i in listed], ""

    def _follow_on(self) -> None:
        """ "... advanced near P and had repelled attacks": a joined clause without a place goes on at P."""
        for n, t in enumerate(self.triggers):
            goes_on = t.entry.predicate == "repelled" and t.head != ABSENT
            goes_on = goes_on or (t.entry.lemma == "take over" and not t.head)
            goes_on = goes_on or t.entry.lemma == "enter"  # "left P and the rebels entered"
            if t.entry.effect == "expel" and not t.links and t.head != ABSENT:
                t.links = self._held_before(t)
            joined = self.clauses[t.clause].kind == "joined" and goes_on
            if joined and not t.links and n:
                earlier = [o for o in self.triggers[:n] if o.links and o.clause == t.clause - 1]
                if t.entry.predicate == "advanced" and earlier and earlier[-1].entry.predicate != "withdrew":
                    continue
                relation = "near" if t.entry.predicate == "repelled" else "direct"
                t.links = [replace(x, relation=relation) for x in earlier[-1].links] if earlier else []

    def _held_before(self, t: Trigger) -> list[PlaceLink]:
        """ "The rebels, who had held P, were driven out by X": out of P."""
        out = self._low(t.last + 1) == "out" or self._is(t.first, "thrown_out")
        if not out or not any(self._is(j, "be") for j in range(self._auxiliaries(t.first)[2], t.first)):
            return []
        near = [o for o in self.triggers if o.clause in (t.clause - 1, t.clause - 2) and o.links]
        for o in near:
            clause = self.clauses[o.clause]
            theirs = clause.kind == "relative" and clause.opener in ("who", "which", "that")
            had = o.entry.predicate in ("holds", "captured") and o.entry.form in ("past", "past/pp", "pp")
            if theirs and had and not o.passive and not o.noun:
                return [replace(x, relation="from") for x in o.links if x.relation in ("direct", "of")]
        return []

    def _taken_again(self) -> None:
        """ "P, captured by X in May and retaken by Y in June": both are told of P."""
        for n, t in enumerate(self.triggers):
            lead = {self._low(j) for j in (t.first - 1, t.first - 2)}
            participle = t.entry.predicate == "captured" and t.entry.form in ("pp", "past/pp") and not t.noun
            by = "by" in (self._low(t.last + 1), self._low(t.last + 2))
            if not n or t.links or not (participle and by and lead & {"and", "then", "but", "later"}):
                continue
            before = self.triggers[n - 1]
            if before.passive and before.links and before.entry.predicate == "captured":
                t.links, t.passive, t.subject_place = list(before.links), True, before.subject_place

    def _adopt_mention(self, i: int) -> None:
        before = next(
            (j for j in range(i - 1, max(-1, i - 4), -1) if self._low(j) not in (",", "and", "the", "or")), -1
        )
        if before >= 0 and before < i - 1 and self._place_at(before):
            for t in self.triggers:
                if t.links and t.links[-1].ref == self.tokens[before].ref and t.entry.frame in ("at", "path"):
                    t.links = [*t.links, self._placed(i, t.links[-1].relation, [])]
                    return
        if self._listed_past_aside(i):
            return
        relation = RELATION.get(self._low(i - 1), RELATION.get(self._low(i - 2), ""))
        if self._low(i + 1) == "and" and self._place_at(i + 2):  # "attempts near P and Q were stopped"
            for t in self.triggers:
                if (
                    t.links
                    and t.links[0].ref == self.tokens[i + 2].ref
                    and t.passive
                    and t.entry.frame == "at"
                ):
                    t.links = [self._placed(i, t.links[0].relation, []), *t.links]
                    return
        if self._apposed(i) or self._locates(i):
            return
        if self.mentions[self.tokens[i].ref].offset:
            return
        near = [
            t
            for t in self.triggers
            if t.entry.frame == "at"
            and t.entry.predicate in ADOPTING
            and t.head != ABSENT
            and t.head not in self.words["people"]
            and (
                not t.links
                or (
                    t.entry.predicate != "assessment"
                    and not self._of_another_deed(i, t)
                    and all(self.mentions[x.ref].start < self.tokens[i].start for x in t.links)
                )
            )
            and relation
            in (
                ("in", "near", "on", "of", "into")
                if t.entry.predicate not in ("displaced", "fortified")
                else ("in", "near", "on", "of", "into", "toward")
            )
        ]
        if near:
            best = min(near, key=lambda t: abs(i - t.first) + (LOOK_BACK if t.first > i else 0))
            best.links = [*best.links, self._placed(i, relation, [])]

    def _of_another_deed(self, i: int, t: Trigger) -> bool:
        """ "Heard blasts near P and saw tanks in Q": whether a place goes with a verb of its own."""
        clause = self.clauses[self.clause_of[i]]
        return clause.kind == "joined" and clause.first > t.last and any(v < i for v in clause.verbs)

    def _listed_past_aside(self, i: int) -> bool:
        """ "Took P, north of R, and Q": whether the place at token i is the Q of such a list, joined to P."""
        if self._low(i - 1) != "and" or self._low(i - 2) != ",":
            return False
        for j in range(i - 3, max(0, i - ASIDE_REACH), -1):
            if any(t.first <= j <= t.last for t in self.triggers) or self._low(j) in STRONG:
                return False
            if self._low(j) == "," and self._place_at(j - 1):
                ref = self.tokens[j - 1].ref
                takers = [t for t in self.triggers if t.entry.frame == "object" and t.last < j]
                takers = [t for t in takers if t.links and t.links[-1].ref == ref]
                for t in takers:
                    t.links = [*t.links, self._placed(i, t.links[-1].relation, [])]
                return bool(takers)
        return False

    def _locates(self, i: int) -> bool:
        """ "In Muadamiyah southwest of P", "at Q, near P": P only says where another place lies."""
        near = self._low(i - 1) in ("near", "outside") and self._low(i - 2) == "," and self._place_at(i - 3)
        if near:
            return True
        if self._measured_from(i):
            return True
        beyond = self._low(i - 1) == "of" and self._is(i - 2, "compass") and i >= 4
        what = self._is(i - 3, "settled", "identity", "containers") or self._low(i - 3) in (
            "center",
            "centre",
        )
        if beyond and what and any(self._place_at(k) for k in range(max(0, i - LOOK_BACK), i - 3)):
            return True  # "retook P and its centre south of Q"
        name = [self.tokens[j] for j in (i - 3, i - 4)] if beyond else []
        return (
            bool(name)
            and name[0].ref < 0
            and not name[0].side
            and (name[0].capital or (name[0].low.startswith(("al-", "el-")) and name[1].capital))
        )

    def _measured_from(self, i: int) -> bool:
        """ "At Q, 15 miles south of the region's capital of P": P only says where Q lies."""
        for k in range(i - 1, max(2, i - LOOK_BACK), -1):
            if self._place_at(k) or self._low(k) in STRONG or self._low(k) == ",":
                return False
            if self._low(k) in LENGTHS and self._low(k - 1)[:1].isdigit():
                return self._low(k - 2) == "," and self._place_at(k - 3)
        return False

    def _apposed(self, i: int) -> bool:
        """Whether a place only tells where another lies: "P, a town near Q,"."""
        clause = self.clauses[self.clause_of[i]]
        first = clause.first
        what = self._low(first) in ("a", "the", "an") and any(
            self._is(j, "identity") for j in range(first + 1, min(i, first + 5))
        )
        named = any(self._place_at(j) for j in range(first, i))
        return (
            clause.kind == "aside" and not clause.verbs and what and not named and self._place_at(first - 2)
        )

    def _stands_alone(self, t: Trigger, named: bool) -> bool:
        """Whether an event without a place of its own may be taken to happen at the place spoken of.

        `named`: the sentence names that place for another event; then only what plainly goes on there.
        """
        if t.head == ABSENT or t.entry.effect == "lost":
            return False
        predicate, lemma = t.entry.predicate, t.entry.lemma
        if predicate == "losses" and not named:
            return self._unspoken(t) >= 0
        if self.clauses[t.clause].opener in ("after", "following", "since", "before", "despite"):
            return False
        if predicate == "withdrew":
            if t.entry.lemma == "leave" and not t.head and not named:
                return self._by_force(t)
            return (t.entry.frame == "path" and t.entry.effect != "out") or (t.noun and not named)
        if predicate == "advanced":
            if lemma == "return":
                return False  # "..., the army said, returning for the first time since May"
            return t.entry.form == "ing" or (t.noun and not named and lemma in ("advance", "breakthrough"))
        if lemma in self.words["loose"]:
            return False
        if predicate == "repelled" and not t.noun:  # "troops had repulsed the attack"
            span = range(t.last + 1, min(self.size, t.last + 4))
            pointing = self._low(t.last + 1) in ("the", "this", "that", "these", "those")
            whom = not named and not t.head and lemma.startswith(("repel", "repuls"))
            return whom or (pointing and any(self._is(j, "attacks") for j in span))
        if t.entry.effect == "expel" and not named:  # "troops had driven them out"
            return self.lows[t.last + 1 : t.last + 3] == ["them", "out"]
        if predicate == "captured" and t.noun:  # "the ministry confirmed the capture"
            the = t.first == 1 and self._low(0) in ("the", "its") and self._low(t.last + 1) != "of"
            return self.reported and the and not named
        if lemma.endswith("in place"):
            return not named
        of_band = (
            lemma == "fighting"
            and self._low(t.first - 1) in BANDS
            and t.last + 1 < self.size
            and self.tokens[t.last + 1].capital
        )
        if of_band:
            return False  # "a spokesman for Q, an armed group fighting the RSF"
        if predicate == "fighting":
            return t.noun and (not named or lemma in ("fighting", "clash"))
        if predicate == "encircling":  # "some 5,000 soldiers were surrounded"
            first = self.clauses[t.clause].first
            shut = t.passive and any(
                self.tokens[j].side or self._is(j, "forces") for j in range(first, t.first)
            )
            return t.noun or (shut and not named)
        return predicate in ("supply_threatened", "fire_control") or (
            predicate == "assaulted" and t.noun and not named
        )

    def _counts(self, t: Trigger) -> bool:
        """Whether people hit are counted: "killed at least five", "two of them died", "14 dead"."""
        near = range(max(0, t.first - 7), min(self.size, t.last + 7))
        return any(_NUMBER.match(self._low(j)) or self._is(j, "counts") for j in near)

    def _echo(self, t: Trigger, ref: int) -> bool:
        """Whether an event that has the place already says as much, in the same clause."""
        return any(
            o.links
            and o.links[0].ref == ref
            and (o.clause == t.clause or o.entry.predicate == t.entry.predicate)
            for o in self.triggers
            if o is not t
        )

    def _trigger_near(self, t: Trigger, predicate: str) -> Trigger | None:
        near = [
            o for o in self.triggers if o.entry.predicate == predicate and 0 < t.first - o.first < LOOK_BACK
        ]
        return near[-1] if near else None

    def _absorb(self, t: Trigger, predicates: tuple[str, ...]) -> None:
        for other in self.triggers:
            if other is not t and other.clause == t.clause and other.entry.predicate in predicates:
                other.links, other.head = [], ABSENT

    def _choose(self, ref: int, rivals: list[Trigger]) -> None:
        """Of the words that one mention may belong to within a clause, keep the telling one."""
        by_clause: dict[tuple[int, bool], list[Trigger]] = {}
        for t in rivals:
            by_clause.setdefault((t.clause, t.apposed), []).append(t)
        for group in by_clause.values():
            best = min(group, key=lambda t: (self._weak(t), self._loose(t), self._distance(t, ref)))
            for t in group:
                if t is not best and not self._separate(t, best):
                    t.links = [x for x in t.links if x.ref != ref]
        if len(by_clause) > 1:
            strong = [t for t in rivals if t.links and not self._weak(t)]
            for t in rivals:
                if self._weak(t) > 1 and strong and not t.agent:
                    t.links = [x for x in t.links if x.ref != ref]

    def _loose(self, t: Trigger) -> bool:
        """A participle that only tells more of what a finite verb takes: "seized P, occupied by them"."""
        return t.entry.form in ("pp", "past/pp") and not t.noun and not t.finite

    def _weak(self, t: Trigger) -> int:
        if t.entry.predicate == "assessment":
            return 3
        if t.entry.frame == "modifier" or t.entry.lemma in FRONTS:
            return 2  # "improved their positions along the front line near P"
        return 1 if t.entry.predicate in ("displaced", "fortified", "supply_threatened", "losses") else 0

    def _separate(self, t: Trigger, best: Trigger) -> bool:
        """Whether two words of a clause are two events: both finite verbs."""
        pair = {t.entry.predicate, best.entry.predicate}
        if "losses" in pair and pair & HURTING and self._counted(t, best):
            return True  # "a rocket attack on P killed six", "shells on P left six dead"
        if t.entry.effect == "state" or (t.entry.frame == "modifier" and t.agent):
            return True  # "rebel-held P was shelled"
        return t.finite and best.finite and not self._weak(t)

    def _counted(self, *pair: Trigger) -> bool:
        """Whether the word for losses is said of people hit: a verb, or "left six dead"."""
        lost = next(t for t in pair if t.entry.predicate == "losses")
        before = {self._low(j) for j in range(max(0, lost.first - 6), lost.first)}
        return not lost.noun or (lost.entry.lemma in HARMED and bool(before & LEAVING))

    def _victims(self) -> None:
        """ "Drones struck P, killing three", "five died when missiles hit P": who was hit was hit there; and
        "two died in P when missiles tore into flats": what hit them fell there."""
        for t in self.triggers:
            if t.entry.predicate == "losses" and t.links and not t.noun and not t.entry.effect:
                for o in self._told_when(t):
                    if o.entry.predicate == "struck" and not o.links and o.head != ABSENT:
                        o.links = [replace(x, relation="in") for x in t.links]
            if t.entry.predicate != "losses" or t.links or t.head == ABSENT or t.entry.effect:
                continue
            near = [
                o
                for o in self.triggers
                if o.links
                and o.entry.predicate in HURTING
                and abs(o.clause - t.clause) <= VICTIMS_REACH
                and o is not t
            ]
            if near and self._counted(t):
                cause = min(near, key=lambda o: abs(o.first - t.first))
                t.links = [replace(x, relation="in") for x in cause.links]

    def _told_when(self, t: Trigger) -> list[Trigger]:
        """Verbs of the clause of time behind an event that names no strike with a place: "two died in P when
        missiles tore into flats"."""
        n = t.clause + 1
        if n >= len(self.clauses) or self.clauses[n].opener != "when":
            return []
        found = [self.at_token[v] for v in self.clauses[n].verbs if v in self.at_token]
        return [] if any(o.entry.predicate == "struck" and o.links for o in found) else found

    def _distance(self, t: Trigger, ref: int) -> int:
        at = self.at_ref.get(ref, t.first)
        return at - t.last if at > t.last else t.first - at
