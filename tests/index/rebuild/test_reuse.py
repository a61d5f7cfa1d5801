"""Untouched files are not read again, and the build is the same as if they had been."""

import json
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from corpus.loading import Loader
from corpus.settings import ChunkingSettings, LoadingSettings
from index.build import open_live
from index.rebuild.builder import RebuildSummary, rebuild
from index.settings import IndexSettings
from index.store.layout import IndexFolder

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder

FILES = 10
"""Among the test articles; some hold several."""
WORDS = "mill tide flour stone river bridge council paper ferry harbour lamp signal winter orchard".split()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were read, since it was last cleared."""
    names: list[str] = []
    load = Loader.load

    def noted(loader: Any, file: Any) -> Any:
        names.append(file.path.name)
        return load(loader, file)

    monkeypatch.setattr(Loader, "load", noted)
    return names


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make files that the test has just written count as untouched for long."""
    monkeypatch.setattr("index.rebuild.reuse._SETTLED", -(10**12))


@pytest.fixture
def make(tmp_path: Path, index_settings: IndexSettings, fakes: ModuleType) -> Callable[..., RebuildSummary]:
    def make(*sources: Any, settings: IndexSettings = index_settings, encoder: Any = None, name: str = "index") -> Any:
        return rebuild(tmp_path / name, sources, encoder or fakes.FakeEncoder(), settings)

    return make


def stored(index: Any) -> dict[str, list[tuple]]:
    """Everything in the live store but the times of files."""
    with closing(sqlite3.connect(IndexFolder(index).live().articles)) as store:
        articles = store.execute("SELECT * FROM articles ORDER BY row").fetchall()
        passages = store.execute("SELECT * FROM passages ORDER BY row").fetchall()
        skips = sorted(store.execute("SELECT path, line, reason FROM skips"), key=str)
        files = store.execute("SELECT path, size, articles, articles_end FROM files ORDER BY 1").fetchall()
    return {"articles": articles, "passages": passages, "skips": skips, "files": files}


@pytest.mark.usefixtures("settled")
def test_only_the_changed_file_is_read(make: Callable[..., RebuildSummary], articles: Path, read: list[str]) -> None:
    first = make(articles)
    assert len(read) == FILES
    read.clear()
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    second = make(articles)
    assert read == ["tide-mill-flour.md"]
    assert (second.articles, second.passages, second.skipped) == (first.articles, first.passages, first.skipped)


@pytest.mark.usefixtures("settled")
def test_only_the_part_of_the_lexical_index_that_the_change_is_in_is_made_again(
    make: Callable[..., RebuildSummary], articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.lexical.parts._LEAST", 10)
    make(articles)
    before = {file.name for file in IndexFolder(tmp_path / "index").live().lexical.glob("*.idx")}
    (articles / "zebra.txt").write_text("A zebra crossed the bridge.", encoding="utf-8")
    make(articles)
    after = {file.name for file in IndexFolder(tmp_path / "index").live().lexical.glob("*.idx")}
    assert len(before) > 3
    assert len(after - before) == 1


@pytest.mark.usefixtures("settled")
def test_a_damaged_part_is_made_again(
    make: Callable[..., RebuildSummary], articles: Path, tmp_path: Path, encoder: "FakeEncoder"
) -> None:
    make(articles)
    (postings,) = IndexFolder(tmp_path / "index").live().lexical.glob("*.idx")
    content = bytearray(postings.read_bytes())
    content[len(content) // 2] ^= 0xFF
    postings.write_bytes(content)
    make(articles)
    build = open_live(tmp_path / "index", encoder)
    assert build.bm25.search("oak shaft", 5)
    build.store.close()
    assert not (build.folder.lexical / postings.name).exists()


@pytest.mark.usefixtures("settled")
def test_a_third_rebuild_reads_nothing_either(
    make: Callable[..., RebuildSummary], articles: Path, read: list[str], tmp_path: Path
) -> None:
    make(articles)
    make(articles)
    before = stored(tmp_path / "index")
    read.clear()
    make(articles)
    assert read == []
    assert stored(tmp_path / "index") == before


def test_a_file_changed_just_before_it_was_read_is_read_again(
    make: Callable[..., RebuildSummary], articles: Path, read: list[str]
) -> None:
    make(articles)
    read.clear()
    make(articles)
    assert len(read) == FILES, "within a tick of the clock a second change would not show"


@pytest.mark.usefixtures("settled")
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time that a program cannot set")
def test_a_change_that_keeps_size_and_time_is_noticed(
    make: Callable[..., RebuildSummary], articles: Path, read: list[str]
) -> None:
    mill = articles / "tide-mill-flour.md"
    make(articles)
    read.clear()
    was = mill.stat()
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    os.utime(mill, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert (mill.stat().st_size, mill.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    make(articles)
    assert read == ["tide-mill-flour.md"]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("change", ["chunking", "loading", "encoder", "code", "root"])
def test_everything_is_read_again_after_a_change_of(
    make: Callable[..., RebuildSummary],
    articles: Path,
    read: list[str],
    fakes: ModuleType,
    index_settings: IndexSettings,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
) -> None:
    make(articles)
    read.clear()
    if change == "chunking":
        make(articles, settings=replace(index_settings, chunking=ChunkingSettings(size=65)))
    elif change == "loading":
        make(articles, settings=replace(index_settings, loading=LoadingSettings(max_megabytes=3)))
    elif change == "encoder":
        make(articles, encoder=fakes.FakeEncoder(fingerprint="fake-2"))
    elif change == "code":
        monkeypatch.setattr("index.rebuild.reuse._versions", lambda: iter(["trafilatura 99"]))
        make(articles)
    else:
        make(articles.parent / "articles" / "..")  # the same files under other names
    assert len(read) == FILES


@pytest.mark.usefixtures("settled")
def test_a_damaged_store_is_not_copied_from(
    make: Callable[..., RebuildSummary], articles: Path, read: list[str], tmp_path: Path
) -> None:
    make(articles)
    read.clear()
    store = IndexFolder(tmp_path / "index").live().articles
    content = bytearray(store.read_bytes())
    content[-100] ^= 1
    store.write_bytes(content)
    make(articles)
    assert len(read) == FILES


@pytest.mark.usefixtures("settled")
def test_an_id_that_a_new_file_takes_is_taken_in_the_order_of_files(
    make: Callable[..., RebuildSummary], tmp_path: Path, encoder: "FakeEncoder"
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "b.jsonl").write_text('{"id": "x", "title": "Old", "text": "An old bell rang."}\n', encoding="utf-8")
    make(folder)
    (folder / "a.jsonl").write_text('{"id": "x", "title": "New", "text": "A new bell rang."}\n', encoding="utf-8")
    for _ in range(2):  # the second time both ids are known
        make(folder)
        build = open_live(tmp_path / "index", encoder)
        assert (build.store.article("x").title, build.store.article("x~2").title) == ("New", "Old")
        build.store.close()
    (folder / "a.jsonl").unlink()
    make(folder)
    build = open_live(tmp_path / "index", encoder)
    assert build.store.article("x").title == "Old"
    build.store.close()


@pytest.mark.usefixtures("settled")
def test_one_article_of_several_is_taken_out_and_back_in(
    make: Callable[..., RebuildSummary], tmp_path: Path, index_settings: IndexSettings, read: list[str]
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "plain.txt").write_text("A bell rang.", encoding="utf-8")
    lines = [json.dumps({"id": name, "text": f"The {name} bell rang."}) for name in ("first", "second")]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    without = replace(index_settings, loading=LoadingSettings(removed=(f"{folder / 'a.jsonl'}#first",)))
    assert make(folder).articles == 3
    assert make(folder, settings=without).articles == 2
    read.clear()
    assert make(folder, settings=without).articles == 2
    assert make(folder).articles == 3
    assert read == ["a.jsonl", "a.jsonl"]


@pytest.mark.usefixtures("settled")
def test_a_file_that_could_not_be_read_is_tried_again(
    make: Callable[..., RebuildSummary], articles: Path, read: list[str]
) -> None:
    if os.name == "nt":
        pytest.skip("pipes are POSIX's")
    os.mkfifo(articles / "pipe.txt")
    make(articles)
    read.clear()
    make(articles)
    assert read == ["pipe.txt"]


def sentence(chance: random.Random) -> str:
    return f"The {' '.join(chance.choices(WORDS, k=8))} opened on day {chance.randrange(1000)}."


def article(chance: random.Random) -> str:
    paragraphs = [
        " ".join(sentence(chance) for _ in range(chance.randrange(1, 9))) for _ in range(chance.randrange(1, 5))
    ]
    return "\n\n".join([" ".join(chance.choices(WORDS, k=3)).title(), *paragraphs])


def line(chance: random.Random) -> str:
    mapping = {"id": chance.choice("pqrstuv"), "title": "Line", "text": article(chance)}
    return chance.choice([json.dumps(mapping)] * 5 + ["{broken"])


def edit(folder: Any, chance: random.Random) -> None:
    """Change something, as people and programs do."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    target = chance.choice(files)
    match chance.randrange(7):
        case 0:
            target.write_text(article(chance) if target.suffix != ".jsonl" else line(chance) + "\n", encoding="utf-8")
        case 1:
            (folder / f"{chance.choice('abcxyz')}{chance.randrange(99)}.txt").write_text(
                article(chance), encoding="utf-8"
            )
        case 2:
            target.unlink()
        case 3:
            target.rename(folder / f"{chance.randrange(99)}-{target.name}")
        case 4:
            export = folder / f"export{chance.randrange(3)}.jsonl"
            export.write_text("\n".join(line(chance) for _ in range(chance.randrange(1, 5))), encoding="utf-8")
        case 5:
            (folder / f"{chance.randrange(99)}.bin").write_bytes(b"\0")
        case _:
            (folder / f"{chance.randrange(99)}.txt").write_text("", encoding="utf-8")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_the_build_is_the_one_made_from_nothing(
    make: Callable[..., RebuildSummary], tmp_path: Path, seed: int, read: list[str]
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(article(chance), encoding="utf-8")
    spared = 0
    for step in range(6):
        for _ in range(chance.randrange(4)):
            edit(folder, chance)
        read.clear()
        make(folder)
        spared += sum(path.suffix in (".txt", ".jsonl") for path in folder.iterdir()) - len(read)
        make(folder, name=f"fresh{step}")
        assert stored(tmp_path / "index") == stored(tmp_path / f"fresh{step}")
    assert spared > 30
