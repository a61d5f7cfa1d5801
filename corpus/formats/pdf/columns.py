"""Sort a page's lines into reading order: columns from left to right, lines across them in between.

A gutter is a vertical strip that few lines cross, with many lines on both sides at the same
height. Lines that cross a gutter - headlines, captions over two columns - split the page into
bands; within a band the columns are read one after another.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it in one column; places in points from the lower left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Height of the font."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.top + self.bottom) / 2


_EDGE_ROWS = 2
"""Rows at the top and at the bottom of a page that may be running heads and feet."""
_LEAST_LINES = 4
"""Lines that a column has at least."""
_LEAST_CHARACTERS = 12
"""Characters of a column's median line; columns of figures in a table have fewer."""
_LEAST_SHARE = 0.15
"""Of the page's width and lines that a column takes at least."""
_MOST_CROSSING = 0.34
"""Lines that may cross a gutter, as a share of those beside it."""


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers and other lines that repeat at the edges of pages.

    Args:
        pages: The lines of each page.

    Returns:
        The same without lines of the outer rows whose text, but for its figures, is found
        there on two pages of a short document or three of a longer one.
    """
    edges = [_edge(page) for page in pages]
    counted = Counter(text for edge in edges for text in {_shape(line) for line in edge})
    least = 2 if len(pages) <= 4 else 3
    heads = {text for text, count in counted.items() if count >= least}
    kept: list[list[Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = {id(line) for line in edge if _shape(line) in heads}
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _edge(page: Sequence[Line]) -> list[Line]:
    """Take the lines of the outer rows; rows are counted by their middles."""
    tops = _rows(sorted(page, key=lambda line: -line.middle))
    bottoms = _rows(sorted(page, key=lambda line: line.middle))
    return [*tops, *(line for line in bottoms if line not in tops)]


def _rows(lines: Iterable[Line]) -> list[Line]:
    found: list[Line] = []
    rows = 0
    last: Line | None = None
    for line in lines:
        if last is None or abs(line.middle - last.middle) > 0.5 * max(line.size, last.size):
            rows += 1
        if rows > _EDGE_ROWS:
            break
        last = line
        found.append(line)
    return found


def reading_order(pages: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """Sort the lines of each page into reading order.

    A page with too few lines to recognise its columns, as the last one often is, takes the gutters
    of the page before it if few of its lines cross them.

    Args:
        pages: The lines of each page, in any order.

    Returns:
        For each page its blocks in reading order, each the lines of one column from top to bottom.
    """
    ordered: list[list[list[Line]]] = []
    before: list[float] = []
    for page in pages:
        gutters = _gutters(page) or (before if _keep_out(page, before) else [])
        before = gutters or before
        ordered.append(_blocks(page, gutters))
    return ordered


def _keep_out(page: Sequence[Line], gutters: Sequence[float]) -> bool:
    return sum(_spans(line, gutters) for line in page) <= _MOST_CROSSING * len(page) / 2


def _blocks(page: Sequence[Line], gutters: Sequence[float]) -> list[list[Line]]:
    """Split a page into bands and columns."""
    blocks: list[list[Line]] = []
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in sorted(page, key=lambda line: (-line.middle, line.left)):
        if _spans(line, gutters):
            blocks += columns
            columns = [[] for _ in columns]
            if blocks and blocks[-1] and _spans(blocks[-1][-1], gutters):
                blocks[-1].append(line)
            else:
                blocks.append([line])
        else:
            columns[sum(gutter <= line.left for gutter in gutters)].append(line)
    return [_in_rows(block) for block in [*blocks, *columns] if block]


def _spans(line: Line, gutters: Sequence[float]) -> bool:
    return any(line.left < gutter < line.right for gutter in gutters)


def _in_rows(block: list[Line]) -> list[Line]:
    """Order lines from top to bottom, and at about the same height from left to right."""
    ordered: list[Line] = []
    row: list[Line] = []
    for line in block:
        if row and row[0].middle - line.middle > 0.5 * max(line.size, row[0].size):
            ordered += sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda line: line.left)


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Find the strips between columns; each is given by its middle."""
    if len(lines) < 2 * _LEAST_LINES:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width, size = right - left, median(line.size for line in lines)
    if not 0 < width < 1e5:
        return []
    step = max(1.0, width / 2000)
    free = [left + place * step for place in range(1, math.floor(width / step)) if _parts(lines, left + place * step)]
    strips: list[list[float]] = []
    for x in free:
        if strips and x - strips[-1][-1] < 1.5 * step:
            strips[-1].append(x)
        else:
            strips.append([x])
    middles = [(strip[0] + strip[-1]) / 2 for strip in strips if strip[-1] - strip[0] >= 0.4 * size]
    return _apart(middles, left, right, _LEAST_SHARE * width)


def _apart(middles: Sequence[float], left: float, right: float, least: float) -> list[float]:
    """Keep gutters with room for a column on either side."""
    kept: list[float] = []
    for x in middles:
        if x - (kept[-1] if kept else left) >= least and right - x >= least:
            kept.append(x)
    return kept


def _parts(lines: Sequence[Line], x: float) -> bool:
    """Return whether many lines are on both sides of a vertical at the same height, and few cross it."""
    before = [line for line in lines if line.right <= x]
    right = [line for line in lines if line.left >= x]
    fewest = min(len(before), len(right))
    if fewest < max(_LEAST_LINES, _LEAST_SHARE * len(lines)):
        return False
    if len(lines) - len(before) - len(right) > _MOST_CROSSING * fewest:
        return False
    if min(median(len(line.text) for line in side) for side in (before, right)) < _LEAST_CHARACTERS:
        return False
    shared = min(max(line.top for line in side) for side in (before, right)) - max(
        min(line.bottom for line in side) for side in (before, right)
    )
    return shared > 0.3 * (max(line.top for line in lines) - min(line.bottom for line in lines)) or (
        shared > 3 * median(line.size for line in lines)
    )
