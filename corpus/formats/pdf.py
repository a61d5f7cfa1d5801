"""PDF files with a text layer: characters and their places from PDFium, reading order from `columns`.

PDFium (BSD; through pypdfium2, Apache-2.0) is the engine of Chromium: quick, kept, and shipped
for every platform. What it gives is characters in the order the file draws them; lines, columns,
running heads and paragraphs are found here and in the two modules beside this one.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.pdf_columns import Line, reading_order, without_running_heads
from corpus.formats.pdf_glyphs import Glyph, Run, Stroke, crosses, strokes
from corpus.formats.pdf_paragraphs import flowed
from corpus.formats.streams import seekable
from corpus.formats.zip_documents import not_before, with_title
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_JUNK_TITLE = re.compile(
    r"^(untitled|microsoft word|powerpoint|slide 1|document ?\d*$|print$|about:blank|no title)|\.\w{2,5}$",
    re.IGNORECASE,
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_CONTROL = re.compile("[\x00-\x01\x03-\x08\x0b-\x1f\x7f]")
_LONGEST_TITLE = 200


def read_pdf(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a PDF as one article whose marks are its pages.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have.

    Yields:
        The one article, or why there is none.
    """
    file = seekable(file, settings)
    if not file.read(1):
        yield Unreadable("empty")
        return
    file.seek(0)
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            pages = [_lines(document, number) for number in range(len(document))]
            fields = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        yield Unreadable("encrypted PDF" if "password" in str(error).lower() else "malformed PDF")
        return
    yield _article(pages, fields)


def _article(pages: list[list[Line]], fields: dict[str, str]) -> Draft | Unreadable:
    if not any(pages):
        return Unreadable("PDF without a text layer (a scan, or empty)")
    title = " ".join(fields.get("Title", "").split())
    if not title or _JUNK_TITLE.search(title):
        title = _largest(pages)
    kept = without_running_heads(pages)
    text, marks = flowed(reading_order(kept))
    if not text:
        return Unreadable("PDF without a text layer (a scan, or empty)")
    found, body = with_title(text, title)
    published = _date(fields.get("CreationDate"))
    return Draft(
        text,
        "pdf",
        title=found,
        body=body,
        author=" ".join(fields.get("Author", "").split()) or None,
        published=published,
        modified=not_before(_date(fields.get("ModDate")), published),
        date_from="PDF creation date" if published else None,
        marks=marks,
        left_out=("running heads",) if sum(map(len, kept)) < sum(map(len, pages)) else (),
    )


def _date(written: str | None) -> date | None:
    found = re.match(r"(?:D:)?(\d{8})", written or "")
    return read_date(found[1]) if found else None


def _largest(pages: list[list[Line]]) -> str:
    """Take what is set largest on the first page, if it is larger than the rest."""
    lines = next(filter(None, pages))
    largest = max(line.size for line in lines)
    if largest < 1.15 * median(line.size for line in lines):
        return ""
    found = " ".join(line.text for line in lines if line.size > 0.97 * largest)
    return found if len(found) <= _LONGEST_TITLE else ""


def _lines(document: Any, number: int) -> list[Line]:
    """Read a page's lines, in the order the file draws them; a broken page has none."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return list(_drawn(text_page.raw, strokes(page)))
    finally:
        text_page.close()
        page.close()


def _drawn(text_page: Any, struck: Sequence[Stroke]) -> Iterator[Line]:
    """Join characters into runs along a line; a wide gap ends a run, as the gutter between columns does."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    run = Run()
    for place in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, place)
        if code in (10, 13, 32, 160, 9):
            run.space(drawn=code in (32, 160))
            continue
        if not code or not raw.FPDFText_GetLooseCharBox(text_page, place, box):
            continue
        font = raw.FPDFText_GetFontSize(text_page, place)
        glyph = Glyph(chr(code), box.left, box.right, box.bottom, box.top, font)
        if run and not run.takes(glyph):
            yield _line(run)
            run = Run()
        run.add(glyph, is_struck=bool(struck) and crosses(struck, glyph))
    if run:
        yield _line(run)


def _line(run: Run) -> Line:
    # PDFium gives characters beyond the first 65,536 as two halves.
    text = run.text().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _CONTROL.sub("\ufffd", text.translate(_LIGATURES))
    return Line(" ".join(text.split()), run.left, run.right, run.bottom, run.top)
