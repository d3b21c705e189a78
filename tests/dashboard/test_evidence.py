"""A document's markup: every character once, marks where claims stand, nothing of the text as markup."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dashboard import evidence
from geo.layers import readable
from geo.model import Document

TEXT = "The army said it took Alpha. Beta still holds."


def parsed(text: str, claims: list, names: list):
    made = evidence.text(Document("d", text), claims, names)
    return etree.fromstring(f"<div>{made}</div>", etree.HTMLParser())


def marked(tree, claim: str) -> str:
    found = tree.xpath("//mark[contains(concat(' ', @data-claim, ' '), $one)]", one=f" {claim} ")
    return "".join("".join(mark.itertext()) for mark in found)


def test_overlapping_claims_are_both_marked() -> None:
    tree = parsed(TEXT, [((0, 28), "a"), ((14, 46), "b")], [((22, 27), "Alpha, Region: only one")])

    assert marked(tree, "a") == "The army said it took Alpha."
    assert marked(tree, "b") == "it took Alpha. Beta still holds."
    assert "".join(tree.itertext()) == TEXT
    assert tree.xpath("string(//span[@class='name'])") == "Alpha"


def test_beside_words_that_are_ours_it_stands_that_they_are() -> None:
    said = "This text is our summary, not the words of the source."
    for kind in ("verbatim", "digest"):
        told = evidence.source(Document("d", TEXT, "Two days", "The Paper", evidence=kind))
        assert "Two days · The Paper, publication day not known" in told
        assert (said in told) == (kind == "digest")


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=6),
)
def test_every_character_is_shown_once_whatever_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    """Spans that are empty, turned round or out of range must neither lose nor double a word."""
    claims = [(span, f"c{number}") for number, span in enumerate(spans)]
    tree = parsed(text, claims, claims)

    assert "".join(tree.itertext()) == readable(text)
    for (start, end), name in claims:
        if 0 <= start < end <= len(text):
            assert marked(tree, name) == readable(text[start:end])


def test_what_an_article_says_never_becomes_markup() -> None:
    text = '<script>alert(1)</script><img src=x onerror=alert(1)> "><mark data-claim=x>'
    document = Document("d", text, text, text, "javascript:alert(1)")
    made = evidence.markup(
        SimpleNamespace(document=document), [], [{"start": 0, "end": 8, "place_id": "", "reason": text}], {}
    )
    tree = etree.fromstring(f"<div>{made}</div>", etree.HTMLParser())

    assert not tree.xpath("//script | //img | //a")
    assert len(tree.xpath("//mark")) == 1  # the key's own


def test_a_very_long_text_is_cut_and_says_so() -> None:
    made = evidence.text(Document("d", "a" * (evidence.BODY_LIMIT + 5)), [], [])

    assert "5 further characters are not shown" in made
