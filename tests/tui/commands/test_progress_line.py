"""The progress line is cleared when the work is over, however it ended."""

import io
import sys

import pytest

from corpus.progress import Progress
from tui.commands.progress_line import ProgressLine

CLEARED = "\r\x1b[K"


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Replace standard error; to be called within the test, because pytest replaces it before."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_it_is_cleared_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with ProgressLine() as line:
        line(Progress("checking"))
    assert terminal.getvalue() == f"{CLEARED}Checking{CLEARED}"


def test_it_is_cleared_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    line = ProgressLine()
    with pytest.raises(KeyboardInterrupt), line:
        interrupted(line)
    assert terminal.getvalue() == f"{CLEARED}Checking{CLEARED}"


def test_nothing_is_cleared_where_nothing_was_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with ProgressLine():
        pass
    assert terminal.getvalue() == ""


def interrupted(line: ProgressLine) -> None:
    line(Progress("checking"))
    raise KeyboardInterrupt
