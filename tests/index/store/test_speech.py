"""Direct speech is stored with its article, and found by its speaker."""

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from index.build import open_live
from index.filters import EVERYTHING
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.speech import add_speech, articles_quoting, speech_in_article

TEXT = '"Cookies are fine," said a guard.\n\nÁgnes Berg met the press. "It burnt for a year," Berg said.'
ARTICLE = Article("a", "Fire", "/a.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
PASSAGES = [Passage("a", 0, 35, len(TEXT), TEXT[35:])]
TOLD = [("It burnt for a year,", "Ágnes Berg")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    draft.add(ARTICLE, PASSAGES, [b"1" * 16])
    add_speech(draft, 1, ARTICLE, PASSAGES)
    draft.finish()
    draft.close()
    return tmp_path / "articles.sqlite"


def with_store(path: Any, use: Any) -> Any:
    store = ArticleStore.open(path)
    try:
        return use(store)
    finally:
        store.close()


def told_by(path: Any) -> Any:
    stored = with_store(path, lambda store: speech_in_article(store, ARTICLE))
    return [(TEXT[speech.start : speech.end], speech.speaker) for speech in stored]


def change(path: Any, command: Any) -> None:
    connection = sqlite3.connect(path)
    connection.execute(command)
    connection.commit()
    connection.close()


def test_what_was_found_in_passages_comes_back(path: Path) -> None:
    assert told_by(path) == TOLD


@pytest.mark.parametrize(
    "command", ["DROP TABLE speech", "UPDATE speech SET version = 0, found = '[]'", "DELETE FROM speech"]
)
def test_an_index_made_before_or_by_other_rules_has_it_found_again(path: Path, command: str) -> None:
    change(path, command)
    assert told_by(path) == TOLD


def test_what_is_not_what_was_found_is_damage(path: Path) -> None:
    change(path, "UPDATE speech SET found = replace(found, 'Berg', 'Holm')")
    with pytest.raises(IndexDamaged, match="does not match its checksum"):
        told_by(path)


@pytest.mark.parametrize("command", ["SELECT 1", "DROP TABLE speech"])
def test_articles_are_found_by_a_speakers_name_in_an_earlier_index_too(path: Path, command: str) -> None:
    change(path, command)
    assert with_store(path, lambda store: articles_quoting(store, "berg", EVERYTHING)) == ["a"]
    assert with_store(path, lambda store: articles_quoting(store, "holm", EVERYTHING)) == []


def test_articles_in_other_languages_are_left_alone(tmp_path: Path) -> None:
    draft = ArticleStore.create(tmp_path / "other.sqlite")
    other = replace(ARTICLE, language="de")
    draft.add(other, PASSAGES, [b"1" * 16])
    add_speech(draft, 1, other, PASSAGES)
    assert speech_in_article(draft, other) == ()
    draft.close()


def test_untouched_files_keep_their_speech_from_rebuild_to_rebuild(
    tmp_path: Path, fakes: ModuleType, index_settings: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{name}\n\n{TEXT}\n", encoding="utf-8")
    monkeypatch.setattr("index.rebuild.reuse._SETTLED", -(10**12))  # as if written long ago
    for _ in range(2):
        rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
    build = open_live(tmp_path / "index", fakes.FakeEncoder())
    try:
        assert articles_quoting(build.store, "berg", EVERYTHING) == ["a.txt", "b.txt"]
        assert list(build.store.query("SELECT article FROM speech ORDER BY article")) == [(1,), (2,)]
    finally:
        build.store.close()
