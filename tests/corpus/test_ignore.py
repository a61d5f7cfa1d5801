"""Globs and ``.qaignore``: which files of a folder are read."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.errors import SettingsInvalid
from corpus.files import REMOVED, Skip, SourceFile, find_files
from corpus.ignore import removal_of
from corpus.loading import is_removed
from corpus.settings import LoadingSettings


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.md", "drafts/c.txt", "drafts/keep.txt", "news/2024/d.txt", "news/2024/e.md", "news/f.txt"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    return tmp_path / "tree"


def read(tree: Path, **chosen: Any) -> list[str]:
    result = find_files([tree], LoadingSettings(**chosen))
    return sorted(file.path.relative_to(tree).as_posix() for file in result if isinstance(file, SourceFile))


def skips(tree: Path, **chosen: Any) -> list[Skip]:
    return [file for file in find_files([tree], LoadingSettings(**chosen)) if isinstance(file, Skip)]


def test_without_patterns_everything_is_read(tree: Path) -> None:
    assert len(read(tree)) == 7


@pytest.mark.parametrize(
    ("exclude", "left_out"),
    [
        ("*.md", {"b.md", "news/2024/e.md"}),
        ("drafts/", {"drafts/c.txt", "drafts/keep.txt"}),
        ("/*.txt", {"a.txt"}),
        ("news/**/*.txt", {"news/2024/d.txt", "news/f.txt"}),
        ("2024", {"news/2024/d.txt", "news/2024/e.md"}),
    ],
)
def test_what_an_exclude_pattern_matches_is_not_read(tree: Path, exclude: str, left_out: set[str]) -> None:
    assert set(read(tree)) - set(read(tree, exclude=(exclude,))) == left_out


def test_with_include_patterns_only_what_matches_one_is_read(tree: Path) -> None:
    assert read(tree, include=("*.md",)) == ["b.md", "news/2024/e.md"]
    assert read(tree, include=("*.md", "/drafts/")) == ["b.md", "drafts/c.txt", "drafts/keep.txt", "news/2024/e.md"]


def test_exclude_beats_include_and_a_later_pattern_takes_back(tree: Path) -> None:
    assert read(tree, include=("*.txt",), exclude=("drafts/*", "!drafts/keep.txt")) == [
        "a.txt",
        "drafts/keep.txt",
        "news/2024/d.txt",
        "news/f.txt",
    ]


def test_an_ignore_file_speaks_for_its_own_folder_and_those_below(tree: Path) -> None:
    (tree / "news" / ".qaignore").write_text("# old ones\n\n*.txt\n", encoding="utf-8")
    assert read(tree) == ["a.txt", "b.md", "drafts/c.txt", "drafts/keep.txt", "news/2024/e.md"]


def test_a_deeper_ignore_file_beats_one_above(tree: Path) -> None:
    (tree / ".qaignore").write_text("*.txt\n", encoding="utf-8")
    (tree / "news" / ".qaignore").write_text("!f.txt\n", encoding="utf-8")
    assert read(tree) == ["b.md", "news/2024/e.md", "news/f.txt"]


def test_nothing_in_an_ignored_folder_can_be_taken_back(tree: Path) -> None:
    (tree / ".qaignore").write_text("drafts/\n!drafts/keep.txt\n", encoding="utf-8")
    assert not [name for name in read(tree) if name.startswith("drafts")]


def test_a_line_that_is_no_pattern_is_reported_and_the_others_are_obeyed(tree: Path) -> None:
    (tree / ".qaignore").write_text("*.md\n!\n", encoding="utf-8")
    assert "b.md" not in read(tree)
    (skip,) = skips(tree)
    assert (skip.path, skip.line, skip.reason) == (str(tree / ".qaignore"), 2, "not a pattern")


def test_a_setting_that_is_no_pattern_is_reported(tree: Path) -> None:
    with pytest.raises(SettingsInvalid, match=r"loading\.exclude"):
        read(tree, exclude=("!",))


def test_a_file_that_is_named_itself_is_read_whatever_the_patterns_say(tree: Path) -> None:
    (tree / ".qaignore").write_text("*\n", encoding="utf-8")
    (result,) = find_files([tree / "a.txt"], LoadingSettings(exclude=("*",)))
    assert isinstance(result, SourceFile)


def test_removed_files_and_folders_are_passed_over(tree: Path) -> None:
    removed = (str(tree / "a.txt"), str(tree / "news"))
    assert read(tree, removed=removed) == ["b.md", "drafts/c.txt", "drafts/keep.txt"]
    assert [(skip.path, skip.reason) for skip in skips(tree, removed=removed)] == [(str(tree / "a.txt"), REMOVED)]


def test_one_of_several_articles_of_a_file_can_be_removed(tmp_path: Path, load: Callable[..., list[Article]]) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', encoding="utf-8")
    removed = (removal_of("b", str(export)),)
    assert [is_removed(article, removed) for article in load(export)] == [False, True]


PATTERNS = st.lists(
    st.sampled_from(
        "a.txt *.md /b.md drafts drafts/ drafts/* !drafts/keep.txt news/ /news/** **/2024 !f.txt *.t?t [ab].* !*.md # "
        "news/*/d.txt !news/2024/ **/*.txt".split(" ")
    ),
    max_size=5,
)


@settings(max_examples=40)
@given(patterns=PATTERNS, deeper=PATTERNS)
def test_ignore_files_are_obeyed_as_git_obeys_its_own(
    tmp_path_factory: pytest.TempPathFactory, patterns: list[str], deeper: list[str]
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    root = tmp_path_factory.mktemp("git")
    names = ["a.txt", "b.md", "drafts/c.txt", "drafts/keep.txt", "news/2024/d.txt", "news/2024/e.md", "news/f.txt"]
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Words.", encoding="utf-8")
    for folder, lines in ((root, patterns), (root / "news", deeper)):
        for name in (".gitignore", ".qaignore"):
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", root], check=True)
    listed = subprocess.run(
        ["git", "-C", root, "-c", "core.excludesFile=", "ls-files", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    expected = {name for name in listed.stdout.splitlines() if not name.endswith(".gitignore")} - {
        ".qaignore",
        "news/.qaignore",
    }
    assert set(read(root)) == expected
    shutil.rmtree(root)
