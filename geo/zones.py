"""What each line of an article is: headline, dateline, caption, summary, boilerplate or body.

The rules look at form alone (credits, labels, bullets, position) and are conservative: a line that may hold
a claim stays body. Nothing is cut out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo.model import Zone

_LINE = re.compile(r"[^\r\n]+")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_AGENCY = (
    r"(?:Reuters|REUTERS|AFP|AP|Associated Press|EPA(?:-EFE)?|Getty(?: Images)?|Anadolu(?: Agency"
    r"| Images)?|dpa|DPA"
    r"|Shutterstock|Maxar(?: Technologies)?|Planet Labs(?: PBC)?|TASS|Sputnik|Ukrinform|Xinhua"
    r"|NurPhoto|Bloomberg|UPI)"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|tiktok|bluesky"
    r"|threads)"
)
_BUTTON = rf"(?:{_NETWORK}|e-?mail|print|share|save|(?:re)?tweet|copy\s+link|link)"
#: A whole line that belongs to the page, not to the article.
_PAGE_LINE = re.compile(
    rf"""(?ix)
    (?:back\s+to\s+)?(?:top|bottom)\s+of\s+(?:the\s+)?page | back\s+to\s+top | skip\s+to\s+(?:main\s+)?content
    | (?:this\s+is\s+an\s+)?advert(?:isement)?s? | sponsored(?:\s+content)? | ad | promoted
    | \d*\s*comments?(?:\s*\(\d+\))? | (?:leave|post|add|write)\s+a\s+(?:comment|reply)\b.{{0,40}}
    | no\s+comments(?:\s+yet)?
    | share(?:\s+(?:this|on|via)\b.{{0,40}})? | {_BUTTON}(?:[\s,|/·•]+{_BUTTON}){{0,12}}
    | subscribe(?:\s+(?:now|today|here|to\s+(?:our|us)\b[\w ']{{0,40}}))? |
    sign\s+(?:up|in)(?:\s+(?:now|here|today))? | log\s+in | register |
    (?:read|see|watch|listen)\s+(?:more|also|next|now)\b\s*(?:[:|].{{0,160}})? |
    also\s+read\s*(?:[:|].{{0,160}})? |
    read\s+the\s+(?:original|full)\s+(?:article|story|text|report)\b.{{0,120}} |
    original\s+article\b.{{0,120}} | source:\s*https?://\S+ | via\s+\w{{2,20}} | from\s+[\w
    .']{{2,40}}\s+https?://\S+ | (?:more|latest)\s+(?:on|from|about)\s+(?:the\s+|this\s+)?[\w' -]{{2,40}} |
    related(?:\s+(?:articles?|stories|topics?|posts?|news|content|coverage|links|reading))?\s*(?::.{{0,160}})?
    | must[\s-]?reads? | most\s+(?:read|popular|viewed|shared) |
    recommended(?:\s+(?:for\s+you|stories|reading))? |
    you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)\b.{{0,30}} |
    trending(?:\s+(?:now|stories|news))? | editors?['’]?s?\s+picks? | up\s+next | read\s+next |
    don['’]t\s+miss | popular\s+(?:posts|articles|stories|now) |
    latest(?:\s+(?:news|stories|articles|posts|updates))? | more\s+(?:stories|news|articles|top\s+stories) |
    top\s+stories | (?:load|show|view)\s+more | (?:previous|next)\s+(?:article|post|story)\b.{{0,120}} |
    about\s+us | contact\s+us | home | menu | search | close | news | world | europe | videos? | photos |
    gallery | live |
    (?:tags?|topics?|keywords|categories|category|filed\s+under|posted\s+in)\s*:\s*.{{0,200}} |
    home(?:\s*[>»›/|]\s*[\w &'-]{{1,40}}){{1,6}} | by\s+admin | posted\s+by\s+\S+ |
    (?:written\s+by|author|reporter|editor)\s*:\s*.{{2,80}} | (?:additional\s+)?reporting\s+by\s.{{2,300}} |
    (?:writing|editing|edited)\s+by\s.{{2,200}} | \d{{1,2}}\s*min(?:ute)?s?\s+read |
    \d{{1,3}}\s*/\s*\d{{1,3}} | \d{{1,2}}\s+of\s+\d{{1,3}} | play\s+video | https?://\S+ | www\.\S+ |
    [|>»›*_=~·•\s-]{{1,80}} | loading[.…]* | \#\w{{2,40}}(?:\s+\#\w{{2,40}}){{0,20}}
    """
)
#: The same in whole sentences. Other sentences are never taken for boilerplate.
_PAGE_SENTENCE = re.compile(
    rf"""(?ix)
    (?:subscribe|sign\s+up|get|join|register)\b.{{0,80}}\b(?:newsletters?|inbox|alerts|briefings?|channel|e-?mails?)\b.{{0,80}}
    | follow\s+(?:us|[\w ]{{2,40}})\s+on\s+{_NETWORK}\b.{{0,80}} |
    (?:we|this\s+(?:site|website)|our\s+site)\s+uses?\s+cookies\b.{{0,200}} |
    (?:accept|reject|manage)(?:\s+all)?\s+cookies? | cookie\s+(?:policy|settings|preferences|notice) |
    (?:click|tap)\s+here\b.{{0,120}} | download\s+(?:the|our)\s+app\b.{{0,80}} |
    (?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{{4}})).{{0,200}} | .{{0,80}}\ball\s+rights\s+reserved\b.{{0,80}} |
    terms\s+(?:of|and)\s+(?:use|service|conditions)\b.{{0,60}} | privacy\s+(?:policy|notice)\b.{{0,60}} |
    our\s+standards\s*:.{{0,120}} |
    (?:this\s+article|this\s+story)\s+(?:was\s+)?(?:first|originally)\s+(?:appeared|published|posted)\b.{{0,160}}
    """
)
_SENTENCE_WORDS = 9
_BYLINE = re.compile(
    r"(?:By|BY)(?: [A-Z][\w.'’-]{0,30}){1,4}(?:(?:,| and| &|, and)(?: [A-Z][\w.'’-]{0,30}){1,4}){0,5}"
    r"(?:(?:,| in| \||,? for) [\w .'’&-]{2,60})?"
)
#: A heading after which a page lists other articles.
_TAIL_HEADING = re.compile(
    r"(?i)(?:must[\s-]?reads?|most (?:read|popular|viewed|shared)|recommended(?: for you| stories| reading)?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|trending(?: now| stories| news)?"
    r"|editors?['’]?s? picks?"
    r"|up next|read next|don['’]t miss|popular (?:posts|articles|stories|now)|more (?:stories|news"
    r"|articles|top stories)"
    r"|top stories|latest (?:news|stories|articles|posts)|related(?: (?:articles|stories|topics|posts"
    r"|news|content|coverage"
    r"|links))?|\d*\s*comments?(?: \(\d+\))?|leave a (?:comment|reply))\s*:?"
)
_LIST_HEADING = re.compile(
    r"(?i)(?:more (?:on|from|about) .{2,50}|read (?:more|also)|see also|also read)\s*:?"
)
_LABEL_DATE = re.compile(
    r"(?i)(?:by .{2,60}[|,·•–-]\s*)?(?:(?:first |originally |last )?(?:published|updated|posted"
    r"|modified|revised)"
    r"|publication date|date(?: published)?|issued|created)\b(?: on| at)?\s*[:|]?\s*(?=.{0,60}\d).{4,140}"
)
_CREDIT_WORDS = re.compile(
    r"(?i)photo|image|picture|credit|getty|afp|reuters|\bap\b|epa|video grab|screen ?grab|screenshot"
    r"|handout|footage|caption"
    r"|illustration|anadolu|maxar|(?:19|20)\d\d\.?$"
)
_CAPTION = (
    re.compile(
        r"(?i)(?:file )?(?:photo(?:graph)?s?|images?|pictures?|caption|credits?|pictured|illustration|video)"
        r"(?:\s*:|\s+(?:by|credit|courtesy|provided by|released by)\b)"
    ),
    re.compile(
        r"(?:This|A|An|In this|In an?|On this) (?:\w+ ){0,3}(?:video grab|screen ?grab|screenshot"
        r"|handout|photo(?:graph)?"
        r"|image|picture|frame grab|still|aerial view|combination)\b.{0,160}?"
        r"\b(?:shows?|taken|released|provided|posted|obtained|made available|captured|from video|published)\b"
    ),
    re.compile(r"(?:FILE|File)(?: PHOTO)? ?[-–—:] .{10}"),
)
_CREDIT_INSIDE = (
    re.compile(
        r"(?i)[(\[](?:file )?(?:photo(?:graph)?s?|image|picture|credit|video|source)\s*(?::|by\b|courtesy\b)"
    ),
    re.compile(rf"\b{_AGENCY}(?: via |/){_AGENCY}"),
    re.compile(r"[.!?)”] (?:Photo|Image|Picture|Photograph|Credit)s?: ?[A-Z][^.!?]{1,60}\.?$"),
    re.compile(r"\((?:AP|AFP|Reuters|EPA) (?:Photo|Video|File)\b"),
    re.compile(rf"\bREUTERS/[A-Z]|[A-Z][\w'’-]{{1,40}} ?/ ?{_AGENCY}\)?\.?\s*$"),
    re.compile(r"(?i)(?:via getty images|getty images|file photo|handout via \w+|/handout)[)\].]{0,2}\s*$"),
)
#: "…, near the town of X, Ukraine March 10, 2023.": a dated scene, as agencies caption their pictures.
_DATED_SCENE = re.compile(
    rf"\b(?!(?:on|in|of|by|since|until|till|from|to|and|before|after|dated|the|for|between|through"
    rf"|early|late|mid)\b)"
    rf"[\w'’.-]{{1,40}},? (?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?"
    rf"{_MONTH} \d{{1,2}}, \d{{4}}\.?$"
)
_ON_DATE = re.compile(rf"\bon {_MONTH} \d{{1,2}}, \d{{4}}\.?$")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●∙■►▶]|[*–—-](?=\s))\s*(?=\S)")
_SUMMARY_HEADING = re.compile(
    r"(?i)(?:key (?:points|takeaways|developments|findings|events)|summary|highlights|in (?:short"
    r"|brief)|at a glance"
    r"|what (?:you need to|we) know|the (?:main points|essentials)|bullet points|tl;?dr)\s*:?"
)
_CAPITALS = r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}"
_PLACE = rf"(?:{_CAPITALS}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}})"
_WIRE = r"\([A-Z][\w .&/-]{1,40}\)"
_DASH = r"\s*[-–—:]{1,2}\s*"
#: "CAPITAL, March 7 (Reuters) - ", "CAPITAL (AP) — ", "CAPITAL, August 19. /AGENCY/. ". A name with its
#: abbreviation in brackets is none: "Valley Defence Forces (VDF)".
_DATELINE = re.compile(
    rf"{_PLACE}(?:[,/] ?{_PLACE}){{0,2}},? {_DATE}[.,]?(?:\s*{_WIRE}\s*(?:{_DASH})?"
    rf"|\s*/[A-Z][\w .]{{1,30}}/\.?\s*|{_DASH})(?=\S)"
    rf"|{_CAPITALS}(?:, {_PLACE}){{0,2}},? {_WIRE}{_DASH}(?=\S)"
    rf"|{_PLACE}(?:, {_PLACE}){{0,2}},? \({_AGENCY}\){_DASH}(?=\S)"
    rf"|{_DATE} {_WIRE}{_DASH}(?=\S)"
    rf"|{_CAPITALS}\s[-–—]\s{_DATE}\s?(?:\[[^\[\]]{{1,30}}\])?\s?[-–—]\s(?=\S)"
    rf"|{_CAPITALS}(?:, {_PLACE})?\s[-–—]{{1,2}}\s(?=[A-Z“\"‘])"
)
_DATE_LINE = re.compile(
    rf"(?i)(?:by .{{2,60}}[|,·•–-]\s*)?(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?:{_DATE}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    r"(?:[\s,|·•–-]+(?:at )?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*\(?[a-z]{2,5}(?:[+-]\d{1,2})?\)?)?)?\.?"
)
#: A date line that goes on: "12 May 2021 (reporting period: 10 to 11 May)", "12 May 2021, by our
#: correspondent".
_DATED_START = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}"
    rf"|\d{{1,2}} {_MONTH},? \d{{4}})"
    r"\s*(?:\(|,? (?:by|from|in)\b|[|/–—-]).{1,110}"
)
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")

_HEADLINE_MAX = 220
_PAGE_LINE_MAX = 300
_CAPTION_MAX = 2_500
_SCENE_WORDS = (9, 70)  # a dated scene is a sentence, not a title
_LABEL_MAX, _LABEL_WORDS = 160, 6
_HEAD_LINES = 14
_TAIL_SHARE = 0.35


@dataclass(slots=True)
class _Unit:
    """A line, or a paragraph that was broken into lines."""

    start: int
    end: int
    text: str
    role: str = "body"
    block: int = 0  # number of the blank-line-separated block


def zones(text: str, title: str = "") -> tuple[Zone, ...]:
    """Zones of a text: in order, not overlapping, covering all that is not blank. Linear in the text."""
    units = list(_units(text))
    _page_lines(units)
    _captions(units)
    _summary(units)
    _headline(units, title)
    _tails(units, len(text))
    return tuple(_merged(_split_datelines(units)))


def headline(text: str, zones: tuple[Zone, ...]) -> str:
    """The headline that the zones found, without markdown marks, or ""."""
    for zone in zones:
        if zone.role == "headline":
            return " ".join(text[zone.start : zone.end].lstrip("# ").split())
    return ""


def _units(text: str) -> Iterator[_Unit]:
    """Lines, with the lines of a hard-wrapped paragraph put together."""
    block: list[_Unit] = []
    number, last = 0, 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        gap = text[last : match.start()]
        if block and (gap.count("\n") > 1 or (gap.count("\n") == 0 and gap.count("\r") > 1)):
            yield from _unwrapped(text, block)
            number += 1
            block = []
        block.append(_Unit(start, start + len(stripped), stripped, block=number))
        last = start + len(stripped)
    yield from _unwrapped(text, block)


def _unwrapped(text: str, block: list[_Unit]) -> list[_Unit]:
    """One unit for a block of lines that were broken at a margin, else the lines."""
    if len(block) < 3:
        return block
    full = [len(u.text) for u in block[:-1]]
    longest = max(full)
    broken = sum(1 for u in block[:-1] if not _SENTENCE_END.search(u.text[-8:]))
    starts = sum(1 for u in block if _BULLET.match(u.text))
    if not 40 <= longest <= 120 or min(full) < longest - 25 or broken * 2 < len(full) or starts:
        return block
    start, end = block[0].start, block[-1].end
    return [_Unit(start, end, text[start:end], block=block[0].block)]


def _page_lines(units: list[_Unit]) -> None:
    for unit in units:
        line = unit.text
        if len(line) > _PAGE_LINE_MAX:
            continue
        if _is_page_line(line):
            unit.role = "boilerplate"
        elif _is_date_line(line):
            unit.role = "dateline"


def _is_page_line(line: str) -> bool:
    if _PAGE_SENTENCE.fullmatch(line):
        return True
    if line[-1] in ".!?" and line.count(" ") >= _SENTENCE_WORDS:
        return False
    return bool(_PAGE_LINE.fullmatch(line) or _BYLINE.fullmatch(line))


def _is_date_line(line: str) -> bool:
    if _DATE_LINE.fullmatch(line):
        return True
    if _LABEL_DATE.fullmatch(line):
        return not _prose(line)
    return bool(_DATED_START.fullmatch(line)) and line[-1] not in ".!?" and not _prose(line)


def _prose(line: str) -> bool:
    """Whether a line that begins like a label goes on as a sentence."""
    return len(line) > _LABEL_MAX or sum(w.isalpha() and w.islower() for w in line.split()) > _LABEL_WORDS


def _is_caption(line: str) -> bool:
    if len(line) > _CAPTION_MAX or not _CREDIT_WORDS.search(line):
        return False
    if any(p.match(line) for p in _CAPTION) or any(p.search(line) for p in _CREDIT_INSIDE):
        return True
    if not _SCENE_WORDS[0] <= line.count(" ") + 1 <= _SCENE_WORDS[1]:
        return False
    return bool(_DATED_SCENE.search(line)) and not _ON_DATE.search(line)


def _captions(units: list[_Unit]) -> None:
    for unit in units:
        if unit.role == "body" and _is_caption(unit.text):
            unit.role = "caption"
    for one, other in pairwise(units):
        roles = {one.role, other.role}
        if roles == {"body", "caption"} and _alike(one.text, other.text):
            one.role = other.role = "caption"


def _alike(a: str, b: str) -> bool:
    """Whether two lines say nearly the same words from their first word on."""
    if not min(len(a), len(b)) >= 20 or max(len(a), len(b)) > _CAPTION_MAX:
        return False
    first, second = a.lower().split(), b.lower().split()
    if first[:4] != second[:4]:
        return False
    one, two = set(first), set(second)
    return len(one & two) >= 0.6 * min(len(one), len(two))


def _summary(units: list[_Unit]) -> None:
    """Bullets near the top, or under a heading that promises a summary, when a longer body follows."""
    i = 0
    while i < len(units):
        heading = len(units[i].text) < 40 and _SUMMARY_HEADING.fullmatch(units[i].text)
        first = i + 1 if heading else i
        j = first
        while (
            j < len(units) and units[j].role in ("body", "boilerplate") and _BULLET.match(units[j].text[:12])
        ):
            j += 1
        if (
            j - first >= 2
            and (heading or first < _HEAD_LINES)
            and _body_after(units, j) > units[j - 1].end - units[first].start
        ):
            for unit in units[i:j]:
                unit.role = "summary"
        i = max(j, i + 1)


def _body_after(units: list[_Unit], i: int) -> int:
    total = 0
    for unit in units[i:]:
        if not _BULLET.match(unit.text[:12]):
            total += unit.end - unit.start
            if total > 20_000:
                break
    return total


def _headline(units: list[_Unit], title: str) -> None:
    """The line that is the known title, or a first line that looks like one."""
    key = _key(title)
    for unit in units[:_HEAD_LINES]:
        if key and _key(unit.text) == key and unit.role != "caption":
            unit.role = "headline"
            return
    first = next(
        (n for n, u in enumerate(units[:_HEAD_LINES]) if u.role not in ("boilerplate", "dateline")), None
    )
    if first is None or units[first].role != "body" or key:
        return
    line = units[first].text
    rest = sum(len(u.text) for u in units[first + 1 : first + 40] if u.role in ("body", "summary", "caption"))
    marked = line.startswith("#")
    if rest == 0 or len(line) > _HEADLINE_MAX or "\n" in line or _BULLET.match(line):
        return
    if marked or (
        not _SENTENCE_END.search(line.rstrip("?!")[-8:] or "x") and line[-1] not in ":,;" and rest > len(line)
    ):
        units[first].role = "headline"


def _key(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())


def _tails(units: list[_Unit], length: int) -> None:
    """After a heading such as "Must Read": what follows to the end, or the run of link lines under it."""
    for n, unit in enumerate(units):
        if unit.role != "boilerplate" or len(unit.text) > 80:
            continue
        to_end = _TAIL_HEADING.fullmatch(unit.text)
        if to_end and length - unit.end <= _TAIL_SHARE * length and n > 0:
            for later in units[n + 1 :]:
                later.role = "boilerplate"
            return
        if to_end or _LIST_HEADING.fullmatch(unit.text):
            for later in units[n + 1 : n + 13]:
                if len(later.text) > 140 or _SENTENCE_END.search(later.text[-8:]) or later.role != "body":
                    break
                later.role = "boilerplate"


def _split_datelines(units: list[_Unit]) -> Iterator[_Unit]:
    """Cut "KYIV, March 7 (Reuters) - " off the first lines of body."""
    tries = 3
    for unit in units:
        if unit.role == "body" and tries:
            tries -= 1
            match = _DATELINE.match(unit.text[:160])
            if match and match.end() < len(unit.text):
                tries = 0
                yield _Unit(
                    unit.start,
                    unit.start + len(match.group().rstrip()),
                    match.group(),
                    "dateline",
                    unit.block,
                )
                cut = unit.start + match.end()
                yield _Unit(cut, unit.end, unit.text[match.end() :], "body", unit.block)
                continue
        yield unit


def _merged(units: Iterator[_Unit]) -> Iterator[Zone]:
    """Zones, with neighbouring lines of body or of boilerplate put together."""
    start = end = -1
    role = ""
    for unit in units:
        if unit.role == role and role in ("body", "boilerplate"):
            end = unit.end
            continue
        if role:
            yield Zone(start, end, role)
        start, end, role = unit.start, unit.end, unit.role
    if role:
        yield Zone(start, end, role)
