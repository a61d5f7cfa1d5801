"""The entries of a timeline."""

from dataclasses import dataclass
from datetime import date

from corpus.times.period import Period


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about the subject, and a time it refers to."""

    period: Period
    resolved: str
    """The time in ISO 8601."""
    words: str
    """The expression of time in the sentence, verbatim."""
    sentence: str
    """Verbatim: ``article.text[start:end]``."""
    article_id: str
    title: str
    source: str | None
    published: date | None
    """The day the article says it was published on."""
    path: str
    line: int
    """Line of the file, from 1."""
    start: int
    """Offset of the sentence in the article's text, in characters."""
    end: int
    copies: tuple[str, ...] = ()
    """Ids of other articles that say the same: copies, and those with nearly the same sentence."""
