"""Files to a store, one after another: articles, skips, and files that can be reused next time."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.files import REMOVED
from corpus.ignore import removal_of
from corpus.settings import LoadingSettings
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from index.store.layout import IndexFolder

LINES = (
    '{"id": "a", "text": "The mill turned on Monday."}',
    "{broken",
    '{"id": "b", "text": "The ferry sailed on Tuesday."}',
)


@pytest.fixture
def ingested(
    tmp_path: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Index exports; return the ids, the skips and the files that can be reused next time."""
    monkeypatch.setattr("index.rebuild.reuse._SETTLED", -(10**12))

    def ingested(*removed: str, **exports: tuple[str, ...]) -> Any:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, lines in exports.items():
            (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        settings = replace(index_settings, loading=LoadingSettings(removed=removed))
        rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), settings)
        with closing(sqlite3.connect(IndexFolder(tmp_path / "index").live().articles)) as store:
            ids = [name for (name,) in store.execute("SELECT article_id FROM articles ORDER BY row")]
            skips = store.execute("SELECT line, reason FROM skips ORDER BY row").fetchall()
            settled = {path.rsplit("/", 1)[-1] for (path,) in store.execute("SELECT path FROM files WHERE settled")}
        return ids, skips, settled

    return ingested


def test_skips_stand_among_the_articles_of_a_file(ingested: Callable[..., Any]) -> None:
    ids, skips, settled = ingested(one=LINES)
    assert ids == ["a", "b"]
    assert [line for line, _ in skips] == [2]
    assert settled == {"one.jsonl"}


def test_a_file_whose_articles_bear_the_ids_of_another_is_read_again(ingested: Callable[..., Any]) -> None:
    ids, _, settled = ingested(one=LINES, two=LINES)
    assert ids == ["a", "b", "a~2", "b~2"]
    assert settled == {"one.jsonl"}, "what the second gives depends on the first"


def test_a_removed_article_is_skipped_and_its_file_read_again(ingested: Callable[..., Any], tmp_path: Path) -> None:
    ids, skips, settled = ingested(removal_of("b", str(tmp_path / "articles" / "one.jsonl")), one=LINES)
    assert ids == ["a"]
    assert (3, REMOVED) in skips
    assert settled == set()


def test_the_next_file_is_not_held_to_account_for_the_one_before(ingested: Callable[..., Any]) -> None:
    _, _, settled = ingested(one=LINES, two=LINES, zeppelin=('{"id": "z", "text": "A zeppelin landed."}',))
    assert settled == {"one.jsonl", "zeppelin.jsonl"}
