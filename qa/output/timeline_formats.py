"""Timelines as CSV and Markdown."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from qa.output.labels import copies_label
from qa.types.statement import Statement

_COLUMNS = ("time", "words", "sentence", "title", "source", "published", "path", "line", "article_id", "copies")
_MOST_MONTHS = 1200
"""Maximum number of months that are counted singly."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters that begin a formula in spreadsheets."""


def months(statements: Sequence[Statement]) -> tuple[tuple[str, int], ...]:
    """Count the articles of statements by month of publication.

    Args:
        statements: The statements.

    Returns:
        Every month, as ``2021-04``, from the first to the last, with its count; empty if no article has a date.
    """
    days = {statement.article_id: statement.published for statement in statements}
    counts = Counter(day.year * 12 + day.month - 1 for day in days.values() if day)
    if not counts or max(counts) - min(counts) > _MOST_MONTHS:
        return ()
    return tuple((f"{at // 12:04}-{at % 12 + 1:02}", counts[at]) for at in range(min(counts), max(counts) + 1))


def timeline_csv(statements: Sequence[Statement]) -> str:
    """Format a timeline as CSV with a head; ``copies`` counts other articles that say the same."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for statement in statements:
        texts = (statement.words, statement.sentence, statement.title, statement.source or "")
        cells = (statement.resolved, *texts, _day(statement), statement.path)
        writer.writerow([*map(_cell, cells), statement.line, statement.article_id, len(statement.copies)])
    return out.getvalue()


def timeline_markdown(subject: str, statements: Sequence[Statement]) -> str:
    """Format a timeline as Markdown."""
    lines = [f"# {subject}", ""]
    for statement in statements:
        where = ", ".join(part for part in (f"*{statement.title}*", statement.source, _day(statement)) if part)
        sentence = " ".join(statement.sentence.split())
        place = f"`{statement.path}:{statement.line}`"
        lines.append(f"- **{statement.resolved}** {sentence} ({where}, {place}{_copies(statement)})")
    return "\n".join(lines) + "\n"


def _day(statement: Statement) -> str:
    return statement.published.isoformat() if statement.published else ""


def _cell(text: str) -> str:
    """Keep a spreadsheet from evaluating text as a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def _copies(statement: Statement) -> str:
    return f", {copies_label(len(statement.copies))}" if statement.copies else ""
