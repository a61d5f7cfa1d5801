"""Parsing in a process of its own: a crash, a hang or a flood of memory costs one file.

One process serves file after file, so it costs little. It is killed when an article takes too
long and replaced when it dies. A file that it died of is tried once more in a fresh one if
others had gone through it before: what they left behind is not the file's fault. An idle
process is kept for the next folder, because starting one and importing parsers takes half a
second; it ends by itself after a minute, and with us.
"""

import atexit
import json
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from corpus.draft import Draft, Unreadable
from corpus.parsing.wire import from_line
from corpus.parsing.worker import OUT_OF_MEMORY, command
from corpus.settings import LoadingSettings

_TICK = 0.1
"""Seconds between two looks at whether the caller wants to go on."""
_FILES = 500
"""Files after which a process is replaced, so that what its parsers leak stays small."""
_AHEAD = 16
"""Answers that may wait to be fetched."""


class _Died(Exception):
    """The process did not finish the file; says why."""


class _TookTooLong(_Died):
    """Trying again would take as long."""


class Isolation:
    """Parses files elsewhere. Use it in one thread, and close it.

    Args:
        settings: Limits; and names of fields, for the readers.
        tick: Called every 0.1 s while waiting. What it raises passes through.
    """

    def __init__(self, settings: LoadingSettings, tick: Callable[[], None]) -> None:
        self._settings = settings
        self._tick = tick
        self._process: _Process | None = None

    def parse(self, path: Path) -> Iterator[Draft | Unreadable]:
        """Read the articles of one file, as `corpus.parsing.parse.parse` does, but from outside.

        Args:
            path: The file, by its absolute path.

        Yields:
            Articles in the file's order, and what of it is not one.
        """
        given = 0
        while True:
            if self._process is None:
                self._process = _take(self._settings)
            used = self._process.served > 0
            try:
                for number, item in enumerate(self._process.parse(path, self._tick)):
                    if number >= given:  # not given before the process died
                        given += 1
                        yield item
                break
            except _Died as death:
                self._end()
                if used and not isinstance(death, _TookTooLong):
                    continue
                yield Unreadable(str(death))
                break
            except BaseException:  # left in the middle of a file, it could serve no other
                self._end()
                raise
        if self._process and self._process.served >= _FILES:
            self._end()

    def close(self) -> None:
        """Give the process up: what is not in the middle of a file waits for the next user."""
        if self._process and self._process.busy:
            self._end()
        elif self._process:
            _keep(self._process)
            self._process = None

    def _end(self) -> None:
        """Kill the process, whatever it is doing."""
        if self._process:
            self._process.close()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Process:
    """One worker, and the thread that fetches its answers so that waiting for them can end."""

    def __init__(self, settings: LoadingSettings) -> None:
        self.settings = settings
        self.served = 0
        self.busy = False
        self.command = command(settings)
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._replies = cast("IO[bytes]", self._process.stdout)
        self._answers: queue.Queue[bytes] = queue.Queue(_AHEAD)
        longest = settings.max_megabytes * 12_000_000 + 1_000_000  # twelve ASCII characters write any one
        self._fetching = threading.Thread(target=_fetch, args=(self._replies, self._answers, longest))
        self._fetching.daemon = True
        self._fetching.start()

    def parse(self, path: Path, tick: Callable[[], None]) -> Iterator[Draft | Unreadable]:
        self.busy = True
        try:
            self._requests.write(json.dumps(str(path)).encode("ascii") + b"\n")
            self._requests.flush()
        except OSError:
            raise _Died(self._cause()) from None
        while (line := self._next(tick)) != b"\n":
            try:
                yield from_line(line)
            except ValueError:
                raise _Died("crashed its parser (a broken answer)") from None
        self.served += 1
        self.busy = False

    def _next(self, tick: Callable[[], None]) -> bytes:
        """Wait for a line, but no longer than an article may take."""
        until = time.monotonic() + self.settings.seconds
        while True:
            try:
                line = self._answers.get(timeout=_TICK)
            except queue.Empty:
                tick()
                if time.monotonic() > until:
                    raise _TookTooLong(self._late()) from None
                continue
            if not line:
                raise _Died(self._cause())
            return line

    def _late(self) -> str:
        return f"took longer than {self.settings.seconds} s (loading.seconds)"

    def _cause(self) -> str:
        code = self._process.wait()
        if code == OUT_OF_MEMORY:
            return f"needed more than {self.settings.memory_megabytes:,} MB (loading.memory_megabytes)"
        if code < 0:
            return self._late() if -code == getattr(signal, "SIGALRM", 0) else f"crashed its parser (signal {-code})"
        return f"crashed its parser (exit code {code})"

    def close(self) -> None:
        self._process.kill()
        while self._fetching.is_alive():  # it may be waiting to hand over what nobody wants any more
            try:
                self._answers.get(timeout=_TICK)
            except queue.Empty:
                continue
        self._process.wait()
        for pipe in (self._requests, self._replies):
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader
                continue


_spare: list[_Process] = []
"""At most one idle process."""
_spare_lock = threading.Lock()


def _take(settings: LoadingSettings) -> _Process:
    """Get the idle process if it was started in the same way, else a new one."""
    with _spare_lock:
        kept = _spare.pop() if _spare else None
    if kept and kept.command == command(settings):
        return kept
    if kept:
        kept.close()
    return _Process(settings)


def _keep(process: _Process) -> None:
    """Let a process wait for the next user; one that waited before gives way."""
    with _spare_lock:
        _spare.append(process)
        given_way = _spare.pop(0) if len(_spare) > 1 else None
    if given_way:
        given_way.close()


@atexit.register
def _end_spare() -> None:
    while _spare:
        _spare.pop().close()


def _fetch(pipe: IO[bytes], answers: "queue.Queue[bytes]", longest: int) -> None:
    """Pass lines on until the process ends; then an empty one."""
    while (line := pipe.readline(longest)).endswith(b"\n"):
        answers.put(line)
    answers.put(b"")
