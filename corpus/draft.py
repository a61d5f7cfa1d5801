"""What the reader of a format gives, before it is an article."""

from dataclasses import dataclass
from datetime import date

from corpus.article import Format, Mark


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of an article that its format tells; the fields are those of `Article`."""

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
    """What of the file is not in the text, each kind once."""
    part: str | None = None
    """What it is called within a file of many articles: a path in an archive, ``entry 3``."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file, or a line of it, is not an article."""

    reason: str
    line: int | None = None
    part: str | None = None


class UnreadableFile(Exception):
    """Somewhere inside a file it turned out that there is no article in it.

    Args:
        unreadable: Why.
    """

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__(unreadable.reason)
        self.unreadable = unreadable


def plain_value(value: object) -> str | None:
    """Take a metadata value as one line of text: lists are joined, empty ones are none."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_one_value, value))) or None
    return _one_value(value)


def _one_value(value: object) -> str | None:
    """Take what is no list; an object by its name. Nothing is followed deeper: it may lead in a circle."""
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str | int | float | date):
        return None
    try:
        return " ".join(str(value).split()) or None
    except ValueError:  # an integer of more digits than Python writes
        return None
