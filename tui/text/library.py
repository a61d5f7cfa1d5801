"""Formats the overview of the index in a few lines."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.safe import counted, long_date, one_line, short_path

if TYPE_CHECKING:
    from qa.library.overview import Library

_NAMED = 2
"""Sources and folders named; the rest are counted."""


def library_lines(library: "Library") -> list[str]:
    """Describe the articles, their dates, sources and folders, and when they were indexed.

    Args:
        library: The overview.

    Returns:
        Lines, the first with the number of articles; unknown details are left out.
    """
    holds = library.holds
    kind = "sample article" if library.is_samples else "article"
    days = ""
    if holds.first and holds.last:
        days = f", {long_date(holds.first)}"
        days += f" to {long_date(holds.last)}" if holds.first != holds.last else ""
    lines = [f"{counted(holds.articles, kind)}{days}"]
    if sources := holds.values.get("source"):
        lines.append(f"from {_some(sources)}")
    if library.is_samples:
        lines.append("F5 indexes your own folders, which replace them")
    elif library.folders:
        lines.append(f"in {_some([_home_path(folder) for folder in library.folders])}")
    if library.made:
        lines.append(f"last indexed on {long_date(library.made.date())} at {library.made:%H:%M}")
    return lines


def _some(names: "tuple[str, ...] | list[str]") -> str:
    named = [one_line(name) for name in names[:_NAMED]]
    more = len(names) - len(named)
    return f"{', '.join(named)} and {more:,} more" if more else ", ".join(named)


def _home_path(path: Path) -> str:
    """Shorten a path below the home folder to ``~``."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return short_path(str(path))
