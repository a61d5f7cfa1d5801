"""Settings, themes, keys, help and the palette."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, Select, Static

from index.filters import NAMES
from tui.chat.app import QuotewireApp
from tui.chat.screens.help import HelpScreen
from tui.chat.screens.history import HistoryScreen
from tui.chat.screens.reading_room import ReadingRoom
from tui.chat.screens.rebuild import RebuildScreen
from tui.chat.screens.settings import SettingsScreen
from tui.chat.slash.table import COMMANDS
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.welcome import ExampleQuestion
from tui.text.keys import KEYS

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

STEPS = "How many steps has the lighthouse?"


def stored(chat: Any) -> dict:
    return json.loads(chat.workspace._preferences_file.read_text(encoding="utf-8"))


async def test_settings_are_kept_and_the_index_opened_again(make_chat: "MakeChat", tmp_path: Path) -> None:
    chat = make_chat()
    async with chat.running():
        await chat.press("f9")
        assert isinstance(chat.app.screen, SettingsScreen)
        chat.app.screen.query_one("#k", Input).value = "7"
        chat.app.screen.query_one("#threshold", Input).value = "0.25"
        chat.app.screen.query_one("#index", Input).value = str(tmp_path / "other")
        await chat.pilot.click("#save")
        await chat.settled()
        assert not isinstance(chat.app.screen, SettingsScreen)
        assert len(chat.workspace.opened) == 2
    assert (stored(chat)["k"], stored(chat)["threshold"]) == (7, 0.25)
    again = make_chat()
    assert again.workspace.preferences.index == str(tmp_path / "other")
    assert again.workspace.settings().retrieval.k == 7
    assert again.workspace.settings().reading.threshold == 0.25


@pytest.mark.parametrize(
    ("field", "value", "output"),
    [
        ("k", "many", "should be a number"),
        ("k", "0", "1"),
        ("k", "1001", "1000"),
        ("threshold", "2", "1"),
        ("threshold", "nan", ""),
    ],
)
async def test_a_value_that_cannot_be_used_is_refused_with_a_message(
    chat: "Chat", field: str, value: str, output: str
) -> None:
    async with chat.running():
        await chat.press("f9")
        chat.app.screen.query_one(f"#{field}", Input).value = value
        await chat.pilot.click("#save")
        await chat.settled()
        assert isinstance(chat.app.screen, SettingsScreen)
        message = str(chat.app.screen.query_one("#settings-error", Static).content)
        assert field in message
        assert output in message
        await chat.press("escape")
        assert not isinstance(chat.app.screen, SettingsScreen)
    assert chat.workspace.preferences.k is None
    assert chat.workspace.preferences.threshold is None


async def test_settings_that_are_left_change_nothing(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("f9")
        chat.app.screen.query_one("#k", Input).value = "7"
        await chat.press("escape")
        await chat.settled()
        assert len(chat.workspace.opened) == 1
    assert chat.workspace.preferences.k is None


async def test_the_theme_is_kept(make_chat: "MakeChat") -> None:
    first = make_chat()
    async with first.running():
        await first.press("f9")
        first.app.screen.query_one("#theme", Select).value = "textual-light"
        await first.settled()
        assert first.app.theme == "textual-light"
    assert stored(first)["theme"] == "textual-light"
    second = make_chat()
    async with second.running():
        assert second.app.theme == "textual-light"


async def test_a_theme_there_is_not_is_left_out(chat: "Chat") -> None:
    chat.workspace.prefer(theme="no such theme")
    async with chat.running():
        assert chat.app.theme in chat.app.available_themes


async def test_preferences_that_cannot_be_kept_are_reported(chat: "Chat") -> None:
    chat.workspace._preferences_file.parent.parent.mkdir(exist_ok=True)
    chat.workspace._preferences_file.parent.write_text("a file where the folder should be", encoding="utf-8")
    async with chat.running():
        chat.app.theme = "textual-light"
        await chat.settled()
        assert any("could not be saved" in notice for notice in chat.notices)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[1]",
        b'{"k": "many"}',
        b'{"keys": 3}',
        b'{"theme": 7}',
        b"\xff\xfe",
        b'{"keys": {"room.copy_answer": ""}}',
        b'{"index": 5}',
    ],
)
async def test_preferences_that_cannot_be_read_are_as_if_they_were_not_there(
    make_chat: "MakeChat", tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "chat.json").write_bytes(content)
    chat = make_chat()
    async with chat.running():
        await chat.ask(STEPS)
        assert chat.exchanges[-1].answer.text == "142 steps"
        chat.workspace.settings()


async def test_keys_are_changed_in_the_preferences(make_chat: "MakeChat", tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "chat.json").write_text(
        json.dumps({"keys": {"room.copy_answer": "ctrl+y", "app.help": "f12", "no.such.id": "f11"}}), encoding="utf-8"
    )
    chat = make_chat()
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f6")
        assert chat.app.clipboard == ""
        await chat.press("ctrl+y")
        assert chat.app.clipboard == "142 steps"
        await chat.press("f12")
        assert isinstance(chat.app.screen, HelpScreen)
        keys = str(chat.app.screen.query_one("#help-keys", Static).content)
        assert "F12                 keys, commands and filters" in keys
        assert "Ctrl+Y              copy the answer" in keys


async def test_help_tells_what_every_key_command_and_filter_does_and_no_names_of_keys(chat: "Chat") -> None:
    async with chat.running(size=(120, 60)):
        await chat.press("f1")
        text = "\n".join(
            str(part.content)
            for part in chat.app.screen.query("#help-keys, #help-commands, #help-filters").results(Static)
        )
        for key in KEYS.values():
            assert key.does in text
        for command in COMMANDS:
            assert f"/{command.name}" in text
            assert command.does in text
        for name in (*NAMES, "filter"):
            assert f"{name}:" in text
        assert not [name for name in KEYS if name in text]


def test_every_key_of_the_chat_has_a_name_it_is_changed_by() -> None:
    owners = (QuotewireApp, ReadingRoom, HistoryScreen, RebuildScreen, SettingsScreen)
    widgets = (Prompt, CitationItem, ExampleQuestion, ArticlePane)
    bindings = [binding for owner in (*owners, *widgets) for binding in owner.BINDINGS]
    assert {binding.id for binding in bindings if binding.id} == set(KEYS)
    assert all(binding.key == KEYS[binding.id].keys for binding in bindings if binding.id)


async def test_the_key_that_opened_help_closes_it(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("f1", "f1")
        assert not isinstance(chat.app.screen, HelpScreen)


async def test_the_palette_lists_every_action(chat: "Chat") -> None:
    async with chat.running():
        titles = {command.title for command in chat.app.get_system_commands(chat.room)}
        assert titles >= {
            "History", "New conversation", "Index folders", "Settings", "Help", "Private mode", "Next citation",
            "Previous citation", "Find in article", "Open in editor", "Copy answer", "Copy citation", "Export Markdown",
            "Export JSON", "Theme", "Quit",
        }  # fmt: skip
        assert any("stop" in title.lower() for title in titles)


async def test_an_action_is_done_from_the_palette(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("ctrl+p", *"copy answer")
        await chat.until(lambda: "To the clipboard" in chat.text)
        await chat.press("down", "enter")
        await chat.until(lambda: chat.app.clipboard)
        assert chat.app.clipboard == "142 steps"


async def test_the_footer_shows_the_keys_that_apply(chat: "Chat") -> None:
    async with chat.running(size=(160, 40)):
        await chat.until(lambda: all(what in chat.lines()[-1] for what in ("Help", "History", "Index", "Quit")))
