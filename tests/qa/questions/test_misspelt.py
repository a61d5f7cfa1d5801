"""Misspelt question words are read as they are meant, and nothing else is changed."""

import pytest

from qa.questions.misspelt import with_question_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wen did Ann Lee die", "when did Ann Lee die"),
        ("were did the ship sink", "where did the ship sink"),
        ("Waht is Letgo?", "what is Letgo?"),
        ("wich airline flew first", "which airline flew first"),
        ("whos the mayor of Penfold", "who is the mayor of Penfold"),
        ("when dose the ferry sail", "when does the ferry sail"),
        ("what dose the mayor want", "what does the mayor want"),
        ("how menny beds will it have", "how many beds will it have"),
        ("how mutch did it cost", "how much did it cost"),
    ],
)
def test_a_misspelt_question_word_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert with_question_words(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Were they hurt?",
        "Wen Jiabao met whom in 2010?",
        "What dose of vaccine was given?",
        "which dose did the trial use",
        "Whose car was it?",
        "Who does the mayor trust?",
        "How Manny Pacquiao won",
    ],
)
def test_a_word_that_is_meant_as_it_stands_is_kept(typed: str) -> None:
    assert with_question_words(typed) == typed
