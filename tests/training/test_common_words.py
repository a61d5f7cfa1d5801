"""Which words are counted as common, and which as the most frequent."""

from training.common_words import common_words, everyday_words

TEXTS = ["The harbour was quiet. Boats came to the harbour in May.", "A harbour is where the boats of Leeds lie."] * 6


def test_a_word_that_is_mostly_written_with_a_capital_is_not_common() -> None:
    assert common_words(TEXTS) == [
        "boats",
        "came",
        "harbour",
        "in",
        "is",
        "lie",
        "of",
        "quiet",
        "the",
        "to",
        "was",
        "where",
    ]


def test_everyday_words_are_those_in_lower_case() -> None:
    assert {"the", "harbour", "boats"} <= set(everyday_words(TEXTS))
    assert not {"Leeds", "leeds", "may"} & set(everyday_words(TEXTS))
