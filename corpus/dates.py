"""Dates as articles write them, to calendar dates."""

from datetime import date, datetime
from email.utils import parsedate_to_datetime

_FORMATS = (
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%d.%m.%Y",
)
"""Only forms that can be read one way; ``03/04/2021`` is two dates and therefore none."""


def read_date(value: object) -> date | None:
    """Read a date from metadata.

    Args:
        value: A date, a datetime, or text: ISO 8601, RFC 2822, or a day, month name and year.

    Returns:
        The calendar date as written, in its own time zone; None if there is none to read.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not value.strip():
        return None
    text = " ".join(value.split())
    return _iso(text) or _named(text) or _rfc2822(text)


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _named(text: str) -> date | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _rfc2822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
