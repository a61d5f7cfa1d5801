"""Hyperlinks for terminals that open them (OSC 8).

Addresses are built here or percent-encoded, so that no byte of an article can end the escape sequence.
"""

from pathlib import Path
from urllib.parse import quote

from textual.content import Content
from textual.style import Style

_KEPT = ":/?#[]@!$&'()*+,;=%~"
"""Characters with a meaning in an address, which are not encoded."""


def linked(words: str, style: str, address: str) -> Content:
    """Style words and link them to an address.

    Args:
        words: The text to show.
        style: The style of the text.
        address: The target; empty for no link.

    Returns:
        The styled text.
    """
    shown = Content(words).stylize(style)
    return shown.stylize(Style(link=address)) if address else shown


def file_address(path: str, line: int) -> str:
    """Build the address of a line of a file; programs that ignore the line open the file.

    Args:
        path: The file, absolute; a relative path has no address.
        line: The line, from 1.

    Returns:
        The address; empty if there is none.

    Source:
        The line as a fragment is kitty's convention: "Hyperlinks" in its manual.
    """
    return f"{Path(path).as_uri()}#{line}" if Path(path).is_absolute() else ""


def web_address(url: str | None) -> str:
    """Make an article's own address safe for a link; empty unless it is an address on the web."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return ""
    return quote(url, safe=_KEPT)
