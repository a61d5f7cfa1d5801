"""Kinds of expressions of time that are rarer: stretches, seasons, numbers in words, holidays of countries, dates."""

from datetime import date
from typing import Any

import pytest

from corpus.times.find import times_in

FRIDAY = date(2021, 4, 23)


def resolved(text: Any, day: Any = FRIDAY) -> Any:
    return {time.words: time.resolved for time in times_in(text, day)}


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("He died a fortnight ago.", "a fortnight ago", "2021-04-05/2021-04-11"),
        ("He left twenty-five years ago.", "twenty-five years ago", "1996"),
        ("It burnt 1,200 years ago.", "1,200 years ago", "0821"),
        ("A week ago Thursday he left.", "A week ago Thursday", "2021-04-15"),
        ("Over the past two weeks it rose.", "the past two weeks", "2021-04-09/2021-04-23"),
        ("It rose in the last three years.", "the last three years", "2018-04-23/2021-04-23"),
        ("It will rise in the coming year.", "the coming year", "2022"),
        ("It burnt over the weekend.", "the weekend", "2021-04-17/2021-04-18"),
        ("It will open at the weekend.", "the weekend", "2021-04-24/2021-04-25"),
        ("They will meet by the end of the month.", "the end of the month", "2021-04"),
        ("It will open in the summer.", "the summer", "2021-06/2021-08"),
        ("It shut in the winter of 2019-20.", "the winter of 2019-20", "2019-12/2020-02"),
        ("It fell in the last quarter of 2020.", "the last quarter of 2020", "2020-10/2020-12"),
        ("It fell in H1 2020.", "H1 2020", "2020-01/2020-06"),
        ("He was held on the 5th.", "the 5th", "2021-04-05"),
        ("The vote is on Tuesday.", "Tuesday", "2021-04-27"),
        ("The fair opens on Tuesday.", "Tuesday", "2021-04-27"),
        ("The summit will be held from Thursday until Saturday.", "Thursday until Saturday", "2021-04-29/2021-05-01"),
        ("He left on 20/04/2021.", "20/04/2021", "2021-04-20"),
        ("It rose in the nineteenth century.", "the nineteenth century", "1801/1900"),
        ("It rose in the nineties.", "the nineties", "1990/1999"),
        ("They won the 2019/20 cup.", "2019/20", "2019/2020"),
        ("They won in the 2018-19 season.", "2018-19", "2018/2019"),
        ("It came before the 9/11 attacks.", "9/11", "2001-09-11"),
        ("His 2016 novel sold well.", "2016", "2016"),
        ("Thurs, 22 Apr is the day.", "Thurs, 22 Apr", "2021-04-22"),
        ("The November deal was signed.", "November", "2020-11"),
        ("The United States will keep Independence Day.", "Independence Day", "2021-07-04"),
        ("Police said on Saturday, local time, that it burnt.", "Saturday", "2021-04-24"),
        ("He left the day before the vote. The vote was on 20 April.", "the day before", "2021-04-19"),
        ("The vote was on 20 April. He left the Monday before.", "the Monday before", "2021-04-19"),
    ],
)
def test_rarer_kinds_mean_the_day_that_a_reader_would_count(text: str, words: str, meant: str) -> None:
    assert resolved(text).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He left on 12/04/2021.", "12/04/2021"),
        ("It meets every Thursday.", "Thursday"),
        ("It burnt half a year ago.", "half a year ago"),
        ("It shut at the end of the month.", "the end of the month"),
        ("It shut in winter 2020.", "winter 2020"),
        ("He left on 31 February 2020.", "31 February 2020"),
        ("India and Ukraine keep Independence Day.", "Independence Day"),
        ("It burnt on 30/02/2020.", "30/02/2020"),
    ],
)
def test_what_may_mean_two_days_or_none_stays_open(text: str, words: str) -> None:
    assert resolved(text).get(words, "not found") is None


@pytest.mark.parametrize("text", ["They won 21-19.", "Call 0207 2021 1999.", "About 2,020 people came."])
def test_scores_and_numbers_of_telephones_are_no_times(text: str) -> None:
    assert resolved(text) == {}


def test_a_month_after_a_year_that_opens_the_sentence_before_is_of_that_year() -> None:
    assert resolved("In the 2016 election he ran. He gave up in June.")["June"] == "2016-06"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("season", ["winter", "spring", "summer", "autumn"])
@pytest.mark.parametrize("whose", ["last", "this", "next"])
def test_every_season_is_resolved_from_every_month(whose: str, season: str, month: int) -> None:
    day = date(2016, month, 20)
    (time,) = times_in(f"The mill opens {whose} {season}.", day)
    first, last = str(time.resolved).split("/")
    if whose == "last":
        assert last < str(day)
    if whose == "next":
        assert first > str(day)
