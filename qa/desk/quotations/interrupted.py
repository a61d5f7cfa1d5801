"""An article's words as their speaker said them, without the reporter's words between ("I was," said Smith, "and am").

The comma before the reporter's words may be the speaker's or the reporter's. If the speaker's words after them
begin a sentence, it stands for a full stop.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.speech.speech import Speech

_INTERRUPTED = 150
"""Maximum number of characters between two pieces."""
_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?]\s+[A-Z]")
_QUOTING = " \"“”„«»‹›‘’'"


@dataclass(frozen=True, slots=True)
class Uninterrupted:
    """What to leave out of an article, and what to read otherwise; offsets are half-open, in characters."""

    left_out: tuple[tuple[int, int], ...]
    full_stops: frozenset[int]
    """Offsets of commas that stand for full stops."""


def uninterrupted(text: str, speeches: Sequence[Speech]) -> tuple[Uninterrupted, ...]:
    """List the ways in which an article's interrupted speech can be joined.

    Args:
        text: The article.
        speeches: Its speech, in order.

    Returns:
        Two ways, with the commas before the reporter's words and without; empty if no speech is interrupted.
    """
    found = list(_interruptions(text, speeches))
    if not found:
        return ()
    stops = frozenset(comma for comma, _, is_new in found if is_new and text[comma] == ",")
    after = tuple((comma + (text[comma] == ","), end) for comma, end, _ in found)
    at = tuple((comma + (comma in stops), end) for comma, end, _ in found)
    return tuple(Uninterrupted(left_out, stops) for left_out in dict.fromkeys((after, at)))


def _interruptions(text: str, speeches: Sequence[Speech]) -> Iterator[tuple[int, int, bool]]:
    """Find the reporter's words within a speaker's: their offsets, and whether a sentence begins after them."""
    for one, other in pairwise(speeches):
        between = text[one.end : other.start]
        if one.speaker != other.speaker or len(between) > _INTERRUPTED or "\n" in between:
            continue
        if text[one.end - 1] in ".…" or _SENTENCE.search(between.rstrip(_QUOTING)):
            continue
        comma = one.end - 1 if text[one.end - 1] == "," else text.find(",", one.end, one.end + 2)
        yield comma if comma >= 0 else one.end, other.start, between.rstrip(_QUOTING).endswith(".")
