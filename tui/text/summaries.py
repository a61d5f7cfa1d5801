"""Formats the summary or the plan of a rebuild."""

from pathlib import Path

from index.rebuild.builder import RebuildSummary
from index.rebuild.plan import RebuildPlan
from qa.answering.language_notes import articles_note
from tui.text.safe import counted, harmless, size_of


def plan_text(plan: RebuildPlan) -> str:
    """Format what a rebuild would do."""
    lines = [
        f"would read     {plan.read:,} of {counted(plan.files, 'file')}",
        f"would index    {counted(plan.articles, 'article')}, {counted(plan.passages, 'passage')}",
        f"would embed    {counted(plan.embedded, 'passage')}"
        + (f" ({plan.kept:,} are left from an interrupted rebuild)" if plan.kept else ""),
        f"would drop     {counted(plan.dropped_articles, 'article')}, {counted(plan.dropped_passages, 'passage')}",
    ]
    lines += [f"would skip     {count:,}: {harmless(reason)}" for reason, count in plan.skipped.items()]
    return "\n".join(lines)


def summary_text(summary: RebuildSummary, index_folder: Path) -> str:
    """Format what a rebuild did.

    Args:
        summary: The summary.
        index_folder: The index folder.

    Returns:
        A few lines.
    """
    lines = [
        f"{counted(summary.articles, 'article')}, {counted(summary.passages, 'passage')}"
        f" in {_seconds(summary)} ({_embedded(summary)}, {summary.reused:,} reused)",
        f"{size_of(summary.bytes)} at {harmless(str(index_folder))}",
    ]
    lines += [f"skipped {count:,}: {harmless(reason)}" for reason, count in summary.skipped.items()]
    note = articles_note(summary.languages)
    return "\n".join([*lines, note] if note else lines)


def summary_line(summary: RebuildSummary) -> str:
    """Format what a rebuild did, on one line."""
    return f"{counted(summary.articles, 'article')}, {_embedded(summary)}, {_seconds(summary)}"


def _embedded(summary: RebuildSummary) -> str:
    return f"{counted(summary.embedded, 'passage')} embedded"


def _seconds(summary: RebuildSummary) -> str:
    return f"{summary.seconds:.1f} s"
