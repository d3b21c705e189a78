"""Time expressions, what they resolve to, and publication from the text alone. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import expressions, from_edtf, hull, intersect, publication, resolve
from geo.intervals import interval
from geo.model import UNDATED

SAID = from_edtf("2023-03-15", "told")  # a Wednesday


def only(text: str):
    found = expressions(text)
    assert len(found) == 1, [e.text for e in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


# (sentence, tense, words found, EDTF) as said on Wednesday 2023-03-15
RESOLVED = [
    # days named by weekday
    ("The mayor spoke on Wednesday.", "past", "Wednesday", "2023-03-15"),
    ("The mayor spoke on Thursday.", "past", "Thursday", "2023-03-09"),
    ("Talks open on Thursday.", "future", "Thursday", "2023-03-16"),
    ("Shells hit the mill on Wednesday night.", "past", "Wednesday night", "2023-03-15"),
    ("It fell late on Tuesday.", "past", "late on Tuesday", "2023-03-14"),
    ("It fell early Monday.", "past", "early Monday", "2023-03-13"),
    ("After Monday's strike nobody came.", "past", "Monday", "2023-03-13"),
    ("He left last Friday.", "past", "last Friday", "2023-03-10"),
    ("He left last Monday.", "past", "last Monday", "2023-03-06/2023-03-13"),
    ("They meet next Friday.", "future", "next Friday", "2023-03-17/2023-03-24"),
    ("It was taken on Monday of last week.", "past", "Monday of last week", "2023-03-06"),
    ("Last week on Tuesday it was quiet.", "past", "Last week on Tuesday", "2023-03-07"),
    (
        "Fighting went on between Saturday and Monday.",
        "past",
        "between Saturday and Monday",
        "2023-03-11/2023-03-13",
    ),
    # counted from the day of speaking
    ("Drones came overnight.", "past", "overnight", "2023-03-14/2023-03-15"),
    ("Drones came overnight into Tuesday.", "past", "overnight into Tuesday", "2023-03-13/2023-03-14"),
    ("Drones came last night.", "past", "last night", "2023-03-14/2023-03-15"),
    ("Nobody moved today.", "past", "today", "2023-03-15"),
    ("It began this morning.", "past", "this morning", "2023-03-15"),
    ("It began yesterday evening.", "past", "yesterday evening", "2023-03-14"),
    ("It began the day before yesterday.", "past", "the day before yesterday", "2023-03-13"),
    ("It will end tomorrow.", "future", "tomorrow", "2023-03-16"),
    ("Two villages fell earlier this week.", "past", "earlier this week", "2023-03-13/2023-03-14"),
    ("Two villages fell this week.", "past", "this week", "2023-03-13/2023-03-15"),
    ("More will come later this week.", "future", "later this week", "2023-03-15/2023-03-19"),
    ("Two villages fell last week.", "past", "last week", "2023-03-06/2023-03-12"),
    ("Talks resume next week.", "future", "next week", "2023-03-20/2023-03-26"),
    ("Two villages fell in the past week.", "past", "the past week", "2023-03-08/2023-03-15"),
    ("It rained over the weekend.", "past", "the weekend", "2023-03-11/2023-03-12"),
    ("It rained last weekend.", "past", "last weekend", "2023-03-11/2023-03-12"),
    ("They meet at the weekend.", "future", "the weekend", "2023-03-18/2023-03-19"),
    ("It fell last month.", "past", "last month", "2023-02"),
    ("It fell earlier this month.", "past", "earlier this month", "2023-03-01/2023-03-14"),
    ("It fell last year.", "past", "last year", "2022"),
    ("It fell late last year.", "past", "late last year", "2022-09~/2022-12~"),
    ("It fell two days ago.", "past", "two days ago", "2023-03-13"),
    ("It fell three weeks ago.", "past", "three weeks ago", "2023-02-19~/2023-02-25~"),
    ("It fell a couple of days ago.", "past", "a couple of days ago", "2023-03-12~/2023-03-13~"),
    ("The town was full a year ago.", "past", "a year ago", "2021-12-13~/2022-06-15~"),
    ("40 strikes in the past 24 hours.", "past", "the past 24 hours", "2023-03-14/2023-03-15"),
    ("It gained ground in recent days.", "past", "recent days", "../2023-03-15"),
    ("It gained ground over the last few months.", "past", "the last few months", "../2023-03-15"),
    ("They will attack in the coming days.", "future", "the coming days", "2023-03-15/.."),
    ("They will attack in the next two weeks.", "future", "the next two weeks", "2023-03-15/2023-03-29"),
    # months, seasons, years and their parts
    ("It fell in December.", "past", "December", "2022-12"),
    ("It fell in March.", "past", "March", "2023-03"),
    ("It fell last December.", "past", "last December", "2022-12"),
    ("They will attack in May.", "future", "May", "2023-05"),
    ("A plan for an attack in May leaked.", "", "May", "2022-05/2023-05"),
    ("It fell in March last year.", "past", "March last year", "2022-03"),
    ("It has been shelled since May 2022.", "past", "since May 2022", "2022-05/.."),
    ("It fell in early February.", "past", "early February", "2023-02-01~/2023-02-10~"),
    ("It fell in mid-February.", "past", "mid-February", "2023-02-11~/2023-02-20~"),
    ("It fell late in February.", "past", "late in February", "2023-02-21~/2023-02-28~"),
    ("It will fall by the end of March.", "future", "by the end of March", "2023-03-15/2023-03-31"),
    ("It fell at the end of February.", "past", "the end of February", "2023-02-21~/2023-02-28~"),
    ("They will attack this spring.", "future", "this spring", "2023-03/2023-05"),
    ("It fell last summer.", "past", "last summer", "2022-06/2022-08"),
    ("It fell in the summer of 2021.", "past", "summer of 2021", "2021-06/2021-08"),
    ("It fell in the winter of 2021-22.", "past", "winter of 2021-22", "2021-12/2022-02"),
    ("The region was annexed in 2014.", "past", "2014", "2014"),
    ("It was rebuilt in '19.", "past", "'19", "2019"),
    ("The war of the 1990s passed it by.", "past", "1990s", "1990/1999"),
    ("It changed hands between 2014 and 2016.", "past", "between 2014 and 2016", "2014/2016"),
    ("It fell in the first half of 2022.", "past", "the first half of 2022", "2022-01/2022-06"),
    ("It fell in Q3 2022.", "past", "Q3 2022", "2022-07/2022-09"),
    (
        "It fell in the first week of June 2022.",
        "past",
        "the first week of June 2022",
        "2022-06-01~/2022-06-07~",
    ),
    # calendar days
    ("They will leave by 1 June.", "future", "by 1 June", "2023-03-15/2023-06-01"),
    ("They were to leave by 1 March.", "past", "by 1 March", "../2023-03-01"),
    ("They will leave on the 1st of June.", "future", "the 1st of June", "2023-06-01"),
    ("They will leave on June 1.", "future", "June 1", "2023-06-01"),
    ("It fell on March 7, 2023.", "", "March 7, 2023", "2023-03-07"),
    ("It fell on 7 March.", "past", "7 March", "2023-03-07"),
    ("It fell on the 24th of February.", "past", "the 24th of February", "2023-02-24"),
    ("It fell on 2 December.", "past", "2 December", "2022-12-02"),
    ("It fell on 16 March.", "past", "16 March", "2023-03-16"),  # clocks differ by a day
    ("Dateline 2023-03-04 holds.", "", "2023-03-04", "2023-03-04"),
    ("It fell on 17/03/2022.", "past", "17/03/2022", "2022-03-17"),
    ("It fell on 07/03/2022.", "", "07/03/2022", "2022-03-07/2022-07-03"),
    ("It fell on 07/03/2023.", "past", "07/03/2023", "2023-03-07"),
    ("It fell on 07.03.2022.", "past", "07.03.2022", "2022-03-07"),
    ("It fell between 4 and 8 March.", "past", "between 4 and 8 March", "2023-03-04/2023-03-08"),
    ("It fell from March 3 to March 5.", "past", "from March 3 to March 5", "2023-03-03/2023-03-05"),
    ("It fell on March 4-5.", "past", "March 4-5", "2023-03-04/2023-03-05"),
    ("It burnt from 28 February to 3 March.", "past", "from 28 February to 3 March", "2023-02-28/2023-03-03"),
    (
        "It burnt from 30 December to 2 January 2022.",
        "past",
        "from 30 December to 2 January 2022",
        "2021-12-30/2022-01-02",
    ),
    ("It burnt on the night of 3-4 May.", "past", "the night of 3-4 May", "2022-05-03/2022-05-04"),
    ("It burnt on the night of 3 March.", "past", "the night of 3 March", "2023-03-03/2023-03-04"),
    ("At 6 a.m. on 5 May it began.", "past", "5 May", "2022-05-05"),
    ("It fell on Tuesday, 7 March.", "past", "Tuesday, 7 March", "2023-03-07"),
    ("It fell around 5 May 2022.", "past", "around 5 May 2022", "2022-05-03~/2022-05-07~"),
    ("In the week to 12 March it held.", "past", "the week to 12 March", "2023-03-06/2023-03-12"),
    ("It was quiet before 24 February 2022.", "past", "before 24 February 2022", "../2022-02-23"),
    ("It was quiet after 1 March.", "past", "after 1 March", "2023-03-01/2023-03-15"),
    # what the verb right before tells
    ("It holds since the siege began in July.", "present", "July", "2022-07"),
    ("The siege that will end in July goes on.", "present", "July", "2023-07"),
    ("He said that it would fall by the autumn.", "past", "by the autumn", "2023-03-15/2023-11-30"),
    ("It would be “free” by the autumn.", "past", "by the autumn", "2023-03-15/2023-11-30"),
    ("Famine could come by May.", "past", "by May", "2023-03-15/2023-05-31"),
    ("He could hear it on Monday.", "past", "Monday", "2023-03-13"),
    ("For ten weeks bombs have fallen.", "past", "For ten weeks", "2023-01-01~/2023-03-15"),
    ("He would not speak on Monday.", "past", "Monday", "2023-03-13"),
    # lengths of time
    (
        "The siege has lasted for more than seven months.",
        "past",
        "for more than seven months",
        "2022-07-16~/2023-03-15",
    ),
    ("After 10 months of siege it is in ruins.", "present", "After 10 months", "2022-04-30~/2023-03-15"),
    ("After 10 months of siege it fell.", "past", "After 10 months", "../2023-03-15"),
    ("They held it for three weeks.", "past", "for three weeks", "../2023-03-15"),
    ("They will hold it for three weeks.", "future", "for three weeks", ""),
]


RESOLVED += [
    ("It fell weeks ago.", "past", "weeks ago", "../2023-03-15"),
    ("It fell a few days earlier.", "past", "few days earlier", "../2023-03-15"),
    ("They recently left it.", "past", "recently", "../2023-03-15"),
    ("It burned during the night.", "past", "the night", "2023-03-14/2023-03-15"),
    ("It had burned the night before.", "past", "the night before", "2023-03-14/2023-03-15"),
    ("It was theirs, in May 2014: then it fell.", "past", "May 2014", "2014-05"),
]


@pytest.mark.parametrize(("sentence", "tense", "words", "edtf"), RESOLVED)
def test_expression_is_found_and_resolved(sentence, tense, words, edtf):
    found = only(sentence)
    result = resolve(found, SAID, tense)
    assert (found.text, result.edtf) == (words, edtf)
    assert result.reason


def test_back_in_a_year_is_no_count_back_from_today():
    found = expressions("They held it for three months back in 2014.")
    assert [e.text for e in found] == ["for three months", "2014"]
    assert resolve(found[1], SAID, "past").edtf == "2014"


# sentences without a time expression, or whose look-alike is none
NOTHING = [
    "The column may march on the city.",
    "Troops March on Capital",
    "May God help them.",
    "10 May Have Died in Blast",
    "Mr May spoke to the house.",
    "The Women's March on the square was banned.",
    "It began at 06:00 and ended at 9 p.m.",
    "2023-02-30 is not a day.",
    "There are fires in 2000 villages.",
    "They lost 2014 soldiers and 12,500 shells.",
    "The Sunday Times and the Mail on Sunday asked.",
    "On Good Friday and every Sunday they pray.",
    "They pray on Sundays.",
    "The fall of the town was near.",
    "The spring offensive stalled.",
    "The water of the spring is cold.",
    "Two days before the attack they fled.",
    "The second line held for the third time.",
    "The 24th Mechanised Brigade left.",
    "A battalion took hill 217.3.",
    "It is 10 km from the 0506 road.",
    "City won 2-1 in the last minute of the last match.",
    "Rossiya Today aired it.",
    "He is 45 years old.",
    "It will take some days.",
    "In ²²²² and in ٢٠٢٣ they fled.",
    "an august body of sat down wed guests",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_look_alike_is_no_time_expression(sentence):
    assert [e.text for e in expressions(sentence)] == []


# (words, tense, publication known only as this, EDTF)
SPREAD = [
    ("on Wednesday", "past", "2023-03-14/2023-03-18", "2023-03-08/2023-03-15"),
    ("on Wednesday", "past", "2023-03-15/2023-03-18", "2023-03-15"),
    ("on Wednesday", "past", "2023-03", "2023-03-01/2023-03-29"),
    ("on Wednesday", "past", "2023-03-10/..", "2023-03-08/.."),
    ("on Wednesday", "past", "../2023-03-10", "../2023-03-08"),
    ("yesterday", "past", "2023-03-14/2023-03-18", "2023-03-13/2023-03-17"),
    ("in December", "past", "2023-03", "2022-12"),
    ("in December", "past", "2022-11/2023-01", "2021-12-01/2022-12-31"),
    ("in December", "past", "2023-03-10/..", "2022-12-01/.."),
    ("last month", "past", "2023-03-28/2023-04-02", "2023-02-01/2023-03-31"),
    ("in May 2022", "past", "2023-03-10/..", "2022-05"),
    ("since May 2022", "past", "", "2022-05/.."),
    ("on 7 March 2023", "past", "", "2023-03-07"),
    ("from 3 to 5 March 2023", "past", "", "2023-03-03/2023-03-05"),
    ("on Wednesday", "past", "", ""),
    ("in December", "past", "", ""),
    ("on 7 March", "past", "", ""),
    ("in recent days", "past", "", ""),
    ("between March 3 and March 5", "past", "", ""),
]


@pytest.mark.parametrize(("words", "tense", "anchor", "edtf"), SPREAD)
def test_unsure_publication_never_gives_a_surer_date(words, tense, anchor, edtf):
    known = from_edtf(anchor, "told") if anchor else UNDATED
    result = resolve(only(words), known, tense)
    assert result.edtf == edtf or (result.start, result.end) == _bounds(edtf), result
    assert result.reason


def _bounds(edtf):
    found = from_edtf(edtf, "") if edtf else UNDATED
    return found.start, found.end


def test_reason_says_what_was_counted_from_what():
    assert resolve(only("on Wednesday"), SAID).reason == "Wednesday on or before publication (2023-03-15)"
    said = resolve(only("on Monday"), SAID, "past", anchor_name="the day it was said")
    assert said.reason == "Monday on or before the day it was said (2023-03-15)"
    assert "no publication date" in resolve(only("on Monday"), UNDATED).reason


@pytest.mark.parametrize(
    ("words", "edtf", "counted"),
    [
        ("two days later", "../2023-03-15", "2023-03-09"),
        ("a day earlier", "../2023-03-15", "2023-03-06"),
        ("the previous day", "../2023-03-15", "2023-03-06"),
        ("the same day", "../2023-03-15", "2023-03-07"),
        ("the following week", "../2023-03-15", "2023-03-13/2023-03-19"),
        ("the following September", "../2023-03-15", "2023-09"),
        ("the previous autumn", "../2023-03-15", "2022-09/2022-11"),
        ("the following Tuesday", "../2023-03-15", "2023-03-14"),
        ("the previous Monday", "../2023-03-15", "2023-03-06"),
    ],
)
def test_time_counted_from_another_time_needs_that_time(words, edtf, counted):
    found = only(f"It fell {words}.")
    assert resolve(found, SAID, "past").edtf == edtf
    assert resolve(found, SAID, "past", context=from_edtf("2023-03-07", "named")).edtf == counted


def test_weekday_that_belies_its_date_leaves_it_undated():
    wrong = resolve(only("on Tuesday, 15 March 2023"), SAID)
    assert not wrong.dated
    assert "was a Wednesday" in wrong.reason
    assert not resolve(only("on Tuesday, 15 March"), SAID).dated


def test_several_expressions_come_in_order():
    text = "On Monday they said that since May 2022 and in the past week it held; by 1 June it must fall."
    assert [e.text for e in expressions(text)] == ["Monday", "since May 2022", "the past week", "by 1 June"]


def test_offsets_are_into_the_whole_text():
    text = "Опис. On Monday it fell. On Tuesday it was quiet."
    found = expressions(text, 24)
    assert [(e.text, text[e.start : e.end]) for e in found] == [("Tuesday", "Tuesday")]


def test_expression_never_runs_across_paragraphs():
    assert [e.text for e in expressions("It fell in March\n\n7 people died in May\n \n2022 was over.")] == [
        "March",
        "May",
    ]


@pytest.mark.parametrize(
    "edtf",
    [row[3] for row in RESOLVED if row[3]] + [row[3] for row in SPREAD if row[3]],
)
def test_results_are_valid_edtf(edtf):
    assert str(parse_edtf(edtf)) == edtf


@given(
    st.sampled_from([row[0] for row in RESOLVED]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(["past", "present", "future", ""]),
)
@settings(max_examples=150, deadline=None)
def test_result_of_an_interval_holds_the_results_of_its_ends(sentence, first, length, tense):
    last = date.fromordinal(first.toordinal() + length)
    e = only(sentence)
    whole = resolve(e, interval(first, last, ""), tense)
    yearless = e.kind == "date" and e.day is not None and e.year is None
    if yearless and length <= 62:
        return  # within some weeks a day without a year is the one in them: nobody leaves out another's year
    for day in (first, last):
        one = resolve(only(sentence), interval(day, day, ""), tense)
        if whole.edtf and one.edtf:
            assert whole.start is None or (one.start is not None and whole.start <= one.start)
            assert whole.end is None or (one.end is not None and one.end <= whole.end)


@given(st.text(alphabet="0123456789 .,:/-'’\nMarchMayonbysincetoWednesdaylastthirdweekofago", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_grammar(text):
    for e in expressions(text):
        assert text[e.start : e.end] == e.text
        resolve(e, SAID, "past")
        resolve(e, from_edtf("1000-01-01/9999-12-31", ""), "")


@pytest.mark.parametrize(
    "text", ["2023-03-15", "2023-03", "2023", "2023-03-10/..", "../2023-06", "2023-02/2023-03-15", "2022-05~"]
)
def test_edtf_is_read_as_it_stands(text):
    assert from_edtf(text, "told").edtf == text


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2023-13", "2023-02-30", "15.03.2023", "../..", "2023-05/2023-03", "23-03-15", "0001"],
)
def test_bad_edtf_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"."):
        from_edtf(text, "told")


def test_hull_and_intersection():
    march, day, later = (from_edtf(t, t) for t in ("2023-03", "2023-03-15", "2023-03-10/.."))
    assert hull(day, march).edtf == "2023-03"
    assert hull(day, later).edtf == "2023-03-10/.."
    assert hull(day, UNDATED).edtf == ""
    assert intersect(march, later).edtf == "2023-03-10/2023-03-31"
    assert intersect(day, UNDATED).edtf == "2023-03-15"
    assert intersect(day, from_edtf("2023-04", "")) is None


# -- publication

BODY = (
    "Shells fell on the river port of Port Amal while the militia of the northern valley dug in behind the "
    "old sugar mill, the governor told reporters. Nobody could say how many people were left in the town, "
    "and the bridge has been closed to all but ambulances.\n\nThe army denied it.\n"
)
HEAD = "River port shelled as militia digs in\n\n"

PUBLISHED = [
    (HEAD + "Published: 15 March 2021\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "Published 15 March 2021, 10:15 GMT\nUpdated 17 March 2021\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "By Ana Moreno | Published March 15, 2021 at 6:02 pm\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "By Ana Moreno\nMonday, March 15, 2021\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "Mon 15 Mar 2021 10.15 GMT\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "2021-03-15 10:15\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "PORT AMAL, March 15, 2021 (Reuters) - " + BODY, "", "2021-03-15"),
    (HEAD + "PORT AMAL, 15 March 2021 (AFP) – " + BODY, "", "2021-03-15"),
    (
        HEAD + BODY + "\nOriginally published at https://paper.example/2021/03/15/port-amal\n",
        "",
        "2021-03-15",
    ),
    (HEAD + BODY, "https://paper.example/world/2021/03/15/port-amal.html", "2021-03-15"),
    (HEAD + BODY, "https://paper.example/world/2021/mar/15/port-amal", "2021-03-15"),
    (HEAD + BODY, "https://paper.example/port-amal-2021-03-15", "2021-03-15"),
    (HEAD + BODY, "https://paper.example/20210315/port-amal", "2021-03-15"),
    (HEAD + BODY, "https://paper.example/2021/03/port-amal", "2021-03"),
    (
        HEAD + BODY,
        "https://web.archive.org/web/20240101000000/https://paper.example/2021/03/15/port",
        "2021-03-15",
    ),
    (HEAD + "Posted 04/03/2021\n\n" + BODY, "", "2021-03-04/2021-04-03"),
    ("Valley campaign assessment, March 15, 2021\n\n" + BODY, "", "2021-03-15/2021-03-16"),
    ("Operations as of 18:00, 15 March 2021, on the river\n\n" + BODY, "", "2021-03-15/2021-03-16"),
    (HEAD + "15 March 2021 (reporting period: 12 to 14 March)\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "15 March 2021, by our correspondent in Port Amal\n\n" + BODY, "", "2021-03-15"),
    (HEAD + "PORT AMAL, March 15, 2021. /RVW/. " + BODY, "", "2021-03-15"),
    (
        HEAD
        + "PORT AMAL, March 15 (Reuters) - "
        + BODY
        + "\nA soldier in Port Amal, March 12, 2021. (AP Photo/Jo Roe)\n",
        "",
        "2021-03-15",
    ),
    (
        HEAD
        + "Updated 17 March 2021\n\nA soldier in Port Amal, March 12, 2021. (AP Photo/Jo Roe)\n\n"
        + BODY,
        "",
        "2021-03-12/2021-03-17",
    ),
]


@pytest.mark.parametrize(("text", "url", "edtf"), PUBLISHED)
def test_publication_is_read_where_the_text_says_it(text, url, edtf):
    found = publication(text, (), url)
    assert found.edtf == edtf, found
    assert found.reason


NOT_PUBLISHED = [
    (HEAD + BODY, "", ""),
    (HEAD + "PORT AMAL (AP) — " + BODY, "", ""),
    (HEAD + "PORT AMAL, March 15 (Reuters) - " + BODY, "", ""),
    (HEAD + BODY + "He spoke on Wednesday.\n", "", ""),
    (HEAD + BODY + "The dam was built in 1974.\n", "", "1974-01-01/.."),
    (HEAD + BODY + "It fell on 3 March 2021.\n", "", "2021-03-03/.."),
    (HEAD + BODY + "Elections are due on 3 March 2031.\n", "", ""),
    (HEAD + BODY + "The ceasefire will expire on 3 March 2031, he said.\n", "", ""),
    (HEAD + BODY + "The truce was extended until 3 March 2031.\n", "", ""),
    (HEAD + "A soldier in Port Amal, March 12, 2021. (AP Photo/Jo Roe)\n\n" + BODY, "", "2021-03-12/.."),
    # an anniversary in the prose gives a dateline no year
    (
        HEAD + "PORT AMAL, March 7 (Reuters) - " + BODY + "The war began on 24 February 2019.\n",
        "",
        "2019-02-24/..",
    ),
    # a file picture gives it none either
    (
        HEAD
        + "PORT AMAL, March 7 (Reuters) - "
        + BODY
        + "\nFILE - A soldier in Port Amal, March 1, 2019. (AP Photo/J Roe)\n",
        "",
        "2019-03-01/..",
    ),
    (HEAD + "Last updated: 17 March 2021\n\n" + BODY, "", "../2021-03-17"),
    # a picture newer than the stated date
    (
        HEAD + "Published 1 March 2021\n\nPort Amal on March 12, 2021. (AP Photo/Jo Roe)\n\n" + BODY,
        "",
        "2021-03-12/..",
    ),
    # the addresses of other articles say nothing
    (HEAD + BODY + "\nRelated: https://paper.example/2020/01/02/other\n", "", ""),
    (HEAD + BODY + "He wrote at https://blog.example/2020/01/02/other that it held.\n", "", ""),
    (HEAD + "Published 1 March 2021\nPublished 9 August 2021\n\n" + BODY, "", ""),
    (HEAD + "Posted 07/03/2021\n\n" + BODY, "", ""),
    (HEAD + BODY, "https://paper.example/2021/13/45/port", ""),
    (HEAD + BODY, "https://paper.example/article/20218899", ""),
    # a chronicle
    ("1 March 2021\n\n" + BODY + "\n2 March 2021\n\n" + BODY + "\n3 March 2021\n\n" + BODY, "", ""),
    # a statement about another publication
    (
        HEAD
        + "Published on 3 March 2021 in the capital, the report says that the army was about to leave.\n\n"
        + BODY,
        "",
        None,
    ),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "url", "edtf"), NOT_PUBLISHED)
def test_publication_stays_undated_where_the_text_does_not_say_it(text, url, edtf):
    found = publication(text, (), url)
    assert found.days is None, found
    assert found.reason
    if edtf is not None:
        assert found.edtf == edtf, found


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Olena Writer Wednesday, 4 June 2025, 03:34", "2025-06-04"),
        ("The PortalSaturday, 24 May 2025, 18:47", "2025-05-24"),
        ("Olena Writer Monday, 4 June 2025, 03:34", ""),
        ("They met on Wednesday, 4 June 2025, and talked", "2025-06-04/.."),
    ],
)
def test_a_byline_with_weekday_date_and_clock_dates_the_article(line, edtf):
    found = publication(f"Drones over the border\n{line}\nFighting went on in the villages.")
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("The Portal staff, 4 June 2025, 03:34", "2025-06-04"),
        ("Front Team blog, 4 June 2025", "2025-06-04"),
        ("Radio Two, Wednesday 4 June 2025", "2025-06-04"),
        ("Wednesday, 4 June 2025, 19:05 — Olena Writer", "2025-06-04"),
        ("Briefing note no. 17 - issued on 4 June 2025 - covers 1 to 3 June", "2025-06-04"),
        ("Here is where things stand on Wednesday, June 4, 2025.", "2025-06-04"),
        # what a head may say of other days
        ("The fall of the town, 4 June 2025", ""),
        ("Radio Two, Monday 4 June 2025", ""),
        ("Team of the front from 1 June 2025 to 4 June 2025", ""),
        ("Last updated by staff, 4 June 2025", "../2025-06-04"),
        ("The staff officer was killed on 4 June 2025.", "2025-06-04/.."),
    ],
)
def test_a_signed_line_of_the_head_dates_the_article(line, edtf):
    found = publication(f"Drones over the border\n{line}\nFighting went on in the villages.")
    assert found.edtf == edtf
