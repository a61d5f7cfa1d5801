"""Introductory words and explanations do not affect a question."""

import pytest

from qa.questions.preamble import without_preamble


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("I read two reports and they differ. When did GCHQ join Instagram?", "When did GCHQ join Instagram?"),
        ("When did the U.S. join? I need it for Monday.", "When did the U.S. join?"),
        ("Could you please tell me when GCHQ joined Instagram?", "when GCHQ joined Instagram?"),
        ("I'd like to know who leads MI5", "who leads MI5"),
        ("I wonder in which year the mill burnt", "in which year the mill burnt"),
        (
            "I am writing about services, and my editor would like me to say in which year it was that GCHQ, the "
            "agency in Cheltenham, opened an account, since we already know about MI5.",
            "in which year it was that GCHQ, the agency in Cheltenham, opened an account",
        ),
        ("who leads MI5, thanks!", "who leads MI5"),
        ("My editor asks whether we have it: how many dolls burnt?", "how many dolls burnt?"),
        ("Hi there. How old is the mill, because my editor wants it?", "How old is the mill"),
    ],
)
def test_the_question_is_taken_out_of_what_was_typed_around_it(typed: str, asked: str) -> None:
    assert without_preamble(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "When did GCHQ join Instagram?",
        "Did Moore say when the account would open?",
        "MI5 opened an account. When was it?",  # the first sentence names what "it" is
        "gchq instagram",
        "Who leads the U.S. Navy?",
        "What did the minister know when he resigned?",
        "Who said that you know when you have won?",
        "Tell me everything.",
        "About the fire in Tartu: how many dolls burnt?",
    ],
)
def test_a_question_that_stands_alone_or_leans_on_what_leads_up_to_it_is_left(typed: str) -> None:
    assert without_preamble(typed) == typed
