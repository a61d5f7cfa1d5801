"""Hyperlinks in a terminal (OSC 8), to web pages and to lines of files."""

import os
import platform
import re
import sys
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

_WEB = re.compile(r"https?://[!-~]+")
"""Addresses that may be linked; other characters could be terminal control sequences."""
_LINE = re.compile(r"^( *)(\S.*)$", re.MULTILINE)


def linked(text: str, target: str | None, line: int | None = None) -> str:
    """Link a text to a target, if standard output is a terminal that supports links.

    Args:
        text: The text, safe to print; leading space of its lines is not part of the link.
        target: A web address, or the absolute path of a file; None for no link.
        line: The line of the file, from 1.

    Returns:
        The text between OSC 8 sequences, or unchanged if standard output is not a terminal or the target cannot be
        linked. Terminals without support show only the text.
    """
    address = _address(target, line) if target and _can_follow() else None
    if not address:
        return text
    return _LINE.sub(lambda match: f"{match[1]}\x1b]8;;{address}\x1b\\{match[2]}\x1b]8;;\x1b\\", text)


def _address(target: str, line: int | None) -> str | None:
    if _WEB.fullmatch(target):
        return target
    if not Path(target).is_absolute():
        return None
    name = quote(Path(target).as_posix().encode("utf-8", "surrogatepass"))
    return f"file://{_host()}{'' if name.startswith('/') else '/'}{name}{f'#{line}' if line else ''}"


def _can_follow() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb" and "TEXTUAL_DRIVER" not in os.environ


@lru_cache(1)
def _host() -> str:
    """The name of this machine: in a remote shell, the terminal runs on another one."""
    return quote(platform.node())
