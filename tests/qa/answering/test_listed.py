"""List answers: every item once, from all passages that name it."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.listed import listed, of_so_many
from qa.reading.agreement import span_text
from qa.types import Reading


def reading(words: str, score: float, article: str, *more: Reading) -> Reading:
    text = f"There are {words} here."
    hit = Hit(Passage(article, 0, 7, 7 + len(text), text), 0.5, 1, {})
    return Reading(hit, score, 17, 17 + len(words), 7, 7 + len(text), more=more)


def test_items_of_one_span_and_of_several_passages_are_listed_once_each() -> None:
    entries = listed(
        [reading("GCHQ and MI6", 0.9, "a", reading("the CIA", 0.7, "a")), reading("MI6, MI5", 0.8, "b")], 0.5
    )
    assert [span_text(entry[0]) for entry in entries] == ["GCHQ", "MI6", "MI5", "the CIA"]
    assert [len(entry) for entry in entries] == [1, 2, 1, 1]


@pytest.mark.parametrize("score", [0.49, 0.0])
def test_what_is_below_the_threshold_is_no_item(score: float) -> None:
    assert listed([reading("GCHQ", score, "a")], 0.5) == []


@pytest.mark.parametrize(
    ("question", "items", "confidence"),
    [
        ("Who were the three owners?", 1, 0.5),
        ("Who were the three owners?", 3, 0.9),
        ("Which two of the pictures are missing?", 1, 0.5),
        ("Name the 4 candidates", 3, 0.5),
        ("Who were the owners in the last two years?", 1, 0.9),
        ("Who were the owners?", 1, 0.9),
    ],
)
def test_a_list_that_lacks_some_of_so_many_is_unsure(question: str, items: int, confidence: float) -> None:
    assert of_so_many(question, 0.9, items) == confidence
