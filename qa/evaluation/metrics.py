"""Measures of answers and of the decision to give one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.reading.agreement import squad_normalise

Numbers = Sequence[float] | NDArray[Any]
"""One number a question."""

_BINS = 10
_RESAMPLES = 1000
_SEED = 20


def exact(answer: str, wanted: Sequence[str]) -> float:
    """Return 1 if an answer equals a right one by the rules of SQuAD, else 0; no answer is right if none is wanted."""
    return float(squad_normalise(answer) in {squad_normalise(right) for right in wanted or [""]})


def f1(answer: str, wanted: Sequence[str]) -> float:
    """Share words with the nearest of the answers wanted.

    Args:
        answer: What was answered; empty for nothing.
        wanted: What people answered; empty if nothing is right.

    Returns:
        The best F1 over words, 0 to 1; 1 or 0 if either side is empty.

    Source:
        Rajpurkar et al., "Know What You Don't Know", 2018, and its official script.
    """
    return max(_f1(squad_normalise(answer).split(), squad_normalise(right).split()) for right in wanted or [""])


def _f1(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    same = sum((Counter(given) & Counter(wanted)).values())
    return 2 * same / (len(given) + len(wanted))


def auroc(scores: Numbers, right: Numbers) -> float | None:
    """Find how often a right one scores above a wrong one; equal scores count half.

    Args:
        scores: Any scale.
        right: For each score, which of the two it is.

    Returns:
        Area under the receiver operating characteristic, 0 to 1; None unless both occur.
    """
    chosen = np.asarray(right, dtype=bool)
    hits, misses = int(chosen.sum()), int((~chosen).sum())
    if not hits or not misses:
        return None
    _, inverse, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[chosen].sum() - hits * (hits + 1) / 2) / (hits * misses))


def risk_coverage(confidences: Numbers, gains: Numbers) -> list[tuple[float, float]]:
    """Follow the risk as more and more questions are answered, the surest first.

    Args:
        confidences: For each question, how sure its answer is.
        gains: The score of each answer, 0 to 1.

    Returns:
        ``(coverage, risk)`` after each question: the share answered, and 1 less the mean gain
        of those; lower risk is better.

    Source:
        El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", 2010.
    """
    order = np.argsort(-np.asarray(confidences), kind="stable")
    answered = np.arange(1, len(order) + 1)
    risks = 1 - np.cumsum(np.asarray(gains, dtype=float)[order]) / answered
    return list(zip((answered / len(order)).tolist(), risks.tolist(), strict=True)) if len(order) else []


def area_under_risk(confidences: Numbers, gains: Numbers) -> float | None:
    """Average the risk over all coverages, 0 to 1, lower is better; None without questions."""
    curve = risk_coverage(confidences, gains)
    return float(np.mean([risk for _, risk in curve])) if curve else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence."""

    low: float
    """Of the confidence; the range is half-open but for the last."""
    high: float
    answers: int
    confidence: float
    """Their mean confidence; the middle of the range if there are none."""
    right: float
    """Their mean gain; 0 if there are none."""


def reliability(confidences: Numbers, gains: Numbers, bins: int = _BINS) -> list[Bin]:
    """Sort answers into bins of equal width by their confidence.

    Args:
        confidences: 0 to 1.
        gains: The score of each answer, 0 to 1.
        bins: How many.

    Returns:
        The bins, from 0 to 1.
    """
    sure, gained = np.asarray(confidences, dtype=float), np.asarray(gains, dtype=float)
    places = np.minimum((sure * bins).astype(int), bins - 1)
    filled = []
    for place in range(bins):
        own = places == place
        count, low, high = int(own.sum()), place / bins, (place + 1) / bins
        mean = (float(sure[own].mean()), float(gained[own].mean())) if count else ((low + high) / 2, 0.0)
        filled.append(Bin(low, high, count, *mean))
    return filled


def calibration_error(confidences: Numbers, gains: Numbers) -> float | None:
    """Return the expected calibration error: the mean difference of confidence and accuracy.

    Args:
        confidences: 0 to 1.
        gains: The score of each answer, 0 to 1.

    Returns:
        Expected calibration error over ten bins, 0 to 1, lower is better; None without answers.

    Source:
        Guo et al., "On Calibration of Modern Neural Networks", 2017.
    """
    if not len(confidences):
        return None
    bins = reliability(confidences, gains)
    return sum(one.answers * abs(one.confidence - one.right) for one in bins) / len(confidences)


def interval(values: Sequence[float]) -> tuple[float, float] | None:
    """Bound a mean by resampling its values, the same way every time.

    Args:
        values: One number a question.

    Returns:
        Where 95 of 100 means of resamples lie; None without values.

    Source:
        Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979; percentile intervals.
    """
    if not len(values):
        return None
    low, high = np.percentile(resampled(np.asarray(values, dtype=float)), (2.5, 97.5))
    return float(low), float(high)


def resampled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the means of a thousand resamples of the values, the same ones every time."""
    picked = np.random.default_rng(_SEED).integers(0, len(values), (_RESAMPLES, len(values)))
    means: NDArray[np.float64] = values[picked].mean(axis=1)
    return means
