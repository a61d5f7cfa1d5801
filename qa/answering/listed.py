"""All the answers to a question that asks for several: each item once, however many passages name it."""

from collections.abc import Sequence
from dataclasses import replace

from qa.questions.kind import items_of
from qa.reading.agreement import same_answer, span_text
from qa.types import Reading

_MOST = 20
"""Items that are listed at most."""


def listed(readings: Sequence[Reading], threshold: float) -> list[list[Reading]]:
    """Take the items of a list from what was read.

    Args:
        readings: Judged, each with the other words of its passage.
        threshold: The probability that an item needs, 0 to 1.

    Returns:
        For each item the readings that give it, best first; the likeliest item first, those of one passage in
        the order in which it has them.
    """
    found = [each for reading in readings for each in (reading, *reading.more)]
    standing = sorted((each for each in found if span_text(each) and each.score >= threshold), key=_likeliest)
    items: list[list[Reading]] = []
    for reading in standing:
        for item in _items(reading):
            same = next((each for each in items if same_answer(span_text(each[0]), span_text(item))), None)
            if same is None:
                items.append([item])
            elif item.hit.passage.article_id not in {each.hit.passage.article_id for each in same}:
                same.append(item)
    return items[:_MOST]


def _likeliest(reading: Reading) -> tuple[float, int]:
    return -reading.score, reading.start or 0


def _items(reading: Reading) -> list[Reading]:
    first = reading.start or 0
    return [
        replace(reading, start=first + start, end=first + end, more=()) for start, end in items_of(span_text(reading))
    ]
