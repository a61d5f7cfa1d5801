"""Resolve stretches that end or begin with the day counted from, and parts of the current month or year."""

import re
from datetime import date, timedelta

from corpus.times.period import Period, day_of, month, season, weekend_of
from corpus.times.relative import UNSETTLED, Here, Meaning, beside, nearest, unit_beside
from corpus.times.vocabulary import number_of, ordinal_number, season_number, unit_of, weekday_number

_BACK = {"past": -1, "last": -1, "coming": 1, "next": 1}
_BY = re.compile(r"\b(?:by|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_SATURDAY = 5
_STEP = {"last": -1, "this": 0, "next": 1}


def stretch(here: Here) -> Meaning:
    """Resolve ``the past two weeks`` and ``the coming year``: that long, ending or beginning with the day."""
    found = here.found
    unit, count = unit_of(found.of("unit") or ""), number_of(found.of("count") or "one")
    step = _BACK[(found.of("whose") or "").lower()]
    if unit == "weekend":
        back = -7 if here.base.weekday() < _SATURDAY else 0
        return here.counted(weekend_of(here.base + timedelta(days=7 if step > 0 else back)))
    if found.of("vague") or count is None or unit in {"decade", "century"}:
        return UNSETTLED
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if count == 1 and step > 0:
        return here.counted(unit_beside(here.base, 1, unit))
    other = _away(here, step * count, unit)
    first, last = sorted((here.base, other))
    return here.counted(Period(first, last))


def _away(here: Here, count: int, unit: str) -> date:
    """Give the day `count` units from the one counted from; the same day of the month, or the month's last."""
    if unit in {"day", "week"}:
        return here.base + timedelta(days=count * (7 if unit == "week" else 1))
    target = month(here.base.year, here.base.month + count * (12 if unit == "year" else 1))
    return min(target.last, target.first + timedelta(days=here.base.day - 1))


def weekend(here: Here) -> Meaning:
    """Resolve ``over the weekend``: the coming one if the verb is in the future, else the latest begun."""
    own = weekend_of(here.base)
    if here.tense == "future" or here.base >= own.first:
        return here.counted(own)
    return here.counted(weekend_of(here.base - timedelta(days=7)))


def rest(here: Here) -> Meaning:
    """Resolve ``the end of the month`` to the current one; unresolved where another may be meant."""
    unit = (here.found.of("unit", "inside", "ends") or "").lower()
    ahead = here.tense in {"future", "future in the past"}
    bound = _BY.search(here.around.text, max(0, here.found.start - 12), here.found.start) is not None
    if unit in {"decade", "century"} or not (ahead or bound) or here.around.year_before(here.found.start):
        return UNSETTLED
    return here.counted(unit_beside(here.base, 0, unit))


def bare_season(here: Here) -> Meaning:
    """Resolve ``in the summer``: of the year that fits the verb."""
    number = season_number(here.found.of("season") or "")
    return here.counted(nearest(here, lambda year: season(year, number), here.base.year))


def day_of_month(here: Here) -> Meaning:
    """Resolve ``on the 5th``: the latest if the verb is in the past tense, the next if in the future."""
    number = ordinal_number(here.found.of("nth") or "")
    months = [month(here.base.year, here.base.month + step) for step in (-1, 0, 1)]
    days = [period.first + timedelta(days=number - 1) for period in months if number <= period.days]
    if whose := here.found.of("whose"):
        named = months[1 + _STEP[whose.lower()]]
        days = [day for day in days if named.first <= day <= named.last]
        return here.counted(day_of(days[0])) if days else UNSETTLED
    tense = here.tense or ""
    if tense.startswith("past"):
        days = [day for day in days if day <= here.base][-1:]
    elif tense == "future":
        days = [day for day in days if day >= here.base][:1]
    return here.counted(day_of(days[0])) if len(days) == 1 else UNSETTLED


def weekday_beside(here: Here) -> Meaning:
    """Resolve ``the Monday before`` and ``the Friday after the vote``."""
    way = (here.found.of("way") or "").lower()
    event = here.event(1)
    number = weekday_number(here.found.of("weekday") or "")
    return here.from_event(event, beside(event.first, number, 1 if way == "after" else -1)) if event else UNSETTLED
