"""Asking: before the index is open, while a question is answered, and the outcome."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.errors import IndexDamaged, IndexMissing
from tui.chat.messages import AnswerReady, AskFailed, QuestionAsked
from tui.chat.widgets.citation_item import CitationItem

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat, Newsroom

STEPS = "How many steps has the lighthouse?"
SHAFT = "How long is the oak shaft?"
COST = "What did the repairs of the lighthouse cost?"


async def test_the_prompt_takes_a_question_before_the_index_is_open_and_it_is_answered_then(chat: "Chat") -> None:
    chat.workspace.ready.clear()
    async with chat.running(settled=False):
        await chat.press(*"How long is the oak shaft", "enter")
        assert "How long is the oak shaft" in chat.text
        assert "waiting for the index" in chat.text
        assert chat.prompt.value == ""
        chat.workspace.ready.set()
        await chat.settled()
        assert "5.2 metres" in chat.text
        assert "waiting" not in chat.text


async def test_questions_typed_while_one_is_answered_are_answered_in_turn(chat: "Chat") -> None:
    async with chat.running():
        chat.reader.gate.clear()
        await chat.send(STEPS)
        await chat.send(SHAFT)
        await chat.until(lambda: "waiting for the answer above" in chat.text)
        chat.reader.gate.set()
        await chat.settled()
        assert [exchange.answer.text for exchange in chat.exchanges] == ["142 steps", "5.2 metres"]


async def test_several_questions_in_one_are_an_exchange_each(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(f"{STEPS} {SHAFT}")
        assert [exchange.answer.text for exchange in chat.exchanges] == ["142 steps", "5.2 metres"]
        assert [exchange.question for exchange in chat.exchanges] == [STEPS.rstrip("?"), SHAFT]


async def test_an_answer_is_shown_with_its_sentence_and_numbered_citations(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(COST)
        shown = chat.text
        assert "£73,000" in shown
        assert "The repairs of the lighthouse cost" in shown
        assert "[1] Skerrow lighthouse is lit again" in shown
        assert "[2] Brackwater tide mill grinds again" in shown
        assert "North Sound Herald · 13 January 2022 · articles/skerrow-lighthouse.txt:" in shown
        assert chat.room.query(".answer")
        assert not chat.room.query(".refusal, .failure, .stage")


async def test_the_sentence_around_an_answer_is_shown_without_a_gap_before_its_full_stop(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("When was the winch removed?")
        assert chat.exchanges[-1].answer.text == "1974"
        assert "The winch was removed in 1974." in chat.text


async def test_the_words_of_the_answer_are_those_marked_where_a_sentence_has_them_twice(
    chat: "Chat", newsroom: "Newsroom"
) -> None:
    newsroom.add("twice.txt", "Twice", None, None, "Apart from 3 gulls the otter census counted 3 otters.\n")
    async with chat.running():
        await chat.ask("otter census")
        assert "Apart from 3 gulls the otter census counted 3 otters." in chat.text


async def test_an_answer_that_is_not_sure_looks_so_and_shows_its_sentence_before_the_words(chat: "Chat") -> None:
    chat.reader.threshold = 0.3
    async with chat.running():
        await chat.ask("When was the painted wooden winch removed?")
        answer = chat.exchanges[-1].answer
        assert (answer.text, answer.sure) == ("1974", False)
        shown = str(chat.room.query_one(".unsure").content)
        assert shown == "The winch was removed in 1974.\n\nNot sure: perhaps 1974"
        assert f"confidence {answer.confidence:.0%}" in chat.text
        assert not chat.room.query(".answer, .refusal")


async def test_words_that_were_read_for_misspelt_ones_are_shown(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        answer = chat.exchanges[-1].answer
        assert answer is not None
        changed = replace(answer, read_as=("lighthouse", "steps"))
        await chat.transcript.show([changed])
        await chat.settled()
        assert "read as: lighthouse, steps" in chat.text


async def test_a_refusal_looks_different_and_shows_the_nearest_and_what_is_missing(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        shown = chat.text
        assert "The articles do not say." in shown
        assert "zeppelin" in shown.split("None of the passages read mentions")[1]
        assert "bagpipes" in shown.split("None of the passages read mentions")[1]
        assert "[1] Brackwater tide mill grinds again" in shown
        assert "Its new oak shaft is 5.2 metres long" in shown
        refusal = chat.room.query_one(".refusal")
        assert not chat.room.query(".answer")
        await chat.ask(SHAFT)
        assert refusal.styles.border_left != chat.room.query_one(".answer").styles.border_left


async def test_a_question_for_which_nothing_is_found_says_so(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("Xylophone?")
        assert "No passage was found" in chat.text
        assert not chat.room.query(CitationItem)


async def test_the_stage_is_shown_while_it_works(chat: "Chat") -> None:
    async with chat.running():
        chat.reader.gate.clear()
        await chat.send(COST)
        await chat.until(lambda: "reading" in chat.text)
        assert chat.room.query(".stage")
        chat.reader.gate.set()
        await chat.settled()
        assert not chat.room.query(".stage")


async def test_escape_stops_a_running_answer_at_once_and_gives_the_question_back(chat: "Chat") -> None:
    async with chat.running():
        chat.reader.gate.clear()
        await chat.send(STEPS)
        await chat.until(chat.reader.reached.is_set)
        await chat.press("escape")
        assert "stopped" in chat.text
        assert chat.prompt.value == STEPS
        chat.reader.gate.set()
        await chat.settled()
        stopped = chat.exchanges[-1]
        assert stopped.answer is None
        assert chat.app.history.conversations() == []
        await chat.ask(SHAFT)
        assert chat.exchanges[-1].answer.text == "5.2 metres"


async def test_escape_keeps_what_was_being_typed_meanwhile(chat: "Chat") -> None:
    async with chat.running():
        chat.reader.gate.clear()
        await chat.send(STEPS)
        await chat.until(chat.reader.reached.is_set)
        await chat.press(*"other", "escape")
        assert chat.prompt.value == "other"


async def test_escape_gives_back_a_question_that_still_waits_for_the_index(chat: "Chat") -> None:
    chat.workspace.ready.clear()
    async with chat.running(settled=False):
        await chat.send(STEPS)
        await chat.press("escape")
        assert "stopped" in chat.text
        assert chat.prompt.value == STEPS
        chat.workspace.ready.set()
        await chat.settled()
        assert not chat.room.query(".answer")


async def test_a_question_after_a_stopped_one_is_answered(chat: "Chat") -> None:
    async with chat.running():
        chat.reader.gate.clear()
        await chat.send(STEPS)
        await chat.send(SHAFT)
        await chat.until(chat.reader.reached.is_set)
        await chat.press("escape")
        chat.reader.gate.set()
        await chat.settled()
        assert [exchange.answer and exchange.answer.text for exchange in chat.exchanges] == [None, "5.2 metres"]


@pytest.mark.parametrize(
    "defect", [RuntimeError("[red]boom[/red]"), IndexDamaged("passages.bin is short.", "qa rebuild")]
)
async def test_a_defect_while_answering_is_reported_calmly_and_the_chat_goes_on(
    chat: "Chat", defect: Exception
) -> None:
    async with chat.running():
        chat.reader.defect = defect
        await chat.ask(STEPS)
        assert chat.room.query_one(".failure")
        assert str(defect) in chat.text
        assert chat.prompt.value == STEPS
        assert not chat.room.query(".stage")
        chat.reader.defect = None
        await chat.press("enter")
        await chat.settled()
        assert chat.exchanges[-1].answer.text == "142 steps"


async def test_a_question_without_words_gets_what_a_question_needs(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("?!")
        assert "no words to look for" in chat.text
        await chat.ask("   ")
        assert len(chat.exchanges) == 1


async def test_no_index_is_reported_with_its_remedy_and_waiting_questions_are_not_lost(chat: "Chat") -> None:
    chat.workspace.failure = IndexMissing("There is no index at /nowhere.", "qa rebuild PATH")
    async with chat.running():
        assert any(
            "There is no index at /nowhere." in notice and "qa rebuild PATH" in notice for notice in chat.notices
        )
        chat.workspace.ready.clear()
        chat.app.open_index()
        await chat.send(STEPS)
        chat.workspace.ready.set()
        await chat.settled()
        assert chat.room.query_one(".failure")
        assert "qa rebuild PATH" in chat.text
        assert chat.prompt.value == STEPS


async def test_a_question_asked_without_an_index_says_so(chat: "Chat") -> None:
    chat.workspace.failure = IndexMissing("There is no index at /nowhere.", "qa rebuild PATH")
    async with chat.running():
        await chat.ask(STEPS)
        assert "There is no index at /nowhere." in str(chat.room.query_one(".failure").content)
        assert "waiting" not in chat.text


async def test_a_damaged_index_and_a_defect_while_opening_are_reported_calmly(make_chat: "MakeChat") -> None:
    for failure in (IndexDamaged("manifest.json is cut off.", "qa rebuild"), RuntimeError("[bold]broken")):
        chat = make_chat()
        chat.workspace.failure = failure
        async with chat.running():
            assert any(str(failure) in notice for notice in chat.notices)
            chat.workspace.failure = None
            chat.app.open_index()
            await chat.settled()
            await chat.ask(SHAFT)
            assert chat.exchanges[-1].answer.text == "5.2 metres"


async def test_a_notice_that_comes_with_the_index_is_shown(chat: "Chat") -> None:
    chat.workspace.notice = "These are the sample articles."
    async with chat.running():
        assert chat.notices == ["These are the sample articles."]


async def test_messages_tell_what_has_happened(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        chat.reader.defect = RuntimeError()
        await chat.ask(STEPS)
    kinds = [type(message) for message in chat.seen if isinstance(message, QuestionAsked | AnswerReady | AskFailed)]
    assert list(dict.fromkeys(kinds)) == [QuestionAsked, AnswerReady, AskFailed]
