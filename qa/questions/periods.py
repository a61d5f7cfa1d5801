"""The time of an amount, if one sentence gives two: "61 per cent, up from 54 in 2021", "from 12 to 15 weeks"."""

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
_BEFORE = re.compile(
    r"\b(?:before(?=\s*\W*$|\s+(?:the|this|that|it|they|he|she|its|their|then)\b)|previously|formerly|originally|used\s+to|"
    r"until\s+(?:then|now|recently)|up\s+to\s+then)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:now|currently|today|nowadays|these\s+days|after\s+(?:the|this|that)\b)", re.IGNORECASE)
_SINCE = re.compile(r"\s(?:after|before)\s+(?:(?!the\b)\w+\s)?(?:1[5-9]|20)\d\d\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\bfrom\s+(?P<before>[^.;()]{0,30}?\d[^.;()]{0,40}?)\s+to\s+(?P<after>[^.;()]{0,20}?\d[\d.,]*(?:\s\w+)?)",
    re.IGNORECASE,
)
"""A change: "rose from 12 to 15 weeks"."""
_CHANGED = re.compile(
    r"\b(?:r(?:i|o)s\w*|fell|fall\w*|increas\w+|decreas\w+|grew|grow\w*|went|go(?:es)?|drop\w*|cut|rais\w+|lower\w*|"
    r"lengthen\w*|shorten\w*|chang\w+|up|down|climb\w*|doubl\w+|jump\w*|s(?:a|i|u)nk\w*|shr(?:a|i|u)nk\w*|mov\w+|"
    r"reduc\w+|expand\w*|declin\w+)\b",
    re.IGNORECASE,
)
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
        own time belongs to another one only if the words that separate the two say so. True also for "15 weeks" in
        "waits rose from 12 to 15 weeks", asked about the time before.
    """
    if _is_other_end(question, text, start, end):
        return True
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


def _is_other_end(question: str, text: str, start: int, end: int) -> bool:
    """Return whether an amount is what something changed to, asked what it was before, or the reverse."""
    before, after = _BEFORE.search(question), _AFTER.search(question)
    if bool(before) == bool(after) or _SINCE.search(question):
        return False
    first, last = _sentence(text, start, end)
    for change in _RANGE.finditer(text, first, last):
        if _CHANGED.search(text, first, change.start()) and change.start() <= start and end <= change.end():
            wanted = change.span("before" if before else "after")
            return not (wanted[0] <= start and end <= wanted[1])
    return False


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    return first, stop.start() if stop else len(text)


def _is_further(part: str, wanted: str) -> bool:
    return _FURTHER.match(part.lower().partition(wanted)[0]) is not None


def _has_amount(part: str, wanted: str) -> bool:
    """Return whether a part of a sentence has the wanted time, and an amount."""
    times = [match.group().lower() for match in _TIME.finditer(part)]
    return wanted in times and _DIGIT.search(_TIME.sub("", part)) is not None


def _parts(text: str, start: int, end: int) -> tuple[str, list[str]]:
    """Split the sentence around a span: the part with the span, and the others."""
    first, last = _sentence(text, start, end)
    cuts = [first, *(match.start() for match in _JOINT.finditer(text, first, last)), last]
    spans = [(low, high) for low, high in pairwise(cuts) if low < high]
    own = " ".join(text[low:high] for low, high in spans if low < end and start < high)
    return own, [text[low:high] for low, high in spans if high <= start or end <= low]
