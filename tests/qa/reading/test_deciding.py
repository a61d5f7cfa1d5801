"""The sentence that decides a yes or no is the one nearer to the question."""

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
    assert (sentence_text(decided), decided.score) == ("The repairs cost 73,000 pounds.", 0.7)
    assert (decided.start, decided.end) == (0, SECOND - 1)


def test_of_equally_near_ones_the_second_networks_decides() -> None:
    (decided,) = deciding_sentences("Was the captain hurt?", [BOARD], [COST])
    assert sentence_text(decided) == "The board expects an answer in spring."


def test_where_the_second_network_found_nothing_nothing_decides() -> None:
    nothing = Reading(BOARD.hit, 0.0)
    assert deciding_sentences("Have the repairs cost 73,000 pounds?", [nothing], [COST]) == [nothing]
