"""The days that plain words name, read on Wednesday 22 May 2024: none becomes more exact than it is.

"../D" is some day up to D, "D/.." from D on, "~" about.
"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Russian troops took Lyman in 2014. That summer they left Lyman.", "2014-06/2014-08"),
        ("Russian troops took Lyman in 2014. They left Lyman in the autumn.", "2014-09/2014-11"),
        ("Russian troops took Lyman in 2014. They left Lyman in July.", "2014-07"),
        ("Russian troops took Lyman in 2014 and lost it again that autumn.", "2014-09/2014-11"),
        ("Russian troops, who took Lyman in 2014, lost the town that winter.", "2013-12/2015-02"),
        ("Russian troops shelled Siversk in December 2014. That winter they left Lyman.", "2014-12/2015-02"),
        ("Russian troops shelled Siversk in February 2015. That winter they left Lyman.", "2014-12/2015-02"),
        ("Lyman had 20,000 people in 2021. In October Russian troops left Lyman.", "2023-10"),
        ("Since 2014 Russian troops have shelled Lyman. In October they left Lyman.", "2023-10"),
        ("The law was passed in 2015. In April Russian troops left Lyman.", "2024-04"),
    ],
)
def test_a_season_or_month_has_the_year_that_was_told_before(claims, text, about):
    found = [c for c in claims(f"Fighting went on near Pokrovsk. {text}") if c.predicate == "withdrew"]
    assert {c.about.edtf for c in found if any(link.name == "Lyman" for link in c.links)} == {about}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Russian troops captured Lyman on Monday.", "2024-05-20"),
        ("Russian troops captured Lyman Monday.", "2024-05-20"),
        ("On Monday, Russian troops captured Lyman.", "2024-05-20"),
        ("Russian troops captured Lyman on Wednesday.", "2024-05-22"),
        ("Russian troops captured Lyman on Thursday.", "2024-05-16"),
        ("Russian troops captured Lyman last Thursday.", "2024-05-16"),
        ("Russian troops captured Lyman this Monday.", "2024-05-20"),
        ("Russian troops captured Lyman earlier on Wednesday.", "2024-05-22"),
        ("Russian troops captured Lyman early on Tuesday.", "2024-05-21"),
        ("Russian troops captured Lyman late Monday.", "2024-05-20"),
        ("Russian troops captured Lyman overnight.", "2024-05-21/2024-05-22"),
        ("Russian troops captured Lyman overnight into Tuesday.", "2024-05-20/2024-05-21"),
        ("Russian troops captured Lyman in the night to Monday.", "2024-05-19/2024-05-20"),
        ("Russian troops captured Lyman yesterday.", "2024-05-21"),
        ("Russian troops captured Lyman today.", "2024-05-22"),
        ("Russian troops captured Lyman this morning.", "2024-05-22"),
        ("Russian troops captured Lyman last night.", "2024-05-21/2024-05-22"),
        ("Russian troops captured Lyman two days ago.", "2024-05-20"),
        ("Russian troops captured Lyman a week ago.", "2024-05-12~/2024-05-18~"),
        ("Russian troops captured Lyman last week.", "2024-05-13/2024-05-19"),
        ("Russian troops captured Lyman this week.", "2024-05-20/2024-05-22"),
        ("Russian troops captured Lyman earlier this week.", "2024-05-20/2024-05-21"),
        ("Russian troops captured Lyman over the weekend.", "2024-05-18/2024-05-19"),
        ("Russian troops captured Lyman at the weekend.", "2024-05-18/2024-05-19"),
        ("Russian troops captured Lyman last weekend.", "2024-05-18/2024-05-19"),
        ("Russian troops captured Lyman in the past week.", "2024-05-15/2024-05-22"),
        ("Russian troops captured Lyman in recent days.", "../2024-05-22"),
        ("Russian troops captured Lyman in April.", "2024-04"),
        ("Russian troops captured Lyman last month.", "2024-04"),
        ("Russian troops captured Lyman this month.", "2024-05-01/2024-05-22"),
        ("Russian troops captured Lyman earlier this month.", "2024-05-01/2024-05-21"),
        ("Russian troops captured Lyman in early May.", "2024-05-01~/2024-05-10~"),
        ("Russian troops captured Lyman in mid-April.", "2024-04-11~/2024-04-20~"),
        ("Russian troops captured Lyman at the end of April.", "2024-04-21~/2024-04-30~"),
        ("Russian troops captured Lyman on 3 May.", "2024-05-03"),
        ("Russian troops captured Lyman on May 3.", "2024-05-03"),
        ("Russian troops captured Lyman on May 3, 2023.", "2023-05-03"),
        ("Russian troops captured Lyman on the 3rd of May.", "2024-05-03"),
        ("Russian troops captured Lyman on 03.05.2024.", "2024-05-03"),
        ("Russian troops captured Lyman on 24 November.", "2023-11-24"),
        ("Russian troops captured Lyman in November.", "2023-11"),
        ("Russian troops captured Lyman in November last year.", "2023-11"),
        ("Russian troops captured Lyman in 2022.", "2022"),
        ("Russian troops captured Lyman last year.", "2023"),
        ("Russian troops captured Lyman in the spring of 2022.", "2022-03/2022-05"),
        ("Russian troops captured Lyman last autumn.", "2023-09/2023-11"),
        ("Russian troops captured Lyman in the summer.", "2023-06/2023-08"),
        ("Russian troops captured Lyman between 3 and 5 May.", "2024-05-03/2024-05-05"),
        ("Russian troops captured Lyman from 3 to 5 May.", "2024-05-03/2024-05-05"),
        ("Russian troops have held Lyman since April.", "2024-04/.."),
        ("Russian troops have held Lyman since 3 May.", "2024-05-03/.."),
        ("Russian troops have held Lyman since Monday.", "2024-05-20/.."),
        ("Russian troops have held Lyman for two weeks.", "2024-05-05~/2024-05-22"),
        ("Russian troops held Lyman until Monday.", "../2024-05-20"),
        ("Russian troops captured Lyman by Monday.", "../2024-05-20"),
        ("Russian troops captured Lyman before Monday.", "../2024-05-19"),
        ("Russian troops captured Lyman after Monday.", "2024-05-20/2024-05-22"),
        ("Russian troops captured Lyman after ten months of fighting.", "2024-05-22"),
        ("Russian troops captured Lyman after a two-day battle.", "2024-05-22"),
        ("Russian troops captured Lyman three days after the attack began on 3 May.", "2024-05-06"),
        ("Russian troops captured Lyman, officials said on Monday.", "2024-05-20"),
        ("Russian troops captured Lyman on Sunday, officials said on Monday.", "2024-05-19"),
        ("Officials said on Monday that Russian troops captured Lyman the day before.", "../2024-05-20"),
        ("Officials said on Monday that Russian troops captured Lyman on Sunday.", "2024-05-19"),
        ("Officials said Monday Russian troops captured Lyman.", "2024-05-20"),
        ("On Monday officials said Russian troops had captured Lyman.", "2024-05-20"),
        ("The next day Russian troops captured Lyman.", "../2024-05-22"),
        ("Russian troops captured Lyman at dawn on Monday.", "2024-05-20"),
        ("Russian troops captured Lyman at 3am on Monday.", "2024-05-20"),
        ("Russian troops captured Lyman on the day of the vote.", "../2024-05-22"),
        ("Russian troops captured Lyman on Easter Sunday.", "../2024-05-22"),
        ("Russian troops captured Lyman on New Year's Eve.", "../2024-05-22"),
        ("Russian troops captured Lyman on Christmas Day.", "../2024-05-22"),
        ("Russian troops captured Lyman at Christmas.", "../2024-05-22"),
        ("Russian troops captured Lyman two years ago.", "2022-02-19~/2022-08-22~"),
        ("Russian troops captured Lyman hours before the summit.", "../2024-05-22"),
        ("Russian troops captured Lyman 48 hours ago.", "2024-05-20/2024-05-22"),
        ("Russian troops captured Lyman in the last 24 hours.", "2024-05-21/2024-05-22"),
        ("Over the past 24 hours Russian troops captured Lyman.", "2024-05-21/2024-05-22"),
        ("Russian troops captured Lyman during the past day.", "2024-05-21/2024-05-22"),
        ("Russian troops captured Lyman some time in April.", "2024-04"),
        ("Russian troops captured Lyman in late April or early May.", "2024-04-21/2024-05-10"),
        ("Russian troops captured Lyman on Monday or Tuesday.", "2024-05-20/2024-05-21"),
        ("Russian troops captured Lyman on Monday night.", "2024-05-20"),
        ("Russian troops captured Lyman on Friday, May 17.", "2024-05-17"),
        ("Russian troops captured Lyman on Friday 17 May 2024.", "2024-05-17"),
        ("Russian troops captured Lyman in Q1 2024.", "2024-01/2024-03"),
        ("Russian troops captured Lyman a fortnight ago.", "2024-05-05~/2024-05-11~"),
        ("Russian troops captured Lyman in the first week of May.", "2024-05-01~/2024-05-07~"),
        ("Russian troops captured Lyman in the second half of April.", "2024-04-16/2024-04-30"),
        ("A spokesman for the winner of last year's poll said Russian troops captured Lyman.", "2024-05-22"),
        ("After last year's offensive, Russian troops captured Lyman.", "2024-05-22"),
        ("In Monday's attack, Russian troops captured Lyman.", "2024-05-20"),
        ("Russian troops captured Lyman on 31 February 2024.", "../2024-05-22"),
        ("Russian troops captured Lyman on April 31.", "../2024-05-22"),
        ("Russian troops will capture Lyman on Friday.", "2024-05-24"),
        ("Russian troops will attack Lyman next week.", "2024-05-27/2024-06-02"),
        ("Russian troops plan to capture Lyman by 1 June.", "2024-05-22/2024-06-01"),
        ("Russian troops plan to capture Lyman this summer.", "2024-06/2024-08"),
        ("Russian troops plan to capture Lyman in October.", "2024-10"),
    ],
)
def test_the_days_that_words_name(claims, text, about):
    (claim,) = (
        c
        for c in claims(f"Fighting went on near Pokrovsk. {text}")
        if any(link.name == "Lyman" for link in c.links)
    )
    assert claim.about.edtf == about
