"""``/search``: the articles that mention words, in the transcript."""

from typing import TYPE_CHECKING

import pytest

from index.filters import Filter
from tui.chat.widgets.search_results import SearchResultItem, SearchResults

if TYPE_CHECKING:
    from tests.chat.conftest import Chat


@pytest.fixture
def chat(searching_chat: "Chat") -> "Chat":
    return searching_chat


async def search(chat: "Chat", typed: str) -> SearchResults:
    await chat.send(typed)
    await chat.until(lambda: list(chat.room.query(SearchResults)) and chat.room.query(SearchResults).last().ended)
    await chat.settled()
    return chat.room.query(SearchResults).last()


async def test_articles_are_shown_with_the_words_found_and_counted(chat: "Chat") -> None:
    async with chat.running():
        results = await search(chat, "/search lighthouse repairs")
        assert "> /search lighthouse repairs" in chat.text
        assert "2 articles mention lighthouse repairs, in 3 passages." in chat.text
        assert len(results.query(SearchResultItem)) == 2
        shown = "\n".join(str(option.render()) for option in results.query(SearchResultItem))
        assert "The repairs of the lighthouse cost £73,000 in all." in shown
        assert not chat.kept()


async def test_a_number_opens_the_article_at_the_sentence(chat: "Chat") -> None:
    async with chat.running():
        results = await search(chat, "/search winch")
        assert len(results.citations) == 1
        await chat.press("alt+1")
        await chat.settled()
        assert chat.pane.is_open
        assert chat.pane.citation.quote == "The winch was removed in 1974."


async def test_conditions_hold_for_the_search_alone_and_it_can_be_sorted_by_date(chat: "Chat") -> None:
    async with chat.running():
        results = await search(chat, "/search repairs source:estuary")
        assert [citation.source for citation in results.citations] == ["The Estuary Messenger"]
        assert not chat.prompt.where
        newest = await search(chat, "/search repairs sort:date")
        assert [citation.published.year for citation in newest.citations] == [2023, 2022]


async def test_what_no_article_mentions_is_said(chat: "Chat") -> None:
    async with chat.running():
        await search(chat, "/search zeppelin")
        assert "No article mentions zeppelin." in chat.text
        await search(chat, "/search repairs source:tass")
        assert "No article matches: source tass." in chat.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("/search", "/search takes the words to find"),
        ("/search ?!", "/search takes the words to find"),
        ("/search mill sort:size", "sort: takes best or date; found 'size'."),
        ("/search mill since:soon", "since should be a day, month or year"),
    ],
)
async def test_what_cannot_be_searched_for_is_a_calm_notice(chat: "Chat", typed: str, message: str) -> None:
    async with chat.running():
        await chat.ask(typed)
        assert chat.notices[-1].startswith(message)
        assert not chat.room.query(SearchResults)


async def test_a_refusal_offers_the_search_and_what_it_offers_works(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("Which zeppelin took the Pellerton winch to the dance?")
        assert "None of the articles mentions zeppelin, took, dance." in chat.text
        assert "1 article mentions Pellerton: /search Pellerton" in chat.text
        results = await search(chat, "/search Pellerton")
        assert len(results.citations) == 1


async def test_hostile_text_is_shown_and_never_obeyed(chat: "Chat") -> None:
    async with chat.running():
        await search(chat, "/search crates")
        assert "[red]under[/red]" in chat.text
        assert "\x1b" not in chat.text


async def test_the_articles_from_a_source_are_counted_and_the_filter_for_them_works(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How many articles are from the North Sound Herald?")
        assert "1 article from North Sound Herald." in chat.text
        assert '/filter source:"North Sound Herald"' in chat.text
        await chat.send('/filter source:"North Sound Herald"')
        await chat.settled()
        assert chat.prompt.where == Filter(source="North Sound Herald")
