"""An expression of time: words of an article that name a time, and what they mean."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FINDER_VERSION = 3
"""Raise it when other expressions are found or their meanings change: what an older version stored is found again."""
Basis = Literal["article", "quotation", "event"]
"""What an expression is counted from: the day of its article, the day on which a quotation was said, or the
time of another event in the text."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of an article that name a time.

    ``article.text[start:end] == words`` always holds.
    """

    start: int
    """Offset of the first character, in characters of the article's text."""
    end: int
    """Offset after the last character."""
    words: str
    resolved: str | None
    """An ISO 8601 day, month or year, or the first and last of a span separated by ``/``; None if unresolved."""
    basis: Basis | None = None
    """What it is counted from; None where it counts from nothing, or from something unknown."""
    base: date | None = None
    """The day of the basis; None exactly if `basis` is."""
    is_relative: bool = False
    """Whether its meaning depends on what it is counted from: ``Thursday``, but not ``3 May 2019``."""
