"""Read CSV and TSV: exports with one article per row, and sheets, which are one article."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.charset import Undecodable, bare_utf16, decode
from corpus.formats.exports.records import TEXTS, FieldNames, record_draft
from corpus.formats.streams import joined
from corpus.formats.tables.heads import label_first
from corpus.formats.tables.rows import row_text
from corpus.settings import LoadingSettings

_SAMPLE = 256 * 1024
_DELIMITERS = ",;\t|"
_MOST_ROWS = 10_000
"""Rows of a sheet that is read, at most; a longer one is data for programs."""
_FIGURE = re.compile(r"[^\w]*\d[\d.,:/%+−–-]*[^\w]*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def read_table(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each row, or the whole table as one article if no column holds texts.

    Args:
        file: The file, open at its beginning.
        settings: The size a cell may have, and own names of fields.

    Yields:
        Articles and unreadable rows, in order; a row's line is the one it begins at. A sheet's rows
        keep their line numbers.
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
        if not names.own.get("text") and not {column.strip().lower() for column in columns} & set(TEXTS):
            yield _sheet(rows, columns, names)
            return
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


def _sheet(rows: Any, first: Sequence[str], names: FieldNames) -> Draft | Unreadable:
    """Write a table whose rows are not articles as text, each row on its own line."""
    found: list[tuple[int, list[str]]] = []
    begun = 1
    for row in islice(chain([first], rows), _MOST_ROWS + 1):
        cells = [" ".join(cell.split()) for cell in row]
        found += [(begun, cells)] if any(cells) else []
        begun = rows.line_num + 1
    if len(found) < 2:
        return Unreadable("CSV without rows below its names" if found else "empty")
    if len(found) > _MOST_ROWS:
        return Unreadable(f"CSV of more than {_MOST_ROWS:,} rows and no text (looked for {names.looked_for()})")
    title = None
    if sum(map(bool, found[0][1])) == 1 < sum(map(bool, found[1][1])):  # a title above the names
        title = next(filter(None, found.pop(0)[1]))
    head = found[0][1]
    is_headed = len(found) > 1 and all(_YEAR.fullmatch(cell) or not _FIGURE.fullmatch(cell) for cell in head[1:])
    whole = [row for _, row in found]
    labelled = label_first(whole) if is_headed else [[], *whole[1:]]
    lines: list[str] = []
    for place, (line, row) in enumerate(zip((line for line, _ in found), labelled, strict=True)):
        lines += [""] * (line - 1 - len(lines))
        lines.append(row_text(row, labelled[0]) if place else " | ".join(filter(None, head)))
    return Draft("\n".join(lines), "csv", title=title)


def _lines(file: BinaryIO) -> tuple[str, Iterator[str]] | Unreadable:
    """Give the first line, and all lines, decoded in the encoding that the beginning of the file suggests."""
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
    if (encoding := bare_utf16(sample)) is not None:
        return encoding
    try:
        sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "guess"
    return "utf-8-sig"


def _delimiter(head: str) -> str:
    """Take the most frequent separator outside quotes in the first row."""
    bare = "".join(head.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
