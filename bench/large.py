"""Asking an existing large index: cold, warm, memory, and the recall of its lists.

Name the folder of an index of some 300,000 passages in QUOTEWIRE_LARGE_INDEX; it is only read.
Make it with ``qa rebuild FOLDER --index DIR``: about an hour for 14,000 news articles on two
cores. Without it the measurement is skipped. Questions are those of the news data set.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.support.archive import Watched, watched
from bench.support.data import rows
from bench.support.report import Options, Report, Skipped, at_least, at_most, script, shown
from index.build import Build, open_live
from index.dense.ivf import FOUND
from index.dense.search import DenseSearch
from index.encoder.onnx_encoder import Vectors
from index.settings import RetrievalSettings

_QUESTIONS = 300
_WARM = 20
_COLD = 5
_ASKED = "which continent will require phone makers to support a single charging standard"


def measure(options: Options) -> Report:
    """Measure the index that QUOTEWIRE_LARGE_INDEX names."""
    index = os.environ.get("QUOTEWIRE_LARGE_INDEX")
    if not index:
        raise Skipped("name an index of some 300,000 passages in QUOTEWIRE_LARGE_INDEX")
    questions = [row["question"] for row in islice(rows(options.data, "news_questions"), _WARM + _QUESTIONS)]
    cold = [watched([sys.executable, "-m", "tui.cli", "ask", _ASKED, "--index", index, "--json"]) for _ in range(_COLD)]
    build = open_live(Path(index))
    seconds, stages = warm(build, questions)
    recall = _recall(build, questions)
    count, size = build.manifest.passages, build.folder.size() - build.folder.articles.stat().st_size
    build.store.close()
    apart = f"{count:,} passages"
    return Report(
        figures=(
            at_most(f"cold `qa ask`, {apart}, without reading", statistics.median(map(_unread, cold[1:])), 1.3, "s"),
            at_most(f"memory of `qa ask`, {apart}, mapped files apart", max(r.megabytes for r in cold), 400, "MB", 0),
            at_most(f"warm retrieval, {apart}, k=20, median", statistics.median(seconds), 30, "ms", 1),
            at_most("warm retrieval of them, 95th percentile", statistics.quantiles(seconds, n=20)[-1], 60, "ms", 1),
            at_least(f"recall@{FOUND} against comparing all of them", recall, 0.97, digits=4),
            shown("their index on disk, stored articles apart", size / count, "B a passage", 0),
        ),
        notes=(
            f"{len(seconds)} questions. Medians: {stage_times(stages)}. {build.manifest.dense_lists}. "
            "Cold: whole processes after a first, less what the answer says its reading took.",
        ),
    )


def _unread(run: Watched) -> float:
    return run.seconds - float(json.loads(run.output)["seconds"]["read"])


def stage_times(stages: Mapping[str, float]) -> str:
    """Format milliseconds by name."""
    return ", ".join(f"{name} {value:.1f} ms" for name, value in stages.items())


def warm(build: Build, questions: Sequence[str]) -> tuple[list[float], dict[str, float]]:
    """Time whole retrievals, and each of their steps.

    Args:
        build: The open index.
        questions: The questions; the first twenty are not counted.

    Returns:
        Milliseconds of each retrieval, k=20, and the median of each step.
    """
    retriever = build.retriever(RetrievalSettings())
    depth = RetrievalSettings().depth
    whole: list[float] = []
    steps: dict[str, list[float]] = {"encoding": [], "dense": [], "BM25": []}
    for question in questions:
        begun = time.perf_counter()
        retriever.retrieve(question, 20)
        whole.append(1000 * (time.perf_counter() - begun))
        marks = [time.perf_counter()]
        query = build.encoder.encode_query(question)
        marks.append(time.perf_counter())
        build.dense.search(query, depth)
        marks.append(time.perf_counter())
        build.bm25.search(question, depth)
        marks.append(time.perf_counter())
        for name, begin, end in zip(steps, marks, marks[1:], strict=False):
            steps[name].append(1000 * (end - begin))
    return whole[_WARM:], {name: statistics.median(each[_WARM:]) for name, each in steps.items()}


def _recall(build: Build, questions: Sequence[str]) -> float:
    """Compare each question with every passage, block by block, and compute the recall of the index."""
    queries = np.stack([build.encoder.encode_query(question) for question in questions])
    best = nearest(build.dense, queries, FOUND)
    found = [{row for row, _ in build.dense.search(query, FOUND)} for query in queries]
    return statistics.fmean(len(each & set(exact)) / FOUND for each, exact in zip(found, best.tolist(), strict=True))


def nearest(dense: DenseSearch, queries: Vectors, k: int) -> NDArray[np.int64]:
    """Find the rows nearest to each query by comparing all.

    Args:
        dense: The index whose vectors are compared.
        queries: Shape ``(n, dim)``.
        k: Number of rows.

    Returns:
        Rows, shape ``(n, k)``, unordered.
    """
    scores = np.full((len(queries), k), -2.0, dtype=np.float32)
    rows_found = np.zeros((len(queries), k), dtype=np.int64)
    for at in range(0, len(dense), 8192):
        block = list(range(at, min(at + 8192, len(dense))))
        scores = np.hstack([scores, queries @ dense.vectors(block).T])
        rows_found = np.hstack([rows_found, np.tile(block, (len(queries), 1))])
        kept = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        scores = np.take_along_axis(scores, kept, 1)
        rows_found = np.take_along_axis(rows_found, kept, 1)
    return rows_found


if __name__ == "__main__":
    script(measure, __doc__)
