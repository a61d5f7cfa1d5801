"""Resolve months and seasons that are named without a year."""

from corpus.times.period import joined, month, season, year_of
from corpus.times.relative import Here, Meaning, nearest
from corpus.times.vocabulary import month_number, season_number


def named_month(here: Here) -> Meaning:
    """Resolve ``last August``: the latest that has ended; ``next`` the first to come, ``this`` this year's."""
    number, whose = month_number(here.found.of("month") or ""), (here.found.of("whose") or "").lower()
    candidates = [month(here.base.year + step, number) for step in (-1, 0, 1)]
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


def bare_month(here: Here) -> Meaning:
    """Resolve ``in May``: in the past year that the paragraph is about, else the nearest that fits."""
    number = month_number(here.found.of("month", "bare") or "")
    year = here.around.year_before(here.found.start)
    if year is not None:
        return Meaning(month(year, number), "event", year_of(year).first)
    return here.counted(nearest(here, lambda year: month(year, number), here.base.year))


def near_season(here: Here) -> Meaning:
    """Resolve ``last summer``: the latest that has ended; ``this`` this year's."""
    number, whose = season_number(here.found.of("season") or ""), (here.found.of("whose") or "").lower()
    candidates = [season(here.base.year + step, number) for step in (-1, 0, 1, 2)]  # winter begins the year before
    if whose == "this":
        return here.counted(candidates[1])
    if whose == "last":
        return here.counted(next(period for period in reversed(candidates) if period.last < here.base))
    return here.counted(next(period for period in candidates if period.first > here.base))
