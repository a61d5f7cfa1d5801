"""The time in a question: how it is resolved, and its effect on passages and answers."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from corpus.article import Passage
from index.build import Build
from index.settings import RetrievalSettings
from index.types import Hit
from qa.answering.asked_times import asked_time, of_the_time, preferred, searched_as, weighed
from qa.reading.agreement import span_text
from qa.types import AskedTime, Reading

FRIDAY = date(2021, 4, 23)
ENTRIES = (
    {
        "id": "april",
        "title": "Mill burns",
        "date": "2021-04-14",
        "text": "The mill burnt. Ann Lee ran it.",
    },
    {
        "id": "march",
        "title": "Mill opens",
        "date": "2021-03-02",
        "text": "The mill opened. Bo Ray ran it.",
    },
    {"id": "past", "title": "Mill", "date": "2021-04-20", "text": "In 1990 the mill at Coldwater was run by Cy Poe."},
)


@pytest.mark.parametrize(
    ("question", "resolved", "hard"),
    [
        ("what burnt last week", "2021-04-12/2021-04-18", False),
        ("what burnt yesterday", "2021-04-22", False),
        ("what burnt this month", "2021-04", False),
        ("what burnt in spring 2020", "2020-03/2020-05", False),
        ("who ran the mill in 2019", "2019", True),
        ("who ran the mill from 2015 to 2019", "2015/2019", True),
        ("who ran the mill before May 2019", "../2019-04-30", True),
        ("who ran the mill since 2019", "2019-01-01/..", True),
        ("who ran the mill until March", "../2021-03-31", True),
    ],
)
def test_a_question_tells_its_time_counted_from_the_day_it_is_asked(question: str, resolved: str, hard: bool) -> None:
    asked = asked_time(question, FRIDAY)
    assert (asked.resolved, asked.is_hard) == (resolved, hard)
    assert (asked.counted_from is None) == any(letter.isdigit() for letter in question)


@pytest.mark.parametrize("question", ["who ran the mill", "what burnt in May or June 2019", "who may run 3,000 mills"])
def test_a_question_of_no_time_or_of_several_tells_none(question: str) -> None:
    assert asked_time(question, FRIDAY) is None


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("what mill burnt last week?", "what mill burnt?"),
        ("which mill opened in 2019", "which mill opened in 2019"),
        ("what burnt last week", "what burnt last week"),
    ],
)
def test_last_week_is_not_searched_for_unless_little_else_is_asked(question: str, searched: str) -> None:
    assert searched_as(question, asked_time(question, FRIDAY)) == searched


@pytest.fixture
def hits(indexed: Callable[..., Build]) -> Any:
    store = indexed(*ENTRIES).store
    passages = sorted((entry.passage for entry in store.indexed()), key=lambda passage: passage.article_id)
    return store, [Hit(passage, 0.5, rank) for rank, passage in enumerate(passages, 1)]


def time_of(question: str) -> AskedTime:
    asked = asked_time(question, FRIDAY)
    assert asked is not None
    return asked


def test_passages_of_the_time_come_first(hits: Any) -> None:
    store, hits = hits
    asked = time_of("who ran the mill in March 2021")
    ranked = preferred(hits, asked, store, 2)
    assert [(hit.passage.article_id, hit.rank, hit.scores["time"]) for hit in ranked] == [
        ("march", 1, 1),
        ("april", 2, 0),
    ]


def readings(hits: Any) -> Iterator[Any]:
    names = {"april": "Ann Lee", "march": "Bo Ray", "past": "Cy Poe"}
    for hit, score in zip(hits, (0.6, 0.5, 0.7), strict=True):
        start = hit.passage.start + hit.passage.text.index(names[hit.passage.article_id])
        first = hit.passage.text.rfind(". ", 0, start - hit.passage.start)
        yield Reading(
            hit,
            score,
            start,
            start + len(names[hit.passage.article_id]),
            hit.passage.start + max(first, 0),
            hit.passage.end,
        )


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("who ran the mill last week", "Ann Lee"),
        ("who ran the mill last month", "Bo Ray"),
        ("who ran the mill in 1990", "Cy Poe"),
        ("who ran the mill since April 2021", "Ann Lee"),
    ],
)
def test_an_answer_of_the_time_comes_before_one_of_another(hits: Any, question: str, best: str) -> None:
    store, hits = hits
    weighted = weighed(list(readings(hits)), time_of(question), store)
    assert span_text(weighted[0]) == best


def test_what_is_of_another_time_than_the_words_allow_is_no_answer(hits: Any) -> None:
    store, hits = hits
    weighted = weighed(list(readings(hits)), time_of("who ran the mill since April 2021"), store)
    assert next(reading.score for reading in weighted if span_text(reading) == "Cy Poe") < 0.1


def test_an_amount_of_another_time_in_its_sentence_loses_its_words() -> None:
    text = "Pay will rise by 4.1 per cent this year and 2.8 next year."
    hit = Hit(Passage("a", 0, 0, len(text), text), 0.5, 1)
    first, other = (
        Reading(hit, score, text.index(words), text.index(words) + len(words), 0, len(text))
        for words, score in (("4.1 per cent", 0.9), ("2.8", 0.4))
    )
    asked = time_of("How much will pay rise next year?")
    output = of_the_time("How much will pay rise?", asked, [first, other])
    assert [span_text(reading) for reading in output] == ["2.8", ""]
    assert of_the_time("Who has more pay?", asked, [first, other]) == (first, other)


@pytest.mark.parametrize(
    ("question", "change"),
    [("who ran the mill in 2019", -1), ("who ran the mill in 2021", 0), ("who ran the mill last month", 0)],
)
def test_a_statement_without_a_time_is_less_likely_of_an_earlier_year_than_its_article(
    hits: Any, question: str, change: int
) -> None:
    store, hits = hits
    (undated,) = [reading for reading in readings(hits) if reading.hit.passage.article_id == "april"]
    (weighted,) = weighed([undated], time_of(question), store)
    assert (weighted.score < undated.score) == (change < 0)


def test_a_year_at_the_head_of_a_column_is_a_time_of_its_cells(indexed: Callable[..., Build]) -> None:
    text = "Salmon caught (tonnes): Namsen, 2023: 21.4\nSalmon caught (tonnes): Namsen, 2024: 19.9"
    build = indexed({"id": "salmon", "title": "Salmon", "date": "2025-06-01", "text": text})
    (hit,) = build.retriever(RetrievalSettings()).retrieve("salmon in Namsen", 1)
    start = text.index("19.9")
    reading = Reading(hit, 0.7, start, start + 4, text.index("\n") + 1, len(text))
    (weighted,) = weighed([reading], time_of("How much salmon was caught in Namsen in 2024?"), build.store)
    assert weighted.score >= 0.7
