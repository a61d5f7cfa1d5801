"""Drafts: what the reader of a format returns, before it is an article."""

from dataclasses import dataclass
from datetime import date

from corpus.article import Format, Mark


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an article that its format provides; the fields are those of `Article`."""

    text: str
    format: Format
    title: str | None = None
    published: date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    given_id: str | None = None
    row: int | None = None
    body: int = 0
    modified: date | None = None
    date_from: str | None = None
    language: str | None = None
    marks: tuple[Mark, ...] = ()
    left_out: tuple[str, ...] = ()
    """Kinds of content in the file that are not in the text, each once."""
    part: str | None = None
    """Its name within a file of many articles: a path in an archive, ``entry 3``."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file, or a line of it, is not an article."""

    reason: str
    line: int | None = None
    part: str | None = None


class UnreadableFile(Exception):
    """Raised while a file is read, when it turns out to hold no article.

    Args:
        unreadable: Why.
    """

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__(unreadable.reason)
        self.unreadable = unreadable


def plain_value(value: object) -> str | None:
    """Turn a metadata value into one line of text: lists are joined, empty values are None."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_one_value, value))) or None
    return _one_value(value)


def _one_value(value: object) -> str | None:
    """Convert a single value; an object is its name. Deeper objects are not followed: they may be circular."""
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str | int | float | date):
        return None
    try:
        return " ".join(str(value).split()) or None
    except ValueError:  # an integer of more digits than Python writes
        return None
