"""Read JSON lines: one article per line, as exports and scrapers write them."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.exports.records import FieldNames, record_draft
from corpus.settings import LoadingSettings


def read_jsonl(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each line; a bad line costs that line only.

    Args:
        file: The file, open at its beginning.
        settings: The size a line may have, and own names of fields.

    Yields:
        Articles and unreadable lines, in order.
    """
    names = FieldNames.of(settings.fields)
    empty = True
    for number, (line, whole) in enumerate(_lines(file, settings.max_megabytes * 1_000_000), start=1):
        if not line.strip():
            continue
        empty = False
        yield _draft(line, number, names) if whole else _too_long(settings.max_megabytes, number)
    if empty:
        yield Unreadable("empty")


def _too_long(megabytes: int, number: int) -> Unreadable:
    return Unreadable(f"line larger than {megabytes} MB (loading.max_megabytes)", number)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Yield each line and whether it is complete, never holding more than the limit."""
    while line := file.readline(limit + 1):
        whole = len(line) <= limit or line.endswith(b"\n")
        piece = line
        while not whole and piece and not piece.endswith(b"\n"):
            piece = file.readline(limit + 1)
        yield line, whole


def _draft(line: bytes, number: int, names: FieldNames) -> Draft | Unreadable:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Unreadable("malformed JSON line", number)
    if not isinstance(fields, dict):
        return Unreadable("JSON line is not an object", number)
    draft = record_draft(fields, names, Draft("", "jsonl", row=number))
    return draft or Unreadable(f"JSON line has no text (looked for {names.looked_for()})", number)
