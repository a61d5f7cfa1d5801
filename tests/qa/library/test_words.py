"""Words to search for: parsed as typed, and found in a text."""

import pytest

from corpus.errors import QuestionInvalid
from qa.library.words import places_of, wanted_in


def typed(words: str) -> list[str]:
    return [word.typed for word in wanted_in(words)]


def matches_in(words: str, text: str) -> list[str]:
    return [text[start:end] for start, end in places_of(wanted_in(words), text)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("oak shaft", ["oak", "shaft"]),
        ('"oak shaft" mill', ['"oak shaft"', "mill"]),
        ("“oak shaft”", ['"oak shaft"']),
        ('"oak', ["oak"]),
        ("oak OAK oaks", ["oak"]),
        ("the mill at the river", ["mill", "river"]),
        ("what have we on MI5?", ["MI5"]),
        ("the who", ["the", "who"]),
        ("the WHO", ["WHO"]),
        ("McCallum's post", ["McCallum", "post"]),
        ("cost £73,000.", ["cost", "£73,000"]),
        ("well-known", ["well-known"]),
    ],
)
def test_words_and_quoted_phrases_are_distinguished_and_what_only_joins_is_left_out(
    words: str, expected: list[str]
) -> None:
    assert typed(words) == expected


@pytest.mark.parametrize("words", ["", "  ", "?!", '""', "🍜", "x" * 200])
def test_what_has_no_words_is_an_error_that_shows_how(words: str) -> None:
    with pytest.raises(QuestionInvalid) as raised:
        wanted_in(words)
    assert raised.value.remedy.startswith("qa search")


def test_a_page_that_was_pasted_is_held_to_its_first_words() -> None:
    assert len(wanted_in(" ".join(f"word{number}" for number in range(5_000)))) == 32


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("account", "Accounts of an account, accounting for it.", ["Accounts", "account", "accounting"]),
        ("oak", "The oak, cloak and soak.", ["oak"]),
        ('"oak shaft"', "An oak shaft; oaken shaft; a shaft of oak. Oak\nshafts!", ["oak shaft", "Oak\nshafts"]),
        ("cafe", "The Café and the Cafe\u0301.", ["Café", "Cafe\u0301"]),
        ("73,000", "£73,000 and 73 and 000", ["73,000"]),
        ("MI5", "MI5's and MI50", ["MI5"]),
        ("the WHO", "Who said the WHO would?", ["WHO"]),
        ("山猫", "最後の一杯は山猫そばで", ["山猫"]),
        ("mill zeppelin", "no such thing", []),
    ],
)
def test_words_are_found_in_every_form_that_the_index_counts_as_the_same(
    words: str, text: str, expected: list[str]
) -> None:
    assert matches_in(words, text) == expected
