"""Separate a mail from the mails that it forwards or quotes.

A mail's text holds other people's: forwarded below a line that says so, quoted below ``On ...
wrote:``, or with the header lines that Outlook puts there. Each of them is separated, with its
author and date. Quoted lines with answers between them stay where they are.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from corpus.formats.mail.borders import BORDER, HEADER, NAMES, OTHER_HEADER, UNDATED, WROTE
from corpus.metadata.dates import read_date, written_dates

_RULE = re.compile(r"[ \t]*[-_=*]{5,}[ \t]*")
_TIMES = re.compile(r"\b(?:at|um|à)\b|\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?\b|\b(?:Uhr|[A-Z]{3,4}|[+-]\d{4})\b.*$")
_DEEPEST = 20
_BLANK = re.compile(r"[ \t>]*")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mail within a mail's text."""

    text: str
    author: str | None = None
    published: date | None = None
    subject: str | None = None
    forwarded: bool = False


def own_and_quoted(text: str, depth: int = 0) -> tuple[str, list[Quoted]]:
    """Split a mail's text into its writer's own words and the mails in it.

    Args:
        text: The text, with line ends as one character.
        depth: How many mails it is nested in.

    Returns:
        The writer's own text, with quoted lines that were answered in place, and the mails
        forwarded or quoted below it, those within them after each.
    """
    lines = text.split("\n")
    place, begun, header = _border(lines)
    if place is None:
        own, quoted = _trailing_quotation(lines)
        return ("\n".join(own), _parted(quoted, depth)) if depth < _DEEPEST else (text, [])
    body = "\n".join(lines[begun:])
    if depth >= _DEEPEST:
        return text, []
    body = _unquoted(body) if _is_quoted(body) else body
    inner, deeper = own_and_quoted(body, depth + 1)
    before, beside = own_and_quoted("\n".join(lines[:place]), depth + 1)
    mail = Quoted(inner.strip(), header.author, header.published, header.subject, header.forwarded)
    return before, [*beside, *([mail] if mail.text else []), *deeper]


def _parted(quoted: list[Quoted], depth: int) -> list[Quoted]:
    """Separate the mails that quotations without an author quote themselves."""
    parted: list[Quoted] = []
    for mail in quoted:
        inner, deeper = own_and_quoted(mail.text, depth + 1)
        parted += [replace(mail, text=inner.strip()), *deeper] if inner.strip() else deeper
    return parted


def _border(lines: list[str]) -> tuple[int | None, int, Quoted]:
    """Find the first line of the border to another mail, the first line of that mail's text, and its header."""
    for place, line in enumerate(lines):
        if BORDER.fullmatch(line.lstrip("> ")):
            begun, described = _headers(lines, place + 1)
            return place, begun, described
        header = HEADER.fullmatch(line.lstrip("> "))
        if header and NAMES[header["name"].lower()] == "from":
            first = _first_header(lines, place)
            begun, described = _headers(lines, first)
            if described.author and (described.published or described.subject) and begun - first > 2:
                return _first_rule(lines, first), begun, described
        wrote = WROTE.fullmatch(line) or (
            WROTE.fullmatch(f"{line} {lines[place + 1]}")
            if place + 1 < len(lines) and line.startswith(("On ", "Am ", "Op ", "Den ", "El ", "Le ", "Il "))
            else None
        )
        if wrote:
            begun = place + 1 if WROTE.fullmatch(line) else place + 2
            if _all_quoted(lines[begun:]):
                return place, begun, _attribution(wrote)
        undated = UNDATED.fullmatch(line) if lines[place + 1 : place + 2] and lines[place + 1][:1] == ">" else None
        if undated and _all_quoted(lines[place + 1 :]):
            return place, place + 1, _attribution(undated)
    return None, 0, Quoted("")


def _first_header(lines: list[str], place: int) -> int:
    """Go up from the line with the author to the first of the header lines."""
    while place and (HEADER.fullmatch(above := lines[place - 1].lstrip("> ")) or OTHER_HEADER.fullmatch(above)):
        place -= 1
    return place


def _first_rule(lines: list[str], place: int) -> int:
    """Go up from the first header line to a rule drawn above it."""
    above = place - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if place and _RULE.fullmatch(lines[above]) else place


def _headers(lines: list[str], place: int) -> tuple[int, Quoted]:
    """Read header lines, and find the line at which the text below them begins."""
    fields: dict[str, str] = {}
    last = ""
    while place < len(lines) and not lines[place].strip("> \t") and not fields:
        place += 1
    blank = False
    while place < len(lines):
        line = lines[place].lstrip("> ")
        header = HEADER.fullmatch(line)
        if header:
            last = NAMES[header["name"].lower()]
            fields.setdefault(last, header["value"].strip(" \t*_"))
        elif line.strip() and (not blank and line[0] in " \t" and last):
            fields[last] = f"{fields[last]} {line.strip()}"
        elif not blank and OTHER_HEADER.fullmatch(line):
            last = ""
        elif line.strip() or blank or not fields:
            break
        blank = not line.strip()
        if blank and not (place + 1 < len(lines) and HEADER.fullmatch(lines[place + 1].lstrip("> "))):
            break
        place += 1
    return place, Quoted("", _person(fields.get("from")), _day(fields.get("date")), fields.get("subject") or None, True)


def _attribution(wrote: re.Match[str]) -> Quoted:
    fields = {name.rstrip("0123456789"): value for name, value in wrote.groupdict().items() if value}
    return Quoted("", _person(fields.get("who") or fields.get("mail")), _day(fields.get("when")))


def _person(written: str | None) -> str | None:
    """Read the person in a header: the name, else the address."""
    found = re.match(r"\s*[\"']?([^\"'<>\[\]]*?)[\"']?\s*(?:[<\[](?:mailto:)?([^>\]]*)[>\]].*)?$", written or "")
    return " ".join((found[1] or found[2] or "").split()) or None if found else None


def _day(written: str | None) -> date | None:
    if not written:
        return None
    day = read_date(written)
    return day or next((each.day for each in written_dates(_TIMES.sub(" ", written))), None)


def _all_quoted(lines: list[str]) -> bool:
    """Return whether only quoted lines follow, and none of the writer's own."""
    filled = [line for line in lines if line.strip()]
    quoted = [line.startswith(">") for line in filled]
    if not any(quoted):
        return bool(filled)  # a web page, whose quotations have no ``>``
    after = filled[len(quoted) - quoted[::-1].index(True) :]
    return quoted[0] and all(quoted[: len(quoted) - len(after)]) and (not after or after[0].rstrip() == "--")


def _trailing_quotation(lines: list[str]) -> tuple[list[str], list[Quoted]]:
    """Take quoted lines without an author off the end of a mail."""
    end = len(lines)
    while end and _BLANK.fullmatch(lines[end - 1]):
        end -= 1
    start = end
    while start and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    quotation = "\n".join(line[1:].removeprefix(" ") for line in lines[start:end] if line.startswith(">")).strip()
    own = lines[:start]
    if not quotation or any(line.startswith(">") for line in own) or not "".join(own).strip():
        return lines, []
    return own, [Quoted(quotation)]


def _is_quoted(body: str) -> bool:
    filled = [line for line in body.split("\n") if line.strip()]
    return bool(filled) and sum(line.startswith(">") for line in filled) * 10 >= len(filled) * 6


def _unquoted(body: str) -> str:
    return "\n".join(re.sub(r"^> ?", "", line) for line in body.split("\n"))
