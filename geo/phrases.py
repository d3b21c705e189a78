"""Phrases to the left of a reporting verb: its subject, with what describes it.

A shallow grammar over words, marks and word lists; no statistical model. Indices are of tokens, phrases are
half-open [first, last). Every walk is bounded by the sentence, so the whole is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from geo.adjuncts import (
    ADVERBS,
    AUX,
    BE,
    CLAUSE_LEADS,
    COMMENTS,
    DASH,
    JOINERS,
    LEAD_WORDS,
    NOT,
    PLACE_NOUNS,
    QUOTE_MARKS,
    SPLITTERS,
    STOPPERS,
    TIMES,
    Adjuncts,
)
from geo.speakers import DETERMINERS, PAPERS, PARTICLES, PREPOSITIONS, PRONOUNS, PUT_OUT, SPEAKS_FOR
from geo.text import Span

MAX_SUBJECT = 26  # tokens; how far left of its verb a subject may begin
MAX_CLAUSE = 40  # tokens; how far left of its verb ", but" may open its clause

#: Those who head a body, before "of".
HEADS = frozenset(
    {"leader", "head", "chief", "commander", "chairman", "chairwoman", "chair", "president", "director"}
)

Subject = tuple[int, int, Span | None, int]  # first, last, apposition, left edge of the clause


#: What somebody did who then speaks.
#: Like prepositions, before what is no subject: "the command for the fight against the rebels said".
_OBJECT_OF = frozenset({"to", "about", "against", "than"})
_LEADS_ON = PREPOSITIONS | _OBJECT_OF | {"and", "by"}
_POSTS = frozenset(
    {"envoy", "head", "chief", "leader", "commander", "director", "official", "analyst", "coordinator"}
)
_CONCERNED = frozenset({"involved", "concerned", "responsible"})
_WHILE = frozenset(
    {"while", "when", "after", "before", "despite", "without", "in", "by", "although", "though"}
)
_DID = frozenset({"spoke", "saw", "fled", "lives", "works", "left", "heard", "knows", "took"})


class Phrases(Adjuncts):
    """Subjects of the verbs of one document."""

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
            month = word == "may" and self.cast.capital(i)  # "Ada Lind, appointed in May, said"
            if word in NOT and not month:
                return i, be, True
            described = i == v - 1 and self.parted(v) and self._participle_before(i, lo)
            if self.parted(i + 1) and (described or not (word in ADVERBS and "," in self.cast.gap(i + 1))):
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

    def _participle_before(self, i: int, lo: int) -> bool:
        """Whether a participle opens the apposition that ends at token `i`: "Lind, named yesterday, said"."""
        k = i
        while k > lo and i - k < MAX_SUBJECT and not self.parted(k):
            k -= 1
        return k > lo and self.parted(k) and self.fold[k].endswith("ed") and not self.cast.capital(k)

    def only(self, v: int) -> bool:
        """Whether "only" stands beside the verb at token `v`: "would say only that", "would only say"."""
        return "only" in self.fold[max(0, v - 1) : v + 2]

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
            begin = self.skip_brackets(i, lo)
            whole = any(hit.first <= begin and hit.last == i + 1 for hit in self.cast.hits_in(lo, i + 1))
            i = i if whole else begin  # "the Front for Aa (FA)" by its listed name
            if i < lo:
                return None
        elif any(c in QUOTE_MARKS for c in gap):
            return None
        word = self.fold[i]
        if word in PRONOUNS and word not in ("him", "them"):
            return i, i + 1, None, i
        if word in COMMENTS:
            return self.antecedent(i, lo) or self.clause_subject(lo, i, [])
        if "," in gap and (doing := self.before_doing(i, lo)):
            return doing
        if "," in gap:
            apposed = self.apposed(i, lo) or self.named_last(i, lo)
            if apposed:
                return apposed
        if word in JOINERS or "," in gap or DASH.search(gap):
            return self.clause_subject(lo, i + 1 if word not in JOINERS else i, after)
        return self.before_relative(i, lo) or self.before_office(i, v, lo) or self.walk_left(i, lo)

    def before_office(self, i: int, v: int, lo: int) -> Subject | None:
        """The person of "Colonel Ada Lind, the army's spokesman confirmed A": an office without its second
        comma ends at token `i`, the verb is at `v`."""
        k = i
        while k > lo and i - k < MAX_SUBJECT and not self.parted(k):
            k -= 1
        office = self.fold[i] in SPEAKS_FOR and self.fold[i].startswith("spokes")
        named = (
            self.fold[k : k + 6] if self.fold[k] in DETERMINERS else []
        )  # "Ada Lind, the envoy for Osk said"
        office = office or any(word in self.cast.words.titles | SPEAKS_FOR | _POSTS for word in named)
        if k <= lo or not office or "," not in self.cast.gap(k) or self.quote_of[k - 1] >= 0:
            return None
        j = k - 1
        while j > lo and k - j < 7 and not self.parted(j) and self.fold[j - 1] not in LEAD_WORDS:
            j -= 1
        words = self.cast.words
        titled = self.fold[j] in words.titles or self.fold[j] in words.given_names
        named = k - j > 1 and titled and all(self.cast.capital(n) for n in range(j, k))
        verb = self.verbs.get(self.fold[v])
        if not named or verb is None:
            return None
        begin, _, that = self.after_verb(v, len(self.fold), verb)
        goes_on = begin < len(self.fold) and not self.parted(begin)
        return (j, k, (k, i + 1), j) if that or goes_on else None

    def before_relative(self, i: int, lo: int) -> Subject | None:
        """The subject of "rebels who took Osk and are now backing Lind said": the relative clause without
        commas ends at token `i`; None where it has a subject of its own ("men who Oslo says")."""
        for k in range(i - 1, max(lo, i - MAX_CLAUSE), -1):
            if self.parted(k + 1) or self.quote_of[k] >= 0 or self.fold[k] in ("that", "which", "whom"):
                return None
            known = self.verbs.get(self.fold[k])
            if known is not None and known.sure and known.shape in ("s", "ed"):
                return None
            if self.fold[k] != "who" or self.parted(k):
                continue
            found = self.walk_left(i, lo)
            own = found and (found[0] <= k + 1 or self.fold[found[0] - 1] in JOINERS)
            acts = self.fold[k + 1] in AUX | _DID or self.fold[k + 1].endswith("ed")
            spoken = self.fold[k - 1] in self.cast.words.roles or self.cast.capital(k - 1)
            return self.walk_left(k - 1, lo) if acts and spoken and not own else None
        return None

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

    def before_doing(self, i: int, lo: int) -> Subject | None:
        """The subject of "X, while confirming that troops were there, said" for the "there" at token `i`."""
        for k in range(i - 1, max(lo, i - MAX_CLAUSE), -1):
            if self.quote_of[k] >= 0 or any(c in ";:" for c in self.cast.gap(k)):
                return None
            led = self.fold[k] in _WHILE and self.fold[k + 1].endswith("ing")
            if "," not in self.cast.gap(k) or not led or self.quote_of[k - 1] >= 0:
                continue
            found = self.walk_left(k - 1, lo)
            opens = found and (
                found[0] == lo or self.parted(found[0]) or self.fold[found[0] - 1] in LEAD_WORDS
            )
            return found if opens else None
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
        led = self.fold[j] in ("a", "an") and (self.cast.capital(k) or self.fold[k] == "the")
        the = (
            self.fold[j] == "the" and self.cast.capital(j + 1) and any(True for _ in self.cast.hits_in(j, k))
        )
        named = self.cast.capital(k - 1) and (self.cast.capital(j) or led or the) and k - j > 1
        named = named or (led and self.fold[k - 1] in self.cast.words.roles)
        if not named or j <= lo or not self.parted(j):
            return None
        m = j - 1
        while m > lo and j - m < 6 and not self.parted(m) and self.quote_of[m - 1] < 0:
            m -= 1
        twice = led and "," in self.cast.gap(j) and (m == lo or self.parted(m)) and self.quote_of[m] < 0
        timed = self.fold[m] in PREPOSITIONS or self.time_phrase(m, j) > m
        if twice and not timed and all(self.cast.capital(n) for n in range(m, j)):
            return m, j, (j, i + 1), m  # "Ada Lind, a member of the council, Osk's parliament, said"
        return j, k, (k, i + 1), j

    def named_last(self, i: int, lo: int) -> Subject | None:
        """The office before a name that ends at token `i`: "..., the mayor of Osk, Ada Lind, said"."""
        k = i
        while k > lo and i - k < 5 and not self.parted(k) and self.name_part(k):
            k -= 1
        if k <= lo + 1 or k == i or "," not in self.cast.gap(k) or not self.cast.capital(k):
            return None
        j = k - 1
        while j > lo and k - j < 14 and not self.parted(j) and self.quote_of[j - 1] < 0:
            j -= 1
        while j < k and (self.fold[j] in LEAD_WORDS or self.fold[j] == "where"):
            j += 1
        opened = j == lo or self.parted(j) or self.fold[j - 1] in LEAD_WORDS or self.fold[j - 1] == "where"
        acts = any(self.fold[n] in AUX for n in range(j, k))
        if not opened or j >= k or self.quote_of[j] >= 0 or acts:
            return None
        if self.fold[j : j + 2] in (["one", "of"], ["another", "of"]) or self.fold[j:k] == ["another"]:
            return j, k, (k, i + 1), j
        office = self.fold[self.cast.head(j, k)] in self.cast.words.roles
        led = self.fold[j] in DETERMINERS or self.cast.possessive(j)
        return (j, k, (k, i + 1), j) if office and led else None

    def name_part(self, k: int) -> bool:
        """Whether token `k` may be in a person's name: "Ada al-Lind"."""
        return self.cast.capital(k) or self.fold[k] in PARTICLES

    def known_initials(self, i: int) -> bool:
        """Whether token `i` alone stands in brackets and is a listed claimant: "Front for Aa, Bb (FAB)"."""
        listed = any(hit.first == i and hit.last == i + 1 for hit in self.cast.hits_in(i, i + 1))
        if not SPEAKS_FOR.isdisjoint(self.fold[max(0, i - 10) : i]):
            return False  # "Ada Lind, spokesperson for the Front for Aa (FA), said"
        posts = (k for k in range(max(1, i - 10), i) if self.fold[k] in HEADS and self.fold[k + 1] == "of")
        if any("," in self.cast.gap(k) for k in posts):
            return False  # "Ada Lind, leader of the Front for Aa (FA), said"
        return (
            "(" in self.cast.gap(i)
            and listed
            and "," in self.text[self.tokens[max(0, i - 9)].start : self.tokens[i].start]
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
        found = self.walk_left(i - 1, lo)
        its = found is not None and self.carried(found[0], found[1], lo)
        if its and (owner := self.clause_subject(lo, found[0], [])):
            return owner  # "The ministry provided its update on P, which noted": the ministry
        spoken = found is not None and self.fold[self.cast.head(found[0], found[1])] in self.cast.words.roles
        if self.fold[i] == "who" and not spoken:  # "aired a meeting with Ada Lind, who said"
            for hit in self.cast.hits_in(max(lo, i - 5), i):
                if hit.last == i and hit.claimant.person:
                    return hit.first, i, None, hit.first
        return found

    def carried(self, first: int, last: int, lo: int) -> bool:
        """Whether [first, last) is a paper of the subject's own: "its latest update on P"."""
        its = self.fold[first] in ("its", "their") or (
            first > lo and self.fold[first - 1] in ("its", "their")
        )
        return its and any(self.fold[k] in PAPERS for k in range(first, min(last, first + 6)))

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
        whose = k > lo + 1 and (self.fold[k - 1] == "whose" or self.who(k - 1))
        if whose and not self.parted(k - 1) and not self.told_by(k, i):
            return self.walk_left(k - 2, lo)
        described = self.described_noun(k, lo)
        put_out = self.fold[k] == "by" and self.fold[k - 1] in PUT_OUT
        if described >= 0 and self.fold[described] in PAPERS and put_out and k < i:
            return k + 1, i + 1, None, k + 1  # "a statement released by the ministry"
        if described >= 0:
            return self.walk_left(described, lo)
        listed = self.listed_places(k, i, lo)
        if listed is not None:
            return listed
        begin = self.phrase_start(k, i)
        begin = k if self.fold[begin] in PAPERS else begin  # "the evening summary of the army"
        first = self.joint_start(begin, lo)
        led = first > lo and self.fold[first - 1] in PREPOSITIONS | _OBJECT_OF
        if led and first == k and not self.parted(first) and not in_phrase:
            return None
        return first, i + 1, None, k

    def told_by(self, k: int, i: int) -> bool:
        """Whether [k, i] after "who" is who says it of them: "men who Oslo says", not "who fled Osk"."""
        if self.fold[k - 1] == "whose" or self.quote_of[k] >= 0:
            return False
        named = self.cast.capital(k) or self.fold[k] in DETERMINERS
        return named and all(self.fold[n] not in AUX for n in range(k, i + 1))

    def who(self, n: int) -> bool:
        """Whether token `n` is somebody's relative: "who", or "that" in "a resident that spoke to us"."""
        if self.fold[n] != "that" or n < 1 or n + 1 >= len(self.fold):
            return self.fold[n] == "who"
        acts = self.fold[n + 1] in AUX | _DID or self.fold[n + 1].endswith("ed")
        return acts and self.fold[n - 1] in self.cast.words.roles and self.fold[n - 1] not in self.verbs

    def described_noun(self, k: int, lo: int) -> int:
        """Token before "who spoke" or "quoted by" that ends at token `k`, -1 for none."""
        if k <= lo + 1 or self.parted(k) or self.parted(k - 1):
            return -1
        done = self.fold[k - 1].endswith("ed") or self.fold[k - 1] in ("seen", "written", "sent", "read")
        if k < len(self.fold) and self.fold[k] == "by" and done:
            return k - 2 if k - 2 >= lo else -1
        for n in range(k - 2, max(lo, k - 4), -1):
            if self.who(n) and not self.parted(n):
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
        if {"among", "amid", "amongst"} & set(self.fold[max(lo, k - 6) : k]):
            return False  # "panic among its people and the army said"
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
            if self.fold[p] in DETERMINERS and self.fold[p - 1] not in _LEADS_ON:
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
        begin = k
        if k + 1 < limit and self.fold[k] in _CONCERNED and self.parted(k + 1):
            begin = k + 1  # "the group involved, the Front for Aa, said"
        apposed = begin < limit and self.parted(begin) and self.noun_like(begin)
        return c, k, (begin, limit) if apposed else None, c

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
        if word in PARTICLES and anchored and k + 1 < limit and self.cast.capital(k + 1):
            return True  # "Ada al-Lind, a nurse there, said"
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
