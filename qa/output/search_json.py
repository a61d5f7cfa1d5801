"""The JSON of search results, and their rows as a table."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import field

from index.types import FoundArticle, FoundPassage, Mention, SearchOrder, SearchResult
from qa.output.answer_json import scope_message
from qa.output.answer_messages import ScopeJson
from qa.output.article_json import ArticleFields, described
from qa.output.contract import Message, taken, written

SEARCH: Literal["quotewire.search/1"] = "quotewire.search/1"
COLUMNS = (
    *("rank", "article_id", "title", "source", "author", "published", "language", "url", "path"),
    *("line", "place", "start", "end", "score", "mentions", "text"),
)
"""Of a table with a row for each passage; `mentions` counts the matching passages of the article."""


class PlaceJson(Message, frozen=True, kw_only=True):
    """The place of words: half-open, in characters."""

    start: int
    end: int


class WordsFoundJson(Message, frozen=True, kw_only=True):
    """A matching passage."""

    start: int
    """Offset of the passage in the article's text, in characters."""
    end: int
    line: int
    """Line of the first matching word, from 1; of the passage if only the title matches."""
    place: str | None
    """The page or chapter; null if the format has none."""
    score: float
    """BM25, from 0, unbounded; higher is better."""
    words: tuple[PlaceJson, ...]
    """Places of matching words in the article's text, in order."""
    text: str
    """Verbatim: the article's text from start to end."""


class FoundArticleJson(ArticleFields, frozen=True, kw_only=True):
    """A matching article."""

    rank: int
    """From 1."""
    score: float
    """The score of its best passage; higher is better."""
    mentions: int
    """Number of its passages that contain one of the words."""
    title_words: tuple[PlaceJson, ...]
    """Places of matching words in its title."""
    passages: tuple[WordsFoundJson, ...]
    """Its best passages, in the order of the text."""


class SearchJson(Message, frozen=True, kw_only=True):
    """The articles that mention words, with their number."""

    schema: Literal["quotewire.search/1"] = SEARCH
    words: str
    """As typed."""
    scope: ScopeJson | None = field(name="filter")
    """What the filter selects; null without a filter."""
    sort: SearchOrder
    articles: int
    """Number of articles that mention the words; `found` lists the first."""
    passages: int
    exact: bool
    """Whether that number is exact; otherwise it is an upper bound."""
    every: bool
    """Whether each article contains all of the words; otherwise none does, and each contains at least one."""
    counts: tuple[Mention, ...]
    """The number of articles for each word or quoted phrase."""
    found: tuple[FoundArticleJson, ...]
    seconds: float
    """Elapsed time."""


def search_message(result: SearchResult) -> SearchJson:
    """Convert results to a message."""
    return taken(
        SearchJson,
        result,
        schema=SEARCH,
        scope=result.scope and scope_message(result.scope),
        sort=result.order,
        articles=result.total.articles,
        passages=result.total.passages,
        exact=result.total.exact,
        found=tuple(_article(rank, article) for rank, article in enumerate(result.found, start=1)),
    )


def search_json(result: SearchResult) -> dict[str, Any]:
    """Convert results to JSON."""
    return written(search_message(result))


def search_rows(result: SearchResult) -> Iterator[tuple[Any, ...]]:
    """Convert results to rows with the columns `COLUMNS`.

    Args:
        result: The results.

    Yields:
        A row for each passage, in the order of the articles.
    """
    for rank, article in enumerate(result.found, start=1):
        columns = described(article.article)
        of_article = tuple(columns[name] for name in COLUMNS[1:9])
        for passage in article.passages:
            where = (passage.line, passage.place, passage.passage.start, passage.passage.end, passage.score)
            yield (rank, *of_article, *where, article.mentions, passage.passage.text)


def _article(rank: int, article: FoundArticle) -> FoundArticleJson:
    return taken(
        FoundArticleJson,
        article.article,
        rank=rank,
        score=article.score,
        mentions=article.mentions,
        title_words=_places(article.title_words),
        passages=tuple(map(_passage, article.passages)),
    )


def _passage(match: FoundPassage) -> WordsFoundJson:
    passage = match.passage
    own = {"start": passage.start, "end": passage.end, "text": passage.text}
    return taken(WordsFoundJson, match, words=_places(match.words), **own)


def _places(places: tuple[tuple[int, int], ...]) -> tuple[PlaceJson, ...]:
    return tuple(PlaceJson(start=start, end=end) for start, end in places)
