"""The cell that a question names: its row, its column, and what it counts.

The network barely distinguishes the lines of a table, and is seldom sure of any. If the words of a
question name exactly one cell, that cell answers.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.sentences import Span
from index.lexical.analyzer import analysed
from qa.questions.kind import Fits
from qa.reading.agreement import sentence_text, span_text
from qa.reading.table import cells_of, has_cell, is_supported, named_by, row_terms
from qa.types import Reading

NAMED = "cell"
"""Name of the score that marks a reading as a cell its question names."""
_SURE = 0.6
"""Least probability given to the one cell that a question names."""


def named_value(
    question: str, title: str, text: str, cut: Sequence[Span], fits: Fits | None = None
) -> tuple[Span, Span] | None:
    """Find the one cell of a passage that a question names.

    Args:
        question: What is asked.
        title: The article's title.
        text: The passage.
        cut: Its sentences, as offsets into `text`.
        fits: Which spans can answer the question; None if any can.

    Returns:
        The spans of the cell and of its value; None if the question names no cell, several, or more than the text says.
    """
    cells = cells_of(text, cut)
    asked = set(analysed(question))
    rows = row_terms([cell.row for cell in cells])
    in_row = [(cell, row) for cell, row in zip(cells, rows, strict=True) if row and row <= asked]
    columns = named_by(question, [cell.column for cell, _ in in_row], [cell.column for cell in cells])
    named = [(cell, row | column) for (cell, row), column in zip(in_row, columns, strict=True) if column]
    if len(named) != 1:
        return None
    ((cell, by),) = named
    if (fits and not fits(text, *cell.value)) or not is_supported(question, f"{title}\n{text}", by):
        return None
    return cell.span, cell.value


def with_named_cells(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Raise the probability of the cell that a question names, if all such cells say the same.

    It becomes at least that of the other cells of its article.

    Args:
        readings: Best first, judged.

    Returns:
        The readings, best first.
    """
    named = [reading for reading in readings if reading.scores.get(NAMED) and reading.start is not None]
    if len({span_text(reading).casefold() for reading in named}) != 1:
        return tuple(readings)
    articles = {reading.hit.passage.article_id for reading in named}
    beside = [
        reading.score
        for reading in readings
        if reading.hit.passage.article_id in articles and has_cell(sentence_text(reading)) and reading not in named
    ]
    least = max([_SURE, *beside])
    raised = [
        replace(reading, score=max(reading.score, least)) if reading in named else reading for reading in readings
    ]
    return tuple(sorted(raised, key=lambda reading: (-reading.score, not reading.scores.get(NAMED))))
