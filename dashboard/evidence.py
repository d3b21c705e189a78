"""A document with its claims and place names marked in its text, as escaped markup.

Every stretch of text between two edges of claims or names becomes one piece: `<mark data-claim="ID ...">`
where claims stand on it, `<span class="name">` where a place is named. So overlapping claims need no nesting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.style import safe, safe_link
from geo.layers import interval_words
from geo.model import Claim, Document, Place
from geo.table import NO_PUBLISHER

if TYPE_CHECKING:
    from geo.store import Store, StoredDocument

Span = tuple[int, int]  # code points, end exclusive
BODY_LIMIT = 200_000  # code points shown of one text; the rest is said to be left out


def of_store(store: Store, sha256: str, places: Mapping[str, Place]) -> str:
    """Markup of a stored document, "" when there is none of this hash."""
    stored = store.document(sha256)
    if stored is None:
        return ""
    return markup(stored, store.claims(store.claim_ids(sha256)), store.mentions(sha256), places)


def markup(
    stored: StoredDocument,
    claims: Iterable[Claim],
    mentions: Iterable[Mapping[str, Any]],
    places: Mapping[str, Place],
) -> str:
    """Title, source and text. `mentions` are the dicts of Store.mentions; of other texts' claims only
    the carriers in this one are marked.
    """
    document = stored.document
    key = (
        '<p class="soft"><mark>Marked</mark>: words of a claim. <span class="name">Underlined</span>: '
        "a name read as a place.</p>"
    )
    body = text(document, spans_of(claims, document.sha256), names(mentions, places))
    title = safe(document.title or document.doc_id)
    return f'<h3>{title}</h3>{source(document, titled=False)}{key}<div class="text">{body}</div>'


def source(document: Document, *, titled: bool = True) -> str:
    """Which article a text is, in whose publication and of which day; whether the words are ours."""
    publisher = safe_link(document.url, document.publisher or document.url or NO_PUBLISHER)
    title = f"{safe(document.title)} · " if titled and document.title else ""
    days = interval_words(document.published.start, document.published.end)
    when = f", published {days}" if document.published.dated else ", publication day not known"
    ours = "This text is our summary, not the words of the source."
    note = f'<p class="soft">{ours}</p>' if document.evidence == "digest" else ""
    return f'<p class="soft">{title}{publisher}{safe(when)}</p>{note}'


def spans_of(claims: Iterable[Claim], sha256: str) -> list[tuple[Span, str]]:
    """Where claims stand in a document: their own words, or those that carry the same statement."""
    found = []
    for claim in claims:
        if claim.sha256 == sha256:
            found.append(((claim.start, claim.end), claim.claim_id))
        found += [((one.start, one.end), claim.claim_id) for one in claim.carriers if one.sha256 == sha256]
    return found


def names(mentions: Iterable[Mapping[str, Any]], places: Mapping[str, Place]) -> list[tuple[Span, str]]:
    """Place names with what each was read as, in words."""
    found = []
    for one in mentions:
        place = places.get(one["place_id"])
        where = f"{place.name}{f', {place.admin1}' if place.admin1 else ''}" if place else "not placed"
        found.append(((one["start"], one["end"]), f"{where}: {one['reason']}"))
    return found


def excerpt(
    document: Document,
    claims: Sequence[tuple[Span, str]],
    named: Sequence[tuple[Span, str]],
    chosen: Span,
    around: int,
) -> str:
    """The words at `chosen`, marked as chosen, with so many code points of text before and after them."""
    start, end = max(0, min(chosen[0], len(document.text))), max(0, min(chosen[1], len(document.text)))
    low, high = max(0, start - around), min(len(document.text), end + around)
    low = document.text.find(" ", low, start) + 1 or low if low else 0  # not within a word
    high = (
        document.text.rfind(" ", end, high)
        if high < len(document.text) and " " in document.text[end:high]
        else high
    )

    def within(spans: Sequence[tuple[Span, str]], first: int, last: int) -> list[tuple[Span, str]]:
        return [((a - first, b - first), words) for (a, b), words in spans if first <= a and b <= last]

    def piece(first: int, last: int) -> str:
        part = Document(document.doc_id, document.text[first:last])
        return text(part, within(claims, first, last), within(named, first, last))

    before, after = "…" if low else "", "…" if high < len(document.text) else ""
    marked = f'<mark class="chosen">{piece(start, end)}</mark>' if start < end else ""
    return f"{before}{piece(low, start)}{marked}{piece(end, high)}{after}"


def text(document: Document, claims: Sequence[tuple[Span, str]], named: Sequence[tuple[Span, str]]) -> str:
    """The text as markup. Spans beyond its end are passed over."""
    shown = document.text[:BODY_LIMIT]
    cut = len(document.text) - len(shown)
    opens: dict[int, list[tuple[int, int, str]]] = {}  # edge -> (order, kind, words) of what begins there
    closes: dict[int, list[tuple[int, str]]] = {}
    for kind, spans in enumerate((claims, named)):
        for (start, end), words in spans:
            if 0 <= start < end <= len(shown):
                opens.setdefault(start, []).append((end, kind, words))
                closes.setdefault(end, []).append((kind, words))
    here: tuple[dict[str, int], dict[str, int]] = ({}, {})  # claims, names now open, with how often
    pieces, at = [], 0
    for edge in sorted({0, len(shown), *opens, *closes}):
        pieces.append(_piece(shown[at:edge], list(here[0]), list(here[1])))
        for kind, words in closes.get(edge, ()):
            here[kind][words] -= 1
            if not here[kind][words]:
                del here[kind][words]
        for _, kind, words in opens.get(edge, ()):
            here[kind][words] = here[kind].get(words, 0) + 1
        at = edge
    rest = f'<p class="soft">{cut} further characters are not shown.</p>' if cut else ""
    return "".join(pieces) + rest


def _piece(words: str, claims: Sequence[str], named: Sequence[str]) -> str:
    if not words:
        return ""
    made = safe(words)
    if named:
        made = f'<span class="name" title="{safe("; ".join(named))}">{made}</span>'
    return f'<mark data-claim="{safe(" ".join(claims))}">{made}</mark>' if claims else made
