"""The sentence that decides a yes or no is the one nearer to the question."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.reading.agreement import sentence_text
from qa.reading.deciding import deciding_sentences
from qa.types import Reading

TEXT = "The repairs cost 73,000 pounds. The board expects an answer in spring."
SECOND = TEXT.index("The board")


def reading(rank: int, start: int, end: int, score: float = 0.7) -> Reading:
    hit = Hit(Passage("mill", 0, 0, len(TEXT), TEXT), 1.0, rank)
    return Reading(hit, score, start, start + 3, start, end)


COST, BOARD = reading(1, 0, SECOND - 1), reading(1, SECOND, len(TEXT))


def test_the_sentence_with_more_of_the_questions_words_decides() -> None:
    (decided,) = deciding_sentences("Have the repairs cost 73,000 pounds?", [BOARD], [COST])
    assert sentence_text(decided) == "The repairs cost 73,000 pounds."
    assert (decided.start, decided.end) == (0, SECOND - 1)


def test_of_equally_near_ones_the_second_networks_decides() -> None:
    (decided,) = deciding_sentences("Was the captain hurt?", [BOARD], [COST])
    assert sentence_text(decided) == "The board expects an answer in spring."


def test_where_the_second_network_found_nothing_nothing_decides() -> None:
    nothing = Reading(BOARD.hit, 0.0)
    assert deciding_sentences("Have the repairs cost 73,000 pounds?", [nothing], [COST]) == [nothing]


def test_a_sentence_is_likelier_to_decide_than_its_words_are_to_answer() -> None:
    scores = [
        deciding_sentences("Was it dear?", [reading(1, 0, 5, score)], [])[0].score for score in (0.0, 0.2, 0.7, 1.0)
    ]
    assert scores == [0.0, pytest.approx(5 / 13), pytest.approx(1.75 / 2.05), 1.0]


def test_after_a_question_of_an_interviewer_the_next_sentence_decides() -> None:
    text = "**Were you against it?**\n\nI was one of the two. Nobody listened."
    hit = Hit(Passage("talk", 0, 40, 40 + len(text), text), 1.0, 1)
    asked = Reading(hit, 0.5, 42, 45, 40, 40 + text.index("\n"))
    (decided,) = deciding_sentences("Was he against it?", [asked], [])
    assert sentence_text(decided) == "I was one of the two."


def test_a_question_that_nothing_follows_stays() -> None:
    text = "Were you against it?"
    hit = Hit(Passage("talk", 0, 0, len(text), text), 1.0, 1)
    (decided,) = deciding_sentences("Was he against it?", [Reading(hit, 0.5, 0, 4, 0, len(text))], [])
    assert sentence_text(decided) == text
