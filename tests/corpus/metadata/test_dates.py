"""Dates as articles write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.dates import Order, in_year_of, is_possible, local_day, order_in, read_date, written_dates


@pytest.mark.parametrize(
    "written",
    [
        "2021-04-22",
        "2021-04-22T07:30:00+01:00",
        "2021-04-22T23:59:00Z",
        "2021-04-22 10:11:12",
        "20210422",
        "2021/04/22",
        "22 April 2021",
        "22 Apr 2021",
        "April 22, 2021",
        "Apr 22, 2021",
        "Thursday, April 22, 2021",
        "Thursday 22 April 2021",
        "22.04.2021",
        "Thu, 22 Apr 2021 10:00:00 +0000",
        "  22   April  2021 ",
        "2021-04-22T23:30:00-05:00",
        "2021-04-22T23:30:00.123Z",
        "2021-04-22T23:30:00+0200",
        "2021-04-22 10:00:00 UTC",
        "20210422T101500Z",
        "2021-4-22",
        "22-Apr-2021",
        "22/04/2021",
        "4/22/2021",
        "Apr. 22, 2021 at 4:30 p.m. ET",
        "April 22nd, 2021",
        "22nd of April 2021",
        "22. April 2021",
        "22 avril 2021",
        "22 de abril de 2021",
        "22 aprile 2021",
        "22 de Abril de 2021",
        "22 april 2021",
        "2021年4月22日",
        20210422,
        1619049600,
        1619049600000,
        1619049600.5,
        "1619049600",
        date(2021, 4, 22),
        datetime(2021, 4, 22, 23, 59, tzinfo=UTC),
    ],
)
def test_a_date_is_read_in_the_form_it_is_written(written: Any) -> None:
    assert read_date(written) == date(2021, 4, 22)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "03/04/2021",
            "yesterday",
            "",
            "   ",
            "2021-02-30",
            "31 June 2021",
            "2021-04",
            "April 2021",
            "2021",
            "2021-W16",
        ),
        *("22 April 2021 to 3 May 2021", "1.2.3.2021", "12/2021", "99991231", "Friday 22 April 2021", "April 22"),
        *(None, 2021, 4.5, 0, -1, 10**400, float("nan"), float("inf"), True, ["2021-04-22"], {}),
    ],
)
def test_what_can_be_read_two_ways_or_none_is_no_date(
    written: bool | dict[str, str] | float | list[str] | str | None,
) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    "written",
    ["Thu, 22 Apr 2021 10:00:00 +99999999999999", "1 Jan 99999999999 00:00", "Mon, 1 Jan 0000 00:00:00 +0000"],
)
def test_an_absurd_date_is_no_date_and_no_error(written: str) -> None:
    assert read_date(written) is None or isinstance(read_date(written), date)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,5} \d+:\d+:\d+ [+-]\d+"))
)
def test_no_text_makes_reading_a_date_fail(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)


def days(text: str, order: Any = None) -> list[date]:
    return [written_date.day for written_date in written_dates(text, order)]


def test_dates_are_found_in_running_text_where_they_stand() -> None:
    text = "It began on Thursday, 22 April 2021 and ended May 3, 2021."
    dates = list(written_dates(text))
    assert [text[date_.start : date_.end] for date_ in dates] == ["Thursday, 22 April 2021", "May 3, 2021"]


def test_a_weekday_that_is_another_days_makes_the_date_none() -> None:
    assert days("Friday, April 22, 2021") == []


def test_a_weekday_tells_the_day_from_the_month() -> None:
    assert days("Saturday 03/04/2021") == [date(2021, 4, 3)]
    assert days("Thursday 03/04/2021") == [date(2021, 3, 4)]
    assert days("Monday 03/04/2021") == []


def test_day_and_month_alike_are_one_date() -> None:
    assert days("04/04/2021") == [date(2021, 4, 4)]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Published 03/04/2021, updated 25/04/2021", "day first"),
        ("Published 03/04/2021, updated 04/25/2021", "month first"),
        ("Published 03/04/2021, from 25/04/2021 to 04/25/2021", None),
        ("Published 03/04/2021", None),
        ("On 25 April 2021 and 03/04/2021", None),
    ],
)
def test_the_same_document_decides_on_figures_that_can_be_read_two_ways(text: str, order: Order | None) -> None:
    assert order_in(text) == order
    assert (date(2021, 4, 3) in days(text, order)) == (order == "day first")


def test_a_date_without_a_year_needs_one() -> None:
    assert in_year_of("April 22", None, None) is None
    assert in_year_of("April 22", 2021, None) == date(2021, 4, 22)
    assert in_year_of("22 Apr.", None, date(2021, 4, 23)) == date(2021, 4, 22)
    assert in_year_of("Dec. 30", None, date(2021, 1, 2)) == date(2020, 12, 30)
    assert in_year_of("Feb. 29", 2021, None) is None


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        (date(1449, 12, 31), False),
        (date(1665, 11, 7), True),
        (date(1970, 1, 1), False),
        (date(1970, 1, 2), True),
        (date(2026, 11, 21), True),
        (date(2026, 11, 22), True),
        (date(2026, 11, 23), False),
    ],
)
def test_impossible_dates_are_reported(day: date, possible: bool) -> None:
    assert is_possible(day, date(2026, 11, 21)) == possible


def test_a_files_time_is_a_day_or_none() -> None:
    assert local_day(datetime(2021, 4, 22, 12).timestamp()) == date(2021, 4, 22)  # noqa: DTZ001 - the local zone is meant
    assert local_day(None) is None
    assert local_day(1e300) is None


@given(st.text(max_size=80), st.sampled_from([None, "day first", "month first"]))
def test_what_is_found_in_any_text_lies_in_it_and_in_order(text: str, order: Order | None) -> None:
    dates = list(written_dates(text, order))
    assert all(0 <= date_.start < date_.end <= len(text) for date_ in dates)
    assert dates == sorted(dates, key=lambda each: each.start)
    order_in(text)
