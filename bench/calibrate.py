"""Fit the confidence of answers: ``python -m bench.calibrate READER OUT [--close CLOSE]``.

Questions are asked over the development collection: those about held-out articles, a third of whose
paragraphs is missing, and those about Wikinews, a third of them near misses. One half of the articles
of each fits the weights, the other half evaluates them; no article is used for both. The reader's own
weights choose the passages that are read again; those of the network that reads them determine the
confidence. OUT receives the files that ship: models, tokenizers, and the cards with the weights and
these figures. READER and CLOSE are the folders of compiled networks.
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

from bench.support.development import (
    Asked,
    Development,
    Read,
    development,
    halves,
    news_halves,
    read_all,
    reread_all,
)
from qa.evaluation.metrics import area_under_risk, auroc, calibration_error, f1
from qa.reading.agreement import grouped, span_text
from qa.reading.confidence import (
    ANSWER_FEATURES,
    CLOSE_FEATURES,
    PASSAGE_FEATURES,
    Confidence,
    answer_features,
    passage_features,
)
from qa.reading.model import CARD, CLOSE_MODELS, SpanModel
from qa.settings import ReadingSettings
from qa.types import Reading
from training.data import data_folder

_RIDGE = 1e-5
"""L2 penalty on the weights, for each example."""
_STEPS = 50
_BORNE_OUT = 0.005
"""Minimum agreement, in tens of log-odds, at which other texts confirm an answer: a twentieth of its odds."""
_ENOUGH = 30
"""Minimum number of confirmed answers for which the weight of agreement is fitted."""
_UNFITTED = 0.2
"""The weight of agreement if there are fewer, as a share of that of evidence: fourteen of 1,106 questions of the
development collection are not representative of a collection of news, where many texts agree."""


class _Judged(NamedTuple):
    """A question's best answer: its confidence, its F1, and whether the collection has one."""

    sure: float
    gain: float
    said: bool


def fit(read: Sequence[Read]) -> Confidence:
    """Fit both regressions, the second on the first's estimate for each question's best answer.

    Args:
        read: Questions of the fitting halves.

    Returns:
        The weights.
    """
    passages = [
        (features, gain(reading, each.answers))
        for each, readings in read
        for reading, features in zip(readings, passage_features(readings), strict=True)
        if features
    ]
    names = CLOSE_FEATURES if any("first" in features for features, _ in passages) else PASSAGE_FEATURES
    passage = _weights([features for features, _ in passages], [worth for _, worth in passages], names)
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
    """Fit an answer's weights, with that of agreement fixed to a share of that of evidence, 0 to 1."""
    rest = tuple(name for name in ANSWER_FEATURES if name != "agreement")
    joined = [each | {"evidence": each["evidence"] + share * each["agreement"]} for each in map(dict, described)]
    found = _weights(joined, gains, rest)
    return found | {"agreement": share * found["evidence"]}


def gain(reading: Reading, answers: Sequence[str]) -> float:
    """Return the F1 of an answer's words; 0 if the collection has no answer."""
    return f1(span_text(reading), answers) if answers else 0.0


def _weights(
    described: Sequence[Mapping[str, float]], gains: Sequence[float], names: Sequence[str]
) -> dict[str, float]:
    rows = np.array([[features[name] for name in names] for features in described])
    return dict(zip(names, regress(rows, np.array(gains)).tolist(), strict=True))


def regress(rows: NDArray[np.float64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic regression by iteratively reweighted least squares.

    Args:
        rows: Features, shape ``(n, features)``, the first of them 1.
        gains: Targets from 0 to 1, shape ``(n,)``; a fraction counts as a fractional success.

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
    """Measure questions that were not used for fitting.

    Args:
        read: The questions.
        confidence: The weights.

    Returns:
        Figures from 0 to 1: the threshold at which precision and recall of refusals are equal; the highest mean F1
        over all questions and its threshold; AUROC of whether the collection has an answer; calibration error;
        area under the risk-coverage curve.
    """
    return _measured(_judged(read, confidence))


def crossed(one: Sequence[Read], other: Sequence[Read]) -> dict[str, Any]:
    """Measure all questions by cross-validation, each half with weights fitted on the other half."""
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
    found = {
        "questions": len(judged),
        "balanced_threshold": balanced,
        "f1": top,
        "threshold": threshold,
        "answerable_auroc": auroc(sure, said),
        "calibration_error": calibration_error(sure, gains),
        "area_under_risk": area_under_risk(sure, gains),
    }
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}


def _imbalance(sure: Sequence[float], said: Sequence[bool], threshold: float) -> float:
    """Return the difference between the number of refusals and that of the questions without an answer."""
    return abs(sum(each < threshold for each in sure) - sum(not each for each in said))


def write_card(
    source: Path, target: Path, card: dict[str, Any], confidence: Confidence, measured: dict[str, Any]
) -> None:
    """Copy a compiled network's files to the folder that ships, with its card and the weights of confidence.

    Args:
        source: The compiled network's folder.
        target: Folder to write to; it may be the same.
        card: The network's card.
        confidence: The weights.
        measured: Figures by collection.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in card["sha256"]:
        if source.resolve() != target.resolve():
            shutil.copyfile(source / name, target / name)
    kept = {name: value for name, value in card.items() if name not in ("fitted", "calibrated", "crossed")}
    weights = {"passage": confidence.passage, "answer": confidence.answer}
    card = kept | {"confidence": weights, "calibrated": measured}
    (target / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _asked(made: Development, most: int | None) -> tuple[list[Asked], dict[str, list[Asked]]]:
    """Return the questions of both collections used for fitting, and by collection those used for reporting."""
    fit_on, report_on = halves(made.asked)
    news_fit_on, news_report_on = news_halves(made.news)
    return fit_on[:most] + news_fit_on[:most], {"development": report_on[:most], "wikinews": news_report_on[:most]}


def main() -> None:
    """Read the command line, ask, fit, measure, and write the files that ship."""
    parser = argparse.ArgumentParser(description="Fit the confidence of answers and write the files that ship.")
    data_folder(parser)
    cache = os.environ.get("QA_CACHE") or platformdirs.user_cache_path("quotewire", appauthor=False)
    parser.add_argument("--cache", type=Path, default=Path(cache), help="where compiled encoders are kept")
    parser.add_argument("--most", type=int, help="most questions of each half of each collection; all unless given")
    parser.add_argument("--close", type=Path, help="folder of the compiled network that reads again")
    parser.add_argument("--count", type=int, default=ReadingSettings().close, help="passages that are read again")
    parser.add_argument("reader", type=Path, help="the compiled reader's folder")
    parser.add_argument("out", type=Path, help="folder to write to")
    given = parser.parse_args()
    model = SpanModel.open(given.reader)
    with development(given.data, given.cache) as made:
        fit_on, report_on = _asked(made, given.most)
        read = read_all(made, model, fit_on)
        reported = {name: read_all(made, model, asked) for name, asked in report_on.items()}
        first = fit(read)
        measured = {name: figures(each, first) for name, each in reported.items()}
        write_card(given.reader, given.out, model.card, first, measured)
        if given.close:
            close = SpanModel.open(given.close)
            confidence = fit(reread_all(made, close, first, read, given.count))
            again = {name: reread_all(made, close, first, each, given.count) for name, each in reported.items()}
            measured = {name: figures(each, confidence) for name, each in again.items()}
            write_card(given.close, given.out / CLOSE_MODELS.name, close.card, confidence, measured)
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
