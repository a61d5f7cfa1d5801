"""A quotation and who said it."""

from dataclasses import dataclass

RULES_VERSION = 1
"""Changes with the rules by which speech is found: what was found by others is found again."""


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
    """Who that is: the name in full where the article has it, else the words as they stand."""
    is_named: bool
    """Whether `speaker` is a name; else it is a description, or a pronoun that may mean several."""
