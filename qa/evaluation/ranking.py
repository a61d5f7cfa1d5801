"""Measures of a ranking against the articles that should be found; all are 0 to 1, higher is better."""

import math
from collections.abc import Collection, Sequence


def recall(relevant: Collection[str], ranking: Sequence[str]) -> float:
    """Return the share of `relevant` that is among `ranking`, 0 to 1."""
    return len(set(relevant) & set(ranking)) / len(set(relevant))


def reciprocal_rank(relevant: Collection[str], ranking: Sequence[str]) -> float:
    """Return 1 / rank of the first of `ranking` that is relevant, 0 if none is."""
    return next((1 / rank for rank, article_id in enumerate(ranking, start=1) if article_id in relevant), 0.0)


def ndcg(relevant: Collection[str], ranking: Sequence[str], cutoff: int = 10) -> float:
    """Return the normalised discounted cumulative gain of a ranking with two grades.

    Args:
        relevant: Everything that should be found.
        ranking: The ranking, best first.
        cutoff: Rank after which nothing counts, from 1.

    Returns:
        0 to 1, 1 if the relevant come first.

    Source:
        Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
    """
    places = enumerate(ranking[:cutoff], start=1)
    gain = sum(1 / math.log2(rank + 1) for rank, article_id in places if article_id in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(set(relevant)), cutoff) + 1))
    return gain / ideal
