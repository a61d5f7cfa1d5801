"""Links in a terminal (OSC 8): to a web page, or to a file at a line."""

import os
import platform
import re
import sys
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

_WEB = re.compile(r"https?://[!-~]+")
"""Addresses that may be linked; what is outside printable ASCII could command the terminal."""
_LINE = re.compile(r"^( *)(\S.*)$", re.MULTILINE)


def linked(text: str, target: str | None, line: int | None = None) -> str:
    """Make a text lead somewhere, where it is written to a terminal that can follow links.

    Args:
        text: What is shown, safe to print; space before its lines is not part of the link.
        target: A web address, or the absolute path of a file; None leads nowhere.
        line: The line of the file to go to, from 1.

    Returns:
        The text, between OSC 8 sequences where standard output is a terminal and the target can be linked; else as
        it is. Terminals that do not know them show the text alone.
    """
    address = _address(target, line) if target and _can_follow() else None
    if not address:
        return text
    return _LINE.sub(lambda found: f"{found[1]}\x1b]8;;{address}\x1b\\{found[2]}\x1b]8;;\x1b\\", text)


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
    """Name this machine: over a remote shell, the terminal runs on another one."""
    return quote(platform.node())
