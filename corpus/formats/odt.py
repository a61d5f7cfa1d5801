"""OpenDocument texts, straight from their XML; odfpy has had no release in years."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from corpus.draft import Draft, Unreadable
from corpus.formats.markup import local_name, parse_xml
from corpus.formats.zip_documents import OfficeFormat, described_in, office_draft, open_zip, paragraphs_of, read_part
from corpus.settings import LoadingSettings

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PASSED_OVER = frozenset(("tracked-changes", "annotation", "note-citation", "forms", "sequence-decls"))
"""What was deleted, what others remarked on it, and what is no text."""
_WITHIN = frozenset(("table-cell", "note-body"))
"""What stands within a line, however many paragraphs it has."""
_MOST_SPACES = 100

_ODT = OfficeFormat(
    "odt", "OpenDocument text", ("initial-creator", "creator"), "creation-date", "date", "OpenDocument creation date"
)


def read_odt(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read an OpenDocument text as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size its text may have.

    Yields:
        The one article, or why there is none.
    """
    with open_zip(file, "OpenDocument text", settings) as archive:
        try:
            if b"encryption-data" in read_part(archive, "META-INF/manifest.xml", settings.max_megabytes):
                yield Unreadable("encrypted OpenDocument text")
                return
            root = parse_xml(read_part(archive, "content.xml", settings.max_megabytes))
        except (KeyError, SyntaxError):
            yield Unreadable("malformed OpenDocument text")
            return
        fields = described_in(archive, "meta.xml", settings)
    yield office_draft(_ODT, _text(root), fields, _styled_title(root))


def _text(root: Any) -> str:
    return paragraphs_of("".join(_pieces(root)))


def _pieces(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    depth = cells = 0  # paragraphs, and cells or notes, that we are in
    for event, element in walk:
        name, is_text = local_name(element), element.tag.startswith(_TEXT)
        if event == "start":
            if name in _PASSED_OVER:
                walk.skip_subtree()
                continue
            depth += is_text and name in ("p", "h")
            cells += name in _WITHIN
            yield _written(element, name)
            yield " ".join((element.text or "").split("\n")) if depth else ""
            continue
        depth -= is_text and name in ("p", "h")
        cells -= name in _WITHIN
        yield _ending(name, is_text, cells)
        yield " ".join((element.tail or "").split("\n")) if depth else ""


def _ending(name: str, is_text: bool, cells: int) -> str:
    if is_text and name in ("p", "h"):
        return " " if cells else "\n\n"
    return {"table-cell": "\t", "table-row": "\n", "table": "\n\n"}.get(name, "")


def _written(element: Any, name: str) -> str:
    if name == "s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() else " "
    return {"tab": "\t", "line-break": "\n", "note-body": " "}.get(name, "")


def _styled_title(root: Any) -> str | None:
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        style = element.get(f"{_TEXT}style-name", "")
        if style == "Title" or local_name(element) == "h":
            return " ".join("".join(_pieces(element)).split()) or None
    return None
