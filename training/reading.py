"""Converts a reader's logits to spans, in the same way for the trained and the compiled model."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.sentences import all_sentences
from index.encoder.onnx_encoder import cores
from index.encoder.session import open_session
from qa.reading import model, spans
from qa.reading.spans import Found
from training.features import Feature, collate

LONGEST = 30
"""Tokens an answer may have."""
Logits = tuple[NDArray[np.float32], NDArray[np.float32], float]
"""Start and end logits, shape ``(length,)``, and the relevance logit, of one pair."""
Run = Callable[[Sequence[Feature]], Iterable[Logits]]
"""Returns each pair's logits, in order."""


def best(pair: Feature, passage: str, logits: Logits) -> Found:
    """Find the best span of at most `LONGEST` tokens, as the product does.

    Args:
        pair: The pair that was read.
        passage: Its passage's text.
        logits: The reader's logits for it.

    Returns:
        The span; an empty one at 0 if the passage has no tokens.
    """
    start, end, relevance = logits
    inside = slice(pair.passage, pair.passage + len(pair.offsets))
    window = model.Logits(tuple(pair.offsets), start[inside], end[inside], float(start[0] + end[0]), relevance)
    cut = all_sentences(passage)
    return spans.best_span([window], passage, cut, LONGEST) or Found(0, 0, (0, 0), 0.0, 0.0, relevance)


def torch_run(folder: Path) -> Run:
    """Open a trained reader in fp32; pairs of like length share a batch."""
    import torch

    from training.model import open_reader

    reader = open_reader(folder)

    def run(pairs: Sequence[Feature]) -> Iterator[Logits]:
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].ids))
        found: dict[int, Logits] = {}
        for low in range(0, len(order), 16):
            rows = order[low : low + 16]
            batch = collate([pairs[at] for at in rows], multiple=8)
            given = (torch.from_numpy(each) for each in (batch.input_ids, batch.attention_mask, batch.token_type_ids))
            with torch.inference_mode():
                start, end, relevance = (output.numpy() for output in reader(*given))
            for row, at in enumerate(rows):
                found[at] = (start[row], end[row], float(relevance[row]))
        return (found[at] for at in range(len(pairs)))

    return run


def onnx_run(model: Path) -> Run:
    """Open a compiled reader as the product does: with one thread, and each pair as a separate batch."""
    session = open_session(model)
    names = [tensor.name for tensor in session.get_inputs()]

    def one(pair: Feature) -> Logits:
        batch = collate([pair], multiple=1)
        given = {name: getattr(batch, name) for name in names}
        start, end, relevance = session.run(["start", "end", "relevance"], given)
        return start[0], end[0], float(relevance[0])

    def run(pairs: Sequence[Feature]) -> Iterator[Logits]:
        with ThreadPoolExecutor(cores()) as pool:
            return iter(list(pool.map(one, pairs)))

    return run
