"""Articles as JSON: a line of a list, and one article with its text."""

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
    """What every output tells of an article."""

    article_id: str
    title: str
    source: str | None
    author: str | None
    published: date | None
    date_from: str | None
    """What the date was read from; null exactly if there is none."""
    modified: date | None
    language: str | None
    """ISO 639-1 code; null where it could not be told."""
    url: str | None
    path: str
    """Absolute path of the file."""
    row: int | None = field(name="line")
    """The file's line that holds the whole article, from 1; null where the article is the file."""


class ListedJson(ArticleFields, frozen=True, kw_only=True):
    """An article as a list has it."""

    schema: Literal["quotewire.listed/1"] = LISTED


class DateJson(Message, frozen=True, kw_only=True):
    """Words of an article that tell a time."""

    start: int
    """Offset of the first character."""
    end: int
    words: str
    resolved: str | None
    """ISO 8601 day, month or year, or the two ends of a span parted by a slash; null where it is not settled."""


class PassageJson(Message, frozen=True, kw_only=True):
    """One of the passages that an article is cut into."""

    ordinal: int
    """From 0."""
    start: int
    """Offset of the first character."""
    end: int
    text: str


class ArticleJson(ArticleFields, frozen=True, kw_only=True):
    """One article as it is indexed, with its text."""

    schema: Literal["quotewire.article/1"] = ARTICLE
    format: str
    sha256: str
    """Of the text in UTF-8, in hexadecimal."""
    body: int
    """Offset in the text where the body begins, after front matter and title."""
    text: str
    marks: tuple[Mark, ...]
    """Pages or chapters, in order; empty where the format has none."""
    dates: tuple[DateJson, ...]
    copies: tuple[str, ...]
    """Ids of articles that repeat it."""
    versions: tuple[str, ...]
    """Ids of other texts of the same page."""
    fetched: Fetched | None
    """Null where it did not come from the web."""
    passages: tuple[PassageJson, ...] | None = None
    """Null where they were not asked for."""


class ListingJson(Message, frozen=True, kw_only=True):
    """A part of the list of articles."""

    schema: Literal["quotewire.listing/1"] = LISTING
    articles: tuple[ListedJson, ...]
    total: int
    """Articles in the whole list."""
    next: int | None
    """How many to pass over for the next part; null at the end."""


class ExcerptJson(Message, frozen=True, kw_only=True):
    """Lines of one article."""

    schema: Literal["quotewire.excerpt/1"] = EXCERPT
    article: ListedJson
    first_line: int
    """From 1, as citations count lines."""
    last_line: int
    """The last line given; less than the first where there is none."""
    lines: int
    """Lines of the whole article."""
    text: str
    """The lines, verbatim."""
    cut: bool
    """Whether less is given than was asked for."""


def described(article: ListedArticle) -> dict[str, Any]:
    """Give an article as rows of a table have it."""
    return written(taken(ArticleFields, article))


def listed_json(article: ListedArticle) -> dict[str, Any]:
    """Write a line of a list."""
    return written(taken(ListedJson, article, schema=LISTED))


def article_json(
    article: Article,
    related: RelatedArticles,
    times: Sequence[TimeExpression],
    fetched: Fetched | None,
    passages: Sequence[Passage] | None,
) -> dict[str, Any]:
    """Write an article with its text.

    Args:
        article: The article.
        related: Its copies and versions.
        times: The expressions of time in it.
        fetched: How it came from the web, if it did.
        passages: Its passages; None leaves them out.

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
