"""Find the entries of live blogs, timelines and minutes: parts that are headed by a time.

A later entry may correct an earlier one, so no passage holds two of them, and the time of each
is a mark of its article.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.article import Mark
from corpus.sentences import Span, paragraphs

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DATE = (
    rf"(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}\.?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|{_WEEKDAY}"
)
_CLOCK = re.compile(
    r"[\s>*_#|•–—\[(-]*(?:(?:updated?|posted|published|added|time)\b[\s:([–—-]*)?"
    rf"(?:(?:at|kl\.?|um)\s+)?(?P<time>(?:(?:{_DATE})[,:]?(?:\s+[|·–—-])?\s+(?:(?:at|kl\.?|um)\s+)?)?"
    r"(?:(?:[01]?\d|2[0-4])[.:h][0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.?m\b\.?|uhr|GMT|BST|UTC|CE?S?T|E[SD]?T))?"
    r"|(?:0?[1-9]|1[0-2])\s?[ap]\.?m\b\.?)"
    rf"(?:,?\s+(?:[|·–—-]\s+)?(?:on\s+)?(?:{_DATE})(?=\s*(?:$|[\n|:*_\])–—-])))?"
    r"|\d{1,3}\s?(?:minutes?|mins?|hours?|hrs?|days?)\s+ago\b)"
    r"(?![\d.,:%/]*\d|\s?(?:per\s?cent|%|million|billion|thousand|metres?|kilomet|km|m\b|kg|tonnes|euros?|dollars?|pounds))",
    re.IGNORECASE,
)
"""A time of day, with or without its date, at the head of an entry."""
_ONLY_DATE = re.compile(rf"\W*(?:{_DATE}|{_MONTH}\s+\d{{4}}|(?:1[5-9]|20)\d\d)\W*", re.IGNORECASE)
_DATED = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s+(?P<month>{_MONTH})|(?P<named>{_MONTH})\s+(?P<number>\d{{1,2}})"
    r"|\d{4}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d-])(?P<hours>\d{1,2})(?:[.:h](?P<minutes>\d\d))?(?::\d\d)?\s?(?P<half>[ap])?", re.IGNORECASE
)
_LEAST = 3
"""Lines headed by a time that make a text one of entries; of short lines, two are enough."""
_AGO = re.compile(r"(\d+)\s?(m|h|d)\w*\s+ago", re.IGNORECASE)
_UNITS = {"m": 1, "h": 60, "d": 24 * 60}
_DAY = 24 * 60
_LONGEST_MONTH = 31
_YEAR = 12 * _LONGEST_MONTH
_HALF_YEAR = _YEAR // 2
_NIGHT = 6 * 60
"""Minutes by which a time must drop from one entry to the next to be of another day."""
_HEADING = 90
"""Characters of a line that is only an entry's heading, at most."""


def begins_entry(text: str) -> bool:
    """Return whether a text begins with a time, as an entry does."""
    return entry_time(text) is not None


def is_date(text: str) -> bool:
    """Return whether a text is a date and nothing else, as heads an entry of a timeline."""
    return _ONLY_DATE.fullmatch(text) is not None


def entry_time(text: str) -> str | None:
    """Give the time a text begins with, as it is written; None if it begins with none."""
    clock = _CLOCK.match(text)
    return clock["time"] if clock else None


def entry_times(text: str, spans: Sequence[Span]) -> dict[int, str]:
    """Find the paragraphs that begin an entry.

    Args:
        text: The article's text.
        spans: Its paragraphs, in order.

    Returns:
        The indexes of those paragraphs, to the times they name; empty if there are no entries.
    """
    times = {
        place: clock["time"]
        for place, (start, end) in enumerate(spans)
        if (clock := _CLOCK.match(text[start : min(end, start + 60)]))
    }
    short = sum(spans[place][1] - spans[place][0] <= _HEADING for place in times)
    return times if len(times) >= _LEAST or short >= 2 else {}


def entry_marks(text: str, body: int) -> tuple[Mark, ...]:
    """Mark where entries begin.

    Args:
        text: The article's text.
        body: Where its body begins.

    Returns:
        A mark for each entry, labelled with its time; none where there are no entries.
    """
    if not re.search(r"\d(?:[.:h][0-5]\d|\s?[ap]\.?m\b|\s?\w+\s+ago\b)", text, re.IGNORECASE):
        return ()
    spans = paragraphs(text, body)
    return tuple(Mark(spans[place][0], time) for place, time in entry_times(text, spans).items())


def in_minutes(times: Sequence[str]) -> list[int]:
    """Convert the times of entries to minutes that continue past midnight.

    Args:
        times: As written, in the order of the text, which may be oldest or newest first.

    Returns:
        Minutes from one midnight, negative for the day before; larger is later.
    """
    clock = [_minutes(time) for time in times]
    if any(map(_AGO.match, times)):
        return clock
    days = _days(times)
    if any(days):
        return [day * _DAY + minutes for day, minutes in zip(days, clock, strict=True)]
    changes = [after - before for before, after in pairwise(clock)]
    nearest = [(change + _DAY // 2) % _DAY - _DAY // 2 for change in changes]
    way = 1 if sum(change > 0 for change in nearest) >= sum(change < 0 for change in nearest) else -1
    day = 0
    running = clock[:1]
    for change, minutes in zip(changes, clock[1:], strict=True):
        day += way * (change * way < -_NIGHT)
        running.append(minutes + day * _DAY)
    return running


def _days(times: Sequence[str]) -> list[int]:
    """Count the days from that of the first time; one without a date is of the same day as that before it."""
    found = [_DATED.search(time) for time in times]
    if not any(found):
        return [0] * len(times)
    known = [_ordinal(each) for each in found if each]
    newest = max(known, key=lambda day: (day - known[0] + _HALF_YEAR) % _YEAR)
    days: list[int] = []
    last = known[0]
    for each in found:
        last = _ordinal(each) if each else last
        days.append((last - newest + _HALF_YEAR) % _YEAR - _HALF_YEAR)
    return [day - days[0] for day in days]


def _ordinal(dated: re.Match[str]) -> int:
    """Number a date within its year, with all months of equal length."""
    named = dated["month"] or dated["named"]
    month = _MONTHS.index(named[:3].lower()) if named else int(dated["iso_month"]) - 1
    return month * _LONGEST_MONTH + int(dated["day"] or dated["number"] or dated["iso_day"])


def _minutes(time: str) -> int:
    ago = _AGO.match(time)
    if ago:
        return -int(ago[1]) * _UNITS[ago[2].lower()]
    clocks = [each for each in _TIME.finditer(_DATED.sub(" ", time)) if each["minutes"] or each["half"]]
    if not clocks:
        return 0
    hours, minutes = int(clocks[0]["hours"]), int(clocks[0]["minutes"] or 0)
    if half := clocks[0]["half"]:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return hours * 60 + minutes
