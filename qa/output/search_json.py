"""What was found for some words, as JSON and as rows of a table."""

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
"""Of a table with a row for each passage; `mentions` counts the passages of its article that have the words."""


class PlaceJson(Message, frozen=True, kw_only=True):
    """Where words stand: half-open, in characters."""

    start: int
    end: int


class WordsFoundJson(Message, frozen=True, kw_only=True):
    """A passage that has the words."""

    start: int
    """Offset of the passage in the article's text, in characters."""
    end: int
    line: int
    """Line of the first word found, from 1; of the passage where its title alone has them."""
    place: str | None
    """The page or chapter it stands on; null where the format has none."""
    score: float
    """BM25, from 0, unbounded; higher is better."""
    words: tuple[PlaceJson, ...]
    """Where the words stand in the article's text, in order."""
    text: str
    """Verbatim: the article's text from start to end."""


class FoundArticleJson(ArticleFields, frozen=True, kw_only=True):
    """An article that has the words."""

    rank: int
    """From 1."""
    score: float
    """Of its best passage; higher is better."""
    mentions: int
    """Its passages whose text has one of the words."""
    title_words: tuple[PlaceJson, ...]
    """Where the words stand in its title."""
    passages: tuple[WordsFoundJson, ...]
    """The best of them, in the order of the text."""


class SearchJson(Message, frozen=True, kw_only=True):
    """The articles that mention words, and how many there are."""

    schema: Literal["quotewire.search/1"] = SEARCH
    words: str
    """As they were typed."""
    scope: ScopeJson | None = field(name="filter")
    """What the filter in force left of the index; null where there was none."""
    sort: SearchOrder
    articles: int
    """All that mention the words, of which `found` has the first."""
    passages: int
    exact: bool
    """Whether there are just so many; else so many at most."""
    every: bool
    """Whether each article has all of the words; else none has, and each has one at least."""
    counts: tuple[Mention, ...]
    """Each word or quoted phrase by itself."""
    found: tuple[FoundArticleJson, ...]
    seconds: float
    """Wall clock."""


def search_message(result: SearchResult) -> SearchJson:
    """Make the message of what was found."""
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
    """Write what was found as an object for `json.dumps`."""
    return written(search_message(result))


def search_rows(result: SearchResult) -> Iterator[tuple[Any, ...]]:
    """Write what was found as `COLUMNS` name it.

    Args:
        result: What was found.

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
