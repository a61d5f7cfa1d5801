"""Parse files in a separate process: a crash, a hang or a memory overflow costs one file.

One process serves file after file, so it costs little. It is killed when an article takes too
long and replaced when it dies. A file on which it died is retried once in a fresh process if it
had served other files before, whose leftovers may be the cause. An idle process is kept for the
next folder, because starting one and importing parsers takes half a second; it exits after a
minute without work, and together with this process.
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
"""Seconds between two checks whether the caller cancels."""
_FILES = 500
"""Files after which a process is replaced, which bounds memory leaks of its parsers."""
_AHEAD = 16
"""Answers that may be queued."""


class _Died(Exception):
    """The process did not finish the file; the message is the reason."""


class _TookTooLong(_Died):
    """The file took too long; a retry would take as long."""


class Isolation:
    """Parses files in a separate process. Use it in one thread, and close it.

    Args:
        settings: Limits, and names of fields for the readers.
        tick: Called every 0.1 s while waiting. Its exceptions pass through.
    """

    def __init__(self, settings: LoadingSettings, tick: Callable[[], None]) -> None:
        self._settings = settings
        self._tick = tick
        self._process: _Process | None = None

    def parse(self, path: Path) -> Iterator[Draft | Unreadable]:
        """Read the articles of one file, as `corpus.parsing.parse.parse` does, in the separate process.

        Args:
            path: The file, by its absolute path.

        Yields:
            Articles and unreadable parts, in the file's order.
        """
        yielded = 0
        while True:
            if self._process is None:
                self._process = _take(self._settings)
            used = self._process.served > 0
            try:
                for number, item in enumerate(self._process.parse(path, self._tick)):
                    if number >= yielded:  # not yielded before the process died
                        yielded += 1
                        yield item
                break
            except _Died as death:
                self._end()
                if used and not isinstance(death, _TookTooLong):
                    continue
                yield Unreadable(str(death))
                break
            except BaseException:  # stopped in the middle of a file, it cannot serve another
                self._end()
                raise
        if self._process and self._process.served >= _FILES:
            self._end()

    def close(self) -> None:
        """Release the process: an idle one is kept for the next user, a busy one is killed."""
        if self._process and self._process.busy:
            self._end()
        elif self._process:
            _keep(self._process)
            self._process = None

    def _end(self) -> None:
        """Kill the process."""
        if self._process:
            self._process.close()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Process:
    """One worker process, and the thread that fetches its answers so that waits can time out."""

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
        longest = settings.max_megabytes * 12_000_000 + 1_000_000  # JSON writes a character in at most twelve
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
                raise _Died("crashed its parser (an invalid reply)") from None
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
        while self._fetching.is_alive():  # it may be blocked on a full queue
            try:
                self._answers.get(timeout=_TICK)
            except queue.Empty:
                continue
        self._process.wait()
        for pipe in (self._requests, self._replies):
            try:
                pipe.close()
            except OSError:  # the reader of the rest is gone
                continue


_spare: list[_Process] = []
"""At most one idle process."""
_spare_lock = threading.Lock()


def _take(settings: LoadingSettings) -> _Process:
    """Get the idle process if it was started in the same way, else a new one."""
    with _spare_lock:
        spare = _spare.pop() if _spare else None
    if spare and spare.command == command(settings):
        return spare
    if spare:
        spare.close()
    return _Process(settings)


def _keep(process: _Process) -> None:
    """Keep an idle process for the next user; an older idle one is closed."""
    with _spare_lock:
        _spare.append(process)
        surplus = _spare.pop(0) if len(_spare) > 1 else None
    if surplus:
        surplus.close()


@atexit.register
def _end_spare() -> None:
    while _spare:
        _spare.pop().close()


def _fetch(pipe: IO[bytes], answers: "queue.Queue[bytes]", longest: int) -> None:
    """Pass lines on until the process ends; then an empty one."""
    while (line := pipe.readline(longest)).endswith(b"\n"):
        answers.put(line)
    answers.put(b"")
