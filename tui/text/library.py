"""What is indexed, in a few lines for a person."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.safe import counted, long_date, one_line, short_path

if TYPE_CHECKING:
    from qa.library.overview import Library

_NAMED = 2
"""Sources and folders named; of more, how many there are."""


def library_lines(library: "Library") -> list[str]:
    """Say how many articles are indexed, of which days, from which sources and folders, and since when.

    Args:
        library: The library.

    Returns:
        Lines, the first with the number; what the index does not tell is left out.
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
        lines.append("F5 indexes your own folders, which take their place")
    elif library.folders:
        lines.append(f"in {_some([_home_path(folder) for folder in library.folders])}")
    if library.made:
        lines.append(f"indexed last on {long_date(library.made.date())} at {library.made:%H:%M}")
    return lines


def _some(names: "tuple[str, ...] | list[str]") -> str:
    named = [one_line(name) for name in names[:_NAMED]]
    more = len(names) - len(named)
    return f"{', '.join(named)} and {more:,} more" if more else ", ".join(named)


def _home_path(path: Path) -> str:
    """Write a path as a person at home would."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return short_path(str(path))
