"""The JSON of articles: an entry of a list, and an article with its text."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from msgspec import field

from corpus.article import Article, Mark, Passage
from corpus.fetch_record import Fetched
from corpus.times.expression import TimeExpression
from index.store.catalogue import ListedArticle
from index.types import RelatedArticles
from qa.output.contract import Message, taken, written

LISTED: Literal["quotewire.listed/1"] = "quotewire.listed/1"
ARTICLE: Literal["quotewire.article/1"] = "quotewire.article/1"
LISTING: Literal["quotewire.listing/1"] = "quotewire.listing/1"
EXCERPT: Literal["quotewire.excerpt/1"] = "quotewire.excerpt/1"


class ArticleFields(Message, frozen=True, kw_only=True):
    """The metadata of an article, common to all outputs."""

    article_id: str
    title: str
    source: str | None
    author: str | None
    published: date | None
    date_from: str | None
    """Where the date was read from; null if and only if there is none."""
    modified: date | None
    language: str | None
    """ISO 639-1 code; null if unknown."""
    url: str | None
    path: str
    """Absolute path of the file."""
    row: int | None = field(name="line")
    """The line of the file that holds the article, from 1; null if the file is the article."""


class ListedJson(ArticleFields, frozen=True, kw_only=True):
    """An entry of a list of articles."""

    schema: Literal["quotewire.listed/1"] = LISTED


class DateJson(Message, frozen=True, kw_only=True):
    """A date expression of an article."""

    start: int
    """Offset of the first character."""
    end: int
    words: str
    resolved: str | None
    """ISO 8601 day, month or year, or the two ends of a range separated by a slash; null if it cannot be resolved."""


class PassageJson(Message, frozen=True, kw_only=True):
    """A passage of an article."""

    ordinal: int
    """From 0."""
    start: int
    """Offset of the first character."""
    end: int
    text: str


class ArticleJson(ArticleFields, frozen=True, kw_only=True):
    """An article as indexed, with its text."""

    schema: Literal["quotewire.article/1"] = ARTICLE
    format: str
    sha256: str
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    body: int
    """Offset of the body in the text, after front matter and title."""
    text: str
    marks: tuple[Mark, ...]
    """Pages or chapters, in order; empty if the format has none."""
    dates: tuple[DateJson, ...]
    copies: tuple[str, ...]
    """Ids of its copies."""
    versions: tuple[str, ...]
    """Ids of other texts of the same page."""
    fetched: Fetched | None
    """When and where it was fetched; null if it is not from the web."""
    passages: tuple[PassageJson, ...] | None = None
    """Null if they were not requested."""


class ListingJson(Message, frozen=True, kw_only=True):
    """A page of the list of articles."""

    schema: Literal["quotewire.listing/1"] = LISTING
    articles: tuple[ListedJson, ...]
    total: int
    """Number of articles in the whole list."""
    next: int | None
    """How many articles to skip for the next page; null at the end."""


class ExcerptJson(Message, frozen=True, kw_only=True):
    """Lines of an article."""

    schema: Literal["quotewire.excerpt/1"] = EXCERPT
    article: ListedJson
    first_line: int
    """From 1, counted as in citations."""
    last_line: int
    """The last line returned; less than the first if there is none."""
    lines: int
    """Number of lines of the article."""
    text: str
    """The lines, verbatim."""
    cut: bool
    """Whether it was truncated to the maximum length of a reply."""


def described(article: ListedArticle) -> dict[str, Any]:
    """Return the metadata of an article as cells of a table."""
    return written(taken(ArticleFields, article))


def listed_json(article: ListedArticle) -> dict[str, Any]:
    """Convert an entry of a list."""
    return written(taken(ListedJson, article, schema=LISTED))


def article_json(
    article: Article,
    related: RelatedArticles,
    times: Sequence[TimeExpression],
    fetched: Fetched | None,
    passages: Sequence[Passage] | None,
) -> dict[str, Any]:
    """Convert an article with its text.

    Args:
        article: The article.
        related: Its copies and versions.
        times: The date expressions of its text.
        fetched: When and where it was fetched; None if it is not from the web.
        passages: Its passages; None omits them.

    Returns:
        An object for `json.dumps`.
    """
    message = taken(
        ArticleJson,
        article,
        schema=ARTICLE,
        dates=tuple(taken(DateJson, time) for time in times),
        copies=tuple(other.article_id for other in related.copies),
        versions=tuple(other.article_id for other in related.versions),
        fetched=fetched,
        passages=None if passages is None else tuple(taken(PassageJson, passage) for passage in passages),
    )
    return written(message)
