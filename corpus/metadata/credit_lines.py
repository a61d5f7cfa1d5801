"""Read lines that name paper, place, date and authors together: ``Wend Gazette, 5 May 2024 - by Agnes Roe``."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.metadata.bylines import as_names, read_signature
from corpus.metadata.datelines import agency_named
from corpus.metadata.dates import WEEKDAY, Order, written_dates

_LONGEST = 160
"""Characters of such a line, at most."""
_PART = re.compile(r"\s*[|·•;]\s*|\s+[-–—―/]{1,2}\s+|,\s+|\.\s+(?=[A-Z])")
_CLOCK = re.compile(
    rf"\b(?:{WEEKDAY})\b|\b\d{{1,2}}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|hrs?|[A-Z]{{2,4}}))?|\b\d{{1,2}}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}\.?(?:\s*[-–/&]|\s+(?:and|to|und|et))\s*$")
"""The first of two days: "12 and" before "13 August 2025"."""
_LABEL = re.compile(
    r"(?:(?:story|words|text|report(?:ing|ed|ers?)?|written|interview|edited)(?: by)?\s*:?|by:?)\s+(?=\S)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:from )?(?:our|the) (?:own |special |chief )?(?:[\w-]+ ){0,2}"
    r"(?:correspondent|reporter|editor|writer|critic|columnist)"
    r"(?: (?:in|at) [^,:]{2,40}[,:]|[,:]?) (?P<names>.{4,80})",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:from )?(?:our|the)(?: own| special| chief| foreign)? (?:[\w-]+ ){0,2}(?:correspondents?|reporters?|staff|desk"
    r"|news ?room|services?|agenc(?:y|ies)|wires?|writers?)(?: (?:in|at) .{2,40})?",
    re.IGNORECASE,
)
"""Those who wrote, without a name."""
_ABBREVIATED = re.compile(r"(?P<short>[A-Z]{2,6})(?: \((?P<name>[A-Z][\w.&' -]{3,40})\))?")
"""An agency: ``VPA (Velmara Press Agency)``."""
_PLACE = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_'’-]+(?:[ '’-][A-ZÀ-ÖØ-Þ][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What such a line says."""

    published: date | None = None
    author: str | None = None
    """The names, with commas between them."""
    source: str | None = None
    is_placed_date: bool = False
    """Whether it is only a place and a date."""


def read_credit_line(line: str, order: Order | None = None) -> CreditLine | None:
    """Read a line that consists of a date with a paper, an agency, a place or authors, in any order.

    Args:
        line: One line, spaces folded.
        order: How the document writes ``03/04/2021``.

    Returns:
        What it says; None if a part of it is anything else.
    """
    if (named := _FROM.fullmatch(line)) and (names := as_names(named["names"])):
        return CreditLine(author=names)
    dates = list(written_dates(line, order)) if len(line) <= _LONGEST else []
    if len(dates) != 1:
        return None
    before = _DAY_BEFORE.sub("", line[: dates[0].start])
    authors, source, place, labelled, is_signed = list[str](), None, "", False, False
    for part in (*_parts(before), *_parts(line[dates[0].end :])):
        label = _LABEL.match(part)
        labelled = labelled or label is not None
        signature = read_signature(own := _in_title_case(part[label.end() :] if label else part))
        if names := as_names(own) if labelled else None:
            authors.append(names)
        elif signature and (signature.author is None or not place):
            authors += [signature.author] if signature.author else []
            source = source or signature.source
        elif agency := _agency(own):
            source = source or agency
        elif _DESK.fullmatch(own):
            is_signed = True
        elif not place and _PLACE.fullmatch(own) and not label:
            place = own
        else:
            return None
    if len(authors) > 1 and not source and not labelled and before.strip(" *_#>").startswith(authors[0]):
        source = authors.pop(0)  # of two names around a date, the first is the paper's
    found = CreditLine(
        dates[0].day, ", ".join(authors) or None, source, is_placed_date=not (authors or source or is_signed)
    )
    return found if authors or source or place or is_signed else None


def _parts(text: str) -> list[str]:
    """Split the text before or after the date at its separators, without times of day."""
    return [kept for part in _PART.split(_CLOCK.sub("", text)) if (kept := part.strip(" ,.:*_[]#>"))]


def _in_title_case(part: str) -> str:
    """Write a paper in capitals as ``Wend Valley Gazette``; an abbreviation stays."""
    return part.title() if part.isupper() and " " in part else part


def _agency(part: str) -> str | None:
    if known := agency_named(part):
        return known
    match = _ABBREVIATED.fullmatch(part)
    return (match["name"] or match["short"]) if match else None
