"""Response times of the chat: first frame, first answer, keys, and quitting.

The real ``qa`` runs in a pseudo-terminal; times are measured from outside, from writing a key to
reading its echo. POSIX only.
"""

import os
import re
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.support.data import three_hundred, write_files
from bench.support.processes import QUESTION, environment, qa_command, ran
from bench.support.report import Options, Report, Skipped, at_most, script
from qa.conversation.history import History
from qa.engine import Engine
from qa.settings import Settings

_TIMES = 7
_KEYS = 60
_SCROLLS = 20
_ANSWERS = 2000
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")
_DEADLINE = 30.0


class Terminal:
    """The chat in a pseudo-terminal.

    Args:
        variables: The chat's environment.
        arguments: Arguments of ``qa``.
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
        """Write keys, and discard the output read so far."""
        self._seen = b""
        os.write(self._handle, keys.encode())

    def until(self, words: str) -> float:
        """Read until words are on the screen.

        Args:
            words: The words to wait for; white space and escape sequences between them are ignored.

        Returns:
            Seconds since the chat was started.

        Raises:
            TimeoutError: If they do not appear.
        """
        wanted = words.replace(" ", "").encode()
        while wanted not in _ESCAPES.sub(b"", self._seen).replace(b" ", b""):
            if time.perf_counter() - self.begun > _DEADLINE:
                raise TimeoutError(f"{words!r} did not come: {self._seen[-300:]!r}")
            if select.select([self._handle], [], [], 0.5)[0]:
                self._seen += os.read(self._handle, 65536)
        return time.perf_counter() - self.begun

    def scroll(self) -> float:
        """Turn the mouse wheel up by one step over the transcript; return the seconds until something is drawn."""
        while select.select([self._handle], [], [], 0.2)[0]:
            os.read(self._handle, 65536)
        begun = time.perf_counter()
        os.write(self._handle, b"\x1b[<64;30;10M")
        if not select.select([self._handle], [], [], _DEADLINE)[0]:
            raise TimeoutError("nothing was drawn")
        return time.perf_counter() - begun

    def megabytes(self) -> float:
        """Read the chat's resident memory, in 10^6 bytes; Linux only, elsewhere 0."""
        status = Path(f"/proc/{self._process}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
        return int(found[1]) * 1024 / 1e6 if found else 0.0

    def quit(self) -> float:
        """Quit, and return the seconds until the process has ended."""
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
        long, scrolls, grown = _long_conversation(variables, Path(folder))
        stopped = _quit_while_rebuilding(variables, Path(folder), options)
    return Report(
        figures=(
            at_most("`qa` to its first frame, whole process", statistics.median(paints), 0.6, "s"),
            at_most("`qa` to the first answer, typed at once", statistics.median(answers), 1.2, "s"),
            at_most("key to its echo while answering, 95 %", _late(echoes), 60, "ms", 0),
            at_most("quitting while answering", statistics.median(quits), 0.3, "s"),
            at_most("quitting while rebuilding", stopped, 0.3, "s"),
            at_most(f"the same key among {_ANSWERS:,} answers, 95 %", _late(long), 60, "ms", 0),
            at_most(f"one turn of the wheel among {_ANSWERS:,} answers, 95 %", _late(scrolls), 60, "ms", 0),
            at_most(f"memory that {_ANSWERS:,} answers take", grown, 150, "MB", 0),
        ),
        notes=(f"Medians of {_TIMES} runs; {_KEYS} keys. The first answer includes opening the index.",),
    )


def _late(echoes: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return sorted(echoes)[int(0.95 * len(echoes))] * 1000


def _long_conversation(variables: Mapping[str, str], folder: Path) -> tuple[list[float], list[float], float]:
    """Reopen a conversation of many answers, scroll and type; return echoes, scrolls and the memory used."""
    with closing(History.open(folder / "quotewire" / "history.sqlite")) as history:
        engine = Engine.open(replace(Settings(), index=Path(variables["QA_INDEX"])))
        answer = engine.ask(QUESTION)
        conversation = None
        for number in range(_ANSWERS):
            conversation = history.add(conversation, replace(answer, question=f"{QUESTION} {number}"))
    chat = Terminal(variables)
    chat.until("Ask your articles")
    chat.type(f"{QUESTION}\r")
    chat.until("October 2018")
    before = chat.megabytes()
    chat.type("\x12")  # history
    chat.until("Earlier conversations")
    chat.type(f"{_ANSWERS - 1}")
    chat.until(f"{_ANSWERS:,} answers")
    chat.type("\r")
    chat.until(f"{QUESTION} {_ANSWERS - 1}")
    grown = chat.megabytes() - before
    scrolls = [chat.scroll() for _ in range(_SCROLLS)]
    return _echoes(chat, asking=False), scrolls, grown


def _quit_while_rebuilding(variables: Mapping[str, str], folder: Path, options: Options) -> float:
    """Start indexing 300 articles in the chat, quit, and check that the old index is unchanged."""
    write_files(folder / "articles", three_hundred(options.data))
    (folder / "few").mkdir()
    (folder / "few" / "one.txt").write_text("The dam\n\nThe dam broke in 1976.\n", encoding="utf-8")
    apart = {**variables, "QA_INDEX": str(folder / "apart")}
    ran([qa_command(), "rebuild", str(folder / "few")], apart)
    was = (folder / "apart" / "CURRENT").read_text(encoding="utf-8")
    for file in (folder / "articles").iterdir():
        file.rename(folder / "few" / file.name)
    chat = Terminal(apart, "--private")
    chat.until("Ask your articles")
    chat.type("\x1b[15~")
    chat.until("Chosen")
    chat.type("\t\t\r")
    chat.until("a second")
    seconds = chat.quit()
    if (folder / "apart" / "CURRENT").read_text(encoding="utf-8") != was:
        raise RuntimeError("the old index was not left as it was")
    ran([qa_command(), "ask", "when did the dam break in 1976"], apart)
    return seconds


def _echoes(chat: Terminal, *, asking: bool = True) -> list[float]:
    """Type one letter at a time, optionally while questions are answered; return the seconds to each echo."""
    chat.until("Ask your articles" if asking else "")
    found = []
    for number in range(_KEYS):
        if asking and number % 6 == 0:
            chat.type(f"{QUESTION} {number}\r")
            chat.until(f"{QUESTION} {number}")
        letter = "abcdefghijklmnopqrstuvwxyz"[number % 26]
        begun = time.perf_counter()
        chat.type(letter)
        chat.until(letter)
        found.append(time.perf_counter() - begun)
        chat.begun = time.perf_counter()
    chat.quit()
    return found


if __name__ == "__main__":
    script(measure, __doc__)
