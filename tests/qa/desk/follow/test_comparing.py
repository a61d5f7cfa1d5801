"""A new answer is compared with the last one: the same, another, or disputed by a new article."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from index.build import Build
from qa.desk.follow.comparing import changed_part, says_same
from qa.types import Answer, Reading, When

DAY = When("Friday", "2019-11-08", "article", date(2019, 11, 10))


def timed(answer: Answer, text: str) -> Answer:
    cited = replace(answer.citations[0], when=replace(DAY, words=text))
    return replace(answer, text=text, citations=(cited,))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("on Friday", "8 November 2019", True),
        ("about 7:45 p.m.", "7:45 p.m. on Friday", True),
        ("about 7:45 p.m.", "about 9:45 p.m.", False),
    ],
)
def test_times_of_one_day_are_the_same_unless_the_clock_differs(
    answer_of: Callable[..., Answer], one: str, other: str, same: bool
) -> None:
    answer = answer_of("tide-mill-flour.md", "5.2 metres long")
    assert says_same(timed(answer, one), timed(answer, other)) is same


def test_a_new_article_that_agrees_does_not_hide_another_that_does_not(
    answer_of: Callable[..., Answer], reading_of: Callable[..., Reading], build: Build
) -> None:
    answer = answer_of("tide-mill-flour.md", "eleven bags of flour")
    agreeing = reading_of("tide-mill-flour.md", "eleven bags of flour", 0.9)
    other = reading_of("skerrow-lighthouse.txt", "the", 0.6)
    weak = reading_of("skerrow-lighthouse.txt", "the", 0.3)
    fresh = {"tide-mill-flour.md", "skerrow-lighthouse.txt"}

    def kind(*readings: Reading) -> Any:
        changed = changed_part(answer, replace(answer, readings=readings), fresh, build.store)
        return changed and changed[0]

    assert kind(agreeing, other) == "disputed"
    assert kind(agreeing, weak) is None
    assert kind(agreeing) is None
