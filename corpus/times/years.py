"""Choose the year of what comes every year: a day, month, season or holiday that is named without one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.times.context import Surroundings
from corpus.times.finding import Found
from corpus.times.period import Period, year_of
from corpus.times.relative import UNSETTLED, Here, Meaning, of_year
from corpus.times.vocabulary import weekday_number

InYear = Callable[[int], Period | None]
"""Gives the period in a year; None where the year has none."""
_LONG_AGO = 240
"""Days after which a past date without a year is less likely than one to come."""
_SOON = 31
"""Days within which the nearest date wins over the one that the tense asks for."""
_NEXT_YEAR = 120
"""Days after the date before within which a date that would lie before it is of the next year ..."""
_SAME_YEAR = 200
"""... and those after which it is of the same year; between them it may be of either."""
_SEASON = 92
"""Days of the longest period that is exact enough to order others by."""
_YEAR = 366
_CLOSE = 500
"""Characters between a date and one of the same year, at most."""
_WILL = re.compile(r"(?:\b(?:will|won['’]t|shall)|['’]ll)\b[^;:]*$", re.IGNORECASE)
"""What is plainly ahead, not planned only."""


def nearest(here: Here, in_year: InYear, year: int) -> Period | None:
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
        is_planned = not _WILL.search(here.around.text[here.around.sentence(here.found.start)[0] : here.found.start])
        is_over = (
            is_planned and abs((close.first - here.base).days) <= _SOON and (ahead.first - here.base).days > _LONG_AGO
        )
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


@dataclass(frozen=True, slots=True)
class Yearly:
    """An expression in its text."""

    found: Found
    around: Surroundings
    here: Here | None
    """None where the day it counts from is unknown."""
    year: int | None
    """The year that a wider expression before it names: ``last year, on 8 December``."""

    def in_year(self, in_year: InYear, stated: str | None = None, whose: str | None = None) -> Meaning:
        """Resolve to the stated year, the one named by ``last year``, or the one that fits.

        Args:
            in_year: Gives the period in a year.
            stated: The year, if the expression has it.
            whose: ``last``, ``this`` or ``next`` of a year, if the expression has it.

        Returns:
            The meaning; unresolved where more than one year fits.
        """
        if stated:
            return Meaning(in_year(int(stated)), is_relative=False)
        if self.here is None:
            return self._from_text(in_year)
        if whose:
            return self.here.counted(in_year(of_year(self.here, whose)))
        return self._counted(in_year, self.here)

    def _counted(self, in_year: InYear, here: Here) -> Meaning:
        """Resolve to the year of long ago that the text is about, else to the one that fits the verb."""
        long_ago = self.around.long_ago_before(self.found.start)
        if long_ago and here.tense != "future":
            return _placed(long_ago, in_year)
        last = self.around.dated_before(self.found.start, self.around.near(self.found.start))
        if last and _may_be_of_last_year(last[-1], in_year, here):
            return UNSETTLED
        fitting = nearest(here, in_year, self.year or here.base.year)
        return here.counted(fitting) if fitting else self._of_last_year(in_year, here)

    def _of_last_year(self, in_year: InYear, here: Here) -> Meaning:
        """Resolve to the year of the date before, if that is the one before the article's."""
        dated = self.around.dated_before(self.found.start, self.found.start - _CLOSE)
        is_last = bool(dated) and dated[-1].first.year == here.base.year - 1
        return _placed(dated[-1], in_year) if is_last and (here.tense or "").startswith("past") else UNSETTLED

    def _from_text(self, in_year: InYear) -> Meaning:
        """Resolve by the dates before, in a text that has no day of its own."""
        around, start = self.around, self.found.start
        if around.day is not None or around.is_quoted(start) or around.is_ahead(start, self.found.end):
            return UNSETTLED
        is_long = (in_year(2000) or year_of(2000)).days > 1
        near = [one.period for one in around.resolved if around.near(start) <= one.start < start]
        dated = [one for one in near if one.days <= _YEAR] or ([] if is_long else around.dated_before(start))
        if not dated and not is_long:
            years = {one.period.first.year for one in around.resolved}
            dated = [year_of(years.pop())] if len(years) == 1 else []
        return _placed(dated[-1], in_year) if dated else UNSETTLED


def _may_be_of_last_year(last: Period, in_year: InYear, here: Here) -> bool:
    """Return whether a past date may be of the article's year or, as the date before, of the one before."""
    if last.first.year != here.base.year - 1 or not (here.tense or "").startswith("past"):
        return False
    own, before = in_year(here.base.year), in_year(here.base.year - 1)
    return own is not None and before is not None and own.last <= here.base and before.first >= last.first


def _placed(before: Period, in_year: InYear) -> Meaning:
    """Resolve to the year of the date before, or to the next if the story goes on into it."""
    own, after = in_year(before.first.year), in_year(before.first.year + 1)
    if own and after and before.days <= _SEASON and own.last < before.first:
        days = (after.first - before.first).days
        own = after if days <= _NEXT_YEAR else own if days > _SAME_YEAR else None
    return Meaning(own, "event", before.first) if own else UNSETTLED
