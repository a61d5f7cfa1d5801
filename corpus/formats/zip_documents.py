"""Shared reading of formats that are ZIP files: bounded parts, metadata, titles."""

import re
import struct
import zipfile
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, cast

from corpus.article import Format
from corpus.draft import Draft, Unreadable, UnreadableFile
from corpus.formats.elements import local_name
from corpus.formats.markup import parse_xml
from corpus.formats.streams import read_bytes, seekable
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_zip(file: BinaryIO, called: str, settings: LoadingSettings) -> zipfile.ZipFile:
    """Open a document that is a ZIP file.

    Args:
        file: The file, open at its beginning.
        called: The name of its format.
        settings: The size limit, if the file has to be held in memory.

    Returns:
        The open archive.

    Raises:
        UnreadableFile: If it is not a ZIP file, or is encrypted as Office does it.
    """
    file = seekable(file, settings)
    start = file.read(8)
    if start == _OLE:
        data = read_bytes(file, settings.max_file_megabytes, "max_file_megabytes")
        is_encrypted = not isinstance(data, Unreadable) and "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableFile(Unreadable(f"encrypted {called}" if is_encrypted else f"malformed {called}"))
    if not start:
        raise UnreadableFile(Unreadable("empty"))
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
        raise UnreadableFile(Unreadable(f"malformed {called}")) from None


def read_part(archive: zipfile.ZipFile, name: str, megabytes: int) -> bytes:
    """Unpack one part, up to the limit, whatever its declared size.

    Args:
        archive: The document.
        name: The part's name.
        megabytes: Size it may have, in units of 10^6 bytes.

    Returns:
        Its bytes.

    Raises:
        UnreadableFile: If it is larger.
        KeyError: If there is no such part.
    """
    with archive.open(name) as part:
        data = read_bytes(cast("BinaryIO", part), megabytes)
    if isinstance(data, Unreadable):
        raise UnreadableFile(data)
    return data


def described_in(archive: zipfile.ZipFile, name: str, settings: LoadingSettings) -> dict[str, str]:
    """Read a part of metadata.

    Args:
        archive: The document.
        name: The part; it may be missing.
        settings: The size limit.

    Returns:
        Local element name, in lower case, to its text; the first that has one.
    """
    try:
        return fields_of(parse_xml(read_part(archive, name, settings.max_megabytes)))
    except (KeyError, ValueError, SyntaxError):
        return {}


def fields_of(root: Any) -> dict[str, str]:
    """List an element's descendants by their local names in lower case, the first with text of each name."""
    fields: dict[str, str] = {}
    for element in root.iter():
        words = " ".join((element.text or "").split()) if local_name(element) else ""
        if words:
            fields.setdefault(local_name(element), words)
    return fields


_NO_TITLE = re.compile(
    r"^(?:untitled|unbenannt|sans titre|sin título|microsoft word|powerpoint|slide 1|print$"
    r"|(?:new |blank )?document ?\d*$|about:blank|no title|template\b|vorlage\b|normal$|copy of\b"
    r"|scan(?:ned)?\b)|\.\w{2,5}$",
    re.IGNORECASE,
)
_NEAR_TOP = 600
"""Characters at the top of a text in which its title stands."""


def language_of(tag: str | None) -> str | None:
    """Take the ISO 639-1 code from a language tag: ``en`` from ``en-GB``."""
    found = re.match(r"([A-Za-z]{2})(?:$|[-_])", tag or "")
    return found[1].lower() if found else None


def not_before(modified: date | None, published: date | None) -> date | None:
    """Drop a date of last change that lies before publication."""
    return None if modified and published and modified < published else modified


def paragraphs_of(text: str) -> str:
    """Strip paragraphs, separated by empty lines, and drop those without text."""
    return "\n\n".join(filter(None, (paragraph.strip(" \t\n") for paragraph in text.split("\n\n"))))


@dataclass(frozen=True, slots=True)
class OfficeFormat:
    """The name of an office format and of its metadata fields; field names are in lower case."""

    format: Format
    called: str
    authors: tuple[str, ...]
    created: str
    modified: str
    date_from: str


def office_draft(
    form: OfficeFormat,
    text: str,
    fields: Mapping[str, str],
    styled: str | None,
    left_out: AbstractSet[str] = frozenset(),
) -> Draft | Unreadable:
    """Make a draft of an office document.

    Args:
        form: Its format.
        text: Its text.
        fields: Its metadata, by field.
        styled: A title found by its style, used if the metadata has none.
        left_out: The kinds of content that are not in the text.

    Returns:
        The draft, or why there is none.
    """
    if not text.strip():
        return Unreadable(f"{form.called} without text")
    given = fields.get("title")
    title, body = with_title(text, styled if not given or names_file(given, text) else given)
    published = read_date(fields.get(form.created))
    return Draft(
        text,
        form.format,
        title=title,
        body=body,
        author=next(filter(None, map(fields.get, form.authors)), None),
        published=published,
        modified=not_before(read_date(fields.get(form.modified)), published),
        date_from=form.date_from if published else None,
        language=language_of(fields.get("language")),
        left_out=tuple(sorted(left_out)),
    )


def names_file(title: str, text: str) -> bool:
    """Return whether a title field holds the name of a file, a template or a program's first guess.

    Args:
        title: The field.
        text: The document's text; what stands there is its title, whatever it looks like.

    Returns:
        Whether it says nothing about the document.
    """
    if title.casefold() in text[:_NEAR_TOP].casefold():
        return False
    return _NO_TITLE.search(title) is not None or (" " not in title and re.search(r"[_\d]", title) is not None)


def with_title(text: str, title: str | None) -> tuple[str | None, int]:
    """Find where the body of a text begins.

    Args:
        text: The whole text.
        title: Its title, from metadata or styles.

    Returns:
        The title, and the offset after it if the text begins with it; else 0. Without a
        title, the first line serves if it looks like one.
    """
    from corpus.formats.plain import leading_title

    if not title or names_file(title, text):
        return leading_title(text)
    line, _, _ = text.partition("\n")
    return title, len(line) if " ".join(line.split()).casefold() == title.casefold() else 0
