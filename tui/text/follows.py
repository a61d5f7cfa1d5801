"""Formats followed questions and their changes."""

import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from tui.text.safe import counted, long_date, one_line, short_path, shortened
from tui.text.sources import dates_of

if TYPE_CHECKING:
    from qa.desk.follow.follows import Change, Checked, Follow
    from qa.types import Answer

_WIDEST = 100
_NARROWEST = 60
"""Columns below which the earlier answer is shown above the new one, not next to it."""
_GAP = 3
_QUOTED = 300
"""Characters shown of a sentence."""
_SAID = 80
"""Characters shown of an answer in a headline."""
_NOTHING = "the articles do not say"


def follow_lines(follow: "Follow") -> list[str]:
    """Format a followed question with its answer."""
    where = f" ({one_line(str(follow.where))})" if follow.where else ""
    details = [one_line(follow.answer.text or _NOTHING)]
    details += [f"changed {_day(follow.changed)}"] if follow.changed else []
    return [
        f"{follow.follow_id:>3}  {one_line(follow.question)}{where}",
        f"     {click.style('; '.join(details), dim=True)}",
    ]


def headline(change: "Change") -> str:
    """Format a change on one line: ``your answer changed on 12 November 2026: 39 -> 41``."""
    question, day = one_line(change.question), _day(change.noticed)
    before, after = (_short_answer(answer) for answer in (change.before, change.after))
    match change.kind:
        case "answered":
            return f"{question}: answered on {day}: {after}"
        case "changed":
            return f"{question}: your answer changed on {day}: {before} -> {after}"
        case "disputed":
            return f"{question}: a new article says otherwise on {day}: {before} -> {after}"
        case "unsaid":
            return f"{question}: no longer answered by the articles since {day}: {before}"


def not_followed(follow_id: int) -> str:
    """Say that no followed question has a number; without a full stop."""
    return f"There is no followed question {follow_id}"


def change_text(change: "Change") -> str:
    """Format a change: the headline, and both quotations side by side.

    Args:
        change: The change.

    Returns:
        Styled lines.
    """
    lines = [click.style(headline(change), bold=True)]
    columns = [_evidence("before", change.before), _evidence("now", change.after)]
    if change.kind == "answered":
        columns = columns[1:]
    return "\n".join([*lines, *_beside(columns)])


def checked_line(checked: "Checked") -> str:
    """Summarise a check of the followed questions."""
    kinds = [change.kind for change in checked.changes]
    came = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)) or "no answer changed"
    return (
        f"{counted(checked.follows, 'followed question')}, {counted(checked.articles, 'new article')}: "
        f"{checked.asked:,} asked again in {checked.seconds:.1f} s; {came}."
    )


def _short_answer(answer: "Answer") -> str:
    return one_line(shortened(answer.text or _NOTHING, _SAID))


def _evidence(name: str, answer: "Answer") -> list[str]:
    """List an answer and its first citation, one paragraph per item."""
    lines = [f"{name}: {_short_answer(answer)}"]
    for citation in answer.citations[:1]:
        where = [one_line(citation.title), *([one_line(citation.source)] if citation.source else [])]
        lines += [
            f"“{one_line(shortened(citation.sentence, _QUOTED))}”",
            ", ".join([*where, *dates_of(citation)]),
            f"{one_line(short_path(citation.path))}:{citation.line}",
        ]
    return lines


def _beside(columns: Sequence[Sequence[str]]) -> list[str]:
    """Arrange texts side by side, or one above the other if the terminal is narrow."""
    width = min(_WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _WIDEST
    if len(columns) == 1 or width < _NARROWEST:
        return [f"  {line}" for column in columns for part in column for line in textwrap.wrap(part, width - 2)]
    column = (width - 2 - _GAP * (len(columns) - 1)) // len(columns)
    rows: list[str] = []
    for parts in zip_longest(*columns, fillvalue=""):
        wrapped = [textwrap.wrap(part, column) for part in parts]
        rows += [
            (" " * _GAP).join(f"{cell:<{column}}" for cell in cells) for cells in zip_longest(*wrapped, fillvalue="")
        ]
    return [f"  {row}".rstrip() for row in rows]


def _day(time: datetime | None) -> str:
    return long_date(time.astimezone().date()) if time else ""
