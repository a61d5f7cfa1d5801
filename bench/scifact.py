"""SciFact test: claims as queries, whole abstracts as passages, nDCG@10.

BM25, dense with the original encoder, dense with the compiled one, the two fused, and the first twenty
of those read and ranked by their evidence too, each through the project's own index with its default
settings. The vectors of the original take minutes and are kept in the cache.
"""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.support.building import Collection, collect, compiled_encoder, original_model, whole
from bench.support.data import article_of, rows
from bench.support.report import Options, Report, Skipped, at_least, at_most, script
from index.dense.faiss_index import DenseIndex
from index.encoder.onnx_encoder import Vectors
from index.retrieval.retriever import HybridRetriever
from index.store.rows import indexed_text
from qa.answering.decide import reordered
from qa.evaluation.ranking import ndcg
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

_K = 10
_DEPTH = 20
"""Number of abstracts that are read for each claim, as in the product."""


def measure(options: Options) -> Report:
    """Rank the abstracts for each claim of the test set."""
    articles = [article_of(row["_id"], row["title"], row["text"]) for row in rows(options.data, "scifact_corpus")]
    relevant = _relevant(options.data)
    claims = {row["_id"]: row["text"] for row in rows(options.data, "scifact_queries") if row["_id"] in relevant}
    encoder = compiled_encoder(options.cache)
    original = _original_vectors(
        [indexed_text(article.title, None, article.text) for article in articles] + list(claims.values()), options.cache
    )
    original_dense = DenseIndex.build([original[: len(articles)]], encoder.dim, len(articles))
    original_queries = dict(zip(claims.values(), original[len(articles) :], strict=True))
    with tempfile.TemporaryDirectory() as folder:
        collection = collect(Path(folder), articles, whole(articles), encoder)
        retriever = collection.retriever(encoder)
        reader = SpanReader.shipped(collection.store, ReadingSettings(close=0))
        rankings: dict[str, Callable[[str], list[str]]] = {
            "BM25": lambda claim: _ids(collection, collection.bm25.search(claim, _K)),
            "original": lambda claim: _ids(collection, original_dense.search(original_queries[claim], _K)),
            "compiled": lambda claim: _ids(collection, collection.dense.search(encoder.encode_query(claim), _K)),
            "fused": lambda claim: [hit.passage.article_id for hit in retriever.retrieve(claim, _K)],
            "read": lambda claim: _read(claim, retriever, reader),
        }
        seen = {
            name: sum(ndcg(relevant[key], ranking(claim)) for key, claim in claims.items()) / len(claims)
            for name, ranking in rankings.items()
        }
        collection.store.close()
    return _report(seen, len(articles), len(claims), collection)


def _report(seen: dict[str, float], articles: int, claims: int, collection: Collection) -> Report:
    return Report(
        figures=(
            at_least("SciFact nDCG@10, BM25", seen["BM25"], 0.66, digits=4),
            at_least("SciFact nDCG@10, dense, original encoder", seen["original"], 0.64, digits=4),
            at_least("SciFact nDCG@10, dense, compiled encoder", seen["compiled"], 0.64, digits=4),
            at_most("SciFact nDCG@10, distance of the two", abs(seen["original"] - seen["compiled"]), 0.005, digits=4),
            at_least("SciFact nDCG@10, fused", seen["fused"], 0.71, digits=4),
            at_least("SciFact nDCG@10, fused and read", seen["read"], max(0.735, seen["fused"]), digits=4),
        ),
        notes=(
            f"{articles:,} abstracts, {claims} claims; the compiled encoder took {collection.seconds:.0f} s "
            f"({articles / collection.seconds:.0f} abstracts/s).",
        ),
    )


def _relevant(data: Path) -> dict[str, set[str]]:
    path = data / "scifact_qrels_test.tsv"
    if not path.is_file():
        raise Skipped(f"{path} is not there; name its folder with --data DIR or QUOTEWIRE_DATA")
    relevant: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        claim, article, score = line.split("\t")
        if int(score) > 0:
            relevant.setdefault(claim, set()).add(article)
    return relevant


def _original_vectors(texts: Sequence[str], cache: Path) -> Vectors:
    named = hashlib.sha256("\0".join([original_model().name, *texts]).encode()).hexdigest()[:16]
    kept = cache / "bench" / f"scifact-{named}.npy"
    if not kept.exists():
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(original_model()), device="cpu", local_files_only=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False))
    vectors: Vectors = np.load(kept)
    return vectors


def _read(claim: str, retriever: HybridRetriever, reader: SpanReader) -> list[str]:
    """Rank the passages that were read by retrieval and evidence together, as the hits of an answer."""
    hits = retriever.retrieve(claim, _DEPTH)
    return [hit.passage.article_id for hit in reordered(hits, reader.read(claim, hits))][:_K]


def _ids(collection: Collection, found: Sequence[tuple[int, float]]) -> list[str]:
    return [collection.passages[row].article_id for row, _ in found]


if __name__ == "__main__":
    script(measure, __doc__)
