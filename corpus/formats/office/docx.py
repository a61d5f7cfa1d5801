"""Read Word files directly from their XML: no library gives insertions, text boxes and footnotes alike."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from corpus.draft import Draft, Unreadable
from corpus.formats.elements import local_name
from corpus.formats.markup import parse_xml
from corpus.formats.office.docx_styles import spell_out
from corpus.formats.office.tables import word_grid
from corpus.formats.raised import written
from corpus.formats.tables.rows import heads_table, table_text
from corpus.formats.zip_documents import OfficeFormat, described_in, office_draft, open_zip, paragraphs_of, read_part
from corpus.settings import LoadingSettings
from corpus.struck import strike

_PASSED_OVER = frozenset(("del", "movefrom", "fallback", "rpr", "ppr", "sectpr", "instrtext", "deltext"))
"""Elements of deleted text, of fallbacks for old programs, and of properties."""
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}
_NEAR = 40
"""Characters before a raised mark that are examined."""
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
        styles = _styles(archive, settings)
        spell_out(root, styles)
        notes = "\n\n".join(
            filter(None, (_notes(archive, name, styles, settings) for name in ("footnotes", "endnotes")))
        )
        fields = described_in(archive, "docProps/core.xml", settings)
        remarks = {"remarks"} if "word/comments.xml" in archive.namelist() else set()
    text = "\n\n".join(filter(None, (_text(root), notes)))
    yield office_draft(_DOCX, text, fields, _styled_title(root), remarks | _left_out(root))


def _main_part(archive: zipfile.ZipFile) -> str:
    """Name the part that holds the text: Word always uses this name, other programs nearly always."""
    usual = "word/document.xml"
    return next((name for name in archive.namelist() if name.lower().startswith("word/document")), usual)


def _left_out(root: Any) -> set[str]:
    """List the kinds of text that are not read."""
    deleted = any((each.text or "").strip() for each in root.iter("{*}delText"))
    hidden = any(_is_hidden(run) for run in root.iter("{*}r"))
    return {kind for kind, there in (("deleted text", deleted), ("hidden text", hidden)) if there}


def _styles(archive: zipfile.ZipFile, settings: LoadingSettings) -> Any:
    try:
        return parse_xml(read_part(archive, "word/styles.xml", settings.max_megabytes))
    except (KeyError, SyntaxError):
        return None


def _notes(archive: zipfile.ZipFile, name: str, styles: Any, settings: LoadingSettings) -> str:
    try:
        root = parse_xml(read_part(archive, f"word/{name}.xml", settings.max_megabytes))
    except (KeyError, SyntaxError):
        return ""
    spell_out(root, styles)
    return _text(root)


def _text(root: Any) -> str:
    return paragraphs_of("".join(_pieces(root)))


def _pieces(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    before = ""
    for event, element in walk:
        name, piece = local_name(element), ""
        if event == "start" and (name in _PASSED_OVER or (name == "r" and _is_hidden(element))):
            walk.skip_subtree()
        elif event == "start" and name == "tbl" and element is not root:
            piece = _table(element)
            walk.skip_subtree()
        elif event == "start" and name == "t":
            piece = _shown(element, before)
        elif event == "start":
            piece = _WRITTEN.get(name, "")
        elif name == "p":
            piece = "\n\n"
        before = (before + piece)[-_NEAR:]
        yield piece


def _table(table: Any) -> str:
    """Write a table as text: data as labelled cells, columns of prose one after another."""
    rows = [[_cell(cell) for cell in row.iterfind("{*}tc")] for row in table.iter("{*}tr")]
    return table_text(word_grid(table, _cell), rows, _heading(table))


def _heading(table: Any) -> str:
    """Take the paragraph above a table as its heading, if it is styled or worded as one."""
    above = next((each for each in table.itersiblings(preceding=True) if local_name(each) == "p" and len(each)), None)
    if above is None:
        return ""
    style = above.find("{*}pPr/{*}pStyle")
    named = "" if style is None else next(iter(style.values()), "").lower()
    runs = [run for run in above.iterfind("{*}r") if any((each.text or "").strip() for each in run.iterfind("{*}t"))]
    styled = named.startswith(("heading", "caption")) or (bool(runs) and all(_property(run, "b") for run in runs))
    return heads_table("".join(_pieces(above)), styled=styled)


def _cell(cell: Any) -> str:
    return "\n".join(filter(None, ("".join(_pieces(each)).strip() for each in cell)))


def _shown(element: Any, before: str) -> str:
    """Give a run's text, with raised marks and struck words as all formats write them."""
    run = element.getparent()
    words = element.text or ""
    if _property(run, "strike") or _property(run, "dstrike"):
        return strike(words) or ""
    raised = run.find("{*}rPr/{*}vertAlign")
    if raised is None or "superscript" not in raised.values():
        return words
    return written(words, before.rpartition("\n")[2], _text_after(run))


def _text_after(run: Any) -> str:
    following = next((each for each in run.itersiblings("{*}r")), None)
    return "" if following is None else "".join(each.text or "" for each in following.iterfind("{*}t"))


def _property(run: Any, name: str) -> bool:
    """Return whether an on-off property of a run is on."""
    found = run.find(f"{{*}}rPr/{{*}}{name}")
    return found is not None and not {"0", "false", "off", "none"} & {value.lower() for value in found.values()}


def _is_hidden(run: Any) -> bool:
    return _property(run, "vanish")


def _styled_title(root: Any) -> str | None:
    for paragraph in root.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle")
        if style is not None and next(iter(style.values()), "").lower() in _TITLES:
            return " ".join("".join(_pieces(paragraph)).split()) or None
    return None
