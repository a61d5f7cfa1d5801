"""Fit how sure an answer is: ``python -m bench.calibrate READER OUT``.

Questions about held-out articles are asked over the whole development collection, a third of
whose paragraphs is missing. Half of the articles fit the weights, the other half tells how well
they hold; nothing is fitted and reported on the same article. Then the halves change places too,
which tells two readers apart by three times as many questions. OUT receives the files that ship:
model, tokenizer, and the card with the weights and these figures. READER is a compiled reader's
folder; OUT may be the same.
"""

import argparse
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import platformdirs
from numpy.typing import NDArray

from bench.support.development import Read, development, halves, read_all
from qa.evaluation.metrics import area_under_risk, auroc, calibration_error, f1
from qa.reading.agreement import grouped, span_text
from qa.reading.confidence import (
    ANSWER_FEATURES,
    PASSAGE_FEATURES,
    Confidence,
    answer_features,
    passage_features,
)
from qa.reading.model import CARD, MODEL, TOKENIZER, SpanModel
from qa.types import Reading
from training.data import data_folder

_RIDGE = 1e-5
"""Pull of the weights towards 0, for each example."""
_STEPS = 50
_BORNE_OUT = 0.005
"""Agreement, in tens of log-odds, from which other texts bear an answer out: a twentieth of its odds."""
_ENOUGH = 30
"""Answers borne out, from which what that weighs is fitted."""
_UNFITTED = 0.2
"""What it weighs where there are fewer, as a share of what evidence does: fourteen of 1,106 questions of the
development collection say nothing of a collection of news, where many texts tell the same."""


class _Judged(NamedTuple):
    """A question's best answer: how sure it is, what it is worth, and whether the collection has one."""

    sure: float
    gain: float
    said: bool


def fit(read: Sequence[Read]) -> Confidence:
    """Fit both regressions, the second on what the first says of each question's best answer.

    Args:
        read: Questions that fit.

    Returns:
        The weights.
    """
    told = [
        (features, gain(reading, each.answers))
        for each, readings in read
        for reading, features in zip(readings, passage_features(readings), strict=True)
        if features
    ]
    passage = _weights([features for features, _ in told], [own for _, own in told], PASSAGE_FEATURES)
    begun = Confidence(passage, dict.fromkeys(ANSWER_FEATURES, 0.0))
    best = [(groups, each.answers) for each, readings in read if (groups := grouped(begun.judged(readings)))]
    described = [answer_features(groups, 0) for groups, _ in best]
    gains = [gain(groups[0][0], answers) for groups, answers in best]
    answer = _weights(described, gains, ANSWER_FEATURES)
    if sum(each["agreement"] >= _BORNE_OUT for each in described) < _ENOUGH:
        answer = _held(described, gains, _UNFITTED)
    elif not 0 <= answer["agreement"] <= answer["evidence"]:
        answer = _held(described, gains, float(answer["agreement"] > 0))
    return Confidence(passage, answer)


def _held(described: Sequence[Mapping[str, float]], gains: Sequence[float], share: float) -> dict[str, float]:
    """Fit an answer's weights with that of agreement held to a share of that of evidence, 0 to 1."""
    rest = tuple(name for name in ANSWER_FEATURES if name != "agreement")
    joined = [each | {"evidence": each["evidence"] + share * each["agreement"]} for each in map(dict, described)]
    found = _weights(joined, gains, rest)
    return found | {"agreement": share * found["evidence"]}


def gain(reading: Reading, answers: Sequence[str]) -> float:
    """Say what an answer is worth: the F1 of its words, 0 where the collection does not say."""
    return f1(span_text(reading), answers) if answers else 0.0


def _weights(
    described: Sequence[Mapping[str, float]], gains: Sequence[float], names: Sequence[str]
) -> dict[str, float]:
    rows = np.array([[each[name] for name in names] for each in described])
    return dict(zip(names, regress(rows, np.array(gains)).tolist(), strict=True))


def regress(rows: NDArray[np.float64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic regression by iteratively reweighted least squares.

    Args:
        rows: Features, shape ``(n, features)``, the first of them 1.
        gains: Targets from 0 to 1, shape ``(n,)``; shares count as so much of a success.

    Returns:
        Weights, shape ``(features,)``.

    Source:
        Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2009, 4.4.1.
    """
    pull = np.full(rows.shape[1], _RIDGE * len(rows))
    pull[0] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (gains - chances) - pull * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(pull + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def figures(read: Sequence[Read], confidence: Confidence) -> dict[str, Any]:
    """Measure questions that fitted nothing.

    Args:
        read: The questions.
        confidence: The weights.

    Returns:
        Figures from 0 to 1: the threshold at which refusals are as precise as complete; mean F1 over all at the
        best threshold, and that; AUROC of whether the collection has an answer; calibration error; area under
        risk-coverage.
    """
    return _measured(_judged(read, confidence))


def crossed(one: Sequence[Read], other: Sequence[Read]) -> dict[str, Any]:
    """Measure all questions, those of each half by weights that the other fitted: the figures of `figures`."""
    return _measured(_judged(one, fit(other)) + _judged(other, fit(one)))


def _judged(read: Sequence[Read], confidence: Confidence) -> list[_Judged]:
    best = [(each, confidence.judged(readings)[:1]) for each, readings in read]
    return [
        _Judged(found[0].score, gain(found[0], each.answers), bool(each.answers))
        if found
        else _Judged(0.0, 0.0, bool(each.answers))
        for each, found in best
    ]


def _measured(judged: Sequence[_Judged]) -> dict[str, Any]:
    sure, gains, said = (list(each) for each in zip(*judged, strict=True))
    thresholds = [
        (sum(g if s >= t else float(not has) for s, g, has in judged) / len(judged), t)
        for t in np.arange(0, 1, 0.01).tolist()
    ]
    top, threshold = max(thresholds)
    balanced = min(np.arange(0, 1, 0.01).tolist(), key=lambda threshold: _imbalance(sure, said, threshold))
    told = {
        "questions": len(judged),
        "balanced_threshold": balanced,
        "f1": top,
        "threshold": threshold,
        "answerable_auroc": auroc(sure, said),
        "calibration_error": calibration_error(sure, gains),
        "area_under_risk": area_under_risk(sure, gains),
    }
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in told.items()}


def _imbalance(sure: Sequence[float], said: Sequence[bool], threshold: float) -> float:
    """Say how far the precision of refusals is from their recall: how many more there are than should be."""
    return abs(sum(each < threshold for each in sure) - sum(not each for each in said))


def main() -> None:
    """Read the command line, ask, fit, measure, and write what ships."""
    parser = argparse.ArgumentParser(description="Fit a compiled reader's confidence and write what ships.")
    data_folder(parser)
    cache = os.environ.get("QA_CACHE") or platformdirs.user_cache_path("quotewire", appauthor=False)
    parser.add_argument("--cache", type=Path, default=Path(cache), help="where compiled encoders are kept")
    parser.add_argument("--fitting", type=int, help="most questions that fit; all of their half, unless given")
    parser.add_argument("--reporting", type=int, default=600, help="questions of the other half that tell how it holds")
    parser.add_argument("reader", type=Path, help="the compiled reader's folder")
    parser.add_argument("out", type=Path, help="folder to write to")
    given = parser.parse_args()
    model = SpanModel.open(given.reader)
    with development(given.data, given.cache) as made:
        fit_on, report_on = halves(made.asked)
        fitting = read_all(made, model, fit_on[: given.fitting])
        reporting = read_all(made, model, report_on[: given.reporting])
    confidence = fit(fitting)
    card = model.card | {
        "confidence": {"passage": confidence.passage, "answer": confidence.answer},
        "fitted": figures(fitting, confidence),
        "calibrated": figures(reporting, confidence),
        "crossed": crossed(fitting, reporting),
    }
    given.out.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, TOKENIZER):
        if given.reader.resolve() != given.out.resolve():
            shutil.copyfile(given.reader / name, given.out / name)
    (given.out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: card[name] for name in ("calibrated", "crossed")}, indent=1))


if __name__ == "__main__":
    main()
