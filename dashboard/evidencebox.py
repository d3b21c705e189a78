"""The chosen claim in its document: the words around it, the whole text, why it was read so, the way back."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import streamlit as st

from dashboard import evidence
from dashboard.address import query
from dashboard.controls import change
from dashboard.corpus import Corpus
from dashboard.state import View, Words, claim_link, linked_claim
from dashboard.style import safe
from geo.explain import explain
from geo.layers import plural, readable
from geo.model import Claim
from geo.store import StoredDocument
from geo.texts import Texts

AROUND = 400  # code points shown before and after the words
#: Our own code, run anew when the number in it is another: brings an opened document into sight.
SHOW = """<script>(() => {{ // {number}
  const box = document.querySelector(".st-key-evidence"), top = box ? box.getBoundingClientRect().top : 0;
  if (top < 0 || top > innerHeight / 2) box.scrollIntoView();
}})();</script>"""
LEAST_HASH = 12  # digits of a sha256 that name a document


@dataclass(frozen=True)
class Found:
    """What a link to a claim leads to."""

    stored: StoredDocument
    claim: Claim | None  # None when the claim is no longer read so
    start: int
    end: int


def address(row: dict, **changes: str) -> str:
    """What an address must say to open the claim of a row (of the claim table, as a dict): "?claim=...".

    The page completes it with the rest of its own address (address.js), so that no link changes with the day.
    """
    link = claim_link(row["claim_id"], row["sha256"], row["start"], row["end"])
    return query({**changes, "claim": link})


def find(store: Texts, corpus: Corpus, words: Words) -> Found | None:
    """The claim of a link, or its document with where its words stood; None when neither is there."""
    claim = store.claim(words.claim_id) if words.claim_id else None
    if claim is not None and (not words.sha256 or claim.sha256.startswith(words.sha256)):
        stored = store.document(claim.sha256)
        return Found(stored, claim, claim.start, claim.end) if stored else None
    if len(words.sha256) < LEAST_HASH:
        return None
    for sha256 in corpus.articles:
        if sha256.startswith(words.sha256) and (stored := store.document(sha256)):
            return Found(stored, None, words.start, words.end)
    return None


def evidence_box(corpus: Corpus, view: View, store: Texts) -> None:
    """The chosen claim's document, when a claim is chosen."""
    words = linked_claim(view.claim)
    if words is None:
        return
    found = find(store, corpus, words)
    with st.container(border=True, key="evidence"):
        if found is None:
            st.warning("The linked claim and its document are not among these claims.")
        else:
            if found.claim is None and words.claim_id:
                st.warning(
                    "The linked claim is no longer read so. Its document is shown at the words that it had."
                )
            st.html(_markup(store, corpus, found))
            number = crc32(view.claim.encode())
            st.html(SHOW.format(number=number), unsafe_allow_javascript=True)
            if found.claim is not None:
                _why(store, found.claim)
            _back(corpus, store, found)
        st.button(
            "Close the document", key="evidence-close", shortcut="Esc", on_click=lambda: change(claim="")
        )


def _markup(store: Texts, corpus: Corpus, found: Found) -> str:
    document = found.stored.document
    claims = store.claims(store.claim_ids(document.sha256))
    mentions = store.mentions(document.sha256)
    spans = evidence.spans_of(claims, document.sha256)
    named = evidence.names(mentions, corpus.places)
    part = evidence.excerpt(document, spans, named, (found.start, found.end), AROUND)
    whole = evidence.markup(found.stored, claims, mentions, corpus.places)
    return (
        '<section class="cl" aria-label="Evidence"><h3>In its document</h3>'
        f'{evidence.source(document)}<div class="text">{part}</div>'
        f"<details><summary>The whole document with its claims</summary>{whole}</details></section>"
    )


def _why(store: Texts, claim: Claim) -> None:
    with st.expander("Why was it read so?"):
        lines = explain(store, claim.claim_id) or []
        st.code(readable("\n".join(lines)), language=None, wrap_lines=True)


def _back(corpus: Corpus, store: Texts, found: Found) -> None:
    """Links to every claim that was read from the document."""
    rows = corpus.table[corpus.table["sha256"] == found.stored.document.sha256].to_dict("records")
    items = "".join(f"<li>{_line(corpus, row)}</li>" for row in rows)
    st.html(
        f'<section class="cl"><details><summary>{plural(len(rows), "claim")} from this document</summary>'
        f"<ul>{items}</ul></details></section>"
    )


def _line(corpus: Corpus, row: dict) -> str:
    """One claim in the list, as a link unless that would end the session that it belongs to."""
    place = safe(row["place_name"] or row["spoken"] or "a name not placed")
    said = f"{safe(row['voice'])}, {safe(row['predicate'].replace('_', ' '))}"
    if corpus.of_session:
        return f"{place}: {said}"
    link = address(row, place=row["place_id"])
    return f'<a href="{safe(link)}" target="_self">{place}</a>: {said}'
