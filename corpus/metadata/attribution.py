"""Determine when, by whom and where an article was published, from its format, text and file.

The first of these with a possible date decides: the format's own metadata, the address, a line or
dateline of the text, the file's name, and last, marked as such, the file's time. A date of change is
never taken for the publication. Missing metadata stays missing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.article import FILE_TIME, Format
from corpus.draft import Draft
from corpus.metadata.bylines import (
    Byline,
    clean_authors,
    names_desk,
    names_nobody,
    read_byline,
    read_credit,
    read_signature,
)
from corpus.metadata.credit_lines import CreditLine, read_credit_line
from corpus.metadata.datelines import Dateline, read_date_line, read_dateline, read_headed_date
from corpus.metadata.dates import Order, is_possible, order_in, read_date, written_dates
from corpus.metadata.headers import read_field
from corpus.metadata.language import language_of
from corpus.metadata.signatures import read_signed_date
from corpus.metadata.urls import date_in, host_of, page_address, year_in
from corpus.phrases import is_boilerplate, plain_line

_HEAD = 12
"""Lines read from the top, up to the first paragraph of prose."""
_FOOT = 4
"""Lines read from the end."""
_PROSE = 160
"""Characters; a longer line belongs to the article and not to its head."""
_UNLABELLED = 4
"""Lines from the top among which a date without a label is the article's."""
_HEADING = 60
"""Characters; a date that heads a part of an article is on a line shorter than this."""
_PARTS = 200
"""Lines that are searched for dates that head parts."""
_LONGEST_SOURCE = 60
_EVENT = re.compile(r"(?:time|when|where|location|venue|place|tickets|tv)\s*:", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d([-_]?)\d\d\1\d\d(?!\d)")
_METADATA: dict[Format, str] = {"markdown": "front matter", "html": "web page", "jsonl": "export"}
_MADE_BY: frozenset[Format] = frozenset(("pdf", "docx", "odt", "rtf"))
"""Formats whose author is whoever the program was installed for."""
_FIELDS = ("---", "+++", ";;;", "{")
"""How front matter begins."""
_MADE = "creation"
"""Part of `Draft.date_from` for the time the file was made, perhaps years after its article."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The name and time of an article's file."""

    name: str
    """The file's name without its ending."""
    day: date | None
    """When it was last written, in the local zone; None if that is not evidence for the article."""


@dataclass(slots=True)
class _TextHead:
    """Metadata in an article's text, collected line by line; the first value of each field stays."""

    published: date | None = None
    date_from: str | None = None
    modified: date | None = None
    author: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None

    def date_line(self, line: str, order: Order | None, *, labelled: bool = False) -> bool:
        dates = read_date_line(line, order)
        if dates is None or (labelled and dates.published and not dates.labelled):
            return False
        if dates.published and not self.published:
            self.published, self.date_from = dates.published, "date line"
        self.modified = self.modified or dates.modified
        return True

    def below(self, lines: Sequence[str]) -> None:
        """Take a byline from the line after the first paragraph."""
        for line in lines:
            if found := read_byline(line):
                self.byline(found)

    def presented(self, lines: Iterable[str], order: Order | None) -> None:
        """Take the date of a line that presents the text, if no other line has given it."""
        day = next((day for line in lines if (day := read_headed_date(line, order))), None)
        if day and not self.published:
            self.published, self.date_from = day, "date line"

    def credit(self, found: CreditLine) -> None:
        self.author, self.source = self.author or found.author, self.source or found.source
        if found.published and not self.published:
            self.published, self.date_from = found.published, "date line"

    def byline(self, found: Byline) -> None:
        self.author, self.source = self.author or found.author, self.source or found.source

    def foot(self, line: str, order: Order | None) -> None:
        self.date_line(line, order, labelled=True)
        if signed := read_signed_date(line, order):
            self.byline(signed[0])
            self.date_line(signed[1], order)
        self.author = self.author or read_credit(line)

    def dateline(self, found: Dateline) -> None:
        if found.published and not self.published:
            self.published, self.date_from = found.published, "dateline"
        self.agency = self.agency or found.agency


def attribute(draft: Draft, file: FileFacts, today: date) -> Draft:
    """Complete the metadata of a draft from its address, text and file.

    Args:
        draft: The draft as its format's reader gives it.
        file: Its file.
        today: The current day: nothing is published after tomorrow.

    Returns:
        The draft with dates, their evidence, author, source, address and language.
    """
    url = page_address(draft.url)
    head = read_text_head(draft, url)
    url = url or head.url
    own = (draft.published, draft.date_from or f"{_METADATA.get(draft.format, draft.format)} date")
    evidence = [
        (date_in(url), "address"),
        (head.published, head.date_from),
        (_date_in_name(file.name), "file name"),
    ]
    evidence.insert(len(evidence) if _MADE in own[1] else 0, own)
    published, date_from = next(
        ((day, named) for day, named in evidence if day and is_possible(day, today)), (None, None)
    )
    modified = next((day for day in (draft.modified, head.modified) if day and is_possible(day, today)), None)
    if published and modified and modified < published:
        modified = None
    if published is None and modified is None and file.day and is_possible(file.day, today):
        published, date_from = file.day, FILE_TIME
    return replace(
        draft,
        published=published,
        date_from=date_from,
        modified=modified,
        source=draft.source or head.source or host_of(url) or head.agency,
        author=_author(draft, head),
        url=url,
        language=language_of(draft.text[draft.body :]) or _code(draft.language),
    )


def _author(draft: Draft, head: _TextHead) -> str | None:
    """Choose the author: a byline beats a desk, and in files of office programs the file's own author field."""
    given = clean_authors(draft.author)
    if given and names_nobody(given):
        given = None
    weak = draft.format in _MADE_BY or (given and names_desk(given))
    return head.author or given if weak else given or head.author


def read_text_head(draft: Draft, url: str | None = None) -> _TextHead:
    """Read date lines, bylines, datelines and header fields at an article's head and foot.

    Args:
        draft: The draft.
        url: Its address, for the year of dates that name none.

    Returns:
        The metadata found there.
    """
    lines = _lines(draft)
    order = order_in(draft.text[:8000])
    head = _TextHead()
    datelines: list[str] = []
    if any(map(_EVENT.match, lines[:_HEAD])):
        lines = [line for line in lines if not line.lower().startswith("date")]
    is_timeline = _is_timeline(lines, order)
    prose = next((place for place, line in enumerate(lines[: 2 * _HEAD]) if len(line) > _PROSE), 2 * _HEAD)
    top = [line for line in lines[:prose] if not is_boilerplate(line)] + lines[prose : prose + 2]
    for place, line in enumerate(top[:_HEAD]):
        if not _read_line(head, line, order, is_high=place <= _UNLABELLED, is_timeline=is_timeline):
            datelines.append(line)
            if len(line) > _PROSE:
                head.below(top[place + 1 : place + 2])
                break
    _read_beside_date(head, top, order)
    head.presented((" ".join(line.split()) for line in draft.text[draft.body :].splitlines()[:_HEAD]), order)
    for line in lines[-_FOOT:]:
        head.foot(line, order)
    for line in datelines:
        found = read_dateline(line, year_in(url), head.modified)
        if found:
            head.dateline(found)
    return head


def _read_line(head: _TextHead, line: str, order: Order | None, *, is_high: bool, is_timeline: bool) -> bool:
    """Read a line of the head; return whether it is metadata, not a dateline or prose."""
    if (split := read_signed_date(line, order)) and (is_high or read_byline(line)):
        head.byline(split[0])
        head.date_line(split[1], order)
        return True
    if head.date_line(line, order, labelled=is_timeline or not is_high) or _read_field(head, line, order):
        return True
    if is_high and not is_timeline and not read_date_line(line, order) and (credit := read_credit_line(line, order)):
        head.credit(credit)
        return True
    if byline := read_byline(line):
        head.byline(byline)
    return byline is not None


def _read_beside_date(head: _TextHead, lines: Sequence[str], order: Order | None) -> None:
    """Take a paper or names on a line of their own next to the article's date: ``The Ledger``, ``29 April 2025``."""
    near = lines[:_UNLABELLED]
    dated = {place for place, line in enumerate(near) if read_date_line(line, order) or read_credit_line(line, order)}
    words = {word for line in lines for word in line.split() if word.islower()}
    for place, line in enumerate(near):
        signature = read_signature(line) if place not in dated and {place - 1, place + 1} & dated else None
        if signature and not (signature.author and {*signature.author.casefold().split()} & words - {"and"}):
            head.byline(signature)


def _lines(draft: Draft) -> list[str]:
    """Give the lines that are not empty, without the title; front matter was read by its format."""
    is_fielded = draft.text.startswith(_FIELDS) and draft.format != "text"
    text = draft.text[draft.body :] if is_fielded else draft.text
    lines = [plain_line(line) for line in text.splitlines()]
    return [line for line in lines if line and line != draft.title]


def _is_timeline(lines: list[str], order: Order | None) -> bool:
    """Return whether the article's paragraphs are headed by dates, none of which is its own."""
    line_dates = [read_date_line(line, order) for line in lines[:_PARTS] if len(line) < _HEADING]
    credited = [read_credit_line(line, order) for line in lines[:_PARTS] if len(line) < _HEADING]
    if sum(credit is not None and credit.is_placed_date for credit in credited) > 1:
        return True
    return len({dates.published for dates in line_dates if dates and dates.published and not dates.labelled}) > 1


def _read_field(head: _TextHead, line: str, order: Order | None) -> bool:
    """Read a header field as people paste them: ``Source: The Guardian``."""
    if page_address(line):
        head.url = head.url or page_address(line)
        return True
    field = read_field(line)
    if field is None:
        return False
    name, value = field
    if name in {"url", "link", "canonical"} or page_address(value):
        head.url = head.url or page_address(value)
    elif name in {"date", "published", "publication date"}:
        days = {written.day for written in written_dates(value, order)}
        day = read_date(value) if not days else days.pop() if len(days) == 1 else None
        if day and not head.published:
            head.published, head.date_from = day, "date line"
    elif name in {"author", "by"}:
        head.author = head.author or clean_authors(value)
    elif name not in {"title", "headline"} and len(value) <= _LONGEST_SOURCE:
        head.source = head.source or value
    return True


def _date_in_name(name: str) -> date | None:
    days = {read_date(found[0].replace("_", "-")) for found in _FILE_NAME.finditer(name)}
    return days.pop() if len(days) == 1 else None


def _code(language: str | None) -> str | None:
    code = re.split(r"[-_]", language or "")[0].lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
