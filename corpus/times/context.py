"""The context of an expression of time: its sentence, quotation marks, turns of an interview, and earlier times."""

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.times.period import Period, day_of
from corpus.times.tense import tense_at
from corpus.times.vocabulary import saying

_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“(\[])|\s*[\r\n]+\s*")
_QUOTED = re.compile(r"[“\"][^“”\"\r\n]*(?:[”\"]|$)", re.MULTILINE)
_SPEAKER = re.compile(r"^(?:\(\([^()\n]{1,40}\)\)|(?:Q|A|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s)", re.MULTILINE)
_FEWEST = 3
"""Turns that make an interview."""
_SEASON = 92
"""Days of the longest period that counts as a date."""
_OPENING = 8
"""Characters before a year that opens its sentence: ``In the``."""
_PHRASE = re.compile(r"(?!.*\b(?:and|but|or|so)\b)[^.;:]{0,30}", re.IGNORECASE)
"""Words between ``before`` and a time that may be of one event with it: ``the weekend's vote on``."""
_CLAUSE = re.compile(
    r"\s+(?:the|its|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+,?\s+(?:which\s+|that\s+)?(?:(?:was|were|is|are|had|been"
    r"|took|takes|place|held|due|set|scheduled|planned|came|fell|happened|closed|opened|began|ended)\s+)*(?:on|in)?\s*",
    re.IGNORECASE,
)
"""The same with a clause: ``the vote, which was held on``."""
_COUNTED = re.compile(r".{1,40}\b(?:before|after|prior\s+to)\s+(?:\w+\s+)?", re.IGNORECASE | re.DOTALL)
"""A time that counts from the event after it: ``two days before the``."""
_BOUND = re.compile(r"\b(?:from|since|until|till|to|by)\s+(?:the\s+)?$", re.IGNORECASE)
"""Words after which a time is an end of what happened, or of what was put off."""
_ONCE = re.compile(
    r"\b(?:once|often|always|used\s+to)\s+(?:told|tell|said|say|wrote|write|joked?|asked)\b", re.IGNORECASE
)
_SAME_NEWS = 14
"""Days before an article that what it quotes was most likely said in."""


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time in the text that has been resolved."""

    start: int
    end: int
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
        self._open: list[int] = []
        self._counted: set[int] = set()
        self.events: dict[int, tuple[Period, str]] = {}
        """By offset of an expression, the time of the event that it names and counts from, and in which direction."""

    def add(self, start: int, end: int, period: Period) -> None:
        """Add the period that the expression between two offsets means."""
        insort(self.resolved, ResolvedTime(start, end, period, self.is_quoted(start)), key=lambda time: time.start)

    def leave_open(self, start: int) -> None:
        """Note an event at an offset whose time is unresolved: what follows may count from it."""
        insort(self._open, start)

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence that an offset lies in, as half-open offsets."""
        place = bisect_right(self._ends, at)
        return self._ends[place - 1], min(self._ends[place], len(self.text))

    def near(self, at: int) -> int:
        """Give where the sentence before an offset's begins."""
        return self.sentence(max(0, self.sentence(at)[0] - 1))[0]

    def is_ahead(self, start: int, end: int) -> bool:
        """Return whether the verb of an expression is in the future tense."""
        return tense_at(self.text, self.sentence(start), start, end) == "future"

    def is_quoted(self, at: int) -> bool:
        """Return whether an offset lies within quotation marks."""
        place = bisect_right(self._quotes, (at, len(self.text))) - 1
        return place >= 0 and self._quotes[place][0] <= at < self._quotes[place][1]

    def is_spoken(self, at: int) -> bool:
        """Return whether an offset lies in a turn of an interview, whose date is unknown."""
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
            else the article's own; empty where none of these is known, and for what somebody once said.
        """
        first, last = self.sentence(at)
        if _ONCE.search(self.text[first:at]):
            return []
        own = [time for time in self._days() if first <= time.start < last]
        if own:
            return [min(own, key=lambda time: abs(time.start - at)).period.first]
        return sorted(self._news_before(at)) or ([self.day] if self.day else [])

    def is_of_today(self, at: int) -> bool:
        """Return whether the article's own day is named before an offset, and its sentence names no other."""
        first, last = self.sentence(at)
        days = self._days()
        is_said = any(first <= time.start < last for time in days)
        return not is_said and any(time.start < at and time.period.first == self.day for time in days)

    def lead(self) -> date | None:
        """Give the first day of the news that the text names, which it is about; None where it names none."""
        return next((time.period.first for time in self._days() if self._is_news(time.period.first)), None)

    def news_day(self, at: int) -> Period | None:
        """Give the one day of the news named before an offset; None where there are several, none, or an open one."""
        days = self._news_before(at)
        is_known = len(days) == 1 and not any(self.near(at) <= start < at for start in self._open)
        return day_of(days.pop()) if is_known else None

    def before(self, at: int, most_days: int) -> Period | None:
        """Give the last time named before an offset, in its paragraph or the sentence before.

        Args:
            at: The offset.
            most_days: The longest period that is exact enough.

        Returns:
            The period; None where no sentence so near names one, or an event of unknown time is nearer.
        """
        time = self._last(at, most_days)
        return time.period if time else None

    def event_before(self, at: int, way: str) -> Period | None:
        """Give the event of the last time named before an offset, if that counts from it in the other direction.

        Args:
            at: The offset, of "the day after" in "the day before the vote he came; he left the day after".
            way: ``before`` or ``after``, as the expression has it.

        Returns:
            The time of the event; None where the last time counts from none, or in the same direction.
        """
        time = self._last(at, _SEASON)
        event, other = self.events.get(time.start, (None, way)) if time else (None, way)
        return event if other != way else None

    def _last(self, at: int, most_days: int) -> ResolvedTime | None:
        near = min(self.near(at), self.text.rfind("\n", 0, at) + 1)
        times = [time for time in self.resolved if near <= time.start < at and time.start not in self._counted]
        fitting = [time for time in times if time.period.days <= most_days]
        if not fitting or any(fitting[-1].start <= start < at for start in self._open):
            return None
        return fitting[-1]

    def beside(self, at: int) -> ResolvedTime | None:
        """Give the time that ends directly before an offset, with a comma between them."""
        ending = [time for time in self.resolved if time.start < at and re.fullmatch(r",\s", self.text[time.end : at])]
        return ending[-1] if ending else None

    def after(self, end: int, most_days: int = 1) -> Period | None:
        """Give the time of the event named after an offset: ``before Thursday's vote``, ``before the vote on Monday``.

        Args:
            end: Where ``before`` or ``after`` ends.
            most_days: The longest period that is exact enough.

        Returns:
            The period; None where the same sentence has none so near.
        """
        _, last = self.sentence(end)
        first = next((time for time in self.resolved if end <= time.start < last), None)
        if first is None or first.period.days > most_days:
            return None
        between = self.text[end : first.start]
        if not (_PHRASE.fullmatch(between) or _CLAUSE.fullmatch(between)):
            return None
        self._counted.add(first.start)
        return first.period

    def day_of_event(self, noun: str, at: int) -> Period | None:
        """Give the one day that other sentences name together with an event; None for several, or none."""
        own = self.sentence(at)
        said = [match for match in re.finditer(saying(noun), self.text) if not own[0] <= match.start() < own[1]]
        days = {day for match in said if (day := self._day_beside(*match.span()))}
        return day_of(days.pop()) if len(days) == 1 else None

    def _day_beside(self, start: int, end: int) -> date | None:
        """Give the day that a sentence names for one of its words: the first time after it, else the last before."""
        first, last = self.sentence(start)
        times = [time for time in self.resolved if first <= time.start < last and not time.is_quoted]
        beside = next((time for time in times if time.start >= end), times[-1] if times else None)
        if beside and _COUNTED.fullmatch(self.text[beside.start : start]):
            return None
        if beside is None or not beside.period.is_day or _BOUND.search(self.text, first, beside.start):
            return None
        return beside.period.first

    def dated_before(self, at: int, since: int = 0) -> list[Period]:
        """Give the days, months and seasons named between two offsets, and the years that open a sentence."""
        return [time.period for time in self.resolved if since <= time.start < at and self._is_dated(time)]

    def long_ago_before(self, at: int) -> Period | None:
        """Give the time that an offset's sentence, or the one before, is about, if it is long ago.

        Args:
            at: The offset.

        Returns:
            The last day, month or season named there, or the year that one of the sentences begins with; None
            if it is in the article's own year or the one before it, or in a sentence before that is about these.
        """
        own, near = self.sentence(at)[0], self.near(at)
        dated = self.dated_before(at, own)
        if not dated and not any(map(self._is_recent, self.dated_before(own, near))):
            dated = self.dated_before(own, near)
        return dated[-1] if dated and self.day and not self._is_recent(dated[-1]) else None

    def _is_recent(self, period: Period) -> bool:
        return self.day is not None and period.first.year >= self.day.year - 1

    def looks_back(self, at: int) -> bool:
        """Return whether a year of long ago is named before an offset."""
        return self.day is not None and any(
            time.start < at and time.period.first.year < self.day.year - 1 for time in self.resolved
        )

    def _is_dated(self, time: ResolvedTime) -> bool:
        """Return whether a time is a day, month or season, or the year that its sentence begins with."""
        if time.period.days <= _SEASON:
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
