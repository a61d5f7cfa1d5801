"""Which sentences can decide a yes or no: those with the names asked about in one clause, not spread over two."""

import re
from collections.abc import Sequence

from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.reading.agreement import sentence_text
from qa.types import Reading

_PARTS = re.compile(r";\s+|,?\s+(?:while|whereas|but)\s+(?=(?:(?:the|an?|its)\s+)?[A-Z])|,\s+and\s+(?=[A-Z])")
"""Where a sentence turns to another party."""
_NAME = re.compile(r"\b(?=\w*[A-Z])\w+")


def decided(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Clear readings whose sentence says of two parties what the question asks of one.

    Args:
        question: A question for a yes or no, in capitals or not.
        readings: Best first; each is a whole sentence.

    Returns:
        The readings, cleared ones last: asked whether MI5 joined Twitter, "MI5 joined Instagram, while Moore
        joined Twitter" decides nothing.
    """
    asked = content_terms(question)
    names = set().union(*(_named(sentence_text(reading), inner=True) for reading in readings))
    subject = next((term for term in asked if term in names), None)
    kept = [
        Reading(reading.hit, 0.0, scores=reading.scores)
        if _is_apart(sentence_text(reading), set(asked))
        or (subject and _is_anothers(sentence_text(reading), subject, names))
        else reading
        for reading in readings
    ]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _is_apart(sentence: str, asked: set[str]) -> bool:
    """Return whether all names asked about are in a sentence, but in no single part of it."""
    parts = _PARTS.split(sentence)
    named = [_named(part) & asked for part in parts]
    every = set().union(*named)
    return len(parts) > 1 and len(every) > 1 and every not in named


def _is_anothers(sentence: str, subject: str, names: set[str]) -> bool:
    """Return whether a sentence begins with another name and lacks the subject."""
    first = re.match(r"\W*(\w+)", sentence)
    said = analysed(sentence)
    return first is not None and subject not in said and bool(names & set(analysed(first[1])))


def _named(text: str, *, inner: bool = False) -> set[str]:
    """Return the capitalised words, as terms; `inner` leaves out a word capitalised only as the sentence's first."""
    capitalised = (
        met.group() for met in _NAME.finditer(text) if not inner or met.start() > 1 or not met.group()[1:].islower()
    )
    return {term for name in capitalised for term in analysed(name)}
