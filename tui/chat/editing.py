"""Opening a file at a line in the person's own editor."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

_GOTO = {"code": "-g", "codium": "-g", "cursor": "-g"}
"""Editors that take ``-g file:line``."""
_COLON = {"hx", "helix", "micro", "subl", "zed", "kak"}
"""Editors that take ``file:line``."""


def edit(app: App[Any], path: str, line: int) -> str:
    """Open a file in the person's editor, with the terminal given over to it.

    Args:
        app: The chat.
        path: The file.
        line: The line, from 1.

    Returns:
        What went wrong; empty if nothing did.
    """
    try:
        command = editor_command(os.environ, path, line)
        if not command:
            return "Set EDITOR to open articles in your editor."
        with app.suspend():
            return run_editor(command)
    except ValueError as error:
        return f"EDITOR cannot be understood: {error}."
    except SuspendNotSupported:
        return "An editor cannot be opened from here."


def editor_command(environment: Mapping[str, str], path: str, line: int) -> list[str]:
    """Write the command that opens a file at a line.

    Args:
        environment: Holds ``VISUAL`` or ``EDITOR``.
        path: The file.
        line: The line, from 1.

    Returns:
        The command; empty if no editor is set.
    """
    editor = environment.get("VISUAL") or environment.get("EDITOR") or ""
    words = shlex.split(editor, posix=os.name != "nt")
    if not words:
        return []
    name = Path(words[0]).stem.lower()
    if name in _GOTO:
        return [*words, _GOTO[name], f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in ("notepad", "open"):
        return [*words, path]
    return [*words, f"+{line}", path]


def run_editor(command: list[str]) -> str:
    """Run an editor until it ends.

    Args:
        command: As `editor_command` writes it.

    Returns:
        What went wrong; empty if nothing did.
    """
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the person's own editor
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}."
    return f"{command[0]} ended with code {code}." if code else ""
