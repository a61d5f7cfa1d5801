"""What is found: words that tell a time, and what they mean."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FINDER_VERSION = 2
"""Raise it when other expressions are found or they mean something else: what is stored under another is found anew."""
Basis = Literal["article", "quotation", "event"]
"""What an expression is counted from: the day of its article, the day on which what is quoted was said, or the
time of another event that the text has told."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of an article that tell a time.

    ``article.text[start:end] == words`` always holds.
    """

    start: int
    """Offset of the first character, in characters of the article's text."""
    end: int
    """Offset behind the last character."""
    words: str
    resolved: str | None
    """An ISO 8601 day, month or year, or the first and last of a span parted by ``/``; None where it is not settled."""
    basis: Basis | None = None
    """What it is counted from; None where it counts from nothing, or from what is not known."""
    base: date | None = None
    """The day of the basis; None exactly if `basis` is."""
    is_relative: bool = False
    """Whether it means nothing without something to count from: ``Thursday``, but not ``3 May 2019``."""
