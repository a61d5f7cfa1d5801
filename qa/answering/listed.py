"""All the answers to a question that asks for several: each item once, however many passages name it."""

from collections.abc import Sequence
from dataclasses import replace

from qa.questions.kind import items_of
from qa.reading.agreement import same_answer, span_text
from qa.types import Reading

_MOST = 20
"""Most items listed."""


def listed(readings: Sequence[Reading], threshold: float) -> list[list[Reading]]:
    """Collect the items of a list from the readings.

    Args:
        readings: Judged readings, each with the other spans of its passage.
        threshold: The probability that an item needs, 0 to 1.

    Returns:
        For each item the readings that give it, best first; the most likely item first, those of one passage in
        the order of the text.
    """
    candidates = [candidate for reading in readings for candidate in (reading, *reading.more)]
    standing = sorted(
        (candidate for candidate in candidates if span_text(candidate) and candidate.score >= threshold), key=_likeliest
    )
    items: list[list[Reading]] = []
    for reading in standing:
        for item in _items(reading):
            same = next((group for group in items if same_answer(span_text(group[0]), span_text(item))), None)
            if same is None:
                items.append([item])
            elif item.hit.passage.article_id not in {reading.hit.passage.article_id for reading in same}:
                same.append(item)
    return items[:_MOST]


def _likeliest(reading: Reading) -> tuple[float, int]:
    return -reading.score, reading.start or 0


def _items(reading: Reading) -> list[Reading]:
    first = reading.start or 0
    return [
        replace(reading, start=first + start, end=first + end, more=()) for start, end in items_of(span_text(reading))
    ]
