"""Resolve days, months, seasons, quarters and holidays, which come every year and may be named without one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from corpus.times.holidays.days import bank_holiday_near, holiday_in, only_year_of, weekend_with
from corpus.times.period import (
    Period,
    day_of,
    joined,
    made,
    month,
    quarter,
    season,
    week_of,
    weekday_in_month,
)
from corpus.times.relative import UNSETTLED, Here, Meaning
from corpus.times.stated import number
from corpus.times.vocabulary import month_number, ordinal_number, season_number, weekday_number
from corpus.times.years import InYear, Yearly

_LAST_QUARTER = 183
"""Days after which a quarter that has ended is hardly called "the third quarter" without its year."""
_ANNIVERSARY = 21
"""Days around an anniversary in which its name may mean the anniversary."""
_SPORT = re.compile(
    r"\b(?:\d{1,3}[-–]\d{1,3}|touchdowns?|points?|goals?|leads?|yards?|rebounds?|scor\w+|halftime|games?|match)\b"
)
_OWN_QUARTER = re.compile(r"\s+(?:that\s+)?(?:ended|ending|ends)\b", re.IGNORECASE)
"""What is said of a quarter that may begin at any time."""
_REPORT = re.compile(r"\s+(?:\w+\s+)?(?:results|earnings|report|figures|profits?|sales)\b", re.IGNORECASE)
"""What is to come, of a quarter that is over."""
_PLACE = {"early": 0, "mid": 1, "late": 2}


def bare_month(here: Yearly) -> Meaning:
    """Resolve ``in May``: in the past year that the paragraph is about, else the nearest that fits."""
    named = month_number(here.found.of("month", "bare") or "")
    return here.in_year(lambda year: month(year, named))


def bare_season(here: Yearly) -> Meaning:
    """Resolve ``in the summer`` and ``in early spring``: of the year that fits the verb."""
    named, part = season_number(here.found.of("season") or ""), here.found.of("part")
    return here.in_year(lambda year: _part(season(year, named), part))


def _part(whole: Period, part: str | None) -> Period:
    """Give the first, second or third month of a season for ``early``, ``mid`` or ``late``."""
    place = _PLACE.get((part or "").lower())
    return whole if place is None else month(whole.first.year, whole.first.month + place)


def _day(here: Yearly) -> Meaning:
    found = here.found
    of_month, day = month_number(found.of("m1", "m2") or ""), number(found.of("d1", "d2"))
    return here.in_year(lambda year: made(year, of_month, day), whose=found.of("whose"))


def _days(here: Yearly) -> Meaning:
    found = here.found
    of_month = month_number(found.of("m1", "m2") or "")
    first, last = number(found.of("a1", "a2")), number(found.of("b1", "b2"))

    def span(year: int) -> Period | None:
        one, other = made(year, of_month, first), made(year, of_month, last)
        return joined(one, other) if one and other else None

    return here.in_year(span, found.of("y1", "y2"), found.of("whose"))


def _week_of(here: Yearly) -> Meaning:
    """Resolve ``the week of 21 October``; ``week ending`` and ``week beginning`` are seven days to or from it."""
    found = here.found
    of_month, day = month_number(found.of("m1", "m2") or ""), number(found.of("d1", "d2"))

    def week(year: int) -> Period | None:
        named, how = made(year, of_month, day), found.of("how")
        if named is None or how == "of":
            return week_of(named.first) if named else None
        away = timedelta(days=6)
        return Period(named.first - away, named.last) if how == "ending" else Period(named.first, named.last + away)

    return here.in_year(week, found.of("y1"))


def _nth_weekday(here: Yearly) -> Meaning:
    """Resolve ``the last Saturday of September``."""
    found = here.found
    of_month, weekday = month_number(found.of("month") or ""), weekday_number(found.of("weekday") or "")
    nth = 5 if (named := (found.of("nth") or "").lower()) == "last" else ordinal_number(named)

    def day(year: int) -> Period | None:
        nths = [weekday_in_month(year, of_month, weekday, one) for one in range(1, nth + 1)]
        fitting = [one for one in nths if one.month == of_month]
        return day_of(fitting[-1]) if named == "last" or len(fitting) == nth else None

    return here.in_year(day, found.of("year"))


def _year_to(here: Yearly) -> Meaning:
    """Resolve ``the fiscal year that ended on 30 June``: the year that ends with the day."""
    found = here.found
    of_month, day = month_number(found.of("m1", "m2") or ""), number(found.of("d1", "d2"))

    def last(year: int) -> Period | None:
        return made(year, of_month, day)

    is_over = here.here and (found.of("how") or "").lower() == "ended" and not found.of("y1")
    end = _last_before(here.here, last) if here.here and is_over else here.in_year(last, found.of("y1"))
    if end.period is None:
        return end
    before = last(end.period.first.year - 1)
    return replace(end, period=Period(before.first + timedelta(days=1), end.period.last)) if before else UNSETTLED


def _last_before(here: Here, in_year: InYear) -> Meaning:
    """Resolve to the last that was over on the day."""
    periods = [period for step in (-1, 0) if (period := in_year(here.base.year + step)) and period.last < here.base]
    return here.counted(periods[-1] if periods else None)


def _month_of_year(here: Yearly) -> Meaning:
    named = month_number(here.found.of("month") or "")
    return here.in_year(lambda year: month(year, named), here.found.of("year"), here.found.of("whose"))


def named_month(here: Here) -> Meaning:
    """Resolve ``last August``: the latest that has ended; ``next`` the first to come, ``this`` this year's."""
    named, whose = month_number(here.found.of("month") or ""), (here.found.of("whose") or "").lower()
    candidates = [month(here.base.year + step, named) for step in (-1, 0, 1)]
    if whose in {"last", "this past"}:
        chosen = next(period for period in reversed(candidates) if period.last < here.base)
    elif whose in {"next", "this coming"}:
        chosen = next(period for period in candidates if period.first > here.base)
    else:
        chosen = candidates[1]
    if also := here.found.of("also"):
        after = month(chosen.first.year, chosen.first.month + 1)
        return here.counted(joined(chosen, after) if after.first.month == month_number(also) else None)
    return here.counted(chosen)


def _season(here: Yearly) -> Meaning:
    """Resolve ``winter 2019-20`` and ``last summer``: the latest that has ended; ``this`` this year's."""
    found = here.found
    if named := found.of("named"):
        nth, year, into = season_number(named), number(found.of("year")), number(found.of("into"))
        if nth == 0 and into and (into - year - 1) % 100 == 0:
            return Meaning(season(year + 1, 0), is_relative=False)
        is_settled = nth and not into
        return Meaning(_part(season(year, nth), found.of("part")) if is_settled else None, is_relative=False)
    if here.here is None:
        return UNSETTLED
    base, whose = here.here.base, (found.of("whose") or "").lower()
    nth = season_number(found.of("season") or "")
    candidates = [season(base.year + step, nth) for step in (-1, 0, 1, 2)]  # winter begins the year before
    if whose == "this":
        return here.here.counted(candidates[1])
    if whose == "last":
        return here.here.counted(next(period for period in reversed(candidates) if period.last < base))
    return here.here.counted(next(period for period in candidates if period.first > base))


def _quarter(here: Yearly) -> Meaning:
    found = here.found
    stated, whose = found.of("year", "before"), found.of("whose")
    halved = (found.of("part") or "").lower() == "half" or found.of("h") is not None
    if found.of("fiscal"):
        return UNSETTLED
    named = (found.of("nth") or "").lower()
    nth = number(found.of("q", "h")) or ((2 if halved else 4) if named in {"last", "final"} else ordinal_number(named))
    if nth > (2 if halved else 4):
        return UNSETTLED
    if not (stated or whose):
        return UNSETTLED if halved or named in {"last", "final"} else _quarter_at_hand(here, nth)

    def part(year: int) -> Period | None:
        if not halved:
            return quarter(year, nth)
        return joined(quarter(year, 2 * nth - 1), quarter(year, 2 * nth))

    return here.in_year(part, stated, whose)


def _quarter_at_hand(here: Yearly, nth: int) -> Meaning:
    """Resolve ``in the third quarter``: the one that has just ended, or is to come, by the verb; not of a game."""
    at, around = here.here, here.around
    if at is None or around.long_ago_before(here.found.start):
        return UNSETTLED
    sentence = around.text[slice(*around.sentence(here.found.start))]
    if _SPORT.search(sentence) or _OWN_QUARTER.match(around.text, here.found.end):
        return UNSETTLED
    over = [one for step in (-1, 0) if (one := quarter(at.base.year + step, nth)).last < at.base]
    if (at.tense or "").startswith("past"):
        is_last = bool(over) and (at.base - over[-1].last).days <= _LAST_QUARTER
        return at.counted(over[-1]) if is_last else UNSETTLED
    ahead = quarter(at.base.year, nth)
    is_ahead = at.tense == "future" and ahead.last >= at.base and not _REPORT.match(around.text, here.found.end)
    return at.counted(ahead) if is_ahead else UNSETTLED


def _holiday(here: Yearly) -> Meaning:
    """Resolve a holiday, or the days off around it."""
    found, words = here.found, here.found.said[0] if here.found.said else ""
    if found.of("bank"):
        at = here.here
        monday = bank_holiday_near(at.base, is_ahead=at.tense == "future") if at else None
        meaning = at.counted(day_of(monday)) if at and monday else UNSETTLED
    else:
        meaning = _day_of_holiday(here, words)
    if meaning.period is None or found.of("long", "weekend") is None:
        return meaning
    return replace(meaning, period=weekend_with(meaning.period.first, words))


def _day_of_holiday(here: Yearly, words: str) -> Meaning:
    found, at = here.found, here.here
    nearby = here.around.text[slice(*here.around.sentence(found.start))]

    def in_year(year: int) -> Period | None:
        day = holiday_in(words, year, nearby) or holiday_in(words, year, here.around.text)
        return day_of(day - timedelta(days=found.of("eve") is not None)) if day else None

    whose = (found.of("whose") or "").lower()
    if (only := only_year_of(words)) and not found.of("year", "of", "whose"):
        return Meaning(None if at and _is_anniversary(in_year(at.base.year), at.base) else in_year(only))
    if at and whose in {"last", "next"}:
        days = [day for step in (-1, 0, 1) if (day := in_year(at.base.year + step))]
        days = [day for day in days if (day.first < at.base if whose == "last" else day.first > at.base)]
        return at.counted(days[-1 if whose == "last" else 0]) if days else UNSETTLED
    return here.in_year(in_year, found.of("year"), found.of("of") or whose or None)


def _is_anniversary(day: Period | None, base: date) -> bool:
    return day is not None and abs((day.first - base).days) <= _ANNIVERSARY


YEARLY: dict[str, Callable[[Yearly], Meaning]] = {
    "month": bare_month,
    "lone month": bare_month,
    "bare season": bare_season,
    "day": _day,
    "days": _days,
    "week of": _week_of,
    "nth weekday": _nth_weekday,
    "year to": _year_to,
    "month of year": _month_of_year,
    "season": _season,
    "quarter": _quarter,
    "holiday": _holiday,
    "short holiday": _holiday,
    "bank holiday": _holiday,
}
"""Forms that may have a year or leave it out."""
