"""Questions for the articles by somebody."""

import pytest

from qa.questions.written_by import WrittenBy, written_by


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("How many articles did Agnes Roe write?", "Agnes Roe", None),
        ("how many stories has the Guardian published about the dam", "Guardian", "the dam"),
        ("articles by agnes roe", "agnes roe", None),
        ("how many articles did Mona Eide write", "Mona Eide", None),
        ("Which pieces were written by A. Roe, please?", "A. Roe", None),
        ("list all articles by Agnes Roe on the bridge", "Agnes Roe", "the bridge"),
        ("how many reports do we have from Reuters?", "Reuters", None),
        ("What has Agnes Roe written?", "Agnes Roe", None),
        ("how many of my articles are from the Herald", "Herald", None),
        ("Which of the reports were written by Agnes Roe about the dam?", "Agnes Roe", "the dam"),
        ("How many pieces carry Agnes Roe's byline?", "Agnes Roe", None),
        ("which columns are signed Agnes Roe", "Agnes Roe", None),
    ],
)
def test_whose_articles_are_asked_for_is_recognised(question: str, name: str, words: str | None) -> None:
    assert written_by(question) == WrittenBy(name, words)


@pytest.mark.parametrize(
    "question",
    [
        "How many articles mention Agnes Roe?",
        "How many reports did the ministry receive from the mayor?",
        "Who wrote the article about the dam?",
        "How many pages did Agnes Roe write a day?",
    ],
)
def test_other_questions_are_left_to_be_read(question: str) -> None:
    assert written_by(question) is None
