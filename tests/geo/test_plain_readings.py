"""Small reports of our own through the whole path, in the manner of wires, monitors and live blogs.

Each row: a text, and lines "place | claimant | predicate modality status" that must be read, or with "not"
before them must not; a part may be "*".
"""

# ruff: noqa: E501 (a news sentence is one line)

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

DAY = DateInterval("2025-03-12", date(2025, 3, 12), date(2025, 3, 12), "given")


@pytest.fixture(scope="module")
def lines():
    """Reads a text into lines "place | claimant | predicate modality status"."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()

    def read(text: str) -> list[str]:
        reading = pipeline.process(Document("d", text, published=DAY), gazetteer=gazetteer, conflicts=wars)
        names = {place.place_id: place.name for place in reading.places}
        return [
            f"{names.get(link.place_id, link.place_id)} | {one.claimant} | "
            f"{one.predicate} {one.modality} {one.status}"
            for one in reading.claims
            for link in one.links
        ]

    return read


def fits(wanted: str, line: str) -> bool:
    """Whether a line is the wanted one; "*" fits any word, or any place or claimant."""
    pairs = zip(wanted.split(" | "), line.split(" | "), strict=True)
    for want, got in pairs:
        words = zip(want.split(), got.split(), strict=False)
        if want != "*" and (
            len(want.split()) != len(got.split()) or any(w not in ("*", g) for w, g in words)
        ):
            return False
    return True


def check(found: list[str], wanted: tuple[str, ...]) -> None:
    for line in wanted:
        there = any(fits(line.removeprefix("not "), one) for one in found)
        assert there != line.startswith("not "), (line, found)


RUSSIA_TOOK_IT = "Russia said its troops had captured Vovchansk. "
DENIALS = [
    "Kyiv denied it.",
    "Kyiv has denied this.",
    "The claim was denied by the government in Kyiv.",
    "That account was rejected by the Ukrainian government.",
]


@pytest.mark.parametrize("reply", DENIALS)
def test_a_denial_without_a_place_is_of_what_was_told_before(lines, reply):
    check(
        lines(RUSSIA_TOOK_IT + reply),
        (
            "Vovchansk | Russian government | captured asserted russia_control",
            "Vovchansk | * | captured denied none",
        ),
    )


@pytest.mark.parametrize(
    "tail", [", which Kyiv denied.", ", a claim denied by Kyiv.", ", but Kyiv denied this."]
)
def test_a_denial_in_the_same_sentence_is_somebody_elses(lines, tail):
    check(
        lines(RUSSIA_TOOK_IT.rstrip(". ") + tail),
        (
            "Vovchansk | Russian government | captured asserted russia_control",
            "Vovchansk | Ukrainian government | captured denied none",
        ),
    )


@pytest.mark.parametrize(
    "reply",
    [
        "Kyiv denied it was planning an attack.",
        "Kyiv has not confirmed this.",
        "It denied aiming at homes.",
    ],
)
def test_what_is_denied_of_something_else_or_not_at_all_is_no_denial(lines, reply):
    check(lines(RUSSIA_TOOK_IT + reply), ("not Vovchansk | * | captured denied none",))


ROWS = [
    # nobody stands for it
    (
        "Russian troops shelled Lyman. Neither the army nor any neutral observer confirmed that Kupiansk had "
        "fallen to Russian forces.",
        ("not Kupiansk | * | captured asserted *",),
    ),
    # who goes on speaking
    (
        "The Ukrainian General Staff said fighting went on in Lyman. Russian forces had made progress near "
        "Kupiansk, it added.",
        ("Kupiansk | Ukrainian General Staff | advanced asserted contested",),
    ),
    # the army of a war that has one army and groups that call themselves one
    (
        "The Syrian army fought rebels in Hama province. The army captured Homs on Monday, residents said. The "
        "Turkish army entered Manbij.",
        (
            "Homs | residents | captured asserted government_control",
            "not Manbij | * | * * government_control",
        ),
    ),
    (
        "The Syrian army shelled Homs. The Free Syrian Army captured Hama.",
        ("Hama | article | captured asserted opposition_control",),
    ),
    # near a front is no fight
    (
        "Russian troops shelled Kupiansk. Kupiansk lies close to the current front line, and people leave.",
        ("Kupiansk | article | struck asserted none", "not Kupiansk | * | fighting * *"),
    ),
    (
        "Russian troops shelled Kupiansk. The front line runs through Vovchansk.",
        ("Vovchansk | article | fighting asserted contested",),
    ),
    # works that are shelled are nobody's
    (
        "The Ukrainian army said shelling of its defences in Lyman goes on. Russian troops are near.",
        ("Lyman | * | struck asserted none", "not Lyman | * | holds * *"),
    ),
    # what a deed cost
    (
        "Russian troops attacked Lyman. At least 4,000 Russian soldiers died in capturing Soledar.",
        ("Soledar | article | captured asserted russia_control",),
    ),
    (
        "Russian troops attacked Lyman. Russian generals see no use in capturing Soledar.",
        ("not Soledar | * | captured asserted *",),
    ),
    (
        "As well as taking two hamlets near Lyman, Russian troops entered Kupiansk.",
        ("Lyman | article | captured asserted contested",),
    ),
    # slower is no advance
    (
        "Russian troops shelled Lyman. Russian gains near Kupiansk have slowed since Sunday.",
        ("Kupiansk | article | assessment asserted contested",),
    ),
    (
        "Russian troops shelled Lyman. Russian gains near Kupiansk have continued since Sunday.",
        ("Kupiansk | article | advanced asserted contested",),
    ),
    # made up
    (
        "Russian troops shelled Lyman. In a film shot last year, the Ukrainian army captures Donetsk.",
        ("not Donetsk | * | captured asserted *",),
    ),
    (
        "Russian troops shelled Lyman. In a video shot last year, the Ukrainian army captures Kupiansk.",
        ("Kupiansk | article | captured asserted ukraine_control",),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_small_reports(lines, text, wanted):
    check(lines(text), wanted)
