"""Who else tells an article's story: copies of it, other texts of its page, and tellings of their own.

Copies and versions were found when the index was made. A telling of its own is an article of
the same days that begins with much the same: the embeddings at hand say which. It confirms what
a copy only repeats, so the three are kept apart.
"""

from datetime import date

from corpus.errors import IndexDamaged
from index.dense.faiss_index import DenseIndex
from index.store.articles import ArticleStore
from index.types import Telling

_NEAR = 0.6
"""Cosine of the first passage of one and a passage of the other, titles included, from which both
tell of one event. Three reports of one announcement reach 0.60 to 0.77; see bench/README.md."""
_DAYS = 3
"""Days between them, where both are dated."""
_LOOKED_AT = 60
"""Nearest passages among which tellings are looked for."""
_MOST = 5
_TOLD = "a.article_id, a.title, a.source, a.stated, a.path"
_OF_ITS_STORY = f"""
    SELECT {_TOLD} FROM articles AS own JOIN stories AS o ON o.article = own.row
    JOIN stories AS s ON s.story = o.story JOIN articles AS a ON a.row = s.article
    WHERE own.article_id = ? AND a.row != own.row AND COALESCE(s.newer, s.article)
"""  # noqa: S608 - names only
_STANDS = """
    SELECT a.article_id FROM articles AS own JOIN stories AS o ON o.article = own.row
    JOIN articles AS a ON a.row = o.story WHERE own.article_id = ?
"""
_COPIES = f"{_OF_ITS_STORY} != COALESCE(o.newer, o.article) ORDER BY s.place"
_VERSIONS = f"""{_OF_ITS_STORY} = COALESCE(o.newer, o.article)
    ORDER BY s.newer IS NOT NULL, COALESCE(a.modified, a.stated) DESC, s.place
"""


class Tellings:
    """Finds who else tells a story, in one build.

    Args:
        store: The articles and their stories.
        dense: Embeddings by row; None finds no tellings but copies and versions.
    """

    def __init__(self, store: ArticleStore, dense: DenseIndex | None) -> None:
        self._store = store
        self._dense = dense

    def story_of(self, article_id: str) -> str:
        """Name the article that stands for this one and its copies; itself where it has none."""
        found = next(self._store.query(_STANDS, (article_id,)), None)
        return str(found[0]) if found else article_id

    def copies(self, article_id: str) -> tuple[Telling, ...]:
        """List the copies of an article, the best first; other texts of its page are not among them."""
        return tuple(_telling(*told) for told in self._store.query(_COPIES, (article_id,)))

    def versions(self, article_id: str) -> tuple[Telling, ...]:
        """List the other texts of an article's page, the newest first."""
        return tuple(_telling(*told) for told in self._store.query(_VERSIONS, (article_id,)))

    def retold(self, article_id: str) -> tuple[Telling, ...]:
        """List articles that tell of the same event in their own words, the nearest first, one of each story."""
        own = next(self._store.query("SELECT row, stated FROM articles WHERE article_id = ?", (article_id,)), None)
        if self._dense is None or own is None:
            return ()
        ((first,),) = self._store.query("SELECT first FROM facets WHERE article = ?", (own[0],))
        lead = self._dense.vectors([first])[0]
        near = [row for row, cosine in self._dense.search(lead, _LOOKED_AT) if cosine >= _NEAR]
        place = {row: at for at, row in enumerate(near)}
        query = f"""
            SELECT p.row, COALESCE(s.story, a.row), {_TOLD} FROM passages AS p JOIN articles AS a ON a.row = p.article
            LEFT JOIN stories AS s ON s.article = a.row WHERE p.row IN ({", ".join(map(str, near))})
            AND COALESCE(s.story, a.row) != COALESCE((SELECT story FROM stories WHERE article = ?1), ?1)
        """  # noqa: S608 - integers only
        found = self._store.query(query, (own[0],))
        stories: dict[int, Telling] = {}
        for _, story, *told in sorted(found, key=lambda each: place[each[0]]):
            if _same_days(own[1], told[3]):
                stories.setdefault(story, _telling(*told))
        return tuple(stories.values())[:_MOST]


def _telling(article_id: str, title: str, source: str | None, published: str | None, path: str) -> Telling:
    try:
        day = date.fromisoformat(published) if published else None
    except (ValueError, TypeError) as error:
        raise IndexDamaged(f"Article {article_id} in articles.sqlite is not what was indexed.", "qa rebuild") from error
    return Telling(article_id, title, source, day, path)


def _same_days(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS
