"""Answers that are expressions of time: the day they mean, and which of them are one answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus.article import Article, Passage
from index.build import Build
from index.types import Hit
from qa.answering.citations import Citer, reopened
from qa.reading.agreement import grouped
from qa.types import Citation, Reading, When

MONDAY = {"id": "monday", "title": "Fire", "date": "2019-05-14", "text": "The old mill at Coldwater burnt on Monday.\n"}
UNDATED = {"id": "undated", "title": "Fire", "text": "The old mill at Coldwater burnt on Monday.\n"}


@pytest.fixture
def cite(indexed: Callable[..., Build]) -> Callable[..., tuple[Citation, Article]]:
    """Cite words of an article; return the citation and its article."""

    def cite(entry: Any, words: Any) -> Any:
        store = indexed(entry).store
        (stored,) = store.indexed()
        passage = stored.passage
        start = passage.start + passage.text.index(words)
        reading = Reading(Hit(passage, 1.0, 1), 0.9, start, start + len(words), passage.start, passage.end)
        (citation,) = Citer(store).cite([reading])
        return citation, store.article(entry["id"])

    return cite


def test_a_citation_says_what_day_its_words_are_and_what_that_was_counted_from(
    cite: Callable[..., tuple[Citation, Article]],
) -> None:
    citation, article = cite(MONDAY, "on Monday")
    assert citation.when == When("Monday", "2019-05-13", "article", date(2019, 5, 14))
    assert reopened(article, citation).citation.when == citation.when


def test_where_the_article_has_no_date_the_citation_says_so(cite: Callable[..., tuple[Citation, Article]]) -> None:
    citation, _ = cite(UNDATED, "Monday")
    assert citation.when == When("Monday", None, lacks_date=True)


def test_words_that_are_no_time_have_none(cite: Callable[..., tuple[Citation, Article]]) -> None:
    assert cite(MONDAY, "burnt on Monday")[0].when is None


def reading(article_id: Any, words: Any, meant: Any) -> Any:
    hit = Hit(Passage(article_id, 0, 0, len(words), words), 1.0, 1)
    return Reading(hit, 0.9, 0, len(words), 0, len(words), meant=meant)


@pytest.mark.parametrize(
    ("one", "other", "answers"),
    [
        (("Thursday", "2021-04-22"), ("22 April 2021", "2021-04-22"), 1),
        (("Thursday", "2021-04-22"), ("Thursday", "2021-04-29"), 2),
        (("Thursday", "2021-04-22"), ("Thursday", None), 1),
        (("2018", "2018"), ("in October 2018", "2018-10"), 1),
        (("last week", "2021-04-19/2021-04-25"), ("last week", "2021-04-12/2021-04-18"), 2),
        (("last year", "2020"), ("2020", "2020"), 1),
        (("5 people", None), ("5 people", None), 1),
    ],
)
def test_times_are_one_answer_where_they_are_the_same_day(
    one: tuple[str | None, ...], other: tuple[str | None, ...], answers: int
) -> None:
    assert len(grouped([reading("a", *one), reading("b", *other)])) == answers
