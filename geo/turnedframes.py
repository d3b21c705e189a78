"""Reporting clauses turned round: "said X", "X was quoted as saying", "adding that"."""

from __future__ import annotations

from geo.adjuncts import ADVERBS, AUX, DASH, HARD, JOINERS, PLACE_NOUNS, STOPPERS
from geo.frames import Frame
from geo.lexicon import deeds
from geo.reporting import Verb, grammar
from geo.speakers import AUTHORS, DETERMINERS, MAX_PHRASE, PARTICLES, PREPOSITIONS, UNKNOWN, Speaker
from geo.viewframes import ViewFrames

_ING_LEADS = grammar("ing_leads")
_NEVER_INVERTED = grammar("never_inverted")
#: "The words were confirmed by X": verbs with which somebody else speaks to what was said.
SECONDED = frozenset(
    {"confirm", "deny", "reject", "dispute", "corroborate", "echo", "repeat", "refute", "contradict"}
)
#: "It was noted that", after what somebody told.
NOTED = frozenset({"note", "add", "stress", "emphasise", "emphasize", "clarify", "specify", "underline"})
#: "The capture was announced by X", and what may be told so.
HERALDED = frozenset({"announce", "declare", "claim", "proclaim", "report", "hail"})
_DEEDS = frozenset(
    {"capture", "recapture", "seizure", "liberation", "takeover", "fall", "conquest", "loss", "control",
     "withdrawal", "retreat"}
)  # fmt: skip
ISSUE_REACH = 7  # tokens before "saying" in which something said may have been put out
_ISSUING = frozenset(
    ["issue", "issued", "issues", "issuing", "released", "releases", "published", "posted", "posting", "sent",
     "circulated", "made", "distributed", "delivered", "aired", "broadcast", "shared"]
)  # fmt: skip


class TurnedFrames(ViewFrames):
    """Inverted, passive and participle clauses."""

    def _inverted(self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int) -> Frame | None:
        """ "...," said X; "..., says X"."""
        if verb.lemma in _NEVER_INVERTED or v + 1 >= hi or self.fold[v + 1] in PREPOSITIONS | {"that"}:
            return None
        many = verb.shape == "base" and verb.sure and self.fold[v + 1] in ("the", "its", "his", "their")
        if verb.shape not in ("s", "ed") and not many:
            return None
        if not verb.sure and not self.cast.capital(v + 1) and self.fold[v + 1] not in DETERMINERS:
            return None  # "Meanwhile, geolocated footage shows"
        gap = self.text[self._previous_end(v, start) : self.tokens[v].start]
        quoted = any(c in '"”»’' for c in gap) or self._after_unclosed(v)
        if not quoted and not ("," in gap and v > lo) and not DASH.search(gap):
            return None
        if self.fold[v + 1].endswith("ing") and not self.cast.capital(v + 1):
            return None  # "the force, which holds Osk, denied losing it"
        if self.quote_of[v + 1] >= 0 or any(c in HARD for c in self.cast.gap(v + 1)):
            return None
        k = v + 1
        while (
            k < hi and self.quote_of[k] < 0 and not (k > v + 1 and self.parted(k) and not self._initials(k))
        ):
            if k > v + 1 and (self.fold[k] in STOPPERS and self.fold[k] != "and"):
                break
            if k > v + 1 and self.adjunct(k, hi) > k and self.fold[k] not in ("of", "for", "from", "with"):
                break
            k += 1
        closed = (
            k >= hi
            or self.parted(k)
            or self.adjunct(k, hi) > k
            or self.fold[k] in ("who", "which", "as", "when", "after")
            or (quoted and self.fold[k].endswith("ed"))  # "said a nurse reached by telephone"
        )
        if not quoted and (self._acts(v + 1, k) or self._does_later(k, hi)):
            return None
        told_of = k < hi and self.fold[k] in ("who", "which")  # "said the group which relies on activists"
        open_end = k < hi and not told_of and not self.parted(k) and self.adjunct(k, hi) == k
        if not closed or (not quoted and open_end):
            return None
        apposition = (k, min(hi, k + 24)) if k < hi and "," in self.cast.gap(k) else None
        speaker = self.cast.resolve(v + 1, k, apposition, verb.sure and quoted)
        if speaker is None:
            return None
        stop = k
        if quoted:
            while stop < hi and self.quote_of[stop] < 0 and not self._participle_at(stop):
                if self.fold[stop] == "who" and "," in self.cast.gap(stop):
                    break  # "said Lind, who doubts that"
                stop += 1
        else:
            stop = hi if told_of and not self.parted(k) else max(k, self._adjuncts_from(k, hi))
            if stop < hi and not self.parted(
                stop
            ):  # "..., said X still holds": X does something, it does not speak
                return None
        form = "after" if stop >= hi or not quoted or self.fold[stop] == "who" else "inside"
        frame_end = self.tokens[stop - 1].end
        return Frame(form, speaker, self.tokens[v].start, frame_end, v, verb)

    def _does_later(self, k: int, hi: int) -> bool:
        """ "An officer, who gave no name, said the rebels, who hold Osk, had left": they do not speak, they
        do what follows the aside that begins at token `k`."""
        if k >= hi or not self.parted(k):
            return False
        ends = next((n for n in range(k + 1, hi) if self.parted(n)), hi)
        word = self.fold[ends] if ends < hi and "," in self.cast.gap(ends) else ""
        return word in AUX or (word in deeds() and not self.cast.capital(ends))

    def _acts(self, first: int, last: int) -> bool:
        """Whether somebody in the phrase does something: "said the army took Osk", "says the rebels attacked
        it", not "the army chief"."""
        lists = self.cast.words
        for k in range(first + 1, last):
            word = self.fold[k]
            many = self.fold[k - 1] in lists.roles and self.fold[k - 1].endswith("s")
            if many and word in deeds() and self.fold[k + 1 : k + 2] != ["by"]:
                return True
            if self.cast.capital(k) or not self.cast.capital(k - 1) or self.cast.gap(k).strip():
                continue
            known = word in PREPOSITIONS | PARTICLES | STOPPERS or word in PLACE_NOUNS or word in lists.titles
            ahead = {self.fold[n] for n in range(k + 1, min(k + 3, last))}  # "Osk provincial Governor Lind"
            known = known or (word not in deeds() and not ahead.isdisjoint(lists.roles.keys() | lists.titles))
            if not (known or word in lists.roles or word in lists.institutions):
                return True
        return False

    def _participle(
        self, v: int, verb: Verb, lo: int, hi: int, start: int, end: int, frames: list[Frame]
    ) -> Frame | None:
        """ "..., adding that", "in a statement saying that": the speaker of the clause goes on."""
        if v == lo or v + 1 >= hi or self.fold[v] in self.lists["own"]:
            return None
        begin, relay, that = self.after_verb(v, hi, verb)
        if begin >= hi:
            return None
        with_, speaker = self._with_saying(v, lo) if that or verb.sure else (v, None)
        if speaker is not None:
            said = self._said_start(begin)
            return Frame("before", speaker, self.tokens[with_].start, said, v, verb, said, relay, True)
        rest = self.text[self.tokens[begin - 1].end : self.tokens[begin].start]
        quoted = ":" in rest or self.opens_quote(begin)
        led = self.parted(v) or self.fold[v - 1] in _ING_LEADS or self.fold[v - 1] in JOINERS | ADVERBS
        noun = self.fold[v - 1] in self.nouns or self.fold[v - 1] in self.lists["nouns"]
        issued = verb.sure and self._issued(v, lo)
        claims = verb.verb_class == "claim" and self.fold[begin] == "to"
        if not (led or noun or issued) or not (
            that
            or quoted
            or claims
            or issued
            or (verb.sure and self.parted(v))
            or self._describes(v, verb, hi)
        ):
            return None
        if self.fold[v - 1] in ("both", "each"):  # "with both claiming to hold it"
            speaker = Speaker("both sides", "unknown", plural=True).at(self.cast.span(v - 1, v))
        elif frames:
            speaker = frames[-1].speaker
        else:
            subject = self.clause_subject(lo, v, [])
            if subject is None:
                return None
            found = self.cast.resolve(subject[0], subject[1], subject[2], False)
            if found is None:
                return None
            speaker = found
        said = self._said_start(begin)
        frame_start = self.tokens[v].start
        return Frame("before", speaker, frame_start, said, v, verb, said, relay, True, True)

    def _issued(self, v: int, lo: int) -> bool:
        """ "The army issued a statement on Monday saying": whether something said has been put out."""
        for k in range(v - 1, max(lo, v - ISSUE_REACH), -1):
            if self.parted(k + 1) or self.quote_of[k] >= 0:
                return False
            if self.fold[k] in self.nouns or self.fold[k] in self.lists["nouns"]:
                return not _ISSUING.isdisjoint(self.fold[max(lo, k - 4) : k])
        return False

    def _with_saying(self, v: int, lo: int) -> tuple[int, Speaker | None]:
        """The token of "with" and the speaker of ", with Ada Lind, the mayor, saying that"; None for none."""
        for k in range(v - 1, max(lo, v - MAX_PHRASE), -1):
            if self.quote_of[k] >= 0 or self.fold[k] in AUX or self.fold[k] in self.verbs:
                break
            if self.fold[k] != "with":
                continue
            if "," not in self.cast.gap(k) or k + 1 >= v or self.fold[k + 1] in ("both", "each"):
                break
            last = next((n for n in range(k + 2, v) if self.parted(n)), v)
            apposition = (last, v) if last < v else None
            return k, self.cast.resolve(k + 1, last, apposition, True)
        return v, None

    def _passive(self, v: int, verb: Verb, i: int, lo: int, hi: int, start: int, end: int) -> Frame | None:
        """ "was quoted as saying", "is believed to", "it is reported that"."""
        following = self.fold[v + 1] if v + 1 < hi else ""
        if verb.lemma in ("quote", "cite") and following in ("as", "by") and i >= lo:
            return self._was_quoted(v, verb, i, lo, hi)
        if verb.lemma in ("tell", "inform") and following == "by" and i >= lo:
            return self._told_by(v, verb, i, hi)
        if verb.lemma in ("accuse", "blame") and verb.shape == "ed" and i >= lo:
            return self._accused(v, verb, hi)
        if verb.lemma in SECONDED and following == "by" and verb.shape == "ed":
            self._seconded(v, verb, i, lo, hi)
            return None
        if verb.lemma in HERALDED and following == "by" and verb.shape == "ed":
            return self._heralded(v, verb, i, lo, hi)
        hearsay = verb.lemma in ("say", "report", "claim", "allege", "believe", "think", "announce")
        teller = self.teller
        spoke, ended = self.spoke
        if teller is None and spoke and spoke.kind in AUTHORS and lo - ended <= 1 and verb.lemma in NOTED:
            teller = spoke  # "The ministry reported A. It was noted that B"
        noted = teller is not None and following == "that" and verb.verb_class == "say"
        if not (hearsay or noted) or verb.shape != "ed":
            return None
        if following == "to" and i >= lo and verb.verb_class != "assess":
            return Frame("passive", UNKNOWN, self.tokens[v].start, self.tokens[v].end, v, verb)
        begin = self.that(v + 1, hi) if i >= lo and self.fold[i] == "it" else 0
        if begin and begin < hi:
            said = self._said_start(begin)
            speaker = teller or UNKNOWN
            return Frame("before", speaker, self.tokens[i].start, said, v, verb, said)
        return None

    def _heralded(self, v: int, verb: Verb, i: int, lo: int, hi: int) -> Frame | None:
        """ "The capture of P was announced by X": X says so."""
        first = next((k for k in range(i, lo, -1) if self.parted(k)), lo)
        if _DEEDS.isdisjoint(self.fold[first : i + 1]) or any(self.quote_of[k] >= 0 for k in (i, v)):
            return None
        end = v + 2
        while end < hi and not self.parted(end) and self.adjunct(end, hi) == end and end - v < MAX_PHRASE:
            end += 1
        speaker = self.cast.resolve(v + 2, end) if v + 2 < end else None
        if speaker is None:
            return None
        return Frame("after", speaker, self.tokens[i + 1].start, self.tokens[end - 1].end, v, verb)

    def _seconded(self, v: int, verb: Verb, i: int, lo: int, hi: int) -> None:
        """ "The words were confirmed by X": X speaks of them, and "he said" after it is X. "The claim (was)
        denied by X": what X denies is that claim."""
        ends = [k for k in range(v + 3, min(hi, v + MAX_PHRASE)) if self.parted(k)][:2]
        end = ends[0] if ends else min(hi, v + MAX_PHRASE)
        apposition = (end, ends[1] if len(ends) > 1 else hi) if ends else None
        speaker = self.cast.resolve(v + 2, end, apposition) if v + 2 < end else None
        if speaker is None:
            return
        self.cast.keep()
        told = next(
            (
                k
                for k in range(max(lo, i - MAX_PHRASE), i + 1)
                if self.fold[k] in self.nouns and self.quote_of[k] < 0
            ),
            -1,
        )
        if told < 0 and self.fold[i] == "which" and "," in self.cast.gap(i):
            told = i  # "X said it had taken P, which was denied by Y"
        if (
            verb.verb_class == "deny"
            and told >= 0
            and not any(self.parted(k) for k in range(told + 1, i + 1))
        ):
            first = lo if told < i else i
            first = next(
                (k for k in range(told - 1, max(lo, told - 4) - 1, -1) if self.fold[k] in DETERMINERS), first
            )
            frame = ((self.tokens[v].start, self.tokens[end - 1].end),)
            self._emit(self.tokens[first].start, self.tokens[i].end, speaker, verb, frame, False)

    def _accused(self, v: int, verb: Verb, hi: int) -> Frame | None:
        """ "A is accused by X of B": X says it; nobody named does when there is no "by X"."""
        k = v + 1
        while k < hi and k - v < MAX_PHRASE and not self.parted(k) and self.fold[k] not in ("of", "for"):
            k += 1
        if k + 1 >= hi or self.fold[k] not in ("of", "for") or self.parted(k):
            return None
        named = self.fold[v + 1] == "by"
        speaker = self.cast.resolve(v + 2, k) if named else UNKNOWN if k == v + 1 else None
        if speaker is None:
            return None
        said = self._said_start(k + 1)
        return Frame("before", speaker, self.tokens[v].start, said, v, verb, said)

    def _quoting(self, v: int, lo: int, hi: int) -> Frame | None:
        """ "An agency quoted X as saying that": X speaks, the outlet relays."""
        stop = next((k for k in range(v + 2, min(v + 16, hi - 1)) if self.fold[k] in ("as", "saying")), 0)
        stated = stop + (self.fold[stop] == "as")  # "quoted X (as) saying"
        if not stop or self.fold[stated] != "saying":
            return None
        i, _, negated = self.before_verb(v, lo)
        if negated or i < lo:
            return None
        subject = self.subject(i, v, lo, [])
        outlet = self.cast.resolve(*subject[:3]) if subject else None
        source = self.cast.resolve(v + 1, stop)
        if source is None or subject is None:
            return None
        begin = self.that(stated + 1, hi) or stated + 1
        relay = self.outlet(outlet.name) if outlet else ()
        verb = Verb("quote", "say", True, "ed")
        if begin < hi and self._adjuncts_from(begin, hi) >= hi:
            begin = hi  # "A, an agency quoted X as saying on Thursday"
        if begin >= hi:
            first, last = self.tokens[subject[0]].start, self.tokens[hi - 1].end
            return Frame("after", source, first, last, v, verb, -1, relay)
        said = self._said_start(begin)
        return Frame("before", source, self.tokens[subject[0]].start, said, v, verb, said, relay)

    def _was_quoted(self, v: int, verb: Verb, i: int, lo: int, hi: int) -> Frame | None:
        """ "X was quoted by an outlet as saying that"."""
        subject = self.subject(i, v, lo, [])
        speaker = self.cast.resolve(*subject[:3]) if subject else None
        stop = next((k for k in range(v + 1, min(v + 14, hi - 1)) if self.fold[k] == "as"), 0)
        if speaker is None or subject is None or not stop or self.fold[stop + 1] != "saying":
            return None
        relay: tuple[str, ...] = ()
        for hit in self.cast.hits_in(v + 1, stop):
            relay = self.outlet(hit.claimant.name)
        begin = self.that(stop + 2, hi) or stop + 2
        if begin >= hi:  # "“...,” X was quoted as saying"
            first, last = self.tokens[subject[0]].start, self.tokens[hi - 1].end
            return Frame("after", speaker, first, last, v, verb, -1, relay)
        said = self._said_start(begin)
        return Frame("before", speaker, self.tokens[subject[0]].start, said, v, verb, said, relay)

    def _as_said_by(self, v: int, lo: int, hi: int) -> Frame | None:
        """ "As announced yesterday by X, ..."."""
        by = next((k for k in range(v + 1, min(v + 10, hi)) if self.fold[k] == "by"), 0)
        if not by or any(self.parted(k) for k in range(v + 1, by + 1)):
            return None
        return self._according(lo, by + 1, lo, hi)

    def _told_by(self, v: int, verb: Verb, i: int, hi: int) -> Frame | None:
        """ "“...,” the agency was told by X"; "reporters were told by X that"."""
        k = v + 2
        while (
            k < hi and self.quote_of[k] < 0 and not self.parted(k) and self.fold[k] not in STOPPERS | {"to"}
        ):
            k += 1
        speaker = self.cast.resolve(v + 2, k) if k > v + 2 else None
        if speaker is None:
            return None
        if k + 1 < hi and self.fold[k] == "to":  # "people in Osk were told by X to leave"
            return Frame("passive", speaker, self.tokens[v].start, self.tokens[k - 1].end, v, verb)
        if k + 1 < hi and self.fold[k] == "that":
            said = self._said_start(k + 1)
            return Frame("before", speaker, self.tokens[i].start, said, v, verb, said)
        begin = i
        while begin > 0 and not self.parted(begin):
            begin -= 1
        return Frame("after", speaker, self.tokens[begin].start, self.tokens[k - 1].end, v, verb)
