"""Formats the check of a draft: a line for each quotation, with its differences."""

import click

from qa.output.checked import Check, CheckedDraft, Difference, Label, summary
from tui.text.safe import flowing, long_date, one_line, short_path, shortened

_COLOURS: dict[Label, str] = {"verbatim": "green", "altered": "yellow", "elsewhere": "magenta", "absent": "red"}
_LABELS: dict[Label, str] = {label: label for label in _COLOURS} | {"absent": "not in the archive"}
_SHOWN = 70
"""Characters shown of a quotation."""
_BESIDE_ARTICLE = 600
"""Characters shown of a quotation above an opened article."""
_BESIDE = 24
"""Characters shown of unchanged words next to a difference."""


def checked_text(checked: CheckedDraft) -> str:
    """Format the check of a draft.

    Args:
        checked: The checked draft.

    Returns:
        A line for each quotation and figure, in the draft's order, with its location below it, and a summary line.
    """
    checks = sorted((*checked.quotations, *checked.figures), key=lambda check: check.start)
    figures = {check.start for check in checked.figures}
    lines = [line for check in checks for line in check_lines(check, is_figure=check.start in figures)]
    return "\n".join([*lines, summary(checked)])


def check_lines(check: Check, *, is_figure: bool = False) -> list[str]:
    """Format one check: line, label and words; the speaker; the differences; the location."""
    shown = one_line(shortened(check.words, _SHOWN))
    label = click.style(_LABELS[check.label], fg=_COLOURS[check.label], bold=True)
    lines = [f"{check.line}: {label}  {shown if is_figure else f'“{shown}”'}"]
    if check.label == "elsewhere":
        lines.append(f"    said by {one_line(check.said_by or '')}, not {one_line(check.speaker or '')}")
    if check.difference:
        lines.append(f"    {''.join(map(_changed, check.difference))}")
    if check.citation:
        lines.append(f"    {_place(check, is_figure=is_figure)}")
    return lines


def draft_side(check: Check, *, is_figure: bool) -> str:
    """Format the draft's side of a check with a citation, to be shown above the article.

    Args:
        check: The check.
        is_figure: Whether it is of a figure.

    Returns:
        A line with the draft's words, one with the label, and one with what differs, if anything does.
    """
    words = one_line(shortened(check.words, _BESIDE_ARTICLE))
    speaker = f", {one_line(check.speaker)}" if check.speaker else ""
    differing = [line.strip() for line in check_lines(check, is_figure=is_figure)[1:-1]]
    head = f"Line {check.line} of the draft{speaker}: {words if is_figure else f'“{words}”'}"
    return "\n".join([head, f"{_LABELS[check.label]} in the article below", *differing])


def _place(check: Check, *, is_figure: bool) -> str:
    cited = check.citation
    assert cited is not None  # noqa: S101 - asked only where there is one
    parts = [one_line(cited.title), *([one_line(cited.source)] if cited.source else [])]
    parts += [long_date(cited.stated)] if cited.stated else []
    if check.said_by and check.label != "elsewhere":
        parts.append(one_line(check.said_by))
    elif check.speaker and not check.said_by and not is_figure:
        parts.append("the article names no speaker")
    parts.append(f"{one_line(short_path(cited.path))}:{cited.line}")
    return ", ".join(parts) + (f" and {check.others:,} more" if check.others else "")


def _changed(piece: Difference) -> str:
    if piece.draft == piece.archive:
        words = flowing(piece.draft)
        return words if len(words) <= 2 * _BESIDE else f"{words[:_BESIDE]}…{words[-_BESIDE:]}"
    out = click.style(f"[-{flowing(piece.draft)}-]", fg="red") if piece.draft else ""
    return out + (click.style(f"{{+{flowing(piece.archive)}+}}", fg="green") if piece.archive else "")
