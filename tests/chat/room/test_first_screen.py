"""The first screen: an overview of the index, and example questions."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tui.chat.screens.rebuild import RebuildScreen
from tui.chat.widgets.welcome import ExampleQuestion

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat, Newsroom


@pytest.fixture
def opening(make_chat: "MakeChat", newsroom: "Newsroom") -> "Chat":
    """A chat over articles that answer plain questions."""
    newsroom.add("pier.txt", "Pier", "Herald", date(2020, 5, 2), "The Holmsea Pier was opened in 1891.\n")
    newsroom.add("ferry.txt", "Ferry", "Herald", date(2021, 5, 2), "The Halcyon carried 24 cars.\n")
    chat = make_chat()
    chat.workspace.with_examples = True
    return chat


async def test_it_says_how_many_articles_of_which_days_and_sources(opening: "Chat") -> None:
    async with opening.running():
        assert "6 articles, 2 May 2020 to 11 June 2023" in opening.text
        assert "from Herald, North Sound Herald and 2 more" in opening.text


async def test_questions_made_from_the_articles_are_shown_if_they_are_answered(opening: "Chat") -> None:
    async with opening.running():
        shown = [example.question for example in opening.room.query(ExampleQuestion)]
        assert shown == ["How many cars did the Halcyon carry?", "When was the Holmsea Pier opened?"]
        assert "Alt+2 When was the Holmsea Pier opened?" in opening.text


@pytest.mark.parametrize("way", ["key", "enter", "click", "digit"])
async def test_a_key_or_a_click_asks_one_of_them(opening: "Chat", way: str) -> None:
    async with opening.running():
        if way == "key":
            await opening.press("alt+1")
        elif way == "digit":
            await opening.press("tab", "1")
        elif way == "enter":
            await opening.press("tab", "enter")
        else:
            await opening.pilot.click(ExampleQuestion)
        await opening.settled()
        assert opening.exchanges[-1].question == "How many cars did the Halcyon carry?"
        assert not opening.room.query_one("#welcome").display


async def test_they_are_back_in_a_new_conversation_and_asked_under_the_filter_in_force(opening: "Chat") -> None:
    async with opening.running():
        await opening.press("alt+1")
        await opening.settled()
        await opening.ask("/clear")
        await opening.ask("/filter source:herald")
        await opening.press("alt+1")
        await opening.settled()
        assert opening.exchanges[-1].answer.scope.where.source == "herald"


async def test_who_asks_at_once_waits_for_no_example(opening: "Chat") -> None:
    opening.workspace.ready.clear()
    async with opening.running(settled=False):
        await opening.send("How long is the oak shaft?")
        opening.workspace.ready.set()
        await opening.settled()
        assert opening.exchanges[-1].answer.text == "5.2 metres"
        assert not opening.room.query(ExampleQuestion)


async def test_an_index_without_dates_and_sources_says_what_there_is(chat: "Chat", newsroom: "Newsroom") -> None:
    newsroom.articles = [article for article in newsroom.articles if article.article_id == "world.txt"]
    async with chat.running():
        assert "1 article\n" in str(chat.room.query_one("#library").content)


async def test_the_key_it_names_indexes_folders(chat: "Chat") -> None:
    async with chat.running():
        assert "F5 index folders" in chat.text
        await chat.press("f5")
        assert isinstance(chat.app.screen, RebuildScreen)
