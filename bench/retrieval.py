"""Warm retrieval over a build of 100,000 passages: median and 95th percentile.

The build is a real one, made by a rebuild of news articles in a temporary folder. One passage
in 33 is really embedded; the others repeat such an embedding with a little noise, which does
not change the work of a search.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from bench.support.building import compiled_encoder, cut
from bench.support.data import article_of, rows
from bench.support.report import Options, Report, at_most, script, shown
from corpus.article import Article
from corpus.settings import ChunkingSettings
from index.build import open_live
from index.encoder.onnx_encoder import OnnxEncoder, Vectors
from index.rebuild.builder import rebuild
from index.settings import IndexSettings, RetrievalSettings

_PASSAGES = 100_000
_MARGIN = 1.08
"""Factor by which more articles are written than the first 200 suggest, so that there are enough passages."""
_REAL = 33
_NOISE = 0.02
"""Standard deviation in each dimension; a unit vector of 384 has about 0.05."""
_QUESTIONS = 200
_WARM = 20
_K = 20


class RepeatingEncoder(OnnxEncoder):
    """The compiled encoder, which embeds one passage in 33 and repeats it for the rest."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._random = np.random.default_rng(20)
        self._known = np.empty((0, self.dim), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed some of `texts`, and derive the others from them; shape ``(len(texts), dim)``."""
        self._known = np.concatenate([self._known, super().encode_passages(texts[::_REAL])])
        picked = self._known[self._random.integers(len(self._known), size=len(texts))]
        noisy = picked + self._random.normal(0, _NOISE, picked.shape).astype(np.float32)
        vectors: Vectors = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
        vectors[::_REAL] = self._known[len(self._known) - len(vectors[::_REAL]) :]
        return vectors


def measure(options: Options) -> Report:
    """Make the build, and time questions, each asked once, after a few for warming up."""
    prepared = compiled_encoder(options.cache)
    questions = [row["question"] for row in islice(rows(options.data, "news_questions"), _WARM + _QUESTIONS)]
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder, "articles", "articles.jsonl")
        _write_articles(export, options.data, prepared)
        encoder = RepeatingEncoder(options.cache / "encoders" / prepared.fingerprint)
        begun = time.perf_counter()
        summary = rebuild(Path(folder, "index"), [export.parent], encoder, IndexSettings())
        built = time.perf_counter() - begun
        build = open_live(Path(folder, "index"))
        retriever = build.retriever(RetrievalSettings())
        seconds: list[float] = []
        for question in questions:
            begun = time.perf_counter()
            retriever.retrieve(question, _K)
            seconds.append(1000 * (time.perf_counter() - begun))
        build.store.close()
    timed = seconds[_WARM:]
    return Report(
        figures=(
            at_most(
                f"warm retrieval, {summary.passages:,} passages, k={_K}, median", statistics.median(timed), 40, "ms", 1
            ),
            shown("warm retrieval, 95th percentile", statistics.quantiles(timed, n=20)[-1], "ms", 1),
        ),
        notes=(
            f"{summary.articles:,} articles, {summary.passages:,} passages, {summary.bytes / 1e6:.0f} MB, "
            f"{build.manifest.dense_kind}; rebuilt in {built:.0f} s of which little was embedding. "
            f"{len(timed)} questions.",
        ),
    )


def _write_articles(export: Path, data: Path, encoder: OnnxEncoder) -> None:
    """Write enough articles for the number of passages, judging by the first 200."""
    export.parent.mkdir(parents=True)
    characters, enough = 0, float("inf")
    first: list[Article] = []
    with export.open("w", encoding="utf-8") as lines:
        for row in rows(data, "news_articles"):
            lines.write(json.dumps({name: row[name] for name in ("id", "title", "date", "text")}) + "\n")
            characters += len(row["text"])
            if len(first) < 200:
                first.append(article_of(row["id"], row["title"] or "", row["text"]))
            if len(first) == 200 and enough == float("inf"):
                rate = sum(map(len, cut(first, encoder, ChunkingSettings()))) / characters
                enough = _MARGIN * _PASSAGES / rate
            if characters > enough:
                break


if __name__ == "__main__":
    script(measure, __doc__)
