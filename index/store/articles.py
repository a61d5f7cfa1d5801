"""Articles and passages by row, in SQLite; citations are checked against them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from index.store.rows import (
    ARTICLE,
    SCHEMA,
    FileState,
    StoredPassage,
    facets_of,
    fields_of,
    indexed_text,
    passage_digest,
    read_article,
)


class ArticleStore:
    """The articles of one build.

    Reading is safe from several threads one at a time, as the engine's lock makes it.

    Args:
        connection: An open database with this module's tables.
        writing: Whether the store is being made; then SQLite's errors are disk errors and not damage.
        fingerprint: The encoder that the passages' digests are of, so that they can be checked;
            None leaves that out.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, writing: bool = False, fingerprint: str | None = None
    ) -> None:
        self._connection = connection
        self._writing = writing
        self._fingerprint = fingerprint

    @classmethod
    def create(cls, path: Path, live: Path | None = None) -> "ArticleStore":
        """Make an empty store for writing.

        Args:
            path: The file to make.
            live: A finished store to copy from, which SQL then names ``live``.

        Returns:
            The store; `finish` writes it out.
        """
        uri = f"{path.absolute().as_uri()}?mode=rwc"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        if live is not None:
            connection.execute("ATTACH DATABASE ? AS live", (f"{live.absolute().as_uri()}?mode=ro&immutable=1",))
        # An unfinished store is discarded, so nothing in it needs to survive.
        settings = "PRAGMA main.journal_mode=OFF; PRAGMA main.synchronous=OFF;"
        connection.executescript(settings + SCHEMA + "BEGIN;")
        return cls(connection, writing=True)

    @classmethod
    def open(cls, path: Path, fingerprint: str | None = None) -> "ArticleStore":
        """Open a finished store for reading.

        Args:
            path: A file written by `create` and `finish`; it may be read-only.
            fingerprint: That of the encoder for which the passages were indexed; without it, passages
                are not compared with their digests.

        Returns:
            The store.

        Raises:
            IndexDamaged: If it is not a store.
        """
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("SELECT row, digest FROM passages LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise IndexDamaged(f"{path} cannot be read: {error}", "qa rebuild") from error
        return cls(connection, fingerprint=fingerprint)

    @property
    def connection(self) -> sqlite3.Connection:
        """The open database, for the modules that know its tables."""
        return self._connection

    def add(self, article: Article, passages: Sequence[Passage], digests: Sequence[bytes]) -> None:
        """Store an article with its passages; rows are given in the order they are added."""
        fields = fields_of(article)
        row = self._connection.execute(
            f"INSERT INTO articles ({ARTICLE}) VALUES ({', '.join('?' * len(fields))})",  # noqa: S608
            fields,
        ).lastrowid
        first = self.count("passages")
        facets = (row, first, first + len(passages), *facets_of(article))
        self._connection.execute("INSERT INTO facets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", facets)
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
            [
                (first + place, row, passage.ordinal, passage.start, passage.end, digest)
                for place, (passage, digest) in enumerate(zip(passages, digests, strict=True))
            ],
        )

    def add_files(self, files: Iterable[FileState]) -> None:
        """Store the state of source files."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO files (path, size, mtime_ns) VALUES (?, ?, ?)",
            [(file.path, file.size, file.mtime_ns) for file in files],
        )

    def add_skip(self, path: str, line: int | None, reason: str) -> None:
        """Store a file, or a line of one, that gave no article."""
        self._connection.execute("INSERT INTO skips (path, line, reason) VALUES (?, ?, ?)", (path, line, reason))

    def finish(self) -> None:
        """Index what is looked up and write everything out."""
        self._connection.execute("CREATE INDEX passages_digest ON passages (digest)")
        self._connection.execute("CREATE INDEX facets_published ON facets (published)")
        self._connection.execute("CREATE INDEX stories_story ON stories (story)")
        self._connection.execute("COMMIT")

    def integrity(self) -> str:
        """Let SQLite check every page; return its first finding, or an empty string."""
        found = next(self._rows("PRAGMA integrity_check(1)"), ("nothing",))[0]
        return "" if found == "ok" else str(found)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def count(self, table: str) -> int:
        """Count the rows of ``articles`` and ``skips`` (from 1) or ``passages`` (from 0)."""
        ((last,),) = self._rows(f"SELECT MAX(row) FROM {table}")  # noqa: S608
        return 0 if last is None else int(last) + (table == "passages")

    def article(self, article_id: str) -> Article | None:
        """Fetch one article; None if there is none of that id."""
        query = f"SELECT {ARTICLE} FROM articles WHERE article_id = ?"  # noqa: S608
        found = next(self._rows(query, (article_id,)), None)
        if found is None:
            return None
        article = read_article(found)
        if article.article_id != article_id:
            raise IndexDamaged(f"articles.sqlite leads from {article_id} to another article.", "qa rebuild")
        return article

    def titles(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Fetch the titles of articles by their ids; unknown ids are left out."""
        marks = ", ".join("?" * len(article_ids))
        query = f"SELECT article_id, title FROM articles WHERE article_id IN ({marks})"  # noqa: S608
        return {str(article_id): str(title) for article_id, title in self._rows(query, article_ids)}

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Fetch passages with their text.

        Args:
            rows: Rows to fetch.

        Returns:
            The passages in the order of `rows`.

        Raises:
            IndexDamaged: If a row is missing, or differs from what was indexed.
        """
        query = f"""
            SELECT p.row, a.title, a.stated, p.digest,
                   a.article_id, p.ordinal, p.start, p."end", substr(a.text, p.start + 1, p."end" - p.start)
            FROM passages AS p JOIN articles AS a ON a.row = p.article
            WHERE p.row IN ({", ".join(map(str, map(int, rows)))})
        """  # noqa: S608 - built from integers only
        found: dict[int, Passage] = {}
        for row, title, published, digest, *place in self._rows(query):
            found[row] = passage = Passage(*place)
            self._check(row, (title, published, passage.text), digest)
        try:
            return [found[row] for row in rows]
        except KeyError as error:
            raise IndexDamaged(f"The store has no passage of row {error}.", "qa rebuild") from error

    def _check(self, row: int, indexed_as: tuple[str, str | None, str], digest: bytes) -> None:
        """Compare a passage with its digest, which covers its words, its title and its date."""
        if self._fingerprint is None:
            return
        try:
            whole = passage_digest(self._fingerprint, indexed_text(*indexed_as)) == digest
        except (TypeError, ValueError):
            whole = False
        if not whole:
            raise IndexDamaged(f"Passage {row} in articles.sqlite is not what was indexed.", "qa rebuild")

    def has_article(self, article_id: str) -> bool:
        """Return whether there is an article of that id."""
        return next(self._rows("SELECT 1 FROM articles WHERE article_id = ?", (article_id,)), None) is not None

    def indexed(self, first: int = 0, stop: int | None = None) -> Iterator[StoredPassage]:
        """Iterate over stored passages in order of row.

        Args:
            first: The first row.
            stop: The row after the last; None for all.

        Returns:
            The passages, read as they are asked for.
        """
        return self._stored(f"row >= {int(first)}" + ("" if stop is None else f" AND row < {int(stop)}"))

    def stored(self, rows: Sequence[int]) -> list[StoredPassage]:
        """Fetch stored passages, in order of row."""
        return list(self._stored(f"row IN ({', '.join(map(str, map(int, rows)))})"))

    def articles_of_passages(self, first: int = 0, stop: int | None = None) -> Iterator[int]:
        """Give the row of the article of every passage from row `first` on and before `stop`, in order."""
        where = f"row >= {int(first)}" + ("" if stop is None else f" AND row < {int(stop)}")
        for (article,) in self._rows(f"SELECT article FROM passages WHERE {where} ORDER BY row"):  # noqa: S608
            yield int(article)

    def rows_of(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Find a row of each digest that the store has."""
        marks = ", ".join("?" * len(digests))
        query = f"SELECT digest, row FROM passages WHERE digest IN ({marks})"  # noqa: S608
        return {bytes(digest): row for digest, row in self._rows(query, digests)}

    def digests_of(self, rows: Sequence[int]) -> list[bytes]:
        """Give the digests of some rows, in the order of `rows`."""
        query = "SELECT digest FROM passages WHERE row = ?"
        return [bytes(digest) for row in rows for (digest,) in self._rows(query, (row,))]

    def digests(self) -> Iterator[bytes]:
        """Give every passage's digest in order of row."""
        for (digest,) in self._rows("SELECT digest FROM passages ORDER BY row"):
            yield bytes(digest)

    def files(self) -> list[FileState]:
        """List the recorded states of the source files."""
        return [FileState(*file) for file in self._rows("SELECT path, size, mtime_ns FROM files")]

    def file(self, path: str) -> FileState | None:
        """Find the recorded state of a source file; None if it was not indexed."""
        query = "SELECT path, size, mtime_ns FROM files WHERE path = ?"
        found = next(self._rows(query, (path,)), None)
        return FileState(*found) if found else None

    def skips(self) -> list[tuple[str, int | None, str]]:
        """List path, line and reason of everything that was skipped."""
        return [(path, line, reason) for path, line, reason in self._rows("SELECT path, line, reason FROM skips")]

    def query(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a reading query of this package.

        Args:
            query: SQL, without anything that a person typed.
            values: The values of its placeholders.

        Returns:
            Rows as they are read.

        Raises:
            IndexDamaged: If SQLite cannot read what it needs.
        """
        return self._rows(query, values)

    def write(self, command: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a writing command of this package for each of `rows`, while the store is made."""
        self._connection.executemany(command, rows)

    def _rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a query; what SQLite cannot read in a finished store is damage."""
        try:
            for row in self._connection.execute(query, values):  # noqa: UP028 - would close the cursor late
                yield row
        except sqlite3.DatabaseError as error:
            if self._writing:
                raise
            raise IndexDamaged(f"articles.sqlite cannot be read: {error}.", "qa rebuild") from error

    def _stored(self, where: str) -> Iterator[StoredPassage]:
        """Read passages, each article's text once: SQLite would read it from the beginning for every passage."""
        query = f"""
            SELECT row, article, ordinal, start, "end", digest FROM passages WHERE {where} ORDER BY row
        """  # noqa: S608 - built from integers only
        read = None
        for row, article, ordinal, start, end, digest in self._rows(query):
            if article != read:
                query = "SELECT article_id, title, stated, text FROM articles WHERE row = ?"
                ((article_id, title, published, text),) = self._rows(query, (article,))
                read = article
            passage = Passage(article_id, ordinal, start, end, text[start:end])
            yield StoredPassage(row, passage, indexed_text(title, published, passage.text), bytes(digest))
