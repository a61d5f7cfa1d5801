"""The two values of this layer: an article, and the passages it is chunked into."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Format = Literal[
    "text",
    "markdown",
    "html",
    "mhtml",
    "pdf",
    "docx",
    "odt",
    "rtf",
    "epub",
    "email",
    "feed",
    "jsonl",
    "json",
    "csv",
    "parquet",
    "warc",
    "transcript",
]

MetadataField = Literal["author", "published", "source", "url"]
"""Fields of `Article` that questions ask for; ``published`` is the stated date."""

FILE_TIME = "file time"
"""The `Article.date_from` of a date that only the file's own time gave: no evidence of when the
article was published, so it is shown as such and neither embedded nor filtered by."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place in an article: a page, a chapter, an entry."""

    offset: int
    """Where it begins, in characters of `Article.text`."""
    label: str
    """As shown in a citation: ``page 3``, ``chapter 2: The Flood``."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a person would read it in its file."""

    article_id: str
    """Unique in an index and stable across rebuilds: the id its export gives it, else the
    path below the indexed folder, with ``/`` on every system."""
    title: str
    """Never empty: an untitled article takes its file's name or its first sentence."""
    path: str
    """Absolute path of the file."""
    text: str
    """The text of the file, line by line: words cut at a line's end are whole, and rows of tables name their columns;
    nothing else is changed. Offsets and lines point into it. For HTML, the main text."""
    sha256: str
    """Of `text` in UTF-8, in hexadecimal."""
    published: date | None = None
    source: str | None = None
    """The publication or site."""
    author: str | None = None
    url: str | None = None
    format: Format = "text"
    row: int | None = None
    """The file's line that holds the whole article, from 1; None when the article is the file."""
    body: int = 0
    """Offset in `text` where the body begins, after front matter and title."""
    modified: date | None = None
    """When it was last changed, if stated; never earlier than `published`."""
    date_from: str | None = None
    """What `published` was read from, in a few words: ``front matter date``, ``JSON-LD datePublished``,
    ``dateline``, ``file time``; None if and only if `published` is."""
    language: str | None = None
    """ISO 639-1 code of the language it is written in; None if it cannot be detected."""
    marks: tuple[Mark, ...] = ()
    """Pages or chapters, in order of offset; empty where the format has none."""
    left_out: tuple[str, ...] = field(default=(), compare=False)
    """Kinds of content in the file that are not in `text`, each once: ``links to other articles``; not stored."""

    @property
    def stated(self) -> date | None:
        """The date of publication; None if its only evidence is the file's own time."""
        return None if self.date_from == FILE_TIME else self.published


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: the unit retrieved and read.

    ``article.text[passage.start:passage.end] == passage.text`` always holds.
    """

    article_id: str
    ordinal: int
    """Position among the article's passages, from 0."""
    start: int
    """Offset of the first character, in characters of `Article.text`."""
    end: int
    """Offset after the last character."""
    text: str


def place_at(marks: Sequence[Mark], offset: int) -> str | None:
    """Name the page or chapter an offset lies in.

    Args:
        marks: The article's marks, in order of offset.
        offset: A character offset into its text.

    Returns:
        The last label at or before `offset`; None before the first.
    """
    count = bisect_right(marks, offset, key=lambda mark: mark.offset)
    return marks[count - 1].label if count else None


def line_at(text: str, offset: int, row: int | None = None) -> int:
    r"""Find the line of the file in which an offset lies.

    Lines are counted as editors count them: ``\n``, ``\r\n`` and a lone ``\r`` end one.

    Args:
        text: The article's text.
        offset: A character offset into it.
        row: The article's own line, where one file holds many articles.

    Returns:
        `row` if given, else the line of `offset`, from 1.
    """
    if row is not None:
        return row
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
