"""The cells of tables as articles are extracted: lines as ``Seats by party: Farmers, 2025: 6``."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.sentences import Span
from index.lexical.analyzer import analysed
from qa.questions import content_terms

_CELL = re.compile(r"(?P<row>[^\r\n]{1,200}), (?P<column>[^\r\n,]{1,100}?): (?P<value>\S[^\r\n]*)")
_UNIT = re.compile(r"\([^()]*\)|[,;] in \w+$")
_COUNTED = re.compile(
    r"\bhow\s+(?:many|much)\s+(?!(?:do|does|did|is|was|were|are|has|have|had|will|would|can)\b)(\w+)", re.IGNORECASE
)
_PLAIN = re.compile(r"\b(?:[A-Z]\w+|\d[\w.,]*\d|\d)\b")
_ASKS = re.compile(r"^\W*\w+")
_LIGHT = frozenset(analysed("get gets got have has had hold holds held receive received win won"))
"""Verbs that say no more than that the row has the cell."""
_SHARE = 0.5
"""Least share of a question's other words, besides those naming the cell, that its passage or title has."""
_MEASURES = (
    (
        r"\b(?:pays?|paid|costs?|spends?|spent|earns?|earned|prices?|expensive|cheap\w*|dear\w*|owes?|owed|raise[sd]?|"
        r"fined)\b",
        "cost price fee fare sum amount money budget salary wage pay spending euro euros dollar dollars pound pounds "
        "franc francs crown crowns kronor kroner krona yen mark marks rouble rupee eur usd gbp",
    ),
    (
        r"\b(?:long(?:est|er)?|short(?:est|er)?|far(?:thest)?)\b",
        "length long distance duration km kilometre kilometres kilometer mile miles metre metres meter m minutes hours",
    ),
    (r"\b(?:tall(?:est|er)?|high(?:est|er)?)\b", "height altitude elevation metre metres m feet"),
    (
        r"\b(?:heav(?:y|iest|ier)|weighs?|weighed|light(?:est|er))\b",
        "weight kg kilo kilos kilogram tonne tonnes ton tons",
    ),
    (r"\b(?:old(?:est|er)?|young(?:est|er)?)\b", "age year years born"),
    (r"\b(?:fast(?:est|er)?|quick(?:est|er)?|slow(?:est|er)?)\b", "time speed pace"),
)
"""What a question asks to be measured, and the words of a column that has it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with half-open offsets into its text."""

    span: Span
    """All of it, as a sentence."""
    row: str
    """The label of its row, without what the table is called."""
    row_span: Span
    column: str
    value: Span
    table: str
    """What the table is called; empty if nothing."""


def cells_of(text: str, cut: Sequence[Span]) -> list[Cell]:
    """Find the cells of tables among sentences.

    Args:
        text: A text.
        cut: Its sentences, as offsets into it.

    Returns:
        The cells, in order.
    """
    found = []
    for span in cut:
        if cell := _CELL.fullmatch(text, *span):
            table, _, row = cell["row"].rpartition(": ")
            end = cell.end("row")
            found.append(Cell(span, row, (end - len(row), end), cell["column"], cell.span("value"), table))
    return found


def has_cell(text: str) -> bool:
    """Return whether one of a text's lines is a cell of a table."""
    return any(_CELL.fullmatch(part) for line in text.splitlines() for part in line.split(" | "))


def measured_as(question: str) -> frozenset[str]:
    """Return the terms that name a column with what a question measures: "euro" for "how much does Finland pay"."""
    words = [words for form, words in _MEASURES if re.search(form, question, re.IGNORECASE)]
    return frozenset(analysed(" ".join(words)))


def named_by(question: str, columns: Sequence[str], among: Sequence[str]) -> list[set[str]]:
    """Find the terms by which a question names columns.

    A column is named by all its words but those that all columns share; if none is, by its words without a year,
    by a question without one; if none is, by its unit or what it measures.

    Args:
        question: What is asked.
        columns: Labels of the columns.
        among: Labels of all columns of their table.

    Returns:
        For each column the terms; empty if it is not named.
    """
    asked, measure = set(analysed(question)), measured_as(question)
    shared = _shared(among)
    terms = [_terms(column) - shared for column in columns]
    has_year = any(term.isdigit() for term in asked)
    yearless = [{term for term in own if not term.isdigit()} for own in terms]
    ways = (
        [own if own <= asked else set() for own in terms],
        [own if own <= asked and not has_year else set() for own in yearless],
        [set(analysed(column)) & measure for column in columns],
    )
    return next((way for way in ways if any(way)), ways[0])


def row_terms(rows: Sequence[str]) -> list[set[str]]:
    """Return the terms of each row's label, without those that all rows share."""
    shared = _shared(rows)
    return [_terms(row) - shared for row in rows]


def _terms(label: str) -> set[str]:
    return set(analysed(_UNIT.sub("", label)))


def _shared(labels: Sequence[str]) -> set[str]:
    """Return the terms that all of several labels share: they distinguish nothing."""
    terms = {frozenset(_terms(label)) for label in labels}
    return set(frozenset.intersection(*terms)) if len(terms) > 1 else set()


def is_supported(question: str, text: str, named: AbstractSet[str]) -> bool:
    """Return whether a text has what a question counts, its names and figures, and half of its other words.

    Args:
        question: What is asked.
        text: The text around a table, with the article's title.
        named: Terms of the question that name a cell; they are left out.

    Returns:
        True if the table is of what the question is about.
    """
    said = set(analysed(text))
    counted = _COUNTED.search(question)
    names = " ".join(_PLAIN.findall(_ASKS.sub("", question)))
    needed = {*analysed(names), *(analysed(counted[1]) if counted else ())}
    rest = set(content_terms(question)) - named - _LIGHT
    return needed <= said and len(rest & said) >= _SHARE * len(rest)
