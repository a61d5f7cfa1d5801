"""Measures of answers and of the decision to give one; all are 0 to 1 and higher is better."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def exact(answer: str, wanted: Sequence[str]) -> float:
    """Say 1 if an answer equals one of those wanted, by the rules of SQuAD; no answer equals none wanted."""
    return float(normalised(answer) in {normalised(each) for each in wanted or [""]})


def f1(answer: str, wanted: Sequence[str]) -> float:
    """Share words with the nearest of the answers wanted.

    Args:
        answer: What was answered; empty for nothing.
        wanted: What people answered; empty if nothing is right.

    Returns:
        The best F1 over words; 1 or 0 where either side is empty.

    Source:
        Rajpurkar et al., "Know What You Don't Know", 2018, and its official script.
    """
    return max(_f1(normalised(answer).split(), normalised(each).split()) for each in wanted or [""])


def normalised(answer: str) -> str:
    """Fold case and drop punctuation, articles and extra white space."""
    return " ".join(_ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def _f1(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    same = sum((Counter(given) & Counter(wanted)).values())
    return 2 * same / (len(given) + len(wanted))


def auroc(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Find how often a right one scores above a wrong one; equal scores count half.

    Args:
        scores: Any scale.
        right: For each score, which of the two it is; both must occur.

    Returns:
        Area under the receiver operating characteristic.
    """
    _, inverse, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    chosen = np.asarray(right, dtype=bool)
    hits, misses = int(chosen.sum()), int((~chosen).sum())
    return float((ranks[chosen].sum() - hits * (hits + 1) / 2) / (hits * misses))


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
