"""Quotations with their speakers, and the same as JSON, CSV and Markdown."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.types import RelatedArticle
from qa.output.answer_json import citation_json
from qa.types import Citation

SCHEMA = "quotewire.said/1"
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
"""Of CSV, in their order."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, where it stands, and where else."""

    speaker: str
    """Who said it: the name in full where the article has it."""
    named_as: str
    """The words that name the speaker there."""
    citation: Citation
    """Its quote is what was said."""
    copies: tuple[RelatedArticle, ...] = ()
    """Other articles with the same words of the same speaker, the newest first."""


@dataclass(frozen=True, slots=True)
class SaidReply:
    """What was asked for, and what was found."""

    name: str
    about: str
    """Words that quotations, or what stands around them, have; empty for all."""
    quotations: tuple[Quotation, ...]
    """The newest first; those of articles without a date last."""
    speakers: tuple[tuple[str, int], ...]
    """Who they are by, with how many, the most quoted first; several where the name is of several people."""


def said_json(reply: SaidReply) -> dict[str, Any]:
    """Write what somebody said as an object for `json.dumps`."""
    return {
        "schema": SCHEMA,
        "name": reply.name,
        "about": reply.about or None,
        "speakers": [{"speaker": speaker, "quotations": count} for speaker, count in reply.speakers],
        "quotations": [
            {
                "quote": one.citation.quote,
                "speaker": one.speaker,
                "named_as": one.named_as,
                "citation": citation_json(one.citation),
                "copies": [_article_json(copy) for copy in one.copies],
            }
            for one in reply.quotations
        ],
    }


def _article_json(article: RelatedArticle) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "path": article.path,
    }


def said_csv(quotations: Sequence[Quotation]) -> str:
    """Write quotations as CSV (RFC 4180) with a head; what a spreadsheet would calculate begins with an apostrophe."""
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
    """Write what somebody said as Markdown."""
    parts = [f"# {reply.name}" + (f" about {reply.about}" if reply.about else "")]
    for one in reply.quotations:
        cited = one.citation
        quoted = "\n".join(f"> {line}" for line in cited.quote.splitlines())
        day = cited.stated.isoformat() if cited.stated else None
        where = ", ".join(part for part in (f"*{cited.title}*", cited.source, day) if part)
        copies = f" (+{len(one.copies)})" if one.copies else ""
        parts.append(f"{quoted}\n>\n> {one.speaker}, {where}, `{cited.path}:{cited.line}`{copies}")
    return "\n\n".join(parts) + "\n"
