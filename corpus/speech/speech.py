"""A quotation and who said it."""

from dataclasses import dataclass

RULES_VERSION = 3
"""Raise it with the rules of attribution: speech found by other rules is then found again."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation and who said it; offsets are half-open, in characters of the text."""

    start: int
    """Of the words within the marks."""
    end: int
    speaker_start: int
    """Of the words that name the speaker."""
    speaker_end: int
    speaker: str
    """The speaker: the full name if the article has it, else the words that name the speaker."""
    is_named: bool
    """Whether `speaker` is a name; else it is a description, or a pronoun that may mean several."""
