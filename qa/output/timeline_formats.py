"""A timeline for spreadsheets and for documents: CSV and Markdown."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from qa.types.statement import Statement

_COLUMNS = ("time", "words", "sentence", "title", "source", "published", "path", "line", "article_id", "copies")
_MOST_MONTHS = 1200
"""Most months that are counted one by one."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


def months(told: Sequence[Statement]) -> tuple[tuple[str, int], ...]:
    """Count the articles of statements by the month they were published in.

    Args:
        told: The statements.

    Returns:
        Every month, as ``2021-04``, from the first to the last, with how many; empty where no article has a day.
    """
    days = {each.article_id: each.published for each in told}
    counts = Counter(day.year * 12 + day.month - 1 for day in days.values() if day)
    if not counts or max(counts) - min(counts) > _MOST_MONTHS:
        return ()
    return tuple((f"{at // 12:04}-{at % 12 + 1:02}", counts[at]) for at in range(min(counts), max(counts) + 1))


def timeline_csv(told: Sequence[Statement]) -> str:
    """Write a timeline as CSV with a first line of names; ``copies`` counts other articles that say the same."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in told:
        cells = (each.resolved, each.words, each.sentence, each.title, each.source or "", _day(each), each.path)
        writer.writerow([*map(_cell, cells), each.line, each.article_id, len(each.copies)])
    return out.getvalue()


def timeline_markdown(subject: str, told: Sequence[Statement]) -> str:
    """Write a timeline as a Markdown document."""
    lines = [f"# {subject}", ""]
    for each in told:
        where = ", ".join(part for part in (f"*{each.title}*", each.source, _day(each)) if part)
        sentence = " ".join(each.sentence.split())
        lines.append(f"- **{each.resolved}** {sentence} ({where}, `{each.path}:{each.line}`{_copies(each)})")
    return "\n".join(lines) + "\n"


def _day(told: Statement) -> str:
    return told.published.isoformat() if told.published else ""


def _cell(text: str) -> str:
    """Keep a spreadsheet from reading text as a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def _copies(told: Statement) -> str:
    return f", +{len(told.copies)} {'copy' if len(told.copies) == 1 else 'copies'}" if told.copies else ""
