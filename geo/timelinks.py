"""How words for a time hang together with what a sentence tells: which deeds share a day, and which time is
that of something else named beside it.

Text and offsets only; every pattern is bounded by the sentence.
"""

from __future__ import annotations

import re

from geo.timetokens import TimeExpression

SHARE_CHARS = 250  # characters between a day and a deed that may share it
LEAD_CHARS = 90  # characters before words for a time in which it is told what they date
DAY_KINDS = frozenset(["weekday", "day", "overnight", "date", "numeric", "range"])
_HAPPENINGS = (
    "vote|election|referendum|poll|plebiscite|deal|agreement|accord|pact|talks|summit|meeting|conference"
    "|ceasefire|truce|armistice|ruling|verdict|speech|coup|putsch|killing|assassination|murder|death|visit"
    "|decision|announcement|ultimatum|protest|independence|invasion|war|uprising|revolution|revolt|rebellion"
    "|insurgency|conflict|earthquake|flood|massacre|resignation|inauguration|mobili[sz]ation|withdrawal"
    "|pull-?out|offensive|counteroffensive"
)
_ATTACKS = "attack|raid|strike|bombing|bombardment|shelling|airstrike|ambush|incursion|provocation|assault"
_TAIL = r"(?:'s|s|es)?(?: (?:of|in|on|at|by|with|over|for|between|against) [^,;:.]{1,40}?)??"
#: Words before a time that make it the time of something that came before, or came after, the deed.
_AFTER = re.compile(
    rf"(?i)\b(?:(?:in (?:response|reaction|reply|answer) to|in the wake of|after|following|despite|because of"
    rf"|owing to|over|under|prompted by|triggered by|sparked by|provoked by|as agreed (?:in|at))"
    rf" (?:(?:the|a|an|its|their|his|her|[\w'’-]+['’]s?) )?(?:[\w'’-]+ ){{0,3}}?(?:{_HAPPENINGS}){_TAIL}"
    rf"|(?:in (?:response|reaction|reply|answer) to|in (?:retaliation|revenge|reprisal|retribution) for"
    rf"|to avenge|avenging) (?:(?:the|a|an|its|their|[\w'’-]+['’]s?) )?(?:[\w'’-]+ ){{0,3}}?"
    rf"(?:{_HAPPENINGS}|{_ATTACKS}){_TAIL})"
    r"(?: (?:held|signed|reached|launched|begun|announced))?(?: (?:early|late|earlier|in|on|of))* ?\Z"
)
_BEFORE = re.compile(
    rf"(?i)\b(?:before|ahead of|prior to|until|till) (?:(?:the|a|an|its|their|[\w'’-]+['’]s?) )?"
    rf"(?:[\w'’-]+ ){{0,3}}?(?:{_HAPPENINGS}){_TAIL}(?: (?:early|late|earlier|in|on|of))* ?\Z"
)
#: A "since" that a verb follows: "since launching it on Friday", "since the offensive began on 3 May".
_SINCE = re.compile(
    r"(?i)\bsince (?:(?:first|re-?)?[a-z]{3,}ing\b"
    rf"|(?:the|a|its|their|[\w'’-]+['’]s) (?:[\w'’-]+ ){{0,3}}?(?:{_HAPPENINGS})\b"
    r"|[^,;:.]{1,60}?\b(?:began|begun|started|launched|broke|erupted|entered|crossed|resumed|opened|collapsed"
    r"|seized|took|captured|fell|returned|invaded|left|withdrew|declared|announced|signed|attacked|stormed"
    r"|driven out|drove|ousted|expelled|forced out|pushed out"
    r"|struck|advanced)\b)[^,;:.]*"
)
_COMPARED = re.compile(
    r"(?i)\b(?:the|its|their|only the) (?:\w+ )?(?:first|only|last|latest|worst|most|largest"
    r"|biggest|heaviest|deadliest|fiercest|greatest|longest|closest"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b[^,;:]*\Z"
)
_COUNT = r"a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}"
#: An "after" that a verb follows, with how long after: "two days after taking P on 12 May".
_AFTER_DEED = re.compile(
    rf"(?i)\b(?:(?P<count>{_COUNT}) (?P<unit>days?|weeks?|months?|years?) )?after "
    r"(?:(?!fighting|shelling|bombing|heavy|clash)[a-z]{3,}ing\b|(?!days?|weeks?|months?|years?|hours?)[^,;:.]{1,80}?"
    r"\b(?:began|started|launched|broke|erupted|entered|crossed|resumed|collapsed|seized|took|captured|fell|lost"
    r"|returned|invaded|left|withdrew|fled|retook|recaptured|attacked|declared|announced|signed|drove|pulled"
    r"|overran|surrendered)\b)[^,;:.]*"
)
_RELATIVE = re.compile(r"(?i)[;:]|\b(?:who|whom|whose|which|where|that|but|while|as|after|before|had)\b")
#: A noun group set off by commas that tells what stands before it: ", a town of 70,000 before the war ...".
_ASIDE_NOUN = re.compile(
    r"(?i)[,—–] ?(?:(?:a|an|once|one of|home to|part of|site of|scene of|known as|formerly|long|now)\b"
    r"|the (?:\w+ )?(?:site|scene|home|capital|largest|biggest|main|last|only|first|second|third|town|city"
    r"|village)\b)(?:[^,;:—–]|(?<=\d),(?=\d))*\Z"
)
#: Words set off by dashes, which tell of something beside: "the government - driven out in 2014 - holds P".
_DASHED = re.compile(
    r"(?: - | ?[—–] ?)(?=[^—–;.]{0,60}\b(?:\w+ed|driven|taken|held|lost|who|which|after|since|before|when)\b)"
    r"[^—–;.]{1,160}?(?: - |[—–])"
)
#: Right behind a time: what was done then, "since May, when it took P".
_WHEN = re.compile(r",? when\b[^,;:.—–]*\Z")
#: What was done to the subject, or by it, told between commas: "P, retaken in March, was shelled".
_ASIDE_DONE = re.compile(
    r"(?i)[^,;:]{2,60}, (?:\w+ly |once |first |last |then )?(?:\w+ed|taken|retaken|held|lost|won|built|fought"
    r"|overrun|hit|struck|born|set up|driven|cut off)"
    r"(?: (?:by|in|from|since|during|at|on|under|after|as|with)\b[^,;:]*)?,"
)
#: "Troops who crossed the border on 10 May", before what they did then.
_WHO_DID = re.compile(
    r"(?i)\b(?:who|which|that) (?:had |have |has )?(?:\w+ed|left|took|fled|came|went|lost|held|fell|won"
    r"|fought|broke|drove|began|met)\b[^,;:]{0,80}\Z"
)
_ADVERBS = re.compile(r"(?i)\s*(?:(?:then|later|also|finally|eventually|\w+ly) )*")
_DEED_AHEAD = re.compile(r"(?i)\b(?:\w+ed|held|taken|lost|won|built|fought|overrun|hit|struck|home)\b")
_LOOSE_KINDS = frozenset(["duration", "vague", "ago", "season", "window"])
#: Asides that do not part a deed from its time.
_ASIDES = re.compile(
    r" ?[—–][^—–;]{1,160}[—–]|\([^()]{1,120}\)|\[[^\[\]]{1,120}\]"
    r"|, (?:which|who|where|whose|a|an|the|home to|also (?:known as|called)|called|named|about|some|near)\b"
    r"[^,;]{1,120},"
)
_LED = re.compile(r"(?i)\s*(?:(?:on|in|at|late|early|earlier|around|during|the night of)\s+)*")
#: Words between a day and a deed by which they do not go together.
_PARTING = re.compile(
    r"(?i)[;:\n]|\b(?:after|before|since|until|till|following|if|unless|despite|although|though|earlier"
    r"|previously|once|which|who|whom|whose|that|had|has|have|is|are|will|would|could|may|might|but|next"
    r"|now|still|yet|days?|weeks?|months?|years?|because|whether|so|or|last|this|ago|recently)\b"
)
_JOINING = re.compile(r"(?i)\b(?:and|as|amid|amidst|while|when|with)\b")
_THEN = re.compile(r"(?i)\b(?:then|later|eventually|subsequently|afterwards|finally)\b")
_ALONGSIDE = re.compile(r"(?i)\b(?:as|while|amid|when) [^,;]*\Z")
_ONGOING = re.compile(
    r"(?i)\b(?:now|still|remain(?:s|ed)?|continu(?:e|es|ed|ing)|currently|so far|yet|has|have|is|are|will"
    r"|would|had|so-called|daily|always|often|ongoing)\b"
)
_GOES_ON = re.compile(r"\s+(?:continues?|goes on|is|are|remains?)\b")  # "and shelling continues in Q"
_LEADING = re.compile(r"(?i)\W*(?:as|while|amid|with|when)\b")
#: Between two days that both are meant: "on Monday and in the early hours of Tuesday".
_BOTH = re.compile(
    r"(?i),? (?:and|or) (?:(?:again|also|early|late) )?(?:on |in |into |overnight on )?(?:the )?"
    r"(?:(?:early|first|small|late) hours (?:of|on) |(?:morning|evening|night|afternoon|dawn) of )?"
)
_BOTH_END = re.compile(r"\s*(?:[,.;)]|\Z)")
_ENDED = re.compile(
    r"(?i)\b(?:before|until|till) (?=[\w'’ -]{2,60}?\b(?:\w+ed|took|fell|seized|drove|left|overran|retook"
    r"|won|broke|withdrew|fled|went|came|were|was|had)\b)"
)
_EARLIER_DEED = re.compile(
    r"\b(?:earlier|previously|formerly) (?:had |been )?(?:[a-z]+ ){0,3}?\Z|\A\W*Earlier,? [^,;:]{0,40}\Z"
)
#: Behind a month or season: "in October of that year".
OF_THAT_YEAR = re.compile(r",? (?:of |in |later |early |late )*(?:that|the same) year\b")
_ALTHOUGH = re.compile(
    r"\W*(?:(?:But|And|However),? )?(?:[Aa]lthough|[Tt]hough|[Ee]ven though|[Ww]hereas)\b[^,;]*,"
)
#: Right before whoever speaks: what was said came before what the sentence tells first.
AFTER_SAYING = re.compile(r"(?i)\b(?:after|following) (?:(?:the|a|an|its|his|their) )?(?:[\w'’-]+ ){0,3}?\Z")
#: "That year", "that night" right behind the clause from which its "that" parts it.
THAT_TIME = re.compile(
    r"\s+that (?:same )?"
    r"(?:year|month|week|day|night|evening|morning|afternoon|spring|summer|autumn|fall|winter)\b"
)


def since_clauses(text: str, first: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence that tell since when: "since launching the offensive on Friday"."""
    return [match.span() for match in _SINCE.finditer(text, first, end)]


def compared(text: str, first: int, since: int) -> bool:
    """Whether the clause at offset `since` only compares: "the first city taken since the war began"."""
    return _COMPARED.search(text, max(first, since - LEAD_CHARS), since) is not None


def of_since(text: str, deed: tuple[int, int], at: int, since: tuple[int, int]) -> bool:
    """Whether a time at offset `at` stands in a clause that tells since when the deed has been so; not one
    that somebody else does: "X took P from Y, who had held it since the war began in May"."""
    start, end = since
    if not start < at < end or start <= deed[0] < end:
        return False
    return deed[0] >= end or not _RELATIVE.search(text, deed[1], start)


def of_another(text: str, first: int, expression: TimeExpression, deed: int) -> str:
    """ "after" where a time is that of something that came before the deed at offset `deed` ("after a vote
    last month"), "before" where it came after it, else ""."""
    low = max(first, expression.start - LEAD_CHARS)
    right_before = expression.end < deed and _ADVERBS.fullmatch(text, expression.end, deed)
    if right_before and expression.kind != "vague" and _WHO_DID.search(text, low, expression.start):
        return "after"
    for side, pattern in (("after", _AFTER), ("before", _BEFORE)):
        match = pattern.search(text, low, expression.start)
        if match and not match.start() <= deed < expression.end:
            return side
    return ""


def after_clauses(text: str, first: int, end: int) -> list[re.Match[str]]:
    """The clauses of a sentence that tell after what deed something came, with how long after."""
    return list(_AFTER_DEED.finditer(text, first, end))


def after_deed(
    text: str, first: int, clauses: list[re.Match[str]], expression: TimeExpression, deed: tuple[int, int]
) -> tuple[str, str] | None:
    """(count, unit), both "" where none is told, by which a deed came after another that a time dates: "two
    days after taking P on 12 May, they attacked Q". None where the time is not of such another."""
    for match in clauses:
        if not match.start() < expression.start < match.end() or match.start() <= deed[0] < match.end():
            continue
        behind = deed[1] <= match.start()
        if not behind and match.start() - first > len(match["count"] or "") + 20:
            continue
        if behind and _RELATIVE.search(text, deed[1], match.start()):
            continue
        return match["count"] or "", match["unit"] or ""
    return None


def of_an_aside(text: str, first: int, expression: TimeExpression, deed: int) -> bool:
    """Whether a time stands in words that only describe ("P, a stronghold for two years, ...", "P, retaken in
    March, ..."), and the deed at offset `deed` does not."""
    done = _ASIDE_DONE.match(text, first)
    if (
        done
        and done.start() < expression.start < done.end() <= deed
        and "," in text[first : expression.start]
    ):
        return True
    dashed = _DASHED.search(text, max(first, expression.start - SHARE_CHARS), expression.end + SHARE_CHARS)
    if (
        dashed
        and dashed.start() < expression.start < dashed.end()
        and not dashed.start() < deed < dashed.end()
    ):
        return True
    aside = _ASIDE_NOUN.search(text, max(first, expression.start - SHARE_CHARS), expression.start)
    if aside is None:
        return False
    closes = min((k for c in ",;:—–" if (k := text.find(c, expression.end)) >= 0), default=len(text))
    if aside.start() <= deed < closes:
        return False
    bound = expression.relation or expression.kind in _LOOSE_KINDS
    unit = expression.granularity in ("month", "year", "season")
    return bool(bound or unit or _DEED_AHEAD.search(text, aside.start(), expression.start))


def when_deed(text: str, expression: TimeExpression, deed: int) -> bool:
    """Whether the deed at offset `deed` is what was done at a time named before it: "since May, when it took
    P"."""
    near = expression.end < deed <= expression.end + SHARE_CHARS
    return near and _WHEN.fullmatch(text, expression.end, deed) is not None


def of_a_concession(text: str, first: int, expression: TimeExpression, deed: int) -> bool:
    """Whether a time stands in a leading "although" clause, and the deed behind it."""
    match = _ALTHOUGH.match(text, first)
    return match is not None and expression.start < match.end() <= deed


def across_aside(text: str, deed_end: int, expression: TimeExpression) -> bool:
    """Whether only asides stand between a deed and the time behind it: "took P — a town in Q — on Monday"."""
    if not deed_end <= expression.start <= deed_end + 2 * SHARE_CHARS:
        return False
    between = text[deed_end : expression.start]
    last = next((m.end() for m in reversed(list(_ASIDES.finditer(between)))), -1)
    plain = _ASIDES.sub(" ", between)
    return last >= 0 and bool(_LED.fullmatch(between, last)) and not _PARTING.search(plain)


def shared(text: str, first: int, deed: tuple[int, int], clause: int, expression: TimeExpression) -> str:
    """ "same" where the deed at text[deed] has the day that its sentence names elsewhere, "later" where it is
    told as coming after that, else "". `clause` is the offset of the deed's clause."""
    if (
        expression.kind not in DAY_KINDS
        or expression.relation
        or expression.granularity not in ("day", "night")
    ):
        return ""
    start, end = deed
    if max(start - expression.end, expression.start - end, start - clause) > SHARE_CHARS:
        return ""
    if _ONGOING.search(text, clause, start) or _GOES_ON.match(text, end):
        return ""
    if end <= expression.start:  # "As they shelled P, the army took Q on Monday"
        leads = _LEADING.match(text, clause) and not text[first:clause].strip()
        return "same" if leads and not _PARTING.search(text, end, expression.start) else ""
    between = _ASIDES.sub(" ", text[expression.end : start])
    if _PARTING.search(between):
        return ""
    ing = text[start:end].split()[0].endswith("ing") if text[start:end].split() else False
    if not _JOINING.search(between) and not (ing and "," in between):
        return ""
    then = _THEN.search(between)
    within = then and _ALONGSIDE.search(between, 0, then.start())
    return "later" if then and not within else "same"


def both(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two days, months or years that follow one another are both meant: "on Monday and early on
    Tuesday", "in 2015 and 2016"."""
    alike = one.granularity == other.granularity and one.granularity in ("day", "month", "year")
    joined = alike and not (one.relation or other.relation)
    return bool(joined and _BOTH.fullmatch(text, one.end, other.start) and _BOTH_END.match(text, other.end))


def ended_by(text: str, deed_end: int, end: int) -> int:
    """Offset behind a "before" or "until" that opens a clause after the deed, -1 for none."""
    match = _ENDED.search(text, deed_end, end)
    if match is None or any(c in text[deed_end : match.start()] for c in ".;:"):
        return -1
    return match.end()


def told_as_earlier(text: str, first: int, clause: int, deed: int) -> bool:
    """Whether "earlier" or "previously" stands before a deed: "M23 earlier regained control of P"."""
    return any(_EARLIER_DEED.search(text[start:deed]) for start in (first, clause))
