"""``qa add``, ``qa remove`` and globs: the index contains what was selected, and remembers the selection."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.files import samples_folder

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    return tmp_path / "index"


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for folder, name, text in (
        ("one", "mill.md", "# The mill\n\nThe mill's new oak shaft is 5.2 metres long.\n"),
        ("one", "dam.md", "# The dam\n\nThe dam at Coldwater holds nine million litres.\n"),
        ("one", "drafts/fair.md", "# The fair\n\nThe fair opens on the second Sunday of June.\n"),
        ("two", "ferry.md", "# The ferry\n\nThe ferry to Sandray sails at seven.\n"),
    ):
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def ids(qa: Any) -> set[str]:
    return {json.loads(line)["article_id"] for line in qa("list", "--json").out.splitlines()}


def test_globs_are_remembered_until_others_are_given(qa: "Run", folders: Path) -> None:
    assert qa("rebuild", folders / "one", "--exclude", "drafts/").out.startswith("2 articles")
    assert qa("rebuild").out.startswith("2 articles")
    assert "exclude   drafts/" in qa("status").out
    assert "fresh     yes" in qa("status").out
    assert qa("rebuild", "--include", "mill*", "--exclude", "").out.startswith("1 article,")
    assert qa("rebuild", "--include", "").out.startswith("3 articles")


def test_a_glob_that_is_none_exits_2(qa: "Run", folders: Path) -> None:
    done = qa("rebuild", folders / "one", "--exclude", "!")
    assert (done.code, done.out) == (2, "")
    assert "loading.exclude" in done.err


def test_folders_and_files_are_added_beside_those_that_are_there(qa: "Run", folders: Path) -> None:
    assert qa("add", folders / "one").out.startswith("3 articles")
    done = qa("add", folders / "two" / "ferry.md")
    assert done.code == 0, done.err
    assert done.out.startswith("4 articles")
    assert qa("rebuild").out.startswith("4 articles")
    assert "at seven" in qa("ask", "When does the ferry to Sandray sail?").out


def test_a_folder_below_an_indexed_one_is_not_indexed_twice(qa: "Run", folders: Path) -> None:
    qa("add", folders / "one")
    assert qa("add", folders / "one" / "drafts").out.startswith("3 articles")
    assert json.loads(qa("status", "--json").out)["sources"] == [str(folders / "one")]


def test_what_a_glob_leaves_out_can_be_added_by_name(qa: "Run", folders: Path) -> None:
    qa("rebuild", folders / "one", "--exclude", "drafts/")
    assert qa("add", folders / "one" / "drafts" / "fair.md").out.startswith("3 articles")


def test_adding_what_is_not_there_exits_4_and_changes_nothing(qa: "Run", folders: Path) -> None:
    qa("add", folders / "one")
    done = qa("add", folders / "three")
    assert (done.code, done.out) == (4, "")
    assert str(folders / "three") in done.err
    assert json.loads(qa("status", "--json").out)["sources"] == [str(folders / "one")]


@pytest.mark.parametrize("name", ["mill.md", "The mill", "oak", "{one}/mill.md"])
def test_a_removed_article_stays_out_until_it_is_added_again(qa: "Run", folders: Path, name: str) -> None:
    mill = folders / "one" / "mill.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("# The mill", "# The mill of oak"), encoding="utf-8")
    qa("add", folders / "one")
    done = qa("remove", name.format(one=folders / "one") if name != "The mill" else "The mill of oak")
    assert done.code == 0, done.err
    assert done.out.startswith("2 articles")
    assert "removed" in done.out
    assert mill.exists()
    assert qa("rebuild").out.startswith("2 articles")
    assert qa("rebuild", folders / "one").out.startswith("2 articles")
    assert qa("ask", "How long is the mill's oak shaft?").code == 1
    assert qa("add", mill).out.startswith("3 articles")
    assert qa("ask", "How long is the mill's oak shaft?").code == 0


def test_one_of_the_articles_of_an_export_can_be_removed_and_taken_back(qa: "Run", tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    lines = [{"id": name, "title": name, "text": f"The {name} opens at nine."} for name in ("museum", "library")]
    export.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    qa("add", export)
    assert qa("remove", "museum").out.startswith("1 article,")
    assert ids(qa) == {"library"}
    assert qa("add", f"{export}#museum").out.startswith("2 articles")


def test_a_folder_or_a_part_of_one_can_be_removed(qa: "Run", folders: Path) -> None:
    qa("add", folders / "one", folders / "two")
    assert qa("remove", folders / "one" / "drafts").out.startswith("3 articles")
    assert qa("remove", folders / "two").out.startswith("2 articles")
    assert ids(qa) == {"mill.md", "dam.md"}
    assert qa("add", folders / "one").out.startswith("3 articles")


def test_the_last_folder_is_not_removed(qa: "Run", folders: Path) -> None:
    qa("add", folders / "two")
    done = qa("remove", folders / "two")
    assert (done.code, done.out) == (4, "")
    assert qa("ask", "When does the ferry to Sandray sail?").code == 0


def test_a_name_that_several_articles_have_is_reported_and_removes_none(qa: "Run", folders: Path) -> None:
    qa("add", folders / "one")
    done = qa("remove", "the")
    assert (done.code, done.out) == (2, "")
    for name in ("mill.md", "dam.md", "drafts/fair.md"):
        assert name in done.err
    assert len(ids(qa)) == 3


def test_a_name_that_no_article_has_exits_1(qa: "Run", folders: Path) -> None:
    qa("add", folders / "one")
    done = qa("remove", "zeppelin")
    assert (done.code, done.out) == (1, "")
    assert "qa list" in done.err


def test_removing_from_no_index_exits_3(qa: "Run") -> None:
    assert qa("remove", "anything").code == 3


def test_the_samples_give_way_to_the_first_folder_that_is_added(qa: "Run", folders: Path) -> None:
    assert qa("rebuild", samples_folder()).out.startswith("14 articles")
    assert qa("add", folders / "two").out.startswith("1 article,")


def test_samples_are_indexed_only_where_nothing_else_is_and_it_is_said(qa: "Run", folders: Path) -> None:
    qa("rebuild", samples_folder())
    done = qa("rebuild", samples_folder(), folders / "two")
    assert done.out.startswith("1 article,")
    assert "Your own articles replace the samples." in done.err
    assert qa("rebuild").out.startswith("1 article,")
    assert qa("rebuild", samples_folder()).out.startswith("14 articles")
    assert "replace the samples" in qa("add", folders / "two").err
