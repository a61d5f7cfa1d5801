"""Articles related to another: its copies, the other texts of its page, and reports of the same event.

Copies and versions were detected when the index was made. An article reports the same story in its own
words if it is from the same days and its beginning is similar, by the stored embeddings. Such a report
confirms what a copy only repeats, so the three kinds are distinguished.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.errors import IndexDamaged
from index.dense.search import DenseSearch
from index.store.articles import ArticleStore
from index.types import RelatedArticle, RelatedArticles

_NEAR = 0.6
"""Minimum cosine between the first passage of one article and a passage of the other, titles included, if both
report the same event. Three reports of one announcement reach 0.60 to 0.77; see bench/README.md."""
_DAYS = 3
"""Maximum days between them, if both are dated."""
_LOOKED_AT = 60
"""Number of nearest passages searched for other reports."""
_MOST = 5
_COLUMNS = "a.article_id, a.title, a.source, a.stated, a.path"
_OF_ITS_STORY = f"""
    SELECT own.article_id, {_COLUMNS} FROM articles AS own JOIN stories AS o ON o.article = own.row
    JOIN stories AS s ON s.story = o.story JOIN articles AS a ON a.row = s.article
    WHERE own.article_id IN ({{marks}}) AND a.row != own.row AND COALESCE(s.newer, s.article)
"""  # noqa: S608 - names only
_REPRESENTATIVE = """
    SELECT a.article_id FROM articles AS own JOIN stories AS o ON o.article = own.row
    JOIN articles AS a ON a.row = o.story WHERE own.article_id = ?
"""
_COPIES = f"{_OF_ITS_STORY} != COALESCE(o.newer, o.article) ORDER BY s.place"
_VERSIONS = f"""{_OF_ITS_STORY} = COALESCE(o.newer, o.article)
    ORDER BY s.newer IS NOT NULL, COALESCE(a.modified, a.stated) DESC, s.place
"""
_LEADS = """
    SELECT a.article_id, f.first, COALESCE(s.story, a.row), a.stated FROM articles AS a
    JOIN facets AS f ON f.article = a.row LEFT JOIN stories AS s ON s.article = a.row WHERE a.article_id IN ({marks})
"""


class _Lead(NamedTuple):
    """An article for which other reports of its event are searched."""

    article_id: str
    first: int
    """Row of its first passage."""
    story: int
    stated: str | None


class _Report(NamedTuple):
    """A passage's article that may report the same event."""

    story: int
    article: tuple[str, str, str | None, str | None, str]
    """Its columns, the date of publication the fourth."""


class RelatedFinder:
    """Finds related articles in one build.

    Args:
        store: The articles and their stories.
        dense: Embeddings by row; None finds copies and versions only.
    """

    def __init__(self, store: ArticleStore, dense: DenseSearch | None) -> None:
        self._store = store
        self._dense = dense

    def story_of(self, article_id: str) -> str:
        """Return the article that represents this one and its copies; itself if it has none."""
        found = next(self._store.query(_REPRESENTATIVE, (article_id,)), None)
        return str(found[0]) if found else article_id

    def related(self, article_ids: Sequence[str]) -> dict[str, RelatedArticles]:
        """Find the articles related to some articles, in one look-up for all of them.

        Args:
            article_ids: The articles; unknown ids have no related articles.

        Returns:
            For each: its copies, the best first; its versions, the newest first; and at most five reports
            of the same event, the nearest first, one of each story.

        Raises:
            IndexDamaged: If the store cannot be read.
        """
        wanted = list(dict.fromkeys(article_ids))
        if not wanted:
            return {}
        copies, versions = self._linked(_COPIES, wanted), self._linked(_VERSIONS, wanted)
        reports = self._reports(wanted)
        return {each: RelatedArticles(copies[each], versions[each], reports[each]) for each in wanted}

    def _linked(self, query: str, article_ids: list[str]) -> dict[str, tuple[RelatedArticle, ...]]:
        found: defaultdict[str, list[RelatedArticle]] = defaultdict(list)
        for own, *columns in self._store.query(_marked(query, article_ids), article_ids):
            found[own].append(_related(*columns))
        return {article_id: tuple(found[article_id]) for article_id in article_ids}

    def _reports(self, article_ids: list[str]) -> dict[str, tuple[RelatedArticle, ...]]:
        found: dict[str, tuple[RelatedArticle, ...]] = dict.fromkeys(article_ids, ())
        leads = [_Lead(*lead) for lead in self._store.query(_marked(_LEADS, article_ids), article_ids)]
        if self._dense is None or not leads:
            return found
        near: dict[str, list[int]] = {}
        for lead, vector in zip(leads, self._dense.vectors([lead.first for lead in leads]), strict=True):
            ranked = self._dense.search(vector, _LOOKED_AT)
            near[lead.article_id] = [row for row, cosine in ranked if cosine >= _NEAR]
        candidates = self._candidates(sorted({row for rows in near.values() for row in rows}))
        for lead in leads:
            stories: dict[int, _Report] = {}
            for report in (candidates[row] for row in near[lead.article_id]):
                if report.story != lead.story and _same_days(lead.stated, report.article[3]):
                    stories.setdefault(report.story, report)
            found[lead.article_id] = tuple(_related(*report.article) for report in list(stories.values())[:_MOST])
        return found

    def _candidates(self, rows: list[int]) -> dict[int, _Report]:
        query = f"""
            SELECT p.row, COALESCE(s.story, a.row), {_COLUMNS} FROM passages AS p
            JOIN articles AS a ON a.row = p.article LEFT JOIN stories AS s ON s.article = a.row
            WHERE p.row IN ({", ".join(map(str, rows))})
        """  # noqa: S608 - integers only
        return {row: _Report(story, tuple(columns)) for row, story, *columns in self._store.query(query)}


def _marked(query: str, values: Sequence[str]) -> str:
    return query.format(marks=", ".join("?" * len(values)))


def _related(article_id: str, title: str, source: str | None, published: str | None, path: str) -> RelatedArticle:
    try:
        day = date.fromisoformat(published) if published else None
    except (ValueError, TypeError) as error:
        raise IndexDamaged(f"Article {article_id} in articles.sqlite is not what was indexed.", "qa rebuild") from error
    return RelatedArticle(article_id, title, source, day, path)


def _same_days(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS
