"""Numbers are parsed in every notation."""

from decimal import Decimal
from typing import Any

import pytest

from qa.questions.numbers import number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200 branches", 1200),
        ("about 3.2 million euros", 3_200_000),
        ("eighteen months", 18),
        ("twenty-one", 21),
        ("minus 12", -12),
        ("−9.5", Decimal("-9.5")),
        ("8.6 per cent", Decimal("8.6")),
        ("$40bn", 40_000_000_000),
        ("9-12", 9),
    ],
)
def test_the_first_number_of_some_words_is_reported(words: str, number: Any) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["the mill", "twice as deep", ""])
def test_words_without_a_number_have_none(words: str) -> None:
    assert number_of(words) is None
