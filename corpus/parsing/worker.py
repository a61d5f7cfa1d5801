"""The process that parses untrusted files, so that a crash affects only this process.

It reads paths, one JSON string a line, and answers each with lines as `corpus.parsing.wire` writes
them and an empty line after the last. It limits its own memory, ignores interrupts (its
parent decides), exits at the end of its input, and is killed by its own alarm if it hangs after its
parent is gone.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from corpus.draft import Unreadable
from corpus.parsing.parse import parse
from corpus.parsing.wire import as_line
from corpus.settings import LoadingSettings

OUT_OF_MEMORY = 3
"""Exit code."""
_GRACE = 5
"""Seconds by which the alarm is later than the time limit of the parent process."""
_IDLE = 60
"""Seconds without a file after which the process ends."""


def command(settings: LoadingSettings) -> list[str]:
    """Give the command that starts a worker which finds modules where this process does."""
    places = json.dumps([place for place in sys.path if place])
    found = "import json, sys; sys.path[:] = json.loads(sys.argv[1])"
    code = f"{found}; from corpus.parsing.worker import main; main(sys.argv[2])"
    return [sys.executable, "-P", "-c", code, places, json.dumps(asdict(settings))]


def main(described: str) -> None:
    """Serve until the input ends.

    Args:
        described: The settings, as JSON.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = LoadingSettings(**json.loads(described))
    _limit_memory(settings.memory_megabytes * 1_000_000)
    # Output that a library prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    _alarm(_IDLE)
    while line := sys.stdin.buffer.readline():
        try:
            _answer(Path(json.loads(line)), settings, answers)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # immediately: there is no memory for a clean exit
        _alarm(_IDLE)


def _answer(path: Path, settings: LoadingSettings, answers: BinaryIO) -> None:
    _alarm(settings.seconds + _GRACE)
    try:
        for item in parse(path, settings):
            _send(as_line(item), answers)
            _alarm(settings.seconds + _GRACE)
    except OSError as error:
        _send(as_line(Unreadable(f"cannot be read: {error.strerror or type(error).__name__}")), answers)
    _send(b"\n", answers)


def _send(line: bytes, answers: BinaryIO) -> None:
    _alarm(0)  # the parent may read slowly
    at = 0
    while at < len(line):
        at += answers.write(line[at:])


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    # On Linux this limits allocated memory; elsewhere, if it works at all, mapped memory.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
