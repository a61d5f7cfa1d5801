"""``qa doctor``: problems of an index, and their remedies."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


@pytest.fixture
def index(article_index: Path, tmp_path: Path) -> Path:
    return shutil.copytree(article_index, tmp_path / "index")


def flip(path: Any) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_a_sound_index_exits_0_and_each_check_says_what_it_saw(qa: "Run", index: Path) -> None:
    done = qa("doctor", "--index", index)
    assert done.code == 0
    assert "Sound" in done.out.splitlines()[-1]
    matches = re.findall(r"^(?:ok|warn) +(\w+)", done.out, re.MULTILINE)
    assert set(matches) >= set(
        "settings version pointer manifest files articles encoder dense lexical permission lock leftovers space "
        "articles model".split()
    )
    assert "11 articles" in done.out
    assert "Checking" not in done.out


def test_the_findings_as_json_are_one_object(qa: "Run", index: Path) -> None:
    done = qa("doctor", "--json", "--index", index)
    payload = json.loads(done.out)
    assert (done.code, payload["schema"], payload["sound"]) == (0, "quotewire.doctor/1", True)
    assert {tuple(check) for check in payload["checks"]} == {("name", "state", "detail", "remedy")}
    assert {check["state"] for check in payload["checks"]} <= {"ok", "warning"}


@pytest.mark.parametrize(
    "name", ["articles.sqlite", "dense.faiss", "encoder/model.onnx", "encoder/tokenizer.json", "lexical/meta.json"]
)
def test_a_damaged_file_is_named_and_what_else_is_whole_is_reported(qa: "Run", index: Path, name: str) -> None:
    (path,) = index.glob(f"builds/*/{name}")
    flip(path)
    done = qa("doctor", "--index", index)
    assert done.code == 3
    (line,) = re.findall(r"^FAIL  files.*\n.*", done.out, re.MULTILINE)
    assert str(path) in line
    assert "qa rebuild" in line
    assert "failed" in done.out.splitlines()[-1]
    assert "Traceback" not in done.out + done.err
    assert re.search(r"^ok    (articles|lexical) ", done.out, re.MULTILINE)


def test_damage_that_asking_would_not_notice_is_found(qa: "Run", index: Path) -> None:
    """A bit lost by the disk in the middle of a large file: neither size nor time shows it."""
    (path,) = index.glob("builds/*/dense.faiss")
    stat = path.stat()
    flip(path)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    done = qa("doctor", "--index", index)
    assert done.code == 3
    assert str(path) in done.out


@pytest.mark.parametrize("name", ["manifest.json", "CURRENT"])
def test_an_index_that_cannot_be_opened_at_all_is_reported_too(qa: "Run", index: Path, name: str) -> None:
    next(index.rglob(name)).write_bytes(b"{}")
    done = qa("doctor", "--index", index)
    assert done.code == 3
    assert "FAIL  manifest" in done.out
    assert name in done.out
    assert "qa rebuild" in done.out


def test_no_index_exits_3_and_says_how_to_make_one(qa: "Run", tmp_path: Path) -> None:
    done = qa("doctor", "--index", tmp_path / "nowhere")
    assert done.code == 3
    assert "There is no index" in done.out
    assert "qa rebuild" in done.out


def test_what_a_killed_rebuild_left_is_a_warning(qa: "Run", index: Path) -> None:
    (index / "builds" / "20200101T000000-00000000").mkdir()
    (index / "holder.json").write_text('{"pid": 123, "host": "workspace", "since": "2020"}', encoding="utf-8")
    done = qa("doctor", "--index", index)
    assert done.code == 0
    assert "1 unfinished or older build" in done.out
    assert "process 123 on workspace" in done.out
    assert "warning" in done.out.splitlines()[-1]


def test_settings_that_cannot_be_read_are_a_finding(qa: "Run", index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_CHUNKING_SIZE", "many")
    done = qa("doctor", "--index", index, "--json")
    assert done.code == 3
    (check,) = json.loads(done.out)["checks"]
    assert (check["name"], check["state"]) == ("settings", "failed")
    assert "chunking.size" in check["detail"]


def test_files_that_changed_are_a_warning(qa: "Run", articles: Path, tmp_path: Path) -> None:
    qa("rebuild", articles, "--index", tmp_path / "own")
    (articles / "new.txt").write_text("New words.", encoding="utf-8")
    done = qa("doctor", "--index", tmp_path / "own")
    assert done.code == 0
    assert "1 new since they were indexed" in done.out
