"""Whose time is told: where two sentences compete over a question for a time, the one of the subject asked about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.questions import ASKING, question_type
from qa.reading.agreement import evidence_of, span_text
from qa.types import Reading

_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|was|were|are|will|would|has|had|have|can|could)(?:n['’]t)?\b", re.IGNORECASE
)
_NAME = re.compile(
    r"(?<!\w)(?:(?=\w*[A-Z])[^\W_][\w&.’'-]*[^\W_]|[A-Z])(?:\s+(?:of\s+|the\s+)?[A-Z][\w&.’'-]*)*(?:['’]s)?"
)
"""A run of words with capitals: ``MI5``, ``Ken McCallum``."""
_CLOSE = 0.5
"""Share of the first reading's probability from which another one competes with it."""


def of_the_subject(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Prefer, for a question for a time, the sentence that is about its subject.

    The network knows that a sentence tells when an account was opened, and less well whose it was. Where the
    first sentence names another than the subject asked about, and one nearly as likely names the subject with
    a time of its own, the two change places and probabilities.

    Args:
        question: The question, clean.
        readings: Best first.

    Returns:
        The readings, best first.
    """
    subject = subject_of(question) if question_type(question) == "when" else None
    found = [reading for reading in readings if reading.start is not None]
    if subject is None or not found or not _is_anothers(found[0], question, subject):
        return tuple(readings)
    first = found[0]
    for other in found[1:]:
        if other.score < _CLOSE * first.score or evidence_of(other) < _CLOSE * evidence_of(first):
            continue
        if other.meant and _names(_sentence(other), subject):
            return _exchanged(readings, first, other)
    return tuple(readings)


def subject_of(question: str) -> str | None:
    """Name who or what a question is about: the first name behind its auxiliary verb; None where that is no name."""
    asked = _AUXILIARY.search(question)
    if asked is None:
        return None
    found = re.match(r"\s+(?:the\s+)?", question[asked.end() :])
    named = _NAME.match(question, asked.end() + (found.end() if found else 0))
    return re.sub(r"['’]s$", "", named[0]) if named else None


def _is_anothers(reading: Reading, question: str, subject: str) -> bool:
    """Tell whether a reading's sentence names another before the words, and the subject nowhere."""
    sentence = _sentence(reading)
    if _names(sentence, subject):
        return False
    before = sentence[: (reading.start or 0) - (reading.sentence_start or 0)]
    first = _NAME.match(before, len(before) - len(before.lstrip(" “\"'")))
    return first is not None and first[0].lower() not in ASKING | {"he", "she", "we"} and first[0] not in question


def _names(sentence: str, subject: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", sentence) is not None


def _sentence(reading: Reading) -> str:
    offset = reading.hit.passage.start
    start, end = reading.sentence_start or 0, reading.sentence_end or 0
    return reading.hit.passage.text[start - offset : end - offset]


def _exchanged(readings: Sequence[Reading], first: Reading, other: Reading) -> tuple[Reading, ...]:
    """Let the answers of two readings change their probabilities, those that agree with each with it."""
    said = {span_text(first): other.score, span_text(other): first.score}
    told = [replace(each, score=said.get(span_text(each), each.score)) for each in readings]
    return tuple(sorted(told, key=lambda each: -each.score))
