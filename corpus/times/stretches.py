"""Resolve stretches that end or begin with the day counted from, and parts of the current month or year."""

import re
from datetime import timedelta

from corpus.times.period import Period, day_of, month, moved, weekend_of, year_of
from corpus.times.relative import UNSETTLED, Here, Meaning, unit_beside
from corpus.times.vocabulary import number_of, ordinal_number, unit_of

_BACK = {"past": -1, "last": -1, "coming": 1, "next": 1}
_BY = re.compile(r"\b(?:by|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$", re.IGNORECASE)
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
    other = moved(here.base, step * count, unit)
    first, last = sorted((here.base, other))
    return here.counted(Period(first, last))


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
    is_past = here.tense != "future" and here.around.long_ago_before(here.found.start) is not None
    if unit == "century" or not (ahead or bound) or is_past:
        return UNSETTLED
    if unit == "decade" and here.tense != "future":
        return UNSETTLED
    if unit == "decade":
        is_end = re.match(r"(?:the\s+)?end\b", here.found.of("x") or "", re.IGNORECASE)
        return here.counted(year_of(here.base.year - here.base.year % 10 + 9)) if is_end else UNSETTLED
    whole = unit_beside(here.base, 0, unit)
    is_last = _UNTIL.search(here.around.text, max(0, here.found.start - 12), here.found.start) is not None
    return here.counted(day_of(whole.last) if whole and is_last else whole)


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
