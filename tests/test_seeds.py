"""The shipped digests, and the five originals where they are at hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from geopy.distance import geodesic

from geo import conflicts, pipeline
from geo.documents import read
from geo.gazetteer import Gazetteer
from geo.intervals import from_edtf
from geo.model import Document
from geo.reading import Reading

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
ORIGINALS = ROOT.parent / "shared" / "seeds"
GIVEN = date(2023, 3, 7)

#: Name in the texts -> where it is (lat, lon; GeoNames, CC BY 4.0), and the kind.
PLACES = {
    "Bakhmut": ((48.5942, 37.9989), "settlement"),
    "Soledar": ((48.6921, 38.0710), "settlement"),
    "Kramatorsk": ((48.7311, 37.5678), "settlement"),
    "Sloviansk": ((48.8497, 37.5974), "settlement"),
}
NAMES = re.compile(r"\b(?:Bakhmut|Soledar|Kramatorsk|Sloviansk|Belgorod)\b")


def readings(folder: Path, suffix: str, *, published: bool = False) -> list[Reading]:
    """Every text of a folder as read, in the order of its name."""
    given = from_edtf(GIVEN.isoformat(), "given") if published else None
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    documents = list(read(sorted(folder.glob(f"*{suffix}")), published=given))
    assert all(isinstance(one, Document) for one in documents)
    return [pipeline.process(one, gazetteer=gazetteer, conflicts=wars) for one in documents]


@pytest.fixture(scope="module")
def digests() -> list[Reading]:
    return readings(SEEDS, ".md")


@pytest.fixture(scope="module")
def originals() -> list[Reading]:
    if not ORIGINALS.is_dir():
        pytest.skip("the five original articles are not beside the checkout")
    return readings(ORIGINALS, ".txt")


@pytest.fixture(scope="module")
def dated_originals() -> list[Reading]:
    if not ORIGINALS.is_dir():
        pytest.skip("the five original articles are not beside the checkout")
    return readings(ORIGINALS, ".txt", published=True)


@pytest.mark.parametrize("name", PLACES)
def test_a_town_of_the_digests_is_placed_within_two_kilometres(digests: list[Reading], name: str):
    """Each of the four towns is found, as a settlement, where it is."""
    found = {one.place.place_id: one.place for r in digests for one in r.mapped if one.toponym.text == name}
    [place] = found.values()
    spot, kind = PLACES[name]

    assert kind == place.kind
    assert geodesic(spot, (place.lat, place.lon)).km < 2


def test_belgorod_is_the_region_where_the_text_means_the_region(digests: list[Reading]):
    """ "The region of Belgorod" is the oblast, not the city."""
    [place] = {one.place for r in digests for one in r.mapped if "Belgorod" in one.toponym.text}

    assert (place.kind, place.country) == ("region", "RU")


@pytest.mark.parametrize("name", [*PLACES, "Belgorod"])
def test_a_place_of_the_digests_is_linked_to_a_dated_claim_with_claimant_and_evidence(
    digests: list[Reading], name: str
):
    """Each of the five places has a claim with all that a claim needs."""
    linked = [c for r in digests for c in r.claims if any(name in link.name for link in c.links)]

    assert any(
        c.said.dated and c.about.dated and c.claimant and c.quote and c.evidence == "digest" for c in linked
    )


def test_both_sides_of_the_showcase_dispute_have_their_own_speakers(digests: list[Reading]):
    """The spokesman's sentence is the spokesman's claim, not the newspaper's."""
    [digest] = [r for r in digests if r.document.doc_id == "town-centre"]
    given = {(c.claimant, c.status) for c in digest.claims if c.status.endswith("_control")}

    assert ("UK Ministry of Defence", "russia_control") in given
    assert ("Serhiy Cherevatyi", "ukraine_control") in given


def test_every_digest_carries_its_date_and_the_reason(digests: list[Reading]):
    """Publication is a day or a short interval, each with a reason in words."""
    for reading in digests:
        assert reading.document.published.days is not None
        assert reading.document.published.days <= 10
        assert len(reading.document.published.reason) > 20


def test_no_quotation_of_the_digests_is_longer_than_25_words():
    """What we ship of others' words are short quotations."""
    for path in sorted(SEEDS.glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for quotation in re.findall(r'"([^"]+)"', body):
            assert len(quotation.split()) <= 25, quotation


def test_the_five_places_are_found_wherever_the_originals_name_them(originals: list[Reading]):
    """No mention of the five names as a place is lost, whatever its sentence."""
    for reading in originals:
        covered = {
            position
            for one in reading.resolutions
            for position in range(one.toponym.start, one.toponym.end)
            if one.place is not None or one.toponym.use != "place"
        }
        for hit in NAMES.finditer(reading.document.text):
            assert hit.start() in covered, (
                reading.document.doc_id,
                reading.document.text[hit.start() - 40 :][:80],
            )


def test_no_day_is_invented_for_the_undated_originals(originals: list[Reading]):
    """Without a publication date no original gets one, and no claim a day that its text does not state."""
    for reading in originals:
        assert reading.document.published.days is None
        for claim in reading.claims:
            assert claim.said.days is None or claim.said.days > 1, (claim.said, claim.quote)


def test_claims_of_the_originals_are_dated_from_a_given_publication_date(dated_originals: list[Reading]):
    """With a publication date every claim says when it was said, and never after publication."""
    for reading in dated_originals:
        assert reading.claims
        for claim in reading.claims:
            assert claim.said.dated, claim.quote
            assert claim.said.end is None or claim.said.end <= GIVEN


def test_quotes_are_the_exact_words(originals: list[Reading], digests: list[Reading]):
    """`quote` is the text between the claim's offsets, to the letter."""
    for reading in originals + digests:
        for claim in reading.claims:
            assert reading.document.text[claim.start : claim.end] == claim.quote
