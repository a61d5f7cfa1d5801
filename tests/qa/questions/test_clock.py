"""A time of day in a question is recognised, in words and in figures."""

import pytest

from qa.questions.clock import clock_asked


@pytest.mark.parametrize(
    ("question", "minutes", "either_half", "before"),
    [
        ("How many were dead at 11:45?", 705, False, False),
        ("what was the toll by 6 pm", 1080, False, False),
        ("How many hectares had burned by quarter past three?", 195, True, False),
        ("how many at half past four in the afternoon", 990, False, False),
        ("the toll at ten to nine in the morning", 530, False, False),
        ("What was the toll shortly before eight on the evening of the fire?", 1200, False, True),
        ("How many were missing at noon?", 720, False, False),
        ("HOW MANY WERE MISSING AT NOON", 720, False, False),
        ("how many by 18.40?", 1120, False, False),
    ],
)
def test_the_time_is_recognised(question: str, minutes: int, *, either_half: bool, before: bool) -> None:
    found = clock_asked(question)
    assert found is not None
    assert (found.minutes, found.either_half, found.strictly_before) == (minutes, either_half, before)


@pytest.mark.parametrize(
    "question",
    ["who won by two goals", "what happened at ten schools", "by 3.15 percent", "after seven years?", "at 7?"],
)
def test_other_numbers_are_no_times(question: str) -> None:
    assert clock_asked(question) is None
