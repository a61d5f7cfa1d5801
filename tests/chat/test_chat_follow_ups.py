"""Follow-ups in the chat: shown as searched, undone, edited, asked about the other person, and stored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

SHAFT = "How long is the oak shaft?"
FULL = "how long was the oak shaft?"
MET = "Who did Ken McCallum meet?"


async def followed(chat: Any) -> None:
    await chat.ask(SHAFT)
    await chat.ask("and how long?")


async def test_a_follow_up_is_answered_and_shown_as_it_was_searched(chat: "Chat") -> None:
    async with chat.running():
        await followed(chat)
        assert "> and how long?" in chat.text
        assert f"-> {FULL}" in chat.text
        answer = chat.exchanges[-1].answer
        assert (answer.question, answer.asked_as) == ("and how long?", FULL)
        assert answer.text.startswith("5.2 metres")


async def test_one_key_asks_it_again_as_it_was_typed(chat: "Chat") -> None:
    async with chat.running():
        await followed(chat)
        await chat.press("ctrl+z")
        await chat.settled()
        assert len(chat.exchanges) == 3
        assert chat.exchanges[-1].answer.question == "and how long?"
        assert chat.exchanges[-1].answer.asked_as is None


async def test_after_an_undo_the_conversation_before_it_is_still_leant_on(chat: "Chat") -> None:
    async with chat.running():
        await followed(chat)
        await chat.press("ctrl+z")
        await chat.settled()
        await chat.ask("and how long?")
        assert chat.exchanges[-1].answer.asked_as == FULL


async def test_one_key_puts_what_was_searched_into_the_prompt(chat: "Chat") -> None:
    async with chat.running():
        await followed(chat)
        await chat.press("ctrl+t")
        assert chat.prompt.value == FULL
        assert chat.prompt.has_focus
        await chat.press("enter")
        await chat.settled()
        assert chat.exchanges[-1].question == FULL


@pytest.mark.parametrize("key", ["ctrl+z", "ctrl+t", "alt+o"])
async def test_where_nothing_was_rewritten_the_keys_say_so(chat: "Chat", key: str) -> None:
    async with chat.running():
        await chat.press(key)
        await chat.ask(SHAFT)
        await chat.press(key)
        assert chat.notices.count("The latest question was searched as it was typed.") == 2
        assert len(chat.exchanges) == 1


async def test_where_two_may_be_meant_it_says_so_and_a_key_asks_the_other(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(MET)
        first = chat.exchanges[-1].answer
        assert first.asked_as is None
        chat.exchanges[-1].answer = _with_text(first, "Richard Moore")
        await chat.ask("what did he mend?")
        assert "he: Richard Moore or Ken McCallum?" in chat.text
        assert "Alt+O asks: what did Ken McCallum mend?" in " ".join(chat.text.split())
        await chat.press("alt+o")
        await chat.settled()
        assert chat.exchanges[-1].answer.asked_as == "what did Ken McCallum mend?"


def _with_text(answer: Any, text: Any) -> Any:
    from dataclasses import replace

    return replace(answer, text=text, refusal=None)


@pytest.mark.parametrize("drop", ["key", "command"])
async def test_the_time_that_was_understood_can_be_dropped(chat: "Chat", drop: str) -> None:
    async with chat.running():
        await chat.ask("What did the repairs of the lighthouse cost in 2022?")
        assert "“in 2022” is 2022." in chat.text
        assert "Alt+T ignores it." in " ".join(chat.text.split())
        await (chat.press("alt+t") if drop == "key" else chat.send("/anytime"))
        await chat.settled()
        first, again = (exchange.answer for exchange in chat.exchanges)
        assert (again.question, again.asked_as) == (first.question, None)
        assert first.asked_time is not None
        assert again.asked_time is None


async def test_a_follow_up_asked_of_any_time_stays_in_full(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(SHAFT)
        await chat.ask("and how long in 2023?")
        full = chat.exchanges[-1].answer.asked_as
        await chat.press("alt+t")
        await chat.settled()
        again = chat.exchanges[-1].answer
        assert (again.question, again.asked_as, again.asked_time) == ("and how long in 2023?", full, None)


async def test_where_no_time_was_understood_dropping_it_says_so(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("alt+t")
        await chat.ask(SHAFT)
        await chat.press("alt+t")
        assert chat.notices.count("The latest question was not ranked by a date.") == 2
        assert len(chat.exchanges) == 1


async def test_one_key_turns_follow_ups_off_and_on_again(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(SHAFT)
        await chat.press("ctrl+s")
        await chat.ask("how long?")
        assert chat.exchanges[-1].answer.asked_as is None
        await chat.press("ctrl+s")
        assert chat.notices == [
            "Questions are searched as typed from now on.",
            "Questions are searched as follow-ups to earlier ones from now on.",
        ]


async def test_a_conversation_is_gone_on_with_from_history_with_its_follow_ups(make_chat: "MakeChat") -> None:
    async with make_chat().running() as chat:
        await followed(chat)
    async with make_chat().running() as chat:
        await chat.press("f2", "enter")
        await chat.settled()
        assert f"-> {FULL}" in chat.text
        await chat.ask("how long?")
        assert chat.exchanges[-1].answer.asked_as == FULL


async def test_a_new_conversation_leans_on_nothing(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(SHAFT)
        await chat.press("ctrl+n")
        await chat.ask("how long?")
        assert chat.exchanges[-1].answer.asked_as is None


async def test_the_export_has_the_rewrite(chat: "Chat", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat.running():
        await followed(chat)
        chat.app.action_export("md")
        chat.app.action_export("json")
    assert f"-> {FULL}" in next(tmp_path.glob("quotewire-*.md")).read_text(encoding="utf-8")
    kept = json.loads(next(tmp_path.glob("quotewire-*.json")).read_text(encoding="utf-8"))
    assert [answer["asked_as"] for answer in kept] == [None, FULL]


async def test_thanks_are_not_searched_for_and_do_not_stay_in_the_prompt(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(SHAFT)
        await chat.ask("thanks!")
        assert "“thanks!” is not a question." in chat.text
        assert chat.prompt.value == ""
        await chat.ask("and how long?")
        assert chat.exchanges[-1].answer.asked_as == FULL
