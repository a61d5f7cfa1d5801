"""Times as text for a person: the day that an answer's words are, and what it was counted from."""

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
    """Write a day, month, year or span as a person would.

    Args:
        resolved: As ISO 8601 has it, the ends of a span parted by ``/``.

    Returns:
        ``13 May 2019``, ``May 2019``, ``6 May 2019 to 12 May 2019``; what cannot be read, as it is.
    """
    parts = [(part, read_period(part)) for part in resolved.split("/")]
    return " to ".join(_long(part, period) if period else one_line(part) for part, period in parts)


def _long(iso: str, period: Period) -> str:
    day = long_date(period.first)
    return day if len(iso) == len("2019-05-13") else day.split(" ", 1)[1] if len(iso) == len("2019-05") else iso


def meaning(when: "When | None") -> str:
    """Write what time words are, to be put behind them in brackets.

    Args:
        when: The time; None for none.

    Returns:
        A day, month, year or span, or that the article has no date; empty where that adds nothing.
    """
    if when is None:
        return ""
    if when.lacks_date:
        return "the article has no date"
    return long_time(when.resolved) if when.resolved and when.basis else ""


def bracketed(when: "When | None") -> str:
    """Write ``meaning`` in brackets behind a space; empty where there is none."""
    meant = meaning(when)
    return f" ({meant})" if meant else ""


def asked_time_line(asked: "AskedTime") -> str:
    """Say which time a question was taken to be about."""
    first, last = (long_date(day) if day else "" for day in (asked.first, asked.last))
    days = long_time(asked.resolved) if first and last else f"from {first} on" if first else f"up to {last}"
    counted = f", counted from {long_date(asked.counted_from)}" if asked.counted_from else ""
    how = "Sentences about other times are not accepted." if asked.is_hard else "Sentences about it come first."
    return f"“{one_line(asked.words)}” is {days}{counted}. {how}"


def counted_line(when: "When | None") -> str:
    """Say what a time was counted from; empty for none, and for one that counts from nothing."""
    if when is None or not meaning(when):
        return ""
    if when.basis is None or when.base is None:
        return f"“{one_line(when.words)}” cannot be counted: the article has no date."
    counted = f"counted from {_COUNTED_FROM[when.basis]}, {long_date(when.base)}"
    return f"“{one_line(when.words)}” is {meaning(when)}, {counted}."
