"""Wraps lines to the width of the terminal."""

import re
import shutil
import sys

_WIDEST = 100
"""Maximum number of columns; longer lines are hard to read."""
_INVISIBLE = re.compile(r"\x1b\[[0-9;]*m")


def wrapped(text: str, indent: str = "") -> str:
    """Wrap a text to the width of the terminal, at most 100 columns; escape sequences of styles have no width.

    Args:
        text: Styled text without links.
        indent: Indentation of all lines but the first.

    Returns:
        The lines; the text unchanged if standard output is not a terminal.
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
