"""Word files, straight from their XML: no library gives inserted text, text boxes and footnotes all."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from corpus.draft import Draft, Unreadable
from corpus.formats.markup import local_name, parse_xml
from corpus.formats.zip_documents import OfficeFormat, described_in, office_draft, open_zip, paragraphs_of, read_part
from corpus.settings import LoadingSettings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PASSED_OVER = frozenset(("del", "movefrom", "fallback", "rpr", "ppr", "sectpr", "instrtext", "deltext"))
"""What was deleted, what is shown only by old programs, and properties."""
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}
_TITLES = ("title", "heading1", "heading 1")

_DOCX = OfficeFormat("docx", "Word file", ("creator",), "created", "modified", "Word file's creation date")


def read_docx(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a Word file as one article, its footnotes after the text.

    Insertions are read as accepted, deletions and hidden text are not read.

    Args:
        file: The file, open at its beginning.
        settings: The size its text may have.

    Yields:
        The one article, or why there is none.
    """
    with open_zip(file, "Word file", settings) as archive:
        try:
            root = parse_xml(read_part(archive, _main_part(archive), settings.max_megabytes))
        except (KeyError, SyntaxError):
            yield Unreadable("malformed Word file")
            return
        notes = "\n\n".join(filter(None, (_notes(archive, name, settings) for name in ("footnotes", "endnotes"))))
        fields = described_in(archive, "docProps/core.xml", settings)
    text = "\n\n".join(filter(None, (_text(root), notes)))
    yield office_draft(_DOCX, text, fields, _styled_title(root))


def _main_part(archive: zipfile.ZipFile) -> str:
    """Name the part that holds the text; Word's own is always called so, other programs' nearly always."""
    usual = "word/document.xml"
    return next((name for name in archive.namelist() if name.lower().startswith("word/document")), usual)


def _notes(archive: zipfile.ZipFile, name: str, settings: LoadingSettings) -> str:
    try:
        return _text(parse_xml(read_part(archive, f"word/{name}.xml", settings.max_megabytes)))
    except (KeyError, SyntaxError):
        return ""


def _text(root: Any) -> str:
    return paragraphs_of("".join(_pieces(root)))


def _pieces(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    cells = 0
    for event, element in walk:
        name = local_name(element)
        if event == "start" and (name in _PASSED_OVER or (name == "r" and _is_hidden(element))):
            walk.skip_subtree()
        elif event == "start":
            cells += name == "tc"
            if name == "t":
                yield element.text or ""
            yield _WRITTEN.get(name, "")
        elif name in ("p", "tc", "tr", "tbl"):
            cells -= name == "tc"
            # A row of cells is one line, so that what stands side by side is read side by side.
            yield {"p": " " if cells else "\n\n", "tc": "\t", "tr": "\n", "tbl": "\n\n"}[name]


def _is_hidden(run: Any) -> bool:
    return any(run.find(f"{space}rPr/{space}vanish") is not None for space in (_W, _STRICT))


def _styled_title(root: Any) -> str | None:
    for paragraph in root.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle")
        if style is not None and next(iter(style.values()), "").lower() in _TITLES:
            return " ".join("".join(_pieces(paragraph)).split()) or None
    return None
