"""The commands that can be typed into the prompt: ``/help``, ``/open 2``.

To add one, add a line to `COMMANDS`, and either name an action there or write a module of the command's name in this
folder with ``async def run(app, argument) -> str``, which returns why nothing was done, or an empty text. Help,
completion and the message for a word that is no command read the same table. The modules are imported when their
command is typed: the first frame waits for none of them.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from textual.app import App

_TYPED = re.compile(r"/([a-z]+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_BARE = ("exit", "quit")
"""What leaves the chat without a slash too."""


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """One command."""

    name: str
    """Lower case letters; typed with a slash before it."""
    does: str
    """What it does, in a few words, for help and completion."""
    takes: str = ""
    """What may follow it, as help shows it; empty if nothing does."""
    action: str = ""
    """The action it is, such as ``app.help``; where empty, `run` of the module of its name in this folder is called."""


COMMANDS = (
    SlashCommand("help", "keys, commands and filters", action="app.help"),
    SlashCommand("search", "articles that mention words, without a question", "WORDS [since:2021] [sort:date]"),
    SlashCommand("open", "open a citation, the first without a number", "[NUMBER]"),
    SlashCommand("index", "choose folders and index them", action="app.rebuild"),
    SlashCommand("add", "add a folder, file, web page or feed", "PATH | URL"),
    SlashCommand("anytime", "ask the latest question again without its time"),
    SlashCommand("filter", "limit questions to some articles", "[since:2021 | off]"),
    SlashCommand("timeline", "dated sentences about a subject, by time", "WORDS"),
    SlashCommand("verify", "check a draft's quotations and figures", "FILE"),
    SlashCommand("export", "write this conversation, or its references, to a file here", "[md | json | apa …]"),
    SlashCommand("follow", "follow a question: notify when its answer changes"),
    SlashCommand("note", "add a note to the open words or the latest answer; #tags allowed", "TEXT"),
    SlashCommand("notes", "find notes by words and #tags", "[WORDS]"),
    SlashCommand("history", "earlier conversations", action="app.history"),
    SlashCommand("clear", "start a new conversation", action="app.new_conversation"),
    SlashCommand("settings", "passages, confidence threshold, index, theme", action="app.settings"),
    SlashCommand("quit", "leave; so do exit and quit", action="app.quit"),
    SlashCommand("exit", "leave", action="app.quit"),
)
"""In the order in which they are listed."""


def typed_command(typed: str) -> tuple[str, str] | None:
    """Tell whether a line is a command.

    Args:
        typed: The line.

    Returns:
        The command's name, which may be none there is, and what follows it; None where the line is a question. A path
        such as ``/etc/hosts`` is no command.
    """
    words = typed.strip()
    if words.casefold() in _BARE:
        return words.casefold(), ""
    found = _TYPED.fullmatch(words)
    return (found[1].lower(), (found[2] or "").strip()) if found else None


def starting_with(beginning: str) -> list[SlashCommand]:
    """List the commands that a word without its slash may become."""
    return [command for command in COMMANDS if command.name.startswith(beginning.lower())]


async def run_command(app: App[Any], name: str, argument: str) -> str:
    """Do what a command says.

    Args:
        app: The chat.
        name: The command's name.
        argument: What followed it.

    Returns:
        Why nothing was done; empty if it was.
    """
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        near = get_close_matches(name, [command.name for command in COMMANDS], 1)
        meant = f"Did you mean /{near[0]}?" if near else f"There are {', '.join(f'/{each.name}' for each in COMMANDS)}."
        return f"/{name} is not a command. {meant}"
    if argument and not command.takes:
        return f"/{name} takes no argument."
    if command.action:
        await app.run_action(command.action)
        return ""
    return str(await import_module(f"tui.chat.slash.{name}").run(app, argument))
