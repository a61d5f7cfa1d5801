"""Of what the entries of one live blog answer, the latest counts."""

import re
from collections.abc import Sequence

from corpus.entries import entry_time
from qa.types import Reading

_NOON = re.compile(r"p\.?m", re.IGNORECASE)


def latest_first(groups: Sequence[Sequence[Reading]], close: float) -> list[Sequence[Reading]]:
    """Put the answer of a later entry before that of an earlier one of the same article.

    Args:
        groups: Readings by what they answer, the best answer first.
        close: The probability that a later answer needs, 0 to 1.

    Returns:
        The same groups; only which of them is first may differ.
    """
    if not groups:
        return []
    first = _times(groups[0])
    latest, at = max(first.values(), default=-1), 0
    for place, group in enumerate(groups[1:], start=1):
        told = [time for article, time in _times(group).items() if article in first]
        if group[0].score >= close and told and first and max(told) > latest:
            latest, at = max(told), place
    return [groups[at], *(group for place, group in enumerate(groups) if place != at)]


def _times(group: Sequence[Reading]) -> dict[str, int]:
    """Give the latest time of an entry in each article, in minutes from midnight."""
    found: dict[str, int] = {}
    for reading in group:
        time = entry_time(reading.hit.passage.text)
        if time is None:
            continue
        hours, minutes = map(int, re.findall(r"\d+", time)[:2])
        late = _NOON.search(time) is not None
        total = ((hours % 12 + 12) if late else hours) * 60 + minutes
        article = reading.hit.passage.article_id
        found[article] = max(found.get(article, 0), total)
    return found
