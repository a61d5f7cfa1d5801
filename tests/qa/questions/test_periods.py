"""Of two amounts for two times in one sentence, the one for the time in the question answers."""

import pytest

from qa.questions.kind import fits_of
from qa.questions.periods import is_of_another_time

TURNOUT = "Turnout was 61 per cent, up from 54 in 2021. The Greens won."
WAITS = "Waits for eye operations rose from 12 to 15 weeks. Hip operations took 23 weeks."
PAY = "It was agreed that pay will rise by 4.1 per cent this year and 2.8 next year."


def mentions_period(question: str, text: str, words: str) -> bool:
    start = text.index(words)
    return is_of_another_time(question, text, start, start + len(words))


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("What was the turnout in 2021?", TURNOUT, "61 per cent"),
        ("What was turnout in Ollerby in 2021?", TURNOUT, "61 per cent"),
        ("How long did they wait before the rise?", WAITS, "15 weeks"),
        ("How long do they wait now?", WAITS, "12"),
        ("What was the turnout in 2021?", "In 2025 turnout was 61 per cent, in 2021 it was 54.", "61 per cent"),
        ("How much will pay rise next year?", PAY, "4.1 per cent"),
        ("How much will pay rise this year?", PAY, "2.8"),
        ("How many soldiers will come tomorrow?", "There are 40 soldiers on the spot, 60 more tomorrow.", "40"),
        ("How many shops had it in 2019?", "It has 40 shops, compared with 30 in 2019.", "40"),
    ],
)
def test_an_amount_of_another_time_does_not_answer(question: str, text: str, words: str) -> None:
    assert mentions_period(question, text, words)
    fits = fits_of(question)
    assert fits is not None
    assert not fits(text, text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How long did they wait before the rise?", WAITS, "12"),
        ("How long do they wait now?", WAITS, "15 weeks"),
        ("How long did they wait for hips before the rise?", WAITS, "23 weeks"),
        ("How long do they wait?", WAITS, "12"),
        ("How long have they waited so far?", WAITS, "15 weeks"),
        ("How long do they wait before surgery?", WAITS, "15 weeks"),
        ("How many came before noon?", "They came from 12 towns to 15 halls.", "15"),
        ("What was the turnout in 2021?", TURNOUT, "54"),
        ("What was the turnout?", TURNOUT, "61 per cent"),
        ("What is the turnout in 2025?", TURNOUT, "61 per cent"),
        ("How much will pay rise next year?", PAY, "2.8"),
        ("How many staff had it in 2021?", "In 2021 the firm had 30 shops, and 40 staff.", "40"),
        ("How many staff had it in 2021?", "The firm had 40 staff and 30 shops in 2021.", "40"),
        ("How many staff had it in 2021?", "The firm had 40 staff, 30 shops in 2021.", "40"),
        ("How many were killed in 2021?", "Some 40 people were killed in 2021, up from 12 in 2020.", "40"),
    ],
)
def test_an_amount_of_the_time_or_of_any_time_may_answer(question: str, text: str, words: str) -> None:
    assert not mentions_period(question, text, words)
