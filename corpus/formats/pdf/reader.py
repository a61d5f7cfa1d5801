"""Read PDF files with a text layer: characters and positions from PDFium, order from `pdf_columns`.

PDFium (BSD; through pypdfium2, Apache-2.0) is the engine of Chromium: fast, maintained, and shipped
for every platform. It gives characters in the order the file draws them; lines, columns, running
heads, tables and paragraphs are found by the other ``pdf_`` modules.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.pdf.columns import Line, reading_order, without_running_heads
from corpus.formats.pdf.pages import Page, read_page
from corpus.formats.pdf.paragraphs import flowed
from corpus.formats.streams import seekable
from corpus.formats.zip_documents import names_file, not_before, with_title
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

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
            pages = [read_page(document, number) for number in range(len(document))]
            fields = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        yield Unreadable("encrypted PDF" if "password" in str(error).lower() else "malformed PDF")
        return
    yield _article(pages, fields)


def _article(read: Sequence[Page], fields: dict[str, str]) -> Draft | Unreadable:
    pages = [page.lines for page in read]
    if not any(pages):
        return Unreadable("PDF without a text layer (a scan, or empty)")
    title = " ".join(fields.get("Title", "").split())
    if not title or names_file(title, " ".join(line.text for line in pages[0])):
        title = _largest(pages)
    kept = without_running_heads(pages)
    beside = [[block for lines in page.turned for block in reading_order([lines])[0]] for page in read]
    text, marks = flowed([[*main, *turned] for main, turned in zip(reading_order(kept), beside, strict=True)])
    if not text:
        return Unreadable("PDF without a text layer (a scan, or empty)")
    titled, body = with_title(text, title)
    published = _date(fields.get("CreationDate"))
    return Draft(
        text,
        "pdf",
        title=titled,
        body=body,
        author=" ".join(fields.get("Author", "").split()) or None,
        published=published,
        modified=not_before(_date(fields.get("ModDate")), published),
        date_from="PDF creation date" if published else None,
        marks=marks,
        left_out=_left_out(read, heads=sum(map(len, kept)) < sum(map(len, pages))),
    )


def _left_out(read: Sequence[Page], *, heads: bool) -> tuple[str, ...]:
    kinds = {kind for page in read for kind in page.left_out}
    return tuple(sorted(kinds | ({"running heads"} if heads else set())))


def _date(written: str | None) -> date | None:
    found = re.match(r"(?:D:)?(\d{8})", written or "")
    return read_date(found[1]) if found else None


def _largest(pages: list[list[Line]]) -> str:
    """Take the text in the largest font on the first page, if it is larger than the rest."""
    lines = next(filter(None, pages))
    largest = max(line.size for line in lines)
    if largest < 1.15 * median(line.size for line in lines):
        return ""
    found = " ".join(line.text for line in lines if line.size > 0.97 * largest)
    return found if len(found) <= _LONGEST_TITLE else ""
