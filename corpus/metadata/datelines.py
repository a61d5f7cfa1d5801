"""Read the dates that newspapers print at an article's head and foot.

``Published 4 March 2021``, ``Thursday, April 22, 2021 9:15 a.m. ET``, ``Updated: 23 April 2021``
and the dateline ``LONDON, April 22 (Reuters) -``. A line counts only if it holds nothing else,
so that the date of an event is not taken for the article's.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from corpus.metadata.dates import MONTH, WEEKDAY, Order, in_year_of, written_dates

_FIRST = (
    r"(?:(?:editor['’]s )?note: )?"
    r"(?:(?:this|the) (?:article|story|post|piece|column|interview|page) (?:was|has been) )?"
    r"(?:first |originally )?(?:published|posted|issued|released|created|printed|filed)"
    r"(?: (?:in|by|at) [\w .,'’&-]{2,40}? on| on| at)?"
    r"|date(?: published| of publication)?|pub(?:lication)? ?date|veröffentlicht(?: am)?|erschienen(?: am)?|stand"
    r"|publiée? le|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?"
)
_CHANGE = (
    r"(?:(?:this|the) (?:article|story|post|piece|page) (?:was|has been) )?(?:last |most recently )?"
    r"(?:updated|modified|revised|amended|edited|corrected|changed)(?: (?:on|at))?(?: date)?"
    r"|update|aktualisiert(?: am)?|mis à jour(?: le)?|modifié(?: le)?|actualizado(?: el)?|aggiornato(?: il)?"
    r"|bijgewerkt(?: op)?"
)
_LABEL = re.compile(rf"(?P<change>{_CHANGE})|(?P<first>{_FIRST})", re.IGNORECASE)
_CLOCK = re.compile(
    rf"""\b\d+\s(?:years?|months?|days?|hours?|min(?:ute)?s?)\s(?:ago|read)\b|T(?=\d\d:)
    |\d{{1,2}}(?:[:.h]\d\d){{0,2}}\s*(?:[ap]\.?\s?m\b\.?)?(?:\s*(?:uhr|hrs?|hours)\b)?|\b(?:noon|midnight)\b
    |\b(?:[A-Z]{{1,3}}[SD]?T|GMT|UTC|Eastern|Pacific|Central|local\ time)\b|[+-]\d\d:?\d\d|(?<=\d)Z\b
    |\b(?:at|on|um|à|às|a\ las|the|den|le|el)\b|\b{WEEKDAY}
    |\b(?:print|online|web|web\ posted)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTHING = re.compile(r"[\s|·•,;:()\[\]–—―_*#>/.-]*")
_BREAK = re.compile(r"\s*[|·•]\s*|\s+/{1,2}\s+")
_BYLINE = re.compile(
    r"\s*(?:(?:story|words|text|written|reported|photos?(?: and video)?|video|photography|images?|graphics?|edited) )?"
    r"(?:by|von|par|por|di|door)\s+[^.!?]{2,80}",
    re.IGNORECASE,
)
_LONGEST = 140
"""Characters of a date line, at most."""
_DATELINE = re.compile(
    rf"""\s*(?P<place>(?:[^\W\d_][\w.'’/-]*,?\s+){{0,6}}?[^\W\d_][\w.'’/-]*)?\s*,?\s*
    (?:[(,]?\s*(?P<day>(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?)\)?\s*,?\s*)?
    (?:\((?P<agency>[A-Z][\w.&\s/-]{{1,30}})\)|/(?P<wire>[A-Z][\w\s-]{{2,30}})/|(?P<bare>CNN(?:\sBusiness)?|AFP|Reuters))?
    \s*[-–—―]{{1,2}}(?:\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACED = re.compile(
    rf"""\s*(?!(?i:editor|correct|clarif|update|note|amend|retract))[^\W\d_a-z][\w.'’-]*(?:[ ][\w.'’-]+){{0,3}},\s+
    (?P<day>(?:(?i:{MONTH})\s+\d{{1,2}},?|\d{{1,2}}\.?\s+(?i:{MONTH})),?\s+\d{{4}})
    (?:\s*[-–—―]{{1,2}}|[.:])\s+(?=["“'‘(«]?[^\W\da-z_])""",
    re.VERBOSE,
)
"""A place and a whole date before a sentence: ``Castleby, 8 August 2021. The mill``."""
_MINUTES = re.compile(
    r"(?:(?:draft|approved|confirmed) )?(?:minutes|notes|record|report|transcript) (?:of|from) .{3,80}", re.IGNORECASE
)
"""The line that says of which meeting a text is the record."""
_LEADING = re.compile(
    rf"[*_(\[]+(?:{WEEKDAY},?\s+)?(?P<day>(?:{MONTH}\s+\d{{1,2}},?|\d{{1,2}}\.?\s+{MONTH},?)\s+\d{{4}})\.\s.+[*_)\]]+",
    re.IGNORECASE,
)
"""A line in italics or brackets that begins with its date."""
_SIGNED = re.compile(r"\s*\((?P<agency>CNN|CNN Business|Reuters|AP|AFP|UPI)\)\s*[-–—―]*\s*")
_FULL = re.compile(r"\([^()]*\d{4}\)\s*[-–—―]")
_AGENCIES = {
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "the associated press": "Associated Press",
    "reuters": "Reuters",
    "afp": "AFP",
    "upi": "UPI",
    "pa": "PA Media",
    "pa media": "PA Media",
    "xinhua": "Xinhua",
    "dpa": "dpa",
    "ansa": "ANSA",
    "efe": "EFE",
    "tass": "TASS",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "yonhap": "Yonhap",
    "pti": "PTI",
    "ani": "ANI",
    "ians": "IANS",
    "bloomberg": "Bloomberg",
    "cnn": "CNN",
    "cnn business": "CNN",
    "prnewswire": "PR Newswire",
    "pr newswire": "PR Newswire",
    "business wire": "Business Wire",
    "globe newswire": "GlobeNewswire",
    "globenewswire": "GlobeNewswire",
}
"""Agencies as datelines name them, in lower case, to their full names."""


@dataclass(frozen=True, slots=True)
class LineDates:
    """Dates of publication and change from one line."""

    published: date | None = None
    modified: date | None = None
    labelled: bool = False
    """Whether a label says that the date is that of publication."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline before an article's first sentence."""

    end: int
    """Offset of the first sentence."""
    published: date | None = None
    agency: str | None = None


def agency_named(name: str) -> str | None:
    """Give the full name of a news agency; None if it is not one."""
    return _AGENCIES.get(" ".join(name.lower().split()))


def read_date_line(line: str, order: Order | None = None) -> LineDates | None:
    """Read a line that only holds dates of publication or change.

    A byline may share it, separated by ``|`` or the like.

    Args:
        line: One line.
        order: How the document writes ``03/04/2021``.

    Returns:
        The dates; None for any other line.
    """
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    dates = LineDates()
    for part in _BREAK.split(line.strip(" *_#>()[]")):
        extended = _read_part(part, order, dates)
        if extended is None and not _BYLINE.fullmatch(part):
            return None
        dates = extended or dates
    return dates if dates.published or dates.modified else None


def _read_part(part: str, order: Order | None, so_far: LineDates) -> LineDates | None:
    """Read the part between two separators; None if it holds anything but dates, labels and times."""
    at = 0
    for written in written_dates(part, order):
        before, at_before = part[at : written.start], at
        label = _LABEL.search(before)
        rest = before.replace(label[0], "", 1) if label else before
        if not _is_empty(rest):
            return None
        at = written.end
        if label and label["change"]:
            so_far = replace(so_far, modified=so_far.modified or written.day)
        elif so_far.published is None and (label or at_before == 0):
            so_far = replace(so_far, published=written.day, labelled=label is not None)
        else:  # a second date without a label: a span of time, a list
            return None
    return so_far if _is_empty(part[at:]) or (at and _BYLINE.fullmatch(part[at:])) else None


def _is_empty(rest: str) -> bool:
    return _NOTHING.fullmatch(_CLOCK.sub("", rest)) is not None


def read_headed_date(line: str, order: Order | None = None) -> date | None:
    """Read the date of a line that presents the text: of the minutes of a meeting, or in italics before a remark.

    Args:
        line: One line of the head.
        order: How the document writes ``03/04/2021``.

    Returns:
        The date; None if the line names none or several, or is of another kind.
    """
    leading = _LEADING.fullmatch(line) if len(line) <= _LONGEST else None
    if leading is None and (len(line) > _LONGEST or not _MINUTES.match(line)):
        return None
    days = [each.day for each in written_dates(leading["day"] if leading else line, order)]
    return days[0] if len(days) == 1 else None


def read_dateline(paragraph: str, year: int | None = None, by: date | None = None) -> Dateline | None:
    """Read the dateline at the head of a paragraph.

    A date without a year is read only if the year is known or follows from `by`.

    Args:
        paragraph: The first paragraph of the article, or one near it.
        year: The year, if known from elsewhere.
        by: A day that the article is not younger than, and less than a year older.

    Returns:
        The dateline; None if there is none, or it has neither day nor agency.
    """
    placed = _PLACED.match(paragraph[:160])
    if placed and (days := [each.day for each in written_dates(placed["day"])]):
        return Dateline(placed.end(), days[0])
    match = _DATELINE.match(paragraph[:160])
    if match is None:
        signed = _SIGNED.match(paragraph[:40])
        return Dateline(signed.end(), None, agency_named(signed["agency"])) if signed else None
    place, agency = (
        match["place"] or "",
        agency_named(match["agency"] or match["wire"] or match["bare"] or ""),
    )
    agency = agency or agency_named(place)
    in_capitals = _is_capitals(place) or _FULL.search(match[0]) is not None
    is_whole = match["day"] is not None and bool(list(written_dates(match["day"])))
    if agency is None and not (in_capitals and (is_whole or not (match["agency"] or match["wire"]))):
        return None
    agency = agency or match["agency"]
    day = None
    if match["day"] and place:
        written = list(written_dates(match["day"]))
        bare = re.sub(rf"^{WEEKDAY},?\s+", "", match["day"], flags=re.IGNORECASE)
        day = written[0].day if written else None if re.search(r"\d{4}$", bare) else in_year_of(bare, year, by)
    return Dateline(match.end(), day, agency) if day or agency else None


def _is_capitals(place: str) -> bool:
    """Distinguish ``McLEAN, Va.`` from the first words of a sentence: its first word is in capitals."""
    letters = [letter for letter in re.split(r"[,\s]", place, maxsplit=1)[0] if letter.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) * 2 > len(letters)
