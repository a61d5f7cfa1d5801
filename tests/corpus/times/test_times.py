"""Expressions of time: which are found, and how they are resolved from an article's date."""

from datetime import date
from typing import Any

import pytest

from corpus.times.find import times_in

WEDNESDAY = date(2019, 5, 15)


def resolved(text: Any, day: Any = WEDNESDAY) -> Any:
    return {time.words: time.resolved for time in times_in(text, day)}


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("It burnt on Monday.", "Monday", "2019-05-13"),
        ("It will open on Monday.", "Monday", "2019-05-20"),
        ("The court will hear it Monday's motion notwithstanding.", "Monday", "2019-05-20"),
        ("It opened early Saturday morning.", "early Saturday morning", "2019-05-11"),
        ("He spoke late on Wednesday.", "late on Wednesday", "2019-05-15"),
        ("The senate announced it would meet on Friday.", "Friday", "2019-05-17"),
        ("It burnt last Saturday.", "last Saturday", "2019-05-11"),
        ("It burnt yesterday evening.", "yesterday evening", "2019-05-14"),
        ("It burnt the day before yesterday.", "the day before yesterday", "2019-05-13"),
        ("It opens tomorrow.", "tomorrow", "2019-05-16"),
        ("It burnt last week.", "last week", "2019-05-06/2019-05-12"),
        ("It burnt earlier this month.", "earlier this month", "2019-05"),
        ("It opens next year.", "next year", "2020"),
        ("He was chosen last April.", "last April", "2019-04"),
        ("It shut this past March and April.", "this past March and April", "2019-03/2019-04"),
        ("It burnt last summer.", "last summer", "2018-06/2018-08"),
        ("It burnt in early March.", "early March", "2019-03"),
        ("It burnt in December.", "December", "2018-12"),
        ("It is due out in August.", "August", "2019-08"),
        ("It burnt on 3 April.", "3 April", "2019-04-03"),
        ("The vote will be held on August 9.", "August 9", "2019-08-09"),
        ("He leaves on Wednesday, July 31.", "Wednesday, July 31", "2019-07-31"),
        ("It ran from March 15 to 17.", "March 15 to 17", "2019-03-15/2019-03-17"),
        ("It ran between 3 and 5 May.", "3 and 5 May", "2019-05-03/2019-05-05"),
        ("It ran from Friday to Sunday.", "Friday to Sunday", "2019-05-10/2019-05-12"),
        ("It ran from May to July 2018.", "May to July 2018", "2018-05/2018-07"),
        ("It ran from 1914 to 1918.", "1914 to 1918", "1914/1918"),
        ("He was held until Monday.", "Monday", "2019-05-13"),
        ("A year ago it burnt.", "A year ago", "2018"),
        ("It burnt three weeks ago.", "three weeks ago", "2019-04-22/2019-04-28"),
        ("It burnt five days ago.", "five days ago", "2019-05-10"),
        ("He was seen on Bastille Day.", "Bastille Day", "2018-07-14"),
        ("It burnt on Christmas Eve.", "Christmas Eve", "2018-12-24"),
        (
            "At around 12:20 p.m. local time on Monday it burnt.",
            "At around 12:20 p.m. local time on Monday",
            "2019-05-13",
        ),
        ("In spring 2020 it burnt.", "spring 2020", "2020-03/2020-05"),
        ("In the third quarter of 2018 it fell.", "the third quarter of 2018", "2018-07/2018-09"),
        ("In the 1990s it rose.", "the 1990s", "1990/1999"),
        ("In the 19th century it rose.", "the 19th century", "1801/1900"),
        ("It burnt in 2014.", "2014", "2014"),
        ("Last week, on May 8, it burnt.", "Last week, on May 8", "2019-05-08"),
        ("It meets in the week of October 21.", "the week of October 21", "2019-10-21/2019-10-27"),
        ("Es brannte am 22. April 2018.", "22. April 2018", "2018-04-22"),
    ],
)
def test_an_expression_means_the_day_that_a_reader_would_count(text: str, words: str, meant: str) -> None:
    assert resolved(text).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It burnt a few weeks ago.", "a few weeks ago"),
        ("It burnt more than a year ago.", "more than a year ago"),
        ("It fell in fiscal year 2019.", "fiscal year 2019"),
        ("It burnt the day before the vote.", "the day before"),
        ("It burnt on Independence Day.", "Independence Day"),
        ("It burnt in August.", "August"),
        ("It burnt last Monday.", "last Monday"),
        ("It burnt in the third quarter.", "the third quarter"),
        ("It burnt on 30 February 2019.", "30 February 2019"),
    ],
)
def test_what_is_not_settled_stays_open(text: str, words: str) -> None:
    resolutions = resolved(text)
    assert words in resolutions
    assert resolutions[words] is None


@pytest.mark.parametrize(
    "text",
    [
        "They won 3-1 and 2019-20 was long.",
        "Call 555-2019 or 020 7946 0018.",
        "Theresa May said he may march on.",
        "Some 2000 people came, and it cost $2019.",
        "Version 12.10.2 of April's law was 1.2019 long.",
        "It took two weeks and 48 hours, for the last week of it.",
    ],
)
def test_scores_numbers_and_names_are_no_times(text: str) -> None:
    assert resolved(text) == {}


def test_two_weeks_earlier_counts_from_the_time_told_before() -> None:
    text = "The vote was on 3 May 2018. Two days earlier it rained. The next day it was counted."
    times = times_in(text, WEDNESDAY)
    assert [(time.resolved, time.basis) for time in times] == [
        ("2018-05-03", None),
        ("2018-05-01", "event"),
        ("2018-05-02", "event"),
    ]


def test_the_day_before_an_event_counts_from_the_day_of_the_event() -> None:
    assert resolved("He left the day before Monday's vote.")["the day before"] == "2019-05-12"


def test_the_day_before_an_event_counts_from_the_day_it_was_told_with() -> None:
    text = "The rally was held on Saturday. On Monday it rained. The court sat the day before the rally."
    assert resolved(text)["the day before"] == "2019-05-10"
    assert resolved(f"A rally was held on Friday. {text}")["the day before"] is None


def test_what_brackets_say_settles_what_stands_before_them() -> None:
    assert resolved("He began last year [in 2016].") == {"last year [in 2016]": "2016"}


def test_what_will_be_this_week_is_open_on_its_last_day() -> None:
    assert resolved("It is to open this week.", date(2019, 5, 19)) == {"this week": None}


def test_what_is_quoted_counts_from_the_day_on_which_it_was_said() -> None:
    text = 'On Monday it burnt. "Today we lost everything", she said.\n\n"Come tomorrow", he told them on Tuesday.'
    mapping = {time.words: (time.resolved, time.basis, time.base) for time in times_in(text, WEDNESDAY)}
    assert mapping["Today"] == ("2019-05-13", "quotation", date(2019, 5, 13))
    assert mapping["tomorrow"] == ("2019-05-15", "quotation", date(2019, 5, 14))


def test_todays_news_is_that_which_the_article_is_about() -> None:
    text = 'It burnt on Monday. On Tuesday it rained. "Today we lost it all. Tomorrow we build", she said.'
    mapping = {time.words: time.resolved for time in times_in(text, WEDNESDAY)}
    assert (mapping["Today"], mapping["Tomorrow"]) == ("2019-05-13", None)


def test_weeks_before_a_day_are_as_exact_as_the_day() -> None:
    assert (
        resolved("He left two weeks before the November 13 deadline.", date(2019, 11, 4))["two weeks before"]
        == "2019-10-30"
    )


def test_an_interview_has_no_day_of_its_own() -> None:
    turns = "\n\n".join(f"((Ann))  We met yesterday, and {word} last year." for word in ("once", "twice", "often"))
    assert resolved(turns) == {"yesterday": None, "last year": "2018"}


def test_without_a_day_only_what_counts_from_nothing_is_settled() -> None:
    assert resolved("It burnt on Monday and on 3 May 2018.", None) == {"Monday": None, "3 May 2018": "2018-05-03"}


def test_expressions_say_what_they_were_counted_from_and_stand_at_their_offsets() -> None:
    text = "It burnt on Monday, and in 2014."
    monday, year = times_in(text, WEDNESDAY)
    assert (monday.basis, monday.base, monday.is_relative) == ("article", WEDNESDAY, True)
    assert (year.basis, year.base, year.is_relative) == (None, None, False)
    assert all(text[time.start : time.end] == time.words for time in (monday, year))


def test_times_of_day_belong_to_the_day_told_before() -> None:
    assert resolved("It burnt on Monday. At 8:30 p.m. it was out.")["At 8:30 p.m."] == "2019-05-13"


def test_days_that_no_calendar_has_end_nothing() -> None:
    text = "On 31 April 2019, on 2019-13-45, in the 99th century and 900 centuries ago nothing happened."
    assert set(resolved(text).values()) <= {None, "2019"}
    assert set(resolved("It burnt yesterday, last year and last Friday.", date(1, 1, 1)).values()) <= {None}


def test_in_another_language_only_full_dates_are_found() -> None:
    text = "Es brannte am 22. April 2018 und in 2014, on Monday und am 3. Mai."
    assert [time.resolved for time in times_in(text, WEDNESDAY, language="de")] == ["2018-04-22"]
