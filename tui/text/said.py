"""Formats quotations with their speakers."""

from qa.output.labels import copies_label
from qa.output.said import Quotation, SaidReply
from tui.text.safe import long_date, one_line, short_path

_NAMED = 5
"""Speakers listed for an ambiguous name."""


def said_lines(one: Quotation) -> list[str]:
    """Format a quotation: date and speaker, words, location."""
    cited = one.citation
    day = long_date(cited.stated) if cited.stated else "no date"
    copies = f" {copies_label(len(one.copies))}" if one.copies else ""
    where = ", ".join(one_line(part) for part in (cited.title, cited.source) if part)
    return [
        f"{day}  {one_line(one.speaker)}",
        f"    “{one_line(cited.quote)}”",
        f"    {where}, {one_line(short_path(cited.path))}:{cited.line}{copies}",
    ]


def several_line(reply: SaidReply) -> str:
    """Say that a name is ambiguous; empty if it is not."""
    if len(reply.speakers) < 2:
        return ""
    named = [f"{one_line(speaker)} ({count:,})" for speaker, count in reply.speakers[:_NAMED]]
    more = f" and {len(reply.speakers) - _NAMED:,} more" if len(reply.speakers) > _NAMED else ""
    return f"{one_line(reply.name)} may be {', '.join(named)}{more}."
