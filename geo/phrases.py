"""Phrases around a reporting verb: its subject to the left, its adjuncts to the right.

A shallow grammar over words, marks and word lists; no statistical model. Indices are of tokens, phrases are
half-open [first, last). Every walk is bounded by the sentence, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geo.claimants import Cast
from geo.conflicts import Conflict
from geo.model import Document
from geo.reporting import Verb, grammar, verbs, words_of
from geo.speakers import DETERMINERS, PAPERS, PREPOSITIONS, PRONOUNS
from geo.text import Quotation, Span, quotations, words

MAX_SUBJECT = 26  # tokens; how far left of its verb a subject may begin
MAX_CLAUSE = 40  # tokens; how far left of its verb ", but" may open its clause
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
QUOTE_MARKS = frozenset('"“”«»„‘’')
HARD = frozenset(',;:—–()[]"“”«»…!?')
DASH = re.compile(r"\s[-–—]\s|—")

Subject = tuple[int, int, Span | None, int]  # first, last, apposition, left edge of the clause


class Phrases:
    """The words of one document, with what is needed to find phrases among them."""

    def __init__(self, document: Document, conflict: Conflict) -> None:
        self.document, self.text = document, document.text
        self.tokens = words(self.text)
        self.starts = [t.start for t in self.tokens]
        self.fold = [t.folded for t in self.tokens]
        self.cast = Cast(self.text, self.tokens, conflict, document.publisher)
        self.verbs = verbs()
        self.lists = {
            "prepositions": words_of("adjuncts", "prepositions"),
            "nouns": words_of("adjuncts", "nouns"),
            "audience": words_of("adjuncts", "audience"),
            "own": words_of("own_voice", "after_comma"),
            "verification": words_of("own_voice", "verification"),
        }
        self.quotes = [q if q.closed or q.continues else self.curbed(q) for q in quotations(self.text)]
        self.quote_starts = [q.start for q in self.quotes]
        self.quote_of = self.quoted_tokens()

    def quoted_tokens(self) -> list[int]:
        """For each token the index of the quotation around it, -1 for none."""
        found = [-1] * len(self.tokens)
        for k, quote in enumerate(self.quotes):
            for i in range(bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)):
                found[i] = k
        return found

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

    def only_lead(self, lo: int, first: int) -> bool:
        """Whether nothing but an adverbial ("In contrast,", "On Monday,") stands before the subject."""
        if first - lo > 12:
            return False
        if any(self.quote_of[i] >= 0 for i in range(lo, first)):
            return False
        head = self.fold[lo]
        k = lo
        while k < first and self.fold[k] in LEAD_WORDS:
            k += 1
        if k == first or self.time_phrase(k, first) == first:
            return True
        lead = head in (
            "in",
            "at",
            "on",
            "during",
            "after",
            "before",
            "speaking",
            "asked",
            "for",
            "for",
            "with",
            "by",
        )
        return lead and not self.has_finite(lo, first) and (first - lo <= 5 or head in ("speaking", "asked"))

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a word of [first, last) looks like a finite verb."""
        for i in range(first, last):
            word = self.fold[i]
            if word in AUX or (word.endswith("ed") and len(word) > 4 and not self.cast.capital(i)):
                return True
        return False

    def joined(self, first: int, lo: int) -> bool:
        return first > lo and (self.fold[first - 1] in SPLITTERS or ";" in self.cast.gap(first))

    def before_verb(self, v: int, lo: int) -> tuple[int, bool, bool]:
        """Index of the last token of the subject, whether the verb is passive, whether it is negated."""
        i, be = v - 1, False
        while i >= lo and self.quote_of[i] < 0:
            word = self.fold[i]
            if word == "would" and i == v - 1 - (self.fold[v - 1] == "only") and self.only(v):
                i -= 1
                continue
            if word in NOT:
                return i, be, True
            if self.parted(i + 1) and not (word in ADVERBS and "," in self.cast.gap(i + 1)):
                break
            if (
                word in AUX
                or word in ADVERBS | {"there", "here"}
                or (word.endswith("ly") and not self.cast.capital(i))
            ):
                be = be or word in BE
                i -= 1
                continue
            before = self.time_before(i, lo)
            if before == i:
                break
            i = before
        if i >= lo and self.fold[i] == "turn" and i > lo and self.fold[i - 1] == "in":
            i -= 2
        return i, be, False

    def only(self, v: int) -> bool:
        """Whether "only" stands beside the verb at token `v`: "would say only that", "would only say"."""
        return "only" in self.fold[max(0, v - 1) : v + 2]

    def parted(self, i: int) -> bool:
        """Whether a mark stands between token `i - 1` and token `i`."""
        return any(c in HARD for c in self.cast.gap(i)) or bool(DASH.search(self.cast.gap(i)))

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

    def plural(self, i: int) -> bool:
        word = self.fold[i]
        return word in ("they", "i", "we", "people", "police", "military", "media", "both", "who") or (
            (word.endswith("s") and not word.endswith("ss")) or word in ("men", "women", "troops", "forces")
        )

    def name_like(self, i: int) -> bool:
        return self.cast.capital(i) or any(h.last == i + 1 for h in self.cast.hits_in(max(0, i - 6), i + 1))

    def subject(self, i: int, v: int, lo: int, after: Sequence[int]) -> Subject | None:
        """The subject that ends at token `i`, None when there is none."""
        if self.quote_of[i] >= 0:
            return self.before_irony(i, lo)
        gap = self.cast.gap(i + 1)
        if ")" in gap:
            if self.known_initials(i):
                return i, i + 1, None, i
            i = self.skip_brackets(i, lo)
            if i < lo:
                return None
        elif any(c in QUOTE_MARKS for c in gap):
            return None
        word = self.fold[i]
        if word in PRONOUNS and word not in ("him", "them"):
            return i, i + 1, None, i
        if word in COMMENTS:
            return self.antecedent(i, lo) or self.clause_subject(lo, i, [])
        if "," in gap:
            apposed = self.apposed(i, lo) or self.named_last(i, lo)
            if apposed:
                return apposed
        if word in JOINERS or "," in gap or DASH.search(gap):
            return self.clause_subject(lo, i + 1 if word not in JOINERS else i, after)
        return self.walk_left(i, lo)

    def before_irony(self, i: int, lo: int) -> Subject | None:
        """The subject of "X, who speaks for the “government”, said": a word in quotation marks at the end."""
        quote = self.quotes[self.quote_of[i]]
        if (
            "," not in self.cast.gap(i + 1)
            or i - bisect_left(self.starts, quote.start) > 3
            or not quote.closed
        ):
            return None
        for k in range(i - 1, max(lo, i - 14), -1):
            if self.fold[k] == "who" and "," in self.cast.gap(k):
                return self.antecedent(k, lo)
        return None

    def apposed(self, i: int, lo: int) -> Subject | None:
        """The name before an apposition that ends at token `i`: "..., Ada Lind, a nurse there, said"."""
        k = i
        while k > lo and i - k < MAX_SUBJECT and not self.parted(k):
            k -= 1
        if k <= lo or "," not in self.cast.gap(k) or not self.noun_like(k) or self.quote_of[k - 1] >= 0:
            return None
        j = k - 1
        while j > lo and k - j < 8 and not self.parted(j) and self.quote_of[j - 1] < 0:
            j -= 1
        named = self.cast.capital(k - 1) and self.cast.capital(j) and k - j > 1
        return (j, k, (k, i + 1), j) if named and j > lo and self.parted(j) else None

    def named_last(self, i: int, lo: int) -> Subject | None:
        """The office before a name that ends at token `i`: "..., the mayor of Osk, Ada Lind, said"."""
        k = i
        while k > lo and i - k < 5 and not self.parted(k) and self.cast.capital(k):
            k -= 1
        if k <= lo + 1 or k == i or "," not in self.cast.gap(k) or not self.cast.capital(k):
            return None
        j = k - 1
        while j > lo and k - j < 14 and not self.parted(j) and self.quote_of[j - 1] < 0:
            j -= 1
        while j < k and self.fold[j] in LEAD_WORDS:
            j += 1
        opened = j == lo or self.parted(j) or self.fold[j - 1] in LEAD_WORDS
        acts = any(self.fold[n] in AUX for n in range(j, k))
        if not opened or j >= k or self.quote_of[j] >= 0 or acts:
            return None
        if self.fold[j : j + 2] in (["one", "of"], ["another", "of"]) or self.fold[j:k] == ["another"]:
            return j, k, (k, i + 1), j
        office = self.fold[self.cast.head(j, k)] in self.cast.words.roles
        led = self.fold[j] in DETERMINERS or self.cast.possessive(j)
        return (j, k, (k, i + 1), j) if office and led else None

    def known_initials(self, i: int) -> bool:
        """Whether token `i` alone stands in brackets and is a listed claimant: "Front for Aa, Bb (FAB)"."""
        listed = any(hit.first == i and hit.last == i + 1 for hit in self.cast.hits_in(i, i + 1))
        return (
            "(" in self.cast.gap(i)
            and listed
            and "," in self.text[self.tokens[max(0, i - 4)].start : self.tokens[i].start]
        )

    def skip_brackets(self, i: int, lo: int) -> int:
        k = i
        while k >= lo and i - k < 6:
            if "(" in self.cast.gap(k):
                return k - 1
            k -= 1
        return lo - 1

    def antecedent(self, i: int, lo: int) -> Subject | None:
        if i - 1 < lo or self.quote_of[i - 1] >= 0:
            return None
        for k in range(i - 1, max(lo + 2, i - 8), -1):
            if self.parted(k) or self.fold[k - 1] in STOPPERS:
                break
            if self.fold[k - 1] == "by" and self.fold[k - 3] in BE:
                return k, i, None, k  # "was disputed by two nurses, who said"
        return self.walk_left(i - 1, lo)

    def walk_left(self, i: int, lo: int, in_phrase: bool = False) -> Subject | None:
        """The noun phrase that ends at token `i`; None after a preposition, unless `in_phrase` allows it."""
        if self.fold[i] in STOPPERS and not self.cast.capital(i):
            return None
        k = i
        while k > lo and i - k < MAX_SUBJECT:
            if self.parted(k) and not self.bracketed_inside(k):
                break
            word = self.fold[k - 1]
            if self.quote_of[k - 1] >= 0:
                break
            if word in STOPPERS and not self.listed_and(k - 1, i, lo):
                break
            reporting = word in self.verbs and self.verbs[word].shape in ("ed", "s")
            if reporting and word not in self.cast.words.roles and not self.cast.capital(k - 1):
                break
            k -= 1
        if k > lo + 1 and self.fold[k - 1] in ("who", "whose") and not self.parted(k - 1):
            return self.walk_left(k - 2, lo)
        described = self.described_noun(k, lo)
        if described >= 0:
            return self.walk_left(described, lo)
        listed = self.listed_places(k, i, lo)
        if listed is not None:
            return listed
        begin = self.phrase_start(k, i)
        begin = k if self.fold[begin] in PAPERS else begin  # "the evening summary of the army"
        first = self.joint_start(begin, lo)
        led = first > lo and self.fold[first - 1] in PREPOSITIONS | {"to", "about", "against", "than"}
        if led and first == k and not self.parted(first) and not in_phrase:
            return None
        return first, i + 1, None, k

    def described_noun(self, k: int, lo: int) -> int:
        """Token before "who spoke" or "quoted by" that ends at token `k`, -1 for none."""
        if k <= lo + 1 or self.parted(k) or self.parted(k - 1):
            return -1
        done = self.fold[k - 1].endswith("ed") or self.fold[k - 1] in ("seen", "written", "sent", "read")
        if k < len(self.fold) and self.fold[k] == "by" and done:
            return k - 2 if k - 2 >= lo else -1
        for n in range(k - 2, max(lo, k - 4), -1):
            if self.fold[n] == "who" and not self.parted(n):
                return n - 1
            if self.fold[n] not in AUX | ADVERBS:
                break
        return -1

    def listed_places(self, k: int, i: int, lo: int) -> Subject | None:
        """The phrase before a list of names: "residents of Aa, Bb and Cc" for "Bb and Cc"."""
        if k <= lo + 1 or "," not in self.cast.gap(k) or "and" not in self.fold[k : i + 1]:
            return None
        n = k
        while n > lo and k - n < 12 and self.cast.capital(n - 1) and self.cast.gap(n).strip() in (",", ""):
            n -= 1
        if n <= lo + 1 or n == k or self.fold[n - 1] not in PREPOSITIONS or self.parted(n):
            return None
        owner = self.walk_left(n - 2, lo) if self.fold[n - 2] in self.cast.words.roles else None
        return (owner[0], i + 1, None, owner[3]) if owner else None

    def joint_start(self, first: int, lo: int) -> int:
        """Extend "and international sources" to "Danish, Swedish and international sources"."""
        k = first - 1 if first > lo and self.fold[first - 1] == "and" else first
        if self.fold[k] != "and" or self.fold[first] in DETERMINERS:
            return first
        n = k
        while n > lo and self.cast.capital(n - 1) and self.cast.gap(n).strip() in (",", "") and k - n < 5:
            n -= 1
        return n if n < k and (n == lo or self.parted(n) or self.fold[n - 1] in STOPPERS) else first

    def bracketed_inside(self, k: int) -> bool:
        return self.cast.gap(k).strip() in ("(", ")")

    def listed_and(self, k: int, i: int, lo: int) -> bool:
        """Whether "and" joins two speakers ("Danish and Swedish officials")."""
        if self.fold[k] != "and" or k <= lo or i - k > 4 or self.parted(k) or k + 2 >= len(self.fold):
            return False
        left = k - 1
        adjectives = i - k == 2 and self.fold[i] in self.cast.words.roles and not self.cast.capital(left)
        if adjectives and left > lo and self.parted(left) and self.fold[left] not in self.verbs:
            return True
        if self.fold[left] in self.cast.words.roles:
            return True
        right = k + 1 + (self.fold[k + 1] == "the")
        return self.cast.capital(left) and (left == lo or self.cast.capital(right))

    def phrase_start(self, k: int, i: int) -> int:
        """First token of the phrase within [k, i]: leading adverbials are left out."""
        while k < i:
            end = self.time_phrase(k, i)
            if end > k and end <= i and self.fold[end - 1] in TIMES:
                k = end
            elif self.fold[k] in LEAD_WORDS and self.fold[k] not in ("as",):
                k += 1
            else:
                break
        for p in range(i, k, -1):
            if self.fold[p - 1].endswith("ing") and len(self.fold[p - 1]) > 5:
                continue
            if self.fold[p] in DETERMINERS and self.fold[p - 1] not in PREPOSITIONS | {"to", "and", "by"}:
                return p
        return k

    def clause_subject(self, lo: int, limit: int, after: Sequence[int]) -> Subject | None:
        """The first noun phrase of the clause before token `limit`, with what describes it up to there.

        `after` are the end offsets of earlier reporting clauses of the sentence.
        """
        c = max([lo, *(bisect_left(self.starts, offset) for offset in after)])
        quoted = next((i + 1 for i in range(limit - 1, c - 1, -1) if self.quote_of[i] >= 0), c)
        for i in range(limit - 2, max(quoted, limit - MAX_CLAUSE), -1):
            turn = self.fold[i] in ("but", "while", "whereas") and "," in self.cast.gap(i)
            if turn or ";" in self.cast.gap(i):
                quoted = i
                break
        c = self.skip_lead(quoted if quoted < limit else c, limit)
        if c >= limit:
            return None
        k = self.phrase_end(c, limit)
        if k == c:
            return None
        apposition = (k, limit) if k < limit and self.parted(k) and self.noun_like(k) else None
        return c, k, apposition, c

    def noun_like(self, k: int) -> bool:
        """Whether an apposition can begin at token `k`: no "speaking at", no "which"."""
        word = self.fold[k]
        return not (word.endswith("ing") and len(word) > 5) and word not in STOPPERS

    def phrase_end(self, c: int, limit: int) -> int:
        """Index after the noun phrase that begins at token `c`: before the first word of no name or role."""
        k, anchored = c, False
        while k < limit and self.quote_of[k] < 0:
            if k > c and self.parted(k) and not self.bracketed_inside(k):
                break
            named = self.cast.capital(k) or self.fold[k] in self.cast.words.roles or self.fold[k].isdigit()
            if k > c and not named and not self.inside_phrase(k, c, limit, anchored):
                break
            anchored = anchored or named
            k += 1
        while k > c and self.fold[k - 1] in DETERMINERS | PREPOSITIONS:
            k -= 1
        return k

    def inside_phrase(self, k: int, c: int, limit: int, anchored: bool) -> bool:
        """Whether a lower-case word that is no role goes on with the noun phrase begun at token `c`."""
        word = self.fold[k]
        if word == "and":
            return self.listed_and(k, k + 1, c)
        if word in STOPPERS or word in AUX:
            return False
        if word in PREPOSITIONS:
            return self.phrase_goes_on(k + 1, limit)
        owned = k > c and self.cast.possessive(k - 1) and k + 1 < limit  # "Osk's exiled governor"
        if owned and not self.parted(k + 1) and self.fold[k + 1] in self.cast.words.roles:
            return True
        if word in PLACE_NOUNS or self.cast.gap(k) in ("-", "\u2011"):
            return True
        return not anchored or word in DETERMINERS | self.cast.words.titles or self.before_role(k, limit)

    def phrase_goes_on(self, k: int, limit: int) -> bool:
        """Whether a name or a role follows a preposition inside a noun phrase."""
        if k < limit and self.fold[k] in DETERMINERS:
            k += 1
        for n in range(k, min(k + 3, limit)):
            if self.cast.capital(n) or self.fold[n].isdigit() or self.fold[n] in self.cast.words.roles:
                return True
            if self.parted(n + 1) or self.fold[n] in STOPPERS or self.fold[n] in self.verbs:
                return False
        return False

    def before_role(self, k: int, limit: int) -> bool:
        """Whether an ordinary word inside a phrase leads to a role ("Danish military correspondent")."""
        following = k + 1 < limit and not self.parted(k + 1) and self.fold[k + 1] in self.cast.words.roles
        if self.fold[k] == "think":
            return following
        return following and self.fold[k] not in self.verbs and not self.fold[k].endswith(("ed", "s"))

    def skip_lead(self, c: int, limit: int) -> int:
        """Skip conjunctions and adverbials with a comma at the beginning of a clause."""
        for _ in range(3):
            while c < limit and self.fold[c] in LEAD_WORDS:
                c += 1
            if c >= limit:
                return c
            head = self.fold[c]
            adverbial = (
                head in PREPOSITIONS
                or head in CLAUSE_LEADS
                or (head.endswith("ly") and not self.cast.capital(c + 1) and c + 1 < limit)
                or self.time_phrase(c, limit) > c
            )
            if not adverbial:
                return c
            timed = self.time_phrase(c, limit)
            if timed > c and timed < limit and self.cast.capital(timed) and not self.parted(timed):
                c = timed
                continue
            k = c + 1
            while k < limit and "," not in self.cast.gap(k):
                k += 1
            if k >= limit:
                end = self.adjunct(c, limit)  # "In his evening address Lind thanked them and said"
                return end if c < end < limit and self.cast.capital(end) else c
            c = k
        return c

    def after_verb(self, v: int, hi: int, verb: Verb) -> tuple[int, tuple[str, ...], bool]:
        """Token where the words said begin, outlets that were told, and whether a "that" opens them."""
        i, relay = v + 1, ()
        if verb.lemma in ("tell", "inform"):
            i, relay = self.told(i, hi)
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
        while (
            end < hi
            and self.cast.capital(end)
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
                break
        return i, ()

    def told_desk(self, i: int, hi: int) -> int:
        """Token after the desk of an outlet that was told: "Radio X's Danish service", "our reporter"."""
        owned = self.cast.possessive(i - 1) or self.fold[i - 1] == "our"
        while (
            i < hi and self.fold[i] in self.cast.words.media and self.cast.capital(i) and not self.parted(i)
        ):
            i += 1  # "told Oslo TV"
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
        return self.place_adjunct(i, hi)

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
