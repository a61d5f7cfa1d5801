"""Dates as articles write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import read_date


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
        date(2021, 4, 22),
        datetime(2021, 4, 22, 23, 59, tzinfo=UTC),
    ],
)
def test_a_date_is_read_in_the_form_it_is_written(written):
    assert read_date(written) == date(2021, 4, 22)


@pytest.mark.parametrize(
    "written", ["03/04/2021", "yesterday", "", "   ", "2021-02-30", "31 June 2021", None, 2021, 4.5, ["2021-04-22"], {}]
)
def test_what_can_be_read_two_ways_or_none_is_no_date(written):
    assert read_date(written) is None


@pytest.mark.parametrize(
    "written",
    ["Thu, 22 Apr 2021 10:00:00 +99999999999999", "1 Jan 99999999999 00:00", "Mon, 1 Jan 0000 00:00:00 +0000"],
)
def test_an_absurd_date_is_no_date_and_no_error(written):
    assert read_date(written) is None or isinstance(read_date(written), date)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,5} \d+:\d+:\d+ [+-]\d+"))
)
def test_no_text_makes_reading_a_date_fail(text):
    assert read_date(text) is None or isinstance(read_date(text), date)
