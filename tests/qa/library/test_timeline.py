"""A subject's timeline: dated sentences about it, in order of the times they refer to, copies grouped."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from index.build import Build
from index.settings import RetrievalSettings
from qa.library.timeline import statements
from qa.output.timeline_formats import months, timeline_csv, timeline_markdown
from qa.output.timeline_json import timeline_json

ENTRIES = (
    {
        "id": "mill",
        "title": "The mill at Coldwater",
        "date": "2021-04-22",
        "text": "The mill burnt on Thursday. It was built in 1790. The mill had been sold last year.",
    },
    {
        "id": "fire",
        "title": "Fire",
        "date": "2021-07-23",
        "text": "=The Coldwater mill burnt on 22 April 2021.",
    },
    {"id": "other", "title": "Opening", "date": "2021-04-22", "text": "The bridge at Coldwater opened on Tuesday."},
)


@pytest.fixture
def coldwater(indexed: Callable[..., Build]) -> Any:
    build = indexed(*ENTRIES)
    hits = build.retriever(RetrievalSettings()).retrieve("Coldwater mill", 20)
    return statements(build.store, "Coldwater mill", hits)


def test_statements_come_in_order_of_the_times_they_tell_of(coldwater: Any) -> None:
    assert [(statement.resolved, statement.words, statement.article_id) for statement in coldwater] == [
        ("2020", "last year", "mill"),
        ("2021-04-22", "Thursday", "mill"),
    ]


def test_articles_that_say_the_same_are_one_statement(coldwater: Any) -> None:
    assert [statement.copies for statement in coldwater] == [(), ("fire",)]


def test_a_statement_stands_in_its_article_word_for_word(coldwater: Any) -> None:
    assert coldwater[1].sentence == "The mill burnt on Thursday."
    assert coldwater[1].line == 1
    assert coldwater[1].published == date(2021, 4, 22)


def test_months_without_an_article_are_there_with_none(indexed: Callable[..., Build]) -> None:
    build = indexed(*ENTRIES)
    hits = build.retriever(RetrievalSettings()).retrieve("Coldwater", 20)
    timeline = statements(build.store, "Coldwater", hits)
    assert months(timeline) == (("2021-04", 1), ("2021-05", 0), ("2021-06", 0), ("2021-07", 1))
    assert months(()) == ()


def test_programs_and_documents_have_forms_of_their_own(coldwater: Any) -> None:
    assert timeline_json("Coldwater mill", coldwater)["statements"][1]["copies"] == ["fire"]
    assert timeline_csv(coldwater).splitlines()[2].startswith("2021-04-22,Thursday,The mill burnt on Thursday.,")
    assert "- **2021-04-22** The mill burnt on Thursday. (*The mill at Coldwater*, 2021-04-22," in timeline_markdown(
        "Coldwater mill", coldwater
    )


def test_no_cell_of_a_spreadsheet_is_a_formula(indexed: Callable[..., Build]) -> None:
    build = indexed(ENTRIES[1])
    hits = build.retriever(RetrievalSettings()).retrieve("Coldwater mill", 20)
    assert ",'=The Coldwater mill burnt" in timeline_csv(statements(build.store, "Coldwater mill", hits))
