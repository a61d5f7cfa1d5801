"""JSON lines: one article a line, as exports and scrapers write them."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.formats.draft import Draft, Unreadable, plain_value
from corpus.formats.markdown import described
from corpus.settings import LoadingSettings

_TEXT = ("text", "body", "content", "article", "maintext")
_TITLE = ("title", "headline", "name")
_ID = ("id", "_id", "article_id", "guid")


def read_jsonl(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each line; a bad line costs that line only.

    Args:
        file: The file, open at its beginning.
        settings: The size a line may have.

    Yields:
        Articles and unreadable lines, in order.
    """
    empty = True
    for number, (line, whole) in enumerate(_lines(file, settings.max_megabytes * 1_000_000), start=1):
        if not line.strip():
            continue
        empty = False
        yield _draft(line, number) if whole else _too_long(settings.max_megabytes, number)
    if empty:
        yield Unreadable("empty")


def _too_long(megabytes: int, number: int) -> Unreadable:
    return Unreadable(f"line larger than {megabytes} MB (loading.max_megabytes)", number)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Give each line and whether it is whole, never holding more than the limit."""
    while line := file.readline(limit + 1):
        whole = len(line) <= limit or line.endswith(b"\n")
        piece = line
        while not whole and piece and not piece.endswith(b"\n"):
            piece = file.readline(limit + 1)
        yield line, whole


def _draft(line: bytes, number: int) -> Draft | Unreadable:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Unreadable("malformed JSON line", number)
    if not isinstance(fields, dict):
        return Unreadable("JSON line is not an object", number)
    fields = {str(key).lower(): value for key, value in fields.items()}
    text = next((fields[key] for key in _TEXT if isinstance(fields.get(key), str)), None)
    if text is None or not text.strip():
        return Unreadable(f"JSON line has no text (looked for {', '.join(_TEXT)})", number)
    given = next((fields[key] for key in _ID if isinstance(fields.get(key), str | int)), None)
    title = next((fields[key] for key in _TITLE if fields.get(key)), None)
    told = described(fields)
    told["date_from"] = "export date" if told["published"] else None
    return Draft(
        text.replace("\0", "\ufffd"),
        "jsonl",
        title=plain_value(title),
        given_id=plain_value(given),
        row=number,
        **told,
    )
