"""`qa ask` with a defective index, terminal or reader of its output."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


def assert_no_traceback(done: Any) -> None:
    assert "Traceback" not in done.err
    assert "Error:" not in done.err or done.code == 2


GCHQ = "when did GCHQ join Instagram"


# ---------------------------------------------------------------- no index, or one that cannot be used


def test_an_index_that_was_named_and_is_not_there_exits_3(qa: "Run", tmp_path: Path) -> None:
    done = qa("ask", "--index", tmp_path / "nowhere", GCHQ)
    assert (done.code, done.out) == (3, "")
    assert str(tmp_path / "nowhere") in done.err
    assert "qa rebuild" in done.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("damage", ["truncated", "older", "no encoder", "other model"])
def test_an_index_that_cannot_be_used_exits_3_with_the_remedy(
    qa: "Run", sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    folder = Path(shutil.copytree(sample_index, tmp_path / "index"))
    (manifest,) = folder.rglob("manifest.json")
    if damage == "truncated":
        (path,) = folder.rglob("dense.faiss")
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "older":
        manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")
    elif damage == "no encoder":
        shutil.rmtree(manifest.parent / "encoder")
    else:
        monkeypatch.setenv("QA_MODEL", "some/other-model")
    done = qa("ask", "--index", folder, GCHQ)
    assert (done.code, done.out) == (3, "")
    assert "qa rebuild" in done.err
    assert_no_traceback(done)


def test_a_scrambled_encoder_is_damage(qa: "Run", sample_index: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sample_index, tmp_path / "index"))
    (path,) = folder.rglob("model.onnx")
    path.write_bytes(b"\xff" * path.stat().st_size)
    done = qa("ask", "--index", folder, GCHQ)
    assert (done.code, done.out) == (3, "")
    assert_no_traceback(done)


def test_an_index_folder_that_may_not_be_written_answers(
    qa_process: "Run", sample_index: Path, tmp_path: Path, as_nobody: tuple[str, ...]
) -> None:
    folder = Path(shutil.copytree(sample_index, tmp_path / "index"))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = qa_process("ask", "--index", folder, GCHQ, before=as_nobody, QA_CACHE=str(tmp_path / "none"))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert done.code == 0, done.err
    assert "2018" in done.out


# ---------------------------------------------------------------- pipes and terminals


def test_a_reader_that_had_enough_is_no_failure(environment: dict[str, str], sample_index: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "ask", "--index", str(sample_index), GCHQ],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (0, 141), "1 would mean that the articles do not say"


def test_output_that_cannot_show_a_character_still_answers(qa_process: "Run", sample_index: Path) -> None:
    done = qa_process("ask", "--index", sample_index, GCHQ, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert_no_traceback(done)
    assert done.code == 0
    assert "2018" in done.out


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
@pytest.mark.parametrize("no_colour", [False, True], ids=["colour", "NO_COLOR"])
def test_a_terminal_gets_colour_unless_it_is_unwanted(
    environment: dict[str, str], sample_index: Path, no_colour: bool
) -> None:
    import pty

    master, slave = pty.openpty()
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80"} | ({"NO_COLOR": "1"} if no_colour else {})
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "ask", "--index", str(sample_index), GCHQ],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
    )
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:  # how a pseudo-terminal says that the other end is closed
        pass
    os.close(master)
    assert process.wait() == 0
    assert b"2018" in shown
    assert (b"\x1b[" in shown) != no_colour


def test_json_has_no_colour_even_on_a_terminal(qa: "Run", sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b" not in qa("ask", "--json", "--index", sample_index, GCHQ).out
