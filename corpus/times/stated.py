"""Resolve absolute expressions: those that count from nothing."""

from collections.abc import Callable
from datetime import date

from corpus.times.finding import Found
from corpus.times.period import Period, century, day_of, decade_of, joined, made, read_period, year_of
from corpus.times.vocabulary import month_number, ordinal_number

_KNOWN = {"9": date(2001, 9, 11), "1": date(2001, 9, 11), "S": date(2001, 9, 11), "J": date(2021, 1, 6)}
"""Dates that denote an event, by the first character of their notation."""
_TENS = {"twen": 1920, "thir": 1930, "for": 1940, "fif": 1950, "six": 1960, "seven": 1970, "eigh": 1980, "nine": 1990}
_MONTHS = 12
_THIS_CENTURY = 50
"""Two-digit years below it are of this century."""


def number(word: str | None) -> int:
    """Read the digits of a number: ``3rd`` is 3; 0 if there are none."""
    return int("".join(filter(str.isdecimal, word or "0")))


def _date(found: Found) -> Period | None:
    if iso := found.of("iso"):
        return read_period(iso)
    of_year = month_number(found.of("m1", "m2") or "")
    return made(number(found.of("y1", "y2")), of_year, number(found.of("d1", "d2")))


def _slashed(found: Found) -> Period | None:
    """Read ``25/04/2021``; None where day and month could be swapped."""
    one, other, year = number(found.of("a")), number(found.of("b")), number(found.of("year"))
    if len(found.of("year") or "") == len("21"):
        year += 2000 if year < _THIS_CENTURY else 1900
    days = {made(year, month, day) for month, day in ((one, other), (other, one))} - {None}
    return days.pop() if len(days) == 1 else None


def _known(found: Found) -> Period | None:
    return day_of(_KNOWN[(found.of("known") or "")[0]])


def _century(found: Found) -> Period | None:
    nth = ordinal_number(found.of("century") or "")
    if not 0 < nth < 22 or found.of("old"):
        return None
    whole, half = century(nth), (found.of("in") or "").lower()
    middle = year_of(whole.first.year + 49)
    if "first" in half:
        return Period(whole.first, middle.last)
    return Period(year_of(middle.first.year + 1).first, whole.last) if half else whole


def _decade(found: Found) -> Period | None:
    if tens := found.of("tens"):
        return decade_of(_TENS[tens.lower()])
    return decade_of(int(found.of("decade") or 0) or 1900 + number(found.of("short")))


def _years(found: Found) -> Period | None:
    """Read ``1914-1918``, ``1914-18`` and ``2019/20``."""
    first, last = number(found.of("first")), number(found.of("last"))
    if short := found.of("short"):
        last = first - first % 100 + number(short) + (100 if number(short) < first % 100 else 0)
        said = found.said[0] if found.said else ""
        slashed, is_dash = "/" in said, "–" in said
        if last != first + 1 and (
            slashed or last > first - first % 100 + 99 or (number(short) <= _MONTHS and not is_dash)
        ):
            return None  # "2020-05" may be a month
    return joined(year_of(first), year_of(last))


def _year(found: Found) -> Period | None:
    return year_of(number(found.of("year")))


STATED: dict[str, Callable[[Found], Period | None]] = {
    "date": _date,
    "slashed": _slashed,
    "known day": _known,
    "century": _century,
    "decade": _decade,
    "years": _years,
    "years between": _years,
    "fiscal years": _years,
    "decade in words": _decade,
    "year": _year,
    "years old": _year,
    "loose year": _year,
    "only year": _year,
}
"""The resolver of each absolute form."""
