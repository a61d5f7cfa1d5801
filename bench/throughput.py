"""The encoder's share of the time of a rebuild, and the cost of being killed.

The same articles are rebuilt from nothing, and their passages given to the encoder alone in the
order the rebuild does. Then a rebuild is killed (SIGKILL) once half is embedded, and run again.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.support.archive import write_archive
from bench.support.building import compiled_encoder
from bench.support.report import Options, Report, at_least, at_most, script, shown
from index.encoder.onnx_encoder import Encoder, Vectors
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.layout import IndexFolder

_ARTICLES = int(os.environ.get("QUOTEWIRE_UNIT", "1000"))
_WINDOW = 4096
_BATCH = 32
_CHILD = """
import sys
from pathlib import Path
from bench.throughput import counting_rebuild
counting_rebuild(*map(Path, sys.argv[1:]))
"""


def measure(options: Options) -> Report:
    """Rebuild, encode the same passages, and rebuild with a kill between."""
    encoder = compiled_encoder(options.cache)
    with tempfile.TemporaryDirectory() as work:
        articles = Path(work, "articles")
        write_archive(articles, options.data, _ARTICLES)
        begun, worked = time.perf_counter(), time.process_time()
        summary = rebuild(Path(work, "index"), [articles], encoder, IndexSettings())
        whole, whole_work = time.perf_counter() - begun, time.process_time() - worked
        worked = time.process_time()
        alone = _alone(Path(work, "index"), encoder)
        alone_work = time.process_time() - worked
        embedded, lost = _killed(articles, Path(work, "killed"), Path(work, "count"), options.cache, summary.embedded)
    return Report(
        figures=(
            at_least(
                "passages a second of a whole rebuild, divided by the encoder's own", alone / whole, 0.9, digits=3
            ),
            shown("the same in processor time, which other work disturbs less", alone_work / whole_work, digits=3),
            shown("whole rebuild", summary.embedded / whole, "passages/s", 0),
            shown("the encoder alone", summary.embedded / alone, "passages/s", 0),
            at_most("embedded by a rebuild killed at half and run again", embedded / summary.embedded, 1.02, digits=4),
        ),
        notes=(
            f"{summary.articles:,} articles, {summary.passages:,} passages, {summary.embedded:,} different. "
            f"The kill lost {lost:,}; it loses what two seconds embed, so the share falls with the size.",
        ),
    )


def _alone(index: Path, encoder: Encoder) -> float:
    """Time the encoder on an index's passages, sorted by length within a window as in a rebuild."""
    with closing(ArticleStore.open(IndexFolder(index).live().articles)) as store:
        different = {passage.digest: passage.indexed_text for passage in store.indexed()}
    texts = list(different.values())
    begun = time.perf_counter()
    for at in range(0, len(texts), _WINDOW):
        window = sorted(texts[at : at + _WINDOW], key=len)
        for place in range(0, len(window), _BATCH):
            encoder.encode_passages(window[place : place + _BATCH])
    return time.perf_counter() - begun


class _Counting:
    """An encoder that counts its passages."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder = encoder
        self._path = path
        self._count = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)

    def encode_passages(self, texts: list[str]) -> Vectors:
        vectors = self._encoder.encode_passages(texts)
        self._count += len(texts)
        self._path.write_text(str(self._count), encoding="utf-8")
        return vectors


def counting_rebuild(articles: Path, index: Path, count: Path, cache: Path) -> None:
    """Rebuild and leave the number of passages that were encoded in a file."""
    rebuild(index, [articles], _Counting(compiled_encoder(cache), count), IndexSettings())  # type: ignore[arg-type]


def _killed(articles: Path, index: Path, count: Path, cache: Path, whole: int) -> tuple[int, int]:
    """Kill a rebuild at half, run it again, and count what both encoded and what was lost."""
    command = [sys.executable, "-c", _CHILD, *map(str, (articles, index, count, cache))]
    with subprocess.Popen(command) as process:
        while process.poll() is None and _read(count) < whole // 2:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    first = _read(count)
    with closing(sqlite3.connect(IndexFolder(index).pending)) as pending:
        ((kept,),) = pending.execute("SELECT COUNT(*) FROM vectors")
    count.unlink()
    subprocess.run(command, check=True)
    return first + _read(count), first - int(kept)


def _read(count: Path) -> int:
    try:
        return int(json.loads(count.read_text(encoding="utf-8") or "0"))
    except FileNotFoundError:
        return 0


if __name__ == "__main__":
    script(measure, __doc__)
