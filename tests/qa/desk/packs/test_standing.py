"""Checking the quotations of a pack against another archive."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.desk.packs.pack import write_pack
from qa.desk.packs.standing import standings
from qa.desk.packs.unpack import read_pack

MILL, LAMP = "tide-mill-flour.md", "skerrow-lighthouse.txt"


@pytest.fixture
def evidence(packed: Callable[..., dict[str, bytes]], tmp_path: Path) -> Any:
    write_pack(tmp_path / "pack.zip", packed())
    return read_pack(tmp_path / "pack.zip").evidence


@pytest.fixture
def held(
    evidence: Any, tmp_path: Path, articles: Path, fakes: ModuleType, index_settings: IndexSettings
) -> Callable[..., Any]:
    """Check the pack against the changed articles; return each quotation's result and location."""

    def held(folder: Path = articles) -> list[tuple[str, str | None, int | None]]:
        rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
        build = open_live(tmp_path / "index", fakes.FakeEncoder())
        try:
            checked = standings(evidence, build.store)
        finally:
            build.store.close()
        return [(result.standing, result.path and Path(result.path).name, result.line) for result in checked]

    return held


def test_the_same_files_are_the_same_wherever_they_lie(
    held: Callable[..., Any], articles: Path, tmp_path: Path
) -> None:
    assert [standing for standing, _, _ in held()] == ["same file"] * 3
    moved = tmp_path / "elsewhere" / "deep"
    moved.mkdir(parents=True)
    shutil.copy(articles / MILL, moved / "mill.md")
    assert held(tmp_path / "elsewhere")[:2] == [("same file", "mill.md", 10), ("same file", "mill.md", 16)]


def test_another_file_of_the_same_text_has_the_same_words(held: Callable[..., Any], articles: Path) -> None:
    """A byte order mark is not part of the text."""
    file = articles / LAMP
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert held()[2][:2] == ("same words", LAMP)


def test_words_that_stand_at_another_place_of_the_article_have_moved(held: Callable[..., Any], articles: Path) -> None:
    text = (articles / MILL).read_text(encoding="utf-8")
    (articles / MILL).write_text(text.replace("The waterwheel", "Good news.\n\nThe waterwheel"), encoding="utf-8")
    assert held()[:2] == [("moved", MILL, 12), ("moved", MILL, 18)]


def test_a_sentence_that_is_edited_has_changed_and_the_others_have_not(
    held: Callable[..., Any], articles: Path
) -> None:
    text = (articles / MILL).read_text(encoding="utf-8")
    (articles / MILL).write_text(text.replace("5.2 metres", "5.3 metres"), encoding="utf-8")
    assert held()[:2] == [("moved", MILL, 10), ("changed", MILL, None)]


def test_a_sentence_that_another_article_has_is_found_there(held: Callable[..., Any], articles: Path) -> None:
    line = next(line for line in (articles / MILL).read_text(encoding="utf-8").splitlines() if "eleven bags" in line)
    (articles / MILL).unlink()
    (articles / "reprint.txt").write_text(f"Reprinted\n\n{line}\nAnd more.\n", encoding="utf-8")
    assert held()[0] == ("moved", "reprint.txt", 3)
    assert held()[1] == ("missing", None, None)
