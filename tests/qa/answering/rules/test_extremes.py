"""The row of a table with the most is computed, or there is no answer."""

from collections.abc import Callable

import pytest

from index.build import Build
from qa.engine import Engine
from qa.reading.model import SpanModel
from qa.settings import ReadingSettings, Settings
from qa.types import Answer

PIPELINE = {
    "id": "pipeline", "title": "Hydrogen pipeline: who pays what",
    "text": "Three countries build a hydrogen pipeline.\n"
    "Shares by country: Sweden, Cost (billion euros): 2.9\nShares by country: Sweden, Length (km): 610\n"
    "Shares by country: Finland, Cost (billion euros): 3.4\nShares by country: Finland, Length (km): 280\n"
    "Shares by country: Denmark, Cost (billion euros): 1.1\nShares by country: Denmark, Length (km): 280\n"
    "Shares by country: Total, Cost (billion euros): 7.4\nShares by country: Total, Length (km): 1,170\n",
}  # fmt: skip
HARVEST = {
    "id": "harvest", "title": "Barley harvest",
    "text": "Barley by district: Arnsby, 2024: 52\nBarley by district: Arnsby, 2025: 30\n"
    "Barley by district: Wyke, 2024: 31\nBarley by district: Wyke, 2025: 44\n",
}  # fmt: skip
CHESS = {
    "id": "chess", "title": "Kapoor wins in Tarragona",
    "text": "Anaya Kapoor won the chess tournament in Tarragona.\n"
    "Final standings: Anaya Kapoor, Place: 1\nFinal standings: Anaya Kapoor, Points: 7\n"
    "Final standings: Matthias Eklund, Place: 2\nFinal standings: Matthias Eklund, Points: 5.5\n"
    "Final standings: Wei Zhiyuan, Place: 3\nFinal standings: Wei Zhiyuan, Points: 5.5\n",
}  # fmt: skip
QUAYS = {
    "id": "quays", "title": "Boats at the quays of Orm",
    "text": "Boats by quay: Lower Quay, Boats: 9\nBoats by quay: Old Mole, Boats: 17\n"
    "Boats by quay: Stone Pier, Boats: 2\n"
    "Boats by quay: Whole harbour, Boats: 28\n",
}  # fmt: skip

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(indexed: Callable[..., Build], reader_model: SpanModel) -> Ask:
    settings = Settings(reading=ReadingSettings(close=0))
    return Engine.over(indexed(PIPELINE, HARVEST, CHESS, QUAYS), settings, model=reader_model).ask


@pytest.mark.parametrize(
    ("question", "row", "value"),
    [
        ("Which country pays the most for the hydrogen pipeline?", "Finland", "3.4"),
        ("Which country pays the least for the hydrogen pipeline?", "Denmark", "1.1"),
        ("In which country is the longest part of the pipeline?", "Sweden", "610"),
        ("Which district had the largest barley harvest in 2024?", "Arnsby", "52"),
        ("Which district had the smallest barley harvest in 2025?", "Arnsby", "30"),
        ("Which quay of Orm has the most boats?", "Old Mole", "17"),
    ],
)
def test_the_row_with_the_extreme_of_the_column_named_is_cited_at_its_cell(
    ask: Ask, question: str, row: str, value: str
) -> None:
    answer = ask(question)
    assert answer.text == row
    assert answer.citations[0].quote == row
    assert answer.citations[0].sentence.endswith(f": {value}")


@pytest.mark.parametrize(
    "question",
    [
        "Which country has the shortest part of the pipeline?",  # two have 280 km
        "Which country gains the most from the pipeline?",  # no column says
        "Which district had the largest barley harvest?",  # in which year?
        "Which district had the largest barley harvest in 2023?",
        "Which district had the largest oat harvest in 2024?",
    ],
)
def test_an_extreme_that_the_table_does_not_decide_is_not_taken_from_a_cell(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.text is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who came second in Tarragona?", "Matthias Eklund"),
        ("who finished third in the chess tournament", "Wei Zhiyuan"),
        ("Which player took 2nd place in Tarragona?", "Matthias Eklund"),
    ],
)
def test_who_holds_a_place_is_found_in_the_column_of_places(ask: Ask, question: str, name: str) -> None:
    answer = ask(question)
    assert (answer.text, answer.citations[0].sentence.split(": ")[-2].split(", ")[-1]) == (name, "Place")


@pytest.mark.parametrize("question", ["Who came fourth in Tarragona?", "Who came second in the regatta at Lund?"])
def test_a_place_that_no_row_has_or_of_another_contest_is_not_taken_from_a_table(ask: Ask, question: str) -> None:
    assert ask(question).text is None


def test_a_question_for_the_number_itself_is_not_answered_with_its_row(ask: Ask) -> None:
    assert ask("What is the highest cost of the hydrogen pipeline?").text != "Finland"
