"""Commands typed into the prompt."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.actions import parse

from tui.chat.screens.help import HelpScreen
from tui.chat.screens.history import HistoryScreen
from tui.chat.screens.rebuild import RebuildScreen
from tui.chat.screens.settings import SettingsScreen
from tui.chat.screens.timeline import TimelineScreen
from tui.chat.slash.table import COMMANDS, starting_with, typed_command

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

STEPS = "How many steps has the lighthouse?"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/help", ("help", "")),
        ("  /Open  2 ", ("open", "2")),
        ("/filter since:2021 source:x", ("filter", "since:2021 source:x")),
        ("quit", ("quit", "")),
        ("Exit", ("exit", "")),
        ("how do I quit?", None),
        ("/etc/hosts", None),
        ("/", None),
        ("help", None),
    ],
)
def test_a_command_is_distinguished_from_a_question(typed: str, expected: tuple[str, str] | None) -> None:
    assert typed_command(typed) == expected


def test_every_command_has_an_action_or_a_module(make_chat: "MakeChat") -> None:
    chat = make_chat()
    for command in COMMANDS:
        if command.action:
            owner, name, _ = parse(command.action)
            assert owner == "app"
            assert hasattr(chat.app, f"action_{name}"), command
            assert not command.takes
        else:
            assert callable(import_module(f"tui.chat.slash.{command.name}").run)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_every_command_is_on_the_page_of_the_chat() -> None:
    page = (Path(__file__).parents[2] / "docs" / "chat.md").read_text(encoding="utf-8")
    assert not [command.name for command in COMMANDS if f"`/{command.name}" not in page]


def test_commands_are_found_by_how_they_begin() -> None:
    assert [command.name for command in starting_with("H")] == ["help", "history"]
    assert starting_with("") == list(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "screen"),
    [("/help", HelpScreen), ("/index", RebuildScreen), ("/history", HistoryScreen), ("/settings", SettingsScreen)],
)
async def test_a_command_opens_its_screen(chat: "Chat", typed: str, screen: Any) -> None:
    async with chat.running():
        await chat.ask(typed)
        assert isinstance(chat.app.screen, screen)
        assert chat.prompt.value == ""
        assert not chat.exchanges


async def test_open_opens_a_citation_by_its_number(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/open")
        assert chat.notices == ["There is no citation to open yet."]
        await chat.ask("What did the repairs of the lighthouse cost?")
        for typed, number in (("/open 2", 2), ("/open", 1)):
            await chat.ask(typed)
            assert chat.pane.citation.number == number
        await chat.ask("/open 9")
        await chat.ask("/open it")
        assert "There is no citation 9; there are 1 to " in chat.notices[-2]
        assert "found 'it'" in chat.notices[-1]


async def test_filter_changes_tells_and_drops_the_filter(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/filter source:herald")
        assert chat.prompt.where.source == "herald"
        await chat.ask("/filter")
        assert chat.notices == ["Filter from now on: source herald."] * 2
        await chat.ask("/filter off")
        assert not chat.prompt.where
        await chat.ask("/filter herald")
        await chat.ask("/filter since:yore")
        assert "'herald' is not a filter" in chat.notices[-2]
        assert "yore" in chat.notices[-1]


async def test_export_writes_the_kind_that_is_named(
    chat: "Chat", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat.running():
        await chat.ask(STEPS)
        for typed in ("/export", "/export json", "/export doc"):
            await chat.ask(typed)
        assert "/export writes md, json, apa, chicago, bibtex or csl-json; found 'doc'." in chat.notices
    assert len(list(tmp_path.glob("quotewire-*.md"))) == len(list(tmp_path.glob("quotewire-*.json"))) == 1


async def test_add_takes_what_is_there_and_says_what_it_takes(chat: "Chat", tmp_path: Path) -> None:
    async with chat.running():
        await chat.ask("/add")
        assert chat.notices[-1].startswith("/add takes a folder, a file or an address")
        await chat.ask(f"/add {tmp_path / 'nowhere'}")
        assert chat.notices[-1].endswith("nowhere does not exist.")


async def test_clear_begins_a_new_conversation(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("/clear")
        assert not chat.exchanges


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("/hlep", "/hlep is not a command. Did you mean /help?"),
        ("/xyzzy", "/xyzzy is not a command. There are /help, "),
        ("/help me", "/help takes no argument."),
    ],
)
async def test_what_is_no_command_is_reported_and_not_asked(chat: "Chat", typed: str, message: str) -> None:
    async with chat.running():
        await chat.ask(typed)
        assert message in chat.notices[-1]
        assert not chat.exchanges
        await chat.press("up")
        assert chat.prompt.value == typed


@pytest.mark.parametrize("word", ["exit", "quit", "/quit", "/exit", "Exit"])
async def test_exit_and_quit_leave_the_chat(chat: "Chat", word: str) -> None:
    async with chat.running():
        await chat.send(word)
        await chat.pilot.pause()
        assert not chat.app.is_running or chat.app._exit
    assert chat.app.return_code in (0, None)


async def test_a_timeline_opens_each_statement_at_its_words(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/timeline")
        assert chat.notices == ["/timeline takes a subject, such as /timeline Coldwater dam."]
        await chat.ask("/timeline zeppelin")
        assert chat.notices[-1] == "No sentence about 'zeppelin' has a date."
        await chat.ask("/timeline mill")
        assert isinstance(chat.app.screen, TimelineScreen)
        await chat.press("enter")
        assert chat.pane.citation.quote in chat.pane.citation.sentence
        assert chat.pane.is_open
