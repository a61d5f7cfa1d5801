"""What the amounts in a text count: if a sentence has several, each belongs to the words of its own clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.conversation.phrasing.deciding_words import UNITS
from qa.conversation.phrasing.tokens import Token, stem, tokens

_PARTED = re.compile(r"[;:,]\s+|\s(?:and|but|while|whereas|or)\s")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that has amounts."""

    amounts: frozenset[str]
    """The forms of its amounts."""
    stems: frozenset[str]
    """The stems of its other words, or of its neighbours' words if it has none."""


def amounts_in(said: Sequence[Token]) -> list[Token]:
    """List the figures that say how much or how many: neither years nor days of a month."""
    amounts = []
    for at, token in enumerate(said):
        beside = said[max(0, at - 1) : at + 2]
        counts = token.is_figure and token.form[-1:].isdigit() and not token.is_year
        if counts and not any(token.is_calendar for token in beside):
            amounts.append(token)
    return amounts


def content_of(said: Sequence[Token]) -> frozenset[str]:
    """Return the stems of content words: no figures, units, signs, months or function words."""
    kept = (t for t in said if not (t.is_figure or t.is_small or t.is_sign or t.is_calendar or t.form in UNITS))
    return frozenset(stem(token.form) for token in kept)


def clauses_of(sentence: str) -> Iterator[Clause]:
    """Split a sentence with several amounts into clauses.

    Args:
        sentence: The sentence.

    Yields:
        Its clauses that have amounts; none if it has at most one amount, which cannot be ambiguous.
    """
    if len({token.form for token in amounts_in(tokens(sentence))}) < 2:
        return
    parts = [tokens(part) for part in _PARTED.split(sentence) if part]
    contents = [content_of(part) for part in parts]
    for at, part in enumerate(parts):
        amounts = frozenset(token.form for token in amounts_in(part))
        around = contents[max(0, at - 1) : at + 2]
        if amounts:
            yield Clause(amounts, contents[at] or frozenset().union(*around))
