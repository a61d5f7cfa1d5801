"""Links for terminals, only to safe addresses."""

import os
import re
from contextlib import redirect_stdout

import pytest

from tui.text.links import linked

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")

LINK = re.compile("\x1b]8;;(.*?)\x1b\\\\(.*?)\x1b]8;;\x1b\\\\")


def in_terminal(text: str, target: str | None, line: int | None = None) -> str:
    """Link a text while standard output is a terminal."""
    other, own = pty.openpty()
    try:
        with os.fdopen(own, "w") as output, redirect_stdout(output):
            return linked(text, target, line)
    finally:
        os.close(other)


@pytest.fixture(autouse=True)
def terminals_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_file_is_linked_at_its_line_with_the_name_of_this_machine() -> None:
    ((address, text),) = LINK.findall(in_terminal("notes/a b.md:7", "/home/me/notes/a b#1.md", 7))
    assert text == "notes/a b.md:7"
    assert re.fullmatch(r"file://[\w.%-]*/home/me/notes/a%20b%231.md#7", address)


def test_space_before_a_line_is_not_part_of_the_link() -> None:
    matches = LINK.findall(in_terminal("[1] A long\n    title", "https://example.com/a"))
    assert matches == [("https://example.com/a", "[1] A long"), ("https://example.com/a", "title")]


@pytest.mark.parametrize(
    "target", [None, "", "javascript:alert(1)", "https://a.b/\x1b\\\x1b]0;x", "https://a.b/ü", "mill.md", "file:///etc"]
)
def test_what_is_no_plain_address_leads_nowhere(target: str | None) -> None:
    assert in_terminal("mill", target) == "mill"


def test_a_terminal_that_can_show_nothing_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert in_terminal("mill", "https://example.com") == "mill"


def test_where_output_is_no_terminal_there_are_none() -> None:
    assert linked("mill", "https://example.com") == "mill"
