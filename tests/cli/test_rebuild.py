"""``qa rebuild``: its output on both streams, and its exit code."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_rebuild_ends_with_a_summary_and_keeps_progress_off_standard_output(
    qa: "Run", articles: Path, index: Path
) -> None:
    done = qa("rebuild", articles, "--index", index)
    assert done.code == 0
    first, second, *skipped = done.out.splitlines()
    assert first.startswith("11 articles, ")
    assert "embedded" in first
    assert "reused" in first
    assert "MB" in second
    assert str(index) in second
    assert skipped == ["skipped 1: empty"]
    assert "Embedding" in done.err
    assert "Embedding" not in done.out


def test_a_second_rebuild_needs_no_paths_and_embeds_only_what_changed(qa: "Run", articles: Path, index: Path) -> None:
    first = json.loads(qa("rebuild", articles, "--index", index, "--json").out)
    assert first["embedded"] == first["passages"] - first["reused"] > 20
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    done = qa("rebuild", "--index", index, "--json")
    assert done.code == 0
    second = json.loads(done.out)
    assert 1 <= second["embedded"] <= 2
    assert second["passages"] == first["passages"]
    answer = qa("ask", "--index", index, "How long is the mill's new oak shaft?")
    assert answer.code == 0
    assert "6.1 metres" in answer.out


def test_the_folder_of_an_index_may_be_named_in_the_environment(
    qa: "Run", articles: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", str(index))
    assert qa("rebuild", articles).code == 0
    assert (index / "CURRENT").exists()
    assert qa("status").code == 0


def test_an_article_with_windows_line_ends_is_cited_at_its_line(qa: "Run", tmp_path: Path, index: Path) -> None:
    folder = tmp_path / "windows"
    folder.mkdir()
    text = "Mill news\r\n\r\nThe mill stood still.\r\nThe new oak shaft is 5.2 metres long.\r\nIt rained.\r\n"
    (folder / "mill.txt").write_bytes(text.encode())
    qa("rebuild", folder, "--index", index)
    answer = json.loads(qa("ask", "--json", "--index", index, "How long is the oak shaft?").out)
    citation = answer["citations"][0]
    assert citation["line"] == 4
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "5.2 metres" in citation["quote"]
    assert citation["sentence"] == "The new oak shaft is 5.2 metres long."


def test_a_dry_run_says_what_would_be_done_and_leaves_no_index(qa: "Run", articles: Path, index: Path) -> None:
    done = qa("rebuild", articles, "--index", index, "--dry-run")
    assert done.code == 0
    assert "would read     10 of 10 files" in done.out
    assert "would index    11 articles" in done.out
    assert "would embed" in done.out
    assert not index.exists()
    planned = json.loads(qa("rebuild", articles, "--index", index, "--dry-run", "--json").out)
    assert planned["embedded"] == json.loads(qa("rebuild", articles, "--index", index, "--json").out)["embedded"]


def test_limits_may_be_given_on_the_command_line(qa: "Run", articles: Path, index: Path) -> None:
    (articles / "huge.txt").write_text("A zeppelin landed. " * 70_000, encoding="utf-8")
    done = qa("rebuild", articles, "--index", index, "--max-file-size", 1, "--jobs", 1)
    assert done.code == 0
    assert "11 articles" in done.out
    assert "skipped 1: larger" in done.out or "larger" in done.out
    assert qa("rebuild", "--index", index, "--jobs", -1).code == 2


# ---------------------------------------------------------------- what cannot be rebuilt


def test_without_paths_and_without_an_index_it_exits_3(qa: "Run", index: Path) -> None:
    done = qa("rebuild", "--index", index)
    assert (done.code, done.out) == (3, "")
    assert "qa rebuild PATH" in done.err


@pytest.mark.parametrize("kind", ["missing", "empty", "unreadable"])
def test_a_folder_without_articles_exits_4_and_says_why(qa: "Run", tmp_path: Path, index: Path, kind: str) -> None:
    folder = tmp_path / "folder"
    if kind != "missing":
        folder.mkdir()
    if kind == "unreadable":
        (folder / "a.txt").write_bytes(bytes(range(256)))
        (folder / "b.md").touch()
    done = qa("rebuild", folder, "--index", index)
    assert (done.code, done.out) == (4, "")
    assert str(folder) in done.err
    assert "Traceback" not in done.err
    if kind == "unreadable":
        assert "2 skipped" in done.err


def test_a_model_that_is_no_model_exits_4(qa: "Run", articles: Path, index: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    done = qa("rebuild", articles, "--index", index, "--model", tmp_path / "model")
    assert (done.code, done.out) == (4, "")
    assert str(tmp_path / "model") in done.err


def test_an_index_that_may_not_be_written_exits_4(
    qa_process: "Run", articles: Path, tmp_path: Path, as_nobody: tuple[str, ...]
) -> None:
    (tmp_path / "shut").mkdir(mode=0o555)
    done = qa_process("rebuild", articles, "--index", tmp_path / "shut" / "index", before=as_nobody)
    assert (done.code, done.out) == (4, "")
    assert "Permission denied" in done.err
    assert "Traceback" not in done.err


def test_a_path_that_may_not_be_looked_at_is_not_blamed_on_the_index(
    qa_process: "Run", tmp_path: Path, as_nobody: tuple[str, ...]
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "news").mkdir()
    (tmp_path / "shut").chmod(0)
    tmp_path.chmod(0o777)
    done = qa_process("rebuild", tmp_path / "shut" / "news", "--index", tmp_path / "index", before=as_nobody)
    (tmp_path / "shut").chmod(0o755)
    assert (done.code, done.out) == (4, "")
    assert "Traceback" not in done.err
    assert str(tmp_path / "shut" / "news") in done.err


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_an_interrupted_rebuild_exits_130_and_keeps_the_old_index(
    qa: "Run", articles: Path, index: Path, environment: dict[str, str]
) -> None:
    assert qa("rebuild", articles, "--index", index).code == 0
    for number in range(400):
        words = " ".join(f"word{number * 7 + place}" for place in range(120))
        (articles / f"new{number}.txt").write_text(f"Story {number}\n\n{words}.", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "rebuild", str(articles), "--index", str(index)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        # Whoever runs the tests in the background has the interrupt ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    try:
        assert select.select([process.stderr], [], [], 60)[0]
        for line in process.stderr:
            if line.startswith("Embedding"):
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert out == ""
    assert "Stopped" in err
    assert "Traceback" not in err
    assert len(list((index / "builds").iterdir())) == 1
    assert qa("ask", "--index", index, "How long is the mill's new oak shaft?").code == 0


def test_own_names_of_fields_are_given_once_and_remembered(qa: "Run", tmp_path: Path, index: Path) -> None:
    (tmp_path / "a.csv").write_text("Wording,Head\nThe wheel turned again in May.,Mill\n", encoding="utf-8")
    sheet = qa("rebuild", tmp_path / "a.csv", "--index", index)
    assert sheet.out.startswith("1 article, 1 passage"), sheet.err
    assert "Mill" not in qa("list", "--index", index).out
    first = qa("rebuild", tmp_path / "a.csv", "--index", index, "--field", "text=Wording", "--field", "title=Head")
    assert first.out.startswith("1 article, 1 passage"), first.err
    assert "Mill" in qa("list", "--index", index).out
    assert qa("rebuild", "--index", index).out.startswith("1 article, 1 passage")
    wrong = qa("rebuild", "--index", index, "--field", "colour=red")
    assert wrong.code == 2
    assert "loading.fields" in wrong.err


def test_a_folder_of_nothing_but_one_article_over_and_over_is_one_source(
    qa: "Run", tmp_path: Path, index: Path
) -> None:
    folder = tmp_path / "same"
    folder.mkdir()
    text = "Mill news\n\nThe new oak shaft is 5.2 metres long.\n"
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    rebuilt = qa("rebuild", folder, "--index", index, "--json")
    assert json.loads(rebuilt.out)["embedded"] == 1
    answer = json.loads(qa("ask", "--json", "--index", index, "How long is the oak shaft?").out)
    assert len(answer["citations"]) == 1
    assert len(answer["citations"][0]["copies"]) == 299
    assert len(answer["hits"]) == 1
