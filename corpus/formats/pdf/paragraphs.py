"""Join lines to paragraphs, and rejoin words hyphenated across lines.

A paragraph ends where the next line is spaced apart, indented, of another size, or follows a line
that stops early after a full stop. It continues from one column or page to the next only if its
sentence does.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.article import Mark
from corpus.formats.hyphens import HARD, SUSPENDED, is_compound, keeps_hyphen, words_of
from corpus.formats.pdf.columns import Line
from corpus.formats.pdf.tables import parted
from corpus.metadata.bylines import as_names
from corpus.metadata.headers import is_metadata

_SOFT = ("\x02", "\xad", "\ufffe")
"""Characters that PDFium gives for a hyphen inserted at a line's end."""
_AS_HYPHEN = {ord(mark): "-" for mark in _SOFT}
_LOOSEST = 1.25
"""Multiple of the document's line distance by which lines of a paragraph are apart, at most."""
_HEAD = 500
"""Characters from the beginning that may hold bylines and date lines."""
_ENDS = (".", "!", "?", ":", '"', "”", "’", "'", ")", "…", "。")
_LAST_WORD = re.compile(r"(\w+)[-\u2010]$")
_FIRST_WORD = re.compile(r"\w+")


def flowed(pages: Sequence[Sequence[Sequence[Line]]]) -> tuple[str, tuple[Mark, ...]]:
    """Join the lines of a document into its text.

    Args:
        pages: For each page its blocks, each the lines of one column, in reading order.

    Returns:
        The text, a blank line between paragraphs, and a mark where each page with text begins.
    """
    text = _Text(words_of(line.text for blocks in pages for block in blocks for line in block), _usual_pitch(pages))
    for number, blocks in enumerate(pages, start=1):
        text.begin(f"page {number}")
        for block in blocks:
            text.add(block)
    return text.finished()


class _Text:
    """A text that grows line by line."""

    def __init__(self, words: frozenset[str], usual_pitch: float) -> None:
        self._words = words
        self._usual_pitch = usual_pitch
        self._paragraphs: list[list[str]] = []
        self._marks: list[Mark] = []
        self._label = ""
        self._length = 0
        self._last: Line | None = None
        self._edge = 0.0

    def begin(self, label: str) -> None:
        """Name the page that the next lines are on."""
        self._label = label

    def add(self, block: Sequence[Line]) -> None:
        """Add a column's lines, print and tables."""
        for lines, table in parted(block):
            if table:
                for line in table:
                    self._append(line, goes_on=False)
                self._last = None
            else:
                self._flow(lines)

    def _flow(self, block: Sequence[Line]) -> None:
        left, right = min(line.left for line in block), max(line.right for line in block)
        size = median(line.size for line in block)
        pitch = min(_pitch(block), _LOOSEST * self._usual_pitch * size)
        for place, line in enumerate(block):
            if self._last is None:
                goes_on = False
            elif place == 0:
                goes_on = _runs_on(self._last, line, self._edge)
            else:
                goes_on = _continues(
                    self._last, line, (left, right), pitch if line.size < 1.15 * size else 1.05 * line.size
                )
            self._append(line.text, goes_on and not self._is_metadata(line))
            self._last = line
        self._edge = right

    def _is_metadata(self, line: Line) -> bool:
        """Return whether a line at the head, or the one above it, is a byline or a date and no part of a paragraph."""
        if self._length >= _HEAD or self._last is None:
            return False
        if any(each.text.isupper() and as_names(each.text) for each in (self._last, line)):  # a byline in capitals
            return True
        parts = [each.text.split(", ", 1) for each in (self._last, line)]
        return any(is_metadata(", ".join(part)) or all(map(is_metadata, part)) for part in parts)

    def _append(self, piece: str, goes_on: bool) -> None:
        if not goes_on:
            self._length += 2 if self._paragraphs else 0
            self._paragraphs.append([])
        elif not self._drop_hyphen(piece):
            self._paragraphs[-1].append(" ")
            self._length += 1
        if self._label:
            self._marks.append(Mark(self._length, self._label))
            self._label = ""
        self._paragraphs[-1].append(piece)
        self._length += len(piece)

    def _drop_hyphen(self, piece: str) -> bool:
        """Rejoin a word hyphenated at the line's end; return whether it did."""
        pieces = self._paragraphs[-1]
        found, first = _LAST_WORD.search(pieces[-1].translate(_AS_HYPHEN)), _FIRST_WORD.match(piece)
        if found and first and first[0] in SUSPENDED:
            return False
        is_longer = first is not None and piece[first.end() : first.end() + 1] in HARD  # brother-in-law
        if pieces[-1].endswith(_SOFT):
            is_own = is_longer or (found and first and is_compound(found[1], first[0], self._words))
            pieces[-1] = pieces[-1][:-1] + ("-" if is_own else "")
            self._length -= 0 if is_own else 1
            return True
        if not found or not first:
            return False
        if not piece[0].islower():  # a name or a figure: the hyphen belongs to the word
            return True
        if not is_longer and not keeps_hyphen(found[1], first[0], self._words):
            pieces[-1] = pieces[-1][:-1]
            self._length -= 1
        return True

    def finished(self) -> tuple[str, tuple[Mark, ...]]:
        """Give the text and its marks."""
        text = "\n\n".join("".join(paragraph) for paragraph in self._paragraphs)
        # A soft hyphen that is left was not at a line's end.
        return text.translate(_AS_HYPHEN), tuple(self._marks)


def _usual_pitch(pages: Sequence[Sequence[Sequence[Line]]]) -> float:
    """Find the distance from line to line of a whole document, as a multiple of the lines' size."""
    found = [_pitch(block) / median(line.size for line in block) for blocks in pages for block in blocks if block[2:]]
    return min(found, default=3.0)


def _pitch(block: Sequence[Line]) -> float:
    """Find the distance from line to line within a paragraph."""
    steps = [
        above.middle - below.middle
        for above, below in pairwise(block)
        if 0.5 * below.size < above.middle - below.middle < 3 * below.size
    ]
    return median(_smaller(steps)) if steps else 1.2 * block[0].size


def _smaller(steps: Iterable[float]) -> list[float]:
    """Take the smaller half: lists of short paragraphs have more gaps than lines."""
    ordered = sorted(steps)
    return ordered[: (len(ordered) + 1) // 2]


def _continues(last: Line, line: Line, edges: tuple[float, float], pitch: float) -> bool:
    """Return whether a line continues the paragraph of the line above it."""
    left, right = edges
    step = last.middle - line.middle
    if abs(step) < 0.5 * max(line.size, last.size):
        return True
    if step < 0 or step > 1.35 * pitch or not 0.83 < line.size / last.size < 1.2:
        return False
    if line.left > left + 0.8 * line.size and last.left < line.left - 0.5 * line.size:
        return False
    stops_early = last.right < right - 0.2 * (right - left)
    return not (stops_early and last.text.endswith(_ENDS))


def _runs_on(last: Line, line: Line, edge: float) -> bool:
    """Return whether the first line of a column continues the sentence of the last line before it."""
    if not 0.9 < line.size / last.size < 1.1:
        return False
    if last.text.endswith((*_SOFT, *HARD)):
        return line.text[:1].isalpha()
    is_full = last.right > edge - last.size
    return not last.text.endswith(_ENDS) and (line.text[:1].islower() or is_full)
