"""Embedding by Ray: passages in blocks to a pool of actors, each with the compiled encoder.

The work is a map without order or state. If an actor dies, Ray restarts it and repeats its block. Results
are stored as they arrive, so a rebuild that was killed resumes with the digests it has.
"""

import os
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import OperationFailed
from index.encoder.onnx_encoder import Encoder, OnnxEncoder, Vectors, cores
from index.store.rows import StoredPassage

_BLOCK = 64
"""Passages in one block: about a second of one core's work."""
_AHEAD = 2
"""Blocks queued for an actor, so that it need not wait for the next."""
_AGAIN = 5
"""How many times a dead actor is restarted, and a block repeated."""
_REPORT = 0.15
"""Seconds without a result after which that is reported."""
_PORT = 10001
"""Ray's own, for clients."""
_PATIENCE = 5.0
"""Seconds to wait for a connection to the cluster."""
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # it would report to its maker
    "RAY_worker_niceness": "0",  # else workers give way to all else on a machine that is busy
}
_REMEDY = "start it, or name another in the setting encoder.workers; what was embedded is kept for the next qa rebuild"

Encoded = tuple[Sequence[StoredPassage], Vectors]


class EncodingActor:
    """The actor in each of Ray's workers.

    Args:
        held: The compiled encoder: its folder, where that is on the same machine; else one reference
            to its files by name, in Ray's store.
    """

    def __init__(self, held: str | list[Any]) -> None:
        if isinstance(held, str):
            self._encoder = OnnxEncoder(Path(held), jobs=1)
            return
        import ray

        files: dict[str, bytes] = ray.get(held[0])
        with tempfile.TemporaryDirectory() as folder:  # all of it is read when it is opened
            for name, content in files.items():
                Path(folder, name).write_bytes(content)
            self._encoder = OnnxEncoder(Path(folder), jobs=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape ``(len(texts), dim)``."""
        return self._encoder.encode_passages(texts)

    def process(self) -> int:
        """Say which process this is."""
        return os.getpid()


class Workers:
    """A pool of actors, started with the first passages and ended by `close`.

    Args:
        where: Their number on this machine, or the address of a Ray cluster such as ``ray://head:10001``.
        encoder: What they embed with.
    """

    def __init__(self, where: str, encoder: Encoder) -> None:
        self._where = where
        self._encoder = encoder
        self._ray: Any = None
        self.actors: list[Any] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files_held: Any = None

    def encoded(self, passages: Sequence[StoredPassage]) -> Iterator[Encoded]:
        """Embed passages.

        Args:
            passages: Any; sorting them by length is fastest.

        Yields:
            Blocks with their embeddings as they are done, in no order; an empty one where none was
            done for a moment.

        Raises:
            OperationFailed: If Ray is not installed, or a block fails repeatedly.
        """
        if passages and self._ray is None:
            self._start()
        blocks = iter([passages[at : at + _BLOCK] for at in range(0, len(passages), _BLOCK)])
        free = [actor for actor in self.actors for _ in range(_AHEAD)]
        under_way: dict[Any, tuple[Sequence[StoredPassage], Any]] = {}
        while True:
            while free and (block := next(blocks, None)) is not None:
                actor = free.pop(0)
                texts = [passage.indexed_text for passage in block]
                under_way[actor.encode.remote(texts)] = block, actor
            if not under_way:
                return
            done, _ = self._ray.wait(list(under_way), timeout=_REPORT)
            for task in done:
                block, actor = under_way.pop(task)
                free.append(actor)
                yield block, self._fetched(task)
            if not done:
                yield (), np.empty((0, self._encoder.dim), np.float32)

    def close(self) -> None:
        """End the actors, and Ray where it was started here."""
        if self._ray is None:
            return
        for actor in self.actors if not self._where.isdecimal() else ():  # those here end with Ray
            self._ray.kill(actor)
        self.actors, self._files_held = [], None
        self._ray.shutdown()
        self._ray = None
        if self._folder:
            self._folder.cleanup()

    def _fetched(self, task: Any) -> Vectors:
        try:
            return np.asarray(self._ray.get(task), dtype=np.float32)
        except Exception as error:  # Ray's own, or one of the encoder's that it carries
            raise OperationFailed(f"Ray gave up on a block of passages: {_first_line(error)}", _REMEDY) from error

    def _start(self) -> None:
        """Connect, and begin the actors, one for each core there is."""
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        try:
            import ray
        except ImportError as error:
            raise OperationFailed("Ray is not installed.", 'pip install "quotewire[ray]"') from error
        quiet: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
        count = int(self._where) if self._where.isdecimal() else 0
        try:
            if count:
                ray.init(num_cpus=count, include_dashboard=False, **quiet)
            else:
                _knock(self._where)
                ray.init(address=self._where, **quiet)
        except Exception as error:  # Ray's own, grpc's, and Python's of connections
            raise OperationFailed(f"Ray at {self._where} does not answer: {_first_line(error)}", _REMEDY) from error
        self._ray = ray
        actor = ray.remote(EncodingActor).options(num_cpus=1, max_restarts=_AGAIN, max_task_retries=_AGAIN)
        wanted = count or max(1, int(ray.cluster_resources().get("CPU", cores())))
        held = self._held(elsewhere=not count)
        self.actors = [actor.remote(held) for _ in range(wanted)]

    def _held(self, *, elsewhere: bool) -> str | list[Any]:
        """Hold the compiled encoder where actors find it, also one that is started again."""
        self._folder = tempfile.TemporaryDirectory(prefix="qa-encoder-")
        self._encoder.save(Path(self._folder.name))
        if not elsewhere:
            return self._folder.name
        files = {path.name: path.read_bytes() for path in Path(self._folder.name).iterdir()}
        self._files_held = self._ray.put(files)
        return [self._files_held]


def _knock(address: str) -> None:
    """Make sure that something listens: Ray would try for minutes."""
    place = urlsplit(address if "://" in address else f"ray://{address}")
    with socket.create_connection((place.hostname or "", place.port or _PORT), timeout=_PATIENCE):
        pass


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
