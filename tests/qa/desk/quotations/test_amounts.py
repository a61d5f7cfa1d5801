"""Figures are equal in every notation."""

import pytest

from qa.desk.quotations.amounts import figures_in


def read(text: str) -> list[tuple[str, str]]:
    return [(figure.kind, figure.value) for figure in figures_in(text, 0, len(text))]


@pytest.mark.parametrize("text", ["43 per cent", "43%", "43 percent", "forty-three per cent", "43.0 %"])
def test_percentages_are_equal_in_words_and_digits(text: str) -> None:
    assert read(text) == [("percent", "43")]


@pytest.mark.parametrize("text", ["3.2 million", "3.2m pounds: £3.2m", "$3,200,000"])
def test_amounts_are_equal_written_out(text: str) -> None:
    assert ("amount", "3200000") in read(text)


def test_dates_are_read_to_the_day_the_month_or_the_year() -> None:
    assert read("on 3 May 2021, on May 3, 2021, in May 2021 and in 2021") == [
        ("date", "2021-05-03"),
        ("date", "2021-05-03"),
        ("date", "2021-05"),
        ("date", "2021"),
    ]


def test_a_month_is_in_the_archive_where_one_of_its_days_is() -> None:
    month, day = figures_in("May 2021, 3 May 2021", 0, 21)
    assert month.is_in(day)
    assert not day.is_in(month)


def test_millions_count_what_is_written_out_elsewhere() -> None:
    million, written, money = figures_in("3.2 million followers, 3,200,000 followers, $3,200,000", 0, 59)
    assert million.is_in(written)
    assert written.is_in(million)
    assert not money.is_in(written)


def test_a_year_is_one_after_the_words_that_lead_to_one() -> None:
    assert read("It dates to 1873, stood until 1990, and holds 1873.") == [("date", "1873"), ("date", "1990")]


def test_counts_know_what_they_count() -> None:
    people, boats = figures_in("39 people and 39 boats", 0, 22)
    assert not people.is_in(boats)
