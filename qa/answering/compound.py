"""Several questions in one: split if each can be asked by itself, noted if not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.questions import asks_yes_or_no, content_terms
from qa.types import Answer, Seconds

_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)"
_JOINT = re.compile(
    rf"\?+\s+(?:and\s+|also,?\s+)?(?=\w)|\s*[,;]?\s+(?:and|&)\s+(?:also\s+)?(?={_ASKS}\b)",
    re.IGNORECASE,
)
"""Where a question may end and another begin."""
_BEGINS = re.compile(rf"(?:(?:in|on|at|by|to|for|from|of|with|since|until)\s+)?{_ASKS}\b", re.IGNORECASE)
_LOOSE = re.compile(
    rf"\b(?:{_ASKS}|in|on|at|by|to|for|from|of|with|says?|said|knows?|tells?|explains?)$", re.IGNORECASE
)
"""Words that cannot end a question: the text after the joint belongs to it."""
_BACK = re.compile(
    r"\b(?:he|she|it|they|him|her|hers|them|his|its|their|theirs|this|these|those|there|one|so|then|else)\b",
    re.IGNORECASE,
)
"""Words that refer to the question before: without it they ask nothing."""
_FEWEST = 2
"""Content words a question needs to be asked by itself, unless it matches `_WHOLE`."""
_WHOLE = re.compile(r"[Hh]ow many \w|.*\s(?:is|are|was|were|do|does|did|has|have|had)\s.*[A-Z0-9]")
"""Questions that need only one content word: a count, or a name with a verb."""


def parts_of(question: str) -> tuple[str, ...]:
    """Split a question that asks several things.

    Args:
        question: The question, clean.

    Returns:
        The questions in it, each of which can be asked by itself; else the question alone.
    """
    parts = _pieces(question)
    if len(parts) < 2 or not all(_asks(part) and _enough(part) for part in parts):
        return (question,)
    if any(_LOOSE.search(part) for part in parts[:-1]) or any(_BACK.search(part) for part in parts[1:]):
        return (question,)
    return parts


def together(question: str, parts: Sequence[Answer]) -> Answer:
    """Combine the answers of a question's parts.

    Args:
        question: The question as it was asked.
        parts: The answers, in order.

    Returns:
        The first part that has an answer, or else the first refusal, with all of them as its `parts`.
    """
    first = next((part for part in parts if part.text is not None), parts[0])
    spent = ((part.seconds.load, part.seconds.retrieve, part.seconds.read, part.seconds.total) for part in parts)
    return replace(first, question=question, seconds=Seconds(*map(sum, zip(*spent, strict=True))), parts=tuple(parts))


def several_note(answer: Answer) -> str:
    """Return a note that a question asked several things and was answered as one; empty if it was not."""
    pieces = _pieces(answer.question)
    if answer.parts or len(pieces) < 2 or not all(map(_asks, pieces)) or any(map(_LOOSE.search, pieces[:-1])):
        return ""
    return "This asks several things but gets one answer: ask them separately."


def _pieces(question: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in _JOINT.split(question) if piece.strip())


def _asks(part: str) -> bool:
    return bool(_BEGINS.match(part)) or asks_yes_or_no(part)


def _enough(part: str) -> bool:
    return len(content_terms(part)) >= _FEWEST or bool(_WHOLE.match(part))
