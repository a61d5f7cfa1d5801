"""Measures of found passages, and of answers and refusals; all are 0 to 1 and higher is better."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """Fold a text to its words with a space around each, so that whole words can be looked for."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def recalls(ranks: Sequence[int | None], ks: Sequence[int] = (1, 5, 20)) -> list[float]:
    """Compute recall: the share of questions with a right hit within each k.

    Args:
        ranks: From 1, one for each question; None where nothing right was found.
        ks: The depths.

    Returns:
        Recall at each of `ks`.
    """
    return [sum(rank is not None and rank <= k for rank in ranks) / len(ranks) for k in ks]


def decided(
    sure: NDArray[np.float64], worth: NDArray[np.float64], said: NDArray[np.bool_], threshold: float
) -> dict[str, float]:
    """Measure answers and refusals at a threshold; a right refusal counts as 1.

    Args:
        sure: Confidence of each question's answer, shape ``(questions,)``.
        worth: F1 of its words, 0 where there is nothing to answer with.
        said: Whether the collection has an answer.
        threshold: Minimum confidence of an answer.

    Returns:
        ``F1``, ``refusal precision``, ``refusal recall`` and ``answered``, the share that is.
    """
    given = sure >= threshold
    return {
        "F1": float(np.where(given, worth, ~said).mean()),
        "refusal precision": float((~said)[~given].mean()) if (~given).any() else 0.0,
        "refusal recall": float((~given)[~said].mean()) if (~said).any() else 0.0,
        "answered": float(given.mean()),
    }
