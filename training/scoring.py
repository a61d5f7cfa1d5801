"""The best threshold of a score; the measures themselves are in ``qa.evaluation.metrics``."""

from collections.abc import Sequence

import numpy as np


def best_threshold(scores: Sequence[float], given: Sequence[float], silent: Sequence[float]) -> tuple[float, float]:
    """Find the threshold with the highest mean gain.

    Args:
        scores: For each question, the reader's score for having an answer.
        given: The gain of answering each.
        silent: The gain of refusing each.

    Returns:
        The best mean gain, and its threshold.
    """
    order = np.argsort(-np.asarray(scores), kind="stable")
    steps = (np.asarray(given) - np.asarray(silent))[order]
    gains = float(np.sum(silent)) + np.concatenate([[0.0], np.cumsum(steps)])
    best = int(np.argmax(gains))
    threshold = float(np.asarray(scores)[order[best - 1]]) if best else float("inf")
    return float(gains[best]) / len(order), threshold
