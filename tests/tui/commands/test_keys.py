"""`qa keys`: the chat's keys are listed and changed."""

import json
from typing import TYPE_CHECKING

import pytest

from tui.commands.keys import keys
from tui.text.keys import KEYS
from tui.text.preferences import preferences_file, read_preferences

if TYPE_CHECKING:
    from tests.conftest import Run


def kept() -> dict[str, str]:
    return read_preferences(preferences_file()).keys


def test_all_keys_are_listed_with_what_they_do(qa: "Run") -> None:
    done = qa("keys")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == list(KEYS)
    assert "F6" in done.out
    assert "copy the answer" in done.out


def test_the_example_of_its_help_changes_a_key_which_is_marked_and_can_be_taken_back(qa: "Run") -> None:
    example = keys.help.split("For example:")[1].split()
    done = qa(*example[1:])
    assert example[0] == "qa"
    assert "Ctrl+Y (yours)" in done.out
    assert kept() == {"room.copy_answer": "ctrl+y"}
    assert "Ctrl+Y (yours)" in qa("keys").out
    assert "F6 " in qa("keys", "room.copy_answer", "--default").out
    assert kept() == {}


def test_all_changes_are_taken_back_at_once_and_other_preferences_stay(qa: "Run") -> None:
    preferences_file().parent.mkdir(parents=True)
    preferences_file().write_text('{"theme": "textual-light", "keys": {"app.help": "f12"}}', encoding="utf-8")
    qa("keys", "app.quit", "alt+q,f10")
    assert kept() == {"app.help": "f12", "app.quit": "alt+q,f10"}
    assert qa("keys", "--default").code == 0
    assert kept() == {}
    assert read_preferences(preferences_file()).theme == "textual-light"


@pytest.mark.parametrize("chosen", ["hyper+y", "", "f25", "ctrl+", "f6,,f7", "ctrl+\x1b"])
def test_what_is_no_key_is_refused_and_nothing_changed(qa: "Run", chosen: str) -> None:
    done = qa("keys", "app.help", chosen)
    assert done.code == 2
    assert "is not a key" in done.err
    assert kept() == {}


def test_an_unknown_name_is_refused(qa: "Run") -> None:
    done = qa("keys", "app.helper")
    assert (done.code, done.out) == (2, "")
    assert "qa keys lists them" in done.err


def test_a_key_that_is_another_in_the_same_place_is_reported(qa: "Run") -> None:
    assert "F4 is room.edit too" in qa("keys", "room.copy_answer", "f4").err
    assert not qa("keys", "article.search", "f4").err


def test_json_has_each_key_with_its_default(qa: "Run") -> None:
    qa("keys", "app.help", "f12")
    (row,) = json.loads(qa("keys", "app.help", "--json").out)
    assert row == {"name": "app.help", "keys": "f12", "default": "f1", "does": KEYS["app.help"].does}


def test_a_file_that_cannot_be_written_is_reported(qa: "Run") -> None:
    preferences_file().parent.parent.mkdir(parents=True, exist_ok=True)
    preferences_file().parent.write_text("a file where the folder should be", encoding="utf-8")
    done = qa("keys", "app.help", "f12")
    assert done.code == 4
    assert "could not be saved" in done.err
