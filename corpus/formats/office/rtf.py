"""Read Rich Text with striprtf (BSD): text without pictures, styles and hidden text."""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.office.rtf_groups import lifted, with_charsets
from corpus.formats.raised import written
from corpus.formats.streams import read_whole
from corpus.formats.tables.rows import heads_table, table_text
from corpus.formats.zip_documents import not_before, with_title
from corpus.settings import LoadingSettings
from corpus.struck import strike

_PICTURE = re.compile(rb"[0-9A-Fa-f\r\n]{2000,}|\\bin\d+")
"""Long runs of hexadecimal digits, which only pictures have and striprtf is slow with."""
_WORDS = r"(?:\\[a-z]+(?![a-z])-?\d* ?)*"
_RAISED = re.compile(
    rf"\{{{_WORDS}\\(?:super(?![a-z])|up[1-9]\d*) ?{_WORDS}([^{{}}\\\r\n]{{1,20}})\}}"
    rf"|\\super(?![a-z]) ?{_WORDS}([^{{}}\\\r\n]{{1,20}})\\nosupersub(?![a-z]) ?"
)
_STRUCK = re.compile(
    rf"(\{{{_WORDS})?\\striked?1?(?![a-z0-9]) ?({_WORDS})([^{{}}\\\r\n]{{1,2000}})(?(1)(\}})|(\\striked?0 ?|(?=\}})))"
)
_DELETED = re.compile(rf"\{{{_WORDS}\\deleted(?![a-z]) ?{_WORDS}[^{{}}]{{0,4000}}\}}")
_BOUND = re.compile(r"\\(trowd|cell|row|nestcell|nestrow)(?![a-z])-?\d* ?")
_BEGUN, _CELL, _ROW = "\ue0f0", "\ue0f1", "\ue0f2"
_BOUNDS = {"trowd": _BEGUN, "cell": _CELL, "row": _ROW, "nestcell": " ", "nestrow": "; "}
"""Placeholders for the ends of rows and cells, because striprtf writes cells as bars."""
_TIME = r"\\yr(\d{1,4})\\mo(\d{1,2})\\dy(\d{1,2})"
_LONGEST_INFO = 64 * 1024


def read_rtf(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a Rich Text file as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have, and its text.

    Yields:
        The one article, or why there is none.
    """
    data = read_whole(file, settings)
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Unreadable("malformed RTF")
        return
    from striprtf.striprtf import rtf_to_text

    source = _PICTURE.sub(b"", data).decode("latin-1")
    text = _with_tables(rtf_to_text(_bounded(_settled(source)), encoding="cp1252", errors="replace"))
    text = re.sub(r"[ \t]*\n\s*", "\n\n", text.replace("\r\n", "\n").replace("\0", "\ufffd")).strip()
    if not text:
        yield Unreadable("RTF without text")
        return
    info = source[:_LONGEST_INFO]
    title, body = with_title(text, _field(info, "title"))
    published = _time(info, "creatim")
    yield Draft(
        text,
        "rtf",
        title=title,
        body=body,
        author=_field(info, "author"),
        published=published,
        modified=not_before(_time(info, "revtim"), published),
        date_from="RTF creation time" if published else None,
        left_out=("deleted text",) if _DELETED.search(source) else (),
    )


def _settled(source: str) -> str:
    """Write raised marks and struck words into the text, and drop deleted text."""
    source = _DELETED.sub("", lifted(with_charsets(source)))
    source = _STRUCK.sub(_struck, source)

    def settled(found: re.Match[str]) -> str:
        before = re.sub(r"\\[a-z]+-?\d* ?|[{}\r\n]", "", source[max(found.start() - 200, 0) : found.start()])
        after = re.sub(r"^[{}\r\n]*(?:\\[a-z]+-?\d* ?)*", "", source[found.end() : found.end() + 80])
        return written(found[1] or found[2], before[-40:], after)

    return _RAISED.sub(settled, source)


def _bounded(source: str) -> str:
    """Mark the ends of rows and cells so that they survive striprtf."""
    if "\\cell" not in source:
        return source
    return _BOUND.sub(lambda found: f"{{\\uc1\\u{ord(_BOUNDS[found[1]])}?}}", source)


def _with_tables(text: str) -> str:
    """Write tables whose ends of rows and cells are marked as text."""
    pieces: list[str] = []
    rows: list[list[str]] = []
    *parts, rest = text.split(_ROW)
    for part in parts:
        before, begun, row = part.partition(_BEGUN)
        if not begun or _CELL in before:  # a row marked only by its cells
            before, begun, row = part.partition(_CELL)
            before, newline, first = before.rpartition("\n")
            before, row = before + newline, first + begun + row
        if before.strip():
            pieces += [_table(rows, pieces), before]
            rows = []
        rows.append(row.replace(_BEGUN, "").split(_CELL)[:-1])
    text = "".join((*pieces, _table(rows, pieces), rest))
    return text.replace(_BEGUN, "").replace(_CELL, " ")


def _table(rows: list[list[str]], before: list[str]) -> str:
    if not rows:
        return ""
    above = "".join(before).rstrip().rpartition("\n")[2]
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    return table_text(cells, [[cell.strip() for cell in row] for row in rows], heads_table(above))


def _struck(found: re.Match[str]) -> str:
    controls = f"{found[1] or ''}{found[2] or ''}"
    apart = " " if controls[-1:].isalnum() else ""
    return f"{controls}{apart}{strike(found[3])}{found[4] or found[5] or ''}"


def _field(info: str, name: str) -> str | None:
    """Read a text of the information group."""
    from striprtf.striprtf import rtf_to_text

    found = re.search(rf"\{{\\{name} ((?:[^{{}}\\]|\\[^{{}}])*)\}}", info)
    return " ".join(rtf_to_text(f"{{\\rtf1 {found[1]}}}", errors="replace").split()) or None if found else None


def _time(info: str, name: str) -> date | None:
    found = re.search(rf"\\{name}{_TIME}", info)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
