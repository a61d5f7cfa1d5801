"""Filters as typed by users."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsInvalid
from index.filters import EVERYTHING, Filter, folded, read_filter

TODAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2021-04-22", "2021-04-22", "2021-04-22"),
        ("today", "2024-03-01", "2024-03-01"),
        ("Yesterday", "2024-02-29", "2024-02-29"),
        ("30d", "2024-01-31", "2024-01-31"),
        ("2w", "2024-02-16", "2024-02-16"),
    ],
)
def test_since_is_the_first_day_of_what_is_named_and_until_the_last(text: str, first: str, last: str) -> None:
    result = read_filter({"since": text}, TODAY)
    assert result == Filter(since=date.fromisoformat(first))
    assert read_filter({"until": text}, TODAY) == Filter(until=date.fromisoformat(last))
    assert read_filter({"on": text}, TODAY) == Filter(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["22.4.2021", "2021-13", "2021-02-30", "last week", "0000", "9999999d", "04/22/2021", "12"]
)
def test_a_date_in_another_form_is_refused_with_the_forms_that_are_read(text: str) -> None:
    with pytest.raises(SettingsInvalid, match=r"since should be .*2021-04-22, 2021-04 or 2021") as caught:
        read_filter({"since": text}, TODAY)
    assert text in str(caught.value)


def test_days_that_no_day_lies_between_are_refused() -> None:
    with pytest.raises(SettingsInvalid, match="since 2022-01-01 is later than until 2021-12-31"):
        read_filter({"since": "2022", "until": "2021"})


def test_on_stands_alone() -> None:
    with pytest.raises(SettingsInvalid, match="give it alone"):
        read_filter({"on": "2022", "until": "2023"})


def test_a_name_that_is_no_condition_is_refused_with_those_that_are() -> None:
    with pytest.raises(SettingsInvalid, match="'publisher' is not a filter; there are since, until, on, source"):
        read_filter({"publisher": "BBC"})


@pytest.mark.parametrize("value", [3, ["BBC"], True])
def test_a_condition_that_is_no_text_is_refused(value: int | list[str] | bool) -> None:
    with pytest.raises(SettingsInvalid, match="source should be text"):
        read_filter({"source": value})


def test_none_and_blank_leave_a_condition_out() -> None:
    assert read_filter({"source": None, "title": "  "}) == EVERYTHING
    assert not EVERYTHING
    assert Filter(source="BBC")


@pytest.mark.parametrize(("text", "code"), [("en", "en"), ("EN", "en"), ("pt-BR", "pt"), ("zh_Hans", "zh")])
def test_a_language_is_recognised_by_its_code(text: str, code: str) -> None:
    assert read_filter({"lang": text}).lang == code


def test_a_language_that_is_no_code_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="such as en or de; found 'English'"):
        read_filter({"lang": "English"})


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "MULLER"), ("ＢＢＣ", "bbc"), ("Straße", "strasse"), ("Ünlü", "unlu")]
)
def test_letter_case_and_accents_do_not_part_texts(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.dates(), st.integers(0, 400), st.text("abc é", max_size=5))
def test_what_is_written_is_read_again(day: date, days: int, source: str) -> None:
    until = min(day + timedelta(days=days), date.max) if day.year < 9990 else None
    result = read_filter({"since": str(day), "until": until and str(until), "source": source})
    assert read_filter(result.written()) == result
