"""Resolve an expression of time to the days it means."""

import re
from collections.abc import Callable, Sequence

from corpus.metadata.dates import read_date
from corpus.times import relative, stretches
from corpus.times.anchored import EVENTS, clock
from corpus.times.context import Surroundings
from corpus.times.finding import Found
from corpus.times.period import Period, day_of, joined, made, month
from corpus.times.relative import UNSETTLED, Here, Meaning
from corpus.times.stated import STATED
from corpus.times.yearly import YEARLY, named_month
from corpus.times.years import Yearly

_COUNTING: dict[str, Callable[[Here], Meaning]] = {
    "weekday": relative.weekday,
    "near day": relative.near_day,
    "near part": relative.near_day,
    "near unit": relative.near_unit,
    "ago": relative.ago,
    "within": relative.within,
    "within time": relative.within,
    "this time": relative.this_time,
    "weekday week": relative.weekday_week,
    "named month": named_month,
    "stretch": stretches.stretch,
    "one stretch": stretches.stretch,
    "weekend": stretches.weekend,
    "rest": stretches.rest,
    "day of month": stretches.day_of_month,
}
"""Forms that always count from something."""
_UNTIL = re.compile(r"\b(?:until|till)\s$", re.IGNORECASE)
"""What looks back from the end of the news: "nobody rang until today"."""
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
    meaning = _agreed([_counted(found, around, here) for here in _heres(found, around)])
    is_said = found.form == "weekday" and around.is_quoted(found.start)
    if is_said and (meaning.period is None or around.is_of_today(found.start)):
        return _since_the_news(found, around) or meaning
    return meaning


def _counted(found: Found, around: Surroundings, here: Here | None) -> Meaning:
    if found.form in _COUNTING:
        return _COUNTING[found.form](here) if here else UNSETTLED
    if found.form in EVENTS or found.form == "clock":
        return EVENTS.get(found.form, clock)(found, around, here)
    return YEARLY[found.form](Yearly(found, around, here, _year_counted(found, around)))


def _since_the_news(found: Found, around: Surroundings) -> Meaning | None:
    """Resolve a quoted weekday by the latest day of the news named before it and the article's, if they agree.

    Args:
        found: The weekday.
        around: Its text.

    Returns:
        The meaning; None where the text does not name several days of news.
    """
    said = around.said_on(found.start)
    if around.day is None or around.is_spoken(found.start) or not said:
        return None
    if around.is_of_today(found.start):
        return relative.weekday(Here(found, around, around.day, "article"))
    if len(said) < 2:
        return None
    heres = [Here(found, around, max(said), "quotation"), Here(found, around, around.day, "article")]
    return _agreed([relative.weekday(here) for here in heres])


def _agreed(meanings: Sequence[Meaning]) -> Meaning:
    """Give what an expression means from any of several days; unresolved where they differ."""
    return meanings[0] if len({meaning.period for meaning in meanings}) == 1 else UNSETTLED


def _heres(found: Found, around: Surroundings) -> Sequence[Here | None]:
    """Give the days an expression may count from: those a quotation may have been said on, else the article's."""
    at, day = found.start, around.day
    if around.is_spoken(at) and not _is_coarse(found):
        return [None]
    is_until = found.form == "near day" and _UNTIL.search(around.text, max(0, at - 8), at) is not None
    if around.is_quoted(at) and not (day and is_until):
        days = around.said_on(at)
        if (found.of("near") or "").lower().startswith(_THE_SAME_DAY) and around.lead() in days:
            days = [day for day in days if day == around.lead()]
        return [Here(found, around, said, "article" if said == day else "quotation") for said in days] or [None]
    return [Here(found, around, day, "article") if day else None]


def _is_coarse(found: Found) -> bool:
    """Return whether an expression means the same when counted from most days of the nearby weeks."""
    return found.form == "month" or (
        found.form in {"near unit", "one stretch"} and (found.of("unit") or "").lower() in {"year", "decade", "century"}
    )


def _year_counted(found: Found, around: Surroundings) -> int | None:
    """Give the year named by an expression before the day: ``last year, on 8 December``."""
    for part in found.parts:
        meaning = meaning_of(part, around)
        if meaning.period and meaning.period.first.year == meaning.period.last.year:
            return meaning.period.first.year
    return None


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
