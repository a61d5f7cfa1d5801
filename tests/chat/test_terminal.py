"""The chat in a real terminal, from the first key to the last."""

import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]
PATIENCE = 20.0
QUESTION = "when did GCHQ join Instagram"


@pytest.fixture
def terminal(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[..., str]]:
    """A separate tmux server, and functions that type into it and read its screen."""
    server = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    environment = environment | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    environment.pop("TMUX", None)

    def tmux(*arguments: str) -> str:
        done = subprocess.run(
            [*server, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout

    yield tmux
    tmux("kill-server")


def shown(tmux: Any, words: str) -> str:
    """Wait until words are on the screen."""
    deadline = time.monotonic() + PATIENCE
    while True:
        screen = tmux("capture-pane", "-p")
        if words in screen:
            return screen
        assert time.monotonic() < deadline, f"no {words!r} in\n{screen}"
        time.sleep(0.05)


def reversed_words(screen: str) -> str:
    """Extract the text in reverse video from a screen with styles."""
    result, inside = [], False
    for codes, words in re.findall(r"(?:\x1b\[([\d;]*)m)?([^\x1b]*)", screen):
        for code in codes.split(";"):
            inside = True if code == "7" else False if code in ("0", "27") else inside
        result.append(words if inside else "")
    return "".join(result)


def begun(terminal: Any, sample_index: Any, tmp_path: Path, size: Any = ("120", "40")) -> None:
    """Open the chat in the terminal; its exit code is written to a file."""
    command = [sys.executable, "-m", "tui.cli", "--index", str(sample_index)]
    ending = f"{shlex.join(command)}; echo code $? > {shlex.quote(str(tmp_path / 'code'))}"
    terminal("new-session", "-d", "-x", size[0], "-y", size[1], ending)
    terminal("set-option", "-g", "set-clipboard", "on")
    shown(terminal, "Ask your articles")


def ended(tmp_path: Path) -> str:
    """Wait until the chat has ended; return its exit code."""
    deadline = time.monotonic() + PATIENCE
    while not (tmp_path / "code").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return (tmp_path / "code").read_text(encoding="utf-8")


def sent(terminal: Any, words: str) -> None:
    terminal("send-keys", "-l", words)
    terminal("send-keys", "Enter")


def test_a_conversation_is_gone_on_with_undone_opened_and_left(
    terminal: Callable[..., str], sample_index: Path, tmp_path: Path
) -> None:
    begun(terminal, sample_index, tmp_path, ("120", "60"))
    sent(terminal, "when did MI5 join Instagram?")
    shown(terminal, "22 April 2021")
    sent(terminal, "and MI6?")
    shown(terminal, "-> when did MI6 join Instagram?")
    terminal("send-keys", "C-z")
    deadline = time.monotonic() + PATIENCE
    while (
        "-> " in (last := (screen := terminal("capture-pane", "-p")).rpartition("> and MI6?")[2]) or "[1]" not in last
    ):
        assert time.monotonic() < deadline, screen
        time.sleep(0.05)
    sent(terminal, "/open")
    shown(terminal, "/ Find")
    terminal("send-keys", "Escape")
    while "/ Find" in terminal("capture-pane", "-p"):
        assert time.monotonic() < deadline + PATIENCE
        time.sleep(0.05)
    sent(terminal, "/quit")
    assert ended(tmp_path) == "code 0\n"


def test_a_question_is_typed_answered_checked_in_its_article_and_copied(
    terminal: Callable[..., str], sample_index: Path, tmp_path: Path
) -> None:
    begun(terminal, sample_index, tmp_path)
    sent(terminal, QUESTION)
    shown(terminal, "[1] How the spy agencies learned to post")
    shown(terminal, "samples/how-spy-agencies-learned-to-post.md:13")
    shown(terminal, "GCHQ joined Instagram in October 2018")
    terminal("send-keys", "Tab")
    shown(terminal, "Open ")
    terminal("send-keys", "1")
    deadline = time.monotonic() + PATIENCE
    while "2018" not in reversed_words(screen := terminal("capture-pane", "-p", "-e")):
        assert time.monotonic() < deadline, screen
        time.sleep(0.05)
    terminal("send-keys", "F6")
    deadline = time.monotonic() + PATIENCE
    while "October 2018" not in (copied := terminal("show-buffer")):
        assert time.monotonic() < deadline, f"copied {copied!r}"
        time.sleep(0.05)
    terminal("send-keys", "C-q")
    assert ended(tmp_path) == "code 0\n"
