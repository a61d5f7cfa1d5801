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
    asked = set(content_terms(question))
    kept = [Reading(each.hit, 0.0, scores=each.scores) if _is_apart(each, asked) else each for each in readings]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _is_apart(reading: Reading, asked: set[str]) -> bool:
    """Tell whether the names asked about are all in the sentence, and in none of its parts."""
    if reading.sentence_start is None or reading.sentence_end is None:
        return False
    offset = reading.hit.passage.start
    sentence = reading.hit.passage.text[reading.sentence_start - offset : reading.sentence_end - offset]
    parts = _PARTS.split(sentence)
    named = [{term for name in _NAME.findall(part) for term in analysed(name)} & asked for part in parts]
    every = set().union(*named)
    return len(parts) > 1 and len(every) > 1 and every not in named
