"""The compiled encoder compared with its original: passages a second, and similarity of the vectors.

The original is SentenceTransformer in fp32 on all cores with batches of 32, which it sorts by
length itself. Both embed the same passages, alternately.
"""

import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np

from bench.support.building import compiled_encoder, cut, original_model
from bench.support.data import wikinews
from bench.support.report import Options, Report, at_least, script, shown
from corpus.settings import ChunkingSettings
from index.encoder.onnx_encoder import Vectors
from index.store.rows import indexed_text

_PASSAGES = 300
_TIMES = 3


def measure(options: Options) -> Report:
    """Embed the same passages with both, alternately, a few times."""
    from sentence_transformers import SentenceTransformer

    articles = wikinews(options.data)
    compiled = compiled_encoder(options.cache)
    original = SentenceTransformer(str(original_model()), device="cpu", local_files_only=True)
    passages = cut(articles, compiled, ChunkingSettings())
    texts = [
        indexed_text(article.title, str(article.published), passage.text)
        for article, own in zip(articles, passages, strict=True)
        for passage in own
    ][:: max(1, sum(map(len, passages)) // _PASSAGES)][:_PASSAGES]

    def encode_original(given: Sequence[str]) -> Vectors:
        found = original.encode(list(given), batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    rounds = [(_timed(compiled.encode_passages, texts), _timed(encode_original, texts)) for _ in range(_TIMES + 1)][1:]
    own, peer = (len(texts) / statistics.median(seconds) for seconds in zip(*rounds, strict=True))
    cosines = (compiled.encode_passages(texts) * encode_original(texts)).sum(axis=1)
    return Report(
        figures=(
            shown("compiled encoder", own, "passages/s", 0),
            shown("SentenceTransformer fp32, same run", peer, "passages/s", 0),
            at_least("embedded a second, divided by SentenceTransformer fp32", own / peer, 2.0),
            at_least("mean cosine, compiled to original", float(cosines.mean()), 0.99, digits=4),
            shown("least cosine", float(cosines.min()), digits=4),
        ),
        notes=(f"{len(texts)} passages of Wikinews as they are indexed; medians of {_TIMES} rounds after a warm one.",),
    )


def _timed(encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    encode(texts)
    return time.perf_counter() - begun


if __name__ == "__main__":
    script(measure, __doc__)
