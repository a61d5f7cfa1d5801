"""A large archive for measurements: news articles as files, and vectors that are fast to make."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from bench.support.data import rows
from bench.support.report import Skipped
from corpus.progress import Progress
from index.encoder.onnx_encoder import OnnxEncoder, Vectors

_BANK = 500
"""Number of passages that are really embedded."""
_NOISE = 0.02
"""Standard deviation in each dimension; a unit vector of 384 has about 0.05."""


class StandInEncoder(OnnxEncoder):
    """The compiled encoder for the first passages, whose embeddings are repeated with noise for the rest.

    Everything but the time of embedding is as with the encoder itself: vectors have its
    dimension and about its spread, passages are cut by its wordpieces.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._random = np.random.default_rng(20)
        self._bank = np.empty((0, self.dim), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors, shape ``(len(texts), dim)``; the first ones are the embeddings of the texts."""
        real = super().encode_passages(texts[: max(0, _BANK - len(self._bank))])
        self._bank = np.concatenate([self._bank, real])
        picked = self._bank[self._random.integers(len(self._bank), size=len(texts) - len(real))]
        noisy = picked + _NOISE * self._random.standard_normal(picked.shape, dtype=np.float32)
        return np.concatenate([real, noisy / np.linalg.norm(noisy, axis=1, keepdims=True)])


def write_archive(folder: Path, data: Path, count: int) -> int:
    """Write news articles as Markdown files, a thousand to a folder.

    Args:
        folder: A folder to make, outside the repository.
        data: The folder of data sets.
        count: Articles wanted; past the 26,634 there are, they come again under other titles.

    Returns:
        Characters of text written.
    """
    characters = written = 0
    while written < count:
        for row in islice(rows(data, "news_articles"), count - written):
            again = written // 26_634
            text = row["text"].replace("2", str(2 + again)) if again else row["text"]
            path = folder / f"{written // 1000:04}" / f"{written:07}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            title = f"{row['title'] or written}{f' ({again})' if again else ''}"
            head = f"title: {json.dumps(title)}\ndate: {row['date'] or ''}"
            path.write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
            characters += len(text)
            written += 1
    return characters


@dataclass(frozen=True, slots=True)
class Watched:
    """The resources that a process used."""

    seconds: float
    megabytes: float
    """Peak private memory (10^6 bytes), without mapped files."""
    output: str


def watched(command: Sequence[str], variables: Mapping[str, str] | None = None, every: float = 0.01) -> Watched:
    """Run a process to its end and sample its private memory; Linux only.

    Args:
        command: The program and its arguments.
        variables: Its environment; None gives it ours.
        every: Seconds between samples.

    Returns:
        The resources used.

    Raises:
        Skipped: If the system does not report it.
        RuntimeError: If it failed.
    """
    if not Path("/proc/self/status").exists():
        raise Skipped("memory apart from mapped files is read from /proc, which Linux has")
    begun, most = time.perf_counter(), 0
    with subprocess.Popen(
        list(command), env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as process:
        while process.poll() is None:
            most = max(most, anonymous(process.pid))
            time.sleep(every)
        seconds = time.perf_counter() - begun
        output = process.stdout.read() if process.stdout else ""
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Watched(seconds, most / 1e6, output)


def anonymous(pid: int) -> int:
    """Return the private memory of a process in bytes; 0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon:")]
    return 1024 * int(found[0]) if found else 0


def rebuilding(articles: Path, index: Path, cache: Path) -> list[str]:
    """Make the command of a process that rebuilds with the `StandInEncoder` and prints its summary as JSON."""
    return [sys.executable, "-m", "bench.support.archive", str(articles), str(index), str(cache)]


def main() -> None:
    """Rebuild, as `rebuilding` asks."""
    from dataclasses import asdict

    from index.encoder.locate import prepare_encoder
    from index.rebuild.builder import rebuild
    from index.settings import EncoderSettings, IndexSettings

    articles, index, cache = map(Path, sys.argv[1:])
    fingerprint = prepare_encoder(EncoderSettings(), cache).fingerprint
    stages: dict[str, float] = {}

    def note(progress: Progress) -> None:
        stages[progress.stage] = progress.seconds

    encoder = StandInEncoder(cache / "encoders" / fingerprint)
    summary = rebuild(index, [articles], encoder, IndexSettings(), note)
    print(json.dumps(asdict(summary) | {"stages": stages, "pid": os.getpid()}))


if __name__ == "__main__":
    main()
