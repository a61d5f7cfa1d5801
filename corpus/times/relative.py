"""Resolve relative expressions: those counted from a day or an event."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.times.context import Surroundings
from corpus.times.expression import Basis
from corpus.times.finding import Found
from corpus.times.period import (
    Period,
    century,
    day_of,
    decade_of,
    quarter,
    shifted,
    week_of,
    weekend_of,
)
from corpus.times.tense import Tense, tense_at
from corpus.times.vocabulary import number_of, unit_of, weekday_number

_LONGEST = {"day": 1, "night": 1, "week": 7, "weekend": 2, "month": 31, "year": 366}
"""Days of the longest period that is exact enough to count such units from."""
_BOUND = re.compile(r"\b(?:until|till|through|from|by|before|ahead\s+of)\s+(?:the\s+)?$", re.IGNORECASE)
_ELSEWHERE = re.compile(r",?\s*(?:in\s+the\s+\w+,?\s+)?(?:local\s+time|\(?UTC\+)")
"""A place where it may be tomorrow already."""
_THESE_DAYS = re.compile(
    r"['’]s\s+(?:[A-Z]|(?:world|society|standards|young|youth|children|generation|economy|market|technology|money)\b)"
)
"""After `_OF`, uses of "today's" that mean no particular day: what today's MI5 is, in today's world."""
_OF = re.compile(r"\b(?:what|in|of|for|like)\s+$")
_EACH = re.compile(r"\b(?:every|each|per)\s+$", re.IGNORECASE)
_EVENT = re.compile(r"\s+(?:(?:the|its|his|her|their|an?)\s+)?(?P<noun>[^\W\d_]+)")
"""The event named after ``the day before``."""
_STEP = {"last": -1, "this": 0, "next": 1}
_LONG_AGO = 240
"""Days after which a past date without a year is less likely than one to come."""
_SOON = 31
"""Days within which the nearest date wins over the one that the tense asks for."""
_MIDWEEK = 3
"""Weekday before which "this weekend" in the past tense is the weekend before; Monday is 0."""
_SUNDAY = 6
_PARTS = {"night", "morning", "afternoon", "evening"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means."""

    period: Period | None
    """None if unresolved."""
    basis: Basis | None = None
    base: date | None = None
    is_relative: bool = True


UNSETTLED = Meaning(None)


@dataclass(frozen=True, slots=True)
class Here:
    """An expression in its context, and the day it counts from."""

    found: Found
    around: Surroundings
    base: date
    basis: Basis

    @property
    def tense(self) -> Tense | None:
        """The tense of its verb."""
        start = self.found.start
        return tense_at(self.around.text, self.around.sentence(start), start, self.found.end)

    @property
    def looks_back(self) -> bool:
        """Whether it may be of long ago: after "had", or after a year of long ago."""
        start = self.found.start
        had = re.search(r"\bhad\b", self.around.text[self.around.sentence(start)[0] : start])
        return had is not None or self.around.looks_back(start)

    @property
    def is_bound(self) -> bool:
        """Whether it is the beginning or end of something, whose tense may differ from that of its verb."""
        return _BOUND.search(self.around.text, max(0, self.found.start - 16), self.found.start) is not None

    def event(self, most_days: int) -> Period | None:
        """Find what ``before`` and ``after`` count from: the event named after them, else the last time before."""
        day = self.around.after(self.found.end)
        if day is None and (named := _EVENT.match(self.around.text, self.found.end)):
            return self.around.day_of_event(named["noun"], self.found.start)
        return day or self.around.before(self.found.start, most_days)

    def counted(self, period: Period | None) -> Meaning:
        """Give a period counted from the day."""
        return Meaning(period, self.basis, self.base) if period else UNSETTLED

    def from_event(self, event: Period, period: Period | None) -> Meaning:
        """Give a period counted from another time in the text."""
        return Meaning(period, "event", event.first) if period else UNSETTLED


def nearest(here: Here, in_year: Callable[[int], Period | None], year: int) -> Period | None:
    """Choose the year of a yearly period: by the verb's tense, else the nearest.

    Args:
        here: The expression in its context.
        in_year: Gives the period in a year; None where the year has none.
        year: The year to choose around.

    Returns:
        The period; None where there is no such day.
    """
    candidates = [period for period in map(in_year, (year - 1, year, year + 1)) if period]
    if (name := here.found.of("weekday")) and here.found.form == "day":
        named = [period for period in candidates if period.first.weekday() == weekday_number(name)]
        candidates = named or candidates
    if not candidates:
        return None
    close = min(candidates, key=lambda period: abs((period.first - here.base).days))
    tense, is_bound = here.tense, here.is_bound
    if tense == "future" or (is_bound and tense == "future in the past"):
        ahead = next((period for period in candidates if period.last >= here.base), close)
        is_over = abs((close.first - here.base).days) <= _SOON and (ahead.first - here.base).days > _LONG_AGO
        return close if is_over else ahead  # "the launch planned for 18 December was put off"
    over = [period for period in candidates if period.first <= here.base]
    if over and tense == "past state":
        is_near = abs((close.first - here.base).days) <= _SOON and (here.base - over[-1].first).days > _LONG_AGO
        return close if is_near else over[-1]
    if over and tense == "past" and not is_bound:
        is_of_year = over[-1].first.year == here.base.year and not here.looks_back
        if (here.base - over[-1].first).days <= _LONG_AGO or is_of_year:
            return over[-1]
        return close if abs((close.first - here.base).days) <= _SOON else None
    return close


def weekday(here: Here) -> Meaning:
    """Resolve ``Thursday``: by tense, today counting as both; ``last`` and ``next`` mean the adjacent weeks."""
    found, base = here.found, here.base
    number = weekday_number(found.of("weekday") or "")
    whose = " ".join((found.of("whose") or "").lower().split())
    week = found.of("week")
    if _EACH.search(here.around.text, max(0, found.start - 10), found.start):
        return UNSETTLED
    if found.parts and found.parts[0].form == "ago":  # "a week ago Thursday"
        period = ago(replace(here, found=found.parts[0])).period
        return here.counted(day_of(period.first + timedelta(days=number)) if period and period.days > 1 else None)
    if whose.startswith("the"):
        event = here.around.before(found.start, 1)
        way = 7 if whose.endswith("following") else -7
        return here.from_event(event, beside(event.first, number, way)) if event else UNSETTLED
    if week is None and whose in {"last", "next"} and _is_open(base, number, whose):
        return UNSETTLED
    if week or whose in {"last", "next"}:
        away = 7 * _STEP[(week or whose).lower()]
        return here.counted(day_of(week_of(base).first + timedelta(days=away + number)))
    past = day_of(base - timedelta(days=(base.weekday() - number) % 7))
    future = day_of(base + timedelta(days=(number - base.weekday()) % 7))
    if whose in {"this past", "this coming"}:
        return here.counted(past if whose.endswith("past") else future)
    tense = here.tense
    elsewhere = future.first == base + timedelta(days=1) and _ELSEWHERE.match(here.around.text, found.end)
    ahead = elsewhere or tense == "future" or (tense == "future in the past" and _is_nearer(future, past, base))
    return here.counted(future if ahead else past)


def _is_nearer(one: Period, other: Period, day: date) -> bool:
    """Tell whether a period begins no further from a day than another."""
    return abs((one.first - day).days) <= abs((other.first - day).days)


def _is_open(base: date, number: int, whose: str) -> bool:
    """Tell whether ``last Wednesday`` may be of this week or the one before: on Friday, but not on Thursday."""
    return base.weekday() - number > 1 if whose == "last" else number - base.weekday() > 1


def beside(day: date, number: int, way: int) -> Period:
    """Give the weekday before or after a day that is not the day itself."""
    step = 1 if way > 0 else -1
    return next(day_of(other) for n in range(1, 8) if (other := day + timedelta(days=step * n)).weekday() == number)


def near_day(here: Here) -> Meaning:
    """Resolve ``yesterday``, ``tonight``, ``this morning`` and others within two days."""
    words = " ".join((here.found.of("near") or "").lower().split())
    away = 0
    text, start = here.around.text, here.found.start
    if words == "today" and _THESE_DAYS.match(text, here.found.end) and _OF.search(text, max(0, start - 6), start):
        return UNSETTLED
    if words.endswith(("before yesterday", "after tomorrow")):
        away = -2 if "before" in words else 2
    elif words in {"yesterday", "last night", "tomorrow"}:
        away = 1 if words == "tomorrow" else -1
    return here.counted(shifted(here.base, away, "day"))


def near_unit(here: Here) -> Meaning:
    """Resolve ``last week``, ``this month``, ``next year``."""
    step, unit = _STEP[(here.found.of("whose") or "").lower()], (here.found.of("unit") or "").lower()
    if unit == "weekend" and step == 0 and here.base.weekday() < _MIDWEEK and (here.tense or "").startswith("past"):
        step = -1
    if unit == "week" and step == 0 and here.base.weekday() == _SUNDAY and here.tense == "future":
        return UNSETTLED  # on Sunday, a coming event may be of the week after
    if unit == "week" and step == 0 and here.base.weekday() == 0 and (here.tense or "").startswith("past"):
        return UNSETTLED  # and on Monday, a past one of the week before
    return here.counted(unit_beside(here.base, step, unit))


def unit_beside(day: date, step: int, unit: str) -> Period | None:
    """Give the period of a unit that is `step` units from the one with a day in it."""
    if unit == "weekend":
        return weekend_of(day + timedelta(days=7 * step))
    if unit == "quarter":
        return quarter(day.year, (day.month + 2) // 3 + step)
    if unit == "decade":
        return decade_of(day.year + 10 * step)
    if unit == "century":
        return century((day.year + 99) // 100 + step)
    return shifted(day, step, unit)


def other_unit(here: Here) -> Meaning:
    """Resolve ``the previous day``, ``that week``: counted from the last time named before."""
    whose, unit = (here.found.of("whose") or "").lower().split()[-1], (here.found.of("unit") or "").lower()
    whose = "same" if (here.found.of("whose") or "").lower().startswith("that") else whose
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "same": 0}[whose]
    event = here.around.before(here.found.start, _LONGEST.get(unit, 1))
    if event is None and unit in {"day", *_PARTS}:
        event = here.around.news_day(here.found.start)
    if whose == "next" and here.around.is_quoted(here.found.start) and unit in {"week", "month", "year"}:
        return here.counted(unit_beside(here.base, 1, unit))
    if event is None and step < 0 and unit in {"week", "month", "year"} and here.basis == "article":
        return here.counted(unit_beside(here.base, step, unit))
    if event is None or unit in {"decade", "century"}:
        return UNSETTLED
    return here.from_event(event, unit_beside(event.first, step, "day" if unit in _PARTS else unit))


def ago(here: Here) -> Meaning:
    """Resolve ``two weeks ago`` from the day, ``two weeks earlier`` and ``a day before the vote`` from an event."""
    found, words = here.found, here.around.text[here.found.start : here.found.end]
    count = number_of(found.of("count") or "several")
    if count is None or found.of("loose") or "half" in words:
        return UNSETTLED
    unit, way = unit_of(found.of("unit") or ""), (found.of("way") or "").lower()
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if way in {"ago", "from now", "hence"}:
        return here.counted(shifted(here.base, -count if way == "ago" else count, unit))
    return _from_event(here, count, unit, way)


def adjacent(here: Here) -> Meaning:
    """Resolve ``the day before`` and ``a year later``."""
    return _from_event(here, 1, unit_of(here.found.of("unit") or ""), (here.found.of("way") or "").lower())


def _from_event(here: Here, count: int, unit: str, way: str) -> Meaning:
    step = count if way.startswith(("after", "later")) else -count
    if unit == "fortnight":
        step, unit = 2 * step, "week"
    most_days = _LONGEST.get(unit, 366)
    is_beside = way in {"before", "after"}
    event = here.event(most_days) if is_beside else here.around.before(here.found.start, most_days)
    if event and event.is_day and unit == "week":  # as exact as the day
        step, unit = 7 * step, "day"
    return here.from_event(event, shifted(event.first, step, unit)) if event else UNSETTLED


def clock(here: Here) -> Meaning:
    """Resolve a time of day to the last day named before."""
    event = here.around.before(here.found.start, 1)
    return here.from_event(event, event) if event else UNSETTLED


def within(here: Here) -> Meaning:
    """Resolve ``in two days`` where it is about the future, and not how long something took."""
    count, unit = number_of(here.found.of("count") or ""), unit_of(here.found.of("unit") or "")
    if count is None or not (here.found.of("time") or here.basis == "quotation" or here.tense == "future"):
        return UNSETTLED
    return here.counted(shifted(here.base, count, unit))


def of_year(here: Here, whose: str) -> int:
    """Give the year that ``last year``, ``this year`` or ``next year`` is."""
    return here.base.year + _STEP[whose.lower()]
