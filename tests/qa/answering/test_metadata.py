"""An article's author, date, source and address are answered from its metadata, and marked so."""

from collections.abc import Callable
from typing import Any

import pytest

from index.build import Build
from qa.engine import Engine
from qa.reading.model import SpanModel
from qa.settings import ReadingSettings, Settings

STORKS = {
    "id": "a", "title": "Storks nest at Castleby", "text": "By Ida Lind\n\nA pair of storks has built a nest.",
    "author": "Ida Lind", "date": "2024-05-01", "source": "Courier", "url": "https://courier.example/storks",
}  # fmt: skip
BARE = {"id": "b", "title": "Barley", "text": "The barley was cut in the rain."}


RIOT = {
    "id": "c",
    "title": "Riot",
    "text": "Lorne Whitecalf wrote the report on the riot at Almby.",
    "author": "Bo Ray",
}


@pytest.fixture
def ask(indexed: Callable[..., Build], reader_model: SpanModel) -> Any:
    engine = Engine.over(indexed(STORKS, BARE, RIOT), Settings(reading=ReadingSettings(close=0)), model=reader_model)
    return engine.ask


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who wrote the article about storks?", "Ida Lind"),
        ("When was the article about storks published?", "1 May 2024"),
        ("Which newspaper published the article about storks?", "Courier"),
        ("What is the address of the article about storks?", "https://courier.example/storks"),
    ],
)
def test_a_question_about_the_article_is_answered_from_its_metadata(ask: Any, question: str, answer: str) -> None:
    result = ask(question)
    assert (result.text, result.kind, result.sure) == (answer, "metadata", True)
    (citation,) = result.citations
    assert citation.article_id == "a"
    assert citation.quote in citation.sentence


def test_what_the_metadata_do_not_say_is_refused_with_the_article(ask: Any) -> None:
    answer = ask("Who wrote the article about barley?")
    assert answer.text is None
    assert answer.refusal.reason == "not in the metadata"
    assert answer.refusal.nearest[0].article_id == "b"


def test_a_report_that_articles_tell_of_is_none_of_them(ask: Any) -> None:
    answer = ask("Who wrote the report on the riot?")
    assert (answer.text, answer.kind) == ("Lorne Whitecalf", "span")
    assert ask("Who wrote the article on the riot?").text == "Bo Ray"
    assert ask("Who wrote the report on the storks?").text == "Ida Lind"


def test_an_article_on_nothing_of_the_kind_is_not_taken_for_it(ask: Any) -> None:
    answer = ask("Who wrote the article about lighthouses?")
    assert answer.refusal.reason == "nothing retrieved"
    assert answer.refusal.nearest == ()


def test_other_words_for_the_subject_find_the_article_but_are_not_sure(ask: Any) -> None:
    answer = ask("Who wrote the piece on the Castleby storks' arrival?")
    assert (answer.text, answer.kind, answer.sure) == ("Ida Lind", "metadata", False)


@pytest.mark.parametrize(
    "question", ["Who wrote the article about storks at Penfold?", "who wrote the article about storks at penfold"]
)
def test_an_article_with_half_of_the_subject_is_not_taken_for_it(ask: Any, question: str) -> None:
    assert ask(question).text is None


@pytest.mark.parametrize("question", ["Who interviewed Ida Lind?", "Who covered the storks for the Gazette?"])
def test_an_article_of_another_form_or_outlet_is_not_taken_for_it(ask: Any, question: str) -> None:
    assert ask(question).kind != "metadata" or ask(question).text is None


def test_who_reported_is_read_first_and_answered_from_the_metadata_otherwise(ask: Any) -> None:
    assert ask("Who reported on the storks at Castleby?").text == "Ida Lind"
    covered = ask("Who covered the storks for the Courier?")
    assert (covered.text, covered.sure) == ("Ida Lind", False)
