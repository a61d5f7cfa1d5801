"""Read JSON exports: one object, a list of objects, or a list within an object, as in JSON Feed.

ijson (BSD) streams a list, so an export may be larger than memory.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.exports.records import FieldNames, record_draft
from corpus.formats.streams import joined, read_up_to, too_large
from corpus.settings import LoadingSettings

_MOST_VALUES = 1_000_000
"""Values in one record, at most; bounds the cost of building it."""
_LONGEST_PATH = 20_000
"""Characters of the path of names that leads to a value, at most."""
_HEAD = 64


def read_json(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read the object that the file is, if it has a text; else each object of the first list of objects.

    Args:
        file: The file, open at its beginning.
        settings: The size an article may have, and own names of fields.

    Yields:
        Articles and unreadable records, in order; reading stops at malformed JSON.
    """
    import ijson

    names = FieldNames.of(settings.fields)
    limit = settings.max_megabytes * 1_000_000
    begin = read_up_to(file, _HEAD)
    is_object = begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if is_object:
        begin += read_up_to(file, limit)
    try:
        whole = _article(begin, names) if is_object and len(begin) <= limit else None
        if whole:
            yield whole
            return
        number = 0
        for record in _records(ijson.parse(joined(begin, file), use_float=True), settings):
            number += 1
            part = f"record {number}"
            if isinstance(record, Unreadable):
                yield Unreadable(record.reason, part=part)
                continue
            draft = record_draft(record, names, Draft("", "json", part=part))
            yield draft or Unreadable(f"JSON record has no text (looked for {names.looked_for()})", part=part)
    except (ijson.JSONError, ValueError, OverflowError):
        yield Unreadable("malformed JSON")
        return
    if not number:
        yield Unreadable("JSON without records of articles")


def _article(whole: bytes, names: FieldNames) -> Draft | None:
    """Read a file that is one object as one article, if it has a text."""
    value = json.loads(whole.decode("utf-8-sig"))
    return record_draft(value, names, Draft("", "json")) if isinstance(value, dict) else None


def _records(events: Any, settings: LoadingSettings) -> Iterator[dict[str, Any] | Unreadable]:
    """Find the first list of objects in the parser's events, and build one object at a time."""
    found = None  # the path of the list's items
    for path, event, _ in events:
        _check_depth(path)
        if found is None and event == "start_map" and (path == "item" or path.endswith(".item")):
            found = path
        if path == found and event == "start_map":
            yield _built(events, found, settings)


def _check_depth(path: str) -> None:
    """Refuse extreme depth: the parser stores the whole path of names for each layer."""
    if len(path) > _LONGEST_PATH:
        raise RecursionError


def _built(events: Any, path: str, settings: LoadingSettings) -> dict[str, Any] | Unreadable:
    """Build the object that has just begun."""
    import ijson

    builder = ijson.ObjectBuilder()
    builder.event("start_map", None)
    characters = 0
    limit = settings.max_megabytes * 1_000_000
    for values, (inner, event, value) in enumerate(events, start=1):
        _check_depth(inner)
        characters += len(value) if isinstance(value, str) else 0
        small = characters <= limit and values <= _MOST_VALUES
        if small:
            builder.event(event, value)
        if inner == path and event == "end_map":
            built: dict[str, Any] = builder.value
            return built if small else too_large(settings.max_megabytes)
    raise ijson.IncompleteJSONError
