"""Findings about each article, made while indexing and stored in a separate table."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.article import Article
from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """A table with one row for each article: the findings, the version of the rules, and a checksum."""

    name: str
    """The table, with the columns ``article``, ``version``, ``found``, ``checksum`` and those of its own."""
    version: int
    """The current version of the rules; findings of other versions are made again."""
    called: str
    """The table's contents as named in errors."""
    depends_on: tuple[str, ...] = ("sha256",)
    """The attributes of an article that determine the findings; part of their checksum."""

    def add(
        self,
        store: ArticleStore,
        row: int,
        article: Article,
        findings: Sequence[Sequence[Any]],
        columns: Mapping[str, str] | None = None,
    ) -> None:
        """Store an article's findings.

        Args:
            store: A store that is being made.
            row: The article's row.
            article: The article.
            findings: The fields of each, as JSON has them.
            columns: Values of the table's own columns.
        """
        found = json.dumps(findings, ensure_ascii=False)
        values = {"article": row, "version": self.version, **(columns or {}), "found": found}
        values["checksum"] = self._checksum(article, found)
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO {self.name} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - as below
        store.write(statement, [tuple(values.values())])

    def read(self, store: ArticleStore, article: Article) -> list[list[Any]] | None:
        """Read an article's findings.

        Args:
            store: The store it is from.
            article: The article.

        Returns:
            The fields of each; None if the index was made before the table existed, or by other rules.

        Raises:
            IndexDamaged: If the stored findings do not match their checksum.
        """
        if not self.is_in(store):
            return None
        query = f"""
            SELECT t.version, t.found, t.checksum FROM {self.name} AS t JOIN articles AS a ON a.row = t.article
            WHERE a.article_id = ?
        """  # noqa: S608 - names of this package only
        version, found, checksum = next(store.query(query, (article.article_id,)), (None, "", ""))
        if version != self.version:
            return None
        if checksum != self._checksum(article, found):
            message = f"The {self.called} of {article.article_id!s:.200} does not match its checksum."
            raise IndexDamaged(message, "qa rebuild")
        findings: list[list[Any]] = json.loads(found)
        return findings

    def is_in(self, store: ArticleStore) -> bool:
        """Return whether a store has the table; stores of earlier versions do not."""
        query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
        return next(store.query(query, (self.name,)), None) is not None

    def _checksum(self, article: Article, found: str) -> str:
        """Hash findings with the attributes that determine them; 32 hexadecimal digits."""
        content = "\n".join([*(f"{getattr(article, name)}" for name in self.depends_on), found])
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
