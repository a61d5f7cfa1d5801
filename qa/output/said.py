"""Quotations with their speakers, and their JSON, CSV and Markdown."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from index.types import RelatedArticle
from qa.output.answer_json import citation_message
from qa.output.answer_messages import CitationJson
from qa.output.contract import Message, written
from qa.types import Citation

SAID: Literal["quotewire.said/1"] = "quotewire.said/1"
COLUMNS = (
    "published",
    "speaker",
    "named_as",
    "quote",
    "title",
    "source",
    "path",
    "line",
    "url",
    "article_id",
    "start",
    "end",
    "copies",
)
"""The columns of the CSV, in order."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters of a formula in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its speaker, its location, and its copies."""

    speaker: str
    """The speaker, with the full name if the article gives it."""
    named_as: str
    """The words that name the speaker at the quotation."""
    citation: Citation
    """Its quote is the quotation."""
    copies: tuple[RelatedArticle, ...] = ()
    """Other articles with the same quotation of the same speaker, the newest first."""


@dataclass(frozen=True, slots=True)
class SaidReply:
    """The quotations of one name."""

    name: str
    about: str
    """Words that occur in the quotations or near them; empty for all quotations."""
    quotations: tuple[Quotation, ...]
    """The newest first; those of undated articles last."""
    speakers: tuple[tuple[str, int], ...]
    """The speakers with their number of quotations, the most quoted first; several if the name is ambiguous."""


class SpeakerJson(Message, frozen=True, kw_only=True):
    """Somebody who is quoted."""

    speaker: str
    quotations: int
    """Number of these quotations that are theirs."""


class QuotedJson(Message, frozen=True, kw_only=True):
    """A quotation with its speaker, its location, and its copies."""

    quote: str
    """Verbatim."""
    speaker: str
    """The speaker, with the full name if the article gives it."""
    named_as: str
    """The words that name the speaker at the quotation."""
    citation: CitationJson
    copies: tuple[RelatedArticle, ...]
    """Other articles with the same quotation of the same speaker, the newest first."""


class SaidJson(Message, frozen=True, kw_only=True):
    """Quotations of one speaker, or of several with the same name."""

    schema: Literal["quotewire.said/1"] = SAID
    name: str
    about: str | None
    """Words that occur in the quotations or near them; null for all quotations."""
    speakers: tuple[SpeakerJson, ...]
    """The speakers, the most quoted first."""
    quotations: tuple[QuotedJson, ...]
    """The newest first; those of undated articles last."""


def said_json(reply: SaidReply) -> dict[str, Any]:
    """Convert quotations to JSON."""
    message = SaidJson(
        name=reply.name,
        about=reply.about or None,
        speakers=tuple(SpeakerJson(speaker=speaker, quotations=count) for speaker, count in reply.speakers),
        quotations=tuple(
            QuotedJson(
                quote=one.citation.quote,
                speaker=one.speaker,
                named_as=one.named_as,
                citation=citation_message(one.citation),
                copies=one.copies,
            )
            for one in reply.quotations
        ),
    )
    return written(message)


def said_csv(quotations: Sequence[Quotation]) -> str:
    """Format quotations as CSV (RFC 4180) with a head; cells that begin like a formula get an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in quotations:
        cited = one.citation
        day = cited.stated.isoformat() if cited.stated else ""
        where = (cited.title, cited.source or "", cited.path, cited.line, cited.url or "", cited.article_id)
        row = (day, one.speaker, one.named_as, cited.quote, *where, cited.start, cited.end, len(one.copies))
        table.writerow([_cell(value) for value in row])
    return written.getvalue()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def said_markdown(reply: SaidReply) -> str:
    """Format quotations as Markdown."""
    parts = [f"# {reply.name}" + (f" about {reply.about}" if reply.about else "")]
    for one in reply.quotations:
        cited = one.citation
        quoted = "\n".join(f"> {line}" for line in cited.quote.splitlines())
        day = cited.stated.isoformat() if cited.stated else None
        where = ", ".join(part for part in (f"*{cited.title}*", cited.source, day) if part)
        copies = f" (+{len(one.copies)})" if one.copies else ""
        parts.append(f"{quoted}\n>\n> {one.speaker}, {where}, `{cited.path}:{cited.line}`{copies}")
    return "\n\n".join(parts) + "\n"
