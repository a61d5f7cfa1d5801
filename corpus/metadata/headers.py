"""Recognise metadata lines above an article: dates, bylines, addresses, fields such as ``Source: The Gazette``."""

import re
from collections.abc import Sequence

from corpus.metadata.bylines import read_byline
from corpus.metadata.datelines import agency_named, read_date_line, read_dateline
from corpus.metadata.signatures import read_signed_date
from corpus.metadata.urls import page_address

_FIELD = re.compile(
    r"(?P<name>title|headline|date|published|publication date|source|publication|newspaper|publisher|author|by|url|link"
    r"|canonical)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_LONGEST = 160
"""Characters of a field, at most; a longer line is prose that begins like one."""
_LONGEST_DATELINE = 80
_ANY_FIELD = re.compile(r"[A-Z][\w-]{1,20}(?: [\w-]{1,20}){0,2}\s*:\s*(?:https?://\S+|[^:.!?]{1,80})")
_LEAST_KNOWN = 2
"""Known fields that make a block of lines one of metadata."""
_FIRST_FIELD = 3
"""Lines from the top among which such a block begins."""


def read_field(line: str) -> tuple[str, str] | None:
    """Read a field as people put them above a pasted text.

    Args:
        line: One line.

    Returns:
        Its name in lower case and its value; None for any other line.
    """
    field = _FIELD.fullmatch(line) if len(line) <= _LONGEST else None
    return (field["name"].lower(), field["value"]) if field else None


def header_block(lines: Sequence[str]) -> set[int]:
    """Find the lines of a block of fields at an article's head, among them such as ``Section: News``.

    Args:
        lines: The lines from the top, spaces folded.

    Returns:
        The indexes of those directly above, between and below at least two known fields.
    """
    fields = [place for place, line in enumerate(lines) if _ANY_FIELD.fullmatch(line)]
    first = fields[0] if fields else 0
    block = [place for at, place in enumerate(fields) if place == first + at]
    known = [place for place in block if read_field(lines[place])]
    return set(block) if first < _FIRST_FIELD and len(known) >= _LEAST_KNOWN else set()


def is_metadata(line: str) -> bool:
    """Return whether a line at an article's head is metadata: who wrote it, when or where.

    Args:
        line: One line, spaces folded.

    Returns:
        Whether it is a field, an address, a byline, a date, or an agency's name with or without a place.
    """
    return bool(read_date_line(line) or read_signed_date(line)) or is_signature(line)


def is_signature(line: str) -> bool:
    """Like `is_metadata`, except for dates, which may also head a part of the article."""
    field = read_field(line)
    if field is not None:
        return field[0] not in {"title", "headline"}
    return bool(read_byline(line) or agency_named(line) or page_address(line) or _is_dateline(line))


def _is_dateline(line: str) -> bool:
    dateline = read_dateline(f"{line} ") if len(line) < _LONGEST_DATELINE else None
    return dateline is not None and dateline.end >= len(line)
