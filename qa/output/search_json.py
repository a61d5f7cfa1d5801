"""What was found for some words, as JSON and as rows of a table."""

from collections.abc import Iterator
from typing import Any

from index.types import FoundArticle, FoundPassage, SearchResult
from qa.output.answer_json import mention_json, scope_json
from qa.output.article_json import described

SCHEMA = "quotewire.search/1"
"""Keys of a schema are stable; more may be added."""
COLUMNS = (
    *("rank", "article_id", "title", "source", "author", "published", "language", "url", "path"),
    *("line", "place", "start", "end", "score", "mentions", "text"),
)
"""Of a table with a row for each passage; `mentions` counts the passages of its article that have the words."""


def search_json(result: SearchResult) -> dict[str, Any]:
    """Write what was found.

    Args:
        result: What was found.

    Returns:
        An object for `json.dumps`. Offsets are into the article's text, those of ``title_words`` into its title; all
        are half-open.
    """
    return {
        "schema": SCHEMA,
        "words": result.words,
        "filter": scope_json(result.scope) if result.scope else None,
        "sort": result.order,
        "articles": result.total.articles,
        "passages": result.total.passages,
        "exact": result.total.exact,
        "every": result.every,
        "counts": [mention_json(count) for count in result.counts],
        "found": [_article_json(rank, found) for rank, found in enumerate(result.found, start=1)],
        "seconds": result.seconds,
    }


def search_rows(result: SearchResult) -> Iterator[tuple[Any, ...]]:
    """Write what was found as `COLUMNS` name it.

    Args:
        result: What was found.

    Yields:
        A row for each passage, in the order of the articles.
    """
    for rank, found in enumerate(result.found, start=1):
        told = described(found.article)
        of_article = tuple(told[name] for name in COLUMNS[1:9])
        for each in found.passages:
            where = (each.line, each.place, each.passage.start, each.passage.end, each.score)
            yield (rank, *of_article, *where, found.mentions, each.passage.text)


def _article_json(rank: int, found: FoundArticle) -> dict[str, Any]:
    return {
        "rank": rank,
        **described(found.article),
        "score": found.score,
        "mentions": found.mentions,
        "title_words": _spans(found.title_words),
        "passages": [_passage_json(each) for each in found.passages],
    }


def _passage_json(found: FoundPassage) -> dict[str, Any]:
    return {
        "start": found.passage.start,
        "end": found.passage.end,
        "line": found.line,
        "place": found.place,
        "score": found.score,
        "words": _spans(found.words),
        "text": found.passage.text,
    }


def _spans(places: tuple[tuple[int, int], ...]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in places]
