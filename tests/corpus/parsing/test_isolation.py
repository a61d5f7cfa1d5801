"""A failing parser loses only its own file. The parser here is defective, in real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.files import Skip, SourceFile
from corpus.loading import Loader
from corpus.settings import LoadingSettings

BROKEN = """
import ctypes, os, sys, time

served = []

def load_html(markup):
    return None

def bare_extraction(markup, **options):
    served.append(markup)
    if "crash" in markup:
        ctypes.string_at(0)
    if "used up" in markup and len(served) > 1:
        os._exit(7)
    if "exit" in markup:
        os._exit(7)
    if "pid" in markup:
        open(os.environ["PID_FILE"], "w").write(str(os.getpid()))
    if "hang" in markup:
        while True:
            pass
    if "flood" in markup:
        kept = [bytearray(50_000_000) for _ in range(1000)]
    if "chatter" in markup:
        print("not an answer")
        os.write(1, b"nor this" + bytes([10]))
    if "raise" in markup:
        raise AssertionError
    if "deep" in markup:
        raise RecursionError
    return type("Page", (), {"text": markup, "title": f"{os.getpid()}"})
"""
"""Stands in for trafilatura, and does what a page tells it."""
SETTINGS = "from configparser import ConfigParser\nDEFAULT_CONFIG = ConfigParser()\n"


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the defective parser in place of the real one, for processes started here."""
    package = tmp_path / "broken" / "trafilatura"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(BROKEN, encoding="utf-8")
    (package / "settings.py").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "broken")
    return tmp_path / "broken"


@pytest.fixture
def read(tmp_path: Path, broken: Path) -> Callable[..., list[Article | Skip]]:  # noqa: ARG001
    """Read pages one after another with one loader."""

    def read(*pages: str, **options: Any) -> list[Article | Skip]:
        items: list[Article | Skip] = []
        with Loader(LoadingSettings(**options)) as loader:
            for number, page in enumerate(pages):
                path = tmp_path / f"{number}.html"
                path.write_text(page, encoding="utf-8")
                items += loader.load(SourceFile(path, tmp_path))
        return items

    return read


def described(loaded: list[Article | Skip]) -> list[str]:
    return [outcome.reason if isinstance(outcome, Skip) else outcome.text for outcome in loaded]


def test_one_process_serves_many_files(read: Callable[..., list[Article | Skip]]) -> None:
    assert len({article.title for article in read("one", "two", "three")}) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_crash_costs_its_file_and_names_the_signal(read: Callable[..., list[Article | Skip]]) -> None:
    assert described(read("one", "crash", "three")) == ["one", "crashed its parser (signal 11)", "three"]


def test_a_parser_that_ends_its_process_costs_its_file(read: Callable[..., list[Article | Skip]]) -> None:
    assert described(read("exit", "two")) == ["crashed its parser (exit code 7)", "two"]


def test_a_file_that_fails_only_after_others_is_tried_again_in_a_fresh_process(
    read: Callable[..., list[Article | Skip]],
) -> None:
    assert described(read("one", "used up", "three")) == ["one", "used up", "three"]


def test_a_hang_costs_its_file_and_names_the_setting(read: Callable[..., list[Article | Skip]]) -> None:
    assert described(read("one", "hang", "three", seconds=1)) == [
        "one",
        "took longer than 1 s (loading.seconds)",
        "three",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_a_flood_of_memory_costs_its_file_and_names_the_setting(read: Callable[..., list[Article | Skip]]) -> None:
    facts = described(read("one", "flood", "three", memory_megabytes=256))
    assert facts == ["one", "needed more than 256 MB (loading.memory_megabytes)", "three"]


def test_what_a_parser_prints_is_not_taken_for_an_answer(read: Callable[..., list[Article | Skip]]) -> None:
    assert described(read("chatter", "two")) == ["chatter", "two"]


def test_what_a_parser_raises_is_a_malformed_file(read: Callable[..., list[Article | Skip]]) -> None:
    assert described(read("raise", "deep", "three")) == ["malformed HTML", "HTML nested too deeply", "three"]


def test_text_arrives_as_it_was_sent(read: Callable[..., list[Article | Skip]]) -> None:
    text = "山猫そば é \U0001f600 \x1b[31m \r\n \u2028 tail"
    (article,) = read(text)
    sent = text.replace("\x1b", "\ufffd")  # no tree can hold the escape
    assert article.text == (sent if os.linesep == "\n" else sent.replace("\r\n", os.linesep))


class Stopped(Exception):
    """An exception raised by the caller's callback."""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_caller_that_stops_while_a_parser_hangs_leaves_no_process(
    tmp_path: Path,
    broken: Path,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = tmp_path / "pid"
    monkeypatch.setenv("PID_FILE", str(note))
    (tmp_path / "a.html").write_text("pid hang", encoding="utf-8")

    def tick() -> None:
        if note.exists() and note.read_text(encoding="utf-8"):
            raise Stopped

    with pytest.raises(Stopped), Loader(LoadingSettings(), tick) as loader:
        list(loader.load(SourceFile(tmp_path / "a.html", tmp_path)))
    assert not is_running(int(note.read_text(encoding="utf-8")))


CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from corpus.loading import *
path = Path(sys.argv[2])
try:
    print(*load_file(SourceFile(path, path.parent), LoadingSettings(seconds=int(sys.argv[3]))))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("sent", "seconds", "code"),
    [(signal.SIGINT, 30, 130), (signal.SIGTERM, 1, -15), (signal.SIGKILL, 1, -9)],
    ids=["Ctrl+C", "terminated", "killed"],
)
def test_no_parser_outlives_whoever_started_it(
    tmp_path: Path, broken: Path, environment: dict[str, str], sent: signal.Signals, seconds: int, code: int
) -> None:
    note = tmp_path / "pid"
    (tmp_path / "a.html").write_text("pid hang", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, broken, tmp_path / "a.html", str(seconds)],
        env=environment | {"PID_FILE": str(note)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        # A test run in the background has SIGINT ignored, and what it starts would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (note.exists() and note.read_text(encoding="utf-8")):
        assert process.poll() is None
        time.sleep(0.02)
    parser = int(note.read_text(encoding="utf-8"))
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)  # as a terminal does: to everything that runs in it
    else:
        process.send_signal(sent)
    assert process.wait(timeout=30) == code
    until = time.monotonic() + 30
    while is_running(parser) and time.monotonic() < until:  # its own alarm clock ends it
        time.sleep(0.05)
    assert not is_running(parser)


def test_an_idle_process_serves_the_next_folder(read: Callable[..., list[Article | Skip]]) -> None:
    (first,) = read("one")
    (second,) = read("two")
    assert first.title == second.title


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_an_idle_process_that_died_is_replaced(read: Callable[..., list[Article | Skip]]) -> None:
    (first,) = read("one")
    os.kill(int(first.title), signal.SIGKILL)
    (second,) = read("two")
    assert second.text == "two"


def test_other_settings_take_another_process(read: Callable[..., list[Article | Skip]]) -> None:
    (first,) = read("one")
    (second,) = read("two", seconds=5)
    assert first.title != second.title
