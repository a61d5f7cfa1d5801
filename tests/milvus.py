"""A local Milvus server for the tests of engines: milvus-lite, which speaks the protocol of a cluster."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LACKING = [name for name in ("pymilvus", "milvus_lite") if importlib.util.find_spec(name) is None]
"""What has to be installed first."""


class Milvus:
    """A server in a separate process, which can be stopped, frozen and killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it, also after `kill`, with its data."""
        command = [sys.executable, "-m", "milvus_lite.cmdline", "server", "--data-dir", str(self._folder)]
        with (self._folder.parent / "milvus.log").open("a") as log:
            self._process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--port", str(self.port)],
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1"},
            )
        self._wait()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait()

    def revive(self) -> None:
        """Start it if it does not run."""
        if self._process.poll() is not None:
            self.start()

    def freeze(self) -> None:
        """Suspend it: it answers nothing and uses no processor time."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Resume it."""
        self._process.send_signal(signal.SIGCONT)

    def client(self) -> Any:
        """Connect as any other program would."""
        from pymilvus import MilvusClient

        return MilvusClient(self.url, timeout=10, dedicated=True)

    def _wait(self) -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, (self._folder.parent / "milvus.log").read_text()
            time.sleep(0.05)
        raise TimeoutError("the Milvus server does not listen")
