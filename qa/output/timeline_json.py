"""A timeline for programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from qa.output.contract import Message, taken, written
from qa.output.timeline_formats import months
from qa.types.statement import Statement

TIMELINE: Literal["quotewire.timeline/1"] = "quotewire.timeline/1"


class StatementJson(Message, frozen=True, kw_only=True):
    """A sentence about the subject, and a time it tells of."""

    resolved: str
    """The time as ISO 8601 has it: a day, month or year, or the two ends of a span parted by ``/``."""
    words: str
    """The time as the sentence has it, verbatim."""
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
    """How many of the articles were published in a month."""

    month: str
    """As ``2021-04``."""
    articles: int


class TimelineJson(Message, frozen=True, kw_only=True):
    """What the articles say of a subject with a time, in order of the times."""

    schema: Literal["quotewire.timeline/1"] = TIMELINE
    subject: str
    statements: tuple[StatementJson, ...]
    months: tuple[MonthJson, ...]
    """Every month from the first to the last; empty where no article has a day."""


def timeline_message(subject: str, statements: Sequence[Statement]) -> TimelineJson:
    """Make the message of a timeline.

    Args:
        subject: What was asked for.
        statements: The statements, in order.

    Returns:
        The message.
    """
    return TimelineJson(
        subject=subject,
        statements=tuple(taken(StatementJson, statement) for statement in statements),
        months=tuple(MonthJson(month=month, articles=count) for month, count in months(statements)),
    )


def timeline_json(subject: str, statements: Sequence[Statement]) -> dict[str, Any]:
    """Write a timeline as an object for `json.dumps`."""
    return written(timeline_message(subject, statements))
