"""History: stored at once, searched, renamed, reopened, deleted, and never an obstacle to asking."""

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, OptionList

from tui.chat.screens.history import HistoryScreen

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

STEPS = "How many steps has the lighthouse?"
SHAFT = "How long is the oak shaft?"


async def listed(chat: Any) -> list[str]:
    options = chat.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]


async def two_conversations(chat: Any) -> None:
    await chat.ask(STEPS)
    await chat.press("f8")
    await chat.ask(SHAFT)


async def test_every_answer_and_refusal_is_in_the_file_as_soon_as_it_is_shown(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        assert chat.kept() == [STEPS, "Which zeppelin carried the oak bagpipes?"]


async def test_conversations_are_listed_the_last_first_and_searched_as_words_are_typed(chat: "Chat") -> None:
    async with chat.running():
        await two_conversations(chat)
        await chat.press("f2")
        assert isinstance(chat.app.screen, HistoryScreen)
        assert [line.splitlines()[0] for line in await listed(chat)] == [SHAFT, STEPS]
        assert "1 answer" in (await listed(chat))[0]
        await chat.press(*"lightho")
        assert [line.splitlines()[0] for line in await listed(chat)] == [STEPS]
        chat.app.screen.query_one("#search", Input).value = "nothing like it"
        await chat.pilot.pause()
        assert await listed(chat) == []
        await chat.press("enter", "delete", "f2")
        assert isinstance(chat.app.screen, HistoryScreen)
        await chat.press("escape")
        assert not isinstance(chat.app.screen, HistoryScreen)


async def test_a_search_shows_the_match_in_its_context(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How long is the oak shaft?")
        await chat.ask("When was the winch removed?")
        await chat.press("f2", *"winch")
        assert "When was the winch removed?" in chat.text
        (result,) = chat.app.history.conversations("winch")
        assert ("winch", True) in result.match
        assert chat.app.history.conversations()[0].match == ()


@pytest.mark.parametrize("typed", ['"', "* AND (", "a:b NOT", "%_'", "-"])
async def test_whatever_is_typed_into_the_search_is_no_syntax(chat: "Chat", typed: str) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f2")
        chat.app.screen.query_one("#search", Input).value = typed
        await chat.pilot.pause()
        assert isinstance(chat.app.screen, HistoryScreen)


async def test_a_conversation_is_reopened_with_its_citations_and_goes_on(chat: "Chat") -> None:
    async with chat.running():
        await two_conversations(chat)
        await chat.press("f2", "down", "down", "enter")
        await chat.settled()
        assert [exchange.question for exchange in chat.exchanges] == [STEPS]
        assert "142 steps" in chat.text
        await chat.press("alt+1")
        await chat.settled()
        assert "142 steps" in chat.marked()
        await chat.ask(SHAFT)
        assert [conversation.turns for conversation in chat.app.history.conversations()] == [2, 1]


async def test_a_conversation_is_reopened_after_a_restart(make_chat: "MakeChat") -> None:
    first = make_chat()
    async with first.running():
        await two_conversations(first)
    again = make_chat()
    async with again.running():
        assert again.exchanges == []
        await again.press("f2", "enter")
        await again.settled()
        assert [exchange.question for exchange in again.exchanges] == [SHAFT]
        assert "5.2 metres" in again.text


async def test_a_conversation_is_renamed(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f2", "f2", *"Light [b]", "enter")
        assert (await listed(chat))[0].startswith("Light [b]\n")
        await chat.press("f2", "enter")
        assert chat.app.history.conversations()[0].title == "Light [b]"
        await chat.press("f2", "escape")
        assert isinstance(chat.app.screen, HistoryScreen)
        await chat.press("escape")
        assert not isinstance(chat.app.screen, HistoryScreen)


async def test_a_conversation_is_deleted_for_good_when_asked_twice(chat: "Chat") -> None:
    async with chat.running():
        await two_conversations(chat)
        await chat.press("f2", "down", "delete")
        assert len(await listed(chat)) == 2
        assert "again" in chat.notices[-1]
        await chat.press("down", "delete")
        assert len(await listed(chat)) == 2
        await chat.press("delete")
        assert [line.splitlines()[0] for line in await listed(chat)] == [SHAFT]
        assert chat.kept() == [SHAFT]


async def test_asking_to_delete_is_forgotten_when_one_looks_elsewhere(chat: "Chat") -> None:
    async with chat.running():
        await two_conversations(chat)
        await chat.press("f2", "down", "delete", "down", "up", "delete")
        assert len(await listed(chat)) == 2


async def test_the_delete_key_in_the_search_deletes_a_letter_and_no_conversation(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f2", *"xlight", "home", "delete")
        assert chat.app.screen.query_one("#search", Input).value == "light"
        await chat.press("home", "delete")
        assert len(chat.kept()) == 1


async def test_an_answer_after_its_conversation_was_deleted_begins_another(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f2", "down", "delete", "delete", "escape")
        await chat.ask(SHAFT)
        assert [conversation.title for conversation in chat.app.history.conversations()] == [SHAFT]
        assert not any("could not be stored" in notice for notice in chat.notices)


async def test_up_and_down_recall_earlier_questions_of_this_and_earlier_runs(make_chat: "MakeChat") -> None:
    first = make_chat()
    async with first.running():
        await first.ask(STEPS)
        await first.ask(SHAFT)
        await first.ask(STEPS)
    chat = make_chat()
    async with chat.running():
        await chat.press(*"draft", "up")
        assert chat.prompt.value == STEPS
        await chat.press("up")
        assert chat.prompt.value == SHAFT
        await chat.press("up", "down")
        assert chat.prompt.value == STEPS
        await chat.press("down", "down")
        assert chat.prompt.value == "draft"


async def test_a_new_conversation_is_empty_and_kept_apart(chat: "Chat") -> None:
    async with chat.running():
        await two_conversations(chat)
        assert [exchange.question for exchange in chat.exchanges] == [SHAFT]
        assert len(chat.app.history.conversations()) == 2


async def test_a_question_still_running_when_another_conversation_is_opened_is_not_put_there(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        chat.reader.gate.clear()
        chat.reader.reached.clear()
        await chat.send(SHAFT)
        await chat.until(chat.reader.reached.is_set)
        await chat.press("f8")
        chat.reader.gate.set()
        await chat.settled()
        assert chat.exchanges == []
        assert "stands" not in chat.text
        await chat.ask(STEPS)
        assert [exchange.answer.text for exchange in chat.exchanges] == ["142 steps"]


# ---------------------------------------------------------------- private


async def test_a_private_chat_keeps_nothing(make_chat: "MakeChat") -> None:
    chat = make_chat(private=True)
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("up")
        assert chat.prompt.value == STEPS
    assert not chat.workspace._history_file.exists()


async def test_private_mode_keeps_nothing_from_then_on_and_earlier_answers_stay(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        chat.app.action_private()
        await chat.ask(SHAFT)
        assert chat.kept() == [STEPS]
        assert "nothing is stored" in chat.notices[-1]
        chat.app.action_private()
        await chat.ask(SHAFT)
        assert chat.kept() == [STEPS, SHAFT]


async def test_private_mode_can_be_seen(chat: "Chat") -> None:
    async with chat.running():
        before = chat.text
        chat.app.action_private()
        await chat.settled()
        assert "rivate" in chat.text
        assert "rivate" not in before
