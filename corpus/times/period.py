"""Periods of whole days, and the arithmetic of calendars on them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days."""

    first: date
    last: date
    """The last day of it, never before the first."""

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def written(self) -> str:
        """Write it by ISO 8601: a day, a month or a year, else its two ends in the coarsest of these that fits."""
        first, last = self.first, self.last
        ends = (
            (year_of(first.year), year_of(last.year)),
            (month_of(first), month_of(last)),
            (day_of(first), day_of(last)),
        )
        for length, (begins, ends_with) in zip((4, 7, 10), ends, strict=True):
            if (begins.first, ends_with.last) == (first, last):
                one, other = first.isoformat()[:length], last.isoformat()[:length]
                return one if one == other else f"{one}/{other}"
        raise AssertionError("every period begins and ends with a day")


def read_period(iso: str) -> Period | None:
    """Read what `Period.written` wrote.

    Args:
        iso: A day, a month, a year, or two of these separated by ``/``.

    Returns:
        The period; None for anything else, and for days that do not exist.
    """
    parts = [_read_one(part) for part in iso.split("/")]
    first, last = parts[0], parts[-1]
    if len(parts) > 2 or first is None or last is None:
        return None
    return joined(first, last)


def _read_one(iso: str) -> Period | None:
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    try:
        if match[3]:
            return day_of(date.fromisoformat(iso))
        return month_of(date.fromisoformat(f"{iso}-01")) if match[2] else year_of(int(match[1]))
    except ValueError:
        return None


def made(year: int, number: int, day: int) -> Period | None:
    """Return a day of the calendar; None if there is no such day."""
    try:
        return day_of(date(year, number, day))
    except ValueError:
        return None


def day_of(day: date) -> Period:
    """Give the period of one day."""
    return Period(day, day)


def month(year: int, number: int) -> Period:
    """Give a month; `number` may be 0 or less, or over 12, and is then of another year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def month_of(day: date) -> Period:
    """Give the month that a day lies in."""
    return month(day.year, day.month)


def year_of(year: int) -> Period:
    """Give a year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def weekday_in_month(year: int, number: int, weekday: int, nth: int) -> date:
    """Give the nth of a weekday in a month; `weekday` counts from Monday, 0, and `nth` from 1."""
    first = date(year, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def week_of(day: date) -> Period:
    """Give the week, from Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Period:
    """Give Saturday and Sunday of the week that a day lies in."""
    week = week_of(day)
    return Period(week.last - timedelta(days=1), week.last)


def quarter(year: int, number: int) -> Period:
    """Give a quarter of a calendar year; `number` from 1, others are of another year."""
    return Period(month(year, 3 * number - 2).first, month(year, 3 * number).last)


def season(year: int, number: int) -> Period:
    """Give a season of the northern year by whole months: 0 winter, which begins in December before, to 3 autumn."""
    return Period(month(year, 3 * number).first, month(year, 3 * number + 2).last)


def decade_of(year: int) -> Period:
    """Give the ten years that share all digits but the last."""
    return Period(date(year - year % 10, 1, 1), date(year - year % 10 + 9, 12, 31))


def century(number: int) -> Period:
    """Give a century, which begins with a year that ends in 1."""
    return Period(date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def joined(first: Period, last: Period) -> Period | None:
    """Give the span from one period to another; None if the second begins before the first."""
    return Period(first.first, last.last) if first.first <= last.first and first.last <= last.last else None


def shifted(day: date, count: int, unit: str) -> Period | None:
    """Count days, weeks, months or years from a day.

    Args:
        day: The day.
        count: How many; negative goes back.
        unit: ``day``, ``week``, ``month``, ``year``, ``decade`` or ``century``.

    Returns:
        A period as exact as the unit: the day, the week from Monday to Sunday, the month or the year;
        None beyond the calendar.
    """
    try:
        if unit in {"day", "week"}:
            moved = day + timedelta(days=count * (7 if unit == "week" else 1))
            return day_of(moved) if unit == "day" else week_of(moved)
        if unit == "month":
            return month(day.year, day.month + count)
        return year_of(day.year + count * {"year": 1, "decade": 10, "century": 100}[unit])
    except (ValueError, OverflowError):
        return None


def moved(day: date, count: int, unit: str) -> date:
    """Give the day `count` units from another: the same day of the month, or the month's last.

    Args:
        day: The day.
        count: How many; negative goes back.
        unit: ``day``, ``week``, ``month`` or ``year``.

    Returns:
        The day.

    Raises:
        ValueError: If no calendar has it.
        OverflowError: The same, for days and weeks.
    """
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    target = month(day.year, day.month + count * (12 if unit == "year" else 1))
    return min(target.last, target.first + timedelta(days=day.day - 1))


def overlap(one: str, other: str) -> bool:
    """Return whether two periods, as ISO 8601 has them, have a day in common; False if one cannot be read."""
    first, second = read_period(one), read_period(other)
    return first is not None and second is not None and first.first <= second.last and second.first <= first.last
