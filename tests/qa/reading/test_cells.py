"""Which cells of a table may answer: those whose row and column the question names."""

import pytest

from corpus.sentences import all_sentences
from qa.reading.cells import without_other_cells

TABLE = "Farmers, 2021: 11\nFarmers, 2025: 6\nHarbour, 2021: 2\nHarbour, 2025: 3"


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How many seats do the Farmers have in 2025?", ["Farmers, 2025: 6"]),
        ("How many seats had the Farmers?", ["Farmers, 2021: 11", "Farmers, 2025: 6"]),
        ("Who won?", TABLE.split("\n")),
    ],
)
def test_a_question_is_answered_from_the_cells_it_names(question: str, left: list[str]) -> None:
    sentences = without_other_cells(question, TABLE, all_sentences(TABLE))
    assert [TABLE[start:end] for start, end in sentences] == left


def test_prose_and_boxes_of_facts_are_left_as_they_are() -> None:
    text = "Length: 4.8 km\nBuilder of the tunnel: Drage\nHe said, on Monday: no."
    assert without_other_cells("How long is the tunnel?", text, all_sentences(text)) == all_sentences(text)
