"""Expressions of time are stored with their article."""

import hashlib
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore
from index.store.times import add_times, time_at, times_in_article

TEXT = "Cookies until Friday.\n\nOn Monday it burnt, a year ago it was new."
ARTICLE = Article(
    "a", "Fire", "/a.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), date(2019, 5, 15), date_from="dateline"
)
PASSAGES = [Passage("a", 0, 23, len(TEXT), TEXT[23:])]
TOLD = [("Monday", "2019-05-13"), ("a year ago", "2018")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    draft.add(ARTICLE, PASSAGES, [b"1" * 16])
    add_times(draft, 1, ARTICLE, PASSAGES)
    draft.finish()
    draft.close()
    return tmp_path / "articles.sqlite"


def told_by(path: Any) -> Any:
    store = ArticleStore.open(path)
    try:
        return [(time.words, time.resolved) for time in times_in_article(store, ARTICLE)]
    finally:
        store.close()


def change(path: Any, command: Any) -> None:
    connection = sqlite3.connect(path)
    connection.execute(command)
    connection.commit()
    connection.close()


def test_what_was_found_in_passages_comes_back(path: Path) -> None:
    assert told_by(path) == TOLD


@pytest.mark.parametrize(
    "command", ["DROP TABLE dates", "UPDATE dates SET version = 0, found = '[]'", "DELETE FROM dates"]
)
def test_an_index_made_before_or_by_other_rules_has_them_found_again(path: Path, command: str) -> None:
    change(path, command)
    assert told_by(path) == TOLD


def test_what_is_not_what_was_found_is_damage(path: Path) -> None:
    change(path, "UPDATE dates SET found = replace(found, '2019-05-13', '2019-05-14')")
    with pytest.raises(IndexDamaged, match="does not match its checksum"):
        told_by(path)


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Monday", "Monday"),
        ("On Monday", "Monday"),
        ("year ago", "a year ago"),
        ("On Monday it burnt", None),
        ("it burnt", None),
        ("Cookies until Friday", None),
    ],
)
def test_words_are_a_time_where_they_say_nothing_else(path: Path, words: str, time: str | None) -> None:
    store = ArticleStore.open(path)
    start = TEXT.index(words)
    result = time_at(store, "a", start, words)
    store.close()
    assert (result.words if result else None) == time
