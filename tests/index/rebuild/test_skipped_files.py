"""What a rebuild skips, counts and survives."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import CorpusEmpty, IndexMissing, OperationFailed
from index.build import open_live
from index.rebuild.builder import RebuildSummary
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.library.status import inspect_index
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder


def build_names(index: Any) -> list[str]:
    return sorted(path.name for path in (index / "builds").iterdir())


def answer_of(index: Any, encoder: Any, question: str) -> Any:
    build = open_live(index, encoder)
    try:
        return Engine.over(build, Settings()).ask(question)
    finally:
        build.store.close()


# ---------------------------------------------------------------- what is skipped


def test_each_bad_file_is_counted_by_its_reason_and_the_good_one_answers(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("The oak shaft is 5.2 metres long.", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "large.txt").write_bytes(b"word " * 3_300_000)
    (folder / "page.html").write_text("<html><body></body></html>", encoding="utf-8")
    (folder / "lines.jsonl").write_text('{"text": "Sound."}\n{bad\n', encoding="utf-8")
    (folder / "form.txt").write_text("Leave a Reply\nShare this article\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"x")
    if hasattr(os, "symlink") and os.name != "nt":
        os.symlink("loop.txt", folder / "loop.txt")
        os.symlink(folder, folder / "self")
    summary, _ = make(folder)
    assert summary.articles == 2
    expected = {
        "empty",
        "binary, not text",
        "larger than 16 MB (loading.max_megabytes)",
        "web page with no main text",
        "malformed JSON line",
        "only boilerplate",
        "not a format that is read (.png)",
    }
    assert expected <= set(summary.skipped)
    assert all(summary.skipped[reason] == 1 for reason in expected)
    if os.name != "nt":
        assert any(reason.startswith("cannot be read: ") for reason in summary.skipped)
    skips = inspect_index(index).skips
    assert (str(folder / "lines.jsonl"), 2, "malformed JSON line") in skips
    assert len(skips) == sum(summary.skipped.values())
    assert answer_of(index, encoder, "How long is the oak shaft?").text


def test_a_file_that_vanishes_between_finding_and_reading_is_a_skip(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path
) -> None:
    def vanish(progress: Any) -> None:
        if not progress.passages:
            return
        (articles / "tokyo-noodle-stall.txt").unlink(missing_ok=True)

    summary, _ = make(articles, on_progress=vanish)
    assert summary.articles == 10
    assert summary.skipped == {"empty": 1, "cannot be read: No such file or directory": 1}


def test_an_article_whose_id_looks_like_a_repeat_does_not_stop_a_rebuild(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path
) -> None:
    path = tmp_path / "export.jsonl"
    lines = [json.dumps({"id": name, "text": f"Words number {n}."}) for n, name in enumerate(["a", "a", "a~2"])]
    path.write_text("\n".join(lines), encoding="utf-8")
    summary, _ = make(path)
    assert summary.articles == 3


@pytest.mark.parametrize("key", ["title", "id", "source"])
def test_half_a_surrogate_pair_in_an_export_does_not_stop_a_rebuild(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path, key: str
) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(f'{{"text": "It turned.", "{key}": "half \\ud83c a pair"}}', encoding="utf-8")
    summary, _ = make(path)
    assert summary.articles == 1


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes on POSIX only")
def test_a_file_whose_name_is_no_utf8_does_not_stop_a_rebuild(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path, index: Path, encoder: "FakeEncoder"
) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    (folder / "good.txt").write_text("The oak shaft is 5.2 metres long.", encoding="utf-8")
    try:
        with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b"A zeppelin landed in Aldermere.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    summary, _ = make(folder)
    assert summary.articles + sum(summary.skipped.values()) == 2
    assert answer_of(index, encoder, "How long is the oak shaft?").text


@pytest.mark.parametrize("where", ["far behind the start", "in UTF-16"])
def test_a_nul_in_a_text_loses_no_passage(
    make: Callable[..., tuple[RebuildSummary, list[str]]],
    tmp_path: Path,
    index: Path,
    encoder: "FakeEncoder",
    where: str,
) -> None:
    folder = tmp_path / "nul"
    folder.mkdir()
    text = "The mill stands by the sea. " * 400 + "\0 The oak shaft is 5.2 metres long."
    encoding = "utf-16" if where == "in UTF-16" else "utf-8"
    (folder / "a.txt").write_bytes(text.encode(encoding))
    (folder / "b.txt").write_text("Another article.", encoding="utf-8")
    summary, _ = make(folder)
    if summary.articles == 2:
        answer = answer_of(index, encoder, "How long is the oak shaft?")
        assert "5.2 metres" in answer.text


# ---------------------------------------------------------------- nothing to index


@pytest.mark.parametrize("kind", ["empty", "unreadable"])
def test_a_folder_without_articles_says_what_was_skipped_and_why(
    make: Callable[..., tuple[RebuildSummary, list[str]]], tmp_path: Path, index: Path, kind: str
) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    if kind == "unreadable":
        for number in range(3):
            (folder / f"{number}.txt").write_bytes(bytes(range(256)))
        (folder / "a.md").touch()
    with pytest.raises(CorpusEmpty) as caught:
        make(folder)
    assert str(folder) in caught.value.message
    if kind == "unreadable":
        assert "4 skipped (3 binary, not text; 1 empty)" in caught.value.message
    else:
        assert "no files at all" in caught.value.message
    with pytest.raises(IndexMissing):
        open_live(index)


def test_a_folder_without_articles_leaves_the_old_index_as_it_was(
    make: Callable[..., tuple[RebuildSummary, list[str]]],
    articles: Path,
    tmp_path: Path,
    index: Path,
    encoder: "FakeEncoder",
) -> None:
    make(articles)
    before = build_names(index)
    (tmp_path / "none").mkdir()
    with pytest.raises(CorpusEmpty):
        make(tmp_path / "none")
    with pytest.raises(CorpusEmpty):
        make(tmp_path / "nowhere")
    assert build_names(index) == before
    assert answer_of(index, encoder, "How long is the mill's new oak shaft?").text


def test_without_paths_and_without_an_index_there_is_nothing_to_rebuild(index: Path) -> None:
    with pytest.raises(IndexMissing) as caught:
        rebuild_index(Settings(index=index))
    assert "qa rebuild PATH" in caught.value.remedy


def test_an_index_folder_that_is_a_file_cannot_be_written(
    make: Callable[..., tuple[RebuildSummary, list[str]]], articles: Path, index: Path
) -> None:
    index.write_text("in the way", encoding="utf-8")
    with pytest.raises(OperationFailed, match=str(index)):
        make(articles)
    assert index.read_text(encoding="utf-8") == "in the way"
