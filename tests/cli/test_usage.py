"""Wrong usage and settings: exit code 2, a sentence on standard error, nothing on standard output."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.locations import settings_file

if TYPE_CHECKING:
    from tests.conftest import Run

COMMANDS = (
    "ask search rebuild add remove list show watch follow pack unpack note eval status doctor open completion".split()
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("ask",),
        ("ask", "--batch", "-", "and a question"),
        ("ask", "--frobnicate", "what?"),
        ("ask", "-k", "0", "what?"),
        ("ask", "-k", "many", "what?"),
        ("ask", "-k", "1001", "what?"),
        ("rebuild", "--model"),
        ("status", "extra"),
        ("completion", "tcsh"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(qa: "Run", arguments: tuple[str, ...]) -> None:
    done = qa(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("aks", "ask"), ("serach", "search"), ("ls", "list"), ("rebiuld", "rebuild"), ("stats", "status")],
)
def test_a_misspelt_command_gets_the_one_that_may_be_meant(qa: "Run", typed: str, meant: str) -> None:
    done = qa(typed, "what?")
    assert (done.code, done.out) == (2, "")
    assert f"No such command {typed!r}. Did you mean {meant}?" in done.err


def test_a_question_without_its_command_gets_how_to_ask(qa: "Run") -> None:
    done = qa("who", "won?")
    assert done.code == 2
    assert 'To ask, write: qa ask "QUESTION"' in done.err


def test_an_index_that_is_a_file_is_wrong_usage(qa: "Run", tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = qa("ask", "--index", tmp_path / "file", "what is it?")
    assert (done.code, done.out) == (2, "")


def test_help_names_every_command_and_exits_0(qa: "Run") -> None:
    for flag in ("--help", "-h"):
        done = qa(flag)
        assert (done.code, done.err) == (0, "")
        for command in COMMANDS:
            assert f"  {command}" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(qa: "Run", command: str) -> None:
    done = qa(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: qa {command}")


def test_the_version_is_that_of_the_package(qa: "Run") -> None:
    from importlib.metadata import version

    done = qa("--version")
    assert done.code == 0
    assert version("quotewire") in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_of_its_shell(qa: "Run", shell: str) -> None:
    done = qa("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_QA_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[chunking]\nsise = 64\n", "did you mean chunking.size"),
        ("[chunking]\nsize = 5000\n", "from 16 to 480"),
        ("[chunking\n", "cannot be read"),
    ],
)
@pytest.mark.parametrize(
    "command", [("ask", "what is it?"), ("rebuild", "."), ("status",)], ids=lambda command: command[0]
)
def test_a_bad_settings_file_exits_2_and_is_named(
    qa: "Run", content: str, expected: str, command: tuple[str, ...]
) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(content, encoding="utf-8")
    done = qa(*command)
    assert (done.code, done.out) == (2, "")
    assert str(settings_file()) in done.err
    assert expected in done.err


def test_a_bad_variable_exits_2_and_is_named(qa: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RETRIEVAL_K", "many")
    done = qa("status")
    assert (done.code, done.out) == (2, "")
    assert "retrieval.k" in done.err


def test_a_process_exits_with_the_code_of_the_command(qa_process: "Run", tmp_path: Path) -> None:
    done = qa_process("status", "--index", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("qa: There is no index")
