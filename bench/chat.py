"""The chat as a person feels it: first frame, first answer, keys, and quitting.

The real ``qa`` runs in a pseudo-terminal; times are from the outside, from a key written to
the moment its echo is read. POSIX only.
"""

import os
import re
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.processes import QUESTION, environment, qa_command, ran
from bench.report import Options, Report, Skipped, at_most, script, shown

_TIMES = 7
_KEYS = 60
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")
_DEADLINE = 30.0


class Terminal:
    """A pseudo-terminal with the chat in it.

    Args:
        variables: The chat's environment.
        arguments: Of ``qa``.
    """

    def __init__(self, variables: Mapping[str, str], *arguments: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.begun = time.perf_counter()
        self._process, self._handle = pty.fork()
        if self._process == 0:
            os.execve(qa_command(), ["qa", *arguments], {**variables, "TERM": "xterm-256color"})  # noqa: S606
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self._seen = b""

    def type(self, keys: str) -> None:
        """Write keys, and forget what was on screen before."""
        self._seen = b""
        os.write(self._handle, keys.encode())

    def until(self, words: str) -> float:
        """Read until words are on screen.

        Args:
            words: What to wait for; space and escape sequences between them do not matter.

        Returns:
            Seconds since the chat was started.

        Raises:
            TimeoutError: If they do not come.
        """
        wanted = words.replace(" ", "").encode()
        while wanted not in _ESCAPES.sub(b"", self._seen).replace(b" ", b""):
            if time.perf_counter() - self.begun > _DEADLINE:
                raise TimeoutError(f"{words!r} did not come: {self._seen[-300:]!r}")
            if select.select([self._handle], [], [], 0.5)[0]:
                self._seen += os.read(self._handle, 65536)
        return time.perf_counter() - self.begun

    def quit(self) -> float:
        """Quit, and give the seconds until the process has ended."""
        begun = time.perf_counter()
        os.write(self._handle, b"\x11")
        while os.waitpid(self._process, os.WNOHANG) == (0, 0):
            if select.select([self._handle], [], [], 0.005)[0]:
                try:
                    os.read(self._handle, 65536)
                except OSError:  # the other end is closed
                    time.sleep(0.002)
            if time.perf_counter() - begun > _DEADLINE:
                raise TimeoutError("the chat did not end")
        os.close(self._handle)
        return time.perf_counter() - begun


def measure(options: Options) -> Report:
    """Start, ask, type and quit several times over the sample articles."""
    if sys.platform == "win32":
        raise Skipped("pseudo-terminals are POSIX's")
    paints: list[float] = []
    answers: list[float] = []
    quits: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(Path(folder), options.cache) | {"XDG_DATA_HOME": folder}
        ran([qa_command(), "ask", QUESTION], variables)
        for _ in range(_TIMES):
            chat = Terminal(variables, "--private")
            paints.append(chat.until("Ask your articles"))
            chat.type(f"{QUESTION}\r")
            answers.append(chat.until("October 2018"))
            chat.type("how many followers does the CIA have\r")
            quits.append(chat.quit())
        echoes = _echoes(Terminal(variables, "--private"))
    return Report(
        figures=(
            at_most("`qa` to its first frame, whole process", statistics.median(paints), 0.6, "s"),
            shown("`qa` to the first answer, typed at once", statistics.median(answers), "s"),
            at_most("key to its echo while answering, 95 %", echoes[int(0.95 * len(echoes))] * 1000, 60, "ms", 0),
            at_most("quitting while answering", statistics.median(quits), 0.3, "s"),
        ),
        notes=(f"Medians of {_TIMES} runs; {_KEYS} keys. The first answer includes opening the index.",),
    )


def _echoes(chat: Terminal) -> list[float]:
    """Type one letter at a time while questions are answered; sorted seconds to each echo."""
    chat.until("Ask your articles")
    found = []
    for number in range(_KEYS):
        if number % 6 == 0:
            chat.type(f"{QUESTION} {number}\r")
            chat.until(f"{QUESTION} {number}")
        letter = "abcdefghijklmnopqrstuvwxyz"[number % 26]
        begun = time.perf_counter()
        chat.type(letter)
        chat.until(letter)
        found.append(time.perf_counter() - begun)
        chat.begun = time.perf_counter()
    chat.quit()
    return sorted(found)


if __name__ == "__main__":
    script(measure, __doc__)
