"""Articles are untrusted: their text is displayed, and never executed by a terminal."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

HOSTILE = (
    "---\ntitle: \"Pwned \\x1b]0;title\\a \\x9b31m \\u202egnp\"\nsource: \"Wire\\x1b[2J\"\n---\n\n"
    "The zeppelin \x1b[31mlanded\x1b[0m in \x1b]8;;http://evil.example\x07Aldermere\x1b]8;;\x07 on \u202e3 May\u202c "
    "with \x9b2J forty\x7f bagpipers\b\b aboard.\n"
)  # fmt: skip
COMMANDS = {chr(code) for code in [*range(32), *range(127, 160)]} - {"\n"}
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture
def hostile_index(qa: "Run", tmp_path: Path) -> Path:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "zeppelin.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "evil\x1b[31m\u202e.txt").write_text("Leave a Reply\n", encoding="utf-8")
    done = qa("rebuild", folder, "--index", tmp_path / "index")
    assert done.code == 0, done.err
    return tmp_path / "index"


@pytest.mark.parametrize("question", ["Where has the zeppelin landed?", "Which quagga ate the xylophone in Peru?"])
def test_no_command_in_an_article_reaches_the_terminal(qa: "Run", hostile_index: Path, question: str) -> None:
    done = qa("ask", "--index", hostile_index, question)
    assert done.code in (0, 1)
    assert "zeppelin" in done.out
    assert not COMMANDS & set(done.out + done.err)
    assert not BIDI & set(done.out)


@pytest.mark.parametrize("question", ["Where has the zeppelin landed?", "Which quagga ate the xylophone in Peru?"])
def test_no_command_in_an_article_reaches_the_terminal_as_json(qa: "Run", hostile_index: Path, question: str) -> None:
    done = qa("ask", "--json", "--index", hostile_index, question)
    assert not COMMANDS & set(done.out)
    answer = json.loads(done.out)
    shown = answer["citations"] or answer["refusal"]["nearest"]
    assert "\x1b[31mlanded" in shown[0]["sentence"], "as data the words are verbatim"


def test_a_question_that_commands_is_shown_harmless_in_its_own_error(qa: "Run", tmp_path: Path) -> None:
    done = qa("ask", "--index", tmp_path / "no\x1b[31mwhere", "zeppelin?")
    assert done.code == 3
    assert not COMMANDS & set(done.err)


@pytest.mark.parametrize("arguments", [("status",), ("status", "--skipped"), ("status", "--json")])
def test_names_of_files_are_shown_harmless(qa: "Run", hostile_index: Path, arguments: tuple[str, ...]) -> None:
    done = qa(*arguments, "--index", hostile_index)
    assert done.code == 0
    assert not COMMANDS & set(done.out)
