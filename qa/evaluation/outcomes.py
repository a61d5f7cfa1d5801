"""Score answers against known answers and aggregate the scores."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.evaluation.metrics import Bin, area_under_risk, auroc, calibration_error, exact, f1, interval, reliability
from qa.questions import TYPES, question_type
from qa.types import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and its answer's scores."""

    question_id: str
    type: str
    """What it asks for: when, who, yes/no, ..."""
    answerable: bool
    """Whether the articles say."""
    answered: bool
    """Whether an answer was given: its confidence reached the threshold."""
    confidence: float
    """Of the best answer, given or not, 0 to 1; 0 if there was none."""
    worth: float
    """F1 of that answer, given or not, 0 to 1; 0 where the articles do not say."""
    em: float
    """Exact match of what was given, 0 or 1; 1 for a refusal where the articles do not say."""
    f1: float
    """The same in shared words, 0 to 1."""


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Measures of answers; each is None if no question could be counted."""

    questions: int
    em: float | None
    """Mean exact match by the rules of SQuAD 2, 0 to 1, higher is better."""
    em_interval: tuple[float, float] | None
    """95 % of the means of 1,000 resamples lie between."""
    f1: float | None
    """The same in shared words."""
    f1_interval: tuple[float, float] | None
    refusal_precision: float | None
    """Share of refusals that were right to refuse."""
    refusal_recall: float | None
    """Share of the unanswerable questions that were refused."""
    answerable_auroc: float | None
    """How often an answerable question is surer than an unanswerable one, 0 to 1."""
    area_under_risk: float | None
    """Mean risk over all coverages, 0 to 1, lower is better."""
    calibration_error: float | None
    """Expected calibration error, 0 to 1, lower is better."""
    reliability: tuple[Bin, ...]
    """Confidence against the scores of answers, in ten bins."""
    by_type: dict[str, "TypeFigures"]
    """By question type."""


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """Measures of the questions that ask for one kind of answer."""

    questions: int
    em: float
    f1: float
    answered: float
    """Share that was answered."""


def outcome_of(question_id: str, wanted: Sequence[str], answer: Answer, threshold: float) -> Outcome:
    """Compare an answer with those wanted.

    Args:
        question_id: The question's id.
        wanted: Strings any of which is right; empty if the articles do not say.
        answer: The answer of an engine that refuses below `threshold` or never.
        threshold: The confidence an answer needs.

    Returns:
        The outcome.
    """
    confidence = answer.confidence or 0.0
    given = answer.text if answer.text is not None and confidence >= threshold else ""
    worth = f1(answer.text, wanted) if answer.text is not None and wanted else 0.0
    kind = question_type(answer.question)
    scores = exact(given, wanted), f1(given, wanted)
    return Outcome(question_id, kind, bool(wanted), bool(given), confidence, worth, *scores)


def figures_of(outcomes: Sequence[Outcome]) -> AnswerFigures:
    """Sum outcomes up."""
    sure, worth = [outcome.confidence for outcome in outcomes], [outcome.worth for outcome in outcomes]
    em, shared = [outcome.em for outcome in outcomes], [outcome.f1 for outcome in outcomes]
    kinds = {kind: [outcome for outcome in outcomes if outcome.type == kind] for kind in TYPES}
    return AnswerFigures(
        questions=len(outcomes),
        em=_mean(em),
        em_interval=interval(em),
        f1=_mean(shared),
        f1_interval=interval(shared),
        refusal_precision=_share(outcomes, lambda one: not one.answered, lambda one: not one.answerable),
        refusal_recall=_share(outcomes, lambda one: not one.answerable, lambda one: not one.answered),
        answerable_auroc=auroc(sure, [outcome.answerable for outcome in outcomes]),
        area_under_risk=area_under_risk(sure, worth),
        calibration_error=calibration_error(sure, worth),
        reliability=tuple(reliability(sure, worth)) if outcomes else (),
        by_type={kind: _of_type(own) for kind, own in kinds.items() if own},
    )


def _of_type(own: Sequence[Outcome]) -> TypeFigures:
    count = len(own)
    sums = (math.fsum(one.em for one in own), math.fsum(one.f1 for one in own), sum(one.answered for one in own))
    return TypeFigures(count, *(total / count for total in sums))


def _share(
    outcomes: Sequence[Outcome], among: Callable[[Outcome], bool], right: Callable[[Outcome], bool]
) -> float | None:
    return _mean([float(right(outcome)) for outcome in outcomes if among(outcome)])


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
