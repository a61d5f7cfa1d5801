"""``qa watch``: a separate process over real folders; saved files answer questions soon after."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = [pytest.mark.models, pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")]

PATIENCE = 60
"""Seconds; only a hang or a mistake takes as long."""


class Watching:
    """A running ``qa watch`` and the lines it writes."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", "watch", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._events: queue.Queue[dict] = queue.Queue()
        self._lines: queue.Queue[str] = queue.Queue()
        readers = ((self.process.stdout, self._take_event), (self.process.stderr, self._lines.put))
        self._threads = [threading.Thread(target=_each, args=reader) for reader in readers]
        for thread in self._threads:
            thread.start()

    def _take_event(self, line: str) -> None:
        self._events.put(json.loads(line))

    def line(self, part: str) -> str:
        """Wait for a line on standard error."""
        while part not in (line := self._lines.get(timeout=PATIENCE)):
            pass
        return line

    def changes(self, kind: str, count: int = 1) -> list:
        """Wait until so many files of a kind were indexed."""
        collected: list = []
        while len(collected) < count:
            collected += self._events.get(timeout=PATIENCE)["changes"][kind]
        return collected

    def quiet(self, seconds: float) -> bool:
        """Return whether nothing is indexed for a while."""
        try:
            self._events.get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)

    def end(self) -> None:
        self.process.kill()
        for thread in self._threads:
            thread.join()
        self.process.communicate()


def _each(stream: Any, take: Any) -> None:
    for line in stream:
        take(line)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, qa: "Run", monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.md").write_text("# The mill\n\nThe mill's new oak shaft is 5.2 metres long.\n", encoding="utf-8")
    (folder / "ferry.md").write_text("# The ferry\n\nThe ferry to Sandray sails at seven.\n", encoding="utf-8")
    assert qa("rebuild", folder).code == 0
    return folder


@pytest.fixture
def watching(folder: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[Watching]:  # noqa: ARG001 - there has to be an index
    watching = Watching(environment | {"QA_INDEX": str(tmp_path / "index")})
    watching.line("Watching")
    yield watching
    watching.end()


def test_what_is_saved_renamed_replaced_and_deleted_is_answered_from(
    qa: "Run", folder: Path, watching: Watching
) -> None:
    (folder / "dam.md").write_text("# The dam\n\nThe dam at Coldwater holds nine million litres.\n", encoding="utf-8")
    assert watching.changes("new") == [str(folder / "dam.md")]
    assert "nine million" in qa("ask", "How much does the dam at Coldwater hold?").out

    draft = folder / ".mill.md.swp"
    draft.write_text("# The mill\n\nThe mill's new oak shaft is 6.1 metres long.\n", encoding="utf-8")
    draft.replace(folder / "mill.md")
    assert watching.changes("changed") == [str(folder / "mill.md")]
    assert "6.1 metres" in qa("ask", "How long is the mill's oak shaft?").out

    (folder / "ferry.md").rename(folder / "boat.md")
    assert watching.changes("moved") == [[str(folder / "ferry.md"), str(folder / "boat.md")]]
    assert "boat.md" in qa("ask", "When does the ferry to Sandray sail?").out

    (folder / "boat.md").unlink()
    assert watching.changes("gone") == [str(folder / "boat.md")]
    assert qa("ask", "When does the ferry to Sandray sail?").code == 1


def test_a_burst_is_indexed_in_few_steps_and_then_there_is_peace(qa: "Run", folder: Path, watching: Watching) -> None:
    for number in range(50):
        path = folder / f"note{number}.txt"
        path.write_text(f"Note {number}\n\nRoom {number} is painted in shade {number * 7}.\n", encoding="utf-8")
    assert len(watching.changes("new", 50)) == 50
    (folder / "scratch.swp").write_text("no article", encoding="utf-8")
    (folder / ".hidden.md").write_text("# Hidden\n\nNothing to see.\n", encoding="utf-8")
    assert watching.quiet(2.5)
    assert len(qa("list").out.splitlines()) == 52


def test_an_ignore_file_is_obeyed_as_soon_as_it_is_saved(qa: "Run", folder: Path, watching: Watching) -> None:
    (folder / ".qaignore").write_text("ferry.md\n", encoding="utf-8")
    assert watching.changes("gone") == [str(folder / "ferry.md")]
    assert len(qa("list").out.splitlines()) == 1


def test_a_folder_that_somebody_adds_is_followed_too(qa: "Run", watching: Watching, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "fair.md").write_text("# The fair\n\nThe fair opens in June.\n", encoding="utf-8")
    assert qa("add", more).code == 0
    assert str(more) in watching.line("Watching")
    (more / "fair.md").write_text("# The fair\n\nThe fair opens on the second Sunday of June.\n", encoding="utf-8")
    assert watching.changes("changed") == [str(more / "fair.md")]


def test_while_somebody_else_rebuilds_it_waits_and_then_goes_on(
    folder: Path, watching: Watching, tmp_path: Path
) -> None:
    with FileLock(tmp_path / "index" / "lock"):
        (folder / "dam.md").write_text("# The dam\n\nThe dam holds nine million litres.\n", encoding="utf-8")
        watching.line("Another rebuild holds")
    assert watching.changes("new") == [str(folder / "dam.md")]


def test_a_failed_rebuild_is_reported_and_tried_again(folder: Path, watching: Watching) -> None:
    away = folder.rename(folder.with_name("away"))
    assert str(folder) in watching.line("does not exist")
    (away / "dam.md").write_text("# The dam\n\nThe dam holds nine million litres.\n", encoding="utf-8")
    away.rename(folder)
    assert watching.changes("new") == [str(folder / "dam.md")]


def test_changes_made_before_it_began_are_indexed_first(
    folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    (folder / "dam.md").write_text("# The dam\n\nThe dam holds nine million litres.\n", encoding="utf-8")
    watching = Watching(environment | {"QA_INDEX": str(tmp_path / "index")})
    try:
        assert watching.changes("new") == [str(folder / "dam.md")]
    finally:
        watching.end()


def test_ctrl_c_ends_it_cleanly(qa: "Run", watching: Watching) -> None:
    assert watching.stop() == 130
    assert "Stopped watching" in watching.line("Stopped")
    assert qa("ask", "How long is the mill's oak shaft?").code == 0


def test_without_an_index_there_is_nothing_to_watch(qa: "Run", tmp_path: Path) -> None:
    done = qa("watch", "--index", tmp_path / "nowhere")
    assert (done.code, done.out) == (3, "")
    assert "qa rebuild PATH" in done.err
