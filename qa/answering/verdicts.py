"""Which sentences can decide a yes or no: those that have what is named in one clause, not in two of two parties."""

import re
from collections.abc import Sequence

from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.types import Reading

_PARTS = re.compile(r";\s+|,?\s+(?:while|whereas|but)\s+(?=(?:(?:the|an?|its)\s+)?[A-Z])|,\s+and\s+(?=[A-Z])")
"""Where a sentence goes over to another party."""
_NAME = re.compile(r"\b(?=\w*[A-Z])\w+")


def decided(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Take the words from readings whose sentence tells of two parties what the question asks of one.

    Args:
        question: A question for a yes or no, in capitals or not.
        readings: Best first; each is a whole sentence.

    Returns:
        The readings, those without words last: asked whether MI5 joined Twitter, "MI5 joined Instagram, while Moore
        joined Twitter" decides nothing.
    """
    asked = content_terms(question)
    names = set().union(*(_named(_sentence(each), inner=True) for each in readings))
    subject = next((term for term in asked if term in names), None)
    kept = [
        Reading(each.hit, 0.0, scores=each.scores)
        if _is_apart(_sentence(each), set(asked)) or (subject and _is_anothers(_sentence(each), subject, names))
        else each
        for each in readings
    ]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _is_apart(sentence: str, asked: set[str]) -> bool:
    """Tell whether the names asked about are all in a sentence, and in none of its parts."""
    parts = _PARTS.split(sentence)
    named = [_named(part) & asked for part in parts]
    every = set().union(*named)
    return len(parts) > 1 and len(every) > 1 and every not in named


def _is_anothers(sentence: str, subject: str, names: set[str]) -> bool:
    """Tell whether a sentence begins with the name of another and has nothing of the subject."""
    first = re.match(r"\W*(\w+)", sentence)
    said = analysed(sentence)
    return first is not None and subject not in said and bool(names & set(analysed(first[1])))


def _named(text: str, *, inner: bool = False) -> set[str]:
    """Give the words with capitals, as terms; `inner` leaves out what has one only because a sentence begins."""
    found = (
        met.group() for met in _NAME.finditer(text) if not inner or met.start() > 1 or not met.group()[1:].islower()
    )
    return {term for name in found for term in analysed(name)}


def _sentence(reading: Reading) -> str:
    if reading.sentence_start is None or reading.sentence_end is None:
        return ""
    offset = reading.hit.passage.start
    return reading.hit.passage.text[reading.sentence_start - offset : reading.sentence_end - offset]
