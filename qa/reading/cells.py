"""Which cells of a table a question is about: those whose row and column it names best.

A table is read cell by cell, ``Farmers, 2025: 6``, and the network barely distinguishes such lines.
The words of the question do.
"""

from collections import Counter
from collections.abc import Sequence

from corpus.sentences import Span
from index.lexical.analyzer import analysed
from qa.reading.table import cells_of, measured_as


def without_other_cells(question: str, text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the cells of a table that a question names less well than others.

    Args:
        question: What is asked.
        text: A passage.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The sentences that may answer, in order; all if there is no table or the question names nothing in it.
    """
    cells = {cell.span: cell for cell in cells_of(text, cut)}
    shared = Counter(label for cell in cells.values() for label in (cell.row, cell.column))
    asked = set(analysed(question)) | measured_as(question)
    named: dict[Span, int] = {}
    for span, cell in cells.items():
        if max(shared[cell.row], shared[cell.column]) > 1:
            named[span] = len(asked & set(analysed(f"{cell.table} {cell.row} {cell.column}")))
    most = max(named.values(), default=0)
    return [span for span in cut if named.get(span, most) == most]
