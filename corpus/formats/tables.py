"""CSV and TSV exports: one article a row, under the names in the first row."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.charset import Undecodable, decode
from corpus.formats.export_records import FieldNames, record_draft
from corpus.formats.streams import joined
from corpus.settings import LoadingSettings

_SAMPLE = 256 * 1024
_DELIMITERS = ",;\t|"


def read_table(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each row.

    Args:
        file: The file, open at its beginning.
        settings: The size a cell may have, and own names of fields.

    Yields:
        Articles and unreadable rows, in order; a row's line is the one it begins at.
    """
    names = FieldNames.of(settings.fields)
    lines = _lines(file)
    if isinstance(lines, Unreadable):
        yield lines
        return
    csv.field_size_limit(settings.max_megabytes * 1_000_000)
    head, rest = lines
    rows = csv.reader(rest, delimiter=_delimiter(head), strict=False)
    try:
        columns = next(rows, [])
        begun = rows.line_num + 1
        for row in rows:
            line, begun = begun, rows.line_num + 1
            if any(cell.strip() for cell in row):
                # A cell too many or too few is the exporter's mistake, not a reason to lose the row.
                record = dict(zip(columns, row, strict=False))
                draft = record_draft(record, names, Draft("", "csv", row=line))
                yield draft or Unreadable(f"CSV row has no text (looked for {names.looked_for()})", line)
    except csv.Error:
        yield Unreadable("malformed CSV", rows.line_num)
        return
    if not columns or begun == 2:
        yield Unreadable("CSV without rows below its names" if columns else "empty")


def _lines(file: BinaryIO) -> tuple[str, Iterator[str]] | Unreadable:
    """Give the first line, and all lines, decoded as the beginning of the file suggests."""
    sample = file.read(_SAMPLE)
    if not sample.strip():
        return Unreadable("empty")
    try:
        encoding = _encoding(sample)
    except Undecodable as error:
        return Unreadable(str(error))
    if encoding == "guess":  # rare, and small: old exports of old programs
        text: io.TextIOBase = io.StringIO(decode(sample + file.read()), newline="")
    else:
        text = io.TextIOWrapper(joined(sample, file), encoding, errors="replace", newline="")
    first = next((line for line in text if line.strip()), "")
    return first, _again(first, text)


def _again(first: str, text: io.TextIOBase) -> Iterator[str]:
    yield first.replace("\0", "\ufffd")
    for line in text:
        yield line.replace("\0", "\ufffd")


def _encoding(sample: bytes) -> str:
    decode(sample)  # refuses what is binary
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "guess"
    return "utf-8-sig"


def _delimiter(head: str) -> str:
    """Take the separator that stands most often outside quotes in the first row."""
    bare = "".join(head.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
