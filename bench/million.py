"""Warm retrieval over a million passages, and the size of their index on disk.

News articles, repeated with changes past the end of the data set, and a stand-in encoder (see
`bench.support.archive`): valid for time and disk, not for recall, which `bench.large` measures on real
embeddings. Takes a quarter of an hour and some five gigabytes. QUOTEWIRE_MANY sets the number of
articles; QUOTEWIRE_MANY_INDEX names an existing index.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import numpy as np

from bench.large import nearest, stage_times, warm
from bench.support.archive import rebuilding, watched, write_archive
from bench.support.building import compiled_encoder
from bench.support.data import rows
from bench.support.report import Options, Report, at_most, script, shown
from index.build import open_live
from index.dense.ivf import FOUND

_ARTICLES = int(os.environ.get("QUOTEWIRE_MANY", "49000"))
_QUESTIONS = 220
_EACH = 60
"""Bytes of a row of `passages` (36) and of its digest in the index (24), counted by dbstat."""


def measure(options: Options) -> Report:
    """Build an index or use the given one, and ask."""
    compiled_encoder(options.cache)
    questions = [row["question"] for row in islice(rows(options.data, "news_questions"), _QUESTIONS)]
    made = ""
    with ExitStack() as stack:
        given = os.environ.get("QUOTEWIRE_MANY_INDEX")
        index = Path(given) if given else Path(stack.enter_context(tempfile.TemporaryDirectory()), "index")
        if not given:
            write_archive(index.parent / "articles", options.data, _ARTICLES)
            run = watched(rebuilding(index.parent / "articles", index, options.cache))
            stages = {name: round(seconds, 1) for name, seconds in json.loads(run.output)["stages"].items()}
            made = f" Rebuilt in {run.seconds:.0f} s with {run.megabytes:.0f} MB of its own; by stage: {stages}."
        begun = time.perf_counter()
        build = open_live(index)
        opened = 1000 * (time.perf_counter() - begun)
        seconds, steps = warm(build, questions)
        queries = np.stack([build.encoder.encode_query(question) for question in questions[:100]])
        best = nearest(build.dense, queries, FOUND).tolist()
        found = [{row for row, _ in build.dense.search(query, FOUND)} for query in queries]
        recall = statistics.fmean(len(each & set(exact)) / FOUND for each, exact in zip(found, best, strict=True))
        count = build.manifest.passages
        size = build.folder.size() - build.folder.articles.stat().st_size
        size += _rows_of_passages(build.store.query)
        build.store.close()
    return Report(
        figures=(
            at_most(f"warm retrieval, {count:,} passages, k=20, median", statistics.median(seconds), 60, "ms", 1),
            shown("warm retrieval of them, 95th percentile", statistics.quantiles(seconds, n=20)[-1], "ms", 1),
            at_most("their index on disk besides the articles", size / count, 1200, "B a passage", 0),
            shown("opening it", opened, "ms", 0),
            shown(f"recall@{FOUND} on stand-in vectors", recall, digits=4),
        ),
        notes=(f"{len(seconds)} questions. Medians: {stage_times(steps)}. {build.manifest.dense_lists}.{made}",),
    )


def _rows_of_passages(query: Callable[[str], Iterator[tuple[int]]]) -> int:
    """Estimate the bytes of the store's passages: their columns and the index of digests."""
    ((passages,),) = query("SELECT MAX(row) + 1 FROM passages")
    return int(passages) * _EACH


if __name__ == "__main__":
    script(measure, __doc__)
