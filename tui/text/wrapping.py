"""Lines no wider than the terminal."""

import re
import shutil
import sys

_WIDEST = 100
"""Columns; longer lines are hard to read."""
_INVISIBLE = re.compile(r"\x1b\[[0-9;]*m")


def wrapped(text: str, indent: str = "") -> str:
    """Break a text into lines of the terminal's width, at most 100 columns; styles take none.

    Args:
        text: Words with styles among them, but no links.
        indent: What stands before every line but the first.

    Returns:
        The lines; the text as it is where standard output is no terminal.
    """
    if not sys.stdout.isatty():
        return text
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines, line, begun = [], text[: len(text) - len(text.lstrip(" "))], False
    for word in text.split():
        if begun and _columns(line) + 1 + _columns(word) > width:
            lines.append(line)
            line, begun = indent, False
        line += f" {word}" if begun else word
        begun = True
    return "\n".join([*lines, line])


def _columns(text: str) -> int:
    return len(_INVISIBLE.sub("", text))
