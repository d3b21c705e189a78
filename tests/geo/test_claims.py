"""Claims of whole small articles: speakers, dates, anaphora, repetition, and what makes no claim at all.

Places and speakers are given, so that each test is about the composition alone.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo.attribution import Attribution
from geo.claims import read_claims
from geo.conflicts import Conflict, Side
from geo.model import UNDATED, Claim, DateInterval, Document, Place, Resolution, Toponym, Zone
from geo.warlike import about_conflict

WAR = Conflict(
    "ab",
    "a war",
    (
        Side("aland", "Aland", ("Alandian",), ("Alandians",), ("Alandian army", "Red Brigade"), ("Aland",)),
        Side(
            "beland", "Beland", ("Belandian",), ("Belandians",), ("Belandian army", "Blue Guard"), ("Beland",)
        ),
    ),
)
NO_CONFLICT = Conflict("none", "none")
DAY = DateInterval("2024-05-10", date(2024, 5, 10), date(2024, 5, 10), "given")
PLACES = {
    "Marn": Place("t:1", "Marn", 10.0, 10.0, population=60_000),
    "Oster": Place("t:2", "Oster", 10.1, 10.1, population=700),
    "Pell": Place("t:3", "Pell", 10.2, 10.2, population=40_000),
    "Verr region": Place("t:4", "Verr region", 10.3, 10.3, kind="region"),
    "Beland": Place("t:5", "Beland", 12.0, 12.0, kind="country"),
}


def document(text: str, published: DateInterval = DAY, headline: str = "") -> Document:
    if not headline:
        return Document("d", text, published=published, zones=(Zone(0, len(text), "body"),))
    whole = f"{headline}\n\n{text}"
    zones = (Zone(0, len(headline), "headline"), Zone(len(headline) + 2, len(whole), "body"))
    return Document("d", whole, title=headline, published=published, zones=zones)


def resolutions(text: str) -> list[Resolution]:
    names = "|".join(sorted(PLACES, key=len, reverse=True))
    return [
        Resolution(Toponym(m.start(), m.end(), m.group()), PLACES[m.group()], "test")
        for m in re.finditer(rf"\b(?:{names})\b", text)
    ]


def said(text: str, words: str, claimant: str, *, frame: str = "", **more) -> Attribution:
    start = text.index(words)
    spans = ((text.index(frame), text.index(frame) + len(frame)),) if frame else ()
    at = text.find(claimant)
    who = (at, at + len(claimant)) if at >= 0 else (-1, -1)
    return Attribution(
        start,
        start + len(words),
        claimant,
        more.pop("kind", "military"),
        more.pop("side", ""),
        claimant_start=who[0],
        claimant_end=who[1],
        frame=spans,
        **more,
    )


def claims(text: str | Document, *attributions: Attribution, conflict: Conflict = WAR) -> list[Claim]:
    doc = text if isinstance(text, Document) else document(text)
    return read_claims(doc, resolutions(doc.text), list(attributions), None, conflict)


def row(claim: Claim) -> tuple:
    return (claim.claimant, claim.predicate, claim.status, tuple(link.name for link in claim.links))


def test_quote_is_the_text_of_its_span_and_ids_differ():
    text = "Alandian soldiers captured Marn on Monday. They are now fighting in Pell."
    found = claims(text)

    assert [c.quote for c in found] == [text[c.start : c.end] for c in found]
    assert len({c.claim_id for c in found}) == len(found) == 2


def test_speaker_and_author_of_one_sentence_are_two_claims():
    text = "The army said its troops had captured Marn, but soldiers reported heavy fighting in Oster."
    found = claims(text, said(text, "its troops had captured Marn", "The army", side="aland"))

    assert [row(c) for c in found] == [
        ("The army", "captured", "aland_control", ("Marn",)),
        ("article", "fighting", "contested", ("Oster",)),
    ]


def test_denial_by_the_verb_of_saying_supports_no_status():
    text = "Beland's ministry denied that Alandian soldiers had captured Marn."
    [claim] = claims(
        text,
        said(
            text, "Alandian soldiers had captured Marn", "Beland's ministry", verb="denied", verb_class="deny"
        ),
    )

    assert (claim.modality, claim.status) == ("denied", "none")


def test_claim_about_the_present_carries_the_day_on_which_it_was_said():
    text = "Alandian soldiers hold Marn, the general said on Tuesday."
    [claim] = claims(
        text, said(text, "Alandian soldiers hold Marn", "the general", frame="the general said on Tuesday")
    )

    assert claim.said.edtf == claim.about.edtf == "2024-05-07"


def test_time_of_the_event_is_counted_from_the_day_of_saying():
    text = "Alandian soldiers captured Marn in April and are storming Pell."
    about = {c.links[0].name: c.about.edtf for c in claims(text)}

    assert about == {"Marn": "2024-04", "Pell": "2024-05-10"}


def test_background_in_a_relative_clause_dates_nothing_else():
    text = "Marn, which had 60,000 people in 1999, was captured by Alandian soldiers."
    [claim] = [c for c in claims(text) if c.predicate == "captured"]

    assert claim.about.edtf == "2024-05-10"


def test_undated_article_stays_undated():
    found = claims(document("Alandian soldiers captured Marn.", published=UNDATED))

    assert [(c.said.dated, c.about.dated) for c in found] == [(False, False)]
    assert found[0].about.reason


def test_absolute_date_holds_in_an_undated_article():
    [claim] = claims(document("Alandian soldiers captured Marn on 3 May 2023.", published=UNDATED))

    assert claim.about.edtf == "2023-05-03"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # a time without a first day is never told as the day of publication
        ("Alandian soldiers have captured Marn in recent months.", "../2024-05-10"),
        ("Alandian soldiers captured Marn weeks ago.", "../2024-05-10"),
        ("Alandian soldiers recently captured Marn.", "../2024-05-10"),
        ("Alandian soldiers captured Marn the day before yesterday.", "2024-05-08"),
        ("Alandian soldiers captured Marn after two days of fighting.", "2024-05-10"),
        # what goes on with a day named before is not surely of the day of publication
        ("Alandian soldiers entered Pell on Tuesday. They then captured Marn.", "2024-05-07/2024-05-10"),
        ("Alandian soldiers entered Pell on Tuesday. They now hold Marn.", "2024-05-10"),
        ("Alandian soldiers entered Pell on Tuesday.\n\nThey then captured Marn.", "2024-05-10"),
        ("Alandian soldiers entered Pell in May 2014. They then captured Marn.", "2014-05-01/2024-05-10"),
    ],
)
def test_day_is_no_more_exact_than_the_words(text, edtf):
    [found] = [c for c in claims(text) if c.links[0].name == "Marn"]

    assert found.about.edtf == edtf


def test_day_of_saying_is_not_that_of_whoever_spoke_before():
    text = (
        "The general said on Monday that soldiers shelled Marn, and the mayor said that missiles hit Oster."
    )
    general = said(text, "soldiers shelled Marn", "The general", frame="The general said on Monday that")
    mayor = said(text, "missiles hit Oster", "the mayor", frame="the mayor said that")
    days = {c.claimant: c.said.edtf for c in claims(text, general, mayor)}

    assert days == {"The general": "2024-05-06", "the mayor": "2024-05-10"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers shelled Marn. The city was captured by Alandian troops.", "Marn"),
        ("Soldiers fought in Oster. The village was captured by Alandian troops.", "Oster"),
        ("Marn lies behind the front line. Alandian troops captured it on Monday.", "Marn"),
        ("Soldiers shelled Marn. Alandian troops captured the town of Pell.", "Pell"),
    ],
)
def test_words_for_a_place_mean_the_last_that_fits(text, name):
    last = [c for c in claims(text) if c.predicate == "captured"]

    assert [c.links[0].name for c in last] == [name]


def test_a_base_with_a_name_of_its_own_is_no_word_for_the_place_before(monkeypatch):
    monkeypatch.setitem(PLACES, "Pell Base", Place("t:9", "Pell Base", 10.3, 10.2, kind="facility"))
    lead = "Rockets hit Pell Base."
    own, same = (
        f"{lead} The {name}base remained in the hands of the Red Brigade." for name in ("X7 air ", "")
    )
    assert [claim.status for claim in claims(same)] == ["none", "aland_control"]
    assert [claim.status for claim in claims(own)] == ["none"]


def test_village_is_never_a_city():
    text = "Soldiers fought in Marn. The village was captured by Alandian troops."

    assert [c.predicate for c in claims(text) if c.links[0].name == "Marn"] == ["fighting"]


def test_region_that_only_says_where_a_village_lies_is_not_linked():
    [claim] = claims("Alandian soldiers captured Oster in the Verr region.")

    assert [link.name for link in claim.links] == ["Oster"]


def test_country_is_no_place_of_a_claim():
    assert claims("Alandian soldiers invaded Beland. Missiles killed civilians.") == []


def test_headline_that_repeats_the_body_is_a_carrier():
    doc = document("Alandian soldiers captured Marn on Monday.", headline="Alandian army captures Marn")
    [claim] = claims(doc)

    assert (claim.role, [c.role for c in claim.carriers]) == ("body", ["headline"])


def test_headline_with_news_of_its_own_is_a_claim():
    doc = document(
        "Alandian soldiers captured Marn on Monday.", headline="Missile strike on Pell kills soldiers"
    )

    assert {(c.role, c.links[0].name) for c in claims(doc)} == {("headline", "Pell"), ("body", "Marn")}


def test_headline_surer_than_its_source_is_flagged():
    body = "It is possible that Alandian soldiers have captured Marn, the institute said."
    doc = document(body, headline="Alandian army has captured Marn")
    words = "It is possible that Alandian soldiers have captured Marn"
    found = claims(doc, said(doc.text, words, "the institute", kind="analyst"))

    assert [c.flags for c in found if c.role == "body"] == [("headline_stronger",)]


def test_yardstick_is_used_only_by_speakers_who_have_one():
    text = "Alandian soldiers have highly likely captured Marn, the ministry said."
    words = "Alandian soldiers have highly likely captured Marn"
    bands = [
        claims(text, said(text, words, "the ministry", yardstick=yardstick))[0].band
        for yardstick in ("PHIA", "")
    ]

    assert bands == [(80, 90), None]


def test_very_likely_and_highly_likely_are_not_one_word():
    text = "Alandian soldiers have very likely captured Marn, the ministry said."
    [claim] = claims(
        text, said(text, "Alandian soldiers have very likely captured Marn", "the ministry", yardstick="PHIA")
    )

    assert (claim.certainty, claim.band) == ("very likely", None)


def test_conditions_of_one_sentence_are_one_claim():
    text = "If soldiers take Marn, they could advance towards Pell."
    [claim] = claims(text)

    assert (claim.status, {link.name for link in claim.links}) == ("none", {"Marn", "Pell"})


def test_without_a_conflict_file_no_side_gets_a_place():
    text = "Rebels captured Marn. Government soldiers are fighting in Pell."
    found = claims(text, conflict=NO_CONFLICT)

    assert {row(c)[2] for c in found} == {"none", "contested"}


def test_claims_never_cross_zones_and_skip_boilerplate():
    text = "Alandian soldiers captured Marn\nShare this: soldiers captured Pell"
    cut = text.index("\n")
    zones = (Zone(0, cut, "body"), Zone(cut + 1, len(text), "boilerplate"))
    found = claims(Document("d", text, published=DAY, zones=zones))

    assert [(c.end <= cut, c.links[0].name) for c in found] == [(True, "Marn")]


def test_every_claim_tells_which_words_decided():
    [claim] = claims("Alandian soldiers have captured most of Marn.")
    fields = {step.field for step in claim.trace}

    assert {"predicate", "modality", "status", "place", "extent"} <= fields


PEACEFUL = [
    "Rovers stormed the fortress of Marn and captured three points; the striker's late goal ended the siege, "
    "and the manager praised his troops for repelling wave after wave of attacks.",
    "The battle for Marn is on: candidates bombard voters in Pell, and polls say the senator could lose it.",
    "The grandmaster attacked in Marn, took a knight and forced his rival to retreat; chess fans cheered.",
    "Shares surged as the retailer launched an offensive in Pell and captured Marn, investors said.",
]


@pytest.mark.parametrize("text", PEACEFUL)
def test_sport_elections_and_business_in_warlike_words_make_no_claims(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missiles hit the football stadium in Marn, killing two players and wounding soldiers.", True),
        ("Soldiers shelled the town.", True),
        ("", False),
        ("The war of words went on.", False),
    ],
)
def test_gate_knows_war_by_words_that_nothing_else_borrows(text, expected):
    assert about_conflict(text) is expected


LIVE = """Live page

10 May 2024
Alandian soldiers captured Marn today.

9 May 2024
Alandian soldiers captured Pell today.
"""


def _dated_lines(text: str, published: DateInterval = DAY) -> Document:
    """The text with its lines that are days as datelines."""
    zones, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            role = "dateline" if line.strip()[:1].isdigit() and len(line) < 16 else "body"
            zones.append(Zone(at, at + len(line.rstrip()), role))
        at += len(line)
    return Document("d", text, published=published, zones=tuple(zones))


def test_day_as_a_heading_dates_what_follows_it():
    found = {c.links[0].name: (c.said.edtf, c.about.edtf) for c in claims(_dated_lines(LIVE))}

    assert found == {"Marn": ("2024-05-10", "2024-05-10"), "Pell": ("2024-05-09", "2024-05-09")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 May 2024\n", ""),  # a lone day is no heading of parts
        ("9 May 2024", "9 June 2024"),  # a day after the publication
        ("9 May 2024\n", "9 May 2024\n10 May 2024\n"),  # nothing stands under it
        ("9 May 2024", "Updated 9 May"),  # a stamp of the page
    ],
)
def test_days_that_are_no_headings_date_nothing(old, new):
    found = {c.links[0].name: c.said.edtf for c in claims(_dated_lines(LIVE.replace(old, new)))}

    assert found["Pell"] == "2024-05-10"


def test_bulletin_speaks_of_the_day_as_of_which_it_is():
    text = "Army bulletin\nInformation as of 18:00 on 9 May 2024\n\nAlandian soldiers shelled Marn."
    [claim] = claims(text)

    assert claim.about.edtf == "2024-05-09"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The general doubts that Alandian soldiers have captured Marn.", "denied"),
        ("The general does not believe that Alandian soldiers have captured Marn.", "denied"),
        ("There is no doubt that Alandian soldiers have captured Marn.", "asserted"),
        ("No Alandian soldiers have entered Marn.", "denied"),
        ("The general wants to say they have captured Marn, but Alandian soldiers have not.", "denied"),
        ("Alandian soldiers are on the verge of capturing Marn.", "conditional"),
        ("Alandian soldiers insist on capturing Marn.", "conditional"),
    ],
)
def test_doubt_turns_down_and_no_doubt_asserts(text, modality):
    [found] = claims(text)

    assert found.modality == modality


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Alandian soldiers held Marn until March.", "none"),
        ("Alandian soldiers held Marn in 2022.", "none"),
        ("Alandian soldiers held Marn on Wednesday.", "aland_control"),
        ("Alandian soldiers hold Marn.", "aland_control"),
        ("Alandian soldiers have held Marn under siege.", "contested"),
        ("Alandian soldiers keep Marn under constant fire.", "contested"),
    ],
)
def test_a_state_that_is_over_or_a_siege_colours_nothing(text, status):
    [found] = claims(text)

    assert found.status == status


def test_victims_counted_after_a_strike_were_hit_there():
    text = "Alandian drones struck Pell. Marn was quiet.\n\nAlandian guns shelled Oster. Two people died."
    found = claims(text)

    assert [row(c)[1:] for c in found if c.quote == "Two people died."] == [("losses", "none", ("Oster",))]


def test_victims_after_two_struck_places_are_nowhere_in_particular():
    text = "Alandian guns shelled Oster and Pell. Two people died."

    assert not [c for c in claims(text) if c.quote == "Two people died."]


def test_they_are_the_side_named_before_through_a_chain_of_sentences():
    text = "Belandian troops shelled Pell. They captured Marn in spring. They still hold Oster."
    found = claims(text)

    assert [(c.status, c.links[0].name) for c in found if c.links[0].name != "Pell"] == [
        ("beland_control", "Marn"),
        ("beland_control", "Oster"),
    ]


def test_they_are_nobody_when_two_sides_were_named():
    text = "Belandian troops fought Alandian troops in Pell. They hold Oster now."

    assert {c.status for c in claims(text)} <= {"none", "contested"}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Families left Oster after the Blue Guard seized Marn.", "../2024-05-10"),
        ("Two days after the Blue Guard seized Marn, families began to leave.", "../2024-05-08"),
        ("The Red Brigade hit Pell on Wednesday, two days after the Blue Guard seized Marn.", "2024-05-06"),
        ("The Blue Guard seized Marn in the early weeks of the war.", "../2024-05-10"),
        ("The Blue Guard shelled Marn for nine days before it rained.", "../2024-05-10"),
        ("By Tuesday the Blue Guard had seized Marn.", "../2024-05-07"),
        ("The Blue Guard shelled Marn for the third day since Monday.", "2024-05-06/2024-05-10"),
        ("On Thursday the Red Brigade left Marn, two weeks after it took the town.", "../2024-04-25"),
        ("The attack began in March, in which the Blue Guard seized Marn.", "2024-03"),
        ("The Blue Guard seized Marn.", "2024-05-10"),
    ],
)
def test_a_time_is_no_more_exact_than_what_the_sentence_tells(text, edtf):
    assert edtf in {claim.about.edtf for claim in claims(text) if "Marn" in row(claim)[3]}
    if edtf != "2024-05-10":
        assert "2024-05-10" not in {c.about.edtf for c in claims(text) if row(c)[3] == ("Marn",)}


def test_for_the_first_time_since_dates_no_state():
    [claim] = claims("The Blue Guard controls Marn for the first time since 2019.")
    assert (claim.status, claim.about.edtf) == ("beland_control", "2024-05-10")


def test_what_was_before_the_news_of_its_sentence_gives_the_place_to_nobody():
    found = claims("The Red Brigade entered Marn on Monday, a year after losing the town to the Blue Guard.")
    assert {claim.status for claim in found} == {"aland_control", "none"}
    [left] = claims("Families left Pell after the Blue Guard seized the town.")[1:]
    assert left.status == "beland_control"


def test_what_the_other_side_had_done_before_is_not_the_speakers_news():
    text = "The Red Brigade said on Saturday that it had recaptured Marn, which the Blue Guard took in March."
    found = claims(
        text,
        said(
            text,
            "it had recaptured Marn, which the Blue Guard took in March",
            "The Red Brigade",
            side="aland",
        ),
    )
    assert {claim.status for claim in found} == {"aland_control", "none"}


def test_an_army_that_calls_a_place_under_control_means_its_own():
    text = "The Red Brigade said on Saturday that Marn was under full control."
    words = "Marn was under full control"
    assert [c.status for c in claims(text, said(text, words, "The Red Brigade", side="aland"))] == [
        "aland_control"
    ]
    assert [c.status for c in claims(text, said(text, words, "The Red Brigade", kind="media"))] == ["none"]
