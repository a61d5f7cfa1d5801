"""Where answering begins to pay; the measures themselves are the product's, in ``qa.evaluation.metrics``."""

from collections.abc import Sequence

import numpy as np


def best_threshold(scores: Sequence[float], given: Sequence[float], silent: Sequence[float]) -> tuple[float, float]:
    """Find the threshold at which answering pays most.

    Args:
        scores: For each question, how sure the reader is that it has an answer.
        given: What each gains if it is answered.
        silent: What each gains if it is not.

    Returns:
        The best mean gain, and the score from which questions are answered there.
    """
    order = np.argsort(-np.asarray(scores), kind="stable")
    steps = (np.asarray(given) - np.asarray(silent))[order]
    gains = float(np.sum(silent)) + np.concatenate([[0.0], np.cumsum(steps)])
    best = int(np.argmax(gains))
    threshold = float(np.asarray(scores)[order[best - 1]]) if best else float("inf")
    return float(gains[best]) / len(order), threshold
