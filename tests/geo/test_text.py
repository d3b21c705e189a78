"""Segmentation: sentences, quotations, folding, words and phrases."""

from __future__ import annotations

import pytest

from geo.text import (
    PhraseIndex,
    all_words,
    fold,
    paragraphs,
    positions,
    quotations,
    sentences,
    within,
    words,
)


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. They left.", ["It fell.", "They left."]),
        ("He met Gen. Ivanov there.", ["He met Gen. Ivanov there."]),
        ("Lt. Col. Bondar spoke. Nobody heard.", ["Lt. Col. Bondar spoke.", "Nobody heard."]),
        ("The U.S. Army left.", ["The U.S. Army left."]),
        ("It came from the U.S. The town fell.", ["It came from the U.S.", "The town fell."]),
        ("Route No. 5 is cut. It rained.", ["Route No. 5 is cut.", "It rained."]),
        ("It lies 5 km. Troops wait.", ["It lies 5 km.", "Troops wait."]),
        ("At 5 p.m. Kyiv time it fell.", ["At 5 p.m. Kyiv time it fell."]),
        ("J. R. Smith spoke.", ["J. R. Smith spoke."]),
        ("Losses rose 3.5 per cent. Fine.", ["Losses rose 3.5 per cent.", "Fine."]),
        ("He wrote in 2022. 1,200 men died.", ["He wrote in 2022.", "1,200 men died."]),
        ("“We hold it.” The town fell.", ["“We hold it.”", "The town fell."]),
        ("“Do we hold it?” he asked.", ["“Do we hold it?” he asked."]),
        ("“A is gone. B holds,” he said.", ["“A is gone.", "B holds,” he said."]),
        ("up to the River…The fight goes on", ["up to the River…", "The fight goes on"]),
        ("they storm … Town and villages.", ["they storm … Town and villages."]),
        ("hands…it will not matter.", ["hands…it will not matter."]),
        ("They found it.The rest fled.", ["They found it.", "The rest fled."]),
        ("See example.Com/News for it.", ["See example.Com/News for it."]),
        ("They advanced.[12] Others did not.", ["They advanced.[12]", "Others did not."]),
        ("Headline without stop\nBody begins here.", ["Headline without stop", "Body begins here."]),
        ("• First point\n• Second point", ["First point", "Second point"]),
        ("- one\n- two", ["one", "two"]),
        ("one\n\n\ntwo", ["one", "two"]),
        ("", []),
        (" \n\t\n", []),
        ("...", ["..."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Troops entered the town from the north and the east on Monday and\n"
        "took the railway station, officials said. The centre was still held by\n"
        "the garrison.\n\nNext paragraph."
    )
    assert len(paragraphs(text)) == 2
    assert len(cut(text)) == 3


def test_sentences_of_a_slice_keep_offsets_of_the_whole() -> None:
    text = "One. Two. Three."
    assert [text[s:e] for s, e in sentences(text, 5, 9)] == ["Two."]


def test_a_text_without_stops_is_cut_into_bounded_pieces() -> None:
    text = "word " * 5000
    assert max(e - s for s, e in sentences(text)) <= 4000
    assert "".join(text[s:e].replace(" ", "") for s, e in sentences(text)) == "word" * 5000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we hold”.", [("we hold", True)]),
        ('He said "we hold".', [("we hold", True)]),
        ("Russia ‘very likely’ took it", [("very likely", True)]),
        ("He said 'we hold' today", [("we hold", True)]),
        ("«Мы держимся», he said", [("Мы держимся", True)]),
        ("„Wir halten“, he said", [("Wir halten", True)]),
        ("Slov'yansk and Ukraine's soldiers' boots", []),
        ("the ’90s and the soldiers’ boots", []),
        ("‘It’s ours,’ he said", [("It’s ours,", True)]),
        ("“One “two” three”", [("One “two” three", True)]),
        ("“never closed. It goes on", [("never closed. It goes on", False)]),
        ("“never closed.\nNext line", [("never closed.", False)]),
        ("closing only” here", []),
        ("", []),
    ],
)
def test_quotations_are_outermost_and_survive_missing_marks(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    found = [(text[q.inner_start : q.inner_end], q.closed) for q in quotations(text)]
    assert found == expected


def test_a_quotation_over_paragraphs_tells_that_it_continues() -> None:
    text = "“First part.\n\n“Second part,” he said."
    first, second = quotations(text)
    assert (first.closed, first.continues) == (False, True)
    assert (second.closed, second.continues) == (True, False)


def test_an_unclosed_quotation_ends_before_the_next_one() -> None:
    text = "“We hold it. He left. “They ran,” she said."
    assert [text[q.start : q.end] for q in quotations(text)] == ["“We hold it.", "“They ran,”"]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Mar’ïnka", "marinka"),
        ("Slov'yansk", "slovyansk"),
        ("KYIV", "kyiv"),
        ("Łódź", "lodz"),
        ("Ізюм", "ізюм"),
        ("Straße", "strasse"),
        ("a–b", "a-b"),
        ("", ""),
    ],
)
def test_fold_drops_case_accents_and_apostrophes(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_fold_of_a_long_run_of_marks_is_short() -> None:
    assert fold("e" + "\u0301" * 50_000) == "e"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine's army", ["ukraine", "army"]),
        ("the U.S. left", ["the", "u.s", "left"]),
        ("pro-Russian", ["pro", "russian"]),
        ("people’s militia", ["people", "militia"]),
        ("", []),
    ],
)
def test_words_leave_out_possessives_and_marks(text: str, expected: list[str]) -> None:
    assert [t.folded for t in words(text)] == expected


def test_phrases_are_found_longest_first_and_not_inside_words() -> None:
    index = PhraseIndex([("Wagner", 1), ("Wagner Group", 2)])
    tokens = words("Wagnerian Wagner Group and Wagner")
    assert [(i, j, v) for i, j, v in index.scan(tokens)] == [(1, 3, 2), (4, 5, 1)]


def test_within_finds_the_span_around_an_offset() -> None:
    spans = [(0, 3), (5, 9)]
    assert [within(spans, at) for at in (0, 3, 5, 8, 9)] == [0, None, 1, 1, None]


def test_texts_asked_for_in_turn_keep_their_own_sentences_and_words():
    one, two = "Osk fell. Lund held.", "Nobody came to Osk today."
    for _ in range(2):
        assert sentences(one) == [(0, 9), (10, 20)]
        assert sentences(two) == [(0, 25)]
        assert [t.folded for t in all_words(one)] == ["osk", "fell", "lund", "held"]
        assert [t.folded for t in all_words(two)] == ["nobody", "came", "to", "osk", "today"]
    assert sentences(one, 10, 20) == [(10, 20)]


def test_phrases_are_found_alike_with_and_without_the_places_of_words():
    index = PhraseIndex([("red army", 1), ("army", 2), ("army of the north", 3)])
    tokens = words("The Red Army met the army of the north, no army of theirs.")
    found = list(index.scan(tokens))
    assert [value for *_, value in found] == [1, 3, 2]
    assert list(index.scan(tokens, positions(tokens))) == found
