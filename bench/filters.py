"""Warm retrieval at 300,000 passages, with filters that select most, some or few articles, or a single one.

The archive is synthetic: articles of eleven passages over ten years and forty sources, words as rare
as in English, embeddings around random centres. The filters take turns with every question, so that
other load on the machine affects all alike. Embedding the question is not included, which increases a
filter's share of the time. QUOTEWIRE_LARGE_INDEX names an index of real articles to use instead, that
of `bench.large`.
"""

import os
import statistics
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from bench.support.data import rows
from bench.support.report import Options, Report, Table, at_most, script, shown
from corpus.article import Article, Passage
from index.build import open_live
from index.dense.faiss_index import DenseIndex, training_size
from index.encoder.onnx_encoder import Vectors
from index.filters import EVERYTHING, Filter
from index.lexical.bm25 import BM25Index
from index.retrieval.retriever import HybridRetriever
from index.settings import RetrievalSettings
from index.store.articles import ArticleStore
from index.store.scope import allowed_rows

_PASSAGES = 300_000
_EACH = 11
"""Number of passages of an article."""
_WORDS = 90
"""Number of words of a passage."""
_VOCABULARY = 60_000
_DIM = 384
_CENTRES = 300
_QUESTIONS = 120
_WARM = 10
_K = 20
_MOST = 0.20
"""Maximum time that a filter may add, as a share of the time without one."""

Filters = Mapping[str, Filter]
_FILTERS = {
    "since, half of the archive": Filter(since=date(2019, 1, 1)),
    "a source, one in forty": Filter(source="courier 7"),
    "a part of sources, one in four": Filter(source="courier 1"),
    "one month": Filter(since=date(2021, 4, 1), until=date(2021, 4, 30)),
    "a source since a day": Filter(source="courier 12", since=date(2020, 6, 1)),
    "a word of the title": Filter(title="flood"),
    "one article": Filter(path="article-12345."),
}


_REAL = {
    "since a year": Filter(since=date(2021, 1, 1)),
    "one month": Filter(since=date(2021, 4, 1), until=date(2021, 4, 30)),
    "one day": Filter(since=date(2021, 4, 22), until=date(2021, 4, 22)),
    "a part of authors": Filter(author="smith"),
    "a word of the title": Filter(title="police"),
    "one folder in 28": Filter(path="/07/"),
    "one article": Filter(path="/07/03500."),
}
"""The filters for the news articles that `bench.large` measures."""


class _DrawnEncoder:
    """Embeds each question near one of the centres, chosen by its letters alone."""

    dim, fingerprint, name = _DIM, "drawn", "drawn"

    def __init__(self, centres: Vectors) -> None:
        self._centres = centres

    def encode_query(self, text: str) -> Vectors:
        random = np.random.default_rng(zlib.crc32(text.encode()))
        drawn: Vectors = _unit(self._centres[random.integers(_CENTRES)] + random.standard_normal(_DIM).astype("f4"))
        return drawn


def measure(options: Options) -> Report:
    """Make the archive, or use the real one, and ask each question with every filter."""
    named = os.environ.get("QUOTEWIRE_LARGE_INDEX")
    if named:
        build = open_live(Path(named))
        questions = [row["question"] for row in islice(rows(options.data, "news_questions"), _WARM + _QUESTIONS)]
        report = _measured(build.retriever(RetrievalSettings()), build.store, questions, _REAL, "real")
        build.store.close()
        return report
    random = np.random.default_rng(20)
    vocabulary = _vocabulary(random)
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder, "articles.sqlite"), random, vocabulary)
        texts = (passage.indexed_text for passage in store.indexed())
        bm25 = BM25Index.build(Path(folder, "lexical"), texts, store.articles_of_passages())
        centres = random.standard_normal((_CENTRES, _DIM), dtype=np.float32)
        retriever = HybridRetriever(
            _DrawnEncoder(centres),  # type: ignore[arg-type]
            _dense(Path(folder), random, centres),
            bm25,
            store,
            RetrievalSettings(),
        )
        questions = [_text(random, vocabulary, 7) for _ in range(_WARM + _QUESTIONS)]
        report = _measured(retriever, store, questions, _FILTERS, "made up")
        store.close()
    return report


def _measured(
    retriever: HybridRetriever, store: ArticleStore, questions: Sequence[str], filters: Filters, kind: str
) -> Report:
    seconds, first = _asked(retriever, questions, filters), _first(retriever, questions[0], filters)
    ((count,),) = store.query("SELECT MAX(row) + 1 FROM passages")
    share = {name: allowed_rows(store, where).count / count for name, where in filters.items()}
    alone = statistics.median(seconds["none"])
    added = {name: statistics.median(seconds[name]) / alone - 1 for name in filters}
    table = [
        (name, f"{100 * share[name]:.2f} %", f"{1000 * statistics.median(seconds[name]):.1f} ms", f"{added[name]:+.2f}",
         f"{1000 * first[name]:.1f} ms")
        for name in filters
    ]  # fmt: skip
    return Report(
        figures=(
            shown(f"warm retrieval without a filter, {count:,} passages, median", 1000 * alone, "ms", 1),
            at_most("time a filter adds to warm retrieval, of all filters the most", max(added.values()), _MOST),
            shown(
                "time to resolve a filter when it is first asked with, the most", 1000 * max(first.values()), "ms", 1
            ),
        ),
        tables=(Table(("filter", "passages", "median", "added", "first resolved"), tuple(table)),),
        notes=(f"{_QUESTIONS} questions, k={_K}, each with every filter in turn. The archive is {kind}.",),
    )


def _asked(retriever: HybridRetriever, questions: Sequence[str], filters: Filters) -> dict[str, list[float]]:
    """Time each question with every filter; the resolution of a filter is reused, as in a conversation."""
    seconds: dict[str, list[float]] = {name: [] for name in ("none", *filters)}
    for number, question in enumerate(questions):
        for name, where in {"none": EVERYTHING, **filters}.items():
            retriever.retrieve("the", 1, where)
            begun = time.perf_counter()
            retriever.retrieve(question, _K, where)
            if number >= _WARM:
                seconds[name].append(time.perf_counter() - begun)
    return seconds


def _first(retriever: HybridRetriever, question: str, filters: Filters) -> dict[str, float]:
    """Time the resolution of a new filter: the minimum of five runs."""
    found: dict[str, float] = {}
    for name, where in filters.items():
        spent = []
        for _ in range(5):
            retriever.retrieve(question, _K)
            times = []
            for _ in range(2):
                begun = time.perf_counter()
                retriever.retrieve(question, _K, where)
                times.append(time.perf_counter() - begun)
            spent.append(times[0] - times[1])
        found[name] = max(min(spent), 0.0)
    return found


def _vocabulary(random: np.random.Generator) -> list[str]:
    letters = np.array(list("abcdefghiklmnoprstuvw"))
    return ["".join(random.choice(letters, size=length)) for length in random.integers(2, 11, size=_VOCABULARY)]


def _text(random: np.random.Generator, vocabulary: Sequence[str], count: int) -> str:
    """Draw words from a vocabulary by a skewed distribution, the first ones most often."""
    return " ".join(vocabulary[rank] for rank in np.minimum(random.zipf(1.25, size=count), _VOCABULARY) - 1)


def _articles(random: np.random.Generator, vocabulary: Sequence[str]) -> Iterator[Article]:
    begin = date(2014, 1, 1)
    for number in range(_PASSAGES // _EACH + 1):
        body = "\n\n".join(_text(random, vocabulary, _WORDS) for _ in range(_EACH))
        title = f"{'Flood' if number % 50 == 0 else 'Report'} {_text(random, vocabulary, 6)}"
        day = begin + timedelta(int(random.integers(3650)))
        name = f"article-{number}."
        yield Article(name, title, f"/archive/{name}", body, "", day, f"The Courier {number % 40}", language="en")


def _store(path: Path, random: np.random.Generator, vocabulary: Sequence[str]) -> ArticleStore:
    store = ArticleStore.create(path)
    left = _PASSAGES
    for article in _articles(random, vocabulary):
        passages, start = [], 0
        for ordinal, text in enumerate(islice(article.text.split("\n\n"), left)):
            passages.append(Passage(article.article_id, ordinal, start, start + len(text), text))
            start += len(text) + 2
        left -= len(passages)
        if passages:
            store.add(article, passages, [b""] * len(passages))
    store.finish()
    store.close()
    return ArticleStore.open(path)


def _dense(folder: Path, random: np.random.Generator, centres: Vectors) -> DenseIndex:
    """Make embeddings in blocks, and inverted lists from some of them as a rebuild would."""

    def block(count: int) -> Vectors:
        noise = 1.2 * random.standard_normal((count, _DIM), dtype=np.float32)
        return _unit(centres[random.integers(_CENTRES, size=count)] + noise)

    wanted = training_size(_PASSAGES)
    blocks = (block(10_000) for _ in range(_PASSAGES // 10_000))
    dense = DenseIndex.build(blocks, _DIM, _PASSAGES, block(wanted) if wanted else None)
    dense.tune(block(100))
    dense.save(folder / "dense.faiss")
    return DenseIndex.load(folder / "dense.faiss")


def _unit(vectors: Vectors) -> Vectors:
    found: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return found


if __name__ == "__main__":
    script(measure, __doc__)
