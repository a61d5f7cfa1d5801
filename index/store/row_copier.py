"""The rows of untouched files, copied from the live store as they stand, neighbours together.

So a rebuild reads and cuts what changed and nothing else. The new store has the live one beside
it, which SQL names ``live``.
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
    """A source file as it is now."""

    file: FileState
    ctime_ns: int | None
    """Of its last change of any kind, which no program can set back; None on Windows, which has none."""
    root: str
    """The folder its articles are named from."""
    settled: bool
    """Whether a change after this look would show in the times."""


class Copier:
    """Copies the rows of untouched files into a new store, and records what each file gave.

    Args:
        store: The new store, made with the live one beside it if `copies`.
        copies: Whether there is a live store that was cut in the same way.
    """

    def __init__(self, store: ArticleStore, *, copies: bool) -> None:
        self._sql = store.connection
        self._store = store
        self._copies = copies
        self._run: tuple[Ends, Ends] | None = None
        """Rows of the live store that are to be copied next: the first, and those after the last."""
        self._taken: list[int] = []
        """Live articles whose id a newly read article has, in order."""

    def copy(self, state: SourceState) -> list[Skip] | None:
        """Take over what an untouched file gave.

        Args:
            state: The file.

        Returns:
            What of it gave no article; None if the file has to be read.
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
        """Copy the rows that were put off; to be called before anything else is stored."""
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
        """Tell which rows come next, what is put off not counted."""
        store = self._store
        return Ends(store.count("articles") + 1, store.count("passages"), store.count("skips") + 1)

    def read(self, state: SourceState, begin: Ends, *, settled: bool) -> None:
        """Record what a file gave that was read.

        Args:
            state: The file, looked at before it was read.
            begin: The rows that came next before its own.
            settled: Whether the same can be taken over next time.
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
    """Tell whether a file's rows follow those of a run that may still grow."""
    next_to = (first.articles, first.passages) == (stop.articles, stop.passages)
    return next_to and first.passages - begin.passages < _MOST
