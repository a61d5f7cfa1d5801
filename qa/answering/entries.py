"""Prefer the latest entry of a live blog if several entries answer."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from corpus.article import Article, Mark
from corpus.entries import entry_marks, entry_time, in_minutes
from qa.questions.clock import ClockTime
from qa.reading.agreement import evidence_of
from qa.types import Reading

_HALF_DAY = 720
_NEAR = 90
"""Minutes within which an entry shows that a time without "in the evening" is in this half of the day."""


def entries_of(article: Article) -> tuple[Mark, ...]:
    """Return an article's entries with their times: its marks, unless its format uses marks for something else."""
    if article.format in ("pdf", "epub"):
        return entry_marks(article.text, article.body)
    return () if article.format == "transcript" else article.marks


def latest_first(
    groups: Sequence[Sequence[Reading]],
    close: float,
    entries: Mapping[str, Sequence[Mark]] | None = None,
    asked: ClockTime | None = None,
) -> list[Sequence[Reading]]:
    """Put the answer of a later entry before that of an earlier one of the same article.

    If a time of day is asked for, the latest entry up to that time comes first: those after it did not hold yet.

    Args:
        groups: Readings grouped by answer, the best answer first.
        close: The evidence that a later answer needs, 0 to 1: its probability is low where an earlier one rivals it.
        entries: Offsets and times of articles' entries; without them a passage's own time counts.
        asked: The time of day that the question names, if any.

    Returns:
        The same groups; only which one is first may differ.
    """
    if not groups:
        return []
    first = _times(groups[0], entries or {}, asked)
    latest, at = max(first.values(), default=0), 0
    if asked and not first:  # the best answer is of another time, or of none
        first, latest = {article: 0 for group in groups for article in _times(group, entries or {})}, -1
    for place, group in enumerate(groups[1:], start=1):
        times = [time for article, time in _times(group, entries or {}, asked).items() if article in first]
        if evidence_of(group[0]) >= close and times and max(times) > latest:
            latest, at = max(times), place
    return [groups[at], *(group for place, group in enumerate(groups) if place != at)]


def _times(
    group: Sequence[Reading], entries: Mapping[str, Sequence[Mark]], asked: ClockTime | None = None
) -> dict[str, int]:
    """Return the latest time of an entry in each article, up to the time asked for, in minutes from its midnight."""
    latest: dict[str, int] = {}
    for reading in group:
        article = reading.hit.passage.article_id
        time = _time_of(reading, entries.get(article, ()))
        if time is not None and (asked is None or _held(time, asked, entries.get(article, ()))):
            latest[article] = max(latest.get(article, time), time)
    return latest


def _held(time: int, asked: ClockTime, marks: Sequence[Mark]) -> bool:
    """Return whether an entry had been written at a time of day; of two halves of a day, in which entries were made."""
    end = asked.minutes
    times = in_minutes([mark.label for mark in marks])
    if asked.either_half and times and not any(abs(other - end) <= _NEAR for other in times):
        end += _HALF_DAY
    return time < end if asked.strictly_before else time <= end


def _time_of(reading: Reading, marks: Sequence[Mark]) -> int | None:
    if not marks:
        written = entry_time(reading.hit.passage.text)
        return None if written is None else in_minutes([written])[0]
    place = bisect_right(marks, reading.hit.passage.start, key=lambda mark: mark.offset)
    return in_minutes([mark.label for mark in marks])[place - 1] if place else None
