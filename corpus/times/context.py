"""The context of an expression of time: its sentence, quotation marks, turns of an interview, and earlier times."""

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.times.period import Period, day_of

_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“(\[])|\s*[\r\n]+\s*")
_QUOTED = re.compile(r"[“\"][^“”\"\r\n]*(?:[”\"]|$)", re.MULTILINE)
_SPEAKER = re.compile(r"^(?:\(\([^()\n]{1,40}\)\)|(?:Q|A|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s)", re.MULTILINE)
_FEWEST = 3
"""Turns that make an interview."""
_MONTH = 31
_OPENING = 8
"""Characters before a year that opens its sentence: ``In the``."""
_SAME_NEWS = 14
"""Days before an article that what it quotes was most likely said in."""


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time in the text that has been resolved."""

    start: int
    period: Period
    is_quoted: bool


class Surroundings:
    """One text, and what its expressions of time are resolved with.

    Args:
        text: The text.
        day: The day it was published; None where it has none.
    """

    def __init__(self, text: str, day: date | None) -> None:
        self.text = text
        self.day = day
        self._ends = [0, *(end.end() for end in _END.finditer(text)), len(text) + 1]
        self._quotes = [quote.span() for quote in _QUOTED.finditer(text)]
        speakers = [speaker.start() for speaker in _SPEAKER.finditer(text)]
        self._turns = speakers if len(speakers) >= _FEWEST else []
        self.resolved: list[ResolvedTime] = []
        """Times resolved so far, in order of offset."""

    def add(self, start: int, period: Period) -> None:
        """Add the period that the expression at an offset means."""
        insort(self.resolved, ResolvedTime(start, period, self.is_quoted(start)), key=lambda time: time.start)

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence that an offset lies in, as half-open offsets."""
        place = bisect_right(self._ends, at)
        return self._ends[place - 1], min(self._ends[place], len(self.text))

    def is_quoted(self, at: int) -> bool:
        """Tell whether an offset lies within quotation marks."""
        place = bisect_right(self._quotes, (at, len(self.text))) - 1
        return place >= 0 and self._quotes[place][0] <= at < self._quotes[place][1]

    def is_spoken(self, at: int) -> bool:
        """Tell whether an offset lies in a turn of an interview, whose date is unknown."""
        if not self._turns or at < self._turns[0]:
            return False
        turn = self._turns[bisect_right(self._turns, at) - 1]
        return self.text.startswith("((", turn) or self.text[turn:at].count("\n") < 2

    def said_on(self, at: int) -> list[date]:
        """Give the days on which a quotation may have been said.

        Args:
            at: An offset within a quotation.

        Returns:
            The day that its sentence names outside the quotation marks; else the days of the news named before it;
            else the article's own; empty where none of these is known.
        """
        first, last = self.sentence(at)
        own = [time for time in self._days() if first <= time.start < last]
        if own:
            return [min(own, key=lambda time: abs(time.start - at)).period.first]
        return sorted(self._news_before(at)) or ([self.day] if self.day else [])

    def lead(self) -> date | None:
        """Give the first day of the news that the text names, which it is about; None where it names none."""
        return next((time.period.first for time in self._days() if self._is_news(time.period.first)), None)

    def news_day(self, at: int) -> Period | None:
        """Give the one day of the news named before an offset; None where there are several, or none."""
        days = self._news_before(at)
        return day_of(days.pop()) if len(days) == 1 else None

    def before(self, at: int, most_days: int) -> Period | None:
        """Give the last time named before an offset, in its paragraph or the sentence before.

        Args:
            at: The offset.
            most_days: The longest period that is exact enough.

        Returns:
            The period; None where no sentence so near names one.
        """
        first, _ = self.sentence(at)
        near = min(self.sentence(max(0, first - 1))[0], self.text.rfind("\n", 0, at) + 1)
        fitting = [time for time in self.resolved if near <= time.start < at and time.period.days <= most_days]
        return fitting[-1].period if fitting else None

    def after(self, end: int) -> Period | None:
        """Give the day named soon after an offset, in the same sentence: the vote in ``before Thursday's vote``."""
        _, last = self.sentence(end)
        close = [time for time in self.resolved if end <= time.start < min(last, end + 30) and time.period.is_day]
        return close[0].period if close else None

    def day_of_event(self, noun: str, at: int) -> Period | None:
        """Give the one day that other sentences name together with an event; None for several, or none."""
        own = self.sentence(at)
        days = {
            time.period.first
            for time in self._days()
            if not own[0] <= time.start < own[1] and self._says(noun, self.sentence(time.start))
        }
        return day_of(days.pop()) if len(days) == 1 else None

    def _says(self, noun: str, sentence: tuple[int, int]) -> bool:
        """Tell whether a sentence has a word that begins as a noun does."""
        return re.search(rf"\b{re.escape(noun[:5])}", self.text[slice(*sentence)], re.IGNORECASE) is not None

    def year_before(self, at: int) -> int | None:
        """Give the year that an offset's sentence, or the one before, is about, if it is long ago.

        Args:
            at: The offset.

        Returns:
            The year of the last day or month named there, or the year that one of the sentences begins with; None
            for the article's own year and the one before it.
        """
        near, _ = self.sentence(max(0, self.sentence(at)[0] - 1))
        dated = [time for time in self.resolved if near <= time.start < at and self._is_dated(time)]
        if not dated or self.day is None:
            return None
        year = dated[-1].period.first.year
        return year if year < self.day.year - 1 else None

    def looks_back(self, at: int) -> bool:
        """Tell whether a year of long ago is named before an offset."""
        return self.day is not None and any(
            time.start < at and time.period.first.year < self.day.year - 1 for time in self.resolved
        )

    def _is_dated(self, time: ResolvedTime) -> bool:
        """Tell whether a time is a day or month, or the year that its sentence begins with."""
        if time.period.days <= _MONTH:
            return True
        of_year = time.period == Period(date(time.period.first.year, 1, 1), date(time.period.first.year, 12, 31))
        return of_year and time.start - self.sentence(time.start)[0] <= _OPENING

    def _days(self) -> list[ResolvedTime]:
        return [time for time in self.resolved if time.period.is_day and not time.is_quoted]

    def _news_before(self, at: int) -> set[date]:
        """Give the days shortly before the article's own that are named before an offset."""
        days = {time.period.first for time in self._days() if time.start < at}
        return set(filter(self._is_news, days))

    def _is_news(self, day: date) -> bool:
        return self.day is not None and timedelta(0) < self.day - day <= timedelta(days=_SAME_NEWS)
