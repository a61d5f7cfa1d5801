"""Nobody, none and nothing are answers if an article says so about the subject of the question."""

from collections.abc import Callable

import pytest

from index.build import Build
from qa.engine import Engine
from qa.reading.model import SpanModel
from qa.settings import ReadingSettings, Settings
from qa.types import Answer

FERRY = {
    "id": "ferry", "title": "Ferries collide off Strandvik",
    "text": "Two ferries collided in fog off Strandvik on Friday. Fourteen people were hurt. Nobody was killed.",
}  # fmt: skip
CYBER = {
    "id": "cyber", "title": "Attack on Meridia",
    "text": "Hackers asked Meridia for a ransom. Meridia said that it paid nothing.",
}  # fmt: skip

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(indexed: Callable[..., Build], reader_model: SpanModel) -> Ask:
    settings = Settings(reading=ReadingSettings(close=0))
    return Engine.over(indexed(FERRY, CYBER), settings, model=reader_model).ask


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("How many people died in the ferry collision off Strandvik?", "Nobody", "Nobody was killed."),
        ("who was killed in the collision off Strandvik", "Nobody", "Nobody was killed."),
        ("How many were killed off Strandvik?", "Nobody", "Nobody was killed."),
        ("How much ransom did Meridia pay?", "nothing", "Meridia said that it paid nothing."),
    ],
)
def test_none_is_answered_in_the_words_of_its_sentence(ask: Ask, question: str, answer: str, sentence: str) -> None:
    found = ask(question)
    assert found.text == answer
    assert found.citations[0].sentence == sentence


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the ferry collision off Tolne?",
        "how many people died in the storm",
        "How many were killed by the flood?",
        "Who paid the ransom?",
        "How many people drowned in the storm?",
        "How much ransom did Aker pay?",
    ],
)
def test_none_is_not_said_of_something_else(ask: Ask, question: str) -> None:
    assert ask(question).text not in ("Nobody", "nothing")
