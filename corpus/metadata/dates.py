"""Read the dates that articles and their metadata write.

Only unambiguous dates are read: ``03/04/2021`` could be two dates and is therefore none, unless a
weekday next to it or another date of the same document decides. A date is the one in
its own time zone: ``2021-04-22T23:30:00-05:00`` is 22 April, and a UTC time that names no
other zone stays as it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

Order = Literal["day first", "month first"]

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari jänner janv ene gen",
    "february feb februar février fevrier febrero febbraio fevereiro februari févr fevr fev",
    "march mar märz mars marts marzo março maart mrt",
    "april apr avril abril aprile avr abr",
    "may mai maj mayo maggio maio mei",
    "june jun juni juin junio giugno junho giu",
    "july jul juli juillet julio luglio julho juil lug",
    "august aug août aout agosto augustus augusti ago",
    "september sept sep septembre septiembre setiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro ott",
    "november nov novembre noviembre novembro",
    "december dec desember des dezember décembre decembre diciembre dicembre dezembro déc dez dic",
)
"""English names and their abbreviations, then German, French, Spanish, Italian, Portuguese, Dutch and Scandinavian."""
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[4-9]|20)\d\d"
_WRITTEN = re.compile(
    rf"""(?<![\w/.-])(?:
      (?:(?P<weekday>{WEEKDAY}),?\s+(?:den|the)?\s*)?(?:
        (?P<month1>{MONTH})\s+(?P<day1>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<year1>{_YEAR})
      | (?P<day2>{_DAY})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:(?:of|de)\s+)?(?P<month2>{MONTH}),?[\s-]+
        (?:del?\s+)?(?P<year2>{_YEAR})
      | (?P<first>{_DAY})/(?P<second>{_DAY})/(?P<year3>{_YEAR})
      | (?P<day4>{_DAY})\.\s?(?P<month4>0?[1-9]|1[0-2])\.\s?(?P<year4>{_YEAR})
      )
    | (?P<year5>{_YEAR})(?P<mark>[-/.])(?P<month5>0?[1-9]|1[0-2])(?P=mark)(?P<day5>{_DAY})(?=\D|$)
    | (?P<year6>{_YEAR})年\s?(?P<month6>0?[1-9]|1[0-2])月\s?(?P<day6>{_DAY})日
    )(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
_YEARLESS = re.compile(
    rf"(?P<month1>{MONTH})\s+(?P<day1>{_DAY})(?:st|nd|rd|th)?(?!\d)|(?P<day2>{_DAY})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH})",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\d/\d")
_ISO_START = re.compile(r"\d{4}-\d\d-\d\d(?=[T\s])")
EARLIEST = date(1450, 1, 1)
"""Printing from movable type began in Europe about then; an older date is a mistake."""
_NO_TIME = date(1970, 1, 1)
"""What programs write when the time is unknown."""
_SECONDS = range(315_532_800, 10**11)
"""Numbers taken as seconds since 1970, from 1980 on; a thousand times as much is milliseconds."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in running text."""

    day: date
    start: int
    end: int


def read_date(value: object) -> date | None:
    """Read a date from metadata.

    Args:
        value: A date, a datetime, seconds or milliseconds since 1970, or text: ISO 8601,
            RFC 2822, or one date in any form that `written_dates` finds.

    Returns:
        The calendar date as written, in its own time zone; None if there is none to read.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = " ".join(value[:200].split())
    return _iso(text) or _only(text) or _rfc2822(text)


def written_dates(text: str, order: Order | None = None) -> Iterator[WrittenDate]:
    """Find the dates in a text that have a day, a month and a year.

    A date whose weekday does not match is a mistake, and skipped.

    Args:
        text: The text.
        order: How to read ``03/04/2021`` if nothing else decides; None skips it.

    Yields:
        The dates, in order.
    """
    for match in _WRITTEN.finditer(text):
        day = _day_of(match, order)
        if day is not None:
            yield WrittenDate(day, *match.span())


def order_in(text: str) -> Order | None:
    """Infer from a document's other dates whether ``03/04/2021`` is April or March.

    Args:
        text: The document, or enough of it.

    Returns:
        The order, if at least one date can be read in it only and none in the other only.
    """
    days = months = 0
    for match in _WRITTEN.finditer(text) if _SLASHED.search(text) else ():
        if match["first"]:
            days += int(match["first"]) > 12 >= int(match["second"])
            months += int(match["second"]) > 12 >= int(match["first"])
    if bool(days) == bool(months):
        return None
    return "day first" if days else "month first"


def in_year_of(text: str, year: int | None, by: date | None) -> date | None:
    """Read a date without a year, given what else is known.

    Args:
        text: Begins with a day and a month: ``April 22``.
        year: The year, if known.
        by: A day that it is not after, and less than a year before.

    Returns:
        The date; None if the year is unknown, or there is no such day in it.
    """
    match = _YEARLESS.match(text)
    if match is None or (year is None and by is None):
        return None
    month, day = _NUMBER[(match["month1"] or match["month2"]).lower().rstrip(".")], int(match["day1"] or match["day2"])
    if year is None and by is not None:
        year = by.year if (month, day) <= (by.month, by.day) else by.year - 1
    return _made(year or 0, month, day)


def is_possible(day: date, latest: date) -> bool:
    """Return whether an article could have been published on a day.

    Args:
        day: The day.
        latest: The current day; the next one is allowed too, as it begins earlier in the east.

    Returns:
        Whether it lies between the first printed book and tomorrow, and is not the default time stamp 1970-01-01.
    """
    return EARLIEST <= day <= latest + timedelta(days=1) and day != _NO_TIME


def local_day(seconds: float | None) -> date | None:
    """Give the day of a file's time in the local zone; None without a time, or if it is out of range."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return None


def _day_of(match: re.Match[str], order: Order | None) -> date | None:
    weekday = (match["weekday"] or "").lower()[:3]
    for form in "12456":
        if match[f"year{form}"]:
            month = match[f"month{form}"].lower().rstrip(".")
            day = _made(int(match[f"year{form}"]), _NUMBER.get(month) or int(month), int(match[f"day{form}"]))
            return day if day and _is_weekday(day, weekday) else None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year3"])
    readings = {_made(year, second, first): "day first", _made(year, first, second): "month first"}
    fitting = [day for day in readings if day and _is_weekday(day, weekday)]
    if len(fitting) == 1:
        return fitting[0]
    return next((day for day in fitting if readings[day] == order), None)


def _is_weekday(day: date, weekday: str) -> bool:
    return not weekday or _WEEKDAYS[day.weekday()].startswith(weekday)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(value: float) -> date | None:
    try:
        number = int(value)
    except (ValueError, OverflowError):  # not a number, or without end
        return None
    if 14_500_101 <= number < 21_000_000 and number == value:  # 20210422
        return _made(number // 10_000, number // 100 % 100, number % 100)
    if number // 1000 in _SECONDS:
        number //= 1000
    return datetime.fromtimestamp(number, UTC).date() if number in _SECONDS else None


def _iso(text: str) -> date | None:
    if "W" in text:  # ISO 8601 has weeks too, and a week is not a day
        return None
    if text.isdecimal():
        return _counted(int(text)) if len(text) in {8, 9, 10, 13} else None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        start = _ISO_START.match(text)
    try:
        return date.fromisoformat(start[0]) if start else None
    except ValueError:
        return None


def _only(text: str) -> date | None:
    """Read the only date in a text; None if it has two different ones."""
    days = {match.day for match in written_dates(text)}
    return days.pop() if len(days) == 1 else None


def _rfc2822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
