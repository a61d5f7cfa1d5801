"""A claim that the next sentence denies is shown with that sentence."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.rules.contradicted import contradicted
from qa.types import Governed, Reading


def reading(text: str, words: str, sentence: str) -> Reading:
    start, first = text.index(words), text.index(sentence)
    hit = Hit(Passage("a", 0, 50, 50 + len(text), text), 0.5, 1, {})
    return Reading(hit, 0.9, 50 + start, 50 + start + len(words), 50 + first, 50 + first + len(sentence))


@pytest.mark.parametrize(
    ("sentence", "words", "after", "denied"),
    [
        ("A union man says the alarms were silenced on Sunday.", "Sunday", "The mine says that this is untrue.",
         "this is untrue"),
        ("Their spokesman says the board promised 500 euros a week.", "500 euros",
         "She says that no such promise was made.", "no such promise"),
        ("A report on a forum said the radar had been off.", "the radar", "The board said it had no evidence for that.",
         "no evidence"),
        ("He said that she threw a glass of wine at him.", "she", "Two waiters told the police that she had not.",
         "she had not"),
        ("The paper reported that Aker had bought the yard.", "Aker", "Aker denied the report.", "denied the report"),
        ("He claimed that 40 lorries were lost.", "40", "That was not so.", "That was not so"),
    ],
)  # fmt: skip
def test_the_claim_is_widened_to_the_sentence_that_denies_it(
    sentence: str, words: str, after: str, denied: str
) -> None:
    text = f"It rained. {sentence} {after} Then it cleared."
    result = contradicted("What happened when?", reading(text, words, sentence))
    assert result is not None
    governed, both = result
    assert governed == Governed("denial", denied)
    assert both.start is not None
    assert both.end is not None
    assert text[both.start - 50 : both.end - 50] == f"{sentence} {after}"
    assert (both.sentence_start, both.sentence_end) == (both.start, both.end)


@pytest.mark.parametrize(
    ("question", "sentence", "words", "after"),
    [
        ("When were they silenced?", "They were silenced on Sunday.", "Sunday", "The owner says he did not know."),
        ("When did he leave?", "He said he left on Sunday.", "Sunday", "Nobody denied having seen him."),
        ("How many came?", "The police said 400 came.", "400", "No evidence of a crime was found."),
        ("When did the union man say that they were silenced?", "He said they were silenced on Sunday.", "Sunday",
         "The mine says that this is untrue."),
        ("When did he leave?", "He said he left on Sunday.", "Sunday", ""),
    ],
)  # fmt: skip
def test_what_is_no_claim_or_not_denied_or_asked_for_as_a_claim_stays(
    question: str, sentence: str, words: str, after: str
) -> None:
    assert contradicted(question, reading(f"{sentence} {after}".strip(), words, sentence)) is None
