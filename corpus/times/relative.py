"""Resolve relative expressions: those counted from a day or an event."""

import re
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
    month_of,
    moved,
    quarter,
    shifted,
    week_of,
    weekend_of,
)
from corpus.times.tense import Tense, tense_at
from corpus.times.vocabulary import number_of, unit_of, weekday_number

_BOUND = re.compile(r"\b(?:until|till|through|from|by|before|ahead\s+of)\s+(?:the\s+)?$", re.IGNORECASE)
_ELSEWHERE = re.compile(r",?\s*(?:in\s+the\s+\w+,?\s+)?(?:local\s+time|\(?UTC\+)")
"""A place where it may be tomorrow already."""
_NTH = re.compile(r"\b(?:first|second|third|fourth)\s+$", re.IGNORECASE)
_THESE_DAYS = re.compile(
    r"['’]s\s+(?:[A-Z]|(?:world|society|standards|young|youth|children|generation|economy|market|technology|money)\b)"
)
"""After `_OF`, uses of "today's" that mean no particular day: what today's MI5 is, in today's world."""
_OF = re.compile(r"\b(?:what|in|of|for|like)\s+$")
_EACH = re.compile(r"\b(?:every|each|per)\s+$", re.IGNORECASE)
_STEP = {"last": -1, "this": 0, "next": 1}
_MIDWEEK = 3
"""Weekday before which "this weekend" in the past tense is the weekend before; Monday is 0."""
_SUNDAY = 6
_HOURS = 24


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

    def counted(self, period: Period | None) -> Meaning:
        """Give a period counted from the day."""
        return Meaning(period, self.basis, self.base) if period else UNSETTLED


def weekday(here: Here) -> Meaning:
    """Resolve ``Thursday``: by tense, today counting as both; ``last`` and ``next`` mean the adjacent weeks."""
    found, base = here.found, here.base
    number = weekday_number(found.of("weekday") or "")
    whose = " ".join((found.of("whose") or "").lower().split())
    week = found.of("week")
    is_counted = _NTH.search(here.around.text, max(0, found.start - 10), found.start)
    if is_counted or _EACH.search(here.around.text, max(0, found.start - 10), found.start):
        return UNSETTLED
    if found.parts and found.parts[0].form == "ago":  # "a week ago Thursday"
        period = ago(replace(here, found=found.parts[0])).period
        return here.counted(day_of(period.first + timedelta(days=number)) if period and period.days > 1 else None)
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
    """Return whether a period begins no further from a day than another."""
    return abs((one.first - day).days) <= abs((other.first - day).days)


def _is_open(base: date, number: int, whose: str) -> bool:
    """Return whether ``last Wednesday`` may be of this week or the one before: on Friday, but not on Thursday."""
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


def ago(here: Here) -> Meaning:
    """Resolve ``two weeks ago`` and ``a year from now``."""
    found, words = here.found, here.around.text[here.found.start : here.found.end]
    count, unit = number_of(found.of("count") or "several"), unit_of(found.of("unit") or "")
    if count is None or found.of("loose") or "half" in words:
        return UNSETTLED
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit in {"night", "evening", "morning"}:
        unit = "day"
    if unit == "hour":
        count, unit = divmod(count, _HOURS)[0], "day" if count % _HOURS == 0 else ""
    back = (found.of("way") or "").lower() == "ago"
    return here.counted(shifted(here.base, -count if back else count, unit)) if unit else UNSETTLED


def within(here: Here) -> Meaning:
    """Resolve ``in two days`` and ``within six months`` where it is about the future, and not how long it took."""
    found = here.found
    count, unit = number_of(found.of("count") or ""), unit_of(found.of("unit") or "")
    is_span = (found.of("how") or "").lower() == "within"
    is_said = here.basis == "quotation" and not is_span
    if count is None or not (found.of("time") or is_said or here.tense == "future"):
        return UNSETTLED
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if not is_span:
        return here.counted(shifted(here.base, count, unit))
    return here.counted(Period(here.base, moved(here.base, count, unit)))


def this_time(here: Here) -> Meaning:
    """Resolve ``this time next year`` to the month, ``this time last week`` to the day."""
    step, unit = _STEP[(here.found.of("whose") or "").lower()], (here.found.of("unit") or "").lower()
    day = moved(here.base, step, unit)
    return here.counted(month_of(day) if unit == "year" else day_of(day))


def weekday_week(here: Here) -> Meaning:
    """Resolve ``a week on Friday`` and ``Friday week``: a week after the coming Friday."""
    name = (here.found.of("weekday", "weekday2") or "").lower()
    weeks = 2 if "two" in (here.found.of("count") or "").lower() or here.found.of("unit") == "fortnight" else 1
    if name in {"today", "tomorrow"}:
        return here.counted(day_of(here.base + timedelta(days=7 * weeks + (name == "tomorrow"))))
    if (here.tense or "").startswith("past"):
        return UNSETTLED
    away = (weekday_number(name) - here.base.weekday()) % 7
    return here.counted(day_of(here.base + timedelta(days=away + 7 * weeks))) if away else UNSETTLED


def of_year(here: Here, whose: str) -> int:
    """Give the year that ``last year``, ``this year`` or ``next year`` is."""
    return here.base.year + _STEP[whose.lower()]
