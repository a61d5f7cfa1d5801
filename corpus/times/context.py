"""What surrounds an expression: its sentence, whether it is quoted or said in an interview, what was told before."""

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
class Told:
    """A time that the text has told."""

    start: int
    period: Period
    is_quoted: bool


class Surroundings:
    """One text, looked at around its expressions of time.

    Args:
        text: The text.
        day: The day it was published; None where it has none.
    """

    def __init__(self, text: str, day: date | None) -> None:
        self.text = text
        self.day = day
        self._ends = [0, *(found.end() for found in _END.finditer(text)), len(text) + 1]
        self._quotes = [found.span() for found in _QUOTED.finditer(text)]
        speakers = [found.start() for found in _SPEAKER.finditer(text)]
        self._turns = speakers if len(speakers) >= _FEWEST else []
        self.told: list[Told] = []
        """What has been resolved so far."""

    def tell(self, start: int, period: Period) -> None:
        """Note a time that the text tells at an offset."""
        insort(self.told, Told(start, period, self.is_quoted(start)), key=lambda told: told.start)

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence that an offset lies in, as half-open offsets."""
        place = bisect_right(self._ends, at)
        return self._ends[place - 1], min(self._ends[place], len(self.text))

    def is_quoted(self, at: int) -> bool:
        """Tell whether an offset lies within quotation marks."""
        place = bisect_right(self._quotes, (at, len(self.text))) - 1
        return place >= 0 and self._quotes[place][0] <= at < self._quotes[place][1]

    def is_spoken(self, at: int) -> bool:
        """Tell whether an offset lies in a turn of an interview, of which nobody says when it was held."""
        if not self._turns or at < self._turns[0]:
            return False
        turn = self._turns[bisect_right(self._turns, at) - 1]
        return self.text.startswith("((", turn) or self.text[turn:at].count("\n") < 2

    def said_on(self, at: int) -> list[date]:
        """Tell the days on which what stands in quotation marks may have been said.

        Args:
            at: An offset within a quotation.

        Returns:
            The day that its sentence tells outside the marks; else those of the news told before it; else the
            article's; empty where nothing tells.
        """
        first, last = self.sentence(at)
        own = [told for told in self._days() if first <= told.start < last]
        if own:
            return [min(own, key=lambda told: abs(told.start - at)).period.first]
        return sorted(self._news_before(at)) or ([self.day] if self.day else [])

    def lead(self) -> date | None:
        """Give the first day of the news that the text tells, which it is about; None where it tells none."""
        return next((told.period.first for told in self._days() if self._is_news(told.period.first)), None)

    def news_day(self, at: int) -> Period | None:
        """Give the one day of the news that has been told before an offset; None where there are several, or none."""
        days = self._news_before(at)
        return day_of(days.pop()) if len(days) == 1 else None

    def before(self, at: int, most_days: int) -> Period | None:
        """Give the time told last before an offset, in its paragraph or the sentence before.

        Args:
            at: The offset.
            most_days: The longest period that is exact enough.

        Returns:
            The period; None where no sentence so near tells one.
        """
        first, _ = self.sentence(at)
        near = min(self.sentence(max(0, first - 1))[0], self.text.rfind("\n", 0, at) + 1)
        fitting = [told for told in self.told if near <= told.start < at and told.period.days <= most_days]
        return fitting[-1].period if fitting else None

    def behind(self, end: int) -> Period | None:
        """Give the day told close behind an offset, in the same sentence: the vote in ``before Thursday's vote``."""
        _, last = self.sentence(end)
        close = [told for told in self.told if end <= told.start < min(last, end + 30) and told.period.is_day]
        return close[0].period if close else None

    def day_of_event(self, noun: str, at: int) -> Period | None:
        """Give the one day that other sentences tell with an event's name; None for several, or none."""
        own = self.sentence(at)
        days = {
            told.period.first
            for told in self._days()
            if not own[0] <= told.start < own[1] and self._says(noun, self.sentence(told.start))
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
            The year of the day or month told last, or the year that one of them begins with; None for the article's
            own and the one before it.
        """
        near, _ = self.sentence(max(0, self.sentence(at)[0] - 1))
        told = [each for each in self.told if near <= each.start < at and self._is_dated(each)]
        if not told or self.day is None:
            return None
        year = told[-1].period.first.year
        return year if year < self.day.year - 1 else None

    def looks_back(self, at: int) -> bool:
        """Tell whether a year of long ago was told before an offset."""
        return self.day is not None and any(
            told.start < at and told.period.first.year < self.day.year - 1 for told in self.told
        )

    def _is_dated(self, told: Told) -> bool:
        """Tell whether a time is a day or month, or the year that its sentence begins with."""
        if told.period.days <= _MONTH:
            return True
        of_year = told.period == Period(date(told.period.first.year, 1, 1), date(told.period.first.year, 12, 31))
        return of_year and told.start - self.sentence(told.start)[0] <= _OPENING

    def _days(self) -> list[Told]:
        return [told for told in self.told if told.period.is_day and not told.is_quoted]

    def _news_before(self, at: int) -> set[date]:
        """Give the days shortly before the article's own that have been told before an offset."""
        told = {each.period.first for each in self._days() if each.start < at}
        return set(filter(self._is_news, told))

    def _is_news(self, day: date) -> bool:
        return self.day is not None and timedelta(0) < self.day - day <= timedelta(days=_SAME_NEWS)
