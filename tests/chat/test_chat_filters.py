"""Filters typed among a question's words, and copies of cited articles."""

from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import SettingsInvalid
from index.filters import EVERYTHING, Filter, read_filter
from tui.chat.typed_filters import changed_filter, split_conditions
from tui.chat.widgets.related_list import RelatedList

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

STEPS = "How many steps has the lighthouse?"


def answers(chat: Any) -> Any:
    return chat.transcript.answers


@pytest.mark.parametrize(
    ("typed", "words", "given"),
    [
        ("since:2020 who won", "who won", {"since": "2020"}),
        ('who won source:"New York" in May', "who won in May", {"source": "New York"}),
        ("what is the resource:x rate", "what is the resource:x rate", {}),
        ("what was sold on: Monday", "what was sold Monday", {"on": ""}),
        ("since: source: filter:off", "", {"since": "", "source": "", "filter": "off"}),
        ("is 10:30 or the ratio 2:1 right?", "is 10:30 or the ratio 2:1 right?", {}),
    ],
)
def test_conditions_are_distinguished_from_the_questions_other_words(
    typed: str, words: str, given: dict[str, str]
) -> None:
    assert split_conditions(typed) == (words, given)


def test_conditions_hold_until_they_are_changed_or_dropped() -> None:
    where = changed_filter(EVERYTHING, {"since": "2020", "source": "herald"})
    assert where == read_filter({"since": "2020", "source": "herald"})
    assert changed_filter(where, {}) == where
    assert changed_filter(where, {"source": "post"}) == read_filter({"since": "2020", "source": "post"})
    assert changed_filter(where, {"since": ""}) == Filter(source="herald")
    assert changed_filter(where, {"on": "2021"}) == read_filter({"on": "2021", "source": "herald"})
    assert changed_filter(where, {"filter": "off"}) == EVERYTHING
    with pytest.raises(SettingsInvalid, match="filter"):
        changed_filter(where, {"filter": "on"})


async def test_a_condition_holds_the_answer_and_those_after_it_and_is_shown(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(f"source:estuary {STEPS}")
        await chat.ask("What did the repairs of the lighthouse cost?")
        assert [answer.question for answer in answers(chat)] == [STEPS, "What did the repairs of the lighthouse cost?"]
        for answer in answers(chat):
            assert answer.scope.where == Filter(source="estuary")
            assert {hit.passage.article_id for hit in answer.hits} == {"tide-mill.md"}
        assert "source estuary · 1 article" in chat.text
        assert "Only source estuary" in chat.text
        await chat.press("f8")
        await chat.ask(STEPS)
        assert answers(chat)[-1].scope is None
        assert not chat.room.query_one("#filter").display


async def test_conditions_alone_ask_nothing_and_hold_from_then_on(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("since:2022 until:2022")
        assert not chat.exchanges
        assert "Filter from now on: since 2022-01-01, until 2022-12-31." in chat.notices
        await chat.ask(STEPS)
        assert answers(chat)[0].scope.articles == 1
        assert "2 undated articles left out" in chat.text
        await chat.ask("filter:off")
        assert "Filter from now on: every article." in chat.notices


async def test_a_condition_that_cannot_be_read_is_reported_and_the_question_stays(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(f"since:yore {STEPS}")
        assert not chat.exchanges
        assert chat.prompt.value == f"since:yore {STEPS}"
        assert "2021-04-22" in chat.notices[-1]


async def test_conditions_that_no_article_meets_are_reported_with_what_there_is(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(f"source:tass {STEPS}")
        text = " ".join(chat.text.split())
        assert "No article matches: source tass." in text
        assert "North Sound Herald" in text


async def test_a_copy_is_counted_listed_and_opened_at_the_same_words(chat: "Chat", newsroom: "Newsroom") -> None:
    original = next(article for article in newsroom.articles if article.article_id == "skerrow-lighthouse.txt")
    newsroom.add(
        "reprint.txt", "Lamp lit again", "Island [b]Post[/b]", original.published, f"Reprinted.\n\n{original.text}"
    )
    async with chat.running():
        await chat.ask(STEPS)
        citation = answers(chat)[0].citations[0]
        other = {"reprint.txt", "skerrow-lighthouse.txt"} - {citation.article_id}
        assert {copy.article_id for copy in citation.related.copies} == other
        assert "+1 copy" in chat.text
        await chat.press("alt+1")
        await chat.settled()
        assert not chat.room.query_one(RelatedList).display
        await chat.press("c")
        assert "copy: " in chat.text
        await chat.press("enter")
        await chat.settled()
        assert {chat.pane.citation.article_id} == other
        assert chat.pane.citation.quote == citation.quote
        assert chat.pane.citation.start != citation.start
        assert "142 steps" in chat.marked()
