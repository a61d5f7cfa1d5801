"""The JSON of timelines."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from qa.output.contract import Message, taken, written
from qa.output.timeline_formats import months
from qa.types.statement import Statement

TIMELINE: Literal["quotewire.timeline/1"] = "quotewire.timeline/1"


class StatementJson(Message, frozen=True, kw_only=True):
    """A sentence about the subject, with a date it refers to."""

    resolved: str
    """The date in ISO 8601: a day, month or year, or the two ends of a range separated by ``/``."""
    words: str
    """The date in the words of the sentence, verbatim."""
    sentence: str
    """Verbatim: the article's text from start to end."""
    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str
    line: int
    """Line of the file, from 1."""
    start: int
    """Offset of the sentence in the article's text, in characters."""
    end: int
    copies: tuple[str, ...]
    """Ids of other articles that say the same."""


class MonthJson(Message, frozen=True, kw_only=True):
    """The number of articles published in a month."""

    month: str
    """As ``2021-04``."""
    articles: int


class TimelineJson(Message, frozen=True, kw_only=True):
    """Dated sentences about a subject, by date."""

    schema: Literal["quotewire.timeline/1"] = TIMELINE
    subject: str
    statements: tuple[StatementJson, ...]
    months: tuple[MonthJson, ...]
    """Every month from the first to the last; empty if no article has a date."""


def timeline_message(subject: str, statements: Sequence[Statement]) -> TimelineJson:
    """Convert a timeline to a message.

    Args:
        subject: The subject.
        statements: The statements, by date.

    Returns:
        The message.
    """
    return TimelineJson(
        subject=subject,
        statements=tuple(taken(StatementJson, statement) for statement in statements),
        months=tuple(MonthJson(month=month, articles=count) for month, count in months(statements)),
    )


def timeline_json(subject: str, statements: Sequence[Statement]) -> dict[str, Any]:
    """Convert a timeline to JSON."""
    return written(timeline_message(subject, statements))
