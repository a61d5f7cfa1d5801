"""The differences between a new store and the attached live one, which SQL names ``live``."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store.articles import ArticleStore

_SAME_FILE = "w.path = f.path AND w.size = f.size AND w.mtime_ns = f.mtime_ns"


@dataclass(frozen=True, slots=True)
class Differences:
    """A new store compared with the live one."""

    files: int
    """Files of the new store."""
    untouched: int
    """Those among them that have the same size and time in the live store."""
    new_digests: Sequence[bytes]
    """Distinct digests of the passages that are not in the live store."""
    dropped_articles: int
    """Articles of the live store whose id is not in the new one."""
    dropped_passages: int
    """Passages of the live store whose digest is not in the new one."""


def compare_with_live(store: ArticleStore) -> Differences:
    """Compare a new store with the attached live one."""
    ids, digests = "SELECT article_id FROM main.articles", "SELECT digest FROM main.passages"
    new = "SELECT DISTINCT digest FROM main.passages WHERE digest NOT IN (SELECT digest FROM live.passages)"
    return Differences(
        files=_count(store, "SELECT COUNT(*) FROM main.files"),
        untouched=_count(store, f"SELECT COUNT(*) FROM main.files AS f JOIN live.files AS w ON {_SAME_FILE}"),  # noqa: S608
        new_digests=[bytes(digest) for (digest,) in store.query(new)],
        dropped_articles=_count(store, f"SELECT COUNT(*) FROM live.articles WHERE article_id NOT IN ({ids})"),  # noqa: S608
        dropped_passages=_count(store, f"SELECT COUNT(*) FROM live.passages WHERE digest NOT IN ({digests})"),  # noqa: S608
    )


def all_new(store: ArticleStore) -> Differences:
    """Describe a new store without a live one."""
    digests = [bytes(digest) for (digest,) in store.query("SELECT DISTINCT digest FROM passages")]
    return Differences(_count(store, "SELECT COUNT(*) FROM files"), 0, digests, 0, 0)


def _count(store: ArticleStore, query: str) -> int:
    ((found,),) = store.query(query)
    return int(found)
