"""``qa status``: what is indexed, without opening a model."""

import json
import shutil
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from index.settings import IndexSettings

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def folder(tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType) -> Path:
    from index.rebuild.builder import rebuild

    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    return tmp_path / "index"


def test_status_says_what_is_indexed_with_what_and_that_it_is_fresh(qa: "Run", folder: Path, articles: Path) -> None:
    done = qa("status", "--index", folder)
    assert (done.code, done.err) == (0, "")
    for piece in (
        str(folder),
        "11 articles",
        str(articles),
        "fake",
        "256 dimensions",
        "chunking.size 64",
        "search    exact: a question is compared with every passage",
        "fresh     yes",
    ):
        assert piece in done.out
    assert "skipped   1: empty" in done.out


def test_status_says_what_is_stale_and_how_to_mend_it(qa: "Run", folder: Path, articles: Path) -> None:
    (articles / "new.txt").write_text("New words.", encoding="utf-8")
    (articles / "latin1.txt").unlink()
    done = qa("status", "--index", folder)
    assert done.code == 0
    assert "1 new" in done.out
    assert "1 gone" in done.out
    assert "qa rebuild" in done.out


def test_each_file_that_gave_no_article_is_listed_where_asked_for(qa: "Run", folder: Path, articles: Path) -> None:
    assert f"{articles / 'empty.txt'}: empty" in qa("status", "--skipped", "--index", folder).out


def test_what_is_left_out_of_articles_is_counted_and_listed(
    qa: "Run", tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    from index.rebuild.builder import rebuild

    path = articles / "fire.txt"
    path.write_text("The fire\n\nIt burnt on Friday.\n\n3 comments\n\nTroll says:\nBo did it.\n", encoding="utf-8")
    for _ in range(2):  # the second time it is copied
        summary = rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
        out = qa("status", "--skipped", "--index", tmp_path / "index").out
        assert "left out  readers' comments, of 1 article" in out
        assert f"{path}:5: left out readers' comments" in out
        assert dict(summary.skipped) == {"empty": 1}
    payload = json.loads(qa("status", "--json", "--index", tmp_path / "index").out)
    assert {"path": str(path), "line": 5, "kind": "readers' comments"} in payload["left_out"]
    assert [skip["reason"] for skip in payload["skipped"]] == ["empty"]


def test_status_as_json_is_one_object(qa: "Run", folder: Path, articles: Path) -> None:
    done = qa("status", "--json", "--index", folder)
    assert done.out.count("\n") == 1
    status = json.loads(done.out)
    assert status["schema"] == "quotewire.status/1"
    assert status["articles"] == 11
    assert status["sources"] == [str(articles)]
    assert status["fresh"] == {"changed": 0, "new": 0, "gone": 0}
    assert status["skipped"] == [{"path": str(articles / "empty.txt"), "line": None, "reason": "empty"}]
    assert status["bytes"] > 0


def test_status_of_nothing_exits_3(qa: "Run", tmp_path: Path) -> None:
    done = qa("status", "--index", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")
    assert "qa rebuild" in done.err


def test_status_of_a_damaged_index_exits_3(qa: "Run", folder: Path) -> None:
    (path,) = folder.rglob("articles.sqlite")
    path.write_bytes(b"x" * path.stat().st_size)
    done = qa("status", "--index", folder)
    assert (done.code, done.out) == (3, "")
    assert "articles.sqlite" in done.err
    assert "Traceback" not in done.err


def test_status_of_an_index_whose_build_is_gone_exits_3(qa: "Run", folder: Path) -> None:
    shutil.rmtree(folder / "builds")
    assert qa("status", "--index", folder).code == 3


def test_status_as_json_tells_the_build_what_is_kept_and_where_the_log_is(qa: "Run", folder: Path) -> None:
    status = json.loads(qa("status", "--json", "--index", folder).out)
    assert status["build"] == (folder / "CURRENT").read_text(encoding="utf-8").strip()
    assert (status["format"], status["rebuilding"], status["pending"]) == (2, None, 0)
    assert status["log"].endswith("quotewire.log")


def test_status_says_who_is_making_the_index_again(qa: "Run", folder: Path) -> None:
    import os

    from index.store.layout import IndexFolder
    from index.store.lock import held

    with held(IndexFolder(folder)):
        assert f"running: process {os.getpid()} on " in qa("status", "--index", folder).out
        assert json.loads(qa("status", "--json", "--index", folder).out)["rebuilding"]["pid"] == os.getpid()
