"""Write the quotations of a mail with ``>`` before each line, whatever its program marks them with."""

import re
from typing import Any

from corpus.formats.elements import element_like, local_name, replace_by_text
from corpus.formats.mail.borders import UNDATED, WROTE
from corpus.formats.markup import block_text

_QUOTE = re.compile(r"(?:^|\s)(?:gmail|protonmail|yahoo|moz|tutanota|zmail)_?[\w-]*quote\w*(?:$|\s)", re.IGNORECASE)
_BAR = re.compile(r"[ \t]?(?:[|»%¦]|\*>|[A-Z]{2,3}>)(?=[ \t]|$)[ \t]?")
"""What some programs write before a quoted line instead of ``>``."""


def mark_cited(root: Any) -> None:
    """Put ``>`` before the lines of the blocks in which a mail quotes others, so that answers below stay its own.

    Args:
        root: The mail's page, which is changed; None is left alone.
    """
    if root is None:
        return
    for element in reversed([*root.iter("{*}blockquote")]):
        if element.getparent() is None or not _is_cited(element):
            continue
        lines = element_like(element, "pre")
        lines.text = "\n".join(f"> {line}".rstrip() for line in block_text(element).split("\n"))
        element.addprevious(lines)
        replace_by_text(element, "")


def _is_cited(element: Any) -> bool:
    """Distinguish a quotation of a mail from one in a letter's own text."""
    if element.get("type") == "cite" or _QUOTE.search(element.get("class") or ""):
        return True
    before = element.getprevious()
    above = " ".join("".join(before.itertext()).split()) if before is not None and local_name(before) else ""
    return bool(above) and (WROTE.fullmatch(above) or UNDATED.fullmatch(above)) is not None


def with_angles(text: str) -> str:
    """Replace other marks of quoted lines by ``>``, below a line that says who wrote them.

    Args:
        text: A mail's plain text, with line ends as one character.

    Returns:
        The text; as it was if it has no such lines.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if not (WROTE.fullmatch(line) or UNDATED.fullmatch(line)):
            continue
        below = place + 1
        while below < len(lines) and (_BAR.match(lines[below]) or (not lines[below].strip() and below == place + 1)):
            lines[below] = _BAR.sub("> ", lines[below], count=1).rstrip()
            below += 1
    return "\n".join(lines)
