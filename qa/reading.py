"""What a reader is, and where a passage's sentences stand."""

from collections.abc import Sequence
from typing import Protocol

from corpus.sentences import Span, all_sentences
from index.hits import Hit
from qa.types import Reading


class Reader(Protocol):
    """Finds answers in passages; the tests have another."""

    @property
    def threshold(self) -> float:
        """The probability from which a reading is an answer."""

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Read passages, best reading first, one for each hit that was read."""


def spans_of(hit: Hit) -> list[Span]:
    """Cut a passage into sentences, as offsets into its article."""
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in all_sentences(hit.passage.text)]
