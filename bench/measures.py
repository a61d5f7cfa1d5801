"""Measures of a ranking; all are 0 to 1 and higher is better."""

import math
import re
from collections.abc import Collection, Sequence

_WORD = re.compile(r"\w+")


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Score a ranking by where the relevant articles stand, all equally relevant.

    Args:
        ranked: Article ids, best first.
        relevant: The ids that should be there; not empty.
        k: How many of `ranked` count.

    Returns:
        nDCG@k with the discount ``1 / log2(rank + 1)``.
    """
    gain = sum(1 / math.log2(rank + 1) for rank, found in enumerate(ranked[:k], start=1) if found in relevant)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), k) + 1))


def words(text: str) -> str:
    """Fold a text to its words with a space around each, so that whole words can be looked for."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def recalls(ranks: Sequence[int | None], ks: Sequence[int] = (1, 5, 20)) -> list[float]:
    """Share the questions whose first right hit stands within each k.

    Args:
        ranks: From 1, one for each question; None where nothing right was found.
        ks: The depths.

    Returns:
        Recall at each of `ks`.
    """
    return [sum(rank is not None and rank <= k for rank in ranks) / len(ranks) for k in ks]
