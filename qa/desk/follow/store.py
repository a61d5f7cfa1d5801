"""Followed questions in the desk's file: each with its answer, and the articles indexed when it was given."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.filters import Filter, read_filter
from index.store.identity import DIGEST
from qa.desk.database import open_desk
from qa.desk.follow.follows import Change, Follow, Kept
from qa.output.answer_json import answer_from_json, answer_json
from qa.types import Answer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS states (
    id INTEGER PRIMARY KEY, library TEXT NOT NULL, build TEXT NOT NULL, articles BLOB NOT NULL, UNIQUE (library, build)
);
CREATE TABLE IF NOT EXISTS follows (
    id INTEGER PRIMARY KEY AUTOINCREMENT, library TEXT NOT NULL, question TEXT NOT NULL, filter TEXT NOT NULL,
    answer TEXT NOT NULL, evidence BLOB NOT NULL, state INTEGER NOT NULL REFERENCES states (id),
    began TEXT NOT NULL, changed TEXT, UNIQUE (library, question, filter)
);
CREATE TABLE IF NOT EXISTS changes (
    id INTEGER PRIMARY KEY, follow INTEGER NOT NULL REFERENCES follows (id) ON DELETE CASCADE,
    noticed TEXT NOT NULL, kind TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
);
"""
_FOLLOW = "f.id, f.question, f.filter, f.answer, f.began, f.changed"


class FollowStore:
    """The followed questions of an index. Use it in one thread; several processes may have one each.

    Args:
        connection: The desk's open file.
        library: The index folder.
    """

    def __init__(self, connection: sqlite3.Connection, library: Path) -> None:
        self._connection = connection
        self._library = str(library.absolute())

    def add(
        self, question: str, where: Filter, answer: Answer, evidence: Sequence[bytes], build: str, articles: bytes
    ) -> Follow:
        """Store a question; a question that is already stored keeps its number and gets the new answer.

        Args:
            question: The question, in full.
            where: The filter of the question.
            answer: The answer.
            evidence: Digests of the articles read for it.
            build: The build that answered.
            articles: The digests of all articles of the build, concatenated.

        Returns:
            The followed question, as stored.
        """
        key = (self._library, question, json.dumps(where.written(), sort_keys=True))
        with self._connection:
            state = self._state(build, articles)
            self._connection.execute(
                """INSERT INTO follows (library, question, filter, answer, evidence, state, began)
                   VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (library, question, filter)
                   DO UPDATE SET answer = excluded.answer, evidence = excluded.evidence, state = excluded.state""",
                (*key, _written(answer), b"".join(evidence), state, _now()),
            )
            self._forget_states()
        query = f"SELECT {_FOLLOW} FROM follows AS f WHERE library = ? AND question = ? AND filter = ?"  # noqa: S608
        return _follow(*self._connection.execute(query, key).fetchone())

    def all(self) -> list[Follow]:
        """List the questions in the order in which they were added."""
        query = f"SELECT {_FOLLOW} FROM follows AS f WHERE library = ? ORDER BY id"  # noqa: S608
        return [_follow(*row) for row in self._connection.execute(query, (self._library,))]

    def outdated(self, build: str) -> list[Kept]:
        """List the questions whose answers were last checked against another build than this one."""
        query = f"""
            SELECT {_FOLLOW}, s.build, f.evidence FROM follows AS f JOIN states AS s ON s.id = f.state
            WHERE f.library = ? AND s.build != ? ORDER BY f.id
        """  # noqa: S608
        rows = self._connection.execute(query, (self._library, build)).fetchall()
        return [Kept(_follow(*row), state, digests_in(evidence)) for *row, state, evidence in rows]

    def articles_of(self, build: str) -> frozenset[bytes]:
        """Return the digests of the articles that a build had."""
        query = "SELECT articles FROM states WHERE library = ? AND build = ?"
        row = self._connection.execute(query, (self._library, build)).fetchone()
        return digests_in(row[0]) if row else frozenset()

    def hold(
        self, kept: Kept, answer: Answer, evidence: Sequence[bytes], change: Change | None, build: str, articles: bytes
    ) -> bool:
        """Store the result of checking a question.

        Args:
            kept: The question as stored.
            answer: The new answer.
            evidence: Digests of the articles read for it.
            change: The change to report; None if there is none.
            build: The build that was checked.
            articles: The digests of all articles of the build.

        Returns:
            False if another process has checked the question meanwhile, or if it was removed; then nothing is stored,
            and nothing must be reported.
        """
        with self._connection:
            state = self._state(build, articles)
            done = self._connection.execute(
                """UPDATE follows SET answer = ?, evidence = ?, state = ?, changed = COALESCE(?, changed)
                   WHERE id = ? AND state = (SELECT id FROM states WHERE library = ? AND build = ?)""",
                (
                    *(_written(answer), b"".join(evidence), state, change and change.noticed.isoformat()),
                    *(kept.follow.follow_id, self._library, kept.state),
                ),
            )
            if done.rowcount and change is not None:
                key = (change.follow_id, change.noticed.isoformat(), change.kind)
                self._connection.execute(
                    "INSERT INTO changes (follow, noticed, kind, before, after) VALUES (?, ?, ?, ?, ?)",
                    (*key, _written(change.before), _written(change.after)),
                )
            self._forget_states()
        return bool(done.rowcount)

    def changes(self, follow_id: int | None = None) -> list[Change]:
        """List recorded changes, the latest first, of one question or of all."""
        query = """
            SELECT f.id, f.question, c.kind, c.noticed, c.before, c.after FROM changes AS c
            JOIN follows AS f ON f.id = c.follow WHERE f.library = ? AND f.id = COALESCE(?, f.id) ORDER BY c.id DESC
        """
        rows = self._connection.execute(query, (self._library, follow_id))
        return [
            Change(key, question, kind, datetime.fromisoformat(noticed), _read(before), _read(after))
            for key, question, kind, noticed, before, after in rows
        ]

    def remove(self, follow_id: int) -> bool:
        """Delete a question and its recorded changes.

        Args:
            follow_id: Its number.

        Returns:
            Whether there was such a question.
        """
        with self._connection:
            query = "DELETE FROM follows WHERE id = ? AND library = ?"
            done = self._connection.execute(query, (follow_id, self._library))
            self._forget_states()
        return bool(done.rowcount)

    def _state(self, build: str, articles: bytes) -> int:
        values = (self._library, build, articles)
        self._connection.execute("INSERT OR IGNORE INTO states (library, build, articles) VALUES (?, ?, ?)", values)
        row = self._connection.execute("SELECT id FROM states WHERE library = ? AND build = ?", values[:2])
        return int(row.fetchone()[0])

    def _forget_states(self) -> None:
        self._connection.execute("DELETE FROM states WHERE id NOT IN (SELECT state FROM follows)")


@contextmanager
def open_follows(path: Path, library: Path) -> Iterator[FollowStore]:
    """Open the followed questions of an index.

    Args:
        path: The desk's file; it is created if it is missing.
        library: The index folder.

    Yields:
        The questions.

    Raises:
        OperationFailed: If the file cannot be used.
    """
    with open_desk(path, _SCHEMA) as connection:
        yield FollowStore(connection, library)


def digests_in(stored: bytes) -> frozenset[bytes]:
    """Split concatenated digests."""
    return frozenset(stored[at : at + DIGEST] for at in range(0, len(stored), DIGEST))


def _now() -> str:
    return datetime.now(UTC).isoformat()


def slim(answer: Answer) -> Answer:
    """Remove from an answer what is not stored: the passages that were read."""
    return replace(answer, hits=(), readings=(), parts=tuple(map(slim, answer.parts)))


def _written(answer: Answer) -> str:
    return json.dumps(answer_json(slim(answer)), ensure_ascii=False)


def _read(stored: str) -> Answer:
    fields: dict[str, Any] = json.loads(stored)
    return answer_from_json(fields)


def _follow(key: int, question: str, where: str, answer: str, began: str, changed: str | None) -> Follow:
    began_at, changed_at = datetime.fromisoformat(began), datetime.fromisoformat(changed) if changed else None
    return Follow(key, question, read_filter(json.loads(where)), _read(answer), began_at, changed_at)
