"""Questions for a place in an order."""

import pytest

from qa.questions.placing import place_asked


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Who came second?", 2),
        ("which team finished in 3rd place at Lund", 3),
        ("Who was ranked tenth among the banks?", 10),
        ("who came first in the regatta", 1),
    ],
)
def test_the_place_is_a_number(question: str, place: int) -> None:
    assert place_asked(question) == place


@pytest.mark.parametrize(
    "question", ["Who was the first woman to win?", "Who came second-hand?", "Who took second helpings?", "Who won?"]
)
def test_other_questions_have_none(question: str) -> None:
    assert place_asked(question) is None
