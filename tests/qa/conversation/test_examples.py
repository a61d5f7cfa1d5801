"""Example questions made from articles."""

from collections.abc import Callable
from typing import Any

import pytest

from index.build import Build
from qa.conversation.examples import example_questions, tried_questions
from qa.engine import Engine
from qa.settings import ReadingSettings, Settings


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Holmsea Pier was opened in 1891.", "When was the Holmsea Pier opened?"),
        ("MI6 joined Instagram in October 2018.", "When did MI6 join Instagram?"),
        ("The Halcyon has 24 cars on its deck.", "How many cars does the Halcyon have?"),
        ("Storm Freda killed 12 people on the coast.", "How many people did Storm Freda kill?"),
        ("The Skerrow Lighthouse cost £73,000.", "How much did the Skerrow Lighthouse cost?"),
        ("The Holmsea Pier is 420 metres long.", "How long is the Holmsea Pier?"),
        ("Fenwick Hall was designed by Ada Moss.", "Who designed Fenwick Hall?"),
        ("Ada Moss won the Turner Prize.", "Who won the Turner Prize?"),
        ("It was bought by Ada Moss, the mayor of Holmsea, yesterday.", "Who is Ada Moss?"),
    ],
)
def test_a_sentence_of_a_plain_shape_is_turned_into_its_question(
    indexed: Callable[..., Build], sentence: str, question: str
) -> None:
    build = indexed({"title": "News", "text": f"Nothing else is here to ask about. {sentence}", "language": "en"})
    assert question in [asked for asked, _ in example_questions(build.store)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was opened in 1891.",
        "The pier was opened in 1891.",
        "Was the Holmsea Pier opened in 1891?",
        "He has 24 cars.",
    ],
)
def test_what_would_not_stand_alone_is_not_asked(indexed: Callable[..., Build], sentence: str) -> None:
    assert not list(example_questions(indexed({"title": "News", "text": sentence}).store))


@pytest.fixture
def answering(indexed: Callable[..., Build]) -> Any:
    """An index of three articles, and the questions asked of it: each is answered by the article that has it."""
    build = indexed(
        {"title": "Pier", "date": "2021-05-01", "text": "The Holmsea Pier was opened in 1891."},
        {"title": "Hall", "date": "2021-05-02", "text": "Fenwick Hall was opened in 1950."},
        {"title": "Prize", "date": "2021-05-03", "text": "Ada Moss won the Turner Prize."},
    )
    engine = Engine.over(build, Settings(reading=ReadingSettings(threshold=0.0)))
    return engine, build.store


@pytest.mark.models
def test_only_what_is_surely_answered_is_given_and_no_more_than_wanted(answering: Any) -> None:
    engine, store = answering
    given = list(tried_questions(engine, store, lambda: False, most=2))
    assert len(given) == 2
    assert all(engine.ask(question).sure for question in given)


@pytest.mark.models
def test_nothing_is_tried_once_the_person_asks(answering: Any) -> None:
    engine, store = answering
    assert not list(tried_questions(engine, store, lambda: True))
