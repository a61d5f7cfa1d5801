"""Reading all pairs of a set, and measuring a reader on held-out ones."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.gpu.network import Reader
from training.gpu.pairs import Pairs

_LONGEST = 30
"""Tokens an answer may have."""


def read(reader: Reader, pairs: Pairs, tokens: int) -> tuple[Tensor, Tensor]:
    """Run the reader on all pairs: span logits, fp16, ``(2, tokens)`` in order of the ids; relevance, ``(pairs,)``."""
    reader.eval()
    logits = torch.zeros((2, len(pairs.ids)), dtype=torch.float16, device=pairs.device)
    relevance = torch.zeros(len(pairs), device=pairs.device)
    with torch.inference_mode():
        for rows in pairs.batches(tokens, None):
            given = pairs.batch(rows)
            start, end, ranks = reader(given["ids"], given["mask"], given["types"])
            at = torch.from_numpy(rows).to(pairs.device)
            where = torch.arange(start.shape[1], device=pairs.device)[None, :] + pairs.offsets[at][:, None]
            mask = given["mask"]
            for side, said in ((0, start), (1, end)):
                logits[side, where[mask]] = said.clamp(-6e4, 6e4)[mask].half()
            relevance[at] = ranks
    return logits.clone(), relevance.clone()


def auroc(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """Area under the ROC curve, 0 to 1."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    good = int(right.sum())
    return float((ranks[right].sum() - good * (good + 1) / 2) / max(good * (len(scores) - good), 1))


def measured(reader: Reader, pairs: Pairs, tokens: int) -> dict[str, float]:
    """Measure on held-out questions, by tokens: exact match and F1 of the answerable ones, AUROC of relevance."""
    logits, relevance = read(reader, pairs, tokens)
    held, ranks = logits.float().cpu().numpy(), relevance.cpu().numpy()
    offsets, first = pairs.offsets.cpu().numpy(), pairs.passage.cpu().numpy()
    places, shares = pairs.places.cpu().numpy(), pairs.shares.cpu().numpy()
    answered = ~((places[0, :, 0] == 0) & (shares[0, :, 0] > 0))
    scores = []
    for row in np.flatnonzero(answered):
        low, high = offsets[row] + first[row], offsets[row + 1] - 1
        start, end = _best_span(held[0, low:high], held[1, low:high])
        marked = [
            (a, b)
            for a, one in zip(places[0, row], shares[0, row], strict=True)
            for b, other in zip(places[1, row], shares[1, row], strict=True)
            if one > 0 and other > 0 and b >= a
        ]
        scores.append(_overlap((start + first[row], end + first[row]), marked))
    exact, f1 = np.array(scores).mean(axis=0) if scores else (0.0, 0.0)
    figures = {"em": 100 * exact, "f1": 100 * f1}
    if not answered.all():
        figures["auroc"] = auroc(ranks, answered)
    return {name: round(float(value), 4) for name, value in figures.items()}


def _best_span(starts: NDArray[np.float32], ends: NDArray[np.float32]) -> tuple[int, int]:
    scores = starts[:, None] + ends[None, :]
    allowed = np.triu(np.tri(len(starts), len(starts), _LONGEST - 1, dtype=bool))
    place = int(np.where(allowed, scores, -np.inf).argmax())
    return place // len(starts), place % len(starts)


def _overlap(span: tuple[int, int], marked: list[tuple[int, int]]) -> tuple[float, float]:
    """Return exact match (0 or 1) and the best token F1 against the marked spans."""
    best = 0.0
    for a, b in marked:
        both = max(0, min(span[1], b) - max(span[0], a) + 1)
        best = max(best, 2 * both / (span[1] - span[0] + b - a + 2))
    return float(span in marked), best
