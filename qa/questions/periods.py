"""Of which time an amount is, where one sentence tells two: "61 per cent, up from 54 in 2021"."""

import re
from itertools import pairwise

_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|this|next)\s+(?:year|month|week|season|quarter|spring|summer|autumn|winter)\b|"
    r"\b(?:yesterday|today|tomorrow)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_JOINT = re.compile(
    r"[,;]\s|\s(?=(?:up|down|compared|against|from|than|after)\b)|\b(?:and|but|while|whereas)\b", re.IGNORECASE
)
_CONTRAST = re.compile(r"\W*(?:up|down|compared|against|from|than|after)\b", re.IGNORECASE)
"""What parts an earlier amount from the one that is told."""
_FURTHER = re.compile(
    r"\W*\d[\d.,]*(?:\s(?:more|others|per\s?cent|%|thousand|million|billion))*\s(?:in\s)?$", re.IGNORECASE
)
"""A second amount right before its time, without what is counted: "60 more tomorrow"."""
_SENTENCE = re.compile(r"[.!?…]\s+(?=[\"“]?[A-Z])|[\r\n]")


def is_of_another_time(question: str, text: str, start: int, end: int) -> bool:
    """Return whether an amount is of another time than the one asked about, which the same sentence tells as well.

    Args:
        question: What is asked.
        text: A passage.
        start: Where the amount begins in it.
        end: Behind its last character.

    Returns:
        True for "61 per cent" in "61 per cent, up from 54 in 2021", asked about 2021. An amount of no time of its
        own is another's only where the words that part the two say so.
    """
    asked = _TIME.search(question)
    if asked is None:
        return False
    wanted = asked.group().lower()
    own, others = _parts(text, start, end)
    times = {found.group().lower() for found in _TIME.finditer(own)}
    if wanted in times:
        return False
    return any(
        (times or _CONTRAST.match(part) or _is_further(part, wanted)) and _tells(part, wanted) for part in others
    )


def _is_further(part: str, wanted: str) -> bool:
    return _FURTHER.match(part.lower().partition(wanted)[0]) is not None


def _tells(part: str, wanted: str) -> bool:
    """Return whether a part of a sentence has the time that is wanted, and an amount beside it."""
    times = [found.group().lower() for found in _TIME.finditer(part)]
    return wanted in times and _DIGIT.search(_TIME.sub("", part)) is not None


def _parts(text: str, start: int, end: int) -> tuple[str, list[str]]:
    """Cut the sentence around a span: the part that it stands in, and the others."""
    first = max((found.end() for found in _SENTENCE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    last = stop.start() if stop else len(text)
    cuts = [first, *(found.start() for found in _JOINT.finditer(text, first, last)), last]
    spans = [(low, high) for low, high in pairwise(cuts) if low < high]
    own = " ".join(text[low:high] for low, high in spans if low < end and start < high)
    return own, [text[low:high] for low, high in spans if high <= start or end <= low]
