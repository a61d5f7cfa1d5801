"""The row of a table with the largest or smallest number of a column, or with the place that a question asks for."""

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.article import Article
from corpus.sentences import all_sentences
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.answering.metadata import pointing
from qa.questions.numbers import number_of
from qa.questions.placing import place_asked
from qa.questions.superlative import DEGREES, Superlative, superlative_of
from qa.reading.agreement import sentence_text
from qa.reading.table import Cell, cells_of, has_cell, is_supported, named_by
from qa.types import SURE, Reading

_LOOKED_AT = 6
"""Passages whose articles' tables are looked at."""
_TOTAL = re.compile(r"(?:grand |sub-?)?total|sum|all|overall|average|mean|altogether|together|combined", re.IGNORECASE)
_PLACES = re.compile(r"(?:final )?(?:places?|positions?|pos\.?|rank(?:ing)?|standings?)", re.IGNORECASE)
"""A column that orders the rows."""
_PLACE_TERMS = frozenset(
    analysed(
        "came finished placed ranked ended took place position first second third fourth fifth sixth seventh eighth "
        "ninth tenth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
    )
)
_AFTER_DEGREE = re.compile(r"\bwhat\b.*?\bthe\s+\w+est\s+([\w-]+)", re.IGNORECASE)
_ROWS = 2
"""Least rows with a number."""
_SUMMED = 3
"""Least rows whose sum a last row is: of two it may be by chance, as 1, 2 and 3."""


def conclude_by_table(question: str, hits: Sequence[Hit], store: ArticleStore, citer: Citer) -> Conclusion | None:
    """Answer which row of a table has the largest or smallest number, or the place asked for.

    Args:
        question: The question, clean.
        hits: Passages found for it, best first.
        store: Holds the articles.
        citer: Makes and checks citations.

    Returns:
        The row's label, cited at its cell; its confidence is not fitted. None if the question asks for neither, or
        no table found has one column that it names, with two rows and one extreme, or one row of that place.
    """
    asked, place = superlative_of(question), place_asked(question)
    if asked is None and place is None:
        return None
    with_cells = [hit for hit in hits[:_LOOKED_AT] if has_cell(hit.passage.text)]
    for hit in {hit.passage.article_id: hit for hit in reversed(with_cells)}.values():
        article = store.article(hit.passage.article_id)
        if article is None:
            continue
        cell = _extreme(question, asked, article) if asked else _placed(question, place, article)
        if cell:
            reading = pointing(article, hit, cell.row_span, cell.span)
            return Conclusion(citer.cite([reading]), SURE)
    return None


def _extreme(question: str, asked: Superlative, article: Article) -> Cell | None:
    """Find the cell with the extreme of the one column that a question names; None if it is not certain."""
    cells = cells_of(article.text, all_sentences(article.text))
    for table in dict.fromkeys(cell.table for cell in cells):
        own = [cell for cell in cells if cell.table == table and not _TOTAL.fullmatch(cell.row.strip())]
        column = _column(question, own)
        valued = [
            (number, cell)
            for cell in own
            if cell.column == column and (number := number_of(article.text[slice(*cell.value)])) is not None
        ]
        found = _first(_without_sum(valued), most=asked.most)
        if column is not None and _asks_value(question, asked, column):
            return None
        if found and column is not None and _is_of(question, asked, article, column):
            return found
    return None


def _placed(question: str, place: int | None, article: Article) -> Cell | None:
    """Find the cell with a place in an order; None if the tables of an article have none or several."""
    found = [
        cell
        for cell in cells_of(article.text, all_sentences(article.text))
        if _PLACES.fullmatch(cell.column) and number_of(article.text[slice(*cell.value)]) == place
    ]
    text = f"{article.title}\n{article.text}"
    return found[0] if len(found) == 1 and is_supported(question, text, _PLACE_TERMS) else None


def _column(question: str, cells: Sequence[Cell]) -> str | None:
    """Return the one column that a question names; a table's only column needs no name."""
    columns = list(dict.fromkeys(cell.column for cell in cells))
    by = named_by(question, columns, columns)
    named = columns if len(columns) == 1 else [column for column, terms in zip(columns, by, strict=True) if terms]
    return named[0] if len(named) == 1 else None


def _asks_value(question: str, asked: Superlative, column: str) -> bool:
    """Return whether a question asks for the number itself: "what is the highest level", of a column of levels."""
    after = _AFTER_DEGREE.search(question) if asked.noun is None else None
    return after is not None and set(analysed(after[1])) <= set(analysed(column))


def _without_sum(valued: Sequence[tuple[Decimal, Cell]]) -> Sequence[tuple[Decimal, Cell]]:
    """Leave out a last row whose number is the sum of three or more others, whatever it is called: ``Whole valley``."""
    if len(valued) <= _SUMMED:
        return valued
    *others, last = valued
    return others if last[0] == sum(number for number, _ in others) else valued


def _first(valued: Sequence[tuple[Decimal, Cell]], *, most: bool) -> Cell | None:
    """Return the cell with the largest or smallest number; None if two share it, or there are too few."""
    if len({cell.row for _, cell in valued}) < _ROWS:
        return None
    ordered = sorted(valued, key=lambda each: each[0], reverse=most)
    return ordered[0][1] if ordered[0][0] != ordered[1][0] else None


def _is_of(question: str, asked: Superlative, article: Article, column: str) -> bool:
    """Return whether an article has what a question names, and what the one asked for is."""
    text = f"{article.title}\n{article.text}"
    noun = set(analysed(f"{asked.noun or ''} {asked.kind}"))
    return noun <= set(analysed(text)) and is_supported(question, text, set(analysed(column)) | DEGREES)


def without_cells(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Leave out the readings in cells of tables if a question asks for the most or the least, which no cell says."""
    if superlative_of(question) is None:
        return tuple(readings)
    return tuple(reading for reading in readings if not _in_cell(reading))


def _in_cell(reading: Reading) -> bool:
    return has_cell(sentence_text(reading))
