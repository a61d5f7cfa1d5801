"""Completion of commands, filters and their values as they are typed."""

from typing import TYPE_CHECKING, Any

import pytest

from tui.chat.completion import offers
from tui.chat.screens.help import HelpScreen
from tui.chat.slash.table import COMMANDS
from tui.chat.widgets.offer_list import OfferList

if TYPE_CHECKING:
    from tests.chat.conftest import Chat

VALUES = {
    "source": ("North Sound Herald", "Herald", 'The "Post"'),
    "author": ("Zoë Moss",),
    "lang": ("en",),
    "tag": ("people",),
}


def lines(typed: str) -> list[str]:
    return [offer.line for offer in offers(typed, VALUES)]


def test_a_slash_offers_every_command_and_letters_those_that_begin_so() -> None:
    assert [offer.line.strip("/ ") for offer in offers("/", VALUES)] == [command.name for command in COMMANDS]
    assert lines("/H") == ["/help", "/history"]
    assert lines("/f") == ["/filter ", "/follow"]
    assert lines("what is /he") == lines("/help me") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("source:her", ["source:Herald ", 'source:"North Sound Herald" ']),
        ("who won source:", ["who won source:Herald ", 'who won source:"North Sound Herald" ']),
        ('since:2021 source:"north s', ['since:2021 source:"North Sound Herald" ']),
        ("author:zoe", ['author:"Zoë Moss" ']),
        ("/filter lang:", ["/filter lang:en "]),
        ("tag:pe", ["tag:people "]),
        ("title:dam", []),
        ("the resource:her", []),
        ("source:her who", []),
    ],
)
def test_values_are_those_of_the_index_whatever_the_case_and_accents(typed: str, expected: list[str]) -> None:
    assert sorted(lines(typed)) == sorted(expected)


def test_after_filter_the_names_of_conditions_are_offered() -> None:
    assert lines("/filter s") == ["/filter since:", "/filter source:"]
    assert lines("/filter since:2021 ") == [
        f"/filter since:2021 {name}:" for name in "since until on source author title path lang tag".split()
    ]


async def typed(chat: Any, words: str) -> None:
    await chat.press(*["slash" if letter == "/" else "space" if letter == " " else letter for letter in words])


async def test_offers_stand_above_the_prompt_and_escape_puts_them_away(chat: "Chat") -> None:
    async with chat.running():
        await typed(chat, "/h")
        shown = chat.room.query_one(OfferList)
        assert shown.is_open
        assert "keys, commands and filters" in chat.text
        assert shown.region.bottom <= chat.prompt.region.y
        await chat.press("escape")
        assert not shown.is_open
        assert chat.prompt.value == "/h"
        await typed(chat, "i")
        assert shown.is_open


async def test_tab_takes_the_offer_and_arrows_choose_another(chat: "Chat") -> None:
    async with chat.running():
        await typed(chat, "/h")
        await chat.press("down", "tab")
        assert chat.prompt.value == "/history"
        assert chat.prompt.has_focus
        chat.prompt.value = ""
        await typed(chat, "source:her")
        await chat.press("tab")
        assert chat.prompt.value == 'source:"North Sound Herald" '


async def test_enter_runs_the_command_that_is_lit_or_waits_for_what_it_takes(chat: "Chat") -> None:
    async with chat.running():
        await typed(chat, "/he")
        await chat.press("enter")
        await chat.settled()
        assert isinstance(chat.app.screen, HelpScreen)
        await chat.press("escape")
        await typed(chat, "/fi")
        await chat.press("enter")
        assert chat.prompt.value == "/filter "


async def test_enter_sends_a_value_as_it_was_typed_unless_one_was_moved_to(chat: "Chat") -> None:
    async with chat.running():
        await typed(chat, "source:her")
        await chat.press("enter")
        assert chat.prompt.where.source == "her"
        await typed(chat, "source:her")
        await chat.press("up", "enter")
        assert chat.prompt.value == 'source:"North Sound Herald" '
        await chat.press("enter")
        assert chat.prompt.where.source == "North Sound Herald"


async def test_what_is_recalled_offers_nothing_so_that_arrows_go_on(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How long is the oak shaft?")
        await chat.ask("/filter")
        await chat.press("up")
        assert chat.prompt.value == "/filter"
        assert not chat.room.query_one(OfferList).is_open
        await chat.press("up")
        assert chat.prompt.value == "How long is the oak shaft?"
        await chat.press("end", "x", "backspace", "enter")
        await chat.settled()
        assert len(chat.exchanges) == 2


@pytest.mark.parametrize("typed", ["source:tass", "/filter source:tass"])
async def test_an_unknown_value_is_reported_with_those_there_are_and_nothing_changes(chat: "Chat", typed: str) -> None:
    async with chat.running():
        await chat.ask(typed)
        assert chat.notices[-1].startswith("No article has 'tass' in its source. There are ")
        assert "North Sound Herald" in chat.notices[-1]
        assert not chat.prompt.where
