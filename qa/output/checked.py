"""The result of checking a draft, and its JSON and Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qa.output.answer_json import citation_message
from qa.output.answer_messages import CitationJson
from qa.output.contract import Message, taken, written
from qa.types import Citation

VERIFY: Literal["quotewire.verify/1"] = "quotewire.verify/1"
Label = Literal["verbatim", "altered", "elsewhere", "absent"]
"""Verbatim in the archive; there with other words; there, but said by somebody else; not there."""
LABELS: tuple[Label, ...] = ("verbatim", "altered", "elsewhere", "absent")


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a draft and the corresponding part of the article; equal if unchanged."""

    draft: str
    archive: str


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a quotation or figure of a draft."""

    words: str
    """The words of the draft."""
    label: Label
    start: int
    """Offset in the draft's text, in characters."""
    end: int
    line: int
    """Line of the draft, from 1."""
    citation: Citation | None
    """Its location, or that of the nearest match; None if and only if it is absent."""
    difference: tuple[Difference, ...] = ()
    """The parts in order; empty unless it is altered."""
    speaker: str | None = None
    """The speaker according to the draft; None if it names nobody."""
    said_by: str | None = None
    """The speaker according to the article; None if it names nobody."""
    others: int = 0
    """Number of further verbatim matches in the archive."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with its checked quotations and figures, in order."""

    name: str
    text: str
    quotations: tuple[Check, ...]
    figures: tuple[Check, ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether all quotations and figures are verbatim."""
        return all(check.label == "verbatim" for check in (*self.quotations, *self.figures))


class CheckJson(Message, frozen=True, kw_only=True):
    """The check of a quotation or figure of a draft."""

    label: Label
    """Verbatim in the archive; there with other words; there, but said by somebody else; not there."""
    start: int
    """Offset in the draft's text, in characters."""
    end: int
    line: int
    """Line of the draft, from 1."""
    citation: CitationJson | None
    """Its location, or that of the nearest match; null if and only if it is absent."""
    difference: tuple[Difference, ...] | None
    """The parts in order; null unless it is altered."""
    speaker: str | None
    """The speaker according to the draft."""
    said_by: str | None
    """The speaker according to the article."""
    others: int
    """Number of further verbatim matches in the archive."""


class CheckedQuotationJson(CheckJson, frozen=True, kw_only=True):
    """The check of a quotation."""

    quote: str
    """The words of the draft."""


class CheckedFigureJson(CheckJson, frozen=True, kw_only=True):
    """The check of an attributed figure."""

    figure: str
    """The words of the draft."""


class VerifyJson(Message, frozen=True, kw_only=True):
    """A draft checked against the archive."""

    schema: Literal["quotewire.verify/1"] = VERIFY
    draft: str
    quotations: tuple[CheckedQuotationJson, ...]
    figures: tuple[CheckedFigureJson, ...]


def checked_json(checked: CheckedDraft) -> dict[str, Any]:
    """Convert the check of a draft to JSON."""
    message = VerifyJson(
        draft=checked.name,
        quotations=tuple(
            taken(CheckedQuotationJson, one, quote=one.words, **_places(one)) for one in checked.quotations
        ),
        figures=tuple(taken(CheckedFigureJson, one, figure=one.words, **_places(one)) for one in checked.figures),
    )
    return written(message)


def _places(check: Check) -> dict[str, Any]:
    cited = check.citation and citation_message(check.citation)
    return {"citation": cited, "difference": check.difference or None}


def checked_markdown(checked: CheckedDraft) -> str:
    """Format the check of a draft as a Markdown report."""
    parts = [f"# Quotations of {_plain(checked.name)}", summary(checked)]
    for title, checks in (("Quotations", checked.quotations), ("Figures", checked.figures)):
        if checks:
            parts += [f"## {title}", *map(_entry, checks)]
    return "\n\n".join(parts) + "\n"


def summary(checked: CheckedDraft) -> str:
    """Count the labels, as text."""
    counts = [f"{_counts(checks)} of {len(checks)} {noun}" for noun, checks in _kinds(checked) if checks]
    return f"{'; '.join(counts)}." if counts else "No quotations and no attributed figures."


def _kinds(checked: CheckedDraft) -> tuple[tuple[str, Sequence[Check]], ...]:
    return ("quotations", checked.quotations), ("figures", checked.figures)


def _counts(checks: Sequence[Check]) -> str:
    labels = [check.label for check in checks]
    return ", ".join(f"{labels.count(label)} {label}" for label in LABELS if label in labels)


def _entry(check: Check) -> str:
    lines = [f"**{check.label}**, line {check.line}", f"> {_plain(check.words)}"]
    if check.difference:
        pieces = (_plain(d.draft) if d.draft == d.archive else _changed(d) for d in check.difference)
        lines.append(f"Altered: {''.join(pieces)}")
    if check.label == "elsewhere":
        lines.append(
            f"Speaker in the draft: {_plain(check.speaker or '')}; in the article: {_plain(check.said_by or '')}."
        )
    elif check.said_by:
        lines.append(f"Said by {_plain(check.said_by)}.")
    if check.citation:
        cited = check.citation
        where = [f"*{_plain(cited.title)}*", cited.source, cited.stated and cited.stated.isoformat()]
        lines.append(f"{', '.join(part for part in where if part)}, `{cited.path}:{cited.line}`")
    return "\n\n".join(lines)


def _changed(piece: Difference) -> str:
    out = f"~~{_plain(piece.draft)}~~" if piece.draft.strip() else ""
    return f"{out}{f'**{_plain(piece.archive)}**' if piece.archive.strip() else piece.archive}"


def _plain(text: str) -> str:
    """Put text on one line, with Markdown escaped."""
    flat = " ".join(text.split()) if text.strip() else text
    lead, tail = (
        (" " if text[:1].isspace() and flat.strip() else ""),
        (" " if text[-1:].isspace() and flat.strip() else ""),
    )
    escaped = "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~" else letter for letter in flat)
    return f"{lead}{escaped}{tail}" if flat.strip() else flat
