"""The history of questions and answers, kept as conversations that can be searched.

Every answer is committed as it comes, so that a crash loses nothing. Private history is kept
in memory and gone when it is closed.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import OperationFailed
from qa.output.answer_json import answer_from_json, answer_json
from qa.types import Answer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, started TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    asked TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_conversation ON turns (conversation);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (question, answer, tokenize = 'porter unicode61');
"""
_LONGEST_TITLE = 80
"""Characters of the first question used as a conversation's title."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its turns."""

    conversation_id: int
    title: str
    updated: datetime
    """Time of the last answer, UTC."""
    turns: int
    match: tuple[tuple[str, bool], ...] = ()
    """For a search: the latest match in its turns, in pieces, each with whether it is a matching word; empty if only
    the title matches."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer."""

    asked: datetime
    """UTC."""
    answer: Answer


class History:
    """Conversations in one SQLite file. To be used from one thread.

    Every method raises `OperationFailed` if the file cannot be read or written any more.

    Args:
        connection: An open database; missing tables are created.
        warning: Why this is not the history that was asked for; empty if it is.
    """

    def __init__(self, connection: sqlite3.Connection, warning: str = "") -> None:
        self._connection = connection
        self.warning = warning
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(_SCHEMA)

    @classmethod
    def private(cls, warning: str = "") -> "History":
        """Open a history that is not stored.

        Args:
            warning: Why, if it was not asked for.

        Returns:
            An empty history in memory.
        """
        return cls(sqlite3.connect(":memory:"), warning)

    @classmethod
    def open(cls, path: Path) -> "History":
        """Open or create the history file; this never fails, but may give a warning.

        A damaged file is set aside under another name, and one that cannot be written is
        replaced by a private history.

        Args:
            path: The file.

        Returns:
            The history.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(_connected(path))
        except sqlite3.OperationalError as error:
            return cls._copied(path, f"History cannot be kept in {path}: {error}. This conversation is not stored.")
        except sqlite3.DatabaseError as error:
            aside = path.with_suffix(f".damaged-{int(time.time())}")
            path.rename(aside)
            return cls(_connected(path), f"The history was damaged ({error}); it was set aside as {aside}.")
        except OSError as error:
            return cls.private(f"History cannot be kept in {path}: {error.strerror}. This conversation is not stored.")

    @classmethod
    def _copied(cls, path: Path, warning: str) -> "History":
        """Read a file that cannot be written into memory, so that it can still be searched."""
        memory = sqlite3.connect(":memory:")
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as stored:
                stored.backup(memory)
        except sqlite3.Error:
            return cls.private(warning)
        return cls(memory, warning)

    def add(self, conversation_id: int | None, answer: Answer) -> int:
        """Keep an answer.

        Args:
            conversation_id: The conversation it belongs to; None, or one that was deleted,
                begins a new one, titled by the question.
            answer: The answer.

        Returns:
            The conversation's id.
        """
        now = datetime.now(UTC).isoformat()
        with _history_errors(), self._connection:
            known = self._connection.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
            conversation_id = conversation_id if known else None
            if conversation_id is None:
                title = " ".join(answer.question.split())[:_LONGEST_TITLE]
                insert = "INSERT INTO conversations (title, started, updated) VALUES (?, ?, ?)"
                conversation_id = int(self._connection.execute(insert, (title, now, now)).lastrowid or 0)
            turn = self._connection.execute(
                "INSERT INTO turns (conversation, asked, question, answer) VALUES (?, ?, ?, ?)",
                (conversation_id, now, answer.question, json.dumps(answer_json(answer), ensure_ascii=False)),
            ).lastrowid
            said = " ".join([answer.text or "", *(citation.title for citation in answer.citations)])
            self._connection.execute(
                "INSERT INTO words (rowid, question, answer) VALUES (?, ?, ?)", (turn, answer.question, said)
            )
            self._connection.execute("UPDATE conversations SET updated = ? WHERE id = ?", (now, conversation_id))
        return conversation_id

    def conversations(self, search: str = "") -> list[Conversation]:
        """List conversations, the most recently used first.

        Args:
            search: Words that a turn or the title must have, the last perhaps unfinished;
                empty lists all.

        Returns:
            The conversations.
        """
        where, values = "1", list[str]()
        if words := _match(search):
            where = """c.id IN (SELECT conversation FROM turns WHERE id IN
                       (SELECT rowid FROM words WHERE words MATCH ?)) OR instr(lower(c.title), ?)"""
            values = [words, search.strip().lower()]
        query = f"""
            SELECT c.id, c.title, c.updated, COUNT(t.id) FROM conversations AS c LEFT JOIN turns AS t
            ON t.conversation = c.id WHERE {where} GROUP BY c.id ORDER BY c.updated DESC, c.id DESC
        """  # noqa: S608 - the condition is one of two above
        with _history_errors():
            rows = self._connection.execute(query, values).fetchall()
            places = self._places(words) if words else {}
        return [
            Conversation(key, title, datetime.fromisoformat(updated), n, places.get(key, ()))
            for key, title, updated, n in rows
        ]

    def _places(self, match: str) -> dict[int, tuple[tuple[str, bool], ...]]:
        """Find the latest match of words in each conversation."""
        query = """
            SELECT t.conversation, snippet(words, -1, char(2), char(3), ' … ', 16)
            FROM words JOIN turns AS t ON t.id = words.rowid WHERE words MATCH ? ORDER BY t.id
        """
        return {key: _pieces(marked) for key, marked in self._connection.execute(query, (match,))}

    def turns(self, conversation_id: int) -> list[Turn]:
        """Fetch a conversation's turns in order; those that cannot be read are left out."""
        query = "SELECT asked, answer FROM turns WHERE conversation = ? ORDER BY id"
        with _history_errors():
            rows = self._connection.execute(query, (conversation_id,)).fetchall()
        return [turn for turn in (_turn(*row) for row in rows) if turn]

    def questions(self, most: int = 500) -> list[str]:
        """List distinct questions, the most recently asked last."""
        query = "SELECT question FROM turns GROUP BY question ORDER BY MAX(id) DESC LIMIT ?"
        with _history_errors():
            return [question for (question,) in self._connection.execute(query, (most,))][::-1]

    def rename(self, conversation_id: int, title: str) -> None:
        """Rename a conversation; an empty title changes nothing."""
        if title.strip():
            with _history_errors(), self._connection:
                self._connection.execute(
                    "UPDATE conversations SET title = ? WHERE id = ?", (title.strip(), conversation_id)
                )

    def delete(self, conversation_id: int) -> None:
        """Remove a conversation and all its turns from the file."""
        with _history_errors(), self._connection:
            self._connection.execute(
                "DELETE FROM words WHERE rowid IN (SELECT id FROM turns WHERE conversation = ?)", (conversation_id,)
            )
            self._connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def _history_errors() -> Iterator[None]:
    """Raise SQLite's errors as `OperationFailed`."""
    try:
        yield
    except sqlite3.Error as error:
        raise OperationFailed(f"The history cannot be used: {error}.") from error


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
        connection.executescript(_SCHEMA)
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("it does not pass SQLite's check")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _match(search: str) -> str:
    """Quote each word, so that typed text is never syntax; the last word may be a prefix."""
    words = [word.replace('"', "") for word in search.split()]
    quoted = [f'"{word}"' for word in words if any(letter.isalnum() for letter in word)]
    return f"{' '.join(quoted)}*" if quoted else ""


def _pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    """Split a text at the marks around matches."""
    parts = re.split("[\x02\x03]", marked)
    return tuple((part, place % 2 == 1) for place, part in enumerate(parts) if part)


def _turn(asked: str, stored: str) -> Turn | None:
    try:
        fields: dict[str, Any] = json.loads(stored)
        return Turn(datetime.fromisoformat(asked), answer_from_json(fields))
    except (ValueError, KeyError, TypeError):
        return None
