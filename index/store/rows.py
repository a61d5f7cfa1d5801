"""Convert articles and passages to rows and back, with checksums that detect damage."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.article import FILE_TIME, Article, Mark, Passage
from corpus.errors import IndexDamaged
from index.filters import folded

ARTICLE = (
    "article_id, title, path, text, sha256, published, source, author, url, format, line, body, "
    "modified, date_from, language, marks, checksum"
)
SCHEMA = f"""
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, article_id TEXT UNIQUE NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL,
    sha256 TEXT NOT NULL, published TEXT, source TEXT, author TEXT, url TEXT,
    format TEXT NOT NULL, line INTEGER, body INTEGER NOT NULL,
    modified TEXT, date_from TEXT, language TEXT, marks TEXT, checksum TEXT NOT NULL,
    stated TEXT GENERATED ALWAYS AS (CASE WHEN date_from = '{FILE_TIME}' THEN NULL ELSE published END) VIRTUAL,
    text TEXT NOT NULL
);
CREATE TABLE facets (
    article INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, published TEXT, source TEXT NOT NULL,
    author TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, lang TEXT
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, article INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, digest BLOB NOT NULL
);
CREATE TABLE dates (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL, found TEXT NOT NULL, checksum TEXT NOT NULL
);
CREATE TABLE speech (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL, names TEXT NOT NULL, found TEXT NOT NULL,
    checksum TEXT NOT NULL
);
CREATE TABLE signatures (article INTEGER PRIMARY KEY, words INTEGER NOT NULL, signature BLOB NOT NULL);
CREATE TABLE compared (
    one BLOB NOT NULL, other BLOB NOT NULL, overlap REAL NOT NULL, lead REAL NOT NULL, figures REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE stories (article INTEGER PRIMARY KEY, story INTEGER NOT NULL, place INTEGER NOT NULL, newer INTEGER);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER, root TEXT, settled INTEGER NOT NULL DEFAULT 0,
    articles INTEGER, articles_end INTEGER, passages INTEGER, passages_end INTEGER, skips INTEGER, skips_end INTEGER
);
CREATE TABLE skips (row INTEGER PRIMARY KEY, path TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class FileState:
    """The state of a source file when it was indexed; equal states mean that it has not changed."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what is stored beside it."""

    row: int
    """Place in the dense and BM25 indexes, from 0."""
    passage: Passage
    indexed_text: str
    """The input of the encoder and BM25: title, date and text."""
    digest: bytes
    """Hash of `indexed_text` and the encoder: equal digests have equal embeddings."""


def indexed_text(title: str, published: str | None, text: str) -> str:
    """Put an article's title and date before a passage, for the encoder and BM25 only.

    Args:
        title: The article's title.
        published: Its date, ISO 8601, or None; a file's time is not used, since it may be wrong.
        text: The passage.

    Returns:
        The text to encode and index.
    """
    if published is None:
        return f"{title}\n{text}"
    day = date.fromisoformat(published)
    return f"{title}\n{day.day} {day:%B} {day.year}\n{text}"


def passage_digest(fingerprint: str, text: str) -> bytes:
    """Compute the digest of a passage.

    Args:
        fingerprint: The encoder's.
        text: The encoded text, from `indexed_text`.

    Returns:
        16 bytes.
    """
    return hashlib.sha256(f"{fingerprint}\n{text}".encode()).digest()[:16]


def fields_of(article: Article) -> tuple[Any, ...]:
    """Convert an article to the columns of `ARTICLE`."""
    marks = json.dumps([(mark.offset, mark.label) for mark in article.marks]) if article.marks else None
    fields = (
        *(article.article_id, article.title, article.path, article.text, article.sha256, _written(article.published)),
        *(article.source, article.author, article.url, article.format, article.row, article.body),
        *(_written(article.modified), article.date_from, article.language, marks),
    )
    return *fields, _checksum(fields)


def facets_of(article: Article) -> tuple[Any, ...]:
    """Convert an article to the columns of the filter table."""
    texts = (article.source, article.author, article.title, Path(article.path).as_posix())
    return _written(article.stated), *(folded(text or "") for text in texts), article.language


def _checksum(fields: Sequence[Any]) -> str:
    """Hash the columns of an article, with the hash of its text in place of the text; 32 hexadecimal digits."""
    content = json.dumps([*fields[:3], *fields[4:]], ensure_ascii=False, default=repr)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def read_article(stored: tuple[Any, ...]) -> Article:
    """Construct an article from its columns, in the order of `ARTICLE`.

    Args:
        stored: The columns.

    Returns:
        The article.

    Raises:
        IndexDamaged: If they do not match their checksum.
    """
    *fields, checksum = stored
    if _checksum(fields) != checksum:
        raise IndexDamaged(f"Article {fields[0]!s:.200} in articles.sqlite is not what was indexed.", "qa rebuild")
    article_id, title, path, text, sha256, published, *stated = fields
    source, author, url, form, row, body, modified, date_from, language, marks = stated
    try:
        placed = tuple(Mark(int(offset), str(label)) for offset, label in json.loads(marks or "[]"))
        first, last = _read(published), _read(modified)
    except (ValueError, TypeError) as error:
        raise IndexDamaged(f"Article {article_id} is stored with an invalid value: {error}", "qa rebuild") from error
    described = (first, source, author, url, form, row, body, last, date_from, language, placed)
    return Article(article_id, title, path, text, sha256, *described)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
