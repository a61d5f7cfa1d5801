"""Servers over real indexes, in this process and in separate ones."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.settings import Settings
from tui.servers.service import Service
from tui.servers.warm import WarmEngine


@pytest.fixture(scope="module")
def warm(sample_index: Path, cache: Path) -> Iterator[WarmEngine]:
    """The engine of the samples, open for all tests of a module."""
    warm = WarmEngine(Settings(index=sample_index, cache=cache))
    yield warm
    warm.close()


@pytest.fixture(scope="module")
def service(warm: WarmEngine) -> Service:
    return Service(warm)


@pytest.fixture
def serving(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., re.Match[str]]]:
    """Start a server in a separate process, and read its address from its output."""
    started: list[subprocess.Popen[str]] = []

    def serving(*arguments: object, pattern: str, **more: str) -> re.Match[str]:
        command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=tmp_path, env=environment | more
        )
        started.append(process)
        line = process.stderr.readline()
        results = re.search(pattern, line)
        assert results, line
        return results

    yield serving
    for process in started:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


@pytest.fixture
def process_environment(environment: dict[str, str]) -> dict[str, str]:
    """The environment that a client of the protocol gives the server that it starts."""
    return {name: value for name, value in (os.environ | environment).items() if not name.startswith("PYTEST")}
