"""Resolve an expression of time to the days it means."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from corpus.metadata.dates import read_date
from corpus.times import months, relative, stretches
from corpus.times.context import Surroundings
from corpus.times.finding import Found
from corpus.times.holidays import holiday_in
from corpus.times.period import (
    Period,
    day_of,
    joined,
    made,
    month,
    quarter,
    season,
    week_of,
)
from corpus.times.relative import UNSETTLED, Here, Meaning, nearest, of_year
from corpus.times.stated import STATED, number
from corpus.times.vocabulary import month_number, ordinal_number, season_number

_COUNTING: dict[str, Callable[[Here], Meaning]] = {
    "weekday": relative.weekday,
    "near day": relative.near_day,
    "near part": relative.near_day,
    "near unit": relative.near_unit,
    "other unit": relative.other_unit,
    "ago": relative.ago,
    "adjacent": relative.adjacent,
    "clock": relative.clock,
    "within": relative.within,
    "named month": months.named_month,
    "month": months.bare_month,
    "lone month": months.bare_month,
    "stretch": stretches.stretch,
    "one stretch": stretches.stretch,
    "weekend": stretches.weekend,
    "rest": stretches.rest,
    "bare season": stretches.bare_season,
    "day of month": stretches.day_of_month,
    "weekday beside": stretches.weekday_beside,
}
"""Forms that always count from something."""
_THE_SAME_DAY = ("today", "tonight", "this ")
"""Beginnings of expressions by which a speaker means the day of the news."""


def meaning_of(found: Found, around: Surroundings) -> Meaning:
    """Resolve one expression.

    Args:
        found: The expression.
        around: The text it is from, with the times resolved so far.

    Returns:
        What it means; without a period if unresolved.
    """
    if found.form == "span":
        return _span(found, around)
    if found.form == "written":
        day = read_date(around.text[found.start : found.end])
        return Meaning(day_of(day) if day else None, is_relative=False)
    if found.form in STATED:
        return Meaning(STATED[found.form](found), is_relative=False)
    if found.form in {"fiscal", "hours ago"}:
        return UNSETTLED
    return _agreed([_counted(found, here) for here in _heres(found, around)])


def _counted(found: Found, here: Here | None) -> Meaning:
    if found.form in _COUNTING:
        return _COUNTING[found.form](here) if here else UNSETTLED
    return _YEARLESS[found.form](found, here)


def _agreed(meanings: Sequence[Meaning]) -> Meaning:
    """Give what an expression means from any of several days; unresolved where they differ."""
    return meanings[0] if len({meaning.period for meaning in meanings}) == 1 else UNSETTLED


def _heres(found: Found, around: Surroundings) -> Sequence[Here | None]:
    """Give the days an expression may count from: those a quotation may have been said on, else the article's."""
    at, day = found.start, around.day
    if around.is_spoken(at) and not _is_coarse(found):
        return [None]
    if around.is_quoted(at):
        days = around.said_on(at)
        if (found.of("near") or "").lower().startswith(_THE_SAME_DAY) and around.lead() in days:
            days = [day for day in days if day == around.lead()]
        return [Here(found, around, said, "article" if said == day else "quotation") for said in days] or [None]
    return [Here(found, around, day, "article") if day else None]


def _is_coarse(found: Found) -> bool:
    """Tell whether an expression means the same when counted from most days of the nearby weeks."""
    return found.form == "month" or (
        found.form in {"near unit", "one stretch"} and (found.of("unit") or "").lower() in {"year", "decade", "century"}
    )


def _in_year(
    found: Found, here: Here | None, stated: str | None, whose: str | None, in_year: Callable[[int], Period | None]
) -> Meaning:
    """Resolve a yearly period: in the stated year, the one named by ``last year``, or the one that fits."""
    if stated:
        return Meaning(in_year(int(stated)), is_relative=False)
    if here is None:
        return UNSETTLED
    if whose:
        return here.counted(in_year(of_year(here, whose)))
    long_ago = here.around.year_before(found.start)
    if long_ago is not None:
        return Meaning(in_year(long_ago), "event", date(long_ago, 1, 1))
    before = _year_counted(found, here)
    return here.counted(nearest(here, in_year, before or here.base.year))


def _year_counted(found: Found, here: Here) -> int | None:
    """Give the year named by an expression before the day: ``last year, on 8 December``."""
    for part in found.parts:
        meaning = meaning_of(part, here.around)
        if meaning.period and meaning.period.first.year == meaning.period.last.year:
            return meaning.period.first.year
    return None


def _day(found: Found, here: Here | None) -> Meaning:
    of_year, day = month_number(found.of("m1", "m2") or ""), number(found.of("d1", "d2"))
    return _in_year(found, here, None, found.of("whose"), lambda year: made(year, of_year, day))


def _days(found: Found, here: Here | None) -> Meaning:
    of_year = month_number(found.of("m1", "m2") or "")
    first, last = number(found.of("a1", "a2")), number(found.of("b1", "b2"))

    def span(year: int) -> Period | None:
        one, other = made(year, of_year, first), made(year, of_year, last)
        return joined(one, other) if one and other else None

    return _in_year(found, here, found.of("y1", "y2"), found.of("whose"), span)


def _week_of(found: Found, here: Here | None) -> Meaning:
    """Resolve ``the week of 21 October``; ``week ending`` and ``week beginning`` are seven days to or from it."""
    of_year, day = month_number(found.of("m1", "m2") or ""), number(found.of("d1", "d2"))

    def week(year: int) -> Period | None:
        named, how = made(year, of_year, day), found.of("how")
        if named is None or how == "of":
            return week_of(named.first) if named else None
        away = timedelta(days=6)
        return Period(named.first - away, named.last) if how == "ending" else Period(named.first, named.last + away)

    return _in_year(found, here, found.of("y1"), None, week)


def _month_of_year(found: Found, here: Here | None) -> Meaning:
    of_year = month_number(found.of("month") or "")
    return _in_year(found, here, found.of("year"), found.of("whose"), lambda year: month(year, of_year))


def _season(found: Found, here: Here | None) -> Meaning:
    if named := found.of("named"):
        nth, year, into = season_number(named), number(found.of("year")), number(found.of("into"))
        if nth == 0 and into and (into - year - 1) % 100 == 0:
            return Meaning(season(year + 1, 0), is_relative=False)
        return Meaning(season(year, nth) if nth and not into else None, is_relative=False)
    return months.near_season(here) if here else UNSETTLED


def _quarter(found: Found, here: Here | None) -> Meaning:
    stated, whose = found.of("year", "before"), found.of("whose")
    if found.of("fiscal") or not (stated or whose):
        return UNSETTLED
    halved = (found.of("part") or "").lower() == "half" or found.of("h") is not None
    named = (found.of("nth") or "").lower()
    nth = number(found.of("q", "h")) or ((2 if halved else 4) if named in {"last", "final"} else ordinal_number(named))
    if nth > (2 if halved else 4):
        return UNSETTLED

    def part(year: int) -> Period | None:
        if not halved:
            return quarter(year, nth)
        return joined(quarter(year, 2 * nth - 1), quarter(year, 2 * nth))

    return _in_year(found, here, stated, whose, part)


def _holiday(found: Found, here: Here | None) -> Meaning:
    words = found.said[0] if found.said else ""

    text = here.around.text if here else ""
    nearby = text[slice(*here.around.sentence(found.start))] if here else ""

    def in_year(year: int) -> Period | None:
        day = holiday_in(words, year, nearby) or holiday_in(words, year, text)
        if day and found.of("long"):
            return Period(day - timedelta(days=2), day) if day.weekday() == 0 else None
        return day_of(day - timedelta(days=found.of("eve") is not None)) if day else None

    whose = (found.of("whose") or "").lower()
    if here and whose in {"last", "next"}:
        days = [day for step in (-1, 0, 1) if (day := in_year(here.base.year + step))]
        days = [day for day in days if (day.first < here.base if whose == "last" else day.first > here.base)]
        return here.counted(days[-1 if whose == "last" else 0]) if days else UNSETTLED
    return _in_year(found, here, found.of("year"), found.of("of") or whose or None, in_year)


_YEARLESS: dict[str, Callable[[Found, Here | None], Meaning]] = {
    "day": _day,
    "days": _days,
    "week of": _week_of,
    "month of year": _month_of_year,
    "season": _season,
    "quarter": _quarter,
    "holiday": _holiday,
    "short holiday": _holiday,
}
"""Forms that may have a year or leave it out."""


def _span(found: Found, around: Surroundings) -> Meaning:
    """Resolve a span; what one end leaves out is taken from the other."""
    one, other = found.parts
    last = meaning_of(other, around)
    first = meaning_of(one, around)
    if first.period is None or last.period is None:
        return UNSETTLED
    if not last.is_relative and first.is_relative and one.form in {"day", "month"}:
        first = _same_year(one, first, last.period)
    ends = last.period
    if one.form == other.form == "weekday" and first.period and ends.first < first.period.first:
        ends = relative.beside(first.period.first, ends.first.weekday(), 1)
    period = joined(first.period, ends) if first.period else None
    counted = first if first.is_relative else last
    return Meaning(period, counted.basis, counted.base, counted.is_relative) if period else UNSETTLED


def _same_year(one: Found, first: Meaning, last: Period) -> Meaning:
    """Put the first end of a span into the year of the last, or the year before if it would begin later."""
    if first.period is None:
        return first
    of_year, day = first.period.first.month, first.period.first.day
    for year in (last.first.year, last.first.year - 1):
        moved = month(year, of_year) if one.form == "month" else made(year, of_year, day)
        if moved and moved.first <= last.first:
            return Meaning(moved, is_relative=False)
    return first
