"""The cell that a question names: its row, its column, and what it counts.

The network tells one line of a table from the next by little, and is seldom sure of any. Where the
words of a question name one cell and no other, that cell answers.
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
"""The score that says that a reading is a cell its question names."""
_CELL = re.compile(r"(?P<row>[^\r\n]{1,200}), (?P<column>[^\r\n,]{1,100}?): (?P<value>\S[^\r\n]*)")
_UNIT = re.compile(r"\([^()]*\)|[,;] in \w+$")
_COUNTED = re.compile(
    r"\bhow\s+(?:many|much)\s+(?!(?:do|does|did|is|was|were|are|has|have|had|will|would|can)\b)(\w+)", re.IGNORECASE
)
_PLAIN = re.compile(r"\b(?:[A-Z]\w+|\d[\w.,]*\d|\d)\b")
_ASKS = re.compile(r"^\W*\w+")
_SHARE = 0.5
"""Of a question's words beside those that name the cell, that its table or article says at least."""
_SURE = 0.6
"""Probability that a cell answers that a question names and nothing else does."""


def named_value(
    question: str, title: str, text: str, cut: Sequence[Span], fits: Fits | None = None
) -> tuple[Span, Span] | None:
    """Find the one cell of a passage that a question names.

    Args:
        question: What is asked.
        title: The article's title.
        text: The passage.
        cut: Its sentences, as offsets into `text`.
        fits: Which spans can answer the question; None where any can.

    Returns:
        The spans of the cell and of its value; None where it names none or several, or more than the article says.
    """
    cells = [(span, found) for span in cut if (found := _CELL.fullmatch(text, *span))]
    rows = _telling([_UNIT.sub("", found["row"].rpartition(": ")[2]) for _, found in cells])
    columns = _telling([_UNIT.sub("", found["column"]) for _, found in cells])
    asked = set(analysed(question))
    named = [
        (span, found.span("value"), row | column)
        for (span, found), row, column in zip(cells, rows, columns, strict=True)
        if row and column and row | column <= asked
    ]
    if (
        len(named) != 1
        or (fits and not fits(text, *named[0][1]))
        or not _is_told(question, f"{title}\n{text}", named[0][2])
    ):
        return None
    return named[0][0], named[0][1]


def _telling(labels: Sequence[str]) -> list[set[str]]:
    """Take labels as terms, without those that all of different labels have: they tell none from another."""
    terms = [set(analysed(label)) for label in labels]
    shared = set.intersection(*terms) if len(set(map(frozenset, terms))) > 1 else set()
    return [each - shared for each in terms]


def _is_told(question: str, text: str, cell: set[str]) -> bool:
    """Return whether an article says what a question counts, the names and figures in it, and half of the rest."""
    said = set(analysed(text))
    counted = _COUNTED.search(question)
    names = " ".join(_PLAIN.findall(_ASKS.sub("", question)))
    needed = {*analysed(names), *(analysed(counted[1]) if counted else ())}
    rest = set(content_terms(question)) - cell
    return needed <= said and len(rest & said) >= _SHARE * len(rest)


def with_named_cells(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Raise the probability of the cell that a question names, where all such cells say the same.

    Args:
        readings: Best first, judged.

    Returns:
        The readings, best first.
    """
    named = [reading for reading in readings if reading.scores.get(NAMED) and reading.start is not None]
    if len({_value(reading) for reading in named}) != 1:
        return tuple(readings)
    raised = [replace(each, score=max(each.score, _SURE)) if each in named else each for each in readings]
    return tuple(sorted(raised, key=lambda reading: -reading.score))


def _value(reading: Reading) -> str:
    offset = reading.hit.passage.start
    return reading.hit.passage.text[(reading.start or 0) - offset : (reading.end or 0) - offset].casefold()
