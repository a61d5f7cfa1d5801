"""The report of a measurement, as Markdown and as JSON."""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

_ROOT = Path(__file__).resolve().parents[2]


class Skipped(Exception):
    """Something that the measurement needs is not on this machine."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a measurement."""

    data: Path
    """The folder of data sets."""
    cache: Path
    """Compiled encoders, and vectors that take minutes to make; outside the repository."""
    most: int = 0
    """Questions to ask at most, for a measurement that can take a share of them; 0 for all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number and its bar."""

    what: str
    seen: str
    """The number with its unit."""
    bar: str = ""
    """The requirement; empty if it is only shown."""
    met: bool | None = None
    """None if there is no bar."""
    value: float | None = None
    """The bare number."""


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that need more than one column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The results of one measurement."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    """How it was measured, where a reader could be misled."""
    tables: tuple[Table, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Give the report as plain dictionaries and lists."""
        return asdict(self)


def at_most(what: str, value: float, bar: float, unit: str = "", digits: int = 2) -> Figure:
    """Make a figure that must not exceed its bar."""
    return Figure(what, _told(value, unit, digits), f"<= {_told(bar, unit, digits)}", value <= bar, value)


def at_least(what: str, value: float, bar: float, unit: str = "", digits: int = 2) -> Figure:
    """Make a figure that must reach its bar."""
    return Figure(what, _told(value, unit, digits), f">= {_told(bar, unit, digits)}", value >= bar, value)


def shown(what: str, value: float, unit: str = "", digits: int = 2) -> Figure:
    """Make a figure without a bar."""
    return Figure(what, _told(value, unit, digits), value=value)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Format a Markdown table with aligned columns.

    Args:
        head: The columns' names.
        rows: The cells.

    Returns:
        The table, without a final line end.
    """
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [list(head), ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def figures_table(figures: Sequence[Figure]) -> str:
    """Draw figures as a Markdown table of what, bar and seen."""
    return markdown(("what", "bar", "seen", ""), [(f.what, f.bar, f.seen, _mark(f.met)) for f in figures])


def report_text(report: Report) -> str:
    """Draw a whole report as Markdown."""
    parts = [figures_table(report.figures)] if report.figures else []
    parts += [markdown(table.head, table.rows) for table in report.tables]
    return "\n\n".join([*parts, *report.notes])


def parser(description: str | None) -> argparse.ArgumentParser:
    """Make a command line with the options every measurement has."""
    made = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    data = Path(os.environ.get("QUOTEWIRE_DATA", _ROOT.parent / "shared" / "data"))
    made.add_argument("--data", type=Path, default=data, help="the folder of data sets (also QUOTEWIRE_DATA)")
    cache = os.environ.get("QA_CACHE") or platformdirs.user_cache_path("quotewire", appauthor=False)
    made.add_argument("--cache", type=Path, default=Path(cache), help="where compiled encoders are kept")
    return made


def script(measure: Callable[[Options], Report], description: str | None, *, shares: bool = False) -> dict[str, Any]:
    """Run one measurement from the command line and print it.

    Args:
        measure: The measurement.
        description: Its module's docstring.
        shares: Whether it can take a share of its questions, and so has the option ``--most``.

    Returns:
        The report as JSON would have it, or only the reason it was ``skipped`` for.
    """
    line = parser(description)
    line.add_argument("--json", action="store_true", help="print JSON")
    if shares:
        line.add_argument(
            "--most", type=int, default=0, metavar="N", help="ask N questions, always the same; 0 for all"
        )
    given = line.parse_args()
    try:
        report = measure(Options(given.data, given.cache, given.most if shares else 0))
    except Skipped as reason:
        print(json.dumps({"skipped": str(reason)}) if given.json else f"skipped: {reason}")
        return {"skipped": str(reason)}
    print(json.dumps(report.as_json()) if given.json else report_text(report))
    return report.as_json()


def _told(value: float, unit: str, digits: int) -> str:
    return f"{value:,.{digits}f}{f' {unit}' if unit else ''}"


def _mark(met: bool | None) -> str:
    return "" if met is None else "met" if met else "MISSED"
