"""Passage lengths as the local index stores them: one byte for each passage, rounded as Lucene's norms are."""

from bisect import bisect_right

_EXACT = 24
"""Lengths below this are exact; of longer ones, the excess is rounded to four significant bits."""
_STEPS = (*range(16), *((8 | low) << shift for shift in range(1, 28) for low in range(8)))
_LENGTHS: tuple[int, ...] = (*range(_EXACT), *(_EXACT + step for step in _STEPS))


def stored_length(words: int) -> int:
    """Round a passage's length, in words, as the local index does."""
    return _LENGTHS[bisect_right(_LENGTHS, words) - 1]
