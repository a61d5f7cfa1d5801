"""Addresses behind words, for terminals that open them (OSC 8).

What is put there is written by us or percent-encoded: no byte of an article can end the sequence.
"""

from pathlib import Path
from urllib.parse import quote

from textual.content import Content
from textual.style import Style

_KEPT = ":/?#[]@!$&'()*+,;=%~"
"""What has a meaning in an address, and stays as it is."""


def linked(words: str, style: str, address: str) -> Content:
    """Style words, and put an address behind them.

    Args:
        words: What is shown.
        style: Its style.
        address: Where it leads; empty leads nowhere.

    Returns:
        The words.
    """
    shown = Content(words).stylize(style)
    return shown.stylize(Style(link=address)) if address else shown


def file_address(path: str, line: int) -> str:
    """Write the address of a line of a file; what does not know of lines opens the file.

    Args:
        path: The file, absolute; of anything else there is no address.
        line: The line, from 1.

    Returns:
        The address, perhaps empty.

    Source:
        The form with the line as a fragment is kitty's, "Hyperlinks" in its manual.
    """
    return f"{Path(path).as_uri()}#{line}" if Path(path).is_absolute() else ""


def web_address(url: str | None) -> str:
    """Make an article's own address safe to put behind words; empty where it is none of the web."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return ""
    return quote(url, safe=_KEPT)
