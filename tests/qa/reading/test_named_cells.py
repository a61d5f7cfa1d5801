"""Only the cell that a question names answers it."""

from dataclasses import replace

import pytest

from corpus.article import Passage
from corpus.sentences import all_sentences
from index.types import Hit
from qa.questions.kind import fits_of
from qa.reading.named_cells import NAMED, named_value, with_named_cells
from qa.types import Reading

TABLE = "Seats by party: Farmers, 2021: 11\nSeats by party: Farmers, 2025: 6\nSeats by party: Harbour, 2021: 2\n"
WIDE = "Tana, Catch (tonnes), 2024: 28.1\nTana, Catch (tonnes), 2025: 9.4\nOrkla, Catch (tonnes), 2025: 8.8\n"


def named(question: str, text: str = TABLE, title: str = "Elections in Nor") -> str | None:
    result = named_value(question, title, text, all_sentences(text), fits_of(question))
    return text[slice(*result[1])] if result else None


def test_the_cell_whose_row_and_column_a_question_names_is_found() -> None:
    assert named("How many seats did the Farmers have in 2021?") == "11"
    assert named("How many seats did the Farmers have in Nor in 2025?") == "6"


def test_what_the_names_of_all_columns_share_need_not_be_asked() -> None:
    assert named("How much salmon was caught in the Orkla in 2025?", WIDE, "Salmon") == "8.8"


COSTS = (
    "Share of the cost: Finland, Cost (billion euros): 1.4\nShare of the cost: Finland, Length (km): 280\n"
    "Share of the cost: Gotland, Cost (billion euros): 3.3\nShare of the cost: Gotland, Length (km): 170\n"
)
PARTIES = (
    "Greens, Seats 2021: 5 | Greens, Seats 2025: 9 | Greens, Votes 2025: 10,212\n"
    "Labour, Seats 2021: 12 | Labour, Seats 2025: 14 | Labour, Votes 2025: 15,907\n"
)


def test_a_column_is_named_by_what_the_question_measures() -> None:
    assert named("How much does Finland pay for the pipeline?", COSTS, "A pipeline") == "1.4"
    assert named("How long is the pipeline in Gotland?", COSTS, "A pipeline") == "170"


def test_the_only_column_of_a_kind_need_not_be_named_by_its_year() -> None:
    assert named("How many votes did the Greens get?", PARTIES) == "10,212"
    assert named("How many seats did the Greens get?", PARTIES) is None
    assert named("How many votes did the Greens get in 2021?", PARTIES) is None


@pytest.mark.parametrize(
    "question",
    [
        "How many votes did the Farmers have in 2021?",
        "How many seats did the Farmers have in Lom in 2021?",
        "How many seats did the Farmers have in 2017?",
        "How many seats did the Farmers have?",
        "What was the population of the Farmers in 2021?",
        "Who led the Farmers in 2021?",
    ],
)
def test_a_question_that_asks_for_other_things_names_no_cell(question: str) -> None:
    assert named(question) is None


def reading(text: str, score: float, value: str, is_named: bool) -> Reading:
    start = text.index(value)
    hit = Hit(Passage(text, 0, 0, len(text), text), 1.0, 1, {})
    scores = {NAMED: 1.0} if is_named else {}
    return Reading(hit, score, start, start + len(value), 0, len(text), scores)


CELL, PROSE = reading("Farmers, 2021: 11", 0.2, "11", True), reading("They had 12.", 0.5, "12", False)


def test_a_named_cell_comes_before_every_other_cell_of_its_article() -> None:
    text = "Total, 2025: 311\nCorvale, 2025: 109"
    hit = Hit(Passage("a", 0, 0, len(text), text), 1.0, 1, {})
    total = Reading(hit, 0.1, 13, 16, 0, 16, {NAMED: 1.0})
    other = Reading(replace(hit, rank=2), 0.82, 32, 35, 17, 35, {})
    assert [(reading.start, reading.score) for reading in with_named_cells([other, total])] == [(13, 0.82), (32, 0.82)]


def test_a_named_cell_comes_before_what_is_not_sure() -> None:
    assert [reading.score for reading in with_named_cells([PROSE, CELL])] == [0.6, 0.5]
    assert with_named_cells([PROSE, CELL])[0].hit is CELL.hit


def test_cells_that_say_different_things_and_prose_alone_change_nothing() -> None:
    other = reading("Farmers, 2021: 13", 0.1, "13", True)
    assert with_named_cells([PROSE, CELL, other]) == (PROSE, CELL, other)
    assert with_named_cells([PROSE]) == (PROSE,)
    assert with_named_cells([replace(CELL, start=None)]) == (replace(CELL, start=None),)
