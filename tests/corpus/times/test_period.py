"""Periods of days, and holidays."""

from datetime import date

import pytest

from corpus.times.holidays.days import easter, holiday_in
from corpus.times.period import (
    Period,
    century,
    day_of,
    decade_of,
    month,
    quarter,
    read_period,
    season,
    shifted,
    week_of,
)


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (day_of(date(2019, 5, 13)), "2019-05-13"),
        (month(2020, 2), "2020-02"),
        (month(2020, 13), "2021-01"),
        (Period(date(2019, 1, 1), date(2019, 12, 31)), "2019"),
        (week_of(date(2019, 8, 25)), "2019-08-19/2019-08-25"),
        (quarter(2019, 3), "2019-07/2019-09"),
        (season(2020, 0), "2019-12/2020-02"),
        (decade_of(1994), "1990/1999"),
        (century(19), "1801/1900"),
    ],
)
def test_a_period_is_written_by_the_coarsest_dates_that_fit_and_read_again(period: Period, written: str) -> None:
    assert period.written() == written
    assert read_period(written) == period


@pytest.mark.parametrize("wrong", ["2019-13", "2019-02-30", "soon", "2019-05-13/2019-05-12", "2019/2020/2021", ""])
def test_what_is_no_period_is_not_read(wrong: str) -> None:
    assert read_period(wrong) is None


def test_counting_gives_a_period_as_exact_as_the_unit() -> None:
    day = date(2020, 3, 31)
    assert [shifted(day, -1, unit).written() for unit in ("day", "week", "month", "year")] == [
        "2020-03-30",
        "2020-03-23/2020-03-29",
        "2020-02",
        "2019",
    ]
    assert shifted(day, -3000, "year") is None


def test_easter_falls_where_the_almanac_has_it() -> None:
    assert [easter(year) for year in (1961, 2008, 2019, 2038)] == [
        date(1961, 4, 2),
        date(2008, 3, 23),
        date(2019, 4, 21),
        date(2038, 4, 25),
    ]


def test_holidays_that_move_are_reckoned_and_those_of_each_country_are_not() -> None:
    assert holiday_in("Thanksgiving", 2020) == date(2020, 11, 26)
    assert holiday_in("the Labor Day holiday", 2019) == date(2019, 9, 2)
    assert holiday_in("New Year’s Eve", 2019) == date(2019, 12, 31)
    assert holiday_in("Independence Day", 2019) is None
