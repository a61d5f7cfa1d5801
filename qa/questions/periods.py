"""The time of an amount, if one sentence gives two: "61 per cent, up from 54 in 2021"."""

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
"""Words that separate an earlier amount from the reported one."""
_FURTHER = re.compile(
    r"\W*\d[\d.,]*(?:\s(?:more|others|per\s?cent|%|thousand|million|billion))*\s(?:in\s)?$", re.IGNORECASE
)
"""A second amount right before its time, without its noun: "60 more tomorrow"."""
_SENTENCE = re.compile(r"[.!?…]\s+(?=[\"“]?[A-Z])|[\r\n]")


def is_of_another_time(question: str, text: str, start: int, end: int) -> bool:
    """Return whether an amount is of another time than the one asked about, whose amount the same sentence gives.

    Args:
        question: What is asked.
        text: A passage.
        start: Where the amount begins in it.
        end: After its last character.

    Returns:
        True for "61 per cent" in "61 per cent, up from 54 in 2021", asked about 2021. An amount without its
        own time belongs to another one only if the words that separate the two say so.
    """
    asked = _TIME.search(question)
    if asked is None:
        return False
    wanted = asked.group().lower()
    own, others = _parts(text, start, end)
    times = {match.group().lower() for match in _TIME.finditer(own)}
    if wanted in times:
        return False
    return any(
        (times or _CONTRAST.match(part) or _is_further(part, wanted)) and _has_amount(part, wanted) for part in others
    )


def _is_further(part: str, wanted: str) -> bool:
    return _FURTHER.match(part.lower().partition(wanted)[0]) is not None


def _has_amount(part: str, wanted: str) -> bool:
    """Return whether a part of a sentence has the wanted time, and an amount."""
    times = [match.group().lower() for match in _TIME.finditer(part)]
    return wanted in times and _DIGIT.search(_TIME.sub("", part)) is not None


def _parts(text: str, start: int, end: int) -> tuple[str, list[str]]:
    """Split the sentence around a span: the part with the span, and the others."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    last = stop.start() if stop else len(text)
    cuts = [first, *(match.start() for match in _JOINT.finditer(text, first, last)), last]
    spans = [(low, high) for low, high in pairwise(cuts) if low < high]
    own = " ".join(text[low:high] for low, high in spans if low < end and start < high)
    return own, [text[low:high] for low, high in spans if high <= start or end <= low]
