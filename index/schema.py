"""The tables of a build's articles."""

from corpus.article import FILE_TIME

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
