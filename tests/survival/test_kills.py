"""A rebuild killed at any moment, or cut off from power, leaves the old build or the new one, and its work.

Set QUOTEWIRE_SOAK=1 for every moment and a hundred random kills instead of a dozen of each.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.rebuild.builder import rebuild
from index.settings import IndexSettings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forks")

SOAK = bool(os.environ.get("QUOTEWIRE_SOAK"))
OLD, NEW = "5.2 metres", "6.1 metres"
NEW_ARTICLES = 40


@pytest.fixture
def articles(articles: Path) -> Path:
    """The test articles but for the web page: parsing it starts a process, in each of the trials."""
    (articles / "quarry-sea-dragon.html").unlink()
    return articles


@pytest.fixture
def tried(tmp_path: Path, environment: dict[str, str]) -> Callable[..., list[dict]]:
    """Run trials; give what each left."""

    def tried(kind: str, index: Any, articles: Any, how_many: int) -> list[dict]:
        command = [sys.executable, "-m", "faults", kind, index, articles, tmp_path / "work", how_many]
        done = subprocess.run([*map(str, command)], env=environment, capture_output=True, check=False, timeout=900)
        assert done.returncode == 0, done.stderr.decode()
        payloads = [json.loads(line) for line in done.stdout.splitlines()]
        for trial in payloads:
            assert not [line for line in trial["lines"] if line.startswith("escaped")], trial
            (after,) = trial["after"]
            assert after.startswith("{"), trial
            trial |= json.loads(after)
        return payloads

    return tried


@pytest.fixture
def changed(articles: Path) -> Callable[..., Any]:
    """Change one article and add others."""

    def changed() -> None:
        mill = articles / "tide-mill-flour.md"
        mill.write_text(mill.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
        for number in range(NEW_ARTICLES):
            (articles / f"new{number}.txt").write_text(f"Zeppelin number {number} landed.", encoding="utf-8")

    return changed


@pytest.fixture
def indexed(
    tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, changed: Callable[..., Any]
) -> Path:
    """An index whose articles have changed since."""
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    changed()
    return tmp_path / "index"


def check(trials: list[dict]) -> None:
    for trial in trials:
        assert OLD in trial["said"] or NEW in trial["said"], (trial["said"], trial["moment"], trial["lines"][-9:])
        assert NEW in trial["then"], trial
        assert trial["builds"] == 1, trial


def test_a_rebuild_killed_at_any_moment_leaves_the_old_build_or_the_new_one_and_its_work(
    tried: Callable[..., list[dict]], indexed: Path, articles: Path
) -> None:
    trials = tried("kill", indexed, articles, 10_000 if SOAK else 8)
    check(trials)
    assert {OLD in trial["said"] for trial in trials} == {True, False}
    for trial in trials:
        kept = "stage indexing" in trial["lines"]
        assert trial["embedded"] == 0 if kept else trial["embedded"] in (0, NEW_ARTICLES + 1), trial
    if SOAK:
        assert len(trials) == trials[0]["of"] + 1 > 60


def test_a_rebuild_killed_by_the_clock_leaves_the_old_build_or_the_new_one(
    tried: Callable[..., list[dict]], indexed: Path, articles: Path
) -> None:
    trials = tried("random", indexed, articles, 100 if SOAK else 6)
    check(trials)
    assert any("ended" not in trial["lines"] for trial in trials)


def test_a_first_rebuild_that_is_killed_leaves_no_index_or_a_whole_one(
    tried: Callable[..., list[dict]], tmp_path: Path, articles: Path
) -> None:
    trials = tried("kill", tmp_path / "nothing", articles, 10_000 if SOAK else 4)
    for trial in trials:
        assert OLD in trial["said"] or trial["said"].startswith(("IndexMissing", "IndexDamaged")), trial
        assert OLD in trial["then"], trial


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="asks the system which file a number is")
def test_a_power_cut_at_any_moment_leaves_the_old_build_or_the_new_one(
    tried: Callable[..., list[dict]], indexed: Path, articles: Path
) -> None:
    """Only what was flushed to the disk is left; other names may exist or not, and their files are empty."""
    trials = tried("cut", indexed, articles, 10_000 if SOAK else 4)
    check(trials)
    assert {OLD in trial["said"] for trial in trials} == {True, False}


def test_a_lost_pointer_costs_no_embedding(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    """The newest finished build is not live without `CURRENT`, but its embeddings are reused."""
    again = fakes.FakeEncoder()
    rebuild(indexed, [articles], again, index_settings)
    for content in (b"", b"20261121T000000-00000000\n", None):
        (indexed / "CURRENT").unlink()
        if content is not None:
            (indexed / "CURRENT").write_bytes(content)
        encoder = fakes.FakeEncoder()
        rebuild(indexed, [articles], encoder, index_settings)
        assert encoder.encoded == []
        assert len(list((indexed / "builds").iterdir())) == 1


def test_a_failed_rebuild_without_a_pointer_leaves_the_builds_there_are(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    (indexed / "CURRENT").write_bytes(b"?")
    (whole,) = (indexed / "builds").iterdir()
    shutil.rmtree(articles)
    articles.mkdir()
    with pytest.raises(Exception, match="No article"):
        rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings)
    assert [*(indexed / "builds").iterdir()] == [whole]
