"""Which cells of a table a question is about: those whose row and column it names best.

A table is read cell by cell, ``Farmers, 2025: 6``, and the network barely distinguishes such lines.
The words of the question do.
"""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.sentences import Span
from index.lexical.analyzer import analysed

_CELL = re.compile(r"(?P<row>[^\r\n]{1,200}), (?P<column>[^\r\n]{1,100}?): \S[^\r\n]*")


def without_other_cells(question: str, text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the cells of a table that a question names less well than others.

    Args:
        question: What is asked.
        text: A passage.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The sentences that may answer, in order; all if there is no table or the question names nothing in it.
    """
    cells = [_CELL.fullmatch(text, start, end) for start, end in cut]
    shared = Counter(cell[part] for cell in cells if cell for part in ("row", "column"))
    asked = set(analysed(question))
    named: dict[int, int] = {}
    for place, cell in enumerate(cells):
        if cell and max(shared[cell["row"]], shared[cell["column"]]) > 1:
            named[place] = len(asked & set(analysed(f"{cell['row']} {cell['column']}")))
    most = max(named.values(), default=0)
    return [span for place, span in enumerate(cut) if named.get(place, most) == most]
