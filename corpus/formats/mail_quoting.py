"""Where one mail ends and the mail it forwards or quotes begins.

A mail's text holds other people's: forwarded below a line that says so, quoted below ``On ...
wrote:``, or with the header lines that Outlook puts there. Each of them is told apart with who
wrote it and when. Quoted lines between which the writer answers stay where they are.
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.formats.mail_borders import BORDER, HEADER, NAMES, OTHER_HEADER, WROTE
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
    """Part a mail's text into what its writer says and the mails in it.

    Args:
        text: The text, with line ends as one character.
        depth: How many mails it stands in.

    Returns:
        The writer's own text, with quoted lines that were answered in place, and the mails
        forwarded or quoted below it, those within them after each.
    """
    lines = text.split("\n")
    place, begun, told = _border(lines)
    if place is None:
        own, quoted = _trailing_quotation(lines)
        return ("\n".join(own), quoted) if depth < _DEEPEST else (text, [])
    body = "\n".join(lines[begun:])
    if depth >= _DEEPEST:
        return text, []
    body = _unquoted(body) if _is_quoted(body) else body
    inner, deeper = own_and_quoted(body, depth + 1)
    before, beside = own_and_quoted("\n".join(lines[:place]), depth + 1)
    mail = Quoted(inner.strip(), told.author, told.published, told.subject, told.forwarded)
    return before, [*beside, *([mail] if mail.text else []), *deeper]


def _border(lines: list[str]) -> tuple[int | None, int, Quoted]:
    """Find the first line of what is not the writer's, and the first of that mail's own text."""
    for place, line in enumerate(lines):
        if BORDER.fullmatch(line.lstrip("> ")):
            begun, told = _headers(lines, place + 1)
            return place, begun, told
        header = HEADER.fullmatch(line.lstrip("> "))
        if header and NAMES[header["name"].lower()] == "from":
            first = _first_header(lines, place)
            begun, told = _headers(lines, first)
            if told.author and (told.published or told.subject) and begun - first > 2:
                return _first_rule(lines, first), begun, told
        wrote = WROTE.fullmatch(line) or (
            WROTE.fullmatch(f"{line} {lines[place + 1]}")
            if place + 1 < len(lines) and line.startswith(("On ", "Am ", "Op ", "Den ", "El ", "Le ", "Il "))
            else None
        )
        if wrote:
            begun = place + 1 if WROTE.fullmatch(line) else place + 2
            if _all_quoted(lines[begun:]):
                return place, begun, _told_by(wrote)
    return None, 0, Quoted("")


def _first_header(lines: list[str], place: int) -> int:
    """Go up from the line that says who wrote, to the first of the header lines around it."""
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
    """Read header lines, and where the text below them begins."""
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


def _told_by(wrote: re.Match[str]) -> Quoted:
    told = {name.rstrip("0123456789"): value for name, value in wrote.groupdict().items() if value}
    return Quoted("", _person(told.get("who") or told.get("mail")), _day(told.get("when")))


def _person(written: str | None) -> str | None:
    """Name who is written in a header: the name, else the address."""
    found = re.match(r"\s*[\"']?([^\"'<>\[\]]*?)[\"']?\s*(?:[<\[](?:mailto:)?([^>\]]*)[>\]].*)?$", written or "")
    return " ".join((found[1] or found[2] or "").split()) or None if found else None


def _day(written: str | None) -> date | None:
    if not written:
        return None
    day = read_date(written)
    return day or next((each.day for each in written_dates(_TIMES.sub(" ", written))), None)


def _all_quoted(lines: list[str]) -> bool:
    """Tell whether nothing but quotation follows: no line of the writer's own stands below it."""
    told = [line for line in lines if line.strip()]
    quoted = [line.startswith(">") for line in told]
    if not any(quoted):
        return bool(told)  # a page, whose quotation has no signs
    after = told[len(quoted) - quoted[::-1].index(True) :]
    return quoted[0] and all(quoted[: len(quoted) - len(after)]) and (not after or after[0].rstrip() == "--")


def _trailing_quotation(lines: list[str]) -> tuple[list[str], list[Quoted]]:
    """Take quoted lines off the end of a mail, where nobody is said to have written them."""
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
    told = [line for line in body.split("\n") if line.strip()]
    return bool(told) and sum(line.startswith(">") for line in told) * 10 >= len(told) * 6


def _unquoted(body: str) -> str:
    return "\n".join(re.sub(r"^> ?", "", line) for line in body.split("\n"))
