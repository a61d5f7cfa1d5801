"""Months and seasons that are told without their year."""

from corpus.times.period import joined, month, season, year_of
from corpus.times.relative import Here, Meaning, nearest
from corpus.times.vocabulary import month_number, season_number


def named_month(here: Here) -> Meaning:
    """Resolve ``last August``: the latest that is over; ``next`` the first to come, ``this`` the one of this year."""
    number, whose = month_number(here.found.of("month") or ""), (here.found.of("whose") or "").lower()
    found = [month(here.base.year + step, number) for step in (-1, 0, 1)]
    if whose in {"last", "this past"}:
        told = next(each for each in reversed(found) if each.last < here.base)
    elif whose in {"next", "this coming"}:
        told = next(each for each in found if each.first > here.base)
    else:
        told = found[1]
    if also := here.found.of("also"):
        after = month(told.first.year, told.first.month + 1)
        return here.counted(joined(told, after) if after.first.month == month_number(also) else None)
    return here.counted(told)


def bare_month(here: Here) -> Meaning:
    """Resolve ``in May``: in the year of long ago that the paragraph is about, else the nearest that fits."""
    number = month_number(here.found.of("month", "bare") or "")
    year = here.around.year_before(here.found.start)
    if year is not None:
        return Meaning(month(year, number), "event", year_of(year).first)
    return here.counted(nearest(here, lambda each: month(each, number), here.base.year))


def near_season(here: Here) -> Meaning:
    """Resolve ``last summer``: the latest that has begun before this season; ``this`` the one of this year."""
    number, whose = season_number(here.found.of("season") or ""), (here.found.of("whose") or "").lower()
    found = [season(here.base.year + step, number) for step in (-1, 0, 1)]
    if whose == "this":
        return here.counted(found[1])
    if whose == "last":
        return here.counted(next(each for each in reversed(found) if each.last < here.base))
    return here.counted(next(each for each in found if each.first > here.base))
