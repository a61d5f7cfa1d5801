"""The table of commands that can be typed into the prompt: ``/help``, ``/open 2``.

To add a command, add a line to `COMMANDS`, and either name an action there or write a module of the command's name in
this folder with ``async def run(app, argument) -> str``, which returns the reason why nothing was done, or "". Help,
completion and the message for an unknown command read this table. A module is imported when its command is first
used, to keep the first frame fast.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from textual.app import App

from tui.text.keys import KEYS

_TYPED = re.compile(r"/([a-z]+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_BARE = ("exit", "quit")
"""Words that leave the chat without a slash."""


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """One command."""

    name: str
    """Lower-case letters; typed after a slash."""
    does: str
    """A short description, for help and completion."""
    takes: str = ""
    """The argument as help shows it; empty if it takes none."""
    action: str = ""
    """The action to run, such as ``app.help``; if empty, `run` of the module named like the command is called."""


COMMANDS = (
    SlashCommand("help", KEYS["app.help"].does, action="app.help"),
    SlashCommand("search", "articles that mention words, without a question", "WORDS [since:2021] [sort:date]"),
    SlashCommand("open", "open a citation, the first without a number", "[NUMBER]"),
    SlashCommand("index", KEYS["app.rebuild"].does, action="app.rebuild"),
    SlashCommand("add", "add a folder, file, web page or feed", "PATH | URL"),
    SlashCommand("anytime", KEYS["room.any_time"].does),
    SlashCommand("filter", "limit questions to some articles", "[since:2021 | off]"),
    SlashCommand("timeline", "dated sentences about a subject, by time", "WORDS"),
    SlashCommand("verify", "check a draft's quotations and figures", "FILE"),
    SlashCommand("export", "write this conversation, or its references, to a file here", "[md | json | apa …]"),
    SlashCommand("follow", "follow a question: notify when its answer changes"),
    SlashCommand("note", "add a note to the open words or the latest answer; #tags allowed", "TEXT"),
    SlashCommand("notes", "find notes by words and #tags", "[WORDS]"),
    SlashCommand("history", KEYS["app.history"].does, action="app.history"),
    SlashCommand("clear", KEYS["app.new"].does, action="app.new_conversation"),
    SlashCommand("settings", "passages, confidence threshold, index, theme", action="app.settings"),
    SlashCommand("quit", "leave; so do exit and quit", action="app.quit"),
    SlashCommand("exit", "leave", action="app.quit"),
)
"""In the order of the help screen."""


def typed_command(typed: str) -> tuple[str, str] | None:
    """Parse a command.

    Args:
        typed: The line.

    Returns:
        The command's name, which may be unknown, and its argument; None for a question, and for a path such as
        ``/etc/hosts``.
    """
    words = typed.strip()
    if words.casefold() in _BARE:
        return words.casefold(), ""
    match = _TYPED.fullmatch(words)
    return (match[1].lower(), (match[2] or "").strip()) if match else None


def starting_with(beginning: str) -> list[SlashCommand]:
    """List the commands whose name begins with these letters."""
    return [command for command in COMMANDS if command.name.startswith(beginning.lower())]


async def run_command(app: App[Any], name: str, argument: str) -> str:
    """Run a command.

    Args:
        app: The chat.
        name: The command's name.
        argument: Its argument; may be empty.

    Returns:
        The reason why nothing was done; empty on success.
    """
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        near = get_close_matches(name, [command.name for command in COMMANDS], 1)
        meant = (
            f"Did you mean /{near[0]}?" if near else f"There are {', '.join(f'/{other.name}' for other in COMMANDS)}."
        )
        return f"/{name} is not a command. {meant}"
    if argument and not command.takes:
        return f"/{name} takes no argument."
    if command.action:
        await app.run_action(command.action)
        return ""
    return str(await import_module(f"tui.chat.slash.{name}").run(app, argument))
