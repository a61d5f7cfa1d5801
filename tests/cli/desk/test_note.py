"""``qa note``: from a shell, without a model."""

import json
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.locations import desk_file

if TYPE_CHECKING:
    from tests.conftest import Run

MILL = "tide-mill-flour.md"


@pytest.fixture(autouse=True)
def folder(
    tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> Path:
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    return articles


def test_a_note_is_kept_listed_searched_and_shown_with_its_article(qa: "Run", tmp_path: Path) -> None:
    assert qa("note", MILL, "--at", "eleven bags  of flour", "who bought them? #sales").code == 0
    assert qa("note", MILL, "good", "read", "--json").code == 0
    done = qa("note", "--list")
    assert done.code == 0
    assert "who bought them? #sales" in done.out
    assert f"{MILL}:10" in done.out
    assert [json.loads(line)["id"] for line in qa("note", "--list", "--json").out.splitlines()] == [2, 1]
    (sales,) = map(json.loads, qa("note", "--tag", "sales", "--json").out.splitlines())
    assert (sales["quote"], sales["tags"], sales["found"]) == ("eleven bags of flour", ["sales"], "there")
    assert "> eleven bags of flour\n> *Grinding again" in qa("note", "--list", "bought", "--md").out
    assert "note 1    line 10: who bought them? #sales" in qa("show", MILL).out
    assert qa("note", "--tags").out.split() == ["1", "sales"]
    kept = [
        path
        for path in (tmp_path / "index").rglob("*")
        if b"who bought" in (path.read_bytes() if path.is_file() else b"")
    ]
    assert kept == []


def test_a_note_on_an_article_that_vanished_is_still_there(
    qa: "Run", folder: Path, tmp_path: Path, fakes: ModuleType, index_settings: IndexSettings
) -> None:
    assert qa("note", MILL, "keep me").code == 0
    (folder / MILL).unlink()
    rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
    done = qa("note", "--list")
    assert "keep me" in done.out
    assert "(no longer there)" in done.out
    assert qa("note", "--remove", 1).code == 0
    assert qa("note", "--remove", 1).code == 1
    assert qa("note", "--list").code == 1


def test_what_could_command_a_terminal_is_shown_instead(qa: "Run") -> None:
    assert qa("note", MILL, "red \x1b[31malert").code == 0
    for form in ((), ("--md",), ("--json",)):
        assert "\x1b" not in qa("note", "--list", *form).out


def test_words_that_do_not_stand_there_and_articles_that_are_none_are_reported(qa: "Run") -> None:
    assert qa("note", MILL, "--at", "no such words", "x").code == 1
    assert qa("note", "nowhere.md", "x").code == 1
    assert not desk_file().exists()


@pytest.mark.parametrize("arguments", [(), (MILL,), (MILL, "--at", "x"), ("--list", "--tags"), ("--remove", "0")])
def test_wrong_usage_is_reported(qa: "Run", arguments: tuple[str, ...]) -> None:
    assert qa("note", *arguments).code == 2


def test_questions_searches_and_lists_are_held_to_the_articles_of_a_tag(
    qa: "Run", folder: Path, tmp_path: Path, fakes: ModuleType, index_settings: IndexSettings
) -> None:
    assert qa("note", MILL, "--at", "eleven bags of flour", "who bought them? #sales").code == 0
    assert [json.loads(line)["path"] for line in qa("list", "--tag", "sales", "--json").out.splitlines()] == [
        str(folder / MILL)
    ]
    (folder / MILL).rename(folder / "moved.md")
    rebuild(tmp_path / "index", [folder], fakes.FakeEncoder(), index_settings)
    payload = json.loads(qa("search", "the", "--tag", "#Sales", "--json").out)
    assert [entry["article_id"] for entry in payload["found"]] == ["moved.md"]
    assert payload["filter"]["where"] == {"tag": "sales"}
    none = qa("search", "the", "--tag", "nothing")
    assert (none.code, "No article matches: tag nothing." in none.err) == (1, True)
