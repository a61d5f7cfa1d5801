"""Of what the entries of one live blog say, the latest answers."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.entries import latest_first
from qa.types import Reading


def reading(text: str, score: float, article: str = "live") -> list[Reading]:
    return [Reading(Hit(Passage(article, 0, 0, len(text), text), 1.0, 1, {}), score, 0, 1, 0, len(text))]


OLD, NEW = reading("11.45 Six dead", 0.9), reading("4.20 p.m. Four dead", 0.6)


def test_a_later_entry_comes_before_an_earlier_one():
    assert latest_first([OLD, NEW], 0.5) == [NEW, OLD]
    assert latest_first([NEW, OLD], 0.5) == [NEW, OLD]


@pytest.mark.parametrize(
    "other", [reading("16.20 Four dead", 0.4), reading("16.20 Four dead", 0.8, "another"), reading("Four dead", 0.8)]
)
def test_an_entry_that_is_not_sure_and_other_articles_change_nothing(other):
    assert latest_first([OLD, other], 0.5) == [OLD, other]
