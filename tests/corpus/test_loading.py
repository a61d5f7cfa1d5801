"""Walking folders, assigning ids, and reasons for files without an article."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.article import Article
from corpus.errors import CorpusEmpty
from corpus.files import Skip, SourceFile, find_files, samples_folder
from corpus.loading import DistinctIds

if TYPE_CHECKING:
    from tests.conftest import Run


def found_names(*paths: Any) -> list[str]:
    return [file.path.name for file in find_files(paths) if isinstance(file, SourceFile)]


def only_skip(load: Any, path: Any, **options: Any) -> Skip:
    (skip,) = load(path, **options)
    assert isinstance(skip, Skip), skip
    assert skip.path == str(path)
    return skip


# ---------------------------------------------------------------- finding


def test_files_come_in_the_same_order_whatever_the_file_system(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "z/c.html", "m/d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert found_names(tmp_path) == ["a.md", "b.txt", "d.jsonl", "c.html"]


def test_endings_are_known_in_capitals_too(tmp_path: Path) -> None:
    (tmp_path / "REPORT.TXT").write_text("x", encoding="utf-8")
    assert found_names(tmp_path) == ["REPORT.TXT"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    assert list(find_files([tmp_path])) == []


def test_an_index_among_the_articles_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "index" / "builds").mkdir(parents=True)
    (tmp_path / "index" / "CURRENT").write_text("b", encoding="utf-8")
    (tmp_path / "index" / "builds" / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert found_names(tmp_path) == ["a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    assert found_names(path, tmp_path, path) == ["a.txt"]


def test_a_format_that_is_not_read_is_counted(tmp_path: Path) -> None:
    (tmp_path / "picture.PNG").write_bytes(b"x")
    (tmp_path / "noending").write_bytes(b"x")
    reasons = [file.reason for file in find_files([tmp_path]) if isinstance(file, Skip)]
    assert reasons == ["not a format that is read (no ending)", "not a format that is read (.png)"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusEmpty, match="nowhere does not exist"):
        list(find_files([tmp_path / "nowhere"]))


def test_a_folder_called_like_a_file_is_walked_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "a.txt").write_text("x", encoding="utf-8")
    assert found_names(tmp_path) == ["a.txt"]


@pytest.fixture
def symlinks(tmp_path: Path) -> None:
    try:
        os.symlink(tmp_path / "x", tmp_path / "probe")
    except OSError:
        pytest.skip("symbolic links are not permitted here")
    (tmp_path / "probe").unlink()


@pytest.mark.usefixtures("symlinks")
def test_a_loop_of_links_ends_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("It turned.", encoding="utf-8")
    os.symlink(tmp_path, tmp_path / "sub" / "up")
    os.symlink(tmp_path / "sub", tmp_path / "again")
    assert found_names(tmp_path) == ["a.txt"]


@pytest.mark.usefixtures("symlinks")
def test_a_file_that_links_to_itself_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    os.symlink(tmp_path / "loop.txt", tmp_path / "loop.txt")
    (file,) = find_files([tmp_path])
    assert isinstance(file, SourceFile)
    assert only_skip(load, file.path).reason.startswith("cannot be read: ")


@pytest.mark.usefixtures("symlinks")
def test_a_link_out_of_the_folder_is_skipped_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.txt").write_text("It turned.", encoding="utf-8")
    (tmp_path / "inside" / "own.txt").write_text("It turned.", encoding="utf-8")
    os.symlink(tmp_path / "secret.txt", tmp_path / "inside" / "a.txt")
    os.symlink(tmp_path / "inside" / "own.txt", tmp_path / "inside" / "b.txt")
    link, own, other = find_files([tmp_path / "inside"])
    assert link.reason == "link out of the folder (name the file itself to read it)"
    assert (own.path.name, other.path.name) == ("b.txt", "own.txt")
    assert found_names(tmp_path / "inside" / "a.txt") == ["a.txt"]


@pytest.mark.usefixtures("symlinks")
def test_a_link_to_nothing_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    os.symlink(tmp_path / "gone", tmp_path / "a.txt")
    assert only_skip(load, tmp_path / "a.txt").reason == "cannot be read: No such file or directory"


# ---------------------------------------------------------------- what gives no article


@pytest.mark.parametrize("content", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf"], ids=["nothing", "space", "only a mark"])
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl"])
def test_an_empty_file_is_skipped_as_empty(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], content: bytes, ending: str
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    expected = "malformed JSON line" if content.startswith(b"\xef") and ending == ".jsonl" else "empty"
    assert only_skip(load, path).reason == expected


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_a_binary_called_like_a_text_is_skipped(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(bytes(range(256)) * 20)
    assert only_skip(load, path).reason == "binary, not text"


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_a_file_over_the_limit_is_skipped_and_the_setting_named(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"word " * 210_000)
    assert only_skip(load, path, max_megabytes=1).reason == "larger than 1 MB (loading.max_megabytes)"


def test_a_file_at_the_limit_is_read(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000_000)
    (article,) = load(path, max_megabytes=1)
    assert len(article.text) == 1_000_000


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl"])
def test_a_file_that_vanished_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    assert only_skip(load, tmp_path / f"gone{ending}").reason == "cannot be read: No such file or directory"


@pytest.mark.parametrize("ending", [".txt", ".jsonl"])
def test_a_folder_read_as_a_file_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], ending: str
) -> None:
    (tmp_path / f"a{ending}").mkdir()
    assert only_skip(load, tmp_path / f"a{ending}").reason.startswith("cannot be read: ")


def test_a_file_without_permission_is_skipped_with_its_reason(
    tmp_path: Path, script: "Run", as_nobody: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text("It turned.", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    done = script(
        "import sys; from pathlib import Path\n"
        "from corpus.loading import *\n"
        "path = Path(sys.argv[1])\n"
        "print(*load_file(SourceFile(path, path.parent), LoadingSettings()))",
        tmp_path / "a.txt",
        before=as_nobody,
    )
    assert "cannot be read: Permission denied" in done.out, done.err


def test_a_folder_without_permission_is_counted_and_not_passed_over_in_silence(
    tmp_path: Path, script: "Run", as_nobody: tuple[str, ...]
) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "a.txt").write_text("It turned.", encoding="utf-8")
    (tmp_path / "shut").chmod(0)
    done = script(
        "import sys; from pathlib import Path; from corpus.files import find_files\n"
        "print(*find_files([Path(sys.argv[1])]))",
        tmp_path,
        before=as_nobody,
    )
    (tmp_path / "shut").chmod(0o755)
    assert "Skip(" in done.out, done
    assert "shut" in done.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
def test_a_named_pipe_in_the_folder_does_not_stop_the_reading(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    results: list[object] = []
    reading = threading.Thread(target=lambda: results.extend(load(pipe)), daemon=True)
    reading.start()
    reading.join(timeout=5)
    waiting = reading.is_alive()
    if waiting:  # let it go on, so that no thread is left behind
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        reading.join(timeout=5)
    assert not waiting
    assert isinstance(results[0], Skip)


# ---------------------------------------------------------------- ids


def test_an_id_is_the_path_below_the_folder_with_slashes(tmp_path: Path) -> None:
    from corpus.loading import load_file
    from corpus.settings import LoadingSettings

    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "a.txt").write_text("It turned.", encoding="utf-8")
    (file,) = find_files([tmp_path])
    assert isinstance(file, SourceFile)
    (article,) = load_file(file, LoadingSettings())
    assert article.article_id == "2021/a.txt"
    assert article.path == str(tmp_path / "2021" / "a.txt")


def named(*ids: str) -> list[Article]:
    return [Article(name, "t", "/p", "x", "") for name in ids]


def distinct(*articles: Article) -> list[Article]:
    ids: set[str] = set()
    names = DistinctIds(ids.__contains__)
    collected: list[Article] = []
    for article in articles:
        collected.append(names.distinct(article))
        ids.add(collected[-1].article_id)
    return collected


def test_articles_of_the_same_id_are_distinguished() -> None:
    entries = [article.article_id for article in distinct(*named("a", "b", "a", "a"))]
    assert entries == ["a", "b", "a~2", "a~3"]


@pytest.mark.parametrize("ids", [("a", "a", "a~2"), ("a~2", "a", "a"), ("a", "a~2", "a", "a~2", "a~2~2")])
def test_ids_stay_distinct_where_one_already_looks_like_a_repeat(
    ids: tuple[str, ...],
) -> None:
    entries = [article.article_id for article in distinct(*named(*ids))]
    assert len(set(entries)) == len(ids)


# ---------------------------------------------------------------- the articles that come with the package and the tests


def test_the_samples_are_complete_articles(load: Callable[..., list[Article | Skip]]) -> None:
    files = list(find_files([samples_folder()]))
    assert len(files) >= 12
    for file in files:
        (article,) = load(file.path)
        assert isinstance(article, Article)
        assert article.title != file.path.stem
        assert article.published is not None
        assert article.source
        assert len(article.text) > 1000


def test_the_latin1_test_article_is_read_with_its_accents(
    data: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    (article,) = load(data / "articles" / "latin1.txt")
    assert article.title == "Café owner pays out for seven years of lost umbrellas"
    assert "Zoë Müller, who runs the Café Señorita in Aldermere, has handed £1,263" in article.text


def test_the_test_article_in_several_scripts_is_read_to_the_character(
    data: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    path = data / "articles" / "tokyo-noodle-stall.txt"
    (article,) = load(path)
    assert article.text == path.read_bytes().decode("utf-8")
    assert "山猫そば" in article.text
