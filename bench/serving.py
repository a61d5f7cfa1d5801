"""Warm answers for programs: ``qa serve --api`` with fifty clients, and ``qa mcp`` from its start.

QUOTEWIRE_QUESTIONS in the environment asks fewer than 2,000.
"""

import asyncio
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.support.processes import QUESTION, environment, ran
from bench.support.report import Options, Report, Skipped, at_most, script, shown

_QA = [sys.executable, "-m", "tui.cli"]
_CLIENTS = 50
_QUESTIONS = int(os.environ.get("QUOTEWIRE_QUESTIONS", "2000"))
_ASKED = (QUESTION, "When did Finland join NATO?", "when did MI6 join TikTok", "Who is the director general of MI5?")
_WARM_UP = 50
"""Number of questions after which the memory of the server is stable."""
_NEXT = 10


def measure(options: Options) -> Report:
    """Query a warm server with many clients at once; then start the MCP server as a client does."""
    try:
        import mcp  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise Skipped(f"{error.name} is not installed") from None
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(Path(folder), options.cache)
        ran([*_QA, "ask", QUESTION], variables)
        with _served(variables) as (port, process):
            _ask_all(port, _WARM_UP)
            before = _resident(process.pid)
            waited, lost = _ask_all(port, _QUESTIONS)
            grown = _resident(process.pid) - before
        first, following = asyncio.run(_asked_over_mcp(variables))
    waited.sort()
    return Report(
        figures=(
            at_most(f"`qa serve --api`: lost of {_QUESTIONS:,} questions by {_CLIENTS} clients", lost, 0, digits=0),
            at_most("`qa serve --api`: memory more at the end than after the first questions", grown, 20.0, "MB"),
            shown("`qa serve --api`: waiting with 50 clients, median", statistics.median(waited), "s"),
            shown("`qa serve --api`: waiting with 50 clients, 95 %", waited[int(0.95 * (len(waited) - 1))], "s"),
            at_most("`qa mcp`: client started to first answer", first, 1.5, "s"),
            at_most("`qa mcp`: next answers, median", statistics.median(following), 0.25, "s"),
        ),
        notes=("The sample index; answers, refusals and repeats in turn, each client waiting for its answer.",),
    )


@contextmanager
def _served(variables: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    command = [*_QA, "serve", "--api", "127.0.0.1:0", "--no-token"]
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r":(\d+),", process.stderr.readline())
        assert found is not None
        try:
            yield int(found[1]), process
        finally:
            process.terminate()


def _ask_all(port: int, questions: int) -> tuple[list[float], int]:
    """Let the clients ask a number of questions; return the seconds waited for each, and how many were lost."""
    numbers, waited, lost = iter(range(questions)), list[float](), list[int]()
    turn = threading.Lock()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        while True:
            with turn:
                number = next(numbers, None)
            if number is None:
                break
            begun = time.perf_counter()
            body = json.dumps({"question": _ASKED[number % len(_ASKED)]})
            try:
                connection.request("POST", "/ask", body, {"Content-Type": "application/json"})
                reply = connection.getresponse()
                answer = json.loads(reply.read())
                assert reply.status == 200, answer
                waited.append(time.perf_counter() - begun)
            except (OSError, ValueError, AssertionError, http.client.HTTPException):
                lost.append(number)
        connection.close()

    clients = [threading.Thread(target=client) for _ in range(_CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return waited, len(lost)


def _resident(pid: int) -> float:
    """Read a process's resident memory, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


async def _asked_over_mcp(variables: dict[str, str]) -> tuple[float, list[float]]:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    server = StdioServerParameters(command=sys.executable, args=["-m", "tui.cli", "mcp"], env=variables)
    begun = time.perf_counter()
    following = []
    async with Client(stdio_client(server)) as client:

        async def asked(question: str) -> Any:
            return (await client.call_tool("ask", {"question": question})).structured_content["answer"]

        assert await asked(QUESTION) == "October 2018"
        first = time.perf_counter() - begun
        for number in range(_NEXT):
            begun = time.perf_counter()
            await asked(_ASKED[number % len(_ASKED)])
            following.append(time.perf_counter() - begun)
    return first, following


if __name__ == "__main__":
    script(measure, __doc__)
