"""The time of day that a question names: "by quarter past three", "at 18:40", "shortly before eight in the evening"."""

import re
from dataclasses import dataclass

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_PARTS = {"quarter": 15, "a quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_EVENING = r"(?:in the (?:afternoon|evening)|at night|that (?:afternoon|evening|night)|p\.?m\b\.?|on the evening)"
_MORNING = r"(?:in the morning|that morning|a\.?m\b\.?)"
_CLOCK = re.compile(
    rf"\b(?P<joint>(?:just |shortly |right )?before|(?:just |shortly )?after|by|at|until|till|around|about|as of)\s+"
    rf"(?:(?P<part>{'|'.join(map(re.escape, sorted(_PARTS, key=len, reverse=True)))})\s+(?P<way>past|to)\s+"
    rf"(?P<near>{_HOUR})|(?P<named>noon|midday|midnight)|(?P<h>[01]?\d|2[0-3])(?:[:h]|\.(?=\d\d\s*(?:[ap]\.?m|on\b|in\b|[?,]|$)))(?P<m>[0-5]\d)"
    rf"|(?P<full>{_HOUR})(?=\s*(?:o['’]?clock|{_EVENING}|{_MORNING})))"
    rf"(?:\s*o['’]?clock)?(?:\s*(?:(?P<late>{_EVENING})|(?P<early>{_MORNING})))?",
    re.IGNORECASE,
)
_NAMED = {"noon": 720, "midday": 720, "midnight": 1440}
_HALF_DAY = 720


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day."""

    minutes: int
    """From midnight, 0 to 1440."""
    either_half: bool
    """Whether it may as well be twelve hours later: "by quarter past three"."""
    strictly_before: bool
    """Whether what was so at that time no longer counts: "shortly before eight"."""


def clock_asked(question: str) -> ClockTime | None:
    """Find the time of day at which something is asked.

    Args:
        question: The question, clean.

    Returns:
        The time; None if the question names none.
    """
    found = _CLOCK.search(question)
    if found is None:
        return None
    before = found["joint"].casefold().endswith("before")
    if found["named"]:
        return ClockTime(_NAMED[found["named"].casefold()], either_half=False, strictly_before=before)
    if found["h"]:
        minutes = int(found["h"]) * 60 + int(found["m"])
    elif found["near"]:
        part = _PARTS[found["part"].casefold()]
        minutes = _hour(found["near"]) * 60 + (part if found["way"].casefold() == "past" else -part)
    else:
        minutes = _hour(found["full"]) * 60
    late = found["late"] or re.search(_EVENING, question, re.IGNORECASE)
    if late and minutes < _HALF_DAY:
        minutes += _HALF_DAY
    early = found["early"] or re.search(_MORNING, question, re.IGNORECASE)
    is_open = not late and not early and minutes <= _HALF_DAY and not (found["h"] and len(found["h"]) > 1)
    return ClockTime(minutes, either_half=is_open, strictly_before=before)


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word.casefold()) + 1
