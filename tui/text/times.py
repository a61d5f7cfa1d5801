"""Formats the dates that an answer's words refer to, and how they were resolved."""

from typing import TYPE_CHECKING

from corpus.times.period import Period, read_period
from tui.text.safe import long_date, one_line

if TYPE_CHECKING:
    from corpus.times.expression import Basis
    from qa.types import AskedTime, When

_COUNTED_FROM: "dict[Basis, str]" = {
    "article": "the article's day",
    "quotation": "the day it was said",
    "event": "the day of another event",
}


def long_time(resolved: str) -> str:
    """Format a day, month, year or range.

    Args:
        resolved: The date in ISO 8601; the ends of a range are separated by ``/``.

    Returns:
        ``13 May 2019``, ``May 2019``, ``6 May 2019 to 12 May 2019``; an invalid date unchanged.
    """
    parts = [(part, read_period(part)) for part in resolved.split("/")]
    return " to ".join(_long(part, period) if period else one_line(part) for part, period in parts)


def _long(iso: str, period: Period) -> str:
    day = long_date(period.first)
    return day if len(iso) == len("2019-05-13") else day.split(" ", 1)[1] if len(iso) == len("2019-05") else iso


def meaning(when: "When | None") -> str:
    """Format the date that words refer to, to be put in brackets after them.

    Args:
        when: The time; None for none.

    Returns:
        A day, month, year or range, or that the article has no date; empty if that adds nothing.
    """
    if when is None:
        return ""
    if when.lacks_date:
        return "the article has no date"
    return long_time(when.resolved) if when.resolved and when.basis else ""


def bracketed(when: "When | None") -> str:
    """Format ``meaning`` in brackets, preceded by a space; may be empty."""
    meant = meaning(when)
    return f" ({meant})" if meant else ""


def asked_time_line(asked: "AskedTime") -> str:
    """Describe the date that a question refers to."""
    first, last = (long_date(day) if day else "" for day in (asked.first, asked.last))
    days = long_time(asked.resolved) if first and last else f"from {first} on" if first else f"up to {last}"
    counted = f", counted from {long_date(asked.counted_from)}" if asked.counted_from else ""
    counted += f", dated by “{one_line(asked.dated_by)}”" if asked.dated_by else ""
    how = "Sentences about other times are not accepted." if asked.is_hard else "Sentences about it come first."
    return f"“{one_line(asked.words)}” is {days}{counted}. {how}"


def counted_line(when: "When | None") -> str:
    """State the day that a date is relative to; empty for None and for absolute dates."""
    if when is None or not meaning(when):
        return ""
    if when.basis is None or when.base is None:
        return f"“{one_line(when.words)}” cannot be resolved: the article has no date."
    counted = f"counted from {_COUNTED_FROM[when.basis]}, {long_date(when.base)}"
    return f"“{one_line(when.words)}” is {meaning(when)}, {counted}."
