"""Where the words said begin after a verb of saying: audience, adjuncts of time and place, "that".

A shallow grammar over words, marks and word lists; no statistical model. Indices are of tokens, phrases are
half-open [first, last). Every walk is bounded by the sentence, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from geo.claimants import Cast
from geo.conflicts import Conflict
from geo.model import Document
from geo.reporting import Verb, grammar, nouns, verbs, words_of
from geo.speakers import DETERMINERS, PREPOSITIONS
from geo.text import Quotation, all_words, quotations

MAX_THAT = 25  # tokens; how far right of its verb a "that" may open the words said

AUX = grammar("aux")
BE = grammar("be")
NOT = grammar("not")
ADVERBS = grammar("adverbs")
JOINERS = grammar("joiners")
SPLITTERS = grammar("splitters")
STOPPERS = grammar("stoppers")
LEAD_WORDS = grammar("lead_words")
PLACE_NOUNS = grammar("place_nouns")
CLAUSE_LEADS = grammar("clause_leads")
TIMES = grammar("times")
TIME_LEADS = grammar("time_leads")
MONTHS_AS_WORDS = grammar("months_as_words")
COMMENTS = grammar("comments")
NEAR_PLACES = grammar("near_places")
POINTING = frozenset({"this", "that", "it"})  # to what others told
WHEN = frozenset({"on", "in", "at", "late", "early", "yesterday", "earlier"})  # it leads to a time or a place
QUOTE_MARKS = frozenset('"“”«»„‘’')
HARD = frozenset(',;:—–()[]"“”«»…!?')
DASH = re.compile(r"\s[-–—]\s|—")
NAMED = 5  # tokens of a name in quotation marks
#: Before a name or an office in quotation marks.
STYLED = frozenset(
    {"called", "styled", "proclaimed", "declared", "nicknamed", "dubbed", "codenamed", "named", "appointed"}
)


class Adjuncts:
    """The words of one document, with what follows a verb of saying."""

    def __init__(self, document: Document, conflict: Conflict) -> None:
        self.document, self.text = document, document.text
        self.tokens = all_words(self.text)
        self.starts = [t.start for t in self.tokens]
        self.fold = [t.folded for t in self.tokens]
        self.cast = Cast(self.text, self.tokens, conflict, document.publisher)
        for i in range(len(self.fold) - 1):
            if self.fold[i] == "so" and self.fold[i + 1] == "called" and self.cast.gap(i + 1) == "-":
                self.fold[i] = "so-called"  # no conjunction
        self.verbs = verbs()
        self.lists = {
            "prepositions": words_of("adjuncts", "prepositions"),
            "nouns": words_of("adjuncts", "nouns"),
            "audience": words_of("adjuncts", "audience"),
            "own": words_of("own_voice", "after_comma"),
            "verification": words_of("own_voice", "verification"),
        }
        quotes = [quote for quote in quotations(self.text) if not self.only_names(quote)]
        self.quotes = [q if q.closed or q.continues else self.curbed(q) for q in quotes]
        self.quote_starts = [q.start for q in self.quotes]
        self.quote_of = self.quoted_tokens()

    def quoted_tokens(self) -> list[int]:
        """For each token the index of the quotation around it, -1 for none."""
        found = [-1] * len(self.tokens)
        for k, quote in enumerate(self.quotes):
            for i in range(bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)):
                found[i] = k
        return found

    def only_names(self, quote: Quotation) -> bool:
        """Whether the marks stand around a name inside a phrase: "head of the “Osk Republic”". They go."""
        first, last = bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)
        if not quote.closed or not 0 < first < last <= first + NAMED or last >= len(self.tokens):
            return False
        led = self.fold[first - 1]
        styled = led in STYLED or self.fold[max(0, first - 2) : first] == ["known", "as"]
        nick = self.cast.capital(first - 1) and self.cast.capital(last)
        nick = nick and not self.cast.gap(last)[1:].strip()
        nick = nick and led in self.cast.words.given_names  # "Ada “Ghost” Lind"
        led_in = styled or nick or led in DETERMINERS | PREPOSITIONS or self.cast.possessive(first - 1)
        inside = self.text[quote.inner_start : quote.inner_end]
        before = self.cast.gap(first)[:-1].removeprefix("'s").removeprefix("’s")
        if not led_in or before.strip() or any(c in ",.;:!?…" for c in inside):
            return False
        small = ("of", "the", "for")
        named = styled or all(self.cast.capital(i) or self.fold[i] in small for i in range(first, last))
        if named:
            self.cast.unmark(first, last)
        return named

    def curbed(self, quote: Quotation) -> Quotation:
        """An unclosed quotation, ended before a reporting clause that follows a comma in it."""
        lo, hi = bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)
        for i in range(lo + 1, hi - 1):
            verb = self.verbs.get(self.fold[i])
            if not (verb and verb.sure and verb.shape in ("s", "ed")):
                continue
            for k in range(i, max(lo, i - 6), -1):
                if "," in self.cast.gap(k):
                    end = self.tokens[k - 1].end
                    return Quotation(quote.start, end, False, quote.inner_start, end)
                if k < i and (self.parted(k) or self.fold[k] in STOPPERS):
                    break
        return quote

    def opens_quote(self, i: int) -> bool:
        k = self.quote_of[i]
        return k >= 0 and (i == 0 or self.quote_of[i - 1] != k)

    def parted(self, i: int) -> bool:
        """Whether a mark stands between token `i - 1` and token `i`."""
        gap = self.cast.gap(i)
        return gap != " " and (any(c in HARD for c in gap) or bool(DASH.search(gap)))

    def after_verb(self, v: int, hi: int, verb: Verb) -> tuple[int, tuple[str, ...], bool]:
        """Token where the words said begin, outlets that were told, and whether a "that" opens them."""
        i, relay = v + 1, ()
        if verb.lemma == "point" and i + 1 < hi and self.fold[i] == "out":
            i += 1
        if verb.lemma in ("tell", "inform"):
            i, relay = self.told(i, hi)
        if verb.verb_class == "deny" and i + 1 < hi and self.fold[i] in POINTING and self.fold[i + 1] in WHEN:
            return i, relay, False  # "denied this on Monday"
        that = self.that(i, hi)
        if (
            not that
            and i + 1 < hi
            and self.fold[i] == "how"
            and verb.lemma in ("recall", "recount", "describe")
        ):
            that = i + 1
        if that:
            if not relay:
                relay = self.interviewer(i, that)
            return that, relay, True
        while i < hi and self.quote_of[i] < 0:
            gap = self.cast.gap(i)
            if i > v + 1 and any(c in ",;:—–" for c in gap):
                break
            end = self.adjunct(i, hi)
            if end == i or ("," in gap and end < hi and not self.parted(end)):
                break
            relay = relay or self.interviewer(i, end)
            i = end
        if v + 1 < i < hi - 1 and self.fold[i] == "that" and self.quote_of[i] < 0:
            return i + 1, relay, True
        return i, relay, False

    def that(self, i: int, hi: int) -> int:
        """Index after the "that" that opens the words said, 0 for none."""
        if i < hi and self.fold[i] == "that" and self.quote_of[i] < 0:
            if i + 1 < hi and self.fold[i + 1] in ("day", "night", "evening", "morning", "week", "month"):
                return 0  # "said that day the army"
            return i + 1 if i + 1 < hi and ";" not in self.cast.gap(i) else 0
        if i >= hi or not (
            self.fold[i] in self.lists["prepositions"] or self.fold[i] in TIMES | TIME_LEADS | ADVERBS
        ):
            return 0
        for k in range(i, min(i + MAX_THAT, hi - 1)):
            if self.quote_of[k] >= 0 or any(c in ";:" for c in self.cast.gap(k)):
                return 0
            if self.fold[k] == "that" and k > i:
                return k + 1
            if "," in self.cast.gap(k) and self.fold[k].endswith("ing") and self.fold[k] != "speaking":
                return 0  # "said on Friday, contradicting the claim that"
            word = self.fold[k]
            carried = word in self.lists["prepositions"]  # "in a statement posted online"
            if nouns().get(word) == "claim":
                return 0  # "denied the army's claim that"
            if word in AUX or (word in self.verbs and self.verbs[word].shape != "base" and not carried):
                return 0
        return 0

    def told(self, i: int, hi: int) -> tuple[int, tuple[str, ...]]:
        """The object of "told": index after it, and its name when it is an outlet."""
        if i >= hi or self.quote_of[i] >= 0:
            return i, ()
        k = i + 1 if self.fold[i] in DETERMINERS and i + 1 < hi else i
        for hit in self.cast.hits_in(i, min(k + 6, hi)):
            if hit.first <= k + 2 and (hit.first in (i, k) or hit.claimant.kind == "media"):
                relay = () if hit.claimant.kind != "media" else self.outlet(hit.claimant.name)
                return self.told_desk(hit.last, hi), relay
        if self.fold[i] in self.lists["audience"]:
            return i + 1, ()
        if self.fold[i] == "our":
            return self.told_desk(k, hi), ()
        end = k
        while end + 2 < hi and not self.cast.capital(end) and self.cast.gap(end + 1) == "-":
            end += 2  # "told state-run Osk TV"
        end = k = end if self.cast.capital(end) else k
        while (
            end < hi
            and (self.cast.capital(end) or (end > k and self.fold[end].isdigit()))  # "told Channel 12"
            and (end == k or not self.parted(end))
            and self.quote_of[end] < 0
        ):
            end += 1
        while k < end < hi and self.fold[end] in self.lists["nouns"] | {"national", "public", "local"}:
            end += 1
        if end > k:
            name = self.text[self.tokens[k].start : self.tokens[end - 1].end]
            outlet = {self.fold[n] for n in range(k, end)} & self.cast.words.media or (
                name.isupper() and end == k + 1
            )
            return end, self.outlet(name) if outlet else ()
        for n in range(k, min(k + 6, hi)):
            if self.fold[n] in self.lists["nouns"] | self.lists["audience"] or self.fold[n] in (
                "broadcaster",
                "agency",
            ):
                while n + 1 < hi and self.fold[n + 1] in self.lists["nouns"] and not self.parted(n + 1):
                    n += 1  # "a press conference"
                return n + 1, ()
            if self.fold[n] in STOPPERS:
                many = n > k and self.fold[n - 1].endswith(("s", "en", "le"))
                if self.fold[n] == "that" and (many or n == k + 1):
                    return n, ()  # "told officers that", "told local people that", "told dpa that"
                break
        return i, ()

    def told_desk(self, i: int, hi: int) -> int:
        """Token after the desk of an outlet that was told: "Radio X's Danish service", "our reporter"."""
        owned = self.cast.possessive(i - 1) or self.fold[i - 1] == "our"
        while (
            i < hi and self.fold[i] in self.cast.words.media and self.cast.capital(i) and not self.parted(i)
        ):
            i += 1  # "told Oslo TV"
        end = i
        while end < hi and self.cast.capital(end) and not self.parted(end):
            end += 1
        if i < end and (end >= hi or self.parted(end) or self.fold[end] == "that"):
            i = end  # "told Radio Osk Nord."
        for k in range(i, min(i + 4, hi)):
            if not owned or self.parted(k) or self.fold[k] in STOPPERS:
                break
            if self.fold[k] in self.cast.words.roles or self.fold[k] in ("paper", "service", "programme"):
                return k + 1
        return i

    def outlet(self, name: str) -> tuple[str, ...]:
        """The outlet as a relay, unless it is the publisher of the article itself."""
        publisher = self.document.publisher.casefold()
        return () if publisher and (name.casefold() in publisher or publisher in name.casefold()) else (name,)

    def interviewer(self, i: int, end: int) -> tuple[str, ...]:
        """The outlet of "in an interview with X"."""
        for k in range(i, end - 1):
            if self.fold[k] in ("interview", "interviewed"):
                for hit in self.cast.hits_in(k, end):
                    if hit.claimant.kind == "media":
                        return self.outlet(hit.claimant.name)
        return ()

    def adjunct(self, i: int, hi: int) -> int:
        """Index after an adjunct of time or manner that begins at token `i`, `i` when none does."""
        end = self.time_phrase(i, hi)
        if end > i:
            return end
        word = self.fold[i]
        if word in ADVERBS:
            return i + 1
        if word not in self.lists["prepositions"]:
            return i
        k = i + 1
        limit = min(i + 9, hi)
        while k < limit and self.quote_of[k] < 0 and not (k > i + 1 and self.parted(k)):
            if self.fold[k] in self.lists["nouns"] or (
                word == "to" and self.fold[k] in self.lists["audience"]
            ):
                return self.adjunct_tail(k + 1, hi)
            if self.fold[k] in STOPPERS:
                break
            k += 1
        if word.endswith("ed"):
            return i
        return (
            self.place_adjunct(i, hi)
            if word != "from"
            else max(self.place_adjunct(i, hi), self.hidden(i, hi))
        )

    def adjunct_tail(self, k: int, hi: int) -> int:
        """Skip "channel", "app" or "with X" after the noun of an adjunct."""
        while k < hi and self.quote_of[k] < 0 and not self.parted(k) and self.fold[k] in self.lists["nouns"]:
            k += 1
        if k < hi and self.fold[k] in ("with", "to", "of", "from") and not self.parted(k):
            end = k + 1
            if end < hi and self.fold[end] in DETERMINERS:
                end += 1
            while end < hi and self.cast.capital(end) and not (end > k + 1 and self.parted(end)):
                end += 1
            if end > k + 1 and self.cast.capital(end - 1):
                return end
            if self.fold[k] == "of" and k + 2 < hi and self.fold[k + 1] == "the":
                return k + 3
        return k

    def hidden(self, i: int, hi: int) -> int:
        """ "Told Reuters from an undisclosed location." with nothing behind it, else `i`."""
        k = i + 1
        if k >= hi or self.fold[k] not in ("a", "an", "his", "her", "their"):
            return i
        while k < min(i + 8, hi) and self.quote_of[k] < 0 and not self.parted(k) and self.fold[k] != "that":
            if self.fold[k] in AUX or (self.fold[k] in self.verbs and not self.fold[k].endswith("ed")):
                return i
            k += 1
        return k if k >= hi or self.parted(k) or self.fold[k] == "that" else i

    def place_adjunct(self, i: int, hi: int) -> int:
        """ "in Ankara" before a time phrase, a mark or "that"; elsewhere it belongs to what is said."""
        first = i + 1
        while first + 1 < hi and self.fold[first] in NEAR_PLACES and not self.parted(first):
            first += 1  # "from nearby Osk", "at the Osk centre"
        k = first
        while k < hi and k < first + 4 and self.cast.capital(k) and not (k > first and self.parted(k)):
            k += 1
        if k == first:
            return i
        if self.fold[first - 1] == "the" and k + 1 < hi and not self.parted(k) and self.parted(k + 1):
            k += 1
        if k >= hi or self.parted(k) or self.fold[k] == "that" or self.time_phrase(k, hi) > k:
            return k
        return i

    def time_phrase(self, i: int, hi: int) -> int:
        """Index after a time phrase that begins at token `i` ("late on Monday", "last week"), else `i`."""
        k, lead = i, 0
        while k < hi and self.fold[k] in TIME_LEADS and lead < 5 and (k == i or not self.parted(k)):
            k, lead = k + 1, lead + 1
        end, real = k, False
        while end < hi and (end == i or not self.parted(end) or self.fold[end].isdigit()):
            word = self.fold[end]
            if word in TIMES and (word not in MONTHS_AS_WORDS or self.cast.capital(end) or lead):
                real = True
            elif not word.isdigit() and not (real and word in ("of", "in", "on") and self.time_next(end, hi)):
                break
            end += 1
        if (
            not real
            or self.cast.possessive(end - 1)
            or (end < hi and end == i + 1 and self.fold[i] in MONTHS_AS_WORDS)
        ):
            return i
        if not lead and self.fold[i].isdigit() and end == i + 1:
            return i
        return end

    def time_next(self, i: int, hi: int) -> bool:
        k = i + 1
        if k < hi and self.fold[k] in DETERMINERS:
            k += 1
        return k < hi and (self.fold[k] in TIMES or self.fold[k].isdigit())

    def time_before(self, i: int, lo: int) -> int:
        """Skip "on Thursday", "late on 7 March", "for the first time" leftwards from token `i`."""
        k = i
        if i - 3 >= lo and self.fold[i - 3 : i + 1] == ["for", "the", "first", "time"]:
            return i - 4
        while k >= lo and (self.fold[k] in TIMES or self.fold[k].isdigit()) and not self.parted(k + 1):
            k -= 1
        if k == i or not any(self.fold[n] in TIMES for n in range(k + 1, i + 1)):
            return i
        while k >= lo and self.fold[k] in TIME_LEADS and not self.parted(k + 1) and i - k < 8:
            k -= 1
        return k if k >= lo - 1 and self.fold[k + 1] in TIME_LEADS | TIMES else i
