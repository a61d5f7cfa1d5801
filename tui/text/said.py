"""What somebody said, in words for a terminal."""

from qa.output.said import Quotation, SaidReply
from tui.text.safe import long_date, one_line, short_path

_NAMED = 5
"""Speakers of one name that are listed."""


def said_lines(one: Quotation) -> list[str]:
    """Write one quotation: when and who, the words, where."""
    cited = one.citation
    day = long_date(cited.stated) if cited.stated else "no date"
    copies = f" +{len(one.copies)} {'copy' if len(one.copies) == 1 else 'copies'}" if one.copies else ""
    where = ", ".join(one_line(part) for part in (cited.title, cited.source) if part)
    return [
        f"{day}  {one_line(one.speaker)}",
        f"    “{one_line(cited.quote)}”",
        f"    {where}, {one_line(short_path(cited.path))}:{cited.line}{copies}",
    ]


def several_line(reply: SaidReply) -> str:
    """Say that a name is of several people; empty where it is of one."""
    if len(reply.speakers) < 2:
        return ""
    named = [f"{one_line(speaker)} ({count:,})" for speaker, count in reply.speakers[:_NAMED]]
    more = f" and {len(reply.speakers) - _NAMED:,} more" if len(reply.speakers) > _NAMED else ""
    return f"{one_line(reply.name)} may be {', '.join(named)}{more}."
