"""The cell that a question names: its row, its column, and what it counts.

The network barely distinguishes the lines of a table, and is seldom sure of any. If the words of a
question name exactly one cell, that cell answers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.sentences import Span
from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.questions.kind import Fits
from qa.types import Reading

NAMED = "cell"
"""Name of the score that marks a reading as a cell its question names."""
_CELL = re.compile(r"(?P<row>[^\r\n]{1,200}), (?P<column>[^\r\n,]{1,100}?): (?P<value>\S[^\r\n]*)")
_UNIT = re.compile(r"\([^()]*\)|[,;] in \w+$")
_COUNTED = re.compile(
    r"\bhow\s+(?:many|much)\s+(?!(?:do|does|did|is|was|were|are|has|have|had|will|would|can)\b)(\w+)", re.IGNORECASE
)
_PLAIN = re.compile(r"\b(?:[A-Z]\w+|\d[\w.,]*\d|\d)\b")
_ASKS = re.compile(r"^\W*\w+")
_SHARE = 0.5
"""Least share of a question's other words, besides those naming the cell, that its passage or title has."""
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
    cells = [(span, cell) for span in cut if (cell := _CELL.fullmatch(text, *span))]
    rows = _distinctive([_UNIT.sub("", cell["row"].rpartition(": ")[2]) for _, cell in cells])
    columns = _distinctive([_UNIT.sub("", cell["column"]) for _, cell in cells])
    asked = set(analysed(question))
    named = [
        (span, cell.span("value"), row | column)
        for (span, cell), row, column in zip(cells, rows, columns, strict=True)
        if row and column and row | column <= asked
    ]
    if (
        len(named) != 1
        or (fits and not fits(text, *named[0][1]))
        or not _is_supported(question, f"{title}\n{text}", named[0][2])
    ):
        return None
    return named[0][0], named[0][1]


def _distinctive(labels: Sequence[str]) -> list[set[str]]:
    """Return the terms of each label, without those shared by all: they distinguish nothing."""
    terms = [set(analysed(label)) for label in labels]
    shared = set.intersection(*terms) if len(set(map(frozenset, terms))) > 1 else set()
    return [label_terms - shared for label_terms in terms]


def _is_supported(question: str, text: str, cell: set[str]) -> bool:
    """Return whether a text has what a question counts, its names and figures, and half of the rest."""
    said = set(analysed(text))
    counted = _COUNTED.search(question)
    names = " ".join(_PLAIN.findall(_ASKS.sub("", question)))
    needed = {*analysed(names), *(analysed(counted[1]) if counted else ())}
    rest = set(content_terms(question)) - cell
    return needed <= said and len(rest & said) >= _SHARE * len(rest)


def with_named_cells(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Raise the probability of the cell that a question names, if all such cells say the same.

    Args:
        readings: Best first, judged.

    Returns:
        The readings, best first.
    """
    named = [reading for reading in readings if reading.scores.get(NAMED) and reading.start is not None]
    if len({_value(reading) for reading in named}) != 1:
        return tuple(readings)
    raised = [
        replace(reading, score=max(reading.score, _SURE)) if reading in named else reading for reading in readings
    ]
    return tuple(sorted(raised, key=lambda reading: -reading.score))


def _value(reading: Reading) -> str:
    offset = reading.hit.passage.start
    return reading.hit.passage.text[(reading.start or 0) - offset : (reading.end or 0) - offset].casefold()
