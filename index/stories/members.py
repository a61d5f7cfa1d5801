"""The place of passages' articles in their stories."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store.articles import ArticleStore


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A passage's article in its story."""

    article: int
    story: int
    shown: str
    """Id of the article that represents the story."""
    place: int
    """From 0, the article to show first."""
    newest: int | None
    """First row of the newest version, if this is an earlier one."""


def story_members(store: ArticleStore, rows: Sequence[int]) -> dict[int, StoryMember]:
    """Find the stories of passages.

    Args:
        store: The articles and their stories.
        rows: Rows of passages.

    Returns:
        By row, those whose articles are in a story.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    query = f"""
        SELECT p.row, s.article, s.story, a.article_id, s.place, f.first
        FROM passages AS p JOIN stories AS s ON s.article = p.article JOIN articles AS a ON a.row = s.story
        LEFT JOIN facets AS f ON f.article = s.newer WHERE p.row IN ({", ".join(map(str, rows))})
    """  # noqa: S608 - integers only
    return {row: StoryMember(*found) for row, *found in store.query(query)}


def rows_of_story(store: ArticleStore, story: int, articles: int) -> dict[int, int]:
    """Find the passages of a story's articles, earlier versions of them apart.

    Args:
        store: The articles and their stories.
        story: As `StoryMember.story`.
        articles: Most articles to look at, those to show first.

    Returns:
        Row of the article by row of the passage.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    query = """
        SELECT f.article, f.first, f.last FROM stories AS s JOIN facets AS f ON f.article = s.article
        WHERE s.story = ? AND s.newer IS NULL ORDER BY s.place LIMIT ?
    """
    found = store.query(query, (story, articles))
    return {row: article for article, first, last in found for row in range(first, last)}
