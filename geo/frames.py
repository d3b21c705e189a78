"""What is said and by whom, as values, and what every kind of reporting clause is found with."""

from __future__ import annotations

from dataclasses import dataclass

from geo.adjuncts import AUX, STOPPERS
from geo.conflicts import Conflict
from geo.lexicon import deeds
from geo.model import Document
from geo.phrases import Phrases
from geo.reporting import Verb, grammar, nouns, objects
from geo.speakers import MAX_PHRASE, PREPOSITIONS, PRONOUNS, Speaker
from geo.text import Span

_CITING = grammar("citing")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of somebody else: `text[start:end]` is what `claimant` says.

    (claimant_start, claimant_end) is the words for the claimant nearest to what is said: for "he added" the
    pronoun's own span, so that each claim points to the words that attribute it; -1, -1 when only the
    context tells (a quotation that goes on) or nobody is named ("is believed to").
    `chain` is who relays whom, outermost first, the claimant last; () when said directly.
    `frame` are the spans of the reporting clause around the words said; a time expression in them is
    the day on which it was said. `verb_class`: say, claim, assess, confirm, deny, warn, predict, ask.
    """

    start: int
    end: int
    claimant: str
    kind: str
    side: str = ""
    chain: tuple[str, ...] = ()
    claimant_start: int = -1
    claimant_end: int = -1
    direct: bool = False
    verb: str = ""
    verb_class: str = "say"
    yardstick: str = ""
    frame: tuple[Span, ...] = ()


@dataclass(slots=True)
class Frame:
    """A reporting clause found in a sentence. Offsets are characters, `verb` a token index."""

    form: str  # "before" the words said, "after" them, "inside" a sentence, "passive"
    speaker: Speaker
    start: int
    end: int
    verb: int
    word: Verb
    said: int = -1  # where the words said begin, for "before"
    relay: tuple[str, ...] = ()
    joined: bool = False  # a coordinator stands before it
    same: bool = False  # goes on with the speaker of the frame before
    relative: bool = False  # "which denies it": the clause around it goes on
    closes: int = 0  # where a relative clause around it ends and the main one goes on; 0 for none
    led: int = 0  # where the side clause begins in which it stands behind the main one; 0 for none
    whole: bool = False  # its words are the whole paragraph (an interview's answer)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as tokens [lo, hi) and characters [start, end), with the reporting clauses found so far."""

    lo: int
    hi: int
    start: int
    end: int
    role: str  # of its zone
    frames: list[Frame]
    shouted: bool = False  # all in capitals


class Frames(Phrases):
    """Helpers shared by the kinds of reporting clause."""

    def __init__(self, document: Document, conflict: Conflict) -> None:
        super().__init__(document, conflict)
        self.nouns, self.objects = nouns(), objects()
        self.spoke: tuple[Speaker | None, int] = (None, -2)  # who spoke last, and the token where that ended

    def _previous_end(self, i: int, start: int) -> int:
        return self.tokens[i - 1].end if i and self.tokens[i - 1].end > start else start

    def _said_start(self, begin: int) -> int:
        """Where the words said begin: at token `begin`, or at the mark of the quotation that it opens."""
        at = self.tokens[begin].start
        return self._mark_before(begin) if self.opens_quote(begin) else at

    def _mark_before(self, i: int) -> int:
        return self.quotes[self.quote_of[i]].start

    def _describes(self, v: int, verb: Verb, hi: int) -> bool:
        """Verbs that take "X as Y", "X of Y": described, accused, blamed."""
        wanted = self.objects.get(verb.lemma)
        if verb.lemma in ("speak", "talk"):
            of = self.time_phrase(v + 1, hi) if v + 1 < hi else hi
            return of < hi and self.fold[of] == "of"
        if verb.lemma == "call" and any(self.opens_quote(i) for i in range(v + 1, min(v + 7, hi))):
            return True
        if wanted and "*" not in wanted:
            return any(self.fold[i] in wanted for i in range(v + 1, min(v + 14, hi)))
        if wanted:
            return v + 1 < hi and not self.parted(v + 1)
        if verb.verb_class in ("deny", "predict"):
            return v + 1 < hi
        return (
            verb.lemma in ("maintain", "vow", "promise", "pledge")
            and v + 1 < hi
            and self.fold[v + 1] in PRONOUNS
        )

    def _leads_to_quote(self, v: int, hi: int) -> bool:
        """Whether a colon and a quotation follow the verb's object: "dismissed such talk: “...”"."""
        for k in range(v + 1, min(v + 16, hi)):
            if self.quote_of[k] >= 0 or any(c in ";—" for c in self.cast.gap(k)):
                return self.opens_quote(k) and ":" in self.cast.gap(k)
        return False

    def _goes_on(self, v: int, verb: Verb, hi: int, earlier: Frame, sure: bool = False) -> Frame | None:
        """ "X said A and warned that B": the speaker of the frame before goes on."""
        begin, relay, that = self.after_verb(v, hi, verb)
        if begin >= hi:
            return None
        quoted = ":" in self.cast.gap(begin) or self.opens_quote(begin)
        plain = verb.sure and verb.verb_class == "say" and verb.shape == earlier.word.shape
        if not (sure or that or quoted or plain or self._describes(v, verb, hi)):
            return None
        said = self._said_start(begin)
        return Frame("before", earlier.speaker, self.tokens[v].start, said, v, verb, said, relay, True, True)

    def _cites(self, begin: int, hi: int) -> bool:
        return begin + 1 < hi and self.fold[begin] in _CITING

    def _cited(self, begin: int, hi: int) -> tuple[Speaker, int] | None:
        """The source of "Reuters reported, citing X, that": the speaker and the token after it."""
        if not self._cites(begin, hi):
            return None
        k = begin + 1
        while k < hi and not (k > begin + 1 and self.parted(k)) and self.fold[k] not in STOPPERS - {"and"}:
            k += 1
        end = next((n for n in range(k + 1, hi) if self.parted(n)), hi)
        named = k < hi and "," in self.cast.gap(k) and self.cast.capital(k)
        source = self.cast.resolve(begin + 1, k, (k, end) if named else None)
        if source is None:
            return None
        if named and source.person:
            k = end  # "citing the head of the region, Ada Lind, that"
        if k + 1 < hi and self.fold[k] == "as" and self.fold[k + 1] == "saying":
            k += 2
        if k < hi and self.fold[k] == "that":
            k += 1
        return source, k

    def _cited_before(self, first: int, last: int, v: int, lo: int) -> Speaker | None:
        """The source of "Citing X, Reuters reported" and "Reuters, citing X, reported"."""
        stop = first if self._cites(lo, first) else v if last < v and self._cites(last, v) else 0
        begin = lo if stop == first else last
        if not stop or stop - begin > MAX_PHRASE:
            return None
        k = begin + 2
        while k < stop and not self.parted(k):
            k += 1
        return self.cast.resolve(begin + 1, k) if self.parted(k) else None

    def _interposed(self, lo: int, first: int, frames: list[Frame]) -> bool:
        """Whether "A, X said, B" breaks one clause: A alone is no sentence."""
        if frames:
            return False
        if any(self.quote_of[i] >= 0 for i in range(lo, first)):
            return self.quote_of[first - 1] >= 0
        return first - lo <= 14 and not self.has_finite(lo, first)

    def _initials(self, k: int) -> bool:
        return "." in self.cast.gap(k) and self.tokens[k - 1].end - self.tokens[k - 1].start <= 3

    def _adjuncts_from(self, k: int, hi: int) -> int:
        while k < hi and not self.parted(k):
            end = self.adjunct(k, hi)
            if end == k:
                break
            k = end
        return k

    def _gap_after(self, i: int, hi: int) -> str:
        return self.cast.gap(i + 1) if i + 1 < hi else ""

    def _participle_at(self, i: int) -> bool:
        """Whether ", adding" begins at token `i`: the speaker goes on in other words."""
        verb = self.verbs.get(self.fold[i])
        return bool(verb and verb.shape == "ing" and "," in self.cast.gap(i))

    def _after_unclosed(self, v: int) -> bool:
        k = self.quote_of[v - 1] if v else -1
        return k >= 0 and not self.quotes[k].closed and self.quote_of[v] != k

    def _note_people(self, lo: int, hi: int, spoke: bool, told: Speaker | None = None) -> None:
        """Make the first person whom a sentence names known as its topic; remember the others by name.

        `told`: who is the subject of its verb of saying; such a person stays the one whom "he" means.
        """
        sayer = self.cast.last_person if told and self.cast.last_person else None
        people: list[tuple[int, int]] = []
        for hit in self.cast.hits_in(lo, hi):
            if hit.claimant.person and self.quote_of[hit.first] < 0:
                people.append((hit.first, hit.last))
        i = lo
        names = self.cast.words.given_names
        while i < hi - 1:
            if (
                self.fold[i] in names
                and self.quote_of[i] < 0
                and self.cast.capital(i)
                and self.cast.capital(i + 1)
                and not self.cast.gap(i + 1).strip(" .")
                and self.fold[i + 1] not in self.cast.words.institutions
                and not self.cast.hits_in(i, i + 2)
            ):
                last = i + 2
                while last < hi and self.cast.capital(last) and not self.cast.gap(last).strip("- "):
                    last += 1
                people.append((i, last))
                i = last
            else:
                i += 1
        for i in range(lo + 1, hi):
            named = i + 1 < hi and self.fold[i] in names and self.cast.capital(i) and self.quote_of[i] < 0
            known = (
                self.cast.seen.get(self.fold[i]) if self.cast.capital(i) and self.quote_of[i] < 0 else None
            )
            if known and self.fold[i - 1] in self.cast.words.titles and not self.cast.possessive(i):
                people.append((i, i + 1))  # "to Ms. Lind"
            elif named and "," in self.cast.gap(i) and "," in self.cast.gap(i + 1):
                people.append((i, i + 1))
        topic: Speaker | None = None
        for first, last in sorted(people):
            begin = first
            while (
                begin > lo
                and first - begin < 5
                and not self.parted(begin)
                and self.fold[begin - 1] not in STOPPERS
            ):
                begin -= 1
            apposition = None
            if last < hi and self.cast.gap(last).startswith(","):
                apposition = (last, min(hi, last + 14))
            speaker = self.cast.resolve(begin, last, apposition, False)
            self.cast.keep()
            if speaker and speaker.person and topic is None:
                topic = speaker
        if sayer and told and sayer.name == told.name:
            self.cast.last_person = sayer
        elif topic:
            self.cast.last_person = topic
        elif not spoke:
            self._note_group(lo, hi)

    def _note_group(self, lo: int, hi: int) -> None:
        """Make a group that a sentence begins with known: "it" or "one of them" may mean it."""
        for hit in self.cast.hits_in(lo, min(lo + 6, hi)):
            if hit.first <= lo + 1 and not hit.claimant.person and not self.cast.possessive(hit.last - 1):
                self.cast.resolve(hit.first, hit.last, None, False)
                self.cast.keep(acting=True)
            return
        k = self.phrase_end(lo, min(hi, lo + 8))
        if k > lo + 1 and self.cast.capital(k - 1):  # "The Ministry of Defence kept silent; it said"
            found = self.cast.resolve(lo, k, None, False)
            if found and not found.person:
                self.cast.keep()
            else:
                self.cast.drop()
        elif (
            k > lo + 1
            and self.fold[lo] in ("a", "an")
            and self.fold[k - 1] in self.cast.words.roles
            and self._phrase_over(k, hi)
        ):
            self.cast.resolve(lo, k, None, False)  # "A commander put it differently. “...,” he said"
            self.cast.keep()

    def _phrase_over(self, k: int, hi: int) -> bool:
        """Whether a noun phrase ends before token `k`: not in "a second rebel | bastion was bombed"."""
        if k >= hi or self.parted(k) or self.quote_of[k] >= 0:
            return True
        word = self.fold[k]
        known = word in STOPPERS or word in AUX or word in PREPOSITIONS or word in self.verbs
        return known or word.endswith(("ed", "ing", "ly")) or word in deeds()
