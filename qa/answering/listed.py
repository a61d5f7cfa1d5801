"""All the answers to a question that asks for several: each item once, however many passages name it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.questions.kind import items_of
from qa.reading.agreement import same_answer, span_text
from qa.types import Reading

_MOST = 20
"""Most items listed."""
_PARTIAL = 0.5
"""Highest confidence of a list that has fewer items than the question says there are."""
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HOW_MANY = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|[2-9]|10)\s+(?!(?:years?|months?|weeks?|days?|hours?|minutes?)\b)"
    r"(?:of\b|(?:[\w-]+\s+){0,2}?[\w-]*[^su\W]s\b|men\b|women\b|people\b|children\b|countries\b)",
    re.IGNORECASE,
)
"""The number of things that a question asks for: "the three owners", "which two of the pictures"."""


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


def of_so_many(question: str, confidence: float, items: int) -> float:
    """Lower the confidence of a list that lacks some of the things that the question says there are.

    Args:
        question: A question for several things.
        confidence: Probability that the first item is right, 0 to 1.
        items: How many are listed.

    Returns:
        The confidence of the list.
    """
    found = _HOW_MANY.search(question)
    if found is None:
        return confidence
    word = found["number"].casefold()
    number = int(word) if word.isdigit() else _NUMBERS.index(word) + 2
    return min(confidence, _PARTIAL) if items < number else confidence


def _likeliest(reading: Reading) -> tuple[float, int]:
    return -reading.score, reading.start or 0


def _items(reading: Reading) -> list[Reading]:
    first = reading.start or 0
    return [
        replace(reading, start=first + start, end=first + end, more=()) for start, end in items_of(span_text(reading))
    ]
