"""Any flipped bit, truncated or removed file is detected before an answer is given, and never a crash.

Set QUOTEWIRE_SOAK=1 for 50 flips and 10 cuts of every file.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forks")

SOAK = bool(os.environ.get("QUOTEWIRE_SOAK"))


@pytest.fixture
def damaged(environment: dict[str, str]) -> Callable[..., list[dict]]:
    """Damage every file of an index in turn; return the outcomes of asking it."""

    def damaged(kind: str, which: str, index: Any, flips: int, cuts: int) -> list[dict]:
        numbers = (50, 10) if SOAK else (flips, cuts)
        command = [sys.executable, "-m", "flips", kind, which, index, *numbers]
        done = subprocess.run([*map(str, command)], env=environment, capture_output=True, check=False, timeout=1800)
        assert done.returncode == 0, done.stderr.decode()
        payloads = [json.loads(line) for line in done.stdout.splitlines()]
        print(Counter((trial["file"].split(".")[-1], trial["said"].split(":")[0]) for trial in payloads))  # noqa: T201
        return payloads

    return damaged


def test_damage_of_any_file_is_found_on_opening_and_the_file_is_named(
    damaged: Callable[..., list[dict]], index_folder: Path
) -> None:
    trials = damaged("seen", "fake", index_folder, 3, 1)
    assert len({trial["file"] for trial in trials}) >= 11
    for trial in trials:
        if trial["file"] == "CURRENT" and "answered" in trial["said"]:
            continue  # its line end may be another, or none
        if trial["file"] == "encoder.json" and trial["what"] != "removed":
            continue  # not opened: the fake stands in for it
        assert trial["said"].startswith("IndexDamaged"), trial
        assert trial["file"] in trial["said"], trial


def test_damage_that_opening_cannot_see_never_gives_a_wrong_citation_or_a_crash(
    damaged: Callable[..., list[dict]], index_folder: Path
) -> None:
    for trial in damaged("unseen", "fake", index_folder, 5, 1):
        assert trial["said"] == "answered" or trial["said"].startswith("IndexDamaged"), trial


@pytest.mark.models
def test_damage_of_the_encoder_is_found_on_opening(
    damaged: Callable[..., list[dict]], article_index: Path, tmp_path: Path
) -> None:
    index = shutil.copytree(article_index, tmp_path / "index")
    trials = [trial for trial in damaged("seen", "own", index, 1, 0) if trial["file"].endswith(("onnx", "json"))]
    assert {trial["file"] for trial in trials} >= {"model.onnx", "tokenizer.json", "encoder.json"}
    for trial in trials:
        assert trial["said"].startswith("IndexDamaged"), trial
        assert trial["file"] in trial["said"], trial


@pytest.mark.models
def test_asking_a_damaged_index_exits_3_and_says_which_file_and_what_to_do(
    qa_process: "Run", article_index: Path, tmp_path: Path
) -> None:
    index = shutil.copytree(article_index, tmp_path / "index")
    (path,) = index.rglob("dense.faiss")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(bytes(data))
    done = qa_process("ask", "--index", index, "How long is the mill's new oak shaft?")
    assert (done.code, done.out) == (3, "")
    assert str(path) in done.err
    assert "qa rebuild" in done.err
    assert "Traceback" not in done.err
