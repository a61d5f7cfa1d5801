"""Opening a file at a line in the user's editor, with the chat suspended."""

import os
from typing import Any

from textual.app import App, SuspendNotSupported

from tui.editor import editor_command, is_text, open_beside, run_editor


def edit(app: App[Any], path: str, line: int) -> str:
    """Open a file in the user's editor, suspending the chat; formats other than text open in their own program.

    Args:
        app: The chat.
        path: The file.
        line: The line, from 1.

    Returns:
        The reason for a failure; empty on success.
    """
    if not is_text(path):
        return open_beside(path)
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
