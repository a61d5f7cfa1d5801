"""Opens a file at a line in the user's editor, or in the program for its type."""

import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

_GOTO = {"code": "-g", "codium": "-g", "cursor": "-g"}
"""Editors that take ``-g file:line``."""
_COLON = {"hx", "helix", "micro", "subl", "zed", "kak"}
"""Editors that take ``file:line``."""
_NO_TEXT = frozenset(".pdf .docx .odt .rtf .epub .parquet .warc .gz .bz2 .xz .zip".split())
"""Suffixes of files that an editor cannot show."""


def is_text(path: str) -> bool:
    """Whether a file can be read in an editor."""
    return Path(path).suffix.lower() not in _NO_TEXT


def editor_command(environment: Mapping[str, str], path: str, line: int) -> list[str]:
    """Build the command that opens a file at a line.

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
    """Run an editor and wait for it.

    Args:
        command: The command from `editor_command`.

    Returns:
        The reason for a failure; empty on success.
    """
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the person's own editor
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}."
    return f"{command[0]} exited with code {code}." if code else ""


def open_beside(path: str) -> str:
    """Open a file in the desktop's program for its type, without waiting.

    Args:
        path: The file.

    Returns:
        The reason for a failure; empty on success.
    """
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the person's own file
            return ""
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        nothing = subprocess.DEVNULL
        started = subprocess.Popen(  # noqa: S603 - the person's own desktop
            [opener, path], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        threading.Thread(target=started.wait, daemon=True).start()
    except OSError as error:
        return f"No program could be started for {path}: {error.strerror}."
    return ""
