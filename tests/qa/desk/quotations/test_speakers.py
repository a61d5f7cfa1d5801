"""Two speakers are distinguished only if no name could mean both."""

import pytest

from corpus.speech.speech import Speech
from qa.desk.quotations.speakers import are_others, are_same, may_be_same


def speech(name: str, *, is_named: bool = True) -> Speech:
    return Speech(0, 1, 0, 1, name, is_named)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("McCallum", "Ken McCallum"),
        ("K. McCallum", "Ken McCallum"),
        ("Mr Müller", "Anna Muller"),
        ("Bo de la Cruz", "Cruz"),
        ("John F. Kennedy", "John Kennedy"),
    ],
)
def test_names_that_leave_words_out_are_the_same(one: str, other: str) -> None:
    assert are_same(speech(one), speech(other))
    assert not are_others(speech(one), speech(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Ken McCallum", "Anna Berg"), ("Boris Johnson", "Rachel Johnson"), ("McCallum", "Berg")]
)
def test_names_that_no_one_could_share_are_others(one: str, other: str) -> None:
    assert are_others(speech(one), speech(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Tedros", "Tedros Ghebreyesus"), ("MI5", "Ken McCallum"), ("Labour Party", "Anna Berg")]
)
def test_a_first_name_and_a_body_are_certainly_nobody_else(one: str, other: str) -> None:
    assert not are_others(speech(one), speech(other))


def test_a_description_or_a_pronoun_is_nobody_else() -> None:
    assert not are_others(speech("the minister", is_named=False), speech("Anna Berg"))


@pytest.mark.parametrize(("one", "other"), [("Tedros", "Tedros Ghebreyesus"), ("a miller", "a miller of Oakham")])
def test_a_speaker_whose_words_are_all_anothers_may_be_the_same(one: str, other: str) -> None:
    assert may_be_same(speech(one), speech(other))
    assert may_be_same(speech(other), speech(one))
    assert not may_be_same(speech(one), speech("Anna Berg"))


def test_a_pronoun_or_nobody_may_not_be_the_same() -> None:
    assert not may_be_same(speech("he", is_named=False), speech("he", is_named=False))
    assert not may_be_same(None, speech("Anna Berg"))
    assert not may_be_same(speech("Anna Berg"), None)
