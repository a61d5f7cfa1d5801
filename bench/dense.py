"""Dense search in float32 and in half precision: time, overlap of the results, and size on disk.

At the number of passages up to which `DenseIndex` keeps float32, and at five times as many.
Vectors are synthetic: unit vectors of 384 dimensions around 200 random centres. Each index is
written and mapped from its file as in the chat, and the two alternate question by question.
"""

import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bench.support.report import Options, Report, Table, script
from index.dense.faiss_index import DenseIndex
from index.encoder.onnx_encoder import Vectors

_SIZES = (20_000, 100_000)
_COUNTS = {"float32": 1, "float16": 1_000_000}
"""Numbers of passages for which `DenseIndex` chooses each kind."""
_DIM = 384
_CENTRES = 200
_SPREAD = 1.2
"""Standard deviation of vectors around their centre, before scaling to unit length; that of the centres is 1."""
_ASIDE = 0.03
"""Standard deviation of questions around a vector, in each dimension; a unit vector has about 0.05."""
_QUESTIONS = 200
_WARM = 20
_DEPTH = 100
_FOUND = 20


def measure(_options: Options) -> Report:
    """Search the same vectors stored in both ways."""
    return Report(
        figures=(),
        tables=(
            Table(
                ("passages", "kept as", "picked", "median of a search", "least", "same 20", "file"),
                tuple(row for size in _SIZES for row in _compared(size)),
            ),
        ),
        notes=(
            f"Unit vectors of {_DIM} dimensions around {_CENTRES} random centres, {_QUESTIONS} questions, "
            f"k={_DEPTH}. Least: what a search takes when nothing comes between. Same 20: share of float32's first "
            f"{_FOUND} that are among this one's.",
        ),
    )


def _compared(size: int) -> list[tuple[str, ...]]:
    vectors, questions = _made_up(size)
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: Path(folder, f"{kind}.faiss") for kind in _COUNTS}
        for kind, file in files.items():
            DenseIndex.build([vectors], _DIM, _COUNTS[kind]).save(file)
        indexes = {kind: DenseIndex.load(file) for kind, file in files.items()}
        assert all(index.kind == kind for kind, index in indexes.items())
        seconds, same = _searched(indexes, questions)
        megabytes = {kind: file.stat().st_size / 1e6 for kind, file in files.items()}
        del indexes
    picked = DenseIndex.build([], _DIM, size).kind
    return [
        (
            f"{size:,}",
            kind,
            "yes" if kind == picked else "",
            f"{1000 * statistics.median(seconds[kind]):.1f} ms",
            f"{1000 * min(seconds[kind]):.1f} ms",
            f"{same[kind]:.4f}",
            f"{megabytes[kind]:.0f} MB",
        )
        for kind in _COUNTS
    ]


def _searched(indexes: Mapping[str, DenseIndex], questions: Vectors) -> tuple[dict[str, list[float]], dict[str, float]]:
    seconds: dict[str, list[float]] = {kind: [] for kind in indexes}
    shares: dict[str, list[float]] = {kind: [] for kind in indexes}
    for number, question in enumerate(questions):
        found: dict[str, set[int]] = {}
        for kind, index in indexes.items():
            begun = time.perf_counter()
            hits = index.search(question, _DEPTH)
            if number >= _WARM:
                seconds[kind].append(time.perf_counter() - begun)
            found[kind] = {row for row, _ in hits[:_FOUND]}
        for kind, rows in found.items():
            shares[kind].append(len(rows & found["float32"]) / _FOUND)
    return seconds, {kind: statistics.fmean(each[_WARM:]) for kind, each in shares.items()}


def _made_up(size: int) -> tuple[Vectors, Vectors]:
    random = np.random.default_rng(20)
    centres = random.standard_normal((_CENTRES, _DIM), dtype=np.float32)
    vectors = centres[random.integers(_CENTRES, size=size)]
    vectors += _SPREAD * random.standard_normal((size, _DIM), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    questions = vectors[random.integers(size, size=_WARM + _QUESTIONS)]
    questions += _ASIDE * random.standard_normal(questions.shape, dtype=np.float32)
    return vectors, questions / np.linalg.norm(questions, axis=1, keepdims=True)


if __name__ == "__main__":
    script(measure, __doc__)
