"""A saved web page to its main text and to the facts that its own metadata states."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

import trafilatura

from geo.intervals import interval, valid_day
from geo.model import UNDATED, DateInterval

_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_TIME = re.compile(r"<time\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?([\w-]{1,30})""", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_DAY = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
#: Metadata that states when the article was published, surest first. Dates of change are not among them.
_PUBLISHED_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_LD_OPEN = "application/ld+json"
_LD_MOST = 400_000  # characters of one JSON-LD block
_LD_DEPTH = 6
MOST_TAGS = 60_000  # finding the main text takes time that grows with their square; articles have a tenth


@dataclass(frozen=True, slots=True)
class Page:
    """What a saved page holds. `published` is UNDATED unless its metadata states it."""

    text: str
    title: str
    publisher: str
    url: str
    published: DateInterval


def declared_charset(data: bytes) -> str:
    """The encoding that a page's head declares, or ""."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read(markup: str) -> Page | None:
    """Main text and metadata of a page, or None when there is no text to be found in it.

    Raises ValueError for a page with more than `MOST_TAGS` tags.
    """
    slim = _without(_without(markup, "style"), "svg")
    plain = _without(slim, "script")
    if plain.count("<") > MOST_TAGS:
        raise ValueError(f"it has more than {MOST_TAGS:,} tags")
    text = _main_text(plain)
    if not text:
        return None
    metas = _metas(slim)
    title = _first(metas, "og:title", "twitter:title", "dc.title", "title") or _title(slim)
    publisher = _first(metas, "og:site_name", "application-name", "dc.publisher", "publisher")
    url = _first(metas, "og:url") or _canonical(slim)
    if title and _key(title) not in _key(text[:1000]):
        text = f"{title}\n\n{text}"
    return Page(text, title, publisher, url, _published(slim, metas))


def _main_text(markup: str) -> str:
    """The article's paragraphs, a blank line between them, or ""."""
    try:
        tree = trafilatura.load_html(markup)
        for element in [] if tree is None else [e for e in tree.iter() if _unseen(e)]:
            element.drop_tree()
        page = markup if tree is None else tree
        found = trafilatura.bare_extraction(page, with_metadata=False, include_comments=False)
        text = (found.text if found else "") or trafilatura.baseline(page)[1]
    except Exception:  # markup is hostile input, and what its parser raises is not documented
        return ""
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _unseen(element: Any) -> bool:
    """Whether a part of the page is never shown by its own markup; a page hidden as a whole is not meant."""
    if element.tag in ("html", "body", "main", "article") or not isinstance(element.tag, str):
        return False
    style = element.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without(markup: str, tag: str) -> str:
    """The page without the elements of one kind. One pass."""
    pieces, low, at = [], markup.lower(), 0
    while (start := low.find(f"<{tag}", at)) >= 0:
        if low[start + len(tag) + 1 : start + len(tag) + 2] not in (" ", ">", "\n", "\t", "\r", "/"):
            pieces.append(markup[at : start + 1])
            at = start + 1
            continue
        pieces.append(markup[at:start])
        end = low.find(f"</{tag}", start)
        if end < 0:
            return "".join(pieces)
        at = low.find(">", end) + 1 or len(markup)
    pieces.append(markup[at:])
    return "".join(pieces)


def _attributes(tag: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(tag)
    }


def _metas(markup: str) -> dict[str, str]:
    metas: dict[str, str] = {}
    for match in _META.finditer(markup):
        attributes = _attributes(match.group())
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if key and attributes.get("content"):
            metas.setdefault(key.lower(), " ".join(attributes["content"].split())[:500])
    return metas


def _first(metas: dict[str, str], *keys: str) -> str:
    return next((metas[k] for k in keys if metas.get(k)), "")


def _title(markup: str) -> str:
    start = markup.lower().find("<title")
    opened = markup.find(">", start) if start >= 0 else -1
    closed = markup.find("<", opened) if opened >= 0 else -1
    title = " ".join(html.unescape(markup[opened + 1 : closed]).split()) if closed > opened >= 0 else ""
    for mark in (" | ", " - ", " — ", " – "):  # the site's name after the title
        head, _, tail = title.rpartition(mark)
        if head and len(tail) < len(head) and len(tail) < 40:
            return head[:500]
    return title[:500]


def _canonical(markup: str) -> str:
    for match in _CANONICAL.finditer(markup):
        attributes = _attributes(match.group())
        if attributes.get("rel", "").lower() == "canonical":
            return attributes.get("href", "")
    return ""


def _published(markup: str, metas: dict[str, str]) -> DateInterval:
    for key in _PUBLISHED_KEYS:
        found = _day(metas.get(key, ""), f"{key} in the page's metadata")
        if found.dated:
            return found
    stated = {d for d in _ld_dates(markup) if _day(d, "").dated}
    days = {_day(d, "").start for d in stated}
    if len(days) == 1:
        return _day(stated.pop(), "datePublished in the page's linked data")
    for match in _TIME.finditer(markup):
        attributes = _attributes(match.group())
        if "pubdate" in match.group().lower() or attributes.get("itemprop", "").lower() == "datepublished":
            found = _day(attributes.get("datetime", ""), "the page's time of publication")
            if found.dated:
                return found
    return UNDATED


def _day(text: str, reason: str) -> DateInterval:
    match = _DAY.match(text)
    day = valid_day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return interval(day, day, reason) if day else UNDATED


def _ld_dates(markup: str) -> list[str]:
    dates: list[str] = []
    low, at = markup.lower(), 0
    while (at := low.find(_LD_OPEN, at)) >= 0:
        start, end = markup.find(">", at) + 1, low.find("</script", at)
        at = max(end, at + 1)
        if 0 < start < end and end - start <= _LD_MOST:
            try:
                _collect(json.loads(markup[start:end]), dates, _LD_DEPTH)
            except (ValueError, RecursionError):
                continue
    return dates


def _collect(node: object, dates: list[str], depth: int) -> None:
    if depth == 0:
        return
    if isinstance(node, list):
        for item in node[:200]:
            _collect(item, dates, depth - 1)
    elif isinstance(node, dict):
        kind = str(node.get("@type", ""))
        if isinstance(node.get("datePublished"), str) and any(
            w in kind for w in ("Article", "Posting", "Report", "WebPage")
        ):
            dates.append(node["datePublished"])
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            _collect(node.get(key), dates, depth - 1)
