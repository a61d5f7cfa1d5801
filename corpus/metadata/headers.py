"""The lines above an article that tell of it: dates, bylines, addresses and fields such as ``Source: The Gazette``."""

import re

from corpus.metadata.bylines import read_byline
from corpus.metadata.datelines import agency_named, read_date_line, read_dateline
from corpus.metadata.urls import page_address

_FIELD = re.compile(
    r"(?P<name>title|headline|date|published|publication date|source|publication|newspaper|publisher|author|by|url|link"
    r"|canonical)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_LONGEST = 160
"""Characters of a field; a longer line is prose that happens to begin like one."""
_LONGEST_DATELINE = 80


def read_field(line: str) -> tuple[str, str] | None:
    """Read a field as people put them above a pasted text.

    Args:
        line: One line.

    Returns:
        Its name in lower case and its value; None for any other line.
    """
    found = _FIELD.fullmatch(line) if len(line) <= _LONGEST else None
    return (found["name"].lower(), found["value"]) if found else None


def tells_of_article(line: str) -> bool:
    """Tell whether a line at an article's head is no part of it, but tells who wrote it, when or where.

    Args:
        line: One line, spaces folded.

    Returns:
        Whether it is a field, an address, a byline, a date, or an agency's name with or without a place.
    """
    return bool(read_date_line(line)) or is_signature(line)


def is_signature(line: str) -> bool:
    """As `tells_of_article`, but for dates, which may also head a part of the article."""
    field = read_field(line)
    if field is not None:
        return field[0] not in {"title", "headline"}
    return bool(read_byline(line) or agency_named(line) or page_address(line) or _is_dateline(line))


def _is_dateline(line: str) -> bool:
    found = read_dateline(f"{line} ") if len(line) < _LONGEST_DATELINE else None
    return found is not None and found.end >= len(line)
