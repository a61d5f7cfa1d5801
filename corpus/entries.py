"""Entries of live blogs, timelines and minutes: what is headed by a time is read by itself.

What one entry says another may take back, so no passage holds two of them, and the time of each
is a mark of its article.
"""

import re
from collections.abc import Sequence

from corpus.article import Mark
from corpus.sentences import Span, paragraphs

_CLOCK = re.compile(
    r"[\s>*_#|•–—\[(-]*(?:(?:at|kl\.?|um)\s+)?"
    r"(?P<time>(?:[01]?\d|2[0-4])[.:h][0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.?m\b\.?|uhr|GMT|BST|UTC|CE?S?T|E[SD]?T))?)"
    r"(?![\d.,:%/]*\d|\s?(?:per\s?cent|%|million|billion|thousand|metres?|kilomet|km|m\b|kg|tonnes|euros?|dollars?|pounds))",
    re.IGNORECASE,
)
_LEAST = 3
"""Lines headed by a time from which they are entries; of short lines two will do."""
_HEADING = 90
"""Characters of a line that is an entry's heading and no more."""


def begins_entry(text: str) -> bool:
    """Tell whether a text begins with a time, as an entry does."""
    return entry_time(text) is not None


def entry_time(text: str) -> str | None:
    """Give the time a text begins with, as it is written; None if it begins with none."""
    found = _CLOCK.match(text)
    return found["time"] if found else None


def entry_times(text: str, found: Sequence[Span]) -> dict[int, str]:
    """Find the paragraphs that begin an entry.

    Args:
        text: The article's text.
        found: Its paragraphs, in order.

    Returns:
        The places of those paragraphs, to the times they name; none where there are no entries.
    """
    times = {
        place: told["time"]
        for place, (start, end) in enumerate(found)
        if (told := _CLOCK.match(text[start : min(end, start + 60)]))
    }
    short = sum(found[place][1] - found[place][0] <= _HEADING for place in times)
    return times if len(times) >= _LEAST or short >= 2 else {}


def entry_marks(text: str, body: int) -> tuple[Mark, ...]:
    """Mark where entries begin.

    Args:
        text: The article's text.
        body: Where its body begins.

    Returns:
        A mark for each entry, labelled with its time; none where there are no entries.
    """
    if not re.search(r"\d[.:h][0-5]\d", text):
        return ()
    found = paragraphs(text, body)
    return tuple(Mark(found[place][0], time) for place, time in entry_times(text, found).items())
