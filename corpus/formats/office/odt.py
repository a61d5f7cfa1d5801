"""Read OpenDocument texts directly from their XML; odfpy has had no release in years."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from corpus.draft import Draft, Unreadable, UnreadableFile
from corpus.formats.elements import local_name, replace_by_text
from corpus.formats.markup import parse_xml
from corpus.formats.office.odt_styles import settle_styles
from corpus.formats.office.tables import opendocument_grid
from corpus.formats.tables.rows import heads_table, table_text
from corpus.formats.zip_documents import OfficeFormat, described_in, office_draft, open_zip, paragraphs_of, read_part
from corpus.settings import LoadingSettings

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PASSED_OVER = frozenset(("tracked-changes", "annotation", "note-citation", "forms", "sequence-decls"))
"""Elements of deleted text, of remarks, and of no text."""
_LEFT_OUT = {"deletion": "deleted text", "annotation": "remarks"}
_WITHIN = frozenset(("note-body",))
"""Elements written within a line, even if they have several paragraphs."""
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
        styles = _styles(archive, settings)
    left_out = {kind for name, kind in _LEFT_OUT.items() if next(root.iter(f"{{*}}{name}"), None) is not None}
    yield office_draft(_ODT, _text(root, styles), fields, _styled_title(root), left_out)


def _styles(archive: zipfile.ZipFile, settings: LoadingSettings) -> Any:
    """Parse the part of the named styles; None if it is missing, empty or malformed."""
    try:
        return parse_xml(read_part(archive, "styles.xml", settings.max_megabytes)).find("{*}styles")
    except (KeyError, SyntaxError, UnreadableFile):
        return None


def _text(root: Any, styles: Any) -> str:
    settle_styles(root, () if styles is None else (styles,))
    _move_notes(root)
    return paragraphs_of("".join(_pieces(root)))


def _move_notes(root: Any) -> None:
    """Move the text of each note out of its sentence to below the paragraph."""
    for note in list(root.iter(f"{_TEXT}note")):
        homes = list(note.iterancestors(f"{_TEXT}p", f"{_TEXT}h"))
        bodies = [each for body in note.iterchildren(f"{_TEXT}note-body") for each in body]
        if homes and not any(local_name(each) == "table-cell" for each in note.iterancestors()):
            replace_by_text(note, "")
            for each in reversed(bodies):
                each.tail = None
                homes[-1].addnext(each)


def _pieces(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    depth = cells = 0  # paragraphs, and cells or notes, that we are in
    for event, element in walk:
        name, is_text = local_name(element), element.tag.startswith(_TEXT)
        if event == "start":
            if name in _PASSED_OVER:
                walk.skip_subtree()
                continue
            if name == "table" and element is not root:
                yield _table(element)
                walk.skip_subtree()
                continue
            depth += is_text and name in ("p", "h")
            cells += name in _WITHIN
            yield _written(element, name)
            yield " ".join((element.text or "").split("\n")) if depth else ""
            continue
        if event == "end" and name == "table" and element is not root:
            yield " ".join((element.tail or "").split("\n")) if depth else ""
            continue
        depth -= is_text and name in ("p", "h")
        cells -= name in _WITHIN
        yield (" " if cells else "\n\n") if is_text and name in ("p", "h") else ""
        yield " ".join((element.tail or "").split("\n")) if depth else ""


def _table(table: Any) -> str:
    kinds = ("table-cell", "covered-table-cell")
    rows = [[_cell(cell) for cell in row if local_name(cell) in kinds] for row in table.iter("{*}table-row")]
    above = next((each for each in table.itersiblings(preceding=True) if local_name(each) in ("p", "h")), None)
    heading = ""
    if above is not None:
        style = above.get(f"{_TEXT}style-name", "")
        styled = local_name(above) == "h" or style.startswith(("Table", "Caption", "Heading"))
        heading = heads_table("".join(_pieces(above)), styled=styled)
    return table_text(opendocument_grid(table, _cell), rows, heading)


def _cell(cell: Any) -> str:
    return "\n".join(filter(None, ("".join(_pieces(each)).strip() for each in cell)))


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
