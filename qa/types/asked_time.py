"""The time that a question is about."""

from dataclasses import dataclass
from datetime import date

from corpus.times.period import Period


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time that a question is about."""

    words: str
    """As they stand in the question: ``last week``, ``before May``."""
    first: date | None
    """The first day of it; None if it has no beginning."""
    last: date | None
    """The last day of it; None if it has no end."""
    is_hard: bool = False
    """Whether a statement about another time is no answer at all, rather than a worse one."""
    counted_from: date | None = None
    """The day that the words are relative to; None for ``in 2019``, which is absolute."""
    dated_by: str | None = None
    """The title of the article that dates the event of ``since the election``; None for all other times."""

    @property
    def resolved(self) -> str:
        """The time in ISO 8601, with ``..`` for an open end."""
        if self.first and self.last:
            return Period(self.first, self.last).written()
        return f"{self.first or '..'}/{self.last or '..'}"
