"""What the check of a draft gives, and the same as JSON and Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qa.output.answer_json import citation_message
from qa.output.answer_messages import CitationJson
from qa.output.contract import Message, taken, written
from qa.types import Citation

VERIFY: Literal["quotewire.verify/1"] = "quotewire.verify/1"
Label = Literal["verbatim", "altered", "elsewhere", "absent"]
"""In the archive as it stands in the draft; there with other words; there, but somebody else's; not there."""
LABELS: tuple[Label, ...] = ("verbatim", "altered", "elsewhere", "absent")


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece of a draft beside what the article has there; equal where nothing was changed."""

    draft: str
    archive: str


@dataclass(frozen=True, slots=True)
class Check:
    """A quotation or a figure of a draft, and what the archive has of it."""

    words: str
    """As the draft has them."""
    label: Label
    start: int
    """Offset in the draft's text, in characters."""
    end: int
    line: int
    """Line of the draft, from 1."""
    citation: Citation | None
    """Where it, or what is nearest to it, stands; None exactly if it is absent."""
    difference: tuple[Difference, ...] = ()
    """Piece by piece; empty unless it is altered."""
    speaker: str | None = None
    """Whose words they are by the draft; None where it says nobody's."""
    said_by: str | None = None
    """Whose words they are by the article; None where it names nobody."""
    others: int = 0
    """Further places in the archive where they stand as they are."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with all that was checked of it, in its order."""

    name: str
    text: str
    quotations: tuple[Check, ...]
    figures: tuple[Check, ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether all of it stands in the archive as it does in the draft."""
        return all(check.label == "verbatim" for check in (*self.quotations, *self.figures))


class CheckJson(Message, frozen=True, kw_only=True):
    """What the archive has of a quotation or a figure of a draft."""

    label: Label
    """In the archive as in the draft; there with other words; there, but somebody else's; not there."""
    start: int
    """Offset in the draft's text, in characters."""
    end: int
    line: int
    """Line of the draft, from 1."""
    citation: CitationJson | None
    """Where it, or what is nearest to it, stands; null exactly if it is absent."""
    difference: tuple[Difference, ...] | None
    """Piece by piece; null unless it is altered."""
    speaker: str | None
    """Whose words they are by the draft."""
    said_by: str | None
    """Whose words they are by the article."""
    others: int
    """Further places in the archive where they stand as they are."""


class CheckedQuotationJson(CheckJson, frozen=True, kw_only=True):
    """A quotation of a draft, checked."""

    quote: str
    """As the draft has it."""


class CheckedFigureJson(CheckJson, frozen=True, kw_only=True):
    """A figure of a draft with whose it is, checked."""

    figure: str
    """As the draft has it."""


class VerifyJson(Message, frozen=True, kw_only=True):
    """A draft held against the archive, in its own order."""

    schema: Literal["quotewire.verify/1"] = VERIFY
    draft: str
    quotations: tuple[CheckedQuotationJson, ...]
    figures: tuple[CheckedFigureJson, ...]


def checked_json(checked: CheckedDraft) -> dict[str, Any]:
    """Write the check of a draft as an object for `json.dumps`."""
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
    """Write the check of a draft as a report in Markdown."""
    parts = [f"# Quotations of {_plain(checked.name)}", summary(checked)]
    for title, checks in (("Quotations", checked.quotations), ("Figures", checked.figures)):
        if checks:
            parts += [f"## {title}", *map(_entry, checks)]
    return "\n\n".join(parts) + "\n"


def summary(checked: CheckedDraft) -> str:
    """Count the labels, for a person."""
    counts = [f"{_counts(checks)} of {len(checks)} {noun}" for noun, checks in _kinds(checked) if checks]
    return f"{'; '.join(counts)}." if counts else "No quotation and no attributed figure."


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
        lines.append(f"The draft has {_plain(check.speaker or '')}; the article {_plain(check.said_by or '')}.")
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
    """Put text on one line in which Markdown finds no mark-up."""
    flat = " ".join(text.split()) if text.strip() else text
    lead, tail = (
        (" " if text[:1].isspace() and flat.strip() else ""),
        (" " if text[-1:].isspace() and flat.strip() else ""),
    )
    escaped = "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~" else letter for letter in flat)
    return f"{lead}{escaped}{tail}" if flat.strip() else flat
