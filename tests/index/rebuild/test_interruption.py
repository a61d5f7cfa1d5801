"""A rebuild that ends anywhere - cancelled, killed, out of space - leaves an old index that answers."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import IndexBusy, IndexMissing, OperationFailed
from corpus.progress import Progress
from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from index.store.layout import IndexFolder
from qa.engine import Engine
from qa.settings import ReadingSettings, Settings

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.fakes import FakeEncoder

QUESTION = "How long is the mill's new oak shaft?"


class Stopped(Exception):
    """An exception raised by the caller's callback."""


@pytest.fixture
def indexed(index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType) -> Path:
    """An index of the test articles, one of which has changed since."""
    rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    return index


def says(index: Any, encoder: Any) -> str:
    build = open_live(index, encoder)
    try:
        return Engine.over(build, Settings(reading=ReadingSettings(threshold=0))).ask(QUESTION).text or ""
    finally:
        build.store.close()


def stop_at(report: int) -> Callable[..., Any]:
    """Make a callback that raises at the n-th report."""
    left = [report]

    def stop(_progress: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped

    return stop


def test_a_rebuild_may_be_cancelled_at_every_report(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    live = IndexFolder(indexed).live()
    for report in range(1000):
        try:
            rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings, stop_at(report))
        except Stopped:
            assert "5.2 metres" in says(indexed, fakes.FakeEncoder())
            assert [path.name for path in (indexed / "builds").iterdir()] == [live.path.name]
        else:
            break
    assert report > 8
    assert "6.1 metres" in says(indexed, fakes.FakeEncoder())
    assert not list(indexed.glob("pending*"))


def test_a_first_rebuild_that_is_cancelled_leaves_no_index(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    with pytest.raises(Stopped):
        rebuild(index, [articles], fakes.FakeEncoder(), index_settings, stop_at(5))
    with pytest.raises(IndexMissing):
        open_live(index)
    assert list((index / "builds").iterdir()) == []


def test_every_stage_reports(
    index: Path, articles: Path, index_settings: IndexSettings, encoder: "FakeEncoder"
) -> None:
    reports: list[Progress] = []
    rebuild(index, [articles], encoder, index_settings, reports.append)
    stages = ["loading", "comparing", "embedding", "indexing", "checking"]
    assert list(dict.fromkeys(progress.stage for progress in reports)) == stages
    assert all(progress.total is None or progress.done <= progress.total for progress in reports)
    assert all(progress.seconds >= 0 for progress in reports)


@pytest.mark.parametrize("error", [BrokenPipeError("gone"), OSError("mine"), ValueError("mine"), KeyboardInterrupt()])
def test_what_a_callback_raises_passes_through_untouched(
    indexed: Path, articles: Path, index_settings: IndexSettings, encoder: "FakeEncoder", error: Any
) -> None:
    def fail(_progress: Any) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        rebuild(indexed, [articles], encoder, index_settings, fail)
    assert caught.value is error


def test_an_encoder_that_fails_leaves_the_old_index_and_its_own_error(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: Any
) -> None:
    class Failing(fakes.FakeEncoder):
        def encode_passages(self, texts: Any) -> None:  # noqa: ARG002
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rebuild(indexed, [articles], Failing(), index_settings)
    assert "5.2 metres" in says(indexed, fakes.FakeEncoder())


def test_work_done_before_a_cancelled_rebuild_ended_is_not_done_again(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: Any
) -> None:
    class Few(fakes.FakeEncoder):
        def encode_passages(self, texts: Any) -> Any:
            if len(self.encoded) >= 16:
                raise Stopped
            return super().encode_passages(texts)

    few, rest = Few(), fakes.FakeEncoder()
    with pytest.raises(Stopped):
        rebuild(index, [articles], few, index_settings)
    summary = rebuild(index, [articles], rest, index_settings)
    assert len(few.encoded) >= 16
    assert not set(few.encoded) & set(rest.encoded)
    assert summary.reused == len(few.encoded)


# ---------------------------------------------------------------- other processes

REBUILD = """
import sys
import threading
from pathlib import Path
from corpus.chunking import ChunkingSettings
from index.rebuild.builder import IndexSettings, rebuild
from fakes import FakeEncoder

class Slow(FakeEncoder):
    '''Embeds some batches, then waits to be killed; one of them takes long enough for the work before it to be kept.'''
    batches = 0
    def encode_passages(self, texts):
        self.batches += 1
        if self.batches == 2:
            threading.Event().wait(float(sys.argv[3]))
        if self.batches == 4:  # not begun before the second was kept
            print("embedding", flush=True)
            sys.stdin.read()
        return super().encode_passages(texts)

settings = IndexSettings(chunking=ChunkingSettings(size=64, overlap=1))
rebuild(Path(sys.argv[1]), [Path(sys.argv[2])], Slow(), settings)
"""


@contextmanager
def a_rebuild_under_way(environment: Any, *arguments: Any) -> Iterator[Any]:
    """Start a rebuild in another process, and go on once it embeds."""
    command = [sys.executable, "-c", REBUILD, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    try:
        assert select.select([process.stdout], [], [], 60)[0]
        assert process.stdout.readline() == b"embedding\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_killed_rebuild_keeps_the_old_index_and_its_work(
    indexed: Path,
    articles: Path,
    index_settings: IndexSettings,
    fakes: ModuleType,
    environment: dict[str, str],
) -> None:
    for number in range(60):
        (articles / f"new{number}.txt").write_text(f"Zeppelin number {number} landed.", encoding="utf-8")
    with a_rebuild_under_way(environment, indexed, articles, 2.2) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(list((indexed / "builds").iterdir())) == 2, "a killed rebuild leaves its half build"
    assert "5.2 metres" in says(indexed, fakes.FakeEncoder())
    encoder = fakes.FakeEncoder()
    summary = rebuild(indexed, [articles], encoder, index_settings)
    assert 0 < len(encoder.encoded) < 60
    assert summary.embedded == len(encoder.encoded)
    assert "6.1 metres" in says(indexed, fakes.FakeEncoder())
    assert len(list((indexed / "builds").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="select waits for sockets only there")
def test_two_rebuilds_of_one_index_do_not_meet(
    indexed: Path,
    articles: Path,
    index_settings: IndexSettings,
    fakes: ModuleType,
    environment: dict[str, str],
) -> None:
    for number in range(60):
        (articles / f"new{number}.txt").write_text(f"Zeppelin number {number} landed.", encoding="utf-8")
    with a_rebuild_under_way(environment, indexed, articles, 0) as process:
        with pytest.raises(IndexBusy, match=f"{indexed}: process {process.pid} on .*, since 20"):
            rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings)
        assert "5.2 metres" in says(indexed, fakes.FakeEncoder())
    rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings)
    assert "6.1 metres" in says(indexed, fakes.FakeEncoder())


# ---------------------------------------------------------------- no space, no permission


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Return a function that mounts a small disk; sizes are in kilobytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    mounted = []

    def small_disk(size: int) -> Any:
        folder = tmp_path / f"disk{size}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not permitted here")
        mounted.append(folder)
        return folder

    yield small_disk
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


# The sizes end a rebuild at different steps: the store, pending work, the dense and the BM25 index, the manifest.
@pytest.mark.parametrize("size", [8, 60, 100, 130, 150, 160, 170, 180, 190, 200, 220, 260])
def test_a_full_disk_is_reported_as_one_and_leaves_no_half_build(
    small_disk: Callable[[int], Path], articles: Path, index_settings: IndexSettings, encoder: "FakeEncoder", size: int
) -> None:
    disk = small_disk(size)
    try:
        rebuild(disk / "index", [articles], encoder, index_settings)
    except OperationFailed as full:
        text = f"{full.message} {full.remedy}"
        assert str(disk / "index") in text
        assert "the setting index" in text
        builds = disk / "index" / "builds"
        assert not builds.exists() or list(builds.iterdir()) == []
    else:
        assert says(disk / "index", encoder)


def test_a_disk_that_fills_up_leaves_the_old_index(
    small_disk: Callable[[int], Path], articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    disk = small_disk(1500)
    index = disk / "index"
    rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    (articles / "large.txt").write_text("Another zeppelin landed. " * 40_000, encoding="utf-8")
    with pytest.raises(OperationFailed):
        rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    assert "5.2 metres" in says(index, fakes.FakeEncoder())
    assert len(list((index / "builds").iterdir())) == 1
    (articles / "large.txt").unlink()
    rebuild(index, [articles], fakes.FakeEncoder(), index_settings)


def test_an_index_that_may_not_be_written_answers_and_refuses_a_rebuild(
    indexed: Path, articles: Path, tmp_path: Path, script: "Run", as_nobody: tuple[str, ...]
) -> None:
    for path in [tmp_path, *tmp_path.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = script(
        """
import sys
from pathlib import Path
from corpus.errors import OperationFailed
from fakes import FakeEncoder
from index.build import open_live
from index.rebuild.builder import IndexSettings, rebuild
from qa.engine import Engine
from qa.settings import ReadingSettings, Settings
index = Path(sys.argv[1])
print(Engine.over(open_live(index, FakeEncoder()), Settings()).ask("How long is the mill's new oak shaft?").text)
try:
    rebuild(index, [Path(sys.argv[2])], FakeEncoder(), IndexSettings())
except OperationFailed as error:
    print(error)
""",
        indexed,
        articles,
        before=as_nobody,
    )
    for path in [tmp_path, *tmp_path.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert "5.2 metres" in done.out, done.err
    assert "could not be written: Permission denied" in done.out, done.err
