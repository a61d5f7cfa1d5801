"""Read lines that name who wrote an article, or its paper, next to its date: ``Agnes Roe, 14 March 2025``."""

import re

from corpus.metadata.bylines import Byline, read_byline, read_signature
from corpus.metadata.datelines import read_date_line
from corpus.metadata.dates import Order

_SEPARATOR = re.compile(r"\s*[,|·•–—-]\s+|\s+/{1,2}\s+|\s+(?:on\s+)?(?=\d|[A-Z][a-z]{2,8}\.?\s\d)")
_FRAME = " *_#>|()[]–—-©"
"""Characters around a signature at the foot."""
_LONGEST = 160
"""Characters of a signature, at most."""


def read_signed_date(line: str, order: Order | None = None) -> tuple[Byline, str] | None:
    """Split ``By Agnes Roe, 14 March 2025`` into byline and date.

    Args:
        line: One line.
        order: How the document writes ``03/04/2021``.

    Returns:
        The author or paper, and the words of the date; None if the line is not both, or holds more.
    """
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    bare = line.strip(_FRAME)
    for separator in _SEPARATOR.finditer(bare):
        date_part = bare[separator.end() :]
        if any(map(str.isdigit, date_part)) and read_date_line(date_part, order):
            named = bare[: separator.start()]
            byline = read_byline(named) or read_signature(named)
            return (byline, date_part) if byline else None
    return None
