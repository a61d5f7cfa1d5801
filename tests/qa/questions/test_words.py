"""The content words of a question."""

import pytest

from qa.questions import ASKING, content_terms, shared_words


@pytest.mark.parametrize("word", sorted(ASKING))
def test_no_word_that_asks_is_one_of_content_whatever_its_stem(word: str) -> None:
    """Does, why, any and many once were: their stems are doe, whi, ani and mani."""
    assert content_terms(f"{word} GCHQ") == ["gchq"]


def test_a_question_of_nothing_but_asking_words_keeps_them() -> None:
    assert content_terms("Who are they?") == ["who", "are", "they"]


def test_a_text_with_the_words_asked_about_has_all_of_them() -> None:
    assert shared_words("Why does GCHQ tweet?", ["GCHQ tweets to be seen.", "Nobody does."]) == [1.0, 0.0]
