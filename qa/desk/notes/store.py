"""Notes and their tags, in the desk's file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from corpus.article import Article
from qa.desk.database import open_desk
from qa.desk.notes.notes import Anchor, Note, Placed, placed_in, tags_in

_SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, anchor TEXT NOT NULL, question TEXT, written TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tags (
    note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY (note, tag)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS note_words USING fts5 (text, quote, title, tokenize = 'porter unicode61');
"""


class NoteStore:
    """All notes. Use it in one thread; several processes may have one each.

    Args:
        connection: The desk's open file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, text: str, anchor: Anchor, question: str | None = None) -> Note:
        """Store a note; the tags are those in its text.

        Args:
            text: The text of the note.
            anchor: The words or the article that it is on.
            question: The question whose answer it is on; None if it is not on an answer.

        Returns:
            The note.
        """
        written = datetime.now(UTC)
        anchor_json = json.dumps(asdict(anchor))
        with self._connection:
            insert = "INSERT INTO notes (text, anchor, question, written) VALUES (?, ?, ?, ?)"
            values = (text, anchor_json, question, written.isoformat())
            key = int(self._connection.execute(insert, values).lastrowid or 0)
            rows = [(key, tag) for tag in tags_in(text)]
            self._connection.executemany("INSERT INTO tags (note, tag) VALUES (?, ?)", rows)
            self._connection.execute(
                "INSERT INTO note_words (rowid, text, quote, title) VALUES (?, ?, ?, ?)",
                (key, text, anchor.quote, anchor.title),
            )
        return Note(key, text, tags_in(text), anchor, question, written)

    def find(self, words: str = "", tag: str | None = None) -> list[Note]:
        """List notes, the most recent first.

        Args:
            words: Words that occur in the note, its quote or its article's title; the last may be a prefix. Empty
                matches all notes.
            tag: A tag, with or without its number sign; None matches any.

        Returns:
            The notes.
        """
        conditions, values = ["1"], list[str]()
        if match := _match(words):
            conditions.append("id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)")
            values.append(match)
        if tag is not None:
            conditions.append("id IN (SELECT note FROM tags WHERE tag = ?)")
            values.append(tag.removeprefix("#").casefold())
        query = f"""
            SELECT id, text, anchor, question, written FROM notes WHERE {" AND ".join(conditions)} ORDER BY id DESC
        """  # noqa: S608 - made of the conditions above
        return [_note(*row) for row in self._connection.execute(query, values)]

    def on(self, article: Article) -> list[tuple[Note, Placed]]:
        """List the notes on an article with their places: those on the whole article, then by position."""
        placed_notes = [(note, place) for note in self.find() if (place := placed_in(note.anchor, article))]
        return sorted(placed_notes, key=lambda placed: (placed[1].span or (-1, -1), placed[0].note_id))

    def tags(self) -> list[tuple[str, int]]:
        """List the tags with how many notes have each, the most frequent first."""
        query = "SELECT tag, COUNT(*) FROM tags GROUP BY tag ORDER BY 2 DESC, 1"
        return [(str(tag), int(count)) for tag, count in self._connection.execute(query)]

    def remove(self, note_id: int) -> bool:
        """Remove a note from the file.

        Args:
            note_id: Its number.

        Returns:
            Whether there was such a note.
        """
        with self._connection:
            self._connection.execute("DELETE FROM note_words WHERE rowid = ?", (note_id,))
            return bool(self._connection.execute("DELETE FROM notes WHERE id = ?", (note_id,)).rowcount)


@contextmanager
def open_notes(path: Path) -> Iterator[NoteStore]:
    """Open the notes.

    Args:
        path: The desk's file; it is created if it is missing.

    Yields:
        The notes.

    Raises:
        OperationFailed: If the file cannot be used.
    """
    with open_desk(path, _SCHEMA) as connection:
        yield NoteStore(connection)


def all_tags(path: Path) -> tuple[str, ...]:
    """List the tags, the most frequent first; empty if there is no file yet."""
    if not path.is_file():
        return ()
    with open_notes(path) as notes:
        return tuple(tag for tag, _ in notes.tags())


def _match(words: str) -> str:
    """Quote each word so that none is interpreted as FTS5 syntax; the last becomes a prefix."""
    quoted = [f'"{word}"' for word in words.replace('"', " ").split() if any(letter.isalnum() for letter in word)]
    return f"{' '.join(quoted)}*" if quoted else ""


def _note(key: int, text: str, anchor: str, question: str | None, written: str) -> Note:
    return Note(key, text, tags_in(text), Anchor(**json.loads(anchor)), question, datetime.fromisoformat(written))
