"""Rebuilding: only new text is embedded, and the old index answers until the new one is complete."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from index.build import open_live
from index.rebuild.builder import RebuildSummary, rebuild
from index.settings import DenseSettings, IndexSettings
from index.store.layout import IndexFolder
from qa.engine import Engine
from qa.library.status import inspect_index
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder


def answer_of(index: Any, encoder: Any, question: str) -> Any:
    build = open_live(index, encoder)
    try:
        return Engine.over(build, Settings()).ask(question)
    finally:
        build.store.close()


def build_names(index: Any) -> list[str]:
    return sorted(path.name for path in (index / "builds").iterdir())


def test_a_rebuild_counts_what_it_did(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    summary, encoded = make(articles)
    assert summary.articles == 11
    assert summary.skipped == {"empty": 1}
    assert summary.passages == summary.embedded + summary.reused
    assert summary.embedded == len(encoded) > 20
    build = IndexFolder(index).live()
    assert summary.bytes == build.size() == sum(path.stat().st_size for path in build.path.rglob("*") if path.is_file())
    assert summary.seconds > 0


def test_the_manifest_tells_what_made_the_build(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, index_settings: IndexSettings
) -> None:
    summary, _ = make(articles)
    manifest = inspect_index(index).manifest
    assert manifest.sources == (str(articles),)
    assert (manifest.articles, manifest.passages) == (summary.articles, summary.passages)
    assert manifest.encoder == {"name": "fake", "fingerprint": "fake-1", "dim": 256}
    assert manifest.settings["chunking.size"] == index_settings.chunking.size
    assert manifest.dense_kind == "float32"


def test_a_second_rebuild_embeds_nothing(make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path) -> None:
    first, _ = make(articles)
    second, encoded = make(articles)
    assert encoded == []
    assert (second.embedded, second.reused) == (0, first.passages)


def test_a_second_rebuild_answers_as_the_first(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    first = answer_of(index, encoder, "How long is the mill's new oak shaft?")
    make(articles)
    second = answer_of(index, encoder, "How long is the mill's new oak shaft?")
    assert (second.text, second.citations) == (first.text, first.citations)
    assert [(hit.passage, hit.score) for hit in second.hits] == [(hit.passage, hit.score) for hit in first.hits]


def test_only_the_changed_passage_is_embedded_again(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    summary, encoded = make(articles)
    assert 1 <= len(encoded) == summary.embedded <= 3
    assert all("6.1 metres" in text for text in encoded)
    assert "6.1 metres" in answer_of(index, encoder, "How long is the mill's new oak shaft?").text


def test_a_new_article_is_found_and_a_removed_one_is_not(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    (articles / "new.txt").write_text("A zeppelin landed in Aldermere on 3 May.", encoding="utf-8")
    (articles / "tide-mill-flour.md").unlink()
    summary, encoded = make(articles)
    assert len(encoded) == 1
    assert summary.articles == 11
    assert answer_of(index, encoder, "Where has a zeppelin landed?").citations[0].article_id == "new.txt"
    assert answer_of(index, encoder, "How long is the mill's new oak shaft?").text is None


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.dense.faiss_index._EXHAUSTIVE", 10)


@pytest.mark.usefixtures("few_are_many")
def test_a_large_archive_is_searched_by_inverted_lists_and_the_manifest_says_what_they_find(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    summary, _ = make(articles)
    manifest = inspect_index(index).manifest
    assert manifest.dense_kind == "inverted lists"
    assert 1 <= manifest.dense_lists.probed <= manifest.dense_lists.lists < summary.passages
    assert manifest.dense_lists.recall >= 0.98
    assert manifest.dense_lists.queries == min(200, summary.passages)
    assert "5.2 metres" in answer_of(index, encoder, "How long is the mill's new oak shaft?").text


@pytest.mark.usefixtures("few_are_many")
def test_embeddings_come_back_from_inverted_lists_as_they_went_in(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    make(articles)
    first = IndexFolder(index).live()
    were = {name: (first.path / name).read_bytes() for name in ("dense.faiss", "dense.places")}
    assert make(articles)[1] == []
    second = IndexFolder(index).live()
    assert {name: (second.path / name).read_bytes() for name in were} == were


@pytest.mark.usefixtures("few_are_many")
def test_damaged_places_are_not_reused(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    first, _ = make(articles)
    places = IndexFolder(index).live().path / "dense.places"
    places.write_bytes(bytes(reversed(places.read_bytes())))
    assert make(articles)[0].embedded == first.embedded


@pytest.mark.usefixtures("few_are_many")
def test_exact_search_is_kept_where_it_was_chosen(
    index: Path, articles: Path, fakes: ModuleType, index_settings: IndexSettings
) -> None:
    exact = replace(index_settings, dense=DenseSettings(exact=True))
    rebuild(index, [articles], fakes.FakeEncoder(), exact)
    manifest = inspect_index(index).manifest
    assert (manifest.dense_kind, manifest.dense_lists) == ("float32", None)
    assert manifest.settings["dense.exact"] is True


def test_a_moved_folder_embeds_nothing_again(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, tmp_path: Path
) -> None:
    make(articles)
    moved = shutil.move(articles, tmp_path / "moved")
    assert make(tmp_path / "moved")[1] == []
    assert moved


def test_text_that_stands_in_several_files_is_embedded_once(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text("# One title\n\nThe same words stand here.", encoding="utf-8")
    summary, encoded = make(folder)
    assert len(encoded) == summary.embedded == 1
    assert summary.passages == 5


def test_another_encoder_embeds_everything_again(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, fakes: ModuleType
) -> None:
    first, _ = make(articles)
    summary, encoded = make(articles, encoder=fakes.FakeEncoder(fingerprint="fake-2", dim=128))
    assert summary.embedded == len(encoded) == first.embedded


def test_one_build_is_left_and_no_pending_work(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    make(articles)
    make(articles)
    assert len(build_names(index)) == 1
    assert {path.name for path in index.iterdir()} <= {"CURRENT", "builds", "lock"}


def test_a_reader_of_the_old_build_reads_on_while_a_new_one_is_made(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    build = open_live(index, encoder)
    engine = Engine.over(build, Settings())
    make(articles)
    answer = engine.ask("How long is the mill's new oak shaft?")
    engine.close()
    assert "5.2 metres" in answer.text


def test_a_damaged_live_build_is_made_again_without_it(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    IndexFolder(index).live().dense.write_bytes(b"nonsense")
    summary, encoded = make(articles)
    assert summary.embedded == len(encoded) > 0
    assert answer_of(index, encoder, "How long is the mill's new oak shaft?").text


@pytest.mark.parametrize("name", ["articles.sqlite", "dense.faiss", "CURRENT", "manifest.json"])
@pytest.mark.parametrize("how", ["scrambled", "gone"])
def test_a_rebuild_mends_an_index_whatever_is_broken_in_it(
    make: Callable[..., tuple[RebuildSummary, list[str]]],
    articles: Path,
    index: Path,
    encoder: "FakeEncoder",
    name: str,
    how: str,
) -> None:
    make(articles)
    before = answer_of(index, encoder, "How long is the mill's new oak shaft?")
    (path,) = index.rglob(name)
    if how == "gone":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[len(data) // 4 :] = bytes(255 - byte for byte in data[len(data) // 4 :])
        path.write_bytes(bytes(data))
    make(articles)
    after = answer_of(index, encoder, "How long is the mill's new oak shaft?")
    assert after.text == before.text
    assert [(hit.passage, hit.score) for hit in after.hits] == [(hit.passage, hit.score) for hit in before.hits]


# ---------------------------------------------------------------- freshness


def test_an_index_knows_which_files_changed_came_and_went(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    make(articles)
    status = inspect_index(index)
    assert (status.changed, status.new, status.gone) == (0, 0, 0)
    (articles / "latin1.txt").write_text("Other words altogether.", encoding="utf-8")
    (articles / "new.txt").write_text("New words.", encoding="utf-8")
    (articles / "tide-mill-flour.md").unlink()
    (articles / "empty.txt").unlink()
    status = inspect_index(index)
    assert (status.changed, status.new, status.gone) == (1, 1, 2)


def test_an_index_whose_folder_is_gone_can_still_be_described(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    make(articles)
    shutil.rmtree(articles)
    assert inspect_index(index).gone == 9 + 1
