"""JSON exports: one object, a list of them, or a list somewhere in an object, as JSON Feed has.

ijson (BSD) reads a list piece by piece, so an export may be larger than memory.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.formats.draft import Draft, Unreadable, too_large
from corpus.formats.fields import TEXTS, FieldNames, record_draft
from corpus.settings import LoadingSettings

_MOST_VALUES = 1_000_000
"""Values in one record, which bounds what building it can take."""

_LONGEST_PATH = 20_000
"""Characters of all names and brackets that lead to a value."""


def read_json(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each object of the outermost list of objects.

    Args:
        file: The file, open at its beginning.
        settings: The size an article may have, and own names of fields.

    Yields:
        Articles and unreadable records, in order; a malformed place ends the file.
    """
    import ijson

    names = FieldNames.of(settings.fields)
    number = 0
    try:
        for record in _records(ijson.parse(file, use_float=True), settings):
            number += 1
            part = f"record {number}"
            if isinstance(record, Unreadable):
                yield Unreadable(record.reason, part=part)
                continue
            draft = record_draft(record, names, Draft("", "json", part=part)) if isinstance(record, dict) else None
            yield draft or Unreadable(f"JSON record has no text (looked for {names.looked_for()})", part=part)
    except (ijson.JSONError, UnicodeDecodeError, OverflowError):
        yield Unreadable("malformed JSON")
        return
    if not number:
        yield Unreadable("JSON without records of articles")


def _records(events: Any, settings: LoadingSettings) -> Iterator[Any]:
    """Find the records among the parser's events, and build one at a time.

    The first list that holds objects is the list of records. An object that has a text of its
    own is a record itself, so it is built whole.
    """
    found = None  # the prefix of the list's items
    head: dict[str, Any] = {}
    for prefix, event, value in events:
        _check_depth(prefix)
        if found is None and event == "start_map" and (prefix == "item" or prefix.endswith(".item")):
            found = prefix
        if found is None:
            if event in ("string", "number", "boolean"):
                head[prefix] = value
            continue
        if prefix == found and event == "start_map":
            yield _built(events, found, settings)
    if found is None and any(head.get(name) for name in head if name.lower() in TEXTS):
        yield head


def _check_depth(prefix: str) -> None:
    """Stop at a depth that no export has: the parser keeps the whole path of names for each layer."""
    if len(prefix) > _LONGEST_PATH:
        raise RecursionError


def _built(events: Any, prefix: str, settings: LoadingSettings) -> Any:
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
        if inner == prefix and event == "end_map":
            return builder.value if small else too_large(settings.max_megabytes)
    raise ijson.IncompleteJSONError
