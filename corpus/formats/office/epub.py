"""Read EPUB books and magazines: the chapters in reading order, each a mark.

The format is a ZIP file of web pages; ebooklib, which would read it, is under the AGPL.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from corpus.article import Mark
from corpus.draft import Draft, Unreadable
from corpus.formats.elements import local_name
from corpus.formats.markup import block_text, parse_xhtml, parse_xml
from corpus.formats.style_sheets import spell_out
from corpus.formats.zip_documents import fields_of, language_of, open_zip, read_part
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_LONGEST_LABEL = 80
"""Characters of a chapter's name in a citation, at most."""
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to obfuscate fonts, which hide no text."""


def read_epub(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read an EPUB as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size its text may have.

    Yields:
        The one article, or why there is none.
    """
    with open_zip(file, "EPUB", settings) as archive:
        try:
            yield Unreadable("encrypted EPUB") if _is_encrypted(archive, settings) else _book(archive, settings)
        except (KeyError, SyntaxError):
            yield Unreadable("malformed EPUB")


def _is_encrypted(archive: zipfile.ZipFile, settings: LoadingSettings) -> bool:
    try:
        listed = read_part(archive, "META-INF/encryption.xml", settings.max_megabytes)
    except KeyError:
        return False
    ways = (each.get("Algorithm") for each in parse_xml(listed).iter("{*}EncryptionMethod"))
    return any(way not in _FONTS_ONLY for way in ways)


def _book(archive: zipfile.ZipFile, settings: LoadingSettings) -> Draft | Unreadable:
    container = parse_xml(read_part(archive, "META-INF/container.xml", settings.max_megabytes))
    package_name = unquote(next(container.iter("{*}rootfile")).get("full-path", ""))
    package = parse_xml(read_part(archive, package_name, settings.max_megabytes))
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    sheets = list(_sheets(archive, settings))
    for name, label in _chapters(archive, package, package_name, settings):
        root = parse_xhtml(read_part(archive, name, settings.max_megabytes))
        if root is not None:
            spell_out(root, sheets)
        text = block_text(root)
        if not text:
            continue
        marks.append(Mark(length, f"chapter {len(marks) + 1}{_named(label or _heading(root))}"))
        texts.append(text)
        length += len(text) + 2
        if length > settings.max_megabytes * 1_000_000:
            break  # the book is refused for its size
    if not texts:
        return Unreadable("EPUB without text")
    fields = fields_of(package)
    published = read_date(fields.get("date"))
    return Draft(
        "\n\n".join(texts),
        "epub",
        title=fields.get("title"),
        author=fields.get("creator"),
        source=fields.get("publisher"),
        published=published,
        date_from="Dublin Core date" if published else None,
        language=language_of(fields.get("language")),
        marks=tuple(marks),
    )


def _sheets(archive: zipfile.ZipFile, settings: LoadingSettings) -> Iterator[str]:
    """Read the book's style sheets; all are applied to every page."""
    for name in archive.namelist():
        if name.lower().endswith(".css"):
            yield read_part(archive, name, settings.max_megabytes).decode("utf-8", errors="replace")


def _chapters(
    archive: zipfile.ZipFile, package: Any, package_name: str, settings: LoadingSettings
) -> Iterator[tuple[str, str | None]]:
    """List the pages of the book in reading order, with their names in its table of contents."""
    folder = posixpath.dirname(package_name)
    there = set(archive.namelist())
    items = {item.get("id"): item for item in package.iter("{*}item")}
    labels = _labels(archive, items.values(), folder, settings)
    beside: list[str] = []
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = _inside(folder, item.get("href", ""))
        if name in there and name not in beside and reference.get("linear") == "no":
            beside.append(name)  # notes and the like: read after the chapters that point to them
        elif name in there:
            yield name, labels.get(name)
    for name in beside:
        yield name, labels.get(name)


def _labels(archive: zipfile.ZipFile, items: Any, folder: str, settings: LoadingSettings) -> dict[str, str]:
    """Read the table of contents, of EPUB 3 or 2: each page to its first name there."""
    labels: dict[str, str] = {}
    for item in items:
        is_nav = "nav" in item.get("properties", "").split()
        if not is_nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        name = _inside(folder, item.get("href", ""))
        try:
            root = parse_xhtml(read_part(archive, name, settings.max_megabytes))
        except KeyError:
            continue
        for href, label in _entries(root, is_nav) if root is not None else ():
            labels.setdefault(_inside(posixpath.dirname(name), href), label)
    return labels


def _entries(root: Any, is_nav: bool) -> Iterator[tuple[str, str]]:
    if is_nav:
        for link in root.iter("{*}a"):
            yield link.get("href", ""), " ".join("".join(link.itertext()).split())
        return
    for point in root.iter("{*}navPoint", "{*}navpoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            yield content.get("src", ""), " ".join("".join(label.itertext()).split())


def _inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _heading(root: Any) -> str | None:
    for element in root.iter():
        if local_name(element) in ("h1", "h2", "h3"):
            return " ".join("".join(element.itertext()).split()) or None
    return None


def _named(label: str | None) -> str:
    if not label:
        return ""
    return f": {label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + '…'}"
