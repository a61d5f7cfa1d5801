"""Times that a question takes from the last one: "then", "at that time", "that year", "after that"."""

import re
from collections.abc import Sequence

from qa.conversation.referents import Topic
from qa.conversation.requests import stated_answer
from qa.conversation.words import MONTHS

_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTH = MONTHS.replace(" ", "|")
_TIME = re.compile(
    rf"\b(?:(?:{_WEEKDAYS}),? )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})|(?:{_MONTH})(?: \d{{1,2}}(?!\d))?)"
    rf"(?:,? (?:1[0-9]|20)\d\d)?\b|\b(?:1[0-9]|20)\d\d\b|\b(?:{_WEEKDAYS})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_FROM = re.compile(r"\b(?P<joint>after|before|since|until|till|by|from) (?:that|then)$", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:(?:back )?then|at (?:that time|that point|the time)|(?:(?:in|on|during|at) )?that "
    r"(?:time|(?P<unit>year|month|day|week|night|summer|winter|spring|autumn)))$",
    re.IGNORECASE,
)
_LONGEST = 6
"""Most words of an answer that is a time."""


def at_its_time(words: Sequence[str], topics: Sequence[Topic]) -> list[str]:
    """Put a time that was just said in place of "then" and the like at the end of a question.

    Args:
        words: The question's words.
        topics: The topics of the turns, oldest first.

    Returns:
        The words with the time; empty if there is no such word, or no time was said.
    """
    text = " ".join(words)
    found = _FROM.search(text) or _AT.search(text)
    time = _said_last(topics[-1]) if found else ""
    if not found or not time or len(words) < 3:
        return []
    parts = found.groupdict()
    if parts.get("unit") == "year" and (year := _YEAR.search(time)):
        time = year[0]
    return f"{text[: found.start()]}{parts.get('joint') or preposition_of(time)} {time}".split()


def untimed(asked: str) -> str:
    """Remove "then", "at that time" and the like from the end of a question."""
    return _AT.sub("", _FROM.sub("", asked.rstrip(" ?.!"))).rstrip(" ,")


def _said_last(topic: Topic) -> str:
    """Return the time that an answer is, or that its question names; empty if there is none."""
    answer = stated_answer(topic.said.answer)
    if len(answer.split()) <= _LONGEST and (found := _TIME.search(answer)):
        return found[0]
    asked = list(_TIME.finditer(topic.said.question))
    return asked[-1][0] if asked else ""


def preposition_of(time: str) -> str:
    """Return "in" or "on", whichever stands before a year, a month or a day."""
    return "in" if _YEAR.fullmatch(time) or not re.match(rf"\d|(?:{_WEEKDAYS})", time, re.IGNORECASE) else "on"
