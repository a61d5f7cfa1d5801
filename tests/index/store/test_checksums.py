"""Changed files of a build: reported as damage, never used for answers and never a crash."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import IndexDamaged, IndexStale
from index.build import open_live
from index.store.layout import IndexFolder
from qa.engine import Engine
from qa.library.status import inspect_index
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.fakes import FakeEncoder

FILES = ["manifest.json", "articles.sqlite", "dense.faiss", "lexical/meta.json", "encoder/encoder.json"]
QUESTIONS = ("How long is the mill's new oak shaft?", "Which cheese won the national prize?", "zeppelin bagpipes")


def asked(folder: Any, encoder: Any) -> None:
    build = open_live(folder, encoder)
    try:
        engine = Engine.over(build, Settings())
        for question in QUESTIONS:
            answer = engine.ask(question)
            for citation in answer.citations:
                assert citation.quote == build.store.article(citation.article_id).text[citation.start : citation.end]
    finally:
        build.store.close()


def lexical_files(folder: Any) -> list[str]:
    build = IndexFolder(folder).live()
    return sorted(path.relative_to(build.path).as_posix() for path in build.lexical.iterdir() if path.suffix != ".lock")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", ["missing", "truncated", "empty", "longer"])
def test_a_file_of_the_wrong_size_is_damage_with_its_path_and_remedy(
    index_folder: Path, encoder: "FakeEncoder", name: str, how: str
) -> None:
    path = IndexFolder(index_folder).live().path / name
    data = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes({"truncated": data[: len(data) // 2], "empty": b"", "longer": data + b"x"}[how])
    with pytest.raises(IndexDamaged) as caught:
        open_live(index_folder, encoder)
    assert name.rsplit("/", 1)[-1] in caught.value.message
    assert "qa rebuild" in caught.value.remedy
    with pytest.raises(IndexDamaged):
        inspect_index(index_folder)


def test_every_file_of_the_bm25_index_is_watched(index_folder: Path, encoder: "FakeEncoder", tmp_path: Path) -> None:
    names = lexical_files(index_folder)
    assert len(names) > 3
    for number, name in enumerate(names):
        copy = shutil.copytree(index_folder, tmp_path / f"copy{number}")
        (IndexFolder(copy).live().path / name).write_bytes(b"x")
        with pytest.raises(IndexDamaged):
            open_live(copy, encoder)


@pytest.mark.parametrize("name", ["articles.sqlite", "dense.faiss"])
@pytest.mark.parametrize("part", range(8))
def test_scrambled_bytes_are_damage_or_do_no_harm(
    index_folder: Path, encoder: "FakeEncoder", name: str, part: int
) -> None:
    path = IndexFolder(index_folder).live().path / name
    data = bytearray(path.read_bytes())
    start, end = part * len(data) // 8, (part + 1) * len(data) // 8
    data[start:end] = bytes(255 - byte for byte in data[start:end])
    path.write_bytes(bytes(data))
    with suppress(IndexDamaged):
        asked(index_folder, encoder)


def test_scrambled_bm25_files_are_damage_or_do_no_harm(index_folder: Path, tmp_path: Path, script: "Run") -> None:
    """In a separate process: the engine is compiled code, and must not crash the test."""
    build = IndexFolder(index_folder).live()
    for number, name in enumerate(lexical_files(index_folder)):
        copy = shutil.copytree(index_folder, tmp_path / f"copy{number}")
        path = copy / build.path.relative_to(index_folder) / name
        path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))
    done = script(
        f"""
import sys
from pathlib import Path
from corpus.errors import IndexDamaged
from fakes import FakeEncoder
from index.build import open_live
from qa.engine import Engine
from qa.settings import Settings
for folder in sorted(Path(sys.argv[1]).glob("copy*")):
    try:
        engine = Engine.over(open_live(folder, FakeEncoder()), Settings())
        for question in {QUESTIONS!r}:
            engine.ask(question)
        print(folder.name, "fine")
    except IndexDamaged as error:
        print(folder.name, "damaged")
    except BaseException as error:
        print(folder.name, "escaped", type(error).__name__, str(error)[:200])
""",
        tmp_path,
    )
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == len(lexical_files(index_folder))
    assert "escaped" not in done.out, done.out


def test_parts_of_different_builds_do_not_pass_for_one(
    index_folder: Path, encoder: "FakeEncoder", pass_as_written: Callable[[Path], None]
) -> None:
    build = IndexFolder(index_folder).live()
    stored = json.loads(build.manifest.read_text(encoding="utf-8"))
    build.manifest.write_text(json.dumps(stored | {"passages": stored["passages"] + 1}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest\.json is not as it was written"):
        open_live(index_folder, encoder)
    pass_as_written(index_folder)
    with pytest.raises(IndexDamaged, match="different numbers of passages"):
        open_live(index_folder, encoder)


def test_an_older_format_is_stale_and_not_damaged(index_folder: Path, encoder: "FakeEncoder") -> None:
    build = IndexFolder(index_folder).live()
    stored = json.loads(build.manifest.read_text(encoding="utf-8"))
    build.manifest.write_text(json.dumps({"format": 0} | {"whatever": stored["files"]}), encoding="utf-8")
    for opening in (lambda: open_live(index_folder, encoder), lambda: inspect_index(index_folder)):
        with pytest.raises(IndexStale, match="format 0") as caught:
            opening()
        assert "qa rebuild" in caught.value.remedy


def test_the_builds_own_encoder_is_needed_where_none_is_given(index_folder: Path) -> None:
    with pytest.raises(IndexDamaged, match="encoder"):
        open_live(index_folder)
