"""Fuse dense and BM25 scores into one.

A weighted average of two scores that each have a fixed scale: the cosine, and BM25 divided by
its maximum for the query. Unlike with scaling by the best candidate, a passage's score does not
depend on which other passages were found, so it is comparable between questions, and a query
that matches only "the" gives no passage a full score.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FusedScore:
    """A passage's scores; higher is better in each."""

    row: int
    fused: float
    """0 to 1."""
    dense: float
    """Cosine, -1 to 1."""
    bm25: float
    """0 to the query's ceiling; 0 if BM25 did not find the passage."""


def weighted_average(
    dense: Mapping[int, float], bm25: Mapping[int, float], ceiling: float, dense_weight: float
) -> list[FusedScore]:
    """Average the two scores of each passage.

    Args:
        dense: Row to cosine, for every passage to be ranked; negative cosines count as 0.
        bm25: Row to BM25 score; rows that are absent count as 0.
        ceiling: The most BM25 could be for this query; 0 leaves BM25 out.
        dense_weight: Weight of the cosine, 0 to 1.

    Returns:
        Best first; equal scores in order of row.

    Source:
        Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023:
        a convex combination beats reciprocal rank fusion and needs few examples to tune. The
        ceiling and the weight are ours, chosen on development sets, see bench/.
    """
    scores = [
        FusedScore(
            row=row,
            fused=dense_weight * min(max(cosine, 0.0), 1.0)
            + (1 - dense_weight) * (bm25.get(row, 0.0) / ceiling if ceiling else 0.0),
            dense=cosine,
            bm25=bm25.get(row, 0.0),
        )
        for row, cosine in dense.items()
    ]
    return sorted(scores, key=lambda score: (-score.fused, score.row))
