"""Copy the rows of unchanged files from the live store, consecutive files together.

A rebuild therefore reads and chunks only what changed. The live store is attached to the new one as
``live``.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass

from corpus.files import Skip
from index.store.articles import ArticleStore
from index.store.rows import FileState

_MOST = 10_000
"""Passages that one statement copies: a few hundredths of a second."""
_COPIED = {
    "articles": ("row", {"row": "articles"}),
    "facets": ("article", {"article": "articles", "first": "passages", "last": "passages"}),
    "passages": ("row", {"row": "passages", "article": "articles"}),
    "dates": ("article", {"article": "articles"}),
    "speech": ("article", {"article": "articles"}),
    "signatures": ("article", {"article": "articles"}),
}
"""Tables, the column that picks their rows, and which columns count the rows of which table."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The rows that the next article, passage and skip will have."""

    articles: int
    passages: int
    skips: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """The current state of a source file."""

    file: FileState
    ctime_ns: int | None
    """Time of its last change of any kind, which programs cannot reset; None on Windows, which lacks it."""
    root: str
    """The folder to which the names of its articles are relative."""
    settled: bool
    """Whether a later change would be visible in the times."""


class Copier:
    """Copies the rows of unchanged files into a new store, and records the rows of each file.

    Args:
        store: The new store, with the live one attached if `copies`.
        copies: Whether there is a live store that was chunked in the same way.
    """

    def __init__(self, store: ArticleStore, *, copies: bool) -> None:
        self._sql = store.connection
        self._store = store
        self._copies = copies
        self._run: tuple[Ends, Ends] | None = None
        """Rows of the live store to be copied next: the first, and the one after the last."""
        self._taken: list[int] = []
        """Live articles with the id of a newly read article, in order."""

    def copy(self, state: SourceState) -> list[Skip] | None:
        """Copy the rows of an unchanged file.

        Args:
            state: The file.

        Returns:
            Its skips; None if the file has to be read.
        """
        found = self._known(state)
        if found is None:
            return None
        first, stop = found
        if self._run and not _follows(first, *self._run):
            self.flush()
        begin = self._run[0] if self._run else first
        self._run = begin, stop
        here = self.ends()
        articles, passages = here.articles - begin.articles, here.passages - begin.passages
        skips = self._skips(first, stop)
        self._record(
            state,
            Ends(first.articles + articles, first.passages + passages, here.skips),
            Ends(stop.articles + articles, stop.passages + passages, here.skips + len(skips)),
            settled=True,
        )
        return skips

    def flush(self) -> None:
        """Copy the pending rows; must be called before anything else is stored."""
        if self._run is None:
            return
        (first, stop), here = self._run, self.ends()
        for table, (key, shifted) in _COPIED.items():
            columns = [name for _, name, *_ in self._sql.execute(f"PRAGMA main.table_info({table})")]
            shift = {column: getattr(here, rows) - getattr(first, rows) for column, rows in shifted.items()}
            picked = ", ".join(f'"{name}" + {shift[name]}' if name in shift else f'"{name}"' for name in columns)
            low, high = getattr(first, shifted[key]), getattr(stop, shifted[key])
            self._sql.execute(
                f"INSERT INTO main.{table} SELECT {picked} FROM live.{table} WHERE {key} >= {low} AND {key} < {high}"  # noqa: S608
            )
        self._run = None

    def ends(self) -> Ends:
        """Return the next free rows, without pending ones."""
        store = self._store
        return Ends(store.count("articles") + 1, store.count("passages"), store.count("skips") + 1)

    def read(self, state: SourceState, begin: Ends, *, settled: bool) -> None:
        """Record the rows of a file that was read.

        Args:
            state: The file, examined before it was read.
            begin: The next free rows before its own.
            settled: Whether they can be copied next time.
        """
        self._record(state, begin, self.ends(), settled=settled and state.settled)

    def take(self, article_id: str) -> None:
        """Note the id of an article that was read: no article with the same id can be copied from now on."""
        if not self._copies:
            return
        for (row,) in self._sql.execute("SELECT row FROM live.articles WHERE article_id = ?", (article_id,)):
            insort(self._taken, row)

    def _known(self, state: SourceState) -> tuple[Ends, Ends] | None:
        if not self._copies or not state.settled:
            return None
        file = state.file
        found = self._sql.execute(
            "SELECT articles, articles_end, passages, passages_end, skips, skips_end FROM live.files "
            "WHERE path = ? AND settled AND size = ? AND mtime_ns = ? AND ctime_ns IS ? AND root = ?",
            (file.path, file.size, file.mtime_ns, state.ctime_ns, state.root),
        ).fetchone()
        if found is None:
            return None
        first, stop = Ends(*found[::2]), Ends(*found[1::2])
        at = bisect_left(self._taken, first.articles)
        clash = at < len(self._taken) and self._taken[at] < stop.articles
        return None if clash else (first, stop)

    def _skips(self, first: Ends, stop: Ends) -> list[Skip]:
        if first.skips == stop.skips:
            return []
        query = "SELECT path, reason, line FROM live.skips WHERE row >= ? AND row < ? ORDER BY row"
        return [Skip(*skip) for skip in self._sql.execute(query, (first.skips, stop.skips))]

    def _record(self, state: SourceState, begin: Ends, end: Ends, *, settled: bool) -> None:
        file = state.file
        rows = (begin.articles, end.articles, begin.passages, end.passages, begin.skips, end.skips)
        values = (file.path, file.size, file.mtime_ns, state.ctime_ns, state.root, settled, *rows)
        marks = ", ".join("?" * len(values))
        self._sql.execute(f"INSERT OR REPLACE INTO main.files VALUES ({marks})", values)  # noqa: S608


def _follows(first: Ends, begin: Ends, stop: Ends) -> bool:
    """Return whether a file's rows follow those of a run that may still grow."""
    next_to = (first.articles, first.passages) == (stop.articles, stop.passages)
    return next_to and first.passages - begin.passages < _MOST
