"""Which day a claim has: that of its own words, of its item or of its sentence, and never one that cannot be.

Sentences of our own, read by the whole path.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import conflicts, pipeline
from geo.gazetteer import Gazetteer
from geo.model import DateInterval, Document

WEDNESDAY = date(2024, 5, 22)


@pytest.fixture(scope="module")
def reading():
    """Text -> what is read of it."""
    gazetteer, wars = Gazetteer.open(), conflicts.load()
    published = DateInterval(WEDNESDAY.isoformat(), WEDNESDAY, WEDNESDAY, "given")
    return lambda text: pipeline.process(
        Document("d", text, published=published), gazetteer=gazetteer, conflicts=wars
    )


@pytest.fixture
def claims(reading):
    """Text -> its claims."""
    return lambda text: list(reading(text).claims)


@pytest.fixture
def notes(reading):
    """Text -> what a run notes of it."""
    return lambda text: reading(text).notes


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("18 May:", "2024-05-18"),
        ("- 18 May:", "2024-05-18"),
        ("* Sat 18 May:", "2024-05-18"),
        ("May 18:", "2024-05-18"),
        ("**18 May**:", "2024-05-18"),
        ("18.05:", "2024-05-18"),
        ("18/05:", "2024-05-18"),
        ("2024-05-18:", "2024-05-18"),
        ("18.05.2024:", "2024-05-18"),
        ("Saturday:", "2024-05-18"),
        ("22:00, 18 May:", "2024-05-18"),
        ("18 May, 22:00:", "2024-05-18"),
        ("18-19 May:", "2024-05-18/2024-05-19"),
        ("05/04:", "2024-04-05/2024-05-04"),  # either order lies in the weeks before
        ("March 2023:", "2023-03"),
        ("2022:", "2022"),
    ],
)
def test_the_day_at_the_head_of_an_item_is_that_of_all_it_tells(claims, head, about):
    told = claims(
        f"A diary\n\n{head} M23 rebels captured Sake. The army shelled Goma.\n\nBukavu was shelled."
    )
    assert [c.about.edtf for c in told] == [about, about, "2024-05-22"]
    assert "head of this item" in told[0].about.reason
    assert {c.said.edtf for c in told} == {"2024-05-22"}


def test_who_speaks_in_an_item_spoke_on_its_day(claims):
    told = claims("- 18 May: the army said M23 rebels had captured Sake.\n- 19 May: M23 rebels shelled Goma.")
    assert [(c.said.edtf, c.about.edtf) for c in told] == [
        ("2024-05-18", "2024-05-18"),
        ("2024-05-22", "2024-05-19"),
    ]


@pytest.mark.parametrize("head", ["10.04:", "10:04:", "18.05 12.30:", "Goma:", "25 May 2024:", "Sources:"])
def test_what_may_be_a_clock_or_lies_ahead_dates_no_item(claims, head):
    told = claims(f"A page\n\n12.30: M23 rebels shelled Goma.\n\n{head} M23 rebels captured Sake.")
    assert {c.about.edtf for c in told} == {"2024-05-22"}


@pytest.mark.parametrize(
    "stamps",
    [
        ("15:58 Greenwich Mean Time, 21 May", "09:10 Greenwich Mean Time, 22 May"),
        (
            "published at 15:58 Greenwich Mean Time 21 May",
            "published at 09:10 Greenwich Mean Time 22 May 2024",
        ),
        ("21 May, 15:58 GMT", "22 May, 09:10 GMT"),
    ],
)
def test_the_stamp_of_an_entry_dates_it(claims, stamps):
    told = claims(f"{stamps[0]}\n\nM23 rebels captured Sake.\n\n{stamps[1]}\n\nThe army shelled Goma.")
    assert [(c.said.edtf, c.about.edtf) for c in told] == [("2024-05-21",) * 2, ("2024-05-22",) * 2]


def test_the_title_of_an_entry_stands_above_its_stamp(claims):
    told = claims(
        "1. Shelling in Goma\npublished at 09:10 Greenwich Mean Time 22 May\n\nThe army shelled Goma.\n\n"
        "2. M23 rebels capture Sake\npublished at 15:58 Greenwich Mean Time 21 May\n\nThey shelled Bukavu."
    )
    assert [c.said.edtf for c in told if "Sake" in c.quote or "Bukavu" in c.quote] == ["2024-05-21"] * 2


def test_nothing_is_said_after_it_was_published(claims):
    told = claims(
        "M23 rebels reached Goma on Wednesday. The army said the following day that Goma had fallen."
    )
    assert {c.said.edtf for c in told} == {"2024-05-22"}
    assert "after the publication" in told[-1].said.reason
    told = claims("The army said on 16 August 2024 that M23 rebels had captured Goma.")
    assert {c.said.edtf for c in told} == {"2024-05-22"}


def test_a_day_counted_from_the_one_before_is_counted_once(claims):
    told = claims(
        "Goma fell on Monday. The army reported the following morning that M23 rebels had attacked Sake and"
        " captured Bukavu."
    )
    assert [c.said.edtf for c in told] == ["2024-05-22", "2024-05-21", "2024-05-21"]


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels captured Goma on 16 August 2024.",
        "M23 rebels hold Goma as of 16 August 2024.",
        "M23 rebels captured Goma in August 2024.",
    ],
)
def test_what_is_told_as_done_and_dated_later_gives_no_place_to_a_side(claims, text):
    (claim,) = claims(text)
    assert claim.status == "none"
    assert "though not told as to come" in claim.about.reason
    assert any(step.field == "status" and "after it was told" in step.rule for step in claim.trace)


def test_a_run_says_that_a_text_tells_as_done_what_is_dated_later(notes):
    (note,) = notes("M23 rebels captured Goma on 16 August 2024. The army will attack Sake on 20 August.")
    assert note.startswith("1 claim tells as done what is dated later than it was told")
    assert notes("M23 rebels captured Goma. The army will attack Sake on 20 August.") == ()


def test_a_day_ahead_by_time_zones_only_keeps_its_side(claims):
    (claim,) = claims("M23 rebels captured Goma on 23 May 2024.")
    assert claim.status == "m23_control"
    assert "though not told as to come" in claim.about.reason


def test_done_by_a_later_day_is_done_by_the_saying(claims):
    (claim,) = claims("By summer 2024 M23 rebels had captured Goma.")
    assert claim.about.edtf == "../2024-05-22"


@pytest.mark.parametrize(
    "text", ["11/04/2024 Rebel strike hits Goma.", "M23 rebels are attacking Goma (11/04/2024)."]
)
def test_of_two_readings_of_figures_the_one_ahead_is_none(claims, text):
    assert {c.about.edtf for c in claims(text)} == {"2024-04-11"}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Clashes flared on Monday as Russian troops retreated from and then returned to Bakhmut.",
            ["2024-05-20", "2024-05-20"],
        ),
        ("On Monday, M23 rebels captured Goma amid fighting in Bukavu.", ["2024-05-20", "2024-05-20"]),
        ("M23 rebels left Goma on Monday as the army recaptured it.", ["2024-05-20", "2024-05-20"]),
        ("As M23 rebels shelled Bukavu, the army captured Goma on Monday.", ["2024-05-20", "2024-05-20"]),
        ("On Monday M23 rebels attacked Goma, seized Bukavu and shelled Sake.", ["2024-05-20"] * 3),
        (
            "M23 rebels entered Goma on Monday and then moved on Bukavu.",
            ["2024-05-20", "2024-05-20/2024-05-22"],
        ),
        (
            "M23 rebels began an advance on 16 May into other land, capturing Goma in response to a vote last"
            " month on independence.",
            ["2024-05-16"],
        ),
        ("M23 rebels seized Goma after an election last month.", ["2024-04-01/2024-05-22"]),
    ],
)
def test_a_day_is_shared_by_what_goes_with_it(claims, text, about):
    assert [c.about.edtf for c in claims(text)] == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("M23 rebels captured Goma on Monday and hold Sake.", "2024-05-22"),
        ("M23 rebels, who captured Goma on Monday, are attacking Sake.", "2024-05-22"),
        ("M23 rebels captured Goma on Monday while the army still holds Sake.", "2024-05-22"),
        ("M23 rebels attacked Goma on Monday and on Tuesday captured Sake.", "2024-05-21"),
        ("On Monday M23 rebels captured Goma, and in March they took Sake.", "2024-03"),
    ],
)
def test_a_day_is_not_shared_by_what_goes_on_or_has_its_own(claims, text, about):
    assert claims(text)[-1].about.edtf == about


@pytest.mark.parametrize(
    "aside",
    [
        "—a state capital that helps it into Rapid Support Forces (RSF) strongholds in Darfur—",
        " — a city that helps it into Rapid Support Forces (RSF) strongholds in Darfur — ",
        " (which will likely support attacks in Darfur) ",
    ],
)
def test_an_aside_does_not_cut_a_day_off_its_verb(claims, aside):
    told = claims(f"The SAF captured El Obeid{aside}on 20 May.")
    assert [c.about.edtf for c in told if c.predicate == "captured"] == ["2024-05-20"]


@pytest.mark.parametrize(
    "text",
    [
        "On 20 May and in the early hours of 21 May, M23 rebels attacked Goma.",
        "M23 rebels attacked Goma on Monday and in the early hours of Tuesday.",
        "M23 rebels attacked Goma on Monday and again on Tuesday.",
    ],
)
def test_two_days_that_both_are_meant(claims, text):
    assert [c.about.edtf for c in claims(text)] == ["2024-05-20/2024-05-21"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Goma was attacked several times by M23 rebels before they captured it six months ago.",
            "../2023-12-07",
        ),
        ("M23 rebels shelled Goma for weeks before they captured it in March.", "../2024-03-31"),
        ("M23 rebels shelled Goma until they took it in March.", "../2024-03-31"),
        ("M23 rebels earlier regained control of Goma.", "../2024-05-22"),
        ("Earlier, M23 rebels captured Goma.", "../2024-05-22"),
    ],
)
def test_what_came_before_has_no_first_day(claims, text, about):
    assert claims(text)[0].about.edtf == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Since launching an offensive on 27 October last year, M23 rebels have seized most of Goma.",
            "2023-10-27/2024-05-22",
        ),
        ("M23 rebels have seized Goma since launching their offensive last week.", "2024-05-13/2024-05-22"),
        (
            "Since the offensive began on 3 May, Russian forces have captured Bakhmut.",
            "2024-05-03/2024-05-22",
        ),
        ("M23 rebels have held Goma since launching their offensive last week.", "2024-05-13/.."),
    ],
)
def test_since_a_beginning_is_a_time_from_then_on(claims, text, about):
    assert [c.about.edtf for c in claims(text)] == [about]


@pytest.mark.parametrize(
    "text",
    [
        "Bakhmut, a stronghold for more than two years, has been captured by Russian forces.",
        "Bakhmut, a town of 70,000 before the invasion in early 2022, has been captured by Russian forces.",
        "Russian forces captured Bakhmut, a town of 70,000 before the invasion in early 2022.",
        "The army, a loser in March, shelled Goma.",
    ],
)
def test_a_time_in_a_description_dates_nothing_else(claims, text):
    told = [c for c in claims(text) if c.predicate in ("captured", "struck")]
    assert [c.about.edtf for c in told] == ["2024-05-22"]
    assert told[0].about.reason.startswith("no day of its own is named")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("In 2022 Russia captured Lyman, but Ukrainian forces retook it in October of that year.", "2022-10"),
        ("Russia captured Lyman in May 2022, but Ukrainian forces retook it later that year.", "2022"),
    ],
)
def test_that_year_is_the_year_just_named(claims, text, about):
    assert claims(text)[-1].about.edtf == about


def test_what_is_answered_was_said_before(claims):
    told = claims(
        "The rebels conceded on Monday they had lost Goma, after the army claimed it had seized the city."
    )
    assert [(c.claimant, c.said.edtf) for c in told][-1][1] == "../2024-05-20"


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("this morning (Tuesday 21 May)", "2024-05-21"),
        ("yesterday (Monday)", "2024-05-20"),
        ("last night (19 May)", "2024-05-19"),
    ],
)
def test_the_day_in_brackets_is_the_day_meant(claims, words, about):
    assert [c.about.edtf for c in claims(f"M23 rebels captured Goma {words}.")] == [about]


def test_since_when_another_held_it_is_not_since_when_it_was_taken(claims):
    told = claims(
        "The Sudanese army has regained control of Khartoum from the RSF, who had held it since war broke out"
        " in the country in 2023."
    )
    assert [c.about.edtf for c in told] == ["2024-05-22", "2023/2024-05-22"]


@pytest.mark.parametrize(
    ("text", "said", "about"),
    [
        (
            "On Monday, the government appealed for help over Goma amid attacks, accusing M23 rebels of"
            " besieging many civilians in Sake.",
            "2024-05-20",
            "2024-05-20",
        ),
        ("The army earlier confirmed that M23 rebels had captured Goma.", "../2024-05-22", "../2024-05-22"),
        ("M23 rebels had captured Goma.", "2024-05-22", "../2024-05-22"),
        ("The army said M23 rebels had captured Goma.", "2024-05-22", "2024-05-22"),
        ("On 4/5 May M23 rebels captured Goma.", "2024-05-22", "2024-05-04/2024-05-05"),
        (
            "The war was far away in early April. Back then, M23 rebels attacked Goma.",
            "2024-05-22",
            "2024-04",
        ),
        (
            "Although the army staged several raids on Sake in the last week, the only town it has captured"
            " and holds is Goma.",
            "2024-05-22",
            "2024-05-22",
        ),
    ],
)
def test_no_day_is_more_exact_than_the_words_or_taken_from_beside_them(claims, text, said, about):
    last = claims(text)[-1]
    assert (last.said.edtf, last.about.edtf) == (said, about)


@pytest.mark.parametrize(
    ("text", "place", "about"),
    [
        (
            "Two days after taking Lyman on 12 May, Russian forces attacked Kupiansk.",
            "Kupiansk",
            "2024-05-14",
        ),
        ("Russian forces attacked Kupiansk two days after taking Lyman on 12 May.", "Kupiansk", "2024-05-14"),
        (
            "After taking Lyman on 12 May, Russian forces attacked Kupiansk.",
            "Kupiansk",
            "2024-05-12/2024-05-22",
        ),
        (
            "Russian forces attacked Kupiansk on 14 May after taking Lyman on 12 May.",
            "Kupiansk",
            "2024-05-14",
        ),
        ("M23 rebels took Goma a week after the war began on 4 May.", "Goma", "2024-05-08/2024-05-14"),
        ("M23 rebels took Goma after the army left on Monday.", "Goma", "2024-05-20/2024-05-22"),
        ("M23 rebels took Goma after fighting on Monday.", "Goma", "2024-05-20"),
        ("M23 rebels captured Goma following talks on Monday.", "Goma", "2024-05-20/2024-05-22"),
        ("Goma has been held by M23 rebels since the offensive in January.", "Goma", "2024-01/.."),
        ("Goma is the first city taken by M23 rebels since the offensive in January.", "Goma", "2024-05-22"),
    ],
)
def test_what_followed_a_deed_is_not_of_its_day(claims, text, place, about):
    told = [c for c in claims(text) if text[c.links[0].mention_start : c.links[0].mention_end] == place]
    assert [c.about.edtf for c in told] == [about]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kupiansk, retaken by Ukraine in September 2022, was shelled by Russian forces.", "2024-05-22"),
        ("The M23, formed in 2012, captured Goma.", "2024-05-22"),
        ("Goma, besieged since January, fell to M23 rebels.", "2024-05-22"),
        ("M23 rebels, backed by Rwanda, on Monday captured Goma.", "2024-05-20"),
        ("Russian troops who crossed the border on 10 May captured Lyman.", "../2024-05-22"),
        ("M23 rebels that left Sake on Monday entered Goma.", "2024-05-20/2024-05-22"),
        ("Fighting has raged in Goma since M23 rebels attacked on Monday.", "2024-05-20/.."),
    ],
)
def test_what_is_told_of_the_subject_dates_no_deed_of_it(claims, text, about):
    assert claims(text)[-1].about.edtf == about


def test_what_a_picture_shows_is_no_clause_of_whom(claims):
    (claim,) = claims("Footage posted on Tuesday shows that M23 rebels recently captured Goma.")
    assert claim.about.edtf == "../2024-05-21"


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("in the last month", "2024-04-22/2024-05-22"),
        ("over the last week", "2024-05-15/2024-05-22"),
        ("last month", "2024-04"),
        ("in the last week of April", "2024-04-24/2024-04-30"),
    ],
)
def test_the_last_month_is_not_last_month(claims, words, about):
    (claim,) = claims(f"Russian forces attacked Lyman {words}.")
    assert claim.about.edtf == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kunduz had fallen to the Taliban in 2015 and 2016.", ["2015/2016"]),
        ("Taliban fighters attacked Kunduz in March and April.", ["2024-03/2024-04"]),
        (
            "The RSF has held Singa since November, when it launched an offensive on Sennar.",
            ["2023-11/..", "2023-11"],
        ),
        (
            "Tigray fighters took Mekelle for the first time since they were driven out in November.",
            ["2024-05-22"],
        ),
        ("Russian troops — who had shelled the area on Monday — took Lyman.", ["2024-05-22"]),
    ],
)
def test_a_time_is_that_of_its_own_clause(claims, text, about):
    assert [claim.about.edtf for claim in claims(text)] == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Islamic State left Palmyra in February. But shortly afterwards, its fighters recaptured it.",
            "../2024-05-22",
        ),
        ("Islamic State in August 2014 called Palmyra its capital after capturing it.", "../2014-08-31"),
        (
            "A picture taken on 13 February shows Palmyra after it was attacked by Islamic State.",
            "../2024-02-13",
        ),
    ],
)
def test_what_came_at_a_time_not_told_has_no_day(claims, text, about):
    assert claims(text)[-1].about.edtf == about


def test_who_is_fresh_from_a_deed_did_it_before(claims):
    told = claims("Bosnian Serb troops, fresh from the capture of Srebrenica, shelled Gorazde on Monday.")
    assert {claim.predicate: claim.about.edtf for claim in told}["captured"].startswith("../")
