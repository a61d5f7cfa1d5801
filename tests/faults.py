"""Kills and power cuts at chosen moments of a rebuild; each trial is a process of its own.

A moment is the beginning of each stage, each file or folder that Python touches below the index, and
each write-through to the disk. `python -m faults` runs the trials of a test and prints one JSON
line for each: it has imported everything, so that a trial costs a fork and not a start.

    python -m faults kill|cut|random INDEX ARTICLES WORK HOW_MANY
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fakes import FakeEncoder, WholePassages

from corpus.files import SourceFile, find_files
from corpus.loading import Loader
from corpus.settings import ChunkingSettings
from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings, RetrievalSettings
from index.store.layout import IndexFolder
from qa.engine import Engine

QUESTION = "How long is the mill's new oak shaft?"
SETTINGS = IndexSettings(chunking=ChunkingSettings(size=64, overlap=1))
BEHIND_THE_SWAP = "os.remove pending.sqlite"
"""How a moment begins that comes once, after the new build is live: kept work is removed."""
TOUCHES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect"}


class Disk:
    """What a disk holds for certain: contents and names as they were when they were last written through.

    Files are kept open, so that no number of a file is given to another.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.contents: dict[int, bytes] = {}
        self.names: dict[int, dict[str, int]] = {}
        self._open: list[int] = []
        for path in [root, *root.rglob("*")] if root.exists() else []:
            self.synced(os.open(path, os.O_RDONLY))
        self.synced(os.open(root.parent, os.O_RDONLY))

    def synced(self, handle: int) -> None:
        number = os.fstat(handle).st_ino
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            self.names[number] = {entry.name: entry.inode() for entry in os.scandir(path)}
        elif path.exists():
            self.contents[number] = path.read_bytes()
        self._open.append(os.dup(handle))

    def write(self, target: Path, *, names_survive: bool) -> None:
        """Write what is left after a power cut; names that were not flushed may exist or not."""
        self._write(self.root, self.root.parent.stat().st_ino, target, names_survive)

    def _write(self, source: Path, parent: int, target: Path, names_survive: bool) -> None:
        number = source.stat().st_ino if source.exists() else -1
        if not names_survive:
            number = self.names.get(parent, {}).get(source.name, -1)
        if number in self.contents:
            target.write_bytes(self.contents[number])
        elif number in self.names or (names_survive and source.is_dir()):
            target.mkdir()
            kept = self.names.get(number, {})
            for name in sorted({*kept, *(os.listdir(source) if names_survive else ())}):
                self._write(source / name, number, target / name, names_survive)
        elif number != -1:
            target.write_bytes(b"")


class Moments:
    """Counts moments, and acts at the chosen one: a number, from 1, or how its line begins; 0 is none."""

    def __init__(self, root: Path, chosen: int | str, act: Callable[[], None], pipe: int) -> None:
        self.root = str(root)
        self.count = 0
        self._chosen, self._act, self._pipe = chosen, act, pipe
        self._busy = False
        self._stage = ""

    def pass_by(self, what: str) -> None:
        if self._busy:
            return
        self._busy = True
        self.count += 1
        os.write(self._pipe, f"{what}\n".encode())
        if what.startswith(self._chosen) if isinstance(self._chosen, str) else self.count == self._chosen:
            self._act()
        self._busy = False

    def audit(self, event: str, arguments: tuple) -> None:
        if event in TOUCHES and str(arguments[0]).startswith(self.root):
            self.pass_by(f"{event} {Path(str(arguments[0])).name}")

    def report(self, progress: Any) -> None:
        if progress.stage != self._stage:  # later reports come by the clock
            self._stage = progress.stage
            self.pass_by(f"stage {progress.stage}")


def in_a_process(work: Callable[[int], None], kill_after: float | None = None) -> list[str]:
    """Run work in a fork and return the lines that it wrote, also if it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
        except BaseException as error:  # noqa: BLE001 - told to the parent
            os.write(writing, f"escaped {type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as lines:
        actual = lines.read().splitlines()
    os.waitpid(child, 0)
    return actual


def rebuild_with(index: Path, articles: Path, chosen: int | str, act: Callable[[Disk], None]) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        disk = Disk(index)
        moments = Moments(index, chosen, lambda: act(disk), pipe)
        really = os.fsync

        def fsync(fd: Any) -> None:
            really(fd)
            moments.pass_by("sync begins")
            disk.synced(fd)
            moments.pass_by("sync ends")

        os.fsync = fsync
        sys.addaudithook(moments.audit)
        rebuild(index, [articles], FakeEncoder(), SETTINGS, moments.report)
        os.write(pipe, b"ended\n")

    return work


def answer(index: Path) -> str:
    build = open_live(index, FakeEncoder())
    try:
        engine = Engine(
            build.retriever(RetrievalSettings()), WholePassages(), build.store, related=build.related_finder()
        )
        return engine.ask(QUESTION).text or ""
    finally:
        build.store.close()


def looked_at(index: Path, articles: Path) -> Callable[[int], None]:
    """Ask an index, and rebuild it: its answer, and how much had to be embedded."""

    def work(pipe: int) -> None:
        try:
            outcome = answer(index)
        except Exception as error:  # noqa: BLE001 - what the index says is what is tested
            outcome = f"{type(error).__name__}: {error}"
        summary = rebuild(index, [articles], FakeEncoder(), SETTINGS)
        again = answer(index)
        builds = len(list(IndexFolder(index).builds.iterdir()))
        outcome_json = {"said": outcome, "embedded": summary.embedded, "then": again, "builds": builds}
        os.write(pipe, json.dumps(outcome_json).encode())

    return work


def kill(_: Disk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def trials(kind: str, index: Path, articles: Path, work: Path, how_many: int) -> Iterator[dict]:
    """Run the trials of one kind, spread over the moments of a rebuild, and one after its swap.

    How many moments there are differs by a dozen from run to run (the lexical engine merges at leisure), so the last is
    chosen by what happens at it.
    """
    count = len(in_a_process(rebuild_with(fresh(index, work), articles, 0, kill))) - 1
    step = max(1, count // how_many)
    for moment in (*range(1, count + 1, step), BEHIND_THE_SWAP):
        for names_survive in (False, True) if kind == "cut" else (False,):
            copy = fresh(index, work)
            left = work.with_name("left")
            shutil.rmtree(left, ignore_errors=True)

            def act(disk: Disk, left: Path = left, names_survive: bool = names_survive) -> None:
                if kind == "cut":
                    disk.write(left, names_survive=names_survive)
                kill(disk)

            lines = in_a_process(rebuild_with(copy, articles, moment, act))
            if kind == "cut" and not left.exists():  # it had fewer moments than the one that was counted
                continue
            after = in_a_process(looked_at(left if kind == "cut" else copy, articles))
            yield {"moment": moment, "of": count, "lines": lines, "after": after}


def random_kills(index: Path, articles: Path, work: Path, how_many: int) -> Iterator[dict]:
    """Kill rebuilds by the clock."""
    begun = time.monotonic()
    in_a_process(rebuild_with(fresh(index, work), articles, 0, kill))
    longest, choose = time.monotonic() - begun, random.Random(3)
    for trial in range(how_many):
        copy = fresh(index, work)
        lines = in_a_process(rebuild_with(copy, articles, 0, kill), choose.uniform(0, longest))
        yield {"moment": trial, "of": how_many, "lines": lines, "after": in_a_process(looked_at(copy, articles))}


def fresh(index: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    if index.exists():
        shutil.copytree(index, work)
    return work


if __name__ == "__main__":
    asked, *folders, number = sys.argv[1:]
    index, articles, copies = (Path(folder) for folder in folders)
    with Loader(SETTINGS.loading) as loader:  # imports what reading text needs
        for source in find_files([articles]):
            if isinstance(source, SourceFile) and source.path.suffix == ".txt":
                list(loader.load(source))
    given = (index, articles, copies, int(number))
    for result in random_kills(*given) if asked == "random" else trials(asked, *given):
        sys.stdout.write(json.dumps(result) + "\n")
