"""Questions for the one with the most or the least are recognised."""

import pytest

from qa.questions.superlative import Superlative, superlative_of


@pytest.mark.parametrize(
    ("question", "noun", "most", "kind"),
    [
        ("Which country pays the most for the pipeline?", "country", True, ""),
        ("In which district was the smallest crop in 2024?", "district", False, ""),
        ("Which of the rivers had the largest catch?", "rivers", True, ""),
        ("Which district had the largest winter barley crop in 2024?", "district", True, "winter barley"),
        ("Who scored the fewest goals?", None, False, ""),
        ("what is the longest bridge in Lom", None, True, ""),
    ],
)
def test_what_has_the_most_or_the_least_is_asked_for(question: str, noun: str | None, most: bool, kind: str) -> None:
    assert superlative_of(question) == Superlative(noun, most, kind)


@pytest.mark.parametrize("question", ["How many votes did the largest party get?", "Which party has 12 seats?"])
def test_other_questions_ask_for_no_extreme(question: str) -> None:
    assert superlative_of(question) is None
