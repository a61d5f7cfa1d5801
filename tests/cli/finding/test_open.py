"""``qa open``: a citation of the last answer, in the user's editor at its line."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.conversation.history import History
from qa.locations import history_file, places_file
from qa.types import Answer, Citation, Seconds

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editor here is a shell script")


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Path:
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    return articles


@pytest.fixture(autouse=True)
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """An editor that records its arguments."""
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/got"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    return lambda: (tmp_path / "got").read_text(encoding="utf-8").splitlines()


def cited(path: Any, line: int) -> Answer:
    result = Citation(1, "a", "T", None, None, str(path), 0, 1, line, "T", "T", 0)
    return Answer("What?", "T", 0.9, (result,), (), None, Seconds())


def test_the_number_of_a_search_opens_its_file_at_the_line(qa: "Run", editor: Callable[[], list[str]]) -> None:
    payload = json.loads(qa("search", "--json", "mill").out)
    for number, result in enumerate(payload["found"], start=1):
        assert qa("open", number).code == 0
        best = max(result["passages"], key=lambda passage: passage["score"])
        assert editor() == [f"+{best['line']}", result["path"]]
    assert qa("open").code == 0
    assert editor()[1] == payload["found"][0]["path"]


def test_the_last_answer_of_the_chat_is_opened_if_nothing_was_asked_since(
    qa: "Run", folder: Path, editor: Callable[[], list[str]]
) -> None:
    qa("search", "mill")
    history = History.open(history_file())
    history.add(None, cited(folder / "tokyo-noodle-stall.txt", 3))
    history.close()
    assert qa("open").code == 0
    assert editor() == ["+3", str(folder / "tokyo-noodle-stall.txt")]
    qa("search", "shaft")
    assert qa("open").code == 0
    assert editor()[1] == str(folder / "tide-mill-flour.md")


def test_only_its_owner_can_read_what_is_kept_and_no_question_is_in_it(qa: "Run") -> None:
    qa("search", "mill", "shaft")
    assert stat.S_IMODE(places_file().stat().st_mode) == 0o600
    assert set(json.loads(places_file().read_text(encoding="utf-8"))["places"][0]) == {
        "number",
        "title",
        "path",
        "line",
    }


def test_nothing_is_kept_where_that_is_turned_off_and_what_was_is_forgotten(
    qa: "Run", monkeypatch: pytest.MonkeyPatch
) -> None:
    qa("search", "mill")
    assert places_file().exists()
    monkeypatch.setenv("QA_HISTORY_LAST_PLACES", "false")
    assert qa("search", "mill").code == 0
    assert not places_file().exists()


def test_a_number_that_was_not_named_says_which_there_are(qa: "Run") -> None:
    done = qa("open")
    assert (done.code, done.out) == (2, "")
    assert "There is no answer to open yet" in done.err
    qa("search", "shaft")
    assert "The last answer has no 9; there is only 1." in qa("open", 9).err
    assert qa("open", "0").code == qa("open", "two").code == 2


def test_what_cannot_be_opened_exits_4_and_says_why(qa: "Run", folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qa("search", "shaft")
    monkeypatch.setenv("EDITOR", "false")
    assert (qa("open").code, "false exited with code 1." in qa("open").err) == (4, True)
    (folder / "tide-mill-flour.md").unlink()
    done = qa("open")
    assert done.code == 4
    assert "no longer exists" in done.err


@pytest.mark.parametrize(("editor_set", "message"), [("", "Set EDITOR"), ("vim 'x", "EDITOR cannot be parsed")])
def test_without_an_editor_it_says_what_to_set(
    qa: "Run", monkeypatch: pytest.MonkeyPatch, editor_set: str, message: str
) -> None:
    qa("search", "shaft")
    monkeypatch.setenv("EDITOR", editor_set)
    done = qa("open")
    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize("content", ["", "{", '{"schema": "other"}', '{"schema": "quotewire.places/1", "places": 1}'])
def test_what_is_kept_and_cannot_be_read_is_as_if_it_were_not_there(qa: "Run", content: str) -> None:
    places_file().parent.mkdir(parents=True, exist_ok=True)
    places_file().write_text(content, encoding="utf-8")
    assert qa("open").code == 2


def test_a_folder_that_cannot_be_written_spoils_no_search(qa: "Run") -> None:
    places_file().parent.parent.mkdir(parents=True, exist_ok=True)
    places_file().parent.write_text("a file", encoding="utf-8")
    assert qa("search", "mill").code == 0
