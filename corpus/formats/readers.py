"""The reader of each format, by file ending."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.exports.csv import read_table
from corpus.formats.exports.json import read_json
from corpus.formats.exports.jsonlines import read_jsonl
from corpus.formats.exports.parquet import read_parquet
from corpus.formats.mail.reader import read_eml, read_mbox
from corpus.formats.markdown import read_markdown
from corpus.formats.office.docx import read_docx
from corpus.formats.office.epub import read_epub
from corpus.formats.office.odt import read_odt
from corpus.formats.office.rtf import read_rtf
from corpus.formats.pdf.reader import read_pdf
from corpus.formats.plain import read_plain
from corpus.formats.transcript import read_transcript
from corpus.formats.web.feed import read_feed
from corpus.formats.web.html import read_html
from corpus.formats.web.mhtml import read_mhtml
from corpus.formats.web.warc import read_warc
from corpus.formats.web.xml import read_xml
from corpus.settings import LoadingSettings

FormatReader = Callable[[BinaryIO, LoadingSettings], Iterator[Draft | Unreadable]]

READERS: dict[str, FormatReader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
    ".eml": read_eml,
    ".mbox": read_mbox,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_xml,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".vtt": read_transcript,
    ".srt": read_transcript,
}
"""File endings, in lower case, to their readers."""
