"""Questions whose answer changes with time are recognised."""

import pytest

from qa.questions.now import asks_for_now


@pytest.mark.parametrize(
    ("question", "for_now"),
    [
        ("who is the head of MI5", True),
        ("who leads MI5", True),
        ("how many people have died in the flood", True),
        ("how many were killed in the crash", True),
        ("what is the latest figure", True),
        ("what is the unemployment rate", True),
        ("what caused the blast", True),
        ("what was the cause of the crash", True),
        ("what was behind the outage", True),
        ("who was the head of MI5", False),
        ("who is Ken McCallum", False),
        ("who was the first president of Norland", False),
        ("how many goals did he score", False),
        ("when did MI5 join Instagram", False),
    ],
)
def test_questions_for_what_is_now_are_distinguished_from_others(question: str, for_now: bool) -> None:
    assert asks_for_now(question) is for_now
